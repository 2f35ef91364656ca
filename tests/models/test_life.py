"""A case's end: no clock without a delivery that can be proven, and none through a legal hold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models import life, practice
from models.casework import Desk
from models.entities import OutboxItem
from models.errors import KnownError
from models.life import close_case, due, end_hold, hold, life_of, open_again
from models.vault import Vault


@pytest.fixture
def clock(vault: Vault) -> list[dt.datetime]:
    return [dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)]


@pytest.fixture
def desk(vault: Vault, clock: list[dt.datetime]) -> Desk:
    return Desk(vault, now=lambda: clock[0])


@pytest.fixture
def case_id(desk: Desk) -> str:
    return desk.new_case("Ended").id


def _deliver(desk: Desk, case_id: str, ended: str, *, state: str = "delivered", what: str = "everything") -> None:
    desk.session.add(
        OutboxItem(
            id=f"{ended}{state}{what}", case_id=case_id, workspace_id="w", created_at=ended, title="t", what=what,
            reader="case-system", sha256="0", state=state, ended_at=ended,
        )
    )  # fmt: skip
    desk.session.commit()


def test_the_clock_starts_with_a_verified_delivery_after_the_close(
    desk: Desk, case_id: str, clock: list[dt.datetime]
) -> None:
    assert life_of(desk, case_id).state == "open"
    _deliver(desk, case_id, "2026-02-01T10:00:00+00:00")  # before the end of the work: not the whole record
    close_case(desk, case_id)
    assert life_of(desk, case_id).state == "closed"
    _deliver(desk, case_id, "2026-03-02T10:00:00+00:00", state="unknown")
    _deliver(desk, case_id, "2026-03-02T11:00:00+00:00", what="plan")
    assert life_of(desk, case_id).state == "closed"
    _deliver(desk, case_id, "2026-03-03T10:00:00+00:00")
    view = life_of(desk, case_id)
    assert (view.state, view.delivered_on, view.keep_until) == ("kept", "2026-03-03", "2026-06-01")
    clock[0] = dt.datetime(2026, 5, 31, 23, tzinfo=dt.UTC)
    assert due(desk) == ()
    clock[0] = dt.datetime(2026, 6, 1, 1, tzinfo=dt.UTC)
    assert [each.case_id for each in due(desk)] == [case_id]


def test_a_hold_stops_it_and_the_work_may_go_on(desk: Desk, case_id: str, clock: list[dt.datetime]) -> None:
    close_case(desk, case_id, "2026-01-01")
    _deliver(desk, case_id, "2026-01-02T10:00:00+00:00")
    clock[0] = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    assert life_of(desk, case_id).state == "due"
    with pytest.raises(KnownError, match="needs its reason"):
        hold(desk, case_id, "  ")
    hold(desk, case_id, "The court asked for it.")
    assert (life_of(desk, case_id).state, due(desk)) == ("held", ())
    end_hold(desk, case_id)
    assert life_of(desk, case_id).state == "due"
    open_again(desk, case_id)
    assert life_of(desk, case_id).state == "open"


def test_an_authority_has_its_own_rule_and_a_faulty_one_erases_nothing(
    desk: Desk, case_id: str, tmp_path: Path
) -> None:
    practice.use(tmp_path)
    try:
        (tmp_path / life.FILE).write_text('{"days_after_delivery": 5, "whats": ["plan"]}', encoding="utf-8")
        close_case(desk, case_id, "2026-01-01")
        _deliver(desk, case_id, "2026-02-01T10:00:00+00:00", what="plan")
        assert life_of(desk, case_id).state == "due"
        (tmp_path / life.FILE).write_text('{"days_after_delivery": "soon", "whats": []}', encoding="utf-8")
        with pytest.raises(KnownError, match=r"retention\.json"):
            due(desk)
    finally:
        practice.use(None)
