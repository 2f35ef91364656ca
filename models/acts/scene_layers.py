"""Filling under the lines, and copying: more verbs of a scene, each one step."""

from __future__ import annotations

from collections.abc import Sequence

from models.acts import scenes
from models.acts.checks import row_of
from models.acts.kept_back import copy_restrictions
from models.acts.places import GAP, positions
from models.base import new_id
from models.casework import Case
from models.drawings.inking import Place
from models.entities import SceneItem
from models.errors import KnownError
from models.rows import Row
from models.scenes import items_of

ASIDE = 28.0
"""How far, in units, a copy lies from what it was copied from, so that both are seen."""


def fill(
    case: Case, scene_id: str, points: Sequence[Place], *, colour: str, edge: float, over: str | None = None,
    origin: object | None = None,
) -> str:  # fmt: skip
    """Colour an outline under the lines round it: just over the thing *over*, or behind all. Returns its id.

    ``edge``: how wide its own edge is painted, in units, so that it meets the lines.
    """
    order = items_of(case.rows, scene_id)
    index = next((place + 1 for place, row in enumerate(order) if row["id"] == over), 0)
    with case.edit("Filled a shape", origin=origin) as session:
        item_id = scenes.add_shape(case, scene_id, points, colour=colour, pen=edge)
        if index < len(order):
            places = positions(order, order[index]["id"], 1)
            session.get_one(SceneItem, item_id).position = places[0] if places else order[index]["position"]
    return item_id


def copy_item(case: Case, item_id: str, *, origin: object | None = None) -> str:
    """The same thing again, a little aside and in front of all. Returns the copy's id."""
    row = _changeable(case, item_id)
    front = max(other["position"] for other in items_of(case.rows, row["scene_id"])) + GAP
    copy_id = new_id()
    fresh = {
        "id": copy_id, "x": row["x"] + ASIDE, "y": row["y"] + ASIDE, "position": front,
        "flipped": bool(row["flipped"]),
    }  # fmt: skip
    with case.edit("Copied something in the picture", origin=origin) as session:
        session.add(SceneItem(**(row | fresh)))
        copy_restrictions(case, session, "scene_item", item_id, copy_id)
    return copy_id


def _changeable(case: Case, item_id: str) -> Row:
    row = row_of(case, "scene_item", item_id, "This is no longer in the picture")
    if scenes.is_read_out(case, row["scene_id"]):
        raise KnownError(
            "This story was read to a child, so its pictures stay as they are. Nothing was changed. "
            "Begin a new version to draw on."
        )
    return row
