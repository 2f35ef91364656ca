"""Closing a case, its clock, a legal hold, and erasing it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models import audit
from models.certificates import REASONS, Certificate
from models.erasing import erase
from models.errors import KnownError
from models.life import LifeView, close_case, end_hold, hold, life_of, open_again, retention
from models.vault import Vault
from ui.screens.case_end.certificate import CertificateCard
from ui.screens.case_end.words import life_words, tr
from ui.screens.desk_page import DeskContext, Problem, side_by_side, turned
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, IconMark, Label, LineField, announce, clear, column
from ui.work import Job

ICONS = {"open": "circle", "closed": "check-circle", "kept": "clock", "due": "bell", "held": "lock-simple"}


class LifePart(QWidget):
    """``said(words)``, ``alone(bool)`` while erasing, ``gone()`` when the case is erased, ``changed()``."""

    said = Signal(str)
    alone = Signal(bool)
    gone = Signal()
    changed = Signal()

    def __init__(self, context: DeskContext, number: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._desk, self._case_id = context, context.desk, context.case_id
        self._number, self._name = number, name
        self.certificate: Certificate | None = None
        self._job: Job | None = None
        self._halves: QBoxLayout | None = None
        self._body = column(self, (2, 4, 12, 24), gap=14)
        self.refresh()

    @property
    def wanted(self) -> str:
        """What has to be typed before anything is erased."""
        return self._number or self._name

    @property
    def must_stay(self) -> bool:
        """Whether a certificate is shown, or erasing goes on."""
        return self.certificate is not None or self._job is not None

    def wait(self) -> None:
        """Block until erasing is over and noted."""
        if self._job is not None:
            self._job.wait()
            QCoreApplication.sendPostedEvents(self._job, QEvent.Type.MetaCall.value)

    def refresh(self) -> None:
        """Read how it stands again."""
        clear(self._body)
        self._halves = None
        if self.certificate is not None:
            self._body.addWidget(self._certificate(self.certificate))
        else:
            try:
                view, days = life_of(self._desk, self._case_id), retention().days
            except KnownError as error:
                strip = Problem("lifeProblem")
                strip.tell(str(error))
                self._body.addWidget(strip)
                self._body.addStretch(1)
                return
            self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            self._halves.setSpacing(theme().px(14))
            left = QVBoxLayout()
            left.setSpacing(theme().px(14))
            left.addWidget(self._work(view, days))
            left.addWidget(self._hold(view))
            left.addStretch(1)
            self._halves.addLayout(left, 1)
            self._halves.addWidget(self._erase(view), 1, Qt.AlignmentFlag.AlignTop)
            self._body.addLayout(self._halves)
            self._turn()
        self._body.addStretch(1)

    def _turn(self) -> None:
        if self._halves is not None:
            turned(self._halves, across=self.width() >= theme().px(900))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: erasing stands beside the rest where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _section(self, title: str) -> tuple[Card, QVBoxLayout]:
        card = Card(corner="sheet")
        card.setMaximumWidth(theme().px(760))
        body = column(card, (24, 18, 24, 20), gap=10)
        body.addWidget(Label(title, "lead"))
        return card, body

    def _do(self, work: Callable[[], object], problem: Problem | None = None) -> bool:
        try:
            work()
        except KnownError as error:
            if problem is not None:
                problem.tell(str(error))
            else:
                self.said.emit(str(error))
            return False
        self.refresh()
        self.changed.emit()
        return True

    # ---- the work ---------------------------------------------------------------------------------------------
    def _work(self, view: LifeView, days: int) -> Card:
        card, body = self._section(tr("The work"))
        row = side_by_side(IconMark(ICONS[view.state]), stretch=False)
        self.standing = Label(life_words(view, days))
        row.addWidget(self.standing, 1)
        body.addLayout(row)
        if view.closed_on:
            button = Button(tr("The work goes on"), name="openAgain", icon="arrow-u-up-left")
            button.clicked.connect(self._open_again)
        else:
            button = Button(tr("The work is over"), name="closeCase", icon="check")
            button.clicked.connect(self._close)
        body.addLayout(side_by_side(button))
        return card

    def _close(self) -> None:
        self._do(lambda: close_case(self._desk, self._case_id))

    def _open_again(self) -> None:
        self._do(lambda: open_again(self._desk, self._case_id))

    # ---- a legal hold -----------------------------------------------------------------------------------------
    def _hold(self, view: LifeView) -> Card:
        card, body = self._section(tr("Legal hold"))
        if view.hold_reason:
            body.addWidget(Label(view.hold_reason))
            button = Button(tr("The hold is over"), name="endHold", icon="lock-simple-open")
            button.clicked.connect(self._end_hold)
            body.addLayout(side_by_side(button))
            return card
        body.addWidget(Label(tr("Keep this case whatever the clock says, for example because a court asks for it."),
                             "body", "ink2"))  # fmt: skip
        self.reason = LineField("", name="holdReason", heard=tr("Who asked for it and why"),
                                placeholder=tr("Who asked for it and why"))  # fmt: skip
        self.reason.returnPressed.connect(self._begin_hold)
        body.addWidget(self.reason)
        self._hold_problem = Problem("holdProblem")
        body.addWidget(self._hold_problem)
        button = Button(tr("Hold it"), name="beginHold", icon="lock-simple")
        button.clicked.connect(self._begin_hold)
        body.addLayout(side_by_side(button))
        return card

    def _begin_hold(self) -> None:
        self._do(lambda: hold(self._desk, self._case_id, self.reason.text()), self._hold_problem)

    def _end_hold(self) -> None:
        self._do(lambda: end_hold(self._desk, self._case_id))

    # ---- erasing ----------------------------------------------------------------------------------------------
    def _erase(self, view: LifeView) -> Card:
        card, body = self._section(tr("Erase this case"))
        words = tr("Everything of it goes for good: from the vault, its history, the search, the outbox and every "
                   "backup. It cannot be undone. What was printed, saved or sent stays where it is.")  # fmt: skip
        body.addWidget(Label(words, "body", "ink2"))
        if view.state not in {"due", "held"}:
            body.addWidget(Label(tr("Its time is not over yet."), "body", "askInk"))
        body.addWidget(Label(tr("Why"), "label"))
        self.why = LineField(REASONS[0] if view.state == "due" else "", name="eraseWhy", heard=tr("Why"))
        self.why.textChanged.connect(self._fit)
        body.addWidget(self.why)
        body.addWidget(self._reasons())
        asked = tr("Type “{words}” to say that you mean it").format(words=self.wanted)
        body.addWidget(Label(asked, "label"))
        self.typed = LineField("", name="eraseTyped", heard=asked)
        self.typed.textChanged.connect(self._fit)
        body.addWidget(self.typed)
        self._erase_problem = Problem("eraseProblem")
        body.addWidget(self._erase_problem)
        self.go = Button(tr("Erase it for good"), name="eraseNow", kind="danger", icon="trash")
        self.go.clicked.connect(self.erase)
        body.addLayout(side_by_side(self.go))
        self._fit()
        return card

    def _reasons(self) -> QWidget:
        """Reasons that tell nothing of the case, to press."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
        for number, words in enumerate(REASONS):
            button = Button(words.rstrip("."), name=f"eraseReason-{number}", size="small", pill=True)
            button.setProperty("reason", words)
            button.clicked.connect(self._take_reason)
            flow.addWidget(button)
        return holder

    def _take_reason(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.why.setText(str(button.property("reason")))

    def _fit(self) -> None:
        means_it = self.typed.text().strip().casefold() == self.wanted.casefold()
        self.go.setEnabled(means_it and bool(self.why.text().strip()) and self._job is None)

    def erase(self) -> None:
        """Erase it; nothing else uses the vault until it is over."""
        if self._job is not None or not self.go.isEnabled():
            return
        vault, case_id = self._desk.vault, self._case_id
        assert isinstance(vault, Vault)  # the desk of a window has a whole one
        at, why = self._desk.now().isoformat(), self.why.text().strip()
        self.alone.emit(True)
        self._desk.forget(case_id)
        self._job = Job(lambda: erase(vault, case_id, at=at, reason=why))
        self._job.done.connect(self._erased)
        self._job.failed.connect(self._not_erased)
        self.setEnabled(False)
        self.go.setText(tr("Erasing…"))
        announce(self, tr("Erasing. This takes a moment."))
        self._job.start()

    def _over(self) -> None:
        self._job = None
        self.setEnabled(True)
        self.alone.emit(False)

    def _erased(self, done: Certificate) -> None:
        self.certificate = done
        audit.note(self._desk, "erased", case_id=self._case_id, detail=done.audit_detail)
        self.gone.emit()
        self._over()
        self.refresh()
        announce(self, tr("Erased. The certificate is kept; save or print it for the council."))

    def _not_erased(self, error: Exception) -> None:
        self._over()
        self.go.setText(tr("Erase it for good"))
        self._fit()
        if not isinstance(error, KnownError):
            raise error
        self._erase_problem.tell(str(error))

    def _certificate(self, done: Certificate) -> CertificateCard:
        hint = tr("It is kept under Settings, Erased cases. Your own words about why are only on this paper: save or "
                  "print it now.")  # fmt: skip
        card = CertificateCard(self.context, done, hint=hint if done != done.to_keep() else "", first=True)
        card.said.connect(self.said)
        return card
