"""The one write path: nothing is written outside an edit, everything can be undone, also after a restart."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text

from models import journal
from models.acts import cards, people, strands
from models.casework import Case, ChangeSet, Desk, load_rows
from models.entities import Card, Person
from models.errors import KnownError
from models.keyslots import KdfCost
from models.rows import Rows
from models.vault import Vault

PASSPHRASE = "tea at the kitchen table"


def plain(rows: Rows) -> dict[str, dict[str, Any]]:
    """Rows as comparable data, empty tables left out."""
    return {name: dict(table) for name, table in rows._tables.items() if table}


def stored(case: Case) -> dict[str, dict[str, Any]]:
    with case.desk.reading() as connection:
        return plain(load_rows(connection, case.id))


ODD = st.text(min_size=0, max_size=40)
STEP = st.tuples(
    st.sampled_from("add write move delete split merge strand unstrand person unperson score dispute fact".split()),
    st.integers(0, 10_000),
    ODD,
)


def act(case: Case, kind: str, number: int, words: str) -> None:
    """One random act of work."""
    pick = random.Random(number)
    workspace = next(iter(case.rows.table("workspace")))
    found = sorted(case.rows.table("card"))
    persons = sorted(case.rows.table("person"))
    card = pick.choice(found) if found else None
    if kind == "add" or card is None:
        part = pick.choice(("past_harm", "strength", "own_words"))
        cards.add_card(case, workspace, part, words, speaker_id=pick.choice(persons) if persons else None)
    elif kind == "write":
        cards.write_card(case, card, words)
    elif kind == "move":
        cards.move_cards(case, [card], pick.choice(("danger", "strength", "safety")), before_id=pick.choice(found))
    elif kind == "delete":
        cards.delete_cards(case, [card])
    elif kind == "split":
        try:
            cards.split_card(case, card, number % 20)
        except KnownError:
            return
    elif kind == "merge" and len(found) > 1:
        cards.merge_cards(case, pick.sample(found, 2))
    elif kind == "strand":
        with case.edit("Opened a strand for a card"):
            cards.link_strand(case, [card], strands.add_strand(case, workspace, words))
    elif kind == "unstrand" and case.rows.table("strand"):
        strands.delete_strand(case, pick.choice(sorted(case.rows.table("strand"))))
    elif kind == "person":
        people.add_person(case, words + "x", note=words, child_of_workspace=workspace if number % 2 else None)
    elif kind == "unperson" and persons:
        people.remove_person(case, pick.choice(persons))
    elif kind == "score" and case.rows.table("scale") and persons:
        rounds = sorted(case.rows.table("round"))
        if rounds and number % 2:
            strands.give_score(case, pick.choice(rounds), pick.choice(persons), number % 11, reason=words)
        else:
            strands.start_round(case, pick.choice(sorted(case.rows.table("scale"))), persons[:2])
    elif kind == "dispute":
        cards.add_dispute(case, card, pick.choice(persons) if persons else None, words)
    elif kind == "fact":
        cards.set_people(case, card, "seen_by", [(persons[0] if persons else None, words or "x")])


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=1, max_size=25))
def test_undo_then_redo_is_identity_and_undo_goes_back_to_the_beginning(desk: Desk, steps: list[Any]) -> None:
    case = desk.new_case("Random")
    states = [stored(case)]
    for kind, number, words in steps:
        before = len(case.history())
        act(case, kind, number, words)
        if len(case.history()) > before:
            states.append(stored(case))
        else:
            states[-1] = stored(case)
        assert plain(case.rows) == stored(case)
    for expected in reversed(states[:-1]):
        assert case.undo() is not None
        assert stored(case) == expected == plain(case.rows)
    assert case.undo() is None
    for expected in states[1:]:
        assert case.redo() is not None
        assert stored(case) == expected
    assert case.redo() is None
    with desk.reading() as connection:
        assert journal.verify_chain(connection) == []
    desk.forget(case.id)


def test_undo_and_redo_work_after_a_restart(tmp_path: Path) -> None:
    vault, _code = Vault.create(tmp_path / "a.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    desk = Desk(vault)
    case = desk.new_case("Restart")
    workspace = next(iter(case.rows.table("workspace")))
    cards.add_card(case, workspace, "strength", "one")
    cards.add_card(case, workspace, "strength", "two")
    case.undo()
    desk.close()
    vault.close()

    vault = Vault.open(tmp_path / "a.sofs", PASSPHRASE)
    desk = Desk(vault)
    case = desk.open_case(desk.case_ids()[0])
    assert (case.undo_label, case.redo_label) == ("Added a strength", "Added a strength")
    case.redo()
    assert sorted(c["text"] for c in case.rows.table("card").values()) == ["one", "two"]
    case.undo()
    case.undo()
    assert not case.rows.table("card")
    desk.close()
    vault.close()


def test_typing_is_one_step_until_a_pause(vault: Vault) -> None:
    clock = [dt.datetime(2026, 1, 1, 10, 0, tzinfo=dt.UTC)]
    desk = Desk(vault, now=lambda: clock[0])
    case = desk.new_case("Typing")
    card = cards.add_card(case, next(iter(case.rows.table("workspace"))), "strength", "")
    for words in ("R", "Ru", "Ruby"):
        cards.write_card(case, card, words)
        clock[0] += dt.timedelta(seconds=2)
    clock[0] += dt.timedelta(minutes=5)
    cards.write_card(case, card, "Ruby reads")
    assert [item.label for item in case.history()] == ["Wrote on a card", "Wrote on a card", "Added a strength"]
    case.undo()
    assert case.rows.table("card")[card]["text"] == "Ruby"
    case.undo()
    assert case.rows.table("card")[card]["text"] == ""


def test_a_write_outside_an_edit_is_refused_by_the_database(desk: Desk, family: Any) -> None:
    with pytest.raises(Exception, match="NOT NULL"):
        desk.session.execute(delete(Card))
    desk.session.rollback()
    assert len(stored(family.case)["card"]) == 3


def test_without_the_triggers_such_a_write_would_go_through(desk: Desk, family: Any) -> None:
    """The control of the test above: it is the journal's triggers that refuse."""
    desk.session.execute(text("DROP TRIGGER journal_card_delete"))
    desk.session.execute(text("DROP TRIGGER journal_card_person_delete"))
    desk.session.execute(delete(Card))
    desk.session.commit()
    assert "card" not in stored(family.case)


def test_a_failed_edit_leaves_everything_as_it_was(family: Any) -> None:
    before, heard = stored(family.case), []
    family.case.subscribe(heard.append)
    with pytest.raises(ZeroDivisionError), family.case.edit("Fails") as session:
        session.add(Person(case_id=family.case.id, name="Nobody"))
        session.flush()
        raise ZeroDivisionError
    assert stored(family.case) == before
    assert heard == []
    cards.add_card(family.case, family.workspace_id, "strength", "still works")


def test_subscribers_hear_what_changed_and_from_whom(family: Any) -> None:
    heard: list[ChangeSet] = []
    stop = family.case.subscribe(heard.append)
    me = object()
    cards.write_card(family.case, family.strength, "New words", origin=me)
    assert heard[0].keys("card") == {family.strength}
    assert heard[0].origin is me
    assert not heard[0].touches("person")
    stop()
    family.case.undo()
    assert len(heard) == 1


def test_an_edit_that_changes_nothing_leaves_no_step(family: Any) -> None:
    steps = len(family.case.history())
    cards.write_card(family.case, family.strength, "Ruby reads to Jay every night.")
    assert len(family.case.history()) == steps


def test_the_past_can_be_looked_at(family: Any) -> None:
    seq = family.case.history()[0].last_seq
    before = plain(family.case.rows)
    cards.delete_cards(family.case, [family.strength])
    people.set_person(family.case, family.mum, name="Ruby Hill")
    assert plain(family.case.rows_at(seq)) == before
    assert family.case.rows.table("person")[family.mum]["name"] == "Ruby Hill"


def test_the_journal_cannot_be_rewritten_and_a_doctored_one_shows(desk: Desk, family: Any) -> None:
    for statement in ("DELETE FROM edit", "DELETE FROM change", "UPDATE edit SET label = 'x'"):
        with pytest.raises(Exception, match="append-only"):
            desk.session.execute(text(statement))
        desk.session.rollback()
    desk.session.execute(text("DROP TRIGGER change_is_final"))
    desk.session.execute(text("UPDATE change SET after = replace(after, 'lie awake', 'sleep')"))
    desk.session.commit()
    with desk.reading() as connection:
        assert len(journal.verify_chain(connection)) == 1


def test_undo_to_a_step(family: Any) -> None:
    target = family.case.history()[2].step
    assert family.case.undo_to(target) == 2
    undone = family.case.history()
    assert [item.state for item in undone][:3] == ["undone", "undone", "done"]
    assert family.case.redo_to(undone[0].step) == 2
    assert {item.state for item in family.case.history()} == {"done"}
    assert family.case.redo_to(undone[0].step) == 0


def test_a_full_disk_is_said_plainly_and_loses_nothing(desk: Desk, family: Any) -> None:
    with desk.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    before = stored(family.case)
    with pytest.raises(KnownError, match="disk is full"):
        cards.write_card(family.case, family.strength, "x" * 2_000_000)
    assert stored(family.case) == before == plain(family.case.rows)
    with desk.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    cards.write_card(family.case, family.strength, "There is room again")
    assert stored(family.case)["card"][family.strength]["text"] == "There is room again"
