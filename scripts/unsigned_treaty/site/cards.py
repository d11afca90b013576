"""Cards: what a link shows of the place that it leads to, before a reader goes there.

For each page one script, which a browser also loads from a folder, with a card for every link of
the page's text that leads to a statement, a reference, a term, a table, a figure or a section.
Statements come from their table; the rest is read from the built pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import html
from lxml.html import HtmlElement
from sphinx.application import Sphinx

from unsigned_treaty.coding import tables, vocabulary
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.text_links import address
from unsigned_treaty.exhibits.jupyter import source_line
from unsigned_treaty.exhibits.quotation import quotation
from unsigned_treaty.exhibits.register import codes, quoted_statements, words_shown
from unsigned_treaty.project import chapters

FOLDER = "_static/cards"
BEFORE, AFTER = "window.treatyCards = ", ";\n"
# Links of the text, and those of a drawing's marks, which have no class.
LINK = re.compile(r'<a (?:class="reference[^"]*" )?href="([^":?#]*\.html)?#([^":]+)"')
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
# Letters of the opening of a section that a card shows.
OPENING = 240
HEADING = re.compile("h[1-6]")
REGISTER = "register.html"


def setup(app: Sphinx) -> None:
    """Register the handler with Sphinx."""
    app.connect("build-finished", write, priority=910)


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the cards of every page that has links to show."""
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = statement_cards()
    book = Pages(out / "book")
    written = set()
    for name in chapters.contents():
        page = out / f"{name}.html"
        if not page.is_file():
            continue
        cards = page_cards(page, made, book)
        if cards:
            text = json.dumps(cards, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            file = folder / f"{page.stem}.js"
            file.write_text(BEFORE + text + AFTER, encoding="utf-8")
            written.add(file.name)
    for left in folder.glob("*.js"):
        if left.name not in written:
            left.unlink()


def page_cards(page: Path, made: dict[str, Any], book: Pages) -> dict[str, Any]:
    """The cards of one page, by the address of their link."""
    text = ARTICLE.search(page.read_text(encoding="utf-8"))
    cards = {}
    for file, place in sorted(set(LINK.findall(text[0] if text else ""))):
        key = place.removeprefix("quote-")
        if key in made and file in ("", REGISTER):
            card = made[key] if file else None
        else:
            card = book.card(file or page.name, place)
        if card:
            cards[f"{file}#{place}"] = card
    return cards


def statement_cards() -> dict[str, dict[str, Any]]:
    """A card for each statement: who, in what capacity, the words, where, and the codes."""
    records, whole = articles.catalogue(), quoted_statements()
    originals = tables.read_table("originals").drop_duplicates("statement").set_index("statement")
    return {
        str(key): statement_card(
            row,
            records.loc[row["article"]],
            str(key) in whole,
            originals.loc[key] if key in originals.index else None,
        )
        for key, row in read_statements().iterrows()
    }


def statement_card(
    row: pd.Series, record: pd.Series, whole: bool, original: pd.Series | None
) -> dict[str, Any]:
    """The card of one statement, with the words that the register shows of it."""
    content = quotation(row, record)
    card = {
        "who": content["speaker"],
        "role": ", ".join(filter(None, (content["role"], content["affiliation"]))),
        "words": words_shown(row, whole),
        "original": "" if original is None else original["words"],
        "originalLang": "" if original is None else original["language"],
        "lang": content["language"],
        "where": f"{content['manner']}: {record['shorthand']}, {source_line(content)}",
        "codes": codes(row, vocabulary()),
        "warning": content["warning"],
        "address": address(record, content["spans"][0]),
        "way": "In the register",
    }
    return {name: value for name, value in card.items() if value}


class Pages:
    """The built pages, each parsed once, when a card of it is wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.page = cache(self._page)

    def _page(self, name: str) -> dict[str, HtmlElement]:
        path = self.folder / name
        if not path.is_file():
            return {}
        # Not BeautifulSoup, which takes forty times as long for the pages of this book.
        page = html.fromstring(path.read_text(encoding="utf-8"))
        return {str(part.get("id")): part for part in page.xpath("//article//*[@id]")}

    def card(self, name: str, place: str) -> dict[str, Any] | None:
        """What the place is, if it is anything that a card can show."""
        part = self.page(name).get(place)
        if part is None:
            return None
        if "citation" in part.classes:
            return reference_card(part)
        if part.tag == "tr":
            return row_card(part)
        if part.tag == "dt":
            return {"label": words(part), "text": words(next(part.itersiblings("dd"), None))}
        if part.tag in ("table", "figure"):
            caption = first(part, "caption", "figcaption")
            return {"text": words(caption)} if caption is not None else None
        if part.tag == "section":
            heading = next((child for child in part if HEADING.fullmatch(str(child.tag))), None)
            text = words(first(part, "p"))
            short = text if len(text) <= OPENING else text[:OPENING].rpartition(" ")[0] + " …"
            return {"label": words(heading), "text": short} if heading is not None else None
        return None


def reference_card(part: HtmlElement) -> dict[str, Any]:
    """The card of a reference: its short form, the reference in full, its address."""
    label = next((inner for inner in part.iter() if "label" in inner.classes), None)
    links = [str(link.get("href")) for link in part.xpath(".//p//a[starts-with(@href, 'http')]")]
    card = {
        "label": words(label).strip("[]"),
        "text": words(first(part, "p")),
        "address": links[0] if links else "",
        "way": "In the references",
    }
    return {name: value for name, value in card.items() if value}


def row_card(part: HtmlElement) -> dict[str, Any] | None:
    """The card of a table's row, such as a term: its header, then each cell under its column."""
    table = next(part.iterancestors("table"), None)
    if table is None:
        return None
    heads = [words(cell) for cell in table.xpath("./thead//th")]
    cells = [words(cell) for cell in part if cell.tag in ("th", "td")]
    lines = [[head, cell] for head, cell in zip(heads[1:], cells[1:], strict=False) if cell]
    return {"label": cells[0], "lines": lines} if cells else None


def first(part: HtmlElement, *tags: str) -> HtmlElement | None:
    """The first element of a kind in a part of a page."""
    return next(part.iter(*tags), None)


# Signs that link to a place, words for programs that read aloud, ways back, and marks.
SKIPPED = frozenset({"headerlink", "visually-hidden", "used"})


def words(part: HtmlElement | None) -> str:
    """The words of a part of a page as they are read, without the signs that link to it."""
    return " ".join("".join(read(part)).split()) if part is not None else ""


def read(part: HtmlElement) -> Iterator[str]:
    """The text of an element and of those in it, but for what is skipped."""
    yield part.text or ""
    for inner in part:
        if isinstance(inner.tag, str) and inner.tag != "sup" and not SKIPPED & set(inner.classes):
            yield from read(inner)
        yield inner.tail or ""
