"""Checking: all that can be known to be wrong without executing anything, listed at once."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty import articles, chapters, citations, coded, paths, statements
from unsigned_treaty.codebook import TABLES, Passage
from unsigned_treaty.faults import Fault, Refused


def faults() -> list[Fault]:
    """Everything wrong with seeds, catalogue, bibliography, coded tables and chapters."""
    found = articles.faults()
    if found:
        # A catalogue that cannot be read leaves nothing to hold the statements against.
        try:
            articles.catalogue()
        except Refused:
            return sorted(set(found + chapters.faults()))
    found += citations.faults()
    rows, statement_faults = statements.examine()
    found += statement_faults
    for name, schema in TABLES.items():
        if name == "statements":
            continue
        if issubclass(schema, Passage):
            found += statements.passage_faults(name)
        else:
            found += coded.read(paths.DATA / f"{name}.csv", schema)[1]
        found += naming_faults(name, set(rows.index))
    found += condition_faults(rows) + chapters.faults()
    return sorted(set(found))


def condition_faults(rows: pd.DataFrame) -> list[Fault]:
    """A fault for each statement whose conditions stand in one table and not in the other."""
    frame, _ = coded.read(paths.DATA / "conditions.csv", TABLES["conditions"])
    named = set(rows.index[rows["conditions"].map(bool)])
    where = paths.shown(paths.DATA / "conditions.csv")
    wanting = "has conditions in one of statements.csv and conditions.csv only; mend either"
    return [Fault(where, name, wanting) for name in named ^ set(frame["statement"])]


def naming_faults(name: str, known: set[str]) -> list[Fault]:
    """A fault for each citation key, statement or speaker that a table names and nobody knows."""
    frame, _ = coded.read(paths.DATA / f"{name}.csv", TABLES[name])
    speakers, _ = coded.read(paths.DATA / "speakers.csv", TABLES["speakers"])
    names = {*speakers["name"], ""}
    where = paths.shown(paths.DATA / f"{name}.csv")
    try:
        keys = set(citations.shorthands())
    except Refused:
        return []  # said where the bibliography is examined
    found: list[Fault] = []
    for column in {"sources", "source"} & set(frame):
        found += coded.unknown(frame, column, keys, where, "add it to book/references.bib")
    if "statement" in frame:
        found += coded.unknown(frame, "statement", known, where, "name a statement's id")
    if name == "terms":
        found += coded.unknown(frame, "speaker", names, where, "add it to speakers.csv")
    return found
