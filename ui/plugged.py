"""A screen that is plugged in may show the same picture as this one: an open case is covered until somebody says so.

The system decides whether a new display shows a copy of this screen, and the window cannot know in time. So nothing of
a family stays visible by itself; the vault stays open, and going on takes one press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets import Button, IconMark, Label, Surface, column

if TYPE_CHECKING:
    from ui.shell import MainWindow


class PluggedCover(Surface):
    """Covers the window when a screen is plugged in while a vault is open. One for each window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("window", parent=window)
        self.setObjectName("pluggedCover")
        self._window = window
        self._covered: QWidget | None = None
        body = column(self, (24, 24, 24, 24), gap=14)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(2)
        body.addWidget(IconMark("projector-screen", "ink3", size=40), 0, middle)
        body.addWidget(Label(self.tr("Another screen was plugged in"), "title", align=middle, wrap=False), 0, middle)
        said = self.tr("It may show what this one shows, so your work is covered. Nothing is shown by itself.")
        body.addWidget(Label(said, "body", "ink2", align=middle, wrap=False), 0, middle)
        row = QHBoxLayout()
        row.addStretch(1)
        self.go_on = Button(self.tr("Go on here"), name="goOnHere", kind="primary", size="large")
        self.go_on.clicked.connect(self.uncover)
        hide = Button(self.tr("Hide"), name="hidePlugged", icon="eye-slash", size="large", key="F9")
        hide.clicked.connect(window.hide_now)
        row.addWidget(self.go_on)
        row.addWidget(hide)
        row.addStretch(1)
        body.addLayout(row)
        body.addStretch(3)
        self.hide()
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen)

    def uncover(self) -> None:
        """Somebody has looked at the new screen and goes on."""
        self.hide()
        covered, self._covered = self._covered, None
        if covered is not None and covered is self._window.page:
            covered.setEnabled(True)

    def _on_screen(self, screen: QScreen) -> None:
        page = self._window.page
        if self._window.vault is None or page is None or not self._window.isVisible():
            return
        if self._covered is None:
            self._covered = page
            page.setEnabled(False)  # what is covered takes no keys either
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.repaint()
        self.go_on.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: it covers the whole window, and is gone once there is nothing to cover."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        if self.isVisible() and (self._window.vault is None or self._window.page is not self._covered):
            self.uncover()
        return False
