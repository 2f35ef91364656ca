"""What the audit's room looks at: the audit of which day, through which lens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.audits import audit_view
from models.errors import KnownError
from models.quality_views import AuditView
from models.readers import Reader
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.people.everybody import is_very_young, shown_people


class AuditState(QObject):
    """The one state that the room's parts share. ``shown_changed`` when another day is looked at."""

    shown_changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.day: str | None = None
        self._view: AuditView | None = None

    @property
    def view(self) -> AuditView:
        """The audit looked at, as the lens allows."""
        if self._view is None:
            self._view = self.view_for(self.context.lens)
        return self._view

    def view_for(self, reader: Reader) -> AuditView:
        """The audit looked at, as another reader may see it."""
        context = self.context
        try:
            return audit_view(context.projector, context.workspace_id, reader, self.day)
        except KnownError:  # that day's audit was undone, or is kept from this reader
            self.day = None
            return audit_view(context.projector, context.workspace_id, reader)

    def forget(self) -> None:
        """Read everything anew."""
        self._view = None

    def show_day(self, day: str | None) -> None:
        """Look at the audit of a day (None: the newest)."""
        self.day = day
        self.forget()
        self.shown_changed.emit()

    def do(self, work: Callable[[], Any]) -> Any:
        """Change something; what cannot be is said in a toast."""
        return self.context.attempt(work)

    @property
    def today(self) -> str:
        """The day things are told for."""
        return self.context.projector.today.isoformat()

    # ---- people -----------------------------------------------------------------------------------------------
    def _alive(self) -> list[PersonView]:
        return [p for p in shown_people(self.context) if p.kind != "pet" and p.life in ("alive", "unknown")]

    def professionals(self) -> list[PersonView]:
        """Who can be the worker or the auditor."""
        return [person for person in self._alive() if person.kind == "professional"]

    def family(self) -> list[PersonView]:
        """Who can answer for the family: also friends and carers, but nobody too young to."""
        return [p for p in self._alive() if p.kind != "professional" and not is_very_young(p)]

    def default_worker(self) -> str | None:
        """Who works with the family now."""
        context = self.context
        worker = context.projector.current_worker(context.workspace_id)
        there = {person.id for person in self.professionals()}
        return worker.id if worker is not None and worker.id in there else None
