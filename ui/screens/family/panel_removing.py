"""Taking something out of the family, with a toast that brings it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.acts import family as acts
from models.acts.people import remove_household
from ui.screens.family.panel_facts import open_fields
from ui.screens.family.panel_words import say
from ui.screens.family.state import FamilyState

_PARTS = {"union": "unions", "child": "children", "tie": "ties", "home": "homes"}


def remove(state: FamilyState, kind: str, key: str) -> bool:
    """Take a person, couple, child's link, tie or home away. False where that cannot be done here."""
    if not state.may_edit:
        return False
    verbs: dict[str, tuple[Callable[..., Any], str]] = {
        "person": (acts.take_out, _person_words(state, key)),
        "union": (acts.remove_union, say("The couple was removed; the people stay")),
        "child": (acts.remove_child_link, say("The line was removed; everybody stays")),
        "tie": (acts.remove_tie, say("The line was removed")),
        "home": (remove_household, say("The home was removed; the people stay")),
    }
    if kind not in verbs or not _is_whole(state, kind, key):
        return False
    verb, words = verbs[kind]
    case = state.context.case
    before = case.undo_label, len(case.history())
    state.context.attempt(lambda: verb(case, key))
    if (case.undo_label, len(case.history())) == before:
        return False
    state.context.said_and_undoable(words)
    return True


def _person_words(state: FamilyState, key: str) -> str:
    found = next((p for p in state.view.people if p.id == key), None)
    name = found.person.name if found and not found.stands_for else say("Somebody")
    return say("{name} was taken out of the case").format(name=name)


def _is_whole(state: FamilyState, kind: str, key: str) -> bool:
    """Whether the lens shows all of it: what is half hidden cannot be taken away unseen."""
    if kind == "person":
        known = state.context.projector.people.get(key)
        shown = next((p for p in state.view.people if p.id == key), None)
        if shown is not None and shown.stands_for:
            return state.context.lens.is_us
        return known is not None and shown is not None and shown.person.full_name == known.full_name
    part = next((p for p in getattr(state.view, _PARTS[kind]) if p.id == key), None)
    return part is not None and "id" in open_fields(state, _PARTS[kind], part)
