"""Connections in the window: kept, tried against real places, paused, their secrets never shown again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from models import connections
from models.connections import ConnectionView
from models.outbox import Outbox
from tests.exporters.delivery_servers import PASSWORD, USER, Authority, wsgidav
from tests.ui.desk_helpers import flush
from tests.ui.rooms.sharing_window import Answers, case_of, opened_window, page_of, press, queued, until
from ui.screens.connections import ConnectionsScreen
from ui.screens.settings_screen import SettingsScreen
from ui.seams import use
from ui.shell import MainWindow
from ui.widgets import Card, EmptyState, LineField, Switch


@pytest.fixture
def window(made: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window at the connections."""
    with opened_window(made, tmp_path) as shown:
        shown.show_desk_page("connections")
        yield shown


def fill(window: MainWindow, name: str, words: str) -> None:
    field = page_of(window, ConnectionsScreen).findChild(LineField, name)
    assert field is not None, name
    field.setText(words)


def views(window: MainWindow) -> tuple[ConnectionView, ...]:
    assert window.desk is not None
    return connections.views(window.desk)


def everything_shown(window: MainWindow) -> str:
    page = page_of(window, ConnectionsScreen)
    widgets = [*page.findChildren(QLabel), *page.findChildren(QLineEdit)]
    return "\n".join(f"{each.text()} {each.accessibleName()} {each.toolTip()}" for each in widgets)


def add_folder(window: MainWindow, folder: Path) -> ConnectionView:
    page = page_of(window, ConnectionsScreen)
    page.add_one()
    fill(window, "connectionName", "County")
    fill(window, "set-folder", str(folder))
    press(page, "keepConnection")
    return views(window)[0]


def test_settings_lead_here_and_at_first_there_is_none(window: MainWindow) -> None:
    assert page_of(window, ConnectionsScreen).findChild(EmptyState) is not None
    window.show_settings()
    press(page_of(window, SettingsScreen), "to-connections")
    assert page_of(window, ConnectionsScreen)


def test_a_folder_is_added_and_tried(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    view = add_folder(window, tmp_path / "county")
    press(window, f"try-{view.id}")
    until(lambda: "files can be put into it" in everything_shown(window))
    assert not list((tmp_path / "county").iterdir())
    assert views(window)[0].last_ok_at


def test_what_is_wrong_is_told_where_it_is(window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window, ConnectionsScreen)
    page.add_one()
    fill(window, "connectionName", "County")
    press(page, "keepConnection")
    assert page.form is not None
    assert page.form.problem.isVisible()
    assert "Folder" in page.form.problem.words.text()
    fill(window, "set-folder", str(tmp_path))
    fill(window, "connectionMapping", "no-such-file")
    press(page, "keepConnection")
    assert "mapping" in page.form.problem.words.text()
    assert not views(window)


def test_a_place_that_is_not_there_is_said_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    view = add_folder(window, tmp_path / "county")
    (tmp_path / "county").rmdir()
    press(window, f"try-{view.id}")
    until(lambda: page_of(window, ConnectionsScreen)._said)
    words, is_open = page_of(window, ConnectionsScreen)._said[view.id]
    assert not is_open
    assert words in everything_shown(window)


def test_a_password_goes_in_and_never_comes_out(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    page = page_of(window, ConnectionsScreen)
    with wsgidav(tmp_path / "there") as (host, port):
        page.add_one()
        press(page, "kind-webdav")
        fill(window, "connectionName", "County")
        fill(window, "set-address", f"http://{host}:{port}/")
        fill(window, "set-user", USER)
        fill(window, "secret-password", PASSWORD)
        press(page, "keepConnection")
        (view,) = views(window)
        press(page, f"try-{view.id}")
        until(lambda: page._said)
        assert page._said[view.id][1], page._said
        item = queued(window)
        assert window.desk is not None
        box = Outbox(window.desk)
        until(lambda: box.delivery(item).line.state == "delivered")
        assert len(list((tmp_path / "there").glob("WEX-*.pdf"))) == 1
    # While the outbox has its turn nothing can be changed; the page stands anew when it is over.
    until(lambda: any(each.isEnabled() for each in page.findChildren(QPushButton, f"change-{view.id}")))
    press(page, f"change-{view.id}")
    assert PASSWORD not in everything_shown(window)
    fill(window, "connectionName", "County archive")
    press(page, "keepConnection")
    assert connections.way(window.desk, view.id).secrets == {"password": PASSWORD}
    assert views(window)[0].name == "County archive"


def test_the_authoritys_certificate_comes_from_a_file(window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window, ConnectionsScreen)
    page.add_one()
    press(page, "kind-webdav")
    answers = Answers(tmp_path)
    answers.open = tmp_path / "ca.pem"
    answers.open.write_bytes(b"\xff\xfe\xff")
    with use(answers):
        press(page, "file-ca_pem")
        assert page.form is not None
        assert "cannot be read as text" in page.form.problem.words.text()
        answers.open.write_text("no certificate")
        press(page, "file-ca_pem")
        assert "no certificate in this file" in page.form.problem.words.text()
        answers.open.write_text(Authority(tmp_path).pem)
        press(page, "file-ca_pem")
    assert not page.form.problem.isVisible()
    fill(window, "connectionName", "County")
    fill(window, "set-address", "https://county.example/")
    press(page, "keepConnection")
    assert str(views(window)[0].settings["ca_pem"]).startswith("-----BEGIN CERTIFICATE")


def test_paused_and_going_on(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    view = add_folder(window, tmp_path / "county")
    press(window, f"pause-{view.id}")
    assert views(window)[0].state == "off"
    item = queued(window)
    press(window, f"resume-{view.id}")
    assert window.desk is not None
    box = Outbox(window.desk)
    until(lambda: box.delivery(item).line.state == "delivered")


def test_a_dry_run_sends_nothing(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    view = add_folder(window, tmp_path / "county")
    page = page_of(window, ConnectionsScreen)
    page._wanted = view.id
    menu = page.case_menu()
    menu.actions()[0].trigger()
    menu.close()
    flush()
    dry = page.findChild(Card, "dryRun")
    assert dry is not None
    assert "_map_" in " ".join(label.text() for label in dry.findChildren(QLabel))
    assert window.desk is not None
    assert not Outbox(window.desk).lines()
    assert not list((tmp_path / "county").iterdir())


def test_it_is_removed_only_when_nothing_waits(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "county").mkdir()
    view = add_folder(window, tmp_path / "county")
    press(window, f"pause-{view.id}")
    item = queued(window)
    answers = Answers(tmp_path)
    monkeypatch.setattr(answers, "confirm", lambda *_said: True, raising=False)
    with use(answers):
        press(window, f"remove-{view.id}")
        assert page_of(window, ConnectionsScreen).problem.isVisible()
        assert window.desk is not None
        Outbox(window.desk).withdraw(item)
        page_of(window, ConnectionsScreen).refresh()
        press(window, f"remove-{view.id}")
    assert not views(window)


def test_a_small_file_beside_each_delivery_is_the_usual_way(window: MainWindow) -> None:
    page = page_of(window, ConnectionsScreen)
    page.add_one()
    switch = page.findChild(Switch, "set-sidecar")
    assert switch is not None
    assert switch.isChecked()


def test_a_case_is_named_nowhere_until_a_dry_run(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    add_folder(window, tmp_path / "county")
    assert str(case_of(window)[0].row["name"]) not in everything_shown(window)
