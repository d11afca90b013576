"""How loading, verifying and tabling grow with the number of articles.

For 100, 1,000, 10,000 and 100,000 generated articles this prints processor time and memory per
article of each step, beside the floor: list the files, read each, decode it, find one passage.

    .venv/bin/python benchmarks/corpus.py            # about ten minutes, 600 MB on the disk
    .venv/bin/python benchmarks/corpus.py 100 1000   # other sizes
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from unsigned_treaty.coding import statements
from unsigned_treaty.coding.codebook import TABLES, Artefact, Retired, Speaker, Statement
from unsigned_treaty.corpus import articles

SIZES = (100, 1_000, 10_000, 100_000)
LENGTH = 5_800  # characters, about the mean of the five articles


def generate(folder: Path, count: int) -> None:
    """Write ``count`` articles of one quotation each, their catalogue and their coded tables."""
    seeds, data = folder / "seeds", folder / "data"
    seeds.mkdir(parents=True)
    data.mkdir()
    chance = random.Random(count)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvwy", k=k)) for k in range(2, 9)] * 40
    header = list(Statement.model_fields)
    with (
        (seeds / "catalogue.bib").open("w", encoding="utf-8") as catalogue,
        (data / "statements.csv").open("w", encoding="utf-8", newline="") as table,
    ):
        writer = csv.DictWriter(table, header, lineterminator="\n")
        writer.writeheader()
        for number in range(count):
            key = f"a{number}"
            lines = []
            while sum(map(len, lines)) < LENGTH:
                lines.append(" ".join(chance.choices(words, k=60)) + f" {chance.random()}.")
            quoted = f"No treaty {number}, not now,"
            exact = f"“{quoted}” the expert of {number} said."
            lines[len(lines) // 2] = exact
            content = "\n\n".join(lines).encode("utf-8")
            (seeds / f"{key}.txt").write_bytes(content)
            catalogue.write(
                f"@online{{{key},\n  file = {{{key}.txt}},\n"
                f"  sha256 = {{{hashlib.sha256(content).hexdigest()}}},\n"
                f"  shorthand = {{A {number}}},\n  outlet = {{A}},\n  viakind = {{publisher}},\n"
                "  date = {2021-09-30},\n  datestatus = {stated},\n  datewords = {No treaty},\n"
                "  language = {English},\n  period = {abe},\n}\n"
            )
            row = dict.fromkeys(header, "")
            row |= {"id": f"{key}-01", "article": key, "exact": exact, "quoted": quoted}
            row |= {"mode": "direct", "partial_quote": "false", "speaker": "an expert"}
            row |= {"side": "anonymous", "topics": "treaty_talks", "prospect": "-2"}
            row |= {"prospect_object": "treaty", "intent": "9", "stance": "9", "blame": "none"}
            row |= {"retrospective": "false", "forecast": "true", "confidence": "high"}
            writer.writerow(row)
    for name, schema in (("speakers", Speaker), ("artefacts", Artefact), ("retired", Retired)):
        assert TABLES[name] is schema
        lines = [",".join(schema.model_fields)]
        if name == "speakers":
            lines.append("an expert" + "," * (len(schema.model_fields) - 1))
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def floor(folder: Path) -> int:
    """List the files, read each, decode it and find its passage: nothing less can be done."""
    found = 0
    with (folder / "data" / "statements.csv").open(encoding="utf-8", newline="") as table:
        passages = {row["article"]: row["exact"] for row in csv.DictReader(table)}
    for file in (folder / "seeds").glob("*.txt"):
        found += file.read_bytes().decode("utf-8").find(passages[file.stem]) >= 0
    return found


def catalogue(folder: Path) -> int:
    """Parse and validate the records of all articles."""
    return len(articles.catalogue(folder / "seeds" / "catalogue.bib"))


def verify(folder: Path) -> int:
    """Read the coded table, hold it to the codebook, check every seal, find every passage."""
    records = articles.catalogue(folder / "seeds" / "catalogue.bib")
    began = time.process_time()
    frame, faults = statements.examine(folder / "data", folder / "seeds", records)
    assert not faults, faults[:3]
    MEASURED["seconds"] = time.process_time() - began
    return len(frame)


MEASURED: dict[str, float] = {}
STEPS: dict[str, Callable[[Path], int]] = {
    "floor": floor,
    "catalogue": catalogue,
    "verify": verify,
}


def measure(step: str, folder: Path) -> dict[str, float]:
    """Run one step in a process of its own: seconds, and the growth of its memory in bytes."""
    done = subprocess.run(
        [sys.executable, __file__, "--step", step, str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def seconds(measured: dict[str, float]) -> float:
    """How long a step took."""
    return measured["seconds"]


def one_step(step: str, folder: Path) -> None:
    """What :func:`measure` runs: the step, its time and its peak of memory, as JSON."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    count = STEPS[step](folder)
    took = MEASURED.get("seconds", time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"count": count, "seconds": took, "bytes": peak * 1024}))


def main(sizes: list[int]) -> None:
    """Print a table in Markdown: microseconds and kilobytes per article."""
    print(
        "| articles | floor, µs | verify and table, µs | times the floor | catalogue, µs "
        "| floor, kB | verify and table, kB | catalogue, kB |\n|" + " ---: |" * 8
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "corpus"
            generate(folder, size)
            measure("floor", folder)  # so that every step finds the files in the disk's cache
            rounds = 3 if size <= 10_000 else 1
            best = {
                step: min((measure(step, folder) for _ in range(rounds)), key=seconds)
                for step in STEPS
            }
        each = {step: 1e6 * m["seconds"] / size for step, m in best.items()}
        kept = {step: m["bytes"] / size / 1000 for step, m in best.items()}
        print(
            f"| {size:,} | {each['floor']:.0f} | {each['verify']:.0f} "
            f"| {each['verify'] / each['floor']:.1f} | {each['catalogue']:.0f} "
            f"| {kept['floor']:.1f} | {kept['verify']:.1f} | {kept['catalogue']:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        one_step(sys.argv[2], Path(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
