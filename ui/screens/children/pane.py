"""One child's half (or all) of the window: from choosing a sheet to being finished with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.casework import ChangeSet
from models.sheets import PATH
from ui.context import CaseContext
from ui.lock import finish_editing
from ui.screens.children.choose_page import ChoosePage, OrderPage
from ui.screens.children.deeds import SheetDeeds
from ui.screens.children.item_page import ItemPage
from ui.screens.children.kit import BigButton, ChildHead, page_column
from ui.screens.children.people_page import WITH_PEOPLE, PeoplePage
from ui.screens.children.picker import PicturePage
from ui.screens.children.sheet_page import SheetPage
from ui.screens.children.sitting import Seat, Sitting
from ui.screens.children.who_page import WhoPage
from ui.screens.children.words import said, tr
from ui.screens.scaling.speech import Voice
from ui.widgets import Label, ScrollArea, announce, column, focus_first

_FROM = ("child_sheet", "sheet_item", "sheet_permission", "scene", "scene_item", "score", "round")


class FinishedPage(QWidget):
    """The child said that it is finished. ``again()``, ``another()``; ``stopped()`` of its head."""

    again = Signal()
    another = Signal()

    def __init__(self, name: str, *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("finishedPage")
        body = page_column(self, narrow=narrow)
        self.head = ChildHead("", who=False, read=False)
        body.addWidget(self.head)
        body.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Label(tr("Thank you, {name}").format(name=name), "hero", align=middle))
        body.addWidget(Label(tr("Everything is kept, just as you said it."), "childWords", "ink2", align=middle))
        for key, text, icon in (
            ("again", tr("Look at it again"), "eye"), ("another", tr("Do another one"), "plus"),
        ):  # fmt: skip
            button = BigButton(text, name=key, kind="outline", icon=icon)
            button.clicked.connect(self.again if key == "again" else self.another)
            body.addWidget(button, 0, middle)
        body.addStretch(3)


class _Held(QWidget):
    """Holds a page as high as the window where it fits, else as high as it must be.

    A scroll area asks what height a page would like best; here the least is enough, so that tools stay in sight.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.page = page
        page.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """Qt: the least at the present width."""
        layout = self.page.layout()
        least = self.page.minimumSizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), layout.totalMinimumHeightForWidth(max(self.width(), least.width())))

    def event(self, event: QEvent) -> bool:
        """Qt: the page needs another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the page fills it."""
        self.page.setGeometry(self.rect())
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class ChildPane(QWidget):
    """Everything one child does. ``stopped()``: it wants to stop, or somebody else does."""

    stopped = Signal()

    def __init__(self, context: CaseContext, sitting: Sitting, seat: Seat, *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"pane-{seat.child_id}")
        self.context, self.seat, self._narrow = context, seat, narrow
        self.deeds = SheetDeeds(context, sitting, seat)
        # Large letters may need more than the window's height: then the page scrolls, and nothing is cut.
        self._scroll = ScrollArea(name="childScroll")
        column(self).addWidget(self._scroll)
        self._page: QWidget | None = None
        self._item: ItemPage | None = None
        self._active = ""
        self._voice: Voice | None = None
        self.begin()

    # ---- pages ------------------------------------------------------------------------------------------------
    @property
    def page(self) -> QWidget | None:
        """What the child looks at."""
        return self._page

    def begin(self) -> None:
        """The sheet in front of the child; where there is none, which one would it like?"""
        view = self.deeds.view
        if view is None:
            self.show_choice()
        elif not any(part.items for part in view.parts) and not self._has_order():
            self.show_order()
        else:
            self.show_sheet()

    def _has_order(self) -> bool:
        row = self.context.case.rows.get("child_sheet", self.seat.sheet_id)
        return bool(row and row["part_order"])

    def _show(self, page: QWidget, *, keep: QWidget | None = None) -> None:
        old, self._page = self._page, page
        if isinstance(old, WhoPage):
            old.settle()
        if old is not None:
            if old is not keep:
                finish_editing(old)
            old.hide()
            old.setParent(self)
            if old is not keep:
                old.deleteLater()
        head = page.findChild(ChildHead)
        if head is not None and page.property("wired") is None:
            page.setProperty("wired", True)
            head.stopped.connect(self.stopped)
            head.read.connect(self._read)
        held = _Held(page)
        self._scroll.setWidget(held)
        held.setAutoFillBackground(False)
        page.show()
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes to what a child would press first."""
        first = getattr(self._page, "first", None)
        if isinstance(first, QWidget):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._page is not None:
            focus_first(self._page)

    def show_choice(self) -> None:
        """Which sheet?"""
        self.seat.sheet_id = ""
        page = ChoosePage(self.deeds, narrow=self._narrow)
        page.begun.connect(self._on_begun)
        page.opened.connect(self._on_sheet)
        self._show(page)

    def show_order(self) -> None:
        """Which part first?"""
        view = self.deeds.view
        if view is not None:
            page = OrderPage(view, narrow=self._narrow)
            page.ordered.connect(self._on_ordered)
            self._show(page)

    def show_sheet(self) -> None:
        """The whole sheet."""
        view = self.deeds.view
        if view is None:
            self.show_choice()
            return
        page = SheetPage(self.deeds, view, active=self._active, narrow=self._narrow)
        page.begun.connect(self.begin_item)
        page.opened.connect(self.open_item)
        page.finished.connect(self._on_finished)
        page.reorder.connect(self.show_order)
        page.head.who.connect(self.ask_who)
        self._show(page)
        announce(self, view.title)

    # ---- one thing --------------------------------------------------------------------------------------------
    def begin_item(self, part: str, how: str) -> None:
        """Something new in a part: draw it, write it, or choose a picture (draw, write, stickers)."""
        self._active = part
        if how == "write" and part in WITH_PEOPLE:
            self.ask_person(part)
            return
        page = self._open(part, "")
        if how == "draw":
            page.begin_drawing()
        elif how == "stickers":
            self.choose_picture()
        else:
            page.begin_writing()

    def ask_person(self, part: str) -> None:
        """Who is to be put into a part of the safety house?"""
        page = PeoplePage(self.deeds, part, narrow=self._narrow)
        page.chosen.connect(self._on_person)
        page.other.connect(self._on_other)
        page.head.back.connect(self.show_sheet)
        self._show(page)

    def _on_person(self, person_id: str, name: str) -> None:
        self.deeds.add(self._active, name, person_id=person_id, is_quotation=False)
        self.show_sheet()

    def _on_other(self) -> None:
        self._open(self._active, "").begin_writing()

    def open_item(self, item_id: str) -> None:
        """A thing that is there."""
        item = self.deeds.item(item_id)
        if item is not None:
            self._open(item.part, item_id)

    def _open(self, part: str, item_id: str) -> ItemPage:
        self._active = part if part != PATH else self._active
        page = ItemPage(self.deeds, part, item_id, narrow=self._narrow)
        page.done.connect(self._item_done)
        page.who.connect(self.ask_who)
        page.stickers_wanted.connect(self.choose_picture)
        self._item = page
        self._show(page)
        return page

    def _item_done(self) -> None:
        page, self._item = self._item, None
        if page is not None:
            page.leave()
            self._active = page.part if page.part != PATH else self._active
        self.show_sheet()

    def choose_picture(self) -> None:
        """Pictures of the library for the thing on the page."""
        item = self._item
        if item is not None:
            page = PicturePage(self.context, item.field.text(), narrow=self._narrow)
            page.chosen.connect(self._on_picture)
            page.head.back.connect(self._back_to_item)
            self._show(page, keep=item)
            page.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picture(self, code: str, name: str) -> None:
        item = self._item
        self._back_to_item()
        if item is not None:
            item.put_picture(code, name)

    def ask_who(self, item_id: str = "") -> None:
        """Who may see this thing, or the sheet?"""
        page = WhoPage(self.deeds, item_id, narrow=self._narrow)
        page.done.connect(self._back_to_item)
        page.head.back.connect(self._back_to_item)
        self._show(page, keep=self._item)

    def _back_to_item(self) -> None:
        if self._item is None:
            self.show_sheet()
        else:
            self._show(self._item)
            self._item.refresh()

    # ---- what pages say ---------------------------------------------------------------------------------------
    def _on_begun(self, kind: str) -> None:
        self.deeds.start(kind)
        self.begin()

    def _on_sheet(self, sheet_id: str) -> None:
        self.seat.sheet_id = sheet_id
        self.begin()

    def _on_ordered(self, parts: list[str]) -> None:
        if parts:
            self.deeds.order(parts)
            self._active = parts[0]
        self.show_sheet()

    def _on_finished(self) -> None:
        self.deeds.finish()
        view = self.deeds.view
        page = FinishedPage(view.child.name if view else "", narrow=self._narrow)
        page.again.connect(self.show_sheet)
        page.another.connect(self.show_choice)
        self._show(page)

    def _read(self) -> None:
        view = self.deeds.view
        if view is not None:
            self._voice = self._voice or Voice(self)
            lines = [f"{part.title}: {'. '.join(said(item) for item in part.items)}" for part in view.parts]
            self._voice.say(f"{view.title}. {'. '.join(lines)}")

    # ---- following --------------------------------------------------------------------------------------------
    def follow(self, change: ChangeSet) -> None:
        """Show what changed, wherever it was changed."""
        if not change.touches(*_FROM):
            return
        page = self._page
        if isinstance(page, SheetPage | ItemPage):
            if self.seat.sheet_id and self.deeds.view is None:
                self._item = None
                self.show_choice()  # the sheet was undone, or is kept from children now
            else:
                page.refresh()

    def settle(self) -> None:
        """Keep everything that is being written."""
        if self._item is not None:
            self._item.leave()
        if isinstance(self._page, WhoPage):
            self._page.settle()
        finish_editing(self)
