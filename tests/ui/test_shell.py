"""The window: what it shows when, and that locking leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QMenu, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.backups import list_backups
from models.cipher import VaultBusy
from models.vault import Vault
from tests.ui.desk_helpers import (
    PASSPHRASE,
    NoteRoom,
    copy_of,
    flush,
    register_rooms,
    services_for,
    unlock,
)
from ui import lock
from ui.lock import IdleWatch
from ui.screens.case_shell import CaseShell, TopBar
from ui.screens.first_run import FirstRunScreen
from ui.screens.history import HistoryPanel
from ui.screens.home import HomeScreen
from ui.screens.settings_screen import SettingsScreen
from ui.screens.unlock import UnlockScreen
from ui.shell import TITLE, MainWindow
from ui.spelling import spelling
from ui.theme import theme
from ui.widgets import LinkButton, PassphraseField

Make = Callable[[], MainWindow]


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return copy_of(made, tmp_path)


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    """A window at the locked door, closed after the test."""
    back = register_rooms()
    shown = MainWindow(services_for(path))
    shown.start()
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()
    shown.deleteLater()
    flush()
    back()


def home_of(window: MainWindow) -> HomeScreen:
    page = window.page
    assert isinstance(page, HomeScreen)
    return page


def open_first(window: MainWindow, *, visit: bool = False) -> CaseShell:
    """Unlock and open the first family."""
    unlock(window)
    row = home_of(window).view.rows[0]
    if visit:
        window.open_for_visit(row.case_id, row.workspace_id)
    else:
        window.open_case(row.case_id, row.workspace_id)
    flush()
    page = window.page
    assert isinstance(page, CaseShell)
    return page


def room_of(page: CaseShell) -> NoteRoom:
    room = page.room(page.current)
    assert isinstance(room, NoteRoom)
    return room


# ---- pages --------------------------------------------------------------------------------------------------------
def test_first_run_without_a_vault_and_the_door_with_one(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    assert isinstance(window.page, UnlockScreen)
    fresh = MainWindow(services_for(tmp_path / "none" / "desk.sofs"))
    fresh.start()
    assert isinstance(fresh.page, FirstRunScreen)
    fresh.close()
    fresh.deleteLater()


def test_unlocking_shows_the_families(window: MainWindow) -> None:
    unlock(window)
    assert len(home_of(window).view.rows) >= 2


def test_rooms_by_rail_and_keys(window: MainWindow) -> None:
    page = open_first(window)
    assert page.current == "map"
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert page.current == "scaling"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert page.current == "map"
    buttons = [b.text() for b in page.rail.findChildren(QPushButton)]
    assert buttons == ["Map", "Scaling"]  # only rooms that exist


def test_leaving_a_room_saves_what_is_open(window: MainWindow) -> None:
    page = open_first(window)
    room_of(page).editor.setPlainText("half a thought")
    page.show_screen("scaling")
    assert page.context.case.row["note"] == "half a thought"


def test_undo_redo_and_history_name_the_act(window: MainWindow) -> None:
    page = open_first(window)
    room = room_of(page)
    for words in ("one", "two", "three"):
        room.save(words)
    bar = page.findChild(TopBar, "topBar")
    assert bar is not None and bar._undo.toolTip().startswith("Undo: Wrote a note")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.context.case.row["note"] == "two"
    assert window.toast.words == "Undone: Wrote a note"
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.context.case.row["note"] == "three"
    page._toggle_history()
    panel = page.findChild(HistoryPanel, "historyPanel")
    assert panel is not None and panel.isVisible()
    links = [link for link in panel.findChildren(LinkButton) if link.objectName().startswith("backTo-")]
    links[-1].click()
    flush()
    assert page.context.case.row["note"] == "one"
    again = [link for link in panel.findChildren(LinkButton) if link.objectName().startswith("againTo-")]
    again[0].click()
    flush()
    assert page.context.case.row["note"] == "three"


def test_the_lens_and_presenting(window: MainWindow) -> None:
    page = open_first(window)
    seen: list[str] = []
    page.context.lens_changed.connect(lambda reader: seen.append(reader.kind))
    menu = page.top_bar.lens_menu()
    next(action for action in menu.actions() if action.text() == "For the court").trigger()
    menu.deleteLater()
    assert page.top_bar._lens.text() == "For the court"
    next(a for a in page.top_bar.lens_menu().actions() if a.text() == "Just us").trigger()
    page.context.set_presenting(True)
    assert page.context.lens.kind == "family"  # projecting is never "Just us"
    just_us = page.top_bar.lens_menu().actions()[0]
    assert not just_us.isEnabled()
    assert seen == ["court", "us", "family"]


def test_the_bar_leaves_out_what_can_be_spared(window: MainWindow) -> None:
    page = open_first(window)
    window.resize(1366, 700)
    flush()
    assert page.top_bar._network.isVisible()
    window.resize(760, 600)
    flush()
    assert page.top_bar._network.isHidden() and page.top_bar._lens.isVisible()
    hide = page.top_bar._hide
    assert hide.mapTo(page.top_bar, QPoint(hide.width(), 0)).x() <= page.top_bar.width()


def _nameless(page: QWidget) -> list[str]:
    """What can be acted on but has no object name or nothing to say to a screen reader."""
    kinds = (QAbstractButton, QLineEdit, QTextEdit)
    acted = [w for kind in kinds for w in page.findChildren(kind) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [f"{type(w).__name__} {w.objectName()}" for w in acted if not (w.objectName() and w.accessibleName())]


def test_everything_to_act_on_has_a_name_on_every_page(window: MainWindow, tmp_path: Path) -> None:
    def page() -> QWidget:
        assert window.page is not None
        return window.page

    found = _nameless(page())
    unlock(window)
    found += _nameless(page())
    home_of(window)._new_family()
    found += _nameless(page())
    window.show_settings()
    settings = page()
    assert isinstance(settings, SettingsScreen)
    settings._ask_passphrase()
    found += _nameless(settings)
    window.show_home()
    row = home_of(window).view.rows[0]
    window.open_case(row.case_id, row.workspace_id)
    found += _nameless(page())
    control = QPushButton(page())
    assert _nameless(page()) == [*found, "QPushButton "]  # the control: a nameless one is seen
    control.deleteLater()
    assert found == []


# ---- locking ------------------------------------------------------------------------------------------------------
def test_hide_covers_within_the_same_call_then_locks(window: MainWindow) -> None:
    page = open_first(window)
    QTest.keyClick(window, Qt.Key.Key_F9)
    covers = [w for w in window.findChildren(UnlockScreen) if w.isVisible()]
    assert len(covers) == 1 and covers[0].geometry() == window.rect()  # before any event is handled
    on_top = window.childAt(window.rect().center())
    assert on_top is covers[0] or (on_top is not None and covers[0].isAncestorOf(on_top))
    assert window.windowTitle() == TITLE
    del page
    flush()
    assert window.vault is None and window.page is covers[0]


def test_lock_saves_open_words_and_closes_the_file(window: MainWindow, path: Path) -> None:
    page = open_first(window)
    room_of(page).editor.setPlainText("said just now")
    with pytest.raises(VaultBusy):  # the control: while it is open nobody else gets in
        Vault.open(path, PASSPHRASE)
    case_id = page.context.case.id
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    flush()
    vault = Vault.open(path, PASSPHRASE)
    with vault.engine.connect() as connection:
        note = connection.exec_driver_sql("SELECT note FROM casefile WHERE id = ?", (case_id,)).scalar()
    vault.close()
    assert note == "said just now"


def test_lock_drops_everything_from_memory(window: MainWindow) -> None:
    page = open_first(window)
    assert window.desk is not None
    kept = [weakref.ref(thing) for thing in (window.desk, page.context.case, page, page.context, room_of(page))]
    window.say("Moved to strengths", "Undo", page.context.undo)
    del page
    gc.collect()
    assert all(ref() is not None for ref in kept)  # the control: they were there
    window.lock()
    flush()
    gc.collect()
    assert [type(ref()).__name__ for ref in kept if ref() is not None] == []


def test_lock_closes_dialogs_and_menus(qtbot: QtBot, window: MainWindow) -> None:
    page = open_first(window)
    dialog = QDialog(page)
    menu = QMenu(page)
    menu.addAction("One")
    dialog.open()
    menu.popup(QPoint(10, 10))
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    assert dialog.isVisible() and menu.isVisible()
    lock.close_dialogs(window)
    assert not dialog.isVisible() and not menu.isVisible()
    assert answers == [QDialog.DialogCode.Rejected]
    dialog.deleteLater()
    menu.deleteLater()


def test_lock_clears_the_clipboard_only_if_it_is_ours(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    open_first(window)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("somebody's words")
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda self: False)
    lock.clear_clipboard()
    assert clipboard.text() == "somebody's words"
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda self: True)
    window.lock()
    assert clipboard.text() == ""


def test_unlocking_again_leads_back_to_where_one_was(window: MainWindow) -> None:
    page = open_first(window)
    page.show_screen("scaling")
    case_id = page.context.case.id
    del page
    window.lock()
    flush()
    unlock(window)
    page_now = window.page
    assert isinstance(page_now, CaseShell)
    assert (page_now.context.case.id, page_now.current) == (case_id, "scaling")


def test_a_visit_never_shows_the_other_families(window: MainWindow) -> None:
    page = open_first(window, visit=True)
    del page
    window.hide_now()
    flush()
    unlock(window)
    again = window.page
    assert isinstance(again, CaseShell)  # hidden and unlocked beside the family: still this family only
    again.top_bar.back.emit()
    del again
    flush()
    assert isinstance(window.page, UnlockScreen) and window.vault is None
    unlock(window)
    home_of(window)


def test_who_is_looking_outlives_a_lock_and_another_text_size(window: MainWindow) -> None:
    page = open_first(window, visit=True)
    assert page.context.lens.kind == "family"  # beside the family it is never "Just us" by itself
    window.resize(1920, 1080)
    flush()
    again = window.page
    assert isinstance(again, CaseShell) and again is not page
    assert again.context.lens.kind == "family"
    window.lock()
    flush()
    del page, again
    unlock(window)
    back = window.page
    assert isinstance(back, CaseShell) and back.context.lens.kind == "family"


def test_presenting_takes_the_projectors_look_and_gives_it_back(window: MainWindow) -> None:
    open_first(window).context.set_presenting(True)
    flush()
    page = window.page
    assert isinstance(page, CaseShell)
    assert (theme().name, window.isFullScreen(), page.context.lens.kind) == ("projector", True, "family")
    page.context.set_presenting(False)
    flush()
    assert (theme().name, window.isFullScreen()) == ("light", False)
    again = window.page
    assert isinstance(again, CaseShell) and again.context.lens.kind == "family"


def test_the_door_stands_ready_before_it_is_needed(window: MainWindow) -> None:
    unlock(window)
    window._make_spare()
    spare = window._spare
    assert spare is not None and spare.isHidden()
    window.hide_now()
    assert window._cover is spare and spare.isVisible()
    flush()
    assert window.page is spare and window._spare is None


def test_idle_by_the_wall_clock_even_after_a_sleep(qtbot: QtBot) -> None:
    wall, steady = [1000.0], [50.0]
    watch = IdleWatch(5, wall=lambda: wall[0], steady=lambda: steady[0])
    fired: list[bool] = []
    watch.idle.connect(lambda: fired.append(True))
    watch.touched()
    wall[0] += 299
    watch.check()
    assert fired == []
    watch.touched()
    wall[0] += 3600  # the laptop slept: only the wall clock went on
    watch.check()
    assert fired == [True]
    steady[0] += 301
    wall[0] -= 100_000  # the wall clock was turned back: the steady one counts
    watch.check()
    assert fired == [True, True]
    watch.deleteLater()


def test_a_touch_of_the_window_counts_as_somebody_there(window: MainWindow) -> None:
    unlock(window)
    window.idle._last = (0.0, 0.0)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert window.idle._last[0] > 0
    window.idle._last = (0.0, 0.0)
    window.idle.check()
    flush()
    assert window.vault is None


def test_the_system_lock_locks(window: MainWindow) -> None:
    unlock(window)
    window.system_lock._on_active(False)
    assert window.vault is not None
    window.system_lock._on_active(True)
    flush()
    assert window.vault is None


def test_three_fingers_hide_two_do_not(qtbot: QtBot, window: MainWindow) -> None:
    unlock(window)
    device = QTest.createTouchDevice()
    spots = [QPoint(200 + 60 * index, 650) for index in range(3)]
    two = QTest.touchEvent(window, device)
    two.press(0, spots[0], window).press(1, spots[1], window).commit()
    two.release(0, spots[0], window).release(1, spots[1], window).commit()
    flush()
    assert window.vault is not None
    three = QTest.touchEvent(window, device)
    for index, spot in enumerate(spots):
        three.press(index, spot, window)
    three.commit()
    flush()
    for index, spot in enumerate(spots):
        three.release(index, spot, window)
    three.commit()
    flush()
    assert window.vault is None


def test_a_lock_does_not_lock_again_behind_somebody_who_unlocked(window: MainWindow, path: Path) -> None:
    open_first(window)
    window.lock()
    window._unlocked(Vault.open(path, PASSPHRASE))
    flush()
    QTest.qWait(50)
    assert window.vault is not None and isinstance(window.page, CaseShell)


def test_an_added_word_is_still_known_after_a_lock(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_first(window)
    qtbot.waitUntil(lambda: spelling()._hunspell is not None)
    assert not spelling().check("Quornwick")
    spelling().add("Quornwick")
    window.lock()
    flush()
    assert not spelling().check("Quornwick")  # nothing of a vault outlives its lock
    unlock(window)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert spelling().check("Quornwick")
    assert b"uornwick" not in path.read_bytes()


# ---- backups ------------------------------------------------------------------------------------------------------
def back_up_now(window: MainWindow) -> None:
    """As if the half hour had gone by."""
    assert window.opened._keeper is not None
    window.opened._keeper._every = dt.timedelta(0)
    window.opened.back_up_if_due()


def test_locking_and_the_timer_back_up_what_changed(window: MainWindow, path: Path) -> None:
    page = open_first(window)
    room_of(page).save("changed")
    window.opened.back_up_if_due()
    assert list_backups(path) == []  # not yet time
    back_up_now(window)
    back_up_now(window)
    assert [b.reason for b in list_backups(path)] == ["timer"]
    room_of(page).save("changed again")
    del page
    window.lock()
    assert [b.reason for b in list_backups(path)] == ["close"]  # of one day the newest is kept


def test_a_backup_comes_back_in_three_clicks(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    page = open_first(window)
    case_id = page.context.case.id
    room_of(page).save("as it was")
    back_up_now(window)
    room_of(page).save("spoilt")
    window.show_home()
    flush()
    home_of(window).settings_asked.emit()  # one
    flush()
    settings = window.page
    assert isinstance(settings, SettingsScreen)
    link = settings.findChild(LinkButton, "restore-0")
    assert link is not None
    link.click()  # two
    flush()
    field = settings.findChild(PassphraseField, "restorePassphrase")
    go = settings.findChild(QPushButton, "restoreNow")
    assert field is not None and go is not None
    field.setText(PASSPHRASE)
    go.click()  # three
    flush()
    assert isinstance(window.page, UnlockScreen)
    unlock(window)
    assert window.desk is not None
    assert window.desk.open_case(case_id).row["note"] == "as it was"
    assert "before-restore" in [b.reason for b in list_backups(path)]


def test_a_restore_with_a_wrong_passphrase_changes_nothing(window: MainWindow, path: Path) -> None:
    page = open_first(window)
    room_of(page).save("kept")
    back_up_now(window)
    case_id = page.context.case.id
    window.show_settings()
    flush()
    settings = window.page
    assert isinstance(settings, SettingsScreen)
    link = settings.findChild(LinkButton, "restore-0")
    assert link is not None
    link.click()
    settings._restore_field.setText("not it at all")
    settings._restore()
    flush()
    door = window.page
    assert isinstance(door, UnlockScreen) and "does not open" in door.message.text()
    unlock(window)
    assert window.desk is not None
    assert window.desk.open_case(case_id).row["note"] == "kept"


# ---- preferences --------------------------------------------------------------------------------------------------
def test_preferences_change_the_look_at_once(window: MainWindow) -> None:
    unlock(window)
    window.show_settings()
    settings = window.page
    assert isinstance(settings, SettingsScreen)
    settings._on_theme(1)
    settings._on_text(2)
    settings._on_touch(True)
    settings._on_idle(0)
    flush()
    assert (theme().name, theme().text_scale, theme().touch) == ("contrast", 1.5, True)
    assert window.idle.minutes == 2
    assert isinstance(window.page, SettingsScreen)  # built anew at the new size


def test_a_large_window_has_larger_text(window: MainWindow) -> None:
    unlock(window)
    window.resize(1920, 1080)
    flush()
    assert theme().text_scale == 1.25
    window.resize(1366, 768)
    flush()
    assert theme().text_scale == 1.0


def test_a_new_passphrase_and_a_new_card(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    unlock(window)
    window.show_settings()
    settings = window.page
    assert isinstance(settings, SettingsScreen)
    settings._ask_passphrase()
    settings._first.setText("weak")
    settings._second.setText("weak")
    assert not settings._go.isEnabled()
    settings._first.setText("curry eats purple robots")
    settings._second.setText("curry eats purple robots")
    settings._go.click()
    settings.wait()
    qtbot.waitUntil(lambda: "opens everything" in window.toast.words)
    settings._ask_card()
    settings.wait()
    qtbot.waitUntil(lambda: settings._code != "")
    code = settings._code
    window.lock()
    flush()
    Vault.open(path, "curry eats purple robots").close()
    Vault.open_with_recovery_code(path, code).close()


def test_closing_the_window_saves_backs_up_and_remembers_its_place(qtbot: QtBot, path: Path) -> None:
    back = register_rooms()
    services = services_for(path)
    window = MainWindow(services)
    window.start()
    window.show()
    page = open_first(window)
    case_id = page.context.case.id
    room_of(page).editor.setPlainText("last words")
    del page
    window.close()
    window.deleteLater()
    flush()
    back()
    assert services.preferences.window_geometry
    assert [b.reason for b in list_backups(path)] == ["close"]
    vault = Vault.open(path, PASSPHRASE)
    with vault.engine.connect() as connection:
        note = connection.exec_driver_sql("SELECT note FROM casefile WHERE id = ?", (case_id,)).scalar()
    vault.close()
    assert note == "last words"
