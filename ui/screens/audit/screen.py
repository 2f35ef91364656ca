"""The room for looking at the work itself: the audit done together, and what families and staff say on short forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import dates
from models.acts import audits as acts
from models.errors import KnownError
from models.quality_views import AuditLine
from models.readers import FAMILY
from ui.context import CaseContext
from ui.screens.audit.after import After
from ui.screens.audit.begin import BeginForm
from ui.screens.audit.row import QuestionRow
from ui.screens.audit.silent import GoingRound, SilentBar, SilentRound
from ui.screens.audit.state import AuditState
from ui.screens.audit.words import tr
from ui.screens.feedback.filling import Filling
from ui.screens.meetings.lines import NewLine
from ui.screens.meetings.rows import KeyedRows, PersonPick
from ui.screens.room import Room, RoomHead
from ui.theme import theme
from ui.widgets import Button, Card, Label, Menu, ScrollArea, SegmentedControl, Surface, across, column

if TYPE_CHECKING:
    from ui.screens.feedback import FeedbackPage

_AUDIT, _FEEDBACK = range(2)


class AuditScreen(Room):
    """The room. Evidence is of the whole record: whatever changes may change it."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "audit", parent=parent)
        self.state = AuditState(context, self)
        self.silent: SilentRound | None = None
        self.feedback: FeedbackPage | None = None
        self.pages = QStackedWidget()
        column(self).addWidget(self.pages)
        self._room = Surface("window")
        body = column(self._room, gap=0)
        body.addLayout(self._make_head())
        self.parts = QStackedWidget()
        self.parts.addWidget(self._make_audit())
        body.addWidget(self.parts, 1)
        self.pages.addWidget(self._room)
        self.state.shown_changed.connect(self._on_day)
        self.listen()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> RoomHead:
        self._head = RoomHead()
        named, pressed = self._head.named, self._head.pressed
        self.title = Label("", "title", wrap=False)
        self.day = Button("", name="auditDays", kind="quiet", size="small", menu=True)
        self.day.clicked.connect(self._open_days)
        named.addWidget(self.title)
        named.addWidget(self.day)
        named.addStretch(1)
        self.segments = SegmentedControl([tr("Audit"), tr("Feedback")], name="auditParts", heard=tr("What to look at"))
        self.segments.chosen.connect(self.show_part)
        self.paper = Button(tr("Paper"), name="auditPaper", icon="printer")
        self.paper.clicked.connect(self._to_share)
        self.new = Button(tr("New audit"), name="newAudit", icon="plus")
        self.new.clicked.connect(self.open_form)
        for widget in (self.segments, self.paper, self.new):
            pressed.addWidget(widget)
        pressed.addStretch(0)
        return self._head

    def _make_audit(self) -> QWidget:
        page = QWidget()
        body = column(page, (24, 2, 24, 28), gap=12)
        self.form = BeginForm(self.state)
        self.form.begun.connect(self._begun)
        self.form.left.connect(self._close_form)
        self.form.hide()
        body.addWidget(self.form)
        body.addWidget(self._make_who())
        self._silent_card = Card(fill="ask", line="askLine", dashed=True)
        self.silent_bar = SilentBar()
        self.silent_bar.go_on.connect(self.pass_round)
        column(self._silent_card).addWidget(self.silent_bar)
        body.addWidget(self._silent_card)
        self.lead = Label(tr("These are the questions, and what the record says to each today."), "body", "ink2")
        body.addWidget(self.lead)
        self.rows: KeyedRows[AuditLine] = KeyedRows(self._make_row, gap=10)
        body.addWidget(self.rows)
        ask = tr("Ask something of your own")
        self.own = NewLine(name="new-audit-question", heard=ask, placeholder=ask)
        self.own.given.connect(self._add_question)
        body.addWidget(self.own)
        self.after = After(self.state)
        body.addWidget(self.after)
        body.addStretch(1)
        self._scroll = ScrollArea(page, name="auditScroll")
        return self._scroll

    def _make_who(self) -> QWidget:
        self._who = QWidget()
        row = across(self._who, gap=10)
        self.people: dict[str, PersonPick] = {}
        for who, words, ask in (("worker", tr("Worker:"), tr("Who works with the family?")),
                                ("auditor", tr("Auditor:"), tr("Who audits?"))):  # fmt: skip
            row.addWidget(Label(words, "body", "ink2", wrap=False))
            pick = PersonPick(f"auditWho-{who}", ask)
            pick.setProperty("who", who)
            pick.picked.connect(self._picked)
            self.people[who] = pick
            row.addWidget(pick)
            row.addSpacing(theme().px(12))
        row.addStretch(1)
        self.silently = Button(tr("Score in silence"), name="scoreSilently", kind="quiet", size="small",
                               icon="eye-slash")  # fmt: skip
        self.silently.clicked.connect(self._go_silent)
        row.addWidget(self.silently)
        return self._who

    def _make_row(self, line: AuditLine) -> QWidget:
        return QuestionRow(self.state, line)

    # ---- showing ----------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Read the audit anew."""
        self.state.forget()

    def show_all(self) -> None:
        """The audit of the day looked at."""
        self._on_shown()

    @property
    def is_busy(self) -> bool:
        """Whether the laptop goes round."""
        return self.silent is not None

    def _on_day(self) -> None:
        self._on_shown()
        self._scroll.verticalScrollBar().setValue(0)

    def _on_shown(self) -> None:
        try:
            view = self.state.view
        except KnownError as error:  # the authority's own questions have a fault
            self.lead.setText(str(error))
            return
        held = bool(view.held_on)
        on_audit = self.parts.currentIndex() == _AUDIT
        self.title.setText(tr("Audit") if on_audit else tr("Feedback"))
        self.day.setText(dates.written(view.held_on))
        self.day.setAccessibleName(tr("Audit of {day}. Others").format(day=dates.written(view.held_on)))
        self.day.setVisible(held and on_audit)
        self.paper.setVisible(on_audit)
        self.new.setVisible(held and on_audit)
        self._who.setVisible(held)
        for who, pick in self.people.items():
            pick.show_person(view.worker if who == "worker" else view.auditor, self.state.professionals())
        any_number = any(line.given for line in view.lines)
        self.silently.setVisible(held and not view.is_silent and not any_number)
        self._silent_card.setVisible(view.is_silent)
        self.silent_bar.show_view(view)
        if not held and self.form.isHidden():
            self.form.open(first=True)
        self.lead.setVisible(not held)
        lines = view.lines if held else tuple(replace(line, id=line.key) for line in view.lines)
        self.rows.show_items(lines)
        self.own.setVisible(held)
        self.after.setVisible(held and not view.is_silent)
        self.after.show_view()
        self._settle()

    def _settle(self) -> None:
        self._head.stack(self.width() < theme().px(820))

    # ---- which part -------------------------------------------------------------------------------------------
    def show_part(self, part: int) -> None:
        """The audit, or what came back on the short forms."""
        if part == _FEEDBACK and self.feedback is None:
            from ui.screens.feedback import FeedbackPage

            self.feedback = FeedbackPage(self.context)
            self.feedback.handed_over.connect(self._hand_over)
            self.parts.addWidget(self.feedback)
        self.segments.set_current(part)
        self.parts.setCurrentIndex(part)
        self._on_shown()

    def _hand_over(self, mode: QWidget, over: bool) -> None:
        """Somebody fills in a form: it takes the whole window; then the room is there again."""
        if over:
            self.pages.setCurrentWidget(self._room)
            self.pages.removeWidget(mode)
        else:
            self.pages.addWidget(mode)
            self.pages.setCurrentWidget(mode)

    def _resume(self) -> None:
        """The page was laid out anew while somebody else has the laptop: go on. After a lock it is over."""
        window = self.window()
        day = GoingRound.day_of(window, self.context.case) if self.silent is None else ""
        if day:
            self.state.show_day(day)
            self.pass_round()
            return
        filling = Filling.kept_with(window)
        if filling is None or (self.feedback is not None and self.feedback.mode is not None):
            return
        if filling.is_of(self.context.case):
            self.show_part(_FEEDBACK)
            assert self.feedback is not None
            self.feedback.resume(filling)
            return
        Filling.forget(window)
        if self.context.lens == FAMILY:
            self.context.set_lens(filling.lens)
        window.setWindowState(filling.state)

    # ---- an audit ---------------------------------------------------------------------------------------------
    def open_form(self) -> None:
        """Begin another audit."""
        self.form.open(first=False)
        self._scroll.verticalScrollBar().setValue(0)
        self.form.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        self.form.hide()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begun(self, day: str) -> None:
        self.form.hide()
        self.state.show_day(day)
        if self.state.view.is_silent:
            self.pass_round()

    def days_menu(self) -> Menu:
        """The audits there are (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="auditDaysMenu")
        view = self.state.view
        for day in view.days:
            menu.offer(dates.written(day), day, checked=day == view.held_on)
        menu.chosen.connect(self.state.show_day)
        menu.addSeparator()
        delete = QAction(tr("Delete this audit"), menu)
        delete.setObjectName("deleteAudit")
        delete.triggered.connect(self._delete)
        menu.addAction(delete)
        return menu

    def _open_days(self) -> None:
        self.days_menu().drop(self.day)

    def _delete(self) -> None:
        context, day = self.context, self.state.view.held_on
        self.state.do(lambda: acts.delete_audit(context.case, context.workspace_id, day))
        context.said_and_undoable(tr("Audit deleted. Next steps that came of it stay on the map."))

    def _picked(self, person_id: str | None) -> None:
        pick, context, day = self.sender(), self.context, self.state.view.held_on
        if isinstance(pick, PersonPick):
            who = str(pick.property("who"))
            self.state.do(lambda: acts.take_part(context.case, context.workspace_id, day, who, person_id))

    def _add_question(self, words: str) -> None:
        context, day = self.context, self.state.view.held_on
        self.state.do(lambda: acts.add_question(context.case, context.workspace_id, day, words))

    def _to_share(self) -> None:
        view = self.state.view
        newest = not view.days or view.held_on == view.days[0]
        self.context.share("audit", "" if newest else view.held_on)

    # ---- in silence -------------------------------------------------------------------------------------------
    def _go_silent(self) -> None:
        context, day = self.context, self.state.view.held_on
        self.state.do(lambda: acts.score_silently(context.case, context.workspace_id, day))
        if self.state.view.is_silent:
            self.pass_round()

    def pass_round(self) -> None:
        """Let the silent scoring fill the window."""
        GoingRound.keep(self.window(), self.context.case, self.state.view.held_on)
        self.silent = SilentRound(self.state)
        self.silent.left.connect(self._left_silent)
        self.pages.addWidget(self.silent)
        self.pages.setCurrentWidget(self.silent)
        self.silent.fill()
        self.silent.start()

    def _left_silent(self, shown: bool) -> None:
        silent, self.silent = self.silent, None
        if silent is None:
            return
        GoingRound.forget(self.window())
        self.pages.setCurrentWidget(self._room)
        self.pages.removeWidget(silent)
        silent.deleteLater()
        self.refresh()
        following = self.silent_bar.go if not shown else self.paper
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: go on with what was under way, and catch up with what happened elsewhere."""
        self._resume()
        super().showEvent(event)
