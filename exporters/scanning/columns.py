"""A page of columns read down each of them, where its words were drawn line by line across."""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

_ONE_EDGE = 12.0
"""Points by which a column's lines may begin further left or right than its others."""
_GAP = 6.0
"""Points between two columns at least; words of a line stand nearer to one another."""
_NEXT_LINE = 3.0
"""How many lines' heights down a column goes on at most."""

_FURTHEST = 60.0
"""Points below a line where its column has ended, however large it is written."""


class _Line(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def down_the_columns(text_page: Any) -> str:
    """The words in the order of columns; "" where the page has none, or where each was drawn as a whole."""
    lines = [_Line(*text_page.get_rect(at)) for at in range(text_page.count_rects())]
    if not _goes_across(lines):
        return ""
    columns = [each for each in _columns(lines) if each[1:]]
    return "\n\n".join("\n".join(text_page.get_text_bounded(*line) for line in each) for each in columns)


def _columns(lines: list[_Line]) -> list[list[_Line]]:
    columns: list[list[_Line]] = []
    open_ones: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: (-one.top, one.left)):
        open_ones = [each for each in open_ones if each[-1].top - line.top < _FURTHEST]
        column = next((each for each in open_ones if _goes_on(each[-1], line)), None)
        if column is None:
            columns.append([line])
            open_ones.append(columns[-1])
        else:
            column.append(line)
    return columns


def _goes_across(lines: list[_Line]) -> bool:
    """Whether the page goes on beside a line, and then below the first: not down one column after the other."""
    beside = 0
    for before, line in itertools.pairwise(lines):
        if _is_beside(before, line) and line.left - before.right > _GAP:
            beside += 1
    return beside > 1


def _is_beside(one: _Line, other: _Line) -> bool:
    """Whether two stand on one line; letters that hang down make one of them lower."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared * 2 > min(one.top - one.bottom, other.top - other.bottom)


def _goes_on(before: _Line, line: _Line) -> bool:
    height = max(before.top - before.bottom, 4.0)
    return (
        abs(before.left - line.left) < _ONE_EDGE
        and 0 <= before.top - line.top < _NEXT_LINE * height
        and not _is_beside(before, line)
    )
