"""Collaborative audit: the questions, the record's own evidence beside each, and three people's scores over time.

The questions are ``resources/practice/audit.json`` (an authority's own file of that name stands in its place). Evidence
is worked out from the rows each time, for the reader; nobody types it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import dates, pathways, practice
from models.audit_places import Found, Places
from models.errors import KnownError
from models.frames import listed
from models.measure_definitions import ChildVoice
from models.measures import Record
from models.projections import Projector
from models.quality_views import AuditLine, AuditPoint, AuditView, AuditWords
from models.readers import US, Reader, ReaderProjection
from models.rows import Row, Rows
from models.views import CardView, PersonView
from resources.files import read_text

FILE = "audit.json"
WHO = ("worker", "auditor", "family")
AUDIT, SILENT = "audit", "silent"
"""The kind of the session an audit is, and its status while nobody's numbers are shown."""


@dataclass(frozen=True)
class Question:
    """A question of the audit. ``evidence``: which of :data:`EVIDENCE` stands beside it, "" for none."""

    key: str
    question: str
    about: str = ""
    evidence: str = ""


@cache
def _shipped() -> tuple[Question, ...]:
    return _questions(json.loads(read_text("practice", FILE)))


def _questions(raw: Any) -> tuple[Question, ...]:
    found = tuple(Question(**each) for each in raw["questions"])
    keys = [each.key for each in found]
    if not found or len(set(keys)) < len(keys) or any(q.evidence not in ("", *EVIDENCE) for q in found):
        raise ValueError("questions need keys of their own and evidence that is known")
    return found


def questions() -> tuple[Question, ...]:
    """The questions in force. Raises KnownError where the authority's own file has a fault."""
    folder = practice.folder()
    own = folder / FILE if folder else None
    return _own(own, own.stat().st_mtime_ns) if own and own.exists() else _shipped()


@cache
def _own(file: Path, _changed: int) -> tuple[Question, ...]:
    try:
        return _questions(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        raise KnownError(
            "The council's own audit questions have a fault. Nothing was changed. Each needs a key and a question; "
            f"evidence is one of: {', '.join(EVIDENCE)}."
        ) from None


# ---- evidence -----------------------------------------------------------------------------------------------------


class Evidence:
    """What the record says by itself, for one reader. Each method gives sentences, none where there is nothing."""

    def __init__(self, projector: Projector, workspace_id: str, reader: Reader = US) -> None:
        self._record = Record(projector, workspace_id, reader)
        self._found = self._record.measures()
        self._reading = ReaderProjection(projector.rows, reader)
        self._places = Places(self._record, projector, workspace_id, self._reading)

    def of(self, kind: str) -> tuple[str, ...]:
        """The evidence of one kind of :data:`EVIDENCE`; none for ""."""
        return tuple(EVIDENCE[kind](self)) if kind else ()

    def places(self, kind: str, count: int) -> tuple[Found, ...]:
        """Where the lines of one kind are found."""
        return self._places.of(kind, count)

    def statements(self) -> list[str]:
        """The danger statements, and how hard they are to read."""
        found = self._record.statements("danger")
        refs = [row["ref"] for row in found if row["ref"]]
        named = f": {listed(refs)}" if refs else ""
        lines = [f"{_many(len(found), 'danger statement')} on the map{named}"]
        if self._found.danger_grade is not None:
            age = round(self._found.danger_grade + 5)
            lines.append(f"Read with ease from about {age} years on (Flesch-Kincaid grade {self._found.danger_grade})")
        return lines

    def network(self) -> list[str]:
        """Who knows everything and who some of it, and the meetings."""
        lines = []
        for ring, knows in (("inner", "everything"), ("middle", "some of it")):
            names = self._record.network(ring)
            lines.append(f"{_people(len(names), knows)}{': ' + listed(names) if names else ''}")
        lines.append(f"{_many(self._found.network_others, 'person', 'people')} beyond relatives among them")
        held = self._record.meetings
        last = f", the last on {dates.written(held[-1]['held_on'])}" if held else ""
        return [*lines, f"{_many(len(held), 'network meeting')}{last}"]

    def explained(self) -> list[str]:
        """When the words and pictures were read, by whom, who was there."""
        told = [f"Words and pictures {dates.written(row['told_on'])}{self._with(row)}" for row in self._record.tellings]
        return told or ["Words and pictures were not read to the children yet"]

    def _with(self, row: Row) -> str:
        by, there = self._reading.words(row["read_by"]), self._reading.words(row["there"])
        return (f", read by {by}" if by else "") + (f", with {there}" if there else "")

    def plan(self) -> list[str]:
        """When the plan was used or kept."""
        tests = self._record.plan_tests
        if not self._found.plan_rules:
            return ["There is no plan yet"]
        lines = [f"{_many(self._found.plan_rules, 'rule')} in the plan"]
        if not tests:
            return [*lines, "Its diary tells of no time it was used or kept"]
        days = listed([dates.written(row["on"]) for row in tests])
        return [*lines, f"Used or kept {_many(len(tests), 'time')}: {days}"]

    def voice(self) -> list[str]:
        """How each child is heard."""
        return [f"{voice.name}: {_heard(voice)}" for voice in self._record.voices]

    def balance(self) -> list[str]:
        """How much stands in each column, and the safety that somebody saw."""
        counts = self._record.column_counts()
        said = [f"{column.title} {counts.get(column.key, 0)}" for column in pathways.columns()]
        seen = f"{_many(self._found.existing_safety, 'time')} somebody kept a child safe, with day, person and witness"
        return [f"Cards: {'; '.join(said)}", seen]

    def own_words(self) -> list[str]:
        """Who wrote a danger statement of their own."""
        of = _many(self._found.professionals, "professional")
        family = _many(self._found.family_own, "person", "people")
        return [
            f"{self._found.professionals_own} of {of} wrote their own danger statement",
            f"{family} of the family did",
        ]

    def scores(self) -> list[str]:
        """Whole strands, and the newest scores."""
        lines = [f"{self._found.strands_whole} of {_many(self._found.strands, 'running strand')} complete"]
        days = self._found.days_since_score
        lines.append("Nobody has scored yet" if days is None else f"Last scored {_many(days, 'day')} ago")
        for who, low, high in (
            ("Family", self._found.family_lowest, self._found.family_highest),
            ("Professionals", self._found.professionals_lowest, self._found.professionals_highest),
        ):
            if low is not None:
                lines.append(f"{who} on what is running now: {low}" + (f" to {high}" if high != low else ""))
        return lines


EVIDENCE: dict[str, Callable[[Evidence], list[str]]] = {
    "statements": Evidence.statements, "network": Evidence.network, "explained": Evidence.explained,
    "plan": Evidence.plan, "voice": Evidence.voice, "balance": Evidence.balance, "own_words": Evidence.own_words,
    "scores": Evidence.scores,
}  # fmt: skip
"""Kinds of evidence a question may ask for."""


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def _people(count: int, knows: str) -> str:
    return f"1 person knows {knows}" if count == 1 else f"{count} people know {knows}"


def _heard(voice: ChildVoice) -> str:
    there = [
        (voice.sheets, _many(voice.sheets, "own sheet"), "no sheet of their own"),
        (voice.scores, _many(voice.scores, "score"), "never scored"),
        (
            voice.words,
            f"own words in {_many(voice.words, 'place')}",
            "no words of their own on the map or beside a score",
        ),
        (voice.asked, f"asked {_many(voice.asked, 'question')} about the words and pictures", ""),
    ]
    return "; ".join(said if count else missing for count, said, missing in there if count or missing)


# ---- the audit ----------------------------------------------------------------------------------------------------


def session_of(rows: Rows, workspace_id: str, held_on: str) -> Row | None:
    """What says who took part in the audit of a day; None for one that was only written down."""
    found = rows.where("learning_session", workspace_id=workspace_id, kind=AUDIT, held_on=held_on)
    return next(iter(found), None)


def audits_held(projector: Projector, workspace_id: str, reader: Reader = US) -> tuple[tuple[str, str], ...]:
    """The audits a reader may see, the newest first: day and who audited ("" where nobody is named to them)."""
    reading = ReaderProjection(projector.rows, reader)
    rows = projector.rows.where("audit_answer", workspace_id=workspace_id)
    days = sorted({row["held_on"] for row in rows if not reading.hides("audit_answer", row["id"])}, reverse=True)
    who = (_Held(projector, workspace_id, day, reading).person("facilitator_id") for day in days)
    return tuple((day, person.name if person else "") for day, person in zip(days, who, strict=True))


def audit_view(projector: Projector, workspace_id: str, reader: Reader = US, held_on: str | None = None) -> AuditView:
    """The audit of a day (None: the newest; where there is none, what could be asked), as a reader may see it.

    Raises KnownError for a day on which none was held.
    """
    reading = ReaderProjection(projector.rows, reader)
    rows = [
        row for row in projector.rows.where("audit_answer", workspace_id=workspace_id)
        if not reading.hides("audit_answer", row["id"])
    ]  # fmt: skip
    days = tuple(sorted({row["held_on"] for row in rows}, reverse=True))
    if held_on is not None and held_on not in days:
        raise KnownError("No audit was held on that day. Nothing was changed. Choose one of those that were.")
    chosen = held_on or (days[0] if days else "")
    evidence, held = Evidence(projector, workspace_id, reader), _Held(projector, workspace_id, chosen, reading)
    own = sorted((row for row in rows if row["held_on"] == chosen), key=lambda row: (row["position"], row["id"]))
    lines = [_answered(row, rows, projector, reading, evidence, held) for row in own]
    if not days:
        lines = [_open(question, evidence) for question in questions()]
    case = next(iter(projector.rows.table("casefile").values()))
    return AuditView(
        case_name=reading.words(case["name"]) or "",
        title=reading.words(projector.rows.table("workspace")[workspace_id]["title"]) or "",
        as_at=projector.today.isoformat(), held_on=chosen, days=days, lines=tuple(each for each in lines if each),
        worker=held.person("worker_id"), auditor=held.person("facilitator_id"), is_silent=held.is_silent,
        learned=held.learned(), steps=held.steps(),
    )  # fmt: skip


class _Held:
    """Who took part in the audit of one day, their notes, and what came of it, for one reader."""

    def __init__(self, projector: Projector, workspace_id: str, held_on: str, reading: ReaderProjection) -> None:
        self._projector, self._reading, self._workspace = projector, reading, workspace_id
        self._session = session_of(projector.rows, workspace_id, held_on) or {}
        items = projector.rows.where("session_item", session_id=self._session["id"]) if self._session else []
        items.sort(key=lambda row: (row["position"], row["id"]))
        self._items = [row for row in items if not reading.hides("session_item", row["id"])]

    @property
    def is_silent(self) -> bool:
        return self._session.get("status") == SILENT

    def is_silent_on(self, day: str) -> bool:
        return (session_of(self._projector.rows, self._workspace, day) or {}).get("status") == SILENT

    def person(self, column: str) -> PersonView | None:
        return self._reading.person(self._projector.people.get(self._session.get(column) or ""))

    def note(self, question: str, who: str) -> str:
        if self.is_silent:
            return ""
        found = (r for r in self._items if r["stage"] == "answer" and (r["question"], r["who"]) == (question, who))
        return self._reading.words(next((row["text"] for row in found), "")) or ""

    def learned(self) -> tuple[AuditWords, ...]:
        found = ((row["id"], self._reading.words(row["text"])) for row in self._items if row["stage"] == "learned")
        return tuple(AuditWords(key, text) for key, text in found if text)

    def steps(self) -> tuple[CardView, ...]:
        rows, reading = self._projector.rows, self._reading
        cards = (rows.get("card", row["card_id"]) for row in self._items if row["stage"] == "next_step")
        shown = (reading.card(self._projector.card(card)) for card in cards if card and not card["closed_on"])
        return tuple(card for card in shown if card)


def _open(question: Question, evidence: Evidence) -> AuditLine:
    said = evidence.of(question.evidence)
    places = evidence.places(question.evidence, len(said))
    return AuditLine(
        "", question.key, question.question, question.about, said, "", None, None, None, None,
        rooms=tuple(place.room for place in places), things=tuple(place.thing for place in places),
    )  # fmt: skip


def _answered(
    row: Row, rows: list[Row], projector: Projector, reading: ReaderProjection, evidence: Evidence, held: _Held
) -> AuditLine | None:
    text = reading.words(row["question"])
    if not text:
        return None
    known = next((each for each in questions() if each.question == row["question"]), Question("", text))
    asked = [other for other in rows if other["question"] == row["question"]]
    course = sorted(asked, key=lambda other: (other["held_on"], other["id"]))
    said, silent = evidence.of(known.evidence), held.is_silent
    places = evidence.places(known.evidence, len(said))
    worker, auditor, family = (None if silent else row[f"{who}_score"] for who in WHO)
    return AuditLine(
        id=row["id"], key=known.key, question=text, about=known.about, evidence=said,
        written=reading.words(row["evidence"]) or "", worker=worker, auditor=auditor, family=family,
        family_person=reading.person(projector.people.get(row["family_person_id"] or "")),
        course=tuple(
            AuditPoint(other["held_on"], other["worker_score"], other["auditor_score"], other["family_score"])
            for other in course if not held.is_silent_on(other["held_on"])
        ),
        rooms=tuple(place.room for place in places), things=tuple(place.thing for place in places),
        given=tuple(who for who in WHO if row[f"{who}_score"] is not None),
        worker_note=held.note(row["question"], "worker"), auditor_note=held.note(row["question"], "auditor"),
        family_note=held.note(row["question"], "family"),
    )  # fmt: skip
