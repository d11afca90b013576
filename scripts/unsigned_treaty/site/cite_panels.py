"""Panels: the lines that cite something, each with a button that copies it.

Those of a chapter's exhibits stand in its page.  Those of the register's statements and of the
references, which may be many thousand, stand in a script for each source, which a browser also
loads from a folder: the page's script fetches it when a reader asks how to cite one of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd

from unsigned_treaty.citing import bibliography, citation, outside, styles
from unsigned_treaty.citing.formats import FORMATS
from unsigned_treaty.coding import tables
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project.edition import edition
from unsigned_treaty.site.typesetting import typeset

# Where the sources stand as files, below the book's folder.
FOLDER = "_cited"
# What makes the panels of a source, which are JSON, a script.
BEFORE, AFTER = "window.treatyCited = Object.assign(window.treatyCited || {}, ", ");\n"


def all_sources() -> str:
    """The name, without an ending, of the files that hold every source."""
    return f"{edition().name}-sources"


def scripts(
    statements: pd.DataFrame, work: Mapping[str, Any], place: str, days: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The panels of each source and of its statements: path below the book's folder, and script.

    ``statements`` are those of the register, which is the page ``work`` at the address ``place``;
    ``days`` are the days on which outside addresses were read (:func:`outside.lasting`).
    """
    catalogue, pages = articles.catalogue(), cited_pages.read_pages()
    works = bibliography.items(catalogue, pages)
    speakers = tables.read_table("speakers")
    short = {name: citation.short_name(name, speakers) for name in set(statements["speaker"])}
    by_article = dict(list(statements.groupby("article")))
    for entry in bibliography.references(catalogue, pages):
        key = str(entry["key"])
        made = {key: source_panel(entry, works[key])}
        if key in by_article:
            for name, row in by_article[key].iterrows():
                here = f"{place}#{name}"
                lines = statement_lines(
                    row, catalogue.loc[key], here, work, str(name), short[row["speaker"]]
                )
                made[str(name)] = panel(lines)
        said = {name: outside.lasting(typeset(html), days) for name, html in made.items()}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        yield f"{FOLDER}/{key}.js", f"{BEFORE}{text}{AFTER}"


def source_panel(entry: Mapping[str, Any], work: Mapping[str, Any]) -> str:
    """How a source is cited: an article in every style, any source as a file in each format."""
    key = str(entry["key"])
    lines = [
        (style.label, f"cite-{key}-{name}", styles.cited(work, name).reference)
        for name, style in styles.STYLES.items()
        if entry["article"]
    ]
    return panel(lines, files(key, entry["label"]))


def statement_lines(
    row: pd.Series,
    record: pd.Series,
    place: str,
    work: Mapping[str, Any],
    anchor: str,
    speaker: str,
) -> list[tuple[str, str, str]]:
    """How a statement is cited in each form; arguments as of ``citation.statement_citations``.

    ``anchor`` is its id in the page, for those of the lines.
    """
    forms = citation.statement_citations(row, record, place, work, speaker)
    return [
        (
            name,
            f"cite-{anchor}-{name.split()[0].split('–')[0].lower()}",
            f"{cited.in_text}<br>\n{cited.reference}" if cited.in_text else cited.reference,
        )
        for name, cited in forms.items()
    ]


def files(name: str, what: str, before: str = "") -> str:
    """Links to a source, or all of them, as a file in every format; HTML."""
    links = "".join(
        f'<a href="../{FOLDER}/{escape(name)}.{ending}" download>{label}'
        f'<span class="visually-hidden"> of {escape(what)}</span></a>\n'
        for label, ending in FORMATS.items()
    )
    return f'<div class="cite-files">{before}{links}</div>\n'


def folded(noun: str, lines: list[tuple[str, str, str]], below: str = "") -> str:
    """Lines to copy, folded away, and what stands below them; HTML."""
    return (
        '<details class="cite-item"><summary>Cite<span class="visually-hidden">'
        f" this {noun}</span></summary>\n"
        f'<div class="panel">\n{panel(lines, below)}</div></details>\n'
    )


def panel(lines: list[tuple[str, str, str]], below: str = "") -> str:
    """Lines to copy: each with its name, if it has one, its id and its HTML."""
    parts = "".join(
        (f'<div class="cite-place">{name}</div>\n' if name else "")
        + f'<div class="cite-text" id="{target}">{html}</div>\n'
        + copy_button(target, f"Copy: {name}" if name else "Copy")
        for name, target, html in lines
    )
    return parts + below


def copy_button(target: str, said: str) -> str:
    """A button that copies the element with the id ``target``, as rich and as plain text."""
    return (
        f'<button type="button" class="copy js-only" data-cite="{target}" aria-live="polite">'
        f"{said}</button>\n"
    )
