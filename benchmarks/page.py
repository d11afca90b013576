"""Measure what the built pages weigh and how Lighthouse judges them.

    make book
    .venv/bin/python benchmarks/page.py                           # requests and bytes
    npm install --prefix /tmp/lighthouse lighthouse               # once, outside the project
    .venv/bin/python benchmarks/page.py --lighthouse /tmp/lighthouse --runs 3

The book is served from this machine, compressed (gzip), as publishing servers do.  Prints Markdown
tables: ``benchmarks/page.md`` keeps them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from unsigned_treaty.build import pdf
from unsigned_treaty.project import chapters, paths

TEXT = {".html", ".css", ".js", ".svg", ".csv", ".json"}
KINDS = ("performance", "accessibility", "best-practices", "seo")


class Compressed(SimpleHTTPRequestHandler):
    """Serves a folder, text compressed, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, its text compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in TEXT:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def weights(base: str, pages: list[str]) -> list[tuple[str, int, float]]:
    """For each page its name, requests, and KiB received in all (bodies, compressed)."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=pdf.browser(), args=list(pdf.FLAGS))
        for name in pages:
            page = browser.new_context().new_page()
            answers: list[Any] = []
            page.on("requestfinished", lambda answer, seen=answers: seen.append(answer))
            page.goto(f"{base}/{name}.html", wait_until="networkidle")
            size = sum(answer.sizes()["responseBodySize"] for answer in answers)
            found.append((name, len(answers), size / 1024))
        browser.close()
    return found


def lighthouse(folder: Path, address: str, preset: str) -> list[float]:
    """One run of Lighthouse: a mark from 0 to 100 for each of the four kinds."""
    command = [
        "node", str(folder / "node_modules" / "lighthouse" / "cli" / "index.js"), address,
        "--output=json", "--quiet", f"--chrome-flags=--headless=new {' '.join(pdf.FLAGS)}",
        *(["--preset=desktop"] if preset == "desktop" else []),
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": pdf.browser()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    categories = json.loads(done.stdout)["categories"]
    return [100 * (categories[kind]["score"] or 0) for kind in KINDS]


def main() -> None:
    """Serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", type=Path, help="folder in which npm installed it")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median counts")
    parser.add_argument("--pages", nargs="*", default=chapters.contents(), help="book/abe …")
    parser.add_argument("--html", type=Path, default=paths.HTML, help="folder of the built book")
    chosen = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(chosen.html)))
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    if not chosen.lighthouse:
        print("| Page | Requests | KiB |\n| :-- | --: | --: |")
        for name, requests, size in weights(base, chosen.pages):
            print(f"| {name} | {requests} | {size:.0f} |")
        return
    print("| Page | | Performance | Accessibility | Best practices | SEO |")
    print("| :-- | :-- | --: | --: | --: | --: |")
    for name in chosen.pages:
        for preset in ("mobile", "desktop"):
            address = f"{base}/{name}.html"
            runs = [lighthouse(chosen.lighthouse, address, preset) for _ in range(chosen.runs)]
            marks = [statistics.median(marks) for marks in zip(*runs, strict=True)]
            print(f"| {name} | {preset} | {' | '.join(f'{m:.0f}' for m in marks)} |", flush=True)


if __name__ == "__main__":
    main()
