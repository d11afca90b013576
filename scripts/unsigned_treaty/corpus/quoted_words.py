"""Quoted words of one paragraph: what its marks enclose, and what its dashes let somebody say."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from unsigned_treaty.corpus.attribution import saying
from unsigned_treaty.corpus.dialogue import (
    between,
    comma_clauses,
    dash_inside,
    inner_dashes,
    speech,
)
from unsigned_treaty.corpus.pairing import Line, Mark
from unsigned_treaty.corpus.quotation_signs import (
    CLOSING,
    ENDED,
    HYPHENS,
    STRAIGHT,
    after_blanks,
    before_blanks,
)

# A name in Cyrillic print, and the word that says what it is the name of.
NAME = regex.compile(r"[\p{Lu}&&\p{Cyrillic}][\w-]*(?:\s[\w–—-]+){0,3}", regex.VERSION1)
NAMED = regex.compile(r"([\w-]+)\s+$")
GOES_ON = regex.compile(r"\W\s+\w")


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


def conclude(line: Line, whole: Scan) -> None:
    """Add the marks and the quoted words of this line to those of the text."""
    for sign in line.signs:
        partner = line.signs[sign.partner].start if sign.partner >= 0 else -1
        whole.marks.append(Mark(sign.start, sign.end, sign.written, sign.opens, partner))
        if partner >= 0 and line.signs[line.signs[sign.partner].partner] is not sign:
            whole.shared.add(partner)
    if line.from_before:
        whole.begins.add(line.first)
    if line.over_end:
        whole.ends.add(line.end)
    dash = line.dash or dash_inside(line)
    begin = dash.start(1) if dash else line.end
    after = speak(line, dash, whole) if dash else begin
    reach = line.start
    for draft in enclosed(line):
        if draft.start < reach or begin <= draft.start < after:
            continue
        reach = draft.end
        divide(line, draft, whole)


def enclosed(line: Line) -> list[Draft]:
    """The words between the outermost marks of the line, in order."""
    found: list[Draft] = []
    reach = line.start
    for number, sign in enumerate(line.signs):
        if sign.start < reach:
            continue
        if sign.opens and sign.partner >= 0:
            inner, outer = number, sign.partner
            # Marks that are doubled enclose the same words twice.
            while (
                inner + 1 < outer - 1
                and line.signs[inner + 1].start == line.signs[inner].end
                and line.signs[inner + 1].sign == line.signs[inner].sign
                and line.signs[inner + 1].partner == outer - 1
                and line.signs[outer - 1].end == line.signs[outer].start
            ):
                inner, outer = inner + 1, outer - 1
            found.append(Draft(line.signs[inner].end, line.signs[outer].start))
            reach = line.signs[sign.partner].end
        elif sign.opens and number in line.open and sign.sign != "'":
            if line.over_end and number == line.open[0]:
                found.append(Draft(sign.end, line.end))
                reach = line.end
                continue
            end = lost_end(line, number)
            found.append(Draft(sign.end, end, "no mark closes it in its paragraph", end))
            reach = end
        elif not sign.opens and sign.partner < 0 and number != line.speech_ends:
            if line.from_before and not found:
                found.append(Draft(line.first, sign.start))
            elif not line.dash and sign.start > max(reach, line.first):
                begin = after_blanks(line.text, max(reach, line.first), sign.start)
                if begin < sign.start:
                    doubt = "no mark opens it in its paragraph"
                    found.append(Draft(begin, sign.start, doubt, begin))
            reach = sign.end
    return found


def lost_end(line: Line, number: int) -> int:
    """Where the words seem to end that a mark opens and none closes."""
    sign = line.signs[number]
    for later in line.signs[number + 1 :]:
        before = before_blanks(line.text, later.start, sign.end)
        if later.partner < 0:
            return before
        ended = line.text[before - 1 : before] in (*ENDED, ",")
        if later.opens and before < later.start and ended and before > sign.end:
            return before
    for dash in inner_dashes(line, sign.end, line.end):
        before = before_blanks(line.text, dash.start(), sign.end)
        if before > sign.end and line.text[before - 1] in (*ENDED, ","):
            return before
    return line.end


def divide(line: Line, draft: Draft, whole: Scan) -> None:
    """Add quoted words, without the speakers' clauses that stand between dashes in them."""
    begin = after_blanks(line.text, draft.start, draft.end)
    end = before_blanks(line.text, draft.end, begin)
    if begin >= end:
        return
    if not draft.doubt and is_name(line, draft, begin, end):
        whole.names.append(Draft(begin, end))
        return
    parts, dashes = speech(line, begin, end, strict=True)
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


def is_name(line: Line, draft: Draft, begin: int, end: int) -> bool:
    """Whether words between marks seem to be a name: few, capital, and part of a sentence."""
    if not NAME.fullmatch(line.text, begin, end):
        return False
    before = NAMED.search(line.text, line.start, draft.start - 1)
    # Said to a newspaper, the sentence goes on; else what is said stands after the verb.
    goes_on = GOES_ON.match(line.text, draft.end)
    return bool(before) and (bool(goes_on) or not saying(line.text).search(before[1]))


def speak(line: Line, dash: regex.Match[str], whole: Scan) -> int:
    """Add what a dash opens, at the beginning of the line or inside it; return where it ends."""
    begin = after_blanks(line.text, dash.end(1), line.end)
    end = line.signs[line.speech_ends].start if line.speech_ends >= 0 else line.end
    parts, dashes = speech(line, begin, end, strict=False)
    opening = Mark(dash.start(1), dash.end(1), dash[1], True, dash=True)
    whole.marks.append(opening)
    last = line.text[line.end - 1]
    listed = dash is line.dash
    listed &= dash[1] in HYPHENS or (last not in ENDED and last not in CLOSING + STRAIGHT)
    clauses = comma_clauses(line, begin, end)
    if clauses:
        parts, dashes = between(line, begin, end, clauses)
    if listed and not dashes and not clauses and line.speech_ends < 0:
        whole.ends.add(line.end)
        return dash.start(1)
    whole.marks += dashes
    whole.ends.add(line.end)
    whole.drafts += [Draft(first, last) for first, last in parts if first < last]
    if clauses:
        # A comma parts them, and no mark that the text could be searched for.
        whole.begins |= {first for first, _ in parts}
        whole.ends |= {last for _, last in parts}
    if not (dashes or clauses) or line.speech_ends >= 0:
        return end
    # What is quoted in a speaker's clause is not the speaker's speech.
    spoken = [*parts, (line.end, line.end)]
    for draft in enclosed(line):
        if not any(first <= draft.start < last for first, last in spoken):
            divide(line, draft, whole)
    return line.end
