"""The command line, ``treaty``: a thin layer over functions that tests call directly."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from unsigned_treaty import paths
from unsigned_treaty.faults import Refused


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with a line on standard error for each fault."""
    parser = argparse.ArgumentParser(prog="treaty", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="list every fault of seeds, data and chapters at once")
    commands.add_parser("build", help="check, execute and build the book into _build/html")
    serving = commands.add_parser("serve", help="show the built book on a local address")
    serving.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    commands.add_parser("pdf", help="print the built book as one PDF (needs Chromium)")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "check":
            return check()
        if chosen.command == "build":
            return build()
        if chosen.command == "pdf":
            return pdf()
        return serve(chosen.port)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1


def check(root: Path = paths.ROOT) -> int:
    """List every fault of the project in ``root``, or say that there is none."""
    from unsigned_treaty import articles, checking, coded

    faults = checking.faults(root)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        found = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        print(f"{found} found; nothing was changed", file=sys.stderr)
        return 1
    count = len(coded.table("statements", root / "book" / "data"))
    known = len(articles.catalogue(root / "seeds" / paths.CATALOGUE.name))
    print(f"sound: {known} articles, {count} statements, every passage found")
    return 0


def build() -> int:
    """Build the book from nothing, warnings being errors; a build that fails changes nothing."""
    from jupyter_book.cli.main import main as jupyter_book

    if check():
        return 1
    print("building the book: executing the chapters, then writing the pages", flush=True)
    fresh = paths.HTML.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    command = ["build", "-W", "-n", "--keep-going", "-q", "--path-output", str(fresh)]
    try:
        jupyter_book([*command, str(paths.ROOT)], standalone_mode=False)
    except Exception as error:  # jupyter-book wraps whatever Sphinx raised
        print(error, file=sys.stderr)
        shutil.rmtree(fresh)
        return 1
    shutil.rmtree(paths.HTML, ignore_errors=True)
    (fresh / "_build" / "html").rename(paths.HTML)
    shutil.rmtree(fresh)
    print(f"The book is built. Open {paths.shown(paths.HTML / 'index.html')} or run: make serve")
    return 0


def pdf() -> int:
    """Print the built book as one PDF."""
    from unsigned_treaty import printing

    count = printing.print_book()
    print(f"{paths.shown(printing.PDF)}: {count} pages")
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
