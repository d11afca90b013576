"""Supposing: what the register gives a reader who would code a statement in another way.

The script beside it (``suppose.js``) counts in the page what ``findings.prospects`` and
``findings.blame`` count here; the tests hold it to them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from unsigned_treaty.coding.codings import CODINGS, matched, read_coding
from unsigned_treaty.coding.statements import counted, read_statements
from unsigned_treaty.coding.vocabulary import NOT_ADDRESSED, vocabulary
from unsigned_treaty.project import paths

SCRIPT = "suppose-data.js"
# What a reader may code anew: the column, its name in the page, its list in the vocabulary.
OFFERED = {
    "prospect": ("Prospect", "prospects"),
    "prospect_object": ("Prospect of", "objects"),
    "blame": ("Blames", "blames"),
    "stance": ("Stance", "stances"),
}


def write(app: Sphinx) -> None:
    """Write the codes of every statement, and the other codings, as a script."""
    text = json.dumps(data(), ensure_ascii=False, separators=(",", ":"))
    file = Path(app.outdir) / "_static" / SCRIPT
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"const supposeData = {text};\n", encoding="utf-8")


def data(folder: Path = paths.DATA) -> dict[str, Any]:
    """The codes by statement, what they mean, whom the counts leave out, and other codings.

    Codes are text, as in the tables.  A coding has the codes of the statements that it took for
    statements too, by id; where it has none, the book's stand.
    """
    frame, words = read_statements(data=folder), vocabulary()
    kept = set(counted(frame).index)
    values = {column: words.words(name) for column, (_, name) in OFFERED.items()}
    values["prospect_object"] = values["prospect_object"] | {"none": "none"}
    columns = list(OFFERED)
    of, what = next(iter(words.objects.items()))
    hopeful = [code for code in sorted(words.prospects) if 0 < code != NOT_ADDRESSED]
    return {
        # Whether anybody expects what the book is about is what a reader is told first.
        "hope": {
            "of": of,
            "codes": [str(code) for code in hopeful],
            "said": f"{what} {' or '.join(words.prospects[code] for code in hopeful)}",
        },
        "offered": {
            column: {
                "label": label,
                "values": {str(code): said for code, said in values[column].items()},
            }
            for column, (label, _) in OFFERED.items()
        },
        "sides": words.words("sides"),
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
    frame = read_statements(data=folder)
    coded = {}
    for name in CODINGS:
        coding = read_coding(name, data=folder)
        pairs = matched(frame, coding).itertuples(index=False)
        coded[name] = {
            str(pair.one): {column: str(coding.at[pair.other, column]) for column in OFFERED}
            for pair in pairs
        }
    return coded
