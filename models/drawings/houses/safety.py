"""A safety house: who lives inside, who visits, who stays outside the line, the rules in the roof, the path.

The picture is as wide as the sheet: outside at the left, then the line, the garden, the house at the right; the path
runs along the bottom from 0 to 10 at its door. People stand there as figures. What the picture has no room for is
listed on the next page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models import dates
from models.drawing import Path, Primitive, Rect, moved, place_text, speak_lang
from models.drawings.figures import figure, standing_height
from models.drawings.flow import Art, Box, Piece, Row, Stack, fill_pages, place_stack, stacked_height, words
from models.drawings.houses.setting import FOOT, MARGIN, WIDTH, Said, Setter, again, head, title_words
from models.drawings.inking import INK, Ink, corners, curve
from models.drawings.look import quoted
from models.drawings.phrases import rested
from models.picture_views import SheetItemView, SheetPart
from models.typeset import Span, Style, text_width

_PATH_HIGH = 118.0
_LABEL = 48
"""How many letters stand well below a figure; longer words stand beside it."""
_INK_INSIDE, _INK_VISITS, _INK_OUTSIDE, _ROOF = "#3a3f8f", "#2f6b3a", "#a03524", "#17776c"


@dataclass(frozen=True)
class _Zone:
    """A part's room in the picture."""

    x: float
    y: float
    width: float
    height: float
    colour: str


def safety_house(setter: Setter) -> list[tuple[Primitive, ...]]:
    """The pages: the picture, and what it has no room for."""
    view = setter.view
    top, y = head(view, setter.structure)
    y += 6.0
    low = FOOT - _PATH_HIGH
    inside = _door_x() - 30 - MARGIN - WIDTH * 0.55
    zones = {
        "outside": _Zone(MARGIN + 12, y + 22, WIDTH * 0.18, low - y - 26, _INK_OUTSIDE),
        "visits": _Zone(MARGIN + WIDTH * 0.24, y + 22, WIDTH * 0.26, low - y - 26, _INK_VISITS),
        "inside": _Zone(MARGIN + WIDTH * 0.55, y + 118, inside, low - y - 122, _INK_INSIDE),
        "roof": _Zone(MARGIN + WIDTH * 0.61, y + 13, WIDTH * 0.30, 94, "paper"),
    }
    items: list[Primitive] = [*top, *_ground(y, low, zones)]
    rest: list[Piece] = []
    for part in view.parts:
        if part.key == "path":
            continue
        zone = zones.get(part.key)
        if zone is None:
            rest += _listed(setter, part)
            continue
        placed, over = _in_zone(setter, part, zone)
        items += placed
        rest += over
    items += _path(setter, low)
    pages = [tuple(items)]
    contents = fill_pages(rest, lambda _page: FOOT - MARGIN - 30.0) if rest else []
    for pieces in contents:
        pages.append((*again(view, len(pages))[0], *place_stack(pieces, MARGIN, MARGIN + 28.0)))
    return pages


# -- the picture


def _ground(y: float, low: float, zones: dict[str, _Zone]) -> list[Primitive]:
    """Sky, grass, the line, the house."""
    ink = Ink(pen=2.6)
    right = MARGIN + WIDTH
    hill = curve([(MARGIN, low - 26), (MARGIN + WIDTH * 0.3, low - 44), (MARGIN + WIDTH * 0.6, low - 30),
                  (right, low - 36)])  # fmt: skip
    ground = (*hill, ("L", (right, FOOT - 16)), ("C", (right, FOOT - 7, right - 7, FOOT, right - 16, FOOT)),
              ("L", (MARGIN + 16, FOOT)), ("C", (MARGIN + 7, FOOT, MARGIN, FOOT - 7, MARGIN, FOOT - 16)),
              ("Z", ()))  # fmt: skip
    ink.add(ground, "#deedd2", 0)
    line_x = MARGIN + WIDTH * 0.215
    ink.paths.append(
        Path(curve([(line_x, y + 10), (line_x + 5, (y + low) / 2), (line_x, low + 8)]), stroke=_INK_OUTSIDE,
             stroke_width=3.4, dash=(9.0, 8.0), round=True)
    )  # fmt: skip
    _home(ink, y, low, zones["inside"])
    return [Rect(MARGIN, y, WIDTH, FOOT - y, "#f1f8f6", radius=16.0), *ink.paths]


def _home(ink: Ink, y: float, low: float, inside: _Zone) -> None:
    """The house: its front with the door at the right, and the roof that the rules stand in."""
    left, right, top = inside.x - 12, _door_x() + 36, inside.y - 12
    ink.add(corners([(left, top), (right, top), (right, low + 12), (left, low + 12)], by=0.8), "#fffdf8")
    ink.add(
        corners([(left - 18, top + 2), (left + 46, y + 8), (right - 46, y + 8), (right + 14, top + 2)], by=0.8), _ROOF
    )
    ink.box(_door_x() - 20, low - 62, 40, 74, "#4c54a8")
    ink.box(_door_x() - 12, low - 52, 24, 22, "#f6d988", 1.8)
    ink.dot(_door_x() + 13, low - 20, 2.6, "#f9dc84")


def _door_x() -> float:
    return MARGIN + WIDTH - 62.0


def _in_zone(setter: Setter, part: SheetPart, zone: _Zone) -> tuple[list[Primitive], list[Piece]]:
    """A part in its room: its heading and as many of its things as fit; and a list of those that do not."""
    section, heading = setter.heading(part)
    title = title_words(part.title, 14.0, zone.width, heading, zone.colour)
    room = zone.height - title.height - 6.0
    listed = setter.structure.add("L", section) if part.items else None
    tries = (1.3, 1.15, 1.0, 0.85, 0.7, 0.58, 0.48)
    rows: list[Piece] = []
    fits = 0
    mark = len(setter.structure.blocks)
    for scale in tries:
        del setter.structure.blocks[mark:]
        rows, counts = _rows(setter, part, zone, scale, listed)
        if stacked_height(rows) <= room:
            return _set(title, rows, zone), []
    used = 0.0
    kept = 0
    for row, count in zip(rows, counts, strict=True):
        used += row.height + (row.gap if kept else 0.0)
        if used > room:
            break
        kept, fits = kept + 1, fits + count
    del setter.structure.blocks[mark:]
    shown = replace(part, items=part.items[:fits])
    rows, _counts = _rows(setter, shown, zone, tries[-1], listed)
    if not shown.items and listed is not None:
        setter.structure.blocks.pop()
    return _set(title, rows, zone), _listed(setter, replace(part, title=f"{part.title}, more", items=part.items[fits:]))


def _set(title: Stack, rows: Sequence[Piece], zone: _Zone) -> list[Primitive]:
    top = zone.y + title.height + 6.0
    room = zone.height - title.height - 6.0
    spare = max(0.0, room - stacked_height(rows))
    # People stand on the ground; rules stand under their heading.
    shift = spare * (0.45 if zone.colour == "paper" else 0.75)
    return [*title.place(zone.x, zone.y), *place_stack(rows, zone.x, top + shift)]


def _rows(
    setter: Setter, part: SheetPart, zone: _Zone, scale: float, listed: int | None
) -> tuple[list[Piece], list[int]]:
    """Rows of people beside one another, and what else was said below; and how many things each row holds."""
    rows: list[Piece] = []
    counts: list[int] = []
    waiting: list[Stack] = []
    cell = 78.0 * max(scale, 0.72)
    most = max(1, int(zone.width // cell))
    people = sum(_is_plain(setter, item) for item in part.items)
    beside = math.ceil(people / math.ceil(people / most)) if people else 1

    def stand() -> None:
        if waiting:
            rows.append(_on_one_line(waiting, zone.width, cell))
            counts.append(len(waiting))
            waiting.clear()

    for item in part.items:
        assert listed is not None
        if _is_plain(setter, item):
            waiting.append(_person(setter, item, cell, scale, listed))
            if len(waiting) == beside:
                stand()
        else:
            stand()
            rows.append(_said(setter, item, zone, scale, listed))
            counts.append(1)
    stand()
    return rows, counts


def _is_plain(setter: Setter, item: SheetItemView) -> bool:
    """Whether a figure with a name or a few words below is all there is to show."""
    return _as_figure(item) and not setter.note(item) and len(item.text) <= _LABEL


def _as_figure(item: SheetItemView) -> bool:
    """Whether somebody stands there as a figure; an animal has its name or its picture."""
    return item.person is not None and item.person.kind != "pet"


def _on_one_line(people: Sequence[Stack], width: float, cell: float) -> Row:
    """People beside one another in the middle of *width*, standing on one line, their names below it."""
    tallest = max(each.children[0].height for each in people)
    left = (width - len(people) * cell) / 2
    cells = [
        (left + index * cell, Stack(children=(Art(tall=tallest - each.children[0].height), each)))
        for index, each in enumerate(people)
    ]
    return Row(gap=8.0, cells=tuple(cells))


def _person(setter: Setter, item: SheetItemView, cell: float, scale: float, listed: int) -> Stack:
    """Somebody as a figure with the child's word for them below."""
    assert item.person is not None
    body = setter.structure.add("LBody", setter.structure.add("LI", listed))
    look = setter.pictures.look(item.person)
    tall = 92.0 * scale * standing_height(look.size) / standing_height("adult")
    picture = setter.structure.add("Figure", body, alt=f"{item.person.name} as a figure")
    drawn = figure(look, "calm", "standing", tall)
    placed = tuple(replace(moved(path, cell / 2, tall), block=picture) for path in drawn)
    name = item.text.strip() or item.person.name
    name = quoted(name) if item.is_quotation else name
    block = setter.structure.add("P", body, lang=speak_lang(name))
    size = max(10.0, 13.0 * scale)
    said = rested(name, Style(size), cell - 4.0, size * 1.2, block, align="centre", gap=3.0)
    return Stack(children=(Art(items=placed, tall=tall + 2.0), Row(gap=2.0, cells=((2.0, said),))))


def _said(setter: Setter, item: SheetItemView, zone: _Zone, scale: float, listed: int) -> Piece:
    """A child's words, with whoever they are about to their left."""
    if zone.colour == "paper":
        small = replace(setter, size=max(10.0, 14.0 * scale))
    else:
        small = replace(setter, size=max(10.5, 15.0 * scale))
    colour = "paper" if zone.colour == "paper" else "ink"
    if not _as_figure(item) and not item.is_quotation and not setter.note(item) and not setter.has_picture(item):
        return _name(setter, item, zone, max(10.5, 14.0 * scale), listed)
    if not _as_figure(item):
        return small.item(item, listed, zone.width, colour, small.size * 3.6 if setter.has_picture(item) else 0.0)
    assert item.person is not None
    body = setter.structure.add("LBody", setter.structure.add("LI", listed))
    look = setter.pictures.look(item.person)
    tall = 78.0 * scale * standing_height(look.size) / standing_height("adult")
    picture = setter.structure.add("Figure", body, alt=f"{item.person.name} as a figure")
    wide = tall * 0.62
    drawn = tuple(replace(moved(p, wide / 2, tall), block=picture) for p in figure(look, "calm", "standing", tall))
    said = small.words(item, body, zone.width - wide - 8.0, colour)
    return Said(gap=8.0, body=said, art=Art(items=drawn, tall=tall), indent=wide + 8.0)


def _name(setter: Setter, item: SheetItemView, zone: _Zone, size: float, listed: int) -> Piece:
    """A name of whom (or what) no figure is known, on a white slip in the middle of its zone."""
    body = setter.structure.add("LBody", setter.structure.add("LI", listed))
    name = item.text.strip() or "…"
    style = Style(size)
    wide = min(zone.width, text_width(name, style) + size * 1.8)
    block = setter.structure.add("P", body, lang=speak_lang(name))
    said = words([Span(name, style)], wide - size * 1.6, size * 1.25, block, align="centre")
    slip = Box(
        children=(said,), width=wide, pad_x=size * 0.8, pad_y=size * 0.25, fill="#ffffff", stroke=zone.colour,
        radius=size,
    )  # fmt: skip
    return Row(gap=size * 0.5, cells=(((zone.width - wide) / 2, slip),))


def _listed(setter: Setter, part: SheetPart) -> list[Piece]:
    """A part as a list over the width of a page."""
    section, heading = setter.heading(part)
    style = Style(17.0, bold=True)
    title = words([Span(part.title, style)], WIDTH, 22.0, heading, gap=16.0, keep_next=True)
    listed = setter.structure.add("L", section) if part.items else None
    return [title, *_rows(setter, part, _Zone(MARGIN, 0.0, WIDTH, 0.0, "ink"), 1.0, listed)[0]]


# -- the path


def _path(setter: Setter, low: float) -> list[Primitive]:
    """The stones from 0 to 10 along the bottom, the child on the newest, the days beside those it stood on."""
    path = setter.view.path
    first = MARGIN + 34.0
    xs = [first + (_door_x() - first) / 10 * number for number in range(11)]
    y = FOOT - 48.0
    ink = Ink(pen=2.2)
    way = [(xs[0] - 12, y), (xs[3], y + 3), (xs[7], y - 3), (xs[10], y)]
    ink.paths.append(Path(curve(way), stroke="#f1e2c3", stroke_width=38.0, round=True))
    ink.add(corners([(xs[10] - 19, low + 13.5), (xs[10] + 19, low + 13.5), (xs[10] + 19, y), (xs[10] - 19, y)], by=0.0),
            "#f1e2c3", 0)  # fmt: skip
    stood = {item.value for item in path}
    for number, x in enumerate(xs):
        ink.disc(x, y, 19, "#ffffff" if number in stood else "#fbf5e6", 2.6 if number in stood else 1.6, ry=14)
    items: list[Primitive] = list(ink.paths)
    for number, x in enumerate(xs):
        style = Style(15.0, bold=number in stood)
        items += place_text(str(number), style, x, y + 5.2, align="centre")
    return [*items, *_stood(setter, xs, y)]


def _stood(setter: Setter, xs: Sequence[float], y: float) -> list[Primitive]:
    """When the child stood where, in words for readers and as days under the stones; the child on the newest."""
    view = setter.view
    kept = [item for item in view.path if item.value is not None and 0 <= item.value <= 10]
    if not kept:
        return []
    said = "; ".join(f"{item.value} on {item.when or dates.written(item.on)}" for item in kept)
    block = setter.structure.add("Figure", alt=f"The path to the house, 0 to 10. {view.child.name} stood on {said}.")
    items: list[Primitive] = []
    below: dict[int, int] = {}
    for item in kept:
        assert item.value is not None
        row = below.get(item.value, 0)
        below[item.value] = row + 1
        if row < 2:
            day = item.when or dates.written(item.on)
            items += _day(day, xs[item.value], y + 27.0 + row * 11.0, block)
    newest = kept[-1].value
    assert newest is not None
    look = setter.pictures.look(view.child)
    tall = 60.0
    drawn = figure(look, "calm", "standing", tall)
    return [*items, *(replace(moved(path, xs[newest], y - 12.5), block=block) for path in drawn)]


def _day(day: str, x: float, y: float, block: int) -> list[Primitive]:
    return list(place_text(day, Style(9.4, colour=INK), x, y, block, "centre"))
