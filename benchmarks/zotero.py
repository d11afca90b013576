"""Let Zotero's own translation server read the built pages and files, and print what it saves.

node src/server.js                     (zotero/translation-server, with its four modules)
python3 -m http.server 8765 --bind 127.0.0.1 --directory _build/html
.venv/bin/python benchmarks/zotero.py
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from unsigned_treaty.citing.formats import FORMATS
from unsigned_treaty.project import paths

SERVER = "http://127.0.0.1:1969"
BOOK = "http://127.0.0.1:8765/book"
FIELDS = (
    *("title", "creators", "date", "bookTitle", "publisher", "edition", "language"),
    *("abstractNote", "url"),
)


def post(path: str, data: bytes, kind: str = "text/plain") -> Any:
    """What the server answers; several items to choose from come as status 300."""
    request = urllib.request.Request(SERVER + path, data, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.loads(error.read() or b"[]")


def main() -> None:
    """Print a row for each page, and one for each file of a chapter and of all sources."""
    print("| Page or file | Saved as | Fields missing |\n| :-- | :-- | :-- |")
    for page in sorted((paths.HTML / "book").glob("*.html")):
        answer = post("/web", f"{BOOK}/{page.name}".encode())
        if isinstance(answer, dict):
            offered = len(answer["items"])
            answer["items"] = dict(list(answer["items"].items())[:5])
            saved = post("/web", json.dumps(answer).encode(), "application/json")
            kinds = sorted({item["itemType"] for item in saved})
            print(f"| {page.stem} | offers {offered} sources, saved as {', '.join(kinds)} | |")
            continue
        item = answer[0]
        missing = ", ".join(field for field in FIELDS if not item.get(field))
        print(f"| {page.stem} | {item['itemType']} | {missing} |")
    for stem in ("book/abe", "_cited/unsigned-treaty-sources"):
        for ending in FORMATS.values():
            items = post("/import", (paths.HTML / f"{stem}.{ending}").read_bytes())
            found = [item for item in items if item["itemType"] != "note"]
            missing = ", ".join(f for f in FIELDS if not found[0].get(f)) if "abe" in stem else ""
            kind = found[0]["itemType"]
            print(f"| {stem}.{ending} | {len(found)} × {kind} and the like | {missing} |")


if __name__ == "__main__":
    main()
