"""Bigger pieces: headers, empty places, side panels, the toast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.base import Label, ScrollArea, Surface, announce, column, follow_theme, paint_frame
from ui.widgets.buttons import IconButton, LinkButton


class IconMark(QWidget):
    """An icon on its own, in a token's ink; it says nothing to a screen reader."""

    def __init__(self, icon: str, ink: str = "ink2", *, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._size = icon, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def set_icon(self, icon: str, ink: str | None = None) -> None:
        """Show another one."""
        self._icon, self._ink = icon, ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: square."""
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the icon."""
        icons.paint(QPainter(self), self._icon, QRectF(self.rect()), theme().color(self._ink))


class SectionHeader(QWidget):
    """A part's name, how many it holds, and actions at the right (``add_action``)."""

    def __init__(
        self, text: str, *, count: str = "", role: str = "label", ink: str = "ink", icon: str = "",
        icon_size: int = 20, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(8))
        if icon:
            self._row.addWidget(IconMark(icon, ink, size=icon_size))
        self.title = Label(text, role, ink, wrap=False)
        self.count = Label(count, "label", "ink2", wrap=False, bold=False)
        self._row.addWidget(self.title)
        self._row.addWidget(self.count)
        self.count.setVisible(bool(count))
        self._row.addStretch(1)

    def set_count(self, count: str) -> None:
        """Say how many ("" hides it)."""
        self.count.setText(count)
        self.count.setVisible(bool(count))

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)


class EmptyState(QWidget):
    """One picture or icon, one sentence, one main action."""

    def __init__(
        self, text: str, *, title: str = "", icon: str = "", picture: QWidget | None = None,
        action: QWidget | None = None, other: QWidget | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        body = column(self, (24, 24, 24, 24), gap=12)
        body.addStretch(3)
        if picture is not None:
            body.addWidget(picture, 0, middle)
        elif icon:
            body.addWidget(IconMark(icon, "ink3", size=40), 0, middle)
        if title:
            body.addWidget(Label(title, "hero", align=middle, wrap=False), 0, middle)
        words = Label(text, "words", "ink2", align=middle)
        words.setMaximumWidth(theme().px(540))
        wide = QHBoxLayout()
        wide.addStretch(1)
        wide.addWidget(words, 100)
        wide.addStretch(1)
        body.addLayout(wide)
        buttons = [button for button in (action, other) if button is not None]
        if buttons:
            row = QHBoxLayout()
            row.setSpacing(theme().px(12))
            row.setContentsMargins(0, theme().px(16), 0, 0)
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            body.addLayout(row)
        body.addStretch(5)


class SidePanel(Surface):
    """A panel at the right edge with a title, a scrolling body and a way to close it.

    Under 1280 px of window it floats over the page as a drawer (``set_drawer``). Put widgets into ``body``.
    """

    def __init__(
        self, title: str, *, name: str, width: int = 264, closable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__("canvas", edge=Qt.Edge.LeftEdge, parent=parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._width = width
        outer = column(self, (18, 14, 12, 0), gap=6)
        head = QHBoxLayout()
        self.title = Label(title, "lead")
        head.addWidget(self.title, 1)
        self.close_button = IconButton("x", self.tr("Close this panel"), name=f"{name}Close", size="small")
        self.close_button.clicked.connect(self.hide)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        if not closable:
            self.close_button.hide()
        inner = QWidget()
        self.body: QVBoxLayout = column(inner, (0, 0, 6, 16), gap=10)
        outer.addWidget(ScrollArea(inner, name=f"{name}Scroll"), 1)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFixedWidth(theme().px(self._width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes a panel that can be closed."""
        if event.key() == Qt.Key.Key_Escape and not self.close_button.isHidden():
            self.hide()
        else:
            super().keyPressEvent(event)


class Drawer(QObject):
    """Places a ``SidePanel`` beside its page, or over the page's right side when the window is narrow."""

    def __init__(self, panel: SidePanel, page: QWidget, row: QHBoxLayout) -> None:
        """``page`` holds ``row``; the panel is added to the row's end while there is room."""
        super().__init__(panel)
        self._panel, self._page, self._row = panel, page, row
        self._floating = False
        row.addWidget(panel)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: choose anew when the page is resized."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        narrow = self._page.window().width() < theme().px(1280)
        if narrow != self._floating:
            self._floating = narrow
            if narrow:
                self._row.removeWidget(self._panel)
                self._panel.hide()
            else:
                self._row.addWidget(self._panel)
                self._panel.show()
        if self._floating:
            width = self._panel.width()
            self._panel.setGeometry(self._page.width() - width, 0, width, self._page.height())
            self._panel.raise_()

    @property
    def floating(self) -> bool:
        """Whether it lies over the page now."""
        return self._floating


class Menu(QMenu):
    """A menu with room to press, in the look of the cards. The only style sheet there is: made as it opens.

    ``offer`` adds an entry; ``chosen(data)`` tells what was offered with the one that is pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, name: str = "menu") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        look, px = theme(), theme().px
        high = (theme().target(36) - self.fontMetrics().height()) // 2
        self.setStyleSheet(
            f"QMenu {{background: {look.color('card').name()}; border: 1px solid {look.color('lineStrong').name()};"
            f" border-radius: {px(10)}px; padding: {px(6)}px; color: {look.color('ink').name()};}}"
            f" QMenu::item {{padding: {high}px {px(22)}px {high}px {px(10)}px; border-radius: {px(6)}px;}}"
            f" QMenu::item:selected {{background: {look.color('selected').name()};}}"
            f" QMenu::item:disabled {{color: {look.color('ink3').name()};}}"
            f" QMenu::indicator {{width: {px(18)}px; height: {px(18)}px; margin-left: {px(8)}px;}}"
            f" QMenu::icon {{padding-left: {px(8)}px;}}"
            f" QMenu::separator {{height: 1px; margin: {px(6)}px; background: {look.color('line').name()};}}"
        )

    def offer(self, words: str, data: object = None, *, name: str = "", checked: bool | None = None) -> QAction:
        """Add an entry; ``checked`` says whether it is the one in force (None: nothing to mark)."""
        action = QAction(words, self)
        action.setObjectName(name)
        action.setData(data)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(self._on_action)
        self.addAction(action)
        return action

    def _on_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())

    def drop(self, under: QWidget) -> None:
        """Open beneath what was pressed, wait for an answer, and be gone."""
        self.exec(under.mapToGlobal(under.rect().bottomLeft()))
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: round corners by a mask: translucency would paint them black where nothing composes windows."""
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), theme().px(10), theme().px(10))
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))


class Toast(QWidget):
    """What just happened, at the bottom centre of a window for 8 s, with one action. A new one replaces it."""

    SECONDS = 8

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(18), 0, theme().px(12), 0)
        row.setSpacing(theme().px(14))
        self._words = Label("", "body", "onInk", wrap=False)
        self._action = LinkButton("", name="toastAction", ink="onInk")
        row.addWidget(self._words)
        row.addWidget(self._action)
        self._callback: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._action.clicked.connect(self._act)
        window.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now ("" when nothing shows)."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show ``text``; ``action`` (say "Undo") calls ``callback``. It is announced as well."""
        self._callback = callback
        self._words.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self.SECONDS * 1000)
        announce(self.parentWidget() or self, f"{text}. {action}" if action else text)

    def dismiss(self) -> None:
        """Take it away and forget its action."""
        self._timer.stop()
        self._callback = None
        self._words.setText("")
        self.hide()

    def _act(self) -> None:
        callback = self._callback
        self.dismiss()
        if callback is not None:
            callback()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        words = QFontMetrics(self._words.font()).horizontalAdvance(self._words.text()) + 4
        action = self._action.sizeHint().width() + theme().px(14) if self._action.text() else 0
        width = min(words + action + theme().px(34), window.width() - 24)
        height = theme().px(48)
        self.setGeometry((window.width() - width) // 2, window.height() - height - theme().px(24), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: stay at the bottom centre."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: an ink pill."""
        paint_frame(QPainter(self), QRectF(self.rect()), fill="ink", radius=theme().px(12))


def slide_in(widget: QWidget, start: QRect, end: QRect) -> QPropertyAnimation | None:
    """Move ``widget`` from ``start`` to ``end`` in 120 ms (at once when motion is reduced); returns what runs."""
    widget.setGeometry(end)
    duration = theme().ms()
    if duration == 0:
        return None
    motion = QPropertyAnimation(widget, b"geometry", widget)
    motion.setDuration(duration)
    motion.setStartValue(start)
    motion.setEndValue(end)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
    return motion
