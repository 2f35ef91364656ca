"""What was copied in Word, Excel or a web page, as rows of plain text; and rows of text as something to copy.

Text between tabs keeps Excel's quoting: a cell with a line break or a tab in it stands in double quotes, its own ones
doubled. In HTML merged cells keep their words in the first place; the places they cover are None, not empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from models.errors import KnownError

Table = tuple[tuple[str | None, ...], ...]
"""Rows of equal length. None: covered by a merged cell, so nothing is said about that place."""

MOST_ROWS, MOST_COLUMNS = 1000, 200
MOST_LETTERS = 2_000_000

_BLOCKS = frozenset("p div li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote pre br".split())
_UNSEEN = frozenset("style script head title xml".split())


def read_table(text: str | None, html: str | None = None) -> Table:
    """What the clipboard holds as a table: of its HTML where that has one, else of the text. () where there is none.

    Raises KnownError where it is larger than any matrix.
    """
    if max(len(text or ""), len(html or "")) > MOST_LETTERS * (10 if html else 1):
        raise _too_large()
    if html and (found := _from_html(html)):
        return found
    return _from_text(text or "")


def _too_large() -> KnownError:
    return KnownError("What was copied is too large to paste here. Nothing was changed. Copy a smaller part of it.")


# Text


def _from_text(text: str) -> Table:
    text = re.sub(r"\r\n?|\x0b|\u2028|\u2029", "\n", text.removesuffix("\0"))
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        cell, at = _cell_at(text, at)
        rows[-1].append(_tidy(cell))
        if at < len(text) and text[at] == "\n" and at + 1 < len(text):
            rows.append([])
            if len(rows) > MOST_ROWS:
                raise _too_large()
        elif at < len(text) and text[at] == "\n":
            break
        at += 1
    return _even(rows)


def _cell_at(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at a place, and where it ends.

    Quotes round it are Excel's only where they are needed: somebody's words in quotes keep theirs.
    """
    if text[at : at + 1] == '"':
        quoted = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)').match(text, at)
        if quoted and re.search(r'\t|\n|""', quoted.group(1)):
            return quoted.group(1).replace('""', '"'), quoted.end()
    end = min((found for mark in "\t\n" if (found := text.find(mark, at)) >= 0), default=len(text))
    return text[at:end], end


def _tidy(cell: str) -> str:
    """Without what cannot be seen, each line trimmed."""
    cell = re.sub(r"[\x00-\x08\x0c\x0e-\x1f\x7f\ufeff\u200b]", "", cell.replace("\xa0", " "))
    return "\n".join(line.strip() for line in cell.strip().split("\n"))


def _even(rows: Sequence[Sequence[str | None]]) -> Table:
    """Rows of equal length, without empty ones at the end; () where nothing is in them."""
    kept = [list(row) for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max(map(len, kept), default=0)
    if len(kept) > MOST_ROWS or width > MOST_COLUMNS:
        raise _too_large()
    return tuple((*row, *[""] * (width - len(row))) for row in kept)


# HTML


def _from_html(html: str) -> Table:
    reading = _Tables()
    reading.feed(html)
    reading.close()
    return _even(reading.rows())


class _Tables(HTMLParser):
    """Reads the outermost tables of a page; a table within a cell is part of the cell's words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._grid: dict[tuple[int, int], str | None] = {}
        self._row, self._column, self._depth, self._unseen = -1, 0, 0, 0
        self._begins_row = True
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def rows(self) -> list[list[str | None]]:
        """What was read. Places no cell was given for are empty."""
        self._end_cell()
        height = max((row for row, _ in self._grid), default=-1) + 1
        width = max((column for _, column in self._grid), default=-1) + 1
        return [[self._grid.get((row, column), "") for column in range(width)] for row in range(height)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins: of tables it is their build, of others at most a new line."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
            self._break()
            if self._depth == 1:
                self._begins_row = True
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._begins_row = True
        elif tag in ("td", "th") and self._depth == 1:
            self._begin_cell(dict(attrs))
        elif tag in _BLOCKS:
            self._break()
        elif tag in ("td", "th"):
            self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
            self._break()
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """Words: white space in them counts as one space, as a browser shows it."""
        self._say(re.sub(r"[ \t\r\n]+", " ", data))

    def _say(self, words: str) -> None:
        if self._cell is not None and not self._unseen:
            self._cell.append(words)

    def _break(self) -> None:
        self._say("\n")

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        if self._begins_row:
            self._row, self._column, self._begins_row = self._row + 1, 0, False
        while (self._row, self._column) in self._grid:
            self._column += 1
        self._spans = tuple(_span(attrs.get(name)) for name in ("rowspan", "colspan"))  # type: ignore[assignment]
        if self._row >= MOST_ROWS or self._column >= MOST_COLUMNS:
            raise _too_large()
        self._cell = []

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        words = re.sub(r" *\n[ \n]*", "\n", "".join(self._cell))
        down, across = self._spans
        for row in range(self._row, min(self._row + down, MOST_ROWS)):
            for column in range(self._column, min(self._column + across, MOST_COLUMNS)):
                self._grid[row, column] = None
        self._grid[self._row, self._column] = _tidy(re.sub(" {2,}", " ", words))
        self._column += across
        self._cell = None


def _span(value: str | None) -> int:
    """How many rows or columns a cell takes; what is no sensible number is one."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*", value or "")
    return max(int(found.group(1)), 1) if found else 1


# To copy


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text between tabs, quoted where :func:`read_table` and Excel need it."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def _quoted(cell: str) -> str:
    if re.search(r'[\t\n\r]|^"', cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """Rows as an HTML table, which Word pastes as a table."""
    cells = ("".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
