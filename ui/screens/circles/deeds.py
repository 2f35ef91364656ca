"""What can be done in the circles' room: each one act, said in a toast that takes it back."""

from __future__ import annotations

from typing import Any

from models.acts import circles as acts
from models.acts.people import PERSON_FIELDS
from models.one_line import person_from_line
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import ring_name, tr


class Deeds:
    """The acts behind keys, pointer, menus and lists."""

    def __init__(self, state: CirclesState) -> None:
        self._state = state

    def move(self, person_id: str, ring: str) -> bool:
        """Move somebody today; outside all rings they leave. False when nothing was to be done."""
        state, context = self._state, self._state.context
        there = next((p for p in state.now.people if p.person.id == person_id), None)
        if state.is_past or not state.circle_id or (there.ring if there else "left") == ring:
            return False
        name = there.person.name if there else self._name(person_id)
        if ring == "left":
            context.attempt(lambda: acts.leave(context.case, state.circle_id, person_id, state.today))
            context.said_and_undoable(tr("{name} is no longer in the circles.").format(name=name))
            return True
        state.choose(person_id)
        context.attempt(lambda: acts.move(context.case, state.circle_id, person_id, ring, state.today))
        context.said_and_undoable(tr("{name}: {ring}").format(name=name, ring=ring_name(ring).lower()))
        return True

    def _name(self, person_id: str) -> str:
        person = self._state.shown(person_id)
        if person is None:
            return ""
        return person.name if self._state.names else person.initials

    def step(self, person_id: str, inward: bool) -> str:
        """The ring next to somebody's, inward or outward ("" where there is none)."""
        rings = ("inner", "middle", "outer")
        there = next((p for p in self._state.view.people if p.person.id == person_id), None)
        if there is None:
            return ""
        place = rings.index(there.ring) + (-1 if inward else 1)
        return rings[place] if 0 <= place < len(rings) else ""

    def add(self, line: str, ring: str) -> str:
        """Add somebody from one line as people say it. Returns their id ("" when nothing was added)."""
        state, context = self._state, self._state.context
        if state.is_past or not line.strip(" ,"):
            return ""

        def write() -> str:
            name, fields = named(line)
            return acts.add_person_to(context.case, state.circle_id, name, ring, state.today, **fields)

        added = context.attempt(write)
        if not added:
            return ""
        state.choose(added)
        context.said_and_undoable(tr("Added to: {ring}").format(ring=ring_name(ring).lower()))
        return str(added)


def named(line: str) -> tuple[str, dict[str, Any]]:
    """Name and facts of somebody from one line."""
    name, fields = person_from_line(line)
    return name, {key: value for key, value in fields.items() if key in PERSON_FIELDS}
