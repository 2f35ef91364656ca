"""What the marks on the line of time mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.screens.timeline.marks import an_event, paint_mark
from ui.screens.timeline.words import tr
from ui.theme import theme
from ui.widgets import FlowLayout, Label, follow_theme


class _Mark(QWidget):
    """One mark."""

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: as high as a line of words."""
        return QSize(theme().px(20), theme().line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spot = QPointF(self.width() / 2, self.height() / 2)
        paint_mark(painter, an_event(self._look), spot, theme().px(11), here=False, ground="canvas")


class Legend(QWidget):
    """Danger, something happened, planned; and the question, where a planned day has gone by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self, gap=theme().px(18), row_gap=0)
        self._parts: dict[str, QWidget] = {}
        for look, words in (
            ("danger", tr("Danger")), ("past", tr("Something happened")), ("planned", tr("Planned")),
            ("ask", tr("Did it happen?")),
        ):  # fmt: skip
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().px(5))
            row.addWidget(_Mark(look))
            row.addWidget(Label(words, "caption", "ink2", wrap=False))
            flow.addWidget(part)
            self._parts[look] = part

    def show_looks(self, looks: frozenset[str]) -> None:
        """Explain only the marks that are there."""
        for look, part in self._parts.items():
            part.setVisible(look in looks)
