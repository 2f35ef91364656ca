"""The family network's meetings: past and planned in a list, one of them open, the steps still to do beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.acts import meetings as acts
from models.casework import ChangeSet
from models.meetings import meetings_view
from models.thinking_views import MeetingView
from ui.context import CaseContext
from ui.lock import finish_editing
from ui.screens.meetings.rows import KeyedRows, MeetingRow
from ui.screens.meetings.sheet import MeetingSheet
from ui.screens.meetings.steps import OpenSteps
from ui.screens.meetings.words import title_of, tr
from ui.screens.room import Room
from ui.theme import theme
from ui.widgets import Button, EmptyState, LinkButton, Menu, ScrollArea, announce, column


class MeetingsPage(Room):
    """A page of the plan."""

    MADE_OF = (
        "network_meeting", "meeting_person", "meeting_item", "card", "card_person", "person", "restriction", "strand",
        "safety_circle", "circle_move", "circle_child", "workspace_child", "casefile",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "meetings", parent=parent)
        self._chosen = ""
        self._sheet_holds = True
        self._views: tuple[MeetingView, ...] = ()
        self._pages = QStackedWidget()
        column(self).addWidget(self._pages)
        self._pages.addWidget(self._make_page())
        self._pages.addWidget(self._make_empty())
        self.listen()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = self._make_side()
        row.addWidget(self._side)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        row.addLayout(middle, 1)
        self._picker_row = column(holder := QWidget(), (16, 4, 16, 8))
        self.picker = Button("", name="meetingPicker", menu=True, heard=tr("Which meeting"))
        self.picker.clicked.connect(self._open_picker)
        self._picker_row.addWidget(self.picker, 0, Qt.AlignmentFlag.AlignLeft)
        self._picker_holder = holder
        middle.addWidget(holder)
        content = QWidget()
        outer = column(content, (16, 4, 24, 24))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme().px(28))
        outer.addLayout(self._columns, 1)
        self.sheet = MeetingSheet(self.context)
        self._columns.addWidget(self.sheet, 64)
        self.open_steps = OpenSteps(self.context)
        self._columns.addWidget(self.open_steps, 36)
        self._scroll = ScrollArea(content, name="meetingScroll")
        middle.addWidget(self._scroll, 1)
        return page

    def _make_side(self) -> QWidget:
        side = QWidget()
        body = column(side, (24, 4, 8, 0), gap=8)
        self.plan_next = Button(tr("Plan the next meeting"), name="planMeeting", kind="primary", icon="calendar-blank")
        self.plan_next.clicked.connect(self.plan)
        body.addWidget(self.plan_next)
        self.write_down = LinkButton(tr("Write down one that was held"), name="addMeeting", ink="ink2", role="caption")
        self.write_down.clicked.connect(self.write)
        body.addWidget(self.write_down)
        inner = QWidget()
        inside = column(inner, (0, 4, 8, 16), gap=2)
        self.list: KeyedRows[MeetingView] = KeyedRows(self._make_row, gap=2)
        inside.addWidget(self.list)
        inside.addStretch(1)
        body.addWidget(ScrollArea(inner, name="meetingList"), 1)
        return side

    def _make_row(self, view: MeetingView) -> QWidget:
        row = MeetingRow(view)
        row.clicked.connect(self._press)
        return row

    def _make_empty(self) -> QWidget:
        plan = Button(tr("Plan the first meeting"), name="planFirst", kind="primary", icon="calendar-blank",
                      size="large")  # fmt: skip
        plan.clicked.connect(self.plan)
        write = Button(tr("Write down one that was held"), name="addFirst", size="large")
        write.clicked.connect(self.write)
        text = tr("No meeting of the family’s network yet. Who would come if the children’s plan were talked about "
                  "round one table?")  # fmt: skip
        return EmptyState(text, icon="users-three", action=plan, other=write)

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def view(self) -> MeetingView | None:
        """The meeting that is open."""
        return next((view for view in self._views if view.id == self._chosen), None)

    @property
    def views(self) -> tuple[MeetingView, ...]:
        """Every meeting, as listed."""
        return self._views

    def show_all(self) -> None:
        """Every meeting, one of them open; words being written stay under the writer's hand."""
        context = self.context
        self._views = meetings_view(context.projector, context.workspace_id, context.lens)
        if self.view is None:
            self._chosen = self._newest()
        self.list.show_items(self._views)
        self._mark_chosen()
        view = self.view
        self._pages.setCurrentIndex(0 if view else 1)
        if view is not None:
            self._show_sheet(view)
            self.open_steps.show_steps(view)
            self.picker.setText(title_of(view))

    def _show_sheet(self, view: MeetingView) -> None:
        """Show a meeting on a sheet of its own: what is being written in one must never reach another."""
        if self._sheet_holds and (self.sheet.view is None or self.sheet.view.id == view.id):
            self.sheet.show_meeting(view)
            return
        finish_editing(self.sheet)
        old, made = self.sheet, MeetingSheet(self.context)
        made.show_meeting(view)  # filled before it is seen, so that it is laid out once
        old.hide()
        self._columns.replaceWidget(old, made)
        self.sheet, self._sheet_holds = made, True
        self._settle()
        made.show()
        old.deleteLater()

    def _newest(self) -> str:
        """The meeting to open first: the last one held, else the next one planned."""
        held = next((view for view in self._views if not view.is_planned), None)
        return held.id if held else (self._views[-1].id if self._views else "")

    def _mark_chosen(self) -> None:
        for key, row in self.list.widgets.items():
            if isinstance(row, MeetingRow):
                row.setChecked(key == self._chosen)

    def choose(self, meeting_id: str) -> None:
        """Open a meeting; words still being written in another are kept there first."""
        finish_editing(self.sheet)
        self._chosen = meeting_id
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)
        if self.view is not None:
            announce(self, title_of(self.view))

    def _press(self) -> None:
        row = self.sender()
        if isinstance(row, MeetingRow):
            self.choose(row.view.id)

    def picker_menu(self) -> Menu:
        """All meetings, and the two ways to begin one: where there is no room for the list."""
        menu = Menu(self, name="pickerMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in self._views:
            menu.offer(title_of(view), view.id, checked=view.id == self._chosen)
        menu.chosen.connect(self.choose)
        menu.addSeparator()
        for text, act in ((self.plan_next.text(), self.plan), (self.write_down.text(), self.write)):
            action = QAction(text, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        return menu

    def _open_picker(self) -> None:
        self.picker_menu().popup(self.picker.mapToGlobal(self.picker.rect().bottomLeft()))

    # ---- doing ------------------------------------------------------------------------------------------------
    def plan(self) -> None:
        """Plan the next meeting: who came last time is invited, in the same place; the day is asked for first."""
        case, workspace_id = self.context.case, self.context.workspace_id
        last = next((view for view in self._views if not view.is_planned), None)
        people = [p.person.id for p in last.people if p.person and p.state == "came"] if last else []
        made = self.context.attempt(
            lambda: acts.add_meeting(
                case, workspace_id, people=people, state="invited", place=last.place if last else None
            )
        )
        self._begin(made)

    def write(self) -> None:
        """Write down a meeting that was held: today, until somebody says another day."""
        case, workspace_id = self.context.case, self.context.workspace_id
        today = self.context.projector.today.isoformat()
        self._begin(self.context.attempt(lambda: acts.add_meeting(case, workspace_id, today)))

    def _begin(self, made: object) -> None:
        if made:
            self.choose(str(made))
            self.sheet.when.setFocus(Qt.FocusReason.OtherFocusReason)
            self.sheet.when.selectAll()

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        if change.touches("restriction"):
            self._on_lens()
        else:
            super()._on_change(change)

    def _on_lens(self) -> None:
        """Other eyes, another sheet: which words may be written depends on who looks."""
        finish_editing(self.sheet)
        self._sheet_holds = False
        self.catch_up()

    def _on_theme(self) -> None:
        self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened elsewhere, now that there is a page to fit into."""
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        """What does not fit side by side stands one below the other."""
        px, way = theme().px, QBoxLayout.Direction
        narrow = self.width() < px(760)
        self._side.setVisible(not narrow)
        self._side.setFixedWidth(px(276))
        self._picker_holder.setVisible(narrow)
        beside = self.width() >= px(1120)
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)
        room = self.width() - (0 if narrow else px(276)) - px(40)
        self.sheet.set_stacked((room * 0.64 if beside else room) < px(480))
