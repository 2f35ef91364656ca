"""The summary of a session on paper: what was wanted, said, kept and decided, on file until the manager has seen it.

Made of a view whose names are covered (:func:`models.session_room.summary_view`): nobody of the family stands in it in
full.
"""

from __future__ import annotations

from collections.abc import Sequence

from models import dates
from models.drawings.flow import Piece
from models.drawings.look import Copy, look, quoted
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.drawings.tables import Cell, TableSetter
from models.sessions import ItemView, SessionView

_STATES = {
    "awaiting": "Awaiting the manager who answers for the case. Nothing in it is decided yet.",
    "approved": "Seen by the manager who answers for the case.",
}
_COLUMNS = (("worry", "Worried about"), ("well", "Working well"), ("needs", "Needs to happen"))
_OLDER = {"statements_drafted": "Danger statements", "lines_kept": "Lines the worker kept"}
"""Kinds that records from before sessions were led here may hold: a sentence and how many."""


def session_sheet(view: SessionView, copy: Copy | None = None) -> Part:
    """The summary of one session; as few pages as it takes."""
    return best_fit(lambda body: _Summary(view, copy or Copy(), body).sheet)


def session_title(view: SessionView) -> str:
    """ "Group supervision, 28 January 2025"."""
    return f"{view.title}, {dates.written(view.held_on)}"


class _Summary:
    """One summary while it is set."""

    def __init__(self, view: SessionView, copy: Copy, body: float) -> None:
        self.view = view
        self.sheet = Sheet(session_title(view), look(body), copy, invites=False)
        self.sheet.head([self._led(), _STATES.get(view.status, ""), copy.reader])
        self._sayings("What was wanted", view.of("goal"))
        self._columns()
        self._older()
        self._sayings("Danger statements", view.of("statement"))
        self._sayings("Lines the worker keeps", view.of("line_kept"))
        self._scores()
        self._answers()
        questions = view.of("question")
        self._sayings("Questions to take along", [item for item in questions if item.starred])
        self._sayings("Other questions", [item for item in questions if not item.starred])
        self._steps("What was said to be decided", view.of("decision"))
        self._steps("Next steps", view.of("next_step"))
        self._sayings("What was liked", view.of("liked"))
        self._decision()

    def _led(self) -> str:
        view = self.view
        said = [f"{view.worker} brought the case" if view.worker else "", f"{view.facilitator} led" * bool(
            view.facilitator), f"{view.adviser} advised" * bool(view.adviser)]  # fmt: skip
        people = f"{view.people} people" if view.people else ""
        return ". ".join(filter(None, (", ".join(filter(None, said)), people, "Names of the family are covered")))

    def _open(self, title: str) -> tuple[int, list[Piece]]:
        section = self.sheet.structure.add("Sect")
        return section, [self.sheet.heading(section, title)]

    def _sayings(self, title: str, items: Sequence[ItemView]) -> None:
        if items:
            section, pieces = self._open(title)
            self.sheet.section([*pieces, *(self.sheet.line(section, _said(item)) for item in items)])

    def _steps(self, title: str, items: Sequence[ItemView]) -> None:
        if items:
            section, pieces = self._open(title)
            self.sheet.section([*pieces, *(self.sheet.line(section, _step(item)) for item in items)])

    def _columns(self) -> None:
        found = [self.view.of(kind) for kind, _ in _COLUMNS]
        if not any(found):
            return
        section, pieces = self._open("Quick three columns")
        table = TableSetter(self.sheet.structure, section, self.sheet.look, [WIDTH / 3] * 3)
        pieces.append(table.header([title for _, title in _COLUMNS]))
        for place in range(max(map(len, found))):
            row = [items[place].text if place < len(items) else "" for items in found]
            pieces.append(table.row([Cell(text) for text in row], is_headed=False))
        self.sheet.section(pieces)

    def _older(self) -> None:
        for kind, title in _OLDER.items():
            items = [item for item in self.view.of(kind) if item.text]
            if items:
                section, pieces = self._open(title)
                lines = [f"{item.text}: {item.value}" if item.value is not None else item.text for item in items]
                self.sheet.section([*pieces, *(self.sheet.line(section, line) for line in lines)])

    def _scores(self) -> None:
        values = sorted(item.value for item in self.view.scores if item.value is not None)
        if not values:
            return
        section, pieces = self._open("Everybody's number, from 0 to 10")
        stage = next((each for each in self.view.stages if each.shows == "scores"), None)
        if stage is not None:
            pieces.append(self.sheet.line(section, stage.question, colour="ink2"))
        pieces.append(self.sheet.line(section, ", ".join(map(str, values))))
        reach = f"from {values[0]} to {values[-1]}" if values[0] != values[-1] else f"all {values[0]}"
        people = "One person" if len(values) == 1 else f"{len(values)} people"
        pieces.append(self.sheet.line(section, f"{people}, {reach}."))
        self.sheet.section(pieces)

    def _answers(self) -> None:
        for item in self.view.of("answer"):
            section, pieces = self._open(item.question or "Answer")
            self.sheet.section([*pieces, self.sheet.line(section, _said(item))])

    def _decision(self) -> None:
        section, pieces = self._open("What the manager decided")
        if self.view.decision:
            on = f" ({dates.written(self.view.decided_on)})" if self.view.decided_on else ""
            pieces.append(self.sheet.line(section, f"{self.view.decision}{on}"))
        else:
            pieces.append(self.sheet.asked(section, "Which of this does the manager agree to, and from when?"))
        self.sheet.section(pieces)


def _said(item: ItemView) -> str:
    text = quoted(item.text) if item.is_quotation else item.text
    return f"{text} ({item.who})" if item.who else text


def _step(item: ItemView) -> str:
    due = f", by {dates.written(item.due_on)}" if item.due_on else ""
    return f"{item.text}{due}" + (f" ({item.who})" if item.who else "")
