"""How long, how often: said in words above the grid; a gap is dashed and asks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import GrowingTextEdit, IconMark, InPlace, Label, follow_theme, paint_frame, text_width


class _Face(QPushButton):
    """The words while nobody writes in them; the whole box is the target."""

    def __init__(self, name: str, heading: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.is_gap = False
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        self.heading = Label(heading, "body", bold=True, wrap=False)
        self.mark = IconMark("question", "askInk", size=20)
        self.words = Label("", "body")
        top = Qt.AlignmentFlag.AlignTop
        for widget, stretch in ((self.heading, 0), (self.mark, 0), (self.words, 1)):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(widget, stretch, top)
        self._row = row
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        across, down = theme().px(14), theme().px(9)
        self._row.setContentsMargins(across, down, across, down)
        self._row.setSpacing(theme().px(8))
        self.heading.setFixedWidth(self.heading.sizeHint().width())
        self.updateGeometry()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def hasHeightForWidth(self) -> bool:
        """Qt: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: as tall as its words, never under a target's height."""
        layout = self.layout()
        assert layout is not None
        return max(layout.totalHeightForWidth(width), theme().target(40))

    def sizeHint(self) -> QSize:
        """Qt: in one line if there is room."""
        mark = self.mark.sizeHint().width() + self._row.spacing() if self.is_gap else 0
        words = text_width(self.words.text(), self.words.font()) + 4
        sides = self._row.contentsMargins().left() * 2 + self._row.spacing()
        wide = sides + self.heading.width() + mark + words
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine, cut is not."""
        wide = self.heading.sizeHint().width() + theme().px(150)
        return QSize(min(wide, self.sizeHint().width()), theme().target(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and F2 open the words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card, or a dashed box that asks."""
        radius, look = theme().px(10), theme()
        fill: str | None = "hover" if self.underMouse() else "card"
        line = "line" if look.name == "contrast" else None
        if self.is_gap:
            fill, line = "ask", "askLine"
        paint_frame(QPainter(self), QRectF(self.rect()), fill=fill, line=line, radius=radius, dashed=self.is_gap)


class FactField(InPlace):
    """A fact with its heading; the heading stands beside the words while they are written."""

    face: _Face

    def __init__(self, heading: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_Face(name, heading), parent=parent)
        self._name, self._heading = name, heading
        self._may_write = True
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        self._beside = Label(heading, "body", bold=True, wrap=False)
        self._beside.hide()
        body.addWidget(self._beside)
        self.face.clicked.connect(self.open)
        body.addWidget(self.face)
        self.setSizePolicy(self.face.sizePolicy())

    def show_fact(self, text: str, shown: str, *, asks: str = "", may_write: bool = True) -> None:
        """Show ``shown`` for the words as kept; ``asks``: what stands in a gap. Words being written stay."""
        self._text, self._may_write = text, may_write
        face = self.face
        face.is_gap = bool(asks)
        face.mark.setVisible(bool(asks))
        face.heading.set_ink("askInk" if asks else "ink")
        face.words.set_ink("askInk" if asks else "ink")
        face.words.setText(asks or shown)
        face.setAccessibleName(f"{self._heading}: {asks or shown}")
        face.updateGeometry()
        face.update()
        self.updateGeometry()

    def open(self) -> None:
        """Begin to write."""
        if self.editor is not None or not self._may_write:
            return
        editor = GrowingTextEdit(
            self._text, name=f"{self._name}Editor", heard=self._heading, single=True, placeholder=self._heading,
            parent=self,
        )  # fmt: skip
        editor.setMinimumWidth(min(theme().px(320), max(self.width(), theme().px(200))))
        self._beside.show()
        self._write_in(editor)
        editor.selectAll()

    def _close(self) -> None:
        if self.editor is not None:
            self._keep(self.editor.text())
            self.editor.blockSignals(True)
        super()._close()

    def _closed(self) -> None:
        self._beside.hide()
