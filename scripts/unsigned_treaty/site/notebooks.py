"""Building: chapters are executed when Sphinx is about to read them, and never left stale."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from unsigned_treaty.build import archive, downloads, execution, finished, results
from unsigned_treaty.project import chapters, inputs
from unsigned_treaty.project.edition import edition
from unsigned_treaty.project.faults import Refused
from unsigned_treaty.site import launch_buttons


@dataclass
class Begun:
    """What the command line did before Sphinx started; its inputs are sound."""

    # The pages that it found edited, whatever the times of their files say; none means all.
    edited: set[Path]
    # The execution that it started, of every chapter that it expects to be read.
    ahead: execution.Ahead


begun: Begun | None = None


# A link to a place in another notebook is one to a label of the book.
ACROSS = re.compile(r"\]\((?:[a-z0-9-]+)\.ipynb#")

# How the book names what it numbers.
NAMED = {"figure": "Figure", "table": "Table"}


class Run(NamedTuple):
    """What Sphinx keeps of an executed chapter: its text, and which pages' files it opened."""

    text: str
    read: frozenset[str]


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


def execute_chapters(app: Sphinx, env: Any, docnames: list[str]) -> None:
    """Execute every notebook that is about to be read, and hold its results to those accepted."""
    wanted = sorted(path for name in docnames if (path := page(env, name)).suffix == ".ipynb")
    env.unsigned_treaty_again = sorted(docnames)
    opened: execution.Opened = {}
    executed: execution.Executed = {}
    try:
        if begun:
            executed = {
                path: book for path, book in begun.ahead.results().items() if path in wanted
            }
            opened |= begun.ahead.opened
        rest = [path for path in wanted if path not in executed]
        executed |= execution.execute(rest, opened=opened)
        moved = results.moved(executed)
    except Refused as refused:
        raise ExtensionError(str(refused)) from None
    if moved:
        raise ExtensionError("\n".join(map(str, moved)))
    pages = {page(env, name): name for name in env.found_docs}
    runs = dict(getattr(env, "unsigned_treaty_runs", {}))
    for path, book in executed.items():
        # Where it cannot be known what a chapter opened, it may have been any other page.
        read = opened.get(path, frozenset(pages)) & pages.keys()
        runs[pages[path]] = Run(nbformat.writes(book), frozenset(pages[other] for other in read))
    env.unsigned_treaty_runs = {name: runs[name] for name in sorted(runs) if name in env.found_docs}


def page(env: Any, docname: str) -> Path:
    """The file of a page."""
    return Path(str(env.doc2path(docname)))


def read_executed(app: Sphinx, docname: str, source: list[str]) -> None:
    """Read a chapter with its outputs, and read it again when anything they rest on changes."""
    env: Any = app.env
    run = env.unsigned_treaty_runs.get(docname)
    if run is None:
        return
    source[0] = ACROSS.sub("](#", run.text)
    others = {page(env, name) for name in env.found_docs - run.read}
    for path in inputs.project():
        if path not in others:
            env.note_dependency(os.path.relpath(path, app.srcdir))


def go_by_content(app: Sphinx) -> None:
    """Let no page be read again for the times of files, where the command line knows its edits."""
    if begun and begun.edited:
        for name in app.env.all_docs:
            app.env.all_docs[name] = time.time_ns() // 1000


def read_again(
    app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages to read again: those the command line found changed, and all that read these."""
    runs = getattr(env, "unsigned_treaty_runs", {})
    known = begun.edited if begun else set()
    edited = {name for name in env.found_docs if page(env, name) in known}
    moved = edited | added | changed | removed
    return sorted(edited | {name for name, run in runs.items() if run.read & moved})


def rewrite(app: Sphinx, env: Any) -> list[str]:
    """Write the pages that were read and those whose contents list them.

    Where what any page may show of others moved, write all.
    """
    was, env.unsigned_treaty_shared = getattr(env, "unsigned_treaty_shared", None), shared(env)
    if was == env.unsigned_treaty_shared:
        listing = (env.files_to_rebuild.get(name, ()) for name in env.unsigned_treaty_again)
        env.unsigned_treaty_again = sorted({*env.unsigned_treaty_again, *chain(*listing)})
    else:
        env.unsigned_treaty_again = sorted(env.found_docs)
    return again(env)


def shared(env: Any) -> dict[str, Any]:
    """What a page may show of other pages: titles, numbers, where labels lead, records."""
    labels = env.get_domain("std").data
    # Copies, since Sphinx takes out of its own what it is about to read again.
    return {
        "titles": {name: title.astext() for name, title in env.titles.items()},
        "numbers": [dict(env.toc_secnumbers), dict(env.toc_fignumbers)],
        "labels": [dict(labels["labels"]), dict(labels["anonlabels"])],
        "records": {name: chapters.record(page(env, name)) for name in env.found_docs},
    }


def again(env: Any) -> list[str]:
    """The pages that are written in this build; what is made beside a page is made with it."""
    return list(getattr(env, "unsigned_treaty_again", sorted(env.found_docs)))


def write_downloads(app: Sphinx, error: Exception | None) -> None:
    """Put the executed chapters where the download buttons lead, and the archive beside them."""
    if error or app.builder.name != "html":
        return
    known = edition()
    said = downloads.sentence(known.repository, known.address)
    env: Any = app.env
    numbers = {
        name: f"{NAMED[kind]} {'.'.join(map(str, number))}"
        for kinds in env.toc_fignumbers.values()
        for kind, found in kinds.items()
        for name, number in found.items()
        if kind in NAMED
    }
    for docname in env.unsigned_treaty_runs.keys() & set(again(env)):
        run = env.unsigned_treaty_runs[docname]
        target = Path(app.outdir) / "_sources" / f"{docname}.ipynb"
        book = downloads.downloaded(nbformat.reads(run.text, as_version=4), said, numbers)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(nbformat.writes(book) + "\n", encoding="utf-8", newline="\n")


def leave_no_trace(app: Sphinx, error: Exception | None) -> None:
    """Remove Sphinx's note on its configuration, in which the folder of the project is hidden."""
    if error is None:
        (Path(app.outdir) / ".buildinfo").unlink(missing_ok=True)


def note_readers(app: Sphinx, error: Exception | None) -> None:
    """Note which pages each chapter opened, for the next build to know before Sphinx starts."""
    if error is None:
        runs = app.env.unsigned_treaty_runs  # type: ignore[attr-defined]
        read = {name: sorted(run.read) for name, run in runs.items()}
        text = json.dumps(read, indent=1)
        (Path(app.doctreedir) / finished.READ.name).write_text(text, encoding="utf-8")


def forget_failure(app: Sphinx, error: Exception | None) -> None:
    """Have a build with an error or a warning read everything again, so that it fails again."""
    if error or app._warncount:
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)


def connect(app: Sphinx) -> None:
    """Register the handlers with Sphinx."""
    inputs.settle_time()
    # After Jupyter Book, which sets these options too.
    app.connect("config-inited", offer_launch, priority=900)
    app.connect("html-page-context", launch_buttons.lead_to_notebook, priority=800)
    app.connect("builder-inited", go_by_content)
    app.connect("env-get-outdated", read_again)
    app.connect("env-before-read-docs", execute_chapters)
    app.connect("source-read", read_executed)
    # After Sphinx and the bibliography have settled labels and numbers.
    app.connect("env-get-updated", rewrite, priority=900)
    app.connect("build-finished", write_downloads)
    app.connect("build-finished", leave_no_trace)
    app.connect("build-finished", note_readers)
    app.connect("build-finished", archive.write_archive, priority=950)
    app.connect("build-finished", forget_failure, priority=990)
