"""Pairs of marks in one paragraph: which sign opens, which closes, and which is an apostrophe.

A sign that may open in one custom and close in another is told by what stands beside it and by
what is open before it, line by line, a line being a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from unsigned_treaty.corpus.quotation_signs import (
    BRACKETS,
    CLOSES,
    CLOSING,
    DASH,
    FIRST_DASH,
    HYPHENS,
    PAIRS,
    PUNCTUATION,
    SINGLE,
    STRAIGHT,
    TITLE,
    TRANSPARENT,
    after_blanks,
    before_blanks,
    blank,
    described,
    meant,
)

LETTER = regex.compile(
    r"[\p{L}\p{M}\p{N}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\p{Hangul}]]",
    regex.VERSION1,
)
HEBREW = regex.compile(r"\p{Hebrew}")
# What Hebrew writes as one word with the next (and, the, in, to, from, that, as), and a word.
PREFIX = regex.compile(r"(?<!\w)[והבכלמש]{1,4}$")
HEBREW_WORD = regex.compile(r"\p{Hebrew}{2}")
HANGUL = regex.compile(r"\p{Hangul}")
MEASURE = regex.compile(r"\d['′’]\s?\d{1,2}(?:\.\d+)?$")
# After a single mark: what is left of a word whose beginning is left off.
ELIDED = regex.compile(
    r"\d\ds?\b|(?:tis|twas|twere|em|til|till|cause|bout|round|cos|cuz|nuff|neath|gainst|ne[nmr]?)\b"
    r"|[nstkmr](?:['’]|\s|-)",
)


@dataclass(frozen=True)
class Mark:
    """A quotation mark or a dash of speech, where it stands (end exclusive), and what it does.

    ``partner`` is where the mark begins with which it pairs, -1 where none does.
    """

    start: int
    end: int
    sign: str
    opens: bool
    partner: int = -1
    dash: bool = False

    def __str__(self) -> str:
        """The sign with its code point and name."""
        return described(self.sign)


@dataclass
class Sign:
    """A sign of a line: as written, and the sign in place of which it stands; how it pairs."""

    start: int
    end: int
    written: str
    sign: str
    opens: bool = True
    partner: int = -1  # index in the line
    dropped: bool = False  # an apostrophe or a measure
    continued: bool = False  # its quotation runs over the end, or from the beginning, of the line


class Line:
    """One paragraph while its marks are read."""

    def __init__(self, text: str, start: int, end: int, found: Iterable[regex.Match[str]]) -> None:
        self.text, self.start, self.end = text, start, before_blanks(text, end, start)
        self.first = after_blanks(text, start, end)
        self.from_before = self.over_end = False
        self.signs: list[Sign] = []
        for match in found:
            sign = meant(match.group())
            if sign and (sign not in TITLE or HANGUL.search(text, start, end)):
                self.signs.append(Sign(match.start(), match.end(), match.group(), sign))
        self.dash = FIRST_DASH.match(text, start, self.end)
        if self.dash and not self.opens_speech():
            self.dash = None
        self.speech_ends = -1  # index of the mark that closes what a dash opened
        for number in range(len(self.signs)):
            self.signs[number].dropped = self.no_mark(number)
        self.signs = [sign for sign in self.signs if not sign.dropped]
        self.pair()

    # --- what stands beside a sign

    def left(self, number: int, over_marks: bool = True) -> str:
        """The character before a sign, marks beside it and invisible characters passed over."""
        at = self.signs[number].start
        while at > self.start:
            if over_marks and number and self.signs[number - 1].end == at:
                number -= 1
                at = self.signs[number].start
            elif TRANSPARENT.match(self.text, at - 1, at):
                at -= 1
            else:
                return self.text[at - 1]
        return ""

    def right(self, number: int, over_marks: bool = True) -> str:
        """The character after a sign, marks beside it and invisible characters passed over."""
        at = self.signs[number].end
        while at < self.end:
            if over_marks and number + 1 < len(self.signs) and self.signs[number + 1].start == at:
                number += 1
                at = self.signs[number].end
            elif TRANSPARENT.match(self.text, at):
                at += 1
            else:
                return self.text[at]
        return ""

    def edges(self, number: int) -> tuple[bool, bool]:
        """Whether what stands beside a sign says clearly that it opens, or that it closes."""
        left, right = self.left(number), self.right(number)
        outside = not left or blank(left) or left in BRACKETS or bool(DASH.match(left))
        ended = not right or blank(right) or right in PUNCTUATION or bool(DASH.match(right))
        return outside and not ended, not outside and ended

    def opens_speech(self) -> bool:
        """Whether the dash with which the line begins is one of speech, or of a list at least."""
        assert self.dash is not None
        following = self.text[self.dash.end() : self.dash.end() + 1]
        if not following.strip():
            return bool(self.text[self.dash.end() : self.end].strip())
        # A hyphen right before a word or a number is a minus, or part of the word.
        return self.dash[1] not in HYPHENS

    def no_mark(self, number: int) -> bool:
        """Whether a sign is an apostrophe, part of an acronym, a foot, an inch, a minute."""
        sign = self.signs[number]
        left, right = self.left(number, over_marks=False), self.right(number, over_marks=False)
        between = bool(left and right and LETTER.match(left) and LETTER.match(right))
        if sign.sign in SINGLE and between:
            return True
        if sign.sign in (STRAIGHT, "”", "“") and between and HEBREW.match(left):
            return not self.after_prefix(number)
        if not left.isdigit() or sign.sign not in ('"', "'", "”", "’"):
            return False
        if MEASURE.search(self.text, max(self.start, sign.start - 8), sign.start):
            return sign.sign in ('"', "”")
        rest = self.signs[number + 1 :]
        if sign.sign in ("'", "’"):
            return sign.written == "′" and not any(s.written == "′" for s in self.signs[:number])
        same = [s for s in self.signs[:number] if s.sign == sign.sign and not s.dropped]
        if sign.sign == "”":
            return not any(s.sign in ("“", "„", "”") for s in self.signs[:number])
        # It closes where something is open, unless a later sign is then left without a partner.
        later = sum(s.sign == sign.sign for s in rest)
        return len(same) % 2 == 0 or (later % 2 == 1 and bool(LETTER.match(right) or blank(right)))

    def after_prefix(self, number: int) -> bool:
        """Whether a mark inside a Hebrew word opens: small words are written as one with the next.

        In an acronym it stands before the last letter, or the next mark beside a word opens.
        """
        sign = self.signs[number]
        if not PREFIX.search(self.text, self.start, sign.start):
            return False
        if not HEBREW_WORD.match(self.text, sign.end, self.end):
            return False
        for later in range(number + 1, len(self.signs)):
            before, after = self.left(later, over_marks=False), self.right(later, over_marks=False)
            inside = LETTER.match(before) and LETTER.match(after)
            if self.signs[later].sign == sign.sign and not inside:
                return not LETTER.match(after) and not blank(before)
        return False

    # --- pairing

    def pair(self) -> None:
        """Decide of each sign whether it opens or closes, and with which other it pairs."""
        awaited: list[int] = []
        reserved: dict[int, int] = {}
        self.doubtful: set[int] = set()  # marks that may be apostrophes at the end of a word
        for number, sign in enumerate(self.signs):
            opening, closing = self.edges(number)
            inner = [n for n in awaited if sign.sign in PAIRS.get(self.signs[n].sign, ())]
            if sign.sign in SINGLE:
                if number in reserved:
                    if reserved[number] in awaited:
                        self.close(awaited, reserved[number], number)
                    else:
                        sign.dropped = True
                elif closing and any(self.signs[n].sign == "‚" for n in inner):
                    self.close(awaited, inner[-1], number)
                elif (end := self.single_end(number, opening)) is not None:
                    reserved[end] = number
                    awaited.append(number)
                elif not opening or ELIDED.match(self.text, sign.end):
                    # At the end of a word it may be an apostrophe; alone between blanks it is not.
                    sign.dropped = not (blank(self.left(number)) and blank(self.right(number)))
                elif sign.sign == "‘":
                    awaited.append(number)
                continue
            if sign.sign not in PAIRS:
                opens = False
            elif sign.sign not in CLOSES:
                opens = True
            elif opening or closing:
                opens = opening
            else:
                opens = not inner and (sign.sign not in CLOSING or self.spaced_swedish(number))
            if opens:
                awaited.append(number)
            elif inner:
                self.close(awaited, inner[-1], number)
            else:
                sign.opens = False
                if self.dash and self.speech_ends < 0 and closing:
                    self.speech_ends = number
        self.share(awaited)
        self.open = [n for n in awaited if self.signs[n].partner < 0]
        kept = [n for n, sign in enumerate(self.signs) if not sign.dropped]
        place = {old: new for new, old in enumerate(kept)}
        self.signs = [self.signs[n] for n in kept]
        for sign in self.signs:
            sign.partner = place.get(sign.partner, -1)
        self.open = [place[n] for n in self.open]
        self.speech_ends = place.get(self.speech_ends, -1)
        self.doubtful = {place[n] for n in self.doubtful if n in place}

    def close(self, awaited: list[int], opening: int, closing: int) -> None:
        """Let two signs pair; what was opened between them stays open."""
        self.signs[opening].partner, self.signs[closing].partner = closing, opening
        self.signs[closing].opens = False
        del awaited[awaited.index(opening) :]

    def share(self, awaited: list[int]) -> None:
        """Where two guillemets open and one closes, it closes both, as Russian print has it."""
        if len(awaited) != 1 or self.signs[awaited[0]].sign != "«":
            return
        outer = awaited[0]
        for number in range(len(self.signs) - 1, outer, -1):
            inner = self.signs[number].partner
            if not self.signs[number].opens and inner > outer and self.signs[inner].sign == "«":
                self.signs[outer].partner = number
                return

    def spaced_swedish(self, number: int) -> bool:
        """Whether a sign that mostly closes opens here: it, too, has blanks on both sides."""
        # A line's first sign with a blank after it and no other like it is a bullet.
        same = [s for s in self.signs[number + 1 :] if s.sign == self.signs[number].sign]
        return bool(same) and self.signs[number].sign in PAIRS

    def single_end(self, number: int, opening: bool) -> int | None:
        """Which later sign closes a single mark that opens here; None for an apostrophe."""
        sign = self.signs[number]
        spaced = blank(self.right(number)) and (not self.left(number) or blank(self.left(number)))
        # Between letters of a script without blanks only its form says that it opens.
        formed = sign.sign == "‘" and not self.edges(number)[1]
        if not (opening or spaced or formed) or (opening and ELIDED.match(self.text, sign.end)):
            return None
        doubtful: list[int] = []
        for later in range(number + 1, len(self.signs)):
            other = self.signs[later]
            if other.sign not in SINGLE:
                continue
            opens, closes = self.edges(later)
            if opens and not ELIDED.match(self.text, other.end):
                break
            before, after = self.left(later, False), self.right(later, False)
            if spaced and blank(before):
                return later
            unspaced = bool(before) and not LETTER.match(before) and not blank(before)
            if not closes and not (unspaced and not opens):
                continue
            following = self.text[other.end + 1 : other.end + 2]
            if before in "sSxzсз" and blank(after) and LETTER.match(following):
                doubtful.append(later)  # as in the leaders' plan
            else:
                return later
        self.doubtful.update(doubtful[:1])
        return doubtful[0] if doubtful else None
