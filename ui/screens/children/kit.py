"""What a child presses: large buttons, the bar beneath a page, the head above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.children.words import tr
from ui.screens.scaling.speech import can_speak
from ui.theme import theme
from ui.widgets import Button, FlowLayout, Label, Pressable, announce, column, paint_frame
from ui.widgets.drawing_canvas.bars import Swatch, ToolButton
from ui.widgets.drawing_canvas.words import colours

TARGET = 48
"""The least height of anything a child presses, in pixels."""


class BigButton(Button):
    """A button that a child hits."""

    def __init__(self, text: str, *, name: str, kind: str = "quiet", icon: str = "", heard: str = "") -> None:
        super().__init__(text, name=name, kind=kind, icon=icon, size="large", heard=heard)

    def sizeHint(self) -> QSize:
        """Qt: never under 48 px, 56 where it is the main thing."""
        hint = super().sizeHint()
        least = 56 if self.kind == "primary" else TARGET
        return QSize(max(hint.width(), least), max(hint.height(), theme().px(least), least))


class PressBox(Pressable):
    """A box to press with a layout of labels in it: as tall as they need at its width."""

    hover_token = "hover"

    def __init__(self, *, name: str, heard: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def settle(self) -> None:
        """Let presses on what stands in it be presses on the box."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius("card")

    def hasHeightForWidth(self) -> bool:
        """Qt: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: what its layout needs, never under a child's target."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return max(needed, layout.totalMinimumSize().height() if layout else 0, TARGET)

    def sizeHint(self) -> QSize:
        """Qt: at the present width."""
        layout = self.layout()
        wide = layout.totalSizeHint().width() if layout else TARGET
        return QSize(wide, self.heightForWidth(self.width() if self.width() > 60 else wide))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be narrow."""
        layout = self.layout()
        return QSize(layout.totalMinimumSize().width() if layout else TARGET, TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tint under the pointer."""
        if self.underMouse() or self.isDown():
            paint_frame(QPainter(self), QRectF(self.rect()), fill=self.hover_token)


class ChildHead(QWidget):
    """A page's title with what stands beside it; beneath it where there is little room.

    ``back()``, ``read()``, ``who()``, ``stopped()``.
    """

    back = Signal()
    read = Signal()
    who = Signal()
    stopped = Signal()

    def __init__(self, title: str, *, back: str = "", who: bool = True, read: bool = True) -> None:
        super().__init__()
        self.title = Label(title, "childTitle", wrap=True)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().px(8))
        named = QHBoxLayout()
        named.setSpacing(theme().px(12))
        if back:
            self.back_button = BigButton(back, name="childBack", kind="outline", icon="caret-left")
            self.back_button.clicked.connect(self.back)
            named.addWidget(self.back_button)
        named.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._rows.addLayout(named, 1)
        holder = QWidget()
        self.buttons = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(4))
        self._holder = holder
        if read:
            button = BigButton(tr("Read it to me"), name="readAloud", icon="speaker-high")
            button.clicked.connect(self.read)
            if not can_speak():
                button.setEnabled(False)
                button.setToolTip(tr("no voice on this computer"))
                button.setAccessibleDescription(tr("no voice on this computer"))
            self.buttons.addWidget(button)
        if who:
            button = BigButton(tr("Who can see this?"), name="whoMaySee", icon="eye")
            button.clicked.connect(self.who)
            self.buttons.addWidget(button)
        stop = BigButton(tr("Stop for now"), name="stopChild", kind="outline", icon="hand-palm")
        stop.clicked.connect(self.stopped)
        self.buttons.addWidget(stop)
        self._rows.addWidget(holder)
        self._settle()

    def add(self, button: QWidget) -> None:
        """Put something before the buttons that are always there."""
        self._rows.insertWidget(1, button)

    def _settle(self) -> None:
        needed = self.buttons.sizeHint().width()
        self._holder.setMinimumWidth(min(needed, max(self.width(), theme().px(240))))
        wide = self.width() >= needed + theme().px(380)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() != way:
            self._rows.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in half a window the buttons stand beneath the title."""
        super().resizeEvent(event)
        self._settle()


class ChildBar(QWidget):
    """Tools at the left, then colours, then what ends or undoes. ``pressed(key)``, ``tool(key)``, ``coloured(key)``."""

    pressed = Signal(str)
    tool = Signal(str)
    coloured = Signal(str)

    def __init__(self, *, heard: str, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self.setObjectName("childBar")
        self.setAccessibleName(heard)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme().px(n) for n in (14, 8, 14, 8)))
        row.setSpacing(theme().px(8))
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=theme().px(6), row_gap=theme().px(4))
        row.addWidget(holder, 1)
        self._end = QHBoxLayout()
        self._end.setSpacing(theme().px(6))
        row.addLayout(self._end)
        self.buttons: dict[str, ToolButton] = {}
        self.swatches: dict[str, Swatch] = {}
        self._tools, self._colours = QButtonGroup(self), QButtonGroup(self)
        self._tools.buttonClicked.connect(self._on_tool)
        self._colours.buttonClicked.connect(self._on_colour)

    def add(self, key: str, text: str, icon: str, *, holds: bool = False, end: bool = False) -> ToolButton:
        """A button, or with ``holds`` a tool that stays in the hand. ``end``: at the right, where there is room."""
        button = ToolButton(text, icon, name=f"child{key.title()}", upright=True, holds=holds)
        self.buttons[key] = button
        if holds:
            self._tools.addButton(button)
        else:
            button.clicked.connect(self._on_press)
        if end and not self._narrow:
            self._end.addWidget(button)
        else:
            self._flow.addWidget(button)
        return button

    def add_colours(self) -> None:
        """The colours to draw with; the first is in the hand."""
        for colour in colours(for_child=True):
            swatch = Swatch(colour, for_child=True)
            self.swatches[colour.key] = swatch
            self._colours.addButton(swatch)
            self._flow.addWidget(swatch)
        next(iter(self.swatches.values())).setChecked(True)

    def show_tool(self, key: str) -> None:
        """Mark the tool in the hand ("" for none)."""
        self._tools.setExclusive(bool(key))
        for name, button in self.buttons.items():
            if button.isCheckable():
                button.setChecked(name == key)
        self._tools.setExclusive(True)

    def _key_of(self, found: object) -> str:
        return next(key for key, each in self.buttons.items() if each is found)

    def _on_press(self) -> None:
        self.pressed.emit(self._key_of(self.sender()))

    def _on_tool(self, button: QWidget) -> None:
        key = self._key_of(button)
        announce(self, self.buttons[key].text())
        self.tool.emit(key)

    def _on_colour(self, button: QWidget) -> None:
        assert isinstance(button, Swatch)
        announce(self, button.colour.name)
        self.coloured.emit(button.colour.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card."""
        paint_frame(QPainter(self), QRectF(self.rect()), line="line", radius=theme().px(20))


class Choices(QWidget):
    """A few large buttons of which one is pressed in. ``chosen(key)``."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], *, name: str, heard: str, now: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(heard)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self, gap=theme().px(8), row_gap=theme().px(6))
        self.buttons: dict[str, BigButton] = {}
        for key, text in choices:
            button = BigButton(text, name=f"{name}-{key}", kind="outline", heard=f"{heard}: {text}")
            button.setCheckable(True)
            button.clicked.connect(self._on_press)
            self.buttons[key] = button
            flow.addWidget(button)
        self.show_choice(now)

    def show_choice(self, key: str) -> None:
        """Mark one ("" for none)."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)
            button.set_icon("check" if each == key else "")

    def _on_press(self) -> None:
        key = next(key for key, each in self.buttons.items() if each is self.sender())
        self.show_choice(key)
        self.chosen.emit(key)


def page_column(page: QWidget, *, narrow: bool = False) -> QVBoxLayout:
    """The layout of a page in child mode: wide margins, narrow ones where two children share the window."""
    return column(page, (16, 14, 16, 12) if narrow else (44, 18, 44, 14), gap=10)
