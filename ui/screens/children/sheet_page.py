"""A child's sheet, full screen: its parts, the tools beneath, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.picture_views import SheetView
from ui.screens.children.deeds import SheetDeeds
from ui.screens.children.kit import ChildBar, ChildHead, page_column
from ui.screens.children.stages import SafetyStage, stage_for
from ui.screens.children.words import tr


class SheetPage(QWidget):
    """The whole sheet of one child.

    ``begun(part, how)``: something new is to be drawn, written or chosen (draw, write, stickers); ``opened(item id)``;
    ``finished()``, ``who()``, ``read()``, ``stopped()``, ``reorder()``.
    """

    begun = Signal(str, str)
    opened = Signal(str)
    finished = Signal()
    reorder = Signal()

    def __init__(self, deeds: SheetDeeds, view: SheetView, *, active: str = "", narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("sheetPage")
        self.deeds = deeds
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(view.title)
        body.addWidget(self.head)
        self.stage = stage_for(deeds.context, view, active)
        self.stage.added.connect(self._on_added)
        self.stage.opened.connect(self.opened)
        self.stage.moved.connect(deeds.move)
        if isinstance(self.stage, SafetyStage):
            self.stage.stood.connect(deeds.stand)
        body.addWidget(self.stage, 1)
        self.bar = ChildBar(heard=tr("Tools"))
        self.bar.add("draw", tr("Draw"), "pencil-simple")
        self.bar.add("write", tr("Write"), "text-t")
        self.bar.add("stickers", tr("Stickers"), "sticker")
        self.bar.add("order", tr("Order"), "sort-ascending")
        if isinstance(self.stage, SafetyStage):
            self.bar.add("why", tr("Say why"), "chat-circle-text")
        self.bar.add("undo", tr("Undo"), "arrow-u-up-left", end=True)
        self.bar.add("finished", tr("I'm finished"), "check-circle", end=True)
        self.bar.pressed.connect(self._on_bar)
        body.addWidget(self.bar)
        self.refresh_undo()

    @property
    def active(self) -> str:
        """The part the tools put things into."""
        return self.stage.active

    @property
    def first(self) -> QWidget:
        """What the keyboard goes to."""
        return self.stage.panels[self.active].add

    def refresh(self) -> None:
        """Show the sheet as it stands now."""
        view = self.deeds.view
        if view is not None:
            self.stage.show_view(view)
            self.head.title.setText(view.title)
        self.refresh_undo()

    def refresh_undo(self) -> None:
        """Undo is there while there is something of the child's own to take back."""
        self.bar.buttons["undo"].setEnabled(self.deeds.may_undo)
        if "why" in self.bar.buttons:
            self.bar.buttons["why"].setEnabled(self.deeds.step_today is not None)

    def _on_added(self, part: str) -> None:
        self.begun.emit(part, "write")

    def _on_bar(self, key: str) -> None:
        if key == "undo":
            self.deeds.undo()
        elif key == "finished":
            self.finished.emit()
        elif key == "why":
            if step := self.deeds.step_today:
                self.opened.emit(step.id)
        elif key == "order":
            self.reorder.emit()
        else:
            self.begun.emit(self.active, key)
