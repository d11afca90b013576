"""The figures: text in SVG, the page's colours, their meaning said in words."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import partial

import pandas as pd
import pytest

from unsigned_treaty.coding import read_statements
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.exhibits import figures, locator_map
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.findings import judged

ARTICLES = read_articles()
SAID = read_statements()
KEYS = list(ARTICLES.index)
PLACES = pd.DataFrame(
    [("Shikotan", 147.02, 43.78, "left", "here"), ("Kamchatka", 152.6, 51.2, "center", "")],
    columns=["place", "longitude", "latitude", "align", "note"],
)
EVENTS = pd.DataFrame(
    {
        "date": ["1956-10-19", "2018-11"],
        "event": ["A declaration", "A meeting"],
        "sources": [(), ()],
    }
)
WORDS = pd.DataFrame(
    {"RU_gov": [120, 30], "JP_expert": [0, 60]}, index=pd.Index(KEYS[:2], name="article")
)


def reading(key: str) -> Exhibit:
    """An article as it is read."""
    return figures.reading(ARTICLES.loc[key], SAID[SAID["article"] == key], "A title")


def mapped() -> Exhibit:
    """A place on the large map and one on the small map."""
    return locator_map(
        PLACES, (143.6, 149.4, 42.7, 45.9), (139.0, 157.5, 41.0, 52.0), "Two places",
        caption="Two places, one of them in red, on a map that draws no border.",
        alt="A map of the sea with Shikotan in red near its middle; a smaller one with Kamchatka.",
    )  # fmt: skip


FIGURES: dict[str, Callable[[], Exhibit]] = {
    **{f"reading {key}": partial(reading, key) for key in KEYS},
    "words": lambda: figures.quoted_words(WORDS, ARTICLES, "Whose words"),
    "prospects": lambda: figures.prospects(
        judged(SAID).assign(arguable=False), ARTICLES, "What is held possible"
    ),
    "story": lambda: figures.story(EVENTS, ARTICLES, "The story", SAID),
    "map": mapped,
}


@pytest.fixture(scope="module", params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Exhibit:
    return FIGURES[request.param]()


def test_a_figure_is_well_formed_and_holds_its_words_as_text(figure: Exhibit) -> None:
    root = ET.fromstring(figure.content["svg"])
    assert any((element.text or "").strip() for element in root.iter() if "text" in element.tag)


def test_a_figure_takes_its_colours_from_the_page(figure: Exhibit) -> None:
    drawn = figure.content["svg"]
    assert "style=" not in drawn
    assert 'class="' in drawn


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
    assert reading(KEYS[0]).content == reading(KEYS[0]).content


def test_the_alternative_is_computed_from_the_data() -> None:
    for key in KEYS:
        assert f"{(SAID['article'] == key).sum()} statements" in reading(key).content["alt"]


def test_a_bar_is_drawn_for_each_side_that_has_words_and_for_no_other() -> None:
    alt = FIGURES["words"]().content["alt"]
    assert "Russian officials 120" in alt and "Japanese experts 60" in alt
    assert "Japanese experts 0" not in alt


def test_a_place_with_a_note_is_in_red_and_one_outside_stands_on_the_smaller_map() -> None:
    drawn = mapped().content["svg"]
    for words in ("Shikotan", "here", "Kamchatka"):
        assert words in drawn


def test_the_story_holds_every_event_under_its_year_and_every_article() -> None:
    drawn = FIGURES["story"]().content["svg"]
    for words in ("1956", "A declaration", "2018", "A meeting", *ARTICLES["shorthand"]):
        assert words in drawn
