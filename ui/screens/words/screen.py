"""The room of words and pictures: the strip of frames, the frame that is made, and beside it what helps to make it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.acts import stories as acts
from models.casework import ChangeSet
from models.story_pages import for_line
from ui.context import CaseContext
from ui.screens.words.frame import FramePage
from ui.screens.words.state import PICTURE, StudioState
from ui.screens.words.strip import FrameStrip
from ui.screens.words.voice import Voice
from ui.screens.words.wording import line_name, tr
from ui.theme import theme
from ui.widgets import Button, EmptyState, Label, Surface, column

_FROM = ("story", "story_frame", "story_approval", "story_telling", "story_asked", "person", "person_look",
         "restriction", "workspace_child", "casefile", "child_link", "partnership")  # fmt: skip
_PAUSE_MS = 350
"""How long the pen rests before the strip shows what it drew."""
_STUDIO, _EMPTY = range(2)


class WordsScreen(QWidget):
    """The room. Built from the context; follows its changes and its lens."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("words")
        self.context = context
        self.state = StudioState(context, self)
        self.voice = Voice(self)
        self._stale = True
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
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.state.story_changed.connect(self.refresh)
        self.state.frame_changed.connect(self._on_frame)
        self.strip.question_wanted.connect(self.frame.write_question)
        self.context.changed.connect(self._on_change)
        self.context.lens_changed.connect(self._on_lens)
        theme().changed.connect(self._on_lens)

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_studio(self) -> QWidget:
        middle = Surface("window")
        body = column(middle, gap=0)
        body.addLayout(self._make_head())
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(14), 0, theme().px(20), theme().px(10))
        row.setSpacing(theme().px(6))
        self.strip = FrameStrip(self.state)
        self.frame = FramePage(self.state, self.voice)
        row.addWidget(self.strip)
        row.addWidget(self.frame, 1)
        body.addLayout(row, 1)
        return middle

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme().px(20), theme().px(12), theme().px(20), theme().px(10))
        head.setSpacing(theme().px(10))
        self.title = Label("", "title", wrap=False)
        self.for_whom = Label("", "body", "ink2", wrap=False)
        self.version = Button("", name="storyVersion", kind="quiet", size="small", menu=True)
        head.addWidget(self.title)
        head.addWidget(self.for_whom, 1)
        head.addWidget(self.version)
        self.print_button = Button(tr("Print"), name="storyShare", icon="printer")
        self.print_button.clicked.connect(self._to_share)
        head.addWidget(self.print_button)
        return head

    # ---- showing ----------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show everything as it stands now."""
        self._stale = False
        self._later.stop()
        self.state.forget()
        view = self.state.view
        if view is None:
            self._show_empty()
            return
        self.pages.setCurrentIndex(_STUDIO)
        self.title.setText(view.title)
        self.for_whom.setText(for_line(view))
        line = next(line for line in self.state.lines if line.id == view.id)
        self.version.setText(line_name(line))
        self.strip.show_frames()
        self.frame.show_frame()

    def _show_empty(self) -> None:
        start = Button(tr("Start words and pictures"), name="startStory", kind="primary", size="large")
        start.clicked.connect(self.start)
        text = tr("A story for the children about what happened and what keeps them safe, made with their parents and "
                  "in their words: one picture and one to three short sentences at a time. It begins with six "
                  "questions, from “About us” to “Who can you tell?”")  # fmt: skip
        page = EmptyState(text, title=tr("Words and pictures"), icon="book-open-text", action=start)
        old, self._empty = self._empty, page
        self.pages.removeWidget(old)
        self.pages.addWidget(page)
        self.pages.setCurrentIndex(_EMPTY)
        old.hide()
        old.deleteLater()

    def start(self) -> None:
        """Begin a story with the frames of the template."""
        context = self.context
        context.attempt(lambda: acts.start(context.case, context.workspace_id))
        self.frame.box.words.setFocus()

    # ---- small things -----------------------------------------------------------------------------------------
    def _to_share(self) -> None:
        self.context.share("story")

    # ---- following --------------------------------------------------------------------------------------------
    def _on_frame(self) -> None:
        self.strip.show_frames()
        self.frame.show_frame()

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches(*_FROM):
            self.state.forget()
            self._stale = True
            self._refresh_if_stale()
        elif change.touches(*PICTURE):
            self._later.start()

    def _on_pause(self) -> None:
        if self.isVisible():
            self.state.forget()
            self.strip.show_pictures()
        else:
            self._stale = True

    def _on_lens(self) -> None:
        self.state.forget()
        self._stale = True
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale and self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is little room, things make way."""
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened elsewhere."""
        super().showEvent(event)
        self._refresh_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody listens any more."""
        super().hideEvent(event)
        self.voice.stop()
        self.strip.thumbs.stop()
