"""Formats: a CSL-JSON item as the files that bibliography programs read.

Every value is first made one line without control characters, and then escaped for its format, so
that nothing a record holds can break the record or begin another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from unsigned_treaty.corpus import languages

# Ending of the file by the format's name.
FORMATS = {"BibTeX": "bib", "BibLaTeX": "biblatex.bib", "RIS": "ris", "CSL-JSON": "json"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def formats(works: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """One item, or several, in each format of :data:`FORMATS`, by the format's name."""
    several = [works] if isinstance(works, Mapping) else list(works)
    return {
        "BibTeX": "\n".join(map(bibtex, several)),
        "BibLaTeX": "\n".join(map(biblatex, several)),
        "RIS": "".join(map(ris, several)),
        "CSL-JSON": csl_json(several),
    }


def babel(work: Mapping[str, Any]) -> str:
    """What LaTeX's babel calls the language of an item; empty where its tag is not known."""
    tag = work.get("language", "")
    name = languages.named(tag)
    return "" if name == tag else name.lower()


def one_line(value: Any) -> Any:
    """A value whose words are one line: blanks for line ends, nothing for other controls."""
    if isinstance(value, Mapping):
        return {key: one_line(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [one_line(part) for part in value]
    if not isinstance(value, str):
        return value
    # Of the characters without a glyph only blanks remain; a lone surrogate is in no UTF-8 file.
    words = re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]", "", value)
    return " ".join(words.split())


# BibTeX and BibLaTeX


def bibtex(work: Mapping[str, Any]) -> str:
    r"""The item for bibtex, whose standard styles know no version, no address and no day.

    All three stand in the note, which every style prints; ``\url`` needs the package url or
    hyperref.
    """
    work = one_line(work)
    year, month, day = issued(work)
    kind = {"book": "book", "chapter": "incollection"}.get(work["type"], "misc")
    note = [f"Version {tex(work['version'])}"] if "version" in work else []
    # An inferred day is said in the note as such.
    if (
        work["type"] in ("article-newspaper", "webpage")
        and day
        and "Date: " not in work.get("note", "")
    ):
        note.append(tex(f"{day} {MONTHS[month - 1].capitalize()}"))
    note += [tex(work["note"])] if work.get("note") else []
    note += [f"\\url{{{web(work)}}}"] if web(work) else []
    site = "" if work["type"] in ("book", "chapter") else braced(work.get("container-title", ""))
    fields = {
        "author": people(work),
        "title": braced(work["title"]),
        "booktitle": braced(work.get("container-title", "")) if kind == "incollection" else "",
        "publisher": braced(work.get("publisher", "")),
        "howpublished": site,
        "year": str(year or "n.d."),
        "month": MONTHS[month - 1] if month else "",
        "note": ". ".join(note),
        "doi": work.get("DOI", ""),
        "language": babel(work),
        "abstract": tex(work.get("abstract", "")),
    }
    return entry(kind, work["id"], fields)


def biblatex(work: Mapping[str, Any]) -> str:
    """The item for biber and biblatex: a chapter of a book without an editor is ``@inbook``."""
    work = one_line(work)
    kind = {"book": "book", "chapter": "inbook"}.get(work["type"], "online")
    container = braced(work.get("container-title", ""))
    fields = {
        "author": people(work),
        "title": braced(work["title"]),
        "booktitle": container if kind == "inbook" else "",
        "organization": container if kind == "online" else "",
        "publisher": braced(work.get("publisher", "")),
        # A book has no field for a version; an edition that is no number is printed as it stands.
        "edition": f"Version {tex(work['version'])}" if "version" in work else "",
        "date": "/".join("-".join(f"{n:02}" for n in d) for d in dates(work, "issued")),
        "note": tex(work.get("note", "")),
        # The one is printed and imported, the other sets how words are divided.
        "language": babel(work),
        "langid": babel(work),
        "doi": work.get("DOI", ""),
        "url": web(work),
        "urldate": "-".join(f"{n:02}" for d in dates(work, "accessed") for n in d),
        "abstract": tex(work.get("abstract", "")),
    }
    return entry(kind, work["id"], fields)


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """One entry; month is the one value that is a name of bibtex's own and not braced."""
    lines = [
        f"  {field} = {value},\n" if field == "month" else f"  {field} = {{{value}}},\n"
        for field, value in fields.items()
        if value
    ]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def people(work: Mapping[str, Any]) -> str:
    """The authors; braces hold a group together, and a name in which BibTeX sees two."""
    return " and ".join(
        braced(author["literal"])
        if "literal" in author
        else f"{name_part(author['family'])}, {name_part(author['given'])}"
        for author in work.get("author", [])
    )


def name_part(words: str) -> str:
    """A part of a person's name; braced where "and" or a comma would divide it."""
    return braced(words) if re.search(r"\band\b|,", words, re.IGNORECASE) else tex(words)


def braced(words: str) -> str:
    """Words in braces, which keep their case and hold them together."""
    return f"{{{tex(words)}}}" if words else ""


def tex(words: str) -> str:
    """Words in which no character is a command to TeX, and no brace stands alone."""
    commands = {
        "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    }  # fmt: skip
    return "".join(commands.get(mark, f"\\{mark}" if mark in "&%$#_" else mark) for mark in words)


# RIS


def ris(work: Mapping[str, Any]) -> str:
    """The item in RIS; it ends in a newline, so that two records stay two."""
    work = one_line(work)
    kind = {"book": "BOOK", "chapter": "CHAP", "article-newspaper": "NEWS"}.get(
        work["type"], "ELEC"
    )
    year, month, day = issued(work)
    date = f"{year}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}"
    lines = [
        ("TY", kind),
        *(("AU", inverted(author)) for author in work.get("author", [])),
        ("TI", work["title"]),
        ("T2", work.get("container-title", "")),
        ("PY", str(year) if year else ""),
        ("DA", date if year else ""),
        ("PB", work.get("publisher", "")),
        ("ET", f"version {work['version']}" if "version" in work else ""),
        ("LA", work.get("language", "")),
        ("N1", work.get("note", "")),
        ("AB", work.get("abstract", "")),
        ("DO", work.get("DOI", "")),
        ("UR", web(work)),
        ("Y2", "/".join(f"{n:02}" for d in dates(work, "accessed") for n in d)),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def inverted(author: Mapping[str, str]) -> str:
    """``Family, Given``; a group's name ends in the comma, so that no program takes it apart."""
    return (
        author["literal"] + "," if "literal" in author else f"{author['family']}, {author['given']}"
    )


# CSL-JSON


def csl_json(works: Iterable[Mapping[str, Any]]) -> str:
    """The items in CSL-JSON: a list, each date on one line."""
    text = json.dumps(one_line(list(works)), ensure_ascii=False, indent=2) + "\n"
    # A string holds no line end, so only the brackets of dates are matched.
    return re.sub(
        r"\[\n\s+\[\n\s+\d+(?:[\d\s,\[\]]*)\]\n\s+\]",
        lambda match: re.sub(r",(?=\S)", ", ", re.sub(r"\s+", "", match[0])),
        text,
    )


# What the formats have in common


def dates(work: Mapping[str, Any], field: str) -> list[list[int]]:
    """The days of a date field: none, one, or the first and the last."""
    return list(work[field]["date-parts"]) if field in work else []


def issued(work: Mapping[str, Any]) -> tuple[int, int, int]:
    """Year, month and day of publication, the first of a span; 0 for what is unknown."""
    first = (dates(work, "issued") or [[]])[0]
    year, month, day = [*first, 0, 0, 0][:3]
    return year, month, day


def web(work: Mapping[str, Any]) -> str:
    """The address, with every character encoded that a web address may not hold."""
    return quote(work.get("URL", ""), safe="%/:?#[]@!$&'()*+,;=~._-")
