"""What a chapter shows: what each value is shown as, and what an exhibit rests on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from small_frames import statements
from unsigned_treaty.coding import read_statements, read_table, vocabulary
from unsigned_treaty.coding.codebook import STATUSES, VERDICTS
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits import numbers, quote, spelt, table
from unsigned_treaty.exhibits.cells import Link, Strong, Web, code_words, day, number, runs
from unsigned_treaty.exhibits.evidence import citable, kind_of, names_in, rests_on
from unsigned_treaty.exhibits.jupyter import html_of, plain_of
from unsigned_treaty.exhibits.quotation import calls
from unsigned_treaty.exhibits.table import heading
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Refused

KEYS = citable()
SAID = read_statements()


def shown(frame: pd.DataFrame, on: Any = "tass2021") -> Mapping[str, Any]:
    """What a table of a frame shows."""
    return table(frame, "tab-trial", "A trial", on=on).content


def texts(frame: pd.DataFrame) -> list[list[str]]:
    """The cells of a table as a reader reads them."""
    rows = shown(frame)["rows"]
    return [["".join(run["text"] for run in cell) for cell in row] for row in rows]


# Numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345, "12,345"),
        (np.int64(12345), "12,345"),
        (np.int32(1000), "1,000"),
        (999, "999"),
        (0, "0"),
        (-2, "−2"),
        (np.int64(-12345), "−12,345"),
        (0.5, "0.50"),
        (np.float64(-0.126), "−0.13"),
        (np.float32(0.5), "0.50"),
        (1234.5, "1,234.50"),
        (float("nan"), "–"),
        (True, "True"),
        (np.bool_(False), "False"),
        ("12345", "12345"),
        ("-2", "-2"),
        (None, "None"),
    ],
)
def test_a_number_is_shown_as_readers_write_it(value: Any, text: str) -> None:
    assert number(value) == text


def test_numbers_are_words_to_twelve_and_digits_beyond() -> None:
    words = [spelt(n) for n in (0, 1, 2, 11, 12, 13, 1430, -1)]
    assert words == ["no", "one", "two", "eleven", "twelve", "13", "1,430", "-1"]


def test_a_date_is_written_out_and_an_unknown_one_is_a_dash() -> None:
    assert [day(text) for text in ("2026-02-09", "2019-03", "1956", "")] == [
        *("9 February 2026", "March 2019", "1956", "–"),
    ]


# Cells


def test_a_citation_key_is_a_link_under_its_short_name() -> None:
    assert runs("tass2021", KEYS) == [{"text": "TASS 2021", "ref": "tass2021"}]
    key, (kind, short) = next(item for item in KEYS.items() if item[1][0] == "page")
    assert kind == "page"
    assert runs(key, KEYS) == [{"text": short, "ref": key}]


def test_a_statements_id_is_a_link_and_that_of_no_article_is_text() -> None:
    assert runs("tass2021-02", KEYS) == [{"text": "tass2021-02", "ref": "tass2021-02"}]
    assert runs("tass1999-02", KEYS) == [{"text": "tass1999-02"}]


def test_a_tuple_of_ids_is_their_number_and_names_them() -> None:
    assert runs(("tass2021-02", "rt2024-104"), KEYS) == [
        {"text": "2", "statements": "tass2021-02 rt2024-104"}
    ]
    many = tuple(f"rt2024-{n:02}" for n in range(1, 1001))
    assert runs(many, KEYS)[0]["text"] == "1,000"


def test_several_keys_are_links_and_several_words_stand_one_after_another() -> None:
    assert runs(("tass2021", "rt2024"), KEYS) == [
        {"text": "TASS 2021", "ref": "tass2021"},
        {"text": "; "},
        {"text": "RT 2024", "ref": "rt2024"},
    ]
    assert runs(("one", "two"), KEYS) == [{"text": "one"}, {"text": " · "}, {"text": "two"}]
    assert runs((), KEYS) == [{"text": "–"}]
    # Ids among other things are no count.
    mixed = runs(("tass2021-02", "tass2021"), KEYS)
    assert [run["text"] for run in mixed] == ["tass2021-02", " · ", "TASS 2021"]


def test_links_addresses_and_strong_words_are_parts_of_a_cell() -> None:
    cell = [Strong("Wrong"), ", ", Link("see there", "tab-x"), Web("a page", "https://a.example/")]
    assert runs(cell, KEYS) == [
        {"text": "Wrong", "strong": "true"},
        {"text": ", "},
        {"text": "see there", "ref": "tab-x"},
        {"text": "a page", "address": "https://a.example/"},
    ]


def test_codes_are_shown_in_the_words_of_the_codebook_by_the_name_of_their_column() -> None:
    frame = pd.DataFrame(
        {
            "side": ["RU_gov"],
            "prospect": [-2],
            "stance": [1],
            "topics": [("sovereignty",)],
            "topic": [("sovereignty", "us_alliance")],
            "status": ["condition_unmet"],
            "other": ["RU_gov"],
        }
    )
    assert texts(frame) == [
        [
            *("Russian government", "ruled out now", "conciliatory", "sovereignty"),
            "sovereignty over the islands · alliance with the United States",
            *("its condition was not met", "RU_gov"),
        ]
    ]


def test_conciliatory_is_never_shown_as_hostile() -> None:
    words = code_words(vocabulary())["stance"]
    assert words[1] == "conciliatory" and words[-1] == "hostile or critical"


def test_every_verdict_and_status_of_the_codebook_has_words_and_one_truth() -> None:
    words = code_words(vocabulary())
    assert words["verdict"] == VERDICTS
    assert words["status"] == STATUSES
    assert set(read_table("facts")["verdict"]) <= set(VERDICTS)
    assert set(read_table("forecasts")["status"]) <= set(STATUSES)


# Tables


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("quoted_words", "Quoted words"),
        ("share", "Share"),
        ("US_share", "US share"),
        ("RT 2024", "RT 2024"),
        ("The article prints", "The article prints"),
        ("others: the treaty", "Others: the treaty"),
        ("blame Japan", "Blame Japan"),
        ("", ""),
    ],
)
def test_a_columns_name_is_its_heading(name: str, words: str) -> None:
    assert heading(name) == words


def test_a_named_index_heads_the_rows_and_another_is_not_shown() -> None:
    frame = pd.DataFrame({"words": [1, 2]}, index=pd.Index(["a", "b"], name="speaker"))
    named, bare = shown(frame), shown(frame.rename_axis(None))
    assert named["headed"] and [c["label"] for c in named["columns"]] == ["Speaker", "Words"]
    assert not bare["headed"] and [c["label"] for c in bare["columns"]] == ["Words"]
    assert texts(frame) == [["a", "1"], ["b", "2"]]


NUMERIC = {
    "whole numbers": ([1, 20000], True),
    "negative and decimal": ([-1.5, 2.0], True),
    "counts of statements": ([("tass2021-02",), ()], True),
    "a dash among numbers": ([1.0, float("nan")], True),
    "dashes only": ([float("nan"), float("nan")], False),
    "empty tuples only": ([(), ()], False),
    "words": (["1 of 2", "3"], False),
    "a year and a word": ([1956, "undated"], False),
}


@pytest.mark.parametrize("kind", NUMERIC)
def test_a_column_is_numeric_where_it_holds_numbers_and_not_dashes_alone(kind: str) -> None:
    values, numeric = NUMERIC[kind]
    (column,) = shown(pd.DataFrame({"x": values}))["columns"]
    assert column["numeric"] is numeric


def test_where_statements_are_counted_none_is_nought_and_no_dash() -> None:
    counts = pd.DataFrame({"statements": [("tass2021-02", "tass2021-03"), ()], "sources": [(), ()]})
    assert texts(counts) == [["2", "–"], ["0", "–"]]
    by_group = pd.DataFrame({"statements": pd.Series({"a": ("tass2021-02",)})}, index=["a", "b"])
    assert texts(by_group) == [["1"], ["0"]]


def test_a_frame_that_is_shown_stays_as_it_is() -> None:
    frame = pd.DataFrame({"side": ["RU_gov"], "statements": [("tass2021-02",)]})
    before = frame.copy(deep=True)
    shown(frame)
    pd.testing.assert_frame_equal(frame, before)


# Evidence


def test_a_name_is_told_by_what_there_is_of_that_name() -> None:
    page = next(key for key, (kind, _) in KEYS.items() if kind == "page")
    kinds = {
        "tass2021": "article",
        "tass2021-02": "statement",
        "tass2021-104": "statement",
        page: "page",
        "book/data/facts.csv": "file",
        "requirements.lock": "file",
        "tass1999": "",
        "tass1999-02": "",
        "tass2021-2": "",
        "tass2021-002": "",
        "book/data/none.csv": "",
        "book/data": "",
        "Taisuke Abiru": "",
        "": "",
    }
    assert {name: kind_of(name, KEYS) for name in kinds} == kinds


@pytest.mark.parametrize(
    "name", ["../x.csv", "book/../requirements.lock", "/etc/hosts.conf", "C:\\x.csv", "./Makefile"]
)
def test_a_file_outside_the_project_is_no_evidence(name: str) -> None:
    assert kind_of(name, KEYS) == ""


def test_a_file_beside_the_project_is_no_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "beside.csv").touch()
    (tmp_path / "project" / "own.csv").touch()
    monkeypatch.setattr(paths, "ROOT", tmp_path / "project")
    assert kind_of("own.csv", KEYS) == "file"
    assert kind_of("beside.csv", KEYS) == kind_of("../beside.csv", KEYS) == ""


def test_names_are_found_in_frames_columns_lists_and_links_of_any_depth() -> None:
    frame = pd.DataFrame(
        {"a": ["x", "y"], "n": [1, 2], "b": [("z", ["w"]), Link("shown", "led to")]},
        index=pd.Index(["i", "j"], name="key"),
    )
    assert list(names_in(frame)) == ["i", "j", "x", "y", "z", "w", "led to"]
    assert next(iter(names_in(frame.rename_axis(None)))) == "x"
    assert list(names_in([frame["a"], "one", {"k": "not the value"}, 3, None])) == [
        *("x", "y", "one", "k"),
    ]


def test_an_exhibit_rests_on_articles_first_in_their_order_in_time_then_the_rest_as_found() -> None:
    page = next(key for key, (kind, _) in KEYS.items() if kind == "page")
    named = rests_on("trial", ["book/data/facts.csv", page, "rt2024-07", "tass2021-02"], "rt2024")
    assert named == [
        {"kind": "article", "key": "tass2021"},
        {"kind": "article", "key": "rt2024"},
        {"kind": "statement", "key": "rt2024-07"},
        {"kind": "statement", "key": "tass2021-02"},
        {"kind": "page", "key": page},
        {"kind": "file", "key": "book/data/facts.csv"},
    ]
    assert list(articles.catalogue().index) == [key for key in KEYS if KEYS[key][0] == "article"]


def test_an_exhibit_that_rests_on_nothing_is_refused() -> None:
    frame = pd.DataFrame({"speaker": ["Taisuke Abiru"], "words": [83]})
    for make in (
        lambda: table(frame, "tab-trial", "A trial"),
        lambda: table(frame, "tab-trial", "A trial", on=["tass1999", "none.csv"]),
        lambda: rests_on("tab-trial"),
    ):
        with pytest.raises(Refused) as refused:
            make()
        (fault,) = refused.value.faults
        assert fault.record == "tab-trial" and "rests on nothing" in fault.message
    with pytest.raises(Refused):
        numbers(words=83)


def test_a_table_rests_on_what_its_cells_name_and_on_what_is_stated() -> None:
    frame = pd.DataFrame({"statements": [("rt2024-07",)]})
    assert shown(frame, on="book/data/facts.csv")["rests_on"] == [
        {"kind": "article", "key": "rt2024"},
        {"kind": "statement", "key": "rt2024-07"},
        {"kind": "file", "key": "book/data/facts.csv"},
    ]


# Numbers of sentences


def test_numbers_are_named_for_what_they_count_and_spelt_as_prose_has_them() -> None:
    said = statements({f"tass2021-{n:02}": {} for n in range(1, 14)})
    content = numbers(
        said,
        all_statements=said,
        abe_words=np.int64(3),
        quoted=1430,
        span="two to six",
        countries=np.array(["Japan", "Russia"]),
        none=said[:0],
    ).content
    assert content["values"] == {
        "n-all-statements": "13",
        "n-abe-words": "three",
        "n-quoted": "1,430",
        "n-span": "two to six",
        "n-countries": "two",
        "n-none": "no",
    }
    assert {"kind": "article", "key": "tass2021"} in content["rests_on"]
    assert plain_of(content).startswith("n-all-statements = 13, n-abe-words = three")


def test_two_institutions_have_two_numbers() -> None:
    values = numbers("tass2021", russian_ministry=1, japanese_ministry=2).content["values"]
    assert values == {"n-russian-ministry": "one", "n-japanese-ministry": "two"}


# Quotations


def test_a_quotation_shows_the_quoted_words_who_speaks_and_where() -> None:
    content = quote(SAID, "tass2021-02").content
    row = SAID.loc["tass2021-02"]
    assert content["spans"] == list(row["quoted"]) and content["marked"]
    assert content["manner"] == "Quoted"
    assert (content["speaker"], content["voice"]) == ("Taisuke Abiru", "amber")
    assert content["paragraph"] == row["paragraph"]
    assert content["citation"] == "TASS 2021"
    assert content["warning"] == "" and content["original"] == {}
    assert content["rests_on"] == [
        {"kind": "article", "key": "tass2021"},
        {"kind": "statement", "key": "tass2021-02"},
    ]


def test_an_indirect_statement_is_shown_whole_in_the_narrators_words() -> None:
    name = SAID[(SAID["mode"] == "indirect") & ~SAID["partial_quote"]].index[0]
    content = quote(SAID, name).content
    assert content["spans"] == [SAID.at[name, "exact"]]
    assert not content["marked"] and content["manner"] == "Reported in the narrator's words"


def test_words_of_an_indirect_statement_are_marked_only_inside_its_quotation_marks() -> None:
    inside = quote(SAID, "sputnik2020-03", "see it through").content
    across = quote(SAID, "sputnik2020-03", "his determination").content
    assert inside["marked"] and not across["marked"]


def test_words_from_a_machine_say_so() -> None:
    name = SAID[SAID["article"] == "rt2024"].index[0]
    assert quote(SAID, name).content["warning"] == (
        "Not the speaker's exact words: a machine's English"
    )
    assert quote(SAID, name).content["language"] == "en-t-ru-t0-und"
    assert quote(SAID, "tass2021-02").content["language"] == "en"


def test_the_original_words_bring_their_page_with_them() -> None:
    row = read_table("originals").set_index("id").iloc[0]
    content = quote(SAID, row["statement"], original=row).content
    assert content["original"]["words"] == row["words"]
    assert {"kind": "page", "key": row["source"]} in content["rests_on"]


def test_a_quotation_that_differs_by_one_character_is_refused() -> None:
    with pytest.raises(Refused, match=r"tass2021-02: not in the statement: nearest passage"):
        quote(SAID, "tass2021-02", "there is no prospects")
    with pytest.raises(Refused, match=r"inside a word"):
        quote(SAID, "tass2021-02", "no prospec")


def test_a_statement_that_is_not_there_is_refused_with_those_near_it() -> None:
    with pytest.raises(
        Refused, match=r"tass2021-20: no such statement; near it: tass2021-07, tass2021-06, "
    ):
        quote(SAID, "tass2021-20")
    with pytest.raises(Refused, match=r"near it: none"):
        quote(SAID, "!")


@pytest.mark.parametrize(
    ("source", "called"),
    [
        ('quote(statements, "tass2021-02")', [("tass2021-02", "")]),
        ('quote(statements, "tass2021-02", "no prospect")', [("tass2021-02", "no prospect")]),
        ('quote(s, "a-01", words="b")\nquote(s, "c-02")', [("a-01", "b"), ("c-02", "")]),
        ('quote(s, "a-01", "b " "c")', [("a-01", "b c")]),
        ("quote(s, name)", []),
        ('other(s, "a-01")', []),
        ("quote(", []),
    ],
)
def test_the_quotations_of_a_cell_are_read_from_its_code(
    source: str, called: list[tuple[str, str]]
) -> None:
    assert list(calls(source)) == called


def test_jupyter_heads_rows_and_sets_numbers_to_the_right() -> None:
    frame = pd.DataFrame({"words": [12345]}, index=pd.Index(["tass2021"], name="article"))
    page = html_of(shown(frame))
    assert '<th scope="row" style="text-align:left;vertical-align:top">TASS 2021</th>' in page
    assert '<td style="text-align:right;vertical-align:top">12,345</td>' in page
