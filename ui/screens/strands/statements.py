"""A strand's two statements, side by side: the danger and the goal, written in place; a gap is a question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models import pathways, statements
from models.acts import statements as acts
from models.acts.cards import link_strand
from models.acts.silencing import silence
from models.plain_words import Asked
from models.thinking_views import StatementView
from models.views import CardView, PersonView, StrandView
from ui.context import CaseContext
from ui.plain_words import PlainWords, Span, spans_of
from ui.screens.strands.guidance import Guidance, emptied
from ui.screens.strands.statement_card import StatementCard
from ui.screens.strands.switcher import short_name
from ui.theme import theme
from ui.widgets import Button, Card, IconMark, Label, LinkButton, Menu, column

MIME = "application/x-sofs-wording"
"""What a dragged wording carries: its id."""


def statement_name(pathway: str, part: str) -> str:
    """How a pathway calls one statement: "Danger statement", "Worry statement", "Success goal"."""
    one = pathways.pathway(pathway).parts[part].one
    bare = one.split(" ", 1)[1] if one.startswith(("a ", "an ")) else one
    return bare[:1].upper() + bare[1:]


class StatementColumn(Card):
    """The danger, or the goal, as drafts or as agreed. ``current`` is the one that is worked on.

    Own words can be dropped on it: ``dropped(wording id)``. ``left()`` after writing; ``turned(draft)`` when what was
    done leads to the drafts or to the agreed version; ``current_changed()`` when another statement is worked on.
    """

    dropped = Signal(str)
    left = Signal()
    turned = Signal(bool)
    current_changed = Signal()

    def __init__(self, context: CaseContext, part: str, parent: QWidget | None = None) -> None:
        self._tint, self._ink, icon = (
            ("worryTint", "worryInk", "cloud") if part == "danger" else ("nextTint", "nextInk", "signpost")
        )
        super().__init__(fill=self._tint, corner="sheet", parent=parent)
        self.setObjectName(f"{part}Column")
        self.part = part
        self._context = context
        self._strand: StrandView | None = None
        self._draft = False
        self._unlinked: tuple[CardView, ...] = ()
        self._agreed: tuple[CardView, ...] = ()
        self._children: tuple[PersonView, ...] = ()
        self._waiting = 0
        self.cards: list[StatementCard] = []
        self._current = ""
        self.view: StatementView | None = None
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._body = column(self, (12, 14, 12, 16), gap=10)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(IconMark(icon, self._ink, size=24))
        self.title = Label("", "words", self._ink, bold=True, wrap=False)
        head.addWidget(self.title, 1)
        self._body.addLayout(head)
        self._inner = column(holder := QWidget(), gap=10)
        self._body.addWidget(holder)
        self._plain = PlainWords(context, self)
        self._plain.asked.connect(self._on_asked)
        self.guidance = Guidance(part, self._ink)
        self._wire(self.guidance)
        self._inner.addWidget(self.guidance)
        self._foot = column(foot := QWidget(), gap=2)
        self._body.addWidget(foot)
        self._body.addStretch(1)

    def _wire(self, guidance: Guidance) -> None:
        guidance.part_filled.connect(self._fill_part)
        guidance.sentence_wanted.connect(self._put_sentence)
        guidance.services_wanted.connect(self._move_services)
        guidance.again_wanted.connect(self._use_again)
        guidance.silence_wanted.connect(self._silence)
        guidance.left.connect(self.left)

    # ---- showing ----------------------------------------------------------------------------------------------
    @property
    def name(self) -> str:
        """What this pathway calls it."""
        return statement_name(self._strand.pathway if self._strand else "safety", self.part)

    @property
    def current(self) -> CardView | None:
        """The statement that is worked on."""
        return next((card.view for card in self.cards if card.view.id == self._current), None)

    @property
    def is_writing(self) -> bool:
        """Whether somebody writes in it just now."""
        return self.guidance.parts.is_writing or any(card.words.editing for card in self.cards)

    def forget(self) -> None:
        """Show everything anew the next time (another text size, say)."""
        self._strand = None

    def show_strand(
        self, strand: StrandView, cards: Sequence[CardView], unlinked: Sequence[CardView], *, draft: bool,
        agreed: Sequence[CardView] = (), children: Sequence[PersonView] = (), waiting: int = 0,
    ) -> None:  # fmt: skip
        """Show statements of a strand: its ``draft`` ones (with those of no strand) or the ``agreed``.

        ``unlinked`` are agreed ones of the map that belong to no strand yet, ``waiting`` how many drafts there are.
        """
        same = self._strand is not None and self._strand.id == strand.id and self._draft == draft
        self._waiting = waiting
        self._strand, self._draft = strand, draft
        self._unlinked, self._agreed, self._children = tuple(unlinked), tuple(agreed), tuple(children)
        self.title.setText(self.name)
        if not same or [card.view.id for card in self.cards] != [card.id for card in cards] or not cards:
            self._build(cards)
        else:
            for shown, card in zip(self.cards, cards, strict=True):
                shown.show_card(card, strand.id)
        if self.current is None:
            self._current = self.cards[0].view.id if self.cards else ""
        self._show_foot()
        self.show_guidance()

    def _build(self, cards: Sequence[CardView]) -> None:
        self._inner.removeWidget(self.guidance)
        emptied(self._inner)
        strand = self._strand
        assert strand is not None
        self.cards = [StatementCard(self._context, self.name, card, strand.id) for card in cards]
        for card in self.cards:
            card.left.connect(self._on_left)
            card.chosen.connect(self._choose)
            card.typing.connect(self._on_typing)
            card.words.written.connect(self.show_guidance)
            card.turned.connect(self.turned)
            card.set_agreed(self._agreed)
            self._inner.addWidget(card)
        if not cards:
            self._inner.addWidget(self._gap())

    def show_guidance(self) -> None:
        """Show what helps with the current statement, as its words stand now."""
        asked: list[Asked] = []
        for shown in self.cards:
            shown.set_agreed(self._agreed)
            shown.set_chosen(len(self.cards) > 1 and shown.view.id == self._current)
            editor = shown.words.editor
            text = editor.toPlainText() if editor else shown.view.text
            found = [] if shown.view.is_quotation else self._asked(text)
            shown.set_marks(self._spans(text, found))
            asked = found if shown.view.id == self._current else asked
        context = self._context
        self.view = view = statements.statement_view(context.case, context.projector, self._current, context.lens)
        self._place_guidance()
        self.guidance.setVisible(view is not None)
        if view is not None:
            is_list = any(each.code == "service_list" for each in asked)
            services = len(acts.services_in(view.card.text, statements.glossary())) if is_list else 0
            self.guidance.show_statement(view, asked, services, self._children)

    def _place_guidance(self) -> None:
        """What helps stands right below the statement it is about."""
        place = next((i for i, card in enumerate(self.cards) if card.view.id == self._current), -1) + 1
        if self._inner.indexOf(self.guidance) != place:
            self._inner.removeWidget(self.guidance)
            self._inner.insertWidget(place, self.guidance)

    def _asked(self, text: str) -> list[Asked]:
        return statements.questions(self._context.projector, self._context.workspace_id, self.part, text)

    def _spans(self, text: str, asked: Sequence[Asked]) -> list[Span]:
        """Hard words; where it is a list of services, those as a whole."""
        if any(each.code == "service_list" for each in asked):
            return acts.service_spans(text, statements.glossary())
        return spans_of(asked)

    def _show_foot(self) -> None:
        emptied(self._foot)
        strand = self._strand
        if strand is None or strand.closed_on or not self.cards:
            return
        if self._draft:
            text = self.tr("Write another draft")
        elif self.part == "goal":
            text = self.tr("Add another goal")
        else:
            return
        more = LinkButton(text, name=f"write{self.part.capitalize()}", ink=self._ink, icon="plus", role="caption")
        more.clicked.connect(self.write_new)
        self._foot.addWidget(more)

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
        capital = self.part.capitalize()
        write = Button(self.tr("Write it"), name=f"write{capital}", icon="pencil-simple")
        write.clicked.connect(self.write_new)
        body.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
        build = Button(self.tr("Build it from its parts"), name=f"build{capital}", icon="list-checks")
        build.clicked.connect(self._build_new)
        body.addWidget(build, 0, Qt.AlignmentFlag.AlignLeft)
        if self._waiting and not self._draft:
            look = Button(self.tr("Look at the draft"), name=f"see{capital}Draft", icon="note-pencil")
            look.clicked.connect(self._see_draft)
            body.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        if self._unlinked:
            link = Button(self.tr("Take it from the map"), name=f"link{capital}", menu=True,
                          icon="link-simple-horizontal")  # fmt: skip
            link.clicked.connect(self._open_links)
            body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    # ---- following what is written ------------------------------------------------------------------------------
    def _choose(self, card_id: str) -> None:
        if card_id != self._current:
            self._current = card_id
            self.show_guidance()
            self.current_changed.emit()

    def _on_typing(self, text: str) -> None:
        if self.current is not None:
            self._plain.check(self.part, text, self.current.is_quotation)

    def _on_asked(self, asked: list[Asked]) -> None:
        """Typing rests: mark what is asked about in the words as they stand in the editor."""
        for shown in self.cards:
            if shown.words.editor is not None:
                shown.set_marks(self._spans(shown.words.editor.toPlainText(), asked))

    def _on_left(self) -> None:
        """Somebody left the words; a statement without any goes, unless its parts are being filled in."""
        shown = self.sender()
        case = self._context.case
        if isinstance(shown, StatementCard):
            card_id = shown.view.id
            focus = self.window().focusWidget()
            beside = focus is not None and self.guidance.isAncestorOf(focus)
            if not beside and shown.is_bare:
                self._context.attempt(lambda: acts.drop_empty(case, card_id))
        self.left.emit()

    # ---- doing ------------------------------------------------------------------------------------------------
    def write_new(self) -> None:
        """Begin a statement and write in it."""
        card_id = self.add()
        card = next((c for c in self.cards if c.view.id == card_id), None)
        if card is not None:
            self._choose(card.view.id)
            card.words.open()

    def _see_draft(self) -> None:
        self.turned.emit(True)

    def _build_new(self) -> None:
        self.add()
        first = next((row for row in self.guidance.parts.rows.values() if not row.isHidden()), None)
        if first is not None:
            first.press.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> str | None:
        """Begin an empty draft of this strand; returns the card's id."""
        strand = self._strand
        if strand is None:
            return None
        case, workspace_id, part = self._context.case, self._context.workspace_id, self.part
        made = self._context.attempt(lambda: acts.begin_draft(case, workspace_id, part, strand.id))
        if made:
            self._current = str(made)
            self.turned.emit(True)
        return str(made) if made else None

    def use(self, wording_id: str) -> None:
        """Put somebody's own words into a draft: into the one in work, or into a new one like the agreed statement."""
        view, strand, case = self.current, self._strand, self._context.case
        if strand is None:
            return
        into = view.id if view is not None and self._draft else None
        like = view.id if view is not None and not self._draft else None
        made = self._context.attempt(lambda: acts.draw_words(case, wording_id, strand.id, into=into, like=like))
        if made:
            self._current = str(made)
            self.turned.emit(True)

    def _fill_part(self, key: str, words: str) -> None:
        case, card_id = self._context.case, self._current
        self._context.attempt(lambda: acts.set_part(case, card_id, key, words))

    def _put_sentence(self, how: str) -> None:
        case, card_id, context = self._context.case, self._current, self._context
        context.attempt(lambda: acts.use_frame(case, card_id, how=how))
        context.said_and_undoable(self.tr("Put into a sentence"))

    def _move_services(self) -> None:
        case, card_id, context = self._context.case, self._current, self._context
        moved = context.attempt(lambda: acts.move_services(case, card_id, statements.glossary()))
        if moved:
            self.turned.emit(True)
            context.said_and_undoable(self.tr("Moved to next steps"))

    def _use_again(self, seq: int) -> None:
        case, card_id, context = self._context.case, self._current, self._context
        context.attempt(lambda: acts.use_past_wording(case, card_id, seq))
        context.said_and_undoable(self.tr("Earlier wording used again"))

    def _silence(self, asked: Asked) -> None:
        case, workspace_id, context = self._context.case, self._context.workspace_id, self._context
        context.attempt(lambda: silence(case, workspace_id, asked.phrase))
        context.said_and_undoable(self.tr("This phrase is not asked about again"))

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
            self.turned.emit(False)

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
