"""Attribution: where a text says that somebody said something, by the verbs of its language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from unsigned_treaty.corpus import languages
from unsigned_treaty.corpus.language_of_text import FEWEST, languages_of

# French puts who speaks behind the verb: dit-elle, note-t-on.
BEHIND = r"(?!\w|-(?!(?:t-)?(?:ils?|elles?|on)\b))"
# Between the halves of a verb that is parted: teilte die Reederei am Montag mit.
APART = r"(?:,?\s+[\w.'’-]+){0,9}?,?\s+"
# A word with a capital, where capitals do not count otherwise: so Rindlisbacher.
CAPITAL = r"(?-i:[A-ZÀ-Þ])\w*"


@cache
def verbs() -> Mapping[str, Mapping[str, str]]:
    """The words of each language by its tag: ``spaced``, ``unspaced``, and ``prefixes`` of them."""
    return tomllib.loads(Path(__file__).with_name("verbs_of_saying.toml").read_text("utf-8"))


def saying(text: str) -> re.Pattern[str]:
    """A pattern of the verbs of saying in the language of a text, or in all, where it is unclear.

    A word of one language is a verb of saying in another; a long text is read by its own alone.
    """
    return _pattern(tuple(filter(known, languages_of(text))))


def known(language: str) -> bool:
    """Whether verbs of saying are known for a language, by its tag."""
    return language in verbs()["spaced"] or language in verbs()["unspaced"]


def language_without_verbs(text: str) -> str:
    """What readers call the language of a text if no verbs of saying are known for it.

    Empty where there are verbs to look for, and where a text of a few words holds one of any.
    """
    likely = languages_of(text)
    if any(map(known, likely)):
        return ""
    if likely:
        return languages.named(likely[0])
    found = saying(text).search(text)
    return (
        ""
        if found and len(text.split()) < FEWEST
        else "the language of this text, which could not be told"
    )


@cache
def _pattern(tags: tuple[str, ...]) -> re.Pattern[str]:
    """The verbs of some languages, or of all where there are none to choose from."""
    spaced = {tag: words for tag, words in verbs()["spaced"].items() if not tags or tag in tags}
    unspaced = {tag: words for tag, words in verbs()["unspaced"].items() if not tags or tag in tags}
    whole = rf"(?<![\w'’-])(?=\w)(?:{_any(spaced)}){BEHIND}" if spaced else ""
    return re.compile("|".join(filter(None, (whole, _any(unspaced)))), re.IGNORECASE)


def _any(vocabulary: Mapping[str, str]) -> str:
    """A pattern of every word of a vocabulary, by first letters, so that few are ever tried."""
    parts = dict.fromkeys(
        before + part
        for language, words in vocabulary.items()
        for part in _alternatives(words)
        for before in ("", *verbs()["prefixes"].get(language, ""))
    )
    by_letter: dict[str, list[str]] = {}
    for part in parts:
        by_letter.setdefault(part[0], []).append(part[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _alternatives(words: str) -> list[str]:
    """The words of a line of verbs as patterns, the longest first."""
    return [
        r"\s+".join(map(re.escape, word.rstrip("*").split("|")))
        .replace("…", APART)
        .replace(r"\^", CAPITAL)
        + (r"\w*" if word.endswith("*") else "")
        for word in sorted(words.split(), key=len, reverse=True)
    ]
