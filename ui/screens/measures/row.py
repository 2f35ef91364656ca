"""One measure: what it is called, how it stands, what it means, and its chart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.drawings.measure_charts import chart_in_words, measure_chart
from models.measures_shown import MeasureLine
from ui.painter import paint_items
from ui.screens.measures.words import definition_words, tr
from ui.theme import theme
from ui.widgets import IconMark, Label, follow_theme, paint_frame

_CHART = (330, 62)
_SIZE = 12.5
"""Width and height of a chart at 100 %, and its letters."""


class Chart(QWidget):
    """Paints the same drawing that stands on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: MeasureLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def show_line(self, line: MeasureLine) -> None:
        """Show another measure."""
        self.line = line
        self.setAccessibleName(tr("Chart: {words}").format(words=chart_in_words(line)))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: the box."""
        return QSize(theme().px(_CHART[0]), theme().px(_CHART[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the drawing, in the theme's colours."""
        if self.line is None:
            return
        painter = QPainter(self)
        factor = theme().factor
        painter.scale(factor, factor)
        items = measure_chart(self.line, self.width() / factor, self.height() / factor, size=_SIZE)
        paint_items(painter, items, theme().color)


class _Mark(QWidget):
    """What stands round a value: a dashed box where it is thin, else nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._is_thin = False
        theme().changed.connect(self.update)

    def mark(self, *, is_thin: bool) -> None:
        """With or without the box."""
        self._is_thin = is_thin
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the box."""
        if self._is_thin:
            paint_frame(QPainter(self), QRectF(self.rect()), fill="ask", line="askLine", dashed=True)


class MeasureRow(QWidget):
    """A measure; :meth:`show_line` puts other numbers in."""

    def __init__(self, line: MeasureLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"measure-{line.definition.key}")
        self.key = line.definition.key
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, theme().px(6), 0, theme().px(6))
        self._row.setSpacing(theme().px(20))
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        self.title = Label(line.definition.title, "label", bold=True)
        head.addWidget(self.title, 1)
        self._stands = _Mark()
        inner = QHBoxLayout(self._stands)
        inner.setContentsMargins(theme().px(8), theme().px(2), theme().px(8), theme().px(2))
        inner.setSpacing(theme().px(4))
        self.value = Label("", "label", bold=True, wrap=False)
        self._sign = IconMark("question", "askInk", size=16)
        inner.addWidget(self.value)
        inner.addWidget(self._sign)
        head.addWidget(self._stands, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        self.meaning = Label(definition_words(line), "caption", "ink2")
        words.addWidget(self.meaning)
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self.chart = Chart()
        self._row.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignTop)
        self.show_line(line)

    def show_line(self, line: MeasureLine) -> None:
        """Show how it stands, and its chart."""
        self.value.setText(line.shown)
        self.value.set_ink("askInk" if line.is_thin else "ink")
        self._stands.mark(is_thin=line.is_thin)
        self._sign.setVisible(line.is_thin)
        said = tr("{value}, thin").format(value=line.shown) if line.is_thin else line.shown
        self.value.setAccessibleName(said)
        self.meaning.setText(definition_words(line))
        self.chart.show_line(line)

    def stack(self, *, narrow: bool) -> None:
        """The chart beneath the words where there is no room beside them."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
