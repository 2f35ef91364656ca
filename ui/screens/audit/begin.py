"""Beginning an audit: which day, who takes part, and whether everybody scores in silence first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts import audits as acts
from models.views import PersonView
from ui.screens.audit.state import AuditState
from ui.screens.audit.words import tr
from ui.screens.meetings.rows import PersonPick
from ui.screens.plan.fields import DayField
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, Label, Switch, column


class BeginForm(Card):
    """``begun(day)`` when an audit was laid out, ``left()`` for not now."""

    begun = Signal(str)
    left = Signal()

    def __init__(self, state: AuditState, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("beginAuditForm")
        self.state = state
        self._chosen: dict[str, str | None] = {}
        body = column(self, (18, 14, 18, 16), gap=10)
        body.addWidget(Label(tr("Who sits at the table?"), "lead"))
        text = tr("Look at the work together: read each question aloud, see what the record says, and let worker, "
                  "auditor and family each say a number.")  # fmt: skip
        body.addWidget(Label(text, "body", "ink2"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(24), row_gap=theme().px(8))
        self.day = DayField(state.context.projector.today, name="auditDay", heard=tr("Day of the audit"))
        self.day.setFixedWidth(theme().px(270))
        flow.addWidget(self._titled(tr("Day"), self.day))
        self.picks: dict[str, PersonPick] = {}
        for who, title, ask in (
            ("worker", tr("Worker"), tr("Who works with the family?")), ("auditor", tr("Auditor"), tr("Who audits?")),
            ("family", tr("For the family"), tr("Who of the family?")),
        ):  # fmt: skip
            pick = PersonPick(f"audit-{who}", ask)
            pick.setProperty("who", who)
            pick.picked.connect(self._picked)
            self.picks[who] = pick
            flow.addWidget(self._titled(title, pick))
        body.addWidget(holder)
        self.silent = Switch(tr("Everybody scores in silence first; then all numbers are shown together"),
                             name="auditSilent")  # fmt: skip
        body.addWidget(self.silent)
        body.addLayout(self._make_buttons())

    def _titled(self, title: str, widget: QWidget) -> QWidget:
        holder = QWidget()
        body = column(holder, gap=2)
        body.addWidget(Label(title, "caption", "ink2", wrap=False))
        body.addWidget(widget)
        holder.setMinimumWidth(theme().px(150))
        return holder

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        self.go = Button(tr("Begin"), name="beginAudit", kind="primary", icon="clipboard-text")
        self.go.clicked.connect(self._begin)
        self.later = Button(tr("Not now"), name="leaveAudit", kind="quiet")
        self.later.clicked.connect(self.left)
        row.addWidget(self.go)
        row.addWidget(self.later)
        row.addStretch(1)
        return row

    def open(self, *, first: bool) -> None:
        """Ask anew: today, the worker of the case, nobody else. ``first``: there is nothing to go back to."""
        self.day.set_day(self.state.today)
        self._chosen = {"worker": self.state.default_worker()}
        self.silent.setChecked(False)
        self.later.setVisible(not first)
        self.show_people()
        self.show()

    def show_people(self) -> None:
        """Show who is chosen, and whom one may choose."""
        for who, pick in self.picks.items():
            people = self.state.family() if who == "family" else self.state.professionals()
            pick.show_person(_of(people, self._chosen.get(who)), people)

    def choose(self, who: str, person_id: str | None) -> None:
        """Somebody takes part as worker, auditor or for the family."""
        self._chosen[who] = person_id
        self.show_people()

    def _picked(self, person_id: str | None) -> None:
        pick = self.sender()
        if isinstance(pick, PersonPick):
            self.choose(str(pick.property("who")), person_id)

    def _begin(self) -> None:
        context, chosen = self.state.context, self._chosen
        day = self.state.do(
            lambda: acts.begin_audit(
                context.case, context.workspace_id, self.day.day, worker_id=chosen.get("worker"),
                auditor_id=chosen.get("auditor"), family_id=chosen.get("family"), is_silent=self.silent.isChecked(),
            )
        )  # fmt: skip
        if day:
            self.begun.emit(day)


def _of(people: list[PersonView], key: str | None) -> PersonView | None:
    return next((person for person in people if person.id == key), None)
