"""What becomes of a line of the rubber or the filling tool when it is taken off the sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF

from models.drawings.inking import Place
from models.picture_views import Point
from ui.widgets.drawing_canvas.deeds import Deeds
from ui.widgets.drawing_canvas.filling import enclosed
from ui.widgets.drawing_canvas.page import Page
from ui.widgets.drawing_canvas.pieces import Piece, is_hit, touched

_TAP = 6.0
"""Pixels: a shorter line is a tap."""


def rub(deeds: Deeds, page: Page, points: Sequence[Point]) -> None:
    """Lines along the way go; a tap takes a whole shape, picture or person away."""
    if deeds.rub([(x, y) for x, y, _ in points]) or not _is_tap(page, points):
        return
    found = touched(list(page.pieces.values()), QPointF(*points[0][:2]), 1.0)
    if found is not None:
        deeds.remove(found.item)


def fill(deeds: Deeds, page: Page, points: Sequence[Point], colour: str) -> bool:
    """A line drawn round something is a filled shape; a tap fills what it touches. Whether anything was filled."""
    if not _is_tap(page, points):
        return bool(deeds.shape([(x, y) for x, y, _ in points], colour))
    at = QPointF(*points[0][:2])
    met = next((piece for piece in reversed(page.pieces.values()) if is_hit(piece, at, 0.5)), None)
    if met is not None and met.item.kind in ("words", "stroke"):
        deeds.restyle(met.item.id, colour=colour)
        return True
    outline = _enclosed(page, at)
    if len(outline) < 3:
        return False
    if met is not None and met.item.kind == "shape" and _covers(outline, met):
        deeds.restyle(met.item.id, colour=colour)
        return True
    over = met.item.id if met is not None and met.item.kind in ("shape", "photo") else None
    return bool(deeds.fill(outline, colour, over))


def _is_tap(page: Page, points: Sequence[Point]) -> bool:
    wide, high = _size([(x, y) for x, y, _ in points])
    return math.hypot(wide, high) * page.scale < _TAP


def _enclosed(page: Page, at: QPointF) -> list[Place]:
    """What drawn lines enclose; where they do not, what lines of the background do."""
    scene = page.scene
    assert scene is not None
    outline = enclosed(page.drawn_alone(), at, scene.width)
    wide, high = _size(outline)
    is_everything = wide > scene.width - 5 and high > scene.height - 5
    return enclosed(page.pixmap, at, scene.width) if is_everything and scene.backdrop else outline


def _size(outline: Sequence[Place]) -> Place:
    """How wide and high an outline is."""
    across, down = [x for x, _ in outline], [y for _, y in outline]
    return (max(across) - min(across), max(down) - min(down)) if outline else (0.0, 0.0)


def _covers(outline: Sequence[Place], piece: Piece) -> bool:
    """Whether an outline is as large as a shape: then it is the shape that was meant."""
    wide, high = _size(outline)
    return wide >= 0.85 * (piece.bounds.width() - 8) and high >= 0.85 * (piece.bounds.height() - 8)
