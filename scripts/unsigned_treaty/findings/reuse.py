"""Reuse: how much of each article's words the book shows, all its pages taken together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits import quotation, register
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, spelt, table
from unsigned_treaty.project import chapters, paths

# Shorter runs than this are common English, not an article's words.
RUN = 5


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared: letters and figures, without case."""
    return re.findall(r"\w+", text.casefold())


def runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Every run of five words in any of the texts."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = tokens(text)
        found.update(zip(*(words[shift:] for shift in range(RUN)), strict=False))
    return found


def shares(texts: Iterable[str], seeds: Path = paths.SEEDS) -> pd.DataFrame:
    """How much of each article stands in some texts, in runs of five words or more.

    Index ``article``; columns ``words`` and ``shown`` (int64) and ``share`` (int64, per cent).
    """
    known = runs(texts)
    records = articles.catalogue(seeds / paths.CATALOGUE.name)
    rows = {}
    for article in map(str, records.index):
        words = tokens(articles.text(article, records, seeds))
        covered = [False] * len(words)
        for start in range(len(words) - RUN + 1):
            if tuple(words[start : start + RUN]) in known:
                covered[start : start + RUN] = [True] * RUN
        rows[article] = {"words": len(words), "shown": sum(covered)}
    frame = pd.DataFrame.from_dict(rows, orient="index", dtype="int64").rename_axis("article")
    return frame.assign(share=(100 * frame["shown"] / frame["words"]).round().astype("int64"))


def planned(
    book: Path = paths.BOOK, data: Path = paths.DATA, seeds: Path = paths.SEEDS
) -> list[str]:
    """What the chapters and the register are about to show, known before anything is built.

    That is the register's words with those around them and its speakers' roles, every quotation
    that a chapter shows and all its prose, titles, the words that give an article's date, and the
    terms and faults that tables name.  A test holds it to what the built site shows.
    """
    frame = statements(data, seeds)
    records = articles.catalogue(seeds / paths.CATALOGUE.name)
    around = register.surroundings(frame)
    found = [
        f"{before} {register.words_shown(row)} {after}"
        for before, (_, row), after in zip(
            around["before"], frame.iterrows(), around["after"], strict=True
        )
    ]
    found += [f"{row['role']} {row['affiliation']}" for _, row in frame.iterrows()]
    found += [words for column in ("title", "datewords") for words in records[column]]
    named = (
        tables.table("terms", data),
        tables.table("artefacts", data).query("effect == 'serious'"),
    )
    found += [words for table in named for words in table["exact"]]
    for chapter in chapters.chapters(book):
        for cell in chapters.read(chapter).cells:
            if cell.cell_type == "markdown":
                found.append(cell.source)
                continue
            for name, words in quotation.calls(cell.source):
                row = frame.loc[name]
                shown = quotation.quotation(row, records.loc[row["article"]], words)
                found += shown["spans"]
    return found


def reuse_table() -> Exhibit:
    """Show how much of each article's words this book shows anywhere."""
    found = shares(planned())
    names = articles.catalogue()["shorthand"]
    shown = pd.DataFrame(
        {
            "Article": [Link(names[key], str(key)) for key in found.index],
            "Words": found["words"],
            "Shown in this book": found["shown"],
            "Share, %": found["share"],
        }
    )
    return table(
        shown.set_index("Article"),
        "tab-reuse",
        "How much of each article this book shows",
        f"Words in runs of {spelt(RUN)} or more that stand in a chapter's prose, a quotation, the "
        "register, a title or a table, each counted once, whatever their case. Here a word is "
        "letters and figures, so that the totals differ a little from those of other tables.",
    )


def site(html: Path) -> dict[str, str]:
    """The text of everything that the built site offers to readers, by path in the site.

    Pages lose their markup and programs; tables, notebooks and records are taken as they stand.
    """
    found = {}
    for path in sorted(html.rglob("*")):
        name = path.relative_to(html).as_posix()
        if path.suffix == ".html":
            found[name] = page_text(path.read_text(encoding="utf-8"))
        elif path.suffix in (".csv", ".json", ".ipynb", ".md", ".bib", ".ris", ".txt"):
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
