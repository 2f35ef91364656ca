"""The things of a scene as they are painted and touched."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from models.drawing import Clip, Line, Path, Picture, Primitive, Symbol, Text
from models.drawings.scene import item_primitives, scene_primitives
from models.picture_views import SceneItemView, SceneView
from ui.widgets.drawing_canvas.placing import Placing

DRAWN = ("stroke", "shape")


@dataclass(frozen=True)
class Piece:
    """One thing, what it is painted with (in units of the scene), and the rectangle it covers."""

    item: SceneItemView
    primitives: tuple[Primitive, ...]
    bounds: QRectF


def make_piece(item: SceneItemView, blobs: Mapping[str, bytes]) -> Piece:
    """A thing of a scene, ready to be painted."""
    primitives = item_primitives(item, blobs)
    return Piece(item, primitives, bounds_of(primitives) or QRectF(item.x, item.y, 0, 0))


def backdrop_of(scene: SceneView) -> tuple[Primitive, ...]:
    """What is behind everything."""
    return scene_primitives(replace(scene, items=()), scene.width, {})


def bounds_of(primitives: Sequence[Primitive]) -> QRectF | None:
    """The rectangle round primitives, pens included; never smaller than what is painted. None: nothing is."""
    xs: list[float] = []
    ys: list[float] = []
    for item in primitives:
        if isinstance(item, Path):
            half = item.stroke_width / 2 if item.stroke else 0.0
            for _, values in item.segments:
                if values:
                    xs += [min(values[::2]) - half, max(values[::2]) + half]
                    ys += [min(values[1::2]) - half, max(values[1::2]) + half]
        elif isinstance(item, Text):
            xs += [item.x - item.size * 0.3, item.x + item.width + item.size * 0.3]
            ys += [item.y - item.size * 1.4, item.y + item.size * 0.7]
        elif isinstance(item, Line):
            xs += [min(item.x1, item.x2) - item.width, max(item.x1, item.x2) + item.width]
            ys += [min(item.y1, item.y2) - item.width, max(item.y1, item.y2) + item.width]
        elif not isinstance(item, Clip):
            wide, high = (item.size, item.size) if isinstance(item, Symbol) else (item.width, item.height)
            # Turned about its middle it reaches as far as its diagonal.
            more = (math.hypot(wide, high) - min(wide, high)) / 2 if isinstance(item, Picture) else 2.0
            xs += [item.x - more, item.x + wide + more]
            ys += [item.y - more, item.y + high + more]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if xs else None


def place_in(item: SceneItemView, at: QPointF) -> QPointF:
    """A point of the scene in units from the item's middle, before it was turned and flipped."""
    back, _ = Placing.of(item).turning().inverted()
    found = back.map(at)
    return QPointF(-found.x(), found.y()) if item.flipped else found


def is_hit(piece: Piece, at: QPointF, slack: float) -> bool:
    """Whether a thing is touched: a line within *slack* units of it, anything else inside its box or outline."""
    if not piece.bounds.adjusted(-slack, -slack, slack, slack).contains(at):
        return False
    item, own = piece.item, place_in(piece.item, at)
    if item.kind not in DRAWN:
        return abs(own.x()) <= item.width / 2 + slack / 2 and abs(own.y()) <= item.height / 2 + slack / 2
    if item.kind == "shape" and outline(item).contains(own):
        return True
    return _distance(item, own) <= item.pen / 2 + slack


def outline(item: SceneItemView) -> QPainterPath:
    """A drawn thing as a closed outline, from its middle."""
    path = QPainterPath()
    for index, (x, y, _) in enumerate(item.points):
        if index:
            path.lineTo(x, y)
        else:
            path.moveTo(x, y)
    path.closeSubpath()
    return path


def _distance(item: SceneItemView, own: QPointF) -> float:
    points, px, py = item.points, own.x(), own.y()
    if not points:
        return math.inf
    best = math.hypot(points[0][0] - px, points[0][1] - py)
    for (x0, y0, _), (x1, y1, _) in pairwise(points):
        dx, dy = x1 - x0, y1 - y0
        long = dx * dx + dy * dy
        way = min(max(((px - x0) * dx + (py - y0) * dy) / long, 0.0), 1.0) if long else 0.0
        best = min(best, math.hypot(x0 + way * dx - px, y0 + way * dy - py))
    return best


def touched(pieces: Sequence[Piece], at: QPointF, slack: float) -> Piece | None:
    """The thing under a point: the one in front that is met, else the one in front within reach."""
    for reach in (1.0, slack):
        for piece in reversed(pieces):
            if is_hit(piece, at, reach):
                return piece
    return None
