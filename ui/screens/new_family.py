"""Start a family: a name, a number, the children, and which pathway. Everything can be changed later."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts.people import add_person
from models.casework import Case, Desk
from models.pathways import PATHWAYS, pathway
from ui.theme import theme
from ui.widgets import Button, Card, GrowingTextEdit, Label, LineField, SegmentedControl, column

_AGE = re.compile(r"^(.*?)[,;:(]?\s*(\d{1,2}(?:\s*(?:months?|weeks?|years?|mths?|yrs?))?)\)?$", re.IGNORECASE)
_UNBORN = re.compile(r"^(.*?)[,;:(]?\s*(?:unborn|expected)\)?$", re.IGNORECASE)


@dataclass(frozen=True)
class ChildLine:
    """A child as typed on one line: name, age in words ("" when not said), and whether still to be born."""

    name: str
    age: str = ""
    unborn: bool = False


def read_children(text: str) -> list[ChildLine]:
    """Children from lines such as ``Mila, 6``, ``Alfie 14 months``, ``baby (unborn)``."""
    found = []
    for line in (part.strip(" \t-•*·") for part in text.splitlines()):
        if not line:
            continue
        if (unborn := _UNBORN.match(line)) is not None:
            found.append(ChildLine(unborn[1].strip(" ,") or "Baby", unborn=True))
        elif (aged := _AGE.match(line)) is not None and aged[1].strip(" ,"):
            years = re.sub(r"\s*(years?|yrs?)$", "", aged[2], flags=re.IGNORECASE)
            found.append(ChildLine(aged[1].strip(" ,"), re.sub(r"(?i)mths?", "months", years)))
        else:
            found.append(ChildLine(line))
    return found


def make_family(desk: Desk, name: str, number: str, pathway_key: str, children: list[ChildLine]) -> tuple[Case, str]:
    """Write the new case; returns it with its workspace's id. Raises KnownError when it cannot be written."""
    case = desk.new_case(name.strip(), number=number.strip(), pathway=pathway_key)
    workspace_id = next(iter(case.rows.table("workspace")))
    if children:
        with case.edit("Added the children"):
            for child in children:
                life = {"life": "unborn"} if child.unborn else {}
                age = {"age_said": child.age} if child.age else {}
                add_person(case, child.name, child_of_workspace=workspace_id, **life, **age)
    return case, workspace_id


class NewFamilyForm(Card):
    """The small form; ``asked(name, number, pathway, children text)`` or ``cancelled``."""

    asked = Signal(str, str, str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(line="line", corner="sheet", parent=parent)
        self.setObjectName("newFamily")
        body = column(self, (28, 22, 28, 24), gap=6)
        body.addWidget(Label(self.tr("A new family"), "title"))
        words = self.tr("Only the name is needed to begin. All of it can be changed later.")
        body.addWidget(Label(words, "body", "ink2"))
        body.addSpacing(theme().px(10))
        row = QHBoxLayout()
        row.setSpacing(theme().px(20))
        self.name = LineField(name="familyName", heard=self.tr("Family name"), placeholder=self.tr("Harlow / Pryce"))
        self.number = LineField(name="caseNumber", heard=self.tr("Case number"), placeholder=self.tr("if there is one"))
        for title, field, stretch in ((self.tr("Family name"), self.name, 3), (self.tr("Case number"), self.number, 2)):
            holder = QWidget()
            inside = column(holder, gap=6)
            inside.addWidget(Label(title, "label"))
            inside.addWidget(field)
            row.addWidget(holder, stretch)
        body.addLayout(row)
        body.addSpacing(theme().px(8))
        body.addWidget(Label(self.tr("Children, one on each line, with their age"), "label"))
        self.children_field = GrowingTextEdit(
            name="children", heard=self.tr("Children, one on each line, with their age"), min_lines=3,
            placeholder=self.tr("Mila, 6"),
        )  # fmt: skip
        body.addWidget(self.children_field)
        body.addSpacing(theme().px(8))
        body.addWidget(Label(self.tr("Kind of work"), "label"))
        names = [pathway(key).name for key in PATHWAYS]
        self.pathway = SegmentedControl(names, name="pathway", heard=self.tr("Kind of work"))
        body.addWidget(self.pathway)
        body.addSpacing(theme().px(16))
        body.addLayout(self._buttons())
        self.name.textChanged.connect(self._on_name)
        self.name.returnPressed.connect(self._ask)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.go = Button(self.tr("Start the map"), name="startMap", kind="primary", size="large")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._ask)
        leave = Button(self.tr("Leave it"), name="leaveNewFamily", kind="quiet", size="large")
        leave.clicked.connect(self.cancelled)
        row.addWidget(self.go)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def _on_name(self, name: str) -> None:
        self.go.setEnabled(bool(name.strip()))

    def _ask(self) -> None:
        if self.go.isEnabled():
            key = PATHWAYS[self.pathway.current]
            self.asked.emit(self.name.text(), self.number.text(), key, self.children_field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the cursor waits for the name."""
        super().showEvent(event)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
