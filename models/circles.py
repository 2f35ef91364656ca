"""Safety circles as they stood on a day: who stands in which ring, how they came there, and what to ask next.

Made from the dated moves: on a day, everybody stands where their latest move on or before it put them. Everything is
cut down for the reader while it is made, so that counts, days and questions are those of the people they may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import networkx as nx

from models import dates
from models.circle_checks import speaks_of_circles
from models.circle_words import listed, minutes_in, near_minutes
from models.family_readers import is_veiled
from models.family_views import CircleDay, CircleGap, CircleSaid, CirclesView, RingMove, RingPerson
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row, Rows
from models.views import PersonView


def circles(
    projector: Projector, workspace_id: str, reader: Reader = US
) -> list[tuple[str, str, tuple[PersonView, ...]]]:
    """A workspace's circles, in their order: (id, title, the children in the middle)."""
    reading = ReaderProjection(projector.rows, reader)
    found = projector.rows.where("safety_circle", workspace_id=workspace_id)
    found.sort(key=lambda row: (row["position"], row["id"]))
    return [
        (row["id"], _title(row, reading, children), children)
        for row in found
        if not reading.hides("safety_circle", row["id"])
        for children in (_children(projector, row, reading),)
    ]


def circles_view(projector: Projector, circle_id: str, on: str | None = None) -> CirclesView:
    """One set of circles as it stands, or stood on a day (ISO). Raises KeyError when there is no such circle."""
    return circles_for(projector, circle_id, US, on)


def circles_for(projector: Projector, circle_id: str, reader: Reader, on: str | None = None) -> CirclesView:
    """The same as a reader may see it: who is restricted leaves no trace in rings, days, counts or questions."""
    return _Reading(projector, circle_id, ReaderProjection(projector.rows, reader)).view(on)


def children_of(rows: Rows, circle: Row) -> list[str]:
    """Ids of the children in the middle: the circle's own, those who share it, or all of the workspace."""
    shared = rows.where("circle_child", circle_id=circle["id"])
    shared.sort(key=lambda row: (row["position"], row["id"]))
    if shared:
        return [row["person_id"] for row in shared]
    if circle["child_id"]:
        return [circle["child_id"]]
    links = rows.where("workspace_child", workspace_id=circle["workspace_id"])
    links.sort(key=lambda row: (row["position"], row["id"]))
    return [row["person_id"] for row in links]


def standing(moves: Iterable[Row], on: str | None = None) -> dict[str, str]:
    """Person id → ring on a day (None: by all moves); who has left is not in it."""
    latest: dict[str, str] = {}
    for row in in_time(moves):
        if on is None or row["moved_on"] <= on:
            latest[row["person_id"]] = row["ring"]
    return {person: ring for person, ring in latest.items() if ring != "left"}


def in_time(moves: Iterable[Row]) -> list[Row]:
    """Moves by their day, those of one day in the order they were written."""
    return sorted(moves, key=lambda row: (row["moved_on"], row["position"], row["id"]))


def relatives(rows: Rows, children: Iterable[str]) -> frozenset[str]:
    """Who is a relative of the children: everybody kept as family, and whom birth, adoption or a union links to them.

    Foster and kinship care make nobody a relative by themselves; a professional or a pet never is one.
    """
    graph = nx.Graph()
    graph.add_nodes_from(children)
    unions = rows.table("partnership")
    for union in unions.values():
        partners = [union["first_id"], union["second_id"]]
        graph.add_edges_from([(union["id"], partner) for partner in partners if partner])
    for link in rows.table("child_link").values():
        if link["kind"] not in ("foster", "kinship"):
            graph.add_edge(link["partnership_id"], link["child_id"])
    linked = {person for child in children for person in nx.node_connected_component(graph, child)}
    people = rows.table("person").values()
    return frozenset(
        row["id"]
        for row in people
        if row["kind"] == "family" or (row["id"] in linked and row["kind"] not in ("professional", "pet"))
    )


def minutes_away(rows: Rows, person: Row, children: Iterable[str], reading: ReaderProjection) -> int | None:
    """How long somebody takes to reach the children: as kept with them, 0 in the same home, else as their home or how
    they belong says ("6 minutes' walk", "next door")."""
    if person["minutes_away"] is not None:
        return int(person["minutes_away"])
    with_children = {m["household_id"] for child in children for m in _homes(rows, child)}
    homes = _homes(rows, person["id"])
    if any(m["household_id"] in with_children for m in homes):
        return 0
    for member in homes:
        home = rows.get("household", member["household_id"])
        if home and not reading.hides("household", home["id"]):
            minutes = minutes_in(reading.words(home["distance"]))
            if minutes is not None:
                return minutes
    return minutes_in(reading.words(person["relation"]))


def _homes(rows: Rows, person_id: str) -> list[Row]:
    """Where somebody lives now; where they only sleep comes last."""
    homes = [m for m in rows.where("household_member", person_id=person_id) if not m["ended_on"]]
    return sorted(homes, key=lambda m: (m["kind"] == "sleeps", m["id"]))


def _children(projector: Projector, circle: Row, reading: ReaderProjection) -> tuple[PersonView, ...]:
    people = (projector.people.get(key) for key in children_of(projector.rows, circle))
    return tuple(shown for person in people if person and (shown := reading.person(person)))


def _title(circle: Row, reading: ReaderProjection, children: tuple[PersonView, ...]) -> str:
    if title := reading.told("safety_circle", circle, "title"):
        return title
    return f"Circles of {listed([c.name for c in children])}" if children else "Safety circles"


class _Reading:
    """One circle, read for one reader."""

    def __init__(self, projector: Projector, circle_id: str, reading: ReaderProjection) -> None:
        self._projector, self._reading = projector, reading
        self._rows = projector.rows
        self._circle = self._rows.table("safety_circle")[circle_id]
        if reading.hides("safety_circle", circle_id):
            raise KeyError(circle_id)
        self._people = self._shown_people()
        self._moves = [
            row
            for row in in_time(self._rows.where("circle_move", circle_id=circle_id))
            if row["person_id"] in self._people and not reading.hides("circle_move", row["id"])
        ]

    def _shown_people(self) -> dict[str, PersonView]:
        mentioned = {row["person_id"] for row in self._rows.where("circle_move", circle_id=self._circle["id"])}
        found = {}
        for key in mentioned:
            person = self._projector.people.get(key)
            if person and (shown := self._reading.person(person)):
                found[key] = shown
        return found

    def view(self, on: str | None) -> CirclesView:
        """The circles on a day, or now."""
        children = _children(self._projector, self._circle, self._reading)
        people, said = self._standing(on), self._said()
        case = next(iter(self._rows.table("casefile").values()))
        return CirclesView(
            id=self._circle["id"],
            case_name=self._reading.words(case["name"]) or "",
            title=_title(self._circle, self._reading, children),
            as_at=on or max(self._projector.today.isoformat(), self._moves[-1]["moved_on"] if self._moves else ""),
            children=children,
            people=people,
            days=self._days(),
            said=said,
            gaps=gaps(children, people, said),
            bottom_lines=self._bottom_lines(),
            note=self._reading.words(self._circle["note"]),
        )

    def _standing(self, on: str | None) -> tuple[RingPerson, ...]:
        rows = self._rows
        children = children_of(rows, self._circle)
        kin = relatives(rows, children)
        now = standing(self._moves, on)
        people = []
        for key, ring in now.items():
            row = rows.table("person")[key]
            veiled = is_veiled(self._people[key], self._projector.people[key])
            mine = [m for m in self._moves if m["person_id"] == key and (on is None or m["moved_on"] <= on)]
            people.append(
                RingPerson(
                    person=self._people[key],
                    ring=ring,
                    moves=tuple(self._move(m, veiled) for m in mine),
                    is_relative=key in kin,
                    minutes_away=None if veiled else minutes_away(rows, row, children, self._reading),
                )
            )
        order = {key: (row["moved_on"], row["position"]) for row in reversed(self._moves) for key in [row["person_id"]]}
        return tuple(sorted(people, key=lambda p: (order[p.person.id], p.person.id)))

    def _move(self, row: Row, veiled: bool) -> RingMove:
        """A step as the reader may see it. Words about somebody under a public name may tell who they are."""
        asked, helped, note = (None if veiled else self._reading.words(row[key]) for key in ("asked", "helped", "note"))
        return RingMove(row["id"], row["ring"], row["moved_on"], asked, helped, note)

    def _days(self) -> tuple[CircleDay, ...]:
        days = sorted({row["moved_on"] for row in self._moves})
        return tuple(
            CircleDay(day, dates.written(day), sum(r == "inner" for r in standing(self._moves, day).values()))
            for day in days
        )

    def _said(self) -> tuple[CircleSaid, ...]:
        found = self._rows.where("circle_note", circle_id=self._circle["id"])
        found.sort(key=lambda row: (row["position"], row["id"]))
        return tuple(said for row in found if (said := self._note(row)))

    def _note(self, row: Row) -> CircleSaid | None:
        about, by = (self._projector.people.get(row[key] or "") for key in ("person_id", "by_id"))
        shown, speaker = self._reading.person(about), self._reading.person(by)
        hidden = self._reading.hides("circle_note", row["id"]) or shown is None or (by is not None and speaker is None)
        if hidden or shown is None or about is None:
            return None
        veiled = is_veiled(shown, about) or (speaker is not None and by is not None and is_veiled(speaker, by))
        words, help_ = (None if veiled else self._reading.words(row[key]) for key in ("words", "help"))
        return CircleSaid(row["id"], row["kind"], shown, speaker, words, help_, row["said_on"])

    def _bottom_lines(self) -> tuple[str, ...]:
        cards = self._rows.where("card", workspace_id=self._circle["workspace_id"], part="bottom_line")
        cards = [card for card in cards if not card["closed_on"]]
        cards.sort(key=lambda card: (card["position"], card["id"]))
        shown = (self._reading.card(self._projector.card(card)) for card in cards)
        return tuple(card.text for card in shown if card and speaks_of_circles(card.text))


def gaps(
    children: tuple[PersonView, ...], people: tuple[RingPerson, ...], said: tuple[CircleSaid, ...]
) -> tuple[CircleGap, ...]:
    """What is not there yet, as questions; none while nobody stands in the circles."""
    if not people:
        return ()
    inner = [person for person in people if person.ring == "inner"]
    found = []
    if all(person.is_relative or person.person.kind == "professional" for person in inner):
        found.append(CircleGap("outside_family", "Nobody outside the family knows everything yet. Who could it be?"))
    if all(person.minutes_away is None or person.minutes_away > near_minutes() for person in inner):
        found.append(CircleGap("near", f"Who knows everything and could be here within {near_minutes()} minutes?"))
    if gap := _chosen_gap(children, people, said):
        found.append(gap)
    return tuple(found)


def _chosen_gap(
    children: tuple[PersonView, ...], people: tuple[RingPerson, ...], said: tuple[CircleSaid, ...]
) -> CircleGap | None:
    rings = {person.person.id: person.ring for person in people}
    chosen = [note for note in said if note.kind == "chosen"]
    if any(rings.get(note.about.id) == "inner" for note in chosen):
        return None
    if chosen:
        note = chosen[0]
        who = note.by.name if note.by else listed([child.name for child in children]) or "The child"
        words = f"{who} chose {note.about.name}, who does not know everything yet. What would help to tell them?"
        return CircleGap("chosen", words)
    names = listed([child.name for child in children]) or "the child"
    return CircleGap("chosen", f"Whom would {names} choose?")


def initials_only(view: CirclesView, labels: Mapping[str, str]) -> CirclesView:
    """The same circles with initials (by person id) for every name, and without words that may hold one."""

    def veil(person: PersonView) -> PersonView:
        short = labels.get(person.id, person.initials)
        return replace(person, name=short, full_name=short, initials=short, role=None, agency=None, relation=None,
                       household=None)  # fmt: skip

    people = tuple(
        replace(p, person=veil(p.person), moves=tuple(RingMove(m.id, m.ring, m.moved_on) for m in p.moves))
        for p in view.people
    )
    children = tuple(veil(child) for child in view.children)
    said = tuple(
        replace(s, about=veil(s.about), by=veil(s.by) if s.by else None, words=None, help=None) for s in view.said
    )
    return replace(
        view, case_name="", title="", children=children, people=people, said=said, bottom_lines=(), note=None,
        gaps=gaps(children, people, said),
    )  # fmt: skip


def everybody(projector: Projector, circle_id: str, reader: Reader = US) -> tuple[str, ...]:
    """Ids of everybody who ever stood in these circles and whom the reader may see, as they came."""
    reading = ReaderProjection(projector.rows, reader)
    moves = in_time(projector.rows.where("circle_move", circle_id=circle_id))
    came = dict.fromkeys(row["person_id"] for row in moves)
    return tuple(key for key in came if reading.person(projector.people.get(key)))
