"""What is wrong with an input, said once and in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: in which file, at which record, and what to do about it."""

    file: str
    record: str
    message: str

    def __str__(self) -> str:
        """``file: record: message``, always a single line."""
        parts = [self.file, self.record, self.message]
        return ": ".join(" ".join(part.split()) for part in parts if part)


class Refused(Exception):
    """Raised instead of returning anything made from faulty input; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
