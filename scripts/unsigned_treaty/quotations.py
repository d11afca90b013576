"""Quotations: what a chapter shows of a statement: whose words, and where they stand."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pandas as pd

from unsigned_treaty import articles, paths
from unsigned_treaty.exhibits import Exhibit
from unsigned_treaty.faults import Fault, Refused
from unsigned_treaty.passages import excerpt
from unsigned_treaty.statements import statements

# Whose colour a quotation has: that of the figures.
VOICES = {"RU": "ru", "JP": "jp", "third": "third"}


def quote(
    statement: str, words: str = "", data: Path = paths.DATA, seeds: Path = paths.SEEDS
) -> Exhibit:
    """Show a statement, or the part of it given in ``words``, with who speaks and where.

    ``words`` are letter for letter those of the article; ``[…]`` marks what is left out between
    them.  Without ``words`` a direct statement shows its quoted spans, an indirect one the whole
    passage.  Raises :class:`Refused` where the statement is unknown or the words are not in it.
    """
    frame = statements(data, seeds)
    where = paths.shown(data / "statements.csv")
    if statement not in frame.index:
        close = difflib.get_close_matches(statement, list(frame.index), 3)
        hint = f"; near it: {', '.join(close)}" if close else ""
        raise Refused([Fault(where, statement, f"no such statement{hint}")])
    row = frame.loc[statement]
    record = articles.catalogue(seeds / paths.CATALOGUE.name).loc[row["article"]]
    return Exhibit(quotation(row, record, words))


def quotation(row: pd.Series, record: pd.Series, words: str = "") -> dict[str, Any]:
    """What a quotation shows, from a statement's row and its article's record.

    Raises :class:`Refused` where ``words`` are not in the statement.
    """
    direct = row["mode"] == "direct"
    spans = list(row["quoted"]) if direct else [row["exact"]]
    marked = direct
    if words:
        try:
            spans = excerpt(words, row["exact"])
        except ValueError as error:
            raise Refused([Fault("quotation", str(row.name), str(error))]) from None
        marked = all(any(part in span for span in row["quoted"]) for part in spans)
    return {
        "kind": "quotation",
        "id": str(row.name),
        "article": row["article"],
        "speaker": row["speaker"],
        "voice": VOICES.get(row["side"].partition("_")[0], "anon"),
        "role": row["role"],
        "affiliation": row["affiliation"],
        "spans": spans,
        "marked": marked,
        "manner": manner(marked, bool(record["translation"])),
        "language": "en-t-ru-t0-und" if record["translation"] else "en",
        "outlet": record["outlet"],
        "via": record["via"],
        "date": articles.long_date(record),
        "paragraph": int(row["paragraph"]),
        "translation": record["translation"],
        "citation": record["shorthand"],
    }


def manner(marked: bool, translated: bool) -> str:
    """Whose words a quotation block shows: a speaker's or a narrator's, and who put them so."""
    if marked:
        return "Quoted, in machine translation" if translated else "Quoted"
    return (
        "Reported in the narrator's words, in machine translation"
        if translated
        else "Reported in the narrator's words"
    )
