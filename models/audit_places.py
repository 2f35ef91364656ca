"""Where each line of an audit's evidence is found: the room, and the card, strand, sheet or meeting in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.measures import Record
from models.projections import Projector
from models.readers import ReaderProjection
from models.rows import Row


@dataclass(frozen=True)
class Found:
    """A room, and the thing in it as "table:id" ("" for the room as a whole)."""

    room: str
    thing: str = ""


class Places:
    """What one reader may see of one piece of work, by kind of evidence."""

    def __init__(self, record: Record, projector: Projector, workspace_id: str, reading: ReaderProjection) -> None:
        self._record, self._projector, self._reading = record, projector, reading
        self._workspace = workspace_id

    def of(self, kind: str, count: int) -> tuple[Found, ...]:
        """Where the lines of a kind are found, one for each; the last place stands for all that follow."""
        known = tuple(_PLACES[kind](self)) if kind in _PLACES else ()
        return tuple(known[min(place, len(known) - 1)] for place in range(count)) if known else ()

    def _rows(self, table: str) -> list[Row]:
        rows = self._projector.rows.where(table, workspace_id=self._workspace)
        return [row for row in rows if not self._reading.hides(table, row["id"])]

    def _strand(self, rows: Iterable[Row]) -> Found:
        """The strand of the first of these rows that has one."""
        return Found("strands", _thing("strand", next((row["strand_id"] for row in rows if row["strand_id"]), None)))

    def statements(self) -> Iterable[Found]:
        """The strand of the first statement."""
        yield self._strand(self._record.statements("danger"))

    def own_words(self) -> Iterable[Found]:
        """The strand in which somebody wrote a statement of their own."""
        yield self._strand(row for row in self._rows("wording") if row["kind"] == "danger" and row["text"])

    def network(self) -> Iterable[Found]:
        """The circles; for the meetings the newest of them."""
        held = self._record.meetings
        yield from (Found("circles"),) * 3
        yield Found("meetings", _thing("network_meeting", held[-1]["id"] if held else None))

    def explained(self) -> Iterable[Found]:
        """The story that was read, time by time."""
        told = self._record.tellings
        yield from (Found("words", _thing("story", row["story_id"])) for row in told)
        if not told:
            yield Found("words")

    def plan(self) -> Iterable[Found]:
        """The rules, and the newest line of the diary that tells of them."""
        tests = self._record.plan_tests
        yield Found("plan")
        yield Found("plan", _thing("plan_entry", tests[-1]["id"] if tests else None))

    def voice(self) -> Iterable[Found]:
        """Each child's newest sheet."""
        made = sorted(self._rows("child_sheet"), key=lambda row: (row["made_on"] or "", row["id"]))
        newest = {row["child_id"]: row["id"] for row in made}
        for voice in self._record.voices:
            yield Found("children", _thing("child_sheet", newest.get(voice.child_id)))

    def balance(self) -> Iterable[Found]:
        """The map; for the safety that somebody saw the newest card of it."""
        cards = [self._projector.card(row) for row in self._record.statements("safety")]
        seen = [card for card in cards if not card.missing]
        newest = max(seen, key=lambda card: (card.occurred or "", card.id), default=None)
        yield Found("map")
        yield Found("map", _thing("card", newest.id if newest else None))

    def scores(self) -> Iterable[Found]:
        """The first strand that is not complete; the scale scored last."""
        parts = (self._record.statements("danger"), self._record.statements("goal"), self._rows("scale"))
        wanted = [{row["strand_id"] for row in rows} for rows in parts]
        running = sorted((row for row in self._rows("strand") if not row["closed_on"]), key=lambda r: r["position"])
        part = next((row for row in running if not all(row["id"] in each for each in wanted)), None)
        yield Found("strands", _thing("strand", part["id"] if part else None))
        shown = [row for row in self._rows("round") if row["revealed_at"]]
        last = max(shown, key=lambda row: (row["held_on"] or "", row["id"]), default=None)
        scale = self._projector.rows.get("scale", last["scale_id"]) if last else None
        yield Found("scaling", _thing("strand", scale["strand_id"] if scale else None))


_PLACES: dict[str, Callable[[Places], Iterable[Found]]] = {
    "statements": Places.statements, "network": Places.network, "explained": Places.explained, "plan": Places.plan,
    "voice": Places.voice, "balance": Places.balance, "own_words": Places.own_words, "scores": Places.scores,
}  # fmt: skip


def _thing(table: str, key: str | None) -> str:
    return f"{table}:{key}" if key else ""
