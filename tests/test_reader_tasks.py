"""Five things that a reader comes to do, walked in a browser from the landing page to their end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from conftest import until, visit

pytestmark = [pytest.mark.browser, pytest.mark.book]


def test_find_what_medvedev_demanded(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/index.html")
    desk.locator("#sidebar-query").fill("Medvedev")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/search.html?q=Medvedev")
    first = desk.locator("#search-results li", has_text="ownership of the Kuril Islands").first
    assert "machine translation" in first.inner_text()
    first.get_by_role("link").click()
    desk.wait_for_url("**/register.html#rt2024-07")
    entry = desk.locator("[id='rt2024-07']")
    assert "is forever closed in accordance with the Russian Constitution" in entry.inner_text()
    assert "Deputy Chairman" in entry.inner_text()
    # And from there to the sentence of a chapter that weighs it.
    entry.locator(".used summary").click()
    entry.locator(".used a[href^='post-2022.html#use-']").first.click()
    desk.wait_for_url("**/post-2022.html#use-rt2024-07-*")


def test_check_a_quotation_at_its_publishers(built_book: Path, chromium: Any) -> None:
    """The publisher's page is one of our own, with the words that the address asks for."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(body="The article.")

    context.route(re.compile("^https?:"), answer)
    visit(page, built_book, "book/abe.html")
    quotation = page.locator("figure.quotation:has(.at-page)").first
    words = quotation.locator("blockquote").inner_text()
    link = quotation.get_by_role("link", name="at the page")
    address = str(link.get_attribute("href"))
    link.click()
    page.wait_for_url(re.compile("^https?:"))
    assert asked[0] == address.partition("#")[0]
    marked = re.search(r":~:text=([^,&]+)(?:,([^&]+))?$", address)
    assert marked
    for part in filter(None, marked.groups()):
        assert unquote(part) in words
    context.close()


def test_cite_a_table(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/across.html?view=check")
    row = desk.locator(".apparatus", has=desk.locator("a[href$='tab-conditions.csv']"))
    row.locator("summary", has_text="Cite").click()
    row.get_by_role("button").first.click()
    until(desk, "async () => (await navigator.clipboard.readText()).includes('Table 10')")
    cited = str(desk.evaluate("navigator.clipboard.readText()"))
    assert "The Unsigned Treaty" in cited and "version" in cited
    assert "across.html#tab-conditions" in cited


def test_find_what_changed_in_a_chapter(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/abe.html")
    version = re.search(r"version (\S+)", desk.locator(".byline").inner_text())
    assert version
    desk.get_by_role("link", name="What was corrected, and when").click()
    desk.wait_for_url("**/corrections.html")
    told = desk.locator("section", has=desk.locator(f":scope > h2:has-text('{version[1]}')"))
    changes = told.locator("li:has(em:text-is('Abe'))").all_inner_texts()
    assert any("the second pair of experts" in change for change in changes)


def test_read_a_chapter_on_a_phone(built_book: Path, phone: Any) -> None:
    visit(phone, built_book, "book/index.html")
    phone.locator(".open-menu").click()
    phone.locator("#menu").get_by_role("link", name="Takaichi, 2025–2026").click()
    phone.wait_for_url("**/takaichi.html")
    assert not phone.locator("#menu").is_visible()
    # Nothing but text, quotations, figures and tables; nothing beyond the edge.
    assert not phone.locator(".apparatus:visible").count()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    for drawing in phone.locator(".drawing:visible").all():
        box = drawing.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    table = phone.locator("table.stacked").first
    assert table.locator("tbody th").first.is_visible()
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    phone.locator(".turn [rel=next]").click()
    phone.wait_for_url("**/across.html")
