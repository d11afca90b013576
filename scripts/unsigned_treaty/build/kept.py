"""Kept: executed chapters that need not be executed again, because nothing they rest on changed.

An executed chapter is kept under a key, the SHA-256 of everything on which its outputs can depend:

* its notebook;
* every other file from which the book is made but the notebooks of the other chapters: library,
  data, seeds, bibliography, contents, project file, held results;
* those notebooks too, where the library read any while the chapter ran;
* Python, every installed package, the edition's settings, and what of the environment these heed.

So a kept chapter cannot be stale as long as all that a chapter reads comes through the library,
which notes what it reads of notebooks.  A chapter whose own cells could open a file is therefore
never kept.  Nor is a chapter that failed, nor one of whose inputs any changed while it ran.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import nbformat

from unsigned_treaty.build import execution
from unsigned_treaty.project import files, inputs, paths

FOLDER = paths.HTML.parent / "executed"
# What of the environment Python and the packages that draw and compute may heed.
HEEDED = ("LANG", "LC_", "MATPLOTLIB", "MPL", "OMP_", "PYTHON", "SOURCE_DATE_EPOCH", "TZ")
# What a cell may import and still open no file by itself.
HARMLESS = frozenset({"matplotlib", "myst_nb", "pandas", "unsigned_treaty"})
# Names with which it could: Python's, pandas', matplotlib's, and this library's list of paths.
OPENING = re.compile(
    r"__import__|compile|eval|exec|get_ipython|open.*|paths|files|glob|rglob|iterdir|read_.*"
    r"|ExcelFile|HDFStore|imread"
)


def current(
    chapters: Sequence[Path], tell: execution.Tell = execution.show, folder: Path = FOLDER
) -> execution.Executed:
    """The chapters with their outputs, executed where they are not kept.

    What is kept of anything else is removed.  Raises :class:`Refused` as ``execution.execute``.
    """
    keys = keys_of(chapters)
    found = {
        chapter: notebook
        for chapter in chapters
        if (notebook := next(filter(None, (_load(folder / key) for key in keys[chapter])), None))
    }
    ran = execution.runs([chapter for chapter in chapters if chapter not in found], tell)
    keys_now = keys_of(ran)
    for chapter, run in ran.items():
        own, with_notebooks = keys[chapter]
        if keys_now[chapter] == keys[chapter] and not opens_files(run.notebook):
            _store(folder / (with_notebooks if run.reads_notebooks else own), run.notebook)
    valid = {key for pair in keys.values() for key in pair}
    for left in folder.glob("*"):
        if left.name not in valid:
            left.unlink()
    # The same to the letter, whether kept or not: what is written loses the order of its names.
    new = {
        chapter: nbformat.reads(nbformat.writes(run.notebook), 4) for chapter, run in ran.items()
    }
    return {chapter: (new | found)[chapter] for chapter in chapters}


def keys_of(chapters: Iterable[Path]) -> dict[Path, tuple[str, str]]:
    """For each chapter its key where it reads no notebooks, and its key where it does."""
    digests = inputs.digests()
    notebooks = {name: digest for name, digest in digests.items() if name.endswith(".ipynb")}
    shared = {
        "files": {name: digest for name, digest in digests.items() if name not in notebooks},
        "surroundings": inputs.surroundings(),
        "environment": {k: value for k, value in os.environ.items() if k.startswith(HEEDED)},
        "machine": platform.machine(),
    }
    names = {chapter: chapter.relative_to(paths.ROOT).as_posix() for chapter in chapters}
    return {
        chapter: (
            _digest([shared, name, notebooks[name]]),
            _digest([shared, name, notebooks]),
        )
        for chapter, name in names.items()
    }


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def opens_files(notebook: nbformat.NotebookNode) -> bool:
    """Whether a cell of the chapter could itself open a file, going by the names that it uses."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:  # a command to IPython or to the shell
            return True
        for node in ast.walk(tree):
            modules: list[str] = []
            names: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.Name):
                names = [node.id]
            elif isinstance(node, ast.Attribute):
                names = [node.attr]
            names += [part for module in modules for part in module.split(".")]
            if any(module.split(".")[0] not in HARMLESS for module in modules):
                return True
            if any(map(OPENING.fullmatch, names)):
                return True
    return False


def _load(path: Path) -> nbformat.NotebookNode | None:
    """A kept chapter, or None where there is none or its file is not as it was written."""
    try:
        digest, text = path.read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    if digest != hashlib.sha256(text.encode()).hexdigest():
        return None
    return nbformat.reads(text, as_version=4)


def _store(path: Path, notebook: nbformat.NotebookNode) -> None:
    text = nbformat.writes(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    files.replace({path: f"{digest}\n{text}".encode()})
