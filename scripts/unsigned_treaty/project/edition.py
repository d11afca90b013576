"""The edition: which version of the book this is, and at which addresses it is published.

The addresses come from ``[tool.unsigned-treaty]`` in ``pyproject.toml``.  A publishing workflow
overrides each by an environment variable, ``UNSIGNED_TREATY_`` and the setting's name in capitals.
What is not set is empty, and then nothing that is built pretends to know it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from unsigned_treaty.project import paths, reading
from unsigned_treaty.project.faults import Fault, Refused

PREFIX = "UNSIGNED_TREATY_"
WEB = r"^(https?://[^\s/]+(/[^\s?#]*)?)?$"


class Edition(BaseModel):
    """What a citation says of the book beside its titles, authors and dates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="short name of the book, from [project]"
    )
    version: str = Field(min_length=1, description="version of the book, from [project]")
    address: Annotated[str, AfterValidator(lambda text: f"{text.rstrip('/')}/" if text else "")] = (
        Field("", pattern=WEB, description="base address at which the built book is published")
    )
    repository: Annotated[str, AfterValidator(lambda text: text.rstrip("/"))] = Field(
        "", pattern=WEB, description="address of the repository"
    )
    doi: str = Field("", pattern=r"^(10\.\d{4,9}/\S+)?$", description="DOI of the book")
    pdf: str = Field("", pattern=WEB, description="address of the printed book (PDF)")
    keywords: tuple[str, ...] = Field((), description="what it is about, from [project]")
    commit: str = Field(
        "", pattern=r"^([0-9a-f]{7,64})?$", description="commit from which the pages are built"
    )

    def page(self, docname: str) -> str:
        """The address of a page, or the empty string where no base address is set."""
        return f"{self.address}{docname}.html" if self.address else ""


def edition(
    pyproject: Path = paths.PYPROJECT, environment: Mapping[str, str] = os.environ
) -> Edition:
    """The version and addresses, from ``pyproject.toml`` and the environment.

    Where a repository is set and no commit, the commit is the one that is checked out.
    Raises :class:`Refused` with every setting that is unknown or malformed.
    """
    settings = read(pyproject)
    where = paths.shown(pyproject)
    names = [name for name in Edition.model_fields if name not in {"name", "version", "keywords"}]
    said = {name: environment[override(name)] for name in names if override(name) in environment}
    project = settings["project"]
    own = {name: project[name] for name in ("name", "version", "keywords") if name in project}
    table = settings.get("tool", {}).get("unsigned-treaty", {})
    try:
        known = Edition.model_validate({**table, **said, **own})
    except ValidationError as error:
        raise Refused(
            Fault(
                "the environment" if str(e["loc"][0]) in said else where,
                override(str(e["loc"][0])) if str(e["loc"][0]) in said else str(e["loc"][0]),
                f"{e['msg']}; mend the setting, or leave it empty",
            )
            for e in error.errors()
        ) from None
    if known.repository and not known.commit:
        return known.model_copy(update={"commit": checked_out(pyproject.parent)})
    return known


def whole_book(ending: str) -> Path:
    """The file that holds the whole book, ``pdf`` or ``epub``, beside the folder of its pages."""
    return paths.HTML.parent / f"{edition().name}.{ending}"


def override(name: str) -> str:
    """The environment variable that overrides a setting."""
    return PREFIX + name.upper()


def read(pyproject: Path) -> dict[str, Any]:
    """The project file; raises :class:`Refused` where it is not TOML, or lacks what is asked of it.

    That is a table ``project`` with ``version`` and ``description``; ``tool.unsigned-treaty``,
    where it is there, is a table too.
    """
    found = reading.from_toml(pyproject)
    project = reading.table(pyproject, found, "project", dict, "a table, [project],")
    for name in ("version", "description"):
        reading.table(pyproject, project, name, str, "a text")
    if "tool" in found:
        tools = reading.table(pyproject, found, "tool", dict, "a table, [tool],")
        if "unsigned-treaty" in tools:
            reading.table(pyproject, tools, "unsigned-treaty", dict, "a table")
    return found


def checked_out(root: Path) -> str:
    """The commit that is checked out in ``root``, or the empty string.

    It is empty where there is no repository, and where a file differs from the commit, since the
    pages would then name a state that they were not built from.
    """
    try:
        changed = git(root, "status", "--porcelain")
        return "" if changed else git(root, "rev-parse", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        return ""


def git(root: Path, *arguments: str) -> str:
    """What git prints when run in ``root``."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
