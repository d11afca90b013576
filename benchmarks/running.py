"""Run every downloaded chapter as a reader would, in another environment, with a clock.

    make book
    python3.12 -m venv /tmp/reader
    /tmp/reader/bin/python -m pip install jupyterlab pandas matplotlib pybtex pydantic regex krippendorff
    .venv/bin/python benchmarks/running.py /tmp/reader/bin/python
    .venv/bin/python benchmarks/running.py /tmp/reader/bin/python across --suppose tass2021-02 prospect=-1

Each download is copied alone into an empty folder, under a name as a browser gives a second copy,
and executed by that environment's nbconvert.  Prints a Markdown table, which
``benchmarks/running.md`` keeps: the seconds from the command to the executed file, those of one
processor in it, and whether the results are those that the download carried.  With ``--suppose`` a cell that changes a code follows
the one that loads the statements, and the table says how many lines of results move.
"""  # noqa: E501

from __future__ import annotations

import argparse
import difflib
import os
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat

from unsigned_treaty.build import results
from unsigned_treaty.project import paths

DOWNLOADS = paths.HTML / "_sources" / "book"
SUPPOSED = "from unsigned_treaty.coding import suppose\n\nstatements = suppose(statements, {})"


def executed(file: Path, python: str, supposed: str) -> tuple[float, float, nbformat.NotebookNode]:
    """The seconds that a download takes to run alone, those of a processor, and what it then is."""
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder, f"{file.stem} (1).ipynb")
        book = nbformat.read(file, as_version=4)
        if supposed:
            load = next(n for n, cell in enumerate(book.cells) if cell.id in ("load", "suppose"))
            book.cells.insert(load + 1, nbformat.v4.new_code_cell(SUPPOSED.format(supposed)))
        nbformat.write(book, alone)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        command = [python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "ran"]
        began, busy = time.perf_counter(), processor()
        subprocess.run(
            [*command, alone.name], cwd=folder, env=environment, check=True, capture_output=True
        )
        took, busy = time.perf_counter() - began, processor() - busy
        ran = nbformat.read(Path(folder, "ran.ipynb"), as_version=4)
        assert {path.name for path in Path(folder).iterdir()} == {alone.name, "ran.ipynb"}
        return took, busy, ran


def processor() -> float:
    """The seconds of a processor that the programs run so far have taken."""
    times = os.times()
    return times.children_user + times.children_system


def moved(was: nbformat.NotebookNode, now: nbformat.NotebookNode) -> int:
    """How many lines of the results another notebook has otherwise."""
    lines = difflib.ndiff(results.text(was).splitlines(), results.text(now).splitlines())
    return sum(line.startswith("+ ") for line in lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="the Python of the environment to run them in")
    parser.add_argument("chapters", nargs="*", help="some chapters by name; without, all")
    parser.add_argument("--suppose", nargs=2, metavar=("STATEMENT", "CODE"), default=())
    asked = parser.parse_args()
    supposed = ""
    if asked.suppose:
        statement, (code, _, value) = asked.suppose[0], asked.suppose[1].partition("=")
        supposed = f"{statement!r}, {code}={value if value.lstrip('-').isdigit() else repr(value)}"
    print("| download | kB | seconds | of a processor | results |")
    print("| :-- | --: | --: | --: | :-- |")
    for file in sorted(DOWNLOADS.glob("*.ipynb")):
        if asked.chapters and file.stem not in asked.chapters:
            continue
        took, busy, ran = executed(file, asked.python, supposed)
        count = moved(nbformat.read(file, as_version=4), ran)
        said = f"{count} lines move" if count else "those it carried"
        size = file.stat().st_size / 1000
        print(f"| {file.stem} | {size:.0f} | {took:.1f} | {busy:.1f} | {said} |", flush=True)


if __name__ == "__main__":
    main()
