"""Searching: what the search in the browser looks through, as a script that a folder can load.

Three lists: the words of the built pages, place by place; the statements, whole; and groups of
names that mean one person or thing (speakers and places in every script, and the synonyms that
``codebook.toml`` gives).
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import by_language
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.register import quoted_statements, words_shown

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
SILENT = {"script", "style", "svg", "button", "details", "summary"}
QUIET = {"headerlink", "mark", "byline", "apparatus", "page-buttons", "visually-hidden"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
BREAKS = {"p", "li", "td", "th", "tr", "dt", "dd", "figcaption", "blockquote", "div", "caption"}
# What can be reached by itself, and what a reader would call it.
PLACES = {"section": "section", "figure": "figure", "table": "table", "tr": "row"}
REGISTER = "book/register.html"

# What makes the words, which are JSON, a script.
BEFORE, AFTER = "const searchText = ", ";\n"


class Reader(HTMLParser):
    """Reads a page: ``places`` are lists of an id, a kind, a heading (or nothing) and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[list[str]] = []
        self.open: list[tuple[str, str]] = []
        self.current: list[list[str]] = []
        self.silent = 0
        self.article = self.heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a place, a heading, or what is passed over."""
        if tag in VOID:
            return
        about = dict(attrs)
        classes = set((about.get("class") or "").split())
        quiet = tag in SILENT or classes & QUIET or about.get("aria-hidden") == "true"
        kind = "silent" if quiet else ""
        name = PLACES.get(tag, "reference" if "citation" in classes else "")
        if "quotation" in classes:
            name = "quotation"
        if tag == "article":
            self.article = True
        elif self.article and name and about.get("id"):
            self.current.append([str(about["id"]), name, "", ""])
            self.places.append(self.current[-1])
            kind = "place"
        elif tag in HEADINGS or self.titles(tag, classes):
            self.heading = True
            kind = kind or "heading"
        if tag in BREAKS:
            self.say(" · " if tag in {"td", "th"} else " ")
        if "drawing" in classes and not self.silent:
            # What a figure shows, in words.
            self.say(f" {about.get('aria-label') or ''} ")
        self.silent += kind == "silent"
        self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        """End what the tag began, and whatever was left open in it."""
        if tag in VOID or tag not in [name for name, _ in self.open]:
            return
        while self.open:
            name, kind = self.open.pop()
            self.silent -= kind == "silent"
            if kind == "place":
                self.current.pop()
            if kind == "heading":
                self.heading = False
            if name == tag:
                break
        if tag == "article":
            self.article = False

    def titles(self, tag: str, classes: set[str]) -> bool:
        """Whether an element gives the innermost place its name: a caption, a short form."""
        kind = self.current[-1][1] if self.current else ""
        return (kind == "figure" and tag == "figcaption") or (
            kind == "reference" and "label" in classes
        )

    def handle_data(self, data: str) -> None:
        """Keep words that a reader sees."""
        if self.article and not self.silent:
            self.say(data)

    def say(self, words: str) -> None:
        """Add words to the heading or the text of the innermost place."""
        if self.current:
            self.current[-1][2 if self.heading else 3] += words


def places(page: str) -> list[list[str]]:
    """The places of a page: id, kind, heading (empty for quotations and rows), words of each."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    found = [
        [name, kind, *(" ".join(text.split()).removeprefix("· ") for text in rest)]
        for name, kind, *rest in reader.places
    ]
    return [place for place in found if place[2] or place[3]]


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
