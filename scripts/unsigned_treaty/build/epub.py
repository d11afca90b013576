"""The EPUB: the whole built book as one EPUB 3, for a phone, a reading device, a library.

It comes from the built pages, as the printed book does (:mod:`~unsigned_treaty.build.pdf`): the
same text, without what only a screen can do.  Each page is a file of its own; statements that
prose cites are notes; figures are SVG with their alternative in words.
"""

from __future__ import annotations

import io
import os
import textwrap
import uuid
import zipfile
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from unsigned_treaty.build.paper import GONE, on_paper
from unsigned_treaty.citing import citation
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.edition import edition, whole_book
from unsigned_treaty.project.faults import Fault, Refused

STYLE = Path(__file__).parents[1] / "site" / "assets" / "styles" / "epub.css"
LANGUAGE = "en"
# The day that a zip gives each file, so that the same book is the same bytes.
DAY = (1980, 1, 1, 0, 0, 0)
NOT_IN_A_BOOK = f"{GONE}, .archive-offer, form"
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'lang="en" xml:lang="en">\n<head><title>{title}</title>'
    '<link rel="stylesheet" href="book.css"/></head>\n<body{kind}>\n{body}\n</body>\n</html>\n'
)
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
# What the book offers to readers who cannot see, or cannot see well (schema.org's terms).
ACCESS = {
    "accessMode": ("textual", "visual"),
    "accessModeSufficient": ("textual",),
    "accessibilityFeature": (
        "alternativeText", "displayTransformability", "readingOrder", "structuralNavigation",
        "tableOfContents", "unlocked",
    ),
    "accessibilityHazard": ("none",),
    "accessibilitySummary": (
        "Every figure has an alternative in words, every table its headers; notes and references "
        "are linked both ways.",
    ),
}  # fmt: skip


def write_epub(html: Path = paths.HTML, to: Path | None = None) -> int:
    """Write the pages in ``html`` as an EPUB; return how many pages of the book it has.

    Raises :class:`Refused` where the book is not built.
    """
    if not (html / "index.html").is_file():
        raise Refused([Fault(paths.shown(html), "", "there is no built book; run: make book")])
    names = [name for name in chapters.contents() if (html / f"{name}.html").is_file()]
    files: dict[str, bytes] = {}
    sections = []
    texts = {name: article(html, name, names, files) for name in names}
    places = {
        f"{stem(name)}.xhtml#{part['id']}" for name in names for part in texts[name].select("[id]")
    }
    for name, text in texts.items():
        # The code that computes a number in a sentence is on the page alone.
        for link in text.select("a[href*='.xhtml#']"):
            if link["href"] not in places:
                link.unwrap()
        heading = text.find("h1")
        title = heading.get_text() if heading else name
        sections.append((stem(name), title, headings(text)))
        files[f"{stem(name)}.xhtml"] = page(title, str(text)).encode()
    whole = citation.book()
    files["cover.png"] = cover(whole["title"])
    files["cover.xhtml"] = page(
        "Cover",
        f'<section epub:type="cover"><img src="cover.png" alt="{escape(whole["title"])}"/>'
        "</section>",
        ' class="cover"',
    ).encode()
    files["book.css"] = STYLE.read_bytes()
    files["nav.xhtml"] = page("Contents", navigation(sections)).encode()
    package = opf(files, [stem(name) for name in names]).encode()
    to = to or whole_book("epub")
    partial = to.with_suffix(".part")
    with zipfile.ZipFile(partial, "w") as book:
        put(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        put(book, "META-INF/container.xml", CONTAINER.encode())
        put(book, "EPUB/book.opf", package)
        for name, content in sorted(files.items()):
            put(book, f"EPUB/{name}", content)
    partial.replace(to)
    return len(names)


def put(book: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    """Put one file into the archive, without the time at which it was made."""
    about = zipfile.ZipInfo(name, DAY)
    about.compress_type = how
    about.external_attr = 0o644 << 16
    book.writestr(about, content)


def stem(docname: str) -> str:
    """The name of a page's file, without its ending."""
    return docname.rpartition("/")[2]


def page(title: str, body: str, kind: str = "") -> str:
    """A file of the book."""
    return XHTML.format(title=escape(title), body=body, kind=kind)


def article(html: Path, name: str, names: list[str], files: dict[str, bytes]) -> Tag:
    """A page's text as EPUB has it; the figures that it shows are put among ``files``."""
    source = BeautifulSoup((html / f"{name}.html").read_text("utf-8"), "html.parser")
    text = source.select_one("article")
    if text is None:
        raise Refused([Fault(f"{name}.html", "", "has no <article>; build the book again")])
    for unused in text.select(NOT_IN_A_BOOK):
        unused.decompose()
    on_paper(text)
    for figure in text.select("figure[id], figure"):
        draw(figure, html, source, files)
    for folded in text.select("details"):
        unfold(folded, source)
    for frame in text.select(".table-frame"):
        for key in ("role", "aria-label"):
            frame.attrs.pop(key, None)
    for link in text.select("a[href]"):
        address = target(str(link["href"]), name, names)
        if address:
            link["href"] = address
        else:
            link.unwrap()
    for link in text.select(".mark a[href]"):
        link["epub:type"] = "noteref"
        link["role"] = "doc-noteref"
    for element in text.find_all(True):
        for key in [key for key in element.attrs if key.startswith("data-") or key == "download"]:
            del element[key]
        if element.get("lang"):
            element["xml:lang"] = element["lang"]
    text.name = "section"
    return text


def draw(figure: Tag, html: Path, source: BeautifulSoup, files: dict[str, bytes]) -> None:
    """Show a figure's drawing as the file that keeps its source, with its alternative in words."""
    drawings = figure.select(".drawing")
    if not drawings:
        return
    place = figure.get("id") or next(
        (
            part["id"]
            for part in figure.find_all(True)
            if str(part.get("id", "")).startswith("fig-")
        ),
        "",
    )
    drawn = html / "_figures" / f"{place}.svg"
    alternative = str(drawings[0].get("aria-label", ""))
    for more in drawings[1:]:
        more.decompose()
    if not drawn.is_file():
        raise Refused([Fault(paths.shown(drawn), "", "is missing; build the book again")])
    files[f"{place}.svg"] = drawn.read_bytes()
    image = source.new_tag("img", src=f"{place}.svg", alt=alternative)
    drawings[0].replace_with(image)
    for title in figure.select(".figure-title"):
        title.decompose()  # the drawing's file has it


def unfold(folded: Tag, source: BeautifulSoup) -> None:
    """Show what a page folds away; the notes are the notes of their chapter."""
    notes = "notes" in folded.get_attribute_list("class")
    summary = folded.find("summary")
    if isinstance(summary, Tag):
        summary.name = "h2" if notes else "p"
    folded.name = "section" if notes else "div"
    folded.attrs.pop("open", None)
    if notes:
        folded["epub:type"], folded["role"] = "endnotes", "doc-endnotes"


def target(link: str, name: str, names: list[str]) -> str:
    """Where a link of a page leads in the EPUB; nowhere where it is to a file beside the book."""
    parts = urlsplit(link)
    if parts.scheme in ("http", "https", "mailto"):
        return link
    folder = name.rpartition("/")[0]
    path = os.path.normpath(f"{folder}/{unquote(parts.path)}") if parts.path else f"{name}.html"
    docname = path.removesuffix(".html")
    if docname not in names:
        return ""
    return f"{stem(docname)}.xhtml" + (f"#{parts.fragment}" if parts.fragment else "")


def headings(text: Tag) -> list[tuple[str, str]]:
    """The sections of a page: the id of each, and its heading."""
    return [
        (str(place["id"]), heading.get_text())
        for heading in text.select("h2")
        if (place := heading.find_parent("section")) and place.get("id")
    ]


def navigation(sections: list[tuple[str, str, list[tuple[str, str]]]]) -> str:
    """The contents, and the parts of the book for programs."""
    lines = []
    for name, title, parts in sections:
        inner = "".join(
            f'<li><a href="{name}.xhtml#{place}">{escape(words)}</a></li>' for place, words in parts
        )
        below = f"<ol>{inner}</ol>" if inner else ""
        lines.append(f'<li><a href="{name}.xhtml">{escape(title)}</a>{below}</li>')
    first = sections[0][0]
    return (
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>Contents</h1><ol>{"".join(lines)}</ol>'
        '</nav>\n<nav epub:type="landmarks" hidden="hidden"><h2>Landmarks</h2><ol>'
        '<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>'
        '<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>'
        f'<li><a epub:type="bodymatter" href="{first}.xhtml">Text</a></li></ol></nav>'
    )


TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def opf(files: dict[str, bytes], order: list[str]) -> str:
    """The package document: what the book is, its files, and their order."""
    whole, known = citation.book(), edition()
    identifier = known.doi and f"https://doi.org/{known.doi}"
    name = f"{whole['title']}, version {known.version}"
    identifier = identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    authors = [citation.name(author) for author in whole["authors"]]
    people = [a.get("literal") or f"{a['given']} {a['family']}" for a in authors]
    said = [
        f'<dc:identifier id="id">{escape(identifier)}</dc:identifier>',
        f"<dc:title>{escape(whole['title'])}</dc:title>",
        *(f"<dc:creator>{escape(person)}</dc:creator>" for person in people),
        f"<dc:language>{LANGUAGE}</dc:language>",
        f"<dc:publisher>{escape(whole['publisher'])}</dc:publisher>",
        f"<dc:date>{whole['date']}</dc:date>",
        f"<dc:description>{escape(whole['description'])}</dc:description>",
        "<dc:rights>Text and coded data: CC BY 4.0. The articles quoted belong to their "
        "publishers.</dc:rights>",
        f'<meta property="dcterms:modified">{whole["date"]}T00:00:00Z</meta>',
        '<meta name="cover" content="cover-png"/>',
    ]
    said += [
        f'<meta property="schema:{term}">{escape(value)}</meta>'
        for term, values in ACCESS.items()
        for value in values
    ]
    extra = {"nav.xhtml": ' properties="nav"', "cover.png": ' properties="cover-image"'}
    items = [
        f'<item id="{file.replace(".", "-")}" href="{file}" '
        f'media-type="{TYPES[Path(file).suffix]}"{extra.get(file, "")}/>'
        for file in sorted(files)
    ]
    spine = [f'<itemref idref="{part}-xhtml"/>' for part in ("cover", "nav", *order)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package version="3.0" '
        f'xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" xml:lang="{LANGUAGE}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{chr(10).join(said)}\n'
        f"</metadata>\n<manifest>\n{chr(10).join(items)}\n</manifest>\n"
        f"<spine>\n{chr(10).join(spine)}\n</spine>\n</package>\n"
    )


def cover(title: str) -> bytes:
    """The cover as PNG: the title on the paper of the book, with its rule."""
    import matplotlib
    from PIL import Image, ImageDraw, ImageFont

    from unsigned_treaty.exhibits import drawing as looks

    # Fonts that come with matplotlib, so that every machine draws the same.
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    width, height = 1200, 1800
    image = Image.new("RGB", (width, height), looks.PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 40, height), fill=looks.ACCENT)
    name, _, rest = title.partition(": ")
    for words, face, size, top, colour, letters in (
        (name, "DejaVuSerif", 150, 420, looks.INK, 11),
        (rest, "DejaVuSans", 54, 1000, looks.FAINT, 30),
    ):
        font = ImageFont.truetype(str(fonts / f"{face}.ttf"), size)
        lines = "\n".join(textwrap.wrap(words, letters))
        draw.multiline_text((140, top), lines, font=font, fill=colour, spacing=size // 3)
    written = io.BytesIO()
    image.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()
