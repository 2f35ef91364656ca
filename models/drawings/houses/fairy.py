"""A fairy or a wizard: the child with wings or a cape, and what the clothes, the wings and the wand stand for."""

from __future__ import annotations

from dataclasses import replace

from models.drawing import Path, Primitive
from models.drawings.figures import body, figure
from models.drawings.flow import Art, Box, Piece, Row, Stack, fill_pages, stacked_height, words
from models.drawings.houses.setting import FOOT, MARGIN, WIDTH, Indented, Setter, again, head
from models.drawings.inking import Ink, Place, Turn, put
from models.picture_views import LookView, SheetPart
from models.typeset import Span, Style

_FIGURE_ROOM = 290.0
_COLOURS = {
    "clothes": ("#a04a14", "#fff7ec"),
    "wings": ("#17776c", "#eef9f5"),
    "cape": ("#17776c", "#eef9f5"),
    "wand": ("#3a3f8f", "#f3f3fc"),
}
_OTHER = ("#8a5a86", "#fbf5fb")
_PAD, _SIGN = 16.0, 46.0


def fairy_or_wizard(setter: Setter) -> list[tuple[Primitive, ...]]:
    """The pages: the figure with its three parts beside it; what does not fit goes on without the figure."""
    view = setter.view
    top, y = head(view, setter.structure)
    kind = "wizard" if view.kind == "wizard" else "fairy"
    wearing = "a cape and a wand" if kind == "wizard" else "wings and a wand"
    block = setter.structure.add("Figure", alt=f"{view.child.name} as a {kind}, with {wearing}")
    cards = [_card(setter, part, WIDTH - _FIGURE_ROOM) for part in view.parts]
    first, later = y + 14.0, MARGIN + 26.0
    contents = fill_pages(cards, lambda page: FOOT - (later if page else first)) or [()]
    pages: list[tuple[Primitive, ...]] = []
    for page, pieces in enumerate(contents):
        items = list(again(view, page)[0] if page else top)
        places = _places(pieces, later if page else first, FOOT)
        if page == 0:
            items += [replace(path, block=block) for path in _standing(setter.pictures.look(view.child), kind)]
        for piece, at in zip(pieces, places, strict=True):
            items += piece.place(MARGIN + _FIGURE_ROOM, at)
        pages.append(tuple(items))
    return pages


def _card(setter: Setter, part: SheetPart, wide: float) -> Box:
    """A part on its tinted card; long ones are broken with their card."""
    colour, tint = _COLOURS.get(part.key, _OTHER)
    section, heading = setter.heading(part)
    style = Style(max(15.0, setter.size), bold=True, colour=colour)
    inner = wide - 2 * _PAD
    title = words([Span(part.title, style)], inner - _SIGN, style.size * 1.25, heading)
    sign = Art(items=tuple(_sign(part.key, setter.view.kind)), tall=_SIGN * 0.8)
    shift = max(0.0, (sign.tall - title.height) / 2)
    head_row = Row(keep_next=True, cells=((0.0, sign), (_SIGN, Stack(children=(Art(tall=shift), title)))))
    listed = Stack(children=tuple(setter.items(part, section, inner - _SIGN)))
    said = tuple(
        Indented(gap=each.gap * (0.5 if not index else 1.0), by=_SIGN, piece=each)
        for index, each in enumerate(listed.children)
    )
    return Box(
        gap=14.0, children=(head_row, *said), width=wide, pad_x=_PAD, pad_y=_PAD * 0.8, fill=tint, stroke=colour,
        radius=16.0,
    )  # fmt: skip


def _sign(key: str, kind: str) -> list[Path]:
    """What a part is called after, small: clothes, wings or a cape, a wand."""
    ink = Ink(pen=3.4)
    if key == "clothes":
        ink.shape([(-18, -60), (-7, -66), (7, -66), (18, -60), (34, -40), (22, -32), (19, -40), (20, -10), (-20, -10),
                   (-19, -40), (-22, -32), (-34, -40)], "#e9a36f")  # fmt: skip
    elif key == "wand":
        large = Ink(pen=2.2)
        _wand(large, (-8.0, -8.0))
        ink.put(large.paths, Turn().moved(0, -4).scaled(1.6))
    elif key in ("wings", "cape"):
        small = Ink(pen=4.0)
        _wings(small) if kind == "fairy" else _cape(small)
        ink.put(small.paths, Turn().moved(0, 4).scaled(0.55))
    return list(put(ink.paths, Turn().moved(_SIGN * 0.4, _SIGN * 0.8).scaled(_SIGN / 90.0)))


def _places(pieces: tuple[Piece, ...], y: float, low: float) -> list[float]:
    """Where the tops of the cards stand, the spare room shared out between them."""
    spare = max(0.0, low - y - stacked_height(pieces))
    more = min(spare / (len(pieces) + 1), 40.0) if pieces else 0.0
    found, at = [], y + more
    for index, piece in enumerate(pieces):
        at += piece.gap if index else 0.0
        found.append(at)
        at += piece.height + more
    return found


# -- the figure


def _standing(look: LookView, kind: str) -> list[Path]:
    """The child as a fairy or a wizard, put on the page."""
    return list(put(costume(look, kind), Turn().moved(MARGIN + _FIGURE_ROOM / 2 - 14.0, FOOT - 66.0).scaled(1.72)))


def costume(look: LookView, kind: str) -> list[Path]:
    """A child with what makes a fairy or a wizard, its feet's middle at (0, 0): about 200 wide and 205 high."""
    child = replace(look, size="child", extras=tuple(e for e in look.extras if e != "lanyard"))
    build = body.BUILDS["child"]
    ink = Ink(pen=2.8)
    _wings(ink) if kind == "fairy" else _cape(ink)
    _wand(ink, body.arms(build, "waving", 0.0)[1][-1])
    ink.paths += [path for path in figure(child, "happy", "waving", build.height) if isinstance(path, Path)]
    if kind == "wizard":
        _hat(ink)
    _sparkles(ink)
    return ink.paths


def _wings(ink: Ink) -> None:
    for side in (-1, 1):
        upper = [(10, -74), (24, -112), (52, -128), (70, -112), (64, -84), (38, -68)]
        lower = [(10, -66), (36, -66), (60, -52), (58, -30), (38, -26), (18, -44)]
        ink.shape([(side * x, y) for x, y in lower], "#cfe9f3")
        ink.shape([(side * x, y) for x, y in upper], "#e2dcf4")
        ink.line([(side * 20, -78), (side * 40, -98), (side * 56, -108)], 1.8, "#8c86c4")
        ink.line([(side * 22, -62), (side * 38, -52), (side * 48, -44)], 1.8, "#6fa3c8")


def _cape(ink: Ink) -> None:
    half = [(16.0, -90.0), (34.0, -44.0), (44.0, -8.0), (20.0, -3.0)]
    ink.shape([(0, -94), *half, (0, -6), *((-x, y) for x, y in reversed(half))], "#4c54a8")


def _wand(ink: Ink, hand: Place) -> None:
    x, y = hand
    tip = (x + 16, y - 27)
    ink.tube([(x - 4, y + 7), tip], 3.2, "#a9764a", 2.2)
    star: list[Place] = []
    for step in range(10):
        ray = Turn().moved(tip[0], tip[1] - 5).turned(step * 36)
        star.append(ray.at(0, -13.0 if step % 2 == 0 else -5.6))
    ink.corners(star, "#f9dc84", 2.4, by=0.0)


def _hat(ink: Ink) -> None:
    ink.shape(
        [(-38, -138), (-20, -146), (0, -148), (20, -146), (38, -138), (20, -133), (0, -135), (-20, -133)], "#3a4289"
    )
    ink.corners([(-21, -145), (-4, -196), (5, -196), (21, -145)], "#4c54a8")
    for x, y, size in ((-4, -160, 3.2), (7, -176, 2.6), (9, -153, 2.4)):
        ink.dot(x, y, size, "#f9dc84")


def _sparkles(ink: Ink) -> None:
    for x, y, size in ((82, -160, 5), (46, -162, 4), (79, -96, 4), (-58, -140, 4.5), (-74, -96, 3.6)):
        ink.line([(x - size, y), (x + size, y)], 2.2, "#d9a23f")
        ink.line([(x, y - size), (x, y + size)], 2.2, "#d9a23f")
