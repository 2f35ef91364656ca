"""Scaling: everybody's numbers together, the rounds over time, and the way into a private round."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models import dates
from models.acts.scoring import set_round
from models.acts.strands import add_scale, delete_round
from models.one_line import as_iso
from models.views import PersonView, RoundView, ScaleView, StrandView
from ui.context import CaseContext
from ui.screens.room import Room, RoomHead
from ui.screens.scaling import words
from ui.screens.scaling.answers import Answers
from ui.screens.scaling.new_round import NewRound
from ui.screens.scaling.private import PrivateRound
from ui.screens.scaling.rounds import RoundsChart
from ui.screens.scaling.stage import Stage
from ui.screens.scaling.turn import Progress
from ui.screens.scaling.voices import could_be_asked
from ui.screens.strands.chosen import choose_strand, strand_in_view
from ui.screens.strands.editable import WordsField
from ui.screens.strands.switcher import StrandSwitcher
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, IconButton, Label, Rule, ScrollArea, announce, column


class RevealPage(QWidget):
    """One revealed round with the rounds before it and everybody's reasons. ``round_chosen(id)``."""

    round_chosen = Signal(str)
    person_chosen = Signal(str)
    left_words = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = column(self, (24, 2, 24, 24), gap=0)
        self.stage = Stage()
        self.stage.person_chosen.connect(self.person_chosen)
        body.addWidget(self.stage)
        body.addSpacing(theme().px(14))
        body.addWidget(Rule())
        body.addSpacing(theme().px(12))
        self._low = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._low.setSpacing(theme().px(44))
        body.addLayout(self._low)
        body.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(theme().px(6))
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        self.rounds_title = Label("", "words", bold=True, wrap=False)
        self.hint = Label("", "caption", "ink2", wrap=False)
        head.addWidget(self.rounds_title)
        head.addWidget(self.hint, 1)
        left.addLayout(head)
        self.chart = RoundsChart()
        self.chart.round_chosen.connect(self.round_chosen)
        left.addWidget(self.chart)
        left.addStretch(1)
        right.addWidget(Label(self.tr("Why, and one point up"), "words", bold=True))
        self.answers = Answers(context)
        self.answers.left.connect(self.left_words)
        right.addWidget(self.answers)
        right.addStretch(1)
        self._low.addLayout(left, 1)
        self._low.addLayout(right, 1)

    def show_round(self, scale: ScaleView, view: RoundView, followed: str, unasked: list[PersonView]) -> None:
        """Show a revealed round."""
        rounds = [r for r in scale.rounds if r.revealed]
        self.stage.show_round(scale, view, words.missing_voices(scale, view, unasked))
        self.stage.set_chosen(followed)
        number = self.tr("One round") if len(rounds) == 1 else self.tr("{count} rounds")
        self.rounds_title.setText(number.format(count=words.count_word(len(rounds))))
        who = next((s.person.name for r in rounds for s in r.given if s.person.id == followed), "")
        follows = self.tr("The line follows {name}. Tap anyone above.").format(name=who)
        self.hint.setText(follows if who else self.tr("Tap anyone above to follow them."))
        self.chart.show_rounds(rounds, view.id, followed if who else "")
        self.answers.show_round(scale, view, followed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the two columns stack when there is no room for both."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(900)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._low.direction() != way:
            self._low.setDirection(way)
            self._low.setSpacing(theme().px(44 if wide else 24))


class WaitingBar(Card):
    """A round that is not shown yet: who has written, never what. Go on, or show all together."""

    go_on = Signal()
    put_away = Signal()

    def __init__(self, view: RoundView, parent: QWidget | None = None) -> None:
        super().__init__(fill="card", line="line", parent=parent)
        self.setObjectName("waitingRound")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), theme().px(8), theme().px(10), theme().px(8))
        row.setSpacing(theme().px(12))
        text = self.tr("Round of {day}, not shown yet").format(day=view.when)
        row.addWidget(Label(text, "label", wrap=False))
        row.addWidget(Progress(view), 1)
        away = Button(self.tr("Delete this round"), name="deleteWaiting", kind="quiet", size="small")
        away.clicked.connect(self.put_away)
        self.go = Button(self.tr("Go on with it"), name="resumeRound", kind="outline", icon="hand-arrow-up")
        self.go.clicked.connect(self.go_on)
        row.addWidget(away)
        row.addWidget(self.go)


class ScalingScreen(Room):
    """The room for scaling."""

    MADE_OF = (
        "score", "round", "scale", "strand", "person", "card", "restriction", "workspace_child", "open_question",
        "circle_move", "casefile",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "scaling", parent=parent)
        self._round_id, self._followed, self._shown_strand = "", "", ""
        self.private: PrivateRound | None = None
        self.new_round: NewRound | None = None
        outer = column(self)
        self._pages = QStackedWidget()
        outer.addWidget(self._pages)
        self._main = QWidget()
        self._pages.addWidget(self._main)
        self._body = column(self._main, gap=0)
        self._body.addLayout(self._make_head())
        self._waiting_place = column(holder := QWidget(), (24, 0, 24, 8))
        self._waiting: WaitingBar | None = None
        self._body.addWidget(holder)
        self._content = QStackedWidget()
        self._body.addWidget(self._content, 1)
        self.reveal = RevealPage(context)
        self.reveal.round_chosen.connect(self.show_round)
        self.reveal.person_chosen.connect(self.follow)
        self.reveal.left_words.connect(self.refresh_if_stale)
        self._content.addWidget(ScrollArea(self.reveal, name="scalingScroll"))
        self._empty: EmptyState | None = None
        self.listen()

    def _make_head(self) -> RoomHead:
        self._head = RoomHead(gap=12)
        self.day = WordsField("", name="roundDay", heard=self.tr("Day of this round"), role="title", single=True)
        self.day.written.connect(self._write_day)
        self.occasion = WordsField("", name="roundOccasion", heard=self.tr("Occasion"), role="body", ink="ink2",
                                   single=True, empty=self.tr("Add the occasion"))  # fmt: skip
        self.occasion.written.connect(self._write_occasion)
        for field in (self.day, self.occasion):
            field.closed.connect(self.refresh)
        self.count = Label("", "body", "ink2", wrap=False)
        self.delete_button = IconButton("trash", self.tr("Delete this round"), name="deleteRound")
        self.delete_button.clicked.connect(self._delete_shown)
        self.switcher = StrandSwitcher(name="scalingStrands")
        self.switcher.chosen.connect(self.show_strand)
        self.new_button = Button(self.tr("New round"), name="newRound", kind="primary", icon="plus")
        self.new_button.clicked.connect(self.begin_round)
        told, pressed = self._head.named, self._head.pressed
        for part in (self.day, self.occasion, self.count, self.delete_button):
            told.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        told.addStretch(1)
        pressed.addWidget(self.switcher)
        pressed.addWidget(self.new_button)
        pressed.addStretch(1)
        return self._head

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def strand(self) -> StrandView | None:
        """The strand in view, as the lens allows it."""
        return strand_in_view(self.context)

    def _round_in_view(self, scale: ScaleView) -> RoundView | None:
        revealed = [r for r in scale.rounds if r.revealed]
        chosen = next((r for r in revealed if r.id == self._round_id), None)
        return chosen or (revealed[-1] if revealed else None)

    def show_strand(self, strand_id: str) -> None:
        """Show another strand's scale."""
        choose_strand(self.context, strand_id)
        self._round_id = ""
        self.refresh()

    def show_round(self, round_id: str) -> None:
        """Show one of the rounds."""
        self._round_id = round_id
        self.refresh()

    def follow(self, person_id: str) -> None:
        """Let the line follow somebody ("" for nobody)."""
        self._followed = person_id
        self.refresh()

    def show_all(self) -> None:
        """The round in view, or what comes before the first."""
        strand = self.strand
        self._shown_strand = strand.id if strand else ""
        view = self.context.map_view()
        self.switcher.show_strands(view.strands, strand.id if strand else "")
        scale = strand.scale if strand else None
        held = self._round_in_view(scale) if scale else None
        self._show_head(scale, held)
        self._show_waiting(scale)
        if strand and scale and held:
            self.reveal.show_round(scale, held, self._followed, could_be_asked(self.context, held.held_on))
            self._content.setCurrentIndex(0)
        else:
            self._show_empty(strand)

    def _show_head(self, scale: ScaleView | None, held: RoundView | None) -> None:
        self.day.setVisible(held is not None)
        self.occasion.setVisible(held is not None)
        self.delete_button.setVisible(held is not None)
        waits = self._sealed_round(scale) is not None
        self.new_button.setVisible(scale is not None and not scale.closed_on and not waits)
        if held is None:
            self.count.setText(scale.name if scale else "")
            return
        self.day.set_words(held.when)
        self.occasion.set_words(held.occasion or "")
        number = len(held.given)
        self.count.setText((self.tr("one score") if number == 1 else self.tr("{n} scores")).format(n=number))

    def _show_waiting(self, scale: ScaleView | None) -> None:
        if self._waiting is not None:
            self._waiting.hide()
            self._waiting.deleteLater()
            self._waiting = None
        sealed = self._sealed_round(scale)
        if sealed is not None:
            self._waiting = WaitingBar(sealed)
            self._waiting.go_on.connect(self.resume)
            self._waiting.put_away.connect(self._delete_waiting)
            self._waiting_place.addWidget(self._waiting)

    @staticmethod
    def _sealed_round(scale: ScaleView | None) -> RoundView | None:
        return next((r for r in reversed(scale.rounds) if not r.revealed), None) if scale else None

    def _show_empty(self, strand: StrandView | None) -> None:
        if self._empty is not None:
            self._content.removeWidget(self._empty)
            self._empty.deleteLater()
        if strand is None:
            action = Button(self.tr("Open a strand"), name="toStrands", kind="primary", size="large", icon="path")
            action.clicked.connect(self._to_strands)
            text = self.tr("A scale belongs to a strand: a danger statement and its goal. There is none yet.")
        elif strand.scale is None:
            action = Button(self.tr("Give it a scale"), name="addScale", kind="primary", size="large", icon="steps")
            action.clicked.connect(self._add_scale)
            text = self.tr("This strand has no scale yet.")
        elif self._sealed_round(strand.scale) is not None:
            action = Button(self.tr("Go on with the round"), name="firstRound", kind="primary", size="large",
                            icon="hand-arrow-up")  # fmt: skip
            action.clicked.connect(self.resume)
            text = self.tr("Nobody sees a number until everybody's are shown together.")
        else:
            action = Button(self.tr("Start the first round"), name="firstRound", kind="primary", size="large",
                            icon="hand-arrow-up")  # fmt: skip
            action.clicked.connect(self.begin_round)
            text = self.tr("Not scored yet. First agree the two statements; then everyone scores on their own.")
        self._empty = EmptyState(text, icon="steps", action=action)
        self._content.addWidget(self._empty)
        self._content.setCurrentWidget(self._empty)

    # ---- doing ------------------------------------------------------------------------------------------------
    def begin_round(self) -> None:
        """Choose who scores in a new round; a round that waits goes on first."""
        strand = self.strand
        scale = strand.scale if strand else None
        if scale is None:
            return
        if self._sealed_round(scale) is not None:
            self.resume()
            return
        self._drop_new_round()
        self.new_round = NewRound(self.context, scale)
        self.new_round.started.connect(self.enter_round)
        self.new_round.left.connect(self._leave_new_round)
        self._pages.addWidget(self.new_round)
        self._pages.setCurrentWidget(self.new_round)

    def _drop_new_round(self) -> None:
        if self.new_round is not None:
            self._pages.removeWidget(self.new_round)
            self.new_round.deleteLater()
            self.new_round = None

    def _leave_new_round(self) -> None:
        self._pages.setCurrentWidget(self._main)
        self._drop_new_round()
        self.refresh()

    def resume(self) -> None:
        """Go on with the round that waits."""
        strand = self.strand
        sealed = self._sealed_round(strand.scale if strand else None)
        if sealed is not None:
            self.enter_round(sealed.id)

    def enter_round(self, round_id: str) -> None:
        """Let the private round fill the window."""
        self.private = PrivateRound(self.context, round_id)
        self.private.left.connect(self._left_round)
        self._pages.addWidget(self.private)
        self._pages.setCurrentWidget(self.private)
        self._drop_new_round()
        self.private.fill()
        self.private.start()

    def _left_round(self, revealed: bool) -> None:
        private, self.private = self.private, None
        if private is None:
            return
        self._round_id = private.round_id if revealed else self._round_id
        self._pages.setCurrentWidget(self._main)
        self._pages.removeWidget(private)
        private.deleteLater()
        self.refresh()
        # The keyboard goes on here, not at whatever comes first in the window.
        following = self._waiting.go if self._waiting is not None else self.new_button
        following.setFocus(Qt.FocusReason.OtherFocusReason)
        if revealed:
            self.reveal.stage.reveal()
            announce(self, self.reveal.stage.headline.text())

    def _delete_shown(self) -> None:
        strand = self.strand
        held = self._round_in_view(strand.scale) if strand and strand.scale else None
        self._delete(held)

    def _delete_waiting(self) -> None:
        strand = self.strand
        self._delete(self._sealed_round(strand.scale if strand else None))

    def _delete(self, held: RoundView | None) -> None:
        if held is None:
            return
        case, round_id = self.context.case, held.id
        self.context.attempt(lambda: delete_round(case, round_id))
        self.context.said_and_undoable(self.tr("Round deleted"))

    def _add_scale(self) -> None:
        strand, case = self.strand, self.context.case
        if strand is not None:
            strand_id = strand.id
            self.context.attempt(lambda: add_scale(case, strand_id))

    def _to_strands(self) -> None:
        self.context.go("strands")

    def _write_day(self, text: str) -> None:
        day = as_iso(text)
        if dates.as_date(day) is None:
            self.context.say(self.tr("That day was not understood, so it is as it was. Write it like 17 June 2025."))
        else:
            self._write_round(held_on=day)

    def _write_occasion(self, text: str) -> None:
        self._write_round(occasion=text or None)

    def _write_round(self, **fields: str | None) -> None:
        strand = self.strand
        held = self._round_in_view(strand.scale) if strand and strand.scale else None
        if held is not None:
            case, round_id = self.context.case, held.id
            self._round_id = round_id
            self.context.attempt(lambda: set_round(case, round_id, **fields))

    # ---- following --------------------------------------------------------------------------------------------
    def _on_theme(self) -> None:
        self._settle()
        self._on_lens()

    @property
    def is_busy(self) -> bool:
        """Whether a private round runs, or somebody writes."""
        writing = self.reveal.answers.editing or self.day.editing or self.occasion.editing
        return self.private is not None or writing

    def _settle(self) -> None:
        """The strands become a menu when there is little room."""
        wide = self.width() >= theme().px(1000)
        self._head.stack(not wide)
        self.switcher.fit(self.width() - theme().px(560 if wide else 200))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened elsewhere, and with the strand chosen in another room."""
        strand = self.strand
        self._stale = self._stale or (strand is not None and strand.id != self._shown_strand)
        super().showEvent(event)
