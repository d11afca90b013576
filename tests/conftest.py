"""Copies of the project that tests may break, and the book, built once."""

from __future__ import annotations

import csv
import gc
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from filelock import FileLock
from xdist.scheduler import LoadScopeScheduling

import trial_book as trial
from unsigned_treaty.build import check, execution, pdf, reproduction
from unsigned_treaty.citing import release
from unsigned_treaty.project import chapters, inputs, paths
from unsigned_treaty.project.faults import Fault, Refused

# As in a command (cli.py): garbage can wait.
gc.set_threshold(100_000, 20, 100)
# For checkers in Java, which end before a second compiler would repay its work: a third of the
# processor's time.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# What git does not keep is no part of the project.  Bytecode comes along: no copy compiles it anew.
MADE = shutil.ignore_patterns(".git", ".venv", "_build", ".*_cache", ".hypothesis")
PROGRAM = "import sys; from unsigned_treaty.cli import main; sys.exit(main())"
Treaty = Callable[..., "subprocess.CompletedProcess[str]"]


def copy_project(to: Path) -> Path:
    """Copy the whole project, the package included, into the new folder ``to``.

    Where there is no git a manifest says what belongs to the project, as in its archive.
    """
    shutil.copytree(paths.ROOT, to, ignore=MADE)
    write_manifest(to)
    return to


def write_manifest(root: Path) -> None:
    """Let every file that is present belong to the project."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in inputs.present(root)
    ]
    (root / inputs.MANIFEST).write_text("".join(lines), encoding="utf-8")


def command(root: Path, *arguments: str) -> dict[str, Any]:
    """What ``subprocess`` is given to run the command line of the project in ``root``.

    It is the project's own package on its own files.
    """
    return {
        "args": [sys.executable, "-c", PROGRAM, *arguments],
        "cwd": root,
        # The copied package comes before the installed one, here and in the chapters' kernels.
        "env": {**os.environ, "PYTHONPATH": str(root / "scripts")},
        "text": True,
    }


def run_treaty(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line of the project in ``root`` to its end."""
    return subprocess.run(**command(root, *arguments), capture_output=True, timeout=600)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def treaty(project: Path) -> Treaty:
    """The command line, run on the copy: ``treaty("check")``."""
    return lambda *arguments: run_treaty(project, *arguments)


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of HTML pages of the whole book, built once by ``treaty build`` from a copy.

    Where tests run in several processes they share it.  It is built as ``treaty reproduce`` builds
    a second time, with another time zone, language, hash seed and so on: a book that is built here
    has the same bytes (``test_reproduction.py``).
    """
    return built_once("built", lambda root: None, tmp_path_factory, worker_id, elsewhere=True)


def built_once(
    name: str,
    prepare: Callable[[Path], None],
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    elsewhere: bool = False,
) -> Path:
    """The pages of a copy of the project that was prepared and built, once for all processes."""
    alone = worker_id == "master"
    folder = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    root = folder / name / "project"
    with FileLock(folder / f"{name}.lock"):
        if not root.exists():
            root.parent.mkdir()
            copy_project(root)
            prepare(root)
            reproduction.build(root, reproduction.ELSEWHERE if elsewhere else {}, elsewhere)
    html = root / "_build" / "html"
    assert html.is_dir(), "the book was not built, as another test says"
    return html


@pytest.fixture(scope="session")
def trial_book(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of HTML pages of the trial book, built once."""
    return built_once("trial", write_trial, tmp_path_factory, worker_id)


def write_trial(root: Path) -> None:
    """Make of a copy the trial book, and hold its results."""
    shorten(root, "trial", {"show": trial.SOURCE}, "register", "references")
    trial.write(root)
    accepted = run_treaty(root, "accept")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


@pytest.fixture(scope="session")
def executed(built_book: Path) -> dict[Path, nbformat.NotebookNode]:
    """Every chapter as the build executed it, by its file."""
    return kept_in(built_book.parents[1])


def kept_in(root: Path) -> dict[Path, nbformat.NotebookNode]:
    """Every chapter of the book as it was executed and kept in a copy, by this project's file."""
    kept = [
        nbformat.reads(file.read_text(encoding="utf-8").split("\n", 1)[1], as_version=4)
        for file in (root / "_build" / "executed").iterdir()
    ]
    by_title = {notebook.cells[0].source: notebook for notebook in kept}
    return {path: by_title[chapters.read(path).cells[0].source] for path in chapters.chapters()}


def shorten(root: Path, chapter: str, code: dict[str, str], *beside: str) -> Path:
    """Make of a copy a book of one small chapter, and of those that stand beside it.

    Where none is named, a page of words stands there.
    """
    for path in [*(root / "book").glob("*.ipynb"), *(root / "book").glob("*.md")]:
        if path.stem not in beside:
            path.unlink()
    if not beside:
        beside = ("words",)
        (root / "book" / "words.md").write_text("---\ndescription: Words.\n---\n\n# Words\n")
    (root / "_toc.yml").write_text(
        f"format: jb-book\nroot: book/{chapter}\nparts:\n"
        "  - caption: The chapters\n    chapters:\n"
        + "".join(f"      - file: book/{name}\n" for name in beside)
    )
    write_notebook(root / "book" / f"{chapter}.ipynb", code)
    # Its records are its own, and it has no history.
    (root / "CHANGELOG.md").unlink()
    release.write(root)
    return root


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, or one line that says how to get it."""
    try:
        program = pdf.browser()
    except Refused as refused:
        pytest.skip(str(refused))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(pdf.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def desk(chromium: Any) -> Iterator[Any]:
    """A page 1280 wide of a browser without memory; fails on an error or an outside request."""
    yield from opened(chromium, width=1280, permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page 360 wide."""
    yield from opened(chromium, width=360)


def opened(chromium: Any, width: int, **about: Any) -> Iterator[Any]:
    """A page whose errors and requests beyond the book are collected and refused at the end."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, reduced_motion="reduce", **about
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith(("file:", "data:", "http://127.0.0.1:"))
            else wrong.append(f"outside: {asked.url}")
        ),
    )
    page.on(
        "requestfailed",
        # A page that is left gives up what it was still asking for.
        lambda asked: (
            None if "ABORTED" in (asked.failure or "") else wrong.append(f"failed: {asked.url}")
        ),
    )
    yield page
    context.close()
    assert wrong == []


def visit(page: Any, book: Path, name: str) -> None:
    """Open a page of the book's folder: its file, then a query and a place, if any."""
    file = re.split(r"[?#]", name)[0]
    page.goto((book / file).as_uri() + name[len(file) :])


def until(page: Any, condition: str, arg: Any = None) -> None:
    """Wait until a condition holds in a page; its policy lets no text become code there."""
    for _ in range(1000):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"never came about: {condition}")


@pytest.fixture(scope="module")
def shared_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project for many tests in turn; each gets it whole through ``breakable``."""
    return copy_project(tmp_path_factory.mktemp("shared") / "project")


@pytest.fixture(scope="module")
def sound_state(shared_copy: Path) -> tuple[dict[Path, bytes], set[Fault]]:
    """The bytes of every file of the copy, and the faults that it has before it is broken."""
    return contents_of(shared_copy), set(check.faults(shared_copy))


@pytest.fixture
def breakable(
    shared_copy: Path, sound_state: tuple[dict[Path, bytes], set[Fault]]
) -> Iterator[Path]:
    """A copy of the project that is mended after the test."""
    yield shared_copy
    whole = sound_state[0]
    now = contents_of(shared_copy)
    for path in now.keys() - whole.keys():
        path.unlink()
    for path, content in whole.items():
        if now.get(path) != content:
            path.write_bytes(content)


def contents_of(root: Path) -> dict[Path, bytes]:
    """The bytes of the files that people write, by path."""
    folders = (root / "seeds", root / "book")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    settings = ("_toc.yml", "_config.yml", "pyproject.toml", "CITATION.cff")
    files += [root / name for name in settings if (root / name).exists()]
    return {path: path.read_bytes() for path in files}


def write_notebook(path: Path, code: dict[str, str], **change: object) -> None:
    """Write a small sound notebook: a title, then a cell of code for each id.

    ``change`` takes the place of what it has at its top level.
    """
    shown: dict[str, object] = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
    }
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            # The landing page's record is the book's, which CITATION.cff repeats.
            "authors": [{"name": "The Unsigned Treaty project"}],
            "description": "A trial.",
            "date": chapters.told(paths.BOOK / "index.ipynb")["date"],
        },
        "cells": [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# A trial"},
            *({"id": name, "source": source, **shown} for name, source in code.items()),
        ],
    }
    path.write_text(json.dumps(notebook | change), encoding="utf-8")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a coded table as they stand in its file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Write the rows of a coded table, the columns being those of its first row."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that is skipped fails: what it needs is missing, and nothing was tested."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be: {report.longrepr}"
    return report


# Their tests are long and share only what all processes share, so that any process takes any.
APART = {f"tests/test_{name}.py" for name in ("downloads", "execution", "kept", "pages")}


class ByFile(LoadScopeScheduling):
    """Where tests run in several processes, all of one file in one of them, but for those above.

    So what the tests of a file share is made once.  pytest-xdist has a mark for groups of tests,
    and no effect of it with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file in APART else file


def pytest_sessionfinish() -> None:
    """Look for garbage once: pytest does so five times, each time through all that is left."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """One process more than processors: while one waits for a browser or a kernel another works.

    On two processors the tests take a twelfth less.
    """
    return execution.processors() + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """What pytest-xdist asks for where tests run in several processes."""
    return ByFile(config, log)
