"""Stepping up or down to another pathway: in the page, with a day and a reason. What was written keeps its names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates, pathways
from models.acts.strands import step_to
from models.one_line import as_iso
from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import Button, Card, Label, LineField, SegmentedControl, column


class PathwayPanel(Card):
    """Which pathway this work is on, and stepping to another. ``left()`` when it is done."""

    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(fill="card", line="line", parent=parent)
        self.setObjectName("pathwayPanel")
        self._context = context
        current = context.projector.current_pathway(context.workspace_id)
        self._others = [key for key in pathways.PATHWAYS if key != current]
        body = column(self, (16, 12, 16, 14), gap=8)
        body.addWidget(Label(self.tr("Step up or down"), "lead"))
        for line in self._walked():
            body.addWidget(Label(line, "body", "ink2"))
        text = self.tr("What is already written keeps its names and its scale's ends.")
        body.addWidget(Label(text, "caption", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.choice = SegmentedControl(
            [pathways.pathway(key).name for key in self._others], name="stepTo", heard=self.tr("Step to")
        )
        row.addWidget(self.choice)
        today = context.services.now().date().isoformat()
        self.day = LineField(dates.written(today), name="stepDay", heard=self.tr("From which day"))
        row.addWidget(self.day)
        self.note = LineField(name="stepNote", heard=self.tr("Why"), placeholder=self.tr("Why? In a few words"))
        row.addWidget(self.note, 1)
        body.addLayout(row)
        self.problem = Label("", "body", "askInk")
        self.problem.hide()
        body.addWidget(self.problem)
        buttons = QHBoxLayout()
        step = Button(self.tr("Step over"), name="stepOver", kind="primary")
        step.clicked.connect(self._step)
        away = Button(self.tr("Not now"), name="leavePathways", kind="quiet")
        away.clicked.connect(self.left)
        buttons.addWidget(step)
        buttons.addWidget(away)
        buttons.addStretch(1)
        body.addLayout(buttons)

    def _walked(self) -> list[str]:
        rows = self._context.case.rows.where("pathway_period", workspace_id=self._context.workspace_id)
        rows.sort(key=lambda r: (r["begun_on"] or "", not r["ended_on"], r["id"]))
        lines = []
        for row in rows:
            name = pathways.pathway(row["pathway"]).name
            when = dates.written(row["begun_on"])
            text = self.tr("{name}, {begun} to {ended}") if row["ended_on"] else self.tr("{name} since {begun}")
            lines.append(text.format(name=name, begun=when, ended=dates.written(row["ended_on"])))
        return lines

    def _step(self) -> None:
        day = as_iso(self.day.text())
        if dates.as_date(day) is None:
            self.problem.setText(self.tr("From which day? Write it like 17 June 2025."))
            self.problem.show()
            return
        key, case, workspace_id = self._others[self.choice.current], self._context.case, self._context.workspace_id
        note, context = self.note.text().strip() or None, self._context
        name = pathways.pathway(key).name
        self.left.emit()
        context.attempt(lambda: step_to(case, workspace_id, key, on=day, note=note))
        context.said_and_undoable(self.tr("Stepped to {name}").format(name=name))
