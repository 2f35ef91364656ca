"""One of several things, by a menu: what to share, which version, home, child or picture, which format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import Button, Label, Menu

_WIDEST = 230
"""A longer name is cut, and said whole by its tooltip and to a screen reader."""


class Pick(QWidget):
    """Its title and a menu, in one row. ``changed`` when a person picks another.

    Shown only where there is something to choose, unless ``always``.
    """

    changed = Signal()

    def __init__(
        self, name: str, title: str = "", *, always: bool = False, size: str = "small", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._always = name, always
        self._choices: list[tuple[str, str]] = [("", "")]
        self._icons: Mapping[str, str] = {}
        self._reasons: Mapping[str, str] = {}
        self.chosen = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(theme().px(8))
        self._title = Label(title, "caption", "ink2", wrap=False)
        self._title.setVisible(bool(title))
        self.button = Button("", name=name, menu=True, size=size)
        self.button.clicked.connect(self._open_menu)
        row.addWidget(self._title)
        row.addWidget(self.button)
        row.addStretch(1)

    def show_choices(
        self, title: str, choices: Sequence[tuple[str, str]], *, icons_of: Mapping[str, str] | None = None,
        reasons: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Offer these (key and name); what was chosen stays where it still is one of them, else the first is.

        ``reasons``: why some of them cannot be chosen now, by their key.
        """
        self._choices = list(choices) or [("", "")]
        self._icons, self._reasons = icons_of or {}, reasons or {}
        if self.chosen not in {key for key, _ in self._choices if key not in self._reasons}:
            self.chosen = next((key for key, _ in self._choices if key not in self._reasons), self._choices[0][0])
        self._title.setText(title)
        self._title.setVisible(bool(title) and not self._icons)
        self._show_chosen(title)
        self.setVisible(self._always or len(self._choices) > 1)

    def _show_chosen(self, title: str) -> None:
        name = next(name for key, name in self._choices if key == self.chosen)
        shown = QFontMetrics(self.button.font()).elidedText(name, Qt.TextElideMode.ElideRight, theme().px(_WIDEST))
        self.button.setText(shown)
        self.button.setToolTip(name if shown != name else "")
        self.button.setAccessibleName(f"{title}: {name}" if title else name)
        self.button.set_icon(self._icons.get(self.chosen, ""))

    @property
    def keys(self) -> list[str]:
        """What can be chosen, by key."""
        return [key for key, _ in self._choices if key not in self._reasons]

    def menu(self) -> Menu:
        """What there is to choose from."""
        menu = Menu(self, name=f"{self._name}Menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in self._choices:
            reason = self._reasons.get(key, "")
            action = QAction(f"{name}: {reason}" if reason else name, menu)
            action.setEnabled(not reason)
            action.setCheckable(True)
            action.setChecked(key == self.chosen)
            action.setData(key)
            font = action.font()
            font.setBold(key == self.chosen)  # an icon leaves no room for a tick
            action.setFont(font)
            if key in self._icons:
                action.setIcon(icons.icon(self._icons[key], theme().color("ink")))
            action.triggered.connect(self._choose)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choose(str(action.data()))

    def choose(self, key: str) -> None:
        """Another one."""
        self.chosen = key
        self.changed.emit()
