"""Citing a chapter, the book, a table, a quotation: read back as other programs read it."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import nbformat
import pytest
import rispy
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from citeproc.source.json import CiteProcJSON
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from pybtex.database import parse_string
from pybtex.richtext import Text

from conftest import Treaty
from unsigned_treaty.citing import citation, release
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project import chapters, edition, paths
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import page_citation

CHAPTERS = [path.stem for path in chapters.chapters()]
CITED = [name for name in CHAPTERS if name != "index"]
PAGES = [Path(name).name for name in chapters.contents()]
BOOK = "The Unsigned Treaty: Russia–Japan peace-treaty talks in five articles, 2020–2026"
PROJECT = "The Unsigned Treaty project"
ADDRESS = "https://example.org/treaty/"
VERSION = edition.read(paths.PYPROJECT)["project"]["version"]
# A published book has an address, set in the project file or by the workflow that runs the tests.
KNOWN = edition.edition()
FRAMES = articles.catalogue(), cited_pages.read_pages()


def record(stem: str) -> dict[str, Any]:
    """What a chapter's notebook says of itself, read without the code under test."""
    notebook = nbformat.read(paths.BOOK / f"{stem}.ipynb", as_version=4)
    title = notebook.cells[0].source.splitlines()[0].removeprefix("# ")
    return {"title": title, **notebook.metadata}


def parsed(page: Path) -> Element:
    """A built page as a browser parses it."""
    return html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def words(element: Element) -> str:
    """The text of an element, with white space as a browser shows it."""
    return " ".join("".join(element.itertext()).split())


def classed(tree: Element, name: str) -> Iterator[Element]:
    """Every element of a class."""
    return (found for found in tree.iter() if name in (found.get("class") or "").split())


def named_tags(tree: Element) -> list[tuple[str, str]]:
    """Name and content of every tag that has a name, in order."""
    tags = ((m.get("name") or m.get("property"), m.get("content")) for m in tree.iter("meta"))
    return [(name, content or "") for name, content in tags if name]


def saved(page: Path, address: str) -> dict[str, Any]:
    """What Zotero saves of a page: the rules of its "Embedded Metadata", as far as they matter.

    An item's kind is that of the last tag that settles one, or else that of ``og:type``, or else an
    article's; RDF-like names (``prism.edition``) are read first, ``citation_`` names over them.
    """
    tree = parsed(page)
    head = tree.find("head")
    assert head is not None
    tags = named_tags(head)
    settling = {
        "citation_journal_title": "journalArticle",
        "citation_technical_report_institution": "report",
        "citation_conference_title": "conferencePaper",
        "citation_book_title": "bookSection",
        "citation_inbook_title": "bookSection",
        "citation_dissertation_institution": "thesis",
    }
    kinds = [settling[name] for name, _ in tags if name in settling]
    known = dict(reversed(tags))
    by_graph = {"book": "book", "website": "webpage"}
    guessed = "journalArticle" if "citation_title" in known else "webpage"
    kind = kinds[-1] if kinds else by_graph.get(known.get("og:type", ""), guessed)
    creators = []
    for name, content in tags:
        if name == "citation_author":
            family, _, given = content.partition(",")
            creators.append((family.strip(), given.strip()))
    canonical = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
    title = known.get("citation_title") or known.get("og:title")
    return {
        "itemType": kind,
        "title": title,
        "creators": creators,
        "date": known.get("citation_publication_date"),
        "bookTitle": known.get("citation_inbook_title"),
        "publisher": known.get("citation_publisher"),
        "edition": known.get("prism.edition"),
        "language": known.get("citation_language") or tree.get("lang"),
        "abstractNote": known.get("description"),
        "url": known.get("citation_public_url") or (canonical or [address])[0],
    }


# A chapter and the book, in the built pages


@pytest.mark.book
@pytest.mark.parametrize("stem", CITED)
def test_a_chapter_saves_as_a_complete_book_section(built_book: Path, stem: str) -> None:
    about = record(stem)
    assert saved(built_book / "book" / f"{stem}.html", "file:///here.html") == {
        "itemType": "bookSection",
        "title": about["title"],
        "creators": [(author["name"], "") for author in about["authors"]],
        "date": about["date"].replace("-", "/"),
        "bookTitle": BOOK,
        "publisher": PROJECT,
        "edition": f"version {VERSION}",
        "language": "en",
        "abstractNote": about["description"],
        "url": KNOWN.page(f"book/{stem}") or "file:///here.html",
    }


@pytest.mark.book
def test_the_landing_page_saves_as_the_book(built_book: Path) -> None:
    found = saved(built_book / "book" / "index.html", "file:///here.html")
    assert (found["itemType"], found["title"], found["bookTitle"]) == ("book", BOOK, None)
    assert found["creators"] == [(PROJECT, "")]
    assert found["edition"] == f"version {VERSION}"
    assert found["date"] == record("index")["date"].replace("-", "/")


@pytest.mark.book
@pytest.mark.parametrize("stem", PAGES)
def test_no_page_has_what_spoils_saving_it(built_book: Path, stem: str) -> None:
    page = (built_book / "book" / f"{stem}.html").read_text(encoding="utf-8")
    assert "citation_book_title" not in page
    assert "Z3988" not in page


@pytest.mark.book
@pytest.mark.parametrize("stem", CHAPTERS)
def test_the_box_offers_what_the_files_hold(built_book: Path, stem: str) -> None:
    tree = parsed(built_book / "book" / f"{stem}.html")
    by_id = {found.get("id"): found for found in tree.iter() if found.get("id")}
    box = by_id["cite"]
    assert box.tag == "details"
    assert words(box.find("summary")) == (  # type: ignore[arg-type]
        "Cite this book" if stem == "index" else "Cite this chapter"
    )
    for ending in ("bib", "ris", "json"):
        file = built_book / "book" / f"{stem}.{ending}"
        # A line break at the start of <pre> is no part of it.
        assert "".join(by_id[f"cite-{ending}"].itertext()) == file.read_text(encoding="utf-8")
    copied = {button.get("data-copy") for button in box.iter("button")}
    assert copied == {"cite-reference", "cite-bib", "cite-ris", "cite-json"}
    links = [a for a in box.iter("a") if a.get("download")]
    assert [a.get("href") for a in links] == [f"{stem}.{e}" for e in ("bib", "ris", "json")]


@pytest.mark.book
@pytest.mark.parametrize("stem", CITED)
def test_bibtex_is_read_as_a_chapter_in_a_book(built_book: Path, stem: str) -> None:
    text = (built_book / "book" / f"{stem}.bib").read_text(encoding="utf-8")
    (entry,) = parse_string(text, "bibtex").entries.values()
    about = record(stem)
    assert entry.type == "incollection"
    assert [plain(str(person)) for person in entry.persons["author"]] == [PROJECT]
    assert plain(entry.fields["title"]) == about["title"]
    assert plain(entry.fields["booktitle"]) == BOOK
    assert plain(entry.fields["publisher"]) == PROJECT
    assert (entry.fields["year"], entry.fields["date"]) == (about["date"][:4], about["date"])
    assert entry.fields["edition"] == f"version {VERSION}"
    # Whole titles are braced, so that no style changes their case.
    assert entry.fields["title"][0] + entry.fields["title"][-1] == "{}"


def plain(latex: str) -> str:
    """BibTeX's words without its braces and commands."""
    return str(Text.from_latex(latex))


@pytest.mark.book
@pytest.mark.parametrize("stem", CITED)
def test_ris_is_read_as_a_chapter_in_a_book(built_book: Path, stem: str) -> None:
    with (built_book / "book" / f"{stem}.ris").open(encoding="utf-8") as file:
        (entry,) = rispy.load(file)
    about = record(stem)
    assert entry["type_of_reference"] == "CHAP"
    assert entry["authors"] == [f"{PROJECT},"]
    assert (entry["title"], entry["secondary_title"]) == (about["title"], BOOK)
    assert entry["date"].rstrip("/") == about["date"].replace("-", "/")
    assert (entry["publisher"], entry["edition"]) == (PROJECT, f"version {VERSION}")
    assert entry["abstract"] == about["description"]


@pytest.mark.book
@pytest.mark.parametrize("stem", CITED)
def test_csl_json_gives_the_reference_that_the_box_shows(built_book: Path, stem: str) -> None:
    items = json.loads((built_book / "book" / f"{stem}.json").read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        works = CitationStylesBibliography(citation.style(), CiteProcJSON(items), formatter.plain)
        works.register(Citation([CitationItem(items[0]["id"])]))
        printed = str(works.bibliography()[0])
    tree = parsed(built_book / "book" / f"{stem}.html")
    (shown,) = classed(tree, "cite-reference")
    # The box keeps the case of titles and puts the full stop inside the quotation marks.
    assert words(shown).casefold() == printed.replace("”.", ".”").casefold()
    about = record(stem)
    assert words(shown) == (
        f"{PROJECT}. {about['date'][:4]}. “{about['title']}.” In {BOOK}, version {VERSION}. "
        f"{PROJECT}." + (f" {KNOWN.page(f'book/{stem}')}." if KNOWN.address else "")
    )


@pytest.mark.book
@pytest.mark.parametrize("stem", PAGES)
def test_every_page_says_its_edition_and_what_a_preview_shows(built_book: Path, stem: str) -> None:
    page = built_book / "book" / f"{stem}.html"
    tree = parsed(page)
    (shown,) = classed(tree, "edition")
    assert words(shown).startswith(f"Version {VERSION} of ")
    tags = dict(named_tags(tree))
    about = chapters.record(chapters.file(f"book/{stem}"))
    assert tags["description"] == tags["og:description"] == about["description"]
    assert tags["og:title"] == (BOOK if stem == "index" else about["title"])
    picture = built_book / "book" / tags["og:image"].rpartition("/")[2]
    with Image.open(io.BytesIO(picture.read_bytes())) as image:
        assert image.size == (1200, 630)
    assert picture.stat().st_size < 100_000


@pytest.mark.book
@pytest.mark.parametrize("stem", PAGES)
def test_a_book_that_has_no_address_pretends_to_none(built_book: Path, stem: str) -> None:
    tree = parsed(built_book / "book" / f"{stem}.html")
    if KNOWN.address:  # as where it is published
        assert dict(named_tags(tree))["og:url"] == KNOWN.page(f"book/{stem}")
        return
    assert not dict(named_tags(tree)).keys() & {"citation_public_url", "og:url", "citation_doi"}
    assert not [link for link in tree.iter("link") if link.get("rel") == "canonical"]
    if stem in CHAPTERS:
        (missing,) = classed(tree, "cite-missing")
        assert "Complete the reference with the address" in words(missing)
        for ending in ("bib", "ris", "json"):
            assert "http" not in (built_book / "book" / f"{stem}.{ending}").read_text("utf-8")


# A quotation, a table, a figure


@pytest.mark.book
@pytest.mark.parametrize("stem", CHAPTERS)
def test_each_quotation_table_and_figure_can_be_cited_at_its_address(
    built_book: Path, stem: str
) -> None:
    tree = parsed(built_book / "book" / f"{stem}.html")
    ids = [name for found in tree.iter() if (name := found.get("id"))]
    assert len(ids) == len(set(ids)), sorted({name for name in ids if ids.count(name) > 1})
    expected = {
        f"cite-{found.get('id')}"
        for found in tree.iter()
        if re.match("(quote|tab|fig)-", found.get("id") or "")
        and found.tag in {"figure", "table", "div"}
    }
    lines = {found.get("id"): words(found) for found in classed(tree, "cite-text")}
    assert set(lines) == expected
    for name, line in lines.items():
        # The source, then this book: neither is missing, and the order is fixed.
        source, _, here = line.partition("; ")
        assert source and PROJECT not in source
        assert PROJECT in here and f"version {VERSION}" in here
        assert line.endswith(f"book/{stem}.html#{str(name).removeprefix('cite-')}.")


ITEM = {
    "id": "unsigned-treaty-abe",
    "type": "chapter",
    "title": "Abe, January 2020",
    "container-title": BOOK,
    "author": [{"literal": PROJECT}],
    "issued": {"date-parts": [[2026, 11, 21]]},
    "publisher": PROJECT,
    "edition": "version 0.1.0",
    "language": "en",
    "abstract": "One article.",
}


def test_a_quotation_is_cited_from_its_article_first() -> None:
    about = {
        "kind": "quotation",
        "sources": ["sputnik2020"],
        "speaker": "Valery Kistanov",
        "paragraph": 7,
    }
    assert citation.cite_text(about, ITEM, "book/abe.html#quote-sputnik2020-05", *FRAMES) == (
        "Valery Kistanov, in Sputnik, “With Less Than 2 Years Left In Office, Abe Nowhere Near "
        "Inking Peace Treaty With Russia,” reprinted by Pakistan Point, 22 January 2020, "
        "paragraph 7; quoted in The Unsigned Treaty project, “Abe, January 2020,” in The Unsigned "
        "Treaty, version 0.1.0 (2026), book/abe.html#quote-sputnik2020-05."
    )


def test_a_table_is_cited_from_every_article_on_which_it_rests() -> None:
    about = {
        "kind": "table",
        "sources": ["tass2026", "rt2024", "yomiuri2023-poll"],
        "label": "Table 2",
        "caption": "Who speaks",
    }
    assert citation.cite_text(about, ITEM, "book/abe.html#tab-abe-voices", *FRAMES) == (
        "TASS, 14 February [2026, inferred]; RT, by way of Teller Report, [31 January 2024, "
        "inferred], machine translation, Teller Report; Yomiuri Shimbun 2023b; as coded in "
        "Table 2, “Who speaks,” The Unsigned Treaty project, “Abe, January 2020,” in The Unsigned "
        "Treaty, version 0.1.0 (2026), book/abe.html#tab-abe-voices."
    )


def test_what_names_no_source_rests_on_its_chapters_articles() -> None:
    assert page_citation.sources([], "book/takaichi", *FRAMES) == ["izvestia2025", "tass2026"]
    assert len(page_citation.sources([], "book/across", *FRAMES)) == 5
    assert page_citation.sources(["tass2021-01", "tab-x"], "book/takaichi", *FRAMES) == ["tass2021"]
    assert page_citation.sources(["tass2026-peskov"], "book/abe", *FRAMES) == [
        "sputnik2020",
        "tass2026-peskov",
    ]


# The box in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or a skipped test that says how to get it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium")
    quiet = ("no-first-run", "disable-background-networking", "disable-component-update")
    flags = [f"--{flag}" for flag in ("no-sandbox", "disable-gpu", "disable-sync", *quiet)]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="module")
def served(built_book: Path) -> Iterator[str]:
    """The address at which the built book is served to this machine."""
    handler = partial(QuietHandler, directory=str(built_book))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/book"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Leave the request out of the tests' output."""


@pytest.mark.browser
@pytest.mark.book
def test_a_click_copies_and_another_downloads(
    browser: Browser, served: str, built_book: Path, tmp_path: Path
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/abe.html")
    page.get_by_text("Cite this chapter").click()
    copied = "navigator.clipboard.readText()"
    page.get_by_role("button", name="Copy the reference").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate(copied) == page.locator(".cite-reference").inner_text()
    for label, ending in citation.FORMATS.items():
        text = (built_book / "book" / f"abe.{ending}").read_text(encoding="utf-8")
        page.get_by_role("button", name=f"Copy {label}", exact=True).click()
        page.wait_for_function(
            "text => navigator.clipboard.readText().then(t => t === text)", arg=text.rstrip()
        )
        with page.expect_download() as downloading:
            page.get_by_role("link", name=f"Download {label}").click()
        file = downloading.value
        assert file.suggested_filename == f"unsigned-treaty-abe.{ending}"
        file.save_as(tmp_path / ending)
        assert (tmp_path / ending).read_text(encoding="utf-8") == text
    quotation = page.locator(".cite-item", has_text="Cite this quotation").first
    quotation.locator("summary").click()
    quotation.get_by_role("button", name="Copy").click()
    quotation.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate(copied) == quotation.locator(".cite-text").inner_text()
    context.close()


@pytest.mark.browser
@pytest.mark.book
def test_the_box_can_be_read_and_its_files_fetched_without_scripts(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/abe.html")
    page.get_by_text("Cite this chapter").click()
    assert page.locator(".cite-reference").is_visible()
    assert page.locator("#cite-bib").is_visible()
    assert page.get_by_role("link", name="Download RIS").is_visible()
    assert page.locator("button[data-copy]:visible").count() == 0
    context.close()


# Awkward words


@pytest.mark.parametrize("title", ["A & B: 100 % <b>", "What “peace” means", "Will they talk?"])
def test_awkward_titles_come_through_every_format(title: str) -> None:
    cited = {**ITEM, "title": title}
    (entry,) = parse_string(citation.bibtex(cited), "bibtex").entries.values()
    assert plain(entry.fields["title"]) == title
    assert rispy.loads(citation.ris(cited))[0]["title"] == title
    assert json.loads(citation.csl_json(cited))[0]["title"] == title


def test_a_reference_closes_a_title_once_and_nests_its_quotation_marks() -> None:
    shown = [
        citation.plain(citation.reference({**ITEM, "title": title}))
        for title in ("A & B <b>", "What “peace” means", "Will they talk?", "Their “peace”")
    ]
    start, end = f"{PROJECT}. 2026. ", f" In {BOOK}, version 0.1.0. {PROJECT}."
    assert shown == [
        f"{start}“A & B <b>.”{end}",
        f"{start}“What ‘peace’ means.”{end}",
        f"{start}“Will they talk?”{end}",
        f"{start}“Their ‘peace.’”{end}",
    ]


def test_a_person_is_named_in_full_wherever_a_group_may_stand() -> None:
    cited = {**ITEM, "author": [citation.name({"given": "Jane Mary", "family": "Doe"})]}
    assert citation.reference(cited).startswith("Doe, Jane Mary. 2026.")
    assert "author = {Doe, Jane Mary}" in citation.bibtex(cited)
    assert "AU  - Doe, Jane Mary\n" in citation.ris(cited)
    assert '<meta name="citation_author" content="Doe, Jane Mary">' in page_citation.citation_tags(
        cited
    )


# Records and the edition


def test_a_chapter_without_a_record_stops_the_build_with_every_missing_field_at_once(
    project: Path, treaty: Treaty
) -> None:
    path = project / "book" / "abe.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "No heading."
    for field in ("authors", "description", "date"):
        del notebook.metadata[field]
    nbformat.write(notebook, path)
    done = treaty("build")
    assert done.returncode == 1
    for field in ("title", "authors", "description", "date"):
        assert f"book/abe.ipynb: {field}: " in done.stderr
    assert not (project / "_build").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("authors", []),
        ("authors", [{"given": "Jane"}]),
        ("authors", "Jane Doe"),
        ("date", "21 November 2026"),
        ("date", "2026-13-01"),
        ("description", ""),
        ("title", "Abe, *January*"),
        ("title", ""),
    ],
)
def test_a_field_that_cannot_be_cited_is_refused(field: str, value: object) -> None:
    about = {**record("abe"), field: value}
    (fault,) = chapters.record_faults(paths.BOOK / "abe.ipynb", about)
    assert (fault.file, fault.record) == ("book/abe.ipynb", field)


def test_no_chapter_is_newer_than_the_book(project: Path, treaty: Treaty) -> None:
    path = project / "book" / "abe.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["date"] = "2031-01-01"
    nbformat.write(notebook, path)
    done = treaty("check")
    assert done.returncode == 1
    assert "book/abe.ipynb: date: 2031-01-01 is after the book's own date" in done.stderr


def test_the_citation_file_is_valid_and_says_what_the_book_says() -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run(
        [sys.executable, *command, str(paths.ROOT / "CITATION.cff")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert release.faults() == []
    said = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (said["version"], said["preferred-citation"]["type"]) == (VERSION, "book")


def test_another_version_is_missed_wherever_the_version_is_named(project: Path) -> None:
    path = project / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'version = "{VERSION}"', 'version = "9.0"', 1), encoding="utf-8")
    found = {(fault.file, fault.record) for fault in release.faults(project)}
    assert {
        ("CITATION.cff", "version"),
        ("CITATION.cff", "preferred-citation: edition"),
        ("book/corrections.md", ""),
    } <= found


def test_a_doi_and_addresses_are_wanted_in_the_citation_file_once_they_are_set(
    project: Path,
) -> None:
    path = project / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    settings = 'address = "https://example.org/treaty"\ndoi = "10.1234/abcd"\n'
    text = re.sub(r"(?m)^(address|doi) = .*\n", "", text)
    path.write_text(text.replace("[tool.unsigned-treaty]\n", f"[tool.unsigned-treaty]\n{settings}"))
    messages = [str(fault) for fault in release.faults(project)]
    assert "CITATION.cff: doi: is None, the book's record has '10.1234/abcd'; mend it" in messages
    assert any("'https://example.org/treaty/book/index.html'" in line for line in messages)


def test_a_publishing_workflow_overrides_the_addresses() -> None:
    said = {
        "UNSIGNED_TREATY_ADDRESS": "https://example.org/treaty",
        "UNSIGNED_TREATY_REPOSITORY": "https://example.org/group/treaty/",
        "UNSIGNED_TREATY_DOI": "10.1234/abcd",
        "UNSIGNED_TREATY_COMMIT": "0123456789abcdef",
    }
    known = edition.edition(environment=said)
    assert known.page("book/abe") == "https://example.org/treaty/book/abe.html"
    assert known.repository == "https://example.org/group/treaty"
    chapter, book = (citation.item(name, known) for name in ("book/abe", "book/index"))
    assert citation.plain(citation.reference(chapter)).endswith(
        f"{PROJECT}. https://example.org/treaty/book/abe.html."
    )
    assert citation.plain(citation.reference(book)).endswith("https://doi.org/10.1234/abcd.")
    assert "url = {https://example.org/treaty/book/abe.html}" in citation.bibtex(chapter)
    assert "DO  - 10.1234/abcd" in citation.ris(book)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDRESS", "example.org/treaty"),
        ("ADDRESS", "https://example.org/a b"),
        ("REPOSITORY", "git@example.org:treaty"),
        ("DOI", "https://doi.org/10.1234/abcd"),
        ("COMMIT", "main"),
    ],
)
def test_a_malformed_address_is_refused_in_one_line(name: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        edition.edition(environment={f"UNSIGNED_TREATY_{name}": value})
    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"the environment: UNSIGNED_TREATY_{name}: ")


def test_only_a_state_that_is_committed_is_named_by_its_commit(tmp_path: Path) -> None:
    assert edition.checked_out(tmp_path) == ""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    (tmp_path / "file").write_text("one")
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    assert re.fullmatch("[0-9a-f]{40}", edition.checked_out(tmp_path))
    (tmp_path / "file").write_text("two")
    assert edition.checked_out(tmp_path) == ""


@pytest.mark.book
def test_a_published_book_names_its_addresses_on_every_page(
    project: Path, treaty: Treaty, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(project)
    monkeypatch.setenv("UNSIGNED_TREATY_ADDRESS", ADDRESS)
    monkeypatch.setenv("UNSIGNED_TREATY_REPOSITORY", "https://example.org/group/treaty")
    monkeypatch.setenv("UNSIGNED_TREATY_COMMIT", "0123456789abcdef")
    accepted = treaty("accept")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    done = treaty("build")
    assert done.returncode == 0, done.stdout + done.stderr
    built = project / "_build" / "html" / "book"
    here = f"{ADDRESS}book/abe.html"
    assert saved(built / "abe.html", "")["url"] == here
    tree = parsed(built / "abe.html")
    tags = dict(named_tags(tree))
    assert tags["og:url"] == tags["citation_public_url"] == here
    assert tags["og:image"] == f"{ADDRESS}book/abe.png"
    assert [x.get("href") for x in tree.iter("link") if x.get("rel") == "canonical"] == [here]
    assert not list(classed(tree, "cite-missing"))
    assert words(next(classed(tree, "cite-reference"))).endswith(f"{here}.")
    assert words(next(classed(tree, "cite-text"))).endswith(f"{here}#quote-sputnik2020-05.")
    (shown,) = classed(tree, "edition")
    commit = next(link for link in shown.iter("a") if words(link) == "0123456")
    assert commit.get("href") == "https://example.org/group/treaty/commit/0123456789abcdef"


def shorten(project: Path) -> None:
    """Leave of a book its landing page, one chapter with one quotation, and the plain pages."""
    kept = {"index": "", "abe": 'quote("sputnik2020-05")'}
    for path in chapters.chapters(project / "book"):
        if path.stem not in kept:
            path.unlink()
            continue
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [nbformat.v4.new_markdown_cell(f"# {record(path.stem)['title']}")]
        if kept[path.stem]:
            code = f"from unsigned_treaty.exhibits.quotation import quote\n\n{kept[path.stem]}"
            notebook.cells.append(nbformat.v4.new_code_cell(code))
        for number, cell in enumerate(notebook.cells):
            cell["id"] = f"cell-{number}"
        nbformat.write(notebook, path)
    names = ["abe", *(path.stem for path in sorted((project / "book").glob("*.md")))]
    parts = [{"caption": "Chapters", "chapters": [{"file": f"book/{name}"} for name in names]}]
    toc = {"format": "jb-book", "root": "book/index", "parts": parts}
    # The register, to which a quotation links, is not in so short a book.
    abe = project / "book" / "references.md"
    abe.write_text(abe.read_text(encoding="utf-8") + "\n(sputnik2020-05)=\n\n## Statement\n")
    (project / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
