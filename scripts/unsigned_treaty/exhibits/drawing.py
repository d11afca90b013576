"""Drawing: one canvas for all figures, and SVG whose text is text and whose colours are classes.

Every figure is drawn twice, for a page and for a phone, each at the size at which it is seen, so
that no text is scaled.  Colours are drawn in the values below, as attributes that any program
reads, and named in classes (``fill-blue``), by which a page's style sheet gives them its own light
or dark value.  Nothing is styled in place, so that a page may forbid that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_treaty.coding.vocabulary import vocabulary
from unsigned_treaty.exhibits.evidence import rests_on
from unsigned_treaty.exhibits.exhibit import Exhibit

INK, FAINT, GRID, PAPER, ACCENT = "#1c2430", "#5b6470", "#d4d8dd", "#fdfdfc", "#8a1c2b"
VOICES = {"blue": "#0f6f8f", "amber": "#b4530a", "violet": "#6d5aa6", "grey": "#767d86"}
COLOURS = {INK: "ink", FAINT: "faint", GRID: "grid", PAPER: "paper", ACCENT: "accent"} | {
    colour: name for name, colour in VOICES.items()
}
# Pixels: the widths of a page's text and of a phone's, at which the drawings are shown.
PAGE, PHONE = 660, 328
TEXT = 13.0
# The mean width of a letter, in parts of its height, in the widest sans-serif face in common use.
LETTER = 0.6


def voice_colour(side: str) -> str:
    """The colour of a side."""
    return VOICES[vocabulary().sides[side].colour]


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure whose axes are measured in pixels, y downwards."""
    figure = Figure(figsize=(width / 72, height / 72), facecolor="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
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
    statements: Iterable[str] = (),
) -> None:
    """Write words with their middle at height ``y``; they lead to the ``statements``, if any."""
    weight = "bold" if bold else "normal"
    text = axes.text(
        x, y, words, color=colour, size=size, ha=align, va="center_baseline", weight=weight,
        parse_math=False,
    )  # fmt: skip
    if ids := list(statements):
        text.set_url(f"statements:{'+'.join(ids)}")


def lines(words: str, width: float, size: float = TEXT, whole: bool = False) -> list[str]:
    """Words broken into lines that fit ``width`` pixels; between words only, if ``whole``."""
    letters = max(8, int(width / (LETTER * size)))
    return wrap(words, letters, break_long_words=not whole) or [""]


def paragraph(
    axes: Axes, x: float, y: float, words: str, width: float, step: float = 17, **style: Any
) -> float:
    """Write words in as many lines as they need, from height ``y``; return the height below."""
    for line in lines(words, width, style.get("size", TEXT)):
        write(axes, x, y + step / 2, line, **style)
        y += step
    return y


def box(
    axes: Axes, x: float, y: float, width: float, height: float, colour: str, full: bool
) -> None:
    """Draw a block, full or outlined."""
    axes.add_patch(
        Rectangle(
            (x, y),
            width,
            height,
            facecolor=colour if full else "none",
            edgecolor=colour,
            linewidth=1.3,
        )
    )


def figure(
    draw: Callable[[float], Figure], name: str, title: str, caption: str, alt: str, on: Any = ()
) -> Exhibit:
    """A numbered figure, drawn for a page and for a phone.

    ``title`` says what the figure shows to be so, ``caption`` how it is to be read, ``alt`` all
    of it in words.  ``on`` is the frame that is drawn, or names what the figure rests on.
    """
    return Exhibit(
        {
            "kind": "figure",
            "name": name,
            "title": title,
            "caption": caption,
            "alt": alt,
            "rests_on": rests_on(name, on),
            "svg": svg(draw(PAGE), name),
            "narrow": svg(draw(PHONE), f"{name}-narrow"),
        }
    )


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
        if value in COLOURS:
            classes.append(f"{name}-{COLOURS[value]}")
        said.append(f' {name}="{value.removesuffix("px")}"')
    named = f' class="{" ".join(classes)}"' if classes else ""
    return "".join([named, *said])
