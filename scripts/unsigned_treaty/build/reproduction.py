"""Reproduction: the book is built twice from nothing, and not a byte may differ.

The two builds stand in folders of different depth, one after the other, with another user's name
and home, time zone, language, hash seed, permissions of new files and number of processors, with
the chapters executed in the other order, and with another Python where one is given: what depends
on any of these shows itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from unsigned_treaty.project import inputs, paths
from unsigned_treaty.project.faults import Fault, Refused

PROGRAM = "import sys; from unsigned_treaty.cli import main; sys.exit(main(['build']))"
# Before that, elsewhere: the chapters are executed from the last to the first.
LAST_FIRST = """\
from unsigned_treaty.build import execution
runs = execution.runs
execution.runs = lambda chapters, *rest: runs(chapters[::-1], *rest)
"""
ONE_PROCESSOR = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {
    **{"TZ": "Asia/Kamchatka", "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"},
    **{"PYTHONHASHSEED": "271828", "USER": "another", "LOGNAME": "another"},
}


def copy(root: Path, to: Path) -> Path:
    """A clean clone of the repository in ``root`` or, where it is none, a copy of its files."""
    if (root / ".git").exists():
        command = ["git", "clone", "--quiet", "--no-hardlinks", str(root), str(to)]
        subprocess.run(command, check=True)
        return to
    for path in inputs.committed(root):
        target = to / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return to


def build(
    root: Path, settings: dict[str, str], elsewhere: bool = False, python: str = sys.executable
) -> Path:
    """Build the book in ``root``; return the folder of its pages.

    ``elsewhere`` is with one processor, the last chapter executed first, a home of its own, and new
    files that nobody else may read.
    """
    otherwise = LAST_FIRST if elsewhere else ""
    home = {"HOME": str(root.parent)} if elsewhere else {}
    if elsewhere and hasattr(os, "sched_setaffinity"):
        otherwise += ONE_PROCESSOR
    done = subprocess.run(
        [python, "-P", "-c", otherwise + PROGRAM],
        cwd=root,
        env={**os.environ, **settings, "PYTHONPATH": str(root / "scripts"), **home},
        umask=0o077 if elsewhere and os.name == "posix" else -1,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Refused([Fault(root.name, "", f"the build fails: {line}") for line in lines[-20:]])
    return root / "_build" / "html"


def differences(first: Path, second: Path) -> list[str]:
    """The files that are not in both folders, byte for byte, each with what is different."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (first, second)
        for path in folder.rglob("*")
        if path.is_file()
    }
    found = []
    for name in sorted(names):
        one, other = first / name, second / name
        if not one.is_file() or not other.is_file():
            found.append(f"{name}: only in the {'first' if one.is_file() else 'second'} build")
        elif (content := one.read_bytes()) != (again := other.read_bytes()):
            pairs = zip(content, again, strict=False)
            shorter = min(len(content), len(again))
            place = next((n for n, (a, b) in enumerate(pairs) if a != b), shorter)
            around = slice(max(0, place - 30), place + 30)
            found.append(f"{name}: differs at byte {place}: {content[around]!r}, {again[around]!r}")
    return found


def reproduce(root: Path = paths.ROOT, python: str = "") -> int:
    """Build twice and compare; print every file that differs and return how many do.

    ``python`` builds the second time: one of another version, in an
    environment with what the lock names and this library.
    """
    with tempfile.TemporaryDirectory(prefix="treaty-") as folder:
        first = copy(root, Path(folder) / "first")
        second = copy(root, Path(folder) / "another" / "and deeper" / "second")
        print("building the book from nothing, in one folder", flush=True)
        one = build(first, HERE)
        how = "other user, home, time zone, language, hash seed, permissions, one processor, "
        how += "the last chapter executed first"
        print(f"building it again elsewhere: {how}{', ' if python else ''}{python}", flush=True)
        other = build(second, ELSEWHERE, elsewhere=True, python=python or sys.executable)
        found = differences(one, other)
        count = sum(path.is_file() for path in one.rglob("*"))
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(f"{len(found)} of {count} files differ; the book is not the same", file=sys.stderr)
    else:
        print(f"the same: {count} files, not a byte differs")
    return len(found)
