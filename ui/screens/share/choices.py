"""Choices of the share page: a picture, a name and a line of explanation; one is chosen. Arrows move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import Label, column, follow_theme, paint_frame


@dataclass(frozen=True)
class Choice:
    """Something to choose: its key, picture, name, and a line beneath."""

    key: str
    icon: str
    name: str
    line: str = ""


class ChoiceRow(QPushButton):
    """One choice."""

    def __init__(self, choice: Choice, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setObjectName(f"{name}-{choice.key}")
        self.setAccessibleName(f"{choice.name}. {choice.line}" if choice.line else choice.name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def sizeHint(self) -> QSize:
        """Qt: one or two lines."""
        return QSize(theme().px(220), theme().target(50 if self.choice.line else 40))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(theme().px(110), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: tint, picture, words."""
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            line = "ink" if chosen and theme().name == "contrast" else None
            fill = "selected" if chosen else "hover"
            paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, width=2, radius=self.corner_radius())
        side, pad = theme().px(22), theme().px(10)
        spot = QRectF(pad, (self.height() - side) / 2, side, side)
        icons.paint(painter, self.choice.icon, spot, theme().color("ink"))
        x = pad + side + theme().px(12)
        room = round(self.width() - x - pad)
        lines = [(self.choice.name, "body", "ink", chosen)]
        if self.choice.line:
            lines.append((self.choice.line, "caption", "ink2", False))
        high = theme().px(20)
        y = (self.height() - high * len(lines)) / 2
        for text, role, ink, bold in lines:
            font = theme().font(role, bold=bold)
            painter.setFont(font)
            painter.setPen(theme().color(ink))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, y, room + 2, high), Qt.AlignmentFlag.AlignVCenter, shown)
            y += high


class ChoiceList(QWidget):
    """A titled list of choices; ``chosen(key)`` when a person picks another."""

    chosen = Signal(str)

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._name = name
        self._body = column(self, gap=2)
        self._body.addWidget(Label(title, "caption", "ink2"))
        self._group = QButtonGroup(self)
        self._choices: tuple[Choice, ...] = ()
        self.rows: list[ChoiceRow] = []

    def show_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer these, one of them chosen."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            for row in self.rows:
                self._group.removeButton(row)
                row.hide()
                row.deleteLater()
            self.rows = [ChoiceRow(choice, self._name) for choice in choices]
            for row in self.rows:
                row.clicked.connect(self._press)
                self._group.addButton(row)
                self._body.addWidget(row)
        for row in self.rows:
            if row.choice.key == current:
                row.setChecked(True)

    def _press(self) -> None:
        row = self.sender()
        if isinstance(row, ChoiceRow):
            self.chosen.emit(row.choice.key)
