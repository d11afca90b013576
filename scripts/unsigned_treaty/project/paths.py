"""Every path of the project, in one place.

The project is the one in whose folder a command is run, or a chapter stands; from anywhere else it
is the one that this library came with.
"""

from __future__ import annotations

from pathlib import Path

# The folder that holds this library as a part of its project, wherever that was copied to.
OWN = Path(__file__).resolve().parents[3]


def project_of(folder: Path) -> Path | None:
    """The project in which a folder lies: the nearest one above that has its contents and seeds."""
    for place in (folder, *folder.parents):
        if (place / "_toc.yml").is_file() and (place / "seeds").is_dir():
            return place
    return None


ROOT = project_of(Path.cwd()) or OWN
PYPROJECT = ROOT / "pyproject.toml"
CONFIG = ROOT / "_config.yml"
CONTENTS = ROOT / "_toc.yml"

SEEDS = ROOT / "seeds"
CATALOGUE = SEEDS / "catalogue.bib"

BOOK = ROOT / "book"
REFERENCES = BOOK / "references.bib"
VOCABULARY = BOOK / "codebook.toml"
DATA = BOOK / "data"

HTML = ROOT / "_build" / "html"


def shown(path: Path) -> str:
    """The path as a message names it: from the root of its project, with forward slashes."""
    for root in path.parents:
        if (root / PYPROJECT.name).is_file():
            return path.relative_to(root).as_posix()
    return path.as_posix()
