"""The register of quotations: every statement, its words, its place, its codes, its uses."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from unsigned_treaty import articles, chapters, paths
from unsigned_treaty.codebook import BLAMES, INTENTS, OBJECTS, PROSPECTS, SIDES, STANCES, TOPICS
from unsigned_treaty.exhibits import Exhibit, Link, table
from unsigned_treaty.statements import statements

AROUND = 8
FIRST_WORDS = 12


def surroundings(frame: pd.DataFrame) -> pd.DataFrame:
    """The few words directly before and after each statement, at most eight on each side.

    Index as in ``frame``; columns ``before`` and ``after`` (str), with the white space between
    paragraphs shown as a space.  A quotation that stops one comma too early shows itself.
    """
    records = articles.catalogue()
    rows = {}
    for key, group in frame.groupby("article", sort=False):
        text = articles.text(str(key), records)
        for name, start, end in zip(group.index, group["start"], group["end"], strict=True):
            before = text[max(0, start - 400) : start].split()[-AROUND:]
            after = text[end : end + 400].split()[:AROUND]
            rows[name] = {"before": " ".join(before), "after": " ".join(after)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["before", "after"]).loc[
        frame.index
    ]


def words_shown(row: pd.Series) -> str:
    """The quoted words of a direct statement; the first twelve words of an indirect one."""
    if row["mode"] == "direct":
        return " […] ".join(f"“{span}”" for span in row["quoted"])
    words = row["exact"].split()
    return " ".join(words[:FIRST_WORDS]) + (" […]" if len(words) > FIRST_WORDS else "")


def codes(row: pd.Series) -> str:
    """The codes of a statement in plain words."""
    said = [", ".join(TOPICS[topic] for topic in row["topics"])]
    if row["prospect"] != 9:
        said.append(f"prospect of {OBJECTS[row['prospect_object']]}: {PROSPECTS[row['prospect']]}")
    if row["intent"] != 9:
        said.append(f"intent: {INTENTS[row['intent']]}")
    if row["stance"] != 9:
        said.append(STANCES[row["stance"]])
    if row["blame"] != "none":
        said.append(f"blames {BLAMES[row['blame']]}")
    if row["conditions"]:
        said.append("on condition: " + " · ".join(row["conditions"]))
    if row["forecast"]:
        said.append("forecast")
    if row["retrospective"]:
        said.append("said long before the article")
    if row["duplicate_of"]:
        said.append(f"repeats {row['duplicate_of']}")
    return "; ".join(said)


def uses(book: Path = paths.BOOK) -> dict[str, list[str]]:
    """In which chapters each statement id stands: id to chapter names, in order of name."""
    found: dict[str, list[str]] = {}
    for chapter in chapters.chapters(book):
        words = "\n".join(cell.source for cell in chapters.read(chapter).cells)
        for name in sorted(set(re.findall(r"\b[a-z][a-z0-9]*-[0-9]{2}\b", words))):
            found.setdefault(name, []).append(chapter.stem)
    return found


def facets(frame: pd.DataFrame) -> list[dict[str, list[str]]]:
    """What readers may choose each statement by, in plain words: values by name, in row order."""
    short = articles.catalogue()["shorthand"]
    return [
        {
            "article": [short[row["article"]]],
            "speaker": [row["speaker"]],
            "side": [SIDES[row["side"]]],
            "topic": [TOPICS[topic] for topic in row["topics"]],
            "prospect": [PROSPECTS[row["prospect"]]],
        }
        for _, row in frame.iterrows()
    ]


def register() -> Exhibit:
    """Show every statement of the five articles, each at an address that never changes."""
    frame = statements()
    records = articles.catalogue()
    around = surroundings(frame)
    used = uses()
    shown = pd.DataFrame(
        {
            "Statement": frame.index,
            "Speaker": frame["speaker"],
            "Role": [
                ", ".join(filter(None, pair))
                for pair in zip(frame["role"], frame["affiliation"], strict=True)
            ],
            "Voice": frame["side"].map(SIDES),
            "Article": [Link(records.at[key, "shorthand"], key) for key in frame["article"]],
            "Place": [
                f"paragraph {paragraph}, characters {start}–{end}"
                for paragraph, start, end in zip(
                    frame["paragraph"], frame["start"], frame["end"], strict=True
                )
            ],
            "Before": [f"{words} …" if words else "" for words in around["before"]],
            "Words": [words_shown(row) for _, row in frame.iterrows()],
            "After": [f"… {words}" if words else "" for words in around["after"]],
            "Codes": [codes(row) for _, row in frame.iterrows()],
            "Used in": [", ".join(used.get(str(name), [])) for name in frame.index],
        },
        index=frame.index,
    ).set_index("Statement")
    return table(
        shown,
        "tab-register",
        "Every attributed statement of the five articles",
        "Of an indirect statement the first twelve words are shown. Before and After are the "
        "words directly around it, at most eight. Characters are counted from the start of the "
        "article's file.",
        addresses=[str(name) for name in frame.index],
        facets=facets(frame),
        choices={
            "article": list(records["shorthand"]),
            "side": list(SIDES.values()),
            "prospect": list(PROSPECTS.values()),
        },
    )
