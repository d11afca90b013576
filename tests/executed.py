"""Executed chapters made by hand: sentences, and the exhibits that their cells show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

from unsigned_treaty.exhibits.exhibit import MIME


def notebook(sentences: str, *exhibits: dict[str, Any]) -> nbformat.NotebookNode:
    """A chapter of one cell of sentences, and a cell of code for each exhibit."""
    cells = [nbformat.v4.new_markdown_cell(sentences, id="said")]
    for number, content in enumerate(exhibits):
        output = nbformat.v4.new_output("display_data", {MIME: content})
        cells.append(nbformat.v4.new_code_cell("1", id=f"code-{number}", outputs=[output]))
    return nbformat.v4.new_notebook(cells=cells)


def stored(path: Path, sentences: str, *exhibits: dict[str, Any]) -> nbformat.NotebookNode:
    """The same, its file written as chapters are stored: without outputs."""
    made = notebook(sentences, *exhibits)
    bare = nbformat.v4.new_notebook(
        cells=[
            cell if cell.cell_type == "markdown" else nbformat.v4.new_code_cell("1", id=cell.id)
            for cell in made.cells
        ]
    )
    path.write_text(nbformat.writes(bare) + "\n", encoding="utf-8")
    return made


def counted(**values: str) -> dict[str, Any]:
    """The exhibit of some numbers, by their names without ``n-``."""
    names = {f"n-{name.replace('_', '-')}": value for name, value in values.items()}
    return {"kind": "numbers", "values": names, "rests_on": []}


def table(
    name: str, *rows: list[str], columns: tuple[str, ...] = ("Who", "How many")
) -> dict[str, Any]:
    """The exhibit of a table of texts."""
    return {
        "kind": "table",
        "name": name,
        "columns": [{"label": label, "numeric": False} for label in columns],
        "rows": [[[{"text": text}] for text in row] for row in rows],
    }


def figure(name: str, alt: str) -> dict[str, Any]:
    """The exhibit of a figure that is said in some words."""
    return {"kind": "figure", "name": name, "alt": alt}
