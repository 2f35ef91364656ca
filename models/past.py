"""A case as it stood at the end of a day.

Two times meet. The journal knows when something was typed; many rows carry the day they speak of. A row that was
already typed on that day reads as it read then, also if it was changed or deleted since. A row typed later but dated
earlier (an October round written up in November, a case brought in whole) counts from its own day, in its present
words. What is dated later is not there yet. Rows that belong to another (a score, a source) follow it; the family
itself stands as recorded, with the days its parts began and ended.

Restrictions are those of today: what must not be shown now must not show in the past either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from models import dates, journal
from models.casework import Case, Desk
from models.entities import CASE_TABLES, TABLE_NAMES
from models.errors import KnownError
from models.projections import Projector, date_for_ages
from models.readers import US, Reader, ReaderProjection
from models.rows import Change, Row, Rows
from models.views import MapView

OWN_DATES = {
    "pathway_period": "begun_on", "household_member": "begun_on", "child_link": "begun_on", "tie": "begun_on",
    "strand": "opened_on", "scale": "opened_on", "round": "held_on", "card": "written_on", "different_view": "said_on",
    "wording": "written_on", "map_version": "made_on", "matrix_cell": "said_on", "circle_move": "moved_on",
    "circle_note": "said_on", "network_objection": "said_on", "network_find": "found_on", "plan_version": "made_on",
    "plan_agreement": "on", "plan_rule": "made_on", "plan_entry": "on", "timeline_event": "on",
    "network_meeting": "held_on", "child_sheet": "made_on", "sheet_item": "on", "story_approval": "on",
    "story_telling": "told_on", "learning_session": "held_on", "audit_answer": "held_on", "feedback": "given_on",
}  # fmt: skip
"""The column that says which day a row speaks of."""

PARENTS = {
    "scale": ("strand", "strand_id"), "round": ("scale", "scale_id"), "score": ("round", "round_id"),
    "card_person": ("card", "card_id"), "different_view": ("card", "card_id"), "statement_part": ("card", "card_id"),
    "matrix_cell": ("harm_matrix", "matrix_id"), "open_question": ("harm_matrix", "matrix_id"),
    "circle_child": ("safety_circle", "circle_id"), "circle_move": ("safety_circle", "circle_id"),
    "circle_note": ("safety_circle", "circle_id"), "network_question": ("network_objection", "objection_id"),
    "network_find": ("network_objection", "objection_id"), "meeting_person": ("network_meeting", "meeting_id"),
    "meeting_item": ("network_meeting", "meeting_id"), "sheet_item": ("child_sheet", "sheet_id"),
    "story_frame": ("story", "story_id"), "story_approval": ("story", "story_id"),
    "story_telling": ("story", "story_id"), "story_asked": ("story_telling", "telling_id"),
    "scene_item": ("scene", "scene_id"), "sheet_permission": ("child_sheet", "sheet_id"),
    "session_item": ("learning_session", "session_id"),
}  # fmt: skip
"""The table and column of the row that one belongs to."""

_OCCASIONS = frozenset({"score", "meeting_person", "meeting_item", "sheet_item", "session_item", "story_asked"})
"""Facts of the day their parent was held, whenever somebody got round to typing them."""

_DRAWN_EARLIER = frozenset(
    {"strand", "scale", "harm_matrix", "safety_circle", "network_objection", "story", "child_sheet"}
)
"""What must have been there by the day of the first dated thing in it."""

_AS_RECORDED = frozenset(
    {"casefile", "workspace", "workspace_child", "person", "household", "household_member", "partnership", "child_link",
     "tie", "ecomap_link", "arrangement", "person_look", "silenced_phrase"}
)  # fmt: skip
"""The family and the frame of the work: there on every day, but for a begin of their own."""

_FROM_THE_START = frozenset({"pathway_period", "strand", "scale", "safety_circle", "card", "wording"})
"""Undated, and brought in with a whole case: there since the work began. Other undated rows are only there today,
for nobody can say when they were made, and the past must not know too much."""

_ENDS: dict[str, dict[str, dict[str, Any]]] = {
    "workspace": {"archived_on": {}},
    "pathway_period": {"ended_on": {}},
    "person": {"died": {"life": "alive"}},
    "household_member": {"ended_on": {}},
    "partnership": {"ended_on": {"ended_by": None}},
    "child_link": {"ended_on": {}},
    "tie": {"ended_on": {}, "repaired_on": {}},
    "strand": {"closed_on": {}},
    "scale": {"closed_on": {}},
    "card": {"closed_on": {}, "done_on": {}},
    "open_question": {"answered_on": {"answer": None, "card_id": None}},
}
"""Days on which something ended, with what else it was before then."""

_NEVER = "~"
"""Later than every day: not there before it was typed."""

_UNKNOWN = "~?"
"""The same for what came with a whole case and has no day."""


def today_of(case: Case) -> str:
    """The day that counts as today in a case (the example families have their own), ISO."""
    return date_for_ages(case.rows, case.desk.now().date()).isoformat()


def rows_on(case: Case, on: str, reader: Reader = US, *, with_unknown: bool = False) -> Rows:
    """The rows at the end of a day (ISO); from today on, the present ones. The case's own "today" is then that day.

    No row points at one that is not there. For a reader outside the team a restricted field keeps its present words,
    which the restriction was made for. ``with_unknown``: also what came with a whole case and nobody can say since
    when it is there, so that it is not taken for new. Raises KnownError for a day that is none.
    """
    day = dates.as_date(on)
    if day is None:
        raise KnownError("That is not a day. Nothing was changed. Write it as year, month and day: 2025-06-17.")
    if day.isoformat() >= today_of(case):
        return case.rows.copy()
    return Past.of(case).rows(case, day.isoformat(), reader, with_unknown)


def projector_on(case: Case, on: str, reader: Reader = US) -> Projector:
    """What makes the views of :func:`rows_on`; the last few are kept until the case changes."""
    return Past.of(case).projector(case, on, reader)


def map_on(case: Case, workspace_id: str, on: str, reader: Reader = US) -> MapView:
    """The map as it stood at the end of a day, as a reader may see it; read only (``is_past``) before today."""
    return Past.of(case).map(case, workspace_id, on, reader)


_KEPT_DAYS = 12
"""How many days are kept ready: as many as a hand slides to and fro over."""


def _make_room(kept: dict[Any, Any]) -> None:
    while len(kept) >= _KEPT_DAYS:
        del kept[next(iter(kept))]


@dataclass
class Past:
    """What the journal says of one case, decoded once; it grows with the case."""

    seq: int = 0
    days: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    brought_in: set[tuple[str, str]] = field(default_factory=set)
    lifted: dict[str, Row] = field(default_factory=dict)
    since: dict[tuple[str, str], str] = field(default_factory=dict)
    projectors: dict[tuple[str, Reader, str], Projector] = field(default_factory=dict)
    maps: dict[tuple[str, str, Reader, str], MapView] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> Past:
        """The case's past, brought up to its newest edit."""
        past = case.kept.get(cls.__name__)
        if not isinstance(past, cls):
            past = case.kept[cls.__name__] = cls()
        past.read_on(case)
        return past

    def read_on(self, case: Case) -> None:
        """Read what is new in the journal, and since when every row counts."""
        if self.read_some(case.desk, case.id, -1) or not self.since:
            self.projectors.clear()
            self.maps.clear()
            self.since = _Since(case.rows, self.typed, self.brought_in).all()

    def read_some(self, desk: Desk, case_id: str, at_most: int) -> bool:
        """Read on in the journal, at most so many edits (-1: all); False when there was nothing new."""
        with desk.reading() as connection:
            found = journal.dated_changes(connection, case_id, after_seq=self.seq, at_most=at_most)
        for seq, at, kind, change in found:
            self.seq = seq
            if change.table not in TABLE_NAMES:
                continue
            key = (change.table, change.key)
            whole = Change(change.table, change.key, _whole(change.table, change.before), _whole(*_after(change)))
            self.days.append(at[:10])
            self.changes.append(whole)
            if self.typed.setdefault(key, at[:10]) and kind == journal.BEGIN:
                self.brought_in.add(key)
            if change.table == "restriction":
                if whole.after is None and whole.before is not None:
                    self.lifted[change.key] = whole.before
                else:
                    self.lifted.pop(change.key, None)
        return bool(found)

    def projector(self, case: Case, on: str, reader: Reader) -> Projector:
        """The projector of a day."""
        key = (on, reader, today_of(case))
        if key not in self.projectors:
            _make_room(self.projectors)
            self.projectors[key] = Projector(rows_on(case, on, reader), case.desk.now().date())
        return self.projectors[key]

    def map(self, case: Case, workspace_id: str, on: str, reader: Reader) -> MapView:
        """The map of a day."""
        today = today_of(case)
        key = (workspace_id, on, reader, today)
        if key not in self.maps:
            _make_room(self.maps)
            projector = self.projector(case, on, reader)
            view = ReaderProjection(projector.rows, reader).map(projector.map(workspace_id))
            self.maps[key] = replace(view, as_at=on, is_past=True) if on < today else view
        return self.maps[key]

    def rows(self, case: Case, on: str, reader: Reader, with_unknown: bool) -> Rows:
        """The rows at the end of an earlier day."""
        return Backwards(self, case.rows, with_unknown=with_unknown).rows(on, reader)


class Backwards:
    """The rows of a case on one day and then on earlier ones: every change is taken back once.

    ``now`` must not change meanwhile. ``only``: of these tables alone, which belong to no others.
    """

    def __init__(
        self, past: Past, now: Rows, *, with_unknown: bool = False, only: frozenset[str] = frozenset(TABLE_NAMES)
    ) -> None:
        self._past, self._now = past, now
        self._names = [name for name in TABLE_NAMES if name in only]
        self._then = Rows({name: dict(now.table(name)) for name in self._names})
        self._only = only
        self._left = len(past.changes)
        self._dated_earlier = list(self._earlier(with_unknown))

    def _earlier(self, with_unknown: bool) -> Iterator[tuple[str, str, str, Row]]:
        """Present rows that count from a day before they were typed: from when, when typed, table, row."""
        for name in self._names:
            for key, row in self._now.table(name).items():
                since = self._past.since.get((name, key), _NEVER)
                if with_unknown and (since == _UNKNOWN or self._came_as_plan(name, row)):
                    since = ""
                typed = self._past.typed.get((name, key), _NEVER)
                if since < typed:
                    yield since, typed, name, row

    def _came_as_plan(self, name: str, row: Row) -> bool:
        """Whether it is a plan that came with a whole case: its day says when it is for, not since when it is there."""
        return name == "timeline_event" and bool(row["is_planned"]) and (name, row["id"]) in self._past.brought_in

    def rows(self, on: str, reader: Reader) -> Rows:
        """The rows at the end of a day before today, and not after the one asked for last."""
        self._go_back(on)
        tables: dict[str, dict[str, Row]] = {name: {} for name in self._names}
        for since, typed, name, row in self._dated_earlier:
            if since <= on < typed:
                tables[name][row["id"]] = _before_its_end(name, row, on)
        for name, rows in tables.items():
            rows.update(self._then.table(name))
        tables["restriction"] = self._restrictions()
        tables["sharing_decision"] = dict(self._now.table("sharing_decision"))
        tables["casefile"] = {
            key: row | {"reference_on": on}
            for key, row in (tables["casefile"] or self._now.table("casefile")).items()
        }  # fmt: skip
        if not reader.is_us:
            _keep_restricted_words(tables, self._now)
        return Rows(_joined_up(tables))

    def _go_back(self, on: str) -> None:
        """Take back what was typed after a day."""
        past, last = self._past, self._left
        while self._left and past.days[self._left - 1] > on:
            self._left -= 1
        gone = past.changes[self._left : last]
        self._then.unapply(change for change in reversed(gone) if change.table in self._only)

    def _restrictions(self) -> dict[str, Row]:
        """Today's restrictions, and those that went together with what they were about."""
        gone = {
            key: row
            for key, row in self._past.lifted.items()
            if row["target_table"] and self._now.get(row["target_table"], row["target_id"]) is None
        }
        return gone | self._now.table("restriction")


def _after(change: Change) -> tuple[str, Row | None]:
    return change.table, change.after


def _whole(table: str, row: Row | None) -> Row | None:
    """A row with the columns that tables have got since it was journalled."""
    if row is None:
        return None
    blank = _blank(table)
    return row if row.keys() >= blank.keys() else blank | row


@cache
def _blank(table: str) -> Row:
    columns = next(model.__table__.columns for model in CASE_TABLES if model.__tablename__ == table)
    blank: Row = {}
    for column in columns:
        default = column.default.arg if column.default is not None and column.default.is_scalar else None
        blank[column.name] = default
    return blank


class _Since:
    """From which day on each present row counts by its own date, or its parent's."""

    def __init__(self, rows: Rows, typed: dict[tuple[str, str], str], brought_in: set[tuple[str, str]]) -> None:
        self._rows, self._typed, self._brought_in = rows, typed, brought_in
        self._drawn = self._first_facts()
        self._starts = self._work_began()
        self._versions = {
            (row["workspace_id"], row["number"]): row["id"] for row in rows.table("plan_version").values()
        }
        periods = sorted(rows.table("pathway_period").values(), key=lambda r: (_own("pathway_period", r), r["id"]))
        self._first_periods = {row["workspace_id"]: row["id"] for row in reversed(periods)}
        self._since: dict[tuple[str, str], str] = {}

    def all(self) -> dict[tuple[str, str], str]:
        """(table, id) → day; "" is always, a sign after all days is not before it was typed."""
        for name in TABLE_NAMES:
            for row in self._rows.table(name).values():
                self._since[name, row["id"]] = self._day(name, row)
        return self._since

    def _day(self, name: str, row: Row) -> str:
        parent = self._parent(name, row)
        above = self._since.get(parent, "") if parent else ""
        own = min(_own(name, row), self._drawn.get((name, row["id"]), _NEVER))
        if name == "pathway_period" and self._first_periods.get(row["workspace_id"]) == row["id"]:
            return ""  # a workspace is on some pathway from the first
        if own != _NEVER:
            return max(own, above)
        key = (name, row["id"])
        if parent:
            together = name in _OCCASIONS or self._typed.get(parent) == self._typed.get(key)
            return above if together else _NEVER
        if name in _AS_RECORDED:
            return ""
        if key not in self._brought_in:
            return _NEVER
        return self._starts.get(row["workspace_id"], "") if name in _FROM_THE_START else _UNKNOWN

    def _parent(self, name: str, row: Row) -> tuple[str, str] | None:
        if name in ("plan_rule", "plan_agreement"):
            version = self._versions.get((row["workspace_id"], row["version"]))
            return ("plan_version", version) if version else None
        if name not in PARENTS:
            return None
        table, column = PARENTS[name]
        return (table, row[column]) if row[column] else None

    def _first_facts(self) -> dict[tuple[str, str], str]:
        """The first dated thing in every row that others belong to."""
        drawn: dict[tuple[str, str], str] = {}
        for name in reversed(TABLE_NAMES):
            if name not in PARENTS or PARENTS[name][0] not in _DRAWN_EARLIER:
                continue
            table, column = PARENTS[name]
            for row in self._rows.table(name).values():
                first = min(_own(name, row), drawn.get((name, row["id"]), _NEVER))
                if row[column] and first != _NEVER:
                    above = (table, row[column])
                    drawn[above] = min(first, drawn.get(above, _NEVER))
        return drawn

    def _work_began(self) -> dict[str, str]:
        starts: dict[str, str] = {}
        for name, row in self._rows:
            # What happened to the family long before is no sign of the work having begun.
            if name in OWN_DATES and name != "timeline_event" and "workspace_id" in row:
                own = _own(name, row)
                starts[row["workspace_id"]] = min(own, starts.get(row["workspace_id"], _NEVER))
        return starts


def _own(table: str, row: Row) -> str:
    """The day a row speaks of; one that is only partly known counts from its first day on."""
    column = OWN_DATES.get(table)
    key = dates.sort_key(row[column]) if column else "9999"
    return key if key < "9998" else _NEVER


def _before_its_end(table: str, row: Row, on: str) -> Row:
    """A row without the end it has only come to since."""
    undone: Row = {}
    for column, also in _ENDS.get(table, {}).items():
        ended = row[column]
        if ended and on < dates.sort_key(ended) < "9998":
            undone |= {column: None, **also}
    return row | undone if undone else row


def _keep_restricted_words(tables: dict[str, dict[str, Row]], now: Rows) -> None:
    """Give restricted fields their present words; what is gone since, and was restricted in part, goes whole."""
    for restriction in tables["restriction"].values():
        table, key, column = (restriction[name] for name in ("target_table", "target_id", "target_field"))
        row = tables.get(table or "", {}).get(key or "")
        if row is None or not column or column not in row:
            continue
        present = now.get(table, key)
        if present is None:
            del tables[table][key]
        elif present[column] != row[column]:
            tables[table][key] = row | {column: present[column]}


@cache
def _pointers() -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """Table → (column, the table it points at, whether the row goes with what it points at); the case is there."""
    found = {}
    for model in CASE_TABLES:
        columns = model.__table__.columns
        found[model.__tablename__] = tuple(
            (column.name, key.column.table.name, key.ondelete != "SET NULL")
            for column in columns
            for key in column.foreign_keys
            if key.column.table.name != "casefile"
        )
    return found


def _joined_up(tables: dict[str, dict[str, Row]]) -> dict[str, dict[str, Row]]:
    """Without rows that belong to one that is not there, and with no pointer at one.

    Tables are in writing order, but some rows point within their own table (a shorter story at the whole one).
    """
    for name, pointers in _pointers().items():
        rows = tables.get(name)
        for column, target, belongs in pointers:
            if not rows or target not in tables:
                continue
            there = tables[target]
            lost = [key for key, row in rows.items() if row[column] and row[column] not in there]
            for key in lost:
                if belongs:
                    del rows[key]
                else:
                    rows[key] = rows[key] | {column: None}
    return tables


def last_day_worked(case: Case, before: dt.date) -> str | None:
    """The last day before another on which somebody changed the case, from the journal; None when nobody did."""
    past = Past.of(case)
    return max((day for day in past.days if day < before.isoformat()), default=None)
