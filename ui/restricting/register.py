"""Everything that is held back in a case, what is to be looked at again first; each line leads to its questions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.casework import ChangeSet
from models.restrictions import all_held, hold_back_of, is_overdue, readers_to_ask, thing_words
from models.rows import Row
from ui.context import CaseContext
from ui.restricting.sheet import RestrictSheet
from ui.restricting.words import listed, reader_words, tr
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, IconMark, Label, ScrollArea, column

_CALLED = ("person", "card", "household", "tie", "ecomap_link", "timeline_event", "plan_rule", "scene", "story_frame")
"""Tables of things that can be held back: what they are called may change."""


class HeldRegister(QWidget):
    """A room beside the rail. Under every lens but *Just us* it holds nothing."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heldRegister")
        self.context, self._asked = context, ""
        outer = column(self, (28, 14, 28, 0), gap=10)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(IconMark("lock-simple", "ink", size=24))
        self.title = Label(tr("What is held back"), "title", wrap=False)
        head.addWidget(self.title)
        head.addStretch(1)
        outer.addLayout(head)
        page = QWidget()
        self._place = column(page, (0, 0, 8, 20), gap=10)
        self._list = QWidget()
        self._place.addWidget(self._list)
        outer.addWidget(ScrollArea(page, name="registerScroll"), 1)
        context.changed.connect(self._on_change)
        context.lens_changed.connect(self.refresh)
        theme().changed.connect(self.refresh)
        self.refresh()

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches("restriction", "sharing_decision", *_CALLED):
            self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        rows, today = self.context.case.rows, self.context.services.now().date()
        holder = QWidget()
        body = column(holder, gap=10)
        found = all_held(rows, today) if self.context.lens.is_us else []
        for row in found:
            body.addWidget(self._card(row))
        if not found:
            is_us = self.context.lens.is_us
            words = tr("Nothing is held back in this case.") if is_us else tr("There is nothing here to look at.")
            body.addWidget(EmptyState(words, icon="lock-simple-open" if is_us else ""), 1)
        body.addStretch(1)
        self._place.replaceWidget(self._list, holder)
        self._list.hide()
        self._list.deleteLater()
        self._list = holder

    def _card(self, row: Row) -> Card:
        rows = self.context.case.rows
        held = hold_back_of(rows, row, readers_to_ask(rows, self.context.workspace_id))
        late = is_overdue(held.review_on, self.context.services.now().date())
        card = Card(fill="ask" if late else "card", line="askLine" if late else None, dashed=late)
        card.setMaximumWidth(theme().px(980))
        across = QHBoxLayout(card)
        across.setContentsMargins(theme().px(18), theme().px(12), theme().px(14), theme().px(12))
        across.setSpacing(theme().px(12))
        across.addWidget(IconMark("lock-simple", "askInk" if late else "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        lines = column(words, gap=2)
        thing = thing_words(rows, held.table, held.key) or str(row["fact"]) or tr("Some words")
        lines.addWidget(Label(thing, "body", bold=True, max_lines=2))
        lines.addWidget(Label(held.kept_reason, "body", "askInk" if late else "ink2"))
        seen = listed([reader_words(reader) for reader in held.shown_to])
        day = dates.written(held.review_on) if held.review_on else ""
        again = tr("It was to be looked at again on {day}.") if late else tr("Look at it again on {day}.")
        more = [
            tr("Others read “{words}”.").format(words=held.public_name) if held.public_name else "",
            tr("Seen all the same by {who}.").format(who=seen) if seen else "",
            again.format(day=day) if day else tr("No day is set to look at it again."),
        ]
        lines.addWidget(Label(" ".join(each for each in more if each), "caption", "askInk" if late else "ink2"))
        across.addWidget(words, 1)
        change = Button(tr("Change…"), name=f"change-{row['id']}", size="small",
                        heard=tr("Change how this is held back: {thing}").format(thing=thing))  # fmt: skip
        change.setProperty("restriction", row["id"])
        change.clicked.connect(self._change)
        across.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _change(self) -> None:
        button = self.sender()
        row = self.context.case.rows.get("restriction", str(button.property("restriction"))) if button else None
        if row is not None:
            self._asked = str(row["id"])
            sheet = RestrictSheet(self.context, self, row["target_table"] or "", row["target_id"] or "",
                                  restriction=row["id"])  # fmt: skip
            sheet.closed.connect(self._back)
            sheet.present()

    def _back(self) -> None:
        """The keyboard goes to the thing that was asked about, else to the first."""
        buttons = self._list.findChildren(Button)
        asked = (button for button in buttons if button.property("restriction") == self._asked)
        first = next(asked, buttons[0] if buttons else None)
        if first is not None:
            first.setFocus()
