"""The window: first run, the locked door, the cases, one case. It owns the open vault and alone locks it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShowEvent, QTouchEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import KnownError
from ui import lock as locking
from ui.context import CaseContext, Preferences, Services
from ui.open_vault import OpenVault
from ui.places import DESK_PAGES, Place, is_case, is_desk_page, is_home, is_settings, is_steps
from ui.screens.first_run import FirstRunScreen
from ui.screens.recovery import RecoveryScreen
from ui.screens.unlock import Tries, UnlockScreen
from ui.spelling import spelling
from ui.theme import THEMES, ThemeName, text_scale_for, theme
from ui.widgets import FocusRing, Toast

if TYPE_CHECKING:
    from models.casework import Desk
    from models.vault import Vault
    from ui.sync import SyncWorker

# The locked door must stand there at once: what lies behind it (the database, every room) is imported when needed.

TITLE = "SofS Desk"


class MainWindow(QWidget):
    """The application's one window. ``start()`` shows the right first page."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(TITLE)
        self.services = services
        self.opened = OpenVault(services, self)
        self.opened.said.connect(self.say)
        self.tries = Tries()
        self._page: QWidget | None = None
        self._cover: UnlockScreen | None = None
        self._spare: UnlockScreen | None = None
        self._return_to: Place | None = None
        self._came_from: Place | None = None
        self._visit = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.ring = FocusRing(self)
        self.toast = Toast(self)
        self.idle = locking.IdleWatch(services.preferences.idle_minutes, parent=self)
        self.idle.idle.connect(self.lock)
        self.system_lock = locking.SystemLock(self)
        self.system_lock.locked.connect(self.lock)
        self._lock_timer = self._soon(0, self.lock)
        self._spare_timer = self._soon(300, self._make_spare)
        self._room_timer = self._soon(0, self._fit_room)
        self._again_timer = self._soon(0, self.show_settings)
        spelling().word_added.connect(self.opened.keep_word)
        self._add_keys()
        self._apply_preferences(services.preferences)
        self.setMinimumSize(720, 480)
        self._restore_place()

    def _soon(self, milliseconds: int, work: Callable[[], None]) -> QTimer:
        """A timer of ours that does ``work`` once when started, and goes with the window."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(work)
        return timer

    def _add_keys(self) -> None:
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("hideKey", "F9", self.hide_now),
            ("lockKey", "Ctrl+L", self.lock),
        )
        for name, keys, act in acts:
            action = QAction(self)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    # ---- what is open, what is shown ----------------------------------------------------------------------------
    @property
    def vault(self) -> Vault | None:
        """The vault, while it is open."""
        return self.opened.vault

    @property
    def desk(self) -> Desk | None:
        """The desk on it."""
        return self.opened.desk

    @property
    def sync(self) -> SyncWorker | None:
        """What sends from it."""
        return self.opened.sync

    @property
    def page(self) -> QWidget | None:
        """What the window shows."""
        return self._page

    def start(self) -> None:
        """The locked door when there is a vault (or one being restored), else the first run."""
        if self.services.vault_path.is_file() or self._is_being_restored():
            self._show_unlock()
        else:
            self._show_first_run()

    def _is_being_restored(self) -> bool:
        from models.vault import Vault

        return Vault.is_at(self.services.vault_path)

    def _show(self, page: QWidget) -> None:
        old = self._page
        if old is not None and old is not page:
            locking.finish_editing(old)
            self._let_go(old)
        self._page = page
        self._layout.addWidget(page)
        page.show()
        self.ring.raise_()
        self.toast.raise_()

    def _let_go(self, page: QWidget) -> None:
        self._layout.removeWidget(page)
        page.hide()
        if is_case(page):
            page.context.close()
        page.deleteLater()

    def _new_unlock(self) -> UnlockScreen:
        page = UnlockScreen(self.services, self.tries, parent=self)
        page.unlocked.connect(self._unlocked)
        page.forgotten.connect(self._show_recovery)
        page.new_vault.connect(self._new_vault)
        page.vault_chosen.connect(self._use_vault)
        return page

    def _show_unlock(self) -> None:
        self.setWindowTitle(TITLE)
        self._show(self._new_unlock())

    def _show_first_run(self) -> None:
        page = FirstRunScreen(self.services, parent=self)
        page.ready.connect(self._first_vault)
        page.vault_chosen.connect(self._use_vault)
        self._show(page)

    def _show_recovery(self) -> None:
        page = RecoveryScreen(self.services, parent=self)
        page.recovered.connect(self._unlocked)
        page.back.connect(self._show_unlock)
        self._show(page)

    def show_home(self) -> None:
        """The list of cases (only with an open vault)."""
        if self.desk is None or self.vault is None:
            return
        self._visit, self._return_to, self._came_from = False, None, None
        self.setWindowTitle(TITLE)
        from ui.screens.home import HomeScreen

        page = HomeScreen(self.desk, self.services, notice=self.vault.notice or "", sync=self.sync, parent=self)
        page.case_asked.connect(self.open_case)
        page.visit_asked.connect(self.open_for_visit)
        page.card_asked.connect(self.open_at_card)
        page.settings_asked.connect(self.show_settings)
        page.steps_asked.connect(self.show_next_steps)
        page.page_asked.connect(self.show_desk_page)
        page.hide_asked.connect(self.hide_now)
        page.said.connect(self.say)
        self._show(page)

    def show_desk_page(self, page_id: str, case_id: str = "") -> None:
        """The outbox, the connections, colleagues, or the end of a case; never while one is open for a visit."""
        if self.desk is None or self._visit:
            return
        from ui.desk_pages import make_page
        from ui.screens.desk_page import DeskContext

        here = self._place()
        if here is not None and here.presenting:
            return  # these pages are the team's own
        self._came_from = here
        back = ""
        if here is not None:
            back = str(self.desk.open_case(here.case_id).row["name"])
        context = DeskContext(self.desk, self.services, self.sync, case_id, back)
        page = make_page(page_id, context, self)
        page.back.connect(self._leave_desk_page)
        page.hide_asked.connect(self.hide_now)
        page.said.connect(self.say)
        page.page_asked.connect(self.show_desk_page)
        page.case_asked.connect(self.open_case)
        page.case_gone.connect(self._forget_place)
        page.alone.connect(self.opened.rest)
        self._show(page)

    def _leave_desk_page(self) -> None:
        """Back to the room one came from, or to the families."""
        if self._came_from is not None:
            self._open(self._came_from)
        else:
            self.show_home()

    def _forget_place(self) -> None:
        self._came_from = None

    def show_next_steps(self) -> None:
        """What is to be done over all families; never while one is open for a visit, for it names the others."""
        if self.desk is None or self._visit:
            return
        from ui.screens.next_steps import NextStepsScreen

        page = NextStepsScreen(self.desk, self.services, parent=self)
        page.back.connect(self.show_home)
        page.card_asked.connect(self.open_at_card)
        page.hide_asked.connect(self.hide_now)
        page.said.connect(self.say)
        self._show(page)

    def show_settings(self) -> None:
        """Preferences, passphrase, backups."""
        if self.vault is None:
            return
        from ui.screens.settings_screen import SettingsScreen

        page = SettingsScreen(self.services, self.vault, parent=self)
        page.back.connect(self.show_home)
        page.preferences_changed.connect(self._apply_preferences)
        page.restore_asked.connect(self._restore)
        page.page_asked.connect(self.show_desk_page)
        page.lock_asked.connect(self.lock)
        page.said.connect(self.say)
        self._show(page)

    # ---- the vault --------------------------------------------------------------------------------------------
    def _new_vault(self) -> None:
        path = self.services.vault_path
        number = 2
        free = path
        while free.exists():
            free = path.with_name(f"{path.stem} {number}{path.suffix}")
            number += 1
        self._use_path(free)
        self._show_first_run()

    def _use_vault(self, path: Path) -> None:
        self._use_path(path)
        self._show_unlock()

    def _use_path(self, path: Path) -> None:
        self.services.vault_path = path
        self._return_to = None
        self.tries.right()

    def _first_vault(self, vault: Vault, choice: str) -> None:
        self._unlocked(vault)
        page = self._page
        if is_home(page):
            page.begin(choice)

    def _unlocked(self, vault: Vault) -> None:
        self.services.choose_vault(vault.path)
        self.services.vault_path = vault.path
        desk = self.opened.open(vault)
        self.idle.start()
        self._spare_timer.start()
        wanted, self._return_to = self._return_to, None
        if wanted is not None and wanted.case_id in desk.case_ids():
            self._open(wanted)
        else:
            self.show_home()

    def _restore(self, job: Callable[[], Any]) -> None:
        """Close everything, put the backup in place (``job``), then show the locked door."""
        said = self._close_vault(back_up_first=False)
        try:
            job()
        except KnownError as error:
            said = str(error)
        self._return_to = None
        self._show_unlock()
        if said and isinstance(self._page, UnlockScreen):
            self._page.tell(said)

    # ---- cases ------------------------------------------------------------------------------------------------
    def open_case(self, case_id: str, workspace_id: str, screen_id: str = "map") -> None:
        """Show one family."""
        self._open(Place(case_id, workspace_id, screen_id))

    def open_at_card(self, case_id: str, workspace_id: str, card_id: str) -> None:
        """Show one family's map at a card."""
        self.open_case(case_id, workspace_id)
        page = self._page
        if is_case(page):
            from ui.screens.at_card import reveal_card

            reveal_card(page, card_id)

    def open_for_visit(self, case_id: str, workspace_id: str) -> None:
        """Show one family as the family may see it; the list of the others then needs the passphrase."""
        from models.readers import FAMILY

        self._open(Place(case_id, workspace_id, "map", visit=True, lens=FAMILY))

    def _open(self, place: Place) -> None:
        from ui.screens.case_shell import CaseShell

        if self.desk is None:
            return
        try:
            case = self.desk.open_case(place.case_id)
        except KnownError as error:
            self.say(str(error))
            return
        self._visit = place.visit
        self._note_opened(place.case_id)
        people = case.rows.table("person").values()
        names = [str(p[part]) for p in people for part in ("name", "known_as") if p[part]]
        spelling().set_extra([*names, self.opened.own_words()])
        self._came_from = None
        context = CaseContext(case, place.workspace_id, self.services, self)
        context.sync = self.sync
        if place.lens is not None:
            context.set_lens(place.lens)
        context.set_presenting(place.presenting)
        context.presenting_changed.connect(self._on_presenting)
        page = CaseShell(context, visit=place.visit, parent=self)
        page.back.connect(self._leave_case)
        page.hide_asked.connect(self.hide_now)
        self._show(page)
        page.show_screen(place.screen_id)

    def _note_opened(self, case_id: str) -> None:
        """Keep that a family was opened: once, until another page than its own is shown."""
        page = self._page
        is_here = is_case(page) and page.context.case.id == case_id
        came_back = self._came_from is not None and self._came_from.case_id == case_id
        if not is_here and not came_back:
            self.opened.note_opened(case_id)

    def _place(self) -> Place | None:
        """Where we are, when a family is open; on a page about the desk: where it leads back to."""
        page = self._page
        if is_desk_page(page):
            return self._came_from
        if not is_case(page):
            return None
        context = page.context
        return Place(context.case.id, context.workspace_id, page.current, self._visit, context.lens, context.presenting)

    def _on_presenting(self, on: bool) -> None:
        """For the room: the projector's colours and sizes, the whole screen; and back again."""
        self._room_timer.start()
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def _fit_room(self) -> None:
        self._apply_preferences(self.services.preferences)
        self._lay_out_again()

    def _leave_case(self) -> None:
        if not self._visit:
            self.show_home()
            return
        self.lock()
        self._return_to, self._visit = None, False

    def show_screen(self, screen_id: str) -> None:
        """Go to another room of the open case, or to a page about it."""
        page = self._page
        if not is_case(page):
            return
        if screen_id in DESK_PAGES:
            self.show_desk_page(screen_id, page.context.case.id)
        else:
            page.show_screen(screen_id)

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show a toast."""
        self.toast.say(text, action, callback)

    # ---- hiding and locking -----------------------------------------------------------------------------------
    def hide_now(self) -> None:
        """Cover the window with the plain unlock screen at once; lock behind it."""
        if self.vault is None or self._cover is not None:
            return
        self.toast.dismiss()
        self.ring.hide()
        self._cover, self._spare = self._spare or self._new_unlock(), None
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        self._cover.repaint()
        self.setWindowTitle(TITLE)
        self._lock_timer.start()

    def _make_spare(self) -> None:
        """Keep a locked door ready, laid out and painted once, so that hiding takes less than a frame."""
        self._drop_spare()
        if self.vault is not None and self._cover is None:
            self._spare = self._new_unlock()
            self._spare.hide()
            self._spare.setGeometry(self.rect())
            self._spare.grab()

    def _drop_spare(self) -> None:
        if self._spare is not None:
            self._spare.deleteLater()
            self._spare = None

    def lock(self) -> None:
        """Finish saving, close dialogs, clear the clipboard, drop the data, then show the locked door."""
        if self.vault is None:
            return
        here = self._place()
        if here is not None:
            self._return_to = replace(here, presenting=False)
        self.hide_now()
        self._lock_timer.stop()  # this is that lock: it must not fall on somebody who has just unlocked
        cover, self._cover = self._cover, None
        assert cover is not None
        said = self._close_vault()
        self._page = None
        self._layout.addWidget(cover)
        self._page = cover
        cover.field.setFocus()
        if said:
            cover.tell(said)

    def _close_vault(self, *, back_up_first: bool = True) -> str:
        """Let go of everything in the order that loses nothing; returns what went wrong in one sentence, or ""."""
        said = ""
        self._spare_timer.stop()
        self._drop_spare()
        page, self._page = self._page, None
        if is_settings(page) or is_desk_page(page):
            page.wait()  # a passphrase being changed is finished before the file is closed
        self.opened.stop_sending()
        try:
            if page is not None:
                locking.finish_editing(page)
        except KnownError as error:
            said = str(error)
        locking.close_dialogs(self)
        locking.clear_clipboard()
        self.toast.dismiss()
        self.idle.stop()
        if page is not None:
            self._let_go(page)
        del page
        said = self.opened.close(back_up_first=back_up_first) or said
        locking.drop_memory()
        return said

    # ---- preferences ------------------------------------------------------------------------------------------
    def _apply_preferences(self, preferences: Preferences) -> None:
        self.services.preferences = preferences
        self.idle.minutes = preferences.idle_minutes
        spelling().set_on(preferences.spelling)
        name: ThemeName = next((known for known in THEMES if known == preferences.theme), "light")
        here = self._place()
        if here is not None and here.presenting:
            name = "projector"
        theme().set(
            name=name,
            text_scale=self._text_scale(),
            touch=preferences.touch,
            reading_font=preferences.reading_font,
            reduced_motion=preferences.reduced_motion,
        )
        self._drop_spare()
        self._spare_timer.start()
        if is_settings(self._page):
            self._again_timer.start()

    def _text_scale(self) -> float:
        """The chosen text size; the usual one grows by itself on a large window."""
        percent = self.services.preferences.text_percent
        return text_scale_for(self.width()) if percent == 100 else percent / 100

    def _rescale(self) -> None:
        """Lay the page out again when the window's size asks for another text size."""
        if theme().text_scale == self._text_scale():
            return
        theme().set(text_scale=self._text_scale())
        self._drop_spare()
        self._spare_timer.start()
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        """Make the page anew, at the same place, for the same eyes."""
        page, here = self._page, self._place()
        if here is not None and is_case(page):
            self._open(here)
        elif is_home(page):
            self.show_home()
        elif is_settings(page):
            self.show_settings()
        elif is_steps(page):
            self.show_next_steps()
        elif is_desk_page(page) and not page.must_stay:
            self.show_desk_page(page.page_id, page.context.case_id)
        elif isinstance(page, UnlockScreen) and not page.busy:
            self._show_unlock()

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: three fingers anywhere hide the window.

        Seen on the system's window, before any widget: a widget that took touches would keep fingers from buttons.
        """
        kinds = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate)
        if isinstance(event, QTouchEvent) and event.type() in kinds and len(event.points()) >= 3:
            self.hide_now()
            event.accept()
            return True
        return False

    def nativeEvent(self, kind: Any, message: Any) -> Any:
        """Qt: Windows tells about its lock this way."""
        self.system_lock.native_event(kind, message)
        return super().nativeEvent(kind, message)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the window exists now: listen to its input."""
        super().showEvent(event)
        self.idle.watch(self.windowHandle())
        self.windowHandle().installEventFilter(self)
        self.system_lock.register_window(int(self.winId()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the cover covers; a large window has larger text."""
        super().resizeEvent(event)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())
        self._rescale()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: leaving saves, backs up and locks. What cannot be saved keeps the window open, once."""
        page = self._page
        if isinstance(page, UnlockScreen | FirstRunScreen | RecoveryScreen):
            page.wait()
        held = page.vault if isinstance(page, FirstRunScreen | RecoveryScreen) else None
        if held is not None:
            held.close()
        try:
            if page is not None:
                locking.finish_editing(page)
        except KnownError as error:
            self.say(str(error))
            event.ignore()
            return
        self._keep_place()
        self._close_vault()
        event.accept()

    def _keep_place(self) -> None:
        place = base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        self.services.preferences = self.services.change_preferences(window_geometry=place)

    def _restore_place(self) -> None:
        place = self.services.preferences.window_geometry
        if place and self.restoreGeometry(QByteArray(base64.b64decode(place))):
            return
        self.resize(1366, 768)
        room = self.screen().availableGeometry()
        small = room.width() < 1500 or room.height() < 860
        if small and QGuiApplication.platformName() != "offscreen":
            self.setWindowState(Qt.WindowState.WindowMaximized)
