"""Figures as files: each as SVG and PNG that keep their title and their source when passed on."""

from __future__ import annotations

import io
import re
from html import escape
from pathlib import Path
from textwrap import wrap

import matplotlib
import resvg_py
from PIL import Image
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from unsigned_treaty.citing import citation, styles
from unsigned_treaty.project.edition import Edition
from unsigned_treaty.site import elements, link_pictures

# In the units of a drawing, which is 400 wide: sizes and heights of the lines around it.
MARGIN, TITLE, SOURCE, LEADING = 10, 13, 8, 1.35
PAPER, INK, FAINT = "#ffffff", "#1c2430", "#5b6470"
# Pixels for each unit of a drawing.
ZOOM = 3
BOX = re.compile(r'<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')


def write(app: Sphinx) -> None:
    """Write the figures of the pages."""
    folder = Path(app.outdir) / elements.FIGURES
    folder.mkdir(parents=True, exist_ok=True)
    edition = Edition.model_validate_json(app.config.treaty_edition)
    for docname in sorted(app.env.found_docs):
        for figure in elements.files_of(app.env, docname, "svg"):
            number = (
                app.env.toc_fignumbers.get(docname, {}).get("figure", {}).get(figure["name"], ())
            )
            label = " ".join(["Figure", *map(str, number)])
            place = f"{edition.page(docname) or docname + '.html'}#{figure['name']}"
            cited = styles.plain(citation.within(citation.item(docname, edition)))
            text = alone(figure["svg"], figure["title"], f"{label}, {cited}, {place}. CC BY 4.0.")
            file = folder / f"{figure['name']}.svg"
            file.write_text(text, encoding="utf-8")
            file.with_suffix(".png").write_bytes(pixels(text))


def alone(svg: str, title: str, source: str) -> str:
    """A drawing as a file that stands by itself: its title above it, its source below."""
    width, height = size_of(svg)
    above = lines(title, width, TITLE, MARGIN + TITLE)
    top = MARGIN + len(above) * TITLE * LEADING + MARGIN
    below = lines(source, width, SOURCE, top + height + MARGIN + SOURCE)
    bottom = top + height + MARGIN + len(below) * SOURCE * LEADING + MARGIN
    inner = re.sub(r"</?a\b[^>]*>", "", svg)
    # What is drawn has clips of its own; one of the whole would be half the time of its pixels.
    size = f'x="{MARGIN}" y="{top:g}" width="{width:g}" height="{height:g}" overflow="visible"'
    inner = inner.replace("<svg ", f"<svg {size} ", 1)
    whole = width + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole:g} {bottom:g}" '
        f'width="{whole:g}" height="{bottom:g}" font-family="sans-serif">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        + "".join(line(words, y, TITLE, INK, ' font-weight="bold"') for words, y in above)
        + inner
        + "\n"
        + "".join(line(words, y, SOURCE, FAINT) for words, y in below)
        + "</svg>\n"
    )


def size_of(svg: str) -> tuple[float, float]:
    """The width and the height of a drawing, in its units."""
    box = BOX.search(svg)
    if box is None:
        raise ValueError("a drawing of the book has a viewBox that begins at 0 0")
    return float(box[1]), float(box[2])


def lines(words: str, width: float, size: float, first: float) -> list[tuple[str, float]]:
    """Words broken into lines of a width, each with the height at which it stands."""
    # A letter of a sans-serif face is about 0.58 of its size wide, a bold one a little more.
    letters = int(width / (size * 0.6))
    return [
        (part, first + number * size * LEADING) for number, part in enumerate(wrap(words, letters))
    ]


def line(words: str, y: float, size: float, colour: str, more: str = "") -> str:
    """One line of words as SVG."""
    place = f'x="{MARGIN}" y="{y:g}" font-size="{size:g}" fill="{colour}"{more}'
    return f"<text {place}>{escape(words)}</text>\n"


def pixels(svg: str, zoom: float = ZOOM, paper: str = PAPER) -> bytes:
    """A drawing on paper as PNG, in matplotlib's own fonts: the same on every machine."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        background=paper,
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(folder.glob("DejaVuSans*.ttf"))],
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
    )
    return reduced(bytes(drawn))


def reduced(png: bytes) -> bytes:
    """A PNG of few colours, a third as large: a drawing has no more than a hundred."""
    written = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(96, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def first(env: BuildEnvironment, docname: str) -> bytes:
    """The first figure of a page as PNG, as link previews show it, or nothing."""
    for figure in elements.files_of(env, docname, "svg"):
        drawn = figure["svg"].replace("<svg ", '<svg font-family="sans-serif" ', 1)
        return pixels(drawn, link_pictures.BESIDE / size_of(drawn)[0], link_pictures.PAPER)
    return b""


def first_in_words(env: BuildEnvironment, docname: str) -> str:
    """What the first figure of a page shows, its title and then all of it, or nothing."""
    figures = elements.files_of(env, docname, "svg")
    return f"{figures[0]['title']}. {figures[0]['alt']}" if figures else ""
