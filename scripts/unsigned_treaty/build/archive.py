"""Bundle: the archive with all that it takes to read, run and build this book elsewhere."""

from __future__ import annotations

import hashlib
import re
import tomllib
import zipfile
import zlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_treaty.citing import datasets
from unsigned_treaty.project import inputs, paths
from unsigned_treaty.project.edition import edition
from unsigned_treaty.project.faults import Fault, Refused

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NOTICE = """\
{title}
Version {version}, {date}

To read the book, open _build/html/index.html.

To build and test it, Python 3.11 or later and make are needed, and a network once, for the
environment:

    make book
    make test

The articles in seeds/ belong to their publishers. They are included as the object of study
and are not covered by the licence of this work; the file LICENSE says what is.
"""
CRATE = "ro-crate-metadata.json"
OFFER = re.compile(r'<p class="archive-offer">.*?</p>', re.DOTALL)
HERE = (
    '<p class="archive-offer">This copy of the book came in its archive, with the notebooks, '
    "the library, the coded data and the articles beside it.</p>"
)


class Offer:
    """A link to the archive, for the landing page."""

    def _repr_html_(self) -> str:
        """The link as a paragraph."""
        name = escape(file_name())
        return (
            f'<p class="archive-offer">Everything in one archive: <a href="../{name}" download>'
            f"{name}</a>, with the notebooks, the library, the catalogue, the coded data, "
            "the locked environment, these pages and the articles, "
            "which belong to their publishers.</p>"
        )

    def __repr__(self) -> str:
        """The same in a terminal."""
        return f"The site offers everything in one archive, {file_name()}."


def offer() -> Offer:
    """Offer the archive; it stands at the site's root, beside the folder ``book``."""
    return Offer()


def file_name() -> str:
    """The archive's name, that of the book and its version."""
    known = edition()
    return f"{known.name}-{known.version}.zip"


def write(html: Path, to: Path, root: Path = paths.ROOT) -> Path:
    """Write the archive of the project in ``root`` and of the book built in ``html``.

    It holds the files that are committed, the pages, a notice, a description for machines
    (RO-Crate), and a manifest with the SHA-256 of each of these.  The same files give the same
    bytes: names in order, the book's date on each, no owner.  Raises :class:`Refused` for a link
    that leaves the project.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    day = inputs.stated_date(root / "book")
    notice = NOTICE.format(title=project["description"], version=project["version"], date=day)
    contents = {"NOTICE.txt": notice.encode()}
    runnable = set()
    for path in inputs.committed(root):
        name = path.relative_to(root).as_posix()
        contents[name] = path.read_bytes()
        if path.stat().st_mode & 0o100:
            runnable.add(name)
    contents[CRATE] = datasets.ro_crate(contents, edition(root / "pyproject.toml")).encode()
    for path in sorted(html.rglob("*")):
        if path.is_file() and path != to and path.suffix != ".zip":
            content = path.read_bytes()
            if path.suffix == ".html":
                content = OFFER.sub(HERE, content.decode("utf-8")).encode("utf-8")
            contents[f"_build/html/{path.relative_to(html).as_posix()}"] = content
    lines = [f"{_sha256(content)}  {name}\n" for name, content in sorted(contents.items())]
    contents[inputs.MANIFEST] = "".join(lines).encode()
    top = f"{project['name']}-{project['version']}"
    partial = to.with_suffix(".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents.items()):
            about = zipfile.ZipInfo(f"{top}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 3  # else it would name the system this runs on
            about.external_attr = (0o100755 if name in runnable else 0o100644) << 16
            archive.writestr(about, content)
    partial.replace(to)
    return to


def verify(file: Path) -> int:
    """Hold an archive to its manifest and return how many files it has beside that.

    Raises :class:`Refused` with each file that is missing, changed, or not in the manifest.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            contents = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
            tops = {name.partition("/")[0] for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile, RuntimeError, zlib.error) as error:
        fault = Fault(file.name, "", f"cannot be read: {error}; get the archive again")
        raise Refused([fault]) from error
    listed = contents.pop(inputs.MANIFEST, None)
    if listed is None or len(tops) != 1:
        message = f"has no {inputs.MANIFEST} in its one folder; get the archive again"
        raise Refused([Fault(file.name, "", message)])
    wanted = inputs.read_manifest(listed, inputs.MANIFEST)
    reasons = {
        **dict.fromkeys(wanted.keys() - contents.keys(), "is missing"),
        **dict.fromkeys(contents.keys() - wanted.keys(), "is not in the manifest"),
        **{
            name: "differs from the manifest"
            for name in wanted.keys() & contents.keys()
            if _sha256(contents[name]) != wanted[name]
        },
    }
    if reasons:
        raise Refused(
            Fault(file.name, name, f"{reason}; get the archive again")
            for name, reason in reasons.items()
        )
    return len(contents)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_archive(app: Sphinx, error: Exception | None) -> None:
    """Put the archive at the root of the site that was built."""
    if error is None and app.builder.name == "html":
        try:
            write(Path(app.outdir), Path(app.outdir) / file_name())
        except Refused as refused:
            from sphinx.errors import ExtensionError

            raise ExtensionError(str(refused)) from None


def checksum(path: Path) -> str:
    """A file's SHA-256 as ``sha256sum`` writes it."""
    return f"{_sha256(path.read_bytes())}  {path.name}"
