"""Inputs: every file from which the book is made, and what they and the environment come to."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from unsigned_treaty.project import paths
from unsigned_treaty.project.edition import edition
from unsigned_treaty.project.faults import Fault, Refused

# What stands at the root of the project and belongs to it. Anything else is a visitor's.
ROOT_FILES = (
    ".gitignore",
    ".zenodo.json",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "_config.yml",
    "_toc.yml",
    "pyproject.toml",
    "requirements.lock",
)
ROOT_FOLDERS = (".binder", ".ci", ".github", "benchmarks", "book", "scripts", "seeds", "tests")
NOT_KEPT = frozenset({"__pycache__", ".ipynb_checkpoints", ".DS_Store"})
# Of these the book does not depend.
NOT_READ = (".binder", ".ci", ".github", "benchmarks", "tests")


def project(root: Path = paths.ROOT) -> Iterator[Path]:
    """Every file of the project, in order of path: what the repository holds and nothing made."""
    for name in sorted((*ROOT_FILES, *ROOT_FOLDERS)):
        top = root / name
        if top.is_file():
            yield top
        elif top.is_dir():
            yield from sorted(
                path
                for path in top.rglob("*")
                if path.is_file()
                and not NOT_KEPT & set(path.relative_to(root).parts)
                and path.suffix not in {".pyc", ".pyo"}
            )


def digests(root: Path = paths.ROOT) -> dict[str, str]:
    """The SHA-256 of every file on which the built book depends, by its path from the root."""
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in project(root)
        if (name := path.relative_to(root).as_posix()).split("/")[0] not in NOT_READ
    }


def surroundings() -> dict[str, str]:
    """All else on which it depends: Python, every installed package, the edition's settings."""
    return {
        "python": sys.version,
        "packages": packages(),
        "edition": edition().model_dump_json(),
    }


@cache
def packages() -> str:
    """The SHA-256 of the names and versions of every installed package.

    A package's folder of metadata has both in its name, so that none of them needs to be read.
    """
    folders = {path.name for place in sys.path for path in Path(place).glob("*.dist-info")}
    return hashlib.sha256("\n".join(sorted(folders)).encode()).hexdigest()


def stated_date(book: Path = paths.BOOK) -> date:
    """The date of the book: the latest that a chapter states."""
    found = []
    for path in sorted(book.glob("*.ipynb")):
        try:
            about = json.loads(path.read_text(encoding="utf-8"))["metadata"]
            found.append(date.fromisoformat(about["date"]))
        except (ValueError, KeyError, TypeError):
            continue  # what is wrong with a chapter is said where chapters are checked
    if not found:
        raise Refused([Fault(paths.shown(book), "", "no chapter states a date; add one")])
    return max(found)


def settle_time() -> None:
    """Let whatever writes a time into a file write the book's stated date instead."""
    moment = datetime.combine(stated_date(), datetime.min.time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
