"""What is wrong with an input, said once and in one line."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# What commands a terminal, or the order of its letters, instead of being shown by it.
COMMANDS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# Of these, what no value, sentence or cell holds; marks of direction are letters of some scripts.
CONTROLS_ALONE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
CONTROLS = re.compile(rf"{CONTROLS_ALONE.pattern}|[\u202a-\u202e\u2066-\u2069]")
# Whatever a cause spoils comes after it: settings, then vocabulary and sources, tables, chapters.
ORDER = (
    *("the environment", "pyproject.toml", "_config.yml", "_toc.yml", "seeds/catalogue.bib"),
    *("seeds/", "book/codebook.toml", "book/references.bib", "book/data/", "book/"),
)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: in which file, at which record, and what to do about it."""

    file: str
    record: str
    message: str

    def __str__(self) -> str:
        """``file: record: message``, always a single line."""
        parts = [self.file, self.record, self.message]
        line = ": ".join(" ".join(part.split()) for part in parts if part)
        return COMMANDS.sub(lambda sign: ascii(sign[0])[1:-1], line)


class Refused(Exception):
    """Raised instead of returning anything made from faulty input; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = causes_first(faults)
        super().__init__("\n".join(map(str, self.faults)))


def causes_first(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in the order in which they are best mended: what spoils others comes first.

    A file comes before what rests on it, and of one file what is wrong with all of it first.
    """

    def rank(fault: Fault) -> tuple[int, bool, Fault]:
        places = (place for place, name in enumerate(ORDER) if fault.file.startswith(name))
        return next(places, len(ORDER)), bool(fault.record), fault

    return sorted(set(faults), key=rank)


def commanding(words: str, direction: bool = True) -> str:
    """The first control character in some words, named, or the empty string.

    A tab and the end of a line are none.  What turns the direction of letters until it is taken
    back is one, unless ``direction`` says that it may stand.
    """
    match = (CONTROLS if direction else CONTROLS_ALONE).search(words)
    return f"U+{ord(match[0]):04X}" if match else ""


def short(value: Any) -> str:
    """A value of any shape as a message shows it: its beginning and end where it is long."""
    told = reprlib.Repr()
    told.maxstring = told.maxother = 120
    told.maxlevel = 2
    return told.repr(value)
