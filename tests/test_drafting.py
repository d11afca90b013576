"""Drafts of articles that the library has not seen, of several origins and customs of print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import small_corpus
from unsigned_treaty.coding import drafting, proposals
from unsigned_treaty.coding.codebook import SEPARATOR, TABLES
from unsigned_treaty.corpus import articles, passages, quotation_marks
from unsigned_treaty.corpus.sentences import sentences
from unsigned_treaty.project import paths

INVENTED = Path(__file__).parent / "data" / "invented"
NAMES = sorted(path.stem for path in INVENTED.glob("*.txt"))


SIGNS = re.compile(r"\{\{|\}\}|\{~|~\}|\[\[|\]\]")


def marked(name: str) -> tuple[str, list[str], list[str]]:
    """An invented article, what a person marked in it as enclosed by marks, and as attributed.

    Marks inside marks belong to the outer quotation.
    """
    text = (INVENTED / f"{name}.txt").read_text(encoding="utf-8")
    enclosed, depth, start = [], 0, 0
    for sign in re.finditer(r"\{\{|\{~|\}\}|~\}", text):
        if sign[0][0] == "{":
            start = start if depth else sign.end()
            depth += 1
        else:
            depth -= 1
            if not depth:
                enclosed.append(SIGNS.sub("", text[start : sign.start()]))
    attributed = [SIGNS.sub("", words) for words in re.findall(r"\[\[(.*?)\]\]", text)]
    return SIGNS.sub("", text), enclosed, attributed


def test_there_are_articles_of_many_origins() -> None:
    assert len(NAMES) == 45


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_of_an_unseen_article_is_found_and_none_invented(name: str) -> None:
    text, enclosed, _ = marked(name)
    read = quotation_marks.scan(text)
    found = sorted((draft.start, draft.end) for draft in [*read.drafts, *read.names])
    assert [text[start:end] for start, end in found] == enclosed


def test_nine_in_ten_attributed_sentences_of_each_unseen_article_are_proposed() -> None:
    for name in NAMES:
        text, _, attributed = marked(name)
        rows = drafting.draft_rows(text, name)
        missed = [words for words in attributed if not any(words in row["exact"] for row in rows)]
        assert len(attributed) >= 3 and len(missed) <= len(attributed) / 10, (name, missed)


def test_most_of_what_is_proposed_without_marks_was_marked_as_attributed() -> None:
    right = wrong = 0
    for name in NAMES:
        text, _, attributed = marked(name)
        for row in drafting.draft_rows(text, name):
            if not row["quoted"]:
                known = any(sentence in row["exact"] for sentence in attributed)
                right, wrong = right + known, wrong + (not known)
    assert right > 100 and wrong <= right / 20


def test_drafts_of_unseen_articles_pass_the_check_once_they_are_decided(tmp_path: Path) -> None:
    texts = {name: marked(name)[0] for name in NAMES}
    rows = small_corpus.decided(small_corpus.drafted_all(texts))
    small_corpus.write_corpus(tmp_path, texts, rows)
    assert small_corpus.faults(tmp_path) == []


DATES: dict[str, tuple[str, str] | None] = {
    "british": None,
    "american": ("VERNA FALLS, April 9, 2031", "2031-04-09"),
    "russian": ("ЗАРЕЧНЫЙ, 4 мая. /Речной вестник/.", ""),
    "german": ("Norholm, 3. März 2031.", "2031-03-03"),
    "french": ("Corvelle, le 12 avril 2031.", "2031-04-12"),
    "spanish": ("Almirón, 7 de junio de 2031.", "2031-06-07"),
    "polish": ("Wydmin, 5 maja 2031.", "2031-05-05"),
    "japanese": ("2031年3月3日", "2031-03-03"),
}


@pytest.mark.parametrize("name", DATES)
def test_the_day_is_proposed_with_the_words_on_which_it_rests(name: str) -> None:
    text, _, _ = marked(name)
    dateline = proposals.dateline(text)
    expected = DATES[name]
    if expected is None:
        assert dateline is None
    else:
        words, day = expected
        assert dateline is not None and dateline.words in text
        assert dateline.day == day
        assert words in dateline.words or dateline.words in words


@pytest.mark.parametrize("name", DATES)
def test_the_title_is_the_first_line(name: str) -> None:
    text, _, _ = marked(name)
    first = text.split("\n")[0]
    assert proposals.title(text) == ("" if name == "american" else first)


def test_a_known_speaker_brings_what_was_coded_of_him_last() -> None:
    speakers = [
        {**dict.fromkeys(TABLES["speakers"].model_fields, ""), "name": name, "kind": "person"}
        for name in ("Edwin Parle", "Anna +(Bell)+(")
    ]
    before = dict.fromkeys(TABLES["statements"].model_fields, "")
    coded = [
        before | {"speaker": "Edwin Parle", "article": "old", "role": "clerk", "side": "media"},
        before | {"speaker": "Edwin Parle", "article": "new", "role": "chairman", "side": "media"},
    ]
    text = (
        "“We wait,” Parle said.\n\nOn ferries, Anna +(Bell)+( told the paper nothing.\n\n"
        "“She is right,” he added.\n\nLena Holm argued against it.\n"
    )
    rows = drafting.draft_tables(
        text, "trial", {"speakers": speakers, "statements": coded}, ["old", "new"]
    )
    assert [(row["speaker"], row["role"]) for row in rows["statements"]] == [
        ("Edwin Parle", "chairman"),
        ("Anna +(Bell)+(", ""),
        ("Anna +(Bell)+(", ""),
        ("Lena Holm", ""),
    ]
    assert [row["name"] for row in rows["speakers"]] == ["Lena Holm"]
    assert all(row["note"].startswith("draft; proposed: speaker") for row in rows["statements"])


def test_a_new_speaker_is_known_by_the_last_name_in_what_follows() -> None:
    city = {**dict.fromkeys(TABLES["speakers"].model_fields, ""), "name": "Harbour board"}
    city |= {"kind": "institution", "aliases": "Norholm"}
    text = (
        "Harbour Master Lena Holm rejected the charge.\n\n"
        "Holm added that Norholm would wait.\n\n"
        "“The pier is old,” Holm told Coast Gazette.\n\n"
        "Edwin Parle, a reader in harbour law at the Norholm Institute for Coasts, agreed.\n"
    )
    rows = drafting.draft_tables(text, "trial", {"speakers": [city], "statements": []})
    assert [row["speaker"] for row in rows["statements"]] == [*["Lena Holm"] * 3, "Edwin Parle"]
    assert [row["name"] for row in rows["speakers"]] == ["Lena Holm", "Edwin Parle"]


def test_of_a_new_article_seven_in_ten_speakers_are_proposed_rightly() -> None:
    """Each article as it would be drafted beside the others, its own speakers not known yet."""
    statements, speakers = (
        drafting.cells(paths.DATA / f"{name}.csv") for name in ("statements", "speakers")
    )
    right = wrong = 0
    for key in articles.catalogue().index:
        others = [row for row in statements if row["article"] != key]
        heard = {row["speaker"] for row in others}
        known = [row for row in speakers if row["name"] in heard or row["kind"] != "person"]
        before = {"speakers": known, "statements": others}
        for draft in drafting.draft_tables(articles.text(key), key, before)["statements"]:
            coded = {
                row["speaker"]
                for row in statements
                if row["article"] == key
                and (row["exact"] in draft["exact"] or draft["exact"] in row["exact"])
            }
            right += draft["speaker"] in coded
            wrong += bool(coded) and draft["speaker"] not in coded
    assert right + wrong > 80 and right >= 0.7 * (right + wrong)


def test_a_fragment_in_a_report_is_proposed_as_a_partial_quotation() -> None:
    rows = drafting.draft_rows("She called the delay of the ferry to Holm “unfair.”", "trial")
    assert [(row["mode"], row["partial_quote"]) for row in rows] == [("indirect", "true")]
    rows = drafting.draft_rows("“The delay is unfair to us all,” she said.", "trial")
    assert [(row["mode"], row["partial_quote"]) for row in rows] == [("direct", "false")]


def test_two_statements_of_a_paragraph_without_blanks_are_two_rows(tmp_path: Path) -> None:
    text = "「橋は閉じた」と技師は述べた。外務省は否定した。"
    rows = small_corpus.drafted_all({"nihon": text})
    assert [row["exact"] for row in rows["statements"]] == [
        "「橋は閉じた」と技師は述べた。",
        "外務省は否定した。",
    ]
    small_corpus.write_corpus(tmp_path, {"nihon": text}, small_corpus.decided(rows))
    assert small_corpus.faults(tmp_path) == []


def test_ids_go_on_beyond_ninety_nine(tmp_path: Path) -> None:
    text = "\n".join(f"“No {number},” she said." for number in range(120))
    rows = small_corpus.drafted_all({"long": text})
    assert [row["id"] for row in rows["statements"]][98:101] == ["long-99", "long-100", "long-101"]
    small_corpus.write_corpus(tmp_path, {"long": text}, small_corpus.decided(rows))
    assert small_corpus.faults(tmp_path) == []


@pytest.mark.parametrize("text", ["Word", "Nothing is attributed here.\nNor here.", "词"])
def test_an_article_without_statements_gives_no_row_and_passes(text: str, tmp_path: Path) -> None:
    rows = small_corpus.drafted_all({"bare": text})
    assert rows["statements"] == []
    small_corpus.write_corpus(tmp_path, {"bare": text}, small_corpus.decided(rows))
    assert small_corpus.faults(tmp_path) == []


def test_an_article_of_a_megabyte_is_drafted_and_passes(tmp_path: Path) -> None:
    long, short = (
        "The river ran on without a word. " * 15_000,
        "The river ran on, and on.\n" * 20_000,
    )
    text = f"“The bridge is shut,” she said. {long}\n{short}"
    assert len(text) > 1_000_000
    rows = small_corpus.drafted_all({"long": text})
    assert [row["exact"] for row in rows["statements"]] == ["“The bridge is shut,” she said."]
    small_corpus.write_corpus(tmp_path, {"long": text}, small_corpus.decided(rows))
    assert small_corpus.faults(tmp_path) == []


UNSEEN = {
    "soft hyphen": ("The ferry\u00adman said no.", "U+00AD SOFT HYPHEN"),
    "zero-width space": ("The ferry\u200bman said no.", "U+200B ZERO WIDTH SPACE"),
    "bidirectional control": ("The \u202eferry\u202c said no.", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "byte-order mark inside": ("The \ufeffferry said no.", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    "decomposed letter": ("The cafe\u0301 said no.", "U+0301 COMBINING ACUTE ACCENT"),
    "ligature": ("The ﬁrst ferry said no.", "U+FB01 LATIN SMALL LIGATURE FI"),
    "line separator": ("The ferry\u2028said no.", "U+2028 LINE SEPARATOR"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_no_eye_sees_is_named_until_a_row_accounts_for_it(kind: str, tmp_path: Path) -> None:
    text, named = UNSEEN[kind]
    rows = small_corpus.drafted_all({"trial": text})
    whole = small_corpus.decided(rows)
    small_corpus.write_corpus(tmp_path, {"trial": text}, whole | {"artefacts": []})
    said = [str(fault) for fault in small_corpus.faults(tmp_path)]
    assert len([line for line in said if "trial: holds" in line and named in line]) == 1, said
    small_corpus.write_corpus(tmp_path, {"trial": text}, whole)
    assert small_corpus.faults(tmp_path) == []


def test_a_byte_order_mark_at_the_beginning_of_a_file_is_none_of_its_text(tmp_path: Path) -> None:
    text = "\ufeff“The bridge is shut,” she said."
    rows = small_corpus.drafted_all({"trial": text})
    assert rows["artefacts"] == [] and rows["statements"][0]["exact"] == text[1:]


def test_a_passage_cut_inside_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="begins or ends inside a word"):
        passages.find("eat", "a treaty")
    assert passages.find("treaty", "a treaty") == passages.Place(2, 8)
    # Where words are not parted by blanks, any sign may begin one.
    assert passages.find("条約", "平和条約はない") == passages.Place(2, 4)


def test_characters_that_look_alike_are_told_by_their_code_points() -> None:
    said = passages.nearest("on Monday thе ferry", "So on Monday the ferry sailed.")
    assert "U+0435 CYRILLIC SMALL LETTER IE" in said
    said = passages.nearest("the ferry", "On Monday the\u00a0ferry sailed.")
    assert "U+00A0 NO-BREAK SPACE" in said and "U+0020 SPACE" in said


def test_sentences_are_not_cut_at_initials_abbreviations_or_inside_quotations() -> None:
    text = "Mr. J. T. Marsh left. “No. Never. Go,” he told Dr. Bell at 5 p.m. on Monday. It rained."
    found = sentences(text, 0, len(text))
    assert [text[s.start : s.end] for s in found] == [
        "Mr. J. T. Marsh left.",
        "“No. Never. Go,” he told Dr. Bell at 5 p.m. on Monday.",
        "It rained.",
    ]
    assert [(s.quotes, s.attributes) for s in found] == [(False, False), (True, True), (False,) * 2]


def test_a_text_of_thousands_of_paragraphs_gives_a_row_for_each_quotation() -> None:
    text = "“The bridge is shut,” she said.\n\nNothing else was known that day in the town.\n"
    text = "".join(text.replace("bridge", f"bridge {number}") for number in range(3_000))
    assert len(articles.paragraph_spans(text)) == 6_000
    rows = drafting.draft_rows(text, "long")
    assert len(rows) == 3_000
    assert SEPARATOR not in rows[-1]["quoted"]
