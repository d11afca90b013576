"""The fuzz driver: a short run of it, and that it sees what it is to see."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fuzz
from unsigned_treaty import cli

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a check is ended by SIGPROF, which Windows has not"
)
Small = tuple[Path, dict[str, bytes]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A small project, and the bytes of its files."""
    root = fuzz.small_project(tmp_path_factory.mktemp("fuzz") / "project")
    return root, fuzz.state(root)


def test_the_small_project_is_sound(small: Small) -> None:
    assert cli.check(small[0]) == 0


@pytest.mark.parametrize("number", range(6))
def test_damaged_files_are_refused_in_lines_and_left_alone(number: int, small: Small) -> None:
    root, whole = small
    assert fuzz.tried(root, whole, f"short-{number}") == ""
    assert fuzz.state(root) == whole


def raises(_: Path) -> int:
    return int("x")


def changes(root: Path) -> int:
    (root / "_toc.yml").write_text("changed", encoding="utf-8")
    return 0


def rings(_: Path) -> int:
    print("a bell: \x07")
    return 1


def hangs(_: Path) -> int:
    while time.process_time():
        pass
    return 0


def goes_on(_: Path) -> int:
    print("line\n" * 40)
    return 1


@pytest.mark.parametrize(
    ("check", "found"),
    [
        (raises, "ValueError: invalid literal"),
        (changes, "a file was changed"),
        (rings, "a character that commands a terminal"),
        (hangs, "Hung: more than "),
        (goes_on, "41 lines"),
        (lambda _: 1, "refused without a word"),
        (lambda _: 0, ""),
    ],
)
def test_what_is_not_to_be_is_found(
    check: Callable[[Path], int], found: str, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, whole = small
    monkeypatch.setattr(cli, "check", check)
    monkeypatch.setattr(fuzz, "LIMIT", 1)
    said = fuzz.wrong(root)
    fuzz.restore(root, whole)
    assert said.startswith(found) and bool(said) == bool(found)


def test_the_same_name_is_the_same_damage(small: Small) -> None:
    root, whole = small

    def damaged(name: str) -> Any:
        done = list(fuzz.damage(root, random.Random(name)))
        now = fuzz.state(root)
        fuzz.restore(root, whole)
        return done, now

    assert damaged("x-1") == damaged("x-1") != damaged("x-2")
