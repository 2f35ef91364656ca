"""The Family room: the family drawn, a panel about whatever is chosen, a line for adding people while they talk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from models.drawings.genogram import Figure, Options, figure
from models.drawings.genogram.presets import Presets
from models.family_views import FamilyView
from models.genogram.result import Layout
from ui.context import CaseContext
from ui.screens.ecomap import EcomapScreen
from ui.screens.family.bar import FamilyBar, QuietLine
from ui.screens.family.canvas import FamilyCanvas
from ui.screens.family.deeds import FamilyDeeds
from ui.screens.family.entry import EntryLine
from ui.screens.family.menu import PieceMenu
from ui.screens.family.others import FamilyOthers
from ui.screens.family.outline import FamilyOutline
from ui.screens.family.panel import FamilyPanel
from ui.screens.family.panel_kit import FactField
from ui.screens.family.panel_removing import remove
from ui.screens.family.state import SHOW_PROGRESS_FROM, FamilyState
from ui.screens.gedcom import ImportPage
from ui.screens.people import PeopleScreen
from ui.theme import theme
from ui.widgets import Drawer, EmptyState, Surface, across, announce, column, focus_first
from ui.work import Job

PICTURE, PEOPLE, ECOMAP = 0, 1, 2
LARGE = 80
"""From so many people on the picture is put together in a worker."""
JOINING = ("couple", "child", "line")


@dataclass(frozen=True)
class _Asked:
    """A picture as it is wanted."""

    view: FamilyView
    layout: Layout
    options: Options
    presets: Presets

    def draw(self) -> Figure:
        """The picture."""
        return figure(self.view, self.layout, self.options, self.presets)

    def work(self) -> tuple[_Asked, Figure]:
        """The same, from a thread."""
        return self, self.draw()


class FamilyScreen(Surface):
    """The room of one case. Built from the context; follows its changes and its lens."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent=parent)
        self.setObjectName("familyScreen")
        self.context = context
        self.state = FamilyState(context, self)
        self.deeds = FamilyDeeds(self.state, self)
        self.menu = PieceMenu(self.state, self)
        self._joined_first = ""
        self._asked: _Asked | None = None
        self._build()
        self._wire()
        self._add_keys()
        self.state.arrange()
        self.refresh()

    # ---- building ---------------------------------------------------------------------------------------------
    def _build(self) -> None:
        outer = across(self)
        page = QWidget()
        body = column(page, gap=0)
        self.bar = FamilyBar(self.state, (self.tr("Picture"), self.tr("People"), self.tr("Ecomap")))
        self.notice = QuietLine()
        body.addWidget(self.bar)
        body.addWidget(self.notice)
        self.stack = QStackedWidget()
        body.addWidget(self.stack, 1)
        self.stack.addWidget(self._make_picture())
        self.people: PeopleScreen | None = None
        self.ecomap: EcomapScreen | None = None
        self.bringing: ImportPage | None = None
        outer.addWidget(page, 1)
        self.panel = FamilyPanel(self.state)
        self.drawer = Drawer(self.panel, self, outer)

    def _make_picture(self) -> QWidget:
        place = QWidget()
        body = column(place, gap=0)
        self.canvas = FamilyCanvas(self.state)
        self.outline = FamilyOutline(self.state)
        self.others = FamilyOthers(self.state)
        self.lists = QSplitter(Qt.Orientation.Vertical)
        self.lists.setChildrenCollapsible(False)
        self.lists.addWidget(self.outline)
        self.lists.addWidget(self.others)
        self.lists.setStretchFactor(0, 3)
        self.lists.setStretchFactor(1, 1)
        self.lists.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.lists)
        self.split.addWidget(self.canvas)
        self.split.setStretchFactor(1, 1)
        self.empty = EmptyState(
            self.tr("Start with the child. Type a name and an age; then add who belongs to them."),
            title=self.tr("Who is in your family?"), icon="tree-structure",
        )  # fmt: skip
        self.ground = QStackedWidget()
        self.ground.addWidget(self.split)
        self.ground.addWidget(self.empty)
        body.addWidget(self.ground, 1)
        self.entry = EntryLine(self.state)
        around = QHBoxLayout()
        around.setContentsMargins(theme().px(20), 0, theme().px(20), theme().px(12))
        around.addWidget(self.entry)
        body.addLayout(around)
        return place

    def _wire(self) -> None:
        state, canvas, keys, bar = self.state, self.canvas, self.canvas.keys, self.bar
        state.changed.connect(self.refresh)
        state.options_changed.connect(self.refresh)
        state.selection_changed.connect(self._on_selection)
        state.busy_changed.connect(self._on_busy)
        state.notice_changed.connect(self._show_notice)
        state.notice_changed.connect(self._mark)
        canvas.chosen.connect(state.select)
        canvas.joined.connect(self.join)
        canvas.pinned.connect(self._pin)
        canvas.placed.connect(self.deeds.place)
        canvas.opened.connect(self.open_panel)
        canvas.menu_wanted.connect(self._open_menu)
        canvas.joining_ended.connect(self.stop_joining)
        keys.entry_wanted.connect(self.entry.open)
        keys.line_wanted.connect(self._start_line)
        keys.opened.connect(self.open_panel)
        keys.removed.connect(self.remove)
        bar.added.connect(self._add)
        bar.view_chosen.connect(self.show_view)
        bar.zoomed.connect(self._zoom)
        bar.act.connect(self._act)
        self.menu.chosen.connect(self._act)
        self.panel.entry_wanted.connect(self.entry.open)
        self.outline.entry_wanted.connect(self.entry.open)
        self.outline.line_wanted.connect(self.panel.open_line)
        self.others.wanted.connect(self.deeds.draw)
        self.entry.opened.connect(self._on_entry)
        self.entry.closed.connect(self._on_entry_closed)
        self.entry.added.connect(self._on_added)
        self.notice.pressed.connect(self._press_notice)
        self._progress = QTimer(self)
        self._progress.setInterval(200)
        self._progress.timeout.connect(self._show_notice)

    def _add_keys(self) -> None:
        for keys, act in (("Ctrl+Shift+L", "asList"), ("Ctrl+Shift+P", "showPanel")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setObjectName(act)
            shortcut.activated.connect(self._by_shortcut)

    # ---- showing ----------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Draw the family as it stands; while it is being arranged the picture there is stays."""
        state, canvas = self.state, self.canvas
        canvas.may_edit = state.may_edit
        canvas.unions = frozenset(union.id for union in state.view.unions)
        canvas.middle = state.branch_of or next((p.id for p in state.shown.people if p.is_index), "")
        self.bar.set_may_edit(state.may_edit)
        nobody = not state.shown.people
        self.ground.setCurrentIndex(1 if nobody else 0)
        if nobody or state.layout is None:
            self._show(None, None)
            if nobody and self.entry.isHidden() and state.may_edit:
                self.entry.open("person")
        elif state.is_settled:
            self._draw(_Asked(state.shown, state.layout, state.options, state.presets))
        self._mark()
        self._show_notice()

    def _draw(self, asked: _Asked) -> None:
        """Draw at once, or a large family's picture in a worker."""
        if asked == self._asked:
            return
        self._asked = asked
        if len(asked.view.people) < LARGE:
            self._show(asked, asked.draw())
            return
        job = Job(asked.work)
        job.done.connect(self._drawn)
        job.start()

    def _drawn(self, done: tuple[_Asked, Figure]) -> None:
        asked, drawn = done
        if asked is self._asked:
            self._show(asked, drawn)

    def _show(self, asked: _Asked | None, drawn: Figure | None) -> None:
        self._asked = asked
        self.canvas.show_figure(drawn)
        self.panel.show_key(drawn.used if drawn is not None else ())
        self._mark()

    def _mark(self) -> None:
        marks = [self.state.selected]
        if self.state.second:
            marks.append(("person", self.state.second))
        marks += [("person", each) for each in self.state.impossible]
        self.canvas.set_marks(*marks)

    def _on_selection(self) -> None:
        self._mark()
        words = self.words(*self.state.selected)
        if words:
            announce(self.canvas, words)
        self._show_notice()

    def words(self, kind: str, id: str) -> str:
        """What is chosen, in a plain sentence."""
        item = self.canvas.item(kind, id)
        return item.piece.words if item is not None else ""

    def show_view(self, index: int) -> None:
        """The picture, the people, or what is round a home."""
        self.stop_joining()
        self._end_bringing()
        self.bar.show_view(index)
        if index == PEOPLE:
            self.people = self.people or PeopleScreen(self.context)
            self._put(self.people)
        elif index == ECOMAP:
            self.ecomap = self.ecomap or EcomapScreen(self.context)
            self._put(self.ecomap)
        else:
            self.stack.setCurrentIndex(PICTURE)
        self.panel.setVisible(index == PICTURE and not self.drawer.floating)
        self._show_notice()

    def _put(self, page: QWidget) -> None:
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def bring_in(self) -> None:
        """Ask for a family file and show who is in it; the picture comes back when that is done or left."""
        if not (self.context.lens.is_us and self.state.may_edit):
            return
        self.show_view(PICTURE)
        self.bar.show_tools(False)
        self.bringing = page = ImportPage(self.context)
        page.closed.connect(self._brought_in)
        self._put(page)
        self.panel.hide()
        self._show_notice()
        page.choose()

    def _brought_in(self) -> None:
        self.show_view(PICTURE)
        self.canvas.setFocus()

    def _end_bringing(self) -> None:
        page, self.bringing = self.bringing, None
        if page is not None:
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def open_panel(self) -> None:
        """Show the panel and give it the keyboard."""
        self.panel.show()
        self.panel.raise_()
        field = self.panel.findChild(FactField, "fact-name")
        if isinstance(field, FactField):
            field.open()
        elif self.panel.page is not None:
            focus_first(self.panel.page)

    # ---- the quiet line ---------------------------------------------------------------------------------------
    def _show_notice(self) -> None:
        state = self.state
        if self.stack.currentIndex() != PICTURE:
            self.notice.say("")
        elif self.canvas.joining:
            self.notice.say(self._joining_words(), self._joining_action())
        elif state.is_busy and len(state.shown.people) > SHOW_PROGRESS_FROM:
            words = self.tr("Arranging {n} people: {part} %")
            self.notice.say(words.format(n=len(state.shown.people), part=round(100 * state.done)), self.tr("Cancel"))
        elif state.notice:
            self.notice.say(state.notice)
        elif state.shows_branch:
            name = self._name(state.branch_of)
            words = self.tr("{n} people are too many for one picture: this is the branch of {name}.")
            chosen = state.selected[0] == "person" and state.selected[1] != state.branch_of
            action = self.tr("Show the branch of whoever is chosen") if chosen else ""
            self.notice.say(words.format(n=len(state.view.people), name=name), action)
        else:
            self.notice.say("")

    def _press_notice(self) -> None:
        state = self.state
        if self.canvas.joining:
            kind, first = self.canvas.joining, state.selected
            self.stop_joining()
            if first[1] and kind in ("couple", "child"):
                self.entry.open("partner" if kind == "couple" else "child", first[1])
        elif state.is_busy:
            state.cancel()
        elif state.shows_branch:
            state.show_branch(state.selected[1])

    def _on_busy(self, busy: bool) -> None:
        (self._progress.start if busy else self._progress.stop)()
        self._show_notice()

    # ---- joining two people -----------------------------------------------------------------------------------
    def start_joining(self, kind: str) -> None:
        """Two people are about to be chosen: a couple, a parent and a child, or two with a line between them."""
        self.entry.close_line()
        self.canvas.joining = kind
        chosen, first = self.state.selected
        if not (chosen == "person" or (chosen == "union" and kind == "child")):
            first = ""
            self.state.select("", "")
        self._joined_first = first
        self.bar.show_joining(kind)
        self._show_notice()
        self.canvas.setFocus()
        announce(self.canvas, self._joining_words())

    def stop_joining(self) -> None:
        """Nobody is being joined any more."""
        self.canvas.joining = ""
        self._joined_first = ""
        self.canvas.aim_at(None)
        self.bar.show_joining("")
        self._show_notice()

    def join(self, person_id: str) -> None:
        """Somebody is one of the two."""
        first, kind = self._joined_first, self.canvas.joining
        if not first:
            self._joined_first = person_id
            self.state.select("person", person_id)
            self._show_notice()
            announce(self.canvas, self._joining_words())
            return
        if person_id == first:
            return
        at = self._beside(person_id)
        self.stop_joining()
        if kind == "couple":
            self.deeds.couple(first, person_id)
        elif kind == "child":
            self.deeds.child(first, person_id, at)
        elif kind == "line":
            self.deeds.line(first, person_id, at)

    def _beside(self, person_id: str) -> QPoint:
        item = self.canvas.item("person", person_id)
        spot = item.anchor if item is not None else self.canvas.mapToScene(self.canvas.viewport().rect().center())
        return self.canvas.viewport().mapToGlobal(self.canvas.mapFromScene(spot))

    def _joining_words(self) -> str:
        kind, name = self.canvas.joining, self._name(self._joined_first)
        begin = {
            "couple": self.tr("Choose one of the couple."), "child": self.tr("Choose the parent."),
            "line": self.tr("Choose the first of the two."),
        }  # fmt: skip
        then = {
            "couple": self.tr("Choose who {name} is or was with."), "child": self.tr("Choose the child of {name}."),
            "line": self.tr("Choose how {name} gets on with whom."),
        }  # fmt: skip
        words = then[kind].format(name=name) if self._joined_first else begin[kind]
        return words + " " + self.tr("Click, or arrow keys and Enter. Esc stops.")

    def _joining_action(self) -> str:
        if not self._joined_first or self.canvas.joining == "line":
            return ""
        return self.tr("Somebody new")

    def _name(self, id: str) -> str:
        people = {p.id: p for p in self.state.view.people}
        union = next((u for u in self.state.view.unions if u.id == id), None)
        ids = union.partners if union is not None else (id,)
        hide = not self.state.options.names
        known = [people[each] for each in ids if each in people and not people[each].stands_for]
        return self.tr(" and ").join(p.person.initials if hide else p.person.name for p in known)

    def _start_line(self) -> None:
        self.start_joining("line")

    # ---- doing ------------------------------------------------------------------------------------------------
    def _add(self, kind: str) -> None:
        if kind in JOINING and self.canvas.joining != kind:
            self.start_joining(kind)
        elif kind == "person":
            self.stop_joining()
            self.entry.open("person")
        else:
            self.stop_joining()

    def _pin(self, person_id: str, x: float, row: int) -> None:
        if not self.deeds.pin(person_id, x, row):
            self.refresh()
            self.canvas.settle(person_id)

    def remove(self) -> None:
        """Take away what is chosen, with a way back."""
        kind, chosen = self.state.selected
        if chosen:
            remove(self.state, kind, chosen)

    def _act(self, name: str) -> None:
        chosen = self.state.selected[1]
        if name.startswith("entry:"):
            self.entry.open(name.removeprefix("entry:"), chosen)
            return
        verbs = {
            "open": self.open_panel, "remove": self.remove, "line": self._start_line, "tidy": self.deeds.tidy,
            "move": self.canvas.keys.start_moving, "fit": self.canvas.fit, "reset": self.deeds.reset,
            "asList": self._toggle_list, "showPanel": self._toggle_panel, "bringIn": self.bring_in,
            "share": self._share,
        }  # fmt: skip
        if name in verbs:
            verbs[name]()
        elif name == "add":
            self.entry.open("person")
        elif name == "unpin":
            self.deeds.unpin(chosen)
        elif name == "hide":
            self.deeds.take_out_of_picture(chosen)
        elif name == "branch":
            self.state.show_branch(chosen)

    def _share(self) -> None:
        self.context.share("genogram")

    def _by_shortcut(self) -> None:
        shortcut = self.sender()
        if shortcut is not None:
            self._act(shortcut.objectName())

    def _toggle_list(self) -> None:
        show = self.lists.isHidden()
        self.lists.setVisible(show)
        self.bar.list_button.setChecked(show)
        if show:
            self.split.setSizes([theme().px(280), max(200, self.split.width() - theme().px(280))])
            self.outline.setFocus()
        else:
            self.canvas.setFocus()

    def _toggle_panel(self) -> None:
        self.panel.setVisible(self.panel.isHidden())
        if not self.panel.isHidden():
            self.panel.raise_()

    def _zoom(self, way: int) -> None:
        if way:
            self.canvas.step_zoom(way)
        else:
            self.canvas.fit()

    def _open_menu(self, at: QPoint) -> None:
        self.menu.menu().popup(at)

    # ---- the entry line ---------------------------------------------------------------------------------------
    def _on_entry(self, mode: str) -> None:
        self.stop_joining()
        self._show_picture_of_chosen()

    def _show_picture_of_chosen(self) -> None:
        item = self.canvas.item(*self.state.selected)
        if item is not None:
            QTimer.singleShot(0, self._reveal_chosen)

    def _reveal_chosen(self) -> None:
        item = self.canvas.item(*self.state.selected)
        if item is not None:
            self.canvas.reveal(item)

    def _on_entry_closed(self) -> None:
        self.canvas.setFocus()

    def _on_added(self, ids: list[str]) -> None:
        if len(self.state.shown.people) <= 1 and ids:
            self.state.select("person", ids[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the button for the panel is only there while the panel is a drawer."""
        super().resizeEvent(event)
        self.bar.panel_button.setVisible(self.drawer.floating)
