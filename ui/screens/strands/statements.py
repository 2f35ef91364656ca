"""A strand's two statements, side by side: the danger and the goal, written in place; a gap is a question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models import pathways
from models.acts.cards import add_card, delete_cards, link_strand, write_card
from models.views import CardView, StrandView
from ui.context import CaseContext
from ui.screens.people.discs import disc_of
from ui.screens.strands.editable import WordsField
from ui.screens.strands.switcher import short_name
from ui.theme import theme
from ui.widgets import Button, Card, Chip, FlowLayout, IconMark, Label, LinkButton, Menu, column

MIME = "application/x-sofs-wording"
"""What a dragged wording carries: its id."""


def statement_name(pathway: str, part: str) -> str:
    """How a pathway calls one statement: "Danger statement", "Worry statement", "Success goal"."""
    one = pathways.pathway(pathway).parts[part].one
    bare = one.split(" ", 1)[1] if one.startswith(("a ", "an ")) else one
    return bare[:1].upper() + bare[1:]


class StatementCard(Card):
    """One statement: the words (press to write), who is worried or it is about, and any different view inside it."""

    left = Signal()

    def __init__(self, context: CaseContext, view: CardView, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context, self.view = context, view
        body = column(self, (16, 14, 16, 14), gap=8)
        if view.state == "draft":
            body.addWidget(Chip(self.tr("Draft"), icon="pencil-simple"))
        self.words = WordsField(
            view.text, name=f"statement-{view.id}", heard=name, role="words", quoted=view.is_quotation,
            empty=self.tr("Write it here"),
        )  # fmt: skip
        self.words.written.connect(self._write)
        self.words.closed.connect(self._closed)
        body.addWidget(self.words)
        people = view.worried or view.about or view.sources
        if people:
            holder = QWidget()
            flow = FlowLayout(holder, gap=theme().px(10), row_gap=theme().px(2))
            for mention in people:
                person = mention.person
                flow.addWidget(
                    Chip(mention.label, tone="plain", person=disc_of(person) if person else None,
                         initials=person.initials if person else "", icon="" if person else "quotes")
                )  # fmt: skip
            body.addWidget(holder)
        for dispute in view.disputes:
            body.addWidget(self._different(dispute.who.name if dispute.who else "", dispute.words))

    def _different(self, who: str, words: str) -> Card:
        box = Card(fill="card", line="lineStrong", dashed=True)
        row = QHBoxLayout(box)
        row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        row.addWidget(IconMark("chats-circle", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        text = self.tr("{who} sees it differently: {words}").format(who=who, words=words) if who else words
        row.addWidget(Label(text, "body"), 1)
        return box

    def _closed(self) -> None:
        """A statement left without words goes, so that the gap is asked for again."""
        case, card_id = self._context.case, self.view.id
        if not self.words.text and case.rows.get("card", card_id):
            self._context.attempt(lambda: delete_cards(case, [card_id]))
        self.left.emit()

    def _write(self, text: str) -> None:
        case, card_id, origin = self._context.case, self.view.id, self._context
        self._context.attempt(lambda: write_card(case, card_id, text, origin=origin))


class StatementColumn(Card):
    """The danger, or the goal. Own words can be dropped on it: ``dropped(wording id)``. ``left()`` after writing."""

    dropped = Signal(str)
    left = Signal()

    def __init__(self, context: CaseContext, part: str, parent: QWidget | None = None) -> None:
        self._tint, self._ink, icon = (
            ("worryTint", "worryInk", "cloud") if part == "danger" else ("nextTint", "nextInk", "signpost")
        )
        super().__init__(fill=self._tint, corner="sheet", parent=parent)
        self.setObjectName(f"{part}Column")
        self.part = part
        self._context = context
        self._strand: StrandView | None = None
        self.cards: list[StatementCard] = []
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._body = column(self, (14, 14, 14, 16), gap=10)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(IconMark(icon, self._ink, size=24))
        self.title = Label("", "words", self._ink, bold=True, wrap=False)
        head.addWidget(self.title, 1)
        self._body.addLayout(head)
        self._inner = QWidget()
        self._body.addWidget(self._inner)
        self._body.addStretch(1)

    @property
    def name(self) -> str:
        """What this pathway calls it."""
        return statement_name(self._strand.pathway if self._strand else "safety", self.part)

    def show_strand(self, strand: StrandView, cards: Sequence[CardView], unlinked: Sequence[CardView]) -> None:
        """Show the statements of a strand; ``unlinked`` are those of the map that belong to no strand yet."""
        self._strand = strand
        self._unlinked = tuple(unlinked)
        self.title.setText(self.name)
        inner = QWidget()
        body = column(inner, gap=10)
        self.cards = [StatementCard(self._context, card, self.name) for card in cards]
        for card in self.cards:
            card.left.connect(self.left)
            body.addWidget(card)
        if not cards:
            body.addWidget(self._gap())
        elif self.part == "goal" and not strand.closed_on:
            more = LinkButton(self.tr("Add another goal"), name="writeGoal", ink="nextInk", icon="plus")
            more.clicked.connect(self._write_new)
            body.addWidget(more)
        self._body.replaceWidget(self._inner, inner)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = inner

    def _gap(self) -> Card:
        """What is not there yet, asked."""
        box = Card(fill="ask", line="askLine", dashed=True)
        box.setObjectName(f"{self.part}Gap")
        body = column(box, (16, 14, 16, 14), gap=8)
        questions = {
            "danger": self.tr("What are you worried could happen, to which child, if nothing changes?"),
            "goal": self.tr("What will the grown-ups do instead, and what will the children see every day?"),
        }
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("question", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(questions[self.part], "body", "askInk"), 1)
        body.addLayout(row)
        buttons = QHBoxLayout()
        write = Button(self.tr("Write it"), name=f"write{self.part.capitalize()}", icon="pencil-simple")
        write.clicked.connect(self._write_new)
        buttons.addWidget(write)
        if self._unlinked:
            link = Button(self.tr("Take it from the map"), name=f"link{self.part.capitalize()}", menu=True,
                          icon="link-simple-horizontal")  # fmt: skip
            link.clicked.connect(self._open_links)
            buttons.addWidget(link)
        buttons.addStretch(1)
        body.addLayout(buttons)
        return box

    # ---- doing ------------------------------------------------------------------------------------------------
    def _write_new(self) -> None:
        card_id = self.add("")
        card = next((c for c in self.cards if c.view.id == card_id), None)
        if card is not None:
            card.words.open()

    def add(self, text: str) -> str | None:
        """Make a statement of this strand with these words; returns the card's id."""
        strand = self._strand
        if strand is None:
            return None
        case, workspace_id, part = self._context.case, self._context.workspace_id, self.part
        made = self._context.attempt(lambda: add_card(case, workspace_id, part, text, strand_id=strand.id))
        return str(made) if made else None

    def use(self, text: str) -> None:
        """Put somebody's own words into the statement: at its end, or as its first words."""
        if not self.cards:
            self.add(text)
            return
        view, case = self.cards[0].view, self._context.case
        joined = f"{view.text.rstrip()} {text}".strip()
        self._context.attempt(lambda: write_card(case, view.id, joined))

    def link_menu(self) -> Menu:
        """The map's statements that belong to no strand (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for card in self._unlinked:
            action = QAction(short_name(card.text.replace("\n", " "), 80), menu)
            action.setData(card.id)
            action.triggered.connect(self._link)
            menu.addAction(action)
        return menu

    def _open_links(self) -> None:
        self.link_menu().popup(self.mapToGlobal(self.rect().center()))

    def _link(self) -> None:
        action, strand, case = self.sender(), self._strand, self._context.case
        if isinstance(action, QAction) and strand is not None:
            card_id = str(action.data())
            self._context.attempt(lambda: link_strand(case, [card_id], strand.id))

    # ---- dropping ---------------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: only somebody's own words may be dropped here."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.set_look(fill="selected", line="ink")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: they went elsewhere."""
        self.set_look(fill=self._tint)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: the words become part of the statement."""
        self.set_look(fill=self._tint)
        event.acceptProposedAction()
        self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())
