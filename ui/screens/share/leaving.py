"""A copy on its way out of the share room: saved, printed or put in the outbox, after the last look, and kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from exporters.children_files import is_folded
from exporters.export import export
from exporters.order import Order
from exporters.outbox import put_in_outbox
from models import audit
from models.acts.sharing import copy_made
from models.connections import ConnectionView
from models.drawing import Drawing
from models.durable import move, plain_disk_errors, write_private
from models.errors import KnownError
from models.left_out import lines_of
from ui.context import CaseContext
from ui.painter import print_drawing
from ui.screens.share.formats import ending, file_kind
from ui.screens.share.offers import FOR_NOBODY, file_words
from ui.seams import seams


class Leaving(QObject):
    """``stopped(KnownError)`` when nothing left; ``left`` when a copy did."""

    stopped = Signal(object)
    left = Signal()

    def __init__(self, context: CaseContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._saved = Path()

    def suggested_name(self, what: str, order: Order) -> str:
        """A file name that names nobody: what it is, the case's number, the day."""
        case = self._context.case
        number = "" if what == "blank" else str(case.row["number"] or "")
        day = case.desk.now().date().isoformat()
        return " ".join(part for part in (file_words(what), number, day) if part) + ending(order.file_format)

    def save(self, what: str, order: Order, drawing: Drawing | None) -> None:
        """Ask where, make the file, look through it once more, and write it whole or not at all."""
        suggested = str(self._context.services.documents_folder / self.suggested_name(what, order))
        kinds = [file_kind(what, order.file_format)]
        target = seams().save_file(self._page, self.tr("Save a copy"), suggested, kinds)
        if target is None:
            return
        if not target.suffix:
            target = target.with_suffix(ending(order.file_format))
        try:
            data = export(self._context.case, self._context.workspace_id, order, file_name=target.name)
            _write_whole(target, data)
        except KnownError as error:
            self.stopped.emit(error)
            return
        self._keep(what, order, data, drawing, "exported")
        self._saved = target
        self._context.say(self.tr("Saved: {name}").format(name=target.name), self.tr("Open"), self._open_saved)

    def _open_saved(self) -> None:
        seams().open_path(self._saved)

    def print_copy(self, what: str, order: Order, drawing: Drawing) -> None:
        """Print the pages of a copy, after the same last look as a file gets."""
        paper = replace(order, file_format="pdf")
        try:
            data = export(self._context.case, self._context.workspace_id, paper)
        except KnownError as error:
            self.stopped.emit(error)
            return
        printer = seams().printer(self._page)
        if printer is None:
            return
        if is_folded(order):
            printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
        if print_drawing(drawing, printer):
            self._keep(what, paper, data, drawing, "printed")
        else:
            text = self.tr("The printer would not begin. Nothing was printed. Save a copy and print that.")
            self.stopped.emit(KnownError(text))

    def _keep(self, what: str, order: Order, data: bytes, drawing: Drawing | None, deed: str) -> None:
        """Keep what left: its words for the next copy to be held beside, and a line of who did what."""
        case, digest = self._context.case, hashlib.sha256(data).hexdigest()
        if not case.desk.vault.read_only:
            if drawing is not None and not order.reader.is_us and what not in FOR_NOBODY:
                copy_made(
                    case, self._context.workspace_id, order.what, order.reader, order.file_format, digest,
                    lines_of(drawing),
                )  # fmt: skip
            audit.note(case.desk, deed, case_id=case.id, what=order.what, reader=order.reader.code, detail=digest)
        self.left.emit()

    def put_in_outbox(self, order: Order, way: ConnectionView) -> None:
        """Make the copy, look through it once more, and queue it for the case system."""
        try:
            put_in_outbox(self._context.case, self._context.workspace_id, [order], way.id)
        except KnownError as error:
            self.stopped.emit(error)
            return
        said = self.tr("In the outbox for {name}.").format(name=way.name)
        self._context.say(said, self.tr("Look"), self._open_outbox)
        self.left.emit()

    def _open_outbox(self) -> None:
        self._context.go("outbox")


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then put it in place: a file that is there is whole."""
    part = target.with_name(f".{target.name}.part")
    with plain_disk_errors():
        write_private(part, data)
        try:
            move(part, target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
