"""The nursery: one process that imports what chapters import, and forks a kernel for each of them.

A kernel spends most of its time on importing.  Forked from a process that has imported already it
is an ordinary kernel, in a process of its own, with an empty name space; it only starts sooner.
A nursery lives for one execution, so that no edit to the library can be missed.

Only Linux forks safely after such imports; elsewhere kernels start as Jupyter starts them.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from unsigned_treaty.project.faults import Fault, Refused

AVAILABLE = sys.platform == "linux" and hasattr(os, "pidfd_open")
PROVISIONER = "unsigned-treaty-nursery"
# Names the file in which a kernel notes what it opened.
OPENED = "TREATY_OPENED"

# What a kernel imports when it starts, then what chapters import. A module that is missing here
# costs time in each kernel and nothing else.
KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "comm",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "sqlite3",
    "tornado.platform.asyncio",
)
CHAPTERS = ("myst_nb.ext.glue", "pandas")
# These import Sphinx, print, or start processes, which no chapter does.
NOT_FOR_CHAPTERS = frozenset(
    {
        "building",
        "cli",
        "colophon",
        "dressing",
        "execution",
        "launching",
        "outputs",
        "pages",
        "printing",
    }
)


class Nursery:
    """Starts at once and imports while its owner does other things; ends with its owner."""

    def __init__(self) -> None:
        program = "from unsigned_treaty.build.nursery import serve; serve()"
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-Xfrozen_modules=off", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def fork(self, argv: list[str], env: dict[str, str], cwd: str) -> int:
        """Fork a kernel and return its process id; raise :class:`Refused` where none can be."""
        assert self.process.stdin and self.process.stdout
        answer = ""
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"argv": argv, "env": env, "cwd": cwd}) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        if not answer:
            message = "the library cannot be imported, as the lines above say; mend it"
            raise Refused([Fault("scripts/unsigned_treaty", "", message)])
        return int(answer)

    def close(self) -> None:
        """End the nursery; its kernels have ended before."""
        assert self.process.stdin and self.process.stdout
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


class Forked:
    """A forked kernel with the part of ``subprocess.Popen`` that Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.handle = os.pidfd_open(pid)
        self.ended = False

    def poll(self) -> int | None:
        """None while the kernel runs, 0 afterwards: what it ended with only its parent knows."""
        if not self.ended and select.select([self.handle], [], [], 0)[0]:
            self.ended = True
            os.close(self.handle)
        return 0 if self.ended else None

    def wait(self) -> int:
        """Wait until the kernel has ended."""
        if not self.ended:
            select.select([self.handle], [], [])
        self.poll()
        return 0

    def send_signal(self, signum: int) -> None:
        """Signal the kernel, unless it has ended."""
        if self.poll() is None:
            signal.pidfd_send_signal(self.handle, signum)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


class Provisioner(LocalProvisioner):
    """Starts a kernel by forking it from the nursery that its manager carries."""

    parent: Any
    process: Any

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel that ``cmd`` would start."""
        arguments = cmd[cmd.index("-f") :]
        pid = self.parent.nursery.fork(arguments, kwargs["env"], str(kwargs["cwd"]))
        self.process = Forked(pid)
        self.pid, self.pgid, self.cwd = pid, pid, kwargs["cwd"]
        return self.connection_info


def serve() -> None:
    """Import, then fork a kernel for each line of standard input until it ends."""
    from importlib import import_module

    library = ()
    for module in (*KERNEL, *CHAPTERS, *library):
        import_module(module)
    # A kernel that has ended leaves nothing to wait for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Ctrl-C reaches the whole group; the owner ends this process by closing its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin, os.fdopen(os.dup(1), "w")
    for line in iter(requests.readline, ""):
        pid = os.fork()
        if pid == 0:
            _become_kernel(**json.loads(line))
        answers.write(f"{pid}\n")
        answers.flush()


def _become_kernel(argv: list[str], env: dict[str, str], cwd: str) -> None:
    """Turn this forked process into the kernel, as if it had been started by itself."""
    from ipykernel.kernelapp import IPKernelApp

    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        # In the environment it would be read on import, which is past.
        parent = f"--IPKernelApp.parent_handle={os.getppid()}"
        os.environ.clear()
        os.environ.update({**env, "JPY_PARENT_PID": str(os.getppid())})
        os.chdir(cwd)
        if OPENED in env:
            _note_opened(os.open(env[OPENED], os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        IPKernelApp.launch_instance(argv=[*argv, parent])
        status = 0
    finally:
        os._exit(status)


def _note_opened(notes: int) -> None:
    """Note every file that is opened from now on, a line for each, as soon as it is opened."""
    seen: set[str] = set()

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path not in seen:
            seen.add(path)
            os.write(notes, os.fsencode(path) + b"\n")

    sys.addaudithook(note)
