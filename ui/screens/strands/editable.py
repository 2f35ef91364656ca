"""Words that are read like print and edited in place: press, Enter or F2 opens them; leaving the field saves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.plain_words import Span, mark_in
from ui.screens.strands.marked import MarkedLabel
from ui.theme import theme
from ui.widgets import GrowingTextEdit, InPlace, Label, paint_frame


class _Shown(QPushButton):
    """The words while nobody writes in them; the whole area is the target."""

    def __init__(self, name: str, label: Label) -> None:
        super().__init__()
        self.setObjectName(name)
        self.label = label
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._wraps = label.hasHeightForWidth()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(self._wraps)
        self.setSizePolicy(policy)
        label.setParent(self)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(4)

    def hasHeightForWidth(self) -> bool:
        """Qt: whether its words wrap."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """Qt: as tall as the words, never under a target's height in touch mode."""
        words = self.label.heightForWidth(width) if self._wraps else self.label.sizeHint().height()
        return max(words, self._least())

    def place(self) -> None:
        """Put the words where they belong (a layout of its own would overrule the least height)."""
        words = self.label.heightForWidth(self.width()) if self._wraps else self.label.sizeHint().height()
        self.label.setGeometry(0, max(0, (self.height() - words) // 2), self.width(), max(words, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another size, other lines."""
        super().resizeEvent(event)
        self.place()

    def _least(self) -> int:
        return 44 if theme().touch else theme().px(24)

    def sizeHint(self) -> QSize:
        """Qt: the words."""
        hint = self.label.sizeHint()
        return QSize(hint.width(), self.heightForWidth(max(1, hint.width())))

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as the longest word; one line may lose its end, never more than half."""
        hint = self.label.minimumSizeHint()
        across = hint.width() if self._wraps else max(hint.width(), self.label.sizeHint().width() // 2)
        return QSize(across, max(hint.height(), self._least()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and F2 open the words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tint under the pointer says that one can write here."""
        if self.underMouse():
            rect = self.rect().toRectF()
            paint_frame(QPainter(self), rect, fill=theme().color("ink", 0.05), radius=theme().px(4))


class WordsField(InPlace):
    """Words shown, and edited where they stand.

    ``quoted`` shows them in quotation marks (the marks are not part of the words); ``empty`` stands there when there
    are none. ``opened()`` when somebody begins to write, ``closed()`` when they have left. ``typing(text)`` follows
    every letter; ``set_marks`` marks phrases, shown or being written.
    """

    face: _Shown
    typing = Signal(str)
    opened = Signal()
    closed = Signal()

    def __init__(
        self, text: str, *, name: str, heard: str, role: str = "body", ink: str = "ink", quoted: bool = False,
        empty: str = "", single: bool = False, editable: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._label = Label("", role, ink, wrap=False) if single else MarkedLabel("", role, ink)
        super().__init__(_Shown(name, self._label), text, parent)
        self._name, self._heard, self._role, self._ink = name, heard, role, ink
        self._quoted, self._empty, self._single = quoted, empty, single
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        self.face.setEnabled(editable)
        self.face.clicked.connect(self.open)
        body.addWidget(self.face)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show other words; words being written stay under the writer's hand."""
        self._text = text
        if self.editor is not None:
            return
        shown = f"“{text.strip('“”')}”" if self._quoted and text else text
        self.face.label.set_ink(self._ink if text else "ink3")
        self.face.label.setText(shown or self._empty)
        said = shown or self._empty
        self.face.updateGeometry()
        self.face.place()
        self.face.setAccessibleName(f"{self._heard}: {said}" if said else self._heard)

    @property
    def marks(self) -> tuple[Span, ...]:
        """The characters marked in the words while they are shown."""
        return self._label.spans if isinstance(self._label, MarkedLabel) else ()

    def set_marks(self, spans: Sequence[Span]) -> None:
        """Mark these characters of the words."""
        if self.editor is not None:
            mark_in(self.editor, spans)
        elif isinstance(self._label, MarkedLabel):
            self._label.set_marks(spans if self._text and not self._quoted else ())

    def set_editable(self, on: bool) -> None:
        """Let the words be written, or only read."""
        self.face.setEnabled(on)
        self._label.setEnabled(True)

    def open(self) -> None:
        """Begin to write."""
        if self.editor is not None:
            return
        editor = GrowingTextEdit(
            self._text, name=f"{self._name}Editor", heard=self._heard, role=self._role, single=self._single,
            placeholder=self._empty, parent=self,
        )  # fmt: skip
        editor.textChanged.connect(self._typed)
        self._write_in(editor)
        self.opened.emit()
        cursor = editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        editor.setTextCursor(cursor)

    def _typed(self) -> None:
        if self.editor is not None:
            self.typing.emit(self.editor.toPlainText())

    def _close(self) -> None:
        was_open = self.editing
        super()._close()
        if was_open:
            self.closed.emit()

    def _closed(self) -> None:
        self.set_words(self._text)
