"""The command line, ``treaty``: a thin layer over functions that tests call directly."""

from __future__ import annotations

import argparse
import contextlib
import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Refused

if TYPE_CHECKING:
    from unsigned_treaty.build.nursery import Nursery


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with a line on standard error for each fault."""
    parser = argparse.ArgumentParser(prog="treaty", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for run, said in (
        (check, "list every fault of seeds, data and chapters at once"),
        (build, "check, execute and build the book into _build/html"),
        (pdf, "print the built book as one PDF (needs Chromium)"),
        (accept, "hold the chapters' results as they are now"),
        (reproduce, "build twice from nothing and compare every byte"),
        (bundle, "put the archive of book and project into _build"),
    ):
        commands.add_parser(run.__name__, help=said).set_defaults(run=run)
    serving = commands.add_parser("serve", help="show the built book on a local address")
    serving.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    serving.set_defaults(run=serve)
    adding = commands.add_parser("add", help="draft the record and statements of a new article")
    adding.add_argument("file", type=Path, help="the article's text, in seeds/")
    adding.add_argument("--key", required=True, help="its citation key, such as tass2026")
    adding.set_defaults(run=add)
    chosen = vars(parser.parse_args(arguments))
    run = chosen.pop("run")
    try:
        return int(run(**chosen))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1


def check(root: Path = paths.ROOT) -> int:
    """List every fault of the project in ``root``, or say that there is none."""
    from unsigned_treaty.build import check
    from unsigned_treaty.coding import tables
    from unsigned_treaty.corpus import articles

    faults = check.faults(root)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        found = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        print(f"{found} found; nothing was changed", file=sys.stderr)
        return 1
    count = len(tables.read_table("statements", root / "book" / "data"))
    known = len(articles.catalogue(root / "seeds" / paths.CATALOGUE.name))
    print(f"sound: {known} articles, {count} statements, every passage found")
    return 0


def add(file: Path, key: str, root: Path = paths.ROOT) -> int:
    """Draft a record and statements, and list the quoted words that a person is to decide."""
    from unsigned_treaty.coding import drafting

    rows = drafting.add(file, key, root)
    for row in rows:
        for span in row["quoted"].split(" | "):
            shown = span if len(span) <= 70 else f"{span[:34]} … {span[-33:]}"
            print(f"{row['id']}: {shown}")
        if row["note"] != "draft":
            print(f"  {row['note'].removeprefix('draft; ')}")
    print(
        f"drafted: the record {key} in seeds/catalogue.bib and {len(rows)} rows in "
        "book/data/statements.csv; decide each cell, then run: make check"
    )
    return 0


def build() -> int:
    """Build the book, warnings being errors; a build that fails changes nothing.

    Where the book that stands is already that of the files as they are, there is nothing to do.
    """
    from unsigned_treaty.build import finished

    before = finished.state()
    ready = f"Open {paths.shown(paths.HTML / 'index.html')} or run: make serve"
    if finished.stands(before):
        print(f"Nothing has changed since the book was built. {ready}")
        return 0
    from unsigned_treaty.build import nursery

    # It imports on another processor while the inputs are checked here.
    warm = nursery.Nursery() if nursery.AVAILABLE else None
    if check():
        if warm:
            warm.close()
        return 1
    edited = finished.edited(before) if finished.DOCTREES.is_dir() else set()
    print("building the book: executing the chapters, then writing the pages", flush=True)
    fresh = paths.HTML.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    if edited:
        shutil.copytree(finished.DOCTREES, fresh / "_build" / ".doctrees")
        # What is not written again stays; the archive is made of all pages each time. The copies
        # are new, since Sphinx would write again whatever is older than a file it is made from.
        archive = shutil.ignore_patterns("*.zip")
        made = fresh / "_build" / "html"
        shutil.copytree(paths.HTML, made, ignore=archive, copy_function=shutil.copy)
    try:
        run_jupyter_book(fresh, edited, warm)
    except Exception as error:  # jupyter-book wraps whatever Sphinx raised
        print(error, file=sys.stderr)
        shutil.rmtree(fresh, ignore_errors=True)
        print("the book was not built; what stood in _build/html is as it was", file=sys.stderr)
        return 1
    # From here until it is written anew, the next build begins from nothing.
    finished.STAMP.unlink(missing_ok=True)
    for name, kept in (("html", paths.HTML), (".doctrees", finished.DOCTREES)):
        shutil.rmtree(kept, ignore_errors=True)
        (fresh / "_build" / name).rename(kept)
    shutil.rmtree(fresh)
    if not finished.write(before):
        print("A file changed while the book was built; for a book of the files as they are now,")
        print("run again: make book")
    print(f"The book is built. {ready}")
    return 0


def run_jupyter_book(fresh: Path, edited: set[Path], warm: Nursery | None) -> None:
    """Build into the folder ``fresh``, the chapters being executed while Sphinx still starts.

    ``edited`` are the pages to read again, or nothing for all.
    """
    from unsigned_treaty.build import execution, finished
    from unsigned_treaty.project import chapters, inputs

    inputs.settle_time()
    wanted = sorted(finished.readers(edited)) if edited else chapters.chapters()
    ahead = execution.Ahead(wanted, warm)
    ahead.start()
    from unsigned_treaty.site import notebooks

    notebooks.begun = notebooks.Begun(edited, ahead)
    from jupyter_book.cli.main import main as jupyter_book
    from sphinx.util import console

    if not sys.stderr.isatty():
        console.nocolor()
    command = ["build", "-W", "-n", "--keep-going", "-q", "--path-output", str(fresh)]
    with contextlib.redirect_stdout(io.StringIO()):  # it would name a folder that is not kept
        jupyter_book([*command, str(paths.ROOT)], standalone_mode=False)


def accept() -> int:
    """Execute the chapters and hold their results; say which files changed."""
    from unsigned_treaty.build import execution, results
    from unsigned_treaty.project import chapters

    if check():
        return 1
    changed = results.accept(execution.execute(chapters.chapters()))
    for file in changed:
        print(f"accepted {paths.shown(file)}")
    print("see what moved: git diff book/results" if changed else "nothing has moved")
    return 0


def reproduce() -> int:
    """Build the book twice from nothing and compare every byte."""
    from unsigned_treaty.build import reproduction

    return 1 if reproduction.reproduce() else 0


def bundle() -> int:
    """Build the book and put its archive, with a checksum, into _build."""
    from unsigned_treaty.build import archive

    if build():
        return 1
    made = paths.HTML.parent / archive.file_name()
    shutil.copyfile(paths.HTML / made.name, made)
    print(f"The archive is {paths.shown(made)}\n{archive.checksum(made)}")
    return 0


def pdf() -> int:
    """Print the built book as one PDF."""
    from unsigned_treaty.build import pdf

    count = pdf.print_book()
    print(f"{paths.shown(pdf.PDF)}: {count} pages")
    return 0


def serve(port: int) -> int:
    """Serve the built book on 127.0.0.1 until interrupted."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    if not (paths.HTML / "index.html").is_file():
        print("_build/html: there is no built book; run: make book", file=sys.stderr)
        return 1
    handler = partial(SimpleHTTPRequestHandler, directory=str(paths.HTML))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        print(f"port {port}: {error.strerror}; choose another with --port", file=sys.stderr)
        return 1
    with server:
        print(
            f"The book is at http://127.0.0.1:{server.server_port}/  (Ctrl-C ends it)", flush=True
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
