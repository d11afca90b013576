"""The codebook: the columns of every coded table, the values they allow, and what a code means.

A class here is the schema that a row must meet and, column by column, the data dictionary that
the method chapter prints.  The definitions are those of the codebook in the method chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

import pandas as pd
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
)
from pydantic_core import core_schema

from unsigned_treaty.coding.vocabulary import Vocabulary, vocabulary
from unsigned_treaty.project.dates import checked_date, checked_day

SEPARATOR = " | "
# A statement's id: its article's citation key, and a number of two digits or more.
STATEMENT_ID = re.compile(r"[a-z][a-z0-9]*-(?:[0-9]{2}|[1-9][0-9]{2,})")

# Kinds of artefact in which the punctuation itself is at fault, or stands for something else.
FAULTS_OF_SIGNS = frozenset(
    {"insertion", "layout_residue", "punctuation", "quotation_marks", "scare_quotes"}
)
VERDICTS = {
    "verified": "agrees with the record",
    "imprecise": "partly right, or imprecise",
    "contradicted": "contradicted by the record",
    "not_verified": "could not be verified",
}
STATUSES = {
    "held": "held",
    "met": "met",
    "failed": "failed",
    "open": "open",
    "mixed": "mixed",
    "condition_unmet": "its condition was not met",
    "not_testable": "cannot be tested",
    "not_checked": "not checked",
}


def code(value: str) -> int:
    """Return a whole number written as the tables write it: ``-2``, ``0``, ``9``."""
    if not re.fullmatch(r"0|-?[1-9][0-9]*", value):
        raise ValueError("a whole number is wanted, written as in 0, 9 or -2")
    return int(value)


def flag(value: str) -> bool:
    """Return a truth value written ``true`` or ``false``, and in no other way."""
    if value not in ("true", "false"):
        raise ValueError("true or false is wanted")
    return value == "true"


def several(value: str) -> tuple[str, ...]:
    """Split values joined by ``" | "``; an empty cell has none."""
    return tuple(value.split(SEPARATOR)) if value else ()


def by_language(names: Iterable[str]) -> dict[str, str]:
    """Names by the tag of their language, from cells such as ``es: Sevilla``."""
    return {tag: name for tag, _, name in (cell.partition(": ") for cell in names)}


Code = BeforeValidator(code)
Flag = Annotated[bool, BeforeValidator(flag)]
Names = Annotated[tuple[str, ...], BeforeValidator(several)]
Tag = Annotated[str, Field(pattern="^[a-z]{2,3}$")]
OtherName = Annotated[str, Field(pattern=r"^[a-z]{2,3}: \S.*$")]
OtherNames = Annotated[tuple[OtherName, ...], BeforeValidator(several)]
Day = Annotated[str, AfterValidator(checked_day)]
Edtf = Annotated[str, AfterValidator(checked_date)]
Occurrence = Annotated[int | None, BeforeValidator(lambda cell: code(cell) if cell else None)]
Filled = Annotated[str, Field(min_length=1)]
Article = Annotated[str, Field(pattern="^[a-z][a-z0-9]*$")]


@dataclass(frozen=True)
class Listed:
    """Marks a column whose values are those of one list of the vocabulary, and a few ``also``."""

    name: str
    also: str = ""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Hold a value, or each of several, to the vocabulary that is given as context."""
        return core_schema.with_info_after_validator_function(self.checked, handler(source))

    def checked(self, value: Any, info: Any) -> Any:
        """Return the value; raise ``ValueError`` where the vocabulary does not have it."""
        allowed = [*self.values(info.context["vocabulary"])]
        for part in value if isinstance(value, tuple) else (value,):
            if part not in allowed:
                raise ValueError(f"is none of {', '.join(map(str, allowed))}")
        return value

    def values(self, words: Vocabulary) -> dict[Any, str]:
        """The values that are allowed, each with its words."""
        return words.words(self.name) | ({self.also: self.also} if self.also else {})


class Row(BaseModel):
    """A row of a coded table: no column more, none less, no blank before or after a value."""

    # A chapter reads few of the tables: what checks a row is built when a row is to be checked.
    # Else importing this library took a fifth longer.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Passage(Row):
    """A row that rests on a passage of an article."""

    id: str
    article: Article = Field(description="citation key of the article")
    exact: Filled = Field(
        description="the passage, letter for letter as in the article's file; in statements, what "
        "is left out and faults of signs from blank to blank, else without outer punctuation"
    )
    occurrence: Occurrence = Field(
        description="empty where the passage stands once in its article, else which one (1 first)"
    )


class Statement(Passage):
    """One attributed statement (``statements.csv``)."""

    id: str = Field(
        pattern=f"^{STATEMENT_ID.pattern}$",
        description="citation key and number, from 01; given once, never changed or used again",
    )
    quoted: Names = Field(description="the words inside quotation marks, span by span, in order")
    mode: Literal["direct", "indirect"] = Field(
        description="direct: the main proposition stands in quotation marks or after a speech dash"
    )
    partial_quote: Flag = Field(description="an indirect statement that holds a quoted fragment")
    speaker: Filled = Field(description="usual name, as in speakers.csv")
    role: str = Field(description="what the article says the speaker is")
    affiliation: str = Field(description="institution that the article gives")
    country: str = Field(description="country of that institution")
    side: Annotated[str, Listed("sides")] = Field(description="whose voice")
    topics: Annotated[
        tuple[str, ...], Listed("topics"), BeforeValidator(several), Field(min_length=1)
    ] = Field(description="everything that the statement speaks of, in passing too")
    prospect: Annotated[int, Listed("prospects"), Code] = Field(
        description="how likely the speaker holds it"
    )
    prospect_object: Annotated[str, Listed("objects", "none")] = Field(
        description="what the prospect is about or, where that is 9, the intent"
    )
    intent: Annotated[int, Listed("intents"), Code] = Field(
        description="officials, about their own government"
    )
    stance: Annotated[int, Listed("stances"), Code] = Field(description="towards the other side")
    blame: Annotated[str, Listed("blames")] = Field(
        description="first party that it makes responsible for how things stand"
    )
    conditions: Names = Field(
        description="on what it makes that depend of which it judges the prospect"
    )
    relayed_via: str = Field(description="outlet in between, where the article names one")
    statement_date: Day = Field(description="day of the utterance, where it is known")
    retrospective: Flag = Field(description="uttered more than 31 days before the article")
    forecast: Flag = Field(description="asserts a future state of others or of relations")
    duplicate_of: str = Field(description="id of the statement that it repeats word for word")
    confidence: Literal["high", "medium"] = Field(description="the coder's own")
    note: str = Field(description="doubts, and how the two passes of coding were reconciled")


class CodedUnit(Row):
    """One unit of a coding that cut the articles afresh (``codings/third.csv`` and later)."""

    unit: Filled = Field(description="the coding's own name for it")
    article: Article = Field(description="citation key of the article")
    start: Annotated[int, Code] = Field(description="first character, from the start of the text")
    end: Annotated[int, Code] = Field(description="the character after the last")
    exact: Filled = Field(description="the passage, letter for letter")
    quoted: Names = Field(description="the words inside quotation marks, span by span, in order")
    mode: Literal["direct", "indirect"] = Field(description="as in statements.csv")
    partial_quote: Flag = Field(description="as in statements.csv")
    speaker: Filled = Field(description="as this coder names the speaker")
    country: str = Field(description="country of the speaker's institution")
    side: Annotated[str, Listed("sides")] = Field(description="whose voice")
    topics: Annotated[
        tuple[str, ...], Listed("topics"), BeforeValidator(several), Field(min_length=1)
    ] = Field(description="everything that the unit speaks of")
    prospect: Annotated[int, Listed("prospects"), Code] = Field(description="as in statements.csv")
    prospect_object: Annotated[str, Listed("objects", "none")] = Field(
        description="as in statements.csv"
    )
    intent: Annotated[int, Listed("intents"), Code] = Field(description="as in statements.csv")
    stance: Annotated[int, Listed("stances"), Code] = Field(description="as in statements.csv")
    blame: Annotated[str, Listed("blames")] = Field(description="as in statements.csv")
    conditions: Names = Field(description="as this coder words them")
    forecast: Flag = Field(description="as in statements.csv")
    statement_date: str = Field(description="day of the utterance, in the coder's words")
    retrospective: Flag = Field(description="as in statements.csv")
    duplicate_of: str = Field(description="unit that it repeats word for word")
    confidence: Literal["high", "medium"] = Field(description="the coder's own")
    note: str = Field(description="the coder's doubts")


class Retired(Row):
    """One statement id that is no longer used, and what took its place (``retired.csv``)."""

    id: str = Field(pattern=f"^{STATEMENT_ID.pattern}$", description="the id, never used again")
    replaced_by: Names = Field(description="ids of the statements that took its place")
    reason: Filled = Field(description="why it was retired")


class Speaker(Row):
    """One person, institution or group that speaks or is named (``speakers.csv``)."""

    name: Filled = Field(description="usual name in Latin script")
    kind: Literal["person", "institution", "group"] = Field(
        description="a named person, a named institution, or a group without names"
    )
    aliases: Names = Field(description="other spellings that the articles have")
    other_names: OtherNames = Field(
        description="names in other languages and scripts, each after the tag of its language, as "
        "in es: Sevilla"
    )
    country: str = Field(description="country")
    note: str = Field(description="what a reader should know of the name")


class LeftOut(Passage):
    """One passage considered and left out (``left_out.csv``)."""

    id: str = Field(pattern="^left-[0-9]{2,}$", description="its name")
    rule: Annotated[str, Listed("rules")] = Field(
        description="the rule of the codebook by which it is no statement"
    )
    note: str = Field(description="why, where the rule alone does not say it")


class Condition(Row):
    """One condition that a statement names, under a common wording (``conditions.csv``)."""

    statement: Filled = Field(description="id of the statement that names it")
    condition: Filled = Field(description="the condition, in the same words wherever it is meant")
    object: Annotated[str, Listed("objects")] = Field(
        description="what the statement makes depend on it"
    )
    must_act: Annotated[str, Listed("actors")] = Field(
        description="who would have to act for it to be met"
    )


class MustAct(Row):
    """A second coding of who would have to act for a condition (``codings/must_act.csv``).

    Made from the rule, the condition and the passage alone, by a coder who had not seen the first.
    """

    statement: Filled = Field(description="id of the statement that names it")
    condition: Filled = Field(description="the condition, as in conditions.csv")
    must_act: Annotated[str, Listed("actors")] = Field(
        description="who would have to act for it to be met"
    )
    note: str = Field(description="the coder's doubts")


class Fact(Passage):
    """One claim of an article held against the record (``facts.csv``)."""

    id: str = Field(pattern="^fact-[0-9]{2,}$", description="its name")
    claim: Filled = Field(description="what the article says, in the book's words")
    verdict: Literal["verified", "imprecise", "contradicted", "not_verified"] = Field(
        description="; ".join(f"{k}: {v}" for k, v in VERDICTS.items())
    )
    qualified: Flag = Field(
        description="true where what was found takes something back all the same"
    )
    finding: Filled = Field(description="what was found outside the article")
    sources: Names = Field(description="citation keys of the pages that show it")
    note: str = Field(description="what remains open")


class Artefact(Passage):
    """One fault of translation, text or layout (``artefacts.csv``)."""

    id: str = Field(pattern="^artefact-[0-9]{2,}$", description="its name")
    kind: Literal[
        "acronym",
        "calque",
        "capital",
        "content",
        "crawler_metadata",
        "date",
        "idiom",
        "insertion",
        "layout_residue",
        "missing_word",
        "name",
        "number",
        "pronoun",
        "punctuation",
        "quotation_marks",
        "reference",
        "register",
        "scare_quotes",
        "syntax",
        "tense",
        "transliteration",
        "typo",
        "untranslated",
        "usage",
        "wrong_sense",
    ] = Field(description="kind of fault")
    reads: Filled = Field(description="what the phrase should say, or what it is")
    basis: Literal["seed", "layout", "other_text", "inference"] = Field(
        description="on what that reading rests"
    )
    sources: Names = Field(description="citation keys of the pages that show it")
    effect: Literal["provenance", "low", "medium", "serious"] = Field(
        description="what it does to a reader"
    )
    explanation: Filled = Field(description="what a reader would get wrong")


class Forecast(Passage):
    """One forecast, commitment, threat or offer and what became of it (``forecasts.csv``)."""

    id: str = Field(pattern="^forecast-[0-9]{2,}$", description="its name")
    statement: str = Field(description="id of the statement that holds it; empty for a narrator's")
    who: Filled = Field(description="who made it")
    kind: Literal[
        "forecast", "commitment", "refusal", "threat", "readiness", "condition", "assessment"
    ] = Field(description="what it is")
    what: Filled = Field(description="what was foreseen or promised")
    condition: str = Field(description="on what condition")
    horizon: str = Field(description="by when")
    status: Literal[
        "held", "met", "failed", "open", "mixed", "condition_unmet", "not_testable", "not_checked"
    ] = Field(description="as far as found")
    evidence: str = Field(description="what shows it")
    sources: Names = Field(description="citation keys of the pages that show it")


class Event(Passage):
    """One event that an article names (``events.csv``)."""

    id: str = Field(pattern="^event-[a-z0-9-]+$", description="the event; one row per article")
    date: Edtf = Field(min_length=4, description="day, month or year, as known")
    name: Filled = Field(description="short name")
    sources: Names = Field(description="citation keys of the pages that date it")
    note: str = Field(description="what a reader should know")


class Term(Passage):
    """One naming of what the articles name in different ways (``terms.csv``)."""

    id: str = Field(pattern="^term-[0-9]{2,3}$", description="its name")
    object: Annotated[str, Listed("namings")] = Field(description="what is named")
    whose: Literal["narrator", "speaker"] = Field(description="who uses the term")
    speaker: str = Field(description="the speaker, where it is one")
    note: str = Field(description="what the term implies")


class Outside(Row):
    """One short quotation from a page that is not an article of the corpus (``outside.csv``)."""

    id: str = Field(pattern="^outside-[0-9]{2,}$", description="its name")
    exact: Filled = Field(description="the quoted words")
    source: Filled = Field(description="citation key of the page")
    speaker: str = Field(description="whose words they are")
    context: Filled = Field(description="what they are about")


class Place(Row):
    """One place under the names that it has (``places.csv``)."""

    name: Filled = Field(description="name in Latin letters, the one given first")
    aliases: Names = Field(description="its other names in Latin letters")
    other_names: OtherNames = Field(description="as in speakers.csv")


class GlossaryTerm(Row):
    """One term of the book and what it means there (``glossary.csv``)."""

    id: str = Field(pattern="^term-of-[a-z0-9-]+$", description="its address")
    term: Filled = Field(description="the term")
    meaning: Filled = Field(description="what it means in this book")


class Missing(Row):
    """One voice or fact that no article carries (``missing.csv``)."""

    period: Annotated[str, Listed("periods", "all")] = Field(description="chapter")
    voice: Filled = Field(description="what is missing")
    shows: Filled = Field(description="what a public page shows of it")
    source: Filled = Field(description="citation key of that page")


class Office(Row):
    """One holder of an office and the days in it (``offices.csv``)."""

    name: Filled = Field(description="usual name")
    office: Filled = Field(description="the office, such as Prime Minister")
    start: Day = Field(description="first day in office")
    end: Day = Field(description="last day; empty: in office at the newest page found")
    sources: Names = Field(description="citation keys of the pages that show it")


class Outlet(Row):
    """One outlet, reprinter or mirror through which an article came (``outlets.csv``)."""

    name: Filled = Field(description="its name")
    place: Literal["outlet", "reprint", "aggregator", "mirror"] = Field(
        description="its place in the chain"
    )
    status: Filled = Field(description="who owns it, and how it stands to the state")
    evidence: Filled = Field(description="on what that rests")
    caution: str = Field(description="what a reader should bear in mind")
    sources: Names = Field(description="citation keys of the pages that show it")


class Original(Row):
    """The words behind a quotation, in their own language (``originals.csv``)."""

    id: str = Field(pattern="^original-[0-9]{2,}$", description="its name")
    statement: Filled = Field(description="id of the statement that holds the passage")
    passage: Filled = Field(description="the article's words for it, letter for letter")
    language: Tag = Field(description="language of the words")
    words: Filled = Field(description="the words, letter for letter as the page has them")
    source: Filled = Field(description="citation key of the page")
    relation: Literal["another report of the same occasion", "the article's own original"] = Field(
        description="how the page stands to the article"
    )
    difference: Filled = Field(description="what the article's English changed")
    gloss: str = Field(
        description="a reading aid in English of the book's own, where the article misleads"
    )


class HistoryEvent(Row):
    """One event of the story so far, outside the articles (``history.csv``)."""

    id: str = Field(pattern="^history-[0-9]{2,}$", description="its name")
    date: Edtf = Field(min_length=4, description="day, month, year or span, as known")
    event: Filled = Field(description="what happened, in a few words")
    sources: Annotated[tuple[str, ...], BeforeValidator(several), Field(min_length=1)] = Field(
        description="citation keys of the documents and pages that show it"
    )
    note: str = Field(description="what a reader should know")


class Search(Row):
    """One search for what came later (``searches.csv``); the newest page is the book's horizon."""

    id: str = Field(pattern="^search-[0-9]{2,}$", description="its name")
    date: Day = Field(min_length=10, description="day on which it was made")
    language: Tag = Field(description="language of the query")
    query: Filled = Field(description="the words searched for")
    newest: Day = Field(description="day of the newest page on the subject among the answers")
    source: str = Field(description="citation key of that page")
    result: Filled = Field(description="what was found, or not")


TABLES: dict[str, type[Row]] = {
    "statements": Statement,
    "retired": Retired,
    "speakers": Speaker,
    "left_out": LeftOut,
    "conditions": Condition,
    "codings/must_act": MustAct,
    "facts": Fact,
    "artefacts": Artefact,
    "forecasts": Forecast,
    "events": Event,
    "terms": Term,
    "outside": Outside,
    "places": Place,
    "glossary": GlossaryTerm,
    "missing": Missing,
    "outlets": Outlet,
    "offices": Office,
    "originals": Original,
    "history": HistoryEvent,
    "searches": Search,
}


def dictionary(schema: type[BaseModel], words: Vocabulary | None = None) -> pd.DataFrame:
    """The data dictionary of a schema: columns ``column``, ``values``, ``meaning`` (all str)."""
    listed = words or vocabulary()
    rows = []
    for name, field in schema.model_fields.items():
        lists = [mark for mark in field.metadata if isinstance(mark, Listed)]
        values = lists[0].values(listed) if lists else {}
        told = [f"{value} {said}" for value, said in values.items() if str(value) != said]
        rows.append(
            {
                "column": name,
                "values": ", ".join(map(str, values)) or allowed(field.annotation),
                "meaning": ": ".join(filter(None, (field.description, "; ".join(told)))),
            }
        )
    return pd.DataFrame(rows, dtype="str")


def allowed(kind: Any) -> str:
    """The values that a column allows, in words, where no list of the vocabulary says them."""
    if get_origin(kind) is Literal:
        return ", ".join(map(str, get_args(kind)))
    if get_origin(kind) is tuple:
        return "joined by |"
    if kind is bool:
        return "true, false"
    if kind is int:
        return "whole number"
    return "text" if kind is str else "whole number or empty"
