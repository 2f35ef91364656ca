"""The one way out: a workspace, what of it, for whom, in which format. Projected, drawn, painted, scanned."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Protocol

from exporters import (
    children_files,
    documents,
    family_files,
    leakscan,
    painters,
    quality_files,
    record_files,
    session_files,
    thinking_files,
)
from exporters.bundle import write_bundle
from exporters.copies import copy_for, projector_of
from exporters.gedcom import write_gedcom
from exporters.order import Order
from models.audience import audience_of
from models.casework import Case
from models.drawing import Drawing
from models.drawings.look import Copy
from models.drawings.pages import Part
from models.errors import KnownError
from models.memory import collecting_later
from models.readers import ReaderProjection, secrets_for
from models.views import MapView, to_plain


class _Maker(Protocol):
    """A file of this package that makes some of :data:`WHATS`."""

    @property
    def WHATS(self) -> tuple[str, ...]: ...
    def drawing_for(self, case: Case, workspace_id: str, order: Order, copy: Copy, /) -> Drawing: ...
    def plain_for(self, case: Case, workspace_id: str, order: Order, /) -> Any: ...
    def title_of(self, case_name: str, what: str, /) -> str: ...


_ALL_MAKERS: tuple[_Maker, ...] = (
    family_files, thinking_files, children_files, record_files, quality_files, session_files,
)  # fmt: skip
_MAKERS = {what: maker for maker in _ALL_MAKERS for what in maker.WHATS}
WHATS = ("map", "strands", "scales", *_MAKERS, "blank", "everything")
FORMATS = ("pdf", "png", "svg", "json", "csv", "gedcom", "docx", "zip", "fhir", "fhir-transaction")


def export(case: Case, workspace_id: str, order: Order, *, file_name: str = "") -> bytes:
    """The finished file. Raises KnownError for what cannot be made, LeakFound when a secret stands in it."""
    _check(order)
    order = for_whom(case, order)
    if order.what == "everything" and order.file_format == "json":
        # The bundle is the team's own copy, whole; it is not a reader's document and goes through no projection.
        return write_bundle(case)
    if order.file_format == "gedcom":
        return write_gedcom(case, order.reader, order.gedcom_version)
    with collecting_later():
        data = _made(case, workspace_id, order)
    if not order.reader.is_us:
        secrets = secrets_for(case.rows, order.reader)
        leakscan.check(data, order.file_format, secrets, file_name=file_name)
        if order.file_format == "png":
            # A picture's words cannot be read back: the same pages as PDF are scanned in its place.
            page = dataclasses.replace(order, file_format="pdf")
            leakscan.check(_made(case, workspace_id, page), "pdf", secrets)
    return data


def for_whom(case: Case, order: Order) -> Order:
    """The order with its reader looked up. Raises KnownError where the parent or child is not in the case."""
    who = audience_of(case.rows, order.reader)
    if order.reader.kind == "child" and who.person_id and not order.child:
        return dataclasses.replace(order, child=who.person_id)
    return order


def _check(order: Order) -> None:
    if order.what not in WHATS:
        raise KnownError(f"There is nothing called “{order.what}” to export. Choose one of: {', '.join(WHATS)}.")
    if order.file_format not in FORMATS:
        raise KnownError(f"There is no format “{order.file_format}”. Choose one of: {', '.join(FORMATS)}.")
    if order.what == "everything" and order.file_format == "json" and not order.reader.is_us:
        raise KnownError(
            "The whole file holds what must not be shown, so it can only be exported for the team (reader “us”). "
            "Nothing was written. Export the map, strands or scales for this reader."
        )
    if order.file_format == "gedcom" and order.what != "genogram":
        raise KnownError(
            "Only the genogram can be written as GEDCOM. Nothing was written. Choose pdf, png, svg or json."
        )
    record_files.check(order)
    if order.what == "blank" and order.file_format == "json":
        raise KnownError("A blank map has nothing to put into JSON. Choose pdf, png or svg.")


def view_for(case: Case, workspace_id: str, order: Order) -> MapView:
    """The map as this reader may see it: what every document is made from."""
    projector = projector_of(case)
    view = projector.version(order.version_id) if order.version_id else projector.map(workspace_id)
    return ReaderProjection(case.rows, order.reader, drafts=order.drafts).map(view)


def pages_of(case: Case, workspace_id: str, order: Order) -> Drawing:
    """The pages of what is asked for, as this reader gets them: what the preview shows and the painters paint."""
    copy = copy_for(case, workspace_id, order.reader)
    if order.what in _MAKERS:
        return _MAKERS[order.what].drawing_for(case, workspace_id, order, copy)
    more: list[Part] = []
    if order.what == "everything":
        more += thinking_files.parts_for(case, workspace_id, order, copy)
        more += family_files.parts_for(case, workspace_id, order, copy)
        more += children_files.parts_for(case, workspace_id, order, copy)
    return drawing_for(view_for(case, workspace_id, order), order, copy, more)


def drawing_for(view: MapView, order: Order, copy: Copy, more: Sequence[Part] = ()) -> Drawing:
    """The pages of a map's document; pictures (PNG, SVG) are one continuous sheet.

    ``more`` follows in a document of everything.
    """
    paper: Any = order.paper if order.file_format == "pdf" else "sheet"
    if order.what == "map":
        return documents.map_document(view, copy, paper=paper, drafts=order.drafts)
    if order.what == "strands":
        return documents.strands_document(view, copy)
    if order.what == "scales":
        return documents.scales_document(view, copy)
    if order.what == "blank":
        return documents.blank_map_document(view.pathway, paper=paper)
    return documents.everything_document(view, copy, paper=paper, drafts=order.drafts, more=more)


def title_of(view: MapView, what: str) -> str:
    """The document's title."""
    words = {
        "map": "Map",
        "strands": "Strands",
        "scales": "Scales",
        "blank": "Blank map",
        "everything": "All of it",
    }
    return words[what] if what == "blank" else f"{words[what]}, {view.title}"


def _made(case: Case, workspace_id: str, order: Order) -> bytes:
    if order.file_format == "csv":
        if order.what in record_files.AS_TABLES:
            return record_files.csv_for(case, workspace_id, order)
        if order.what in quality_files.IN_CSV:
            return quality_files.csv_for(case, workspace_id, order)
        return thinking_files.csv_for(case, workspace_id, order)
    if order.what == record_files.RECORD:
        return record_files.record_for(case, workspace_id, order, lambda inner: export(case, workspace_id, inner))
    if order.file_format == "docx":
        return record_files.docx_for(case, workspace_id, order)
    if order.file_format == "json":
        return (json.dumps(_plain_for(case, workspace_id, order), ensure_ascii=False, indent=2) + "\n").encode()
    drawing = pages_of(case, workspace_id, order)
    title = _title(case, workspace_id, order)
    meta = painters.DocumentMeta(
        title=title if order.names else "Family", lang=drawing.lang, date=case.desk.now().date(),
        is_folded=children_files.is_folded(order),
    )  # fmt: skip
    paint = {"pdf": painters.to_pdf, "svg": painters.to_svg, "png": painters.to_png}[order.file_format]
    return paint(drawing, meta)


def _plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    if order.what in _MAKERS:
        return _MAKERS[order.what].plain_for(case, workspace_id, order)
    return _plain(view_for(case, workspace_id, order), order.what)


def _title(case: Case, workspace_id: str, order: Order) -> str:
    if order.what in _MAKERS:
        case_name = ReaderProjection(case.rows, order.reader).words(case.row["name"]) or ""
        return _MAKERS[order.what].title_of(case_name, order.what)
    return title_of(view_for(case, workspace_id, order), order.what)


def _plain(view: MapView, what: str) -> Any:
    plain = to_plain(view)
    if what == "map":
        return plain
    return {
        "title": plain["title"],
        "as_at": plain["as_at"],
        what: plain["strands"] if what == "strands" else [s["scale"] for s in plain["strands"] if s["scale"]],
    }
