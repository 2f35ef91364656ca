"""A new behaviour: what somebody does, in plain words, and who it is. Also the room while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.harm.deeds import Deeds
from ui.screens.harm.people_menu import PeopleMenu
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import person_kind, tr
from ui.screens.people.everybody import shown_people
from ui.theme import theme
from ui.widgets import Button, Chip, GrowingTextEdit, IconMark, Label, column


class AddBehaviour(QWidget):
    """``done(matrix id)`` when it was begun, "" when not after all."""

    done = Signal(str)

    def __init__(self, state: HarmState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("harmAdding")
        self._state, self._deeds = state, deeds
        self._adult = ""
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(theme().px(600))
        outer.addWidget(inner, 8)
        outer.addStretch(1)
        body = column(inner, (0, 24, 0, 24), gap=12)
        body.addStretch(2)
        body.addWidget(IconMark("table", "ink3", size=40), 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(Label(tr("What does somebody do?"), "title"))
        words = tr(
            "One behaviour at a time: what one would see and hear, not a label. Then slowly: the first time, the "
            "worst, the last."
        )
        body.addWidget(Label(words, "words", "ink2"))
        self.field = GrowingTextEdit(
            "", name="newBehaviour", heard=tr("What does somebody do?"), role="words", single=True,
            placeholder=tr("Danny grabs and frightens Jayden"),
        )  # fmt: skip
        self.field.committed.connect(self._on_words)
        body.addWidget(self.field)
        self._who = QHBoxLayout()
        self._who.addWidget(Label(tr("Who does it?"), "label", wrap=False))
        self.who: Chip | None = None
        body.addLayout(self._who)
        self._show_who()
        self._who.addStretch(1)
        row = QHBoxLayout()
        self.begin = Button(tr("Begin"), name="beginBehaviour", kind="primary", size="large")
        self.begin.clicked.connect(self._begin)
        self.leave = Button(tr("Not now"), name="leaveBehaviour", kind="quiet", size="large")
        self.leave.clicked.connect(self._leave)
        row.addWidget(self.begin)
        row.addWidget(self.leave)
        row.addStretch(1)
        body.addLayout(row)
        body.addStretch(5)

    def start(self) -> None:
        """Begin afresh; without a behaviour yet there is nothing to go back to."""
        self._adult = ""
        self.field.set_kept("")
        self.leave.setVisible(bool(self._state.view.matrices))
        self._show_who()

    def _show_who(self) -> None:
        person = next((p for p in shown_people(self._state.context) if p.id == self._adult), None)
        old, text = self.who, person.name if person else tr("Choose somebody")
        self.who = Chip(
            text, name="newBehaviourWho", tone="" if person else "line", person=person_kind(person) if person else None,
            icon="" if person else "user", initials=person.initials if person else "", live=True,
            heard=tr("Who does it: {name}").format(name=text),
        )  # fmt: skip
        self.who.clicked.connect(self._choose)
        self._who.insertWidget(1, self.who)
        if old is not None:
            self._who.removeWidget(old)
            old.hide()
            old.deleteLater()

    def who_menu(self) -> PeopleMenu:
        """Whose behaviour it could be (built apart, so a test can read it)."""
        menu = PeopleMenu(
            self._state.context, self, name="newWhoMenu", current=self._adult, nobody=tr("Several people")
        )
        menu.picked.connect(self._on_who)
        return menu

    def _choose(self) -> None:
        if self.who is not None:
            self.who_menu().ask(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _on_who(self, person_id: str) -> None:
        self._adult = person_id
        self._show_who()

    def _on_words(self, text: str) -> None:
        """Enter begins; only leaving the field does not."""
        if self.field.hasFocus() and text:
            self._begin()

    def _begin(self) -> None:
        words = self.field.text()
        if not words:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        made = self._deeds.add_matrix(words, self._adult or None)
        if made:
            self.field.set_kept("")
            self.done.emit(made)

    def _leave(self) -> None:
        self.done.emit("")
