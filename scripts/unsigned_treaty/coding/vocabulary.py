"""The vocabulary: the values that a book's coded tables may hold, read from ``book/codebook.toml``.

What belongs to one book and its dispute (sides, topics, periods, who might act) is data; the
variables themselves, and the rules that tie them, are those of :mod:`~.codebook`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from unsigned_treaty.project import paths, reading
from unsigned_treaty.project.dates import checked_day
from unsigned_treaty.project.faults import Fault, Refused

# In each variable that is a number: the statement does not speak of it.
NOT_ADDRESSED = 9

Words = Annotated[str, Field(min_length=1)]
Named = Annotated[dict[str, Words], Field(min_length=1)]
Numbered = Annotated[dict[int, Words], Field(min_length=2)]


class Side(BaseModel):
    """One side: its name, a shorter one, the group that a colour shows, whether it governs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Words
    short: Words
    group: Words
    colour: Literal["blue", "amber", "violet", "grey"]
    official: bool = False


class Search(BaseModel):
    """What readers search for: words that mean one thing, and examples of what may be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    synonyms: tuple[Annotated[tuple[Words, ...], Field(min_length=2)], ...] = ()
    examples: tuple[Words, ...] = ()


class Amendment(BaseModel):
    """One rule that was added to the codebook, when, and which statements it decided."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    date: Annotated[str, AfterValidator(checked_day)]
    rule: Words
    decided: tuple[str, ...]


class Vocabulary(BaseModel):
    """Every value that the coded tables of one book may hold, with the words that readers meet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    periods: Named
    sides: Annotated[dict[str, Side], Field(min_length=1)]
    topics: Named
    objects: Named
    prospects: Numbered
    intents: Numbered
    stances: Numbered
    blames: Named
    actors: Named
    rules: Named
    namings: Named
    families: dict[str, Named] = Field(default_factory=dict)
    definitions: dict[str, Words] = Field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    # Of words in a script of their own the language, by the script's name in Unicode.
    scripts: dict[str, Words] = Field(default_factory=dict)
    search: Search = Search()

    def words(self, name: str) -> dict[Any, str]:
        """The values of one list, such as ``"sides"``, each with its words."""
        values = getattr(self, name)
        return {key: getattr(value, "label", value) for key, value in values.items()}


def vocabulary(path: Path | None = None) -> Vocabulary:
    """The vocabulary of the project; raise :class:`Refused` with every fault of its file."""
    file = path or paths.VOCABULARY
    return _vocabulary(file, reading.text(file))


@lru_cache(maxsize=4)
def _vocabulary(file: Path, words: str) -> Vocabulary:
    """Read the vocabulary, once for as long as the bytes of its file are the same."""
    where = paths.shown(file)
    try:
        return Vocabulary.model_validate(reading.toml_in(file, words))
    except ValidationError as error:
        raise Refused(
            Fault(where, ".".join(map(str, e["loc"])), f"{e['msg']}; mend the entry")
            for e in error.errors()
        ) from None
