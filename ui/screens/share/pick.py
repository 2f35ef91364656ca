"""One of several things, by a menu under a title: which version, home, child or picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.widgets import Button, Label, Menu, column


class Pick(QWidget):
    """Shown only where there is something to choose. ``changed`` when a person picks another."""

    changed = Signal()

    def __init__(self, name: str, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._choices: list[tuple[str, str]] = [("", "")]
        self.chosen = ""
        body = column(self, (0, 0, 0, 0), gap=8)
        self._title = Label("", "label")
        self.button = Button("", name=name, menu=True, heard=heard)
        self.button.clicked.connect(self._open_menu)
        body.addWidget(self._title)
        body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_choices(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (key and name); what was chosen stays where it still is one of them, else the first is."""
        self._choices = list(choices) or [("", "")]
        if self.chosen not in {key for key, _ in self._choices}:
            self.chosen = self._choices[0][0]
        self._title.setText(title)
        self.button.setText(next(name for key, name in self._choices if key == self.chosen))
        self.setVisible(len(self._choices) > 1)

    def menu(self) -> Menu:
        """What there is to choose from."""
        menu = Menu(self, name=f"{self._name}Menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in self._choices:
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(key == self.chosen)
            action.setData(key)
            action.triggered.connect(self._choose)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choose(str(action.data()))

    def choose(self, key: str) -> None:
        """Another one."""
        self.chosen = key
        self.changed.emit()
