"""Primero: one case under our UUID, nothing of theirs replaced, every file attached once, refusals in plain words."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from exporters.connectors import primero
from exporters.connectors.base import Connector, Parcel, ParcelPart
from models import connections
from models.casework import Desk
from models.errors import KnownError
from models.outbox import Draft, Outbox, PartDraft
from models.vault import Vault
from tests.exporters.delivery_faults import Fault, FaultProxy, any_fault
from tests.exporters.delivery_runs import Clock, Run, assert_all_were_tried, deliver_all
from tests.exporters.delivery_servers import Authority, only_trusting, serving
from tests.servers.primero import Primero

KEY = "6c1f0f52-9a7e-4c53-8f0e-5d2a1f7b9c11"
CASE = "7f0c3d52-0000-4000-8000-5d2a1f7b9c11"
FIELDS = {"id": CASE, "name": "J", "age": 6, "notes_section": {"goal": "calm at home"}}


class Kept:
    """A transit that nobody stops, unless told to."""

    stopped = False

    def progress(self, progress: Any) -> None:
        pass

    def remember(self, **what: Any) -> None:
        pass

    def is_stopped(self) -> bool:
        return self.stopped


def parcel(*files: bytes, fields: dict[str, Any] | None = None, key: str = KEY, **more: Any) -> Parcel:
    parts = tuple(
        ParcelPart(number, f"T-1_{number}.pdf", "application/pdf", data, hashlib.sha256(data).hexdigest())
        for number, data in enumerate(files, 1)
    )
    facts = {"fields": FIELDS if fields is None else fields, "more": more}
    return Parcel(key, "T-1", "map", "2025-03-01T09:00:00+00:00", parts, "x", facts)


@pytest.fixture
def there() -> Primero:
    return Primero()


@pytest.fixture
def proxy(there: Primero) -> Iterator[FaultProxy]:
    with serving(there) as where:
        proxy = FaultProxy(where)
        yield proxy
        proxy.close()


def connector_to(proxy: FaultProxy, **secrets: str) -> Connector:
    settings = {"address": f"http://127.0.0.1:{proxy.port}/api/v2", "user": "desk", "timeout": 10}
    return primero.connect(settings, secrets or {"password": "plum and anvil"})


def files_of(there: Primero) -> list[bytes]:
    return [each["bytes"] for each in there.attachments]


def test_try_it(proxy: FaultProxy, there: Primero) -> None:
    assert "knows us" in connector_to(proxy).try_it() and not there.cases
    with pytest.raises(KnownError, match="does not accept this name"):
        connector_to(proxy, password="wrong").try_it()
    there.tokens["stays"] = 5
    assert "knows us" in connector_to(proxy, token="stays").try_it()


def test_a_case_and_its_files_are_there_once(proxy: FaultProxy, there: Primero) -> None:
    connector, sent = connector_to(proxy), parcel(b"one", b"two")
    assert connector.look(sent) is None
    for _ in range(2):
        outcome = connector.send(sent, Kept())
        assert outcome.state == "delivered" and outcome.receipt["case"] == CASE
        assert [each["sha256"] for each in outcome.receipt["files"]] == [part.sha256 for part in sent.parts]
    assert list(there.cases) == [CASE] and files_of(there) == [b"one", b"two"]
    assert there.cases[CASE]["notes_section"] == {"goal": "calm at home"}
    found = connector.look(sent)
    assert found is not None and found.state == "delivered"


def test_a_second_delivery_goes_into_the_same_case(proxy: FaultProxy, there: Primero) -> None:
    connector = connector_to(proxy)
    connector.send(parcel(b"one"), Kept())
    more = {"id": CASE, "name": "J", "sex": "female"}
    outcome = connector.send(parcel(b"later", fields=more, key=str(uuid.UUID(int=1))), Kept())
    assert outcome.state == "delivered" and there.cases[CASE]["sex"] == "female"
    assert files_of(there) == [b"one", b"later"] and there.overwritten == []


def test_a_case_known_by_its_number_alone(proxy: FaultProxy, there: Primero) -> None:
    for number in (1, 2):
        connector_to(proxy).send(parcel(b"x", fields={"name": "J"}, key=str(uuid.UUID(int=number))), Kept())
    assert len(there.cases) == 1 and len(there.attachments) == 2


@pytest.mark.parametrize("ours", [[], ["name"]])
def test_what_they_have_written_is_only_replaced_where_the_mapping_says_it_is_ours(
    proxy: FaultProxy, there: Primero, ours: list[str]
) -> None:
    there.cases[CASE] = {"id": CASE, "name": "Jay", "age": None}
    connector, sent = connector_to(proxy), parcel(b"x", ours=ours)
    outcomes = [connector.send(sent, Kept()), connector.look(sent)]
    for outcome in outcomes:
        assert outcome is not None
        assert outcome.state == ("delivered" if ours else "conflict")
    assert (there.cases[CASE]["name"], there.cases[CASE]["age"]) == (("J", 6) if ours else ("Jay", None))
    assert len(there.attachments) == (1 if ours else 0)


def test_a_field_that_our_user_may_not_set_is_told(proxy: FaultProxy, there: Primero) -> None:
    outcome = connector_to(proxy).send(parcel(fields={**FIELDS, "secret_field": "x"}), Kept())
    assert outcome.state == "rejected" and "secret_field" in outcome.words


def test_no_case_and_nothing_to_begin_one_with(proxy: FaultProxy, there: Primero) -> None:
    connector = connector_to(proxy)
    assert connector.send(parcel(b"x", fields={"id": CASE}), Kept()).code == "mapping" and not there.cases
    there.cases[CASE] = {"id": CASE}
    assert connector.send(parcel(b"x", fields={"id": CASE}), Kept()).state == "delivered"


@pytest.mark.parametrize("change", [{"id": "T-1"}, {}])
def test_a_mapping_that_cannot_be_right(proxy: FaultProxy, change: dict[str, str]) -> None:
    sent = parcel(b"x", fields=change) if change else parcel(b"x", field="Other documents!")
    outcome = connector_to(proxy).send(sent, Kept())
    assert outcome.state == "rejected" and "mapping" in outcome.words and proxy.seen.requests == []
    assert connector_to(proxy).look(sent) is None


def test_a_refused_field_is_named_and_nothing_else(proxy: FaultProxy, there: Primero) -> None:
    outcome = connector_to(proxy).send(parcel(fields={**FIELDS, "registration_date": "spring"}), Kept())
    assert outcome.state == "rejected" and "“registration_date”" in outcome.words and "spring" not in outcome.words


def test_a_file_primero_does_not_take(proxy: FaultProxy, there: Primero) -> None:
    part = ParcelPart(1, "T-1.docx", "application/msword", b"x", hashlib.sha256(b"x").hexdigest())
    sent = Parcel(KEY, "T-1", "map", "2025", (part,), "x", {"fields": FIELDS})
    assert connector_to(proxy).send(sent, Kept()).state == "rejected"
    assert connector_to(proxy).send(parcel(bytes(4 * 1024 * 1024 + 1)), Kept()).state == "rejected"


@pytest.mark.parametrize("kind", ["swallow", "cut_down", "status_after"])
@pytest.mark.parametrize("path", ["/cases", "/attachments"])
def test_what_was_done_but_not_answered_is_looked_for_and_not_done_twice(
    proxy: FaultProxy, there: Primero, kind: str, path: str
) -> None:
    faults = [Fault(kind, 500 if kind == "status_after" else 0.3)]
    proxy.plan = lambda method, where: faults.pop() if faults and method == "POST" and where.endswith(path) else None
    connector, sent = connector_to(proxy), parcel(b"one", b"two")
    outcome = connector.send(sent, Kept())
    assert outcome.state == "unknown"
    if path == "/attachments":
        assert outcome.after == primero.SETTLES, "a slow server may still be taking it"
    assert connector.look(sent) is None
    assert connector.send(sent, Kept()).state == "delivered"
    assert len(there.cases) == 1 and files_of(there) == [b"one", b"two"]


def test_control_an_attachment_sent_without_looking_is_there_twice(proxy: FaultProxy, there: Primero) -> None:
    connector = primero.PrimeroConnector(
        f"http://127.0.0.1:{proxy.port}", {"user": "desk"}, {"password": there.password}
    )
    sent = parcel(b"one")
    connector.send(sent, Kept())
    with connector._logged_in() as client:
        connector._attach(client, primero.Wish(sent), sent.parts[0])
    assert files_of(there) == [b"one", b"one"]


def test_a_file_that_was_changed_there(proxy: FaultProxy, there: Primero) -> None:
    connector, sent = connector_to(proxy), parcel(b"one")
    connector.send(sent, Kept())
    there.attachments[0]["bytes"] = b"spoilt"
    found = connector.look(sent)
    assert found is not None and found.state == "conflict" and found.theirs["name"] == "T-1_1.pdf"


def test_files_kept_elsewhere_are_not_fetched_from_there(proxy: FaultProxy, there: Primero) -> None:
    there.elsewhere = "http://127.0.0.1:9"
    outcome = connector_to(proxy).send(parcel(b"one"), Kept())
    assert outcome.state == "delivered" and "not read back" in outcome.words
    assert outcome.receipt["files"][0]["listed"] is True


def test_a_token_that_runs_out_is_renewed_in_the_next_try(proxy: FaultProxy, there: Primero) -> None:
    there.token_uses = 1
    connector, sent = connector_to(proxy), parcel(b"one")
    assert connector.send(sent, Kept()).code == "401"
    there.token_uses = 50
    assert connector.send(sent, Kept()).state == "delivered"


def test_stopping(proxy: FaultProxy, there: Primero) -> None:
    told = Kept()
    told.stopped = True
    assert connector_to(proxy).send(parcel(b"one"), told).code == "stopped" and not there.attachments


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (httpx.Response(422, json={"errors": [{"detail": "Jay Harlow"}]}), "rejected"),
        (httpx.Response(422, json={"errors": "Jay Harlow"}), "rejected"),
        (httpx.Response(413), "rejected"),
        (httpx.Response(429, headers={"Retry-After": "7"}), "later"),
        (httpx.Response(503), "later"),
    ],
)
def test_refusals_hold_nothing_of_the_case(answer: httpx.Response, state: str) -> None:
    outcome = primero.refusal(answer)
    assert outcome.state == state and "Jay" not in outcome.words and outcome.words.count(".") >= 2


# ---- many ------------------------------------------------------------------------------------------------------------


def run(vault: Vault, folder: Any, count: int, seed: int) -> Run:
    """Deliveries over TLS behind the proxy, every tenth connection broken, wrong certificates among it."""
    draw, faults = random.Random(seed), random.Random(seed + 1)
    authority, other = Authority(folder), Authority(folder, "Nobody we know")
    there = Primero()
    with serving(there) as where, only_trusting(authority, folder):
        proxy = FaultProxy(where, tls=authority.server(), wrong_tls=other.server())
        try:
            clock = Clock()
            desk = Desk(vault, clock)
            settings = {"address": f"https://127.0.0.1:{proxy.port}", "user": "desk", "timeout": 10}
            way = connections.add(desk, "County", "primero", settings, {"password": there.password})
            _queue(desk, way, count, draw)
            theirs = str(uuid.UUID(int=0, version=4))
            there.cases[theirs] = {"id": theirs, "name": "Theirs"}
            proxy.plan_connection = lambda: any_fault(faults, tls=True) if faults.random() < 0.1 else None
            done = deliver_all(desk, clock)
            _assert_each_once(desk, there, theirs)
            assert done.conflicts > 0
            assert len(proxy.seen.faults) > count / 4, "a run without faults proves nothing"
            done.codes.update(proxy.seen.faults)
            return done
        finally:
            proxy.close()


def _queue(desk: Desk, way: str, count: int, draw: random.Random) -> None:
    case = desk.new_case("Test", number="T-1")
    workspace = next(iter(case.rows.table("workspace")))
    for number in range(count):
        # Some go into one case, one in fifty into one where somebody has written something else.
        case_id = str(uuid.UUID(int=0 if number % 50 == 7 else 1 + number // 2, version=4))
        fields: dict[str, Any] = {"id": case_id, "name": f"C{case_id[:8]}"}
        if number % 2:
            fields |= {"age": number}
        parts = [
            PartDraft(f"T-1_{number}_{n}.pdf", "application/pdf", draw.randbytes(draw.randint(1, 20_000)))
            for n in range(draw.choice((1, 1, 2)))
        ]
        Outbox(desk).queue(
            Draft(case.id, workspace, way, "Map", "map", "court", parts, facts={"fields": fields, "more": {}})
        )


def _assert_each_once(desk: Desk, there: Primero, theirs: str) -> None:
    outbox = Outbox(desk)
    wanted: Counter[str] = Counter()
    for line in outbox.lines():
        assert line.state in {"delivered", "withdrawn"}, (line.state, line.words)
        if line.state == "delivered":
            assert outbox.delivery(line.id).receipt["case"] in there.cases
            wanted.update(part.sha256 for part in outbox.delivery(line.id).parts)
    found = Counter(hashlib.sha256(each["bytes"]).hexdigest() for each in there.attachments)
    assert found == wanted, "a file is missing, or there twice"
    assert there.overwritten == [] and there.cases[theirs] == {"id": theirs, "name": "Theirs"}


@pytest.mark.parametrize("count", [15, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_many_deliveries(vault: Vault, tmp_path: Any, count: int) -> None:
    assert_all_were_tried("primero (double)", count, run(vault, tmp_path, count, 77))
