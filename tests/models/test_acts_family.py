"""The family's verbs: one step each, undone and redone without a difference; what cannot be is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.acts import family as acts
from models.acts import people
from models.acts.family import lookups
from models.arrangement import arranged, pedigree_of
from models.errors import KnownError
from models.family_projection import family_view
from models.genogram import ImpossibleAncestry
from models.one_line import people_from_line, person_from_line
from models.projections import Projector

TABLES = ("person", "partnership", "child_link", "tie", "household", "household_member")


def rows_of(case: Any) -> dict[str, dict[str, Any]]:
    return {name: {key: dict(row) for key, row in case.rows.table(name).items()} for name in TABLES}


def newest_of(case: Any) -> int:
    return int(next(item.step for item in case.history() if item.state == "done"))


def steps_of(case: Any) -> int:
    return sum(item.state == "done" for item in case.history())


@pytest.fixture
def dad(family: Any) -> str:
    return people.add_person(family.case, "Kofi Marsh", gender="male", born="1988")


@pytest.fixture
def union(family: Any, dad: str) -> str:
    return acts.link_partners(family.case, family.mum, dad, "married", begun_on="2014")


def one_step(case: Any, act: Callable[[], Any]) -> Any:
    """Do it; it must be one step, whose undo and redo bring the rows back exactly."""
    before, steps = rows_of(case), steps_of(case)
    answer = act()
    after = rows_of(case)
    assert steps_of(case) == steps + 1
    assert case.undo_label
    case.undo()
    assert rows_of(case) == before
    case.redo()
    assert rows_of(case) == after
    return answer


def refused(case: Any, act: Callable[[], Any], words: str) -> None:
    before, steps = rows_of(case), steps_of(case)
    with pytest.raises(KnownError, match=words) as raised:
        act()
    assert "Nothing was" in str(raised.value)
    assert rows_of(case) == before
    assert steps_of(case) == steps


def get(case: Any, table: str, key: str) -> Any:
    row = case.rows.get(table, key)
    assert row is not None
    return row


def order(case: Any, union_id: str) -> list[str]:
    """Names of the children as the layout would have them: by hand where there is a place, else by birth."""
    links = sorted(case.rows.where("child_link", partnership_id=union_id), key=lambda r: r["position"])
    return [get(case, "person", link["child_id"])["name"] for link in links]


# Partners


def test_a_partner_is_added_on_their_side(family: Any) -> None:
    case = family.case
    new = one_step(
        case,
        lambda: acts.add_partner(case, family.mum, *person_from_line("Danny 31 m"), kind="cohabiting", begun_on="2018"),
    )
    (row,) = case.rows.table("partnership").values()
    assert (row["first_id"], row["second_id"], row["kind"], row["begun_on"]) == (new, family.mum, "cohabiting", "2018")
    assert get(case, "person", new)["age_said"] == "31"


@pytest.mark.parametrize("said", ["?", "", "not known", "Unknown"])
def test_a_partner_nobody_knows_is_an_empty_place(family: Any, said: str) -> None:
    case = family.case
    symbol = one_step(case, lambda: acts.add_partner(case, family.mum, *person_from_line(said)))
    (row,) = case.rows.table("partnership").values()
    assert symbol == "?" + row["id"]
    assert (row["first_id"], row["second_id"]) == (None, family.mum)
    assert symbol in {person.id for person in family_view(Projector(case.rows)).people}
    assert len(case.rows.table("person")) == 2


def test_an_unknown_partner_is_named(family: Any, dad: str) -> None:
    case = family.case
    symbol = acts.add_partner(case, family.mum, "?")
    one_step(case, lambda: acts.set_partner(case, symbol, dad))
    (row,) = case.rows.table("partnership").values()
    assert {row["first_id"], row["second_id"]} == {family.mum, dad}
    refused(case, lambda: acts.set_partner(case, row["id"], family.jay), "Both partners")
    case.undo()
    refused(case, lambda: acts.set_partner(case, symbol, family.mum), "own partner")
    new = one_step(case, lambda: acts.name_partner(case, symbol, "Scott"))
    assert get(case, "person", new)["name"] == "Scott"


def test_naming_a_partner_leaves_the_other_on_their_side(family: Any) -> None:
    case = family.case
    symbol = acts.add_partner(case, family.mum, "?")
    new = acts.name_partner(case, symbol, "Alex")
    (row,) = case.rows.table("partnership").values()
    assert (row["first_id"], row["second_id"]) == (new, family.mum)


def test_somebody_described_without_a_name_is_a_person(family: Any) -> None:
    case = family.case
    new = acts.add_partner(case, family.mum, *person_from_line("? 40"))
    assert (get(case, "person", new)["name"], get(case, "person", new)["age_said"]) == ("Not known", "40")


def test_partners_are_linked(family: Any, dad: str) -> None:
    case = family.case
    union_id = one_step(case, lambda: acts.link_partners(case, family.mum, dad, "dating"))
    refused(case, lambda: acts.link_partners(case, dad, family.mum, "married"), "a couple here already")
    refused(case, lambda: acts.link_partners(case, dad, dad, "married"), "own partner")
    acts.set_union(case, union_id, ended_on="2020", ended_by="separated")
    acts.link_partners(case, dad, family.mum, "married")
    assert len(case.rows.table("partnership")) == 2


def test_words_a_column_cannot_hold_are_a_mistake(family: Any, dad: str) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        acts.link_partners(family.case, family.mum, dad, "wed")
    with pytest.raises(ValueError, match="unknown fields"):
        acts.add_partner(family.case, family.mum, "Danny", position=3)


def test_a_couple_is_changed_and_turned_round(family: Any, dad: str, union: str) -> None:
    case = family.case
    one_step(
        case,
        lambda: acts.set_union(case, union, first_id=family.mum, second_id=dad, ended_by="divorced", ended_on="2020"),
    )
    row = get(case, "partnership", union)
    assert (row["first_id"], row["second_id"], row["ended_by"]) == (family.mum, dad, "divorced")
    refused(case, lambda: acts.set_union(case, union, first_id=dad), "own partner")
    refused(case, lambda: acts.set_union(case, union, first_id=None, second_id=None), "at least one")
    steps = steps_of(case)
    acts.set_union(case, union, ended_by="divorced")
    assert steps_of(case) == steps


def test_a_couple_taken_apart_leaves_the_people(family: Any, union: str) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    one_step(case, lambda: acts.remove_union(case, union))
    assert not case.rows.table("partnership")
    assert not case.rows.table("child_link")
    assert len(case.rows.table("person")) == 3


# Parents


def test_the_second_parent_fills_the_empty_place(family: Any) -> None:
    case = family.case
    gran = one_step(case, lambda: acts.add_parent(case, family.mum, *person_from_line("Mo 57 f")))
    (row,) = case.rows.table("partnership").values()
    assert (row["first_id"], row["second_id"]) == (None, gran)
    symbol = acts.add_parent(case, family.mum, "?")
    assert symbol == "?" + row["id"]
    grandad = one_step(case, lambda: acts.add_parent(case, family.mum, "Terry", {"gender": "male"}))
    (row,) = case.rows.table("partnership").values()
    assert (row["first_id"], row["second_id"]) == (grandad, gran)
    refused(case, lambda: acts.add_parent(case, family.mum, "Ian"), "Both parents by birth")
    acts.add_parent(case, family.mum, "Ian", kind="step")
    assert len(case.rows.where("child_link", child_id=family.mum)) == 2


def test_both_parents_at_once(family: Any) -> None:
    case = family.case
    two = one_step(
        case, lambda: acts.add_parents(case, family.mum, ("Mo", {"gender": "female"}), ("?", {}), union_kind="married")
    )
    (row,) = case.rows.table("partnership").values()
    assert two == (row["second_id"], "?" + row["id"])
    assert row["kind"] == "married"
    refused(case, lambda: acts.add_parents(case, family.mum, ("A", {}), ("B", {})), "has a parent by birth")
    acts.add_parents(case, family.jay, ("Pauline", {}), ("Roy", {"gender": "male"}), kind="foster")
    assert len(case.rows.table("partnership")) == 2


def test_a_parent_nobody_knew_gets_a_name_and_stays_the_same_person(family: Any) -> None:
    case = family.case
    nobody = acts.add_parent(case, family.mum, "?")
    assert (get(case, "person", nobody)["name"], get(case, "person", nobody)["life"]) == ("Not known", "unknown")
    acts.add_parent(case, family.mum, "Terry", {"gender": "male"})
    assert one_step(case, lambda: acts.add_parent(case, family.mum, "Mo", {"age_said": "57"})) == nobody
    row = get(case, "person", nobody)
    assert (row["name"], row["life"], row["age_said"]) == ("Mo", "alive", "57")


# Children


def test_children_of_somebody_without_a_couple(family: Any) -> None:
    case = family.case
    ids = one_step(case, lambda: acts.add_children(case, family.mum, people_from_line("Mila 6, Alfie 14 months")))
    (row,) = case.rows.table("partnership").values()
    assert (row["first_id"], row["second_id"]) == (None, family.mum)
    assert case.undo_label == "Added 2 children"
    assert {link["child_id"] for link in case.rows.table("child_link").values()} == set(ids)
    acts.add_children(case, "?" + row["id"], [("Bea", {})])
    acts.add_children(case, family.mum, [("Cy", {})])
    assert len(case.rows.where("child_link", partnership_id=row["id"])) == 4
    acts.add_partner(case, family.mum, "Kofi")
    refused(case, lambda: acts.add_children(case, family.mum, [("Dot", {})]), "more than one couple")


def test_twins_said_in_the_line_are_twins(family: Any, union: str) -> None:
    case = family.case
    one_step(case, lambda: acts.add_children(case, union, people_from_line("Leah 14, identical twins Amir and Zayn 7")))
    said = {
        get(case, "person", r["child_id"])["name"]: (r["twins"], r["identical"])
        for r in case.rows.table("child_link").values()
    }
    assert said == {"Leah": (None, 0), "Amir": ("a", 1), "Zayn": ("a", 1)}


def test_a_child_is_joined_once_and_never_to_itself(family: Any, union: str, dad: str) -> None:
    case = family.case
    one_step(case, lambda: acts.link_child(case, family.jay, union))
    refused(case, lambda: acts.link_child(case, family.jay, union, "adopted"), "joined to these parents already")
    refused(case, lambda: acts.link_child(case, dad, union), "own parent")


def test_nobody_becomes_their_own_ancestor(family: Any, union: str, dad: str) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    (grandchild,) = acts.add_children(case, family.jay, [("Ned", {})])
    (below,) = [row["id"] for row in case.rows.where("partnership", second_id=None)]
    own = "own ancestor"
    refused(case, lambda: acts.link_child(case, dad, below), own)
    refused(case, lambda: acts.set_union(case, union, second_id=grandchild), own)
    refused(case, lambda: acts.set_partner(case, below, grandchild), "own parent")
    above = acts.add_parent(case, family.mum, "?")
    symbol = "?" + next(iter(case.rows.where("partnership", first_id=above)))["id"]
    refused(case, lambda: acts.set_partner(case, symbol, grandchild), own)
    refused(case, lambda: acts.place_with(case, family.mum, below), own)
    (link,) = case.rows.where("child_link", child_id=family.mum)
    refused(case, lambda: acts.set_child_link(case, link["id"], partnership_id=below), own)


def test_a_child_moves_to_other_parents(family: Any, union: str) -> None:
    case = family.case
    acts.add_children(case, union, people_from_line("twins Amir and Zayn 7"))
    other = acts.add_partner(case, family.mum, "?").removeprefix("?")
    link = case.rows.where("child_link", partnership_id=union)[0]
    one_step(case, lambda: acts.set_child_link(case, link["id"], partnership_id=other, kind="step", note="since May"))
    moved = get(case, "child_link", link["id"])
    assert (moved["partnership_id"], moved["kind"], moved["twins"]) == (other, "step", None)
    assert [row["twins"] for row in case.rows.where("child_link", partnership_id=union)] == [None]
    one_step(case, lambda: acts.remove_child_link(case, link["id"]))
    assert case.rows.get("person", link["child_id"])


def test_foster_care_beside_the_birth_parents(family: Any, union: str) -> None:
    case = family.case
    birth = acts.link_child(case, family.jay, union)
    carers = acts.add_parents(case, family.jay, ("Pauline", {}), ("Roy", {}), kind="foster")
    (first,) = case.rows.where("child_link", kind="foster")
    aunt = people.add_person(case, "Lisa")
    hers = acts.add_partner(case, aunt, "?")
    second = one_step(case, lambda: acts.place_with(case, family.jay, hers, "kinship", on="2025-03-01"))
    assert get(case, "child_link", first["id"])["ended_on"] == "2025-03-01"
    assert get(case, "child_link", second)["begun_on"] == "2025-03-01"
    assert get(case, "child_link", birth)["ended_on"] is None
    assert (
        one_step(case, lambda: acts.place_with(case, family.jay, first["partnership_id"], on="2025-05")) == first["id"]
    )
    back = get(case, "child_link", first["id"])
    assert (back["begun_on"], back["ended_on"], back["note"]) == ("2025-05", None, "foster 1 March 2025")
    refused(case, lambda: acts.place_with(case, family.jay, union), "already")
    assert len(carers) == 2


def test_without_the_check_the_drawing_could_not_be_made(
    family: Any, union: str, dad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    below = acts.add_partner(case, family.jay, "?")
    monkeypatch.setattr(lookups, "refuse_impossible", lambda *_: None)
    acts.link_child(case, dad, below)
    with pytest.raises(ImpossibleAncestry):
        arranged(family_view(Projector(case.rows)))


# Brothers, sisters, twins


def test_a_sibling_shares_the_parents_there_are(family: Any, union: str) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    (new,) = one_step(case, lambda: acts.add_sibling(case, family.jay, people_from_line("Mila 6")))
    assert case.rows.where("child_link", child_id=new)[0]["partnership_id"] == union


def test_a_sibling_without_parents_hangs_from_one_nobody_knows(family: Any) -> None:
    case = family.case
    one_step(case, lambda: acts.add_sibling(case, family.mum, people_from_line("Lisa 33 and Jo 36")))
    (row,) = case.rows.table("partnership").values()
    assert len(case.rows.where("child_link", partnership_id=row["id"])) == 3
    view = family_view(Projector(case.rows))
    assert len(view.children) == 3
    assert len(pedigree_of(view).unions) == 1


def test_a_sibling_of_a_foster_child_is_not_fostered_too(family: Any) -> None:
    case = family.case
    acts.add_parents(case, family.jay, ("Pauline", {}), ("Roy", {}), kind="foster")
    (new,) = acts.add_sibling(case, family.jay, [("Leah", {})])
    (link,) = case.rows.where("child_link", child_id=new)
    assert link["kind"] == "birth"
    assert {row["kind"] for row in case.rows.where("child_link", child_id=family.jay)} == {"birth", "foster"}


def test_a_twin_shares_birth_and_parents(family: Any, union: str) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    twin = one_step(case, lambda: acts.add_twin(case, family.jay, "Kit", identical=True))
    assert get(case, "person", twin)["born"] == "2016-02-08"
    links = case.rows.where("child_link", partnership_id=union)
    assert [(row["twins"], row["identical"]) for row in links] == [("a", 1), ("a", 1)]
    third = acts.add_twin(case, twin, *person_from_line("Bo f"))
    assert get(case, "person", third)["gender"] == "female"
    assert {row["twins"] for row in case.rows.where("child_link", partnership_id=union)} == {"a"}


def test_a_twin_still_to_be_born_and_one_with_a_date_of_their_own(family: Any, union: str) -> None:
    case = family.case
    (baby,) = acts.add_children(case, union, [("Baby", {"life": "unborn", "due": "2025-10"})])
    row = get(case, "person", acts.add_twin(case, baby, "?"))
    assert (row["name"], row["life"], row["due"]) == ("Not known", "unborn", "2025-10")
    late = acts.add_twin(case, family.jay, "Kit", {"born": "2016-02-09"})
    assert get(case, "person", late)["born"] == "2016-02-09"


def test_twins_are_set_and_unset(family: Any, union: str) -> None:
    case = family.case
    acts.add_children(case, union, people_from_line("Ada 3, Bea 3, Cy 2"))
    ids = [
        row["id"]
        for row in sorted(
            case.rows.table("child_link").values(), key=lambda r: get(case, "person", r["child_id"])["name"]
        )
    ]
    one_step(case, lambda: acts.set_twins(case, ids[:2], identical=True))
    assert [get(case, "child_link", key)["twins"] for key in ids] == ["a", "a", None]
    one_step(case, lambda: acts.unset_twins(case, ids[:1]))
    assert not any(get(case, "child_link", key)["twins"] or get(case, "child_link", key)["identical"] for key in ids)
    refused(case, lambda: acts.set_twins(case, ids[:1]), "Choose both")
    other = acts.link_child(case, ids and family.jay, acts.add_partner(case, family.mum, "?"))
    refused(case, lambda: acts.set_twins(case, [ids[0], other]), "same parents")


def test_siblings_are_ordered_by_hand_and_by_age_again(family: Any, union: str) -> None:
    case = family.case
    acts.add_children(case, union, people_from_line("Cy 2, twins Ada and Bea 9, Di 5"))
    link = {get(case, "person", r["child_id"])["name"]: r["id"] for r in case.rows.table("child_link").values()}
    one_step(case, lambda: acts.order_sibling(case, link["Cy"], link["Bea"]))
    assert order(case, union) == ["Cy", "Ada", "Bea", "Di"]
    one_step(case, lambda: acts.order_sibling(case, link["Bea"], None))
    assert order(case, union) == ["Cy", "Di", "Ada", "Bea"]
    steps = steps_of(case)
    acts.order_sibling(case, link["Ada"], None)
    acts.order_sibling(case, link["Ada"], link["Bea"])
    assert steps_of(case) == steps
    acts.add_children(case, union, people_from_line("Ed 4, Flo"))
    assert order(case, union) == ["Cy", "Di", "Ada", "Bea", "Ed", "Flo"] or order(case, union)[0] == "Ed"
    one_step(case, lambda: acts.order_by_age(case, union))
    assert {row["position"] for row in case.rows.where("child_link", partnership_id=union)} == {0.0}


def test_the_order_on_the_screen_counts_where_births_are_not_known(family: Any, union: str) -> None:
    case = family.case
    acts.add_children(case, union, [(name, {}) for name in "ABC"])
    link = {get(case, "person", r["child_id"])["name"]: r["id"] for r in case.rows.table("child_link").values()}
    acts.order_sibling(case, link["A"], link["B"], shown=[link["C"], link["B"], link["A"]])
    assert order(case, union) == ["C", "A", "B"]
    stranger = acts.link_child(case, family.jay, acts.add_partner(case, family.mum, "?"))
    refused(case, lambda: acts.order_sibling(case, link["A"], stranger), "different parents")


# Ties


@pytest.mark.parametrize(("kind", "directed"), [("violence", 1), ("sexual_abuse", 1), ("close", 0), ("cut_off", 0)])
def test_a_tie_has_the_arrow_its_kind_has(family: Any, kind: str, directed: int) -> None:
    case = family.case
    tie = one_step(case, lambda: acts.add_tie(case, family.mum, family.jay, kind, "past", begun_on="2022"))
    row = get(case, "tie", tie)
    assert (row["directed"], row["second_kind"], row["begun_on"]) == (directed, "past", "2022")
    refused(case, lambda: acts.add_tie(case, family.mum, family.jay, kind, "past"), "there already")
    refused(case, lambda: acts.add_tie(case, family.mum, family.mum, kind), "joins two people")


def test_a_tie_is_changed_turned_round_and_removed(family: Any) -> None:
    case = family.case
    tie = acts.add_tie(case, family.mum, family.jay, "close")
    one_step(case, lambda: acts.set_tie(case, tie, kind="fearful"))
    assert get(case, "tie", tie)["directed"] == 1
    one_step(case, lambda: acts.set_tie(case, tie, from_id=family.jay, to_id=family.mum, directed=False))
    assert (get(case, "tie", tie)["from_id"], get(case, "tie", tie)["directed"]) == (family.jay, 0)
    acts.set_tie(case, tie, kind="violence")
    assert get(case, "tie", tie)["directed"] == 0
    refused(case, lambda: acts.set_tie(case, tie, to_id=family.jay), "joins two people")
    one_step(case, lambda: acts.remove_tie(case, tie))
    refused(case, lambda: acts.remove_tie(case, tie), "no longer there")


def test_somebody_not_known_has_no_ties_and_no_place(family: Any) -> None:
    case = family.case
    symbol = acts.add_partner(case, family.mum, "?")
    refused(case, lambda: acts.add_tie(case, symbol, family.mum, "close"), "Nobody knows yet")
    refused(case, lambda: acts.pin(case, symbol, 1.0, 0), "moves with their partner")


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
    refused(case, lambda: acts.take_out(case, "?" + union), "A child needs this place")
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
    refused(case, lambda: acts.live_in(case, family.jay, "gone"), "no longer in the case")


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
    refused(
        family.case, lambda: acts.link_partners(family.case, family.mum, stranger, "married"), "no longer in the case"
    )


# Anything in any order


def _random_verb(case: Any, draw: Callable[[int], int]) -> None:
    def some(table: str) -> str:
        keys = sorted(case.rows.table(table), key=lambda key: (case.rows.table(table)[key].get("position") or 0, key))
        return keys[draw(len(keys))] if keys else "none"

    kind = ("birth", "adopted", "foster", "kinship", "step")[draw(5)]
    verbs: list[Callable[[], Any]] = [
        lambda: acts.add_partner(case, some("person"), ("Sam", "?")[draw(2)]),
        lambda: acts.add_parent(case, some("person"), ("Mo", "?")[draw(2)], kind=kind),
        lambda: acts.add_children(case, some("partnership"), people_from_line("twins Amir and Zayn 7"), kind=kind),
        lambda: acts.add_children(case, some("person"), [("Kim", {})]),
        lambda: acts.add_sibling(case, some("person"), [("Lisa", {}), ("Jo", {"born": "2001"})]),
        lambda: acts.add_twin(case, some("person"), "Kit", identical=bool(draw(2))),
        lambda: acts.link_partners(case, some("person"), some("person"), "brief"),
        lambda: acts.link_child(case, some("person"), some("partnership"), kind),
        lambda: acts.place_with(case, some("person"), some("partnership"), kind),
        lambda: acts.set_partner(case, some("partnership"), some("person")),
        lambda: acts.set_union(case, some("partnership"), first_id=some("person"), ended_by="death"),
        lambda: acts.set_child_link(case, some("child_link"), partnership_id=some("partnership")),
        lambda: acts.remove_union(case, some("partnership")),
        lambda: acts.remove_child_link(case, some("child_link")),
        lambda: acts.order_sibling(case, some("child_link"), some("child_link")),
        lambda: acts.set_twins(case, [some("child_link"), some("child_link")]),
        lambda: acts.unset_twins(case, [some("child_link")]),
        lambda: acts.add_tie(case, some("person"), some("person"), ("close", "violence")[draw(2)]),
        lambda: acts.set_tie(case, some("tie"), kind="neglect", to_id=some("person")),
        lambda: acts.pin(case, some("person"), draw(9) / 2, draw(4)),
        lambda: acts.unpin_all(case),
        lambda: acts.take_out(case, some("person")),
        lambda: acts.add_home_for(case, [some("person"), some("person")], "Home"),
        lambda: acts.live_in(case, some("person"), some("household"), "sleeps"),
    ]  # fmt: skip
    with suppress(KnownError):
        verbs[draw(len(verbs))]()


def _is_sound(case: Any) -> None:
    """What the verbs promise whatever is done: nobody above themselves, no child twice, no twin alone."""
    above: dict[str, set[str]] = {}
    seen = set()
    births: dict[tuple[str, str], int] = {}
    for link in case.rows.table("child_link").values():
        union = get(case, "partnership", link["partnership_id"])
        above.setdefault(link["child_id"], set()).update({union["first_id"], union["second_id"]} - {None})
        assert (link["child_id"], union["id"]) not in seen
        seen.add((link["child_id"], union["id"]))
        if link["twins"]:
            births[union["id"], link["twins"]] = births.get((union["id"], link["twins"]), 0) + 1
    assert all(count > 1 for count in births.values())
    for row in case.rows.table("partnership").values():
        assert row["first_id"] or row["second_id"]
        assert row["first_id"] != row["second_id"]
    for start in above:
        waiting, met = set(above[start]), set()
        while waiting:
            here = waiting.pop()
            assert here != start
            if here not in met:
                met.add(here)
                waiting |= above.get(here, set())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(numbers=st.lists(st.integers(0, 10_000), min_size=20, max_size=120))
def test_anything_can_be_undone_to_the_beginning(family: Any, numbers: list[int]) -> None:
    _do_and_undo(family.case, numbers)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(numbers=st.lists(st.integers(0, 10_000), min_size=20, max_size=400))
def test_much_can_be_undone_to_the_beginning(family: Any, numbers: list[int]) -> None:
    _do_and_undo(family.case, numbers)


def _do_and_undo(case: Any, numbers: list[int]) -> None:
    before, step = rows_of(case), newest_of(case)
    waiting = list(numbers)
    while len(waiting) > 8:
        _random_verb(case, lambda below: waiting.pop(0) % below if waiting else 0)
        _is_sound(case)
    after, newest = rows_of(case), newest_of(case)
    pedigree_of(family_view(Projector(case.rows, dt.date(2025, 7, 1))))
    case.undo_to(step)
    assert rows_of(case) == before
    case.redo_to(newest)
    assert rows_of(case) == after
    case.undo_to(step)
