"""The record as something to read: the Composition with its sections, and the finished PDF as DocumentReference."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from exporters.fhir import words
from exporters.fhir.words import Resource
from models.reports.content import Block, Columns, Grid, Heading, Listing, Report, ScalePicture, Section, Text

RECORD = words.concept("record", "Signs of Safety record")
_RESTRICTED = words.coded("v3-Confidentiality", "R", "restricted")


def instant(day: dt.date) -> str:
    """Midnight of a day: when is told by the day, and the same record on the same day is the same bytes."""
    return f"{day.isoformat()}T00:00:00Z"


def document_reference(pdf: bytes, title: str, subject: str, author: str, day: dt.date) -> Resource:
    """The PDF itself, with its size and its hash (SHA-1 in base64, as R4 has it)."""
    return {
        "resourceType": "DocumentReference", "status": "current", "docStatus": "final", "type": RECORD,
        "subject": words.reference(subject), "date": instant(day), "author": [words.reference(author)],
        "securityLabel": [_RESTRICTED], "description": title,
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf", "language": "en-GB",
                    "data": base64.b64encode(pdf).decode("ascii"), "size": len(pdf),
                    "hash": base64.b64encode(hashlib.sha1(pdf, usedforsecurity=False).digest()).decode("ascii"),
                    "title": title, "creation": day.isoformat(),
                }
            }
        ],
    }  # fmt: skip


def composition(
    report: Report, subject: str, author: str, day: dt.date, entries: Mapping[str, Sequence[str]]
) -> Resource:
    """The report's sections as narrative; *entries*: section key → identifiers of what stands behind it."""
    own = {section.key for section in report.sections}
    more = [(key, urls) for key, urls in entries.items() if key not in own and urls]
    return {
        "resourceType": "Composition", "language": report.lang, "status": "final", "type": RECORD,
        "subject": words.reference(subject), "date": day.isoformat(), "author": [words.reference(author)],
        "title": report.title, "confidentiality": "R",
        "section": [
            *(_section(section, entries.get(section.key, ())) for section in report.sections),
            *({"title": _MORE[key], "entry": [words.reference(url) for url in urls],
               "text": words.narrative([words.tagged("p", f"{_MORE[key]}: {len(urls)}.")])} for key, urls in more),
        ],
    }  # fmt: skip


_MORE = {"documents": "Documents", "earlier": "Earlier strands", "people": "People", "plan": "Next steps"}


def _section(section: Section, urls: Sequence[str]) -> Resource:
    return {
        "title": section.title,
        "text": words.narrative(line for block in section.blocks for line in _html(block)),
        "entry": [words.reference(url) for url in urls],
    }


def _html(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        yield words.tagged("h3", block.text)
    elif isinstance(block, Text):
        yield words.tagged("p", block.text)
    elif isinstance(block, Listing):
        yield f"<ul>{''.join(words.tagged('li', item.text) for item in block.items)}</ul>"
    elif isinstance(block, ScalePicture):
        yield words.tagged("p", block.words)
    elif isinstance(block, Columns):
        for column in block.columns:
            yield words.tagged("h3", column.title)
            for part in column.parts:
                yield words.tagged("h4", part.title)
                for inner in part.blocks:
                    yield from _html(inner)
    else:
        yield _table(block)


def _table(grid: Grid) -> str:
    head = "".join(words.tagged("th", heading) for heading in grid.headings)
    rows = "".join(f"<tr>{''.join(words.tagged('td', cell) for cell in row)}</tr>" for row in grid.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
