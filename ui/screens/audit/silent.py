"""Scoring in silence: the laptop goes from one to the next, and nobody sees a number before all are shown together."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.acts import audits as acts
from models.casework import Case, Desk
from models.quality_views import AuditLine, AuditView
from models.readers import FAMILY
from models.views import PersonView
from ui.screens.audit.state import AuditState
from ui.screens.audit.turn import AuditTurn
from ui.screens.audit.words import role_of, tr
from ui.screens.people.discs import avatar
from ui.screens.whole_window import PageByPage
from ui.theme import theme
from ui.widgets import Button, IconMark, Label, LinkButton, column

_KEPT_AT = "silentRound"


@dataclass(frozen=True)
class GoingRound:
    """Kept with the window while the laptop goes round, so that a page laid out anew goes on and shows no case.

    After a lock the desk is another one: then it is over, for who unlocked is the worker.
    """

    desk: weakref.ref[Desk]
    case_id: str
    day: str

    @staticmethod
    def keep(window: QWidget, case: Case, day: str) -> None:
        """The laptop goes round from now on, for the audit of a day."""
        window.setProperty(_KEPT_AT, GoingRound(weakref.ref(case.desk), case.id, day))

    @staticmethod
    def forget(window: QWidget) -> None:
        """It is back with the worker."""
        window.setProperty(_KEPT_AT, None)

    @staticmethod
    def day_of(window: QWidget, case: Case) -> str:
        """For the audit of which day of this case it goes round, since the desk was unlocked; "" where it does not."""
        kept = window.property(_KEPT_AT)
        goes = isinstance(kept, GoingRound) and kept.desk() is case.desk and kept.case_id == case.id
        return kept.day if goes else ""


@dataclass(frozen=True)
class Turn:
    """Somebody's turn: as whom they score, who it is where they are named, and which questions are theirs."""

    key: str
    who: str
    person: PersonView | None
    lines: tuple[AuditLine, ...]

    @property
    def name(self) -> str:
        """How they are called."""
        return self.person.name if self.person else role_of(self.who)

    @property
    def is_done(self) -> bool:
        """Whether every question of theirs has a number."""
        return all(self.who in line.given for line in self.lines)

    @property
    def is_begun(self) -> bool:
        """Whether any has."""
        return any(self.who in line.given for line in self.lines)


def turns(view: AuditView) -> list[Turn]:
    """Whose turn there is: the worker, the auditor, and each of the family who is asked something."""
    found = [Turn("worker", "worker", view.worker, view.lines), Turn("auditor", "auditor", view.auditor, view.lines)]
    people = {line.family_person.id if line.family_person else "": line.family_person for line in view.lines}
    for key, person in people.items():
        own = tuple(x for x in view.lines if (x.family_person.id if x.family_person else "") == key)
        found.append(Turn(f"family-{key}" if key else "family", "family", person, own))
    return found


class HandOn(QWidget):
    """The neutral page between two people. ``begun(key)``, ``skipped(key)``, ``stopped()``, ``shown()``."""

    begun = Signal(str)
    skipped = Signal(str)
    stopped = Signal()
    shown = Signal()

    def __init__(self, found: list[Turn], following: Turn | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handOn")
        self._next = following
        body = column(self, (80, 30, 80, 28), gap=0)
        head = QHBoxLayout()
        done = sum(turn.is_done for turn in found)
        head.addWidget(Label(tr("{done} of {all} have written").format(done=done, all=len(found)), "body", "ink2"), 1)
        stop = Button(tr("Stop for now"), name="stopSilent", icon="hand-palm")
        stop.clicked.connect(self.stopped)
        head.addWidget(stop)
        body.addLayout(head)
        body.addStretch(2)
        if following is not None:
            self._add_next(body, following)
        else:
            self._add_show(body, all_done=done == len(found))
        body.addStretch(2)
        others = [turn for turn in found if turn is not following]
        self._add_others(body, others)

    def _add_next(self, body: QVBoxLayout, turn: Turn) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        if turn.person is not None:
            body.addWidget(avatar(turn.person, 56), 0, middle)
            body.addSpacing(theme().px(14))
        body.addWidget(Label(tr("Pass the laptop to {name}").format(name=turn.name), "hero", align=middle))
        body.addSpacing(theme().px(22))
        begin = Button(tr("I’m {name}").format(name=turn.name), name="beginSilentTurn", kind="primary", size="huge")
        begin.clicked.connect(self._begin)
        body.addWidget(begin, 0, middle)
        body.addSpacing(theme().px(12))
        skip = LinkButton(tr("{name} is not here now").format(name=turn.name), name="skipSilentTurn", ink="ink2")
        skip.clicked.connect(self._skip)
        body.addWidget(skip, 0, middle)

    def _add_show(self, body: QVBoxLayout, *, all_done: bool) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        title = tr("Everybody has written") if all_done else tr("Those who are here have written")
        body.addWidget(Label(title, "hero", align=middle))
        body.addSpacing(theme().px(8))
        body.addWidget(Label(tr("Turn the laptop so that everybody can see it."), "words", "ink2", align=middle))
        body.addSpacing(theme().px(22))
        show = Button(tr("Show all the numbers together"), name="showAudit", kind="primary", size="huge", icon="eye")
        show.clicked.connect(self.shown)
        body.addWidget(show, 0, middle)

    def _add_others(self, body: QVBoxLayout, others: list[Turn]) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        for turn in others:
            words = tr("{name}, again") if turn.is_done else "{name}"
            button = Button(words.format(name=turn.name), name=f"silentTurn-{turn.key}", size="large",
                            icon="check-circle" if turn.is_done else "user")  # fmt: skip
            button.setProperty("turn", turn.key)
            button.clicked.connect(self._chosen)
            row.addWidget(button)
        row.addStretch(1)
        ask = tr("Somebody else first? What is written again takes the place of what was there, unseen.")
        body.addWidget(Label(ask, "caption", "ink2"))
        body.addSpacing(theme().px(8))
        body.addLayout(row)

    def _begin(self) -> None:
        if self._next is not None:
            self.begun.emit(self._next.key)

    def _skip(self) -> None:
        if self._next is not None:
            self.skipped.emit(self._next.key)

    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.begun.emit(str(button.property("turn")))


class SilentRound(PageByPage[QWidget]):
    """Runs the silent scoring from the first to the reveal. ``left(shown)`` when it is over or put aside.

    Pages are made from what the family may see, whoever's turn it is: they all sit at one table.
    """

    left = Signal(bool)

    def __init__(self, state: AuditState, parent: QWidget | None = None) -> None:
        super().__init__("silentRound", scroll="silentScroll", parent=parent)
        self._state = state
        self._not_here: set[str] = set()

    def start(self) -> None:
        """Show whose turn is first."""
        self._hand_on()

    def _turns(self) -> list[Turn]:
        lens = self._state.context.lens
        return turns(self._state.view_for(FAMILY if lens.is_us else lens))

    def _hand_on(self) -> None:
        found = self._turns()
        following = next((turn for turn in found if not turn.is_done and turn.key not in self._not_here), None)
        page = HandOn(found, following)
        page.begun.connect(self.begin_turn)
        page.skipped.connect(self._skip)
        page.stopped.connect(self.stop)
        page.shown.connect(self._reveal)
        self.show_page(page)
        first = page.findChild(QPushButton, "beginSilentTurn") or page.findChild(QPushButton, "showAudit")
        if isinstance(first, QPushButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_turn(self, key: str) -> None:
        """Somebody has the laptop now: blank questions, whatever they wrote before."""
        turn = next((found for found in self._turns() if found.key == key), None)
        if turn is None:
            self._hand_on()
            return
        page = AuditTurn(turn.name, turn.who, turn.lines)
        page.kept.connect(self._keep)
        page.noted.connect(self._keep_note)
        page.passed_on.connect(self._pass_on)
        page.stopped.connect(self.stop)
        self._not_here.add(key)  # whoever had their turn is not asked again by itself
        self.show_page(page)
        page.begin()

    def _pass_on(self) -> None:
        self._hand_on()

    def _skip(self, key: str) -> None:
        self._not_here.add(key)
        self._hand_on()

    def _keep(self, line_id: str, who: str, value: int | None) -> None:
        context = self._state.context
        row = context.case.rows.get("audit_answer", line_id) or {}
        person = row.get("family_person_id") if who == "family" else None
        self._state.do(lambda: acts.score(context.case, line_id, who, value, person_id=person))

    def _keep_note(self, line_id: str, who: str, text: str) -> None:
        case = self._state.context.case
        self._state.do(lambda: acts.set_note(case, line_id, who, text))

    # ---- leaving ----------------------------------------------------------------------------------------------
    def stop(self) -> None:
        """Put it aside; what is written stays hidden."""
        self._leave(False)

    def _reveal(self) -> None:
        context, day = self._state.context, self._state.view.held_on
        self._state.do(lambda: acts.show_together(context.case, context.workspace_id, day))
        self._leave(True)

    def _leave(self, shown: bool) -> None:
        self.give_back()
        self.drop_page()
        self.left.emit(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc stops."""
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)


class SilentBar(QWidget):
    """In the room while nobody's numbers are shown: how far it is, and going on."""

    go_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(14), theme().px(8), theme().px(10), theme().px(8))
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("eye-slash", "askInk"))
        self.words = Label("", "body", "askInk")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.go = Button(tr("Pass the laptop round"), name="goOnSilent", kind="primary", icon="arrow-right")
        self.go.clicked.connect(self.go_on)
        row.addWidget(self.go)

    def show_view(self, view: AuditView) -> None:
        """Say who has written; never what."""
        found = turns(view)
        done = [turn.name for turn in found if turn.is_done]
        words = tr("Everybody scores in silence. {done} of {all} have written.")
        said = words.format(done=len(done), all=len(found))
        self.words.setText(f"{said} {', '.join(done)}." if done else said)
