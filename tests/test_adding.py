"""One more article: drafts that a person must decide, and nothing overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import contents_of, read_rows, write_rows
from unsigned_treaty import cli
from unsigned_treaty.build import check
from unsigned_treaty.coding import drafting, statements, tables
from unsigned_treaty.coding.codebook import SEPARATOR, TABLES, Passage
from unsigned_treaty.corpus import articles, quotation_marks
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Refused

FILE = "000_c7e8eccff0a662c6.txt"
KEY = "tass2021"


def without(root: Path, key: str) -> dict[str, list[dict[str, str]]]:
    """Take an article's record and rows out of a copy, and return the rows by table."""
    catalogue = root / "seeds" / "catalogue.bib"
    text = catalogue.read_text(encoding="utf-8")
    begin = text.index(f"@online{{{key},")
    end = text.index("\n}\n", begin) + 3
    catalogue.write_text(text[:begin] + text[end:].lstrip("\n"), encoding="utf-8")
    taken = {}
    for name, schema in TABLES.items():
        if issubclass(schema, Passage):
            path = root / "book" / "data" / f"{name}.csv"
            rows = read_rows(path)
            taken[name] = [row for row in rows if row["article"] == key]
            write_rows(path, [row for row in rows if row["article"] != key])
    return taken


def record_of(root: Path, key: str) -> str:
    """The record of an article as it stands in the catalogue."""
    text = (root / "seeds" / "catalogue.bib").read_text(encoding="utf-8")
    begin = text.index(f"@online{{{key},")
    return text[begin : text.index("\n}\n", begin) + 3]


def test_an_article_is_drafted_decided_and_sound(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The way that CONTRIBUTING.md walks, with TASS 2021 as the article that is new."""
    written = record_of(project, KEY)
    taken = without(project, KEY)
    before = contents_of(project)
    standing = set(check.faults(project))

    assert cli.add(project / "seeds" / FILE, KEY, project) == 0

    said = capsys.readouterr().out
    assert said in transcript(), "CONTRIBUTING.md shows what the command prints"
    for path, content in before.items():
        assert path.read_bytes().startswith(content.rstrip(b"\n"))
    draft = record_of(project, KEY)
    for name in ("shorthand", "outlet", "date", "datestatus", "datewords", "period"):
        assert f"{name}: " in "\n".join(map(str, check.faults(project)))

    catalogue = project / "seeds" / "catalogue.bib"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace(draft, written), encoding="utf-8")
    open_rows = {fault.record for fault in set(check.faults(project)) - standing}
    assert {row["id"] for row in drafting.draft_rows(articles.text(KEY), KEY)} <= open_rows

    table = project / "book" / "data" / "statements.csv"
    decided = [row for row in read_rows(table) if row["article"] != KEY] + taken["statements"]
    undecided = [{**row, "note": "draft"} if row["id"] == f"{KEY}-02" else row for row in decided]
    write_rows(table, undecided)
    assert f"{KEY}-02: still a draft" in "\n".join(map(str, check.faults(project)))
    write_rows(table, decided)
    for name in taken.keys() - {"statements"}:
        path = project / "book" / "data" / f"{name}.csv"
        write_rows(path, read_rows(path) + taken[name])
    assert [fault for fault in check.faults(project) if KEY in str(fault)] == []


def transcript() -> str:
    """The text of CONTRIBUTING.md, the code blocks of its list among the rest."""
    text = (paths.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.replace("\n   ", "\n")


@pytest.mark.parametrize("key", articles.catalogue().index)
def test_the_scanner_drafts_every_direct_quotation_of_the_five_articles(key: str) -> None:
    text = articles.text(key)
    frame = statements.statements()
    coded_spans = [
        place for places in frame.loc[frame["article"] == key, "quoted_at"] for place in places
    ]
    drafted = quotation_marks.drafts(text)
    sound = [(draft.start, draft.end) for draft in drafted if not draft.doubt]
    for start, end in coded_spans:
        assert any(draft.start <= start and end <= draft.end for draft in drafted)
        doubtful = any(d.doubt and d.start <= start < d.end for d in drafted)
        inserted = "(" in text[start - 2 : start] or text[start - 2] == ")" or text[end + 1] == "("
        assert (start, end) in sound or doubtful or inserted


REFUSED = {
    "outside seeds": (lambda r: r / "book" / "new.txt", "new2022", "is not in seeds/"),
    "no text file": (lambda r: r / "seeds" / "catalogue.bib", "new2022", "ends in .txt"),
    "absent": (lambda r: r / "seeds" / "absent.txt", "new2022", "no such file"),
    "catalogued": (lambda r: r / "seeds" / FILE, "new2022", "catalogued already, as tass2021"),
    "the same text": (lambda r: r / "seeds" / "copy.txt", "new2022", "catalogued already"),
    "key in use": (lambda r: r / "seeds" / "new.txt", "tass2021", "the key is in use"),
    "key of another form": (lambda r: r / "seeds" / "new.txt", "TASS-2022", "a citation key is"),
    "not UTF-8": (lambda r: r / "seeds" / "bytes.txt", "new2022", "not UTF-8"),
    "empty": (lambda r: r / "seeds" / "empty.txt", "new2022", "holds no words"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_added_is_refused_in_one_line_and_nothing_is_written(
    name: str, breakable: Path
) -> None:
    seeds = breakable / "seeds"
    (seeds / "new.txt").write_text('"Yes," she said.', encoding="utf-8")
    (breakable / "book" / "new.txt").write_text("Words.", encoding="utf-8")
    (seeds / "bytes.txt").write_bytes(b"\xff\xfe")
    (seeds / "empty.txt").write_text("\n")
    shutil.copy(seeds / FILE, seeds / "copy.txt")
    before = contents_of(breakable)
    where, key, words = REFUSED[name]
    with pytest.raises(Refused) as refused:
        drafting.add(where(breakable), key, breakable)
    assert words in str(refused.value) and len(str(refused.value).splitlines()) == 1
    assert contents_of(breakable) == before


def test_the_marks_of_a_new_text_are_drafted_with_their_doubts(breakable: Path) -> None:
    text = (
        "Heading\n“One,” she said. “Two “inner” words,” she added.\n"
        "— Three, — he said. — Four\n«Пять», сказал он.\n"
        'He said: "six (and\nseven," he went on.\n'
    )
    (breakable / "seeds" / "new.txt").write_text(text, encoding="utf-8")
    rows = drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
    assert [row["id"] for row in rows] == [f"new2022-{n:02}" for n in range(1, 6)]
    assert rows[0]["quoted"] == SEPARATOR.join(["One,", "Two “inner” words,"])
    assert rows[2]["quoted"] == "Пять"
    assert [bool(row["note"] != "draft") for row in rows] == [False, True, False, True, True]
    assert tables.ids(breakable / "book/data/statements.csv") >= {row["id"] for row in rows}
    with pytest.raises(Refused):
        drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
