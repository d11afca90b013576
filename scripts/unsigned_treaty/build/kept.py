"""Kept: executed chapters that need not be executed again, because nothing they rest on changed.

An executed chapter is kept under a key, the SHA-256 of everything on which its outputs can depend:

* its notebook;
* every other file from which the book is made but the notebooks of the other chapters: library,
  data, seeds, bibliography, contents, project file;
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

HELD = "book/results/"
FOLDER = paths.HTML.parent / "executed"
# What of the environment Python and the packages that draw and compute may heed.
HEEDED = ("LANG", "LC_", "MATPLOTLIB", "MPL", "OMP_", "PYTHON", "SOURCE_DATE_EPOCH", "TZ")
# What a cell may import and still open no file by itself.
HARMLESS = frozenset({"itertools", "matplotlib", "myst_nb", "pandas", "unsigned_treaty"})
# Names with which it could: Python's own, then what pandas, matplotlib and a path offer.
BY_NAME = frozenset({"__import__", "compile", "eval", "exec", "get_ipython", "open"})
OFFERED = re.compile(r"open.*|glob|rglob|iterdir|read_.*|ExcelFile|HDFStore|imread")
# What this library tells of places; all else that it offers reads what a key covers, or notes it.
PLACES = frozenset({"files", "paths"})


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
    # What is held of results is compared with them, and no chapter reads it.
    others = {name: d for name, d in digests.items() if not name.startswith(HELD)}
    shared = {
        "files": {name: digest for name, digest in others.items() if name not in notebooks},
        "surroundings": inputs.surroundings(),
        # Outputs do not depend on the folder of the project.
        "environment": {
            name: value.replace(str(paths.ROOT), "")
            for name, value in os.environ.items()
            if name.startswith(HEEDED)
        },
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
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    try:
        nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    except SyntaxError:  # a command to IPython or to the shell
        return True
    from_library = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and _is_library(node.module)
        for alias in node.names
    }
    return any(_opens(node, from_library) for node in nodes)


def _opens(node: ast.AST, from_library: set[str]) -> bool:
    if isinstance(node, ast.Import):
        return any(not _harmless(alias.name) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        offered = not _is_library(node.module) and any(map(OFFERED.fullmatch, names))
        return offered or not _harmless(node.module or "") or bool(names & PLACES)
    if isinstance(node, ast.Attribute):
        library = isinstance(node.value, ast.Name) and node.value.id in from_library
        return not library and bool(OFFERED.fullmatch(node.attr))
    return isinstance(node, ast.Name) and node.id in BY_NAME


def _is_library(module: str | None) -> bool:
    return (module or "").split(".")[0] == "unsigned_treaty"


def _harmless(module: str) -> bool:
    parts = module.split(".")
    return parts[0] in HARMLESS and not PLACES & set(parts)


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
