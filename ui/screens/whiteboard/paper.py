"""The whiteboard on paper: set in a thread, then saved as PDF or printed. What is seen is what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from exporters import painters
from models import audit
from models.drawing import Drawing
from models.drawings.look import Copy
from models.drawings.whiteboard_sheet import whiteboard_sheet
from models.durable import plain_disk_errors, write_private
from models.errors import KnownError
from models.whiteboard import Whiteboard
from ui.painter import print_drawing
from ui.screens.desk_page import DeskContext
from ui.screens.whiteboard.words import name_of, tr
from ui.seams import seams
from ui.widgets import Menu
from ui.work import Job


class Paper(QObject):
    """``made(words)`` once it is saved or printed, ``failed(words)``."""

    made = Signal(str)
    failed = Signal(str)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._page = context, parent
        self._view: Whiteboard | None = None
        self._names = False
        self._path: Path | None = None
        self._job: Job | None = None

    def about(self, view: Whiteboard, codes: Mapping[str, str], *, names: bool) -> None:
        """What is printed: this board, under these codes. ``names``: whether names stand on it (kept in the list of
        who did what)."""
        rows = tuple(replace(row, title=name_of(row, codes.get(row.id, ""))) for row in view.rows)
        self._view, self._names = replace(view, rows=rows), names

    def menu(self, parent: QWidget) -> Menu:
        """Save or print."""
        menu = Menu(parent, name="boardPaperMenu")
        for name, words, work in (("savePdf", tr("Save as PDF"), self.save), ("print", tr("Print"), self.print)):
            action = QAction(words, menu)
            action.setObjectName(name)
            action.triggered.connect(work)
            menu.addAction(action)
        return menu

    def save(self) -> None:
        """Ask where, then make the file."""
        day = self._context.services.now().date().isoformat()
        proposed = self._context.services.documents_folder / tr("Whiteboard {day}.pdf").format(day=day)
        self._path = seams().save_file(self._page, tr("Save the whiteboard"), str(proposed), [tr("PDF (*.pdf)")])
        if self._path is not None:
            self._begin()

    def print(self) -> None:
        """Make the pages, then ask for the printer."""
        self._path = None
        self._begin()

    def _begin(self) -> None:
        view, today = self._view, self._context.services.now().date()
        if view is None or self._job is not None:
            return

        def work() -> tuple[Drawing, bytes]:
            drawing = whiteboard_sheet(view, Copy(today)).drawing()
            meta = painters.DocumentMeta(title=drawing.title, lang=drawing.lang, date=today)
            return drawing, painters.to_pdf(drawing, meta)

        self._job = Job(work)
        self._job.done.connect(self._made)
        self._job.failed.connect(self._fail)
        self._job.start()

    def _made(self, made: tuple[Drawing, bytes]) -> None:
        if self._job is None:
            return  # locked meanwhile
        self._job = None
        drawing, data = made
        try:
            if self._path is not None:
                with plain_disk_errors():
                    write_private(self._path, data)
                self._note("exported")
                self.made.emit(tr("Saved as {name}").format(name=self._path.name))
            elif (printer := seams().printer(self._page)) is not None and print_drawing(drawing, printer):
                self._note("printed")
                self.made.emit(tr("Sent to the printer"))
        except KnownError as error:
            self.failed.emit(str(error))

    def _note(self, deed: str) -> None:
        count = len(self._view.rows) if self._view is not None else 0
        detail = f"{count} pieces of work, {'with' if self._names else 'without'} names"
        audit.note(self._context.desk, deed, case_id=None, what="whiteboard", detail=detail)

    def _fail(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(str(error))

    def wait(self) -> None:
        """Block until the pages are set; nothing is done with them any more."""
        job, self._job = self._job, None
        if job is not None:
            job.wait()
