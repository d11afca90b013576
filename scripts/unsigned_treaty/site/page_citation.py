"""The colophon: what each page says of itself, for readers, reference managers and link previews.

Tags in its head, a box "Cite this chapter" and the edition below its text, a line to cite each
quotation, table and figure, and beside the page its citation as files and a picture for previews.
All of it comes from ``citing.citation``, so that page, box and files cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from unsigned_treaty.citing import citation
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project import chapters
from unsigned_treaty.project import edition as editions
from unsigned_treaty.project.dates import written
from unsigned_treaty.project.edition import Edition
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import elements, link_pictures

CORRECTIONS = "book/corrections"
STATEMENT = re.compile(r"([a-z][a-z0-9]*)-[0-9]{2}")


def setup(app: Sphinx) -> None:
    """Register the colophon with Sphinx."""
    app.add_node(elements.cite_slot, html=(open_slot, close_slot))
    # Every page is written anew when what they all say changes.
    app.add_config_value("treaty_edition", "", "html", [str])
    app.connect("config-inited", know_edition)
    app.connect("doctree-resolved", fill_slots)
    app.connect("html-page-context", add_colophon)
    app.connect("build-finished", write_files)


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
    """Add a page's tags to its head, and its citation and edition below its text."""
    if app.builder.name != "html" or pagename not in chapters.contents():
        return
    about = chapters.record(chapters.file(pagename))
    root_doc, known = app.config.root_doc, edition_of(app)
    cited = citation.item(pagename, known) if citable(pagename, root_doc) else None
    tags = [meta("description", about["description"])]
    tags += preview_tags(pagename, about, cited, known)
    if cited:
        tags += citation_tags(cited)
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])
    corrections = ""
    if CORRECTIONS in app.env.found_docs:
        corrections = app.builder.get_relative_uri(pagename, CORRECTIONS)
    below = box(cited, Path(pagename).name, bool(known.address)) if cited else ""
    below += edition_line(known, about, corrections)
    context["body"] = context.get("body", "") + below


def meta(name: str, content: str, key: str = "name") -> str:
    """One tag of a page's head."""
    return f'<meta {key}="{escape(name)}" content="{escape(content)}">'


def citation_tags(cited: Mapping[str, Any]) -> list[str]:
    """What a reference manager reads: all but the abstract and the language of the page.

    The book's title is ``citation_inbook_title``: with ``citation_book_title`` Zotero loses it.
    The edition travels as ``prism.edition``, the one name for it that Zotero knows.
    """
    year, month, day = cited["issued"]["date-parts"][0]
    tags = [meta("citation_title", cited["title"])]
    tags += [meta("citation_author", citation.inverted(author)) for author in cited["author"]]
    tags.append(meta("citation_publication_date", f"{year}/{month:02}/{day:02}"))
    if "container-title" in cited:
        tags.append(meta("citation_inbook_title", cited["container-title"]))
    tags.append(meta("citation_publisher", cited["publisher"]))
    tags.append(meta("citation_language", cited["language"]))
    tags.append(meta("prism.edition", cited["edition"]))
    if "DOI" in cited:
        tags.append(meta("citation_doi", cited["DOI"]))
    if "URL" in cited:
        tags.append(meta("citation_public_url", cited["URL"]))
    return tags


def preview_tags(
    docname: str, about: Mapping[str, Any], cited: Mapping[str, Any] | None, known: Edition
) -> list[str]:
    """What is shown where someone passes on a link to the page (Open Graph).

    Without a base address the picture is named relative to the page.
    """
    kinds = {"book": "book", "chapter": "article"}
    picture = f"{known.address}{docname}.png" if known.address else f"{Path(docname).name}.png"
    width, height = link_pictures.SIZE
    title = cited["title"] if cited else about["title"]
    said = {
        "og:type": kinds[cited["type"]] if cited else "website",
        "og:title": title,
        "og:description": about["description"],
        "og:site_name": citation.book()["title"].partition(":")[0],
        "og:locale": "en_GB",
        "og:url": known.page(docname),
        "og:image": picture,
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": f"The title of the page: {title}",
    }
    tags = [meta(name, value, "property") for name, value in said.items() if value]
    return [*tags, meta("twitter:card", "summary_large_image")]


def box(cited: Mapping[str, Any], stem: str, addressed: bool) -> str:
    """How to cite the page, readable without JavaScript; buttons copy, links download."""
    what = "book" if cited["type"] == "book" else "chapter"
    parts = [
        f'<details class="cite-box" id="cite">\n<summary>Cite this {what}</summary>\n',
        f'<p class="cite-reference" id="cite-reference">{citation.reference(cited)}</p>\n',
        copy_button("cite-reference", "Copy the reference"),
    ]
    if not addressed:
        parts.append(
            '<p class="cite-missing">This copy does not know its address. Complete the reference '
            "with the address at which you read it; in the formats below it is the field url "
            "(BibTeX), UR (RIS) or URL (CSL-JSON).</p>\n"
        )
    for label, text in citation.formats(cited).items():
        name, ending = f"cite-{citation.FORMATS[label]}", citation.FORMATS[label]
        parts.append(
            f'<div class="cite-format" role="group" aria-label="{label}">\n<p>{label}</p>\n'
            f'<pre id="{name}">{escape(text, quote=False)}</pre>\n'
            f"{copy_button(name, f'Copy {label}')}"
            f'<a href="{stem}.{ending}" download="{cited["id"]}.{ending}">Download {label}</a>\n'
            "</div>\n"
        )
    return "".join([*parts, "</details>\n"])


def copy_button(target: str, label: str) -> str:
    """A button that copies the words of the element with the id ``target``."""
    return (
        f'<button type="button" class="copy" data-copy="{target}" aria-live="polite">'
        f"{label}</button>\n"
    )


def edition_line(known: Edition, about: Mapping[str, Any], corrections: str) -> str:
    """Which edition a reader has before them: version, stated dates, and the commit if known."""
    whole = citation.book()
    line = f"Version {escape(known.version)} of {written(whole['date'])}"
    if about.get("date", whole["date"]) != whole["date"]:
        line += f"; this chapter is of {written(about['date'])}"
    if known.repository and known.commit:
        address = escape(f"{known.repository}/commit/{known.commit}")
        line += f'; commit <a href="{address}"><code>{known.commit[:7]}</code></a>'
    if corrections:
        line += f'. <a href="{corrections}">What was corrected, and when</a>'
    return f'<p class="edition">{line}.</p>\n'


# What stands in a page


def fill_slots(app: Sphinx, doctree: Any, docname: str) -> None:
    """Write into each slot how to cite the quotation, table or figure that stands before it."""
    slots = list(doctree.findall(elements.cite_slot))
    if app.builder.name != "html" or not slots:
        return
    known = edition_of(app)
    cited = citation.item(docname, known)
    frames = articles.catalogue(), cited_pages.read_pages()
    for slot in slots:
        about = {**slot["about"], "sources": sources(slot["about"]["refs"], docname, *frames)}
        kind, anchor = about["kind"], slot["about"]["anchor"]
        number = app.env.toc_fignumbers.get(docname, {}).get(kind, {}).get(anchor, ())
        about["label"] = " ".join([kind.capitalize(), *map(str, number)])
        place = f"{known.page(docname) or docname + '.html'}#{anchor}"
        text, linked = citation.cite_text(about, cited, place, *frames), escape(place)
        words = escape(text).replace(linked, f'<a href="#{anchor}">{linked}</a>')
        slot["html"] = (
            f'<details class="cite-item"><summary>Cite<span class="visually-hidden"> this {kind}</span></summary>\n<div class="panel">\n'
            f'<p class="cite-text" id="cite-{anchor}">{words}</p>\n'
            f"{copy_button(f'cite-{anchor}', 'Copy')}</div></details>\n"
        )


def sources(refs: list[str], docname: str, corpus: pd.DataFrame, pages: pd.DataFrame) -> list[str]:
    """The citation keys on which something rests: those it links to, articles first.

    Where it links to no article, its chapter's own articles come before all else, and where
    neither names any source, it is all articles.
    """
    keys = dict.fromkeys(m[1] if (m := STATEMENT.fullmatch(ref)) else ref for ref in refs)
    named = [key for key in corpus.index if key in keys]
    others = [key for key in keys if key in pages.index]
    own = list(corpus.index[corpus["period"] == Path(docname).name])
    return [*(named or own), *others] or list(corpus.index)


def open_slot(self: Any, node: elements.cite_slot) -> None:
    """Write what was put into the slot; nothing of it is a node, so no search finds it."""
    self.body.append(node.get("html", ""))


def close_slot(self: Any, node: elements.cite_slot) -> None:
    """A slot has no end of its own."""


# Files beside the pages


def files(app: Sphinx) -> Iterator[tuple[str, bytes]]:
    """The files of each page that was written: path below the book's folder, and content."""
    known = edition_of(app)
    whole = citation.book()
    for docname in sorted(app.env.found_docs):
        title = whole["title"]
        if docname != app.config.root_doc:
            title = chapters.record(chapters.file(docname))["title"]
        yield f"{docname}.png", link_pictures.picture(title, whole["title"])
        if citable(docname, app.config.root_doc):
            for label, text in citation.formats(citation.item(docname, known)).items():
                yield f"{docname}.{citation.FORMATS[label]}", text.encode()


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write each page's citation in every format, and the picture for its previews."""
    if error or app.builder.name != "html":
        return
    for name, content in files(app):
        (Path(app.outdir) / name).write_bytes(content)
