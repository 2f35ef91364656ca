"""Our own key card with its groups, and the colleagues whose cards are kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.casework import Desk
from models.colleagues import (
    ColleagueView,
    add_colleague,
    colleagues,
    make_own_keys,
    own_keys,
    read_card,
    remove_colleague,
    set_checked,
)
from models.errors import KnownError
from ui.screens.desk_page import Problem, side_by_side, turned
from ui.screens.handing.words import tr
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, Card, GrowingTextEdit, IconMark, Label, LineField, LinkButton, Switch, clear, column


class PeoplePart(QWidget):
    """``said(words)``, ``changed()`` when somebody was added, compared or taken away."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._body = column(self, (2, 4, 12, 24), gap=14)
        self.refresh()

    def refresh(self) -> None:
        """Read the keys again."""
        clear(self._body)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme().px(14))
        for cards in ((self._own(), self._add()), [self._one(each) for each in colleagues(self._desk)]):
            half = QVBoxLayout()
            half.setSpacing(theme().px(14))
            for card in cards:
                half.addWidget(card)
            half.addStretch(1)
            self._halves.addLayout(half, 1)
        self._body.addLayout(self._halves)
        self._body.addStretch(1)
        turned(self._halves, across=self.width() >= theme().px(900))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: colleagues stand beside our own card where there is room."""
        super().resizeEvent(event)
        turned(self._halves, across=self.width() >= theme().px(900))

    # ---- our own ----------------------------------------------------------------------------------------------
    def _own(self) -> Card:
        card = Card(corner="sheet")
        body = column(card, (24, 18, 24, 20), gap=10)
        keys = own_keys(self._desk)
        body.addWidget(Label(tr("Your key card"), "lead"))
        self.name = LineField(keys.card.name if keys else "", name="ownName",
                              heard=tr("The name colleagues know you by"),
                              placeholder=tr("The name colleagues know you by"))  # fmt: skip
        make = Button(tr("Change the name") if keys else tr("Make my key card"), name="makeKeys", icon="key",
                      kind="outline" if keys else "primary")  # fmt: skip
        make.clicked.connect(self._make)
        self.name.returnPressed.connect(self._make)
        if keys is not None:
            words = tr("Send this line to a colleague by any way. Then read the eight groups to each other, say on the "
                       "telephone, so that you both know it is really yours.")  # fmt: skip
            body.addWidget(Label(words, "body", "ink2"))
            groups = Label(keys.card.groups, "lead", heard=", ".join(keys.card.groups.split()))
            groups.setObjectName("ownGroups")
            body.addWidget(groups)
            body.addWidget(Label(keys.card.line, "caption", "ink2"))
            copy = Button(tr("Copy the line"), name="copyCard", icon="copy")
            copy.clicked.connect(self._copy)
            body.addLayout(side_by_side(copy))
        else:
            words = tr("With it, colleagues can lock a case so that only you can open it, and know that what you send "
                       "is from you.")  # fmt: skip
            body.addWidget(Label(words, "body", "ink2"))
        body.addWidget(self.name)
        self._own_problem = Problem("ownProblem")
        body.addWidget(self._own_problem)
        body.addLayout(side_by_side(make))
        return card

    def _make(self) -> None:
        try:
            make_own_keys(self._desk, self.name.text())
        except KnownError as error:
            self._own_problem.tell(str(error))
            return
        self.refresh()
        self.changed.emit()

    def _copy(self) -> None:
        keys = own_keys(self._desk)
        if keys is not None:
            QGuiApplication.clipboard().setText(keys.card.line)
            self.said.emit(tr("Copied. It may be read by anybody; it opens nothing."))

    # ---- others -----------------------------------------------------------------------------------------------
    def _add(self) -> Card:
        card = Card(corner="sheet")
        body = column(card, (24, 18, 24, 20), gap=10)
        body.addWidget(Label(tr("Add a colleague"), "lead"))
        self.pasted = GrowingTextEdit(name="pastedCard", heard=tr("A colleague's key card"),
                                      placeholder=tr("Paste the line they sent you"))  # fmt: skip
        body.addWidget(self.pasted)
        self._add_problem = Problem("addProblem")
        body.addWidget(self._add_problem)
        add = Button(tr("Add them"), name="addColleague", icon="user-plus")
        add.clicked.connect(self._add_pasted)
        body.addLayout(side_by_side(add))
        return card

    def _add_pasted(self) -> None:
        try:
            card = read_card(self.pasted.toPlainText())
            add_colleague(self._desk, card)
        except KnownError as error:
            self._add_problem.tell(str(error))
            return
        self.refresh()
        self.changed.emit()
        self.said.emit(tr("Added {name}. Now compare the eight groups.").format(name=card.name))

    def _one(self, view: ColleagueView) -> Card:
        card = Card(corner="sheet")
        card.setObjectName(f"colleague-{view.id}")
        body = column(card, (24, 16, 24, 18), gap=8)
        body.addLayout(side_by_side(IconMark("user"), Label(view.card.name, "body", bold=True)))
        body.addWidget(Label(view.card.groups, "words", heard=", ".join(view.card.groups.split())))
        ticked = Switch(tr("Compared: we read these groups to each other"), name=f"compared-{view.id}",
                        on=view.is_checked)  # fmt: skip
        ticked.setProperty("colleague", view.id)
        ticked.toggled.connect(self._tick)
        body.addWidget(ticked)
        gone = LinkButton(tr("Take this card away"), name=f"forget-{view.id}", ink="ink2",
                          heard=tr("Take away the card of {name}").format(name=view.card.name))  # fmt: skip
        gone.setProperty("colleague", view.id)
        gone.setProperty("who", view.card.name)
        gone.clicked.connect(self._forget)
        body.addLayout(side_by_side(gone))
        return card

    def _tick(self, on: bool) -> None:
        switch = self.sender()
        if isinstance(switch, Switch):
            set_checked(self._desk, str(switch.property("colleague")), on)
            self.changed.emit()

    def _forget(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkButton):
            return
        title = tr("Take away the card of {name}?").format(name=link.property("who"))
        words = tr("You can add it again when they send it again.")
        if seams().confirm(self, title, words, tr("Take it away"), tr("Keep it")):
            remove_colleague(self._desk, str(link.property("colleague")))
            self.refresh()
            self.changed.emit()
