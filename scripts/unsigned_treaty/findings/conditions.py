"""Conditions: who makes what depend on what, and who would have to act."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding.statements import counted


def named_conditions(conditions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Who names which condition for what: a row for each speaker, article, condition and object.

    ``conditions`` is that table as it is read, ``statements`` those that count.  Columns
    ``article``, ``speaker``, ``side``, ``condition``, ``must_act``, ``object`` (str) and
    ``statements`` (tuple of ids), in the order of the articles.
    """
    said = counted(statements)[["speaker", "side", "article"]]
    named = said.merge(conditions, left_index=True, right_on="statement")
    by = ["article", "speaker", "side", "condition", "must_act", "object"]
    return named.groupby(by, sort=False)["statement"].agg(tuple).rename("statements").reset_index()
