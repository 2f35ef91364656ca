"""What the circles' room looks at: which circles, which day, who is chosen, names shown or not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.circle_layout import CirclesLayout, Radii, place, radii_for, short_labels
from models.circles import circles, circles_for, everybody, initials_only
from models.family_views import CirclesView, RingPerson
from models.readers import ReaderProjection
from models.views import PersonView
from ui.context import CaseContext


class CirclesState(QObject):
    """The one state that picture, list, slider and panel share. Everything comes through the lens.

    ``chosen_changed`` when somebody else is chosen, ``shown_changed`` when the picture changes (day, circle, names).
    """

    chosen_changed = Signal()
    shown_changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.circle_id = ""
        self.day: str | None = None
        self.chosen = ""
        self.names = True
        self._view: CirclesView | None = None
        self._now: CirclesView | None = None
        self._radii: Radii | None = None
        self._layout: CirclesLayout | None = None
        self._days: dict[str, tuple[object, Radii]] = {}
        self.forget()

    # ---- which circles ----------------------------------------------------------------------------------------
    def choices(self) -> list[tuple[str, str, tuple[PersonView, ...]]]:
        """The workspace's circles as the lens allows."""
        return circles(self.context.projector, self.context.workspace_id, self.context.lens)

    def forget(self) -> None:
        """Read everything anew (after a change or another lens); the day and the person stay where they exist."""
        self._view = self._now = self._radii = self._layout = None
        ids = [choice[0] for choice in self.choices()]
        if self.circle_id not in ids:
            self.circle_id, self.day, self.chosen = (ids[0] if ids else ""), None, ""
        if not self.circle_id:
            return
        if self.day and self.day not in [day.on for day in self.now.days[:-1]]:
            self.day = None
        if self.chosen and self.chosen not in everybody(self.context.projector, self.circle_id, self.context.lens):
            self.chosen = ""

    def show_circle(self, circle_id: str) -> None:
        """Look at other circles."""
        self.circle_id, self.day, self.chosen = circle_id, None, ""
        self.forget()
        self.shown_changed.emit()
        self.chosen_changed.emit()

    def show_day(self, day: str | None) -> None:
        """Look at a day; the newest is now."""
        newest = self.now.days[-1].on if self.now.days else None
        day = None if day == newest else day
        if day != self.day:
            self.day, self._view, self._layout = day, None, None
            self.shown_changed.emit()
            self.chosen_changed.emit()

    def show_names(self, on: bool) -> None:
        """Names, or initials only."""
        if on != self.names:
            self.names = on
            self._view = self._now = self._layout = None
            self.shown_changed.emit()
            self.chosen_changed.emit()

    def choose(self, person_id: str) -> None:
        """Somebody's way in is shown ("" for nobody's)."""
        if person_id != self.chosen:
            self.chosen = person_id
            self.chosen_changed.emit()

    # ---- what is seen -----------------------------------------------------------------------------------------
    @property
    def is_past(self) -> bool:
        """Whether an earlier day is looked at: then nothing can be changed."""
        return self.day is not None

    @property
    def now(self) -> CirclesView:
        """The circles as they stand now."""
        if self._now is None:
            self._now = self._read(None)
        return self._now

    @property
    def view(self) -> CirclesView:
        """The circles on the day that is looked at."""
        if self._view is None:
            self._view = self.now if self.day is None else self._read(self.day)
        return self._view

    def _named(self, day: str | None) -> CirclesView:
        return circles_for(self.context.projector, self.circle_id, self.context.lens, day)

    def _read(self, day: str | None) -> CirclesView:
        view = self._named(day)
        if self.names:
            return view
        speakers = [said.by for said in view.said if said.by]
        people = [*view.children, *(p.person for p in view.people), *speakers]
        return initials_only(view, short_labels(list({p.id: p for p in people}.values())))

    @property
    def layout(self) -> CirclesLayout:
        """Where everybody stands in the picture; rings keep their size from day to day."""
        if self._layout is None:
            order = everybody(self.context.projector, self.circle_id, self.context.lens)
            if self._radii is None:
                self._radii = self._widest(order)
            self._layout = place(self._named(self.day), order, self._radii, names=self.names)
        return self._layout

    def _widest(self, order: tuple[str, ...]) -> Radii:
        """Rings wide enough for every day. A day on which nobody stands elsewhere is not measured anew."""
        widest = radii_for([], order)
        for day in self.now.days:
            view = self._named(day.on)
            who = (order, view.children, tuple((p.person, p.ring) for p in view.people))
            kept = self._days.get(day.on)
            if kept is None or kept[0] != who:
                kept = who, radii_for([view], order)
                self._days[day.on] = kept
            one, two, three = (max(pair) for pair in zip(widest, kept[1], strict=True))
            widest = one, two, three
        return widest

    @property
    def person(self) -> RingPerson | None:
        """The chosen person, where they stand in a ring on this day."""
        if not self.circle_id:
            return None
        return next((p for p in self.view.people if p.person.id == self.chosen), None)

    def shown(self, person_id: str) -> PersonView | None:
        """Somebody of the case as the lens allows."""
        reading = ReaderProjection(self.context.projector.rows, self.context.lens)
        return reading.person(self.context.projector.people.get(person_id))

    def in_order(self) -> list[str]:
        """Everybody standing in the circles, ring by ring from the inside."""
        return [person.person.id for ring in ("inner", "middle", "outer") for person in self.view.ring(ring)]

    @property
    def today(self) -> str:
        """The day new moves are dated."""
        return self.context.services.now().date().isoformat()
