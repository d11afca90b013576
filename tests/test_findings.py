"""The findings: each function on a few rows written by hand, its result beside them."""

from __future__ import annotations

import math

import krippendorff
import numpy as np
import pandas as pd
import pytest

from small_frames import articles, by_index, records, statements
from unsigned_treaty import findings
from unsigned_treaty.coding import CODINGS, read_coding, read_statements, read_table
from unsigned_treaty.coding.codings import VARIABLES, matched, recoded
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.exhibits import spelt, table
from unsigned_treaty.findings.agreement import RESAMPLES, SEED, alpha, interval
from unsigned_treaty.findings.speakers import percent

ABIRU = {"speaker": "Taisuke Abiru", "side": "JP_expert"}
ZAKHAROVA = {"speaker": "Maria Zakharova", "side": "RU_gov"}


# Speakers


def test_voices_count_words_statements_and_shares_and_leave_repetitions_out() -> None:
    said = statements(
        {
            "tass2021-01": {**ABIRU, "quoted_words": 30},
            "tass2021-02": {**ABIRU, "mode": "indirect", "quoted_words": 0},
            "rt2024-01": {**ZAKHAROVA, "quoted_words": 60},
            "rt2024-02": {**ZAKHAROVA, "quoted_words": 60, "duplicate_of": "rt2024-01"},
            "rt2024-03": {**ZAKHAROVA, "quoted_words": 30, "retrospective": True},
        }
    )
    voices = findings.voices(said)
    assert list(voices.columns) == [
        *("speaker", "side", "article", "statements", "direct", "quoted_words", "share"),
    ]
    # 90 and 30 of 120 words: three quarters and one, of the sum and not of the most.
    russian, japanese = ("rt2024-01", "rt2024-03"), ("tass2021-01", "tass2021-02")
    assert records(voices) == [
        ("Maria Zakharova", "RU_gov", "rt2024", russian, russian, 90, 75),
        ("Taisuke Abiru", "JP_expert", "tass2021", japanese, ("tass2021-01",), 30, 25),
    ]
    assert voices["quoted_words"].dtype == voices["share"].dtype == "int64"


def test_voices_without_quoted_words_follow_by_number_of_statements_then_by_name() -> None:
    indirect = {"mode": "indirect"}
    said = statements(
        {
            "rt2024-01": {**indirect, "speaker": "Boris"},
            "rt2024-02": {**indirect, "speaker": "Anna"},
            "rt2024-03": {**indirect, "speaker": "Clara"},
            "rt2024-04": {**indirect, "speaker": "Clara"},
        }
    )
    voices = findings.voices(said)
    assert list(voices["speaker"]) == ["Clara", "Anna", "Boris"]
    assert list(voices["direct"]) == [(), (), ()]
    assert list(voices["share"]) == [0, 0, 0]
    assert list(voices.index) == [0, 1, 2]


def test_one_speaker_in_two_articles_or_for_two_sides_has_two_rows() -> None:
    said = statements(
        {
            "tass2021-01": {**ABIRU, "quoted_words": 5},
            "tass2026-01": {**ABIRU, "quoted_words": 4},
            "tass2026-02": {**ABIRU, "side": "media", "quoted_words": 3},
        }
    )
    assert records(findings.voices(said)[["side", "article", "quoted_words"]]) == [
        ("JP_expert", "tass2021", 5),
        ("JP_expert", "tass2026", 4),
        ("media", "tass2026", 3),
    ]


def test_rows_that_are_alike_in_all_else_stand_in_the_order_of_the_statements() -> None:
    said = statements(
        {
            "tass2021-01": {**ABIRU, "quoted_words": 5},
            "rt2024-01": {**ABIRU, "quoted_words": 5},
            "tass2021-02": {**ABIRU, "side": "media", "quoted_words": 5},
        }
    )
    assert records(findings.voices(said)[["side", "article"]]) == [
        ("JP_expert", "tass2021"),
        ("JP_expert", "rt2024"),
        ("media", "tass2021"),
    ]


@pytest.mark.parametrize(
    ("numbers", "shares"),
    [
        ([1, 1, 1], [33, 33, 33]),
        ([3, 1], [75, 25]),
        ([7], [100]),
        ([1], [100]),
        ([0, 0], [0, 0]),
        ([], []),
    ],
)
def test_per_cent_is_of_the_sum(numbers: list[int], shares: list[int]) -> None:
    result = percent(pd.Series(numbers, dtype="int64"))
    assert list(result) == shares
    assert result.dtype == "int64"


# Prospects


def test_a_judgement_is_a_counted_statement_with_a_prospect() -> None:
    said = statements(
        {
            "rt2024-01": {"prospect": -2, "prospect_object": "talks"},
            "rt2024-02": {"prospect": 9},
            "rt2024-03": {"prospect": 0, "prospect_object": "treaty", "retrospective": True},
            "rt2024-04": {"prospect": 0, "prospect_object": "treaty", "duplicate_of": "rt2024-01"},
            "rt2024-05": {"prospect": 9, "intent": 1, "prospect_object": "treaty"},
            "rt2024-06": {"prospect": 0, "prospect_object": "treaty"},
        }
    )
    assert list(findings.judged(said).index) == ["rt2024-01", "rt2024-06"]


# Prospect, intent and whether what the statement makes a condition is one of them.
DEPENDS = {
    (-2, 9): False,
    (-1, 9): False,
    (0, 9): True,
    (1, 9): True,
    (2, 9): True,
    (9, 0): True,
    (9, 1): False,
    (9, -1): False,
    (-1, 0): True,
    (-2, 1): False,
}


@pytest.mark.parametrize(("codes", "depends"), DEPENDS.items())
def test_a_condition_never_stands_beside_a_prospect_that_is_ruled_out(
    codes: tuple[int, int], depends: bool
) -> None:
    prospect, intent = codes
    row = {"prospect": prospect, "intent": intent, "prospect_object": "treaty"}
    said = statements({"rt2024-01": {**row, "conditions": ("if asked",)}})
    held = findings.held_or_intended(said)
    assert records(held[["prospect", "intent", "conditions"]]) == [
        (prospect, intent, ("if asked",) if depends else ())
    ]


def test_what_is_held_or_intended_is_every_judgement_and_every_intent_once() -> None:
    said = statements(
        {
            "rt2024-01": {**ZAKHAROVA, "prospect": -2, "prospect_object": "talks"},
            "rt2024-02": {"intent": 1, "prospect_object": "treaty"},
            "rt2024-03": {},
            "rt2024-04": {"intent": 1, "prospect_object": "treaty", "duplicate_of": "rt2024-02"},
            "rt2024-05": {"prospect": 1, "prospect_object": "treaty", "retrospective": True},
        }
    )
    held = findings.held_or_intended(said)
    assert list(held.columns) == [
        *("speaker", "article", "prospect_object", "prospect", "intent", "id", "conditions"),
    ]
    assert records(held) == [
        ("Maria Zakharova", "rt2024", "talks", -2, 9, "rt2024-01", ()),
        ("Taisuke Abiru", "rt2024", "treaty", 9, 1, "rt2024-02", ()),
    ]


# Conditions


def test_a_condition_is_counted_once_for_each_speaker_article_and_object() -> None:
    said = statements(
        {
            "rt2024-01": ZAKHAROVA,
            "rt2024-02": ZAKHAROVA,
            "rt2024-03": {**ZAKHAROVA, "duplicate_of": "rt2024-01"},
            "rt2024-04": {**ZAKHAROVA, "retrospective": True},
            "tass2026-01": ZAKHAROVA,
            "tass2026-02": ABIRU,
        }
    )
    conditions = pd.DataFrame(
        [
            (name, "sanctions end", "talks", "Japan")
            for name in ["tass2026-02", "rt2024-02", "rt2024-01", "rt2024-03", "rt2024-04"]
        ]
        + [("rt2024-02", "sanctions end", "treaty", "Japan")]
        + [("tass2026-01", "both agree", "treaty", "both")],
        columns=["statement", "condition", "object", "must_act"],
    )
    named = findings.named_conditions(conditions, said)
    assert list(named.columns) == [
        *("article", "speaker", "side", "condition", "must_act", "object", "statements"),
    ]
    who, sanctions = ("Maria Zakharova", "RU_gov"), ("sanctions end", "Japan")
    assert sorted(records(named)) == [
        ("rt2024", *who, *sanctions, "talks", ("rt2024-01", "rt2024-02")),
        ("rt2024", *who, *sanctions, "treaty", ("rt2024-02",)),
        ("tass2026", *who, "both agree", "both", "treaty", ("tass2026-01",)),
        ("tass2026", "Taisuke Abiru", "JP_expert", *sanctions, "talks", ("tass2026-02",)),
    ]
    assert list(named["article"]) == ["rt2024", "rt2024", "tass2026", "tass2026"]


def test_conditions_stand_in_the_order_of_the_statements_and_not_of_the_alphabet() -> None:
    said = statements({"tass2021-01": ZAKHAROVA, "rt2024-01": ABIRU, "rt2024-02": ZAKHAROVA})
    conditions = pd.DataFrame(
        [(name, f"{name} asks", "talks", "Japan") for name in said.index],
        columns=["statement", "condition", "object", "must_act"],
    )
    named = findings.named_conditions(conditions, said)
    assert list(named["statements"]) == [("tass2021-01",), ("rt2024-01",), ("rt2024-02",)]


# Sources


def test_an_article_is_described_by_its_chain_date_and_all_its_statements() -> None:
    printed = articles(
        {
            "tass2021": {"outlet": "TASS", "title": "", "date": "2021-09-30", "words": 321},
            "rt2024": {
                "outlet": "RT",
                "via": "Teller",
                "viakind": "aggregator",
                "datestatus": "inferred",
                "translation": "machine translation",
                "origlanguage": "Russian",
            },
        }
    )
    said = statements({"rt2024-01": {}, "tass2021-01": {}, "rt2024-02": {"duplicate_of": "x"}})
    described = findings.described(printed, said)
    assert list(described.columns) == [
        *("article", "title", "how_it_came_here", "date", "words", "statements"),
    ]
    assert records(described) == [
        (
            *("tass2021", "title not known", "TASS, at its own site", "30 September 2021"),
            *(321, ("tass2021-01",)),
        ),
        (
            *("rt2024", "A title", "RT, by way of Teller; machine translation, from Russian"),
            *("[31 January 2024, inferred]", 100, ("rt2024-01", "rt2024-02")),
        ),
    ]


@pytest.mark.parametrize(
    ("kind", "carried"),
    [("reprint", "reprinted by"), ("aggregator", "by way of"), ("mirror", "at the mirror")],
)
def test_each_kind_of_carrier_is_told_in_its_own_words(kind: str, carried: str) -> None:
    printed = articles({"rt2024": {"via": "Other", "viakind": kind}})
    said = statements({"rt2024-01": {}})
    (told,) = findings.described(printed, said)["how_it_came_here"]
    assert told == f"A paper, {carried} Other"


def test_quoted_reported_and_background_words_make_up_an_article() -> None:
    printed = articles({"tass2021": {"words": 100}, "rt2024": {"words": 50}})
    said = statements(
        {
            "tass2021-01": {"words": 30, "quoted_words": 20},
            "tass2021-02": {"words": 15, "quoted_words": 0},
            # A repetition counts too: its words stand in the article.
            "tass2021-03": {"words": 5, "quoted_words": 5, "duplicate_of": "tass2021-01"},
        }
    )
    shares = findings.shares(printed, said)
    assert list(shares.columns) == ["words", "quoted", "reported", "background"]
    assert shares.index.name == "article"
    assert by_index(shares) == {"tass2021": [100, 25, 25, 50], "rt2024": [50, 0, 0, 50]}
    assert set(shares.dtypes) == {np.dtype("int64")}


def test_words_by_side_add_up_and_keep_the_order_that_is_asked_for() -> None:
    said = statements(
        {
            "rt2024-01": {"side": "RU_gov", "quoted_words": 7},
            "rt2024-02": {"side": "JP_gov", "quoted_words": 2},
            "rt2024-03": {"side": "RU_gov", "quoted_words": 5},
            "rt2024-04": {"side": "RU_gov", "quoted_words": 5, "duplicate_of": "rt2024-03"},
            "abe2020-01": {"side": "JP_gov", "quoted_words": 3, "retrospective": True},
            "abe2020-02": {"side": "media", "quoted_words": 9},
        }
    )
    words = findings.words_by_side(said, ["JP_gov", "third_expert", "RU_gov"])
    assert list(words.columns) == ["JP_gov", "third_expert", "RU_gov"]
    assert by_index(words) == {"rt2024": [2, 0, 12], "abe2020": [3, 0, 0]}
    assert list(words.index) == ["rt2024", "abe2020"]
    assert set(words.dtypes) == {np.dtype("int64")}


# The record


def test_claims_that_simply_agree_are_left_out_and_qualified_ones_are_not() -> None:
    facts = pd.DataFrame(
        [
            ("a", "verified", False, "It was so.", "", ("page1",)),
            ("b", "verified", True, "It was so.", "But not all of it.", ("page2", "page3")),
            ("c", "contradicted", False, "It was not so.", "", ()),
            ("d", "not_verified", True, "", "Nothing was found.", ()),
        ],
        columns=["claim", "verdict", "qualified", "finding", "note", "sources"],
    )
    assert records(findings.differing(facts)) == [
        ("b", "verified", "It was so. But not all of it.", ("page2", "page3")),
        ("c", "contradicted", "It was not so.", ()),
        ("d", "not_verified", "Nothing was found.", ()),
    ]
    assert list(findings.differing(facts).columns) == ["claim", "verdict", "the_record", "sources"]


def test_a_fate_says_kind_condition_and_horizon_where_they_are_known() -> None:
    forecasts = pd.DataFrame(
        [
            ("A | B", "forecast", "no treaty", "", "2021", "held", "None came.", "rt2024-01"),
            ("C", "readiness", "talks", "sanctions end", "", "open", "Not yet.", ""),
        ],
        columns=[
            *("who", "kind", "what", "condition", "horizon", "status", "evidence", "statement"),
        ],
    ).assign(sources=[("page1",), ()])
    fates = findings.fates(forecasts)
    assert list(fates.columns) == [
        *("who", "what", "statement", "status", "what_became_of_it", "sources"),
    ]
    assert records(fates) == [
        (
            *("A and B", "Forecast: no treaty; by when: 2021", "rt2024-01"),
            *("held", "None came.", ("page1",)),
        ),
        ("C", "Readiness: talks, if sanctions end", "", "open", "Not yet.", ()),
    ]


def test_a_tally_has_every_article_and_value_in_the_order_that_is_given() -> None:
    rows = pd.DataFrame(
        [("rt2024", "verified"), ("rt2024", "verified"), ("tass2021", "imprecise")],
        columns=["article", "verdict"],
    )
    order = pd.Index(["tass2021", "izvestia2025", "rt2024"])
    tally = findings.tally(rows, "verdict", ["contradicted", "imprecise", "verified"], order)
    assert list(tally.columns) == ["contradicted", "imprecise", "verified"]
    assert list(tally.index) == ["tass2021", "izvestia2025", "rt2024"]
    assert by_index(tally) == {
        "tass2021": [0, 1, 0],
        "izvestia2025": [0, 0, 0],
        "rt2024": [0, 0, 2],
    }


# Names


def namings() -> pd.DataFrame:
    text = "The Kurils are far. “The Kurils, our Kurils,” he said. Southern Kurils."
    printed = articles({"rt2024": {"text": text}, "tass2021": {"text": "Kurils, he said."}})
    said = statements({"rt2024-01": {"quoted_at": ((21, 43),)}, "tass2021-01": {}})
    assert text[21:43] == "The Kurils, our Kurils"
    terms = pd.DataFrame(
        [
            ("rt2024", "islands", "Kurils", "narrator"),
            ("rt2024", "islands", "Kurils", "speaker"),
            ("rt2024", "islands", "Kurils", "speaker"),  # another occurrence of the same
            ("rt2024", "islands", "The Kurils", "narrator"),
            ("rt2024", "treaty", "Southern Kurils", "narrator"),
            ("tass2021", "islands", "Kurils", "speaker"),
        ],
        columns=["article", "object", "exact", "whose"],
    ).assign(occurrence=range(6))
    return findings.namings(terms, printed, said)


def test_a_naming_is_a_speakers_inside_quoted_words_and_the_narrators_outside() -> None:
    named = namings()
    assert list(named.columns) == ["article", "object", "exact", "whose", "count"]
    assert records(named) == [
        ("rt2024", "islands", "Kurils", "narrator", 2),
        ("rt2024", "islands", "Kurils", "speaker", 2),
        ("rt2024", "islands", "The Kurils", "narrator", 1),
        ("rt2024", "treaty", "Southern Kurils", "narrator", 1),
        ("tass2021", "islands", "Kurils", "speaker", 0),
    ]


def test_a_naming_at_the_very_edge_of_quoted_words_is_inside_or_outside_of_them() -> None:
    printed = articles({"rt2024": {"text": "one two one"}})
    said = statements({"rt2024-01": {"quoted_at": ((0, 8),)}})
    terms = pd.DataFrame(
        [("rt2024", "war", "one", "speaker"), ("rt2024", "war", "one", "narrator")],
        columns=["article", "object", "exact", "whose"],
    )
    assert list(findings.namings(terms, printed, said)["count"]) == [1, 1]


def test_an_article_without_statements_is_described_with_none() -> None:
    printed = articles({"rt2024": {}, "tass2021": {}})
    described = findings.described(printed, statements({"rt2024-01": {}}))
    assert list(described["statements"]) == [("rt2024-01",), ()]
    exhibit = table(described, "tab-trial", "A caption").content
    assert [row[-1] for row in exhibit["rows"]] == [
        [{"text": "1", "statements": "rt2024-01"}], [{"text": "0"}],
    ]  # fmt: skip


def test_an_article_without_statements_has_a_narrator_only() -> None:
    terms = pd.DataFrame(
        [("tass2021", "war", "one", "narrator")], columns=["article", "object", "exact", "whose"]
    )
    printed = articles({"tass2021": {"text": "one two one"}})
    assert list(findings.namings(terms, printed, statements({"rt2024-01": {}}))["count"]) == [2]


def test_a_family_is_the_narrators_where_the_narrator_uses_any_of_its_names() -> None:
    named = pd.DataFrame(
        [
            ("rt2024", "Southern Kurils", "speaker"),
            ("rt2024", "Kuril ridge", "narrator"),
            ("rt2024", "disputed Kurils", "speaker"),  # the first pattern that fits has it
            ("tass2021", "the North", "narrator"),  # fits no pattern
            ("sputnik2020", "Kurils", "speaker"),
        ],
        columns=["article", "exact", "whose"],
    )
    used = findings.families(named, {"disputed …": "disputed", "Kuril …": "Kuril", "none": "zzz"})
    assert list(used.columns) == ["disputed …", "Kuril …", "none"]
    assert by_index(used) == {
        "rt2024": ["speaker", "narrator", ""],
        "tass2021": ["", "", ""],
        "sputnik2020": ["", "speaker", ""],
    }


# Reuse


def test_words_are_reused_in_runs_of_five_and_no_fewer() -> None:
    printed = articles({"rt2024": {"text": "One two, three four five six seven eight nine ten"}})
    four = findings.reused(printed, ["one two three four zero", "seven eight nine ten"])
    five = findings.reused(printed, ["zero ONE two three “four” five zero"])
    six = findings.reused(printed, ["one two three four five", "two three four five six"])
    assert [by_index(frame)["rt2024"] for frame in (four, five, six)] == [
        [10, 0, 0],
        [10, 5, 50],
        [10, 6, 60],
    ]
    assert list(six.columns) == ["words", "shown", "share"]
    assert six.index.name == "article" and set(six.dtypes) == {np.dtype("int64")}
    whole = findings.reused(printed, printed["text"])
    assert by_index(whole)["rt2024"] == [10, 10, 100]


def test_an_article_of_fewer_than_five_words_is_never_reused() -> None:
    printed = articles({"rt2024": {"text": "One two three four"}})
    assert by_index(findings.reused(printed, printed["text"]))["rt2024"] == [4, 0, 0]


# Agreement


def test_alpha_of_a_small_table_is_what_the_formula_gives_by_hand() -> None:
    # Units a/a, a/b, b/b, b/b. Coincidences: aa 2, ab 1, ba 1, bb 4; of 8 values 3 are a, 5 are b.
    # Observed disagreement 2/8, expected 2·3·5/(8·7) = 30/56; alpha = 1 − 14/30 = 8/15.
    codes = np.array([[0, 0, 1, 1], [0, 1, 1, 1]])
    assert alpha(codes) == pytest.approx(8 / 15)


def test_alpha_is_nothing_where_no_value_varies_and_below_nought_where_all_is_crossed() -> None:
    assert math.isnan(alpha(np.array([[0, 0], [0, 0]])))
    # Units a/b, b/a: observed 1, expected 2·2·2/(4·3) = 2/3.
    assert alpha(np.array([[0, 1], [1, 0]])) == pytest.approx(-0.5)


@pytest.mark.parametrize("seed", range(4))
def test_the_interval_holds_alpha_of_each_sample_as_the_package_computes_it(seed: int) -> None:
    chance = np.random.default_rng(seed)
    first = chance.integers(0, 3, 23)
    codes = np.stack([first, np.where(chance.random(23) < 0.7, first, chance.integers(0, 3, 23))])
    drawn = np.random.default_rng(SEED).integers(0, 23, (RESAMPLES, 23))
    sampled = [
        krippendorff.alpha(codes[:, units], level_of_measurement="nominal") for units in drawn
    ]
    assert interval(codes) == pytest.approx(tuple(np.quantile(sampled, [0.025, 0.975])))


def test_a_sample_in_which_nothing_varies_counts_as_full_agreement() -> None:
    # Nine units alike and one not: where a sample of ten has that one k times, alpha is
    # 1 − 19/(20 − k), and 1 where it has it not; in 2.5 of 100 samples k is three or more.
    units = np.array([[0] * 9 + [1], [0] * 10])
    assert interval(units) == pytest.approx((1 - 19 / 17, 1.0))


def test_the_interval_of_full_agreement_and_of_none_has_no_width() -> None:
    assert interval(np.array([[0, 1, 2], [0, 1, 2]])) == (1.0, 1.0)
    assert interval(np.array([[0, 1], [1, 0]])) == (-0.5, -0.5)
    assert all(map(math.isnan, interval(np.array([[0, 0], [0, 0]]))))


PLACES = {"rt2024-01": (0, 10), "rt2024-02": (10, 20), "rt2024-03": (20, 30), "rt2024-04": (30, 40)}


def coding(**columns: list[object]) -> pd.DataFrame:
    """Four units side by side, with some columns of codes."""
    return statements(
        {
            name: {"start": start, "end": end, **{c: v[place] for c, v in columns.items()}}
            for place, (name, (start, end)) in enumerate(PLACES.items())
        }
    )


def test_a_coding_agrees_with_itself_wholly_and_with_another_less() -> None:
    one = coding(side=["RU_gov", "RU_gov", "JP_gov", "JP_gov"])
    other = coding(side=["RU_gov", "JP_gov", "JP_gov", "JP_gov"])
    same, less = findings.agreement(one, one), findings.agreement(one, other)
    assert list(same.index) == list(VARIABLES) and same.index.name == "variable"
    assert list(same.columns) == ["alike", "of", "alpha", "low", "high"]
    assert list(same.loc["side"]) == [4, 4, 1.0, 1.0, 1.0]
    assert list(less.loc["side"])[:3] == [3, 4, pytest.approx(8 / 15)]
    assert less.at["side", "low"] < less.at["side", "alpha"] < less.at["side", "high"]
    # What does not vary has no alpha, and all of it is alike.
    assert less.at["blame", "alike"] == 4 and math.isnan(less.at["blame", "alpha"])


def test_topics_are_compared_as_sets_and_conditions_by_whether_there_are_any() -> None:
    one = coding(
        topics=[("a", "b"), ("a",), ("a", "b"), ("b",)], conditions=[("x",), (), ("x", "y"), ()]
    )
    other = coding(
        topics=[("b", "a"), ("a", "b"), ("a",), ("b",)], conditions=[("z",), ("z",), ("y",), ()]
    )
    alike = findings.agreement(one, other)["alike"]
    assert alike["topics"] == 2 and alike["conditions"] == 3


def test_only_units_that_both_have_are_compared() -> None:
    one = coding(side=["RU_gov", "RU_gov", "JP_gov", "JP_gov"])
    frame = findings.agreement(one, one.iloc[:3])
    assert set(frame["of"]) == {3} and set(frame["alike"]) == {3}


@pytest.mark.parametrize(
    ("place", "same"),
    [
        ((0, 10), True),
        ((5, 15), True),  # shares 5 of 10: exactly half
        ((6, 16), False),  # shares 4 of 10
        ((5, 16), False),  # shares 5 of the longer one's 11
        ((0, 20), True),  # all of the shorter, half of the longer
        ((0, 21), False),
        ((10, 20), False),
        ((12, 14), False),
    ],
)
def test_two_units_are_one_where_they_share_half_of_the_longer(
    place: tuple[int, int], same: bool
) -> None:
    one = statements({"rt2024-01": {"start": 0, "end": 10}})
    other = statements({"rt2024-07": {"start": place[0], "end": place[1]}})
    wanted = [("rt2024-01", "rt2024-07")] if same else []
    assert records(matched(one, other)) == wanted
    assert records(matched(other, one)) == [pair[::-1] for pair in wanted]


def test_units_of_other_articles_are_never_the_same() -> None:
    assert len(matched(statements({"rt2024-01": {}}), statements({"tass2021-01": {}}))) == 0


def test_a_unit_is_matched_once_with_the_one_it_shares_most_with() -> None:
    one = statements({"rt2024-01": {"start": 0, "end": 20}, "rt2024-02": {"start": 20, "end": 30}})
    other = statements(
        {
            "rt2024-05": {"start": 0, "end": 10},
            "rt2024-06": {"start": 8, "end": 20},
            "rt2024-07": {"start": 20, "end": 28},
        }
    )
    assert records(matched(one, other)) == [("rt2024-01", "rt2024-06"), ("rt2024-02", "rt2024-07")]


def test_recoded_statements_take_the_codes_of_the_same_units_and_keep_the_others() -> None:
    one = coding(prospect=[0, 0, 0, 0], topics=[("a",)] * 4)
    other = coding(prospect=[-2, 1, 2, -1], topics=[("a", "b")] * 4).iloc[[0, 2]]
    other.index = ["u1", "u2"]
    changed = recoded(one, other)
    assert list(changed["prospect"]) == [-2, 0, 2, 0]
    assert list(changed["topics"]) == [("a", "b"), ("a",), ("a", "b"), ("a",)]
    assert list(one["prospect"]) == [0, 0, 0, 0]
    assert list(changed["exact"]) == list(one["exact"])


def test_each_pair_of_codings_is_compared_once_on_each_variable() -> None:
    codings = {
        "a": coding(blame=["Japan", "none", "none", "none"]),
        "b": coding(blame=["Japan", "Japan", "none", "none"]).iloc[:3],
        "c": coding().iloc[2:],
    }
    frame = findings.pairwise(codings)
    assert list(frame.columns) == [
        *("pair", "units", "found", "variable", "alike", "of", "alpha", "low", "high"),
    ]
    sizes = frame.drop_duplicates("pair")[["pair", "units", "found"]]
    assert records(sizes) == [("a–b", 3, 4), ("a–c", 2, 4), ("b–c", 1, 4)]
    assert list(frame.index) == list(range(3 * len(VARIABLES)))
    blame = frame[frame["variable"] == "blame"]
    assert list(blame["alike"]) == [2, 2, 1]


def test_a_count_is_taken_under_each_coding_and_told_as_a_span() -> None:
    codings = {"first": coding(blame=["Japan", "Japan", "none", "none"]), "final": coding()}
    counts = findings.under_each(codings, lambda frame: (frame["blame"] == "Japan").sum())
    assert counts.to_dict() == {"first": 2, "final": 0}
    assert counts.dtype == "int64"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([2, 6, 3], "two to six"),
        ([4, 4], "four"),
        ([12, 5], "five to twelve"),
        ([13, 8], "8 to 13"),
        ([40], "40"),
        ([0, 1], "no to one"),
    ],
)
def test_a_span_is_in_words_only_where_both_numbers_are(counts: list[int], words: str) -> None:
    assert findings.span(pd.Series(counts), spelt) == words


# The book's own rows


def test_sides_and_articles_count_the_same_words_in_the_book() -> None:
    said = read_statements()
    sides = findings.words_by_side(said, sorted(said["side"].unique()))
    voices = findings.voices(said)
    assert sides.to_numpy().sum() == voices["quoted_words"].sum()
    assert sides.sum(axis="columns").to_dict() == (
        voices.groupby("article")["quoted_words"].sum().to_dict()
    )
    assert (findings.shares(read_articles(), said) >= 0).all(axis=None)


def test_every_fault_and_claim_of_the_book_is_in_a_tally() -> None:
    order = read_articles().index
    for name, column in (("facts", "verdict"), ("artefacts", "kind")):
        rows = read_table(name)
        counts = findings.tally(rows, column, sorted(rows[column].unique()), order)
        assert counts.to_numpy().sum() == len(rows)


def test_no_coding_of_the_book_agrees_wholly_with_another() -> None:
    codings = {name: read_coding(name) for name in CODINGS}
    frame = findings.pairwise(codings)
    assert frame["pair"].nunique() == 6
    assert ((frame["alpha"] < 1) | frame["alpha"].isna()).any()
    alike = frame.groupby("pair")[["alike", "of"]].sum()
    assert (alike["alike"] < alike["of"]).all()
