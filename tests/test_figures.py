"""The figures: text in SVG, the page's colours, their meaning said in words."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pandas as pd
import pytest

import drawn
from small_frames import articles, statements
from unsigned_treaty.coding import read_statements, read_table, vocabulary
from unsigned_treaty.corpus import read_articles
from unsigned_treaty.exhibits import drawing, figures
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.exhibits.map import locator_map
from unsigned_treaty.findings import judged
from unsigned_treaty.project import chapters, paths
from unsigned_treaty.project.faults import Refused

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

LAND = "book/data/land-okhotsk.geojson"


@cache
def reading(key: str) -> Exhibit:
    """An article as it is read; drawn once, for no test changes it."""
    return figures.reading(ARTICLES.loc[key], SAID[SAID["article"] == key], "A title")


def mapped() -> Exhibit:
    """A place on the large map and one on the small map."""
    return locator_map(
        PLACES, (143.6, 149.4, 42.7, 45.9), (139.0, 157.5, 41.0, 52.0), "Two places",
        caption="Two places, one of them in red, on a map that draws no border.",
        alt="A map of the sea with Shikotan in red near its middle; a smaller one with Kamchatka.",
        coastlines=LAND, on="naturalearth-land",
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
    svg = figure.content["svg"]
    assert "style=" not in svg
    assert 'class="' in svg


def test_a_figure_brings_no_fonts_dates_or_ids_that_could_clash(figure: Exhibit) -> None:
    svg = figure.content["svg"]
    assert "<metadata" not in svg
    assert "DejaVu" not in svg
    ids = re.findall(r'\bid="([^"]*)"', svg)
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.fullmatch(r"[a-z]+_\d+", name)]


def test_a_figure_has_a_caption_and_an_alternative_in_words(figure: Exhibit) -> None:
    assert len(figure.content["caption"]) > 40
    assert len(figure.content["alt"]) > 80
    assert figure.content["name"].startswith("fig-")


def test_the_same_figure_is_drawn_the_same_twice() -> None:
    assert reading.__wrapped__(KEYS[0]).content == reading(KEYS[0]).content


def test_the_alternative_is_computed_from_the_data() -> None:
    for key in KEYS:
        assert f"{(SAID['article'] == key).sum()} statements" in reading(key).content["alt"]


# What is drawn, read back from it


def page(exhibit: Exhibit) -> drawn.Drawing:
    """What is drawn for a page."""
    return drawn.read(exhibit.content["svg"])


def phone(exhibit: Exhibit) -> drawn.Drawing:
    """What is drawn for a phone."""
    return drawn.read(exhibit.content["narrow"])


def near(*numbers: float) -> Any:
    """These numbers, to a tenth of a pixel."""
    return pytest.approx(numbers, abs=0.11)


def test_a_figure_is_drawn_for_a_page_and_for_a_phone_at_the_size_of_each(figure: Exhibit) -> None:
    assert page(figure).width == 660 and phone(figure).width == 328


# Four paragraphs; the longest has as many characters as a page has pixels for it.
TEXT = "\n".join(["a" * 100, "b" * 50, "", "c" * 481, "d" * 30])
FOREIGN_MINISTRY = {"speaker": "Russian Foreign Ministry", "side": "RU_gov"}


def small_reading() -> Exhibit:
    said = statements(
        {
            "rt2024-01": {"start": 0, "end": 40, **FOREIGN_MINISTRY},
            "rt2024-02": {"start": 40, "end": 100, "mode": "indirect"},
            "rt2024-04": {"start": 253, "end": 634, "mode": "indirect", **FOREIGN_MINISTRY},
            "rt2024-03": {"start": 153, "end": 253},
        }
    )
    article = articles({"rt2024": {"text": TEXT, "shorthand": "RT"}}).loc["rt2024"]
    return figures.reading(article, said, "A title")


def test_direct_speech_is_a_full_block_and_a_report_an_outlined_one() -> None:
    blocks = page(small_reading()).blocks
    assert [(block.colour, block.full) for block in blocks] == [
        *(("blue", True), ("amber", False), ("amber", True), ("blue", False)),
    ]


def test_a_block_is_as_long_as_its_statement_and_stands_where_it_does() -> None:
    # A pixel for each character, from 176; half a pixel is left free at either end.
    blocks = page(small_reading()).blocks
    spans = [(block.x - 176, block.x + block.width - 176) for block in blocks]
    assert spans == [near(0.5, 39.5), near(40.5, 99.5), near(0.5, 99.5), near(100.5, 480.5)]
    # On a phone 211 pixels are there for the same.
    spans = [
        (block.x - 114, block.x + block.width - 114) for block in phone(small_reading()).blocks
    ]
    wanted = [(0, 40), (40, 100), (0, 100), (100, 481)]
    scale = 211 / 481
    assert spans == [near(scale * a + 0.5, scale * b - 0.5) for a, b in wanted]


def test_every_paragraph_has_its_row_in_order_and_its_line_is_as_long_as_it_is() -> None:
    picture = page(small_reading())
    assert [(line.x, line.to_x, line.y) for line in picture.lines] == [
        *(near(176, 276, 12.5), near(176, 226, 29.5), near(176, 657, 46.5), near(176, 206, 63.5)),
    ]
    assert {line.colour for line in picture.lines} == {"faint"}
    middles = [block.y + block.height / 2 for block in picture.blocks]
    assert middles == [pytest.approx(y) for y in (12.5, 12.5, 46.5, 46.5)]


def test_a_row_names_its_first_speaker_and_how_many_others_and_leads_to_their_statements() -> None:
    first, third = page(small_reading()).words
    assert (first.text, first.colour, first.y) == ("Russian Foreign Ministry +1", "blue", 12.5)
    assert (third.text, third.colour, third.y) == ("Taisuke Abiru +1", "amber", 46.5)
    assert first.align == third.align == "right" and first.x == third.x == 168
    assert first.statements == ("rt2024-01", "rt2024-02")
    assert third.statements == ("rt2024-03", "rt2024-04")


def test_a_name_stands_whole_and_one_too_long_for_its_room_says_that_it_goes_on() -> None:
    first, third = phone(small_reading()).words
    assert (first.text, third.text) == ("Foreign Ministry +1", "Abiru +1")
    assert figures.fitted("Foreign Ministry", 106, 11) == "Foreign Ministry"
    assert figures.fitted("Russian Foreign Ministry", 106, 11) == "Russian Foreign …"
    for key in KEYS:
        for picture in (page(reading(key)), phone(reading(key))):
            assert not [words.text for words in picture.words if "…" in words.text]


def test_a_statement_that_runs_over_two_paragraphs_is_drawn_in_both() -> None:
    said = statements({"rt2024-01": {"start": 60, "end": 121}})
    article = articles({"rt2024": {"text": TEXT}}).loc["rt2024"]
    blocks = page(figures.reading(article, said, "A title")).blocks
    spans = [(block.x - 176, block.x + block.width - 176, block.y) for block in blocks]
    assert spans == [near(60.5, 99.5, 7), near(0.5, 19.5, 24)]


def test_the_words_for_a_reading_name_each_paragraph_with_its_speakers_and_their_manner() -> None:
    assert small_reading().content["alt"] == (
        "RT has 4 paragraphs and 4 statements. paragraph 1: Russian Foreign Ministry, direct, "
        "Taisuke Abiru, indirect; paragraph 3: Taisuke Abiru, direct, Russian Foreign Ministry, "
        "indirect. All else is the narrator's."
    )


def judgements() -> pd.DataFrame:
    kistanov = {"speaker": "Valery Kistanov", "side": "RU_expert", "prospect_object": "treaty"}
    return statements(
        {
            "sputnik2020-05": {**kistanov, "prospect": -1},
            "sputnik2020-06": {**kistanov, "prospect": -1},
            "tass2021-02": {"prospect": -2, "prospect_object": "treaty"},
            "rt2024-05": {"prospect": 1, "prospect_object": "talks"},
            "rt2024-07": {
                "prospect": 2,
                "prospect_object": "normalisation",
                "side": "anonymous",
                "speaker": "unnamed experts",
            },
            "tass2026-02": {"prospect": -1, "prospect_object": "treaty"},
        }
    ).assign(arguable=[False, True, False, True, False, False])


# Who, under which object, under which heading, hollow or full, in which colour.
JUDGED = [
    ("Abiru", "the treaty", "ruled out now", True, "amber"),
    ("Kistanov ×2", "the treaty", "unlikely", False, "blue"),
    ("Abiru", "the treaty", "unlikely", True, "amber"),
    ("Abiru", "talks", "possible", False, "amber"),
    ("experts", "better relations", "expected", True, "grey"),
]


def test_each_mark_stands_under_its_object_and_under_its_heading() -> None:
    picture = page(figures.prospects(judgements(), ARTICLES, "A title"))
    headings = [words for words in picture.words if words.y < 24]
    assert [words.text for words in headings] == [
        *("ruled out now", "unlikely", "conditional", "possible", "expected"),
    ]
    objects = [words for words in picture.words if words.bold]
    assert [words.text for words in objects] == ["the treaty", "talks", "better relations"]
    placed = []
    for mark in picture.marks:
        above = max((w for w in objects if w.y < mark.y), key=lambda words: words.y)
        column = max((w for w in headings if w.x <= mark.x), key=lambda words: words.x)
        (who,) = [w for w in picture.words if w.y == mark.y and w.x == mark.x + 9]
        assert who.colour == mark.colour
        placed.append((who.text, above.text, column.text, mark.full, mark.colour))
    assert placed == JUDGED


def test_on_a_phone_each_mark_stands_beside_its_code_and_none_says_nobody() -> None:
    picture = phone(figures.prospects(judgements(), ARTICLES, "A title"))
    objects = [words for words in picture.words if words.bold]
    codes = [words for words in picture.words if words.x == 0 and not words.bold]
    assert [words.text for words in codes] == 3 * [
        *("ruled out now", "unlikely", "conditional", "possible", "expected"),
    ]
    placed = []
    for mark in picture.marks:
        above = max((w for w in objects if w.y < mark.y), key=lambda words: words.y)
        beside = max((w for w in codes if w.y <= mark.y), key=lambda words: words.y)
        (who,) = [w for w in picture.words if w.y == mark.y and w.x == mark.x + 9]
        placed.append((who.text, above.text, beside.text, mark.full, mark.colour))
    assert placed == JUDGED
    assert sum(words.text == "nobody" for words in picture.words) == 11


def test_a_mark_leads_to_its_statements_and_names_its_article() -> None:
    for picture in (
        page(figures.prospects(judgements(), ARTICLES, "A title")),
        phone(figures.prospects(judgements(), ARTICLES, "A title")),
    ):
        kistanov = picture.word("Kistanov ×2")
        assert kistanov.statements == ("sputnik2020-05", "sputnik2020-06")
        shorts = [words.text for words in picture.words if words.text in set(ARTICLES["shorthand"])]
        assert shorts == ["TASS 2021", "Sputnik 2020", "TASS 2026", "RT 2024", "RT 2024"]


def test_the_words_for_the_prospects_are_those_of_its_marks() -> None:
    alt = figures.prospects(judgements(), ARTICLES, "A title").content["alt"]
    assert alt.split("; ")[:2] == [
        "the treaty unlikely: Valery Kistanov in Sputnik 2020, 2 statements, not in every coding",
        "the treaty ruled out now: Taisuke Abiru in TASS 2021, 1 statement",
    ]


FACING = pd.DataFrame(
    {
        "left": ["Borders recognised", "Sanctions lifted"],
        "right": ["Islands first", ""],
        "left_by": ["Dmitry Medvedev", "Maria Zakharova"],
        "right_by": ["Toshimitsu Motegi", ""],
        "left_side": ["RU_gov", "RU_gov"],
        "right_side": ["JP_gov", "JP_gov"],
        "left_ids": [("rt2024-07",), ("rt2024-01", "rt2024-02")],
        "right_ids": [("izvestia2025-04",), ()],
        "joined": [True, False],
    }
)


def facing() -> Exhibit:
    return figures.facing(FACING, ("Moscow asks", "Tokyo asks"), "fig-trial", "A title", "How.")


@pytest.mark.parametrize("width", [page, phone])
def test_pairs_face_each_other_under_the_right_heads(
    width: Callable[[Exhibit], drawn.Drawing],
) -> None:
    picture = width(facing())
    middle = picture.width / 2
    left = [words.text for words in picture.words if words.x < middle]
    right = [words.text for words in picture.words if words.x >= middle]
    assert left == [
        *("Moscow asks", "Borders recognised", "Dmitry Medvedev"),
        *("Sanctions lifted", "Maria Zakharova"),
    ]
    assert right == ["Tokyo asks", "Islands first", "Toshimitsu Motegi"]
    assert picture.word("Borders recognised").y == picture.word("Islands first").y
    assert picture.word("Moscow asks").y == picture.word("Tokyo asks").y
    assert picture.word("Dmitry Medvedev").colour == "blue"
    assert picture.word("Toshimitsu Motegi").colour == "amber"
    assert picture.word("Sanctions lifted").statements == ("rt2024-01", "rt2024-02")
    assert picture.word("Islands first").statements == ("izvestia2025-04",)


def test_what_is_joined_is_framed_and_what_is_not_has_a_bar_of_its_sides_colour() -> None:
    picture = page(facing())
    (frame,) = picture.blocks
    assert (frame.colour, frame.full) == ("accent", False)
    for words in ("Borders recognised", "Islands first"):
        assert frame.y < picture.word(words).y < frame.y + frame.height
    assert picture.word("Sanctions lifted").y > frame.y + frame.height
    (bar,) = picture.lines
    assert bar.colour == "blue" and bar.y < picture.word("Sanctions lifted").y < bar.to_y


def test_what_faces_each_other_is_said_pair_by_pair() -> None:
    assert facing().content["alt"] == (
        "Moscow asks: Borders recognised (Dmitry Medvedev) — Tokyo asks: Islands first "
        "(Toshimitsu Motegi); Moscow asks: Sanctions lifted (Maria Zakharova)."
    )


def names_used() -> Exhibit:
    islands = pd.DataFrame(
        {"Kuril …": ["narrator", ""], "disputed …": ["", "speaker"]},
        index=pd.Index(["rt2024", "tass2021"], name="article"),
    )
    war = pd.DataFrame({"conflict": ["speaker"]}, index=pd.Index(["rt2024"], name="article"))
    two = ARTICLES.loc[["tass2021", "rt2024"]]
    return figures.names_used({"islands": islands, "war": war}, two, "A title")


@pytest.mark.parametrize("width", [page, phone])
def test_each_name_is_marked_in_the_row_of_its_article_and_under_its_own_family(
    width: Callable[[Exhibit], drawn.Drawing],
) -> None:
    picture = width(names_used())
    families = [words for words in picture.words if words.align == "center"]
    labels = [words for words in picture.words if words.x == 0 and not words.bold]
    # In the order of the articles, whatever the frame's.
    assert [words.text for words in labels] == 2 * ["TASS 2021", "RT 2024"]
    marked = []
    for mark in picture.marks:
        (label,) = [words for words in labels if words.y == mark.y]
        above = [w for w in families if w.y < mark.y and w.x == pytest.approx(mark.x)]
        family = max(above, key=lambda words: words.y)
        marked.append((label.text, family.text, mark.full))
    assert marked == [
        ("TASS 2021", "disputed …", False),
        ("RT 2024", "Kuril …", True),
        ("RT 2024", "conflict", False),
    ]
    assert [words.text for words in picture.words if words.bold] == ["the islands", "the war"]
    # TASS 2021 has no name for the war, and its row says so.
    (none,) = [words for words in picture.words if words.text == "none of these"]
    assert none.y == labels[2].y


@pytest.mark.parametrize("width", [page, phone])
def test_the_head_of_a_column_breaks_between_words_only(
    width: Callable[[Exhibit], drawn.Drawing],
) -> None:
    families = ["disputed …", "Kuril …", "single islands", "northern territories"]
    islands = pd.DataFrame(
        [["narrator"] * 4],
        columns=families,
        index=pd.Index(["rt2024"], name="article"),
    )
    drawing = width(figures.names_used({"islands": islands}, ARTICLES.loc[["rt2024"]], "A title"))
    heads = [words.text for words in drawing.words if words.align == "center"]
    assert " ".join(heads).split() == " ".join(families).split()


def test_the_words_for_names_tell_the_narrator_from_a_speaker() -> None:
    assert names_used().content["alt"] == (
        "TASS 2021, the islands: disputed …, a speaker only; RT 2024, the islands: Kuril …, the "
        "narrator; RT 2024, the war: conflict, a speaker only."
    )


@pytest.mark.parametrize("width", [page, phone])
def test_each_event_of_a_story_stands_under_its_year_and_the_articles_stand_out(
    width: Callable[[Exhibit], drawn.Drawing],
) -> None:
    events = pd.DataFrame(
        {
            "date": ["2018", "1956-10-19", "2018-11", "1945-02/1945-08", "2021-12-01"],
            "event": ["A year", "A declaration", "A meeting", "A war", "An end"],
        }
    )
    two = ARTICLES.loc[["sputnik2020", "tass2021"]]
    picture = width(figures.story(events, two, "A story"))
    years = [words for words in picture.words if words.align == "right"]
    assert [words.text for words in years] == ["1945", "1956", "2018", "2020", "2021"]
    placed = []
    for words in picture.words:
        if words.align == "left":
            year = max((y for y in years if y.y <= words.y), key=lambda y: y.y)
            (mark,) = [mark for mark in picture.marks if mark.y == words.y]
            assert (words.colour, mark.colour) in (("ink", "faint"), ("accent", "accent"))
            placed.append((year.text, words.text, words.colour == "accent"))
    assert placed == [
        ("1945", "from February: A war", False),
        ("1956", "19 October: A declaration", False),
        ("2018", "A year", False),
        ("2018", "November: A meeting", False),
        ("2020", "22 January: Sputnik 2020 appears", True),
        ("2021", "30 September: TASS 2021 appears", True),
        ("2021", "1 December: An end", False),
    ]
    heights = [words.y for words in picture.words]
    assert max(heights) < picture.height


@pytest.mark.parametrize(("width", "label"), [(page, 150), (phone, 134)])
def test_bars_are_as_long_as_the_words_are_many_and_full_for_officials(
    width: Callable[[Exhibit], drawn.Drawing], label: float
) -> None:
    counts = pd.DataFrame(
        {"RU_gov": [1500, 0], "JP_expert": [500, 20], "third_expert": [0, 0]},
        index=pd.Index(["rt2024", "tass2021"], name="article"),
    )
    picture = width(figures.quoted_words(counts, ARTICLES, "A title"))
    # All the room there is stands for the 2,000 words of the article that has most.
    scale = (picture.width - label - 44) / 2000
    bars = [(bar.x, bar.colour, bar.full) for bar in picture.blocks]
    assert bars == [(label, "blue", True), (label, "amber", False), (label, "amber", False)]
    lengths = [bar.width for bar in picture.blocks]
    assert lengths == near(1500 * scale, 500 * scale, 20 * scale)
    for bar, side, number in zip(
        picture.blocks,
        ["Russian officials", "Japanese experts", "Japanese experts"],
        ["1,500", "500", "20"],
        strict=True,
    ):
        beside = [words for words in picture.words if words.y == bar.y + 6]
        assert [(words.text, words.align) for words in beside] == [
            *((side, "right"), (number, "left")),
        ]
        assert beside[0].x < bar.x and beside[1].x == pytest.approx(bar.x + bar.width + 6)
        assert beside[0].colour == bar.colour
    first, second = (picture.word(short).y for short in ("RT 2024", "TASS 2021"))
    assert first < picture.blocks[0].y < picture.blocks[1].y < second < picture.blocks[2].y


def test_the_words_for_bars_leave_out_whoever_has_none() -> None:
    alt = figures.quoted_words(WORDS, ARTICLES, "A title").content["alt"]
    first, second = (ARTICLES.at[key, "shorthand"] for key in KEYS[:2])
    assert alt == (
        f"Quoted words. {first}: Russian officials 120. "
        f"{second}: Russian officials 30, Japanese experts 60."
    )


# The box of the small map has a tenth of a degree for each pixel of a page's width.
SQUARE = (140.0, 206.0, 40.0, 50.0)


def test_a_place_stands_where_it_is() -> None:
    spots = pd.DataFrame(
        [
            ("west", 140.0, 45.0, "left", ""),
            ("middle", 173.0, 45.0, "center", "a note"),
            ("east", 206.0, 40.0, "right", ""),
        ],
        columns=["place", "longitude", "latitude", "align", "note"],
    )
    picture = page(
        locator_map(
            spots, SQUARE, SQUARE, "A title", "A caption.", "Words.", LAND, "naturalearth-land"
        )
    )
    # True at its middle: ten degrees of latitude at the scale that 66 of longitude have at 45°.
    height = 660 * 10 / (66 * 0.5**0.5)
    assert picture.height == pytest.approx(height, abs=0.1)
    west, middle, note, east = picture.words
    assert (west.x, west.y) == near(0, height / 2)
    assert (middle.x, middle.y) == near(330, height / 2)
    assert (east.x, east.y) == near(660, height)
    assert [words.align for words in picture.words] == ["left", "center", "center", "right"]
    assert note.text == "a note" and note.y > middle.y
    assert [words.colour for words in picture.words] == ["ink", "accent", "accent", "ink"]


def book_map() -> Exhibit:
    """The map as the landing page draws it, its two cells run."""
    cells = chapters.read(paths.BOOK / "index.ipynb").cells
    program = ast.parse("\n".join(cell.source for cell in cells if cell.id.startswith("map")))
    (last,) = program.body[-1:]
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {"pd": pd}
    exec(compile(ast.Module(program.body[:-1], []), "map", "exec"), names)
    exhibit = eval(compile(ast.Expression(last.value), "map", "eval"), names)
    assert isinstance(exhibit, Exhibit)
    return exhibit


@pytest.mark.parametrize("width", [page, phone])
def test_the_books_map_has_four_islands_under_both_names_and_the_two_of_1956_apart(
    width: Callable[[Exhibit], drawn.Drawing],
) -> None:
    picture = width(book_map())
    named = {words.text: words for words in picture.words}
    colours = {}
    for island in read_table("places").itertuples(index=False):
        if "southern" in island.name:
            continue  # the four together
        both = dict.fromkeys((island.name, *island.aliases))
        (name,) = [text for text in named if text == " / ".join(both)]
        colours[name] = named[name].colour
    assert list(colours.values()).count("accent") == 2 and len(colours) == 4
    assert colours["Shikotan"] == colours["Habomai islets"] == "accent"
    # From north-east to south-west, as they lie.
    order = sorted(colours, key=lambda name: named[name].y)
    assert order == ["Iturup / Etorofu", "Kunashir / Kunashiri", "Shikotan", "Habomai islets"]


# The canvas


def test_words_are_broken_so_that_they_fit() -> None:
    assert drawing.lines("one two three", 78, 13) == ["one two", "three"]
    assert drawing.lines("", 78, 13) == [""]
    assert drawing.lines("one two three", 1, 13) == ["one two", "three"]  # never under eight


def test_a_style_becomes_attributes_and_a_class_for_each_colour_of_the_page() -> None:
    said = drawing.attributes("fill: #8a1c2b; stroke: #123456; font-size: 13px; font-family: X")
    assert said == ' class="fill-accent" fill="#8a1c2b" stroke="#123456" font-size="13"'
    assert drawing.attributes("opacity: 0.5") == ' opacity="0.5"'


def test_a_figure_that_rests_on_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="fig-trial: rests on nothing"):
        drawing.figure(lambda width: drawing.canvas(width, 9)[0], "fig-trial", "T", "C", "A")


def test_a_colour_is_that_of_the_side() -> None:
    sides = vocabulary().sides
    colours = {side: drawing.voice_colour(side) for side in sides}
    assert {side for side in sides if colours[side] == drawing.VOICES["blue"]} == {
        *("RU_gov", "RU_expert"),
    }
    assert {side for side in sides if colours[side] == drawing.VOICES["amber"]} == {
        *("JP_gov", "JP_expert"),
    }


def test_a_narrow_drawing_calls_people_by_their_last_name_and_institutions_whole() -> None:
    names = {
        "Taisuke Abiru": "Abiru",
        "Russian Foreign Ministry": "Foreign Ministry",
        "Japanese Foreign Ministry": "Foreign Ministry",
        "Yomiuri Shimbun": "Yomiuri Shimbun",
        "unnamed experts": "experts",
    }
    assert figures.surnames(names) == names
