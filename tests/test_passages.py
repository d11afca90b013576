"""Passages: found letter for letter or refused, with the nearest words and where they stand."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_treaty.corpus.passages import (
    Place,
    between_words,
    bracketed,
    excerpt,
    find,
    find_spans,
    folded,
    is_phrase,
    longest_shared,
    nearest,
    said,
    shortened,
    starts,
    surrounded,
    whole_words,
)

TEXT = "The treaty is near. The treaty, he said, is far. Treaties end."


def cut(words: str, text: str) -> Place:
    """Where words first stand in a text, whatever is around them."""
    start = text.index(words)
    return Place(start, start + len(words))


# Found


@pytest.mark.parametrize(
    ("passage", "occurrence", "place"),
    [
        ("is near", 0, (11, 18)),
        ("The treaty", 1, (0, 10)),
        ("The treaty", 2, (20, 30)),
        ("The treaty is", 0, (0, 13)),
        ("end.", 0, (58, 62)),
        (TEXT, 0, (0, 62)),
    ],
)
def test_a_passage_is_found_at_its_first_letter_and_after_its_last(
    passage: str, occurrence: int, place: tuple[int, int]
) -> None:
    assert find(passage, TEXT, occurrence) == Place(*place)
    assert TEXT[place[0] : place[1]] == passage


@pytest.mark.parametrize(
    ("passage", "occurrence", "message"),
    [
        ("", 0, "the passage is empty"),
        ("treaty is nearer", 0, "not in the article; nearest passage, at character 4"),
        ("the treaty is near", 0, "not in the article; nearest passage, at character 0"),
        ("The treaty", 0, "stands 2 times in the article; say which in occurrence"),
        ("The treaty", 3, "stands 2 times, occurrence 3 is none of them"),
        ("The treaty", -1, "stands 2 times, occurrence -1 is none of them"),
        ("is near", 1, "stands once in the article; leave occurrence empty"),
        ("is near", 2, "stands once in the article; leave occurrence empty"),
        ("s near", 0, "begins or ends inside a word"),
        ("is nea", 0, "begins or ends inside a word"),
        ("Treati", 0, "begins or ends inside a word"),
    ],
)
def test_what_is_not_a_passage_of_the_article_is_refused(
    passage: str, occurrence: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        find(passage, TEXT, occurrence)


def test_an_overlap_counts_as_standing_there_twice_from_the_first_letter_on() -> None:
    for text in ("na na na", "na na. na na"):
        with pytest.raises(ValueError, match=r"^stands 2 times in the article"):
            find("na na", text)


def test_a_word_inside_another_is_not_found() -> None:
    with pytest.raises(ValueError, match="inside a word"):
        find("eat", "a treaty")
    with pytest.raises(ValueError, match="inside a word"):
        find("don", "they don't")
    with pytest.raises(ValueError, match="inside a word"):
        find("2", "27 times")
    with pytest.raises(ValueError, match="inside a word"):
        find("50", "by 50%")
    assert find("eat", "to eat") == Place(3, 6)


def test_places_that_overlap_are_all_starts() -> None:
    assert starts("aa", "aaaa") == [0, 1, 2]
    assert starts("b", "aaaa") == []
    assert starts("a", "a") == [0]


@given(st.text(alphabet="ab .", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_found_is_the_passage_itself(text: str, one: int, other: int) -> None:
    passage = text[min(one, other) : max(one, other)]
    try:
        place = find(passage, text)
    except ValueError:
        return
    assert text[place.start : place.end] == passage
    assert text.count(passage) == 1 and between_words(place, text)


# Whole words


@pytest.mark.parametrize(
    ("words", "text", "whole"),
    [
        ("said no.", "He said no. Then", True),
        ("said no", "He said no. Then", False),
        ("He said", "He said no.", True),
        ("no.", "He said no.", True),
        ("“no.”", "He said “no.” Then", True),
        ("no.”", "He said “no.” Then", False),
        ("one\ntwo", "one\ntwo\nthree", True),
        ("He said!’", "He said!’s no", False),
        ("I", "I said", True),
        ("I", "I", True),
        ("a", "xa b", False),
        ("First", "\ufeffFirst word", True),
        # Without blanks between sentences, from the end of one to the end of another.
        ("彼は言った。", "始め。彼は言った。終わり。", True),
        ("「はい。」", "始め。「はい。」終わり。", True),
        ("「はい。", "始め。「はい。」終わり。", False),
        ("彼は言った", "始め。彼は言った。終わり。", False),
    ],
)
def test_a_passage_runs_from_blank_to_blank_or_from_sentence_to_sentence(
    words: str, text: str, whole: bool
) -> None:
    assert whole_words(cut(words, text), text) is whole


@pytest.mark.parametrize(
    ("words", "text", "apart"),
    [
        ("no", "said no, he", True),
        ("no,", "said no, he", True),
        ("o", "said no, he", False),
        ("n", "said no, he", False),
        ("peace", "a peace-treaty", False),
        ("Abe", "Abe's", False),
        ("Abe", "Abe’s", False),
        ("Abe", "Abe", True),
        # In a script without blanks only a reader can say.
        ("条約", "平和条約交渉", True),
    ],
)
def test_a_passage_splits_no_word(words: str, text: str, apart: bool) -> None:
    assert between_words(cut(words, text), text) is apart


@pytest.mark.parametrize(
    ("words", "text", "phrase"),
    [
        ("the “two” islands", "say the “two” islands now", True),
        ("“two”", "say “two” now", True),
        ("“two", "say “two” now", False),
        ("two”", "say “two” now", False),
        ("two", "say “two” now", True),
        ("(both)", "say (both) now", True),
        ("both)", "say (both) now", False),
        ("say (both", "say (both) now", False),
        ("now.", "say now.", False),
        (" now", "say now", False),
        ("ay", "say now", False),
    ],
)
def test_a_phrase_is_whole_words_with_both_or_neither_of_a_pair(
    words: str, text: str, phrase: bool
) -> None:
    assert is_phrase(cut(words, text), text) is phrase


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("", True),
        ("a (b [c] {d}) e", True),
        ("(a", False),
        ("a)", False),
        (")(", False),
        ("(a]", False),
        ("([a)]", False),
        ("[a]]", False),
        ("{a}", True),
    ],
)
def test_brackets_open_before_they_close_and_all_close(words: str, whole: bool) -> None:
    assert bracketed(words) is whole


def test_a_message_shows_the_edges_of_a_passage_with_what_is_around_them() -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    assert surrounded(Place(14, 20), text) == (
        "'cdefghijklmn' stands before 'opqrst' and 'uvwxyz012345' after 'opqrst'"
    )
    assert surrounded(Place(0, 36), text) == (
        "'' stands before 'abcdefghijklmnop' and '' after 'uvwxyz0123456789'"
    )


# Quoted spans

SPOKEN = 'He said “one, two” and then “three” of “one, two” again. "Four" he ended.'
ALL = Place(0, len(SPOKEN))


def test_quoted_spans_are_found_in_order_between_their_marks() -> None:
    assert find_spans(["one, two", "three", "one, two", "Four"], SPOKEN, ALL) == [
        *(Place(9, 17), Place(29, 34), Place(40, 48), Place(58, 62)),
    ]
    assert find_spans([], SPOKEN, ALL) == []
    # Only inside the passage.
    assert find_spans(["one, two"], SPOKEN, Place(36, 56)) == [Place(40, 48)]


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        (["three", "one, two", "one, two"], "quoted words not in the passage"),
        (["One"], "quoted words not in the passage"),
        (["one"], "do not run from one quotation mark to the other"),
        (["two"], "do not run from one quotation mark to the other"),
        (["one, two” and then “three"], "do not run from one quotation mark to the other"),
        (["and then"], "do not run from one quotation mark to the other"),
        ([""], "a quoted span is empty or has a blank at an end"),
        ([" three"], "a quoted span is empty or has a blank at an end"),
        (["three "], "a quoted span is empty or has a blank at an end"),
    ],
)
def test_a_span_that_is_not_what_stands_between_marks_is_refused(
    spans: list[str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        find_spans(spans, SPOKEN, ALL)


def test_a_span_beyond_its_passage_is_not_found() -> None:
    with pytest.raises(ValueError, match="not in the passage"):
        find_spans(["Four"], SPOKEN, Place(0, 56))


def test_a_lost_mark_is_allowed_only_where_it_is_said_to_be_lost() -> None:
    text = "He said “one and left.\nThen he came."
    with pytest.raises(ValueError, match="do not run from one quotation mark"):
        find_spans(["one and left."], text, Place(0, 22))
    assert find_spans(["one and left."], text, Place(0, 22), [(0, 22)]) == [Place(9, 22)]


def test_an_editors_insertion_parts_two_spans_and_only_the_two_that_it_stands_between() -> None:
    text = "He said: “We will sign (the treaty) next year (in May) and rest.”"
    whole = Place(0, len(text))
    spans = ["We will sign", "next year", "and rest."]
    found = find_spans(spans, text, whole)
    assert [text[place.start : place.end] for place in found] == spans
    for missing in range(3):
        with pytest.raises(ValueError, match="from one quotation mark to the other"):
            find_spans([span for n, span in enumerate(spans) if n != missing], text, whole)


def test_words_that_stand_unquoted_first_are_found_where_they_are_quoted() -> None:
    text = "No no no, he said, “no no” and “no”. Then he wrote “no no” again."
    first = text.index("“") + 1
    found = find_spans(["no no", "no"], text, Place(0, text.index(".")))
    assert found == [Place(first, first + 5), Place(first + 12, first + 14)]
    # What stands quoted behind the passage is not looked for.
    with pytest.raises(ValueError, match="quoted words not in the passage"):
        find_spans(["no no", "no no"], text, Place(0, text.index(".")))
    unquoted = "No no no, he said. Then he wrote “no no” again."
    with pytest.raises(ValueError, match="from one quotation mark to the other"):
        find_spans(["no no"], unquoted, Place(0, unquoted.index(".")))


def test_an_empty_span_and_one_with_a_blank_at_an_end_are_named_as_such() -> None:
    for span in ("", " ", "one, two "):
        with pytest.raises(ValueError, match=r"^a quoted span is empty or has a blank at an end"):
            find_spans([span], SPOKEN, ALL)


def test_many_words_are_shortened_in_a_message_and_few_are_not() -> None:
    assert shortened("x" * 80) == "x" * 80
    assert shortened("a" * 40 + "b" + "c" * 40) == "a" * 40 + " … " + "c" * 40


# Excerpts

PASSAGE = "I think that the issue [of the treaty] will not be resolved, said he, will not."


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("I think", ["I think"]),
        ("I think […] not be resolved", ["I think", "not be resolved"]),
        ("will not […] will not", ["will not", "will not"]),
        ("the issue [of the treaty] will", ["the issue [of the treaty] will"]),
        ("I think [hard] that", ["I think [hard] that"]),
        ("[He] think that", ["[He] think that"]),
        ("not […] said he", ["not", "said he"]),
    ],
)
def test_the_parts_of_an_excerpt_stand_in_the_passage_in_order(
    words: str, parts: list[str]
) -> None:
    assert excerpt(words, PASSAGE) == parts


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("will not […] will not […] will not", "not in the statement"),
        ("resolved […] I think", "not in the statement: nearest passage, at character 0"),
        ("will be", "not in the statement"),
        ("[…] I think", "nothing stands before, between or after"),
        ("I think […]", "nothing stands before, between or after"),
        ("I […] […] think", "nothing stands before, between or after"),
        ("", "nothing stands before, between or after"),
        ("hink that", "begins or ends inside a word: 'hink that'; take the whole words"),
        ("I thin", "begins or ends inside a word: 'I thin'"),
        ("[all mine]", "not in the statement"),
        ("the issue [of a treaty] wil", "not in the statement"),
    ],
)
def test_an_excerpt_that_is_not_in_the_passage_is_refused(words: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        excerpt(words, PASSAGE)


def test_a_word_is_found_whole_behind_one_that_holds_it() -> None:
    assert excerpt("not", "nothing is not") == ["not"]
    # Where it comes before the part that precedes it, it does not count.
    with pytest.raises(ValueError, match="not in the statement"):
        excerpt("is […] nothing", "nothing is not")


# The nearest words


def test_what_an_eye_passes_over_is_folded_and_nothing_else() -> None:
    assert folded("“Treaty”—E\u0301") == '"treaty"-é'
    assert folded("«it’s»\u00a0a\nb") == '"it\'s" a b'
    assert folded("a, b.") == "a, b."


def test_the_nearest_words_are_named_with_every_sign_that_differs() -> None:
    assert nearest("The Treaty is near", TEXT) == (
        "nearest passage, at character 0: 'The treaty is near'; it has 't' where 'T' is written; "
        "copy the words from the article's file"
    )
    assert nearest("treaty, he sad, is far", TEXT) == (
        "nearest passage, at character 24: 'treaty, he said, is far'; "
        "it has 'i' where '' is written; copy the words from the article's file"
    )
    told = nearest("they say ‘no’", "then they say “no”")
    assert told.startswith("nearest passage, at character 5: 'they say “no”'; it has ")
    assert "U+201C" in told and "U+2018" in told and told.count(" where ") == 2


def where(told: str) -> int:
    """The character at which a message says the nearest words stand."""
    return int(told.removeprefix("nearest passage, at character ").split(":")[0])


def test_words_that_differ_to_no_eye_are_the_nearest_however_few_letters_are_alike() -> None:
    told = nearest("“A” “B”", 'x "a" "b" y "A" "B"')
    assert where(told) == 2 and ': \'"a" "b"\'; it has' in told


def test_the_nearest_words_begin_where_the_whole_passage_would() -> None:
    # Four letters before the part that is alike: so many before it in the text, or its beginning.
    assert where(nearest("xxxx is near. The", TEXT)) == 6
    assert where(nearest("xxxxxxxxxxxxxxx is near. The", TEXT)) == 0
    assert where(nearest("is far. Tree", TEXT)) == 41


def test_a_letter_that_is_missing_does_not_cost_the_last_one() -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    assert "'abcdefghijklmnopqrst'" in nearest("abcdefghijklqrst", text)


def test_where_nothing_is_like_it_nothing_is_shown() -> None:
    message = "nothing like it stands there; copy the words from the article's file"
    assert nearest("Xyzzy plugh", TEXT) == message
    assert nearest("qqq", TEXT) == message
    # Seven letters alike are too few of many, eight are enough.
    assert nearest("abcdefg+++++++", "--abcdefg----") == message
    assert "nearest passage, at character 2: 'abcdefgh" in nearest(
        "abcdefgh++++++", "--abcdefgh------"
    )


@given(st.text("ab—", max_size=12), st.text("ab—", max_size=40))
def test_the_longest_run_that_two_texts_share_is_the_one_that_python_finds(
    passage: str, text: str
) -> None:
    match = SequenceMatcher(None, text, passage, autojunk=False).find_longest_match()
    assert longest_shared(passage, text) == tuple(match)


@pytest.mark.parametrize(
    ("length", "shown"),
    [(160, "1" * 80 + "2" * 80), (161, "1" * 80 + " … " + "2" * 80)],
)
def test_long_nearest_words_are_cut_in_the_middle(length: int, shown: str) -> None:
    text = "1" * 80 + "3" * (length - 160) + "2" * 80
    assert f": {shown!r}; it has" in nearest("x" + text[1:], text)


def test_four_differences_are_named_and_no_fifth() -> None:
    told = nearest("These words are alike: a_b_c_d_e_f", "These words are alike: a-b-c-d-e-f")
    assert told.count(" is written") == 4
    assert told.count(" is written; ") == 4


def test_signs_that_an_eye_may_mistake_are_named_by_their_code_point() -> None:
    assert said("") == "''"
    assert said("abc") == "'abc'"
    assert "U+2019" in said("’") and "U+2019" in said("’’’")
    assert said("’’’’") == "'’’’’'"
    assert "U+00E9" in said("é") and "U+0020" in said(" ")
    assert said("’s own") == "'’s own'"
