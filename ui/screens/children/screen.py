"""The children's room: each child of the workspace with its own sheets, and the way into child mode."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.drawings.figures import default_look
from models.looks import look_view
from models.picture_views import SheetView
from models.readers import ReaderProjection
from models.sheets import sheets
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.children.drawn import CHILD, Drawn, portrait_items
from ui.screens.children.kit import PressBox
from ui.screens.children.mode import ChildMode
from ui.screens.children.reading import ReadingPage, pages_of
from ui.screens.children.sitting import Seat, Sitting
from ui.screens.children.start import StartForm
from ui.screens.children.words import count_of, kind_title, number_said, tr, who_may
from ui.screens.room import Room
from ui.theme import theme
from ui.widgets import Button, EmptyState, FlowLayout, Label, ScrollArea, clear, column, paint_frame


class SheetCard(PressBox):
    """A sheet in the list: its page small, when, how much, whom it may be shown, where the child stood."""

    def __init__(self, context: CaseContext, view: SheetView) -> None:
        super().__init__(name=f"sheet-{view.id}")
        self.sheet_id = view.id
        body = QVBoxLayout(self)
        body.setContentsMargins(*(theme().px(n) for n in (12, 12, 12, 10)))
        body.setSpacing(theme().px(4))
        pages = pages_of(context, view)
        if pages:
            pages[0].setParent(self)
            pages[0].setFixedSize(theme().px(292), pages[0].heightForWidth(theme().px(292)))
            body.addWidget(pages[0])
        lines = [kind_title(view.kind), ", ".join(filter(None, (view.when, number_said(count_of(view)))))]
        steps = [step.value for step in view.path if step.value is not None]
        path = tr("Stood on {steps}").format(steps=", ".join(map(str, steps))) if steps else ""
        seen = who_may(view.may_see) or view.permission if context.lens.is_us else ""
        lines += [path, tr("May see it: {who}").format(who=seen) if seen else ""]
        for index, line in enumerate(lines):
            if line:
                role = "label" if index == 0 else "caption"
                body.addWidget(Label(line, role, "ink" if index == 0 else "ink2", max_lines=2, parent=self))
        body.addStretch(1)
        self.setAccessibleName(", ".join(filter(None, (view.title, *lines[1:]))))
        self.setFixedWidth(theme().px(316))
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card."""
        live = self.underMouse() or self.isDown()
        paint_frame(QPainter(self), QRectF(self.rect()), fill="hover" if live else "card", line="line")


class ChildRow(QWidget):
    """One child with its sheets. ``sit(child id)``, ``opened(sheet id)``."""

    sit = Signal(str)
    opened = Signal(str)

    def __init__(self, context: CaseContext, child: PersonView, views: tuple[SheetView, ...]) -> None:
        super().__init__()
        self.setObjectName(f"child-{child.id}")
        self._child_id = child.id
        body = column(self, (0, 0, 0, 14), gap=8)
        head = QHBoxLayout()
        head.setSpacing(theme().px(12))
        look = look_view(context.projector, child.id, context.lens) or default_look(child)
        head.addWidget(Drawn(*portrait_items(look, "calm"), wide=52, high=52))
        name = f"{child.name}, {child.age}" if child.age else child.name
        head.addWidget(Label(name, "lead", wrap=False), 1, Qt.AlignmentFlag.AlignVCenter)
        button = Button(tr("Sit down with {name}").format(name=child.name), name=f"sit-{child.id}", icon="house-line")
        button.clicked.connect(self._on_sit)
        head.addWidget(button)
        body.addLayout(head)
        if not views:
            body.addWidget(Label(tr("No sheet yet."), "body", "ink2"))
            return
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(14), row_gap=theme().px(14))
        for view in reversed(views):
            card = SheetCard(context, view)
            card.clicked.connect(self._on_card)
            flow.addWidget(card)
        body.addWidget(holder)

    def _on_sit(self) -> None:
        self.sit.emit(self._child_id)

    def _on_card(self) -> None:
        card = self.sender()
        if isinstance(card, SheetCard):
            self.opened.emit(card.sheet_id)


class ChildrenScreen(Room):
    """The room."""

    MADE_OF = (
        "child_sheet", "sheet_item", "sheet_permission", "scene_item", "scene", "person", "person_look",
        "workspace_child", "restriction", "round", "score", "casefile",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "children", parent=parent)
        self.mode: ChildMode | None = None
        self.form: StartForm | None = None
        self.reading: ReadingPage | None = None
        outer = column(self)
        self._pages = QStackedWidget()
        outer.addWidget(self._pages)
        self._main = QWidget()
        self._pages.addWidget(self._main)
        body = column(self._main, (24, 12, 12, 0), gap=8)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme().px(12), 0)
        head.addWidget(Label(tr("Children’s own sheets"), "title", wrap=False), 1)
        self.share_button = Button(tr("Give a copy"), name="childrenShare", icon="paper-plane-tilt")
        self.share_button.clicked.connect(self._share)
        head.addWidget(self.share_button)
        self.start_button = Button(tr("Sit down together"), name="sitDown", kind="primary", icon="house-line")
        self.start_button.clicked.connect(self._sit)
        head.addWidget(self.start_button)
        body.addLayout(head)
        self._form_place = column(holder := QWidget(), (0, 0, 12, 0))
        body.addWidget(holder)
        self._list = QWidget()
        self._rows = column(self._list, (0, 6, 12, 24), gap=10)
        body.addWidget(ScrollArea(self._list, name="childrenScroll"), 1)
        self.listen()

    # ---- showing ----------------------------------------------------------------------------------------------
    @property
    def children_shown(self) -> list[PersonView]:
        """The workspace's children as the lens shows them."""
        context = self.context
        reading = ReaderProjection(context.projector.rows, context.lens)
        found = (reading.person(child) for child in context.projector.children(context.workspace_id))
        return [child for child in found if child is not None and child.life in ("alive", "unknown")]

    @property
    def is_busy(self) -> bool:
        """Whether a child has the screen."""
        return self.mode is not None

    def show_all(self) -> None:
        """Every child with its sheets."""
        context = self.context
        clear(self._rows)
        children = self.children_shown
        any_sheet = False
        for child in children:
            views = sheets(context.projector, context.workspace_id, context.lens, child.id)
            any_sheet = any_sheet or bool(views)
            row = ChildRow(context, child, views)
            row.sit.connect(self.open_start)
            row.opened.connect(self.read_sheet)
            self._rows.addWidget(row)
        if not children:
            text = tr("No children are named for this work yet. Add them on the family’s page.")
            self._rows.addWidget(EmptyState(text, icon="house-line"))
        self._rows.addStretch(1)
        self.start_button.setEnabled(bool(children))
        self.share_button.setEnabled(any_sheet)
        if self.reading is not None and not self.reading.refresh():
            self.close_reading()

    # ---- sitting down -----------------------------------------------------------------------------------------
    def open_start(self, child_id: str = "") -> None:
        """Who sits down, with which sheet?"""
        self.close_start()
        self.form = StartForm(self.context, self.children_shown)
        self.form.begun.connect(self.sit_down)
        self.form.left.connect(self.close_start)
        self._form_place.addWidget(self.form)
        children = self.children_shown
        self.form.choose(child_id or (children[0].id if len(children) == 1 else ""))
        self.form.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_start(self) -> None:
        """Not now."""
        form, self.form = self.form, None
        if form is not None:
            self._form_place.removeWidget(form)
            form.hide()
            form.deleteLater()

    def sit_down(self, sitting: Sitting) -> None:
        """Give the children the whole screen."""
        window = self.window()
        self.close_start()
        sitting.state = window.windowState()
        sitting.keep_with(window)
        self._enter(sitting)
        window.showFullScreen()

    def _enter(self, sitting: Sitting) -> None:
        self.context.set_lens(CHILD)
        self.mode = ChildMode(self.context, sitting)
        self.mode.left.connect(self._left)
        self._pages.addWidget(self.mode)
        self._pages.setCurrentWidget(self.mode)
        self.mode.begin()

    def _left(self) -> None:
        mode, self.mode = self.mode, None
        if mode is None:
            return
        window = self.window()
        Sitting.forget(window)
        self._pages.setCurrentWidget(self.reading or self._main)
        self._pages.removeWidget(mode)
        mode.deleteLater()
        self.context.set_lens(mode.sitting.lens)
        self.refresh()
        self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)
        window.setWindowState(mode.sitting.state)

    def _resume(self) -> None:
        """The page was laid out anew in the middle of it: go on. After a lock it is over: the worker unlocked."""
        window = self.window()
        sitting = Sitting.kept_with(window)
        if sitting is None or self.mode is not None:
            return
        if sitting.is_of(self.context.case):
            self._enter(sitting)
            return
        Sitting.forget(window)
        if self.context.lens == CHILD:
            self.context.set_lens(sitting.lens)
        window.setWindowState(sitting.state)

    # ---- reading ----------------------------------------------------------------------------------------------
    def read_sheet(self, sheet_id: str) -> None:
        """Open a sheet to read."""
        context = self.context
        views = sheets(context.projector, context.workspace_id, context.lens)
        view = next((each for each in views if each.id == sheet_id), None)
        if view is None:
            return
        self.close_reading()
        self.reading = ReadingPage(context, view)
        self.reading.back.connect(self.close_reading)
        self.reading.go_on.connect(self._go_on)
        self._pages.addWidget(self.reading)
        self._pages.setCurrentWidget(self.reading)

    def close_reading(self) -> None:
        """Back to all sheets."""
        page, self.reading = self.reading, None
        if page is not None:
            self._pages.setCurrentWidget(self._main)
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _go_on(self, sheet_id: str) -> None:
        row = self.context.case.rows.get("child_sheet", sheet_id)
        if row is not None:
            seat = Seat(row["child_id"], sheet_id)
            more = {"made_with": row["made_with"] or "", "place": row["place"] or ""}
            self.sit_down(Sitting.begin(self.context.case, [seat], self.context.lens, **more))

    def _sit(self) -> None:
        self.open_start()

    def _share(self) -> None:
        self.context.share("houses")

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: go on with what was under way, and catch up with what happened elsewhere."""
        self._resume()
        super().showEvent(event)
