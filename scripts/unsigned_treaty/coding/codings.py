"""The codings: the same articles coded several times, apart from each other.

``book/data/codings`` holds each as its coder left it; none is ever edited.  One may share its
units with the final table, or have cut them from the texts alone, so that units are compared by
where they stand.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import CodedUnit, Statement
from unsigned_treaty.corpus.articles import read_articles
from unsigned_treaty.corpus.passages import find
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)


def codings_of(data: Path) -> dict[str, type[Statement | CodedUnit]]:
    """The codings of a book in their order, by name, each with the schema of its file.

    One whose first line has the column ``unit`` cut the articles afresh.
    """
    found: dict[str, type[Statement | CodedUnit]] = {}
    for name in ORDINALS:
        file = data / "codings" / f"{name}.csv"
        if file.exists():
            head = b""
            with suppress(OSError):  # said where it is read
                head = b"".join(file.read_bytes().splitlines()[:1])
            found[name] = CodedUnit if b"unit" in head.split(b",") else Statement
    return found


CODINGS = codings_of(paths.DATA)
# What every coding decides of a unit.
VARIABLES = (
    *("mode", "side", "prospect", "prospect_object", "intent", "stance", "blame"),
    *("forecast", "retrospective", "topics", "conditions"),
)


def read_coding(
    name: str,
    articles: pd.DataFrame | None = None,
    *,
    data: Path | None = None,
    seeds: Path | None = None,
) -> pd.DataFrame:
    """One coding as its coder left it, of some articles or of all.

    ``articles`` are those that :func:`~.articles.read_articles` gave.
    Index ``unit``; columns ``article``, ``start`` and ``end`` (int64, characters from the start
    of the article's text, end exclusive), ``exact``, ``speaker``, ``duplicate_of``,
    ``confidence``, ``note`` and :data:`VARIABLES`, with the dtypes of the final table.  Raises
    :class:`Refused` for an unknown coding, with every row that breaks the schema, and with every
    unit that is not in its article.
    """
    if name not in CODINGS:
        message = f"no such coding; there are {', '.join(CODINGS)}"
        raise Refused([Fault("book/data/codings", name, message)])
    file = (data or paths.DATA) / "codings" / f"{name}.csv"
    frame, faults = tables.read(file, CODINGS[name])
    if faults:
        raise Refused(faults)
    frame = frame.rename(columns={"id": "unit"}).set_index("unit")
    if articles is None:
        articles = read_articles(seeds=seeds)
    else:
        frame = frame[frame["article"].isin(articles.index)]
    texts = dict(articles["text"])
    where = paths.shown(file)
    places = []
    # As in tables.by_article: Python's own strings are walked through several times faster.
    for row in frame.astype(object).itertuples():
        text = texts.get(row.article, "")
        try:
            place = find(row.exact, text, getattr(row, "occurrence", 0))
            start, end = place.start, place.end
        except ValueError as error:
            start, end = getattr(row, "start", -1), getattr(row, "end", -1)
            if start < 0 or text[start:end] != row.exact:
                faults.append(Fault(where, str(row.Index), str(error)))
        places.append((start, end))
    if faults:
        raise Refused(faults)
    frame[["start", "end"]] = places
    columns = ["article", "start", "end", "exact", "speaker", "duplicate_of", "confidence", "note"]
    columns += VARIABLES
    return frame[columns].astype({"start": "int64", "end": "int64"})


def matched(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Which units of two codings are the same: they overlap by half of the longer one or more.

    Both frames have ``article``, ``start`` and ``end`` and name their units by the index.
    Columns ``one`` and ``other`` (str), a row for each pair, in the order of ``one``.
    """
    pairs = (
        one.reset_index(names="one")
        .merge(other.reset_index(names="other"), on="article", suffixes=("", "_other"))
        .assign(
            shared=lambda both: (
                both[["end", "end_other"]].min(axis="columns")
                - both[["start", "start_other"]].max(axis="columns")
            ),
            longer=lambda both: (both["end"] - both["start"]).clip(
                lower=both["end_other"] - both["start_other"]
            ),
        )
    )
    same = pairs[2 * pairs["shared"] >= pairs["longer"]]
    return (
        same.sort_values("shared", ascending=False)
        .drop_duplicates("one")
        .drop_duplicates("other")[["one", "other"]]
        .sort_index()
        .reset_index(drop=True)
    )


def recoded(statements: pd.DataFrame, coding: pd.DataFrame) -> pd.DataFrame:
    """The statements with the codes of another coding, where it has the same unit.

    Columns as in ``statements``; a statement that the coding does not have keeps its own codes.
    """
    pairs = matched(statements, coding)
    result = statements.copy()
    for name in VARIABLES:
        column = result[name].copy()
        for statement, unit in zip(pairs["one"], pairs["other"], strict=True):
            column.at[statement] = coding.at[unit, name]
        result[name] = column
    return result
