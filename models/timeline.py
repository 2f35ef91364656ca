"""The timeline: what happened and what is planned, with every score along it, and how things stood on a day.

Events are those kept as such, and what other tools know by themselves: network meetings, versions of the plan and of
the map, steps between pathways, next steps due. What is already there in somebody's words is not said twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from models import dates, pathways
from models.casework import Case
from models.circles import circles, standing
from models.due import is_late
from models.past import map_on, projector_on
from models.plan import numbers, plan_name
from models.projections import Projector
from models.readers import Reader, ReaderProjection
from models.rows import Row
from models.thinking_views import DayView, EventView, ScaleThen, TimelineView
from models.views import ScaleView, StrandTag

KINDS = ("event", "harm", "setback", "meeting", "conference", "plan", "step_up", "step_down", "close")
"""Kinds of events, as a person chooses them."""

DANGERS = ("harm", "setback")
"""Kinds that are drawn as danger."""


def kind_words(kind: str) -> str:
    """A kind in words."""
    words = {
        "event": "Something happened", "harm": "Harm", "setback": "Setback", "meeting": "Network meeting",
        "conference": "Conference or review", "plan": "Safety plan", "step_up": "Step up", "step_down": "Step down",
        "close": "Close",
    }  # fmt: skip
    return words.get(kind, words["event"])


def state_words(event: EventView) -> str:
    """Where an event stands, in a word or two: "happened", "planned", "was planned: did it happen?"."""
    return {"planned": "planned", "ask": "was planned: did it happen?"}.get(event.state, "happened")


def timeline_view(projector: Projector, workspace_id: str, reader: Reader) -> TimelineView:
    """Everything dated in a workspace, and its scales, as a reader may see them."""
    reading = ReaderProjection(projector.rows, reader)
    tags = _tags(projector, workspace_id, reading)
    events = sorted(_Events(projector, workspace_id, reading, tags).all(), key=lambda event: dates.sort_key(event.on))
    scales = _scales(projector, workspace_id, reading, tags)
    first, last = _ends(events, scales, projector.today)
    case = next(iter(projector.rows.table("casefile").values()))
    return TimelineView(
        case_name=reading.words(case["name"]) or "",
        title=reading.words(projector.rows.table("workspace")[workspace_id]["title"]) or "",
        as_at=projector.today.isoformat(),
        pathway=projector.current_pathway(workspace_id),
        events=tuple(events),
        scales=scales,
        strands=tuple(tags[scale.strand_id] for scale in scales),
        first=first.isoformat(),
        last=last.isoformat(),
    )


def day_of(said: str | None) -> dt.date | None:
    """The day a date as said stands at on an axis: the middle of what is only partly known; None when unknown."""
    known = dates.parts(dates.sort_key(said))
    if not said or known is None or known[0] >= 9998 or known[0] < 1:
        return None
    year, month, day = known
    return dt.date(year, month or 7, day or (15 if month else 1))


def _tags(projector: Projector, workspace_id: str, reading: ReaderProjection) -> dict[str, StrandTag]:
    """The strands a reader may hear of, by id."""
    found = {}
    for row in projector.rows.where("strand", workspace_id=workspace_id):
        tag = reading.counted(projector.strand_tags[row["id"]])
        if tag and not reading.hides("strand", row["id"]):
            found[row["id"]] = StrandTag(tag.id, tag.number, reading.words(tag.name) or "")
    return found


def _scales(
    projector: Projector, workspace_id: str, reading: ReaderProjection, tags: dict[str, StrandTag]
) -> tuple[ScaleView, ...]:
    """Every scale with its rounds: those of running strands first, then the closed, each in the strands' order."""
    rows = [row for row in projector.rows.where("scale", workspace_id=workspace_id) if row["strand_id"] in tags]
    rows = [row for row in rows if not reading.hides("scale", row["id"])]
    strands = projector.rows.table("strand")

    def place(row: Row) -> tuple[bool, float, str]:
        strand = strands[row["strand_id"]]
        return bool(strand["closed_on"]), strand["position"], row["id"]

    return tuple(reading.scale(projector.scale(row)) for row in sorted(rows, key=place))


def _ends(events: Iterable[EventView], scales: Iterable[ScaleView], today: dt.date) -> tuple[dt.date, dt.date]:
    """The ends of the axis. What lies years before the first scores or years ahead must not squeeze all the rest into
    a corner: it stands at the end of the line then."""
    said = [day for event in events for day in (event.on, event.until)]
    rounds = [day for scale in scales for round_ in scale.rounds if (day := day_of(round_.held_on))]
    days = [*(day for one in said if (day := day_of(one))), *rounds, today]
    first, last = min(days), max(days)
    if not rounds:
        return first, last
    work = max(max(*rounds, today) - min(rounds), dt.timedelta(180))
    if min(rounds) - first > work:
        first = min(rounds) - work / 4
    if last - max(*rounds, today) > 2 * work:
        last = max(*rounds, today) + work
    return first, last


@dataclass(frozen=True)
class _Events:
    """Gathers the events of one workspace for one reader."""

    projector: Projector
    workspace_id: str
    reading: ReaderProjection
    tags: dict[str, StrandTag]

    def all(self) -> list[EventView]:
        """Kept events, then what the tools know and nobody has put there yet, then next steps due."""
        found = self.dated()
        return [*found, *self._next_steps([event for event in found if event.source == "event"])]

    def dated(self) -> list[EventView]:
        """The same without next steps."""
        rows = sorted(self._rows("timeline_event"), key=lambda row: (row["position"], row["id"]))
        kept = [event for row in rows if (event := self._kept(row))]
        told = self._told_days()
        found = [*self._meetings(told), *self._plans(told), *self._steps_between(told), *self._versions(told)]
        return [*kept, *found]

    def _rows(self, table: str) -> list[Row]:
        rows = self.projector.rows.where(table, workspace_id=self.workspace_id)
        return [row for row in rows if not self.reading.hides(table, row["id"])]

    def _told_days(self) -> dict[str, list[Row]]:
        """Kept events by their day, also those a reader may not see: nothing is told in their place."""
        days: dict[str, list[Row]] = {}
        for row in self.projector.rows.where("timeline_event", workspace_id=self.workspace_id):
            days.setdefault(row["on"], []).append(row)
        return days

    def _kept(self, row: Row) -> EventView | None:
        text = self.reading.told("timeline_event", row, "text")
        if not text:
            return None
        return EventView(
            id=row["id"], on=row["on"], until=row["until"], when=dates.span(row["on"], row["until"]), text=text,
            kind=row["kind"], state=self._state(row["on"], row["until"], bool(row["is_planned"])),
            target=row["target"], strand=self.tags.get(row["strand_id"] or ""),
        )  # fmt: skip

    def _state(self, on: str, until: str | None, is_planned: bool) -> str:
        if is_planned:
            return "ask" if is_late(until or on, self.projector.today) else "planned"
        return "planned" if self.projector.today.isoformat() < dates.sort_key(on) < "9998" else "past"

    def _told(self, source: str, row: Row, on: str, text: str, kind: str, state: str = "") -> EventView:
        state = state or self._state(on, None, False)
        strand = self.tags.get(row.get("strand_id") or "")
        return EventView(row["id"], on, None, dates.written(on), text, kind, state, strand=strand, source=source)

    def _meetings(self, told: dict[str, list[Row]]) -> Iterable[EventView]:
        for row in self._rows("network_meeting"):
            if not row["held_on"]:
                continue
            there = told.get(row["held_on"], ())
            if any(event["kind"] == "meeting" or "meeting" in event["text"].lower() for event in there):
                continue
            came = f", {row['came']} came" if row["came"] and not self.reading.hides(
                "network_meeting", row["id"], "came"
            ) else ""  # fmt: skip
            yield self._told("meeting", row, row["held_on"], f"Network meeting{came}", "meeting")

    def _plans(self, told: dict[str, list[Row]]) -> Iterable[EventView]:
        for row in self._rows("plan_version"):
            if not row["made_on"]:
                continue
            there = told.get(row["made_on"], ())
            said = re.compile(rf"\bplan\b.*\b(v|v\.|version)?\s*{row['number']}\b", re.IGNORECASE)
            if not any(event["kind"] == "plan" or said.search(event["text"]) for event in there):
                text = f"{plan_name(self._pathway_then(row['made_on']))}, version {row['number']}"
                yield self._told("plan", row, row["made_on"], text, "plan")

    def _pathway_then(self, on: str) -> str:
        """The pathway of a day; before all of them the first."""
        periods = sorted(self._rows("pathway_period"), key=lambda row: (row["begun_on"] or "", row["id"]))
        begun = [row for row in periods if (row["begun_on"] or "") <= on] or periods[:1]
        return str(begun[-1]["pathway"]) if begun else self.projector.current_pathway(self.workspace_id)

    def _steps_between(self, told: dict[str, list[Row]]) -> Iterable[EventView]:
        order = list(pathways.PATHWAYS)
        periods = sorted((r for r in self._rows("pathway_period") if r["begun_on"]), key=lambda r: r["begun_on"])
        for index, row in enumerate(periods):
            there = told.get(row["begun_on"], ())
            if any(event["kind"] in ("step_up", "step_down") for event in there):
                continue
            name = pathways.pathway(row["pathway"]).name
            before = periods[index - 1]["pathway"] if index else None
            if before is None:
                yield self._told("pathway", row, row["begun_on"], f"Work began: {name}", "event")
            elif before != row["pathway"]:
                up = order.index(row["pathway"]) < order.index(before)
                text = f"Step {'up' if up else 'down'}: {name}"
                yield self._told("pathway", row, row["begun_on"], text, "step_up" if up else "step_down")

    def _versions(self, told: dict[str, list[Row]]) -> Iterable[EventView]:
        for row in self._rows("map_version"):
            if any(re.search(r"\bmap\b", event["text"], re.IGNORECASE) for event in told.get(row["made_on"], ())):
                continue
            label = self.reading.words(row["label"])
            text = f"Map version {row['number']}" + (f": {label}" if label else "")
            yield self._told("version", row, row["made_on"], text, "event")

    def _next_steps(self, kept: list[EventView]) -> Iterable[EventView]:
        said = {(event.on, event.text.casefold().rstrip(".")) for event in kept}
        for row in self._rows("card"):
            due, text = row["due_on"], row["text"].casefold().rstrip(".")
            if row["part"] != "next_step" or not due or row["done_on"] or row["closed_on"] or (due, text) in said:
                continue
            card = self.reading.card(self.projector.card(row))
            if card and card.text:
                yield self._told("step", row, due, card.text, "event", self._state(due, None, True))


# ---- a day --------------------------------------------------------------------------------------------------------


def day_view(case: Case, workspace_id: str, reader: Reader, on: str) -> DayView:
    """How things stood at the end of a day (ISO), as a reader may see it now. Raises KnownError for no day."""
    projector = projector_on(case, on, reader)
    reading = ReaderProjection(projector.rows, reader)
    tags = _tags(projector, workspace_id, reading)
    here = map_on(case, workspace_id, on, reader)
    running = [strand for strand in here.strands if strand.scale and not strand.closed_on and strand.id in tags]
    events = sorted(_Events(projector, workspace_id, reading, tags).dated(), key=lambda event: dates.sort_key(event.on))
    return DayView(
        on=on,
        when=dates.written(on),
        pathway=here.pathway,
        scales=tuple(ScaleThen(tags[s.id], *_newest(s.scale, on)) for s in running if s.scale),
        know_everything=_know_everything(projector, workspace_id, reader, on),
        plan_version=_plan_version(projector, workspace_id, reading, on),
        cards=sum(card.state != "draft" for card in here.cards),
        events=tuple(e for e in events if e.on <= on <= (e.until or e.on) and e.state == "past"),
    )


def _newest(scale: ScaleView, on: str) -> tuple[tuple[int, ...], str | None]:
    """The newest scores shown by a day, lowest first, and when they were given."""
    rounds = [r for r in scale.rounds if r.revealed and r.given and r.held_on <= on]
    if not rounds:
        return (), None
    values = sorted(score.value for score in rounds[-1].given if score.value is not None)
    return tuple(values), rounds[-1].held_on


def _know_everything(projector: Projector, workspace_id: str, reader: Reader, on: str) -> int:
    """How many people stand in the inner ring of any of the circles, of those the reader may see."""
    reading = ReaderProjection(projector.rows, reader)
    inner: set[str] = set()
    for circle_id, _title, _children in circles(projector, workspace_id, reader):
        moves = projector.rows.where("circle_move", circle_id=circle_id)
        rings = standing((move for move in moves if not reading.hides("circle_move", move["id"])), on)
        inner.update(person for person, ring in rings.items() if ring == "inner")
    return sum(reading.person(projector.people.get(person)) is not None for person in inner)


def _plan_version(projector: Projector, workspace_id: str, reading: ReaderProjection, on: str) -> int | None:
    rows = {row["number"]: row for row in projector.rows.where("plan_version", workspace_id=workspace_id)}
    hidden = {number for number, row in rows.items() if reading.hides("plan_version", row["id"])}
    ahead = {number for number, row in rows.items() if (row["made_on"] or "") > on}
    return max(set(numbers(projector.rows, workspace_id)) - hidden - ahead, default=None)
