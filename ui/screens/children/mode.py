"""Child mode: the whole screen for one child, or for two side by side; a grown-up leads back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.casework import ChangeSet
from ui.context import CaseContext
from ui.screens.children.hold import HoldButton
from ui.screens.children.kit import BigButton
from ui.screens.children.pane import ChildPane
from ui.screens.children.sitting import Sitting
from ui.screens.children.words import tr
from ui.screens.whole_window import WholeWindow
from ui.theme import theme
from ui.widgets import Label, Rule, Surface, Toast, announce, column


class StopPage(QWidget):
    """Nothing of the sheet: the child can go on, the grown-up leads back. ``gone_on()``, ``left()``."""

    gone_on = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stopPage")
        body = column(self, (44, 18, 44, 18), gap=14)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(3)
        body.addWidget(Label(tr("We stop here for now"), "hero", align=middle))
        words = Label(tr("Everything is kept. Give the laptop back, or go on."), "childWords", "ink2", align=middle)
        body.addWidget(words)
        body.addSpacing(theme().px(12))
        self.go_on = BigButton(tr("Go on"), name="goOn", kind="primary", icon="arrow-right")
        self.go_on.clicked.connect(self.gone_on)
        body.addWidget(self.go_on, 0, middle)
        body.addStretch(4)
        self.hold = HoldButton(tr("Grown-up: hold to go back to the desk"), name="leaveChild")
        self.hold.held.connect(self.left)
        body.addWidget(self.hold, 0, middle)


class ChildMode(WholeWindow):
    """One pane for each child who sits there. ``left()`` when the worker has led back."""

    left = Signal()

    def __init__(self, context: CaseContext, sitting: Sitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("childMode")
        self.context, self.sitting = context, sitting
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        surface = Surface("canvas")
        body.addWidget(surface)
        holder = column(surface)
        self._pages = QStackedWidget()
        holder.addWidget(self._pages)
        seats = QWidget()
        row = QHBoxLayout(seats)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.panes: list[ChildPane] = []
        for seat in sitting.seats:
            if self.panes:
                row.addWidget(Rule(upright=True))
            pane = ChildPane(context, sitting, seat, narrow=len(sitting.seats) > 1)
            pane.stopped.connect(self.stop)
            self.panes.append(pane)
            row.addWidget(pane, 1)
        self._seats = seats
        self._pages.addWidget(seats)
        self.stop_page = StopPage()
        self.stop_page.gone_on.connect(self.go_on)
        self.stop_page.left.connect(self.leave)
        self._pages.addWidget(self.stop_page)
        context.changed.connect(self._on_change)

    # ---- beginning and leaving --------------------------------------------------------------------------------
    def begin(self) -> None:
        """Take the whole screen. What was there before comes back when the worker leads back."""
        window = self.window()
        self.fill()
        self._dismiss_toasts()
        window.installEventFilter(self)
        self.panes[0].take_focus()
        announce(self, tr("This page is for the child now."))

    @property
    def is_stopped(self) -> bool:
        """Whether the neutral page is shown."""
        return self._pages.currentWidget() is self.stop_page

    def stop(self) -> None:
        """Put everything away from sight; nothing of the desk is shown yet."""
        for pane in self.panes:
            pane.settle()
        self._pages.setCurrentWidget(self.stop_page)
        self.stop_page.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Back to the sheets, as they were."""
        self._pages.setCurrentWidget(self._seats)
        self.panes[0].take_focus()

    def leave(self) -> None:
        """The worker's gesture was made: back to the room."""
        for pane in self.panes:
            pane.settle()
        self.window().removeEventFilter(self)
        self.context.changed.disconnect(self._on_change)
        self.give_back()
        self.left.emit()

    def _dismiss_toasts(self) -> None:
        """What a toast would undo may be the worker's, or the other child's, once something else was done."""
        for toast in self.window().findChildren(Toast):
            toast.dismiss()

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        self._dismiss_toasts()
        self.sitting.note(self.context.case, change)
        for pane in self.panes:
            pane.follow(change)

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc stops; it does not leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a window that is closed meanwhile opens as it was before, not filling the screen."""
        if isinstance(event, QCloseEvent) and watched is self.window():
            self.window().setWindowState(self.sitting.state)
        return False
