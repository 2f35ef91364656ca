"""Who opened, exported, printed, revealed and sent: a list that only grows, filtered and printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from models import audit
from models.audit import AuditLine
from ui.plain_papers import print_lines
from ui.screens.case_end.words import deed_words, tr, what_words
from ui.screens.desk_page import DeskContext, Problem, side_by_side
from ui.theme import theme
from ui.widgets import Button, EmptyState, Label, LinkButton, SegmentedControl, clear, column

DEEDS: tuple[frozenset[str], ...] = (
    audit.DEEDS, frozenset({"opened"}), frozenset({"exported", "printed"}), frozenset({"revealed"}),
    frozenset({"queued", "sent", "delivered", "withdrawn", "received", "merged"}),
)  # fmt: skip
"""What each segment of the filter shows."""
AT_ONCE = 100


class AuditPart(QWidget):
    """The list of one case."""

    def __init__(self, context: DeskContext, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._number = context, number
        self._most = AT_ONCE
        body = column(self, (2, 4, 12, 24), gap=12)
        names = [tr("All"), tr("Opened"), tr("Copies"), tr("Revealed"), tr("Sent and received")]
        self.filter = SegmentedControl(names, name="auditFilter", heard=tr("Which entries"))
        self.filter.chosen.connect(self.refresh)
        self.print_button = Button(tr("Print the list"), name="printAudit", icon="printer", size="small")
        self.print_button.clicked.connect(self.print_list)
        body.addLayout(side_by_side(self.filter, self.print_button, gap=16))
        self.problem = Problem("auditProblem")
        body.addWidget(self.problem)
        holder = QWidget()
        self._place = column(holder)
        body.addWidget(holder, 1)
        self.refresh()

    def lines(self) -> list[AuditLine]:
        """What the filter lets through, newest first."""
        wanted = DEEDS[max(0, self.filter.current)]
        found = audit.entries(self.context.desk, self.context.case_id, limit=10_000)
        return [line for line in found if line.deed in wanted]

    def refresh(self) -> None:
        """Read the list again, and whether it is whole."""
        self.problem.tell(" ".join(audit.verify(self.context.desk)))
        clear(self._place)
        lines = self.lines()
        self.print_button.setEnabled(bool(lines))
        if not lines:
            words = tr("Nothing of this kind was done with this case.")
            self._place.addWidget(EmptyState(words, icon="list-bullets"), 1)
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(20))
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(3, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines[: self._most]):
            grid.addWidget(Label(self.context.when(line.at), "body", "ink2", wrap=False), row, 0, top)
            grid.addWidget(Label(deed_words(line.deed), "body", bold=True, wrap=False), row, 1, top)
            grid.addWidget(Label(line.who, "body", "ink2", wrap=False), row, 2, top)
            grid.addWidget(Label(what_words(line), "body"), row, 3, top)
        self._place.addLayout(grid)
        if len(lines) > self._most:
            more = LinkButton(tr("Show {n} more").format(n=len(lines) - self._most), name="moreAudit")
            more.clicked.connect(self._show_more)
            self._place.addLayout(side_by_side(more))
        self._place.addStretch(1)

    def _show_more(self) -> None:
        self._most += 10 * AT_ONCE
        self.refresh()

    def print_list(self) -> None:
        """Print what is shown."""
        title = tr("Who did what with case {number}").format(number=self._number or self.context.case_id[:8])
        rows = [
            "   ".join(part for part in (self.context.when(line.at), deed_words(line.deed), line.who, what_words(line),
                                        line.detail) if part)
            for line in self.lines()
        ]  # fmt: skip
        if print_lines(self, "\n".join([title, "", *rows])):
            audit.note(self.context.desk, "printed", case_id=self.context.case_id, what="list of who did what")
            self.refresh()
