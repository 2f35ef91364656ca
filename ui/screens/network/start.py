"""How a search for people begins: what somebody says against it, in the bank's words or their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from models.family_views import NetworkView
from models.network import Bank
from models.views import PersonView
from ui.theme import theme
from ui.widgets import Button, Label, LineField, Menu, clear, column


class WhoButton(Button):
    """Who says it: opens everybody who could. ``chosen(id)`` ("" for nobody in particular)."""

    chosen = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", name=name, kind="outline", icon="user", menu=True, pill=True, parent=parent)
        self.people: Sequence[PersonView] = ()
        self.person_id = ""
        self.clicked.connect(self._open)
        self.show_person("", ())

    def show_person(self, person_id: str, people: Sequence[PersonView]) -> None:
        """Say who it is, and who else it could be."""
        self.people, self.person_id = people, person_id
        name = next((p.name for p in people if p.id == person_id), "")
        self.setText(name or self.tr("Who says it?"))
        self.setAccessibleName(self.tr("Who says it: {name}").format(name=name) if name else self.tr("Who says it?"))

    def menu_of_people(self) -> Menu:
        """Everybody who could say it (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name=f"{self.objectName()}Menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in [*((p.id, p.name) for p in self.people), ("", self.tr("Nobody in particular"))]:
            menu.offer(name, key, checked=key == self.person_id)
        menu.chosen.connect(self._pick)
        return menu

    def _open(self) -> None:
        self.menu_of_people().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _pick(self, person_id: str) -> None:
        self.show_person(person_id, self.people)
        self.chosen.emit(person_id)


class StartPage(QWidget):
    """What people say, to press or to write. ``begun(words, person id)``; ``opened(id)`` of an earlier objection."""

    begun = Signal(str, str)
    opened = Signal(str)

    def __init__(self, bank: Bank, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkStart")
        body = column(self, (0, 12, 12, 24), gap=14)
        body.addWidget(Label(self.tr("What do they say, when you ask who else there is?"), "title"))
        who = QHBoxLayout()
        self.who = WhoButton(name="networkWho")
        who.addWidget(self.who)
        who.addStretch(1)
        body.addLayout(who)
        grid = QGridLayout()
        grid.setSpacing(theme().px(10))
        self.said: list[Button] = []
        for place, objection in enumerate(bank.objections):
            button = Button(f"“{objection.words}”", name=f"objection-{objection.key}", size="large")
            button.setProperty("words", objection.words)
            button.clicked.connect(self._press)
            self.said.append(button)
            grid.addWidget(button, place // 2, place % 2)
        body.addLayout(grid)
        own = QHBoxLayout()
        own.setSpacing(theme().px(8))
        self.own = LineField(
            name="networkOwn", heard=self.tr("In their own words"), placeholder=self.tr("Or in their own words"),
        )  # fmt: skip
        self.own.returnPressed.connect(self._begin_own)
        own.addWidget(self.own, 1)
        start = Button(self.tr("Begin"), name="networkBegin", kind="primary")
        start.clicked.connect(self._begin_own)
        own.addWidget(start)
        body.addLayout(own)
        self._earlier = QWidget()
        self._earlier_body = column(self._earlier, (0, 10, 0, 0), gap=4)
        self.earlier: list[Button] = []
        body.addWidget(self._earlier)
        body.addStretch(1)

    def show_earlier(self, views: Sequence[NetworkView], people: Sequence[PersonView]) -> None:
        """What was said before, the newest first, and who could say something now."""
        self.who.show_person(self.who.person_id if any(p.id == self.who.person_id for p in people) else "", people)
        clear(self._earlier_body)
        self.earlier = []
        self._earlier.setVisible(bool(views))
        if views:
            self._earlier_body.addWidget(Label(self.tr("Before"), "label", "ink2"))
        for view in views:
            button = Button(self._line(view), name=f"earlier-{view.id}", kind="quiet", icon="quotes")
            button.setProperty("objection", view.id)
            button.clicked.connect(self._open)
            self.earlier.append(button)
            self._earlier_body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, view: NetworkView) -> str:
        parts = [f"“{view.words}”"]
        if view.person:
            parts.append(view.person.name)
        found = len(view.found)
        if found:
            parts.append(self.tr("one person found") if found == 1 else self.tr("{n} people found").format(n=found))
        return ", ".join(parts)

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.begun.emit(str(button.property("words")), self.who.person_id)

    def _begin_own(self) -> None:
        words = self.own.text().strip()
        if words:
            self.own.clear()
            self.begun.emit(words, self.who.person_id)

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.opened.emit(str(button.property("objection")))
