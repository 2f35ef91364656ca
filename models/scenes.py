"""Pictures that are being made, as a reader may see them: strokes, shapes, pictures, photos, people, bubbles, words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from models import strokes
from models.looks import PLAIN, colour_or, look_view, sizes
from models.picture_views import LookView, SceneItemView, SceneView
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row, Rows

WIDTH, HEIGHT = 1000.0, 450.0
"""A story's frame, in units."""

LETTERS = 30.0
"""The size of letters in bubbles and of words, where none was chosen."""

INK = "#1f2421"
PEN = 6.0
WRITTEN = ("bubble", "words")
DRAWN = ("stroke", "shape")
FACES = ("calm", "happy", "sad", "worried", "scared", "angry", "crying", "asleep")
POSES = ("standing", "sitting", "waving", "hugging", "holding", "arm_hurt", "phone", "lying")
BUBBLES = ("speech", "thought")


def scene_view(projector: Projector, scene_id: str | None, reader: Reader = US) -> SceneView | None:
    """A scene as a reader may see it; None where it is not there or is kept from that reader.

    What names somebody restricted, or shows them, is not in it.
    """
    row = projector.rows.get("scene", scene_id)
    reading = ReaderProjection(projector.rows, reader)
    if row is None or reading.hides("scene", row["id"]):
        return None
    made = _Scene(projector, reader, reading)
    items = (made.item(item) for item in items_of(projector.rows, row["id"]))
    return SceneView(
        row["id"], _length(row["width"], WIDTH), _length(row["height"], HEIGHT), row["backdrop"] or "",
        tuple(item for item in items if item is not None),
    )  # fmt: skip


def items_of(rows: Rows, scene_id: str) -> list[Row]:
    """A scene's things, from the back to the front."""
    return sorted(rows.where("scene_item", scene_id=scene_id), key=lambda row: (row["position"], row["id"]))


def photo_keys(scene: SceneView) -> set[str]:
    """The photos a scene needs, to be loaded before it is drawn."""
    return {item.blob for item in scene.items if item.blob}


@dataclass(frozen=True)
class ItemData:
    """What a figure's or bubble's ``data`` says. ``clothes``: how somebody is drawn here otherwise than elsewhere."""

    face: str = "calm"
    pose: str = "standing"
    bubble: str = "speech"
    tail: tuple[float, float] | None = None
    clothes: Mapping[str, str] | None = None

    def text(self) -> str:
        """As it is kept: only what is not as always."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps({name: value for name, value in said.items() if value != getattr(ItemData, name)})


def read_data(data: str | None) -> ItemData:
    """What is kept, read; whatever a file from elsewhere holds that cannot be meant is left out."""
    try:
        raw: Any = json.loads(data or "{}")
    except (ValueError, RecursionError):
        raw = None
    raw = raw if isinstance(raw, dict) else {}
    clothes = raw.get("clothes")
    return ItemData(
        face=_one_of(raw.get("face"), FACES),
        pose=_one_of(raw.get("pose"), POSES),
        bubble=_one_of(raw.get("bubble"), BUBBLES),
        tail=_tail(raw.get("tail")),
        clothes=_clothes(clothes) if isinstance(clothes, dict) else None,
    )


_COLOURED = ("skin", "hair_colour", "top", "bottom")


def _clothes(raw: dict[str, Any]) -> dict[str, str] | None:
    said = {name: value for name, value in raw.items() if isinstance(value, str)}
    coloured = {name: value for name, value in said.items() if name in _COLOURED and colour_or(value, "")}
    plain = {name: said[name] for name in ("name", "hair", "extras") if name in said}
    size = {"size": said["size"]} if said.get("size") in sizes() else {}
    return plain | coloured | size or None


def _one_of(value: Any, words: tuple[str, ...]) -> str:
    return str(value) if value in words else words[0]


def _tail(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    if not all(type(part) in (int, float) and abs(part) < 1e6 for part in value):
        return None
    return float(value[0]), float(value[1])


def _length(value: float, otherwise: float) -> float:
    return value if 1.0 <= value <= 1e5 else otherwise


def dressed(look: LookView, clothes: Mapping[str, str] | None) -> LookView:
    """A look with what is otherwise in one picture."""
    if not clothes:
        return look
    changed: dict[str, Any] = dict(clothes)
    if "extras" in changed:
        changed["extras"] = tuple(part.strip() for part in changed["extras"].split(",") if part.strip())
    return replace(look, **changed)


class _Scene:
    """Makes the things of one scene for one reader."""

    def __init__(self, projector: Projector, reader: Reader, reading: ReaderProjection) -> None:
        self._projector, self._reader, self._reading = projector, reader, reading

    def item(self, row: Row) -> SceneItemView | None:
        if self._reading.hides("scene_item", row["id"]):
            return None
        text, alt = self._reading.words(row["text"]), self._reading.words(row["alt"])
        if (row["text"] and text is None) or (row["alt"] and alt is None):
            return None
        item = SceneItemView(
            id=row["id"], kind=row["kind"], x=row["x"], y=row["y"], width=row["width"], height=row["height"],
            rotation=row["rotation"], flipped=row["flipped"] in (1, True), colour=colour_or(row["colour"], INK),
            pen=row["pen"] if row["pen"] is not None else LETTERS if row["kind"] in WRITTEN else PEN,
            picture=row["picture"], blob=row["blob"], text=text or "", alt=alt or "",
        )  # fmt: skip
        if row["kind"] in DRAWN:
            return self._drawn(item, row)
        if row["kind"] == "figure":
            return self._figure(item, row)
        if row["kind"] == "bubble":
            data = read_data(row["data"])
            return replace(item, bubble=data.bubble, tail=data.tail)
        return item

    def _drawn(self, item: SceneItemView, row: Row) -> SceneItemView | None:
        """A stroke as large as it was made: its points and its pen grow together."""
        points = strokes.decode(row["data"])
        if not points:
            return None
        across, down = strokes.grown(points, item.width, item.height)
        if abs(across - 1) > 1e-9 or abs(down - 1) > 1e-9:
            points = tuple((x * across, y * down, pressure) for x, y, pressure in points)
        return replace(item, points=points, pen=strokes.grown_pen(item.pen, across, down))

    def _figure(self, item: SceneItemView, row: Row) -> SceneItemView | None:
        data = read_data(row["data"])
        if row["person_id"]:
            look = look_view(self._projector, row["person_id"], self._reader)
            if look is None:
                return None  # a reader who may not see somebody does not see a gap where they stood either
            clothes = data.clothes if look.name == self._projector.people[row["person_id"]].name else None
            look = dressed(look, {k: v for k, v in (clothes or {}).items() if k != "name"})
        else:
            name = self._reading.words((data.clothes or {}).get("name"))
            if name is None and (data.clothes or {}).get("name"):
                return None
            look = dressed(PLAIN, data.clothes)
        alt = item.alt or ", ".join(part for part in (look.name, data.face) if part)
        return replace(item, look=look, face=data.face, pose=data.pose, alt=alt)
