"""Prospects: what is said about the chance of a treaty, of talks, of better relations."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding.codebook import INTENTS, OBJECTS, PROSPECTS
from unsigned_treaty.coding.statements import counted
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, table
from unsigned_treaty.findings.speakers import of_articles


def judged(frame: pd.DataFrame) -> pd.DataFrame:
    """The counted statements that judge a prospect: those whose code is not 9."""
    found = counted(frame)
    return found[found["prospect"] != 9]


def prospects(frame: pd.DataFrame) -> pd.DataFrame:
    """How many counted statements hold a prospect how likely, by what it is a prospect of.

    Index ``prospect_object`` (treaty, talks, normalisation), columns the codes −2 to 2, int64.
    Objects are never mixed: a prospect of talks is not one of a treaty.
    """
    found = judged(frame)
    return pd.crosstab(found["prospect_object"], found["prospect"]).reindex(
        index=[name for name in OBJECTS if name != "none"],
        columns=[code for code in PROSPECTS if code != 9],
        fill_value=0,
    )


def held(row: pd.Series) -> str:
    """What a statement holds of a prospect, and what it intends, in words."""
    judgement = PROSPECTS[row["prospect"]] if row["prospect"] != 9 else ""
    intent = INTENTS[row["intent"]] if row["intent"] != 9 else ""
    return "; ".join(filter(None, (judgement, intent)))


def prospects_table(*keys: str, name: str) -> Exhibit:
    """Show every judgement of a prospect, and every intent, in the named articles."""
    said = counted(of_articles(*keys))
    said = said[(said["prospect"] != 9) | (said["intent"] != 9)]
    shown = pd.DataFrame(
        {
            "Speaker": said["speaker"],
            "About": said["prospect_object"].map(OBJECTS),
            "Holds, or intends": [held(row) for _, row in said.iterrows()],
            "On condition": [" · ".join(found) or "–" for found in said["conditions"]],
            "Statement": [Link(str(key), str(key)) for key in said.index],
        }
    ).set_index("Speaker")
    return table(
        shown,
        name,
        "What is said about the prospect of a treaty, of talks and of better relations",
        "Holds: how likely the speaker thinks it. Intends: what officials say of their own "
        "government. Conditions are paraphrased. Repetitions and statements made more "
        "than 31 days before the article are left out.",
    )
