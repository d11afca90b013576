"""Downloads: the executed chapter that the download button gives, with all that it needs to run.

Its first cell says in three lines what it is.  The second, hidden, holds the library, the data and
the articles, packed: only what a front end sends as a cell is known to reach the kernel.  A pack
at the notebook's end would have to be read from its file, which papermill, Colab and a kernel on
another machine do not show to the kernel; and a pack that stood there as an attachment or in the
notebook's metadata would never be sent at all.
"""

from __future__ import annotations

import ast
import base64
import json
import lzma
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from unsigned_treaty.project import inputs, paths
from unsigned_treaty.project.downloaded import digest

# The cells that a download has before those of its chapter.
ADDED = ("begin", "carried")
BEGIN = """\
# This notebook holds all that it needs, in the hidden cell below: run all cells.
# The articles in it belong to their publishers. If packages are missing, uncomment:
# %pip install {packages}"""
CARRIED = """\
# @title The library, the data and the articles, packed (the articles belong to their publishers)
import base64, json, lzma, pathlib, sys, tempfile

treaty_folder = tempfile.TemporaryDirectory(prefix="treaty-chapter-")  # lasts as long as the kernel
treaty_files, treaty_shown = (
    json.loads(lzma.decompress(base64.b85decode(packed)))
    for packed in ("{files}", "{shown}")
)
for name, text in treaty_files.items():
    file = pathlib.Path(treaty_folder.name, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
for name in [name for name in sys.modules if name.split(".")[0] == "unsigned_treaty"]:
    del sys.modules[name]
sys.path[:] = [place for place in sys.path if "treaty-chapter-" not in place]
sys.path.insert(0, str(pathlib.Path(treaty_folder.name, "scripts")))
from unsigned_treaty.project.downloaded import begin

begin(treaty_folder.name, {packages!r}, treaty_shown)"""
# Each with the oldest version that was tried (benchmarks/running.md).
PACKAGES = {
    "pandas": "2.2",
    "matplotlib": "3.10",
    "babel": "2.15",
    "pybtex": "0.25",
    "pydantic": "2.10",
    "regex": "2024.11",
}
# Needed beside them by a chapter that calls one of these functions.
ALSO = {
    "krippendorff": ("0.8", {"agreement", "pairwise"}),
    "nbformat": ("5.10", {"quoted_statements", "texts_shown"}),
}
# A front end for notebooks has these in most places, so that they are asked for only when missed.
AT_HAND = frozenset({"pandas", "matplotlib", "nbformat", "babel"})
# What is packed, from the project's root: no room that only a build enters.
PACKED = re.compile(
    r"LICENSE|_toc\.yml|_config\.yml|pyproject\.toml|requirements\.lock|seeds/.+"
    r"|book/[^/]+\.(?:bib|ipynb|toml)|book/data/.+"
    r"|scripts/unsigned_treaty/(?:(?:project|corpus|coding|findings|exhibits)/)?[^/]+\.(?:py|toml)"
    r"|scripts/unsigned_treaty/citing/(?:__init__|bibliography)\.py"
)
NOT_PACKED = frozenset({"scripts/unsigned_treaty/cli.py"})
HASHES = re.compile(r" \\\n +--hash=\S+")
# A link to a place in another chapter.
ACROSS = re.compile(r"\]\(([a-z0-9-]+)\.ipynb(?=[#)])")
# And to a coded table, which the book has beside its pages.
TO_DATA = re.compile(r"\]\((data/[a-z0-9_/-]+\.csv)\)")


def carried(root: Path = paths.ROOT) -> dict[str, str]:
    """The text of each file that a download carries, by its path from the project's root.

    All of them are files that git tracks.  Of the lock stand the versions, and not the hashes.
    """
    found = {}
    for path in inputs.committed(root):
        name = path.relative_to(root).as_posix()
        if PACKED.fullmatch(name) and name not in NOT_PACKED:
            found[name] = path.read_bytes().decode("utf-8")
    if "requirements.lock" in found:
        found["requirements.lock"] = HASHES.sub("", found["requirements.lock"])
    return found


def packed(values: Mapping[str, Any]) -> str:
    """Values as one line of letters and signs, none of which ends a string of Python or JSON.

    The same values give the same line.
    """
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return base64.b85encode(lzma.compress(text.encode("utf-8"))).decode("ascii")


def needed(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """The packages that running a chapter takes, each with the oldest version that will do."""
    called = {
        node.id
        for cell in notebook.cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Name)
    }
    also = {name: oldest for name, (oldest, users) in ALSO.items() if users & called}
    return {**PACKAGES, **also}


def downloaded(
    notebook: nbformat.NotebookNode, files: str, address: str = ""
) -> nbformat.NotebookNode:
    """The executed chapter with two cells before it that let it run wherever it is.

    ``files`` are those that it carries, packed.  Where the book has an ``address``, a link to
    another chapter leads to its page there, and one to a coded table to the book's copy; else to
    its notebook or file, should that lie beside this one.
    The same chapter and files give the same bytes.
    """
    copy = nbformat.from_dict(notebook)
    packages = needed(copy)
    shown = {
        digest(cell.source): [
            {"data": output.data, "metadata": output.metadata} for output in cell.outputs
        ]
        for cell in copy.cells
        if cell.cell_type == "code"
    }
    names = " ".join(name for name in packages if name not in AT_HAND)
    first = nbformat.v4.new_code_cell(BEGIN.format(packages=names), id=ADDED[0])
    source = CARRIED.format(files=files, shown=packed(shown), packages=packages)
    second = nbformat.v4.new_code_cell(source, id=ADDED[1])
    # Hidden in JupyterLab, as a form in Colab, and folded in Jupyter Book.
    second.metadata = {
        "jupyter": {"source_hidden": True},
        "cellView": "form",
        "tags": ["hide-cell"],
    }
    if address:
        for cell in copy.cells:
            if cell.cell_type == "markdown":
                cell.source = ACROSS.sub(rf"]({address}book/\1.html", cell.source)
                cell.source = TO_DATA.sub(rf"]({address}_\1)", cell.source)
    copy.cells = [first, second, *copy.cells]
    nbformat.validate(copy)
    return copy
