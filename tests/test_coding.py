"""The coding: rules of a row, boundaries, supposed codes, tables, the vocabulary, codings."""

from __future__ import annotations

import ast
import json
import re
import shutil
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from conftest import read_rows, write_rows
from small_corpus import write_corpus, write_table
from small_frames import STATEMENT, statements
from unsigned_treaty.build import check
from unsigned_treaty.coding import read_coding, read_statements, read_table, suppose, tables
from unsigned_treaty.coding.codebook import STATEMENT_ID, TABLES, Event, Fact, Statement
from unsigned_treaty.coding.codebook import dictionary as described
from unsigned_treaty.coding.statements import CODES, as_cell, counted, disagreements, supposed
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import articles, read_articles
from unsigned_treaty.project import dates, paths
from unsigned_treaty.project.faults import Refused

SAID = read_statements()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the coded tables, with their vocabulary."""
    shutil.copy(paths.VOCABULARY, tmp_path)
    return Path(shutil.copytree(paths.DATA, tmp_path / "data"))


def refused(make: Any, *arguments: Any, **named: Any) -> list[str]:
    """What is said of what is refused, a line for each fault."""
    with pytest.raises(Refused) as refusal:
        make(*arguments, **named)
    return [str(fault) for fault in refusal.value.faults]


def row(**cells: Any) -> Any:
    """A statement of tass2021, sound but for what is given."""
    sound = {"quoted": ("It is so",), **cells}
    return next(statements({"tass2021-01": sound}).itertuples(index=False))


# Rules of a row


def test_a_sound_row_contradicts_nothing() -> None:
    assert disagreements(row(), "2021-09-30") == []


DAYS = {
    # Against an article of 31 January 2024: 31 days before it, 32 days, its own day, a day later.
    ("2023-12-31", False): "",
    ("2023-12-31", True): "here 31",
    ("2023-12-30", True): "",
    ("2023-12-30", False): "here 32",
    ("2024-01-31", False): "",
    ("2024-02-01", False): "statement_date 2024-02-01 is after the article; mend one",
    ("2024-02-01", True): "statement_date 2024-02-01 is after the article; mend one",
}


@pytest.mark.parametrize(("day", "retrospective"), DAYS)
def test_a_statement_is_retrospective_from_the_32nd_day_before_its_article(
    day: str, retrospective: bool
) -> None:
    said = disagreements(row(statement_date=day, retrospective=retrospective), "2024-01-31")
    wanted = DAYS[day, retrospective]
    assert [message for message in said if wanted in message] == said
    assert len(said) == bool(wanted)


def test_of_an_article_between_two_days_the_first_decides_on_time_and_the_last_on_order() -> None:
    span = "2025-10-24/2025-10-26"
    for day, retrospective in (("2025-09-23", False), ("2025-09-22", True), ("2025-10-26", False)):
        sound = row(statement_date=day, retrospective=retrospective)
        assert disagreements(sound, span) == []
    (message,) = disagreements(row(statement_date="2025-10-27"), span)
    assert "is after the article" in message


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"article": "tass2026"}, "the id does not begin with the article's citation key"),
        ({"quoted": ()}, "a direct statement has quoted words"),
        ({"partial_quote": True}, "partial_quote is true for an indirect statement"),
        ({"mode": "indirect"}, "partial_quote is true for an indirect statement"),
        ({"prospect": 0}, "prospect_object is none where prospect and intent are 9"),
        ({"intent": 1, "side": "JP_gov"}, "prospect_object is none where prospect and intent"),
        ({"prospect_object": "treaty"}, "prospect_object is none where prospect and intent"),
        ({"intent": 1, "prospect_object": "treaty"}, "intent is coded for officials only"),
        ({"note": "draft; who?"}, "still a draft"),
        ({"note": "draft"}, "still a draft"),
        ({"duplicate_of": "tass2021-01"}, "names the statement itself"),
    ],
)
def test_a_row_that_contradicts_itself_is_named(cells: dict[str, Any], message: str) -> None:
    (said,) = disagreements(row(**cells), "2021-09-30")
    assert message in said


@pytest.mark.parametrize(
    "cells",
    [
        {"mode": "indirect", "quoted": ()},
        {"mode": "indirect", "partial_quote": True},
        {"prospect": 0, "prospect_object": "talks"},
        {"intent": -1, "prospect_object": "talks", "side": "RU_gov"},
        {"note": "no draft; decided"},
        {"duplicate_of": "tass2021-02"},
    ],
)
def test_a_row_that_keeps_the_rules_is_not_named(cells: dict[str, Any]) -> None:
    assert disagreements(row(**cells), "2021-09-30") == []


def test_what_is_counted_repeats_nothing_and_is_not_of_long_before() -> None:
    said = statements(
        {
            "rt2024-01": {},
            "rt2024-02": {"duplicate_of": "rt2024-01"},
            "rt2024-03": {"retrospective": True},
            "rt2024-04": {"forecast": True},
        }
    )
    assert list(counted(said).index) == ["rt2024-01", "rt2024-04"]
    # In the book itself.
    left = counted(SAID).index
    assert "sputnik2020-02" not in left  # repeats the stand-first word for word
    assert "tass2026-13" not in left  # said in March 2022, printed in February 2026


# Statements in their articles


def small_row(article: str, name: str, exact: str, **cells: str) -> dict[str, str]:
    """A row of statements.csv as its file has it."""
    sound = {column: as_cell(value) for column, value in STATEMENT.items()}
    own = {column: sound.get(column, "") for column in Statement.model_fields}
    about = {"id": name, "article": article, "exact": exact, "occurrence": ""}
    return {**own, "mode": "indirect", "speaker": "a voice", **about, **cells}


SPEAKER = {**dict.fromkeys(TABLES["speakers"].model_fields, ""), "name": "a voice", "kind": "group"}
TEXT = "First words here.\n\nA voice says no. Then “yes, we can” it says.\nA voice says no. End."


def small(folder: Path, *rows: dict[str, str]) -> Path:
    """A corpus of one article with some statements; its data folder."""
    write_corpus(folder, {"own2025": TEXT}, {"statements": [*rows], "speakers": [SPEAKER]})
    shutil.copy(paths.VOCABULARY, folder / "book")
    return folder


def read_small(folder: Path) -> pd.DataFrame:
    return read_statements(data=folder / "book" / "data", seeds=folder / "seeds")


def test_statements_are_found_measured_and_put_in_the_order_of_their_places(tmp_path: Path) -> None:
    second = small_row("own2025", "own2025-01", "A voice says no.", occurrence="2")
    first = small_row(
        "own2025",
        "own2025-02",
        "Then “yes, we can” it says.",
        quoted="yes, we can",
        partial_quote="true",
    )
    frame = read_small(small(tmp_path, second, first))
    assert list(frame.index) == list(frame["id"]) == ["own2025-02", "own2025-01"]
    assert frame.index.name == "statement"
    measures = ["start", "end", "paragraph", "words", "quoted_words", "quoted_at"]
    assert [tuple(row) for row in frame[measures].itertuples(index=False)] == [
        (36, 63, 2, 6, 3, ((42, 53),)),
        (64, 80, 3, 4, 0, ()),
    ]
    assert TEXT[42:53] == "yes, we can" and TEXT[64:80] == "A voice says no."
    assert set(frame[measures[:5]].dtypes.astype(str)) == {"int64"}


def test_statements_that_share_a_single_character_are_refused(tmp_path: Path) -> None:
    one = small_row("own2025", "own2025-01", "First words here.\n\nA voice says no.")
    other = small_row("own2025", "own2025-02", "A voice says no. Then", occurrence="")
    lines = refused(read_small, small(tmp_path, one, other))
    assert [line.rpartition(".csv: ")[2] for line in lines] == [
        "own2025-02: overlaps own2025-01; shorten one of them",
    ]


def test_statements_that_touch_do_not_overlap(tmp_path: Path) -> None:
    one = small_row("own2025", "own2025-01", "First words here.\n\n")
    assert "blank" in refused(read_small, small(tmp_path / "a", one))[0]
    one = small_row("own2025", "own2025-01", "First words here.")
    other = small_row("own2025", "own2025-02", "Then “yes, we can” it says.", quoted="yes, we can")
    other["partial_quote"] = "true"
    third = small_row("own2025", "own2025-03", "A voice says no. End.")
    assert len(read_small(small(tmp_path / "b", one, other, third))) == 3


def test_an_id_of_three_digits_is_an_id_like_the_others(tmp_path: Path) -> None:
    names = [f"own2025-{number}" for number in ("99", "100", "101")]
    assert all(STATEMENT_ID.fullmatch(name) for name in names)
    exacts = ["First words here.", "Then “yes, we can” it says.", "A voice says no. End."]
    rows = [small_row("own2025", name, exact) for name, exact in zip(names, exacts, strict=True)]
    rows[1] |= {"quoted": "yes, we can", "partial_quote": "true"}
    assert list(read_small(small(tmp_path, *rows)).index) == names


@pytest.mark.parametrize(
    "name", ["rt2024-1", "rt2024-001", "rt2024-0100", "2024rt-01", "rt-2024-01"]
)
def test_an_id_of_another_form_is_none(name: str) -> None:
    assert not STATEMENT_ID.fullmatch(name)


def test_the_ids_of_an_article_count_beyond_a_hundred_without_a_gap() -> None:
    used = {f"rt2024-{number:02}" for number in range(1, 102)}
    assert check.id_faults({"statements": used, "retired": set()}, "file") == []
    (fault,) = check.id_faults({"statements": used - {"rt2024-100"}, "retired": set()}, "file")
    assert fault.record == "rt2024-100"
    assert (
        check.id_faults({"statements": used - {"rt2024-100"}, "retired": {"rt2024-100"}}, "file")
        == []
    )


# Dates


@pytest.mark.parametrize(
    "text", ["20260214", "2026-W07-6", "2026-2-14", "2026-045", "14.2.2026", " 2026-02-14", "2026"]
)
def test_a_day_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a day is written YYYY-MM-DD$"):
        dates.checked_day(text)


def test_a_day_that_no_calendar_has_is_refused() -> None:
    for text in ("2025-02-29", "2025-13-01", "2025-00-10"):
        with pytest.raises(ValueError):
            dates.checked_day(text)
    assert dates.checked_day("2024-02-29") == "2024-02-29"
    assert dates.checked_day("") == ""


@pytest.mark.parametrize(
    "text", ["1956", "1956-10", "1956-10-19", "1945/1956", "1945-02/1945", "2022/2022-03-21", ""]
)
def test_a_date_is_a_day_month_year_or_span(text: str) -> None:
    assert dates.checked_date(text) == text


BACKWARDS = "^the end of a span is before its beginning$"
FORMS = "^a date is YYYY, YYYY-MM or YYYY-MM-DD, or first/last$"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022/2020", BACKWARDS),
        ("1956-10/1956-09", BACKWARDS),
        ("2020-05/2020-04-30", BACKWARDS),
        ("1/2/3", FORMS),
        ("2020/2021/2022", FORMS),
        ("2020-5", FORMS),
        ("20200501", FORMS),
        ("2020/", FORMS),
        ("2020?", FORMS),
        ("2020-13", "month"),
    ],
)
def test_a_date_of_another_form_or_that_ends_before_it_begins_is_refused(
    text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        dates.checked_date(text)


@pytest.mark.parametrize(
    "text",
    ["2025-10-26/2025-10-24", "2025-10/2025-11", "a", "", "2025-10-01/2025-10-02/2025-10-03"],
)
def test_an_articles_date_is_a_day_or_two_in_order(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a date is a day, YYYY-MM-DD, or an interval"):
        dates.checked_days(text)
    for sound in ("2025-10-24", "2025-10-24/2025-10-26", "2025-10-24/2025-10-24"):
        assert dates.checked_days(sound) == sound


def test_dates_are_written_as_readers_meet_them() -> None:
    assert dates.written("2026-11-01") == "1 November 2026"
    assert dates.written("2026-11-20") == "20 November 2026"
    assert dates.written("2019-03") == "March 2019"
    assert dates.written("1956") == "1956"
    assert dates.first_day("1945-02/1945-08").isoformat() == "1945-02-01"


def test_today_is_the_day_where_it_is_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        """At a quarter past ten in the morning of 30 November, in Greenwich."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            assert tz is UTC
            return cls(2026, 11, 30, 10, 15, tzinfo=tz)

    monkeypatch.setattr(dates, "datetime", Clock)
    assert dates.today() == date(2026, 12, 1)  # on Kiritimati, fourteen hours ahead
    monkeypatch.setattr(Clock, "now", classmethod(lambda cls, tz: cls(2026, 11, 30, 9, 45)))
    assert dates.today() == date(2026, 11, 30)


# Tables


EVENT = {"id": "event-trial", "article": "rt2024", "exact": "x", "date": "1956", "name": "n"}


def event(
    folder: Path, cells: dict[str, str], columns: list[str] | None = None
) -> tuple[Any, list[str]]:
    """One row of events.csv, read: the frame, and what is wrong."""
    names = columns or list(Event.model_fields)
    file = folder / "events.csv"
    write_table(file, names, [{**dict.fromkeys(names, ""), **EVENT, **cells}])
    frame, faults = tables.read(file, Event)
    return frame, [fault.message for fault in faults]


def test_the_columns_of_a_table_stand_in_any_order_and_a_row_is_named_by_its_id(
    tmp_path: Path,
) -> None:
    turned = list(Event.model_fields)[::-1]
    frame, wrong = event(tmp_path, {}, turned)
    assert wrong == [] and list(frame.columns) == turned[::-1]
    assert frame.loc[0, ["id", "date", "name"]].to_list() == ["event-trial", "1956", "n"]
    assert frame.at[0, "occurrence"] == 0 and frame["occurrence"].dtype == "int64"
    file = tmp_path / "events.csv"
    write_table(file, turned, [{**dict.fromkeys(turned, ""), **EVENT, "date": "1956/1945"}])
    (fault,) = tables.read(file, Event)[1]
    assert fault.record == "event-trial"
    assert fault.message.startswith("date is '1956/1945': ")
    assert tables.names(file) == {"event-trial"}


def test_statements_in_another_order_of_columns_are_the_same_statements(data: Path) -> None:
    rows = read_rows(data / "statements.csv")
    write_rows(data / "statements.csv", [dict(reversed(row.items())) for row in rows])
    pd.testing.assert_frame_equal(read_statements(data=data), SAID)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"date": "2022/2020"}, "the end of a span is before its beginning"),
        ({"date": ""}, "date is empty; fill in the cell"),
        ({"name": ""}, "name is empty; fill in the cell"),
        ({"name": " n"}, "name has a blank before or after ' n'; take it out"),
        ({"occurrence": "01"}, "a whole number is wanted"),
        ({"occurrence": "1.0"}, "a whole number is wanted"),
        ({"id": "trial"}, "id is 'trial'"),
        ({"article": "RT2024"}, "article is 'RT2024'"),
    ],
)
def test_a_cell_that_the_codebook_does_not_allow_is_named(
    cells: dict[str, str], message: str, tmp_path: Path
) -> None:
    _, (wrong,) = event(tmp_path, cells)
    assert message in wrong


def test_a_cell_with_several_values_is_a_tuple_and_a_flag_is_true_or_false(tmp_path: Path) -> None:
    frame, _ = event(tmp_path, {"sources": "a | b"})
    assert frame.at[0, "sources"] == ("a", "b")
    facts = read_table("facts")
    assert facts["qualified"].dtype == "bool"
    names = list(Fact.model_fields)
    row = read_rows(paths.DATA / "facts.csv")[0] | {"qualified": "True"}
    write_table(tmp_path / "facts.csv", names, [row])
    (fault,) = tables.read(tmp_path / "facts.csv", Fact)[1]
    assert "qualified is 'True': " in fault.message and "true or false" in fault.message


def test_a_table_is_refused_as_a_whole_where_one_row_is_faulty(data: Path) -> None:
    rows = read_rows(data / "facts.csv")
    rows[1]["verdict"] = "agreed"
    rows[2]["claim"] = ""
    write_rows(data / "facts.csv", rows)
    lines = refused(read_table, "facts", data)
    assert [line.split(": ")[1] for line in lines] == [rows[1]["id"], rows[2]["id"]]


def test_the_dictionary_names_every_column_and_the_values_it_allows() -> None:
    columns = described(Statement).set_index("column")
    assert list(columns.index) == list(Statement.model_fields)
    assert columns.at["mode", "values"] == "direct, indirect"
    assert columns.at["prospect", "values"] == "-2, -1, 0, 1, 2, 9"
    assert "-2 ruled out now" in columns.at["prospect", "meaning"]
    assert columns.at["prospect_object", "values"] == "treaty, talks, normalisation, none"
    assert columns.at["forecast", "values"] == "true, false"
    assert columns.at["quoted", "values"] == "joined by |"
    assert columns.at["speaker", "values"] == "text"
    assert columns.at["occurrence", "values"] == "whole number or empty"


# Supposed codes


def test_a_supposed_code_changes_one_cell_and_the_frame_that_is_given_stays() -> None:
    before = SAID.copy(deep=True)
    otherwise = suppose(SAID, "tass2021-02", prospect=-1)
    pd.testing.assert_frame_equal(SAID, before)
    assert SAID.at["tass2021-02", "prospect"] == -2
    assert otherwise.at["tass2021-02", "prospect"] == -1
    assert otherwise["prospect"].dtype == "int64"
    changed = (otherwise != SAID).any(axis=None)
    assert changed and (otherwise.drop(columns="prospect") == SAID.drop(columns="prospect")).all(
        axis=None
    )
    others = otherwise["prospect"].drop("tass2021-02")
    assert (others == SAID["prospect"].drop("tass2021-02")).all()


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"prospect": "1"}, 1),
        ({"prospect": 1}, 1),
        ({"forecast": True}, True),
        ({"forecast": "true"}, True),
        ({"blame": "both"}, "both"),
        ({"topics": ("sovereignty", "us_alliance")}, ("sovereignty", "us_alliance")),
        ({"topics": ["sovereignty"]}, ("sovereignty",)),
        ({"topics": "sovereignty | us_alliance"}, ("sovereignty", "us_alliance")),
        ({"conditions": ()}, ()),
        ({"conditions": "if asked"}, ("if asked",)),
    ],
)
def test_a_code_is_supposed_as_the_frame_or_as_the_table_has_it(
    given: dict[str, Any], value: Any
) -> None:
    (column,) = given
    assert suppose(SAID, "tass2021-02", **given).at["tass2021-02", column] == value


def test_several_codes_are_supposed_together_where_one_alone_would_contradict_the_rest() -> None:
    (line,) = refused(suppose, SAID, "tass2021-02", prospect=9)
    assert "prospect_object is none where prospect and intent are 9" in line
    otherwise = suppose(SAID, "tass2021-02", prospect=9, prospect_object="none")
    assert otherwise.loc["tass2021-02", ["prospect", "prospect_object"]].to_list() == [9, "none"]


@pytest.mark.parametrize(
    ("statement", "codes", "message"),
    [
        ("tass2021-20", {"prospect": 1}, "no such statement; near it: tass2021-07"),
        ("", {"prospect": 1}, "no such statement; near it: none"),
        ("tass2021-02", {"speaker": "x"}, "speaker: no code; the codes are topics, prospect"),
        ("tass2021-02", {"b": 1, "a": 1}, "a, b: no code"),
        ("tass2021-02", {"prospect": 3}, "prospect is 3: Value error, is none of -2, -1, 0"),
        ("tass2021-02", {"prospect": "likely"}, "a whole number is wanted"),
        ("tass2021-02", {"prospect": 1.0}, "a whole number is wanted"),
        ("tass2021-02", {"topics": ()}, "topics is '': "),
        ("tass2021-02", {"topics": "treaty"}, "is none of treaty_talks"),
        ("tass2021-02", {"forecast": "yes"}, "true or false is wanted"),
        ("tass2021-02", {"intent": 1}, "intent is coded for officials only"),
    ],
)
def test_a_supposition_that_the_codebook_does_not_allow_is_refused(
    statement: str, codes: dict[str, Any], message: str
) -> None:
    (line,) = refused(suppose, SAID, statement, **codes)
    assert line.startswith(": ".join(filter(None, ("suppose", statement)))) and message in line


def test_every_statement_may_be_supposed_to_be_as_it_is() -> None:
    for name, given in SAID.iterrows():
        same = suppose(SAID, str(name), **{column: given[column] for column in CODES})
        pd.testing.assert_frame_equal(same, SAID)


def test_codes_of_several_statements_are_supposed_at_once() -> None:
    codes = {"tass2021-02": {"prospect": "-1"}, "rt2024-07": {"blame": "both"}}
    frame = supposed(SAID, {"codes": codes})
    wanted = suppose(suppose(SAID, "tass2021-02", prospect=-1), "rt2024-07", blame="both")
    pd.testing.assert_frame_equal(frame, wanted)
    pd.testing.assert_frame_equal(supposed(SAID, {}), SAID)


def test_a_whole_coding_is_supposed_and_single_codes_upon_it() -> None:
    second = read_coding("second")
    frame = supposed(SAID, {"coding": "second"})
    shared = [name for name in second.index if name in frame.index]
    assert len(shared) > 20
    assert list(frame.loc[shared, "prospect"]) == list(second.loc[shared, "prospect"])
    own = {"coding": "second", "codes": {"tass2021-02": {"blame": "US"}}}
    assert supposed(SAID, own).at["tass2021-02", "blame"] == "US"


def test_statements_are_read_with_the_codes_that_are_supposed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = json.dumps({"codes": {"tass2021-02": {"prospect": "-1"}}})
    monkeypatch.setenv("UNSIGNED_TREATY_SUPPOSED", order)
    assert read_statements().at["tass2021-02", "prospect"] == -1
    # A chapter of other articles has none of them to change.
    own = read_statements(read_articles("post-2022"))
    pd.testing.assert_frame_equal(own, SAID[SAID["article"] == "rt2024"])


# The codings


def test_a_coding_that_is_not_there_is_refused_by_name() -> None:
    assert refused(read_coding, "fifth") == [
        "book/data/codings: fifth: no such coding; there are first, second, third, fourth"
    ]


def test_every_unit_of_every_coding_stands_where_it_says() -> None:
    texts = read_articles()["text"]
    for name in ("first", "second", "third", "fourth"):
        for unit in read_coding(name).itertuples():
            assert texts[unit.article][unit.start : unit.end] == unit.exact, (name, unit.Index)


def test_a_unit_that_is_not_in_its_article_is_refused(data: Path) -> None:
    rows = read_rows(data / "codings" / "third.csv")
    rows[3]["exact"] += "x"
    write_rows(data / "codings" / "third.csv", rows)
    (line,) = refused(read_coding, "third", data=data)
    assert rows[3]["unit"] in line and "not in the article" in line


def test_a_unit_that_stands_several_times_is_found_by_its_characters(data: Path) -> None:
    file = data / "codings" / "third.csv"
    text = articles.text("tass2021")
    first = text.index("Russia")
    second = text.index("Russia", first + 1)
    rows = read_rows(file)
    place = next(n for n, row in enumerate(rows) if row["article"] == "tass2021")
    rows[place] |= {"exact": "Russia", "start": str(second), "end": str(second + 6)}
    write_rows(file, rows)
    assert read_coding("third", data=data).loc[rows[place]["unit"], ["start", "end"]].to_list() == [
        *(second, second + 6),
    ]
    rows[place] |= {"start": str(second + 1), "end": str(second + 7)}
    write_rows(file, rows)
    (line,) = refused(read_coding, "third", data=data)
    assert "stands" in line and "times in the article" in line


# The vocabulary


def written_vocabulary(folder: Path, old: str = "", new: str = "") -> Path:
    """A copy of the book's vocabulary with one change."""
    text = paths.VOCABULARY.read_text(encoding="utf-8")
    assert old in text
    file = folder / "codebook.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_the_words_of_each_list_are_those_of_the_file(tmp_path: Path) -> None:
    words = vocabulary(written_vocabulary(tmp_path, '"ruled out now"', '"out of the question"'))
    assert words.words("prospects")[-2] == "out of the question"
    assert words.words("sides")["RU_gov"] == "Russian government"
    assert words.sides["RU_gov"].official and not words.sides["RU_expert"].official
    assert vocabulary().words("prospects")[-2] == "ruled out now"


def test_a_vocabulary_that_is_missing_is_refused_in_one_line(tmp_path: Path) -> None:
    (line,) = refused(vocabulary, tmp_path / "codebook.toml")
    assert line.endswith("codebook.toml: the file is missing; restore it")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[sides]", "[sides", "codebook.toml: not TOML ("),
        ("[topics]", "[topicz]", "topics: Field required; mend the entry"),
        ("[topics]", "[topicz]", "topicz: Extra inputs are not permitted; mend the entry"),
        ('treaty = "the treaty"', 'treaty = ""', "objects.treaty: "),
        ('"-2" = "ruled', '"low" = "ruled', "prospects.low"),
        ('short = "media"', 'brief = "media"', "sides.media.brief: Extra inputs"),
        ("official = true", 'official = "perhaps"', "sides.RU_gov.official: "),
    ],
)
def test_a_vocabulary_of_another_shape_is_refused_by_the_entry(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    lines = refused(vocabulary, written_vocabulary(tmp_path, old, new))
    assert [line for line in lines if message in line], lines
    assert not [line for line in lines if "\n" in line]


def test_a_vocabulary_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_bytes(b'[periods]\na = "\xff"\n')
    (line,) = refused(vocabulary, tmp_path / "codebook.toml")
    assert line.endswith("codebook.toml: not UTF-8 (byte 0xff in line 2); save it as UTF-8")


def test_a_table_is_held_to_the_vocabulary_of_its_own_book(data: Path) -> None:
    written_vocabulary(data.parent, 'US = "the United States"', 'USA = "the United States"')
    rows = read_rows(data / "statements.csv")
    rows[0]["blame"] = "USA"
    write_rows(data / "statements.csv", rows)
    frame, faults = tables.read(data / "statements.csv", Statement)
    assert frame.at[0, "blame"] == "USA"
    assert {fault.message.split(":")[0] for fault in faults} <= {"blame is 'US'"}


def test_a_faulty_vocabulary_is_said_once_for_a_table_and_no_row_is_read(data: Path) -> None:
    written_vocabulary(data.parent, "[topics]", "[topicz]")
    frame, faults = tables.read(data / "statements.csv", Statement)
    assert len(frame) == 0
    assert {fault.file.rpartition("/")[2] for fault in faults} == {"codebook.toml"}


def test_no_person_of_the_book_is_written_into_the_library() -> None:
    """What belongs to this book is data; an example in a docstring is no code."""
    people = [name.split()[-1] for name in people_named()]
    wrong = []
    for file in sorted((paths.ROOT / "scripts").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = set(re.findall(r"\w+", node.value))
                # A text of several lines is a docstring.
                told = "\n" in node.value
                wrong += [(file.name, name) for name in people if name in words and not told]
    assert wrong == []


def people_named() -> list[str]:
    """Every person whom the articles name or let speak."""
    speakers = read_table("speakers")
    return list(speakers[speakers["kind"] == "person"]["name"])
