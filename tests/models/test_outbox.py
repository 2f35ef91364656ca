"""The outbox's promises without any server: one transaction, states, waiting, deciding, proof."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from models import audit, connections
from models.acts import cards
from models.casework import Desk
from models.errors import KnownError
from models.keyslots import KdfCost
from models.outbox import Draft, Outbox, PartDraft, delivery_hash, wait_before
from models.outbox_views import proof, proof_text
from models.vault import Vault
from tests.conftest import SmallFamily
from tests.vaults import PASSPHRASE

NOW = dt.datetime(2025, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def way(desk: Desk) -> str:
    return connections.add(desk, "County", "folder", {"folder": "/there"}, {"password": "hush"})


def draft(family: SmallFamily, way: str, name: str = "T-1_map.pdf") -> Draft:
    part = PartDraft(name, "application/pdf", b"the finished file")
    order = {"orders": [{"what": "map"}], "words": ["what the copy says"]}
    return Draft(family.case.id, family.workspace_id, way, "Map", "map", "court", [part], order)


def test_a_delivery_is_queued_with_the_edit_it_belongs_to_or_not_at_all(family: SmallFamily, way: str) -> None:
    outbox = Outbox(family.case.desk)
    with pytest.raises(RuntimeError), family.case.edit("Shared") as session:
        outbox.queue(draft(family, way))
        session.execute(text("UPDATE casefile SET name = 'x'"))
        raise RuntimeError
    assert outbox.lines() == () and audit.entries(family.case.desk) == ()

    with family.case.edit("Shared"):
        cards.add_card(family.case, family.workspace_id, "strength", "Ruby rang the school herself.")
        item = outbox.queue(draft(family, way))
    assert [line.id for line in outbox.lines()] == [item]
    assert family.case.undo() == "Shared"
    assert [line.id for line in outbox.lines()] == [item], "nobody can undo that something was queued"


def test_an_edit_that_changes_nothing_keeps_what_was_queued_in_it(family: SmallFamily, way: str) -> None:
    outbox = Outbox(family.case.desk)
    before = family.case.history()
    with family.case.edit("Nothing"):
        outbox.queue(draft(family, way))
    assert len(outbox.lines()) == 1 and family.case.history() == before
    assert family.case.desk.vault.check() == []  # type: ignore[attr-defined]


def test_reading_while_writing_takes_nothing_back(family: SmallFamily, way: str) -> None:
    outbox = Outbox(family.case.desk)
    with family.case.desk.writing():
        item = outbox.queue(draft(family, way))
        assert outbox.lines()[0].id == item and family.case.desk.case_ids()
    assert outbox.delivery(item).line.state == "queued"


def test_what_was_being_sent_when_the_app_died_is_looked_for_first(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "v.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    desk = Desk(vault)
    case = desk.new_case("Test")
    way = connections.add(desk, "County", "folder", {}, {})
    part = PartDraft("a.pdf", "application/pdf", b"x")
    workspace = next(iter(case.rows.table("workspace")))
    item = Outbox(desk).queue(Draft(case.id, workspace, way, "Map", "map", "court", [part]))
    Outbox(desk).begin(item)
    vault._raw.close()  # as a killed process leaves it

    again = Vault.open(tmp_path / "v.sofs", PASSPHRASE)
    outbox = Outbox(Desk(again))
    assert outbox.due() == []
    assert outbox.recover() == 1 and outbox.recover() == 0
    assert outbox.delivery(item).line.state == "unknown" and outbox.due() == [item]
    with pytest.raises(KnownError, match="on its way"):
        outbox.withdraw(item)
    outbox.give_up(item)
    assert "may have arrived" in outbox.delivery(item).line.words and outbox.due() == []
    with pytest.raises(KnownError):
        outbox.give_up(item)
    again.close()


def test_waiting_doubles_with_full_jitter_up_to_an_hour() -> None:
    assert [wait_before(n, draw=lambda: 1.0) for n in (1, 2, 3, 8, 500)] == [30, 60, 120, 3600, 3600]
    assert wait_before(5, draw=lambda: 0.0) == 0
    assert len({wait_before(4) for _ in range(20)}) == 20


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> dt.datetime:
        return self.at


def test_a_server_that_asks_for_time_gets_it(vault: Vault) -> None:
    clock = Clock()
    desk = Desk(vault, clock)
    case = desk.new_case("Test")
    workspace = next(iter(case.rows.table("workspace")))
    way = connections.add(desk, "County", "folder", {}, {})
    outbox = Outbox(desk, draw=lambda: 0.5)
    parts = [PartDraft("a.pdf", "application/pdf", b"x")]
    first, second = (outbox.queue(Draft(case.id, workspace, way, "M", "map", "court", parts)) for _ in range(2))
    outbox.begin(first)
    outbox.settle(first, "later", "Too busy.", after=7200, code="429")
    assert outbox.due() == [], "the whole server asked for time, not only for one delivery"
    assert connections.views(desk)[0].state == "waiting"
    clock.at += dt.timedelta(seconds=7199)
    assert outbox.due() == []
    clock.at += dt.timedelta(seconds=40)
    assert set(outbox.due()) == {first, second}
    clock.at += dt.timedelta(weeks=5)
    assert set(outbox.due()) == {first, second}, "weeks offline lose nothing"


def test_a_refusal_pauses_the_connection_until_somebody_looks(family: SmallFamily, way: str) -> None:
    outbox = Outbox(family.case.desk)
    item, other = outbox.queue(draft(family, way)), outbox.queue(draft(family, way))
    outbox.begin(item)
    outbox.settle(item, "later", "The name or password is not accepted.", code="401")
    assert outbox.due() == [] and outbox.next_at() is None
    assert {line.words for line in outbox.lines()} == {"The name or password is not accepted."}
    connections.change(family.case.desk, way, secrets={"password": "better"})
    assert set(outbox.due()) == {item, other}


def test_a_conflict_is_decided_by_a_person_and_nothing_is_overwritten(family: SmallFamily, way: str) -> None:
    outbox = Outbox(family.case.desk)
    item = outbox.queue(draft(family, way))
    outbox.begin(item)
    outbox.settle(item, "conflict", "Another file has this name.", theirs={"sha256": "ab", "size": 3})
    view = outbox.delivery(item)
    assert view.line.needs_somebody and view.theirs == {"sha256": "ab", "size": 3} and outbox.due() == []
    new = outbox.send_anew(item)
    assert outbox.delivery(item).line.state == "withdrawn"
    assert outbox.delivery(new).parts[0].name == "T-1_map-v2.pdf" and outbox.due() == [new]

    outbox.begin(new)
    outbox.settle(new, "conflict", "Another file has this name.")
    outbox.keep_theirs(new)
    assert outbox.due() == [] and outbox.delivery(new).line.state == "withdrawn"


def test_a_delivery_is_proved_long_after_its_bytes_and_its_connection_are_gone(family: SmallFamily, way: str) -> None:
    desk = family.case.desk
    outbox = Outbox(desk)
    item = outbox.queue(draft(family, way))
    with pytest.raises(KnownError):
        connections.remove(desk, way)
    outbox.begin(item)
    outbox.settle(item, "delivered", "Read back.", receipt={"sha256": "read back"})
    while outbox.drop_some():
        pass
    connections.remove(desk, way)
    with desk.reading() as connection:
        kept = connection.execute(text("SELECT (SELECT count(*) FROM outbox_block), sent, size FROM outbox_part")).one()
        asked = connection.execute(text("SELECT order_json FROM outbox_item")).scalar()
    assert kept == (0, 17, 17) and "what the copy says" not in str(asked)
    facts = proof(outbox.delivery(item))
    assert facts["to"] == "County" and facts["case"] == "T-1" and facts["receipt"]["sha256"] == "read back"
    assert [event["state"] for event in facts["trail"]] == ["queued", "sending", "delivered"]
    words = proof_text(outbox.delivery(item))
    assert facts["sha256"] in words and "T-1_map.pdf" in words
    assert "hush" not in json.dumps(facts) + words
    assert [line.deed for line in audit.entries(desk, family.case.id)] == ["delivered", "queued"]


def test_the_hash_of_a_delivery_is_what_sha256sum_would_print() -> None:
    import hashlib

    one, two = PartDraft("a.pdf", "x", b"1"), PartDraft("b.json", "x", b"2")
    lines = f"{hashlib.sha256(b'1').hexdigest()}  a.pdf\n{hashlib.sha256(b'2').hexdigest()}  b.json\n"
    assert delivery_hash([(p.name, p.sha256) for p in (one, two)]) == hashlib.sha256(lines.encode()).hexdigest()


def test_withdrawn_and_rejected(family: SmallFamily, way: str) -> None:
    outbox = Outbox(family.case.desk)
    item = outbox.queue(draft(family, way))
    outbox.withdraw(item)
    with pytest.raises(KnownError):
        outbox.retry_now(item)
    item = outbox.queue(draft(family, way))
    outbox.begin(item)
    outbox.settle(item, "rejected", "Too large for this server.", code="413")
    assert outbox.due() == [] and outbox.delivery(item).line.needs_somebody
    outbox.retry_now(item)
    assert outbox.due() == [item] and outbox.delivery(item).line.state == "unknown"


class TestAudit:
    def fill(self, desk: Desk) -> None:
        for deed in ("opened", "exported", "sent"):
            audit.note(desk, deed, case_id="c", reader="parent:Ruby Marsh", what="map")

    def test_the_list_is_whole_and_names_nobody(self, desk: Desk) -> None:
        self.fill(desk)
        assert audit.verify(desk) == []
        assert [line.deed for line in audit.entries(desk, "c")] == ["sent", "exported", "opened"]
        assert {line.reader for line in audit.entries(desk)} == {"parent"}

    @pytest.mark.parametrize(
        "harm",
        [
            "UPDATE audit_entry SET who = 'x' WHERE seq = 2",
            "DELETE FROM audit_entry WHERE seq = 2",
            "DELETE FROM audit_entry WHERE seq = 3",
            "DELETE FROM audit_entry WHERE seq = 1",
            "DELETE FROM audit_entry",
        ],
    )
    def test_a_changed_or_missing_entry_is_found(self, desk: Desk, harm: str) -> None:
        self.fill(desk)
        with desk.writing() as session:
            session.execute(text(harm))
        assert len(audit.verify(desk)) == 1
