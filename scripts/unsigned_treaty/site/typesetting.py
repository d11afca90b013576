"""Typesetting: what words need of a page to break, and to be read aloud, as they should."""

from __future__ import annotations

import re

from unsigned_treaty.coding.codebook import STATEMENT_ID

# Elements whose text is no prose: it stays as it is.
APART = ("code", "pre", "script", "style", "svg", "textarea")
PIECES = re.compile(
    rf"<(?P<name>{'|'.join(APART)})\b.*?</(?P=name)>|<!--.*?-->|<[^>]*>|(?P<words>[^<]+)",
    re.DOTALL,
)
# Letters, with the spaces and signs between two words; in this book Cyrillic is Russian.
RUSSIAN = r"[\u0400-\u04ff]+(?:[\s\-–—.,«»“”]+[\u0400-\u04ff]+)*"
JAPANESE = r"[\u3005\u3040-\u30ff\u3400-\u9fff]+"
HOST = r"\b(?:[a-z0-9-]+\.){2,}[a-z]{2,}\b"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = (
    rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{MONTHS})\b(?: \d{{4}}\b)?"
    rf"|\b(?:{MONTHS}) \d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b"
)
# Hebrew, Arabic and their kin, with what stands between two words.
LEFTWARDS = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\s\-.,]+[\u0590-\u08ff]+)*"
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
NEEDY = re.compile(
    rf"(?P<ru>{RUSSIAN})|(?P<ja>{JAPANESE})|(?P<host>{HOST})|(?P<rtl>{LEFTWARDS})"
    rf"|(?P<whole>{DAY}|\b{STATEMENT_ID.pattern}\b)"
)


def typeset(page: str) -> str:
    """A page's HTML whose words are the same, letter for letter, and whose marking is complete.

    Words in Cyrillic or Japanese letters say which language they are in.  The name of a host may
    break after its full stops, and Japanese after the point between two names.  A date and
    a statement's id stay in one line, and words that are written from right to left turn nothing
    around them.
    """
    return PIECES.sub(lambda piece: _isolated(piece["words"] or "") or piece[0], page)


def _isolated(words: str) -> str:
    """Words with their marking; where a sign in them turns direction, it ends with them."""
    marked = NEEDY.sub(_marked, words)
    return f"<bdi>{marked}</bdi>" if TURNING.search(words) else marked


def _marked(found: re.Match[str]) -> str:
    words = found[0]
    if found["whole"]:
        return f'<span class="nobr">{words}</span>'
    if found["rtl"]:
        return f"<bdi>{words}</bdi>"
    if found["host"]:
        return words.replace(".", ".<wbr>")
    if found["ja"]:
        return f'<span lang="ja">{words.replace("・", "・<wbr>")}</span>'
    return f'<span lang="ru">{words}</span>'
