"""The command line, ``treaty``: a thin layer over functions that tests call directly."""

from __future__ import annotations

import argparse
import atexit
import gc
import logging
import shutil
import signal
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

LINES = 20  # of faults that are shown at once


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with a line on standard error for each fault."""
    parser = argparse.ArgumentParser(prog="treaty", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for run, said in (
        (lint, "list what is against the style of a chapter"),
        (build, "check, execute and build the book into _build/html"),
        (pdf, "print the built book as one PDF (needs Chromium)"),
        (epub, "write the built book as one EPUB, for a phone or a reading device"),
        (accept, "hold the chapters' results as they are now"),
        (release, "write CITATION.cff and .zenodo.json from the book's record"),
        (bundle, "put the archive of book and project into _build"),
    ):
        commands.add_parser(run.__name__, help=said).set_defaults(run=run)
    checking = commands.add_parser("check", help="list the faults of seeds, data and chapters")
    said = f"however many there are, and not the first {LINES} alone"
    checking.add_argument("--all", dest="every", action="store_true", help=said)
    checking.set_defaults(run=check)
    supposing = commands.add_parser("suppose", help="show what moves if a statement is coded anew")
    said = "tass2021-02 prospect=-1, for as many statements and codes as wanted"
    supposing.add_argument("codes", nargs="*", help=said)
    supposing.add_argument("--coding", default="", help="a whole coding: first, second, third …")
    supposing.set_defaults(run=suppose)
    reproducing = commands.add_parser("reproduce", help="build twice and compare every byte")
    said = "another Python for the second build, with the lock and this library installed"
    reproducing.add_argument("--python", default="", help=said)
    reproducing.set_defaults(run=reproduce)
    tidying = commands.add_parser("tidy", help="take the outputs out of the chapters")
    tidying.add_argument("--stream", action="store_true", help="of one, from input to output")
    tidying.set_defaults(run=tidy)
    verifying = commands.add_parser("verify", help="hold an archive to its manifest")
    verifying.add_argument("archive", type=Path, help="the archive, a .zip")
    verifying.set_defaults(run=verify)
    serving = commands.add_parser("serve", help="show the built book on a local address")
    serving.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    serving.set_defaults(run=serve)
    adding = commands.add_parser("add", help="draft the record and statements of a new article")
    adding.add_argument("file", type=Path, help="the article's text, in seeds/")
    adding.add_argument("--key", required=True, help="its citation key, such as tass2026")
    adding.set_defaults(run=add)
    chosen = vars(parser.parse_args(arguments))
    run = chosen.pop("run")
    writes = run in WRITING
    # A command ends soon: garbage can wait.  A build whose chapters are kept takes 10.8 s instead
    # of 12.5, and 338 MB of memory instead of 309.
    gc.set_threshold(100_000, 20, 100)
    # Nor is it worth looking for when Python ends: six tenths of a second after a build.
    atexit.register(gc.freeze)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        refuse_other_library()
        with one_at_a_time(run.__name__) if writes else nullcontext():
            return int(run(**chosen))
    except Refused as refused:
        tell(refused.faults)
        if run is build or run is bundle:
            print("the book was not built; what stood in _build is as it was", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"interrupted{'; everything is as it was' if writes else ''}", file=sys.stderr)
        return 130


def interrupt(*_: object) -> None:
    """Be interrupted when asked to end, whoever handles that then: what was begun is taken back.

    A shell lets what it starts in the background ignore interrupts; it is still to end when asked.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # A loop that began deaf to interrupts tells of each task that this one ends.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    signal.raise_signal(signal.SIGINT)


def refuse_other_library() -> None:
    """Raise :class:`Refused` where the library that runs is not that of the project here."""
    if paths.ROOT != paths.OWN:
        message = (
            f"this is the library of {paths.OWN}, and the project here is {paths.ROOT}; "
            "make its own environment: make clean, then make book"
        )
        raise Refused([Fault("treaty", "", message)])


def one_at_a_time(command: str) -> AbstractContextManager[None]:
    """Hold the project for a command that writes."""
    from unsigned_treaty.build import lock

    return lock.writing(command)


def tell(faults: Sequence[Fault], to: TextIO | None = None, every: bool = False) -> int:
    """Print faults, a line each and causes first; of many the first, and how many more; return 1.

    They go to standard error, unless ``to`` says where.
    """
    out = to or sys.stderr
    shown = faults if every or len(faults) <= LINES + 1 else faults[:LINES]
    for fault in shown:
        print(fault, file=out)
    if rest := len(faults) - len(shown):
        print(f"and {rest} more, some of which may follow from these", file=out)
    return 1


def check(root: Path = paths.ROOT, every: bool = False) -> int:
    """List the faults of the project in ``root``, or say that there is none."""
    from unsigned_treaty.build import check
    from unsigned_treaty.coding import open_work, tables
    from unsigned_treaty.corpus import articles

    faults = check.faults(root)
    if faults:
        tell(faults, every=every)
        found = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        rest = "" if every or len(faults) <= LINES + 1 else "; to list all: treaty check --all"
        print(f"{found} found; nothing was changed{rest}", file=sys.stderr)
        return 1
    count = len(tables.read_table("statements", root / "book" / "data"))
    known = len(articles.catalogue(root / "seeds" / paths.CATALOGUE.name))
    print(f"sound: {known} articles, {count} statements, every passage found")
    for key in articles.catalogue(root / "seeds" / paths.CATALOGUE.name).index:
        for line in open_work.wanting(key, root):
            print(f"still wanting: {line}")
    return 0


def add(file: Path, key: str, root: Path = paths.ROOT) -> int:
    """Draft a record and rows, and list what a person is to decide, in the order of the work."""
    from unsigned_treaty.coding import drafting, open_work

    rows = drafting.add(file, key, root)
    for number, line in enumerate(open_work.to_decide(key, root), start=1):
        print(f"{number}. {line}")
    counts = ", ".join(f"{len(added)} in {name}.csv" for name, added in rows.items())
    print(
        f"drafted: the record {key} in seeds/catalogue.bib, and rows in book/data: {counts}; "
        "work down the list, then run: make check"
    )
    return 0


def lint() -> int:
    """List what is against the style of a chapter, and stops no build."""
    from unsigned_treaty.project import chapters

    faults = chapters.style_faults()
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def tidy(stream: bool) -> int:
    """Take outputs and execution counts out of the chapters, as they are committed.

    As a ``stream``, out of the notebook on standard input, as a filter of git.
    """
    from unsigned_treaty.project import chapters, files

    if stream:
        sys.stdout.buffer.write(chapters.tidied(Path("<input>"), sys.stdin.buffer.read()))
        return 0
    with one_at_a_time("tidy"):
        changed = files.replace({path: chapters.tidied(path) for path in chapters.chapters()})
    for file in changed:
        print(f"tidied {paths.shown(file)}")
    return 0


def build() -> int:
    """Build the book, warnings being errors; a build that fails changes nothing.

    Where the book that stands is already that of the files as they are, there is nothing to do.
    """
    from unsigned_treaty.build import finished
    from unsigned_treaty.project import inputs

    said = "Nothing has changed since the book was built."
    if not finished.stands(finished.state()):
        # Imported only now: that takes longer than to see that there is nothing to do.
        from unsigned_treaty.build import book

        book.build()
        said = "The book is built."
    print(f"{said} Open {paths.shown(paths.HTML / 'index.html')} or run: make serve")
    changed = inputs.uncommitted()
    if changed:
        more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
        print(f"Not committed, and so not what can be published: {', '.join(changed[:5])}{more}")
    return 0


def accept() -> int:
    """Hold the chapters' results, and write their numbers into the sentences that say them."""
    from unsigned_treaty.build import book, kept, results, values
    from unsigned_treaty.project import chapters, inputs

    book.refuse_faults(accepting=True)
    inputs.settle_time()
    executed = kept.current(chapters.chapters())
    sentences = values.rewritten(executed)
    values.refuse(executed, accepted=True)
    changed = [*results.accept(executed, sentences), *sentences]
    for file in changed:
        print(f"accepted {paths.shown(file)}")
    print("see what moved: git diff book" if changed else "nothing has moved")
    return 0


def suppose(codes: list[str], coding: str) -> int:
    """Print what would move if statements were coded otherwise; no file is changed."""
    from unsigned_treaty.build import supposition

    for line in supposition.suppose(supposition.parsed(codes), coding):
        print(line)
    return 0


def release() -> int:
    """Write CITATION.cff and .zenodo.json from the book's own record."""
    from unsigned_treaty.citing import release

    for file in release.write():
        print(f"written {paths.shown(file)}")
    return 0


def reproduce(python: str) -> int:
    """Build the book twice from nothing, the second time elsewhere, and compare every byte."""
    from unsigned_treaty.build import reproduction

    return 1 if reproduction.reproduce(python=python) else 0


def bundle() -> int:
    """Build the book and put its archive, with a checksum, into _build."""
    from unsigned_treaty.build import archive

    build()
    made = paths.HTML.parent / archive.file_name()
    partial = made.with_suffix(".part")
    shutil.copyfile(paths.HTML / made.name, partial)
    partial.replace(made)
    print(f"The archive is {paths.shown(made)}\n{archive.checksum(made)}")
    return 0


def verify(archive: Path) -> int:
    """Hold every file of an archive to the manifest that it carries."""
    from unsigned_treaty.build.archive import verify

    count = verify(archive)
    print(f"{archive.name}: {count} files, each as its manifest says")
    return 0


def pdf() -> int:
    """Print the built book as one PDF."""
    from unsigned_treaty.build import pdf
    from unsigned_treaty.project.edition import whole_book

    count = pdf.print_book()
    print(f"{paths.shown(whole_book('pdf'))}: {count} pages")
    return 0


def epub() -> int:
    """Write the built book as one EPUB."""
    from unsigned_treaty.build import epub
    from unsigned_treaty.project.edition import whole_book

    count = epub.write_epub()
    print(f"{paths.shown(whole_book('epub'))}: {count} chapters")
    return 0


def serve(port: int) -> int:
    """Serve the built book on 127.0.0.1 until interrupted."""
    from unsigned_treaty.site import serving

    if not (paths.HTML / "index.html").is_file():
        print("_build/html: there is no built book; run: make book", file=sys.stderr)
        return 1
    try:
        server = serving.server(paths.HTML, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "no such port"
        print(f"port {port}: {reason}; choose another with --port", file=sys.stderr)
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


# These write into the project, one at a time.
WRITING = frozenset({accept, add, build, bundle, epub, pdf, release})

if __name__ == "__main__":
    sys.exit(main())
