"""Something of a page about the whole desk on paper: set in a thread, then saved as PDF or printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from exporters import painters
from models import audit
from models.drawing import Drawing
from models.drawings.look import Copy
from models.drawings.pages import Part
from models.durable import plain_disk_errors, write_private
from models.errors import KnownError
from ui.painter import print_drawing
from ui.screens.desk_page import DeskContext
from ui.seams import seams
from ui.widgets import Button, Menu
from ui.work import Job

Make = Callable[[Copy], Part]


def tr(text: str) -> str:
    """Translate a word of a paper."""
    return QCoreApplication.translate("DeskPaper", text)


class DeskPaper(QObject):
    """``made(words)`` once it is saved or printed, ``failed(words)``. What makes the pages must not read the vault.

    ``what`` is kept in the list of who did what, ``title`` is proposed as the file's name.
    """

    made = Signal(str)
    failed = Signal(str)

    def __init__(self, context: DeskContext, what: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._page = context, parent
        self._what, self._title, self._detail = what, title, ""
        self._make: Make | None = None
        self._today = dt.date.today()
        self._path: Path | None = None
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether pages are being set."""
        return self._job is not None

    def popup(self, button: Button, make: Make, today: dt.date, *, detail: str) -> Menu:
        """Offer to save or to print what ``make`` makes; ``detail`` (counts, no names) is kept with the deed."""
        self._make, self._today, self._detail = make, today, detail
        menu = Menu(button, name=f"{button.objectName()}Menu")
        for name, words, work in (("savePdf", tr("Save as PDF"), self.save), ("print", tr("Print"), self.print)):
            action = QAction(words, menu)
            action.setObjectName(name)
            action.triggered.connect(work)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def save(self) -> None:
        """Ask where, then make the file."""
        proposed = self._context.services.documents_folder / f"{self._title} {self._today.isoformat()}.pdf"
        self._path = seams().save_file(self._page, tr("Save as PDF"), str(proposed), [tr("PDF (*.pdf)")])
        if self._path is not None:
            self._begin()

    def print(self) -> None:
        """Make the pages, then ask for the printer."""
        self._path = None
        self._begin()

    def _begin(self) -> None:
        make, today = self._make, self._today
        if make is None or self._job is not None:
            return

        def work() -> tuple[Drawing, bytes]:
            drawing = make(Copy(today)).drawing()
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
        audit.note(self._context.desk, deed, case_id=None, what=self._what, detail=self._detail)

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
