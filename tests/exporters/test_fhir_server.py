"""A FHIR R4 server: each resource there once under our identifier, nothing changed, every refusal in plain words."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from exporters.connectors import fhir, fhir_records
from exporters.connectors.base import Connector, Parcel, ParcelPart
from exporters.order import Order
from exporters.outbox import put_in_outbox
from exporters.outbox.deliverer import Deliverer
from models import connections
from models.casework import Case, Desk
from models.errors import KnownError
from models.outbox import Draft, Outbox, PartDraft
from models.readers import Reader
from models.vault import Vault
from tests.conftest import SmallFamily
from tests.exporters.delivery_faults import Fault, FaultProxy, any_fault
from tests.exporters.delivery_fhir import NODE, TOKEN, FhirServer, bundle_of, fhir_server, record
from tests.exporters.delivery_runs import Clock, Run, assert_all_were_tried, deliver_all
from tests.exporters.delivery_servers import Authority, only_trusting

pytestmark = pytest.mark.skipif(NODE is None, reason="node or the FHIR test server is not and may not be installed")

KEY = "6c1f0f52-9a7e-4c53-8f0e-5d2a1f7b9c11"
FHIR = "application/fhir+json"


class Kept:
    """A transit that remembers what it is told."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.stopped = False

    def progress(self, progress: Any) -> None:
        pass

    def remember(self, **what: Any) -> None:
        self.kept |= what

    def is_stopped(self) -> bool:
        return self.stopped


def parcel(*files: tuple[str, bytes], key: str = KEY, **more: Any) -> Parcel:
    parts = tuple(
        ParcelPart(number, f"T-1_{number}.x", media_type, data, hashlib.sha256(data).hexdigest())
        for number, (media_type, data) in enumerate(files, 1)
    )
    return Parcel(key, "T-1", "record", "2025-03-01T09:00:00+00:00", parts, "x", **more)


@pytest.fixture(scope="module")
def server() -> Iterator[FhirServer]:
    with fhir_server() as running:
        yield running


@pytest.fixture
def proxy(server: FhirServer) -> Iterator[FaultProxy]:
    proxy = FaultProxy(server.where)
    yield proxy
    proxy.close()


def connector_to(proxy: FaultProxy, token: str = TOKEN, **more: Any) -> Connector:
    return fhir.connect({"address": f"http://127.0.0.1:{proxy.port}/fhir", "timeout": 10} | more, {"token": token})


def count(server: FhirServer, sent: Parcel) -> Counter[str]:
    """How often each resource of a delivery is there, by its identifier."""
    everything, _versions = server.all()
    return Counter(
        wanted.identifier
        for wanted in fhir_records.wanted_of(sent)
        for there in everything
        if there["resourceType"] == wanted.kind and wanted.has_identifier(there)
    )


def assert_once(server: FhirServer, sent: Parcel) -> None:
    assert count(server, sent) == {wanted.identifier: 1 for wanted in fhir_records.wanted_of(sent)}


def fresh(seed: int, observations: int = 2) -> Parcel:
    """A delivery of a record and a PDF that nobody has sent yet."""
    draw = random.Random(seed)
    key = f"00000000-0000-4000-8000-{seed:012d}"
    return parcel((FHIR, record(draw, observations)), ("application/pdf", draw.randbytes(500)), key=key)


def test_try_it(proxy: FaultProxy) -> None:
    assert "knows us" in connector_to(proxy).try_it()
    with pytest.raises(KnownError, match="does not accept this name"):
        connector_to(proxy, token="wrong").try_it()
    elsewhere = fhir.connect({"address": f"http://127.0.0.1:{proxy.port}/elsewhere", "timeout": 10}, {"token": TOKEN})
    with pytest.raises(KnownError, match="nothing at this address"):
        elsewhere.try_it()


@pytest.mark.parametrize("one_by_one", [False, True])
def test_delivered_once_and_read_back(server: FhirServer, proxy: FaultProxy, one_by_one: bool) -> None:
    sent = fresh(10 + one_by_one)
    connector = connector_to(proxy, one_by_one=one_by_one)
    assert connector.look(sent) is None
    for _ in range(2):
        outcome = connector.send(sent, Kept())
        assert outcome.state == "delivered" and len(outcome.receipt["resources"]) == 4
        assert_once(server, sent)
    found = connector.look(sent)
    assert found is not None and found.state == "delivered"
    posts = [path for method, path in proxy.seen.requests if method == "POST"]
    assert ("/fhir" in posts) == (not one_by_one)


def test_references_lead_to_what_is_there(server: FhirServer, proxy: FaultProxy) -> None:
    connector_to(proxy).send(fresh(12), Kept())
    everything, _ = server.all()
    ids = {f"{each['resourceType']}/{each['id']}" for each in everything}
    assert {url for each in everything for url in fhir_records.references(each)} <= ids


def test_more_than_a_server_takes_at_once_goes_one_by_one(server: FhirServer, proxy: FaultProxy) -> None:
    sent, told = fresh(13, observations=12), Kept()
    assert connector_to(proxy).send(sent, told).state == "delivered"
    assert told.kept["one_by_one"] is True and len(told.kept["made"]) == 14
    assert_once(server, sent)


def test_one_by_one_goes_on_where_it_was_cut(server: FhirServer, proxy: FaultProxy) -> None:
    sent, told, posts = fresh(14, observations=4), Kept(), 0

    def plan(method: str, _path: str) -> Fault | None:
        nonlocal posts
        posts += method == "POST"
        return Fault("swallow") if posts == 3 and method == "POST" else None

    proxy.plan = plan
    connector = connector_to(proxy, one_by_one=True)
    assert connector.send(sent, told).state == "unknown"
    again = parcel(*[(part.media_type, part.data) for part in sent.parts], key=sent.key, progress=told.kept)
    assert connector.look(again) is None
    assert connector.send(again, told).state == "delivered"
    assert posts == 7, "what had been taken was sent again"
    assert_once(server, sent)


@pytest.mark.parametrize("kind", ["swallow", "cut_down", "status_after"])
def test_a_transaction_that_was_done_but_not_answered_is_looked_for(
    server: FhirServer, proxy: FaultProxy, kind: str
) -> None:
    sent = fresh(20 + len(kind))
    proxy.plan = lambda method, _path: Fault(kind, 500 if kind == "status_after" else 0.3) if method == "POST" else None
    connector = connector_to(proxy)
    assert connector.send(sent, Kept()).state == "unknown"
    found = connector.look(sent)
    assert found is not None and found.state == "delivered"
    assert_once(server, sent)


def test_a_child_is_found_again_and_left_as_it_is(server: FhirServer, proxy: FaultProxy) -> None:
    url = "urn:uuid:00000000-1111-4111-8111-000000000001"
    held = [{"system": "urn:ietf:rfc:3986", "value": url}]
    server.put_there({"resourceType": "Patient", "identifier": held, "birthDate": "2019-05-01"})
    data = bundle_of({url: {"resourceType": "Patient", "identifier": held, "birthDate": "2019-05-02"}})
    outcome = connector_to(proxy).send(parcel((FHIR, data)), Kept())
    assert outcome.state == "delivered" and outcome.receipt["resources"][0]["same"] is False
    there = [each for each in server.all()[0] if each.get("identifier") == held]
    assert [each["birthDate"] for each in there] == ["2019-05-01"]


def test_something_else_under_our_identifier_is_a_conflict(server: FhirServer, proxy: FaultProxy) -> None:
    sent = parcel(("application/pdf", b"ours"), key="00000000-0000-4000-8000-000000000030")
    wanted = fhir_records.wanted_of(sent)[0]
    theirs = {**wanted.resource, "description": "theirs", "status": "superseded"}
    server.put_there(theirs)
    for outcome in (connector_to(proxy).look(sent), connector_to(proxy).send(sent, Kept())):
        assert outcome is not None and (outcome.state, outcome.theirs["at"]) == ("conflict", "status")
    server.put_there(theirs)
    outcome = connector_to(proxy).send(sent, Kept())
    assert outcome.state == "conflict" and "more than one" in outcome.words
    assert count(server, sent) == {wanted.identifier: 2}, "a third was made"


def test_what_is_no_sound_fhir_is_not_sent(proxy: FaultProxy) -> None:
    connector = connector_to(proxy)
    url = "urn:uuid:00000000-1111-4111-8111-000000000002"
    bad = bundle_of({url: {"resourceType": "Patient", "identifier": [{"system": "a", "value": url}], "gender": "girl"}})
    for data in (b"{}", b"not json", bad):
        outcome = connector.send(parcel((FHIR, data)), Kept())
        assert outcome.state == "rejected" and outcome.words
    fields = {"fields": {"subject": "Jay"}}
    outcome = connector.send(parcel(("application/pdf", b"x"), facts=fields), Kept())
    assert outcome.state == "rejected" and "mapping" in outcome.words and "Jay" not in outcome.words
    assert proxy.seen.requests == []


def test_a_mapping_fills_what_is_not_ours(server: FhirServer, proxy: FaultProxy) -> None:
    fields = {"fields": {"description": "Case T-1", "status": "superseded"}}
    sent = parcel(("application/pdf", b"y"), key="00000000-0000-4000-8000-000000000031", facts=fields)
    assert connector_to(proxy).send(sent, Kept()).state == "delivered"
    there = next(each for each in server.all()[0] if each.get("description") == "Case T-1")
    assert there["status"] == "current"


def test_stopping(server: FhirServer, proxy: FaultProxy) -> None:
    told = Kept()
    told.stopped = True
    assert connector_to(proxy).send(fresh(32), told).code == "stopped" and proxy.seen.requests == []


def said(status: int, code: str, **more: Any) -> httpx.Response:
    issue = {"severity": "error", "code": code, "diagnostics": "Jay Harlow is not a date"} | more
    return httpx.Response(status, json={"resourceType": "OperationOutcome", "issue": [issue]})


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (said(422, "value", expression=["Patient.birthDate"]), "rejected", "does not take a value in the record (at"),
        (said(400, "structure", expression=["Jay Harlow"]), "rejected", "not built as it should be. "),
        (said(422, "business-rule"), "rejected", "rule of the case system"),
        (said(400, "nobody-knows"), "rejected", "could not take this record"),
        (said(400, "transient"), "later", "just now"),
        (said(412, "multiple-matches"), "conflict", "more than one record"),
        (said(401, "login"), "later", "does not accept this name"),
        (said(503, "throttled"), "later", "not available"),
        (httpx.Response(422, text="<html>no</html>"), "rejected", "does not accept what"),
        (httpx.Response(422, json=[1]), "rejected", "does not accept what"),
        (httpx.Response(400, json={"resourceType": "OperationOutcome", "issue": "x"}), "rejected", "could not read"),
    ],
)
def test_an_operation_outcome_in_plain_words(answer: httpx.Response, state: str, words: str) -> None:
    outcome = fhir.refusal(answer)
    assert outcome.state == state and words in outcome.words and "Jay" not in outcome.words


@pytest.mark.parametrize(
    ("ours", "theirs", "where"),
    [
        ({"id": "1", "a": 1}, {"id": "2", "meta": {}, "a": 1, "text": {}}, ""),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, "a[0].b"),
        ({"a": [1, 2]}, {"a": [1]}, "a"),
        ({"a": "x"}, {}, "a"),
        ({"a": {"b": 1}}, {"a": 1}, "a"),
        ({"date": "2025-03-01T09:00:00Z"}, {"date": "2025-03-01T10:00:00.000+01:00"}, ""),
        ({"date": "2025-03-01"}, {"date": "2025-03-02"}, "date"),
        ({"s": {"reference": "Patient/1"}}, {"s": {"reference": "https://x.org/fhir/Patient/1/_history/2"}}, ""),
        ({"s": {"reference": "Patient/1"}}, {"s": {"reference": "Patient/2"}}, "s.reference"),
        ({"div": "<div><p>a b</p></div>"}, {"div": '<div>\n<p class="x">a  b</p></div>'}, ""),
        ({"div": "<div>a</div>"}, {"div": "<div>b</div>"}, "div"),
    ],
)
def test_what_is_a_difference(ours: Any, theirs: Any, where: str) -> None:
    assert fhir_records.difference(ours, theirs) == where


@pytest.mark.parametrize("file_format", ["fhir-transaction", "fhir"])
def test_a_case_goes_to_the_server(
    family: SmallFamily, server: FhirServer, proxy: FaultProxy, file_format: str
) -> None:
    desk = family.case.desk
    settings = {"address": f"http://127.0.0.1:{proxy.port}/fhir", "timeout": 20}
    connections.add(desk, "County", "fhir", settings, {"token": TOKEN})
    order = Order("record", Reader("case-system"), file_format)
    item = put_in_outbox(family.case, family.workspace_id, [order], "county")
    sent: dict[str, Parcel] = {}
    for _ in range(2):
        Deliverer(desk, connect=_known(sent)).sync_once()
    view = Outbox(desk).delivery(item)
    assert view.line.state == "delivered", view.line.words
    assert_once(server, sent[item])


# ---- many ------------------------------------------------------------------------------------------------------------


def queue_records(case: Case, way: str, number: int, draw: random.Random) -> dict[str, Parcel]:
    outbox, workspace = Outbox(case.desk), next(iter(case.rows.table("workspace")))
    sent = {}
    for n in range(number):
        both = [
            PartDraft(f"T-1_record_{n}.fhir.json", FHIR, record(draw, draw.choice((1, 2)))),
            PartDraft(f"T-1_map_{n}.pdf", "application/pdf", draw.randbytes(draw.randint(1, 20_000))),
        ]
        parts = draw.choice((both, both[:1], both[1:]))
        item = outbox.queue(Draft(case.id, workspace, way, "Map", "map", "court", parts))
        kept = tuple(ParcelPart(at, p.name, p.media_type, p.data, p.sha256) for at, p in enumerate(parts, 1))
        sent[item] = Parcel(item, "T-1", "map", "", kept, "x")
    return sent


def run(vault: Vault, folder: Path, count: int, seed: int) -> Run:
    """Deliveries over TLS behind the proxy, every tenth connection broken, wrong certificates among it."""
    draw, faults = random.Random(seed), random.Random(seed + 1)
    authority, other = Authority(folder), Authority(folder, "Nobody we know")
    with fhir_server() as server, only_trusting(authority, folder):
        proxy = FaultProxy(server.where, tls=authority.server(), wrong_tls=other.server())
        try:
            clock = Clock()
            desk = Desk(vault, clock)
            settings = {"address": f"https://127.0.0.1:{proxy.port}/fhir", "timeout": 10}
            way = connections.add(desk, "County", "fhir", settings, {"token": TOKEN})
            sent = queue_records(desk.new_case("Test", number="T-1"), way, count, draw)
            papers = [each for each in sent.values() if each.parts[-1].media_type == "application/pdf"]
            theirs = _plant(server, papers[:: max(count // 4, 25)])
            proxy.plan_connection = lambda: any_fault(faults, tls=True) if faults.random() < 0.1 else None
            done = deliver_all(desk, clock, connect=_known(sent))
            _assert_each_once(desk, server, sent, theirs)
            assert done.conflicts >= len(theirs)
            assert len(proxy.seen.faults) > count / 4, "a run without faults proves nothing"
            done.codes.update(proxy.seen.faults)
            return done
        finally:
            proxy.close()


def _known(sent: dict[str, Parcel]) -> Any:
    """Connectors that note what is sent under new ids as well."""

    class Noting(fhir.FhirConnector):
        def send(self, parcel: Parcel, transit: Any) -> Any:
            sent[parcel.key] = parcel
            return super().send(parcel, transit)

    return lambda way: Noting(way.settings["address"], way.settings, way.secrets)


def _plant(server: FhirServer, parcels: list[Parcel]) -> dict[str, dict[str, Any]]:
    """Somebody else's document under an identifier of ours."""
    theirs = {}
    for each in parcels:
        wanted = next(w for w in fhir_records.wanted_of(each) if w.kind == "DocumentReference")
        theirs[wanted.identifier] = {**wanted.resource, "status": "superseded"}
        server.put_there(theirs[wanted.identifier])
    return theirs


def _assert_each_once(
    desk: Desk, server: FhirServer, sent: dict[str, Parcel], theirs: dict[str, dict[str, Any]]
) -> None:
    everything, versions = server.all()
    assert versions == len(everything), "something was changed there"
    there: Counter[str] = Counter()
    for each in everything:
        there.update({f"{held['system']}|{held['value']}" for held in each["identifier"]})
    for line in Outbox(desk).lines():
        assert line.state in {"delivered", "withdrawn"}, (line.state, line.words)
        if line.state == "delivered":
            assert Outbox(desk).delivery(line.id).receipt["resources"]
            assert all(there[wanted.identifier] == 1 for wanted in fhir_records.wanted_of(sent[line.id]))
    assert max(there.values()) == 1, "something is there twice"
    for each in everything:
        for name, planted in theirs.items():
            if each["identifier"] == planted["identifier"]:
                assert json.dumps(planted) in json.dumps({k: each[k] for k in planted}), name


@pytest.mark.parametrize("count", [15, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_many_deliveries(vault: Vault, tmp_path: Path, count: int) -> None:
    assert_all_were_tried("fhir (Medplum)", count, run(vault, tmp_path, count, 66))
