"""Adding an article: a draft record and draft statements, for a person to decide one by one.

A draft stands where the finished row will stand, with every cell that is a judgement left empty.
An empty judgement is a fault, so that nothing passes ``treaty check`` undecided.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import SEPARATOR, Statement
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.passages import starts
from unsigned_treaty.corpus.quotation_marks import Draft, drafts
from unsigned_treaty.project import files, paths
from unsigned_treaty.project.faults import Fault, Refused

# What a person fills in, in the order of the catalogue; the file and its seal are computed.
FIELDS = [name for name in articles.Article.model_fields if name not in ("file", "sha256")]


def add(file: Path, key: str, root: Path = paths.ROOT) -> list[dict[str, str]]:
    """Add a draft record to the catalogue and draft statements to ``statements.csv``.

    ``file`` lies in ``seeds/``; ``key`` is the citation key that the article is to have.  One row
    is drafted for each paragraph in which words stand between quotation marks; ``note`` says where
    the marks leave doubt.  Returns the rows.  Raises :class:`Refused`, and writes nothing, where
    the file is not a text in ``seeds/``, or the file, its bytes or the key are known already.
    """
    catalogue = root / "seeds" / paths.CATALOGUE.name
    table = root / "book" / "data" / "statements.csv"
    content = readable(file, root)
    seal = hashlib.sha256(content).hexdigest()
    known = articles.catalogue(catalogue)
    where = f"seeds/{file.name}"
    if not articles.KEY.fullmatch(key):
        raise Refused([Fault(where, key, "a citation key is a-z and 0-9, a letter first")])
    if key in known.index or any(name.startswith(f"{key}-") for name in tables.names(table)):
        raise Refused([Fault(where, key, "the key is in use; choose another")])
    same = known.index[(known["file"] == file.name) | (known["sha256"] == seal)]
    if len(same):
        raise Refused([Fault(where, key, f"this text is catalogued already, as {same[0]}")])
    rows = draft_rows(content.decode("utf-8"), key)
    record = draft_record(file.name, seal, key)
    # What was there stays as it was, to the byte.
    longer = table.read_bytes().rstrip(b"\n") + b"\n" + as_csv(rows).encode("utf-8")
    records = catalogue.read_bytes().rstrip(b"\n") + b"\n\n" + record.encode("utf-8")
    files.replace({catalogue: records, table: longer})
    return rows


def readable(file: Path, root: Path) -> bytes:
    """The bytes of a file in ``seeds/``, refused unless they are UTF-8 that a page can show."""
    where = paths.shown(file.resolve())
    if file.resolve().parent != (root / "seeds").resolve():
        raise Refused([Fault(where, "", "is not in seeds/; put it there under its own name")])
    if file.suffix != ".txt":
        raise Refused([Fault(where, "", "an article is a text file; its name ends in .txt")])
    try:
        content = file.read_bytes()
        words = content.decode("utf-8")
    except OSError:
        raise Refused([Fault(where, "", "no such file; put it there under its own name")]) from None
    except UnicodeDecodeError as error:
        raise Refused([Fault(where, "", f"not UTF-8 ({error}); save it as UTF-8")]) from error
    if not words.strip():
        raise Refused([Fault(where, "", "holds no words; put the article's text there")])
    return content


def draft_record(file: str, seal: str, key: str) -> str:
    """A record of the catalogue in which only the file and its seal are filled in."""
    known = [f"  file = {{{file}}},", f"  sha256 = {{{seal}}},"]
    wanted = [f"  {name} = {{}}," for name in FIELDS]
    return "\n".join([f"@online{{{key},", *known, *wanted, "}\n"])


def draft_rows(text: str, key: str) -> list[dict[str, str]]:
    """A row for each paragraph with quoted words: its place, its spans, and nothing decided."""
    rows: list[dict[str, str]] = []
    quoted = drafts(text)
    for start, end in articles.paragraphs(text)[["start", "end"]].itertuples(index=False):
        spans = [draft for draft in quoted if start <= draft.start < end]
        exact = text[start:end].strip()
        if not spans:
            continue
        places = starts(exact, text)
        row = dict.fromkeys(Statement.model_fields, "")
        row |= {
            "id": f"{key}-{len(rows) + 1:02}",
            "article": key,
            "exact": exact,
            "occurrence": str(places.index(text.index(exact, start)) + 1) if places[1:] else "",
            "quoted": SEPARATOR.join(text[draft.start : draft.end].strip() for draft in spans),
            "note": doubts(spans, text),
        }
        rows.append(row)
    return rows


def doubts(spans: list[Draft], text: str) -> str:
    """What the marks of a paragraph leave open, for the one who decides."""
    said = [f"{d.doubt}: {text[d.start :][:30].strip()!r}" for d in spans if d.doubt]
    return "; ".join(["draft", *said])


def as_csv(rows: list[dict[str, str]]) -> str:
    """The rows as lines of CSV, without a header."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(Statement.model_fields), lineterminator="\n")
    writer.writerows(rows)
    return lines.getvalue()
