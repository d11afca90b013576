"""Naming: how each article calls the islands, the war, the dispute and the treaty."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty import articles, coded
from unsigned_treaty.exhibits import Exhibit, Link, table
from unsigned_treaty.passages import starts

# Marks at the edge of a term are left out where the table sets its own around it.
MARKS = '“”".,'
OBJECTS = {"islands": "the islands", "war": "the war", "dispute": "the dispute"}


def terms(kind: str) -> pd.DataFrame:
    """The namings of one object.

    Columns ``article``, ``exact``, ``whose`` (str) and ``count`` (int64).

    ``count`` is how often the exact words stand in the article, inside longer words too; a term
    is listed once for each voice that uses it.
    """
    found = coded.table("terms")
    found = found[found["object"] == kind].drop_duplicates(["article", "exact", "whose"])
    records = articles.catalogue()
    texts = {key: articles.text(str(key), records) for key in records.index}
    counts = [
        len(starts(words, texts[key]))
        for words, key in zip(found["exact"], found["article"], strict=True)
    ]
    return found[["article", "exact", "whose"]].assign(count=counts).reset_index(drop=True)


def naming_table(kind: str, name: str) -> Exhibit:
    """Show by which words each article names the islands, the war or the dispute, and who does."""
    found = terms(kind)
    records = articles.catalogue()
    rows = []
    for key in records.index:
        of_article = found[found["article"] == key]
        cells = {
            whose: "; ".join(
                f"“{row.exact.strip(MARKS)}”" + (f" (×{row.count})" if row.count > 1 else "")
                for row in of_article[of_article["whose"] == whose].itertuples(index=False)
            )
            for whose in ("narrator", "speaker")
        }
        rows.append(
            {
                "Article": Link(records.at[key, "shorthand"], str(key)),
                "The narrator": cells["narrator"] or "no name",
                "A speaker, in quotation marks": cells["speaker"] or "no name",
            }
        )
    return table(
        pd.DataFrame(rows).set_index("Article"),
        name,
        f"By which words the articles name {OBJECTS[kind]}",
        "Times sign: how often the words stand in the article, inside longer phrases too. "
        "Indirect speech counts as the narrator's words.",
    )
