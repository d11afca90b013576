"""References: the list of sources as the book shows it, each to be cited and taken along."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes

from unsigned_treaty.citing import bibliography
from unsigned_treaty.citing.formats import FORMATS
from unsigned_treaty.corpus import articles, cited_pages

# Where the sources stand as files, below the book's folder, and the name of those that hold all.
FOLDER = "_cited"
ALL = "unsigned-treaty-sources"
HEADINGS = {True: "The five articles", False: "Other pages"}


def reference_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """The exhibit of kind "references": all sources as files, then each source.

    An entry has its citation key as id and label, so that the whole book can link to it, an
    element that reference managers read (COinS), and the source as a file in each format.
    """
    works = bibliography.items(articles.catalogue(), cited_pages.read_pages())
    made: list[nodes.Element] = [offered(ALL, "All sources")]
    for article in (True, False):
        entries = [entry for entry in content["entries"] if entry["article"] is article]
        if not entries:
            continue
        # A rubric is no section: the page's own headings are the author's to write.
        made.append(nodes.rubric("", HEADINGS[article]))
        items = [entry_node(entry, works[entry["key"]], document) for entry in entries]
        made.append(nodes.bullet_list("", *items, classes=["references"]))
    return made


def entry_node(
    entry: Mapping[str, Any], work: Mapping[str, Any], document: nodes.document
) -> nodes.Element:
    """One source: its label, its reference, its files."""
    words: list[nodes.Node] = [
        nodes.inline("", f"[{entry['label']}]", classes=["label"]),
        nodes.Text(" "),
        *map(run_node, entry["runs"]),
    ]
    hidden = nodes.raw("", bibliography.coins(work), format="html")
    files = offered(entry["key"], "This source")
    paragraph = nodes.paragraph("", "", *words)
    item = nodes.list_item("", paragraph, hidden, files, classes=["citation"])
    item["names"].append(entry["key"])
    document.note_explicit_target(item)
    return item


def run_node(run: Mapping[str, Any]) -> nodes.Node:
    """A piece of a reference: a link, set off, or plain."""
    if "address" in run:
        return nodes.reference("", run["text"], refuri=run["address"])
    return nodes.emphasis("", run["text"]) if run.get("em") else nodes.Text(run["text"])


def offered(name: str, what: str) -> nodes.Element:
    """The files of a source, or of all of them, in every format."""
    links = "".join(
        f'<a href="../{FOLDER}/{escape(name)}.{ending}" download>{label}'
        f'<span class="visually-hidden"> of {escape(entry_name(name))}</span></a>\n'
        for label, ending in FORMATS.items()
    )
    html = f'<p class="cite-files"><span>{what}:</span> {links}</p>\n'
    return nodes.raw("", html, format="html")


def entry_name(name: str) -> str:
    """What a link's file holds, for those who hear the link and do not see the entry."""
    return "all sources" if name == ALL else name
