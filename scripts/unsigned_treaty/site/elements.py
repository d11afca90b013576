"""Outputs: exhibits among a chapter's outputs, built into the book as elements of its own.

Every element is made as a node, never from markup, so that an article's words stay words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import languages
from unsigned_treaty.exhibits import exhibit, jupyter
from unsigned_treaty.exhibits.register import codes
from unsigned_treaty.project import paths
from unsigned_treaty.site import references, register_addresses

TABLES = "_tables"
FIGURES = "_figures"
REGISTER = "book/register"
# Characters in its longest cell from which a column needs room, and up to which a link in it is
# kept in one line.
WIDE, SHORT = 60, 24
# Characters that stand beside one another on a phone, those between two columns among them, and
# what a column of words asks for at most beyond its longest word.
PHONE, GAP, COLUMN = 44, 2, 20
# Rows of cards that a page shows at once.
PAGE = 200


class Outputs:
    """Renders exhibits among a chapter's outputs, as a plug-in of MyST-NB."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [("*", exhibit.MIME, 0)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Turn an exhibit into the book's own elements; leave every other output alone."""
        if data.mime_type != exhibit.MIME or inline:
            return None
        document = renderer.renderer.document
        content = data.content
        if content["kind"] in ALONE:
            return ALONE[content["kind"]](content, document)
        makers = {"quotation": quotation_nodes, "table": table_nodes, "figure": figure_nodes}
        return [*makers[content["kind"]](content, document), apparatus(content)]


class cite_slot(nodes.Element, nodes.General):  # noqa: N801
    """Where a page says how to cite what stands before it: ``about``, and later its ``html``."""


def slot(content: Mapping[str, Any]) -> cite_slot:
    """A slot that knows an exhibit's kind, its address in the page and what it rests on."""
    quotation = content["kind"] == "quotation"
    about = {
        "kind": content["kind"],
        "anchor": f"quote-{content['id']}" if quotation else content["name"],
        "rests_on": content["rests_on"],
        **{key: content[key] for key in ("speaker", "paragraph", "caption") if key in content},
    }
    return cite_slot("", about=about)


def apparatus(content: Mapping[str, Any]) -> nodes.Element:
    """The quiet row below an exhibit: how to cite it and its data; its code comes later."""
    row = element("div", slot(content), classes=("apparatus",))
    if content["kind"] == "quotation":
        coded = element("p", nodes.Text(coded_as(content["id"])), classes=("panel",))
        row += element(
            "details", element("summary", nodes.Text("Codes")), coded, classes=("coded",)
        )
    if content["kind"] == "table":
        row += data_file(content["name"], "csv", "Data (CSV)", rows=data_rows(content))
    if content["kind"] == "figure":
        about = {name: content[name] for name in ("svg", "title", "alt")}
        row += data_file(content["name"], "svg", "SVG", **about)
        row += data_file(content["name"], "png", "PNG", **about)
    return row


def is_classed(node: nodes.Node, name: str) -> bool:
    """Whether this is one of the book's own elements with the class ``name``."""
    return isinstance(node, block) and name in node["classes"]


def coded_as(statement: str) -> str:
    """The codes of a statement in plain words."""
    text = codes(statements().loc[statement], vocabulary())
    return f"{text[0].upper()}{text[1:]}."


def statements() -> pd.DataFrame:
    """The statements, read once for all that a book shows of them: a tenth of a second else."""
    return _statements((paths.DATA / "statements.csv").read_bytes())


@lru_cache(maxsize=1)
def _statements(_content: bytes) -> pd.DataFrame:
    return read_statements()


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


class exhibit_file(nodes.Element, nodes.Inline):  # noqa: N801
    """A link to an exhibit as a file: ``name``, ``ending``, and what the file is made from."""


def data_file(name: str, ending: str, text: str, **about: Any) -> exhibit_file:
    """A link to a table's rows (the first being the header), or to a drawing, as a file."""
    return exhibit_file("", nodes.Text(text), name=name, ending=ending, **about)


def open_exhibit_file(self: Any, node: exhibit_file) -> None:
    """Write the start of the link, relative to the page that it stands on."""
    here = self.builder.get_target_uri(self.builder.current_docname)
    folder = TABLES if node["ending"] == "csv" else FIGURES
    address = relative_uri(here, f"{folder}/{node['name']}.{node['ending']}")
    kind = "table-file" if node["ending"] == "csv" else "figure-file"
    self.body.append(self.starttag(node, "a", "", CLASS=kind, href=address, download=""))


def close_exhibit_file(self: Any, node: exhibit_file) -> None:
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


class data_cell(nodes.entry):  # noqa: N801
    """A table's cell that knows its column's ``label``, for where rows are shown as cards."""


def open_data_cell(self: Any, node: data_cell) -> None:
    """Write the start of a cell."""
    self.visit_entry(node)
    if not node["label"]:
        return
    label = escape(node["label"])
    self.body[-1] = re.sub(r"^<t[hd]", lambda tag: f'{tag[0]} data-label="{label}"', self.body[-1])


def close_data_cell(self: Any, node: data_cell) -> None:
    """Write its end."""
    self.depart_entry(node)


class register_link(nodes.Element, nodes.Inline):  # noqa: N801
    """A link to the register that shows only some statements: ``ids`` names them."""


def open_register_link(self: Any, node: register_link) -> None:
    """Write the start of the link."""
    here = self.builder.get_target_uri(self.builder.current_docname)
    address = relative_uri(here, self.builder.get_target_uri(REGISTER))
    query = register_addresses.query(self.builder.env, node["ids_counted"])
    self.body.append(self.starttag(node, "a", "", href=f"{address}?{query}"))


def close_register_link(self: Any, node: register_link) -> None:
    """Write its end."""
    self.body.append("</a>")


def note_files(app: Any, doctree: nodes.document) -> None:
    """Note what the files of a page's exhibits are made from, while the page is read.

    Sphinx keeps a page that it has read in a file, and a twentieth of a second is spent on each
    time that it is asked for.
    """
    env = app.env
    if not hasattr(env, "unsigned_treaty_files"):
        env.unsigned_treaty_files = {}
    found = [dict(node.attributes) for node in doctree.findall(exhibit_file)]
    env.unsigned_treaty_files[env.docname] = found


def files_of(env: Any, docname: str, ending: str) -> list[dict[str, Any]]:
    """What a page's files of one ending are made from, in their order.

    Each has ``name`` and, for ``csv``, ``rows``; for ``svg``, ``svg``, ``title`` and ``alt``.
    """
    return [file for file in env.unsigned_treaty_files[docname] if file["ending"] == ending]


def write_tables(env: BuildEnvironment, pages: list[str], folder: Path) -> None:
    """Write the data of every table of the pages as CSV (UTF-8) under its name."""
    folder.mkdir(exist_ok=True)
    (folder / "README.txt").write_text(SAID, encoding="utf-8")
    for page in pages:
        for table in files_of(env, page, "csv"):
            path = folder / f"{table['name']}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(table["rows"])


def open_code(self: Any, node: nodes.Element) -> None:
    """Write the start of folded code."""
    said = node.get("said", "Code")
    self.body.append(f'<details class="code"><summary>{said}</summary>\n<div class="panel">\n')


def close_code(self: Any, node: nodes.Element) -> None:
    """Write its end."""
    self.body.append("</div></details>\n")


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
    voice = jupyter.voice_line(content)
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
        nodes.Text(f": {jupyter.source_line({**content, 'translation': ''})}"),
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
    classes = ("quotation", kind, content.get("voice", "grey"))
    figure = element("figure", quoted, element("figcaption", speaker, source), classes=classes)
    figure["ids"].append(f"quote-{content['id']}")
    return [figure, *original_nodes(content["original"])]


def original_nodes(original: Mapping[str, str]) -> list[nodes.Element]:
    """What was said in the speaker's own language, where it was found, and what became of it."""
    if not original:
        return []
    marked = languages.quoted(original["words"], original["tag"])
    words = nodes.paragraph("", "", nodes.inline("", marked))
    quoted = element("blockquote", words, lang=original["tag"])
    gloss: list[nodes.Node] = []
    if own := original["gloss"]:
        end = "" if own.endswith((".", "”")) else "."
        lead = nodes.Text(" In English, by this book: ")
        gloss = [lead, nodes.emphasis("", own), nodes.Text(end)]
    source = nodes.paragraph(
        "",
        "",
        nodes.inline("", f"In {original['language']}", classes=["manner"]),
        nodes.Text(f", {original['relation']}: "),
        link(original["citation"], original["source"]),
        nodes.Text(f". {original['difference']}"),
        *gloss,
        classes=["source"],
    )
    return [element("figure", quoted, element("figcaption", source), classes=("original",))]


def at_page(content: Mapping[str, Any]) -> list[nodes.Node]:
    """A link that opens the article's page at the quoted words, where that page may be linked."""
    if not content["page"]:
        return []
    opened = nodes.reference("", "at the page", refuri=content["page"])
    # On paper the words would lead nowhere.
    return [nodes.inline("", "", nodes.Text("; "), opened, classes=["at-page"])]


def table_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """A numbered, captioned table with its note."""
    columns = content["columns"]
    widths = [
        max((sum(len(run["text"]) for run in row[place]) for row in content["rows"]), default=0)
        for place in range(len(columns))
    ]
    rooms = ["wide" if w > WIDE else "short" if w <= SHORT else "" for w in widths]
    facets = content["facets"]
    stack = not facets and content["headed"] and stacked(columns, content["rows"])
    rows = []
    for place, row in enumerate(content["rows"]):
        entries = [
            _entry(cell, column, room, stack)
            for cell, column, room in zip(row, columns, rooms, strict=True)
        ]
        rows.append(data_row("", *entries, facets=facets[place] if facets else {}))
    for node, name in zip(rows, content["addresses"], strict=False):
        _address(node, name, document)
    page = PAGE if facets else len(rows)
    kind = ["exhibit"]
    if facets:
        kind.append("cards")
    elif stack:
        kind.append("stacked")
    group = _grouped(rows[:page], content)
    table = nodes.table("", nodes.title("", content["caption"]), group, classes=kind)
    _address(table, content["name"], document)
    frame = element("div", table, classes=("table-frame",), role="region")
    frame["html"]["aria-label"] = content["caption"]
    found: list[nodes.Element] = [choice(content), frame] if facets else [frame]
    if rows[page:]:
        # With scripts a browser keeps these as text, of which the page's script shows a part.
        more = nodes.table("", _grouped(rows[page:], content), classes=kind)
        framed = element("div", more, classes=("table-frame",))
        found.append(element("noscript", framed, classes=("more",)))
    if content["note"]:
        found.append(nodes.paragraph("", content["note"], classes=["table-note"]))
    if facets and facets[0]:
        about = {"kind": "rows", "anchor": content["addresses"][0], "rests_on": []}
        found.append(cite_slot("", about=about))
    return found


def _grouped(rows: Sequence[nodes.Element], content: Mapping[str, Any]) -> nodes.tgroup:
    """Rows of a table below its heads."""
    columns = content["columns"]
    head = nodes.thead("", nodes.row("", *[_entry([{"text": c["label"]}], c) for c in columns]))
    specs = [nodes.colspec(colwidth=1) for _ in columns]
    if content["headed"]:
        specs[0]["stub"] = 1
    return nodes.tgroup("", *specs, head, nodes.tbody("", *rows), cols=len(columns))


def stacked(
    columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[Sequence[Mapping[str, str]]]]
) -> bool:
    """Whether a table's rows are cards on a phone: its columns do not fit beside one another."""
    asked = 0
    for place, column in enumerate(columns):
        cells = ["".join(run["text"] for run in row[place]) for row in rows]
        longest = max(len(word) for text in (column["label"], *cells) for word in text.split())
        asked += GAP + max(longest, min(max(map(len, cells), default=0), COLUMN))
    return len(columns) > 2 and asked > PHONE


def choice(content: Mapping[str, Any]) -> nodes.Element:
    """What a reader chooses a table's rows by: shown by the script that makes it work."""
    orders, fields = [_option("", "as printed")], []
    for name in content["offered"]:
        present = {value for row in content["facets"] for value in row.get(name, [])}
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
                cell.replace("−", "-").replace(",", "") if column["numeric"] else inert(cell)
                for cell, column in zip(cells, columns, strict=True)
            ]
        )
    return rows


# With these a spreadsheet takes a cell for a formula; the apostrophe keeps one that is there.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
SAID = (
    "Each file holds one table of the book: UTF-8, comma-separated, the first line its columns.\n"
    "Where the text of a cell begins with one of = + - @ ' or a tab, an apostrophe stands before\n"
    "it, so that no spreadsheet takes it for a formula. A program takes that one apostrophe off:\n"
    'frame.map(lambda cell: cell.removeprefix("\'") if isinstance(cell, str) else cell)\n'
)


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before its first sign.

    One that begins with an apostrophe gets another, so that taking one off gives every cell back.
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _entry(
    cell: list[dict[str, str]], column: Mapping[str, Any], room: str = "", said: bool = False
) -> nodes.entry:
    classes = [nodes.make_id(f"col-{column['label']}")]
    classes += ["numeric"] if column["numeric"] else []
    classes += [room] if room else []
    # A card leaves out what it has nothing to say of.
    classes += ["nothing"] if said and [run["text"] for run in cell] == ["–"] else []
    words = nodes.paragraph("", "", *map(run_node, cell))
    return data_cell("", words, classes=classes, label=column["label"] if said else "")


def run_node(run: Mapping[str, str]) -> nodes.Node:
    """A run of text in a cell: linked, leading to the register, standing out, or plain."""
    if "ref" in run:
        return link(run["text"], run["ref"])
    if "statements" in run:
        return register_link("", nodes.Text(run["text"]), ids_counted=run["statements"].split())
    if "address" in run:
        return nodes.reference("", run["text"], refuri=run["address"])
    if "strong" in run:
        return nodes.strong("", run["text"])
    if "language" in run:
        return element("span", nodes.Text(run["text"]), lang=run["language"])
    return nodes.Text(run["text"])


def figure_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """A numbered figure drawn in SVG, with its caption and its alternative in words.

    One that was drawn for a phone too is shown there as drawn for it.
    """
    wide = [] if "narrow" not in content else ["wide"]
    drawings = [drawing(content["svg"], content["alt"], *wide)]
    if wide:
        drawings.append(drawing(content["narrow"], content["alt"], "narrow"))
    title = element("p", nodes.Text(content["title"]), classes=("figure-title",))
    figure = nodes.figure("", title, *drawings, nodes.caption("", content["caption"]))
    _address(figure, content["name"], document)
    return [figure]


def drawing(svg: str, alt: str, *classes: str) -> nodes.Element:
    """A drawing with its alternative in words; one whose marks are links is no mere picture."""
    role = "group" if "<a " in svg else "img"
    shown = element(
        "div",
        nodes.raw("", to_the_register(svg), format="html"),
        classes=("drawing", *classes),
        role=role,
    )
    shown["html"]["aria-label"] = alt
    return shown


def to_the_register(svg: str) -> str:
    """A drawing whose marks lead to the register, each to the statements it stands for."""

    def address(found: re.Match[str]) -> str:
        ids = found[1].split("+")
        return (
            f'href="register.html#{ids[0]}"'
            if len(ids) == 1
            else (f'href="register.html?statements={",".join(ids)}"')
        )

    return re.sub(r'href="statements:([^"]*)"', address, svg)


def numbers_nodes(content: Mapping[str, Any], document: nodes.document) -> list[nodes.Element]:
    """Numbers that stand in sentences, each at an address: they go where their code is shown."""
    items = []
    for name, value in content["values"].items():
        items.append(element("li", element("code", nodes.Text(name)), nodes.Text(f" {value}")))
        _address(items[-1], name, document)
    return [element("ul", *items, classes=("numbers",))]


# What an exhibit shows that is neither cited nor downloaded by itself.
ALONE = {"numbers": numbers_nodes, "references": references.reference_nodes}


def _address(node: nodes.Element, name: str, document: nodes.document) -> None:
    """Give a node the id and label ``name``."""
    node["names"].append(name)
    document.note_explicit_target(node)
