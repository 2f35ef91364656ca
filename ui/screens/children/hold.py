"""The worker's gesture: a button that does nothing until it has been held down."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.screens.children.words import tr
from ui.theme import theme
from ui.widgets import announce, follow_theme, paint_frame

HOLD_MS = 1500
"""How long it has to be held. A short press, or a screen reader's, only says how to leave."""
_STEP_MS = 40
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HoldButton(QPushButton):
    """``held()`` once it was held for :data:`HOLD_MS` by mouse, pen, finger, Space or Enter.

    Who cannot hold a key locks the desk (Ctrl L): after the passphrase the worker's room is there.
    """

    held = Signal()

    def __init__(self, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAccessibleDescription(
            tr("For the grown-up: hold Enter for two seconds, or lock the desk with Ctrl L.")
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._look)
        self.clicked.connect(self._on_click)
        follow_theme(self._retheme)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def _retheme(self) -> None:
        self.setFont(theme().font("label", bold=False))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: a ring that fills, and the words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + theme().px(78), max(56, theme().px(56)))

    @property
    def part(self) -> float:
        """How much of the time it has been held, 0 to 1."""
        return min(1.0, self._since.elapsed() / HOLD_MS) if self._timer.isActive() else 0.0

    def _begin(self) -> None:
        self._since.start()
        self._timer.start()

    def _end(self) -> None:
        self._timer.stop()
        self.update()

    def _look(self) -> None:
        self.update()
        if self._since.elapsed() >= HOLD_MS:
            self._end()
            self.setDown(False)
            self.held.emit()

    def _on_click(self) -> None:
        announce(self, self.accessibleDescription())

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: begin to hold."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: off the button is let go."""
        super().mouseMoveEvent(event)
        if not self.rect().contains(event.position().toPoint()):
            self._end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: let go."""
        self._end()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space and Enter hold it too; a key that repeats itself is still the same press."""
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setDown(True)
            self._begin()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt: let go."""
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            if self._timer.isActive():
                self._on_click()
            self.setDown(False)
            self._end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard went elsewhere: let go."""
        self._end()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing is held out of sight."""
        self._end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a quiet pill with a ring that fills while it is held."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, QRectF(self.rect()), fill="hover" if self.isDown() else None, line="lineStrong",
                    radius=self.corner_radius())  # fmt: skip
        side = theme().px(32)
        spot = QRectF(theme().px(14), (self.height() - side) / 2, side, side)
        icons.paint(painter, "lock-simple", spot.adjusted(8, 8, -8, -8), theme().color("ink2"))
        painter.setPen(QPen(theme().color("line"), 3))
        painter.drawEllipse(spot)
        if self.part:
            painter.setPen(QPen(theme().color("primary"), 4))
            painter.drawArc(spot, 90 * 16, -round(self.part * 360 * 16))
        painter.setPen(theme().color("ink2"))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(theme().px(58), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
