"""What a page says of itself to programs, in its head: tags, links, and JSON-LD.

Reference managers read the ``citation_`` tags, link previews Open Graph, harvesters the typed
links of Signposting (https://signposting.org/FAIR/) and the JSON-LD in schema.org's words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import shorten
from typing import Any

from unsigned_treaty.citing.formats import FORMATS, inverted, one_line
from unsigned_treaty.corpus import languages
from unsigned_treaty.project.edition import Edition

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TYPES = {
    "BibTeX": "application/x-bibtex",
    "BibLaTeX": "application/x-bibtex",
    "RIS": "application/x-research-info-systems",
    "CSL-JSON": "application/vnd.citationstyles.csl+json",
}
# Characters of an alternative for a picture that all who show link previews keep.
ALT = 420


def meta(name: str, content: str, key: str = "name") -> str:
    """One tag of a page's head."""
    return f'<meta {key}="{escape(name)}" content="{escape(one_line(content))}">'


def link(relation: str, address: str, kind: str = "") -> str:
    """One typed link of a page's head."""
    of_type = f' type="{escape(kind)}"' if kind else ""
    return f'<link rel="{relation}" href="{escape(address)}"{of_type}>'


def citation_tags(work: Mapping[str, Any], edition: Edition, pdf: str = "") -> list[str]:
    """What a reference manager reads: all but the abstract and the language of the page.

    The book's title is ``citation_inbook_title``: with ``citation_book_title`` Zotero loses it.
    The version travels as ``prism.edition``, the one name for it that Zotero knows.  ``pdf`` is
    the address of the printed book, where there is one.
    """
    year, month, day = work["issued"]["date-parts"][0]
    tags = [meta("citation_title", work["title"])]
    tags += [meta("citation_author", inverted(author)) for author in work["author"]]
    tags.append(meta("citation_publication_date", f"{year}/{month:02}/{day:02}"))
    if "container-title" in work:
        tags.append(meta("citation_inbook_title", work["container-title"]))
    tags.append(meta("citation_publisher", work["publisher"]))
    tags.append(meta("citation_language", work["language"]))
    tags.append(meta("prism.edition", f"version {work['version']}"))
    tags.append(meta("citation_keywords", "; ".join(edition.keywords)))
    if "DOI" in work:
        tags.append(meta("citation_doi", work["DOI"]))
    if "URL" in work:
        tags.append(meta("citation_public_url", work["URL"]))
    if pdf:
        tags.append(meta("citation_pdf_url", pdf))
    return tags


def preview_tags(
    work: Mapping[str, Any] | None,
    about: Mapping[str, Any],
    site_name: str,
    address: str,
    picture: str,
    size: tuple[int, int],
    figure: str = "",
) -> list[str]:
    """What is shown where someone passes on a link to the page (Open Graph).

    ``about`` is the page's record, ``work`` its item where it is cited as itself, ``picture`` the
    address of the picture, or its name where no base address is known, and ``figure`` says in
    words what the figure in it shows.
    """
    kinds = {"book": "book", "chapter": "article"}
    title = work["title"] if work else about["title"]
    pictured = f"The title of the page, {title}" + (
        f", beside a figure. {figure}" if figure else ""
    )
    said = {
        "og:type": kinds[work["type"]] if work else "website",
        "og:title": title,
        "og:description": about["description"],
        "og:site_name": site_name,
        "og:locale": languages.locale(work["language"] if work else "en"),
        "og:url": address,
        "og:image": picture,
        "og:image:width": str(size[0]),
        "og:image:height": str(size[1]),
        "og:image:alt": shorten(pictured, ALT, placeholder=" …"),
    }
    tags = [meta(name, value, "property") for name, value in said.items() if value]
    return [*tags, meta("twitter:card", "summary_large_image")]


def signposts(
    work: Mapping[str, Any], stem: str, notebook: str, items: Sequence[tuple[str, str]], home: str
) -> list[str]:
    """Typed links: licence, what to cite, records of the page, what belongs to it.

    ``stem`` is the name of the page's files, ``notebook`` leads to the chapter as a notebook,
    ``items`` are address and media type of what the book consists of (on its landing page), and
    ``home`` leads from a chapter to the book.
    """
    cite_as = f"https://doi.org/{work['DOI']}" if "DOI" in work else work.get("URL", "")
    links = [link("license", LICENCE)]
    if cite_as:
        links.append(link("cite-as", cite_as))
    links += [
        link("describedby", f"{stem}.{ending}", TYPES[name]) for name, ending in FORMATS.items()
    ]
    links.append(link("alternate", notebook, "application/x-ipynb+json"))
    links += [link("item", address, kind) for address, kind in items]
    if home:
        links.append(link("collection", home, "text/html"))
    return links


def json_ld(
    work: Mapping[str, Any], edition: Edition, datasets: Sequence[Mapping[str, Any]] = ()
) -> str:
    """The page as schema.org has it: a book with its data, or a chapter of the book; HTML.

    ``datasets`` are what :func:`dataset` makes, for the book's own page.
    """
    kind = {"book": "Book", "chapter": "Chapter"}[work["type"]]
    said: dict[str, Any] = {"@context": "https://schema.org", **described(work, kind, edition)}
    if "container-title" in work:
        whole: dict[str, Any] = {"@type": "Book", "name": work["container-title"]}
        if edition.address:
            whole["@id"] = whole["url"] = edition.page("book/index")
        said["isPartOf"] = whole
    if datasets:
        said["hasPart"] = list(datasets)
    # A "<" could end the element; what a record holds stays data.
    text = json.dumps(one_line(said), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def described(work: Mapping[str, Any], kind: str, edition: Edition) -> dict[str, Any]:
    """What schema.org says of any work: names, date, version, licence, address."""
    year, month, day = work["issued"]["date-parts"][0]
    said: dict[str, Any] = {
        "@type": kind,
        "name": work["title"],
        "author": [agent(author) for author in work["author"]],
        "publisher": {"@type": "Organization", "name": work["publisher"]},
        "datePublished": f"{year}-{month:02}-{day:02}",
        "version": work["version"],
        "inLanguage": work["language"],
        "abstract": work["abstract"],
        "license": LICENCE,
        "isAccessibleForFree": True,
        "keywords": list(edition.keywords),
    }
    if "URL" in work:
        said["@id"] = said["url"] = work["URL"]
    if "DOI" in work and kind != "Chapter":
        said["identifier"] = f"https://doi.org/{work['DOI']}"
    return said


def agent(author: Mapping[str, str]) -> dict[str, str]:
    """An author in schema.org's words."""
    if "literal" in author:
        return {"@type": "Organization", "name": author["literal"]}
    return {
        "@type": "Person",
        "name": f"{author['given']} {author['family']}",
        "givenName": author["given"],
        "familyName": author["family"],
    }


def dataset(
    work: Mapping[str, Any],
    edition: Edition,
    name: str,
    description: str,
    address: str,
    kind: str,
) -> dict[str, Any]:
    """The coded data as schema.org has them: ``address`` leads to a file of the type ``kind``."""
    said = described(work, "Dataset", edition)
    said.pop("@id", None)
    said.pop("url", None)
    said.pop("abstract")
    return {
        **said,
        "name": name,
        "description": description,
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": address,
            "encodingFormat": kind,
        },
    }


def sitemap(pages: Sequence[tuple[str, str]]) -> str:
    """The list of pages for search engines: address and date of each (sitemaps.org, 0.9)."""
    rows = "".join(
        f"  <url><loc>{escape(address)}</loc><lastmod>{day}</lastmod></url>\n"
        for address, day in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
