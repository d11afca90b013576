"""A chapter that fails stops the build, each time, and leaves the book that was there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.errors import SphinxParallelError

from conftest import contents_of, copy_project, run_treaty, shorten
from unsigned_treaty.build import execution
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import extension

FAILING = "book/failing.ipynb: cell divide: ZeroDivisionError: division by zero; mend the cell"


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one chapter, whose cell raises."""
    project = copy_project(tmp_path_factory.mktemp("failing") / "project")
    return shorten(project, "failing", {"divide": "1 / 0"})


def jupyter_book(root: Path) -> subprocess.CompletedProcess[str]:
    """``jupyter-book build .`` in the folder of a project."""
    program = "from jupyter_book.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "build", "."],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "scripts")},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_cell_that_raises_fails_every_build_however_begun_and_keeps_the_old_book(
    failing: Path,
) -> None:
    old = failing / "_build" / "html" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("the book as it was")
    before = contents_of(failing)
    done = run_treaty(failing, "build")
    left = {path.name for path in old.parents[1].iterdir()}
    for again in (done, jupyter_book(failing), run_treaty(failing, "build")):
        assert again.returncode != 0
        assert FAILING in again.stdout + again.stderr
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith(FAILING)]
    assert left <= {"html", "lock"}
    assert old.read_text() == "the book as it was"
    assert contents_of(failing) == before


def test_chapters_are_executed_from_inside_a_running_event_loop_too(failing: Path) -> None:
    """As in a cell of Jupyter, or after a browser was driven in the same process."""

    async def inside() -> None:
        execution.execute([failing / "book" / "failing.ipynb"], kernels=1)

    # In a thread of its own: a browser that was driven before may have left a loop in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(Refused) as refused:
        thread.submit(asyncio.run, inside()).result()
    assert FAILING in str(refused.value)


@pytest.mark.parametrize("processors", [1, 2])
def test_what_fails_beside_the_pages_fails_the_build_in_another_process_too(
    processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(app: object) -> None:
        raise ValueError("a drawing without its size")

    ends: list[Callable[..., None]] = []
    app: Any = SimpleNamespace(
        builder=SimpleNamespace(name="html"),
        connect=lambda name, end, priority: ends.append(end),
    )
    monkeypatch.setattr(execution, "processors", lambda: processors)
    with pytest.raises((ValueError, SphinxParallelError), match="a drawing without its size"):
        extension.begin_beside(app, write)
        ends[0](app, None)


# Asks itself to end whenever it forks, in any of its threads, and says whether it heard.
ASKED = """\
import os, signal, sys, threading, time
from types import SimpleNamespace
from unsigned_treaty.build import execution
from unsigned_treaty.site import extension

threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
os.register_at_fork(before=lambda: (os.kill(os.getpid(), signal.SIGINT), time.sleep(0.1)))
execution.processors = lambda: 2
app = SimpleNamespace(builder=SimpleNamespace(name="html"), connect=lambda *_, **__: None)
try:
    extension.begin_beside(app, lambda app: None)
except KeyboardInterrupt:
    sys.exit("heard")
"""


def test_who_asks_a_build_to_end_while_it_forks_is_heard() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True)
    assert done.stderr.splitlines() == ["heard"]
