"""References: how the bibliography prints wire copy, reprints and pages read outside the corpus.

A pybtex style of our own, since its stock styles drop the outlet, the translation, the original
title and the day, and lower-case titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from unsigned_treaty.corpus.articles import long_date
from unsigned_treaty.project.dates import written

ROLES = {
    "reprint": "reprinted by",
    "aggregator": "by way of",
    "mirror": "read at a mirror of unknown ownership,",
}


class Labels(BaseLabelStyle):
    """Label each record with its own short form, so that two of one agency and year differ."""

    def format_labels(self, sorted_entries: list[Any]) -> list[str]:
        """The ``shorthand`` of each record."""
        return [curled(str(entry.fields["shorthand"])) for entry in sorted_entries]


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
        """One reference, as rich text."""
        fields = {name.lower(): str(value) for name, value in entry.fields.items()}
        fields |= {role: " and ".join(map(str, people)) for role, people in entry.persons.items()}
        return reference(fields)

    def get_online_template(self, entry: Any) -> Any:
        """What pybtex asks for: an object that formats the entry."""
        return _Formatted(self.format_online(entry))


class _Formatted:
    """A finished text where pybtex expects a template."""

    def __init__(self, text: Any) -> None:
        self.text = text

    def format_data(self, _: object) -> Any:
        return self.text


def reference(fields: Mapping[str, str]) -> Text:
    """A record of either kind as one reference: sentences, each closed, a space between them."""
    sentences = article_parts(fields) if "sha256" in fields else page_parts(fields)
    spaced = [part for sentence in sentences for part in (" ", *sentence)]
    return Text(*spaced[1:])


def article_parts(fields: Mapping[str, str]) -> list[list[Any]]:
    """The sentences of a reference to one of the five articles."""
    outlet, agency = fields["outlet"], fields.get("agency", "")
    # An agency that is its own outlet is named once.
    place: list[Any] = [] if agency in {"", outlet} else [Tag("em", outlet)]
    if fields.get("via"):
        role = ROLES[fields["viakind"]]
        through = f", {role} " if place else f"{role[0].upper()}{role[1:]} "
        place += [through, Tag("em", fields["via"])]
    day = closed(long_date(pd.Series(dict(fields))))
    sentences: list[list[Any]] = [
        [closed(agency)] if agency not in {"", outlet} else [Tag("em", outlet), "."],
        titled(fields) if fields.get("title") else ["[No title known.]"],
        [*place, ", ", day] if place else [day],
    ]
    if fields.get("translation"):
        original, how = fields["origlanguage"], fields["translation"]
        sentences.append([closed(f"Originally in {original}; {how}")])
    sentences.append(address(fields, linked=fields["viakind"] != "mirror"))
    return sentences


def titled(fields: Mapping[str, str]) -> list[Any]:
    """A title in its own case and quotation marks, its original, and where it stands."""
    parts: list[Any] = [f"“{closed(nested(fields['title']))}”"]
    if fields.get("origtitle"):
        parts.append(f" [“{nested(fields['origtitle'])}”.]")
    if fields.get("titlefrom") == "address":
        parts.append(" [Title from the page’s address.]")
    return parts


def page_parts(fields: Mapping[str, str]) -> list[list[Any]]:
    """The sentences of a reference to a page outside the corpus."""
    addon = curled(fields["titleaddon"])
    day = f"{written(fields['date'])}." if fields.get("date") else "n.d."
    place: list[Any] = [Tag("em", curled(fields["publisher"]))]
    if fields.get("organization"):
        place.append(f", text of {curled(fields['organization'])}")
    # A page without an author is its publisher's, who then comes first and is named once.
    author = fields.get("author", "")
    sentences = [[closed(author)] if author else [*place, "."]]
    if fields.get("title"):
        sentences.append(titled(fields))
    sentences.append([f"[{addon[0].upper()}{closed(addon[1:])}]"])
    sentences.append([*place, ", ", day] if author else [f"{day[0].upper()}{day[1:]}"])
    if fields.get("language"):
        sentences.append([f"In {fields['language']}."])
    sentences.append(address(fields, linked=True))
    return sentences


def address(fields: Mapping[str, str], linked: bool) -> list[Any]:
    """The page's address, and on which day a stored copy of it was read."""
    if not fields.get("url"):
        return ["No page known."]
    url = HRef(fields["url"], fields["url"]) if linked else fields["url"]
    return [url, f" (stored copy read on {written(fields['urldate'])})."]


def nested(title: str) -> str:
    """A title as it stands inside double quotation marks: its own become single ones."""
    return title.translate(str.maketrans("“”", "‘’"))


def closed(words: str) -> str:
    """Words that end in a full stop, unless they end in a mark that closes a sentence already."""
    return words if words.rstrip("”’)").endswith((".", "?", "!", "…")) else f"{words}."


def curled(words: str) -> str:
    """The book's own words with the apostrophe that print has."""
    return words.replace("'", "’")


def register() -> None:
    """Make the style known to pybtex under the name ``treaty``."""
    register_plugin("pybtex.style.formatting", "treaty", Style)
