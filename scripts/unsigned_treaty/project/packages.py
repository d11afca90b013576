"""Packages: with what the book is executed."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from unsigned_treaty.project import paths

# What shapes a page or a number, beside what the project asks for by name.
ALSO = {"numpy": "the arithmetic under pandas", "Sphinx": "the pages", "MyST-NB": "the notebooks"}


def installed_packages() -> pd.DataFrame:
    """Python and every package that the project asks for, with the version that is installed.

    Columns ``package``, ``version`` and ``what_it_does_here`` (str).  The uses are those that
    stand behind each package in ``pyproject.toml``.
    """
    text = paths.PYPROJECT.read_text(encoding="utf-8")
    wanted = tomllib.loads(text)["project"]["dependencies"]
    # Of two builds on one minor version of Python not a byte differs, so no more of it is said.
    python = ".".join(platform.python_version_tuple()[:2])
    rows = [("Python", python, "runs all of it")]
    for line in text.splitlines():
        name, _, use = line.strip().partition(" # ")
        name = name.strip().strip('",')
        if name in wanted:
            package = name.split(">")[0]
            rows.append((package, installed(package), use.strip()))
    rows += [(package, installed(package), use) for package, use in ALSO.items()]
    return pd.DataFrame(rows, columns=["package", "version", "what_it_does_here"], dtype="str")


def installed(package: str) -> str:
    """The version of a package, or that it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed here"
