"""Prose: the sentences of the chapters, held to the articles and pages that they cite.

Words between “ ” in a Markdown cell are verbatim from what the same paragraph cites: a statement,
an article, or a page whose words stand in ``outside.csv``.  The book's own terms stand in italics.
A sentence in which a named speaker says something cites a statement of that speaker, or a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from unsigned_treaty.citing import citation
from unsigned_treaty.coding import tables
from unsigned_treaty.coding.codebook import STATEMENT_ID, Outside, Speaker
from unsigned_treaty.coding.statements import Examined, examine
from unsigned_treaty.coding.tables import vocabulary_for
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.corpus.passages import excerpt, nearest
from unsigned_treaty.exhibits.cells import NUMERALS, spelt
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Fault, Refused

# A link inside the book: its text, the notebook it leads to, if another, and the place there.
LINK = re.compile(r"\[([^\]\[]*)\]\((?:([a-z0-9-]+)\.ipynb)?#([^)\s]+)\)")
QUOTED = re.compile(r"“([^“”]*)”")
CODE = re.compile(r"`[^`]*`")
# A verb by which the book lets a speaker speak, in the forms that its prose uses.
SAYING = re.compile(
    r"\b(?:says?|said|tells?|told|calls?|called|holds?|held|adds?|added|expects?|expected|"
    r"sees?|saw|names?|named|thinks?|thought|asks?|asked|announce[sd]?|repeat(?:s|ed)|"
    r"explain(?:s|ed)|stress(?:es|ed)|doubts?|promise[sd]?|answer(?:s|ed)|spoke|speaks?)\b"
)
NUMBER = rf"(?:\d[\d,]*|{'|'.join(NUMERALS[1:])})"
# A count typed by hand, whatever stands between it and what it counts; numbers are computed.
TYPED = re.compile(
    rf"\b{NUMBER}(?: (?!the\b)[a-z-]+){{0,2}}? "
    r"(?:statements|speakers|quoted words|claims|forecasts)\b",
    re.IGNORECASE,
)
# How many articles there are, where a sentence says it of all of them.
OF_ALL = re.compile(
    rf"\b(?:(?:all|of the|these|compares the|the(?= \w+ come\b)) ({NUMBER})(?= articles|[,.;:)]|"
    r" (?:calls?|come|could|names?|prints?|quotes?|are known|is known|that falls?|the narrator)\b)"
    rf"|(?!one |two |1 |2 )({NUMBER}) (?:news )?articles\b)",
    re.IGNORECASE,
)
# Files beside the chapters that say how many articles there are.
COUNTING = ("README.md", "book/data/README.md", "seeds/catalogue.bib")

# What a sentence says of the statements it cites; it may also say that none is so coded.
CODED = re.compile(r"(?<!statement is )\bcoded \*([a-z ]+)\*")


@dataclass(frozen=True)
class Evidence:
    """What a paragraph may quote and cite."""

    statements: pd.DataFrame
    spoken: dict[str, set[str]]
    faulty: set[str]
    texts: dict[str, str]
    outside: dict[str, list[str]]
    labels: dict[str, str]
    prospects: dict[str, int]
    institutions: frozenset[str] = frozenset()


def faults(root: Path = paths.ROOT, examined: Examined | None = None) -> list[Fault]:
    """Everything in the chapters' prose that its citations do not bear out.

    ``examined`` are the statements, where they have been examined already.
    """
    try:
        evidence = gather(root, examined)
    except Refused:
        return []  # said where catalogue, seals and tables are examined
    found = [*record_faults(root, len(evidence.texts))]
    for chapter in chapters.chapters(root / "book"):
        try:
            cells = chapters.read(chapter).cells
        except Refused:
            continue  # said where the chapters are examined
        for cell in cells:
            if cell.cell_type == "code":  # its captions and notes
                found += [
                    Fault(paths.shown(chapter), f"cell {cell.id}", message)
                    for message in miscounted(cell.source, len(evidence.texts))
                ]
            if cell.cell_type == "markdown":
                found += [
                    Fault(paths.shown(chapter), f"cell {cell.id}", message)
                    for paragraph in re.split(r"\n\s*\n", cell.source)
                    # What rests on a faulty statement waits until its row is mended.
                    if not evidence.faulty & {target for _, _, target in LINK.findall(paragraph)}
                    for message in paragraph_faults(paragraph, evidence)
                ]
    return found


def gather(root: Path, examined: Examined | None = None) -> Evidence:
    """Read what can be quoted and cited; raises :class:`Refused` where it cannot be read."""
    seeds, data = root / "seeds", root / "book" / "data"
    catalogue = seeds / paths.CATALOGUE.name
    records = articles.catalogue(catalogue)
    rows, _ = tables.read(data / "outside.csv", Outside)
    outside: dict[str, list[str]] = {}
    for source, words in zip(rows["source"], rows["exact"], strict=True):
        outside.setdefault(source, []).append(words)
    frame, _ = examined or examine(data, seeds)
    speakers, _ = tables.read(data / "speakers.csv", Speaker)
    return Evidence(
        statements=frame,
        spoken={str(name): set(ids) for name, ids in frame.groupby("speaker").groups.items()},
        faulty=tables.names(data / "statements.csv") - set(frame.index),
        texts={key: articles.text(str(key), records, seeds) for key in records.index},
        outside=outside,
        labels=cited_pages.shorthands(root / "book" / paths.REFERENCES.name, catalogue),
        prospects={words: code for code, words in vocabulary_for(data).prospects.items()},
        institutions=frozenset(speakers.loc[speakers["kind"] == "institution", "name"]),
    )


def miscounted(words: str, articles: int) -> Iterator[str]:
    """Where words say of all articles how many there are, and there are more or fewer."""
    for count in OF_ALL.finditer(words):
        said = count[1] or count[2]
        if said.lower() not in (spelt(articles), str(articles)):
            yield f"says {count[0]!r}; there are {articles} articles: mend it, or say of which"


def record_faults(root: Path, articles: int) -> Iterator[Fault]:
    """Where a title, what a page says of itself, or a file beside the chapters miscounts."""
    with suppress(Refused):  # said where the records are examined
        for message in miscounted(str(citation.book(root)["title"]), articles):
            yield Fault("_config.yml", "title", message)
    for chapter in chapters.chapters(root / "book"):
        with suppress(Refused):
            for message in miscounted(str(chapters.told(chapter).get("description")), articles):
                yield Fault(paths.shown(chapter), "description", message)
    for name in COUNTING:
        with suppress(OSError, UnicodeDecodeError):  # not there, or said where it is read
            # Of the catalogue its head: in a record the words are an article's.
            head = (root / name).read_text(encoding="utf-8").partition("\n@")[0]
            for number, line in enumerate(head.splitlines(), start=1):
                for message in miscounted(line, articles):
                    yield Fault(name, f"line {number}", message)


def paragraph_faults(paragraph: str, evidence: Evidence) -> Iterator[str]:
    """What is wrong in one paragraph: citations, quotations, paraphrases, counts."""
    links = LINK.findall(paragraph)
    cited = {target: text for text, _, target in links}
    for text, notebook, target in links:
        if STATEMENT_ID.fullmatch(target):
            expected, home = target, "register"
            if target not in evidence.statements.index:
                yield f"cites {target}, which is no statement; name one of statements.csv"
        elif target in evidence.labels:
            expected, home = evidence.labels[target], "references"
        else:
            continue
        if text != expected:
            yield f"cites {target} as {text!r}; its short form is {expected!r}"
        if notebook != home:
            yield f"cites {target} without its page; write [{expected}]({home}.ipynb#{target})"
    plain = CODE.sub("", LINK.sub(r"\1", paragraph))
    if '"' in plain:
        yield "has a straight quotation mark; quote between “ and ”"
    if plain.count("“") != plain.count("”"):
        yield "opens and closes quotation marks unequally often; mend them"
    for words in QUOTED.findall(plain):
        message = quoted_fault(words, list(cited), evidence)
        if message:
            yield f"quotes {words!r}: {message}"
    yield from unsupported(paragraph, set(cited), evidence)
    yield from miscoded(paragraph, evidence)
    spoken = LINK.sub("", paragraph)
    for count in TYPED.finditer(spoken):
        yield f"has the count {count[0]!r} typed by hand; compute it, and link to it as #n-…"
    yield from miscounted(spoken, len(evidence.texts))


def quoted_fault(words: str, cited: list[str], evidence: Evidence) -> str:
    """Why quoted words are not borne out by what their paragraph cites, or the empty string."""
    places = [
        evidence.statements.at[name, "exact"] for name in cited if name in evidence.statements.index
    ]
    for name in cited:
        places += evidence.texts[name].split("\n") if name in evidence.texts else []
        places += evidence.outside.get(name, [])
    if any(_holds(words, place) for place in places):
        return ""
    if not places:
        return "the paragraph cites no article, statement or outside quotation; cite its source"
    if any(words in place for place in places):
        return "begins or ends inside a word; take the whole words"
    near = nearest(words, "\n".join(places))
    return f"in what the paragraph cites, {near}"


def _holds(words: str, place: str) -> bool:
    # Most places hold nothing of the words: there nothing needs to be said of the nearest.
    if "[" not in words and words not in place:
        return False
    try:
        excerpt(words, place)
    except ValueError:
        return False
    return True


def miscoded(paragraph: str, evidence: Evidence) -> Iterator[str]:
    """Each sentence that calls words ``coded *ruled out now*`` and cites none that are."""
    for line in paragraph.splitlines():
        if not (said := CODED.findall(line)):
            continue
        cited = {target for _, _, target in LINK.findall(line)} & set(evidence.statements.index)
        codes = set(evidence.statements.loc[sorted(cited), "prospect"])
        for name in said:
            if name in evidence.prospects and evidence.prospects[name] not in codes:
                yield f"says coded *{name}*, and no statement cited in {line[:70]!r} is; mend it"


def unsupported(paragraph: str, cited: set[str], evidence: Evidence) -> Iterator[str]:
    """Each sentence that lets a speaker speak without a statement of theirs, or a page, cited."""
    if any(key in evidence.labels and key not in evidence.texts for key in cited):
        return
    for line in paragraph.splitlines():
        if line.startswith("#") or not SAYING.search(line):
            continue
        subject = SAYING.split(LINK.sub("", line))[0]
        for speaker, ids in evidence.spoken.items():
            # An institution is known by its whole name, a person by the last.
            name = speaker if speaker in evidence.institutions else speaker.split()[-1]
            named = name[:1].isupper() and re.search(
                rf"\b{re.escape(name)}(?!\w)(?!['’]s)", subject
            )
            if named and not cited & ids:
                yield (
                    f"lets {speaker} speak in {line[:70]!r} and cites no statement of theirs; "
                    "add its id"
                )
