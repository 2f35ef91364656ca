"""Bring in a family file: choose it, see who is in it, decide who they are here, bring them in as one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from exporters.gedcom import LEAVE, NEW, ImportPreview, ImportSummary, bring_in, preview, with_matches
from models.errors import KnownError
from ui.context import CaseContext
from ui.screens.gedcom.people_list import FilePeople, FilePeopleView
from ui.screens.gedcom.words import counted, say
from ui.seams import seams
from ui.theme import theme
from ui.widgets import (
    Button,
    EmptyState,
    FlowLayout,
    IconMark,
    Label,
    LinkButton,
    Rule,
    ScrollArea,
    Surface,
    announce,
    column,
)
from ui.work import Job

BEGIN, READING, LOOKING = 0, 1, 2
_UNIONS_SHOWN = 60
"""Couples told one by one; a file with more says how many more."""


class ImportPage(Surface):
    """The page. ``closed()`` when it has done its work or was left; whoever shows it takes it away then.

    It opens with the question for a file (``choose()`` asks at once) and looks only through the team's own lens.
    """

    closed = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent=parent)
        self.setObjectName("importPage")
        self.setAccessibleName(say("Bring in a family file"))
        self.context = context
        self.people = FilePeople(self)
        self._seen: ImportPreview | None = None
        self._file_name = ""
        self._job: Job | None = None
        outer = column(self, (24, 12, 24, 16), gap=12)
        outer.addLayout(self._make_head())
        self.pages = QStackedWidget()
        self.pages.addWidget(self._make_begin())
        self.pages.addWidget(EmptyState(say("Reading the file…"), icon="tree-structure"))
        self.pages.addWidget(self._make_looking())
        outer.addWidget(self.pages, 1)
        self.people.chosen.connect(self._count)
        context.lens_changed.connect(self._on_lens)

    # ---- building ---------------------------------------------------------------------------------------------
    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme().px(12))
        head.addWidget(Label(say("Bring in a family file"), "title", wrap=False))
        self.about = Label("", "caption", "ink2", wrap=False)
        head.addWidget(self.about, 1)
        self.leave = Button(say("Leave it"), name="leaveImport", kind="quiet")
        self.leave.clicked.connect(self.closed)
        head.addWidget(self.leave)
        return head

    def _make_begin(self) -> QWidget:
        page = QWidget()
        body = column(page)
        self.choose_button = Button(
            say("Choose a family file…"), name="chooseFamilyFile", kind="primary", size="large", icon="folder-open"
        )
        self.choose_button.clicked.connect(self.choose)
        words = say(
            "A GEDCOM file (.ged) from a family-tree program or another office. You see everybody in it first and "
            "say who comes in; nothing is changed before."
        )
        empty = EmptyState(words, title=say("Who is in the file?"), icon="tree-structure", action=self.choose_button)
        body.addWidget(empty, 1)
        self.trouble = Label("", "body", "stopInk", align=Qt.AlignmentFlag.AlignHCenter)
        self.trouble.setObjectName("importTrouble")
        self.trouble.hide()
        body.addWidget(self.trouble)
        return page

    def _make_looking(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(24))
        left = QVBoxLayout()
        left.setSpacing(theme().px(8))
        above = QWidget()
        line = FlowLayout(above, gap=theme().px(16), row_gap=theme().px(2))
        self.all_in = LinkButton(say("Everybody as suggested"), name="takeAll")
        self.all_out = LinkButton(say("Leave everybody out"), name="leaveAll")
        self.all_in.clicked.connect(self._take_all)
        self.all_out.clicked.connect(self._leave_all)
        line.addWidget(self.all_in)
        line.addWidget(self.all_out)
        left.addWidget(above)
        self.view = FilePeopleView(self.people)
        left.addWidget(self.view, 1)
        left.addWidget(Rule())
        self.tally = Label("", "caption", "ink2")
        left.addWidget(self.tally)
        left.addLayout(self._make_foot())
        row.addLayout(left, 3)
        self.side = ScrollArea(name="importSide")
        row.addWidget(self.side, 2)
        return page

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(12))
        self.go = Button("", name="bringIn", kind="primary", size="large", icon="download-simple")
        self.go.clicked.connect(self.bring_in)
        self.other = Button(say("Another file…"), name="anotherFile", kind="quiet", size="large")
        self.other.clicked.connect(self.choose)
        foot.addWidget(self.go)
        foot.addWidget(self.other)
        foot.addStretch(1)
        return foot

    # ---- the file ---------------------------------------------------------------------------------------------
    def choose(self) -> None:
        """Ask for a file and look into it."""
        if not self.context.lens.is_us:
            self._on_lens()
            return
        path = seams().open_file(
            self, say("Bring in a family file"), [say("Family files (*.ged)"), say("All files (*)")]
        )
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Look into a file; it is read beside the window's own work."""
        self._file_name = path.name
        self.trouble.hide()
        self.pages.setCurrentIndex(READING)
        self._job = Job(partial(preview, path))
        self._job.done.connect(self._read)
        self._job.failed.connect(self._failed)
        self._job.start()

    def _read(self, seen: ImportPreview) -> None:
        self._job = None
        self._seen = seen = with_matches(seen, self.context.case)
        rows = self.context.case.rows.table("person").values()
        names = {r["id"]: r["name"] for r in sorted(rows, key=lambda r: (r["position"], r["id"]))}
        self._show_side(seen)
        self.people.show_people(seen.people, names)
        self.about.setText(f"{self._file_name} · GEDCOM {seen.version}" if seen.version else self._file_name)
        self.pages.setCurrentIndex(LOOKING)
        self.view.setCurrentIndex(self.people.index(0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.tally.text()} {' '.join(seen.warnings)}")

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, KnownError):
            raise error
        self._seen = None
        self.about.setText("")
        self.pages.setCurrentIndex(BEGIN)
        self.trouble.setText(str(error))
        self.trouble.show()
        announce(self, str(error))
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def _show_side(self, seen: ImportPreview) -> None:
        page = QWidget()
        body = column(page, (0, 6, 12, 12), gap=6)
        if seen.warnings:
            body.addWidget(Label(say("Worth a look"), "label", "ink2"))
            for words in seen.warnings:
                body.addWidget(_line(words, "info"))
            body.addSpacing(theme().px(12))
        if seen.unions:
            body.addWidget(Label(say("Couples and their children"), "label", "ink2"))
            for union in seen.unions[:_UNIONS_SHOWN]:
                body.addWidget(Label(union.words, "body"))
                if union.children:
                    body.addWidget(Label(", ".join(union.children), "caption", "ink2"))
                body.addSpacing(theme().px(4))
            if len(seen.unions) > _UNIONS_SHOWN:
                more = say("and {n} more").format(n=len(seen.unions) - _UNIONS_SHOWN)
                body.addWidget(Label(more, "caption", "ink2"))
            body.addSpacing(theme().px(12))
        if seen.homes:
            body.addWidget(Label(say("Homes"), "label", "ink2"))
            for home in seen.homes[:_UNIONS_SHOWN]:
                body.addWidget(_line(home, "house-line"))
        body.addStretch(1)
        self.side.setWidget(page)
        page.setAutoFillBackground(False)

    def _count(self) -> None:
        seen = self._seen
        if seen is None:
            return
        new, out = self.people.count(NEW), self.people.count(LEAVE)
        coming = len(seen.people) - out
        words = say("Bring in one person") if coming == 1 else say("Bring in {n} people").format(n=f"{coming:,}")
        self.go.setText(words if coming else say("Nobody to bring in"))
        self.go.setEnabled(coming > 0)
        same = coming - new
        parts = [
            counted(new, say("one new"), say("{n} new")),
            counted(same, say("one already here"), say("{n} already here")),
            counted(out, say("one left out"), say("{n} left out")),
            counted(len(seen.unions), say("one couple in the file"), say("{n} couples in the file")),
            counted(seen.ties, say("one tie"), say("{n} ties")),
        ]
        self.tally.setText(", ".join(part for part in parts if part) + ".")

    def _take_all(self) -> None:
        self.people.choose_all("")

    def _leave_all(self) -> None:
        self.people.choose_all(LEAVE)

    # ---- doing ------------------------------------------------------------------------------------------------
    def bring_in(self) -> None:
        """Bring in everybody as chosen, as one step, and close."""
        seen = self._seen
        if seen is None or not self.context.lens.is_us:
            return
        choices = dict(self.people.choices)
        done: ImportSummary | None = self.context.attempt(lambda: bring_in(self.context.case, seen, choices))
        if done is None:
            return
        coming = done.new + done.same
        words = say("One person brought in") if coming == 1 else say("{n} people brought in").format(n=f"{coming:,}")
        self.closed.emit()
        self.context.said_and_undoable(words)

    def _on_lens(self) -> None:
        """A file's people have no lens: with anybody else looking the page is closed."""
        if not self.context.lens.is_us:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _line(text: str, icon: str) -> QWidget:
    """Words with a picture before them."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    row.addWidget(IconMark(icon, "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, "body"), 1)
    return holder
