"""Printing: the whole built book as one tagged PDF, with page numbers, contents and links.

Chromium prints what it shows, so the PDF has the figures, fonts and styles of the pages.  It is
printed twice: the first print tells on which page each heading stands, the second has the table
of contents with these numbers.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
from bs4 import BeautifulSoup, Tag

from unsigned_treaty.build.paper import GONE, on_paper
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.edition import whole_book
from unsigned_treaty.project.faults import Fault, Refused

# Started without what a browser does beside showing a page.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Chromium under its names, and first the one that has no windows and is made for programs: it takes
# two thirds of the processor's time (tests/test_pages.py: 110 s and 175).
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# In the contents, where the number of a page will stand.
PAGE_NUMBER = re.compile(r'<span data-page="([^"]*)"></span>')


def browser() -> str:
    """The Chromium that is found; raises :class:`Refused` where there is none.

    ``CHROMIUM`` in the environment names another.
    """
    for name in (os.environ.get("CHROMIUM", ""), *PROGRAMS):
        if name and (found := shutil.which(name)):
            return found
    raise Refused(
        [Fault("chromium", "", "not found; install it (apt-get install chromium) or set CHROMIUM")]
    )


def print_book(html: Path = paths.HTML, to: Path | None = None) -> int:
    """Print the pages in ``html`` as a PDF; return how many pages of paper it has.

    Raises :class:`Refused` where the book is not built, or there is no Chromium or Playwright.
    """
    if not (html / "index.html").is_file():
        raise Refused([Fault(paths.shown(html), "", "there is no built book; run: make book")])
    program = browser()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        fault = Fault("playwright", "", "not installed; run: make .venv/ready")
        raise Refused([fault]) from None
    source = html / "book" / "print.html"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            page = chromium.new_page(color_scheme="light")
            book, numbers = whole(html), dict[str, int]()
            # The numbers in the contents may move what they number: until they agree.
            for attempt in range(5):
                source.write_text(numbered(book, numbers), encoding="utf-8")
                page.goto(source.as_uri())
                # Tags and outline, a third of the work, move nothing and can wait for numbers.
                whole_print = attempt > 0
                printed = page.pdf(
                    prefer_css_page_size=True,
                    print_background=True,
                    tagged=whole_print,
                    outline=whole_print,
                )
                before, numbers = numbers, headings(printed)
                if whole_print and numbers == before:
                    break
            chromium.close()
    finally:
        source.unlink(missing_ok=True)
    to = to or whole_book("pdf")
    to.write_bytes(signed(printed, html))
    with pikepdf.open(to) as written:
        return len(written.pages)


def whole(html: Path) -> str:
    """The book as one page, in the order of its contents, which leave room for the numbers."""
    names = [name for name in chapters.contents() if (html / f"{name}.html").is_file()]
    pages = {
        name: BeautifulSoup((html / f"{name}.html").read_text("utf-8"), "html.parser")
        for name in names
    }
    articles = [article(pages[name], name, names) for name in names]
    places = {f"#{part['id']}" for text in articles for part in [text, *text.select("[id]")]}
    for text in articles:
        # The code that computes a number in a sentence is on the page alone.
        for link in text.select("a[href^='#']"):
            if link["href"] not in places:
                link.unwrap()
    first = pages[names[0]]
    title = first.title.get_text() if first.title else ""
    sheet = first.select_one("link[rel=stylesheet]")
    style = str(sheet["href"]) if sheet else ""
    head = (
        f'<!DOCTYPE html>\n<html lang="en" data-theme="light"><head><meta charset="utf-8">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{escape(style)}">'
        '</head><body class="whole">'
    )
    entries = [
        (2 if heading.name == "h2" else 1, str(place["id"]), heading.get_text())
        for part in articles
        for heading in part.select("h1, h2")
        if (place := heading.find_parent("section")) and place.get("id")
    ]
    name, _, rest = title.partition(": ")
    cover = (
        f'<header class="cover"><p class="book-title">{escape(name)}</p><p>{escape(rest)}</p>'
        f"<p>{escape(author(first))}</p><p>{escape(edition(first))}</p></header>"
    )
    lines = "".join(
        f'<li class="level-{level}"><a href="#{place}"><span>{escape(text)}</span>'
        f'<span data-page="{place}"></span></a></li>'
        for level, place, text in entries
    )
    contents = f'<nav class="book-contents"><h2>Contents</h2><ol>{lines}</ol></nav>'
    return (
        head + cover + contents + "<main>" + "".join(map(str, articles)) + "</main></body></html>"
    )


def numbered(book: str, numbers: Mapping[str, int]) -> str:
    """The book as one page with the ``numbers`` of its pages, by address, in its contents."""
    return PAGE_NUMBER.sub(lambda place: f"<span>{numbers.get(place[1], '')}</span>", book)


def author(page: BeautifulSoup) -> str:
    """Who wrote the book, as its pages say."""
    footer = page.select_one(".book-footer")
    return footer.get_text().split(".")[0].strip() if footer else ""


def edition(page: BeautifulSoup) -> str:
    """Which version of the book this is, and of which day, as its pages say."""
    line = page.select_one("p.edition")
    return line.get_text().split(". ")[0].rstrip(".") if line else ""


def article(page: BeautifulSoup, name: str, names: list[str]) -> Tag:
    """A page's text, its addresses and links made those of the one page."""
    text = page.select_one("article")
    if text is None:
        raise Refused([Fault(f"{name}.html", "", "has no <article>; build the book again")])
    for unused in text.select(GONE):
        unused.decompose()
    on_paper(text)
    for element in text.find_all(True):
        for key in ("id", "for", "aria-labelledby", "aria-describedby"):
            if element.get(key):
                value = element[key]
                parts = value if isinstance(value, list) else str(value).split()
                element[key] = " ".join(address(name, part) for part in parts)
        if element.get("href"):
            element["href"] = target(str(element["href"]), name, names)
            if not element["href"]:
                element.unwrap()
        for key, value in list(element.attrs.items()):
            if isinstance(value, str) and "url(#" in value:
                found = re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{address(name, m[1])})", value)
                element[key] = found
    for style in text.select("style"):
        if style.string:
            rules = re.sub(
                r"#([A-Za-z][\w-]*)(?=[^{}]*\{)", rf"#{address(name, '')}\1", style.string
            )
            style.string = re.sub(
                r"url\(#([^)]+)\)", lambda m: f"url(#{address(name, m[1])})", rules
            )
    text["id"] = address(name, "")
    return text


def address(name: str, place: str) -> str:
    """The address in the whole book of a place in one page of it."""
    return f"{name.rpartition('/')[2]}--{place}"


def target(link: str, name: str, names: list[str]) -> str:
    """Where a link of a page leads in the whole book; nowhere where it is to a file beside it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    folder = name.rpartition("/")[0]
    path = os.path.normpath(f"{folder}/{unquote(parts.path)}") if parts.path else f"{name}.html"
    page = path.removesuffix(".html")
    if page not in names:
        return ""
    return f"#{address(page, parts.fragment)}" if parts.fragment else f"#{address(page, '')}"


def headings(printed: bytes) -> dict[str, int]:
    """On which page, counted from 1, each named place stands."""
    with pikepdf.open(io.BytesIO(printed)) as book:
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages, start=1)}
        places = book.Root.get("/Dests", pikepdf.Dictionary())
        return {unquote(name.lstrip("/")): numbers[at[0].objgen] for name, at in places.items()}


def signed(printed: bytes, html: Path) -> bytes:
    """The PDF with the book's own title and no time or chance in it."""
    page = BeautifulSoup((html / "book" / "index.html").read_text("utf-8"), "html.parser")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as book:
        del book.docinfo
        book.docinfo["/Title"] = page.title.get_text() if page.title else ""
        book.docinfo["/Author"] = author(page)
        if "/ID" in book.trailer:  # its first half would be kept
            del book.trailer["/ID"]
        book.save(out, deterministic_id=True)
    return out.getvalue()
