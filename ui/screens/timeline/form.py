"""Writing a dated step: when, what, of which kind, planned or not, and from which score on. New ones and kept ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from models import dates
from models.one_line import as_iso
from models.thinking_views import EventView
from models.timeline import day_of
from models.views import StrandTag
from ui.context import CaseContext
from ui.restricting import RestrictRow
from ui.screens.timeline.words import kinds, tr
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, GrowingTextEdit, Label, LineField, LinkButton, Menu, Switch, column

Fields = dict[str, Any]
"""Columns of a dated step: on, until, text, kind, is_planned, target, strand_id."""


def days_said(text: str) -> tuple[str, str | None]:
    """(first day, last day or None) as kept, from "17 June 2025", "8 to 19 July 2024" or "June to August 2025"."""
    first, mark, last = text.strip().replace("–", " to ").partition(" to ")
    until = as_iso(last)
    if not mark or day_of(until) is None:
        return as_iso(text), None
    rest = last.split()
    for words in (first, f"{first} {' '.join(rest[-1:])}", f"{first} {' '.join(rest[1:])}"):
        on = as_iso(words.strip())
        if dates.parts(on) and day_of(on) is not None:
            return on, until
    return as_iso(text), None


class ChoiceButton(Button):
    """One of some things, from a menu. ``chosen(value)`` when somebody picks another."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[Any, str]], value: Any, *, name: str, heard: str) -> None:
        super().__init__("", name=name, size="small", menu=True)
        self._choices, self._heard, self.value = tuple(choices), heard, value
        self.clicked.connect(self._open)
        self.set_value(value)

    def set_value(self, value: Any) -> None:
        """Show a choice without telling anybody."""
        self.value = value
        words = next((words for key, words in self._choices if key == value), "")
        self.setText(words)
        self.setAccessibleName(f"{self._heard}: {words}")

    def menu_of_choices(self) -> Menu:
        """The menu (built apart from showing it, so that a test can press it)."""
        menu = Menu(self, name=f"{self.objectName()}Menu")
        for place_, (key, words) in enumerate(self._choices):
            menu.offer(words, place_, name=f"{self.objectName()}-{place_}", checked=key == self.value)
        menu.chosen.connect(self._pick)
        return menu

    def _open(self) -> None:
        self.menu_of_choices().drop(self)

    def _pick(self, place: int) -> None:
        value = self._choices[place][0]
        if value != self.value:
            self.set_value(value)
            self.chosen.emit(value)


class StepWords(GrowingTextEdit):
    """The words of a step; ``entered`` when Enter was pressed in them."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: say that Enter was pressed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self.is_entering = enter
        super().keyPressEvent(event)
        self.is_entering = False
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()

    is_entering = False


class EventForm(Card):
    """The fields of one step. A kept step saves each field as it is left; a new one when its form is left, or added.

    ``written(fields)``: what changed of a kept step, or all of a new one. ``closed``; ``delete_wanted``.
    """

    written = Signal(object)
    closed = Signal()
    delete_wanted = Signal()

    def __init__(
        self, event: EventView | None, strands: Sequence[StrandTag], today: str, *, day: str = "",
        context: CaseContext | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``today``: what is later is planned. ``day``: the day a new step begins with (both ISO). ``context``: of the
        case a kept step is in; the team may hold it back there."""
        super().__init__(line="lineStrong", parent=parent)
        self.setObjectName("eventForm")
        self.setAccessibleName(tr("A new date") if event is None else tr("Change this step"))
        self.event_view, self._today = event, today
        self._first_words = event.text if event is not None else ""
        self._said_planned = event is not None
        body = column(self, (14, 12, 14, 12), gap=8)
        body.addWidget(Label(tr("When"), "caption", "ink2"))
        self.day = LineField(
            event.when if event else dates.written(day), name="eventDay", heard=tr("When"), height=36,
            placeholder=tr("17 June 2025, June 2025, summer 2025"),
        )  # fmt: skip
        self.problem = Label("", "caption", "askInk")
        self.problem.hide()
        body.addWidget(self.day)
        body.addWidget(self.problem)
        body.addWidget(Label(tr("What"), "caption", "ink2"))
        self.words = StepWords(
            event.text if event else "", name="eventWords", heard=tr("What"), single=True,
            placeholder=tr("In the family's words"),
        )  # fmt: skip
        body.addWidget(self.words)
        body.addLayout(self._make_choices(event, strands))
        self.restriction: RestrictRow | None = None
        if event is not None and context is not None:
            self.restriction = RestrictRow(context, "timeline_event", event.id)
            body.addWidget(self.restriction)
        body.addLayout(self._make_foot())
        self._show_target()
        self.day.textEdited.connect(self._on_day_typed)
        self.day.returnPressed.connect(self._on_enter)
        self.words.entered.connect(self._on_words_entered)
        self.words.cancelled.connect(self._on_cancelled)
        if event is None:
            self.words.committed.connect(self._on_left)
            self._on_day_typed()
        else:
            self.day.editingFinished.connect(self._keep_day)
            self.words.committed.connect(self._keep_words)
            self.words.paused.connect(self._keep_words)

    def _make_choices(self, event: EventView | None, strands: Sequence[StrandTag]) -> FlowLayout:
        flow = FlowLayout(gap=theme().px(8), row_gap=theme().px(8))
        self.kind = ChoiceButton(tuple(kinds().items()), event.kind if event else "event", name="eventKind",
                                 heard=tr("Kind"))  # fmt: skip
        self.planned = Switch(tr("Planned"), name="eventPlanned", on=event is not None and event.state != "past")
        waits = tr("When all are at {n}")
        targets = [(None, tr("Whatever the scores")), *((n, waits.format(n=n)) for n in range(1, 11))]
        self.target = ChoiceButton(targets, event.target if event else None, name="eventTarget", heard=tr("Waits for"))
        every = [(None, tr("All strands")), *((tag.id, tag.name) for tag in strands)]
        self.strand = ChoiceButton(every, event.strand.id if event and event.strand else None, name="eventStrand",
                                   heard=tr("Strand"))  # fmt: skip
        if not strands:
            self.strand.hide()  # never shown here: without its place yet it would be a window for a moment
        for widget in (self.kind, self.planned, self.target, self.strand):
            flow.addWidget(widget)
        self.planned.toggled.connect(self._on_planned)
        self.planned.clicked.connect(self._on_planned_said)
        self.kind.chosen.connect(self._on_kind)
        self.target.chosen.connect(self._on_target)
        self.strand.chosen.connect(self._on_strand)
        return flow

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        if self.event_view is None:
            add = Button(tr("Add"), name="eventAdd", kind="primary", size="small")
            add.clicked.connect(self.add)
            no = Button(tr("Not now"), name="eventNot", kind="quiet", size="small")
            no.clicked.connect(self.closed)
            buttons: tuple[QWidget, ...] = (add, no)
        else:
            done = Button(tr("Done"), name="eventDone", size="small")
            done.clicked.connect(self.close_saved)
            delete = LinkButton(tr("Delete"), name="eventDelete", ink="ink2")
            delete.clicked.connect(self.delete_wanted)
            buttons = (done, delete)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    # ---- reading the fields -----------------------------------------------------------------------------------
    def fields(self) -> Fields | None:
        """All that was said, or None while day or words are missing (the form then asks for them)."""
        (on, until), text = days_said(self.day.text()), self.words.text()
        if day_of(on) is None:
            self._ask(tr("When? Write it like 17 June 2025, June 2025 or summer 2025."))
            self.day.setFocus()
            return None
        if not text:
            self._ask(tr("What happened, or what do you plan?"))
            self.words.setFocus()
            return None
        planned = self.planned.isChecked()
        return {
            "on": on, "until": until, "text": text, "kind": self.kind.value, "is_planned": planned,
            "target": self.target.value if planned else None, "strand_id": self.strand.value,
        }  # fmt: skip

    def _ask(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    # ---- a new one --------------------------------------------------------------------------------------------
    def add(self) -> None:
        """Give out a new step, if it is whole."""
        fields = self.fields()
        if fields is not None:
            self.written.emit(fields)

    def _on_left(self) -> None:
        """Whoever leaves the form, or is locked out, with a whole step in it has added it."""
        within = QApplication.focusWidget()
        inside = within is not None and within is not self.words and self.isAncestorOf(within)
        if not inside and not self.words.is_entering and day_of(days_said(self.day.text())[0]) is not None:
            self.add()

    # ---- a kept one -------------------------------------------------------------------------------------------
    def show_event(self, event: EventView) -> None:
        """Another's change arrived: show it where nobody is writing."""
        before, self.event_view = self.event_view, event
        if before is not None and self.words.text() == before.text and not self.words.hasFocus():
            self.words.set_kept(event.text)
        if before is not None and before.when != event.when and not self.day.hasFocus():
            self.day.setText(event.when)
        self.kind.set_value(event.kind)
        self.target.set_value(event.target)
        self.strand.set_value(event.strand.id if event.strand else None)
        self.planned.blockSignals(True)
        self.planned.setChecked(event.state != "past")
        self.planned.blockSignals(False)
        self._show_target()

    def _keep(self, **fields: Any) -> None:
        if self.event_view is not None:
            self.written.emit(fields)

    def _keep_words(self, words: str) -> None:
        if words and self.event_view is not None and words != self.event_view.text:
            self._keep(text=words)

    def _keep_day(self) -> None:
        on, until = days_said(self.day.text())
        if self.event_view is None or self.day.text().strip() == self.event_view.when:
            return
        if (on, until) == (self.event_view.on, self.event_view.until):
            return
        if day_of(on) is None:
            self._ask(tr("When? Write it like 17 June 2025, June 2025 or summer 2025."))
            return
        self.problem.hide()
        self._keep(on=on, until=until)

    def close_saved(self) -> None:
        """Save what stands in the fields and close."""
        self.words.commit()
        if self.event_view is not None:
            self._keep_day()
        self.closed.emit()

    # ---- small things -----------------------------------------------------------------------------------------
    def _on_day_typed(self) -> None:
        self.problem.hide()
        day = day_of(days_said(self.day.text())[0])
        if not self._said_planned and day is not None:
            self.planned.setChecked(day.isoformat() > self._today)

    def _on_planned_said(self) -> None:
        self._said_planned = True

    def _on_planned(self) -> None:
        self._show_target()
        self._keep(is_planned=self.planned.isChecked())

    def _show_target(self) -> None:
        self.target.setVisible(self.planned.isChecked())

    def _on_kind(self, value: object) -> None:
        self._keep(kind=value)

    def _on_target(self, value: object) -> None:
        self._keep(target=value)

    def _on_strand(self, value: object) -> None:
        self._keep(strand_id=value)

    def _on_enter(self) -> None:
        if self.event_view is None:
            self.words.setFocus()
        else:
            self.close_saved()

    def _on_cancelled(self) -> None:
        """Esc: the words are again those that stood there when the form was opened."""
        if self.event_view is not None and self.event_view.text != self._first_words:
            self._keep(text=self._first_words)
        self.closed.emit()

    def _on_words_entered(self) -> None:
        if self.event_view is None:
            self.add()
        else:
            self.close_saved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
