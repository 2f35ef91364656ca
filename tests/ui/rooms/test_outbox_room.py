"""The outbox in the window, and the thread that empties it: a real folder, and a server that is not there."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from exporters.connectors.base import Connector, Outcome, Parcel, Transit
from models import connections
from models.connections import Way
from models.outbox import Outbox
from models.outbox_views import STATES, OutboxLine
from tests.ui.desk_helpers import flush, unlock
from tests.ui.rooms.sharing_window import (
    Answers,
    case_of,
    folder_connection,
    page_of,
    press,
    queued,
    until,
)
from ui import sync as syncing
from ui.screens.case_shell import CaseShell, NetworkMark
from ui.screens.home import HomeScreen
from ui.screens.outbox import OutboxScreen
from ui.screens.outbox.detail import DeliveryDetail
from ui.screens.outbox.words import way_words
from ui.seams import use
from ui.shell import MainWindow
from ui.sync import SyncWorker
from ui.widgets import Button, EmptyState, Label


def worker(window: MainWindow) -> SyncWorker:
    assert window.sync is not None
    return window.sync


def state_of(window: MainWindow, item_id: str) -> str:
    assert window.desk is not None
    return Outbox(window.desk).delivery(item_id).line.state


def mark(window: MainWindow) -> str:
    return page_of(window, CaseShell).top_bar.findChild(NetworkMark).text()


def open_first_case(window: MainWindow) -> None:
    case, workspace_id = case_of(window)
    window.open_case(case.id, workspace_id)
    flush()


def test_nothing_is_there_yet(window: MainWindow) -> None:
    window.show_desk_page("outbox")
    page = page_of(window, OutboxScreen)
    assert page.findChild(EmptyState) is not None
    assert page.status.text() == "No network"
    assert not page.send.isEnabled()


def test_without_a_connection_no_thread_and_no_network(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syncing, "SOON_MS", 1)
    made: list[Way] = []
    sync = worker(window)
    monkeypatch.setattr(sync, "_connect", made.append)
    before = set(threading.enumerate())
    sync.wake()
    QTest.qWait(60)
    assert set(threading.enumerate()) <= before
    assert not made
    assert not sync.is_busy


def test_what_is_queued_leaves_by_itself(window: MainWindow, tmp_path: Path) -> None:
    folder_connection(window, tmp_path / "county")
    open_first_case(window)
    until(lambda: mark(window) == "Nothing waiting")
    item = queued(window)
    until(lambda: mark(window) == "1 waiting")
    until(lambda: state_of(window, item) == "delivered")
    until(lambda: mark(window) == "All delivered")
    assert [file.suffix for file in (tmp_path / "county").glob("WEX-*")] == [".pdf"]


def test_the_mark_leads_to_this_cases_outbox_and_back(window: MainWindow, tmp_path: Path) -> None:
    folder_connection(window, tmp_path / "county")
    open_first_case(window)
    press(window, "networkMark")
    page = page_of(window, OutboxScreen)
    assert page.context.case_id == case_of(window)[0].id
    press(window, "deskBack")
    assert page_of(window, CaseShell).context.case.id == case_of(window)[0].id


def test_home_says_what_waits(window: MainWindow, tmp_path: Path) -> None:
    way = folder_connection(window, tmp_path / "county")
    assert window.desk is not None
    connections.pause(window.desk, way, "The folder refused us. Your files are safe. Ask for the right to write there.")
    queued(window)
    until(lambda: worker(window).state.asking == 1)
    window.show_home()
    home = page_of(window, HomeScreen)
    assert home.findChild(Button, "toOutbox").text() == "Outbox: 1 needs you"
    press(home, "toOutbox")
    page = page_of(window, OutboxScreen)
    words = page.findChild(Label, "deliveryWords")
    assert words.text().startswith("The folder refused us")
    press(page, "way-retry")
    until(lambda: worker(window).state.delivered == 1)


def test_a_visit_never_shows_the_outbox(window: MainWindow, tmp_path: Path) -> None:
    folder_connection(window, tmp_path / "county")
    case, workspace_id = case_of(window)
    window.open_for_visit(case.id, workspace_id)
    flush()
    assert not page_of(window, CaseShell).top_bar.findChild(NetworkMark).isEnabled()
    window.show_screen("outbox")
    window.show_desk_page("outbox")
    assert page_of(window, CaseShell)


def test_while_presenting_the_outbox_stays_away(window: MainWindow) -> None:
    open_first_case(window)
    page_of(window, CaseShell).context.presenting = True
    window.show_screen("outbox")
    assert page_of(window, CaseShell)


def test_the_receipt_is_printed_and_saved(window: MainWindow, tmp_path: Path) -> None:
    folder_connection(window, tmp_path / "county")
    item = queued(window)
    until(lambda: state_of(window, item) == "delivered")
    window.show_desk_page("outbox")
    page = page_of(window, OutboxScreen)
    assert page.chosen == item
    answers = Answers(tmp_path)
    with use(answers):
        press(page, "proof-print")
        press(page, "proof-save")
    assert Outbox(page.desk).delivery(item).sha256 in answers.printed[0]
    (saved,) = tmp_path.glob("WEX-* receipt *.txt")
    assert "Receipt of a delivery" in saved.read_text()


def test_a_conflict_shows_both_and_never_overwrites(window: MainWindow, tmp_path: Path) -> None:
    way = folder_connection(window, tmp_path / "county")
    assert window.desk is not None
    connections.change(window.desk, way, is_on=False)
    first, second = queued(window), queued(window, "strands")
    for item in (first, second):
        (part,) = Outbox(window.desk).delivery(item).parts
        (tmp_path / "county" / part.name).write_bytes(b"theirs")
    connections.change(window.desk, way, is_on=True)
    until(lambda: {state_of(window, item) for item in (first, second)} == {"conflict"})
    window.show_desk_page("outbox")
    page = page_of(window, OutboxScreen)
    page.filter.findChildren(Button)[1].click()
    page.choose(first)
    flush()
    for side in ("theirs", "ours"):
        assert page.findChild(DeliveryDetail).findChild(type(page.problem).__mro__[1], f"side-{side}") is not None
    press(page, "way-keep_theirs")
    assert state_of(window, first) == "withdrawn"
    page.choose(second)
    flush()
    press(page, "way-send_anew")
    until(lambda: worker(window).state.delivered == 1)
    files = sorted(file.name for file in (tmp_path / "county").glob("WEX-*.pdf"))
    assert sum(name.endswith("-v2.pdf") for name in files) == 1
    assert sum((tmp_path / "county" / name).read_bytes() == b"theirs" for name in files) == 2


def test_taking_back_and_what_cannot_be_done_is_told_in_place(window: MainWindow, tmp_path: Path) -> None:
    way = folder_connection(window, tmp_path / "county")
    assert window.desk is not None
    connections.change(window.desk, way, is_on=False)
    item = queued(window)
    window.show_desk_page("outbox")
    page = page_of(window, OutboxScreen)
    press(page, "way-withdraw")
    assert state_of(window, item) == "withdrawn"
    page.go_on("withdraw")
    assert page.problem.isVisible()
    assert "cannot be taken back" in page.problem.words.text()


def test_what_nobody_can_tell_is_given_up(window: MainWindow, tmp_path: Path) -> None:
    way = folder_connection(window, tmp_path / "county")
    assert window.desk is not None
    connections.change(window.desk, way, is_on=False)
    item = queued(window)
    box = Outbox(window.desk)
    box.begin(item)
    box.recover()
    window.show_desk_page("outbox")
    page = page_of(window, OutboxScreen)
    assert "May have arrived" in page._rows[item].accessibleName()
    press(page, "way-give_up")
    assert state_of(window, item) == "withdrawn"


def test_every_way_on_there_is_has_its_words() -> None:
    for state in STATES:
        line = OutboxLine("i", "c", "T", "map", "court", "County", state, "", "", 0, None, None, 0, 0)
        assert all(way_words(way)[0] for way in line.ways_on)


def test_arrow_keys_go_through_the_list(window: MainWindow, tmp_path: Path) -> None:
    way = folder_connection(window, tmp_path / "county")
    assert window.desk is not None
    connections.change(window.desk, way, is_on=False)
    queued(window), queued(window, "strands")
    window.show_desk_page("outbox")
    page = page_of(window, OutboxScreen)
    first, second = page._rows.values()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert page.chosen == second.line.id
    assert "Waiting to be sent" in second.accessibleName()


def test_an_unreachable_server_is_said_with_its_time(window: MainWindow) -> None:
    assert window.desk is not None
    connections.add(window.desk, "County", "webdav", {"address": "http://127.0.0.1:9/x", "timeout": 2}, {})
    queued(window)
    open_first_case(window)
    until(lambda: mark(window).startswith("Off-line since "))


class Slow(Connector):
    """A server that takes its time and tells what it was asked."""

    def __init__(self) -> None:
        self.began, self.go = threading.Event(), threading.Event()

    def try_it(self) -> str:
        return ""

    def look(self, parcel: Parcel) -> Outcome | None:
        return None

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        self.began.set()
        self.go.wait(60)
        transit.remember(part=1)
        return Outcome("delivered", "Delivered.", {"id": 1})


def test_locking_does_not_wait_for_a_slow_server_and_nothing_is_lost(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Slow()
    folder_connection(window, tmp_path / "county")
    sync = worker(window)
    monkeypatch.setattr(sync, "_connect", lambda _way: server)
    item = queued(window)
    until(server.began.is_set)
    thread = sync._thread
    assert thread is not None
    began = time.monotonic()
    window.lock()
    assert time.monotonic() - began < 20  # far less; the machine may be busy. The server would take a minute.
    assert thread.is_alive()
    server.go.set()
    thread.join(20)
    assert not thread.is_alive()  # the vault was shut to it, so it could only end
    unlock(window)
    until(lambda: state_of(window, item) == "delivered")
    assert any("looked for first" in each.words for each in Outbox(worker(window)._desk).delivery(item).trail)


def test_a_round_ends_well_when_it_can(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Slow()
    folder_connection(window, tmp_path / "county")
    monkeypatch.setattr(worker(window), "_connect", lambda _way: server)
    item = queued(window)
    until(server.began.is_set)
    sync = worker(window)
    server.go.set()
    sync.stop(patience=60)
    assert state_of(window, item) == "delivered"


def test_no_turn_keeps_the_window_from_anybody(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[float] = []
    plain = syncing._Request.run

    def timed(request: syncing._Request) -> None:
        began = time.thread_time()
        plain(request)
        turns.append(time.thread_time() - began)

    folder_connection(window, tmp_path / "county")
    queued(window), queued(window, "strands")
    until(lambda: worker(window).state.delivered == 2)  # the code is loaded, the case is read
    monkeypatch.setattr(syncing._Request, "run", timed)
    for what in ("map", "strands", "plan"):
        queued(window, what)
    until(lambda: worker(window).state.delivered == 5 and not worker(window).is_busy)
    assert len(turns) > 20
    # One turn in a round may meet the collecting of garbage, or a machine that is busy with something else.
    assert sorted(turns)[-2] <= 0.016, sorted(turns)[-5:]
