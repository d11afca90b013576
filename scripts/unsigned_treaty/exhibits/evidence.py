"""Evidence: what an exhibit rests on, read from the rows of its frame or stated by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from unsigned_treaty.coding.codebook import STATEMENT_ID
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

KINDS = ("article", "statement", "page", "file")
# How a file of the project is named: from its root, with an ending.
FILE = re.compile(r"(?:[\w-]+/)*[\w-]+\.[a-z]+", re.ASCII)


def citable() -> dict[str, tuple[str, str]]:
    """Every citation key: whether it names an article or a page, and its short form."""
    records = articles.catalogue()["shorthand"]
    pages = cited_pages.read_pages()["shorthand"]
    keys: dict[str, tuple[str, str]] = {}
    for kind, named in (("page", pages), ("article", records)):
        # As lists, which are walked through several times faster than columns.
        pairs = zip(named.index.to_list(), named.to_list(), strict=True)
        keys |= {key: (kind, short) for key, short in pairs}
    return keys


def kind_of(name: str, keys: Mapping[str, tuple[str, str]]) -> str:
    """What a name is the name of: one of :data:`KINDS`, or nothing.

    ``keys`` are those of :func:`citable`.
    """
    if name in keys:
        return keys[name][0]
    if STATEMENT_ID.fullmatch(name):
        return "statement" if name.rpartition("-")[0] in keys else ""
    if not FILE.fullmatch(name) or ".." in PurePosixPath(name).parts:
        return ""
    return "file" if (paths.ROOT / name).is_file() else ""


def names_in(value: Any) -> Iterator[str]:
    """Every text in a frame, a column, a list of any depth, or a single text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        if value.index.name:
            yield from names_in(value.index.to_list())
        for _, column in value.items():
            if not pd.api.types.is_numeric_dtype(column):
                yield from names_in(column.to_list())
    elif isinstance(value, pd.Series | pd.Index):
        yield from names_in(value.to_list())
    elif hasattr(value, "ref"):
        yield value.ref
    elif isinstance(value, Iterable):
        for part in value:
            yield from names_in(part)


def rests_on(name: str, *values: Any) -> list[dict[str, str]]:
    """What an exhibit rests on, as ``{"kind": …, "key": …}``: articles, then the rest as found.

    ``values`` are its frame and whatever is stated beside it.  A statement brings its article
    with it.  Raises :class:`Refused` where nothing is named that is known.
    """
    keys = citable()
    kinds: dict[str, str] = {}
    for text in names_in(list(values)):
        if kind := kind_of(text, keys):
            kinds.setdefault(text, kind)
        if kind == "statement":
            kinds.setdefault(text.rpartition("-")[0], "article")
    if not kinds:
        message = "rests on nothing that is known; name articles, statements, pages or files in on"
        raise Refused([Fault("exhibit", name, message)])
    return [
        {"kind": kind, "key": key}
        for kind in KINDS
        # Articles in their order in time, whatever the order of the rows.
        for key in (keys if kind == "article" else kinds)
        if kinds.get(key) == kind
    ]
