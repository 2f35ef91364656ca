"""Sessions led by stages in one place: begin, set the names, lead from the console, end with a summary.

The room's window is a window of its own. It opens plain dark, and only when the facilitator asks for it; a screen that
is plugged in changes nothing by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QHideEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.acts import sessions as acts
from models.projections import Projector as Views
from models.sessions import session_lines
from ui.context import CaseContext
from ui.screens.session import chalk
from ui.screens.session.clock import StageClock
from ui.screens.session.console import Console
from ui.screens.session.display import keep_from_capture
from ui.screens.session.names import NamesPage
from ui.screens.session.panel import RoomPanel
from ui.screens.session.projector import Projector, other_screen
from ui.screens.session.start import StartPage
from ui.screens.session.state import SessionState
from ui.screens.session.summary import SummaryPage
from ui.widgets import column


class SessionScreen(QWidget):
    """The room for sessions. ``console`` and ``projector`` are there while a session is led."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None, *, clock: StageClock | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session")
        self.context = context
        self._clock = clock
        self.state: SessionState | None = None
        self.console: Console | None = None
        self.projector: Projector | None = None
        self.panel: RoomPanel | None = None
        self._stack = QStackedWidget()
        column(self).addWidget(self._stack)
        self.start = StartPage(context)
        self.start.began.connect(self.begin)
        self.start.opened.connect(self.open)
        self._stack.addWidget(self.start)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens)
            app.screenRemoved.connect(self._on_screen_gone)

    # ---- pages ------------------------------------------------------------------------------------------------
    @property
    def page(self) -> QWidget:
        """What is shown."""
        return self._stack.currentWidget()

    def begin(self, kind: str) -> None:
        """Begin a session as the start page says, and look at the names first."""
        start = self.start
        made = self.context.attempt(
            lambda: acts.begin(
                self.context.case, self.context.workspace_id, kind, worker_id=start.worker.person_id,
                facilitator_id=start.facilitator.person_id, adviser_id=start.adviser.person_id, people=start.people,
            )
        )  # fmt: skip
        if made is not None:
            self._lead(str(made))
            self.show_names()

    def open(self, session_id: str) -> None:
        """Go on with a session, or read the summary of one that is over."""
        views = Views(self.context.case.rows, self.context.services.now().date())
        lines = {line.id: line for line in session_lines(views, self.context.workspace_id)}
        if session_id in lines and lines[session_id].is_open:
            self._lead(session_id)
        else:
            self.show_summary(session_id)

    def _lead(self, session_id: str) -> None:
        self._let_go()
        self.state = SessionState(self.context, session_id, clock=self._clock, parent=self)
        self.state.ended.connect(self._on_ended)
        self.console = Console(self.state)
        self.console.room_asked.connect(self.toggle_room)
        self.console.blank_asked.connect(self.toggle_blank)
        self.console.names_asked.connect(self.show_names)
        self.console.end_asked.connect(self.end)
        self._stack.addWidget(self.console)
        self._stack.setCurrentWidget(self.console)
        self.state.figure()  # made now, so that no stage has to wait for it
        self._tell_console()

    def show_names(self) -> None:
        """What everybody is called in the room."""
        if self.state is None:
            return
        page = NamesPage(self.state)
        page.done.connect(self.show_console)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_console(self) -> None:
        """Back to leading; the first time, the clock of the stage starts."""
        if self.console is None or self.state is None:
            return
        self._drop(NamesPage)
        self._stack.setCurrentWidget(self.console)
        self.state.begin()

    def end(self) -> None:
        """The session is over: what is starred goes into the case, the summary waits for the manager."""
        if self.state is None:
            return
        state = self.state
        taken = state.take_along()
        state.end()
        if taken:
            said = self.tr("One thing was put into the case") if taken == 1 else self.tr(
                "{count} things were put into the case"
            ).format(count=taken)  # fmt: skip
            self.context.say(said)

    def show_summary(self, session_id: str) -> None:
        """The summary of a session that is over."""
        self._drop(SummaryPage)
        page = SummaryPage(self.context, session_id)
        page.back.connect(self.show_start)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_start(self) -> None:
        """All sessions, and beginning one."""
        self.start.refresh()
        self._stack.setCurrentWidget(self.start)
        self._drop(SummaryPage)

    def _drop(self, kind: type[QWidget]) -> None:
        for place in reversed(range(self._stack.count())):
            page = self._stack.widget(place)
            if isinstance(page, kind):
                self._stack.removeWidget(page)
                page.deleteLater()

    # ---- the room ---------------------------------------------------------------------------------------------
    def toggle_room(self) -> None:
        """Open the room's window, on the other screen where there is one; or close it."""
        if self.state is None:
            return
        if self.projector is not None:
            self.projector.close()
            return
        other = other_screen(self)
        room = Projector(self.state, self)
        room.blanked.connect(self._tell_console)
        room.closed.connect(self._on_room_closed)
        room.panel_asked.connect(self.toggle_panel)
        self.projector = room
        if other is None:
            self.panel = RoomPanel(self.state, room)
            if self.console is not None:
                self.console.cover_notes()  # closed again, its window uncovers the console before everybody
        room.open_on(other)
        room.blank(False)
        if other is None:
            room.setFocus()
        self._tell_console()

    def toggle_blank(self) -> None:
        """The room sees nothing, or the session again."""
        if self.projector is not None:
            self.projector.blank(not self.projector.is_blank)

    def toggle_panel(self) -> None:
        """With one screen: the controls over the room's window, or none."""
        if self.panel is not None:
            self.panel.place()
            self.panel.setVisible(self.panel.isHidden())

    def _tell_console(self) -> None:
        if self.console is not None:
            room = self.projector
            self.console.set_room(
                is_open=room is not None, is_blank=room is None or room.is_blank,
                has_other=other_screen(self) is not None,
            )  # fmt: skip

    def _on_room_closed(self) -> None:
        room, self.projector, self.panel = self.projector, None, None
        if room is not None:
            room.deleteLater()
        self._tell_console()

    def _on_screens(self, screen: QScreen) -> None:
        """A screen was plugged in: it is offered, and nothing is shown on it."""
        self._tell_console()

    def _on_screen_gone(self, screen: QScreen) -> None:
        """The room's screen went away: its window must not jump onto another one."""
        if self.projector is not None and self.projector.screen() is screen:
            self.projector.close()
        self._tell_console()

    # ---- the end ----------------------------------------------------------------------------------------------
    def _on_ended(self) -> None:
        state = self.state
        if state is None:
            return
        session_id, is_there = state.session_id, state.is_there
        self._let_go()
        if is_there:
            self.show_summary(session_id)
        else:
            self.show_start()

    def _let_go(self) -> None:
        """Close the room's window and forget the session."""
        if self.projector is not None:
            self.projector.forget()
        if self.console is not None:
            self.console.notes.commit()
            self.console.preview.forget()
            self._stack.removeWidget(self.console)
            self.console.deleteLater()
        self._drop(NamesPage)
        if self.state is not None:
            self.state.close()
            self.state.deleteLater()
        self.state, self.console = None, None
        chalk.forget()

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the console stands on the screen: no picture of the screen should hold it."""
        super().showEvent(event)
        keep_from_capture(self, True)
        self._tell_console()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: another room of the case may be shared again; the vault may close next, so the time is kept now."""
        super().hideEvent(event)
        keep_from_capture(self, False)
        if self.state is not None:
            self.context.attempt(self.state.keep_clock)

    def event(self, event: QEvent) -> bool:
        """Qt: going away lets go of the session."""
        if event.type() == QEvent.Type.DeferredDelete:
            self._let_go()
        return super().event(event)
