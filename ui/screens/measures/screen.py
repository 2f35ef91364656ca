"""Meaningful measures: each with its definition, of all work or of one piece over time; on paper, and as files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.drawings.measures_sheet import measures_sheet
from models.errors import KnownError
from models.measures_shown import GROUPS
from ui.screens.desk_page import DeskContext, DeskPage, with_words
from ui.screens.desk_paper import DeskPaper
from ui.screens.measures.files import FilesPart
from ui.screens.measures.row import MeasureRow
from ui.screens.measures.state import MeasuresState
from ui.screens.measures.words import group_words, tr
from ui.screens.measures.works import ALL, WorkList
from ui.theme import theme
from ui.widgets import Button, EmptyState, Label, Rule, ScrollArea, SearchField, announce, column


class MeasuresScreen(DeskPage):
    """Follows :class:`MeasuresState`; nothing here can be typed in."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Measures"), "measuresPage", parent)
        self.state = MeasuresState(context.desk, self)
        self.state.work_read.connect(self._show_work)
        self.state.lines_changed.connect(self._show_lines)
        self.state.going.connect(self._tell_going)
        self.state.failed.connect(self._fail)
        self.paper = DeskPaper(context, "measures", tr("Measures"), self)
        self.paper.made.connect(self.said)
        self.paper.failed.connect(self.tell)
        self.rows: dict[str, MeasureRow] = {}
        self._make_head()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_full())
        words = tr("No work on this laptop yet. What is measured here is worked out from the record by itself; nobody "
                   "fills anything in, and nobody is marked.")  # fmt: skip
        self._pages.addWidget(EmptyState(words, icon="list"))
        self.files = FilesPart(context)
        self.files.left.connect(self.show_measures)
        self._pages.addWidget(ScrollArea(self.files, name="measureFilesScroll"))
        self.body.addWidget(self._pages, 1)
        self.state.read()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> None:
        self._board = Button(tr("Whiteboard"), name="toWhiteboard", kind="quiet", icon="table")
        self._board.clicked.connect(self._to_board)
        self._months = Button(tr("Month by month"), name="measuresMonths", kind="quiet", icon="calendar-blank")
        self._months.clicked.connect(self._read_months)
        self._print = Button(tr("For print"), name="measuresPaper", icon="printer", menu=True)
        self._print.clicked.connect(self._open_paper)
        self._out = Button(tr("Files for the council"), name="measuresOut", icon="export")
        self._out.clicked.connect(self.show_files)
        self._words = {button: button.text() for button in (self._board, self._months, self._print, self._out)}
        for button in self._words:
            self.head.addWidget(button)

    def _make_full(self) -> QWidget:
        full = QWidget()
        halves = QHBoxLayout(full)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(theme().px(24))
        left = QWidget()
        left.setFixedWidth(theme().px(250))
        side = column(left, gap=8)
        self.search = SearchField(name="measuresSearch", heard=tr("Search the work"), placeholder=tr("Name or number"))
        self.search.textChanged.connect(self._find)
        side.addWidget(self.search)
        self.works = WorkList()
        self.works.chosen.connect(self._choose)
        side.addWidget(self.works, 1)
        halves.addWidget(left)
        holder = QWidget()
        self._list = column(holder, (0, 0, 14, 20), gap=0)
        self._scroll = ScrollArea(holder, name="measuresScroll")
        halves.addWidget(self._scroll, 1)
        return full

    def _make_rows(self) -> None:
        for group in GROUPS:
            self._list.addSpacing(theme().px(22 if self.rows else 4))
            self._list.addWidget(Label(group_words(group), "lead"))
            self._list.addSpacing(theme().px(6))
            for line in self.state.lines:
                if line.definition.group == group:
                    self._list.addWidget(Rule())
                    row = MeasureRow(line)
                    self.rows[row.key] = row
                    self._list.addWidget(row)
        self._list.addStretch(1)
        self._stack()

    # ---- what is shown ----------------------------------------------------------------------------------------
    def _show_work(self) -> None:
        self._pages.setCurrentIndex(0 if self.state.found else 1)
        for button in (self._months, self._print, self._out):
            button.setVisible(bool(self.state.found))
        self.works.show_work(self.state.found, self.search.text())

    def _find(self, words: str) -> None:
        self.works.show_work(self.state.found, words)

    def _choose(self, key: str) -> None:
        self.state.choose(key)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, self.whose)

    @property
    def whose(self) -> str:
        """Whose measures are shown, in words."""
        if self.state.key == ALL:
            return tr("All my work: {count} pieces").format(count=len(self.state.found))
        return next(each.title for each in self.state.found if each.workspace_id == self.state.key)

    def _show_lines(self) -> None:
        if not self.rows:
            self._make_rows()
        for line in self.state.lines:
            self.rows[line.definition.key].show_line(line)
        self._months.setEnabled(self.state.key == ALL and self.state.months is None)

    def _tell_going(self, done: int, of: int) -> None:
        if of:
            self.count.setText(tr("Reading {done} of {of}").format(done=done, of=of))
        else:
            self.count.setText(tr("Worked out from the record, never typed. Hollow: thin."))
        self._offer_months()

    def _read_months(self) -> None:
        if self.state.is_reading_months:
            self.state.stop_months()
            announce(self, tr("Stopped"))
        else:
            self.state.read_months()

    def _offer_months(self) -> None:
        """The button that began it stops it."""
        is_going = self.state.is_reading_months
        self._months.set_icon("x" if is_going else "calendar-blank")
        self._words[self._months] = tr("Stop") if is_going else tr("Month by month")
        self._fit_words()

    def _fit_words(self) -> None:
        with_words(self._words, wide=self.width() >= theme().px(1180))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.tell(str(error))

    # ---- going on ---------------------------------------------------------------------------------------------
    def show_files(self) -> None:
        """What can be written for the council."""
        self._pages.setCurrentIndex(2)
        for button in self._words:
            button.hide()
        self.title.setText(tr("Files for the council"))
        self.count.setText("")
        self.files.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_measures(self) -> None:
        """Back from the files."""
        self.title.setText(tr("Measures"))
        self._board.show()
        self._tell_going(0, 0)
        self._show_work()
        self._out.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_paper(self) -> None:
        lines, whose, today = self.state.lines, self.whose, self.context.services.now().date()
        self.paper.popup(self._print, lambda copy: measures_sheet(lines, whose, copy), today,
                         detail=f"{len(self.state.found) if self.state.key == ALL else 1} pieces of work")  # fmt: skip

    def _to_board(self) -> None:
        self.page_asked.emit("whiteboard", "")

    @property
    def must_stay(self) -> bool:
        """Files being written are not given up for another size of letters."""
        return self.files.is_busy

    def wait(self) -> None:
        """Read no more, and block until files that are being written are whole."""
        self.state.stop()
        self.files.wait()
        self.paper.wait()

    def _stack(self) -> None:
        narrow = self.width() < theme().px(1080)
        for row in self.rows.values():
            row.stack(narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: charts stand beneath their words where it is narrow."""
        super().resizeEvent(event)
        self._fit_words()
        self._stack()
