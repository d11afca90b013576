"""An article's words stay words: whatever they hold, both renderings show them and no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trial_book import TEXT, TRAPS, quotation, table
from unsigned_treaty.corpus.articles import control_characters
from unsigned_treaty.exhibits import jupyter
from unsigned_treaty.exhibits.table import heading

ALLOWED = {"figure", "blockquote", "p", "span", "figcaption", "strong", "br", "code", "a", "button"}


def shown(content: dict[str, Any]) -> str:
    """The words that a reader is to see in the block."""
    return " […] ".join(f"“{s}”" if content["marked"] else s for s in content["spans"])


def parsed(page: str) -> Any:
    """The document as a browser parses it."""
    return html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)


def text_of(element: Any) -> str:
    """All text inside an element."""
    return "".join(element.itertext())


def tags(element: Any) -> set[str]:
    """The names of all elements in it; a comment has none."""
    return {child.tag if isinstance(child.tag, str) else "comment" for child in element.iter()}


def handlers(element: Any) -> list[str]:
    """The attributes that would run a program."""
    return [name for child in element.iter() for name in child.attrib if name.startswith("on")]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.one_of(TEXT, st.sampled_from(TRAPS)), min_size=1, max_size=3), st.integers(0, 9))
def test_jupyter_shows_the_words_of_any_quotation_and_no_markup(
    words: list[str], number: int
) -> None:
    content = quotation(words, number)
    figure = parsed(jupyter.html_of(content)).find(".//figure")
    assert text_of(figure.find("blockquote/p")) == shown(content)
    assert figure.find("figcaption/strong").text == words[0]
    assert tags(figure) <= ALLOWED
    assert not handlers(figure)
    assert len(jupyter.plain_of(content)) > 0


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.one_of(TEXT, st.sampled_from(TRAPS)), min_size=3, max_size=3))
def test_jupyter_shows_the_cells_of_any_table_and_no_markup(words: list[str]) -> None:
    page = parsed(jupyter.html_of(table(words, 1)))
    assert [text_of(cell) for cell in page.iter("td")] == [words[1], words[0] + words[2]]
    assert [text_of(cell) for cell in page.iter("th")][:2] == ["First", heading(words[2])]
    assert text_of(page.find(".//caption")) == words[0]
    assert tags(page) <= {
        "html",
        "head",
        "body",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
    }
    assert not handlers(page)


@pytest.mark.book
def test_the_book_shows_the_same_words_as_jupyter_and_no_markup(trial_book: Path) -> None:
    # As the process that built the book drew them: what is drawn depends on what is loaded.
    shown_in_it = json.loads((trial_book.parents[1] / "book" / "trial.json").read_text("utf-8"))
    quoted = [content for content in shown_in_it if content["kind"] == "quotation"]
    tabled = [content for content in shown_in_it if content["kind"] == "table"]
    assert len(quoted) == len(tabled) > 60
    assert len({content["caption"] for content in tabled}) > 50
    built = trial_book / "book" / "trial.html"
    page = parsed(built.read_text(encoding="utf-8"))

    figures = {figure.get("id"): figure for figure in page.iter("figure") if figure.get("id")}
    for content in quoted:
        figure = figures[f"quote-{content['id']}"]
        notebook = parsed(jupyter.html_of(content)).find(".//blockquote")
        assert text_of(figure.find("blockquote")).strip("\n") == text_of(notebook).strip("\n")
        assert shown(content).strip("\n") == text_of(figure.find("blockquote")).strip("\n")
        assert content["speaker"] in text_of(figure.find("figcaption"))
        assert tags(figure) <= ALLOWED | {"wbr", "bdi"}
        assert not handlers(figure)
    shown_tables = {element.get("id"): element for element in page.iter("table")}
    for content in tabled:
        element = shown_tables[content["name"]]
        cells = [text_of(cell).strip("\n") for cell in element.iter("td")]
        second, both = ("".join(run["text"] for run in cell) for cell in content["rows"][0])
        assert cells == [second.strip("\n"), both.strip("\n")]
        assert content["caption"] in text_of(element.find("caption"))
        assert not handlers(element)
        assert tags(element) <= {
            "table",
            "caption",
            "span",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "p",
            "colgroup",
            "col",
            "a",
            "bdi",
        }
    for script in page.iter("script"):
        assert "alert(1)" not in text_of(script)
    assert not [image for image in page.iter("img") if image.get("src") == "x"]


def test_a_text_with_a_control_character_is_refused() -> None:
    assert control_characters("a\tb\nc\r\n") == []
    assert control_characters("a\x00b\x1bc\x85") == [1, 3, 5]
