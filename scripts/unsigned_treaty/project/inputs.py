"""Inputs: every file from which the book is made, and what they and the environment come to."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from unsigned_treaty.project import chapters, dates, paths
from unsigned_treaty.project.edition import edition
from unsigned_treaty.project.faults import Fault, Refused

# Where the files of the project stand; what lies elsewhere at its root is a visitor's.
ROOT_FILES = (
    ".gitattributes",
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
    "requirements-lab.lock",
    "requirements-test.lock",
)
ROOT_FOLDERS = (".binder", ".ci", ".github", "benchmarks", "book", "scripts", "seeds", "tests")
NOT_KEPT = frozenset({"__pycache__", ".import_linter_cache", ".ipynb_checkpoints", ".DS_Store"})
# Of these the book does not depend.
NOT_READ = (".binder", ".ci", ".gitattributes", ".github", "benchmarks", "tests")
# In an archive: the SHA-256 of each of its files, as sha256sum writes it.
MANIFEST = "MANIFEST.sha256"


def present(root: Path = paths.ROOT) -> Iterator[Path]:
    """Every file where files of the project stand, in order of path, whether committed or not."""
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


def committed(root: Path = paths.ROOT) -> list[Path]:
    """Every file that belongs to the project, in order of path: those that git tracks.

    Where there is no git, as in an unpacked archive, those that its manifest names; where there
    is neither, all that are present.  Raises :class:`Refused` for a link that leaves the project.
    """
    if (root / ".git").exists():
        names = _git(root, "ls-files", "-z").split("\0")
    elif (root / MANIFEST).is_file():
        made = ("_build/", "NOTICE", "ro-crate-metadata")
        names = [name for name in manifest(root) if not name.startswith(made)]
    else:
        names = [path.relative_to(root).as_posix() for path in present(root)]
    found = sorted(root / name for name in names if name and (root / name).is_file())
    within = os.path.realpath(root) + os.sep
    leaving = [path for path in found if not os.path.realpath(path).startswith(within)]
    if leaving:
        message = "a link that leads out of the project; put the file itself in its place"
        raise Refused(Fault(path.relative_to(root).as_posix(), "", message) for path in leaving)
    return found


def manifest(root: Path) -> dict[str, str]:
    """The SHA-256 of each file that the manifest in ``root`` names; raises :class:`Refused`."""
    return read_manifest((root / MANIFEST).read_bytes(), MANIFEST)


def read_manifest(content: bytes, where: str) -> dict[str, str]:
    """The SHA-256 by name from the lines of ``sha256sum``; raises :class:`Refused`."""
    lines = content.decode("utf-8", "replace").splitlines()
    matches = [re.fullmatch(r"([0-9a-f]{64})  (.+)", line) for line in lines]
    for number, match in enumerate(matches, 1):
        if match is None:
            message = "not a SHA-256, two spaces and a name; restore the manifest"
            raise Refused([Fault(where, f"line {number}", message)])
    return {match[2]: match[1] for match in matches if match}


# What the archive itself adds to what is committed.
MADE = {"NOTICE.txt", "ro-crate-metadata.json"}


def uncommitted(root: Path = paths.ROOT) -> list[str]:
    """What differs from what is committed, by path: changed, missing, or not yet added.

    Where there is no git, what differs from the manifest; where there is neither, everything.
    """
    if (root / ".git").exists():
        lines = _git(root, "status", "--porcelain", "-z", "--no-renames").split("\0")
        return sorted(line[3:] for line in lines if line)
    if not (root / MANIFEST).is_file():
        return ["any file, since there is neither git nor a manifest"]
    was = {name: digest for name, digest in manifest(root).items() if (name[:6] != "_build")}
    now = {path.relative_to(root).as_posix(): _digest(path) for path in present(root)}
    return sorted(
        name for name in (now.keys() | was.keys()) - MADE if was.get(name) != now.get(name)
    )


def _git(root: Path, *arguments: str) -> str:
    # The checkout may belong to another user than the one who runs this, as in a container.
    command = ["git", "-c", f"safe.directory={root.resolve()}", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        raise Refused([Fault("git", "", f"cannot list the project's files: {reason}")]) from error
    return os.fsdecode(done.stdout)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests(root: Path = paths.ROOT) -> dict[str, str]:
    """The SHA-256 of every file on which the built book depends, by its path from the root."""
    return {
        name: _digest(path)
        for path in present(root)
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
    for path in chapters.chapters(book):
        try:
            about = json.loads(chapters.stored(path).decode("utf-8"))["metadata"]
            found.append(dates.day(about["date"]))
        except (Refused, ValueError, KeyError, TypeError):
            continue  # what is wrong with a chapter is said where chapters are checked
    if not found:
        raise Refused([Fault(paths.shown(book), "", "no chapter states a date; add one")])
    return max(found)


def settle_time() -> None:
    """Let whatever writes a time into a file write the book's stated date instead."""
    moment = datetime.combine(stated_date(), datetime.min.time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
