"""The family’s verbs: partners and parents."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import family as acts
from models.family_projection import family_view
from models.one_line import person_from_line
from models.projections import Projector
from tests.models.acts_family.steps import assert_refused, get, one_step, steps_of


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
    assert_refused(case, lambda: acts.set_partner(case, row["id"], family.jay), "Both partners")
    case.undo()
    assert_refused(case, lambda: acts.set_partner(case, symbol, family.mum), "own partner")
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
    assert_refused(case, lambda: acts.link_partners(case, dad, family.mum, "married"), "a couple here already")
    assert_refused(case, lambda: acts.link_partners(case, dad, dad, "married"), "own partner")
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
    assert_refused(case, lambda: acts.set_union(case, union, first_id=dad), "own partner")
    assert_refused(case, lambda: acts.set_union(case, union, first_id=None, second_id=None), "at least one")
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
    assert_refused(case, lambda: acts.add_parent(case, family.mum, "Ian"), "Both parents by birth")
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
    assert_refused(case, lambda: acts.add_parents(case, family.mum, ("A", {}), ("B", {})), "has a parent by birth")
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
