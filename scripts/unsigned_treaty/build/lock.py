"""Lock: of all that write into the project, one at a time."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from unsigned_treaty.project import paths

MADE = paths.HTML.parent
WORK = "work-"
# In a work folder: the book that stood, while another takes its place.
SET_ASIDE = "set-aside"


@contextmanager
def writing(command: str, made: Path = MADE) -> Iterator[None]:
    """Hold the project for a command that writes; wait, and say for whom, where another has it.

    The operating system gives the lock back when its holder ends, in whatever way.  What a holder
    left that was killed is put right: its work folder goes, and a book that it had just set aside
    stands again.
    """
    made.mkdir(exist_ok=True)
    lock, holder = FileLock(made / "lock"), made / "lock-holder.json"
    try:
        lock.acquire(blocking=False)
    except Timeout:
        print(f"{held_by(holder)}; waiting for it (Ctrl-C leaves)", file=sys.stderr, flush=True)
        lock.acquire()
    try:
        since = datetime.now().strftime("%H:%M:%S")
        about = {"command": command, "pid": os.getpid(), "since": since}
        holder.write_text(json.dumps(about), encoding="utf-8")
        for left in made.glob(f"{WORK}*"):
            if (left / SET_ASIDE).is_dir() and not (made / paths.HTML.name).exists():
                (left / SET_ASIDE).rename(made / paths.HTML.name)
            shutil.rmtree(left)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def held_by(holder: Path) -> str:
    """Who holds the project: the command, its process and since when."""
    try:
        about = json.loads(holder.read_text(encoding="utf-8"))
        return (
            f"treaty {about['command']} (process {about['pid']}, since {about['since']}) is at it"
        )
    except (OSError, ValueError, KeyError):
        return "another treaty command is at it"


@contextmanager
def work_folder(made: Path = MADE) -> Iterator[Path]:
    """A folder of one's own beside what is made, removed however the work ends."""
    folder = Path(tempfile.mkdtemp(prefix=WORK, dir=made))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
