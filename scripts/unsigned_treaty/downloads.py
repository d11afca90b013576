"""Downloads: the executed chapter that the download button gives, ready to run elsewhere."""

from __future__ import annotations

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
        "This notebook needs the library and the data of The Unsigned Treaty, which are not "
        f"installed here.\nGet them {where}, type 'make book' in their folder,\n"
        "and open the notebook with the Python in its .venv, or from its folder book/."
    )


def downloaded(notebook: nbformat.NotebookNode, said: str) -> nbformat.NotebookNode:
    """The executed chapter with a first cell that looks for the library."""
    cell = nbformat.v4.new_code_cell(
        SOURCE.format(sentence=said), id="needs", metadata={"tags": ["hide-cell"]}
    )
    copy = nbformat.from_dict(notebook)
    copy.cells = [cell, *notebook.cells]
    nbformat.validate(copy)
    return copy
