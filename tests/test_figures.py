"""The figures: text in SVG, the page's colours, their meaning said in words."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import partial

import pytest

from unsigned_treaty.coding.statements import statements
from unsigned_treaty.corpus import articles
from unsigned_treaty.exhibits import figures, map, timeline
from unsigned_treaty.exhibits.drawing import PROPERTIES
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.findings import names

KEYS = list(articles.catalogue().index)
FIGURES: dict[str, Callable[[], Exhibit]] = {
    **{f"reading {key}": partial(figures.reading, key) for key in KEYS},
    "floor": figures.floor,
    "prospects": figures.prospect_figure,
    "conditions": figures.conditions_matrix,
    "naming": names.naming_figure,
    "timeline": timeline.timeline,
    "map": map.locator_map,
}


@pytest.fixture(scope="module", params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Exhibit:
    return FIGURES[request.param]()


def test_a_figure_is_well_formed_and_holds_its_words_as_text(figure: Exhibit) -> None:
    root = ET.fromstring(figure.content["svg"])
    assert any((element.text or "").strip() for element in root.iter() if "text" in element.tag)


def test_a_figure_takes_its_colours_from_the_page(figure: Exhibit) -> None:
    drawn = figure.content["svg"]
    bare = [colour for colour in PROPERTIES if re.search(rf"(?<!, ){colour}", drawn)]
    assert not bare
    assert "var(--treaty-" in drawn


def test_a_figure_brings_no_fonts_dates_or_ids_that_could_clash(figure: Exhibit) -> None:
    drawn = figure.content["svg"]
    assert "<metadata" not in drawn
    assert "DejaVu" not in drawn
    ids = re.findall(r'\bid="([^"]*)"', drawn)
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.fullmatch(r"[a-z]+_\d+", name)]


def test_a_figure_has_a_caption_and_an_alternative_in_words(figure: Exhibit) -> None:
    assert len(figure.content["caption"]) > 40
    assert len(figure.content["alt"]) > 80
    assert figure.content["name"].startswith("fig-")


def test_the_same_figure_is_drawn_the_same_twice() -> None:
    assert figures.floor().content == figures.floor().content


def test_the_alternative_is_computed_from_the_data() -> None:
    said = statements()
    for key in KEYS:
        alt = figures.reading(key).content["alt"]
        assert f"{(said['article'] == key).sum()} statements" in alt


def test_the_map_gives_both_names_of_every_island() -> None:
    drawn = map.locator_map().content["svg"]
    for name in ("Iturup / Etorofu", "Kunashir / Kunashiri", "Shikotan", "Habomai islets"):
        assert name in drawn


def test_the_timeline_holds_the_five_articles_and_no_undated_event() -> None:
    drawn = timeline.timeline().content["svg"]
    for short in articles.catalogue()["shorthand"]:
        assert short in drawn
    assert timeline.events()["date"].str.match(r"\d{4}-\d{2}").all()
