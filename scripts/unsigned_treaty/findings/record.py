"""The record: claims held against what was found, faults of the text, and forecasts' fates."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import STATUSES, VERDICTS
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.cited_pages import shorthands
from unsigned_treaty.corpus.quotation_marks import OPENING, STRAIGHT
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, Strong, table
from unsigned_treaty.findings.sources import sourced

AS_FOUND = "As far as found, to 20 February 2026."
EFFECTS = ("serious", "medium", "low", "provenance")


def of(name: str, keys: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a coded table that rest on the named articles, in their order."""
    frame = tables.table(name)
    order = keys or tuple(articles.catalogue().index)
    return pd.concat([frame[frame["article"] == key] for key in order])


def facts_table(*keys: str, name: str) -> Exhibit:
    """Show where the record differs from the named articles, or could not settle a claim."""
    found = of("facts", keys)
    found = found[(found["verdict"] != "verified") | found["qualified"]]
    short = shorthands()
    shown = pd.DataFrame(
        {
            "The article says": found["claim"],
            "The record": [
                [
                    Strong(f"{verdict(row.verdict, row.qualified)}. "),
                    " ".join(filter(None, (row.finding, row.note))),
                    *sourced(row.sources, short),
                ]
                for row in found.itertuples(index=False)
            ],
        }
    ).set_index("The article says")
    return table(
        shown,
        name,
        "Where the record differs, adds something, or is silent",
        "Claims that agree with the record without qualification are left out; they stand in "
        f"facts.csv. {AS_FOUND}",
    )


def verdict(code: str, qualified: bool) -> str:
    """A verdict in words, said to be qualified where it is."""
    return VERDICTS[code].capitalize() + (", with a qualification" if qualified else "")


def tally(name: str, column: str, values: Iterable[str]) -> pd.DataFrame:
    """How many rows of a coded table each article has, by value of a column.

    Index ``article``, every article; an int64 column for each of the values.
    """
    found = tables.table(name)
    return pd.crosstab(found["article"], found[column]).reindex(
        index=articles.catalogue().index, columns=list(values), fill_value=0
    )


def verdicts() -> pd.DataFrame:
    """How many claims of each article met which verdict, as :func:`tally` has it."""
    return tally("facts", "verdict", VERDICTS)


def verdicts_table() -> Exhibit:
    """Show how the claims that were held against the record fared."""
    counts = verdicts()
    names = articles.catalogue()["shorthand"]
    shown = counts.rename(columns=VERDICTS)
    shown.insert(0, "Article", [Link(names[key], str(key)) for key in counts.index])
    return table(
        shown.set_index("Article"),
        "tab-verdicts",
        "Claims held against the record",
        "Only claims for which a page was looked for are counted; the numbers say nothing of "
        f"the rest of an article. {AS_FOUND}",
    )


def artefacts_table(*keys: str, name: str, effects: tuple[str, ...] = ("serious",)) -> Exhibit:
    """Show the faults of translation, text and layout that have one of the named effects."""
    found = of("artefacts", keys)
    found = found[found["effect"].isin(effects)]
    names = articles.catalogue()["shorthand"]
    shown = pd.DataFrame(
        {
            "The text has": [
                [
                    marked(row.exact),
                    " (",
                    Link(names[row.article], row.article),
                    ")",
                ]
                for row in found.itertuples(index=False)
            ],
            "It should say, or it is": [
                f"{row.reads} ({row.basis.replace('_', ' ')})"
                for row in found.itertuples(index=False)
            ],
            "What a reader would get wrong": found["explanation"],
        }
    ).set_index("The text has")
    return table(
        shown,
        name,
        "Faults of the text that change its meaning"
        if effects == ("serious",)
        else "Faults of the text",
        "In brackets, the basis: seed, the article itself; layout, its form; other text, a "
        "parallel text; inference, a reading of the Russian behind the English, which was not "
        "found.",
    )


def marked(words: str) -> str:
    """A passage in one line between quotation marks, unless it opens with its own."""
    line = " ".join(words.split())
    return line if line[0] in OPENING + STRAIGHT else f"“{line}”"


def artefact_counts() -> pd.DataFrame:
    """How many faults each article's text has, by effect, as :func:`tally` has it."""
    return tally("artefacts", "effect", EFFECTS)


def artefact_counts_table() -> Exhibit:
    """Show how many faults each text has, by what they do to a reader."""
    counts = artefact_counts()
    names = articles.catalogue()["shorthand"]
    shown = counts.rename(columns={"provenance": "tells the origin"})
    shown.insert(0, "Article", [Link(names[key], str(key)) for key in counts.index])
    return table(
        shown.set_index("Article"),
        "tab-artefact-counts",
        "Faults of translation, text and layout, by their effect on a reader",
        "Serious: the meaning changes. Medium: a reader may stumble or mistake. Low: a blemish. "
        "The last column counts traces of the text's origin, such as a crawler's mark.",
    )


def forecasts_table(*keys: str, name: str) -> Exhibit:
    """Show what was foreseen, promised, refused or offered, and what became of it."""
    found = of("forecasts", keys)
    short = shorthands()
    shown = pd.DataFrame(
        {
            "Who": [" and ".join(who.split(" | ")) for who in found["who"]],
            "What was said": [
                [
                    Strong(f"{row.kind.capitalize()}: "),
                    row.what,
                    f", if {row.condition}" if row.condition else "",
                    f"; by when: {row.horizon}" if row.horizon else "",
                    *([" (", Link(row.statement, row.statement), ")"] if row.statement else []),
                ]
                for row in found.itertuples(index=False)
            ],
            "What became of it": [
                [
                    Strong(f"{STATUSES[row.status].capitalize()}. "),
                    row.evidence,
                    *sourced(row.sources, short),
                ]
                for row in found.itertuples(index=False)
            ],
        }
    ).set_index("Who")
    return table(
        shown,
        name,
        "Forecasts, promises, refusals and offers, and what became of them",
        f"{AS_FOUND} No rate is drawn from these: that there will be no treaty has been the "
        "right guess in every year since 1956.",
    )


def missing_table() -> Exhibit:
    """Show the voices and facts that no article carries, with a public page that has each."""
    found = tables.table("missing")
    short = shorthands()
    periods = {**articles.PERIODS, "all": "All"}
    shown = pd.DataFrame(
        {
            "No article carries": found["voice"],
            "Period": found["period"].map(periods),
            "A public page shows": [
                [f"{row.shows} (", Link(short[row.source], row.source), ")"]
                for row in found.itertuples(index=False)
            ],
        }
    ).set_index("No article carries")
    return table(
        shown,
        "tab-missing",
        "Voices and facts that no article carries",
        "The pages are pointers, read in stored copies on 21 November 2026, mostly their openings.",
    )
