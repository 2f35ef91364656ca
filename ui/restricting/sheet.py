"""Holding one thing back, or changing how: why, who said so, what others read, which words never appear, who sees it
anyway, when it is looked at again; and beside it what will change. Nothing is held back before the last button; what
is answered until then waits, should the app lock meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from models import dates
from models.acts.restricting import hold_back, lift
from models.errors import KnownError
from models.restrictions import (
    PARTS,
    HoldBack,
    effect,
    hold_back_of,
    lifted,
    offered_words,
    own_names,
    readers_to_ask,
    thing_words,
)
from ui.context import CaseContext
from ui.restricting import draft
from ui.restricting.change import ChangeCard
from ui.restricting.fields import LineQuestion, ReadersQuestion, ReviewQuestion, WordsQuestion
from ui.restricting.room import OverRoom
from ui.restricting.words import lifting_reasons, part_words, public_names, reasons, tr
from ui.screens.desk_page import Problem, side_by_side, turned
from ui.theme import theme
from ui.widgets import Button, Card, Label, LinkButton, Rule, ScrollArea, SegmentedControl, column

FIRST_REVIEW = "in 3 months"
"""What is offered for something new: held back for ever is a decision too, and should be made as one."""
_REST_MS = 200


class RestrictSheet(OverRoom):
    """Asked about one thing (``table``, ``key``), or about a restriction that is there (``restriction``)."""

    def __init__(
        self, context: CaseContext, asked_from: QWidget, table: str, key: str, *, restriction: str = "",
        words: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        rows = context.case.rows
        self._readers = readers_to_ask(rows, context.workspace_id)
        row = rows.get("restriction", restriction) if restriction else None
        self.held = hold_back_of(rows, row, self._readers) if row else HoldBack(table, key)
        self._thing = thing_words(rows, self.held.table, self.held.key) or (str(row["fact"]) if row else "")
        title = tr("Held back") if row else tr("Hold back")
        super().__init__(context, asked_from, title, "restrictSheet", about=self._thing)
        self._new_words, self._done = words, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.tell)
        page = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._halves.setContentsMargins(0, 0, theme().px(8), theme().px(20))
        self._halves.setSpacing(theme().px(18))
        self._halves.addWidget(self._form(), 5, Qt.AlignmentFlag.AlignTop)
        self.change = ChangeCard()
        self._halves.addWidget(self.change, 4, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(ScrollArea(page, name="restrictScroll"), 1)
        self._add_foot()
        self._first = self._answers()
        self._go_on()
        self._on_part()
        self.tell()

    # ---- making it --------------------------------------------------------------------------------------------
    def _form(self) -> Card:
        card = Card(corner="sheet")
        card.setMaximumWidth(theme().px(760))
        body = column(card, (24, 18, 24, 20), gap=16)
        held, rows = self.held, self.context.case.rows
        self.begun = Label(tr("You had begun this before. Nothing has changed so far."), "body", "askInk")
        self.begun.hide()
        body.addWidget(self.begun)
        before = lifted(rows, held.table, held.key)
        if before and not held.id:
            words = tr("Held back before, until {day}: {why}")
            body.addWidget(Label(words.format(day=dates.written(before[0][0]), why=before[0][1]), "body", "ink2"))
        self._parts = list(PARTS.get(held.table, ("",)))
        names = part_words(held.table)
        current = self._parts.index(held.field) if held.field in self._parts else 0
        self.part = SegmentedControl([names[part] for part in self._parts] if len(self._parts) > 1 else [""],
                                     name="restrictPart", heard=tr("What is held back"), current=current)  # fmt: skip
        self.part.chosen.connect(self._on_part)
        body.addWidget(self.part, 0, Qt.AlignmentFlag.AlignLeft)
        self.part.setVisible(len(self._parts) > 1 and held.field in self._parts)
        self.reason = LineQuestion(tr("Why?"), name="restrictReason", text=held.reason, offered=reasons(),
                                   placeholder=tr("Only the team reads this"))  # fmt: skip
        self.said_by = LineQuestion(tr("Who said so?"), name="restrictSaidBy", text=held.said_by,
                                    offered=self._tellers(), placeholder=tr("A name, or what somebody is"))  # fmt: skip
        self.public = LineQuestion(
            tr("What may stand instead?"), name="restrictPublic", text=held.public_name,
            offered=public_names(held.table), placeholder=tr("Nothing: then it is left out without a trace"),
        )  # fmt: skip
        self.words = self._words_question()
        self.readers = ReadersQuestion(self._readers, held.shown_to)
        self.review = ReviewQuestion(self._today, held.review_on)
        if not held.id:
            self.review.field.setText(FIRST_REVIEW)
        for part in (self.reason, self.said_by, self.public, self.words, self.readers, self.review):
            part.changed.connect(self._on_change)
            body.addWidget(part)
        for line in (self.reason, self.said_by, self.public, self.review):
            line.field.editingFinished.connect(self._keep_draft)  # locking takes the keyboard out of it
        self.words.more.committed.connect(self._keep_draft)
        return card

    def _words_question(self) -> WordsQuestion:
        held, rows = self.held, self.context.case.rows
        self._names = own_names(rows, held.table, held.key)
        offered = (*self._names, *(w for w in offered_words(rows, held.table, held.key) if w not in self._names))
        chosen = (*held.names, *held.words) if held.id else (*self._names, *self._new_words)
        about = tr("In no copy, no file and no picture, however they are written. Every copy is searched for them "
                   "before it leaves.")  # fmt: skip
        return WordsQuestion(tr("Which words must never appear?"), offered, chosen, about=about)

    @property
    def _today(self) -> dt.date:
        return self.context.services.now().date()

    def _tellers(self) -> tuple[str, ...]:
        """Who may well have said so: the person themself, and who leads the work."""
        projector = self.context.projector
        people = [projector.people.get(self.held.key), projector.current_worker(self.context.workspace_id)]
        return tuple(dict.fromkeys(person.name for person in people if person is not None))

    def _add_foot(self) -> None:
        self.problem = Problem("restrictProblem")
        self.body.addWidget(self.problem)
        self._lifting = QWidget()
        row = column(self._lifting, gap=8)
        self.lift_why = LineQuestion(tr("Why may it be seen again?"), name="liftReason", offered=lifting_reasons(),
                                     placeholder=tr("It is kept with the case"))  # fmt: skip
        self.lift_why.changed.connect(self._fit)
        self.lift_button = Button(tr("Let it be seen again"), name="liftNow", icon="lock-simple-open")
        self.lift_button.clicked.connect(self.lift_it)
        self.lift_why.field.returnPressed.connect(self.lift_it)
        row.addWidget(self.lift_why)
        row.addLayout(side_by_side(self.lift_button))
        self._lifting.hide()
        self.body.addWidget(Rule())
        self.body.addWidget(self._lifting)
        words = tr("Keep the changes") if self.held.id else tr("Hold it back")
        self.keep_button = Button(words, name="restrictKeep", kind="primary", icon="lock-simple")
        self.keep_button.clicked.connect(self.keep)
        cancel = Button(tr("Leave it as it is"), name="restrictCancel", kind="quiet")
        cancel.clicked.connect(self.leave)
        self.to_lift = LinkButton(tr("Let it be seen again…"), name="toLift")
        self.to_lift.clicked.connect(self._open_lifting)
        self.to_lift.setVisible(bool(self.held.id))
        foot = side_by_side(self.keep_button, cancel, self.to_lift)
        foot.setContentsMargins(0, theme().px(2), 0, theme().px(14))
        self.body.addLayout(foot)

    # ---- following --------------------------------------------------------------------------------------------
    def _on_part(self) -> None:
        self.public.setVisible(self.wanted().with_public_name)
        self._on_change()

    def _on_change(self) -> None:
        self._fit()
        self._timer.start()

    def _fit(self) -> None:
        wanted = self.wanted()
        needs_words = wanted.field == "text" and not (wanted.names or wanted.words)
        ready = bool(wanted.reason) and self.review.is_understood and not needs_words
        self.keep_button.setEnabled(ready)
        self.lift_button.setEnabled(bool(self.lift_why.text))

    def wanted(self) -> HoldBack:
        """What the answers say."""
        held = self.held
        field = self._parts[self.part.current] if held.field in self._parts else held.field
        said = replace(held, field=field, reason=self.reason.text, said_by=self.said_by.text,
                       public_name=self.public.text, review_on=self.review.review_on,
                       shown_to=self.readers.shown_to)  # fmt: skip
        words = self.words.words
        if not said.with_public_name:
            return replace(said, public_name="", names=(), words=words)
        if held.table in ("person", "household"):
            own = {name.casefold() for name in (*self._names, *held.names)}
            names = tuple(each for each in words if each.casefold() in own)
            return replace(said, names=names, words=tuple(each for each in words if each not in names))
        return replace(said, names=words, words=())

    def tell(self) -> None:
        """Show what the answers would do, and keep them for later."""
        wanted = self.wanted()
        self._keep_draft()
        self.change.show_change(wanted, self.readers.hidden_from, effect(self.context.case.rows, wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what will change stands beside the questions where there is room."""
        super().resizeEvent(event)
        turned(self._halves, across=self.width() >= theme().px(900))

    # ---- for later --------------------------------------------------------------------------------------------
    def _answers(self) -> draft.Answers:
        return {
            "part": self._parts[self.part.current], "reason": self.reason.field.text(),
            "said_by": self.said_by.field.text(), "public": self.public.field.text(),
            "review": self.review.field.text(), "words": list(self.words.words),
            "readers": [reader.code for reader in self.readers.shown_to],
        }  # fmt: skip

    def _go_on(self) -> None:
        """Answer as somebody did before, and did not come to the end."""
        held, said = self.held, draft.kept(self.context.case, self.held.table, self.held.key, self.held.id)
        self.begun.setVisible(bool(said))
        if not said:
            return
        if said.get("part") in self._parts and held.field in self._parts:
            self.part.set_current(self._parts.index(str(said["part"])))
        for line, name in ((self.reason, "reason"), (self.said_by, "said_by"), (self.public, "public"),
                           (self.review, "review")):  # fmt: skip
            line.field.setText(str(said.get(name, "")))
        self.words.answer([str(words) for words in said.get("words", ())])
        self.readers.answer([str(code) for code in said.get("readers", ())])

    def _keep_draft(self) -> None:
        if self._done:
            return
        case, held, said = self.context.case, self.held, self._answers()
        begun = {} if said == self._first else said
        self.context.attempt(lambda: draft.keep(case, held.table, held.key, held.id, begun))

    def _drop_draft(self) -> None:
        self._done = True
        self._timer.stop()
        case, held = self.context.case, self.held
        self.context.attempt(lambda: draft.keep(case, held.table, held.key, held.id, {}))

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: the app locks, or another room is shown: what was just answered is kept."""
        super().hideEvent(event)
        if self._timer.isActive():
            self._timer.stop()
            self._keep_draft()

    def leave(self) -> None:
        """Close it. Whoever closes it leaves all as it is; another lens only covers it, and the answers wait."""
        if not self.isHidden() and self.context.lens.is_us and not self._done:
            self._drop_draft()
        super().leave()

    # ---- doing ------------------------------------------------------------------------------------------------
    def keep(self) -> None:
        """Hold it back as it says here."""
        if not self.keep_button.isEnabled():
            return
        case, wanted, readers = self.context.case, self.wanted(), self._readers
        if self._attempt(lambda: hold_back(case, wanted, readers)):
            self._drop_draft()
            self.leave()
            self.context.said_and_undoable(tr("Changed what is held back") if self.held.id else tr("Held back"))

    def lift_it(self) -> None:
        """Let it be seen again."""
        case, key, why = self.context.case, self.held.id, self.lift_why.text
        if why and self._attempt(lambda: lift(case, key, why)):
            self._drop_draft()
            self.leave()
            self.context.said_and_undoable(tr("It may be seen again"))

    def _open_lifting(self) -> None:
        self._lifting.show()
        for widget in (self.to_lift, self.keep_button):
            widget.hide()
        self.lift_why.field.setFocus()
        self._fit()

    def _attempt(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except KnownError as error:
            self.problem.tell(str(error))
            return False
        return True
