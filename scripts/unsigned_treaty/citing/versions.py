"""Versions: every published version at an address of its own, the newest at the site's root too.

    python scripts/unsigned_treaty/citing/versions.py FOLDER SITE

FOLDER holds the pages of each version as its release does, ``<name>-0.2.0-pages.zip``;
SITE is laid out anew: ``v0.2.0/`` for each, the newest version once more at the root, whose pages
name the address with the version as the one to cite, and ``versions.json``, by which the pages of
an old version learn that there is a newer one.  It needs nothing but Python.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

PAGES = re.compile(r"[a-z0-9-]+-(?P<version>\d+(?:\.\d+)*)-pages\.zip")


def lay_out(folder: Path, site: Path) -> list[str]:
    """Write the site from the archives in ``folder``; return the versions, the newest first.

    Raises ``ValueError`` where there is no archive, or one that would write outside its folder.
    """
    archives = {
        match["version"]: path
        for path in folder.glob("*.zip")
        if (match := PAGES.fullmatch(path.name))
    }
    versions = sorted(archives, key=in_order, reverse=True)
    if not versions:
        raise ValueError(f"{folder}: no …-pages.zip of a version; attach one to a release")
    for version in versions:
        extract(archives[version], site / f"v{version}")
    extract(archives[versions[0]], site)
    said = {"newest": versions[0], "versions": versions}
    (site / "versions.json").write_text(json.dumps(said) + "\n", encoding="utf-8")
    return versions


def in_order(version: str) -> list[int]:
    """What versions are put in order by: 0.10 is after 0.9."""
    return [int(part) for part in version.split(".")]


def extract(archive: Path, to: Path) -> None:
    """Write the files of an archive into a folder."""
    with zipfile.ZipFile(archive) as pages:
        for name in pages.namelist():
            if not (to / name).resolve().is_relative_to(to.resolve()):
                raise ValueError(f"{archive.name}: {name} leads out of its folder; leave it out")
        pages.extractall(to)


if __name__ == "__main__":
    try:
        print("published:", ", ".join(lay_out(Path(sys.argv[1]), Path(sys.argv[2]))))
    except ValueError as error:
        sys.exit(str(error))
