"""Quotation marks of a whole text: what they enclose, and whether quoted words begin and end there.

``quotation_signs`` holds the signs of all customs, ``pairing`` tells which of them pair in a
paragraph, ``quoted_words`` what they enclose, ``dialogue`` what a dash opens; here the paragraphs
come together, and the quotations that run over several. Begin with :func:`scan`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from unsigned_treaty.corpus.dialogue import DASH_INSIDE
from unsigned_treaty.corpus.pairing import Line, Mark
from unsigned_treaty.corpus.quotation_signs import (
    DASH,
    FIRST_DASH,
    PAIRS,
    SIGN,
    SINGLE,
    after_blanks,
    before_blanks,
    meant,
    signs_of,
)
from unsigned_treaty.corpus.quoted_words import Draft, Scan, conclude

WORD = regex.compile(r"\w")
INSERTION = regex.compile(r"\s*\([^()]*\)\s*")


def marks(text: str) -> list[Mark]:
    """Every quotation mark and dash of speech of a text, in order."""
    return scan(text).marks


def drafts(text: str) -> list[Draft]:
    """What seems to be quoted, paragraph by paragraph, for a person to decide.

    Marks inside marks belong to the outer quotation.  Where the marks of a paragraph do not pair,
    the draft runs to the next mark or the paragraph's end, or from its beginning, and says so.
    """
    return scan(text).drafts


@lru_cache(maxsize=64)
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
        if first < at or FIRST_DASH.match(text, start, end) or DASH_INSIDE.search(text, start, end):
            paragraphs.append(Line(text, start, end, signs[first:at]))
        elif line and not line.isspace():
            # Most have no marks, and matter only where a quotation runs over them.
            paragraphs.append((start, end))
        start = end + 1
    continue_over(text, paragraphs)
    whole = Scan()
    for read in paragraphs:
        if isinstance(read, Line):
            conclude(read, whole)
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
            if not isinstance(later, Line) or not (later.dash or later.signs):
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
