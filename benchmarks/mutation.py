"""How many small changes to the library its tests see.

mutmut changes one thing at a time (an operator, a number, an argument) in what is computed and in
how it is read, on a copy of the project, and runs the tests that reach the changed function.
What the tests did not see is printed as a difference, for a person to look at.

    .venv/bin/python -m pip install mutmut
    .venv/bin/python benchmarks/mutation.py            # about ten minutes on two processors
    .venv/bin/python benchmarks/mutation.py findings   # one room
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "src/unsigned_treaty"
# What is changed, and the tests that ought to see it: those that need neither build nor browser.
ROOMS = {
    "findings": (["findings/"], ["test_findings"]),
    "coding": (
        ["coding/statements.py", "coding/codings.py", "coding/tables.py", "coding/vocabulary.py"],
        ["test_coding", "test_findings", "test_table_faults"],
    ),
    "corpus": (["corpus/passages.py"], ["test_passages", "test_quotation_marks"]),
    "project": (["project/dates.py"], ["test_coding"]),
}
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", ".*_cache")


def run(room: str, folder: Path) -> tuple[Counter[str], list[str]]:
    """The outcomes of one room's changes, and those that no test saw, as differences."""
    sources, tests = ROOMS[room]
    copy = folder / room
    shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND)
    # mutmut knows a package that lies in src/ by its own name.
    (copy / "scripts").rename(copy / "src")
    others = [path.name for path in copy.iterdir() if path.name != "pyproject.toml"]
    selected = [f"tests/{name}.py" for name in tests]
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            "\n[tool.mutmut]\n"
            f"source_paths = {json.dumps([f'{PACKAGE}/{source}' for source in sources])}\n"
            f"pytest_add_cli_args_test_selection = {json.dumps(selected)}\n"
            f"also_copy = {json.dumps(others)}\n"
        )
    mutmut = [str(Path(sys.executable).parent / "mutmut")]
    subprocess.run([*mutmut, "run"], cwd=copy, check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run(
        [*mutmut, "results", "--all", "true"], cwd=copy, check=True, capture_output=True, text=True
    ).stdout
    outcomes = dict(line.strip().rsplit(": ", 1) for line in listed.splitlines() if ": " in line)
    unseen = []
    for name in [name for name, outcome in outcomes.items() if outcome in ("survived", "no tests")]:
        told = subprocess.run(
            [*mutmut, "show", name], cwd=copy, check=True, capture_output=True, text=True
        ).stdout.splitlines()
        changed = [line for line in told if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        unseen.append("\n".join([name.rpartition(".")[2], *changed]))
    return Counter(outcomes.values()), unseen


def main(rooms: list[str]) -> None:
    """Print for each room what the tests did not see, and its score."""
    scores = []
    for room in rooms or list(ROOMS):
        with tempfile.TemporaryDirectory() as folder:
            outcomes, unseen = run(room, Path(folder))
        print(*unseen, sep="\n\n", end="\n\n")
        number = sum(outcomes.values())
        missed = outcomes["survived"] + outcomes["no tests"]
        scores.append(f"{room}: {number - missed} of {number}, {1 - missed / number:.1%}")
    print(*scores, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
