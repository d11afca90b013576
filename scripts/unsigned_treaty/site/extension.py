"""Pages: the Sphinx extension that executes the chapters and builds exhibits into the book."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from unsigned_treaty.build import check
from unsigned_treaty.citing import bibliography
from unsigned_treaty.site import (
    cards,
    elements,
    figure_files,
    notebooks,
    page_citation,
    supposing,
    theme,
    uses,
)


def refuse_faults(app: Sphinx) -> None:
    """Stop a build, however it was begun, that would rest on faulty input."""
    faults = [] if notebooks.begun else check.faults()
    if faults:
        raise ExtensionError("\n".join(map(str, faults)))


def label_citations(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let ``[TASS 2026](#tass2026)`` lead to the bibliography from any page."""
    labels = env.get_domain("std").data["anonlabels"]
    for citation in env.get_domain("cite").data["citations"]:
        labels[citation.key] = (citation.bibliography_key.docname, citation.citation_id)
    return []


def write_root(app: Sphinx, error: Exception | None) -> None:
    """Write the page at the site's root, which leads to the landing page."""
    if error or app.builder.name != "html":
        return
    landing = app.builder.get_target_uri(app.config.root_doc)
    title = escape(app.config.html_title)
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{theme.POLICY}">\n'
        f"<title>{title}</title>\n"
        # Else a browser asks for a favicon.ico that is not there.
        '<link rel="icon" href="_static/favicon.svg">\n'
        f'<meta http-equiv="refresh" content="0; url={landing}">\n'
        "</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p><a href="{landing}">Read the book</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    bibliography.register()
    app.add_node(elements.block, html=(elements.open_block, elements.close_block))
    theme.setup(app)
    page_citation.setup(app)
    uses.setup(app)
    cards.setup(app)
    supposing.setup(app)
    figure_files.setup(app)
    app.connect("builder-inited", refuse_faults)
    notebooks.connect(app)
    # After the bibliography's own handler, which settles where each citation stands.
    app.connect("env-updated", label_citations, priority=900)
    app.connect("build-finished", write_root)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
