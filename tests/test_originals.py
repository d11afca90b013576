"""The words behind the quotations, the story so far, and the searches for what came later."""

from __future__ import annotations

from unsigned_treaty.coding import tables


def test_every_original_stands_behind_words_of_its_statement() -> None:
    said = tables.read_table("statements").set_index("id")["exact"]
    for row in tables.read_table("originals").itertuples(index=False):
        assert row.passage in said[row.statement], row.id


def test_no_words_of_a_page_stand_twice_behind_one_passage() -> None:
    found = tables.read_table("originals")
    assert not found.duplicated(["statement", "passage", "words"]).any()


def test_the_words_are_in_the_script_of_their_language() -> None:
    for row in tables.read_table("originals").itertuples(index=False):
        cyrillic = sum("а" <= letter <= "я" for letter in row.words.lower())
        kana = sum("\u3041" <= letter <= "\u30ff" for letter in row.words)
        assert (cyrillic if row.language == "ru" else kana) > 3, row.id


def test_the_story_is_told_in_order_and_every_event_names_its_documents() -> None:
    found = tables.read_table("history")
    begins = [date.split("/")[0] for date in found["date"]]
    padded = [(date + "-01-01")[:10] for date in begins]
    assert padded == sorted(padded)
    assert found["sources"].map(len).min() >= 1


def test_outcomes_were_looked_for_in_three_languages_and_to_one_day() -> None:
    found = tables.read_table("searches")
    assert set(found["language"]) == {"en", "ru", "ja"}
    assert found["newest"].max() == "2026-02-20"
    assert (found["newest"] != "").eq(found["source"] != "").all()
