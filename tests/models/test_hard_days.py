"""Hard days: the rules of the year, those of one family, planning for them, and who may see them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import hard_days as rules
from models import practice
from models.acts import hard_days as acts
from models.acts.people import add_person, set_person
from models.casework import Case, Desk
from models.entities import TimelineEvent
from models.errors import KnownError
from models.plan import day_question, plan_view
from models.plan_days import months_on, put_away_days
from models.projections import Projector
from models.readers import FAMILY, US, Reader, ReaderProjection
from models.thinking_views import HardDayView
from tests.holding_back import hold_back

TODAY = dt.date(2025, 7, 1)


class Days:
    """One family's days, seen on 1 July 2025."""

    def __init__(self, family: Any) -> None:
        self.case: Case = family.case
        self.workspace_id: str = family.workspace_id
        self.mum: str = family.mum
        self.jay: str = family.jay

    def all(self, reader: Reader = US, today: dt.date = TODAY) -> tuple[HardDayView, ...]:
        return plan_view(Projector(self.case.rows, today), self.workspace_id, reader).hard_days

    def titles(self, reader: Reader = US, today: dt.date = TODAY) -> list[str]:
        return [day.title for day in self.all(reader, today)]

    def day(self, title: str, today: dt.date = TODAY) -> HardDayView:
        return next(day for day in self.all(today=today) if day.title == title)

    def away(self, reader: Reader = US) -> list[HardDayView]:
        projector = Projector(self.case.rows, TODAY)
        return list(put_away_days(projector, self.workspace_id, ReaderProjection(projector.rows, reader)))


@pytest.fixture
def days(family: Any) -> Days:
    return Days(family)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    practice.use(tmp_path)
    yield tmp_path
    practice.use(None)


def spans(key: str, year: int) -> list[tuple[str, str]]:
    rule = next(day for day in rules.load(None).days if day.key == key)
    return [(first.isoformat(), last.isoformat()) for first, last in rule.spans(year)]


# ---- the rules of the year ----------------------------------------------------------------------------------------


def test_easter_is_where_it_is() -> None:
    known = {1818: "03-22", 1954: "04-18", 1981: "04-19", 2000: "04-23", 2024: "03-31", 2025: "04-20", 2026: "04-05",
             2038: "04-25", 2049: "04-18", 2076: "04-19"}  # fmt: skip
    assert {year: rules.easter(year).strftime("%m-%d") for year in known} == known


def test_days_by_rule() -> None:
    assert spans("mothering_sunday", 2025) == [("2025-03-30", "2025-03-30")]
    assert spans("fathers_day", 2025) == [("2025-06-15", "2025-06-15")]
    assert spans("october_half_term", 2025) == [("2025-10-27", "2025-10-31")]
    assert spans("christmas_holidays", 2025) == [("2025-12-20", "2026-01-04")]
    assert rules.on_day(2025, 2, 29) == dt.date(2025, 2, 28) and months_on(dt.date(2025, 8, 31), 6) == dt.date(
        2026, 2, 28
    )


def test_an_authoritys_file_replaces_ours(folder: Path, days: Days) -> None:
    theirs = {"days": [{"key": "eid", "title": "Eid al-Adha", "dates": ["2025-06-06/2025-06-09", "2025-07-20"]}]}
    (folder / rules.FILE).write_text(json.dumps(theirs), encoding="utf-8")
    titles = days.titles()
    assert "Eid al-Adha" in titles and "Christmas" not in titles and rules.in_force()[1] == ""
    ours = [day.title for day in rules.load(None).days]
    assert not any("Eid" in title or "Diwali" in title for title in ours), "a faith's days only if a file has them"


@pytest.mark.parametrize(
    "faulty",
    ["{", "[]", '{"days": [{"key": "a", "title": "A"}]}', '{"days": [{"key": "a", "title": "A", "on": "13-40"}]}',
     '{"days": [{"key": "a", "title": "A", "nth": 7, "weekday": "monday", "month": 2}]}', '{"days": [{"title": "A"}]}'],
)  # fmt: skip
def test_a_faulty_file_is_told_and_ours_do(folder: Path, faulty: str) -> None:
    (folder / rules.FILE).write_text(faulty, encoding="utf-8")
    with pytest.raises(KnownError, match="cases are safe"):
        rules.load(folder)
    found, fault = rules.in_force()
    assert found == rules.load(None) and "Mend the file" in fault


# ---- one family ---------------------------------------------------------------------------------------------------


def test_birthdays_of_everybody_alive_within_six_months(days: Days) -> None:
    set_person(days.case, days.jay, born="2016-02-08")
    add_person(days.case, "Gary", born="1964-08-09")
    add_person(days.case, "Terry", born="1959-07-10", died="2018-10-03", life="dead")
    add_person(days.case, "Baby", life="unborn", due="2025-10-12")
    add_person(days.case, "Rex", kind="pet", born="2019-08-01")
    add_person(days.case, "Priya", kind="professional", born="1990-08-01")
    add_person(days.case, "Jo", born="1989-07")
    titles = days.titles()
    assert "Gary’s birthday" in titles and "Remembering Terry" in titles and "Baby is due" in titles
    assert not any(name in " ".join(titles) for name in ("Jayden", "Jay", "Terry’s", "Rex", "Priya", "Jo’s", "Baby’s"))
    assert [day.on for day in days.all()] == sorted(day.on for day in days.all())


def test_a_leap_day_birthday_and_a_day_that_is_today(days: Days) -> None:
    add_person(days.case, "Leap", born="2004-02-29")
    assert days.day("Leap’s birthday", dt.date(2025, 1, 1)).on == "2025-02-28"
    assert days.day("Leap’s birthday", dt.date(2025, 2, 28)).days == 0


def test_a_day_that_lasts_is_there_until_it_is_over(days: Days) -> None:
    assert days.day("Christmas", dt.date(2025, 12, 25)).days == 0
    later = days.all(today=dt.date(2026, 1, 2))
    assert "Christmas" not in [day.title for day in later] and "Christmas holidays" in [day.title for day in later]


def test_school_holidays_only_where_a_child_goes_to_school(days: Days) -> None:
    set_person(days.case, days.jay, born="2016-02-08")
    assert "Summer holidays" in days.titles()
    for child in days.case.rows.table("workspace_child").values():
        set_person(days.case, child["person_id"], born="2024-04-17")
    assert "Summer holidays" not in days.titles()


HARM = (("2024-09-27", "harm", False), ("2019-10-01", "harm", False), ("2024-09-28", "event", False),
        ("2025-09-29", "harm", True), ("2024-09", "harm", False))  # fmt: skip


def test_harm_comes_round_again(days: Days) -> None:
    with days.case.edit("Dated") as session:
        for on, kind, planned in HARM:
            session.add(
                TimelineEvent(
                    case_id=days.case.id, workspace_id=days.workspace_id, on=on, text=f"Worst of {on}.", kind=kind,
                    is_planned=planned,
                )
            )  # fmt: skip
    found = [title for title in days.titles() if "since" in title]
    assert found == ["A year since “Worst of 2024-09-27”", "6 years since “Worst of 2019-10-01”"]


def test_planning_for_a_day(days: Days) -> None:
    gary = add_person(days.case, "Gary", born="1964-08-09")
    assert day_question(days.day("Gary’s birthday")) == "Gary’s birthday, 9 August: what is the plan?"
    assert day_question(days.day("Christmas")) == "", "half a year is far off"
    kept = acts.plan_day(days.case, days.workspace_id, days.day("Gary’s birthday"), plan="Tea at Nan’s, no beer.")
    acts.plan_day(days.case, days.workspace_id, days.day("Gary’s birthday"), who="Nan")
    day = days.day("Gary’s birthday")
    assert (day.id, day.plan, day.who, day.planned) == (kept, "Tea at Nan’s, no beer.", "Nan", True)
    assert day.person is not None and day.person.id == gary and day_question(day) == ""
    assert len(days.case.rows.table("hard_day")) == 1
    assert days.day("Gary’s birthday", dt.date(2026, 7, 1)).plan == "", "next year is another day"
    card = acts.make_step(days.case, days.workspace_id, day, "Tea at Nan’s", person_id=days.mum)
    row = days.case.rows.table("card")[card]
    assert (row["part"], row["due_on"], days.day("Gary’s birthday").step_id) == ("next_step", "2025-08-08", card)
    days.case.undo()
    assert days.day("Gary’s birthday").step_id is None
    acts.plan_day(days.case, days.workspace_id, days.day("Gary’s birthday"), plan="")
    assert not days.day("Gary’s birthday").planned


def test_a_day_put_away_is_not_offered_again_until_it_is_brought_back(days: Days) -> None:
    key = acts.put_away(days.case, days.workspace_id, days.day("Halloween"))
    assert "Halloween" not in days.titles() and "Halloween" not in days.titles(today=dt.date(2026, 7, 1))
    assert [day.title for day in days.away()] == ["Halloween"]
    days.case.undo()
    assert "Halloween" in days.titles()
    days.case.redo()
    acts.bring_back(days.case, key)
    assert "Halloween" in days.titles() and days.away() == []


def test_the_familys_own_day(days: Days) -> None:
    key = acts.add_day(days.case, days.workspace_id, "Dad’s court date", "2025-07-14")
    assert (days.day("Dad’s court date").days, days.day("Dad’s court date").key) == (13, None)
    acts.set_day(days.case, key, on="2025-07-21", until="2025-07-22", title="Court")
    assert days.day("Court").when == "21 to 22 July"
    for wrong in (lambda: acts.add_day(days.case, days.workspace_id, " ", "2025-07-14"),
                  lambda: acts.add_day(days.case, days.workspace_id, "Court", "soon"),
                  lambda: acts.set_day(days.case, key, title="")):  # fmt: skip
        with pytest.raises(KnownError):
            wrong()
    offered = acts.plan_day(days.case, days.workspace_id, days.day("Halloween"), plan="Nan’s")
    with pytest.raises(ValueError, match="title"):
        acts.set_day(days.case, offered, title="Other")
    acts.remove_day(days.case, key)
    acts.remove_day(days.case, offered)
    assert "Court" not in days.titles() and days.day("Halloween").plan == ""


def test_who_is_restricted_has_no_day(days: Days) -> None:
    gary = add_person(days.case, "Gary", born="1964-08-09")
    joe = add_person(days.case, "Joe Tillman", born="1964-08-10")
    acts.plan_day(days.case, days.workspace_id, days.day("Joe’s birthday"), plan="A card for him")
    own = acts.add_day(days.case, days.workspace_id, "Visit", "2025-07-14", person_id=gary)
    acts.plan_day(days.case, days.workspace_id, days.day("Halloween"), plan="At the Tillmans’ house")
    assert {"Gary’s birthday", "Joe’s birthday", "Visit"} <= set(days.titles(FAMILY)), "the control"
    hold_back(days.case, "person", gary, "Gary")
    hold_back(days.case, "person", joe, "Joe Tillman", "Tillman", "Joe", public_name="a son, adopted")
    seen = days.all(FAMILY)
    assert {"Gary’s birthday", "Joe’s birthday", "Visit"}.isdisjoint(day.title for day in seen)
    assert own not in {day.id for day in seen}
    assert not any("son, adopted" in day.title or "Tillman" in day.plan for day in seen)
    acts.put_away(days.case, days.workspace_id, days.day("Joe’s birthday"))
    assert days.away(FAMILY) == [] and len(days.away()) == 1


def test_the_example_families_days(desk: Desk, example_ids: list[str]) -> None:
    for case in map(desk.open_case, example_ids):
        projector = Projector(case.rows)
        for key in case.rows.table("workspace"):
            us = {day.title for day in plan_view(projector, key).hard_days}
            family = {day.title for day in plan_view(projector, key, FAMILY).hard_days}
            if "Harlow" in case.row["name"]:
                assert {"Danny’s birthday", "A year since “Worst incident”", "Christmas", "Summer holidays"} <= us
                assert us == family
            else:
                assert us - family == {"Joshua’s birthday"}, "and nothing in its place"
                assert len(family) == len(us) - 1
