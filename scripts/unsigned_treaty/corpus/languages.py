"""Languages: what programs call those that a book's records name, and how each of them quotes."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global


@cache
def _names() -> dict[str, str]:
    """The English name of each language that Unicode's locale data know, by its tag."""
    return dict(Locale("en").languages)


@cache
def _tags() -> dict[str, str]:
    return {name: tag for tag, name in _names().items()}


def tag(name: str) -> str:
    """What programs call a language: ``es`` for *Spanish*; a name that is not known stays."""
    return _tags().get(name, name)


def named(tag: str) -> str:
    """What readers call a language: *Spanish* for ``es``; a tag that is not known stays."""
    return _names().get(tag, tag)


def locale(tag: str) -> str:
    """A language where it is mostly spoken, ``es_ES`` for ``es``; empty where that is not known."""
    # The book's own English is British.
    likely = {**get_global("likely_subtags"), "en": "en_Latn_GB"}.get(tag, "")
    return f"{tag}_{likely.rpartition('_')[2]}" if likely else ""


def quoted(words: str, tag: str) -> str:
    """Words between the quotation marks of a language, or English ones where it has none known."""
    # Here, since a downloaded chapter has no docutils and shows no page.
    from docutils.utils.smartquotes import smartchars

    marks = smartchars.quotes.get(tag, "“”")
    return f"{marks[0]}{words}{marks[1]}"
