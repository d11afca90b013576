"""Results: every number that the book prints is held, and one that moves is named."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest

from unsigned_treaty.build import results
from unsigned_treaty.exhibits.exhibit import MIME
from unsigned_treaty.project.faults import Refused

Executed = dict[Path, nbformat.NotebookNode]


def first_table(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    return next(
        shown
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if (shown := output.get("data", {}).get(MIME)) and shown["kind"] == "table"
    )


def test_the_results_of_every_chapter_are_those_held(executed: Executed) -> None:
    assert results.moved(executed) == []
    assert results.left_over(list(executed)) == []


def shown(data: dict[str, Any], **metadata: Any) -> nbformat.NotebookNode:
    """An executed chapter of one cell that shows one thing."""
    output = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    cell = nbformat.v4.new_code_cell("show", id="seen", outputs=[output])
    return nbformat.v4.new_notebook(cells=[cell])


WORDS = "A sentence of some length here; and another, which is as long; and then a third one."
TABLE = {
    "kind": "table",
    "name": "tab-voices",
    "caption": "Who speaks",
    "note": "",
    "addresses": ["row-1"],
    "headed": True,
    "columns": [{"label": "Speaker", "numeric": False}, {"label": "Statements", "numeric": True}],
    "rows": [
        [[{"text": "Ishiba", "ref": "ishiba"}], [{"text": "4", "register": "speaker=Ishiba"}]],
        [
            [{"text": "Nobody"}],
            [{"text": WORDS}],
        ],
    ],
}


def test_a_table_is_held_one_cell_a_line_under_its_row() -> None:
    assert results.text(shown({MIME: TABLE})).splitlines()[:-1] == [
        "# table tab-voices",
        "caption: Who speaks",
        "row: Ishiba",
        "    → ishiba",
        "  Statements: 4",
        "    → speaker=Ishiba",
        "row: Nobody",
        "  Statements: A sentence of some length here;",
        "    and another, which is as long;",
        "    and then a third one.",
    ]


def test_a_figure_is_held_with_its_words_and_a_digest_of_how_it_is_drawn() -> None:
    figure = {"kind": "figure", "name": "fig-a", "alt": "A bar.", "caption": "Bars"}
    svg = '<svg><text x="1">direct</text><rect/><text>R &amp; D</text></svg>'
    held = results.text(shown({MIME: {**figure, "svg": svg}})).splitlines()
    assert held[:6] == [
        "# figure fig-a",
        "alt: A bar.",
        "caption: Bars",
        "drawn:",
        "  direct",
        "  R & D",
    ]
    moved = results.text(shown({MIME: {**figure, "svg": svg.replace("<rect/>", "<rect x='2'/>")}}))
    assert [a == b for a, b in zip(held, moved.splitlines(), strict=True)] == [True] * 6 + [False]


def test_an_exhibit_of_any_other_kind_is_held_by_all_that_it_says() -> None:
    content = {"kind": "numbers", "rests_on": ["tass2021-02"], "values": {"b": 2, "a": "83"}}
    assert results.text(shown({MIME: content})).splitlines() == [
        "# numbers",
        "rests_on:",
        "  - tass2021-02",
        "values:",
        "  a: 83",
        "  b: 2",
    ]


def test_the_head_of_a_data_frame_is_held_line_for_line() -> None:
    frame = shown({"text/plain": "   a\n0  1\n", "text/html": "<table>1</table>"})
    assert results.text(frame).splitlines()[1:] == ["text/html be39536649ec67f5", "   a", "0  1"]
    other = shown({"text/plain": "   a\n0  1\n", "text/html": "<table>2</table>"})
    assert results.text(other) != results.text(frame)


def test_what_a_table_is_chosen_by_is_held_too() -> None:
    other = {**TABLE, "addresses": ["row-2"]}
    assert results.text(shown({MIME: other})) != results.text(shown({MIME: TABLE}))


def test_the_order_in_which_an_exhibit_names_things_says_nothing() -> None:
    other = dict(reversed(TABLE.items()))
    assert results.text(shown({MIME: other})) == results.text(shown({MIME: TABLE}))


def test_no_line_of_the_held_results_is_a_paragraph() -> None:
    """A clause, a cell or a word; an address is one word, however long."""
    for file in results.RESULTS.glob("*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert len(line) < 350 or " " not in line.strip().split(": ", 1)[-1], line


@pytest.mark.parametrize("number", range(1, 8))
def test_accepted_results_are_all_written_or_none(
    number: int, executed: Executed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th change of a name fails, as on a disk that is full or when a signal comes."""
    results.accept(executed, None, tmp_path, day="2026-01-02")
    stems = ("abe", "across", "gone", "index", "names")
    for stem in stems:
        (tmp_path / f"{stem}.txt").write_text("of before\n", encoding="utf-8")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    real, calls = Path.replace, 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == number:
            raise KeyboardInterrupt if number % 2 else OSError("No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    try:
        results.accept(executed, None, tmp_path, day="2026-03-04")
        assert number > len(stems)  # four files are written, and that of the day; one is removed
    except (KeyboardInterrupt, OSError):
        assert number <= len(stems)
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    monkeypatch.undo()
    results.accept(executed, None, tmp_path, day="2026-03-04")
    assert results.moved(executed, tmp_path) == []
    assert not (tmp_path / "gone.txt").exists()


def test_a_number_that_moves_is_named_with_what_it_was(executed: Executed, tmp_path: Path) -> None:
    results.accept(executed, None, tmp_path)
    path, notebook = next((p, n) for p, n in executed.items() if p.stem == "abe")
    changed = copy.deepcopy(notebook)
    first_table(changed)["rows"][0][-1] = [{"text": "31415"}]
    (fault,) = results.moved({**executed, path: changed}, tmp_path)
    assert fault.file.endswith("abe.txt")
    assert "31415" in fault.message and "make accept" in fault.message


def test_an_acceptance_is_dated_and_writes_only_what_moved(
    executed: Executed, tmp_path: Path
) -> None:
    written = results.accept(executed, None, tmp_path, day="2026-01-02")
    assert {file.stem for file in written} == {path.stem for path in executed}
    assert results.accept(executed, None, tmp_path, day="2026-03-04") == []
    assert results.accepted(tmp_path).isoformat() == "2026-01-02"
    (tmp_path / "abe.txt").write_text("abe_statements = 3\n", encoding="utf-8")
    (tmp_path / "gone.txt").write_text("of a chapter that is no more\n", encoding="utf-8")
    changed = results.accept(executed, None, tmp_path, day="2026-03-04")
    assert {file.name for file in changed} == {"abe.txt", "gone.txt"}
    assert not (tmp_path / "gone.txt").exists()
    assert results.accepted(tmp_path).isoformat() == "2026-03-04"
    assert results.moved(executed, tmp_path) == []


def test_a_missing_day_of_acceptance_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"accepted\.txt.*make accept"):
        results.accepted(tmp_path)


def test_the_page_on_versions_names_what_is_installed() -> None:
    import pandas

    from unsigned_treaty.project import packages

    frame = packages.installed_packages().set_index("package")
    assert frame.at["pandas", "version"] == pandas.__version__
    assert {"Python", "jupyter-book", "Sphinx", "numpy"} <= set(frame.index)
    assert frame["what_it_does_here"].str.len().min() > 0
