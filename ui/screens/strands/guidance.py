"""What helps to write one statement: what to ask of its words, the parts it misses, services, earlier wordings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates, frames
from models.plain_words import Asked
from models.thinking_views import PastWording, StatementView
from models.views import PersonView
from ui.plain_words import WordQuestions
from ui.screens.strands.parts import PartsList
from ui.theme import theme
from ui.widgets import IconMark, Label, LinkButton, column


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatementGuidance", text)


def counted(count: int) -> str:
    """A small number in words, to begin a sentence with."""
    words = (_tr("None"), _tr("One"), _tr("Two"), _tr("Three"), _tr("Four"), _tr("Five"), _tr("Six"), _tr("Seven"))
    return words[count] if count < len(words) else str(count)


def leading(kind: str, asked: Sequence[Asked], services: int, children: Sequence[PersonView]) -> str:
    """The one question that comes first, about a child who would have to understand it or live in it."""
    codes = {each.code for each in asked}
    ages = [(int(child.age), child) for child in children if child.age.isdecimal() and int(child.age) >= 4]
    if "service_list" in codes and ages:
        eldest = max(ages, key=lambda each: each[0])[1]
        finished = {1: _tr("it"), 2: _tr("both")}.get(services, _tr("them all"))
        text = _tr("These are services. Somebody could finish {it} and home could feel just the same to {name}.")
        return text.format(it=finished, name=eldest.name)
    hard = sum(each.code == "jargon" for each in asked)
    if hard and ages:
        youngest = min(ages, key=lambda each: each[0])[1]
        text = (_tr("{name} is {age}. One of these phrases would mean nothing to a child of {age}.") if hard == 1 else
                _tr("{name} is {age}. {n} of these phrases would mean nothing to a child of {age}."))  # fmt: skip
        seen = _tr("What would {name} see and hear?")
        return f"{text} {seen}".format(name=youngest.name, age=youngest.age, n=counted(hard))
    first = next((each for each in asked if each.code in ("absence_goal", "service_list", "too_long")), None)
    return first.question if first else ""


class Guidance(QWidget):
    """Beside one statement. Nothing in it changes what somebody wrote unless they say so.

    ``part_filled(key, words)``, ``sentence_wanted(how)``, ``services_wanted()``, ``again_wanted(seq)``,
    ``silence_wanted(Asked)``, ``left()`` after writing in a part.
    """

    part_filled = Signal(str, str)
    sentence_wanted = Signal(str)
    services_wanted = Signal()
    again_wanted = Signal(int)
    silence_wanted = Signal(object)
    left = Signal()

    def __init__(self, kind: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._open_history = False
        self._past: tuple[PastWording, ...] = ()
        self._may_write = True
        body = column(self, gap=8)
        self._lead_row = QWidget()
        row = QHBoxLayout(self._lead_row)
        row.setContentsMargins(theme().px(4), 0, theme().px(4), 0)
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("chat-circle-text", ink), 0, Qt.AlignmentFlag.AlignTop)
        self.lead = Label("", "body")
        self.lead.setObjectName(f"{kind}Lead")
        row.addWidget(self.lead, 1)
        body.addWidget(self._lead_row)
        self.parts = PartsList(kind)
        self.parts.filled.connect(self.part_filled)
        self.parts.sentence_wanted.connect(self.sentence_wanted)
        self.parts.left.connect(self.left)
        body.addWidget(self.parts)
        self._service_row = self._make_services()
        body.addWidget(self._service_row)
        self.words = WordQuestions(f"{kind}Words")
        self.words.silence_wanted.connect(self.silence_wanted)
        body.addWidget(self.words)
        self._history_place = column(history := QWidget(), (4, 0, 4, 0), gap=4)
        body.addWidget(history)

    def _make_services(self) -> QWidget:
        box = QWidget()
        body = column(box, (4, 0, 4, 0), gap=0)
        body.addWidget(Label(self.tr("Services can be next steps."), "body", "ink2"))
        self.to_steps = LinkButton("", name="moveServices")
        self.to_steps.clicked.connect(self.services_wanted)
        body.addWidget(self.to_steps)
        return box

    def show_statement(
        self, view: StatementView, asked: Sequence[Asked], services: int, children: Sequence[PersonView]
    ) -> None:
        """Show what helps with this statement; ``services``: how many services it lists, where it does."""
        agreed = view.card.state != "draft"
        self.lead.setText(leading(self._kind, asked, services, children))
        self._lead_row.setVisible(bool(self.lead.text()))
        self.parts.show_view(view, frames.listed([child.name for child in children]), folded=agreed)
        # Who, which child, what and what then are asked by the parts; services and absences by the first question.
        self.words.show_asked(
            [each for each in asked if each.code in ("jargon", "too_long") and each.question != self.lead.text()]
        )
        self._service_row.setVisible(services > 0)
        where = {1: self.tr("Move it there"), 2: self.tr("Move both there")}
        self.to_steps.setText(where.get(services, self.tr("Move all of them there")))
        if view.history != self._past:
            self._past = view.history
            self._show_history()

    # ---- earlier wordings -------------------------------------------------------------------------------------
    def _show_history(self) -> None:
        emptied(self._history_place)
        if not self._past:
            return
        text = self.tr("Earlier wordings: {count}").format(count=len(self._past))
        opener = LinkButton(text, name=f"{self._kind}History", role="caption", ink="ink2",
                            icon="caret-down" if self._open_history else "caret-right")  # fmt: skip
        opener.clicked.connect(self._toggle_history)
        self._history_place.addWidget(opener)
        for index, past in enumerate(self._past if self._open_history else ()):
            until = self.tr("Until {day}").format(day=dates.written(past.at[:10]))
            self._history_place.addWidget(Label(until, "caption", "ink2"))
            self._history_place.addWidget(Label(past.text, "body"))
            again = LinkButton(self.tr("Use this again"), name=f"{self._kind}Again{index}", role="caption")
            again.setProperty("seq", past.seq)
            again.clicked.connect(self._again)
            self._history_place.addWidget(again)

    def _toggle_history(self) -> None:
        self._open_history = not self._open_history
        self._show_history()
        opener = self.findChild(LinkButton, f"{self._kind}History")
        if opener is not None:
            opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.again_wanted.emit(int(link.property("seq")))


def emptied(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout; the old ones lose their names so that nobody finds them again."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            for child in (old, *old.findChildren(QWidget)):
                child.setObjectName("")
            old.hide()
            old.deleteLater()
