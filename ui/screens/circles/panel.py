"""Beside the picture: how the chosen person moved in, or what the circles still ask."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.acts import circles as acts
from models.circle_checks import checked
from models.circle_words import steps
from models.drawings.circles import said_words
from models.family_views import CircleSaid, RingPerson
from models.views import CardView
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.state import CirclesState
from ui.screens.circles.way import PersonWay
from ui.screens.circles.words import ring_name, tr
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconMark, Label, LinkButton, Menu, Rule, SidePanel, column


class CirclesPanel(SidePanel):
    """The side panel. ``nobody`` when there seems to be nobody to find: network finding."""

    nobody = Signal()

    def __init__(self, state: CirclesState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(tr("Safety circles"), name="circlesPanel", closable=True, parent=parent)
        self.close_button.hide()
        self._state, self._deeds = state, deeds
        self._page: QWidget = QWidget()
        self._open_step, self._shown = "", ""
        self.way: PersonWay | None = None
        self.body.addWidget(self._page)
        self.body.addStretch(1)

    def open_newest(self) -> None:
        """Ask who was asked and what helped for the step just made."""
        person = self._state.person
        self._open_step = person.moves[-1].id if person and person.moves else ""

    def show_page(self) -> None:
        """Show what belongs beside the picture now."""
        person = self._state.person
        if self._state.chosen != self._shown:
            self._shown = self._state.chosen
            newest = person.moves[-1] if person and person.moves else None
            if newest is None or newest.id != self._open_step:
                self._open_step = ""
        page = QWidget()
        body = column(page, (0, 6, 0, 0), gap=12)
        self.way = None
        if person is None:
            self.title.setText(tr("What the circles ask"))
            self._fill_overview(body)
        else:
            self.title.setText(tr("How {name} moved in").format(name=person.person.name))
            self._fill_person(body, person)
        self.body.replaceWidget(self._page, page)
        self._page.hide()
        self._page.deleteLater()
        self._page = page

    # ---- somebody ---------------------------------------------------------------------------------------------
    def _fill_person(self, body: QVBoxLayout, person: RingPerson) -> None:
        self.way = PersonWay(self._state, person, self._open_step)
        self.way.changed.connect(self._reopen)
        body.addWidget(self.way)
        about = [said for said in self._state.view.said if said.about.id == person.person.id]
        for said in about:
            body.addWidget(SaidNote(self._state, said))
        if not self._state.is_past:
            self._add_moves(body, person)
            self._add_nervous(body, person)
        self._add_lines(body)
        self._add_next(body)

    def _add_moves(self, body: QVBoxLayout, person: RingPerson) -> None:
        for inward in (True, False):
            ring = self._deeds.step(person.person.id, inward)
            if not ring:
                continue
            text = tr("Move to “{ring}”").format(ring=ring_name(ring))
            button = Button(text, name=f"move-{ring}", size="small", heard=f"{person.person.name}: {text}")
            button.setProperty("ring", ring)
            button.clicked.connect(self._move)
            body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _move(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and self._state.person:
            self._deeds.move(self._state.person.person.id, str(button.property("ring")))

    def _add_nervous(self, body: QVBoxLayout, person: RingPerson) -> None:
        text = tr("Who is nervous about {name} knowing?").format(name=person.person.name)
        button = LinkButton(text, name="whoIsNervous", role="caption", ink="ink2")
        button.clicked.connect(self._choose_nervous)
        body.addWidget(button)

    def nervous_menu(self) -> Menu:
        """Everybody who could say it: family and friends, the grown-ups first (built apart, so a test can read it)."""
        menu = Menu(self, name="nervousMenu")
        chosen = self._state.chosen
        from models.readers import ReaderProjection

        reading = ReaderProjection(self._state.context.projector.rows, self._state.context.lens)
        for person in self._state.context.projector.people.values():
            shown = reading.person(person)
            if shown is None or person.kind in ("pet", "professional") or person.life != "alive" or person.id == chosen:
                continue
            action = QAction(shown.name if self._state.names else shown.initials, menu)
            action.setData(person.id)
            action.triggered.connect(self._say_nervous)
            menu.addAction(action)
        return menu

    def _choose_nervous(self) -> None:
        menu, button = self.nervous_menu(), self.sender()
        if isinstance(button, LinkButton):
            menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    def _say_nervous(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self._state.chosen:
            context, circle_id, chosen = self._state.context, self._state.circle_id, self._state.chosen
            by = str(action.data())
            context.attempt(lambda: acts.say(context.case, circle_id, "nervous", chosen, by_id=by))

    def _reopen(self) -> None:
        if self.way is not None:
            self._open_step = self.way.open_step
            self.show_page()

    # ---- nobody chosen ----------------------------------------------------------------------------------------
    def _fill_overview(self, body: QVBoxLayout) -> None:
        if self._state.is_past:
            when = dates.written(self._state.day)
            body.addWidget(Label(tr("This is how it was on {day}.").format(day=when), ink="ink2"))
        self._add_lines(body, first=True)
        self._add_gaps(body)
        self._add_next(body)
        if not self._state.is_past:
            body.addWidget(Rule())
            body.addWidget(Label(tr("To ask together"), "label"))
            for step in steps():
                body.addWidget(Label(tr(step), ink="ink2"))
            nobody = Button(tr("“There isn’t anybody?”"), name="networkFinding", size="small", icon="question")
            nobody.clicked.connect(self.nobody)
            body.addWidget(nobody, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_lines(self, body: QVBoxLayout, *, first: bool = False) -> None:
        for line in checked(self._state.view):
            if not first:
                body.addWidget(Rule())
            first = False
            body.addWidget(Label(tr("The bottom line"), "label"))
            body.addWidget(Label(line.words))
            for check in line.checks:
                body.addLayout(_ticked(check.words, check.met))

    def _add_gaps(self, body: QVBoxLayout) -> None:
        gaps = self._state.view.gaps
        if not gaps:
            return
        if body.count():
            body.addWidget(Rule())
        for gap in gaps:
            body.addLayout(_ticked(gap.question, False))

    def _add_next(self, body: QVBoxLayout) -> None:
        said = [s for s in self._state.view.said if s.kind == "nervous" and s.about.id != self._state.chosen]
        cards = self._steps()
        if not said and not cards and not self._state.view.note:
            return
        body.addWidget(Rule())
        body.addWidget(Label(tr("Next"), "label"))
        for card in cards:
            due = tr("{step}, by {day}").format(step=card.text.rstrip("."), day=self._due(card)) if card.due_on else ""
            body.addWidget(Label(f"{due or card.text.rstrip('.')}."))
        for one in said:
            body.addWidget(Label(said_words(one)))
        if self._state.view.note:
            body.addWidget(Label(self._state.view.note))

    def _due(self, card: CardView) -> str:
        return dates.short(card.due_on, self._state.context.services.now().date())

    def _steps(self) -> list[CardView]:
        """Open next steps of the map that name somebody who does not know everything yet."""
        if not self._state.names or self._state.is_past:
            return []
        waiting = {p.person.name for p in self._state.view.people if p.ring in ("middle", "outer")}
        found = []
        for column_ in self._state.context.map_view().columns:
            for part in column_.parts:
                if part.key == "next_step":
                    found += [card for card in part.cards if not card.done_on and waiting & set(_words(card.text))]
        return found


class SaidNote(QWidget):
    """What somebody said about a person's knowing, and what would help to tell them."""

    def __init__(self, state: CirclesState, said: CircleSaid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._said = state, said
        body = column(self, gap=4)
        body.addWidget(Label(said_words(said)))
        row: dict[str, Any] = state.context.case.rows.get("circle_note", said.id) or {}
        if state.is_past or (row.get("help") or None) != said.help:
            if said.help:
                body.addWidget(Label(said.help, "caption", "ink2"))
            return
        ask = tr("What would help you tell them?") if said.kind == "nervous" else tr("What did they say?")
        self.help = GrowingTextEdit(said.help or "", name=f"help-{said.id}", heard=ask, placeholder=ask, single=True)
        self.help.committed.connect(self._keep)
        body.addWidget(self.help)
        remove = LinkButton(tr("Take this away"), name=f"removeSaid-{said.id}", role="caption", ink="ink2")
        remove.clicked.connect(self._remove)
        body.addWidget(remove)

    def _keep(self, words: str) -> None:
        context, note_id = self._state.context, self._said.id
        context.attempt(lambda: acts.set_said(context.case, note_id, help=words))

    def _remove(self) -> None:
        context, note_id = self._state.context, self._said.id
        context.attempt(lambda: acts.remove_said(context.case, note_id))


def _words(text: str) -> list[str]:
    return [
        word.strip(".,;:!?()'’s") if word.endswith(("'s", "’s")) else word.strip(".,;:!?()") for word in text.split()
    ]


def _ticked(text: str, met: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    icon = IconMark("check-circle" if met else "circle-dashed", "well" if met else "askLine")
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text), 1)
    return row
