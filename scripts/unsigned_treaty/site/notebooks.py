"""Notebooks: the executed chapters, read into Sphinx, and put where their downloads lead."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from unsigned_treaty.build import archive, book, downloads
from unsigned_treaty.project import inputs
from unsigned_treaty.project.edition import edition
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import launch_buttons

# A link to a place in another notebook is one to a label of the book.
ACROSS = re.compile(r"\]\((?:[a-z0-9-]+)\.ipynb#")

# pandas puts them into a data frame: in the middle of a page a sheet is no valid HTML, and the
# page's policy allows no style in place.
STYLE = re.compile(r"<style scoped>.*?</style>\s*| style=\"[^\"]*\"| border=\"1\"", re.DOTALL)


def offer_launch(app: Sphinx, config: Any) -> None:
    """Let readers open a chapter in Binder or Colab, where a repository at GitHub is known."""
    known = edition()
    if known.repository.startswith("https://github.com/"):
        config.html_theme_options = {
            **config.html_theme_options,
            "repository_url": known.repository,
            "repository_branch": known.commit or "HEAD",
            "launch_buttons": launch_buttons.buttons(known.repository),
        }


def execute_chapters(app: Any, env: Any, docnames: list[str]) -> None:
    """Have every notebook of the book with its outputs, and hold its results to those accepted."""
    try:
        executed = book.executed()
    except Refused as refused:
        raise ExtensionError(str(refused)) from None
    pages = {page(env, name): name for name in docnames}
    app.unsigned_treaty_chapters = {
        pages[path]: notebook for path, notebook in executed.items() if path in pages
    }


def page(env: Any, docname: str) -> Path:
    """The file of a page."""
    return Path(str(env.doc2path(docname)))


def read_executed(app: Any, docname: str, source: list[str]) -> None:
    """Read a chapter with its outputs."""
    if docname in app.unsigned_treaty_chapters:
        notebook = nbformat.from_dict(app.unsigned_treaty_chapters[docname])
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                if "text/html" in output.get("data", {}):
                    output.data["text/html"] = STYLE.sub("", output.data["text/html"])
        source[0] = ACROSS.sub("](#", json.dumps(notebook, ensure_ascii=False))


def write_downloads(app: Any, error: Exception | None) -> None:
    """Put the executed chapters where the download buttons lead, and the archive beside them."""
    if error or app.builder.name != "html":
        return
    address = edition().address
    files = downloads.packed(downloads.carried())
    for docname, executed in app.unsigned_treaty_chapters.items():
        target = Path(app.outdir) / "_sources" / f"{docname}.ipynb"
        notebook = downloads.downloaded(executed, files, address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def leave_no_trace(app: Sphinx, error: Exception | None) -> None:
    """Remove Sphinx's note on its configuration, in which the folder of the project is hidden."""
    if error is None:
        (Path(app.outdir) / ".buildinfo").unlink(missing_ok=True)


def begin_from_nothing(app: Sphinx) -> None:
    """Let Sphinx know nothing of an earlier build: not all that a page rests on is known to it."""
    (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)


def connect(app: Sphinx) -> None:
    """Register the handlers with Sphinx."""
    inputs.settle_time()
    begin_from_nothing(app)
    # After Jupyter Book, which sets these options too.
    app.connect("config-inited", offer_launch, priority=900)
    app.connect("html-page-context", launch_buttons.lead_to_notebook, priority=800)
    app.connect("env-before-read-docs", execute_chapters)
    app.connect("source-read", read_executed)
    app.connect("build-finished", write_downloads)
    app.connect("build-finished", leave_no_trace)
    app.connect("build-finished", archive.write_archive, priority=950)
