"""References: the list of sources, and what all of them offer to be taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes

from unsigned_treaty.citing import bibliography, outside
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.site.cite_panels import all_sources, files

HEADINGS = {True: "The articles", False: "Other pages"}


def reference_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """The exhibit of kind "references": all sources as files, then each source.

    An entry has its citation key as id and label, so that the whole book can link to it, and an
    element that reference managers read (COinS).  How it is cited, the page's script fetches when
    a reader asks (:mod:`~.cite_panels`).
    """
    works = bibliography.items(articles.catalogue(), cited_pages.read_pages())
    every = files(all_sources(), "all sources", "All sources as one file: ") + (
        f'<div class="cite-files"><a href="../{outside.LIST}" download>Their addresses, '
        "what cites each, and the day on which it was read</a></div>\n"
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
    """One source: its label, its reference, and what reference managers read."""
    label = nodes.inline("", entry["label"], classes=["label"])
    words = map(run_node, entry["runs"])
    below = nodes.raw("", bibliography.coins(work), format="html")
    item = nodes.list_item("", label, nodes.paragraph("", "", *words), below, classes=["citation"])
    item["names"].append(str(entry["key"]))
    document.note_explicit_target(item)
    return item


def run_node(run: Mapping[str, Any]) -> nodes.Node:
    """A piece of a reference: a link, set off, or plain."""
    if "address" in run:
        return nodes.reference("", run["text"], refuri=run["address"])
    return nodes.emphasis("", run["text"]) if run.get("em") else nodes.Text(run["text"])
