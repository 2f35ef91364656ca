"""What children call people: in their own words first, and never so that somebody else could be meant."""

from __future__ import annotations

from typing import Any

from models.acts import cards, sheets
from models.acts.family.growing import add_parents, add_partner
from models.casework import Case
from models.child_calls import called_by
from models.projections import Projector
from models.readers import Reader, ReaderProjection

MUM, DAD = ("Ada Quill", {"relation": "mum", "gender": "female"}), ("Ben Quill", {"relation": "dad", "gender": "male"})


def called(case: Case, child_id: str) -> dict[str, str]:
    """By the name of the case what a child calls them."""
    projector = Projector(case.rows)
    found = called_by(projector, child_id, ReaderProjection(case.rows, Reader("child")))
    return {projector.people[key].name: word for key, word in found.items()}


def by_name(case: Case, name: str) -> str:
    return next(key for key, row in case.rows.table("person").items() if row["known_as"] == name)


def test_each_child_of_the_examples_has_its_own_words(example_cases: dict[str, Case]) -> None:
    harlow = next(case for case in example_cases.values() if "Harlow" in case.row["name"])
    assert called(harlow, by_name(harlow, "Jayden")) == {"Shauna": "Mum", "Kofi": "Dad (Kofi)", "Nanna Mo": "Nan"}
    # Mila's father is nobody's but hers and Alfie's; her mum had Jayden's dad before him.
    assert called(harlow, by_name(harlow, "Mila")) == {"Shauna": "Mummy", "Danny": "Daddy (Danny)"}
    doyle = next(case for case in example_cases.values() if case is not harlow)
    assert called(doyle, by_name(doyle, "Amir"))["Imran"] == "Baba (Imran)"
    assert called(doyle, by_name(doyle, "Zayn"))["Nasreen"] == "Dadi"


def test_a_parent_is_called_as_in_the_case_until_the_child_has_said_it(family: Any) -> None:
    case: Case = family.case
    mum, dad = add_parents(case, family.jay, MUM, DAD)
    assert called(case, family.jay) == {"Ada": "Mum", "Ben": "Dad"}
    sheet = sheets.start_sheet(case, family.workspace_id, "three_houses", family.jay)
    sheets.add_item(case, sheet, "worries", "When Mama shouts and Baba goes")
    sheets.add_item(case, sheet, "good", "Mummy's cakes")
    assert called(case, family.jay) == {"Ada": "Mummy", "Ben": "Baba"}
    house = sheets.start_sheet(case, family.workspace_id, "safety_house", family.jay)
    sheets.add_item(case, house, "visits", "Da", person_id=dad)
    sheets.add_item(case, house, "inside", "Mummy when she is well", person_id=mum)  # that is no name
    assert called(case, family.jay) == {"Ada": "Mummy", "Ben": "Da"}
    # Somebody else is Dad in the child's words: then its father has his name.
    sheets.add_item(case, house, "inside", "Daddy", person_id=family.mum)
    assert called(case, family.jay)["Ruby"] == "Daddy"


def test_the_name_stands_with_it_where_somebody_else_may_be_dad(family: Any) -> None:
    case: Case = family.case
    mum, dad = add_parents(case, family.jay, MUM, DAD)
    partner = add_partner(case, mum, "Col Ray", {"relation": "mum's boyfriend"})
    assert called(case, family.jay) == {"Ada": "Mum", "Ben": "Dad (Ben)"}
    # Of somebody the child may not know of there is no trace.
    cards.restrict(case, "person", partner, "not known to the children")
    assert called(case, family.jay) == {"Ada": "Mum", "Ben": "Dad"}
    assert dad


def test_who_is_not_to_be_known_as_a_parent_is_not_called_one(family: Any) -> None:
    case: Case = family.case
    add_parents(case, family.jay, MUM, DAD)
    link = next(iter(case.rows.where("child_link", child_id=family.jay)))
    assert called(case, family.jay)
    cards.restrict(case, "child_link", link["id"], "Jay does not know yet")
    assert called(case, family.jay) == {}
