"""Reproduction: the book is built twice from nothing, and not a byte may differ.

The two builds stand in folders of different depth, one after the other, with another time zone,
language, hash seed and number of processors: what depends on any of these shows itself.
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
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {"TZ": "Asia/Kamchatka", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "271828"}


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


def build(root: Path, settings: dict[str, str], one_processor: bool = False) -> Path:
    """Build the book in ``root`` with this Python; return the folder of its pages."""
    limit = ""
    if one_processor and hasattr(os, "sched_setaffinity"):
        limit = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
    done = subprocess.run(
        [sys.executable, "-P", "-c", limit + PROGRAM],
        cwd=root,
        env={**os.environ, **settings, "PYTHONPATH": str(root / "scripts")},
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


def reproduce(root: Path = paths.ROOT) -> int:
    """Build twice and compare; print every file that differs and return how many do."""
    with tempfile.TemporaryDirectory(prefix="treaty-") as folder:
        first = copy(root, Path(folder) / "first")
        second = copy(root, Path(folder) / "another" / "and deeper" / "second")
        print("building the book from nothing, in one folder", flush=True)
        one = build(first, HERE)
        print("building it again elsewhere: other time zone, language, hash seed, one processor")
        sys.stdout.flush()
        other = build(second, ELSEWHERE, one_processor=True)
        found = differences(one, other)
        count = sum(path.is_file() for path in one.rglob("*"))
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(f"{len(found)} of {count} files differ; the book is not the same", file=sys.stderr)
    else:
        print(f"the same: {count} files, not a byte differs")
    return len(found)
