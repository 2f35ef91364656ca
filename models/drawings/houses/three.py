"""Three houses side by side, in the order the child chose."""

from __future__ import annotations

from models.drawing import Path, Primitive
from models.drawings.flow import Piece, fill_pages
from models.drawings.houses.setting import (
    FOOT,
    MARGIN,
    WIDTH,
    Setter,
    again,
    head,
    spread,
    title_words,
)
from models.drawings.inking import corners

_COLOURS = {"worries": ("#a04a14", "#fffcf7"), "good": ("#17776c", "#fafffd"), "dreams": ("#3a3f8f", "#fcfcff")}
_OTHERS = (("#8a5a86", "#fffaff"), ("#5d7a2e", "#fcfff8"))
_GAP, _ROOF, _PAD = 16.0, 78.0, 15.0


def three_houses(setter: Setter) -> list[tuple[Primitive, ...]]:
    """The pages: every house goes on in its place on the next where it is too small."""
    view, structure = setter.view, setter.structure
    top, y = head(view, structure)
    count = max(1, len(view.parts))
    wide = (WIDTH - _GAP * (count - 1)) / count
    inner = wide - 2 * _PAD - 12.0
    first_room = FOOT - (y + 8.0 + _ROOF) - 2 * _PAD
    later_room = FOOT - (MARGIN + 18.0 + _ROOF) - 2 * _PAD
    blocks: list[int] = []
    columns: list[list[tuple[Piece, ...]]] = []
    for part in view.parts:
        section, heading = setter.heading(part)
        blocks.append(heading)
        pieces = setter.items(part, section, inner)
        columns.append(fill_pages(pieces, lambda page: first_room if page == 0 else later_room))
    pages: list[tuple[Primitive, ...]] = []
    for page in range(max((len(column) for column in columns), default=1) or 1):
        items, start = (top, y) if page == 0 else again(view, page)
        items = list(items)
        for index, part in enumerate(view.parts):
            if page and page >= len(columns[index]):
                continue
            x = MARGIN + index * (wide + _GAP)
            colours = _COLOURS.get(part.key, _OTHERS[index % 2])
            items += _house(x, start + 8.0, wide, colours)
            title = title_words(part.title, 19.0, wide * 0.6, None if page else blocks[index], "paper")
            items += title.place(x + wide * 0.2, start + 8.0 + _ROOF - 9.0 - title.height)
            said = columns[index][page] if page < len(columns[index]) else ()
            room = first_room if page == 0 else later_room
            items += spread(said, x + 6.0 + _PAD, start + 8.0 + _ROOF + _PAD, room)
        pages.append(tuple(items))
    return pages


def _house(x: float, y: float, wide: float, colours: tuple[str, str]) -> list[Path]:
    colour, tint = colours
    low = y + _ROOF
    walls = corners(
        [(x + 7, low - 2), (x + wide - 7, low - 2), (x + wide - 7.5, FOOT - 3), (x + 7.5, FOOT - 3)], by=0.9
    )
    roof = corners([(x + 2.5, low), (x + wide / 2, y + 2), (x + wide - 2.5, low)], by=0.8)
    return [
        Path(walls, tint, colour, 2.8, round=True),
        Path(roof, colour, colour, 5.0, round=True),
    ]
