"""Reports for meetings and other services on their way out: Word files, the same on paper, and as plain data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exporters.copies import copy_for, projector_of
from exporters.order import Order
from exporters.record_archive import Make, archive, record_plain
from exporters.record_csv import TABLES, record_csv
from models.casework import Case
from models.drawing import Drawing
from models.drawings.look import Copy
from models.drawings.report_sheet import report_sheet
from models.errors import KnownError
from models.reports import kinds
from models.reports.content import Report
from models.reports.views import RecordViews, record_views
from models.views import to_plain

if TYPE_CHECKING:
    from exporters.fhir.record import BundleKind

REPORTS = ("conference", "core-group", "case-note", "referral")
RECORD = "record"
"""Everything a case system may see of a workspace, in one file."""

WHATS = (*REPORTS, RECORD)
_REPORT = "conference"
"""The report that stands in a record for people to read."""
_OFFICES = ("case-system", "court")
AS_TABLES = tuple(TABLES)
"""What is written as a table here; harm matrices have a table of their own."""
RECORD_FORMATS = ("json", "zip", "fhir", "fhir-transaction")
IN_WORD = kinds.KINDS
"""What can be written as a Word file: the reports, and the map and the plan."""


def report_for(case: Case, workspace_id: str, order: Order) -> Report:
    """A report as this reader gets it."""
    return kinds.report(order.what, views_for(case, workspace_id, order), copy_for(case, workspace_id, order.reader))


def views_for(case: Case, workspace_id: str, order: Order) -> RecordViews:
    """What reports and records are made of, cut down for the order's reader."""
    projector = projector_of(case)
    return record_views(
        projector, workspace_id, order.reader,
        drafts=order.drafts, version_id=order.version_id, plan_version=order.plan_version,
    )  # fmt: skip


def docx_for(case: Case, workspace_id: str, order: Order) -> bytes:
    """A Word file."""
    from exporters.docx.writing import DocxMeta, to_docx

    report = report_for(case, workspace_id, order)
    return to_docx(report, DocxMeta(report.title, case.desk.now().date()))


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The report's pages on A4; of a record, those of the report in it."""
    views = views_for(case, workspace_id, order)
    what = _REPORT if order.what == RECORD else order.what
    return report_sheet(kinds.report(what, views, copy), views.map, copy).drawing()


def csv_for(case: Case, workspace_id: str, order: Order) -> bytes:
    """One of :data:`AS_TABLES` for a spreadsheet."""
    return record_csv(order.what, views_for(case, workspace_id, order))


def plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    """The same report as JSON-ready data."""
    return to_plain(report_for(case, workspace_id, order))


def record_for(case: Case, workspace_id: str, order: Order, make: Make) -> bytes:
    """The record of a workspace in one of :data:`RECORD_FORMATS`; *make* gives finished, scanned papers."""
    views = views_for(case, workspace_id, order)
    if order.file_format == "zip":
        return archive(case, views, order, make)
    if order.file_format == "json":
        return (json.dumps(record_plain(case, views), ensure_ascii=False, indent=1) + "\n").encode()
    from exporters.fhir.record import Paper, fhir_bundle

    day = case.desk.now().date()
    report = kinds.report(_REPORT, views, Copy(day, ""))
    pdf = make(replace(order, what=_REPORT, file_format="pdf"))
    kind: BundleKind = "transaction" if order.file_format == "fhir-transaction" else "document"
    return fhir_bundle(views, report, Paper(pdf, report.title), day, kind)


def check(order: Order) -> None:
    """Raise KnownError for a report or record that cannot be written as asked."""
    if order.file_format == "docx" and order.what not in IN_WORD:
        known = ", ".join(IN_WORD)
        raise KnownError(f"This cannot be written for Word. Nothing was written. For Word choose one of: {known}.")
    if order.file_format == "csv" and order.what not in (*AS_TABLES, "harm-matrix", "audit"):
        known = ", ".join((*AS_TABLES, "harm-matrix", "audit"))
        raise KnownError(f"This cannot be written as a table. Nothing was written. As CSV choose one of: {known}.")
    if (order.what == RECORD) != (order.file_format in RECORD_FORMATS) and order.file_format != "json":
        known = ", ".join(RECORD_FORMATS)
        raise KnownError(f"A record, and nothing else, is written as one of: {known}. Nothing was written.")
    if order.what == RECORD and order.reader.kind not in _OFFICES:
        raise KnownError(f"A record is made for an office. Nothing was written. Say for which: {', '.join(_OFFICES)}.")


def title_of(case_name: str, what: str) -> str:
    """The document's title: "Report for the conference, Harlow / Pryce family"."""
    return f"{kinds.TITLES[what]}, {case_name}"
