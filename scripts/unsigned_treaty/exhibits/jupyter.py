"""Jupyter: the HTML that a notebook shows of an exhibit, wherever the notebook is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any


def unlinked(svg: str) -> str:
    """A drawing without its links, which lead to places of the book."""
    return re.sub(r"</?a\b[^>]*>", "", svg)


def html_of(content: Mapping[str, Any]) -> str:
    """The HTML that Jupyter shows."""
    makers = {
        "quotation": quotation_html,
        "table": table_html,
        "figure": figure_html,
        "numbers": numbers_html,
        "references": references_html,
    }
    return makers[content["kind"]](content)


def plain_of(content: Mapping[str, Any]) -> str:
    """One line for a terminal."""
    if content["kind"] == "quotation":
        return f"{content['speaker']}: {' […] '.join(content['spans'])} ({content['citation']})"
    if content["kind"] == "numbers":
        return ", ".join(f"{name} = {value}" for name, value in content["values"].items())
    if content["kind"] == "references":
        return f"{len(content['entries'])} references"
    return f"{content['kind']}: {content['caption']}"


def source_line(content: Mapping[str, Any]) -> str:
    """Through which outlet, when and where a quotation came: the same words in both places."""
    through = f"{content['outlet']}, via {content['via']}" if content["via"] else content["outlet"]
    parts = [through, content["date"], f"paragraph {content['paragraph']}"]
    if content["translation"]:
        parts.append(content["translation"])
    return ", ".join(parts)


def voice_line(content: Mapping[str, Any]) -> str:
    """In what capacity a speaker speaks, as the article gives it."""
    return ", ".join(part for part in (content["role"], content["affiliation"]) if part)


def quotation_html(content: Mapping[str, Any]) -> str:
    """A quotation for Jupyter."""
    words = " […] ".join(
        f"“{escape(span)}”" if content["marked"] else escape(span) for span in content["spans"]
    )
    voice = voice_line(content)
    return (
        '<figure style="margin:1em 0;padding-left:1em;border-left:3px solid #8a1c2b">'
        f'<blockquote lang="{escape(content["language"])}" style="margin:0;white-space:pre-line">'
        f"<p>{words}</p></blockquote>"
        f"<figcaption><strong>{escape(content['speaker'])}</strong>"
        f"{', ' + escape(voice) if voice else ''}<br>"
        f"{escape(content['manner'])}: {escape(source_line(content))} "
        f"({escape(content['citation'])}) <code>{escape(content['id'])}</code>"
        "</figcaption></figure>"
    )


def table_html(content: Mapping[str, Any]) -> str:
    """A table for Jupyter."""
    columns = content["columns"]
    align = ["right" if column["numeric"] else "left" for column in columns]
    head = "".join(
        f'<th scope="col" style="text-align:{side}">{escape(column["label"])}</th>'
        for column, side in zip(columns, align, strict=True)
    )
    body = []
    for row in content["rows"]:
        cells = []
        for place, (cell, side) in enumerate(zip(row, align, strict=True)):
            tag = 'th scope="row"' if content["headed"] and place == 0 else "td"
            words = "".join(run_html(run) for run in cell)
            style = f"text-align:{side};vertical-align:top"
            cells.append(f'<{tag} style="{style}">{words}</{tag.split()[0]}>')
        body.append(f"<tr>{''.join(cells)}</tr>")
    note = f"<p>{escape(content['note'])}</p>" if content["note"] else ""
    return (
        f'<table id="{escape(content["name"])}"><caption>{escape(content["caption"])}</caption>'
        f"<thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>{note}"
    )


def run_html(run: Mapping[str, str]) -> str:
    """A run of text in a cell for Jupyter."""
    text = escape(run["text"])
    if "address" in run:
        return f'<a href="{escape(run["address"])}">{text}</a>'
    if "language" in run:
        return f'<span lang="{escape(run["language"])}">{text}</span>'
    if "em" in run:
        return f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if "strong" in run else text


def numbers_html(content: Mapping[str, Any]) -> str:
    """Numbers that sentences take from here, for Jupyter."""
    items = "".join(
        f'<li id="{escape(name)}"><code>{escape(name)}</code>: {escape(value)}</li>'
        for name, value in content["values"].items()
    )
    return f"<ul>{items}</ul>"


def references_html(content: Mapping[str, Any]) -> str:
    """A list of references for Jupyter."""
    items = "".join(
        f'<li id="{escape(entry["key"])}"><strong>{escape(entry["label"])}</strong> '
        f"{''.join(run_html(run) for run in entry['runs'])}</li>"
        for entry in content["entries"]
    )
    return f"<ul>{items}</ul>"


def figure_html(content: Mapping[str, Any]) -> str:
    """A figure for Jupyter."""
    name, alt = escape(content["name"]), escape(content["alt"])
    return (
        f'<figure id="{name}" style="margin:1em 0"><figcaption><strong>{escape(content["title"])}'
        f'</strong></figcaption><div role="img" aria-label="{alt}">{unlinked(content["svg"])}</div>'
        f"<figcaption>{escape(content['caption'])}</figcaption></figure>"
    )
