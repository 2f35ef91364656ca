"""Meaningful measures: what a record answers by itself about how the work is done, never typed by anybody.

What each means is in :mod:`models.measure_definitions`. Numbers are of one workspace, as its rows stand (now, or on any
day: :func:`measures_on`), and only of what the reader may see. What cannot be told is None, never 0. Nothing is
averaged: scores stay lowest and highest.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from models import dates, pathways
from models.casework import Case
from models.circles import in_time, relatives, standing
from models.due import is_late
from models.measure_definitions import ChildVoice, Measures
from models.past import projector_on, today_of
from models.plan import numbers
from models.projections import Projector, safety_facts_missing
from models.readability import grade
from models.readers import US, Reader, ReaderProjection
from models.rows import Row, Rows
from models.stances import talks

TABLES = (
    "workspace", "person", "partnership", "child_link", "pathway_period", "workspace_child", "strand", "scale",
    "round", "score", "card", "card_person", "wording", "safety_circle", "circle_move", "plan_version", "plan_rule",
    "plan_entry", "network_meeting", "child_sheet", "sheet_item", "story", "story_telling", "story_asked",
    "restriction",
)  # fmt: skip
"""The tables that measures are read from, beside the case's own row."""

_RINGS = ("inner", "middle", "outer", "left")
_KNOWING = ("inner", "middle")
_NOT_NETWORK = ("professional", "pet")


def measures(projector: Projector, workspace_id: str, reader: Reader = US) -> Measures:
    """The measures of a workspace as its rows stand, of what the reader may see. KeyError for none such."""
    return Record(projector, workspace_id, reader).measures()


def measures_on(case: Case, workspace_id: str, on: str, reader: Reader = US) -> Measures:
    """The same as it was at the end of a day (ISO). Raises KnownError for a day that is none.

    Of many days :class:`models.measures_course.Course` makes less work.
    """
    return measures(projector_on(case, on, reader), workspace_id, reader)


MOST_MONTHS = 36
"""How far back a course over time goes unless somebody chooses the days."""


def month_ends(case: Case, workspace_id: str) -> list[str]:
    """The last day of every month since the work began (at most :data:`MOST_MONTHS`), then today."""
    today = dt.date.fromisoformat(today_of(case))
    begun = _begun(case.rows, workspace_id) or today.isoformat()
    found = [today]
    first = today.replace(day=1)
    while len(found) <= MOST_MONTHS and (last := first - dt.timedelta(1)).isoformat() >= begun:
        found.append(last)
        first = last.replace(day=1)
    return [day.isoformat() for day in reversed(found)]


_FIRST_DAYS = {"round": "held_on", "circle_move": "moved_on", "wording": "written_on", "plan_entry": "on"}


def _begun(rows: Rows, workspace_id: str) -> str | None:
    """The day the work began: as it says itself, else of the first thing in it that has a day."""

    def first(days: Mapping[str, str]) -> str | None:
        found = (row[day] for name, day in days.items() for row in rows.where(name, workspace_id=workspace_id))
        return min((day.isoformat() for said in found if (day := dates.as_date(said))), default=None)

    return first({"pathway_period": "begun_on"}) or first(_FIRST_DAYS)


class Record:
    """One workspace's rows, as one reader may see them."""

    def __init__(self, projector: Projector, workspace_id: str, reader: Reader) -> None:
        self._projector, self._rows, self._id = projector, projector.rows, workspace_id
        self._today = projector.today
        self._reading = ReaderProjection(projector.rows, reader)
        self._everything = reader.is_us
        self._workspace = projector.rows.table("workspace")[workspace_id]
        self._owned: dict[str, list[Row]] = {}

    def measures(self) -> Measures:
        """All of them."""
        case = next(iter(self._rows.table("casefile").values()), {})
        worker = self._reading.person(self._projector.current_worker(self._id))
        strands = [row for row in self._own("strand") if not row["closed_on"]]
        voices = self.voices
        talking = [voice for voice in voices if talks(self._projector.people[voice.child_id])]
        professionals, own = self._professionals, self._wordings_by(is_professional=True)
        family, others = self._newest_scores(is_professional=False), self._newest_scores(is_professional=True)
        told = self._told
        return Measures(
            case_id=self._workspace["case_id"], workspace_id=self._id, number=case.get("number") or "",
            title=self._reading.words(self._workspace["title"]) or "",
            pathway=self._projector.current_pathway(self._id), as_at=self._today.isoformat(),
            begun_on=min((p["begun_on"] for p in self._own("pathway_period") if p["begun_on"]), default=None),
            worker_id=worker.id if worker else None, worker=worker.name if worker else "",
            is_example=bool(case.get("is_example")), children_voices=voices,
            mapped=len(self.column_counts()) == len(pathways.columns()),
            strands=len(strands), strands_whole=sum(self._is_whole(row["id"]) for row in strands),
            existing_safety=sum(self._is_safety(card) for card in self._on("safety")),
            professionals=len(professionals), professionals_own=len(own),
            own_per_professional=round(sum(own.values()) / len(professionals), 2) if professionals else None,
            family_own=len(self._wordings_by(is_professional=False)),
            danger_grade=self._grade("danger"), goal_grade=self._grade("goal"),
            children=len(voices), children_talking=len(talking),
            children_heard=sum(bool(voice.ways) for voice in talking),
            voice_least=min((voice.ways for voice in talking), default=None),
            explained=bool(told), days_since_explained=self._since(row["told_on"] for row in told),
            network=len(self._network), network_inner=sum(ring == "inner" for ring in self._network.values()),
            network_others=len(self._network.keys() - self._relatives),
            moved_in=self._moved(inwards=True), moved_out=self._moved(inwards=False),
            meetings=len(self.meetings), plan_rules=len(self._rules),
            plan_tests=len(self.plan_tests), days_since_tried=self._since(row["on"] for row in self._own("plan_entry")),
            steps_late=sum(self._is_late(card) for card in self._on("next_step")),
            days_since_score=self._since(row["held_on"] for row in self._rounds),
            family_lowest=min(family, default=None), family_highest=max(family, default=None),
            professionals_lowest=min(others, default=None), professionals_highest=max(others, default=None),
        )  # fmt: skip

    # ---- rows the reader may see --------------------------------------------------------------------------------
    def _own(self, table: str) -> list[Row]:
        """The workspace's rows of a table; gone through once."""
        if table not in self._owned:
            found = self._rows.where(table, workspace_id=self._id)
            if not self._everything:
                found = [row for row in found if not self._reading.hides(table, row["id"])]
            self._owned[table] = found
        return self._owned[table]

    def _sees(self, person_id: str | None) -> bool:
        person = self._projector.people.get(person_id or "")
        return person is not None and (self._everything or self._reading.person(person) is not None)

    def _kind(self, person_id: str) -> str:
        return str(self._rows.table("person")[person_id]["kind"])

    def _is_professional(self, person_id: str) -> bool:
        return self._kind(person_id) == "professional"

    def _since(self, days: Iterable[str | None]) -> int | None:
        """Days since the newest of these that has come."""
        gone = [(self._today - day).days for said in days if (day := dates.as_date(said)) and day <= self._today]
        return min(gone, default=None)

    # ---- the map ------------------------------------------------------------------------------------------------
    @cached_property
    def _cards(self) -> list[Row]:
        found = [row for row in self._own("card") if row["state"] != "draft" and not row["closed_on"]]
        if self._everything:
            return found
        return [row for row in found if self._reading.card(self._projector.card(row)) is not None]

    @cached_property
    def _by_part(self) -> dict[str, list[Row]]:
        found = defaultdict(list)
        for card in self._cards:
            found[card["part"]].append(card)
        return dict(found)

    def _on(self, part: str) -> list[Row]:
        """The finished cards in one part of the map."""
        return self._by_part.get(part, [])

    @cached_property
    def _people_on(self) -> dict[str, list[Row]]:
        found = defaultdict(list)
        for row in self._own("card_person"):
            if row["words"] or self._sees(row["person_id"]):
                found[row["card_id"]].append(row)
        return found

    def _mentioned(self, card: Row, role: str) -> list[str]:
        """Ids of people with a part in a card ("" for words)."""
        return [row["person_id"] or "" for row in self._people_on.get(card["id"], ()) if row["role"] == role]

    def _is_whole(self, strand_id: str) -> bool:
        rows = (self._on("danger"), self._on("goal"), self._own("scale"))
        return all(any(row["strand_id"] == strand_id for row in each) for each in rows)

    def _is_safety(self, card: Row) -> bool:
        return not safety_facts_missing(card, self._mentioned(card, "acted"), self._mentioned(card, "seen_by"))

    def _is_late(self, card: Row) -> bool:
        return not card["done_on"] and is_late(card["due_on"], self._today)

    def column_counts(self) -> dict[str, int]:
        """How many finished cards stand in each column, by its key."""
        counts: Counter[str] = Counter()
        for part, cards in self._by_part.items():
            counts[pathways.column_of(part)] += len(cards)
        return counts

    def statements(self, part: str) -> list[Row]:
        """The danger statements or goals that stand on the map and are nobody's quotation."""
        return [card for card in self._on(part) if not card["is_quotation"]]

    def _grade(self, part: str) -> float | None:
        return grade(card["text"] for card in self.statements(part))

    # ---- who takes part -----------------------------------------------------------------------------------------
    @cached_property
    def _wordings(self) -> list[Row]:
        return [row for row in self._own("wording") if row["kind"] == "danger" and self._sees(row["person_id"])]

    def _wordings_by(self, *, is_professional: bool) -> dict[str, int]:
        """Person id → how many danger statements of their own."""
        found: dict[str, int] = defaultdict(int)
        for row in self._wordings:
            if self._is_professional(row["person_id"]) == is_professional:
                found[row["person_id"]] += 1
        return found

    @cached_property
    def _professionals(self) -> set[str]:
        named = {person for card in self._on("danger") for person in self._mentioned(card, "worried")}
        scored = {row["person_id"] for row in self._scores}
        wrote = {row["person_id"] for row in self._wordings}
        return {person for person in named | scored | wrote if person and self._is_professional(person)}

    # ---- scores -------------------------------------------------------------------------------------------------
    @cached_property
    def _shown(self) -> dict[str, Row]:
        """Rounds whose scores were shown, by id."""
        return {row["id"]: row for row in self._own("round") if row["revealed_at"]}

    @cached_property
    def _scores(self) -> list[Row]:
        """Scores given in rounds that were shown."""
        return [
            row for row in self._own("score")
            if row["value"] is not None and row["round_id"] in self._shown and self._sees(row["person_id"])
        ]  # fmt: skip

    @cached_property
    def _rounds(self) -> list[Row]:
        """Shown rounds with a score in them."""
        return [self._shown[key] for key in {row["round_id"] for row in self._scores}]

    def _newest_scores(self, *, is_professional: bool) -> list[int]:
        running = {row["id"] for row in self._own("strand") if not row["closed_on"]}
        scales = {row["id"] for row in self._own("scale") if row["strand_id"] in running}
        newest: dict[str, Row] = {}
        for row in sorted(self._rounds, key=lambda r: (r["held_on"], r["id"])):
            if row["scale_id"] in scales:
                newest[row["scale_id"]] = row
        chosen = {row["id"] for row in newest.values()}
        return [
            row["value"] for row in self._scores
            if row["round_id"] in chosen and self._is_professional(row["person_id"]) == is_professional
        ]  # fmt: skip

    # ---- children -----------------------------------------------------------------------------------------------
    @cached_property
    def voices(self) -> tuple[ChildVoice, ...]:
        """Every child the work is about, and in which ways each is heard."""
        return tuple(
            self._voice(child.id, (self._reading.person(child) or child).name)
            for child in self._projector.children(self._id)
            if self._sees(child.id)
        )

    def _voice(self, child: str, name: str) -> ChildVoice:
        sheets = {row["id"] for row in self._own("child_sheet") if row["child_id"] == child}
        filled = {row["sheet_id"] for row in self._own("sheet_item") if row["sheet_id"] in sheets}
        scores = [row for row in self._scores if row["person_id"] == child]
        words = sum(bool(row["reason"] or row["higher"]) for row in scores)
        words += sum(row["person_id"] == child for row in self._own("wording") if row["text"])
        words += self._spoken[child]
        asked = sum(row["asked_by_id"] == child for row in self._own("story_asked") if row["asked"])
        return ChildVoice(child, name, len(filled), len(scores), words, asked)

    @cached_property
    def _spoken(self) -> Counter[str]:
        """Person id → on how many cards their words stand."""
        cards = (card for card in self._cards if card["text"] and card["id"] in self._people_on)
        return Counter(person for card in cards for person in set(self._mentioned(card, "speaker")))

    @cached_property
    def _told(self) -> list[Row]:
        stories = {row["id"] for row in self._own("story")}
        return [row for row in self.tellings if row["story_id"] in stories]

    @cached_property
    def tellings(self) -> list[Row]:
        """When the words and pictures were read, oldest first."""
        return sorted(self._own("story_telling"), key=lambda row: (row["told_on"], row["id"]))

    # ---- network ------------------------------------------------------------------------------------------------
    @cached_property
    def _moves(self) -> dict[tuple[str, str], list[Row]]:
        """(circle, person) → moves in their order, of people who can belong to a network."""
        children = {row["person_id"] for row in self._own("workspace_child")}
        circles = {row["id"] for row in self._own("safety_circle")}
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        today = self._today.isoformat()
        for row in in_time(self._own("circle_move")):
            person = row["person_id"]
            if row["circle_id"] not in circles or row["moved_on"] > today or person in children:
                continue
            if self._sees(person) and self._kind(person) not in _NOT_NETWORK:
                found[row["circle_id"], person].append(row)
        return found

    @cached_property
    def _network(self) -> dict[str, str]:
        """Person id → the innermost ring they stand in, of those who know something."""
        found: dict[str, str] = {}
        for (_, person), moves in self._moves.items():
            ring = standing(moves).get(person)
            if ring in _KNOWING and found.get(person) != "inner":
                found[person] = ring
        return found

    def network(self, ring: str) -> list[str]:
        """Names of the network's people in a ring, in order."""
        people = self._projector.people
        seen = [self._reading.person(people[key]) for key, stands in self._network.items() if stands == ring]
        return sorted(person.name for person in seen if person)

    @cached_property
    def _relatives(self) -> frozenset[str]:
        if not self._network:
            return frozenset()
        return relatives(self._rows, [child.id for child in self._projector.children(self._id)])

    def _moved(self, *, inwards: bool) -> int:
        found = set()
        for (_, person), moves in self._moves.items():
            first, last = (_RINGS.index(move["ring"]) for move in (moves[0], moves[-1]))
            if last < first if inwards else last > first:
                found.add(person)
        return len(found)

    @cached_property
    def meetings(self) -> list[Row]:
        """Meetings whose day has come, oldest first."""
        found = [m for m in self._own("network_meeting") if m["held_on"] and m["held_on"] <= self._today.isoformat()]
        return sorted(found, key=lambda row: (row["held_on"], row["id"]))

    # ---- the plan -----------------------------------------------------------------------------------------------
    @cached_property
    def _rules(self) -> list[Row]:
        made = numbers(self._rows, self._id)
        return [row for row in self._own("plan_rule") if made and row["version"] == made[-1]]

    @cached_property
    def plan_tests(self) -> list[Row]:
        """Lines of the diary that say the plan was used or kept, oldest first."""
        found = [row for row in self._own("plan_entry") if row["kind"] in ("used", "kept")]
        return sorted(found, key=lambda row: (row["on"], row["position"], row["id"]))
