"""A scene as it is drawn, on paper and on the screen: its things from the back to the front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.drawing import Clip, Path, Picture, Primitive, Segment, Text, moved
from models.drawings import figures
from models.drawings.backdrops import HEIGHT as BACKDROP_HEIGHT
from models.drawings.backdrops import WIDTH as BACKDROP_WIDTH
from models.drawings.backdrops import backdrop
from models.drawings.bubbles import PAPER, bubble_paths, fitted, outlined
from models.drawings.inking import INK, Place, Turn, put
from models.errors import KnownError
from models.picture_views import LookView, SceneItemView, SceneView
from models.pictures.library import primitives_of
from models.strokes import shape_path, stroke_paths

_MISSING = "#8a8a86"
_ROOM = {"speech": (0.86, 0.8), "thought": (0.7, 0.62), "": (1.0, 1.0)}
"""How much of a bubble its words may fill, across and down."""


def _of_library(code: str, size: float) -> tuple[Primitive, ...]:
    """A picture of the library; nothing for one that is not there, so that the rest of the scene is still drawn."""
    try:
        return primitives_of(code, size)
    except (KnownError, OSError):
        return ()


@dataclass(frozen=True)
class Makers:
    """What draws the things that come from elsewhere; each may give nothing for what it does not know.

    ``figure(look, face, pose, height)``: somebody whose feet's middle is at (0, 0). ``picture(code, size)``: a picture
    of the library in a square, its top left at (0, 0). ``backdrop(key)``: what is behind a scene of 1000 by 450.
    """

    figure: Callable[[LookView, str, str, float], tuple[Primitive, ...]] = figures.figure
    picture: Callable[[str, float], tuple[Primitive, ...]] = _of_library
    backdrop: Callable[[str], tuple[Primitive, ...]] = backdrop


MAKERS = Makers()


def scene_primitives(
    scene: SceneView, width: float, blobs: Mapping[str, bytes], *, makers: Makers = MAKERS, block: int | None = None
) -> tuple[Primitive, ...]:
    """A scene *width* points wide with its top left at (0, 0). ``blobs``: its photographs, by key.

    All belongs to one *block* of the page (a figure with its words), or to none. What reaches over the edge of the
    scene is drawn there too; :func:`placed_scene` cuts it off.
    """
    return _on_page(_made(scene, blobs, makers), width / scene.width, 0.0, 0.0, block)


def _made(scene: SceneView, blobs: Mapping[str, bytes], makers: Makers) -> list[Primitive]:
    """Everything in a scene, in its own units, from the back to the front."""
    made: list[Primitive] = []
    if scene.backdrop:
        wide, high = scene.width / BACKDROP_WIDTH, scene.height / BACKDROP_HEIGHT
        made += put(_paths(makers.backdrop(scene.backdrop)), Turn().scaled(wide, high))
    for item in scene.items:
        made += item_primitives(item, blobs, makers)
    return made


def placed_scene(
    scene: SceneView, x: float, y: float, width: float, blobs: Mapping[str, bytes], *, block: int | None = None,
    radius: float = 0.0, makers: Makers = MAKERS,
) -> Clip:  # fmt: skip
    """A scene on a page, cut off at its edges, its top left at (x, y); ``radius``: of its corners, in points."""
    height = width * scene.height / scene.width
    shown = _on_page(_made(scene, blobs, makers), width / scene.width, x, y, block)
    return Clip(x, y, width, height, shown, radius, block)


def item_primitives(item: SceneItemView, blobs: Mapping[str, bytes], makers: Makers = MAKERS) -> tuple[Primitive, ...]:
    """One thing where it stands, in the scene's units."""
    if item.kind == "stroke":
        return put(stroke_paths(item.points, item.pen, item.colour), turn_of(item))
    if item.kind == "shape":
        return put(shape_path(item.points, item.colour, item.pen), turn_of(item))
    if item.kind == "photo":
        return _photo(item, blobs)
    if item.kind in ("bubble", "words"):
        return _written(item)
    made = _figure(item, makers) if item.kind == "figure" else _picture(item, makers)
    return made or _box(item)


def turn_of(item: SceneItemView) -> Turn:
    """Where a thing's own coordinates, from its middle, stand in the scene."""
    turn = Turn().moved(item.x, item.y).turned(item.rotation)
    return turn.scaled(-1.0, 1.0) if item.flipped else turn


def _figure(item: SceneItemView, makers: Makers) -> tuple[Primitive, ...]:
    if item.look is None:
        return ()
    made = makers.figure(item.look, item.face, item.pose, item.height)
    return put(_paths(made), turn_of(item).moved(0.0, item.height / 2))


def _picture(item: SceneItemView, makers: Makers) -> tuple[Primitive, ...]:
    if not item.picture or item.width <= 0 or item.height <= 0:
        return ()
    made = makers.picture(item.picture, 100.0)
    turn = turn_of(item).moved(-item.width / 2, -item.height / 2).scaled(item.width / 100, item.height / 100)
    return put(_paths(made), turn)


def _paths(made: Iterable[Primitive]) -> list[Path]:
    return [each for each in made if isinstance(each, Path)]


def _photo(item: SceneItemView, blobs: Mapping[str, bytes]) -> tuple[Primitive, ...]:
    data = blobs.get(item.blob or "")
    if data is None:
        return _box(item)
    left, top = item.x - item.width / 2, item.y - item.height / 2
    return (Picture(left, top, item.width, item.height, data, rotation=item.rotation, flipped=item.flipped),)


def _written(item: SceneItemView) -> tuple[Primitive, ...]:
    turn = _upright(item)
    across, down = _ROOM[item.bubble if item.kind == "bubble" else ""]
    words = fitted(item.text, item.width * across, item.height * down, item.pen, item.colour)
    shown: Sequence[Primitive] = (
        outlined(words, turn) if item.rotation % 360 else [moved(word, item.x, item.y) for word in words]
    )
    if item.kind == "words":
        return tuple(shown)
    return (*put(bubble_paths(item.bubble, item.width, item.height, item.tail), turn_of(item)), *shown)


def _upright(item: SceneItemView) -> Turn:
    """Where words stand: turned with their bubble, never mirrored."""
    return turn_of(replace(item, flipped=False))


def _box(item: SceneItemView) -> tuple[Primitive, ...]:
    """What stands for something that is not there: a plain box with its words."""
    corners: list[Place] = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    ends = [(x * item.width / 2, y * item.height / 2) for x, y in corners]
    edge: tuple[Segment, ...] = (("M", ends[0]), *(("L", end) for end in ends[1:]), ("Z", ()))
    box = put([Path(edge, PAPER, _MISSING, 2.0, (6.0, 4.0))], turn_of(item))
    words = fitted(item.alt or item.text, item.width * 0.9, item.height * 0.9, 24.0, INK)
    return (*box, *outlined(words, _upright(item)))


def _on_page(made: Iterable[Primitive], zoom: float, x: float, y: float, block: int | None) -> tuple[Primitive, ...]:
    """What is in a scene's units, larger by *zoom* and then moved to (x, y)."""
    turn = Turn().moved(x, y).scaled(zoom)
    return tuple(_placed(item, turn, zoom, block) for item in made)


def _placed(item: Primitive, turn: Turn, zoom: float, block: int | None) -> Primitive:
    if isinstance(item, Path):
        (path,) = put([item], turn, block)
        return path
    if isinstance(item, Text):
        x, y = turn.at(item.x, item.y)
        return replace(item, x=x, y=y, size=item.size * zoom, width=item.width * zoom, block=block)
    if isinstance(item, Picture):
        x, y = turn.at(item.x, item.y)
        return replace(item, x=x, y=y, width=item.width * zoom, height=item.height * zoom, block=block)
    raise TypeError("a scene is made of paths, words and photographs")
