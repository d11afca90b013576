"""A chapter that fails stops the build, each time, and leaves the book that was there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import Treaty, contents_of, shorten
from unsigned_treaty.build import execution
from unsigned_treaty.project.faults import Refused

FAILING = "book/failing.ipynb: cell divide: ZeroDivisionError: division by zero; mend the cell"


@pytest.fixture
def failing(project: Path) -> Path:
    """A book of one chapter, whose cell raises, beside the references."""
    return shorten(project, "failing", {"divide": "1 / 0"}, "references")


def test_a_cell_that_raises_fails_every_build_and_keeps_the_old_book(
    failing: Path, treaty: Treaty
) -> None:
    old = failing / "_build" / "html" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("the book as it was")
    before = contents_of(failing)
    for _ in range(2):
        done = treaty("build")
        assert done.returncode == 1
        assert [line for line in done.stderr.splitlines() if line.startswith(FAILING)]
        assert old.read_text() == "the book as it was"
        assert {path.name for path in old.parents[1].iterdir()} <= {"html", "lock"}
    assert contents_of(failing) == before


def test_chapters_are_executed_from_inside_a_running_event_loop_too(failing: Path) -> None:
    """As in a cell of Jupyter, or after a browser was driven in the same process."""

    async def inside() -> None:
        execution.execute([failing / "book" / "failing.ipynb"])

    # In a thread of its own: a browser that was driven before may have left a loop in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(Refused) as refused:
        thread.submit(asyncio.run, inside()).result()
    assert FAILING in str(refused.value)


def test_jupyter_book_itself_fails_every_time_on_a_cell_that_raises(failing: Path) -> None:
    program = "from jupyter_book.cli.main import main; main()"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program, "build", "."],
            cwd=failing,
            env={**os.environ, "PYTHONPATH": str(failing / "scripts")},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode != 0
        assert FAILING in done.stdout + done.stderr
