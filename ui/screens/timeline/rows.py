"""One dated step as a row: its date, its mark on the thread, its words; what can be done with it once it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.thinking_views import EventView
from ui import fonts, icons
from ui.screens.timeline.marks import paint_mark
from ui.screens.timeline.words import ROOMS, aside, heard, tr
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, Pressable, follow_theme, paint_frame, text_width

_LONGEST_DATE = "28 Sept 2024"


def date_room() -> int:
    """How wide the dates of a list are, in pixels."""
    return max(theme().px(94), text_width(_LONGEST_DATE, theme().font("caption", bold=True, size=13.5)) + theme().px(8))


def thread_x() -> int:
    """Where the thread with the marks hangs."""
    return date_room() + theme().px(16)


def words_x() -> int:
    """Where the words begin."""
    return thread_x() + theme().px(18)


class EventRow(Pressable):
    """A row. ``chosen(id)`` on a press; ``wanted(what, id)`` for change, delete, happened, menu (with a place)."""

    chosen = Signal(str)
    wanted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, event: EventView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.event_view = event
        self.date_words = ""
        self.is_current = False
        self.may_change = self.held = False
        self.is_first = self.is_last = False
        self.setObjectName(f"event-{event.id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = Label(event.text, "body", parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tool: IconButton | None = None
        self._yes: Button | None = None
        self._no: Button | None = None
        self.clicked.connect(self._press)
        follow_theme(self._retheme)

    # ---- what it shows ----------------------------------------------------------------------------------------
    def show_event(
        self, event: EventView, date_words: str, *, current: bool, may_change: bool, held: bool = False
    ) -> None:
        """Show a step; ``current``: things stood here on the day in hand; ``held``: it is held back from readers."""
        self.event_view, self.date_words, self.held = event, date_words, held
        self.is_current, self.may_change = current, may_change
        fonts.ensure(event.text)
        if self._words.text() != event.text or self._words.bold != current:
            self._words.bold = current
            self._words.setText(event.text)
            self._words.setFont(theme().font("body", bold=current))
        said = tr("{step}, not to be shown outside the team").format(step=heard(event)) if held else heard(event)
        self.setAccessibleName(tr("{step}. Here").format(step=said) if current else said)
        self.setAccessibleDescription(tr("F2 changes it, Delete takes it away.") if may_change else "")
        self.setToolTip("" if event.text else said)
        self._show_tools()
        self.updateGeometry()
        self._arrange()
        self.update()

    def show_current(self, current: bool) -> None:
        """Only whether things stood here on the day in hand."""
        if current != self.is_current:
            self.show_event(self.event_view, self.date_words, current=current, may_change=self.may_change,
                            held=self.held)  # fmt: skip

    @property
    def asks(self) -> bool:
        """Whether it asks if the planned day came to be."""
        return self.event_view.state == "ask"

    @property
    def _leads(self) -> bool:
        """Whether it is kept in another room, which it leads to."""
        return self.event_view.source in ROOMS and not self.may_change

    def _show_tools(self) -> None:
        tool = self.is_current and (self.may_change or self._leads)
        if tool and self._tool is None:
            icon, tip = (
                ("pencil-simple", tr("Change this step")) if self.may_change else
                ("arrow-right", tr("Go to where this is kept"))
            )  # fmt: skip
            name = "changeEvent" if self.may_change else "goToEvent"
            self._tool = IconButton(icon, tip, name=name, size="small", icon_size=16, parent=self)
            self._tool.clicked.connect(self._on_tool)
        if self._tool is not None:
            self._tool.setVisible(tool)
        asks = self.asks and self.may_change
        if asks and self._yes is None:
            name = self.event_view.text
            self._yes = Button(tr("It did"), name="eventHappened", size="small",
                               heard=tr("It did happen: {step}").format(step=name), parent=self)  # fmt: skip
            self._no = Button(tr("Not that day"), name="eventNotYet", kind="quiet", size="small",
                              heard=tr("Not that day: {step}").format(step=name), parent=self)  # fmt: skip
            self._yes.clicked.connect(self._on_happened)
            self._no.clicked.connect(self._on_change)
        for button in (self._yes, self._no):
            if button is not None:
                button.setVisible(asks)

    def _retheme(self) -> None:
        self._words.setFont(theme().font("body", bold=self.is_current))
        self.updateGeometry()
        self._arrange()
        self.update()

    # ---- size -------------------------------------------------------------------------------------------------
    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(8)

    def _room(self, width: int) -> int:
        tools = theme().target(32) if self._tool is not None and not self._tool.isHidden() else 0
        return max(theme().px(60), width - words_x() - tools - theme().px(8))

    def hasHeightForWidth(self) -> bool:
        """Qt: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the words, and the question under them."""
        tall = self._words.heightForWidth(self._room(width)) + theme().px(18) + self._aside_height()
        if self.asks:
            tall += theme().line_height("caption") + theme().px(4)
            tall += theme().target(32) + theme().px(4) if self.may_change else 0
        return max(tall, theme().target(40))

    def sizeHint(self) -> QSize:
        """Qt: at the present width."""
        width = max(self.width(), theme().px(240))
        return QSize(theme().px(300), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt: room for the date and a word."""
        return QSize(theme().px(220), self.heightForWidth(max(self.width(), theme().px(240))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: words and tools keep their places."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self._arrange()

    def _top(self) -> int:
        """Where the first line of words begins."""
        return max(theme().px(9), (theme().target(40) - theme().line_height("body")) // 2)

    def _aside_height(self) -> int:
        return theme().line_height("caption") if self._aside else 0

    @property
    def _aside(self) -> str:
        """What is said small under the words."""
        said = [tr("Just us")] if self.held else []
        return ", ".join([*said, *filter(None, [aside(self.event_view)])])

    def _arrange(self) -> None:
        px = theme().px
        room, top = self._room(self.width()), self._top()
        tall = self._words.heightForWidth(room)
        self._words.setGeometry(words_x(), top, room, tall)
        if self._tool is not None:
            side = self._tool.sizeHint().width()
            middle = top + theme().line_height("body") // 2
            self._tool.setGeometry(self.width() - side - px(2), middle - side // 2, side, side)
        if self._yes is not None and self._no is not None:
            y = top + tall + self._aside_height() + theme().line_height("caption") + px(4)
            size = self._yes.sizeHint()
            self._yes.setGeometry(words_x(), y, size.width(), size.height())
            self._no.setGeometry(words_x() + size.width() + px(6), y, self._no.sizeHint().width(), size.height())

    # ---- paint ------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ground under the pointer, date, thread and mark, the question."""
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hover:
            paint_frame(painter, QRectF(self.rect()).adjusted(-2, 1, 0, -1), fill="hover", radius=self.corner_radius())
        middle = self._top() + look.line_height("body") / 2
        self._paint_thread(painter, middle)
        painter.setFont(look.font("caption", bold=self.is_current, size=13.5))
        painter.setPen(look.color("ink" if self.is_current else "ink2"))
        box = QRectF(look.px(4), middle - look.px(14), date_room() - look.px(4), look.px(28))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self.date_words, Qt.TextElideMode.ElideRight, round(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        self._paint_under(painter)

    def _paint_under(self, painter: QPainter) -> None:
        """Until when and which strand; the question."""
        look, line = theme(), theme().line_height("caption")
        spot = QRectF(words_x(), self._words.geometry().bottom() + 1, self.width() - words_x() - look.px(6), line)
        if words := self._aside:
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("ink2"))
            at = QRectF(spot)
            if self.held:
                side = look.px(13)
                icons.paint(painter, "lock-simple", QRectF(at.left(), at.center().y() - side / 2, side, side),
                            look.color("ink2"))  # fmt: skip
                at.setLeft(at.left() + side + look.px(5))
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(at.width()))
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, words)
            spot.translate(0, line)
        if self.asks:
            painter.setFont(look.font("caption", bold=True))
            painter.setPen(look.color("askInk" if not look.dark else "ink"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, tr("Did it happen?"))

    def _paint_thread(self, painter: QPainter, middle: float) -> None:
        look = theme()
        spot = QPointF(thread_x(), middle)
        painter.setPen(QPen(look.color("line"), look.px(2)))
        gap = look.px(11)
        if not self.is_first:
            painter.drawLine(QPointF(spot.x(), 0), QPointF(spot.x(), middle - gap))
        if not self.is_last:
            painter.drawLine(QPointF(spot.x(), middle + gap), QPointF(spot.x(), self.height()))
        ground = "hover" if self._hover else "canvas"
        paint_mark(painter, self.event_view, spot, look.px(12.5), here=self.is_current, ground=ground)

    # ---- what is done -----------------------------------------------------------------------------------------
    def _press(self) -> None:
        self.chosen.emit(self.event_view.id)

    def _on_change(self) -> None:
        self.wanted.emit("change", self.event_view.id)

    def _on_tool(self) -> None:
        self.wanted.emit("change" if self.may_change else "go", self.event_view.id)

    def _on_happened(self) -> None:
        self.wanted.emit("happened", self.event_view.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a double press opens the words."""
        self._on_change()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: F2 changes, Delete takes away, Enter goes to the day (and again: changes)."""
        key = event.key()
        if key == Qt.Key.Key_F2:
            self._on_change()
        elif key == Qt.Key.Key_Delete:
            self.wanted.emit("delete", self.event_view.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.wanted.emit({Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Home: "first",
                              Qt.Key.Key_End: "last"}[Qt.Key(key)], self.event_view.id)  # fmt: skip
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: everything that can be done with it."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.rect().center() if by_key else event.pos()
        self.menu_wanted.emit(self.event_view.id, self.mapToGlobal(place))
