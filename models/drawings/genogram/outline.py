"""The family in words, generation by generation: the list beside the picture, and the PDF's alternative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.drawings.genogram.presets import Presets, in_force
from models.drawings.genogram.words import Speaker
from models.family_views import FamilyView
from models.genogram.result import Layout

LineKind = Literal["heading", "person", "union", "child", "tie", "home"]


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of the outline. ``id`` is that of the person, union, child link, tie or home; "" for a heading.

    ``level`` counts from 0 (headings); a couple's line stands below one of them, its children's below that.
    """

    kind: LineKind
    id: str
    level: int
    text: str


def outline(
    view: FamilyView, layout: Layout | None = None, presets: Presets | None = None, names: bool = True
) -> tuple[OutlineLine, ...]:
    """The whole family as sentences. Everybody has one line of their own, in the layout's order where it is given."""
    return _Telling(view, layout, presets or in_force(), names).told()


class _Telling:
    def __init__(self, view: FamilyView, layout: Layout | None, presets: Presets, names: bool) -> None:
        self.view = view
        self.speaker = Speaker(view, presets, names)
        self.rows, self.order = _rows(view, layout)

    def told(self) -> tuple[OutlineLine, ...]:
        """Generations, then ties, then homes."""
        lines: list[OutlineLine] = []
        tied = {link.child for link in self.view.children}.union(*(union.partners for union in self.view.unions))
        numbers = sorted({self.rows[key] for key in tied if key in self.rows})
        for number, row in enumerate(numbers, start=1):
            people = [key for key in self.order if self.rows[key] == row and key in tied]
            lines += self._generation(f"Generation {number}" if len(numbers) > 1 else "The family", people)
        loose = [key for key in self.order if key not in tied]
        lines += self._generation("Others in the family", loose)
        lines += self._section("How people get on", "tie", [(t.id, self.speaker.tie(t)) for t in self.view.ties])
        homes = [(home.id, self.speaker.home(home)) for home in self.view.homes]
        return tuple(lines + self._section("Who lives where", "home", homes))

    def _section(self, title: str, kind: LineKind, said: Sequence[tuple[str, str]]) -> list[OutlineLine]:
        if not said:
            return []
        return [OutlineLine("heading", "", 0, title), *(OutlineLine(kind, key, 1, text) for key, text in said)]

    def _generation(self, title: str, people: Sequence[str]) -> list[OutlineLine]:
        if not people:
            return []
        lines = [OutlineLine("heading", "", 0, title)]
        place = {key: number for number, key in enumerate(people)}
        for key in people:
            lines.append(OutlineLine("person", key, 1, self.speaker.person(self.speaker.people[key])))
            for union in self.view.unions:
                # Told below the last of the partners, when both have been named.
                here = [partner for partner in union.partners if partner in place]
                if here and max(here, key=place.__getitem__) == key and self._lowest(union.partners) == self.rows[key]:
                    lines += self._union(union.id)
        return lines

    def _lowest(self, partners: Sequence[str]) -> int:
        return max(self.rows[partner] for partner in partners if partner in self.rows)

    def _union(self, key: str) -> list[OutlineLine]:
        union = next(union for union in self.view.unions if union.id == key)
        lines = [OutlineLine("union", union.id, 2, self.speaker.union(union))]
        links = [link for link in self.view.children if link.union == key]
        links.sort(key=lambda link: self.order.index(link.child) if link.child in self.order else 0)
        return lines + [OutlineLine("child", link.id, 3, self.speaker.child(link)) for link in links]


def _rows(view: FamilyView, layout: Layout | None) -> tuple[dict[str, int], list[str]]:
    """Everybody's generation and order: from the layout, else from who is whose child."""
    keys = [person.id for person in view.people]
    if layout is not None and all(key in layout.at for key in keys):
        rows = {key: layout.at[key].row for key in keys}
        return rows, sorted(keys, key=lambda key: (rows[key], layout.at[key].x))
    rows = dict.fromkeys(keys, 0)
    parents: dict[str, list[str]] = defaultdict(list)
    partners = {union.id: [key for key in union.partners if key in rows] for union in view.unions}
    for link in view.children:
        parents[link.child] += partners.get(link.union, [])
    # As many passes as people are enough; an ancestry that goes in a circle ends there too.
    for _ in keys:
        before = dict(rows)
        for child, elders in parents.items():
            if child in rows and elders:
                rows[child] = min(len(keys), max(rows[child], 1 + max(rows[elder] for elder in elders)))
        for pair in partners.values():
            for key in pair:
                rows[key] = max(rows[other] for other in pair)
        if rows == before:
            break
    return rows, sorted(keys, key=lambda key: rows[key])
