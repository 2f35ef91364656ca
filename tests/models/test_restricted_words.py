"""What is restricted without words of its own is told nowhere, whatever else of the case it stands in."""

from __future__ import annotations

from models.acts import cards, people, strands
from models.acts.family import ties, unions
from models.audience import Reader
from models.base import new_id
from models.casework import Case
from models.entities import CardPerson, Restriction
from models.family_readers import family_for
from models.projections import Projector
from models.readers import FAMILY, US, map_for, secrets_for
from tests.vaults import SmallFamily

COURT = Reader("court")


def alone(case: Case, table: str, key: str, field: str) -> None:
    """Hold one text of a row back, and no words of it in particular."""
    with case.edit("For the test") as session:
        row = Restriction(id=new_id(), case_id=case.id, target_table=table, target_id=key, target_field=field)
        row.reason, row.values_json = "not for them", "[]"
        session.add(row)


def told(family: SmallFamily, reader: Reader = COURT) -> str:
    view = map_for(Projector(family.case.rows), family.workspace_id, reader)
    own = (each.text for strand in view.strands for each in strand.wordings)
    return "\n".join([*(card.text for card in view.cards), *(strand.name for strand in view.strands), *own])


def test_a_short_text_held_back_alone_is_not_told(family: SmallFamily) -> None:
    card = cards.add_card(family.case, family.workspace_id, "past_harm", "He drank.")
    assert "He drank." in told(family)
    alone(family.case, "card", card, "text")
    assert "He drank." not in told(family)
    assert "He drank." in told(family, US)


def test_somebodys_short_own_words_held_back_alone_are_not_told(family: SmallFamily) -> None:
    own = strands.add_wording(
        family.case, family.workspace_id, "danger", "He drank.", person_id=family.mum, strand_id=family.strand
    )
    assert "He drank." in told(family)
    alone(family.case, "wording", own, "text")
    assert "He drank." not in told(family)
    assert "He drank." in told(family, US)


def test_somebodys_part_in_a_card_held_back_is_not_told(family: SmallFamily) -> None:
    card = cards.add_card(family.case, family.workspace_id, "next_step", "Come on Friday.")
    with family.case.edit("For the test") as session:
        for role, words in (("responsible", "Bo rings"), ("speaker", None)):
            row = CardPerson(id=new_id(), case_id=family.case.id, card_id=card, role=role, words=words, position=1.0)
            row.person_id, row.workspace_id = None if words else family.mum, family.workspace_id
            session.add(row)
    parts = {row["role"]: key for key, row in family.case.rows.table("card_person").items() if row["card_id"] == card}

    def shown(reader: Reader) -> tuple[list[str], bool]:
        cards_shown = map_for(Projector(family.case.rows), family.workspace_id, reader).cards
        step = next(each for each in cards_shown if each.id == card)
        return [mention.label for mention in step.responsible], step.speaker is not None

    assert shown(COURT) == (["Bo rings"], True)
    alone(family.case, "card_person", parts["responsible"], "words")
    cards.restrict(family.case, "card_person", parts["speaker"], "not for them")
    assert shown(COURT) == ([], False)
    assert shown(US) == (["Bo rings"], True)


def test_a_long_one_neither_where_somebody_copied_it(family: SmallFamily) -> None:
    words = "Nan sleeps at the hostel in Quill Lane."
    card = cards.add_card(family.case, family.workspace_id, "past_harm", words)
    cards.add_card(family.case, family.workspace_id, "past_harm", f"She said: {words} That was in May.")
    assert told(family).count(words) == 2
    cards.restrict(family.case, "card", card, "not for them")
    assert words not in told(family)
    assert secrets_for(family.case.rows, COURT).any_in(f"x {words} y")


def test_a_text_held_back_alone_stays_so_when_a_name_in_it_is_replaced(family: SmallFamily) -> None:
    """A public name put into it makes another text of it; it is none the less told nowhere."""
    with_place = "Jay ran to Ferry Lane in the night and nobody saw him go."
    card = cards.add_card(family.case, family.workspace_id, "past_harm", with_place)
    cards.add_card(family.case, family.workspace_id, "past_harm", f"She said: {with_place} That was in May.")
    people.add_household(family.case, "Home", address="12 Ferry Lane")
    assert told(family).count("Jay ran to another home in the night") == 2
    alone(family.case, "card", card, "text")
    assert "in the night" not in told(family)


def test_words_of_a_text_held_back_are_told_by_their_public_name(family: SmallFamily) -> None:
    card = cards.add_card(family.case, family.workspace_id, "past_harm", "Joy Petrov heard it.")
    alone(family.case, "card", card, "text")
    held = next(key for key, row in family.case.rows.table("restriction").items() if row["target_id"] == card)
    with family.case.edit("For the test") as session:
        row = session.get_one(Restriction, held)
        row.values_json, row.public_name = '["Joy Petrov"]', "a neighbour"
    assert "a neighbour heard it." in told(family)


def test_a_strand_is_held_back_with_its_name(family: SmallFamily) -> None:
    assert "Loud nights" in told(family)
    cards.restrict(family.case, "strand", family.strand, "not for them")
    assert "Loud nights" not in told(family)
    cards.add_card(family.case, family.workspace_id, "strength", "We talked of loud nights with Nan.")
    assert "We talked" not in told(family)


def test_a_home_held_back_is_not_named_in_other_words(family: SmallFamily) -> None:
    home = people.add_household(family.case, "Quill House", address="31 Quill Lane")
    people.move_home(family.case, family.mum, home)
    cards.add_card(family.case, family.workspace_id, "strength", "Ruby is calm at Quill House.")
    assert "Quill House" in told(family)
    cards.restrict(family.case, "household", home, "not for them", values=("31 Quill Lane",))
    assert "Quill House" not in told(family, FAMILY)


def test_a_note_on_a_tie_can_be_held_back_alone(family: SmallFamily) -> None:
    tie = ties.add_tie(family.case, family.mum, family.jay, "close", note="They whisper.")
    alone(family.case, "tie", tie, "note")
    shown = family_for(Projector(family.case.rows), COURT).ties
    assert [(each.id, each.note) for each in shown] == [(tie, None)]


def test_a_note_on_a_union_can_be_held_back_alone(family: SmallFamily) -> None:
    dad = people.add_person(family.case, "Lee Marsh", gender="male")
    union = unions.link_partners(family.case, family.mum, dad, "married", note="They row.")
    assert [each.note for each in family_for(Projector(family.case.rows), COURT).unions] == ["They row."]
    alone(family.case, "partnership", union, "note")
    assert [each.note for each in family_for(Projector(family.case.rows), COURT).unions] == [None]
