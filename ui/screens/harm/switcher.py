"""Choosing a behaviour: side by side while they fit, else a menu that says which of how many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.thinking_views import MatrixView
from ui.screens.harm.words import short, tr
from ui.theme import theme
from ui.widgets import Button, Menu, SegmentedControl, clear, follow_theme


def tab_name(matrix: MatrixView) -> str:
    """What a behaviour is called where there is little room."""
    return short(matrix.short or matrix.behaviour) or tr("No words yet")


class BehaviourSwitcher(QWidget):
    """``chosen(matrix id)`` when somebody picks another."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("harmBehaviours")
        self._matrices: tuple[MatrixView, ...] = ()
        self._current, self._room = "", 0
        self._asked: tuple[object, ...] = ()
        self._look: tuple[object, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow_theme(self._build)

    def minimumSizeHint(self) -> QSize:
        """Qt: never a reason for a wider window; ``fit`` finds the look for the room there is."""
        return QSize(theme().px(60), self.sizeHint().height())

    def show_matrices(self, matrices: Sequence[MatrixView], current: str) -> None:
        """Show these, one of them chosen."""
        self._matrices, self._current = tuple(matrices), current
        self._build()

    def fit(self, room: int) -> None:
        """Say how many pixels there are for it; a menu takes the least."""
        self._room = room
        self._build()

    @property
    def is_menu(self) -> bool:
        """Whether they do not fit side by side."""
        font = QFontMetrics(theme().font("label", bold=True, size=14))
        width = sum(font.horizontalAdvance(tab_name(m)) + theme().px(28) for m in self._matrices) + 8
        return 0 < self._room < width

    def _build(self) -> None:
        names = [(m.id, tab_name(m), m.behaviour) for m in self._matrices]
        asked = (names, self._current, self._room, theme().factor, theme().touch)
        if asked == self._asked:
            return
        self._asked = asked
        look = (names, self._current, self.is_menu, self._room if self.is_menu else 0, theme().factor)
        if look == self._look:
            return
        self._look = look
        clear(self._row)
        self.setVisible(bool(names))
        index = next((n for n, m in enumerate(self._matrices) if m.id == self._current), 0)
        if names and self.is_menu:
            self._row.addWidget(self._menu_button(index))
        elif names:
            control = SegmentedControl(
                [name for _, name, _ in names], name="harmBehaviour", heard=tr("Behaviour"), current=index
            )
            for button, matrix in zip(control.findChildren(Button), self._matrices, strict=True):
                button.setAccessibleName(matrix.behaviour)
                button.setToolTip(matrix.behaviour)
            control.chosen.connect(self._segment)
            self._row.addWidget(control)
        self.updateGeometry()

    def _menu_button(self, index: int) -> Button:
        matrix = self._matrices[index]
        place = tr("{number} of {count}").format(number=index + 1, count=len(self._matrices))
        font, name = QFontMetrics(theme().font("label", size=14)), f"{place}:  {tab_name(matrix)}"
        if self._room and font.horizontalAdvance(name) + theme().px(56) > self._room:
            name = place
        heard = tr("{place}: {behaviour}. Choose another").format(place=place, behaviour=matrix.behaviour)
        button = Button(name, name="harmBehaviourMenu", menu=True, pill=True, heard=heard)
        button.clicked.connect(self._open_menu)
        return button

    def _segment(self, index: int) -> None:
        if 0 <= index < len(self._matrices):
            self.chosen.emit(self._matrices[index].id)

    def menu(self) -> Menu:
        """Every behaviour in full (made apart from showing it, so that a test can read it)."""
        menu = Menu(self, name="harmBehavioursMenu")
        for matrix in self._matrices:
            words = f"{matrix.number}  {short(matrix.behaviour, 70)}".replace("&", "&&")
            menu.offer(words, matrix.id, name=f"harmBehaviour-{matrix.id}", checked=matrix.id == self._current)
        menu.chosen.connect(self._picked)
        return menu

    def _open_menu(self) -> None:
        self.menu().drop(self)

    def _picked(self, matrix_id: str) -> None:
        self.chosen.emit(matrix_id)
