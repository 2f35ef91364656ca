"""Holding back, changing how, letting it be seen again: what each reader gets, and what is kept of the reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from exporters.bundle import import_bundle, write_bundle
from exporters.bundle_reading import read_bundle
from models.acts import cards, people, sharing
from models.acts.restricting import hold_back, lift
from models.audience import Reader
from models.casework import Desk
from models.errors import KnownError
from models.projections import Projector
from models.readers import FAMILY, ReaderProjection, map_for, secrets_for
from models.restrictions import (
    HoldBack,
    all_held,
    effect,
    hold_back_of,
    lifted,
    offered_words,
    own_names,
    readers_to_ask,
    review_day,
)
from models.reviews import reviews_due
from tests.vaults import SmallFamily

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def joy(family: SmallFamily) -> str:
    key = people.add_person(family.case, "Joy Petrov", agency="Number 9 Club")
    home = people.add_household(family.case, "Number 31", address="31 Quill Lane, AB1 2CD")
    people.move_home(family.case, key, home)
    cards.add_card(family.case, family.workspace_id, "past_harm", "Joy Petrov rang the police on 07700 900123.")
    cards.add_card(family.case, family.workspace_id, "past_harm", "The police were rung by Joy Petrov.")
    return key


def held(family: SmallFamily, wanted: HoldBack) -> str:
    return hold_back(family.case, wanted, readers_to_ask(family.case.rows, family.workspace_id))


def wanted_of(family: SmallFamily, key: str, **more: object) -> HoldBack:
    base = HoldBack("person", key, reason="She asked for it", names=own_names(family.case.rows, "person", key))
    return replace(base, **more)  # type: ignore[arg-type]


def told(family: SmallFamily, reader: Reader) -> str:
    view = map_for(Projector(family.case.rows), family.workspace_id, reader)
    return "\n".join(card.text for card in view.cards)


def test_a_public_name_stands_for_names_and_nothing_for_a_telephone(family: SmallFamily, joy: str) -> None:
    assert "Joy" in told(family, FAMILY)  # the control
    held(family, wanted_of(family, joy, public_name="a neighbour", words=("07700 900123",)))
    said = told(family, FAMILY)
    assert "rung by a neighbour" in said and "Joy" not in said
    assert "a neighbour rang the police" not in said  # the number stands there too, so that text goes whole
    assert secrets_for(family.case.rows, FAMILY).in_text("07700-900123")
    assert "07700" in told(family, Reader("us"))


def test_those_who_may_see_it_see_all_of_it(family: SmallFamily, joy: str) -> None:
    court = Reader("court")
    key = held(family, wanted_of(family, joy, public_name="a neighbour", words=("07700 900123",), shown_to=(court,)))
    assert "Joy Petrov rang the police on 07700 900123." in told(family, court)
    assert "Joy" not in told(family, FAMILY)
    rows = family.case.rows
    found = hold_back_of(rows, rows.table("restriction")[key], readers_to_ask(rows, family.workspace_id))
    assert [reader.kind for reader in found.shown_to] == ["court"]
    held(family, replace(found, shown_to=()))
    assert "Joy" not in told(family, court)
    assert not family.case.rows.table("sharing_decision")


def test_it_is_read_back_as_it_was_said_and_changed_in_place(family: SmallFamily, joy: str) -> None:
    said = wanted_of(family, joy, public_name="a neighbour", words=("31 Quill Lane",), said_by="Ruth (IDVA)",
                     review_on="2027-02-22")  # fmt: skip
    key = held(family, said)
    rows = family.case.rows
    found = hold_back_of(rows, rows.table("restriction")[key], ())
    assert found == replace(said, id=key, said_by="Ruth IDVA")
    held(family, replace(found, public_name="", words=()))
    (row,) = family.case.rows.table("restriction").values()  # the second row goes with its words
    assert row["id"] == key and row["public_name"] is None
    family.case.undo()
    assert len(family.case.rows.table("restriction")) == 2
    assert "a neighbour" in told(family, FAMILY)


def test_lifting_needs_a_reason_and_keeps_it(family: SmallFamily, joy: str) -> None:
    key = held(family, wanted_of(family, joy, public_name="a neighbour", words=("07700 900123",),
                                 shown_to=(Reader("court"),)))  # fmt: skip
    with pytest.raises(KnownError, match="needs its reason"):
        lift(family.case, key, " ")
    lift(family.case, key, "She agreed on the phone")
    assert not family.case.rows.table("restriction")
    assert "Joy Petrov" in told(family, FAMILY)
    assert [why for _day, why in lifted(family.case.rows, "person", joy)] == ["She agreed on the phone"]
    assert {row["reader"] for row in family.case.rows.table("sharing_decision").values()} == {"us"}
    with pytest.raises(KnownError, match="no longer held back"):
        lift(family.case, key, "again")


def test_a_reason_is_needed_and_the_thing_must_be_there(family: SmallFamily, joy: str) -> None:
    with pytest.raises(KnownError, match="needs its reason"):
        held(family, wanted_of(family, joy, reason=" "))
    with pytest.raises(KnownError, match="no longer in the case"):
        held(family, HoldBack("person", "nobody", reason="x"))
    assert not family.case.rows.table("restriction")


def test_some_words_of_a_card_or_only_an_address(family: SmallFamily, joy: str) -> None:
    card = next(row for row in family.case.rows.table("card").values() if "rung by" in row["text"])
    held(family, HoldBack("card", card["id"], "text", reason="x", public_name="a neighbour", names=("Joy Petrov",)))
    assert "The police were rung by a neighbour." in told(family, FAMILY)
    home = next(iter(family.case.rows.table("household")))
    held(family, HoldBack("household", home, "address", reason="x", words=("31 Quill Lane",)))
    assert ReaderProjection(family.case.rows, FAMILY).hides("household", home, "address")
    assert not ReaderProjection(family.case.rows, FAMILY).hides("household", home)


def test_what_is_offered_comes_from_the_record(family: SmallFamily, joy: str) -> None:
    rows = family.case.rows
    assert own_names(rows, "person", joy) == ("Joy Petrov", "Joy")
    assert set(offered_words(rows, "person", joy)) == {
        "Number 9 Club", "31 Quill Lane, AB1 2CD", "Number 31", "07700 900123"
    }  # fmt: skip
    people.add_person(family.case, "Joy Adams")
    assert own_names(family.case.rows, "person", joy) == ("Joy Petrov",)  # her first name may mean somebody else
    labels = [(reader.kind, reader.name) for reader in readers_to_ask(rows, family.workspace_id)]
    assert ("network", None) in labels and ("court", None) in labels
    assert len(set(labels)) == len(labels)


def test_the_effect_is_what_readers_get(family: SmallFamily, joy: str) -> None:
    wanted = wanted_of(family, joy, public_name="a neighbour", words=("07700 900123",))
    seen = effect(family.case.rows, wanted)
    assert (seen.said_instead, seen.gone) == (1, 1)
    assert seen.samples == (("The police were rung by Joy Petrov.", "The police were rung by a neighbour."),)
    before = told(family, FAMILY)
    held(family, wanted)
    after = told(family, FAMILY)
    assert seen.samples[0][0] in before and seen.samples[0][1] in after


@pytest.mark.parametrize(
    ("words", "day"),
    [("in 3 months", "2027-02-22"), ("a month", "2026-12-22"), ("in 2 weeks", "2026-12-06"),
     ("in a year", "2027-11-22"),
     ("22 February 2027", "2027-02-22"), ("2027-02-22", "2027-02-22"), ("in 9 days", "2026-12-01"), ("soon", None),
     ("3 May 2020", None), ("", None)],
)  # fmt: skip
def test_the_day_to_look_again_is_said_in_words(words: str, day: str | None) -> None:
    assert review_day(words, TODAY) == day


def test_the_last_day_of_a_shorter_month(family: SmallFamily) -> None:
    assert review_day("in 3 months", dt.date(2026, 11, 30)) == "2027-02-28"
    assert review_day("in a year", dt.date(2028, 2, 29)) == "2029-02-28"


def test_what_is_to_be_looked_at_again_is_counted_once(desk: Desk, family: SmallFamily, joy: str) -> None:
    today = desk.now().date()
    late = (today - dt.timedelta(days=1)).isoformat()
    soon = (today + dt.timedelta(days=9)).isoformat()
    first = held(family, wanted_of(family, joy, public_name="a neighbour", words=("31 Quill Lane",), review_on=late))
    assert reviews_due(desk) == ((family.case.id, 1),)
    card = next(iter(family.case.rows.table("card")))
    held(family, HoldBack("card", card, reason="x", review_on=soon))
    assert reviews_due(desk) == ((family.case.id, 1),)
    assert next(row["id"] for row in all_held(family.case.rows, today)) == first
    assert len(all_held(family.case.rows, today)) == 2
    sharing.let_through(family.case, Reader("court"), "card", card, review_on=today.isoformat())
    assert reviews_due(desk, family.case.id) == ((family.case.id, 2),)
    assert reviews_due(desk, "another") == ()


def everything(family: SmallFamily, reader: Reader) -> str:
    rows = family.case.rows
    reading = ReaderProjection(rows, reader)
    return "\n".join(str(reading.person(person)) for person in Projector(rows).people.values())


@pytest.mark.parametrize("public", [None, "a relative"])
def test_a_home_called_after_somebody_held_back_does_not_name_them(family: SmallFamily, public: str | None) -> None:
    """Held back without any words, as older records have it: the home of others said whose it was."""
    nan = people.add_person(family.case, "Maureen Harrow")
    home = people.add_household(family.case, "Maureen's home")
    people.move_home(family.case, family.jay, home)
    assert "Maureen's home" in everything(family, FAMILY)  # the control: it is said when nobody is held back
    cards.restrict(family.case, "person", nan, "She asked for it", public_name=public)
    said = everything(family, FAMILY)
    assert "Maureen" not in said
    assert ("a relative's home" in said) is bool(public)
    assert secrets_for(family.case.rows, FAMILY).in_text("at Maureen's")  # a finished file is searched for her too
    assert "Maureen's home" in everything(family, Reader("us"))


def test_a_home_that_is_held_back_is_not_told_beside_who_lives_there(family: SmallFamily) -> None:
    home = people.add_household(family.case, "The refuge")
    people.move_home(family.case, family.jay, home)
    assert "The refuge" in everything(family, FAMILY)
    cards.restrict(family.case, "household", home, "Nobody may know")
    assert "The refuge" not in everything(family, FAMILY)


def test_a_first_name_two_people_share_holds_nothing_else_back(family: SmallFamily) -> None:
    one = people.add_person(family.case, "Sam Harrow")
    people.add_person(family.case, "Sam Okoro")
    cards.add_card(family.case, family.workspace_id, "strength", "Sam makes tea.")
    cards.restrict(family.case, "person", one, "x")
    assert "Sam makes tea." in told(family, FAMILY)
    assert "Harrow" not in everything(family, FAMILY)


def test_both_rows_stay_together_in_a_copy_of_the_case(desk: Desk, family: SmallFamily, joy: str) -> None:
    said = wanted_of(family, joy, public_name="a neighbour", words=("31 Quill Lane",))
    held(family, said)
    copied = desk.open_case(import_bundle(desk, read_bundle(write_bundle(family.case)), as_copy=True)).rows
    (row,) = copied.where("restriction", target_table="person")
    assert hold_back_of(copied, row, ()).words == ("31 Quill Lane",)
    assert len(all_held(copied, TODAY)) == 1
