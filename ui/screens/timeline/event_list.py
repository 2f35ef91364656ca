"""The dated steps one under another on a thread: past, the one things stand at, planned ones hollow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models import dates
from models.thinking_views import EventView
from ui.restricting import held_keys
from ui.screens.timeline.form import EventForm
from ui.screens.timeline.rows import EventRow
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import in_little, tr
from ui.theme import theme
from ui.widgets import ScrollArea, column


class EventList(QWidget):
    """Rows kept by id, so that a change lays out only what differs. A step being written stands in its row's place.

    ``chosen(id)``; ``wanted(what, id)``: change, happened, delete; ``menu_wanted(id, place)``; ``written(id, fields)``
    with "" for a new one.
    """

    chosen = Signal(str)
    wanted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)
    written = Signal(str, object)

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setObjectName("timelineList")
        self.setAccessibleName(tr("Dated steps, the oldest first"))
        self.rows: dict[str, EventRow] = {}
        self.form: EventForm | None = None
        self._inner = QWidget()
        self._body = column(self._inner, (0, 2, 6, 12), gap=0)
        self._body.addStretch(1)
        self.scroller = ScrollArea(self._inner, name="timelineScroll")
        self._outer = column(self, gap=0)
        self._outer.addWidget(self.scroller, 1)
        self._is_whole = False
        self._placed = QTimer(self, singleShot=True, interval=0)
        self._placed.timeout.connect(self._on_placed)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_view(self) -> None:
        """Show the state's steps; rows whose step is unchanged stay as they are, as does what is being written."""
        events = self._state.view.events
        there = {event.id for event in events}
        for gone in [key for key in self.rows if key not in there]:
            row = self.rows.pop(gone)
            self._body.removeWidget(row)
            row.hide()
            row.deleteLater()
        if self.form is not None and self.form.event_view is not None and self.form.event_view.id not in there:
            self.close_form()
        elif self.form is not None and self.form.event_view is not None:
            event = self.event_view(self.form.event_view.id)
            if event is not None:
                self.form.show_event(event)
        year: int | None = None
        current, held = self._state.current, held_keys(self._state.context, "timeline_event")
        for place, event in enumerate(events):
            row = self._row(event)
            row.is_first, row.is_last = place == 0, place == len(events) - 1
            same = place > 0 and events[place - 1].on == event.on
            words = "" if same else in_little(event.on, year)
            row.show_event(event, words, current=event.id in current, may_change=self.may(event),
                           held=event.id in held)  # fmt: skip
            known = dates.parts(event.on)
            year = known[0] if known else year
        self._place(events)

    def _row(self, event: EventView) -> EventRow:
        if event.id not in self.rows:
            row = EventRow(event)
            row.chosen.connect(self.chosen)
            row.wanted.connect(self._on_wanted)
            row.menu_wanted.connect(self.menu_wanted)
            self.rows[event.id] = row
        return self.rows[event.id]

    def _place(self, events: tuple[EventView, ...]) -> None:
        """Put the rows into the order of the steps, moving only those that stand elsewhere."""
        wanted: list[QWidget] = []
        if self.form is not None and self.form.event_view is None:
            wanted.append(self.form)
        for event in events:
            wanted.append(self.rows[event.id])
            if self.form is not None and self.form.event_view is not None and self.form.event_view.id == event.id:
                wanted.append(self.form)
        for place, widget in enumerate(wanted):
            if self._body.indexOf(widget) != place:
                self._body.insertWidget(place, widget)
                widget.show()
        for key, row in self.rows.items():
            editing = self.form is not None and self.form.event_view is not None and self.form.event_view.id == key
            row.setVisible(not editing)

    def show_current(self) -> None:
        """Another day is in hand: only which step is bold changes."""
        current = self._state.current
        for key, row in self.rows.items():
            row.show_current(key in current)
        self._set_tab_stop(current)
        first = next((self.rows[e.id] for e in self._state.view.events if e.id in current), None)
        if first is not None and first.isVisible() and not self._is_whole:
            self._show_widget(first)

    def _set_tab_stop(self, current: frozenset[str]) -> None:
        """One row takes the Tab key, and arrows go on from it: nobody tabs through two hundred steps."""
        keys = list(self.rows)
        stop = next((key for key in keys if key in current), keys[0] if keys else "")
        for key, row in self.rows.items():
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: begin at the step things stand at, once the rows have their places."""
        super().showEvent(event)
        self._placed.start()

    def _on_placed(self) -> None:
        if self.form is not None:
            self._show_widget(self.form)
        else:
            self.show_current()

    def may(self, event: EventView) -> bool:
        """Whether a step can be changed here: its own row, with no word of it kept from this reader."""
        row = self._state.context.case.rows.get("timeline_event", event.id) if event.source == "event" else None
        return row is not None and row["text"] == event.text

    def event_view(self, event_id: str) -> EventView | None:
        """A step by its id."""
        return next((event for event in self._state.view.events if event.id == event_id), None)

    # ---- writing ----------------------------------------------------------------------------------------------
    def open_new(self) -> None:
        """A form for a new step, above the others, on the day in hand."""
        self._open(None)

    def hold_back(self, event_id: str) -> None:
        """Ask about holding a step back, over the form that it is written in."""
        self.open(event_id)
        if self.form is not None and self.form.restriction is not None:
            self.form.restriction.open_sheet()

    def open(self, event_id: str) -> None:
        """Write on a step, in its place."""
        event = self.event_view(event_id)
        if event is not None and self.may(event):
            self._open(event)

    def _open(self, event: EventView | None) -> None:
        self.close_saved()
        state = self._state
        day = state.day.isoformat()
        self.form = EventForm(event, state.view.strands, state.today.isoformat(), day=day, context=state.context)
        self.form.written.connect(self._on_written)
        self.form.closed.connect(self.close_form)
        self.form.delete_wanted.connect(self._on_delete)
        self._place(state.view.events)
        self.form.show()
        self.form.words.setFocus()
        self._placed.start()

    def close_form(self) -> None:
        """Take the form away; the keyboard goes to the row it was about."""
        form, self.form = self.form, None
        if form is None:
            return
        self._body.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._place(self._state.view.events)
        row = self.rows.get(form.event_view.id) if form.event_view is not None else None
        if row is not None:
            row.setFocus()

    def close_saved(self) -> None:
        """Save what is being written and take the form away."""
        form = self.form
        if form is not None and form.event_view is None and form.words.text():
            form.add()
        elif form is not None and form.event_view is not None:
            form.close_saved()
        self.close_form()

    def grow(self, whole: bool) -> None:
        """As tall as all its rows, for a page that scrolls as a whole; or scrolling by itself."""
        if whole == self._is_whole:
            return
        self._is_whole = whole
        if whole:
            self.scroller.takeWidget()
            self.scroller.hide()
            self._outer.addWidget(self._inner)
        else:
            self._outer.removeWidget(self._inner)
            self.scroller.setWidget(self._inner)
            self.scroller.show()
        self._inner.setAutoFillBackground(False)
        self._inner.show()

    def _show_widget(self, widget: QWidget) -> None:
        """Scroll so far that a row or the form can be seen, whoever scrolls."""
        step = widget.parentWidget()
        while step is not None:
            if isinstance(step, ScrollArea):
                step.ensureWidgetVisible(widget, 0, theme().px(24))
                return
            step = step.parentWidget()

    def _on_written(self, fields: object) -> None:
        form = self.form
        if form is not None:
            self.written.emit(form.event_view.id if form.event_view is not None else "", fields)

    def _on_delete(self) -> None:
        form = self.form
        if form is not None and form.event_view is not None:
            event_id = form.event_view.id
            self.close_form()
            self.wanted.emit("delete", event_id)

    def _on_wanted(self, what: str, event_id: str) -> None:
        order = [event.id for event in self._state.view.events]
        if what not in ("up", "down", "first", "last"):
            self.wanted.emit(what, event_id)
        elif event_id in order:
            here = order.index(event_id)
            there = {"up": max(0, here - 1), "down": min(len(order) - 1, here + 1), "first": 0, "last": len(order) - 1}
            row = self.rows[order[there[what]]]
            row.setFocus()
            self._show_widget(row)
