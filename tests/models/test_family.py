"""The family as drawn: who is in it, what readers see of it, and the arrangement kept with the case."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from models import arrangement
from models.acts.people import add_person, remove_person, set_person
from models.casework import Case, Desk
from models.entities import Partnership, Restriction
from models.family_projection import family_view, union_dates
from models.family_readers import family_for
from models.family_views import FamilyView
from models.projections import Projector
from models.readers import FAMILY, US


@pytest.fixture
def examples(desk: Desk, example_ids: list[str]) -> dict[str, Case]:
    return {case.row["number"]: case for case in map(desk.open_case, example_ids)}


def _view(case: Case) -> FamilyView:
    return family_view(Projector(case.rows))


def _id(case: Case, ref: str) -> str:
    return next(key for key, row in case.rows.table("person").items() if row["ref"] == ref)


def test_everybody_of_the_family_is_drawn_once(examples: dict[str, Case]) -> None:
    harlow, doyle = _view(examples["WEX-A-0417"]), _view(examples["WEX-B-0932"])
    refs = [examples["WEX-A-0417"].rows.table("person")[p.id]["ref"] for p in harlow.people]
    assert sorted(refs) == [f"A{number:02}" for number in range(1, 18)]
    assert (len(harlow.unions), len(harlow.ties), len(harlow.homes)) == (7, 10, 7)
    known = [p for p in doyle.people if not p.stands_for]
    assert len(known) == 20 and len(doyle.unions) == 8 and len(doyle.homes) == 8
    assert [p.person.name for p in doyle.people if p.stands_for] == ["Not known"]


def test_friends_and_workers_stand_outside_until_they_are_put_in(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    sandra = _id(case, "N01")
    assert sandra not in {p.id for p in _view(case).people}
    set_person(case, sandra, drawn=1)
    assert sandra in {p.id for p in _view(case).people}
    set_person(case, _id(case, "A16"), drawn=0)
    view = _view(case)
    assert _id(case, "A16") not in {p.id for p in view.people}
    assert all(_id(case, "A16") not in (tie.start, tie.end) for tie in view.ties)


def test_what_stands_at_a_symbol(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    people = {case.rows.table("person")[p.id]["ref"]: p for p in _view(case).people}
    assert people["A01"].is_index and people["A01"].inside == "6" and people["A01"].lines == ()
    assert people["A03"].inside == "14m"
    assert people["A10"].lines == ("mum's dad", "died 2018, aged 59") and people["A10"].inside == ""
    assert people["A08"].inside == "Oct" and people["A08"].lines == ("due 12 October 2025",)
    assert people["A17"].lines == ("November 2021, 11 weeks",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"kind": "married", "begun_on": "1990-06-16", "ended_on": "2018", "ended_by": "death"}, "m. 1990"),
        ({"kind": "married", "begun_on": "1989", "ended_on": "2005", "ended_by": "divorced"}, "1989–2005"),
        ({"kind": "cohabiting", "begun_on": "2014", "ended_on": "2017", "ended_by": "separated"}, "2014–17"),
        ({"kind": "cohabiting", "begun_on": "2014", "ended_on": None, "ended_by": None}, "since 2014"),
        ({"kind": "brief", "begun_on": "2006", "ended_on": None, "ended_by": None}, "2006"),
        ({"kind": "dating", "begun_on": None, "ended_on": "2005-02", "ended_by": "separated"}, "until 2005"),
        ({"kind": "unknown", "begun_on": None, "ended_on": None, "ended_by": None}, ""),
    ],
)
def test_the_dates_of_a_couple(row: dict[str, str | None], said: str) -> None:
    assert union_dates(row) == said


def test_a_reader_sees_no_trace_of_who_is_restricted(examples: dict[str, Case]) -> None:
    case = examples["WEX-B-0932"]
    shown = repr(family_for(Projector(case.rows), FAMILY))
    assert "Joshua" not in shown and "Tillman" not in shown and "Letterbox" not in shown
    assert "a son, adopted" in shown
    assert "Joshua" in repr(family_for(Projector(case.rows), US))


def test_the_control_without_restrictions_shows_them(examples: dict[str, Case]) -> None:
    case = examples["WEX-B-0932"]
    with case.edit("Lifted every restriction") as session:
        session.execute(delete(Restriction))
    assert "Joshua Tillman" in repr(family_for(Projector(case.rows), FAMILY))


def test_a_hidden_partner_takes_the_couple_s_facts_along(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    with case.edit("Kept from others") as session:
        for target in (_id(case, "A06"), _id(case, "A07")):
            session.add(Restriction(case_id=case.id, target_table="person", target_id=target, fact="", reason="test"))
    view = family_for(Projector(case.rows), FAMILY)
    ids = {p.id for p in view.people}
    assert _id(case, "A06") not in ids
    shauna, jayden, baby = (_id(case, ref) for ref in ("A04", "A02", "A08"))
    above = [u for u in view.unions if any(c.child == jayden and c.union == u.id for c in view.children)]
    assert [u.partners for u in above] == [(shauna,)] and above[0].dates == "" and above[0].kind == "unknown"
    # "Kofi and Abena's baby" names them both.
    assert baby not in ids and not any(c.child == baby for c in view.children)
    assert all(home.name != "Kofi and Abena's" for home in view.homes)


def test_the_arrangement_is_kept_and_goes_back_with_its_step(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    first = arrangement.arranged(_view(case))
    assert {p.id for p in first.persons} == {p.id for p in _view(case).people}
    arrangement.keep(case, first)
    assert arrangement.stored(case.rows) is None  # no step to belong to: it comes out the same every time
    add_person(case, "Aunty Bea")
    assert not arrangement.is_current(_view(case), first)
    second = arrangement.arranged(_view(case), first)
    arrangement.keep(case, second)
    assert arrangement.is_current(_view(case), arrangement.stored(case.rows))
    assert len(case.history()) == 1
    case.undo()
    assert arrangement.stored(case.rows) is None
    arrangement.keep(case, first)
    assert case.redo_label == "Added a person"  # looking at the drawing throws nothing away
    case.redo()
    kept = arrangement.stored(case.rows)
    assert kept is not None and kept.made_for == second.made_for


def test_a_kept_layout_is_read_back_as_it_was(examples: dict[str, Case]) -> None:
    case = examples["WEX-B-0932"]
    add_person(case, "Somebody")
    layout = arrangement.arranged(_view(case))
    arrangement.keep(case, layout)
    kept = arrangement.stored(case.rows)
    assert kept is not None
    assert [(p.id, round(p.x, 3), p.row) for p in kept.persons] == [
        (p.id, round(p.x, 3), p.row) for p in layout.persons
    ]
    assert [(u.id, u.partners, u.children) for u in kept.unions] == [
        (u.id, u.partners, u.children) for u in layout.unions
    ]
    assert [line.kind for line in kept.lines] == [line.kind for line in layout.lines]


def test_a_spoilt_arrangement_is_made_anew(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    add_person(case, "Somebody")
    arrangement.keep(case, arrangement.arranged(_view(case)))
    row = next(iter(case.rows.table("arrangement").values()))
    row["layout"] = "{"
    assert arrangement.stored(case.rows) is None


def test_the_dog_stands_with_those_it_lives_with(examples: dict[str, Case]) -> None:
    case = examples["WEX-B-0932"]
    at = arrangement.arranged(_view(case)).at
    dog, safiya = at[_id(case, "B18")], at[_id(case, "B01")]
    assert dog.row == safiya.row
    others = [p.x for p in at.values() if p.row == dog.row and p.id != dog.id]
    assert min(abs(x - dog.x) for x in others) >= 1.0


def test_a_pin_stays_where_it_was_put(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    dean = _id(case, "A16")
    set_person(case, dean, note="put at the side")
    before = arrangement.arranged(_view(case))
    with case.edit("Moved Dean") as session:
        from models.entities import Person

        row = session.get(Person, dean)
        assert row is not None
        row.pinned_x, row.pinned_y = 12.0, 1.0
    assert not arrangement.is_current(_view(case), before)
    after = arrangement.arranged(_view(case), before)
    assert after.at[dean].x == pytest.approx(12.0) and after.at[dean].row == 1


def test_a_removed_partner_leaves_one_not_known(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    union = next(key for key, row in case.rows.table("partnership").items() if row["kind"] == "cohabiting")
    with case.edit("Partner not known") as session:
        row = session.get(Partnership, union)
        assert row is not None
        row.first_id = None
    view = _view(case)
    stand_in = [p for p in view.people if p.stands_for == union]
    assert len(stand_in) == 1 and stand_in[0].id in next(u for u in view.unions if u.id == union).partners
    remove_person(case, next(p for p in view.unions if p.id == union).partners[1])
    assert union not in {u.id for u in _view(case).unions}
