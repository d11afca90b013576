"""Exhibits: quotations, tables, figures, numbers and references that show themselves.

An exhibit is data, never markup.  Jupyter shows the HTML made from it (:mod:`~.jupyter`); the
book builds its own numbered, captioned, linked elements from the same data (``site``).  So no
character of an article can turn into markup in either place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unsigned_treaty.exhibits import jupyter

MIME = "application/vnd.unsigned-treaty+json"


@dataclass(frozen=True)
class Exhibit:
    """Something a chapter shows: ``content`` says all of it, in values that JSON can hold.

    ``kind`` is quotation, table, figure, numbers or references; ``rests_on`` names what it rests
    on, each as ``{"kind": "article" | "statement" | "page" | "file", "key": …}``.
    """

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            MIME: dict(self.content),
            "text/html": jupyter.html_of(self.content),
            "text/plain": jupyter.plain_of(self.content),
        }
