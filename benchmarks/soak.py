"""Soak: a long run of small edits to a short book, legal or not, each checked, some built.

`.venv/bin/python benchmarks/soak.py EDITS SECONDS SEED` makes a repository of a book of two
chapters, the register and the references in a folder of its own, and edits it at random: codes,
prose, seeds, contents, configuration, vocabulary.  After each edit it is checked; now and then it
is built, or a build is ended, or two are begun at once.  Whatever happens:

* a check ends, changes nothing and leaves the book that stands;
* the book that stands is, to the byte, that of a state that was built, and of one state always the
  same;
* nothing is left over of a build that was ended, and no process;
* at the end, a build from nothing in another folder gives the book that stands.

It prints what it did, and every time that something else was found; then it fails.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from unsigned_treaty.build import check, finished, reproduction
from unsigned_treaty.project import inputs, paths
from unsigned_treaty.project.faults import Refused

PROGRAM = "import sys; from unsigned_treaty.cli import main; sys.exit(main())"
KEPT = ("register", "references")
BUILD_EACH = 60  # edits, on average, from one build to the next
CODES = {
    "prospect": ("-2", "-1", "0", "1", "2", "9", "3", ""),
    "stance": ("-1", "0", "1", "9", "x"),
    "intent": ("-1", "0", "1", "9"),
    "topics": ("treaty_talks", "sovereignty", "treaty_talks | sovereignty", "", "nothing"),
    "blame": ("none", "japan", "russia", "moon"),
    "speaker": ("Taisuke Abiru", "Nobody"),
    "confidence": ("high", "medium", "low"),
    "note": ("", "a doubt", "draft", "=1+1", "ein „Zitat“", "\x1b[31m", "שלום"),
    "exact": ("", "words that nobody said"),
}
SENTENCES = (
    "A sentence more.",
    "It names [tass2021-02](register.ipynb#tass2021-02).",
    "It names [tass2021-99](register.ipynb#tass2021-99).",
    "Words “that nobody said” stand here.",
    "[TASS 2021](references.ipynb#tass2021) has “no prospect of concluding”.",
    "There are 84 statements.",
    "There are [84](#n-said).",
    "An “unclosed quotation.",
    "A letter \u202ethat turns the others.",
)
PROSE = "The article has [7](#n-statements) statements."
CELLS = (
    'quote(statements, "tass2021-03")',
    'quote(statements, "tass2021-99")',
    "1 / 0",
    "print(1)",
    "statements.head(2)[['speaker', 'prospect']]",
)


def notebook(title: str, date: str) -> dict[str, Any]:
    """A small chapter: prose that cites, a quotation, a number and a table from the data."""

    def cell(kind: str, name: str, source: str) -> dict[str, Any]:
        code = {"execution_count": None, "outputs": []} if kind == "code" else {}
        return {"cell_type": kind, "id": name, "metadata": {}, "source": source, **code}

    load = (
        "from unsigned_treaty.coding import read_statements\n"
        "from unsigned_treaty.exhibits import numbers, quote, table\n\n"
        "statements = read_statements()\n"
        'said = statements[statements["article"] == "tass2021"]\n'
    )
    counts = (
        'counts = said.groupby("speaker", as_index=False).agg(statements=("id", "count"))\n'
        f'table(counts, "tab-{title.lower()}", "Who speaks", on=["tass2021"])'
    )
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "authors": [{"name": "The Unsigned Treaty project"}],
            "description": f"A chapter, {title}.",
            "date": date,
        },
        "cells": [
            cell("markdown", "title", f"# {title}"),
            cell("code", "load", load),
            cell("code", "number", "numbers(said, statements=said)"),
            cell("markdown", "prose", PROSE),
            cell("code", "quotation", 'quote(statements, "tass2021-02")'),
            cell("code", "table", counts),
        ],
    }


def short_book(root: Path) -> None:
    """Make the project in ``root`` one of a short book, committed."""
    book = root / "book"
    date = json.loads((book / "index.ipynb").read_text(encoding="utf-8"))["metadata"]["date"]
    for path in [*book.glob("*.ipynb"), *book.glob("*.md"), *(book / "results").glob("*.txt")]:
        if path.stem not in KEPT:
            path.unlink()
    for title in ("First", "Second"):
        text = json.dumps(notebook(title, date), indent=1)
        (book / f"{title.lower()}.ipynb").write_text(text, encoding="utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/first\nparts:\n  - caption: The chapters\n    chapters:\n"
        + "".join(f"      - file: book/{name}\n" for name in ("second", "register", "references")),
        encoding="utf-8",
    )
    (root / "CHANGELOG.md").unlink()


def git(root: Path, *arguments: str) -> str:
    """What git prints."""
    command = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def begin(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin a command on the project."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "scripts")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that starts this in the background lets its programs ignore SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Run a command on the project to its end: its status, and what it said."""
    process = begin(root, *arguments)
    said = process.communicate(timeout=900)
    return process.returncode, "".join(said)


# Edits: each changes one file of the project and says what it did


def recoded(root: Path, chance: random.Random) -> str:
    """Another code in a row of the statements of one article."""
    file = root / "book" / "data" / "statements.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    row = chance.choice([row for row in rows if row["article"] == "tass2021"])
    column = chance.choice(list(CODES))
    row[column] = chance.choice(CODES[column])
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return f"{row['id']} {column}={row[column]!r}"


def reworded(root: Path, chance: random.Random) -> str:
    """Another sentence, or another cell, in a chapter; or one fewer."""
    file = root / "book" / chance.choice(("first.ipynb", "second.ipynb"))
    book = json.loads(file.read_text(encoding="utf-8"))
    cells = {cell["id"]: cell for cell in book["cells"]}
    match chance.randrange(4):
        case 0:
            said = cells["prose"]["source"] = f"{PROSE} {chance.choice(SENTENCES)}"
        case 1:
            said = cells["quotation"]["source"] = chance.choice(CELLS)
        case 2:
            said = book["metadata"]["description"] = chance.choice(("Another.", "", "A\x07b."))
        case _:
            said = cells["prose"]["source"] = PROSE
    file.write_text(json.dumps(book, indent=1), encoding="utf-8")
    return f"{file.name}: {said!r}"


def replaced(name: str, *pairs: tuple[str, str]) -> Callable[[Path, random.Random], str]:
    """One text in a file replaced by another, or back."""

    def edit(root: Path, chance: random.Random) -> str:
        file = root / name
        text = file.read_text(encoding="utf-8")
        old, new = chance.choice(pairs)
        if new in text and old not in text:
            old, new = new, old
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return f"{name}: {new!r} for {old!r}"

    return edit


def resown(root: Path, chance: random.Random) -> str:
    """A byte more in an article, an article more, or one fewer."""
    file = chance.choice(sorted((root / "seeds").glob("*.txt")))
    match chance.randrange(3):
        case 0:
            file.write_bytes(file.read_bytes() + b"\n")
        case 1:
            file.unlink()
        case _:
            file = root / "seeds" / "new.txt"
            file.write_text("“No,” she said.\n", encoding="utf-8")
    return f"seeds/{file.name}"


SECOND = "      - file: book/second\n"
EDITS: tuple[Callable[[Path, random.Random], str], ...] = (
    *(recoded, recoded, reworded, reworded, resown),
    replaced("_toc.yml", (SECOND, ""), (SECOND, SECOND * 2), ("parts:", "part:")),
    replaced(
        "_config.yml",
        ('copyright: "2026"', 'copyright: "2027"'),
        ("author: The", "author: [The]  #"),
        ("home_page_in_navbar: false", "home_page_in_navbar: true"),
    ),
    replaced("pyproject.toml", ('"quotation", ', ""), ('version = "', 'version = "1')),
    replaced("book/codebook.toml", ("[topics]", "[topicz]"), ("# ", "## ")),
    replaced(
        "seeds/catalogue.bib", ("datenote = {", "datenote = {draft; "), ("@online{", "@misc{")
    ),
    replaced("book/data/facts.csv", (",true,", ",false,"), (",true,", ",yes,")),
    replaced("book/data/glossary.csv", ("\n", "\n\n"), ("The ", "the ")),
    replaced("CITATION.cff", ("abstract:", "abstrakt:")),
)


# What has to hold


class Soak:
    """A project under edits, the books that stood there, and everything that was not as it should.

    ``books`` has for each state of the files that was built the digest of its book; ``sound`` is
    the last commit that was built.
    """

    def __init__(self, root: Path, seed: str) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.html = root / "_build" / "html"
        self.books: dict[str, str] = {}
        self.stands = ""
        self.sound = ""
        self.wrong: list[str] = []
        self.counts: Counter[str] = Counter()

    def files(self) -> str:
        """A digest of every file on which the book depends."""
        return digest(json.dumps(inputs.digests(self.root)).encode())

    def book(self) -> str:
        """A digest of the book that stands, or nothing where none does."""
        if not self.html.exists():
            return ""
        return digest(json.dumps(finished.pages(self.html)).encode())

    def note(self, what: str) -> None:
        """Print what is not as it should be."""
        self.wrong.append(what)
        print(f"edit {self.counts['edits']}: {what}", flush=True)

    def check(self) -> bool:
        """Check, and hold that nothing changes by it; return whether the project is sound."""
        before = self.files()
        try:
            faults = check.faults(self.root)
        except Refused as refused:
            faults = refused.faults
        except Exception as error:
            self.note(f"a check ended with {error!r}")
            return False
        if self.files() != before or self.book() != self.stands:
            self.note("a check changed a file, or the book")
        self.counts["sound" if not faults else "refused"] += 1
        return not faults

    def build(self) -> None:
        """Build in one of several ways, and hold the book to what may stand afterwards."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "An edit")
        # A first book is needed, from which edits are made.
        ways = ("whole", "whole", "ended", "two at once") if self.sound else ("whole",)
        way = self.chance.choice(ways)
        self.counts[way] += 1
        before, state, left = self.stands, self.files(), self.left()
        killed = False
        if way == "ended":
            how = self.chance.choice((signal.SIGINT, signal.SIGTERM, signal.SIGKILL))
            process = begin(self.root, "build")
            time.sleep(self.chance.uniform(0.2, self.counts["seconds"] or 30))
            process.send_signal(how)
            said = "".join(process.communicate(timeout=900))
            if "Traceback" in said:
                self.note(f"a build ended by {how.name} says: {said[-300:]!r}")
            if killed := how is signal.SIGKILL:
                kill_left(process.pid)
        else:
            began = time.monotonic()
            code, said = self.built(2 if way == "two at once" else 1)
            self.counts["seconds"] = max(self.counts["seconds"], int(time.monotonic() - began))
            if code and "make accept" in said:
                accepted, said = run(self.root, "accept")
                if accepted == 0:
                    git(self.root, "commit", "-qam", "Accept")
                    state = self.files()
                    code, said = self.built(1)
            self.counts["built" if code == 0 else "failed"] += 1
            if code == 0:
                self.sound = git(self.root, "rev-parse", "HEAD").strip()
            if "Traceback" in said:
                self.note(f"a build says: {said[-300:]!r}")
            if code == 0 and not self.html.exists():
                self.note("a build that says it is whole left no book")
            # The archive in the book holds every file, so that another state is another book.
            if code == 0 and state not in self.books and self.book() == before:
                self.note("a build that says it is whole left the book of another state")
        self.hold(before, state, way, left, killed)

    def take_back(self) -> None:
        """Let the files be as they were when a book was last built."""
        git(self.root, "reset", "-q", "--hard", self.sound)
        git(self.root, "clean", "-qfd", "seeds", "book")

    def built(self, count: int) -> tuple[int, str]:
        """Build, or begin several builds one soon after the other; a status and what was said."""
        processes = []
        for _ in range(count):
            processes.append(begin(self.root, "build"))
            time.sleep(self.chance.uniform(0, 3) if count > 1 else 0)
        said = ["".join(process.communicate(timeout=1800)) for process in processes]
        codes = {process.returncode for process in processes}
        if len(codes) > 1:
            self.note(f"of builds at once one fails and one does not: {said!r}")
        return max(codes), "".join(said)

    def left(self) -> set[str]:
        """What stands in ``_build`` that no build leaves there, unless it was killed."""
        return {path.name for path in (self.root / "_build").glob("*")} - MADE

    def hold(self, before: str, state: str, way: str, left: set[str], killed: bool) -> None:
        """Hold that the book is the one that stood, or that of the state that was built.

        ``left`` is what a build had left that was killed before.  What a killed one leaves is put
        right by the next that writes.
        """
        now = self.book()
        if (more := self.left() - left) and not killed:
            self.note(f"{way}: left {sorted(more)}")
        if now == before and now:
            return
        if killed and not now:
            return  # set aside, when it was killed between two names
        if before and not now:
            self.note(f"{way}: the book is gone")
        if state in self.books and self.books[state] != now:
            self.note(f"{way}: another book of a state that was built before")
        if self.html.exists():
            self.books[state] = self.stands = now


MADE = {"html", "lock", "executed", "finished.json"}


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def kill_left(session: int) -> None:
    """End what is left of a session whose first process was killed: its kernels."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def soak(edits: int, seconds: float, seed: str) -> int:
    """Make so many edits, or as many as the time allows; print what was found."""
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="treaty-soak-") as folder:
        root = reproduction.copy(paths.ROOT, Path(folder) / "project")
        short_book(root)
        for command in ("release", "accept"):
            code, said = run(root, command)
            if code:
                raise SystemExit(f"the short book is not sound: {said}")
        trial = Soak(root, seed)
        trial.build()
        while trial.counts["edits"] < edits and time.monotonic() < ends:
            trial.counts["edits"] += 1
            for _ in range(trial.chance.choice((1, 1, 1, 2))):
                trial.chance.choice(EDITS)(root, trial.chance)
            sound = trial.check()
            # What is sound is built more often than what is not, which is soon refused.
            if trial.chance.random() < (2 if sound else 0.2) / BUILD_EACH:
                trial.build()
            if not sound and trial.chance.random() < 0.8:
                trial.take_back()
                trial.counts["taken back"] += 1
        if not trial.check():
            trial.take_back()
        last(trial, Path(folder) / "elsewhere")
        slowest = trial.counts.pop("seconds", 0)
        print(f"seed {seed}: " + ", ".join(f"{n} {name}" for name, n in trial.counts.items()))
        print(f"the slowest build took {slowest} s")
        print(f"{len(trial.books)} different states were built")
    print(f"{len(trial.wrong)} not as it should be")
    return 1 if trial.wrong else 0


def last(trial: Soak, elsewhere: Path) -> None:
    """Build what is there at the end, and again from nothing in another folder, and compare."""
    git(trial.root, "add", "-A")
    git(trial.root, "commit", "-q", "--allow-empty", "-m", "The last edit")
    run(trial.root, "accept")
    git(trial.root, "commit", "-q", "--allow-empty", "-am", "Accept")
    code, said = run(trial.root, "build")
    if code:  # what is there at the end is not sound; the book that stands is of an earlier state
        print(f"the last state cannot be built: {said[-200:]!r}")
        return
    clean = reproduction.copy(trial.root, elsewhere)
    code, said = run(clean, "build")
    found = reproduction.differences(trial.html, clean / "_build" / "html")
    if code or found:
        trial.note(f"a build from nothing differs: {said[-200:]!r} {found[:5]}")
    else:
        print("a build from nothing in another folder gives the same bytes")


if __name__ == "__main__":
    number, limit, name = [*sys.argv[1:], *("1000", "3600", "soak")[len(sys.argv) - 1 :]]
    sys.exit(soak(int(number), float(limit), name))
