"""Pieces the family's panels are made of: facts to write in place, choices as plain words, rows that lead on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import fonts, icons
from ui.screens.family.panel_words import genders, say
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Label, Menu, Pressable, follow_theme, paint_frame

TITLES = 68
"""Width of the column of titles, px at 100 %."""


class FactField(WordsField):
    """One fact, written where it stands. ``saved(key, text)`` on leaving, not while typing: half a date is none."""

    saved = Signal(str, str)

    def __init__(
        self, key: str, text: str, *, heard: str, empty: str = "", editable: bool = True, role: str = "body",
        ink: str = "ink", single: bool = True, quoted: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, name=f"fact-{key}", heard=heard, role=role, ink=ink, empty=empty or say("Add"),
                         quoted=quoted, editable=editable, parent=parent)  # fmt: skip
        self.key = key
        # The panel is narrow: what is written with Enter as its end is read on as many lines as it needs.
        self._single = single
        self.written.connect(self._on_written)

    def open(self) -> None:
        """Begin to write."""
        fresh = self.editor is None
        super().open()
        if fresh and self.editor is not None:
            self.editor.paused.disconnect(self._keep)
            self.editor.selectAll()

    def _on_written(self, text: str) -> None:
        self.saved.emit(self.key, text)


class Facts(QWidget):
    """Titles at the left, what is known at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(10))
        self._grid.setVerticalSpacing(theme().px(4))
        self._grid.setColumnMinimumWidth(0, theme().px(TITLES))
        self._grid.setColumnStretch(1, 1)

    def add(self, title: str, value: QWidget) -> None:
        """Put a fact at the end."""
        row = self._grid.rowCount()
        words = Label(title, "body", "ink2", wrap=False)
        beside = value if isinstance(value, Choice | GenderChoice) else value.findChild(Choice)
        high = beside.sizeHint().height() if beside is not None else max(theme().px(24), 44 if theme().touch else 0)
        words.setFixedSize(theme().px(TITLES), high)
        if isinstance(value, Label):
            value.setMinimumHeight(high)
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)


class Choice(QPushButton):
    """One of some words, read like print; pressing it opens them all. ``chosen(key, value)``."""

    chosen = Signal(str, str)

    def __init__(
        self, key: str, words: Mapping[str, str], now: str, *, heard: str, editable: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.key, self.words, self.heard = key, dict(words), heard
        self.setObjectName(f"choose-{key}")
        self.set_now(now)
        self.setEnabled(editable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        follow_theme(self._retheme)

    def set_now(self, value: str) -> None:
        """Show another of the words, without telling anybody."""
        self.now = value
        self.setText(self.words.get(value, value))
        self.setAccessibleName(f"{self.heard}: {self.text()}")
        self.updateGeometry()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(4)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: words and a caret."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme().px(24)
        return QSize(width, max(theme().px(28), 44 if theme().touch else 0))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(theme().px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and F2 open the words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def menu_of_words(self) -> Menu:
        """Everything to choose from (made apart from showing it, so that a test can press it)."""
        menu = self.empty_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, text in self.words.items():
            menu.offer(text, value, checked=value == self.now)
        menu.chosen.connect(self._pick)
        return menu

    def empty_menu(self) -> Menu:
        """The menu before its words (another kind may show more than words)."""
        return Menu(self, name=f"menu-{self.key}")

    def _open(self) -> None:
        self.menu_of_words().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _pick(self, value: str) -> None:
        if value != self.now:
            self.chosen.emit(self.key, value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the words and a caret behind them; a tint under the pointer."""
        painter = QPainter(self)
        if self.isEnabled() and self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill=theme().color("ink", 0.05), radius=theme().px(4))
        painter.setFont(self.font())
        painter.setPen(theme().color("ink"))
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - theme().px(20))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        if self.isEnabled():
            side = theme().px(14)
            x = metrics.horizontalAdvance(text) + theme().px(6)
            icons.paint(painter, "caret-down", QRectF(x, (self.height() - side) / 2, side, side), theme().color("ink2"))


class _GenderMark(QPushButton):
    """A symbol of the drawing to press."""

    def __init__(self, key: str, gender: str, heard: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.gender = gender
        self.setObjectName(f"{key}-{gender}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(heard)
        self.setToolTip(heard)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def sizeHint(self) -> QSize:
        """Qt: a square target."""
        side = theme().target(32)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the symbol; the chosen one lies on a card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen:
            line = "ink" if theme().name == "contrast" else None
            paint_frame(painter, QRectF(self.rect()), fill="card", line=line, width=2, radius=theme().radius())
        side = theme().px(16)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = theme().color("ink" if chosen or self.underMouse() else "ink2")
        painter.setPen(QPen(ink, theme().px(2)))
        if self.gender == "female":
            painter.drawEllipse(box)
        elif self.gender == "male":
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        elif self.gender == "non_binary":
            middle, half = box.center(), side * 0.62
            painter.drawPolygon(QPolygonF([middle + QPointF(0, -half), middle + QPointF(half, 0),
                                           middle + QPointF(0, half), middle + QPointF(-half, 0)]))  # fmt: skip
        else:
            painter.setFont(theme().font("label", bold=True, size=17))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "?")


class GenderChoice(QWidget):
    """The genders as the symbols of the drawing, side by side. ``chosen(key, value)``."""

    chosen = Signal(str, str)

    def __init__(self, key: str, now: str, *, heard: str, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.now = key, now
        self.setObjectName(f"choose-{key}")
        self.setAccessibleName(heard)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self.marks: dict[str, _GenderMark] = {}
        for gender, words in genders().items():
            mark = _GenderMark(key, gender, words, self)
            mark.setChecked(gender == now)
            mark.setEnabled(editable)
            mark.clicked.connect(self._pressed)
            self.marks[gender] = mark
            row.addWidget(mark)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _pressed(self) -> None:
        mark = self.sender()
        if isinstance(mark, _GenderMark) and mark.gender != self.now:
            self.now = mark.gender
            self.chosen.emit(self.key, mark.gender)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the track."""
        line = "line" if theme().name == "contrast" else None
        paint_frame(QPainter(self), QRectF(self.rect()), fill="selected", line=line, radius=theme().px(10))


class RowButton(Pressable):
    """A row that leads to something else: a mark at the left, a name, and words beneath that wrap."""

    def __init__(
        self, name: str, title: str, words: str = "", *, mark: QWidget | None = None, heard: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard or ", ".join(part for part in (title, words) if part))
        fonts.ensure(title + words)
        self.title = Label(title, "body", bold=True, parent=self)
        self.words = Label(words, "body", "ink2", parent=self)
        self.mark = mark
        for child in (self.title, self.words, mark):
            if child is not None:
                child.setParent(self)
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.setVisible(bool(words))
        self._leads = mark is None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self.updateGeometry)

    def _lead(self) -> int:
        return self.mark.sizeHint().width() + theme().px(12) if self.mark is not None else 0

    def _room(self, width: int) -> int:
        """How wide the words may be."""
        return max(1, width - self._lead() - (theme().px(20) if self._leads else 0))

    def hasHeightForWidth(self) -> bool:
        """Qt: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the name and the words beneath, never under a target's height."""
        room = self._room(width)
        words = self.words.heightForWidth(room) if self.words.text() else 0
        high = self.title.heightForWidth(room) + words + theme().px(8)
        return max(high, theme().target(32))

    def sizeHint(self) -> QSize:
        """Qt: as wide as there is room."""
        width = theme().px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine."""
        return QSize(theme().px(140), theme().target(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self._place()

    def _place(self) -> None:
        lead = self._lead()
        room = self._room(self.width())
        title = self.title.heightForWidth(room)
        words = self.words.heightForWidth(room) if self.words.text() else 0
        top = max(0, (self.height() - title - words) // 2)
        self.title.setGeometry(lead, top, room, title)
        self.words.setGeometry(lead, top + title, room, words)
        if self.mark is not None:
            hint = self.mark.sizeHint()
            middle = top + title / 2 if words else self.height() / 2
            self.mark.setGeometry(0, max(0, round(middle - hint.height() / 2)), hint.width(), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tint under the pointer, and where no picture says more a caret that leads on."""
        painter = QPainter(self)
        if self.underMouse():
            rect = QRectF(self.rect())
            paint_frame(painter, rect, fill=theme().color("ink", 0.05), radius=self.corner_radius())
        if self._leads:
            side = theme().px(14)
            spot = QRectF(self.width() - side, (self.height() - side) / 2, side, side)
            icons.paint(painter, "caret-right", spot, theme().color("ink3"))
