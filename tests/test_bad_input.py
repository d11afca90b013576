"""What is wrong with an input is said in one line: file, record, what to do; nothing is changed."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Treaty, contents_of, read_rows, write_notebook, write_rows
from unsigned_treaty import cli
from unsigned_treaty.build import check
from unsigned_treaty.project import chapters
from unsigned_treaty.project.faults import Fault, Refused

SEED = "seeds/000_c7e8eccff0a662c6.txt"
State = tuple[dict[Path, bytes], set[Fault]]


def replace(root: Path, file: str, old: str, new: str) -> None:
    """Put ``new`` for the one place where ``old`` stands in a file."""
    text = (root / file).read_bytes().decode("utf-8")
    assert text.count(old) >= 1, (file, old)
    (root / file).write_bytes(text.replace(old, new, 1).encode("utf-8"))


def recode(root: Path, table: str, row: str, **cells: str) -> None:
    """Change cells of the row whose first cell is ``row``."""
    path = root / "book" / "data" / f"{table}.csv"
    rows = read_rows(path)
    next(r for r in rows if next(iter(r.values())) == row).update(cells)
    write_rows(path, rows)


def cell(root: Path, table: str, row: str, column: str) -> str:
    """The cell of a row."""
    rows = read_rows(root / "book" / "data" / f"{table}.csv")
    return next(r[column] for r in rows if next(iter(r.values())) == row)


def add_notebook(root: Path, name: str, **change: object) -> None:
    """Put a small sound notebook into ``book/``, changed at its top level."""
    write_notebook(root / "book" / f"{name}.ipynb", {}, **change)
    replace(
        root,
        "_toc.yml",
        "- file: book/references",
        f"- file: book/{name}\n      - file: book/references",
    )


def seal_anew(root: Path, content: bytes) -> None:
    """Change a seed together with its seal, as if it had been catalogued so."""
    old = hashlib.sha256((root / SEED).read_bytes()).hexdigest()
    (root / SEED).write_bytes(content)
    replace(root, "seeds/catalogue.bib", old, hashlib.sha256(content).hexdigest())


def alter(root: Path, old: str, new: str) -> None:
    """Change the passage of tass2021-02."""
    exact = cell(root, "statements", "tass2021-02", "exact")
    assert old in exact
    recode(root, "statements", "tass2021-02", exact=exact.replace(old, new))


def doubled(root: Path, table: str) -> tuple[str, str]:
    """The last line of a table, and the same line twice."""
    line = (root / "book" / "data" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[-1]
    return f"{line}\n", f"{line}\n{line}\n"


def front_matter(root: Path, words: str) -> None:
    """Give the page of corrections another front matter."""
    page = root / "book" / "corrections.md"
    _, _, body = page.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    assert body
    page.write_text(f"---\n{words}\n---\n{body}", encoding="utf-8")


CODE = {"cell_type": "code", "id": "sum", "metadata": {}, "source": "1 + 1"}
TITLE = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# A trial"}
QUOTING = "from unsigned_treaty.exhibits.quotation import quote\n\n"


def quoting(call: str) -> list[object]:
    """The cells of a chapter that shows one quotation."""
    return [TITLE, {**CODE, "source": QUOTING + call, "outputs": [], "execution_count": None}]


Case = tuple[Callable[[Path], object], str, str, str]
STATEMENTS = "book/data/statements.csv"
CASES: dict[str, Case] = {
    "seed missing": (lambda r: (r / SEED).unlink(), SEED, "tass2021", "missing; restore it"),
    "seed changed by one byte": (
        lambda r: (r / SEED).write_bytes((r / SEED).read_bytes().replace(b"TOKYO", b"TOKYo", 1)),
        SEED,
        "tass2021",
        "sha256 differs",
    ),
    "seed not UTF-8": (
        lambda r: seal_anew(r, (r / SEED).read_bytes() + b"\xff"),
        SEED,
        "tass2021",
        "not UTF-8",
    ),
    "seed without a record": (
        lambda r: (r / "seeds/005_new.txt").write_text("New."),
        "seeds/005_new.txt",
        "",
        "no record in seeds/catalogue.bib; add one or remove it",
    ),
    "record without its seed": (
        lambda r: replace(r, "seeds/catalogue.bib", "000_c7e8eccff0a662c6", "009_nowhere"),
        "seeds/009_nowhere.txt",
        "tass2021",
        "missing; restore it",
    ),
    "record with a missing field": (
        lambda r: replace(r, "seeds/catalogue.bib", "  shorthand = {TASS 2021},\n", ""),
        "seeds/catalogue.bib",
        "tass2021",
        "shorthand: Field required",
    ),
    "record with an unknown field": (
        lambda r: replace(r, "seeds/catalogue.bib", "  shorthand = {TASS 2021}", "  short = {T}"),
        "seeds/catalogue.bib",
        "tass2021",
        "short: Extra inputs are not permitted",
    ),
    "record with a bad date": (
        lambda r: replace(r, "seeds/catalogue.bib", "date = {2021-09-30}", "date = {2021-09-31}"),
        "seeds/catalogue.bib",
        "tass2021",
        "date: ",
    ),
    "record with a date that ends before it begins": (
        lambda r: replace(
            r, "seeds/catalogue.bib", "2025-10-24/2025-10-26", "2025-10-26/2025-10-24"
        ),
        "seeds/catalogue.bib",
        "izvestia2025",
        "an interval first/last",
    ),
    "record twice": (
        lambda r: replace(r, "seeds/catalogue.bib", "@online{tass2026,", "@online{tass2021,"),
        "seeds/catalogue.bib",
        "",
        "tass2021",
    ),
    "record with a seal of no length": (
        lambda r: replace(r, "seeds/catalogue.bib", "sha256 = {38bf", "sha256 = {8bf"),
        "seeds/catalogue.bib",
        "tass2021",
        "sha256: ",
    ),
    "record that does not end": (
        lambda r: replace(r, "seeds/catalogue.bib", "period = {abe},\n}", "period = {abe},\n"),
        "seeds/catalogue.bib",
        "",
        "mend the record",
    ),
    "catalogue missing": (
        lambda r: (r / "seeds/catalogue.bib").unlink(),
        "seeds/catalogue.bib",
        "",
        "missing",
    ),
    "catalogue not UTF-8": (
        lambda r: (r / "seeds/catalogue.bib").write_bytes(b"@online{a, title = {\xff}}"),
        "seeds/catalogue.bib",
        "",
        "not UTF-8 (byte 0xff in line 1); save it as UTF-8",
    ),
    "page cited without an address": (
        lambda r: replace(r, "book/references.bib", "  url = {", "  eprint = {"),
        "book/references.bib",
        "",
        "url: Field required",
    ),
    "statement id twice": (
        lambda r: recode(r, "statements", "tass2021-03", id="tass2021-02"),
        STATEMENTS,
        "tass2021-02",
        "id given twice",
    ),
    "statement id of another article": (
        lambda r: recode(r, "statements", "tass2021-07", id="tass2026-16"),
        STATEMENTS,
        "tass2026-16",
        "does not begin with the article's citation key",
    ),
    "statement gone": (
        lambda r: recode(r, "statements", "tass2021-03", id="tass2021-08"),
        STATEMENTS,
        "tass2021-03",
        "restore its row, or name in retired.csv what took its place",
    ),
    "statement id retired and used": (
        lambda r: (r / "book/data/retired.csv").write_text(
            "id,replaced_by,reason\ntass2021-02,tass2021-03,joined\n"
        ),
        STATEMENTS,
        "tass2021-02",
        "retired in retired.csv and used again",
    ),
    "retired id replaced by nothing known": (
        lambda r: (r / "book/data/retired.csv").write_text(
            "id,replaced_by,reason\ntass2021-08,tass2021-99,joined\n"
        ),
        "book/data/retired.csv",
        "tass2021-08",
        "replaced_by 'tass2021-99' is not known",
    ),
    "quotation absent": (
        lambda r: alter(r, "existing reality", "existing realities"),
        STATEMENTS,
        "tass2021-02",
        "not in the article; nearest passage, at character ",
    ),
    "quotation of nothing like it": (
        lambda r: recode(r, "statements", "tass2021-02", exact="Xyzzy."),
        STATEMENTS,
        "tass2021-02",
        "nothing like it stands there",
    ),
    "quotation equal but for its quotation marks": (
        lambda r: alter(r, '"The new', "“The new"),
        STATEMENTS,
        "tass2021-02",
        'it has " (U+0022 QUOTATION MARK) where “ (U+201C LEFT DOUBLE QUOTATION MARK) is written',
    ),
    "quotation equal but for case": (
        lambda r: alter(r, "The new", "the new"),
        STATEMENTS,
        "tass2021-02",
        "it has 'T' where 't' is written",
    ),
    "quotation ambiguous": (
        lambda r: recode(r, "statements", "tass2021-03", exact="active policy towards Russia"),
        STATEMENTS,
        "tass2021-03",
        "stands 2 times in the article; say which in occurrence",
    ),
    "quotation numbered beyond the last": (
        lambda r: recode(
            r, "statements", "tass2021-03", exact="active policy towards Russia", occurrence="3"
        ),
        STATEMENTS,
        "tass2021-03",
        "stands 2 times, occurrence 3 is none of them",
    ),
    "quotation numbered although alone": (
        lambda r: recode(r, "statements", "tass2021-02", occurrence="1"),
        STATEMENTS,
        "tass2021-02",
        "stands once in the article; leave occurrence empty",
    ),
    "quotation empty": (
        lambda r: recode(r, "statements", "tass2021-02", exact=""),
        STATEMENTS,
        "tass2021-02",
        "exact is empty; fill in the cell",
    ),
    "quotation cut inside a word": (
        lambda r: recode(
            r,
            "statements",
            "tass2021-02",
            exact=cell(r, "statements", "tass2021-02", "exact").removesuffix("d."),
        ),
        STATEMENTS,
        "tass2021-02",
        "begins or ends inside a word",
    ),
    "speaker whom the article does not name": (
        lambda r: recode(r, "statements", "tass2021-02", speaker="Ra Mason"),
        STATEMENTS,
        "tass2021-02",
        "Ra Mason is not named in the article; name its speaker",
    ),
    "phrase without its last letter": (
        lambda r: recode(r, "terms", "term-001", exact=cell(r, "terms", "term-001", "exact")[:-1]),
        "book/data/terms.csv",
        "term-001",
        "begins or ends inside a word",
    ),
    "quoted words not in the passage": (
        lambda r: recode(r, "statements", "tass2021-02", quoted="no prospect whatever"),
        STATEMENTS,
        "tass2021-02",
        "quoted words not in the passage",
    ),
    "quoted words short of the closing mark": (
        lambda r: recode(
            r,
            "statements",
            "tass2021-02",
            quoted=cell(r, "statements", "tass2021-02", "quoted").removesuffix(","),
        ),
        STATEMENTS,
        "tass2021-02",
        "do not run from one quotation mark to the other",
    ),
    "quoted words that run over what the speaker did not say": (
        lambda r: recode(
            r,
            "statements",
            "rt2024-03",
            quoted=cell(r, "statements", "rt2024-03", "quoted").replace(
                ", | The", ",” Zakharova said. “The"
            ),
        ),
        STATEMENTS,
        "rt2024-03",
        "do not run from one quotation mark to the other",
    ),
    "direct statement without quoted words": (
        lambda r: recode(r, "statements", "tass2021-02", quoted=""),
        STATEMENTS,
        "tass2021-02",
        "a direct statement has quoted words",
    ),
    "unknown speaker": (
        lambda r: recode(r, "statements", "tass2021-02", speaker="Taisuke Abiro"),
        STATEMENTS,
        "tass2021-02",
        "speaker 'Taisuke Abiro' is not known",
    ),
    "unknown article": (
        lambda r: recode(r, "statements", "tass2021-02", article="tass2022"),
        STATEMENTS,
        "tass2021-02",
        "article 'tass2022' is not known",
    ),
    "unknown code": (
        lambda r: recode(r, "statements", "tass2021-02", topics="treaty_talk"),
        STATEMENTS,
        "tass2021-02",
        "'treaty_talk'",
    ),
    "unknown number": (
        lambda r: recode(r, "statements", "tass2021-02", prospect="3"),
        STATEMENTS,
        "tass2021-02",
        "prospect is 3",
    ),
    "unknown source": (
        lambda r: recode(r, "outlets", "TASS", sources="nowhere"),
        "book/data/outlets.csv",
        "TASS",
        "sources 'nowhere' is not known",
    ),
    "unknown statement": (
        lambda r: recode(r, "forecasts", "forecast-01", statement="sputnik2020-99"),
        "book/data/forecasts.csv",
        "forecast-01",
        "statement 'sputnik2020-99' is not known",
    ),
    "passage left out twice": (
        lambda r: recode(r, "left_out", "left-28", occurrence="1"),
        "book/data/left_out.csv",
        "left-28",
        "given twice",
    ),
    "table missing": (
        lambda r: (r / "book/data/facts.csv").unlink(),
        "book/data/facts.csv",
        "",
        "missing",
    ),
    "table not UTF-8": (
        lambda r: (r / "book/data/facts.csv").write_bytes(b"id\n\xff\n"),
        "book/data/facts.csv",
        "",
        "not UTF-8",
    ),
    "table without a column": (
        lambda r: replace(r, "book/data/facts.csv", "verdict,", ""),
        "book/data/facts.csv",
        "",
        "columns missing: verdict",
    ),
    "table with a cell too many": (
        lambda r: replace(r, "book/data/retired.csv", "reason\n", "reason\na,b,c,d\n"),
        "book/data/retired.csv",
        "a",
        "4 cells where 3 are wanted",
    ),
    "table with a quotation mark that nothing closes": (
        lambda r: replace(r, "book/data/retired.csv", "reason\n", 'reason\na,"b,c\n'),
        "book/data/retired.csv",
        "line 2",
        "mend it",
    ),
    "mark of an article that no table accounts for": (
        lambda r: recode(r, "left_out", "left-43", exact="Переведено"),
        "seeds/004_34da861864bde50c.txt",
        "izvestia2025",
        "the mark « (U+00AB LEFT-POINTING DOUBLE ANGLE QUOTATION MARK) at character 8169",
    ),
    "table with its cells parted by semicolons": (
        lambda r: (r / "book/data/facts.csv").write_bytes(
            (r / "book/data/facts.csv").read_bytes().replace(b",", b";")
        ),
        "book/data/facts.csv",
        "",
        "its cells are parted by semicolons",
    ),
    "chapter absent from _toc.yml": (
        lambda r: shutil.copy(r / "book/register.ipynb", r / "book/spare.ipynb"),
        "book/spare.ipynb",
        "",
        "not in _toc.yml; add it there or remove it",
    ),
    "chapter named in _toc.yml and absent": (
        lambda r: replace(r, "_toc.yml", "book/register", "book/registry"),
        "_toc.yml",
        "book/registry",
        "no such file in book/",
    ),
    "_toc.yml missing": (lambda r: (r / "_toc.yml").unlink(), "_toc.yml", "", "missing"),
    "_toc.yml damaged": (
        lambda r: (r / "_toc.yml").write_text("parts: ["),
        "_toc.yml",
        "",
        "not YAML",
    ),
    "_toc.yml without a root": (
        lambda r: replace(r, "_toc.yml", "root:", "rood:"),
        "_toc.yml",
        "",
        "has no root",
    ),
    "notebook without a kernel": (
        lambda r: add_notebook(
            r,
            "trial",
            metadata={"authors": [{"name": "A"}], "description": "B.", "date": "2026-11-21"},
        ),
        "book/trial.ipynb",
        "",
        "kernel",
    ),
    "notebook without authors, description and date": (
        lambda r: add_notebook(
            r, "trial", metadata={"kernelspec": {"name": "python3", "display_name": "P"}}
        ),
        "book/trial.ipynb",
        "date",
        "ISO date",
    ),
    "notebook that is none": (
        lambda r: replace(r, "book/register.ipynb", '"cells"', '"cell"'),
        "book/register.ipynb",
        "",
        "not a notebook",
    ),
    "chapter that quotes a statement that is not there": (
        lambda r: add_notebook(r, "trial", cells=quoting('quote("tass2021-99")')),
        "book/trial.ipynb",
        "cell sum",
        "tass2021-99: no such statement",
    ),
    "chapter that quotes words that are not there": (
        lambda r: add_notebook(
            r, "trial", cells=quoting('quote("tass2021-02", "there is a prospect")')
        ),
        "book/trial.ipynb",
        "cell sum",
        "tass2021-02: not in the statement: nearest passage",
    ),
    "chapter that quotes two parts in the wrong order": (
        lambda r: add_notebook(
            r,
            "trial",
            cells=quoting('quote("tass2021-02", "no prospect […] existing reality")'),
        ),
        "book/trial.ipynb",
        "cell sum",
        "tass2021-02: not in the statement",
    ),
    "page whose front matter is empty": (
        lambda r: front_matter(r, ""),
        "book/corrections.md",
        "",
        "its front matter is no list of names and values",
    ),
    "page whose front matter is a list": (
        lambda r: front_matter(r, "- one\n- two"),
        "book/corrections.md",
        "",
        "its front matter is no list of names and values",
    ),
    "page whose front matter is a word": (
        lambda r: front_matter(r, "corrections"),
        "book/corrections.md",
        "",
        "its front matter is no list of names and values",
    ),
    "page whose front matter is not YAML": (
        lambda r: front_matter(r, "description: [one"),
        "book/corrections.md",
        "",
        "not YAML (while parsing",
    ),
    "page whose description is no sentence": (
        lambda r: front_matter(r, "description: [one]"),
        "book/corrections.md",
        "description",
        "front matter has a sentence on the page; add it",
    ),
    "statement dated after its article": (
        lambda r: recode(r, "statements", "tass2021-02", statement_date="2021-10-01"),
        STATEMENTS,
        "tass2021-02",
        "statement_date 2021-10-01 is after the article; mend one",
    ),
    "statement dated in another form": (
        lambda r: recode(r, "statements", "tass2021-02", statement_date="20210930"),
        STATEMENTS,
        "tass2021-02",
        "a day is written YYYY-MM-DD",
    ),
    "statement retrospective of a day before": (
        lambda r: recode(
            r, "statements", "tass2021-02", statement_date="2021-08-30", retrospective="true"
        ),
        STATEMENTS,
        "tass2021-02",
        "retrospective is true over 31 days before the article; here 31",
    ),
    "span that ends before it begins": (
        lambda r: recode(r, "history", "history-03", date="2022/2020"),
        "book/data/history.csv",
        "history-03",
        "the end of a span is before its beginning",
    ),
    "table of statements missing": (
        lambda r: (r / "book/data/statements.csv").unlink(),
        STATEMENTS,
        "",
        "the file is missing; restore it",
    ),
    "table of statements with a column too many": (
        lambda r: replace(r, STATEMENTS, ",note", ",note,more"),
        STATEMENTS,
        "",
        "not known or doubled: more",
    ),
    "table of speakers missing": (
        lambda r: (r / "book/data/speakers.csv").unlink(),
        "book/data/speakers.csv",
        "",
        "the file is missing; restore it",
    ),
    "vocabulary missing a list": (
        lambda r: replace(r, "book/codebook.toml", "[topics]", "[topicz]"),
        "book/codebook.toml",
        "topics",
        "Field required; mend the entry",
    ),
    "vocabulary that is not TOML": (
        lambda r: replace(r, "book/codebook.toml", "[topics]", "[topics"),
        "book/codebook.toml",
        "",
        "not TOML",
    ),
    "record with a field that nothing reads": (
        lambda r: replace(
            r, "seeds/catalogue.bib", "  shorthand = {T", "  author = {A},\n  shorthand = {T"
        ),
        "seeds/catalogue.bib",
        "tass2021",
        "author: Extra inputs are not permitted",
    ),
    "record of a file outside seeds": (
        lambda r: replace(
            r, "seeds/catalogue.bib", "{000_c7e8eccff0a662c6.txt}", "{../LICENSE.txt}"
        ),
        "seeds/catalogue.bib",
        "tass2021",
        "file: String should match pattern",
    ),
    "record read on a day to come": (
        lambda r: replace(r, "book/references.bib", "urldate = {2026", "urldate = {2999"),
        "book/references.bib",
        "",
        "is still to come; mend it",
    ),
    "record that turns the direction of letters": (
        lambda r: replace(r, "book/references.bib", "title = {", "title = {\u202e"),
        "book/references.bib",
        "",
        "title holds U+202E, a control character; take it out",
    ),
    "event on a day to come": (
        lambda r: recode(r, "history", "history-03", date="2030"),
        "book/data/history.csv",
        "history-03",
        "date 2030 is still to come; mend it",
    ),
    "cell with a control character": (
        lambda r: recode(r, "facts", "fact-01", note="a\x1b[31mb"),
        "book/data/facts.csv",
        "fact-01",
        "note holds U+001B, a control character; take it out",
    ),
    "row of conditions twice": (
        lambda r: replace(r, "book/data/conditions.csv", *doubled(r, "conditions")),
        "book/data/conditions.csv",
        "",
        "statement and condition given twice; mend or remove one row",
    ),
    "row of the glossary twice": (
        lambda r: replace(r, "book/data/glossary.csv", *doubled(r, "glossary")),
        "book/data/glossary.csv",
        "",
        "id given twice; mend or remove one row",
    ),
    "coding that is no table": (
        lambda r: (r / "book/data/codings/third.csv").write_bytes(b"unit\n\xff"),
        "book/data/codings/third.csv",
        "",
        "not UTF-8 (byte 0xff in line 2)",
    ),
    "coding of a unit that is nowhere": (
        lambda r: replace(
            r, "book/data/codings/first.csv", "existing reality", "existing unreality"
        ),
        "book/data/codings/first.csv",
        "tass2021-02",
        "not in the article",
    ),
    "coastlines that are none": (
        lambda r: replace(r, "book/data/land-okhotsk.geojson", '"coordinates"', '"places"'),
        "book/data/land-okhotsk.geojson",
        "",
        "not GeoJSON of polygons",
    ),
    "day of the results that is none": (
        lambda r: (r / "book/results/accepted.txt").write_text("20261121\n"),
        "book/results/accepted.txt",
        "",
        "a day (YYYY-MM-DD) is wanted here",
    ),
    "chapter listed twice": (
        lambda r: replace(
            r,
            "_toc.yml",
            "- file: book/register",
            "- file: book/register\n      - file: book/register",
        ),
        "_toc.yml",
        "book/register",
        "listed twice; take one out",
    ),
    "page of the same name as a chapter": (
        lambda r: (r / "book/abe.md").write_text("---\ndescription: A page.\n---\n\n# Abe\n"),
        "book/abe.md",
        "",
        "abe.ipynb is there too; remove or rename one",
    ),
    "chapter with a character that turns the direction of letters": (
        lambda r: replace(r, "book/abe.ipynb", "# ", "# \u202e"),
        "book/abe.ipynb",
        "",
        "holds U+202E, a control character; take it out",
    ),
    "configuration whose author is a list": (
        lambda r: replace(r, "_config.yml", "author: The", "author: [a, b] # The"),
        "_config.yml",
        "author",
        "a text is wanted here",
    ),
    "configuration that is empty": (
        lambda r: (r / "_config.yml").write_bytes(b""),
        "_config.yml",
        "title",
        "a text is wanted here",
    ),
    "project file that is a list": (
        lambda r: replace(r, "pyproject.toml", "[project]", "[[project]]"),
        "pyproject.toml",
        "project",
        "a table, [project], is wanted here",
    ),
    "citation file without a field that it has to have": (
        lambda r: replace(r, "CITATION.cff", "authors:\n- name: The Unsigned Treaty project\n", ""),
        "CITATION.cff",
        "authors",
        "is None, the book's record has",
    ),
    "citation file that is nested without end": (
        lambda r: (r / "CITATION.cff").write_bytes(b"[" * 100_000),
        "CITATION.cff",
        "",
        "not YAML (nested without end)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_named_in_one_line_and_left_alone(
    name: str, breakable: Path, sound_state: State, capsys: pytest.CaptureFixture[str]
) -> None:
    harm, file, record, words = CASES[name]
    harm(breakable)
    before = contents_of(breakable)

    assert cli.check(breakable) == 1

    lines = capsys.readouterr().err.splitlines()
    said = {str(fault) for fault in sound_state[1]}
    new = [line for line in lines[:-1] if line not in said]
    begins = f"{file}: {record}: " if record else f"{file}: "
    assert any(line.startswith(begins) and words in line for line in new), new
    # One cause, a line or two, never a cascade; but an id that is gone is missed at every use.
    uses = re.compile(r"no such statement|is no statement|is not known")
    assert len([line for line in new if not uses.search(line)]) <= 3, new
    assert contents_of(breakable) == before


def test_all_faults_are_listed_at_once(breakable: Path, sound_state: State) -> None:
    apart = [
        "quotation absent",
        "unknown speaker",
        "table missing",
        "notebook without a kernel",
        "seed without a record",
        "page cited without an address",
    ]
    for name in apart:
        CASES[name][0](breakable)
    new = [str(f) for f in set(check.faults(breakable)) - sound_state[1]]
    for name in apart:
        _, file, record, words = CASES[name]
        assert any(file in line and record in line and words in line for line in new), name
    assert not any("\n" in line for line in new)


def test_a_changed_seed_names_the_statements_that_it_breaks(
    breakable: Path, sound_state: State
) -> None:
    (breakable / SEED).write_bytes(
        (breakable / SEED).read_bytes().replace(b"no prospect", b"a prospect")
    )
    new = [str(f) for f in set(check.faults(breakable)) - sound_state[1]]
    assert [
        line
        for line in new
        if line.startswith(
            f"{STATEMENTS}: tass2021-02: no longer to be found in the changed {SEED}"
        )
    ]
    assert not [line for line in new if "tass2021-05" in line]


def test_the_command_line_fails_on_a_fault_and_builds_nothing(
    project: Path, treaty: Treaty
) -> None:
    (project / SEED).unlink()
    for command in ("check", "build"):
        done = treaty(command)
        assert done.returncode == 1
        assert f"{SEED}: tass2021: the file is missing" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (project / "_build" / "html").exists()


def test_a_notebook_that_is_refused_without_a_word_is_named_by_the_kind_of_the_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("nbformat.reads", refuse)
    (tmp_path / "trial.ipynb").write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(Refused) as refused:
        chapters.read(tmp_path / "trial.ipynb")
    said = str(refused.value)
    assert said.endswith("trial.ipynb: not a notebook: AssertionError; mend or restore it")
