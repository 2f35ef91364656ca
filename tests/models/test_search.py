"""Search finds every word anywhere in a case, at once, and forgets what is deleted."""

from __future__ import annotations

from typing import Any

import pytest

from models import search
from models.acts import cards, people
from models.casework import Desk


@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("boring fam", "card"),
        ("gilroy", "person"),
        ("tanner", "household"),
        ("kitchen bendy arm", None),
        ("bendy", "sheet_item"),
        ("pancakes", "story_frame"),
        ("fizz", "plan_rule"),
        ("barefoot", "matrix_cell"),
        ("nobody told me", "session_item"),
    ],
)
def test_everything_is_found(desk: Desk, example_ids: list[str], words: str, table: str | None) -> None:
    tables = {hit.table for hit in desk.search(words, limit=100)}
    assert table in tables if table else not tables


def test_the_index_follows_every_change(desk: Desk, family: Any) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Zoë plays the euphonium")
    (hit,) = desk.search("ZOE euph")
    assert (hit.key, hit.table, hit.case_id) == (card, "card", family.case.id)
    assert search.MARK_OPEN + "euphonium" + search.MARK_CLOSE in hit.snippet
    cards.write_card(family.case, card, "Zoë plays the tuba")
    assert desk.search("euphonium") == [] and len(desk.search("tuba")) == 1
    cards.delete_cards(family.case, [card])
    assert desk.search("tuba") == []
    family.case.undo()
    assert len(desk.search("tuba")) == 1
    people.set_person(family.case, family.mum, known_as="Rubes")
    assert [h.key for h in desk.search("rubes")] == [family.mum]


def test_one_case_only(desk: Desk, family: Any) -> None:
    other = desk.new_case("Other Ruby")
    assert len(desk.search("ruby")) > 1
    assert {h.case_id for h in desk.search("ruby", case_id=other.id)} == {other.id}


@pytest.mark.parametrize("odd", ["", "  ", '"', "* AND (", "a' OR 1=1 --", "-", "NEAR(", "\0", "🙂", "ن"])
def test_odd_input_never_breaks_it(desk: Desk, family: Any, odd: str) -> None:
    assert isinstance(desk.search(odd), list)


def test_deleted_words_are_gone_from_the_index_pages(desk: Desk, family: Any) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "xylophonist")
    query = "SELECT count(*) FROM search_text_data WHERE instr(CAST(block AS TEXT), 'ylophonist')"
    with desk.reading() as connection:
        assert connection.exec_driver_sql(query).scalar()
    cards.delete_cards(family.case, [card])
    with desk.reading() as connection:
        assert connection.exec_driver_sql(query).scalar() == 0
