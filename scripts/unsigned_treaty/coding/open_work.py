"""Open work: what is still to decide of an article, and what it wants beside its own rows."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.drafting import FIELDS, PROPOSED, Row, cells
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.attribution import language_without_verbs
from unsigned_treaty.corpus.passages import starts
from unsigned_treaty.project import paths

# Of a statement, what no words of the article can suggest.
JUDGED = (
    *("topics", "prospect", "prospect_object", "intent", "stance", "blame", "retrospective"),
    *("forecast", "confidence"),
)
# Of the other drafts, what may stay empty.
OPTIONAL = frozenset({"occurrence", "sources", "note", "aliases", "other_names"})
# The order in which drafts of one place are decided: a speaker and a lost mark before a statement.
ORDER = ("speakers", "artefacts", "left_out", "statements")


def to_decide(key: str, root: Path = paths.ROOT) -> list[str]:
    """What is still to decide of an article, one line each, in the order of the work.

    First its record; then, in the order of the text, every row that is a draft; then what the
    decisions will want in other tables, in the second coding and in a chapter.
    """
    entry = articles.records(root / "seeds" / paths.CATALOGUE.name).entries[key]
    fields = {name.lower(): str(value) for name, value in entry.fields.items()}
    text = (root / "seeds" / fields["file"]).read_bytes().decode("utf-8")
    lines = of_record(key, fields)
    drafts = [
        (place(name, row, text), order, said(name, row))
        for order, name in enumerate(ORDER)
        for row in cells(root / "book" / "data" / f"{name}.csv")
        if is_draft(name, row) and row.get("article", key) == key
    ]
    lines += [line for _, _, line in sorted(drafts)]
    if lines:
        if language := language_without_verbs(text):
            lines.append(
                f"seeds/{fields['file']}: no verbs of saying are known for {language}; what it "
                "attributes without marks may not be proposed"
            )
        lines += [
            f"seeds/{fields['file']}: read it to the end, and add what was not proposed to "
            "statements.csv or left_out.csv",
            "book/data: a statement with conditions wants a row each in conditions.csv; a forecast "
            "one in forecasts.csv; a naming of what the book follows one in terms.csv",
        ]
    return lines + wanting(key, root)


def of_record(key: str, fields: dict[str, str]) -> list[str]:
    """What is to decide in a record that is a draft."""
    if fields.get("datenote", "").split(";")[0] != "draft":
        return []
    values = {name: fields[name] for name in FIELDS if name in fields and name != "datenote"}
    proposed = "; ".join(f"{name} {value!r}" for name, value in values.items() if value)
    empty = ", ".join(name for name, value in values.items() if not value)
    where = f"seeds/catalogue.bib: {key}"
    lines = [f"{where}: confirm {proposed}"] if proposed else []
    return [*lines, f"{where}: fill in, or take out, {empty}"] if empty else lines


def is_draft(name: str, row: Row) -> bool:
    """Whether a row is a draft; one of ``artefacts.csv`` has no note to say so."""
    undecided = name == "artefacts" and not row["explanation"]
    return undecided or row.get("note", "").split(";")[0] == "draft"


def place(name: str, row: Row, text: str) -> int:
    """Where the passage of a row stands in the article, or for a speaker the name; else 0."""
    if name == "speakers":
        return max(0, text.find(row["name"]))
    with contextlib.suppress(ValueError, IndexError):
        return starts(row["exact"], text)[int(row["occurrence"] or 1) - 1]
    return 0


def said(name: str, row: Row) -> str:
    """What is to decide in a row that is a draft, in one line."""
    words = "" if name == "speakers" else f"{shortened(row['exact'])}: "
    confirm = [cell for cell in PROPOSED if row[cell]] if name == "statements" else []
    judged = ("speaker", *JUDGED) if name == "statements" else tuple(row)
    decide = [cell for cell in judged if not row[cell] and cell not in OPTIONAL]
    parts = [f"confirm {', '.join(confirm)}"] if confirm else []
    parts += [f"decide {', '.join(decide)}"] if decide else []
    doubts = [p for p in row.get("note", "").split("; ")[1:] if not p.startswith("proposed: ")]
    doubt = f" ({'; '.join(doubts)})" if doubts else ""
    record = row["name"] if name == "speakers" else row["id"]
    return f"book/data/{name}.csv: {record}: {words}{'; '.join(parts) or 'confirm it'}{doubt}"


def shortened(words: str) -> str:
    """The words in one line, or their beginning and end where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:29]} … {line[-28:]}"


def wanting(key: str, root: Path = paths.ROOT) -> list[str]:
    """What an article still wants: a statement, a second coding, and a place in a chapter."""
    table = root / "book" / "data" / "statements.csv"
    lines = []
    if key not in {row.get("article") for row in tables.as_stored(table)}:
        lines.append(
            f"book/data/statements.csv: {key}: has no statement, and a chapter that counts those "
            "of each article finds none"
        )
    for name in ("first", "second"):
        path = root / "book" / "data" / "codings" / f"{name}.csv"
        ids = tables.names(path)
        if not any(row.startswith(f"{key}-") for row in ids):
            lines.append(
                f"book/data/codings/{name}.csv: {key}: its {name} coding, made alone, is not there"
            )
    cited = re.compile(rf"(?<![\w-]){re.escape(key)}(?:-[0-9]+)?(?![\w-])")
    for path in sorted((root / "book").glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            if any(cited.search("".join(cell["source"])) for cell in notebook["cells"]):
                return lines
    rows = [row for row in cells(table) if row["article"] == key and row["speaker"]]
    speakers = list(dict.fromkeys(row["speaker"] for row in rows))
    entry = articles.records(root / "seeds" / paths.CATALOGUE.name).entries[key]
    short = str(entry.fields.get("shorthand", "")) or key
    begin = f"[{short}](references.ipynb#{key})"
    if speakers:
        begin += f" lets {listed(speakers)} speak."
    call = f'; and its cell with quote(statements, "{rows[0]["id"]}")' if rows else ""
    lines.append(f"book: {key}: stands in no chapter; one could begin with: {begin}{call}")
    return lines


def listed(names: list[str]) -> str:
    """Names in a sentence: ``A, B and C``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
