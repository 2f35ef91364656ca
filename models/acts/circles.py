"""Safety circles: who stands in the middle, who moves where and when, who was asked, what helped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.acts.checks import loaded, merge_key, only, row_of, trimmed, whole_day
from models.acts.people import add_person
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.circle_words import RINGS
from models.circles import children_of, in_time, standing
from models.entities import CircleChild, CircleMove, CircleNote, SafetyCircle
from models.errors import KnownError
from models.rows import Row

MOVE_FIELDS = frozenset("ring moved_on asked helped note".split())
NOTE_FIELDS = frozenset("person_id by_id words help said_on".split())
KINDS = ("nervous", "chosen")


def start_circles(
    case: Case, workspace_id: str, children: Sequence[str] | None = None, title: str | None = None
) -> str:
    """Begin circles round all children of a workspace (None), one, or some who share them. Returns the circles' id."""
    chosen = list(dict.fromkeys(children or ()))
    circle_id = new_id()
    with case.edit("Started safety circles") as session:
        place = _last(session, SafetyCircle, SafetyCircle.workspace_id == workspace_id) + GAP
        session.add(
            SafetyCircle(
                id=circle_id, case_id=case.id, workspace_id=workspace_id, title=trimmed(title),
                child_id=chosen[0] if len(chosen) == 1 else None, position=place,
            )
        )  # fmt: skip
        session.flush()
        if len(chosen) > 1:
            _share(case, session, workspace_id, circle_id, chosen)
    return circle_id


def set_circles(case: Case, circle_id: str, *, title: str | None = None, note: str | None = None) -> None:
    """Give circles a name or a note ("" takes it away; None leaves it)."""
    _circle(case, circle_id)
    with case.edit("Changed the circles", merge=f"circle:{circle_id}") as session:
        row = session.get(SafetyCircle, circle_id)
        assert row is not None
        if title is not None:
            row.title = trimmed(title)
        if note is not None:
            row.note = trimmed(note)


def remove_circles(case: Case, circle_id: str) -> None:
    """Take circles away with everything said in them (undo brings all back); the people stay in the case."""
    with case.edit("Removed safety circles") as session:
        row = session.get(SafetyCircle, circle_id)
        if row is not None:
            session.delete(row)


def split(case: Case, circle_id: str, child_id: str, title: str | None = None) -> str:
    """Give a child who shares circles their own, everybody standing where they stood on every day so far.

    The others keep sharing theirs. Returns the new circles' id. Raises KnownError when the child does not share them.
    """
    circle = _circle(case, circle_id)
    sharing = children_of(case.rows, circle)
    if child_id not in sharing or len(sharing) < 2:
        raise KnownError("This child does not share these circles with anybody. Nothing was changed.")
    with case.edit("Gave a child their own circles") as session:
        own = start_circles(case, circle["workspace_id"], [child_id], title)
        _share(case, session, circle["workspace_id"], circle_id, [child for child in sharing if child != child_id])
        for table, kind in (("circle_move", CircleMove), ("circle_note", CircleNote)):
            for row in case.rows.where(table, circle_id=circle_id):
                session.add(kind(**{**row, "id": new_id(), "circle_id": own}))
    return own


def move(
    case: Case, circle_id: str, person_id: str, ring: str, on: str, *, asked: str | None = None,
    helped: str | None = None, note: str | None = None,
) -> str | None:  # fmt: skip
    """From a day on somebody stands in a ring. A move on the same day replaces the earlier one and keeps its words.

    Back to where they stood before, with nothing said, is no move at all: it is taken away. Returns the move's id, or
    None where nothing is left of it. Raises KnownError for a day that is not one.
    """
    circle, day = _circle(case, circle_id), whole_day(on, "A move")
    if ring not in (*RINGS, "left"):
        raise ValueError(f"no such ring: {ring}")
    mine = case.rows.where("circle_move", circle_id=circle_id, person_id=person_id)
    there = next((row for row in in_time(mine) if row["moved_on"] == day), None)
    before = standing([row for row in mine if row["moved_on"] < day]).get(person_id, "left")
    said = {key: value for key, value in (("asked", asked), ("helped", helped), ("note", note)) if trimmed(value)}
    kept = there is not None and any(there[key] for key in ("asked", "helped", "note"))
    if ring == before and not said and not kept:
        if there is not None:
            remove_move(case, there["id"])
        return None
    with case.edit("Moved in the circles") as session:
        if there is None:
            place = _last(session, CircleMove, CircleMove.circle_id == circle_id) + GAP
            row = CircleMove(
                id=new_id(), case_id=case.id, workspace_id=circle["workspace_id"], circle_id=circle_id,
                person_id=person_id, moved_on=day, position=place,
            )  # fmt: skip
            session.add(row)
        else:
            found = session.get(CircleMove, there["id"])
            assert found is not None
            row = found
        row.ring = ring
        for key, value in said.items():
            setattr(row, key, trimmed(value))
        return row.id


def set_move(case: Case, move_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a move's ``ring``, ``moved_on``, ``asked``, ``helped`` or ``note``.

    Moved to a day on which the same person already moves, it takes that move's place.
    """
    only(fields, MOVE_FIELDS)
    old = row_of(case, "circle_move", move_id, "That step is no longer there")
    if fields.get("ring", "inner") not in (*RINGS, "left"):
        raise ValueError("no such ring")
    if "moved_on" in fields:
        fields["moved_on"] = whole_day(fields["moved_on"], "A move")
    merge = merge_key("circle_move", move_id, fields)
    with case.edit("Changed a step in the circles", merge=merge, origin=origin) as session:
        row = session.get(CircleMove, move_id)
        assert row is not None
        same = case.rows.where(
            "circle_move", circle_id=old["circle_id"], person_id=old["person_id"], moved_on=fields.get("moved_on")
        )
        for other in same:
            if other["id"] != move_id:
                session.delete(session.get(CircleMove, other["id"]))
        for name, value in fields.items():
            setattr(row, name, value if name in ("ring", "moved_on") else trimmed(value))


def remove_move(case: Case, move_id: str) -> None:
    """Take a step away; somebody without any step stands in no ring."""
    with case.edit("Removed a step in the circles") as session:
        row = session.get(CircleMove, move_id)
        if row is not None:
            session.delete(row)


def leave(case: Case, circle_id: str, person_id: str, on: str) -> None:
    """From a day on somebody stands in no ring. Who came on that very day was never there."""
    day = whole_day(on, "A move")
    mine = case.rows.where("circle_move", circle_id=circle_id, person_id=person_id)
    if any(row["moved_on"] < day for row in mine):
        move(case, circle_id, person_id, "left", day)
        return
    with case.edit("Took somebody out of the circles"):
        for row in mine:
            if row["moved_on"] == day:
                remove_move(case, row["id"])


def add_person_to(case: Case, circle_id: str, name: str, ring: str, on: str, **fields: Any) -> str:
    """Add somebody new to the case and put them into a ring, as one step. Returns the person's id."""
    _circle(case, circle_id)
    with case.edit("Added somebody to the circles"):
        person_id = add_person(case, name, **fields)
        move(case, circle_id, person_id, ring, on)
    return person_id


def say(
    case: Case, circle_id: str, kind: str, person_id: str, *, by_id: str | None = None, words: str | None = None,
    help: str | None = None,
) -> str:  # fmt: skip
    """Keep that somebody is ``nervous`` about a person's knowing, or that a child has ``chosen`` them.

    Who says it again about the same person says it anew: their earlier words are replaced. Returns the note's id.
    """
    circle = _circle(case, circle_id)
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    today = case.desk.now().date().isoformat()
    there = case.rows.where("circle_note", circle_id=circle_id, kind=kind, person_id=person_id, by_id=by_id)
    with case.edit("Said who is nervous" if kind == "nervous" else "Said whom a child chose") as session:
        if there:
            row = session.get(CircleNote, there[0]["id"])
            assert row is not None
        else:
            place = _last(session, CircleNote, CircleNote.circle_id == circle_id) + GAP
            row = CircleNote(
                id=new_id(), case_id=case.id, workspace_id=circle["workspace_id"], circle_id=circle_id, kind=kind,
                person_id=person_id, by_id=by_id, position=place,
            )  # fmt: skip
            session.add(row)
        row.words, row.help, row.said_on = trimmed(words), trimmed(help), today
        return row.id


def set_said(case: Case, note_id: str, **fields: Any) -> None:
    """Change who says something about whom (``by_id``, ``person_id``), the ``words``, what would ``help``."""
    only(fields, NOTE_FIELDS)
    with case.edit("Changed what was said", merge=merge_key("circle_note", note_id, fields)) as session:
        row = loaded(session, CircleNote, note_id)
        for name, value in fields.items():
            setattr(row, name, trimmed(value))


def remove_said(case: Case, note_id: str) -> None:
    """Take back what was said about somebody."""
    with case.edit("Took back what was said") as session:
        row = session.get(CircleNote, note_id)
        if row is not None:
            session.delete(row)


def _circle(case: Case, circle_id: str) -> Row:
    return row_of(case, "safety_circle", circle_id, "These circles are no longer there", "them")


def _last(session: Session, kind: Any, where: Any) -> float:
    """The last place taken; asked of the session, so that several rows of one edit keep their order."""
    return float(session.scalar(select(func.max(kind.position)).where(where)) or 0.0)


def _share(case: Case, session: Session, workspace_id: str, circle_id: str, children: Sequence[str]) -> None:
    """Let exactly these children share circles."""
    for row in case.rows.where("circle_child", circle_id=circle_id):
        session.delete(session.get(CircleChild, row["id"]))
    for place, child in enumerate(children):
        session.add(
            CircleChild(
                case_id=case.id, workspace_id=workspace_id, circle_id=circle_id, person_id=child,
                position=GAP * (place + 1),
            )
        )  # fmt: skip
