"""Accounts: what every quotation mark of the articles is, or the fault that nothing says so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import TABLES
from unsigned_treaty.coding.statements import FAULTY_MARKS, examine, places_of
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.passages import Place
from unsigned_treaty.corpus.quotation_marks import DASH, Mark, marks
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused


def faults(data: Path = paths.DATA, seeds: Path = paths.SEEDS) -> list[Fault]:
    """A fault for every quotation mark of the articles that the coded tables leave open.

    A mark is accounted for where it bounds, or stands inside, the quoted words of a statement; in
    a passage that ``left_out.csv`` leaves out by its rule; at a name that ``terms.csv`` holds; or
    in a passage whose marks ``artefacts.csv`` calls faulty.
    """
    frame, wrong = examine(data, seeds)
    records = articles.catalogue(seeds / paths.CATALOGUE.name)
    frames = {
        name: tables.read(data / f"{name}.csv", TABLES[name])[0]
        for name in ("left_out", "terms", "artefacts")
    }
    artefacts = frames["artefacts"]
    frames["artefacts"] = artefacts[artefacts["kind"].isin(FAULTY_MARKS)]
    rows = {name: tables.by_article(table) for name, table in frames.items()}
    quoted = frame.groupby("article")["quoted_at"].agg(list).to_dict()
    # A faulty statement leaves its marks open; it is mended first, at its own row.
    mended_first = {fault.record.rsplit("-", 1)[0] for fault in wrong}
    found = []
    for article in records.index.difference(list(mended_first)):
        try:
            text = articles.text(article, records, seeds)
        except Refused:
            continue  # said where the seals are examined
        words = [Place(*place) for places in quoted.get(article, []) for place in places]
        words += places_of(rows["terms"].get(article, []), text)
        # The marks stand right outside the words; a speech dash has a space of its own.
        known = [Place(place.start - len(DASH), place.end + 1) for place in words]
        known += places_of(rows["left_out"].get(article, []), text)
        known += places_of(rows["artefacts"].get(article, []), text)
        found += [
            Fault(
                f"seeds/{records.at[article, 'file']}",
                article,
                f"the mark {mark.sign.strip()} at character {mark.start}, in "
                f"{text[max(0, mark.start - 30) : mark.start + 30]!r}, is not accounted for; quote "
                "its words in statements.csv, or say what it is in left_out.csv or artefacts.csv",
            )
            for mark in unaccounted(text, known)
        ]
    return found


def unaccounted(text: str, known: Iterable[Place]) -> list[Mark]:
    """The marks of a text that stand in none of the places that account for them."""
    places = list(known)
    return [
        mark
        for mark in marks(text)
        if not any(place.start <= mark.start < place.end for place in places)
    ]
