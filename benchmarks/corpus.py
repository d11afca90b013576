"""How the work grows with the number of articles: check, chapter, register, search, addresses.

For 200, 2,000 and 20,000 generated articles this prints the processor time of each step per
article, its peak of memory, and the length of addresses, beside the floor: list the files, read
each, decode it, find one passage.

    .venv/bin/python benchmarks/corpus.py            # some minutes, 150 MB on the disk
    .venv/bin/python benchmarks/corpus.py 100 1000   # other sizes
    .venv/bin/python benchmarks/corpus.py --write 20000 FOLDER   # the project alone, to be built
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
SIZES = (200, 2_000, 20_000)
LENGTH = 5_800  # characters, about the mean of the five articles
SPEAKERS, SIDES = 40, ("RU_gov", "RU_expert", "JP_gov", "JP_expert", "third_expert")
LANDING = """
from unsigned_treaty.coding import read_statements
from unsigned_treaty.exhibits import table

statements = read_statements()
ids = statements.groupby("side")["id"].agg(tuple).rename("statements").reset_index()
table(ids, "tab-sides", "Statements by side")
"""


def write_project(root: Path, count: int) -> None:
    """Write a project of ``count`` articles of one quotation each, with a register."""
    seeds, book = root / "seeds", root / "book"
    seeds.mkdir(parents=True)
    (book / "data" / "codings").mkdir(parents=True)
    for name in ("_config.yml", "pyproject.toml", "book/codebook.toml", "book/register.ipynb"):
        shutil.copyfile(HERE / name, root / name)
    contents = "format: jb-book\nroot: book/index\nparts:\n- chapters:\n  - file: book/register\n"
    (root / "_toc.yml").write_text(f"{contents}  - file: book/references\n", encoding="utf-8")
    for name, code in (("index", LANDING), ("references", "")):
        notebook = json.loads((HERE / "book" / f"{name}.ipynb").read_text(encoding="utf-8"))
        if code:
            first, *_ = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
            title = {**notebook["cells"][0], "source": "# A trial"}
            notebook["cells"] = [title, {**first, "source": code}]
        (book / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (book / "references.bib").write_text("", encoding="utf-8")
    chance = random.Random(count)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvwy", k=k)) for k in range(2, 9)] * 40
    rows: dict[str, list[dict[str, str]]] = {
        "statements": [],
        "speakers": [{"name": f"speaker {n}", "kind": "group"} for n in range(SPEAKERS)],
    }
    records = []
    for number in range(count):
        key = f"a{number}"
        lines: list[str] = []
        while sum(map(len, lines)) < LENGTH:
            lines.append(" ".join(chance.choices(words, k=60)) + f" {chance.random()}.")
        who = f"speaker {number % SPEAKERS}"
        quoted = f"No treaty {number}, not now,"
        exact = f"“{quoted}” {who} said."
        lines[len(lines) // 2] = exact
        content = "\n\n".join(lines).encode("utf-8")
        (seeds / f"{key}.txt").write_bytes(content)
        records.append(
            f"@online{{{key},\n  file = {{{key}.txt}},\n"
            f"  sha256 = {{{hashlib.sha256(content).hexdigest()}}},\n"
            f"  shorthand = {{A {number}}},\n  outlet = {{A}},\n  viakind = {{publisher}},\n"
            "  date = {2021-09-30},\n  datestatus = {stated},\n  datewords = {No treaty},\n"
            "  language = {English},\n"
            # One article stands in a chapter of its own.
            f"  period = {{{'suga-kishida' if number == 7 else 'abe'}}},\n}}\n"
        )
        rows["statements"].append(
            {"id": f"{key}-01", "article": key, "exact": exact, "quoted": quoted}
            | {"mode": "direct", "partial_quote": "false", "speaker": who}
            | {"side": SIDES[number % SPEAKERS % len(SIDES)], "topics": "treaty_talks"}
            | {"prospect": str(chance.choice((-2, -1, 0))), "prospect_object": "treaty"}
            | {"intent": "9", "stance": "9", "blame": chance.choice(("none", "US"))}
            | {"retrospective": "false", "forecast": "true", "confidence": "high"}
        )
    (seeds / "catalogue.bib").write_text("\n".join(records), encoding="utf-8")
    for file in (HERE / "book" / "data").rglob("*.csv"):
        name = file.relative_to(HERE / "book" / "data")
        if name.parent.name == "codings" and name.stem != "must_act":
            continue
        header = file.read_text(encoding="utf-8").splitlines()[0].split(",")
        with (book / "data" / name).open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.get(name.stem, []))


# The steps: each is run in the folder of a project, in a process of its own.


def floor() -> dict[str, Any]:
    """List the files, read each, decode it and find its passage: nothing less can be done."""
    with Path("book/data/statements.csv").open(encoding="utf-8", newline="") as table:
        passages = {row["article"]: row["exact"] for row in csv.DictReader(table)}
    for file in Path("seeds").glob("*.txt"):
        assert file.read_bytes().decode("utf-8").find(passages[file.stem]) >= 0
    return {}


def check() -> dict[str, Any]:
    """Everything that ``treaty check`` looks at, but for the records that are not written here."""
    from unsigned_treaty.build import check

    found = [fault for fault in check.faults() if fault.file.startswith(("seeds", "book/data"))]
    assert not found, found[:3]
    return {}


def chapter() -> dict[str, Any]:
    """What a chapter on one article computes: it loads the frames and shows three exhibits."""
    from unsigned_treaty.coding import read_statements
    from unsigned_treaty.corpus import read_articles
    from unsigned_treaty.exhibits import figures, quote, table
    from unsigned_treaty.findings import voices

    articles = read_articles("suga-kishida")
    statements = read_statements(articles)
    quote(statements, "a7-01")
    figures.reading(articles.loc["a7"], statements, "A title")
    table(voices(statements), "tab-voices", "Who speaks")
    return {}


def next_chapter() -> dict[str, Any]:
    """What the next chapter of a build costs, in the kernel that has read the tables already."""
    chapter()
    began = time.process_time()
    chapter()
    return {"seconds": time.process_time() - began}


def register() -> dict[str, Any]:
    """The exhibit that the register's page is made from, read and made."""
    from unsigned_treaty.coding import read_statements, read_table
    from unsigned_treaty.corpus import read_articles
    from unsigned_treaty.exhibits.register import register

    tables = [read_table(name) for name in ("retired", "originals")]
    made = register(read_statements(), read_articles(), tables[0], tables[1], set())
    return {"length": len(json.dumps(made.content))}


def search() -> dict[str, Any]:
    """What the search looks through, but for the words of the pages."""
    from unsigned_treaty.site import search_index

    text = json.dumps({"statements": search_index.spoken(), "groups": search_index.groups()})
    return {"length": len(text)}


def addresses() -> dict[str, Any]:
    """Addresses of counts: of a side, which codes name, and of every second one, which none do."""
    from unsigned_treaty.coding import read_statements, vocabulary
    from unsigned_treaty.corpus import read_articles
    from unsigned_treaty.exhibits.register import facets
    from unsigned_treaty.site.register_addresses import shortest

    statements, articles, words = read_statements(), read_articles(), vocabulary()
    chosen = {
        str(name): facets(row, articles.loc[row["article"]], words)
        for name, row in statements.iterrows()
    }
    by_side = list(statements.index[statements["side"] == SIDES[0]])
    began = time.process_time()
    side, half = (shortest(ids, chosen) for ids in (by_side, list(chosen)[::2]))
    return {"seconds": time.process_time() - began, "length": len(side), "longest": len(half)}


STEPS: dict[str, Callable[[], dict[str, Any]]] = {
    step.__name__: step
    for step in (floor, check, chapter, next_chapter, register, search, addresses)
}


def measure(step: str, root: Path) -> dict[str, Any]:
    """Run one step in a process of its own: its seconds, the growth of its memory, what it says."""
    done = subprocess.run(
        [sys.executable, __file__, "--step", step], capture_output=True, text=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(HERE / "scripts")},
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout))


def one_step(step: str) -> None:
    """What :func:`measure` runs, as JSON; what has to be imported is imported before."""
    import unsigned_treaty.build.check
    import unsigned_treaty.exhibits
    import unsigned_treaty.findings
    import unsigned_treaty.site.search_index  # noqa: F401

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    said = STEPS[step]()
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"seconds": took, "bytes": peak * 1024, **said}))


def main(sizes: list[int]) -> None:
    """Print a table in Markdown: microseconds per article, and sizes.

    A time is the median of three runs, and of many articles that of one.
    """
    print(
        f"| articles | {' | '.join(f'{step}, µs' for step in STEPS if step != 'addresses')} "
        "| addresses, µs | check, times the floor | check, MB | register, MB of JSON "
        "| search, MB | address of a side | of every second |\n|" + " ---: |" * 14
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            root = Path(place) / "project"
            write_project(root, size)
            measure("floor", root)  # so that every step finds the files in the disk's cache
            rounds = range(3 if size <= 2_000 else 1)
            runs = {step: [measure(step, root) for _ in rounds] for step in STEPS}
        each = {
            step: 1e6 * statistics.median(run["seconds"] for run in found) / size
            for step, found in runs.items()
        }
        said = {step: found[0] for step, found in runs.items()}
        print(
            f"| {size:,} | {' | '.join(f'{each[step]:,.0f}' for step in STEPS)} "
            f"| {each['check'] / each['floor']:.1f} | {said['check']['bytes'] / 1e6:,.0f} "
            f"| {said['register']['length'] / 1e6:.1f} | {said['search']['length'] / 1e6:.1f} "
            f"| {said['addresses']['length']:,} | {said['addresses']['longest']:,} |",
            flush=True,
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--step", step]:
            one_step(step)
        case ["--write", count, folder]:
            write_project(Path(folder), int(count))
        case sizes:
            main([int(size) for size in sizes] or list(SIZES))
