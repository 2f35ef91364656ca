"""Small samples of the symbols and lines of a picture, with what they are called."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.drawing import Line, Primitive, Rect, place_text
from models.drawings.genogram.pieces import UNIT, Point, Scale
from models.drawings.genogram.presets import Presets
from models.drawings.genogram.shapes import Outline
from models.drawings.genogram.strokes import look_of, strokes

SIZE: Point = (0.62, 0.28)
"""Width and height of a sample in units; it lies within (0, 0) and that."""

_OBVIOUS = ("child:birth", "life:alive", "life:unknown", "ending:death")
Entry = tuple[tuple[Primitive, ...], str]


def legend(used: Iterable[str], presets: Presets, unit: float = UNIT, ground: str = "card") -> list[Entry]:
    """Samples of what was used (``Figure.used``) in a fixed order. ``unit``: points for one unit, as in ``Options``."""
    ordered = sorted((key for key in set(used) if key not in _OBVIOUS), key=lambda key: _rank(key, presets))
    return [(tuple(_sample(key, presets, Scale(unit), ground)), label_of(key, presets)) for key in ordered]


def label_of(key: str, presets: Presets) -> str:
    """What a legend key is called; of several kinds of tie together all their names."""
    group, _, name = key.partition(":")
    if group == "tie":
        known = [presets.ties[kind].label if kind in presets.ties else "mended" for kind in name.split("+")]
        return ", ".join([known[0], *(label.lower() for label in known[1:])])
    single = {
        "pet": presets.pet.label, "index": presets.index.label, "transgender": presets.transgender.label,
        "twins": presets.twins.label, "identical": presets.twins.identical, "home": presets.home.label,
    }  # fmt: skip
    if group in single:
        return single[group]
    tables: dict[str, dict[str, str]] = {
        "gender": {key: each.label for key, each in presets.genders.items()},
        "life": {key: each.label for key, each in presets.lives.items()},
        "union": {key: each.label for key, each in presets.unions.items()},
        "ending": {key: each.label for key, each in presets.endings.items()},
        "child": {key: each.label for key, each in presets.children.items()},
    }
    return tables[group][name]


def _rank(key: str, presets: Presets) -> tuple[int, int, str]:
    group, _, name = key.partition(":")
    groups = ("gender", "life", "pet", "index", "transgender", "union", "ending", "child", "twins", "identical", "home")
    orders = {
        "gender": presets.genders, "life": presets.lives, "union": presets.unions, "ending": presets.endings,
        "child": presets.children, "tie": presets.ties,
    }  # fmt: skip
    first = name.split("+")[0]
    place = [*orders.get(group, ())].index(first) if first in orders.get(group, ()) else 0
    return (groups.index(group) if group in groups else len(groups)), place, name


def _sample(key: str, presets: Presets, scale: Scale, ground: str) -> list[Primitive]:
    group, _, name = key.partition(":")
    if group == "tie":
        return _tie(name, presets, scale, ground)
    if group in ("union", "ending", "child"):
        return _line(group, name, presets, scale)
    if group in ("twins", "identical"):
        return _twins(group == "identical", scale)
    if group == "home":
        width, height = SIZE[0] * scale.unit, SIZE[1] * scale.unit
        home = presets.home
        box = (width * 0.1, height * 0.08, width * 0.8, height * 0.84)
        return [Rect(*box, home.fill, home.colour, height * 0.35, scale.unit * 0.0156, scale.dash(home.dash))]
    return _symbol(group, name, presets, scale)


def _symbol(group: str, name: str, presets: Presets, scale: Scale) -> list[Primitive]:
    x, y, half = SIZE[0] * scale.unit / 2, SIZE[1] * scale.unit / 2, SIZE[1] * scale.unit * 0.4
    stroke = scale.stroke * 0.8
    shape, cross = presets.genders["female"].shape, "none"
    if group == "gender":
        shape = presets.genders[name].shape
    elif group == "life":
        shape, cross = presets.lives[name].shape or presets.genders["male"].shape, presets.lives[name].cross
        half *= 0.8 if presets.lives[name].size < 0.7 else 1.0
    elif group == "pet":
        shape, half = presets.pet.shape, half * 0.65
    outline = Outline(shape, x, y, half)
    items = [outline.drawn(stroke), *outline.cross(stroke, cross)]
    if group == "gender" and presets.genders[name].sign:
        items += place_text(presets.genders[name].sign, scale.small, x, y + scale.small.size * 0.34, align="centre")
    if group == "index":
        items.append(Outline(shape, x, y, half * 0.74).drawn(stroke, ""))
    if group == "transgender":
        items.append(Outline(presets.genders["male"].shape, x, y, half * presets.transgender.size).drawn(stroke, ""))
    return items


def _line(group: str, name: str, presets: Presets, scale: Scale) -> list[Primitive]:
    width, y, unit = SIZE[0] * scale.unit, SIZE[1] * scale.unit / 2, scale.unit
    if group == "child":
        kind = presets.children[name]
        apart = 0.0 if kind.second is None else unit * 0.022
        items: list[Primitive] = [
            Line(0, y - apart, width, y - apart, "ink", scale.stroke, scale.dash(kind.dash)),
        ]
        if kind.second is not None:
            items.append(Line(0, y + apart, width, y + apart, "ink", scale.stroke, scale.dash(kind.second)))
        return items
    dash = presets.unions[name].dash if group == "union" else ()
    items = [Line(0, y, width, y, "ink", scale.stroke, scale.dash(dash))]
    if group == "ending":
        count, step = presets.endings[name].slashes, unit * 0.08
        for number in range(count):
            x = width / 2 + (number - (count - 1) / 2) * step
            items.append(
                Line(x - unit * 0.05, y + unit * 0.095, x + unit * 0.05, y - unit * 0.095, "ink", scale.stroke)
            )
    return items


def _twins(identical: bool, scale: Scale) -> list[Primitive]:
    width, height = SIZE[0] * scale.unit, SIZE[1] * scale.unit
    middle, out = width / 2, height * 0.7
    items: list[Primitive] = [
        Line(middle, height * 0.05, middle - out, height * 0.95, "ink", scale.stroke),
        Line(middle, height * 0.05, middle + out, height * 0.95, "ink", scale.stroke),
    ]
    if identical:
        items.append(Line(middle - out / 2, height / 2, middle + out / 2, height / 2, "ink", scale.stroke))
    return items


def _tie(name: str, presets: Presets, scale: Scale, ground: str) -> list[Primitive]:
    kinds = [kind for kind in name.split("+") if kind != "repaired"]
    look = look_of(kinds, presets, repaired="repaired" in name.split("+"), over=False, directed=False)
    y = SIZE[1] * scale.unit / 2
    return strokes(np.array([(x, y) for x in np.linspace(0, SIZE[0] * scale.unit, 12)]), look, scale, ground)
