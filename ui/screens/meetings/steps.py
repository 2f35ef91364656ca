"""Who does what by when: real next steps of the map, written here; and the case's open steps to look back on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from models import dates
from models.acts import cards
from models.acts import meetings as acts
from models.family_readers import is_veiled
from models.next_steps import steps_for
from models.thinking_views import MeetingItemView, MeetingView, NextStepLine
from models.views import Mention, PersonView
from ui.context import CaseContext
from ui.screens.at_card import reveal_card
from ui.screens.map.facts import DateField
from ui.screens.map.people_field import PeopleField
from ui.screens.map.saying import as_stored
from ui.screens.meetings.lines import NewLine
from ui.screens.meetings.rows import KeyedRows
from ui.screens.meetings.words import tr
from ui.screens.step_list import StepList
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Card, IconButton, Label, Menu, column


def open_card(context: CaseContext, page: QWidget, card_id: str) -> None:
    """Go to a card on the map."""
    context.go("map")
    reveal_card(page.window(), card_id)


def toggle_done(context: CaseContext, card_id: str, done: bool) -> None:
    """Mark a next step done today, or put it back."""
    case, day = context.case, None if done else context.services.now().date().isoformat()
    context.attempt(lambda: cards.tick_step(case, card_id, day))
    context.said_and_undoable(tr("Put back to do") if done else tr("Marked as done"))


class StepRow(Card):
    """One agreement: what, who, by when; ticked off where it stands."""

    def __init__(self, context: CaseContext, item: MeetingItemView, people: Sequence[PersonView]) -> None:
        super().__init__()
        self.setObjectName(f"item-{item.id}")
        self._context, self.item, self.people = context, item, people
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(10), theme().px(10), theme().px(8), theme().px(10))
        row.setSpacing(theme().px(8))
        top = Qt.AlignmentFlag.AlignTop
        self.tick = IconButton("circle", "", name=f"itemTick-{item.id}", size="small", icon_size=24)
        self.tick.clicked.connect(self._toggle)
        row.addWidget(self.tick, 0, top)
        self.text = WordsField(
            item.text, name=f"itemText-{item.id}", heard=tr("What will be done"), empty=tr("What will be done?"),
            editable=self._may_write(),
        )  # fmt: skip
        self.text.written.connect(self._keep_text)
        body = column(middle := QWidget(), gap=8)
        body.addWidget(self.text)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(theme().px(14))
        body.addLayout(self._parts)
        self.who = PeopleField(f"step-{item.id}", tr("Who will do it?"))
        self.who.added.connect(self._add_person)
        self.who.removed.connect(self._remove_person)
        self.names = Label("", "body")
        self.due = DateField(f"itemDue-{item.id}", tr("By when?"))
        self.due.setPlaceholderText(tr("By when?"))
        self.due.said.connect(self._keep_due)
        for part, share in ((self.who, 5), (self.names, 5), (self.due, 4)):
            self._parts.addWidget(part, share, top)
        row.addWidget(middle, 1)
        self.more = IconButton("dots-three", tr("More about this step"), name=f"itemMore-{item.id}", size="small")
        self.more.clicked.connect(self._open_menu)
        row.addWidget(self.more, 0, top)

    def set_stacked(self, stacked: bool) -> None:
        """Who and when one below the other where there is no room side by side."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.TopToBottom if stacked else way.LeftToRight)

    def show_item(self, item: MeetingItemView) -> None:
        """Show what the case says now; words being written stay."""
        self.item = item
        card = item.card
        if card is None:
            return
        self.text.set_words(item.text)
        whole = self._names_all_there()
        self.who.setVisible(whole)
        self.names.setVisible(not whole)
        self.names.setText(", ".join(mention.label for mention in card.responsible))
        if whole:
            self.who.show_people(card.responsible, self.people)
            self.who.field.setPlaceholderText(tr("And who else?") if card.responsible else tr("Who will do it?"))
        self.due.show_date(card.due_on)
        if not self.due.hasFocus():
            self.due.setCursorPosition(0)
        done = bool(card.done_on)
        self.tick.set_icon("check-circle-fill" if done else "circle")
        when = dates.written(card.done_on)
        self.tick.set_tip(tr("Done {day}: {step}").format(day=when, step=item.text) if done
                          else tr("Mark as done: {step}").format(step=item.text))  # fmt: skip

    def _may_write(self) -> bool:
        card = self.item.card
        row = self._context.case.rows.get("card", card.id) if card else None
        return row is not None and row["text"] == self.item.text

    def _names_all_there(self) -> bool:
        """Whether the reader sees everybody who does it: only then the list may be written anew."""
        card = self.item.card
        if card is None:
            return False
        known = self._context.projector.people
        all_there = self._context.case.rows.where("card_person", card_id=card.id, role="responsible")
        veiled = any(m.person and is_veiled(m.person, known[m.person.id]) for m in card.responsible)
        return len(all_there) == len(card.responsible) and not veiled

    # ---- doing ------------------------------------------------------------------------------------------------
    def _keep_text(self, text: str) -> None:
        case, item_id = self._context.case, self.item.id
        self._context.attempt(lambda: acts.set_item(case, item_id, text=text))

    def _keep_due(self, said: str) -> None:
        case, item_id = self._context.case, self.item.id
        due = as_stored(said, self._context.projector.today) or None
        self._context.attempt(lambda: acts.set_item(case, item_id, due_on=due))

    def _mentions(self) -> tuple[Mention, ...]:
        return self.item.card.responsible if self.item.card else ()

    def _set_people(self, mentions: list[tuple[str | None, str | None]]) -> None:
        case, item_id = self._context.case, self.item.id
        self._context.attempt(lambda: acts.set_item(case, item_id, responsible=mentions))

    def _add_person(self, person_id: str | None, words: str | None) -> None:
        self._set_people([*map(_pair, self._mentions()), (person_id, words)])

    def _remove_person(self, mention_id: str) -> None:
        self._set_people([_pair(mention) for mention in self._mentions() if mention.id != mention_id])

    def _toggle(self) -> None:
        if self.item.card is not None:
            toggle_done(self._context, self.item.card.id, bool(self.item.card.done_on))

    def step_menu(self) -> Menu:
        """What else can be done with a step (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="stepMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in (
            (tr("Show it on the map"), self._to_map),
            (tr("Take it off this meeting; it stays on the map"), self._take_off),
            (tr("Delete this step"), self._delete),
        ):
            action = QAction(text, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.step_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _to_map(self) -> None:
        if self.item.card is not None:
            open_card(self._context, self, self.item.card.id)

    def _take_off(self) -> None:
        case, item_id = self._context.case, self.item.id
        self._context.attempt(lambda: acts.delete_item(case, item_id, keep_step=True))
        self._context.said_and_undoable(tr("Taken off this meeting"))

    def _delete(self) -> None:
        case, item_id = self._context.case, self.item.id
        self._context.attempt(lambda: acts.delete_item(case, item_id))
        self._context.said_and_undoable(tr("Deleted a next step"))


def _pair(mention: Mention) -> tuple[str | None, str | None]:
    return (mention.person.id if mention.person else None, mention.words)


class MeetingSteps(QWidget):
    """Who does what by when, as agreed in one meeting."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepLines")
        self._context = context
        self._meeting, self._stacked = "", False
        self._people: Sequence[PersonView] = ()
        body = column(self, gap=8)
        body.addWidget(Label(tr("Who does what by when"), "words", bold=True))
        self.rows: KeyedRows[MeetingItemView] = KeyedRows(self._make)
        body.addWidget(self.rows)
        ask = tr("One small thing somebody will do")
        self.new = NewLine(name="new-step", heard=ask, placeholder=ask)
        self.new.given.connect(self._add)
        body.addWidget(self.new)

    def _make(self, item: MeetingItemView) -> QWidget:
        row = StepRow(self._context, item, self._people)
        row.set_stacked(self._stacked)
        return row

    def _rows(self) -> list[StepRow]:
        return [row for row in self.rows.widgets.values() if isinstance(row, StepRow)]

    def show_meeting(self, view: MeetingView, people: Sequence[PersonView]) -> None:
        """Show the meeting's steps; ``people`` are offered as who will do it."""
        self._meeting, self._people = view.id, people
        for row in self._rows():
            row.people = people
        self.rows.show_items([item for item in view.items if item.kind == "step"])

    def set_stacked(self, stacked: bool) -> None:
        """Who and when one below the other, or side by side."""
        self._stacked = stacked
        for row in self._rows():
            row.set_stacked(stacked)

    def _add(self, words: str) -> None:
        """Make the step; whoever pressed Enter is asked at once who will do it."""
        case, meeting, go_on = self._context.case, self._meeting, self.new.hasFocus()
        made = self._context.attempt(lambda: acts.add_item(case, meeting, "step", words))
        row = self.rows.widgets.get(str(made))
        if go_on and isinstance(row, StepRow):
            row.who.field.setFocus(Qt.FocusReason.OtherFocusReason)


class OpenSteps(QWidget):
    """The case's next steps that are still to do, the late first: to look back on in a meeting."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openSteps")
        self._context = context
        body = column(self, gap=8)
        self.title = Label(tr("Next steps still to do"), "words", bold=True)
        body.addWidget(self.title)
        self.none = Label(tr("Everything agreed before is done."), "body", "ink2")
        body.addWidget(self.none)
        self.list = StepList(name="openStepList", with_case=False, fits=True)
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(self._open)
        body.addWidget(self.list)
        body.addStretch(1)

    def show_steps(self, view: MeetingView) -> None:
        """Show what is open apart from what this meeting itself agreed."""
        context = self._context
        here = {item.card.id for item in view.items if item.card}
        found = steps_for(context.projector, context.workspace_id, context.lens).lines
        lines = [line for line in found if line.state != "done" and line.card_id not in here]
        self.none.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self.list.show_lines(lines)

    def _tick(self, line: NextStepLine) -> None:
        self.list.keep_place()
        toggle_done(self._context, line.card_id, bool(line.done_on))

    def _open(self, line: NextStepLine) -> None:
        open_card(self._context, self, line.card_id)
