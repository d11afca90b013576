"""Fragments: addresses that open a page at the quoted words themselves (``#:~:text=``).

The form is that of the URL Fragment Text Directives draft of the Web Incubator Community Group:
a start and, for a long passage, an end, each percent-encoded, with ``-``, ``,`` and ``&`` encoded
too, since they separate the parts.
"""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd

LONG = 12  # words
EDGE = 5
# Of a script without blanks, whose words nothing parts, characters are counted.
LONG_WORD, EDGE_OF_WORD = 40, 15


def fragment(words: str) -> str:
    """The directive that finds ``words`` on a page: whole to twelve words, else its two ends.

    Only the first line of ``words`` is used, since a range may not begin in one block of a page
    and be cut by another.
    """
    whole = words.strip().split("\n")[0]
    line = whole.split(" ")
    if len(line) <= LONG and max(map(len, line)) > LONG_WORD:
        return f"#:~:text={encoded([whole[:EDGE_OF_WORD]])},{encoded([whole[-EDGE_OF_WORD:]])}"
    if len(line) <= LONG:
        return f"#:~:text={encoded(line)}"
    return f"#:~:text={encoded(line[:EDGE])},{encoded(line[-EDGE:])}"


def encoded(words: list[str]) -> str:
    """Words as one part of a directive."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def address(record: pd.Series, words: str) -> str:
    """Where the words stand on the page of an article, or the empty string.

    ``record`` is a row of the catalogue.  A mirror is named and not
    linked, so it has no address here.
    """
    if not record["url"] or record["viakind"] == "mirror":
        return ""
    return f"{record['url']}{fragment(words)}"
