"""Searching: the words of the built book, section by section, for the search in the browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
SILENT = {"script", "style", "svg", "button", "details", "summary"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BREAKS = {"p", "li", "td", "th", "tr", "dt", "dd", "figcaption", "blockquote", "div", "caption"}
# What can be reached by itself: sections, quotations, figures, tables, rows of the register.
PLACES = {"section", "figure", "table", "tr"}


# What makes the words, which are JSON, a script.
BEFORE, AFTER = "const searchText = ", ";\n"


class Reader(HTMLParser):
    """Reads a page: ``places`` are lists of an id, a heading (or nothing) and the words there."""

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
        links = "headerlink" in (about.get("class") or "")
        quiet = tag in SILENT or links or about.get("aria-hidden") == "true"
        kind = "silent" if quiet else ""
        if tag == "article":
            self.article = True
        elif self.article and tag in PLACES and about.get("id"):
            self.current.append([str(about["id"]), "", ""])
            self.places.append(self.current[-1])
            kind = "place"
        elif tag in HEADINGS:
            self.heading = True
        if tag in BREAKS:
            self.say(" ")
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
            if name == tag:
                break
        if tag == "article":
            self.article = False
        if tag in HEADINGS:
            self.heading = False

    def handle_data(self, data: str) -> None:
        """Keep words that a reader sees."""
        if self.article and not self.silent:
            self.say(data)

    def say(self, words: str) -> None:
        """Add words to the heading or the text of the innermost place."""
        if self.current:
            self.current[-1][1 if self.heading else 2] += words


def places(page: str) -> list[list[str]]:
    """The places of a page: id, heading (empty for quotations and rows) and words of each."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    found = [[name, *(" ".join(text.split()) for text in rest)] for name, *rest in reader.places]
    return [place for place in found if place[1] or place[2]]


def write(out: Path, pages: list[str]) -> None:
    """Write the words of every page as a script, which a browser also loads from a folder."""
    names = [f"{page}.html" for page in pages]
    book = [[name, places((out / name).read_text("utf-8"))] for name in names]
    data = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    (out / "_static" / "search-text.js").write_text(BEFORE + data + AFTER, "utf-8")
