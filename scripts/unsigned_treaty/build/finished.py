"""Finished: whether the book that stands in ``_build/html`` is that of the files as they are now.

After a build without an error or a warning its stamp is written: the SHA-256 of every file on
which the book depends, of what surrounds it (Python, packages, settings, commit), and of every
page.  Where all of them are still the same there is nothing to build.  Where only texts of pages
in ``book/`` were edited, those pages and all that opened their files are executed, read and
written again, and every page is where a title, number or label moved.  Anything else, even a
changed comment or a built page that is not as it was written, builds from nothing.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from unsigned_treaty.project import inputs, paths

STAMP = paths.HTML.parent / "finished.json"
# What Sphinx read, kept beside the pages for the next build.
DOCTREES = paths.HTML.parent / "doctrees"
# Which pages each chapter opened when it was executed.
READ = DOCTREES / "read.json"
PAGES = {".ipynb", ".md"}


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


def edited(
    now: dict[str, Any], stamp: Path = STAMP, html: Path = paths.HTML, root: Path = paths.ROOT
) -> set[Path]:
    """The pages that were edited since the last build, where nothing else was; else none at all."""
    try:
        known = json.loads(stamp.read_text(encoding="utf-8"))
        was, written = known["state"], known["pages"]
    except (OSError, ValueError, KeyError):
        return set()
    if was["surroundings"] != now["surroundings"] or was["files"].keys() != now["files"].keys():
        return set()
    changed = {root / name for name, digest in now["files"].items() if was["files"][name] != digest}
    only = all(path.parent == root / "book" and path.suffix in PAGES for path in changed)
    return changed if only and written == pages(html) else set()


def readers(edited: set[Path], read: Path = READ, root: Path = paths.ROOT) -> set[Path]:
    """The chapters among the edited pages, and those that opened one of them.

    Where it cannot be known who did, none: Sphinx finds them later, from what it kept itself.
    """
    try:
        opened = json.loads(read.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    names = {path.relative_to(root).with_suffix("").as_posix() for path in edited}
    return {root / f"{name}.ipynb" for name in opened if name in names or names & set(opened[name])}


def write(before: dict[str, Any], stamp: Path = STAMP, html: Path = paths.HTML) -> bool:
    """Stamp the built book, unless an input changed while it was built; return whether."""
    if state() != before:
        return False
    text = json.dumps({"state": before, "pages": pages(html)}, indent=1)
    stamp.write_text(text, encoding="utf-8")
    return True
