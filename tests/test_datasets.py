"""The coded data as researchers take them: read back by the libraries that they use."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from unsigned_treaty.citing import datasets, outside
from unsigned_treaty.coding.codings import CODINGS
from unsigned_treaty.coding.statements import read_statements
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.project import paths
from unsigned_treaty.project.edition import Edition

PLAIN = Edition.model_validate({"name": "unsigned-treaty", "version": "0.2.0"})
PUBLISHED = Edition.model_validate(
    {
        "name": "unsigned-treaty",
        "version": "0.2.0",
        "address": "https://example.org/treaty/",
        "doi": "10.1234/abcd",
    }
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data as they stand in a built book."""
    root = tmp_path_factory.mktemp("data")
    for name, content in datasets.files(PLAIN):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root / datasets.FOLDER


def test_the_data_package_is_valid_and_so_is_every_row(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "message"])
    assert len(report.tasks) == len(datasets.resources())


def test_the_data_package_refuses_what_the_codebook_refuses(folder: Path) -> None:
    path = folder / "statements.csv"
    text = path.read_bytes()
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        rows[0]["prospect"] = "7"
        rows[1]["speaker"] = "Nobody Known"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        report = Package(str(folder / "datapackage.json")).validate()
        kinds = {kind for (kind,) in report.flatten(["type"])}
        assert {"constraint-error", "foreign-key"} <= kinds
    finally:
        path.write_bytes(text)


def test_each_coding_is_a_collection_of_annotations(folder: Path) -> None:
    records = articles.catalogue()
    texts = {f"seeds/{r['file']}": articles.text(str(k), records) for k, r in records.iterrows()}
    for name in ("final", *CODINGS):
        path = folder / f"annotations-{name}.json"
        said = json.loads(path.read_text(encoding="utf-8"))
        assert said["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert said["type"] == "AnnotationCollection"
        items = said["first"]["items"]
        assert said["total"] == len(items) > 50
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            between, position = item["target"]["selector"]
            assert between["type"] == "RangeSelector"
            text = texts[item["target"]["source"]["title"]]
            ends = selected(between["startSelector"], text), selected(between["endSelector"], text)
            assert ends == (position["start"], position["end"])


def selected(selector: dict[str, Any], text: str) -> int:
    """Where what a selector selects begins; its words stand once in the text."""
    if selector["type"] == "TextPositionSelector":
        return int(selector["start"])
    before = selector.get("prefix", "")
    words = before + selector["exact"]
    assert text.count(words) == 1, words
    return text.index(words) + len(before)


def test_a_place_is_named_by_few_words_that_stand_only_there() -> None:
    text = "Peace is far off, he said.\nPeace is far off, she said, as far as anyone knows."
    again = text.index("\nPeace") + 1
    assert datasets.quoted_point(text, again) == {
        "type": "TextQuoteSelector",
        "prefix": "off, he said.\n",
        "exact": "Peace",
    }
    assert datasets.quoted_point(text, text.index(" she said")) == {
        "type": "TextQuoteSelector",
        "exact": " she said, as",
    }
    assert datasets.quoted_point(text, text.index(" knows.")) == {
        "type": "TextQuoteSelector",
        "prefix": "far as anyone",
        "exact": " ",
    }
    end = len(text)
    nothing = {"type": "TextPositionSelector", "start": end, "end": end}
    assert datasets.quoted_point(text, end) == nothing


def test_an_annotation_has_the_codes_of_its_statement(folder: Path) -> None:
    said = json.loads((folder / "annotations-final.json").read_text(encoding="utf-8"))
    row = read_statements().loc["sputnik2020-05"]
    (item,) = (i for i in said["first"]["items"] if i["id"].endswith("#sputnik2020-05"))
    bodies = {body["value"] for body in item["body"]}
    assert f"speaker: {row['speaker']}" in bodies
    assert f"prospect: {row['prospect']}" in bodies
    assert {f"topics: {topic}" for topic in row["topics"]} <= bodies
    assert item["creator"] == {"type": "Organization", "name": "The Unsigned Treaty project"}


def test_a_published_annotation_has_an_address_and_leads_to_the_register() -> None:
    said = json.loads(datasets.annotation_collection("final", PUBLISHED))
    first = said["first"]["items"][0]
    assert first["id"] == "https://example.org/treaty/_data/annotations-final.json#sputnik2020-01"
    assert first["via"] == "https://example.org/treaty/book/register.html#sputnik2020-01"


def test_the_crate_describes_every_file_of_the_archive_and_no_other() -> None:
    names = ["README.md", "book/data/facts.csv", "seeds/catalogue.bib"]
    graph = json.loads(datasets.ro_crate(names, PUBLISHED))["@graph"]
    by_id = {part["@id"]: part for part in graph}
    root = by_id["./"]
    assert sorted(part["@id"] for part in root["hasPart"]) == names
    assert root["identifier"] == "https://doi.org/10.1234/abcd"
    assert root["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert by_id["book/data/facts.csv"]["description"] == (
        "One claim of an article held against the record"
    )
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}


def test_the_same_files_give_the_same_crate() -> None:
    names = [path.relative_to(paths.ROOT).as_posix() for path in sorted(paths.BOOK.glob("*.ipynb"))]
    assert datasets.ro_crate(names, PLAIN) == datasets.ro_crate(reversed(names), PLAIN)


def test_every_outside_address_is_listed_once_with_what_cites_it() -> None:
    rows = list(csv.DictReader(io.StringIO(outside.listed())))
    keys = [row["key"] for row in rows]
    records = articles.catalogue()
    assert sorted(keys) == sorted(
        [*records.index[records["url"] != ""], *cited_pages.read_pages().index]
    )
    (row,) = (row for row in rows if row["key"] == "tass2026")
    assert row["address"] == "https://tass.com/world/2086739/amp"
    citing = row["cited_by"].split(" | ")
    assert {"statements.csv: tass2026-01", "book/takaichi.ipynb"} <= set(citing)
    assert len(citing) == len(set(citing))


def test_a_link_outwards_keeps_the_address_and_the_day_that_were_meant() -> None:
    days = {"https://example.org/a": "2026-11-21", "": "2026-11-25"}
    body = (
        '<a class="x" href="https://example.org/a#:~:text=some%20words">a</a> '
        '<a href="https://example.org/other?x=1&amp;y=2">b</a> <a href="index.html">c</a>'
    )
    once = outside.lasting(body, days)
    assert once == (
        '<a class="x" href="https://example.org/a#:~:text=some%20words" '
        'data-originalurl="https://example.org/a" data-versiondate="2026-11-21">a</a> '
        '<a href="https://example.org/other?x=1&amp;y=2" '
        'data-originalurl="https://example.org/other?x=1&amp;y=2" '
        'data-versiondate="2026-11-25">b</a> <a href="index.html">c</a>'
    )
    assert outside.lasting(once, days) == once
