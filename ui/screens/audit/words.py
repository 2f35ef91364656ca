"""The words of the audit's room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import dates
from models.quality_views import AuditLine, AuditPoint


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Audit", text)


def role_of(who: str) -> str:
    """Who scores."""
    return {"worker": tr("Worker"), "auditor": tr("Auditor"), "family": tr("Family")}[who]


def room_of(room: str) -> str:
    """Where a line of the evidence leads to."""
    return {
        "map": tr("Show on the map"), "strands": tr("Show in the strands"), "scaling": tr("Show the scales"),
        "circles": tr("Show in the circles"), "plan": tr("Show the plan"), "meetings": tr("Show the meetings"),
        "words": tr("Show the words and pictures"), "children": tr("Show the children’s sheets"),
    }.get(room, tr("Show it"))  # fmt: skip


def earlier(line: AuditLine, held_on: str) -> AuditPoint | None:
    """The scores of this question in the audit before."""
    return next((point for point in reversed(line.course) if point.held_on < held_on), None)


def difference(line: AuditLine, who: str, held_on: str) -> str:
    """How a number stands to the one before: "1 more than on 20 May 2025 (8)", "" where there is none."""
    before = earlier(line, held_on)
    then, now = getattr(before, who, None), getattr(line, who)
    if before is None or then is None:
        return ""
    day = dates.written(before.held_on)
    if now is None:
        return tr("{then} on {day}").format(then=then, day=day)
    if now == then:
        return tr("as on {day}").format(day=day)
    more = tr("{n} more than on {day}") if now > then else tr("{n} less than on {day}")
    return more.format(n=abs(now - then), day=day)
