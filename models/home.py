"""The home screen's view, straight from the tables: every workspace without loading every case."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from models import dates, pathways
from models.casework import Desk
from models.due import is_late
from models.projections import initials, shown_name
from models.rows import Row
from models.views import HomeRow, HomeView, PersonView, StepView, StrandSummary


def home_view(desk: Desk, *, only_case: str | None = None) -> HomeView:
    """The home screen; with ``only_case`` (open for a visit) as if the vault held that case alone."""
    today = desk.now().date()
    with desk.reading() as connection:
        tables = _Tables(connection, only_case)
    rows = [_row(tables, workspace, today) for workspace in tables.workspaces]
    rows.sort(key=lambda row: (row.opened_at or "", row.title), reverse=True)
    steps = [step for row in rows if not row.archived for step in tables.steps_of(row, today)]
    steps.sort(key=lambda step: (dates.sort_key(step.due_on), step.case_title, step.text))
    return HomeView(tuple(rows), tuple(steps), today.isoformat())


_CASE_FILTERS = {
    "{case}": "case_id",
    "{id}": "id",
    "{c.case}": "c.case_id",
    "{s.case}": "s.case_id",
    "{m.case}": "m.case_id",
}
"""Where a query may be narrowed to one case."""


class _Tables:
    """What home needs of the tables, fetched once each."""

    def __init__(self, connection: Connection, only_case: str | None) -> None:
        self._connection, self._case = connection, only_case
        self.workspaces = self._all("SELECT * FROM workspace WHERE {case} ORDER BY position, id")
        self.cases = {r["id"]: r for r in self._all("SELECT * FROM casefile WHERE {id}")}
        self.periods = self._by("workspace_id", "SELECT * FROM pathway_period WHERE {case} ORDER BY begun_on, id")
        self.children = self._by(
            "workspace_id",
            "SELECT c.workspace_id, p.* FROM workspace_child c JOIN person p ON p.id = c.person_id "
            "WHERE {c.case} ORDER BY c.position, c.id",
        )
        self.strands = self._by("workspace_id", "SELECT * FROM strand WHERE {case} ORDER BY position, id")
        self.parts = self._by(
            "strand_id",
            "SELECT strand_id, part FROM card WHERE {case} AND part IN ('danger', 'goal') AND closed_on IS NULL "
            "AND strand_id IS NOT NULL AND NOT is_quotation "
            "UNION SELECT strand_id, 'scale' FROM scale WHERE {case}",
        )
        self.scores = self._by(
            "strand_id",
            "SELECT s.strand_id, r.held_on, x.value FROM scale s "
            "JOIN round r ON r.id = (SELECT q.id FROM round q WHERE q.scale_id = s.id AND q.revealed_at IS NOT NULL "
            "AND EXISTS (SELECT 1 FROM score z WHERE z.round_id = q.id AND z.value IS NOT NULL) "
            "ORDER BY q.held_on DESC, q.id DESC LIMIT 1) "
            "JOIN score x ON x.round_id = r.id AND x.value IS NOT NULL WHERE {s.case} ORDER BY x.value",
        )
        self.cards = self._by(
            "workspace_id",
            "SELECT * FROM card WHERE {case} AND part IN ('own_words', 'next_step') AND closed_on IS NULL "
            "AND state != 'draft' "
            # Home may be seen over a shoulder: what is restricted stays off it.
            "AND id NOT IN (SELECT target_id FROM restriction WHERE target_table = 'card') ORDER BY position, id",
        )
        self.people = self._by(
            "card_id",
            "SELECT p.*, m.card_id, m.role AS part_in, m.words FROM card_person m JOIN card k ON k.id = m.card_id "
            "LEFT JOIN person p ON p.id = m.person_id WHERE {m.case} AND k.part IN ('own_words', 'next_step') "
            "AND m.role IN ('speaker', 'responsible') ORDER BY m.position, m.id",
        )
        self.worked = {
            r["case_id"]: r["at"]
            for r in self._all("SELECT case_id, max(at) AS at FROM edit WHERE {case} GROUP BY case_id")
        }

    def _all(self, query: str) -> list[Row]:
        for place, column in _CASE_FILTERS.items():
            query = query.replace(place, f"{column} = :only_case" if self._case else "1")
        result = self._connection.execute(text(query), {"only_case": self._case} if self._case else {})
        keys = list(result.keys())
        return [dict(zip(keys, values, strict=True)) for values in result]

    def _by(self, column: str, query: str) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self._all(query):
            groups[row[column]].append(row)
        return groups

    def steps_of(self, row: HomeRow, today: dt.date) -> list[StepView]:
        """A workspace's next steps still to do that have a day, soonest first."""
        steps = []
        for card in self.cards.get(row.workspace_id, []):
            if card["part"] != "next_step" or card["done_on"] or not card["due_on"]:
                continue
            who = [_label(m) for m in self.people.get(card["id"], []) if m["part_in"] == "responsible"]
            late = is_late(card["due_on"], _reference(self.cases[row.case_id], today))
            steps.append(
                StepView(
                    card["id"], row.case_id, row.workspace_id, row.title, card["text"], _and(who), card["due_on"], late
                )
            )
        return sorted(steps, key=lambda step: dates.sort_key(step.due_on))


def _reference(case: Row, today: dt.date) -> dt.date:
    return dates.as_date(case["reference_on"]) or today


def _label(mention: Row) -> str:
    return str(mention["words"] or (shown_name(mention) if mention["name"] else ""))


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _row(tables: _Tables, workspace: Row, today: dt.date) -> HomeRow:
    case = tables.cases[workspace["case_id"]]
    periods = sorted(tables.periods.get(workspace["id"], []), key=lambda p: (not p["ended_on"], p["begun_on"] or ""))
    pathway = pathways.pathway(periods[-1]["pathway"] if periods else "safety")
    running, closed = _strands(tables, workspace["id"])
    quote = next((c for c in tables.cards.get(workspace["id"], []) if c["part"] == "own_words"), None)
    speaker = (
        next((_label(m) for m in tables.people.get(quote["id"], []) if m["part_in"] == "speaker"), None)
        if quote
        else None
    )
    row = HomeRow(
        case_id=case["id"], workspace_id=workspace["id"], title=workspace["title"], pathway_name=pathway.name,
        number=case["number"],
        children=tuple(_child(c, _reference(case, today)) for c in tables.children.get(workspace["id"], [])),
        strands=running, closed_strands=closed, quote=quote["text"] if quote else None, speaker=speaker,
        next_step=None, opened_at=tables.worked.get(case["id"]), archived=bool(workspace["archived_on"]),
        is_example=bool(case["is_example"]),
    )  # fmt: skip
    steps = tables.steps_of(row, today)
    return replace(row, next_step=steps[0] if steps else None)


def _strands(tables: _Tables, workspace_id: str) -> tuple[tuple[StrandSummary, ...], tuple[StrandSummary, ...]]:
    groups: dict[bool, list[StrandSummary]] = {False: [], True: []}
    for strand in tables.strands.get(workspace_id, []):
        scores: list[Any] = tables.scores.get(strand["id"], [])
        shut = bool(strand["closed_on"])
        there = {row["part"] for row in tables.parts.get(strand["id"], [])}
        gaps = () if shut else tuple(part for part in ("danger", "goal", "scale") if part not in there)
        groups[shut].append(
            StrandSummary(
                strand["id"], len(groups[shut]) + 1, strand["name"], tuple(s["value"] for s in scores),
                scores[0]["held_on"] if scores else None, shut, gaps,
            )
        )  # fmt: skip
    return tuple(groups[False]), tuple(groups[True])


def _child(person: Row, on: dt.date) -> PersonView:
    shown = shown_name(person)
    age = dates.age(person["born"], on) or person["age_said"] or ""
    return PersonView(
        id=person["id"], name=shown, full_name=person["name"], initials=initials(shown, person["name"]),
        kind=person["kind"], is_child=True, life=person["life"], gender=person["gender"], age=age, born=person["born"],
    )  # fmt: skip
