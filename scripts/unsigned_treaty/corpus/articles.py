"""The articles and their catalogue: records, sealed texts, paragraphs."""

from __future__ import annotations

import functools
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
from pybtex.database import BibliographyData, Entry
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from unsigned_treaty.corpus.quotation_signs import described
from unsigned_treaty.project import dates, paths, reading
from unsigned_treaty.project.faults import Fault, Refused, commanding

KEY = re.compile(r"[a-z][a-z0-9]*")
DRAFT = "still a draft, as its datenote says until the word is taken out of it"


class Article(BaseModel):
    """One record of ``seeds/catalogue.bib``; a field that is empty is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(
        pattern=r"^[^/\\\x00-\x1f]+\.txt$", description="name of the article's file in seeds/"
    )
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the file's bytes")
    shorthand: str = Field(
        min_length=1, description="short form that cites the article in a sentence"
    )
    outlet: str = Field(min_length=1, description="whose article it is")
    agency: str = Field("", description="news agency, where the text is an agency's")
    title: str = Field("", description="title, where one is known")
    titlefrom: Literal["file", "address", ""] = Field(
        "", description="where the title stands: in the file, or only in the page's address"
    )
    origtitle: str = Field("", description="title in the original language, where it is known")
    via: str = Field("", description="publication through which the text came here")
    viakind: Literal["publisher", "reprint", "aggregator", "mirror"] = Field(
        description="what that publication is; publisher where the outlet's own page was found"
    )
    date: Annotated[str, AfterValidator(dates.checked_days)] = Field(
        description="day of publication, ISO 8601, or an interval first/last"
    )
    datestatus: Literal["stated", "year inferred", "inferred"] = Field(
        description="what the file itself says of its date"
    )
    datewords: str = Field(min_length=1, description="the words of the file that give the date")
    datenote: str = Field("", description="what settles the date outside the file")
    language: str = Field(min_length=1, description="language of the text in the file")
    origlanguage: str = Field("", description="language in which it was written")
    translation: str = Field("", description="how it became English")
    url: str = Field("", pattern="^(https?://[^ ]+)?$", description="page that was found")
    urldate: Annotated[str, AfterValidator(dates.checked_day)] = Field(
        "", description="day on which a stored copy of that page was read"
    )
    period: str = Field(min_length=1, description="chapter of the book to which it belongs")


def records(path: Path) -> BibliographyData:
    """Parse a BibTeX file; raise :class:`Refused` for a syntax error or a repeated key."""
    words = reading.text(path)
    try:
        return parsed(words)
    except PybtexError as error:
        raise Refused([Fault(paths.shown(path), "", f"{error}; mend the record")]) from error


@functools.lru_cache(maxsize=4)
def parsed(text: str) -> BibliographyData:
    """The records of a BibTeX text; the same text is parsed once, since many tables rest on it."""
    return Parser().parse_string(text)


def catalogue(path: Path = paths.CATALOGUE) -> pd.DataFrame:
    """The catalogue of articles, in order of date.

    Index ``article`` (citation key); columns as in :class:`Article`, all ``str``, an unknown value
    being the empty string.  Raises :class:`Refused` with every faulty record.
    """
    return _catalogue(path, reading.text(path)).copy()


@lru_cache(maxsize=4)
def _catalogue(path: Path, _words: str) -> pd.DataFrame:
    """Read the catalogue, once for as long as its bytes are the same."""
    found: dict[str, Article] = {}
    faults: list[Fault] = []
    for key, entry in records(path).entries.items():
        where = paths.shown(path)
        if not KEY.fullmatch(key):
            faults.append(Fault(where, key, "a citation key is a-z and 0-9, a letter first"))
        fields = fields_of(entry)
        faults += control_faults(where, key, fields)
        try:
            found[key] = Article.model_validate(fields)
        except ValidationError as error:
            if fields.get("datenote", "").split(";")[0] == "draft":
                wanted = ", ".join(dict.fromkeys(str(e["loc"][0]) for e in error.errors()))
                faults.append(Fault(where, key, f"{DRAFT}; fill in {wanted}, confirm the rest"))
                continue
            faults += [
                Fault(where, key, f"{'.'.join(map(str, e['loc']))}: {e['msg']}; mend the field")
                for e in error.errors()
            ]
    if faults:
        raise Refused(faults)
    frame = pd.DataFrame(
        [article.model_dump() for article in found.values()],
        index=pd.Index(list(found), name="article", dtype="str"),
        columns=list(Article.model_fields),
    ).astype("str")
    return frame.sort_values("date", kind="stable")


def fields_of(entry: Entry) -> dict[str, str]:
    """The fields of a record by name, in small letters; people are fields like the others."""
    people = {role: " and ".join(map(str, named)) for role, named in entry.persons.items()}
    return {name.lower(): str(value) for name, value in (entry.fields.items() | people.items())}


def control_faults(where: str, key: str, fields: dict[str, str]) -> list[Fault]:
    """A fault for each field that holds a control character."""
    return [
        Fault(where, key, f"{name} holds {sign}, a control character; take it out")
        for name, value in fields.items()
        if (sign := commanding(value))
    ]


def read_articles(period: str = "", seeds: Path | None = None) -> pd.DataFrame:
    """The articles with their texts, each held to its seal while it is read.

    Those of one period, or all, in order of date.  Index ``article`` (citation key); the column
    ``id`` has the same values; the columns of :class:`Article`; ``text`` (str, exactly as in the
    file), ``words`` and ``paragraphs`` (int64, how many).  Raises :class:`Refused` with every
    faulty record or file, and for a period that no article is of.
    """
    folder = seeds or paths.SEEDS
    records = catalogue(folder / paths.CATALOGUE.name)
    if period:
        records = records[records["period"] == period]
        if records.empty:
            message = "no article is of this period; see the field period of the catalogue"
            raise Refused([Fault("seeds/catalogue.bib", period, message)])
    texts, faults = {}, []
    for key, record in records.iterrows():
        try:
            texts[key] = sealed_text(str(key), record["file"], record["sha256"], folder)
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    column = pd.Series(texts, index=records.index, dtype="str")
    return records.assign(
        id=records.index,
        text=column,
        words=column.map(count_words).astype("int64"),
        paragraphs=column.map(lambda words: len(paragraph_spans(words))).astype("int64"),
    )


def text(article: str, records: pd.DataFrame | None = None, seeds: Path = paths.SEEDS) -> str:
    """The article's text, exactly as it stands in its file.

    Raises :class:`Refused` where the article is unknown or its file is missing, is not the file
    that was catalogued, or is not UTF-8.
    """
    table = catalogue() if records is None else records
    if article not in table.index:
        known = ", ".join(table.index)
        raise Refused([Fault("seeds/catalogue.bib", article, f"no such article; known: {known}")])
    return sealed_text(article, table.at[article, "file"], table.at[article, "sha256"], seeds)


def sealed_text(article: str, file: str, sha256: str, seeds: Path = paths.SEEDS) -> str:
    """The text of one file, refused unless its bytes have the hash that its record gives."""
    try:
        content = (seeds / file).read_bytes()
    except OSError:
        raise Refused(
            [Fault(f"seeds/{file}", article, "the file is missing; restore it from the repository")]
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(
            [
                Fault(
                    f"seeds/{file}",
                    article,
                    "the bytes are not those that were coded (sha256 differs); restore the file, "
                    "or code the article anew and change its record",
                )
            ]
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            [Fault(f"seeds/{file}", article, f"not UTF-8 ({error}); save it as UTF-8")]
        ) from error


def control_characters(words: str) -> list[int]:
    """Where controls stand that no page can show: all but the tab and line ends, LF or CR LF."""
    return [
        match.start()
        for match in re.finditer(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)", words)
    ]


def long_date(record: pd.Series) -> str:
    """The date as a reader meets it: ``14 February [2026, inferred]``, ``24–26 October …``."""
    days = [dates.day(day) for day in str(record["date"]).split("/")]
    first, last = days[0], days[-1]
    if first == last:
        day = f"{last.day} {dates.MONTHS[last.month]}"
    elif first.month == last.month and first.year == last.year:
        day = f"{first.day}–{last.day} {dates.MONTHS[last.month]}"
    else:
        day = f"{first.day} {dates.MONTHS[first.month]} {first.year} – "
        day += f"{last.day} {dates.MONTHS[last.month]}"
    return {
        "stated": f"{day} {last.year}",
        "year inferred": f"{day} [{last.year}, inferred]",
        "inferred": f"[{day} {last.year}, inferred]",
    }[record["datestatus"]]


def paragraphs(text: str) -> pd.DataFrame:
    """The paragraphs of a text: its non-empty lines, numbered from 1 (codebook, "Unit").

    Index ``paragraph`` (int64); columns ``start`` and ``end`` (int64, characters from the start
    of the text, end exclusive) and ``words`` (int64, runs of characters between white space).
    """
    spans = paragraph_spans(text)
    return pd.DataFrame(
        {
            "start": [start for start, _ in spans],
            "end": [end for _, end in spans],
            "words": [count_words(text[start:end]) for start, end in spans],
        },
        index=pd.RangeIndex(1, len(spans) + 1, name="paragraph"),
        dtype="int64",
    )


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Where each paragraph starts and ends (exclusive), in characters from the text's start."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def count_words(words: str) -> int:
    """How many words: runs of characters between white space, the measure used throughout."""
    return len(words.split())


def faults(path: Path = paths.CATALOGUE, seeds: Path = paths.SEEDS) -> list[Fault]:
    """Everything wrong with the catalogue and the files in ``seeds/``."""
    try:
        table = catalogue(path)
    except Refused as refused:
        return refused.faults
    where = paths.shown(path)
    recorded = set(table["file"])
    found = [
        Fault(f"seeds/{file.name}", "", "no record in seeds/catalogue.bib; add one or remove it")
        for file in sorted(seeds.glob("*.txt"))
        if file.name not in recorded
    ]
    for column in ("file", "sha256", "shorthand"):
        for key, value in table.loc[table[column].duplicated(), column].items():
            found.append(Fault(where, str(key), f"{column} {value} is another article's; mend it"))
    for key, record in table.iterrows():
        article = str(key)
        try:
            words = sealed_text(article, record["file"], record["sha256"], seeds)
        except Refused as refused:
            found += refused.faults
            continue
        for place in control_characters(words)[:1]:
            shown = f"holds {described(words[place])}, a control character, at character {place}"
            found.append(
                Fault(f"seeds/{record['file']}", article, f"{shown}; take it out, and seal anew")
            )
        if record["datenote"].split(";")[0] == "draft":
            found.append(Fault(where, article, f"{DRAFT}; confirm what is proposed"))
        for phrase in record["datewords"].split(" | "):
            if phrase not in words:
                found.append(Fault(where, article, f"datewords not in the file: {phrase!r}"))
        if record["titlefrom"] == "file" and record["title"] not in words:
            found.append(Fault(where, article, "title not in the file; mend title or titlefrom"))
        if bool(record["title"]) != bool(record["titlefrom"]):
            found.append(Fault(where, article, "title and titlefrom go together"))
        if bool(record["url"]) != bool(record["urldate"]):
            found.append(Fault(where, article, "url and urldate go together"))
        if bool(record["via"]) == (record["viakind"] == "publisher"):
            found.append(Fault(where, article, "via is named unless viakind is publisher"))
    return found
