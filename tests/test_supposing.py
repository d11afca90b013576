"""Another code in the page: its counts are those of the analysis, for every change it offers."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from unsigned_treaty.coding.statements import statements
from unsigned_treaty.findings import blame as blames
from unsigned_treaty.findings.prospects import prospects
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


def in_python(coding: str, changes: Changes, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the analysis counts for the same statements, coded so."""
    frame = statements()
    for key, codes in [*DATA["codings"].get(coding, {}).items(), *changes.items()]:
        for column, code in codes.items():
            value = int(code) if pd.api.types.is_integer_dtype(frame[column]) else code
            frame.loc[key, column] = value
    monkeypatch.setattr(blames, "statements", lambda: frame)
    counts = prospects(frame)
    return {
        "prospects": {
            str(name): {str(code): int(count) for code, count in row.items()}
            for name, row in counts.iterrows()
        },
        "blame": {
            side: {name: len(ids) for name, ids in found.items()}
            for side, found in blames.blame().items()
        },
    }


def single_changes() -> list[Changes]:
    """Every change of one code of one statement that the page offers."""
    return [
        {key: {column: code}}
        for key, row in DATA["statements"].items()
        for column, about in DATA["offered"].items()
        for code in about["values"]
        if code != row[column]
    ]


def test_the_page_counts_as_the_book_does_without_any_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert in_the_page([("", {})]) == [in_python("", {}, monkeypatch)]


def test_every_single_change_counts_as_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [("", change) for change in single_changes()]
    assert len(wanted) > 1000
    for (coding, changes), found in zip(wanted, in_the_page(wanted), strict=True):
        assert found == in_python(coding, changes, monkeypatch), changes


def test_a_thousand_random_pairs_count_as_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(20261125)
    single = single_changes()
    wanted = []
    for _ in range(1000):
        one, other = chance.sample(single, 2)
        both: Changes = {}
        for key, codes in itertools.chain(one.items(), other.items()):
            both[key] = {**both.get(key, {}), **codes}
        wanted.append((chance.choice(["", *DATA["codings"]]), both))
    for (coding, changes), found in zip(wanted, in_the_page(wanted), strict=True):
        assert found == in_python(coding, changes, monkeypatch), (coding, changes)


def test_every_coding_counts_as_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[tuple[str, Changes]] = [(name, {}) for name in DATA["codings"]]
    assert len(wanted) >= 2
    for (coding, changes), found in zip(wanted, in_the_page(wanted), strict=True):
        assert found == in_python(coding, changes, monkeypatch), coding


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
    assert "1 statement calls a treaty possible or expected" in panel.inner_text()
    assert "suppose=tass2021-02.prospect%3D1" in desk.url
    assert panel.is_visible() and "Not the book’s" in panel.inner_text()
    # The address is shared, and kept by the choice of statements.
    desk.goto(desk.url)
    panel.get_by_text("the treaty, possible: 0 → 1").wait_for()
    desk.locator(".choice [name=order]").select_option("prospect")
    desk.wait_for_function(
        "location.search.includes('suppose') && location.search.includes('order')"
    )
    panel.locator("button").click()
    assert "Not the book’s" not in panel.inner_text()
    assert "suppose" not in desk.url
    panel.locator("select").select_option("second")
    assert "the second coding" in panel.inner_text() and "coding=second" in desk.url
