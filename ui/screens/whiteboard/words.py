"""The whiteboard in plain words, and the room of a case where each of its columns is worked on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import pathways
from models.whiteboard import PATHWAY, THIN, TITLE, WORKER, BoardCell, BoardColumn, BoardRow

ROOMS = {
    "mapped": "map", "professionals_own": "strands", "strands_whole": "strands", "children_heard": "children",
    "voice_least": "children", "network": "circles", "network_others": "circles", "explained": "words",
    "days_since_tried": "plan", "days_since_score": "scaling", "steps_late": "map",
}  # fmt: skip


def tr(text: str) -> str:
    """Translate a word of the whiteboard."""
    return QCoreApplication.translate("Whiteboard", text)


def head_words(key: str, column: BoardColumn | None) -> str:
    """What stands over a column."""
    known = {TITLE: tr("Work"), WORKER: tr("Worker"), THIN: tr("Thin")}
    return column.short if column else known[key]


def meaning(key: str, column: BoardColumn | None) -> str:
    """What a column means, in a sentence or two."""
    known = {
        TITLE: tr("Work: a family, or one piece of work in it. Enter or a press opens it."),
        WORKER: tr("Worker: who leads the work."),
        THIN: tr("Thin: in how many columns there is little to lean on. A question to ask, never a mark."),
    }
    return f"{column.title}: {column.definition}" if column else known[key]


def sort_words(key: str, column: BoardColumn | None) -> str:
    """A way to sort, in a menu."""
    known = {TITLE: tr("By name"), WORKER: tr("By worker"), PATHWAY: tr("By pathway"), THIN: tr("Most thin first")}
    return column.title if column else known[key]


def name_of(row: BoardRow, code: str) -> str:
    """What a row is called: its name, or its code where no name may stand."""
    return row.title or (tr("Work {code}").format(code=code) if code else tr("Work"))


def under_name(row: BoardRow) -> str:
    """What stands beneath: pathway, number, from when."""
    pathway = pathways.pathway(row.pathway).short if row.pathway in pathways.PATHWAYS else row.pathway
    month = row.as_at if not row.case_id else ""
    return ", ".join(filter(None, (pathway, row.number, month, tr("made up") if row.is_example else "")))


def heard_cell(cell: BoardCell, column: BoardColumn) -> str:
    """A cell in one breath."""
    said = cell.shown or tr("not known")
    return f"{column.title}: {said}, {tr('thin')}" if cell.is_thin else f"{column.title}: {said}"


def heard_row(row: BoardRow, code: str) -> str:
    """The first cell of a row in one breath."""
    thin = tr("nothing thin") if not row.thin else tr("{count} thin").format(count=len(row.thin))
    return ". ".join(filter(None, (name_of(row, code), under_name(row), row.worker, thin)))
