"""References: how the bibliography prints wire copy, reprints and pages read outside the corpus.

A pybtex style of our own, since its stock styles drop the outlet, the translation, the original
title and the day, and lower-case titles.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from unsigned_treaty.articles import MONTHS, long_date

ROLES = {
    "reprint": "reprinted by",
    "aggregator": "by way of",
    "mirror": "read at a mirror of unknown ownership,",
}


class Labels(BaseLabelStyle):
    """Label each record with its own short form, so that two of one agency and year differ."""

    def format_labels(self, sorted_entries: list[Any]) -> list[str]:
        """The ``shorthand`` of each record."""
        return [str(entry.fields["shorthand"]) for entry in sorted_entries]


class Sorting(BaseSortingStyle):
    """Sort by short form."""

    def sorting_key(self, entry: Any) -> str:
        """The ``shorthand``, whatever its case."""
        return str(entry.fields["shorthand"]).casefold()


class Style(BaseStyle):
    """Print a record of the catalogue, or of a page outside the corpus."""

    default_label_style = Labels
    default_sorting_style = Sorting

    def format_online(self, entry: Any) -> Any:
        """One reference, as rich text: sentences that each end in a full stop."""
        fields = {name.lower(): str(value) for name, value in entry.fields.items()}
        sentences = article_parts(fields) if "sha256" in fields else page_parts(fields)
        return Text(*(part for sentence in sentences for part in (*sentence, " ")))

    def get_online_template(self, entry: Any) -> Any:
        """What pybtex asks for: an object that formats the entry."""
        return _Formatted(self.format_online(entry))


class _Formatted:
    """A finished text where pybtex expects a template."""

    def __init__(self, text: Any) -> None:
        self.text = text

    def format_data(self, _: object) -> Any:
        return self.text


def article_parts(fields: dict[str, str]) -> list[list[Any]]:
    """The sentences of a reference to one of the five articles."""
    title: list[Any] = (
        ["“", fields["title"], ".”"] if fields.get("title") else ["[No title known.]"]
    )
    if fields.get("titlefrom") == "address":
        title.append(" [Title from the page’s address.]")
    through = [Tag("em", fields["outlet"])]
    if fields.get("via"):
        through += [f", {ROLES[fields['viakind']]} ", Tag("em", fields["via"])]
    sentences = [
        [fields.get("agency", fields["outlet"]), "."],
        title,
        [*through, ", ", long_date(pd.Series(fields)), "."],
    ]
    if fields.get("translation"):
        original, how = fields["origlanguage"], fields["translation"]
        sentences.append([f"Originally in {original}; {how}."])
    sentences.append(address(fields, linked=fields["viakind"] != "mirror"))
    return sentences


def page_parts(fields: dict[str, str]) -> list[list[Any]]:
    """The sentences of a reference to a page outside the corpus."""
    sentences: list[list[Any]] = [[fields.get("author") or fields["publisher"], "."]]
    if fields.get("title"):
        sentences.append(["“", fields["title"], ".”"])
    if fields.get("titleaddon"):
        sentences.append(["[", fields["titleaddon"][:1].upper(), fields["titleaddon"][1:], ".]"])
    place: list[Any] = [Tag("em", fields["publisher"])]
    if fields.get("organization"):
        place.append(f", text of {fields['organization']}")
    place.append(f", {written(fields['date'])}." if fields.get("date") else ", n.d.")
    sentences.append(place)
    if fields.get("language"):
        sentences.append([f"In {fields['language']}."])
    sentences.append(address(fields, linked=True))
    return sentences


def address(fields: dict[str, str], linked: bool) -> list[Any]:
    """The page's address, and on which day a stored copy of it was read."""
    if not fields.get("url"):
        return ["No page known."]
    url = HRef(fields["url"], fields["url"]) if linked else fields["url"]
    return [url, f" (stored copy read on {written(fields['urldate'])})."]


def written(day: str) -> str:
    """A day, month or year as a reader meets it: ``21 November 2026``, ``March 2019``."""
    year, *rest = day.split("-")
    month = MONTHS[int(rest[0])] if rest else ""
    return " ".join(part for part in (rest[1].lstrip("0") if rest[1:] else "", month, year) if part)


def register() -> None:
    """Make the style known to pybtex under the name ``treaty``."""
    register_plugin("pybtex.style.formatting", "treaty", Style)
