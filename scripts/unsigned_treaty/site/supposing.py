"""Supposing: what the register gives a reader who would code a statement in another way.

The script beside it (``suppose.js``) counts in the page what ``findings.prospects`` and
``findings.blame`` count here; the tests hold it to them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import (
    BLAMES,
    OBJECTS,
    PROSPECTS,
    SIDES,
    STANCES,
    Statement,
)
from unsigned_treaty.coding.statements import counted, statements
from unsigned_treaty.project import paths

SCRIPT = "suppose-data.js"
# What a reader may code anew: the column, its name in the page, its values in words.
OFFERED: dict[str, tuple[str, dict[Any, str]]] = {
    "prospect": ("Prospect", PROSPECTS),
    "prospect_object": ("Prospect of", OBJECTS),
    "blame": ("Blames", BLAMES),
    "stance": ("Stance", STANCES),
}


def setup(app: Sphinx) -> None:
    """Register the handler with Sphinx."""
    app.connect("build-finished", write)


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the codes of every statement, and the other codings, as a script."""
    if error or app.builder.name != "html":
        return
    text = json.dumps(data(), ensure_ascii=False, separators=(",", ":"))
    file = Path(app.outdir) / "_static" / SCRIPT
    file.write_text(f"const supposeData = {text};\n", encoding="utf-8")


def data(folder: Path = paths.DATA) -> dict[str, Any]:
    """The codes by statement, what they mean, whom the counts leave out, and other codings.

    Codes are text, as in the tables.  A coding has the codes of the statements that it took for
    statements too, by id; where it has none, the book's stand.
    """
    frame = statements(folder)
    kept = set(counted(frame).index)
    columns = list(OFFERED)
    return {
        "offered": {
            column: {"label": label, "values": {str(code): words for code, words in values.items()}}
            for column, (label, values) in OFFERED.items()
        },
        "sides": SIDES,
        "statements": {
            str(key): {
                "side": row["side"],
                "counted": key in kept,
                "repeats": row["duplicate_of"] != "",
                **{column: str(row[column]) for column in columns},
            }
            for key, row in frame.iterrows()
        },
        "codings": codings(folder),
    }


def codings(folder: Path = paths.DATA) -> dict[str, dict[str, dict[str, str]]]:
    """The other codings of the same articles: by name, then by statement, codes by column."""
    frame = statements(folder)
    ids = {
        (row["article"], row["exact"], row["occurrence"]): str(key) for key, row in frame.iterrows()
    }
    found = {}
    for name in ("codings", "passes"):
        for path in sorted((folder / name).glob("*.csv"), key=lambda path: ORDER.get(path.stem, 9)):
            rows, _ = tables.read(path, Statement)
            found[path.stem] = {
                ids[key]: {column: str(row[column]) for column in OFFERED}
                for _, row in rows.iterrows()
                if (key := (row["article"], row["exact"], row["occurrence"])) in ids
            }
    return found


ORDER = {name: place for place, name in enumerate(("first", "second", "third", "fourth"))}
