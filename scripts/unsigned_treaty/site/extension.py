"""Pages: the Sphinx extension that executes the chapters and builds exhibits into the book."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.parallel import ParallelTasks, SerialTasks, parallel_available

from unsigned_treaty.build import book, execution
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import (
    cards,
    data_links,
    elements,
    figure_files,
    notebooks,
    page_citation,
    register_addresses,
    supposing,
    theme,
    uses,
)

# What asks a process to end.
ENDING = (signal.SIGINT, signal.SIGTERM)


def refuse_faults(app: Sphinx) -> None:
    """Stop a build, however it was begun, that would rest on faulty input."""
    try:
        book.refuse_faults()
    except Refused as refused:
        raise ExtensionError(str(refused)) from None


def write_of_records(app: Sphinx) -> None:
    """Write the files that rest on the records and the coded tables, and on no page."""
    page_citation.write_record_files(app)
    supposing.write(app)


def begin_beside(app: Sphinx, write: Callable[[Sphinx], None]) -> None:
    """Let another process write files while this one reads and writes the pages.

    So a build takes a fifth less (``benchmarks/build.md``).
    """
    if app.builder.name != "html":
        return
    if parallel_available and execution.processors() > 1:
        tasks: SerialTasks | ParallelTasks = ParallelTasks(1)
        # Python drops what is raised while it forks: who asks it to end is heard right after.
        asked: list[int] = []
        usual = {
            number: signal.signal(number, lambda number, _: asked.append(number))
            for number in ENDING
        }

        def hear() -> None:
            for number, handler in usual.items():
                signal.signal(number, handler)
            for one in asked:
                signal.raise_signal(one)

        def write_beside(app: Sphinx) -> None:
            hear()
            write(app)

        try:
            tasks.add_task(write_beside, app)
        finally:
            hear()
    else:
        tasks = SerialTasks()
        tasks.add_task(write, app)

    def end_beside(app: Sphinx, error: Exception | None) -> None:
        if error is None:
            tasks.join()

    # Before the archive, which holds them.
    app.connect("build-finished", end_beside, priority=940)


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
    app.add_node(elements.block, html=(elements.open_block, elements.close_block))
    app.connect("doctree-read", elements.note_files)
    theme.setup(app)
    page_citation.setup(app)
    uses.setup(app)
    cards.setup(app)
    data_links.setup(app)
    app.connect("builder-inited", refuse_faults)
    notebooks.connect(app)
    register_addresses.setup(app)
    # After the faults were refused.
    app.connect("builder-inited", partial(begin_beside, write=write_of_records), priority=900)
    # The files that rest on what was read of the pages.
    for write in (figure_files.write, page_citation.write_page_files):
        app.connect("write-started", lambda app, _, write=write: begin_beside(app, write))
    app.connect("build-finished", write_root)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
