"""Files: several are replaced together, whole, or none of them is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def replace(contents: Mapping[Path, bytes | None]) -> list[Path]:
    """Give each file its new content, or remove it where that is None; all of them or none.

    Returns the files that changed; a file that has its content already is not touched.  First all
    is written beside the files, where a full disk stops it; only then do names change, and they
    are changed back where one of them cannot be, or where a signal comes between.  Whatever stops
    it is raised again, with every file as it was.
    """
    changed = {path: content for path, content in contents.items() if _stored(path) != content}
    new = {path: _beside(path, "new") for path, content in changed.items() if content is not None}
    old = {path: _beside(path, "old") for path in changed if path.is_file()}
    done: list[Path] = []
    try:
        for path, partial in new.items():
            _write(partial, changed[path] or b"")
            if path in old:
                partial.chmod(path.stat().st_mode & 0o777)
        for path, kept in old.items():
            os.link(path, kept) if hasattr(os, "link") else _write(kept, path.read_bytes())
        for path in changed:
            done.append(path)  # before it is, since a signal may come at any moment
            new[path].replace(path) if path in new else path.unlink(missing_ok=True)
    except BaseException:
        for path in done:
            old[path].replace(path) if path in old else path.unlink(missing_ok=True)
        raise
    finally:
        for left in (*new.values(), *old.values()):
            left.unlink(missing_ok=True)
    return list(changed)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _stored(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")
