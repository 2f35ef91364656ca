"""A scene to be drawn in: its tools, the sheet, and the same things as a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.errors import KnownError
from models.photos import load_blobs, load_photo
from models.picture_views import SceneItemView, SceneView
from models.scenes import FACES, HEIGHT, POSES, WIDTH, photo_keys, scene_view
from ui.context import CaseContext
from ui.seams import seams
from ui.theme import theme
from ui.widgets.base import column
from ui.widgets.buttons import IconButton
from ui.widgets.drawing_canvas.bars import ChosenBar, ToolBar
from ui.widgets.drawing_canvas.canvas import SceneCanvas
from ui.widgets.drawing_canvas.deeds import Deeds
from ui.widgets.drawing_canvas.outline import SceneOutline
from ui.widgets.drawing_canvas.words import face_name, pose_name, tr
from ui.widgets.drawing_canvas.writing import Writing
from ui.widgets.panels import Menu

_GROW, _TURN = 1.15, 15.0

_PAUSE_MS = 120
"""How long the pen rests before the page is made anew; until then its ink is seen as it flowed."""

_PHOTOS = ("JPEG, PNG (*.jpg *.jpeg *.png *.webp *.bmp *.gif *.tif *.tiff)",)


class SceneEditor(QWidget):
    """Draw in a scene of the case. ``for_child``: larger targets, plainer words, the bar beneath.

    ``chosen_changed(id)``: another thing is chosen; ``stickers_wanted()``: a child wants a picture of the library.
    ``bar`` takes more at its right end (``add_end``).
    """

    chosen_changed = Signal(str)
    stickers_wanted = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None, *, for_child: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("sceneEditor")
        self.context, self._for_child, self._stale = context, for_child, False
        self._scene_id: str | None = None
        self._blobs: dict[str, bytes] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self.deeds = Deeds(context)
        self.canvas = SceneCanvas(self.deeds)
        self.bar = ToolBar(for_child=for_child)
        self.chosen_bar = ChosenBar(for_child=for_child, parent=self.canvas)
        self.outline = SceneOutline()
        self.writing = Writing(self.canvas, self.deeds)
        self.list_button = IconButton("list-bullets", tr("As a list"), name="sceneAsList", size="large")
        self.list_button.setCheckable(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.canvas.grip_size = 56 if self._for_child else 44
        self.canvas.colour = self.bar.first_colour
        self.canvas.hint = tr("Draw here") if self._for_child else tr("Draw here, or put in a picture or a person")
        self.bar.show_tool("pen")
        if not self._for_child:
            self.bar.add_end(self.list_button)
        page = QHBoxLayout()
        page.setSpacing(theme().px(12))
        page.addWidget(self.canvas, 1)
        page.addWidget(self.outline)
        self.outline.hide()
        body = column(self, gap=10)
        if not self._for_child:
            body.addWidget(self.bar)
        body.addLayout(page, 1)
        if self._for_child:
            body.addWidget(self.bar)

    def _connect(self) -> None:
        self.bar.tool_chosen.connect(self.take_tool)
        self.bar.pressed.connect(self._on_bar)
        self.bar.coloured.connect(self._on_colour)
        self.chosen_bar.pressed.connect(self._on_chosen_bar)
        self.list_button.toggled.connect(self._on_list)
        self._later.timeout.connect(self._on_pause)
        self.canvas.settle_wanted.connect(self.settle)
        self.outline.chosen.connect(self._on_listed)
        self.outline.remove_wanted.connect(self.canvas.remove)
        self.canvas.chosen_changed.connect(self._on_choice)
        self.canvas.write_wanted.connect(self.writing.change)
        self.canvas.placed.connect(self._place_bar)
        self.canvas.buttons_wanted.connect(self.chosen_bar.take_focus)
        self.canvas.installEventFilter(self)
        self.context.changed.connect(self._on_change)
        self.context.lens_changed.connect(self._on_change)

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def scene_id(self) -> str | None:
        """The scene that is shown."""
        return self._scene_id

    @property
    def for_child(self) -> bool:
        """Whether its targets are a child's: 56 px."""
        return self._for_child

    def show_scene(self, scene_id: str | None, begin: Callable[[], str] | None = None) -> None:
        """Show a scene of the case (None: nothing yet).

        ``begin`` makes a scene for the first thing that is put in, in the same step; until then empty paper is shown.
        """
        self.deeds.begin = begin
        if scene_id != self._scene_id:
            self.writing.finish()
            self.canvas.choose("")
            self._scene_id, self._blobs = scene_id, {}
        self.deeds.scene_id = scene_id or ""
        self.refresh()

    def set_read_only(self, on: bool) -> None:
        """Only look: a version that was read to a child does not change."""
        self.canvas.choose("")
        self.canvas.read_only = on
        self.bar.setVisible(not on)
        self.canvas.update()

    def refresh(self) -> None:
        """Read the scene anew and paint what changed in it."""
        self._stale = False
        self._later.stop()
        scene = scene_view(self.context.projector, self._scene_id, self.context.lens)
        if scene is None and self.deeds.begin is not None:
            scene = SceneView("", WIDTH, HEIGHT, "", ())
        missing = photo_keys(scene) - self._blobs.keys() if scene else set()
        if missing:
            self._blobs |= load_blobs(self.context.case, missing)
        self.canvas.show_scene(scene, self._blobs)
        if self.list_button.isChecked():
            self.outline.show_items(scene.items if scene else (), self.canvas.chosen)
        self._on_choice(self.canvas.chosen)

    def settle(self) -> None:
        """Let the page show what was drawn, at once."""
        if self._later.isActive():
            self.refresh()

    def _on_pause(self) -> None:
        if self.canvas.ink.is_down:
            self._later.start()
        else:
            self.refresh()

    def _on_change(self, change: object) -> None:
        if self._scene_id is None and self.deeds.begin is None:
            return
        if getattr(change, "origin", None) is self.deeds and self.isVisible():
            self._later.start()
        elif self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the bar of the chosen thing moves with the sheet."""
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._place_bar()
        return super().eventFilter(watched, event)

    # ---- put in -----------------------------------------------------------------------------------------------
    def add_picture(self, code: str, alt: str = "") -> None:
        """Put in a picture of the library; ``alt``: the word it was found by."""
        self._put(self.deeds.picture(code, self._free_place(), self._high() * 0.36, alt))

    def add_photo(self, data: bytes, alt: str = "") -> None:
        """Put in a photograph from the bytes of its file; nothing but its pixels is kept."""
        self._put(self.deeds.photo(data, self._free_place(), self._wide() * 0.6, self._high() * 0.75, alt))

    def add_own(self, key: str, alt: str = "") -> None:
        """Put in a photograph that is kept with the case already."""
        self._put(self.deeds.own(key, self._free_place(), self._wide() * 0.6, self._high() * 0.75, alt))

    def add_figure(self, person_id: str, face: str = "calm", pose: str = "standing") -> None:
        """Put in somebody of the case."""
        at = self._free_place()
        high = self._high() * 0.55
        self._put(self.deeds.figure(person_id, QPointF(at.x(), self._high() * 0.92 - high / 2), high, face, pose))

    def choose_photo(self) -> None:
        """Ask for a picture file and put it in."""
        path = seams().open_file(self, tr("Choose a photograph"), _PHOTOS)
        if path is None:
            return
        try:
            data = load_photo(path).data
        except KnownError as error:
            self.context.say(str(error))
            return
        self.add_photo(data)

    def _put(self, item_id: str) -> None:
        if item_id:
            self.take_tool("choose")
            self.canvas.choose(item_id)
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wide(self) -> float:
        return self.canvas.page.scene.width if self.canvas.page.scene else 1000.0

    def _high(self) -> float:
        return self.canvas.page.scene.height if self.canvas.page.scene else 450.0

    def _free_place(self) -> QPointF:
        """Near the middle, beside what is there already."""
        taken = [p.item.x for p in self.canvas.page.pieces.values() if p.item.kind not in ("stroke", "shape")]
        places = [self._wide() * part for part in (0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6)]
        free = max(places, key=lambda x: min((abs(x - other) for other in taken), default=1e9) // 60)
        return QPointF(free, self._high() * 0.5)

    # ---- tools ------------------------------------------------------------------------------------------------
    def take_tool(self, key: str) -> None:
        """Take a tool in the hand: choose, pen, fill, rub."""
        self.writing.finish()
        self.settle()
        self.canvas.tool = key
        self.bar.show_tool(key)
        cursors = {"choose": Qt.CursorShape.ArrowCursor, "rub": Qt.CursorShape.PointingHandCursor}
        self.canvas.setCursor(cursors.get(key, Qt.CursorShape.CrossCursor))
        if key != "choose":
            self.canvas.choose("")

    def _on_bar(self, key: str) -> None:
        if key == "photo":
            self.choose_photo()
        elif key == "stickers":
            self.stickers_wanted.emit()
        elif key == "undo":
            self.context.undo()
        elif self._for_child:
            self.write("words")
        else:
            choices = (("words", tr("Words")), ("speech", tr("Speech bubble")), ("thought", tr("Thought bubble")))
            self._offer(self.bar.buttons["words"], choices, "")

    def write(self, kind: str) -> None:
        """Begin words or a bubble (speech, thought); a bubble over whoever is chosen."""
        item = self.canvas.item
        self.take_tool("choose")
        at, tail = self._free_place(), None
        if kind != "words":
            at, tail = QPointF(at.x(), self._high() * 0.22), (-40.0, 105.0)
            if item is not None and item.kind == "figure":
                at, tail = self._over(item)
        self.writing.begin(kind, at, tail, self.canvas.colour)

    def _over(self, item: SceneItemView) -> tuple[QPointF, tuple[float, float]]:
        """Beside somebody's head, the tail at the mouth."""
        head = QPointF(item.x, item.y - item.height * 0.3)
        side = 1.0 if item.x < self._wide() * 0.6 else -1.0
        at = QPointF(item.x + side * 190, max(head.y() - 60, 65.0))
        mouth = head + QPointF(side * item.width * 0.3, 0)
        return at, (mouth.x() - at.x(), mouth.y() - at.y())

    def _on_colour(self, key: str) -> None:
        self.canvas.colour = key
        item = self.canvas.item
        if item is not None and item.kind in ("stroke", "shape", "words"):
            self.deeds.restyle(item.id, colour=key)

    # ---- what is chosen ---------------------------------------------------------------------------------------
    def _on_choice(self, item_id: str) -> None:
        item = self.canvas.item
        if item is None or self.canvas.read_only:
            self.chosen_bar.hide()
        else:
            self.chosen_bar.show_for(item)
            self._place_bar()
        self.outline.mark(item_id)
        self.chosen_changed.emit(item_id)

    def _place_bar(self) -> None:
        """Beneath the sheet's upper or lower edge, whichever is further from what is chosen."""
        if self.canvas.chosen not in self.canvas.page.pieces:
            return
        box, bar = self.canvas.box_of(self.canvas.chosen), self.chosen_bar
        low = box.center().y() < self.canvas.height() / 2
        y = self.canvas.height() - bar.height() - 10 if low else 10
        bar.move(max(4, (self.canvas.width() - bar.width()) // 2), y)

    def _on_chosen_bar(self, key: str) -> None:
        canvas = self.canvas
        moves = {
            "smaller": {"grow": 1 / _GROW}, "larger": {"grow": _GROW}, "left": {"turn": -_TURN},
            "right": {"turn": _TURN},
        }  # fmt: skip
        if key in moves:
            canvas.adjust(**moves[key])
            canvas.let_go()
        elif key == "flip":
            canvas.flip()
        elif key in ("front", "back"):
            canvas.layer(front=key == "front")
        elif key == "copy":
            self._put(self.deeds.copy(canvas.chosen))
        elif key == "remove":
            canvas.remove()
        elif key == "write":
            self.writing.change(canvas.chosen)
        elif key == "shows":
            self.writing.say(canvas.chosen)
        elif (item := canvas.item) is not None:
            names = {"face": [(f, face_name(f)) for f in FACES], "pose": [(p, pose_name(p)) for p in POSES]}
            self._offer(self.chosen_bar.buttons[key], names[key], item.face if key == "face" else item.pose, key)

    def _offer(self, under: QWidget, choices: object, now: str, about: str = "write") -> None:
        menu = self.menu_of(choices, now, about)
        menu.exec(under.mapToGlobal(QPoint(0, under.height() + 4)))
        menu.deleteLater()

    def menu_of(self, choices: object, now: str, about: str) -> Menu:
        """A menu of choices (key, words), the present one marked (made apart from showing it)."""
        menu = Menu(self, name=f"{about}Menu")
        assert isinstance(choices, list | tuple)
        for key, words in choices:
            action = QAction(words, menu)
            action.setData((about, key))
            action.setCheckable(bool(now))
            action.setChecked(key == now)
            menu.addAction(action)
        menu.triggered.connect(self._on_offered)
        return menu

    def _on_offered(self, action: QAction) -> None:
        about, key = action.data()
        if about == "write":
            self.write(key)
        elif self.canvas.chosen:
            self.deeds.restyle(self.canvas.chosen, **{about: key})

    def _on_list(self, on: bool) -> None:
        self.settle()
        scene = self.canvas.page.scene
        self.outline.show_items(scene.items if on and scene else (), self.canvas.chosen)
        self.outline.setVisible(on)

    def _on_listed(self, item_id: str) -> None:
        self.take_tool("choose")
        self.canvas.choose(item_id)
