"""Figures: each draws a frame that it is given, and says in words all that it draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from unsigned_treaty.coding.tables import read_table
from unsigned_treaty.coding.vocabulary import NOT_ADDRESSED, vocabulary
from unsigned_treaty.corpus.articles import paragraph_spans
from unsigned_treaty.exhibits.drawing import (
    ACCENT,
    FAINT,
    GRID,
    INK,
    PAGE,
    PHONE,
    TEXT,
    box,
    canvas,
    figure,
    lines,
    paragraph,
    voice_colour,
    write,
)
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project.dates import written

SMALL = TEXT - 2


def counted(number: int, noun: str) -> str:
    """A number and its noun: ``1 statement``, ``7 statements``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def surnames(speakers: Iterable[str]) -> dict[str, str]:
    """What a narrow drawing calls speakers: by the last word of a name, an institution whole."""
    known = read_table("speakers")
    institutions = set(known.loc[known["kind"] == "institution", "name"])
    groups = {side.group for side in vocabulary().sides.values()}
    found = {}
    for speaker in speakers:
        first, _, rest = speaker.partition(" ")
        # An institution needs no group before its name, where a colour shows the group.
        whole = rest if first in groups else speaker
        found[speaker] = whole if speaker in institutions else speaker.split()[-1]
    return found


def fitted(name: str, width: float, size: float) -> str:
    """A name in one line, or its beginning and a sign that it goes on, where it is too long."""
    first, *rest = lines(name, width, size)
    return f"{first} …" if rest else first


def colours_of(sides: Iterable[str]) -> str:
    """Whose colour is which, of the sides that a figure shows: ``Colours: Japanese (amber).``"""
    present = set(sides)
    named = [
        f"{side.group} ({side.colour})"
        for name, side in vocabulary().sides.items()
        if name in present
    ]
    return f"Colours: {'; '.join(dict.fromkeys(named))}."


def reading(article: pd.Series, statements: pd.DataFrame, title: str) -> Exhibit:
    """An article as it is read: a row for each paragraph, with its speakers and their words.

    ``article`` is a row of the articles, ``statements`` are its own.  A full block is direct
    speech, an outlined one the narrator's report of what someone said, and the thin line the
    narrator's own words; lengths are in characters, from the paragraph's beginning.
    """
    paragraphs = paragraph_spans(article["text"])
    longest = max(end - start for start, end in paragraphs)
    said = statements.sort_values("start")
    short_names = surnames(said["speaker"])
    rows = [said[(said["start"] < end) & (said["end"] > start)] for start, end in paragraphs]

    def draw(width: float) -> Figure:
        left, step, top = (176.0 if width >= PAGE else 114.0), 17, 4
        drawn, axes = canvas(width, top + step * len(paragraphs) + 4)
        scale = (width - left - 3) / longest
        for place, ((start, end), inside) in enumerate(zip(paragraphs, rows, strict=True)):
            y = top + step * place
            axes.plot(
                [left, left + scale * (end - start)], [y + step / 2] * 2,
                color=FAINT, linewidth=0.8, zorder=1,
            )  # fmt: skip
            names = inside.drop_duplicates("speaker")
            if len(names):
                first = names.iloc[0]
                name = first["speaker"] if width >= PAGE else short_names[first["speaker"]]
                more = f" +{len(names) - 1}" if len(names) > 1 else ""
                write(
                    axes, left - 8, y + step / 2,
                    fitted(name, left - 8, SMALL) + more, voice_colour(first["side"]), SMALL,
                    "right", statements=inside["id"],
                )  # fmt: skip
            for _, row in inside.iterrows():
                begin = max(row["start"], start) - start
                finish = min(row["end"], end) - start
                box(
                    axes, left + scale * begin + 0.5, y + 3,
                    max(scale * (finish - begin) - 1, 1.5), step - 6,
                    voice_colour(row["side"]), row["mode"] == "direct",
                )  # fmt: skip
        return drawn

    short = article["shorthand"]
    spoken = "; ".join(
        f"paragraph {place}: "
        + ", ".join(f"{row['speaker']}, {row['mode']}" for _, row in inside.iterrows())
        for place, inside in enumerate(rows, start=1)
        if len(inside)
    )
    alt = (
        f"{short} has {counted(len(paragraphs), 'paragraph')} and "
        f"{counted(len(said), 'statement')}. {spoken}. All else is the narrator's."
    )
    crowded = any(inside["speaker"].nunique() > 1 for inside in rows)
    more = "A sign such as +1 counts the other speakers of a paragraph. " if crowded else ""
    caption = (
        f"{short} as it is read, a row for each paragraph. Full blocks are direct speech, outlined "
        f"blocks the narrator's report of what someone said, thin lines the narrator. {more}"
        f"{colours_of(said['side'])}"
    )
    name = f"fig-{article['id']}-reading"
    return figure(draw, name, title, caption, alt, [article["id"], said])


def prospects(judged: pd.DataFrame, articles: pd.DataFrame, title: str) -> Exhibit:
    """What the speakers hold possible: a mark for each judgement, by its object.

    ``judged`` are the statements that judge a prospect, with a bool column ``arguable``: whether
    some coding has another prospect or object.  A full mark is a code that all codings share.
    """
    words = vocabulary()
    codes = [code for code in sorted(words.prospects) if code != NOT_ADDRESSED]
    marks = (
        judged.groupby(["prospect_object", "prospect", "speaker", "article", "side"], sort=False)
        .agg(ids=("id", tuple), arguable=("arguable", "any"))
        .reset_index()
    )
    marks["short"] = marks["article"].map(articles["shorthand"])
    short_names = surnames(marks["speaker"])

    def cell(name: str, code: int) -> list[Any]:
        inside = (marks["prospect_object"] == name) & (marks["prospect"] == code)
        return list(marks[inside].itertuples(index=False))

    def entry(axes: Axes, x: float, y: float, row: Any, inline: bool) -> None:
        colour = voice_colour(row.side)
        times = f" ×{len(row.ids)}" if len(row.ids) > 1 else ""
        who = short_names[row.speaker] + times
        axes.plot(
            [x], [y], marker="o", markersize=6, markeredgecolor=colour, markeredgewidth=1.3,
            markerfacecolor="none" if row.arguable else colour,
        )  # fmt: skip
        write(axes, x + 9, y, who, colour, SMALL, statements=row.ids)
        if inline:
            write(axes, PHONE, y, row.short, FAINT, SMALL - 1, "right")
        else:
            write(axes, x + 9, y + 14, row.short, FAINT, SMALL - 2)

    def across(width: float) -> Figure:
        column, step, top = width / len(codes), 33, 24
        heights = {
            name: 30 + step * max(1, *(len(cell(name, code)) for code in codes))
            for name in words.objects
        }
        drawn, axes = canvas(width, top + sum(heights.values()))
        for place, code in enumerate(codes):
            write(axes, column * place + 2, 11, words.prospects[code], FAINT, SMALL)
        y = float(top)
        for name, height in heights.items():
            axes.plot([0, width], [y, y], color=GRID, linewidth=1)
            write(axes, 0, y + 13, words.objects[name], INK, TEXT, bold=True)
            for place, code in enumerate(codes):
                for line, row in enumerate(cell(name, code)):
                    entry(axes, column * place + 7, y + 34 + step * line, row, inline=False)
            y += height
        return drawn

    def down(width: float) -> Figure:
        step = 19
        rows = {(name, code): cell(name, code) for name in words.objects for code in codes}
        lines_needed = sum(max(1, len(inside)) for inside in rows.values())
        drawn, axes = canvas(width, 36 * len(words.objects) + step * lines_needed)
        y = 0.0
        for name in words.objects:
            axes.plot([0, width], [y + 1] * 2, color=GRID, linewidth=1)
            write(axes, 0, y + 16, words.objects[name], INK, TEXT, bold=True)
            y += 30
            for code in codes:
                write(axes, 0, y + step / 2, words.prospects[code], FAINT, SMALL)
                if not rows[name, code]:
                    write(axes, 102, y + step / 2, "nobody", FAINT, SMALL)
                for line, row in enumerate(rows[name, code]):
                    entry(axes, 100, y + step * (line + 0.5), row, inline=True)
                y += step * max(1, len(rows[name, code]))
            y += 6
        return drawn

    def draw(width: float) -> Figure:
        return across(width) if width >= PAGE else down(width)

    spoken = "; ".join(
        f"{words.objects[row.prospect_object]} {words.prospects[row.prospect]}: {row.speaker} in "
        f"{row.short}, {counted(len(row.ids), 'statement')}"
        + (", not in every coding" if row.arguable else "")
        for row in marks.itertuples(index=False)
    )
    caption = (
        "What the speakers hold possible, and of what. A full mark: every coding "
        "has this code; a hollow one: some coding has another. A times sign shows how many "
        "statements say so. Statements made long before the article are left out. "
        f"{colours_of(judged['side'])}"
    )
    return figure(draw, "fig-prospects", title, caption, f"{spoken}.", judged)


def facing(
    rows: pd.DataFrame,
    heads: tuple[str, str],
    name: str,
    title: str,
    caption: str,
    on: Any = (),
) -> Exhibit:
    """Two columns of words that face each other, a pair in each row.

    ``rows`` has ``left`` and ``right`` (str, the words; empty leaves the place empty) and may
    have ``left_by`` and ``right_by`` (str, who says them), ``left_side`` and ``right_side``
    (whose colour they have), ``left_ids`` and ``right_ids`` (tuples of the statements that they
    lead to), and ``joined`` (bool, whether the two are framed as one).
    """

    def column(row: Any, which: str) -> tuple[str, str, str, tuple[str, ...]]:
        side = getattr(row, f"{which}_side", "")
        return (
            getattr(row, which),
            getattr(row, f"{which}_by", ""),
            voice_colour(side) if side else INK,
            getattr(row, f"{which}_ids", ()),
        )

    def draw(width: float) -> Figure:
        gap, pad = 14.0, 8.0
        room = (width - gap) / 2 - 2 * pad
        size = TEXT if width >= PAGE else TEXT - 1
        pairs = [
            [column(row, which) for which in ("left", "right")]
            for row in rows.itertuples(index=False)
        ]
        heights = [
            14
            + max(
                17 * len(lines(words, room, size)) + 15 * len(lines(by, room, SMALL)) * bool(by)
                for words, by, _, _ in pair
            )
            for pair in pairs
        ]
        top = 10 + 17 * max(len(lines(head, room, size)) for head in heads)
        drawn, axes = canvas(width, top + sum(heights) + 8 * len(heights))
        for place, head in enumerate(heads):
            paragraph(
                axes, place * (width + gap) / 2 + pad, 2, head, room,
                colour=FAINT, size=size, bold=True,
            )  # fmt: skip
        y = float(top)
        for pair, height, row in zip(pairs, heights, rows.itertuples(index=False), strict=True):
            if getattr(row, "joined", False):
                box(axes, 1, y, width - 2, height, ACCENT, full=False)
            for place, (words, by, colour, ids) in enumerate(pair):
                x = place * (width + gap) / 2 + pad
                if words and not getattr(row, "joined", False):
                    axes.plot([x - pad + 1] * 2, [y + 3, y + height - 3], color=colour, linewidth=2)
                below = paragraph(
                    axes, x, y + 5, words, room, colour=INK, size=size, statements=ids
                )
                if by:
                    paragraph(axes, x, below, by, room, step=15, colour=colour, size=SMALL)
            y += height + 8
        return drawn

    spoken = "; ".join(
        " — ".join(
            f"{head}: {getattr(row, which)}"
            + (f" ({by})" if (by := getattr(row, f"{which}_by", "")) else "")
            for head, which in zip(heads, ("left", "right"), strict=True)
            if getattr(row, which)
        )
        for row in rows.itertuples(index=False)
    )
    return figure(draw, name, title, caption, f"{spoken}.", [rows, on])


def names_used(uses: Mapping[str, pd.DataFrame], articles: pd.DataFrame, title: str) -> Exhibit:
    """Which names each article uses, and whether the narrator or only a speaker does.

    ``uses`` has by the naming's object (a key of the vocabulary's namings) a frame as
    :func:`~.names.families` makes it: index ``article``, a column for each family.
    """
    words = vocabulary().namings
    uses = {kind: table.reindex(articles.index, fill_value="") for kind, table in uses.items()}

    def draw(width: float) -> Figure:
        left, step = (120.0 if width >= PAGE else 88.0), 26
        drawn, axes = canvas(width, sum(72 + step * len(table) for table in uses.values()))
        size = SMALL if width >= PAGE else SMALL - 1
        y = 0.0
        for kind, table in uses.items():
            column = (width - left) / len(table.columns)
            write(axes, 0, y + 12, words[kind], INK, TEXT, bold=True)
            for place, family in enumerate(table.columns):
                for line, text in enumerate(lines(family, column - 2, size, whole=True)):
                    middle = left + column * (place + 0.5)
                    write(axes, middle, y + 26 + 12 * line, text, FAINT, size, "center")
            y += 56
            for article, row in table.iterrows():
                axes.plot([0, width], [y, y], color=GRID, linewidth=0.8)
                write(axes, 0, y + step / 2, articles.at[article, "shorthand"], INK, SMALL)
                if not any(row):
                    write(axes, left + 8, y + step / 2, "none of these", FAINT, size)
                for place, voice in enumerate(row):
                    if voice:
                        axes.plot(
                            [left + column * (place + 0.5)], [y + step / 2], marker="o",
                            markersize=9, markeredgecolor=ACCENT, markeredgewidth=1.4,
                            markerfacecolor=ACCENT if voice == "narrator" else "none",
                        )  # fmt: skip
                y += step
            y += 16
        return drawn

    who = {"narrator": "the narrator", "speaker": "a speaker only"}
    spoken = "; ".join(
        f"{articles.at[article, 'shorthand']}, {words[kind]}: {family}, {who[voice]}"
        for kind, table in uses.items()
        for article, row in table.iterrows()
        for family, voice in row.items()
        if voice
    )
    named = " and for ".join(words[kind] for kind in uses)
    caption = (
        f"Which names the articles use for {named}. A full mark: the narrator "
        "uses the name; a hollow one: only a speaker does, in quotation marks."
    )
    frames = [table.reset_index() for table in uses.values()]
    return figure(draw, "fig-names", title, caption, f"{spoken}.", frames)


def story(events: pd.DataFrame, articles: pd.DataFrame, title: str, on: Any = ()) -> Exhibit:
    """A story in years: each year a heading, each event with its date, the articles among them.

    ``events`` has ``date`` (a day, month or year, or a span), ``event`` (str) and ``sources``
    (tuple of citation keys).
    """
    told = pd.concat(
        [
            events[["date", "event"]].assign(own=False),
            articles[["date"]].assign(event=articles["shorthand"] + " appears", own=True),
        ]
    )
    told = told.sort_values("date", kind="stable").reset_index(drop=True)
    years = told["date"].str[:4]

    def day(date: str, own: bool) -> str:
        """The day within its year; what happened over a span begins on its first."""
        first, _, last = date.partition("/")
        begin = written(first).removesuffix(first[:4]).strip()
        if not last:
            return begin
        # An article whose day is not known appeared on one day of the span.
        return (
            f"{int(first[8:])}–{written(last).removesuffix(last[:4]).strip()}"
            if own
            else f"from {begin}"
        )

    def draw(width: float) -> Figure:
        left, step = (84.0 if width >= PAGE else 64.0), 17
        room = width - left - 4
        texts = [
            lines(": ".join(filter(None, (day(row.date, row.own), row.event))), room)
            for row in told.itertuples(index=False)
        ]
        height = sum(step * len(text) + 5 for text in texts) + 6 * years.nunique()
        drawn, axes = canvas(width, height + 8)
        y, before = 6.0, ""
        axes.plot([left - 14] * 2, [6, height], color=GRID, linewidth=2, zorder=0)
        for text, year, own in zip(texts, years, told["own"], strict=True):
            if year != before:
                y += 6 if before else 0
                write(axes, left - 24, y + step / 2, year, INK, TEXT, "right", bold=True)
            colour = ACCENT if own else FAINT
            axes.plot([left - 14], [y + step / 2], marker="o", markersize=6, color=colour)
            for line in text:
                write(axes, left, y + step / 2, line, ACCENT if own else INK, TEXT, bold=own)
                y += step
            y += 5
            before = year
        return drawn

    spoken = "; ".join(
        f"{written(row.date.split('/')[0])}: {row.event}" for row in told.itertuples(index=False)
    )
    caption = "Each event under its year; the articles of this book stand out."
    return figure(draw, "fig-story", title, caption, f"{spoken}.", [events, articles["id"], on])


def quoted_words(words: pd.DataFrame, articles: pd.DataFrame, title: str) -> Exhibit:
    """Whose words stand in quotation marks: a bar for each side, article by article.

    ``words``: index ``article``, a column for each side (int64).  Full bars are officials,
    outlined ones experts and others.
    """
    sides = vocabulary().sides
    most = max([1, *words.sum(axis="columns")])

    def draw(width: float) -> Figure:
        label = 150.0 if width >= PAGE else 134.0
        bars = [
            (article, side, int(number))
            for article, row in words.iterrows()
            for side, number in row.items()
            if number
        ]
        drawn, axes = canvas(width, 30 * len(words) + 19 * len(bars))
        y, before = 0.0, None
        for article, side, number in bars:
            if article != before:
                write(axes, 0, y + 17, articles.at[article, "shorthand"], INK, TEXT, bold=True)
                y += 30
                before = article
            colour = voice_colour(side)
            write(axes, label - 8, y + 8, sides[side].short, colour, SMALL, "right")
            length = max((width - label - 44) * number / most, 1.5)
            box(axes, label, y + 2, length, 12, colour, sides[side].official)
            write(axes, label + length + 6, y + 8, f"{number:,}", INK, SMALL)
            y += 19
        return drawn

    spoken = ". ".join(
        f"{articles.at[article, 'shorthand']}: "
        + ", ".join(f"{sides[side].short} {number}" for side, number in row.items() if number)
        for article, row in words.iterrows()
    )
    caption = "Words inside quotation marks, by side. Full bars are officials; the scale is one."
    return figure(draw, "fig-floor", title, caption, f"Quoted words. {spoken}.", words)
