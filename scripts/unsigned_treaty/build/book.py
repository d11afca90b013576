"""The book: built from nothing in a folder of its own, then put whole in the place of the old."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from unsigned_treaty.build import check, finished, kept, lock, results, values
from unsigned_treaty.build.execution import Executed
from unsigned_treaty.project import chapters, inputs, paths
from unsigned_treaty.project.faults import Fault, Refused

# What Jupyter Book imports before it begins, half a second's worth; of the site it is the one part
# that is named here, and nothing of it is used.
WRITE_PAGES = ("jupyter_book.sphinx", "sphinxcontrib.bibtex", "unsigned_treaty.site.extension")

WHY = "not written, for what the lines above say; mend it"


def build() -> None:
    """Build the book in ``_build/html``.

    Raises :class:`Refused`, and leaves the book that stands as it was, where the inputs have a
    fault, a chapter fails, a page has a warning, or the built book is not whole.
    """
    before = finished.state()
    refuse_faults()
    print("building the book: executing the chapters, then writing the pages", flush=True)
    inputs.settle_time()
    with lock.work_folder() as work:
        # The programs that write the pages are read while the kernels, other processes, work.
        with ThreadPoolExecutor(1) as thread:
            thread.map(import_module, WRITE_PAGES)
            executed()
        run_jupyter_book(work)
        finished.verify(work / "_build" / "html")
        if finished.state() != before:
            message = "changed while the book was built; run again: make book"
            raise Refused([Fault(name, "", message) for name in changed(before)])
        put_in_place(work / "_build" / "html", work / lock.SET_ASIDE)
    finished.write(before)


def changed(before: dict[str, dict[str, str]]) -> list[str]:
    """What is no longer as it was in a state: files, or else what surrounds them."""
    was, now = before, finished.state()
    return [
        name
        for part in was
        for name in sorted(was[part].keys() | now[part].keys())
        if was[part].get(name) != now[part].get(name)
    ]


def refuse_faults(accepting: bool = False) -> None:
    """Raise :class:`Refused` where the inputs have a fault; they are checked once for a state.

    The day on which results were accepted is no fault where they are being accepted.
    """
    faults: Sequence[Fault] = _faults(_state())
    if accepting:
        day = paths.shown(results.RESULTS / results.ACCEPTED)
        faults = [fault for fault in faults if fault.file != day]
    if faults:
        raise Refused(faults)


@lru_cache(maxsize=1)
def _faults(_state: str) -> tuple[Fault, ...]:
    return tuple(check.faults())


def executed() -> Executed:
    """Every chapter with its outputs; they are executed, or found kept, once for a state.

    Raises :class:`Refused` where one fails, and where a sentence or a result is not as held.
    """
    return dict(_executed(_state()))


@lru_cache(maxsize=1)
def _executed(_state: str) -> Executed:
    found = kept.current(chapters.chapters())
    values.refuse(found)
    results.refuse_moved(found)
    return found


def _state() -> str:
    """Everything on which the book depends, as it is now, as one text."""
    return json.dumps(finished.state(), sort_keys=True)


def run_jupyter_book(to: Path) -> None:
    """Let Jupyter Book build into a folder, a warning being an error.

    Raises :class:`Refused` where it does not succeed; what Sphinx said of it stands before.
    """
    from jupyter_book.cli.main import main as jupyter_book
    from sphinx.util import console

    if not sys.stderr.isatty():
        console.nocolor()
    command = ["build", "-W", "-n", "--keep-going", "-q", "--path-output", str(to)]
    # What Sphinx says is held back until it is known that nobody ended it: then one line is enough.
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            jupyter_book([*command, str(paths.ROOT)], standalone_mode=False)
    except SystemExit as error:  # after a warning
        if isinstance(error.code, KeyboardInterrupt):
            raise error.code from None
        sys.stderr.write(said.getvalue())
        raise Refused([Fault("the pages", "", WHY)]) from error
    except RuntimeError as error:  # after an error, which is its cause
        sys.stderr.write(said.getvalue())
        raise Refused([Fault("the pages", "", WHY)]) from error
    finally:
        # Where the build ended early, what still writes beside the pages ends too.
        for process in multiprocessing.active_children():
            process.terminate()
            process.join()
    sys.stderr.write(said.getvalue())


def put_in_place(html: Path, set_aside: Path) -> None:
    """Let the new pages take the place of the old, or leave these as they were."""
    finished.STAMP.unlink(missing_ok=True)
    try:
        if paths.HTML.exists():
            paths.HTML.rename(set_aside)
        html.rename(paths.HTML)
    except BaseException:
        if set_aside.exists() and not paths.HTML.exists():
            set_aside.rename(paths.HTML)
        raise
