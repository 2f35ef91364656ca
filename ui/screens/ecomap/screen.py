"""The ecomap of a home: a picture, a list that says the same, one line to write, and the chosen line's facts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.acts import ecomap
from models.acts.people import add_household
from models.ecomap import clockwise, ecomap_for, homes_for, nameless
from models.family_views import EcomapNode, EcomapView, HomeView
from models.views import PersonView
from ui.context import CaseContext
from ui.restricting import held_keys
from ui.screens.ecomap.canvas import EcomapCanvas
from ui.screens.ecomap.lists import Rows
from ui.screens.ecomap.panel import LinePanel
from ui.screens.ecomap.words import prompts
from ui.screens.people.everybody import shown_people
from ui.screens.room import Room
from ui.theme import theme
from ui.widgets import (
    Button,
    EmptyState,
    IconButton,
    Label,
    LineField,
    Menu,
    ScrollArea,
    SegmentedControl,
    Surface,
    Switch,
    across,
    column,
)

_SIDE = 316


class EcomapScreen(Room):
    """Shown in the Family room."""

    MADE_OF = ("ecomap_link", "household", "household_member", "person", "workspace_child", "restriction", "casefile")

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "ecomap", ground="canvas", parent=parent)
        self.home_id, self.chosen = "", ""
        self.view: EcomapView | None = None
        self.line: LinePanel | None = None
        self._homes: tuple[HomeView, ...] = ()
        row = across(self)
        self._main = QWidget()
        body = column(self._main, (24, 8, 12, 12), gap=8)
        body.addLayout(self._make_head())
        body.addLayout(self._make_entry())
        self.canvas = EcomapCanvas()
        self._connect_canvas()
        body.addWidget(self.canvas, 1)
        self.hint = Label(self.tr("Nobody is drawn round this home yet. Who could be first?"), "body", "ink2")
        body.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(self._main, 1)
        self._side = Surface("canvas", edge=Qt.Edge.LeftEdge)
        self._make_side()
        row.addWidget(self._side)
        self._empty = self._make_empty()
        row.addWidget(self._empty, 1)
        self._settle()
        self.listen()

    # ---- building ---------------------------------------------------------------------------------------------
    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        self.home_button = Button("", name="ecomapHome", icon="house-line", menu=True, pill=True)
        self.home_button.clicked.connect(self._open_homes)
        head.addWidget(self.home_button)
        head.addStretch(1)
        self.hide_names = Switch(self.tr("Hide names"), name="ecomapHideNames")
        self.hide_names.toggled.connect(self.catch_up)
        head.addWidget(self.hide_names)
        smaller = IconButton("magnifying-glass-minus", self.tr("Smaller"), name="ecomapSmaller")
        larger = IconButton("magnifying-glass-plus", self.tr("Larger"), name="ecomapLarger")
        smaller.clicked.connect(self._smaller)
        larger.clicked.connect(self._larger)
        self._zoom = (smaller, larger)
        for button in self._zoom:
            head.addWidget(button)
        return head

    def _make_entry(self) -> QHBoxLayout:
        entry = QHBoxLayout()
        entry.setSpacing(theme().px(8))
        self.entry = LineField(
            name="ecomapEntry", heard=self.tr("Add somebody or something round the home"),
            placeholder=self.tr("Who or what? School, strong, helps, for Sam"),
        )  # fmt: skip
        self.entry.returnPressed.connect(self.add)
        self.add_button = Button(self.tr("Add"), name="ecomapAdd", kind="primary", icon="plus")
        self.add_button.clicked.connect(self.add)
        entry.addWidget(self.entry, 1)
        entry.addWidget(self.add_button)
        return entry

    def _connect_canvas(self) -> None:
        self.canvas.chosen.connect(self.choose)
        self.canvas.placed.connect(self._place)
        self.canvas.dropped.connect(self._drop)
        self.canvas.removal_asked.connect(self.remove)
        self.canvas.edit_asked.connect(self._edit)

    def _make_side(self) -> None:
        outer = column(self._side)
        page = QWidget()
        self._facts: QVBoxLayout = column(page, (18, 12, 12, 16), gap=14)
        self._prompts = QWidget()
        asked = column(self._prompts, gap=6)
        asked.addWidget(Label(self.tr("To ask"), "label", "ink2"))
        for prompt in prompts():
            asked.addWidget(Label(prompt, "words"))
        self._facts.addWidget(self._prompts)
        self.tabs = SegmentedControl(
            (self.tr("Drawn"), self.tr("To add")), name="ecomapTabs", heard=self.tr("What to list")
        )
        self.tabs.chosen.connect(self._show_tab)
        self._facts.addWidget(self.tabs)
        self.lines = Rows("ecomapLines", self.tr("Everybody round the home, clockwise"))
        self.lines.pressed.connect(self.choose)
        self.lines.removal_asked.connect(self.remove)
        self.offers = Rows("ecomapOffers", self.tr("People of the case"))
        self.offers.pressed.connect(self._offer)
        self.none_left = Label("", "body", "ink2")
        for part in (self.lines, self.offers, self.none_left):
            self._facts.addWidget(part)
        self._facts.addStretch(1)
        self._scroll = ScrollArea(page, name="ecomapScroll")
        outer.addWidget(self._scroll)

    def _make_empty(self) -> QWidget:
        self.new_home = LineField(name="ecomapNewHome", heard=self.tr("Name of the home"),
                                  placeholder=self.tr("The street, or whose home it is"))  # fmt: skip
        self.new_home.setMinimumWidth(theme().px(280))
        self.new_home.returnPressed.connect(self._add_home)
        button = Button(self.tr("Add this home"), name="ecomapAddHome", kind="primary", icon="house-line")
        button.clicked.connect(self._add_home)
        return EmptyState(
            self.tr("An ecomap is drawn round a home. Where do the children live?"), icon="house-line",
            action=self.new_home, other=button,
        )  # fmt: skip

    def _settle(self) -> None:
        # With large text the picture keeps more than half; what does not fit beside it is cut or goes without.
        self._side.setFixedWidth(min(theme().px(_SIDE), max(self.width(), 640) * 2 // 5))
        for button in self._zoom:
            button.setVisible(theme().factor <= 1.5)

    def _on_theme(self) -> None:
        self._settle()

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def may_edit(self) -> bool:
        """Whether the case can be changed."""
        return not self.context.case.desk.vault.read_only

    def show_home(self, home_id: str) -> None:
        """Draw the ecomap of another home."""
        self.home_id, self.chosen = home_id, ""
        self.refresh()

    def show_all(self) -> None:
        """The home looked at, or a line for the first."""
        context = self.context
        self._homes = homes_for(context.projector, context.workspace_id, context.lens)
        if self.home_id not in {home.id for home in self._homes}:
            self.home_id, self.chosen = (self._homes[0].id if self._homes else ""), ""
        there = bool(self.home_id)
        for part in (self._main, self._side):
            part.setVisible(there)
        self._empty.setVisible(not there)
        view = ecomap_for(context.projector, self.home_id, context.lens) if there else None
        if view is None:
            self.view = None
            return
        self.view = nameless(view) if self.hide_names.isChecked() else view
        if self.chosen not in {node.id for node in self.view.nodes}:
            self.chosen = ""
        self._show(self.view)

    def _show(self, view: EcomapView) -> None:
        self.home_button.setText(view.home.name or self.tr("Home"))
        self.home_button.setAccessibleName(self.tr("Home: {name}. Choose another").format(name=view.home.name))
        self.canvas.show_view(view)
        self.canvas.choose(self.chosen)
        self.hint.setVisible(not view.nodes)
        self.lines.show_lines(view.nodes, self.chosen, held_keys(self.context, "ecomap_link"))
        self.offers.show_people(self._offered(view))
        for part in (self.entry, self.add_button, self.offers):
            part.setEnabled(self.may_edit and not self.hide_names.isChecked())
        self.canvas.setEnabled(True)
        self.canvas.may_edit = self.may_edit
        self._show_tab(self.tabs.current)
        self._show_line()

    def _offered(self, view: EcomapView) -> list[PersonView]:
        there = {node.person.id for node in view.nodes if node.person}
        there |= {member.person.id for member in view.home.members}
        people = [p for p in shown_people(self.context) if p.id not in there and p.life in ("alive", "unknown")]
        if self.hide_names.isChecked():
            return []
        last = {"professional": 1, "pet": 2}
        return sorted(people, key=lambda p: last.get(p.kind, 0))

    def _show_tab(self, tab: int) -> None:
        self.lines.setVisible(tab == 0)
        self.offers.setVisible(tab == 1)
        self.none_left.setText(
            self.tr("Names are hidden. Show them to add somebody.")
            if self.hide_names.isChecked()
            else self.tr("Everybody of the case stands here already.")
        )
        self.none_left.setVisible(tab == 1 and not self.offers.rows)

    def _show_line(self) -> None:
        """The chosen line's facts; what is being written in them stays under the writer's hand."""
        node = self.node(self.chosen)
        if self.line is not None and node is not None and self.line.node.id == node.id and self.line.writing:
            self.line.node = node
            return
        if self.line is not None:
            self._facts.removeWidget(self.line)
            self.line.hide()
            self.line.deleteLater()
            self.line = None
        self._prompts.setVisible(node is None)
        if node is None or self.view is None:
            return
        focus = self.window().focusWidget()
        name = focus.objectName() if focus is not None and self._side.isAncestorOf(focus) else ""
        editable = self.may_edit and not self.hide_names.isChecked()
        self.line = LinePanel(self.context, node, self.view.home, editable=editable)
        self.line.closed.connect(self._close_line)
        self.line.step.connect(self._step)
        self.line.removed.connect(self.remove)
        self._facts.insertWidget(0, self.line)
        self.line.show()  # now, so that it can take the keyboard
        if name and (again := self.line.findChild(QWidget, name)) is not None:
            again.setFocus()

    def node(self, node_id: str) -> EcomapNode | None:
        """A line of the ecomap as it is shown, or None."""
        return next((n for n in self.view.nodes if n.id == node_id), None) if self.view else None

    # ---- choosing ---------------------------------------------------------------------------------------------
    def choose(self, node_id: str) -> None:
        """Open somebody's line ("" for nobody's)."""
        self.chosen = node_id if self.node(node_id) else ""
        self.canvas.choose(self.chosen)
        self.lines.choose(self.chosen)
        self._show_line()
        self._scroll.verticalScrollBar().setValue(0)

    def _edit(self, node_id: str) -> None:
        self.choose(node_id)
        if self.line is not None:
            self.line.kind.options[self.line.node.kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_line(self) -> None:
        self.choose("")
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def homes_menu(self) -> Menu:
        """The homes to choose from (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="ecomapHomes")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, home in enumerate(self._homes, 1):
            hidden = self.tr("Home {n}").format(n=number)
            menu.offer(hidden if self.hide_names.isChecked() else home.name, home.id, checked=home.id == self.home_id)
        menu.chosen.connect(self.show_home)
        return menu

    def _open_homes(self) -> None:
        self.homes_menu().popup(self.home_button.mapToGlobal(self.home_button.rect().bottomLeft()))

    def _larger(self) -> None:
        self.canvas.zoom_by(1.2)

    def _smaller(self) -> None:
        self.canvas.zoom_by(1 / 1.2)

    # ---- doing ------------------------------------------------------------------------------------------------
    def add(self) -> None:
        """Add what stands in the line: a person of the case by name, or a service or group."""
        line = self.entry.text().strip(" ,")
        if not line or self.view is None:
            return
        name, said = ecomap.link_from_line(line)
        fields: dict[str, Any] = dict(said)
        member = self._member(said["member"]) if "member" in said else None
        if "member" in said:
            fields.pop("member")
            fields["member_id"] = member.id if member else None
            if member is None:
                unknown = self.tr("for {name}").format(name=said["member"])
                fields["note"] = ", ".join(part for part in (fields.get("note"), unknown) if part)
        person = self._somebody(name)
        case, home_id = self.context.case, self.home_id
        added = self.context.attempt(
            lambda: ecomap.add(case, home_id, person_id=person.id if person else None, name=name, **fields)
        )
        if added:
            self.entry.clear()
            self.choose(added)

    def _somebody(self, name: str) -> PersonView | None:
        """The one person of the case, of those who may be seen, who is called that."""
        wanted = name.casefold()
        called = [p for p in shown_people(self.context) if wanted in (p.name.casefold(), p.full_name.casefold())]
        return called[0] if len(called) == 1 else None

    def _member(self, name: str) -> PersonView | None:
        wanted = name.casefold()
        members = self.view.home.members if self.view else ()
        return next(
            (m.person for m in members if wanted in (m.person.name.casefold(), m.person.full_name.casefold())), None
        )

    def _offer(self, person_id: str) -> None:
        self._drop(person_id, -1)

    def _drop(self, person_id: str, slot: int) -> None:
        case, home_id = self.context.case, self.home_id
        place = slot if slot >= 0 else None
        added = self.context.attempt(lambda: ecomap.add(case, home_id, person_id=person_id, slot=place))
        if added:
            self.choose(added)

    def _place(self, node_id: str, slot: int) -> None:
        case = self.context.case
        # Whoever stands there is known by the line itself: places are counted anew where some may not be seen.
        other = next((n.id for n in self.view.nodes if n.slot == slot), None) if self.view else None
        self.context.attempt(
            lambda: ecomap.exchange(case, node_id, other) if other else ecomap.place(case, node_id, slot)
        )

    def _step(self, step: int) -> None:
        """Move the chosen one to the next place round the home."""
        node = self.node(self.chosen)
        if node is not None:
            round_ = sorted(range(self.canvas.places()), key=clockwise)
            self._place(node.id, round_[(round_.index(node.slot) + step) % len(round_)])

    def remove(self, node_id: str) -> None:
        """Take a line out; the toast brings it back."""
        if not self.may_edit or self.node(node_id) is None:
            return
        case = self.context.case
        self.context.attempt(lambda: ecomap.remove(case, node_id))
        self.context.said_and_undoable(self.tr("Removed from the ecomap"))
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_home(self) -> None:
        name, case = self.new_home.text().strip(), self.context.case
        if name:
            self.new_home.clear()
            self.context.attempt(lambda: add_household(case, name))
