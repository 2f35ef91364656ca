"""What opens at the right of an open family, one at a time: what was done, questions to ask, the guide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QMargins, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import SidePanel

if TYPE_CHECKING:
    from ui.screens.history import HistoryPanel
    from ui.screens.library.panel import GuidePanel
    from ui.screens.questions import QuestionsPanel

# Each panel's code is loaded when somebody asks for it.

WIDE = 1500
"""From this width on (at 100 %) the guide stands beside the room instead of over its right side."""

_Panel = TypeVar("_Panel", bound=SidePanel)


class CasePanels(QObject):
    """``margins_changed(margins)``: how much of the page the room should leave to a panel that stands beside it."""

    margins_changed = Signal(QMargins)

    def __init__(
        self,
        context: CaseContext,
        page: QWidget,
        here: Callable[[], tuple[str, QWidget | None]],
        top: Callable[[], int],
    ) -> None:
        """``page``: what they stand on; ``here``: the room that is shown; ``top``: how high they begin."""
        super().__init__(page)
        self._context, self._page, self._here, self._top = context, page, here, top
        self._history: HistoryPanel | None = None
        self._questions: QuestionsPanel | None = None
        self.guide: GuidePanel | None = None
        page.installEventFilter(self)

    def toggle_history(self) -> None:
        """Open what was done, or close it again."""
        if self._is_opening(self._history):
            if self._history is None:
                from ui.screens.history import HistoryPanel

                self._history = self._added(HistoryPanel(self._context, self._page))
            self._history.show()

    def toggle_questions(self) -> None:
        """Open the questions that fit this room, or close them again."""
        if self._is_opening(self._questions):
            self._all_questions().show_for(self._here()[0])

    def toggle_guide(self) -> None:
        """Open the guide to the tool in this room, or close it again."""
        if self._is_opening(self.guide):
            if self.guide is None:
                from ui.screens.library.panel import GuidePanel

                self.guide = self._added(GuidePanel(self._context, self._page))
                self.guide.questions_asked.connect(self._ask_questions)
                self.guide.installEventFilter(self)
            self.guide.show_for(*self._here())
            self.guide.search.setFocus()

    def follow(self) -> None:
        """Another room is shown: an open guide turns to it."""
        if self.guide is not None and not self.guide.isHidden():
            self.guide.show_for(*self._here())

    def _ask_questions(self, set_key: str) -> None:
        if self._is_opening(self._questions):
            self._all_questions().show_set(set_key)

    # ---- making and placing -----------------------------------------------------------------------------------
    def _panels(self) -> list[SidePanel]:
        return [panel for panel in (self._history, self._questions, self.guide) if panel is not None]

    def _is_opening(self, panel: SidePanel | None) -> bool:
        """Close whatever is open; whether this panel was closed before, so that it should open now."""
        is_wanted = panel is None or panel.isHidden()
        for each in self._panels():
            each.hide()
        return is_wanted

    def _all_questions(self) -> QuestionsPanel:
        if self._questions is None:
            from ui.screens.questions import QuestionsPanel

            self._questions = self._added(QuestionsPanel(self._context, self._page))
        return self._questions

    def _added(self, panel: _Panel) -> _Panel:
        panel.hide()
        self._place(panel)
        return panel

    def _place(self, panel: SidePanel) -> None:
        top, page = self._top(), self._page
        panel.setGeometry(page.width() - panel.width(), top, panel.width(), page.height() - top)
        panel.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: they keep to the right edge; on a large window the room makes way for the guide while it is open."""
        kind = event.type()
        if watched is self._page and kind == QEvent.Type.Resize:
            for panel in self._panels():
                self._place(panel)
        elif kind in (QEvent.Type.Show, QEvent.Type.Hide) and self.guide is not None and watched is self.guide:
            self._place(self.guide)
            is_beside = kind == QEvent.Type.Show and self._page.width() >= theme().px(WIDE)
            self.margins_changed.emit(QMargins(0, 0, self.guide.width() if is_beside else 0, 0))
        return False
