"""The timeline: prime ministers, the five articles, and the dated events that they name."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.patches import Rectangle

from unsigned_treaty.coding import tables
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.drawing import (
    ACCENT,
    FAINT,
    GRID,
    INK,
    PAPER,
    TEXT,
    canvas,
    exhibit,
    write,
)
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project.dates import MONTHS

FIRST, LAST = date(2020, 1, 1), date(2026, 3, 1)
# The newest page found on the subject; after it nothing is known here of who was in office.
NEWEST = date(2026, 2, 20)


def events() -> pd.DataFrame:
    """The events of 2020 to 2026 that an article names and a page dates to the day or the month.

    Columns ``date`` (ISO day or month, or an interval), ``name`` (str) and ``articles`` (tuple of
    citation keys), by date.
    """
    found = tables.table("events")
    dated = found[found["date"].str.match(r"\d{4}-\d{2}") & found["sources"].map(bool)]
    dated = dated[(dated["date"] >= FIRST.isoformat()) & (dated["date"] <= LAST.isoformat())]
    # The term that was to end in 2021 did not run to its end.
    dated = dated[dated["id"] != "event-abe-term-end"]
    grouped = dated.groupby(["date", "name"])["article"].agg(tuple).rename("articles")
    return grouped.reset_index().sort_values(["date", "name"], ignore_index=True)


def timeline() -> Exhibit:
    """Show who governed Japan, when each article appeared, and the events that they name."""
    named, records = events(), articles.catalogue()
    entries = [(row.date, row.name, False) for row in _rows(named)]
    entries += [(record["date"], record["shorthand"], True) for _, record in records.iterrows()]
    entries.sort()
    step, top = 15.5, 16.0
    height = top + step * (len(entries) + 1)
    figure, axes = canvas(height)
    scale = (height - top - 8) / (LAST - FIRST).days

    def level(day: date) -> float:
        return top + scale * (day - FIRST).days

    ministers = tables.table("prime_ministers")
    spans = []
    for row in _rows(ministers):
        begin = max(date.fromisoformat(row.start), FIRST)
        end = date.fromisoformat(row.end) if row.end else NEWEST
        axes.add_patch(
            Rectangle(
                (0, level(begin) + 0.7),
                56,
                level(end) - level(begin) - 1.4,
                facecolor=PAPER,
                edgecolor=FAINT,
                linewidth=0.9,
            )
        )
        middle = (level(begin) + level(end)) / 2
        write(axes, 28, middle, row.name.split()[-1], INK, TEXT - 2, "center", bold=True)
        spans.append(f"{row.name} {begin.year} to {end.year}")
    for year in range(FIRST.year, LAST.year + 1):
        y = level(date(year, 1, 1))
        axes.plot([91, 97], [y, y], color=FAINT, linewidth=0.8)
        write(axes, 88, y, str(year), FAINT, TEXT - 2, "right")
    axes.plot([94, 94], [top, height - 8], color=GRID, linewidth=1.4)
    for place, (written, name, article) in enumerate(entries):
        day = begin_of(written)
        y = top + step * (place + 0.6)
        colour = ACCENT if article else FAINT
        axes.plot([94, 106, 111], [level(day), y, y], color=colour, linewidth=0.7)
        axes.plot([94], [level(day)], marker="o", markersize=3.2, color=colour)
        write(axes, 161, y, label_of(written), FAINT, TEXT - 3, "right")
        write(axes, 166, y, name, ACCENT if article else INK, TEXT - 2.5, bold=article)
    caption = (
        "Prime ministers of Japan, the five articles (bold), and the events of these years that "
        "the articles name and a page dates to the day or the month."
    )
    alt = (
        f"In office: {'; '.join(spans)}. "
        + "; ".join(f"{day} {name}" for day, name, _ in entries)
        + "."
    )
    return exhibit(figure, "fig-timeline", caption, alt)


def begin_of(written: str) -> date:
    """The first day of a date that is a day, a month, or an interval of either."""
    first = written.split("/")[0]
    return date.fromisoformat(first if len(first) == 10 else f"{first}-01")


def label_of(written: str) -> str:
    """A date as the timeline shows it: ``21 Mar``, ``Feb``, ``Feb–Mar``, ``24–26 Oct``."""
    parts = written.split("/")
    days = [f"{int(part[8:])} " if len(part) == 10 else "" for part in parts]
    months = [MONTHS[int(part[5:7])][:3] for part in parts]
    if len(parts) == 2 and months[0] == months[1]:
        return f"{days[0].strip()}–{days[1]}{months[1]}"
    return "–".join(day + month for day, month in zip(days, months, strict=True))


def _rows(frame: pd.DataFrame) -> list[pd.Series]:
    return list(frame.itertuples(index=False))
