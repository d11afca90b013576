"""Coverage: what every sign of the articles that quotes, or that no eye sees, is accounted for by.

A quotation mark or a dash of speech is accounted for where it bounds, or stands inside, the quoted
words of a statement; in a passage that ``left_out.csv`` leaves out by its rule; at a name that
``terms.csv`` holds; or in a passage whose signs ``artefacts.csv`` calls faulty.  A character that
no eye sees or tells from another is accounted for, in the whole of its article, by one row of
``artefacts.csv`` whose passage holds it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

import regex

from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import FAULTS_OF_SIGNS, TABLES
from unsigned_treaty.coding.statements import FAULTY_MARKS, Examined, examine, places_of
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.pairing import Mark
from unsigned_treaty.corpus.passages import Place
from unsigned_treaty.corpus.quotation_marks import marks
from unsigned_treaty.corpus.quotation_signs import after_blanks, before_blanks, described
from unsigned_treaty.project import paths
from unsigned_treaty.project.faults import Fault, Refused

# Format characters, other separators of lines, private and unassigned characters, letters that
# are one with the next; a decomposed letter is found by Unicode's normal form. The signature at
# the very beginning of a file (a byte-order mark) is none of its text.
UNSEEN = regex.compile(
    r"(?!\A\ufeff)[\p{Cf}\p{DI}\p{Zl}\p{Zp}\p{Co}\p{Cs}\ufb00-\ufb06\ufb13-\ufb17]"
    r"|\P{M}\p{M}++",
    regex.VERSION1,
)
# One of these stands in every match of the above; most texts have none.
SUSPECT = regex.compile(r"[\p{Cf}\p{DI}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{M}\ufb00-\ufb06\ufb13-\ufb17]")


def faults(
    data: Path = paths.DATA, seeds: Path = paths.SEEDS, examined: Examined | None = None
) -> list[Fault]:
    """A fault for every sign of the articles that the coded tables leave open.

    ``examined`` are the statements, where they have been examined already.
    """
    frame, wrong = examined or examine(data, seeds)
    records = articles.catalogue(seeds / paths.CATALOGUE.name)
    # A faulty row leaves its marks open; it is mended first, at its own place.
    mended_first = {fault.record.rsplit("-", 1)[0] for fault in wrong}
    frames = {}
    for name in ("left_out", "terms", "artefacts"):
        file = data / f"{name}.csv"
        frames[name], row_faults = tables.read(file, TABLES[name])
        rows = {fault.record for fault in row_faults}
        mended_first |= {
            row.get("article", "") for row in tables.as_stored(file) if row.get("id") in rows
        }
    artefacts = frames["artefacts"]
    of_marks = tables.by_article(artefacts[artefacts["kind"].isin(FAULTY_MARKS)])
    of_signs = tables.by_article(artefacts[artefacts["kind"].isin(FAULTS_OF_SIGNS)])
    left_out, terms = (tables.by_article(frames[name]) for name in ("left_out", "terms"))
    quoted = frame.groupby("article")["quoted_at"].agg(list).to_dict()
    found = undecided(data)
    for article in records.index:
        try:
            text = articles.text(article, records, seeds)
        except Refused:
            continue  # said where the seals are examined
        where = f"seeds/{records.at[article, 'file']}"
        named = "".join(row.exact for row in of_signs.get(article, []))
        found += [
            Fault(where, article, f"{message}; name one in artefacts.csv, kind layout_residue")
            for signs, message in unseen(text).items()
            if signs not in named
        ]
        if article in mended_first:
            continue
        words = [Place(*place) for places in quoted.get(article, []) for place in places]
        words += places_of(terms.get(article, []), text)
        words += places_of(left_out.get(article, []), text)
        known = [with_marks(place, text) for place in words]
        known += places_of(of_marks.get(article, []), text)
        found += [
            Fault(
                where,
                article,
                f"the mark {mark} at character {mark.start}, in "
                f"{text[max(0, mark.start - 30) : mark.start + 30]!r}, is not accounted for; quote "
                "its words in statements.csv, or say what it is in left_out.csv or artefacts.csv",
            )
            for mark in unaccounted(text, known)
        ]
    return found


def undecided(data: Path = paths.DATA) -> list[Fault]:
    """A fault for each row that is a draft, whether or not the rest of it is sound."""
    found = []
    for name, schema in TABLES.items():
        if "note" not in schema.model_fields:
            continue
        where = paths.shown(data / f"{name}.csv")
        frame, wrong = tables.read(data / f"{name}.csv", schema)
        found += [fault for fault in wrong if fault.message.startswith("still a draft")]
        # What a statement's note says is held where statements are examined.
        if name != "statements":
            drafts = frame[frame["note"].str.fullmatch("draft(;.*)?", flags=re.DOTALL)]
            message = "still a draft; confirm it, then take the word out of note"
            found += [Fault(where, str(key), message) for key in drafts[drafts.columns[0]]]
    return found


def unseen(text: str) -> dict[str, str]:
    """What an eye passes over in a text: each such character, and where it stands, in words.

    A decomposed letter is one with its marks; one that cannot be composed is an ordinary letter of
    its script and is none.
    """
    if not any(SUSPECT.match(sign) for sign in set(text)):
        return {}
    found: dict[str, list[int]] = {}
    for match in UNSEEN.finditer(text):
        signs = match.group()
        if signs.isspace() and not (text[: match.start()].strip() and text[match.end() :].strip()):
            continue  # no more than the end of a line
        if len(signs) > 1 and unicodedata.is_normalized("NFC", signs):
            continue
        found.setdefault(signs, []).append(match.start())
    return {
        signs: f"holds {described(signs)} "
        + (f"{len(places)} times, first at" if len(places) > 1 else "at")
        + f" character {places[0]}, in {text[max(0, places[0] - 20) : places[0] + 20]!r}"
        for signs, places in found.items()
    }


def with_marks(place: Place, text: str) -> Place:
    """A place with the marks right outside its words, doubled ones and blanks between included."""
    # A mark of the paragraph before or after is none of these.
    first, last = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
    last = last if last >= 0 else len(text)
    start = max(first, before_blanks(text, place.start, first) - 1)
    end = after_blanks(text, place.end, last)
    if end == last:
        return Place(start, place.end)
    while start > first and text[start - 1] == text[start]:
        start -= 1
    while end + 1 < last and text[end + 1] == text[end]:
        end += 1
    return Place(start, end + 1)


def unaccounted(text: str, known: Iterable[Place]) -> list[Mark]:
    """The marks of a text that stand in none of the places that account for them."""
    places: Sequence[Place] = sorted(known, key=lambda place: (place.start, place.end))
    starts = [place.start for place in places]
    # How far any place reaches that begins here or before, so that each mark is looked up once.
    reach, furthest = [], -1
    for place in places:
        furthest = max(furthest, place.end)
        reach.append(furthest)
    found = []
    for mark in marks(text):
        # A mark of several characters, or a dash with its blanks, touches the words it bounds.
        before = bisect_right(starts, mark.end - 1)
        if not before or reach[before - 1] <= mark.start:
            found.append(mark)
    return found
