"""In people's own words: what each person wrote separately, kept word for word beside the agreed statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from models.acts.strands import add_wording, delete_wording, set_wording
from models.thinking_views import StanceView
from models.views import PersonView, StrandView, WordingView
from ui.context import CaseContext
from ui.screens.people.discs import avatar
from ui.screens.strands.editable import WordsField
from ui.screens.strands.guidance import emptied
from ui.screens.strands.stances import DifferForm, StanceMark, legend
from ui.screens.strands.statements import MIME
from ui.screens.strands.switcher import short_name
from ui.theme import theme
from ui.widgets import Avatar, Button, GrowingTextEdit, IconButton, Label, LinkButton, Menu, SegmentedControl, column

MOST = 4
"""People's worries shown at once; the rest a press away."""


class WordingRow(QWidget):
    """One person's words. Drag them across, or press Enter on them; ``used(id)``, ``left()`` after writing."""

    used = Signal(str)
    left = Signal()

    def __init__(
        self, context: CaseContext, view: WordingView, strand_id: str, marks: Sequence[StanceMark] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(f"wording-{view.id}")
        self._context, self.view, self._strand_id = context, view, strand_id
        who = view.person.name if view.person else self.tr("Somebody")
        self.setAccessibleName(self.tr("{who}: {words}").format(who=who, words=view.text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pressed_at: QPoint | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(4), theme().px(6), 0, theme().px(4))
        row.setSpacing(theme().px(10))
        disc = avatar(view.person, 24) if view.person else Avatar("?", size=24)
        row.addWidget(disc, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme().px(2))
        row.addLayout(self._body, 1)
        self.words = WordsField(view.text, name=f"wordingText-{view.id}", heard=who, role="body", quoted=True)
        self.words.written.connect(self._write)
        self.words.closed.connect(self.left)
        self._body.addWidget(self.words)
        self._body.addLayout(self._line(who, marks))

    def _line(self, who: str, marks: Sequence[StanceMark]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme().px(4))
        line.addWidget(Label(who, "caption", "ink2", wrap=False), 1)
        for mark in marks:
            line.addWidget(mark)
        name = self.tr("Use {who}'s words in the statement").format(who=who)
        self.use_button = IconButton("arrow-right", name, name=f"use-{self.view.id}", size="small")
        self.use_button.clicked.connect(self._use)
        line.addWidget(self.use_button)
        self.more = IconButton("dots-three", self.tr("More about {who}'s words").format(who=who),
                               name=f"more-{self.view.id}", size="small")  # fmt: skip
        self.more.clicked.connect(self._open_menu)
        line.addWidget(self.more)
        return line

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def _use(self) -> None:
        self.used.emit(self.view.id)

    def _write(self, text: str) -> None:
        case, wording_id = self._context.case, self.view.id
        self._context.attempt(lambda: set_wording(case, wording_id, text=text))

    def menu(self) -> Menu:
        """What else can be done (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tied = self.view.strand_id is not None
        tie = QAction(self.tr("Untie from this strand") if tied else self.tr("Tie to this strand"), menu)
        tie.triggered.connect(self._tie)
        away = QAction(self.tr("Delete these words"), menu)
        away.triggered.connect(self._delete)
        menu.addActions([tie, away])
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _tie(self) -> None:
        case, wording_id = self._context.case, self.view.id
        target = None if self.view.strand_id else self._strand_id
        self._context.attempt(lambda: set_wording(case, wording_id, strand_id=target))

    def _delete(self) -> None:
        case, wording_id = self._context.case, self.view.id
        self._context.attempt(lambda: delete_wording(case, wording_id))
        self._context.said_and_undoable(self.tr("Words deleted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter uses the words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._use()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a drag may begin."""
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: far enough, it is a drag."""
        if self._pressed_at is None:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, self.view.id.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.CopyAction)


class AddWording(QWidget):
    """Who says it, about the danger or the goal, and the words. ``left()`` when it is done."""

    left = Signal()

    def __init__(
        self, context: CaseContext, strand: StrandView, people: Sequence[PersonView],
        person: PersonView | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._strand, self._people = context, strand, list(people)
        self.person_id: str | None = person.id if person else None
        body = column(self, (0, 4, 0, 4), gap=6)
        asked = person.name if person else self.tr("Who says it?")
        self.who = Button(asked, name="wordingWho", menu=True, icon="user")
        self.who.clicked.connect(self._open_people)
        self.kind = SegmentedControl([self.tr("Worry"), self.tr("Goal")], name="wordingKind", heard=self.tr("About"))
        row = QHBoxLayout()
        row.addWidget(self.who)
        row.addStretch(1)
        body.addLayout(row)
        body.addWidget(self.kind)
        self.words = GrowingTextEdit(
            name="wordingWords", heard=self.tr("Their own words"), min_lines=3,
            placeholder=self.tr("Word for word, as they said it"),
        )  # fmt: skip
        body.addWidget(self.words)
        buttons = QHBoxLayout()
        keep = Button(self.tr("Keep these words"), name="keepWording", kind="primary")
        keep.clicked.connect(self._keep)
        cancel = Button(self.tr("Not now"), name="cancelWording", kind="quiet")
        cancel.clicked.connect(self.left)
        buttons.addWidget(keep)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        body.addLayout(buttons)

    def people_menu(self) -> Menu:
        """Everybody who could say it (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self._people:
            menu.offer(person.name, person.id)
        menu.chosen.connect(self._choose)
        return menu

    def _open_people(self) -> None:
        self.people_menu().popup(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _choose(self, person_id: str) -> None:
        self.person_id = person_id
        self.who.setText(next(person.name for person in self._people if person.id == person_id))
        self.words.setFocus()

    def _keep(self) -> None:
        text = self.words.text().strip('“”"')
        if not text:
            self.words.setFocus()
            return
        kind = "goal" if self.kind.current == 1 else "danger"
        case, workspace_id, person_id, strand_id = (
            self._context.case, self._context.workspace_id, self.person_id, self._strand.id,
        )  # fmt: skip
        self.words.clear()
        self._context.attempt(
            lambda: add_wording(case, workspace_id, kind, text, person_id=person_id, strand_id=strand_id)
        )
        self.left.emit()


class AskRow(QWidget):
    """Somebody without own words yet: who, what they say of the statements, and "Ask". ``asked(person id)``."""

    asked = Signal(str)

    def __init__(self, person: PersonView, marks: Sequence[StanceMark], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id = person.id
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(4), 0, 0, 0)
        row.setSpacing(theme().px(4))
        row.addWidget(avatar(person, 24))
        row.addSpacing(theme().px(6))
        row.addWidget(Label(person.name, "body", wrap=False), 1)
        for mark in marks:
            row.addWidget(mark)
        ask = LinkButton(self.tr("Ask"), name=f"ask-{person.id}", role="caption", ink="ink2",
                         heard=self.tr("Write down {who}'s own words").format(who=person.name))  # fmt: skip
        ask.clicked.connect(self._ask)
        row.addWidget(ask)

    def _ask(self) -> None:
        self.asked.emit(self._person_id)


@dataclass(frozen=True)
class Stances:
    """What everybody says of one statement: its kind and name, the card, the people."""

    kind: str
    name: str
    card_id: str
    people: tuple[StanceView, ...]


class Wordings(QWidget):
    """Everybody's own words for one strand, who has none yet, then words of no strand. ``used(id)``, ``left()``."""

    used = Signal(str)
    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wordings")
        self._context = context
        self.rows: list[WordingRow] = []
        self.form: AddWording | DifferForm | None = None
        self._people: Sequence[PersonView] = ()
        self._strand: StrandView | None = None
        self._loose: tuple[WordingView, ...] = ()
        self._stances: tuple[Stances, ...] = ()
        self._all, self._forgotten = False, False
        self._marked: set[str] = set()
        body = column(self, gap=4)
        body.addWidget(Label(self.tr("In people's own words"), "label"))
        body.addWidget(Label(self.tr("Written separately. Drag words across, or press Enter."), "caption", "ink2"))
        self._legend = legend()
        body.addWidget(self._legend)
        self._form_place = column(form := QWidget())
        self._holder = QWidget()
        self._body = column(self._holder, gap=0)
        body.addWidget(form)
        body.addWidget(self._holder)
        self.add_button = LinkButton(self.tr("Add somebody's own words"), name="addWording", icon="plus")
        self.add_button.clicked.connect(self.open_form)
        body.addWidget(self.add_button)
        body.addStretch(1)

    def forget(self) -> None:
        """Show everything anew the next time (another text size, say)."""
        self._forgotten = True

    def show_strand(
        self, strand: StrandView, loose: Sequence[WordingView], people: Sequence[PersonView],
        stances: Sequence[Stances] = (),
    ) -> None:  # fmt: skip
        """Show a strand's wordings, ``loose`` ones of no strand, and what people say of the statements in work."""
        other = self._strand is None or self._strand.id != strand.id
        anew, self._forgotten = other or self._forgotten, False
        if other:
            self._close_form()
            self._all = False
        self._people = people
        shown = (strand.wordings, tuple(loose), tuple(stances))
        if anew or shown != ((self._strand.wordings if self._strand else ()), self._loose, self._stances):
            self._strand, self._loose, self._stances = strand, tuple(loose), tuple(stances)
            self._build()
        self._strand = strand

    def _build(self) -> None:
        focus = self.window().focusWidget()
        had = focus.objectName() if focus is not None and self._holder.isAncestorOf(focus) else ""
        self._fill()
        again = self.findChild(QWidget, had) if had else None
        if again is not None:
            for row in self._holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                row.setVisible(self._body.indexOf(row) >= 0)  # a hidden one takes no keys
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        emptied(self._body)
        self.rows, self._marked = [], set()
        self._legend.setVisible(bool(self._stances))
        strand = self._strand
        assert strand is not None
        worries = [w for w in strand.wordings if w.kind != "goal"]
        goals = [w for w in strand.wordings if w.kind == "goal"]
        limit = len(worries) if self._all or len(worries) <= MOST + 1 else MOST
        self._add_rows(worries[:limit])
        if limit < len(worries):
            self._add_more(worries[limit:])
        if goals:
            self._body.addWidget(Label(self.tr("What they want to see"), "label", "ink2"))
            self._add_rows(goals)
        self._add_silent({w.person.id for w in strand.wordings if w.person})
        if self._loose:
            self._body.addWidget(Label(self.tr("Not tied to a strand yet"), "label", "ink2"))
            self._add_rows(self._loose)

    def _add_rows(self, wordings: Sequence[WordingView]) -> None:
        strand = self._strand
        for view in wordings if strand else ():
            assert strand is not None
            marks = self._marks(view.person.id) if view.person else ()
            row = WordingRow(self._context, view, strand.id, marks)
            row.used.connect(self.used)
            row.left.connect(self.left)
            self.rows.append(row)
            self._body.addWidget(row)

    def _marks(self, person_id: str) -> tuple[StanceMark, ...]:
        """Somebody's marks, where their first words stand."""
        if person_id in self._marked:
            return ()
        self._marked.add(person_id)
        marks = []
        for group in self._stances:
            for stance in group.people:
                if stance.person.id == person_id:
                    mark = StanceMark(self._context, group.kind, group.name, group.card_id, stance)
                    mark.differs.connect(self._open_differs)
                    marks.append(mark)
        return tuple(marks)

    def _add_more(self, wordings: Sequence[WordingView]) -> None:
        names = ", ".join(w.person.name for w in wordings if w.person)
        text = self.tr("{count} more: {names}").format(count=len(wordings), names=names)
        more = LinkButton(short_name(text, 34), name="moreWordings", ink="ink2", icon="caret-right", heard=text)
        more.clicked.connect(self._show_all)
        self._body.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self._build()
        self.rows[MOST].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_silent(self, spoken: set[str]) -> None:
        """Those who have a say and no words of their own yet."""
        silent = {s.person.id: s.person for group in self._stances for s in group.people if s.person.id not in spoken}
        if not silent:
            return
        self._body.addSpacing(theme().px(6))
        self._body.addWidget(Label(self.tr("No words of their own yet"), "label", "ink2"))
        for person in silent.values():
            row = AskRow(person, self._marks(person.id))
            row.asked.connect(self.ask)
            self._body.addWidget(row)

    # ---- writing ----------------------------------------------------------------------------------------------
    def open_form(self) -> None:
        """Begin to write down somebody's words."""
        if self.form is None and self._strand is not None:
            self._open(AddWording(self._context, self._strand, self._people))

    def ask(self, person_id: str) -> None:
        """Begin to write down this person's words."""
        person = next((p for p in self._people if p.id == person_id), None)
        if self._strand is not None and person is not None:
            self._close_form()
            form = AddWording(self._context, self._strand, self._people, person)
            self._open(form)
            form.words.setFocus()

    def _open(self, form: AddWording | DifferForm) -> None:
        self.form = form
        form.left.connect(self._close_form)
        self._form_place.addWidget(form)
        self.add_button.hide()
        (form.who if isinstance(form, AddWording) else form.words).setFocus()

    def _open_differs(self) -> None:
        mark = self.sender()
        if isinstance(mark, StanceMark):
            self._close_form()
            self._open(DifferForm(self._context, mark))

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.add_button.show()
