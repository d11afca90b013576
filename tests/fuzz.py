"""Fuzzing: files of the project are damaged, a few at a time, and checked.

Whatever a file holds, the check ends in good time, says what is wrong in lines, and changes
nothing.  A damage is settled by its name, so that one that was found can be had again:
`make fuzz SECONDS=1800` tries new ones for half an hour, `make fuzz CASE=5123-17` one.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import copy_project
from unsigned_treaty import cli
from unsigned_treaty.project import inputs
from unsigned_treaty.project.faults import COMMANDS, Refused

LIMIT = 60  # seconds of the processor that one check may take
# Of chapters a few of each kind, so that a check is quick.
CHAPTERS = ("index", "register", "references", "takaichi", "corrections")
# Each line is a kind of file, and as likely as any other.
KINDS = (
    "_config.yml",
    "_toc.yml",
    "pyproject.toml",
    "CITATION.cff",
    ".zenodo.json",
    "CHANGELOG.md",
    "book/*.md",
    "book/*.ipynb",
    "book/data/*.csv",
    "book/data/statements.csv",
    "book/data/codings/*.csv",
    "book/data/*.geojson",
    "book/results/*.txt",
    "book/results/accepted.txt",
    "book/codebook.toml",
    "book/references.bib",
    "seeds/catalogue.bib",
    "seeds/*.txt",
)
WORDS = (
    *("", " ", "0", "-1", "9" * 5000, "1e999", "nan", "true", "null", "~", "[]", "{}", "[[", "}"),
    *("-" * 20_000, "=1+1", "| | ", " | ", "draft", "draft; ", "\\", "%", "@", "#", "''", '"'),
    *("2999-01-01", "2026-02-30", "20260221", "2026-W08", "0000-00-00", "2026-02-21T00:00:00"),
    *("../pyproject.toml", "/etc/passwd", ".", "a/b", "x" * 300, "\x00", "\x1b[31m", "\x07"),
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "e\u0301", "\U000e0001", "“", "<b>", "é"),
    *("&a [*a]", "!!python/object:os.system x", "{a: [b, {c: d}]}", "- a\n- b", "---", "tass2021"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e308, 10**30, "", "x", [], {}, [[]], [None], {"": None}),
    *({"name": None}, [{"name": 5}], [{"given": [], "family": {}}], "\x00", "\ud800", "9" * 5000),
)
BYTES = (
    *(b"\x00", b"\xff", b"\xe9", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n"),
    *(b'"', b"'", b"{", b"}", b"[", b"]", b",", b";", b":", b"\t", b"\x1b", b"\x85", b"\\"),
)


def small_project(to: Path) -> Path:
    """A copy of the project with few chapters, sound but for what cites the others."""
    root = copy_project(to)
    for path in [*(root / "book").glob("*.ipynb"), *(root / "book").glob("*.md")]:
        if path.stem not in CHAPTERS:
            path.unlink()
            (root / "book" / "results" / f"{path.stem}.txt").unlink(missing_ok=True)
    lines = (root / "_toc.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not (named := re.search(r"- file: book/(\S+)", line)) or named[1] in CHAPTERS
    ]
    text = re.sub(r"  - caption: [^\n]*\n    chapters:\n(?!      )", "", "".join(kept))
    (root / "_toc.yml").write_text(text, encoding="utf-8")
    return root


# Damage: each takes the bytes of a file and returns others


def bytes_damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes put in, taken out or changed; the end, or all of it, gone."""
    place = chance.randrange(len(content) + 1)
    match chance.randrange(6):
        case 0:
            return content[:place]
        case 1:
            return content[:place] + chance.choice(BYTES) + content[place:]
        case 2:
            return content[:place] + content[place + chance.randrange(1, 40) :]
        case 3:
            return chance.choice(BYTES) + content
        case 4:
            return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]
        case _:
            return chance.choice((b"", b"\n", b"\x00" * 50, content.replace(b"\n", b"\r\n")))


def lines_damaged(content: bytes, chance: random.Random) -> bytes:
    """A line dropped, doubled, moved, joined to the next, or the whole text twice."""
    lines = content.splitlines(keepends=True) or [b""]
    place = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[place]
        case 1:
            lines.insert(place, lines[place])
        case 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(place))
        case 3:
            lines[place] = lines[place].strip()
        case _:
            lines *= 2
    return b"".join(lines)


def words_damaged(content: bytes, chance: random.Random) -> bytes:
    """One value, as tables, records and settings write them, replaced by another."""
    text = content.decode("utf-8", "surrogateescape")
    values = list(re.finditer(r"(?<=[,{:=\[\"])[ ]*[^,{}:=\[\]\"\n]+", text))
    if not values:
        return content
    value = chance.choice(values)
    word = chance.choice(WORDS)
    changed = text[: value.start()] + word + text[value.end() :]
    return changed.encode("utf-8", "surrogatepass" if "\ud800" in word else "surrogateescape")


def shape_damaged(content: bytes, chance: random.Random) -> bytes:
    """A value somewhere in JSON taken out, or replaced by one of another kind."""
    whole = json.loads(content)
    path: list[tuple[Any, Any]] = []
    node = whole
    while isinstance(node, dict | list) and node and (not path or chance.random() < 0.75):
        place = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
        path.append((node, place))
        node = node[place]
    if not path or chance.random() < 0.02:
        return json.dumps(chance.choice(VALUES)).encode()
    parent, place = path[-1]
    if chance.random() < 0.25:
        del parent[place]
    else:
        parent[place] = chance.choice(VALUES)
    return json.dumps(whole).encode()


def damage(root: Path, chance: random.Random) -> Iterator[str]:
    """Damage one file, or now and then up to three; say what was done to which."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        path = chance.choice(sorted(root.glob(chance.choice(KINDS))) or [root / "_toc.yml"])
        name = path.relative_to(root).as_posix()
        if not path.is_file():
            continue
        if chance.random() < 0.03:
            path.unlink()
            kind = chance.choice(("gone", "a folder", "a link to itself"))
            if kind == "a folder":
                path.mkdir()
            elif kind == "a link to itself":
                path.symlink_to(path)
            yield f"{name} {kind}"
            continue
        content = path.read_bytes()
        if path.suffix in {".ipynb", ".json", ".geojson"} and chance.random() < 0.6:
            with contextlib.suppress(ValueError, RecursionError):  # damaged before
                path.write_bytes(shape_damaged(content, chance))
            yield f"{name} of another shape"
            continue
        if chance.random() < 0.01:
            deep = chance.choice((b"[" * 100_000, b"a = " + b"[" * 100_000, b'{"a":' * 100_000))
            path.write_bytes(deep)
            yield f"{name} nested without end"
            continue
        harm = chance.choice((bytes_damaged, lines_damaged, words_damaged, words_damaged))
        path.write_bytes(harm(content, chance))
        yield f"{name} {harm.__name__.replace('_', ' ')}"


# What has to hold of each


class Hung(Exception):
    """A check that takes longer than it may."""


def _hung(*_: object) -> None:
    raise Hung(f"more than {LIMIT} seconds")


def state(root: Path) -> dict[str, bytes]:
    """The bytes of every file on which a check may rest."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in inputs.present(root)
        if not path.is_relative_to(root / "scripts")
    }


def restore(root: Path, whole: dict[str, bytes]) -> None:
    """Give every file that was damaged its bytes back."""
    for name, content in whole.items():
        path = root / name
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        if path.is_symlink() or not path.is_file():
            path.unlink(missing_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def wrong(root: Path) -> str:
    """What is wrong with how the project in ``root`` is checked, or the empty string."""
    before = state(root)
    said = io.StringIO()
    # The processor's seconds, since a machine may be busy with something else.
    old = signal.signal(signal.SIGPROF, _hung)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = cli.check(root)
    except Refused as refused:
        code = cli.tell(refused.faults, said)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [f"{Path(f.filename).name}:{f.lineno}" for f in frames if "unsigned_treaty" in f[0]]
        return f"{type(error).__name__}: {str(error)[:200]} at {' '.join(own[-3:])}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    if state(root) != before:
        return "a file was changed"
    lines = said.getvalue().splitlines()
    if code and not lines:
        return "refused without a word"
    if odd := [line for line in lines if COMMANDS.search(line)]:
        return f"a character that commands a terminal: {odd[0][:200]!r}"
    if code and len(lines) > 30:
        return f"{len(lines)} lines, {lines[0][:200]}"
    return ""


def tried(root: Path, whole: dict[str, bytes], case: str) -> str:
    """Damage by its name, check, restore; what is wrong, with what was done, or nothing."""
    try:
        done = ", ".join(damage(root, random.Random(case)))
        found = wrong(root)
        return f"{case}: {found}; after: {done}" if found else ""
    finally:
        restore(root, whole)


def main(seconds: float, begin: str) -> int:
    """Try damages for so many seconds, or one that is named; print each that is not borne."""
    with tempfile.TemporaryDirectory(prefix="treaty-fuzz-") as folder:
        root = small_project(Path(folder) / "project")
        whole = state(root)
        ends, count, found = time.monotonic() + seconds, 0, 0
        while count == 0 or (time.monotonic() < ends and "-" not in begin):
            line = tried(root, whole, begin if "-" in begin else f"{begin}-{count}")
            count += 1
            if line:
                found += 1
                print(line, flush=True)
    print(f"{count} damaged projects checked, {found} not as they should be")
    return 1 if found else 0


if __name__ == "__main__":
    chosen = sys.argv[2] if len(sys.argv) > 2 else str(random.randrange(10_000))
    sys.exit(main(float(sys.argv[1]), chosen))
