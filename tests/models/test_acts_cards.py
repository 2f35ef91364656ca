"""Work on the map: where cards go, what existing safety asks for, what splitting and merging keep."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.acts import cards
from models.errors import KnownError
from models.projections import Projector


def texts(family: Any, part: str) -> list[str]:
    view = Projector(family.case.rows).map(family.workspace_id)
    return [card.text for card in view.part(part).cards]


def test_a_card_goes_before_the_one_it_is_dropped_on(family: Any) -> None:
    ids = cards.add_cards(family.case, family.workspace_id, "past_harm", ["a", "b", "c"])
    cards.move_cards(family.case, [ids[2]], "past_harm", before_id=ids[0])
    assert texts(family, "past_harm") == ["c", "a", "b"]
    cards.move_cards(family.case, [ids[0], ids[1]], "complicating")
    assert texts(family, "complicating") == ["a", "b"]
    assert family.case.undo_label == "Moved to complicating factors"


def test_dropping_on_itself_leaves_no_step(family: Any) -> None:
    ids = cards.add_cards(family.case, family.workspace_id, "past_harm", ["a", "b"])
    steps = len(family.case.history())
    cards.move_cards(family.case, [ids[0]], "past_harm", before_id=ids[0])
    assert texts(family, "past_harm") == ["a", "b"]
    assert len(family.case.history()) == steps


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=30))
def test_any_number_of_moves_keeps_the_order_people_see(family: Any, moves: list[tuple[int, int]]) -> None:
    for old in list(family.case.rows.where("card", part="complicating")):
        cards.delete_cards(family.case, [old["id"]])
    ids = cards.add_cards(family.case, family.workspace_id, "complicating", list("abcdef"))
    expected = list(ids)
    for which, where in moves:
        before = expected[where] if where < len(expected) else None
        moving = expected[which]
        if before == moving:
            continue
        cards.move_cards(family.case, [moving], "complicating", before_id=before)
        expected.remove(moving)
        expected.insert(expected.index(before) if before else len(expected), moving)
    view = Projector(family.case.rows).map(family.workspace_id)
    assert [card.id for card in view.part("complicating").cards] == expected


def test_between_the_same_two_cards_there_is_always_room(family: Any) -> None:
    first, last = cards.add_cards(family.case, family.workspace_id, "complicating", ["first", "last"])
    for number in range(60):
        last = cards.add_card(family.case, family.workspace_id, "complicating", str(number), before_id=last)
    assert texts(family, "complicating") == ["first", *map(str, reversed(range(60))), "last"]
    assert first


def test_without_its_four_facts_it_stays_a_strength(family: Any) -> None:
    moved = cards.move_cards(family.case, [family.strength], "safety")
    assert moved.moved == ()
    assert moved.needs_facts == {family.strength: ("when", "acted", "danger", "seen_by")}
    assert texts(family, "safety") == []
    assert texts(family, "strength") == ["Ruby reads to Jay every night."]

    cards.set_card(family.case, family.strength, occurred="2025-05-02", danger_id=family.strand)
    cards.set_people(family.case, family.strength, "acted", [(family.mum, None)])
    moved = cards.move_cards(family.case, [family.strength], "safety")
    assert moved.needs_facts == {family.strength: ("seen_by",)}
    cards.set_people(family.case, family.strength, "seen_by", [(None, "Gran next door")])
    assert cards.move_cards(family.case, [family.strength], "safety").moved == (family.strength,)
    assert texts(family, "safety") == ["Ruby reads to Jay every night."]


def test_a_worry_dropped_on_safety_lands_among_the_strengths(family: Any) -> None:
    moved = cards.move_cards(family.case, [family.danger], "safety")
    assert family.danger in moved.needs_facts
    assert family.case.rows.table("card")[family.danger]["part"] == "strength"
    assert family.case.undo_label == "Moved to strengths"


def test_splitting_keeps_who_said_it_on_both_halves(family: Any) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Gran helps. Jay laughs.", occurred="2025-01")
    cards.set_people(family.case, card, "source", [(family.mum, None), (None, "the school")])
    second = cards.split_card(family.case, card, len("Gran helps."))
    assert texts(family, "strength")[-2:] == ["Gran helps.", "Jay laughs."]
    view = Projector(family.case.rows).map(family.workspace_id)
    sources = {c.id: [m.label for m in c.sources] for c in view.part("strength").cards}
    assert sources[card] == sources[second] == ["Ruby", "the school"]
    with pytest.raises(KnownError):
        cards.split_card(family.case, card, 0)
    family.case.undo()
    assert texts(family, "strength")[-1] == "Gran helps. Jay laughs."


def test_merging_keeps_every_word_voice_and_restriction(family: Any) -> None:
    one, two = cards.add_cards(family.case, family.workspace_id, "past_harm", ["He shouted.", "She cried."])
    cards.set_people(family.case, one, "source", [(family.mum, None)])
    cards.set_people(family.case, two, "source", [(family.mum, None), (None, "police")])
    cards.add_dispute(family.case, two, family.jay, "I did not hear it")
    cards.restrict(family.case, "card", two, "not yet told")
    kept = cards.merge_cards(family.case, [one, two])
    (card,) = Projector(family.case.rows).map(family.workspace_id).part("past_harm").cards
    assert (card.id, card.text) == (kept, "He shouted.\nShe cried.")
    assert [m.label for m in card.sources] == ["Ruby", "police"]
    assert [(d.who.name if d.who else None, d.words) for d in card.disputes] == [("Jay", "I did not hear it")]
    assert card.restricted is not None
    family.case.undo()
    assert texts(family, "past_harm") == ["He shouted.", "She cried."]


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("• Gran helps\r\n• Jay laughs", ["Gran helps", "Jay laughs"]),
        ("1. one\n2) two\n(3) three\n\n  a) four", ["one", "two", "three", "four"]),
        ("- dash\n– en dash\no  circle\n\uf0b7\tsymbol", ["dash", "en dash", "circle", "symbol"]),
        ("just one line", ["just one line"]),
        ("2024 was hard\n- no", ["2024 was hard", "no"]),
        ("\n \n", []),
    ],
)
def test_a_list_pasted_from_word(pasted: str, expected: list[str]) -> None:
    assert cards.split_list(pasted) == expected


def test_a_different_view_can_be_changed_and_taken_away(family: Any) -> None:
    view_id = cards.add_dispute(family.case, family.danger, family.jay, "I sleep fine", is_quotation=True)
    cards.set_dispute(family.case, view_id, words="I sleep mostly fine")
    (card,) = Projector(family.case.rows).map(family.workspace_id).part("danger").cards
    assert card.disputes[0].words == "I sleep mostly fine"
    cards.set_dispute(family.case, view_id, words=" ")
    assert not family.case.rows.table("different_view")


def test_a_vanished_card_is_said_plainly(family: Any) -> None:
    cards.delete_cards(family.case, [family.strength])
    with pytest.raises(KnownError, match="no longer there"):
        cards.write_card(family.case, family.strength, "x")
    with pytest.raises(ValueError, match="not a card field"):
        cards.set_card(family.case, family.danger, part="safety")
