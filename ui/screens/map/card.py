"""One card as a widget: it paints its face, takes the keyboard, and hands what the pointer does to the canvas."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QTabletEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from models.views import CardView
from ui import icons
from ui.screens.map import wording
from ui.screens.map.face import Face, Form, Setting, ghost_height, paint_ghost
from ui.screens.map.wording import tr
from ui.theme import theme
from ui.widgets import GrowingTextEdit, paint_frame

PICTURES = 120
"""How many painted cards are kept (about 0.2 MB each on an ordinary screen)."""


class CardHandler(Protocol):
    """Who deals with what happens to a card."""

    def card_pressed(self, card: CardWidget, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer went down on a card, at a point of the screen."""

    def card_dragged(self, at: QPoint) -> None:
        """The pointer moved while down."""

    def card_released(self, at: QPoint) -> None:
        """The pointer went up."""

    def card_key(self, card: CardWidget, event: QKeyEvent) -> bool:
        """A key on a card; true when it was used."""

    def card_menu(self, card: CardWidget, at: QPoint) -> None:
        """Its menu is wanted at a point of the screen."""

    def card_focused(self, card: CardWidget) -> None:
        """It took the keyboard."""

    def card_typed(self, card: CardWidget, text: str) -> None:
        """Typing rested, or the field was left, with these words."""

    def card_edited(self, card: CardWidget, cancelled: bool) -> None:
        """Its field closed."""

    def card_grew(self, card: CardWidget) -> None:
        """It needs another height."""


class CardField(GrowingTextEdit):
    """The words of a card while they are edited: same type, same place as when painted. Enter leaves, too."""

    def __init__(self, text: str, face: Face, parent: QWidget) -> None:
        self._face = face
        super().__init__(
            text, name="cardField", heard=tr("Words of the card"), framed=False, single=True,
            placeholder=tr("What was said, in their own words"), parent=parent,
        )  # fmt: skip
        self.setProperty("noFocusRing", True)
        self.fit()

    def follow(self, face: Face) -> None:
        """The card has another face (another zoom, say): look like it."""
        self._face = face
        self.fit()

    def fit(self) -> None:
        """Take the type and the line height of the painted words."""
        style = self._face.setting.style
        self.setFont(style.font(self._face.kind))
        form = QTextBlockFormat()
        form.setLineHeight(style.line(self._face.kind), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        was = self.blockSignals(True)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self.blockSignals(was)

    def set_kept(self, text: str) -> None:
        """Show other words in the same type."""
        super().set_kept(text)
        self.fit()

    def wanted_height(self, width: int) -> int:
        """How tall its words are at a width; the field takes that width."""
        self.setFixedWidth(width)
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)
        line = self._face.setting.style.line(self._face.kind)
        return max(round(self.document().size().height()), line) + 2


class CardWidget(QWidget):
    """A card. ``lay(width)`` gives its height; the section places it."""

    def __init__(self, view: CardView, setting: Setting, form: Form, handler: CardHandler, parent: QWidget) -> None:
        super().__init__(parent)
        self.view, self.setting, self.form, self.handler = view, setting, form, handler
        self.base_form = form
        self.opened = False
        self.ghost = False
        self.selected = False
        self.first = self.last = True
        self.field: CardField | None = None
        self._cancelled = False
        self._before = view.text
        self._hover = False
        self._laid_at = -1
        self._picture: tuple[tuple[object, ...], QPixmap] | None = None
        self.face = self._make_face()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._rename()

    # ---- what it shows ----------------------------------------------------------------------------------------
    def set_view(self, view: CardView, setting: Setting, form: Form) -> bool:
        """Show another state of the card; true when it must be laid out again."""
        if view == self.view and setting == self.setting and form == self.form:
            return False
        self.view, self.setting, self.form = view, setting, form
        if self.field is not None and view.text.strip() != self.field.text():
            # Changed from elsewhere (undo): that is now what Esc goes back to.
            self._before = view.text
            self.field.set_kept(view.text)
        self.renew()
        return True

    def set_opened(self, opened: bool) -> None:
        """Show all its words, or at most a few lines."""
        if opened != self.opened:
            self.opened = opened
            self.form = self.base_form if opened else self.form
            self.renew()

    def set_ghost(self, ghost: bool) -> None:
        """While in the hand, only its outline stays."""
        self.ghost = ghost
        self._laid_at = -1
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Mark it as chosen."""
        if selected != self.selected:
            self.selected = selected
            self._rename()
            self.update()

    def set_ends(self, first: bool, last: bool) -> None:
        """Whether it begins or ends a sheet of rows (then its corners are round)."""
        if (first, last) != (self.first, self.last):
            self.first, self.last = first, last
            self.renew()

    def _make_face(self) -> Face:
        return Face(self.view, self.setting, self.form, self.opened, (self.first, self.last))

    def renew(self) -> None:
        """Make the face again (another theme, zoom or state); it is laid out when next asked."""
        self.face = self._make_face()
        if self.field is not None:
            self.field.follow(self.face)
        self._laid_at = -1
        self._rename()
        self.update()

    def _rename(self) -> None:
        words = wording.spoken(self.view, self.setting.part_title, self.setting.today, self.face.gap)
        self.setAccessibleName(tr("Selected. {words}").format(words=words) if self.selected else words)
        self.setObjectName(f"card-{self.view.id}")

    # ---- size -------------------------------------------------------------------------------------------------
    def lay(self, width: int) -> int:
        """Lay out at ``width`` px; returns the height."""
        if self.ghost:
            return ghost_height(self.setting.style)
        if self._laid_at != width:
            editor = 0
            if self.field is not None:
                self.face.lay(width, 1)
                editor = self.field.wanted_height(self.face.text_rect.width())
            self.face.lay(width, editor)
            self._laid_at = width
            self._picture = None
            if self.field is not None:
                self.field.setGeometry(self.face.text_rect)
            self.update()
        return self.face.height

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius("card")

    @property
    def menu_rect(self) -> QRect:
        """Where the three dots are, while they show."""
        side = max(28, self.setting.style.px(28))
        return QRect(self.width() - side - 4, 4, side, side)

    # ---- editing ----------------------------------------------------------------------------------------------
    def begin_edit(self, *, select: bool = False, at: QPoint | None = None) -> None:
        """Write in place. ``at`` (in the card) sets the cursor, ``select`` takes all words."""
        if self.field is not None:
            self.field.setFocus()
            return
        self.opened = True
        self.form = self.base_form
        self.face = self._make_face()
        self._cancelled = False
        self._before = self.view.text
        self.field = CardField(self.view.text, self.face, self)
        self.field.paused.connect(self._on_typed)
        self.field.committed.connect(self._on_typed)
        self.field.cancelled.connect(self._on_cancelled)
        self.field.finished.connect(self._on_finished)
        self.field.textChanged.connect(self._on_grown)
        self._laid_at = -1
        self.handler.card_grew(self)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place_cursor(select, at)

    def _place_cursor(self, select: bool, at: QPoint | None) -> None:
        assert self.field is not None
        if select:
            self.field.selectAll()
        elif at is not None and self.field.geometry().contains(at):
            self.field.setTextCursor(self.field.cursorForPosition(at - self.field.pos()))
        else:
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def end_edit(self) -> None:
        """Save what was typed and close the field."""
        if self.field is not None:
            self.field.commit()
            self._on_finished()

    def _on_typed(self, text: str) -> None:
        self.handler.card_typed(self, text)

    def _on_cancelled(self) -> None:
        self._cancelled = True
        self.handler.card_typed(self, self._before)

    def _on_finished(self) -> None:
        field, self.field = self.field, None
        if field is None:
            return
        had_focus = field.hasFocus()
        field.hide()
        field.deleteLater()
        self.opened = False
        self.renew()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.handler.card_edited(self, self._cancelled)

    def _on_grown(self) -> None:
        if self.field is not None and self.field.wanted_height(self.field.width()) != self.field.height():
            self._laid_at = -1
            self.handler.card_grew(self)

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the sheet, then the face."""
        painter = QPainter(self)
        if self.ghost:
            paint_ghost(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.setting.style)
            return
        painter.drawPixmap(0, 0, self._painted())
        menu = self.setting.may_change and self.field is None and self.form != "compact"
        if menu and (self._hover or self.selected):
            self._paint_menu(painter)

    def _painted(self) -> QPixmap:
        """The card as a picture, so that moving it costs no text layout. The newest are kept."""
        ratio = self.devicePixelRatioF()
        state = (self.face, self.size(), ratio, self.selected, self.field is None, self.first, self.last, theme().name)
        if self._picture is None or self._picture[0] != state:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self._paint_sheet(painter, QRectF(self.rect()))
            self.face.paint(painter)
            painter.end()
            self._picture = (state, pixmap)
        _remember(self)
        return self._picture[1]

    def forget_picture(self) -> None:
        """Give the memory back; it is painted again when next seen."""
        self._picture = None

    def _paint_sheet(self, painter: QPainter, rect: QRectF) -> None:
        radius = theme().radius("card")
        # Where card and column are nearly alike, a line tells them apart.
        contrast = theme().name == "contrast" or theme().dark
        marked = self.selected or self.field is not None
        line = "ink" if marked else "line" if contrast else None
        if self.first and self.last:
            paint_frame(painter, rect, fill="card", line=line, width=2 if marked else 1, radius=radius)
            return
        # A row of a sheet: only the sheet's own corners are round.
        tall = rect.adjusted(0, 0 if self.first else -radius, 0, 0 if self.last else radius)
        path = QPainterPath()
        path.addRoundedRect(tall, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, theme().color("card"))
        if contrast:
            paint_frame(painter, tall, fill=None, line="line", radius=radius)
        if marked:
            paint_frame(painter, rect, fill=None, line="ink", width=2, radius=radius)

    def _paint_menu(self, painter: QPainter) -> None:
        spot = QRectF(self.menu_rect)
        paint_frame(painter, spot, fill="card", radius=spot.width() / 2)
        icons.paint(painter, "dots-three", spot.adjusted(4, 4, -4, -4), theme().color("ink2"))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: under the pointer."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: no longer under the pointer."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer is down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.handler.card_pressed(self, event.globalPosition().toPoint(), event.modifiers())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer moves while down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.handler.card_dragged(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer is up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.handler.card_released(event.globalPosition().toPoint())

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Qt: a pen does what a mouse does."""
        at = _global(event.globalPosition())
        if event.type() == QEvent.Type.TabletPress:
            self.handler.card_pressed(self, at, event.modifiers())
        elif event.type() == QEvent.Type.TabletMove and event.buttons() != Qt.MouseButton.NoButton:
            self.handler.card_dragged(at)
        elif event.type() == QEvent.Type.TabletRelease:
            self.handler.card_released(at)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu key or the right button."""
        self.handler.card_menu(self, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the canvas knows the keys."""
        if not self.handler.card_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: it has the keyboard."""
        super().focusInEvent(event)
        self.handler.card_focused(self)


_painted_lately: OrderedDict[int, weakref.ref[CardWidget]] = OrderedDict()


def _remember(card: CardWidget) -> None:
    """Keep at most PICTURES pictures: those of the cards seen last."""
    key = id(card)
    _painted_lately[key] = weakref.ref(card)
    _painted_lately.move_to_end(key)
    while len(_painted_lately) > PICTURES:
        _, oldest = _painted_lately.popitem(last=False)
        other = oldest()
        if other is not None and other is not card:
            other.forget_picture()


def _global(at: QPointF) -> QPoint:
    return at.toPoint()
