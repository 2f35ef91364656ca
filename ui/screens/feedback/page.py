"""Feedback: hand the laptop over with a short form, print forms, and read what came back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from models.acts import feedback as acts
from models.casework import ChangeSet
from models.errors import KnownError
from models.feedback import KINDS, feedback_view, form
from models.quality_views import FeedbackView
from models.readers import FAMILY
from ui.context import CaseContext
from ui.screens.feedback.answers import AnswerCard, FilledRow
from ui.screens.feedback.filling import Filling
from ui.screens.feedback.mode import FeedbackMode
from ui.screens.feedback.start import StartForm
from ui.screens.feedback.words import kind_words, tr
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, IconMark, Label, ScrollArea, SegmentedControl, clear, column


class FeedbackPage(QWidget):
    """``handed_over(the form's page, whether it is over)``: whoever shows this page gives the form the whole window."""

    handed_over = Signal(QWidget, bool)

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedback")
        self.context = context
        self.kind = KINDS[0]
        self.mode: FeedbackMode | None = None
        self._stale = True
        body = column(self, gap=0)
        holder = QWidget()
        bars = column(holder, (24, 2, 24, 8), gap=10)
        bars.addLayout(self._make_head())
        self.start = StartForm(context)
        self.start.begun.connect(self._begin)
        self.start.left.connect(self._close_start)
        self.start.hide()
        bars.addWidget(self.start)
        body.addWidget(holder)
        page = QWidget()
        self._rows = column(page, (24, 2, 24, 28), gap=10)
        body.addWidget(ScrollArea(page, name="feedbackScroll"), 1)
        context.changed.connect(self._on_change)
        context.lens_changed.connect(self._on_lens)
        theme().changed.connect(self._on_lens)
        self.refresh()

    def _make_head(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        names = [kind_words(kind) for kind in KINDS]
        self.kinds = SegmentedControl(names, name="feedbackKind", heard=tr("Whose feedback"))
        self.kinds.chosen.connect(self._on_kind)
        row.addWidget(self.kinds)
        row.addStretch(1)
        self.paper = Button(tr("Forms on paper"), name="feedbackPaper", icon="printer")
        self.paper.clicked.connect(self._to_share)
        row.addWidget(self.paper)
        self.ask = Button(tr("Ask for feedback"), name="askFeedback", kind="primary", icon="hand")
        self.ask.clicked.connect(self._open_start)
        row.addWidget(self.ask)
        return row

    # ---- showing ----------------------------------------------------------------------------------------------
    @property
    def view(self) -> FeedbackView:
        """What came back, as the lens allows."""
        context = self.context
        return feedback_view(context.projector, context.workspace_id, self.kind, context.lens)

    def refresh(self) -> None:
        """Show everything as it stands now."""
        self._stale = False
        clear(self._rows)
        try:
            asked = form(self.kind)
        except KnownError as error:  # the authority's own forms have a fault
            self._rows.addWidget(EmptyState(str(error), icon="warning-circle"))
            self.ask.setEnabled(False)
            return
        self.ask.setEnabled(True)
        if self.context.lens.kind not in asked.readers:
            self._rows.addWidget(EmptyState(tr("What came back is not shown to who is looking now."), icon="eye-slash"))
            self._rows.addStretch(1)
            return
        self._show_view(self.view, asked.shown, asked.least)

    def _show_view(self, view: FeedbackView, shown: str, least: int) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(IconMark("eye", size=18))
        row.addWidget(Label(tr("Whoever fills it in is told: “{words}”").format(words=shown), "body", "ink2"), 1)
        self._rows.addWidget(line)
        if not view.forms:
            text = tr("Nothing came back yet. Hand the laptop over, or print the form and leave it with them.")
            self._rows.addWidget(EmptyState(text, title=view.title, icon="smiley"))
        elif view.is_waiting:
            text = tr("{n} in so far. Answers are read once {least} are in, so that nobody can be picked out.")
            card = Card(fill="ask", line="askLine", dashed=True)
            column(card, (16, 12, 16, 12)).addWidget(Label(text.format(n=view.forms, least=least), "body", "askInk"))
            self._rows.addWidget(card)
        else:
            scored = form(self.kind)
            for each in view.answers:
                if each.values or each.words:
                    self._rows.addWidget(AnswerCard(scored, each))
            self._add_filled(view)
        self._rows.addStretch(1)

    def _add_filled(self, view: FeedbackView) -> None:
        self._rows.addSpacing(theme().px(8))
        self._rows.addWidget(Label(tr("Forms that came back"), "words", bold=True))
        for each in view.filled:
            row = FilledRow(each)
            row.removed.connect(self._take_out)
            self._rows.addWidget(row)

    def show_kind(self, kind: str) -> None:
        """What came back on one kind of form."""
        self.kind = kind
        self.kinds.set_current(KINDS.index(kind))
        self.start.hide()
        self.refresh()

    def _on_kind(self, index: int) -> None:
        self.show_kind(KINDS[index])

    # ---- handing over -----------------------------------------------------------------------------------------
    def _open_start(self) -> None:
        self.start.open(self.kind)
        self.start.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_start(self) -> None:
        self.start.hide()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, person_id: str, person_name: str) -> None:
        window, context = self.window(), self.context
        self.start.hide()
        filling = Filling.begin(context.case, self.kind, context.lens, person_id, person_name)
        filling.state = window.windowState()
        filling.keep_with(window)
        self._enter(filling)
        window.showFullScreen()

    def _enter(self, filling: Filling) -> None:
        self.show_kind(filling.kind)
        self.context.set_lens(FAMILY)
        self.mode = FeedbackMode(self.context, filling)
        self.mode.left.connect(self._left)
        self.handed_over.emit(self.mode, False)
        self.mode.begin()

    def _left(self) -> None:
        mode, self.mode = self.mode, None
        if mode is None:
            return
        window = self.window()
        Filling.forget(window)
        self.handed_over.emit(mode, True)
        mode.deleteLater()
        self.context.set_lens(mode.sitting.lens)
        self.refresh()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)
        window.setWindowState(mode.sitting.state)

    def resume(self, filling: Filling) -> None:
        """The page was laid out anew in the middle of a form: go on with it."""
        if self.mode is None:
            self._enter(filling)

    # ---- small things -----------------------------------------------------------------------------------------
    def _take_out(self, number: str) -> None:
        case = self.context.case
        self.context.attempt(lambda: acts.take_back(case, number))
        self.context.said_and_undoable(tr("A form was taken out"))

    def _to_share(self) -> None:
        self.context.share("feedback")

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        if change.touches("feedback", "person", "restriction"):
            self._stale = True
            self.refresh_if_stale()

    def _on_lens(self) -> None:
        # What somebody said may not stand here when somebody else looks, not even out of sight.
        self.start.hide()
        self.refresh()

    def refresh_if_stale(self) -> None:
        """Catch up with what happened elsewhere."""
        if self._stale and self.mode is None:
            self.refresh()
