"""Checking: all that can be known to be wrong without executing anything, listed at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from unsigned_treaty.build import prose, results
from unsigned_treaty.citing import release
from unsigned_treaty.coding import codings, coverage, statements, tables
from unsigned_treaty.coding.codebook import STATEMENT_ID, TABLES, Passage
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.corpus.passages import excerpt
from unsigned_treaty.exhibits import coastlines
from unsigned_treaty.exhibits.quotation import calls, unknown
from unsigned_treaty.project import chapters, dates, inputs, paths
from unsigned_treaty.project.faults import Fault, Refused, causes_first

FEW = 3  # rows
# What tells a row of a table from every other, where it is not the first column alone.
UNIQUE = {
    "events": ["id", "article"],
    "conditions": ["statement", "condition"],
    "codings/must_act": ["statement", "condition"],
    "missing": ["period", "voice"],
    "offices": ["name", "start"],
}


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
        return causes_first({*found, *refused.faults, *coverage.undecided(data)})
    if gone := records_gone(catalogue, data):
        return causes_first({*found, *gone, *coverage.undecided(data)})
    found += cited_pages.faults(book / paths.REFERENCES.name, catalogue)
    found += outer_faults(root)
    frame, statement_faults = examined = statements.examine(data, seeds)
    frames = {}
    unreadable = set()
    for name, schema in TABLES.items():
        frames[name], row_faults = tables.read(data / f"{name}.csv", schema)
        found += row_faults
        if any(tables.is_whole(fault) for fault in row_faults):
            unreadable.add(name)
    if "statements" in unreadable:
        # The table as a whole cannot be read; everything else rests on it.
        return causes_first({*found, *statement_faults, *coverage.undecided(data)})
    if not unreadable & {"speakers", "artefacts"}:
        found += statement_faults
    found += coverage.undecided(data)
    if not unreadable & {"left_out", "terms", "artefacts"}:
        found += coverage.faults(data, seeds, examined)
    found += quotation_faults(book, frame, tables.names(data / "statements.csv"))
    if not unreadable & {"outside", "artefacts"}:
        found += prose.faults(root, examined)
    for name, schema in TABLES.items():
        if issubclass(schema, Passage) and name != "statements":
            found += statements.passage_faults(name, data, seeds)
    if unreadable:
        # What names a row of a table that cannot be read would be a fault each.
        return causes_first(found)
    try:
        keys = set(cited_pages.shorthands(book / paths.REFERENCES.name, catalogue))
    except Refused:
        return causes_first(found)
    # A faulty row is known by its id all the same, so that it is said once, at its own place.
    known = {
        name: tables.names(data / f"{name}.csv") for name in ("statements", "speakers", "retired")
    }
    found += id_faults(known, paths.shown(data / "statements.csv"))
    found += speaker_faults(frames, seeds, paths.shown(data / "statements.csv"))
    found += condition_faults(frames, paths.shown(data / "conditions.csv"))
    for name in TABLES:
        found += naming_faults(name, frames[name], known, keys, paths.shown(data / f"{name}.csv"))
    found += days_to_come(root, frames)
    return causes_first(found)


def records_gone(catalogue: Path, data: Path) -> list[Fault]:
    """A fault for each article that many rows name and no record does: its record is gone.

    Where few rows name it, it is they that are wrong, and it is said of each.
    """
    known = articles.catalogue(catalogue).index
    named = Counter(
        row["article"]
        for name, schema in TABLES.items()
        if issubclass(schema, Passage)
        for row in tables.as_stored(data / f"{name}.csv")
        if row.get("article") and row["article"] not in known
    )
    message = "has no record, and {} rows of the coded tables name it; restore the record"
    where = paths.shown(catalogue)
    return [Fault(where, key, message.format(n)) for key, n in named.items() if n > FEW]


def outer_faults(root: Path) -> list[Fault]:
    """What is wrong with files that only a build or the archive reads.

    These are the codings, the coastlines, the day of the held results, and links that lead out of
    the project.
    """
    data, held = root / "book" / "data", root / "book" / "results"
    found: list[Fault] = []
    for name in codings.CODINGS:
        found += refused_by(partial(codings.read_coding, name, data=data, seeds=root / "seeds"))
    for file in sorted(data.glob("*.geojson")):
        found += refused_by(partial(coastlines.polygons, file))
    if any(held.glob("*.txt")):  # else nothing was held yet, and there is no day of it
        found += refused_by(partial(results.accepted, held))
    return found + refused_by(partial(inputs.committed, root))


def refused_by(read: Callable[[], object]) -> list[Fault]:
    """What reading something is refused for."""
    try:
        read()
    except Refused as refused:
        return refused.faults
    return []


def days_to_come(root: Path, frames: dict[str, pd.DataFrame]) -> list[Fault]:
    """A fault for each day in a record or a table on which nobody can have read or said anything.

    That is a day after today and, where a clock is slow, after the date of the book.
    """
    catalogue, pages = root / "seeds" / paths.CATALOGUE.name, root / "book" / paths.REFERENCES.name
    dated: dict[Path, tuple[pd.DataFrame, tuple[str, ...]]] = {
        catalogue: (articles.catalogue(catalogue), ("date", "urldate")),
        pages: (cited_pages.read_pages(pages), ("date", "urldate")),
    }
    for name, columns in (
        ("history", ("date",)),
        ("searches", ("date", "newest")),
        ("offices", ("start", "end")),
    ):
        file = root / "book" / "data" / f"{name}.csv"
        dated[file] = frames[name].set_index(frames[name].columns[0]), columns
    try:
        newest = max(dates.today(), inputs.stated_date(root / "book")).isoformat()
    except Refused:
        return []  # said where the chapters are examined
    return [
        Fault(paths.shown(file), str(key), f"{column} {day} is still to come; mend it")
        for file, (frame, columns) in dated.items()
        for column in columns
        for key, day in frame[column].items()
        if day.split("/")[-1] > newest
    ]


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
    return found + tables.repeated(frame, UNIQUE.get(name, [frame.columns[0]]), where)
