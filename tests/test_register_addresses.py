"""Register addresses: a count leads to exactly the statements that it counts."""

from __future__ import annotations

import random
from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_treaty.coding import read_statements, read_table
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.exhibits.register import register
from unsigned_treaty.site.register_addresses import runs, shortest

SAID = read_statements()
SHOWN = register(
    SAID, read_articles(), read_table("retired"), read_table("originals"), set()
).content
FACETS = {
    name: facets for name, facets in zip(SHOWN["addresses"], SHOWN["facets"], strict=True) if facets
}
SMALL = {
    "rt2024-01": {"side": ["RU"], "topic": ["treaty", "islands"], "blame": ["Japan"]},
    "rt2024-02": {"side": ["RU"], "topic": ["treaty"], "blame": ["nobody"]},
    "rt2024-03": {"side": ["RU"], "topic": ["islands"], "blame": ["Japan"]},
    "tass2021-01": {"side": ["JP"], "topic": ["treaty"], "blame": ["nobody"]},
}


def chosen(query: str, facets: Mapping[str, Mapping[str, list[str]]]) -> set[str]:
    """The statements that the register shows at an address, chosen as its page chooses them."""
    terms = parse_qsl(query)
    named = dict(terms).get("statements")
    if named is not None:
        return {name for part in named.split(",") for name in expanded(part)}
    return {
        key
        for key, values in facets.items()
        if all(value in values.get(name, []) for name, value in terms)
    }


def expanded(part: str) -> list[str]:
    """The ids of a run, as the page counts them out."""
    first, _, last = part.partition("..")
    article, _, number = first.rpartition("-")
    numbers = range(int(number), int(last or number) + 1)
    return [f"{article}-{n:02}" for n in numbers]


@pytest.mark.parametrize(
    ("statements", "query"),
    [
        (["rt2024-01", "rt2024-02", "rt2024-03"], "side=RU"),
        (["rt2024-01", "rt2024-03"], "blame=Japan"),
        (["rt2024-03"], "statements=rt2024-03"),
        (["tass2021-01"], "side=JP"),
        (["rt2024-02", "tass2021-01"], "blame=nobody"),
        (["rt2024-01", "rt2024-02", "tass2021-01"], "topic=treaty"),
        (["rt2024-02", "rt2024-03"], "statements=rt2024-02..03"),
        (["rt2024-01", "tass2021-01"], "statements=rt2024-01,tass2021-01"),
        (["rt2024-02"], "side=RU&blame=nobody"),
        (list(SMALL), "statements=rt2024-01..03,tass2021-01"),
        (["rt2024-09"], "statements=rt2024-09"),
    ],
)
def test_an_address_says_what_statements_have_in_common_or_names_them(
    statements: list[str], query: str
) -> None:
    assert shortest(statements, SMALL) == query
    assert shortest(statements[::-1], SMALL) == query


def test_without_facets_an_address_names_ids() -> None:
    assert shortest(["rt2024-01", "rt2024-02"], {}) == "statements=rt2024-01..02"


def test_signs_of_an_address_are_encoded() -> None:
    facets = {"rt2024-01": {"side": ["a & b=c"]}, "rt2024-02": {"side": ["a"]}}
    query = shortest(["rt2024-01"], facets)
    assert query == "side=a+%26+b%3Dc" and parse_qs(query) == {"side": ["a & b=c"]}


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        (["rt2024-03"], "rt2024-03"),
        (["rt2024-03", "rt2024-04"], "rt2024-03..04"),
        (["rt2024-05", "rt2024-03", "rt2024-04", "rt2024-09"], "rt2024-03..05,rt2024-09"),
        (["rt2024-01", "tass2021-02", "rt2024-02"], "rt2024-01..02,tass2021-02"),
        (["rt2024-02", "tass2021-03"], "rt2024-02,tass2021-03"),
        (["rt2024-09", "rt2024-10", "rt2024-11"], "rt2024-09..11"),
        (["rt2024-99", "rt2024-100", "rt2024-101"], "rt2024-99..101"),
        (["rt2024-10", "rt2024-11", "rt2024-100"], "rt2024-10..11,rt2024-100"),
    ],
)
def test_a_run_of_neighbours_is_named_by_its_ends(ids: list[str], text: str) -> None:
    assert runs(ids) == text


IDS = st.builds("{}-{:02}".format, st.sampled_from(["rt2024", "tass2021"]), st.integers(1, 130))


@given(st.sets(IDS, min_size=1))
def test_runs_name_exactly_the_ids_that_they_are_made_of(ids: set[str]) -> None:
    parts = runs(list(ids)).split(",")
    names = [name for part in parts for name in expanded(part)]
    assert set(names) == ids and len(names) == len(ids)


VALUES = st.lists(st.sampled_from(["a", "b", "c&d"]), min_size=0, max_size=2)
CHOICES = st.dictionaries(st.sampled_from(["side", "topic", "blame"]), VALUES)


@given(st.dictionaries(IDS, CHOICES, min_size=1), st.data())
def test_an_address_chooses_exactly_its_statements_whatever_their_facets(
    facets: dict[str, dict[str, list[str]]], data: st.DataObject
) -> None:
    wanted = data.draw(st.sets(st.sampled_from(sorted(facets)), min_size=1))
    assert chosen(shortest(sorted(wanted), facets), facets) == wanted


@given(st.sets(st.sampled_from(sorted(FACETS)), min_size=1, max_size=12))
def test_an_address_of_the_book_chooses_exactly_its_statements(wanted: set[str]) -> None:
    assert chosen(shortest(sorted(wanted), FACETS), FACETS) == wanted


def test_every_count_by_side_and_prospect_of_the_book_leads_to_what_it_counts() -> None:
    for column in ("side", "prospect", "blame", "article", "speaker", "mode"):
        for _, group in SAID.groupby(column):
            ids = list(group.index)
            random.Random(column).shuffle(ids)
            assert chosen(shortest(ids, FACETS), FACETS) == set(ids), (column, ids)
    # Where a facet says it, no id is named.
    ids = list(SAID.index[SAID["side"] == "media"])
    assert shortest(ids, FACETS) == "side=media"
