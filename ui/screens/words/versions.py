"""The versions of a story: the menu of them, a shorter one, another language, what changed, the heading."""

from __future__ import annotations

import difflib
import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.acts import stories as acts
from models.picture_views import FrameChange, StoryLine
from models.stories import story_view
from models.story_template import in_force
from ui.plain_words import Span
from ui.screens.plan.fields import DayField
from ui.screens.strands.marked import MarkedLabel
from ui.screens.words.state import StudioState
from ui.screens.words.wording import line_name, tr
from ui.widgets import Button, GrowingTextEdit, Label, LineField, Menu, SegmentedControl, Switch, clear, column

_WORD = re.compile(r"\S+")
_LEFT_OUT = ("who", "then")
"""Frames of the template that a shorter story is first offered without."""


def version_menu(state: StudioState, parent: QWidget) -> Menu:
    """Every version and what can be begun from this one (built apart, so a test can read it).

    Actions: ``show-N`` and ``beside-N`` (data: a story's id), ``translate-CODE`` (data: the code), ``nextVersion``,
    ``shorterStory``, ``chooseFrames``, ``whatChanged``, ``storyHeading``, ``removeVersion``, ``anotherStory``.
    """
    menu, view = Menu(parent, name="storyMenu"), state.view
    if view is None:
        return menu
    for place, line in enumerate(state.lines):
        _add(menu, f"show-{place}", _named(line, state), line.id).setChecked(line.id == view.id)
    menu.addSeparator()
    row = state.context.case.rows.table("story")[view.id]
    number = 1 + max(line.version for line in view.family if line.form == _form(state))
    _add(menu, "nextVersion", tr("Begin version {n}, as a copy").format(n=number)).setEnabled(state.newer is None)
    if row["shorter_of_id"] and not state.context.case.rows.where("story_frame", story_id=view.id):
        _add(menu, "chooseFrames", tr("Choose the frames of this shorter story…")).setEnabled(state.can_change)
    elif not row["shorter_of_id"]:
        _add(menu, "shorterStory", tr("A shorter story, for a younger child…"))
    menu.addMenu(_languages(state, menu))
    menu.addMenu(_beside(state, menu))
    menu.addSeparator()
    _add(menu, "whatChanged", tr("What changed since the version before")).setEnabled(bool(row["begun_from_id"]))
    _add(menu, "storyHeading", tr("Title, for whom, age, letters…"))
    _add(menu, "removeVersion", tr("Take this version away")).setEnabled(state.can_change)
    _add(menu, "anotherStory", tr("Begin another story"))
    return menu


def _form(state: StudioState) -> str:
    view = state.view
    return next((line.form for line in view.family if line.id == view.id), "full") if view else "full"


def _named(line: StoryLine, state: StudioState) -> str:
    """A version, with its title where there are several stories."""
    name = line_name(line)
    titles = {each.title for each in state.lines if each.form == "full"}
    name = f"{line.title}: {name}" if len(titles) > 1 else name
    return tr("{version}, read to the children").format(version=name) if line.is_fixed else name


def _languages(state: StudioState, parent: Menu) -> Menu:
    menu, view = Menu(parent, name="languageMenu"), state.view
    menu.setTitle(tr("In another language"))
    for language in in_force()[0].languages:
        if view is not None and language.code != view.language:
            text = f"{language.name} ({language.own_name})" if language.own_name != language.name else language.name
            _add(menu, f"translate-{language.code}", text, language.code)
    return menu


def _beside(state: StudioState, parent: Menu) -> Menu:
    menu, view, beside = Menu(parent, name="besideMenu"), state.view, state.beside
    menu.setTitle(tr("Read beside it"))
    _add(menu, "beside-none", tr("Nothing")).setChecked(beside is None)
    for place, line in enumerate(state.lines):
        if view is not None and line.id != view.id:
            action = _add(menu, f"beside-{place}", _named(line, state), line.id)
            action.setChecked(beside is not None and beside.id == line.id)
    return menu


def _add(menu: Menu, name: str, text: str, data: str = "") -> QAction:
    action = QAction(text, menu)
    action.setObjectName(name)
    action.setData(data)
    action.setCheckable(name.startswith(("show-", "beside-")))
    menu.addAction(action)
    return action


# ---- what changed -----------------------------------------------------------------------------------------------
class ChangesPage(QWidget):
    """What is said otherwise than in the version before; the words that differ are marked in both."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyChanges")
        self._state = state
        self._list: QVBoxLayout = column(self, gap=6)

    def show_changes(self) -> None:
        """Show them."""
        clear(self._list)
        view = self._state.view
        if view is None:
            return
        for change in view.changes:
            self._list.addWidget(_change(change))
        if not view.changes:
            self._list.addWidget(Label(tr("Every word is as it was in the version before."), "body", "ink2"))


def _change(change: FrameChange) -> QWidget:
    holder = QWidget()
    body = column(holder, (0, 4, 0, 10), gap=2)
    body.addWidget(Label(tr("Frame {n}").format(n=change.number), "label"))
    before, after = differing(change.before, change.after)
    for head, text, spans, ink in (
        (tr("Before"), change.before, before, "ink2"), (tr("Now"), change.after, after, "ink"),
    ):  # fmt: skip
        body.addWidget(Label(head, "caption", "ink2"))
        words = MarkedLabel(text or tr("nothing"), "body", ink if text else "ink3")
        words.set_marks(spans if change.before and change.after else ())
        body.addWidget(words)
    return holder


def differing(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """Where two texts differ, word by word: characters of the one and of the other."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    matcher = difflib.SequenceMatcher(a=[m.group() for m in old], b=[m.group() for m in new], autojunk=False)
    left: list[Span] = []
    right: list[Span] = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind != "equal":
            if a1 > a0:
                left.append((old[a0].start(), old[a1 - 1].end()))
            if b1 > b0:
                right.append((new[b0].start(), new[b1 - 1].end()))
    return left, right


# ---- a shorter story --------------------------------------------------------------------------------------------
class ShorterPage(QWidget):
    """Which frames a shorter story keeps, for whom and how old. ``made(story id)``."""

    made = Signal(str)

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shorterPage")
        self._state = state
        self._of, self._story_id = "", ""
        body = column(self, gap=8)
        body.addWidget(
            Label(tr("It shows the words of the full story until somebody writes shorter ones in it."), "body", "ink2")
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        body.addLayout(self._list)
        self.switches: dict[str, Switch] = {}
        self.for_words = LineField(name="shorterFor", heard=tr("For whom?"), placeholder=tr("For whom?"), height=36)
        self.age = LineField(name="shorterAge", heard=tr("How old is the youngest, in years?"),
                             placeholder=tr("How old, in years?"), height=36)  # fmt: skip
        body.addWidget(self.for_words)
        body.addWidget(self.age)
        self.keep = Button(tr("Make the shorter story"), name="makeShorter", kind="primary")
        self.keep.clicked.connect(self._on_keep)
        body.addWidget(self.keep)

    def show_choice(self, *, of_existing: bool) -> None:
        """Choose the frames of a new shorter story, or of the one that is looked at."""
        view, state = self._state.view, self._state
        if view is None:
            return
        row = state.context.case.rows.table("story")[view.id]
        self._story_id = view.id if of_existing else ""
        self._of = str(row["shorter_of_id"] or view.id)
        kept = {frame.id for frame in view.frames} if of_existing else None
        for switch in self.switches.values():
            self._list.removeWidget(switch)
            switch.hide()
            switch.deleteLater()
        self.switches = {}
        template = in_force()[0]
        full = story_view(state.context.projector, self._of, state.context.lens)
        for frame in full.frames if full else ():
            asked = template.frame_of(frame.question)
            on = frame.id in kept if kept is not None else not (asked and asked.key in _LEFT_OUT)
            switch = Switch(f"{frame.number} {frame.question}".strip(), name=f"keep-{frame.number}", on=on)
            self.switches[frame.id] = switch
            self._list.addWidget(switch)
        for field in (self.for_words, self.age):
            field.setVisible(not of_existing)
            field.clear()
        self.keep.setText(tr("Keep these frames") if of_existing else tr("Make the shorter story"))

    def _on_keep(self) -> None:
        case, context = self._state.context.case, self._state.context
        chosen = [frame_id for frame_id, switch in self.switches.items() if switch.isChecked()]
        age = self.age.text().strip()

        def keep() -> str:
            if self._story_id:
                acts.choose_frames(case, self._story_id, chosen)
                return self._story_id
            years = int(age) if age.isdecimal() else None
            return acts.shorter(case, self._of, chosen, for_words=self.for_words.text(), for_age=years)

        made = context.attempt(keep)
        if made:
            self.made.emit(str(made))


# ---- the heading ------------------------------------------------------------------------------------------------
class HeadingPage(QWidget):
    """Title, for whom, how old, which letters, from which day, our own note. Every field saves on leaving."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyHeadingPage")
        self._state = state
        body = column(self, gap=6)
        self.title = LineField(name="storyTitle", heard=tr("Title"), height=36)
        self.for_words = LineField(
            name="storyFor", heard=tr("For whom?"), placeholder=tr("For Mila and Jayden"), height=36
        )
        self.age = LineField(name="storyAge", heard=tr("How old is the youngest who hears it?"), height=36)
        self.day = DayField(state.context.projector.today, name="storyDay", heard=tr("From which day is it?"))
        letters = (tr("Plain"), tr("Easier to read"))
        self.letters = SegmentedControl(letters, name="storyLetters", heard=tr("Letters"))
        self.note = GrowingTextEdit(name="storyNote", heard=tr("Our own note; it is never printed"), min_lines=2)
        for text, field in (
            (tr("Title"), self.title), (tr("For whom?"), self.for_words),
            (tr("How old is the youngest who hears it?"), self.age), (tr("From which day?"), self.day),
            (tr("Letters"), self.letters), (tr("Our own note; it is never printed"), self.note),
        ):  # fmt: skip
            label = Label(text, "caption", "ink2")
            body.addWidget(label)
            body.addWidget(field)
            if field is self.note:
                self._note_label = label
        self.title.editingFinished.connect(self._on_title)
        self.for_words.editingFinished.connect(self._on_for)
        self.age.editingFinished.connect(self._on_age)
        self.day.changed.connect(self._on_day)
        self.letters.chosen.connect(self._on_letters)
        self.note.committed.connect(self._on_note)

    def show_heading(self) -> None:
        """Show what is kept; what is kept from who looks cannot be written over."""
        view, state = self._state.view, self._state
        if view is None:
            return
        row = state.context.case.rows.table("story")[view.id]
        for field, shown, kept in (
            (self.title, view.title, row["title"]), (self.for_words, view.for_words, row["for_words"] or ""),
        ):  # fmt: skip
            field.setEnabled(state.can_change and shown.strip() == (kept or shown).strip())
            if not field.hasFocus():
                field.setText(shown)
        if not self.age.hasFocus():
            self.age.setText(str(row["for_age"]) if row["for_age"] is not None else "")
            self.age.setPlaceholderText(str(view.for_age) if view.for_age is not None else tr("not known"))
        self.age.setEnabled(state.can_change)
        self.day.setEnabled(state.can_change)
        self.letters.setEnabled(state.can_change)
        if view.made_on and not self.day.line.hasFocus():
            self.day.set_day(view.made_on)
        self.letters.set_current(1 if view.font == "easier" else 0)
        for widget in (self.note, self._note_label):
            widget.setVisible(state.context.lens.is_us)
        if not self.note.hasFocus():
            self.note.set_kept(view.note)

    def _set(self, **fields: object) -> None:
        view, context = self._state.view, self._state.context
        if view is not None:
            context.attempt(lambda: acts.set_story(context.case, view.id, **fields))
            self._state.forget()
            self.show_heading()

    def _on_title(self) -> None:
        if self._state.view and self.title.text().strip() != self._state.view.title:
            self._set(title=self.title.text())

    def _on_for(self) -> None:
        if self._state.view and self.for_words.text().strip() != self._state.view.for_words:
            self._set(for_words=self.for_words.text())

    def _on_age(self) -> None:
        text, view = self.age.text().strip(), self._state.view
        row = self._state.context.case.rows.get("story", view.id) if view else None
        age = int(text) if text.isdecimal() and len(text) < 3 else None
        if row is not None and age != row["for_age"] and (age is not None or not text):
            self._set(for_age=age)

    def _on_day(self) -> None:
        if self._state.view and self.day.day != (self._state.view.made_on or ""):
            self._set(made_on=self.day.day)

    def _on_letters(self, index: int) -> None:
        self._set(font="easier" if index else "plain")

    def _on_note(self, words: str) -> None:
        self._set(note=words)
