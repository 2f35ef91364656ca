"""The strip of frames: their pictures and questions; one is looked at, and its place is changed by hand or keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.acts import stories as acts
from models.picture_views import FrameView
from ui import icons
from ui.screens.words.state import StudioState
from ui.screens.words.thumbs import Thumbs
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import Button, Label, Menu, ScrollArea, announce, column, follow_theme, paint_frame

WIDTH = 124


class FrameTile(QPushButton):
    """One frame. ``chosen(id)``; ``menu_wanted(id)``; ``moved(id, steps)`` by Alt and an arrow or by hand."""

    chosen = Signal(str)
    menu_wanted = Signal(str)
    moved = Signal(str, int)
    stepped = Signal(str, int)
    remove_wanted = Signal(str)

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.frame: FrameView | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.words = Label("", "caption", max_lines=2, parent=self)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._down: QPoint | None = None
        self.clicked.connect(self._on_click)
        follow_theme(self.updateGeometry)

    def show_frame(self, frame: FrameView, *, is_chosen: bool, of: int) -> None:
        """Show a frame."""
        changed = self.frame is None or self.frame.id != frame.id or self.isChecked() != is_chosen
        self.frame = frame
        self.setObjectName(f"frame-{frame.number}")
        text = f"{frame.number} {frame.question}".strip()
        self.words.bold = is_chosen
        self.words.setFont(theme().font("caption", bold=is_chosen))
        if self.words.text() != text or changed:
            self.words.setText(text)
        self.setChecked(is_chosen)
        said = frame.words or tr("no words yet")
        heard = tr("Frame {n} of {all}: {question}. {words}")
        self.setAccessibleName(heard.format(n=frame.number, all=of, question=frame.question, words=said))
        self.updateGeometry()
        self.update()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(8)

    @property
    def _high(self) -> int:
        return round(self._wide * 0.45)

    @property
    def _wide(self) -> int:
        return theme().px(WIDTH)

    def sizeHint(self) -> QSize:
        """Qt: the picture and up to two lines."""
        return QSize(self._wide, self._high + theme().px(4) + self.words.heightForWidth(self._wide))

    def resizeEvent(self, event: object) -> None:
        """Qt: the words under the picture."""
        top = self._high + theme().px(4)
        self.words.setGeometry(0, top, self.width(), max(1, self.height() - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the small picture, else room for one; a heavy line round the one that is looked at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, self.width(), self._high)
        radius = theme().px(8)
        made = self._thumbs.pixmap(self.frame.id) if self.frame else None
        if made is None:
            paint_frame(painter, box, fill="card", line="lineStrong", radius=radius, dashed=True)
            side = theme().px(20)
            spot = QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side)
            icons.paint(painter, "pencil-simple", spot, theme().color("ink3"))
        else:
            painter.save()
            inner = QPainterPath()
            inner.addRoundedRect(box, radius, radius)
            painter.setClipPath(inner)
            painter.drawPixmap(box.toRect(), made)
            painter.restore()
            paint_frame(painter, box, fill=None, line="line", radius=radius)
        if self.isChecked():
            paint_frame(painter, box, fill=None, line="ink", width=3, radius=radius)
        elif self.underMouse():
            paint_frame(painter, box, fill=None, line="lineStrong", width=2, radius=radius)

    # ---- by hand and by keys ----------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go to the next, with Alt they move the frame; Enter looks, F2 and the menu key offer."""
        assert self.frame is not None
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.frame.id, steps)
        elif steps:
            self.stepped.emit(self.frame.id, steps)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(self.frame.id)
        elif event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_F2):
            self.menu_wanted.emit(self.frame.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with it."""
        if self.frame is not None:
            self.menu_wanted.emit(self.frame.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: perhaps it is carried."""
        self._down = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: carried over half of its neighbour it takes that one's place."""
        if self._down is not None and self.frame is not None and event.buttons() & Qt.MouseButton.LeftButton:
            by = event.position().toPoint().y() - self._down.y()
            if abs(by) > max(self.height() * 0.75, QApplication.startDragDistance()):
                self._down = None
                self.setDown(False)
                self.moved.emit(self.frame.id, 1 if by > 0 else -1)
                return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: put down."""
        self._down = None
        super().mouseReleaseEvent(event)

    def _on_click(self) -> None:
        self.setChecked(True)
        if self.frame is not None:
            self.chosen.emit(self.frame.id)


class FrameStrip(ScrollArea):
    """The frames of the version below one another, and a place for another one. ``question_wanted()``: write it."""

    question_wanted = Signal()

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(name="frameStrip", parent=parent)
        self.setAccessibleName(tr("Frames"))
        self.state = state
        self.thumbs = Thumbs(state.context, self)
        self.thumbs.ready.connect(self._on_ready)
        self.tiles: list[FrameTile] = []
        page = QWidget()
        body = column(page, (6, 6, 6, 20), gap=10)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(10))
        body.addLayout(self._list)
        self.add_button = Button(tr("Frame"), name="addFrame", icon="plus", heard=tr("Add a frame"))
        self.add_button.clicked.connect(self.add_frame)
        body.addWidget(self.add_button)
        body.addStretch(1)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFixedWidth(theme().px(WIDTH + 12) + self.verticalScrollBar().sizeHint().width())
        self.add_button.setFixedWidth(theme().px(WIDTH))

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_frames(self) -> None:
        """Show the version's frames and which one is looked at."""
        view, looked = self.state.view, self.state.frame
        frames = view.frames if view else ()
        while len(self.tiles) > len(frames):
            tile = self.tiles.pop()
            self._list.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        while len(self.tiles) < len(frames):
            self._add_tile()
        for tile, frame in zip(self.tiles, frames, strict=True):
            tile.show_frame(frame, is_chosen=looked is not None and frame.id == looked.id, of=len(frames))
        self.add_button.setVisible(self.state.can_change)
        self.show_pictures()

    def show_pictures(self) -> None:
        """Paint what changed in the pictures, while nothing else is to be done."""
        view = self.state.view
        if self.isVisible():
            self.thumbs.want(view.frames if view else (), theme().px(WIDTH), self.devicePixelRatioF())

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: now there is somebody to see them."""
        super().showEvent(event)
        if self.tiles:
            self.show_pictures()

    def _add_tile(self) -> None:
        tile = FrameTile(self.thumbs)
        tile.chosen.connect(self.state.show_frame)
        tile.menu_wanted.connect(self.open_menu)
        tile.moved.connect(self.move_frame)
        tile.stepped.connect(self._on_step)
        tile.remove_wanted.connect(self.remove_frame)
        self.tiles.append(tile)
        self._list.addWidget(tile)
        tile.show()

    def _on_ready(self, frame_id: str) -> None:
        for tile in self.tiles:
            if tile.frame is not None and tile.frame.id == frame_id:
                tile.update()

    def _tile(self, frame_id: str) -> FrameTile | None:
        return next((tile for tile in self.tiles if tile.frame is not None and tile.frame.id == frame_id), None)

    # ---- doing ------------------------------------------------------------------------------------------------
    def add_frame(self) -> None:
        """Another frame at the end; its question is written first."""
        view, case = self.state.view, self.state.context.case
        if view is None:
            return
        self.state.hold_place(len(view.frames) + 1)
        if self.state.noticing(lambda: acts.add_frame(case, view.id)):
            self.state.frame_changed.emit()
            self.question_wanted.emit()

    def move_frame(self, frame_id: str, steps: int) -> None:
        """Put a frame some places further down (or up)."""
        view, case = self.state.view, self.state.context.case
        number = next((frame.number for frame in view.frames if frame.id == frame_id), 0) if view else 0
        if not view or not number or not 1 <= number + steps <= len(view.frames) or not self._is_own(frame_id):
            return
        # Counted in the story itself: whoever looks may not see every frame.
        to = case.rows.table("story_frame")[view.frames[number - 1 + steps].id]["number"]
        self.state.show_frame(frame_id)
        self.state.noticing(lambda: acts.move_frame(case, frame_id, to))
        if (tile := self._tile(frame_id)) is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, tr("Frame {n} now").format(n=number + steps))

    def remove_frame(self, frame_id: str) -> None:
        """Take a frame out."""
        case, number = self.state.context.case, self.state.number
        if not self._is_own(frame_id) or len(self.tiles) < 2:
            return

        def remove() -> bool:
            acts.remove_frame(case, frame_id)
            return True

        was = self.state.view
        self.state.hold_place(number)
        if self.state.noticing(remove) and self.state.view and was and self.state.view.version == was.version:
            self.state.context.said_and_undoable(tr("Frame taken out."))

    def _is_own(self, frame_id: str) -> bool:
        """Whether the frame may be moved or taken out here: of a shorter story that borrows it, it may not."""
        row = self.state.context.case.rows.get("story_frame", frame_id)
        view = self.state.view
        if row is None or view is None or not self.state.can_change:
            return False
        if row["story_id"] != view.id:
            text = tr("This shorter story shows frames of the full one. Choose which in the menu of versions.")
            self.state.context.say(text)
            return False
        return True

    def _on_step(self, frame_id: str, steps: int) -> None:
        place = next(index for index, tile in enumerate(self.tiles) if tile.frame and tile.frame.id == frame_id)
        to = self.tiles[min(max(place + steps, 0), len(self.tiles) - 1)]
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        to.click()

    # ---- the menu ---------------------------------------------------------------------------------------------
    def menu_for(self, frame_id: str) -> Menu:
        """What can be done with a frame (made apart from showing it, so a test can press it)."""
        menu = Menu(self, name="frameMenu")
        view = self.state.view
        number = next((f.number for f in view.frames if f.id == frame_id), 0) if view else 0
        last = len(view.frames) if view else 0
        for name, text, live in (
            ("frameQuestion", tr("Change the question"), True), ("frameUp", tr("Move up"), number > 1),
            ("frameDown", tr("Move down"), number < last), ("frameRemove", tr("Take out this frame"), last > 1),
        ):  # fmt: skip
            action = QAction(text, menu)
            action.setObjectName(name)
            action.setEnabled(live and self.state.can_change)
            action.setData(frame_id)
            action.triggered.connect(self._on_menu)
            menu.addAction(action)
        return menu

    def open_menu(self, frame_id: str) -> None:
        """Show that menu beside its frame."""
        tile = self._tile(frame_id)
        if tile is None:
            return
        menu = self.menu_for(frame_id)
        menu.exec(tile.mapToGlobal(QPoint(tile.width() // 2, theme().px(24))))
        menu.deleteLater()

    def _on_menu(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        frame_id = str(action.data())
        match action.objectName():
            case "frameQuestion":
                self.state.show_frame(frame_id)
                self.question_wanted.emit()
            case "frameUp":
                self.move_frame(frame_id, -1)
            case "frameDown":
                self.move_frame(frame_id, 1)
            case _:
                self.remove_frame(frame_id)
