"""The imprint: whatever names the book's version, date or title again, held to its record.

``CITATION.cff`` (for GitHub and citation programs) and ``.zenodo.json`` (for Zenodo, which then
leaves ``CITATION.cff`` alone) are written from the record; headings of the changelog and of the
page of corrections are people's own words and only held to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from unsigned_treaty.citing import citation
from unsigned_treaty.citing.formats import one_line
from unsigned_treaty.project import edition, files, paths, reading
from unsigned_treaty.project.dates import written
from unsigned_treaty.project.edition import Edition
from unsigned_treaty.project.faults import Fault, Refused, short

# A release in CHANGELOG.md, as Keep a Changelog writes it.
RELEASE = re.compile(r"^## \[(?!Unreleased)([^\]]+)\](?: - (\S+))?", re.MULTILINE | re.IGNORECASE)
REMEDY = "run: treaty release"
HEADER = """\
# How to cite the whole book; each chapter's page says how to cite the chapter.
# Written by `treaty release` from the book's own record, and held to it by `treaty check`.
# The code is under the MIT licence, text and coded data are under CC BY 4.0.
"""


def faults(root: Path = paths.ROOT) -> list[Fault]:
    """Everything in which a file says otherwise than the book's own record."""
    try:
        edition.edition(root / "pyproject.toml")  # with what the environment overrides
        known = edition.edition(root / "pyproject.toml", {})
        about = citation.book(root)
    except Refused as refused:
        return refused.faults
    found = [
        *record_faults(root / "CITATION.cff", citation_file(about, known)),
        *record_faults(root / ".zenodo.json", zenodo_file(about, known)),
        *corrections_faults(root / "book" / "corrections.md", about, known),
        *changelog_faults(root / "CHANGELOG.md", about, known),
    ]
    described = edition.read(root / "pyproject.toml")["project"].get("description")
    if described != about["title"]:
        message = f"the book's title in _config.yml is {about['title']!r}; write the same here"
        found.append(Fault("pyproject.toml", "description", message))
    if one_line(about["title-sentence"]).casefold() != one_line(about["title"]).casefold():
        message = "sentence_title differs from the book's title in more than capitals; mend it"
        found.append(Fault("book/index.ipynb", "sentence_title", message))
    return found


def write(root: Path = paths.ROOT) -> list[Path]:
    """Write ``CITATION.cff`` and ``.zenodo.json`` from the book's record; return what changed.

    Both are written, or neither.  Raises :class:`Refused` where the record is faulty; then
    nothing is written.
    """
    known = edition.edition(root / "pyproject.toml", {})
    about = citation.book(root)
    said = {
        root / "CITATION.cff": HEADER
        + yaml.safe_dump(
            citation_file(about, known), sort_keys=False, allow_unicode=True, width=99
        ),
        root / ".zenodo.json": json.dumps(zenodo_file(about, known), ensure_ascii=False, indent=2)
        + "\n",
    }
    return files.replace({path: text.encode() for path, text in said.items()})


def citation_file(about: Mapping[str, Any], known: Edition) -> dict[str, Any]:
    """What ``CITATION.cff`` has to say; what is not known is left out."""
    year, month, _ = (int(part) for part in about["date"].split("-"))
    people = [person(author) for author in about["authors"]]
    both = {"title": about["title"], "authors": people, "version": known.version}
    places = {"doi": known.doi, "url": known.page("book/index")}
    return filled(
        {
            "cff-version": "1.2.0",
            "message": "If you use this book, its data or its code, please cite the book, or the "
            "chapter that you use.",
            **both,
            "date-released": about["date"],
            "abstract": about["description"],
            "keywords": list(known.keywords),
            "license": "MIT",
            **places,
            "repository-code": known.repository,
            "preferred-citation": filled(
                {
                    "type": "book",
                    **both,
                    "publisher": {"name": about["publisher"]},
                    "year": year,
                    "month": month,
                    "date-published": about["date"],
                    "license": "CC-BY-4.0",
                    "languages": ["en"],
                    **places,
                }
            ),
        }
    )


def zenodo_file(about: Mapping[str, Any], known: Edition) -> dict[str, Any]:
    """What ``.zenodo.json`` has to say: a book under CC BY 4.0; what is not known is left out.

    Its DOI is Zenodo's to give, so none is named.
    """
    related = [
        {"identifier": address, "relation": relation}
        for address, relation in (
            (known.page("book/index"), "isIdenticalTo"),
            (known.repository, "isSupplementedBy"),
        )
        if address
    ]
    return filled(
        {
            "upload_type": "publication",
            "publication_type": "book",
            "title": about["title"],
            "creators": [
                {"name": author.get("name") or f"{author['family']}, {author['given']}"}
                for author in about["authors"]
            ],
            "description": about["description"],
            "version": known.version,
            "publication_date": about["date"],
            "imprint_publisher": about["publisher"],
            "language": "eng",
            "keywords": list(known.keywords),
            "access_right": "open",
            "license": "cc-by-4.0",
            "notes": "Text and coded data: CC BY 4.0. Code: MIT. The articles in seeds/ belong to "
            "their publishers and are not covered by these licences.",
            "related_identifiers": related,
        }
    )


def filled(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value, their words in one line."""
    return {field: one_line(value) for field, value in said.items() if value}


def person(author: Mapping[str, str]) -> dict[str, str]:
    """An author as CITATION.cff has it: a group, or a person in two names."""
    if "name" in author:
        return {"name": author["name"]}
    return {"family-names": author["family"], "given-names": author["given"]}


def record_faults(path: Path, wanted: Mapping[str, Any]) -> list[Fault]:
    """Every field of ``CITATION.cff`` or ``.zenodo.json`` that differs from the book's record."""
    try:
        said = reading.from_yaml(path) if path.suffix == ".cff" else reading.from_json(path)
    except Refused as refused:
        return [Fault(path.name, "", f"{fault.message}, or {REMEDY}") for fault in refused.faults]
    return [
        Fault(path.name, field, f"is {short(was)}, the book's record has {short(due)}; {REMEDY}")
        for field, was, due in differences(said if isinstance(said, dict) else {}, wanted)
    ]


def differences(
    said: Mapping[str, Any], wanted: Mapping[str, Any], within: str = ""
) -> Iterator[tuple[str, Any, Any]]:
    """Each field that is not the same in both: its name, what is said, what is due."""
    for field in dict.fromkeys([*wanted, *said]):
        was, due = said.get(field), wanted.get(field)
        if field == "preferred-citation" and isinstance(due, dict):
            yield from differences(was if isinstance(was, dict) else {}, due, f"{field}: ")
        # YAML reads a version or a day without quotation marks as a number or a date.
        elif was != due and (was is None or due is None or str(was) != str(due)):
            yield f"{within}{field}", was, due


def corrections_faults(path: Path, about: Mapping[str, Any], known: Edition) -> list[Fault]:
    """Whether the page of corrections begins with the version that it belongs to."""
    if not path.is_file():
        return []  # said where the table of contents is examined
    heading = f"## Version {known.version}, {written(about['date'])}"
    try:
        first = re.search(r"^## Version .*$", reading.text(path), re.MULTILINE)
    except Refused:
        return []  # said where the chapters are examined
    if first and first[0] == heading:
        return []
    message = f"its first version is to be headed {heading!r}; say there what was corrected"
    return [Fault("book/corrections.md", "", message)]


def changelog_faults(path: Path, about: Mapping[str, Any], known: Edition) -> list[Fault]:
    """Whether the newest release in the changelog is this version, of the book's date."""
    if not path.is_file():
        return []
    try:
        release = RELEASE.search(reading.text(path))
    except Refused as refused:
        return refused.faults
    heading = f"## [{known.version}] - {about['date']}"
    if release and release[0] == heading:
        return []
    message = f"its newest release is to be headed {heading!r}; say there what changed"
    return [Fault("CHANGELOG.md", "", message)]
