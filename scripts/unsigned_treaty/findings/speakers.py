"""Speakers: who speaks in the articles, for which side, and how much of the quoted words."""

from __future__ import annotations

import pandas as pd


def voices(statements: pd.DataFrame) -> pd.DataFrame:
    """Who speaks: a row for each speaker in each article, most quoted words first.

    Columns ``speaker``, ``side``, ``article`` (str), ``statements``, ``direct`` (tuples of
    statement ids), ``quoted_words`` (int64) and ``share`` (int64, per cent of all quoted words).
    Repetitions are left out; retrospective statements are not, since this is about who holds the
    floor in an article and not about a period.
    """
    said = statements[statements["duplicate_of"] == ""]
    spoken = said.groupby(["speaker", "side", "article"], sort=False).agg(
        statements=("id", tuple), quoted_words=("quoted_words", "sum")
    )
    direct = said[said["mode"] == "direct"].groupby(["speaker", "side", "article"])["id"]
    spoken.insert(1, "direct", direct.agg(tuple).reindex(spoken.index).map(ids_or_none))
    spoken["share"] = percent(spoken["quoted_words"])
    spoken = spoken.assign(number=spoken["statements"].map(len)).reset_index()
    order = ["quoted_words", "number", "speaker"]
    return (
        spoken.sort_values(order, ascending=[False, False, True])
        .drop(columns="number")
        .reset_index(drop=True)
    )


def ids_or_none(ids: object) -> tuple[str, ...]:
    """The ids of a group, or none where pandas has no such group."""
    return ids if isinstance(ids, tuple) else ()


def percent(numbers: pd.Series) -> pd.Series:
    """Numbers as whole per cent (int64) of their sum; of nothing, nought."""
    return (100 * numbers / max(numbers.sum(), 1)).round().astype("int64")
