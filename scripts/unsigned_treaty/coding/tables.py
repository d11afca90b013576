"""The coded tables in ``book/data``, read strictly: what the codebook does not allow is refused."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from unsigned_treaty.coding.codebook import TABLES, Row
from unsigned_treaty.coding.vocabulary import Vocabulary, vocabulary
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused


def read_table(name: str, data: Path | None = None) -> pd.DataFrame:
    """The coded table ``name``, for example ``"facts"``, as a data frame.

    Columns and their meaning are those of the class that :data:`codebook.TABLES`
    gives for the name: codes are int64, flags bool, cells with several values tuples of str,
    all else str, with the empty string for unknown; ``occurrence`` is int64, 0 where it is empty.
    The rows are in the order of the file.  Raises :class:`Refused` with every faulty row.
    """
    frame, faults = read((data or paths.DATA) / f"{name}.csv", TABLES[name])
    if faults:
        raise Refused(faults)
    return frame


def vocabulary_for(path: Path) -> Vocabulary:
    """The vocabulary of the book to which a table belongs: the nearest one above its file."""
    return vocabulary(vocabulary_file(path))


def vocabulary_file(path: Path) -> Path:
    """The file of that vocabulary."""
    files = (folder / paths.VOCABULARY.name for folder in [path, *path.resolve().parents[:3]])
    return next((file for file in files if file.is_file()), paths.VOCABULARY)


def read(path: Path, schema: type[Row]) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV file against its schema: the sound rows, and all that is wrong with the rest."""
    where = paths.shown(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return frame_of([], schema), [Fault(where, "", "the file is missing; restore it")]
    except OSError as error:
        message = f"cannot be read: {error.strerror}; restore it"
        return frame_of([], schema), [Fault(where, "", message)]
    try:
        words = vocabulary_file(path).read_bytes()
    except OSError:
        words = b""  # said where the vocabulary is read
    frame, faults = _read(path, content, schema, words)
    return frame.copy(), [*faults]


@lru_cache(maxsize=64)
def _read(
    path: Path, content: bytes, schema: type[Row], _vocabulary: bytes
) -> tuple[pd.DataFrame, list[Fault]]:
    """Read a table, once for as long as its bytes and the vocabulary's are the same."""
    where = paths.shown(path)
    columns = list(schema.model_fields)
    try:
        # A spreadsheet puts a byte-order mark before a table that it saves as UTF-8.
        lines = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return frame_of([], schema), [Fault(where, "", f"not UTF-8 ({error}); save it as UTF-8")]
    reader = csv.reader(io.StringIO(lines, newline=""), strict=True)
    try:
        header, *records = list(reader) or [[]]
    except csv.Error as error:
        return frame_of([], schema), [Fault(where, f"line {reader.line_num}", f"{error}; mend it")]
    if len(header) == 1 and (other := next((s for s in ";\t" if s in header[0]), "")):
        sign = "tabs" if other == "\t" else "semicolons"
        message = f"its cells are parted by {sign}, as some spreadsheets do; save it with commas"
        return frame_of([], schema), [Fault(where, "", message)]
    if sorted(header) != sorted(columns):
        missing = ", ".join(sorted(set(columns) - set(header))) or "none"
        extra = ", ".join(sorted(set(header) - set(columns))) or "none"
        message = f"columns missing: {missing}; not known or doubled: {extra}; mend the first line"
        return frame_of([], schema), [Fault(where, "", message)]
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        context = {"vocabulary": vocabulary_for(path)}
    except Refused as refused:
        return frame_of([], schema), refused.faults
    naming = header.index(columns[0])
    for number, cells in enumerate(records, start=1):
        name = cells[naming] if cells[naming:] and cells[naming] else f"row {number}"
        if len(cells) != len(columns):
            count = f"{len(cells)} cells where {len(columns)} are wanted; mend the row"
            faults.append(Fault(where, name, count))
            continue
        faults += [
            Fault(where, name, f"{column} has a blank before or after {cell!r}; take it out")
            for column, cell in zip(header, cells, strict=True)
            if cell != cell.strip()
        ]
        values = dict(zip(header, cells, strict=True))
        try:
            rows.append(schema.model_validate(values, context=context))
        except ValidationError as error:
            if values.get("note", "").split(";")[0] == "draft":
                # All that a draft leaves open is one thing to do, and not a fault a cell.
                empty = ", ".join(dict.fromkeys(str(e["loc"][0]) for e in error.errors()))
                message = f"still a draft; decide {empty}, then take the word out of note"
                faults.append(Fault(where, name, message))
                continue
            for fault in error.errors():
                column = ".".join(map(str, fault["loc"]))
                if fault["type"] in ("string_too_short", "too_short"):
                    faults.append(Fault(where, name, f"{column} is empty; fill in the cell"))
                    continue
                value = f"{column} is {fault['input']!r}"
                faults.append(Fault(where, name, f"{value}: {fault['msg']}; mend the cell"))
    return frame_of(rows, schema), faults


def names(path: Path) -> set[str]:
    """The ``id`` or ``name`` of every row, whether or not the rest of the row is sound."""
    try:
        lines = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        return {name for row in lines if (name := row.get("id") or row.get("name"))}
    except (OSError, UnicodeDecodeError, csv.Error):
        return set()


def frame_of(rows: list[Row], schema: type[Row]) -> pd.DataFrame:
    """The rows as a data frame with the schema's columns and dtypes."""
    cells = {name: [getattr(row, name) for row in rows] for name in schema.model_fields}
    frame = pd.DataFrame(cells, columns=list(schema.model_fields))
    for column, field in schema.model_fields.items():
        if column == "occurrence":
            frame[column] = frame[column].fillna(0).astype("int64")
        elif field.annotation is str:
            frame[column] = frame[column].astype("str")
    return frame


def by_article(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The rows of a table of passages as named tuples, gathered by citation key, in order."""
    found: dict[str, list[Any]] = {}
    # Python's own strings and numbers are walked through several times faster than a column's.
    for row in frame.astype(object).itertuples(index=False):
        found.setdefault(str(row.article), []).append(row)
    return found


def sound_rows(name: str, data: Path, faults: list[Fault]) -> pd.DataFrame:
    """The sound rows of a table; what is wrong with the others is added to ``faults``."""
    frame, found = read(data / f"{name}.csv", TABLES[name])
    faults += found
    return frame


def unknown(
    frame: pd.DataFrame, column: str, known: set[str], where: str, remedy: str
) -> list[Fault]:
    """A fault for each value of a column that is not among the known ones."""
    names = frame["id"] if "id" in frame else frame[frame.columns[0]]
    return [
        Fault(where, str(name), f"{column} {value!r} is not known; {remedy}")
        for name, cell in zip(names, frame[column], strict=True)
        for value in (cell if isinstance(cell, tuple) else (cell,))
        if value and value not in known
    ]


def repeated(frame: pd.DataFrame, columns: list[str], where: str) -> list[Fault]:
    """A fault for each row whose values in ``columns`` stand in an earlier row."""
    doubled = frame[frame.duplicated(columns)]
    names = doubled["id"] if "id" in frame else doubled[columns[0]]
    return [
        Fault(where, str(name), f"{' and '.join(columns)} given twice; mend or remove one row")
        for name in names
    ]
