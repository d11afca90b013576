"""Prospects: what is said about the chance of what the book asks after, such as a treaty."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding.statements import counted
from unsigned_treaty.coding.vocabulary import NOT_ADDRESSED


def judged(statements: pd.DataFrame) -> pd.DataFrame:
    """The counted statements that judge a prospect: those whose code is not 9."""
    said = counted(statements)
    return said[said["prospect"] != NOT_ADDRESSED]


def held_or_intended(statements: pd.DataFrame) -> pd.DataFrame:
    """Every counted judgement of a prospect, and every intent, a row for each statement.

    Columns ``speaker``, ``prospect_object`` (str), ``prospect`` and ``intent`` (int64), the
    ``conditions`` that make a conditional judgement or an offer depend on something (tuple of
    str, empty elsewhere) and ``id``.  A condition belongs to what it is a condition of: where a
    prospect is ruled out or unlikely, what might change it stands in the table of conditions.
    """
    said = counted(statements)
    said = said[(said["prospect"] != NOT_ADDRESSED) | (said["intent"] != NOT_ADDRESSED)]
    depends = (said["prospect"] >= 0) & (said["prospect"] != NOT_ADDRESSED) | (said["intent"] == 0)
    conditions = [
        named if bears else () for named, bears in zip(said["conditions"], depends, strict=True)
    ]
    columns = ["speaker", "article", "prospect_object", "prospect", "intent", "id"]
    return said[columns].assign(conditions=conditions)
