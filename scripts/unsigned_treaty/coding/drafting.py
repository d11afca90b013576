"""Adding an article: a draft record and draft rows, for a person to decide one by one.

A draft stands where the finished row will stand.  A cell that only a person can judge is empty;
one that words of the article suggest is filled in, and the row's note says so.  The note of a draft
begins with the word *draft*, and as long as it does ``treaty check`` lets nothing of it pass.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

from unsigned_treaty.coding import coverage, proposals, tables
from unsigned_treaty.coding.codebook import SEPARATOR, TABLES, Statement
from unsigned_treaty.corpus import articles
from unsigned_treaty.corpus.attribution import saying
from unsigned_treaty.corpus.passages import Place, at_edge, find, find_spans, starts
from unsigned_treaty.corpus.quotation_marks import closed, opened, scan
from unsigned_treaty.corpus.quotation_signs import described
from unsigned_treaty.corpus.quoted_words import Draft
from unsigned_treaty.corpus.sentences import Sentence, sentences
from unsigned_treaty.project import files, paths
from unsigned_treaty.project.faults import Fault, Refused

# What a person fills in, in the order of the catalogue; the file and its seal are computed.
FIELDS = [name for name in articles.Article.model_fields if name not in ("file", "sha256")]
PROPOSED = ("speaker", "role", "affiliation", "country", "side", "mode", "partial_quote")
Row = dict[str, str]
Rows = dict[str, list[Row]]


def add(file: Path, key: str, root: Path = paths.ROOT) -> Rows:
    """Add a draft record to the catalogue and draft rows to the coded tables.

    ``file`` lies in ``seeds/``; ``key`` is the citation key that the article is to have.  Returns
    the rows by table: ``statements`` (what stands between marks or has a verb of saying),
    ``left_out`` (the title; names in marks; marks that enclose nothing), ``artefacts`` (lost marks,
    characters that no eye sees) and ``speakers`` (those not known yet).  Raises :class:`Refused`,
    and writes nothing, where the file is not a text in ``seeds/``, or the file, its bytes or the
    key are known already, or a table cannot be added to.
    """
    catalogue = root / "seeds" / paths.CATALOGUE.name
    data = root / "book" / "data"
    content = readable(file, root)
    seal = hashlib.sha256(content).hexdigest()
    known = articles.catalogue(catalogue)
    where = f"seeds/{file.name}"
    if not articles.KEY.fullmatch(key):
        raise Refused([Fault(where, key, "a citation key is a-z and 0-9, a letter first")])
    ids = tables.names(data / "statements.csv") | tables.names(data / "retired.csv")
    if key in known.index or any(name.startswith(f"{key}-") for name in ids):
        raise Refused([Fault(where, key, "the key is in use; choose another")])
    same = known.index[(known["file"] == file.name) | (known["sha256"] == seal)]
    if len(same):
        raise Refused([Fault(where, key, f"this text is catalogued already, as {same[0]}")])
    text = content.decode("utf-8")
    record = draft_record(file.name, seal, key, text)
    before = {name: cells(data / f"{name}.csv") for name in DRAFTED}
    rows = draft_tables(text, key, before, list(known.index))
    longer = {
        data / f"{name}.csv": appended(data / f"{name}.csv", added)
        for name, added in rows.items()
        if added
    }
    # All are made before any is written, and what was there stays as it was, to the byte.
    old = catalogue.read_bytes()
    end = b"\r\n" if b"\r\n" in old else b"\n"
    new = record.encode("utf-8").replace(b"\n", end)
    try:
        files.replace({catalogue: old.rstrip(b"\r\n") + end * 2 + new, **longer})
    except OSError as error:
        message = f"cannot be added to: {error.strerror}; nothing was changed"
        raise Refused([Fault("seeds and book/data", key, message)]) from error
    return rows


DRAFTED = ("statements", "left_out", "artefacts", "speakers")


def readable(file: Path, root: Path) -> bytes:
    """The bytes of a file in ``seeds/``, refused unless they are UTF-8 that a page can show."""
    where = paths.shown(file.resolve())
    if file.resolve().parent != (root / "seeds").resolve():
        raise Refused([Fault(where, "", "is not in seeds/; put it there under its own name")])
    if file.suffix != ".txt":
        raise Refused([Fault(where, "", "an article is a text file; its name ends in .txt")])
    try:
        content = file.read_bytes()
        words = content.decode("utf-8")
    except OSError as error:
        missing = "no such file; put it there under its own name"
        said = missing if isinstance(error, FileNotFoundError) else f"{error.strerror}; mend it"
        raise Refused([Fault(where, "", said)]) from None
    except UnicodeDecodeError as error:
        raise Refused([Fault(where, "", f"not UTF-8 ({error}); save it as UTF-8")]) from error
    if not words.strip("\ufeff \t\r\n\u200b") or words.isspace():
        raise Refused([Fault(where, "", "holds no words; put the article's text there")])
    if places := articles.control_characters(words):
        sign = f"the control character {described(words[places[0]])} at character {places[0]}"
        raise Refused([Fault(where, "", f"holds {sign}; take it out before the text is sealed")])
    return content


def draft_record(file: str, seal: str, key: str, text: str = "") -> str:
    """A record of the catalogue with the file, its seal and what the text says filled in."""
    values = dict.fromkeys(FIELDS, "")
    notes = ["draft"]
    if (title := proposals.title(text)) and written({"title": title}) is not None:
        values |= {"title": title, "titlefrom": "file"}
        notes.append("title proposed from the first line")
    dateline = proposals.dateline(text)
    if dateline and SEPARATOR not in dateline.words and written({"d": dateline.words}) is not None:
        values["datewords"] = dateline.words
        notes.append("datewords proposed")
        if dateline.day:
            values |= {"date": dateline.day, "datestatus": "stated"}
            notes[-1] = "date, datestatus and datewords proposed"
    values["datenote"] = "; ".join(notes)
    fields = written({"file": file, "sha256": seal, **values})
    if fields is None:
        message = "its name cannot be written into the catalogue (a brace, a blank); rename it"
        raise Refused([Fault(f"seeds/{file}", key, message)])
    return f"@online{{{key},\n{fields}}}\n"


def written(values: Mapping[str, str]) -> str | None:
    """Fields as BibTeX has them, or None where they would not be read as they were written."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
    try:
        entry = articles.parsed(f"@online{{trial,\n{fields}}}\n").entries["trial"]
    except Exception:  # pybtex raises many kinds for text that is no BibTeX
        return None
    same = {name: str(value) for name, value in entry.fields.items()} == dict(values)
    return fields if same else None


def draft_tables(
    text: str, key: str, before: Mapping[str, list[Row]], in_order: list[str] | None = None
) -> Rows:
    """The draft rows of every table; ``before`` holds the rows that each has already.

    ``in_order`` are the articles known already, in order of date.
    """
    rank = {article: number for number, article in enumerate(in_order or [])}
    coded = sorted(before.get("statements", []), key=lambda row: rank.get(row["article"], -1))
    known = proposals.voices(before.get("speakers", []), coded)
    statements = draft_rows(text, key, known)
    artefacts = lost_marks(text, statements) + unseen_signs(text)
    lost = [lost_place(draft, text) for draft in coded_drafts(text) if draft.lost >= 0]
    places = [(place.start, place.end) for place in lost]
    accounted = []
    for row in statements:
        passage = find(row["exact"], text, int(row["occurrence"] or 0))
        spans = row["quoted"].split(SEPARATOR) if row["quoted"] else []
        accounted += [
            coverage.with_marks(place, text) for place in find_spans(spans, text, passage, places)
        ]
    left_out = passages_left_out(text, statements, accounted)
    names = {row["name"] for row in before.get("speakers", [])}
    new = dict.fromkeys(row["speaker"] for row in statements if row["speaker"] not in names)
    for name, rows in (("left_out", left_out), ("artefacts", artefacts)):
        prefix = {"left_out": "left", "artefacts": "artefact"}[name]
        number = highest(before.get(name, []), prefix)
        width = 3 if name == "artefacts" else 2
        for row in rows:
            number += 1
            row |= {"id": f"{prefix}-{number:0{width}}", "article": key}
    speakers = [
        {**dict.fromkeys(TABLES["speakers"].model_fields, ""), "name": name, "note": "draft"}
        for name in new
        if name
    ]
    return {
        "statements": statements,
        "left_out": left_out,
        "artefacts": artefacts,
        "speakers": speakers,
    }


def highest(rows: list[Row], prefix: str) -> int:
    """The highest number that an id of some rows has."""
    ids = (re.fullmatch(rf"{prefix}-([0-9]+)", row["id"]) for row in rows)
    return max((int(match[1]) for match in ids if match), default=0)


def coded_drafts(text: str) -> list[Draft]:
    """The drafts of a text that the check accepts once they are decided.

    A cell cannot hold the sign that parts its spans; and where several marks of a paragraph are
    lost at once, only a person can say which words are quoted: their marks are left to decide.
    """
    found = []
    for draft in scan(text).drafts:
        words = text[draft.start : draft.end]
        if SEPARATOR in words or words.startswith("| ") or words.endswith(" |"):
            continue
        lost = [lost_place(draft, text)] if draft.lost >= 0 else []
        places = [(place.start, place.end) for place in lost]
        if opened(text, draft.start, None, places) and closed(text, draft.end, "", places):
            found.append(draft)
    return found


def lost_place(draft: Draft, text: str) -> Place:
    """The passage, from blank to blank, in which a draft misses a mark."""
    start = draft.lost - 1 if draft.lost == draft.end else draft.lost
    return blank_to_blank(text, start, start + 1)


def draft_rows(text: str, key: str, known: proposals.Voices | None = None) -> list[Row]:
    """A row for each passage that quotes, and for each sentence that attributes without marks.

    Sentences of a paragraph that quote one after the other are one row; so is one that quotes and
    the sentence beside it that attributes.  ``known`` are the speakers that may be proposed.
    """
    known = known or proposals.Voices({})
    says = saying(text)
    drafts = coded_drafts(text)
    rows: list[Row] = []
    before = ""
    at = 0
    for start, end in articles.paragraph_spans(text):
        for first, last in together(sentences(text, start, end)):
            first, last = trimmed(text, first, last)
            while at < len(drafts) and drafts[at].start < first:
                at += 1
            spans = []
            while at < len(drafts) and drafts[at].end <= last:
                spans.append(drafts[at])
                at += 1
            exact = text[first:last]
            row = dict.fromkeys(Statement.model_fields, "")
            own = outside(text, Place(first, last), spans)
            speaker, is_known = proposals.speaker(own, known, says)
            if speaker and not is_known:
                known = proposals.with_person(known, speaker)
            if not speaker and rows and rows[-1]["speaker"]:
                speaker, is_known = before, before in known.coded
            before = speaker
            quoted_words = sum(d.end - d.start for d in spans)
            direct = 2 * quoted_words >= last - first
            row |= {
                "id": f"{key}-{len(rows) + 1:02}",
                "article": key,
                "exact": exact,
                "occurrence": occurrence(exact, first, text),
                "quoted": SEPARATOR.join(text[d.start : d.end] for d in spans),
                "mode": "direct" if direct else "indirect",
                "partial_quote": "true" if spans and not direct else "false",
                "speaker": speaker,
                **known.coded.get(speaker, {}),
            }
            filled = [name for name in PROPOSED if row[name]]
            row["note"] = "; ".join(
                ["draft", f"proposed: {', '.join(filled)}", *doubts(spans, text)]
            )
            rows.append(row)
    return rows


def together(found: list[Sentence]) -> list[tuple[int, int]]:
    """The sentences of a paragraph that make one row each, as places; the others are left out."""
    rows: list[list[Sentence]] = []
    for number, sentence in enumerate(found):
        previous = found[number - 1] if number else None
        joins = bool(rows and previous and rows[-1][-1] is previous)
        if sentence.quotes:
            # It goes on with what was quoted before it, or its speaker was named just before it.
            if joins and previous is not None and previous.quotes:
                rows[-1].append(sentence)
            else:
                rows.append([sentence])
        elif sentence.attributes:
            alone = joins and len(rows[-1]) == 1 and not rows[-1][0].attributes
            if alone and previous is not None and previous.quotes:
                rows[-1].append(sentence)
            else:
                rows.append([sentence])
    return [(row[0].start, row[-1].end) for row in rows]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without the blanks at its ends, or a signature of the file's encoding before it."""
    while start < end and (text[start].isspace() or (start == 0 and text[0] == "\ufeff")):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def outside(text: str, place: Place, spans: list[Draft]) -> str:
    """The words of a passage that are not quoted."""
    parts, at = [], place.start
    for span in spans:
        parts.append(text[at : span.start])
        at = span.end
    return " ".join([*parts, text[at : place.end]])


def occurrence(exact: str, start: int, text: str) -> str:
    """Which one of several equal passages begins at ``start``, or nothing where it is alone."""
    if text.find(exact) == start and text.find(exact, start + 1) < 0:
        return ""
    return str(starts(exact, text).index(start) + 1)


def doubts(spans: list[Draft], text: str) -> list[str]:
    """What the marks of a passage leave open, for the one who decides."""
    return [f"{d.doubt}: {text[d.start :][:30].strip()!r}" for d in spans if d.doubt]


def around(text: str, start: int, end: int) -> Row:
    """The cells of a passage that runs from blank to blank around a place of the text."""
    place = blank_to_blank(text, start, end)
    exact = text[place.start : place.end]
    return {"exact": exact, "occurrence": occurrence(exact, place.start, text)}


def blank_to_blank(text: str, start: int, end: int) -> Place:
    """The passage around a place; around a blank, the words on both sides of it."""
    end = max(end, start + 1)
    if text[start:end].isspace():
        start = len(text[:start].rstrip()) - 1
        end = len(text) - len(text[end:].lstrip()) + 1
    while start > 0 and not at_edge(start, text):
        start -= 1
    while end < len(text) and not at_edge(end, text):
        end += 1
    return Place(*trimmed(text, start, end))


def lost_marks(text: str, statements: list[Row]) -> list[Row]:
    """A row of ``artefacts.csv`` for each place where a draft misses a mark."""
    found: dict[tuple[str, str], Row] = {}
    for draft in coded_drafts(text):
        if draft.lost < 0:
            continue
        place = lost_place(draft, text)
        passage = around(text, place.start, place.end)
        row = {**dict.fromkeys(TABLES["artefacts"].model_fields, ""), **passage}
        found[row["exact"], row["occurrence"]] = row | {"kind": "quotation_marks"}
    return list(found.values())


def unseen_signs(text: str) -> list[Row]:
    """A row of ``artefacts.csv`` for each character that no eye sees or tells from another."""
    found: dict[tuple[str, str], Row] = {}
    for signs in coverage.unseen(text):
        start = text.index(signs, 1 if signs == "\ufeff" and text[:1] == signs else 0)
        passage = around(text, start, start + len(signs))
        row = {**dict.fromkeys(TABLES["artefacts"].model_fields, ""), **passage}
        found[row["exact"], row["occurrence"]] = row | {"kind": "layout_residue"}
    return list(found.values())


def passages_left_out(text: str, statements: list[Row], accounted: list[Place]) -> list[Row]:
    """A row of ``left_out.csv`` for the title, and for what marks enclose that is no quotation."""
    found: dict[tuple[str, str], Row] = {}

    def leave_out(start: int, end: int, rule: str, why: str) -> None:
        row = {**dict.fromkeys(TABLES["left_out"].model_fields, ""), **around(text, start, end)}
        note = f"draft; {why}"
        found.setdefault((row["exact"], row["occurrence"]), row | {"rule": rule, "note": note})

    title = proposals.title(text)
    if title and not any(row["exact"] in title or title in row["exact"] for row in statements):
        start = text.index(title)
        leave_out(start, start + len(title), "headline", "proposed: rule, since it is the title")
    names = scan(text).names
    for name in names:
        leave_out(name.start - 1, name.end + 1, "title_or_name", "proposed: rule, a name in marks")
    known = accounted + [coverage.with_marks(Place(n.start, n.end), text) for n in names]
    for mark in coverage.unaccounted(text, known):
        end = text.find("\n", mark.end)
        if not text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip():
            # What a dash or a mark begins that is no speech is a line of a list, or a caption.
            leave_out(mark.start, end if end >= 0 else len(text), "", "what is this line?")
        else:
            leave_out(mark.start, mark.end, "", f"what is the mark {mark.sign} here?")
    return list(found.values())


def cells(path: Path) -> list[Row]:
    """The rows of a table as they stand in its file, whether or not they are sound."""
    if refused := tables.read(path, TABLES[path.stem])[1]:
        whole = [fault for fault in refused if not fault.record]
        if whole:
            raise Refused(whole)
    lines = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    try:
        return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(lines)]
    except csv.Error as error:
        raise Refused([Fault(paths.shown(path), "", f"{error}; mend it")]) from None


def appended(path: Path, rows: list[Row]) -> bytes:
    """The bytes of a table with some rows more, in its own order of columns and line ends."""
    content = path.read_bytes()
    end = "\r\n" if b"\r\n" in content.split(b"\n", 1)[0] + b"\n" else "\n"
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    lines = io.StringIO(newline="")
    csv.DictWriter(lines, header, lineterminator=end).writerows(rows)
    return content.rstrip(b"\r\n") + end.encode() + lines.getvalue().encode("utf-8")
