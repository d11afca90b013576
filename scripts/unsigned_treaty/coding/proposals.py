"""Proposals: what a new article's own words, and what was coded before, suggest for its drafts.

Whatever is proposed is for a person to confirm, and each proposal says on which words it rests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import regex
from babel.dates import get_month_names

from unsigned_treaty.coding.codebook import SEPARATOR, by_language, several
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.attribution import verbs
from unsigned_treaty.corpus.sentences import divided

# How far into a text a dateline is looked for: characters, and paragraphs.
HEAD, FIRST_PARAGRAPHS = 1_000, 4
LONGEST_TITLE = 30  # words
# Two to four words with capitals, small words of names between them.
NAME = regex.compile(
    r"\p{Lu}[\p{L}'’.-]+(?:\s(?:(?:von|van|de|da|del|di|bin|al|el|la|ten|der)\s)?"
    r"\p{Lu}[\p{L}'’-]*\.?){1,3}"
)
# What somebody is, where a text writes it with capitals and without a name.
OFFICES = frozenset(
    {
        *("Prime", "Minister", "Ministry", "President", "Secretary", "Chairman", "Foreign"),
        *("Affairs", "Party", "Council", "Parliament", "Government", "Union", "Republic", "News"),
        *("University", "Institute", "Foundation", "Academy", "College", "Department", "Studies"),
        *("Sciences", "Centre", "Center", "Agency", "States", "Federation", "District"),
    }
)


def title(text: str) -> str:
    """The first paragraph, where it is short and ends as no sentence does; else nothing."""
    spans = articles.paragraph_spans(text)
    if len(spans) < 2:
        return ""
    start, end = spans[0]
    line = text[start:end].strip().lstrip("\ufeff")
    sentence = line.endswith((".", ",", ";", ":", "。", "…")) or len(line.split()) > LONGEST_TITLE
    return "" if sentence or dated(line) else line


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """The number of each month by its names, whole and short, in the languages of CLDR."""
    found: dict[str, int] = {}
    for language in verbs()["spaced"]:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    plain = name.casefold().rstrip(".")
                    if len(plain) > 2 and not plain.isdigit():
                        found.setdefault(plain, number)
    return found


@lru_cache(maxsize=1)
def date_patterns() -> list[regex.Pattern[str]]:
    """How news texts write a day: by digits, the day before the month, the month before the day."""
    month = "|".join(map(re.escape, sorted(months(), key=len, reverse=True)))
    year = r"(?P<year>(?:19|20)\d\d)"
    day = r"(?P<day>[0-3]?\d)"
    forms = (
        rf"(?<!\d){year}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"(?<!\d){year}年\s?(?P<number>1?\d)月\s?(?P<day>[1-3]?\d)日",
        rf"(?<!\d){year}년\s?(?P<number>1?\d)월\s?(?P<day>[1-3]?\d)일",
        rf"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<number>[01]?\d)\.{year}(?!\d)",
        rf"(?<!\d){day}(?:st|nd|rd|th|er|\.|º)?,?\s+(?:de\s+|of\s+|d['’])?(?P<month>{month})\b\.?"
        rf"(?:,?\s+(?:de\s+|del\s+)?{year}(?!\d))?",
        rf"\b(?P<month>{month})\b\.?\s+{day}(?:st|nd|rd|th)?(?!\d|:\d)(?:,?\s+{year}(?!\d))?",
        r"(?<!\d)(?P<number>1?\d)月(?P<day>[1-3]?\d)日(?P<year>)",
    )
    return [regex.compile(form, regex.IGNORECASE) for form in forms]


@dataclass(frozen=True)
class Dateline:
    """What a text says of its own day: the words, and the day where they give all of it."""

    words: str
    day: str


def dated(words: str) -> tuple[regex.Match[str], str] | None:
    """The first day that some words name, and that day in ISO 8601 where its year is there."""
    found = [match for form in date_patterns() if (match := form.search(words))]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        parts = match.groupdict()
        number = int(parts.get("number") or months()[parts["month"].casefold().rstrip(".")])
        if not parts.get("year"):
            return match, ""
        try:
            return match, date(int(parts["year"]), number, int(parts["day"])).isoformat()
        except ValueError:
            continue
    return None


def dateline(text: str) -> Dateline | None:
    """The first words that name a day, in the first paragraphs of a text.

    The whole sentence, or the part of the paragraph before it, where it is short.
    """
    for start, end in articles.paragraph_spans(text[:HEAD])[:FIRST_PARAGRAPHS]:
        if not (read := dated(text[start:end])):
            continue
        match, day = read
        first, last = start + match.start(), start + match.end()
        for place in divided(text, start, end, []):
            if place.start <= first < place.end:
                whole = text[place.start : max(place.end, last)]
                to_day = text[place.start : last]
                for words in (whole, to_day):
                    if len(words.split()) <= 12:
                        return Dateline(words.strip("\ufeff").strip(), day)
        return Dateline(text[first:last], day)
    return None


@dataclass
class Voices:
    """Who is known to speak: names and their spellings, and how each was coded last."""

    spellings: Mapping[str, str]
    coded: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Make one pattern of all spellings, the longest first."""
        longest = sorted(self.spellings, key=len, reverse=True)
        pattern = "|".join(map(re.escape, longest)) or r"(?!)"
        # A spelling may end or begin with any sign, so that \b would not do.
        self.pattern = regex.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")


def voices(
    speakers: Iterable[Mapping[str, str]], statements: Iterable[Mapping[str, str]]
) -> Voices:
    """The speakers of ``speakers.csv`` as rows, and the statements in order of their dates."""
    spellings: dict[str, str] = {}
    country: dict[str, dict[str, str]] = {}
    persons = set()
    for row in speakers:
        name = row["name"]
        names = [name, *row["aliases"].split(SEPARATOR)]
        if row["kind"] == "person":
            persons.add(name)
            names.append(name.split()[-1] if name.split() else "")
        for spelling in [*names, *by_language(several(row.get("other_names", ""))).values()]:
            if spelling:
                spellings.setdefault(spelling, name)
        country[name] = {"country": row["country"]}
    coded: dict[str, Mapping[str, str]] = dict(country)
    for row in statements:
        if row["speaker"]:
            coded[row["speaker"]] = {
                cell: row[cell] for cell in ("role", "affiliation", "country", "side")
            }
    return Voices(spellings, coded, frozenset(persons))


def with_person(known: Voices, name: str) -> Voices:
    """The same voices and one more: a person, who is called by the last name from now on."""
    spellings = {name: name, name.split()[-1]: name} | dict(known.spellings)
    return Voices(spellings, known.coded, known.persons | {name})


def speaker(own_words: str, known: Voices, says: re.Pattern[str]) -> tuple[str, bool]:
    """Whose words a sentence seems to give, and whether that speaker is a known one.

    ``own_words`` are those outside quotation marks, ``says`` the verbs of saying of their language.
    Of several names the one nearest to a verb of saying is proposed; of equals, the first.  The
    name is empty where there is none.
    """
    said_at = [match.start() for match in says.finditer(own_words)]
    if not said_at:
        return "", False

    def distance(match: regex.Match[str]) -> int:
        return min(abs(at - edge) for at in said_at for edge in (match.start(), match.end()))

    def reach(match: regex.Match[str]) -> int:
        # An outlet that was told stands next to the verb, and the person who told it farther off.
        institution = match in named and named[match] not in known.persons
        return distance(match) + 60 * institution

    named = {match: known.spellings[match.group()] for match in known.pattern.finditer(own_words)}
    new = {
        match: words
        for match in NAME.finditer(own_words)
        if distance(match) <= 100 and (words := unknown_name(match, known))
    }
    if not named and not new:
        return "", False
    nearest = min([*named, *new], key=reach)
    return (named[nearest], True) if nearest in named else (new[nearest], False)


def unknown_name(match: regex.Match[str], known: Voices) -> str:
    """The name of a person that some words with capitals seem to be, or nothing."""
    words = match.group().rstrip(".,").split()
    if (
        known.pattern.search(match.group())
        or not regex.match(r"[\p{Latin}\W]+$", match.group())
        or any(word.casefold().rstrip(".") in months() for word in words)
        or OFFICES & set(match.group().split()[-2:])
        or (match.start() == 0 and len(words[0]) <= 3)
    ):
        return ""
    # Before a name of two words stands what its bearer is: Prime Minister, Professor.
    first = -3 if words[-2].islower() and len(words) > 2 else -2
    return " ".join(words[first:])
