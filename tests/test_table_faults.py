"""What is wrong with coded tables: each fault with its file, its row and what to do, and no other.

On a small corpus of two invented articles.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_corpus import write_corpus
from small_frames import STATEMENT
from unsigned_treaty.coding import read_coding, read_statements, tables
from unsigned_treaty.coding.codebook import TABLES, CodedUnit, Event, Statement
from unsigned_treaty.coding.codings import codings_of
from unsigned_treaty.coding.statements import as_cell, examine, passage_faults
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

Row = dict[str, str]
ONE = "First words here.\n\nA voice says no. Then “yes, we can” it says.\nA voice says no. End."
TWO = "The ferry sails, a voice says. Nobody came (they say). End of it."


def row(table: str, **cells: str) -> Row:
    """A row of a table, empty but for some cells."""
    return {**dict.fromkeys(TABLES[table].model_fields, ""), **cells}


def statement(name: str, exact: str, **cells: str) -> Row:
    """A row of statements.csv that is sound but for what is given."""
    sound = {
        key: as_cell(value) for key, value in STATEMENT.items() if key in Statement.model_fields
    }
    article = name.partition("-")[0]
    about = {"id": name, "article": article, "exact": exact, "occurrence": "", "mode": "indirect"}
    return row("statements", **{**sound, **about, "speaker": "a voice", **cells})


def corpus(folder: Path, **rows: list[Row]) -> tuple[Path, Path]:
    """The folders of data and of articles of a corpus with some rows."""
    speakers = [row("speakers", name="a voice", kind="group")]
    write_corpus(folder, {"one2025": ONE, "two2025": TWO}, {"speakers": speakers, **rows})
    shutil.copy(paths.VOCABULARY, folder / "book")
    return folder / "book" / "data", folder / "seeds"


def said(faults: list[Fault]) -> list[str]:
    """Each fault as its line, without the folder of its file."""
    assert all(Path(fault.file).parent.name == "data" for fault in faults)
    return [str(fault).rpartition("/data/")[2] for fault in faults]


# Statements


def test_every_fault_of_a_statement_is_named_and_the_sound_ones_are_read_all_the_same(
    tmp_path: Path,
) -> None:
    rows = [
        statement("one2025-01", "A voice says no.", occurrence="2"),
        statement("one2025-01", "A voice says no.", occurrence="1"),
        statement("none2025-01", "No such article."),
        statement("one2025-02", "First words here.", speaker="nobody"),
        statement("one2025-03", "End.", duplicate_of="one2025-99"),
        statement("two2025-01", "The ferry sails, a voice says.", partial_quote="true"),
        statement("two2025-02", "No such words."),
        statement("two2025-03", "Nobody ca"),
        statement("one2025-04", "of it.", article="two2025"),
    ]
    frame, faults = examine(*corpus(tmp_path, statements=rows))
    # In the order of the catalogue and of their places.
    assert list(frame.index) == [
        *("one2025-02", "one2025-01", "one2025-03", "two2025-01", "one2025-04"),
    ]
    assert said(faults) == [
        "statements.csv: one2025-01: id given twice; mend or remove one row",
        "statements.csv: none2025-01: article 'none2025' is not known; see seeds/catalogue.bib",
        "statements.csv: one2025-02: speaker 'nobody' is not known; add it to speakers.csv",
        "statements.csv: one2025-03: duplicate_of 'one2025-99' is not known; name a statement's id",
        "statements.csv: two2025-01: partial_quote is true for an indirect statement with quoted "
        "words, only",
        "statements.csv: two2025-02: not in the article; nothing like it stands there; copy the "
        "words from the article's file",
        "statements.csv: two2025-03: begins or ends inside a word: 'voice says. ' stands before "
        "'Nobody ca' and 'me (they say' after 'Nobody ca'; take the whole words",
        "statements.csv: one2025-04: the id does not begin with the article's citation key; mend "
        "one of them",
    ]


def test_of_a_changed_article_its_statements_that_are_lost_are_named_and_the_next_article_is_read(
    tmp_path: Path,
) -> None:
    rows = [
        statement("one2025-01", "First words here."),
        statement("one2025-02", "End."),
        statement("two2025-01", "The ferry sails, a voice says."),
    ]
    data, seeds = corpus(tmp_path, statements=rows)
    # A byte that is no UTF-8 spoils no other word.
    (seeds / "one2025.txt").write_bytes(b"Last words here.\xff End.")
    frame, faults = examine(data, seeds)
    assert list(frame.index) == ["two2025-01"]
    changed, lost = faults
    assert (Path(changed.file).name, changed.record) == ("one2025.txt", "one2025")
    assert said([lost]) == [
        "statements.csv: one2025-01: no longer to be found in the changed seeds/one2025.txt, which "
        "is to be restored: not in the article; nearest passage, at character 0: 'Last words "
        "here.'; it has 'La' where 'Fir' is written"
    ]


def test_the_statements_of_a_chapters_articles_are_read_and_no_other_article_is_opened(
    tmp_path: Path,
) -> None:
    rows = [
        statement("one2025-01", "First words here."),
        statement("two2025-01", "The ferry sails, a voice says."),
        statement("two2025-02", "Nobody came (they say)."),
    ]
    data, seeds = corpus(tmp_path, statements=rows)
    (data / "codings" / "second.csv").write_bytes((data / "statements.csv").read_bytes())
    both = read_articles(seeds=seeds)
    (seeds / "one2025.txt").unlink()
    own = both.loc[["two2025"]]
    statements = read_statements(own, data=data, seeds=seeds)
    assert list(statements.index) == ["two2025-01", "two2025-02"]
    assert list(statements["start"]) == [0, 31]
    coding = read_coding("second", own, data=data, seeds=seeds)
    assert list(coding.index) == ["two2025-01", "two2025-02"]
    with pytest.raises(Refused, match=r"one2025\.txt: one2025: the file is missing"):
        read_statements(data=data, seeds=seeds)
    with pytest.raises(Refused, match=r"one2025\.txt: one2025: the file is missing"):
        read_coding("second", data=data, seeds=seeds)


def test_the_articles_of_one_period_are_read_alone_and_an_unknown_period_is_refused(
    tmp_path: Path,
) -> None:
    _, seeds = corpus(tmp_path)
    file = seeds / "catalogue.bib"
    before, _, after = file.read_text(encoding="utf-8").rpartition("period = {abe}")
    file.write_text(f"{before}period = {{takaichi}}{after}", encoding="utf-8")
    assert list(read_articles("takaichi", seeds).index) == ["two2025"]
    assert list(read_articles(seeds=seeds).index) == ["one2025", "two2025"]
    (seeds / "one2025.txt").unlink()
    assert list(read_articles("takaichi", seeds)["words"]) == [13]
    with pytest.raises(Refused, match=r"catalogue\.bib: kishida: no article is of this period"):
        read_articles("kishida", seeds)


# Other tables of passages


def left_out(name: str, exact: str, **cells: str) -> Row:
    about = {"article": "one2025", "rule": "other"}
    return row("left_out", id=name, exact=exact, **{**about, **cells})


def event(name: str, exact: str, article: str = "two2025") -> Row:
    about = {"date": "2025", "name": "It", "article": article}
    return row("events", id=name, exact=exact, **about)


def test_every_fault_of_what_is_left_out_is_named(tmp_path: Path) -> None:
    rows = [
        left_out("left-01", "First words here."),
        left_out("left-01", "End."),
        left_out("left-02", "First words here."),
        left_out("left-03", "No article.", article="none2025"),
        left_out("left-04", "Fir"),
        left_out("left-05", "No such words."),
        left_out("left-06", "A voice says no.", occurrence="3"),
        left_out("left-07", "End of it.", article="two2025"),
    ]
    data, seeds = corpus(tmp_path, left_out=rows)
    assert said(passage_faults("left_out", data, seeds)) == [
        "left_out.csv: left-01: id given twice; mend or remove one row",
        "left_out.csv: left-02: article and exact and occurrence given twice; mend or remove one "
        "row",
        "left_out.csv: left-03: article 'none2025' is not known; see seeds/catalogue.bib",
        "left_out.csv: left-04: begins or ends inside a word: '' stands before 'Fir' and 'st words "
        "her' after 'Fir'; take the whole words",
        "left_out.csv: left-05: not in the article; nothing like it stands there; copy the words "
        "from the article's file",
        "left_out.csv: left-06: stands 2 times, occurrence 3 is none of them",
    ]


def test_an_event_has_one_row_for_an_article_and_is_named_by_a_phrase(tmp_path: Path) -> None:
    rows = [
        event("event-end", "End"),
        event("event-end", "End", article="one2025"),
        event("event-end", "Nobody"),
        event("event-talk", "they say"),
        event("event-open", "(they say"),
        event("event-point", "End of it."),
    ]
    data, seeds = corpus(tmp_path, events=rows)
    phrase = (
        "take whole words, without the punctuation around them, and both or neither of two marks "
        "or brackets"
    )
    assert said(passage_faults("events", data, seeds)) == [
        "events.csv: event-end: id and article given twice; mend or remove one row",
        "events.csv: event-open: is no phrase: 'Nobody came ' stands before '(they say' and '). "
        f"End of it' after '(they say'; {phrase}",
        "events.csv: event-point: is no phrase: '(they say). ' stands before 'End of it.' and '' "
        f"after 'End of it.'; {phrase}",
    ]


def test_a_term_is_given_once_and_what_is_left_out_runs_from_blank_to_blank(tmp_path: Path) -> None:
    term = {"article": "two2025", "object": next(iter(vocabulary().namings)), "whose": "narrator"}
    terms = [row("terms", id=f"term-0{n}", exact="ferry", **term) for n in (1, 2)]
    rows = [left_out("left-01", "First words here"), left_out("left-02", "yes, we can")]
    data, seeds = corpus(tmp_path, terms=terms, left_out=rows)
    assert said(passage_faults("terms", data, seeds)) == [
        "terms.csv: term-02: article and exact and occurrence given twice; mend or remove one row"
    ]
    assert [fault.record for fault in passage_faults("left_out", data, seeds)] == [
        "left-01",
        "left-02",
    ]


def test_the_signs_of_an_article_belong_to_a_passage_that_is_at_fault(tmp_path: Path) -> None:
    about = {"article": "one2025", "reads": "?", "basis": "layout", "effect": "low"}
    cells = {**about, "explanation": "It confuses.", "exact": "“yes, we can”"}
    kinds = [("artefact-01", "quotation_marks"), ("artefact-02", "scare_quotes")]
    rows = [row("artefacts", id=name, kind=kind, **cells) for name, kind in kinds]
    phrase = row("artefacts", id="artefact-03", kind="typo", **{**cells, "exact": "words here."})
    data, seeds = corpus(tmp_path, artefacts=[*rows, phrase])
    found = passage_faults("artefacts", data, seeds)
    assert [fault.record for fault in found] == ["artefact-03"]


def test_without_a_catalogue_and_of_a_changed_article_only_what_can_be_said_is_said(
    tmp_path: Path,
) -> None:
    rows = [left_out("left-01", "First words here."), left_out("left-01", "No such words.")]
    data, seeds = corpus(tmp_path, left_out=rows)
    twice = "left_out.csv: left-01: id given twice; mend or remove one row"
    (seeds / "one2025.txt").write_text("Something else.", encoding="utf-8")
    assert said(passage_faults("left_out", data, seeds)) == [twice]
    (seeds / "catalogue.bib").unlink()
    assert said(passage_faults("left_out", data, seeds)) == [twice]


# A table as a file


def test_a_table_that_is_not_there_or_is_no_file_is_said_of_all_of_it(tmp_path: Path) -> None:
    missing, folder = tmp_path / "data" / "events.csv", tmp_path / "data" / "facts.csv"
    folder.mkdir(parents=True)
    for path, message in (
        (missing, "the file is missing; restore it"),
        (folder, "cannot be read: Is a directory; restore it"),
    ):
        frame, faults = tables.read(path, Event)
        assert [(f.record, f.message) for f in faults] == [("", message)]
        assert Path(faults[0].file).name == path.name
        assert list(frame.columns) == list(Event.model_fields) and frame.empty
        assert tables.is_whole(faults[0])


@pytest.mark.parametrize(
    ("record", "whole"), [("", True), ("line 12", True), ("row 12", False), ("event-1", False)]
)
def test_a_fault_of_a_whole_table_names_none_of_its_rows(record: str, whole: bool) -> None:
    assert tables.is_whole(Fault("events.csv", record, "mend it")) is whole


def test_the_names_of_a_table_are_read_whether_or_not_its_rows_are_sound(tmp_path: Path) -> None:
    file = tmp_path / "speakers.csv"
    file.write_bytes("\ufeffname,kind\nТого,nothing\n,group\nAbe\n".encode())
    assert tables.names(file) == {"Того", "Abe"}
    assert tables.as_stored(file)[-1] == {"name": "Abe", "kind": ""}
    file.write_bytes(b"\xff\n")
    assert tables.names(file) == tables.names(tmp_path) == set()


# Codings


def test_a_coding_that_has_units_cut_the_articles_afresh(tmp_path: Path) -> None:
    folder = tmp_path / "codings"
    folder.mkdir()
    (folder / "first.csv").write_text("id,exact\nunit,unit\n", encoding="utf-8")
    (folder / "second.csv").write_text("exact,unit\n", encoding="utf-8")
    (folder / "third.csv").mkdir()  # said where it is read
    (folder / "other.csv").write_text("unit\n", encoding="utf-8")
    assert codings_of(tmp_path) == {"first": Statement, "second": CodedUnit, "third": Statement}
