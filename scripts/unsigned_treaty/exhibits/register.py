"""The register: every statement, its words, its place, its codes, at an address of its own."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from unsigned_treaty.coding.vocabulary import NOT_ADDRESSED, Vocabulary, vocabulary
from unsigned_treaty.corpus.attribution import saying
from unsigned_treaty.corpus.text_links import address
from unsigned_treaty.exhibits.cells import Foreign, Link, Web
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.exhibits.quotation import calls, language_of, warning
from unsigned_treaty.exhibits.table import table
from unsigned_treaty.project import chapters, paths

# By what a reader chooses on the page; the address of a count may name the other facets too.
OFFERED = ["article", "speaker", "side", "topic", "prospect"]
# What a card says, in its order.
COLUMNS = [
    *("Statement", "Speaker", "Role", "Voice", "Article", "Place", "Words"),
    *("In the original", "Codes", "Bear in mind", "Used in"),
]
# Words of an indirect statement that no chapter quotes: enough for the clause that claims.
FEWEST, MOST = 14, 20
FOLLOWS = re.compile(r"(?: \w+){0,3} (?:that|to|which)\b")
NAMING = re.compile(r"(?:call|consider|describ|label|term)\w* (?:the|this|that|these|those|it)\b")
# What a sentence grants before it claims something.
CONCESSION = re.compile(r"(?:Although|Despite|Though|While)\b[^,]*, ")
CLAUSE_END = re.compile(r"[,;:.!?”\"]$")


def quoted_statements(book: Path | None = None) -> set[str]:
    """The ids of all statements that a chapter quotes in a block of its own."""
    return {
        statement
        for file in chapters.chapters(book or paths.BOOK)
        for cell in chapters.read(file).cells
        if cell.cell_type == "code"
        for statement, _ in calls(cell.source)
    }


def words_shown(row: pd.Series, whole: bool) -> str:
    """What the register shows of a statement's words.

    A direct statement, and one that is shown ``whole``, stand as they are.  Of any other stand
    its words from the verb of saying on, or from behind what it grants first, up to the end of a
    clause, at least fourteen words, and in any case what it has between quotation marks: a
    speaker's titles claim nothing.
    """
    if row["mode"] == "direct" and not whole:
        return " […] ".join(f"“{span}”" for span in row["quoted"])
    text = " ".join(row["exact"].split())
    if whole or len(text.split()) <= MOST:
        return text
    verb = saying(text).search(text)
    # "X said that …", "X called it …": the claim follows the verb; in "…, said X" it stands before.
    follows = verb and (FOLLOWS.match(text, verb.end()) or NAMING.match(text, verb.start()))
    granted = CONCESSION.match(text)
    begin = granted.end() if granted else verb.start() if verb and follows else 0
    if len(text[:begin].split()) <= FEWEST // 3:
        begin = 0
    words = text[begin:].split()
    ends = (n for n in range(FEWEST, len(words)) if CLAUSE_END.search(words[n - 1]))
    length = min(next(ends, MOST), MOST)
    quoted = max((text.find(span) + len(span) for span in row["quoted"]), default=0)
    length = max(length, len(text[begin:quoted].split()))
    shown = " ".join(words[:length])
    return ("[…] " if begin else "") + shown + (" […]" if length < len(words) else "")


def codes(row: pd.Series, words: Vocabulary) -> str:
    """The codes of a statement in plain words."""
    said = [", ".join(words.topics[topic] for topic in row["topics"])]
    if row["prospect"] != NOT_ADDRESSED:
        about = words.objects[row["prospect_object"]]
        said.append(f"prospect of {about}: {words.prospects[row['prospect']]}")
    if row["intent"] != NOT_ADDRESSED:
        said.append(f"intent: {words.intents[row['intent']]}")
    if row["stance"] != NOT_ADDRESSED:
        said.append(words.stances[row["stance"]])
    if row["blame"] != "none":
        said.append(f"blames {words.blames[row['blame']]}")
    if row["conditions"]:
        said.append("on condition: " + " · ".join(row["conditions"]))
    if row["forecast"]:
        said.append("forecast")
    if row["retrospective"]:
        said.append("said long before the article")
    return "; ".join(said)


def place(row: pd.Series, record: pd.Series) -> list[object]:
    """Where a statement stands in its article, and a link to its words where the page is known."""
    words = row["quoted"][0] if row["mode"] == "direct" else row["exact"]
    page = address(record, words)
    where = f"paragraph {row['paragraph']}, characters {row['start']}–{row['end']}"
    return [f"{where}, ", Web("at the page", page)] if page else [where]


def facets(row: pd.Series, record: pd.Series, words: Vocabulary) -> dict[str, list[str]]:
    """What readers may choose a statement by, in plain words: values by name."""
    return {
        "article": [record["shorthand"]],
        "speaker": [row["speaker"]],
        "side": [words.sides[row["side"]].label],
        "topic": [words.topics[topic] for topic in row["topics"]],
        "prospect": [words.prospects[row["prospect"]]],
        "object": [words.objects.get(row["prospect_object"], "none")],
        "stance": [words.stances[row["stance"]]],
        "blame": [words.blames[row["blame"]]],
        "mode": [row["mode"]],
        "counted": ["no" if row["duplicate_of"] or row["retrospective"] else "yes"],
    }


def register(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    retired: pd.DataFrame,
    originals: pd.DataFrame,
    whole: Collection[str],
) -> Exhibit:
    """Every statement at an address that never changes, and the retired ones with what follows.

    ``whole`` are the ids of the statements that are shown whole, since a chapter rests on them;
    a repetition is one line.  ``originals`` gives the words in the speaker's language, and how the
    article differs from them.
    """
    words = vocabulary()
    spoken = originals.groupby("statement")["words"].agg(" · ".join).to_dict()
    differences = originals.groupby("statement")["difference"].agg(" ".join)
    held_against = ("Held against the original: " + differences).to_dict()
    cards, choices = [], []
    for statement, row in statements.iterrows():
        record = articles.loc[row["article"]]
        repeats = row["duplicate_of"]
        shown: str | Foreign = words_shown(row, statement in whole)
        if (language := language_of(record)).partition("-")[0] != "en":
            shown = Foreign(str(shown), language)
        cards.append(
            {
                "Statement": statement,
                "Speaker": row["speaker"],
                "Role": ", ".join(filter(None, (row["role"], row["affiliation"]))),
                "Voice": words.sides[row["side"]].label,
                "Article": Link(record["shorthand"], row["article"]),
                "Place": place(row, record),
                "Words": ["Repeats ", Link(repeats, repeats), "."] if repeats else shown,
                "In the original": spoken.get(statement, ""),
                "Codes": codes(row, words),
                "Bear in mind": ". ".join(
                    filter(None, [warning(record), held_against.get(statement)])
                ),
                "Used in": "",
            }
        )
        choices.append(facets(row, record, words))
    for row in retired.itertuples(index=False):
        followers = [part for name in row.replaced_by for part in ("; ", Link(name, name))][1:]
        see = [" See ", *followers, "."] if followers else []
        empty = dict.fromkeys(COLUMNS, "")
        cards.append({**empty, "Statement": row.id, "Words": [f"Retired. {row.reason}", *see]})
        choices.append({})
    frame = pd.DataFrame(cards, columns=COLUMNS).set_index("Statement")
    listed = table(
        frame,
        "tab-register",
        "Every attributed statement of the articles",
        "Characters are counted from the start of the article's file. Statements on which a "
        "chapter rests stand whole.",
        on=statements,
        rows=[str(name) for name in frame.index],
        choices=choices,
    )
    orders = {
        "article": list(articles["shorthand"]),
        "side": list(words.words("sides").values()),
        "prospect": list(words.prospects.values()),
        "object": [*words.objects.values(), "none"],
    }
    return Exhibit({**listed.content, "choices": orders, "offered": OFFERED})
