"""Reproduction: the same files give the same bytes, and an edit is always in the next build."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from conftest import PROGRAM, command, copy_project, kept_in, run_treaty
from unsigned_treaty.build import execution, finished, reproduction
from unsigned_treaty.project import chapters, inputs


def test_a_file_that_differs_is_named_with_the_place(tmp_path: Path) -> None:
    for name, words in (("one", "a page of 2026"), ("two", "a page of 2027")):
        (tmp_path / name / "book").mkdir(parents=True)
        (tmp_path / name / "book" / "abe.html").write_text(words, encoding="utf-8")
    (tmp_path / "two" / "extra.html").touch()
    found = reproduction.differences(tmp_path / "one", tmp_path / "two")
    assert found[0].startswith("book/abe.html: differs at byte 13")
    assert found[1] == "extra.html: only in the second build"


def test_the_same_files_have_no_differences(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text("same", encoding="utf-8")
    assert reproduction.differences(tmp_path / "one", tmp_path / "two") == []


def edit(chapter: Path) -> None:
    """Add a sentence to the last prose of a chapter."""
    book = json.loads(chapter.read_text(encoding="utf-8"))
    last = next(cell for cell in reversed(book["cells"]) if cell["cell_type"] == "markdown")
    last["source"] = "".join(last["source"]) + "\n\nA sentence more."
    chapter.write_text(json.dumps(book, ensure_ascii=False, indent=1), encoding="utf-8")


# Before a command: each chapter is executed in a kernel of its own.
OWN_KERNELS = """\
from unsigned_treaty.build import execution
runs = execution.runs
execution.runs = lambda chapters, tell: {c: runs([c], tell)[c] for c in chapters}
"""


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of which every chapter was executed apart from the others, and one was edited.

    Its results were accepted with a sentence more in that chapter; then the sentence was taken
    out, and the book built.
    """
    root = copy_project(tmp_path_factory.mktemp("apart") / "project")

    def executed_apart(name: str) -> set[str]:
        how = command(root) | {"args": [sys.executable, "-c", OWN_KERNELS + PROGRAM, name]}
        done = subprocess.run(**how, capture_output=True, timeout=600)
        chapters_run = executed_by(done)
        assert done.stdout.count("(1 of 1)") == len(chapters_run)
        return chapters_run

    chapter = root / "book" / "takaichi.ipynb"
    whole = chapter.read_bytes()
    edit(chapter)
    assert len(executed_apart("accept")) == len(chapters.chapters())
    chapter.write_bytes(whole)
    # A file of the same bytes is no edit, whatever its time says.
    for name in ("names.ipynb", "data/facts.csv"):
        os.utime(root / "book" / name)
    # The other two say how much of an article is shown, and where a statement is used.
    edited = {f"book/{n}.ipynb" for n in ("method", "register", "takaichi")}
    assert executed_apart("build") == edited
    return root


@pytest.mark.book
def test_a_chapter_has_the_same_outputs_in_a_kernel_of_its_own_and_in_another_order(
    apart: Path, executed: dict[Path, nbformat.NotebookNode]
) -> None:
    """The book was executed in one kernel, from the last chapter to the first."""
    for chapter, alone in kept_in(apart).items():
        assert nbformat.writes(alone) == nbformat.writes(executed[chapter]), chapter.name


@pytest.mark.book
def test_an_edited_chapter_is_built_to_the_bytes_of_a_build_from_nothing_elsewhere(
    apart: Path, built_book: Path
) -> None:
    """Elsewhere: another folder, time, user, zone, language, hash seed, umask and order."""
    assert reproduction.differences(apart / "_build" / "html", built_book) == []


def test_elsewhere_the_last_chapter_is_executed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Path] = []
    monkeypatch.setattr(execution, "runs", lambda chapters, *_: ran.extend(chapters))
    exec(reproduction.LAST_FIRST, {})
    execution.runs([Path("first"), Path("last")])
    assert ran == [Path("last"), Path("first")]


def executed_by(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The chapters that a command which succeeded says it executed."""
    assert done.returncode == 0, done.stderr
    return set(re.findall(r"executed (\S+),", done.stdout))


@pytest.mark.book
def test_an_unchanged_book_is_not_built_again_and_a_damaged_one_is(
    built_book: Path, tmp_path: Path
) -> None:
    root = built_book.parents[1]
    assert "Nothing has changed" in run_treaty(root, "build").stdout
    page = built_book / "book" / "abe.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-1])
    state = json.loads((root / "_build" / "finished.json").read_text(encoding="utf-8"))["state"]
    stamp = root / "_build" / "finished.json"
    assert not finished.stands(state, stamp, built_book)
    page.write_bytes(whole)
    assert finished.stands(state, stamp, built_book)


EDITED = [
    "seeds/000_c7e8eccff0a662c6.txt",
    "seeds/catalogue.bib",
    "book/data/statements.csv",
    "book/results/abe.txt",
    "book/abe.ipynb",
    "book/corrections.md",
    "book/references.bib",
    "scripts/unsigned_treaty/project/dates.py",
    "scripts/unsigned_treaty/site/assets/styles/page.css",
    "_config.yml",
    "_toc.yml",
    "pyproject.toml",
    "requirements.lock",
]


@pytest.mark.parametrize("name", EDITED)
def test_an_edit_to_any_input_is_noticed_whatever_its_time_says(name: str, project: Path) -> None:
    before = inputs.digests(project)
    file = project / name
    times = file.stat()
    file.write_bytes(file.read_bytes() + b"\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = inputs.digests(project)
    assert {key for key in after if before[key] != after[key]} == {name}


def test_a_new_package_or_setting_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs.surroundings()
    monkeypatch.setenv("UNSIGNED_TREATY_ADDRESS", "https://example.org/treaty/")
    assert inputs.surroundings() != before


def test_the_date_of_files_is_the_stated_date_of_the_book(project: Path) -> None:
    chapter = project / "book" / "abe.ipynb"
    book = json.loads(chapter.read_text(encoding="utf-8"))
    book["metadata"]["date"] = "2031-02-03"
    chapter.write_text(json.dumps(book), encoding="utf-8")
    assert inputs.stated_date(project / "book").isoformat() == "2031-02-03"
