"""Voices: who speaks in the five articles, for which side, and how much of the quoted words."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding.codebook import SIDES
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, door, table

WORDS = "A word is a run of characters between spaces."


def of_articles(*keys: str) -> pd.DataFrame:
    """The statements of the named articles, or of all five where none is named."""
    frame = statements()
    return frame[frame["article"].isin(keys)] if keys else frame


def voices(frame: pd.DataFrame) -> pd.DataFrame:
    """Who speaks: a row for each speaker in each article, most quoted words first.

    Columns ``speaker``, ``side`` (str), ``article`` (citation key), ``statements``, ``direct``,
    ``quoted_words`` (int64) and ``share`` (int64, per cent of the quoted words of ``frame``).
    Repetitions are left out, as the codebook asks; retrospective statements are not, since this
    table is about who holds the floor in an article, not about a period.
    """
    said = frame[frame["duplicate_of"] == ""].assign(direct=frame["mode"].eq("direct"))
    spoken = (
        said.groupby(["speaker", "side", "article"], sort=False)
        .agg(
            statements=("mode", "size"),
            direct=("direct", "sum"),
            quoted_words=("quoted_words", "sum"),
        )
        .reset_index()
        .sort_values(["quoted_words", "statements", "speaker"], ascending=[False, False, True])
        .reset_index(drop=True)
    )
    total = max(int(spoken["quoted_words"].sum()), 1)
    spoken["share"] = (100 * spoken["quoted_words"] / total).round().astype("int64")
    return spoken


def sides(frame: pd.DataFrame) -> pd.DataFrame:
    """Which side holds the floor: index ``side``, columns as in :func:`voices` without speakers."""
    spoken = voices(frame)
    summed = spoken.groupby("side")[["statements", "direct", "quoted_words"]].sum()
    summed = summed.reindex([side for side in SIDES if side in summed.index])
    total = max(int(summed["quoted_words"].sum()), 1)
    return summed.assign(share=(100 * summed["quoted_words"] / total).round().astype("int64"))


def voices_table(*keys: str, name: str) -> Exhibit:
    """Show who speaks in the named articles and how much of the quoted words each has."""
    records = articles.catalogue()
    frame = of_articles(*keys)
    spoken = voices(frame)
    groups = frame[frame["duplicate_of"] == ""].groupby(["speaker", "side", "article"])
    places = spoken[["speaker", "side", "article"]].itertuples(index=False, name=None)
    said = [groups.get_group(place) for place in places]
    shown = pd.DataFrame(
        {
            "Speaker": spoken["speaker"],
            "Voice": spoken["side"].map(SIDES),
            "Article": [Link(records.at[key, "shorthand"], key) for key in spoken["article"]],
            "Statements": [door(rows.index) for rows in said],
            "of them direct": [door(rows.index[rows["mode"] == "direct"]) for rows in said],
            "Quoted words": spoken["quoted_words"],
            "Share, %": spoken["share"],
        }
    ).set_index("Speaker")
    if len(keys) == 1:
        shown = shown.drop(columns="Article")
    return table(
        shown,
        name,
        "Who speaks, and how much of the quoted words each has",
        f"Quoted words are those inside quotation marks. {WORDS} Repetitions are left out.",
    )
