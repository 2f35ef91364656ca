"""The room of words and pictures: the strip of frames, the frame that is made, and beside it what helps to make it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.acts import scenes as scene_acts
from models.acts import stories as acts
from models.casework import ChangeSet
from models.picture_views import StoryView
from models.story_pages import for_line
from ui.context import CaseContext
from ui.lock import finish_editing
from ui.screens.room import Room, RoomHead, exchange
from ui.screens.words.frame import FramePage
from ui.screens.words.reading import ReadingPage
from ui.screens.words.side import StudioSide
from ui.screens.words.state import PICTURE, StudioState
from ui.screens.words.strip import FrameStrip
from ui.screens.words.versions import version_menu
from ui.screens.words.voice import Voice
from ui.screens.words.wording import line_name, tr
from ui.theme import theme
from ui.widgets import (
    Button,
    Card,
    Drawer,
    EmptyState,
    IconButton,
    IconMark,
    Label,
    Menu,
    ScrollArea,
    Surface,
    across,
    column,
)

_PAUSE_MS = 350
"""How long the pen rests before the strip shows what it drew."""
_STUDIO, _EMPTY = range(2)


class WordsScreen(Room):
    """The room."""

    MADE_OF = (
        "story", "story_frame", "story_approval", "story_telling", "story_asked", "person", "person_look",
        "restriction", "workspace_child", "casefile", "child_link", "partnership",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "words", parent=parent)
        self.state = StudioState(context, self)
        self.voice = Voice(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._on_pause)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        outer.addWidget(self.pages)
        self.pages.addWidget(self._make_studio())
        self._empty: QWidget = QWidget()
        self.pages.addWidget(self._empty)
        self.reading = ReadingPage(context, self.voice)
        self.pages.addWidget(self.reading)
        self._connect()

    def _connect(self) -> None:
        self.state.story_changed.connect(self.refresh)
        self.state.frame_changed.connect(self._on_frame)
        self.strip.question_wanted.connect(self.frame.write_question)
        self.frame.typed.connect(self.side.shelf.show_words)
        self.frame.editor.chosen_changed.connect(self._on_chosen)
        shelf = self.side.shelf
        shelf.picture_wanted.connect(self.frame.editor.add_picture)
        shelf.place_wanted.connect(self.set_place)
        shelf.photo_wanted.connect(self.frame.editor.choose_photo)
        shelf.own_wanted.connect(self.frame.editor.add_own)
        self.side.figures.figure_wanted.connect(self.frame.editor.add_figure)
        self.side.shorter_made.connect(self._on_shorter)
        self.reading.left.connect(self._on_left)
        self.reading.told.connect(self._on_told)
        self.strip.thumbs.is_busy = self.is_drawing
        for name, keys, steps in (("frameBefore", "Ctrl+PgUp", -1), ("frameAfter", "Ctrl+PgDown", 1)):
            action = QAction(self)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setData(steps)
            action.triggered.connect(self._on_step)
            self.addAction(action)
        self.listen(at_once=False)

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_studio(self) -> QWidget:
        studio = QWidget()
        outer = across(studio)
        middle = Surface("window")
        outer.addWidget(middle, 1)
        self.side = StudioSide(self.state)
        self.drawer = Drawer(self.side, studio, outer)
        body = column(middle, gap=0)
        body.addLayout(self._make_head())
        body.addWidget(self._make_banner())
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(14), 0, theme().px(20), theme().px(10))
        row.setSpacing(theme().px(6))
        self.strip = FrameStrip(self.state)
        self.frame = FramePage(self.state, self.voice)
        row.addWidget(self.strip)
        row.addWidget(ScrollArea(self.frame, name="frameScroll"), 1)
        body.addLayout(row, 1)
        return studio

    def _make_head(self) -> RoomHead:
        self._head = RoomHead(side=20)
        named, pressed = self._head.named, self._head.pressed
        self.title = Label("", "title", wrap=False)
        self.for_whom = Label("", "body", "ink2", wrap=False)
        named.addWidget(self.title)
        named.addWidget(self.for_whom, 1)
        self.version = Button("", name="storyVersion", kind="quiet", size="small", menu=True)
        self.version.clicked.connect(self._open_versions)
        self.side_button = IconButton("images", tr("Pictures, people, who said yes"), name="openSide", kind="outline")
        self.side_button.clicked.connect(self._open_side)
        self.print_button = Button(tr("Print"), name="storyShare", icon="printer")
        self.print_button.clicked.connect(self._to_share)
        self.read_button = Button(tr("Read together"), name="readTogether", kind="primary", icon="book-open-text")
        self.read_button.clicked.connect(self.read)
        for widget in (self.version, self.side_button, self.print_button, self.read_button):
            pressed.addWidget(widget)
        pressed.addStretch(0)
        return self._head

    def _make_banner(self) -> QWidget:
        holder = QWidget()
        column(holder, (20, 0, 20, 8)).addWidget(banner := Card(fill="selected"))
        self._banner = holder
        banner.setObjectName("storyBanner")
        row = QHBoxLayout(banner)
        row.setContentsMargins(theme().px(14), theme().px(6), theme().px(8), theme().px(6))
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("book-open-text", "ink"))
        self.banner_words = Label("", "body")
        row.addWidget(self.banner_words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.next_button = Button("", name="startNextVersion", size="small")
        self.next_button.clicked.connect(self._on_banner)
        row.addWidget(self.next_button)
        return holder

    # ---- showing ----------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Read the story anew."""
        self.state.forget()

    def show_all(self) -> None:
        """The version looked at, or how to begin one."""
        self._later.stop()
        view = self.state.view
        if view is None:
            self._show_empty()
            return
        if not self.reading.filling:
            self.pages.setCurrentIndex(_STUDIO)
        self.title.setText(view.title)
        self.for_whom.setText(for_line(view))
        line = next(line for line in self.state.lines if line.id == view.id)
        self.version.setText(line_name(line))
        self._show_banner(view)
        self._on_frame()
        self._settle()

    def _show_banner(self, view: StoryView) -> None:
        """Why this version cannot be changed, and the way on."""
        newer = self.state.newer
        self._banner.setVisible(newer is not None or view.is_fixed)
        if newer is not None:
            self.banner_words.setText(tr("There is a newer version. This one stays as it was."))
            self.next_button.setText(tr("Go to version {n}").format(n=newer.version))
        elif view.is_fixed:
            told = min(view.tellings, key=lambda each: each.on, default=None)
            text = tr("Read to the children on {day}, so it stays as they heard it.") if told else tr(
                "It was read to the children, so it stays as they heard it.")  # fmt: skip
            self.banner_words.setText(text.format(day=told.when if told else ""))
            self.next_button.setText(tr("Start the next version"))

    def _show_empty(self) -> None:
        start = Button(tr("Start words and pictures"), name="startStory", kind="primary", size="large")
        start.clicked.connect(self.start)
        text = tr("A story for the children about what happened and what keeps them safe, made with their parents and "
                  "in their words: one picture and one to three short sentences at a time. It begins with six "
                  "questions, from “About us” to “Who can you tell?”")  # fmt: skip
        page = EmptyState(text, title=tr("Words and pictures"), icon="book-open-text", action=start)
        exchange(self.pages, self._empty, page)
        self._empty = page
        self.pages.setCurrentIndex(_EMPTY)

    def start(self) -> None:
        """Begin a story with the frames of the template."""
        context = self.context
        context.attempt(lambda: acts.start(context.case, context.workspace_id))
        self.frame.box.words.setFocus()

    # ---- versions ---------------------------------------------------------------------------------------------
    def menu(self) -> Menu:
        """The menu of versions (made apart from showing it, so a test can press it)."""
        menu = version_menu(self.state, self)
        for action in menu.findChildren(QAction):
            if action.menu() is None:
                action.triggered.connect(self._on_menu)
        return menu

    def _open_versions(self) -> None:
        menu = self.menu()
        menu.exec(self.version.mapToGlobal(self.version.rect().bottomLeft()))
        menu.deleteLater()

    def _on_menu(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        name, data = action.objectName(), str(action.data() or "")
        if name.startswith("show-"):
            self.state.show_story(data)
        elif name.startswith("beside-"):
            self.state.show_beside(data)
        elif name.startswith("translate-"):
            self.translate(data)
        elif name in ("shorterStory", "chooseFrames"):
            self.side.open_shorter(of_existing=name == "chooseFrames")
        else:
            {
                "nextVersion": self.next_version, "whatChanged": self.side.open_changes,
                "storyHeading": self.side.open_heading, "removeVersion": self.remove_version,
                "anotherStory": self.start,
            }[name]()  # fmt: skip

    def next_version(self) -> None:
        """Begin the next version as a copy, and look at it."""
        view, context = self.state.view, self.context
        made = context.attempt(lambda: acts.new_version(context.case, view.id)) if view else None
        if made:
            self.state.show_story(str(made))
            now = self.state.view
            text = tr("This is version {n} now. The one before stays as it was.")
            context.said_and_undoable(text.format(n=now.version if now else ""))

    def translate(self, language: str) -> None:
        """Begin this story in another language, beside this one."""
        view, context = self.state.view, self.context
        made = context.attempt(lambda: acts.translation(context.case, view.id, language)) if view else None
        if made:
            self.state.show_story(str(made))

    def remove_version(self) -> None:
        """Take this version away."""
        view, context = self.state.view, self.context

        def remove() -> bool:
            if view is not None:
                acts.remove_story(context.case, view.id)
            return view is not None

        if context.attempt(remove):
            context.said_and_undoable(tr("Version taken away."))

    def _on_shorter(self, story_id: str) -> None:
        self.side.close_page()
        self.state.show_story(story_id)

    def _on_banner(self) -> None:
        newer = self.state.newer
        if newer is not None:
            self.state.show_story(newer.id)
        else:
            self.next_version()

    # ---- reading ----------------------------------------------------------------------------------------------
    def read(self) -> None:
        """The pages as they are printed, over the whole window."""
        finish_editing(self)
        view = self.state.view
        if view is not None:
            self.pages.setCurrentWidget(self.reading)
            self.reading.open(view)

    def _on_left(self) -> None:
        self.pages.setCurrentIndex(_STUDIO)
        self.refresh()
        self.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_told(self) -> None:
        self._on_left()
        self.side.open_telling("")

    # ---- frames by keys ---------------------------------------------------------------------------------------
    def _on_step(self) -> None:
        """Ctrl and the page keys go to the frame before or after, also while words are written."""
        action, view = self.sender(), self.state.view
        if isinstance(action, QAction) and view is not None:
            place = min(max(self.state.number - 1 + int(action.data()), 0), len(view.frames) - 1)
            self.state.show_frame(view.frames[place].id)

    # ---- the picture ------------------------------------------------------------------------------------------
    def set_place(self, key: str) -> None:
        """What is behind everything in the frame's picture; it is begun where there is none yet."""
        context, row = self.context, self.state.frame_row()

        def choose() -> None:
            with context.case.edit("Changed the background"):
                scene_id = row["scene_id"] if row else None
                if not scene_id:
                    scene_id = self.state.begin_scene()
                scene_acts.set_backdrop(context.case, scene_id, key or None)

        context.attempt(choose)
        self.state.forget()

    def _on_chosen(self) -> None:
        self.side.show_chosen(self.frame.editor.canvas.item)

    # ---- small things -----------------------------------------------------------------------------------------
    def _open_side(self) -> None:
        self.side.setVisible(not self.side.isVisible())
        self.side.raise_()

    def _settle(self) -> None:
        """Where there is little room the panel lies behind a button."""
        narrow = self.window().width() < theme().px(1280)
        self.side_button.setVisible(narrow)
        self.side.close_button.setVisible(narrow)
        room = self.width() - (0 if narrow else self.side.width())
        self._head.stack(room < theme().px(880))
        if not narrow:
            self.side.show()

    def _to_share(self) -> None:
        self.context.share("story")

    # ---- following --------------------------------------------------------------------------------------------
    def _on_frame(self) -> None:
        self.strip.show_frames()
        self.frame.show_frame()
        self._show_side()

    def _show_side(self) -> None:
        self.side.show_all(drawing=self.state.can_change and not self.frame.editor.canvas.read_only)

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches(*self.MADE_OF):
            self.catch_up()
        elif change.touches(*PICTURE):
            self._later.start()

    def _on_pause(self) -> None:
        if self.is_drawing():
            self._later.start()
        elif self.isVisible():
            self.state.forget()
            self.strip.show_pictures()
        else:
            self._stale = True

    def is_drawing(self) -> bool:
        """Whether a pen is down: then nothing else is to be done."""
        return self.frame.editor.canvas.ink.is_down

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody listens any more."""
        super().hideEvent(event)
        self.voice.stop()
        self.strip.thumbs.stop()
