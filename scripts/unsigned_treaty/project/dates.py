"""Dates: the one way in which this project writes them, and how a reader meets them.

A day is ``YYYY-MM-DD`` and nothing else that ISO 8601 allows; what is known less exactly is
``YYYY-MM`` or ``YYYY``; a span of time is two of these, ``first/last`` (level 0 of EDTF, the
Extended Date/Time Format of the Library of Congress).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

# Spelt out, since calendar.month_name follows the reader's locale.
MONTHS = (
    "",
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PART = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def day(text: str) -> date:
    """The day that ``YYYY-MM-DD`` names; raise ``ValueError`` for any other form."""
    if not DAY.fullmatch(text):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(text)


def today() -> date:
    """The day that it is where it is latest, so that no day is to come that has come anywhere."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def checked_day(text: str) -> str:
    """Return a day, or the empty string for an unknown one, unchanged; else ``ValueError``."""
    if text:
        day(text)
    return text


def checked_days(text: str) -> str:
    """Return a day, or ``first/last`` of two days, unchanged; else ``ValueError``."""
    try:
        days = [day(part) for part in text.split("/")]
    except ValueError:
        days = []
    if not days or len(days) > 2 or days != sorted(days):
        raise ValueError("a date is a day, YYYY-MM-DD, or an interval first/last")
    return text


def checked_date(text: str) -> str:
    """Return a day, month, year, or ``first/last``, unchanged; empty is unknown.

    Raise ``ValueError`` for another form, for a day that no calendar has, and for a span whose
    end is before its beginning.
    """
    parts = text.split("/") if text else []
    if len(parts) > 2 or not all(PART.fullmatch(part) for part in parts):
        raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD, or first/last")
    for part in parts:
        first_day(part)
    # A span may end in the month or year in which it begins: 1945-02/1945.
    if len(parts) == 2 and parts[1] < parts[0][: len(parts[1])]:
        raise ValueError("the end of a span is before its beginning")
    return text


def first_day(text: str) -> date:
    """The first day of a date that is a day, a month, a year, or a span of these."""
    part = text.split("/")[0]
    return date.fromisoformat((part + "-01-01")[:10])


def written(text: str) -> str:
    """A day, month or year as a reader meets it: ``21 November 2026``, ``March 2019``."""
    year, *rest = text.split("-")
    month = MONTHS[int(rest[0])] if rest else ""
    return " ".join(part for part in (rest[1].lstrip("0") if rest[1:] else "", month, year) if part)
