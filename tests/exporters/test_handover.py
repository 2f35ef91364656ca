"""Handing a case over: sealed, signed, looked at before it is taken in, and merged with what went on here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.handover import UnusableHandover, look, receive, refuse, take_in, waiting, write_handover
from models import colleagues
from models.acts import cards, people
from models.casework import Case, Desk
from models.colleagues import KeyCard, add_colleague, make_own_keys, own_keys, read_card, set_checked
from models.erasing import erase
from models.errors import KnownError
from models.keyslots import KdfCost
from models.merging import THEIRS
from models.vault import Vault

PHRASE = "otter lantern gravel spoon"


@pytest.fixture
def ann(desk: Desk) -> Desk:
    make_own_keys(desk, "Ann Ashby")
    return desk


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Desk]:
    vault, _code = Vault.create(tmp_path / "ben.sofs", "another passphrase here", cost=KdfCost.LIGHT)
    desk = Desk(vault)
    make_own_keys(desk, "Ben Brook")
    yield desk
    desk.close()
    vault.close()


@pytest.fixture
def case(ann: Desk) -> Case:
    case = ann.new_case("Test family", number="T-1")
    people.add_person(case, "Ruby Marsh")
    cards.add_card(case, _workspace(case), "past_harm", "A plate was thrown.")
    cards.add_card(case, _workspace(case), "strength", "Ruby reads at bedtime.")
    return case


def _workspace(case: Case) -> str:
    return next(iter(case.rows.table("workspace")))


def _card(desk: Desk) -> KeyCard:
    keys = own_keys(desk)
    assert keys is not None
    return keys.card


def _id(case: Case, words: str) -> str:
    return next(key for key, row in case.rows.table("card").items() if words in row["text"])


def _texts(case: Case) -> set[str]:
    return {row["text"] for row in case.rows.table("card").values()}


def test_a_case_goes_over_comes_back_and_both_ways_of_work_are_kept(case: Case, ann: Desk, ben: Desk) -> None:
    first = receive(ben, write_handover(case, to=_card(ben)))
    assert look(ben, first).is_new
    assert case.id not in ben.case_ids()  # quarantine: nothing before the worker says so
    there = ben.open_case(take_in(ben, first))
    assert _texts(there) == _texts(case)

    cards.write_card(there, _id(there, "plate"), "Two plates were thrown.")
    cards.add_card(there, _workspace(there), "safety", "Nan took the children home.")
    cards.delete_cards(there, [_id(there, "bedtime")])
    cards.add_card(case, _workspace(case), "next_step", "Ann rings the school.")

    second = receive(ann, write_handover(there, to=_card(ann)))
    looked = look(ann, second)
    assert looked.merged is not None
    assert looked.knows_ours
    assert looked.merged.conflicts == ()
    take_in(ann, second)
    assert _texts(case) == {"Two plates were thrown.", "Nan took the children home.", "Ann rings the school."}
    assert case.undo() == "Put a colleague's work in"
    assert "Ruby reads at bedtime." in _texts(case)
    case.redo()

    third = receive(ben, write_handover(case, to=_card(ben)))
    take_in(ben, third)
    assert _texts(there) == _texts(case)


def test_going_on_sending_one_way_reverts_nothing(case: Case, ann: Desk, ben: Desk) -> None:
    """Ann sends twice while Ben works too: her second file does not know his work, and leaves it alone."""
    there = ben.open_case(take_in(ben, receive(ben, write_handover(case, to=_card(ben)))))
    cards.add_card(there, _workspace(there), "safety", "Ben's card")
    cards.write_card(there, _id(there, "plate"), "Ben's words")
    cards.add_card(case, _workspace(case), "next_step", "Ann's card")
    take_in(ben, receive(ben, write_handover(case, to=_card(ben))))
    cards.add_card(case, _workspace(case), "next_step", "Ann's last card")
    take_in(ben, receive(ben, write_handover(case, to=_card(ben))))
    assert {"Ben's card", "Ben's words", "Ann's card", "Ann's last card"} <= _texts(there)


def test_a_conflict_is_shown_and_decided(case: Case, ann: Desk, ben: Desk) -> None:
    there = ben.open_case(take_in(ben, receive(ben, write_handover(case, to=_card(ben)))))
    cards.write_card(there, _id(there, "plate"), "Ben's words")
    cards.write_card(case, _id(case, "plate"), "Ann's words")
    back = receive(ann, write_handover(there, to=_card(ann)))
    merged = look(ann, back).merged
    assert merged is not None
    (conflict,) = merged.conflicts
    assert (conflict.ours, conflict.theirs) == ("Ann's words", "Ben's words")
    take_in(ann, back, {conflict.id: THEIRS})
    assert "Ben's words" in _texts(case)
    with pytest.raises(KnownError, match="already dealt with"):
        take_in(ann, back)


def test_a_passphrase_opens_it_and_a_wrong_one_does_not(case: Case, ben: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporters.age_files.WORK", 12)
    sealed = write_handover(case, passphrase=PHRASE)
    with pytest.raises(UnusableHandover, match="passphrase is wrong"):
        receive(ben, sealed, passphrase="otter lantern gravel fork")
    with pytest.raises(KnownError, match="locked with a passphrase"):
        receive(ben, sealed)
    assert waiting(ben) == ()
    assert receive(ben, sealed, passphrase=PHRASE)
    with pytest.raises(KnownError, match="too short"):
        write_handover(case, passphrase="short")


def test_only_the_colleague_it_is_for_can_open_it(case: Case, ann: Desk, ben: Desk) -> None:
    other = KeyCard("Zed", str(pyrage.x25519.Identity.generate().to_public()), _card(ann).sign)
    with pytest.raises(UnusableHandover, match="somebody else's key"):
        receive(ben, write_handover(case, to=other))
    assert b"Ruby" not in write_handover(case, to=_card(ben))


def test_who_signed_is_told_and_a_changed_file_is_refused(
    case: Case, ann: Desk, ben: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = receive(ben, write_handover(case, to=_card(ben)))
    assert (waiting(ben)[0].sender, waiting(ben)[0].signed_by) == ("Ann Ashby", None)
    refuse(ben, received)
    colleague = add_colleague(ben, read_card(f"hello, here is my card: {_card(ann).line}\nAnn"))
    again = receive(ben, write_handover(case, to=_card(ben)))
    line = next(each for each in waiting(ben) if each.id == again)
    assert (line.signed_by, line.is_checked) == ("Ann Ashby", False)
    set_checked(ben, colleague)
    assert next(each for each in waiting(ben) if each.id == again).is_checked

    forged = _resealed(case, ben, b"A plate", b"A knife")
    with pytest.raises(UnusableHandover, match="changed after it was signed"):
        receive(ben, forged)
    monkeypatch.setattr("exporters.handover.hashlib.sha256", _Blind)  # the control: without the hash it would come in
    assert receive(ben, forged)


class _Blind:
    def __init__(self, *_: object) -> None:
        pass

    def hexdigest(self) -> str:
        return handover_hash


handover_hash = ""


def _resealed(case: Case, ben: Desk, old: bytes, new: bytes) -> bytes:
    """What somebody who can read the file could make of it: other words under the old signature."""
    global handover_hash
    keys = own_keys(ben)
    assert keys is not None
    payload = keys.open(write_handover(case, to=_card(ben)))
    assert old in payload
    import json

    handover_hash = json.loads(payload.split(b"\n")[0])["sha256"]
    changed = payload.replace(old, new)
    return bytes(pyrage.encrypt(changed, [pyrage.x25519.Recipient.from_str(_card(ben).box)]))


def test_a_name_put_over_another_signature_is_refused(case: Case, ann: Desk, ben: Desk) -> None:
    forged = _resealed(case, ben, b"Ann Ashby", b"Ben Brook")
    with pytest.raises(UnusableHandover, match="changed after it was signed"):
        receive(ben, forged)


def test_the_same_file_twice_is_one(case: Case, ben: Desk) -> None:
    sealed = write_handover(case, to=_card(ben))
    assert receive(ben, sealed) == receive(ben, sealed)
    assert len(waiting(ben)) == 1


def test_an_erased_case_takes_its_handovers_along(case: Case, ann: Desk, ben: Desk, vault: Vault) -> None:
    receive(ann, write_handover(case, to=_card(ann)))
    ann.forget(case.id)
    erase(vault, case.id, at="2026-11-22T10:00:00+00:00", reason="over")
    assert waiting(ann) == ()
    assert ann.note(f"handovers:{case.id}") is None


def test_cards_of_keys_are_read_and_compared(ann: Desk) -> None:
    card = _card(ann)
    assert read_card(card.line) == card
    assert len(card.groups.split()) == 8
    assert dataclasses.replace(card, box=card.box[::-1]).groups != card.groups
    with pytest.raises(KnownError, match="no whole key card"):
        read_card(card.line[:-3])
    with pytest.raises(KnownError, match="damaged"):
        read_card(card.line.replace(card.box[10:20], card.box[10:20][::-1]))
    keys = make_own_keys(ann, "Ann Other: now")
    assert keys.card.sign == card.sign
    assert keys.card.name == "Ann Other now"
    with pytest.raises(KnownError, match="needs a name"):
        make_own_keys(ann, "  ")
    assert [each.card for each in colleagues.colleagues(ann)] == []


def test_without_own_keys_nothing_goes(desk: Desk) -> None:
    case = desk.new_case("No keys")
    with pytest.raises(KnownError, match="key card of your own"):
        write_handover(case, passphrase=PHRASE)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 5000), mask=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_file_is_refused_and_nothing_is_kept(case: Case, ben: Desk, place: int, mask: int, cut: bool) -> None:
    sealed = _SEALED.setdefault(case.id, write_handover(case, to=_card(ben)))
    place %= len(sealed)
    damaged = sealed[:place] if cut else sealed[:place] + bytes([sealed[place] ^ mask]) + sealed[place + 1 :]
    with pytest.raises(KnownError):
        receive(ben, damaged)
    assert waiting(ben) == ()


_SEALED: dict[str, bytes] = {}
