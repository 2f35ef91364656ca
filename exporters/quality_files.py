"""Audits and feedback on their way out: views for one reader, their pages, plain data, a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

from exporters.copies import projector_of
from exporters.harm_csv import safe
from exporters.order import Order
from models.audience import WITH_SOURCES
from models.audits import audit_view
from models.casework import Case
from models.drawing import Drawing, joined
from models.drawings.audit_sheet import audit_sheet, feedback_sheet
from models.drawings.look import Copy
from models.feedback import KINDS, feedback_view, form
from models.quality_views import AuditView
from models.views import to_plain

AUDIT, FEEDBACK = "audit", "feedback"
WHATS = (AUDIT, FEEDBACK)
IN_CSV = (AUDIT,)
_TITLES = {AUDIT: "Audit", FEEDBACK: "Feedback forms"}


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The pages of the audit (of the day ``order.on``, or the newest), or of the forms to fill in by hand."""
    if order.what == FEEDBACK:
        # Each form is handed out by itself, so its pages are counted by themselves.
        return joined(_TITLES[FEEDBACK], [feedback_sheet(form(kind), copy).drawing() for kind in KINDS])
    return audit_sheet(_audit(case, workspace_id, order), copy, with_evidence=_has_evidence(order)).drawing()


def plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    """The same as JSON-ready data; of feedback what came back."""
    if order.what == FEEDBACK:
        return {kind: to_plain(feedback_view(projector_of(case), workspace_id, kind, order.reader)) for kind in KINDS}
    return to_plain(_audit(case, workspace_id, order))


def csv_for(case: Case, workspace_id: str, order: Order) -> bytes:
    """The audit as a table for a spreadsheet: a row for each question and day."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["held_on", "question", "evidence", "written", "worker", "auditor", "family", "family_person"])
    for line in _audit(case, workspace_id, order).lines:
        who = line.family_person.name if line.family_person else ""
        evidence = ". ".join(line.evidence)
        for point in line.course:
            scores = ["" if value is None else value for value in (point.worker, point.auditor, point.family)]
            cells = [point.held_on, line.question, evidence, line.written, *scores, who]
            writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def title_of(case_name: str, what: str) -> str:
    """The document's title: "Audit, Doyle / Rahman family". Forms to fill in name no family."""
    return _TITLES[what] if what == FEEDBACK else f"{_TITLES[what]}, {case_name}"


def _has_evidence(order: Order) -> bool:
    """Its evidence counts the whole record; of a part of it the counts would tell the reader what is not so."""
    return order.reader.kind in WITH_SOURCES


def _audit(case: Case, workspace_id: str, order: Order) -> AuditView:
    """The audit as it goes into any file: where things stand in the app is for the app alone."""
    view = audit_view(projector_of(case), workspace_id, order.reader, order.on)
    told = _has_evidence(order)
    lines = (replace(line, evidence=line.evidence if told else (), rooms=(), things=()) for line in view.lines)
    return replace(view, lines=tuple(lines))
