"""The end of one case, and the list of who did what with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.case_end.audit_part import AuditPart
from ui.screens.case_end.life_part import LifePart
from ui.screens.case_end.words import tr
from ui.screens.desk_page import DeskContext, DeskPage
from ui.widgets import Button, ScrollArea, SegmentedControl


class CaseEndScreen(DeskPage):
    """``parts``: 0 the end, 1 who did what. Always about one case."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("The end of the work"), "caseEndPage", parent)
        row = context.desk.open_case(context.case_id).row
        number, name = str(row["number"] or ""), str(row["name"])
        self.count.setText(f"{name}  {number}".strip())
        self.parts = SegmentedControl([tr("The end"), tr("Who did what")], name="endPart", heard=tr("Which part"))
        self.parts.chosen.connect(self.show_part)
        self.body.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.life, self.audit = LifePart(context, number, name), AuditPart(context, number)
        self.life.said.connect(self.said)
        self.life.alone.connect(self._on_alone)
        self.life.gone.connect(self._on_gone)
        self._number = number
        self.life.changed.connect(self.audit.refresh)
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollArea(self.life, name="endScroll"))
        self._stack.addWidget(ScrollArea(self.audit, name="auditScroll"))
        self.body.addWidget(self._stack, 1)

    def show_part(self, part: int) -> None:
        """The end, or who did what."""
        self.parts.set_current(part)
        self._stack.setCurrentIndex(part)

    def _on_gone(self) -> None:
        """Its name is nowhere any more, and the way back leads to the families."""
        self.count.setText(self._number)
        for back in self.findChildren(Button, "deskBack"):
            back.setText(tr("Cases"))
        self.case_gone.emit()

    def _on_alone(self, alone: bool) -> None:
        for name in ("deskBack", "endPart"):
            for widget in self.findChildren(QWidget, name):
                widget.setDisabled(alone)
        self.alone.emit(alone)

    @property
    def must_stay(self) -> bool:
        """The certificate is nowhere else; and what is being erased is not to be left."""
        return self.life.must_stay

    def wait(self) -> None:
        """Block until erasing is over."""
        self.life.wait()
