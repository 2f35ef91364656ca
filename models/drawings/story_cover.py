"""The picture on the cover of a story: a home, and the children it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from models.drawing import Clip, Path, Primitive, moved
from models.drawings.backdrops import HEIGHT, WIDTH, cloud, home_outside
from models.drawings.figures import extent, figure, standing_height
from models.drawings.inking import Ink, Turn, corners, put
from models.picture_views import LookView

_FEET = 424.0
_MIDDLE = 490.0
_ZOOM = 1.34
_WIDEST = 560.0
_GAP = 16.0
_SKY = "#faefdc"
_CLOUDS = ((0.15, 85.0, 0.8), (0.545, 79.0, 0.62), (0.92, 62.0, 0.7))
"""How far across, how far below the picture's top, and how large."""


def cover_picture(
    looks: Sequence[LookView], width: float, height: float, seen: tuple[float, float], block: int
) -> Clip:
    """A scene *width* by *height* points from the page's corner.

    ``seen``: from where to where of the place is seen across; its trees, where that is all of it. Above it is sky.
    """
    across = seen[1] - seen[0]
    zoom = width / across
    top = HEIGHT - height / zoom
    clouds = (cloud(seen[0] + x * across, top + y, size) for x, y, size in _CLOUDS)
    behind, *place = home_outside(with_trees=across >= WIDTH)
    sky = Ink()
    sky.add(corners([(seen[0], top), (seen[1], top), (seen[1], 2.0), (seen[0], 2.0)]), _SKY, 0)
    paths = [
        item for item in (*sky.paths, behind, *chain(*clouds), *place, *_children(looks)) if isinstance(item, Path)
    ]
    made = put(paths, Turn().scaled(zoom))
    shown = (moved(replace(path, block=block), -seen[0] * zoom, -top * zoom) for path in made)
    return Clip(0.0, 0.0, width, height, tuple(shown), block=block)


def _children(looks: Sequence[LookView]) -> list[Primitive]:
    """The children beside one another, the taller ones behind, as large as there is room for."""
    zoom = _ZOOM
    for _try in range(6):
        placed = [_child(look, zoom, waves=look is looks[-1]) for look in looks]
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


def _child(look: LookView, zoom: float, *, waves: bool) -> tuple[float, float, tuple[Primitive, ...]]:
    """Somebody's left and right edge and how they are drawn, their feet's middle at (0, 0)."""
    height = standing_height(look.size) * zoom
    pose = "sitting" if look.size == "baby" else "waving" if waves else "standing"
    box = extent(look, "happy", pose, height)
    return box.left, box.right, figure(look, "happy", pose, height)
