"""Typesetting adds marking and never a letter: languages are named, long names may break."""

from __future__ import annotations

from html import escape
from typing import Any

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from unsigned_treaty.site.typesetting import close_up, typeset

MIXED = st.text(
    st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("a.Яー・&< "))
)


def parsed(page: str) -> Any:
    """The body as a browser parses it."""
    document = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    return document.find("body")


def words(page: str) -> str:
    """What a reader reads and copies."""
    return "".join(parsed(page).itertext())


@settings(max_examples=500, deadline=None, derandomize=True)
@given(MIXED, MIXED)
def test_words_stay_the_same_letter_for_letter(first: str, second: str) -> None:
    page = f'<p title="{escape(first)}">x {escape(first)} <b>{escape(second)}</b></p>'
    assert words(typeset(page)) == words(page)
    assert parsed(typeset(page)).find("p").attrib == parsed(page).find("p").attrib


def test_russian_and_japanese_words_say_their_language() -> None:
    page = typeset("<p>Kunashir, Кунашир, 国後島; “Переведено сервисом «Яндекс Переводчик»”</p>")
    spans = [(span.get("lang"), "".join(span.itertext())) for span in parsed(page).iter("span")]
    assert spans == [
        ("ru", "Кунашир"),
        ("ja", "国後島"),
        ("ru", "Переведено сервисом «Яндекс Переводчик"),
    ]


def test_a_host_may_break_after_its_full_stops_and_japanese_between_names() -> None:
    assert typeset("<p>at direct.easycake.russexpo.com</p>").count("<wbr>") == 3
    assert "オリガ・<wbr>ドブリンスカヤ" in typeset("<p>オリガ・ドブリンスカヤ</p>")


def test_words_from_right_to_left_and_signs_that_turn_direction_turn_nothing_around_them() -> None:
    assert typeset("<p>in שלום עולם 5</p>") == "<p>in <bdi>שלום עולם</bdi> 5</p>"
    assert typeset("<p>a \u202eb</p><p>c</p>") == "<p><bdi>a \u202eb</bdi></p><p>c</p>"


def test_code_drawings_and_scripts_stay_as_they_are() -> None:
    for name in ("code", "pre", "script", "svg"):
        page = f"<p>x</p><{name}>Кунашир a.b.com</{name}>"
        assert typeset(page) == page


def test_a_date_a_paragraph_and_a_statements_id_do_not_break() -> None:
    page = typeset(
        "<p>In March 2022, on 21 March 2022 and 24–26 October, paragraph 8, rt2024-14 may say</p>"
    )
    spans = ["".join(span.itertext()) for span in parsed(page).iter("span")]
    assert spans == ["March 2022", "21 March 2022", "24–26 October", "paragraph 8", "rt2024-14"]


def test_between_two_sentences_of_japanese_stands_no_space_and_code_keeps_its_lines() -> None:
    page = "<p>条約はない。\nなぜか。</p><pre>条約。\nx</pre><p>No treaty.\nWhy?</p>"
    assert (
        close_up(page) == "<p>条約はない。なぜか。</p><pre>条約。\nx</pre><p>No treaty.\nWhy?</p>"
    )
