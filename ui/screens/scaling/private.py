"""A private round: the laptop goes from one person to the next, and nobody sees what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.acts.scoring import ask_also
from models.acts.strands import give_score, reveal
from models.views import PersonView, RoundView, ScaleView, ScoreView
from ui.context import CaseContext
from ui.screens.people.discs import avatar
from ui.screens.people.everybody import possible_scorers
from ui.screens.scaling import words
from ui.screens.scaling.turn import Progress, TurnPage
from ui.screens.whole_window import PageByPage
from ui.theme import theme
from ui.widgets import Button, FlowLayout, Label, LinkButton, Menu, Pressable, column


class PersonButton(Pressable):
    """Somebody's disc and name, to press. A tick says that they have written."""

    def __init__(self, person: PersonView, *, name: str, done: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self.setObjectName(name)
        said = words.say("{name}, has written") if done else "{name}"
        self.setAccessibleName(said.format(name=person.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFlat(True)
        body = QVBoxLayout(self)
        body.setContentsMargins(8, 8, 8, 8)
        body.setSpacing(theme().px(4))
        body.addWidget(avatar(person, 56, done=done, parent=self), 0, Qt.AlignmentFlag.AlignHCenter)
        label = Label(person.name, "body", align=Qt.AlignmentFlag.AlignHCenter, wrap=False, parent=self)
        label.setMaximumWidth(theme().px(120))
        body.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(body.sizeHint())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius("card")


class PassPage(QWidget):
    """The neutral page between two people: whose turn is next, who else could be first, who has written."""

    begun = Signal(str)
    skipped = Signal(str)
    asked = Signal(str)
    stopped = Signal()
    shown = Signal()

    def __init__(
        self, view: RoundView, following: ScoreView | None, others: Sequence[PersonView] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("passPage")
        self._next, self._others = following, tuple(others)
        waiting = [s for s in view.scores if s.state == "not_asked" and s is not following]
        written = [s for s in view.scores if s.state != "not_asked"]
        body = column(self, (95, 36, 95, 30), gap=0)
        head = QHBoxLayout()
        head.addWidget(Progress(view), 1)
        stop = Button(self.tr("Stop for now"), name="stopRound", icon="hand-palm")
        stop.clicked.connect(self.stopped)
        head.addWidget(stop)
        body.addLayout(head)
        body.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        if following is not None:
            self._add_next(body, following.person)
        elif waiting:
            names = words.joined([s.person.name for s in waiting])
            body.addWidget(Label(self.tr("Those who are here have written"), "hero", wrap=False), 0, middle)
            body.addSpacing(theme().px(8))
            text = self.tr("{names} can still write, now or later.").format(names=names)
            body.addWidget(Label(text, "words", "ink2", align=middle), 0, middle)
        else:
            body.addWidget(Label(self.tr("Everyone has written"), "hero", wrap=False), 0, middle)
            body.addSpacing(theme().px(8))
            text = self.tr("Turn the laptop so that everybody can see it.")
            body.addWidget(Label(text, "words", "ink2", align=middle), 0, middle)
        if following is None and written:
            self._add_show(body)
        body.addStretch(2)
        self._add_people(body, self.tr("Somebody else first?") if following else self.tr("Pass it to"), waiting)
        self._add_people(body, self.tr("Write again? The old answer is replaced, unseen."), written, done=True)
        if self._others:
            more = LinkButton(self.tr("Ask somebody more"), name="askAlso", icon="user-plus", ink="ink2")
            more.clicked.connect(self._open_others)
            body.addWidget(more)

    def others_menu(self) -> Menu:
        """Who else could be asked (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self._others:
            menu.offer(person.name, person.id)
        menu.chosen.connect(self._ask)
        return menu

    def _open_others(self) -> None:
        self.others_menu().popup(self.mapToGlobal(self.rect().center()))

    def _ask(self, person_id: str) -> None:
        self.asked.emit(person_id)

    def _add_next(self, body: QVBoxLayout, person: PersonView) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(avatar(person, 56), 0, middle)
        body.addSpacing(theme().px(16))
        title = self.tr("Pass the laptop to {name}").format(name=person.name)
        body.addWidget(Label(title, "hero", wrap=False), 0, middle)
        body.addSpacing(theme().px(24))
        begin = Button(
            self.tr("I'm {name}").format(name=person.name), name="beginTurn", kind="primary", size="huge"
        )  # fmt: skip
        begin.clicked.connect(self._begin)
        body.addWidget(begin, 0, middle)
        body.addSpacing(theme().px(12))
        skip = LinkButton(self.tr("{name} is not here now").format(name=person.name), name="skipPerson", ink="ink2")
        skip.clicked.connect(self._skip)
        body.addWidget(skip, 0, middle)

    def _add_show(self, body: QVBoxLayout) -> None:
        body.addSpacing(theme().px(24))
        show = Button(
            self.tr("Show all the numbers together"), name="showTogether", kind="primary", size="huge", icon="eye"
        )  # fmt: skip
        show.clicked.connect(self.shown)
        body.addWidget(show, 0, Qt.AlignmentFlag.AlignHCenter)

    def _add_people(self, body: QVBoxLayout, title: str, scores: list[ScoreView], *, done: bool = False) -> None:
        if not scores:
            return
        body.addWidget(Label(title, "caption", "ink2"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(4), row_gap=theme().px(4))
        for score in scores:
            button = PersonButton(score.person, name=f"turnOf-{score.person.id}", done=done)
            button.clicked.connect(self._chosen)
            flow.addWidget(button)
        body.addWidget(holder)

    def _begin(self) -> None:
        if self._next is not None:
            self.begun.emit(self._next.person.id)

    def _skip(self) -> None:
        if self._next is not None:
            self.skipped.emit(self._next.person.id)

    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, PersonButton):
            self.begun.emit(button.person.id)


class PrivateRound(PageByPage[QWidget]):
    """Runs one round from the first person to the reveal. ``left(revealed)`` when it is over or put aside."""

    left = Signal(bool)

    def __init__(self, context: CaseContext, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__("privateRound", scroll="privateScroll", parent=parent)
        self._context, self.round_id = context, round_id
        self._not_here: set[str] = set()

    # ---- looking ----------------------------------------------------------------------------------------------
    def _views(self) -> tuple[ScaleView, RoundView] | None:
        """The scale and the round as they stand; None when the round is gone."""
        for strand in self._context.map_view().strands:
            if strand.scale is not None:
                for view in strand.scale.rounds:
                    if view.id == self.round_id:
                        return strand.scale, view
        return None

    # ---- pages ------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Show whose turn is first."""
        self._pass_on()

    def _pass_on(self) -> None:
        found = self._views()
        if found is None:
            self.stop()
            return
        _, view = found
        waiting = [s for s in view.scores if s.state == "not_asked"]
        following = next((s for s in waiting if s.person.id not in self._not_here), None)
        there = {score.person.id for score in view.scores}
        page = PassPage(view, following, [p for p in possible_scorers(self._context) if p.id not in there])
        page.asked.connect(self._ask_also)
        page.begun.connect(self.begin_turn)
        page.skipped.connect(self._skip)
        page.stopped.connect(self.stop)
        page.shown.connect(self._reveal)
        self.show_page(page)
        first = page.findChild(QPushButton, "beginTurn") or page.findChild(QPushButton, "showTogether")
        if isinstance(first, QPushButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_turn(self, person_id: str) -> None:
        """Somebody has the laptop now: a blank card, whatever they wrote before."""
        found = self._views()
        score = next((s for s in found[1].scores if s.person.id == person_id), None) if found else None
        if found is None or score is None:
            self._pass_on()
            return
        page = TurnPage(found[0], found[1], score.person)
        page.kept.connect(self._keep)
        page.passed_on.connect(self._pass_on)
        page.stopped.connect(self.stop)
        self.show_page(page)
        page.begin()

    def _skip(self, person_id: str) -> None:
        self._not_here.add(person_id)
        self._pass_on()

    def _ask_also(self, person_id: str) -> None:
        case, round_id = self._context.case, self.round_id
        self._context.attempt(lambda: ask_also(case, round_id, [person_id]))
        self._pass_on()

    def _keep(self, value: int | None, reason: str, higher: str, by_pictures: bool) -> None:
        page, case = self.page, self._context.case
        if not isinstance(page, TurnPage):
            return
        person_id = page.person.id

        def seal() -> None:
            with case.edit("Sealed an answer", merge=f"seal:{self.round_id}:{person_id}", origin=self):
                give_score(case, self.round_id, person_id, value, reason=reason, higher=higher, by_pictures=by_pictures)

        self._context.attempt(seal)

    # ---- leaving ----------------------------------------------------------------------------------------------
    def stop(self) -> None:
        """Put the round aside; what is sealed stays sealed."""
        self._leave(False)

    def _reveal(self) -> None:
        case = self._context.case
        self._context.attempt(lambda: reveal(case, self.round_id))
        self._leave(True)

    def _leave(self, revealed: bool) -> None:
        self.give_back()
        self.drop_page()
        self.left.emit(revealed)
