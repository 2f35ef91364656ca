"""What the record says by itself, line by line; a press leads to where it stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.context import CaseContext
from ui.screens.at_card import reveal_card
from ui.screens.audit.words import room_of, tr
from ui.screens.children import ChildrenScreen
from ui.screens.plan import PlanScreen
from ui.screens.room import Room
from ui.screens.scaling import ScalingScreen
from ui.screens.strands import StrandsScreen
from ui.screens.words import WordsScreen
from ui.theme import theme
from ui.widgets import IconMark, Label, Pressable, column, follow_theme, paint_frame


class FoundLine(Pressable):
    """One line of evidence with the room it is found in, and the thing in there."""

    def __init__(self, text: str, room: str, thing: str = "", *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room, self.thing = room, thing
        self.setObjectName(name)
        self.setAccessibleName(tr("The record: {said}. {lead}").format(said=text, lead=room_of(room)))
        self.setToolTip(room_of(room))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(6), theme().px(3), theme().px(6), theme().px(3))
        row.setSpacing(theme().px(8))
        self._mark = IconMark("arrow-right", "next", size=16)
        self.words = Label(text, "body")
        side = QVBoxLayout()
        side.setContentsMargins(0, theme().px(4), 0, 0)  # the arrow stands on the words' first line
        side.addWidget(self._mark)
        side.addStretch(1)
        row.addLayout(side)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self._mark, self.words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setMinimumHeight(theme().target(32))  # its layout, which knows only the words, would make it lower

    def hasHeightForWidth(self) -> bool:
        """Qt: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: as high as the words, never under a target's height."""
        layout = self.layout()
        assert layout is not None
        return max(layout.totalHeightForWidth(width), self.minimumHeight())

    def sizeHint(self) -> QSize:
        """Qt: at its width."""
        return QSize(theme().px(240), self.heightForWidth(max(self.width(), theme().px(240))))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be narrow."""
        return QSize(theme().px(120), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tint under the pointer."""
        if self.underMouse() or self.isDown():
            paint_frame(QPainter(self), QRectF(self.rect()), fill="hover", radius=theme().px(8))


class FoundList(QWidget):
    """All lines of evidence of one question."""

    def __init__(self, context: CaseContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"found-{name}")
        self._context, self._name = context, name
        self._body = column(self, gap=0)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.lines: list[FoundLine] = []

    def show_lines(self, evidence: tuple[str, ...], rooms: tuple[str, ...], things: tuple[str, ...]) -> None:
        """Show what the record says now, and where."""
        lines = tuple(zip(evidence, rooms, things, strict=True))
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        for old in self.lines:
            self._body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [FoundLine(*line, name=f"found-{self._name}-{place}") for place, line in enumerate(lines)]
        for line in self.lines:
            line.clicked.connect(self._go)
            self._body.addWidget(line)

    def _go(self) -> None:
        line = self.sender()
        if isinstance(line, FoundLine):
            go_to(self._context, self, line.room, line.thing)


def go_to(context: CaseContext, page: QWidget, room: str, thing: str = "") -> None:
    """Go to where a line of the evidence is found: the room, and in there the thing itself ("strand:id")."""
    context.go("plan" if room == "meetings" else room)
    table, _, key = thing.partition(":")
    window = page.window()
    if table == "card":
        reveal_card(window, key)
        return
    shown = next((each for each in window.findChildren(Room) if each.isVisible() and _is(each, room)), None)
    if isinstance(shown, PlanScreen) and room == "meetings":
        shown.show_meetings() if not key else shown.show_meeting(key)
    elif isinstance(shown, PlanScreen):
        shown.show_part(0)
        line = shown.findChild(QWidget, f"entryMore-{key}")
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
    elif isinstance(shown, StrandsScreen | ScalingScreen) and key:
        shown.show_strand(key)
    elif isinstance(shown, WordsScreen) and key:
        shown.state.show_story(key)
    elif isinstance(shown, ChildrenScreen) and key:
        shown.read_sheet(key)


def _is(shown: Room, room: str) -> bool:
    kinds = {"plan": PlanScreen, "meetings": PlanScreen, "strands": StrandsScreen, "scaling": ScalingScreen,
             "words": WordsScreen, "children": ChildrenScreen}  # fmt: skip
    return room in kinds and isinstance(shown, kinds[room])
