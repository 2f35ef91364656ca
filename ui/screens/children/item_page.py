"""One thing of a child's sheet, large: draw it, say it, choose a picture, say who may see it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from models.picture_views import SheetItemView
from models.sheets import KINDS, PATH
from ui.screens.children.deeds import SheetDeeds
from ui.screens.children.drawn import Drawn, picture_items
from ui.screens.children.kit import BigButton, ChildBar, ChildHead, Choices, page_column
from ui.screens.children.words import called, part_look, tr, who_may
from ui.theme import theme
from ui.widgets import Card, Chip, GrowingTextEdit, Label, ScrollArea, column
from ui.widgets.drawing_canvas import SceneEditor


class _Empty(Card):
    """No picture yet: one can be drawn or chosen."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__(fill="card", line="line", dashed=True)
        body = column(self, (16, 16, 16, 16), gap=14)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(1)
        body.addWidget(Label(tr("A picture of it, if you like."), "words", "ink2", align=middle))
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        body.addLayout(row)
        body.addStretch(1)


class ItemPage(QWidget):
    """A thing of the sheet, or one that is about to be ("" until something is put into it).

    ``done()``: back to the sheet; ``who(item id)``; ``stickers_wanted()``: a picture of the library is wanted.
    """

    done = Signal()
    who = Signal(str)
    stickers_wanted = Signal()

    def __init__(self, deeds: SheetDeeds, part: str, item_id: str = "", *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("itemPage")
        self.deeds, self.part, self.item_id = deeds, part, item_id
        self.mark = deeds.step
        self.is_new = not item_id
        self._known, self._narrow = "", narrow
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(part_look(part).one, back=tr("Back"), read=False)
        self.head.back.connect(self.done)
        self.head.who.connect(self._on_who)
        body.addWidget(self.head)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(theme().px(24))
        self._middle.addWidget(self._make_paper(), 3)
        words = ScrollArea(self._make_words(), name="itemScroll")
        words.setMinimumHeight(theme().px(140))
        self._middle.addWidget(words, 2)
        body.addLayout(self._middle, 1)
        self._add_bar()
        body.addWidget(self.bar)
        self.refresh()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_paper(self) -> QWidget:
        self.paper = QStackedWidget()
        self.paper.setMinimumHeight(theme().px(200))
        self.editor = SceneEditor(self.deeds.context, for_child=True)
        self.editor.bar.hide()
        self.editor.list_button.setParent(self.editor)  # a child has no use for it, nor may it outlive the page
        self.editor.list_button.hide()
        self.editor.canvas.setProperty("noFocusRing", True)  # it shows the keyboard itself
        self.editor.stickers_wanted.connect(self.stickers_wanted)
        start = BigButton(tr("Draw it"), name="beginDrawing", kind="primary", icon="pencil-simple")
        start.clicked.connect(self.begin_drawing)
        choose = BigButton(tr("Choose a picture"), name="choosePicture", kind="outline", icon="sticker")
        choose.clicked.connect(self.stickers_wanted)
        self.empty = _Empty(start, choose)
        self.chosen = QWidget()
        held = column(self.chosen, gap=12)
        held.addStretch(1)
        side = 150 if self._narrow else 280
        self.picture = Drawn((), (1.0, 1.0), wide=side, high=side)
        held.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        other = BigButton(tr("Another picture"), name="otherPicture", kind="outline", icon="sticker")
        other.clicked.connect(self.stickers_wanted)
        held.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        away = BigButton(tr("No picture"), name="noPicture", icon="x")
        away.clicked.connect(self._no_picture)
        held.addWidget(away, 0, Qt.AlignmentFlag.AlignHCenter)
        held.addStretch(1)
        for page in (self.empty, self.editor, self.chosen):
            self.paper.addWidget(page)
        return self.paper

    def _make_words(self) -> QWidget:
        side = QWidget()
        self._side = column(side, (0, 4, 8, 4), gap=10)
        scribe = self.deeds.sitting.made_with
        text = tr("Say it, and {name} writes just what you say.") if scribe else tr("Say it or write it, your way.")
        self._side.addWidget(Label(text.format(name=scribe), "words", "ink2"))
        lines = 1 if self._narrow else 3
        self.field = GrowingTextEdit("", name="childWords", heard=tr("Your words"), role="childWords", min_lines=lines)
        self.field.paused.connect(self._keep)
        self.field.committed.connect(self._keep)
        self.field.cancelled.connect(self._on_cancelled)
        self._side.addWidget(self.field)
        self.seen = Chip("", icon="eye", tone="ask")
        self._side.addWidget(self.seen)
        self._side.addSpacing(theme().px(8))
        self.where_label = Label(tr("Where does it belong?"), "label", "ink2")
        self._side.addWidget(self.where_label)
        view = self.deeds.view
        parts = KINDS[view.kind].parts if view else {}
        titles = [(key, tr(title)) for key, (title, _) in parts.items() if key != PATH]
        self.where = Choices(titles, name="moveTo", heard=tr("Put it into"), now=self.part)
        self.where.chosen.connect(self._on_move)
        self._side.addWidget(self.where)
        self.away = BigButton(tr("Take it away"), name="takeAway", icon="trash")
        self.away.clicked.connect(self._take_away)
        self._side.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self._side.addStretch(1)
        return side

    def _add_bar(self) -> None:
        self.bar = ChildBar(heard=tr("Drawing tools"), narrow=self._narrow)
        self.bar.add("pen", tr("Draw"), "pencil-simple", holds=True)
        self.bar.add("fill", tr("Fill"), "paint-bucket", holds=True)
        self.bar.add("stickers", tr("Stickers"), "sticker")
        self.bar.add("choose", tr("Move"), "hand-tap", holds=True)
        self.bar.add("rub", tr("Rub out"), "eraser", holds=True)
        self.bar.add("undo", tr("Undo"), "arrow-u-up-left", end=True)
        self.bar.add("done", tr("Done"), "check-circle", end=True)
        self.bar.add_colours()
        self.bar.pressed.connect(self._on_bar)
        self.bar.tool.connect(self._on_tool)
        self.bar.coloured.connect(self._on_colour)

    # ---- showing ----------------------------------------------------------------------------------------------
    @property
    def item(self) -> SheetItemView | None:
        """The thing as it stands."""
        return self.deeds.item(self.item_id) if self.item_id else None

    @property
    def first(self) -> QWidget:
        """What the keyboard goes to."""
        return self.field

    def refresh(self) -> None:
        """Show the thing as it stands now; words being written stay."""
        item = self.item
        if item is None and self.item_id:
            self.item_id = ""  # undone: what is written next begins it anew
            self.field.set_kept("")
        text = item.text if item else ""
        if text not in (self._known, self.field.text()) or (item is not None and not self.field.hasFocus()):
            self.field.set_kept(text)
        self._known = text
        who = (who_may(item.may_see) or item.permission) if item else ""
        self.seen.setText(who)
        self.seen.setVisible(bool(who))
        self.away.setVisible(item is not None)
        may_move = item is not None and self.part != PATH
        self.where_label.setVisible(may_move)
        self.where.setVisible(may_move)
        self.head.title.setText(part_look(self.part).one)
        self._show_paper(item)
        self.bar.buttons["undo"].setEnabled(self.deeds.may_undo)

    def _show_paper(self, item: SheetItemView | None) -> None:
        scene = item.scene if item else None
        if scene is not None and (scene.items or not (item and item.picture)):
            if self.editor.scene_id != scene.id:
                self.editor.show_scene(scene.id)
            self.paper.setCurrentWidget(self.editor)
        elif item is not None and item.picture:
            self.picture.show_items(*picture_items(item.picture))
            self.picture.setAccessibleName(called(item))
            self.paper.setCurrentWidget(self.chosen)
        else:
            self.paper.setCurrentWidget(self.empty)
        self.bar.show_tool(self.editor.canvas.tool if self.is_drawing else "")

    @property
    def is_drawing(self) -> bool:
        """Whether there is paper to draw on."""
        return self.paper.currentWidget() is self.editor

    # ---- doing ------------------------------------------------------------------------------------------------
    def begin_drawing(self) -> None:
        """Lay paper there and put the pen into the hand."""
        if not self._exists():
            return
        item = self.item
        if item is not None and item.picture:
            self.deeds.picture(self.item_id, None)
        scene_id = self.deeds.scene(self.item_id)
        if scene_id:
            self.editor.show_scene(scene_id)
            self.paper.setCurrentWidget(self.editor)
            self.take_tool("pen")
            self.editor.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _exists(self) -> bool:
        if not self.item_id:
            self.item_id = self.deeds.add(self.part, self.field.text())
            self.refresh()
        return bool(self.item_id)

    def begin_writing(self) -> None:
        """The keyboard goes to the words."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_picture(self, code: str, name: str) -> None:
        """A picture of the library: into the drawing where there is one, else for the thing itself."""
        item = self.item
        if item is not None and item.scene is not None and item.scene.items:
            self.editor.add_picture(code, name)
            self.bar.show_tool("choose")
        elif self._exists():
            self.deeds.picture(self.item_id, code)

    def take_tool(self, key: str) -> None:
        """Take a tool in the hand."""
        self.editor.take_tool(key)
        self.bar.show_tool(key)

    def _on_tool(self, key: str) -> None:
        if not self.is_drawing:
            self.begin_drawing()
        if self.is_drawing:
            self.take_tool(key)

    def _on_colour(self, key: str) -> None:
        self.editor.bar.coloured.emit(key)
        if not self.is_drawing:
            self.begin_drawing()

    def _on_bar(self, key: str) -> None:
        if key == "stickers":
            self.stickers_wanted.emit()
        elif key == "undo":
            self.editor.settle()
            self.deeds.undo()
        else:
            self.done.emit()

    def _keep(self, words: str) -> None:
        words = words.strip()
        if self.item_id:
            item = self.item
            if item is not None and item.text != words:
                self.deeds.write(self.item_id, words, self)
        elif words:
            self.item_id = self.deeds.add(self.part, words)
            self.refresh()

    def _on_cancelled(self) -> None:
        self._keep(self.field.text())

    def _no_picture(self) -> None:
        self.deeds.picture(self.item_id, None)

    def _on_move(self, part: str) -> None:
        self.field.commit()
        self.deeds.move(self.item_id, part)
        self.part = part
        self.refresh()

    def _on_who(self) -> None:
        self.field.commit()
        if self._exists():
            self.who.emit(self.item_id)

    def _take_away(self) -> None:
        item_id, self.item_id = self.item_id, ""
        self.field.set_kept("")
        self.deeds.remove(item_id)
        self.done.emit()

    def leave(self) -> None:
        """Keep what is written; a new thing into which nothing was put is not kept."""
        self.field.commit()
        self.editor.settle()
        if self.is_new and self.item_id:
            self.deeds.drop_if_empty(self.item_id, self.mark)
        self.mark, self.is_new = self.deeds.step, self.item is None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in half a window the words stand beneath the paper."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(900)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._middle.direction() != way:
            self._middle.setDirection(way)
