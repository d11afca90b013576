"""Any one character changed in what was coded is caught, by a message that names it."""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import read_rows, write_rows
from unsigned_treaty.build import check
from unsigned_treaty.coding import statements
from unsigned_treaty.coding.codebook import SEPARATOR, TABLES, Passage
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import articles, passages
from unsigned_treaty.exhibits.register import codes
from unsigned_treaty.findings import prospects
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault

ROUNDS = 4
LETTERS = string.ascii_letters + string.digits + " .,'\"“”’-—|$\n\u00a0é"
PASSAGES = [name for name, schema in TABLES.items() if issubclass(schema, Passage)]
Mutation = Callable[[str, random.Random], str]


def any_character(text: str, chance: random.Random) -> str:
    """The text with one character changed, taken out or put in, anywhere."""
    while True:
        place = chance.randrange(len(text) + 1)
        width = chance.choice((0, 1))
        new = chance.choice(("", *LETTERS))
        changed = text[:place] + new + text[place + width :]
        if changed != text:
            return changed


MUTATIONS: dict[str, Mutation] = {
    "without its first character": lambda text, _: text[1:],
    "without its last character": lambda text, _: text[:-1],
    "with a character more in front": lambda text, chance: chance.choice(LETTERS) + text,
    "with a character more at the end": lambda text, chance: text + chance.choice(LETTERS),
    "in the other case": lambda text, _: text.swapcase(),
    "with the other quotation marks": lambda text, _: text.translate(
        str.maketrans("\"“”'’", '“""’\'')
    ),
    **{f"with any character changed, round {n}": any_character for n in range(ROUNDS)},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the coded tables."""
    return Path(shutil.copytree(paths.DATA, tmp_path / "data"))


def named(faults: list[Fault]) -> set[str]:
    """The records that the faults name."""
    return {fault.record for fault in faults}


@pytest.mark.parametrize("how", MUTATIONS)
def test_a_changed_passage_of_any_statement_is_caught(how: str, data: Path) -> None:
    rows = read_rows(data / "statements.csv")
    chance = random.Random(how)
    changed = []
    for row in rows:
        exact = MUTATIONS[how](row["exact"], chance)
        if exact != row["exact"]:
            row["exact"] = exact
            changed.append(row["id"])
    write_rows(data / "statements.csv", rows)
    assert set(changed) <= named(statements.examine(data, paths.SEEDS)[1])


@pytest.mark.parametrize("how", MUTATIONS)
def test_a_changed_quoted_span_is_caught(how: str, data: Path) -> None:
    rows = read_rows(data / "statements.csv")
    chance = random.Random(how)
    changed = []
    for row in rows:
        spans = row["quoted"].split(SEPARATOR)
        place = chance.randrange(len(spans))
        span = MUTATIONS[how](spans[place], chance) if spans[place] else ""
        if span != spans[place]:
            spans[place] = span
            row["quoted"] = SEPARATOR.join(spans)
            changed.append(row["id"])
    write_rows(data / "statements.csv", rows)
    assert set(changed) <= named(statements.examine(data, paths.SEEDS)[1])


def test_a_quoted_span_is_bounded_on_both_sides_by_what_the_article_has(data: Path) -> None:
    """One span of each statement moved by one to four characters at either end."""
    whole = read_rows(data / "statements.csv")
    frame = statements.read_statements()
    records = articles.catalogue()
    for place in (0, -1):
        for move in (-4, -3, -2, -1, 1, 2, 3, 4):
            for edge in ("start", "end"):
                changed = []
                rows = [dict(row) for row in whole]
                for row in rows:
                    at = frame.at[row["id"], "quoted_at"]
                    if not at:
                        continue
                    start, end = at[place]
                    start, end = (start + move, end) if edge == "start" else (start, end + move)
                    if start >= end:
                        continue
                    spans = row["quoted"].split(SEPARATOR)
                    spans[place] = articles.text(row["article"], records)[start:end]
                    row["quoted"] = SEPARATOR.join(spans)
                    changed.append(row["id"])
                write_rows(data / "statements.csv", rows)
                assert set(changed) <= named(statements.examine(data, paths.SEEDS)[1]), (
                    place,
                    move,
                    edge,
                )


def test_a_quoted_span_that_is_dropped_leaves_marks_unaccounted_for(data: Path) -> None:
    from unsigned_treaty.coding import coverage

    whole = read_rows(data / "statements.csv")
    partial = [row["id"] for row in whole if row["partial_quote"] == "true"]
    assert partial
    for name in partial:
        rows = [
            {**row, "quoted": "", "partial_quote": "false"} if row["id"] == name else row
            for row in whole
        ]
        write_rows(data / "statements.csv", rows)
        assert statements.examine(data, paths.SEEDS)[1] == []
        assert name.rsplit("-", 1)[0] in named(coverage.faults(data)), name


@pytest.mark.parametrize("how", MUTATIONS)
@pytest.mark.parametrize("table", [name for name in PASSAGES if name != "statements"])
def test_a_changed_passage_of_any_other_table_is_caught(table: str, how: str, data: Path) -> None:
    rows = read_rows(data / f"{table}.csv")
    chance = random.Random(table + how)
    changed = []
    for row in rows:
        exact = MUTATIONS[how](row["exact"], chance)
        if exact != row["exact"]:
            row["exact"] = exact
            changed.append(row["id"])
    write_rows(data / f"{table}.csv", rows)
    assert set(changed) <= named(statements.passage_faults(table, data))


@pytest.mark.parametrize("edge", ["start", "end"])
@pytest.mark.parametrize("move", [-1, 1])
@pytest.mark.parametrize("table", [name for name in PASSAGES if name != "statements"])
def test_a_passage_whose_edge_was_moved_within_its_article_is_caught(
    table: str, move: int, edge: str, data: Path
) -> None:
    """The article has the moved words too: that they are there is not enough."""
    rows = read_rows(data / f"{table}.csv")
    records = articles.catalogue()
    changed = []
    for row in rows:
        text = articles.text(row["article"], records)
        place = passages.find(row["exact"], text, int(row["occurrence"] or 0))
        start = place.start + move * (edge == "start")
        end = place.end + move * (edge == "end")
        if start >= 0 and end <= len(text):
            row["exact"] = text[start:end]
            changed.append(row["id"])
    write_rows(data / f"{table}.csv", rows)
    assert set(changed) <= named(statements.passage_faults(table, data))


def test_a_changed_character_of_any_seal_is_caught(tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(paths.SEEDS, tmp_path / "seeds"))
    catalogue = seeds / "catalogue.bib"
    whole = catalogue.read_text(encoding="utf-8")
    chance = random.Random("seal")
    for article, record in articles.catalogue().iterrows():
        seal = record["sha256"]
        for place in range(0, 64, 3):
            new = chance.choice([c for c in "0123456789abcdefABCDEFg " if c != seal[place]])
            changed = seal[:place] + new + seal[place + 1 :]
            catalogue.write_text(whole.replace(seal, changed), encoding="utf-8")
            assert str(article) in named(articles.faults(catalogue, seeds))


def test_a_changed_byte_of_any_seed_is_caught(tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(paths.SEEDS, tmp_path / "seeds"))
    chance = random.Random("seed")
    for article, record in articles.catalogue().iterrows():
        file = seeds / record["file"]
        whole = file.read_bytes()
        for _ in range(40):
            place = chance.randrange(len(whole))
            byte = bytes([chance.choice([b for b in range(256) if b != whole[place]])])
            file.write_bytes(whole[:place] + byte + whole[place + 1 :])
            faults = articles.faults(seeds / "catalogue.bib", seeds)
            assert str(article) in named(faults)
            assert any(fault.file == f"seeds/{record['file']}" for fault in faults)
        file.write_bytes(whole)


def test_a_changed_character_of_any_statement_id_is_caught(data: Path) -> None:
    whole = read_rows(data / "statements.csv")
    chance = random.Random("id")
    for row in whole:
        name = row["id"]
        changed = any_character(name, chance)
        faults = check.id_faults(
            {"statements": {r["id"] for r in whole} - {name} | {changed}, "retired": set()}, "file"
        )
        row["id"] = changed
        write_rows(data / "statements.csv", whole)
        faults += statements.examine(data, paths.SEEDS)[1]
        assert {name, changed, changed.strip()} & named(faults), (name, changed)
        row["id"] = name


WORDS = vocabulary()
TRUTH = {"true", "false"}
CODES = {
    "mode": {"direct", "indirect"},
    "confidence": {"high", "medium", "low"},
    "side": set(WORDS.sides),
    "topics": set(WORDS.topics),
    "prospect_object": {*WORDS.objects, "none"},
    "blame": set(WORDS.blames),
    "prospect": {*map(str, WORDS.prospects)},
    "intent": {*map(str, WORDS.intents)},
    "stance": {*map(str, WORDS.stances)},
    "partial_quote": TRUTH,
    "retrospective": TRUTH,
    "forecast": TRUTH,
}


@pytest.mark.parametrize("column", CODES)
def test_a_code_that_the_codebook_does_not_know_is_caught(column: str, data: Path) -> None:
    whole = read_rows(data / "statements.csv")
    chance = random.Random(column)
    for _ in range(4):
        changed = {}
        rows = [dict(row) for row in whole]
        for row in rows:
            new = any_character(row[column], chance)
            if not set(new.split(SEPARATOR)) <= CODES[column]:
                row[column] = changed[row["id"]] = new
        assert len(changed) > 20
        write_rows(data / "statements.csv", rows)
        found = {
            (f.record, f.message.split()[0].split(".")[0])
            for f in statements.examine(data, paths.SEEDS)[1]
        }
        assert {(name, column) for name in changed} <= found


def moved(data: Path, statement: str, column: str, new: str) -> None:
    """Change one code of one statement."""
    rows = read_rows(data / "statements.csv")
    next(row for row in rows if row["id"] == statement)[column] = new
    write_rows(data / "statements.csv", rows)


def test_a_legal_change_of_a_prospect_moves_what_is_judged(data: Path) -> None:
    judged = prospects.judged(statements.read_statements())
    assert len(judged) > 20
    before = judged["prospect"].value_counts()
    for name, row in judged.set_index("id", drop=False).iterrows():
        old, new = row["prospect"], row["prospect"] % 2 - 1
        if new == old:
            new = 2
        moved(data, str(name), "prospect", str(new))
        after = prospects.judged(statements.read_statements(data=data))["prospect"].value_counts()
        moved(data, str(name), "prospect", str(old))
        shift = after.sub(before, fill_value=0)
        assert shift[old] == -1 and shift[new] == 1
        assert shift.abs().sum() == 2


LEGAL = {
    "topics": "regional_order",
    "prospect": "-1",
    "stance": "-1",
    "blame": "both",
    "forecast": "false",
    "retrospective": "true",
    "conditions": "if asked",
}


@pytest.mark.parametrize("column", LEGAL)
def test_a_legal_change_of_a_code_shows_in_the_register(column: str, data: Path) -> None:
    name = "tass2021-02"
    before = codes(statements.read_statements().loc[name], WORDS)
    moved(data, name, "statement_date", "")  # which would contradict a retrospective statement
    moved(data, name, column, LEGAL[column])
    after = codes(statements.read_statements(data=data).loc[name], WORDS)
    assert after != before
