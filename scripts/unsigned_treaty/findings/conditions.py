"""Conditions: who makes what depend on what, and who would have to act."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import OBJECTS
from unsigned_treaty.coding.statements import counted, statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, table

ACTORS = {"Japan": "Japan", "both": "both sides", "third": "several parties, or events"}


def conditions() -> pd.DataFrame:
    """Who names which condition for what: one row a speaker, article, condition and object.

    Columns ``speaker``, ``side``, ``article``, ``condition``, ``must_act``, ``object`` (str) and
    ``ids`` (tuple of statement ids).  Repetitions and retrospective statements are left out.
    """
    said = counted(statements())
    found = tables.table("conditions").merge(
        said[["speaker", "side", "article"]],
        left_on="statement",
        right_index=True,
    )
    rank = {key: place for place, key in enumerate(articles.catalogue().index)}
    grouped = (
        found.groupby(
            ["article", "speaker", "side", "condition", "must_act", "object"], sort=False
        )["statement"]
        .agg(tuple)
        .rename("ids")
        .reset_index()
    )
    order = grouped["article"].map(rank).sort_values(kind="stable").index
    return grouped.loc[order].reset_index(drop=True)


def conditions_table(name: str = "tab-conditions") -> Exhibit:
    """Show who makes what depend on what, with the statements that say so."""
    found = conditions()
    names = articles.catalogue()["shorthand"]
    shown = pd.DataFrame(
        {
            "Condition": found["condition"],
            "Who would have to act": found["must_act"].map(ACTORS),
            "Named by": found["speaker"],
            "For": found["object"].map(OBJECTS),
            "Article": [Link(names[key], key) for key in found["article"]],
            "Statements": [
                [part for name in ids for part in ("; ", Link(name, name))][1:]
                for ids in found["ids"]
            ],
        }
    ).sort_values(["Who would have to act", "Condition"], kind="stable")
    return table(
        shown.set_index("Condition"),
        name,
        "Who makes what depend on what",
        "Conditions are worded alike wherever the same thing is meant.",
    )
