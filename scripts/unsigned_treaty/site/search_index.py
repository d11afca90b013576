"""Searching: what the search in the browser looks through, as a script that a folder can load.

Three lists: the words of the built pages, place by place; the statements, whole; and groups of
names that mean one person or thing (speakers and places in every script, and the synonyms that
``codebook.toml`` gives).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import by_language
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.register import quoted_statements, words_shown

SILENT = {"script", "style", "svg", "button", "details", "summary"}
QUIET = {"headerlink", "mark", "byline", "apparatus", "page-buttons", "visually-hidden"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
BREAKS = {"p", "li", "td", "th", "tr", "dt", "dd", "figcaption", "blockquote", "div", "caption"}
# What can be reached by itself, and what a reader would call it.
PLACES = {"section": "section", "figure": "figure", "table": "table", "tr": "row"}
REGISTER = "book/register.html"

# What makes the words, which are JSON, a script.
BEFORE, AFTER = "const searchText = ", ";\n"


def places(page: str) -> list[list[str]]:
    """The places of a page: id, kind, heading (empty for quotations and rows), words of each."""
    found: list[list[str]] = []
    for article in html.fromstring(page).iter("article"):
        read(article, ["", "", "", ""], False, found)
    spaced = [
        [name, kind, *(" ".join(text.split()).removeprefix("· ") for text in rest)]
        for name, kind, *rest in found
    ]
    return [place for place in spaced if place[2] or place[3]]


def read(part: HtmlElement, place: list[str], heading: bool, found: list[list[str]]) -> None:
    """Add the words that a reader sees of a part to its innermost place, and the places in it.

    ``place`` is the one around the part, and ``heading`` says whether the part is of its heading.
    """
    classes = set(part.get("class", "").split())
    kind = PLACES.get(part.tag, "reference" if "citation" in classes else "")
    if "quotation" in classes:
        kind = "quotation"
    if kind and part.get("id"):
        place = [part.get("id"), kind, "", ""]
        found.append(place)
    elif part.tag in SILENT or classes & QUIET or part.get("aria-hidden") == "true":
        return
    elif part.tag in HEADINGS or names_place(classes, place[1]):
        heading = True
    words = 2 if heading else 3
    if part.tag in BREAKS:
        place[words] += " · " if part.tag in {"td", "th"} else " "
    if "drawing" in classes:
        # What a figure shows, in words.
        place[words] += f" {part.get('aria-label') or ''} "
    place[words] += part.text or ""
    for inner in part:
        if isinstance(inner, HtmlElement):
            read(inner, place, heading, found)
        place[words] += inner.tail or ""


def names_place(classes: set[str], kind: str) -> bool:
    """Whether an element gives the place around it its name: a title, a short form."""
    return (kind == "figure" and "figure-title" in classes) or (
        kind == "reference" and "label" in classes
    )


def spoken() -> list[dict[str, str]]:
    """Every statement as the register shows it: who speaks, in every spelling, where, in whose
    translation."""
    records, whole = articles.catalogue(), quoted_statements()
    original = tables.read_table("originals").groupby("statement")["words"].agg(list).to_dict()
    spellings = {names[0]: " ".join(names) for names in people()}
    return [
        {
            "id": str(key),
            "page": REGISTER,
            "speaker": row["speaker"],
            "where": f"{records.at[row['article'], 'shorthand']}, paragraph {row['paragraph']}",
            "translation": records.at[row["article"], "translation"],
            "text": " · ".join([words_shown(row, str(key) in whole), *original.get(str(key), [])]),
            "spellings": spellings.get(row["speaker"], ""),
        }
        for key, row in read_statements().iterrows()
    ]


def people() -> list[list[str]]:
    """The names of each person, institution and group: the usual one first, then all others."""
    return [
        [row.name, *row.aliases, *by_language(row.other_names).values()]
        for row in tables.read_table("speakers").itertuples(index=False)
    ]


def groups() -> list[dict[str, Any]]:
    """Names that mean one thing: ``names`` it is asked for by, words to ``find`` in the text.

    Of a person every part of a name asks for it, and the last part, mostly the family's, finds it.
    """
    found: list[dict[str, Any]] = []
    speakers = tables.read_table("speakers")
    for row in speakers.itertuples(index=False):
        names = [row.name, *by_language(row.other_names).values()]
        if row.kind == "person":
            family = [name.split()[-1] for name in names]
            # An alias that is a name and not a description, such as another spelling.
            others = [name for name in row.aliases if len(name.split()) == 1 and name.istitle()]
            find, names = [*family, *others], [*names, *others]
            found.append({"names": names, "find": find, "person": True})
        else:
            found.append({"names": names, "find": names, "person": False})
    for place in tables.read_table("places").itertuples(index=False):
        names = [place.name, *place.aliases, *by_language(place.other_names).values()]
        found.append({"names": names, "find": names, "person": False})
    for words in vocabulary().search.synonyms:
        found.append({"names": [*words], "find": [*words], "person": False})
    return found


def write(out: Path, pages: list[str]) -> None:
    """Write what the search looks through as a script, which a browser also loads from a folder."""
    # A statement is found as itself, not as the row that lists it.
    said = spoken()
    ids = {statement["id"] for statement in said}
    book = [
        [
            f"{page}.html",
            [
                place
                for place in places((out / f"{page}.html").read_text("utf-8"))
                if place[0] not in ids or f"{page}.html" != REGISTER
            ],
        ]
        for page in pages
    ]
    data = json.dumps(
        {
            "pages": book,
            "statements": said,
            "groups": groups(),
            "examples": vocabulary().search.examples,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    (out / "_static" / "search-text.js").write_text(BEFORE + data + AFTER, "utf-8")
