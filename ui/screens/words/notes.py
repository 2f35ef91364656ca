"""Gentle notes under the words of a frame: what could be hard for the youngest, and whether it can be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import child_words
from models.picture_views import StoryView, WordNote
from ui.screens.words.state import StudioState
from ui.screens.words.voice import Voice
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import IconMark, Label, LinkButton, announce, clear, column

_ICONS = {"many_sentences": "list", "long_sentence": "list", "hard_word": "question", "fault": "heart", "tell": "heart"}
_SHOWN = 2


def notes_of(state: StudioState, words: str) -> tuple[WordNote, ...]:
    """What to ask about words that are being written in the frame looked at."""
    view, frame = state.view, state.frame
    if view is None or frame is None:
        return ()
    people = state.context.projector.people.values()
    names = [name for person in people for name in (person.name, person.full_name)]
    about = child_words.word_notes(words, view.for_age, view.language, names)
    texts = [words if each.id == frame.id else each.words for each in view.frames]
    said = {note.kind for note in child_words.story_notes(texts, view.language)}
    whole = (note for note in frame.notes if note.kind in ("fault", "tell") and note.kind in said)
    return (*whole, *about)


class NotesRow(QWidget):
    """At most two notes, the rest a press away; at the right the voice."""

    def __init__(self, state: StudioState, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frameNotes")
        self._state, self._voice = state, voice
        self._text = ""
        self._open = False
        self._lines: list[tuple[str, str]] = []
        self.notes: tuple[WordNote, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        holder = QWidget()
        self._list: QVBoxLayout = column(holder, gap=2)
        row.addWidget(holder, 1, Qt.AlignmentFlag.AlignTop)
        self.more = LinkButton("", name="moreNotes", role="caption", ink="ink2")
        self.more.clicked.connect(self._toggle)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        end = QHBoxLayout()
        end.setSpacing(theme().px(12))
        end.addWidget(self.more)
        self.no_voice = Label("", "caption", "ink2", wrap=False)
        end.addWidget(self.no_voice)
        self.aloud = LinkButton(tr("Read aloud"), name="readAloud", icon="speaker-high")
        self.aloud.clicked.connect(self._on_aloud)
        self._voice.changed.connect(self._show_voice)
        end.addWidget(self.aloud)
        beside = QVBoxLayout()
        beside.addLayout(end)
        beside.addStretch(1)
        row.addLayout(beside)

    # ---- notes ------------------------------------------------------------------------------------------------
    def show_words(self, words: str, notes: Sequence[WordNote]) -> None:
        """Show the notes about these words."""
        self._text = words
        view = self._state.view
        if view is None:
            return
        self.notes = tuple(notes)
        lines = [(_ICONS.get(note.kind, "question"), note.text) for note in self.notes]
        is_hard = any(note.kind in ("hard_word", "long_sentence", "many_sentences") for note in self.notes)
        if words.strip() and view.language.startswith("en") and not is_hard:
            lines.append(("check-circle", _can_follow(view)))
        self._show(lines)
        self._show_voice()

    def _show(self, lines: list[tuple[str, str]]) -> None:
        shown = lines if self._open else lines[:_SHOWN]
        if shown != self._lines:
            self._lines = shown
            clear(self._list)
            for icon, text in shown:
                self._list.addWidget(_line(icon, text))
        hidden = len(lines) - _SHOWN
        self.more.setVisible(hidden > 0)
        self.more.setText(tr("Fewer") if self._open else tr("{n} more").format(n=hidden))

    def _toggle(self) -> None:
        self._open = not self._open
        self.show_words(self._text, self.notes)
        announce(self, ". ".join(note.text for note in self.notes))

    # ---- the voice --------------------------------------------------------------------------------------------
    def _show_voice(self) -> None:
        view = self._state.view
        reason = self._voice.reason
        if view is not None and not reason and not self._voice.speaks(view.language):
            reason = tr("The voice of this computer does not speak this language.")
        self.aloud.setEnabled(not reason and bool(self._text.strip()))
        self.aloud.setText(tr("Stop") if self._voice.is_speaking else tr("Read aloud"))
        self.aloud.setToolTip(reason)
        self.aloud.setAccessibleDescription(reason)
        self.no_voice.setText(tr("No voice here") if reason else "")
        self.no_voice.setToolTip(reason)
        self.no_voice.setAccessibleName(reason)
        self.no_voice.setVisible(bool(reason))

    def _on_aloud(self) -> None:
        view = self._state.view
        if view is not None:
            self._voice.say(self._text, view.language)


def _can_follow(view: StoryView) -> str:
    """Who can follow: the youngest it is for."""
    youngest = [child.name for child in view.children if view.for_age is not None and child.age == str(view.for_age)]
    if youngest:
        return tr("{who} can follow these words").format(who=youngest[0])
    return tr("Easy to follow")


def _line(icon: str, text: str) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(text)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, theme().px(5), 0, 0)
    row.setSpacing(theme().px(8))
    row.addWidget(IconMark(icon, "wellInk" if icon == "check-circle" else "askInk", size=16),
                  0, Qt.AlignmentFlag.AlignTop)  # fmt: skip
    row.addWidget(Label(text, "caption", "ink2" if icon == "check-circle" else "ink"), 1)
    return holder
