"""Chapters: the notebooks in ``book/``, their own record, and the rules that they keep."""

from __future__ import annotations

import copy
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unsigned_treaty.project import dates, paths, reading
from unsigned_treaty.project.faults import Fault, Refused, commanding

if TYPE_CHECKING:
    import nbformat

LINES = 12  # of a cell of code, blank ones left out
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
RECORD = ("authors", "description", "date")
# Every notebook that this process read or listed, so that a chapter that reads others is known.
read_by: set[Path] = set()


def contents(toc: Path = paths.CONTENTS) -> list[str]:
    """Every file that ``_toc.yml`` names, in reading order, without endings.

    Raises :class:`Refused` where the file is missing or is not a table of contents in parts.
    """
    return list(_contents(toc, reading.text(toc)))


@lru_cache(maxsize=4)
def _contents(toc: Path, words: str) -> list[str]:
    """Read the table of contents, once for as long as its bytes are the same."""
    table = reading.yaml_in(toc, words)
    try:
        named = [entry["file"] for part in table["parts"] for entry in part["chapters"]]
        found = [table["root"], *named]
        if not all(isinstance(name, str) for name in found):
            raise TypeError("a file is named by a text")
        return found
    except (KeyError, TypeError) as error:
        message = "has no root, or a part without chapters that name a file; mend it"
        raise Refused([Fault(paths.shown(toc), "", message)]) from error


def chapters(book: Path = paths.BOOK) -> list[Path]:
    """The chapters that are notebooks, in order of name."""
    read_by.add(book)
    return sorted(book.glob("*.ipynb"))


def file(name: str, root: Path = paths.ROOT) -> Path:
    """The file of a page that ``_toc.yml`` names: a notebook, or else Markdown."""
    notebook = root / f"{name}.ipynb"
    return notebook if notebook.is_file() else root / f"{name}.md"


def read(path: Path) -> nbformat.NotebookNode:
    """One notebook, valid by nbformat's schema; raises :class:`Refused` where it is not."""
    return copy.deepcopy(_read(path, stored(path)))


def without_outputs(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what executing it left in it, which is no part of a chapter."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            for name in ("execution", "collapsed", "scrolled"):
                cell.metadata.pop(name, None)
    # The version of Python and the state of widgets are of the machine that it was run on.
    notebook.metadata.pop("widgets", None)
    if "language_info" in notebook.metadata:
        notebook.metadata.language_info = {"name": "python"}
    if notebook.metadata.get("kernelspec", {}).get("name") == "python3":
        notebook.metadata.kernelspec = dict(KERNEL)
    return notebook


def stored(path: Path) -> bytes:
    """The bytes of a chapter's file; raises :class:`Refused` where they cannot be read."""
    read_by.add(path)
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}; restore the file"
        raise Refused([Fault(paths.shown(path), "", message)]) from error


@lru_cache(maxsize=64)
def _read(path: Path, content: bytes) -> nbformat.NotebookNode:
    """Read and validate one notebook, once for as long as its bytes are the same."""
    # Only here, so that of downloaded chapters only those that read others need the package.
    import nbformat

    try:
        text = content.decode("utf-8")
        # nbformat would mend repeated ids in passing, and the fault would stay in the file.
        ids = [cell.get("id") for cell in json.loads(text).get("cells", [])]
        if twice := sorted({str(name) for name in ids if ids.count(name) > 1}):
            raise ValueError(f"cell id {', '.join(twice)} given twice; give each its own")
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises many kinds for a damaged file
        reason = next(iter(str(error).splitlines()), type(error).__name__)[:300]
        raise Refused(
            [Fault(paths.shown(path), "", f"not a notebook: {reason}; mend or restore it")]
        ) from error
    return notebook


def record(path: Path) -> dict[str, Any]:
    """A page's own record: ``title`` (its first heading), authors, description, date.

    The last three stand in a notebook's metadata; the landing page's are those of the whole book.
    A Markdown page is no chapter and needs only a description, in its front matter.  An author is
    a group, ``{"name": …}``, or a person, ``{"given": …, "family": …}``; a date is ISO 8601.
    Raises :class:`Refused` where anything is missing.
    """
    about = told(path)
    faults = record_faults(path, about)
    if faults:
        raise Refused(faults)
    return {name: about[name] for name in ("title", *RECORD) if name in about}


def told(path: Path) -> dict[str, Any]:
    """What a page says of itself, whether complete or not: its title and its metadata."""
    if path.suffix == ".ipynb":
        # Not a copy of its own, since nothing here changes it.
        notebook = _read(path, stored(path))
        first = notebook.cells[0].source if notebook.cells else ""
        return {**notebook.metadata, "title": title(first)}
    text = reading.text(path).replace("\r\n", "\n")
    front = re.match(r"---\n(.*?)\n---\n+", text, re.DOTALL)
    about = reading.yaml_in(path, front[1]) if front else {}
    if not isinstance(about, dict):
        message = "its front matter is no list of names and values, as in name: value; mend it"
        raise Refused([Fault(paths.shown(path), "", message)])
    body = text[front.end() :] if front else text
    return {**about, "title": title(body)}


def title(words: str) -> str:
    """The heading with which Markdown begins, or the empty string."""
    match = re.match(r"# (.+)", words)
    return match.group(1).strip() if match else ""


def record_faults(path: Path, about: dict[str, Any]) -> list[Fault]:
    """What is missing from a page's own record: all of it at once."""
    where = paths.shown(path)
    kept = "metadata" if path.suffix == ".ipynb" else "front matter"
    found = [
        Fault(where, name, f"holds {sign}, a control character; take it out")
        for name, value in about.items()
        if (sign := commanding(str(value)))
    ]
    if not about.get("title"):
        found.append(Fault(where, "title", "the page begins with its title, '# …'; add it"))
    elif re.search(r"[*_`{}\[\]<>$\\]", about["title"]):
        found.append(Fault(where, "title", "a title is plain words, without markup; reword it"))
    if not (isinstance(about.get("description"), str) and about["description"]):
        found.append(Fault(where, "description", f"{kept} has a sentence on the page; add it"))
    if path.suffix == ".md":
        return found
    authors = about.get("authors")
    if not (isinstance(authors, list) and authors and all(map(named, authors))):
        hint = '[{"name": "…"}] or [{"given": "…", "family": "…"}]'
        found.append(Fault(where, "authors", f"{kept} has a list such as {hint}; add or mend it"))
    try:
        dates.day(str(about.get("date")))
    except ValueError:
        found.append(Fault(where, "date", f"{kept} has an ISO date (YYYY-MM-DD); add or mend it"))
    return found


def named(author: Any) -> bool:
    """Whether an author is a group with a name, or a person with a given and a family name."""
    fields = {key for key, value in author.items() if value} if isinstance(author, dict) else set()
    return "name" in fields or {"given", "family"} <= fields


def faults(book: Path = paths.BOOK, toc: Path = paths.CONTENTS) -> list[Fault]:
    """Everything wrong with the chapters, without executing any."""
    found: list[Fault] = []
    try:
        listed = contents(toc)
    except Refused as refused:
        found += refused.faults
        listed = []
    files = {f"book/{path.stem}": path for path in [*sorted(book.glob("*.md")), *chapters(book)]}
    found += [
        Fault(paths.shown(path), "", f"{path.stem}.ipynb is there too; remove or rename one")
        for path in sorted(book.glob("*.md"))
        if files[f"book/{path.stem}"] != path
    ]
    found += [
        Fault("_toc.yml", name, "listed twice; take one out")
        for name in {name for name in listed if listed.count(name) > 1}
    ]
    for name, path in files.items():
        if listed and name not in listed:
            found.append(Fault(paths.shown(path), "", "not in _toc.yml; add it there or remove it"))
    for name in listed:
        if name not in files:
            found.append(Fault("_toc.yml", name, "no such file in book/; mend the entry"))
    landing = listed[0] if listed else ""
    if landing in files and files[landing].suffix != ".ipynb":
        message = "the landing page is a notebook, since its metadata are the whole book's record"
        found.append(Fault(paths.shown(files[landing]), "", f"{message}; make it one"))
    dates = {}
    for name, path in files.items():
        try:
            about = told(path)
        except Refused as refused:
            found += refused.faults
            continue
        found += record_faults(path, about)
        dates[name] = str(about.get("date", ""))
        if path.suffix == ".ipynb":
            found += notebook_faults(path, read(path))
    whole = dates.get(landing, "")
    for name, day in dates.items():
        # An edition is not older than what stands in it.
        if whole and day > whole:
            message = f"{day} is after the book's own date, {whole}; give {landing} this date"
            found.append(Fault(paths.shown(files[name]), "date", message))
    return found


def notebook_faults(path: Path, notebook: nbformat.NotebookNode) -> list[Fault]:
    """What makes a notebook one that cannot be executed, or that hides what it says."""
    where = paths.shown(path)
    found = [
        Fault(where, f"cell {cell.id}", f"holds {sign}, a control character; take it out")
        for cell in notebook.cells
        if (sign := commanding(cell.source))
    ]
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        found.append(Fault(where, "", "its kernel is not python3; choose it and save"))
    return found


def style_faults(book: Path = paths.BOOK) -> list[Fault]:
    """What is against the style of a chapter, though the book is right with it.

    A chapter is committed without outputs, so that a difference shows what its author changed; a
    cell of code is read at a glance, and a line of Markdown has one sentence.
    """
    found = []
    for path in chapters(book):
        for cell in read(path).cells:
            where = paths.shown(path), f"cell {cell.id}"
            if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
                found.append(Fault(*where, "holds outputs; take them out: .venv/bin/treaty tidy"))
            written = [line for line in cell.source.splitlines() if line.strip()]
            if cell.cell_type == "code" and len(written) > LINES:
                found.append(Fault(*where, f"over {LINES} lines; part it, or use a function"))
            if cell.cell_type == "markdown":
                found += [
                    Fault(*where, f"more than one sentence in the line {line[:60]!r}; break it")
                    for line in cell.source.splitlines()
                    if two_sentences(line)
                ]
    return found


def tidied(path: Path, content: bytes | None = None) -> bytes:
    """The bytes of a chapter's file without outputs, laid out as Jupyter lays it out.

    ``content`` takes the place of what is stored; raises :class:`Refused` where it is no notebook.
    """
    import nbformat

    notebook = copy.deepcopy(_read(path, stored(path) if content is None else content))
    return (nbformat.writes(without_outputs(notebook)) + "\n").encode()


# A full stop, question or exclamation mark, then a space and a capital: a new sentence.
# Dates, initials and abbreviations do not end in a lower-case letter or a closing mark.
NEW_SENTENCE = re.compile(r"[a-zа-я0-9)”’*\]`][.?!][”’)*]* +(?=[A-ZА-Я“\[*`{])")
NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|cf|vs|no|art|St|Mr|Dr)\. +$")


def two_sentences(line: str) -> bool:
    """Whether a line of Markdown holds more than one sentence (tables and code apart)."""
    if line.lstrip().startswith(("|", ":::", "```", "#")):
        return False
    return any(not NOT_AN_END.search(line[: m.end()]) for m in NEW_SENTENCE.finditer(line))
