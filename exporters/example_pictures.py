"""The pictures of the example families, from the short way they are written down to rows of scenes.

``resources/examples/…_pictures.json`` says scene by scene what is in it, from the back to the front; a page of 1000 by
450 for a story's frame, of 300 by 300 for a child's own drawing. Places are in units from the top left; colours
``#rrggbb``. A thing is one of:

- ``who``: somebody of the case, ``at`` where the feet stand; ``face``, ``pose``, ``scale`` (beside the scene's
  ``people``), ``flip``, ``clothes`` (what is otherwise in this picture), ``alt``.
- ``picture``: a code of the library, ``at`` its middle; ``size``, ``turn``, ``flip``, ``alt``.
- ``say``, ``think``: a bubble ``at`` its middle; ``size`` (width, height), ``to`` (where its tail points), ``letters``.
- ``words``: ``at`` their middle; ``size``, ``letters``, ``colour``, ``turn``.
- ``line`` (soft), ``bent`` (with corners): points "x,y x,y", ``colour``, ``pen``.
- ``shape`` (soft), ``corners``: a filled outline of points, ``box`` (x, y, width, height), ``disc`` (x, y, radius, or
  two): ``colour``, ``edge`` (the pen of its outline, 0 for none).
- ``draw``: one of the file's ``drawings``, which are lists of things about (0, 0), ``at`` a place, with a ``scale``.

A scene ``like`` another has the same picture; where it gives ``words`` it is a copy with those words put in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models import strokes
from models.acts.places import GAP
from models.acts.scenes import drawn_fields
from models.drawings.figures import standing_height
from models.drawings.inking import INK, Place, round_points, waver
from models.rows import Row
from models.scenes import HEIGHT, LETTERS, WIDTH, ItemData

Thing = Mapping[str, Any]
SMALL = 300.0
"""The width and height of a child's own drawing on a sheet."""

_PEN = 3.2
_STEPS = 6
"""Into how many pieces a soft line is cut between two of its points, before those it does not need go again."""


def with_pictures(case: bytes, pictures: bytes) -> bytes:
    """A case bundle with its pictures in it: ``scene`` and ``scene_item`` rows, and what they belong to."""
    document, written = json.loads(case), json.loads(pictures)
    tables: dict[str, list[Row]] = document["tables"]
    maker = _Maker(tables, written.get("drawings", {}))
    for table, scenes in (("story_frame", written.get("frames", {})), ("sheet_item", written.get("items", {}))):
        owners = {row["id"]: row for row in tables[table]}
        for owner_id, scene in scenes.items():
            owners[owner_id]["scene_id"] = maker.scene(owners[owner_id], scene, scenes, small=table == "sheet_item")
    tables["scene"], tables["scene_item"] = maker.scenes, maker.items
    return json.dumps(document).encode()


class _Maker:
    """Makes the rows of one family's scenes."""

    def __init__(self, tables: Mapping[str, Sequence[Row]], drawings: Mapping[str, Sequence[Thing]]) -> None:
        self._drawings = drawings
        self._sizes = {row["person_id"]: row.get("size", "adult") for row in tables["person_look"]}
        self.scenes: list[Row] = []
        self.items: list[Row] = []

    def scene(self, owner: Row, scene: Thing, others: Mapping[str, Thing], *, small: bool) -> str:
        """Make the scene of a frame or of a thing on a sheet; returns its id, another's where it is the same."""
        if "like" in scene and "words" not in scene:
            return f"{scene['like']}-scene"
        words = scene.get("words", {})
        scene = others[scene["like"]] if "like" in scene else scene
        scene_id = f"{owner['id']}-scene"
        whose = {"workspace_id": owner["workspace_id"]} if "workspace_id" in owner else {}
        width, height = (SMALL, SMALL) if small else (WIDTH, HEIGHT)
        self.scenes.append(
            {"id": scene_id, **whose, "width": width, "height": height, "backdrop": scene.get("backdrop")}
        )
        rows = [row for thing in scene["things"] for row in self._rows(thing, scene.get("people", 1.0))]
        for number, row in enumerate(rows, 1):
            if row.get("text"):
                row["text"] = words.get(row["text"], row["text"])
            own = {"id": f"{scene_id}-{number}", **whose, "scene_id": scene_id, "position": number * GAP}
            self.items.append(own | row)
        return scene_id

    def _rows(self, thing: Thing, people: float) -> Iterator[Row]:
        """What one thing is as rows, from the back to the front."""
        if "draw" in thing:
            x, y = thing["at"]
            for part in self._drawings[thing["draw"]]:
                for row in self._rows(part, people):
                    yield _moved(row, x, y, thing.get("scale", 1.0))
        elif "who" in thing:
            yield self._figure(thing, people)
        elif "picture" in thing:
            yield _picture(thing)
        elif "say" in thing or "think" in thing:
            yield _bubble(thing)
        elif "words" in thing:
            yield _words(thing)
        else:
            yield from _drawn(thing)

    def _figure(self, thing: Thing, people: float) -> Row:
        height = standing_height(self._sizes[thing["who"]]) * people * thing.get("scale", 1.0)
        x, feet = thing["at"]
        data = ItemData(thing.get("face", "calm"), thing.get("pose", "standing"), clothes=thing.get("clothes"))
        place = {"x": x, "y": feet - height / 2, "width": height / 2, "height": height}
        return {
            "kind": "figure", "person_id": thing["who"], **place, "flipped": thing.get("flip", False),
            "data": data.text(), "alt": thing.get("alt"),
        }  # fmt: skip


def _picture(thing: Thing) -> Row:
    x, y = thing["at"]
    return {
        "kind": "picture", "picture": thing["picture"], "x": x, "y": y, "width": thing["size"],
        "height": thing["size"], "rotation": thing.get("turn", 0.0), "flipped": thing.get("flip", False),
        "alt": thing.get("alt"),
    }  # fmt: skip


def _bubble(thing: Thing) -> Row:
    kind = "say" if "say" in thing else "think"
    (x, y), (width, height), to = thing["at"], thing["size"], thing.get("to")
    tail = (float(to[0] - x), float(to[1] - y)) if to else None
    data = ItemData(bubble="speech" if kind == "say" else "thought", tail=tail)
    return {
        "kind": "bubble", "text": thing[kind], "x": x, "y": y, "width": width, "height": height,
        "pen": thing.get("letters", LETTERS), "data": data.text(),
    }  # fmt: skip


def _words(thing: Thing) -> Row:
    (x, y), (width, height) = thing["at"], thing["size"]
    return {
        "kind": "words", "text": thing["words"], "x": x, "y": y, "width": width, "height": height,
        "pen": thing.get("letters", LETTERS), "colour": thing.get("colour"), "rotation": thing.get("turn", 0.0),
    }  # fmt: skip


def _drawn(thing: Thing) -> Iterator[Row]:
    """A line; or a filled outline and the line round it."""
    for kind in ("line", "bent"):
        if kind in thing:
            points = _places(thing[kind])
            yield _stroke(_soft(points) if kind == "line" else points, thing)
            return
    outline = _outline(thing)
    yield {"kind": "shape", "colour": thing["colour"], "pen": 0.0, **_fields(outline)}
    if thing.get("edge", _PEN):
        yield _stroke([*outline, outline[0]], {"pen": thing.get("edge", _PEN)})


def _outline(thing: Thing) -> list[Place]:
    if "box" in thing:
        x, y, width, height = thing["box"]
        return _wavering([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    if "disc" in thing:
        x, y, across, *down = thing["disc"]
        return _soft(round_points(x, y, across, down[0] if down else across, 12), closed=True)
    if "corners" in thing:
        return _places(thing["corners"])
    return _soft(_places(thing["shape"]), closed=True)


def _stroke(points: Sequence[Place], thing: Thing) -> Row:
    return {
        "kind": "stroke", "colour": thing.get("colour", INK), "pen": thing.get("pen", _PEN), **_fields(points)
    }  # fmt: skip


def _fields(points: Sequence[Place]) -> Row:
    return drawn_fields(strokes.simplify([(x, y, 0.5) for x, y in points]))


def _places(said: str) -> list[Place]:
    pairs = [each.split(",") for each in said.split()]
    return [(float(x), float(y)) for x, y in pairs]


def _wavering(ends: Sequence[Place]) -> list[Place]:
    """Corners with a middle between each two that is a little off, as a hand draws them."""
    found: list[Place] = []
    for (x, y), (x2, y2) in zip(ends, [*ends[1:], ends[0]], strict=True):
        off = waver((x + x2) / 2, (y + y2) / 2, 0.8)
        found += [(x, y), ((x + x2) / 2 + off[0], (y + y2) / 2 + off[1])]
    return found


def _soft(points: Sequence[Place], *, closed: bool = False) -> list[Place]:
    """A soft line through all points, cut so finely that it stays soft when it is drawn."""
    count = len(points)
    found = [] if closed else [points[0]]
    for index in range(count if closed else count - 1):
        a = points[index - 1] if closed or index else points[index]
        b, c = points[index], points[(index + 1) % count]
        d = points[(index + 2) % count] if closed or index + 2 < count else c
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return found


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    """The Catmull-Rom curve from b to c."""
    return b + (c - a) * t / 2 + (2 * a - 5 * b + 4 * c - d) * t * t / 2 + (3 * b - a - 3 * c + d) * t**3 / 2


def _moved(row: Row, x: float, y: float, scale: float) -> Row:
    """A row of a drawing, put where the drawing is. The pen of a line grows with its size, letters do so here."""
    larger = {name: row[name] * scale for name in ("width", "height")}
    if row["kind"] == "words":
        larger["pen"] = row["pen"] * scale
    return row | larger | {"x": x + row["x"] * scale, "y": y + row["y"] * scale}
