"""Drawing: one canvas for all figures, and SVG whose text is text and whose colours are the page's.

Colours are drawn in the values below, as attributes that any program reads, and named in classes
(``fill-ru``), by which a page's style sheet gives them its own light or dark value.  Nothing is
styled in place, so that a page may forbid that (Content-Security-Policy).
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


def exhibit(
    figure: Figure, name: str, caption: str, alt: str, narrow: Figure | None = None
) -> Exhibit:
    """The finished figure as a numbered, captioned exhibit with its alternative in words.

    ``narrow`` is the same drawn for a phone, which shows it instead.  A mark or a word that was
    given an address (``set_url("register.html#rt2024-07")``) leads there from the page.
    """
    drawings = {"svg": svg(figure, name)}
    if narrow:
        drawings["narrow"] = svg(narrow, f"{name}-narrow")
    return Exhibit({"kind": "figure", "name": name, "caption": caption, "alt": alt, **drawings})


# Ids that matplotlib gives of itself ("patch_3"); one that a figure asks for (set_gid) stays.
OWN_ID = re.compile(r'(<(?:g|use)) id="[A-Za-z0-9]+_\d+"')
STYLED = re.compile(r' style="([^"]*)"')


def svg(figure: Figure, name: str) -> str:
    """The figure as SVG for a page: no style but attributes and classes, no fonts, no dates."""
    settings = {"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif"}
    file = io.StringIO()
    with mpl.rc_context(settings):  # type: ignore[arg-type]
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    drawn = file.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn, flags=re.DOTALL)
    # What the style in its head says of every shape, its root says of all within.
    drawn = re.sub(r"<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>\s*", "", drawn)
    drawn = OWN_ID.sub(r"\1", drawn)
    drawn = re.sub(r'(<svg [^>]*?)\s*width="[^"]*"', r"\1", drawn, count=1)
    drawn = re.sub(r'(<svg [^>]*?)\s*height="[^"]*"', r"\1 " + ROOT, drawn, count=1)
    drawn = STYLED.sub(lambda style: attributes(style[1]), drawn)
    drawn = drawn.replace("xlink:href=", "href=").replace(
        ' xmlns:xlink="http://www.w3.org/1999/xlink"', ""
    )
    return re.sub(r"\s*\n\s*", " ", drawn).strip()


ROOT = 'focusable="false" stroke-linejoin="round" stroke-linecap="butt"'


def attributes(style: str) -> str:
    """What a style says as attributes, and a class for each colour that is the page's."""
    said, classes = [], []
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        # The page's own letters; a size in pixels is one in the drawing's units.
        if not name or name == "font-family":
            continue
        if value in PROPERTIES:
            classes.append(f"{name}-{PROPERTIES[value]}")
        said.append(f' {name}="{value.removesuffix("px")}"')
    named = f' class="{" ".join(classes)}"' if classes else ""
    return "".join([named, *said])
