"""Which signs quote: every quotation mark and dash of print, and the pairs that they make.

The pairs of marks are those that docutils gives for each language (they agree with the delimiters
of CLDR), which a test holds them to; which other characters are quotation marks, dashes or
invisible is Unicode's own word for it, by its properties ``Quotation_Mark``, ``Dash`` and
``Default_Ignorable_Code_Point``. The language of a text is not asked for.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import regex

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
PUNCTUATION = frozenset(".,;:!?…)]}、。，：；！？．。｡､）］·؟،؛")
ENDED = frozenset(".!?…。！？")
BRACKETS = frozenset("([{<（［¿¡/")


def described(signs: str) -> str:
    """Signs with their code points and names: ``“ (U+201C LEFT DOUBLE QUOTATION MARK)``."""
    names = [f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in signs[:3]]
    seen = signs if signs.isprintable() and not unicodedata.combining(signs[:1] or " ") else ""
    return f"{seen} ({', '.join(names)}{' …' if signs[3:] else ''})".strip()


def signs_of(text: str) -> Iterator[regex.Match[str]]:
    """Every sign of a text that may be a quotation mark, in order."""
    reach = 0
    for first in FIRST_OF_SIGN.finditer(text):
        if first.start() >= reach and (match := SIGN.match(text, first.start())):
            reach = match.end()
            yield match


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
