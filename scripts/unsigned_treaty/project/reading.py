"""Reading: a file of the project as text, YAML, TOML or JSON, or one line on why it is none."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import yaml

from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused


def text(path: Path) -> str:
    """The text of a file in UTF-8; raises :class:`Refused` where it cannot be read as such."""
    where = paths.shown(path)
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise Refused([Fault(where, "", "the file is missing; restore it")]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror}; restore it"
        raise Refused([Fault(where, "", message)]) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 (byte {error.object[error.start]:#04x} in line {line})"
        raise Refused([Fault(where, "", f"{message}; save it as UTF-8")]) from None


def from_yaml(path: Path) -> Any:
    """What a file of YAML holds; raises :class:`Refused` where it is none."""
    return yaml_in(path, text(path))


def yaml_in(path: Path, words: str) -> Any:
    """What some YAML in a file holds; raises :class:`Refused` where it is none."""
    try:
        return yaml.safe_load(words)
    # A day that no calendar has is a ValueError; what is nested without end, a RecursionError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise refused(path, "YAML", error) from None


def from_toml(path: Path) -> dict[str, Any]:
    """What a file of TOML holds; raises :class:`Refused` where it is none."""
    return toml_in(path, text(path))


def toml_in(path: Path, words: str) -> dict[str, Any]:
    """What some TOML of a file holds; raises :class:`Refused` where it is none."""
    try:
        return tomllib.loads(words)
    except (ValueError, RecursionError) as error:
        raise refused(path, "TOML", error) from None


def from_json(path: Path) -> Any:
    """What a file of JSON holds; raises :class:`Refused` where it is none."""
    words = text(path)
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        raise refused(path, "JSON", error) from None


def refused(path: Path, kind: str, error: Exception) -> Refused:
    """The refusal of a file that is not of its kind."""
    nested = isinstance(error, RecursionError)
    reason = "nested without end" if nested else " ".join(str(error).split())[:300]
    return Refused([Fault(paths.shown(path), "", f"not {kind} ({reason}); mend it")])


def table(path: Path, whole: Any, name: str, kind: type, what: str) -> Any:
    """The value of ``name`` in what a file holds; raises :class:`Refused` unless it is of a kind.

    ``what`` says in words of what kind it is to be.
    """
    value = whole.get(name) if isinstance(whole, dict) else None
    if not isinstance(value, kind) or (isinstance(value, str) and not value.strip()):
        raise Refused([Fault(paths.shown(path), name, f"{what} is wanted here; add or mend it")])
    return value
