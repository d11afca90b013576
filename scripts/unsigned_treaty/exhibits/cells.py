"""Cells: what a value of a frame is shown as.

A value tells what it is.  A citation key is shown as its short name and leads to its reference, a
statement's id leads to the register, and a tuple of ids is shown as their number, which leads to
exactly these statements.  Codes of the codebook are shown in its words, by the name of their
column.  Everything else is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from unsigned_treaty.coding.codebook import STATUSES, VERDICTS
from unsigned_treaty.coding.vocabulary import Vocabulary
from unsigned_treaty.exhibits.evidence import kind_of
from unsigned_treaty.project.dates import checked_date, written

NUMERALS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


@dataclass(frozen=True)
class Link:
    """Text that leads to a citation key, a statement id, or another label of the book."""

    text: str
    ref: str


@dataclass(frozen=True)
class Web:
    """Text that leads to an address: a page of the book's folder, or one outside."""

    text: str
    address: str


@dataclass(frozen=True)
class Strong:
    """Text that stands out: a verdict, a status."""

    text: str


@dataclass(frozen=True)
class Foreign:
    """Text in another language than the book's, named by its tag."""

    text: str
    language: str


def code_words(vocabulary: Vocabulary) -> dict[str, dict[Any, str]]:
    """The words for the codes of each column that holds codes, by the column's name."""
    return {
        "side": vocabulary.words("sides"),
        "prospect": vocabulary.words("prospects"),
        "prospect_object": vocabulary.words("objects"),
        "object": vocabulary.words("objects"),
        "intent": vocabulary.words("intents"),
        "stance": vocabulary.words("stances"),
        "blame": vocabulary.words("blames"),
        "topic": vocabulary.words("topics"),
        "must_act": vocabulary.words("actors"),
        "rule": vocabulary.words("rules"),
        "period": vocabulary.words("periods"),
        "verdict": VERDICTS,
        "status": STATUSES,
    }


def runs(value: Any, keys: Mapping[str, tuple[str, str]]) -> list[dict[str, str]]:
    """A cell as the runs of text that it shows, each with what it leads to, if anything.

    ``keys`` are those of :func:`~.evidence.citable`.
    """
    if isinstance(value, Link):
        return [{"text": value.text, "ref": value.ref}]
    if isinstance(value, Web):
        return [{"text": value.text, "address": value.address}]
    if isinstance(value, Foreign):
        return [{"text": value.text, "language": value.language}]
    if isinstance(value, Strong):
        return [{"text": value.text, "strong": "true"}]
    if isinstance(value, list):
        return [run for part in value for run in runs(part, keys)]
    if isinstance(value, tuple):
        return several(value, keys)
    if isinstance(value, str) and kind_of(value, keys) in ("article", "page", "statement"):
        return [{"text": keys[value][1] if value in keys else value, "ref": value}]
    return [{"text": number(value)}]


def several(values: tuple[Any, ...], keys: Mapping[str, tuple[str, str]]) -> list[dict[str, str]]:
    """Ids of statements as their number; citation keys as links; other values one by one."""
    kinds = {kind_of(str(value), keys) for value in values}
    if kinds == {"statement"}:
        return [{"text": number(len(values)), "statements": " ".join(values)}]
    if not values:
        return [{"text": "–"}]
    separator = {"text": "; " if kinds <= {"article", "page"} else " · "}
    return [run for value in values for run in (separator, *runs(value, keys))][1:]


def number(value: Any) -> str:
    """A value as readers see it: thousands set apart, a true minus sign, two decimals if any."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return str(value)
    if np.isnan(value):
        return "–"
    text = f"{value:,.2f}" if isinstance(value, float | np.floating) else f"{value:,}"
    return text.replace("-", "−")


def spelt(value: int) -> str:
    """A whole number as prose has it: in words to twelve, in digits beyond."""
    return NUMERALS[value] if 0 <= value < len(NUMERALS) else f"{value:,}"


def day(text: str) -> str:
    """A date as readers see it, or a dash where it is not known."""
    return written(checked_date(text)) if text else "–"
