"""The register of quotations, and the addresses that open a page at the quoted words."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import write_notebook
from small_frames import statements
from trial_book import retired
from unsigned_treaty.coding import read_statements, read_table, vocabulary
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.corpus.text_links import address, fragment
from unsigned_treaty.exhibits.register import codes, quoted_statements, register, words_shown

SAID = read_statements()
ARTICLES = read_articles()
ORIGINALS = read_table("originals")
RETIRED = read_table("retired")
SHOWN = register(SAID, ARTICLES, RETIRED, ORIGINALS, {"tass2021-02"}).content


def cell(row: list[list[dict[str, str]]], label: str) -> str:
    place = [column["label"] for column in SHOWN["columns"]].index(label)
    return "".join(run["text"] for run in row[place])


def test_every_statement_has_one_row_at_an_address_of_its_own() -> None:
    assert SHOWN["addresses"] == [*SAID.index, *RETIRED["id"]]
    assert len(set(SHOWN["addresses"])) == len(SHOWN["rows"])


def test_a_statement_on_which_a_chapter_rests_is_shown_whole_and_a_repetition_is_one_line() -> None:
    for row, (name, statement) in zip(SHOWN["rows"], SAID.iterrows(), strict=False):
        words = cell(row, "Words")
        if statement["duplicate_of"]:
            assert words == f"Repeats {statement['duplicate_of']}."
        elif name == "tass2021-02":
            assert words == statement["exact"]


def test_codes_are_in_plain_words() -> None:
    said = cell(SHOWN["rows"][4], "Codes")
    assert "prospect of the treaty: unlikely" in said
    assert "blames both positions" in said


def with_retired(*rows: tuple[str, tuple[str, ...], str]) -> dict[str, Any]:
    """The register with some retired ids."""
    gone = pd.DataFrame([*rows], columns=["id", "replaced_by", "reason"])
    return dict(register(SAID, ARTICLES, gone, ORIGINALS, set()).content)


def test_a_retired_id_keeps_its_address_and_leads_to_each_of_those_that_replaced_it() -> None:
    shown = with_retired(
        ("tass2021-90", ("tass2021-02", "tass2021-03"), "One was two."),
        ("tass2021-91", (), "It was none."),
    )
    assert shown["addresses"][-2:] == ["tass2021-90", "tass2021-91"]
    place = [column["label"] for column in shown["columns"]].index("Words")
    assert shown["rows"][-2][place] == [
        {"text": "Retired. One was two."},
        {"text": " See "},
        {"text": "tass2021-02", "ref": "tass2021-02"},
        {"text": "; "},
        {"text": "tass2021-03", "ref": "tass2021-03"},
        {"text": "."},
    ]
    assert shown["rows"][-1][place] == [{"text": "Retired. It was none."}]
    # It is chosen by nothing, and counted nowhere.
    assert shown["facets"][-2:] == [{}, {}]
    assert len(shown["rows"]) == len(SAID) + 2


@pytest.mark.book
def test_a_retired_statement_is_rendered_and_its_successors_are_linked(trial_book: Path) -> None:
    page = trial_book / "book" / "register.html"
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (row,) = [element for element in tree.iter("tr") if element.get("id") == retired()]
    assert "Retired. One was two. See tass2021-02; tass2021-03." in "".join(row.itertext())
    links = {link.get("href").rpartition("#")[2] for link in row.iter("a")}
    assert {"tass2021-02", "tass2021-03"} <= links


def words_of(**cells: Any) -> pd.Series:
    return statements({"tass2021-01": cells}).loc["tass2021-01"]


def test_direct_words_stand_in_marks_and_what_is_left_out_between_them_is_marked() -> None:
    row = words_of(quoted=("One.", "Two."), exact="“One.” he said. “Two.”")
    assert words_shown(row, whole=False) == "“One.” […] “Two.”"
    assert words_shown(row, whole=True) == "“One.” he said. “Two.”"


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("one two three", "one two three"),
        (" ".join("w" * 20), " ".join("w" * 20)),
        (" ".join("w" * 21), " ".join("w" * 20) + " […]"),
        # To the end of a clause that comes within six words, but not of one farther off.
        (" ".join("w" * 17) + ", " + " ".join("x" * 9), " ".join("w" * 17) + ", […]"),
        (
            " ".join("w" * 13) + ", " + " ".join("x" * 10),
            " ".join(["w"] * 13) + ", " + "x " * 7 + "[…]",
        ),
        (" ".join("w" * 30) + ", x", " ".join("w" * 20) + " […]"),
        # A claim that follows its verb of saying begins with that verb; one before it, at once.
        (
            f"A {' '.join('t' * 9)} noted that {' '.join('w' * 20)}",
            f"[…] noted that {' '.join('w' * 18)} […]",
        ),
        # What is granted first is left out, and what somebody is called follows at once.
        (
            f"Despite a long line of other words, {' '.join('w' * 20)}",
            f"[…] {' '.join('w' * 20)}",
        ),
        (
            f"A {' '.join('t' * 19)} called the claim wrong",
            "[…] called the claim wrong",
        ),
        (f"{' '.join('w' * 25)}, noted a man of many titles", " ".join("w" * 20) + " […]"),
    ],
)
def test_reported_words_are_shown_up_to_the_end_of_a_clause(exact: str, shown: str) -> None:
    assert words_shown(words_of(mode="indirect", exact=exact), whole=False) == shown
    assert words_shown(words_of(mode="indirect", exact=exact), whole=True) == exact


def test_only_codes_that_say_something_are_said() -> None:
    words = vocabulary()
    assert codes(words_of(), words) == "treaty and talks"
    everything = words_of(
        topics=("treaty_talks", "sovereignty"),
        prospect=-2,
        prospect_object="talks",
        intent=-1,
        stance=-1,
        blame="Japan",
        conditions=("one", "two"),
        forecast=True,
        retrospective=True,
    )
    assert codes(everything, words) == (
        "treaty and talks, sovereignty over the islands; prospect of talks: ruled out now; "
        "intent: refuses; hostile or critical; blames Japan; on condition: one · two; forecast; "
        "said long before the article"
    )
    assert "conciliatory" in codes(words_of(stance=1), words)


def test_what_a_statement_is_chosen_by_is_what_it_is_coded_as() -> None:
    for (name, row), facets in zip(SAID.iterrows(), SHOWN["facets"], strict=False):
        words = vocabulary()
        assert facets["side"] == [words.sides[row["side"]].label], name
        assert facets["prospect"] == [words.prospects[row["prospect"]]], name
        assert facets["stance"] == [words.stances[row["stance"]]], name
        left = bool(row["duplicate_of"]) or row["retrospective"]
        assert facets["counted"] == ["no" if left else "yes"], name


def test_the_statements_that_chapters_quote_are_known_from_their_code(tmp_path: Path) -> None:
    write_notebook(
        tmp_path / "one.ipynb", {"a": 'quote(statements, "tass2021-02")', "b": 'print("rt2024-07")'}
    )
    write_notebook(tmp_path / "two.ipynb", {"a": 'x = 1\nquote(statements, "rt2024-05", "words")'})
    assert quoted_statements(tmp_path) == {"tass2021-02", "rt2024-05"}
    assert {"sputnik2020-03", "tass2021-02"} & quoted_statements() == {
        "sputnik2020-03",
        "tass2021-02",
    }


def test_a_mirror_is_named_and_not_linked() -> None:
    records = ARTICLES
    assert address(records.loc["izvestia2025"], "any words") == ""
    assert address(records.loc["tass2021"], "any words").startswith(
        "https://tass.com/world/1344153#"
    )


def test_a_long_passage_is_found_by_its_two_ends() -> None:
    words = "I think that the issue of peace treaty and territorial dispute will not be resolved"
    start, end = fragment(words).removeprefix("#:~:text=").split(",")
    assert words.startswith(unquote(start)) and words.endswith(unquote(end))


@given(st.text(min_size=1).filter(lambda words: words.strip()))
def test_a_fragment_decodes_to_the_words_and_holds_no_sign_of_its_own(words: str) -> None:
    directive = fragment(words).removeprefix("#:~:text=")
    parts = directive.split(",")
    assert len(parts) in (1, 2)
    assert all("-" not in part and "&" not in part and " " not in part for part in parts)
    line = words.strip().split("\n")[0]
    assert line.startswith(unquote(parts[0])) and line.endswith(unquote(parts[-1]))
