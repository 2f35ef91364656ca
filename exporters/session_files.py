"""Summaries of sessions on their way out: names covered, nothing restricted, awaiting the manager.

Whoever the reader is, the family's full names do not leave in a summary: it is always the room's view.
"""

from __future__ import annotations

from typing import Any

from exporters.copies import projector_of
from exporters.order import Order
from models.casework import Case
from models.drawing import Drawing
from models.drawings.look import Copy
from models.drawings.session_sheet import session_sheet
from models.errors import KnownError
from models.session_room import summary_view
from models.sessions import SessionView, session_lines
from models.views import to_plain

WHATS = ("supervision",)
_COLLEAGUES = ("us", "supervision", "case-system")


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The pages of a session's summary. Raises KnownError where there is no such session."""
    return session_sheet(_view(case, workspace_id, order), copy).drawing()


def plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    """The same as JSON-ready data, without the stages' prompts."""
    plain = to_plain(_view(case, workspace_id, order))
    plain.pop("stages")
    plain.pop("stage")
    return plain


def title_of(case_name: str, what: str) -> str:
    """The document's title; it names no family."""
    return "Summary of a session"


def _view(case: Case, workspace_id: str, order: Order) -> SessionView:
    """The session asked for by id or day, or the newest."""
    if order.reader.kind not in _COLLEAGUES:
        raise KnownError(
            "What colleagues said in a session is for them, the manager and the case system. Nothing was written. "
            "Choose one of these readers: us, supervision, case-system."
        )
    projector = projector_of(case)
    lines = session_lines(projector, workspace_id)
    wanted = order.session.casefold()
    found = next((line for line in lines if wanted in ("", line.id.casefold(), line.held_on)), None)
    view = summary_view(projector, found.id) if found is not None else None
    if view is None:
        known = ", ".join(line.held_on for line in lines) or "none yet"
        raise KnownError(f"There is no such session here. Nothing was written. Sessions: {known}.")
    return view
