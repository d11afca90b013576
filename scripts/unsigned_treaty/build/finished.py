"""Finished: whether the book that stands in ``_build/html`` is that of the files as they are now.

After a build its stamp is written: the SHA-256 of every file on which the book depends, of what
surrounds it (Python, packages, settings, commit), and of every page.  Where all of them are still
the same there is nothing to build; anything else builds from nothing.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import nbformat

from unsigned_treaty.build import downloads
from unsigned_treaty.project import chapters, inputs, paths
from unsigned_treaty.project.faults import Fault, Refused

STAMP = paths.HTML.parent / "finished.json"


def state(root: Path = paths.ROOT) -> dict[str, Any]:
    """Everything on which the book depends, as it is now."""
    return {"files": inputs.digests(root), "surroundings": inputs.surroundings()}


def pages(html: Path = paths.HTML) -> dict[str, str]:
    """The SHA-256 of every file of the built book."""
    return {
        path.relative_to(html).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(html.rglob("*"))
        if path.is_file()
    }


def stands(now: dict[str, Any], stamp: Path = STAMP, html: Path = paths.HTML) -> bool:
    """Whether the built book is whole, and that of the state ``now``."""
    try:
        was = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(was == {"state": now, "pages": pages(html)})


def write(state: dict[str, Any], stamp: Path = STAMP, html: Path = paths.HTML) -> None:
    """Stamp the built book as that of a state."""
    text = json.dumps({"state": state, "pages": pages(html)}, indent=1)
    stamp.write_text(text, encoding="utf-8")


def verify(html: Path, root: Path = paths.ROOT) -> None:
    """Raise :class:`Refused` unless every page is there and every notebook was executed."""
    missing = []
    for name in chapters.contents(root / "_toc.yml"):
        if not (html / f"{name}.html").is_file():
            missing.append(Fault(f"{name}.html", "", "the page was not written; build again"))
        source = html / "_sources" / f"{name}.ipynb"
        if chapters.file(name, root).suffix == ".ipynb" and not executed(source):
            missing.append(Fault(f"{name}.ipynb", "", "was not executed; build again"))
    if missing:
        raise Refused(missing)


def executed(path: Path) -> bool:
    """Whether every cell of code in a notebook, but for those that a download adds, was run."""
    if not path.is_file():
        return False
    cells = nbformat.read(path, as_version=4).cells
    return all(
        cell.execution_count is not None
        for cell in cells
        if cell.cell_type == "code" and cell.source.strip() and cell.id not in downloads.ADDED
    )
