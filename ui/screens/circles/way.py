"""How somebody moved in: dated steps, who was asked, what helped; written in place, never in the way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models import dates
from models.acts import circles as acts
from models.drawings.circles import step_words
from models.family_views import RingMove, RingPerson
from models.one_line import as_iso
from models.views import PersonView
from ui.screens.circles.canvas import disc_kind
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import tr
from ui.theme import theme
from ui.widgets import Avatar, GrowingTextEdit, IconButton, Label, LineField, LinkButton, column


class StepMark(QWidget):
    """A step's dot: open for what was, filled for what is."""

    def __init__(self, now: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: a dot on a line of text."""
        return QSize(theme().px(13), theme().line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the dot."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(11)
        painter.setPen(QPen(look.color("ink"), look.px(2)))
        painter.setBrush(look.color("ink" if self._now else "card"))
        painter.drawEllipse(QRectF(1, (self.height() - side) / 2, side, side))


class PersonWay(QWidget):
    """The steps of one person. ``open_step`` is the move whose words are being written ("" for none)."""

    changed = Signal()

    def __init__(
        self, state: CirclesState, person: RingPerson, open_step: str = "", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("personWay")
        self._state, self.person, self.open_step = state, person, open_step
        self._body = column(self, gap=10)
        for move in person.moves:
            self._add_step(move, move is person.moves[-1])

    def may_write(self, move: RingMove) -> bool:
        """Whether the words of a step can be changed here: now, and none of them are kept from this reader."""
        row = self._state.context.case.rows.get("circle_move", move.id)
        if self._state.is_past or row is None:
            return False
        seen = {"asked": move.asked, "helped": move.helped, "note": move.note}
        return all((row[key] or None) == words for key, words in seen.items())

    def _add_step(self, move: RingMove, last: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(14))
        row.addWidget(StepMark(last), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(step_words(move, last)))
        words.addWidget(Label(dates.written(move.moved_on), "caption", "ink2"))
        row.addLayout(words, 1)
        may_write = self.may_write(move)
        if may_write and self.open_step != move.id:
            heard = tr("Say how: {step}, {day}").format(
                step=step_words(move, last), day=dates.written(move.moved_on)
            )  # fmt: skip
            link = IconButton("pencil-simple", heard, name=f"changeStep-{move.id}", size="small", icon_size=16)
            link.setProperty("step", move.id)
            link.clicked.connect(self._open)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(row)
        if may_write and self.open_step == move.id:
            self._body.addWidget(StepForm(self._state, move))
        else:
            self._add_words(move)

    def _add_words(self, move: RingMove) -> None:
        if move.helped:
            self._body.addWidget(Label(_curly(move.helped), "words"))
        if move.asked:
            row = QHBoxLayout()
            row.setSpacing(theme().px(7))
            if person := self._somebody(move.asked):
                row.addWidget(Avatar(person.name, disc_kind(person), initials=person.initials))
                row.addWidget(Label(person.name, "caption", "ink2"), 1)
            else:
                row.addWidget(Label(tr("Asked: {who}").format(who=move.asked), "caption", "ink2"), 1)
            self._body.addLayout(row)
        if move.note:
            self._body.addWidget(Label(_curly(move.note), "caption", "ink2"))

    def _somebody(self, words: str) -> PersonView | None:
        """The person a name stands for, where the words are nothing but the name."""
        name = words.strip().casefold()
        people = (self._state.shown(key) for key in self._state.context.projector.people)
        found = [p for p in people if p and name in (p.name.casefold(), p.full_name.casefold())]
        return found[0] if len(found) == 1 else None

    def _open(self) -> None:
        link = self.sender()
        if isinstance(link, IconButton):
            self.open_step = str(link.property("step"))
            self.changed.emit()


class StepForm(QWidget):
    """Who was asked, what helped, and when: saved on leaving each field."""

    def __init__(self, state: CirclesState, move: RingMove, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepForm")
        self._state, self._move = state, move
        body = column(self, (27, 0, 0, 4), gap=6)
        self.asked = GrowingTextEdit(
            move.asked or "", name="stepAsked", heard=tr("Who was asked?"), single=True,
            placeholder=tr("Who was asked?"),
        )  # fmt: skip
        self.helped = GrowingTextEdit(
            move.helped or "", name="stepHelped", heard=tr("What helped?"), placeholder=tr("What helped?"), min_lines=2
        )  # fmt: skip
        self.day = LineField(dates.written(move.moved_on), name="stepDay", heard=tr("On which day?"), height=36)
        self.asked.committed.connect(self._keep_asked)
        self.helped.committed.connect(self._keep_helped)
        self.day.editingFinished.connect(self._keep_day)
        for field in (self.asked, self.helped, self.day):
            body.addWidget(field)
        remove = LinkButton(tr("Take this step away"), name="removeStep", role="caption", ink="ink2")
        remove.clicked.connect(self._remove)
        body.addWidget(remove)

    def _write(self, **fields: str) -> None:
        context, move_id = self._state.context, self._move.id
        context.attempt(lambda: acts.set_move(context.case, move_id, origin=self, **fields))

    def _keep_asked(self, words: str) -> None:
        self._write(asked=words)

    def _keep_helped(self, words: str) -> None:
        self._write(helped=words)

    def _keep_day(self) -> None:
        day = as_iso(self.day.text())
        if day == self._move.moved_on:
            return
        context, move_id = self._state.context, self._move.id
        context.attempt(lambda: acts.set_move(context.case, move_id, moved_on=day))

    def _remove(self) -> None:
        context, move_id = self._state.context, self._move.id
        context.attempt(lambda: acts.remove_move(context.case, move_id))
        context.said_and_undoable(tr("The step is gone."))


def _curly(words: str) -> str:
    """Somebody's words with printed quotation marks where they were typed with plain ones."""
    inner = words.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        return f"“{inner[1:-1]}”"
    return inner
