"""An article's words stay words: whatever they hold, both renderings show them and no more."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import html5lib
import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import run_treaty, write_notebook
from unsigned_treaty.coding import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.articles import control_characters
from unsigned_treaty.exhibits import jupyter
from unsigned_treaty.exhibits import quotation as quotations
from unsigned_treaty.exhibits.table import heading
from unsigned_treaty.exhibits.table import table as make_table

# Every character that a text may hold: all but halves of pairs and controls (except new line, tab).
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from("\n\t$`{}<>|*_[]()\\&\"'“”#:;!~^=-+. \u202e\u2066\u2069\u0301\u200d"),
    ),
    min_size=1,
    max_size=60,
)
TRAPS = [
    "$5 and $7",
    "$$x$$",
    "`code`",
    "{cite:p}`tass2021`",
    "{role}`x`",
    "::: {note}\nx\n:::",
    "```{eval-rst}\nx\n```",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></blockquote><h1>",
    "&lt;b&gt; &amp; &#60;",
    "a | b | c",
    "| a |\n| - |",
    "# Heading",
    "- item\n- item",
    "1. one\n2. two",
    "**bold** _it_ ~~no~~",
    "[text](https://example.org)",
    "![x](y.png)",
    "https://example.org/ and a@b.example",
    "\u202eright to left\u202c",
    "e\u0301\u0302\u0303",
    "one\n\ntwo\nthree",
    "“‘nested’”",
    "--- … -- ...",
    "%s {0} {{ x }} {% y %} ${z}",
    "\\textbf{x} \\n",
    "\ufeffx\u200b\u00ad",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "]]>",
    "(tass2021)=",
    "[^1]",
    "|sub|",
    "x_ __y__",
]
ALLOWED = {"figure", "blockquote", "p", "span", "figcaption", "strong", "br", "code", "a", "button"}


@functools.cache
def real() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The statements and the catalogue that the trial exhibits are made from."""
    return statements.read_statements(), articles.catalogue()


def quotation(words: list[str], number: int) -> dict[str, Any]:
    """What the quotation of a real statement would show if its words and speaker were these."""
    frame, records = real()
    row = frame.iloc[number].copy()
    changed = {"mode": "direct" if number % 2 else "indirect", "quoted": tuple(words)}
    changed |= {"exact": words[0], "speaker": words[0], "role": words[-1]}
    for column, value in changed.items():
        row.at[column] = value
    return dict(quotations.quotation(row, records.loc[row["article"]]))


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


def table(words: list[str], number: int) -> dict[str, Any]:
    """What a table shows: three texts in its caption, note, header and cells."""
    first, second, third = words
    frame = pd.DataFrame([[second, [first, third]]], columns=["First", third])
    return dict(make_table(frame, f"tab-trial-{number}", first, second, on="tass2021").content)


def drawn() -> list[str]:
    """A hundred texts of the kind that the tests above try."""
    texts: list[str] = []

    @settings(max_examples=100, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(TEXT)
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    return texts


def test_the_book_shows_the_same_words_as_jupyter_and_no_markup(project: Path) -> None:
    texts = drawn()
    assert len(set(texts)) > 60
    words = [[one, two, "third"] for one, two in zip(TRAPS, reversed(TRAPS), strict=True)]
    words += [texts[n : n + 3] for n in range(0, 96, 3)]
    quoted = [quotation(three, n) for n, three in enumerate(words)]
    tabled = [table(three, n) for n, three in enumerate(words)]
    trial_book(project, [*quoted, *tabled])
    accepted = run_treaty(project, "accept")
    assert accepted.returncode == 0, accepted.stderr[-3000:]
    done = run_treaty(project, "build")
    assert done.returncode == 0, done.stderr[-3000:]
    built = project / "_build" / "html" / "book" / "trial.html"
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
    tables = {element.get("id"): element for element in page.iter("table")}
    for content in tabled:
        element = tables[content["name"]]
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


def trial_book(root: Path, contents: list[dict[str, Any]]) -> None:
    """Make of a copy a book of one chapter that shows the exhibits, beside the register."""
    for chapter in [*(root / "book").glob("*.ipynb"), *(root / "book").glob("*.md")]:
        if chapter.stem not in ("register", "references"):
            chapter.unlink()
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/trial\nparts:\n  - caption: The chapters\n    chapters:\n"
        "      - file: book/register\n      - file: book/references\n"
    )
    (root / "book" / "trial.json").write_text(json.dumps(contents), encoding="utf-8")
    source = (
        "import json\nfrom pathlib import Path\n"
        "from unsigned_treaty.exhibits.exhibit import Exhibit\n"
        "for content in json.loads(Path('trial.json').read_text('utf-8')):\n"
        "    display(Exhibit(content))"
    )
    write_notebook(root / "book" / "trial.ipynb", {"show": source})
    # Its records are its own, and it has no history.
    (root / "CHANGELOG.md").unlink()
    assert run_treaty(root, "release").returncode == 0


def test_a_text_with_a_control_character_is_refused() -> None:
    assert control_characters("a\tb\nc\r\n") == []
    assert control_characters("a\x00b\x1bc\x85") == [1, 3, 5]
