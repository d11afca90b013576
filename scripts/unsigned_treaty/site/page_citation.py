"""The colophon: how each page is cited, by readers, reference managers and link previews.

Tags and links in its head, a box "Cite this chapter" and the version below its text, lines that
cite each quotation, table and figure, and beside the page its citation as files and a picture for
previews.  All of it comes from ``citing``, so that page, box and files cannot disagree.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from unsigned_treaty.citing import (
    bibliography,
    citation,
    datasets,
    machine_readable,
    outside,
    styles,
)
from unsigned_treaty.citing.formats import FORMATS, formats
from unsigned_treaty.coding import tables
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project import chapters
from unsigned_treaty.project import edition as editions
from unsigned_treaty.project.dates import written
from unsigned_treaty.project.edition import Edition
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import elements, figure_files, link_pictures
from unsigned_treaty.site.cite_panels import (
    FOLDER,
    all_sources,
    copy_button,
    folded,
    scripts,
    statement_lines,
)

CORRECTIONS, REFERENCES = "book/corrections", "book/references"
REGISTER = elements.REGISTER
VIEWPORT = re.compile(r'<meta[^>]*name="viewport"[^>]*>\n?')


def setup(app: Sphinx) -> None:
    """Register the colophon with Sphinx."""
    app.add_node(elements.cite_slot, html=(open_slot, close_slot))
    # Every page is written anew when what they all say changes.
    app.add_config_value("treaty_edition", "", "html", [str])
    app.connect("config-inited", know_edition)
    # After what fills the last cells of the register, to which lines are added.
    app.connect("doctree-resolved", fill_slots, priority=900)
    app.connect("html-page-context", add_colophon)


def know_edition(app: Sphinx, config: Any) -> None:
    """Learn the version and the addresses, before anything is read."""
    try:
        known = editions.edition()
    except Refused as refused:
        raise ExtensionError(str(refused)) from None
    config.treaty_edition = known.model_dump_json()
    config.html_baseurl = known.address


def edition_of(app: Sphinx) -> Edition:
    """The edition as it was known when the build began."""
    return Edition.model_validate_json(app.config.treaty_edition)


def citable(docname: str, root_doc: str) -> bool:
    """Whether a page is cited as itself: chapters are, and the landing page for the whole book."""
    return docname == root_doc or chapters.file(docname).suffix == ".ipynb"


# The pages


def add_colophon(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add a page's tags to its head, and its citation and version below its text."""
    if app.builder.name != "html":
        return
    # The book's frame has this tag itself.
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", ""))
    if pagename not in chapters.contents():
        return
    about = chapters.record(chapters.file(pagename))
    root_doc, known = app.config.root_doc, edition_of(app)
    work = citation.item(pagename, known) if citable(pagename, root_doc) else None
    stem = Path(pagename).name
    tags = [machine_readable.meta("description", about["description"])]
    tags += machine_readable.preview_tags(
        work,
        about,
        citation.book()["title"].partition(":")[0],
        known.page(pagename),
        # Without a base address the picture is named relative to the page.
        f"{known.address}{pagename}.png" if known.address else f"{stem}.png",
        link_pictures.SIZE,
        figure_files.first_in_words(app.env, pagename),
    )
    if work and pagename != REFERENCES:
        # There reference managers read the sources instead, for their readers to choose from.
        tags += head(app, pagename, work, known)
    context["metatags"] = "\n".join([context["metatags"], *tags])
    corrections = ""
    if CORRECTIONS in app.env.found_docs:
        corrections = app.builder.get_relative_uri(pagename, CORRECTIONS)
    below = box(work, stem, bool(known.address)) if work else ""
    below += edition_line(known, about, corrections)
    context["body"] = outside.lasting(context.get("body", "") + below, read_days(known))


def head(app: Sphinx, pagename: str, work: Mapping[str, Any], known: Edition) -> list[str]:
    """What the head of a page that is cited as itself says to programs."""
    landing = pagename == app.config.root_doc

    def relative(path: str) -> str:
        return f"{'../' * pagename.count('/')}{path}"

    def address(path: str) -> str:
        return f"{known.address}{path}" if known.address else relative(path)

    offered = datasets.offered()
    items = [(relative(path), kind) for path, kind, _, _ in offered]
    described = [
        machine_readable.dataset(work, known, name, description, address(path), kind)
        for path, kind, name, description in offered
    ]
    home = "" if landing else app.builder.get_relative_uri(pagename, app.config.root_doc)
    return [
        *machine_readable.citation_tags(work, known, known.pdf if landing else ""),
        *machine_readable.signposts(
            work,
            Path(pagename).name,
            relative(f"_sources/{pagename}.ipynb"),
            items if landing else [],
            home,
        ),
        machine_readable.json_ld(work, known, described if landing else []),
    ]


def label(work: Mapping[str, Any]) -> str:
    """What a reader does with a page that is cited as itself."""
    return f"Cite this {'book' if work['type'] == 'book' else 'chapter'}"


def box(work: Mapping[str, Any], stem: str, addressed: bool) -> str:
    """How to cite the page, readable without JavaScript; buttons copy, links download."""
    cited = citation.in_styles(work)
    choices = "".join(
        f'<label><input type="radio" name="cite-style" value="{name}"'
        f"{' checked' if name == 'chicago' else ''}> {styles.STYLES[name].label}</label>\n"
        for name in cited
    )
    parts = [
        f'<details class="cite-box" id="cite">\n<summary>{label(work)}</summary>\n',
        f'<fieldset class="cite-styles js-only"><legend>Style</legend>\n{choices}</fieldset>\n',
        *(style_block(name, forms) for name, forms in cited.items()),
    ]
    if not addressed:
        parts.append(
            '<p class="cite-missing">This copy does not know its address. '
            '<span class="cite-unfilled">Complete the reference with the address at which you '
            "read it; in the formats below it is the field url (BibTeX: in the note), UR (RIS) or "
            "URL (CSL-JSON).</span>"
            '<span class="cite-filled" hidden>The address above is the one at which you read this '
            "page; the files below do not have it.</span></p>\n"
        )
    for name, text in formats(work).items():
        ending = FORMATS[name]
        target = f"cite-{ending.partition('.')[0]}"
        parts.append(
            f'<div class="cite-format" role="group" aria-label="{name}">\n<p>{name}</p>\n'
            f'<pre id="{target}">{escape(text, quote=False)}</pre>\n'
            f"{copy_button(target, f'Copy {name}')}"
            f'<a href="{stem}.{ending}" download="{work["id"]}.{ending}">Download {name}</a>\n'
            "</div>\n"
        )
    return "".join([*parts, "</details>\n"])


def style_block(name: str, forms: styles.Cited) -> str:
    """A work in one style: the reference, and what stands in the text or the note."""
    style = styles.STYLES[name].label
    place = "Note" if name == "chicago-notes" else "In the text"
    entry = "Bibliography" if name == "chicago-notes" else "Reference"
    lines = "".join(
        f'<p class="cite-place">{where}</p>\n'
        f'<p class="cite-reference" id="cite-{name}-{part}">{html}</p>\n'
        f"{copy_button(f'cite-{name}-{part}', f'Copy: {style}, {where.lower()}')}"
        for part, where, html in (
            ("entry", entry, forms.reference),
            ("text", place, forms.in_text),
        )
    )
    return (
        f'<div class="cite-style" data-style="{name}" role="group" aria-label="{style}">\n'
        f'<p class="cite-name">{style}</p>\n{lines}</div>\n'
    )


def edition_line(known: Edition, about: Mapping[str, Any], corrections: str) -> str:
    """Which edition a reader has before them: version, stated dates, and the commit if known.

    A version that is published under an address of its own says where the newest one is; the
    page's script looks there whether there is a newer one.
    """
    whole = citation.book()
    line = f"Version {escape(known.version)} of {written(whole['date'])}"
    if about.get("date", whole["date"]) != whole["date"]:
        line += f"; this chapter is of {written(about['date'])}"
    if known.repository and known.commit:
        address = escape(f"{known.repository}/commit/{known.commit}")
        line += f'; commit <a href="{address}"><code>{known.commit[:7]}</code></a>'
    if corrections:
        line += f'. <a href="{corrections}">What was corrected, and when</a>'
    newest = newest_address(known)
    if newest:
        line += (
            f'. <a class="newest" data-version="{escape(known.version)}" '
            f'href="{escape(newest)}">The newest version</a>'
        )
    return f'<p class="edition">{line}.</p>\n'


def newest_address(known: Edition) -> str:
    """Where the newest version is, of a version under an address of its own; else nothing."""
    own = f"v{known.version}/"
    return known.address.removesuffix(own) if known.address.endswith(f"/{own}") else ""


def read_days(known: Edition) -> dict[str, str]:
    """The day on which each recorded page was read, by address, and under "" the book's own."""
    frames = articles.catalogue(), cited_pages.read_pages()
    days = {
        url: day
        for frame in frames
        for url, day in zip(frame["url"], frame["urldate"], strict=True)
    }
    return {**days, "": citation.book()["date"]}


# What stands in a page


def fill_slots(app: Sphinx, doctree: Any, docname: str) -> None:
    """Write into each slot how to cite the quotation, table or figure that stands before it."""
    if app.builder.name != "html":
        return
    slots = list(doctree.findall(elements.cite_slot))
    if not slots:
        return
    known = edition_of(app)
    work = citation.item(docname, known)
    catalogue, pages = articles.catalogue(), cited_pages.read_pages()
    here = known.page(docname) or f"{docname}.html"
    references = app.builder.get_relative_uri(docname, REFERENCES)
    coded, speakers = elements.statements(), tables.read_table("speakers")
    for slot in slots:
        about = dict(slot["about"])
        kind, anchor = about["kind"], about["anchor"]
        place = f"{here}#{anchor}"
        if kind in ("quotation", "rows"):
            row = coded.loc[statement_of(about)]
            short = citation.short_name(row["speaker"], speakers)
            lines = statement_lines(row, catalogue.loc[row["article"]], place, work, anchor, short)
            slot["html"] = folded(kind, lines) if kind == "quotation" else without_scripts(lines)
            continue
        numbered = app.env.toc_fignumbers.get(docname, {})
        about["label"] = " ".join([kind.capitalize(), *map(str, numbered[kind][anchor])])
        html = citation.cite_line(about, work, place, catalogue, pages)
        below = citation.listed_pages(about, pages, references)
        slot["html"] = folded(kind, [("", f"cite-{anchor}", html)], below)


def without_scripts(lines: list[tuple[str, str, str]]) -> str:
    """The first of a statement's lines, for readers to whom no script offers those of the rest."""
    return (
        '<noscript><p class="table-note">With scripts, each statement offers how to cite it. '
        f"Without them, cite one as here the first: {lines[0][2]}</p></noscript>\n"
    )


def statement_of(about: Mapping[str, Any]) -> str:
    """The id of the statement that a quotation quotes."""
    keys = [part["key"] for part in about["rests_on"] if part["kind"] == "statement"]
    return str(keys[0]) if keys else str(about["anchor"]).removeprefix("quote-")


def open_slot(self: Any, node: elements.cite_slot) -> None:
    """Write what was put into the slot; nothing of it is a node, so no search finds it."""
    self.body.append(node.get("html", ""))


def close_slot(self: Any, node: elements.cite_slot) -> None:
    """A slot has no end of its own."""


# Files beside the pages


def files(app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
    """The files of each page that was written: path below the book's folder, and content."""
    known = edition_of(app)
    whole = citation.book()
    for docname in sorted(app.env.found_docs):
        title = whole["title"]
        if docname != app.config.root_doc:
            title = chapters.record(chapters.file(docname))["title"]
        yield (
            f"{docname}.png",
            link_pictures.picture(title, whole["title"], figure_files.first(app.env, docname)),
        )
        if citable(docname, app.config.root_doc):
            for name, text in formats(citation.item(docname, known)).items():
                yield f"{docname}.{FORMATS[name]}", text


def source_files() -> Iterator[tuple[str, str]]:
    """The sources in each format, one by one and all together, by path below the book's folder."""
    works = bibliography.items(articles.catalogue(), cited_pages.read_pages())
    for name, text in formats(works.values()).items():
        yield f"{FOLDER}/{all_sources()}.{FORMATS[name]}", text
    for key, work in works.items():
        for name, text in formats(work).items():
            yield f"{FOLDER}/{key}.{FORMATS[name]}", text


def cite_scripts(known: Edition) -> Iterator[tuple[str, str]]:
    """The scripts that cite the sources and, where the book has a register, its statements."""
    said = elements.statements()
    listed = REGISTER in chapters.contents()
    work = citation.item(REGISTER, known) if listed else {}
    place = known.page(REGISTER) or f"{REGISTER}.html"
    return scripts(said if listed else said.iloc[:0], work, place, read_days(known))


def write_page_files(app: Sphinx) -> None:
    """Write the citations of the pages in every format, and their pictures for previews."""
    write_all(files(app), Path(app.outdir))


def write_record_files(app: Sphinx) -> None:
    """Write the citations of the sources in every format, coded data, lists of addresses."""
    known = edition_of(app)
    out = Path(app.outdir)
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    made: list[tuple[str, str | bytes]] = [*source_files(), *cite_scripts(known)]
    made += datasets.files(known)
    made.append((outside.LIST, outside.listed()))
    if known.address:
        listed = [
            (known.page(docname), chapters.told(chapters.file(docname)).get("date", ""))
            for docname in chapters.contents()
        ]
        day = citation.book()["date"]
        dated = [(address, str(stated or day)) for address, stated in listed]
        made.append(("sitemap.xml", machine_readable.sitemap(dated)))
    write_all(made, out)


def write_all(made: Iterable[tuple[str, str | bytes]], out: Path) -> None:
    """Write files, each given by its path below a folder, and its content."""
    for name, content in made:
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
