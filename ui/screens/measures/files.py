"""Measures out of the vault: what is written, what is never in it, where to; then the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exporters.measures.columns import BANDS
from exporters.measures.suppression import SMALL
from exporters.measures.writing import measures_files, note_written, pseudonyms, write_files
from models.errors import KnownError
from models.measure_definitions import Measures
from models.measures_course import Course
from models.vault_measures import Reading
from ui.screens.desk_page import DeskContext, Problem
from ui.screens.measures.words import tr
from ui.seams import seams
from ui.theme import theme
from ui.turns import Turns
from ui.widgets import Button, Card, IconMark, Label, Switch, announce, column
from ui.work import Job

_FOLDER = "measures folder"
"""Under which name the vault keeps the folder somebody chose."""


class FilesPart(QWidget):
    """``left()``: back to the measures. Reads the vault in turns, then writes in a thread that does not touch it."""

    left = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self._turns: Turns | None = None
        self._job: Job | None = None
        self._found: tuple[Measures, ...] = ()
        self._course: list[Measures] = []
        body = column(self, (0, 4, 12, 20), gap=14)
        self.problem = Problem("measureFilesProblem")
        body.addWidget(self.problem)
        both = QHBoxLayout()
        both.setSpacing(theme().px(16))
        both.addWidget(self._listed(tr("What is written"), "file-text", self._written()), 1)
        both.addWidget(self._listed(tr("What is never in it"), "prohibit", self._never()), 1)
        body.addLayout(both)
        self.months = Switch(tr("Every month since the work began as well (takes longer)"), name="measureMonths")
        body.addWidget(self.months)
        body.addLayout(self._make_row())
        self.done = Label("", "body", "ink2")
        self.done.setObjectName("measureFilesDone")
        body.addWidget(self.done)
        body.addStretch(1)
        self._show_folder()

    # ---- making it --------------------------------------------------------------------------------------------
    def _written(self) -> list[str]:
        bands = ", ".join(name for _, name in BANDS)
        return [
            tr("For each piece of work a line of codes: pathway, months open, every measure and whether it is thin. "
               "Counts stand in bands ({bands}), days as whole months.").format(bands=bands),
            tr("A summary: how many pieces of work are thin, by pathway and measure. Numbers from 1 to {most} are left "
               "out, and with them whatever would let somebody work them out.").format(most=SMALL - 1),
            tr("A data dictionary that says what every column means. Tables are CSV and Parquet; a spreadsheet, Power "
               "BI or DuckDB reads them."),
        ]  # fmt: skip

    def _never(self) -> list[str]:
        return [
            tr("Names, addresses, case numbers, dates of birth: of nobody, neither family nor worker."),
            tr("Anything anybody wrote or said. No day, only months."),
            tr("A count from 1 to {most}.").format(most=SMALL - 1),
            tr("The key of the codes. It stays in this vault, so nobody else can tell whose a line is."),
        ]

    def _listed(self, title: str, icon: str, lines: list[str]) -> Card:
        card = Card(line="line", corner="sheet")
        body = column(card, (20, 16, 20, 18), gap=8)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(IconMark(icon))
        head.addWidget(Label(title, "lead"), 1)
        body.addLayout(head)
        for line in lines:
            body.addWidget(Label(line, "body"))
        body.addStretch(1)
        return card

    def _make_row(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.write = Button(tr("Write the files"), name="writeMeasures", kind="primary", icon="export", size="large")
        self.write.clicked.connect(self.begin)
        self.folder = Button("", name="measuresFolder", icon="folder-open", size="large")
        self.folder.clicked.connect(self.choose_folder)
        back = Button(tr("Back to the measures"), name="backToMeasures", kind="quiet", size="large")
        back.clicked.connect(self.left)
        for button in (self.write, self.folder, back):
            row.addWidget(button)
        row.addStretch(1)
        rows.addLayout(row)
        self._where = Label("", "caption", "ink2")
        rows.addWidget(self._where)
        return rows

    # ---- the folder -------------------------------------------------------------------------------------------
    @property
    def target(self) -> Path | None:
        """Where to."""
        kept = self._desk.note(_FOLDER)
        return Path(kept) if kept else None

    def _show_folder(self) -> None:
        target = self.target
        self.folder.setText(tr("Another folder") if target else tr("Choose the folder"))
        self._where.setText(tr("Into {folder}").format(folder=target) if target else "")
        self.write.setEnabled(target is not None)

    def choose_folder(self) -> None:
        """Ask where to, and keep it."""
        begin = self.target or self._context.services.documents_folder
        chosen = seams().choose_folder(self, tr("A folder for the measures"), str(begin))
        if chosen is not None:
            self._desk.keep_note(_FOLDER, str(chosen))
            self.done.setText("")
            self._show_folder()

    # ---- writing ----------------------------------------------------------------------------------------------
    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._turns is not None or self._job is not None

    def begin(self) -> None:
        """Measure all work anew, then write; while it is measured, stop."""
        if self._turns is not None:
            self._stop()
            return
        if self.is_busy:
            return
        self.problem.tell("")
        self._offer(tr("Stop"), "x")
        self._turns = Turns(self._read(), self)
        self._turns.ended.connect(self._write)
        self._turns.failed.connect(self._fail)
        self._turns.start()

    def _stop(self) -> None:
        """Read no more; nothing is written."""
        if self._turns is not None:
            self._turns.stop()
            self._turns = None
        self._course = []
        self._offer(tr("Write the files"), "export")
        self.done.setText(tr("Stopped. Nothing was written."))
        announce(self, self.done.text())

    def _offer(self, words: str, icon: str) -> None:
        self.write.setText(words)
        self.write.set_icon(icon)

    def _read(self) -> Iterator[None]:
        self._course = []
        reading = Reading(self._desk)
        yield from reading.turns()
        self._found = reading.found
        if not self.months.isChecked():
            return
        course = Course(self._desk, (each.case_id for each in self._found))
        for found in course.turns():
            self.done.setText(tr("Working out the months: {done} of {of}").format(done=course.done, of=course.of))
            self._course += found
            yield

    def _write(self) -> None:
        self._turns = None
        self.write.setEnabled(False)
        self._offer(tr("Write the files"), "export")
        target = self.target
        if target is None:
            return
        self.done.setText(tr("Writing …"))
        try:
            names = pseudonyms(self._desk)
        except KnownError as error:
            self._fail(error)
            return
        found, course = self._found, tuple(self._course)
        self._job = Job(lambda: write_files(measures_files(found, names, course), target))
        self._job.done.connect(self._written_down)
        self._job.failed.connect(self._fail)
        self._job.start()

    def _written_down(self, files: list[Path]) -> None:
        if self._job is None:
            return  # locked meanwhile
        self._job = None
        note_written(self._desk, len(self._found))
        self.write.setEnabled(True)
        few = sum(not each.is_example for each in self._found) < SMALL
        words = tr("{count} files written about {work} pieces of work: {names}.").format(
            count=len(files), work=len(self._found), names=", ".join(sorted(file.name for file in files))
        )
        if few:
            words += " " + tr("With fewer than {most} families that are not made up, the summary gives no numbers.") \
                .format(most=SMALL)  # fmt: skip
        self.done.setText(words)
        announce(self, words)

    def _fail(self, error: Exception) -> None:
        self._turns = self._job = None
        self._offer(tr("Write the files"), "export")
        self.write.setEnabled(True)
        self.done.setText("")
        if not isinstance(error, KnownError):
            raise error
        self.problem.tell(str(error))

    def wait(self) -> None:
        """Read no more; block until what is being written is whole."""
        if self._turns is not None:
            self._turns.stop()
            self._turns = None
        job, self._job = self._job, None
        if job is not None:
            job.wait()
