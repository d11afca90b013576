"""Outputs: exhibits among a chapter's outputs, built into the book as elements of its own.

Every element is made as a node, never from markup, so that an article's words stay words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes

from unsigned_treaty import exhibits


class Outputs:
    """Renders exhibits among a chapter's outputs, as a plug-in of MyST-NB."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [("*", exhibits.MIME, 0)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Turn an exhibit into the book's own elements; leave every other output alone."""
        if data.mime_type != exhibits.MIME or inline:
            return None
        document = renderer.renderer.document
        makers = {"quotation": quotation_nodes, "table": table_nodes, "figure": figure_nodes}
        return [*makers[data.content["kind"]](data.content, document), slot(data.content)]


class cite_slot(nodes.Element, nodes.General):  # noqa: N801
    """Where a page says how to cite what stands before it: ``about``, and later its ``html``."""


def slot(content: Mapping[str, Any]) -> cite_slot:
    """A slot that knows an exhibit's kind, its address in the page and the labels it links to."""
    quotation = content["kind"] == "quotation"
    linked = [
        run["ref"]
        for row in content.get("rows", [])
        for cell in row
        for run in cell
        if "ref" in run
    ]
    about = {
        "kind": content["kind"],
        "anchor": f"quote-{content['id']}" if quotation else content["name"],
        "refs": [content["article"]] if quotation else linked,
        **{key: content[key] for key in ("speaker", "paragraph", "caption") if key in content},
    }
    return cite_slot("", about=about)


class block(nodes.Element, nodes.General):  # noqa: N801
    """An HTML element that docutils has no node for: ``tag`` and ``attributes`` say which."""


def open_block(self: Any, node: block) -> None:
    """Write the start tag."""
    extra = {name: value for name, value in node["html"].items() if value}
    self.body.append(self.starttag(node, node["tag"], "", **extra))


def close_block(self: Any, node: block) -> None:
    """Write the end tag."""
    self.body.append(f"</{node['tag']}>\n")


def element(tag: str, *children: nodes.Node, classes: tuple[str, ...] = (), **html: str) -> block:
    """A block of one HTML tag, with its classes, attributes and children."""
    node = block("", *children, tag=tag, html=html)
    node["classes"] += list(classes)
    return node


def link(text: str, target: str) -> addnodes.pending_xref:
    """A link to a label of the book: a citation key, a statement id, a table, a figure."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="ref",
        refexplicit=True,
        refwarn=True,
        reftarget=target,
    )


def quotation_nodes(content: Mapping[str, Any], _: nodes.document) -> list[nodes.Element]:
    """A quotation as a figure: the words, then who speaks, through whom, when, and where."""
    words: list[nodes.Node] = []
    for place, span in enumerate(content["spans"]):
        if place:
            words.append(nodes.inline("", " […] ", classes=["elision"]))
        text = f"“{span}”" if content["marked"] else span
        words.append(nodes.inline("", text))
    quoted = element("blockquote", nodes.paragraph("", "", *words), lang=content["language"])
    voice = exhibits.voice_line(content)
    speaker = nodes.paragraph(
        "",
        "",
        nodes.strong("", content["speaker"]),
        nodes.Text(f", {voice}" if voice else ""),
        classes=["speaker"],
    )
    source = nodes.paragraph(
        "",
        "",
        nodes.inline("", content["manner"], classes=["manner"]),
        nodes.Text(f": {exhibits.source_line(content)} ("),
        link(content["citation"], content["article"]),
        nodes.Text("; "),
        link(content["id"], content["id"]),
        nodes.Text(")."),
        classes=["source"],
    )
    kind = "spoken" if content["marked"] else "reported"
    figure = element(
        "figure", quoted, element("figcaption", speaker, source), classes=("quotation", kind)
    )
    figure["ids"].append(f"quote-{content['id']}")
    return [figure]


def table_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """A numbered, captioned table with its note."""
    columns = content["columns"]
    head = nodes.thead("", nodes.row("", *[_entry([{"text": c["label"]}], c) for c in columns]))
    body = nodes.tbody()
    for row in content["rows"]:
        body += nodes.row("", *[_entry(cell, c) for cell, c in zip(row, columns, strict=True)])
    for node, name in zip(body, content["addresses"], strict=False):
        _address(node, name, document)
    specs = [nodes.colspec(colwidth=1) for _ in columns]
    if content["headed"]:
        specs[0]["stub"] = 1
    group = nodes.tgroup("", *specs, head, body, cols=len(columns))
    table = nodes.table("", nodes.title("", content["caption"]), group, classes=["exhibit"])
    _address(table, content["name"], document)
    frame = element("div", table, classes=("table-frame",), tabindex="0", role="region")
    frame["html"]["aria-label"] = content["caption"]
    found: list[nodes.Element] = [frame]
    if content["note"]:
        found.append(nodes.paragraph("", content["note"], classes=["table-note"]))
    return found


def _entry(cell: list[dict[str, str]], column: Mapping[str, Any]) -> nodes.entry:
    parts = [
        link(run["text"], run["ref"]) if "ref" in run else nodes.Text(run["text"]) for run in cell
    ]
    classes = ["numeric"] if column["numeric"] else []
    return nodes.entry("", nodes.paragraph("", "", *parts), classes=classes)


def figure_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """A numbered figure drawn in SVG, with its caption and its alternative in words."""
    svg = nodes.raw("", content["svg"], format="html")
    drawing = element("div", svg, classes=("drawing",), role="img")
    drawing["html"]["aria-label"] = content["alt"]
    figure = nodes.figure("", drawing, nodes.caption("", content["caption"]))
    _address(figure, content["name"], document)
    return [figure]


def _address(node: nodes.Element, name: str, document: nodes.document) -> None:
    """Give a node the id and label ``name``."""
    node["names"].append(name)
    document.note_explicit_target(node)
