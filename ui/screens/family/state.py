"""What the Family room knows: the family as the lens allows it, where everybody stands, what is chosen."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from models import arrangement
from models.casework import ChangeSet
from models.drawings.genogram import Options
from models.drawings.genogram.presets import Presets, in_force
from models.errors import KnownError
from models.family_readers import family_for
from models.family_views import FamilyView
from models.genogram.result import ImpossibleAncestry, Layout, LayoutStopped
from ui.context import CaseContext
from ui.work import Job

TABLES = (
    "person", "partnership", "child_link", "tie", "household", "household_member", "arrangement", "restriction",
    "casefile",
)  # fmt: skip
"""Rows the drawing is made of."""
WHOLE_UP_TO = 400
"""With more people than this the room opens by branch."""
SHOW_PROGRESS_FROM = 150
NOTHING = ("", "")


@dataclass
class _Asked:
    """One layout under way; ``stop`` is set by whoever no longer wants it."""

    view: FamilyView
    before: Layout | None
    afresh: bool
    stop: threading.Event = field(default_factory=threading.Event)
    done: float = 0.0
    layout: Layout | None = None
    error: Exception | None = None

    def work(self) -> _Asked:
        """Arrange the family, in a thread of its own; what came of it stands in ``layout`` or ``error``."""
        try:
            self.layout = arrangement.arranged(self.view, self.before, self._go_on)
        except Exception as error:  # told on the main thread, where a bug is raised again
            self.error = error
        return self

    def _go_on(self, done: float) -> bool:
        self.done = done
        return not self.stop.is_set()


class FamilyState(QObject):
    """The one model of the room: canvas, panel, outline and entry line all listen to it.

    ``view`` is the whole family as the lens allows it; ``shown`` what is drawn (the same, or a branch of it);
    ``presets`` say how everything is drawn and called. ``layout`` is None until it has been made for the first time;
    while :attr:`is_settled` is False it is the one before, and whoever draws keeps the picture there is. ``selected``
    is ("person" | "union" | "child" | "tie" | "home", id), or two empty strings; ``second`` is a second person while
    two are being joined.
    """

    changed = Signal()
    selection_changed = Signal()
    options_changed = Signal()
    busy_changed = Signal(bool)
    notice_changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.selected: tuple[str, str] = NOTHING
        self.second = ""
        self.options = Options()
        self.presets: Presets = in_force()
        self.layout: Layout | None = None
        self.branch_of = ""
        self.notice = ""
        self.impossible: tuple[str, ...] = ()
        self._job: _Asked | None = None
        self._afresh = self._keeping = False
        self.view: FamilyView
        self.shown: FamilyView
        self._look()
        self._take_stored()
        context.changed.connect(self._on_changed)
        context.lens_changed.connect(self._on_lens)

    # ---- looking ----------------------------------------------------------------------------------------------
    @property
    def is_settled(self) -> bool:
        """Whether the layout fits the family that is shown."""
        return arrangement.is_current(self.shown, self.layout)

    @property
    def is_busy(self) -> bool:
        """Whether the family is being arranged."""
        return self._job is not None

    @property
    def done(self) -> float:
        """How far the arranging is, 0 to 1."""
        return self._job.done if self._job is not None else 1.0

    @property
    def shows_branch(self) -> bool:
        """Whether the family is so large that one branch is drawn."""
        return len(self.view.people) > WHOLE_UP_TO

    @property
    def may_edit(self) -> bool:
        """Whether the case can be changed (looking with the family, one may)."""
        return not self.context.case.desk.vault.read_only

    def is_drawn(self, person_id: str) -> bool:
        """Whether somebody is in the picture."""
        return any(person.id == person_id for person in self.shown.people)

    # ---- choosing ---------------------------------------------------------------------------------------------
    def select(self, kind: str, id: str) -> None:
        """Choose something, or nothing with two empty strings."""
        wanted = (kind, id) if kind and id else NOTHING
        if wanted != self.selected or self.second:
            self.selected, self.second = wanted, ""
            self.selection_changed.emit()

    def select_second(self, person_id: str) -> None:
        """The other of two people who are about to be joined ("" for nobody)."""
        if person_id != self.second:
            self.second = person_id
            self.selection_changed.emit()

    def set_options(self, **changes: Any) -> None:
        """Change how it is drawn (fields of ``Options``)."""
        options = replace(self.options, **changes)
        if options != self.options:
            self.options = options
            self.options_changed.emit()

    def show_branch(self, person_id: str) -> None:
        """Draw the branch round somebody (of a family too large to be drawn at once)."""
        if person_id != self.branch_of:
            self.branch_of = person_id
            self._refresh()

    # ---- arranging --------------------------------------------------------------------------------------------
    def arrange(self, afresh: bool = False) -> None:
        """Make the layout in a worker unless it fits. ``afresh``: forget where people stood, except the pins."""
        if self.is_settled and not afresh:
            self._drop_job()
            return
        if not self.shown.people:
            self._drop_job()
            return
        if self._job is not None and not afresh and self._job.view == self.shown:
            return
        self._drop_job()
        # The kept drawing has the places of people others may not see: for them it would leave a hole.
        kept = arrangement.stored(self.context.case.rows) if self.context.lens.is_us else None
        before = None if afresh else self.layout or kept
        asked = _Asked(self.shown, before, afresh)
        self._job = asked
        job = Job(asked.work)
        job.done.connect(self._arranged)
        self.busy_changed.emit(True)
        job.start()

    def arrange_afresh_next(self) -> None:
        """The next layout starts from nothing: said before an act that changes what is pinned."""
        self._afresh = True

    def cancel(self) -> None:
        """Stop arranging; the picture stays as it was."""
        if self._job is not None:
            self._drop_job()
            self._say(self.tr("Arranging was stopped. The picture is as it was; Tidy arranges it."))

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.stop.set()
            self._job = None
            self.busy_changed.emit(False)

    def _arranged(self, asked: _Asked) -> None:
        if asked is not self._job or not self.context.case.rows.table("person"):
            return  # no longer wanted, or the desk was locked meanwhile
        self._job = None
        layout, error = asked.layout, asked.error
        if layout is None:
            self.busy_changed.emit(False)
            if isinstance(error, ImpossibleAncestry):
                self._say(str(error), error.people)
            elif isinstance(error, KnownError):
                self._say(str(error))
            elif error is not None and not isinstance(error, LayoutStopped):
                raise error
            return
        self.layout = layout
        self._say("")
        self.busy_changed.emit(False)
        self.changed.emit()
        self._keep(layout)

    def _keep(self, layout: Layout) -> None:
        """Keep the layout of the whole family with the case: part of the step that made it needed."""
        if not self.context.lens.is_us or self.shown is not self.view or not self.may_edit:
            return
        self._keeping = True
        self.context.attempt(lambda: arrangement.keep(self.context.case, layout))
        self._keeping = False

    def _say(self, notice: str, people: tuple[str, ...] = ()) -> None:
        self.impossible = people
        if notice != self.notice:
            self.notice = notice
            self.notice_changed.emit()

    # ---- following --------------------------------------------------------------------------------------------
    def _look(self) -> None:
        self.view = family_for(self.context.projector, self.context.lens)
        self.shown = self._branch() if self.shows_branch else self.view
        kind, chosen = self.selected
        if chosen and chosen not in self._ids(kind):
            self.selected = NOTHING
        if self.second and self.second not in self._ids("person"):
            self.second = ""

    def _ids(self, kind: str) -> set[str]:
        view = self.view
        parts: dict[str, tuple[Any, ...]] = {
            "person": view.people, "union": view.unions, "child": view.children, "tie": view.ties, "home": view.homes,
        }  # fmt: skip
        return {part.id for part in parts.get(kind, ())}

    def _branch(self) -> FamilyView:
        """The part of a very large family that is drawn."""
        from models.genogram.branch import branch

        pedigree = arrangement.pedigree_of(self.view)
        if self.branch_of not in pedigree.person:
            first = next((p.id for p in self.view.people if p.is_index and p.id in pedigree.person), "")
            self.branch_of = first or (pedigree.persons[0].id if pedigree.persons else "")
        if not self.branch_of:
            return replace(self.view, people=self.view.people[:SHOW_PROGRESS_FROM], ties=(), homes=())
        cut = branch(pedigree, self.branch_of)
        people = {person.id for person in cut.persons}
        unions = {union.id: union.partners for union in cut.unions}
        return replace(
            self.view,
            people=tuple(p for p in self.view.people if p.id in people),
            unions=tuple(replace(u, partners=unions[u.id]) for u in self.view.unions if u.id in unions),
            children=tuple(c for c in self.view.children if c.child in people and c.union in unions),
            ties=tuple(t for t in self.view.ties if t.start in people and t.end in people),
            homes=tuple(
                replace(home, members=members)
                for home in self.view.homes
                if (members := tuple(m for m in home.members if m.person.id in people))
            ),
        )

    def _take_stored(self) -> None:
        kept = arrangement.stored(self.context.case.rows)
        if arrangement.is_current(self.shown, kept):
            self.layout = kept

    def _refresh(self) -> None:
        chosen = self.selected, self.second
        self._look()
        afresh, self._afresh = self._afresh, False
        self.arrange(afresh)
        self.changed.emit()
        if chosen != (self.selected, self.second):
            self.selection_changed.emit()

    def _on_changed(self, change: ChangeSet) -> None:
        if not change.touches(*TABLES):
            return
        if change.touches("restriction") and not self.context.lens.is_us:
            self.layout = None  # the picture there is may show what has just been held back
        if change.touches("arrangement") and not self._keeping:
            self._look()
            self._take_stored()
        self._refresh()

    def _on_lens(self) -> None:
        self.layout = None  # nothing that another reader may not see stands there for a moment
        self._look()
        self._take_stored()
        self._say("")
        self._refresh()
