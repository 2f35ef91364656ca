"""Above the grid: the behaviour in plain words, whose it is, how long and how often."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from models import dates
from models.harm import empty_question, template
from models.thinking_views import MatrixView
from ui.screens.harm.deeds import Deeds
from ui.screens.harm.fact import FactField
from ui.screens.harm.people_menu import PeopleMenu
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import person_kind, tr
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Chip, IconButton, Menu, StrandBadge, column

FIELDS = ("how_long", "how_often")


class MatrixHead(QWidget):
    """The head of one matrix. ``menu_wanted(place)``: what can be done with the whole behaviour."""

    menu_wanted = Signal(QPoint)

    def __init__(self, state: HarmState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._deeds = state, deeds
        self._matrix_id = ""
        self._shown: object = None
        body = column(self, gap=6)
        top = QHBoxLayout()
        top.setSpacing(theme().px(8))
        self.behaviour = WordsField(
            "", name="harmWords", heard=tr("What somebody does"), role="lead", single=False,
            empty=tr("What does somebody do? In plain words"),
        )  # fmt: skip
        self.behaviour.written.connect(self._on_behaviour)
        top.addWidget(self.behaviour, 1)
        self._who_holder = QHBoxLayout()
        top.addLayout(self._who_holder)
        self.who: Chip | None = None
        self.badge: StrandBadge | None = None
        self.more = IconButton("dots-three", tr("More about this behaviour"), name="harmMore")
        self.more.clicked.connect(self._on_more)
        top.addWidget(self.more)
        body.addLayout(top)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts.setSpacing(theme().px(12))
        self.fields: dict[str, FactField] = {}
        for key in FIELDS:
            field = FactField(template().head[key].heading, name=f"harm-{key}")
            field.setProperty("key", key)
            field.written.connect(self._on_fact)
            self.fields[key] = field
            self._facts.addWidget(field)
        self._facts.addStretch(1)
        body.addLayout(self._facts)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_matrix(self, matrix: MatrixView) -> None:
        """Show a behaviour; words being written stay under the hand."""
        if matrix.id != self._matrix_id:
            self.finish()
            self._matrix_id = matrix.id
        asks = tuple(self._asks(matrix, key) for key in FIELDS)
        of_head = (replace(matrix, cells=(), questions=(), rows=(), whole_gaps=()), asks, self._state.context.lens)
        if of_head == self._shown:
            return
        self._shown = of_head
        self.behaviour.set_words(matrix.behaviour)
        self._show_who(matrix)
        gaps = {"how_long": matrix.how_long_gap, "how_often": matrix.how_often_gap}
        for (key, field), ask in zip(self.fields.items(), asks, strict=True):
            text = str(getattr(matrix, key))
            shown_whole = self._state.is_shown_whole("harm_matrix", matrix.id, [(key, text)])
            field.show_fact(text, dates.within(text), asks=ask if gaps[key] else "", may_write=shown_whole)

    def _asks(self, matrix: MatrixView, key: str) -> str:
        """What stands in a gap: that it is not known, and whose question it is."""
        kept = next((q for q in matrix.questions if q.field == key and q.answer is None), None)
        person = empty_question(matrix, None, key, self._state.view.as_at).person
        to = kept.to if kept else person.name if person else ""
        return tr("Not known. A question for {name}").format(name=to) if to else tr("Not known. Nobody has asked")

    def _show_who(self, matrix: MatrixView) -> None:
        for old in (self.who, self.badge):
            if old is not None:
                self._who_holder.removeWidget(old)
                old.hide()
                old.deleteLater()
        person = matrix.adult
        text = person.name if person else tr("Who does it?")
        self.who = Chip(
            text, name="harmAdult", tone="" if person else "line", person=person_kind(person) if person else None,
            icon="" if person else "user", initials=person.initials if person else "", live=True,
            heard=tr("Who does it: {name}. Choose somebody").format(name=text) if person else text,
        )  # fmt: skip
        self.who.clicked.connect(self._choose_who)
        self._who_holder.addWidget(self.who)
        self.badge = None
        if matrix.strand is not None:
            self.badge = StrandBadge(matrix.strand.number, matrix.strand.name)
            self.badge.setMaximumWidth(theme().px(220))
            self._who_holder.addWidget(self.badge)

    def finish(self) -> None:
        """Keep what stands in open editors."""
        for editor in (self.behaviour.editor, *(field.editor for field in self.fields.values())):
            if editor is not None:
                editor.commit()
                editor.finished.emit()

    # ---- doing ------------------------------------------------------------------------------------------------
    def who_menu(self) -> PeopleMenu:
        """Whose behaviour it could be; a child's own too (built apart, so a test can read it)."""
        matrix = self._state.matrix
        current = matrix.adult.id if matrix and matrix.adult else ""
        menu = PeopleMenu(self._state.context, self, name="harmWhoMenu", current=current, nobody=tr("Several people"))
        menu.picked.connect(self._on_who)
        return menu

    def _choose_who(self) -> None:
        if self.who is not None:
            self.who_menu().ask(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _on_who(self, person_id: str) -> None:
        self._deeds.set_matrix(self._matrix_id, adult_id=person_id or None)

    def _on_behaviour(self, text: str) -> None:
        if text:
            self._deeds.set_matrix(self._matrix_id, behaviour=text)

    def _on_fact(self, text: str) -> None:
        field = self.sender()
        if isinstance(field, FactField):
            self._deeds.set_matrix(self._matrix_id, **{str(field.property("key")): text})

    def _on_more(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def strand_menu(self) -> Menu:
        """Which strand the behaviour belongs to (built apart, so a test can read it)."""
        matrix, menu = self._state.matrix, Menu(self, name="harmStrandMenu")
        chosen = matrix.strand.id if matrix and matrix.strand else ""
        strands = [(s.id, f"{s.number}  {s.name}") for s in self._state.context.map_view().strands if not s.closed_on]
        for key, text in [*strands, ("", tr("No strand"))]:
            menu.offer(text.replace("&", "&&"), key, name=f"harmStrand-{key}", checked=key == chosen)
        menu.chosen.connect(self._on_strand)
        return menu

    def _on_strand(self, strand_id: str) -> None:
        self._deeds.set_matrix(self._matrix_id, strand_id=strand_id or None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is little room the two stand below one another."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(460)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._facts.direction() != wanted:
            self._facts.setDirection(wanted)
