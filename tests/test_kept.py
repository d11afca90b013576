"""Kept chapters: one is used again only where nothing that it rests on changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from unsigned_treaty.build import book as whole_book
from unsigned_treaty.build import execution, kept
from unsigned_treaty.project import inputs, paths
from unsigned_treaty.project.faults import Refused

# Stand in the book while these tests run; their names sort after every chapter's.
OWN = "zz-own"
READER = "zz-reader"
OPENS = "zz-opens"
CODE = {
    OWN: "class Shown:\n    def _repr_html_(self):\n        return '<b>1</b>'\n\n\nShown()",
    READER: "from unsigned_treaty.project import chapters\nlen(chapters.chapters())",
    OPENS: "open('/dev/null').read()",
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of three small chapters, one of which lists the others, and one opens a file.

    They were executed once, and what can be kept of them is.
    """
    root = tmp_path_factory.mktemp("kept") / "project"
    shutil.copytree(paths.ROOT / "book" / "data", root / "book" / "data")
    (root / "scripts").mkdir()
    shutil.copy(paths.PYPROJECT, root)
    for name, code in CODE.items():
        write(root / "book" / f"{name}.ipynb", code)
    with pytest.MonkeyPatch.context() as monkeypatch:
        stand_in(root, monkeypatch)
        assert executed(root / "book") == set(CODE)
    return root


@pytest.fixture
def book(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The chapters of a copy of that project; what is kept of them holds for the copy too."""
    root = Path(shutil.copytree(once, tmp_path / "project"))
    stand_in(root, monkeypatch)
    return root / "book"


def stand_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a project take the place of this one; a single kernel is enough for its chapters."""
    monkeypatch.setattr(paths, "ROOT", root)
    monkeypatch.setattr(inputs, "digests", lambda _real=inputs.digests: _real(root))
    monkeypatch.setattr(execution, "processors", lambda: 1)
    monkeypatch.setenv("UNSIGNED_TREATY_ADDRESS", "")


def write(path: Path, code: str) -> None:
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code, id="cell")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(book, path)


def executed(book: Path) -> set[str]:
    """The chapters that were executed now, and not kept."""
    ran = set()

    def tell(line: str, done: int, of: int) -> None:
        ran.add(Path(line.split(",")[0]).stem)

    kept.current(sorted(book.glob("*.ipynb")), tell, book.parent / "kept")
    return ran


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def new_setting(book: Path) -> None:
    os.environ["UNSIGNED_TREATY_ADDRESS"] = "https://example.org/"


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda book: None, {OPENS}),
    "the chapter": (lambda book: append(book / f"{OWN}.ipynb"), {OPENS, OWN, READER}),
    "another chapter": (lambda book: append(book / f"{OPENS}.ipynb"), {OPENS, READER}),
    "a new chapter": (lambda book: write(book / "zz-new.ipynb", "1"), {OPENS, READER, "zz-new"}),
    "a table": (lambda book: append(book / "data" / "facts.csv"), {OPENS, OWN, READER}),
    "the library": (
        lambda book: (book.parent / "scripts" / "new.py").write_text("1"),
        {OPENS, OWN, READER},
    ),
    "a seed": (lambda book: new_seed(book.parent / "seeds"), {OPENS, OWN, READER}),
    "a setting": (new_setting, {OPENS, OWN, READER}),
}


def new_seed(seeds: Path) -> None:
    seeds.mkdir()
    (seeds / "005_new.txt").write_text("New.", encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_a_chapter_is_executed_again_for_what_it_may_rest_on_and_nothing_else(
    change: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was executed and kept before is real; what would be executed now is only listed."""
    ran: set[str] = set()

    def runs(chapters: list[Path], _: execution.Tell) -> dict[Path, execution.Run]:
        ran.update(chapter.stem for chapter in chapters)
        return {path: execution.Run(nbformat.read(path, 4), False) for path in chapters}

    monkeypatch.setattr(execution, "runs", runs)
    how, again = CHANGES[change]
    how(book)
    executed(book)
    assert ran == again


def test_a_kept_chapter_is_the_executed_one_to_the_letter(book: Path) -> None:
    chapter = book / f"{OWN}.ipynb"
    folder = book.parent / "new"
    first, second = (kept.current([chapter], lambda *_: None, folder) for _ in range(2))
    assert nbformat.writes(first[chapter]) == nbformat.writes(second[chapter])


def test_a_damaged_kept_chapter_is_executed_again(book: Path) -> None:
    for file in (book.parent / "kept").iterdir():
        file.write_bytes(file.read_bytes()[:-2])
    assert executed(book) == set(CODE)


def test_a_failed_chapter_is_never_kept_and_what_is_no_longer_valid_goes(book: Path) -> None:
    write(book / f"{OWN}.ipynb", "1 / 0")
    for _ in range(2):
        with pytest.raises(Refused, match="ZeroDivisionError"):
            executed(book)
    write(book / f"{OWN}.ipynb", "2")
    executed(book)
    assert len(list((book.parent / "kept").iterdir())) == 2


def test_what_changes_while_a_chapter_runs_keeps_it_from_being_kept(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = execution.runs

    def meanwhile(*arguments: object, **options: object) -> dict[Path, execution.Run]:
        done = real(*arguments, **options)  # type: ignore[arg-type]
        append(book / "data" / "facts.csv")
        return done

    monkeypatch.setattr(execution, "runs", meanwhile)
    shutil.rmtree(book.parent / "kept")
    executed(book)
    assert not list((book.parent / "kept").glob("*"))


@pytest.mark.parametrize(
    "code",
    [
        "open('notes.txt')",
        "import os",
        "from pathlib import Path",
        "import pandas as pd\npd.read_csv('book/data/facts.csv')",
        "from pandas import read_json as load\nload('abe.ipynb')",
        "from unsigned_treaty.project import paths\npaths.BOOK",
        "%run other.ipynb",
        "!ls",
        "eval('1')",
    ],
)
def test_a_chapter_whose_own_cells_could_open_a_file_is_never_kept(code: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    assert kept.opens_files(notebook)


def test_what_the_library_offers_is_no_opening_of_a_file() -> None:
    code = "from unsigned_treaty.corpus import cited_pages\ncited_pages.read_pages()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    assert not kept.opens_files(notebook)


def test_the_chapters_of_this_book_can_be_kept() -> None:
    for path in sorted(paths.BOOK.glob("*.ipynb")):
        assert not kept.opens_files(nbformat.read(path, as_version=4)), path.name


def test_chapters_are_executed_once_for_a_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build asks for them before it writes the pages, and Sphinx while it does."""
    states = ["one", "one", "another"]
    ran: list[int] = []

    def current(chapters: list[Path]) -> execution.Executed:
        ran.append(len(chapters))
        return {}

    monkeypatch.setattr(inputs, "digests", lambda _: {"book/abe.ipynb": states.pop(0)})
    monkeypatch.setattr(kept, "current", current)
    times = []
    for _ in range(3):
        whole_book.executed()
        times.append(len(ran))
    assert times == [1, 1, 2]
