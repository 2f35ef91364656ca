"""Reports for meetings and other services on their way out: Word files, the same on paper, and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.casework import Case
from models.drawing import Drawing
from models.drawings.look import Copy
from models.drawings.report_sheet import report_sheet
from models.projections import Projector
from models.reports import kinds
from models.reports.content import Report
from models.reports.views import RecordViews, record_views
from models.views import to_plain

if TYPE_CHECKING:
    from exporters.export import Order

WHATS = ("conference", "core-group", "case-note", "referral")
IN_WORD = kinds.KINDS
"""What can be written as a Word file: the reports, and the map and the plan."""


def report_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Report:
    """A report as this reader gets it."""
    return kinds.report(order.what, views_for(case, workspace_id, order), copy)


def views_for(case: Case, workspace_id: str, order: Order) -> RecordViews:
    """What reports and records are made of, cut down for the order's reader."""
    projector = Projector(case.rows, case.desk.now().date())
    return record_views(
        projector, workspace_id, order.reader,
        drafts=order.drafts, version_id=order.version_id, plan_version=order.plan_version,
    )  # fmt: skip


def docx_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> bytes:
    """A Word file."""
    from exporters.docx.writing import DocxMeta, to_docx

    report = report_for(case, workspace_id, order, copy)
    return to_docx(report, DocxMeta(report.title, case.desk.now().date()))


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The report's pages on upright A4."""
    views = views_for(case, workspace_id, order)
    return report_sheet(kinds.report(order.what, views, copy), views.map, copy).drawing()


def plain_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Any:
    """The same report as JSON-ready data."""
    return to_plain(report_for(case, workspace_id, order, copy))


def title_of(case_name: str, what: str) -> str:
    """The document's title: "Report for the conference, Harlow / Pryce family"."""
    return f"{kinds.TITLES[what]}, {case_name}"
