"""Reading together: the pages as they are printed, one at a time over the whole window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.drawing import Page
from models.drawings.figures import default_look
from models.drawings.story_sheet import storybook
from models.looks import look_view
from models.photos import load_blobs
from models.picture_views import LookView, StoryView
from models.scenes import photo_keys
from models.views import PersonView
from ui.context import CaseContext
from ui.painter import paint_page
from ui.screens.whole_window import WholeWindow
from ui.screens.words.voice import Voice
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, announce, column, paint_frame


class PageView(QWidget):
    """One page, as large as there is room. ``turned(steps)``: pressed in its right or left half."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyPage")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._page: Page | None = None
        self._made: QPixmap | None = None

    def show_page(self, page: Page | None, said: str) -> None:
        """Show a page; ``said``: what is on it, for those who hear it."""
        self._page, self._made = page, None
        self.setAccessibleName(said)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: painted anew at the new size."""
        super().resizeEvent(event)
        self._made = None

    def _box(self) -> QRectF:
        assert self._page is not None
        scale = min(self.width() / self._page.width, self.height() / self._page.height)
        wide, high = self._page.width * scale, self._page.height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the page, a line round it."""
        if self._page is None or self.width() < 2:
            return
        box, ratio = self._box(), self.devicePixelRatioF()
        if self._made is None:
            self._made = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
            self._made.setDevicePixelRatio(ratio)
            self._made.fill(Qt.GlobalColor.white)
            inner = QPainter(self._made)
            zoom = box.width() / self._page.width
            inner.scale(zoom, zoom)
            paint_page(inner, self._page)
            inner.end()
        painter = QPainter(self)
        painter.drawPixmap(box.topLeft(), self._made)
        paint_frame(painter, box, fill=None, line="line", radius=0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a press turns the page, forward at the right, back at the left."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.turned.emit(1 if event.position().x() > self.width() / 2 else -1)


class ReadingPage(WholeWindow):
    """The whole story to be read with the children. ``left()``; ``told()``: it was read, to be written down."""

    left = Signal()
    told = Signal()

    def __init__(self, context: CaseContext, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingPage")
        self._context, self._voice = context, voice
        self._view: StoryView | None = None
        self._pages: tuple[Page, ...] = ()
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noFocusRing", True)
        body = column(self, (16, 10, 16, 12), gap=8)
        body.addLayout(self._make_top())
        middle = QHBoxLayout()
        middle.setSpacing(theme().px(10))
        self.back_button = IconButton("caret-left", tr("The page before"), name="pageBefore", size="huge", icon_size=28)
        self.next_button = IconButton("caret-right", tr("The next page"), name="pageNext", size="huge", icon_size=28)
        self.back_button.clicked.connect(self._on_left)
        self.next_button.clicked.connect(self._on_right)
        self.page = PageView()
        self.page.turned.connect(self._on_side)
        middle.addWidget(self.back_button)
        middle.addWidget(self.page, 1)
        middle.addWidget(self.next_button)
        body.addLayout(middle, 1)

    def _make_top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(theme().px(12))
        self.leave_button = Button(tr("Close the story"), name="leaveReading", icon="x", kind="quiet", key="Esc")
        self.leave_button.clicked.connect(self.leave)
        top.addWidget(self.leave_button)
        top.addStretch(1)
        self.count = Label("", "body", "ink2", wrap=False)
        top.addWidget(self.count)
        top.addStretch(1)
        self.aloud = Button(tr("Read aloud"), name="readPageAloud", icon="speaker-high", kind="quiet")
        self.aloud.clicked.connect(self._on_aloud)
        top.addWidget(self.aloud)
        self.told_button = Button(tr("It was read to the children"), name="toldFromReading", icon="check")
        self.told_button.clicked.connect(self._on_told)
        top.addWidget(self.told_button)
        return top

    # ---- which page -------------------------------------------------------------------------------------------
    def open(self, view: StoryView, frame: int = 0) -> None:
        """Show a version from its cover, or from one of its frames."""
        self._view = view
        self._pages = self._laid(view)
        reason = self._voice.reason
        if not reason and not self._voice.speaks(view.language):
            reason = tr("The voice of this computer does not speak this language.")
        self.aloud.setEnabled(not reason)
        self.aloud.setToolTip(reason)
        self.aloud.setAccessibleDescription(reason)
        self.turn_to(frame)
        self.fill()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _laid(self, view: StoryView) -> tuple[Page, ...]:
        context = self._context

        def look(child: PersonView) -> LookView:
            return look_view(context.projector, child.id, context.lens) or default_look(child)

        keys = set().union(*(photo_keys(frame.scene) for frame in view.frames if frame.scene))
        blobs = load_blobs(context.case, keys) if keys else {}
        return storybook(view, None, blobs, look=look).drawing().pages

    def turn_to(self, place: int) -> None:
        """Show a page, counted from 0."""
        if not self._pages:
            return
        self.place = min(max(place, 0), len(self._pages) - 1)
        said = tr("Page {n} of {all}").format(n=self.place + 1, all=len(self._pages))
        frame = self._frame_words()
        self.page.show_page(self._pages[self.place], f"{said}. {frame}" if frame else said)
        self.count.setText(said)
        is_rtl = self._view is not None and self._view.rtl
        first, last = self.place == 0, self.place == len(self._pages) - 1
        self.back_button.setEnabled(not (last if is_rtl else first))
        self.next_button.setEnabled(not (first if is_rtl else last))
        self.told_button.setVisible(last and self._view is not None)
        announce(self, self.page.accessibleName())

    def _frame_words(self) -> str:
        """What is said on the page that is shown (a frame whose words go on has more than one)."""
        if self._view is None:
            return ""
        frames = self._view.frames
        if self.place == 0:
            return self._view.title
        return frames[self.place - 1].words if self.place <= len(frames) else ""

    # ---- turning ----------------------------------------------------------------------------------------------
    def _on_side(self, side: int) -> None:
        """Forward lies where the language reads to."""
        self.turn_to(self.place + (-side if self._view is not None and self._view.rtl else side))

    def _on_left(self) -> None:
        self._on_side(-1)

    def _on_right(self) -> None:
        self._on_side(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows, space and the page keys turn; Esc closes."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._on_side(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self.turn_to(self.place + 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Backspace):
            self.turn_to(self.place - 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turn_to(0 if key == Qt.Key.Key_Home else len(self._pages) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: a turn of the wheel turns the page."""
        if event.angleDelta().y():
            self.turn_to(self.place + (1 if event.angleDelta().y() < 0 else -1))

    # ---- leaving ----------------------------------------------------------------------------------------------
    def leave(self) -> None:
        """Back to the studio."""
        self._close()
        self.left.emit()

    def _on_told(self) -> None:
        self._close()
        self.told.emit()

    def _close(self) -> None:
        self._voice.stop()
        self.give_back()
        self._pages, self._view = (), None
        self.page.show_page(None, "")

    def _on_aloud(self) -> None:
        if self._view is not None:
            self._voice.say(self._frame_words(), self._view.language)
