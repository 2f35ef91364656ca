"""The guide beside a room: it opens where somebody is, and the room stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from models import library
from models.library import Guide, Library
from ui.context import CaseContext
from ui.screens.library.guide_view import GuideView
from ui.screens.library.paper import print_guides, save_guides
from ui.theme import theme
from ui.widgets import Button, FlowLayout, Menu, ScrollArea, SearchField, SidePanel, clear

if TYPE_CHECKING:
    from ui.screens.library.finder import Found


class GuidePanel(SidePanel):
    """``show_for(room id, room)`` opens it. ``questions_asked(set)`` for more questions like those of the guide."""

    questions_asked = Signal(str)

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__("", name="guidePanel", width=380, parent=parent)
        self.context = context
        self.title.setText(self.tr("Guide"))
        self.setAccessibleName(self.tr("Guide"))
        self._told_fault = False
        self._here: tuple[Guide, ...] = ()
        self.view: GuideView | None = None
        self.body.setContentsMargins(theme().px(4), theme().px(4), theme().px(8), theme().px(16))  # room for the ring
        self.search = SearchField(name="guideSearch", heard=self.tr("Find a guide or a question"), shortcut="",
                                  placeholder=self.tr("Find a guide or a question"))  # fmt: skip
        self.search.textChanged.connect(self._on_search)
        self.body.addWidget(self.search)
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways)
        self.body.addWidget(self._ways)
        self.found: Found | None = None
        self._add_acts()
        self.body.addStretch(1)
        context.lens_changed.connect(self._on_lens)

    def _add_acts(self) -> None:
        self._acts = QWidget()
        flow = FlowLayout(self._acts)
        more = Button(self.tr("More questions"), name="guideQuestions", icon="chats-circle", size="small")
        more.clicked.connect(self._ask_questions)
        save = Button(self.tr("Save as PDF"), name="guideSave", icon="download-simple", size="small")
        save.clicked.connect(self._save)
        paper = Button(self.tr("Print"), name="guidePrint", icon="printer", size="small")
        paper.clicked.connect(self._print)
        for button in (more, save, paper):
            flow.addWidget(button)
        self.body.addWidget(self._acts)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def library(self) -> Library:
        """The library in force; what is wrong with the authority's file is said once."""
        found, fault = library.in_force()
        if fault and not self._told_fault:
            self._told_fault = True
            self.context.say(fault)
        return found

    def show_for(self, room_id: str, room: QWidget | None) -> None:
        """Open with the guide for a room, or for the page that is shown in it."""
        shelf = self.library()
        inside = {place for guide in shelf.guides for place in guide.places if _is_shown(room, place)}
        self._here = shelf.of_place([*sorted(inside - {room_id}), room_id])
        self.search.clear()
        self.show()
        self.open((self._here or shelf.guides)[0].key)
        self.search.setFocus()

    def open(self, key: str) -> None:
        """Show a guide."""
        guide = self.library().guide(key)
        if guide is None:
            return
        self.search.clear()
        self._forget()
        note = library.own_note(self.context.case.desk, key) if self.context.lens.is_us else None
        self.view = GuideView(guide, note)
        self.view.note_written.connect(self._keep_note)
        self.body.insertWidget(self.body.indexOf(self._ways) + 1, self.view)
        self.view.show()
        self._show_ways()
        self.body.activate()
        area = self.findChild(ScrollArea, "guidePanelScroll")
        if isinstance(area, ScrollArea):
            area.verticalScrollBar().setValue(0)

    def _forget(self) -> None:
        """Take the guide away; what was typed beside it is kept first."""
        if self.view is None:
            return
        if self.context.lens.is_us and hasattr(self.view, "note"):
            self.view.note.commit()
        self.body.removeWidget(self.view)
        self.view.hide()
        self.view.deleteLater()
        self.view = None

    def _show_ways(self) -> None:
        """The other guides of this place, and the way to all."""
        clear(self._flow)
        shown = self.view.guide.key if self.view is not None else ""
        for guide in self._here if len(self._here) > 1 else ():
            way = Button(guide.title, name=f"guide-{guide.key}", size="small", pill=True,
                         kind="tint" if guide.key == shown else "outline")  # fmt: skip
            way.setProperty("guide", guide.key)
            way.clicked.connect(self._go)
            self._flow.addWidget(way)
            way.show()
        every = Button(self.tr("All guides"), name="guideAll", size="small", icon="list", menu=True)
        every.clicked.connect(self._open_menu)
        self._flow.addWidget(every)
        every.show()
        self._ways.updateGeometry()

    def guides_menu(self) -> Menu:
        """Every guide (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="guideMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, chapter in enumerate(self.library().chapters):
            if number:
                menu.addSeparator()
            for guide in chapter.guides:
                action = QAction(guide.title, menu)
                action.setData(guide.key)
                action.triggered.connect(self._on_menu)
                menu.addAction(action)
        if self.context.lens.is_us:
            menu.addSeparator()
            page = QAction(self.tr("The library on a page of its own"), menu)
            page.triggered.connect(self._to_page)
            menu.addAction(page)
        return menu

    def _to_page(self) -> None:
        self.context.go("library")

    def _open_menu(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.guides_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_menu(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.open(str(action.data()))

    def _go(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.open(str(button.property("guide")))

    def _on_search(self, words: str) -> None:
        is_searched = bool(words.strip())
        if is_searched and self.found is None:
            from ui.screens.library.finder import Found  # it brings all the questions with it

            self.found = Found(self.context.case.desk)
            self.found.opened.connect(self.open)
            self.found.said.connect(self.context.say)
            self.body.insertWidget(self.body.indexOf(self._acts), self.found)
        if self.found is not None:
            self.found.setVisible(is_searched)
            if is_searched:
                self.found.show_for(self.library(), words)
            else:
                self.found.clear()
        for part in (self.view, self._ways, self._acts):
            if part is not None:
                part.setVisible(not is_searched)

    def _on_lens(self) -> None:
        if self.view is not None and self.isVisible():
            self.open(self.view.guide.key)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _keep_note(self, key: str, text: str) -> None:
        self.context.attempt(lambda: library.keep_own_note(self.context.case.desk, key, text))

    def _ask_questions(self) -> None:
        if self.view is not None:
            self.questions_asked.emit(self.view.guide.questions_set)

    def _save(self) -> None:
        if self.view is not None:
            context, guide, words = self.context, self.view.guide, self.tr("Save the guide")
            saved = context.attempt(lambda: save_guides(self, context.services, context.case.desk, [guide], words))
            if saved:
                context.say(self.tr("Saved"))

    def _print(self) -> None:
        if self.view is not None:
            guide, desk = self.view.guide, self.context.case.desk
            self.context.attempt(lambda: print_guides(self, desk, [guide]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc empties the search first, then closes."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)


def _is_shown(room: QWidget | None, name: str) -> bool:
    page = room.findChild(QWidget, name) if room is not None else None
    return page is not None and page.isVisible()
