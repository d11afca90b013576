"""Supposition: what would move in the book if statements were coded otherwise.

The chapters are executed against the codes that a reader supposes; no file is changed, no result
held, and no sentence stops it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

from unsigned_treaty.build import execution, kept, values
from unsigned_treaty.build.prose import LINK
from unsigned_treaty.coding.codebook import STATEMENT_ID
from unsigned_treaty.coding.codings import CODINGS
from unsigned_treaty.coding.statements import SUPPOSED, read_statements, supposed
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Fault, Refused

Codes = dict[str, dict[str, str]]


def parsed(words: Sequence[str]) -> Codes:
    """The codes that a command line supposes: ``tass2021-02 prospect=-1 stance=1 rt2024-07 …``.

    Raises :class:`Refused` for a code without a statement before it, or a word that is neither.
    """
    codes: Codes = {}
    statement = ""
    for word in words:
        name, equals, value = word.partition("=")
        if equals and statement:
            codes[statement][name] = value
        elif STATEMENT_ID.fullmatch(word):
            statement = word
            codes.setdefault(statement, {})
        else:
            message = "write a statement's id, then its codes: tass2021-02 prospect=-1"
            raise Refused([Fault("suppose", word, message)])
    if bare := [name for name, given in codes.items() if not given]:
        raise Refused([Fault("suppose", bare[0], "no code is given; write one: prospect=-1")])
    return codes


def suppose(codes: Codes, coding: str = "") -> list[str]:
    """What moves, as lines to print: exhibit by exhibit, then the sentences that rest on it.

    Raises :class:`Refused` for codes that the codebook does not allow, before anything runs.
    """
    if coding and coding not in CODINGS:
        message = f"no such coding; there are {', '.join(CODINGS)}"
        raise Refused([Fault("suppose", coding, message)])
    if not codes and not coding:
        message = "say what to suppose: tass2021-02 prospect=-1, or --coding second"
        raise Refused([Fault("suppose", "", message)])
    order = {"coding": coding, "codes": codes}
    before = read_statements()
    after = supposed(before, order)
    notebooks = chapters.chapters()
    stands = kept.current(notebooks)
    moved = execution.execute(notebooks, environment={SUPPOSED: json.dumps(order)})
    lines = []
    for path in notebooks:
        changes = list(differences(stands[path], moved[path]))
        if changes:
            lines += [paths.shown(path), *(f"  {change}" for change in changes)]
    columns = [name for name in after.columns if name in before.columns]
    changed = [
        str(name)
        for name in after.index
        if any(after.at[name, column] != before.at[name, column] for column in columns)
    ]
    lines = lines or ["nothing moves"]
    sentences = list(arguing(changed))
    if sentences:
        lines += ["these sentences rest on a code that is supposed to be otherwise:"]
        lines += [f"  {sentence}" for sentence in sentences]
    return lines


def differences(before: nbformat.NotebookNode, after: nbformat.NotebookNode) -> Iterator[str]:
    """Every cell, number and label of a chapter's exhibits that is not what it was."""
    old = {name(content): content for content in values.exhibits(before)}
    new = {name(content): content for content in values.exhibits(after)}
    for key in [*old, *(key for key in new if key not in old)]:
        for line in changes(old.get(key, {}), new.get(key, {})):
            yield f"{key}: {line}"


def name(content: Mapping[str, Any]) -> str:
    """How an exhibit is told from the others of its chapter."""
    return str(content.get("name") or content.get("id") or content["kind"])


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What moved in one exhibit, from what to what."""
    if not old or not new:
        yield "is new" if new else "is gone"
    elif old["kind"] == "numbers":
        for key, value in new["values"].items():
            if old["values"].get(key) != value:
                yield f"{key}: {old['values'].get(key)} -> {value}"
    elif old["kind"] == "table":
        yield from rows_moved(old, new)
    elif old["kind"] == "figure":
        for gone, come in clauses_moved(old["alt"], new["alt"]):
            yield f"{gone or 'nothing'} -> {come or 'nothing'}"
    elif old != new:
        yield "differs"


def rows_moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The cells of a table that moved, row by row; rows are told apart by their first cell."""

    def texts(content: Mapping[str, Any]) -> dict[tuple[str, int], list[str]]:
        rows: dict[tuple[str, int], list[str]] = {}
        for row in content["rows"]:
            cells = ["".join(run["text"] for run in cell) for cell in row]
            number = sum(key[0] == cells[0] for key in rows)
            rows[cells[0], number] = cells
        return rows

    labels = [column["label"] for column in new["columns"]]
    was, now = texts(old), texts(new)
    for key in [*was, *(key for key in now if key not in was)]:
        if key not in now:
            yield f"{key[0]}: the row is gone"
        elif key not in was:
            yield f"{key[0]}: a new row, {' | '.join(now[key][1:])}"
        else:
            for label, first, second in zip(labels, was[key], now[key], strict=False):
                if first != second:
                    yield f"{key[0]}, {label}: {first} -> {second}"


def clauses_moved(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The clauses of a figure's words that moved, as pairs of what went and what came."""
    was, now = ([part.strip() for part in text.split(";")] for text in (old, new))
    gone = [part for part in was if part not in now]
    come = [part for part in now if part not in was]
    for place in range(max(len(gone), len(come))):
        yield (gone[place : place + 1] or [""])[0], (come[place : place + 1] or [""])[0]


def arguing(statements: Sequence[str], book: Path | None = None) -> Iterator[str]:
    """The sentences of the chapters that cite one of the statements, each with its chapter."""
    wanted = set(statements)
    for path in chapters.chapters(book or paths.BOOK):
        for cell in chapters.read(path).cells:
            if cell.cell_type != "markdown":
                continue
            for line in cell.source.splitlines():
                if wanted & {target for _, _, target in LINK.findall(line)}:
                    yield f"{paths.shown(path)}: {LINK.sub(lambda m: m[1], line).strip()}"
