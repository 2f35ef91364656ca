"""Rounds over time: a row a round with every dot, and the line that follows one person. Never an average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models import dates
from models.views import RoundView
from ui.screens.scaling import words
from ui.theme import theme
from ui.widgets import Pressable, follow_theme, paint_frame

_ROW, _LABEL = 40, 116


class _RoundRow(Pressable):
    """One round as something to press; the chart beneath paints it."""

    def __init__(self, view: RoundView, parent: QWidget) -> None:
        super().__init__(parent)
        self.round = view
        self.setObjectName(f"round-{view.id}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        spread = words.spread_of(view) if view.spread else words.say("no numbers")
        self.setAccessibleName(
            words.say("{date}: {spread}, {count} scores").format(date=view.when, spread=spread, count=len(view.given))
        )

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: nothing of its own."""


class RoundsChart(QWidget):
    """Every revealed round, oldest on top. ``round_chosen(id)`` when a row is pressed."""

    round_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roundsChart")
        self._rows: list[_RoundRow] = []
        self._followed = ""
        self._current = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def show_rounds(self, rounds: Sequence[RoundView], current: str, followed: str) -> None:
        """Show these rounds, one of them in bold, with one person's line ("" for none)."""
        if [row.round for row in self._rows] != list(rounds):
            for row in self._rows:
                row.hide()
                row.setParent(None)
                row.deleteLater()
            self._rows = [_RoundRow(view, self) for view in rounds]
            for row in self._rows:
                row.clicked.connect(self._pressed)
                row.show()
        for row in self._rows:
            row.setChecked(row.round.id == current)
        self._current, self._followed = current, followed
        self._retheme()

    def line_of(self, person_id: str) -> list[tuple[str, int]]:
        """Where somebody stood: (day, number) of each round they scored in."""
        return [
            (row.round.held_on, s.value)
            for row in self._rows
            for s in row.round.given
            if s.person.id == person_id and s.value is not None
        ]

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, _RoundRow):
            row.setChecked(row.round.id == self._current)
            self.round_chosen.emit(row.round.id)

    def _retheme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a row a round, and the numbers beneath."""
        return QSize(theme().px(560), theme().px(_ROW) * len(self._rows) + theme().px(26))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine."""
        return QSize(theme().px(320), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place the rows."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for index, row in enumerate(self._rows):
            row.setGeometry(QRect(0, theme().px(_ROW) * index, self.width(), theme().px(_ROW)))

    def _x(self, value: float) -> float:
        left, right = theme().px(_LABEL), self.width() - theme().px(24)
        return left + (right - left) * value / 10

    def _label(self, index: int) -> str:
        """The day, with its year where the year changes."""
        day = dates.as_date(self._rows[index].round.held_on)
        if day is None:
            return self._rows[index].round.when
        before = dates.as_date(self._rows[index - 1].round.held_on) if index else None
        month = dates.MONTHS[day.month - 1]
        short = month if len(month) < 5 else month[:3]
        return f"{day.day} {short}" if before and before.year == day.year else f"{day.day} {short} {day.year}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: bands, dots, the followed line, the numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, followed = theme().px(_ROW), []
        for index, row in enumerate(self._rows):
            middle = height * (index + 0.5)
            self._paint_row(painter, row, index, middle)
            own = next((s.value for s in row.round.given if s.person.id == self._followed), None)
            if own is not None:
                together = sum(s.value == own for s in row.round.given) > 1
                followed.append(QPointF(self._x(own) - (theme().px(10) if together else 0), middle))
        painter.setPen(QPen(theme().color("ink"), 1.6 * theme().factor))
        painter.drawPolyline(QPolygonF(followed))
        radius = theme().px(6)
        for point in followed:
            painter.setPen(QPen(theme().color("window"), 2))
            painter.setBrush(theme().color("ink"))
            painter.drawEllipse(point, radius, radius)
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().color("ink3"))
        for step in range(11):
            box = QRectF(self._x(step) - 20, height * len(self._rows), 40, theme().px(26))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(step))

    def _paint_row(self, painter: QPainter, row: _RoundRow, index: int, middle: float) -> None:
        current = row.isChecked()
        painter.setFont(theme().font("caption", bold=current))
        painter.setPen(theme().color("ink" if current or row.underMouse() else "ink2"))
        box = QRectF(0, middle - 15, theme().px(_LABEL), 30)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._label(index))
        if row.round.spread is None:
            return
        low, high = row.round.spread
        pad, tall = theme().px(18), theme().px(30)
        band = QRectF(self._x(low) - pad, middle - tall / 2, self._x(high) - self._x(low) + 2 * pad, tall)
        line = "line" if theme().name == "contrast" else None
        paint_frame(painter, band, fill="selected", line=line, radius=tall / 2)
        self._paint_dots(painter, row, middle)

    def _paint_dots(self, painter: QPainter, row: _RoundRow, middle: float) -> None:
        """Everybody's dot but the followed one's, in rows of at most three side by side."""
        stacks: dict[int, int] = defaultdict(int)
        own = None
        for score in row.round.given:
            if score.value is None:
                continue
            if score.person.id == self._followed:
                own = score.value
            else:
                stacks[score.value] += 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("ink3"))
        k = theme().factor
        for value, many in stacks.items():
            per_row = 3 if many != 4 and many != 2 else 2
            lines = -(-many // per_row)
            pitch = 8.4 * k if lines <= 3 else 24 * k / lines
            radius = min(3.1 * k, pitch / 2.4)
            # The followed person's large dot stands at the left: the others step aside.
            shift = min(per_row, many) * 4.2 * k if value == own else 0.0
            for place in range(many):
                line, column = divmod(place, per_row)
                in_line = min(per_row, many - line * per_row)
                x = self._x(value) + shift + (column - (in_line - 1) / 2) * 8.4 * k
                y = middle + (line - (lines - 1) / 2) * pitch
                painter.drawEllipse(QPointF(x, y), radius, radius)
