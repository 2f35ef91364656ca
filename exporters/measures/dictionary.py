"""What the files of measures hold, for people and for programs: a data dictionary, and CSV on the Web metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from exporters.measures.columns import BANDS, DAYS_IN_A_MONTH, Column, columns, name_of
from exporters.measures.summary import ANSWERS, COLUMNS
from exporters.measures.suppression import SMALL
from models.measure_definitions import definitions
from resources.files import read_text

VERSION = 1
_DATATYPES = {"text": "string", "whole": "integer", "number": "decimal", "yes_no": "boolean"}


def dictionary() -> bytes:
    """The data dictionary as JSON."""
    formula = json.loads(read_text("practice", "measures.json"))["readability"]
    known = definitions()
    plain = {
        "format": "sofs-desk-measures",
        "version": VERSION,
        "privacy": {
            "pseudonyms": "HMAC-SHA-256 of ids with a key that never leaves the vault; 96 bits of it",
            "finest_date": "month",
            "free_text": "none",
            "bands": [name for _, name in BANDS],
            "days_in_a_month": DAYS_IN_A_MONTH,
            "smallest_count_given": SMALL,
            "complementary_suppression": "further counts are hidden until none from 1 to 4 follows from the sums",
        },
        "readability": {"name": formula["name"], "source": formula["source"]},
        "measures": [
            {
                "key": each.key, "column": name_of(each), "title": each.title, "group": each.group,
                "kind": each.kind, "unit": each.unit, "definition": each.definition,
                "thin": each.thin.words(known) if each.thin else None,
            }
            for each in known
        ],
        "tables": {"work": _plain(columns()), "summary": _plain(COLUMNS)},
        "answers": list(ANSWERS),
    }  # fmt: skip
    return _written(plain)


def _plain(known: Sequence[Column]) -> list[dict[str, str]]:
    return [
        {"name": each.name, "type": _DATATYPES[each.kind], "title": each.title, "description": each.description}
        for each in known
    ]


def csvw(file_name: str, known: Sequence[Column]) -> bytes:
    """Metadata of one CSV file, after CSV on the Web (W3C): put beside it as ``FILE-metadata.json``."""
    table: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "url": file_name,
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {
                    "name": each.name, "titles": each.name, "datatype": _DATATYPES[each.kind], "null": "",
                    "dc:title": each.title, "dc:description": each.description,
                }
                for each in known
            ]
        },
    }  # fmt: skip
    return _written(table)


def _written(plain: dict[str, Any]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
