"""The days on which somebody moved, as a slider: drag or press a day, step, or play them one after another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from models.family_views import CircleDay
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import tr
from ui.theme import theme
from ui.widgets import Button, IconButton, announce, follow_theme, text_width

_PACE_MS = 1400


def how_many(day: CircleDay) -> str:
    """ "3 people"."""
    if not day.inner:
        return tr("nobody")
    return tr("1 person") if day.inner == 1 else tr("{n} people").format(n=day.inner)


class DaySlider(QSlider):
    """A stop for every day; arrows step, Home and End go to the first and the newest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("circleDays")
        self.setAccessibleName(tr("Days on which somebody moved"))
        self.setPageStep(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.days: tuple[CircleDay, ...] = ()
        self.setProperty("noFocusRing", True)
        follow_theme(self.updateGeometry)

    def show_days(self, days: tuple[CircleDay, ...], chosen: str | None) -> None:
        """Show these stops; None is the newest."""
        self.days = days
        self.blockSignals(True)
        self.setRange(0, max(0, len(days) - 1))
        places = [place for place, day in enumerate(days) if day.on == chosen]
        self.setValue(places[0] if places else len(days) - 1)
        self.blockSignals(False)
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self.days:
            day = self.days[min(self.value(), len(self.days) - 1)]
            self.setAccessibleDescription(f"{day.when}: {how_many(day)}")

    def sizeHint(self) -> QSize:
        """Qt: stops with two lines under them."""
        return QSize(theme().px(300), self._tall())

    def minimumSizeHint(self) -> QSize:
        """Qt: may be narrow."""
        return QSize(theme().px(160), self._tall())

    def _tall(self) -> int:
        return theme().px(34) + 2 * theme().line_height("caption") + theme().px(2)

    def stop_at(self, place: int) -> QPointF:
        """The middle of a stop."""
        margin, line = theme().px(62), theme().px(18)
        if len(self.days) < 2:
            return QPointF(self.width() / 2, line)
        return QPointF(margin + (self.width() - 2 * margin) * place / (len(self.days) - 1), line)

    def _nearest(self, x: float) -> int:
        return min(range(len(self.days)), key=lambda place: abs(self.stop_at(place).x() - x), default=0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a press goes to the nearest stop."""
        if event.button() == Qt.MouseButton.LeftButton and self.days:
            self.setValue(self._nearest(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: dragging goes from stop to stop."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.days:
            self.setValue(self._nearest(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: nothing more to do."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line, the stops, the words of those there is room for."""
        if not self.days:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = len(self.days) - 1
        painter.setPen(QPen(look.color("ink"), look.px(4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if last:
            painter.drawLine(self.stop_at(0), self.stop_at(last))
        for place in range(last + 1):
            self._paint_stop(painter, place)
        self._paint_words(painter)

    def _paint_stop(self, painter: QPainter, place: int) -> None:
        look, spot = theme(), self.stop_at(place)
        here = place == self.value()
        radius = look.px(12 if here else 7)
        if here and self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2.4))
            painter.setBrush(look.color("canvas"))
            painter.drawEllipse(spot, radius + look.px(4), radius + look.px(4))
        painter.setPen(QPen(look.color("ink"), look.px(3)))
        painter.setBrush(look.color("ink" if here else "card"))
        painter.drawEllipse(spot, radius, radius)

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        bold, plain = look.font("caption", bold=True), look.font("caption")
        line = look.line_height("caption")
        taken: list[QRect] = []
        order = [self.value(), len(self.days) - 1, 0, *range(len(self.days))]
        for place in dict.fromkeys(order):
            day = self.days[place]
            wide = max(text_width(day.when, bold), text_width(how_many(day), plain)) + look.px(10)
            left = max(0.0, min(self.stop_at(place).x() - wide / 2, self.width() - wide))
            box = QRect(round(left), look.px(34), wide, 2 * line)
            if any(box.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.setFont(bold)
            painter.setPen(look.color("ink"))
            painter.drawText(QRectF(box.x(), box.y(), wide, line), Qt.AlignmentFlag.AlignCenter, day.when)
            painter.setFont(plain)
            painter.setPen(look.color("ink2"))
            painter.drawText(QRectF(box.x(), box.y() + line, wide, line), Qt.AlignmentFlag.AlignCenter, how_many(day))


class DayBar(QWidget):
    """The slider with its buttons. Nothing plays by itself; with reduced motion each press goes one day on."""

    def __init__(self, state: CirclesState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), theme().px(4), theme().px(16), theme().px(4))
        row.setSpacing(theme().px(4))
        self.back = IconButton("caret-left", tr("The day before"), name="circleDayBack", size="small")
        self.play = Button(tr("Play"), name="circlePlay", kind="quiet", size="small")
        self.on = IconButton("caret-right", tr("The next day"), name="circleDayOn", size="small")
        self.slider = DaySlider()
        for button in (self.back, self.play, self.on):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.slider, 1)
        self.back.clicked.connect(self._back)
        self.on.clicked.connect(self._on)
        self.play.clicked.connect(self._play)
        self.slider.valueChanged.connect(self._to)
        self._clock = QTimer(self)
        self._clock.setInterval(_PACE_MS)
        self._clock.timeout.connect(self._tick)

    def show_days(self) -> None:
        """Show the state's days."""
        days = self._state.now.days
        self.setVisible(bool(days))
        self.slider.show_days(days, self._state.day)
        self._buttons()

    def _buttons(self) -> None:
        place, last = self.slider.value(), len(self.slider.days) - 1
        self.back.setEnabled(place > 0)
        self.on.setEnabled(place < last)
        for button in (self.back, self.play, self.on):
            button.setVisible(last > 0)

    def _to(self, place: int) -> None:
        day = self.slider.days[place]
        self._state.show_day(day.on)
        self._buttons()
        announce(self.slider, f"{day.when}: {how_many(day)}")

    def _back(self) -> None:
        self.stop()
        self.slider.setValue(self.slider.value() - 1)

    def _on(self) -> None:
        self.stop()
        self.slider.setValue(self.slider.value() + 1)

    def _play(self) -> None:
        if self._clock.isActive():
            self.stop()
            return
        last = self.slider.maximum()
        self.slider.setValue(0 if self.slider.value() == last else self.slider.value() + 1)
        if theme().ms() and self.slider.value() < last:
            self._clock.start()
            self.play.setText(tr("Stop"))

    def _tick(self) -> None:
        self.slider.setValue(self.slider.value() + 1)
        if self.slider.value() >= self.slider.maximum():
            self.stop()

    def stop(self) -> None:
        """Stop playing."""
        self._clock.stop()
        self.play.setText(tr("Play"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing plays unseen."""
        super().hideEvent(event)
        self.stop()
