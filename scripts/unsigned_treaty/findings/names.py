"""Names: what each article calls the things that articles name in different ways."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from unsigned_treaty.corpus.passages import starts


def namings(terms: pd.DataFrame, articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The names that the articles use, and how often each voice uses them.

    Columns ``article``, ``object``, ``exact``, ``whose`` (str) and ``count`` (int64): how often
    that voice uses the exact words, inside longer phrases too.  A speaker's are those inside the
    quoted words of a statement, the narrator's all others.
    """
    named = terms.drop_duplicates(["article", "object", "exact", "whose"])
    quoted = statements.groupby("article")["quoted_at"].agg(
        lambda rows: [place for places in rows for place in places]
    )
    counts = []
    for row in named.itertuples(index=False):
        inside = [
            any(first <= start < last for first, last in quoted.get(row.article, []))
            for start in starts(row.exact, articles.at[row.article, "text"])
        ]
        counts.append(inside.count(row.whose == "speaker"))
    return named[["article", "object", "exact", "whose"]].assign(count=counts)


def families(namings: pd.DataFrame, patterns: Mapping[str, str]) -> pd.DataFrame:
    """To which family each naming belongs, and whether the narrator or only a speaker uses it.

    ``patterns`` are regular expressions by the family's name; a naming counts for the first that
    it fits, one that fits none is left out.  Index ``article``, a column for each family, each
    cell ``"narrator"``, ``"speaker"`` or empty (str).
    """
    # A naming that fits none has no family, and is in no group.
    fitting = namings["exact"].map(
        lambda words: next((name for name in patterns if re.search(patterns[name], words)), None)
    )
    # Of the two voices the narrator's comes first in the alphabet.
    voices = namings.assign(family=fitting).groupby(["article", "family"])["whose"]
    voice = voices.min().unstack(fill_value="")
    order = namings["article"].drop_duplicates()
    return voice.reindex(index=order, columns=list(patterns), fill_value="")
