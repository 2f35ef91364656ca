"""The panel beside the family's picture: about whatever is chosen; about nothing chosen, the key to the picture."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.screens.family.home_page import HomePage
from ui.screens.family.line_page import LinePage
from ui.screens.family.panel_key import KeyPage
from ui.screens.family.panel_kit import FactField
from ui.screens.family.panel_page import Page
from ui.screens.family.person_page import PersonPage
from ui.screens.family.person_ties import PersonTies
from ui.screens.family.state import FamilyState
from ui.screens.family.union_child import ChildPage
from ui.screens.family.union_page import UnionPage
from ui.theme import theme
from ui.widgets import LineField, ScrollArea, SidePanel

WIDTH = 300


class FamilyPanel(SidePanel):
    """Follows the choice. ``entry_wanted(mode, id)``: the entry line is to open for a person, or (child) a union."""

    entry_wanted = Signal(str, str)

    def __init__(self, state: FamilyState, parent: QWidget | None = None) -> None:
        super().__init__("", name="familyPanel", width=WIDTH, parent=parent)
        self.setAccessibleName(self.tr("About what is chosen"))
        self.state = state
        self._more = False
        self._used: tuple[str, ...] = ()
        self._shown: tuple[str, str] = ("", "")
        self._stale = False
        self.page: Page | None = None
        self.title.hide()
        self.close_button.hide()
        self.body.addStretch(1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._settle)
        state.changed.connect(self._soon)
        state.selection_changed.connect(self.refresh)
        state.options_changed.connect(self._soon)
        theme().changed.connect(self._soon)
        self.refresh()

    def _retheme(self) -> None:
        # Wider symbols to press, and the wider scroll bar, want room in touch mode.
        self.setFixedWidth(theme().px(WIDTH) + (28 if theme().touch else 0))

    # ---- what is shown ----------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show what is chosen as it stands now; the keyboard stays where it was on the page."""
        self._later.stop()
        self._stale = False
        same = self.state.selected == self._shown
        focus = QApplication.focusWidget()
        held = focus.objectName() if focus is not None and self.page and self.page.isAncestorOf(focus) else ""
        scroll = self.findChild(ScrollArea, "familyPanelScroll")
        at = scroll.verticalScrollBar().value() if scroll is not None and same else 0
        old, self.page = self.page, self._make()
        self._shown = self.state.selected
        self.page.entry_wanted.connect(self.entry_wanted)
        for field in self.page.findChildren(FactField):
            field.closed.connect(self._on_left)
        for line in self.page.findChildren(LineField):
            line.editingFinished.connect(self._on_left)
        self.body.insertWidget(0, self.page)
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        if held:
            self._refocus(held if same else "")
        if scroll is not None:
            self.body.activate()
            scroll.verticalScrollBar().setValue(at)

    def _make(self) -> Page:
        kind, key = self.state.selected
        view = self.state.view
        if kind == "person" and (person := next((p for p in view.people if p.id == key), None)):
            if person.stands_for:  # nobody yet: who it is belongs to the couple
                return UnionPage(self.state, next(u for u in view.unions if u.id == person.stands_for))
            page = PersonPage(self.state, person, more=self._more)
            page.more_changed.connect(self._on_more)
            return page
        if kind == "union" and (union := next((u for u in view.unions if u.id == key), None)):
            return UnionPage(self.state, union)
        if kind == "child" and (link := next((c for c in view.children if c.id == key), None)):
            return ChildPage(self.state, link)
        if kind == "tie" and (tie := next((t for t in view.ties if t.id == key), None)):
            return LinePage(self.state, tie)
        if kind == "home" and (home := next((h for h in view.homes if h.id == key), None)):
            return HomePage(self.state, home)
        return KeyPage(self.state, self._used)

    def _refocus(self, name: str) -> None:
        """Give the keyboard to what stands where it was, or to the first thing there."""
        assert self.page is not None
        widgets = [w for w in self.page.findChildren(QWidget) if w.isEnabled() and not w.isHidden()]
        found = next((w for w in widgets if name and w.objectName() == name.removesuffix("Editor")), None)
        found = found or next((w for w in widgets if w.focusPolicy().value & 1), None)
        if found is not None:
            found.setFocus()

    def _on_more(self, shown: bool) -> None:
        self._more = shown

    # ---- following --------------------------------------------------------------------------------------------
    def _soon(self) -> None:
        self._stale = True
        self._later.start()

    def _settle(self) -> None:
        """Show the change, unless somebody is just writing here: then when they have left."""
        if not self._stale:
            return
        if not self.writing:
            self.refresh()

    def _on_left(self) -> None:
        if self._stale:
            self._later.start()

    def show_key(self, used: tuple[str, ...]) -> None:
        """The symbols and lines in the picture (``Figure.used``), for the key."""
        if used != self._used:
            self._used = used
            if isinstance(self.page, KeyPage):
                self._soon()

    @property
    def writing(self) -> bool:
        """Whether somebody writes in a field of the page just now."""
        if self.page is None or self.state.selected != self._shown:
            return False
        lines = (f for f in self.page.findChildren(LineField) if f.hasFocus() and f.text())
        return any(f.editing for f in self.page.findChildren(FactField)) or any(True for _ in lines)

    def open_line(self, person_id: str) -> None:
        """Ask to whom a new line from somebody goes, and how they get on."""
        self.state.select("person", person_id)
        if self.page is not None and self.state.may_edit:
            ties = self.page.findChild(PersonTies)
            if isinstance(ties, PersonTies):
                self.show()
                ties.open_new()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: where it floats over the picture it can be closed."""
        super().showEvent(event)
        floats = self.window().width() < theme().px(1280)
        self.close_button.setVisible(floats)
        self.title.setVisible(floats)  # empty: it keeps the cross at the right
