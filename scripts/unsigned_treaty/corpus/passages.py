"""Passages: found in their article letter for letter, or refused.

Matching is exact.  Nothing is normalised: not case, not quotation marks, not spaces.  Likeness is
used for one thing only, to tell an author where the nearest passage stands.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from unsigned_treaty.corpus.quotation_marks import closed, opened, paired
from unsigned_treaty.corpus.quotation_signs import SIGN, described

ELISION = "[…]"
INSERTION = re.compile(r" ?\[(?!…\])[^\[\]]*\]")
# A hyphen or an apostrophe inside a word is part of it.
WORD = re.compile(r"[\w%'’-]")
# Written without blanks between words: where one ends, only a reader of the language can say.
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}ー々]"
)
# There a sentence ends without a blank; the marks and brackets that close come after its sign.
SENTENCE_END = regex.compile(
    r"(?:[。！？．｡…‥་།။៕]|[!?](?=[」』）”’》】〉]))[」』）”’》】〉｣\])]*$"
)
BRACKETS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Place:
    """Where a passage stands: characters from the start of the text, end exclusive."""

    start: int
    end: int


def find(passage: str, text: str, occurrence: int = 0) -> Place:
    """Where ``passage`` stands in ``text``, letter for letter.

    ``occurrence`` 0 asks for a passage that stands there exactly once; n, from 1, for the n-th of
    several.  Raises ``ValueError``, whose message says what is wrong and what to do, where the
    passage is empty, absent, ambiguous, cut inside a word, or numbered although it is alone.
    """
    if not passage:
        raise ValueError("the passage is empty; copy it from the article's file")
    start = text.find(passage)
    if start < 0:
        raise ValueError(f"not in the article; {nearest(passage, text)}")
    if occurrence == 0 and text.find(passage, start + 1) >= 0:
        count = len(starts(passage, text))
        raise ValueError(f"stands {count} times in the article; say which in occurrence")
    if occurrence:
        found = starts(passage, text)
        if len(found) == 1:
            raise ValueError("stands once in the article; leave occurrence empty")
        if not 1 <= occurrence <= len(found):
            raise ValueError(f"stands {len(found)} times, occurrence {occurrence} is none of them")
        start = found[occurrence - 1]
    place = Place(start, start + len(passage))
    if not between_words(place, text):
        raise ValueError(
            f"begins or ends inside a word: {surrounded(place, text)}; take the whole words"
        )
    return place


def starts(passage: str, text: str) -> list[int]:
    """Every position, in characters, at which ``passage`` begins in ``text``."""
    found = []
    start = text.find(passage)
    while start >= 0:
        found.append(start)
        start = text.find(passage, start + 1)
    return found


def whole_words(place: Place, text: str) -> bool:
    """Whether a passage runs from blank to blank, its last punctuation mark included.

    In a script without blanks it runs from the end of one sentence to the end of another.
    """
    return all(at_edge(at, text) for at in (place.start, place.end))


def at_edge(at: int, text: str) -> bool:
    """Whether a blank, an edge of the text, or the end of a sentence without blank is there."""
    if not 0 < at < len(text) or text[at - 1].isspace() or text[at].isspace():
        return True
    if text[at - 1 : at] == "\ufeff" and at == 1:
        return True
    ended = SENTENCE_END.search(text, max(0, at - 8), at)
    # A mark that closes belongs to the sentence before it.
    if WORD.match(text[at - 1]) and WORD.match(text[at]) and not UNSPACED.match(text[at]):
        return False
    return bool(ended) and not SENTENCE_END.search(text, max(0, at - 8), at + 1)


def between_words(place: Place, text: str) -> bool:
    """Whether a passage splits no word at either end; its outer punctuation may be left off."""
    cut = text[max(0, place.start - 1) : place.start + 1], text[place.end - 1 : place.end + 1]
    return not any(
        len(pair) == 2 and all(map(WORD.match, pair)) and not any(map(UNSPACED.match, pair))
        for pair in cut
    )


def surrounded(place: Place, text: str) -> str:
    """A passage's edges with the few characters around them, for a message."""
    words = text[place.start : place.end]
    before, after = text[max(0, place.start - 12) : place.start], text[place.end : place.end + 12]
    return f"{before!r} stands before {words[:16]!r} and {after!r} after {words[-16:]!r}"


def is_phrase(place: Place, text: str) -> bool:
    """Whether a passage is a phrase: whole words without the punctuation around them.

    Quotation marks and brackets belong to it where it holds both of a pair.  So no character can
    be taken from either end of a phrase, or put there, that leaves another phrase.
    """
    words = text[place.start : place.end]
    if not all(map(at_edge_of_phrase, (words[0], words[-1]))):
        return False
    return between_words(place, text) and paired(text, place.start, place.end) and bracketed(words)


def at_edge_of_phrase(sign: str) -> bool:
    """Whether a phrase may begin or end with it: a word, or one of two marks or brackets."""
    return bool(WORD.match(sign) or SIGN.match(sign) or sign in "()[]{}")


def bracketed(words: str) -> bool:
    """Whether the brackets inside words open before they close, and all of them close."""
    awaited: list[str] = []
    for sign in words:
        if sign in BRACKETS:
            awaited.append(BRACKETS[sign])
        elif sign in BRACKETS.values() and (not awaited or awaited.pop() != sign):
            return False
    return not awaited


def find_spans(
    spans: Sequence[str], text: str, passage: Place, lost: Sequence[tuple[int, int]] = ()
) -> list[Place]:
    """Where the quoted spans of a passage stand in the text, in order and apart from each other.

    A span has its quotation marks right outside it, blanks apart, and those inside it pair.  In
    place of a mark stand a dash of speech; the edge of a paragraph over which a quotation runs; an
    editor's insertion in round brackets between two spans; or, inside one of the ``lost`` places,
    the edge of the paragraph or the mark or dash that comes next.  Raises ``ValueError`` for a
    span that is not there, or not so bounded.
    """
    found: list[Place] = []
    for number, span in enumerate(spans):
        if not span.strip() or span != span.strip():
            raise ValueError("a quoted span is empty or has a blank at an end; mend quoted")
        position = found[-1].end if found else passage.start
        following = spans[number + 1] if number + 1 < len(spans) else ""
        start = text.find(span, position, passage.end)
        if start < 0:
            near = nearest(span, text[passage.start : passage.end])
            raise ValueError(f"quoted words not in the passage: {near}")
        while start >= 0:
            end = start + len(span)
            previous = found[-1].end if found else None
            if opened(text, start, previous, lost) and closed(text, end, following, lost):
                break
            start = text.find(span, start + 1, passage.end)
        if start < 0 or not paired(text, start, end):
            raise ValueError(
                f"the quoted words {shortened(span)!r} do not run from one quotation mark to the "
                "other; copy all the words between the marks, or say in artefacts.csv, under "
                "quotation_marks, where a mark is lost"
            )
        found.append(Place(start, end))
    return found


def shortened(words: str) -> str:
    """The words, or their beginning and end where they are many."""
    return words if len(words) <= 80 else f"{words[:40]} … {words[-40:]}"


def excerpt(words: str, passage: str) -> list[str]:
    """The parts of an excerpt, each found in the passage, in order.

    ``[…]`` in ``words`` marks what the book leaves out; other words in square brackets, unless
    the article itself has them, are the book's insertion and are not matched.  Raises
    ``ValueError`` for a part that is empty, cut inside a word, or not in the passage after the
    one before it.
    """
    position = 0
    parts = [part.strip() for part in words.split(ELISION)]
    for part in parts:
        if not part:
            raise ValueError("nothing stands before, between or after […]; take it out")
        own = part if part in passage else INSERTION.sub("", part).strip()
        start = passage.find(own, position) if own else -1
        while start >= 0 and not between_words(Place(start, start + len(own)), passage):
            start = passage.find(own, start + 1)
        if start < 0:
            if own and own in passage[position:]:
                raise ValueError(f"begins or ends inside a word: {own!r}; take the whole words")
            raise ValueError(f"not in the statement: {nearest(own, passage)}")
        position = start + len(own)
    return parts


def folded(words: str) -> str:
    """Words without what an eye passes over: case, kinds of quotation marks, dashes and spaces."""
    table = str.maketrans("“”„«»‘’‚—–‑\u00a0\n", '"""""\'\'\'---  ')
    return unicodedata.normalize("NFC", words).translate(table).casefold()


def nearest(passage: str, text: str) -> str:
    """Where the most similar words stand, and how they differ: help, never a proof."""
    plain, whole = folded(passage), folded(text)
    if len(whole) == len(text) and (start := whole.find(plain)) >= 0:
        there = text[start : start + len(plain)]
    else:
        in_text, in_passage, length = longest_shared(passage, text)
        if length < min(8, len(passage)):
            return "nothing like it stands there; copy the words from the article's file"
        start = max(0, in_text - in_passage)
        # A little more than the passage, so that a missing letter does not cost the last one.
        there = text[start : start + len(passage) + 8]
    codes = difflib.SequenceMatcher(None, there, passage, autojunk=False).get_opcodes()
    if codes and codes[-1][0] == "delete":
        there = there[: codes.pop()[1]]
    differing = [
        f"{said(there[a:b])} where {said(passage[c:d])} is written"
        for kind, a, b, c, d in codes
        if kind != "equal"
    ]
    shown = there if len(there) <= 160 else f"{there[:80]} … {there[-80:]}"
    return (
        f"nearest passage, at character {start}: {shown!r}; "
        f"it has {'; '.join(differing[:4])}; copy the words from the article's file"
    )


def longest_shared(passage: str, text: str) -> tuple[int, int, int]:
    """Where the longest run of characters that both have begins in each, and how long it is.

    As ``difflib.SequenceMatcher.find_longest_match``, in a tenth of its time: whatever is shared
    has all its shorter parts shared too, so that the length is found by halving.
    """

    def shared(length: int) -> list[tuple[int, int]]:
        places = range(len(passage) - length + 1)
        starts = ((text.find(passage[n : n + length]), n) for n in places)
        return [pair for pair in starts if pair[0] >= 0]

    length, too_long = 0, len(passage) + 1
    while too_long - length > 1:
        middle = (length + too_long) // 2
        length, too_long = (middle, too_long) if shared(middle) else (length, middle)
    return (*min(shared(length)), length)


def said(words: str) -> str:
    """Differing characters as a message shows them: by code point where an eye may mistake them."""
    if len(words) <= 3 and not all(sign.isascii() and sign.isalnum() for sign in words):
        return described(words) if words else "''"
    return repr(words)
