"""Exhibits: quotations, tables and figures that show themselves in Jupyter and in the book.

An exhibit is data, never markup.  Jupyter shows the HTML made from it here; the book builds its
own numbered, captioned, linked elements from the same data (``site``).  So no
character of an article can turn into markup in either place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd

NUMERALS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)

MIME = "application/vnd.unsigned-treaty+json"


@dataclass(frozen=True)
class Exhibit:
    """Something a chapter shows: ``content`` says all of it, in values that JSON can hold."""

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            MIME: dict(self.content),
            "text/html": html_of(self.content),
            "text/plain": plain_of(self.content),
        }


@dataclass(frozen=True)
class Link:
    """Text in a cell that leads to a citation key, a statement id, or another label of the book."""

    text: str
    ref: str


@dataclass(frozen=True)
class Web:
    """Text in a cell that leads to an address: a page of the book's folder, or one outside."""

    text: str
    address: str


@dataclass(frozen=True)
class Strong:
    """Text in a cell that stands out: a verdict, a status."""

    text: str


@dataclass(frozen=True)
class Door:
    """A number in a cell that leads to the register, showing exactly the statements it counts.

    ``only`` names what their rows hold (``{"speaker": "Shigeru Ishiba"}``) or, exact whatever is
    counted, the statements themselves (``{"statements": "tass2021-01,tass2021-04"}``).
    """

    text: object
    only: Mapping[str, str]


def door(statements: Iterable[str]) -> Door | int:
    """A number that leads to the register, showing exactly the statements that it counts."""
    counted = [str(statement) for statement in statements]
    return Door(len(counted), {"statements": ",".join(counted)}) if counted else 0


def table(
    frame: pd.DataFrame,
    name: str,
    caption: str,
    note: str = "",
    addresses: Sequence[str] = (),
    facets: Sequence[Mapping[str, Sequence[str]]] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
) -> Exhibit:
    """Show a data frame as a numbered, captioned table.

    The frame's columns are shown under their own names, its index, where it has a name, as the
    first column and the header of each row.  Cells are text, whole numbers, :class:`Link`,
    :class:`Strong`, :class:`Web`, :class:`Door`, or a list of these.  ``name`` (``tab-…``) is the
    table's address and what ``{numref}`` finds; ``note`` stands below it and explains its codes;
    ``addresses`` name each row, where rows can be linked to.  ``facets`` are what a reader may
    choose rows by, for each row by name the values it has; the book shows the rows of such a
    table as cards, with a choice above them, the values in the order that ``choices`` gives or
    of the alphabet.
    """
    shown = frame.reset_index() if frame.index.name else frame
    return Exhibit(
        {
            "kind": "table",
            "name": name,
            "caption": caption,
            "note": note,
            "addresses": list(addresses),
            "facets": [{key: list(values) for key, values in row.items()} for row in facets],
            "choices": {name: list(values) for name, values in (choices or {}).items()},
            "headed": bool(frame.index.name),
            "columns": [
                {"label": str(label), "numeric": numeric(shown[label])} for label in shown.columns
            ],
            "rows": [
                [runs(cell) for cell in row] for row in shown.itertuples(index=False, name=None)
            ],
        }
    )


def numeric(column: pd.Series) -> bool:
    """Whether a column holds numbers, doors to the register and dashes for none among them."""
    cells = [str(cell.text if isinstance(cell, Door) else cell) for cell in column]
    numbers = [cell for cell in cells if cell != "–"]
    return bool(numbers) and all(re.fullmatch(r"-?[\d,]+(\.\d+)?", cell) for cell in numbers)


def runs(cell: object) -> list[dict[str, str]]:
    """A cell as the runs of text that it shows, each with the label it links to, if any."""
    if isinstance(cell, Link):
        return [{"text": cell.text, "ref": cell.ref}]
    if isinstance(cell, Web):
        return [{"text": cell.text, "address": cell.address}]
    if isinstance(cell, Strong):
        return [{"text": cell.text, "strong": "true"}]
    if isinstance(cell, Door):
        return [{"text": number(cell.text), "register": urlencode(cell.only)}]
    if isinstance(cell, list | tuple):
        return [run for part in cell for run in runs(part)]
    return [{"text": number(cell)}]


def number(value: object) -> str:
    """A value as readers see it: thousands set apart, a true minus sign, no stray decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return text.replace("-", "−")


def spelt(number: int) -> str:
    """A whole number as prose has it: in words to twelve, in digits beyond."""
    return NUMERALS[number] if 0 <= number < len(NUMERALS) else f"{number:,}"


def html_of(content: Mapping[str, Any]) -> str:
    """The HTML that Jupyter shows."""
    makers = {"quotation": quotation_html, "table": table_html, "figure": figure_html}
    return makers[content["kind"]](content)


def plain_of(content: Mapping[str, Any]) -> str:
    """One line for a terminal."""
    if content["kind"] == "quotation":
        return f"{content['speaker']}: {' […] '.join(content['spans'])} ({content['citation']})"
    return f"{content['kind']}: {content['caption']}"


def source_line(content: Mapping[str, Any]) -> str:
    """Through which outlet, when and where a quotation came: the same words in both places."""
    through = f"{content['outlet']}, via {content['via']}" if content["via"] else content["outlet"]
    parts = [through, content["date"], f"paragraph {content['paragraph']}"]
    if content["translation"]:
        parts.append(content["translation"])
    return ", ".join(parts)


def voice_line(content: Mapping[str, Any]) -> str:
    """In what capacity a speaker speaks, as the article gives it."""
    return ", ".join(part for part in (content["role"], content["affiliation"]) if part)


def quotation_html(content: Mapping[str, Any]) -> str:
    """A quotation for Jupyter."""
    words = " […] ".join(
        f"“{escape(span)}”" if content["marked"] else escape(span) for span in content["spans"]
    )
    voice = voice_line(content)
    return (
        '<figure style="margin:1em 0;padding-left:1em;border-left:3px solid #8a1c2b">'
        f'<blockquote lang="{escape(content["language"])}" style="margin:0;white-space:pre-line">'
        f"<p>{words}</p></blockquote>"
        f"<figcaption><strong>{escape(content['speaker'])}</strong>"
        f"{', ' + escape(voice) if voice else ''}<br>"
        f"{escape(content['manner'])}: {escape(source_line(content))} "
        f"({escape(content['citation'])}) <code>{escape(content['id'])}</code>"
        "</figcaption></figure>"
    )


def table_html(content: Mapping[str, Any]) -> str:
    """A table for Jupyter."""
    columns = content["columns"]
    align = ["right" if column["numeric"] else "left" for column in columns]
    head = "".join(
        f'<th scope="col" style="text-align:{side}">{escape(column["label"])}</th>'
        for column, side in zip(columns, align, strict=True)
    )
    body = []
    for row in content["rows"]:
        cells = []
        for place, (cell, side) in enumerate(zip(row, align, strict=True)):
            tag = 'th scope="row"' if content["headed"] and place == 0 else "td"
            words = "".join(run_html(run) for run in cell)
            style = f"text-align:{side};vertical-align:top"
            cells.append(f'<{tag} style="{style}">{words}</{tag.split()[0]}>')
        body.append(f"<tr>{''.join(cells)}</tr>")
    note = f"<p>{escape(content['note'])}</p>" if content["note"] else ""
    return (
        f"<table><caption>{escape(content['caption'])}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>{note}"
    )


def run_html(run: Mapping[str, str]) -> str:
    """A run of text in a cell for Jupyter."""
    return f"<strong>{escape(run['text'])}</strong>" if "strong" in run else escape(run["text"])


def figure_html(content: Mapping[str, Any]) -> str:
    """A figure for Jupyter."""
    return (
        f'<figure style="margin:1em 0"><div role="img" aria-label="{escape(content["alt"])}">'
        f"{content['svg']}</div><figcaption>{escape(content['caption'])}</figcaption></figure>"
    )
