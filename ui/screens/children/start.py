"""Sitting down with a child, or with two: which sheet, with whom, and whether a step on the path is a score."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.acts.sheets import open_rounds, start_side_by_side
from models.sheets import KINDS
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.children.sitting import Seat, Sitting
from ui.screens.children.words import kind_title, tr
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, Label, LineField, Switch, column

_CHOOSES = ""


class StartForm(Card):
    """Who sits down, with which sheet. ``begun(sitting)``, ``left()``."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, context: CaseContext, children: Sequence[PersonView], parent: QWidget | None = None) -> None:
        super().__init__(fill="card", line="line", corner="sheet", parent=parent)
        self.setObjectName("startForm")
        self._context = context
        self._kind = _CHOOSES
        body = column(self, (20, 14, 20, 16), gap=8)
        body.addWidget(Label(tr("Sit down with"), "label"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(6))
        self.ticks: dict[str, Button] = {}
        for child in children:
            tick = Button(child.name, name=f"asks-{child.id}", kind="outline", size="search")
            tick.setCheckable(True)
            tick.clicked.connect(self._settle)
            self.ticks[child.id] = tick
            flow.addWidget(tick)
        body.addWidget(holder)
        self.hint = Label(tr("Two children sit side by side, each with a sheet of its own."), "caption", "ink2")
        body.addWidget(self.hint)
        body.addWidget(Label(tr("With"), "label"))
        body.addWidget(self._make_kinds())
        body.addLayout(self._make_fields())
        body.addWidget(self._make_score())
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        note = tr("The child gets the whole screen and nothing else. You lead back by holding the button at the end.")
        row.addWidget(Label(note, "caption", "ink2"), 1)
        away = Button(tr("Not now"), name="startNot", kind="quiet")
        away.clicked.connect(self.left)
        self.go = Button(tr("Give the child the screen"), name="startSitting", kind="primary", icon="house-line")
        self.go.clicked.connect(self._begin)
        row.addWidget(away)
        row.addWidget(self.go)
        body.addLayout(row)
        self._settle()

    def _make_kinds(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(6))
        self.kinds: dict[str, Button] = {}
        for kind in (_CHOOSES, *KINDS):
            text = kind_title(kind) if kind else tr("The child chooses")
            button = Button(text, name=f"startKind-{kind or 'any'}", kind="outline", size="small")
            button.setCheckable(True)
            button.setChecked(kind == _CHOOSES)
            button.setProperty("kind", kind)
            button.clicked.connect(self._on_kind)
            self.kinds[kind] = button
            flow.addWidget(button)
        return holder

    def _make_fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.scribe = LineField(name="startWith", heard=tr("Who writes with the child?"),
                                placeholder=tr("Who writes with the child?"))  # fmt: skip
        self.place = LineField(name="startPlace", heard=tr("Where?"), placeholder=tr("Where? “at school”"))
        row.addWidget(self.scribe, 1)
        row.addWidget(self.place, 1)
        return row

    def _make_score(self) -> QWidget:
        """Where a step on the path counts: the newest round that waits, unless the worker says no."""
        case = self._context.case
        rounds = open_rounds(case, self._context.workspace_id)
        self._round_id = rounds[0] if rounds else ""
        text = ""
        if self._round_id:
            held = case.rows.table("round")[self._round_id]
            scale = case.rows.table("scale")[held["scale_id"]]
            strand = case.rows.get("strand", scale["strand_id"])
            words = tr("A step on the path is also the score in the round of {day}, {strand}")
            text = words.format(day=dates.written(held["held_on"]), strand=strand["name"] if strand else "")
        self.counts = Switch(text, name="pathCounts", on=bool(self._round_id))
        self.counts.setVisible(bool(self._round_id))
        return self.counts

    # ---- doing ------------------------------------------------------------------------------------------------
    def choose(self, child_id: str) -> None:
        """Begin with one child."""
        for key, tick in self.ticks.items():
            tick.setChecked(key == child_id)
        self._settle()

    @property
    def chosen(self) -> list[str]:
        """Who sits down, in the order of the list."""
        return [key for key, tick in self.ticks.items() if tick.isChecked()]

    def _settle(self) -> None:
        count = len(self.chosen)
        self.go.setEnabled(1 <= count <= 2)
        if count > 1:
            self.go.setText(tr("Give the children the screen"))
        else:
            self.go.setText(tr("Give the child the screen"))
        too_many = tr("Not more than two at one screen: the others can go next.")
        side = tr("Two children sit side by side, each with a sheet of its own.")
        self.hint.setText(too_many if count > 2 else side)
        self.hint.setVisible(len(self.ticks) > 1)
        for tick in self.ticks.values():
            tick.set_icon("check" if tick.isChecked() else "")

    def _on_kind(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._kind = str(button.property("kind") or "")
            for kind, each in self.kinds.items():
                each.setChecked(kind == self._kind)

    def _begin(self) -> None:
        context, children = self._context, self.chosen
        scribe, place = self.scribe.text().strip(), self.place.text().strip()
        made: Sequence[str] = [""] * len(children)
        if self._kind:
            case, workspace_id, more = context.case, context.workspace_id, {"made_with": scribe, "place": place}
            made = context.attempt(lambda: start_side_by_side(case, workspace_id, self._kind, children, **more)) or ()
        if made:
            seats = [Seat(child, sheet) for child, sheet in zip(children, made, strict=True)]
            round_id = self._round_id if self.counts.isChecked() else ""
            more = {"made_with": scribe, "place": place, "round_id": round_id}
            self.begun.emit(Sitting.begin(context.case, seats, context.lens, **more))
