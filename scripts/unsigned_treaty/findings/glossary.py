"""The glossary: people, institutions and islands, each under its names in three scripts."""

from __future__ import annotations

import pandas as pd

from unsigned_treaty.coding import tables
from unsigned_treaty.corpus.cited_pages import shorthands
from unsigned_treaty.exhibits.exhibit import Exhibit, table
from unsigned_treaty.exhibits.timeline import NEWEST
from unsigned_treaty.findings.sources import links
from unsigned_treaty.project.dates import written

# The names in use on either side; order from north-east to south-west.
ISLANDS = [
    ("Iturup", "Итуруп", "Etorofu", "択捉島"),
    ("Kunashir", "Кунашир", "Kunashiri", "国後島"),
    ("Shikotan", "Шикотан", "Shikotan", "色丹島"),
    ("Habomai islets", "острова Хабомаи", "Habomai islets", "歯舞群島"),
    ("southern Kuril Islands", "Южные Курилы", "Northern Territories", "北方領土"),
]


def islands_table() -> Exhibit:
    """Show the islands under both sides' names, with equal standing."""
    shown = pd.DataFrame(
        ISLANDS, columns=["From Russian", "In Cyrillic", "From Japanese", "In Japanese script"]
    )
    return table(
        shown.set_index("From Russian"),
        "tab-islands",
        "The islands, under both sides' names",
        "The last row names the four together, as either side calls them.",
    )


def people_table() -> Exhibit:
    """Show everyone who speaks or is named, with other spellings and native scripts."""
    found = tables.table("speakers").sort_values("name", key=family_name, kind="stable")
    shown = pd.DataFrame(
        {
            "Name": found["name"],
            "In Cyrillic": found["cyrillic"],
            "In Japanese script": found["japanese"],
            "Also, in the articles": ["; ".join(names) for names in found["aliases"]],
            "Country": found["country"],
            "Note": found["note"],
        }
    ).set_index("Name")
    return table(shown, "tab-people", "People and institutions", "Sorted by family name.")


def family_name(names: pd.Series) -> pd.Series:
    """The last word of each name, by which people are sorted."""
    return names.str.split().str[-1]


def ministers_table() -> Exhibit:
    """Show who was prime minister of Japan, from when to when."""
    found = tables.table("prime_ministers")
    short = shorthands()
    shown = pd.DataFrame(
        {
            "Prime minister": found["name"],
            "From": found["start"].map(written),
            "To": [written(day) if day else "in office" for day in found["end"]],
            "Sources": [links(keys, short) for keys in found["sources"]],
        }
    ).set_index("Prime minister")
    return table(
        shown,
        "tab-ministers",
        "Prime ministers of Japan, 2012–2026",
        f"In office: at the newest page found, {written(NEWEST.isoformat())}.",
    )
