"""How much of the invented articles is drafted: quotations found and invented, sentences proposed.

Run: .venv/bin/python benchmarks/drafting.py [<folder of another state of the library>]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "scripts"
sys.path[:0] = [str(LIBRARY), str(ROOT / "tests")]

from test_drafting import marked  # noqa: E402
from unsigned_treaty.coding import drafting  # noqa: E402
from unsigned_treaty.corpus.quotation_marks import scan  # noqa: E402

# In the order in which they were written, each group before anything was mended for it.
GROUPS = {
    "first": "american british french german japanese polish russian spanish",
    "next": "brazilian chinese dutch hebrew indian italian swedish ukrainian",
    "held out": "czech finnish korean",
    "held out again": "arabic danish turkish",
    "held out a third time": "croatian translated greek romanian",
    "held out at last": "hungarian norwegian swiss",
    "of late": "argentinian australian austrian bulgarian kenyan portuguese quebecois taiwanese",
    "latest": "catalan flemish hokkaido indonesian irish kazakhstani mexican serbian",
}


def counts(name: str) -> tuple[int, ...]:
    """Passages in marks, those found, those invented; attributed sentences, those proposed."""
    text, enclosed, attributed = marked(name)
    read = scan(text)
    found = [text[draft.start : draft.end] for draft in [*read.drafts, *read.names]]
    rows = drafting.draft_rows(text, name)
    proposed = [words for words in attributed if any(words in row["exact"] for row in rows)]
    wrong = [words for words in found if words not in enclosed]
    right = [words for words in enclosed if words in found]
    return len(enclosed), len(right), len(wrong), len(attributed), len(proposed)


def main() -> None:
    """Print a line for each article and for each group."""
    print(f"{'':16} in marks   found invented  attributed proposed")
    for group, names in GROUPS.items():
        each = {name: counts(name) for name in names.split()}
        each[f"{group}, all"] = tuple(map(sum, zip(*each.values(), strict=True)))
        for name, (marks, found, wrong, attributed, proposed) in each.items():
            print(f"{name:20} {marks:4} {found:7} {wrong:8} {attributed:11} {proposed:8}")


if __name__ == "__main__":
    main()
