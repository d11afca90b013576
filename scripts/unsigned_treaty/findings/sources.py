"""Provenance: what the five articles are, how they came here, and whose words they hold."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import SIDES
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, table
from unsigned_treaty.findings.speakers import WORDS

UNKNOWN = "not known"
# How each kind of carrier stands between the outlet and this book.
CARRIERS = {"reprint": "reprinted by", "aggregator": "by way of", "mirror": "at the mirror"}


def shares() -> pd.DataFrame:
    """How much of each article is quotation, report and background.

    Index ``article``; int64 columns, all in words: ``words`` (the whole file), ``quoted`` (inside
    the quotation marks of a statement), ``reported`` (the rest of the statements: attributed, in
    the narrator's words, the attribution itself included) and ``background`` (everything else:
    the narrator's own sentences, headings, captions).  A repeated statement counts where it stands.
    """
    frame = statements()
    records = articles.catalogue()
    words = {key: articles.count_words(articles.text(str(key), records)) for key in records.index}
    said = frame.groupby("article")[["words", "quoted_words"]].sum().reindex(records.index)
    found = pd.DataFrame({"words": pd.Series(words), "quoted": said["quoted_words"]})
    found["reported"] = said["words"] - said["quoted_words"]
    found["background"] = found["words"] - said["words"]
    return found.rename_axis("article").astype("int64")


def shares_table() -> Exhibit:
    """Show how much of each article is quotation, report and background."""
    found = shares()
    names = articles.catalogue()["shorthand"]
    shown = pd.DataFrame(
        {
            "Article": [Link(names[key], str(key)) for key in found.index],
            "Words": found["words"],
            "Quoted": found["quoted"],
            "Reported": found["reported"],
            "Background": found["background"],
            "Quoted, %": (100 * found["quoted"] / found["words"]).round().astype("int64"),
            "Background, %": (100 * found["background"] / found["words"]).round().astype("int64"),
        }
    ).set_index("Article")
    return table(
        shown,
        "tab-shares",
        "How much of each article is quotation, report and background",
        "Quoted: inside the quotation marks of a statement. Reported: the rest of the statements, "
        f"in the narrator's words. Background: everything else, headings included. {WORDS}",
    )


def articles_table(*keys: str, name: str) -> Exhibit:
    """Show the articles: whose they are, through what they came, when, and in what language."""
    records = articles.catalogue()
    chosen = records.loc[list(keys)] if keys else records
    counts = statements()["article"].value_counts()
    words = shares()["words"]
    shown = pd.DataFrame(
        {
            "Article": [Link(row["shorthand"], str(key)) for key, row in chosen.iterrows()],
            "Title": chosen["title"].replace("", f"title {UNKNOWN}"),
            "How it came here": [chain(row) for _, row in chosen.iterrows()],
            "Date": [articles.long_date(row) for _, row in chosen.iterrows()],
            "Words": words.loc[chosen.index],
            "Statements": counts.loc[chosen.index],
        }
    ).set_index("Article")
    caption = "The five articles" if not keys else "What this chapter rests on"
    return table(
        shown,
        name,
        caption,
        "A date, or a year, in brackets is inferred. Statements: attributed statements, "
        f"repetitions included. {WORDS}",
    )


def chain(record: pd.Series) -> str:
    """How an article came here: its outlet, what carried it, and how it became English."""
    carried = (
        f"{CARRIERS[record['viakind']]} {record['via']}" if record["via"] else "at its own site"
    )
    how = record["translation"]
    turned = f"; {how}, from {record['origlanguage']}" if how else ""
    return f"{record['outlet']}, {carried}{turned}"


def outlets_table() -> Exhibit:
    """Show the outlets, reprinters and mirrors, and how each stands to the state."""
    from unsigned_treaty.corpus.cited_pages import shorthands

    short = shorthands()
    found = tables.table("outlets")
    shown = pd.DataFrame(
        {
            "Name": [[row.name, f" ({row.place})"] for row in found.itertuples(index=False)],
            "Ownership and relation to the state": [
                [f"{row.status} {row.evidence}", *sourced(row.sources, short)]
                for row in found.itertuples(index=False)
            ],
            "Bear in mind": found["caution"],
        }
    ).set_index("Name")
    return table(
        shown,
        "tab-outlets",
        "The outlets, and the sites through which their articles came",
        "Sources are pages read in stored copies on 21 November 2026.",
    )


def links(keys: tuple[str, ...], short: dict[str, str]) -> list[object]:
    """Citation keys as links under their short forms, separated by semicolons; or a dash."""
    parts: list[object] = []
    for key in keys:
        parts += ["; ", Link(short[key], key)] if parts else [Link(short[key], key)]
    return parts or ["–"]


def sourced(keys: tuple[str, ...], short: dict[str, str]) -> list[object]:
    """Citation keys as links in brackets, to end a cell; nothing where there is none."""
    return [" (", *links(keys, short), ")"] if keys else []


def dates_table() -> Exhibit:
    """Show from which words each article's date was read, and what settles it outside."""
    records = articles.catalogue()
    shown = pd.DataFrame(
        {
            "Article": [Link(row["shorthand"], str(key)) for key, row in records.iterrows()],
            "Date": [articles.long_date(row) for _, row in records.iterrows()],
            "Words of the article": [
                " · ".join(f"“{part}”" for part in words.split(" | "))
                for words in records["datewords"]
            ],
            "Outside the article": records["datenote"].replace("", "–"),
        }
    ).set_index("Article")
    return table(shown, "tab-dates", "How each article was dated")


def sides_table() -> Exhibit:
    """Show, article by article, how many words each side has in quotation marks."""
    frame = statements()
    said = frame[frame["duplicate_of"] == ""]
    counts = said.pivot_table(
        index="article", columns="side", values="quoted_words", aggfunc="sum", fill_value=0
    )
    records = articles.catalogue()
    counts = counts.reindex(index=records.index, columns=list(SIDES), fill_value=0)
    shown = counts.rename(columns=SIDES).astype("int64")
    shown.insert(0, "Article", [Link(records.at[k, "shorthand"], str(k)) for k in shown.index])
    shown["All"] = counts.sum(axis="columns").astype("int64")
    return table(
        shown.set_index("Article"),
        "tab-sides",
        "Words inside quotation marks, by side",
        f"Repetitions are left out. {WORDS}",
    )
