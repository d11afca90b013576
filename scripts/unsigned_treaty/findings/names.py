"""Naming: how each article calls the islands, the war, the dispute and the treaty."""

from __future__ import annotations

import re
from textwrap import wrap

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.passages import starts
from unsigned_treaty.exhibits.drawing import (
    ACCENT,
    FAINT,
    GRID,
    PAPER,
    TEXT,
    WIDTH,
    canvas,
    exhibit,
    write,
)
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, table

# Marks at the edge of a term are left out where the table sets its own around it.
MARKS = '“”".,'
OBJECTS = {"islands": "the islands", "war": "the war", "dispute": "the dispute"}


def terms(kind: str) -> pd.DataFrame:
    """The namings of one object.

    Columns ``article``, ``exact``, ``whose`` (str) and ``count`` (int64).

    ``count`` is how often that voice uses the exact words, inside longer phrases too: a
    speaker's are those inside the quoted words of a statement, the narrator's all others.
    """
    said = statements()
    found = tables.table("terms")
    found = found[found["object"] == kind].drop_duplicates(["article", "exact", "whose"])
    records = articles.catalogue()
    texts = {key: articles.text(str(key), records) for key in records.index}
    quoted = {
        key: [place for places in rows for place in places]
        for key, rows in said.groupby("article")["quoted_at"]
    }
    counts = []
    for row in found.itertuples(index=False):
        inside = [
            any(first <= start < last for first, last in quoted[row.article])
            for start in starts(row.exact, texts[row.article])
        ]
        counts.append(inside.count(row.whose == "speaker"))
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
        "Times sign: how often that voice uses the words, inside longer phrases too. "
        "Indirect speech counts as the narrator's words.",
    )


# Families of names, in the order of the figure: a label, and what a name of the family contains.
FAMILIES = {
    "islands": {
        "disputed …": r"disputed",
        "Kuril …": r"Kuril",
        "single islands": r"Iturup|Kunashir|Shikotan|Habomai",
        "northern territories": r"(?i)northern territories",
    },
    "war": {
        "special operation": r"special (?:military )?operation|SVO",
        "military district": r"Military District",
        "conflict": r"conflict",
        "Ukraine alone": r"Ukraine",
    },
}


def families(kind: str) -> pd.DataFrame:
    """How many names of each family each article uses for the islands or for the war.

    A row for each article, family and voice that occurs: columns ``article``, ``family``,
    ``whose`` (str), ``names`` (int64, different names).  A name counts for the first family that
    it fits; longer names that hold a shorter one count beside it.
    """
    found = terms(kind)
    rows = []
    for row in found.itertuples(index=False):
        family = next((f for f, held in FAMILIES[kind].items() if re.search(held, row.exact)), "")
        if family:
            rows.append({"article": row.article, "family": family, "whose": row.whose})
    frame = pd.DataFrame(rows, columns=["article", "family", "whose"])
    return (
        frame.groupby(["article", "family", "whose"], sort=False)
        .size()
        .rename("names")
        .reset_index()
    )


def naming_figure() -> Exhibit:
    """Show which names each article uses, and whether the narrator or only a speaker does."""
    records = articles.catalogue()
    left, step = 92, 24
    panels = {kind: list(FAMILIES[kind]) for kind in ("islands", "war")}
    height = sum(46 + step * len(records) for _ in panels)
    figure, axes = canvas(height)
    y, said = 0.0, []
    for kind, columns in panels.items():
        found = families(kind)
        width = (WIDTH - left) / len(columns)
        write(axes, 0, y + 12, OBJECTS[kind], bold=True)
        for place, family in enumerate(columns):
            for line, words in enumerate(wrap(family, 12)):
                middle = left + width * (place + 0.5)
                write(axes, middle, y + 8 + 11 * line, words, FAINT, TEXT - 2, "center")
        y += 34
        for key, short in records["shorthand"].items():
            axes.plot([0, WIDTH], [y, y], color=GRID, linewidth=0.8)
            write(axes, 0, y + step / 2, short)
            for place, family in enumerate(columns):
                cell = found[(found["article"] == key) & (found["family"] == family)]
                voices = set(cell["whose"])
                if not voices:
                    continue
                middle = left + width * (place + 0.5)
                full = "narrator" in voices
                axes.plot(
                    [middle],
                    [y + step / 2],
                    marker="o",
                    markersize=9,
                    markerfacecolor=ACCENT if full else PAPER,
                    markeredgecolor=ACCENT,
                    markeredgewidth=1.4,
                )
                who = "the narrator" if full else "a speaker only"
                said.append(f"{short}, {OBJECTS[kind]}: {family}, {who}")
            y += step
        y += 12
    caption = (
        "Which names the articles use for the islands and for the war. A full mark: the narrator "
        "uses the name; an empty one: only a speaker does, in quotation marks."
    )
    return exhibit(figure, "fig-naming", caption, "; ".join(said) + ".")
