"""The register of quotations: every statement, its words, its place, its codes, its uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import (
    BLAMES,
    INTENTS,
    OBJECTS,
    PROSPECTS,
    SIDES,
    STANCES,
    TOPICS,
)
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.text_links import address
from unsigned_treaty.exhibits.exhibit import Exhibit, Link, Web, spelt, table
from unsigned_treaty.project import chapters, paths

# Few, so that the register shows where a passage begins and ends and does not reprint articles.
AROUND = 2
FIRST_WORDS = 4


def surroundings(frame: pd.DataFrame) -> pd.DataFrame:
    """The few words directly before and after each statement, at most two on each side.

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
    """The quoted words of a direct statement; the first words of an indirect one."""
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


def uses(book: Path = paths.BOOK) -> dict[str, list[Web]]:
    """Where the chapters use each statement: links by statement id, in the chapters' order.

    A link leads to the statement's quotation block where the chapter has one, else to the chapter.
    """
    found: dict[str, list[Web]] = {}
    for name in chapters.contents():
        path = book / f"{Path(name).name}.ipynb"
        if not path.is_file():
            continue
        notebook = chapters.read(path)
        short = chapters.title(notebook.cells[0].source).split(":")[0]
        words = "\n".join(cell.source for cell in notebook.cells)
        blocks = set(re.findall(r"quote\(\s*[\"']([a-z0-9-]+)", words))
        for statement in sorted(set(re.findall(r"\b[a-z][a-z0-9]*-[0-9]{2}\b", words))):
            place = f"#quote-{statement}" if statement in blocks else ""
            found.setdefault(statement, []).append(Web(short, f"{path.stem}.html{place}"))
    return found


def listed(links: Sequence[Web]) -> list[str | Web]:
    """Links separated by semicolons."""
    return [part for link in links for part in ("; ", link)][1:]


def place(row: pd.Series, record: pd.Series) -> list[object]:
    """Where a statement stands in its article, and a link to its words where the page is known."""
    words = row["quoted"][0] if row["mode"] == "direct" else row["exact"]
    page = address(record, words)
    where = f"paragraph {row['paragraph']}, characters {row['start']}–{row['end']}"
    return [f"{where}, ", Web("at the page", page)] if page else [where]


def retired(data: Path = paths.DATA) -> pd.DataFrame:
    """The ids that are no longer used, each with what took its place, as rows of the register."""
    found = tables.table("retired", data)
    return pd.DataFrame(
        {
            "Words": [
                [
                    "Retired. ",
                    row.reason,
                    *([" See ", Link(row.replaced_by, row.replaced_by)] * bool(row.replaced_by)),
                ]
                for row in found.itertuples(index=False)
            ],
        },
        index=pd.Index(found["id"], name="Statement"),
    )


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
            "Place": [place(row, records.loc[row["article"]]) for _, row in frame.iterrows()],
            "Before": [f"{words} …" if words else "" for words in around["before"]],
            "Words": [words_shown(row) for _, row in frame.iterrows()],
            "After": [f"… {words}" if words else "" for words in around["after"]],
            "Codes": [codes(row) for _, row in frame.iterrows()],
            "Used in": [listed(used.get(str(name), [])) for name in frame.index],
        },
        index=frame.index,
    ).set_index("Statement")
    gone = retired()
    shown = pd.concat([shown, gone]).fillna("") if len(gone) else shown
    return table(
        shown,
        "tab-register",
        "Every attributed statement of the five articles",
        f"Of an indirect statement the first {spelt(FIRST_WORDS)} words are shown. Before and "
        f"After are the words directly around it, at most {spelt(AROUND)}. Characters are counted "
        "from the start of the article's file.",
        addresses=[str(name) for name in shown.index],
        facets=facets(frame) + [{} for _ in gone.index],
        choices={
            "article": list(records["shorthand"]),
            "side": list(SIDES.values()),
            "prospect": list(PROSPECTS.values()),
        },
    )
