"""Marks: the quotation marks of a text, and whether they enclose what is taken for quoted words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

OPENING = "“„«‹「『"
CLOSING = "”»›」』"
STRAIGHT = '"'
# Opens direct speech at the beginning of a line, as in Russian print.
DASH = "— "
# A single mark is told from an apostrophe only where it opens.
SIGN = re.compile(rf"^{DASH}|(?<!\w)['‘](?=\w)|[{OPENING}{CLOSING}{STRAIGHT}]", re.MULTILINE)
INSERTION = re.compile(r"\s*\([^()]*\)\s*")
NEXT_MARK = re.compile(rf"\s*[{OPENING}{STRAIGHT}{DASH.strip()}]")


@dataclass(frozen=True)
class Mark:
    """A quotation mark or speech dash: its place in the text, and whether it opens or closes."""

    start: int
    sign: str
    opens: bool


@dataclass(frozen=True)
class Draft:
    """Words that marks seem to enclose (start, end exclusive), and what makes that doubtful."""

    start: int
    end: int
    doubt: str


def marks(text: str) -> list[Mark]:
    """Every quotation mark of a text, and every dash that opens a line, in order.

    A straight mark opens after white space, a bracket, a dash or an opening mark, else it closes.
    """
    found = []
    for match in SIGN.finditer(text):
        sign, start = match.group(), match.start()
        if sign == STRAIGHT:
            before, after = text[start - 1 : start], text[start + 1 : start + 2]
            at_edge = not before or before.isspace() or before in f"([{{—–-{OPENING}"
            opens = at_edge and bool(after) and not after.isspace()
        else:
            opens = sign not in CLOSING
        found.append(Mark(start, sign, opens))
    return found


def drafts(text: str) -> list[Draft]:
    """What seems to be quoted, line by line, for a person to decide.

    Marks inside marks belong to the outer quotation.  Where the marks of a line do not pair, the
    draft runs to the line's end, or from its beginning, and says so.
    """
    found = []
    for line in re.finditer(r"[^\n]+", text):
        opened: list[int] = []
        for mark in marks(line.group()):
            at = line.start() + mark.start
            if mark.sign in "'‘":
                continue
            if mark.opens:
                opened.append(at + len(mark.sign))
            elif not opened:
                found.append(Draft(line.start(), at, "no mark opens it in its paragraph"))
            elif len(opened) == 1:
                found.append(Draft(opened.pop(), at, ""))
            else:
                opened.pop()
        if opened:
            found.append(Draft(opened[0], line.end(), "no mark closes it in its paragraph"))
    return found


def paired(words: str) -> bool:
    """Whether the marks inside quoted words open before they close, and all of them close."""
    depth = 0
    for mark in marks(words):
        if mark.sign in "'‘":
            continue
        depth += 1 if mark.opens else -1
        if depth < 0:
            return False
    return depth == 0


def opened(text: str, start: int, previous: int | None) -> bool:
    """Whether a mark, a speech dash, or an editor's insertion stands right before ``start``.

    An insertion stands in round brackets after the quoted words before, which end at ``previous``.
    """
    if text[start - 1 : start] and text[start - 1] in OPENING + STRAIGHT:
        return True
    if text[max(0, start - 3) : start] in (DASH, "\n" + DASH):
        return True
    return previous is not None and bool(INSERTION.fullmatch(text, previous, start))


def closed(text: str, end: int, following: str, lost: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark stands right after ``end``, or what may stand in its place.

    That is an editor's insertion in round brackets before the ``following`` quoted words, or,
    where ``end`` lies inside one of the places where a mark is ``lost``, the next mark or dash.
    """
    if text[end : end + 1] and text[end] in CLOSING + STRAIGHT:
        return True
    if following and (insertion := INSERTION.match(text, end)):
        return text.startswith(following, insertion.end())
    gone = any(first < end < last for first, last in lost)
    return gone and bool(NEXT_MARK.match(text, end))
