"""Reuse: how much of each article's words stand in some texts, in runs of several words."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

# Shorter runs than this are common English, not an article's words.
RUN = 5


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared: letters and figures, without case."""
    return re.findall(r"\w+", text.casefold())


def runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Every run of five words in any of the texts."""
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        words = tokens(text)
        seen.update(zip(*(words[shift:] for shift in range(RUN)), strict=False))
    return seen


def reused(articles: pd.DataFrame, texts: Iterable[str]) -> pd.DataFrame:
    """How much of each article stands in some texts, in runs of five words or more.

    Index ``article``; columns ``words`` and ``shown`` (int64) and ``share`` (int64, per cent).  A
    word is letters and figures here, so that the totals differ a little from other counts.
    """
    seen = runs(texts)
    rows = {}
    for article, text in articles["text"].items():
        words = tokens(text)
        covered = [False] * len(words)
        for start in range(len(words) - RUN + 1):
            if tuple(words[start : start + RUN]) in seen:
                covered[start : start + RUN] = [True] * RUN
        rows[article] = {"words": len(words), "shown": sum(covered)}
    frame = pd.DataFrame.from_dict(rows, orient="index", dtype="int64").rename_axis("article")
    share = (100 * frame["shown"] / frame["words"]).round().astype("int64")
    return frame.assign(share=share)
