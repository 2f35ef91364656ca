"""Writing a new card: a field at the end of a part. Nothing is stored before the first word."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.acts.cards import split_list
from ui.screens.map.style import BODY, WORDS, MapStyle
from ui.screens.map.wording import tr
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, Label, announce, paint_frame


def pasted_lines(source: QMimeData) -> list[str]:
    """What was copied as a list of card texts (one when it is no list)."""
    text = source.text() if source.hasText() else ""
    if not text.strip() and source.hasHtml():
        document = QTextDocument()
        document.setHtml(source.html())
        text = document.toPlainText()
    return split_list(text)


class DraftField(GrowingTextEdit):
    """The words of a card to be. ``next_wanted``: Enter after some words, so the next card can follow."""

    next_wanted = Signal()
    list_pasted = Signal(list)

    def __init__(self, style: MapStyle, one: str, quotation: bool, parent: QWidget) -> None:
        self._style, self._kind = style, WORDS if quotation else BODY
        super().__init__(
            "", name="draftField", heard=tr("New card: {one}").format(one=one), framed=False, single=True,
            placeholder=tr("What was said, in their own words"), parent=parent,
        )  # fmt: skip
        self.setProperty("noFocusRing", True)
        self.setFont(style.font(self._kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter saves and goes on to the next card; without words it ends."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        wants_next = enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and bool(self.text())
        super().keyPressEvent(event)
        if wants_next:
            self.next_wanted.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: a pasted list is offered as cards, and stands here as one until somebody says yes."""
        lines = pasted_lines(source)
        if len(lines) > 1:
            self.insertPlainText("\n".join(lines))
            self.list_pasted.emit(lines)
        else:
            super().insertFromMimeData(source)


class DraftCard(QWidget):
    """The sheet round the field, with the offer to split a pasted list.

    ``written(text)`` when typing rests or ends; ``ended(go_on)`` once, when the field was left: ``go_on`` after Enter.
    ``split_accepted(lines)`` when a pasted list is to become cards.
    """

    written = Signal(str)
    ended = Signal(bool)
    split_accepted = Signal(list)
    grown = Signal()

    def __init__(self, part: str, one: str, style: MapStyle, *, quotation: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        self.card_id: str | None = None
        self.setObjectName("draftCard")
        self._style = style
        self._lines: list[str] = []
        self._over = False
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(12), style.px(11), style.px(12), style.px(12))
        box.setSpacing(style.px(8))
        self.field = DraftField(style, one, quotation, self)
        box.addWidget(self.field)
        self._offer = QWidget()
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        self._question = Label("", "caption", "ink2", wrap=False)
        self._split = Button("", name="splitPaste", kind="primary", size="small")
        self._split.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._split.clicked.connect(self.accept_split)
        row.addWidget(self._split)
        row.addWidget(self._question)
        row.addStretch(1)
        box.addWidget(self._offer)
        self._offer.hide()
        self.field.paused.connect(self._on_written)
        self.field.committed.connect(self._on_written)
        self.field.next_wanted.connect(self._on_next)
        self.field.finished.connect(self._on_finished)
        self.field.list_pasted.connect(self.offer)
        self.field.textChanged.connect(self._on_grown)
        self._wants_next = False

    def offer(self, lines: list[str]) -> None:
        """Offer to make a card of each line."""
        self._lines = list(lines)
        words = tr("Add as {count} cards").format(count=len(lines))
        self._split.setText(words)
        self._question.setText(tr("or leave it as one"))
        self._offer.show()
        announce(self, tr("{offer}? Press Control Shift Enter for yes.").format(offer=words))
        self.grown.emit()

    @property
    def offered(self) -> int:
        """How many cards are offered (0: none)."""
        return len(self._lines) if not self._offer.isHidden() else 0

    def accept_split(self) -> None:
        """Yes: a card for each line."""
        if self._lines and not self._over:
            self._over = True
            self.split_accepted.emit(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Shift+Enter accepts the offer."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if self.offered and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & both == both:
            self.accept_split()
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Save what is there and end."""
        self.field.commit()
        self._on_finished()

    def _on_written(self, text: str) -> None:
        if not self._over:
            self.written.emit(text)

    def _on_next(self) -> None:
        self._end(go_on=True)

    def _on_finished(self) -> None:
        # After Enter the field also says "next"; whichever comes first must not end it twice.
        if self.field.hasFocus() and self.field.text():
            return
        self._end(go_on=False)

    def _end(self, *, go_on: bool) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(go_on)

    def _on_grown(self) -> None:
        self.grown.emit()

    def hasHeightForWidth(self) -> bool:
        """Qt: as tall as its words at a width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the field and the offer."""
        px = self._style.px
        room = max(width - px(24), 20)
        if self.field.document().textWidth() != room:
            self.field.document().setTextWidth(room)
        field = max(self.field.sizeHint().height(), self._style.line(BODY))
        offer = self._offer.sizeHint().height() + px(8) if self.offered else 0
        return field + offer + px(23)

    def sizeHint(self) -> QSize:
        """Qt: at the present width."""
        return QSize(self._style.px(240), self.heightForWidth(self._style.px(240)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a sheet with an ink line: this is where the words go."""
        rect = QRectF(self.rect())
        paint_frame(QPainter(self), rect, fill="card", line="ink", width=2, radius=theme().radius("card"))
