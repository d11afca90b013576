"""Another code in the page: its counts are those of the analysis, for every change it offers."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from conftest import until
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.findings.prospects import judged
from unsigned_treaty.site import supposing
from unsigned_treaty.site.theme import ASSETS

SCRIPT = ASSETS / "scripts" / "suppose.js"
# Counts, in Node, of each list of changes given on standard input.
COUNT = """
const suppose = require(process.argv[1]);
const { data, wanted } = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(wanted.map(([coding, changes]) => suppose(data, coding, changes))));
"""
Changes = dict[str, dict[str, str]]
DATA = supposing.data()
# The columns on which the counts rest.
FRAME = read_statements()[
    ["side", "duplicate_of", "retrospective", "prospect", "prospect_object", "blame", "stance"]
]


def in_the_page(wanted: list[tuple[str, Changes]]) -> list[dict[str, Any]]:
    """What the page counts for each coding and changes."""
    program = shutil.which("node")
    if not program:
        pytest.skip("node: not found; install it (apt-get install nodejs)")
    done = subprocess.run(
        [program, "-e", COUNT, str(SCRIPT)],
        input=json.dumps({"data": DATA, "wanted": wanted}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def changed(frame: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """The statements with other codes."""
    frame = frame.copy()
    for key, codes in changes.items():
        for column, code in codes.items():
            whole = pd.api.types.is_integer_dtype(frame[column])
            frame.loc[key, column] = int(code) if whole else code
    return frame


@cache
def coded(coding: str) -> pd.DataFrame:
    """The statements as a whole coding has them, or as the book does."""
    return changed(FRAME, DATA["codings"].get(coding, {}))


def in_python(wanted: list[tuple[str, Changes]]) -> list[dict[str, Any]]:
    """What the analysis counts for each coding and changes, of all statements coded so at once."""
    frame = pd.concat(
        changed(coded(coding), changes).assign(number=number)
        for number, (coding, changes) in enumerate(wanted)
    )
    prospects = judged(frame).groupby(["number", "prospect_object", "prospect"]).size().to_dict()
    # Repetitions are left out, as in the table of blame.
    said = frame[frame["duplicate_of"] == ""]
    sides = [part["side"].value_counts().to_dict() for _, part in said.groupby("number")]
    blamed = said.groupby(["number", "side", "blame"]).size().to_dict()
    stances = said.groupby(["number", "side", "stance"]).size().to_dict()
    objects = [name for name in DATA["offered"]["prospect_object"]["values"] if name != "none"]
    codes = [code for code in DATA["offered"]["prospect"]["values"] if code != "9"]
    parties = [name for name in DATA["offered"]["blame"]["values"] if name != "none"]
    return [
        {
            "prospects": {
                name: {code: prospects.get((number, name, int(code)), 0) for code in codes}
                for name in objects
            },
            "blame": {
                side: {
                    "statements": count,
                    **{name: blamed.get((number, side, name), 0) for name in parties},
                    "conciliatory": stances.get((number, side, 1), 0),
                    "critical": stances.get((number, side, -1), 0),
                }
                for side, count in sides[number].items()
            },
        }
        for number in range(len(wanted))
    ]


def hold(wanted: list[tuple[str, Changes]]) -> None:
    """Hold the counts of the page to those of the analysis, for each coding and changes."""
    page, analysis = in_the_page(wanted), in_python(wanted)
    for (coding, changes), found, counted in zip(wanted, page, analysis, strict=True):
        assert found == counted, (coding, changes)


def single_changes() -> list[Changes]:
    """Every change of one code of one statement that the page offers."""
    return [
        {key: {column: code}}
        for key, row in DATA["statements"].items()
        for column, about in DATA["offered"].items()
        for code in about["values"]
        if code != row[column]
    ]


def test_the_page_counts_as_the_book_does_without_any_change() -> None:
    hold([("", {})])


def test_every_single_change_counts_as_in_python() -> None:
    wanted = [("", change) for change in single_changes()]
    assert len(wanted) > 1000
    hold(wanted)


def test_a_thousand_random_pairs_count_as_in_python() -> None:
    chance = random.Random(20261125)
    single = single_changes()
    wanted = []
    for _ in range(1000):
        one, other = chance.sample(single, 2)
        both: Changes = {}
        for key, codes in itertools.chain(one.items(), other.items()):
            both[key] = {**both.get(key, {}), **codes}
        wanted.append((chance.choice(["", *DATA["codings"]]), both))
    hold(wanted)


def test_every_coding_counts_as_in_python() -> None:
    wanted: list[tuple[str, Changes]] = [(name, {}) for name in DATA["codings"]]
    assert len(wanted) >= 2
    hold(wanted)


def test_one_change_moves_exactly_the_two_cells_it_should() -> None:
    book, changed = in_the_page([("", {}), ("", {"tass2021-02": {"prospect": "1"}})])
    row = DATA["statements"]["tass2021-02"]
    assert row["prospect_object"] == "treaty"
    was, now = book["prospects"]["treaty"], changed["prospects"]["treaty"]
    moved = {code: now[code] - was[code] for code in was if now[code] != was[code]}
    assert moved == {row["prospect"]: -1, "1": 1}
    assert changed["blame"] == book["blame"]


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_codes_anew_and_goes_back(built_book: Path, desk: Any) -> None:
    desk.goto((built_book / "book" / "register.html").as_uri())
    row = desk.locator("[id='tass2021-02']")
    row.locator(".suppose summary").click()
    row.locator(".suppose select[name=prospect]").select_option("1")
    panel = desk.locator("#supposed")
    panel.get_by_text("the treaty, possible: 0 → 1").wait_for()
    assert "1 statement calls the treaty possible or expected" in panel.inner_text()
    assert "suppose=tass2021-02.prospect%3D1" in desk.url
    assert panel.is_visible() and "Not the book’s" in panel.inner_text()
    # The address is shared, and kept by the choice of statements.
    desk.goto(desk.url)
    panel.get_by_text("the treaty, possible: 0 → 1").wait_for()
    desk.locator(".choice [name=order]").select_option("prospect")
    until(desk, "location.search.includes('suppose') && location.search.includes('order')")
    panel.locator("button").click()
    assert "Not the book’s" not in panel.inner_text()
    assert "suppose" not in desk.url
    panel.locator("select").select_option("second")
    assert "the second coding" in panel.inner_text() and "coding=second" in desk.url
