"""The references that the book prints, letter for letter."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import html5lib
import pytest
import rispy
from pybtex.database import parse_file

from unsigned_treaty.citing import bibliography
from unsigned_treaty.corpus import articles, cited_pages
from unsigned_treaty.corpus.articles import Article
from unsigned_treaty.project import dates
from unsigned_treaty.site.cite_panels import all_sources

STORED = " (stored copy read on 21 November 2026)."
REREAD = " (stored copy read on 25 November 2026)."
PROOFREAD = " (stored copy read on 27 November 2026)."

# Kind of record, citation key, label and printed form.
PRINTED = {
    "an agency's item in another's reprint": (
        "sputnik2020",
        "Sputnik 2020",
        "Sputnik. “With Less Than 2 Years Left In Office, Abe Nowhere Near Inking Peace Treaty "
        "With Russia.” Reprinted by Pakistan Point, 22 January 2020. "
        "https://www.pakistanpoint.com/en/story/816925/"
        "with-less-than-2-years-left-in-office-abe-nowhere-near.html" + STORED,
    ),
    "an agency's item without a known title": (
        "tass2021",
        "TASS 2021",
        "TASS. [No title known.] 30 September 2021. https://tass.com/world/1344153" + STORED,
    ),
    "a machine translation with its title from the address": (
        "rt2024",
        "RT 2024",
        "RT. “Dialogue is impossible: why did the Russian Foreign Ministry say there are no "
        "conditions for dialogue with Japan.” [Title from the page’s address.] By way of Teller "
        "Report, [31 January 2024, inferred]. Originally in Russian; machine translation, Teller "
        "Report. https://www.tellerreport.com/news/2024-01-31-dialogue-is-impossible--why-did-the-"
        "russian-foreign-ministry-say-there-are-no-conditions-for-dialogue-with-japan-"
        ".rJjIfEu96.html" + STORED,
    ),
    "a machine translation at a mirror": (
        "izvestia2025",
        "Izvestia 2025",
        "Izvestia. “Island task: Russia is ready for a dialogue on a peace treaty with the new "
        "Japanese authorities.” Read at a mirror of unknown ownership, "
        "direct.easycake.russexpo.com, [24–26 October 2025, inferred]. Originally in Russian; "
        "machine translation, Yandex Translate. "
        "https://direct.easycake.russexpo.com/en/node/1978684" + STORED,
    ),
    "an agency's item whose year is inferred": (
        "tass2026",
        "TASS 2026",
        "TASS. “Normalization of Russian-Japanese ties possible in near future.” 14 February "
        "[2026, inferred]. https://tass.com/world/2086739/amp" + STORED,
    ),
    "a page with its day": (
        "tass2026-clumsy",
        "TASS, 12 February 2026",
        "TASS. [Report of Zakharova’s remarks of 12 February 2026 on the state of relations.] "
        "12 February 2026. https://tass.com/politics/2085939" + REREAD,
    ),
    "another page of the same agency and year": (
        "tass2026-peskov",
        "TASS, 20 February 2026",
        "TASS. [Report of Takaichi’s speech of 20 February 2026 and of Peskov’s answer.] "
        "20 February 2026. https://tass.com/politics/2089669" + REREAD,
    ),
    "a page with its own title, in Russian": (
        "ria2026-peskov",
        "RIA Novosti, 20 February 2026",
        "RIA Novosti. “Обсуждать мирный договор с Японией без диалога невозможно, заявил Песков.” "
        "[Report of Peskov’s remark that there is no dialogue with Japan.] 20 February 2026. "
        "In Russian. https://ria.ru/20260220/peskov-2075737574.html" + REREAD,
    ),
    "a page with its month": (
        "tass2024-izvestia",
        "TASS, May 2024",
        "TASS. [Report that quotes the Council of the European Union on Izvestia and three other "
        "outlets.] May 2024. https://tass.com/society/1789797" + STORED,
    ),
    "a page without a date": (
        "life-taraku",
        "Life.ru, undated",
        "Life.ru. [Account of a man whose family fled from Taraku, one of the Habomai islets.] "
        "N.d. In Russian. https://life.ru/p/1781024" + STORED,
    ),
    "a page with another's text": (
        "manilastv2019-abe",
        "Jiji in Manila-STV, 6 September 2019",
        "Manila-STV, text of Jiji Press. [Report of Abe’s speech in Vladivostok and of Putin’s "
        "concern over missiles.] 6 September 2019. https://manila-stv.ph/japan_news/"
        "japan-russia-peace-treaty-historic-mission-abe.html" + STORED,
    ),
    "a page with an author": (
        "newsonjapan2019-backlash",
        "News on Japan, 13 March 2019",
        "Brown, J. [Analysis of criticism in Japan of Abe’s Russia policy.] News on Japan, "
        "13 March 2019. http://www.newsonjapan.com/2019/03/13/"
        "abes-underperforming-russia-policy-faces-growing-political-backlash/" + STORED,
    ),
}


def printed() -> dict[str, tuple[str, str]]:
    """Label and plain text of every reference by citation key, in the order of printing."""
    entries = bibliography.references(articles.catalogue(), cited_pages.read_pages())
    return {entry["key"]: (entry["label"], bibliography.plain(entry)) for entry in entries}


@pytest.mark.parametrize("kind", PRINTED)
def test_a_reference_is_printed_letter_for_letter(kind: str) -> None:
    key, label, text = PRINTED[kind]
    assert printed()[key] == (label, text)


def test_every_reference_ends_in_one_full_stop_and_says_when_its_page_was_read() -> None:
    for key, (_, text) in printed().items():
        assert text.endswith((STORED, REREAD, PROOFREAD, "No page known.")), key
        assert text == text.strip() and "  " not in text, key
        assert ".." not in text and "?." not in text and " ," not in text, key


def test_two_records_are_never_cited_by_the_same_short_form() -> None:
    labels = [label for label, _ in printed().values()]
    assert len(labels) == len(set(labels))
    assert {"TASS 2026", "TASS, 12 February 2026", "TASS, 20 February 2026"} <= set(labels)


def test_an_outlet_and_a_year_alone_stand_for_an_article() -> None:
    outlets = set(articles.catalogue()["outlet"])
    for label in cited_pages.read_pages()["shorthand"]:
        name, _, year = label.rpartition(" ")
        assert not (name in outlets and year.isdecimal()), label


def test_every_page_of_the_record_carries_its_publisher_and_its_date() -> None:
    found = printed()
    for key, page in cited_pages.read_pages().iterrows():
        text = found[str(key)][1]
        assert bibliography.curled(page["publisher"]) in text
        assert (dates.written(page["date"]) if page["date"] else "n.d.") in text.replace(
            "N.d.", "n.d."
        )
        assert page["url"] in text


ARTICLE = {
    **dict.fromkeys(Article.model_fields, ""),
    "outlet": "Vremya",
    "agency": "Trial",
    "viakind": "publisher",
    "date": "2020-12-31/2021-01-02",
    "datestatus": "inferred",
    "origlanguage": "Russian",
    "translation": "machine translation",
    "title": "Is “peace” near?",
    "origtitle": "Близок ли «мир»?",
    "titlefrom": "file",
}


def test_quotation_marks_in_a_title_nest_and_its_question_mark_stands_alone() -> None:
    runs = bibliography.reference(ARTICLE, article=True)
    assert bibliography.plain({"runs": runs}) == (
        "Trial. “Is ‘peace’ near?” [“Близок ли «мир»?”.] Vremya, "
        "[31 December 2020 – 2 January 2021, inferred]. Originally in Russian; machine "
        "translation. No page known."
    )


def test_markup_in_a_record_stays_words() -> None:
    runs = bibliography.reference({**ARTICLE, "title": "<b>Peace</b> & war"}, article=True)
    assert "“<b>Peace</b> & war.”" in bibliography.plain({"runs": runs})


def test_sources_of_one_publisher_stand_by_their_days_and_the_undated_last() -> None:
    days = {
        "Jiji, undated, quota": "",
        "Jiji, 9 February 2026": "2026-02-09",
        "jiji, 15 March 2024": "2024-03-15",
        "Jiji in Nippon.com, 1 May 2019": "2019-05-01",
        "Hasegawa 1998": "1998",
    }
    records = [{"shorthand": label, "date": day} for label, day in days.items()]
    assert [record["shorthand"] for record in sorted(records, key=bibliography.in_order)] == [
        *("Hasegawa 1998", "jiji, 15 March 2024", "Jiji, 9 February 2026"),
        *("Jiji, undated, quota", "Jiji in Nippon.com, 1 May 2019"),
    ]


def test_several_authors_are_several_and_a_group_is_one() -> None:
    names = "Doe, Jane and Roe, Ann"
    assert bibliography.people(names) == [
        {"family": "Doe", "given": "Jane"},
        {"family": "Roe", "given": "Ann"},
    ]
    assert bibliography.authors_shown(names) == "Doe, Jane; Roe, Ann"
    assert bibliography.people("Sands and Partners") == [{"literal": "Sands and Partners"}]


def test_every_source_is_a_complete_item_for_programs() -> None:
    printed, pages = articles.catalogue(), cited_pages.read_pages()
    works = bibliography.items(printed, pages)
    assert list(works)[:2] == ["sputnik2020", "tass2021"]
    assert {*pages.index} <= {*works} and (pages["url"] != "").all()
    for key, work in works.items():
        assert work["id"] == key
        assert work["title"] and work["author"]
        # Of an article no page may have been found; then it has neither address nor day.
        found = key in pages.index or bool(printed.at[key, "url"])
        assert [bool(work.get(name)) for name in ("URL", "accessed")] == [found, found]
    izvestia = works["izvestia2025"]
    assert izvestia["issued"] == {"date-parts": [[2025, 10, 24], [2025, 10, 26]]}
    assert izvestia["author"] == [{"literal": "Izvestia"}]
    assert izvestia["note"] == (
        "Date: [24–26 October 2025, inferred]; Izvestia, read at a mirror of unknown ownership, "
        "direct.easycake.russexpo.com; originally in Russian; machine translation, Yandex Translate"
    )


def test_a_source_offers_itself_to_reference_managers() -> None:
    works = bibliography.items(articles.catalogue(), cited_pages.read_pages())
    tree = html5lib.parse(bibliography.coins(works["tass2026"]), namespaceHTMLElements=False)
    (span,) = tree.iter("span")
    said = parse_qs(span.get("title"))
    assert span.get("class") == "Z3988"
    assert said["rft.type"] == ["newspaperArticle"]
    assert said["rft.title"] == ["Normalization of Russian-Japanese ties possible in near future"]
    assert said["rft.aucorp"] == said["rft.source"] == ["TASS"]
    assert said["rft.date"] == ["2026-02-14"]
    assert said["rft.identifier"] == ["https://tass.com/world/2086739/amp"]


def test_a_title_keeps_its_case() -> None:
    assert "“Normalization of Russian-Japanese ties" in printed()["tass2026"][1]
    assert "Nowhere Near Inking Peace Treaty" in printed()["sputnik2020"][1]


@pytest.mark.book
def test_the_built_page_prints_the_same_references_with_their_labels(built_book: Path) -> None:
    page = built_book / "book" / "references.html"
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    entries = {
        entry.get("id"): entry
        for entry in tree.iter("li")
        if "citation" in (entry.get("class") or "").split()
    }
    assert set(entries) == set(printed())
    for key, (label, text) in printed().items():
        shown_label, paragraph = list(entries[key])[:2]
        assert "".join(shown_label.itertext()) == label
        assert " ".join("".join(paragraph.itertext()).split()) == text
        coins = [e for e in entries[key].iter("span") if e.get("class") == "Z3988"]
        assert len(coins) == 1


@pytest.mark.book
def test_sources_can_be_taken_along_one_by_one_and_all_together(built_book: Path) -> None:
    folder, every = built_book / "_cited", all_sources()
    keys = set(printed())
    assert {entry["id"] for entry in json.loads((folder / f"{every}.json").read_text())} == keys
    assert len(rispy.loads((folder / f"{every}.ris").read_text(encoding="utf-8"))) == len(keys)
    assert set(parse_file(folder / f"{every}.bib", "bibtex").entries) == keys
    assert set(parse_file(folder / f"{every}.biblatex.bib", "bibtex").entries) == keys
    page = (built_book / "book" / "references.html").read_text(encoding="utf-8")
    for name in re.findall(r'href="\.\./_cited/([^"]+)"', page):
        assert (folder / name).is_file(), name


@pytest.mark.book
def test_a_mirror_of_unknown_ownership_is_named_but_not_linked(built_book: Path) -> None:
    page = (built_book / "book" / "references.html").read_text(encoding="utf-8")
    assert 'href="https://tass.com/world/1344153"' in page
    assert "https://direct.easycake.russexpo.com" in page.replace("<wbr>", "")
    assert 'href="https://direct.easycake.russexpo.com' not in page
