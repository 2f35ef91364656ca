"""``sofs-desk words``: what the plain-words checker would ask, about one text or about a table of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from models.errors import KnownError
from models.plain_words import KINDS, questions_for

COLUMNS = ("kind", "is_quotation", "text")
_YES, _NO = ("1", "true", "yes", "y"), ("", "0", "false", "no", "n", "-")
_MOST_BYTES = 20_000_000


def words_command(arguments: argparse.Namespace) -> int:
    """Print a line a question, its code first; with ``--file`` a line of JSON a text."""
    if arguments.file is not None:
        if arguments.text is not None or arguments.kind or arguments.quotation:
            return _wrong("--file has the kinds, quotations and texts in it: give it alone")
        for kind, is_quotation, text in list(_rows(arguments.file)):
            asked = questions_for(kind, text, is_quotation)
            codes = list(dict.fromkeys(each.code for each in asked))
            line = {"kind": kind, "text": text, "codes": codes, "questions": [each.question for each in asked]}
            print(json.dumps(line, ensure_ascii=False))
        return 0
    if arguments.text is None or not arguments.kind:
        return _wrong("give --kind and TEXT, or --file")
    for each in questions_for(arguments.kind, arguments.text, arguments.quotation):
        print(f"{each.code}\t{each.question} ({each.reason})")
    return 0


def _wrong(sentence: str) -> int:
    print(f"sofs-desk words: error: {sentence}", file=sys.stderr)
    return 2


def _rows(path: Path) -> Iterator[tuple[str, bool, str]]:
    """The rows of a table with tabs between its columns; the first line names them. Raises KnownError."""
    lines = _lines(path)
    head = [name.strip().lower() for name in lines[0].split("\t")] if lines else []
    if missing := [name for name in COLUMNS if name not in head]:
        raise KnownError(
            f"The first line of the table does not name the column “{missing[0]}”. Nothing was checked. "
            "It must name kind, is_quotation and text, with tabs between them."
        )
    places = [head.index(name) for name in COLUMNS]
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) <= max(places):
            raise KnownError(
                f"Line {number} of the table has too few columns. Nothing was checked. Mend it and try again."
            )
        kind, quotation, text = (_unquoted(cells[place]) for place in places)
        if kind not in KINDS:
            raise KnownError(
                f"Line {number} of the table has a kind that is not known. Nothing was checked. Use {', '.join(KINDS)}."
            )
        if quotation.lower() not in (*_YES, *_NO):
            raise KnownError(f"Line {number} of the table must say 1 or 0 for is_quotation. Nothing was checked.")
        yield kind, quotation.lower() in _YES, text


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KnownError("The table is too large to check at once. Nothing was checked. Split it and try again.")
        raw = path.read_bytes()
    except OSError:
        raise KnownError("The table cannot be read. Nothing was checked. Look at its name and its rights.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KnownError("The table is not UTF-8 text. Nothing was checked. Save it as UTF-8 and try again.") from None
    return text.replace("\r\n", "\n").split("\n")


def _unquoted(cell: str) -> str:
    """A cell as it was meant. Spreadsheets put marks round a cell with marks in it, and double those inside."""
    cell = cell.strip()
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '""' in inner and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell
