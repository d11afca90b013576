"""The whole book, built from a clean copy by the one command that readers are given."""

from pathlib import Path

import pytest

from unsigned_treaty import chapters

pytestmark = pytest.mark.book


def test_every_page_of_the_contents_is_built(built_book: Path) -> None:
    for name in chapters.contents():
        assert (built_book / f"{name}.html").is_file(), name
    assert (built_book / "index.html").is_file()
