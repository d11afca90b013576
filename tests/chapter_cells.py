"""A chapter's cells of code, run here and now as a kernel would run them."""

from __future__ import annotations

import ast
from functools import cache
from typing import Any

from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project import chapters, paths


@cache
def exhibits(chapter: str) -> dict[str, Any]:
    """What each exhibit of a chapter shows, by its name; quotations by their statement's id."""
    names: dict[str, Any] = {}
    shown = {}
    for cell in chapters.read(paths.BOOK / f"{chapter}.ipynb").cells:
        if cell.cell_type != "code":
            continue
        program = ast.parse(cell.source)
        last = program.body.pop() if isinstance(program.body[-1], ast.Expr) else None
        exec(compile(program, cell.id, "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)
            if isinstance(value, Exhibit):
                content = value.content
                shown[str(content.get("name") or content.get("id") or content["kind"])] = value
    return shown


def rows(chapter: str, table: str) -> dict[str, dict[str, Any]]:
    """The rows of a chapter's table by their first cell: each cell as text, or ids where it counts.

    A cell that counts statements is the set of their ids.
    """
    content = exhibits(chapter)[table].content
    labels = [column["label"] for column in content["columns"]]
    return {
        text(row[0]): {label: value(cell) for label, cell in zip(labels, row, strict=True)}
        for row in content["rows"]
    }


def text(cell: list[dict[str, str]]) -> str:
    """A cell as a reader reads it."""
    return "".join(run["text"] for run in cell)


def value(cell: list[dict[str, str]]) -> Any:
    """The ids that a cell counts, or its text."""
    if len(cell) == 1 and "statements" in cell[0]:
        return set(cell[0]["statements"].split())
    return set() if text(cell) == "0" else text(cell)
