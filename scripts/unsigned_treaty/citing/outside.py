"""Outside addresses: every page beyond this book to which it leads, and what cites it.

Links to such a page say in their own attributes which address was meant and on which day it was
read (Robust Links 1.0, https://robustlinks.mementoweb.org/spec/), so that whoever finds it gone
can ask a web archive for that day.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import TABLES
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project import chapters, paths

LINK = re.compile(r'<a (?P<attributes>[^>]*?\bhref="(?P<address>https?://[^"]+)"[^>]*)>')
# How a chapter cites a source: a link to its entry among the references.
CITATION = re.compile(r"\(references\.ipynb#([\w-]+)\)")
# The list, beside the coded data.
LIST = "_data/addresses.csv"
COLUMNS = ("address", "key", "read_on", "title", "cited_by")


def lasting(body: str, days: Mapping[str, str]) -> str:
    """A page's HTML whose links outwards carry the address that was meant, and a day.

    ``days`` are the days of reading by address; the one under "" stands for every other address.
    """

    def attributed(match: re.Match[str]) -> str:
        if "data-originalurl" in match["attributes"]:
            return match[0]
        # A jump to the words is no part of the address.
        original = unescape(match["address"]).partition("#:~:text=")[0]
        day = days.get(original, days[""])
        return (
            f'<a {match["attributes"]} data-originalurl="{escape(original)}" '
            f'data-versiondate="{day}">'
        )

    return LINK.sub(attributed, body)


def listed(book: Path = paths.BOOK) -> str:
    """Every recorded outside address with what cites it, as CSV, in order of address.

    Columns as in :data:`COLUMNS`: the address; the citation key; the day on which a stored copy
    was read; the title or what the page is; and what cites it, joined by " | ": chapters by their
    file, rows of coded tables by table and id.
    """
    citing = citations(book)
    rows = []
    for frame in (articles.catalogue(), cited_pages.read_pages()):
        for key, record in frame.iterrows():
            if record["url"]:
                name = record["title"] or record.get("titleaddon", "")
                cited_by = " | ".join(citing.get(str(key), []))
                rows.append((record["url"], str(key), record["urldate"], name, cited_by))
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(rows))
    return file.getvalue()


def citations(book: Path = paths.BOOK) -> dict[str, list[str]]:
    """What cites each source, by citation key: rows of coded tables, then chapters, by name."""
    found: dict[str, list[str]] = {}
    for name in TABLES:
        frame = tables.read_table(name, book / "data")
        names = frame["id"] if "id" in frame else frame[frame.columns[0]]
        for column in ("article", "source", "sources"):
            if column not in frame:
                continue
            for row, cell in zip(names, frame[column], strict=True):
                for key in cell if isinstance(cell, tuple) else (cell,):
                    found.setdefault(key, []).append(f"{name}.csv: {row}")
    for path in chapters.chapters(book):
        words = "\n".join(cell.source for cell in chapters.read(path).cells)
        for key in sorted(set(CITATION.findall(words))):
            found.setdefault(key, []).append(f"book/{path.name}")
    return found
