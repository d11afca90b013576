"""Languages have one name for readers and one for programs, and quotation marks of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_drafting import marked
from unsigned_treaty.citing import formats
from unsigned_treaty.coding.codebook import CodedUnit, Statement, by_language
from unsigned_treaty.coding.codings import codings_of
from unsigned_treaty.corpus import languages
from unsigned_treaty.corpus.attribution import known, language_without_verbs, saying, verbs
from unsigned_treaty.corpus.language_of_text import SCRIPTS, SMALL_WORDS, languages_of


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


# What the invented articles are written in.
WRITTEN = {
    **{"american": "en", "arabic": "ar", "brazilian": "pt", "british": "en", "chinese": "zh"},
    **{"hungarian": "hu", "norwegian": "no", "swiss": "de"},
    **{"croatian": "sr", "translated": "en", "greek": "el", "romanian": "ro"},
    **{"czech": "cs", "danish": "da", "dutch": "nl", "finnish": "fi", "french": "fr"},
    **{"german": "de", "hebrew": "he", "indian": "en", "italian": "it", "japanese": "ja"},
    **{"korean": "ko", "polish": "pl", "russian": "ru", "spanish": "es", "swedish": "sv"},
    **{"turkish": "tr", "ukrainian": "uk"},
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_language_of_a_text_is_told_by_its_small_words_or_its_script(name: str) -> None:
    told = languages_of(marked(name)[0])
    # Neighbours may both be likely, as Danish is where Norwegian is.
    assert WRITTEN[name] in told and len(told) <= 2


def test_of_a_few_words_no_language_is_told_and_verbs_of_all_are_looked_for() -> None:
    assert languages_of("She said so.") == languages_of("") == languages_of("123 – 4") == ()
    assert saying("She said so.").search("sagte er")
    text = "The bridge of the town is shut, and the mayor said that it was not safe to use. " * 3
    assert languages_of(text) == ("en",)
    assert saying(text).search("she said") and not saying(text).search("sagte er")


def test_every_language_with_verbs_of_saying_can_be_told_in_a_text() -> None:
    told = {*SMALL_WORDS, *SCRIPTS.values()}
    assert {*verbs()["spaced"], *verbs()["unspaced"]} <= told
    assert not any(known(language) for language in ("eu", "cy", "ka", "xq"))


BASQUE = (
    "Udalak jakinarazi du zubia itxita egongo dela udaberrira arte, eta ez dela beste biderik "
    "izango. Herritarrek ez dute ulertzen zergatik ez den lehenago konpondu, baina alkateak dio ez "
    "dagoela dirurik. Lanak hiru hilabete iraungo ditu eta bi milioi euro balio ditu."
)
YORUBA = (
    "Afárá náà yóò wà ní títì pa títí di ìgbà ìrúwé, ni olórí ìlú sọ nínú ìpàdé kan pẹ̀lú àwọn "
    "olùgbé. Iṣẹ́ náà yóò ná mílíọ̀nù méjì, yóò sì gba oṣù mẹ́ta, ṣùgbọ́n àwọn ènìyàn kò mọ ìdí tí "
    "wọn kò fi ṣe é tẹ́lẹ̀ rí ní ọdún tó kọjá."
)


def test_a_language_without_verbs_of_saying_is_named_or_said_not_to_be_told() -> None:
    assert language_without_verbs(BASQUE) == "Basque"
    assert language_without_verbs("ხიდი დაიკეტება, განაცხადა მერმა.") == "Georgian"
    unknown = "the language of this text, which could not be told"
    assert language_without_verbs(YORUBA) == unknown
    assert language_without_verbs("The bridge is shut, said the mayor.") == ""
    assert language_without_verbs("The bridge is shut. " * 20) == ""


def test_the_halves_of_a_verb_may_stand_apart_and_a_small_word_before_it() -> None:
    assert saying("").search("Das teilte die Reederei, wie es heißt, am Montag mit.")
    assert saying("").fullmatch("והוסיף") and saying("").fullmatch("وأضاف")
    assert saying("").match("note-t-elle") and not saying("").match("note-book")


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
