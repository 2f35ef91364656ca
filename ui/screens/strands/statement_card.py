"""One statement as a card: its words (press to write), who says it too, every different view inside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.acts import statements as acts
from models.acts.cards import delete_cards, link_strand, write_card
from models.stances import agreeing
from models.views import CardView, Dispute
from ui.context import CaseContext
from ui.plain_words import Span
from ui.screens.people.discs import disc_of
from ui.screens.strands.editable import WordsField
from ui.screens.strands.switcher import short_name
from ui.theme import theme
from ui.widgets import Button, Card, Chip, FlowLayout, IconButton, IconMark, Label, LinkButton, Menu, clear, column


class StatementCard(Card):
    """A statement. ``chosen(id)`` when somebody works on it, ``typing(text)`` with every letter, ``left()`` after
    writing, ``turned(draft)`` when what was done leads to the drafts or to the agreed version."""

    left = Signal()
    chosen = Signal(str)
    typing = Signal(str)
    turned = Signal(bool)

    def __init__(
        self, context: CaseContext, name: str, view: CardView, strand_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"statementCard-{view.id}")
        self._context, self.view, self._strand_id = context, view, strand_id
        self._agreed: tuple[CardView, ...] = ()
        body = column(self, (14, 10, 10, 8), gap=6)
        head = QHBoxLayout()
        head.setSpacing(theme().px(6))
        self._state = Chip("", tone="plain", icon="pencil-simple")
        head.addWidget(self._state)
        head.addStretch(1)
        more = IconButton("dots-three", self.tr("More about this statement"), name=f"statementMore-{view.id}",
                          size="small")  # fmt: skip
        more.clicked.connect(self._open_more)
        self._more = more
        head.addWidget(more)
        body.addLayout(head)
        self.words = WordsField(
            view.text, name=f"statement-{view.id}", heard=name, role="words", quoted=view.is_quotation,
            empty=self.tr("Write it here"),
        )  # fmt: skip
        self.words.written.connect(self._write)
        self.words.closed.connect(self.left)
        self.words.typing.connect(self.typing)
        self.words.opened.connect(self._choose)
        body.addWidget(self.words)
        self._people_place = column(people := QWidget(), gap=6)
        body.addWidget(people)
        self.agree_button = Button(self.tr("We agree on this"), name=f"agree-{view.id}", icon="check", size="small")
        self.agree_button.clicked.connect(self._agree)
        self.redraft = LinkButton(self.tr("Begin a new draft"), name=f"redraft-{view.id}", role="caption", ink="ink2")
        self.redraft.clicked.connect(self._redraft)
        body.addWidget(self.agree_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.redraft)
        self._shown: tuple[CardView, str] | None = None
        self.show_card(view, strand_id)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing in it."""
        return not self.words.text.strip()

    def show_card(self, view: CardView, strand_id: str) -> None:
        """Show the statement as it stands; words somebody is writing stay as they are."""
        if self._shown == (view, strand_id):
            return
        self._shown = (view, strand_id)
        self.view, self._strand_id = view, strand_id
        self.words.set_words(view.text)
        # Words in which something is replaced for this reader must not be written back.
        row = self._context.case.rows.get("card", view.id)
        self.words.set_editable(row is not None and row["text"] == view.text)
        draft = view.state == "draft"
        day = f", {dates.written(view.written_on)}" if view.written_on else ""
        loose = draft and view.strand is None
        text = self.tr("Draft of no strand{day}") if loose else self.tr("Draft{day}")
        self._state.setText(text.format(day=day) if draft else self.tr("Agreed"))
        self._state.icon_name = "pencil-simple" if draft else "check-circle"
        self._state.setAccessibleName(self._state.text())
        self._state.updateGeometry()
        self.agree_button.setVisible(draft and bool(view.text.strip()))
        self.redraft.setVisible(not draft)
        self._show_people()

    def _show_people(self) -> None:
        clear(self._people_place)
        people = agreeing(self.view) or self.view.about or self.view.sources
        if people:
            holder = QWidget()
            flow = FlowLayout(holder, gap=theme().px(10), row_gap=theme().px(2))
            for mention in people:
                person = mention.person
                flow.addWidget(
                    Chip(mention.label, tone="plain", person=disc_of(person) if person else None,
                         initials=person.initials if person else "", icon="" if person else "quotes")
                )  # fmt: skip
            self._people_place.addWidget(holder)
        for dispute in self.view.disputes:
            self._people_place.addWidget(self._different(dispute))

    def _different(self, dispute: Dispute) -> Card:
        box = Card(fill="card", line="lineStrong", dashed=True)
        row = QHBoxLayout(box)
        row.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        row.addWidget(IconMark("chats-circle", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        words = f"“{dispute.words.strip('“”')}”" if dispute.is_quotation else dispute.words
        if dispute.who and dispute.who.name not in dispute.words:  # "Danny says he pushed …" says who already
            words = self.tr("{who} sees it differently: {words}").format(who=dispute.who.name, words=words)
        row.addWidget(Label(words, "body"), 1)
        return box

    def set_agreed(self, cards: Sequence[CardView]) -> None:
        """The strand's agreed statements, which a draft may take the place of."""
        self._agreed = tuple(card for card in cards if card.id != self.view.id)
        self.agree_button.has_menu = bool(self._agreed)

    def set_chosen(self, on: bool) -> None:
        """Show that this is the one worked on, where there are several."""
        self.set_look(line="lineStrong" if on else None)

    def set_marks(self, spans: Sequence[Span]) -> None:
        """Mark phrases in its words."""
        self.words.set_marks(spans)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _choose(self) -> None:
        self.chosen.emit(self.view.id)

    def _write(self, text: str) -> None:
        case, card_id, origin = self._context.case, self.view.id, self._context
        self._context.attempt(lambda: write_card(case, card_id, text, origin=origin))

    def agree_menu(self) -> Menu:
        """Which agreed statement the draft takes the place of (made apart, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for card in self._agreed:
            text = self.tr("In place of “{words}”").format(words=short_name(card.text.replace("\n", " "), 60))
            action = QAction(text, menu)
            action.setData(card.id)
            action.triggered.connect(self._agree_chosen)
            menu.addAction(action)
        beside = QAction(self.tr("As another one beside it"), menu)
        beside.triggered.connect(self._agree_chosen)
        menu.addAction(beside)
        return menu

    def _agree(self) -> None:
        if self._agreed:
            self.agree_menu().popup(self.agree_button.mapToGlobal(self.agree_button.rect().bottomLeft()))
        else:
            self._do_agree(None)

    def _agree_chosen(self) -> None:
        action = self.sender()
        self._do_agree(str(action.data()) if isinstance(action, QAction) and action.data() else None)

    def _do_agree(self, instead_of: str | None) -> None:
        case, card_id, context, strand_id = self._context.case, self.view.id, self._context, self._strand_id
        loose = self.view.strand is None

        def do() -> str:
            with case.edit("Agreed on a statement"):
                if loose:
                    link_strand(case, [card_id], strand_id)
                return acts.agree(case, card_id, instead_of=instead_of)

        if context.attempt(do):
            self.turned.emit(False)
            context.said_and_undoable(self.tr("Agreed. The wording before stays in its history."))

    def _redraft(self) -> None:
        case, context, view, strand_id = self._context.case, self._context, self.view, self._strand_id
        workspace_id = context.workspace_id
        if context.attempt(lambda: acts.begin_draft(case, workspace_id, view.part, strand_id, like=view.id)):
            self.turned.emit(True)

    def more_menu(self) -> Menu:
        """What else can be done with it (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        draft = self.view.state == "draft"
        if self.view.strand is None:
            menu.addAction(self.tr("Tie to this strand")).triggered.connect(self._tie)
        if not draft:
            menu.addAction(self.tr("Make it a draft again")).triggered.connect(self._reopen)
        menu.addAction(self.tr("Delete this draft") if draft else self.tr("Delete this statement")).triggered.connect(
            self._delete
        )
        return menu

    def _open_more(self) -> None:
        self.more_menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _tie(self) -> None:
        case, card_id, strand_id = self._context.case, self.view.id, self._strand_id
        self._context.attempt(lambda: link_strand(case, [card_id], strand_id))

    def _reopen(self) -> None:
        case, card_id = self._context.case, self.view.id
        self._context.attempt(lambda: acts.reopen(case, card_id))
        self.turned.emit(True)

    def _delete(self) -> None:
        case, card_id = self._context.case, self.view.id
        self._context.attempt(lambda: delete_cards(case, [card_id]))
        self._context.said_and_undoable(self.tr("Statement deleted"))

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a press anywhere makes it the one worked on."""
        self.chosen.emit(self.view.id)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: so does the keyboard."""
        self.chosen.emit(self.view.id)
        super().focusInEvent(event)
