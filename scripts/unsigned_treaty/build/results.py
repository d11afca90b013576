"""Results: what the chapters compute, held as text, so that no number moves unseen.

``book/results`` has a file for each chapter, with every table that it prints, every number that
its prose takes from the data and what its figures say in words: a line for each row.  A build in
which any of it differs is refused; ``make accept`` writes the files anew, and their difference
shows which numbers moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import nbformat

from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

RESULTS = paths.BOOK / "results"
ACCEPTED = "accepted.txt"
MIME = "application/vnd.unsigned-treaty+json"
GLUED = "application/papermill.record/"
# The representation of a word has them around it.
QUOTES = "'\""
# The versions with which the book was executed differ between machines, and say so.
NOT_HELD = frozenset({"tab-environment"})


def text(notebook: nbformat.NotebookNode) -> str:
    """The results of an executed chapter as lines of text; empty where it has none."""
    blocks = ["\n".join(lines) for lines in _results(notebook)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _results(notebook: nbformat.NotebookNode) -> Iterator[list[str]]:
    for cell in notebook.cells:
        glued = []
        for output in cell.get("outputs", []):
            shown = output.get("data", {}).get(MIME)
            if shown and shown["kind"] == "table" and shown["name"] not in NOT_HELD:
                yield _table(shown)
            elif shown and shown["kind"] == "figure":
                yield [f"# {shown['name']}: {shown['caption']}", *shown["alt"].splitlines()]
            name = output.get("metadata", {}).get("scrapbook", {}).get("name")
            if name:
                plain = output["data"].get(f"{GLUED}text/plain", "")
                glued.append(f"{name} = {_line(plain).strip(QUOTES)}")
        if glued:
            yield glued


def _table(shown: Mapping[str, Any]) -> list[str]:
    """A table as text: its caption, the names of its columns, then a line for each row."""
    rows = [
        " | ".join(_line("".join(run["text"] for run in cell)) for cell in row)
        for row in shown["rows"]
    ]
    columns = " | ".join(_line(column["label"]) for column in shown["columns"])
    return [f"# {shown['name']}: {_line(shown['caption'])}", columns, *rows]


def _line(words: str) -> str:
    return " ".join(words.split())


def moved(executed: Mapping[Path, nbformat.NotebookNode], held: Path = RESULTS) -> list[Fault]:
    """A fault for the first line of each executed chapter that is not the held one."""
    found = []
    for chapter, notebook in sorted(executed.items()):
        file = held / f"{chapter.stem}.txt"
        now = text(notebook).splitlines()
        was = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        if now == was:
            continue
        number = _first_difference(was, now)
        old, new = (lines[number] if number < len(lines) else "nothing" for lines in (was, now))
        place = _first_difference(old, new)
        begin = old.rfind(" ", 0, max(0, place - 20)) + 1
        message = (
            f"the chapter's results moved: {new[begin : place + 60]!r} where "
            f"{old[begin : place + 60]!r} is held; "
            "find out why, or accept them: make accept"
        )
        found.append(Fault(paths.shown(file), f"line {number + 1}", message))
    return found


def _first_difference(was: Sequence[str], now: Sequence[str]) -> int:
    pairs = enumerate(zip(was, now, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(was), len(now)))


def left_over(chapters: list[Path], held: Path = RESULTS) -> list[Path]:
    """The held results of chapters that are no more."""
    stems = {chapter.stem for chapter in chapters}
    return [
        file
        for file in sorted(held.glob("*.txt"))
        if file.stem not in stems and file.name != ACCEPTED
    ]


def accept(
    executed: Mapping[Path, nbformat.NotebookNode], held: Path = RESULTS, day: str = ""
) -> list[Path]:
    """Hold the results of all chapters, and the day on which they were accepted.

    Returns the files that were written or removed; where nothing moved, nothing is written.
    """
    held.mkdir(exist_ok=True)
    changed = left_over(list(executed), held)
    for file in changed:
        file.unlink()
    for chapter, notebook in sorted(executed.items()):
        file = held / f"{chapter.stem}.txt"
        now = text(notebook)
        if not file.is_file() or file.read_text(encoding="utf-8") != now:
            file.write_text(now, encoding="utf-8", newline="\n")
            changed.append(file)
    if changed or not (held / ACCEPTED).is_file():
        today = day or datetime.now(UTC).date().isoformat()
        (held / ACCEPTED).write_text(f"{today}\n", encoding="utf-8", newline="\n")
    return changed


def accepted(held: Path = RESULTS) -> date:
    """The day on which the held results were accepted; raises :class:`Refused` without one."""
    file = held / ACCEPTED
    try:
        return date.fromisoformat(file.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        message = "a day (YYYY-MM-DD) is wanted here; write it anew: make accept"
        raise Refused([Fault(paths.shown(file), "", message)]) from None
