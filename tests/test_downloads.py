"""Downloads: one chapter, downloaded alone, runs wherever its few packages are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import alone
from unsigned_treaty.build import downloads, results
from unsigned_treaty.project import chapters, downloaded, paths


@pytest.fixture(scope="module")
def files() -> str:
    return downloads.packed(downloads.carried())


def download(name: str, files: str, address: str = "") -> nbformat.NotebookNode:
    """The download of a chapter that was not executed."""
    return downloads.downloaded(chapters.read(paths.BOOK / f"{name}.ipynb"), files, address)


def held(name: str) -> str:
    return (results.RESULTS / f"{name}.txt").read_text(encoding="utf-8")


# Those that ask for most: every package, the other chapters, the texts of all of them.
@pytest.mark.parametrize("name", ["method", "register"])
def test_a_download_alone_gives_the_results_of_the_book(
    name: str, files: str, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    book = download(name, files)
    ran = alone.run(book, folder, downloads.needed(book))
    assert results.text(ran) == held(name)
    assert list(folder.iterdir()) == [], "a file of the run is left"


def test_a_download_runs_twice_and_a_supposition_moves_its_tables(
    files: str, tmp_path: Path
) -> None:
    book = download("abe", files)
    supposed = nbformat.v4.new_code_cell(
        "from unsigned_treaty.coding import suppose\n\n"
        'statements = suppose(statements, "sputnik2020-07", prospect=-2)'
    )
    again = [nbformat.from_dict({**cell, "id": f"again-{cell.id}"}) for cell in book.cells]
    load = next(place for place, cell in enumerate(again) if cell.id == "again-load")
    again.insert(load + 1, supposed)
    first = len(book.cells)
    book.cells += again
    ran = alone.run(book, tmp_path, downloads.needed(book))
    once, twice = (
        results.text(nbformat.v4.new_notebook(cells=cells))
        for cells in (ran.cells[:first], ran.cells[first:])
    )
    assert once == held("abe")
    moved = set(twice.splitlines()) - set(once.splitlines())
    assert any("ruled out" in line for line in moved), moved
    assert not any("sputnik2020-05" in line for line in moved), "another statement moved"


def test_a_downloads_first_cell_is_three_lines_and_the_pack_is_hidden(files: str) -> None:
    first, second, third, *_ = download("abe", files).cells
    assert len(first.source.splitlines()) == 3
    assert first.source.splitlines()[-1] == "# %pip install pybtex pydantic regex"
    assert "The articles in it belong to their publishers." in first.source
    assert second.metadata["jupyter"] == {"source_hidden": True}
    assert third.source.startswith("# Abe")


def test_a_chapter_asks_for_what_it_calls(files: str) -> None:
    asked = {name: set(downloads.needed(download(name, files))) for name in ("abe", "method")}
    assert asked["abe"] == {"babel", "matplotlib", "pandas", "pybtex", "pydantic", "regex"}
    assert asked["method"] == asked["abe"] | {"krippendorff", "nbformat"}


def test_the_same_chapter_gives_the_same_bytes_and_no_more_than_350_kb_of_pack(files: str) -> None:
    assert downloads.packed(downloads.carried()) == files
    assert nbformat.writes(download("abe", files)) == nbformat.writes(download("abe", files))
    assert len(files) < 350_000


def test_a_download_carries_articles_data_and_library_and_nothing_that_only_a_build_needs() -> None:
    names = set(downloads.carried())
    assert {"seeds/catalogue.bib", "book/data/statements.csv", "book/register.ipynb"} <= names
    assert {f"seeds/{file.name}" for file in paths.SEEDS.glob("*.txt")} <= names
    assert "scripts/unsigned_treaty/exhibits/table.py" in names
    rooms = {name.split("/")[2] for name in names if name.startswith("scripts/")}
    assert not rooms & {"build", "site", "cli.py"}
    assert "--hash" not in downloads.carried()["requirements.lock"]


def test_of_a_folder_full_of_litter_a_download_carries_nothing(tmp_path: Path) -> None:
    for name in ("book/abe.ipynb", "seeds/000.txt", "book/data/copy.csv", "seeds/x.txt", ".env"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    for arguments in (["init", "--quiet"], ["add", "book/abe.ipynb", "seeds/000.txt"]):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)
    assert list(downloads.carried(tmp_path)) == ["book/abe.ipynb", "seeds/000.txt"]


def test_a_link_to_a_chapter_or_a_table_leads_to_the_book_where_it_has_an_address(
    files: str,
) -> None:
    link = "](register.ipynb#sputnik2020-03)"
    words = ["\n".join(c.source for c in download("abe", files, to).cells) for to in ("", WHERE)]
    assert link in words[0]
    assert link not in words[1] and f"]({WHERE}book/register.html#sputnik2020-03)" in words[1]
    assert "](data/facts.csv)" in words[0] and f"]({WHERE}_data/facts.csv)" in words[1]


WHERE = "https://example.org/treaty/"
MISSING = "This notebook needs pybtex and regex, not installed here or too old: run %pip install "
# Runs the pack, then a cell of the chapter, where two packages are missing.
PROGRAM = """\
import importlib.metadata, sys
import nbformat
from IPython.core.interactiveshell import InteractiveShell

versions = importlib.metadata.version
def version(name):
    if name == "pybtex":
        raise importlib.metadata.PackageNotFoundError(name)
    return "2023.1" if name == "regex" else versions(name)

importlib.metadata.version = version
shell = InteractiveShell.instance()
for cell in nbformat.read(sys.argv[1], as_version=4).cells:
    if cell.cell_type == "code" and not shell.run_cell(cell.source).success:
        sys.exit("stopped")
"""


@pytest.mark.parametrize("server", [True, False])
def test_where_packages_are_missing_a_download_says_so_in_a_sentence_and_loses_no_output(
    server: bool, files: str, tmp_path: Path
) -> None:
    book = chapters.read(paths.BOOK / "summary-ja.ipynb")
    code = next(cell for cell in book.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("display_data", {"text/plain": "what it showed"})]
    file = tmp_path / "download (1).ipynb"
    nbformat.write(downloads.downloaded(book, files), file)
    environment = {**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")}
    environment.pop("JPY_SESSION_NAME", None)
    if server:  # JupyterLab, which has emptied every cell by then
        environment["JPY_SESSION_NAME"] = "download (1).ipynb"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file)],
        cwd=tmp_path, env=environment, text=True, capture_output=True,
    )  # fmt: skip
    said = done.stdout.splitlines()
    assert said[0].startswith(f'{MISSING}"pybtex>=0.25" "regex>=2024.11" in its first cell')
    assert said[1:] == (["what it showed"] if server else [])
    assert done.stderr.split() == ([] if server else ["stopped"])


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert downloaded.sentence({}) == ""
    monkeypatch.setattr(downloaded, "PYTHON", (3, 99))
    assert downloaded.sentence({}).startswith("This notebook needs Python 3.99 or later, and this")
