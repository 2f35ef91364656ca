"""The champion's whiteboard: a row for every piece of work, what is there, what is thin; sorted, found, on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.drawings.whiteboard_sheet import whiteboard_sheet
from models.errors import KnownError
from models.whiteboard import BOARD, Whiteboard, board
from ui.screens.desk_page import DeskContext, DeskPage, with_words
from ui.screens.desk_paper import DeskPaper
from ui.screens.whiteboard.choices import (
    FOLDER,
    MINE,
    Choices,
    Picker,
    sort_entries,
    thin_entries,
    worker_entries,
)
from ui.screens.whiteboard.model import FIRST, KEYS, Index
from ui.screens.whiteboard.source import Source
from ui.screens.whiteboard.table import BoardTable
from ui.screens.whiteboard.words import ROOMS, meaning, name_of, tr
from ui.seams import seams
from ui.theme import theme
from ui.widgets import (
    Button,
    EmptyState,
    FlowLayout,
    Label,
    Menu,
    SearchField,
    SegmentedControl,
    Switch,
    announce,
    clear,
    column,
)


class WhiteboardScreen(DeskPage):
    """Reads in turns or in a thread; shows through :class:`Choices`."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Whiteboard"), "whiteboardPage", parent)
        self.choices = Choices.of(context.desk)
        self.board = board([])
        self._codes: Mapping[str, str] = {}
        self.source = Source(context.desk, self)
        self.source.read.connect(self._show_read)
        self.source.going.connect(self._tell_going)
        self.source.failed.connect(self._fail)
        self.paper = DeskPaper(context, "whiteboard", tr("Whiteboard"), self)
        self.paper.made.connect(self.said)
        self.paper.failed.connect(self.tell)
        self._make_head()
        self._make_filters()
        self.table = BoardTable()
        self.table.opened.connect(self._open)
        self.table.looked_at.connect(self._explain)
        self.table.header.sectionClicked.connect(self._sort_section)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._empty = QWidget()
        column(self._empty)
        self._pages.addWidget(self._empty)
        self.body.addWidget(self._pages, 1)
        self.legend = Label("", "caption", "ink2")
        self.legend.setObjectName("boardMeaning")
        self.legend.setMinimumHeight(2 * theme().line_height("caption"))
        self.body.addWidget(self.legend)
        self.refresh()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> None:
        measures = Button(tr("Measures"), name="toMeasures", kind="quiet", icon="list")
        measures.clicked.connect(self._to_measures)
        self.print = Button(tr("For print"), name="boardPaper", icon="printer", menu=True)
        self.print.clicked.connect(self._open_paper)
        self.search = SearchField(
            name="boardSearch", heard=tr("Search the whiteboard"), placeholder=tr("Name, code or pathway")
        )
        self.search.setMinimumWidth(theme().px(120))
        self.search.setMaximumWidth(theme().px(290))
        self.search.setText(self.choices.words)
        self.search.textChanged.connect(self._on_words)
        self.head.addWidget(self.search, 2)
        self._words = {measures: measures.text(), self.print: self.print.text()}
        self.head.addWidget(measures)
        self.head.addWidget(self.print)

    def _make_filters(self) -> None:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(10), row_gap=theme().px(8))
        chosen = 0 if self.choices.source == MINE else 1
        self.which = SegmentedControl(
            [tr("My cases"), tr("A folder of files")], name="boardSource", heard=tr("Where the rows come from"),
            current=chosen,
        )  # fmt: skip
        self.which.chosen.connect(self._choose_source)
        self.folder = Button("", name="boardFolder", icon="folder-open")
        self.folder.clicked.connect(self.choose_folder)
        self.thin = self._picking("boardThin", "funnel", self._pick_thin)
        self.worker = self._picking("boardWorker", "user", self._pick_worker)
        self.sort = self._picking("boardSort", "sort-ascending", self._pick_sort)
        self.names = Switch(tr("Names"), name="boardNames", on=self.choices.names)
        self.names.toggled.connect(self._on_names)
        for widget in (self.which, self.folder, self.thin, self.worker, self.sort, self.names):
            row.addWidget(widget)
        self.body.addWidget(holder)

    def _picking(self, name: str, icon: str, pick: Callable[[str], None]) -> Button:
        button = Button("", name=name, icon=icon, menu=True)
        button.clicked.connect(self._open_menu)
        picker = Picker(button)
        picker.setObjectName("picker")
        picker.picked.connect(pick)
        return button

    # ---- reading ----------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read again: the cases that changed, or the folder's files."""
        self.tell("")
        mine = self.choices.source == MINE
        self.folder.setVisible(not mine)
        if mine:
            self.attempt(self._read_mine)
            return
        folder = self.source.folder
        self.folder.setText(folder.name if folder else tr("Choose the folder"))
        self.folder.setToolTip(str(folder) if folder else "")
        if folder is None:
            self._show_read(board([]), {})
        else:
            self.count.setText(tr("Reading …"))
            self.source.read_files()

    def _read_mine(self) -> None:
        self.source.read_mine(names=self.choices.names)

    def _tell_going(self, done: int, of: int) -> None:
        self.count.setText(tr("Reading {done} of {of} cases").format(done=done, of=of))

    def _show_read(self, found: Whiteboard, codes: Mapping[str, str]) -> None:
        self.board, self._codes = found, codes
        if self.choices.worker not in {row.worker for row in found.rows}:
            self.choices.worker = ""
        self.show_board()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._show_read(board([]), {})
        self.tell(str(error))

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def seen(self) -> Whiteboard:
        """The board as it is sorted and filtered now."""
        return self.table.board.view

    def show_board(self) -> None:
        """Sort and filter what was read."""
        seen = self.choices.seen(self.board)
        self.table.has_workers = any(row.worker for row in self.board.rows)
        self.table.board.show_board(seen, self._codes)
        section = KEYS.index(self.choices.sort) if self.choices.sort in KEYS else -1
        self.table.header.show_sorted(section, descending=self.choices.descending)
        self.table.fit()
        self._tell_count(seen)
        self.worker.setVisible(self.table.has_workers)
        self.print.setEnabled(bool(seen.rows))
        for button in (self.thin, self.worker, self.sort):
            entries, current = self._entries(button)
            button.setText(entries.get(current, ""))
        for widget in (self.search, self.thin, self.sort, self.print, self.legend):
            widget.setVisible(bool(self.board.rows))
        self.names.setVisible(bool(self.board.rows) and self.choices.source == MINE)
        self._show_empty(seen)
        if not self.legend.text():
            self._explain(FIRST - 1)

    def _tell_count(self, seen: Whiteboard) -> None:
        some = sum(bool(row.thin) for row in seen.rows)
        words = tr("{count} pieces of work") if len(seen.rows) != 1 else tr("1 piece of work")
        if len(seen.rows) < seen.of:
            words += tr(" of {of}").format(of=seen.of)
        words += tr(", {thin} with something thin").format(thin=some) if seen.rows else ""
        self.count.setText(words.format(count=len(seen.rows)) if seen.of else "")

    def _show_empty(self, seen: Whiteboard) -> None:
        self._pages.setCurrentIndex(0 if seen.rows else 1)
        layout = self._empty.layout()
        assert layout is not None
        clear(layout)
        if seen.rows:
            return
        if self.board.rows:
            layout.addWidget(EmptyState(tr("No work like that."), icon="table"))
        elif self.choices.source == FOLDER:
            choose = Button(tr("Choose the folder"), name="firstFolder", kind="primary", size="large",
                            icon="folder-open")  # fmt: skip
            choose.clicked.connect(self.choose_folder)
            words = tr("Files of measures that workers wrote can lie together in a folder; no server is needed. They "
                       "hold codes and bands, never a name.")  # fmt: skip
            layout.addWidget(EmptyState(words, icon="folder-open", action=choose))
        else:
            words = tr("No work on this laptop yet. Every family has a row here: what is on its map, who was heard, "
                       "when the plan was last tried. Nobody fills it in.")  # fmt: skip
            layout.addWidget(EmptyState(words, icon="table"))

    def _explain(self, section: int) -> None:
        self.legend.setText(meaning(KEYS[section], self.table.board.column_of(section)))

    # ---- choosing ---------------------------------------------------------------------------------------------
    def _entries(self, button: Button) -> tuple[dict[str, str], str]:
        if button is self.thin:
            return thin_entries(self.board), self.choices.thin
        if button is self.worker:
            return worker_entries(self.board), self.choices.worker
        return sort_entries(self.board), self.choices.sort

    def menu_of(self, button: Button) -> Menu:
        """What can be chosen with a button (made apart from showing it, so that a test can press it)."""
        entries, current = self._entries(button)
        picker = button.findChild(Picker, "picker")
        assert picker is not None
        return picker.menu(button, f"{button.objectName()}Menu", entries, current)

    def _open_menu(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            menu = self.menu_of(button)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _pick_thin(self, key: str) -> None:
        self.choices.thin = key
        self._shown_anew()

    def _pick_worker(self, name: str) -> None:
        self.choices.worker = name
        self._shown_anew()

    def _pick_sort(self, key: str) -> None:
        self.choices.sort_by(key)
        self._shown_anew()

    def _sort_section(self, section: int) -> None:
        self._pick_sort(KEYS[section])
        self._explain(section)

    def _on_words(self, words: str) -> None:
        self.choices.words = words.strip()
        self._shown_anew()

    def _shown_anew(self) -> None:
        self.show_board()
        announce(self, self.count.text())

    def _on_names(self, on: bool) -> None:
        self.choices.names, self.choices.words = on, ""
        self.search.clear()
        self.refresh()

    def _choose_source(self, place: int) -> None:
        self.choices.source = (MINE, FOLDER)[place]
        self.choices.worker = self.choices.words = ""
        self.search.clear()
        self.refresh()

    def choose_folder(self) -> None:
        """Ask which folder, keep it, read it."""
        begin = self.source.folder or self.context.services.documents_folder
        chosen = seams().choose_folder(self, tr("A folder of measures"), str(begin))
        if chosen is not None:
            self.source.choose(chosen)
            self.refresh()

    # ---- going on ---------------------------------------------------------------------------------------------
    def _open(self, index: Index) -> None:
        row = self.table.board.row_at(index)
        if row is None:
            return
        if not row.case_id:
            announce(self, tr("This row came in a file; its family is not on this laptop."))
            return
        key = KEYS[index.column()]
        self.case_asked.emit(row.case_id, row.id, ROOMS[key] if key in BOARD else "map")

    def _open_paper(self) -> None:
        codes, seen = self._codes, self.seen
        rows = tuple(replace(row, title=name_of(row, codes.get(row.id, ""))) for row in seen.rows)
        named = self.choices.source == MINE and self.choices.names
        detail = f"{len(rows)} pieces of work, {'with' if named else 'without'} names"
        today = self.context.services.now().date()
        self.paper.popup(
            self.print, lambda copy: whiteboard_sheet(replace(seen, rows=rows), copy), today, detail=detail
        )

    def _to_measures(self) -> None:
        self.page_asked.emit("measures", "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: icons alone where it is narrow."""
        super().resizeEvent(event)
        with_words(self._words, wide=self.width() >= theme().px(960))

    def wait(self) -> None:
        """Stop reading, and block until a paper that is being made is there."""
        self.source.stop()
        self.paper.wait()
