"""Uses: how prose cites a statement, and the way back from it to every sentence that does.

In a chapter's prose a link whose text is a statement's id becomes a quiet number, which stands
for a note with its source at the end of the page.  Each link to a statement, an article or a page
is at an address of its own, so that the register and the references lead back to its sentence.
What the sentences say is a script beside them, which a reader who opens such a list fetches.
"""

from __future__ import annotations

import json
import re
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from unsigned_treaty.coding.codebook import STATEMENT_ID
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.cited_pages import shorthands
from unsigned_treaty.exhibits.cells import spelt
from unsigned_treaty.exhibits.jupyter import voice_line
from unsigned_treaty.project import chapters
from unsigned_treaty.site import elements
from unsigned_treaty.site.elements import coded_as, element
from unsigned_treaty.site.typesetting import typeset

REGISTER, REFERENCES = "book/register", "book/references"
# Where the sentences stand, below the book's folder, and what makes them, which are JSON, a script.
FOLDER = "_static/uses"
BEFORE, AFTER = "window.treatyUses = ", ";\n"


class Use(NamedTuple):
    """One place that rests on a statement, an article or a page."""

    key: str
    docname: str
    anchor: str
    # What the link says: the sentence, or the exhibit.
    words: str


def setup(app: Sphinx) -> None:
    """Register the handlers with Sphinx."""
    app.connect("doctree-read", mark)
    # After the pages that are written again are settled.
    app.connect("doctree-resolved", number_marks)
    app.connect("doctree-resolved", lead_back)
    app.connect("build-finished", write)


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Wrap each link of a page's prose to a statement or a reference, and note its sentence."""
    env: Any = app.env
    known, cited = set(elements.statements().index), set(shorthands())
    docname, times = env.docname, dict[str, int]()
    found: list[Use] = []
    for exhibit in doctree.findall(elements.block):
        name = exhibit["ids"][0] if exhibit["ids"] else ""
        if "quotation" in exhibit["classes"]:
            words = f"Quotation under “{heading(exhibit)}”"
            found.append(Use(name.removeprefix("quote-"), docname, name, words))
    for node in list(doctree.findall(is_link)):
        key = target(node)
        if key not in known | cited or docname in (REGISTER, REFERENCES):
            continue
        table = holder(node, nodes.table)
        # A table that a chapter writes by hand has no address; its links are prose.
        if table is not None and (table["names"] or table["ids"]):
            caption = table.next_node(nodes.title)
            words = caption.astext() if caption else ""
            found.append(Use(key, docname, (table["names"] or table["ids"])[0], f"Table: {words}"))
        elif holder(node, elements.block) is None:
            times[key] = times.get(key, 0) + 1
            anchor = f"use-{key}-{times[key]}"
            classes = ["use", "mark"] if key in known and node.astext() == key else ["use"]
            use = nodes.inline("", "", ids=[anchor], classes=classes, key=key)
            found.append(Use(key, docname, anchor, sentence(node, known)))
            node.replace_self(use)
            use += node
    for parent in {id(n.parent): n.parent for n in doctree.findall(is_mark)}.values():
        parent.children = unbracketed(parent.children)
        for child in parent.children:
            child.parent = parent
    for figure in doctree.findall(nodes.figure):
        for key in re.findall(r'href="register\.html#([^"]+)"', figure.astext()):
            titles = figure.findall(lambda node: elements.is_classed(node, "figure-title"))
            words = f"Figure: {next((title.astext() for title in titles), '')}"
            found.append(Use(key, docname, (figure["names"] or figure["ids"])[0], words))
    if not hasattr(env, "unsigned_treaty_uses"):
        env.unsigned_treaty_uses = {}
    env.unsigned_treaty_uses[docname] = list(dict.fromkeys(found))


def is_link(node: nodes.Node) -> bool:
    """Whether this is a link, resolved or not."""
    return isinstance(node, addnodes.pending_xref | nodes.reference)


def target(node: nodes.Element) -> str:
    """The label of the book to which a link leads."""
    found = node.get("reftargetid") or node.get("refid") or node.get("reftarget") or ""
    return str(found).rpartition("#")[2]


def holder(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    """The innermost element of a kind in which a node stands."""
    while node is not None and not isinstance(node, kind):
        node = node.parent
    return node


def heading(node: nodes.Node) -> str:
    """The heading under which a node stands."""
    section = holder(node, nodes.section)
    title = section.next_node(nodes.title) if section is not None else None
    return title.astext() if title is not None else ""


def is_mark(node: nodes.Node) -> bool:
    """Whether this is a link that becomes a number."""
    return isinstance(node, nodes.inline) and "mark" in node["classes"]


def sentence(node: nodes.Node, known: set[str]) -> str:
    """The sentence in which a link stands, which is one line of its Markdown, without ids."""
    block = holder(node, nodes.TextElement)
    while block is not None and (isinstance(block, nodes.Inline) or is_link(block)):
        block = holder(block.parent, nodes.TextElement)
    if block is None:
        return ""
    line, reached = "", False
    for part in block.findall():
        reached = reached or part is node
        if isinstance(part, nodes.Text):
            *before, last = str(part).split("\n")
            if reached and before:
                line += before[0]
                break
            line = last if before else line + last
    line = STATEMENT_ID.sub(lambda m: "" if m[0] in known else m[0], line)
    line = re.sub(r"\([\s,;]*\)", "", re.sub(r"([(,])(?:\s*,)+", r"\1", line))
    line = re.sub(r"\(\s*,\s*", "(", re.sub(r",\s*\)", ")", line))
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(line.split()))


# What stands between two sources in one pair of brackets.
BETWEEN = re.compile(r"\s*[,;]\s*")


def unbracketed(children: list[nodes.Node]) -> list[nodes.Node]:
    """Prose in which numbers stand after their word: brackets that hold nothing else are gone.

    ``word (id, id)`` becomes ``word`` with two marks, ``word (id, Report 2026)`` keeps its
    brackets for the report.  Brackets that hold other words stay.
    """
    done: list[nodes.Node] = []
    place = 0
    while place < len(children):
        child = children[place]
        group, after = bracket(children, place)
        if not group:
            done.append(child)
            place += 1
            continue
        marks = [node for node in group if is_mark(node)]
        others = [node for node in group if not is_mark(node)]
        done.append(nodes.Text(str(child)[:-1].rstrip()))
        for mark in marks[1:]:
            mark["classes"].append("also")
        done += marks
        if others:
            done.append(nodes.Text(" ("))
            for number, other in enumerate(others):
                done += [nodes.Text(", "), other] if number else [other]
            done.append(nodes.Text(")"))
        closing = str(children[after])[1:]
        children = [*children[:after], nodes.Text(closing), *children[after + 1 :]]
        place = after
    return done


def bracket(children: list[nodes.Node], start: int) -> tuple[list[nodes.Node], int]:
    """The sources in the brackets that open at the end of a text, and where they close."""
    if not (isinstance(children[start], nodes.Text) and str(children[start]).endswith("(")):
        return [], start
    group: list[nodes.Node] = []
    for place in range(start + 1, len(children)):
        child = children[place]
        if (place - start) % 2:
            if isinstance(child, nodes.Text):
                return [], start
            group.append(child)
        elif not isinstance(child, nodes.Text):
            return [], start
        elif str(child).startswith(")"):
            return (group, place) if any(map(is_mark, group)) else ([], start)
        elif not BETWEEN.fullmatch(str(child)):
            return [], start
    return [], start


def number_marks(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Number the statements that a page's prose cites, and give their sources in notes."""
    numbers: dict[str, int] = {}
    for use in doctree.findall(is_mark):
        key = use["key"]
        link = use.next_node(nodes.reference)
        if link is None:
            continue
        number = numbers.setdefault(key, len(numbers) + 1)
        spoken = nodes.inline("", "note ", classes=["visually-hidden"])
        link.children = [spoken, nodes.superscript("", str(number))]
        for child in link.children:
            child.parent = link
    if numbers:
        doctree[-1].append(notes(app, numbers, docname))


def notes(app: Sphinx, numbers: dict[str, int], docname: str) -> nodes.Element:
    """The notes of a page: for each statement its speaker, outlet, date and paragraph."""
    frame, records = elements.statements(), articles.catalogue()
    register = app.builder.get_relative_uri(docname, REGISTER)
    items = []
    for key, number in numbers.items():
        row = frame.loc[key]
        record = records.loc[row["article"]]
        voice = voice_line(row)
        through = f", as given by {row['relayed_via']}" if row["relayed_via"] else ""
        words = (
            f"{row['speaker']}{f', {voice}' if voice else ''}, in {record['shorthand']}{through}, "
            f"{articles.long_date(record)}, paragraph {row['paragraph']}"
        )
        translated = f", {record['translation']}" if record["translation"] else ""
        address = nodes.reference("", key, refuri=f"{register}#{key}", internal=True)
        before, after = nodes.Text(f"{words}{translated} ("), nodes.Text(f"). {coded_as(key)}")
        item = element("li", nodes.paragraph("", "", before, address, after))
        item["ids"].append(f"note-{number}")
        items.append(item)
    count = spelt(len(items))
    summary = element("summary", nodes.Text(f"Notes: the {count} statements cited on this page"))
    if len(items) == 1:
        summary = element("summary", nodes.Text("Note: the statement cited on this page"))
    return element("details", summary, element("ol", *items), classes=("notes",))


# The way back


def lead_back(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let each entry of the register and of the references lead to the places that use it."""
    if docname not in (REGISTER, REFERENCES):
        return
    by_key: dict[str, list[Use]] = {}
    for use in uses(app.env):
        by_key.setdefault(use.key, []).append(use)
    for entry in entries(doctree):
        for key in (*entry["names"], *entry["ids"]):
            if key in by_key:
                place_uses(app, entry, by_key[key], docname)
                break


def uses(env: Any) -> list[Use]:
    """Every place of the book that rests on something, in the order of the contents."""
    return [use for name in chapters.contents() for use in env.unsigned_treaty_uses.get(name, [])]


def is_sentence(use: Use) -> bool:
    """Whether this is a link in a sentence, and no exhibit, which is called by its name."""
    return use.anchor.startswith("use-")


def write(app: Sphinx, error: Exception | None) -> None:
    """Write what the sentences say to which the register and the references lead back."""
    if error or app.builder.name != "html":
        return
    known = set(elements.statements().index)
    for page in (REGISTER, REFERENCES):
        if page not in app.env.found_docs:
            continue
        said = {
            address(app, page, use): typeset(escape(use.words, quote=False))
            for use in uses(app.env)
            if is_sentence(use) and use.words and (use.key in known) == (page == REGISTER)
        }
        path = Path(app.outdir) / FOLDER / f"{Path(page).name}.js"
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        path.write_text(f"{BEFORE}{text}{AFTER}", encoding="utf-8")


def address(app: Sphinx, page: str, use: Use) -> str:
    """Where a place is, from a page."""
    here, there = (app.builder.get_target_uri(name) for name in (page, use.docname))
    return f"{relative_uri(here, there)}#{use.anchor}"


def entries(doctree: nodes.document) -> list[nodes.Element]:
    """The elements that a key names: rows of the register, entries of the references."""
    return [
        node
        for node in doctree.findall(nodes.Element)
        if isinstance(node, elements.data_row)
        or (isinstance(node, nodes.list_item) and "citation" in node["classes"])
    ]


def place_uses(app: Sphinx, entry: nodes.Element, places: list[Use], docname: str) -> None:
    """Put the places that use an entry into it: in its cell for them, or at its end."""
    items = []
    for name, there in groupby(places, key=lambda use: use.docname):
        title = app.env.titles[name].astext().partition(":")[0]
        links = [
            nodes.reference(
                "",
                "a sentence" if is_sentence(use) else use.words or title,
                refuri=address(app, docname, use),
                internal=True,
            )
            for use in there
        ]
        listed = element("ul", *(element("li", nodes.paragraph("", "", link)) for link in links))
        items.append(element("li", nodes.paragraph("", title), listed))
    count = f"{len(places)} place" + ("" if len(places) == 1 else "s")
    summary = element("summary", nodes.Text(f"Used in {count}"))
    folded = element("details", summary, element("ul", *items), classes=("used",))
    for cell in entry.findall(nodes.entry):
        if "col-used-in" in cell["classes"]:
            cell.children = [folded]
            folded.parent = cell
            return
    entry += folded
