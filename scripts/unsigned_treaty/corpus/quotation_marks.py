"""Quotation marks: which signs of a text open and close quoted words, in any of the customs known.

The pairs of marks are those that docutils gives for each language (they agree with the delimiters
of CLDR), which a test holds them to; which other characters are quotation marks, dashes or
invisible is Unicode's own word for it, by its properties ``Quotation_Mark``, ``Dash`` and
``Default_Ignorable_Code_Point``. The language of a text is not asked for. A sign that may open in
one custom and close in another is told by what stands beside it and by what is open before it, line
by line, a line being a paragraph.

Besides marks, a dash that begins a line opens speech, in Russian, Polish, French, Spanish and
other print; the speaker's clause then stands between dashes, and so it may inside guillemets.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from unsigned_treaty.corpus.verbs_of_saying import SAYING

# What docutils has for its languages, blanks apart. They are written here, so that a chapter that
# was downloaded does not ask its reader for docutils.
LANGUAGES_PAIRS = (
    *("“”", "“„", "”“", "””", "„“", "„”", "‘’", "‘‚", "’’", "‚‘", "‚’"),
    *("«»", "»«", "»»", "‹›", "›‹", "››", "「」", "『』"),
)
# What docutils has no language for: Arabic and Albanian print, and signs of East Asia.
OTHER_PAIRS = ("’‘", "”“", "“„", "‘‚", "〝〞", "〝〟", "《》", "〈〉", "''", '""')
# Written in place of another sign: typewriters, TeX, HTML, mathematics, ornaments. (Full-width,
# half-width and vertical forms need no line: their NFKC form is the sign itself.)
IN_PLACE_OF = {
    **{"``": "“", "''": '"', "´´": '"', ",,": "„", "<<": "«", ">>": "»", "‟": "“", "⹂": "„"},
    **{"‶": '"', "″": '"', "ʺ": '"', "״": '"', "❝": "“", "❞": "”", "❠": "„"},
    **{"\U0001f676": "“", "\U0001f677": "”", "\U0001f678": "„", "❮": "‹", "❯": "›"},
    **{"‵": "‘", "`": "‘", "‛": "‘", "❛": "‘", "❜": "’", "❟": "‚", "′": "'", "´": "'"},
    **{"׳": "'"},
}


def _pairs() -> dict[str, frozenset[str]]:
    """The closing signs of each opening sign, over all customs."""
    closings: dict[str, set[str]] = defaultdict(set)
    for pair in (*LANGUAGES_PAIRS, *OTHER_PAIRS):
        closings[pair[0]].add(pair[1])
    # A typewriter's mark closes what a typesetter's mark opened, where the two are mixed.
    for opening in "“„”":
        closings[opening].add('"')
    closings['"'] |= {"”", "“"}
    return {opening: frozenset(closing) for opening, closing in closings.items()}


PAIRS = _pairs()
CLOSES = frozenset("".join(map("".join, PAIRS.values())))
STRAIGHT = '"'
# In most customs these open, or close; what stands beside them may say otherwise.
OPENING = "“„«‹‘‚「『〝《〈"
CLOSING = "”»’›」』〞〟》〉"
SINGLE = frozenset("'‘’")
# A title stands between these; only Korean print quotes with them.
TITLE = frozenset("《》〈〉")

DASH = regex.compile(r"(?:--+|[\p{Dash}--[〜〰゠]])(?:[\p{Dash}])*", regex.VERSION1)
FIRST_DASH = regex.compile(rf"[\s\p{{DI}}]*+({DASH.pattern})", regex.VERSION1)
# Of these alone at the beginning of a line, a list is made more often than speech.
HYPHENS = frozenset("-‐‑‒−－﹣⁃")
SIGN = regex.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|</?q\b[^<>\n]{0,80}>|``|''|´´"
    r"|(?<![\w,]),,(?=\w)|<<|>>|\p{Quotation_Mark}|[《》〈〉\u2032-\u2037\u2057ʺʹ`´״׳\u275b-\u2760❮❯"
    r"\U0001f676-\U0001f678]",
    regex.VERSION1,
)
# With what a sign begins. A class of characters that stands alone is found three times as fast as
# the signs themselves, which made half of the time of a check (benchmarks/corpus.py).
FIRST_OF_SIGN = re.compile(
    "[&<>,"
    + re.escape("".join(SIGN.findall("\n".join(map(chr, range(0xD800))))))
    + re.escape("".join(SIGN.findall("\n".join(map(chr, range(0xE000, 0x10000))))))
    + "\U0001f676-\U0001f678]"
)
TRANSPARENT = regex.compile(r"[\p{DI}--\u200b]", regex.VERSION1)
LETTER = regex.compile(
    r"[\p{L}\p{M}\p{N}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\p{Hangul}]]",
    regex.VERSION1,
)
HEBREW = regex.compile(r"\p{Hebrew}")
HANGUL = regex.compile(r"\p{Hangul}")
MEASURE = regex.compile(r"\d['′’]\s?\d{1,2}(?:\.\d+)?$")
# After a single mark: what is left of a word whose beginning is left off.
ELIDED = regex.compile(
    r"\d\ds?\b|(?:tis|twas|twere|em|til|till|cause|bout|round|cos|cuz|nuff|neath|gainst|ne[nmr]?)\b"
    r"|[nstkmr](?:['’]|\s|-)",
)
PUNCTUATION = frozenset(".,;:!?…)]}、。，：；！？．。｡､）］·؟،؛")
BRACKETS = frozenset("([{<（［¿¡/")
WORD = regex.compile(r"\w")
INSERTION = regex.compile(r"\s*\([^()]*\)\s*")
CLAUSE = regex.compile(r"\W*+(?:[\w'’]+\W+){0,4}?")
# A name in Cyrillic print, and the word that says what it is the name of.
NAME = regex.compile(r"[\p{Lu}&&\p{Cyrillic}][\w-]*(?:\s[\w–—-]+){0,3}", regex.VERSION1)
NAMED = regex.compile(r"([\w-]+)\s+$")
GOES_ON = regex.compile(r"\W\s+\w")
ENDED = frozenset(".!?…。！？")


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


@dataclass(frozen=True)
class Draft:
    """Words that marks seem to enclose (start, end exclusive), and what makes that doubtful.

    ``lost`` is where a mark is missing, -1 where none is.
    """

    start: int
    end: int
    doubt: str = ""
    lost: int = -1


@dataclass
class Scan:
    """What the scanner makes of a text: its marks in order, and the words that they enclose.

    ``begins`` and ``ends`` are the places at which quoted words may begin and end: right inside a
    mark or dash, blanks left out, or at the edge of a paragraph over which a quotation runs.
    ``shared`` are the marks, by their places, that close two quotations at once.  ``names`` are
    words between marks that seem to be a name or title, as Russian print has it of newspapers.
    """

    marks: list[Mark] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    begins: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    names: list[Draft] = field(default_factory=list)


def described(signs: str) -> str:
    """Signs with their code points and names: ``“ (U+201C LEFT DOUBLE QUOTATION MARK)``."""
    names = [f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in signs[:3]]
    seen = signs if signs.isprintable() and not unicodedata.combining(signs[:1] or " ") else ""
    return f"{seen} ({', '.join(names)}{' …' if signs[3:] else ''})".strip()


def marks(text: str) -> list[Mark]:
    """Every quotation mark and dash of speech of a text, in order."""
    return scan(text).marks


def drafts(text: str) -> list[Draft]:
    """What seems to be quoted, paragraph by paragraph, for a person to decide.

    Marks inside marks belong to the outer quotation.  Where the marks of a paragraph do not pair,
    the draft runs to the next mark or the paragraph's end, or from its beginning, and says so.
    """
    return scan(text).drafts


@lru_cache(maxsize=4)
def scan(text: str) -> Scan:
    """Read the marks of a whole text; the same text is read once, since every check asks for it."""
    signs = list(signs_of(text))
    paragraphs: list[Line | tuple[int, int]] = []
    at = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        first = at
        while at < len(signs) and signs[at].start() < end:
            at += 1
        if first < at or FIRST_DASH.match(text, start, end):
            paragraphs.append(Line(text, start, end, signs[first:at]))
        elif line and not line.isspace():
            # Most have no marks, and matter only where a quotation runs over them.
            paragraphs.append((start, end))
        start = end + 1
    continue_over(text, paragraphs)
    whole = Scan()
    for read in paragraphs:
        if isinstance(read, Line):
            read.conclude(whole)
    whole.marks.sort(key=lambda mark: (mark.start, mark.end))
    whole.drafts.sort(key=lambda draft: (draft.start, draft.end))
    sound_drafts = [kept for draft in whole.drafts if (kept := sound(draft, text, whole))]
    whole.drafts = []
    for draft in sound_drafts:
        if not whole.drafts or draft.start >= whole.drafts[-1].end:
            whole.drafts.append(draft)
    for mark in whole.marks:
        if mark.opens or mark.partner < 0:
            whole.begins.add(after_blanks(text, mark.end, len(text)))
        if not mark.opens or mark.partner < 0:
            whole.ends.add(before_blanks(text, mark.start, 0))
    return whole


def sound(draft: Draft, text: str, read: Scan) -> Draft | None:
    """A draft that holds words, up to the first mark in it that pairs with none in it; or None."""
    end = draft.end
    if (mark := unpaired(text, draft.start, draft.end, read)) is not None:
        end = before_blanks(text, mark, draft.start)
        draft = Draft(draft.start, end, draft.doubt or "a mark in it pairs with no other", end)
    return draft if WORD.search(text, draft.start, end) else None


def signs_of(text: str) -> Iterator[regex.Match[str]]:
    """Every sign of a text that may be a quotation mark, in order."""
    reach = 0
    for first in FIRST_OF_SIGN.finditer(text):
        if first.start() >= reach and (match := SIGN.match(text, first.start())):
            reach = match.end()
            yield match


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
        if sign.sign == STRAIGHT and between and HEBREW.match(left) and HEBREW.match(right):
            return True
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

    # --- what follows from it

    def inner_dashes(self, start: int, end: int) -> list[regex.Match[str]]:
        """The dashes between two places that have a blank on one side, and stand in no marks."""
        within = [
            (s.start, self.signs[s.partner].start)
            for s in self.signs
            if s.opens and s.partner >= 0 and start < s.start and self.signs[s.partner].start < end
        ]
        return [
            dash
            for dash in DASH.finditer(self.text, start, end)
            if blank(self.text[dash.start() - 1])
            or blank(self.text[dash.end() : dash.end() + 1])
            or self.text[dash.end() : dash.end() + 1] in PUNCTUATION
            or (self.text[dash.start() - 1] in PUNCTUATION and dash.group() not in HYPHENS)
            if not any(first < dash.start() < last for first, last in within)
        ]

    def speech(
        self, start: int, end: int, strict: bool
    ) -> tuple[list[tuple[int, int]], list[Mark]]:
        """The parts of speech between two places, without the speakers' clauses; and their dashes.

        A clause begins after a dash, with a verb of saying among its first words.  Where no verb
        is known and it is not ``strict``, a dash after a mark of punctuation begins it.
        """
        dashes = self.inner_dashes(start, end)
        bounds = [*(dash.start() for dash in dashes), end]
        says = []
        for number, dash in enumerate(dashes):
            words = CLAUSE.match(self.text, dash.end(), bounds[number + 1])
            saying = SAYING.search(self.text, dash.end(), bounds[number + 1])
            reach = self.text[dash.end() : saying.start()] if saying and words else ""
            says.append(bool(saying) and len(reach.split()) <= 4 and not ENDED & set(reach))
        parts, found = [], []
        begin, speaking = start, True
        for number, dash in enumerate(dashes):
            before = before_blanks(self.text, dash.start(), start)
            last = self.text[before - 1 : before]
            ended = last in PUNCTUATION or last in CLOSING + STRAIGHT
            if speaking and (says[number] or (not strict and not any(says) and ended)):
                if before > begin:
                    parts.append((begin, before))
                found.append(Mark(dash.start(), dash.end(), dash.group(), False, dash=True))
                speaking = False
            elif not speaking:
                attached = before == dash.start()  # as in Spanish
                if not (ended or attached) or says[number]:
                    continue
                begin = dash.end()
                while begin < end and (self.text[begin] in ".,;:" or blank(self.text[begin])):
                    begin += 1
                if begin >= end:
                    continue
                found.append(Mark(dash.start(), begin, dash.group(), True, dash=True))
                speaking = True
        if speaking and before_blanks(self.text, end, begin) > begin:
            parts.append((begin, before_blanks(self.text, end, begin)))
        return parts, found

    def conclude(self, whole: Scan) -> None:
        """Add the marks and the quoted words of this line to those of the text."""
        for sign in self.signs:
            partner = self.signs[sign.partner].start if sign.partner >= 0 else -1
            whole.marks.append(Mark(sign.start, sign.end, sign.written, sign.opens, partner))
            if partner >= 0 and self.signs[self.signs[sign.partner].partner] is not sign:
                whole.shared.add(partner)
        if self.from_before:
            whole.begins.add(self.first)
        if self.over_end:
            whole.ends.add(self.end)
        after = self.start
        if self.dash:
            after = self.speak(whole)
        for draft in self.enclosed():
            if draft.start < after:
                continue
            after = max(after, draft.end)
            self.divide(draft, whole)

    def speak(self, whole: Scan) -> int:
        """Add what a dash at the beginning of the line opens; return where it ends."""
        assert self.dash is not None
        dash = self.dash
        begin = after_blanks(self.text, dash.end(1), self.end)
        end = self.signs[self.speech_ends].start if self.speech_ends >= 0 else self.end
        parts, dashes = self.speech(begin, end, strict=False)
        opening = Mark(dash.start(1), dash.end(1), dash[1], True, dash=True)
        whole.marks.append(opening)
        last = self.text[self.end - 1]
        listed = dash[1] in HYPHENS or (last not in ENDED and last not in CLOSING + STRAIGHT)
        if listed and not dashes and self.speech_ends < 0:
            whole.ends.add(self.end)
            return self.start
        whole.marks += dashes
        whole.ends.add(self.end)
        whole.drafts += [Draft(first, last) for first, last in parts if first < last]
        if not dashes or self.speech_ends >= 0:
            return end
        # What is quoted in a speaker's clause is not the speaker's speech.
        spoken = [*parts, (self.end, self.end)]
        for draft in self.enclosed():
            if not any(first <= draft.start < last for first, last in spoken):
                self.divide(draft, whole)
        return self.end

    def enclosed(self) -> list[Draft]:
        """The words between the outermost marks of the line, in order."""
        found: list[Draft] = []
        reach = self.start
        for number, sign in enumerate(self.signs):
            if sign.start < reach:
                continue
            if sign.opens and sign.partner >= 0:
                inner, outer = number, sign.partner
                # Marks that are doubled enclose the same words twice.
                while (
                    inner + 1 < outer - 1
                    and self.signs[inner + 1].start == self.signs[inner].end
                    and self.signs[inner + 1].sign == self.signs[inner].sign
                    and self.signs[inner + 1].partner == outer - 1
                    and self.signs[outer - 1].end == self.signs[outer].start
                ):
                    inner, outer = inner + 1, outer - 1
                found.append(Draft(self.signs[inner].end, self.signs[outer].start))
                reach = self.signs[sign.partner].end
            elif sign.opens and number in self.open and sign.sign != "'":
                if self.over_end and number == self.open[0]:
                    found.append(Draft(sign.end, self.end))
                    reach = self.end
                    continue
                end = self.lost_end(number)
                found.append(Draft(sign.end, end, "no mark closes it in its paragraph", end))
                reach = end
            elif not sign.opens and sign.partner < 0 and number != self.speech_ends:
                if self.from_before and not found:
                    found.append(Draft(self.first, sign.start))
                elif not self.dash and sign.start > max(reach, self.first):
                    begin = after_blanks(self.text, max(reach, self.first), sign.start)
                    if begin < sign.start:
                        doubt = "no mark opens it in its paragraph"
                        found.append(Draft(begin, sign.start, doubt, begin))
                reach = sign.end
        return found

    def lost_end(self, number: int) -> int:
        """Where the words seem to end that a mark opens and none closes."""
        sign = self.signs[number]
        for later in self.signs[number + 1 :]:
            before = before_blanks(self.text, later.start, sign.end)
            if later.partner < 0:
                return before
            ended = self.text[before - 1 : before] in (*ENDED, ",")
            if later.opens and before < later.start and ended and before > sign.end:
                return before
        for dash in self.inner_dashes(sign.end, self.end):
            before = before_blanks(self.text, dash.start(), sign.end)
            if before > sign.end and self.text[before - 1] in (*ENDED, ","):
                return before
        return self.end

    def divide(self, draft: Draft, whole: Scan) -> None:
        """Add quoted words, without the speakers' clauses that stand between dashes in them."""
        begin = after_blanks(self.text, draft.start, draft.end)
        end = before_blanks(self.text, draft.end, begin)
        if begin >= end:
            return
        if not draft.doubt and self.names(draft, begin, end):
            whole.names.append(Draft(begin, end))
            return
        parts, dashes = self.speech(begin, end, strict=True)
        if not dashes or not parts:
            whole.drafts.append(Draft(begin, end, draft.doubt, draft.lost))
            return
        whole.marks += dashes
        for number, (first, last) in enumerate(parts):
            at_end = last == end if draft.lost != draft.start else number == 0
            whole.drafts.append(
                Draft(first, last, draft.doubt, draft.lost)
                if at_end and draft.doubt
                else Draft(first, last)
            )

    def names(self, draft: Draft, begin: int, end: int) -> bool:
        """Whether words between marks seem to be a name: few, capital, and part of a sentence."""
        if not NAME.fullmatch(self.text, begin, end):
            return False
        before = NAMED.search(self.text, self.start, draft.start - 1)
        # Said to a newspaper, the sentence goes on; else what is said stands after the verb.
        goes_on = GOES_ON.match(self.text, draft.end)
        return bool(before) and (bool(goes_on) or not SAYING.search(before[1]))


def continue_over(text: str, paragraphs: list[Line | tuple[int, int]]) -> None:
    """Find the quotations that run over the end of a paragraph.

    The next paragraph opens with a mark again; or its first mark, or that of a later one where
    none stands between, closes what was open.
    """
    for line, after in pairwise(paragraphs):
        if not isinstance(line, Line) or not isinstance(after, Line):
            continue
        if line.signs and line.signs[0].start == line.first and after.signs:
            opening, again = line.signs[0], after.signs[0]
            again_opens = again.start == after.first and again.sign == opening.sign
            if opening.partner in line.doubtful and again_opens:
                line.signs.pop(opening.partner)
                line.open, opening.partner = [0], -1
    for number, line in enumerate(paragraphs):
        if not isinstance(line, Line) or not line.open:
            continue
        opening = line.signs[line.open[0]]
        closings = PAIRS.get(opening.sign, frozenset())
        following = paragraphs[number + 1 : number + 4]
        for distance, later in enumerate(following, start=1):
            if not isinstance(later, Line):
                continue
            if later.dash or not later.signs:
                break
            first = later.signs[0]
            begins = first.start == later.first and first.sign in closings | {opening.sign}
            if distance == 1 and begins and first.opens:
                line.over_end = True
                break
            outer = next((s for s in later.signs if not s.opens and s.partner < 0), first)
            if not outer.opens and outer.partner < 0 and outer.sign in closings:
                line.over_end = later.from_before = True
                for place in range(number + 1, number + distance):
                    plain = paragraphs[place]
                    between = Line(text, *plain, []) if isinstance(plain, tuple) else plain
                    between.over_end = between.from_before = True
                    paragraphs[place] = between
            break


def meant(written: str) -> str:
    """The quotation mark that a sign of the text stands for, or the empty string for no mark."""
    if len(written) > 2:
        if written.startswith("<"):
            return "”" if written.startswith("</") else "“"
        written = html.unescape(written)
        if len(written) != 1 or not SIGN.fullmatch(written):
            return ""
    if written in IN_PLACE_OF:
        return IN_PLACE_OF[written]
    plain = unicodedata.normalize("NFKC", written)
    return plain if plain in PAIRS or plain in CLOSES else written


def blank(character: str) -> bool:
    """Whether a character is white space, or the invisible space of no width."""
    return character.isspace() or character == "\u200b"


def after_blanks(text: str, start: int, end: int) -> int:
    """The first place from ``start`` on at which something can be seen."""
    while start < end and (blank(text[start]) or TRANSPARENT.match(text, start)):
        start += 1
    return start


def before_blanks(text: str, end: int, start: int) -> int:
    """The last place up to ``end`` before which something can be seen."""
    while end > start and (blank(text[end - 1]) or TRANSPARENT.match(text, end - 1, end)):
        end -= 1
    return end


def paired(text: str, start: int, end: int) -> bool:
    """Whether the marks between two places open before they close, and all of them close.

    One mark that closes two, as Russian print has it, may stand right after ``end``.
    """
    return unpaired(text, start, end, scan(text)) is None


def unpaired(text: str, start: int, end: int, read: Scan) -> int | None:
    """Where the first mark between two places stands that pairs with none between them."""
    awaited: list[Mark] = []
    for number in range(bisect_left(read.marks, start, key=lambda m: m.start), len(read.marks)):
        mark = read.marks[number]
        if mark.start >= end:
            break
        if mark.dash or (mark.partner < 0 and meant(mark.sign) in SINGLE):
            continue
        if mark.opens:
            awaited.append(mark)
        elif not awaited:
            return mark.start
        else:
            awaited.pop()
    if len(awaited) == 1 and awaited[0].partner in read.shared:
        return None if before_blanks(text, awaited[0].partner, 0) == end else awaited[0].start
    return awaited[0].start if awaited else None


def opened(text: str, start: int, previous: int | None, lost: Sequence[tuple[int, int]]) -> bool:
    """Whether quoted words may begin at ``start``: a mark, a dash, or an insertion stands before.

    An insertion stands in round brackets after the quoted words before, which end at ``previous``.
    Inside one of the places where a mark is ``lost``, they may begin their paragraph, or follow a
    mark that closes what stands before.
    """
    if start in scan(text).begins:
        return True
    if previous is not None and INSERTION.fullmatch(text, previous, start):
        return True
    read = scan(text)
    number = bisect_left(read.marks, start, key=lambda mark: mark.start)
    if number < len(read.marks) and read.marks[number].start == start and read.marks[number].dash:
        return False
    before = before_blanks(text, start, 0)
    first = text.rfind("\n", 0, start) + 1 >= before
    follows = number > 0 and read.marks[number - 1].end == before
    return (first or follows) and any(begin <= start < end for begin, end in lost)


def closed(text: str, end: int, following: str, lost: Sequence[tuple[int, int]]) -> bool:
    """Whether quoted words may end at ``end``: a mark or dash stands after, or what may replace it.

    That is an editor's insertion in round brackets before the ``following`` quoted words, or,
    where ``end`` lies inside one of the places where a mark is ``lost``, the next mark, dash or
    the end of the paragraph.
    """
    if end in scan(text).ends:
        return True
    if following and (insertion := INSERTION.match(text, end)):
        return text.startswith(following, insertion.end())
    if not any(first < end <= last for first, last in lost):
        return False
    after = after_blanks(text, end, len(text))
    return (
        after == len(text)
        or "\n" in text[end:after]
        or bool(DASH.match(text, after))
        or bool(SIGN.match(text, after))
    )
