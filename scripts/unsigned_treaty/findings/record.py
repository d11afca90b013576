"""The record: claims held against pages outside the articles, and what became of forecasts."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def differing(facts: pd.DataFrame) -> pd.DataFrame:
    """The claims from which the record differs, to which it adds something, or on which it is
    silent; those that simply agree are left out.

    Columns ``claim`` (str), ``verdict`` (its code), ``the_record`` (str, what was found, and what
    remains open) and ``sources`` (tuple of citation keys).
    """
    told = facts[(facts["verdict"] != "verified") | facts["qualified"]]
    record = (told["finding"] + " " + told["note"]).str.strip()
    return told[["claim", "verdict"]].assign(the_record=record, sources=told["sources"])


def fates(forecasts: pd.DataFrame) -> pd.DataFrame:
    """What was foreseen, promised, refused or offered, and what became of it.

    Columns ``who``, ``what`` (str, with its kind, condition and horizon), ``statement`` (id, or
    empty for a narrator's), ``status`` (its code), ``what_became_of_it`` (str) and ``sources``
    (tuple of citation keys).
    """
    kind = forecasts["kind"].str.capitalize() + ": "
    condition = (", if " + forecasts["condition"]).where(forecasts["condition"] != "", "")
    horizon = ("; by when: " + forecasts["horizon"]).where(forecasts["horizon"] != "", "")
    return pd.DataFrame(
        {
            "who": forecasts["who"].str.replace(" | ", " and ", regex=False),
            "what": kind + forecasts["what"] + condition + horizon,
            "statement": forecasts["statement"],
            "status": forecasts["status"],
            "what_became_of_it": forecasts["evidence"],
            "sources": forecasts["sources"],
        }
    )


def tally(rows: pd.DataFrame, column: str, values: Iterable[str], order: pd.Index) -> pd.DataFrame:
    """How many rows each article has, by value of a column.

    Index ``article``, in the ``order`` that is given; an int64 column for each of ``values``.
    """
    counts = pd.crosstab(rows["article"], rows[column])
    return counts.reindex(index=order, columns=list(values), fill_value=0)
