"""One rule of the plan: its number (which is also its handle), and its four parts, each written in place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QSizePolicy, QWidget

from models.thinking_views import RuleView
from ui import icons
from ui.context import CaseContext
from ui.restricting import RestrictRow
from ui.screens.plan.fields import AskedWords
from ui.screens.plan.words import days_ago, tr
from ui.theme import theme
from ui.widgets import IconButton, Label, column, follow_theme, paint_frame

PARTS = ("text", "who", "how_we_know", "if_it_slips")
SHARES = (155, 100, 110, 135)
"""How wide the four parts are against each other."""


def heading_of(part: str) -> str:
    """The head of a part's column."""
    return {"text": tr("Rule"), "who": tr("Who"), "how_we_know": tr("How we will know"),
            "if_it_slips": tr("If it slips")}[part]  # fmt: skip


def ask_of(part: str) -> str:
    """What an empty part asks."""
    return {"text": tr("What is the rule?"), "who": tr("Who does it?"),
            "how_we_know": tr("How will everybody know it is kept?"),
            "if_it_slips": tr("What happens if it slips, and who comes?")}[part]  # fmt: skip


class Handle(QPushButton):
    """A rule's number. Dragged, it moves the rule; M takes it up, arrows move it; a press opens what can be done.

    ``dragged``/``dropped`` follow the pointer (global places); ``stepped(-1 | 1)`` and ``walked`` the arrows, lifted
    or not; ``lift_wanted``, ``drop_wanted``, ``back_wanted``, ``nudged(-1 | 1)`` (Alt and an arrow), ``removed``.
    """

    dragged = Signal(QPoint)
    dropped = Signal()
    stepped = Signal(int)
    nudged = Signal(int)
    lift_wanted = Signal()
    drop_wanted = Signal()
    back_wanted = Signal()
    removed = Signal()

    def __init__(self, rule_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"rule-{rule_id}")
        self.number, self.lifted, self.movable = 0, False, True
        self._start: QPoint | None = None
        self._dragging = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        follow_theme(self.updateGeometry)

    def show_rule(self, number: int, text: str, movable: bool) -> None:
        """Show the number; say the rule."""
        self.number, self.movable = number, movable
        self.setEnabled(movable)
        self.setAccessibleName(tr("Rule {n}: {text}").format(n=number, text=text or tr("not written yet")))
        if movable:
            self.setAccessibleDescription(tr("M takes it up, arrows move it, Enter puts it down, Delete removes it."))
            self.setToolTip(tr("Drag to move, press for more"))
        self.update()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(8)

    def sizeHint(self) -> QSize:
        """Qt: a comfortable hold."""
        return QSize(theme().target(40), theme().target(40))

    # ---- by pointer -------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: it may become a drag."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: far enough, it is a drag."""
        at = event.globalPosition().toPoint()
        far = self._start is not None and (at - self._start).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging or (far and self.movable):
            self._dragging = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: put down, or pressed."""
        was, self._dragging, self._start = self._dragging, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if was:
            self.setDown(False)
            self.dropped.emit()
        else:
            super().mouseReleaseEvent(event)

    # ---- by keys ----------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: M, the arrows, Enter, Esc, Delete."""
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            alone = self.lifted or not event.modifiers() & Qt.KeyboardModifier.AltModifier
            (self.stepped if alone else self.nudged).emit(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_M:
            (self.drop_wanted if self.lifted else self.lift_wanted).emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.lifted:
                self.drop_wanted.emit()
            else:
                self.click()
        elif key == Qt.Key.Key_Escape and (self.lifted or self._dragging):
            self._dragging, self._start = False, None
            self.back_wanted.emit()
        elif key == Qt.Key.Key_Delete and not self.lifted:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: left while in the hand, it goes back."""
        super().focusOutEvent(event)
        if self.lifted and event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.OtherFocusReason):
            self.back_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the number; six dots when it can be taken up."""
        painter, look = QPainter(self), theme()
        if self.underMouse() and self.isEnabled():
            tint = QRectF(0, -look.px(7), self.width(), look.line_height("lead") + look.px(14))
            paint_frame(painter, tint, fill="hover", radius=self.corner_radius())
        painter.setFont(look.font("title", size=26))
        painter.setPen(look.color("nextInk"))
        line = QRectF(0, 0, self.width(), look.line_height("lead"))  # the number stands on the rule's first line
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, str(self.number))
        if (self.underMouse() or self.hasFocus()) and self.isEnabled():
            side = look.px(14)
            box = QRectF(-look.px(2), (line.height() - side) / 2, side, side)
            icons.paint(painter, "dots-six-vertical", box, look.color("ink3"))


class RuleRow(QWidget):
    """A rule as a card. ``written(rule id, part, words)``; ``more(rule id)`` asks for its menu."""

    written = Signal(str, str, str)
    left = Signal()
    more = Signal(str)

    def __init__(self, rule: RuleView, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = rule
        self.lifted = self.ghost = False
        outer = column(self)
        self.body = QWidget()
        outer.addWidget(self.body)
        self._grid = QGridLayout(self.body)
        self.handle = Handle(rule.id)
        self.handle.clicked.connect(self._more)
        self.cells: dict[str, AskedWords] = {}
        for part in PARTS:
            cell = AskedWords(
                name=f"{part}-{rule.id}", heard=tr("Rule {n}: {part}").format(n=rule.number, part=heading_of(part)),
                ask=ask_of(part), role="lead" if part == "text" else "body",
                heading="" if part == "text" else heading_of(part),
            )  # fmt: skip
            cell.setProperty("part", part)
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the shares say how wide
            cell.written.connect(self._written)
            cell.closed.connect(self.left)
            self.cells[part] = cell
        self.used = Label("", "caption", "ink2")
        self.menu = IconButton("dots-three", "", name=f"ruleMore-{rule.id}", size="small")
        self.menu.clicked.connect(self._more)
        self.restriction = RestrictRow(context, "plan_rule", rule.id, self.body, quiet=True, back_to=self.menu)
        self._wide: bool | None = None
        follow_theme(self._retheme)

    @property
    def editing(self) -> bool:
        """Whether somebody writes in one of its parts."""
        return any(cell.editing for cell in self.cells.values())

    def show_rule(self, rule: RuleView, editable: dict[str, bool], movable: bool) -> None:
        """Show a rule; what is being written stays under the writer's hand."""
        self.rule = rule
        self.handle.show_rule(rule.number, rule.text, movable)
        for part, cell in self.cells.items():
            cell.show_words(str(getattr(rule, part)), editable=editable[part])
        when = "" if rule.days_since is None else days_ago(rule.days_since)
        self.used.setText(tr("Last in the diary {when}").format(when=when) if when else "")
        self.used.setVisible(bool(when))
        self.menu.set_tip(tr("More about rule {n}").format(n=rule.number))
        self.menu.setVisible(movable)

    def arrange(self, wide: bool) -> None:
        """Four columns, or one under the other where there is little room."""
        if wide == self._wide:
            return
        self._wide = wide
        for widget in (self.handle, *self.cells.values(), self.used, self.restriction, self.menu):
            self._grid.removeWidget(widget)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.handle, 0, 0, top)
        for place, cell in enumerate(self.cells.values()):
            self._grid.addWidget(cell, *((0, place + 1) if wide else (place if place == 0 else place + 1, 1)))
            cell.show_heading(not wide)
        self._grid.addWidget(self.used, 1, 1, top)
        self._grid.addWidget(self.restriction, *((1, 2, 1, 3) if wide else (len(self.cells) + 1, 1)))
        self._grid.addWidget(self.menu, 0, 5 if wide else 2, top)
        self._grid.setColumnMinimumWidth(5, theme().target(32) if wide else 0)
        for place, share in enumerate(SHARES, 1):
            self._grid.setColumnStretch(place, share if wide else int(place == 1))
        self._grid.setRowStretch(0, 1 if wide else 0)

    def to_press(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        return [self.handle, *(cell.target for cell in self.cells.values()), self.menu, self.restriction.button]

    def set_hand(self, *, lifted: bool = False, ghost: bool = False) -> None:
        """In the hand by keys (``lifted``), or its outlined old place while the pointer carries it (``ghost``)."""
        if ghost and not self.ghost:
            self.setFixedHeight(self.height())
            self.body.hide()
        elif self.ghost and not ghost:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
            self.body.show()
        self.lifted, self.ghost = lifted, ghost
        self.handle.lifted = lifted
        self.update()

    def _retheme(self) -> None:
        px = theme().px
        self._grid.setContentsMargins(px(10), px(14), px(10), px(14))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self.update()

    def _written(self, words: str) -> None:
        cell = self.sender()
        if isinstance(cell, AskedWords):
            self.written.emit(self.rule.id, str(cell.property("part")), words)

    def _more(self) -> None:
        self.more.emit(self.rule.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a white card; outlined while it is carried; a strong edge in the hand."""
        painter, box = QPainter(self), QRectF(self.rect())
        radius = theme().radius("card")
        if self.ghost:
            paint_frame(painter, box, fill=None, line="lineStrong", radius=radius, dashed=True)
        elif self.lifted:
            paint_frame(painter, box, fill="card", line="ink", width=2, radius=radius)
        else:
            line: str | QColor | None = "line" if theme().name == "contrast" else None
            paint_frame(painter, box, fill="card", line=line, radius=radius)
