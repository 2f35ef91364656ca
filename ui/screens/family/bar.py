"""The head of the Family room, and the quiet line beneath it that says what is going on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import (
    Button,
    IconButton,
    IconMark,
    Label,
    LinkButton,
    Menu,
    SegmentedControl,
    Surface,
    Switch,
    column,
    paint_frame,
)


class _Group(QWidget):
    """Buttons that belong together, in one frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(4, 4, 4, 4)
        self.row.setSpacing(2)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the frame."""
        paint_frame(QPainter(self), QRectF(self.rect()), fill="card", line="line", radius=theme().px(10))


class FamilyBar(QWidget):
    """The heading, the views of the room, what is shown, and what can be added.

    ``added(kind)``: person, couple, child or line; ``view_chosen(index)``; ``act(name)`` from the menu.
    """

    added = Signal(str)
    view_chosen = Signal(int)
    act = Signal(str)
    zoomed = Signal(int)

    def __init__(self, state: FamilyState, views: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        body = column(self, (20, 10, 20, 6), gap=6)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme().px(12))
        left = QHBoxLayout()
        left.setSpacing(theme().px(16))
        left.addWidget(Label(self.tr("Family"), "title", wrap=False))
        self.views = SegmentedControl(views, name="familyViews", heard=self.tr("How to look at the family"))
        self.views.chosen.connect(self.view_chosen)
        left.addWidget(self.views)
        left.addStretch(1)
        self._head.addLayout(left, 1)
        self._head.addWidget(self._make_group(), 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(self._head)
        self.tools = QWidget()
        self._fill_tools()
        body.addWidget(self.tools)
        state.options_changed.connect(self._show_options)
        self._show_options()

    def _make_group(self) -> QWidget:
        self.group = _Group()
        self.buttons: dict[str, Button] = {}
        for kind, icon, words, tip in (
            ("person", "plus", self.tr("Person"), self.tr("Add somebody")),
            ("couple", "link-simple-horizontal", self.tr("Couple"), self.tr("Join two people as a couple")),
            ("child", "arrow-elbow-down-right", self.tr("Child"), self.tr("Join a child to a parent")),
            ("line", "line-segment", self.tr("Line"), self.tr("Show how two people get on")),
        ):
            button = Button(words, name=f"add-{kind}", kind="quiet", icon=icon, tip=tip, size="small")
            button.setCheckable(kind != "person")
            button.setProperty("kind", kind)
            button.clicked.connect(self._press)
            self.buttons[kind] = button
            self.group.row.addWidget(button)
        return self.group

    def _fill_tools(self) -> None:
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setSpacing(theme().px(6))
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(theme().px(14))
        right.setSpacing(theme().px(14))
        self.ties = Switch(self.tr("How people get on"), name="showTies", on=True)
        self.homes = Switch(self.tr("Homes"), name="showHomes", on=True)
        for switch in (self.ties, self.homes):
            switch.clicked.connect(self._switch)
            left.addWidget(switch)
        left.addStretch(1)
        self.list_button = Button(self.tr("As a list"), name="asList", kind="quiet", icon="list-bullets", size="small",
                                  tip="Ctrl+Shift+L")  # fmt: skip
        self.list_button.setCheckable(True)
        self.list_button.clicked.connect(self._ask)
        right.addWidget(self.list_button)
        right.addLayout(self._make_zoom())
        self.panel_button = IconButton("sliders-horizontal", self.tr("About what is chosen"), name="showPanel",
                                       size="small")  # fmt: skip
        self.panel_button.clicked.connect(self._ask)
        right.addWidget(self.panel_button)
        self.more = Button(self.tr("More"), name="familyMore", kind="quiet", size="small", menu=True)
        self.more.clicked.connect(self._open_menu)
        right.addWidget(self.more)
        right.addStretch(0)
        self._tools.addLayout(left, 1)
        self._tools.addLayout(right)

    def _make_zoom(self) -> QHBoxLayout:
        zoom = QHBoxLayout()
        zoom.setSpacing(0)
        for name, icon, words, way in (
            ("zoomOut", "minus", self.tr("Smaller"), -1),
            ("zoomFit", "arrows-out-simple", self.tr("Show everybody"), 0),
            ("zoomIn", "plus", self.tr("Larger"), 1),
        ):
            button = IconButton(icon, words, name=name, size="small")
            button.setProperty("way", way)
            button.clicked.connect(self._zoom)
            zoom.addWidget(button)
        return zoom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: two lines where one has no room."""
        super().resizeEvent(event)
        for row in (self._head, self._tools):
            parts = [item.sizeHint().width() for place in range(row.count()) if (item := row.itemAt(place))]
            narrow = sum(parts) + theme().px(56) > self.width()
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if way != row.direction():
                row.setDirection(way)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def _show_options(self) -> None:
        self.ties.setChecked(self._state.options.ties)
        self.homes.setChecked(self._state.options.homes)

    def show_view(self, index: int) -> None:
        """Only the picture has tools."""
        self.views.set_current(index)
        self.show_tools(index == 0)

    def show_tools(self, there: bool) -> None:
        """What belongs to the picture alone."""
        self.tools.setVisible(there)
        self.group.setVisible(there)

    def show_joining(self, kind: str) -> None:
        """Which two are being joined ("" for none)."""
        for key, button in self.buttons.items():
            button.setChecked(bool(kind) and key == kind)

    def set_may_edit(self, may: bool) -> None:
        """Whether anything can be added."""
        for button in self.buttons.values():
            button.setEnabled(may)

    # ---- pressing ---------------------------------------------------------------------------------------------
    def _press(self) -> None:
        button = self.sender()
        if button is not None:
            self.added.emit(str(button.property("kind")))

    def _switch(self) -> None:
        self._state.set_options(ties=self.ties.isChecked(), homes=self.homes.isChecked())

    def _zoom(self) -> None:
        button = self.sender()
        if button is not None:
            self.zoomed.emit(int(button.property("way")))

    def _ask(self) -> None:
        button = self.sender()
        if button is not None:
            self.act.emit(button.objectName())

    # ---- the menu ---------------------------------------------------------------------------------------------
    def menu(self) -> Menu:
        """Which lines, hidden names, arranging (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="familyMoreMenu")
        options = self._state.options
        self._add(menu, "hideNames", self.tr("Hide names"), checked=not options.names)
        self._add(menu, "years", self.tr("Years beside the symbols"), checked=options.years)
        menu.addSeparator()
        kinds = self.kinds()
        if kinds:
            title = menu.addAction(self.tr("Which lines"))
            title.setEnabled(False)
        for kind in kinds:
            shown = options.tie_kinds is None or kind in options.tie_kinds
            self._add(menu, f"kind:{kind}", self._state.presets.ties[kind].label, checked=shown)
        if kinds:
            menu.addSeparator()
        may = self._state.may_edit
        self._add(menu, "tidy", self.tr("Tidy"), enabled=may)
        self._add(menu, "reset", self.tr("Reset: forget places given by hand"), enabled=may)
        menu.addSeparator()
        # A file's people have no lens: nobody but the team may look into one.
        looking = may and self._state.context.lens.is_us
        self._add(menu, "bringIn", self.tr("Bring in a family file…"), enabled=looking)
        self._add(menu, "share", self.tr("Share…"))
        return menu

    def kinds(self) -> list[str]:
        """The kinds of line in this family, in the order of the presets."""
        there = {tie.kinds[0] for tie in self._state.view.ties if tie.kinds}
        return [kind for kind in self._state.presets.ties if kind in there]

    def _add(self, menu: Menu, name: str, text: str, *, checked: bool | None = None, enabled: bool = True) -> None:
        action = QAction(text, menu)
        action.setObjectName(name)
        action.setEnabled(enabled)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(self._chosen)
        menu.addAction(action)

    def _chosen(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        name = action.objectName()
        if name == "hideNames":
            self._state.set_options(names=not self._state.options.names)
        elif name == "years":
            self._state.set_options(years=not self._state.options.years)
        elif name.startswith("kind:"):
            self._toggle(name.removeprefix("kind:"))
        else:
            self.act.emit(name)

    def _toggle(self, kind: str) -> None:
        every = frozenset(self.kinds())
        shown = every if self._state.options.tie_kinds is None else self._state.options.tie_kinds
        shown = shown - {kind} if kind in shown else shown | {kind}
        self._state.set_options(ties=True, tie_kinds=None if every <= shown else shown)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class QuietLine(Surface):
    """One sentence between the head and the picture, with at most one thing to press (``pressed``)."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("hover", parent=parent)
        self.setObjectName("familyNotice")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(20), theme().px(4), theme().px(20), theme().px(4))
        row.setSpacing(theme().px(10))
        self.mark = IconMark("info", "ink2", size=18)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Label("", "body")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.action = LinkButton("", name="familyNoticeAction")
        self.action.clicked.connect(self.pressed)
        row.addWidget(self.action)
        self.hide()

    def say(self, words: str, action: str = "") -> None:
        """Show a sentence ("" takes it away)."""
        self.words.setText(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(words))
