"""Checking: all that can be known to be wrong without executing anything, listed at once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from unsigned_treaty.build import prose
from unsigned_treaty.citing import release
from unsigned_treaty.coding import coverage, statements, tables
from unsigned_treaty.coding.codebook import STATEMENT_ID, TABLES, Passage
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.corpus.passages import excerpt
from unsigned_treaty.exhibits.quotation import calls, unknown
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Fault, Refused


def faults(root: Path = paths.ROOT) -> list[Fault]:
    """Everything wrong with seeds, catalogue, bibliography, coded tables and chapters.

    ``root`` is the folder of the project, laid out as this one is.
    """
    seeds, book = root / "seeds", root / "book"
    catalogue, data = seeds / paths.CATALOGUE.name, book / "data"
    found = articles.faults(catalogue, seeds) + chapters.faults(book, root / "_toc.yml")
    found += release.faults(root)
    try:
        articles.catalogue(catalogue)
        tables.vocabulary_for(data)
    except Refused as refused:
        # Without catalogue or vocabulary there is nothing to hold the statements against; what is
        # a draft is said all the same, so that its work is one list.
        return sorted({*found, *refused.faults, *coverage.undecided(data)})
    found += cited_pages.faults(book / paths.REFERENCES.name, catalogue)
    frame, statement_faults = statements.examine(data, seeds)
    if frame.empty and len(statement_faults) == 1:
        # The table as a whole cannot be read; everything else rests on it.
        return sorted({*found, *statement_faults, *coverage.undecided(data)})
    found += statement_faults + coverage.faults(data, seeds, (frame, statement_faults))
    found += quotation_faults(book, frame, tables.names(data / "statements.csv"))
    found += prose.faults(root, frame)
    frames = {}
    for name, schema in TABLES.items():
        frames[name], row_faults = tables.read(data / f"{name}.csv", schema)
        found += row_faults
        if issubclass(schema, Passage) and name != "statements":
            found += statements.passage_faults(name, data, seeds)
    try:
        keys = set(cited_pages.shorthands(book / paths.REFERENCES.name, catalogue))
    except Refused:
        return sorted(set(found))
    # A faulty row is known by its id all the same, so that it is said once, at its own place.
    known = {
        name: tables.names(data / f"{name}.csv") for name in ("statements", "speakers", "retired")
    }
    found += id_faults(known, paths.shown(data / "statements.csv"))
    found += speaker_faults(frames, seeds, paths.shown(data / "statements.csv"))
    found += condition_faults(frames, paths.shown(data / "conditions.csv"))
    for name in TABLES:
        found += naming_faults(name, frames[name], known, keys, paths.shown(data / f"{name}.csv"))
    return sorted(set(found))


def quotation_faults(book: Path, frame: pd.DataFrame, ids: set[str]) -> list[Fault]:
    """Every quotation in a chapter that names no statement, or words that are not in it.

    ``frame`` are the sound statements, ``ids`` those of all: a faulty statement is left to its own
    row, and what a chapter computes before it quotes to its execution.
    """
    faults = []
    for chapter in chapters.chapters(book):
        try:
            cells = chapters.read(chapter).cells
        except Refused:
            continue  # said where the chapters are examined
        for cell in cells:
            for statement, words in calls(cell.source) if cell.cell_type == "code" else ():
                message = ""
                if statement not in ids:
                    message = unknown(statement, ids)
                elif words and statement in frame.index:
                    try:
                        excerpt(words, frame.at[statement, "exact"])
                    except ValueError as error:
                        message = str(error)
                if message:
                    where = (paths.shown(chapter), f"cell {cell.id}")
                    faults.append(Fault(*where, f"{statement}: {message}"))
    return faults


def id_faults(known: dict[str, set[str]], where: str) -> list[Fault]:
    """A fault for each statement id that is gone, or that is both used and retired.

    The ids of an article count from 01 without a gap; one that is given up moves to
    ``retired.csv``, so that no address that was ever published leads nowhere.
    """
    used, retired = (
        {name for name in known[table] if STATEMENT_ID.fullmatch(name)}
        for table in ("statements", "retired")
    )
    found = [
        Fault(where, name, "retired in retired.csv and used again; give the statement a new id")
        for name in sorted(used & retired)
    ]
    highest: dict[str, int] = {}
    for name in used | retired:
        article, number = name.rsplit("-", 1)
        highest[article] = max(highest.get(article, 0), int(number))
    for article, last in highest.items():
        wanted = {f"{article}-{number:02}" for number in range(1, last + 1)}
        found += [
            Fault(
                where,
                name,
                "no such statement, though a later one is there; restore its row, "
                "or name in retired.csv what took its place",
            )
            for name in sorted(wanted - used - retired)
        ]
    return found


def speaker_faults(frames: dict[str, pd.DataFrame], seeds: Path, where: str) -> list[Fault]:
    """A fault for each statement whose article has neither the speaker's name nor an alias."""
    records = articles.catalogue(seeds / paths.CATALOGUE.name)
    aliases = dict(zip(frames["speakers"]["name"], frames["speakers"]["aliases"], strict=True))
    found = []
    for article, rows in tables.by_article(frames["statements"]).items():
        try:
            text = articles.text(article, records, seeds)
        except Refused:
            continue  # said where the seals are checked
        for row in rows:
            names = (row.speaker, row.speaker.split()[-1], *aliases.get(row.speaker, ()))
            if row.speaker in aliases and not any(name in text for name in names):
                message = f"{row.speaker} is not named in the article; name its speaker"
                found.append(Fault(where, row.id, f"{message}, or add the spelling to aliases"))
    return found


def condition_faults(frames: dict[str, pd.DataFrame], where: str) -> list[Fault]:
    """A fault for each statement whose conditions stand in one table and not in the other."""
    statements = frames["statements"]
    named = set(statements.loc[statements["conditions"].map(bool), "id"])
    wanting = "has conditions in one of statements.csv and conditions.csv only; mend either"
    return [Fault(where, name, wanting) for name in named ^ set(frames["conditions"]["statement"])]


def naming_faults(
    name: str, frame: pd.DataFrame, known: dict[str, set[str]], keys: set[str], where: str
) -> list[Fault]:
    """A fault for each citation key, statement or speaker that a table names and nobody knows.

    ``known`` holds the ids of statements and the names of speakers, ``keys`` everything that can
    be cited; ``where`` is the file that a message names.
    """
    found: list[Fault] = []
    for column in {"sources", "source"} & set(frame):
        found += tables.unknown(frame, column, keys, where, "add it to book/references.bib")
    for column in {"statement", "replaced_by"} & set(frame):
        found += tables.unknown(frame, column, known["statements"], where, "name a statement's id")
    if name == "terms":
        found += tables.unknown(
            frame, "speaker", known["speakers"], where, "add it to speakers.csv"
        )
    if name in ("retired", "speakers", "places", "outside", "outlets"):
        found += tables.repeated(frame, [frame.columns[0]], where)
    return found
