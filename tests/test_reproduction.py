"""Reproduction: the same files give the same bytes, and an edit is always in the next build."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from conftest import run_treaty
from unsigned_treaty.build import finished, reproduction
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


@pytest.mark.book
def test_an_edited_chapter_is_built_to_the_bytes_of_a_build_from_nothing_elsewhere(
    built_book: Path, project: Path
) -> None:
    """Elsewhere: another folder, time, user, zone, language, hash seed, umask, one processor."""
    chapter = project / "book" / "takaichi.ipynb"
    whole = chapter.read_bytes()
    edit(chapter)
    done = run_treaty(project, "accept")  # which executes every chapter, and keeps it
    count = len(chapters.chapters())
    assert f"({count} of {count})" in done.stdout, done.stderr
    chapter.write_bytes(whole)
    # A file of the same bytes is no edit, whatever its time says.
    for name in ("names.ipynb", "data/facts.csv"):
        os.utime(project / "book" / name)
    done = run_treaty(project, "build")
    assert done.returncode == 0, done.stderr
    # These two say how much of an article is shown, and where a statement is used.
    executed = set(re.findall(r"executed (\S+),", done.stdout))
    assert executed == {f"book/{n}.ipynb" for n in ("method", "register", "takaichi")}
    assert reproduction.differences(project / "_build" / "html", built_book) == []


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
