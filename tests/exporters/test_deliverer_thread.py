"""A sync on a thread of its own: the vault is only touched on the desk's thread, in small pieces; it can be stopped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import pytest

from exporters import leakscan, painters
from exporters.connectors.base import DELIVERED, Outcome, Parcel, Progress, Transit
from exporters.export import export, pages_of
from exporters.order import Order
from exporters.outbox import Deliverer, Tally
from exporters.outbox import deliverer as module
from models import connections
from models.casework import Desk
from models.erasing import erase
from models.outbox import Draft, Outbox, PartDraft
from models.readers import Reader
from models.secrets import Secret, Secrets
from tests.conftest import SmallFamily

Answer = TypeVar("Answer")


class DeskThread:
    """The desk's thread, which does what the sync's asks of it (a window does so with events)."""

    def __init__(self) -> None:
        self._asked: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self.calls = 0

    def __call__(self, work: Callable[[], Answer], /) -> Answer:
        answer: Future[Answer] = Future()
        self._asked.put((work, answer))
        return answer.result(20)

    def serve_while(self, run: Callable[[], Tally]) -> Tally:
        """Run a sync elsewhere and serve it here until it ends."""
        done: Future[Tally] = Future()

        def sync() -> None:
            try:
                done.set_result(run())
            except BaseException as error:
                done.set_exception(error)
            self._asked.put(None)

        threading.Thread(target=sync, daemon=True).start()
        while (asked := self._asked.get(timeout=20)) is not None:
            work, answer = asked
            self.calls += 1
            try:
                answer.set_result(work())
            except BaseException as error:
                answer.set_exception(error)
        return done.result(5)


@pytest.fixture
def item(family: SmallFamily, tmp_path: Path) -> str:
    desk = family.case.desk
    way = connections.add(desk, "County", "folder", {"folder": str(tmp_path / "in")}, {})
    (tmp_path / "in").mkdir()
    part = PartDraft("T-1_map.pdf", "application/pdf", bytes(range(256)) * 12_000)
    draft = Draft(family.case.id, family.workspace_id, way, "Map", "map", "court", [part])
    return Outbox(desk).queue(draft)


def test_the_vault_is_touched_on_the_desks_thread_alone(
    family: SmallFamily, item: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = family.case.desk
    here = threading.get_ident()
    strangers: list[int] = []
    real = desk.session.connection

    def watched(*arguments: Any, **more: Any) -> Any:
        if threading.get_ident() != here:
            strangers.append(threading.get_ident())
        return real(*arguments, **more)

    monkeypatch.setattr(desk.session, "connection", watched)
    changed: list[str] = []
    on_desk = DeskThread()
    deliverer = Deliverer(desk, on_desk=on_desk, changed=changed.append)
    tally = on_desk.serve_while(deliverer.sync_once)
    assert tally.delivered == 1 and not strangers
    assert (tmp_path / "in" / "T-1_map.pdf").stat().st_size == 3_072_000
    assert changed[-1] == item and on_desk.calls > 10, "the file was read in pieces"
    with desk.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox_block").scalar() == 0


class Slow:
    """A connector that goes on until it is told to stop."""

    def __init__(self, started: threading.Event) -> None:
        self._started = started

    def try_it(self) -> str:
        return ""

    def look(self, parcel: Parcel) -> Outcome | None:
        return Outcome(DELIVERED, "There.", {"sha256": parcel.sha256})

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        transit.progress(Progress(1, 1000, len(parcel.parts[0].data)))
        self._started.set()
        while not transit.is_stopped():
            threading.Event().wait(0.01)
        return Outcome("later", "Sending was stopped here.", code="stopped")


def test_it_comes_to_an_end_when_told(family: SmallFamily, item: str) -> None:
    desk, started, on_desk = family.case.desk, threading.Event(), DeskThread()
    deliverer = Deliverer(desk, on_desk=on_desk, connect=lambda _way: Slow(started), draw=lambda: 0.0)
    threading.Thread(target=lambda: (started.wait(20), deliverer.stop()), daemon=True).start()
    tally = on_desk.serve_while(deliverer.sync_once)
    view = Outbox(desk).delivery(item)
    assert tally.states == {"queued": 1} and view.line.sent == 1000 and "stopped" in view.line.words
    assert Outbox(desk).due() == [item]
    view = Outbox(desk).delivery(item)
    assert view.line.next_at is None, "who stopped it need not wait when it goes on"


@pytest.mark.parametrize("turn", ["stored", "secrets_now"])
@pytest.mark.parametrize("gone", ["", "case", "connection"])
def test_what_is_taken_back_between_two_turns_is_not_sent(
    family: SmallFamily, item: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: str, gone: str
) -> None:
    desk, owner = family.case.desk, Outbox if turn == "stored" else module
    real = getattr(owner, turn)

    def then_taken_back(*arguments: Any) -> Any:
        found = real(*arguments)
        Outbox(desk).withdraw(item)
        if gone == "connection":
            connections.remove(desk, connections.views(desk)[0].id)
        elif gone == "case":
            desk.forget(family.case.id)
            erase(desk.vault, family.case.id, at="2026-11-22T10:00:00+00:00", reason="Kept long enough.")  # type: ignore[arg-type]
        return found

    monkeypatch.setattr(owner, turn, then_taken_back)
    assert Deliverer(desk).sync_once().states in ({}, {"withdrawn": 1}) and list((tmp_path / "in").iterdir()) == []
    assert gone == "case" or Outbox(desk).delivery(item).line.state == "withdrawn"


def test_a_case_is_read_in_a_turn_of_its_own_and_what_is_not_to_be_shown_last(
    family: SmallFamily, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longest pieces of work do not come together in one turn of the window."""
    desk = family.case.desk
    desk.forget(family.case.id)
    turns: list[list[str]] = []
    for owner, name in ((Desk, "glance"), (module, "secrets_now"), (connections, "way"), (Outbox, "begin")):
        real = getattr(owner, name)

        def told(*arguments: Any, name: str = name, real: Any = real) -> Any:
            turns[-1].append(name)
            return real(*arguments)

        monkeypatch.setattr(owner, name, told)

    def on_desk(work: Callable[[], Answer], /) -> Answer:
        turns.append([])
        return work()

    assert Deliverer(desk, on_desk=on_desk).sync_once().delivered == 1
    assert [turn for turn in turns if turn] == [["way"], ["glance"], ["secrets_now"], ["begin"]]


def test_bytes_that_were_changed_in_the_vault_are_not_sent(family: SmallFamily, item: str, tmp_path: Path) -> None:
    desk = family.case.desk
    with desk.writing() as session:
        session.connection().exec_driver_sql("UPDATE outbox_block SET data = x'00' WHERE number = 3")
    assert Deliverer(desk).sync_once().states == {"rejected": 1}
    assert "not whole" in Outbox(desk).delivery(item).line.words and list((tmp_path / "in").iterdir()) == []


def test_two_threads_may_read_and_paint_pages_at_once(family: SmallFamily) -> None:
    order = Order("map", Reader("court"), "pdf")
    data = export(family.case, family.workspace_id, order)
    drawing = pages_of(family.case, family.workspace_id, order)
    secrets = Secrets([Secret("nobody of this name")])
    errors: list[BaseException] = []

    def scan() -> None:
        try:
            for _ in range(5):
                leakscan.check(data, "pdf", secrets)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=scan) for _ in range(3)]
    for thread in threads:
        thread.start()
    painters.to_png(drawing, painters.DocumentMeta(title="Map"), 36)
    for thread in threads:
        thread.join(30)
    assert not errors
