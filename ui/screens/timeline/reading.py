"""What the room reads of the case, each as the lens allows."""

from __future__ import annotations

import datetime as dt

from models.changes_since import changes_since, days_offered
from models.past import map_on
from models.thinking_views import ChangesView, DayView, TimelineView
from models.timeline import day_view, timeline_view
from models.views import MapView
from ui.context import CaseContext


def timeline(context: CaseContext) -> TimelineView:
    """Dated steps and scores."""
    return timeline_view(context.projector, context.workspace_id, context.lens)


def day(context: CaseContext, on: dt.date) -> DayView:
    """How things stood on a day."""
    return day_view(context.case, context.workspace_id, context.lens, on.isoformat())


def map_then(context: CaseContext, on: dt.date) -> MapView:
    """The map on a day."""
    return map_on(context.case, context.workspace_id, on.isoformat(), context.lens)


def changes(context: CaseContext, since: str) -> ChangesView:
    """What changed since a day (ISO), until now."""
    return changes_since(context.case, context.workspace_id, context.lens, since)


def days_to_choose(context: CaseContext) -> list[tuple[str, str]]:
    """Days one may ask from, the last visit first: (ISO, in words)."""
    return list(days_offered(context.case, context.workspace_id, context.lens))
