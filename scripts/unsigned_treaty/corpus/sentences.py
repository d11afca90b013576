"""Sentences: where those of a paragraph begin and end, and which attribute something."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from unsigned_treaty.corpus.attribution import saying
from unsigned_treaty.corpus.passages import Place, at_edge
from unsigned_treaty.corpus.quotation_marks import scan
from unsigned_treaty.corpus.quotation_signs import CLOSING, DASH, STRAIGHT

# A sign that ends a sentence, and the marks and brackets that close after it.
END = regex.compile(rf"[.!?…。！？．｡‥؟।։።]++[{CLOSING}“‘{STRAIGHT}')\]）］｣]*+")
# Before a full stop: an initial, or an abbreviation that stands inside sentences.
SHORTENED = regex.compile(
    r"(?:(?<!\w)\p{Lu}|(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Lt|Capt|Sgt|Rep|Sen|Gov|Rev|Hon"
    r"|No|Nr|vs|cf|etc|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Abs|bzw|ca|Bd"
    r"|Sra?|Srta|Dra|Dott|Avv|Doç|Yrd|Ing|Bc|JUDr|MUDr|PhDr|Ud|M|Mme|Mlle|Mgr|г|гг|им|ул|тыс|млн|млрд|руб|долл|стр|см|др|т\.\s?[едкн]|проф"
    r"|акад|ген|св|р|prof|inż|dr|hab|ul|tzw|np|tj))$",
    regex.VERSION1,
)
# What a sentence may begin with.
BEGINS = regex.compile(r"[\p{Lu}\p{Lt}\p{Lo}\p{N}¿¡(\[{\p{Quotation_Mark}\p{Dash}•*#]")


@dataclass(frozen=True)
class Sentence:
    """A sentence, from blank to blank (end exclusive): whether it quotes, whether it attributes."""

    start: int
    end: int
    quotes: bool
    attributes: bool


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """The sentences of a paragraph that runs from ``start`` to ``end``, in order.

    What is quoted is not cut: a sentence that quotes several holds them all.  A sentence attributes
    where a verb of saying, or what stands for one (*according to*), is in its own words.
    """
    drafts = scan(text).drafts
    first, last = (bisect_left(drafts, at, key=lambda draft: draft.start) for at in (start, end))
    quoted = drafts[first:last]
    says = saying(text)
    found = []
    for place in divided(text, start, end, [Place(d.start, d.end) for d in quoted]):
        inside = [d for d in quoted if d.start < place.end and place.start < d.end]
        own, at = [], place.start
        for draft in inside:
            own.append(text[at : draft.start])
            at = max(at, draft.end)
        own.append(text[at : place.end])
        attributes = any(says.search(words) for words in own)
        found.append(Sentence(place.start, place.end, bool(inside), attributes))
    return found


def divided(text: str, start: int, end: int, quoted: list[Place]) -> Iterator[Place]:
    """The places of the sentences between two places, where quoted words are not cut."""
    begins = [place.start for place in quoted]
    begin = start
    for match in END.finditer(text, start, end):
        at = match.end()
        if at >= end or not at_edge(at, text):
            continue
        last = bisect_right(begins, match.start()) - 1
        if last >= 0 and at < quoted[last].end + 1 and match.start() < quoted[last].end:
            continue
        following = at
        while following < end and text[following].isspace():
            following += 1
        if following >= end or not BEGINS.match(text, following):
            continue
        # A clause between dashes goes on with the speech that it interrupts.
        if DASH.match(text, following) and quoted:
            continue
        stop = match.group()[0] == "." and match.group()[1:2] != "."
        if stop and SHORTENED.search(text, max(start, match.start() - 12), match.start()):
            continue
        yield Place(begin, at)
        begin = following
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        yield Place(begin, end)
