"""Chapters: the notebooks in ``book/``, their own record, and the rules that they keep."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import yaml

from unsigned_treaty import paths
from unsigned_treaty.faults import Fault, Refused

CELL_ID = re.compile(r"[a-z][a-z0-9-]*")
RECORD = ("authors", "description", "date")


def contents(toc: Path = paths.CONTENTS) -> list[str]:
    """Every file that ``_toc.yml`` names, in reading order, without endings.

    Raises :class:`Refused` where the file is missing or is not a table of contents in parts.
    """
    where = paths.shown(toc)
    try:
        table = yaml.safe_load(toc.read_text(encoding="utf-8"))
        named = [entry["file"] for part in table["parts"] for entry in part["chapters"]]
        return [table["root"], *named]
    except OSError:
        raise Refused([Fault(where, "", "the file is missing; restore it")]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Refused([Fault(where, "", f"not YAML ({error}); mend it")]) from error
    except (KeyError, TypeError) as error:
        message = "has no root, or a part without chapters that name a file; mend it"
        raise Refused([Fault(where, "", message)]) from error


def chapters(book: Path = paths.BOOK) -> list[Path]:
    """The chapters that are notebooks, in order of name."""
    return sorted(book.glob("*.ipynb"))


def read(path: Path) -> nbformat.NotebookNode:
    """One notebook, valid by nbformat's schema; raises :class:`Refused` where it is not."""
    try:
        text = path.read_text(encoding="utf-8")
        # nbformat would mend repeated ids in passing, and the fault would stay in the file.
        ids = [cell.get("id") for cell in json.loads(text).get("cells", [])]
        if twice := sorted({str(name) for name in ids if ids.count(name) > 1}):
            raise ValueError(f"cell id {', '.join(twice)} given twice; give each its own")
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises many kinds for a damaged file
        reason = str(error).splitlines()[0]
        raise Refused([Fault(paths.shown(path), "", f"not a notebook: {reason}")]) from error
    return notebook


def record(path: Path) -> dict[str, Any]:
    """A chapter's own record: ``title`` (its first heading), authors, description, date.

    The last three stand in the notebook's metadata.  Raises :class:`Refused` where one is missing.
    """
    notebook = read(path)
    faults = record_faults(path, notebook)
    if faults:
        raise Refused(faults)
    about = {name: notebook.metadata[name] for name in RECORD}
    return {"title": title(notebook), **about}


def title(notebook: nbformat.NotebookNode) -> str:
    """The text of the first heading of the first cell, or the empty string."""
    first = notebook.cells[0].source if notebook.cells else ""
    match = re.match(r"# (.+)", first)
    return match.group(1).strip() if match else ""


def record_faults(path: Path, notebook: nbformat.NotebookNode) -> list[Fault]:
    """What is missing from a chapter's own record: all of it at once."""
    where = paths.shown(path)
    about = notebook.metadata
    found = []
    if not title(notebook):
        found.append(Fault(where, "title", "the first cell begins with the title, '# …'; add it"))
    if not (isinstance(about.get("authors"), list) and about["authors"]) or not all(
        isinstance(author, dict) and author.get("name") for author in about["authors"]
    ):
        found.append(Fault(where, "authors", 'metadata has a list such as [{"name": "…"}]; add it'))
    if not about.get("description"):
        found.append(Fault(where, "description", "metadata has a sentence on the chapter; add it"))
    try:
        date.fromisoformat(str(about.get("date")))
    except ValueError:
        found.append(Fault(where, "date", "metadata has an ISO date (YYYY-MM-DD); add or mend it"))
    return found


def faults(book: Path = paths.BOOK, toc: Path = paths.CONTENTS) -> list[Fault]:
    """Everything wrong with the chapters, without executing any."""
    found: list[Fault] = []
    try:
        listed = contents(toc)
    except Refused as refused:
        found += refused.faults
        listed = []
    files = {f"book/{path.stem}": path for path in [*chapters(book), *sorted(book.glob("*.md"))]}
    for name, path in files.items():
        if listed and name not in listed:
            found.append(Fault(paths.shown(path), "", "not in _toc.yml; add it there or remove it"))
    for name in listed:
        if name not in files:
            found.append(Fault("_toc.yml", name, "no such file in book/; mend the entry"))
    for path in chapters(book):
        try:
            notebook = read(path)
        except Refused as refused:
            found += refused.faults
            continue
        found += record_faults(path, notebook) + notebook_faults(path, notebook)
    return found


def notebook_faults(path: Path, notebook: nbformat.NotebookNode) -> list[Fault]:
    """What breaks the rules that every notebook keeps."""
    where = paths.shown(path)
    found = []
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        found.append(Fault(where, "", "its kernel is not python3; choose it and save"))
    for cell in notebook.cells:
        record = f"cell {cell.id}"
        if not CELL_ID.fullmatch(cell.id):
            found.append(Fault(where, record, "a cell id is a-z, 0-9 and '-'; name what it shows"))
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            found.append(Fault(where, record, "holds outputs; clear them before committing"))
        if cell.cell_type == "code" and len(re.findall(r"^.*\S", cell.source, re.M)) > 5:
            found.append(Fault(where, record, "over five lines; move the work to scripts/"))
        if cell.cell_type == "markdown":
            found += [
                Fault(where, record, f"more than one sentence in the line {line[:60]!r}; break it")
                for line in cell.source.splitlines()
                if two_sentences(line)
            ]
    return found


# A full stop, question or exclamation mark, then a space and a capital: a new sentence.
# Dates, initials and abbreviations do not end in a lower-case letter or a closing mark.
NEW_SENTENCE = re.compile(r"[a-zа-я0-9)”’*\]`][.?!][”’)*]* +(?=[A-ZА-Я“\[*`{])")
NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|cf|vs|no|art|St|Mr|Dr)\. +$")


def two_sentences(line: str) -> bool:
    """Whether a line of Markdown holds more than one sentence (tables and code apart)."""
    if line.lstrip().startswith(("|", ":::", "```", "#")):
        return False
    return any(not NOT_AN_END.search(line[: m.end()]) for m in NEW_SENTENCE.finditer(line))
