"""A trial book: one chapter of quotations and tables that hold anything, and a retired statement.

Their words are what a text may hold of markup, and a hundred texts of any characters.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from unsigned_treaty.coding import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits import quotation as of_quotations
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
    return dict(of_quotations.quotation(row, records.loc[row["article"]]))


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


@functools.cache
def words() -> list[list[str]]:
    """The texts of each quotation and of each table."""
    texts = drawn()
    trapped = [[one, two, "third"] for one, two in zip(TRAPS, reversed(TRAPS), strict=True)]
    return trapped + [texts[n : n + 3] for n in range(0, 96, 3)]


def quotations() -> list[dict[str, Any]]:
    """What each quotation of the chapter shows."""
    return [quotation(three, n) for n, three in enumerate(words())]


def tables() -> list[dict[str, Any]]:
    """What each table of the chapter shows."""
    return [table(three, n) for n, three in enumerate(words())]


SOURCE = """\
import json
from pathlib import Path
from unsigned_treaty.exhibits.exhibit import Exhibit

for content in json.loads(Path('trial.json').read_text('utf-8')):
    display(Exhibit(content))
"""


def retired() -> str:
    """The id of the retired statement: the one after the last of its article."""
    names = [name for name in real()[0].index if name.startswith("tass2021-")]
    return f"tass2021-{max(int(name.rpartition('-')[2]) for name in names) + 1:02}"


def write(root: Path) -> None:
    """Write into a project what the chapter shows, and that a statement is retired."""
    shown = json.dumps([*quotations(), *tables()])
    (root / "book" / "trial.json").write_text(shown, encoding="utf-8")
    (root / "book" / "data" / "retired.csv").write_text(
        f"id,replaced_by,reason\n{retired()},tass2021-02 | tass2021-03,One was two.\n"
    )
