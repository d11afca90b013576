"""Paper: what a page of the book is where nothing can be clicked, for the PDF and the EPUB."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

# What only a screen can do.
GONE = (
    "script, .page-buttons, .headerlink, .apparatus, .choice, button, .used, .cite-files, "
    ".byline a, .drawing.narrow, .at-page, .pages, noscript:not(.more)"
)


def on_paper(text: Tag) -> None:
    """Make of a page what paper needs: what folds is open, and a mark leads to its note."""
    for more in text.select("noscript.more"):
        # The rows of a large register that the page's script shows when they are asked for.
        first = more.find_previous("tbody")
        if first:
            first.extend(more.select("tbody tr"))
        more.decompose()
    for folded in text.select(".cite-box, .notes"):
        folded["open"] = ""
    # A link that finds words at a publisher's page says nothing where it cannot be clicked.
    for link in text.select('a[href*="#:~:text="]'):
        before = link.previous_sibling
        if isinstance(before, NavigableString):
            before.replace_with(re.sub(r"[,;]\s*$", "", str(before)))
        link.decompose()
    for link in text.select(".mark a"):
        number = link.find("sup")
        if number:
            link["href"] = f"#note-{number.get_text()}"
