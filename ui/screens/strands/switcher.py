"""Choosing a strand: side by side while they fit, else a menu. Closed strands are always in the menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.views import StrandView
from ui.theme import theme
from ui.widgets import Button, IconButton, Menu, SegmentedControl, clear

_LONGEST = 30


def short_name(name: str, longest: int = _LONGEST) -> str:
    """A name cut to a length, at a word where it can be."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut).rstrip(" ,;") + "…"


class StrandSwitcher(QWidget):
    """Shows the strands with their numbers; ``chosen(strand id)`` when a person picks one."""

    chosen = Signal(str)

    def __init__(self, *, name: str, least: int = 1, parent: QWidget | None = None) -> None:
        """``least``: from how many strands on it is shown at all."""
        super().__init__(parent)
        self.setObjectName(name)
        self._name, self._least = name, least
        self._strands: tuple[StrandView, ...] = ()
        self._current = ""
        self._open: tuple[StrandView, ...] = ()
        self._as_menu = False
        self._room = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Qt: never a reason for a wider window; ``fit`` finds the look for the room there is."""
        return QSize(theme().px(60), self.sizeHint().height())

    def show_strands(self, strands: Sequence[StrandView], current: str) -> None:
        """Show these, one of them chosen."""
        shape = [(s.id, s.name, s.number, s.closed_on) for s in strands]
        if shape == [(s.id, s.name, s.number, s.closed_on) for s in self._strands] and current == self._current:
            return
        self._strands, self._current = tuple(strands), current
        self._open = tuple(s for s in strands if not s.closed_on)
        self._build()

    def fit(self, room: int) -> None:
        """Say how many pixels there are for it; a menu takes the least."""
        self._room = room
        if self._as_menu != self._wants_menu():
            self._build()

    def _wants_menu(self) -> bool:
        chosen = next((s for s in self._strands if s.id == self._current), None)
        font = QFontMetrics(theme().font("label", bold=True, size=14))
        width = sum(font.horizontalAdvance(short_name(s.name)) + theme().px(54) for s in self._open)
        return (chosen is not None and bool(chosen.closed_on)) or (0 < self._room < width)

    def _build(self) -> None:
        clear(self._row)
        self.setVisible(len(self._strands) >= self._least)
        self._as_menu = self._wants_menu()
        chosen = next((s for s in self._strands if s.id == self._current), None)
        if self._as_menu and chosen is not None:
            text = f"{chosen.number}  {short_name(chosen.name, 22)}"
            button = Button(text, name=f"{self._name}Menu", icon="path", menu=True, pill=True,
                            heard=self.tr("Strand: {name}. Choose another").format(name=chosen.name))  # fmt: skip
            button.clicked.connect(self._open_menu)
            self._row.addWidget(button)
        elif self._open:
            self._add_segments()
            if len(self._open) < len(self._strands):
                more = IconButton("dots-three", self.tr("Closed strands"), name=f"{self._name}Closed")
                more.clicked.connect(self._open_menu)
                self._row.addWidget(more)
        self.updateGeometry()

    def _add_segments(self) -> None:
        index = next((i for i, s in enumerate(self._open) if s.id == self._current), 0)
        control = SegmentedControl(
            [short_name(s.name) or self.tr("No name yet") for s in self._open], name=f"{self._name}Strand",
            heard=self.tr("Strand"), current=index, numbers=True,
        )  # fmt: skip
        control.chosen.connect(self._segment)
        self._row.addWidget(control)

    def _segment(self, index: int) -> None:
        if 0 <= index < len(self._open):
            self.chosen.emit(self._open[index].id)

    def menu(self) -> Menu:
        """Every strand, closed ones last (made apart from showing it, so that a test can read it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for strand in self._strands:
            if strand.closed_on and menu.actions() and not menu.actions()[-1].property("closed"):
                menu.addSeparator()
            text = f"{strand.number}  {strand.name}"
            action = QAction(self.tr("{name} (closed)").format(name=text) if strand.closed_on else text, menu)
            action.setCheckable(True)
            action.setChecked(strand.id == self._current)
            action.setData(strand.id)
            action.setProperty("closed", bool(strand.closed_on))
            action.triggered.connect(self._picked)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _picked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(str(action.data()))
