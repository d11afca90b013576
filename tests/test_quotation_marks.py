"""Quotation marks of the world: found, told from apostrophes, and accepted by the check."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
import regex
from docutils.utils.smartquotes import smartchars
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import small_corpus
from unsigned_treaty.coding.codebook import SEPARATOR
from unsigned_treaty.corpus.quotation_marks import drafts, marks
from unsigned_treaty.corpus.quotation_signs import CLOSES, PAIRS, meant

TABLE = Path(__file__).parent / "data" / "quotation_marks.csv"


def customs() -> list[tuple[str, str, list[str]]]:
    """The kinds of quotation, an invented text of each, and the words that it quotes."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [
            (row["kind"], row["text"], row["spans"].split(SEPARATOR) if row["spans"] else [])
            for row in csv.DictReader(lines)
        ]


CUSTOMS = {kind: (text, spans) for kind, text, spans in customs()}


def test_every_kind_is_tried_once() -> None:
    assert len(CUSTOMS) == len(customs()) > 150


@pytest.mark.parametrize("kind", CUSTOMS)
def test_what_is_quoted_is_drafted_and_nothing_else(kind: str) -> None:
    text, spans = CUSTOMS[kind]
    assert [text[draft.start : draft.end] for draft in drafts(text)] == spans


TEXTS = {f"k{number}": text for number, (text, _) in enumerate(CUSTOMS.values())}
SPANS = {f"k{number}": spans for number, (_, spans) in enumerate(CUSTOMS.values())}


def test_what_is_drafted_passes_the_check_once_it_is_decided(tmp_path: Path) -> None:
    rows = small_corpus.drafted_all(TEXTS)
    for key, spans in SPANS.items():
        cells = [row["quoted"] for row in rows["statements"] if row["article"] == key]
        quoted = SEPARATOR.join(cell for cell in cells if cell)
        assert quoted.split(SEPARATOR) == (spans or [""]), key
    small_corpus.write_corpus(tmp_path, TEXTS, small_corpus.decided(rows))
    assert small_corpus.faults(tmp_path) == []


@pytest.mark.parametrize("edge", ["first", "last"])
def test_a_quoted_span_that_lacks_a_letter_at_an_edge_is_refused(edge: str, tmp_path: Path) -> None:
    rows = small_corpus.decided(small_corpus.drafted_all(TEXTS))
    changed = set()
    for row in rows["statements"]:
        if row["quoted"]:
            spans = row["quoted"].split(SEPARATOR)
            if edge == "first":
                spans[0] = spans[0][1:].lstrip()
            else:
                spans[-1] = spans[-1][:-1].rstrip()
            row["quoted"] = SEPARATOR.join(spans)
            changed.add(row["id"])
    small_corpus.write_corpus(tmp_path, TEXTS, rows)
    assert len(changed) >= sum(map(bool, SPANS.values()))
    assert changed <= {fault.record for fault in small_corpus.faults(tmp_path)}


def test_quoted_words_that_no_row_holds_leave_their_marks_unaccounted_for(tmp_path: Path) -> None:
    rows = small_corpus.decided(small_corpus.drafted_all(TEXTS))
    rows |= {"statements": [], "artefacts": []}
    small_corpus.write_corpus(tmp_path, TEXTS, rows)
    said = {fault.record for fault in small_corpus.faults(tmp_path) if "the mark" in str(fault)}
    assert said >= {key for key, spans in SPANS.items() if spans}


def test_the_pairs_are_those_of_every_language_that_docutils_knows() -> None:
    for language, signs in smartchars.quotes.items():
        for opening, closing in (signs[:2], signs[2:]):
            assert closing.strip() in PAIRS[opening.strip()], language


EVERY_SIGN = "".join(map(chr, range(0x20000)))
NAMED = [sign for sign in EVERY_SIGN if "QUOTATION MARK" in unicodedata.name(sign, "")]
QUOTING = sorted({*regex.findall(r"\p{Quotation_Mark}", EVERY_SIGN), *NAMED})


@pytest.mark.parametrize("sign", QUOTING, ids=[f"U+{ord(sign):04X}" for sign in QUOTING])
def test_no_sign_that_unicode_calls_a_quotation_mark_is_passed_over(sign: str) -> None:
    assert [mark.sign for mark in marks(f"She said {sign} and left.")] == [sign]
    assert meant(sign) in PAIRS or meant(sign) in CLOSES


DASHES = regex.findall(r"\p{Dash}", EVERY_SIGN)


@pytest.mark.parametrize("sign", DASHES, ids=[f"U+{ord(sign):04X}" for sign in DASHES])
def test_no_dash_at_the_beginning_of_a_line_is_passed_over(sign: str) -> None:
    found = [mark.sign for mark in marks(f"{sign} The bridge is shut.")]
    # These begin no speech in any print that is known, and are parts of words.
    assert found == ([] if sign in "〜〰゠" else [sign])


LANGUAGES = (
    "The bridge is shut it's leaders' said added Мост закрыт сказал она Die Brücke sagte "
    "橋は閉じた 述べた。 桥关了 表示， 다리는 הגשר צה\"ל 5'6\" ’90s rock'n'roll 41° U.S. Mr. "
    "— – - -- ― ... . , : ; ! ? … ( ) [ ] | &amp; &quot; &laquo;"
)
WORDS = st.sampled_from(LANGUAGES.split())
SIGNS = st.sampled_from(
    [*QUOTING, "``", "''", ",,", "<<", ">>", "—", "–", "«", "»", "“", "”", '"', "'", "’", "„",
     "\u200b", "\u00ad", "\u200f", "\ufeff", "\u2028", "e\u0301", "ﬁ", "|", " | "]
)  # fmt: skip
BLANKS = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\r\n", "\u00a0", "\u202f", "\u3000"])
# What a text of nothing else is refused for.
BLANK = "\ufeff \u200b\r\n\u00a0\u202f\u3000"
ARTICLES = st.lists(st.tuples(WORDS, SIGNS, BLANKS, st.booleans()), min_size=1, max_size=40).map(
    lambda parts: "".join(
        f"{word}{sign if signed else ''}{gap}" for word, sign, gap, signed in parts
    )
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(ARTICLES.filter(lambda text: text.strip(BLANK)), min_size=1, max_size=12))
def test_whatever_is_drafted_of_any_text_passes_the_check_once_it_is_decided(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    keyed = {f"a{number}": text for number, text in enumerate(dict.fromkeys(texts))}
    small_corpus.write_corpus(folder, keyed, small_corpus.decided(small_corpus.drafted_all(keyed)))
    assert [str(fault) for fault in small_corpus.faults(folder)] == []
