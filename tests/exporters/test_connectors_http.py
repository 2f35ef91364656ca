"""Each answer of a server in plain words; TLS that believes nobody else; the steps of WebDAV and of the endpoint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from exporters.connectors import http, https, webdav
from exporters.connectors.base import Connector, Outcome, Parcel, ParcelPart
from models.errors import KnownError
from models.outbox import BUSY_CODES, PAUSE_CODES, delivery_hash
from tests.exporters.delivery_faults import Fault, FaultProxy
from tests.exporters.delivery_servers import PASSWORD, USER, Authority, DeliveryEndpoint, serving, wsgidav

KEY = "6c1f0f52-9a7e-4c53-8f0e-5d2a1f7b9c11"


class Quiet:
    """A transit that remembers what it is told."""

    def __init__(self, *, stopped: bool = False) -> None:
        self.kept: dict[str, Any] = {}
        self.stopped = stopped

    def progress(self, progress: object) -> None:
        pass

    def remember(self, **what: Any) -> None:
        self.kept |= what

    def is_stopped(self) -> bool:
        return self.stopped


def parcel(data: bytes = b"the finished file", key: str = KEY, **more: Any) -> Parcel:
    part = ParcelPart(1, "T-1_map.pdf", "application/pdf", data, hashlib.sha256(data).hexdigest())
    fields = more.get("facts", {}).get("fields")
    return Parcel(key, "T-1", "map", "2025-03-01", (part,), delivery_hash([(part.name, part.sha256)], fields), **more)


@pytest.mark.parametrize(
    ("status", "state", "asks_somebody"),
    [
        (301, "later", True), (302, "later", True), (400, "rejected", True), (401, "later", True),
        (403, "later", True), (404, "later", True), (409, "later", False), (412, "later", False),
        (413, "rejected", True), (415, "rejected", True), (418, "rejected", True), (422, "rejected", True),
        (423, "later", False), (429, "later", False), (500, "later", False), (502, "later", False),
        (503, "later", False), (507, "later", False), (599, "later", False),
    ],
)  # fmt: skip
def test_every_refusal_is_a_plain_sentence_and_none_is_tried_in_a_loop(
    status: int, state: str, asks_somebody: bool
) -> None:
    outcome = http.refusal(httpx.Response(status))
    assert outcome.state == state
    assert (outcome.code in PAUSE_CODES or outcome.state == "rejected") == asks_somebody
    assert outcome.words.count(".") >= 2 and http.SAFE in outcome.words
    if status in {500, 502, 504}:
        assert http.refusal(httpx.Response(status), commits=True).state == "unknown"
    if status in {429, 503, 507}:
        assert outcome.code in BUSY_CODES


def test_a_server_that_asks_for_time() -> None:
    def asked(words: str) -> float | None:
        return http.retry_after(httpx.Response(429, headers={"Retry-After": words}))

    assert asked("120") == 120 and asked("soon") is None and asked("-5") is None
    assert asked("99999999999") == 30 * 86400
    assert asked("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert http.retry_after(httpx.Response(503)) is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://example.org/in", "without encryption"),
        ("ftp://example.org", "not one of the web"),
        ("example.org/in", "not one of the web"),
        ("https://user:pw@example.org/in", "its own field"),
        ("https://[::bad/in", "not one of the web"),
        ("", "not one of the web"),
    ],
)
def test_an_address_that_cannot_be_right(address: str, words: str) -> None:
    with pytest.raises(KnownError, match=words) as found:
        http.address_of({"address": address})
    assert "pw" not in str(found.value)
    assert http.address_of({"address": "https://example.org/in/"}) == "https://example.org/in"
    assert http.address_of({"address": "http://127.0.0.1:8080"}) == "http://127.0.0.1:8080"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    there = tmp_path / "theirs"
    there.mkdir()
    return there


@pytest.fixture
def dav(root: Path) -> Iterator[FaultProxy]:
    with wsgidav(root) as where:
        proxy = FaultProxy(where)
        yield proxy
        proxy.close()


def dav_connector(proxy: FaultProxy, folder: str = "", password: str = PASSWORD) -> Connector:
    settings = {"address": f"http://127.0.0.1:{proxy.port}/{folder}", "user": USER, "timeout": 0.4, "sidecar": False}
    return webdav.connect(settings, {"password": password})


def once(method: str, fault: Fault, *, on: int = 1) -> Any:
    """A plan that breaks the ``on``-th request of a method, and nothing else."""
    count = 0

    def plan(asked: str, _path: str) -> Fault | None:
        nonlocal count
        count += asked == method
        return fault if asked == method and count == on else None

    return plan


class TestWebDav:
    def test_try_it_leaves_nothing_and_knows_a_wrong_password(self, dav: FaultProxy, root: Path) -> None:
        assert "knows us" in dav_connector(dav).try_it() and list(root.iterdir()) == []
        with pytest.raises(KnownError, match="does not accept"):
            dav_connector(dav, password="wrong").try_it()

    def test_steps(self, dav: FaultProxy, root: Path) -> None:
        assert dav_connector(dav).send(parcel(), Quiet()).state == "delivered"
        assert [method for method, _ in dav.seen.requests] == ["GET", "GET", "PUT", "GET", "MOVE", "GET"]
        assert [path.name for path in root.iterdir()] == ["T-1_map.pdf"]

    def test_a_missing_folder_is_made(self, dav: FaultProxy, root: Path) -> None:
        assert dav_connector(dav, "new").send(parcel(), Quiet()).state == "delivered"
        assert (root / "new" / "T-1_map.pdf").exists()

    @pytest.mark.parametrize("kind", ["swallow", "cut_down", "status_after"])
    def test_a_move_that_was_done_but_not_answered_is_looked_for(self, dav: FaultProxy, root: Path, kind: str) -> None:
        dav.plan = once("MOVE", Fault(kind, 500 if kind == "status_after" else 0.3))
        connector = dav_connector(dav)
        assert connector.send(parcel(), Quiet()).state == "unknown"
        found = connector.look(parcel())
        assert found is not None and found.state == "delivered"
        assert [path.name for path in root.iterdir()] == ["T-1_map.pdf"]

    @pytest.mark.parametrize("at", [0.0, 0.2, 0.5, 0.999])
    def test_a_put_cut_at_any_byte_leaves_no_file_of_that_name(self, dav: FaultProxy, root: Path, at: float) -> None:
        dav.plan = once("PUT", Fault("cut_up", at))
        connector, big = dav_connector(dav), parcel(b"x" * 50_000)
        assert connector.send(big, Quiet()).state == "later"
        assert not (root / "T-1_map.pdf").exists()
        assert connector.send(big, Quiet()).state == "delivered"
        assert [path.name for path in root.iterdir()] == ["T-1_map.pdf"]

    def test_a_server_that_stores_something_else_is_not_believed(self, dav: FaultProxy, root: Path) -> None:
        connector = dav_connector(dav)

        def spoil(method: str, _path: str) -> None:
            if method == "GET":
                for path in root.glob("*.part"):
                    path.write_bytes(b"spoilt")

        dav.plan = spoil
        outcome = connector.send(parcel(), Quiet())
        assert (outcome.state, outcome.code) == ("later", "changed") and not (root / "T-1_map.pdf").exists()

    def test_another_file_of_that_name(self, dav: FaultProxy, root: Path) -> None:
        (root / "T-1_map.pdf").write_bytes(b"theirs")
        connector = dav_connector(dav)
        found = connector.look(parcel())
        assert found is not None and found.state == "conflict"
        assert connector.send(parcel(), Quiet()).theirs["bytes"] == 6

        def appear(method: str, _path: str) -> None:
            if method == "MOVE":
                (root / "T-1_other.pdf").write_bytes(b"theirs")

        dav.plan = appear
        part = ParcelPart(1, "T-1_other.pdf", "application/pdf", b"ours", hashlib.sha256(b"ours").hexdigest())
        late = Parcel(KEY, "T-1", "map", "2025", (part,), "x")
        assert connector.send(late, Quiet()).state == "conflict", "it came between our looking and our naming"
        assert (root / "T-1_other.pdf").read_bytes() == b"theirs" and not list(root.glob("*.part"))

    def test_stopping(self, dav: FaultProxy, root: Path) -> None:
        assert dav_connector(dav).send(parcel(), Quiet(stopped=True)).code == "stopped"
        assert list(root.iterdir()) == []

    def test_nobody_there(self) -> None:
        connector = webdav.connect({"address": "http://127.0.0.1:9", "timeout": 0.4}, {})
        assert connector.send(parcel(), Quiet()).code == "offline"
        found = connector.look(parcel())
        assert found is not None and found.code == "offline"


class TestEndpoint:
    @pytest.fixture
    def endpoint(self, root: Path) -> DeliveryEndpoint:
        return DeliveryEndpoint(root)

    @pytest.fixture
    def proxy(self, endpoint: DeliveryEndpoint) -> Iterator[FaultProxy]:
        with serving(endpoint) as where:
            proxy = FaultProxy(where)
            yield proxy
            proxy.close()

    def connector(self, proxy: FaultProxy, token: str = "otter-and-lamp") -> Connector:
        return https.connect({"address": f"http://127.0.0.1:{proxy.port}", "timeout": 0.4}, {"token": token})

    def test_once_by_its_key(self, proxy: FaultProxy, endpoint: DeliveryEndpoint, root: Path) -> None:
        connector, told = self.connector(proxy), parcel(facts={"fields": {"ref": "T-1", "größe": 3}})
        assert connector.look(told) is None
        first, second = connector.send(told, Quiet()), connector.send(told, Quiet())
        assert first.state == second.state == "delivered" and first.receipt == second.receipt
        assert endpoint.posts == 2 and [path.name for path in root.iterdir()] == ["T-1_map.pdf"]
        other = parcel(b"something else")
        assert connector.send(other, Quiet()).state == "conflict"
        found = connector.look(other)
        assert found is not None and found.state == "conflict"

    @pytest.mark.parametrize("kind", ["swallow", "cut_down", "status_after"])
    def test_taken_but_not_answered(self, proxy: FaultProxy, kind: str) -> None:
        proxy.plan = once("POST", Fault(kind, 502 if kind == "status_after" else 0.5))
        connector = self.connector(proxy)
        assert connector.send(parcel(), Quiet()).state == "unknown"
        found = connector.look(parcel())
        assert found is not None and found.state == "delivered"

    def test_a_404_from_in_between_is_not_taken_for_nothing_there(self, proxy: FaultProxy) -> None:
        proxy.plan = once("GET", Fault("status", 404))
        found = self.connector(proxy).look(parcel())
        assert found is not None and found.code == "404"

    def test_a_success_without_a_receipt_is_not_believed(self, proxy: FaultProxy) -> None:
        proxy.plan = once("POST", Fault("status", 200))
        assert self.connector(proxy).send(parcel(), Quiet()).state == "unknown"

    def test_try_it(self, proxy: FaultProxy) -> None:
        assert "knows us" in self.connector(proxy).try_it()
        with pytest.raises(KnownError, match="does not accept"):
            self.connector(proxy, "wrong").try_it()

    def test_the_published_description_says_what_is_sent_and_answered(self, proxy: FaultProxy) -> None:
        described = json.loads((Path(__file__).parents[2] / "docs" / "openapi-delivery.json").read_text("utf-8"))
        assert set(described["paths"]) == {"/deliveries", "/deliveries/{key}"}
        schemas = described["components"]["schemas"]
        sent = https.description(parcel(facts={"fields": {"ref": "T-1"}}))
        assert set(schemas["Delivery"]["required"]) == set(sent) == set(schemas["Delivery"]["properties"])
        assert set(schemas["File"]["properties"]) == set(sent["files"][0])
        receipt = self.connector(proxy).send(parcel(), Quiet()).receipt
        assert set(schemas["Receipt"]["required"]) <= set(receipt) <= set(schemas["Receipt"]["properties"])


class TestCertificates:
    """Only the authority's own certificate opens the way; without the check every other would."""

    def outcome(self, tmp_path: Path, root: Path, *, server: str = "right", trusted: bool = True) -> Outcome:
        authority, other = Authority(tmp_path), Authority(tmp_path, "Nobody we know")
        context = {
            "right": authority.server(),
            "another's": other.server(),
            "another name": authority.server("elsewhere.example"),
            "run out": authority.server(days=-1),
        }[server]
        endpoint = DeliveryEndpoint(root)
        with serving(endpoint) as where:
            proxy = FaultProxy(where, tls=context)
            settings = {"address": f"https://127.0.0.1:{proxy.port}", "ca_pem": authority.pem if trusted else ""}
            outcome = https.connect(settings, {"token": endpoint.token}).send(parcel(), Quiet())
            proxy.close()
        assert bool(endpoint.posts) == (outcome.state == "delivered"), "nothing is sent before it is checked"
        return outcome

    def test_the_right_one_with_the_authoritys_file(self, tmp_path: Path, root: Path) -> None:
        assert self.outcome(tmp_path, root).state == "delivered"

    @pytest.mark.parametrize("server", ["another's", "another name", "run out"])
    def test_a_wrong_one(self, tmp_path: Path, root: Path, server: str) -> None:
        outcome = self.outcome(tmp_path, root, server=server)
        assert (outcome.state, outcome.code) == ("later", "certificate") and "tell IT" in outcome.words

    def test_without_the_authoritys_file(self, tmp_path: Path, root: Path) -> None:
        assert self.outcome(tmp_path, root, trusted=False).code == "certificate"

    def test_a_file_that_is_no_certificate(self) -> None:
        with pytest.raises(KnownError, match="PEM"), http.client({"ca_pem": "hello"}, {}):
            pass
