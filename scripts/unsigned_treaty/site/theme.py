"""Dressing: the frame of every page, its styles and scripts, and what the finished HTML lacks."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from pygments.formatters import HtmlFormatter
from sphinx.application import Sphinx

from unsigned_treaty.citing import citation
from unsigned_treaty.project import chapters
from unsigned_treaty.project.dates import written
from unsigned_treaty.project.edition import edition
from unsigned_treaty.site import elements, search_index, supposing
from unsigned_treaty.site.typesetting import close_up, typeset

ASSETS = Path(__file__).parent / "assets"
STYLES = (
    "palette", "page", "prose", "quotation", "table", "figure", "code", "citing", "register",
    "apparatus", "print",
)  # fmt: skip

# Scripts that are not part of the one that every page loads when it is shown.
BY_THEMSELVES = ("early.js", "finding.js", "register.js", "search.js", "suppose.js")

# What the theme and its extensions ask a page to load, and this book does without.
UNUSED = re.compile(
    r"_static/(?:styles/|pygments\.css|mystnb|sphinx-design|design-tabs|togglebutton|copybutton"
    r"|clipboard|documentation_options|doctools|sphinx_highlight|searchtools|language_data"
    r"|scripts/)"
)
# What they copy into the book's folder and no page of it loads.
LEFT_OUT = (
    "vendor", "scripts", "styles", "locales", "images", "webpack-macros.html",
    "sbt-webpack-macros.html", "basic.css", "pygments.css", "doctools.js", "searchtools.js",
    "language_data.js", "documentation_options.js", "sphinx_highlight.js", "design-tabs.js",
    "sphinx-design.min.css", "file.png", "minus.png", "plus.png",
)  # fmt: skip

# What a page may load and run: the book's own files, and nothing that stands in the page itself.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"

# How much of a page is shown, and to what end.
VIEWS = [
    ("read", "The text, without its apparatus"),
    ("check", "Sources, notes and codes opened"),
    ("run", "The code opened"),
]
APPARATUS = re.compile(r'class="(?:apparatus|notes|used)"')

BUTTONS = {".ipynb": ("Download the notebook", "download"), ".pdf": ("Print", "print")}


def setup(app: Sphinx) -> None:
    """Register the dressing with Sphinx."""
    app.add_node(HideCodeCellNode, override=True, html=(elements.open_code, elements.close_code))
    app.add_node(elements.data_row, html=(elements.open_data_row, elements.close_data_row))
    app.add_node(
        elements.register_link, html=(elements.open_register_link, elements.close_register_link)
    )
    app.add_node(elements.data_cell, html=(elements.open_data_cell, elements.close_data_cell))
    app.add_node(
        elements.exhibit_file, html=(elements.open_exhibit_file, elements.close_exhibit_file)
    )
    app.connect("config-inited", use_theme)
    app.connect("builder-inited", leave_search)
    app.connect("write-started", bundle)
    app.connect("doctree-resolved", fold_code)
    # After every other handler, so that what they put into a page is mended too.
    app.connect("html-page-context", dress, priority=900)
    app.connect("build-finished", finish, priority=900)


def use_theme(app: Sphinx, config: Any) -> None:
    """Put the book's own frame before the theme's, and leave out what it takes the place of."""
    config.templates_path.insert(0, str(ASSETS / "templates"))
    config.html_additional_pages = {**config.html_additional_pages, "search": "search.html"}
    # The theme's own parts, which the frame does not show, would each be drawn for every page to
    # see whether it is empty: 0.8 s of a build.
    config.html_sidebars = {"**": []}
    config.html_use_index = False
    config.html_domain_indices = False


def fold_code(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put folded code into the row below what it made: readers come for the result.

    A cell that shows nothing has its code, and the numbers that it computed for the prose, in the
    row of the next that does, so that no code stands between a chapter's title and its text.
    """
    waiting: list[nodes.Element] = []
    row = None
    for cell in list(doctree.findall(is_cell)):
        for child in cell.children:
            child.parent = cell  # MyST-NB leaves it out where it folds a cell whole
        # A cell that is folded whole has all that it made in its code.
        code = [part for part in cell.children if is_code(part)]
        cell.children = [part for part in cell.children if not is_code(part)]
        for part in code:
            waiting += part.children if isinstance(part, HideCodeCellNode) else [part]
        for part in list(cell.findall(lambda node: elements.is_classed(node, "numbers"))):
            part.parent.remove(part)
            waiting.append(part)
        rows = list(cell.findall(lambda node: elements.is_classed(node, "apparatus")))
        shows = any(not isinstance(node, nodes.container) for node in cell.findall(nodes.Element))
        if not shows:
            cell.parent.remove(cell)
            continue
        if not rows:
            rows = [elements.element("div", classes=("apparatus",))]
            cell.append(rows[0])
        row = rows[-1]
        # After how to cite it, before its data.
        row.insert(min(1, len(row)), HideCodeCellNode("", *waiting))
        waiting = []
    if waiting:
        if row is None:
            row = elements.element("div", classes=("apparatus",))
            doctree[-1].append(row)
        # Beside an exhibit that has code of its own, what numbers in the prose come from says so.
        of_prose = any(
            elements.is_classed(n, "numbers") for part in waiting for n in part.findall()
        )
        row += HideCodeCellNode("", *waiting, said="Numbers" if of_prose else "Code")


def is_cell(node: nodes.Node) -> bool:
    """Whether this is a cell of code with all that it made."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def is_code(node: nodes.Node) -> bool:
    """Whether this is the code of a cell, folded or open."""
    return isinstance(node, HideCodeCellNode) or (
        isinstance(node, nodes.container) and node.get("nb_element") == "cell_code_source"
    )


def leave_search(app: Sphinx) -> None:
    """Leave out Sphinx's own search: it knows stemmed words, this book's any run of letters."""
    if app.builder.name == "html":
        app.builder.search = False  # type: ignore[attr-defined]


def stylesheet() -> str:
    """Every style of the book in one sheet: that of code, then its own."""
    code = [
        HtmlFormatter(style=f"a11y-high-contrast-{name}").get_style_defs(
            f'html[data-theme="{name}"] .highlight'
        )
        for name in ("light", "dark")
    ]
    own = [(ASSETS / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    return "\n".join([*code, *own])


def script() -> str:
    """The script that every page loads: one part after the other, none of which stops the rest."""
    parts = [
        f"try {{ (() => {{\n{path.read_text(encoding='utf-8')}}})(); }} catch (error) "
        "{ console.error(error); }\n"
        for path in sorted((ASSETS / "scripts").glob("*.js"))
        if path.name not in BY_THEMSELVES
    ]
    return "".join(parts)


def bundle(app: Sphinx, builder: Any) -> None:
    """Write what every page loads, and what the search page does."""
    if builder.name != "html":
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    (static / "book.css").write_text(stylesheet(), encoding="utf-8")
    (static / "book.js").write_text(script(), encoding="utf-8")
    for name in BY_THEMSELVES:
        shutil.copyfile(ASSETS / "scripts" / name, static / name)


def early_script() -> str:
    """The script that runs before a page is painted."""
    return (ASSETS / "scripts" / "early.js").read_text(encoding="utf-8")


def digest(text: str) -> str:
    """A short mark that changes with the text, so that no browser keeps an old file."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def dress(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give a page's template what it shows around the text, and mend the text's HTML."""
    if app.builder.name != "html":
        return
    pathto = context["pathto"]
    name, _, subtitle = app.config.html_title.partition(": ")
    listed = context["toctree"](maxdepth=1, collapse=False, includehidden=True)
    context |= {
        "book_name": name,
        "book_subtitle": subtitle,
        "author": app.config.author,
        "early_js": f"{pathto('_static/early.js', 1)}?v={digest(early_script())}",
        "policy": POLICY,
        "bundle_css": f"{pathto('_static/book.css', 1)}?v={digest(stylesheet())}",
        "bundle_js": f"{pathto('_static/book.js', 1)}?v={digest(script())}",
        "site_nav": navigation(str(listed or "")),
        "page_toc": headings(context["toc"]) if context.get("display_toc") else "",
        "views": VIEWS,
        "page_buttons": list(buttons(context.get("header_buttons", []))),
    }
    for kind in ("css_files", "script_files"):
        context[kind] = [
            file
            for file in context[kind]
            if getattr(file, "filename", None) and not UNUSED.search(str(file.filename))
        ]
    if "body" in context:
        body = mended(context["body"])
        if pagename in chapters.contents():
            body = body.replace("</h1>\n", "</h1>\n" + byline(pagename, body), 1)
        context["body"] = typeset(close_up(body))
        context["has_apparatus"] = APPARATUS.search(context["body"]) is not None
        if ' class="choice ' in context["body"]:
            context["page_scripts"] = [
                pathto(f"_static/{name}", 1)
                for name in ("register.js", supposing.SCRIPT, "suppose.js")
            ]


# Words that a reader of prose reads in a minute.
PACE = 230
# What is looked at or looked up rather than read: tables, drawings, code, files to cite with.
NOT_READ = re.compile(r"<(table|svg|details|script|pre)\b.*?</\1>|<[^>]*>", re.DOTALL)


def byline(docname: str, body: str) -> str:
    """Who wrote a page, of when and of which version it is, how long it takes, how to cite it."""
    about = chapters.record(chapters.file(docname))
    whole = citation.book()
    authors = " and ".join(
        author.get("literal") or f"{author['given']} {author['family']}"
        for author in map(citation.name, about.get("authors", whole["authors"]))
    )
    minutes = round(len(NOT_READ.sub(" ", body).split()) / PACE)
    parts = [
        escape(authors),
        written(about.get("date", whole["date"])),
        f"version {escape(edition().version)}",
    ]
    if minutes > 1:  # a page of tables is for looking things up
        parts.append(f"{minutes} minutes to read")
    line = "".join(f"<span>{part}</span>\n" for part in parts)
    cite = '<a href="#cite">Cite</a>' if 'id="cite"' in body else ""
    return f'<p class="byline">{line}{cite}</p>\n'


def navigation(toctree: str) -> str:
    """The list of chapters, the one that is shown being marked for assistive programs too.

    What stands after a title's colon is set apart: a low window leaves it out.
    """
    soup = BeautifulSoup(toctree, "html.parser")
    for caption in soup.select("p.caption"):
        caption.attrs = {"class": "caption"}
    for link in soup.select("a.current[href='#']"):
        link["aria-current"] = "page"
    for link in soup.select("a"):
        title, colon, rest = link.get_text().partition(": ")
        if colon:
            after = soup.new_tag("span", attrs={"class": "after-colon"})
            after.string = colon + rest
            link.clear()
            link.extend([title, after])
    return typeset(str(soup))


def headings(toc: str) -> str:
    """The list of a page's headings, without the title that stands above them all."""
    top = BeautifulSoup(toc, "html.parser").select_one("ul > li > ul")
    return str(top) if top else ""


def buttons(groups: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The theme's buttons (download, print, launch where it is set) as plain links."""
    for button in groups:
        text = button.get("text", "")
        if button["type"] == "group":
            yield from buttons(button["buttons"])
        elif text in BUTTONS:
            label, icon = BUTTONS[text]
            yield {"text": label, "icon": icon, "url": button.get("url"), "download": True}
        elif button["type"] == "link" and not text.startswith("."):
            yield {"text": f"Open in {text}", "icon": "launch", "url": button["url"]}


# Start tags as the writer makes them; an article's "<" is written "&lt;" and never matches.
HEADER = re.compile(r'<th((?: data-label="[^"]*")?) class="(head|stub)')
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
ENTRY = re.compile(r'(<div class="citation" id="[^"]*") role="doc-biblioentry"')


# A data frame as pandas shows it, where a chapter's code shows one.
DATA_FRAME = re.compile(r'<table[^>]*class="dataframe".*?</table>', re.DOTALL)


def scoped(table: str) -> str:
    """A data frame's HTML whose headers say of what they are, and whose corners are none."""
    head, body, rest = table.partition("</thead>")
    head = head.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    rest = rest.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="row">')
    return head + body + rest


def mended(body: str) -> str:
    """A page's text with what assistive programs need and docutils does not write.

    Table headers get their scope, captions an inner line that stays in view when a table is
    scrolled.  Entries of the bibliography become items of the list that
    sphinxcontrib-bibtex puts them in.
    """

    scope = {"head": "col", "stub": "row"}
    body = DATA_FRAME.sub(lambda table: scoped(table[0]), body)
    body = CAPTION.sub(r'<caption><span class="line">\1</span></caption>', body)
    # A corner is no header.
    body = body.replace('<th class="head"><p></p></th>', "<td></td>")
    body = HEADER.sub(lambda m: f'<th scope="{scope[m[2]]}"{m[1]} class="{m[2]}', body)
    return ENTRY.sub(r'\1 role="listitem"', body)


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write the tables' data and the words to search, and remove what no page loads."""
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    pages = sorted(app.env.found_docs)
    elements.write_tables(app.env, pages, out / elements.TABLES)
    search_index.write(out, pages)
    for name in LEFT_OUT:
        left = out / "_static" / name
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
    for sheet in (out / "_static").glob("mystnb.*.css"):
        sheet.unlink()
