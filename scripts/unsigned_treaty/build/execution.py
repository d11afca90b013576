"""Execution: the chapters run side by side, each in a kernel of its own, nothing kept for later."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from pathlib import Path
from threading import Thread
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from unsigned_treaty.build import nursery
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

Executed = dict[Path, nbformat.NotebookNode]
Opened = dict[Path, frozenset[Path]]
Tell = Callable[[str, int, int], None]


def show(line: str, done: int, of: int) -> None:
    """Tell how far the execution is: one line that changes on a terminal, else a line for each."""
    # Not sys.stdout: what Jupyter Book prints there is not for readers of this book.
    out = sys.__stdout__
    if out is None:
        return
    if out.isatty():
        end = "\n" if done == of else ""
        print(f"\r\x1b[K{done} of {of} chapters executed: {line}", end=end, file=out, flush=True)
    else:
        print(f"executed {line} ({done} of {of})", file=out, flush=True)


def execute(
    chapters: list[Path],
    tell: Tell = show,
    warm: nursery.Nursery | None = None,
    opened: Opened | None = None,
) -> Executed:
    """Run every chapter from top to bottom and return it with its outputs.

    Several run at once.  ``tell`` is called with the chapter and its seconds, how many are done,
    and how many there are.  ``warm`` is a nursery that was started earlier, and is closed here.
    ``opened`` receives, for each chapter, the files that it opened, where that can be known.
    Raises :class:`Refused` with every chapter in which a cell raises, writes to standard error,
    or does not end within ten minutes.
    """
    if warm is None and chapters and nursery.AVAILABLE:
        warm = nursery.Nursery()
    notes = {} if opened is None else opened
    # In a thread of its own, since the caller's may have an event loop already, as Jupyter's has.
    with closing(warm) if warm else nullcontext(), ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_all(chapters, tell, warm, notes))).result()


class Ahead(Thread):
    """An execution that runs while Sphinx still starts; :func:`results` waits for it."""

    def __init__(self, chapters: list[Path], warm: nursery.Nursery | None) -> None:
        super().__init__(daemon=True)
        self.chapters = chapters
        self.warm = warm
        self.opened: Opened = {}
        self.outcome: Executed | BaseException | None = None

    def run(self) -> None:
        """Execute, and keep what came of it."""
        try:
            self.outcome = execute(self.chapters, warm=self.warm, opened=self.opened)
        except BaseException as error:  # raised again where the results are asked for
            self.outcome = error

    def results(self) -> Executed:
        """The executed chapters; raises what the execution raised."""
        self.join()
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome or {}


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


async def _all(
    chapters: list[Path], tell: Tell, warm: nursery.Nursery | None, opened: Opened
) -> Executed:
    # A kernel waits for its manager a good part of its short life: two for each processor.
    places = asyncio.Semaphore(2 * processors())
    done = 0

    async def run(number: int, chapter: Path) -> nbformat.NotebookNode:
        nonlocal done
        async with places:
            began = time.perf_counter()
            notebook = await _one(chapter, Path(folder) / f"{number}.json", warm)
            notes = Path(folder) / f"{number}.opened"
            if notes.is_file():
                lines = os.fsdecode(notes.read_bytes()).splitlines()
                opened[chapter] = frozenset(map(Path, lines))
        done += 1
        tell(f"{paths.shown(chapter)}, {time.perf_counter() - began:.1f} s", done, len(chapters))
        return notebook

    # The path of a socket may be no longer than a hundred bytes or so.
    with tempfile.TemporaryDirectory(prefix="treaty-", ignore_cleanup_errors=True) as folder:
        results = await asyncio.gather(
            *(run(*numbered) for numbered in enumerate(chapters)), return_exceptions=True
        )
    faults: list[Fault] = []
    for result in results:
        if isinstance(result, Refused):
            faults += result.faults
        elif isinstance(result, BaseException):
            raise result
    if faults:
        raise Refused(faults)
    return {
        chapter: result
        for chapter, result in zip(chapters, results, strict=True)
        if isinstance(result, nbformat.NotebookNode)
    }


def _kernel(connection: Path, warm: nursery.Nursery | None) -> Any:
    """The manager of a kernel that nobody but this user can reach."""
    manager: Any = AsyncKernelManager(kernel_name="python3", connection_file=str(connection))
    if sys.platform == "win32":
        manager.transport_encryption = "auto"  # it has no sockets that are files
    else:
        manager.transport = "ipc"
    if warm:
        stanza = {"provisioner_name": nursery.PROVISIONER}
        manager.kernel_spec.metadata["kernel_provisioner"] = stanza
        manager.nursery = warm
    return manager


async def _one(
    chapter: Path, connection: Path, warm: nursery.Nursery | None
) -> nbformat.NotebookNode:
    where = paths.shown(chapter)
    notebook = nbformat.read(chapter, as_version=4)
    language = notebook.metadata.get("language_info")
    client = NotebookClient(
        notebook,
        km=_kernel(connection, warm),
        timeout=600,
        record_timing=False,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(chapter.parent)}},
    )
    try:
        env = {**os.environ, nursery.OPENED: str(connection.with_suffix(".opened"))}
        await client.async_execute(env=env, cleanup_kc=True)
    except CellExecutionError as error:
        cell = next(c for c in notebook.cells if _raised(c))
        message = f"{error.ename}: {error.evalue}; mend the cell, or what it calls"
        raise Refused([Fault(where, f"cell {cell.id}", message)]) from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise Refused([Fault(where, "", f"{error}; mend the chapter")]) from error
    # The kernel's own version would differ from machine to machine.
    notebook.metadata.pop("language_info", None)
    if language:
        notebook.metadata["language_info"] = language
    written = [
        Fault(where, f"cell {cell.id}", f"writes to standard error: {output.text[:200]}; mend it")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    ]
    if written:
        raise Refused(written)
    return notebook


def _raised(cell: nbformat.NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))
