"""Citing: the book and its chapters as works, and the lines that cite what stands in them.

A chapter's citation comes from its own record, the book's from ``_config.yml`` (title, publisher)
and the record of the landing page (authors, description, date); the version and the addresses are
those of the :mod:`~unsigned_treaty.project.edition`.  Everything begins as one CSL-JSON item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from unsigned_treaty.citing import bibliography, styles
from unsigned_treaty.citing.bibliography import ROLES, curled, nested
from unsigned_treaty.citing.formats import inverted
from unsigned_treaty.citing.styles import Cited
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.text_links import address
from unsigned_treaty.project import chapters, paths, reading
from unsigned_treaty.project.dates import written
from unsigned_treaty.project.edition import Edition

VERBS = {"table": "as coded in", "figure": "as drawn in", "map": "as drawn in"}
# Pages that a line names in full; more are counted there, and listed below it.
NAMED_PAGES = 5


def book(root: Path = paths.ROOT) -> dict[str, Any]:
    """The record of the whole book: title, authors, description, date and publisher.

    ``title-sentence`` is the title as a style prints it that capitalises no more than a sentence
    does: only a person can say which of its words are names.  The landing page's metadata has it
    where it differs, as ``sentence_title``.
    """
    config = _config(root / "_config.yml", reading.text(root / "_config.yml"))
    landing = chapters.file(chapters.contents(root / "_toc.yml")[0], root)
    about = chapters.record(landing)
    sentence = chapters.told(landing).get("sentence_title", config["title"])
    return {
        **about,
        "title": config["title"],
        "title-sentence": sentence,
        "publisher": config["author"],
    }


@lru_cache(maxsize=4)
def _config(path: Path, words: str) -> dict[str, Any]:
    """Jupyter Book's configuration, parsed once for as long as its bytes are the same."""
    found = reading.yaml_in(path, words)
    for name in ("title", "author"):
        reading.table(path, found, name, str, "a text")
    return dict(found)


def item(docname: str, edition: Edition, root: Path = paths.ROOT) -> dict[str, Any]:
    """The CSL-JSON item of a chapter, or of the book where ``docname`` is the landing page's.

    A chapter carries the book's DOI, since it has none of its own, and is in English unless its
    metadata name another ``language``.
    Raises :class:`Refused` where the record lacks anything.
    """
    whole = book(root)
    landing = docname == chapters.contents(root / "_toc.yml")[0]
    about = whole if landing else chapters.record(chapters.file(docname, root))
    found: dict[str, Any] = {
        "id": edition.name if landing else f"{edition.name}-{Path(docname).name}",
        "type": "book" if landing else "chapter",
        "title": about["title"],
        "author": [name(author) for author in about["authors"]],
        "issued": {"date-parts": [list(date.fromisoformat(about["date"]).timetuple()[:3])]},
        "publisher": whole["publisher"],
        "version": edition.version,
        "language": chapters.told(chapters.file(docname, root)).get("language", "en"),
        "abstract": about["description"],
    }
    if not landing:
        found["container-title"] = whole["title"]
    if edition.address:
        found["URL"] = edition.page(docname)
    if edition.doi:
        found["DOI"] = edition.doi
    if edition.commit:
        found["note"] = f"Commit {edition.commit}"
    return found


def name(author: Mapping[str, str]) -> dict[str, str]:
    """An author as CSL has it: a group by its ``name``, a person by ``family`` and ``given``."""
    if "name" in author:
        return {"literal": author["name"]}
    return {"family": author["family"], "given": author["given"]}


def in_styles(work: Mapping[str, Any], root: Path = paths.ROOT) -> dict[str, Cited]:
    """A work of the book in every style, by the style's name (:data:`styles.STYLES`).

    Where the item has no address, and for the day of access, the page fills in what it knows.
    """
    sentence = book(root)["title-sentence"]
    title = "container-title" if work["type"] == "chapter" else "title"
    asked = {
        **work,
        f"{title}-sentence": sentence,
        "title-short": str(work["title"]).partition(":")[0],
        "URL": work.get("URL") or styles.ADDRESS,
        "accessed": {"date-parts": [styles.DAY]},
    }
    return {name: styles.cited(asked, name) for name in styles.STYLES}


# Lines that cite what stands in the book: HTML, with italics and links and nothing else


def cite_line(
    about: Mapping[str, Any],
    work: Mapping[str, Any],
    place: str,
    known: pd.DataFrame,
    pages: pd.DataFrame,
) -> str:
    """What to write of a table or figure: each source in full, then this book; HTML.

    Of more than :data:`NAMED_PAGES` pages it says how many; :func:`listed_pages` names them.

    ``about`` has its ``kind``, ``label`` ("Table 2") and ``caption``, and what it ``rests_on``:
    dicts of ``kind`` and ``key``.  Articles and pages are credited as sources, a statement as its
    article; files are the book's own work, and what rests on nothing else is the book's alone.
    ``work`` is the page's item, ``place`` its address in the page, ``known`` the catalogue of
    articles and ``pages`` that of other pages.
    """
    named = [source(known.loc[key]) for key in article_keys(about["rests_on"], known)]
    keys = page_keys(about["rests_on"], pages)
    if len(keys) > NAMED_PAGES:
        named.append(f"{len(keys)} pages, listed under it")
    else:
        named += [page_source(pages.loc[key]) for key in keys]
    caption = str(about["caption"]).partition(". ")[0]
    label = f"{about['label']}, {marked(caption)}"
    here = f"{within(work)}, {link(place)}."
    if not named:
        return f"{escape(label, quote=False)} {here}"
    verb = VERBS.get(about["kind"], "as given in")
    return f"{'; '.join(named)}; {verb} {escape(label, quote=False)} {here}"


def listed_pages(about: Mapping[str, Any], pages: pd.DataFrame, references: str) -> str:
    """The pages that a table's or figure's line only counts, folded; HTML.

    Each leads to its reference, where it stands in full, on the page at ``references``.
    """
    keys = page_keys(about["rests_on"], pages)
    if len(keys) <= NAMED_PAGES:
        return ""
    names = {key: escape(pages.at[key, "shorthand"], quote=False) for key in keys}
    items = "".join(
        f'<li><a href="{references}#{key}">{name}</a></li>\n' for key, name in names.items()
    )
    return (
        f'<details class="cite-pages"><summary>The {len(keys)} pages</summary>\n'
        f"<ul>\n{items}</ul></details>\n"
    )


def article_keys(rests_on: Sequence[Mapping[str, str]], known: pd.DataFrame) -> list[str]:
    """The articles on which something rests, in order of date: itself, or by a statement."""
    keys = {
        part["key"] if part["kind"] == "article" else part["key"].rpartition("-")[0]
        for part in rests_on
        if part["kind"] in ("article", "statement")
    }
    return [str(key) for key in known.index if key in keys]


def page_keys(rests_on: Sequence[Mapping[str, str]], pages: pd.DataFrame) -> list[str]:
    """The pages on which something rests, in the order in which it names them."""
    keys = dict.fromkeys(part["key"] for part in rests_on if part["kind"] == "page")
    return [key for key in keys if key in pages.index]


def source(record: pd.Series, linked: bool = True) -> str:
    """An article as the source of something: outlet, title, via whom, date; HTML.

    Its address follows, unless it is not to be ``linked``.
    """
    words = f"<i>{escape(record['outlet'], quote=False)}</i>, "
    if record["title"]:
        words += f"{escape(marked(record['title']), quote=False)} "
    if record["via"]:
        words += escape(f"{ROLES[record['viakind']]} {record['via']}, ", quote=False)
    words += articles.long_date(record)
    if record["translation"]:
        words += f", {escape(record['translation'], quote=False)}"
    return words + article_address(record) if linked else words


def article_address(record: pd.Series, words: str = "") -> str:
    """An article's address, at the ``words`` where there are any; a mirror's is not linked."""
    if not record["url"]:
        return ""
    if record["viakind"] == "mirror":
        return f", {escape(record['url'], quote=False)}"
    shown = escape(record["url"], quote=False)
    return f", {link(address(record, words) if words else record['url'], shown)}"


def page_source(record: pd.Series) -> str:
    """A page as the source of something: publisher, title or what it is, day, address; HTML."""
    who = bibliography.authors_shown(record["author"]) or record["organization"]
    publisher = f"<i>{escape(curled(record['publisher']), quote=False)}</i>"
    title = marked(record["title"]) if record["title"] else f"{curled(record['titleaddon'])},"
    day = written(record["date"]) if record["date"] else "no date"
    words = f"{escape(curled(who), quote=False)}, in {publisher}" if who else publisher
    return f"{words}, {escape(title, quote=False)} {day}, {link(record['url'])}"


def statement_citations(
    row: pd.Series,
    record: pd.Series,
    place: str,
    work: Mapping[str, Any],
    speaker: str = "",
) -> dict[str, Cited]:
    """How to cite a statement, by the name of each form.

    ``row`` is a row of :func:`statements.statements`, ``record`` its article's, ``place`` the
    statement's address in the book, ``work`` the item of the page with this address, ``speaker``
    the short form of the speaker's name (:func:`short_name`), else the whole name.

    The note names speaker, article, paragraph and this book, and has no other form in the text;
    the others are what stands in the text, and the article's entry in the list of references.
    """
    direct = row["mode"] == "direct"
    said = str(row["quoted"][0]) if direct else str(row["exact"])
    verb = "quoted" if direct else "paraphrased"
    paragraph = int(row["paragraph"])
    article = bibliography.article_item(str(row["article"]), record)
    note = (
        f"{escape(row['speaker'], quote=False)}, {verb} in {source(record, linked=False)}, "
        f"paragraph {paragraph}{article_address(record, said)}; statement {row.name} in "
        f"{within(work)}, {link(place)}."
    )
    short = escape(speaker or row["speaker"], quote=False)
    outlet = escape(article["author"][0]["literal"], quote=False)
    year = article["issued"]["date-parts"][0][0]
    # No style has a place for how the words became English, nor for how sure their day is.
    known = [record["translation"]] if record["translation"] else []
    known += ["date inferred"] if record["datestatus"] != "stated" else []
    tail = escape("; ".join(known), quote=False)
    tail = f" {tail[0].upper()}{tail[1:]}." if tail else ""
    entries = {name: at_words(styles.cited(article, name), record, said) + tail for name in IN_TEXT}
    # MLA begins with the title where the outlet publishes itself, and so does its form in the text.
    title = escape(nested(article["title"].partition(":")[0]), quote=False)
    begins = f"{outlet}," if entries["mla"].startswith(outlet) else f"“{title},”"
    texts = {
        "chicago": f"({short}, {verb} in {outlet} {year}, par. {paragraph})",
        "apa": f"({short}, as {verb} in {outlet}, {year}, para. {paragraph})",
        "mla": f"({short}, {'qtd.' if direct else verb} in {begins} par. {paragraph})",
    }
    forms = {label: Cited(entries[name], texts[name]) for name, label in IN_TEXT.items()}
    return {"Note": Cited(note, ""), **forms}


# The styles in which a statement is cited in the text, each under its name for readers.
IN_TEXT = {"chicago": "Author–date", "apa": "APA 7", "mla": "MLA 9"}


def at_words(cited: Cited, record: pd.Series, words: str) -> str:
    """A reference to an article whose address leads to the words; a mirror's leads nowhere."""
    target = address(record, words)
    shown = escape(record["url"], quote=False)
    return cited.reference.replace(shown, link(target, shown)) if target else cited.reference


def short_name(speaker: str, speakers: pd.DataFrame) -> str:
    """The family name of a person who shares it with no other speaker, else the whole name.

    ``speakers`` is the table of that name; names stand in Western order.
    """
    persons = speakers.loc[speakers["kind"] == "person", "name"]
    families = persons.str.split().str[-1]
    family = speaker.split()[-1]
    alone = speaker in set(persons) and int((families == family).sum()) == 1
    return family if alone else speaker


def within(work: Mapping[str, Any]) -> str:
    """This book, or a chapter in it, as that in which something stands; its short title; HTML."""
    people = " and ".join(inverted(author).rstrip(",") for author in work["author"])
    year = work["issued"]["date-parts"][0][0]
    title = str(work.get("container-title", work["title"])).partition(": ")[0]
    words = f"<i>{escape(title, quote=False)}</i>"
    if "container-title" in work:
        words = f"{escape(marked(work['title']), quote=False)} in {words}"
    who = escape(people, quote=False)
    return f"{who}, {words}, version {escape(work['version'])} ({year})"


def marked(title: str) -> str:
    """A title in quotation marks, with the comma that follows it inside them."""
    words = nested(title).removesuffix(".")
    return f"“{words}”" if words.endswith(("?", "!")) else f"“{words},”"


def link(target: str, shown: str = "") -> str:
    """An address as a link, or a place in this book; ``shown`` is HTML to show in its stead."""
    text = shown or escape(target, quote=False)
    if target.startswith(("http://", "https://")):
        return f'<a href="{escape(target)}">{text}</a>'
    # Without a base address only the file is known; the page's script writes the whole address
    # where the page is read at one.
    return f'<a class="cite-here" href="{escape(target.rpartition("/")[2])}">{text}</a>'
