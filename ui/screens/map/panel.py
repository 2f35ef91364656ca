"""Beside the map: what a part is about and what to ask, the facts of the chosen card, and "strength or safety?"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import pathways
from models.frames import KINDS as STATEMENTS
from models.statements import Orphan, orphans
from models.views import CardView, MapView, PersonView
from ui.plain_words import WordQuestions
from ui.restricting import RestrictRow
from ui.screens.map.facts import FactsForm
from ui.screens.map.tester import SafetyTest
from ui.screens.map.wording import capital, tr
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    GrowingTextEdit,
    IconButton,
    IconMark,
    KeyCap,
    Label,
    LinkButton,
    Rule,
    SidePanel,
    Surface,
    announce,
    clear,
    column,
)


class MapPanel(SidePanel):
    """Three faces in one place: prompts for a part, facts of a card, and the four facts a card needs to be safety."""

    part_wanted = Signal(str, str)
    """A card belongs elsewhere: its id, and the part."""
    test_wanted = Signal(str)
    """Whether a strength is safety is to be found out; "" to leave it."""
    move_menu_wanted = Signal(str, object)
    split_wanted = Signal()
    merge_wanted = Signal()
    delete_wanted = Signal()
    note_written = Signal(str, str)
    large_wanted = Signal(str)
    strand_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", name="mapPanel", width=264, parent=parent)
        self.card: CardView | None = None
        self.part = ""
        self.four = False
        self._questions: tuple[str, ...] = ()
        self._asked: list[QWidget] = []
        self.words = WordQuestions("cardWords")
        self.body.addWidget(self.words)
        self.about = Label("", "body")
        self.form = FactsForm()
        self.test = SafetyTest()
        self.test.move_wanted.connect(self._on_belongs)
        self.test.left.connect(self._on_leave_test)
        self.form.all_said.connect(self.test.take_keyboard)
        self.try_it = Button(tr("Is it safety already?"), name="testSafety", size="small", icon="shield-check")
        self.try_it.clicked.connect(self._on_test)
        for widget in (self.about, self.form, self.test):
            self.body.addWidget(widget)
        self.body.addWidget(self.try_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_actions()
        self._lone = column(lone := QWidget(), gap=6)
        self.body.addWidget(lone)
        self._lone_shown: tuple[Orphan, ...] = ()
        self._rule = Rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(Label(tr("Questions you could ask"), "label"))
        self._question_box = QWidget()
        self._question_rows = column(self._question_box, gap=12)
        self.body.addWidget(self._question_box)
        self.large = Button(tr("Show one large"), name="showLarge", icon="arrows-out-simple", size="small")
        self.large.clicked.connect(self._on_large)
        self.body.addWidget(self.large, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_ours()
        self.body.addStretch(1)
        self._build_keys()

    # ---- building ---------------------------------------------------------------------------------------------
    def _build_actions(self) -> None:
        self._actions = QWidget()
        row = FlowLayout(self._actions)
        self.move_to = Button(tr("Move to…"), name="moveTo", size="small", menu=True)
        self.move_to.clicked.connect(self._on_move)
        self.split = Button(tr("Split here"), name="splitHere", size="small", icon="arrows-split",
                            tip=tr("Cut the words in two where the cursor is"))  # fmt: skip
        # The cursor stands in the card's field, which must not close first.
        self.split.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.split.clicked.connect(self.split_wanted)
        self.merge = Button(tr("Make one card"), name="mergeChosen", size="small", icon="arrows-merge")
        self.merge.clicked.connect(self.merge_wanted)
        self.delete = Button(tr("Delete"), name="deleteChosen", size="small", icon="trash")
        self.delete.clicked.connect(self.delete_wanted)
        for button in (self.move_to, self.split, self.merge, self.delete):
            row.addWidget(button)
        self.body.addWidget(self._actions)

    def _build_ours(self) -> None:
        """Only for the team: a note, and holding a card back."""
        self._ours = QWidget()
        box = column(self._ours, gap=8)
        box.addWidget(Rule())
        self.note = GrowingTextEdit(name="cardNote", heard=tr("Note for us"), placeholder=tr("Note for us"))
        self.note.committed.connect(self._on_note)
        box.addWidget(self.note)
        self.restriction = RestrictRow()
        box.addWidget(self.restriction)
        self.body.addWidget(self._ours)

    def _build_keys(self) -> None:
        for key, words in ((tr("M"), tr("moves a card with the arrow keys.")), (tr("Esc"), tr("puts it back."))):
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(KeyCap(key))
            row.addWidget(Label(words, "caption", "ink2"), 1)
            self.body.addLayout(row)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_part(self, view: MapView, part: str, *, many: int = 0) -> None:
        """What a part is about and what to ask; with ``many`` cards chosen, what can be done with them."""
        self.card, self.four, self.part = None, False, part
        self.form.forget()
        self.note.set_kept("")
        title = tr("{count} cards chosen").format(count=many) if many else view.part(part).title
        self.title.setText(title)
        self.setAccessibleName(title)
        self.about.setText(pathways.guidance(part).about)
        self.about.setVisible(not many)
        for widget in (self.form, self.test, self.try_it, self._ours):
            widget.hide()
        self._actions.setVisible(bool(many))
        self._show_actions(many=bool(many))
        self._show_lone(view if part in STATEMENTS and not many else None)
        self._ask(part)

    def show_card(self, view: MapView, card: CardView, people: Sequence[PersonView], *, just_us: bool,
                  today: dt.date, four: bool = False, may_change: bool = True) -> None:  # fmt: skip
        """A card's facts; ``four``: what it still needs to be safety, and why it is a strength until then.

        A card that is filed as safety without its four facts is asked for them as well, and offered back.
        """
        other = self.card is None or self.card.id != card.id
        self.card, self.four, self.part = card, four, card.part
        title = tr("Strength or safety?") if four else capital(view.part(card.part).one)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.about.setVisible(four)
        if four:
            self.about.setText(pathways.guidance("safety").about)
        tests = four or bool(card.missing)
        self.test.setVisible(tests)
        if tests:
            self.test.show_card(view, card, may_change=may_change)
        self.form.setVisible(may_change or four)
        self.form.show_card(card, view, people, today=today, four=four, only_ask=not may_change)
        self.try_it.setVisible(card.part == "strength" and may_change and not four)
        self._actions.setVisible(may_change and not four)
        self._show_actions(many=False)
        self._ours.setVisible(just_us and may_change and not four)
        if other or not self.note.hasFocus():
            self.note.set_kept(card.note or "")
        self.restriction.show_thing("card", card.id)
        self._show_lone(None)
        self._ask("safety" if four else card.part)

    def _show_lone(self, view: MapView | None) -> None:
        """Strands without any statement on the map: nothing else on it could say so."""
        lone = tuple(o for o in orphans(view) if o.card_id is None and o.strand) if view is not None else ()
        if lone == self._lone_shown:
            return
        self._lone_shown = lone
        clear(self._lone)
        for orphan in lone:
            assert orphan.strand is not None
            box = Card(fill="ask", line="askLine", dashed=True)
            inner = column(box, (12, 8, 12, 6), gap=0)
            name = orphan.text or tr("A strand without a name")
            asked = tr("{name}: what is the worry, and what the goal?").format(name=name)
            inner.addWidget(Label(asked, "body", "askInk"))
            link = LinkButton(tr("Go to this strand"), name=f"lone-{orphan.strand.id}", ink="askInk",
                              heard=tr("Go to the strand {name}").format(name=name))  # fmt: skip
            link.setProperty("strandId", orphan.strand.id)
            link.clicked.connect(self._on_lone)
            inner.addWidget(link)
            self._lone.addWidget(box)

    def _on_lone(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.strand_wanted.emit(str(link.property("strandId")))

    def _show_actions(self, *, many: bool) -> None:
        self.split.setVisible(not many)
        self.merge.setVisible(many)

    def _ask(self, part: str) -> None:
        questions = pathways.guidance(part).questions[:4]
        if questions == self._questions:
            return
        self._questions = questions
        for old in self._asked:
            old.hide()
            old.deleteLater()
        self._asked = []
        for question in questions:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(IconMark("question", "ink2", size=16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(question, "body"), 1)
            self._question_rows.addWidget(holder)
            self._asked.append(holder)

    # ---- telling ----------------------------------------------------------------------------------------------
    def _on_belongs(self, part: str) -> None:
        if self.card is not None:
            self.part_wanted.emit(self.card.id, part)

    def _on_test(self) -> None:
        if self.card is not None:
            self.test_wanted.emit(self.card.id)

    def _on_leave_test(self) -> None:
        self.test_wanted.emit("")

    def _on_move(self) -> None:
        below = self.move_to.mapToGlobal(self.move_to.rect().bottomLeft())
        self.move_menu_wanted.emit(self.card.id if self.card is not None else "", below)

    def _on_note(self, text: str) -> None:
        if self.card is not None:
            self.note_written.emit(self.card.id, text)

    def _on_large(self) -> None:
        if self._questions:
            self.large_wanted.emit(self._questions[0])

    @property
    def questions(self) -> tuple[str, ...]:
        """What is asked now."""
        return self._questions


class LargeQuestion(Surface):
    """One question for the whole room. Arrows or a tap on the edges go to the next; Esc or a tap closes."""

    def __init__(self, questions: Sequence[str], parent: QWidget) -> None:
        super().__init__("canvas", parent=parent)
        self.setObjectName("largeQuestion")
        self._questions, self._at = list(questions), 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noFocusRing", True)
        box = column(self, (24, 16, 24, 24), gap=12)
        head = QHBoxLayout()
        head.addStretch(1)
        close = IconButton("x", tr("Close"), name="largeClose")
        close.clicked.connect(self.close_it)
        head.addWidget(close)
        box.addLayout(head)
        box.addStretch(1)
        row = QHBoxLayout()
        back = IconButton("caret-left", tr("The question before"), name="largeBack", size="large")
        on = IconButton("caret-right", tr("The next question"), name="largeNext", size="large")
        back.clicked.connect(self._back)
        on.clicked.connect(self._next)
        self.words = Label("", "hero", align=Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(back)
        row.addWidget(self.words, 1)
        row.addWidget(on)
        box.addLayout(row)
        box.addStretch(2)
        self._show()

    def _show(self) -> None:
        self.words.setText(self._questions[self._at])
        self.setAccessibleName(self._questions[self._at])
        announce(self, self._questions[self._at])

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._questions)
        self._show()

    def _back(self) -> None:
        self._at = (self._at - 1) % len(self._questions)
        self._show()

    def close_it(self) -> None:
        """Back to the map."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows and Esc."""
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._next()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._back()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a tap closes."""
        self.close_it()
