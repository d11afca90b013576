"""The coded statements: read, found in their articles, measured."""

from __future__ import annotations

import contextlib
import difflib
import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pydantic import ValidationError

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import FAULTS_OF_SIGNS, SEPARATOR, Artefact, Statement
from unsigned_treaty.coding.codings import read_coding, recoded
from unsigned_treaty.coding.vocabulary import NOT_ADDRESSED, Side, vocabulary
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

# The codes of a statement that may be supposed to be otherwise.
CODES = (
    *("topics", "prospect", "prospect_object", "intent", "stance", "blame", "conditions"),
    *("forecast", "retrospective"),
)
# The environment variable by which ``treaty suppose`` hands codes to the chapters that it executes.
SUPPOSED = "UNSIGNED_TREATY_SUPPOSED"
# Days before its article from which a statement is of another time (codebook, "retrospective").
RETROSPECTIVE = 31
FAULTY_MARKS = ("quotation_marks", "scare_quotes")

# The sound statements, and what is wrong with the others.
Examined = tuple[pd.DataFrame, list[Fault]]


def read_statements(
    articles: pd.DataFrame | None = None, *, data: Path | None = None, seeds: Path | None = None
) -> pd.DataFrame:
    """The statements of some articles, or of all, each found letter for letter while it is read.

    ``articles`` are those that :func:`~.articles.read_articles` gave; the texts of others are not
    opened.  In order of article and of place.  Index ``statement``; the column ``id`` has the
    same values, so that they can be gathered; the columns of ``codebook.Statement``; and, computed
    from the article: ``start`` and ``end`` (int64, characters from the start of the text, end
    exclusive), ``paragraph`` (int64, from 1, the one in which it begins), ``words`` and
    ``quoted_words`` (int64, words of the passage and of its quoted spans), and ``quoted_at``
    (tuple of start and end in the text, for each quoted span).

    Where ``treaty suppose`` executes a chapter, the codes are those that it supposes.

    Raises :class:`Refused` with every fault: nothing is returned of a table that is not sound.
    """
    frame, faults = examine(data or paths.DATA, seeds or paths.SEEDS, articles)
    if faults:
        raise Refused(faults)
    order = json.loads(os.environ.get(SUPPOSED) or "{}")
    # What is supposed of other articles' statements moves other chapters.
    order["codes"] = {key: of for key, of in order.get("codes", {}).items() if key in frame.index}
    return supposed(frame, order, data, seeds)


def counted(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements on which counts of judgements rest: no repetition, none of long before.

    The codebook leaves both out of the counts of a period; they are still shown.
    """
    return statements[(statements["duplicate_of"] == "") & ~statements["retrospective"]]


def examine(
    data: Path, seeds: Path, only: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, list[Fault]]:
    """The sound statements with their places, and everything that is wrong with the others.

    Texts are read one after the other and none is kept, so that memory follows the number of
    statements and not the length of the articles.  ``only`` has the records of the articles that
    are looked at, where these are not all.
    """
    faults: list[Fault] = []
    rows = tables.sound_rows("statements", data, faults)
    where = paths.shown(data / "statements.csv")
    faults += tables.repeated(rows, ["id"], where)
    if only is None:
        catalogue = articles.catalogue(seeds / paths.CATALOGUE.name)
        ids = tables.names(data / "statements.csv")
        faults += tables.unknown(
            rows, "article", set(catalogue.index), where, "see seeds/catalogue.bib"
        )
    else:
        catalogue, ids = only, set(rows["id"].to_list())
        rows = rows[rows["article"].isin(only.index)]
    faults += tables.unknown(
        rows,
        "speaker",
        tables.names(data / "speakers.csv"),
        where,
        "add it to speakers.csv",
    )
    faults += tables.unknown(rows, "duplicate_of", ids, where, "name a statement's id")
    artefacts, _ = tables.read(data / "artefacts.csv", Artefact)
    faulty = tables.by_article(artefacts[artefacts["kind"] == "quotation_marks"])
    sides = tables.vocabulary_for(data).sides
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
        for row in group:
            faults += [Fault(where, row.id, message) for message in disagreements(row, day, sides)]
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
    ordered = frame.loc[order]
    return ordered.set_index(ordered["id"].rename("statement")), faults


def disagreements(
    row: Any, article_date: str, sides: Mapping[str, Side] | None = None
) -> list[str]:
    """What contradicts itself inside one row, by the definitions of the codebook.

    ``article_date`` is the day of the article, or ``first/last`` where it is not known exactly;
    ``sides`` are those of the vocabulary, where it has been read already.
    """
    faults = []
    if not row.id.startswith(f"{row.article}-"):
        faults.append("the id does not begin with the article's citation key; mend one of them")
    if row.mode == "direct" and not row.quoted:
        faults.append("a direct statement has quoted words; fill quoted or change mode")
    if row.partial_quote != (row.mode == "indirect" and bool(row.quoted)):
        faults.append("partial_quote is true for an indirect statement with quoted words, only")
    silent = row.prospect == NOT_ADDRESSED and row.intent == NOT_ADDRESSED
    if (row.prospect_object == "none") != silent:
        faults.append("prospect_object is none where prospect and intent are 9, and only there")
    side = (vocabulary().sides if sides is None else sides).get(row.side)
    if row.intent != NOT_ADDRESSED and side and not side.official:
        faults.append("intent is coded for officials only; set it to 9 or mend side")
    if row.statement_date:
        first, last = (date.fromisoformat(article_date.split("/")[end]) for end in (0, -1))
        said = date.fromisoformat(row.statement_date)
        if said > last:
            faults.append(f"statement_date {row.statement_date} is after the article; mend one")
        elif row.retrospective != ((first - said).days > RETROSPECTIVE):
            days = (first - said).days
            faults.append(f"retrospective is true over 31 days before the article; here {days}")
    if row.note.split(";")[0] == "draft":
        faults.append("still a draft; decide every cell, then take the word out of note")
    if row.duplicate_of == row.id:
        faults.append("duplicate_of names the statement itself; name the first of the two")
    return faults


def suppose(statements: pd.DataFrame, statement: str, **codes: Any) -> pd.DataFrame:
    """The statements with other codes for one of them; the frame that is given stays as it is.

    ``suppose(statements, "tass2021-02", prospect=-1)``: each code is held to the codebook, and
    the row to its rules.  Codes are given as the frame has them (``-1``, ``"treaty"``, ``True``,
    a tuple of topics) or as the table has them (``"-1"``, ``"treaty_talks | sovereignty"``).
    Raises :class:`Refused` for an unknown statement or column, and for what the codebook does not
    allow.
    """
    if statement not in statements.index:
        near = ", ".join(difflib.get_close_matches(statement, list(statements.index), 3)) or "none"
        raise Refused([Fault("suppose", statement, f"no such statement; near it: {near}")])
    if unknown := sorted(set(codes) - set(CODES)):
        message = f"{', '.join(unknown)}: no code; the codes are {', '.join(CODES)}"
        raise Refused([Fault("suppose", statement, message)])
    row = statements.loc[statement]
    cells = {name: as_cell(codes.get(name, row[name])) for name in Statement.model_fields}
    cells["occurrence"] = "" if cells["occurrence"] == "0" else cells["occurrence"]
    try:
        changed = Statement.model_validate(cells, context={"vocabulary": vocabulary()})
    except ValidationError as error:
        raise Refused(
            Fault("suppose", statement, f"{e['loc'][0]} is {e['input']!r}: {e['msg']}")
            for e in error.errors()
        ) from None
    # The day of the article is not at hand here, and no code that may be supposed rests on it.
    undated = changed.model_copy(update={"statement_date": "", "note": ""})
    if faults := disagreements(undated, ""):
        raise Refused(Fault("suppose", statement, message) for message in faults)
    result = statements.copy()
    for name in codes:
        column = result[name].copy()
        column.loc[statement] = getattr(changed, name)
        result[name] = column
    return result


def as_cell(value: Any) -> str:
    """A code as the tables write it: ``-1``, ``true``, ``a | b``."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).lower()
    return SEPARATOR.join(value) if isinstance(value, tuple | list) else str(value)


def supposed(
    statements: pd.DataFrame,
    order: Mapping[str, Any],
    data: Path | None = None,
    seeds: Path | None = None,
) -> pd.DataFrame:
    """The statements with the codes that ``treaty suppose`` hands over.

    ``{"coding": "second"}`` takes the codes of a whole coding, and ``{"codes": {"tass2021-02":
    {"prospect": "-1"}}}`` those of single statements; nothing that is ordered changes nothing.
    """
    if coding := order.get("coding"):
        statements = recoded(statements, read_coding(coding, data=data, seeds=seeds))
    for statement, codes in order.get("codes", {}).items():
        statements = suppose(statements, statement, **codes)
    return statements


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
    records = zip(catalogue["file"], catalogue["sha256"], strict=True)
    sources = dict(zip(catalogue.index, records, strict=True))
    for article, group in tables.by_article(rows).items():
        if article not in sources:
            continue
        try:
            file, seal = sources[article]
            text = articles.sealed_text(article, file, seal, seeds)
        except Refused:
            continue
        for row in group:
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
