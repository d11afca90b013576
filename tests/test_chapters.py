"""What the chapters compute in their own cells, held to the coded tables row by row."""

from __future__ import annotations

import pytest

from chapter_cells import exhibits, rows
from unsigned_treaty.coding import CODINGS, read_statements, read_table, vocabulary
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.project import chapters, paths

SAID = read_statements()
FLOOR = SAID[SAID["duplicate_of"] == ""]
ARTICLES = read_articles()


def ids(**codes: object) -> set[str]:
    """The statements that are so coded, repetitions left out."""
    chosen = FLOOR
    for column, code in codes.items():
        chosen = chosen[chosen[column] == code]
    return set(chosen.index)


def test_the_table_of_blame_counts_each_side_by_what_it_says() -> None:
    columns: dict[str, dict[str, object]] = {
        "Blame Japan": {"blame": "Japan"},
        "Blame Russia": {"blame": "Russia"},
        "Blame both": {"blame": "both"},
        "Conciliatory": {"stance": 1},
        "Critical": {"stance": -1},
    }
    shown = rows("across", "tab-blame")
    labels = vocabulary().words("sides")
    assert set(shown) == {labels[side] for side in FLOOR["side"].unique()}
    for side in FLOOR["side"].unique():
        row = shown[labels[side]]
        assert row["Statements"] == ids(side=side)
        for column, codes in columns.items():
            assert row[column] == ids(side=side, **codes), (side, column)
    assert ids(stance=1) and ids(stance=-1)


def test_every_counted_condition_is_in_the_table_with_who_would_have_to_act() -> None:
    shown = rows("across", "tab-conditions")
    words = vocabulary().words("actors")
    named = read_table("conditions")
    counted = SAID[(SAID["duplicate_of"] == "") & ~SAID["retrospective"]].index
    named = named[named["statement"].isin(counted)]
    assert set(shown) == set(named["condition"])
    for condition, acts in named.groupby("condition")["must_act"]:
        assert shown[condition]["Must act"] in {words[act] for act in acts}


def test_the_table_of_verdicts_counts_the_claims_of_each_article() -> None:
    facts = read_table("facts")
    shown = rows("sources", "tab-verdicts")
    columns = {
        "Verified": "verified",
        "Imprecise": "imprecise",
        "Contradicted": "contradicted",
        "Could not be verified": "not_verified",
    }
    for key, record in ARTICLES.iterrows():
        own = facts[facts["article"] == key]["verdict"]
        row = shown[record["shorthand"]]
        for column, verdict in columns.items():
            number = (own == verdict).sum()
            assert row[column] == (str(number) if number else set()), (key, column)


def test_the_shares_of_an_article_make_it_up() -> None:
    for short, row in rows("sources", "tab-shares").items():
        words, quoted, reported, background = (
            int(str(row[column] or 0).replace(",", ""))
            for column in ("Words", "Quoted", "Reported", "Background")
        )
        assert quoted + reported + background == words, short
        assert row["Quoted per cent"] == str(round(100 * quoted / words))


def test_the_pairs_of_codings_in_the_method_are_all_there_and_each_is_of_two() -> None:
    names = [*CODINGS, "final"]
    pairs = {f"{a}–{b}" for n, a in enumerate(names) for b in names[n + 1 :]}
    shown = rows("method", "tab-agreement")
    assert set(shown) == pairs
    assert {row["Prospect"].split()[0] for row in shown.values()} != {"1.00"}


def test_the_narrower_table_of_abe_names_only_his_article_and_counts_other_codings() -> None:
    shown = rows("abe", "tab-abe-prospects")
    judged = FLOOR[(FLOOR["article"] == "sputnik2020") & (FLOOR["prospect"] != 9)]
    assert set(shown) == set(judged["speaker"])


@pytest.mark.parametrize("chapter", [path.stem for path in chapters.chapters()])
def test_a_quotation_is_credited_to_its_own_article_alone(chapter: str) -> None:
    for name, exhibit in exhibits(chapter).items():
        if exhibit.content["kind"] != "quotation":
            continue
        keys = [part["key"] for part in exhibit.content["rests_on"] if part["kind"] == "article"]
        assert keys == [exhibit.content["article"]], name


def test_a_reading_is_credited_to_its_own_article_alone() -> None:
    readings = 0
    for path in chapters.chapters(paths.BOOK):
        for name, exhibit in exhibits(path.stem).items():
            if name.endswith("-reading"):
                keys = {p["key"] for p in exhibit.content["rests_on"] if p["kind"] == "article"}
                assert keys == {name.removeprefix("fig-").removesuffix("-reading")}
                readings += 1
    assert readings
