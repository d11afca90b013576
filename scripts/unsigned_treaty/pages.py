"""Pages: the Sphinx extension that executes the chapters and builds exhibits into the book."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from unsigned_treaty import (
    checking,
    colophon,
    dressing,
    execution,
    outputs,
    paths,
    references,
)
from unsigned_treaty.faults import Refused

log = logging.getLogger(__name__)
executed: dict[str, str] = {}


def execute_chapters(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Execute every notebook that is about to be read, and have none of its results from before."""
    executed.clear()
    chapters = [
        path for path in (Path(env.doc2path(name)) for name in docnames) if path.suffix == ".ipynb"
    ]
    try:
        results = execution.execute(chapters, log.info)
    except Refused as refused:
        raise ExtensionError(str(refused)) from None
    for path, notebook in results.items():
        executed[str(path)] = nbformat.writes(notebook)


def read_executed(app: Sphinx, docname: str, source: list[str]) -> None:
    """Read a chapter with its outputs, and read it again when anything they rest on changes."""
    path = app.env.doc2path(docname)
    if path in executed:
        source[0] = executed[path]
    if path.endswith(".ipynb"):
        for needed in inputs():
            app.env.note_dependency(os.path.relpath(needed, app.srcdir))


def inputs() -> list[Path]:
    """Every file on which a chapter's outputs rest, beside the chapter itself."""
    package = Path(__file__).parent.glob("*.py")
    rest = [paths.REFERENCES, paths.PYPROJECT]
    return sorted([*paths.SEEDS.iterdir(), *paths.DATA.rglob("*.csv"), *package, *rest])


def refuse_faults(app: Sphinx) -> None:
    """Stop a build, however it was begun, that would rest on faulty input."""
    faults = checking.faults()
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
        f"<title>{title}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={landing}">\n'
        "</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p><a href="{landing}">Read the book</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    references.register()
    app.add_node(outputs.block, html=(outputs.open_block, outputs.close_block))
    dressing.setup(app)
    colophon.setup(app)
    app.connect("builder-inited", refuse_faults)
    app.connect("env-before-read-docs", execute_chapters)
    app.connect("source-read", read_executed)
    # After the bibliography's own handler, which settles where each citation stands.
    app.connect("env-updated", label_citations, priority=900)
    app.connect("build-finished", write_root)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
