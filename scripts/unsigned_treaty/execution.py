"""Execution: the chapters run side by side, each in a kernel of its own, nothing kept for later."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from unsigned_treaty import paths
from unsigned_treaty.faults import Fault, Refused


def execute(
    chapters: list[Path], tell: Callable[[str], None] = print
) -> dict[Path, nbformat.NotebookNode]:
    """Run every chapter from top to bottom and return it with its outputs.

    As many run at once as there are processors.  ``tell`` is called with a line for each.
    Raises :class:`Refused` with every chapter in which a cell raises, writes to standard error,
    or does not end within ten minutes.
    """
    return asyncio.run(_all(chapters, tell))


async def _all(
    chapters: list[Path], tell: Callable[[str], None]
) -> dict[Path, nbformat.NotebookNode]:
    places = asyncio.Semaphore(os.cpu_count() or 1)
    done = 0

    async def run(chapter: Path) -> nbformat.NotebookNode:
        nonlocal done
        async with places:
            began = time.perf_counter()
            notebook = await _one(chapter)
        done += 1
        seconds = time.perf_counter() - began
        tell(f"executed {paths.shown(chapter)} in {seconds:.1f} s ({done} of {len(chapters)})")
        return notebook

    results = await asyncio.gather(*map(run, chapters), return_exceptions=True)
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


async def _one(chapter: Path) -> nbformat.NotebookNode:
    where = paths.shown(chapter)
    notebook = nbformat.read(chapter, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        record_timing=False,
        resources={"metadata": {"path": str(chapter.parent)}},
    )
    try:
        await client.async_execute(env={**os.environ, "PYTHONHASHSEED": "0"})
    except CellExecutionError as error:
        cell = next(c for c in notebook.cells if _raised(c))
        message = f"{error.ename}: {error.evalue}; mend the cell, or what it calls"
        raise Refused([Fault(where, f"cell {cell.id}", message)]) from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise Refused([Fault(where, "", f"{error}; mend the chapter")]) from error
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
