"""Figures: what the tables say, to be seen at a glance; each with its words computed beside it."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from unsigned_treaty.coding.codebook import OBJECTS, PROSPECTS, SIDES
from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits.drawing import (
    FAINT,
    GRID,
    INK,
    PAPER,
    SIDE_COLOURS,
    TEXT,
    WIDTH,
    canvas,
    exhibit,
    write,
)
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.findings.conditions import conditions
from unsigned_treaty.findings.prospects import judged

GOVERNMENTS = ("RU_gov", "JP_gov")


def count(number: int, noun: str) -> str:
    """A number and its noun: ``1 statement``, ``7 statements``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def reading(key: str) -> Exhibit:
    """An article as it is read: a row for each paragraph, its statements by side and mode.

    A full block is direct speech, an outlined one the narrator's report of what someone said, and
    the thin line the narrator's own words; lengths are in characters.
    """
    records = articles.catalogue()
    text = articles.text(key, records)
    rows = articles.paragraphs(text)
    said = statements()
    said = said[said["article"] == key]
    left, top, step = 62, 30, 13
    height = top + step * len(rows) + 8
    figure, axes = canvas(height)
    longest = int((rows["end"] - rows["start"]).max())
    scale = (WIDTH - left - 4) / longest
    write(axes, left - 8, 12, "paragraph", FAINT, TEXT - 1.5, "right")
    sides = [side for side in SIDES if side in set(said["side"])]
    # Here a colour is a country: whether an official or an expert speaks, no block shows.
    voices = list(dict.fromkeys(VOICES[side] for side in sides))
    colours = {VOICES[side]: SIDE_COLOURS[side] for side in sides}
    for place, voice in enumerate(voices):
        write(axes, left + place * 84, 12, voice, colours[voice], TEXT - 1.5)
    for number, row in rows.iterrows():
        y = top + step * (int(str(number)) - 1) + step / 2
        if int(str(number)) % 5 == 0 or number == 1:
            write(axes, left - 8, y, str(number), FAINT, TEXT - 2, "right")
        axes.plot(
            [left, left + scale * (row["end"] - row["start"])],
            [y, y],
            color=FAINT,
            linewidth=0.8,
            zorder=1,
        )
        inside = said[(said["start"] < row["end"]) & (said["end"] > row["start"])]
        for _, statement in inside.iterrows():
            begin = max(statement["start"], row["start"]) - row["start"]
            end = min(statement["end"], row["end"]) - row["start"]
            colour = SIDE_COLOURS[statement["side"]]
            direct = statement["mode"] == "direct"
            axes.add_patch(
                Rectangle(
                    (left + scale * begin + 0.5, y - 4),
                    max(scale * (end - begin) - 1, 1.5),
                    8,
                    facecolor=colour if direct else PAPER,
                    edgecolor=colour,
                    linewidth=1.2,
                    zorder=2,
                )
            )
    direct = said[said["mode"] == "direct"]
    shorthand = records.at[key, "shorthand"]
    by_side = said["side"].value_counts()
    parts = ", ".join(f"{SIDES[side]} {by_side[side]}" for side in sides)
    alt = (
        f"{shorthand} has {count(len(rows), 'paragraph')} and {count(len(said), 'statement')}, "
        f"{len(direct)} of them direct. By side: {parts}."
    )
    caption = (
        f"{shorthand} as it is read, a row for each paragraph. Full blocks are direct speech, "
        "outlined blocks the narrator's report of what someone said, grey lines the narrator."
    )
    return exhibit(figure, f"fig-{key}-reading", caption, alt)


VOICES = {
    "RU_gov": "Russian",
    "RU_expert": "Russian",
    "JP_gov": "Japanese",
    "JP_expert": "Japanese",
    "third_expert": "third countries",
    "media": "media, unnamed",
    "anonymous": "media, unnamed",
}
SHORT = {
    "RU_gov": "Russian officials",
    "RU_expert": "Russian experts",
    "JP_gov": "Japanese officials",
    "JP_expert": "Japanese experts",
    "third_expert": "third countries",
    "media": "media",
    "anonymous": "unnamed",
}


def floor() -> Exhibit:
    """Which side holds the floor: words in quotation marks, a bar for each article."""
    said = statements()
    said = said[said["duplicate_of"] == ""]
    records = articles.catalogue()
    words = said.pivot_table(
        index="article", columns="side", values="quoted_words", aggfunc="sum", fill_value=0
    ).reindex(index=records.index, columns=list(SIDES), fill_value=0)
    most = int(words.sum(axis="columns").max())
    step, top = 46, 8
    figure, axes = canvas(top + step * len(words) + 6)
    spoken = []
    for place, (key, row) in enumerate(words.iterrows()):
        y = top + step * place
        write(axes, 0, y + 7, records.at[key, "shorthand"], bold=True)
        x = 0.0
        parts = []
        for side in SIDES:
            number = int(row[side])
            if not number:
                continue
            width = (WIDTH - 2) * number / most
            official = side in GOVERNMENTS
            colour = SIDE_COLOURS[side]
            axes.add_patch(
                Rectangle(
                    (x + 0.6, y + 15),
                    max(width - 1.2, 0.8),
                    14,
                    facecolor=colour if official else PAPER,
                    edgecolor=colour,
                    linewidth=1.4,
                    hatch=None if official else "/////",
                )
            )
            if width > 40:
                write(axes, x + 2, y + 36, f"{SHORT[side]} {number}", colour, TEXT - 2.5)
            x += width
            parts.append(f"{SIDES[side]} {number}")
        total = int(row.sum())
        write(axes, WIDTH, y + 7, count(total, "quoted word"), FAINT, TEXT - 1.5, "right")
        spoken.append(f"{records.at[key, 'shorthand']}: {', '.join(parts)}")
    caption = (
        "Words inside quotation marks, by side. Full bars are officials, hatched bars experts; "
        "the scale is the same for all five articles."
    )
    return exhibit(figure, "fig-floor", caption, "Quoted words. " + ". ".join(spoken) + ".")


def prospect_figure() -> Exhibit:
    """What is held possible: a mark for each judgement, by its object, with the article's name."""
    found = judged(statements())
    records = articles.catalogue()
    codes = [code for code in PROSPECTS if code != 9]
    top, column = 30, WIDTH / len(codes)
    rows = [name for name in OBJECTS if name != "none"]
    cells = {
        (name, code): found[(found["prospect_object"] == name) & (found["prospect"] == code)]
        for name in rows
        for code in codes
    }
    heights = [
        max([2] + [cells[name, code].groupby(["speaker", "article"]).ngroups for code in codes])
        * 25
        + 30
        for name in rows
    ]
    figure, axes = canvas(top + sum(heights))
    for place, code in enumerate(codes):
        middle = column * (place + 0.5)
        write(axes, middle, 12, PROSPECTS[code], FAINT, TEXT - 1.5, "center")
    y = float(top)
    spoken = []
    for name, height in zip(rows, heights, strict=True):
        axes.plot([0, WIDTH], [y, y], color=GRID, linewidth=0.8)
        write(axes, 0, y + 14, OBJECTS[name], bold=True)
        for place, code in enumerate(codes):
            cell = cells[name, code]
            line = y + 33
            grouped = cell.groupby(["speaker", "article", "side"], sort=False).size()
            for (speaker, article, side), number in grouped.items():
                middle = column * (place + 0.5)
                short = speaker.split()[-1] if side != "anonymous" else "experts"
                times = f" ×{number}" if number > 1 else ""
                write(axes, middle, line, short + times, SIDE_COLOURS[side], TEXT - 1.5, "center")
                write(
                    axes, middle, line + 11, records.at[article, "shorthand"], FAINT,
                    TEXT - 4, "center",
                )  # fmt: skip
                line += 25
                spoken.append(
                    f"{OBJECTS[name]} {PROSPECTS[code]}: {speaker} in "
                    f"{records.at[article, 'shorthand']}, {count(number, 'statement')}"
                )
        y += height
    caption = (
        "What the speakers hold possible, by what it is a prospect of. Colours show the side; "
        "a times sign shows how many statements say so. Retrospective statements are left out."
    )
    return exhibit(figure, "fig-prospects", caption, "; ".join(spoken) + ".")


def conditions_matrix() -> Exhibit:
    """Who makes what depend on what: conditions down, speakers across, the object in the cell."""
    found = conditions()
    records = articles.catalogue()
    order = {"Japan": 0, "both": 1, "third": 2}
    heads = {
        "Japan": "Japan would have to act",
        "both": "both sides would have to act",
        "third": "several parties, or events",
    }
    named = found.drop_duplicates("condition").assign(rank=lambda t: t["must_act"].map(order))
    named = named.sort_values(["rank", "condition"])
    marks = {"treaty": "treaty", "talks": "talks", "normalisation": "relations"}
    step, y, rows = 17, 0.0, []
    height = 4 + sum(
        36 + sum(26 + step * (found["condition"] == c).sum() for c in group["condition"])
        for _, group in named.groupby("rank")
    )
    figure, axes = canvas(height)
    for rank, group in named.groupby("rank"):
        actor = next(name for name, place in order.items() if place == rank)
        write(axes, 0, y + 16, heads[actor], FAINT, TEXT - 1)
        axes.plot([0, WIDTH], [y + 25, y + 25], color=GRID, linewidth=1)
        y += 34
        for condition in group["condition"]:
            write(axes, 0, y + 11, condition, INK, TEXT, bold=True)
            y += 24
            for _, row in found[found["condition"] == condition].iterrows():
                colour = SIDE_COLOURS[row["side"]]
                axes.add_patch(
                    Rectangle((4, y), 54, 12, facecolor=PAPER, edgecolor=colour, linewidth=1.2)
                )
                write(axes, 31, y + 5.5, marks[row["object"]], colour, TEXT - 3, "center")
                who = f"{row['speaker']}, {records.at[row['article'], 'shorthand']}"
                write(axes, 66, y + 6.5, who, colour, TEXT - 1)
                y += step
                rows.append(f"{condition}: {who}, for {OBJECTS[row['object']]}")
    caption = (
        "Who makes what depend on what. The box says for what the condition is named: the treaty, "
        "talks, or better relations; its colour shows the speaker's side."
    )
    return exhibit(figure, "fig-conditions", caption, "; ".join(rows) + ".")
