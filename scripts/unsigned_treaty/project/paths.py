"""Every path of the project, in one place."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
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
