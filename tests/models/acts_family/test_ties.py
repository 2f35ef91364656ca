"""The family’s verbs: ties, places and homes."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import family as acts
from models.acts import people
from models.family_projection import family_view
from models.projections import Projector
from tests.models.acts_family.steps import assert_refused, get, one_step, steps_of


@pytest.mark.parametrize(("kind", "directed"), [("violence", 1), ("sexual_abuse", 1), ("close", 0), ("cut_off", 0)])
def test_a_tie_has_the_arrow_its_kind_has(family: Any, kind: str, directed: int) -> None:
    case = family.case
    tie = one_step(case, lambda: acts.add_tie(case, family.mum, family.jay, kind, "past", begun_on="2022"))
    row = get(case, "tie", tie)
    assert (row["directed"], row["second_kind"], row["begun_on"]) == (directed, "past", "2022")
    assert_refused(case, lambda: acts.add_tie(case, family.mum, family.jay, kind, "past"), "there already")
    assert_refused(case, lambda: acts.add_tie(case, family.mum, family.mum, kind), "joins two people")


def test_a_tie_is_changed_turned_round_and_removed(family: Any) -> None:
    case = family.case
    tie = acts.add_tie(case, family.mum, family.jay, "close")
    one_step(case, lambda: acts.set_tie(case, tie, kind="fearful"))
    assert get(case, "tie", tie)["directed"] == 1
    one_step(case, lambda: acts.set_tie(case, tie, from_id=family.jay, to_id=family.mum, directed=False))
    assert (get(case, "tie", tie)["from_id"], get(case, "tie", tie)["directed"]) == (family.jay, 0)
    acts.set_tie(case, tie, kind="violence")
    assert get(case, "tie", tie)["directed"] == 0
    assert_refused(case, lambda: acts.set_tie(case, tie, to_id=family.jay), "joins two people")
    one_step(case, lambda: acts.remove_tie(case, tie))
    assert_refused(case, lambda: acts.remove_tie(case, tie), "no longer there")


def test_somebody_not_known_has_no_ties_and_no_place(family: Any) -> None:
    case = family.case
    symbol = acts.add_partner(case, family.mum, "?")
    assert_refused(case, lambda: acts.add_tie(case, symbol, family.mum, "close"), "Nobody knows yet")
    assert_refused(case, lambda: acts.pin(case, symbol, 1.0, 0), "moves with their partner")


# Places and homes


def test_pins_hold_and_let_go(family: Any) -> None:
    case = family.case
    one_step(case, lambda: acts.pin(case, family.mum, 2.5, 1))
    assert (get(case, "person", family.mum)["pinned_x"], get(case, "person", family.mum)["pinned_y"]) == (2.5, 1.0)
    steps = steps_of(case)
    acts.pin(case, family.mum, 2.5, 1)
    assert steps_of(case) == steps
    one_step(case, lambda: acts.pin_many(case, {family.mum: (1, 0), family.jay: (0.123456, 1)}))
    one_step(case, lambda: acts.unpin(case, family.mum))
    assert get(case, "person", family.mum)["pinned_x"] is None
    acts.pin(case, family.mum, 2.5, 1)
    assert one_step(case, lambda: acts.unpin_all(case)) == 2
    assert not any(row["pinned_x"] or row["pinned_y"] for row in case.rows.table("person").values())


def test_somebody_is_put_into_the_drawing_and_out_of_it(family: Any) -> None:
    case = family.case
    one_step(case, lambda: acts.set_drawn(case, family.mum, False))
    assert family.mum not in {person.id for person in family_view(Projector(case.rows)).people}
    one_step(case, lambda: acts.set_drawn(case, family.mum, True))
    one_step(case, lambda: acts.set_drawn(case, family.mum, None))
    assert get(case, "person", family.mum)["drawn"] is None


def test_the_children_of_somebody_taken_out_stay_with_the_other_parent(family: Any, union: str, dad: str) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    empty = acts.link_partners(case, dad, acts.add_partner(case, people.add_person(case, "Abena"), "Sam"), "brief")
    one_step(case, lambda: acts.take_out(case, dad))
    row = get(case, "partnership", union)
    assert {row["first_id"], row["second_id"]} == {None, family.mum}
    assert case.rows.where("child_link", child_id=family.jay)
    assert case.rows.get("partnership", empty) is None
    assert_refused(case, lambda: acts.take_out(case, "?" + union), "A child needs this place")
    acts.remove_child_link(case, case.rows.where("child_link", child_id=family.jay)[0]["id"])
    one_step(case, lambda: acts.take_out(case, "?" + union))
    assert case.rows.get("partnership", union) is None


def test_a_home_is_moved_into_and_left(family: Any) -> None:
    case = family.case
    first = one_step(
        case, lambda: acts.add_home_for(case, [family.mum, family.jay], "12 Tanner's Row", on="2020-01-01")
    )
    second = people.add_household(case, "Nan's")
    one_step(case, lambda: acts.live_in(case, family.jay, second, "sleeps"))
    stays = case.rows.where("household_member", person_id=family.jay, household_id=first)[0]
    assert stays["ended_on"] is None
    one_step(case, lambda: acts.live_in(case, family.jay, second, "foster", on="2025-02-02"))
    assert get(case, "household_member", stays["id"])["ended_on"] == "2025-02-02"
    (now,) = case.rows.where("household_member", person_id=family.jay, household_id=second)
    assert now["kind"] == "foster"
    acts.live_in(case, family.jay, first, also=True)
    assert len([m for m in case.rows.where("household_member", person_id=family.jay) if not m["ended_on"]]) == 2
    one_step(case, lambda: acts.leave_home(case, family.jay, second, on="2025-06-01"))
    one_step(case, lambda: acts.leave_home(case, family.jay, first))
    assert len(case.rows.where("household_member", person_id=family.jay)) == 2
    assert_refused(case, lambda: acts.live_in(case, family.jay, "gone"), "no longer in the case")


def test_verbs_follow_each_other_inside_one_edit(family: Any) -> None:
    case = family.case

    def write() -> None:
        with case.edit("Drew the family"):
            new = acts.add_partner(case, family.mum, "Kofi", {"gender": "male"})
            acts.add_children(case, new, [("Mila", {}), ("Alfie", {})])
            acts.add_parent(case, new, "Ada")
            acts.add_parent(case, new, "Ben")

    one_step(case, write)
    assert case.undo_label == "Drew the family"
    assert sorted(len(case.rows.where("child_link", partnership_id=u)) for u in case.rows.table("partnership")) == [
        1,
        2,
    ]


def test_rows_of_another_case_are_out_of_reach(desk: Any, family: Any) -> None:
    other = desk.new_case("Other")
    stranger = people.add_person(other, "Somebody else")
    assert_refused(
        family.case, lambda: acts.link_partners(family.case, family.mum, stranger, "married"), "no longer in the case"
    )
