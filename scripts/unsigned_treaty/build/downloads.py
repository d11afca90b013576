"""Downloads: the executed chapter that the download button gives, ready to run elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

import nbformat

SOURCE = '''\
# Added to the downloaded notebook: says in a sentence what is missing, and where it is.
import importlib.util

if importlib.util.find_spec("unsigned_treaty") is None:
    class Missing(ModuleNotFoundError):
        def _render_traceback_(self):
            return [str(self)]

    raise Missing("""\\
{sentence}""")
'''


def sentence(repository: str = "", address: str = "") -> str:
    """What a reader without the library is told: what is missing, and where to get it."""
    where = (
        f"from {repository}"
        if repository
        else f"in the archive that {address or 'the site of this page'} offers on its first page"
    )
    return (
        "This notebook needs the library and the data of the book, which are not "
        f"installed here.\nGet them {where}, type 'make book' in their folder,\n"
        "and run this notebook with the Python in that folder's .venv."
    )


GLUED = re.compile(r"\{glue:text\}`([^`]+)`")
NUMBERED = re.compile(r"\{numref\}`([^`]+)`")


def glued(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """What each name that the chapter glues stands for, as its prose shows it."""
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name")
            if name:
                plain = output["data"].get("application/papermill.record/text/plain", "")
                found[name] = plain.strip("'\"")
    return found


def readable(source: str, values: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    """Prose with the values and numbers that the book puts in the place of its roles.

    Jupyter would show the roles themselves.  ``numbers`` gives ``Table 3`` for a table's name.
    """
    source = GLUED.sub(lambda role: values.get(role[1], role[0]), source)
    return NUMBERED.sub(lambda role: numbers.get(role[1], role[0]), source)


def downloaded(
    notebook: nbformat.NotebookNode, said: str, numbers: Mapping[str, str] | None = None
) -> nbformat.NotebookNode:
    """The executed chapter with readable prose and a first cell that looks for the library."""
    cell = nbformat.v4.new_code_cell(
        SOURCE.format(sentence=said), id="needs", metadata={"tags": ["hide-cell"]}
    )
    copy = nbformat.from_dict(deepcopy(notebook))
    values = glued(notebook)
    for prose in copy.cells:
        if prose.cell_type == "markdown":
            prose.source = readable(prose.source, values, numbers or {})
    copy.cells = [cell, *copy.cells]
    nbformat.validate(copy)
    return copy
