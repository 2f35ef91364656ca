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
    first = lines[0].split("\t") if lines else []
    all_in_marks = bool(first) and all(map(_in_marks, first))  # a writer that puts them round every cell
    head = [cell.strip().strip('"').lower() for cell in first]
    if missing := [name for name in COLUMNS if name not in head]:
        raise KnownError(
            f"The first line of the table does not name the column “{missing[0]}”. Nothing was checked. "
            "It must name kind, is_quotation and text, with tabs between them."
        )
    places = [head.index(name) for name in COLUMNS]
    for number, line in _whole_rows(lines, len(head)):
        cells = line.split("\t")
        if len(cells) <= max(places):
            raise KnownError(
                f"Line {number} of the table has too few columns. Nothing was checked. Mend it and try again."
            )
        kind, quotation, text = (_unquoted(cells[place], all_in_marks) for place in places)
        kind = kind.lower().replace(" ", "_").replace("-", "_")
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
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _whole_rows(lines: list[str], columns: int) -> Iterator[tuple[int, str]]:
    """The rows below the first line, with their line numbers; a cell with line ends in it, in marks, is one cell."""
    number = 1
    while number < len(lines):
        first, row = number + 1, lines[number]
        number += 1
        while number < len(lines) and _is_open(row) and lines[number].count("\t") < columns - 1:
            row += "\n" + lines[number]
            number += 1
        if row.strip():
            yield first, row


def _is_open(row: str) -> bool:
    """Whether the last cell of a row began with a mark that nothing has closed yet."""
    cell = row.rsplit("\t", 1)[-1].strip()
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _in_marks(cell: str) -> bool:
    cell = cell.strip()
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def _unquoted(cell: str, all_in_marks: bool) -> str:
    """A cell as it was meant. Spreadsheets put marks round a cell with marks or line ends in it, and double its own.

    Otherwise marks round a whole text are its own: they say that somebody said it.
    """
    cell = cell.strip()
    inner = cell[1:-1]
    doubled = '"' not in inner.replace('""', "")
    if _in_marks(cell) and doubled and (all_in_marks or '""' in inner or "\n" in inner):
        return inner.replace('""', '"')
    return cell
