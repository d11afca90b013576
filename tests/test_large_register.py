"""A register of more statements than a page shows at once: each is reached as in a small one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from conftest import opened, until, visit
from unsigned_treaty.build.paper import GONE, on_paper
from unsigned_treaty.site import elements

# How many rows the page shows at once that these tests make of the book's own register.
SHOWN = 20
COLUMNS = ["Statement", "Words"]


def made(count: int) -> dict[str, Any]:
    """A table of cards with so many rows, as a chapter gives it to the book."""
    names = [f"made-{number + 1:02}" for number in range(count)]
    return {
        "kind": "table",
        "name": "tab-register",
        "caption": "Every statement",
        "note": "",
        "rests_on": [],
        "addresses": names,
        "facets": [{"side": ["one", "two"][number % 2 :]} for number in range(count)],
        "choices": {},
        "offered": ["side"],
        "headed": True,
        "columns": [{"label": label, "numeric": False} for label in COLUMNS],
        "rows": [[[{"text": name}], [{"text": f"words of {name}"}]] for name in names],
    }


@pytest.mark.parametrize(("count", "after"), [(1, 0), (200, 0), (201, 1), (450, 250)])
def test_rows_beyond_what_a_page_shows_stand_where_scripts_take_them_and_others_see_them(
    count: int, after: int
) -> None:
    document = new_document("register", get_default_settings(Parser))
    nodes = elements.table_nodes(made(count), document)
    (more,) = [node for node in nodes if node.get("tag") == "noscript"] or [None]
    shown = [row["names"][0] for node in nodes for row in node.findall(elements.data_row)]
    assert shown == [f"made-{number + 1:02}" for number in range(count)]
    assert (len(list(more.findall(elements.data_row))) if more else 0) == after
    assert set(shown) <= set(document.nameids)


@pytest.fixture(scope="module")
def many(built_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built register as one of a larger book is written: twenty rows, and then the others."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "book").mkdir()
    for name in ("_static", "_cited"):
        (folder / name).symlink_to(built_book / name)
    page = (built_book / "book" / "register.html").read_text("utf-8")
    head, body, rest = re.split(r"(?<=<tbody>)|(?=</tbody>)", page, maxsplit=2)
    rows = re.findall(r"<tr .*?</tr>\n", body, re.DOTALL)
    assert len(rows) > 3 * SHOWN
    begin = head[head.rindex("<table") :].replace(' id="tab-register"', "")
    begin = re.sub("<caption>.*?</caption>", "", begin, flags=re.DOTALL)
    end, after = re.split(r"(?<=</table>\n</div>\n)", rest, maxsplit=1)
    more = f'<noscript class="more">\n<div class="table-frame">{begin}\n'
    page = "".join(
        [head, *rows[:SHOWN], end, more, *rows[SHOWN:], "</tbody></table></div></noscript>", after]
    )
    (folder / "book" / "register.html").write_text(page, "utf-8")
    return folder


def chosen(page: Any) -> list[str]:
    """The ids of the rows that a reader finds, who turns every page."""
    found: list[str] = []
    turn = page.get_by_role("button", name="Next")
    while True:
        ids = page.evaluate("[...document.querySelectorAll('table.cards tbody tr')].map(r => r.id)")
        found += ids
        assert len(ids) <= SHOWN or not turn.count()
        if not turn.count() or not turn.is_visible() or turn.is_disabled():
            return found
        turn.click()


@pytest.mark.browser
@pytest.mark.book
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?side=Russian+government",
        "?blame=Japan&counted=yes",
        "?words=peace+treaty",
        "?words=%22peace+treaty%22&order=prospect",
        "?order=speaker",
        "?statements=rt2024-03..12,tass2026-02",
    ],
)
def test_an_address_finds_the_same_statements_in_the_same_order_as_in_one_page(
    many: Path, built_book: Path, desk: Any, query: str
) -> None:
    visit(desk, built_book, f"book/register.html{query}")
    whole = chosen(desk)
    assert whole
    visit(desk, many, f"book/register.html{query}")
    assert chosen(desk) == whole


@pytest.mark.browser
@pytest.mark.book
def test_the_address_of_a_statement_shows_it_whatever_page_it_is_on_and_it_is_cited(
    many: Path, desk: Any
) -> None:
    visit(desk, many, "book/register.html?side=Japanese+government#tass2026-04")
    row = desk.locator("[id='tass2026-04']")
    assert "asked" in (row.get_attribute("class") or "")
    assert 0 <= row.bounding_box()["y"] < 800
    assert desk.url.endswith("#tass2026-04")
    row.locator(".cite-item summary").click()
    row.get_by_role("button", name="Copy: Note").wait_for()
    assert "statement tass2026-04 in" in row.locator("[id='cite-tass2026-04-note']").inner_text()
    row.locator(".suppose summary").click()
    row.locator(".suppose select[name=prospect]").select_option("1")
    desk.get_by_text("1 statement coded by you").wait_for()
    # What was opened and changed is there when the reader comes back to it.
    desk.evaluate("location.hash = 'sputnik2020-01'")
    until(desk, "document.querySelector('.asked')?.id === 'sputnik2020-01'")
    assert row.count() == 0
    desk.evaluate("location.hash = 'tass2026-04'")
    until(desk, "document.querySelector('.asked')?.id === 'tass2026-04'")
    assert "changed by you" in row.locator(".suppose").evaluate(
        "offer => getComputedStyle(offer.querySelector('summary'), '::after').content"
    )


@pytest.mark.browser
@pytest.mark.book
def test_what_cites_a_statement_is_no_wider_than_a_phone(many: Path, phone: Any) -> None:
    visit(phone, many, "book/register.html#rt2024-01")
    phone.locator("[id='rt2024-01'] .cite-item summary").click()
    phone.locator("[id='cite-rt2024-01-mla']").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
@pytest.mark.book
def test_pages_are_turned_by_keyboard_and_the_address_keeps_which(many: Path, desk: Any) -> None:
    visit(desk, many, "book/register.html")
    status = desk.locator(".choice [role=status]")
    assert re.fullmatch(rf"(\d+) of \1 statements, 1 to {SHOWN} shown\.", status.inner_text())
    assert desk.get_by_role("button", name="Previous").is_disabled()
    desk.get_by_role("button", name="Next").focus()
    desk.keyboard.press("Enter")
    assert f"{SHOWN + 1} to {2 * SHOWN} shown" in status.inner_text()
    # The next key leads into the rows that came.
    assert desk.evaluate("document.activeElement.matches('.table-frame')")
    first = desk.locator("table.cards tbody tr").first.get_attribute("id")
    desk.goto(desk.url)
    assert desk.url.endswith(f"?from={SHOWN + 1}")
    assert desk.locator("table.cards tbody tr").first.get_attribute("id") == first
    desk.locator(".pages select").select_option(index=0)
    assert f"1 to {SHOWN} shown" in status.inner_text() and "from" not in desk.url
    desk.locator(".choice [name=words]").fill("zzzz")
    until(desk, "document.querySelectorAll('table.cards tbody tr').length === 0")
    assert status.inner_text().startswith("0 of ")
    assert not desk.get_by_role("button", name="Next").is_visible()


@pytest.mark.browser
@pytest.mark.book
def test_without_javascript_every_row_is_there_and_one_is_cited(many: Path, chromium: Any) -> None:
    for page in opened(chromium, width=360, java_script_enabled=False):
        visit(page, many, "book/register.html#tass2026-04")
        assert page.locator("table.cards tbody tr:visible").count() > 3 * SHOWN
        assert page.locator("[id='tass2026-04']").bounding_box()["y"] < 800
        line = page.locator("noscript .table-note")
        assert line.is_visible() and "statement sputnik2020-01 in" in line.inner_text()


@pytest.mark.book
def test_on_paper_the_rows_are_one_table(many: Path) -> None:
    text = BeautifulSoup((many / "book" / "register.html").read_text("utf-8"), "html.parser")
    article = text.select_one("article")
    assert article is not None
    rows = len(article.select("tbody tr[id]"))
    for unused in article.select(GONE):
        unused.decompose()
    on_paper(article)
    (table,) = article.select("table.cards")
    assert len(table.select("tbody tr[id]")) == rows > 3 * SHOWN
    assert not article.select("noscript")
