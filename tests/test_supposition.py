"""Supposition: what moves where a statement is coded otherwise, and what does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest

from conftest import contents_of, run_treaty, shorten
from executed import counted, figure, notebook, table
from unsigned_treaty.build import execution, kept, supposition
from unsigned_treaty.coding import read_statements
from unsigned_treaty.coding.statements import supposed
from unsigned_treaty.exhibits.table import table as real_table
from unsigned_treaty.findings import held_or_intended
from unsigned_treaty.project import chapters
from unsigned_treaty.project.faults import Refused

SAID = read_statements()
CODES = {"tass2021-02": {"prospect": "-1"}}


def refusal(words: list[str], coding: str = "") -> str:
    with pytest.raises(Refused) as refused:
        supposition.suppose(supposition.parsed(words), coding)
    return str(refused.value)


def test_codes_are_read_from_words_after_their_statement() -> None:
    words = ["tass2021-02", "prospect=-1", "stance=1", "rt2024-07", "conditions=a=b"]
    assert supposition.parsed(words) == {
        "tass2021-02": {"prospect": "-1", "stance": "1"},
        "rt2024-07": {"conditions": "a=b"},
    }
    assert supposition.parsed([]) == {}


@pytest.mark.parametrize(
    ("words", "coding", "message"),
    [
        ("", "", "suppose: say what to suppose"),
        ("", "fifth", "suppose: fifth: no such coding; there are first, second, third, fourth"),
        ("tass2021-02", "", "suppose: tass2021-02: no code is given; write one"),
        ("prospect=-1", "", "suppose: prospect=-1: write a statement's id, then its codes"),
        ("tass2021-02 prospect", "", "suppose: prospect: write a statement's id"),
        ("tass2021-20 prospect=1", "", "suppose: tass2021-20: no such statement; near it"),
        ("tass2021-02 prospect=3", "", "suppose: tass2021-02: prospect is"),
        ("tass2021-02 speaker=x", "", "suppose: tass2021-02: speaker: no code"),
        ("tass2021-02 prospect=9", "", "prospect_object is none where prospect and intent are 9"),
    ],
)
def test_what_cannot_be_supposed_is_refused_before_anything_runs(
    words: str, coding: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> None:
        pytest.fail("a chapter was executed")

    monkeypatch.setattr(execution, "execute", never)
    monkeypatch.setattr(kept, "current", never)
    said = refusal(words.split(), coding)
    assert message in said and "\n" not in said


def changes(before: Any, after: Any) -> list[str]:
    return list(supposition.differences(notebook("", before), notebook("", after)))


def test_each_number_that_moves_is_said_from_what_to_what() -> None:
    assert changes(counted(a="two", b="six"), counted(a="three", b="six")) == [
        "numbers: n-a: two -> three"
    ]


def test_each_cell_of_a_table_that_moves_is_said_by_its_row_and_column() -> None:
    before = table("tab-a", ["Abe", "2"], ["Kishida", "3"], ["Kishida", "4"])
    after = table("tab-a", ["Kishida", "3"], ["Kishida", "5"], ["Suga", "1"])
    assert changes(before, after) == [
        "tab-a: Abe: the row is gone",
        "tab-a: Kishida, How many: 4 -> 5",
        "tab-a: Suga: a new row, 1",
    ]
    assert changes(before, before) == []


def test_each_clause_of_a_figures_words_that_moves_is_said() -> None:
    before = figure("fig-a", "the treaty unlikely: A; talks possible: B; all else")
    after = figure("fig-a", "the treaty possible: A; talks possible: B; all else; more")
    assert changes(before, after) == [
        "fig-a: the treaty unlikely: A -> the treaty possible: A",
        "fig-a: nothing -> more",
    ]


def test_an_exhibit_that_is_new_or_gone_is_said() -> None:
    assert changes(table("tab-a"), table("tab-b")) == ["tab-a: is gone", "tab-b: is new"]


def test_a_sentence_that_cites_a_changed_statement_is_named_without_its_links(
    tmp_path: Path,
) -> None:
    said = (
        "Abiru sees none ([tass2021-02](register.ipynb#tass2021-02)).\n"
        "Another line ([tass2021-03](register.ipynb#tass2021-03))."
    )
    nbformat.write(notebook(said), tmp_path / "abe.ipynb")
    (line,) = supposition.arguing(["tass2021-02"], tmp_path)
    assert line.endswith("abe.ipynb: Abiru sees none (tass2021-02).")
    assert list(supposition.arguing([], tmp_path)) == []


def stub(order: str = "{}") -> dict[Path, nbformat.NotebookNode]:
    """Every chapter as one table of what is held, computed of the statements as supposed."""
    held = held_or_intended(supposed(SAID, json.loads(order)))
    made = {}
    for path in chapters.chapters():
        rows = held[held["article"] == "tass2021"] if path.stem == "suga-kishida" else held[:1]
        shown = rows.drop(columns="id").set_index("speaker")
        content = real_table(shown, "tab-held", "What is held", on=SAID).content
        made[path] = notebook("", dict(content))
    return made


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters that are quick to execute, against the book's own statements."""

    def execute(paths: list[Path], environment: Mapping[str, str]) -> Any:
        return stub(environment["UNSIGNED_TREATY_SUPPOSED"])

    monkeypatch.setattr(execution, "execute", execute)
    monkeypatch.setattr(kept, "current", lambda paths: stub())


@pytest.mark.usefixtures("stubbed")
def test_one_code_moves_the_cell_it_decides_and_names_the_sentences_that_argue_with_it() -> None:
    lines = supposition.suppose(CODES)
    assert lines[:2] == [
        "book/suga-kishida.ipynb",
        "  tab-held: Taisuke Abiru, Prospect: ruled out now -> unlikely",
    ]
    assert lines[2] == "these sentences rest on a code that is supposed to be otherwise:"
    assert lines[3:] and all(line.startswith("  book/") for line in lines[3:])
    sentences = list(supposition.arguing(["tass2021-02"]))
    assert lines[3:] == [f"  {sentence}" for sentence in sentences]


@pytest.mark.usefixtures("stubbed")
def test_a_code_that_is_as_it_was_moves_nothing() -> None:
    assert supposition.suppose({"tass2021-02": {"prospect": "-2"}}) == ["nothing moves"]


@pytest.mark.usefixtures("stubbed")
def test_a_whole_coding_may_be_supposed() -> None:
    lines = supposition.suppose({}, "second")
    assert lines[-1] != "nothing moves" and "these sentences rest on" in "\n".join(lines)


@pytest.mark.book
def test_chapters_are_executed_with_the_supposed_code_and_no_file_changes(project: Path) -> None:
    shorten(project, "short", {"one": "1"}, "suga-kishida", "across", "register")
    before = contents_of(project)
    done = run_treaty(project, "suppose", "tass2021-02", "prospect=-1")
    assert done.returncode == 0, done.stderr
    moved, _, sentences = done.stdout.partition("these sentences rest on a code that is supposed")
    assert (
        "  fig-prospects: the treaty ruled out now: Taisuke Abiru in TASS 2021, 1 statement -> "
        "the treaty unlikely: Taisuke Abiru in TASS 2021, 1 statement, not in every coding\n"
    ) in moved
    assert "  tab-register: tass2021-02, Codes: " in moved
    assert "  book/suga-kishida.ipynb: " in sentences and "*ruled out now*" in sentences
    assert contents_of(project) == before
