"""In people's own words: what each person wrote separately, kept word for word beside the agreed statement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from models.acts.strands import add_wording, delete_wording, set_wording
from models.views import PersonView, StrandView, WordingView
from ui.context import CaseContext
from ui.screens.people.discs import avatar
from ui.screens.strands.editable import WordsField
from ui.screens.strands.statements import MIME
from ui.theme import theme
from ui.widgets import Avatar, Button, GrowingTextEdit, IconButton, Label, LinkButton, Menu, SegmentedControl, column


class WordingRow(QWidget):
    """One person's words. Drag them across, or press Enter on them; ``used(id)``, ``left()`` after writing."""

    used = Signal(str)
    left = Signal()

    def __init__(self, context: CaseContext, view: WordingView, strand_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"wording-{view.id}")
        self._context, self.view, self._strand_id = context, view, strand_id
        who = view.person.name if view.person else self.tr("Somebody")
        self.setAccessibleName(self.tr("{who}: {words}").format(who=who, words=view.text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pressed_at: QPoint | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(4), theme().px(6), 0, theme().px(6))
        row.setSpacing(theme().px(10))
        disc = avatar(view.person, 24) if view.person else Avatar("?", size=24)
        row.addWidget(disc, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(theme().px(2))
        row.addLayout(body, 1)
        self.words = WordsField(view.text, name=f"wordingText-{view.id}", heard=who, role="body", quoted=True)
        self.words.written.connect(self._write)
        self.words.closed.connect(self.left)
        body.addWidget(self.words)
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(Label(who, "caption", "ink2", wrap=False), 1)
        self.use_button = LinkButton(
            self.tr("Use these words"), name=f"use-{view.id}", role="caption", ink="ink2",
            heard=self.tr("Use {who}'s words in the statement").format(who=who),
        )  # fmt: skip
        self.use_button.clicked.connect(self._use)
        line.addWidget(self.use_button)
        more = IconButton("dots-three", self.tr("More about {who}'s words").format(who=who), name=f"more-{view.id}",
                          size="small")  # fmt: skip
        more.clicked.connect(self._open_menu)
        line.addWidget(more)
        body.addLayout(line)

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
        self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

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
        self, context: CaseContext, strand: StrandView, people: Sequence[PersonView], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._strand, self._people = context, strand, list(people)
        self.person_id: str | None = None
        body = column(self, (0, 4, 0, 4), gap=6)
        self.who = Button(self.tr("Who says it?"), name="wordingWho", menu=True, icon="user")
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
            action = QAction(person.name, menu)
            action.setData(person.id)
            action.triggered.connect(self._choose)
            menu.addAction(action)
        return menu

    def _open_people(self) -> None:
        self.people_menu().popup(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.person_id = str(action.data())
            self.who.setText(action.text())
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


class Wordings(QWidget):
    """Everybody's own words for one strand, then those not tied to any. ``used(id)``, ``left()`` after writing."""

    used = Signal(str)
    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wordings")
        self._context = context
        self.rows: list[WordingRow] = []
        self.form: AddWording | None = None
        self._people: Sequence[PersonView] = ()
        self._strand: StrandView | None = None
        body = column(self, gap=4)
        body.addWidget(Label(self.tr("In people's own words"), "label"))
        body.addWidget(Label(self.tr("Written separately. Drag words across, or press Enter."), "caption", "ink2"))
        self._body = column(holder := QWidget(), gap=0)
        body.addWidget(holder)
        self.add_button = LinkButton(self.tr("Add somebody's own words"), name="addWording", icon="plus")
        self.add_button.clicked.connect(self.open_form)
        body.addWidget(self.add_button)
        self._form_place = column(form := QWidget())
        body.addWidget(form)
        body.addStretch(1)

    def show_strand(self, strand: StrandView, loose: Sequence[WordingView], people: Sequence[PersonView]) -> None:
        """Show a strand's wordings, and ``loose`` ones of no strand."""
        if self._strand is not None and self._strand.id != strand.id:
            self._close_form()
        self._people, self._strand = people, strand
        while (item := self._body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = []
        groups = (
            ("", [w for w in strand.wordings if w.kind != "goal"]),
            (self.tr("What they want to see"), [w for w in strand.wordings if w.kind == "goal"]),
            (self.tr("Not tied to a strand yet"), list(loose)),
        )
        for title, group in groups:
            if title and group:
                self._body.addWidget(Label(title, "label", "ink2"))
            for view in group:
                row = WordingRow(self._context, view, strand.id)
                row.used.connect(self.used)
                row.left.connect(self.left)
                self.rows.append(row)
                self._body.addWidget(row)

    def open_form(self) -> None:
        """Begin to write down somebody's words."""
        if self.form is None and self._strand is not None:
            self.form = AddWording(self._context, self._strand, self._people)
            self.form.left.connect(self._close_form)
            self._form_place.addWidget(self.form)
            self.add_button.hide()
            self.form.who.setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.add_button.show()
