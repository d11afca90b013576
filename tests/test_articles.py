"""The articles, their seals and their records."""

from unsigned_treaty.corpus import articles


def test_the_articles_are_the_files_that_were_coded() -> None:
    assert articles.faults() == []
