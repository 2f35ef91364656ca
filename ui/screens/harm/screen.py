"""The room of the harm matrices: the behaviours, one grid at a time, and the questions its gaps ask."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from models.casework import ChangeSet
from ui.context import CaseContext
from ui.screens.harm.adding import AddBehaviour
from ui.screens.harm.deeds import Deeds
from ui.screens.harm.grid import HarmGrid
from ui.screens.harm.head import MatrixHead
from ui.screens.harm.menus import CellMenu, MatrixMenu
from ui.screens.harm.panel import QuestionsPanel
from ui.screens.harm.people_menu import PeopleMenu
from ui.screens.harm.state import HarmState
from ui.screens.harm.switcher import BehaviourSwitcher
from ui.screens.harm.words import tr
from ui.screens.room import Room
from ui.theme import theme
from ui.widgets import Button, Drawer, IconButton, Label, ScrollArea, Surface, across, column, focus_first

_LOWEST = 260
"""How low the grid may become before the page scrolls."""


class HarmScreen(Room):
    """The room."""

    MADE_OF = (
        "harm_matrix", "matrix_cell", "open_question", "person", "workspace_child", "restriction", "card", "strand",
        "casefile",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "harm", parent=parent)
        self.state = HarmState(context, self)
        self.deeds = Deeds(self.state)
        self._adding_wanted = False
        whole = across(self)
        whole.addWidget(self._make_middle(), 1)
        self.panel = QuestionsPanel(self.state, self.deeds)
        self.drawer = Drawer(self.panel, self, whole)
        self._connect()
        self.listen()

    def _make_middle(self) -> QWidget:
        middle = Surface("window")
        body = column(middle, (18, 10, 14, 8), gap=8)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.setContentsMargins(theme().px(6), 0, theme().px(6), 0)
        self.title = Label(tr("Harm"), "title", wrap=False)
        head.addWidget(self.title)
        head.addStretch(1)
        self.switcher = BehaviourSwitcher()
        head.addWidget(self.switcher)
        self.add_button = Button(tr("Add"), name="harmAdd", icon="plus", heard=tr("Add a behaviour"))
        self.add_button.clicked.connect(self.open_adding)
        head.addWidget(self.add_button)
        self.ask_button = IconButton("question", tr("Questions from the gaps"), name="harmAsk")
        self.ask_button.clicked.connect(self.open_panel)
        head.addWidget(self.ask_button)
        body.addLayout(head)
        self._pages = QStackedLayout()
        body.addLayout(self._pages, 1)
        self.work = QWidget()
        work = column(self.work, gap=8)
        self.head = MatrixHead(self.state, self.deeds)
        self.head.setContentsMargins(theme().px(6), 0, theme().px(6), 0)
        work.addWidget(self.head)
        self.grid = HarmGrid(self.state, self.deeds)
        work.addWidget(self.grid, 1)
        self.adding = AddBehaviour(self.state, self.deeds)
        self.page = ScrollArea(self.work, name="harmPage")
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.adding)
        return middle

    def _connect(self) -> None:
        self.switcher.chosen.connect(self.show_behaviour)
        self.adding.done.connect(self._added)
        self.grid.menu_wanted.connect(self._show_menu)
        self.grid.who_wanted.connect(self._ask_who)
        self.grid.entered.connect(self._see_grid)
        self.grid.sheet_wanted.connect(self.step)
        self.head.menu_wanted.connect(self._show_matrix_menu)
        self.panel.wanted.connect(self.reveal)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_all(self) -> None:
        """The behaviour looked at, or a place for the first."""
        matrix = self.state.matrix
        adding = matrix is None or self._adding_wanted
        if adding and self._pages.currentWidget() is not self.adding:
            self.adding.start()
        self._pages.setCurrentWidget(self.adding if adding else self.page)
        self.grid.show_matrix(matrix)
        if matrix is not None:
            self.head.show_matrix(matrix)
        self.switcher.show_matrices(self.state.view.matrices, matrix.id if matrix else "")
        self.panel.show_questions()
        self._settle()

    def _settle(self) -> None:
        """Where there is little room the behaviours become a menu and the panel a drawer."""
        over = self.drawer.floating
        some = self._pages.currentWidget() is self.page
        self.ask_button.setVisible(over and some)
        self.panel.close_button.setVisible(over)
        self.panel.setVisible((self.panel.isVisible() or not over) and some)
        self.add_button.setVisible(self._pages.currentWidget() is self.page)
        # With large text on a low screen the head scrolls away, and the grid may have all of the page.
        self.grid.setMinimumHeight(min(theme().px(_LOWEST), self.page.viewport().height()))
        panel = 0 if over else self.panel.width()
        taken = sum(w.sizeHint().width() for w in (self.title, self.add_button)) + theme().px(24 + 18 + 40)
        self.switcher.fit(max(theme().px(80), self.width() - panel - taken - (theme().px(46) if over else 0)))

    def show_behaviour(self, matrix_id: str) -> None:
        """Show another behaviour."""
        self.grid.writing.finish()
        self._adding_wanted = False
        self.state.choose(matrix_id)
        self.refresh()

    def step(self, by: int) -> None:
        """Show the next behaviour or the one before, and keep the keyboard in the grid."""
        matrix = self.state.matrix
        order = [m.id for m in self.state.view.matrices]
        place = order.index(matrix.id) + by if matrix else -1
        if 0 <= place < len(order):
            self.show_behaviour(order[place])
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, cell_id: str) -> None:
        """Bring a box into sight and give it the keyboard."""
        matrix = self.state.matrix
        for number, cells in enumerate(matrix.cells if matrix else ()):
            for column_, cell in enumerate(cells):
                if cell.id == cell_id:
                    self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
                    self.grid.go(number, column_)

    # ---- small things -----------------------------------------------------------------------------------------
    def open_adding(self) -> None:
        """A place for a new behaviour."""
        self._adding_wanted = True
        if self.drawer.floating:
            self.panel.hide()
        self.refresh()
        self.adding.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, matrix_id: str) -> None:
        self._adding_wanted = False
        if matrix_id:
            self.state.open_all()
        self.refresh()
        if matrix_id:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.go(0, 0)

    def _see_grid(self) -> None:
        self.page.ensureWidgetVisible(self.grid, 0, 0)

    def open_panel(self) -> None:
        """Open the drawer."""
        self.panel.show()
        self.panel.raise_()

    def cell_menu(self) -> CellMenu:
        """What can be done with the chosen boxes."""
        menu = CellMenu(self.grid, self)
        menu.asked.connect(self._ask_about)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        menu = self.cell_menu()
        menu.exec(place)
        menu.deleteLater()

    def matrix_menu(self) -> MatrixMenu:
        """What can be done with the whole behaviour."""
        matrix, order = self.state.matrix, [m.id for m in self.state.view.matrices]
        menu = MatrixMenu(self.grid, self, place=order.index(matrix.id) if matrix else 0, count=len(order))
        menu.strand_wanted.connect(self._choose_strand)
        return menu

    def _show_matrix_menu(self, place: QPoint) -> None:
        menu = self.matrix_menu()
        menu.exec(place)
        menu.deleteLater()

    def _choose_strand(self) -> None:
        menu = self.head.strand_menu()
        menu.exec(self.head.more.mapToGlobal(self.head.more.rect().bottomLeft()))
        menu.deleteLater()

    def _ask_about(self, row: int, column_: int) -> None:
        matrix = self.state.matrix
        if matrix is None:
            return
        question = matrix.cells[row][column_].question_id or self.deeds.ask(
            matrix.rows[row], matrix.columns[column_].key
        )
        if self.drawer.floating:
            self.open_panel()
        self.panel.reveal(question)

    def who_menu(self, column_: int) -> PeopleMenu:
        """Who could ask about a whole column."""
        matrix = self.state.matrix
        kept = self.state.question_of(matrix.columns[column_]) if matrix else None
        current = kept.asker.id if kept and kept.asker else ""
        menu = PeopleMenu(
            self.context, self, name="columnAskerMenu", current=current, nobody=tr("Nobody yet"), children=False
        )
        menu.setProperty("column", column_)
        menu.picked.connect(self._on_who)
        return menu

    def _ask_who(self, column_: int, place: QPoint) -> None:
        self.who_menu(column_).ask(place)

    def _on_who(self, person_id: str) -> None:
        menu = self.sender()
        if isinstance(menu, PeopleMenu):
            self.deeds.ask_column(int(menu.property("column")), asker_id=person_id or None)

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        if change.touches(*self.MADE_OF):
            self.state.follow(change)
            self.catch_up()

    def _on_lens(self) -> None:
        self.grid.writing.finish()
        self.state.forget()
        self.catch_up()

    def _on_theme(self) -> None:
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: F6 goes between the boxes and the questions."""
        if event.key() != Qt.Key.Key_F6:
            super().keyPressEvent(event)
        elif self.grid.isAncestorOf(self.focusWidget() or self) or self.grid.hasFocus():
            self.open_panel()
            first = next(iter(self.panel.rows.values()), None)
            if first is not None:
                focus_first(first)
            else:
                self.panel.new_link.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened elsewhere, now that there is a window to fit into."""
        super().showEvent(event)
        self._settle()
