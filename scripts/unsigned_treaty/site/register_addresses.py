"""Register addresses: how a count leads to exactly the statements that it counts.

The address names what the statements have in common, where that says which they are
(``?side=media&blame=Japan``), and their ids only where it does not, in runs
(``?statements=rt2024-03..05,rt2024-09``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from docutils import nodes
from sphinx.application import Sphinx

REGISTER = "book/register"
Facets = Mapping[str, list[str]]


def setup(app: Sphinx) -> None:
    """Register the handler with Sphinx."""
    app.connect("doctree-read", note_facets)


def note_facets(app: Sphinx, doctree: nodes.document) -> None:
    """Note by what each statement may be chosen, while the register is read."""
    from unsigned_treaty.site.elements import data_row

    env: Any = app.env
    if env.docname == REGISTER:
        env.unsigned_treaty_facets = {
            row["names"][0]: row["facets"]
            for row in doctree.findall(data_row)
            if row["names"] and row["facets"]
        }


def query(env: Any, statements: Iterable[str]) -> str:
    """The part of the register's address that chooses exactly these statements."""
    return shortest(list(statements), getattr(env, "unsigned_treaty_facets", {}))


def shortest(statements: list[str], facets: Mapping[str, Facets]) -> str:
    """The fewest facets that choose exactly these statements, or else their ids.

    ``facets`` has for each statement of the register its values by name.
    """
    wanted = set(statements)
    common: dict[str, str] = {}
    for name in facets.get(statements[0], {}):
        shared = [set(facets.get(key, {}).get(name, [])) for key in statements]
        if values := sorted(set.intersection(*shared)):
            common[name] = values[0]

    def chosen(terms: Mapping[str, str]) -> set[str]:
        return {
            key
            for key, values in facets.items()
            if all(value in values.get(name, []) for name, value in terms.items())
        }

    if not common or chosen(common) != wanted:
        return urlencode({"statements": runs(statements)}, safe=",")
    for name in list(common):
        fewer = {key: value for key, value in common.items() if key != name}
        if chosen(fewer) == wanted:
            common = fewer
    return urlencode(common)


def runs(statements: list[str]) -> str:
    """Ids in their order, a run of neighbours by its ends: ``rt2024-03..05,rt2024-09``."""
    parts: list[list[str]] = []
    # By number, so that 100 follows 99 and not 10.
    for name in sorted(statements, key=lambda name: (name.partition("-")[0], len(name), name)):
        article, _, number = name.rpartition("-")
        last = parts[-1][-1].rpartition("-") if parts else ("", "", "")
        if last[0] == article and int(number) == int(last[2]) + 1:
            parts[-1].append(name)
        else:
            parts.append([name])
    return ",".join(
        part[0] if len(part) == 1 else f"{part[0]}..{part[-1].rpartition('-')[2]}" for part in parts
    )
