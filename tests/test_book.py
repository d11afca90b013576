"""The whole book, built from a clean copy by the one command that readers are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import html5lib
import pandas as pd
import pytest
from docutils import nodes
from sphinx import addnodes

from unsigned_treaty.build import prose
from unsigned_treaty.coding import statements, tables
from unsigned_treaty.corpus import articles, read_articles
from unsigned_treaty.corpus.passages import excerpt
from unsigned_treaty.exhibits import quotation
from unsigned_treaty.exhibits.texts_shown import site_texts
from unsigned_treaty.findings import reuse
from unsigned_treaty.project import chapters
from unsigned_treaty.site import data_links

pytestmark = pytest.mark.book


def test_every_page_of_the_contents_is_built(built_book: Path) -> None:
    for name in chapters.contents():
        assert (built_book / f"{name}.html").is_file(), name
    assert (built_book / "index.html").is_file()


def test_every_page_names_an_icon_that_is_there(built_book: Path) -> None:
    """Else a browser asks for one that is not, and says so in its console."""
    for file in built_book.rglob("*.html"):
        page = parsed(file)
        (icon,) = (link for link in page.iter("link") if link.get("rel") == "icon")
        assert (file.parent / icon.get("href")).is_file(), file


def pages(html: Path) -> Iterator[tuple[str, Any]]:
    """The main part of every page of the book, as a browser parses it."""
    for file in sorted((html / "book").glob("*.html")):
        yield file.stem, parsed(file).find(".//article")


@cache
def parsed(file: Path) -> Any:
    """A page as a browser parses it; none of these tests changes it."""
    return html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def text_of(element: Any, without: tuple[str, ...] = ()) -> str:
    """All text inside an element, except inside the elements named."""
    if element.tag in without:
        return str(element.tail or "")
    inner = "".join([element.text or "", *(text_of(child, without) for child in element)])
    return inner + (element.tail or "")


def words_of(element: Any) -> str:
    """The text of an element without what follows it, its white space closed up."""
    return " ".join("".join(element.itertext()).split())


def test_every_block_quotation_of_the_built_pages_stands_in_its_statement(built_book: Path) -> None:
    frame = statements.read_statements()
    records = articles.catalogue()
    found = 0
    for name, page in pages(built_book):
        for figure in page.iter("figure"):
            if "quotation" not in figure.get("class", "").split():
                continue
            statement = figure.get("id").removeprefix("quote-")
            row = frame.loc[statement]
            shown = words_of(figure.find("blockquote"))
            # The book's own marks stand around each part; the article's stay inside it.
            parts = [re.sub("^“(.*)”$", r"\1", part.strip()) for part in shown.split("[…]")]
            text = articles.text(row["article"], records)[row["start"] : row["end"]]
            assert excerpt(" […] ".join(parts), " ".join(text.split())), (name, statement)
            caption = words_of(figure.find("figcaption"))
            assert row["speaker"] in caption and records.at[row["article"], "shorthand"] in caption
            assert f"paragraph {row['paragraph']}" in caption
            found += 1
    called = [
        call
        for chapter in chapters.chapters()
        for cell in chapters.read(chapter).cells
        if cell.cell_type == "code"
        for call in quotation.calls(cell.source)
    ]
    assert found == len(called) > 10


def test_every_inline_quotation_of_the_built_pages_stands_in_a_source(built_book: Path) -> None:
    """In prose, lists, notes and table cells: the words between “ and ” are somebody's own."""
    records = articles.catalogue()
    sources = [" ".join(articles.text(str(key), records).split()) for key in records.index]
    sources += list(tables.read_table("outside")["exact"])
    own = names_of_its_own(built_book) | set(records["title"]) | set(records["origtitle"])
    found = 0
    for name, page in pages(built_book):
        if name in ("references", "corrections"):
            continue  # titles of pages, which another test reads; what the book itself once said
        for tag in ("p", "li", "td", "th", "dd", "dt", "figcaption", "caption"):
            for element in page.iter(tag):
                shown = " ".join(text_of(element, ("blockquote", "pre", "code", "svg")).split())
                for words in prose.QUOTED.findall(shown):
                    # A citation sets its comma or full stop inside the marks.
                    bare = words.removesuffix(",").removesuffix(".")
                    # The style of a citation gives a title capitals of its own.
                    start = re.compile(re.escape(bare) + "(?:[.;,:]|$)", re.IGNORECASE)
                    named = any(start.match(title) for title in own)
                    assert named or any(holds(words, text) for text in sources), (name, words)
                    found += 1
    assert found >= 100


def test_nothing_below_an_exhibit_is_offered_twice_under_one_name(built_book: Path) -> None:
    offered = {
        (name, number): [" ".join(words_of(part).split()) for part in row.iter("summary")]
        for name, article in pages(built_book)
        for number, row in enumerate(article.iter("div"))
        if "apparatus" in row.get("class", "").split()
    }
    assert any("Numbers" in names for names in offered.values())
    assert [key for key, names in offered.items() if len(names) > len(set(names))] == []


def names_of_its_own(html: Path) -> set[str]:
    """What the book itself calls its chapters, sections, tables, figures and buttons."""
    found = {about["title"] for about in map(chapters.told, chapters.chapters())}
    for _, page in pages(html):
        for tag in ("h1", "h2", "h3", "summary", "button"):
            found |= {words_of(element).rstrip("# ") for element in page.iter(tag)}
        for caption in [*page.iter("caption"), *page.iter("figcaption")]:
            words = words_of(caption).rstrip("# ")
            title = re.sub(r"^(Table|Figure) [0-9]+ ?", "", words)
            found.add(title)
    return found


def holds(words: str, text: str) -> bool:
    """Whether all the parts of quoted words stand in a text, in order."""
    try:
        excerpt(words, text)
    except ValueError:
        return False
    return True


def shares(texts: Iterable[str]) -> pd.Series:
    """How much of each article stands in some texts, in per cent."""
    return reuse.reused(read_articles(), texts)["share"]


@pytest.fixture(scope="module")
def shown(built_book: Path) -> dict[str, str]:
    """The text of everything that the site offers, by path."""
    return site_texts(built_book)


@pytest.fixture(scope="module")
def together(shown: dict[str, str]) -> pd.Series:
    """How much of each article all holds that is published to be read, in per cent.

    That is not what is taken along to work on: the coded tables, and the chapters as notebooks.
    """
    return shares(
        text
        for name, text in shown.items()
        if not name.endswith(".ipynb") and not (name.startswith("_data/") and name.endswith(".csv"))
    )


def test_all_that_is_published_holds_no_more_than_the_three_quarters_that_the_book_promises(
    shown: dict[str, str], together: pd.Series
) -> None:
    """Pages, what is searched and previewed, files of tables and figures, web annotations."""
    assert {
        "_static/search-text.js",
        "_data/annotations-final.json",
        "_tables/tab-register.csv",
    } <= {*shown}
    quoted = shares(span for spans in statements.read_statements()["quoted"] for span in spans)
    assert (together >= quoted).all()
    assert (together <= 75).all()


def test_the_web_annotations_name_statements_without_repeating_them(shown: dict[str, str]) -> None:
    annotations = [text for name, text in shown.items() if name.startswith("_data/annotations-")]
    assert len(annotations) == 5
    assert (shares(annotations) <= 10).all()


def test_the_coded_tables_that_the_site_offers_hold_no_article_whole(
    shown: dict[str, str],
) -> None:
    assert (shares(shown.values()) < 100).all()


def test_the_share_that_the_book_prints_is_what_its_pages_show(
    built_book: Path, together: pd.Series
) -> None:
    printed = pd.read_csv(built_book / "_tables" / "tab-reuse.csv")["Share"]
    apart = (together.to_numpy() - printed.to_numpy()).tolist()
    assert apart == pytest.approx([0] * len(together), abs=2)


def test_a_link_to_a_coded_table_leads_to_the_one_copy_that_the_site_has(built_book: Path) -> None:
    links = {
        link.get("href").removeprefix("../")
        for _, page in pages(built_book)
        for link in page.iter("a")
        if link.get("href", "").startswith("../_data/")
    }
    assert {"_data/facts.csv", "_data/forecasts.csv"} <= links
    assert all((built_book / link).is_file() for link in links)
    assert not (built_book / "_downloads").exists()


def test_a_link_to_a_table_that_is_not_published_is_warned_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    log = SimpleNamespace(warning=lambda message, *parts, **_: said.append(message % parts))
    monkeypatch.setattr(data_links, "LOGGER", log)
    page = nodes.document(None, None)
    for name in ("data/facts.csv", "data/left_out.csv", "pictures.zip"):
        page += addnodes.download_reference("", "the file", reftarget=name)
    builder = SimpleNamespace(get_target_uri=lambda name: f"{name}.html")
    app: Any = SimpleNamespace(builder=builder, env=SimpleNamespace(docname="book/abe"))
    data_links.lead_to_published(app, page)
    assert [link.get("refuri") for link in page] == ["../_data/facts.csv", None, None]
    assert said == [
        "data/left_out.csv is not published with the book; take the link out of the sentence"
    ]
