"""What is known about one line of the ecomap: its kind, which way strength flows, whom it is for, a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from models.acts import ecomap
from models.drawing import Primitive
from models.drawings.ecomap_figure import node_detail, sample
from models.family_views import EcomapNode, HomeView
from ui import fonts
from ui.context import CaseContext
from ui.painter import paint_items
from ui.restricting import RestrictRow
from ui.screens.ecomap.words import energies, kinds
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, Pressable, column, follow_theme, paint_frame

_SAMPLE = 44.0


class Option(Pressable):
    """One of a few to choose from: a piece of the line as it is drawn, and its name."""

    def __init__(
        self, text: str, *, name: str, value: str, items: tuple[Primitive, ...] = (), group: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.value, self._items = value, items
        fonts.ensure(text)
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(f"{group}: {text}" if group else text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        self.updateGeometry()

    def _lead(self) -> int:
        return theme().px(_SAMPLE + 10) if self._items else 0

    def sizeHint(self) -> QSize:
        """Qt: the sample and the words."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4
        return QSize(self._lead() + words + theme().px(20), theme().target(34))

    def minimumSizeHint(self) -> QSize:
        """Qt: the words may be elided."""
        return QSize(self._lead() + theme().px(70), theme().target(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the chosen one is a card with an ink line."""
        painter = QPainter(self)
        if self.isChecked():
            paint_frame(painter, QRectF(self.rect()), fill="card", line="ink", width=2, radius=theme().radius())
        elif self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill="hover", radius=theme().radius())
        left = theme().px(10)
        if self._items:
            painter.save()
            painter.translate(left, self.height() / 2)
            painter.scale(theme().factor, theme().factor)
            paint_items(painter, self._items, theme().color)
            painter.restore()
        x = left + self._lead()
        painter.setFont(theme().font("body", bold=self.isChecked()))
        painter.setPen(theme().color("ink" if self.isEnabled() else "lineStrong"))
        room = self.width() - x - theme().px(6)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, 0, room + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, text)


class Options(QWidget):
    """A question with a few answers, one of them chosen. ``chosen(value)``."""

    chosen = Signal(str)

    def __init__(
        self, question: str, options: Sequence[tuple[str, str, tuple[Primitive, ...]]], now: str, *, name: str,
        columns: int = 1, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(question)
        body = column(self, gap=4)
        body.addWidget(Label(question, "label", "ink2"))
        grid = QGridLayout()
        grid.setSpacing(theme().px(2))
        self.options: dict[str, Option] = {}
        for place, (value, text, items) in enumerate(options):
            option = Option(text, name=f"{name}-{value or 'home'}", value=value, items=items, group=question)
            option.setChecked(value == now)
            option.clicked.connect(self._press)
            self.options[value] = option
            grid.addWidget(option, place // columns, place % columns)
        body.addLayout(grid)
        self._now = now

    def _press(self) -> None:
        option = self.sender()
        if isinstance(option, Option) and option.value != self._now:
            self._now = option.value
            self.chosen.emit(option.value)


class LinePanel(QWidget):
    """One line's facts, each saved as it is chosen. ``closed()``; ``step(±1)`` moves it round; ``removed(id)``."""

    closed = Signal()
    step = Signal(int)
    removed = Signal(str)

    def __init__(
        self, context: CaseContext, node: EcomapNode, home: HomeView, *, editable: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("ecomapLine")
        self.setAccessibleName(node.label)
        self._context, self.node = context, node
        body = column(self, gap=12)
        body.addLayout(self._head(node))
        samples = [(key, text, sample(key, width=_SAMPLE)) for key, text in kinds().items()]
        self.kind = Options(self.tr("What is the line like?"), samples, node.kind, name="ecomapKind")
        self.kind.chosen.connect(self._set_kind)
        arrows = [(key, text, sample("ordinary", key, _SAMPLE)) for key, text in energies().items()]
        self.energy = Options(self.tr("Which way does strength flow?"), arrows, node.energy, name="ecomapEnergy")
        self.energy.chosen.connect(self._set_energy)
        self.member = Options(
            self.tr("Whom is it for?"),
            [("", self.tr("Everybody at home"), ()), *((m.person.id, m.person.name, ()) for m in home.members)],
            node.member.id if node.member else "", name="ecomapMember", columns=2,
        )  # fmt: skip
        self.member.chosen.connect(self._set_member)
        self.note = WordsField(
            node.note or "",
            name="ecomapNote",
            heard=self.tr("Note"),
            empty=self.tr("What do they do? What does it cost?"),
        )
        self.note.written.connect(self._set_note)
        for part in (self.kind, self.energy, self.member):
            part.setEnabled(editable)
            body.addWidget(part)
        said = column(holder := QWidget(), gap=4)
        said.addWidget(Label(self.tr("Note"), "label", "ink2"))
        said.addWidget(self.note)
        body.addWidget(holder)
        if editable and context.lens.is_us:
            body.addWidget(RestrictRow(context, "ecomap_link", node.id))
        body.addLayout(self._foot(editable))

    def _head(self, node: EcomapNode) -> QHBoxLayout:
        head = QHBoxLayout()
        words = column(holder := QWidget(), gap=0)
        self.name: WordsField | None = None
        if node.person is None:
            self.name = WordsField(node.label, name="ecomapName", heard=self.tr("Name"), role="lead", single=False)
            self.name.written.connect(self._set_name)
            words.addWidget(self.name)
        else:
            words.addWidget(Label(node.label, "lead"))
        full = node.person.full_name if node.person else ""
        about = [part for part in (full if full != node.label else "", node_detail(node)) if part]
        if about:
            words.addWidget(Label(", ".join(about), "body", "ink2"))
        head.addWidget(holder, 1)
        close = IconButton("x", self.tr("Close"), name="ecomapLineClose", size="small")
        close.clicked.connect(self.closed)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _foot(self, editable: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(4))
        back = IconButton("arrow-left", self.tr("Move back round the home"), name="ecomapBack")
        on = IconButton("arrow-right", self.tr("Move on round the home"), name="ecomapOn")
        back.clicked.connect(self._step_back)
        on.clicked.connect(self._step_on)
        away = Button(self.tr("Remove"), name="ecomapRemove", kind="quiet", icon="trash", key="Del")
        away.clicked.connect(self._remove)
        for button in (back, on):
            button.setEnabled(editable)
            foot.addWidget(button)
        foot.addStretch(1)
        away.setEnabled(editable)
        foot.addWidget(away)
        return foot

    @property
    def writing(self) -> bool:
        """Whether somebody writes in it just now."""
        return self.note.editing or (self.name is not None and self.name.editing)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _write(self, act: Callable[[], object]) -> None:
        self._context.attempt(act)

    def _set_kind(self, value: str) -> None:
        self._write(lambda: ecomap.set_link(self._context.case, self.node.id, kind=value))

    def _set_energy(self, value: str) -> None:
        self._write(lambda: ecomap.set_link(self._context.case, self.node.id, energy=value))

    def _set_member(self, value: str) -> None:
        self._write(lambda: ecomap.set_link(self._context.case, self.node.id, member_id=value or None))

    def _set_note(self, text: str) -> None:
        self._write(lambda: ecomap.set_link(self._context.case, self.node.id, origin=self.note, note=text))

    def _set_name(self, text: str) -> None:
        self._write(lambda: ecomap.set_link(self._context.case, self.node.id, origin=self.name, name=text))

    def _step_back(self) -> None:
        self.step.emit(-1)

    def _step_on(self) -> None:
        self.step.emit(1)

    def _remove(self) -> None:
        self.removed.emit(self.node.id)
