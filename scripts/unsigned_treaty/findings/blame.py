"""Blame and stance: whom the speakers make responsible, and how they speak of the other side."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding.codebook import BLAMES, SIDES, STANCES
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.exhibits.exhibit import Exhibit, door, table


def blame() -> dict[str, dict[str, list[str]]]:
    """Which statements of each side make whom responsible, and how they stand.

    By side, then by ``statements``, the codes of blame without ``none``, ``conciliatory`` and
    ``critical``: statement ids.  Repetitions are left out, retrospective statements are not: the
    table is about what the articles print.
    """
    said = statements()
    said = said[said["duplicate_of"] == ""]
    found = {}
    for side in SIDES:
        rows = said[said["side"] == side]
        chosen = {"statements": rows}
        chosen |= {code: rows[rows["blame"] == code] for code in BLAMES if code != "none"}
        chosen |= {
            "conciliatory": rows[rows["stance"] == 1],
            "critical": rows[rows["stance"] == -1],
        }
        found[side] = {name: [str(key) for key in frame.index] for name, frame in chosen.items()}
    return {side: counts for side, counts in found.items() if counts["statements"]}


def blame_table() -> Exhibit:
    """Show whom each side makes responsible, and how it speaks of the other side."""
    labels = {
        "statements": "Statements",
        "Japan": "blame Japan",
        "Russia": "blame Russia",
        "US": "blame the United States",
        "both": "blame both positions",
        "conciliatory": STANCES[1],
        "critical": STANCES[-1],
    }
    shown = pd.DataFrame(
        [
            {"Side": SIDES[side], **{labels[name]: door(ids) for name, ids in counts.items()}}
            for side, counts in blame().items()
        ]
    )
    return table(
        shown.set_index("Side"),
        "tab-blame",
        "Whom each side makes responsible, and how it speaks of the other side",
        "Blame: the first party explicitly made responsible for the missing treaty, the stopped "
        "talks or the bad relations. Stance is coded for Russian and Japanese speakers only. "
        "Repetitions are left out. Each number leads to the statements that it counts.",
    )
