"""Family network meetings as a reader may see them: who came, what was asked and said, who does what by when."""

from __future__ import annotations

from dataclasses import dataclass

from models import dates
from models.circles import circles, circles_for
from models.due import is_ahead
from models.family_readers import is_veiled
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row
from models.thinking_views import AttendeeView, MeetingItemView, MeetingView
from models.views import PersonView

ATTENDING = ("came", "invited", "sorry")
ITEM_KINDS = ("question", "said", "step")
_NEARNESS = {"inner": 0, "middle": 1, "outer": 2}


@dataclass(frozen=True)
class Offered:
    """Somebody who may be asked to a meeting. ``ring``: where they stand in the circles, None in none of them."""

    person: PersonView
    ring: str | None


def meetings_view(projector: Projector, workspace_id: str, reader: Reader = US) -> tuple[MeetingView, ...]:
    """A workspace's meetings, newest first: those still planned lead, those of no known day before them all."""
    reading = _Reading(projector, ReaderProjection(projector.rows, reader))
    rows = projector.rows.where("network_meeting", workspace_id=workspace_id)
    rows.sort(key=lambda row: (dates.sort_key(row["held_on"]), row["id"]), reverse=True)
    return tuple(reading.meeting(row) for row in rows if not reading.hides("network_meeting", row["id"]))


def offered_people(projector: Projector, workspace_id: str, reader: Reader = US) -> tuple[Offered, ...]:
    """Who could come: the circles' inner ring first, then ring by ring, then others, professionals last."""
    rings: dict[str, str] = {}
    for circle_id, _title, _children in circles(projector, workspace_id, reader):
        for place in circles_for(projector, circle_id, reader).people:
            known = rings.get(place.person.id)
            if known is None or _NEARNESS[place.ring] < _NEARNESS[known]:
                rings[place.person.id] = place.ring
    reading = ReaderProjection(projector.rows, reader)
    rows = projector.rows.table("person")
    people = [
        shown
        for key, person in projector.people.items()
        if person.kind != "pet" and person.life in ("alive", "unknown") and (shown := reading.person(person))
        and rows[key]["name"].strip()
    ]  # fmt: skip
    people.sort(
        key=lambda p: (
            _NEARNESS.get(rings.get(p.id, ""), 3), p.kind == "professional", rows[p.id]["position"], p.name, p.id
        )
    )  # fmt: skip
    return tuple(Offered(person, rings.get(person.id)) for person in people)


class _Reading:
    """Meetings, read for one reader."""

    def __init__(self, projector: Projector, reading: ReaderProjection) -> None:
        self._projector, self._reading = projector, reading
        self._rows = projector.rows
        self.hides = reading.hides
        self._people = self._rows.grouped("meeting_person", "meeting_id")
        self._items = self._rows.grouped("meeting_item", "meeting_id")

    def meeting(self, row: Row) -> MeetingView:
        """One meeting, from its row."""
        attending = self._people.get(row["id"], [])
        people = tuple(there for line in _in_order(attending) if (there := self._attendee(line)))
        items = tuple(item for line in _in_order(self._items.get(row["id"], [])) if (item := self._item(line)))
        planned = is_ahead(row["held_on"], self._projector.today)
        return MeetingView(
            id=row["id"], held_on=row["held_on"], when=dates.written(row["held_on"]),
            came=self._came(row, attending, people), place=self._words(row, "place"), who=self._words(row, "who"),
            note=self._words(row, "note"), people=people, items=items, is_planned=planned,
        )  # fmt: skip

    def _came(self, row: Row, attending: list[Row], people: tuple[AttendeeView, ...]) -> int | None:
        """How many came: as counted then, or as many as are named. Who is hidden is not counted either."""
        named = sum(person.state == "came" for person in people)
        hidden = sum(line["state"] == "came" for line in attending) - named
        counted = max((row["came"] or 0) - hidden, named)
        return counted or (row["came"] if row["came"] == 0 else None)

    def _words(self, row: Row, field: str) -> str:
        if self._reading.hides("network_meeting", row["id"], field):
            return ""
        return self._reading.words(row[field]) or ""

    def _attendee(self, row: Row) -> AttendeeView | None:
        person = self._projector.people.get(row["person_id"] or "")
        shown, words = self._reading.person(person), self._reading.words(row["person_words"])
        if self.hides("meeting_person", row["id"]) or (person is not None and shown is None):
            return None
        label = shown.name if shown else words
        return AttendeeView(row["id"], label, shown, row["state"]) if label else None

    def _item(self, row: Row) -> MeetingItemView | None:
        """A line, whole or not at all; who is under a public name is not quoted, for words may tell who they are."""
        person = self._projector.people.get(row["person_id"] or "")
        shown = self._reading.person(person)
        if self.hides("meeting_item", row["id"]) or (person is not None and shown is None):
            return None
        if shown is not None and person is not None and is_veiled(shown, person):
            return None
        if row["card_id"]:
            return self._step(row, shown)
        text, answer = self._item_words(row, "text"), self._item_words(row, "answer")
        if row["text"] and not text:
            return None
        return MeetingItemView(row["id"], row["kind"], text, answer, shown)

    def _item_words(self, row: Row, field: str) -> str:
        if self.hides("meeting_item", row["id"], field):
            return ""
        return self._reading.words(row[field]) or ""

    def _step(self, row: Row, person: PersonView | None) -> MeetingItemView | None:
        found = self._rows.get("card", row["card_id"])
        card = self._reading.card(self._projector.card(found)) if found else None
        return MeetingItemView(row["id"], row["kind"], card.text, "", person, card) if card else None


def _in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["position"], row["id"]))
