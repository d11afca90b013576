"""Previews: the picture that goes with a link to a page."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

# Width and height in pixels that link previews show whole.
SIZE = (1200, 630)
PAPER, INK, FAINT, ACCENT = "#fbfaf7", "#1d1d1f", "#5c5a55", "#8a1c2b"
MARGIN = 90
# The column in which a page's figure stands.
BESIDE, RIGHT = 540, 40


def picture(title: str, book: str, figure: bytes = b"") -> bytes:
    """A PNG with a page's title and the book's, and beside them its figure.

    ``figure`` is a PNG that is :data:`BESIDE` wide.  The same bytes for the same words and figure.
    """
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 24, SIZE[1]), fill=ACCENT)
    name, _, subtitle = book.partition(": ")
    main, over = (name, "") if title == book else (title, name)
    draw.text((MARGIN, 70), over, font=font("DejaVuSans", 34), fill=ACCENT)
    room = SIZE[0] - 2 * MARGIN
    if figure:
        room = SIZE[0] - MARGIN - BESIDE - 2 * RIGHT
        paste(image, figure)
    size = next(s for s in range(84, 28, -4) if fits(main, font("DejaVuSerif", s), room))
    face = font("DejaVuSerif", size)
    draw.multiline_text(
        (MARGIN, 150), "\n".join(lines(main, face, room)), font=face, fill=INK, spacing=size // 4
    )
    small = font("DejaVuSans", 26 if figure else 30)
    below = "\n".join(lines(subtitle, small, room))
    draw.multiline_text((MARGIN, SIZE[1] - 60), below, font=small, fill=FAINT, anchor="ld")
    written = io.BytesIO()
    # In a quarter of the time that the usual choice of colours takes.
    image.quantize(64 if figure else 32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        written, "PNG"
    )
    return written.getvalue()


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font that comes with matplotlib, so that every machine draws the same."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / f"{name}.ttf"), size)


def paste(image: Image.Image, figure: bytes) -> None:
    """Put a figure that is as wide as its column at the right of a picture, from its top on."""
    drawn = Image.open(io.BytesIO(figure)).convert("RGB")
    below = max(0, (SIZE[1] - drawn.height) // 2)
    image.paste(
        drawn.crop((0, 0, BESIDE, min(drawn.height, SIZE[1]))), (SIZE[0] - BESIDE - RIGHT, below)
    )


def fits(words: str, face: ImageFont.FreeTypeFont, room: int) -> bool:
    """Whether words stand in the room that a title has: four lines, no word wider."""
    return len(lines(words, face, room)) <= (
        3 if face.size > 60 else 4 if face.size > 44 else 6
    ) and all(face.getlength(word) <= room for word in words.split())


def lines(words: str, face: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """Words broken into lines no wider than ``room``."""
    found: list[str] = []
    for word in words.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and face.getlength(longer) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found
