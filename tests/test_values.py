"""Values: a number or label in a sentence is the one that is computed, and none is unused."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from executed import counted, figure, notebook, stored, table
from unsigned_treaty.build import values
from unsigned_treaty.project.faults import Refused

ABE, RUSSIA = Path("book/abe.ipynb"), Path("book/post-2022.ipynb")


def faults(sentences: str, **computed: str) -> list[str]:
    """What is wrong with the sentences of a chapter that computes some numbers."""
    executed = {ABE: notebook(sentences, counted(**computed))}
    return [f"{fault.record}: {fault.message}" for fault in values.faults(executed)]


def test_a_number_that_is_the_one_computed_passes() -> None:
    said = "It has [83](#n-statements) statements, and [two](#n-two) more."
    assert faults(said, statements="83", two="two") == []


def test_a_number_may_begin_a_sentence() -> None:
    assert faults("[Seven](#n-claims) claims agree.", claims="seven") == []
    (wrong,) = faults("[Six](#n-claims) claims agree.", claims="seven")
    assert "says 'Six' of n-claims, which is 'Seven'; run: make accept" in wrong


def test_a_number_that_is_not_the_one_computed_is_named_with_its_cell_and_the_right_one() -> None:
    assert faults("It has [83](#n-statements) statements.", statements="84") == [
        "cell said: says '83' of n-statements, which is '84'; run: make accept"
    ]


def test_a_number_that_no_cell_computes_is_named() -> None:
    assert faults("It has [83](#n-statements) statements.") == [
        "cell said: no cell computes n-statements; add it to numbers(…), or mend the link"
    ]


def test_a_number_that_no_sentence_uses_is_named() -> None:
    assert faults("It has none.", statements="84") == [
        ": computes n-statements, which no sentence uses; take it out of numbers(…)"
    ]


def test_a_number_of_another_chapter_is_not_at_hand() -> None:
    executed = {
        ABE: notebook("It has [83](#n-statements).", counted(statements="83")),
        RUSSIA: notebook("It has [83](#n-statements)."),
    }
    (fault,) = values.faults(executed)
    assert "no cell computes n-statements" in fault.message
    assert fault.file.endswith("post-2022.ipynb")


def test_tables_and_figures_are_numbered_in_the_order_of_the_contents() -> None:
    executed = {
        RUSSIA: notebook("", table("tab-c"), figure("fig-b", "x")),
        ABE: notebook("", table("tab-a"), counted(x="1"), table("tab-b"), figure("fig-a", "x")),
    }
    assert values.labels(executed) == {
        "tab-a": "Table 1",
        "tab-b": "Table 2",
        "fig-a": "Figure 1",
        "tab-c": "Table 3",
        "fig-b": "Figure 2",
    }


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("[Table 1](#tab-a)", ""),
        ("[Table 1](abe.ipynb#tab-a)", ""),
        ("[the table](#tab-a)", ""),
        ("[Table 2](#tab-a)", "says 'Table 2' of tab-a, which is 'Table 1'"),
        ("[Figure 1](#tab-a)", "says 'Figure 1' of tab-a, which is 'Table 1'"),
        ("[Table 1](#tab-b)", "no table or figure is named tab-b; mend it"),
        ("[Figure 1](#fig-a)", "no table or figure is named fig-a; mend it"),
        ("[tass2021-02](register.ipynb#tass2021-02)", ""),
    ],
)
def test_a_label_is_that_of_its_table_or_figure(said: str, wrong: str) -> None:
    found = values.faults({ABE: notebook(f"See {said}.", table("tab-a"))})
    assert [fault.message.split("; run")[0] for fault in found] == [wrong] * bool(wrong)


def test_values_that_differ_are_refused_and_only_old_ones_pass_while_new_are_accepted() -> None:
    old = {ABE: notebook("It has [83](#n-a).", counted(a="84"))}
    unused = {ABE: notebook("It has [84](#n-a).", counted(a="84", b="1"))}
    for executed in (old, unused):
        with pytest.raises(Refused):
            values.refuse(executed)
    values.refuse(old, accepted=True)
    with pytest.raises(Refused, match="n-b, which no sentence uses"):
        values.refuse(unused, accepted=True)


SENTENCES = (
    "# A [title]\n\nIt has [83](#n-a) of [83](#n-b) and [Three](#n-c), see [Table 7](#tab-a), "
    "[its table](#tab-a), [83](https://example.org/#n-a) and [83](other.ipynb#n-a).\n“[83]” (#n-a)"
)


def test_only_values_are_rewritten_and_every_other_byte_stays(tmp_path: Path) -> None:
    path = tmp_path / "abe.ipynb"
    made = stored(path, SENTENCES, counted(a="84", b="83", c="four"), table("tab-a"))
    before = path.read_text(encoding="utf-8")
    (after,) = values.rewritten({path: made}).values()
    wanted = before.replace("[83](#n-a)", "[84](#n-a)").replace("[Three](#n-c)", "[Four](#n-c)")
    wanted = wanted.replace("[Table 7]", "[Table 1]").replace("[83](other.ip", "[84](other.ip")
    assert after == wanted
    assert path.read_text(encoding="utf-8") == before


def test_a_chapter_whose_values_are_right_is_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "abe.ipynb"
    made = stored(path, "It has [84](#n-a).", counted(a="84"))
    assert values.rewritten({path: made}) == {}


def test_what_is_rewritten_is_then_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "abe.ipynb"
    computed = counted(a="84", b="83", c="four"), table("tab-a")
    text = values.rewritten({path: stored(path, SENTENCES, *computed)})[path]
    said = nbformat.reads(text, 4).cells[0].source
    assert values.faults({path: notebook(said, *computed)}) == []
