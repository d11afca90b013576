"""The map: where the islands are, under both their names, with no border drawn."""

from __future__ import annotations

import json
import math

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from unsigned_treaty.exhibits.drawing import (
    ACCENT,
    FAINT,
    GRID,
    INK,
    PAPER,
    TEXT,
    WIDTH,
    canvas,
    exhibit,
    write,
)
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project import paths

LAND = paths.DATA / "land-okhotsk.geojson"
# Degrees: west, east, south, north of the detail and of the locator.
DETAIL = (143.6, 149.4, 42.7, 45.9)
REGION = (139.0, 157.5, 41.0, 52.0)
# Where each label stands (degrees), and how it is aligned.
ISLANDS = {
    "Iturup / Etorofu": (147.7, 45.3, "right"),
    "Kunashir / Kunashiri": (146.22, 44.12, "left"),
    "Shikotan": (147.02, 43.78, "left"),
    "Habomai islets": (146.5, 43.47, "left"),
}
PLACES = {"Hokkaidō": (144.25, 43.45)}


def polygons() -> list[list[tuple[float, float]]]:
    """The outer coastline of each piece of land: longitude and latitude in degrees (WGS 84)."""
    found = []
    for feature in json.loads(LAND.read_text(encoding="utf-8"))["features"]:
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


def locator_map() -> Exhibit:
    """Show the islands under both their names, and where they are."""
    height = height_for(DETAIL, WIDTH)
    figure, axes = canvas(height)
    whole = (0.0, 0.0, float(WIDTH), height)
    land(axes, DETAIL, whole, 1.2)
    for name, (longitude, latitude, align) in ISLANDS.items():
        x, y = placed((longitude, latitude), DETAIL, whole)
        write(axes, x, y, name, ACCENT, TEXT, align, bold=True)
    for name, point in PLACES.items():
        x, y = placed(point, DETAIL, whole)
        write(axes, x, y, name, FAINT, TEXT - 1, "center")
    inset_width = 118.0
    inset = (2.0, 2.0, inset_width, height_for(REGION, inset_width))
    axes.add_patch(Rectangle(inset[:2], inset[2], inset[3], facecolor=PAPER, edgecolor=FAINT))
    land(axes, REGION, inset, 0.8)
    west, north = placed((DETAIL[0], DETAIL[3]), REGION, inset)
    east, south = placed((DETAIL[1], DETAIL[2]), REGION, inset)
    box = Rectangle((west, north), east - west, south - north, fill=False, edgecolor=ACCENT)
    axes.add_patch(box)
    for name, point in {"Sakhalin": (147.2, 49.6), "Kamchatka": (151.9, 51.3)}.items():
        x, y = placed(point, REGION, inset)
        write(axes, x, y, name, INK, TEXT - 3.5, "center")
    caption = (
        "The islands under both their names: Russia administers them as the southern Kuril "
        "Islands, Japan claims them as the Northern Territories. No border is drawn. "
        "Coastlines: Natural Earth."
    )
    alt = (
        "A map of the sea between Hokkaidō and the Kuril Islands. From north-east to south-west "
        "lie Iturup, in Japanese Etorofu; Kunashir, in Japanese Kunashiri; and, south-east of "
        "Kunashir, Shikotan and the Habomai islets, off the eastern point of Hokkaidō."
    )
    return exhibit(figure, "fig-map", caption, alt)
