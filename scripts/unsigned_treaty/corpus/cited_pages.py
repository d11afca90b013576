"""Citations: the pages cited beside the articles, and the keys that name both."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.articles import records
from unsigned_treaty.project import paths, reading
from unsigned_treaty.project.dates import checked_date, checked_day
from unsigned_treaty.project.faults import Fault, Refused


class Page(BaseModel):
    """One record of ``book/references.bib``: a page outside the corpus."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shorthand: str = Field(min_length=1, description="short form that cites it in a sentence")
    publisher: str = Field(min_length=1, description="who published the page")
    organization: str = Field("", description="whose text it is, where another's")
    author: str = Field("", description="author, where one is named")
    title: str = Field("", description="the page's title, where it is known")
    titleaddon: str = Field(min_length=1, description="what the page is, in the book's words")
    date: Annotated[str, AfterValidator(checked_date)] = Field(
        "", description="date, as far as known"
    )
    language: str = Field("", description="language, where it is not English")
    url: str = Field(pattern="^https?://[^ ]+$", description="address")
    urldate: Annotated[str, AfterValidator(checked_day)] = Field(
        description="day on which a stored copy was read"
    )


def read_pages(path: Path = paths.REFERENCES) -> pd.DataFrame:
    """The pages outside the corpus: index ``page`` (citation key), columns of :class:`Page`, str.

    Raises :class:`Refused` with every faulty record.
    """
    return _pages(path, reading.text(path)).copy()


@lru_cache(maxsize=4)
def _pages(path: Path, _words: str) -> pd.DataFrame:
    """Read the pages, once for as long as the bytes of their file are the same."""
    found: dict[str, Page] = {}
    faults: list[Fault] = []
    for key, entry in records(path).entries.items():
        fields = articles.fields_of(entry)
        faults += articles.control_faults(paths.shown(path), key, fields)
        try:
            found[key] = Page.model_validate(fields)
        except ValidationError as error:
            faults += [
                Fault(paths.shown(path), key, f"{e['loc'][0]}: {e['msg']}; mend the field")
                for e in error.errors()
            ]
    if faults:
        raise Refused(faults)
    return pd.DataFrame(
        [page.model_dump() for page in found.values()],
        index=pd.Index(list(found), name="page", dtype="str"),
        columns=list(Page.model_fields),
    ).astype("str")


def shorthands(path: Path = paths.REFERENCES, catalogue: Path = paths.CATALOGUE) -> dict[str, str]:
    """The short form of everything that can be cited, by citation key."""
    return {**articles.catalogue(catalogue)["shorthand"], **read_pages(path)["shorthand"]}


def faults(path: Path = paths.REFERENCES, catalogue: Path = paths.CATALOGUE) -> list[Fault]:
    """Everything wrong with the pages cited: their records, keys, short forms, dates."""
    try:
        table = read_pages(path)
    except Refused as refused:
        return refused.faults
    known = articles.catalogue(catalogue)
    where = paths.shown(path)
    taken = set(known["shorthand"])
    found = [
        Fault(where, str(key), "an article of the corpus has this key; choose another")
        for key in table.index.intersection(known.index)
    ]
    for key, short in table["shorthand"].items():
        if short in taken:
            found.append(Fault(where, str(key), f"shorthand {short!r} is taken; tell them apart"))
        taken.add(short)
    return found
