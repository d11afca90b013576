"""Blame and stance: whom the speakers make responsible, and how they speak of the other side."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.codebook import BLAMES, SIDES, STANCES
from unsigned_treaty.exhibits import Exhibit, table
from unsigned_treaty.statements import statements


def blame() -> pd.DataFrame:
    """How many statements of each side make whom responsible, and how they stand.

    Index ``side``; int64 columns: ``statements``, then the codes of blame without ``none``, then
    ``conciliatory`` and ``critical``.  Repetitions are left out, retrospective statements are not:
    the table is about what the articles print.
    """
    said = statements()
    said = said[said["duplicate_of"] == ""]
    sides = [side for side in SIDES if side in set(said["side"])]
    found = pd.DataFrame({"statements": said["side"].value_counts()}).reindex(sides)
    blamed = pd.crosstab(said["side"], said["blame"])
    for code in BLAMES:
        if code != "none":
            found[code] = blamed.get(code, pd.Series(dtype="int64"))
    stances = pd.crosstab(said["side"], said["stance"])
    found["conciliatory"] = stances.get(1)
    found["critical"] = stances.get(-1)
    return found.fillna(0).astype("int64").rename_axis("side")


def blame_table() -> Exhibit:
    """Show whom each side makes responsible, and how it speaks of the other side."""
    counts = blame()
    shown = counts.rename(
        columns={
            "statements": "Statements",
            "Japan": "blame Japan",
            "Russia": "blame Russia",
            "US": "blame the United States",
            "both": "blame both positions",
            "conciliatory": STANCES[1],
            "critical": STANCES[-1],
        }
    )
    shown.insert(0, "Side", [SIDES[str(side)] for side in counts.index])
    return table(
        shown.set_index("Side"),
        "tab-blame",
        "Whom each side makes responsible, and how it speaks of the other side",
        "Blame: the first party explicitly made responsible for the missing treaty, the stopped "
        "talks or the bad relations. Stance is coded for Russian and Japanese speakers only. "
        "Repetitions are left out.",
    )
