"""Values: the numbers and labels that sentences repeat, held to what the chapters compute.

A sentence names a value by the place that computes it: ``[83](#n-statements)``, ``[Figure 8]
(across.ipynb#fig-floor)``.  So it reads the same in the book, in Jupyter and in a plain listing,
and text and value cannot part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat

from unsigned_treaty.build.prose import LINK
from unsigned_treaty.exhibits.exhibit import MIME
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Fault, Refused

Executed = Mapping[Path, nbformat.NotebookNode]
NAMES = {"table": "Table", "figure": "Figure"}
ACCEPT = "run: make accept"
LABEL = re.compile(r"(?:Table|Figure) \d+")


def exhibits(notebook: nbformat.NotebookNode) -> Iterator[dict[str, object]]:
    """The contents of every exhibit that an executed chapter shows, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if content := output.get("data", {}).get(MIME):
                yield content


def numbers(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """The numbers that a chapter computes for its sentences, by the place that computes each."""
    return {
        name: value
        for content in exhibits(notebook)
        if content["kind"] == "numbers"
        for name, value in content["values"].items()  # type: ignore[attr-defined]
    }


def labels(executed: Executed) -> dict[str, str]:
    """``Table 3`` or ``Figure 2`` for each numbered exhibit, in the order of the contents."""
    order = {name.rpartition("/")[2]: place for place, name in enumerate(chapters.contents())}
    counts = dict.fromkeys(NAMES, 0)
    given = {}
    for path in sorted(executed, key=lambda path: order.get(path.stem, len(order))):
        for content in exhibits(executed[path]):
            kind = str(content["kind"])
            if kind in NAMES:
                counts[kind] += 1
                given[str(content["name"])] = f"{NAMES[kind]} {counts[kind]}"
    return given


def due(target: str, text: str, own: Mapping[str, str], given: Mapping[str, str]) -> str | None:
    """What the text of a link ought to be; nothing where the text is free, or names nothing."""
    if target in own:
        value = own[target]
        return value[:1].upper() + value[1:] if text[:1].isupper() else value
    if target in given and LABEL.fullmatch(text):
        return given[target]
    return None


def faults(executed: Executed) -> list[Fault]:
    """Every number in a sentence that is not the one computed; every one that nobody uses."""
    given = labels(executed)
    wrong = []
    for path, notebook in sorted(executed.items()):
        own, used = numbers(notebook), set()
        for cell in notebook.cells:
            if cell.cell_type != "markdown":
                continue
            where = (paths.shown(path), f"cell {cell.id}")
            for text, _, target in LINK.findall(cell.source):
                used.add(target)
                wanted = due(target, text, own, given)
                if target.startswith("n-") and target not in own:
                    message = f"no cell computes {target}; add it to numbers(…), or mend the link"
                    wrong.append(Fault(*where, message))
                elif target.startswith(("tab-", "fig-")) and target not in given:
                    wrong.append(Fault(*where, f"no table or figure is named {target}; mend it"))
                elif wanted is not None and text != wanted:
                    message = f"says {text!r} of {target}, which is {wanted!r}; {ACCEPT}"
                    wrong.append(Fault(*where, message))
        for name in sorted(set(own) - used):
            message = f"computes {name}, which no sentence uses; take it out of numbers(…)"
            wrong.append(Fault(paths.shown(path), "", message))
    return wrong


def refuse(executed: Executed, accepted: bool = False) -> None:
    """Raise :class:`Refused` where a sentence and a value differ, or one has no other.

    Where the values are being ``accepted``, a sentence that says an old one is no fault.
    """
    wrong = faults(executed)
    if accepted:
        wrong = [fault for fault in wrong if not fault.message.endswith(ACCEPT)]
    if wrong:
        raise Refused(wrong)


def rewritten(executed: Executed) -> dict[Path, str]:
    """The chapters whose sentences say other values than are computed, with the new values.

    As the text of the notebook's file, by its path: nothing but the values is changed in it.
    """
    given = labels(executed)
    changed = {}
    for path, notebook in sorted(executed.items()):
        own = numbers(notebook)
        stored = nbformat.read(path, as_version=4)
        before = nbformat.writes(stored)

        def renewed(link: re.Match[str], own: Mapping[str, str] = own) -> str:
            wanted = due(link[3], link[1], own, given)
            return link[0] if wanted is None else link[0].replace(f"[{link[1]}]", f"[{wanted}]", 1)

        for cell in stored.cells:
            if cell.cell_type == "markdown":
                cell.source = LINK.sub(renewed, cell.source)
        after = nbformat.writes(stored)
        if after != before:
            changed[path] = after + "\n"
    return changed
