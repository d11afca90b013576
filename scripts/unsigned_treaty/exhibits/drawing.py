"""Drawing: one canvas for all figures, and SVG whose text is text and whose colours are the page's.

Colours are drawn in the values below and written as the page's custom properties, with these as
fallback, so that a figure keeps its meaning in every chapter and follows the light or dark page.
"""

from __future__ import annotations

import io
import re

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from unsigned_treaty.exhibits.exhibit import Exhibit

INK, FAINT, GRID, PAPER = "#1c2430", "#5b6470", "#d4d8dd", "#fdfdfc"
RUSSIA, JAPAN, THIRD, UNNAMED, ACCENT = "#0f6f8f", "#b4530a", "#6d5aa6", "#767d86", "#8a1c2b"
PROPERTIES = {
    INK: "ink",
    FAINT: "faint",
    GRID: "grid",
    PAPER: "paper",
    RUSSIA: "ru",
    JAPAN: "jp",
    THIRD: "third",
    UNNAMED: "anon",
    ACCENT: "accent",
}
SIDE_COLOURS = {
    "RU_gov": RUSSIA,
    "RU_expert": RUSSIA,
    "JP_gov": JAPAN,
    "JP_expert": JAPAN,
    "third_expert": THIRD,
    "media": UNNAMED,
    "anonymous": UNNAMED,
}
# Points: a figure is as wide as a phone and grows with the page, so that its text stays legible.
WIDTH = 400
TEXT = 11.5


def canvas(height: float) -> tuple[Figure, Axes]:
    """An empty figure of the common width whose axes are measured in points, y downwards."""
    figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return figure, axes


def write(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    colour: str = INK,
    size: float = TEXT,
    align: str = "left",
    bold: bool = False,
) -> None:
    """Write words with their middle at height ``y``."""
    weight = "bold" if bold else "normal"
    axes.text(
        x, y, words, color=colour, size=size, ha=align, va="center_baseline", weight=weight,
        parse_math=False,
    )  # fmt: skip


def exhibit(figure: Figure, name: str, caption: str, alt: str) -> Exhibit:
    """The finished figure as a numbered, captioned exhibit with its alternative in words."""
    return Exhibit(
        {"kind": "figure", "name": name, "caption": caption, "alt": alt, "svg": svg(figure, name)}
    )


def svg(figure: Figure, name: str) -> str:
    """The figure as SVG for a page: no ids but its own, no fonts, no dates, the page's colours."""
    settings = {"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif"}
    file = io.StringIO()
    with mpl.rc_context(settings):  # type: ignore[arg-type]
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    drawn = file.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r'<g id="[^"]*"', "<g", drawn)
    drawn = re.sub(r'(<svg [^>]*?)\s*width="[^"]*"', r"\1", drawn, count=1)
    drawn = re.sub(r'(<svg [^>]*?)\s*height="[^"]*"', r'\1 focusable="false"', drawn, count=1)
    drawn = re.sub(r"font-family: [^;]+", "font-family: inherit", drawn)
    for colour, prop in PROPERTIES.items():
        drawn = drawn.replace(colour, f"var(--treaty-{prop}, {colour})")
    return drawn.strip()
