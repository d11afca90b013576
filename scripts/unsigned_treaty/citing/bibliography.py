"""Bibliography: the sources of the book, as it prints them and as programs take them.

The sources are the articles (``seeds/catalogue.bib``) and the pages read outside them
(``book/references.bib``).  A printed reference is plain data, runs of text, so that no character
of a record can turn into markup; for programs each source is one CSL-JSON item.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from unsigned_treaty.corpus import languages
from unsigned_treaty.corpus.articles import long_date
from unsigned_treaty.exhibits.evidence import rests_on
from unsigned_treaty.exhibits.exhibit import Exhibit
from unsigned_treaty.project.dates import written

ROLES = {
    "reprint": "reprinted by",
    "aggregator": "by way of",
    "mirror": "read at a mirror of unknown ownership,",
}
UNTITLED = "[No title known]"

# A piece of a reference: its text, "em" where it is set off, "address" where it is a link.
Run = dict[str, Any]


def references(articles: pd.DataFrame, pages: pd.DataFrame) -> list[dict[str, Any]]:
    """Every source as the book prints it: articles first, each kind by its name, then its day.

    ``articles`` are the rows of :func:`articles.catalogue`, ``pages`` those of
    :func:`cited_pages.pages`.  An entry has its ``key``, its ``label`` (the short form), whether
    it is an ``article``, and the ``runs`` of its text, each with ``text`` and, where they apply,
    ``em`` (true) and ``address``.
    """
    entries = []
    for frame, article in ((articles, True), (pages, False)):
        found = [
            {
                "key": str(key),
                "label": curled(record["shorthand"]),
                "article": article,
                "runs": reference(record, article),
            }
            for key, record in sorted(frame.iterrows(), key=lambda row: in_order(row[1]))
        ]
        entries += found
    return entries


def in_order(record: Mapping[str, str]) -> tuple[str, str, str]:
    """By what a source is put in order: who published it, then its date, the undated last."""
    label = record["shorthand"]
    return label.partition(",")[0].casefold(), record["date"] or "undated", label


def reference_list(articles: pd.DataFrame, pages: pd.DataFrame) -> Exhibit:
    """Every source of the book as a list, each at an address of its own."""
    entries = references(articles, pages)
    on = rests_on("references", articles["id"], pages.index)
    return Exhibit({"kind": "references", "name": "references", "entries": entries, "rests_on": on})


def reference(record: Mapping[str, str], article: bool) -> list[Run]:
    """One record as a reference: sentences, each closed, a blank between them."""
    sentences = article_parts(record) if article else page_parts(record)
    runs: list[Run] = []
    for sentence in sentences:
        for run in [{"text": " "}, *sentence] if runs else sentence:
            if runs and set(run) == {"text"} == set(runs[-1]):
                runs[-1] = {"text": runs[-1]["text"] + run["text"]}
            else:
                runs.append(run)
    return runs


def article_parts(record: Mapping[str, str]) -> list[list[Run]]:
    """The sentences of a reference to one of the articles."""
    outlet, agency = record["outlet"], record["agency"]
    # An agency that is its own outlet is named once.
    own = agency in {"", outlet}
    place: list[Run] = [] if own else [emphasis(outlet)]
    if record["via"]:
        role = ROLES[record["viakind"]]
        through = f", {role} " if place else f"{role[0].upper()}{role[1:]} "
        place += [text(through), emphasis(record["via"])]
    day = closed(long_date(pd.Series(dict(record))))
    sentences: list[list[Run]] = [
        [emphasis(outlet), text(".")] if own else [text(closed(agency))],
        titled(record) if record["title"] else [text(f"{UNTITLED[:-1]}.]")],
        [*place, text(f", {day}")] if place else [text(day)],
    ]
    if record["translation"]:
        how = f"Originally in {record['origlanguage']}; {record['translation']}"
        sentences.append([text(closed(how))])
    # A mirror is named and not linked.
    return [*sentences, address(record, linked=record["viakind"] != "mirror")]


def titled(record: Mapping[str, str]) -> list[Run]:
    """A title in its own case and quotation marks, its original, and where it stands."""
    words = f"“{closed(nested(record['title']))}”"
    if record.get("origtitle"):
        words += f" [“{nested(record['origtitle'])}”.]"
    if record.get("titlefrom") == "address":
        words += " [Title from the page’s address.]"
    return [text(words)]


def page_parts(record: Mapping[str, str]) -> list[list[Run]]:
    """The sentences of a reference to a page outside the corpus."""
    addon = curled(record["titleaddon"])
    day = f"{written(record['date'])}." if record["date"] else "n.d."
    place = [emphasis(curled(record["publisher"]))]
    if record["organization"]:
        place.append(text(f", text of {curled(record['organization'])}"))
    # A page without an author is its publisher's, who then comes first and is named once.
    author = authors_shown(record["author"])
    sentences: list[list[Run]] = [[text(closed(author))] if author else [*place, text(".")]]
    if record["title"]:
        sentences.append(titled(record))
    sentences.append([text(f"[{addon[0].upper()}{closed(addon[1:])}]")])
    sentences.append([*place, text(f", {day}")] if author else [text(f"{day[0].upper()}{day[1:]}")])
    if record["language"]:
        sentences.append([text(f"In {record['language']}.")])
    return [*sentences, address(record, linked=True)]


def address(record: Mapping[str, str], linked: bool) -> list[Run]:
    """The page's address, and on which day a stored copy of it was read."""
    url = record["url"]
    if not url:
        return [text("No page known.")]
    place: Run = {"text": url, "address": url} if linked else text(url)
    return [place, text(f" (stored copy read on {written(record['urldate'])}).")]


def text(words: str) -> Run:
    """A run of plain text."""
    return {"text": words}


def emphasis(words: str) -> Run:
    """A run that is set off from the rest: the name of an outlet or a publisher."""
    return {"text": words, "em": True}


def plain(entry: Mapping[str, Any]) -> str:
    """The words of an entry of :func:`references`."""
    return "".join(run["text"] for run in entry["runs"])


# For programs


def items(articles: pd.DataFrame, pages: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Every source as a CSL-JSON item, by citation key, articles first."""
    found = {str(key): article_item(str(key), row) for key, row in articles.iterrows()}
    return found | {str(key): page_item(str(key), row) for key, row in pages.iterrows()}


def article_item(key: str, record: Mapping[str, str]) -> dict[str, Any]:
    """One of the articles.

    It is its outlet's, and it stands where it was read: on the outlet's own site, or on that of
    the publication through which it came.
    """
    notes = []
    if record["datestatus"] != "stated":
        notes.append(f"date: {long_date(pd.Series(dict(record)))}")
    if record["titlefrom"] == "address":
        notes.append("title from the page’s address")
    if record["via"]:
        notes.append(f"{record['outlet']}, {ROLES[record['viakind']]} {record['via']}")
    if record["translation"]:
        notes.append(f"originally in {record['origlanguage']}; {record['translation']}")
    notes[:1] = [note[0].upper() + note[1:] for note in notes[:1]]
    return item(
        key,
        record,
        type="article-newspaper",
        title=record["title"] or UNTITLED,
        author=[{"literal": record["agency"] or record["outlet"]}],
        **{"container-title": record["via"] or record["outlet"]},
        **({"original-title": record["origtitle"]} if record["origtitle"] else {}),
        note="; ".join(notes),
    )


def page_item(key: str, record: Mapping[str, str]) -> dict[str, Any]:
    """A page outside the corpus; one without a known title is described in brackets."""
    author = curled(record["author"] or record["organization"] or record["publisher"])
    what = curled(record["titleaddon"])
    return item(
        key,
        record,
        type="webpage",
        title=curled(record["title"]) or f"[{what[0].upper()}{what[1:]}]",
        author=people(author) if record["author"] else [{"literal": author}],
        **{"container-title": curled(record["publisher"])},
        note=what if record["title"] else "",
    )


def item(key: str, record: Mapping[str, str], **fields: Any) -> dict[str, Any]:
    """What both kinds of source have in common: key, day, language, address, day of reading."""
    found = {"id": key, **{name: value for name, value in fields.items() if value}}
    if record["date"]:
        days = record["date"].split("/")
        found["issued"] = {"date-parts": [[int(part) for part in d.split("-")] for d in days]}
    found["language"] = languages.tag(record["language"] or "English")
    if record["url"]:
        found["URL"] = record["url"]
        found["accessed"] = {"date-parts": [[int(part) for part in record["urldate"].split("-")]]}
    return found


def people(names: str) -> list[dict[str, str]]:
    """The authors that a record names: persons, ``Family, Given and Family, Given``, or a group.

    A name without a comma is not taken apart, whatever it holds.
    """
    parts = [part.partition(", ") for part in names.split(" and ")]
    if all(comma for _, comma, _ in parts):
        return [{"family": family, "given": given} for family, _, given in parts]
    return [{"literal": names}]


def authors_shown(names: str) -> str:
    """The authors of a record as the book prints them."""
    return curled(names.replace(" and ", "; ") if len(people(names)) > 1 else names)


def coins(work: Mapping[str, Any]) -> str:
    """A source as an empty element that reference managers read (COinS), HTML.

    ContextObjects in Spans, version 1.0, with the keys of Dublin Core (``info:ofi/fmt:kev:mtx:dc``)
    and the type as Zotero names it; a group's name stands where no program takes it apart.
    """
    days = work.get("issued", {}).get("date-parts", [[]])
    names = [
        ("rft.aucorp", person["literal"])
        if "literal" in person
        else ("rft.creator", f"{person['family']}, {person['given']}")
        for person in work["author"]
    ]
    kinds = {"article-newspaper": "newspaperArticle", "webpage": "webpage"}
    said = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", kinds[work["type"]]),
        ("rft.title", work["title"]),
        *names,
        ("rft.source", work["container-title"]),
        ("rft.date", "-".join(f"{part:02}" for part in days[0])),
        ("rft.language", work["language"]),
        ("rft.description", work.get("note", "")),
        ("rft.identifier", work.get("URL", "")),
    ]
    context = urlencode([(field, value) for field, value in said if value])
    return f'<span class="Z3988" title="{escape(context)}"></span>'


# Words


def nested(title: str) -> str:
    """A title as it stands inside double quotation marks: its own become single ones."""
    return title.translate(str.maketrans("“”", "‘’"))


def closed(words: str) -> str:
    """Words that end in a full stop, unless they end in a mark that closes a sentence already."""
    return words if words.rstrip("”’)").endswith((".", "?", "!", "…")) else f"{words}."


def curled(words: str) -> str:
    """The book's own words with the apostrophe that print has."""
    return words.replace("'", "’")
