"""What hands and keys on the family's picture change in the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models import arrangement
from models.acts import family as acts
from models.acts.family.unions import make_union
from models.entities import Person
from models.family_views import UnionView
from ui.screens.family.state import FamilyState
from ui.widgets import Menu


class FamilyDeeds(QObject):
    """The verbs of the room, each one step with a way back."""

    def __init__(self, state: FamilyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._context, self._page = state, state.context, parent
        self._pair = ("", "")

    # ---- places -----------------------------------------------------------------------------------------------
    def pin(self, person_id: str, x: float, row: int) -> bool:
        """Put somebody in a place by hand."""
        case = self._context.case
        before = case.undo_label, len(case.history())
        self._context.attempt(lambda: acts.pin(case, person_id, x, row))
        return (case.undo_label, len(case.history())) != before

    def place(self, person_id: str, x: float, row: int) -> None:
        """Draw somebody who came from a list, in this place."""
        case = self._context.case

        def work() -> None:
            with case.edit(self.tr("Put somebody into the drawing")):
                if not self._state.is_drawn(person_id):
                    acts.set_drawn(case, person_id, True)
                acts.pin(case, person_id, x, row)

        self._context.attempt(work)
        self._state.select("person", person_id)

    def draw(self, person_id: str) -> None:
        """Put somebody into the drawing; it finds a place for them."""
        case = self._context.case
        self._context.attempt(lambda: acts.set_drawn(case, person_id, True))
        self._state.select("person", person_id)

    def unpin(self, person_id: str) -> None:
        """Let the drawing find somebody's place again."""
        case = self._context.case
        self._context.attempt(lambda: acts.unpin(case, person_id))

    def take_out_of_picture(self, person_id: str) -> None:
        """Somebody stays in the case but is no longer drawn."""
        case = self._context.case
        self._context.attempt(lambda: acts.set_drawn(case, person_id, False))
        self._context.said_and_undoable(case.undo_label or "")

    def tidy(self) -> None:
        """Arrange everybody afresh; who was put somewhere by hand stays there."""
        self._state.arrange(afresh=True)

    def reset(self) -> None:
        """Let go of every place given by hand, and arrange everybody afresh."""
        case = self._context.case
        if arrangement.pins_of(self._state.view):
            self._state.arrange_afresh_next()
            self._context.attempt(lambda: acts.unpin_all(case))
            self._context.said_and_undoable(self.tr("The picture was arranged afresh"))
        else:
            self.tidy()

    # ---- two people -------------------------------------------------------------------------------------------
    def couple(self, first: str, second: str) -> None:
        """Make two people a couple."""
        case = self._context.case
        made = self._context.attempt(lambda: acts.link_partners(case, first, second))
        if made:
            self._state.select("union", made)
            self._context.said_and_undoable(case.undo_label or "")

    def unions_of(self, person_id: str) -> list[UnionView]:
        """The couples somebody is in."""
        return [union for union in self._state.view.unions if person_id in union.partners]

    def child(self, parent: str, child: str, at: QPoint) -> None:
        """Make somebody the child of a person, or of a couple by its id; asked of which where there are several."""
        if any(union.id == parent for union in self._state.view.unions):
            self.child_of(parent, child)
            return
        unions = self.unions_of(parent)
        if len(unions) == 1:
            self.child_of(unions[0].id, child)
        elif unions:
            self._pair = (parent, child)
            self._ask_couple(unions, parent, at)
        else:
            self._child_of_one(parent, child)

    def child_of(self, union_id: str, child: str) -> None:
        """Join a child to a couple."""
        case = self._context.case
        made = self._context.attempt(lambda: acts.link_child(case, child, union_id))
        if made:
            self._state.select("child", made)
            self._context.said_and_undoable(case.undo_label or "")

    def _child_of_one(self, parent: str, child: str) -> None:
        case = self._context.case

        def work() -> str:
            with case.edit(self.tr("Joined a child to parents")) as session:
                row = make_union(case, session, session.get(Person, parent), None)
                return acts.link_child(case, child, row.id)

        made = self._context.attempt(work)
        if made:
            self._state.select("child", made)
            self._context.said_and_undoable(case.undo_label or "")

    def _ask_couple(self, unions: Sequence[UnionView], parent: str, at: QPoint) -> None:
        menu = Menu(self._page, name="whoseChild")
        names = {person.id: person for person in self._state.view.people}
        for union in unions:
            others = [names[each] for each in union.partners if each != parent and each in names]
            whole = self._state.options.names
            known = [p.person.name if whole else p.person.initials for p in others if not p.stands_for]
            text = self.tr("With {name}").format(name=known[0]) if known else self.tr("With somebody not known")
            action = QAction(text, menu)
            action.setData(union.id)
            action.triggered.connect(self._couple_asked)
            menu.addAction(action)
        menu.popup(at)

    def _couple_asked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.child_of(str(action.data()), self._pair[1])

    def line(self, first: str, second: str, at: QPoint) -> None:
        """Ask how two people get on, and draw the line."""
        self._pair = (first, second)
        menu = Menu(self._page, name="whichLine")
        for key, tie in self._state.presets.ties.items():
            action = QAction(tie.label, menu)
            action.setData(key)
            action.triggered.connect(self._line_asked)
            menu.addAction(action)
        menu.popup(at)

    def _line_asked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.draw_line(*self._pair, str(action.data()))

    def draw_line(self, first: str, second: str, kind: str) -> None:
        """Draw a line of a kind between two people."""
        case = self._context.case
        made = self._context.attempt(lambda: acts.add_tie(case, first, second, kind))
        if made:
            self._state.set_options(ties=True)
            self._state.select("tie", made)
            self._context.said_and_undoable(case.undo_label or "")
