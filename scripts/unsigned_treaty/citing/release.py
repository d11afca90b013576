"""The imprint: whatever names the book's version, date or title again, held to its record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from unsigned_treaty.citing import citation
from unsigned_treaty.project import edition, paths
from unsigned_treaty.project.dates import written
from unsigned_treaty.project.edition import Edition
from unsigned_treaty.project.faults import Fault, Refused

# A release in CHANGELOG.md, as Keep a Changelog writes it.
RELEASE = re.compile(r"^## \[(?!Unreleased)([^\]]+)\](?: - (\S+))?", re.MULTILINE | re.IGNORECASE)


def faults(root: Path = paths.ROOT) -> list[Fault]:
    """Everything in which a file says otherwise than the book's own record."""
    try:
        edition.edition(root / "pyproject.toml")  # with what the environment overrides
        known = edition.edition(root / "pyproject.toml", {})
        about = citation.book(root)
    except Refused as refused:
        return refused.faults
    found = [
        *citation_faults(root / "CITATION.cff", expected(about, known)),
        *corrections_faults(root / "book" / "corrections.md", about, known),
        *changelog_faults(root / "CHANGELOG.md", about, known),
    ]
    described = edition.read(root / "pyproject.toml")["project"].get("description")
    if described != about["title"]:
        message = f"the book's title in _config.yml is {about['title']!r}; write the same here"
        found.append(Fault("pyproject.toml", "description", message))
    return found


def expected(about: Mapping[str, Any], known: Edition) -> dict[str, Any]:
    """What ``CITATION.cff`` has to say; a field that is to be left out is ``None``."""
    year, month, _ = about["date"].split("-")
    people = [person(author) for author in about["authors"]]
    both = {"title": about["title"], "authors": people, "doi": known.doi or None}
    landing = known.page("book/index") or None
    return {
        **both,
        "version": known.version,
        "date-released": about["date"],
        "url": landing,
        "repository-code": known.repository or None,
        "preferred-citation": {
            **both,
            "type": "book",
            "publisher": {"name": about["publisher"]},
            "year": int(year),
            "month": int(month),
            "date-published": about["date"],
            "edition": f"version {known.version}",
            "url": landing,
        },
    }


def person(author: Mapping[str, str]) -> dict[str, str]:
    """An author as CITATION.cff has it: a group, or a person in two names."""
    if "name" in author:
        return {"name": author["name"]}
    return {"family-names": author["family"], "given-names": author["given"]}


def citation_faults(path: Path, wanted: Mapping[str, Any]) -> list[Fault]:
    """Every field of ``CITATION.cff`` that differs from the book's record."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return [Fault("CITATION.cff", "", f"cannot be read ({error}); restore it")]
    return [
        Fault("CITATION.cff", field, f"is {was!r}, the book's record has {due!r}; mend it")
        for field, was, due in differences(said if isinstance(said, dict) else {}, wanted)
    ]


def differences(
    said: Mapping[str, Any], wanted: Mapping[str, Any], within: str = ""
) -> Iterator[tuple[str, Any, Any]]:
    """Each field of ``wanted`` that is otherwise in ``said``: its name, what it is, what is due."""
    for field, due in wanted.items():
        was = said.get(field)
        if field == "preferred-citation":
            yield from differences(was if isinstance(was, dict) else {}, due, f"{field}: ")
        elif was != due and str(was) != str(due):
            yield f"{within}{field}", was, due


def corrections_faults(path: Path, about: Mapping[str, Any], known: Edition) -> list[Fault]:
    """Whether the page of corrections begins with the version that it belongs to."""
    if not path.is_file():
        return []  # said where the table of contents is examined
    heading = f"## Version {known.version}, {written(about['date'])}"
    first = re.search(r"^## Version .*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    if first and first[0] == heading:
        return []
    message = f"its first version is to be headed {heading!r}; say there what was corrected"
    return [Fault("book/corrections.md", "", message)]


def changelog_faults(path: Path, about: Mapping[str, Any], known: Edition) -> list[Fault]:
    """Whether the newest release in the changelog is this version, of the book's date."""
    if not path.is_file():
        return []
    release = RELEASE.search(path.read_text(encoding="utf-8"))
    heading = f"## [{known.version}] - {about['date']}"
    if release and release[0] == heading:
        return []
    message = f"its newest release is to be headed {heading!r}; say there what changed"
    return [Fault("CHANGELOG.md", "", message)]
