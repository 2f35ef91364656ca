"""Hard days ahead of one family: those the app can work out, joined with what the family planned or put away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models import dates
from models.family_readers import is_veiled
from models.hard_days import HardDayRules, in_force, on_day
from models.projections import Projector
from models.readers import ReaderProjection
from models.rows import Row
from models.thinking_views import HardDayView
from models.views import PersonView

_SCHOOL_AGES = range(4, 19)
_NEAR = 183
"""Days (half a year): a day kept under the same key further away than this is another year's."""


@dataclass(frozen=True)
class _Offer:
    """A day worked out: its key, first and last day, title, and whose it is."""

    key: str
    on: dt.date
    until: dt.date
    title: str
    person: PersonView | None = None


def hard_days(projector: Projector, workspace_id: str, reading: ReaderProjection) -> tuple[HardDayView, ...]:
    """The days from today until some months on, by date: offered, planned for, and the family's own."""
    return tuple(_Days(projector, workspace_id, reading).ahead())


def put_away_days(projector: Projector, workspace_id: str, reading: ReaderProjection) -> tuple[HardDayView, ...]:
    """The days the family does not want to hear of, by title; they can be brought back."""
    return tuple(_Days(projector, workspace_id, reading).put_away())


def months_on(today: dt.date, months: int) -> dt.date:
    """The same day some months on (the month's last, where it has no such day)."""
    month = today.month - 1 + months
    return on_day(today.year + month // 12, month % 12 + 1, today.day)


class _Days:
    """The days of one workspace, read for one reader."""

    def __init__(self, projector: Projector, workspace_id: str, reading: ReaderProjection) -> None:
        self._projector, self._reading, self._workspace_id = projector, reading, workspace_id
        self._rules: HardDayRules = in_force()[0]
        self._today = projector.today
        self._end = months_on(self._today, self._rules.months_ahead)
        self._kept = [
            row
            for row in projector.rows.where("hard_day", workspace_id=workspace_id)
            if not reading.hides("hard_day", row["id"])
        ]

    def ahead(self) -> list[HardDayView]:
        """Everything from today to the end of the look ahead."""
        away = {row["key"] for row in self._kept if row["put_away"] and row["key"]}
        found, used = [], set()
        for offer in self._offers():
            if offer.key in away:
                continue
            row = self._kept_of(offer)
            if row is not None:
                used.add(row["id"])
            found.append(self._view(row, offer))
        found += [
            view
            for row in self._kept
            if row["id"] not in used and not row["put_away"] and (view := self._own(row)) is not None
        ]
        return sorted(found, key=lambda day: (day.on, day.title, day.id))

    def put_away(self) -> list[HardDayView]:
        """Everything put away that this reader may see."""
        offers = {offer.key: offer for offer in self._offers()}
        found = []
        for row in self._kept:
            if row["put_away"] and self._may_see(row):
                found.append(self._view(row, offers[row["key"]] if row["key"] in offers else _kept_offer(row)))
        return sorted((day for day in found if self._reading.words(day.title)), key=lambda day: day.title)

    def _kept_of(self, offer: _Offer) -> Row | None:
        for row in self._kept:
            day = dates.as_date(row["on"])
            if row["key"] == offer.key and day is not None and abs((day - offer.on).days) < _NEAR:
                return row
        return None

    def _own(self, row: Row) -> HardDayView | None:
        """A day the family wrote down itself, or one kept whose rule is no longer in the file."""
        offer = _kept_offer(row)
        if not self._is_ahead(offer.on, offer.until) or not self._may_see(row):
            return None
        title = self._reading.words(offer.title)
        return self._view(row, replace(offer, title=title)) if title else None

    def _may_see(self, row: Row) -> bool:
        person = self._projector.people.get(row["person_id"] or "")
        shown = self._reading.person(person)
        return person is None or (shown is not None and not is_veiled(shown, person))

    def _view(self, row: Row | None, offer: _Offer) -> HardDayView:
        kept = row or {}
        plan, who = (self._reading.words(kept.get(name)) or "" for name in ("plan", "who"))
        person = offer.person or self._reading.person(self._projector.people.get(kept.get("person_id") or ""))
        first, last = offer.on.isoformat(), offer.until.isoformat()
        when = dates.short(first, self._today)
        if last != first:
            same_month = (offer.on.year, offer.on.month) == (offer.until.year, offer.until.month)
            when = f"{offer.on.day if same_month else when} to {dates.short(last, self._today)}"
        return HardDayView(
            id=kept.get("id", ""), key=offer.key or None, on=first, when=when,
            days=max(0, (offer.on - self._today).days), title=offer.title, person=person, plan=plan, who=who,
            planned=bool(plan), step_id=kept.get("step_id"), until=None if last == first else last,
        )  # fmt: skip

    # ---- what is offered --------------------------------------------------------------------------------------
    def _is_ahead(self, first: dt.date, last: dt.date) -> bool:
        return last >= self._today and first <= self._end

    def _offers(self) -> Iterator[_Offer]:
        for offer in (*self._birthdays(), *self._harm(), *self._of_the_year()):
            if self._is_ahead(offer.on, offer.until) and self._reading.words(offer.title):
                yield offer

    def _next(self, key: str, day: dt.date, title: str, person: PersonView | None = None) -> Iterator[_Offer]:
        """The next time a yearly day comes."""
        for year in (self._today.year, self._today.year + 1):
            on = on_day(year, day.month, day.day)
            if on >= self._today:
                yield _Offer(key, on, on, title, person)
                return

    def _birthdays(self) -> Iterator[_Offer]:
        for key, row in self._projector.rows.table("person").items():
            person = self._projector.people[key]
            shown = self._reading.person(person)
            if shown is None or row["kind"] in ("pet", "professional") or is_veiled(shown, person):
                continue  # a public name says what the team chose to say: no day goes with it
            born, died = dates.as_date(shown.born), dates.as_date(row["died"])
            if row["life"] in ("alive", "unknown") and born:
                yield from self._next(f"birthday:{key}", born, self._rules.birthdays.format(name=shown.name), shown)
            due = dates.as_date(row["due"]) if row["life"] == "unborn" else None
            if due and due >= self._today and self._rules.due:
                yield _Offer(f"due:{key}", due, due, self._rules.due.format(name=shown.name), shown)
            lost = died if row["life"] == "dead" else born if row["life"] == "stillborn" else None
            if lost and self._rules.remembering:
                title = self._rules.remembering.format(name=shown.name)
                yield from self._next(f"remembering:{key}", lost, title, shown)

    def _harm(self) -> Iterator[_Offer]:
        rows = self._projector.rows.where("timeline_event", workspace_id=self._workspace_id, kind="harm")
        for row in rows:
            day, what = dates.as_date(row["on"]), self._reading.told("timeline_event", row, "text")
            if day is None or row["is_planned"] or day >= self._today or not what:
                continue
            for offer in self._next(f"harm:{row['id']}", day, ""):
                years = offer.on.year - day.year
                title = self._rules.harm[years != 1].format(what=what.rstrip("."), years=years)
                yield replace(offer, title=title)

    def _of_the_year(self) -> Iterator[_Offer]:
        school = self._has_school_child()
        for rule in self._rules.days:
            if rule.school and not school:
                continue
            spans = (span for year in range(self._today.year - 1, self._end.year + 1) for span in rule.spans(year))
            for first, last in spans:
                if self._is_ahead(first, last):
                    yield _Offer(rule.key, first, last, rule.title)
                    break

    def _has_school_child(self) -> bool:
        """Whether a child of this work goes to school; a child of no known age may."""
        children = self._projector.children(self._workspace_id)
        return any(not c.age or (c.age.isdigit() and int(c.age) in _SCHOOL_AGES) for c in children)


def _kept_offer(row: Row) -> _Offer:
    first = dates.as_date(row["on"]) or dt.date.min
    return _Offer(row["key"] or "", first, dates.as_date(row["until"]) or first, row["title"])
