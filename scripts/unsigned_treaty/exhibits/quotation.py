"""Quotations: what a chapter shows of a statement: whose words, and where they stand."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.statements import examine, statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.passages import excerpt
from unsigned_treaty.corpus.text_links import address
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Fault, Refused

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
        raise Refused([Fault(where, statement, unknown(statement, set(frame.index)))])
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
        "manner": "Quoted" if marked else "Reported in the narrator's words",
        "language": "en-t-ru-t0-und" if record["translation"] else "en",
        "outlet": record["outlet"],
        "via": record["via"],
        "date": articles.long_date(record),
        "paragraph": int(row["paragraph"]),
        "translation": record["translation"],
        "citation": record["shorthand"],
        "page": address(record, spans[0]),
    }


def unknown(statement: str, known: set[str]) -> str:
    """What to say of a statement id that is not known, with those that are like it."""
    close = difflib.get_close_matches(statement, sorted(known), 3)
    return f"no such statement; near it: {', '.join(close) or 'none'}"


def faults(
    book: Path = paths.BOOK, data: Path = paths.DATA, seeds: Path = paths.SEEDS
) -> list[Fault]:
    """Every quotation in a chapter that names no statement, or words that are not in it.

    A faulty statement is left to its own row; so is what a chapter computes before it quotes.
    """
    frame, _ = examine(data, seeds)
    known = tables.ids(data / "statements.csv")
    found = []
    for chapter in chapters.chapters(book):
        try:
            cells = chapters.read(chapter).cells
        except Refused:
            continue  # said where the chapters are examined
        for cell in cells:
            for statement, words in calls(cell.source) if cell.cell_type == "code" else ():
                message = ""
                if statement not in known:
                    message = unknown(statement, known)
                elif words and statement in frame.index:
                    try:
                        excerpt(words, frame.at[statement, "exact"])
                    except ValueError as error:
                        message = str(error)
                if message:
                    where = paths.shown(chapter)
                    found.append(Fault(where, f"cell {cell.id}", f"{statement}: {message}"))
    return found


def calls(source: str) -> Iterator[tuple[str, str]]:
    """The statement and the words of every ``quote("…", "…")`` in a cell of code."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # said when the chapter is executed
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = [*node.args, *(named.value for named in node.keywords if named.arg == "words")]
            values = [value.value for value in given if isinstance(value, ast.Constant)]
            if node.func.id == "quote" and values and len(values) == len(given):
                yield str(values[0]), str(values[1]) if len(values) > 1 else ""
