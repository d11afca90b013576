"""The prose of the chapters, held to what it cites."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from unsigned_treaty.build import prose
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.cells import spelt
from unsigned_treaty.project import paths

COUNT = len(articles.catalogue())
# The number of articles in words, and those beside it.
RIGHT, LESS, MORE = (spelt(COUNT + step) for step in (0, -1, 1))


@pytest.fixture(scope="module")
def evidence() -> prose.Evidence:
    return prose.gather(paths.ROOT)


def said(paragraph: str, evidence: prose.Evidence) -> Iterator[str]:
    return prose.paragraph_faults(paragraph, evidence)


def test_the_chapters_quote_only_what_they_cite() -> None:
    assert prose.faults() == []


def test_words_of_the_cited_article_may_be_quoted(evidence: prose.Evidence) -> None:
    assert not [
        *said(
            "It calls them “two disputed islands” ([Sputnik 2020](references.ipynb#sputnik2020)).",
            evidence,
        )
    ]


def test_words_of_another_article_are_refused(evidence: prose.Evidence) -> None:
    (message,) = said(
        "It calls them “two disputed islands” ([TASS 2021](references.ipynb#tass2021)).", evidence
    )
    assert "two disputed islands" in message


def test_one_changed_letter_is_refused_and_the_nearest_words_are_shown(
    evidence: prose.Evidence,
) -> None:
    (message,) = said(
        "He would “see it trough” ([sputnik2020-03](register.ipynb#sputnik2020-03)).", evidence
    )
    assert "see it through" in message


def test_quoted_words_without_a_citation_are_refused(evidence: prose.Evidence) -> None:
    (message,) = said("It has “two disputed islands”.", evidence)
    assert "cites no article" in message


def test_a_statement_vouches_for_its_own_words_only(evidence: prose.Evidence) -> None:
    (message,) = said(
        "Someone would “see it through” ([sputnik2020-04](register.ipynb#sputnik2020-04)).",
        evidence,
    )
    assert "see it through" in message


def test_elided_parts_stand_in_one_statement_in_order(evidence: prose.Evidence) -> None:
    cited = "([sputnik2020-05](register.ipynb#sputnik2020-05))"
    sound = f"“I think that the issue […] will not be resolved” {cited}"
    turned = f"“will not be resolved […] I think that the issue” {cited}"
    assert not [*said(sound, evidence)]
    assert [*said(turned, evidence)]


def test_an_insertion_in_square_brackets_is_not_matched(evidence: prose.Evidence) -> None:
    added = "“the issue of peace treaty [with Japan] and territorial dispute”"
    replaced = "“the issue of [the] treaty and territorial dispute”"
    assert not [*said(f"{added} ([sputnik2020-05](register.ipynb#sputnik2020-05))", evidence)]
    assert [*said(f"{replaced} ([sputnik2020-05](register.ipynb#sputnik2020-05))", evidence)]


def test_a_quotation_from_outside_stands_in_the_list_with_its_page(
    evidence: prose.Evidence,
) -> None:
    label = evidence.labels["japantimes2018-price"]
    cited = f"([{label}](references.ipynb#japantimes2018-price))"
    assert not [*said(f"It “agrees to transfer to Japan the Habomai Islands” {cited}.", evidence)]
    assert [*said(f"It “promises to transfer to Japan the Habomai Islands” {cited}.", evidence)]


def test_a_named_speaker_is_heard_through_a_statement_of_his(evidence: prose.Evidence) -> None:
    (message,) = said("Kistanov says that there will be no treaty.", evidence)
    assert "Valery Kistanov" in message
    assert [*said("Kistanov says no ([sputnik2020-07](register.ipynb#sputnik2020-07)).", evidence)]
    assert not [
        *said("Kistanov says no ([sputnik2020-05](register.ipynb#sputnik2020-05)).", evidence)
    ]


def test_a_citation_has_its_short_form(evidence: prose.Evidence) -> None:
    (message,) = said("See [TASS 2012](references.ipynb#tass2021).", evidence)
    assert "'TASS 2021'" in message
    (message,) = said("See [tass2021-99](register.ipynb#tass2021-99).", evidence)
    assert "no statement" in message


def test_quoted_words_are_whole(evidence: prose.Evidence) -> None:
    (message,) = said("It has “no prosp” ([tass2021-02](register.ipynb#tass2021-02)).", evidence)
    assert "inside a word" in message


def test_words_called_coded_so_are_coded_so(evidence: prose.Evidence) -> None:
    cited = "([tass2021-02](register.ipynb#tass2021-02))"
    assert not [*said(f"His words are coded *ruled out now* {cited}.", evidence)]
    (message,) = said(f"His words are coded *unlikely* {cited}.", evidence)
    assert "*unlikely*" in message and "tass2021-02" in message
    assert not [*said(f"Here no statement is coded *unlikely* {cited}.", evidence)]


def test_straight_and_unpaired_marks_are_refused(evidence: prose.Evidence) -> None:
    assert [*said('He said "no".', evidence)]
    assert [*said("It is “half open.", evidence)]


@pytest.mark.parametrize(
    "typed",
    [
        "16 statements",
        "84 attributed statements",
        "1,430 quoted words",
        "Eleven claims",
        "two long forecasts",
    ],
)
def test_a_count_is_computed_and_not_typed(typed: str, evidence: prose.Evidence) -> None:
    (message,) = said(f"The article holds {typed}.", evidence)
    assert repr(typed) in message and "typed by hand" in message


@pytest.mark.parametrize(
    "free",
    [
        "The article holds [16](#n-statements) statements.",
        "Of the [eight](#n-claims) claims one is wrong.",
        "It names two of the speakers.",
        "In 1956 the statements were others.",
    ],
)
def test_a_computed_count_and_a_number_of_something_else_pass(
    free: str, evidence: prose.Evidence
) -> None:
    assert [*said(free, evidence)] == []


@pytest.mark.parametrize(
    "words", [f"{RIGHT} articles", f"All {RIGHT} come", f"of these {RIGHT}, one"]
)
def test_how_many_articles_there_are_may_be_said_rightly(
    words: str, evidence: prose.Evidence
) -> None:
    assert [*said(f"There are {words}.", evidence)] == []


@pytest.mark.parametrize(
    "words",
    [
        f"{LESS} articles",
        f"{MORE} news articles",
        f"all {LESS}",
        f"none of the {LESS}",
        f"compares the {MORE}",
    ],
)
def test_how_many_articles_there_are_may_not_be_said_wrongly(
    words: str, evidence: prose.Evidence
) -> None:
    (message,) = said(f"The book rests on {words}, it says.", evidence)
    assert words.removeprefix("none ") in message and f"there are {COUNT} articles" in message


@pytest.mark.parametrize(
    "words",
    [
        "The {} come from one country.",
        "None of the {} quotes them.",
        "None of the {} could tell of it.",
        "None of the {} names him.",
        "No author of any of the {} is known.",
        "In one of the {} the narrator says so.",
        "In the one article of the {} that falls here, nothing is said.",
        "The last lines of all {} could not be compared.",
    ],
)
def test_a_wrong_number_of_articles_is_seen_where_the_sentence_goes_on(
    words: str, evidence: prose.Evidence
) -> None:
    assert [*said(words.format(RIGHT), evidence)] == []
    (message,) = said(words.format(LESS), evidence)
    assert f"there are {COUNT} articles" in message


def test_a_number_of_something_else_is_no_number_of_articles(evidence: prose.Evidence) -> None:
    for words in ("two of the {} islands", "two of the {} to Japan", "one of the {} takes it so"):
        assert [*said(f"It gave {words.format(LESS)}.", evidence)] == []


def test_one_or_two_of_the_articles_are_not_all(evidence: prose.Evidence) -> None:
    assert [*said("Two articles give it, and one article does not.", evidence)] == []


def test_a_citation_leads_to_its_page(evidence: prose.Evidence) -> None:
    for own, page in (("tass2021-02", "register"), ("tass2021", "references")):
        short = evidence.labels.get(own, own)
        right = f"[{short}]({page}.ipynb#{own})"
        assert [*said(f"See {right}.", evidence)] == []
        for wrong in (f"[{short}](#{own})", f"[{short}](abe.ipynb#{own})"):
            (message,) = said(f"See {wrong}.", evidence)
            assert message == f"cites {own} without its page; write {right}"


def test_a_statement_is_not_cited_by_another_name(evidence: prose.Evidence) -> None:
    (message,) = said("See [tass2021-03](register.ipynb#tass2021-02).", evidence)
    assert message == "cites tass2021-02 as 'tass2021-03'; its short form is 'tass2021-02'"


def test_a_sentence_that_says_coded_and_cites_nothing_is_refused(evidence: prose.Evidence) -> None:
    (message,) = said("His words are coded *ruled out now*.", evidence)
    assert "coded *ruled out now*, and no statement cited" in message


def test_words_that_are_no_prospect_may_be_called_coded(evidence: prose.Evidence) -> None:
    assert [*said("It is coded *hostile or critical*.", evidence)] == []


def test_titles_and_descriptions_that_count_the_articles_are_named_when_there_is_one_more() -> None:
    assert [*prose.record_faults(paths.ROOT, COUNT)] == []
    found = {
        (fault.file, fault.record): fault.message
        for fault in prose.record_faults(paths.ROOT, COUNT + 1)
    }
    assert f"says '{RIGHT} articles'; there are {COUNT + 1}" in found["_config.yml", "title"]
    assert f"says '{RIGHT} news articles'" in found["book/index.ipynb", "description"]


def test_files_beside_the_chapters_that_count_the_articles_are_named_with_their_line() -> None:
    found = {
        fault.file
        for fault in prose.record_faults(paths.ROOT, COUNT + 1)
        if fault.record.startswith("line ")
    }
    assert found == {*prose.COUNTING}


def test_a_caption_that_counts_the_articles_wrongly_is_named(project: Path) -> None:
    chapter = project / "book" / "post-2022.ipynb"
    text = chapter.read_text(encoding="utf-8")
    assert f"among the {RIGHT} articles" in text
    changed = text.replace(f"among the {RIGHT} articles", f"among the {LESS} articles")
    chapter.write_text(changed, encoding="utf-8")
    (fault,) = prose.faults(project)
    assert fault.file == "book/post-2022.ipynb" and f"says '{LESS} articles'" in fault.message


def test_one_cited_statement_of_several_that_is_so_coded_is_enough(
    evidence: prose.Evidence,
) -> None:
    both = "[sputnik2020-05](register.ipynb#sputnik2020-05), "
    both += "[tass2021-02](register.ipynb#tass2021-02)"
    assert [*said(f"They are coded *unlikely* ({both}).", evidence)] == []
    assert [*said(f"They are coded *ruled out now* ({both}).", evidence)] == []
    # A citation in the next sentence does not count for this one.
    apart = "It is coded *unlikely*.\nSo ([sputnik2020-05](register.ipynb#sputnik2020-05))."
    (message,) = said(apart, evidence)
    assert "*unlikely*" in message


def test_a_speaker_whose_name_holds_signs_of_a_pattern_is_looked_for_as_written() -> None:
    spoken = {"A. Nobody+(": {"tass2021-02"}}
    empty = pd.DataFrame({"exact": [], "prospect": []})
    trial = prose.Evidence(empty, spoken, set(), {}, {}, {}, {})
    (message,) = prose.paragraph_faults("There Nobody+( says no.", trial)
    assert "lets A. Nobody+( speak" in message


def test_an_institution_is_known_by_its_whole_name(evidence: prose.Evidence) -> None:
    ministry = next(name for name in evidence.spoken if name.endswith("Ministry"))
    assert [*said("Another Ministry says no.", evidence)] == []
    (message,) = said(f"The {ministry} says no.", evidence)
    assert ministry in message


def test_a_page_that_is_cited_may_be_what_a_speaker_is_known_by(evidence: prose.Evidence) -> None:
    label = evidence.labels["japantimes2018-price"]
    page = f"[{label}](references.ipynb#japantimes2018-price)"
    assert [*said(f"Kistanov says no ({page}).", evidence)] == []
    article = "[TASS 2021](references.ipynb#tass2021)"
    assert len([*said(f"Kistanov says no ({article}).", evidence)]) == 1
