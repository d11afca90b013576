"""The coded data as researchers expect them: a Data Package, web annotations, an RO-Crate.

- ``datapackage.json`` (https://specs.frictionlessdata.io/data-package/) describes every coded
  table, column by column, from the schemas of the codebook; ``frictionless`` makes it.
- ``annotations-….json`` (W3C Web Annotation Data Model, a collection a coding) say of each
  statement where in an article it begins and ends, and how a coder coded it.  The model is JSON
  in a fixed shape, for which there is no library to speak of.
- ``ro-crate-metadata.json`` (RO-Crate) describes the archive of the whole project; ``rocrate``
  makes it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pandas as pd
from pydantic import BaseModel

from unsigned_treaty.citing import citation
from unsigned_treaty.citing.machine_readable import LICENCE
from unsigned_treaty.coding.codebook import TABLES, Listed
from unsigned_treaty.coding.codings import CODINGS, read_coding
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.coding.tables import vocabulary_for
from unsigned_treaty.coding.vocabulary import Vocabulary
from unsigned_treaty.corpus import articles
from unsigned_treaty.project import paths
from unsigned_treaty.project.edition import Edition

# Where the data stand in the built book.
FOLDER = "_data"
PACKAGE = f"{FOLDER}/datapackage.json"
# The coding on which the book rests, beside those that it was made from and is held against.
FINAL = "final"
ANNOTATIONS = f"{FOLDER}/annotations-{FINAL}.json"
LD_JSON = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
# Said, since a program that guesses takes a bar inside the cells for one between them.
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}
# Columns that name a row of another table, by table.
FOREIGN = {
    "statements": {"speaker": ("speakers", "name")},
    "conditions": {"statement": ("statements", "id")},
    "codings-must-act": {"statement": ("statements", "id")},
}


def offered() -> list[tuple[str, str, str, str]]:
    """What the landing page offers to programs: path, media type, name, description."""
    title = citation.book()["title"].partition(":")[0]
    return [
        (
            PACKAGE,
            "application/vnd.datapackage+json",
            f"Coded data of {title}",
            "Every attributed statement of the articles with its codes, and the tables that go "
            "with them, as CSV with a schema.",
        ),
        (
            ANNOTATIONS,
            LD_JSON,
            f"Annotations of {title}",
            "The same statements as W3C Web Annotations: where in its article each begins and "
            "ends, and its codes.",
        ),
    ]


def files(known: Edition, data: Path = paths.DATA) -> Iterator[tuple[str, str | bytes]]:
    """The data and their descriptions: path below the book's folder, and content."""
    yield PACKAGE, data_package(known, data)
    for path, _ in resources(data).values():
        yield f"{FOLDER}/{path.relative_to(data).as_posix()}", path.read_bytes()
    for name in (FINAL, *CODINGS):
        yield f"{FOLDER}/annotations-{name}.json", annotation_collection(name, known, data)


# The Data Package


def resources(data: Path = paths.DATA) -> dict[str, tuple[Path, type[BaseModel]]]:
    """The CSV file and the schema of every table and every coding, by the resource's name."""
    found: dict[str, tuple[Path, type[BaseModel]]] = {
        name.replace("_", "-").replace("/", "-"): (data / f"{name}.csv", schema)
        for name, schema in TABLES.items()
        # What is left out is no statement; with it the tables would hold whole articles.
        if name != "left_out"
    }
    for name, schema in CODINGS.items():
        found[f"codings-{name}"] = (data / "codings" / f"{name}.csv", schema)
    return found


def data_package(known: Edition, data: Path = paths.DATA) -> str:
    """The description of the coded tables, as JSON.

    Raises ``ValueError`` where it does not meet the standard.
    """
    # A third of a second to import, and wanted here alone.
    from frictionless import FrictionlessException, Package

    book = citation.book()
    descriptor = {
        "name": known.name,
        "title": f"{book['title'].partition(':')[0]}: coded data",
        "description": book["description"],
        "version": known.version,
        "created": f"{book['date']}T00:00:00Z",
        "keywords": list(known.keywords),
        **({"homepage": known.address} if known.address else {}),
        **({"id": f"https://doi.org/{known.doi}"} if known.doi else {}),
        "licenses": [
            {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}
        ],
        "contributors": [
            {"title": full_name(author), "role": "author"} for author in book["authors"]
        ],
        "resources": [
            {
                "name": name,
                "type": "table",
                "path": path.relative_to(data).as_posix(),
                "description": first_line(schema),
                "scheme": "file",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": DIALECT,
                "schema": table_schema(name, schema, vocabulary_for(path)),
            }
            for name, (path, schema) in resources(data).items()
        ],
    }
    try:
        package = Package.from_descriptor(descriptor)
    except FrictionlessException as error:
        raise ValueError(f"no data package: {error}") from error
    said = package.to_descriptor()
    for resource in said["resources"]:
        # The library puts it where only the library looks.
        resource["dialect"] = DIALECT
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def full_name(author: Mapping[str, str]) -> str:
    """An author's name as people say it."""
    return author.get("name") or f"{author['given']} {author['family']}"


def first_line(schema: type[BaseModel]) -> str:
    """What one row of a table is, as its schema says."""
    return (schema.__doc__ or "").splitlines()[0].partition(" (``")[0].rstrip(".")


def table_schema(name: str, schema: type[BaseModel], words: Vocabulary) -> dict[str, Any]:
    """A table's columns, with what the codebook and its vocabulary allow in each."""
    said: dict[str, Any] = {
        "fields": [column(field, about, words) for field, about in schema.model_fields.items()],
        # An empty cell is an unknown value in every table.
        "missingValues": [""],
    }
    first = next(iter(schema.model_fields))
    # An event has a row for each article that names it, a person one for each term of office.
    if first in ("id", "name", "unit") and name not in ("events", "offices"):
        said["primaryKey"] = [first]
    if name in FOREIGN:
        said["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": table, "fields": [key]}}
            for field, (table, key) in FOREIGN[name].items()
        ]
    return said


def column(name: str, about: Any, words: Vocabulary) -> dict[str, Any]:
    """One column: several values of a cell are text, joined by " | ", as its meaning says."""
    kind = about.annotation
    said: dict[str, Any] = {
        "name": name,
        "type": "string",
        "description": about.description or name,
    }
    rules: dict[str, Any] = {}
    listed = next((mark.values(words) for mark in about.metadata if isinstance(mark, Listed)), {})
    told = "; ".join(f"{value} {word}" for value, word in listed.items() if str(value) != word)
    if told:
        said["description"] += f": {told}"
    if get_origin(kind) is tuple:
        said["description"] += " (values joined by “ | ”)"
    elif listed or get_origin(kind) is Literal:
        values = [value for value in (listed or get_args(kind)) if value != ""]
        said["type"] = "integer" if all(isinstance(value, int) for value in values) else "string"
        rules |= {"enum": values, "required": "" not in (listed or get_args(kind))}
    elif kind is bool:
        said |= {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
        rules["required"] = True
    elif kind is not str:
        said["type"] = "integer"
    for rule in about.metadata:
        if getattr(rule, "pattern", None):
            # The standard holds the whole value to the pattern.
            rules["pattern"] = rule.pattern.removeprefix("^").removesuffix("$")
        if getattr(rule, "min_length", None) and kind is str:
            rules["required"] = True
    return {**said, **({"constraints": rules} if rules else {})}


# Web annotations


def annotation_collection(name: str, known: Edition, data: Path = paths.DATA) -> str:
    """One coding as a W3C Annotation Collection, as JSON.

    Every statement is an annotation of an article: its first and its last words, its place (start
    and end in Unicode code points of the file, the end exclusive), and its codes as tags,
    ``column: value``.  The creator is the coder, whom the project knows by the order of coding
    only.
    """
    frame = coded(name, data)
    # Without an address of the book every name begins at the file itself.
    here = f"{known.address}{FOLDER}/annotations-{name}.json" if known.address else ""
    texts = {str(key): article for key, article in article_texts().items()}
    book = citation.book()
    items = [
        annotation(str(key), row, texts[row["article"]], name, here, known)
        for key, row in frame.iterrows()
    ]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here or f"annotations-{name}.json",
        "type": "AnnotationCollection",
        "label": f"{book['title'].partition(':')[0]}, version {known.version}: {described(name)}",
        "creator": creator(name),
        "created": f"{book['date']}T00:00:00Z",
        "rights": LICENCE,
        "total": len(items),
        "first": {
            "id": f"{here or f'annotations-{name}.json'}#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False) + "\n"


def described(name: str) -> str:
    """What a coding is, in words."""
    return "the reconciled coding" if name == FINAL else f"the {name} coding"


def creator(name: str) -> dict[str, str]:
    """Who coded: the project for what was reconciled, the coder for the rest, a language model."""
    if name == FINAL:
        return {"type": "Organization", "name": citation.book()["publisher"]}
    return {"type": "Software", "nickname": f"{name} coder"}


def coded(name: str, data: Path = paths.DATA) -> pd.DataFrame:
    """The units of one coding with their places: index their names, ``start``, ``end`` int64."""
    return read_statements(data=data) if name == FINAL else read_coding(name, data=data)


@cache
def article_texts() -> dict[str, dict[str, str]]:
    """The text, file and address of each article, by citation key."""
    records = articles.catalogue()
    return {
        str(key): {
            "text": articles.text(str(key), records),
            "file": f"seeds/{record['file']}",
            # A mirror is named and not linked.
            "address": record["url"] if record["viakind"] != "mirror" else "",
            "sha256": record["sha256"],
        }
        for key, record in records.iterrows()
    }


# Characters of a passage that name its beginning or its end: two or three words, which a reader
# knows again where line ends differ.
FEWEST = 12
TAGS = (
    "mode", "side", "topics", "prospect", "prospect_object", "intent", "stance", "blame",
    "conditions", "retrospective", "forecast",
)  # fmt: skip


def annotation(
    key: str,
    row: pd.Series,
    article: Mapping[str, str],
    coding: str,
    here: str,
    known: Edition,
) -> dict[str, Any]:
    """One statement as an annotation of its article's words."""
    text, start, end = article["text"], int(row["start"]), int(row["end"])
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": f"{column}: {tag}"}
        for column in TAGS
        for tag in values(row[column])
    ]
    speaker = {
        "type": "TextualBody",
        "purpose": "identifying",
        "value": f"speaker: {row['speaker']}",
    }
    selectors = [
        {
            "type": "RangeSelector",
            "startSelector": quoted_point(text, start),
            "endSelector": quoted_point(text, end),
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    # The file is the text that was coded; the publisher's page may differ from it.
    source: dict[str, Any] = {
        "id": f"urn:sha256:{article['sha256']}",
        "type": "Text",
        "format": "text/plain",
        "title": article["file"],
    }
    if article["address"]:
        source["canonical"] = article["address"]
    found: dict[str, Any] = {
        "id": f"{here or f'annotations-{coding}.json'}#{key}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": creator(coding),
        "body": [speaker, *tags],
        "target": {"source": source, "selector": selectors},
    }
    if known.address and coding == FINAL:
        found["via"] = f"{known.page('book/register')}#{key}"
    return found


def quoted_point(text: str, place: int) -> dict[str, Any]:
    """A selector of a place in a text: the fewest words before or after it that stand only there.

    A range begins and ends where what its two selectors select begins.
    """
    if place >= len(text):
        # No words follow that could be selected.
        return {"type": "TextPositionSelector", "start": place, "end": place}
    for size in range(FEWEST, max(FEWEST, len(text)) + 1):
        after, before = (place, place + size), (max(0, place - size), place + 1)
        # At the end of a passage, before a blank, its own last words come first.
        for begin, end in (before, after) if text[place].isspace() else (after, before):
            if text.find(text[begin:end]) == text.rfind(text[begin:end]):
                return quoted_words(text, begin, place, end)
    raise AssertionError("a whole text stands once in itself")


def quoted_words(text: str, begin: int, place: int, end: int) -> dict[str, Any]:
    """A selector of the words from ``place`` to ``end``, after those from ``begin``, none cut."""
    while 0 < begin < place and text[begin - 1 : begin + 1].isalnum():
        begin -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    said = {"type": "TextQuoteSelector", "exact": text[place:end]}
    return said if begin == place else {**said, "prefix": text[begin:place]}


def values(cell: Any) -> list[str]:
    """The values of a cell as the tables write them."""
    if isinstance(cell, tuple):
        return [str(value) for value in cell]
    if isinstance(cell, bool) or str(cell) in ("True", "False"):
        return [str(cell).lower()]
    return [str(cell)] if str(cell) else []


# The RO-Crate


def ro_crate(names: Iterable[str], known: Edition) -> str:
    """The description of the project's archive, as JSON: ``names`` are the paths of its files.

    It stands in the archive's top folder as ``ro-crate-metadata.json``.
    """
    from rocrate.rocrate import ROCrate

    book = citation.book()
    crate = ROCrate()
    crate.name = book["title"]
    crate.description = book["description"]
    crate.datePublished = book["date"]
    crate.keywords = list(known.keywords)
    crate.root_dataset["version"] = known.version
    licence = crate.add_jsonld(
        {
            "@id": LICENCE,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "identifier": "CC-BY-4.0",
            "description": "Text and coded data; the code is under the MIT licence.",
        }
    )
    crate.root_dataset["license"] = licence
    crate.root_dataset["author"] = [
        crate.add_jsonld(
            {
                "@id": f"#author-{place}",
                "@type": "Organization" if "name" in author else "Person",
                "name": full_name(author),
            }
        )
        for place, author in enumerate(book["authors"], start=1)
    ]
    if known.doi:
        crate.root_dataset["identifier"] = f"https://doi.org/{known.doi}"
    if known.address:
        crate.root_dataset["url"] = known.address
    described_tables = {
        f"book/data/{path.relative_to(paths.DATA).as_posix()}": first_line(schema)
        for path, schema in resources().values()
    }
    for name in sorted(names):
        kind = MEDIA.get(Path(name).suffix, "")
        properties = {"name": Path(name).name, **({"encodingFormat": kind} if kind else {})}
        if name.startswith("book/data/") and name.endswith(".csv"):
            properties["description"] = described_tables.get(name, "Coded data")
        if name.startswith("seeds/") and name.endswith(".txt"):
            properties["description"] = "An article; it belongs to its publisher"
        crate.add_file(dest_path=name, properties=properties)
    with tempfile.TemporaryDirectory() as folder:
        crate.metadata.write(folder)
        said = json.loads((Path(folder) / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


MEDIA = {
    ".bib": "application/x-bibtex", ".css": "text/css", ".csv": "text/csv",
    ".geojson": "application/geo+json", ".html": "text/html",
    ".ipynb": "application/x-ipynb+json", ".js": "text/javascript", ".json": "application/json",
    ".md": "text/markdown", ".png": "image/png", ".py": "text/x-python", ".svg": "image/svg+xml",
    ".toml": "application/toml", ".txt": "text/plain", ".yml": "application/yaml",
}  # fmt: skip
