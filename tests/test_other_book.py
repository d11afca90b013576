"""A book on another topic: its own files, and not one line of the library touched."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from conftest import command
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.cells import spelt
from unsigned_treaty.project import paths

pytestmark = pytest.mark.book

OTHER = Path(__file__).parent / "data" / "other_book"
TITLE = "The Idle Ferry: two harbours and the boat between them, 2031–2032"
# What a book says of itself at the root of its project; CONTRIBUTING.md names the same lines.
METADATA = {
    "_config.yml": {"title": f'"{TITLE}"', "author": "Ines Vale", "copyright": '"2032"'},
    "pyproject.toml": {
        "name": '"idle-ferry"',
        "version": '"1.0.0"',
        "description": f'"{TITLE}"',
        "authors": '[{ name = "Ines Vale" }]',
        "keywords": '["ferries", "harbours"]',
    },
}
# The commands that make the book, one after the other in one process, since each new one would
# take seconds to begin.
MAKE = """
import sys
from unsigned_treaty.cli import main
for name in ("release", "check", "accept", "build"):
    if main([name]):
        sys.exit(f"refused: {name}")
"""
# What the book of this repository is about, in any of its languages, and what it is called.
THIS_BOOK = re.compile(
    r"(?i)kuril|russia|japan|tokyo|moscow|kremlin|islands?\b|ukrain|hokkaid|sakhalin|habomai"
    r"|northern territor|putin|abe\b|takaichi|peace|\btalks\b|sputnik|izvestia|\btass\b"
    rf"|\b(?:ru|ja|jp)\b|{spelt(len(articles.catalogue()))} articles|unsigned.treaty"
    r"|[\u0400-\u04ff\u3040-\u30ff]"
)
# The library names itself where a page's code imports it and where a notebook holds an exhibit.
OF_THE_LIBRARY = re.compile(r"unsigned_treaty|application/vnd\.unsigned-treaty\+json")
# Its own styles and scripts, which hold nothing of a book.
LIBRARY_FILES = {
    *("book.css", "book.js", "early.js", "favicon.svg", "finding.js"),
    *("register.js", "search.js", "suppose.js"),
}


def make_project(root: Path) -> Path:
    """Make a project of the library as it is and of the other book's files."""
    shutil.copytree(paths.ROOT / "scripts", root / "scripts")
    shutil.copytree(OTHER, root, dirs_exist_ok=True)
    for name, lines in METADATA.items():
        text = (paths.ROOT / name).read_text(encoding="utf-8")
        for key, value in lines.items():
            sign = ":" if name.endswith(".yml") else " ="
            line = re.compile(rf"^{key}{sign} (?:\[\n.*?\n\]|[^\n]*)", re.DOTALL | re.MULTILINE)
            text, count = line.subn(f"{key}{sign} {value}", text, count=1)
            assert count == 1, f"{name}: {key}"
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other book, checked, accepted and built: the folder of its pages."""
    root = make_project(tmp_path_factory.mktemp("other") / "idle-ferry")
    how = command(root) | {"args": [sys.executable, "-c", MAKE]}
    done = subprocess.run(**how, capture_output=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sound: 2 articles, 7 statements, every passage found" in done.stdout
    return root / "_build" / "html"


def page(html: Path, name: str) -> BeautifulSoup:
    """A built page."""
    return BeautifulSoup((html / "book" / f"{name}.html").read_text("utf-8"), "html.parser")


def cells(table: Any) -> list[list[str]]:
    """The words of a table's rows."""
    return [[cell.get_text(" ", strip=True) for cell in row("td")] for row in table("tr")[1:]]


def test_no_page_and_no_file_of_another_book_has_a_word_of_this_one(html: Path) -> None:
    looked_at = 0
    for file in sorted(html.rglob("*")):
        if file.suffix in {".png", ".zip", ".inv"} or file.name in LIBRARY_FILES or file.is_dir():
            continue
        text = OF_THE_LIBRARY.sub("", file.read_text(encoding="utf-8"))
        if file.suffix == ".ipynb":  # without its pack, whose letters and signs are no words
            text = re.sub(r"(?m)^.*b85decode.*$\n(?:.*\n){2}", "", text)
        found = sorted({match[0] for match in THIS_BOOK.finditer(text)})
        assert found == [], f"{file.relative_to(html)}: {found}"
        looked_at += file.suffix == ".html"
    assert looked_at == 7  # five pages, the search, and the one that leads to the first
    for name in ("index", "closure", "dredging", "register", "references"):
        soup = page(html, name)
        for code in soup(["pre", "script"]):
            code.decompose()
        assert "treaty" not in soup.get_text().casefold(), name


def test_another_book_is_called_by_its_own_title_authors_and_version(html: Path) -> None:
    landing, chapter = page(html, "index"), page(html, "closure")
    assert landing.title and landing.title.get_text() == TITLE
    assert chapter.title and chapter.title.get_text() == "The closure – The Idle Ferry"
    byline = chapter.select_one(".byline")
    assert byline is not None
    assert "Ines Vale 1 May 2032 version 1.0.0" in byline.get_text(" ", strip=True)
    assert (html / "idle-ferry-1.0.0.zip").is_file()
    assert (html / "_cited" / "idle-ferry-sources.bib").is_file()


def test_another_book_shows_its_own_speakers_sides_topics_and_prospects(html: Path) -> None:
    voices = page(html, "closure").select_one("#tab-voices")
    assert cells(voices) == [
        ["Ada Quill", "town of Ostwick", "Gazette 2031", "2", "22"],
        ["Tomás Rey", "port of Almenara", "Faro 2032", "1", "10"],
        ["Ada Quill", "town of Ostwick", "Faro 2032", "1", "9"],
        ["Tomás Rey", "port of Almenara", "Gazette 2031", "1", "0"],
        ["fishermen", "seafarers", "Gazette 2031", "1", "0"],
        ["sailors' union", "seafarers", "Faro 2032", "1", "0"],
    ]
    register = page(html, "register")
    said = register.find(id="faro2032-02")
    assert said is not None
    words = said.get_text(" ", strip=True)
    assert "Pagaremos cuando veamos el barco" in words and "Ni un día antes." in words
    assert "who pays; intent: pays on a condition; on condition: the boat is seen" in words
    figures = " ".join(
        str(drawing["aria-label"]) for drawing in page(html, "dredging").select(".drawing")
    )
    assert "the ferry likely to sail: fishermen in Gazette 2031, 1 statement" in figures
    assert "Faro 2032, the vessel: ferry, a speaker only" in figures


def test_a_quotation_in_another_language_says_which_and_has_the_colour_of_its_side(
    html: Path,
) -> None:
    quotation = page(html, "dredging").find(id="quote-faro2032-01")
    assert quotation is not None
    assert "violet" in quotation["class"]
    assert quotation.find("blockquote")["lang"] == "es"  # type: ignore[index]
    row = page(html, "register").find(id="faro2032-02")
    assert row is not None and [part["lang"] for part in row.select("[lang]")] == ["es"]
    assert page(html, "register").select("#gazette2031-01 [lang]") == []


@pytest.mark.browser
def test_another_book_fits_a_phone_and_its_search_knows_its_own_words(
    html: Path, phone: Any
) -> None:
    for name in ("index", "closure", "dredging", "register", "references"):
        phone.goto((html / "book" / f"{name}.html").as_uri())
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, name
    phone.goto((html / "search.html").as_uri() + "?q=crossing")
    assert "faro2032-01" in str(phone.locator("#search-results").inner_html())
    phone.goto((html / "search.html").as_uri() + "?q=zzzz")
    assert "or a topic such as dredging" in phone.locator("#search-status").inner_text()
