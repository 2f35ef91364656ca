"""Starting a round: who scores, when, and on what occasion."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models import dates
from models.acts.people import add_person
from models.acts.strands import start_round
from models.one_line import as_iso, person_from_line
from models.views import PersonView, ScaleView
from ui import icons
from ui.context import CaseContext
from ui.screens.people.discs import disc_of
from ui.screens.people.everybody import is_very_young, possible_scorers
from ui.theme import theme
from ui.widgets import (
    Button,
    FlowLayout,
    Label,
    LineField,
    Pressable,
    ScrollArea,
    clear,
    column,
    follow_theme,
    paint_avatar,
    paint_frame,
    paint_line,
)


class PersonTick(Pressable):
    """Somebody who may score: pressed in when they will."""

    def __init__(self, person: PersonView, *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self.setObjectName(f"asks-{person.id}")
        self.setCheckable(True)
        self.setChecked(on)
        how = self.tr("with pictures") if person.is_child else (person.role or person.relation or "")
        self._how = how
        self.setAccessibleName(f"{person.name}, {how}" if how else person.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def sizeHint(self) -> QSize:
        """Qt: disc, name, how they belong, tick."""
        name = QFontMetrics(theme().font("body", bold=True)).horizontalAdvance(self.person.name)
        how = QFontMetrics(theme().font("caption")).horizontalAdvance(self._how) if self._how else 0
        return QSize(min(theme().px(320), theme().px(32 + 52) + max(name, how)), theme().target(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "card" if on else ("hover" if self.underMouse() else None)
        line, width = ("ink", 2) if on else ("lineStrong", 1)
        paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, width=width, radius=self.height() / 2)
        side = theme().px(32)
        top = (self.height() - side) / 2
        paint_avatar(painter, QRectF(top, top, side, side), self.person.initials, disc_of(self.person))
        x = top + side + theme().px(8)
        room = self.width() - x - theme().px(30)
        lines = [(self.person.name, "body", "ink", on)] + ([(self._how, "caption", "ink2", False)] if self._how else [])
        height = theme().px(18)
        y = (self.height() - height * len(lines)) / 2
        for text, role, ink, bold in lines:
            paint_line(painter, QRectF(x, y, room, height), text, role, ink, bold=bold)
            y += height
        if on:
            tick = theme().px(16)
            spot = QRectF(self.width() - tick - theme().px(12), (self.height() - tick) / 2, tick, tick)
            icons.paint(painter, "check", spot, theme().color("ink"))


class NewRound(QWidget):
    """Who scores, when, on what occasion. ``started(round id)``, ``left()``."""

    started = Signal(str)
    left = Signal()

    def __init__(self, context: CaseContext, scale: ScaleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newRound")
        self._context, self._scale = context, scale
        outer = column(self, gap=0)
        page = QWidget()
        outer.addWidget(ScrollArea(page, name="newRoundScroll"), 1)
        self._body = column(page, (24, 20, 24, 24), gap=10)
        self._body.addWidget(Label(self.tr("Who will score?"), "lead"))
        text = self.tr("Each person writes on their own. Nobody sees a number until all are shown together.")
        self._body.addWidget(Label(text, "body", "ink2"))
        self.ticks: list[PersonTick] = []
        self._groups = QVBoxLayout()
        self._groups.setSpacing(theme().px(6))
        self._body.addLayout(self._groups)
        self._add_line()
        self._when()
        self._body.addStretch(1)
        outer.addLayout(self._buttons())
        self._fill(self._usual())

    # ---- making it --------------------------------------------------------------------------------------------
    def _add_line(self) -> None:
        self.add_field = LineField(
            name="addScorer", heard=self.tr("Add someone"),
            placeholder=self.tr("Add someone: Nanna Mo, 57, mum's mum"),
        )  # fmt: skip
        self.add_field.setMaximumWidth(theme().px(520))
        self.add_field.returnPressed.connect(self._add)
        self._body.addWidget(self.add_field)

    def _when(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        today = self._context.services.now().date().isoformat()
        self.day_field = LineField(dates.written(today), name="roundDay", heard=self.tr("Day"))
        self.occasion_field = LineField(
            name="roundOccasion", heard=self.tr("Occasion"), placeholder=self.tr("Network meeting, home visit…")
        )
        for title, field in ((self.tr("Day"), self.day_field), (self.tr("Occasion"), self.occasion_field)):
            side = QVBoxLayout()
            side.setSpacing(theme().px(4))
            side.addWidget(Label(title, "label"))
            side.addWidget(field)
            row.addLayout(side, 1)
        row.addStretch(2)
        self._body.addSpacing(theme().px(8))
        self._body.addLayout(row)
        self.problem = Label("", "body", "askInk")
        self.problem.hide()
        self._body.addWidget(self.problem)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(24), theme().px(10), theme().px(24), theme().px(16))
        row.addStretch(1)
        back = Button(self.tr("Not now"), name="leaveNewRound", kind="quiet", size="large")
        back.clicked.connect(self.left)
        row.addWidget(back)
        self.start_button = Button("", name="startRound", kind="primary", size="large", icon="hand-arrow-up")
        self.start_button.clicked.connect(self._start)
        row.addWidget(self.start_button)
        return row

    # ---- people -----------------------------------------------------------------------------------------------
    def _usual(self) -> list[str]:
        """Who scored last, in their order; before any round the children and those who live with them."""
        rounds = [r for r in self._scale.rounds if r.scores]
        if rounds:
            return [s.person.id for s in rounds[-1].scores]
        homes = {p.household for p in possible_scorers(self._context) if p.is_child and p.household}
        return [
            p.id
            for p in possible_scorers(self._context)
            if (p.is_child or p.household in homes) and not is_very_young(p)
        ]

    def _fill(self, chosen: list[str]) -> None:
        clear(self._groups)
        people = possible_scorers(self._context)
        place = {person_id: index for index, person_id in enumerate(chosen)}
        groups = (
            (self.tr("Family and network"), [p for p in people if p.kind != "professional"]),
            (self.tr("Professionals"), [p for p in people if p.kind == "professional"]),
        )
        self.ticks = []
        for title, group in groups:
            if not group:
                continue
            self._groups.addWidget(Label(title, "label", "ink2"))
            holder = QWidget()
            flow = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
            for person in sorted(group, key=lambda p: place.get(p.id, len(place))):
                tick = PersonTick(person, on=person.id in place)
                tick.toggled.connect(self._count)
                flow.addWidget(tick)
                self.ticks.append(tick)
            self._groups.addWidget(holder)
        self._count()

    def chosen(self) -> list[str]:
        """Ids of those who will score, in the order shown."""
        return [tick.person.id for tick in self.ticks if tick.isChecked()]

    def _count(self) -> None:
        number = len(self.chosen())
        text = self.tr("Start with one person") if number == 1 else self.tr("Start with {count} people")
        self.start_button.setText(text.format(count=number) if number else self.tr("Choose who scores"))
        self.start_button.setEnabled(number > 0)

    def _add(self) -> None:
        name, fields = person_from_line(self.add_field.text())
        if not name:
            return
        case, chosen = self._context.case, self.chosen()
        person_id = self._context.attempt(lambda: add_person(case, name, **fields))
        if person_id:
            self.add_field.clear()
            self._fill([*chosen, person_id])

    # ---- leaving ----------------------------------------------------------------------------------------------
    def _start(self) -> None:
        day = as_iso(self.day_field.text())
        if dates.as_date(day) is None:
            self.problem.setText(self.tr("Which day was it? Write it like 17 June 2025."))
            self.problem.show()
            self.day_field.setFocus()
            return
        case, scale_id, people = self._context.case, self._scale.id, self.chosen()
        occasion = self.occasion_field.text().strip() or None
        round_id = self._context.attempt(lambda: start_round(case, scale_id, people, held_on=day, occasion=occasion))
        if round_id:
            self.started.emit(round_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
