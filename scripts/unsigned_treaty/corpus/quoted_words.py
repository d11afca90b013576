"""Quoted words of one paragraph: what its marks enclose, and what its dashes let somebody say.

A dash that begins a line opens speech, in Russian, Polish, French, Spanish and other print; the
speaker's clause then stands between dashes, and so it may inside guillemets. In Nordic and French
print it stands after a comma, and the speech goes on after the clause's full stop.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from unsigned_treaty.corpus.pairing import Line
from unsigned_treaty.corpus.quotation_signs import (
    CLOSING,
    DASH,
    HYPHENS,
    PUNCTUATION,
    STRAIGHT,
    after_blanks,
    before_blanks,
    blank,
    described,
)
from unsigned_treaty.corpus.verbs_of_saying import SAYING

CLAUSE = regex.compile(r"\W*+(?:[\w'’]+\W+){0,4}?")
# A name in Cyrillic print, and the word that says what it is the name of.
NAME = regex.compile(r"[\p{Lu}&&\p{Cyrillic}][\w-]*(?:\s[\w–—-]+){0,3}", regex.VERSION1)
NAMED = regex.compile(r"([\w-]+)\s+$")
GOES_ON = regex.compile(r"\W\s+\w")
ENDED = frozenset(".!?…。！？")
# After a comma, or a mark that ends: somebody in the third person, or nobody, before the verb.
COMMA = regex.compile(r"[,!?…]\s+(?=[^\W\d_])")
THIRD = regex.compile(
    r"(?:(?:han|hon|hun|hän|he|ils?|elles?|on|hann|hún|ta|nad)\s+|(?:\p{Lu}[\w'’.-]*\s+){1,3})?",
    regex.VERSION1,
)
# What is said is not told by such a word, nor asked of the one who is spoken to.
INSIDE = regex.compile(r"\W+(?:att|at|että|qu[e'’]|si|du|ni|dere|tu|vous|sinä|te)\b")
CLAUSE_ENDS = regex.compile(r"(?<!(?<!\w)\p{Lu})[.!?…](?=\s|$)", regex.VERSION1)
LOWER = regex.compile(r"\s+\p{Ll}")
REOPENED = regex.compile(r"\s+[\p{Lu}¿¡“\"«]", regex.VERSION1)


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
    after = line.start
    if line.dash:
        after = speak(line, whole)
    for draft in enclosed(line):
        if draft.start < after:
            continue
        after = max(after, draft.end)
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
    return bool(before) and (bool(goes_on) or not SAYING.search(before[1]))


def speak(line: Line, whole: Scan) -> int:
    """Add what a dash at the beginning of the line opens; return where it ends."""
    assert line.dash is not None
    dash = line.dash
    begin = after_blanks(line.text, dash.end(1), line.end)
    end = line.signs[line.speech_ends].start if line.speech_ends >= 0 else line.end
    parts, dashes = speech(line, begin, end, strict=False)
    opening = Mark(dash.start(1), dash.end(1), dash[1], True, dash=True)
    whole.marks.append(opening)
    last = line.text[line.end - 1]
    listed = dash[1] in HYPHENS or (last not in ENDED and last not in CLOSING + STRAIGHT)
    clauses = comma_clauses(line, begin, end)
    if clauses:
        parts, dashes = between(line, begin, end, clauses)
    if listed and not dashes and not clauses and line.speech_ends < 0:
        whole.ends.add(line.end)
        return line.start
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


def comma_clauses(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    """The speakers' clauses that follow a comma, where none of the speech follows a dash.

    Each from its comma, or from behind the mark that ends a sentence, to behind its full stop.
    """
    found: list[tuple[int, int]] = []
    for comma in COMMA.finditer(line.text, start, end):
        if (found and comma.start() < found[-1][1]) or within_marks(line, comma.start()):
            continue
        verb = THIRD.match(line.text, comma.end(), end)
        saying = SAYING.match(line.text, verb.end() if verb else comma.end(), end)
        if not saying or INSIDE.match(line.text, saying.end()):
            continue
        stop = CLAUSE_ENDS.search(line.text, saying.end(), end)
        if not stop or stop.group() != "?":
            first = comma.start() + (comma.group()[0] != ",")
            found.append((first, stop.end() if stop else end))
    goes_on = {after_blanks(line.text, last, end) for _, last in found}
    dashes = [dash for dash in inner_dashes(line, start, end) if dash.start() not in goes_on]
    return [] if any(begins_clause(line, dash, end) for dash in dashes) else found


def between(
    line: Line, start: int, end: int, clauses: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[Mark]]:
    """The parts of speech before, between and after some clauses; and the dashes that resume it."""
    parts, dashes = [], []
    begin = start
    for first, last in [*clauses, (end, end)]:
        if (stop := before_blanks(line.text, first, begin)) > begin:
            parts.append((begin, stop))
        begin = after_blanks(line.text, last, end)
        if dash := DASH.match(line.text, begin, end):
            dashes.append(Mark(dash.start(), dash.end(), dash.group(), True, dash=True))
            begin = after_blanks(line.text, dash.end(), end)
    return parts, dashes


def speech(
    line: Line, start: int, end: int, strict: bool
) -> tuple[list[tuple[int, int]], list[Mark]]:
    """The parts of speech between two places, without the speakers' clauses; and their dashes.

    A clause begins after a dash, with a verb of saying among its first words.  Where it is not
    ``strict``, it also lies between two dashes of which the second follows a full stop, as in
    Portuguese; or, where no verb is known, after a mark of punctuation and a dash.
    """
    dashes = inner_dashes(line, start, end)
    bounds = [*(dash.start() for dash in dashes), end]
    says, resumes = [], []
    for number, dash in enumerate(dashes):
        before = before_blanks(line.text, dash.start(), start)
        last = line.text[before - 1 : before]
        ended = last in PUNCTUATION or last in CLOSING + STRAIGHT
        says.append(begins_clause(line, dash, bounds[number + 1]))
        # A dash that stands right beside the word before it is Spanish.
        resumes.append((ended or before == dash.start()) and not says[-1])
        if not strict and number and last in ENDED and REOPENED.match(line.text, dash.end()):
            says[number - 1] |= bool(LOWER.match(line.text, dashes[number - 1].end()))
    parts, found = [], []
    begin, speaking = start, True
    for number, dash in enumerate(dashes):
        before = before_blanks(line.text, dash.start(), start)
        last = line.text[before - 1 : before]
        ended = last in PUNCTUATION or last in CLOSING + STRAIGHT
        if speaking and (says[number] or (not strict and not any(says) and ended)):
            if before > begin:
                parts.append((begin, before))
            found.append(Mark(dash.start(), dash.end(), dash.group(), False, dash=True))
            speaking = False
        elif not speaking:
            # Inside marks the clause ends somewhere: they close what is said.
            last_chance = strict and not says[number] and not any(resumes[number:])
            if not resumes[number] and not last_chance:
                continue
            begin = dash.end()
            while begin < end and (line.text[begin] in ".,;:" or blank(line.text[begin])):
                begin += 1
            if begin >= end:
                continue
            found.append(Mark(dash.start(), begin, dash.group(), True, dash=True))
            speaking = True
    if speaking and before_blanks(line.text, end, begin) > begin:
        parts.append((begin, before_blanks(line.text, end, begin)))
    return parts, found


def begins_clause(line: Line, dash: regex.Match[str], end: int) -> bool:
    """Whether a verb of saying is among the first words after a dash, in the same sentence."""
    saying = SAYING.search(line.text, dash.end(), end)
    if not saying or not CLAUSE.match(line.text, dash.end(), end):
        return False
    reach = line.text[dash.end() : saying.start()]
    return len(reach.split()) <= 4 and not ENDED & set(reach)


def within_marks(line: Line, place: int) -> bool:
    """Whether a place stands between marks of the line that pair."""
    return any(
        s.opens and s.partner >= 0 and s.start < place < line.signs[s.partner].start
        for s in line.signs
    )


def inner_dashes(line: Line, start: int, end: int) -> list[regex.Match[str]]:
    """The dashes between two places that have a blank on one side, and stand in no marks."""
    within = [
        (s.start, line.signs[s.partner].start)
        for s in line.signs
        if s.opens and s.partner >= 0 and start < s.start and line.signs[s.partner].start < end
    ]
    return [
        dash
        for dash in DASH.finditer(line.text, start, end)
        if blank(line.text[dash.start() - 1])
        or blank(line.text[dash.end() : dash.end() + 1])
        or line.text[dash.end() : dash.end() + 1] in PUNCTUATION
        or (line.text[dash.start() - 1] in PUNCTUATION and dash.group() not in HYPHENS)
        if not any(first < dash.start() < last for first, last in within)
    ]
