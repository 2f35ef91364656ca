"""The bars of a scene: tools and colours, and what can be done with the thing that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from models.picture_views import SceneItemView
from ui import icons
from ui.theme import theme
from ui.widgets.base import Rule, announce, follow_theme, paint_frame
from ui.widgets.buttons import Button, IconButton
from ui.widgets.drawing_canvas.hold import FREE
from ui.widgets.drawing_canvas.words import Colour, colours, tr

_BARE = 1.3
"""From this text size on, tools of the worker's bar show their icons alone; their words are said and in the tip."""


class ToolButton(Button):
    """A tool: an icon beside its word, or above it where children press."""

    def __init__(self, text: str, icon: str, *, name: str, upright: bool = False, holds: bool = True) -> None:
        self._upright, self.bare = upright, False
        super().__init__(text, name=name, kind="quiet", icon=icon, tip=text)
        self.setCheckable(holds)

    def sizeHint(self) -> QSize:
        """Qt: never under 48 px high, 56 for children."""
        words = QFontMetrics(theme().font("label", bold=True)).horizontalAdvance(self.text()) + 1
        if self._upright:
            return QSize(max(theme().px(82), words + theme().px(20)), max(theme().px(66), 56))
        if self._is_bare:
            return self.bare_size()
        return QSize(words + theme().px(20 + 5 + 16), max(theme().px(48), 48))

    def bare_size(self) -> QSize:
        """The icon alone."""
        return QSize(max(theme().px(32), 40), max(theme().px(32), 48))

    @property
    def _is_bare(self) -> bool:
        """Where letters are large or room is little the icon stands alone, so that the bar fits beside a story."""
        return not self._upright and (self.bare or theme().factor > _BARE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the icon and the word; heavier while it is in the hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line, ink = self._colors()
        if fill is not None or line is not None:
            paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, radius=self.corner_radius())
        ink = theme().color("ink") if self.isEnabled() else ink
        painter.setPen(ink)
        painter.setFont(theme().font("label", bold=self.isChecked()))
        size, box = theme().px(24 if self._upright else 20), QRectF(self.rect())
        if self._upright:
            icons.paint(painter, self.icon_name, QRectF((box.width() - size) / 2, theme().px(10), size, size), ink)
            painter.drawText(
                box.adjusted(0, theme().px(34), 0, -theme().px(4)), Qt.AlignmentFlag.AlignCenter, self.text()
            )
            return
        left = (box.width() - size) / 2 if self._is_bare else theme().px(8)
        icons.paint(painter, self.icon_name, QRectF(left, (box.height() - size) / 2, size, size), ink)
        if self._is_bare:
            return
        painter.drawText(box.adjusted(left + size + theme().px(5), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class Swatch(QPushButton):
    """A colour to draw with; its name is said, and shown when the pointer rests on it."""

    def __init__(self, colour: Colour, *, for_child: bool) -> None:
        super().__init__()
        self.colour, self._for_child = colour, for_child
        self.setObjectName(f"colour{colour.name.title().replace(' ', '')}")
        self.setAccessibleName(tr("Colour: {name}").format(name=colour.name.lower()))
        self.setToolTip(colour.name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def sizeHint(self) -> QSize:
        """Qt: a target for a finger; the worker's does not grow with the letters: it holds none."""
        if self._for_child:
            return QSize(max(theme().px(60), 56), max(theme().px(60), 56))
        return QSize(40, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a disc; a ring round the one in the hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        radius = theme().px(22) if self._for_child else 14
        painter.setPen(QPen(theme().color("lineStrong"), 1))
        painter.setBrush(theme().color(self.colour.key))
        painter.drawEllipse(middle, radius, radius)
        if self.isChecked():
            ring = radius + (theme().px(4.5) if self._for_child else 4.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("ink"), 2.5))
            painter.drawEllipse(middle, ring, ring)


class ToolBar(QWidget):
    """Tools at the left, colours at the right.

    ``tool_chosen(key)``: choose, pen, fill, rub; ``pressed(key)``: words, photo, stickers, undo; ``coloured(key)``.
    Put more at its right end with ``add_end``.
    """

    tool_chosen = Signal(str)
    pressed = Signal(str)
    coloured = Signal(str)

    def __init__(self, *, for_child: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sceneTools")
        self.setAccessibleName(tr("Drawing tools"))
        self._for_child = for_child
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        side = theme().px(12 if for_child else 4)
        self._row.setContentsMargins(side, theme().px(8 if for_child else 2), side, theme().px(8 if for_child else 2))
        self._row.setSpacing(theme().px(4) if for_child else 0)
        self.buttons: dict[str, ToolButton] = {}
        self._tools = QButtonGroup(self)
        self._colours = QButtonGroup(self)
        self._add_tools()
        if for_child:
            self._row.addSpacing(theme().px(10))
            self._row.addWidget(Rule(upright=True))
            self._row.addSpacing(theme().px(10))
        else:
            self._row.addStretch(1)
        for colour in colours(for_child=for_child):
            swatch = Swatch(colour, for_child=for_child)
            self._colours.addButton(swatch)
            self._row.addWidget(swatch)
        self._row.addStretch(1 if for_child else 0)
        if for_child:
            self._add("undo", tr("Undo"), "arrow-u-up-left", holds=False)
        self._colours.buttons()[0].setChecked(True)
        self._tools.buttonClicked.connect(self._on_tool)
        self._colours.buttonClicked.connect(self._on_colour)

    def _add_tools(self) -> None:
        if self._for_child:
            self._add("pen", tr("Draw"), "pencil-simple")
            self._add("fill", tr("Fill"), "paint-bucket")
            self._add("words", tr("Write"), "text-t", holds=False)
            self._add("stickers", tr("Stickers"), "sticker", holds=False)
            self._add("choose", tr("Move"), "hand-tap")
            self._add("rub", tr("Rub out"), "eraser")
            return
        self._add("choose", tr("Choose"), "hand-tap")
        self._add("pen", tr("Pen"), "pencil-simple")
        self._add("fill", tr("Fill"), "paint-bucket")
        self._add("rub", tr("Rub out"), "eraser")
        self._add("words", tr("Words"), "text-t", holds=False)
        self._add("photo", tr("Photo"), "camera", holds=False)

    def _add(self, key: str, text: str, icon: str, *, holds: bool = True) -> None:
        button = ToolButton(text, icon, name=f"tool{key.title()}", upright=self._for_child, holds=holds)
        self.buttons[key] = button
        if holds:
            self._tools.addButton(button)
        else:
            button.clicked.connect(self._on_press)
        self._row.addWidget(button)

    def add_end(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget)

    def show_tool(self, key: str) -> None:
        """Mark the tool in the hand."""
        self.buttons[key].setChecked(True)

    def show_colour(self, key: str) -> None:
        """Mark the colour in the hand, where it is on the bar."""
        for swatch in self._colours.buttons():
            if isinstance(swatch, Swatch) and swatch.colour.key == key:
                swatch.setChecked(True)

    @property
    def first_colour(self) -> str:
        """The colour to begin with."""
        return colours(for_child=self._for_child)[0].key

    def _on_tool(self, button: QWidget) -> None:
        key = next(key for key, each in self.buttons.items() if each is button)
        announce(self, self.buttons[key].text())
        self.tool_chosen.emit(key)

    def _on_press(self) -> None:
        sender = self.sender()
        self.pressed.emit(next(key for key, each in self.buttons.items() if each is sender))

    def _on_colour(self, button: QWidget) -> None:
        assert isinstance(button, Swatch)
        announce(self, button.colour.name)
        self.coloured.emit(button.colour.key)

    def minimumSizeHint(self) -> QSize:
        """Qt: in little room the tools' words go."""
        hint = super().minimumSizeHint()
        if self._for_child:
            return hint
        spared = sum(each.sizeHint().width() - each.bare_size().width() for each in self.buttons.values())
        return QSize(hint.width() - spared, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the tools' words stand beside them where there is room."""
        super().resizeEvent(event)
        if self._for_child:
            return
        for each in self.buttons.values():
            each.bare = False
        bare = self.width() < super().sizeHint().width()
        for each in self.buttons.values():
            each.bare = bare
            each.updateGeometry()
            each.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card."""
        paint_frame(
            QPainter(self), QRectF(self.rect()), line="line", radius=theme().px(20) if self._for_child else None
        )


class _Deed(IconButton):
    """A button of a side in pixels, which does not grow with the letters: all of them fit over the sheet."""

    def __init__(self, icon: str, tip: str, side: int, *, name: str) -> None:
        self._side = side
        super().__init__(icon, tip, name=name)

    def _icon_px(self) -> int:
        return min(theme().px(22), self._side - 14)

    def sizeHint(self) -> QSize:
        """Qt: a square target."""
        return QSize(self._side, self._side)


class ChosenBar(QWidget):
    """What can be done with the chosen thing, floating over the sheet.

    ``pressed(key)``: smaller, larger, left, right, flip, front, back, copy, remove, write, face, pose, shows.
    """

    pressed = Signal(str)

    def __init__(self, *, for_child: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chosenBar")
        self.setAccessibleName(tr("What is chosen"))
        self._canvas = parent
        side = 56 if for_child else 44
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme().px(3),) * 4)
        row.setSpacing(0)
        self.buttons: dict[str, IconButton] = {}
        for key, icon, tip in (
            ("write", "text-t", tr("Write")), ("face", "smiley", tr("Face")), ("pose", "person", tr("Pose")),
            ("smaller", "minus", tr("Smaller")), ("larger", "plus", tr("Larger")),
            ("left", "arrow-counter-clockwise", tr("Turn left")), ("right", "arrow-clockwise", tr("Turn right")),
            ("flip", "flip-horizontal", tr("Flip")), ("front", "arrow-line-up", tr("In front of all")),
            ("back", "arrow-line-down", tr("Behind all")), ("copy", "copy", tr("Copy")),
            ("shows", "tag", tr("Say what it shows")), ("remove", "trash", tr("Take out")),
        ):  # fmt: skip
            button = _Deed(icon, tip, side, name=f"chosen{key.title()}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._on_press)
            self.buttons[key] = button
            row.addWidget(button)
        self.hide()

    def show_for(self, item: SceneItemView) -> None:
        """Offer what this thing can do."""
        self.buttons["write"].setVisible(item.kind in FREE)
        self.buttons["shows"].setVisible(item.kind not in FREE)
        for key in ("face", "pose"):
            self.buttons[key].setVisible(item.kind == "figure")
        self.adjustSize()
        self.show()
        self.raise_()

    def take_focus(self) -> None:
        """The keyboard goes to the first button."""
        first = next(button for button in self.buttons.values() if not button.isHidden())
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back to the picture."""
        if event.key() == Qt.Key.Key_Escape:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_press(self) -> None:
        sender = self.sender()
        self.pressed.emit(next(key for key, each in self.buttons.items() if each is sender))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card with an edge: it lies over the picture."""
        paint_frame(QPainter(self), QRectF(self.rect()), line="lineStrong", radius=theme().px(12))
