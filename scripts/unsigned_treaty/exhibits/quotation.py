"""Quotations: what a chapter shows of a statement: whose words, and where they stand."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.corpus import articles, cited_pages, languages
from unsigned_treaty.corpus.passages import excerpt
from unsigned_treaty.corpus.text_links import address
from unsigned_treaty.exhibits.evidence import rests_on
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project.faults import Fault, Refused

# What has to be known before words from a machine are quoted; it goes wherever they go.
WARNING = "Not the speaker's exact words: a machine's {language}"


def quote(
    statements: pd.DataFrame, statement: str, words: str = "", original: pd.Series | None = None
) -> Exhibit:
    """Show a statement, or the part of it given in ``words``, with who speaks and where.

    ``statements`` are those that :func:`~.statements.read_statements` found in the articles.
    ``words`` are letter for letter those of the article; ``[…]`` marks what is left out between
    them.  Without ``words`` a direct statement shows its quoted spans, an indirect one the whole
    passage.  ``original`` is a row of ``originals.csv``: what was said in the speaker's language.
    Raises :class:`Refused` where the statement is unknown or the words are not in it.
    """
    if statement not in statements.index:
        raise Refused([Fault("quotation", statement, unknown(statement, statements.index))])
    row = statements.loc[statement]
    return Exhibit(quotation(row, articles.catalogue().loc[row["article"]], words, original))


def quotation(
    row: pd.Series, record: pd.Series, words: str = "", original: pd.Series | None = None
) -> dict[str, Any]:
    """What a quotation shows, from a statement's row and its article's record.

    Raises :class:`Refused` where ``words`` are not in the statement.
    """
    direct = row["mode"] == "direct"
    spans = list(row["quoted"]) if direct else [row["exact"]]
    marked = direct
    if words:
        try:
            spans = excerpt(words, row["exact"])
        except ValueError as error:
            raise Refused([Fault("quotation", str(row["id"]), str(error))]) from None
        marked = all(any(part in span for span in row["quoted"]) for part in spans)
    source = [] if original is None else [original["source"]]
    return {
        "kind": "quotation",
        "id": str(row["id"]),
        "article": row["article"],
        "rests_on": rests_on(str(row["id"]), row["id"], source),
        "speaker": row["speaker"],
        "voice": vocabulary().sides[row["side"]].colour,
        "role": row["role"],
        "affiliation": row["affiliation"],
        "spans": spans,
        "marked": marked,
        "manner": "Quoted" if marked else "Reported in the narrator's words",
        "language": language_of(record),
        "outlet": record["outlet"],
        "via": record["via"],
        "date": articles.long_date(record),
        "paragraph": int(row["paragraph"]),
        "translation": translated(record),
        "warning": warning(record),
        "citation": record["shorthand"],
        "page": address(record, spans[0]),
        "original": {} if original is None else in_the_original(original),
    }


def translated(record: pd.Series) -> str:
    """By what an article was translated, and what that means for its words; empty if by nobody."""
    by = record["translation"]
    return f"{by}: not the speaker's exact words" if by else ""


def warning(record: pd.Series) -> str:
    """What has to be known of an article's words, where a machine has translated them."""
    return WARNING.format(language=record["language"]) if record["translation"] else ""


def language_of(record: pd.Series) -> str:
    """The language tag of an article's words (BCP 47), which says so where a machine made them."""
    own = languages.tag(record["language"])
    if not record["translation"]:
        return own
    return f"{own}-t-{languages.tag(record['origlanguage'])}-t0-und"


def in_the_original(row: pd.Series) -> dict[str, str]:
    """What is shown of a row of ``originals.csv``."""
    page = cited_pages.read_pages().loc[row["source"]]
    return {
        "words": row["words"],
        "language": languages.named(row["language"]),
        "tag": row["language"],
        "relation": row["relation"],
        "difference": row["difference"],
        "gloss": row["gloss"],
        "source": row["source"],
        "citation": page["shorthand"],
        "address": page["url"],
    }


def unknown(statement: str, ids: Iterable[str]) -> str:
    """What to say of a statement id that is not known, with those that are like it."""
    close = difflib.get_close_matches(statement, sorted(ids), 3)
    return f"no such statement; near it: {', '.join(close) or 'none'}"


def calls(source: str) -> Iterator[tuple[str, str]]:
    """The statement and the words of every ``quote(…, "id", "words")`` in a cell of code."""
    if "quote" not in source:
        return
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # said when the chapter is executed
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "quote"
        ):
            words = [named.value for named in node.keywords if named.arg == "words"]
            texts = [
                value.value
                for value in [*node.args, *words]
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            ]
            if texts:
                yield texts[0], texts[1] if len(texts) > 1 else ""
