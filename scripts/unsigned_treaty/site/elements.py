"""Outputs: exhibits among a chapter's outputs, built into the book as elements of its own.

Every element is made as a node, never from markup, so that an article's words stay words.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from unsigned_treaty.exhibits import exhibit

TABLES = "_tables"
REGISTER = "book/register"
# Characters in its longest cell from which a column needs room.
WIDE = 60


class Outputs:
    """Renders exhibits among a chapter's outputs, as a plug-in of MyST-NB."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [("*", exhibit.MIME, 0)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Turn an exhibit into the book's own elements; leave every other output alone."""
        if data.mime_type != exhibit.MIME or inline:
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
    extra = {name: value for name, value in node["html"].items() if value is not None}
    self.body.append(self.starttag(node, node["tag"], "", **extra))


def close_block(self: Any, node: block) -> None:
    """Write the end tag, where the element has one."""
    if node["tag"] == "input":
        return
    self.body.append(f"</{node['tag']}>\n")


class table_file(nodes.Element, nodes.Inline):  # noqa: N801
    """A link to a table's own data: ``name`` and ``rows``, the first being the header."""


def open_table_file(self: Any, node: table_file) -> None:
    """Write the start of the link, relative to the page that it stands on."""
    here = self.builder.get_target_uri(self.builder.current_docname)
    address = relative_uri(here, f"{TABLES}/{node['name']}.csv")
    self.body.append(self.starttag(node, "a", "", CLASS="table-file", href=address, download=""))


def close_table_file(self: Any, node: table_file) -> None:
    """Write its end."""
    self.body.append("</a>")


class data_row(nodes.row):  # noqa: N801
    """A table's row with what readers may choose it by: ``facets``, values by name."""


def open_data_row(self: Any, node: data_row) -> None:
    """Write the start of a row; several values of one facet stand in one attribute."""
    node.column = 0
    facets = {f"data-{name}": "|".join(values) for name, values in node["facets"].items()}
    self.body.append(self.starttag(node, "tr", "", **facets))


def close_data_row(self: Any, node: data_row) -> None:
    """Write its end."""
    self.body.append("</tr>\n")


class register_link(nodes.Element, nodes.Inline):  # noqa: N801
    """A link to the register that shows only some statements: ``query`` says which."""


def open_register_link(self: Any, node: register_link) -> None:
    """Write the start of the link."""
    here = self.builder.get_target_uri(self.builder.current_docname)
    address = relative_uri(here, self.builder.get_target_uri(REGISTER))
    self.body.append(self.starttag(node, "a", "", href=f"{address}?{node['query']}"))


def close_register_link(self: Any, node: register_link) -> None:
    """Write its end."""
    self.body.append("</a>")


def write_tables(env: BuildEnvironment, pages: list[str], folder: Path) -> None:
    """Write the data of every table of the pages as CSV (UTF-8) under its name."""
    folder.mkdir(exist_ok=True)
    for page in pages:
        for node in env.get_doctree(page).findall(table_file):
            with (folder / f"{node['name']}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(node["rows"])


def open_code(self: Any, node: nodes.Element) -> None:
    """Write the start of folded code."""
    self.body.append(
        '<details class="code"><summary><span class="closed">Show the code</span>'
        '<span class="opened">Hide the code</span></summary>\n'
    )


def close_code(self: Any, node: nodes.Element) -> None:
    """Write its end."""
    self.body.append("</details>\n")


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
    voice = exhibit.voice_line(content)
    speaker = nodes.paragraph(
        "",
        "",
        nodes.strong("", content["speaker"]),
        nodes.Text(f", {voice}" if voice else ""),
        classes=["speaker"],
    )
    translation: list[nodes.Node] = []
    if content["translation"]:
        note = nodes.inline("", content["translation"], classes=["translation"])
        translation = [nodes.Text(", "), note]
    source = nodes.paragraph(
        "",
        "",
        nodes.inline("", content["manner"], classes=["manner"]),
        nodes.Text(f": {exhibit.source_line({**content, 'translation': ''})}"),
        *translation,
        nodes.Text(" ("),
        link(content["citation"], content["article"]),
        nodes.Text("; "),
        link(content["id"], content["id"]),
        *at_page(content),
        nodes.Text(")."),
        classes=["source"],
    )
    kind = "spoken" if content["marked"] else "reported"
    classes = ("quotation", kind, content.get("voice", "anon"))
    figure = element("figure", quoted, element("figcaption", speaker, source), classes=classes)
    figure["ids"].append(f"quote-{content['id']}")
    return [figure]


def at_page(content: Mapping[str, Any]) -> list[nodes.Node]:
    """A link that opens the article's page at the quoted words, where that page may be linked."""
    if not content["page"]:
        return []
    opened = nodes.reference("", "at the page", refuri=content["page"], classes=["at-page"])
    return [nodes.Text("; "), opened]


def table_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """A numbered, captioned table with its note."""
    columns = content["columns"]
    head = nodes.thead("", nodes.row("", *[_entry([{"text": c["label"]}], c) for c in columns]))
    body = nodes.tbody()
    wide = [
        max((sum(len(run["text"]) for run in row[place]) for row in content["rows"]), default=0)
        > WIDE
        for place in range(len(columns))
    ]
    facets = content["facets"]
    for place, row in enumerate(content["rows"]):
        entries = [_entry(cell, c, long) for cell, c, long in zip(row, columns, wide, strict=True)]
        body += data_row("", *entries, facets=facets[place] if facets else {})
    for node, name in zip(body, content["addresses"], strict=False):
        _address(node, name, document)
    specs = [nodes.colspec(colwidth=1) for _ in columns]
    if content["headed"]:
        specs[0]["stub"] = 1
    group = nodes.tgroup("", *specs, head, body, cols=len(columns))
    kind = ["exhibit", "cards"] if facets else ["exhibit"]
    table = nodes.table("", nodes.title("", content["caption"]), group, classes=kind)
    _address(table, content["name"], document)
    frame = element("div", table, classes=("table-frame",), role="region")
    frame["html"]["aria-label"] = content["caption"]
    found: list[nodes.Element] = [choice(content), frame] if facets else [frame]
    note = nodes.paragraph("", classes=["table-note"])
    if content["note"]:
        note += nodes.Text(f"{content['note']} ")
    data = table_file("", nodes.Text("Data (CSV)"), name=content["name"], rows=data_rows(content))
    note += data
    return [*found, note]


def choice(content: Mapping[str, Any]) -> nodes.Element:
    """What a reader chooses a table's rows by: shown by the script that makes it work."""
    orders, fields = [_option("", "as printed")], []
    for name in content["facets"][0]:
        present = {value for row in content["facets"] for value in row[name]}
        known = [value for value in content["choices"].get(name, []) if value in present]
        options = [_option(value, value) for value in [*known, *sorted(present - {*known})]]
        select = element("select", _option("", "all"), *options, **{"data-facet": name})
        fields.append(element("label", nodes.Text(name.capitalize()), select))
        orders.append(_option(name, f"by {name}"))
    words = element("input", type="search", name="words", autocomplete="off")
    exact = element("p", nodes.Text("Only the statements that a table of the book counts."))
    exact["classes"].append("exact")
    form = element(
        "form",
        *fields,
        element("label", nodes.Text("Words"), words),
        element("label", nodes.Text("Order"), element("select", *orders, name="order")),
        element("button", nodes.Text("Show all"), type="reset"),
        exact,
        element("p", role="status"),
        classes=("choice", "js-only"),
    )
    form["html"]["aria-label"] = "Choose statements"
    return form


def _option(value: str, text: str) -> nodes.Element:
    return element("option", nodes.Text(text), value=value)


def data_rows(content: Mapping[str, Any]) -> list[list[str]]:
    """A table's header and rows as data: plain text, and numbers as programs read them."""
    columns = content["columns"]
    rows = [[column["label"] for column in columns]]
    for row in content["rows"]:
        cells = ["".join(run["text"] for run in cell) for cell in row]
        rows.append(
            [
                cell.replace("−", "-").replace(",", "") if column["numeric"] else cell
                for cell, column in zip(cells, columns, strict=True)
            ]
        )
    return rows


def _entry(
    cell: list[dict[str, str]], column: Mapping[str, Any], wide: bool = False
) -> nodes.entry:
    classes = [nodes.make_id(f"col-{column['label']}")]
    classes += ["numeric"] if column["numeric"] else []
    classes += ["wide"] if wide else []
    return nodes.entry("", nodes.paragraph("", "", *map(run_node, cell)), classes=classes)


def run_node(run: Mapping[str, str]) -> nodes.Node:
    """A run of text in a cell: linked, leading to the register, standing out, or plain."""
    if "ref" in run:
        return link(run["text"], run["ref"])
    if "register" in run:
        return register_link("", nodes.Text(run["text"]), query=run["register"])
    if "address" in run:
        return nodes.reference("", run["text"], refuri=run["address"])
    if "strong" in run:
        return nodes.strong("", run["text"])
    return nodes.Text(run["text"])


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
