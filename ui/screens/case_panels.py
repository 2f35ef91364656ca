"""What opens at the right of an open family, one at a time: what was done, questions to ask, the guide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QMargins, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.context import CaseContext
from ui.screens.history import HistoryPanel
from ui.screens.library.panel import GuidePanel
from ui.screens.questions import QuestionsPanel
from ui.theme import theme
from ui.widgets import SidePanel

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
        self._made: dict[type[SidePanel], SidePanel] = {}
        page.installEventFilter(self)

    def toggle_history(self) -> None:
        """Open what was done, or close it again."""
        if self._is_opening(HistoryPanel):
            self._history().show()

    def toggle_questions(self) -> None:
        """Open the questions that fit this room, or close them again."""
        if self._is_opening(QuestionsPanel):
            self._questions().show_for(self._here()[0])

    def toggle_guide(self) -> None:
        """Open the guide to the tool in this room, or close it again."""
        if self._is_opening(GuidePanel):
            guide = self._guide()
            guide.show_for(*self._here())
            guide.search.setFocus()

    def follow(self) -> None:
        """Another room is shown: an open guide turns to it."""
        guide = self._made.get(GuidePanel)
        if isinstance(guide, GuidePanel) and not guide.isHidden():
            guide.show_for(*self._here())

    def _ask_questions(self, set_key: str) -> None:
        if self._is_opening(QuestionsPanel):
            self._questions().show_set(set_key)

    # ---- making and placing -----------------------------------------------------------------------------------
    def _is_opening(self, kind: type[SidePanel]) -> bool:
        """Close whatever is open; whether a panel of this kind was closed before, so that it should open now."""
        panel = self._made.get(kind)
        is_wanted = panel is None or panel.isHidden()
        for each in self._made.values():
            each.hide()
        return is_wanted

    def _history(self) -> HistoryPanel:
        panel = self._made.get(HistoryPanel)
        return panel if isinstance(panel, HistoryPanel) else self._added(HistoryPanel(self._context, self._page))

    def _questions(self) -> QuestionsPanel:
        panel = self._made.get(QuestionsPanel)
        return panel if isinstance(panel, QuestionsPanel) else self._added(QuestionsPanel(self._context, self._page))

    def _guide(self) -> GuidePanel:
        panel = self._made.get(GuidePanel)
        if isinstance(panel, GuidePanel):
            return panel
        made = self._added(GuidePanel(self._context, self._page))
        made.questions_asked.connect(self._ask_questions)
        made.installEventFilter(self)
        return made

    def _added(self, panel: _Panel) -> _Panel:
        panel.hide()
        self._made[type(panel)] = panel
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
            for panel in self._made.values():
                self._place(panel)
        elif kind in (QEvent.Type.Show, QEvent.Type.Hide) and isinstance(watched, GuidePanel):
            self._place(watched)
            is_beside = kind == QEvent.Type.Show and self._page.width() >= theme().px(WIDE)
            self.margins_changed.emit(QMargins(0, 0, watched.width() if is_beside else 0, 0))
        return False
