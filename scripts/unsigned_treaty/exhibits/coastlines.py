"""Coastlines: the land that a map draws, read from its file of GeoJSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unsigned_treaty.project import paths, reading
from unsigned_treaty.project.faults import Fault, Refused

Coast = list[tuple[float, float]]


def polygons(file: Path) -> list[Coast]:
    """The outer coastline of each piece of land: longitude and latitude in degrees (WGS 84).

    Raises :class:`Refused` where the file is missing, or is no GeoJSON of polygons.
    """
    whole = reading.from_json(file)
    try:
        return [
            coast(part[0]) for feature in whole["features"] for part in parts(feature["geometry"])
        ]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        message = f"not GeoJSON of polygons ({error!r}); restore it"
        raise Refused([Fault(paths.shown(file), "", message)]) from None


def parts(shape: Any) -> list[Any]:
    """The polygons of a shape."""
    kind, places = shape["type"], shape["coordinates"]
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(places, list) or not places:
        raise ValueError(f"a shape of the type {kind!r}")
    return [places] if kind == "Polygon" else places


def coast(line: Any) -> Coast:
    """A line of four points or more, each on the globe."""
    points = [(point[0], point[1]) for point in line]
    for x, y in points:
        numbers = isinstance(x, int | float) and isinstance(y, int | float)
        if not (numbers and abs(x) <= 360 and abs(y) <= 90):
            raise ValueError(f"a point at {(x, y)!r}")
    if len(points) < 4:
        raise ValueError(f"a line of {len(points)} points")
    return points
