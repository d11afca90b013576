"""References: what each source of the list offers: to be cited, and to be taken along."""

from __future__ import annotations

from html import escape

from docutils import nodes

from unsigned_treaty.citing import bibliography, styles
from unsigned_treaty.citing.formats import FORMATS
from unsigned_treaty.corpus import articles, cited_pages

# Where the sources stand as files, below the book's folder, and the name of those that hold all.
FOLDER = "_cited"
ALL = "unsigned-treaty-sources"


def of_source(key: str) -> nodes.Node:
    """Below a source: an element that reference managers read, and, folded, how to cite it.

    An article is given in every style; any source is a file in each format.
    """
    records, pages = articles.catalogue(), cited_pages.read_pages()
    work = (
        bibliography.article_item(key, records.loc[key])
        if key in records.index
        else bibliography.page_item(key, pages.loc[key])
    )
    lines = []
    if work["type"] == "article-newspaper":
        for name, style in styles.STYLES.items():
            html = styles.cited(work, name).reference
            lines.append((style.label, f"cite-{key}-{name}", html))
    html = bibliography.coins(work) + folded("source", lines, files(key, key))
    return nodes.raw("", html, format="html")


def of_all() -> nodes.Node:
    """Above the list: all sources as files."""
    return nodes.raw("", f"{files(ALL, 'all sources', 'All sources: ')}", format="html")


def files(name: str, what: str, before: str = "") -> str:
    """Links to a source, or all of them, as a file in every format; HTML."""
    links = "".join(
        f'<a href="../{FOLDER}/{escape(name)}.{ending}" download>{label}'
        f'<span class="visually-hidden"> of {escape(what)}</span></a>\n'
        for label, ending in FORMATS.items()
    )
    return f'<p class="cite-files">{before}{links}</p>\n'


def folded(noun: str, lines: list[tuple[str, str, str]], below: str = "") -> str:
    """Lines to copy, folded away: each with its name, if it has one, its id and its HTML."""
    parts = "".join(
        (f'<p class="cite-place">{name}</p>\n' if name else "")
        + f'<p class="cite-text" id="{target}">{html}</p>\n'
        + copy_button(target, f"Copy: {name}" if name else "Copy")
        for name, target, html in lines
    )
    return (
        '<details class="cite-item"><summary>Cite<span class="visually-hidden">'
        f' this {noun}</span></summary>\n<div class="panel">\n{parts}{below}</div></details>\n'
    )


def copy_button(target: str, said: str) -> str:
    """A button that copies the element with the id ``target``, as rich and as plain text."""
    return (
        f'<button type="button" class="copy js-only" data-cite="{target}" aria-live="polite">'
        f"{said}</button>\n"
    )
