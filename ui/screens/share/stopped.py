"""Why nothing left, in the page: where it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exporters.leakscan import LeakFound
from exporters.order import Order
from models.acts import sharing
from models.drawing import Drawing
from models.errors import KnownError
from models.left_out import label_of, rows_of
from models.naming import word_columns
from models.readers import Reader, ReaderProjection, secrets_for
from models.rows import Rows
from models.secrets import Secrets
from ui.context import CaseContext
from ui.screens.meetings.steps import open_card
from ui.screens.share.offers import reader_words
from ui.screens.share.settling import put_in
from ui.widgets import Button, Card, FlowLayout, IconMark, Label, announce, column

_MOST = 3
_FILE_NAME = "the file's name"
_ROOMS = {
    "strand": "strands", "wording": "strands", "scale": "scaling", "score": "scaling", "harm_matrix": "harm",
    "matrix_cell": "harm", "open_question": "harm", "plan_rule": "plan", "plan_entry": "plan",
    "plan_agreement": "plan", "hard_day": "plan", "network_meeting": "plan", "meeting_item": "plan",
    "meeting_person": "plan", "timeline_event": "timeline", "story_frame": "words", "story_approval": "words",
    "story_telling": "words", "story_asked": "words", "child_sheet": "children", "sheet_item": "children",
    "circle_move": "circles", "circle_note": "circles", "person": "family", "partnership": "family", "tie": "family",
    "household": "family", "ecomap_link": "family",
}  # fmt: skip
"""Which room a row is worked on in."""


@dataclass(frozen=True)
class Suspect:
    """A row this reader would see that holds what must not be shown."""

    table: str
    id: str
    card_id: str
    label: str


def suspects(rows: Rows, workspace_id: str, order: Order, drawing: Drawing | None) -> tuple[Suspect, ...]:
    """Where a copy that was stopped got its words from: what stands on its pages first."""
    secrets, reading = secrets_for(rows, order.reader), ReaderProjection(rows, order.reader)
    shown = _flat(drawing.text()) if drawing else ""
    found: list[tuple[bool, Suspect]] = []
    for table, row in rows_of(rows, workspace_id, order.what):
        texts = [str(row[name]) for name in (*word_columns(table), "name") if row.get(name)]
        guilty = [text for text in texts if secrets.any_in(text)]
        if not guilty:
            continue
        on_page = any(_flat(text)[:60] in shown for text in guilty)
        if on_page or not reading.hides(table, row["id"]):
            card = row["id"] if table == "card" else str(row.get("card_id") or "")
            found.append((not on_page, Suspect(table, row["id"], card, label_of(rows, order.reader, table, row))))
    if any(not away for away, _ in found):
        found = [each for each in found if not each[0]]
    return tuple(suspect for _, suspect in found[:_MOST])


def guilty_blocks(drawing: Drawing, secrets: Secrets) -> Iterator[int]:
    """The paragraphs of a document that hold what must not be shown."""
    for index in range(len(drawing.blocks)):
        if secrets.any_in(drawing.text_of(index)):
            yield index


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


class StoppedCard(Card):
    """``settled`` when something was decided here; ``another_name`` when the file should be called otherwise."""

    settled = Signal()
    another_name = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(fill="ask", line="askLine", dashed=True, parent=parent)
        self.setObjectName("shareProblem")
        self._context = context
        self.blocks: tuple[int, ...] = ()
        outer = column(self, (14, 10, 14, 12), gap=8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("warning-circle", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Label("", "body", "askInk")
        head.addWidget(self.words, 1)
        outer.addLayout(head)
        self._ways: QVBoxLayout = outer
        self._box: QWidget | None = None
        self.hide()

    def clear(self) -> None:
        """Nothing is the matter."""
        self.words.setText("")
        self.blocks = ()
        self._drop()
        self.hide()

    def show_error(self, error: KnownError, order: Order, drawing: Drawing | None) -> None:
        """Say what stopped a copy; the team is also led to where it comes from."""
        self.clear()
        self.words.setText(str(error))
        self.setAccessibleName(str(error))
        if isinstance(error, LeakFound) and self._context.lens.is_us and not order.reader.is_us:
            self._show_ways(error, order, drawing)
        self.show()
        announce(self, str(error))

    def _drop(self) -> None:
        if self._box is not None:
            self._box.hide()
            self._box.setParent(None)
            self._box.deleteLater()
            self._box = None

    def _show_ways(self, error: LeakFound, order: Order, drawing: Drawing | None) -> None:
        rows = self._context.case.rows
        self._box = QWidget()
        body = column(self._box, gap=6)
        if _FILE_NAME in error.places:
            again = Button(self.tr("Choose another name"), name="stoppedName", size="small")
            again.clicked.connect(self.another_name)
            body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        if drawing is not None:
            self.blocks = tuple(guilty_blocks(drawing, secrets_for(rows, order.reader)))
        found = suspects(rows, self._context.workspace_id, order, drawing)
        for number, suspect in enumerate(found):
            self._add_suspect(body, number, suspect, order.reader)
        if not found and _FILE_NAME not in error.places:
            text = self.tr("It is not in a single thing that was written down. Look at the family's name and number, "
                           "and at the names of people and homes.")  # fmt: skip
            body.addWidget(Label(text, "body", "askInk"))
        put_in(self._ways, self._box)

    def _add_suspect(self, body: QVBoxLayout, number: int, suspect: Suspect, reader: Reader) -> None:
        body.addWidget(Label(suspect.label, "body", "askInk", bold=True, max_lines=2))
        line = QWidget()
        flow = FlowLayout(line, gap=8)
        text = self.tr("Change the words")
        opens = Button(text, name=f"stoppedOpen{number}", size="small", heard=f"{text}: {suspect.label}")
        opens.clicked.connect(partial(self._open, suspect))
        text = self.tr("Hold it back from {who}").format(who=reader_words(reader))
        holds = Button(text, name=f"stoppedHold{number}", size="small", heard=f"{text}: {suspect.label}")
        holds.clicked.connect(partial(self._hold, suspect, reader))
        flow.addWidget(opens)
        flow.addWidget(holds)
        body.addWidget(line)

    def _open(self, suspect: Suspect) -> None:
        if suspect.card_id:
            open_card(self._context, self, suspect.card_id)
        else:
            self._context.go(_ROOMS.get(suspect.table, "map"))

    def _hold(self, suspect: Suspect, reader: Reader) -> None:
        case, steps = self._context.case, len(self._context.case.history())
        self._context.attempt(partial(sharing.hold_back, case, reader, suspect.table, suspect.id))
        if len(case.history()) != steps:
            self._context.said_and_undoable(self.tr("Held back from {who}.").format(who=reader_words(reader)))
        self.settled.emit()
