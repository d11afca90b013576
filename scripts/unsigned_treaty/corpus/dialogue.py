"""Dialogue: what a dash lets somebody say, without the clauses that say who speaks.

A dash that begins a line opens speech, in Russian, Polish, French, Spanish and other print; the
speaker's clause then stands between dashes, and so it may inside guillemets. In Nordic and French
print it stands after a comma, and the speech goes on after the clause's full stop.
"""

from __future__ import annotations

import regex

from unsigned_treaty.corpus.attribution import saying
from unsigned_treaty.corpus.pairing import Line, Mark
from unsigned_treaty.corpus.quotation_signs import (
    CLOSING,
    DASH,
    ENDED,
    HYPHENS,
    PUNCTUATION,
    STRAIGHT,
    after_blanks,
    before_blanks,
    blank,
)

CLAUSE = regex.compile(r"\W*+(?:[\w'’]+\W+){0,4}?")
# After a comma, or a mark that ends: somebody in the third person, or nobody, before the verb.
COMMA = regex.compile(r"[,!?…]\s+(?=[^\W\d_])")
THIRD = regex.compile(
    r"(?:(?:han|hon|hun|hän|he|ils?|elles?|on|hann|hún|ta|nad)\s+|(?:\p{Lu}[\w'’.-]*\s+){1,3})?"
    r"(?:(?:nous|me|lui|leur|îmi|ne|mi|ci|μας|μου|του|της)\s+|m['’])?",
    regex.VERSION1,
)
# What is said is not told by such a word, nor asked of the one who is spoken to.
INSIDE = regex.compile(r"\W+(?:att|at|että|qu[e'’]|ότι|πως|că|che|si|du|ni|dere|tu|vous|sinä|te)\b")
CLAUSE_ENDS = regex.compile(r"(?<!(?<!\w)\p{Lu})[.!?…](?=\s|$)", regex.VERSION1)
DASH_INSIDE = regex.compile(r"[:.!?…]\s+([–—―])\s+(?=\p{Lu})", regex.VERSION1)
LOWER = regex.compile(r"\s+\p{Ll}")
REOPENED = regex.compile(r"\s+[\p{Lu}¿¡“\"«]", regex.VERSION1)


def dash_inside(line: Line) -> regex.Match[str] | None:
    """The dash that opens speech inside a line: after a colon, or where a clause says who speaks.

    So Nordic headlines have it (*Sold for 14 million: – I cried*), and paragraphs that begin with
    something else.
    """
    for dash in DASH_INSIDE.finditer(line.text, line.start, line.end):
        if not within_marks(line, dash.start(1)) and (
            dash[0][0] == ":" or comma_clauses(line, dash.end(), line.end)
        ):
            return dash
    return None


def comma_clauses(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    """The speakers' clauses that follow a comma, where none of the speech follows a dash.

    Each from its comma, or from behind the mark that ends a sentence, to behind its full stop.
    """
    says = saying(line.text)
    found: list[tuple[int, int]] = []
    for comma in COMMA.finditer(line.text, start, end):
        if (found and comma.start() < found[-1][1]) or within_marks(line, comma.start()):
            continue
        subject = THIRD.match(line.text, comma.end(), end)
        verb = says.match(line.text, subject.end() if subject else comma.end(), end)
        if not verb or INSIDE.match(line.text, verb.end()):
            continue
        stop = CLAUSE_ENDS.search(line.text, verb.end(), end)
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
    verb = saying(line.text).search(line.text, dash.end(), end)
    if not verb or not CLAUSE.match(line.text, dash.end(), end):
        return False
    reach = line.text[dash.end() : verb.start()]
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
