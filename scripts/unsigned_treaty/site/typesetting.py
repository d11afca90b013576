"""Typesetting: what words need of a page to break, and to be read aloud, as they should."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from unsigned_treaty.coding.codebook import STATEMENT_ID
from unsigned_treaty.coding.vocabulary import vocabulary

# Elements whose text is no prose: it stays as it is.
APART = ("code", "pre", "script", "style", "svg", "textarea")
PIECES = re.compile(
    rf"<(?P<name>{'|'.join(APART)})\b.*?</(?P=name)>|<!--.*?-->|<[^>]*>|(?P<words>[^<]+)",
    re.DOTALL,
)
# Between two words of a language.
BETWEEN = r"[\s\-–—.,«»“”]+"
HOST = r"\b(?:[a-z0-9-]+\.){2,}[a-z]{2,}\b"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WHOLE = (
    rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{MONTHS})\b(?: \d{{4}}\b)?"
    rf"|\b(?:{MONTHS}) \d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b|\bparagraph \d+\b"
)
# Hebrew, Arabic and their kin, with what stands between two words.
LEFTWARDS = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\s\-.,]+[\u0590-\u08ff]+)*"
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def typeset(page: str) -> str:
    """A page's HTML whose words are the same, letter for letter, and whose marking is complete.

    Words in a script that the vocabulary gives a language say which language they are in.  The
    name of a host may break after its full stops, and Japanese after the point between two names.
    A date, the number of a paragraph and a statement's id stay in one line, and words that are
    written from right to left turn nothing around them.
    """
    needy = _needy(tuple(vocabulary().scripts.items()))
    return PIECES.sub(lambda piece: _isolated(piece["words"] or "", needy) or piece[0], page)


def _isolated(words: str, needy: regex.Pattern[str]) -> str:
    """Words with their marking; where a sign in them turns direction, it ends with them."""
    marked = needy.sub(_marked, words)
    return f"<bdi>{marked}</bdi>" if TURNING.search(words) else marked


@lru_cache(maxsize=4)
def _needy(scripts: tuple[tuple[str, str], ...]) -> regex.Pattern[str]:
    """What needs marking, where ``scripts`` have a language each."""
    spoken: dict[str, list[str]] = {}
    for script, language in scripts:
        spoken.setdefault(language, []).append(script)
    kinds = [
        *(f"(?P<{language}>{runs(names)})" for language, names in spoken.items()),
        rf"(?P<host>{HOST})|(?P<rtl>{LEFTWARDS})",
        rf"(?P<whole>{WHOLE}|\b{STATEMENT_ID.pattern}\b)",
    ]
    return regex.compile("|".join(kinds))


def runs(scripts: list[str]) -> str:
    """Words in some scripts, with the spaces and signs between them."""
    letters = "".join(rf"\p{{Script={name}}}" for name in scripts)
    # What several scripts share, such as a combining accent, begins no word of theirs.
    word = rf"[{letters}][{letters}{letters.replace('Script', 'Script_Extensions')}]*"
    return rf"{word}(?:{BETWEEN}{word})*"


def _marked(found: regex.Match[str]) -> str:
    words = found[0]
    if found["whole"]:
        return f'<span class="nobr">{words}</span>'
    if found["rtl"]:
        return f"<bdi>{words}</bdi>"
    if found["host"]:
        return words.replace(".", ".<wbr>")
    # The middle dot of Japanese stands between the parts of a name.
    return f'<span lang="{found.lastgroup}">{words.replace("・", "・<wbr>")}</span>'


def close_up(page: str) -> str:
    """A page's HTML without the line ends after a full stop of Japanese.

    A sentence has a line of its own in its source, and a browser makes a space of a line's end,
    which Japanese does not have between two sentences.
    """

    def joined(piece: re.Match[str]) -> str:
        return piece[0].replace("。\n", "。") if piece["words"] else piece[0]

    return PIECES.sub(joined, page)
