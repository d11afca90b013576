"""Sources: what the articles are, how they came here, and whose words they hold."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.corpus.articles import long_date
from unsigned_treaty.findings.speakers import ids_or_none

# How each kind of carrier stands between the outlet and this book.
CARRIERS = {"reprint": "reprinted by", "aggregator": "by way of", "mirror": "at the mirror"}


def described(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The articles: whose they are, through what they came, when, how long, how much is said.

    Columns ``article`` (citation key), ``title``, ``how_it_came_here``, ``date`` (str), ``words``
    (int64) and ``statements`` (tuple of ids, repetitions included).
    """
    said = statements.groupby("article")["id"].agg(tuple)
    return pd.DataFrame(
        {
            "article": articles["id"],
            "title": articles["title"].replace("", "title not known"),
            "how_it_came_here": [chain(record) for _, record in articles.iterrows()],
            "date": [long_date(record) for _, record in articles.iterrows()],
            "words": articles["words"],
            "statements": said.reindex(articles.index).map(ids_or_none),
        }
    ).reset_index(drop=True)


def chain(record: pd.Series) -> str:
    """How an article came here: its outlet, what carried it, and how it became English."""
    carried = "at its own site"
    if record["via"]:
        carried = f"{CARRIERS[record['viakind']]} {record['via']}"
    how = record["translation"]
    turned = f"; {how}, from {record['origlanguage']}" if how else ""
    return f"{record['outlet']}, {carried}{turned}"


def shares(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """How much of each article is quotation, report and background.

    Index ``article``; int64 columns, all in words: ``words`` (the whole file), ``quoted`` (inside
    the quotation marks of a statement), ``reported`` (the rest of the statements: attributed, in
    the narrator's words, the attribution itself included) and ``background`` (everything else:
    the narrator's own sentences, headings, captions).  A repeated statement counts where it stands.
    """
    said = statements.groupby("article")[["words", "quoted_words"]].sum()
    said = said.reindex(articles.index, fill_value=0)
    measured = pd.DataFrame({"words": articles["words"], "quoted": said["quoted_words"]})
    measured["reported"] = said["words"] - said["quoted_words"]
    measured["background"] = measured["words"] - said["words"]
    return measured.rename_axis("article").astype("int64")


def words_by_side(statements: pd.DataFrame, sides: list[str]) -> pd.DataFrame:
    """How many words each side has in quotation marks, by article; repetitions are left out.

    Index ``article``, in the order of the statements; an int64 column for each of ``sides``.
    """
    said = statements[statements["duplicate_of"] == ""]
    counts = said.pivot_table(
        index="article", columns="side", values="quoted_words", aggfunc="sum", fill_value=0
    )
    order = statements["article"].drop_duplicates()
    return counts.reindex(index=order, columns=sides, fill_value=0).astype("int64")
