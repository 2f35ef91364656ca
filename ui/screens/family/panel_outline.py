"""The lines of the outline: everybody with how they get on, every couple with its children, every home."""

from __future__ import annotations

from dataclasses import dataclass

from models.drawings.genogram.presets import Presets
from models.drawings.genogram.words import Speaker
from models.family_views import FamilyView


@dataclass(frozen=True)
class OutlineLine:
    """One line: what it is about (``kind`` and ``id`` as chosen in the room), how deep it stands, its words."""

    kind: str
    id: str
    level: int
    text: str


def outline(view: FamilyView, presets: Presets, names: bool = True) -> tuple[OutlineLine, ...]:
    """The family line by line."""
    speaker = Speaker(view, presets, names)
    lines = []
    for person in view.people:
        lines.append(OutlineLine("person", person.id, 0, speaker.person(person)))
        lines += [OutlineLine("tie", t.id, 1, speaker.tie(t)) for t in view.ties if t.start == person.id]
    for union in view.unions:
        lines.append(OutlineLine("union", union.id, 0, speaker.union(union)))
        lines += [OutlineLine("child", c.id, 1, speaker.child(c)) for c in view.children if c.union == union.id]
    lines += [OutlineLine("home", home.id, 0, speaker.home(home)) for home in view.homes]
    return tuple(lines)
