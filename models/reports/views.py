"""Everything of a workspace that a report is made of, each view already cut down for one reader."""

from __future__ import annotations

from dataclasses import dataclass

from models.circles import circles, circles_for
from models.family_views import CirclesView
from models.meetings import meetings_view
from models.next_steps import steps_for
from models.plan import plan_view
from models.projections import Projector
from models.readers import Reader, ReaderProjection
from models.thinking_views import MeetingView, NextStepsView, PlanView, TimelineView
from models.timeline import timeline_view
from models.views import MapView, PersonView


@dataclass(frozen=True)
class RecordViews:
    """One workspace for one reader. ``worker``: who leads the work now, where it is known and may be told."""

    reader: Reader
    map: MapView
    plan: PlanView
    timeline: TimelineView
    steps: NextStepsView
    circles: tuple[CirclesView, ...]
    meetings: tuple[MeetingView, ...]
    worker: PersonView | None


def record_views(
    projector: Projector,
    workspace_id: str,
    reader: Reader,
    *,
    drafts: bool = False,
    version_id: str | None = None,
    plan_version: int | None = None,
) -> RecordViews:
    """The views for a reader. Raises KeyError for a version of map or plan that is not there."""
    reading = ReaderProjection(projector.rows, reader, drafts=drafts)
    whole = projector.version(version_id) if version_id else projector.map(workspace_id)
    found = circles(projector, workspace_id, reader)
    return RecordViews(
        reader=reader,
        map=reading.map(whole),
        plan=plan_view(projector, workspace_id, reader, plan_version),
        timeline=timeline_view(projector, workspace_id, reader),
        steps=steps_for(projector, workspace_id, reader),
        circles=tuple(circles_for(projector, circle_id, reader) for circle_id, _title, _children in found),
        meetings=meetings_view(projector, workspace_id, reader),
        worker=reading.person(projector.current_worker(workspace_id)),
    )
