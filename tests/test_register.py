"""The register of quotations, and the addresses that open a page at the quoted words."""

from urllib.parse import unquote

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from unsigned_treaty.coding import read_statements, read_table
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.corpus.text_links import address, fragment
from unsigned_treaty.exhibits.register import register

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
    codes = cell(SHOWN["rows"][4], "Codes")
    assert "prospect of the treaty: unlikely" in codes
    assert "blames both positions" in codes


def test_a_retired_id_keeps_its_row_and_says_what_replaced_it() -> None:
    gone = pd.DataFrame(
        {"id": ["tass2021-90"], "replaced_by": [("tass2021-02",)], "reason": ["Two were one."]}
    )
    shown = register(SAID, ARTICLES, gone, ORIGINALS, set()).content
    assert shown["addresses"][-1] == "tass2021-90"
    said = "".join(run["text"] for part in shown["rows"][-1] for run in part)
    assert "Retired. Two were one. See tass2021-02." in said


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
