"""All frames of a story on one page: to hang on a wall, or to look through before a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.drawing import Primitive
from models.drawings.flow import Words
from models.drawings.look import Copy
from models.drawings.pages import Part
from models.drawings.story_setting import STORYBOOK, LaidStory, Setter, disc
from models.drawings.story_sheet import credits_line, foot, has_library_pictures
from models.picture_views import FrameView, StoryView
from models.story_pages import for_line, title_line, version_line

_FORM = replace(STORYBOOK, margin=34.0, small=9.0)
_TITLE = 19.0
_GAP = 20.0
_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.2, 9.4, 8.6, 7.8, 7.0, 6.0, 5.0)
"""Sizes of the words; the smallest are for stories that should rather be a book."""


def strip(
    view: StoryView, copy: Copy | None = None, blobs: Mapping[str, bytes] | None = None, *, for_team: bool = False
) -> Part:
    """One A4 page with every frame, in reading order: rows from the side where the language begins."""
    setter = Setter(view, _FORM, blobs or {}, for_team=for_team)
    section = setter.structure.add("Sect")
    items, top = _heading(setter, section)
    bottom = _FORM.foot - _FORM.small * 2.4
    columns, size = _grid(setter, bottom - top)
    rows = -(-len(view.frames) // columns) if view.frames else 1
    wide, high = _cell(columns, rows, bottom - top)
    for place, frame in enumerate(view.frames):
        row, column = divmod(place, columns)
        if view.rtl:
            column = columns - 1 - column
        x, y = _FORM.margin + column * (wide + _GAP), top + row * (high + _GAP)
        items += _frame(setter, frame, x, y, (wide, high), size)
    version = version_line(view) + (f". {copy.reader}" if copy and copy.reader else "")
    items += foot(setter, section, "", version, numbered=False)
    if has_library_pictures(view.frames):
        items += credits_line(setter, at_foot=True)
    return LaidStory(
        title_line(view), view.language, _FORM, tuple(setter.structure.blocks), (tuple(items),), numbered=False
    )


def _heading(setter: Setter, section: int) -> tuple[list[Primitive], float]:
    """The title and for whom it is, on one line where both fit; and where the frames begin."""
    view, form = setter.view, setter.format
    title, names = title_line(view), for_line(view)
    top = form.margin * 0.7
    block = setter.structure.add("H1", section, lang=setter.lang(title))
    heading = setter.set(title, setter.style(_TITLE, bold=True), form.room, block, line=1.3)
    items = heading.place(form.margin, top)
    bottom = top + heading.height
    if names:
        block = setter.structure.add("P", section, lang=setter.lang(names))
        style = setter.style(_TITLE * 0.66, colour="ink2")
        free = form.room - max(line.width for line in heading.lines) - 14.0
        line = setter.set(names, style, form.room, block, line=1.3)
        if len(heading.lines) == len(line.lines) == 1 and line.lines[0].width < free and heading.rtl == line.rtl:
            left = form.margin - (form.room - free) if line.rtl else form.margin + form.room - free
            items += line.place(left, top + (heading.height - line.height) * 0.72)
        else:
            items += line.place(form.margin, bottom)
            bottom += line.height
    return items, bottom + 12.0


def _cell(columns: int, rows: int, room: float) -> tuple[float, float]:
    return (_FORM.room - _GAP * (columns - 1)) / columns, (room - _GAP * (rows - 1)) / rows


def _grid(setter: Setter, room: float) -> tuple[int, float]:
    """How many frames stand beside one another, and the size of their words: the largest pictures that leave room."""
    count = max(1, len(setter.view.frames))
    best = (0.0, 1, _SIZES[-1])
    for columns in range(1, min(count, 6) + 1):
        wide, high = _cell(columns, -(-count // columns), room)
        size = next((size for size in _SIZES if _fits(setter, wide, high, size)), 0.0)
        # Words weigh more than pictures: both are read from the same distance.
        best = max(best, (min(size, 13.0) * 30 + wide, columns, size or _SIZES[-1]) if size else best)
    return best[1], best[2]


def _fits(setter: Setter, wide: float, high: float, size: float) -> bool:
    trial = replace(setter, structure=type(setter.structure)())
    return all(sum(each.height for each in _set(trial, f, (wide, high), size, 0)) + wide * 0.45 + size <= high
               for f in setter.view.frames)  # fmt: skip


def _set(setter: Setter, frame: FrameView, cell: tuple[float, float], size: float, section: int) -> tuple[Words, Words]:
    """The question and the words of one frame in a cell so wide and high."""
    wide, high = cell
    head = setter.set(frame.question, setter.style(size * 1.06, bold=True), wide - size * 2.2, None, line=1.5)
    said = setter.fitted(frame.words, wide, high - head.height - wide * 0.45 - size, section, (size,))
    return head, said


def _frame(
    setter: Setter, frame: FrameView, x: float, y: float, cell: tuple[float, float], size: float
) -> Sequence[Primitive]:
    wide = cell[0]
    section = setter.structure.add("Sect")
    heading = setter.structure.add("H2", section, lang=setter.lang(frame.question))
    head, said = _set(setter, frame, cell, size, 0)
    number = size * 1.6
    spot = x + wide - number if setter.view.rtl else x
    items = disc(str(frame.number), spot, y, number)
    items += replace(head, block=heading).place(x if setter.view.rtl else x + size * 2.2, y)
    y += max(head.height, number) + size * 0.4
    items += setter.picture(frame, x, y, wide, section)
    block = setter.structure.add("P", section, lang=setter.lang(frame.words))
    items += replace(said, block=block).place(x, y + wide * 0.45 + size * 0.5)
    return items
