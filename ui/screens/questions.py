"""Questions at hand in every room: those that fit the room, searched, starred, asked large, kept for somebody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models import question_bank
from models.acts.harm import add_question
from models.question_bank import Bank, Group, Question, QuestionSet, Shelf, spoken
from ui.context import CaseContext
from ui.screens.map.panel import LargeQuestion
from ui.screens.people.everybody import shown_people
from ui.theme import theme
from ui.widgets import (
    Button,
    FlowLayout,
    IconButton,
    Label,
    LineField,
    Menu,
    SearchField,
    SidePanel,
    announce,
    column,
    paint_frame,
)

FAVOURITES = "favourites"
SHOWN = 80
"""How many questions a search shows at most."""
OF_ROOM = {
    "map": "map", "strands": "map", "scaling": "scaling", "family": "network", "circles": "circles", "harm": "harm",
    "timeline": "ears", "plan": "plan", "words": "words_and_pictures", "children": "children", "share": "best",
}  # fmt: skip
"""Which set fits which room."""
TOPICS = {"map": "map", "scaling": "scale", "circles": "circle", "plan": "plan", "meetings": "plan"}
"""The topic of a question kept for somebody, by its set; others stand among the questions of the harm matrix."""


class QuestionRow(QWidget):
    """One question: its words, a star, and when it is chosen what can be done with it."""

    chosen = Signal(object)
    starred = Signal(object)

    def __init__(self, question: Question, words: str, number: int, *, favourite: bool) -> None:
        super().__init__()
        self.question, self.words, self._is_chosen = question, words, False
        self.setObjectName(f"bankQuestion{number}")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._body = column(self, (10, 6, 4, 6), gap=4)
        row = QHBoxLayout()
        row.setSpacing(theme().px(6))
        said = Label(words, "body")
        said.setContentsMargins(0, theme().px(5), 0, 0)  # level with the star
        row.addWidget(said, 1)
        tip = self.tr("No longer a favourite") if favourite else self.tr("Make it a favourite")
        self.star = IconButton("star-fill" if favourite else "star", tip, name=f"starQuestion{number}", size="small")
        self.star.clicked.connect(self._on_star)
        row.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(row)
        self.tools: QWidget | None = None

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def open_with(self, tools: QWidget) -> None:
        """Show what can be done with it."""
        self.tools, self._is_chosen = tools, True
        self._body.addWidget(tools)
        self.update()

    def close_up(self) -> None:
        """Only the words again."""
        if self.tools is not None:
            self.tools.hide()
            self.tools.deleteLater()
        self.tools, self._is_chosen = None, False
        self.update()

    def _on_star(self) -> None:
        self.starred.emit(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: choose it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Space choose, arrows go on, S stars."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self)
        elif key == Qt.Key.Key_S:
            self.starred.emit(self)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._to_neighbour(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _to_neighbour(self, way: int) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        rows = sorted((w for w in parent.findChildren(QuestionRow) if w.isVisibleTo(parent)), key=lambda w: w.y())
        place = rows.index(self) + way
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: tinted when chosen."""
        if self._is_chosen:
            paint_frame(QPainter(self), self.rect().toRectF(), fill="selected", radius=self.corner_radius())


class QuestionsPanel(SidePanel):
    """The bank beside (or over) any room. ``show_for(room)`` opens it with what fits there."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__("", name="questionsPanel", width=340, parent=parent)
        self.context = context
        title = self.tr("Questions to ask")
        self.title.setText(title)
        self.setAccessibleName(title)
        self._set_key = "ears"
        self._child = ""
        self.rows: list[QuestionRow] = []
        self._content: list[QWidget] = []
        self._told_fault = False
        self.body.setContentsMargins(theme().px(4), theme().px(4), theme().px(6), theme().px(16))  # room for the ring
        self._build_head()
        self._list = QWidget()
        self._list_body = column(self._list, gap=2)
        self.body.addWidget(self._list)
        self._build_own()
        self.body.addStretch(1)
        context.lens_changed.connect(self._on_lens)

    # ---- building ---------------------------------------------------------------------------------------------
    def _build_head(self) -> None:
        self.search = SearchField(name="questionSearch", heard=self.tr("Find a question"), shortcut="",
                                  placeholder=self.tr("Find a question"))  # fmt: skip
        self.search.textChanged.connect(self.refresh)
        self.body.addWidget(self.search)
        holder = QWidget()
        flow = FlowLayout(holder)
        self.which = Button("", name="questionSet", size="small", menu=True)
        self.which.clicked.connect(self._open_sets)
        self.whose = Button("", name="questionChild", size="small", icon="user", menu=True,
                            tip=self.tr("Whose name is put in"))  # fmt: skip
        self.whose.clicked.connect(self._open_children)
        flow.addWidget(self.which)
        flow.addWidget(self.whose)
        self.body.addWidget(holder)
        self.about = Label("", "caption", "ink2")
        self.body.addWidget(self.about)

    def _build_own(self) -> None:
        self.own = LineField(name="ownQuestion", heard=self.tr("A question of our own"),
                             placeholder=self.tr("A question of our own"), height=36)  # fmt: skip
        self.own.returnPressed.connect(self._add_own)
        self.add = Button(self.tr("Keep it here"), name="keepOwnQuestion", icon="plus", size="small")
        self.add.clicked.connect(self._add_own)
        self.body.addWidget(self.own)
        self.body.addWidget(Label(self.tr("It is there in every family, so name nobody in it."), "caption", "ink2"))
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_for(self, room: str) -> None:
        """Open with the questions of a room."""
        self.show_set(OF_ROOM.get(room, "ears"))

    def show_set(self, key: str) -> None:
        """Open with a set of questions."""
        self._set_key = key
        self.search.clear()
        if self.isVisible():
            self.refresh()
        self.show()
        self.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: read the bank when it is looked at."""
        super().showEvent(event)
        self.refresh()

    def _on_lens(self) -> None:
        if self.isVisible():
            self.refresh()

    def bank(self) -> tuple[Bank, Shelf]:
        """The bank with our own questions, and what is kept on the shelf."""
        bank, fault = question_bank.in_force()
        if fault and not self._told_fault:
            self._told_fault = True
            self.context.say(fault)
        shelf = question_bank.shelf(self.context.case.desk)
        return question_bank.with_own(bank, shelf, self.tr("Our own questions")), shelf

    def refresh(self) -> None:
        """Show the chosen set, the favourites, or what was searched for."""
        bank, shelf = self.bank()
        children = [person.name for person in self.context.map_view().children]
        if self._child not in children:
            self._child = children[0] if len(children) == 1 else ""
        self.whose.setText(self._child or self.tr("Your child"))
        self.whose.setVisible(bool(children))
        words = self.search.text().strip()
        shown = self._sets_shown(bank, shelf, words)
        self.which.setText(self.tr("Everywhere") if words else self._set_title(bank))
        self.about.setText(shown[0].about if len(shown) == 1 and not words else "")
        self.about.setVisible(bool(self.about.text()))
        self._fill(shown, shelf, searched=bool(words))

    def _sets_shown(self, bank: Bank, shelf: Shelf, words: str) -> tuple[QuestionSet, ...]:
        if words:
            return question_bank.find(bank, words).sets
        if self._set_key == FAVOURITES:
            kept = question_bank.favourites_of(bank, shelf)
            return (QuestionSet(FAVOURITES, "", "", (Group(FAVOURITES, "", kept),) if kept else ()),)
        chosen = bank.set(self._set_key) or bank.sets[0]
        self._set_key = chosen.key
        return (chosen,)

    def _set_title(self, bank: Bank) -> str:
        chosen = bank.set(self._set_key)
        return chosen.title if chosen else self.tr("Favourites")

    def _fill(self, sets: Sequence[QuestionSet], shelf: Shelf, *, searched: bool) -> None:
        for widget in self._content:
            self._list_body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._content, self.rows = [], []
        for each in sets:
            for group in each.groups:
                if len(self.rows) >= SHOWN and searched:
                    break
                title = f"{each.title}: {group.title}" if searched else group.title
                if title:
                    self._put(Label(title, "label", "ink2"))
                for question in group.questions:
                    self._put_question(question, shelf)
        if not self.rows:
            empty = self.tr("No question has these words.") if searched else self.tr("Star a question to find it here.")
            self._put(Label(empty, "body", "ink2"))

    def _put(self, widget: QWidget) -> None:
        self._content.append(widget)
        self._list_body.addWidget(widget)

    def _put_question(self, question: Question, shelf: Shelf) -> None:
        row = QuestionRow(question, spoken(question.text, self._child), len(self.rows),
                          favourite=question.text in shelf.favourites)  # fmt: skip
        row.chosen.connect(self._choose)
        row.starred.connect(self._star)
        self.rows.append(row)
        self._put(row)

    # ---- choosing ---------------------------------------------------------------------------------------------
    def _open_sets(self) -> None:
        self.sets_menu().popup(self.which.mapToGlobal(self.which.rect().bottomLeft()))

    def sets_menu(self) -> Menu:
        """Which questions to show (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="questionSets")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = [(FAVOURITES, self.tr("Favourites")), *((each.key, each.title) for each in self.bank()[0].sets)]
        for key, title in entries:
            action = QAction(title, menu)
            action.setData(key)
            action.setCheckable(key == self._set_key)
            action.setChecked(key == self._set_key)
            action.triggered.connect(self._on_set)
            menu.addAction(action)
        return menu

    def _on_set(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._set_key = str(action.data())
            if self.search.text():
                self.search.clear()
            else:
                self.refresh()

    def _open_children(self) -> None:
        menu = Menu(self, name="questionChildren")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("", *(person.name for person in self.context.map_view().children)):
            action = QAction(name or self.tr("Your child"), menu)
            action.setData(name)
            action.triggered.connect(self._on_child)
            menu.addAction(action)
        menu.popup(self.whose.mapToGlobal(self.whose.rect().bottomLeft()))

    def _on_child(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.put_in(str(action.data()))

    def put_in(self, child: str) -> None:
        """Put this child's name into the questions ("" for "your child")."""
        self._child = child
        self.refresh()

    def _choose(self, row: QuestionRow) -> None:
        was_open = row.tools is not None
        for each in self.rows:
            each.close_up()
        if not was_open:
            row.open_with(self._actions_for(row))

    def _actions_for(self, row: QuestionRow) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        large = Button(self.tr("Show it large"), name="questionLarge", icon="arrows-out-simple", size="small")
        large.clicked.connect(self._show_large)
        ask = Button(self.tr("Keep it for…"), name="questionKeep", icon="user-plus", size="small", menu=True)
        ask.clicked.connect(self._open_people)
        copy = Button(self.tr("Copy"), name="questionCopy", icon="copy", size="small")
        copy.clicked.connect(self._copy)
        buttons = [large, ask, copy]
        if row.question.is_own:
            remove = Button(self.tr("Remove"), name="questionRemove", icon="trash", size="small")
            remove.clicked.connect(self._remove)
            buttons.append(remove)
        for button in buttons:
            flow.addWidget(button)
        return holder

    @property
    def chosen(self) -> QuestionRow | None:
        """The question that is open."""
        return next((row for row in self.rows if row.tools is not None), None)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _star(self, row: QuestionRow) -> None:
        desk, text = self.context.case.desk, row.question.text
        is_new = text not in question_bank.shelf(desk).favourites
        self.context.attempt(lambda: question_bank.keep_favourite(desk, text, is_favourite=is_new))
        announce(self, self.tr("Among the favourites") if is_new else self.tr("No longer a favourite"))
        self.refresh()

    def _show_large(self) -> None:
        row, page = self.chosen, self.parentWidget()
        if row is None or page is None:
            return
        place = self.rows.index(row)
        words = [each.words for each in (*self.rows[place:], *self.rows[:place])]
        large = LargeQuestion(words, page)
        large.setGeometry(page.rect())
        large.show()
        large.raise_()
        large.setFocus()

    def _open_people(self) -> None:
        if self.chosen is not None:
            button = self.sender()
            menu = self.people_menu()
            if isinstance(button, QWidget):
                menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def people_menu(self) -> Menu:
        """For whom the chosen question is kept."""
        menu = Menu(self, name="questionPeople")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in shown_people(self.context):
            if person.life == "alive" and person.kind != "pet":
                action = QAction(person.name, menu)
                action.setData(person.id)
                action.triggered.connect(self._on_person)
                menu.addAction(action)
        return menu

    def _on_person(self) -> None:
        action, row = self.sender(), self.chosen
        if not isinstance(action, QAction) or row is None:
            return
        context, person_id, name = self.context, str(action.data()), action.text()
        topic = TOPICS.get(self._set_key, "matrix")
        kept = context.attempt(
            lambda: add_question(context.case, context.workspace_id, row.words, person_id=person_id, topic=topic)
        )
        if kept:
            context.said_and_undoable(self.tr("Kept as a question for {name}, in Harm").format(name=name))

    def _copy(self) -> None:
        if self.chosen is not None:
            QGuiApplication.clipboard().setText(self.chosen.words)
            self.context.say(self.tr("Question copied"))

    def _add_own(self) -> None:
        text, desk = self.own.text().strip(), self.context.case.desk
        if not text:
            self.own.setFocus()
            return
        bank = self.bank()[0]
        place = bank.set(self._set_key)
        group = place.groups[-1].key if place and place.groups else question_bank.OWN
        key = self._set_key if place and place.groups else question_bank.OWN
        if self.context.attempt(lambda: question_bank.add_own(desk, text, key, group)):
            self.own.clear()
            self.search.clear()
            if place is None:
                self._set_key = question_bank.OWN
            self.refresh()
            announce(self, self.tr("Question kept"))

    def _remove(self) -> None:
        row, desk = self.chosen, self.context.case.desk
        if row is not None:
            text = row.question.text
            self.context.attempt(lambda: question_bank.remove_own(desk, text))
            self.refresh()
