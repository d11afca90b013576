"""What the book shows: every text that its pages are about to print, known before a build."""

from __future__ import annotations

import re
from collections.abc import Collection
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

from unsigned_treaty.exhibits.quotation import calls, quotation
from unsigned_treaty.exhibits.register import words_shown
from unsigned_treaty.project import chapters, paths


def texts_shown(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    whole: Collection[str],
    others: Collection[str] = (),
    book: Path | None = None,
) -> list[str]:
    """What the chapters and the register are about to show of the articles.

    That is the register's words and its speakers' roles, every quotation that a chapter shows and
    all its prose, titles, the words that give an article's date, and ``others``, such as the terms
    that tables name.  ``whole`` as for the register.  A test holds it to what the built site shows.
    """
    texts = [words_shown(row, str(name) in whole) for name, row in statements.iterrows()]
    texts += [f"{row['role']} {row['affiliation']}" for _, row in statements.iterrows()]
    texts += [words for column in ("title", "datewords") for words in articles[column]]
    texts += others
    for chapter in chapters.chapters(book or paths.BOOK):
        for cell in chapters.read(chapter).cells:
            if cell.cell_type == "markdown":
                texts.append(cell.source)
                continue
            for name, words in calls(cell.source):
                row = statements.loc[name]
                texts += quotation(row, articles.loc[row["article"]], words)["spans"]
    return texts


def site_texts(html: Path) -> dict[str, str]:
    """The text of everything that the built site offers to readers, by path in the site.

    Pages and drawings lose their markup; tables, notebooks and records, and the texts that scripts
    search and preview, are taken as they stand, but for the line ends in their strings.
    """
    found = {}
    for path in sorted(html.rglob("*")):
        name = path.relative_to(html).as_posix()
        if path.suffix in (".html", ".svg"):
            found[name] = page_text(path.read_text(encoding="utf-8"))
        elif path.suffix in (".json", ".ipynb", ".js"):
            found[name] = re.sub(r"\\[nrt]", " ", path.read_text(encoding="utf-8"))
        elif path.suffix in (".csv", ".md", ".bib", ".ris", ".txt"):
            found[name] = path.read_text(encoding="utf-8")
    return found


def page_text(page: str) -> str:
    """What a page shows, its alternatives for pictures included, and each element apart."""
    reader = _Text()
    reader.feed(page)
    return " ".join(reader.words)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.words += [value for name, value in attrs if name in ("alt", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)
