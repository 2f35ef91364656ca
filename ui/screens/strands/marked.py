"""Words with some of their phrases marked, as a highlighter would: a colour and a line under them, never red."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QTextLine

from ui.plain_words import Span
from ui.theme import theme
from ui.widgets import Label, paint_frame


class MarkedLabel(Label):
    """A label that can mark some of its characters."""

    spans: tuple[Span, ...] = ()

    def set_marks(self, spans: Sequence[Span]) -> None:
        """Mark these characters, and no others."""
        if tuple(spans) != self.spans:
            self.spans = tuple(spans)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the marks, then the words over them."""
        if self.spans:
            painter = QPainter(self)
            layout, count, _ = self._laid(max(1, self.width()))
            for index in range(count):
                self._mark_line(painter, layout.lineAt(index))
            painter.end()
        super().paintEvent(event)

    def _mark_line(self, painter: QPainter, line: QTextLine) -> None:
        low, high = line.textStart(), line.textStart() + line.textLength()
        for start, end in self.spans:
            first, last = max(start, low), min(end, high)
            while last > first and self.text()[last - 1].isspace():
                last -= 1
            if first >= last:
                continue
            ends = [_number(line.cursorToX(place)) for place in (first, last)]
            box = QRectF(min(ends) - 2, line.y(), abs(ends[1] - ends[0]) + 4, line.height())
            paint_frame(painter, box, fill="mark", radius=theme().px(4))
            under = QRectF(box.left(), box.bottom() - theme().px(2), box.width(), theme().px(2))
            painter.fillRect(under, theme().color("askLine"))


def _number(place: object) -> float:
    """Qt gives the place of a character as a number, or with the character it belongs to."""
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]
