"""Whether a thing is held back, why and until when, with the button that leads to the questions. For the team alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.casework import ChangeSet
from models.restrictions import held_rows, hold_back_of, is_overdue, readers_to_ask
from ui.context import CaseContext
from ui.restricting.draft import is_begun
from ui.restricting.room import room_of
from ui.restricting.sheet import RestrictSheet
from ui.restricting.words import listed, reader_words, tr
from ui.theme import theme
from ui.widgets import Button, IconMark, Label, LinkButton, column


class RestrictRow(QWidget):
    """Empty and hidden under every lens but *Just us*. ``asked()`` when the questions opened.

    ``quiet``: seen only while the thing is held back, or somebody began to; a menu asks the first time. The keyboard
    goes to ``back_to`` then, once the questions are closed.
    """

    asked = Signal()

    def __init__(
        self, context: CaseContext | None = None, table: str = "", key: str = "", parent: QWidget | None = None, *,
        quiet: bool = False, back_to: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("restrictRow")
        self._quiet, self._back_to = quiet, back_to
        self._context: CaseContext | None = None
        self._table, self._key, self._restriction = table, key, ""
        body = column(self, gap=6)
        self._state = QWidget()
        row = QHBoxLayout(self._state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(IconMark("lock-simple", "ink", size=18), 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        lines = column(words, gap=0)
        self.reason = Label("", "body")
        self.more = Label("", "caption", "ink2")
        self.review = Label("", "caption", "askInk")
        for label in (self.reason, self.more, self.review):
            lines.addWidget(label)
        row.addWidget(words, 1)
        body.addWidget(self._state)
        self.button = Button("", name="holdBack", icon="lock-simple", size="small")
        self.button.clicked.connect(self.open_sheet)
        holder = QHBoxLayout()
        self.all_link = LinkButton(tr("All that is held back"), name="allHeld", role="caption")
        self.all_link.clicked.connect(self._to_all)
        holder.addWidget(self.button)
        holder.addWidget(self.all_link)
        holder.addStretch(1)
        body.addLayout(holder)
        if context is not None:
            self.follow(context)

    def follow(self, context: CaseContext) -> None:
        """Belong to this case from now on."""
        self._context = context
        context.changed.connect(self._on_change)
        context.lens_changed.connect(self.refresh)
        self.refresh()

    def show_thing(self, table: str, key: str) -> None:
        """Be about another thing."""
        self._table, self._key = table, key
        self.refresh()

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches("restriction", "sharing_decision", self._table or "restriction"):
            self.refresh()

    def refresh(self) -> None:
        """Read anew how it stands."""
        context = self._context
        is_there = context is not None and context.lens.is_us and bool(self._key)
        if not is_there:
            self.hide()
        elif self.parentWidget() is not None:  # shown before it has its place it would be a window
            self.show()
        if context is None or not is_there:
            for label in (self.reason, self.more, self.review):
                label.setText("")
            return
        rows = context.case.rows
        found = held_rows(rows, self._table, self._key)
        self._restriction = found[0]["id"] if found else ""
        begun = is_begun(context.case, self._table, self._key, self._restriction)
        if self._quiet and not (found or begun):
            self.hide()
        self._state.setVisible(bool(found))
        self.all_link.setVisible(bool(found))
        self._name_button(bool(found), begun)
        if found:
            held = hold_back_of(rows, found[0], readers_to_ask(rows, context.workspace_id))
            self.reason.setText(tr("Just us: {reason}").format(reason=held.kept_reason))
            seen = listed([reader_words(reader) for reader in held.shown_to])
            lines = [
                tr("Others read “{words}”.").format(words=held.public_name) if held.public_name else "",
                tr("Seen all the same by {who}.").format(who=seen) if seen else "",
            ]
            self._tell_review(held.review_on, lines)
            self.more.setText(" ".join(line for line in lines if line))
            self.more.setVisible(bool(self.more.text()))

    def _name_button(self, held: bool, begun: bool) -> None:
        words, said = (
            (tr("Change…"), tr("Change how it is held back")) if held
            else (tr("Hold back…"), tr("Hold it back from readers"))
        )  # fmt: skip
        if begun:
            words, said = tr("Go on with it…"), tr("{what}: begun, not done yet. Go on").format(what=said)
        self.button.setText(words)
        self.button.setAccessibleName(said)

    def _tell_review(self, review_on: str | None, lines: list[str]) -> None:
        assert self._context is not None
        late = is_overdue(review_on, self._context.services.now().date())
        day = dates.written(review_on) if review_on else ""
        self.review.setText(tr("It was to be looked at again on {day}.").format(day=day) if late else "")
        self.review.setVisible(late)
        if day and not late:
            lines.append(tr("Look at it again on {day}.").format(day=day))

    def open_sheet(self) -> RestrictSheet | None:
        """Ask about it."""
        if self._context is None or not self._context.lens.is_us or not self._key:
            return None
        sheet = RestrictSheet(self._context, self, self._table, self._key, restriction=self._restriction)
        sheet.closed.connect(self._back)
        sheet.present()
        self.asked.emit()
        return sheet

    def _to_all(self) -> None:
        if self._context is not None:
            self._context.go("held")

    def _back(self) -> None:
        """The keyboard goes to the button; to that of the row made anew meanwhile, where this one is gone."""
        self.refresh()
        rows = [self, *room_of(self).findChildren(RestrictRow)]
        wanted = (row.button for row in rows if (row._table, row._key) == (self._table, self._key))
        button = next((button for button in wanted if button.isVisible()), self._back_to)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def held_keys(context: CaseContext, table: str) -> frozenset[str]:
    """Which rows of a table are held back, for a sign beside them; under every lens but *Just us*: none."""
    if not context.lens.is_us:
        return frozenset()
    return frozenset(row["target_id"] for row in context.case.rows.where("restriction", target_table=table))
