"""The family’s verbs: children, brothers, sisters and twins."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import family as acts
from models.acts import people
from models.acts.family import lookups
from models.arrangement import arranged, pedigree_of
from models.family_projection import family_view
from models.genogram import ImpossibleAncestry
from models.one_line import people_from_line, person_from_line
from models.projections import Projector
from tests.models.acts_family.steps import assert_refused, get, one_step, order, steps_of


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
    assert_refused(case, lambda: acts.add_children(case, family.mum, [("Dot", {})]), "more than one couple")


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
    assert_refused(case, lambda: acts.link_child(case, family.jay, union, "adopted"), "joined to these parents already")
    assert_refused(case, lambda: acts.link_child(case, dad, union), "own parent")


def test_nobody_becomes_their_own_ancestor(family: Any, union: str, dad: str) -> None:
    case = family.case
    acts.link_child(case, family.jay, union)
    (grandchild,) = acts.add_children(case, family.jay, [("Ned", {})])
    (below,) = [row["id"] for row in case.rows.where("partnership", second_id=None)]
    own = "own ancestor"
    assert_refused(case, lambda: acts.link_child(case, dad, below), own)
    assert_refused(case, lambda: acts.set_union(case, union, second_id=grandchild), own)
    assert_refused(case, lambda: acts.set_partner(case, below, grandchild), "own parent")
    above = acts.add_parent(case, family.mum, "?")
    symbol = "?" + next(iter(case.rows.where("partnership", first_id=above)))["id"]
    assert_refused(case, lambda: acts.set_partner(case, symbol, grandchild), own)
    assert_refused(case, lambda: acts.place_with(case, family.mum, below), own)
    (link,) = case.rows.where("child_link", child_id=family.mum)
    assert_refused(case, lambda: acts.set_child_link(case, link["id"], partnership_id=below), own)


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
    assert_refused(case, lambda: acts.place_with(case, family.jay, union), "already")
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
    assert_refused(case, lambda: acts.set_twins(case, ids[:1]), "Choose both")
    other = acts.link_child(case, ids and family.jay, acts.add_partner(case, family.mum, "?"))
    assert_refused(case, lambda: acts.set_twins(case, [ids[0], other]), "same parents")


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
    assert_refused(case, lambda: acts.order_sibling(case, link["A"], stranger), "different parents")
