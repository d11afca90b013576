"""What a figure draws, read back from its SVG: blocks, marks, lines and words with their places."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any, NamedTuple

# By how much the foot of the letters is below their middle, in parts of their size.
FOOT = 0.38


class Block(NamedTuple):
    """A rectangle: its corner, its size, its colour and whether it is full."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    full: bool


class Mark(NamedTuple):
    """A round mark: its middle, its colour and whether it is full."""

    x: float
    y: float
    colour: str
    full: bool


class Line(NamedTuple):
    """A straight line from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str


class Words(NamedTuple):
    """Words: where they begin, end or have their middle, and the height of their middle."""

    text: str
    x: float
    y: float
    colour: str
    align: str
    bold: bool
    statements: tuple[str, ...]


class Drawing(NamedTuple):
    """All that a figure draws, in its order."""

    width: float
    height: float
    blocks: list[Block]
    marks: list[Mark]
    lines: list[Line]
    words: list[Words]

    def word(self, text: str) -> Words:
        """The one place where a text stands."""
        (only,) = [words for words in self.words if words.text == text]
        return only


def read(svg: str) -> Drawing:
    """Read an SVG back; what has no colour of the page, such as its ground, is left out."""
    root = ET.fromstring(svg)
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    drawing = Drawing(width, height, [], [], [], [])
    collect(root, drawing, ())
    return drawing


def collect(element: Any, drawing: Drawing, statements: tuple[str, ...]) -> None:
    """Add what an element draws, and what those inside it draw."""
    tag = element.tag.rpartition("}")[2]
    classes = element.get("class", "").split()
    fill = next((name[5:] for name in classes if name.startswith("fill-")), "")
    stroke = next((name[7:] for name in classes if name.startswith("stroke-")), "")
    if tag == "defs":
        return
    if tag == "a":
        statements = tuple(element.get("href").removeprefix("statements:").split("+"))
    if tag == "text":
        size = float(element.get("font-size"))
        drawing.words.append(
            Words(
                element.text,
                float(element.get("x")),
                round(float(element.get("y")) - FOOT * size, 1),
                fill,
                {"start": "left", "middle": "center", "end": "right"}[element.get("text-anchor")],
                element.get("font-weight") == "700",
                statements,
            )
        )
    elif tag == "use":
        full = element.get("fill-opacity") != "0"
        assert not full or fill == stroke
        place = float(element.get("x")), float(element.get("y"))
        drawing.marks.append(Mark(*place, stroke, full))
    elif tag == "path" and stroke:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.get("d"))]
        xs, ys = numbers[::2], numbers[1::2]
        if len(xs) == 2:
            drawing.lines.append(Line(xs[0], ys[0], xs[1], ys[1], stroke))
        elif len(xs) in (4, 5) and len(set(xs)) == len(set(ys)) == 2:
            long, high = max(xs) - min(xs), max(ys) - min(ys)
            drawing.blocks.append(Block(min(xs), min(ys), long, high, stroke, bool(fill)))
    for child in element:
        collect(child, drawing, statements)
