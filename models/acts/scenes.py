"""Drawing: every line, shape, picture, person and bubble that is put in a scene, moved or taken away is one step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import strokes
from models.acts.checks import gone, merge_key, row_of
from models.acts.kept_back import copy_restrictions
from models.acts.places import GAP, in_order, positions
from models.base import new_id
from models.casework import Case
from models.drawings.inking import Place, Turn
from models.entities import Scene, SceneItem
from models.errors import KnownError
from models.photos import Photo, keep_photo
from models.picture_views import Point
from models.rows import Row
from models.scenes import BUBBLES, FACES, HEIGHT, LETTERS, PEN, POSES, WIDTH, ItemData, items_of, read_data
from models.story_rows import scene_is_fixed

PLACE = frozenset("x y width height rotation flipped".split())
STYLE = frozenset("colour pen text alt picture face pose bubble tail clothes".split())
_IN_DATA = frozenset("face pose bubble tail clothes".split())
_GONE = "This is no longer in the picture"
_LEAST = 4.0
"""The least width and height something can be drawn together to, in units."""


# ---- scenes -------------------------------------------------------------------------------------------------------


def new_scene(
    case: Case, workspace_id: str, *, width: float = WIDTH, height: float = HEIGHT, backdrop: str | None = None
) -> str:
    """Begin an empty scene. Returns its id. Inside an edit it belongs to that step."""
    scene_id = new_id()
    with case.edit("Began a picture") as session:
        session.add(
            Scene(
                id=scene_id, case_id=case.id, workspace_id=workspace_id, width=width, height=height, backdrop=backdrop
            )
        )
        session.flush()
    return scene_id


def copy_scene(case: Case, scene_id: str) -> str:
    """The same picture again, to be changed on its own. Returns the copy's id."""
    row = row_of(case, "scene", scene_id, _GONE)
    copied = new_id()
    with case.edit("Copied a picture") as session:
        session.add(Scene(**(row | {"id": copied})))
        session.flush()
        copy_restrictions(case, session, "scene", scene_id, copied)
        for item in items_of(case.rows, scene_id):
            item_id = new_id()
            fresh = {"id": item_id, "scene_id": copied, "flipped": bool(item["flipped"])}
            session.add(SceneItem(**(item | fresh)))
            copy_restrictions(case, session, "scene_item", item["id"], item_id)
    return copied


def set_backdrop(case: Case, scene_id: str, backdrop: str | None) -> None:
    """Choose what is behind everything; None for paper."""
    _scene(case, scene_id)
    with case.edit("Changed the background", merge=f"scene:{scene_id}:backdrop") as session:
        scene = session.get(Scene, scene_id)
        assert scene is not None
        scene.backdrop = backdrop or None


def is_read_out(case: Case, scene_id: str) -> bool:
    """Whether the scene belongs to a story that was read to a child; then it stays as the child saw it."""
    return scene_is_fixed(case.rows, scene_id)


# ---- put in -------------------------------------------------------------------------------------------------------


def add_stroke(
    case: Case, scene_id: str, points: Sequence[Point], *, colour: str, pen: float, origin: object | None = None
) -> str:
    """A line as the pen drew it, in the scene's units with the pressure (0–1). Returns its id."""
    kept = strokes.simplify(points)
    if not kept:
        raise ValueError("a stroke needs a point")
    return _add(case, scene_id, "Drew a line", "stroke", origin, colour=colour, pen=pen, **drawn_fields(kept))


def add_shape(
    case: Case, scene_id: str, points: Sequence[Place], *, colour: str, pen: float = 0.0, origin: object | None = None
) -> str:
    """A filled outline through the points, in the scene's units. Returns its id."""
    kept = strokes.simplify([(x, y, 0.5) for x, y in points])
    if len(kept) < 3:
        raise ValueError("a shape needs three points")
    return _add(case, scene_id, "Filled a shape", "shape", origin, colour=colour, pen=pen, **drawn_fields(kept))


def add_picture(
    case: Case, scene_id: str, code: str, x: float, y: float, size: float = 160.0, *, alt: str = "",
    origin: object | None = None,
) -> str:  # fmt: skip
    """A picture of the library, its middle at (x, y). Returns its id."""
    placed = {"x": x, "y": y, "width": size, "height": size}
    return _add(case, scene_id, "Put in a picture", "picture", origin, picture=code, alt=alt or None, **placed)


def add_photo(
    case: Case, scene_id: str, photo: Photo, x: float, y: float, width: float = 400.0, *, alt: str = "",
    origin: object | None = None,
) -> str:  # fmt: skip
    """A photograph that was cleaned (:func:`models.photos.cleaned`), its middle at (x, y). Returns the item's id."""
    placed = {"x": x, "y": y, "width": width, "height": width * photo.height / photo.width}
    with case.edit("Put in a photograph", origin=origin) as session:
        keep_photo(case.id, session, photo)
        return _add(case, scene_id, "", "photo", origin, blob=photo.key, alt=alt or None, **placed)


def add_figure(
    case: Case, scene_id: str, person_id: str | None, x: float, y: float, height: float = 220.0, *,
    face: str = "calm", pose: str = "standing", clothes: Mapping[str, str] | None = None, alt: str = "",
    origin: object | None = None,
) -> str:  # fmt: skip
    """Somebody of the case, or with None anybody (``clothes`` say how they look), their middle at (x, y)."""
    data = ItemData(face=_of(face, FACES), pose=_of(pose, POSES), clothes=dict(clothes) if clothes else None)
    placed = {"x": x, "y": y, "width": height * 0.5, "height": height}
    return _add(
        case, scene_id, "Put in a person", "figure", origin, person_id=person_id, data=data.text(), alt=alt or None,
        **placed,
    )  # fmt: skip


def add_bubble(
    case: Case, scene_id: str, text: str, x: float, y: float, width: float = 260.0, height: float = 110.0, *,
    bubble: str = "speech", tail: Place | None = None, letters: float = LETTERS, origin: object | None = None,
) -> str:  # fmt: skip
    """What somebody says or thinks. ``tail``: where it points, in units from its middle. Returns its id."""
    data = ItemData(bubble=_of(bubble, BUBBLES), tail=tail).text()
    placed = {"x": x, "y": y, "width": width, "height": height}
    return _add(case, scene_id, "Put in a bubble", "bubble", origin, text=text, data=data, pen=letters, **placed)


def add_words(
    case: Case, scene_id: str, text: str, x: float, y: float, width: float = 300.0, height: float = 60.0, *,
    colour: str | None = None, letters: float = LETTERS, origin: object | None = None,
) -> str:  # fmt: skip
    """Words written into the picture. ``letters``: their size in units. Returns the item's id."""
    placed = {"x": x, "y": y, "width": width, "height": height}
    return _add(case, scene_id, "Put in words", "words", origin, text=text, colour=colour, pen=letters, **placed)


def _add(case: Case, scene_id: str, label: str, kind: str, origin: object | None, **fields: Any) -> str:
    scene = _scene(case, scene_id)
    item_id = new_id()
    with case.edit(label, origin=origin) as session:
        workspace_id = scene["workspace_id"] if scene else session.get_one(Scene, scene_id).workspace_id
        session.add(
            SceneItem(
                id=item_id, case_id=case.id, workspace_id=workspace_id, scene_id=scene_id, kind=kind,
                position=_front(session, scene_id), **fields,
            )
        )  # fmt: skip
        session.flush()
    return item_id


def _front(session: Session, scene_id: str) -> float:
    highest = session.query(SceneItem.position).filter_by(scene_id=scene_id).order_by(SceneItem.position.desc()).first()
    return (highest[0] if highest else 0.0) + GAP


def drawn_fields(points: Sequence[Point]) -> dict[str, Any]:
    """The fields of a drawn thing, from its points in the scene's units: its place, size, and points as kept."""
    left, top, right, bottom = strokes.around(points)
    # To a tenth of a unit, as the points are kept: nothing shifts when it is read again.
    x, y = round((left + right) / 2, 1), round((top + bottom) / 2, 1)
    data = strokes.encode((px - x, py - y, pressure) for px, py, pressure in points)
    width, height = strokes.own_size(strokes.decode(data))
    return {"x": x, "y": y, "width": width, "height": height, "data": data}


# ---- changed ------------------------------------------------------------------------------------------------------


def place(case: Case, item_id: str, *, origin: object | None = None, **where: Any) -> None:
    """Move, scale, turn or flip something, all in one step: x, y, width, height, rotation, flipped."""
    place_all(case, {item_id: where}, origin=origin)


def place_all(case: Case, where: Mapping[str, Mapping[str, Any]], *, origin: object | None = None) -> None:
    """Move, scale, turn or flip several things in one step, by their ids."""
    for item_id, fields in where.items():
        if set(fields) - PLACE:
            raise ValueError(f"not a place: {sorted(set(fields) - PLACE)}")
        if not all(math.isfinite(value) for value in fields.values()):
            raise ValueError("a place needs numbers")
        _item(case, item_id)
    with case.edit("Moved something in the picture", origin=origin) as session:
        for item_id, fields in where.items():
            item = session.get_one(SceneItem, item_id)
            for name, value in fields.items():
                if name in ("width", "height"):
                    value = max(value, min(_LEAST, getattr(item, name)))
                setattr(item, name, value % 360 if name == "rotation" else value)


def restyle(case: Case, item_id: str, *, origin: object | None = None, **style: Any) -> None:
    """Change how something looks or what it says.

    ``colour``, ``pen`` (of bubbles and words: the size of letters), ``text``, ``alt``, ``picture``; of figures
    ``face``, ``pose``, ``clothes``; of bubbles ``bubble`` and ``tail``.
    """
    if set(style) - STYLE:
        raise ValueError(f"not a style: {sorted(set(style) - STYLE)}")
    row = _item(case, item_id)
    for name, words in (("face", FACES), ("pose", POSES), ("bubble", BUBBLES)):
        _of(style.get(name, words[0]), words)
    merge = merge_key("scene_item", item_id, style)
    label = "Changed words in the picture" if set(style) == {"text"} else "Changed how something looks"
    with case.edit(label, merge=merge, origin=origin) as session:
        item = session.get_one(SceneItem, item_id)
        inside = {name: value for name, value in style.items() if name in _IN_DATA}
        if inside:
            item.data = replace(read_data(row["data"]), **inside).text()
        for name, value in style.items():
            if name not in _IN_DATA:
                setattr(item, name, value if value != "" or name == "text" else None)


def to_front(case: Case, item_ids: Sequence[str]) -> None:
    """Lay things over all others, keeping their own order."""
    _stack(case, item_ids, in_front=True)


def to_back(case: Case, item_ids: Sequence[str]) -> None:
    """Lay things under all others, keeping their own order."""
    _stack(case, item_ids, in_front=False)


def _stack(case: Case, item_ids: Sequence[str], *, in_front: bool) -> None:
    moving = in_order([_item(case, item_id) for item_id in item_ids])
    if not moving:
        return
    others = [row for row in items_of(case.rows, moving[0]["scene_id"]) if row["id"] not in set(item_ids)]
    with case.edit("Laid in front" if in_front else "Laid behind") as session:
        places = positions(others, None if in_front or not others else others[0]["id"], len(moving))
        for row, position in zip(moving, places or (), strict=True):
            session.get_one(SceneItem, row["id"]).position = position


def remove(case: Case, item_ids: Iterable[str]) -> None:
    """Take things out of the picture (undo brings them back)."""
    ids = list(item_ids)
    for item_id in ids:
        _item(case, item_id)
    with case.edit("Removed from the picture") as session:
        session.execute(delete(SceneItem).where(SceneItem.id.in_(ids)))


# ---- rubbed out ---------------------------------------------------------------------------------------------------


def erase_at(
    case: Case, scene_id: str, places: Sequence[Place], radius: float, *, sweep: str = "",
    origin: object | None = None,
) -> bool:  # fmt: skip
    """Rub out the lines that a rubber meets as it goes through *places* (scene units): what is left stays in pieces.

    Calls with the same *sweep* are one step. Filled shapes, pictures, people and words are not rubbed out. Returns
    whether anything was.
    """
    _scene(case, scene_id)
    path = strokes.filled_in(places, radius)
    met = []
    for row in items_of(case.rows, scene_id):
        if row["kind"] == "stroke" and (left := _rubbed(row, path, radius)) is not None:
            met.append((row, left))
    if not met:
        return False
    with case.edit("Rubbed out", merge=f"erase:{scene_id}:{sweep}" if sweep else None, origin=origin) as session:
        for row, pieces in met:
            _replace(case, session, row, pieces)
    return True


def _rubbed(row: Row, path: Sequence[Place], radius: float) -> list[tuple[Point, ...]] | None:
    """The pieces of a stroke in the scene's units; None where the rubber missed it."""
    points = strokes.decode(row["data"])
    if not points:
        return None
    return strokes.rubbed(strokes.placed(points, turn_of(row, points)), _pen(row, points), path, radius)


def turn_of(row: Row, points: Sequence[Point]) -> Turn:
    """Where a stroke's own points stand in its scene."""
    across, down = strokes.grown(points, row["width"], row["height"])
    turn = Turn().moved(row["x"], row["y"]).turned(row["rotation"])
    return turn.scaled(-across if row["flipped"] else across, down)


def _pen(row: Row, points: Sequence[Point]) -> float:
    across, down = strokes.grown(points, row["width"], row["height"])
    return strokes.grown_pen(PEN if row["pen"] is None else row["pen"], across, down)


def _replace(case: Case, session: Session, row: Row, pieces: Sequence[tuple[Point, ...]]) -> None:
    """Pieces instead of a line, where it lay among the others."""
    pen = _pen(row, strokes.decode(row["data"]))
    order = items_of(case.rows, row["scene_id"])
    index = next(place for place, other in enumerate(order) if other["id"] == row["id"])
    above = order[index + 1]["position"] if index + 1 < len(order) else row["position"] + GAP
    step = (above - row["position"]) / (len(pieces) + 1)
    session.execute(delete(SceneItem).where(SceneItem.id == row["id"]))
    straight = {"rotation": 0.0, "flipped": False, "pen": pen}
    for place_, piece in enumerate(pieces):
        piece_id = new_id()
        fresh = straight | drawn_fields(piece) | {"id": piece_id, "position": row["position"] + step * place_}
        session.add(SceneItem(**(row | fresh)))
        copy_restrictions(case, session, "scene_item", row["id"], piece_id)


# ---- what may be changed ------------------------------------------------------------------------------------------


def _scene(case: Case, scene_id: str) -> Row | None:
    """The scene, where it can be drawn in. None: it was begun in this very edit."""
    row = case.rows.get("scene", scene_id)
    if row is None and case.desk.editing != case.id:
        raise gone(_GONE)
    if is_read_out(case, scene_id):
        raise KnownError(
            "This story was read to a child, so its pictures stay as they are. Nothing was changed. "
            "Begin a new version to draw on."
        )
    return row


def _item(case: Case, item_id: str) -> Row:
    row = row_of(case, "scene_item", item_id, _GONE)
    _scene(case, row["scene_id"])
    return row


def _of(value: str, words: tuple[str, ...]) -> str:
    if value not in words:
        raise ValueError(f"not one of {words}: {value}")
    return value
