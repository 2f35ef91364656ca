"""The room's window, and the small picture of it beside the facilitator's console. Both paint frames, nothing else."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.screens.session import chalk
from ui.screens.session.board import content_area, fitted, paint_board
from ui.screens.session.frame import RoomFrame
from ui.screens.session.state import SessionState
from ui.theme import theme

REVEAL_MS = 480
"""A calm settling of what was hidden; nothing at all where motion is reduced."""


class Board(QWidget):
    """Paints the state's frame as large as it fits. ``is_blank``: plain dark, without a word."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.is_blank = False
        self._state: SessionState | None = state
        self._frame: RoomFrame | None = None
        state.changed.connect(self.refresh)
        state.clock.ticked.connect(self._tick)
        self.refresh()

    @property
    def frame(self) -> RoomFrame | None:
        """What is painted; None when nothing is left to show."""
        return self._frame

    def refresh(self) -> None:
        """Show the session as it is now."""
        self._frame = self._state.frame() if self._state is not None and self._state.is_there else None
        self.update()

    def blank(self, on: bool) -> None:
        """Show nothing, at once; or show the session again."""
        if on != self.is_blank:
            self.is_blank = on
            self.repaint() if self.isVisible() else self.update()

    def forget(self) -> None:
        """Let go of the session; nothing is painted from here on."""
        self._state = self._frame = None
        self.update()

    def _tick(self) -> None:
        if self._state is not None and self._state.is_there:
            self._frame = self._state.frame()
            self.update(self._placed(QRectF(0, 0, 556, 290)))

    def _placed(self, part: QRectF) -> QRect:
        scale, left, top = fitted(self.width(), self.height())
        return QRectF(
            left + part.left() * scale, top + part.top() * scale, part.width() * scale, part.height() * scale
        ).toAlignedRect()

    def shown(self) -> float:
        """How far what was just revealed has come."""
        return 1.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the frame, or plain dark."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), chalk.colour("window"))
        if self.is_blank or self._frame is None:
            return
        scale, left, top = fitted(self.width(), self.height())
        part = QRectF(event.rect()).translated(-left, -top)
        painter.translate(left, top)
        painter.scale(scale, scale)
        part = QRectF(part.left() / scale, part.top() / scale, part.width() / scale, part.height() / scale)
        paint_board(painter, self._frame, self.shown(), part)


class Preview(Board):
    """What the room sees, small; an eye crossed out while it sees nothing."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.setObjectName("roomPreview")
        self.setAccessibleName(self.tr("What the room sees"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Qt: it keeps the room's shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: 16 to 9."""
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        """Qt: a small picture."""
        return QSize(theme().px(300), round(theme().px(300) * 9 / 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture, or that there is none."""
        super().paintEvent(event)
        if self.is_blank:
            side = self.height() / 4
            rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            icons.paint(QPainter(self), "eye-slash", rect, chalk.colour("ink3"))


class Projector(Board):
    """The room's window. It opens plain dark on the screen it is given and shows nothing until told to.

    ``B`` or ``F9`` blank it, space pauses, the arrows lead on and back, ``C`` asks for the panel of controls.
    """

    panel_asked = Signal()
    blanked = Signal(bool)
    closed = Signal()

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        self._revealed: frozenset[str] = frozenset()
        self._stage = ""
        super().__init__(state, parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setObjectName("projector")
        self.setWindowTitle(self.tr("SofS Desk, for the room"))
        self.setAccessibleName(self.tr("The room's window"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.is_blank = True
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_motion)

    def open_on(self, screen: QScreen | None) -> None:
        """Fill a screen (None: the one it is on)."""
        chosen = screen or self.screen()
        self.setScreen(chosen)
        self.setGeometry(chosen.geometry())  # also where nothing arranges windows
        self.warm()
        self.showFullScreen()

    def warm(self) -> None:
        """Set every stage once where nobody sees it, so that going to one takes no longer the first time."""
        frame, paper = self._frame, QPixmap(chalk.WIDTH, chalk.HEIGHT)
        if frame is None or self._state is None:
            return
        for stage in frame.view.stages:
            painter = QPainter(paper)
            figure = self._state.figure() if stage.shows == "genogram" else None
            paint_board(painter, replace(frame, view=replace(frame.view, stage=stage), figure=figure))
            painter.end()

    def refresh(self) -> None:
        """Show the session as it is now; what was just revealed settles."""
        super().refresh()
        frame = self._frame
        items = frozenset(item.id for item in frame.revealed) if frame is not None else frozenset()
        stage = frame.view.stage.key if frame is not None else ""
        is_new = stage == self._stage and len(items - self._revealed) > 1
        self._revealed, self._stage = items, stage
        if is_new and theme().ms("slow") and self.isVisible() and not self.is_blank:
            self._motion.stop()
            self._motion.setDuration(REVEAL_MS)
            self._motion.start()

    @property
    def motion(self) -> QVariantAnimation:
        """How what was just revealed settles."""
        return self._motion

    def shown(self) -> float:
        """How far what was just revealed has come."""
        if self._motion.state() != QVariantAnimation.State.Stopped:
            return float(self._motion.currentValue())
        return 1.0

    def blank(self, on: bool) -> None:
        """Show nothing, at once; or show the session."""
        super().blank(on)
        self.blanked.emit(on)

    def forget(self) -> None:
        """Let go of the session and go away."""
        self._motion.stop()
        super().forget()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of the foot."""
        state, key = self._state, event.key()
        if state is None:
            return
        keys = {
            Qt.Key.Key_B: self._toggle, Qt.Key.Key_F9: self._toggle, Qt.Key.Key_Space: state.clock.toggle,
            Qt.Key.Key_Right: state.next, Qt.Key.Key_Left: state.back, Qt.Key.Key_C: self.panel_asked.emit,
            Qt.Key.Key_PageUp: self._older, Qt.Key.Key_PageDown: self._newer, Qt.Key.Key_Escape: self.close,
        }  # fmt: skip
        act = keys.get(Qt.Key(key))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closed by whoever; the console is told."""
        self.is_blank = True
        super().closeEvent(event)
        self.closed.emit()

    def _toggle(self) -> None:
        self.blank(not self.is_blank)

    def _older(self) -> None:
        if self._state is not None:
            self._state.turn(1)

    def _newer(self) -> None:
        if self._state is not None:
            self._state.turn(-1)

    def _on_motion(self) -> None:
        if self._frame is not None:
            self.update(self._placed(content_area(self._frame)))


def other_screen(widget: QWidget) -> QScreen | None:
    """A screen that the facilitator's window is not on; None where there is only one."""
    here = widget.window().screen()
    return next((screen for screen in QGuiApplication.screens() if screen is not here), None)
