"""Execution: one ordinary kernel for each processor, which takes one chapter after another.

A kernel spends most of its short life on importing, so that a new one for each chapter would take
three times as long.  Between two chapters a kernel is cleared of everything that one could leave
to the next; a test runs each chapter in a kernel of its own, and in another order, and finds the
same outputs.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from queue import Empty
from typing import Any, NamedTuple

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from unsigned_treaty.project import chapters as notebooks
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

Executed = dict[Path, nbformat.NotebookNode]
Tell = Callable[[str, int, int], None]

SECONDS = 600  # that one cell may take
BYTES = 2_000_000  # that the outputs of one cell may have

# Sent to a kernel before each chapter, so that it finds what it would find in a new one: its own
# folder, no names, no options, no drawing, and of this library not even what it keeps in memory.
# What is left after the reset, which collects garbage, is what packages hold; it is set aside, so
# that the next collection does not look through it again: a tenth of a second for each chapter.
# Garbage between two resets can wait, as in a command (cli.py).
CLEAR = """\
import os, random, sys, warnings
kernel = get_ipython()
if not hasattr(kernel, "environment_at_start"):
    kernel.environment_at_start = dict(os.environ)
    kernel.filters_at_start = list(warnings.filters)
os.environ.clear()
os.environ.update(kernel.environment_at_start)
os.chdir({folder!r})
random.seed()
warnings.resetwarnings()
warnings.filters[:] = kernel.filters_at_start
for name in [name for name in sys.modules if name.split(".")[0] == "unsigned_treaty"]:
    del sys.modules[name]
if "numpy" in sys.modules:
    sys.modules["numpy"].random.seed()
if "pandas" in sys.modules:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sys.modules["pandas"].reset_option("all")
if "matplotlib.pyplot" in sys.modules:
    sys.modules["matplotlib.pyplot"].close("all")
if "matplotlib" in sys.modules:
    sys.modules["matplotlib"].rc_file_defaults()
kernel.reset(new_session=True)
__import__("gc").set_threshold(100_000, 20, 100)  # no name is left
__import__("gc").freeze()
"""
# Asked after each chapter: whether the library read notebooks for it.
READ_NOTEBOOKS = (
    "bool(getattr(__import__('sys').modules.get('unsigned_treaty.project.chapters'), 'read_by', 0))"
)


class KernelEnded(Refused):
    """Raised for a chapter after which its kernel cannot take another."""


class Run(NamedTuple):
    """An executed chapter, and whether it read the notebooks of chapters to be what it is."""

    notebook: nbformat.NotebookNode
    reads_notebooks: bool


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
    chapters: Sequence[Path],
    tell: Tell = show,
    environment: Mapping[str, str] | None = None,
    kernels: int = 0,
) -> Executed:
    """Run every chapter from top to bottom and return each with its outputs.

    ``tell`` is called with the chapter and its seconds, how many are done, and how many there
    are.  ``environment`` is added to that of the kernels.  ``kernels`` is how many run at once;
    without it one for each processor.  Raises :class:`Refused` with every chapter in which a cell
    raises, prints, does not end within ten minutes or has outputs of more than two megabytes.
    """
    ran = runs(chapters, tell, environment, kernels)
    return {chapter: run.notebook for chapter, run in ran.items()}


def runs(
    chapters: Sequence[Path],
    tell: Tell = show,
    environment: Mapping[str, str] | None = None,
    kernels: int = 0,
) -> dict[Path, Run]:
    """As :func:`execute`, and for each chapter whether it read notebooks."""
    if not chapters:
        return {}
    count = min(len(chapters), kernels or processors())
    work = _all(list(chapters), tell, {**os.environ, **(environment or {})}, count)
    if not _inside_event_loop():
        return asyncio.run(work)  # which Ctrl-C ends at once, and the kernels with it
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _inside_event_loop() -> bool:
    """Whether there is an event loop already, as in Jupyter; a second needs a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


async def _all(
    chapters: list[Path], tell: Tell, environment: dict[str, str], count: int
) -> dict[Path, Run]:
    waiting = deque(chapters)
    done: dict[Path, Run] = {}
    faults: list[Fault] = []

    async def take_chapters(number: int) -> None:
        while waiting:
            # A chapter that ended its kernel is followed by one in a new kernel.
            with suppress(KernelEnded):
                connection = Path(folder) / f"{number}-{len(waiting)}.json"
                async with _kernel(connection, environment) as kernel:
                    while waiting:
                        await take(waiting.popleft(), kernel)

    async def take(chapter: Path, kernel: _Kernel) -> None:
        began = time.perf_counter()
        try:
            done[chapter] = await _one(chapter, kernel)
        except Refused as refused:
            faults.extend(refused.faults)
            if isinstance(refused, KernelEnded):
                raise
        else:
            line = f"{paths.shown(chapter)}, {time.perf_counter() - began:.1f} s"
            tell(line, len(done), len(chapters))

    # The path of a socket may be no longer than a hundred bytes or so.
    with tempfile.TemporaryDirectory(prefix="treaty-", ignore_cleanup_errors=True) as folder:
        # A reader's own start-up files and settings are no part of the book.
        environment |= {"IPYTHONDIR": folder, "MATPLOTLIBRC": os.devnull}
        # A chapter runs with the library that executes it, and no other that is installed.
        library = [str(paths.OWN / "scripts"), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, library))
        await asyncio.gather(*(take_chapters(number) for number in range(count)))
    if faults:
        raise Refused(faults)
    return {chapter: done[chapter] for chapter in chapters}


class _Kernel(NamedTuple):
    manager: Any
    client: Any


@asynccontextmanager
async def _kernel(connection: Path, environment: Mapping[str, str]) -> AsyncIterator[_Kernel]:
    """A kernel that nobody but this user can reach, ended with the block."""
    manager: Any = AsyncKernelManager(kernel_name="python3", connection_file=str(connection))
    if sys.platform == "win32":
        manager.transport_encryption = "auto"  # it has no sockets that are files
    else:
        manager.transport = "ipc"
    log = connection.with_suffix(".log")
    with log.open("wb") as said:  # what a kernel says of itself when it is ended is no news
        await manager.start_kernel(
            env=environment, cwd=str(connection.parent), stdout=said, stderr=said
        )
    client = manager.client()
    try:
        client.start_channels()
        if not await _answers(client):
            said_last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
            cause = "".join(said_last) or "no answer within a minute"
            raise Refused([Fault("the kernel", "", f"does not start: {cause}")])
        client.allow_stdin = False
        yield _Kernel(manager, client)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def _answers(client: Any) -> bool:
    """Whether a kernel answers within a minute, on the channel of its outputs too.

    The client's own ``wait_for_ready`` then waits until nothing has come for a fifth of a second.
    What comes late is no answer to a cell, and ``nbclient`` passes over it.
    """
    until = time.monotonic() + 60
    while time.monotonic() < until and await client.is_alive():
        client.kernel_info()
        with suppress(Empty):
            await client.get_shell_msg(timeout=1)
            await client.get_iopub_msg(timeout=1)
            return True
    return False


async def _one(chapter: Path, kernel: _Kernel) -> Run:
    where = paths.shown(chapter)
    notebook = notebooks.without_outputs(notebooks.read(chapter))
    client = NotebookClient(
        notebook, km=kernel.manager, timeout=SECONDS, record_timing=False, force_raise_errors=True
    )
    client.kc = kernel.client
    await _ask(client, where, CLEAR.format(folder=str(chapter.parent)))
    for index, cell in enumerate(notebook.cells):
        record = f"cell {cell.id}"
        try:
            await client.async_execute_cell(cell, index)
        except CellExecutionError as error:
            # Where a value could not be shown, only the output still says why.
            causes = [output for output in cell.outputs if output.output_type == "error"]
            cause = causes[0] if causes else error
            message = f"{cause.ename}: {cause.evalue}; mend the cell, or what it calls"
            raise Refused([Fault(where, record, message)]) from error
        except CellTimeoutError as error:
            message = f"runs for more than {SECONDS} seconds; mend the cell, or what it calls"
            raise KernelEnded([Fault(where, record, message)]) from error
        except DeadKernelError as error:
            message = "its kernel died while it ran (an exit, a crash, or no memory); mend the cell"
            raise KernelEnded([Fault(where, record, message)]) from error
    faults = [
        Fault(where, f"cell {cell.id}", message)
        for cell in notebook.cells
        for message in output_faults(cell)
    ]
    if faults:
        raise Refused(faults)
    reads = await _ask(client, where, "", READ_NOTEBOOKS)
    return Run(notebook, reads == "True")


async def _ask(client: NotebookClient, where: str, code: str, expression: str = "None") -> str:
    """Run code that is no part of a chapter and return what an expression then is."""
    assert client.kc is not None
    asked = client.kc.execute(code, silent=True, user_expressions={"asked": expression})
    try:
        reply = await client.async_wait_for_reply(asked)
        assert reply is not None
        return str(reply["content"]["user_expressions"]["asked"]["data"]["text/plain"])
    except (DeadKernelError, CellTimeoutError, KeyError, AssertionError) as error:
        message = f"its kernel cannot be cleared before or asked after it ({error!r}); mend it"
        raise KernelEnded([Fault(where, "", message)]) from error


def output_faults(cell: nbformat.NotebookNode) -> list[str]:
    """What is wrong with the outputs of a cell that ran."""
    found = []
    outputs = cell.get("outputs", [])
    for output in outputs:
        if output.output_type == "error":  # raised while the value of the cell was shown
            found.append(f"{output.ename}: {output.evalue}; mend the cell, or what it shows")
        elif output.output_type == "stream" and output.name == "stderr":
            found.append(f"writes to standard error: {output.text[:200]}; mend it")
        elif output.output_type == "stream":
            found.append(
                f"prints {output.text[:60].strip()!r}; show it with table(…), or leave it out"
            )
    size = len(json.dumps(outputs))
    if size > BYTES:
        found.append(f"has outputs of {size:,} bytes, and {BYTES:,} are the most; show less")
    return found
