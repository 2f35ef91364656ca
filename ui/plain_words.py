"""Plain words while somebody writes: questions about a text, never in the way, never other words for it.

Any text field can use it: ``PlainWords(context).check(kind, text)`` after each letter; ``asked`` follows when typing
rests. ``mark_in`` marks the phrases asked about; ``WordQuestions`` lists the questions, a few at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QWidget

from models import practice
from models.acts.silencing import silence, silenced
from models.casework import ChangeSet
from models.plain_words import KINDS, Asked, Glossary, GlossaryFault, in_use, questions_for
from models.statements import names_of
from ui.context import CaseContext
from ui.spelling import spelling
from ui.theme import theme
from ui.widgets import IconMark, Label, LinkButton, announce, column
from ui.work import Job

REST_MS = 250
"""After the last letter, before anything is asked."""
LONG = 3000
"""Characters from which a text is read off the main thread (some 15 ms of work)."""
MOST = 3
"""Questions shown at once; the rest a press away."""
TABLES = ("silenced_phrase", "person", "workspace_child")
"""Rows whose change may change what is asked."""

Span = tuple[int, int]
"""Characters of a text, from one up to another."""
Work = tuple[str, str, bool, tuple[str, ...], tuple[str, ...]]
"""Kind, text, whether it is a quotation, names of grown-ups, names of children."""

_told: set[str] = set()
"""Faults of an authority's file that were said already: once is enough."""


class PlainWords(QObject):
    """What to ask about the text somebody writes. ``asked(list of Asked)`` for the newest text only.

    Short texts are read where they are, long ones in a thread; an answer about an older text is dropped.
    """

    asked = Signal(list)

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._glossary: Glossary | None = None
        self._loading = False
        self._work: Work | None = None
        self._serial = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._read)
        context.changed.connect(self._on_changed)

    def check(
        self, kind: str, text: str, is_quotation: bool = False, people: Iterable[str] | None = None,
        children: Iterable[str] | None = None, *, at_once: bool = False,
    ) -> None:  # fmt: skip
        """Ask about ``text`` when typing rests, or ``at_once``. Without names the case's own are used.

        A kind nobody asks about (a complicating factor, somebody's own words) is answered with nothing.
        """
        self._serial += 1
        if kind not in KINDS or is_quotation or not text.strip():
            self.stop()
            self.asked.emit([])
            return
        if people is None and children is None:
            names = names_of(self._context.projector.people.values())
            people, children = names.grown_ups, names.children
        self._work = (kind, text, is_quotation, tuple(people or ()), tuple(children or ()))
        if at_once:
            self._rest.stop()
            self._read()
        else:
            self._rest.start()

    def stop(self) -> None:
        """Let go of the text: nothing more is asked about it."""
        self._serial += 1
        self._rest.stop()
        self._work = None

    def silence(self, asked: Asked) -> None:
        """Do not ask this again in this work: about the phrase, or about the whole text as it stands."""
        phrase = asked.phrase or (self._work[1] if self._work is not None else "")
        case, workspace_id = self._context.case, self._context.workspace_id
        if phrase and self._context.attempt(lambda: silence(case, workspace_id, phrase)):
            self._context.said_and_undoable(self.tr("This is not asked about again."))

    # ---- reading ----------------------------------------------------------------------------------------------
    def _read(self) -> None:
        if self._work is None:
            return
        if self._glossary is None:
            self._load()
            return
        quiet = silenced(self._context.case.rows, self._context.workspace_id)
        work = partial(_answer, self._serial, self._work, self._glossary, quiet)
        if len(self._work[1]) < LONG:
            self._on_answer(work())
        else:
            job = Job(work)
            job.done.connect(self._on_answer)
            job.start()

    def _load(self) -> None:
        """The lists are read once, off the main thread; what waits for them is asked then."""
        if not self._loading:
            self._loading = True
            job = Job(partial(in_use, practice.folder()))
            job.done.connect(self._on_loaded)
            job.start()

    def _on_loaded(self, loaded: tuple[Glossary, GlossaryFault | None]) -> None:
        self._loading = False
        self._glossary, fault = loaded
        if fault is not None and str(fault) not in _told:
            _told.add(str(fault))
            self._context.say(str(fault))
        self._read()

    def _on_answer(self, answer: tuple[int, list[Asked]]) -> None:
        serial, found = answer
        if serial == self._serial:
            self.asked.emit(found)

    def _on_changed(self, change: ChangeSet) -> None:
        if self._work is not None and change.touches(*TABLES):
            kind, text, quotation, _, _ = self._work
            self.check(kind, text, quotation, at_once=True)


def _answer(serial: int, work: Work, glossary: Glossary, quiet: Sequence[str]) -> tuple[int, list[Asked]]:
    kind, text, quotation, people, children = work
    return serial, questions_for(kind, text, quotation, glossary, quiet, people=people, children=children)


# ---- marks ------------------------------------------------------------------------------------------------------
def spans_of(asked: Iterable[Asked]) -> list[Span]:
    """The phrases asked about, as places in the text; a question about the whole text, or a long one, marks nothing."""
    return [(each.start, each.end) for each in asked if each.phrase and each.code not in ("too_long", "absence_goal")]


def marked_format(*, line: bool = True) -> QTextCharFormat:
    """How a marked phrase looks: told apart by its line as well as by its colour, never red."""
    look = QTextCharFormat()
    look.setBackground(theme().color("mark"))
    look.setForeground(theme().color("markInk"))
    if line:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme().color("askLine"))
    return look


def mark_in(editor: QTextEdit, spans: Sequence[Span]) -> None:
    """Mark phrases in an editor without touching its words or its undo; a spelling mark keeps its own line."""
    selections = []
    text = editor.toPlainText()
    for start, end in spans:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(editor.document())
        cursor.setPosition(min(start, len(text)))
        cursor.setPosition(min(end, len(text)), QTextCursor.MoveMode.KeepAnchor)
        misspelt = any(spelling().mistakes(text[start:end]))
        selection.cursor, selection.format = cursor, marked_format(line=not misspelt)
        selections.append(selection)
    editor.setExtraSelections(selections)


# ---- the list ---------------------------------------------------------------------------------------------------
def worded(asked: Asked) -> str:
    """A question with the phrase it is about in front, where the question itself does not say it."""
    if not asked.phrase or asked.code == "too_long" or asked.phrase in asked.question:
        return asked.question
    return f"“{asked.phrase}”: {asked.question}"


def in_turn(asked: Sequence[Asked]) -> list[Asked]:
    """One question about the whole text, one about a phrase, and so on: of the first three neither kind takes all."""
    whole = [each for each in asked if not each.phrase]
    phrases = [each for each in asked if each.phrase]
    return [each for pair in zip_longest(whole, phrases) for each in pair if each is not None]


class WordQuestions(QWidget):
    """At most three questions with their reasons; the rest behind a fold. ``silence_wanted(Asked)``.

    It waits beside what is written: it never takes the keyboard by itself, and tells a screen reader politely how
    many questions there are, not each one at each letter.
    """

    silence_wanted = Signal(object)

    def __init__(self, name: str = "wordQuestions", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._shown: list[Asked] = []
        self._open = False
        self._rows: list[QWidget] = []
        self._body = column(self, gap=10)
        self.title = Label(self.tr("Plain words"), "label")
        self._body.addWidget(self.title)
        self._place = column(holder := QWidget(), gap=12)
        self._body.addWidget(holder)
        self.more = LinkButton("", name=f"{name}More", role="caption", ink="ink2", icon="caret-right")
        self.more.clicked.connect(self._toggle)
        # A press of the mouse must not take the keyboard from the words being written: that would end the writing.
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._body.addWidget(self.more)
        self.hide()

    @property
    def questions(self) -> list[Asked]:
        """What is asked now, all of it."""
        return list(self._shown)

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Ask these, in turn one about the whole and one about a phrase; nothing hides the whole place."""
        wanted = in_turn(asked)
        if wanted == self._shown:
            return
        before, self._shown = len(self._shown), wanted
        self._open = self._open and len(asked) > MOST
        self._show()
        heard = self._count()
        self.setAccessibleName(heard)
        if asked and len(asked) != before:
            announce(self, heard)

    def _count(self) -> str:
        if len(self._shown) == 1:
            return self.tr("Plain words: one question. {question}").format(question=worded(self._shown[0]))
        return self.tr("Plain words: {count} questions.").format(count=len(self._shown))

    def _show(self) -> None:
        focused = self._focused()
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        shown = self._shown if self._open else self._shown[:MOST]
        self._rows = [self._row(index, each) for index, each in enumerate(shown)]
        for row in self._rows:
            self._place.addWidget(row)
        hidden = len(self._shown) - MOST
        self.more.setVisible(hidden > 0)
        self.more.icon_name = "caret-down" if self._open else "caret-right"
        self.more.setText(self.tr("Fewer") if self._open else self.tr("{count} more").format(count=hidden))
        self.setVisible(bool(self._shown))
        if focused is not None and self._rows:
            link = self._rows[min(focused, len(self._rows) - 1)].findChild(LinkButton)
            if link is not None:
                link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> int | None:
        """Which row has the keyboard, so that leaving one question alone leads to the next."""
        return next(
            (n for n, row in enumerate(self._rows) if any(w.hasFocus() for w in row.findChildren(QWidget))), None
        )

    def _row(self, index: int, asked: Asked) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("chat-circle-text", "askInk", size=16), 0, Qt.AlignmentFlag.AlignTop)
        words = column(box := QWidget(), gap=2)
        words.addWidget(Label(worded(asked), "body"))
        words.addWidget(Label(asked.reason, "caption", "ink2"))
        heard = self.tr("Don't ask about this again: {question}").format(question=worded(asked))
        leave = LinkButton(
            self.tr("Don't ask about this again"), name=f"{self._name}Leave{index}", role="caption", ink="ink2",
            heard=heard,
        )  # fmt: skip
        leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        leave.setProperty("row", index)
        leave.clicked.connect(self._on_leave)
        words.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(box, 1)
        return holder

    def _on_leave(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.silence_wanted.emit(self._shown[int(link.property("row"))])

    def _toggle(self) -> None:
        self._open = not self._open
        self._show()
