"""Execution: chapters run anywhere, leave nothing behind, and a failing cell fails every run."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from unsigned_treaty.build import execution, results
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Fault, Refused


def notebook(path: Path, *cells: str) -> Path:
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(book, path)
    return path


def quiet(line: str, done: int, of: int) -> None:
    pass


def refusal(*paths: Path) -> str:
    """What is said of chapters that fail, in one kernel."""
    with pytest.raises(Refused) as refused:
        execution.execute(paths, quiet, kernels=1)
    return str(refused.value)


SHOWS = """
class Shown:
    def _repr_mimebundle_(self, **_):
        raise LookupError("no such statement")

Shown()
"""
# Cells of a chapter that fails, and what is said of it.
FAULTY = {
    "raises": (["1", "raise ValueError('no such year')"], "cell-1: ValueError: no such year; mend"),
    "cannot be shown": (["1", SHOWS, "2"], "cell-1: LookupError: no such statement; mend"),
    "warns": (["import warnings; warnings.warn('old')"], "cell-0: writes to standard error"),
    "prints": (["1", "print('41 are')"], "cell-1: prints '41 are'; show it with table(…)"),
    "has no bound": (["'a' * 3_000_000"], "cell-0: has outputs of 3,000,"),
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> list[Fault]:
    """What is said of those chapters, executed with one that is sound."""
    folder = tmp_path_factory.mktemp("failing")
    bad = [notebook(folder / f"{name}.ipynb", *cells) for name, (cells, _) in FAULTY.items()]
    with pytest.raises(Refused) as refused:
        execution.execute([*bad, notebook(folder / "good.ipynb", "1")], quiet)
    return refused.value.faults


def test_every_failing_chapter_is_named_at_once_and_no_other(failed: list[Fault]) -> None:
    assert sorted(Path(fault.file).stem for fault in failed) == sorted(FAULTY)


@pytest.mark.parametrize("name", FAULTY)
def test_what_fails_a_chapter_is_named_with_its_cell(name: str, failed: list[Fault]) -> None:
    (fault,) = [fault for fault in failed if Path(fault.file).stem == name]
    assert str(fault).partition(": cell ")[2].startswith(FAULTY[name][1])


def test_a_cell_that_does_not_end_is_named_and_the_next_chapter_still_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "SECONDS", 1)
    endless = notebook(tmp_path / "endless.ipynb", "1", "while True: pass")
    said = refusal(endless, notebook(tmp_path / "next.ipynb", "1 / 0"))
    assert "endless.ipynb: cell cell-1: runs for more than 1 seconds" in said
    assert "next.ipynb: cell cell-0: ZeroDivisionError" in said


def test_a_cell_that_ends_its_kernel_is_named_and_the_next_chapter_still_runs(
    tmp_path: Path,
) -> None:
    dying = notebook(tmp_path / "dying.ipynb", "1", "import os; os._exit(3)")
    said = refusal(dying, notebook(tmp_path / "next.ipynb", "1 / 0"))
    assert "dying.ipynb: cell cell-1: its kernel died while it ran" in said
    assert "next.ipynb: cell cell-0: ZeroDivisionError" in said


LEAVES = """
import os, sys, matplotlib, pandas as pd
from unsigned_treaty.project import paths
secret = 1
os.environ["TREATY_SECRET"] = "1"
os.chdir("/")
pd.set_option("display.max_rows", 3)
matplotlib.rcParams["font.size"] = 99
paths.ROOT = "elsewhere"
"""
FINDS = """
assert "secret" not in globals() and "pd" not in globals()
import os, matplotlib, pandas as pd
from pathlib import Path
from unsigned_treaty.project import paths
assert "TREATY_SECRET" not in os.environ
assert Path("second.ipynb").is_file()
assert pd.get_option("display.max_rows") == 60
assert matplotlib.rcParams["font.size"] == 10
assert isinstance(paths.ROOT, Path)
"""


def test_a_chapter_finds_nothing_that_another_left_in_its_kernel(tmp_path: Path) -> None:
    first = notebook(tmp_path / "first.ipynb", LEAVES)
    second = notebook(tmp_path / "second.ipynb", FINDS)
    done = execution.execute([first, second], quiet, kernels=1)
    assert [cell.execution_count for cell in done[second].cells] == [1]


def test_a_kernel_that_does_not_start_is_said_with_its_last_words(tmp_path: Path) -> None:
    (tmp_path / "zmq.py").write_text("raise ImportError('no sockets here')")
    never = notebook(tmp_path / "never.ipynb", "1")
    with pytest.raises(Refused) as refused:
        execution.execute([never], quiet, environment={"PYTHONPATH": str(tmp_path)})
    assert str(refused.value) == "the kernel: does not start: ImportError: no sockets here"


def test_kernels_are_given_what_is_to_be_in_their_environment(tmp_path: Path) -> None:
    told = notebook(tmp_path / "told.ipynb", "import os; os.environ['TREATY_SUPPOSE']")
    done = execution.execute([told], quiet, environment={"TREATY_SUPPOSE": "tass2021-02"})
    assert done[told].cells[0].outputs[0].data["text/plain"] == "'tass2021-02'"


def test_nothing_is_said_of_the_kernels(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    execution.execute([notebook(tmp_path / "short.ipynb", "1")], quiet)
    assert capfd.readouterr() == ("", "")


ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}


@pytest.mark.parametrize(
    ("how", "where", "name"),
    [
        ("jupyter execute", "root", "missing"),
        ("jupyter execute", "another folder", "abe"),
        ("papermill", "book", "names"),
        ("papermill", "another folder", "summary-ja"),
    ],
)
def test_a_chapter_run_by_a_reader_gives_the_held_results_and_leaves_nothing(
    how: str, where: str, name: str, tmp_path: Path
) -> None:
    chapter = str(paths.BOOK / f"{name}.ipynb")
    folder = {"root": paths.ROOT, "book": paths.BOOK, "another folder": tmp_path}[where]
    done = tmp_path / "done.ipynb"
    commands = {
        "jupyter execute": ["jupyter", "execute", chapter, f"--output={done.with_suffix('')}"],
        "papermill": [
            "papermill",
            "--log-level",
            "ERROR",
            "--no-progress-bar",
            chapter,
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
    held = (results.RESULTS / f"{name}.txt").read_text(encoding="utf-8")
    assert results.text(executed) == held
    assert {path: path.stat().st_mtime_ns for path in paths.BOOK.rglob("*")} == before
    assert set(tmp_path.iterdir()) == {done}


def test_chapters_run_where_an_event_loop_runs_already(tmp_path: Path) -> None:
    good = notebook(tmp_path / "good.ipynb", "1")

    async def from_a_loop() -> execution.Executed:
        return execution.execute([good], quiet)

    # In a thread of its own: a browser that was driven before may have left a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        assert set(thread.submit(asyncio.run, from_a_loop()).result()) == {good}


def from_jupyterlab(path: Path) -> None:
    """Make of a chapter what JupyterLab saves of it when it was run: outputs, counts, new ids."""
    book = json.loads(path.read_text(encoding="utf-8"))
    book["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    book["metadata"]["language_info"] = {"name": "python", "version": "3.12.1", "mimetype": "x"}
    for number, cell in enumerate(book["cells"]):
        cell["id"] = f"0{number:07x}-A_b"
        if cell["cell_type"] == "code":
            cell["execution_count"] = number + 1
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["of before"]}]
            cell["metadata"]["scrolled"] = True
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_a_chapter_saved_in_jupyterlab_is_sound_and_gives_the_same_results(project: Path) -> None:
    chapter = project / "book" / "abe.ipynb"
    from_jupyterlab(chapter)
    assert chapters.faults(project / "book", project / "_toc.yml") == []
    done = execution.execute([chapter], quiet)[chapter]
    held = (results.RESULTS / "abe.txt").read_text(encoding="utf-8")
    assert results.text(done) == held
    assert "of before" not in nbformat.writes(done)


def test_a_chapter_saved_in_jupyterlab_is_named_by_lint_and_tidied(project: Path) -> None:
    chapter = project / "book" / "abe.ipynb"
    was = chapter.read_bytes()
    from_jupyterlab(chapter)
    faults = chapters.style_faults(project / "book")
    assert faults and all("holds outputs" in fault.message for fault in faults)
    now = json.loads(chapters.tidied(chapter))
    for before, cell in zip(json.loads(was)["cells"], now["cells"], strict=True):
        assert {**cell, "id": ""} == {**before, "id": ""}
    assert now["metadata"] == json.loads(was)["metadata"]


def test_committed_chapters_keep_the_style() -> None:
    assert chapters.style_faults() == []
