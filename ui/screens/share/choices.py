"""Choices of the share page: a picture or a person's disc, a name, a line of explanation; one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui import fonts, icons
from ui.screens.share.settling import put_in
from ui.theme import theme
from ui.widgets import (
    Label,
    PersonKind,
    Pressable,
    column,
    follow_theme,
    initials_of,
    paint_avatar,
    paint_frame,
    paint_line,
)


@dataclass(frozen=True)
class Choice:
    """Something to choose: its key ("": only a heading), picture, name, and a line beneath.

    ``person``: whose disc stands in the picture's place; ``heard``: what a screen reader says after the name.
    """

    key: str
    icon: str
    name: str
    line: str = ""
    person: PersonKind | None = None
    heard: str = ""


class ChoiceRow(Pressable):
    """One choice, or a heading over some, which cannot be pressed."""

    def __init__(self, choice: Choice, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        fonts.ensure(choice.name)
        self.setObjectName(f"{name}-{choice.key}")
        more = choice.line or choice.heard
        self.setAccessibleName(f"{choice.name}. {more}" if more else choice.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if choice.key:
            self.setCheckable(True)
            self.setAutoExclusive(True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def sizeHint(self) -> QSize:
        """Qt: one or two lines."""
        return QSize(theme().px(220), theme().target(48 if self.choice.line else 40))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(theme().px(110), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: tint, picture, words."""
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or (self.underMouse() and self.choice.key):
            line = "ink" if chosen and theme().name == "contrast" else None
            fill = "selected" if chosen else "hover"
            paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, width=2, radius=self.corner_radius())
        x = self._paint_lead(painter)
        room = round(self.width() - x - theme().px(8))
        lines = [(self.choice.name, "body", "ink", chosen)]
        if self.choice.line:
            lines.append((self.choice.line, "caption", "ink2", False))
        high = theme().px(20)
        y = (self.height() - high * len(lines)) / 2
        cut = []
        for text, role, ink, bold in lines:
            if paint_line(painter, QRectF(x, y, room, high), text, role, ink, bold=bold):
                cut.append(text)
            y += high
        tip = "\n".join(cut)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _paint_lead(self, painter: QPainter) -> float:
        """The picture, or the person's disc a step further in; returns where the words begin."""
        side, pad, step = theme().px(22), theme().px(10), theme().px(34)
        if self.choice.person:
            # In a narrow list names are worth more than the step.
            step = min(step, max(0, self.width() - theme().px(160)))
            disc = theme().px(28)
            spot = QRectF(pad + step, (self.height() - disc) / 2, disc, disc)
            paint_avatar(painter, spot, initials_of(self.choice.name), self.choice.person)
            return spot.right() + theme().px(12)
        spot = QRectF(pad, (self.height() - side) / 2, side, side)
        icons.paint(painter, self.choice.icon, spot, theme().color("ink"))
        return pad + step


class ChoiceList(QWidget):
    """A titled list of choices; ``chosen(key)`` when a person picks another. Arrows move."""

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
        self._all: list[ChoiceRow] = []
        self.rows: list[ChoiceRow] = []

    def show_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer these, one of them chosen."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._make(choices)
        for row in self.rows:
            if row.choice.key == current:
                row.setChecked(True)

    def _make(self, choices: Sequence[Choice]) -> None:
        had = next((row.choice.key for row in self.rows if row.hasFocus()), "")
        for row in self._all:
            self._group.removeButton(row)
            row.hide()
            row.deleteLater()
        self._all = [ChoiceRow(choice, self._name) for choice in choices]
        self.rows = [row for row in self._all if row.choice.key]
        for row in self._all:
            put_in(self._body, row)
        for row in self.rows:
            row.clicked.connect(self._press)
            self._group.addButton(row)
            if had and row.choice.key == had:
                row.setFocus()

    def _press(self) -> None:
        row = self.sender()
        if isinstance(row, ChoiceRow):
            self.chosen.emit(row.choice.key)
