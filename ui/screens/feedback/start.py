"""Before the laptop is handed over: what the form is, and whose name may be put to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.errors import KnownError
from models.feedback import form
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.feedback.words import kind_words, tr
from ui.screens.meetings.rows import PersonPick
from ui.screens.people.everybody import is_very_young, shown_people
from ui.theme import theme
from ui.widgets import Button, Card, Label, column


class StartForm(Card):
    """``begun(person id or "", name)``, ``left()`` for not now."""

    begun = Signal(str, str)
    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("feedbackStart")
        self._context, self._kind = context, "family"
        self._person: PersonView | None = None
        body = column(self, (18, 14, 18, 16), gap=8)
        self.title = Label("", "lead")
        body.addWidget(self.title)
        text = tr("The whole window shows nothing but the form. Whoever has it can stop at any time. To come back, you "
                  "hold a button at its end for two seconds.")  # fmt: skip
        body.addWidget(Label(text, "body", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(Label(tr("A name they may put to it, if they want:"), "body", wrap=False))
        self.person = PersonPick("feedbackPerson", tr("Nobody’s"))
        self.person.picked.connect(self.choose)
        row.addWidget(self.person)
        row.addStretch(1)
        body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme().px(10))
        self.go = Button(tr("Hand over the laptop"), name="handOver", kind="primary", icon="hand")
        self.go.clicked.connect(self._begin)
        later = Button(tr("Not now"), name="leaveFeedbackStart", kind="quiet")
        later.clicked.connect(self.left)
        buttons.addWidget(self.go)
        buttons.addWidget(later)
        buttons.addStretch(1)
        body.addLayout(buttons)

    def open(self, kind: str) -> None:
        """Ask anew, for a kind of form."""
        self._kind = kind
        try:
            title = form(kind).title
        except KnownError:
            title = ""
        self.title.setText(tr("{who}: “{title}”").format(who=kind_words(kind), title=title))
        self.choose(None)
        self.show()

    def people(self) -> list[PersonView]:
        """Whose name may be offered: the children, the family, or those who come for work."""
        found = [p for p in shown_people(self._context) if p.kind != "pet" and p.life in ("alive", "unknown")]
        if self._kind == "staff":
            return [person for person in found if person.kind == "professional"]
        if self._kind == "child":
            return [p for p in found if p.is_child and not is_very_young(p)]
        return [p for p in found if p.kind != "professional" and not p.is_child]

    def choose(self, person_id: str | None) -> None:
        """Somebody's name may be put to it, or nobody's."""
        people = self.people()
        self._person = next((person for person in people if person.id == person_id), None)
        self.person.show_person(self._person, people)

    def _begin(self) -> None:
        person = self._person
        self.begun.emit(person.id if person else "", person.name if person else "")
