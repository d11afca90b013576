"""The map: where the islands are, under both their names, with no border drawn."""

from __future__ import annotations

import json
import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

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

LAND = "book/data/land-okhotsk.geojson"
# The record of those who made the coastlines.
MAKER = "naturalearth-land"
# Degrees: west, east, south, north of the detail and of the locator.
DETAIL = (143.6, 149.4, 42.7, 45.9)
REGION = (139.0, 157.5, 41.0, 52.0)
# Where each label stands (degrees), how it is aligned, and whether the islands are of 1956.
ISLANDS = {
    "Iturup / Etorofu": (147.7, 45.3, "right", False),
    "Kunashir / Kunashiri": (146.22, 44.12, "left", False),
    "Shikotan": (147.02, 43.78, "left", True),
    "Habomai islets": (146.5, 43.47, "left", True),
}
PLACES = {"Hokkaidō": (144.25, 43.45)}


def polygons() -> list[list[tuple[float, float]]]:
    """The outer coastline of each piece of land: longitude and latitude in degrees (WGS 84)."""
    found = []
    text = (paths.ROOT / LAND).read_text(encoding="utf-8")
    for feature in json.loads(text)["features"]:
        shape = feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        found += [[(point[0], point[1]) for point in part[0]] for part in parts]
    return found


def land(axes: Axes, box: tuple[float, ...], frame: tuple[float, ...], detail: float) -> None:
    """Draw the land inside ``box`` (degrees) into ``frame`` (points: x, y, width, height)."""
    clip = Rectangle((frame[0], frame[1]), frame[2], frame[3], transform=axes.transData)
    for coast in polygons():
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


def locator_map(title: str) -> Exhibit:
    """The islands under both their names, and the two of the declaration of 1956 apart."""

    def draw(width: float) -> Figure:
        height = height_for(DETAIL, width)
        drawn, axes = canvas(width, height)
        whole = (0.0, 0.0, float(width), height)
        size = TEXT if width >= PAGE else TEXT - 2.5
        land(axes, DETAIL, whole, 1.2)
        for name, (longitude, latitude, align, promised) in ISLANDS.items():
            x, y = placed((longitude, latitude), DETAIL, whole)
            write(axes, x, y, name, ACCENT if promised else INK, size, align, bold=True)
            if promised and width >= PAGE:
                write(axes, x, y + size + 3, "in the declaration of 1956", ACCENT, size - 2, align)
        for name, point in PLACES.items():
            x, y = placed(point, DETAIL, whole)
            write(axes, x, y, name, FAINT, size, "center")
        inset_width = 0.3 * width
        inset = (2.0, 2.0, inset_width, height_for(REGION, inset_width))
        axes.add_patch(Rectangle(inset[:2], inset[2], inset[3], facecolor=PAPER, edgecolor=FAINT))
        land(axes, REGION, inset, 0.8)
        west, north = placed((DETAIL[0], DETAIL[3]), REGION, inset)
        east, south = placed((DETAIL[1], DETAIL[2]), REGION, inset)
        frame = Rectangle((west, north), east - west, south - north, fill=False, edgecolor=ACCENT)
        axes.add_patch(frame)
        for name, point in {"Sakhalin": (146.4, 49.8), "Kamchatka": (152.6, 51.2)}.items():
            x, y = placed(point, REGION, inset)
            if width >= PAGE:
                write(axes, x, y, name, INK, size - 3, "center")
        return drawn

    caption = (
        "The islands under both their names, the Russian one first: Russia administers them as the "
        "southern Kuril Islands, Japan claims them as the Northern Territories. In red, the two "
        "that the declaration of 1956 speaks of. No border is drawn. Coastlines: Natural Earth."
    )
    alt = (
        "A map of the sea between Hokkaidō and the Kuril Islands. From north-east to south-west "
        "lie Iturup, in Japanese Etorofu; Kunashir, in Japanese Kunashiri; and, south-east of "
        "Kunashir, Shikotan and the Habomai islets, off the eastern point of Hokkaidō. Shikotan "
        "and the Habomai islets are those that the declaration of 1956 speaks of."
    )
    return figure(draw, "fig-map", title, caption, alt, [MAKER, LAND])
