"""Results: what the chapters show, held as text, so that nothing on a page moves unseen.

``book/results`` has a file for each chapter, with all that its cells show, an exhibit after the
other: one clause, one cell of a table, one word of a figure a line, so that a difference is read at
a glance.  A build in which any of it differs is refused; ``make accept`` writes the files anew,
and their difference shows what moved.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import nbformat

from unsigned_treaty.exhibits.exhibit import MIME
from unsigned_treaty.project import dates, files, paths, reading
from unsigned_treaty.project.faults import Fault, Refused

RESULTS = paths.BOOK / "results"
ACCEPTED = "accepted.txt"
GLUED = "application/papermill.record/"
# The versions with which the book was executed differ between machines, and say so.
NOT_HELD = frozenset({"tab-environment"})
# What a table's row is chosen and linked to by: held, but not written out.
BEHIND = frozenset({"addresses", "choices", "facets", "headed"})
# A line that is longer is broken after each sentence, and where that is long still, each clause.
LONG = 80
SENTENCE = re.compile(r"(?<=[.;:!?…\]”]) +(?=\S)")
CLAUSE = re.compile(r"(?<=,) +(?=\S)")
SVG_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)


def text(notebook: nbformat.NotebookNode) -> str:
    """The results of an executed chapter as lines of text; empty where it has none."""
    blocks = [
        "\n".join(lines)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if (lines := _output(output))
    ]
    # A block begins with its name; a number that prose takes from the data is a line alone.
    return "".join(f"\n{block}\n" if block[0] == "#" else f"{block}\n" for block in blocks).lstrip()


def _output(output: Mapping[str, Any]) -> list[str]:
    """One output of a cell as lines: an exhibit, or whatever else a page shows of it.

    What is no exhibit has no name: the id of its cell is another one when Jupyter has saved it.
    """
    data = output.get("data", {})
    if MIME in data:
        return _exhibit(data[MIME])
    name = output.get("metadata", {}).get("scrapbook", {}).get("name")
    if name:
        plain = data.get(f"{GLUED}text/plain", "")
        return _named(name, plain.strip("'\""))
    lines = ["# output"]
    for kind in sorted(data):
        if kind == "text/plain":
            lines += [line.rstrip() for line in data[kind].splitlines()]
        else:
            lines.append(f"{kind} {_digest(str(data[kind]))}")
    return lines if len(lines) > 1 else []


def _exhibit(content: Mapping[str, Any]) -> list[str]:
    """An exhibit of any kind: a line that names it, then each thing it says under its name."""
    name = str(content.get("name") or content.get("id") or "")
    if name in NOT_HELD:
        return []
    lines = [" ".join(["#", str(content["kind"]), name]).rstrip()]
    columns = [column["label"] for column in content.get("columns", [])]
    # The order of an object's names is lost when a notebook is written.
    for key in sorted(
        content.keys() - {"kind", "name", "columns", "rows", "svg", "narrow", *BEHIND}
    ):
        lines += _named(key, content[key])
    lines += _rows(content.get("rows", []), columns)
    if "svg" in content:
        lines += _figure(content["svg"])
    behind = {key: content[key] for key in sorted(BEHIND & content.keys())}
    return (
        [*lines, f"behind it {_digest(json.dumps(behind, sort_keys=True))}"]
        if any(behind.values())
        else lines
    )


def _figure(svg: str) -> list[str]:
    """What a figure says, in the order in which it is drawn, and a digest of how it is drawn."""
    words = [" ".join(unescape(text).split()) for text in SVG_TEXT.findall(svg)]
    return ["drawn:", *(f"  {line}" for line in words), f"  svg {_digest(svg)}"]


def _rows(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> list[str]:
    """A table's rows: the first cell of each, then the others with their columns under it."""
    lines = []
    for row in rows:
        first, *rest = [_cell(cell) for cell in row]
        lines += [f"row: {first[0]}", *(f"    {line}" for line in first[1:])]
        for column, cell in zip(columns[1:], rest, strict=False):
            lines += [f"  {column}: {cell[0]}".rstrip(), *(f"    {line}" for line in cell[1:])]
    return lines


def _cell(cell: Sequence[Mapping[str, str]]) -> list[str]:
    """A cell as its text in clauses, then where each part of it leads."""
    lines = _clauses("".join(run["text"] for run in cell)) or [""]
    for run in cell:
        for key, value in run.items():
            if key in {"ref", "address", "register"}:
                lines.append(f"→ {value if len(value) <= LONG else _digest(value)}")
    return lines


def _named(name: str, value: Any) -> list[str]:
    """A value of any shape under its name, one clause a line; nothing for an empty one."""
    if value in ("", [], {}, None):
        return []
    if isinstance(value, Mapping):
        inner = [line for key in sorted(value) for line in _named(str(key), value[key])]
    elif isinstance(value, list | tuple):
        inner = [line for part in value for line in _named("-", part)]
    else:
        first, *rest = _clauses(str(value)) or [""]
        separator = " " if name == "-" else ": "
        return [f"{name}{separator}{first}".rstrip(), *(f"  {line}" for line in rest)]
    return [f"{name}:" if name != "-" else name, *(f"  {line}" for line in inner)]


def _clauses(words: str) -> list[str]:
    """Words as lines: one where they are few, else one for each sentence, or for each clause."""
    lines = [" ".join(line.split()) for line in words.splitlines()]
    for end in (SENTENCE, CLAUSE):
        lines = [
            part for line in lines for part in (end.split(line) if len(line) > LONG else [line])
        ]
    return lines


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def refuse_moved(executed: Mapping[Path, nbformat.NotebookNode]) -> None:
    """Raise :class:`Refused` where the results of executed chapters are not those held."""
    faults = moved(executed)
    if faults:
        raise Refused(faults)


def moved(executed: Mapping[Path, nbformat.NotebookNode], held: Path = RESULTS) -> list[Fault]:
    """A fault for the first line of each executed chapter that is not the held one."""
    found = []
    for chapter, notebook in sorted(executed.items()):
        file = held / f"{chapter.stem}.txt"
        now = text(notebook).splitlines()
        # What is no UTF-8 differs, and is said as any other difference.
        was = file.read_bytes().decode("utf-8", "replace").splitlines() if file.is_file() else []
        if now == was:
            continue
        number = _first_difference(was, now)
        old, new = (
            repr(lines[number].strip()) if number < len(lines) else "nothing"
            for lines in (was, now)
        )
        message = (
            f"the chapter's results moved, here first: {new} where {old} is held; "
            "find out why, or accept them: make accept"
        )
        found.append(Fault(paths.shown(file), f"line {number + 1}", message))
    return found


def _first_difference(was: list[str], now: list[str]) -> int:
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
    executed: Mapping[Path, nbformat.NotebookNode],
    sentences: Mapping[Path, str] | None = None,
    held: Path = RESULTS,
    day: str = "",
) -> list[Path]:
    """Hold the results of all chapters, and the day on which they were accepted.

    With them the chapters are written whose ``sentences`` say other numbers, by their path.

    All files are written or none; where nothing moved, none is.  Returns those that were written
    or removed, but for that of the day.
    """
    held.mkdir(exist_ok=True)
    contents: dict[Path, bytes | None] = dict.fromkeys(left_over(list(executed), held))
    for chapter, notebook in sorted(executed.items()):
        contents[held / f"{chapter.stem}.txt"] = text(notebook).encode()
    changed = [
        file
        for file, content in contents.items()
        if (file.read_bytes() if file.is_file() else None) != content
    ]
    if changed or not is_accepted(held):
        today = day or datetime.now(UTC).date().isoformat()
        contents[held / ACCEPTED] = f"{today}\n".encode()
    files.replace(contents | {path: text.encode() for path, text in (sentences or {}).items()})
    return changed


def is_accepted(held: Path) -> bool:
    """Whether the day on which the results were accepted is there, and a day."""
    try:
        return bool(accepted(held))
    except Refused:
        return False


def accepted(held: Path = RESULTS) -> date:
    """The day on which the held results were accepted; raises :class:`Refused` without one."""
    file = held / ACCEPTED
    try:
        return dates.day(reading.text(file).strip())
    except (Refused, ValueError):
        message = "a day (YYYY-MM-DD) is wanted here; write it anew: make accept"
        raise Refused([Fault(paths.shown(file), "", message)]) from None
