"""Measure the register of a large corpus in a browser: the rows of the built one, copied.

    make book
    .venv/bin/python benchmarks/register.py 20000                 # statements

The page is made in a folder that goes afterwards, as the book would write it, and opened from
there.  Prints a Markdown table of seconds, from what a reader does to the second frame after, on
the clock and of the processor in the page's process; ``benchmarks/corpus.md`` keeps it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from unsigned_treaty.build import pdf
from unsigned_treaty.project import paths
from unsigned_treaty.site.elements import PAGE

ROW = re.compile(r"<tr .*?</tr>", re.DOTALL)
BEFORE, AFTER = "const supposeData = ", ";\n"
# Statements of each article that is made up.
EACH = 50
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def name(place: int) -> str:
    """The id of a copied statement."""
    return f"made{place // EACH}-{place % EACH + 1:02}"


def enlarge(html: Path, count: int) -> None:
    """Give the register in a copy of the built book ``count`` statements."""
    file = html / "book" / "register.html"
    page = file.read_text("utf-8")
    begin, end = page.index("<tbody>") + len("<tbody>"), page.index("</tbody>")
    rows = ROW.findall(page[begin:end])
    ids = [re.search(r' id="([^"]+)"', row)[1] for row in rows]  # type: ignore[index]
    copies = [
        rows[place % len(rows)].replace(ids[place % len(rows)], name(place))
        for place in range(count)
    ]
    head = page[page.rindex("<thead>", 0, begin) : begin]
    more = (
        '<noscript class="more"><div class="table-frame"><table class="exhibit cards">'
        f"{head}{''.join(copies[PAGE:])}</tbody></table></div></noscript>"
    )
    closed = page.index("</div>", end) + len("</div>")
    page = page[:begin] + "".join(copies[:PAGE]) + page[end:closed] + more + page[closed:]
    file.write_text(page, "utf-8")
    data = html / "_static" / "suppose-data.js"
    said = json.loads(data.read_text("utf-8").removeprefix(BEFORE).removesuffix(AFTER))
    said["statements"] = {
        name(place): said["statements"][ids[place % len(ids)]] for place in range(count)
    }
    data.write_text(BEFORE + json.dumps(said) + AFTER, "utf-8")


def measure(browser: Any, address: str, count: int, width: int) -> list[tuple[str, float, float]]:
    """Seconds for each thing that a reader does, on a page of ``count`` statements.

    On the clock, and of the processor, which other work on the machine does not lengthen.
    """
    system = browser.new_browser_cdp_session()
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.set_default_timeout(600_000)
    found = []

    def used() -> dict[int, float]:
        processes = system.send("SystemInfo.getProcessInfo")["processInfo"]
        return {one["id"]: one["cpuTime"] for one in processes if one["type"] == "renderer"}

    def timed(what: str, done: Callable[[], object], then: str) -> None:
        before, begun = used(), time.monotonic()
        done()
        page.locator(then).first.wait_for()
        page.evaluate(SETTLED)
        wall = time.monotonic() - begun
        spent = sum(seconds - before.get(one, 0) for one, seconds in used().items())
        found.append((what, wall, spent))

    def says(words: str) -> str:
        return f".choice [role=status]:has-text('{words}')"

    whole = says(f"{count} of {count} statements, 1 to {PAGE} shown")
    timed("open the page", lambda: page.goto(address), whole)
    painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    found.insert(0, ("first screen", page.evaluate(painted) / 1000, float("nan")))
    some = f".choice [role=status]:not(:has-text('{count} of {count}'))"
    side = page.locator(".choice [data-facet=side]")
    timed("choose a side", lambda: side.select_option(index=1), some)
    timed("show all again", page.locator(".choice [type=reset]").click, whole)
    words = page.locator(".choice [name=words]")
    timed("look for a word", lambda: words.fill("graves"), some)
    timed("show all again", page.locator(".choice [type=reset]").click, whole)
    order = page.locator(".choice [name=order]")
    timed("put in order", lambda: order.select_option("prospect"), "table.cards tr")
    following = page.get_by_role("button", name="Next")
    timed("the next page", following.click, says(f"{PAGE + 1} to {2 * PAGE} shown"))
    code = page.locator(".suppose summary").first
    timed("open another code", code.click, ".suppose[open] select")
    last = name(count - 5)
    page.goto("about:blank")
    timed("open the address of a statement", lambda: page.goto(f"{address}#{last}"), ".asked")
    assert page.locator(".asked").get_attribute("id") == last
    top = page.locator(".asked").bounding_box()["y"]
    assert 0 <= top < 800, top
    page.goto("about:blank")
    run = f"{name(count - EACH)}..{EACH:02}"
    several = says(f"{EACH} of {count} statements shown")
    timed("open that of a count", lambda: page.goto(f"{address}?statements={run}"), several)
    assert page.locator("table.cards tbody tr").count() == EACH
    page.context.close()
    return found


def main() -> None:
    """Make the page, measure, print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20_000, help="statements")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        html = shutil.copytree(paths.HTML, Path(folder) / "html")
        enlarge(html, count)
        file = html / "book" / "register.html"
        size, packed = file.stat().st_size, len(gzip.compress(file.read_bytes(), 6))
        print(f"{count} statements: {size / 1e6:.1f} MB, {packed / 1e6:.1f} MB compressed\n")
        browser = playwright.chromium.launch(executable_path=pdf.browser(), args=list(pdf.FLAGS))
        wide, narrow = (measure(browser, file.as_uri(), count, width) for width in (1280, 360))
        browser.close()
    print("| | 1280 pixels: clock | processor | 360 pixels: clock | processor |")
    print("| :-- | --: | --: | --: | --: |")
    for (what, *one), (_, *other) in zip(wide, narrow, strict=True):
        times = [f"{seconds:.1f}".replace("nan", "–") for seconds in (*one, *other)]
        print(f"| {what} | {' | '.join(times)} |")


if __name__ == "__main__":
    main()
