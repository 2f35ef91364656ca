"""Places to write in the plan: words in place that are a dashed question while they are empty, and a day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import dates
from models.said_days import day_said
from ui.screens.plan.words import tr, weekday_and_day
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import IconButton, Label, LineField, follow_theme, paint_frame


class AskedWords(QWidget):
    """Words under an optional heading, edited in place. Empty ones are a dashed gap that asks ``ask``.

    ``written(text)`` when typing rests and on leaving; ``closed()`` when the writer has left. Not ``editable``: the
    words are only read, and an empty place stays empty. ``quiet``: empty is fine, so no dashes, only the grey words.
    """

    written = Signal(str)
    closed = Signal()

    def __init__(
        self, *, name: str, heard: str, ask: str, role: str = "body", heading: str = "", single: bool = False,
        quiet: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._role, self._quiet, self._editable = role, quiet, True
        self._body = QVBoxLayout(self)
        self._body.setSpacing(theme().px(2))
        self.heading = Label(heading, "caption", "ink2")
        self.heading.hide()
        self._body.addWidget(self.heading)
        self.field = WordsField("", name=name, heard=heard, role=role, empty=ask, single=single)
        self.field.written.connect(self.written)
        self.field.closed.connect(self._on_closed)
        self._body.addWidget(self.field)
        self._read = Label("", role)
        self._read.hide()
        self._body.addWidget(self._read)
        self._body.addStretch(1)
        self._words = ""
        follow_theme(self._settle)

    @property
    def editing(self) -> bool:
        """Whether somebody writes here just now."""
        return self.field.editing

    @property
    def target(self) -> QWidget:
        """What is pressed to write here."""
        return self.field.findChild(QPushButton) or self.field

    @property
    def is_gap(self) -> bool:
        """Whether it stands there as a question."""
        return not self._words and self._editable and not self._quiet

    def show_words(self, text: str, *, editable: bool = True) -> None:
        """Show these words; words being written stay under the writer's hand."""
        self._editable = editable
        if not self.field.editing:
            self._words = text
        self.field.set_words(text)
        self._read.setText(text)
        self.field.setVisible(editable or self.field.editing)
        self._read.setVisible(not self.field.isVisibleTo(self) and bool(text))
        self._settle()

    def show_heading(self, on: bool) -> None:
        """Show what this is about above it (where columns have no heads)."""
        self.heading.setVisible(on and bool(self.heading.text()))

    def open(self) -> None:
        """Begin to write."""
        if self._editable:
            self.field.open()

    def _on_closed(self) -> None:
        self._words = self.field.text
        self._settle()
        self.closed.emit()

    def _settle(self) -> None:
        across, down = (theme().px(10), theme().px(7)) if self.is_gap else (0, 0)
        self._body.setContentsMargins(across, down, across, down)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a gap is a dashed yellow box."""
        if self.is_gap:
            top = self.heading.height() + theme().px(2) if self.heading.isVisible() else 0
            box = QRectF(0, top, self.width(), self.height() - top)
            paint_frame(QPainter(self), box, fill="ask", line="askLine", radius=theme().px(8), dashed=True)


class DayField(QWidget):
    """A day: typed ("yesterday", "20 June"), or one back and one on. ``day`` is ISO; words that are no day stay."""

    changed = Signal()

    def __init__(
        self, today: dt.date, *, name: str, heard: str, ahead: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today, self._ahead = today, ahead
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(2))
        self.back = IconButton("caret-left", tr("One day back"), name=f"{name}Back", size="small")
        self.line = LineField(name=name, heard=heard, placeholder=tr("20 June"), height=36)
        self.on = IconButton("caret-right", tr("One day on"), name=f"{name}On", size="small")
        for widget, stretch in ((self.back, 0), (self.line, 1), (self.on, 0)):
            row.addWidget(widget, stretch)
        self.back.clicked.connect(self._back)
        self.on.clicked.connect(self._on)
        self.line.editingFinished.connect(self._tidy)

    @property
    def day(self) -> str:
        """The day as ISO where one is named, else the words as typed."""
        return day_said(self.line.text(), self._today, ahead=self._ahead)

    def set_day(self, iso: str) -> None:
        """Show a day."""
        self.line.setText(weekday_and_day(iso))
        self.line.setCursorPosition(0)

    def _tidy(self) -> None:
        day = self.day
        if dates.as_date(day):
            self.set_day(day)
        self.changed.emit()

    def _step(self, by: int) -> None:
        at = dates.as_date(self.day) or self._today
        self.set_day((at + dt.timedelta(days=by)).isoformat())
        self.changed.emit()

    def _back(self) -> None:
        self._step(-1)

    def _on(self) -> None:
        self._step(1)


def settle(widget: QWidget) -> None:
    """Let every layout inside find its heights now, from the innermost out: nothing is seen half laid."""
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isHidden():
            settle(child)
    layout = widget.layout()
    if layout is not None:
        layout.activate()
