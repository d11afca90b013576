"""Tables and numbers: data frames shown with a caption, and what sentences take from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Sized
from typing import Any

import pandas as pd

from unsigned_treaty.coding.codebook import STATEMENT_ID
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.exhibits.cells import code_words, runs, spelt
from unsigned_treaty.exhibits.evidence import citable, rests_on
from unsigned_treaty.exhibits.exhibit import Exhibit

NUMBER = re.compile(r"−?[\d,]+(\.\d+)?|–")


def table(
    frame: pd.DataFrame,
    name: str,
    caption: str,
    note: str = "",
    on: Any = (),
    rows: Sequence[str] = (),
    choices: Sequence[Mapping[str, Sequence[str]]] = (),
) -> Exhibit:
    """Show a data frame as a numbered, captioned table.

    Columns stand under their own names, ``quoted_words`` as *Quoted words*; the index, where it
    has a name, is the first column and heads each row.  What a cell is shown as, its value tells
    (:mod:`~.cells`): a tuple of statement ids is their number and leads to them.  ``name``
    (``tab-…``) is the table's address; ``note`` stands below it and explains its codes.

    A table rests on the articles, statements and pages that its cells name, and on ``on``: more
    of these, a frame or column that holds them, or files of the project.  One that rests on
    nothing is refused.  ``rows`` are addresses for the rows, ``choices`` what a reader may choose
    each row by, its values by name; the book shows the rows of such a table as cards.
    """
    shown = frame.reset_index() if frame.index.name else frame
    words, keys = code_words(vocabulary()), citable()
    cells = [
        [runs(worded(value, words.get(str(label))), keys) for value in without_gaps(shown[label])]
        for label in shown.columns
    ]
    return Exhibit(
        {
            "kind": "table",
            "name": name,
            "caption": caption,
            "note": note,
            "rests_on": rests_on(name, shown, on),
            "addresses": list(rows),
            "facets": [{key: list(values) for key, values in row.items()} for row in choices],
            "choices": {},
            "offered": sorted(choices[0]) if choices else [],
            "headed": bool(frame.index.name),
            "columns": [
                {"label": heading(str(label)), "numeric": numeric(column)}
                for label, column in zip(shown.columns, cells, strict=True)
            ],
            "rows": [list(row) for row in zip(*cells, strict=True)],
        }
    )


def without_gaps(column: pd.Series) -> list[Any]:
    """The values of a column; where it counts statements, no statement is nought and no dash."""
    values = column.to_list()
    counts = any(
        isinstance(value, tuple) and value and STATEMENT_ID.fullmatch(str(value[0]))
        for value in values
    )
    # A group in which there is none has no value at all: pandas calls it not a number.
    return [0 if counts and (value == () or value != value) else value for value in values]


def worded(value: Any, words: Mapping[Any, str] | None) -> Any:
    """A code, or each of several, in the codebook's words; any other value as it is."""
    if words is None or isinstance(value, list | float):
        return value
    if isinstance(value, tuple):
        return tuple(words.get(part, part) for part in value)
    return words.get(value, value)


def heading(label: str) -> str:
    """A column's name as its heading: ``quoted_words`` becomes *Quoted words*."""
    words = label.replace("_", " ")
    return words[:1].upper() + words[1:]


def numeric(column: Sequence[list[dict[str, str]]]) -> bool:
    """Whether a column holds numbers, with dashes for none among them, and not dashes alone."""
    texts = ["".join(run["text"] for run in cell) for cell in column]
    return any(text != "–" for text in texts) and all(map(NUMBER.fullmatch, texts))


def numbers(on: Any = (), **values: Any) -> Exhibit:
    """Compute the numbers that sentences of the chapter take from here.

    A whole number, or a text that says a range, by the name of what it counts; of a frame or a
    collection its length.  ``numbers(statements=said)`` is written in a sentence as
    ``[83](#n-statements)``: text and value are held together, and the link leads to this cell.
    Small numbers are spelt, as prose has them.
    """
    spoken, frames = {}, [on]
    for name, value in values.items():
        if not isinstance(value, str) and isinstance(value, Sized):
            frames.append(value)
            value = len(value)
        text = value if isinstance(value, str) else spelt(int(value))
        spoken[f"n-{name.replace('_', '-')}"] = text
    evidence = rests_on("numbers", frames)
    return Exhibit({"kind": "numbers", "values": spoken, "rests_on": evidence})
