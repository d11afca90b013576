"""Citing a chapter, the book, a table, a quotation: read back as other programs read it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import nbformat
import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string as parse_with_bibtexparser
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser, Page, Route
from pybtex.database import parse_string
from pybtex.richtext import Text

from conftest import copy_project, run_treaty
from unsigned_treaty.build import check
from unsigned_treaty.citing import (
    bibliography,
    citation,
    formats,
    machine_readable,
    outside,
    release,
    styles,
    versions,
)
from unsigned_treaty.coding import tables
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.exhibits.cells import spelt
from unsigned_treaty.project import chapters, edition, paths
from unsigned_treaty.project.faults import Refused

CHAPTERS = [path.stem for path in chapters.chapters()]
CITED = [name for name in CHAPTERS if name not in ("index", "references")]
PAGES = [Path(name).name for name in chapters.contents()]
# The titles say how many articles there are; that number alone is taken from the catalogue.
COUNT = spelt(len(articles.catalogue()))
TALKS = f"peace-treaty talks in {COUNT} articles, 2020–2026"
CAPITAL_TALKS = f"Peace-Treaty Talks in {COUNT.capitalize()} Articles, 2020–2026"
BOOK = f"The Unsigned Treaty: Russia–Japan {TALKS}"
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


@cache
def parsed(page: Path) -> Element:
    """A built page as a browser parses it, once for all tests: the register takes seconds."""
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
        "language": about.get("language", "en"),
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
    # The list of references offers its sources instead of itself.
    offers = stem == "references"
    assert ("Z3988" in page) == offers
    assert ("citation_title" in page) == (not offers and stem in CHAPTERS)


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
    for name, ending in (("bib", "bib"), ("biblatex", "biblatex.bib"), ("ris", "ris")):
        file = built_book / "book" / f"{stem}.{ending}"
        # A line break at the start of <pre> is no part of it.
        assert "".join(by_id[f"cite-{name}"].itertext()) == file.read_text(encoding="utf-8")
    copied = {button.get("data-cite") for button in box.iter("button")}
    assert copied == {
        *(f"cite-{style}-{part}" for style in styles.STYLES for part in ("entry", "text")),
        *("cite-bib", "cite-biblatex", "cite-ris", "cite-json"),
    }
    assert copied <= set(by_id)
    links = [a for a in box.iter("a") if a.get("download")]
    assert [a.get("href") for a in links] == [f"{stem}.{e}" for e in formats.FORMATS.values()]


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
    assert entry.fields["year"] == about["date"][:4]
    assert entry.fields["note"].startswith(f"Version {VERSION}")
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
def test_the_file_for_citation_programs_gives_the_references_of_the_box(
    built_book: Path, stem: str
) -> None:
    (work,) = json.loads((built_book / "book" / f"{stem}.json").read_text(encoding="utf-8"))
    tree = parsed(built_book / "book" / f"{stem}.html")
    by_id = {found.get("id"): found for found in tree.iter() if found.get("id")}
    for name, cited in citation.in_styles(work).items():
        assert words(by_id[f"cite-{name}-entry"]) == styles.plain(cited.reference)
        assert words(by_id[f"cite-{name}-text"]) == styles.plain(cited.in_text)


@pytest.mark.book
@pytest.mark.parametrize("stem", CHAPTERS)
def test_the_head_says_to_programs_what_the_page_is(built_book: Path, stem: str) -> None:
    page = built_book / "book" / f"{stem}.html"
    tree = parsed(page)
    head = tree.find("head")
    assert head is not None
    assert len([meta for meta in head.iter("meta") if meta.get("name") == "viewport"]) == 1
    if stem == "references":
        return
    links = [(link.get("rel"), link.get("href") or "") for link in head.iter("link")]
    relations = {relation for relation, _ in links}
    assert {"license", "describedby", "alternate"} <= relations
    assert ("item" in relations) == (stem == "index")
    assert ("collection" in relations) == (stem != "index")
    for relation, address in links:
        if relation in ("describedby", "alternate", "item", "collection"):
            assert (page.parent / address).resolve().is_file(), address
    (script,) = (s for s in head.iter("script") if s.get("type") == "application/ld+json")
    said = json.loads(script.text or "")
    assert said["@type"] == ("Book" if stem == "index" else "Chapter")
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    if stem == "index":
        assert [part["@type"] for part in said["hasPart"]] == ["Dataset", "Dataset"]


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
    # The title, and in words what the page's first figure shows.
    figures = list(classed(tree, "figure-title"))
    finding = f", beside a figure. {words(figures[0])}." if figures else ""
    assert tags["og:image:alt"].startswith(f"The title of the page, {tags['og:title']}{finding}")
    assert len(tags["og:image:alt"]) <= 420
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
        for ending in formats.FORMATS.values():
            assert "http" not in (built_book / "book" / f"{stem}.{ending}").read_text("utf-8")


@pytest.mark.book
def test_every_link_outwards_lasts_and_stands_in_the_list_of_addresses(built_book: Path) -> None:
    with (built_book / outside.LIST).open(encoding="utf-8", newline="") as lines:
        listed = {row["address"] for row in csv.DictReader(lines)}
    linked = set()
    for stem in PAGES:
        for link in parsed(built_book / "book" / f"{stem}.html").iter("a"):
            address = (link.get("href") or "").partition("#:~:text=")[0]
            if not address.startswith("http") or address.startswith(KNOWN.address or "file:"):
                continue
            assert link.get("data-originalurl") == address
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", link.get("data-versiondate") or "")
            assert address in listed or address.startswith(KNOWN.repository or "file:"), stem
            linked.add(address)
    assert set(FRAMES[1]["url"]) <= linked, "a page is cited and leads nowhere"
    references = parsed(built_book / "book" / "references.html")
    assert f"../{outside.LIST}" in {link.get("href") for link in references.iter("a")}


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
    lines = {found.get("id") or "": words(found) for found in classed(tree, "cite-text")}
    for name in expected:
        if not name.startswith("cite-quote-"):
            assert lines[name].endswith(f"book/{stem}.html#{name.removeprefix('cite-')}.")
            assert PROJECT in lines[name] and f"version {VERSION}" in lines[name]
            continue
        note = lines[f"{name}-note"]
        assert note.endswith(f"book/{stem}.html#{name.removeprefix('cite-')}.")
        source, _, here = note.partition("; statement ")
        assert PROJECT not in source and PROJECT in here
        assert {f"{name}-author", f"{name}-apa", f"{name}-mla"} <= set(lines)


@pytest.mark.book
def test_what_is_fetched_cites_every_statement_and_every_source_letter_for_letter(
    built_book: Path,
) -> None:
    """The page's script fetches the forms of a source, and of its statements, when asked."""
    work = citation.item("book/register", KNOWN)
    here = KNOWN.page("book/register") or "book/register.html"
    speakers, catalogue = tables.read_table("speakers"), FRAMES[0]
    fetched: dict[str, dict[str, str]] = {}
    for file in (built_book / "_cited").glob("*.js"):
        text = file.read_text(encoding="utf-8").partition("{}, ")[2].removesuffix(");\n")
        for name, html in json.loads(text).items():
            tree = html5lib.parse(html, namespaceHTMLElements=False)
            lines = [(found.get("id") or "", words(found)) for found in classed(tree, "cite-text")]
            fetched[name] = dict(lines)
            copied = {button.get("data-cite") for button in tree.iter("button")}
            assert copied == set(fetched[name])
    for name, row in read_statements().iterrows():
        cited = citation.statement_citations(
            row,
            catalogue.loc[row["article"]],
            f"{here}#{name}",
            work,
            citation.short_name(row["speaker"], speakers),
        )
        assert [*fetched[str(name)].values()] == [
            f"{styles.plain(form.in_text)} {styles.plain(form.reference)}".strip()
            for form in cited.values()
        ]
        short = ("note", "author", "apa", "mla")
        assert [*fetched[str(name)]] == [f"cite-{name}-{form}" for form in short]
    for key, work in bibliography.items(*FRAMES).items():
        styled = styles.STYLES if key in catalogue.index else ()
        assert [*fetched[key].values()] == [
            styles.plain(styles.cited(work, style).reference) for style in styled
        ]


ITEM = {
    "id": "unsigned-treaty-abe",
    "type": "chapter",
    "title": "Abe, January 2020: a treaty",
    "container-title": BOOK,
    "author": [{"literal": PROJECT}],
    "issued": {"date-parts": [[2026, 11, 21]]},
    "publisher": PROJECT,
    "version": "0.2.0",
    "URL": "https://example.org/treaty/book/abe.html",
    "language": "en",
    "abstract": "One article.",
}
HERE = "https://example.org/treaty/book/abe.html#"


def line(about: dict[str, Any]) -> str:
    """What is printed to cite something, as words."""
    return styles.plain(citation.cite_line(about, ITEM, f"{HERE}{about['name']}", *FRAMES))


def test_a_table_credits_every_source_in_full_and_then_this_book() -> None:
    about = {
        "kind": "table",
        "name": "tab-abe-voices",
        "rests_on": [
            {"kind": "article", "key": "tass2026"},
            {"kind": "statement", "key": "rt2024-01"},
            {"kind": "page", "key": "tass2026-clumsy"},
            {"kind": "file", "key": "book/data/statements.csv"},
        ],
        "label": "Table 2",
        "caption": "Who speaks. And how much",
    }
    assert line(about) == (
        "RT, “Dialogue is impossible: why did the Russian Foreign Ministry say there are no "
        "conditions for dialogue with Japan,” by way of Teller Report, [31 January 2024, "
        "inferred], machine translation, Teller Report, https://www.tellerreport.com/news/"
        "2024-01-31-dialogue-is-impossible--why-did-the-russian-foreign-ministry-say-there-are-no-"
        "conditions-for-dialogue-with-japan-.rJjIfEu96.html; TASS, “Normalization of "
        "Russian-Japanese ties possible in near future,” 14 February [2026, inferred], "
        "https://tass.com/world/2086739/amp; TASS, report of Zakharova’s remarks of 12 February "
        "2026 on the state of relations, 12 February 2026, https://tass.com/politics/2085939; as "
        "coded in Table 2, “Who speaks,” The Unsigned Treaty project, “Abe, January 2020: a "
        "treaty,” in The Unsigned Treaty, version 0.2.0 (2026), "
        "https://example.org/treaty/book/abe.html#tab-abe-voices."
    )


def test_many_pages_are_counted_in_the_line_and_listed_below_it() -> None:
    pages = FRAMES[1].index[: citation.NAMED_PAGES + 1]
    about = {
        "kind": "figure",
        "name": "fig-story",
        "rests_on": [{"kind": "page", "key": key} for key in pages],
        "label": "Figure 1",
        "caption": "The story",
    }
    assert line(about).startswith("6 pages, listed under it; as drawn in Figure 1, “The story,”")
    listed = citation.listed_pages(about, FRAMES[1], "references.html")
    assert re.findall('<li><a href="references.html#(.*?)">(.*?)</a></li>', listed) == [
        (key, FRAMES[1].at[key, "shorthand"]) for key in pages
    ]
    fewer = {**about, "rests_on": about["rests_on"][1:]}
    assert "listed under it" not in line(fewer)
    assert citation.listed_pages(fewer, FRAMES[1], "") == ""


def test_a_table_about_the_book_cites_the_book_alone() -> None:
    about = {
        "kind": "table",
        "name": "tab-environment",
        "rests_on": [{"kind": "file", "key": "pyproject.toml"}],
        "label": "Table 3",
        "caption": "With what this book was executed",
    }
    assert line(about) == (
        "Table 3, “With what this book was executed,” The Unsigned Treaty project, “Abe, January "
        "2020: a treaty,” in The Unsigned Treaty, version 0.2.0 (2026), "
        "https://example.org/treaty/book/abe.html#tab-environment."
    )


def test_a_map_names_whose_coastlines_it_shows() -> None:
    key = "naturalearth-land"
    about = {
        "kind": "figure",
        "name": "fig-map",
        "rests_on": [{"kind": "page", "key": key}],
        "label": "Figure 1",
        "caption": "The islands",
    }
    assert line(about).startswith("Natural Earth, ")


def forms(statement: str) -> dict[str, tuple[str, str]]:
    """How a statement is cited, as words: the entry and what stands in the text."""
    row = read_statements().loc[statement]
    record = FRAMES[0].loc[row["article"]]
    short = citation.short_name(row["speaker"], tables.read_table("speakers"))
    said = citation.statement_citations(row, record, f"{HERE}{statement}", ITEM, short)
    return {
        name: (styles.plain(cited.reference), styles.plain(cited.in_text))
        for name, cited in said.items()
    }


def test_a_quotation_is_cited_as_quoted_in_its_article() -> None:
    article = (
        "With Less Than 2 Years Left In Office, Abe Nowhere Near Inking Peace Treaty With Russia"
    )
    url = (
        "https://www.pakistanpoint.com/en/story/816925/"
        "with-less-than-2-years-left-in-office-abe-nowhere-near.html"
    )
    assert forms("sputnik2020-05") == {
        "Note": (
            f"Valery Kistanov, quoted in Sputnik, “{article},” reprinted by Pakistan Point, "
            f"22 January 2020, paragraph 7, {url}; statement sputnik2020-05 in The Unsigned "
            "Treaty project, “Abe, January 2020: a treaty,” in The Unsigned Treaty, version 0.2.0 "
            f"(2026), {HERE}sputnik2020-05.",
            "",
        ),
        "Author–date": (
            f"Sputnik. 2020. “{article}.” Pakistan Point, January 22. {url}.",
            "(Kistanov, quoted in Sputnik 2020, par. 7)",
        ),
        "APA 7": (
            f"Sputnik. (2020, January 22). {article}. Pakistan Point. {url}",
            "(Kistanov, as quoted in Sputnik, 2020, para. 7)",
        ),
        "MLA 9": (
            f"Sputnik. “{article}.” Pakistan Point, 22 Jan. 2020, {url}.",
            "(Kistanov, qtd. in Sputnik, par. 7)",
        ),
    }


def test_a_translation_and_an_inferred_day_are_said_in_every_form() -> None:
    for name, (entry, _) in forms("izvestia2025-03").items():
        assert "achine translation, Yandex Translate" in entry, name
        assert "inferred" in entry, name


def test_the_jump_to_the_words_is_in_the_link_and_not_in_what_is_read() -> None:
    row = read_statements().loc["sputnik2020-05"]
    record = FRAMES[0].loc["sputnik2020"]
    for cited in citation.statement_citations(row, record, HERE, ITEM).values():
        assert "#:~:text=I%20think%20that" in cited.reference
        assert "#:~:text" not in styles.plain(cited.reference)


def test_a_family_name_that_two_speakers_share_is_never_used_alone() -> None:
    speakers = tables.read_table("speakers")
    assert citation.short_name("Valery Kistanov", speakers) == "Kistanov"
    assert citation.short_name("Akie Abe", speakers) == "Akie Abe"
    assert citation.short_name("unnamed experts", speakers) == "unnamed experts"


# Styles, each held to an example of its own keepers

DOYLE = {
    "title": "The Queen Mary psalter",
    "container-title": "The book by design: the remarkable story of the world’s greatest invention",
    "author": [{"family": "Doyle", "given": "Kathleen"}],
    "editor": [
        {"family": "Marks", "given": "P. J. M."},
        {"family": "Parkin", "given": "Stephen"},
    ],
    "publisher": "University of Chicago Press",
    "issued": {"date-parts": [[2023]]},
}
# APA alone publishes an example of just this kind: a chapter of an online book by the group that
# publishes it.  Of the others it is the nearest that they publish, a chapter of a book; their form
# for a group and an address is held in OWN.
PUBLISHED = {
    # APA Style, "Entry in the DSM-5".
    "apa": (
        {
            "title": "Anxiety disorders",
            "container-title": "Diagnostic and statistical manual of mental disorders",
            "author": [{"literal": "American Psychiatric Association"}],
            "publisher": "American Psychiatric Association",
            "edition": "5",
            "issued": {"date-parts": [[2013]]},
            "DOI": "10.1176/appi.books.9780890425596.dsm05",
        },
        "American Psychiatric Association. (2013). Anxiety disorders. In Diagnostic and "
        "statistical manual of mental disorders (5th ed.). "
        "https://doi.org/10.1176/appi.books.9780890425596.dsm05",
    ),
    # MLA Style Center, practice template: its first container.
    "mla": (
        {
            "title": "The masque of the red death",
            "container-title": "The complete works of Edgar Allan Poe",
            "author": [{"family": "Poe", "given": "Edgar Allan"}],
            "editor": [{"family": "Harrison", "given": "James A."}],
            "volume": "4",
            "publisher": "George D. Sproul",
            "issued": {"date-parts": [[1902]]},
            "page": "250-58",
        },
        "Poe, Edgar Allan. “The Masque of the Red Death.” The Complete Works of Edgar Allan Poe, "
        "edited by James A. Harrison, vol. 4, George D. Sproul, 1902, pp. 250–58.",
    ),
    # The Chicago Manual of Style, 18th edition, quick guide, in both systems.
    "chicago": (
        DOYLE,
        "Doyle, Kathleen. 2023. “The Queen Mary Psalter.” In The Book by Design: The Remarkable "
        "Story of the World’s Greatest Invention, edited by P. J. M. Marks and Stephen Parkin. "
        "University of Chicago Press.",
    ),
    "chicago-notes": (
        DOYLE,
        "Doyle, Kathleen. “The Queen Mary Psalter.” In The Book by Design: The Remarkable Story "
        "of the World’s Greatest Invention, edited by P. J. M. Marks and Stephen Parkin. "
        "University of Chicago Press, 2023.",
    ),
    # Cite Them Right, chapter of an edited book.
    "harvard": (
        {
            "title": "Management of the problem",
            "container-title": "The maltreatment of children",
            "author": [{"family": "Franklin", "given": "A. W."}],
            "editor": [{"family": "Smith", "given": "S. M."}],
            "publisher": "MTP",
            "issued": {"date-parts": [[2012]]},
            "page": "83-95",
        },
        "Franklin, A.W. (2012) ‘Management of the problem’, in S.M. Smith (ed.) The maltreatment "
        "of children. MTP, pp. 83–95.",
    ),
    # National Library of Medicine, samples of formatted references, "Chapter in a book".
    "vancouver": (
        {
            "title": "Chromosome alterations in human solid tumors",
            "container-title": "The genetic basis of human cancer",
            "author": [
                {"family": "Meltzer", "given": "P. S."},
                {"family": "Kallioniemi", "given": "A."},
                {"family": "Trent", "given": "J. M."},
            ],
            "editor": [
                {"family": "Vogelstein", "given": "B."},
                {"family": "Kinzler", "given": "K. W."},
            ],
            "publisher-place": "New York",
            "publisher": "McGraw-Hill",
            "issued": {"date-parts": [[2002]]},
            "page": "93-113",
        },
        "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: "
        "Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: "
        "McGraw-Hill; 2002. p. 93–113.",
    ),
}


@pytest.mark.parametrize("style", styles.STYLES)
def test_a_style_prints_its_keepers_own_example(style: str) -> None:
    work, printed = PUBLISHED[style]
    example = {"id": "example", "type": "chapter", **work}
    assert styles.plain(styles.cited(example, style).reference) == printed


OWN = {
    "apa": (
        f"{PROJECT}. (2026). Abe, January 2020: A treaty. In The unsigned treaty: Russia–Japan "
        f"{TALKS} (Version 0.2.0). "
        "https://example.org/treaty/book/abe.html",
        f"({PROJECT}, 2026)",
    ),
    "mla": (
        "“Abe, January 2020: A Treaty.” The Unsigned Treaty: Russia–Japan "
        f"{CAPITAL_TALKS}, version 0.2.0, {PROJECT}, 2026, "
        "https://example.org/treaty/book/abe.html.",
        "(“Abe, January 2020”)",
    ),
    "chicago": (
        f"{PROJECT}. 2026. “Abe, January 2020: A Treaty.” In The Unsigned Treaty: Russia–Japan "
        f"{CAPITAL_TALKS}, version 0.2.0. {PROJECT}. "
        "https://example.org/treaty/book/abe.html.",
        f"({PROJECT} 2026)",
    ),
    "chicago-notes": (
        f"{PROJECT}. “Abe, January 2020: A Treaty.” In The Unsigned Treaty: Russia–Japan "
        f"{CAPITAL_TALKS}, version 0.2.0. {PROJECT}, 2026. "
        "https://example.org/treaty/book/abe.html.",
        f"{PROJECT}, “Abe, January 2020: A Treaty,” in The Unsigned Treaty: Russia–Japan "
        f"{CAPITAL_TALKS}, version 0.2.0 ({PROJECT}, 2026), "
        "https://example.org/treaty/book/abe.html.",
    ),
    "harvard": (
        f"{PROJECT} (2026) ‘Abe, January 2020: a treaty’, The unsigned treaty: Russia–Japan "
        f"{TALKS}. Version 0.2.0. Available at: "
        "https://example.org/treaty/book/abe.html (Accessed: [the day on which you read it]).",
        f"({PROJECT}, 2026)",
    ),
    "vancouver": (
        f"{PROJECT}. Abe, January 2020: a treaty. In: The unsigned treaty: Russia–Japan "
        f"{TALKS} [Internet]. Version 0.2.0. "
        f"{PROJECT}; 2026 [cited [the day on which you read it]]. Available from: "
        "https://example.org/treaty/book/abe.html",
        "(1)",
    ),
}


def test_a_chapter_is_cited_in_six_styles() -> None:
    cited = citation.in_styles(ITEM)
    assert {
        name: (styles.plain(form.reference), styles.plain(form.in_text))
        for name, form in cited.items()
    } == OWN


def test_no_style_keeps_what_only_the_page_can_fill_in() -> None:
    unknown = {key: value for key, value in ITEM.items() if key != "URL"}
    for cited in citation.in_styles(unknown).values():
        assert "address.invalid" not in cited.reference and "9999" not in cited.reference
        assert '<span class="cite-address">' in cited.reference


def test_a_span_of_days_is_printed_as_a_span() -> None:
    works = bibliography.items(*FRAMES)
    printed = {name: styles.cited(works["izvestia2025"], name).reference for name in styles.STYLES}
    assert "(2025, October 24–26)" in printed["apa"]
    assert "24–26 Oct. 2025" in printed["mla"]
    assert "October 24–26" in printed["chicago"]
    assert "24–26 October" in printed["harvard"]
    assert "2025 Oct 24–26" in printed["vancouver"]


# The box in a browser


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


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """A page in which a reader may copy."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def pasted(page: Page, kind: str = "text/plain") -> str:
    """What a reader would paste, as plain or as rich text."""
    script = """async (kind) => {
      for (const item of await navigator.clipboard.read())
        if (item.types.includes(kind)) return (await item.getType(kind)).text();
      return "";
    }"""
    return str(page.evaluate(script, kind))


def copy(page: Page, name: str) -> None:
    """Press a button that copies, and wait until it says that it did."""
    button = page.get_by_role("button", name=name, exact=True).locator("visible=true").first
    target = button.get_attribute("data-cite")
    button.click()
    page.locator(f"button[data-cite='{target}']", has_text="Copied").wait_for()


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_cites_the_chapter_in_apa(reader: Page, served: str) -> None:
    reader.goto(f"{served}/abe.html")
    reader.get_by_role("link", name="Cite", exact=True).first.click()
    reader.get_by_role("radio", name="APA 7").check()
    assert reader.locator(".cite-style:visible").count() == 1
    copy(reader, "Copy: APA 7, reference")
    about = record("abe")
    address = KNOWN.page("book/abe") or f"{served}/abe.html"
    capital = re.sub(r": (\w)", lambda match: f": {match[1].upper()}", about["title"])
    assert pasted(reader) == (
        f"{PROJECT}. ({about['date'][:4]}). {capital}. In The unsigned treaty: Russia–Japan "
        f"{TALKS} (Version {VERSION}). {address}"
    )
    assert "<i>The unsigned treaty:" in pasted(reader, "text/html")
    copy(reader, "Copy: APA 7, in the text")
    assert pasted(reader) == f"({PROJECT}, {about['date'][:4]})"
    reader.goto(f"{served}/takaichi.html#cite")
    assert reader.get_by_role("radio", name="APA 7").is_checked()
    assert reader.locator("#cite-apa-entry").is_visible()


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_cites_a_quotation_in_mla(reader: Page, served: str) -> None:
    reader.goto(f"{served}/register.html#sputnik2020-05")
    row = reader.locator("[id='sputnik2020-05']")
    row.locator(".cite-item summary").click()
    row.get_by_role("button", name="Copy: MLA 9").click()
    row.get_by_role("button", name="Copied").wait_for()
    in_text, _, entry = pasted(reader).partition("\n")
    assert in_text == "(Kistanov, qtd. in Sputnik, par. 7)"
    assert entry.startswith("Sputnik. “With Less Than 2 Years Left In Office, Abe Nowhere Near")


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_cites_the_original_article_in_chicago(reader: Page, served: str) -> None:
    reader.goto(f"{served}/references.html#tass2026")
    entry = reader.locator("[id='tass2026']")
    entry.locator(".cite-item summary").click()
    entry.get_by_role("button", name="Copy: Chicago author–date").click()
    entry.get_by_role("button", name="Copied").wait_for()
    assert pasted(reader) == (
        "TASS. 2026. “Normalization of Russian-Japanese Ties Possible in Near Future.” "
        "February 14. https://tass.com/world/2086739/amp."
    )
    with reader.expect_download() as downloading:
        entry.get_by_role("link", name="RIS").click()
    assert downloading.value.suggested_filename == "tass2026.ris"


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_cites_a_table(reader: Page, served: str) -> None:
    reader.goto(f"{served}/abe.html?view=check")
    item = reader.locator(".cite-item", has=reader.locator("[id^='cite-tab-']")).first
    item.evaluate("details => { details.open = true; }")
    name = (item.locator(".cite-text").get_attribute("id") or "").removeprefix("cite-")
    item.get_by_role("button", name="Copy").click()
    item.get_by_role("button", name="Copied").wait_for()
    address = KNOWN.page("book/abe") or f"{served}/abe.html"
    assert pasted(reader).startswith("Sputnik, “With Less Than 2 Years Left In Office")
    assert pasted(reader).endswith(f"{address}#{name}.")


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_takes_the_data_along(reader: Page, served: str, built_book: Path) -> None:
    reader.goto(f"{served}/index.html")
    address = reader.locator("link[rel='item'][type*='datapackage']").get_attribute("href")
    answer = reader.request.get(f"{served}/{address}")
    package = answer.json()
    assert package["version"] == VERSION
    for resource in package["resources"]:
        assert (built_book / "_data" / resource["path"]).is_file(), resource["path"]


@pytest.mark.browser
@pytest.mark.book
def test_records_are_copied_whole_and_fetched_as_files(
    reader: Page, served: str, built_book: Path, tmp_path: Path
) -> None:
    reader.goto(f"{served}/abe.html#cite")
    for name, ending in formats.FORMATS.items():
        text = (built_book / "book" / f"abe.{ending}").read_text(encoding="utf-8")
        copy(reader, f"Copy {name}")
        # The last line end too: two records that are pasted one after the other stay two.
        assert pasted(reader) == text
        with reader.expect_download() as downloading:
            reader.get_by_role("link", name=f"Download {name}").click()
        file = downloading.value
        assert file.suggested_filename == f"unsigned-treaty-abe.{ending}"
        file.save_as(tmp_path / ending)
        assert (tmp_path / ending).read_text(encoding="utf-8") == text


@pytest.mark.browser
@pytest.mark.book
def test_the_day_of_access_is_the_readers_own(reader: Page, served: str) -> None:
    reader.clock.set_fixed_time("2027-03-05T12:00:00")
    reader.goto(f"{served}/abe.html#cite")
    assert "(Accessed: 5 March 2027)" in (
        reader.locator("#cite-harvard-entry").text_content() or ""
    )
    assert "[cited 2027 Mar 5]" in (reader.locator("#cite-vancouver-entry").text_content() or "")


@pytest.mark.browser
@pytest.mark.book
def test_the_box_can_be_read_and_its_files_fetched_without_scripts(
    chromium: Browser, served: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/abe.html")
    page.get_by_text("Cite this chapter").click()
    for name in styles.STYLES:
        assert page.locator(f"#cite-{name}-entry").is_visible()
    assert page.locator("#cite-bib").is_visible()
    assert page.get_by_role("link", name="Download RIS").is_visible()
    assert page.locator("button[data-cite]:visible").count() == 0
    context.close()


# Awkward words


@pytest.mark.parametrize("title", ["A & B: 100 % <b>", "What “peace” means", "Will they talk?"])
def test_awkward_titles_come_through_every_format(title: str) -> None:
    work = {**ITEM, "title": title}
    (entry,) = parse_string(formats.bibtex(work), "bibtex").entries.values()
    assert plain(entry.fields["title"]) == title
    assert rispy.loads(formats.ris(work))[0]["title"] == title
    assert json.loads(formats.csl_json([work]))[0]["title"] == title


def untexed(words: str) -> str:
    """Words without what :func:`formats.tex` puts around characters that TeX would obey."""
    for command, mark in (
        ("textbackslash", "\\"), ("textbraceleft", "{"), ("textbraceright", "}"),
        ("textasciitilde", "~"), ("textasciicircum", "^"),
    ):  # fmt: skip
        words = words.replace(f"{{\\{command}}}", f"\0{mark}\0")
    words = re.sub(r"\\([&%$#_])", r"\1", words)
    return words.replace("\0", "")


# Every kind of text that a person may write into a record, and what is meant to break one.
HOSTILE = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(
        [
            "a}\n}\n@book{x, title = {y", "{", "}", "\\", "Sands and Partners", "a, b and c, d",
            "one\nER  - \n\nTY  - BOOK\nTI  - two", "\u2028TY  - BOOK", "a\tb", "100 % $5_{x}^~",
            '","id":"x', "</script><script>", "\ud800", "\x00\x1b[0m", "@comment{", "#",
        ]
    ),
).filter(lambda words: bool(formats.one_line(words)))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(title=HOSTILE, author=HOSTILE, family=HOSTILE, given_name=HOSTILE, abstract=HOSTILE)
def test_no_words_of_a_record_break_it_or_begin_another(
    title: str, author: str, family: str, given_name: str, abstract: str
) -> None:
    people = [{"literal": author}, {"family": family, "given": given_name}]
    work = {**ITEM, "id": "first", "title": title, "author": people, "abstract": abstract}
    said = formats.formats([work, ITEM])
    lined = formats.one_line(work)
    for name in ("BibTeX", "BibLaTeX"):
        entries = parse_string(said[name], "bibtex").entries
        assert list(entries) == ["first", ITEM["id"]]
        assert untexed(entries["first"].fields["title"][1:-1]) == lined["title"]
        assert untexed(entries["first"].fields["abstract"]) == lined["abstract"]
        assert len(entries["first"].persons["author"]) == 2
        library = parse_with_bibtexparser(said[name])
        assert [entry.key for entry in library.entries] == ["first", ITEM["id"]]
        assert not library.failed_blocks
    records = rispy.loads(said["RIS"])
    assert [record["title"] for record in records] == [lined["title"], ITEM["title"]]
    assert len(records[0]["authors"]) == 2
    assert json.loads(said["CSL-JSON"]) == [lined, ITEM]


@given(words=HOSTILE)
def test_no_words_of_a_record_end_the_element_that_holds_them(words: str) -> None:
    work = {**ITEM, "title": words, "abstract": words}
    tags = [*machine_readable.citation_tags(work, KNOWN), machine_readable.json_ld(work, KNOWN)]
    tree = html5lib.parse("\n".join(tags), namespaceHTMLElements=False)
    assert len(list(tree.iter("script"))) == 1
    (script,) = tree.iter("script")
    assert json.loads(script.text or "")["name"] == formats.one_line(words)
    titles = [m.get("content") for m in tree.iter("meta") if m.get("name") == "citation_title"]
    assert titles == [formats.one_line(words)]


def test_two_records_of_ris_pasted_together_stay_two() -> None:
    assert len(rispy.loads(formats.ris(ITEM) + formats.ris(ITEM))) == 2


def test_a_reference_closes_a_title_once_and_nests_its_quotation_marks() -> None:
    printed = [
        styles.plain(styles.cited({**ITEM, "title": title}, "chicago").reference).split(" In ")[0]
        for title in ("A & B <b>", "What “peace” means", "Will they talk?", "Their “peace”")
    ]
    assert printed == [
        f"{PROJECT}. 2026. “A & B <b>.”",
        f"{PROJECT}. 2026. “What ‘Peace’ Means.”",
        f"{PROJECT}. 2026. “Will They Talk?”",
        f"{PROJECT}. 2026. “Their ‘Peace.’”",
    ]


def test_a_person_is_named_as_each_style_names_persons() -> None:
    work = {**ITEM, "author": [citation.name({"given": "Jane Mary", "family": "Doe"})]}
    begins = {name: styles.plain(styles.cited(work, name).reference)[:18] for name in styles.STYLES}
    assert begins["chicago"].startswith("Doe, Jane Mary. 20")
    assert begins["mla"].startswith("Doe, Jane Mary. “A")
    assert begins["apa"].startswith("Doe, J. M. (2026).")
    assert begins["harvard"].startswith("Doe, J.M. (2026) ")
    assert begins["vancouver"].startswith("Doe JM. ")
    assert "author = {Doe, Jane Mary}" in formats.bibtex(work)
    assert "AU  - Doe, Jane Mary\n" in formats.ris(work)
    tags = machine_readable.citation_tags(work, KNOWN)
    assert '<meta name="citation_author" content="Doe, Jane Mary">' in tags


# Records and the edition


def test_of_a_chapter_without_a_record_every_missing_field_is_named_at_once(
    project: Path,
) -> None:
    path = project / "book" / "abe.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "No heading."
    for field in ("authors", "description", "date"):
        del notebook.metadata[field]
    nbformat.write(notebook, path)
    said = "\n".join(map(str, check.faults(project)))
    for field in ("title", "authors", "description", "date"):
        assert f"book/abe.ipynb: {field}: " in said


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


def test_no_chapter_is_newer_than_the_book(project: Path) -> None:
    path = project / "book" / "abe.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["date"] = "2031-01-01"
    nbformat.write(notebook, path)
    (fault,) = check.faults(project)
    assert "book/abe.ipynb: date: 2031-01-01 is after the book's own date" in str(fault)


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
        ("CITATION.cff", "preferred-citation: version"),
        (".zenodo.json", "version"),
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
    wanted = "CITATION.cff: doi: is None, the book's record has '10.1234/abcd'; run: treaty release"
    assert wanted in messages
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
    # A reader is led to the chapter, a program learns the book's DOI as well.
    assert styles.plain(styles.cited(chapter, "chicago").reference).endswith(
        f"{PROJECT}. https://example.org/treaty/book/abe.html."
    )
    assert styles.plain(styles.cited(book, "chicago").reference).endswith(
        "https://doi.org/10.1234/abcd."
    )
    for record in (chapter, book):
        assert "doi = {10.1234/abcd}" in formats.biblatex(record)
        assert "DO  - 10.1234/abcd" in formats.ris(record)
        assert "N1  - Commit 0123456789abcdef" in formats.ris(record)
    assert "url = {https://example.org/treaty/book/abe.html}" in formats.biblatex(chapter)
    assert r"\url{https://example.org/treaty/book/abe.html}" in formats.bibtex(chapter)


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


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a shortened book as a version of it is published, built once."""
    project = copy_project(tmp_path_factory.mktemp("published") / "project")
    shorten(project)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("UNSIGNED_TREATY_ADDRESS", f"{ADDRESS}v{VERSION}/")
        environment.setenv("UNSIGNED_TREATY_REPOSITORY", "https://example.org/group/treaty")
        environment.setenv("UNSIGNED_TREATY_COMMIT", "0123456789abcdef")
        environment.setenv("UNSIGNED_TREATY_PDF", f"{ADDRESS}v{VERSION}/book.pdf")
        for command in ("accept", "build"):
            done = run_treaty(project, command)
            assert done.returncode == 0, done.stdout + done.stderr
    return project / "_build" / "html"


@pytest.mark.book
def test_a_published_book_names_its_addresses_on_every_page(published: Path) -> None:
    here = f"{ADDRESS}v{VERSION}/book/abe.html"
    assert saved(published / "book" / "abe.html", "")["url"] == here
    tree = parsed(published / "book" / "abe.html")
    tags = dict(named_tags(tree))
    assert tags["og:url"] == tags["citation_public_url"] == here
    assert tags["og:image"] == f"{ADDRESS}v{VERSION}/book/abe.png"
    links = {link.get("rel"): link.get("href") for link in tree.iter("link")}
    assert links["canonical"] == links["cite-as"] == here
    assert not list(classed(tree, "cite-missing"))
    assert words(next(classed(tree, "cite-reference"))).endswith(here)
    assert words(next(classed(tree, "cite-text"))).endswith(f"{here}#quote-sputnik2020-05.")
    (shown,) = classed(tree, "edition")
    commit = next(link for link in shown.iter("a") if words(link) == "0123456")
    assert commit.get("href") == "https://example.org/group/treaty/commit/0123456789abcdef"


@pytest.mark.book
def test_a_published_book_says_what_harvesters_look_for(published: Path) -> None:
    whole, chapter = (parsed(published / "book" / f"{name}.html") for name in ("index", "abe"))
    pdf = f"{ADDRESS}v{VERSION}/book.pdf"
    assert dict(named_tags(whole))["citation_pdf_url"] == pdf
    # The file is the whole book's, and no chapter's.
    assert "citation_pdf_url" not in dict(named_tags(chapter))
    listed = ElementTree.parse(published / "sitemap.xml").getroot()
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert sorted(url.text or "" for url in listed.iter(f"{namespace}loc")) == [
        f"{ADDRESS}v{VERSION}/book/{name}.html" for name in ("abe", "corrections", "index")
    ]


@pytest.mark.browser
@pytest.mark.book
def test_the_pages_of_an_old_version_say_that_there_is_a_newer_one(
    reader: Page, published: Path, tmp_path: Path
) -> None:
    """Two versions are laid out as they are published, and read at the address that they name."""
    newer = shutil.copytree(published, tmp_path / "newer")
    for file in newer.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(VERSION, "99.0"), encoding="utf-8")
    for version, folder in ((VERSION, published), ("99.0", newer)):
        name = tmp_path / "releases" / f"unsigned-treaty-{version}-pages"
        shutil.make_archive(str(name), "zip", folder)
    assert versions.lay_out(tmp_path / "releases", tmp_path / "site") == ["99.0", VERSION]

    def answer(route: Route) -> None:
        path = re.split("[?#]", route.request.url.removeprefix(ADDRESS))[0]
        route.fulfill(path=tmp_path / "site" / path)

    reader.route(f"{ADDRESS}**", answer)
    for page in ("book/abe.html", "book/index.html", "book/corrections.html"):
        reader.goto(f"{ADDRESS}v{VERSION}/{page}")
        notice = reader.get_by_text(f"This is version {VERSION}. Version 99.0 is newer.")
        notice.wait_for()
        assert notice.get_by_role("link").get_attribute("href") == ADDRESS
    for newest in ("v99.0/book/abe.html", "book/abe.html"):
        with reader.expect_response("**/versions.json"):
            reader.goto(f"{ADDRESS}{newest}")
        reader.wait_for_load_state("networkidle")
        assert reader.locator(".newer").count() == 0
        # The same page is at two addresses; the one with the version is the one to cite.
        canonical = reader.locator("link[rel='canonical']").get_attribute("href")
        assert canonical == f"{ADDRESS}v99.0/book/abe.html"


def shorten(project: Path) -> None:
    """Leave of a book its landing page, one chapter with one quotation, and the plain pages."""
    kept = {"index": "", "abe": 'quote(read_statements(), "sputnik2020-05")'}
    for path in chapters.chapters(project / "book"):
        if path.stem not in kept:
            path.unlink()
            continue
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [nbformat.v4.new_markdown_cell(f"# {record(path.stem)['title']}")]
        if kept[path.stem]:
            code = (
                "from unsigned_treaty.coding import read_statements\n"
                "from unsigned_treaty.exhibits.quotation import quote\n\n" + kept[path.stem]
            )
            notebook.cells.append(nbformat.v4.new_code_cell(code))
        for number, cell in enumerate(notebook.cells):
            cell["id"] = f"cell-{number}"
        nbformat.write(notebook, path)
    names = ["abe", *(path.stem for path in sorted((project / "book").glob("*.md")))]
    parts = [{"caption": "Chapters", "chapters": [{"file": f"book/{name}"} for name in names]}]
    toc = {"format": "jb-book", "root": "book/index", "parts": parts}
    # The register and the references, to which a quotation links, are not in so short a book.
    plain = project / "book" / "corrections.md"
    labels = "\n(sputnik2020)=\n\n## Article\n\n(sputnik2020-05)=\n\n## Statement\n"
    plain.write_text(plain.read_text(encoding="utf-8") + labels)
    (project / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
