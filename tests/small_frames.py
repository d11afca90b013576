"""Small data frames written by hand: statements and articles for tests of what is computed."""

from __future__ import annotations

from typing import Any

import pandas as pd

STATEMENT: dict[str, Any] = {
    "exact": "It is so, he says.",
    "occurrence": 0,
    "quoted": (),
    "mode": "direct",
    "partial_quote": False,
    "speaker": "Taisuke Abiru",
    "role": "expert",
    "affiliation": "",
    "country": "Japan",
    "side": "JP_expert",
    "topics": ("treaty_talks",),
    "prospect": 9,
    "prospect_object": "none",
    "intent": 9,
    "stance": 9,
    "blame": "none",
    "conditions": (),
    "relayed_via": "",
    "statement_date": "",
    "retrospective": False,
    "forecast": False,
    "duplicate_of": "",
    "confidence": "high",
    "note": "",
    "start": 0,
    "end": 10,
    "paragraph": 1,
    "words": 10,
    "quoted_words": 0,
    "quoted_at": (),
}
ARTICLE: dict[str, Any] = {
    "shorthand": "",
    "outlet": "A paper",
    "title": "A title",
    "via": "",
    "viakind": "publisher",
    "date": "2024-01-31",
    "datestatus": "stated",
    "language": "English",
    "origlanguage": "",
    "translation": "",
    "url": "",
    "text": "",
    "words": 100,
    "paragraphs": 1,
}


def statements(cells: dict[str, dict[str, Any]]) -> pd.DataFrame:
    """Statements by their ids, as ``read_statements`` gives them; what is not said is ordinary."""
    rows = [
        {"id": name, "article": name.rpartition("-")[0], **STATEMENT, **own}
        for name, own in cells.items()
    ]
    return framed(rows, [*("id", "article"), *STATEMENT], "statement")


def articles(cells: dict[str, dict[str, Any]]) -> pd.DataFrame:
    """Articles by their keys, as ``read_articles`` gives them; what is not said is ordinary."""
    rows = [{"id": key, **ARTICLE, "shorthand": key, **own} for key, own in cells.items()]
    return framed(rows, ["id", *ARTICLE], "article")


def framed(rows: list[dict[str, Any]], columns: list[str], index: str) -> pd.DataFrame:
    """Rows as a frame that their ids name."""
    frame = pd.DataFrame(rows, columns=columns)
    return frame.set_index(frame["id"].rename(index))


def records(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows of a frame without its index, to be held against rows written by hand."""
    return [tuple(row) for row in frame.itertuples(index=False)]


def by_index(frame: pd.DataFrame) -> dict[Any, list[Any]]:
    """The rows of a frame by its index, to be held against rows written by hand."""
    return {name: list(row) for name, row in zip(frame.index, records(frame), strict=True)}
