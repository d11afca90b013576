"""A map: where places are, with no border drawn."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from unsigned_treaty.exhibits.coastlines import Coast, polygons
from unsigned_treaty.exhibits.drawing import (
    ACCENT,
    FAINT,
    GRID,
    INK,
    PAGE,
    PAPER,
    TEXT,
    canvas,
    figure,
    write,
)
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project import paths


def land(
    axes: Axes,
    coasts: list[Coast],
    box: tuple[float, ...],
    frame: tuple[float, ...],
    detail: float,
) -> None:
    """Draw the land inside ``box`` (degrees) into ``frame`` (points: x, y, width, height)."""
    clip = Rectangle((frame[0], frame[1]), frame[2], frame[3], transform=axes.transData)
    for coast in coasts:
        points = [placed(point, box, frame) for point in coast]
        if not any(
            frame[0] <= x <= frame[0] + frame[2] and frame[1] <= y <= frame[1] + frame[3]
            for x, y in points
        ):
            continue
        shape = Polygon(thinned(points, detail), facecolor=GRID, edgecolor=FAINT, linewidth=0.5)
        shape.set_clip_path(clip)
        axes.add_patch(shape)


def placed(
    point: tuple[float, float], box: tuple[float, ...], frame: tuple[float, ...]
) -> tuple[float, float]:
    """Longitude and latitude as a point of the frame (plate carrée, true at its middle)."""
    west, east, south, north = box
    x = frame[0] + frame[2] * (point[0] - west) / (east - west)
    return round(x, 1), round(frame[1] + frame[3] * (north - point[1]) / (north - south), 1)


def thinned(points: list[tuple[float, float]], detail: float) -> list[tuple[float, float]]:
    """The points without those nearer than ``detail`` points to the one before."""
    result = points[:1]
    for point in points[1:]:
        if math.dist(point, result[-1]) >= detail:
            result.append(point)
    return result


def height_for(box: tuple[float, ...], width: float) -> float:
    """The height that keeps distances true at the middle of the box."""
    west, east, south, north = box
    return width * (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2)))


def locator_map(
    places: pd.DataFrame,
    detail: tuple[float, float, float, float],
    region: tuple[float, float, float, float],
    title: str,
    caption: str,
    alt: str,
    coastlines: str,
    on: Any,
) -> Exhibit:
    """Places and their names on the land, with a smaller map that shows where they are.

    ``places`` has ``place`` (str), ``longitude`` and ``latitude`` (float, degrees, where the name
    stands), ``align`` (``left``, ``center`` or ``right``) and ``note`` (str): a name with a note
    is in red.  A place outside ``detail`` is named on the smaller map.  ``detail`` and ``region``
    are the two maps' edges in degrees: west, east, south, north.  ``coastlines`` is a file of the
    project, polygons of land as GeoJSON; ``on`` names what it rests on, such as its makers' page.
    """
    near = places["longitude"].between(*detail[:2]) & places["latitude"].between(*detail[2:])

    coasts = polygons(paths.ROOT / coastlines)

    def draw(width: float) -> Figure:
        height = height_for(detail, width)
        drawn, axes = canvas(width, height)
        whole = (0.0, 0.0, float(width), height)
        size = TEXT if width >= PAGE else TEXT - 2.5
        land(axes, coasts, detail, whole, 1.2)
        for row in places[near].itertuples(index=False):
            x, y = placed((row.longitude, row.latitude), detail, whole)
            colour = ACCENT if row.note else INK
            write(axes, x, y, row.place, colour, size, row.align, bold=True)
            if row.note and width >= PAGE:
                write(axes, x, y + size + 3, row.note, ACCENT, size - 2, row.align)
        inset_width = 0.3 * width
        inset = (2.0, 2.0, inset_width, height_for(region, inset_width))
        axes.add_patch(Rectangle(inset[:2], inset[2], inset[3], facecolor=PAPER, edgecolor=FAINT))
        land(axes, coasts, region, inset, 0.8)
        west, north = placed((detail[0], detail[3]), region, inset)
        east, south = placed((detail[1], detail[2]), region, inset)
        frame = Rectangle((west, north), east - west, south - north, fill=False, edgecolor=ACCENT)
        axes.add_patch(frame)
        if width >= PAGE:
            for row in places[~near].itertuples(index=False):
                x, y = placed((row.longitude, row.latitude), region, inset)
                write(axes, x, y, row.place, INK, size - 3, row.align)
        return drawn

    return figure(draw, "fig-map", title, caption, alt, [on, coastlines])
