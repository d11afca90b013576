"""The tables that chapters show: computed from the coded data, and at one with each other."""

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.statements import counted, statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.exhibit import spelt
from unsigned_treaty.findings import record, sources
from unsigned_treaty.findings.blame import blame
from unsigned_treaty.findings.conditions import conditions
from unsigned_treaty.findings.numbers import corpus, of_article
from unsigned_treaty.findings.prospects import judged, prospects
from unsigned_treaty.findings.speakers import of_articles, sides, voices

KEYS = list(articles.catalogue().index)


def test_the_counts_of_the_articles_sum_to_the_corpus() -> None:
    whole = corpus()
    parts = [of_article(key) for key in KEYS]
    for name in ("statements", "direct", "RU_gov_words", "JP_expert_words", "faults", "claims"):
        assert sum(part[name] for part in parts) == whole[name], name
    assert sum(part["quoted"] for part in parts) == whole["quoted_words"]


def test_voices_sides_and_articles_count_the_same_statements() -> None:
    frame = statements()
    spoken = voices(frame)
    assert spoken["statements"].sum() == sides(frame)["statements"].sum()
    assert (
        spoken["statements"].sum()
        == sum(len(counts["statements"]) for counts in blame().values())
        == corpus()["statements"]
    )
    by_article = sum(voices(of_articles(key))["statements"].sum() for key in KEYS)
    assert by_article == spoken["statements"].sum()


def test_quoted_reported_and_background_words_make_up_each_article() -> None:
    found = sources.shares()
    parts = found[["quoted", "reported", "background"]].sum(axis="columns")
    assert (parts == found["words"]).all()
    assert (found >= 0).all(axis=None)


def test_prospects_count_every_judgement_once_and_never_mix_objects() -> None:
    assert prospects(statements()).to_numpy().sum() == len(judged(statements()))
    assert set(judged(statements())["prospect_object"]) <= {"treaty", "talks", "normalisation"}


def test_repetitions_and_retrospective_statements_are_left_out_of_counts() -> None:
    left = counted(statements())
    assert "sputnik2020-02" not in left.index  # repeats the stand-first word for word
    assert "tass2026-13" not in left.index  # said in March 2022, printed in February 2026


def test_every_counted_condition_is_in_the_matrix() -> None:
    wanted = {
        (name, condition)
        for name, condition in tables.table("conditions")[["statement", "condition"]].itertuples(
            index=False
        )
        if name in counted(statements()).index
    }
    shown = {(name, row.condition) for row in conditions().itertuples() for name in row.ids}
    assert shown == wanted


def test_verdicts_and_faults_count_every_row() -> None:
    assert record.verdicts().to_numpy().sum() == len(tables.table("facts"))
    assert record.artefact_counts().to_numpy().sum() == len(tables.table("artefacts"))


def test_the_medians_of_no_code_are_taken_over_unaddressed_prospects() -> None:
    assert 9 not in prospects(statements()).columns


def test_a_changed_code_moves_the_tables_that_rest_on_it() -> None:
    frame = statements()
    before = prospects(frame).loc["treaty", -1]
    frame.loc["sputnik2020-05", "prospect"] = 2
    after = prospects(frame)
    assert after.loc["treaty", -1] == before - 1
    assert after.loc["treaty", 2] == 1


def test_numbers_are_words_to_twelve_and_digits_beyond() -> None:
    assert [spelt(n) for n in (0, 1, 12, 13, 1430)] == ["no", "one", "twelve", "13", "1,430"]


def test_shares_are_per_cent_of_what_is_quoted() -> None:
    spoken = voices(of_articles("tass2021"))
    assert spoken.loc[spoken["speaker"] == "Taisuke Abiru", "share"].item() == 100
    assert isinstance(spoken, pd.DataFrame)
