"""The coded statements: read, found in their articles, measured."""

from __future__ import annotations

import contextlib
import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import FAULTS_OF_SIGNS, Artefact
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.passages import (
    Place,
    find,
    find_spans,
    is_phrase,
    surrounded,
    whole_words,
)
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

FAULTY_MARKS = ("quotation_marks", "scare_quotes")


def statements(data: Path = paths.DATA, seeds: Path = paths.SEEDS) -> pd.DataFrame:
    """Every statement of the five articles, in order of article and of place.

    Index ``id``; the columns of ``codebook.Statement``, and, computed from
    the article: ``start`` and ``end`` (int64, characters from the start of the text, end
    exclusive), ``paragraph`` (int64, from 1, the one in which it begins), ``words`` and
    ``quoted_words`` (int64, words of the passage and of its quoted spans), and ``quoted_at``
    (tuple of start and end in the text, for each quoted span).

    Raises :class:`Refused` with every fault: nothing is returned of a table that is not sound.
    """
    seal = hashlib.sha256()
    for path in sorted(path for path in [*data.glob("*.csv"), *seeds.iterdir()] if path.is_file()):
        seal.update(f"{path.name}\0".encode() + path.read_bytes())
    return _sound(data, seeds, seal.digest()).copy()


@lru_cache(maxsize=2)
def _sound(data: Path, seeds: Path, _seal: bytes) -> pd.DataFrame:
    """The sound statements, examined once for as long as every file has the same bytes."""
    frame, faults = examine(data, seeds)
    if faults:
        raise Refused(faults)
    return frame


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """The statements that counts rest on: without repetitions and retrospective ones.

    The codebook leaves both out of the counts of a period; they are still shown.
    """
    return frame[(frame["duplicate_of"] == "") & ~frame["retrospective"]]


def examine(
    data: Path = paths.DATA, seeds: Path = paths.SEEDS, records: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, list[Fault]]:
    """The sound statements with their places, and everything that is wrong with the others.

    Texts are read one after the other and none is kept, so that memory follows the number of
    statements and not the length of the articles.  ``records`` is the catalogue, where it has been
    read already.
    """
    faults: list[Fault] = []
    rows = tables.sound_rows("statements", data, faults)
    where = paths.shown(data / "statements.csv")
    catalogue = articles.catalogue(seeds / paths.CATALOGUE.name) if records is None else records
    faults += tables.repeated(rows, ["id"], where)
    faults += tables.unknown(
        rows, "article", set(catalogue.index), where, "see seeds/catalogue.bib"
    )
    faults += tables.unknown(
        rows, "speaker", tables.ids(data / "speakers.csv"), where, "add the speaker to speakers.csv"
    )
    faults += tables.unknown(
        rows, "duplicate_of", tables.ids(data / "statements.csv"), where, "name a statement's id"
    )
    artefacts, _ = tables.read(data / "artefacts.csv", Artefact)
    faulty = tables.by_article(artefacts[artefacts["kind"] == "quotation_marks"])
    sources = zip(catalogue["file"], catalogue["sha256"], catalogue["date"], strict=True)
    known = dict(zip(catalogue.index, sources, strict=True))
    located: list[tuple[object, ...]] = []
    for article, group in tables.by_article(rows).items():
        if article not in known:
            continue
        file, seal, day = known[article]
        try:
            text = articles.sealed_text(article, file, seal, seeds)
        except Refused as refused:
            faults += [*refused.faults, *moved(group, file, seeds, where)]
            continue
        begins = [start for start, _ in articles.paragraph_spans(text)]
        lost = [(place.start, place.end) for place in places_of(faulty.get(article, []), text)]
        first_day = date.fromisoformat(day.split("/")[0])
        for row in group:
            faults += [Fault(where, row.id, message) for message in disagreements(row, first_day)]
            try:
                place = find(row.exact, text, row.occurrence)
                hold_whole(place, text)
                spans = find_spans(row.quoted, text, place, lost)
            except ValueError as error:
                faults.append(Fault(where, row.id, str(error)))
                continue
            located.append(
                (
                    row.id,
                    place.start,
                    place.end,
                    bisect_right(begins, place.start),
                    articles.count_words(row.exact),
                    sum(map(articles.count_words, row.quoted)),
                    tuple((span.start, span.end) for span in spans),
                )
            )
    measures = dict.fromkeys(["start", "end", "paragraph", "words", "quoted_words"], "int64")
    places = pd.DataFrame(located, columns=["id", *measures, "quoted_at"])
    places = places.astype({**measures, "id": "str"}).drop_duplicates("id")
    frame = rows.drop_duplicates("id").merge(places, on="id")
    faults += overlaps(frame, where)
    rank = {article: number for number, article in enumerate(catalogue.index)}
    order = frame.assign(rank=frame["article"].map(rank)).sort_values(["rank", "start"]).index
    return frame.loc[order].set_index("id"), faults


def disagreements(row: object, article_day: date) -> list[str]:
    """What contradicts itself inside one row, by the definitions of the codebook."""
    get = row.__getattribute__
    found = []
    if not get("id").startswith(get("article") + "-"):
        found.append("the id does not begin with the article's citation key; mend one of them")
    if get("mode") == "direct" and not get("quoted"):
        found.append("a direct statement has quoted words; fill quoted or change mode")
    if get("partial_quote") != (get("mode") == "indirect" and bool(get("quoted"))):
        found.append("partial_quote is true for an indirect statement with quoted words, only")
    if (get("prospect_object") == "none") != (get("prospect") == 9 and get("intent") == 9):
        found.append("prospect_object is none where prospect and intent are 9, and only there")
    if get("intent") != 9 and not get("side").endswith("_gov"):
        found.append("intent is coded for officials only; set it to 9 or mend side")
    if get("statement_date"):
        days = (article_day - date.fromisoformat(get("statement_date"))).days
        if get("retrospective") != (days > 31):
            found.append(f"retrospective is true over 31 days before the article; here {days}")
    if get("note").split(";")[0] == "draft":
        found.append("still a draft; decide every cell, then take the word out of note")
    if get("duplicate_of") == get("id"):
        found.append("duplicate_of names the statement itself; name the first of the two")
    return found


def overlaps(frame: pd.DataFrame, where: str) -> list[Fault]:
    """A fault for each statement that begins before the one before it, in its article, ends."""
    ordered = frame.sort_values(["article", "start"])
    before = ordered.shift()
    runs_over = (ordered["article"] == before["article"]) & (ordered["start"] < before["end"])
    return [
        Fault(where, name, f"overlaps {other}; shorten one of them")
        for name, other in zip(ordered["id"][runs_over], before["id"][runs_over], strict=True)
    ]


def moved(group: list[Any], file: str, seeds: Path, where: str) -> list[Fault]:
    """Which statements a changed file no longer holds: the work that its change would cause."""
    try:
        text = (seeds / file).read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return []
    found = []
    for row in group:
        try:
            find(row.exact, text, row.occurrence)
        except ValueError as error:
            reason = str(error).removesuffix("; copy the words from the article's file")
            message = f"no longer to be found in the changed seeds/{file}, which is to be restored"
            found.append(Fault(where, row.id, f"{message}: {reason}"))
    return found


def places_of(rows: Iterable[Any], text: str) -> list[Place]:
    """Where the passages of some rows stand in their article; one not found is left out."""
    found = []
    for row in rows:
        with contextlib.suppress(ValueError):
            found.append(find(row.exact, text, row.occurrence))
    return found


def passage_faults(name: str, data: Path = paths.DATA, seeds: Path = paths.SEEDS) -> list[Fault]:
    """Everything wrong with another table of passages: its rows, ids, and every passage."""
    faults: list[Fault] = []
    rows = tables.sound_rows(name, data, faults)
    where = paths.shown(data / f"{name}.csv")
    unique = ["id", "article"] if name == "events" else ["id"]
    faults += tables.repeated(rows, unique, where)
    if name in ("left_out", "terms"):
        faults += tables.repeated(rows, ["article", "exact", "occurrence"], where)
    try:
        catalogue = articles.catalogue(seeds / paths.CATALOGUE.name)
    except Refused:
        return faults
    faults += tables.unknown(
        rows, "article", set(catalogue.index), where, "see seeds/catalogue.bib"
    )
    for key, group in rows.groupby("article", sort=False):
        if key not in catalogue.index:
            continue
        record = catalogue.loc[str(key)]
        try:
            text = articles.sealed_text(str(key), record["file"], record["sha256"], seeds)
        except Refused:
            continue
        for row in group.itertuples(index=False):
            try:
                place = find(row.exact, text, row.occurrence)
                # What is left out is left out whole, and where the signs of an article are at
                # fault they belong to the passage; the rest are phrases.
                if name == "left_out" or getattr(row, "kind", "") in FAULTS_OF_SIGNS:
                    hold_whole(place, text)
                elif not is_phrase(place, text):
                    raise ValueError(
                        f"is no phrase: {surrounded(place, text)}; take whole words, without the "
                        "punctuation around them, and both or neither of two marks or brackets"
                    )
            except ValueError as error:
                faults.append(Fault(where, str(row.id), str(error)))
    return faults


def hold_whole(place: Place, text: str) -> None:
    """Raise ``ValueError`` for a passage that does not run from blank to blank."""
    if not whole_words(place, text):
        raise ValueError(
            f"does not run from blank to blank: {surrounded(place, text)}; take all between them"
        )


def place_of(row: pd.Series) -> Place:
    """The place of one statement of :func:`statements`."""
    return Place(int(row["start"]), int(row["end"]))
