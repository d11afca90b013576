"""Languages have one name for readers and one for programs, and quotation marks of their own."""

from __future__ import annotations

from pathlib import Path

from unsigned_treaty.citing import formats
from unsigned_treaty.coding.codebook import CodedUnit, Statement, by_language
from unsigned_treaty.coding.codings import codings_of
from unsigned_treaty.corpus import languages


def test_a_language_is_known_by_its_name_and_by_its_tag() -> None:
    assert [languages.tag(name) for name in ("Spanish", "Russian", "Ostwickian")] == [
        *("es", "ru", "Ostwickian"),
    ]
    assert [languages.named(tag) for tag in ("ja", "de", "xq")] == ["Japanese", "German", "xq"]
    assert [languages.locale(tag) for tag in ("en", "es", "ja", "Ostwickian")] == [
        *("en_GB", "es_ES", "ja_JP", ""),
    ]
    assert formats.babel({"language": "fr"}) == "french"
    assert formats.babel({"language": "Ostwickian"}) == ""


def test_words_stand_between_the_marks_of_their_language() -> None:
    assert [languages.quoted("x", tag) for tag in ("es", "ru", "ja", "xq")] == [
        *("«x»", "«x»", "「x」", "“x”"),
    ]


def test_names_in_other_languages_are_told_by_their_tags() -> None:
    assert by_language(("es: Sevilla", "ru: А: Б")) == {"es": "Sevilla", "ru": "А: Б"}


def test_codings_are_those_whose_files_are_there_in_the_order_of_their_names(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "codings"
    folder.mkdir()
    (folder / "fifth.csv").write_text("unit,article\n", encoding="utf-8")
    (folder / "second.csv").write_text("id,article\n", encoding="utf-8")
    (folder / "must_act.csv").write_text("statement\n", encoding="utf-8")
    assert list(codings_of(tmp_path).items()) == [("second", Statement), ("fifth", CodedUnit)]
