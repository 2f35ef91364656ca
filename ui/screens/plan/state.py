"""What the plan's room looks at: which version, through which lens, and what may be changed in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.plan import numbers, plan_view
from models.plan_days import put_away_days
from models.readers import ReaderProjection
from models.thinking_views import HardDayView, PlanView
from models.views import CardView, PersonView
from ui.context import CaseContext
from ui.screens.people.everybody import is_very_young, shown_people

_NEARNESS = {"family": 0, "friend": 1, "carer": 2, "professional": 3}


class PlanState(QObject):
    """The one state that rules, diary and days share. ``shown_changed`` when another version is looked at."""

    shown_changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.version: int | None = None
        self._view: PlanView | None = None
        self._steps: list[CardView] | None = None

    # ---- what is seen -----------------------------------------------------------------------------------------
    @property
    def view(self) -> PlanView:
        """The version looked at, as the lens allows."""
        if self._view is None:
            context = self.context
            try:
                self._view = plan_view(context.projector, context.workspace_id, context.lens, self.version)
            except KeyError:  # the version was undone, or is kept from this reader
                self.version = None
                self._view = plan_view(context.projector, context.workspace_id, context.lens)
        return self._view

    @property
    def in_force(self) -> int:
        """The number of the version in force (0: none)."""
        there = numbers(self.context.case.rows, self.context.workspace_id)
        return there[-1] if there else 0

    def forget(self) -> None:
        """Read everything anew."""
        self._view = self._steps = None

    def show_version(self, number: int | None) -> None:
        """Look at a version; the one in force is now."""
        number = None if number == self.in_force else number
        if number != self.version:
            self.version = number
            self.forget()
            self.shown_changed.emit()

    @property
    def today(self) -> str:
        """The day things are told for."""
        return self.context.projector.today.isoformat()

    def put_away(self) -> tuple[HardDayView, ...]:
        """Days the family does not want to hear of."""
        projector = self.context.projector
        reading = ReaderProjection(projector.rows, self.context.lens)
        return put_away_days(projector, self.context.workspace_id, reading)

    def people(self) -> list[PersonView]:
        """Who can be named here: those who logged or agreed before lead, then the family's grown-ups."""
        seen = [entry.logged_by.id for entry in self.view.entries if entry.logged_by]
        seen += [line.person.id for line in self.view.agreements if line.person]
        order = {key: place for place, key in reversed(list(enumerate(seen)))}
        found = [
            p for p in shown_people(self.context)
            if p.kind in _NEARNESS and p.life in ("alive", "unknown") and not is_very_young(p)
        ]  # fmt: skip
        return sorted(found, key=lambda p: (order.get(p.id, len(order) + 1), _NEARNESS[p.kind], p.is_child))

    def steps_about(self, day: HardDayView) -> list[CardView]:
        """Open next steps of the map that name this day, or were made for it."""
        wanted = _plain(day.title)
        return [card for card in self._open_steps() if card.id == day.step_id or wanted in _plain(card.text)]

    def _open_steps(self) -> list[CardView]:
        if self._steps is None:
            projector, workspace = self.context.projector, self.context.workspace_id
            reading = ReaderProjection(projector.rows, self.context.lens)
            rows = projector.rows.where("card", workspace_id=workspace, part="next_step", done_on=None, closed_on=None)
            rows.sort(key=lambda row: (row["position"], row["id"]))
            self._steps = [card for row in rows if (card := reading.card(projector.card(row)))]
        return self._steps

    # ---- what may be changed ----------------------------------------------------------------------------------
    def may_write(self, table: str, key: str, **shown: str) -> bool:
        """Whether these fields may be written here: now, and none of their words are kept from who looks."""
        row = self.context.case.rows.get(table, key)
        if row is None or self.view.is_past:
            return False
        return all((row[name] or "").strip() == words.strip() for name, words in shown.items())


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
