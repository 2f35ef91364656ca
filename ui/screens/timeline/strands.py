"""Which strand's scores the chart shows: side by side where there is room, else from a menu. Closed ones too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.views import StrandTag
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import tr
from ui.widgets import Button, Menu, SegmentedControl


class StrandSwitch(QWidget):
    """Follows the state's strands; ``fit(width)`` chooses the form."""

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._shown: tuple[tuple[str, str], ...] = ()
        self._segments: SegmentedControl | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.menu_button = Button("", name="timelineStrand", menu=True, kind="outline")
        self.menu_button.clicked.connect(self._open)
        self._row.addWidget(self.menu_button)
        self._room = 10_000

    def _closed(self) -> frozenset[str]:
        return frozenset(scale.strand_id for scale in self._state.view.scales if self._state.is_closed(scale))

    def show_state(self) -> None:
        """Show the state's strands and which one is looked at."""
        tags = self._state.view.strands
        shown = tuple((tag.id, self._words(tag)) for tag in tags)
        if shown != self._shown:
            self._shown = shown
            if self._segments is not None:
                self._row.removeWidget(self._segments)
                self._segments.hide()
                self._segments.deleteLater()
                self._segments = None
            if 1 < len(tags) <= 4 and not self._closed():
                self._segments = SegmentedControl(
                    [tag.name for tag in tags], name="timelineStrands", heard=tr("Scores of which strand"), numbers=True
                )  # fmt: skip
                self._segments.chosen.connect(self._on_segment)
                self._row.insertWidget(0, self._segments)
        here = next((place for place, tag in enumerate(tags) if tag.id == self._state.strand_id), -1)
        if self._segments is not None:
            self._segments.set_current(here)
        if here >= 0:
            words = self._words(tags[here])
            metrics = self.menu_button.fontMetrics()
            self.menu_button.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(120, self._room - 60)))
            self.menu_button.setAccessibleName(tr("Scores of which strand: {name}").format(name=words))
        self.setVisible(bool(tags))
        self.fit(self._room)

    def _words(self, tag: StrandTag) -> str:
        name = f"{tag.number}  {tag.name}"
        return tr("{name} (closed)").format(name=name) if tag.id in self._closed() else name

    def fit(self, room: int) -> None:
        """Side by side where ``room`` pixels are enough."""
        self._room = room
        wide = self._segments is not None and self._segments.sizeHint().width() <= room
        if self._segments is not None:
            self._segments.setVisible(wide)
        self.menu_button.setVisible(not wide)
        self.menu_button.setEnabled(len(self._shown) > 1)

    def strand_menu(self) -> Menu:
        """The menu (built apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="timelineStrandMenu")
        for strand_id, words in self._shown:
            action = QAction(words, menu)
            action.setObjectName(f"strand-{strand_id}")
            action.setData(strand_id)
            action.setCheckable(True)
            action.setChecked(strand_id == self._state.strand_id)
            action.triggered.connect(self._pick)
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        menu = self.strand_menu()
        menu.exec(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
        menu.deleteLater()

    def _pick(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._state.show_strand(str(action.data()))

    def _on_segment(self, index: int) -> None:
        self._state.show_strand(self._state.view.strands[index].id)
