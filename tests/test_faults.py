"""How faults are said: causes first, few at once, in lines that command no terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from conftest import contents_of, read_rows, write_rows
from unsigned_treaty import cli
from unsigned_treaty.build import check
from unsigned_treaty.citing import release
from unsigned_treaty.coding import open_work
from unsigned_treaty.corpus import articles
from unsigned_treaty.project.faults import Fault, causes_first, commanding, short

State = tuple[dict[Path, bytes], set[Fault]]


def test_what_commands_a_terminal_is_shown_by_its_name() -> None:
    fault = Fault("a\x1b[31m.csv", "b\x07", "c\u202ed\n e \ud800, “é” שלום 日本")
    assert str(fault) == "a\\x1b[31m.csv: b\\x07: c\\u202ed e \\ud800, “é” שלום 日本"


def test_causes_come_before_what_rests_on_them() -> None:
    chapter = Fault("book/abe.ipynb", "cell 1", "cites what is not there")
    row = Fault("book/data/facts.csv", "fact-01", "a cell")
    table = Fault("book/data/facts.csv", "", "not UTF-8")
    record = Fault("seeds/catalogue.bib", "tass2021", "a field")
    settings = Fault("pyproject.toml", "", "not TOML")
    other = Fault("CITATION.cff", "title", "differs")
    faults = [other, chapter, row, table, record, settings, row]
    assert causes_first(faults) == [settings, record, table, row, chapter, other]


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (21, 21), (22, 21), (500, 21)])
def test_of_many_faults_the_first_are_shown_and_the_rest_counted(count: int, lines: int) -> None:
    faults = [Fault("file", f"{n:03}", "wrong") for n in range(count)]
    said, all_of_them = io.StringIO(), io.StringIO()
    assert cli.tell(faults, said) == 1 == cli.tell(faults, all_of_them, every=True)
    shown = said.getvalue().splitlines()
    assert len(shown) == lines and shown[0] == "file: 000: wrong"
    if count > lines:
        assert shown[-1] == f"and {count - 20} more, some of which may follow from these"
    assert len(all_of_them.getvalue().splitlines()) == count


def test_a_value_of_any_size_and_shape_is_shown_short() -> None:
    bomb: list[object] = ["x" * 1000]
    for _ in range(40):
        bomb = [bomb] * 10
    assert len(short(bomb)) < 1000 and len(short("y" * 10_000)) < 200
    assert short("as it is") == "'as it is'"


def test_marks_of_direction_are_letters_and_what_turns_direction_is_none() -> None:
    assert commanding("a\tb\nc \u200f שלום") == ""
    assert commanding("a\u202eb") == "U+202E" and commanding("a\u202eb", direction=False) == ""
    assert commanding("a\x85b", direction=False) == "U+0085"


@pytest.mark.parametrize(
    "table",
    [
        *("statements", "speakers", "artefacts", "left_out", "terms", "outside", "conditions"),
        *("retired", "facts", "codings/must_act"),
    ],
)
def test_of_a_table_that_cannot_be_read_that_alone_is_said(
    table: str, breakable: Path, sound_state: State
) -> None:
    (breakable / "book" / "data" / f"{table}.csv").write_bytes(b"id\n\xe9\n")
    before = contents_of(breakable)
    new = [str(fault) for fault in check.faults(breakable) if fault not in sound_state[1]]
    assert new == [f"book/data/{table}.csv: not UTF-8 (byte 0xe9 in line 2); save it as UTF-8"]
    assert contents_of(breakable) == before


@pytest.mark.parametrize("file", ["seeds/catalogue.bib", "book/references.bib", "_toc.yml"])
def test_of_a_file_that_cannot_be_read_that_alone_is_said(
    file: str, breakable: Path, sound_state: State
) -> None:
    (breakable / file).write_bytes(b"\xff")
    new = [str(fault) for fault in check.faults(breakable) if fault not in sound_state[1]]
    assert new == [f"{file}: not UTF-8 (byte 0xff in line 1); save it as UTF-8"]


def test_a_sign_that_a_program_puts_before_a_text_spoils_no_table(
    breakable: Path, sound_state: State
) -> None:
    table = breakable / "book" / "data" / "statements.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert set(check.faults(breakable)) == sound_state[1]


def test_an_empty_catalogue_is_said_in_few_lines(breakable: Path, sound_state: State) -> None:
    keys = sorted(articles.catalogue().index)
    (breakable / "seeds" / "catalogue.bib").write_bytes(b"")
    new = [str(fault) for fault in check.faults(breakable) if fault not in sound_state[1]]
    about = [line for line in new if line.startswith("seeds/catalogue.bib: ")]
    # A line for each article whose rows are left without a record, and one for its file.
    assert len(about) == len(keys) and len(new) == 2 * len(keys)
    for key, line in zip(keys, about, strict=True):
        assert f"seeds/catalogue.bib: {key}: has no record, and " in line


def test_an_article_without_a_statement_is_named(breakable: Path) -> None:
    table = breakable / "book" / "data" / "statements.csv"
    rows = read_rows(table)
    assert not [line for line in open_work.wanting("tass2021", breakable) if "no statement" in line]
    write_rows(table, [row for row in rows if row["article"] != "tass2021"])
    (line,) = (line for line in open_work.wanting("tass2021", breakable) if "no statement" in line)
    assert line.startswith("book/data/statements.csv: tass2021: has no statement")


def test_the_citation_files_are_written_both_or_neither(
    breakable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [breakable / "CITATION.cff", breakable / ".zenodo.json"]
    whole = [file.read_bytes() for file in files]
    config = breakable / "_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("author: The", "author: Not the"), "utf-8"
    )
    real, calls = Path.replace, iter([False, True])

    def replace(self: Path, target: Path) -> Path:
        if next(calls, False):
            raise OSError(28, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(Path, "replace", replace)
        release.write(breakable)
    assert [file.read_bytes() for file in files] == whole
    assert release.write(breakable) == files
    for file, content in zip(files, whole, strict=True):
        file.write_bytes(content)
