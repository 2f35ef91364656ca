"""The picture on the cover of a story: a home, and the children it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.drawing import Clip, Path, Primitive, moved
from models.drawings.backdrops import HEIGHT, WIDTH, backdrop
from models.drawings.figures import extent, figure, standing_height
from models.drawings.inking import Turn, put
from models.picture_views import LookView

_FEET = 424.0
_MIDDLE = 480.0
_ZOOM = 1.34
_WIDEST = 560.0
_GAP = 16.0


def cover_picture(looks: Sequence[LookView], width: float, height: float, middle: float, block: int) -> Clip:
    """A scene filling *width* by *height* points from the page's corner; ``middle``: what of it is in the middle."""
    zoom = max(width / WIDTH, height / HEIGHT)
    left = min(max(0.0, WIDTH * zoom * middle - width / 2), WIDTH * zoom - width)
    paths = [item for item in (*backdrop("home_outside"), *_children(looks)) if isinstance(item, Path)]
    made = put(paths, Turn().scaled(zoom))
    shown = (replace(path, block=block) for path in made)
    top = height - HEIGHT * zoom
    return Clip(0.0, 0.0, width, height, tuple(moved(path, -left, top) for path in shown), block=block)


def _children(looks: Sequence[LookView]) -> list[Primitive]:
    """The children beside one another, the taller ones behind, as large as there is room for."""
    zoom = _ZOOM
    for _try in range(6):
        placed = [_child(look, zoom) for look in looks]
        across = sum(right - left for left, right, _ in placed) + _GAP * max(0, len(placed) - 1)
        if across <= _WIDEST:
            break
        zoom *= _WIDEST / across
    x = _MIDDLE - across / 2
    items: list[Primitive] = []
    for left, right, drawn in placed:
        items += [moved(item, x - left, _FEET) for item in drawn]
        x += right - left + _GAP
    return items


def _child(look: LookView, zoom: float) -> tuple[float, float, tuple[Primitive, ...]]:
    """Somebody's left and right edge and how they are drawn, their feet's middle at (0, 0)."""
    height = standing_height(look.size) * zoom
    pose = "sitting" if look.size == "baby" else "standing"
    box = extent(look, "happy", pose, height)
    return box.left, box.right, figure(look, "happy", pose, height)
