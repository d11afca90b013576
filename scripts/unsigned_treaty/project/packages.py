"""Versions: with what the book was executed, and that its results are the held ones."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import version

import pandas as pd

from unsigned_treaty.build import results
from unsigned_treaty.exhibits.exhibit import Exhibit, table
from unsigned_treaty.project import paths
from unsigned_treaty.project.dates import MONTHS

# What shapes a page or a number, beside what the project asks for by name.
ALSO = {"numpy": "the arithmetic under pandas", "Sphinx": "the pages", "MyST-NB": "the notebooks"}


def environment() -> pd.DataFrame:
    """Python and every package that the project asks for, with the version that is installed.

    Index ``Package``; columns ``Version`` and ``What it does here``, all str.
    """
    project = tomllib.loads(paths.PYPROJECT.read_text(encoding="utf-8"))["project"]
    # Of two builds on one minor version of Python not a byte differs, so no more of it is said.
    python = ".".join(platform.python_version_tuple()[:2])
    rows = {"Python": (python, "runs all of it")}
    for line in paths.PYPROJECT.read_text(encoding="utf-8").splitlines():
        wanted, _, use = line.strip().partition(" # ")
        name = wanted.strip().strip('",')
        if name in project["dependencies"]:
            package = name.split(">")[0]
            rows[package] = (version(package), use.strip())
    rows |= {name: (version(name), use) for name, use in ALSO.items()}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["Version", "What it does here"])
    return frame.rename_axis("Package")


def environment_table() -> Exhibit:
    """Show with what the book was executed, and on which day its results were accepted."""
    day = results.accepted()
    return table(
        environment(),
        "tab-environment",
        "With what this book was executed",
        "Every other package is named, with its version and the hash of its file, in "
        "requirements.lock. The results of this execution are those held in book/results since "
        f"{day.day} {MONTHS[day.month]} {day.year}, line for line: "
        "the book is not built where any of them differs.",
    )
