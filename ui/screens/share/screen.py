"""Share: choose what, for whom and on which paper; see the very pages; save or print them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from exporters.children_files import is_folded
from exporters.export import Order, copy_name, export, pages_of
from exporters.outbox import put_in_outbox
from exporters.record_files import RECORD, REPORTS
from models import audit
from models.acts.sharing import copy_made
from models.casework import ChangeSet
from models.drawing import Drawing
from models.durable import move, plain_disk_errors, write_private
from models.errors import KnownError
from models.left_out import left_out, lines_of, since_last_copy
from models.look_first import look_first
from models.readers import US, Reader
from ui.context import CaseContext
from ui.painter import print_drawing
from ui.screens.people.everybody import shown_people
from ui.screens.share.choices import Choice, ChoiceList
from ui.screens.share.fine import FineChoices
from ui.screens.share.held import HeldPanel
from ui.screens.share.pages import Pages
from ui.screens.share.sending import OutboxStrip, connection_of
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, IconMark, Label, ScrollArea, SegmentedControl, column

_FORMATS = ("pdf", "png", "svg")
_OF_ITS_OWN = {"genogram": "gedcom", "harm-matrix": "csv", "story": "json", "houses": "json"}
"""The fourth format of what has one: a family file, a table, data for other programs."""
_OF_A_REPORT = ("pdf", "docx")
_OF_A_RECORD = ("zip", "fhir")
_ENDS = {"gedcom": "ged", "fhir": "json"}
_HAVE_NO_PAGES = ("gedcom", "csv", "json", "docx", "zip", "fhir")
_PAPERS = ("A3", "A4")
_BUNDLE = "bundle"
_ON_EITHER_PAPER = ("map", "everything", "genogram", "ecomap", "circles", "blank")
_PERSONAL = ("houses", "everything")
"""What holds children's own pages, so that one reader's copy may show what another's does not."""
_FOR_NOBODY = ("blank", _BUNDLE)
"""What has no reader."""


class ShareScreen(QWidget):
    """The room for copies. Built from the context; follows its changes and its lens."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("share")
        self.context = context
        self.what, self.reader, self._stale = "map", Reader("family"), True
        outer = column(self, gap=0)
        outer.addLayout(self._make_head())
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        row.setSpacing(theme().px(12))
        outer.addLayout(row, 1)
        row.addWidget(self._make_choices(), 26)
        self._middle = QStackedWidget()
        self.pages = Pages()
        self._middle.addWidget(self.pages)
        self._bundle_page = EmptyState(
            self.tr("The whole case as one file, for another SofS Desk or the council's archive. It holds everything, "
                    "also what must not be shown, so it stays with the team."),
            icon="archive",
        )  # fmt: skip
        self._middle.addWidget(self._bundle_page)
        row.addWidget(self._middle, 46)
        row.addWidget(self._make_side(), 30)
        context.changed.connect(self._on_change)
        context.lens_changed.connect(self._on_lens)
        theme().changed.connect(self._on_lens)

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme().px(24), theme().px(12), theme().px(24), theme().px(10))
        head.setSpacing(theme().px(12))
        self.title = Label("", "title", wrap=False)
        self.copy = Label("", "body", "ink2", wrap=False)
        head.addWidget(self.title)
        head.addWidget(self.copy, 1)
        self.print_button = Button(self.tr("Print"), name="printCopy", icon="printer")
        self.print_button.clicked.connect(self.print_copy)
        head.addWidget(self.print_button)
        self.outbox_button = Button(self.tr("Put in the outbox"), name="putInOutbox", icon="paper-plane-tilt")
        self.outbox_button.clicked.connect(self.put_in_outbox)
        head.addWidget(self.outbox_button)
        self.save_button = Button(self.tr("Save a copy"), name="saveCopy", kind="primary", icon="download-simple")
        self.save_button.clicked.connect(self.save)
        head.addWidget(self.save_button)
        return head

    def _make_choices(self) -> ScrollArea:
        page = QWidget()
        body = column(page, (0, 4, 6, 16), gap=14)
        self.whats = ChoiceList(self.tr("What?"), "what")
        self.whats.chosen.connect(self.choose_what)
        self.readers = ChoiceList(self.tr("Who will read it?"), "reader")
        self.readers.chosen.connect(self.choose_reader)
        body.addWidget(self.readers)
        body.addWidget(self.whats)
        body.addStretch(1)
        return ScrollArea(page, name="shareChoices")

    def _make_side(self) -> ScrollArea:
        page = QWidget()
        self._side = column(page, (4, 4, 10, 16), gap=10)
        self.problem = Card(fill="ask", line="askLine", dashed=True)
        self.problem.setObjectName("shareProblem")
        row = QHBoxLayout(self.problem)
        row.setContentsMargins(theme().px(14), theme().px(10), theme().px(14), theme().px(10))
        row.addWidget(IconMark("warning-circle", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
        self.problem_words = Label("", "body", "askInk")
        row.addWidget(self.problem_words, 1)
        self.problem.hide()
        self._side.addWidget(self.problem)
        self.held = HeldPanel(self.context)
        self.held.changed.connect(self.refresh)
        self.strip = OutboxStrip(self.context)
        self.strip.open_asked.connect(self._open_outbox)
        self._format_title = Label(self.tr("As"), "label")
        names = [self.tr("PDF"), self.tr("Picture"), self.tr("SVG")]
        self.formats = SegmentedControl(names, name="format", heard=self.tr("Format"))
        self.formats.chosen.connect(self._refresh_pages)
        self._paper_title = Label(self.tr("Paper"), "label")
        self.papers = SegmentedControl(list(_PAPERS), name="paper", heard=self.tr("Paper"))
        self.papers.chosen.connect(self._refresh_pages)
        self.family_formats = SegmentedControl(
            [*names, self.tr("Family file")], name="familyFormat", heard=self.tr("Format")
        )
        self.family_formats.chosen.connect(self._refresh_pages)
        self.table_formats = SegmentedControl([*names, self.tr("Table")], name="tableFormat", heard=self.tr("Format"))
        self.table_formats.chosen.connect(self._refresh_pages)
        self.data_formats = SegmentedControl([*names, self.tr("Data")], name="dataFormat", heard=self.tr("Format"))
        self.data_formats.chosen.connect(self._refresh_pages)
        self.report_formats = SegmentedControl(
            [self.tr("PDF"), self.tr("Word")], name="reportFormat", heard=self.tr("Format")
        )
        self.report_formats.chosen.connect(self._refresh_pages)
        self.record_formats = SegmentedControl(
            [self.tr("Archive"), self.tr("FHIR")], name="recordFormat", heard=self.tr("Format")
        )
        self.record_formats.chosen.connect(self._refresh_pages)
        self.fine = FineChoices(self.context)
        self.fine.changed.connect(self.refresh)
        for widget in (
            self.held, self._format_title, *self._all_formats, self._paper_title, self.papers, self.fine, self.strip,
        ):  # fmt: skip
            self._side.addWidget(widget)
        self._side.addStretch(1)
        return ScrollArea(page, name="shareSide")

    def _what_choices(self) -> list[Choice]:
        choices = [
            Choice("map", "columns", self.tr("The map"), self.tr("All three columns")),
            Choice("strands", "path", self.tr("The strands"), self.tr("Danger, goal, own words")),
            Choice("scales", "steps", self.tr("The scales"), self.tr("Everybody's numbers over time")),
            Choice("harm-matrix", "table", self.tr("The harm matrix"), self.tr("One behaviour after the other")),
            Choice("plan", "shield-check", self.tr("The plan"), self.tr("For the fridge, and its diary")),
            Choice("timeline", "clock-counter-clockwise", self.tr("The timeline"), self.tr("What was, what comes")),
            Choice("questions", "question", self.tr("Questions"), self.tr("To take along")),
            Choice("story", "book-open-text", self.tr("Words and pictures"), self.tr("A book for the children")),
            Choice("houses", "house-line", self.tr("The children's pages"), self.tr("Houses, fairy, safety house")),
            Choice("everything", "cards", self.tr("All of it"), self.tr("Everything here in one document")),
            Choice("genogram", "tree-structure", self.tr("The genogram"), self.tr("The family drawn")),
            Choice("ecomap", "share-network", self.tr("The ecomap"), self.tr("What is round the home")),
            Choice("circles", "circles-three-plus", self.tr("The circles"), self.tr("Who knows")),
            Choice("conference", "file-text", self.tr("Conference report"), self.tr("Also for Word")),
            Choice("core-group", "file-text", self.tr("Core group record"), self.tr("Also for Word")),
            Choice("case-note", "file-text", self.tr("Case note"), self.tr("Also for Word")),
            Choice("referral", "file-text", self.tr("Referral"), self.tr("Also for Word")),
            Choice("blank", "file-text", self.tr("A blank map"), self.tr("To fill in by hand")),
        ]
        if self.reader.kind in ("case-system", "court"):
            choices.append(Choice(RECORD, "database", self.tr("The record"), self.tr("Everything, for an office")))
        if self.context.lens.is_us:
            choices.append(Choice(_BUNDLE, "archive", self.tr("The case file"), self.tr("For the team only")))
        return choices

    def _reader_choices(self) -> list[Choice]:
        choices = [Choice("family", "users-three", self.tr("The family"), self.tr("Everybody at the table"))]
        choices += [Choice(f"parent:{name}", "user", name, self.tr("Their own copy")) for name in parents(self.context)]
        choices.append(Choice("child", "smiley", self.tr("A child"), self.tr("Words and pictures, their own pages")))
        children = self.context.map_view().children
        if len(children) > 1:
            own_copy = self.tr("A child's own copy")
            choices += [Choice(f"child:{child.name}", "smiley", child.name, own_copy) for child in children]
        choices += [
            Choice("network", "house-line", self.tr("The network")),
            Choice("court", "gavel", self.tr("Court")),
            Choice("supervision", "chalkboard-teacher", self.tr("Supervision")),
            Choice("case-system", "database", self.tr("Case system")),
        ]
        if self.context.lens.is_us:
            choices.append(Choice("us", "lock-simple", self.tr("Just us"), self.tr("Nothing is left out")))
        elif self.what in _PERSONAL:
            # What a child lets one person see is not for everybody who looks at this screen.
            lens = self.context.lens
            own = Choice(_key(lens), "user", lens.name or lens.label)
            choices = [choice for choice in choices if choice.key == own.key] or [own]
        return choices

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def order(self) -> Order:
        """What would be exported now."""
        if self.what == _BUNDLE:
            return Order("everything", US, "json")
        control, formats = self._formats_of(self.what)
        file_format = formats[max(0, control.current)]
        return self.fine.applied(Order(self.what, self.reader, file_format, _PAPERS[max(0, self.papers.current)]))

    @property
    def _all_formats(self) -> tuple[SegmentedControl, ...]:
        return (
            self.formats, self.family_formats, self.table_formats, self.data_formats, self.report_formats,
            self.record_formats,
        )  # fmt: skip

    def _formats_of(self, what: str) -> tuple[SegmentedControl, tuple[str, ...]]:
        """The control of a document's formats, and what they are."""
        if what in REPORTS:
            return self.report_formats, _OF_A_REPORT
        if what == RECORD:
            return self.record_formats, _OF_A_RECORD
        own = _OF_ITS_OWN.get(what, "")
        control = {"gedcom": self.family_formats, "csv": self.table_formats, "json": self.data_formats}.get(own)
        return (control, (*_FORMATS, own)) if control is not None else (self.formats, _FORMATS)

    def choose_what(self, key: str) -> None:
        """Another document."""
        self.what = key
        self.refresh()

    def choose_reader(self, key: str) -> None:
        """Another reader: "family", "parent:Danny", …"""
        self.reader = _reader(key)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it stands now."""
        self._stale = False
        whats = self._what_choices()
        if self.what not in {choice.key for choice in whats}:
            self.what = "map"
        readers, key = self._reader_choices(), _key(self.reader)
        if key not in {choice.key for choice in readers}:
            key = readers[0].key
            self.reader = _reader(key)
        self.whats.show_choices(whats, self.what)
        self.readers.show_choices(readers, key)
        bundle, blank = self.what == _BUNDLE, self.what == "blank"
        self.readers.setVisible(not bundle and not blank)
        name = next(choice.name for choice in whats if choice.key == self.what)
        self.title.setText(self.tr("Share {what}").format(what=name[:1].lower() + name[1:]))
        self.copy.setText("" if bundle or blank else copy_name(self.reader))
        self.print_button.setVisible(not bundle)
        self._format_title.setVisible(not bundle)
        for formats in self._all_formats:
            formats.setVisible(not bundle and formats is self._formats_of(self.what)[0])
        self.fine.show_for(self.what, self.reader)
        self._refresh_pages()

    def _refresh_pages(self) -> None:
        papers = self.what in _ON_EITHER_PAPER and self.order.file_format == "pdf"
        self._paper_title.setVisible(papers)
        self.papers.setVisible(papers)
        self._say_problem("")
        if self.what == _BUNDLE:
            self._middle.setCurrentWidget(self._bundle_page)
            self._show_held(None)
            return
        try:
            drawing = pages_of(self.context.case, self.context.workspace_id, self._shown_order)
        except KnownError as error:
            self.pages.show_drawing(None)
            self._show_held(None)
            self._say_problem(str(error))
            return
        self.pages.show_drawing(drawing)
        self._middle.setCurrentWidget(self.pages)
        self._show_held(drawing)

    def _show_held(self, drawing: Drawing | None) -> None:
        """What this reader does not get, what to look at first, what differs; only ever shown to the team."""
        what, reader, lens = self.what, self.reader, self.context.lens
        is_told = drawing is not None and lens.is_us and not reader.is_us and what not in _FOR_NOBODY
        self.held.setVisible(is_told)
        if drawing is None or not is_told:
            self.held.show_for(reader, (), (), None)
        else:
            case, place = self.context.case, self.context.workspace_id
            findings = look_first(case.rows, place, what, reader)
            difference = since_last_copy(case, place, what, reader, lines_of(drawing))
            self.held.show_for(reader, findings, left_out(case.rows, place, what, reader), difference)
            self.pages.mark([finding.words for finding in findings])
        self._show_sending()

    def _show_sending(self) -> None:
        """Whether this copy can be put in the outbox, and the newest deliveries of the case."""
        is_us = self.context.lens.is_us
        can = self.what not in _FOR_NOBODY and not self.reader.is_us and is_us
        self.strip.setVisible(is_us)
        self.outbox_button.setVisible(can)
        if is_us:
            self.strip.refresh()
        way = connection_of(self.context) if can else None
        self.outbox_button.setEnabled(can and self.held.settled and self.pages.drawing is not None)
        if not self.held.settled:
            reason = self.tr("Settle what is to be looked at first.")
        elif way is None:
            reason = self.tr("There is no connection yet. Press to make one.")
        else:
            reason = self.tr("Goes to {name} as soon as there is a network.").format(name=way.name)
        self.outbox_button.setToolTip(reason)
        self.outbox_button.setAccessibleDescription(reason)

    def _say_problem(self, text: str) -> None:
        self.problem_words.setText(text)
        self.problem.setAccessibleName(text)
        self.problem.setVisible(bool(text))

    # ---- doing ------------------------------------------------------------------------------------------------
    def suggested_name(self) -> str:
        """A file name that names nobody: what it is, the case's number, the day."""
        names = {"map": self.tr("Map"), "strands": self.tr("Strands"), "scales": self.tr("Scales"),
                 "everything": self.tr("All of it"), "blank": self.tr("Blank map"),
                 "harm-matrix": self.tr("Harm matrix"), "plan": self.tr("Plan"), "timeline": self.tr("Timeline"),
                 "questions": self.tr("Questions"), "story": self.tr("Words and pictures"),
                 "houses": self.tr("Children's pages"), "conference": self.tr("Conference report"),
                 "core-group": self.tr("Core group record"), "case-note": self.tr("Case note"),
                 "referral": self.tr("Referral"), RECORD: self.tr("Record"),
                 "genogram": self.tr("Genogram"), "ecomap": self.tr("Ecomap"), "circles": self.tr("Circles"),
                 _BUNDLE: self.tr("Case file")}  # fmt: skip
        number = "" if self.what == "blank" else str(self.context.case.row["number"] or "")
        day = self.context.case.desk.now().date().isoformat()
        return " ".join(part for part in (names[self.what], number, day) if part) + self._ending

    @property
    def _shown_order(self) -> Order:
        """What the pages show: a family file, a table or data has none of its own, so they show what is in it."""
        order = self.order
        return replace(order, file_format="pdf") if order.file_format in _HAVE_NO_PAGES else order

    @property
    def _ending(self) -> str:
        return f".{_ENDS.get(self.order.file_format, self.order.file_format)}"

    def save(self) -> None:
        """Ask where, make the file, look through it once more, and write it whole or not at all."""
        order = self.order
        kinds = {"pdf": self.tr("PDF (*.pdf)"), "png": self.tr("Picture (*.png)"), "svg": self.tr("SVG (*.svg)"),
                 "json": self.tr("Data (*.json)") if self.what != _BUNDLE else self.tr("Case file (*.json)"),
                 "gedcom": self.tr("Family file (*.ged)"),
                 "csv": self.tr("Table (*.csv)"), "docx": self.tr("Word (*.docx)"),
                 "zip": self.tr("Archive (*.zip)"), "fhir": self.tr("FHIR (*.json)")}  # fmt: skip
        suggested = str(self.context.services.documents_folder / self.suggested_name())
        target = seams().save_file(self, self.tr("Save a copy"), suggested, [kinds[order.file_format]])
        if target is None:
            return
        if not target.suffix:
            target = target.with_suffix(self._ending)
        try:
            data = export(self.context.case, self.context.workspace_id, order, file_name=target.name)
            _write_whole(target, data)
        except KnownError as error:
            self._say_problem(str(error))
            return
        self._say_problem("")
        self._keep(order, data, "exported")
        self._saved = target
        self.context.say(self.tr("Saved: {name}").format(name=target.name), self.tr("Open"), self._open_saved)

    def _open_saved(self) -> None:
        seams().open_path(self._saved)

    def print_copy(self) -> None:
        """Print the pages that are shown, after the same last look as a file gets."""
        drawing = self.pages.drawing
        if drawing is None:
            return
        try:
            order = self.order
            paper = replace(order, file_format="pdf")
            data = export(self.context.case, self.context.workspace_id, paper)
        except KnownError as error:
            self._say_problem(str(error))
            return
        printer = seams().printer(self)
        if printer is not None and is_folded(order):
            printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
        if printer is not None and not print_drawing(drawing, printer):
            self._say_problem(self.tr("The printer would not begin. Nothing was printed. Save a copy and print that."))
        elif printer is not None:
            self._keep(paper, data, "printed")

    def _keep(self, order: Order, data: bytes, deed: str) -> None:
        """Keep what left: its words for the next copy to be held beside, and a line of who did what."""
        case, digest = self.context.case, hashlib.sha256(data).hexdigest()
        if case.desk.vault.read_only:
            return
        drawing = self.pages.drawing
        if drawing is not None and not order.reader.is_us and self.what not in _FOR_NOBODY:
            lines = lines_of(drawing)
            copy_made(case, self.context.workspace_id, order.what, order.reader, order.file_format, digest, lines)
        audit.note(case.desk, deed, case_id=case.id, what=order.what, reader=order.reader.code, detail=digest)
        self._show_sending()

    def put_in_outbox(self) -> None:
        """Make the copy, look through it once more, and queue it for the case system."""
        way = connection_of(self.context)
        if way is None:
            self.context.go("connections")
            return
        try:
            put_in_outbox(self.context.case, self.context.workspace_id, [self.order], way.id)
        except KnownError as error:
            self._say_problem(str(error))
            return
        self.context.say(self.tr("In the outbox for {name}.").format(name=way.name), self.tr("Look"), self._open_outbox)
        self._refresh_pages()

    def _open_outbox(self) -> None:
        self.context.go("outbox")

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        self._stale = True
        self._refresh_if_stale()

    def _on_lens(self) -> None:
        self._stale = True
        # Nothing of the team's pages may stand here when somebody else looks, not even for a moment out of sight.
        self.pages.show_drawing(None)
        self._show_held(None)
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale and self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: make the pages when somebody looks."""
        super().showEvent(event)
        wanted, self.context.wanted_copy = self.context.wanted_copy, ""
        if wanted:
            self.what, self._stale = wanted, True
        self._refresh_if_stale()


def _key(reader: Reader) -> str:
    return f"{reader.kind}:{reader.name}" if reader.name else reader.kind


def _reader(key: str) -> Reader:
    kind, _, name = key.partition(":")
    return Reader(kind, name or None)


def parents(context: CaseContext) -> list[str]:
    """The shown names of the children's parents, as far as the lens shows them."""
    rows = context.case.rows
    children = {child.id for child in context.map_view().children}
    unions = {link["partnership_id"] for link in rows.table("child_link").values() if link["child_id"] in children}
    couples = [rows.get("partnership", union) for union in unions]
    ids = {couple[side] for couple in couples if couple for side in ("first_id", "second_id")}
    return [p.name for p in shown_people(context) if p.id in ids and p.life == "alive" and not p.restricted]


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then put it in place: a file that is there is whole."""
    part = target.with_name(f".{target.name}.part")
    with plain_disk_errors():
        write_private(part, data)
        try:
            move(part, target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
