"""A book on another topic: its files, and not one line of the library touched."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from conftest import run_treaty
from unsigned_treaty.project import chapters, paths

OTHER = Path(__file__).parent / "data" / "other_book"
TITLE = "The Idle Ferry: two harbours and the boat between them, 2031–2032"
# What stands in the files at the root of a project; CONTRIBUTING.md says what to write there.
METADATA = {
    "_config.yml": {"title": f'"{TITLE}"', "author": "Ines Vale", "copyright": '"2032"'},
    "pyproject.toml": {
        "name": '"idle-ferry"',
        "version": '"1.0.0"',
        "description": f'"{TITLE}"',
        "authors": '[{ name = "Ines Vale" }]',
        "keywords": '["ferries", "harbours"]',
    },
}
# Of what the book of this repository speaks, in any language and script.
THIS_BOOK = re.compile(
    r"(?i)kuril|russia|japan|tokyo|moscow|kremlin|islands|ukrain|hokkaid|sakhalin|habomai|shikotan"
    r"|the unsigned treaty|unsigned-treaty|peace|\btalks\b|sputnik|izvestia|\btass\b|five articles"
    r"|\bru\b|\bjp\b|[Ѐ-ӿ]|[぀-ヿ]"
)


def make_book(root: Path) -> Path:
    """Make a project of the library and of the other book's files."""
    shutil.copytree(
        paths.ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(OTHER, root, dirs_exist_ok=True)
    for name, lines in METADATA.items():
        text = (paths.ROOT / name).read_text(encoding="utf-8")
        for key, value in lines.items():
            sign = ":" if name.endswith(".yml") else " ="
            entry = re.compile(rf"^{key}{sign} (?:\[\n.*?\n\]|[^\n]*)", re.DOTALL | re.MULTILINE)
            text, count = entry.subn(f"{key}{sign} {value}", text, count=1)
            assert count == 1, f"{name}: {key}"
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other book, built: the folder of its pages."""
    root = make_book(tmp_path_factory.mktemp("other") / "idle-ferry")
    for command in ("release", "check", "accept", "build"):
        done = run_treaty(root, command)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return root / "_build" / "html"
