"""Measure `make book` against plain Jupyter Book, side by side, on copies of this project.

    .venv/bin/python benchmarks/build.py [rounds]

Plain Jupyter Book is `jupyter-book build --all .` with `execute_notebooks: force` and all of this
book's own pages, but with MyST-NB executing the chapters.  In each round every command runs once,
one after another, so that a busy machine slows all of them; the medians are printed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from unsigned_treaty.project import inputs, paths

TREATY = ["-P", "-c", "import sys; from unsigned_treaty.cli import main; sys.exit(main(['build']))"]
CHAPTERS = ["-P", "-c", """\
from unsigned_treaty.build import execution
from unsigned_treaty.project import chapters
execution.execute(chapters.chapters())
"""]  # fmt: skip
PLAIN = ["-P", "-c", "from jupyter_book.cli.main import main; main()", "build", "-q", "."]
PLAIN_PAGES = """\
from unsigned_treaty.site import notebooks
from unsigned_treaty.project import inputs
from unsigned_treaty.site import extension

notebooks.connect = lambda app: inputs.settle_time()
setup = extension.setup
"""


def copy(to: Path) -> Path:
    """Copy the project into ``to``."""
    for path in inputs.present():
        target = to / path.relative_to(paths.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return to


def plain(root: Path) -> Path:
    """Let MyST-NB execute the chapters of the copy in ``root``, one after another."""
    config = (root / "_config.yml").read_text(encoding="utf-8")
    for old, new in (
        ('execute_notebooks: "off"', 'execute_notebooks: "force"\n  timeout: 600'),
        ("- unsigned_treaty.site.extension", "- plain_pages"),
    ):
        assert old in config, f"_config.yml has no {old!r} any more; mend this script"
        config = config.replace(old, new)
    (root / "_config.yml").write_text(config, encoding="utf-8")
    (root / "scripts" / "plain_pages.py").write_text(PLAIN_PAGES, encoding="utf-8")
    return root


def without_execution(root: Path) -> Path:
    """Let nobody execute: what Sphinx alone takes."""
    config = plain(root) / "_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('execute_notebooks: "force"', 'execute_notebooks: "off"'))
    return root


def seconds(root: Path, command: list[str]) -> float:
    """How long a command takes in ``root``."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "scripts")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return time.perf_counter() - began


def edit(root: Path, number: int) -> None:
    """Change a word of one chapter, as an author would."""
    path = next(path for path in sorted((root / "book").glob("*.ipynb")) if path.stem != "index")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    last = next(c for c in reversed(notebook["cells"]) if c["cell_type"] == "markdown")
    last["source"] = "".join(last["source"]) + f"\n\nA sentence of round {number}.\n"
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False), encoding="utf-8")


def main(rounds: int) -> None:
    """Measure and print."""
    took: dict[str, list[float]] = {}

    def measure(name: str, root: Path, command: list[str], cold: bool = False) -> None:
        if cold:
            shutil.rmtree(root / "_build", ignore_errors=True)
        took.setdefault(name, []).append(seconds(root, command))
        print(f"{name}: {took[name][-1]:.2f} s", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = copy(Path(folder) / "ours"), plain(copy(Path(folder) / "plain"))
        sphinx = without_execution(copy(Path(folder) / "sphinx"))
        for number in range(rounds):
            measure("make book, cold", ours, TREATY, cold=True)
            measure("plain, cold", theirs, [*PLAIN, "--all"], cold=True)
            measure("make book, nothing changed", ours, TREATY)
            measure("plain, nothing changed", theirs, PLAIN)
            edit(ours, number)
            edit(theirs, number)
            measure("make book, one chapter edited", ours, TREATY)
            measure("plain, one chapter edited", theirs, PLAIN)
            measure("Sphinx alone, cold", sphinx, [*PLAIN, "--all"], cold=True)
            measure("the chapters alone, side by side", ours, CHAPTERS)
    medians = {name: statistics.median(values) for name, values in took.items()}
    for name, value in medians.items():
        print(f"{name:32} {value:6.2f} s   ({', '.join(f'{v:.2f}' for v in took[name])})")
    for case in ("cold", "nothing changed", "one chapter edited"):
        ratio = medians[f"make book, {case}"] / medians[f"plain, {case}"]
        print(f"make book : plain, {case:20} {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
