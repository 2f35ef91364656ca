"""When the story was read to the children: by whom, who was there, what each child asked and was answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.acts import stories as acts
from models.picture_views import AskedView, TellingView
from models.views import PersonView
from ui.screens.plan.choosing import PeopleChips
from ui.screens.plan.fields import DayField
from ui.screens.words.state import StudioState
from ui.screens.words.wording import joined, tr
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconButton, IconMark, Label, LineField, LinkButton, clear, column


class TellingRow(QWidget):
    """One reading. ``change_wanted(telling id)``; ``asked_wanted(telling id, asked id or "")``."""

    change_wanted = Signal(str)
    asked_wanted = Signal(str, str)

    def __init__(self, telling: TellingView, *, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.telling = telling
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(9))
        mark = QVBoxLayout()
        mark.addSpacing(theme().px(7))
        mark.addWidget(IconMark("book-open-text", "wellInk", size=18))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        words.addSpacing(theme().px(5))
        by = tr("Read by {who}").format(who=telling.read_by) if telling.read_by else tr("Read to the children")
        words.addWidget(Label(f"{by}, {telling.when}", "body"))
        where = [part for part in (telling.there, telling.place) if part]
        if where:
            words.addWidget(Label(tr("There: {who}").format(who=". ".join(where)), "caption", "ink2"))
        for place, asked in enumerate(telling.asked):
            words.addWidget(Label(_asked(asked), "body"))
            change = LinkButton(tr("Put right"), name=f"asked-{number}-{place}", role="caption", ink="ink2",
                                heard=tr("Put right: {words}").format(words=_asked(asked)))  # fmt: skip
            change.setProperty("asked", asked.id)
            change.clicked.connect(self._on_asked)
            words.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        more = LinkButton(tr("What did they ask?"), name=f"addAsked-{number}", role="caption")
        more.clicked.connect(self._on_asked)
        words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        button = IconButton("note-pencil", tr("Put right who was there"), name=f"telling-{number}", size="small",
                            icon_size=18)  # fmt: skip
        button.clicked.connect(self._on_change)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_change(self) -> None:
        self.change_wanted.emit(self.telling.id)

    def _on_asked(self) -> None:
        sender = self.sender()
        asked_id = sender.property("asked") if sender is not None else None
        self.asked_wanted.emit(self.telling.id, str(asked_id or ""))


def _asked(asked: AskedView) -> str:
    by = asked.asked_by.name if asked.asked_by else tr("Asked")
    lines = [f"{by}: “{asked.asked.strip('“”')}”"] if asked.asked else []
    if asked.answered:
        who = asked.answered_by.name if asked.answered_by else tr("Answer")
        lines.append(f"{who}: “{asked.answered.strip('“”')}”")
    return "\n".join(lines)


class TellingList(QWidget):
    """Every reading of this version. ``tell_wanted(telling id or "")``; ``asked_wanted(telling id, asked id)``."""

    tell_wanted = Signal(str)
    asked_wanted = Signal(str, str)

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tellingList")
        self._state = state
        self._shown: object = None
        self.rows: list[TellingRow] = []
        body = column(self, gap=4)
        self._list = QVBoxLayout()
        body.addLayout(self._list)
        self.add = Button(tr("It was read to the children"), name="tellStory", icon="book-open-text", size="small")
        self.add.clicked.connect(self._on_add)
        body.addWidget(self.add)

    def show_tellings(self) -> None:
        """Show when this version was read."""
        view = self._state.view
        if view is None:
            return
        shown = (view.id, view.tellings)
        if shown != self._shown:
            self._shown = shown
            clear(self._list)
            self.rows = [TellingRow(each, number=number) for number, each in enumerate(view.tellings)]
            for row in self.rows:
                row.change_wanted.connect(self.tell_wanted)
                row.asked_wanted.connect(self.asked_wanted)
                self._list.addWidget(row)
        self.add.setText(tr("Read again") if view.tellings else tr("It was read to the children"))

    def _on_add(self) -> None:
        self.tell_wanted.emit("")


class NamesField(QWidget):
    """Names in a line, written or pressed."""

    def __init__(self, name: str, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = column(self, gap=4)
        body.addWidget(Label(heard, "caption", "ink2"))
        self.line = LineField(name=name, heard=heard, height=36)
        body.addWidget(self.line)
        self.people = PeopleChips(name=f"{name}People", heard=heard)
        self.people.pressed.connect(self._on_person)
        body.addWidget(self.people)
        self._people: dict[str, str] = {}

    def show_people(self, people: Sequence[PersonView], text: str) -> None:
        """Offer these, with what is written already."""
        self._people = {person.id: person.name for person in people}
        self.people.show_people(people)
        self.line.setText(text)

    def _on_person(self, person_id: str) -> None:
        last = tr("{names} and {last}").format(names="", last="").strip()
        said = [part.strip() for part in self.line.text().replace(f" {last} ", ", ").split(",") if part.strip()]
        name = self._people[person_id]
        said = [each for each in said if each != name] if name in said else [*said, name]
        self.line.setText(joined(said))

    @property
    def text(self) -> str:
        """The names as written."""
        return self.line.text().strip()


class TellingForm(QWidget):
    """Write down that it was read. ``done()``."""

    done = Signal()

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tellingForm")
        self._state = state
        self._telling_id = ""
        body = column(self, gap=10)
        self.about = Label(
            tr("From then on these words stay as the children heard them. What changes later is the next version."),
            "body", "ink2",
        )  # fmt: skip
        body.addWidget(self.about)
        self.day = DayField(state.context.projector.today, name="toldOn", heard=tr("On which day was it read?"))
        body.addWidget(self.day)
        self.read_by = NamesField("readBy", tr("Who read it?"))
        self.there = NamesField("whoWasThere", tr("Who was there?"))
        body.addWidget(self.read_by)
        body.addWidget(self.there)
        self.place = LineField(name="toldPlace", heard=tr("Where?"), placeholder=tr("Where? At Nan’s, at home"),
                               height=36)  # fmt: skip
        body.addWidget(self.place)
        self.keep = Button(tr("Keep"), name="keepTelling", kind="primary", icon="check")
        self.keep.clicked.connect(self._on_keep)
        body.addWidget(self.keep)

    def show_telling(self, telling_id: str) -> None:
        """A reading that is written down already, or ("") a new one."""
        view, state = self._state.view, self._state
        self._telling_id = telling_id
        told = next((each for each in view.tellings if each.id == telling_id), None) if view else None
        self.about.setVisible(told is None)
        self.day.set_day(told.on if told else state.context.projector.today.isoformat())
        self.read_by.show_people(state.grown_ups(), told.read_by if told else "")
        everybody = [*state.talking_children(), *state.grown_ups()]
        heard = {child.id for child in view.children} if view else set()
        children = [child.name for child in state.talking_children() if child.id in heard]
        self.there.show_people(everybody, told.there if told else joined(children))
        self.place.setText(told.place if told else "")

    def _on_keep(self) -> None:
        view, context = self._state.view, self._state.context
        if view is None:
            return
        told = next((each for each in view.tellings if each.id == self._telling_id), None)
        new = {"told_on": self.day.day, "read_by": self.read_by.text, "there": self.there.text,
               "place": self.place.text().strip()}  # fmt: skip

        def keep() -> bool:
            if told is None:
                acts.tell(context.case, view.id, **new)
            else:
                shown = {"told_on": told.on, "read_by": told.read_by, "there": told.there, "place": told.place}
                # Only what was written: what this reader is not shown is not written over.
                changed: dict[str, str | None] = {n: v for n, v in new.items() if v != shown[n]}
                if changed:
                    acts.set_telling(context.case, told.id, **changed)
            return True

        if context.attempt(keep):
            self.done.emit()


class AskedForm(QWidget):
    """What a child asked and what was answered, in the words used. ``done()``."""

    done = Signal()

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askedForm")
        self._state = state
        self._telling_id = self._asked_id = ""
        body = column(self, gap=8)
        self.children_chips = PeopleChips(name="askedBy", heard=tr("Who asked?"), keeps=True)
        self.asked = GrowingTextEdit(name="childAsked", heard=tr("What the child asked"), role="words", min_lines=2,
                                     placeholder=tr("In the child’s words"))  # fmt: skip
        self.answered_by = PeopleChips(name="answeredBy", heard=tr("Who answered?"), keeps=True)
        self.answered = GrowingTextEdit(name="childAnswered", heard=tr("What was answered"), role="words", min_lines=2,
                                        placeholder=tr("In the words used"))  # fmt: skip
        for text, field in (
            (tr("Who asked?"), self.children_chips), (tr("What did they ask?"), self.asked),
            (tr("Who answered?"), self.answered_by), (tr("And the answer?"), self.answered),
        ):  # fmt: skip
            body.addWidget(Label(text, "caption", "ink2"))
            body.addWidget(field)
        self.asked.committed.connect(self._on_words)
        self.answered.committed.connect(self._on_words)
        self.keep = Button(tr("Keep"), name="keepAsked", kind="primary", icon="check")
        self.keep.clicked.connect(self._on_keep)
        body.addWidget(self.keep)

    def show_asked(self, telling_id: str, asked_id: str) -> None:
        """A question that is written down already, or ("") a new one."""
        state = self._state
        self._telling_id, self._asked_id = telling_id, asked_id
        now = self._now()
        by, answered = (now.asked_by, now.answered_by) if now else (None, None)
        self.children_chips.show_people(state.talking_children(), by.id if by else "")
        self.answered_by.show_people(state.grown_ups(), answered.id if answered else "")
        self.asked.set_kept(now.asked if now else "")
        self.answered.set_kept(now.answered if now else "")

    def _now(self) -> AskedView | None:
        view = self._state.view
        every = [each for telling in view.tellings for each in telling.asked] if view else []
        return next((each for each in every if each.id == self._asked_id), None)

    def _keep(self) -> bool:
        """Keep what is written; only what was changed, so that nothing a reader is not shown is written over."""
        context, now = self._state.context, self._now()
        new = {"asked": self.asked.text(), "asked_by_id": self.children_chips.chosen or None,
               "answered": self.answered.text(), "answered_by_id": self.answered_by.chosen or None}  # fmt: skip
        if now is None:
            self._asked_id = acts.add_asked(
                context.case, self._telling_id, new["asked"] or "", asked_by_id=new["asked_by_id"],
                answered=new["answered"] or "", answered_by_id=new["answered_by_id"],
            )  # fmt: skip
            return True
        by, answered_by = now.asked_by, now.answered_by
        shown = {"asked": now.asked, "asked_by_id": by.id if by else None, "answered": now.answered,
                 "answered_by_id": answered_by.id if answered_by else None}  # fmt: skip
        changed = {name: value for name, value in new.items() if value != shown[name]}
        if changed:
            acts.set_asked(context.case, self._asked_id, **changed)
        return True

    def _on_words(self) -> None:
        """Words are kept as soon as their field is left."""
        if self.asked.text():
            self._state.context.attempt(self._keep)

    def _on_keep(self) -> None:
        if not self.asked.text():
            self._state.context.say(tr("What did the child ask? Write it down first."))
        elif self._state.context.attempt(self._keep):
            self.done.emit()
