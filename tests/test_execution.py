"""Execution: chapters run anywhere, leave nothing behind, and a failing cell fails every run."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from unsigned_treaty.build import execution, nursery, results
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Refused

ABE = paths.BOOK / "abe.ipynb"


def notebook(path: Path, *cells: str) -> Path:
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(book, path)
    return path


def quiet(line: str, done: int, of: int) -> None:
    pass


def test_a_failing_cell_fails_every_run_and_names_chapter_cell_and_error(tmp_path: Path) -> None:
    bad = notebook(tmp_path / "bad.ipynb", "1", "raise ValueError('no such year')")
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            execution.execute([bad], quiet)
        assert "bad.ipynb: cell cell-1: ValueError: no such year" in str(refused.value)


def test_every_failing_chapter_is_named_at_once(tmp_path: Path) -> None:
    bad = [notebook(tmp_path / f"{name}.ipynb", "1 / 0") for name in ("first", "second")]
    with pytest.raises(Refused) as refused:
        execution.execute([*bad, notebook(tmp_path / "good.ipynb", "1")], quiet)
    assert [fault.file for fault in refused.value.faults] == [str(path) for path in bad]


def test_words_on_standard_error_fail_a_chapter(tmp_path: Path) -> None:
    loud = notebook(tmp_path / "loud.ipynb", "import warnings; warnings.warn('old data')")
    with pytest.raises(Refused, match="writes to standard error"):
        execution.execute([loud], quiet)


def test_a_kernel_that_dies_fails_its_chapter(tmp_path: Path) -> None:
    dying = notebook(tmp_path / "dying.ipynb", "import os; os._exit(3)")
    with pytest.raises(Refused, match=r"dying\.ipynb"):
        execution.execute([dying], quiet)


def test_a_kernel_knows_nothing_of_another_chapter(tmp_path: Path) -> None:
    first = notebook(tmp_path / "first.ipynb", "secret = 1")
    second = notebook(
        tmp_path / "second.ipynb", "assert 'secret' not in globals() and 'pd' not in globals()"
    )
    assert len(execution.execute([first, second], quiet)) == 2


@pytest.mark.skipif(not nursery.AVAILABLE, reason="kernels are forked on Linux only")
def test_a_forked_kernel_gives_what_a_plain_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    forked = execution.execute([ABE], quiet)[ABE]
    monkeypatch.setattr(nursery, "AVAILABLE", False)
    plain = execution.execute([ABE], quiet)[ABE]
    assert nbformat.writes(forked) == nbformat.writes(plain)


@pytest.mark.skipif(not nursery.AVAILABLE, reason="what is opened is known on Linux only")
def test_it_is_known_which_chapters_a_chapter_opens() -> None:
    register = paths.BOOK / "register.ipynb"
    opened: execution.Opened = {}
    execution.execute([register, ABE], quiet, opened=opened)
    notebooks = set(chapters.chapters())
    assert opened[register] >= notebooks - {register}
    assert not opened[ABE] & notebooks


def test_nothing_is_said_of_the_kernels(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    execution.execute([notebook(tmp_path / "short.ipynb", "1")], quiet)
    assert capfd.readouterr() == ("", "")


ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}


@pytest.mark.parametrize(
    ("how", "where"),
    [
        ("jupyter execute", "root"),
        ("jupyter execute", "another folder"),
        ("papermill", "book"),
        ("papermill", "another folder"),
    ],
)
def test_a_chapter_run_by_a_reader_gives_the_held_results_and_leaves_nothing(
    how: str, where: str, tmp_path: Path
) -> None:
    folder = {"root": paths.ROOT, "book": paths.BOOK, "another folder": tmp_path}[where]
    done = tmp_path / "done.ipynb"
    commands = {
        "jupyter execute": ["jupyter", "execute", str(ABE), f"--output={done.with_suffix('')}"],
        "papermill": [
            "papermill",
            "--log-level",
            "ERROR",
            "--no-progress-bar",
            str(ABE),
            str(done),
        ],
    }
    program = Path(sys.executable).parent / commands[how][0]
    before = {path: path.stat().st_mtime_ns for path in paths.BOOK.rglob("*")}
    subprocess.run(
        [str(program), *commands[how][1:]],
        cwd=folder,
        env={**os.environ, **ELSEWHERE},
        check=True,
        capture_output=True,
    )
    executed = nbformat.read(done, as_version=4)
    held = (results.RESULTS / "abe.txt").read_text(encoding="utf-8")
    assert results.text(executed) == held
    assert {path: path.stat().st_mtime_ns for path in paths.BOOK.rglob("*")} == before
    assert set(tmp_path.iterdir()) == {done}


def test_committed_chapters_hold_no_outputs() -> None:
    for chapter in chapters.chapters():
        book = json.loads(chapter.read_text(encoding="utf-8"))
        assert not any(cell.get("outputs") for cell in book["cells"]), chapter.name


def test_chapters_run_where_an_event_loop_runs_already(tmp_path: Path) -> None:
    good = notebook(tmp_path / "good.ipynb", "1")

    async def from_a_loop() -> execution.Executed:
        return execution.execute([good], quiet)

    assert set(asyncio.run(from_a_loop())) == {good}
