"""References: what each source of the list offers: to be cited, and to be taken along."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes

from unsigned_treaty.citing import bibliography, outside, styles
from unsigned_treaty.citing.formats import FORMATS
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project.edition import edition

# Where the sources stand as files, below the book's folder.
FOLDER = "_cited"
HEADINGS = {True: "The articles", False: "Other pages"}


def all_sources() -> str:
    """The name, without an ending, of the files that hold every source."""
    return f"{edition().name}-sources"


def reference_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """The exhibit of kind "references": all sources as files, then each source.

    An entry has its citation key as id and label, so that the whole book can link to it, an
    element that reference managers read (COinS), and, folded, how to cite it: an article in every
    style, any source as a file in each format.
    """
    works = bibliography.items(articles.catalogue(), cited_pages.read_pages())
    every = files(all_sources(), "all sources", "All sources as one file: ") + (
        f'<div class="cite-files"><a href="../{outside.LIST}" download>Their addresses</a>, with '
        "what cites each and the day on which it was read</div>\n"
    )
    made: list[nodes.Element] = [nodes.raw("", every, format="html")]
    for article in (True, False):
        entries = [entry for entry in content["entries"] if entry["article"] is article]
        if not entries:
            continue
        # A rubric is no section: the page's own headings are the author's to write.
        made.append(nodes.rubric("", HEADINGS[article]))
        items = [entry_node(entry, works[entry["key"]], document) for entry in entries]
        made.append(nodes.bullet_list("", *items, classes=["citation-list"]))
    return made


def entry_node(
    entry: Mapping[str, Any], work: Mapping[str, Any], document: nodes.document
) -> nodes.Element:
    """One source: its label, its reference, how to cite it."""
    label = nodes.inline("", entry["label"], classes=["label"])
    words = map(run_node, entry["runs"])
    key = str(entry["key"])
    lines = [
        (style.label, f"cite-{key}-{name}", styles.cited(work, name).reference)
        for name, style in styles.STYLES.items()
        if entry["article"]
    ]
    forms = folded("source", lines, files(key, entry["label"]))
    html = f'{bibliography.coins(work)}<div class="cite-row">{forms}</div>'
    below = nodes.raw("", html, format="html")
    item = nodes.list_item("", label, nodes.paragraph("", "", *words), below, classes=["citation"])
    item["names"].append(key)
    document.note_explicit_target(item)
    return item


def run_node(run: Mapping[str, Any]) -> nodes.Node:
    """A piece of a reference: a link, set off, or plain."""
    if "address" in run:
        return nodes.reference("", run["text"], refuri=run["address"])
    return nodes.emphasis("", run["text"]) if run.get("em") else nodes.Text(run["text"])


def files(name: str, what: str, before: str = "") -> str:
    """Links to a source, or all of them, as a file in every format; HTML."""
    links = "".join(
        f'<a href="../{FOLDER}/{escape(name)}.{ending}" download>{label}'
        f'<span class="visually-hidden"> of {escape(what)}</span></a>\n'
        for label, ending in FORMATS.items()
    )
    return f'<div class="cite-files">{before}{links}</div>\n'


def folded(noun: str, lines: list[tuple[str, str, str]], below: str = "") -> str:
    """Lines to copy, folded away: each with its name, if it has one, its id and its HTML."""
    parts = "".join(
        (f'<div class="cite-place">{name}</div>\n' if name else "")
        + f'<div class="cite-text" id="{target}">{html}</div>\n'
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
