"""Results: every number that the book prints is held, and one that moves is named."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest

from unsigned_treaty.build import execution, results
from unsigned_treaty.project import chapters
from unsigned_treaty.project.faults import Refused

Executed = dict[Path, nbformat.NotebookNode]


@pytest.fixture(scope="session")
def executed() -> Executed:
    return execution.execute(chapters.chapters(), lambda line, done, of: None)


def first_table(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    return next(
        shown
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if (shown := output.get("data", {}).get(results.MIME)) and shown["kind"] == "table"
    )


def test_the_results_of_every_chapter_are_those_held(executed: Executed) -> None:
    assert results.moved(executed) == []
    assert results.left_over(list(executed)) == []


def test_each_row_of_each_table_is_a_line(executed: Executed) -> None:
    for path, notebook in executed.items():
        held = results.text(notebook).splitlines()
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                shown = output.get("data", {}).get(results.MIME, {})
                if shown.get("kind") != "table" or shown["name"] in results.NOT_HELD:
                    continue
                begin = next(
                    n for n, line in enumerate(held) if line.startswith(f"# {shown['name']}:")
                )
                block = held[begin + 2 : begin + 2 + len(shown["rows"])]
                assert len(block) == len(shown["rows"]) and all(block), path.name


def test_a_number_that_moves_is_named_with_what_it_was(executed: Executed, tmp_path: Path) -> None:
    results.accept(executed, tmp_path)
    path, notebook = next((p, n) for p, n in executed.items() if p.stem == "abe")
    changed = copy.deepcopy(notebook)
    first_table(changed)["rows"][0][-1] = [{"text": "31415"}]
    (fault,) = results.moved({**executed, path: changed}, tmp_path)
    assert fault.file.endswith("abe.txt")
    assert "31415" in fault.message and "make accept" in fault.message


def test_an_acceptance_is_dated_and_writes_only_what_moved(
    executed: Executed, tmp_path: Path
) -> None:
    written = results.accept(executed, tmp_path, day="2026-01-02")
    assert {file.stem for file in written} == {path.stem for path in executed}
    assert results.accept(executed, tmp_path, day="2026-03-04") == []
    assert results.accepted(tmp_path).isoformat() == "2026-01-02"
    (tmp_path / "abe.txt").write_text("abe_statements = 3\n", encoding="utf-8")
    (tmp_path / "gone.txt").write_text("of a chapter that is no more\n", encoding="utf-8")
    changed = results.accept(executed, tmp_path, day="2026-03-04")
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

    frame = packages.environment()
    assert frame.at["pandas", "Version"] == pandas.__version__
    assert {"Python", "jupyter-book", "Sphinx", "numpy"} <= set(frame.index)
    assert frame["What it does here"].str.len().min() > 0
