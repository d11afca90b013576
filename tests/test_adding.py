"""One more article: drafts that a person must decide, and nothing overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import contents_of, read_rows, write_rows
from unsigned_treaty import cli
from unsigned_treaty.build import check
from unsigned_treaty.coding import drafting, open_work, statements, tables
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
    record = record_of(project, KEY)
    taken = without(project, KEY)
    before = contents_of(project)

    assert cli.add(project / "seeds" / FILE, KEY, project) == 0

    said = capsys.readouterr().out
    for line in transcript():
        assert line in said, "CONTRIBUTING.md shows what the command prints"
    for path, content in before.items():
        assert path.read_bytes().startswith(content.rstrip(b"\n"))
    draft = record_of(project, KEY)
    # What is left to decide is one list: a line for the record, and one for each row.
    drafted = {row["id"] for row in drafting.draft_rows(articles.text(KEY), KEY)}
    still_open = [fault for fault in check.faults(project) if "still a draft" in str(fault)]
    assert {fault.record for fault in still_open} >= drafted | {KEY}
    assert len(still_open) == len({fault.record for fault in still_open})

    catalogue = project / "seeds" / "catalogue.bib"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace(draft, record), encoding="utf-8")

    table = project / "book" / "data" / "statements.csv"
    decided = [row for row in read_rows(table) if row["article"] != KEY] + taken["statements"]
    undecided = [{**row, "note": "draft"} if row["id"] == f"{KEY}-02" else row for row in decided]
    write_rows(table, undecided)
    assert f"{KEY}-02: still a draft" in "\n".join(map(str, check.faults(project)))
    write_rows(table, decided)
    for name in taken.keys() - {"statements"}:
        path = project / "book" / "data" / f"{name}.csv"
        write_rows(path, [r for r in read_rows(path) if r["article"] != KEY] + taken[name])
    assert [fault for fault in check.faults(project) if KEY in str(fault)] == []
    assert open_work.wanting(KEY, project) == []


def transcript() -> list[str]:
    """The lines that CONTRIBUTING.md shows as printed, longer ones cut off there by an ellipsis."""
    text = (paths.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = text.split("$ .venv/bin/treaty add ")[1].split("```")[0].splitlines()[1:]
    lines = [line.strip().removesuffix("…").strip() for line in block]
    return [line for line in lines if line]


def test_an_article_that_no_chapter_cites_and_nobody_coded_twice_is_said_to_be_so(
    breakable: Path,
) -> None:
    (breakable / "seeds" / "new.txt").write_text("“No,” Lena Holm said.\n", encoding="utf-8")
    drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
    said = open_work.to_decide("new2022", breakable)
    assert [line for line in said if "first coding" in line or "second coding" in line]
    begun = "[new2022](references.ipynb#new2022) lets Lena Holm speak."
    assert said[-1].endswith(f'{begun}; and its cell with quote(statements, "new2022-01")')
    assert open_work.wanting(KEY, breakable) == []


def test_one_line_says_that_no_verbs_of_saying_are_known_for_a_language(breakable: Path) -> None:
    text = "ხიდი დაიკეტება გაზაფხულამდე, განაცხადა მერმა.\n"
    (breakable / "seeds" / "new.txt").write_text(text, encoding="utf-8")
    drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
    said = open_work.to_decide("new2022", breakable)
    assert [line for line in said if "verbs of saying" in line] == [
        "seeds/new.txt: no verbs of saying are known for Georgian; what it attributes without "
        "marks may not be proposed"
    ]


@pytest.mark.parametrize("key", articles.catalogue().index)
def test_the_scanner_drafts_every_direct_quotation_of_every_article(key: str) -> None:
    text = articles.text(key)
    frame = statements.read_statements()
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


@pytest.mark.parametrize("name", ["a{b}.txt", "a, b.txt", "ä (1).txt", "a%b#c.txt", 'a"b.txt'])
def test_a_file_name_is_written_so_that_it_is_read_again(name: str, breakable: Path) -> None:
    (breakable / "seeds" / name).write_text("“No,” she said.", encoding="utf-8")
    drafting.add(breakable / "seeds" / name, "new2022", breakable)
    entries = articles.records(breakable / "seeds" / "catalogue.bib").entries
    assert entries["new2022"].fields["file"] == name


@pytest.mark.parametrize("name", ["a{b.txt", "a}b.txt", "a  b.txt"])
def test_a_file_name_that_the_catalogue_cannot_hold_is_refused(name: str, breakable: Path) -> None:
    (breakable / "seeds" / name).write_text("“No,” she said.", encoding="utf-8")
    before = contents_of(breakable)
    with pytest.raises(Refused, match="rename it"):
        drafting.add(breakable / "seeds" / name, "new2022", breakable)
    assert contents_of(breakable) == before


def test_where_one_table_cannot_be_written_none_is(
    breakable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (breakable / "seeds" / "new.txt").write_text("“No,” Lena Holm said.", encoding="utf-8")
    before = contents_of(breakable)
    move = Path.replace

    def fail(path: Path, target: Path) -> Path:
        # What is put back in its place afterwards may be.
        if target.name == "speakers.csv" and path.suffix != ".old":
            raise OSError(28, "No space left on device")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Refused, match="nothing was changed"):
        drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
    assert contents_of(breakable) == before


def test_a_table_that_a_spreadsheet_saved_is_read_and_added_to_in_its_own_way(
    breakable: Path,
) -> None:
    table = breakable / "book" / "data" / "statements.csv"
    rows = read_rows(table)
    columns = [*list(rows[0])[1:], "id"]
    write_rows(table, [{name: row[name] for name in columns} for row in rows])
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    (breakable / "seeds" / "new.txt").write_text("“No,” Lena Holm said.", encoding="utf-8")
    drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
    assert table.read_bytes().endswith(b",new2022-01\r\n")
    assert drafting.cells(table)[-1]["exact"] == "“No,” Lena Holm said."


def test_the_marks_of_a_new_text_are_drafted_with_their_doubts(breakable: Path) -> None:
    text = (
        "Heading\n“One,” she said. “Two “inner” words,” she added.\n"
        "— Three, — he said. — Four\n«Пять», сказал он.\n"
        'He said: "six (and\nseven," he went on.\n“Eight and nothing closes it.\n'
    )
    (breakable / "seeds" / "new.txt").write_text(text, encoding="utf-8")
    added = drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)
    rows = added["statements"]
    assert [row["id"] for row in rows] == [f"new2022-{n:02}" for n in range(1, 7)]
    assert [row["quoted"] for row in rows] == [
        SEPARATOR.join(["One,", "Two “inner” words,"]),
        SEPARATOR.join(["Three,", "Four"]),
        "Пять",
        "six (and",
        "seven,",
        "Eight and nothing closes it.",
    ]
    assert ["no mark closes it" in row["note"] for row in rows] == [False] * 5 + [True]
    assert [row["exact"] for row in added["artefacts"]] == ["it."]
    assert tables.names(breakable / "book/data/statements.csv") >= {row["id"] for row in rows}
    with pytest.raises(Refused):
        drafting.add(breakable / "seeds" / "new.txt", "new2022", breakable)


def test_a_table_that_is_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").mkdir()
    _, faults = tables.read(tmp_path / "facts.csv", TABLES["facts"])
    assert [fault.message.split(":")[0] for fault in faults] == ["cannot be read"]
