"""The prose of the chapters, held to what it cites."""

from collections.abc import Iterator

import pytest

from unsigned_treaty.build import prose
from unsigned_treaty.project import paths


@pytest.fixture(scope="module")
def evidence() -> prose.Evidence:
    return prose.gather(paths.ROOT)


def said(paragraph: str, evidence: prose.Evidence) -> Iterator[str]:
    return prose.paragraph_faults(paragraph, evidence)


def test_the_chapters_quote_only_what_they_cite() -> None:
    assert prose.faults() == []


def test_words_of_the_cited_article_may_be_quoted(evidence: prose.Evidence) -> None:
    assert not [
        *said("It calls them “two disputed islands” ([Sputnik 2020](#sputnik2020)).", evidence)
    ]


def test_words_of_another_article_are_refused(evidence: prose.Evidence) -> None:
    (message,) = said("It calls them “two disputed islands” ([TASS 2021](#tass2021)).", evidence)
    assert "two disputed islands" in message


def test_one_changed_letter_is_refused_and_the_nearest_words_are_shown(
    evidence: prose.Evidence,
) -> None:
    (message,) = said("He would “see it trough” ([sputnik2020-03](#sputnik2020-03)).", evidence)
    assert "see it through" in message


def test_quoted_words_without_a_citation_are_refused(evidence: prose.Evidence) -> None:
    (message,) = said("It has “two disputed islands”.", evidence)
    assert "cites no article" in message


def test_a_statement_vouches_for_its_own_words_only(evidence: prose.Evidence) -> None:
    (message,) = said(
        "Someone would “see it through” ([sputnik2020-04](#sputnik2020-04)).", evidence
    )
    assert "see it through" in message


def test_elided_parts_stand_in_one_statement_in_order(evidence: prose.Evidence) -> None:
    sound = "“I think that the issue […] will not be resolved” ([sputnik2020-05](#sputnik2020-05))"
    turned = "“will not be resolved […] I think that the issue” ([sputnik2020-05](#sputnik2020-05))"
    assert not [*said(sound, evidence)]
    assert [*said(turned, evidence)]


def test_an_insertion_in_square_brackets_is_not_matched(evidence: prose.Evidence) -> None:
    added = "“the issue of peace treaty [with Japan] and territorial dispute”"
    replaced = "“the issue of [the] treaty and territorial dispute”"
    assert not [*said(f"{added} ([sputnik2020-05](#sputnik2020-05))", evidence)]
    assert [*said(f"{replaced} ([sputnik2020-05](#sputnik2020-05))", evidence)]


def test_a_quotation_from_outside_stands_in_the_list_with_its_page(
    evidence: prose.Evidence,
) -> None:
    label = evidence.labels["wikipedia-articlenine"]
    cited = f"([{label}](#wikipedia-articlenine))"
    assert not [*said(f"It “agrees to transfer to Japan the Habomai Islands” {cited}.", evidence)]
    assert [*said(f"It “promises to transfer to Japan the Habomai Islands” {cited}.", evidence)]


def test_a_named_speaker_is_heard_through_a_statement_of_his(evidence: prose.Evidence) -> None:
    (message,) = said("Kistanov says that there will be no treaty.", evidence)
    assert "Valery Kistanov" in message
    assert [*said("Kistanov says no ([sputnik2020-07](#sputnik2020-07)).", evidence)]
    assert not [*said("Kistanov says no ([sputnik2020-05](#sputnik2020-05)).", evidence)]


def test_a_citation_has_its_short_form(evidence: prose.Evidence) -> None:
    (message,) = said("See [TASS 2012](#tass2021).", evidence)
    assert "'TASS 2021'" in message
    (message,) = said("See [tass2021-99](#tass2021-99).", evidence)
    assert "no statement" in message


def test_quoted_words_are_whole(evidence: prose.Evidence) -> None:
    (message,) = said("It has “no prosp” ([tass2021-02](#tass2021-02)).", evidence)
    assert "inside a word" in message


def test_words_called_coded_so_are_coded_so(evidence: prose.Evidence) -> None:
    cited = "([tass2021-02](#tass2021-02))"
    assert not [*said(f"His words are coded *ruled out now* {cited}.", evidence)]
    (message,) = said(f"His words are coded *unlikely* {cited}.", evidence)
    assert "*unlikely*" in message and "tass2021-02" in message
    assert not [*said(f"Here no statement is coded *unlikely* {cited}.", evidence)]


def test_straight_and_unpaired_marks_are_refused(evidence: prose.Evidence) -> None:
    assert [*said('He said "no".', evidence)]
    assert [*said("It is “half open.", evidence)]


def test_a_count_is_glued_not_typed(evidence: prose.Evidence) -> None:
    (message,) = said("The article holds 16 statements.", evidence)
    assert "16" in message
    assert not [*said("The article holds {glue:text}`abe_statements` statements.", evidence)]
