"""The room of the safety circles: how many know, the picture, the days, and what to ask next."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from models.acts import circles as acts
from models.casework import ChangeSet
from models.drawings.circles import headline
from models.journal import DO
from ui.context import CaseContext
from ui.screens.circles.adding import AddSomebody
from ui.screens.circles.canvas import CirclesCanvas
from ui.screens.circles.days import DayBar
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.menu import PersonMenu
from ui.screens.circles.outline import CirclesOutline
from ui.screens.circles.panel import CirclesPanel
from ui.screens.circles.state import CirclesState
from ui.screens.circles.way import StepForm
from ui.screens.circles.words import tr
from ui.screens.room import Room, exchange
from ui.theme import theme
from ui.widgets import Button, Drawer, EmptyState, IconButton, Label, LinkButton, Menu, Surface, across, column

_LEFT = 216


class CirclesScreen(Room):
    """The room."""

    MADE_OF = (
        "person", "safety_circle", "circle_child", "circle_move", "circle_note", "workspace_child", "restriction",
        "card", "household", "household_member", "partnership", "child_link", "casefile",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "circles", parent=parent)
        self.state = CirclesState(context, self)
        self.deeds = Deeds(self.state)
        self._pages = QStackedLayout(self)
        self.network: QWidget | None = None
        self._empty = QWidget()
        self._pages.addWidget(self._empty)
        self.work = QWidget()
        row = across(self.work)
        row.addWidget(self._make_middle(), 1)
        self.panel = CirclesPanel(self.state, self.deeds)
        self.ask_button.hide()
        self.drawer = Drawer(self.panel, self.work, row)
        self._pages.addWidget(self.work)
        self._connect()
        self.listen()

    def _connect(self) -> None:
        self.state.chosen_changed.connect(self._on_chosen)
        self.state.shown_changed.connect(self._on_shown)
        self.canvas.menu_wanted.connect(self.show_menu)
        self.outline.menu_wanted.connect(self.show_menu)
        self.panel.nobody.connect(self.open_network)

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_middle(self) -> QWidget:
        middle = Surface("canvas")
        body = column(middle, (24, 12, 24, 6), gap=6)
        body.addLayout(self._make_head())
        self.summary = Label("", "lead")
        self.summary.hide()
        body.addWidget(self.summary)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self._left = QWidget()
        self._left.setFixedWidth(theme().px(_LEFT))
        left = column(self._left, (0, 14, 0, 0), gap=0)
        self.count = Label("", "hero", wrap=False)
        self.knows = Label("", "words")
        self.began = Label("", "words")
        for label in (self.count, self.knows, self.began):
            left.addWidget(label)
        left.addSpacing(theme().px(16))
        self.outline = CirclesOutline(self.state, self.deeds)
        self.adding = AddSomebody(self.state, self.deeds)
        self.adding.closed.connect(self._close_adding)
        left.addWidget(self.adding, 1)
        left.addWidget(self.outline, 1)
        self._left_rest = QWidget()
        left.addWidget(self._left_rest, 1)
        row.addWidget(self._left)
        self.canvas = CirclesCanvas(self.state, self.deeds)
        row.addWidget(self.canvas, 1)
        body.addLayout(row, 1)
        self.days = DayBar(self.state)
        body.addWidget(self.days)
        self.outline.hide()
        self.adding.hide()
        return middle

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        head.addWidget(Label(tr("Circles"), "title", wrap=False))
        self.which = Button("", name="whichCircles", kind="quiet", menu=True, heard=tr("Choose among the circles"))
        self.which.clicked.connect(self._choose_circles)
        head.addWidget(self.which)
        head.addStretch(1)
        self.today = LinkButton(tr("Back to now"), name="circlesToday")
        self.today.clicked.connect(self._show_now)
        head.addWidget(self.today)
        self.list_button = Button(tr("List"), name="circlesList", kind="quiet", icon="list-bullets")
        self.list_button.setCheckable(True)
        self.list_button.toggled.connect(self._show_list)
        self.hide_button = Button(tr("Initials"), name="circlesInitials", kind="quiet", icon="eye-slash")
        self.hide_button.setCheckable(True)
        self.hide_button.setToolTip(tr("Show initials instead of names"))
        self.hide_button.toggled.connect(self._hide_names)
        self.add_button = Button(tr("Add a person"), name="circlesAdd", kind="outline", icon="user-plus")
        self.add_button.clicked.connect(self.open_adding)
        self.ask_button = IconButton("question", tr("What the circles ask"), name="circlesAsk")
        self.ask_button.clicked.connect(self._open_panel)
        for button in (self.list_button, self.hide_button, self.add_button, self.ask_button):
            head.addWidget(button)
        return head

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_all(self) -> None:
        """The circles looked at, or how to draw the first."""
        self.state.forget()
        if not self.state.circle_id:
            self._show_empty()
            return
        if self._pages.currentWidget() is not self.network:
            self._pages.setCurrentWidget(self.work)
        self._on_shown()

    def _on_shown(self) -> None:
        """The picture changed: another day, other circles, other names."""
        if not self.state.circle_id:
            return
        self._show_words()
        self.canvas.show_view()
        if self.outline.isVisibleTo(self):
            self.outline.show_view()
        self.adding.show_people()
        self.days.show_days()
        self._show_panel()

    def _show_words(self) -> None:
        count, knows, began = headline(self.state.view)
        self.count.setText(count)
        self.knows.setText(knows)
        self.began.setText(began)
        choices = self.state.choices()
        title = next(title for key, title, _ in choices if key == self.state.circle_id)
        only = len(choices) == 1 and len(self.state.view.children) < 2
        self.which.setText(title if self.state.names else tr("Circles"))
        self.which.setVisible(not only or self.state.names)
        past = self.state.is_past
        self.today.setVisible(past)
        self.add_button.setEnabled(not past)
        if past:
            self.adding.hide()
        self._settle()

    def _settle(self) -> None:
        """Where there is little room the number stands above the picture, and lists only while they are used."""
        lists = not self.adding.isHidden() or not self.outline.isHidden()
        narrow = self.width() < theme().px(1000)
        count, knows, began = headline(self.state.view) if self.state.circle_id else ("", "", "")
        self.summary.setText(" ".join(part for part in (count, knows, began) if part))
        self.summary.setVisible(narrow)
        for label, words in ((self.count, count), (self.knows, knows), (self.began, began)):
            label.setVisible(not narrow and bool(words))
        over = self.window().width() < theme().px(1280)  # as the drawer has it: then a button opens the panel
        self.ask_button.setVisible(over)
        self.panel.close_button.setVisible(over)
        self._left.setVisible(lists or not narrow)
        self._left_rest.setVisible(not lists)

    def _show_panel(self) -> None:
        self.panel.show_page()

    def _on_chosen(self) -> None:
        self.canvas.show_chosen()
        self.outline.show_chosen()
        self._show_panel()

    def _show_empty(self) -> None:
        children = self.context.map_view().children
        names = ", ".join(child.name for child in children)
        start = Button(tr("Draw the circles"), name="startCircles", kind="primary", size="large")
        start.clicked.connect(self._start_all)
        other = None
        if len(children) > 1:
            other = Button(tr("Only for one child"), name="startForOne", size="large", menu=True)
            other.clicked.connect(self._start_one)
        text = tr("Who knows what has happened, and who should know more? {names} stands in the middle.")
        plural = tr("Who knows what has happened, and who should know more? {names} stand in the middle.")
        words = (plural if len(children) != 1 else text).format(names=names or tr("The children"))
        page = EmptyState(words, title=tr("Safety circles"), icon="circles-three-plus", action=start, other=other)
        exchange(self._pages, self._empty, page)
        self._empty = page
        self._pages.setCurrentWidget(page)

    # ---- which circles ----------------------------------------------------------------------------------------
    def _start_all(self) -> None:
        case, workspace = self.context.case, self.context.workspace_id
        made = self.context.attempt(lambda: acts.start_circles(case, workspace))
        if made:
            self._go_to(made)
            self.open_adding()

    def _start_one(self) -> None:
        menu = Menu(self, name="startForMenu")
        for child in self.context.map_view().children:
            menu.offer(child.name, child.id, name=f"startFor-{child.id}")
        menu.chosen.connect(self._start_for)
        self._open_under(menu)

    def _start_for(self, child: str) -> None:
        case, workspace = self.context.case, self.context.workspace_id
        made = self.context.attempt(lambda: acts.start_circles(case, workspace, [child]))
        if made:
            self._go_to(made)

    def _go_to(self, circle_id: str) -> None:
        self.refresh()
        self.state.show_circle(circle_id)

    def circles_menu(self) -> Menu:
        """The circles there are, own ones for a child, taking them away (built apart, so a test can read it)."""
        menu = Menu(self, name="circlesMenu")
        for circle_id, title, _ in self.state.choices():
            menu.offer(title, circle_id, name=f"circles-{circle_id}", checked=circle_id == self.state.circle_id)
        menu.chosen.connect(self.state.show_circle)
        sharing = self.state.view.children
        menu.addSeparator()
        if len(sharing) > 1:
            for child in sharing:
                text = tr("Give {child} their own circles").format(child=child.name)
                self._add_action(menu, text, f"own-{child.id}", child.id).triggered.connect(self._split)
        self._add_action(menu, tr("New circles for all the children"), "newCircles", "").triggered.connect(
            self._start_all
        )
        self._add_action(menu, tr("Take these circles away"), "removeCircles", "").triggered.connect(self._remove)
        return menu

    def _add_action(self, menu: Menu, text: str, name: str, data: str) -> QAction:
        action = QAction(text, menu)
        action.setObjectName(name)
        action.setData(data)
        menu.addAction(action)
        return action

    def _choose_circles(self) -> None:
        self._open_under(self.circles_menu())

    def _open_under(self, menu: Menu) -> None:
        button = self.sender()
        if isinstance(button, Button):
            menu.drop(button)

    def _split(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            case, circle_id, child = self.context.case, self.state.circle_id, str(action.data())
            made = self.context.attempt(lambda: acts.split(case, circle_id, child))
            if made:
                self._go_to(made)
                self.context.said_and_undoable(tr("They have their own circles now."))

    def _remove(self) -> None:
        case, circle_id = self.context.case, self.state.circle_id
        self.context.attempt(lambda: acts.remove_circles(case, circle_id))
        self.context.said_and_undoable(tr("The circles are gone."))

    # ---- small things -----------------------------------------------------------------------------------------
    def show_menu(self, person_id: str, place: QPoint) -> None:
        """Everything that can be done with somebody."""
        menu = PersonMenu(self, self.state, self.deeds, person_id)
        if menu.actions():
            menu.exec(place)
        menu.deleteLater()

    def open_adding(self) -> None:
        """Show the line for somebody new, and who is in no ring yet."""
        if self.state.is_past:
            return
        self.list_button.setChecked(False)
        self.adding.show_people()
        self.adding.show()
        self._settle()
        self.adding.line.setFocus()

    def _open_panel(self) -> None:
        self.panel.close_button.show()
        self.panel.show()
        self.panel.raise_()

    def _close_adding(self) -> None:
        self.adding.hide()
        self._settle()

    def _show_list(self, on: bool) -> None:
        if on:
            self._close_adding()
            self.outline.show_view()
        self.outline.setVisible(on)
        self._settle()
        if on:
            self.outline.setFocus()

    def _hide_names(self, on: bool) -> None:
        self.state.show_names(not on)

    def _show_now(self) -> None:
        self.state.show_day(None)

    def open_network(self) -> None:
        """When there seems to be nobody: look for people together, beside the circles."""
        from ui.screens.network import NetworkScreen

        page = NetworkScreen(self.context, self.state.circle_id)
        page.closed.connect(self.close_network)
        self.network = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def close_network(self) -> None:
        """Back to the picture."""
        page, self.network = self.network, None
        self._pages.setCurrentWidget(self.work)
        if page is not None:
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.refresh_if_stale()

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        if not change.touches(*self.MADE_OF):
            return
        if isinstance(change.origin, StepForm):
            # The words are being written in the panel: the picture stays, nothing is taken from under the hand.
            self.state.forget()
            return
        if change.touches("circle_move") and change.kind == DO:
            self.state.forget()
            self.panel.open_newest()
        self.catch_up()

    def _on_lens(self) -> None:
        self._left.setFixedWidth(theme().px(_LEFT))
        self.catch_up()
