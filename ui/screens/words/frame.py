"""One frame: its picture, and under it the words, what the picture shows and whose words they are."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.picture_views import StoryView
from models.scenes import HEIGHT, WIDTH
from models.story_template import in_force
from ui.plain_words import mark_in
from ui.screens.plan.fields import AskedWords
from ui.screens.strands.editable import WordsField
from ui.screens.words.notes import NotesRow, notes_of
from ui.screens.words.state import StudioState
from ui.screens.words.voice import Voice
from ui.screens.words.wording import language_name, tr
from ui.theme import theme
from ui.widgets import Button, Card, GrowingTextEdit, IconMark, Label, column, paint_frame
from ui.widgets.drawing_canvas import SceneEditor

_LEAST = 250
"""The least height of the picture with its tools; where letters are large the page scrolls instead."""

_REACH = 20
"""Pixels beside the picture that handles may reach into."""

_REST_MS = 180
"""After the last letter, before notes and suggestions follow."""


class StoryWords(GrowingTextEdit):
    """The words of a frame, in large letters, in the direction of their language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            name="frameWords", heard=tr("Words of this frame"), role="childWords", framed=False, min_lines=2,
            parent=parent,
        )  # fmt: skip
        self._rtl = False
        self._hint = ""
        self.setProperty("noFocusRing", True)  # the box round it shows it

    def set_rtl(self, on: bool) -> None:
        """Write from right to left."""
        self._rtl = on
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)  # where the language begins
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if on else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    @property
    def hint(self) -> str:
        """What stands there while there are no words (Qt's own would lose all but its first line)."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Say what usually goes here."""
        self._hint = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the words, else the hint on as many lines as there are."""
        super().paintEvent(event)
        if self._hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(theme().color("ink3"))
            painter.setFont(self.font())
            painter.drawText(self.viewport().rect(), int(Qt.TextFlag.TextWordWrap), self._hint)

    def set_spelling(self, on: bool) -> None:
        """Mark what is not spelled as the dictionary has it: only in the dictionary's language, while it is written."""
        if on == (self.marks.document() is None):
            self.marks.setDocument(self.document() if on else None)

    @property
    def has_news(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.text() != self._kept.strip()

    @property
    def is_rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self._rtl


class WordsBox(Card):
    """The question and the words; beside them, where wanted, those of another version. ``typed(text)`` at rest."""

    typed = Signal(str)

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(line="lineStrong", parent=parent)
        self.setObjectName("wordsBox")
        self._state = state
        self._frame_id = self._story_id = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), theme().px(8), theme().px(16), theme().px(8))
        row.setSpacing(theme().px(20))
        self._other = QWidget()
        other = column(self._other, gap=2)
        self.other_head = Label("", "caption", "ink2")
        self.other_words = Label("", "childWords", "ink2")
        other.addWidget(self.other_head)
        other.addWidget(self.other_words)
        other.addStretch(1)
        row.addWidget(self._other, 1)
        own = QVBoxLayout()
        own.setSpacing(theme().px(2))
        self.question = WordsField(
            "", name="frameQuestionWords", heard=tr("The question of this frame"), role="caption", ink="ink2",
            empty=tr("What does this frame ask?"), single=True,
        )  # fmt: skip
        self.question.written.connect(self._on_question)
        self.words = StoryWords()
        self.words.paused.connect(self._on_words)
        self.words.committed.connect(self._on_words)
        self.words.textChanged.connect(self._rest.start)
        self.question.closed.connect(self._on_asked)
        self.words.installEventFilter(self)
        own.addWidget(self.question)
        own.addWidget(self.words)
        own.addStretch(1)
        row.addLayout(own, 1)

    def show_frame(self) -> None:
        """Show the frame looked at; words being written stay under the writer's hand."""
        state, view, frame = self._state, self._state.view, self._state.frame
        if view is None or frame is None:
            return
        if (frame.id, view.id) != (self._frame_id, self._story_id):
            self.words.commit()  # to the frame they were written for
            self._frame_id, self._story_id = frame.id, view.id
            self.words.set_kept(frame.words)
        editable = state.may_write("words", frame.words)
        if self.words.isReadOnly() == editable:
            self.words.setReadOnly(not editable)
        self.set_look(fill="card" if editable else "canvas", line="lineStrong" if editable else "line")
        if not (self.words.hasFocus() and self.words.has_news) or self.words.text() == frame.words.strip():
            self.words.set_kept(frame.words)
        self.words.set_spelling(editable and view.language.startswith("en"))
        if self.words.is_rtl != view.rtl:
            self.words.set_rtl(view.rtl)
        asked = in_force()[0].frame_of(frame.question)
        hint = asked.guidance if asked and asked.guidance else tr("One to three short sentences.")
        self.words.set_hint(hint if editable else "")
        self.question.set_words(frame.question)
        self.question.set_editable(state.may_write("question", frame.question))
        self._show_other()
        self._rest.stop()

    def _show_other(self) -> None:
        other, frame = self._state.beside, self._state.frame_beside()
        self._other.setVisible(other is not None)
        if other is None:
            return
        self.other_head.setText(_head(other))
        words = frame.words if frame else ""
        self.other_words.setText(words or tr("no words yet"))
        self.other_words.set_ink("ink2" if words else "ink3")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the box shows where the keyboard is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the box; heavier while somebody writes in it."""
        super().paintEvent(event)
        if self.words.hasFocus():
            paint_frame(
                QPainter(self), QRectF(self.rect()), fill=None, line="focus", width=2, radius=theme().radius("card")
            )

    def mark(self, spans: list[tuple[int, int]]) -> None:
        """Mark what a child may not know."""
        mark_in(self.words, spans)

    def _on_rest(self) -> None:
        self.typed.emit(self.words.toPlainText())

    def _on_words(self, words: str) -> None:
        row = self._state.context.case.rows.get("story_frame", self._frame_id)
        if row is not None and words != row["words"].strip():
            self._frame_id = self._state.set_frame(self._frame_id, self._story_id, words=words)

    def _on_asked(self) -> None:
        """After the question come the words."""
        focused = QApplication.focusWidget()
        is_here = focused is not None and self.question.isAncestorOf(focused)
        if is_here and not self.words.text() and not self.words.isReadOnly():
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_question(self, words: str) -> None:
        if self._state.frame is not None and words != self._state.frame.question:
            self._state.set_frame(question=words)


def _head(other: StoryView) -> str:
    return tr("{language}, version {n}").format(language=language_name(other.language), n=other.version)


class FramePage(QWidget):
    """The middle of the studio. ``typed(text)``: the words as they are written, when typing rests."""

    typed = Signal(str)

    def __init__(self, state: StudioState, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("framePage")
        self._state = state
        state.leaving.connect(self.leave)
        body = column(self, gap=8)
        self.editor = SceneEditor(state.context)
        # As high as there is room, whatever it would like to be: what is under it is always seen.
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.editor.setMinimumHeight(_LEAST)
        body.addWidget(self._make_shared())
        body.addWidget(self.editor, 1000)
        self.box = WordsBox(state)
        self.box.typed.connect(self._on_typed)
        body.addWidget(self.box)
        body.addLayout(self._make_meta())
        self.notes = NotesRow(state, voice)
        body.addWidget(self.notes)
        body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the words stand right under the picture, which is no higher than it is wide enough for."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        # A little more where it is drawn in: what stands at the edge is held by handles that reach over it.
        bar = 0 if self.editor.canvas.read_only else self.editor.bar.sizeHint().height() + 10 + _REACH
        self.editor.setMaximumHeight(max(_LEAST, bar + math.ceil(self.width() * HEIGHT / WIDTH)))

    def _make_shared(self) -> QWidget:
        self.shared = Card(fill="selected")
        self.shared.setObjectName("sharedPicture")
        row = QHBoxLayout(self.shared)
        row.setContentsMargins(theme().px(14), theme().px(4), theme().px(8), theme().px(4))
        row.addWidget(IconMark("images", "ink"))
        row.addWidget(
            Label(tr("The picture is the one of the other version too."), "body"), 1, Qt.AlignmentFlag.AlignVCenter
        )
        self.own_picture = Button(tr("Change it only here"), name="ownPicture", size="small")
        self.own_picture.clicked.connect(self._on_own)
        row.addWidget(self.own_picture)
        return self.shared

    def _make_meta(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        self.picture = AskedWords(
            name="framePicture", heard=tr("What the picture shows"), ask=tr("What does the picture show?"), single=True
        )
        self.picture.written.connect(self._on_picture)
        self.whose = AskedWords(
            name="frameWhose", heard=tr("Whose words these are"), ask=tr("Whose words are these?"), single=True
        )
        self.whose.written.connect(self._on_whose)
        for text, field, stretch in ((tr("Shows"), self.picture, 1), (tr("Words by"), self.whose, 1)):
            part = QHBoxLayout()
            part.setSpacing(theme().px(8))
            part.addWidget(Label(text, "caption", "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
            part.addWidget(field, 1)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addLayout(part, stretch)
        return row

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_frame(self) -> None:
        """Show the frame looked at."""
        state, frame = self._state, self._state.frame
        if frame is None:
            return
        self.show_picture()
        self.box.show_frame()
        for field, name, words in (
            (self.picture, "picture", frame.picture_words), (self.whose, "whose_words", frame.whose),
        ):  # fmt: skip
            field.show_words(words, editable=state.may_write(name, words))
        self._show_notes(frame.words)

    def show_picture(self) -> None:
        """Show the frame's picture, to be drawn in where that changes nothing else."""
        state, frame = self._state, self._state.frame
        row = state.frame_row()
        may = state.can_change and not state.hides_picture
        scene_id = row["scene_id"] if row and frame and frame.scene else None
        begin = state.begin_scene if may and row and not row["scene_id"] else state.no_scene
        if scene_id != self.editor.scene_id or begin != self.editor.deeds.begin or scene_id is None:
            self.editor.show_scene(scene_id, begin)
        read_only = not may or (scene_id is not None and state.shares_picture)
        if self.editor.canvas.read_only != read_only:
            self.editor.set_read_only(read_only)
            self._settle()
        self.shared.setVisible(may and read_only)

    def _show_notes(self, words: str) -> None:
        notes = notes_of(self._state, words)
        self.notes.show_words(words, notes)
        self.box.mark([(note.start, note.end) for note in notes if note.kind == "hard_word"])

    def leave(self) -> None:
        """Keep what is being written, in the frame it is written for, and put the fields away."""
        self.box.words.commit()
        for field in (self.box.question, self.picture.field, self.whose.field):
            if field.editor is not None:
                field.editor.commit()
            if field.editor is not None:
                field.editor.finished.emit()
        self.editor.writing.finish()

    def write_question(self) -> None:
        """Begin to write the frame's question."""
        self.box.question.open()

    # ---- doing ------------------------------------------------------------------------------------------------
    def _on_typed(self, words: str) -> None:
        self._show_notes(words)
        self.typed.emit(words)

    def _on_picture(self, words: str) -> None:
        self._state.set_frame(picture=words)

    def _on_whose(self, words: str) -> None:
        self._state.set_frame(whose_words=words)

    def _on_own(self) -> None:
        context = self._state.context
        context.attempt(self._state.begin_scene)
