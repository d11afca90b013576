"""Downloaded: what a chapter that was downloaded alone does before its first cell runs.

The hidden cell of a download unpacks this library, the data and the articles into a folder that
lasts as long as its kernel, and calls :func:`begin`.  That may happen where packages are missing
or where Python is old, so nothing here needs more than Python 3.8 and IPython.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

PYTHON = (3, 11)
# What a cell showed when the book was built, by the digest of its source; see :func:`begin`.
Shown = Mapping[str, Sequence[Mapping[str, Any]]]
_shown: dict[str, Sequence[Mapping[str, Any]]] = {}


class Missing(Exception):
    """Raised where a chapter cannot run; Jupyter shows its one sentence, and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def begin(folder: str, packages: Mapping[str, str], shown: Shown) -> None:
    """Let the cells of a download compute with what was unpacked into ``folder``.

    ``packages`` gives for each package that its cells need the oldest version that will do, such
    as ``{"pandas": "2.2"}``.  Where one is missing, a sentence says so, and the outputs that the
    download carried stay: most front ends stop at an error and touch no later cell, for which
    :class:`Missing` is raised.  JupyterLab empties all cells before it runs the first; there each
    cell shows again what it showed (``shown``, outputs by :func:`digest`).
    """
    transformers = _transformers()
    # That of an earlier run comes from a library that was unpacked anew since.
    mine = _show_again.__name__
    transformers[:] = [one for one in transformers if getattr(one, "__name__", "") != mine]
    said = sentence(packages)
    if not said:
        # In a folder of another project its files would be read instead of those unpacked.
        here = os.getcwd()  # noqa: PTH109
        os.chdir(folder)
        try:
            importlib.import_module("unsigned_treaty.project.paths")
        finally:
            os.chdir(here)
    elif "JPY_SESSION_NAME" in os.environ:  # set by Jupyter's server, as for JupyterLab
        _shown.clear()
        _shown.update(shown)
        transformers.append(_show_again)
        print(said)
    else:
        raise Missing(said)


def sentence(packages: Mapping[str, str]) -> str:
    """What is missing here and how to get it, in one sentence; empty where nothing is."""
    if sys.version_info < PYTHON:
        has, wanted = (".".join(map(str, version[:2])) for version in (sys.version_info, PYTHON))
        return f"This notebook needs Python {wanted} or later, and this is Python {has}."
    lacking = [name for name, oldest in packages.items() if not _suffices(name, oldest)]
    if not lacking:
        return ""
    *others, last = lacking
    named = f"{', '.join(others)} and {last}" if others else last
    wanted = " ".join(f'"{name}>={packages[name]}"' for name in lacking)
    return (
        f"This notebook needs {named}, not installed here or too old: run "
        f"%pip install {wanted} in its first cell, then all cells; "
        "until then its outputs stay those with which it was downloaded."
    )


def _suffices(package: str, oldest: str) -> bool:
    try:
        has = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return _numbers(has) >= _numbers(oldest)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:2]]


def digest(source: str) -> str:
    """By what the outputs of a cell are found again: the digest of its source."""
    return hashlib.sha256(source.strip().encode()).hexdigest()[:16]


def _transformers() -> list[Any]:
    """What IPython does to the source of each cell before it runs it."""
    shell = importlib.import_module("IPython").get_ipython()
    return [] if shell is None else shell.input_transformers_cleanup


def _show_again(lines: list[str]) -> list[str]:
    """In place of a cell of the chapter, a line that shows what it showed."""
    key = digest("".join(lines))
    if key not in _shown:
        return lines
    return [f"__import__('sys').modules[{__name__!r}].show({key!r})\n"]


def show(key: str) -> None:
    """Show what a cell of the chapter showed when the book was built."""
    display = importlib.import_module("IPython.display").display
    for output in _shown[key]:
        display(output["data"], metadata=output.get("metadata", {}), raw=True)
