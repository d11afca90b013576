"""Checking: all that can be known to be wrong without executing anything, listed at once."""

from __future__ import annotations

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
    found += statements.examine()[1]
    for name, schema in TABLES.items():
        if name == "statements":
            continue
        if issubclass(schema, Passage):
            found += statements.passage_faults(name)
        else:
            found += coded.read(paths.DATA / f"{name}.csv", schema)[1]
    found += chapters.faults()
    return sorted(set(found))
