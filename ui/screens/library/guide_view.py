"""One guide to read: what it is for, how, what to watch for, questions, a good example and a weak one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.library import Example, Guide
from ui.theme import theme
from ui.widgets import Card, GrowingTextEdit, IconMark, Label, SectionHeader, column


class GuideView(QWidget):
    """Made for one guide; ``note_written(key, text)`` when somebody wrote beside it."""

    note_written = Signal(str, str)

    def __init__(
        self, guide: Guide, note: str | None = None, *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        """``note``: the owner's own words, None where they have no business; ``large``: with room to read."""
        super().__init__(parent)
        self.guide = guide
        self.setObjectName("guideView")
        self.setAccessibleName(guide.title)
        self._role = "words" if large else "body"
        self._body = column(self, gap=6)
        self._body.addWidget(Label(guide.title, "title" if large else "lead"))
        self._body.addWidget(Label(guide.purpose, self._role))
        if guide.when:
            self._head(self.tr("When"), "calendar-blank")
            self._body.addWidget(Label(guide.when, self._role))
        self._list(self.tr("How"), "list-checks", guide.steps, is_numbered=True)
        self._list(self.tr("What to watch for"), "eye", guide.watch)
        self._list(self.tr("Questions that help"), "chats-circle", guide.questions)
        self._example(self.tr("A good example"), guide.good, self.tr("Why it is good"), ("star", "wellTint", "check"))
        self._example(self.tr("A weak one"), guide.weak, self.tr("What to ask of it"), ("warning", "ask", "question"))
        if note is not None:
            self._add_note(note)

    def _head(self, words: str, icon: str) -> None:
        self._body.addSpacing(theme().px(8))
        self._body.addWidget(SectionHeader(words, icon=icon))

    def _list(self, title: str, icon: str, texts: Sequence[str], *, is_numbered: bool = False) -> None:
        if not texts:
            return
        self._head(title, icon)
        for number, text in enumerate(texts, 1):
            self._body.addLayout(self._line(text, f"{number}." if is_numbered else ""))

    def _line(self, text: str, number: str = "", icon: str = "dot-outline") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        mark: QWidget = Label(number, self._role, "ink2", wrap=False) if number else IconMark(icon, size=18)
        mark.setFixedWidth(theme().px(20))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, self._role, heard=f"{number} {text}".strip()), 1)
        return row

    def _example(self, title: str, example: Example | None, points: str, look: tuple[str, str, str]) -> None:
        if example is None:
            return
        icon, fill, mark = look
        self._head(title, icon)
        card = Card(fill=fill)
        inside: QVBoxLayout = column(card, (14, 10, 14, 12), gap=4)
        ink = "askInk" if fill == "ask" else "ink"
        inside.addWidget(Label(example.text, self._role, ink))
        if example.of:
            inside.addWidget(Label(example.of, "caption", "ink2"))
        self._body.addWidget(card)
        if example.points:
            self._body.addWidget(Label(points, "caption", "ink2"))
            for text in example.points:
                self._body.addLayout(self._line(text, icon=mark))

    def _add_note(self, note: str) -> None:
        self._head(self.tr("Our own note"), "note-pencil")
        self.note = GrowingTextEdit(
            note, name="guideNote", heard=self.tr("Our own note beside this guide"), min_lines=2,
            placeholder=self.tr("How we do it here"),
        )  # fmt: skip
        self.note.paused.connect(self._write)
        self.note.committed.connect(self._write)
        self._body.addWidget(self.note)
        said = self.tr("It is there in every family, so name nobody in it.")
        self._body.addWidget(Label(said, "caption", "ink2"))

    def _write(self, text: str) -> None:
        self.note_written.emit(self.guide.key, text)
