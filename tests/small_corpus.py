"""Small corpora of their own, for tests of the library that are not tests of this book."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from unsigned_treaty.coding import coverage, drafting, statements, tables
from unsigned_treaty.coding.codebook import TABLES
from unsigned_treaty.project.faults import Fault

Rows = dict[str, list[dict[str, str]]]

RECORD = """@online{{{key},
  file = {{{key}.txt}},
  sha256 = {{{seal}}},
  shorthand = {{{key}}},
  outlet = {{An invented paper}},
  viakind = {{publisher}},
  date = {{2025-03-03}},
  datestatus = {{inferred}},
  datewords = {{{words}}},
  language = {{{language}}},
  period = {{abe}},
}}
"""


def write_corpus(folder: Path, texts: Mapping[str, str], rows: Rows, language: str = "any") -> Path:
    """Write articles by their keys, a catalogue of them, and the coded tables with some rows."""
    seeds, data = folder / "seeds", folder / "book" / "data"
    seeds.mkdir(parents=True, exist_ok=True)
    data.mkdir(parents=True, exist_ok=True)
    records = []
    for key, text in texts.items():
        content = text.encode("utf-8")
        (seeds / f"{key}.txt").write_bytes(content)
        seal = hashlib.sha256(content).hexdigest()
        records.append(RECORD.format(key=key, seal=seal, words=text.split()[0], language=language))
    (seeds / "catalogue.bib").write_text("\n".join(records), encoding="utf-8")
    for name, schema in TABLES.items():
        write_table(data / f"{name}.csv", list(schema.model_fields), rows.get(name, []))
    return folder


def write_table(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write a coded table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def decided(rows: Rows) -> Rows:
    """Drafts with every cell decided and nothing proposed changed: what a hasty person would do."""
    statement = {
        "speaker": "a voice", "side": "anonymous", "topics": "history_documents",
        "prospect": "9", "prospect_object": "none", "intent": "9", "stance": "9", "blame": "none",
        "retrospective": "false", "forecast": "false", "confidence": "medium", "note": "",
    }  # fmt: skip
    artefact = {"reads": "?", "basis": "layout", "effect": "low", "explanation": "It confuses."}
    left_out = {"note": ""}
    return {
        "statements": [row | statement for row in rows["statements"]],
        "left_out": [row | left_out | {"rule": row["rule"] or "other"} for row in rows["left_out"]],
        "artefacts": [row | artefact for row in rows["artefacts"]],
        "speakers": [{**dict.fromkeys(TABLES["speakers"].model_fields, ""), "name": "a voice",
                      "kind": "group"}],
    }  # fmt: skip


def drafted_all(texts: Mapping[str, str]) -> Rows:
    """The drafts of several articles, added one after the other to a corpus of nothing."""
    rows: Rows = {name: [] for name in drafting.DRAFTED}
    for key, text in texts.items():
        for name, added in drafting.draft_tables(text, key, rows).items():
            rows[name] += added
    return rows


def faults(folder: Path) -> list[Fault]:
    """Everything that the checks of the articles' passages and marks find in a small corpus."""
    data, seeds = folder / "book" / "data", folder / "seeds"
    found = statements.examine(data, seeds)[1] + coverage.faults(data, seeds)
    for name in ("left_out", "artefacts"):
        found += statements.passage_faults(name, data, seeds)
    for name in ("left_out", "artefacts", "speakers"):
        found += tables.read(data / f"{name}.csv", TABLES[name])[1]
    return found
