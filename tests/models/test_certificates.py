"""What is kept of an erasure: enough to prove it, and nothing that tells whose case it was."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from sqlalchemy import text

from models import audit
from models.acts import people
from models.casework import Case, Desk
from models.certificates import KEPT, REASONS, Certificate, certificates, is_changed
from models.erasing import erase
from models.vault import Vault

AT = "2026-11-22T10:00:00+00:00"


def family(desk: Desk, number: str) -> Case:
    case = desk.new_case("The Quillfeathers", number=number)
    people.add_person(case, "Leah Quillfeather", born="2019-03-12")
    people.add_household(case, "Nan Obadiah's")
    return case


def erased(vault: Vault, desk: Desk, case: Case, reason: str = REASONS[0]) -> Certificate:
    desk.forget(case.id)
    done = erase(vault, case.id, at=AT, reason=reason)
    audit.note(desk, "erased", case_id=case.id, detail=done.audit_detail)
    return done


def kept_text(desk: Desk) -> str:
    with desk.reading() as connection:
        values = connection.execute(text("SELECT key || value FROM desk_note WHERE key LIKE 'certificate:%'")).scalars()
        return "\n".join(map(str, values))


def test_a_certificate_is_kept_and_says_the_same_again(vault: Vault, desk: Desk) -> None:
    done = erased(vault, desk, family(desk, "WEX-A-0417"))
    (kept,) = certificates(desk)
    assert kept.words() == done.words()
    assert "Case: WEX-A-0417" in kept.words() and REASONS[0] in kept.words()
    assert done.seal in kept.words()
    assert not is_changed(desk, kept)
    assert erased(vault, desk, family(desk, "WEX-A-0418")).id in {each.id for each in certificates(desk)}
    assert len(certificates(desk)) == 2  # a later erasure takes no certificate with it


def test_own_words_about_why_stand_on_the_days_paper_only(vault: Vault, desk: Desk) -> None:
    done = erased(vault, desk, family(desk, "WEX-A-0417"), "Leah Quillfeather's mother asked for it.")
    assert "Leah Quillfeather's mother" in done.words()  # the control: it is there to be kept
    (kept,) = certificates(desk)
    assert "Leah" not in kept.words() + kept_text(desk)
    assert "own words" in kept.words()
    assert kept.seal == done.seal  # both papers are of the same erasure


@pytest.mark.parametrize(
    "number", ["LEAH-2", "quillfeather/7", "Q-QUILL-7", "12032019", "190312-1", "12-03-19/4", "OBADIAH"]
)  # fmt: skip
def test_a_number_that_tells_who_it_is_is_not_kept(vault: Vault, desk: Desk, number: str) -> None:
    assert erased(vault, desk, family(desk, number)).number == ""
    said = kept_text(desk).casefold()
    assert number.casefold() not in said and '"number": ""' in said


def test_nothing_kept_can_identify_the_family(vault: Vault, desk: Desk) -> None:
    case = family(desk, "WEX-A-0417")
    erased(vault, desk, case, "Because Leah moved")
    said = kept_text(desk)
    assert not [words for words in (case.id, "Leah", "Quill", "Obadiah", "2019") if words in said]
    # Every part of it is one that is meant to be there: a new one has to be thought about first.
    assert set(json.loads(said.partition("{")[1] + said.partition("{")[2])) == {
        "id", "number", "erased_at", "reason", "here", "backups", "removed"
    }  # fmt: skip


def test_a_certificate_that_was_changed_is_found_out(vault: Vault, desk: Desk) -> None:
    done = erased(vault, desk, family(desk, "WEX-A-0417"))
    value = json.dumps(asdict(done) | {"number": "WEX-A-0500"})
    desk.keep_note(KEPT + done.id, value)
    (kept,) = certificates(desk)
    assert is_changed(desk, kept)


def test_what_fails_leaves_no_certificate(vault: Vault, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = family(desk, "WEX-A-0417")
    monkeypatch.setattr("models.erased_rows._empty_places", lambda *_: 1 / 0)
    desk.forget(case.id)
    with pytest.raises(ZeroDivisionError):
        erase(vault, case.id, at=AT, reason=REASONS[0])
    assert certificates(desk) == ()
    assert case.id in desk.case_ids()
