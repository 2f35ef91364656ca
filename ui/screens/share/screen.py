"""Share: choose what, for whom and on which paper; see the very pages; save, print or send them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from exporters.copies import copy_name
from exporters.export import pages_of
from exporters.order import Order
from models.casework import ChangeSet
from models.drawing import Drawing
from models.errors import KnownError
from models.left_out import LeftOut, left_out, lines_of, since_last_copy
from models.look_first import look_first
from models.readers import US, Reader
from ui.context import CaseContext
from ui.screens.room import Room
from ui.screens.share.choices import ChoiceList
from ui.screens.share.fine import FineChoices
from ui.screens.share.formats import NO_PAGES, FormatChoice
from ui.screens.share.gaps import gaps_in
from ui.screens.share.head import Head
from ui.screens.share.held import HeldPanel
from ui.screens.share.leaving import Leaving
from ui.screens.share.offers import BUNDLE, FOR_NOBODY, key_of, reader_of, readers, whats
from ui.screens.share.pages import ZOOMS, Pages
from ui.screens.share.pick import Pick
from ui.screens.share.sending import OutboxStrip, WayChoice
from ui.screens.share.settling import order_keys, settle_layout
from ui.screens.share.stopped import StoppedCard
from ui.theme import theme
from ui.widgets import Button, EmptyState, FlowLayout, IconButton, Label, ScrollArea, column


class ShareScreen(Room):
    """The room for copies. Anything of the record may stand in one: whatever changes may change it."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "share", parent=parent)
        self.what, self.reader = "map", Reader("family")
        self._whole: tuple[Order, Drawing | None] | None = None
        self.leaving = Leaving(context, self)
        self.leaving.stopped.connect(self._show_stopped)
        self.leaving.left.connect(self._on_left)
        outer = column(self, gap=0)
        outer.addWidget(self._make_head())
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        row.setSpacing(theme().px(12))
        outer.addLayout(row, 1)
        row.addWidget(self._make_readers(), 24)
        row.addLayout(self._make_middle(), 48)
        row.addWidget(self._make_side(), 32)
        self.listen(at_once=False)  # pages are made when somebody looks

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> Head:
        left, right = QWidget(), QWidget()
        head, deeds = QHBoxLayout(left), FlowLayout(right, gap=theme().px(12))
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme().px(12))
        head.addWidget(Label(self.tr("Share"), "title", wrap=False))
        self.whats = Pick("what", always=True, size="normal")
        self.whats.changed.connect(self._pick_what)
        head.addWidget(self.whats)
        self.copy = Label("", "body", "ink2", max_lines=1)
        head.addWidget(self.copy, 1, Qt.AlignmentFlag.AlignVCenter)
        self.print_button = Button(self.tr("Print"), name="printCopy", icon="printer")
        self.print_button.clicked.connect(self.print_copy)
        self.outbox_button = Button(self.tr("Put in the outbox"), name="putInOutbox", icon="paper-plane-tilt")
        self.outbox_button.clicked.connect(self.put_in_outbox)
        self.save_button = Button(self.tr("Save a copy"), name="saveCopy", kind="primary", icon="download-simple")
        self.save_button.clicked.connect(self.save)
        for button in (self.print_button, self.outbox_button, self.save_button):
            deeds.addWidget(button)
        return Head(left, right)

    def _make_readers(self) -> ScrollArea:
        page = QWidget()
        body = column(page, (0, 4, 6, 16), gap=14)
        self.readers = ChoiceList(self.tr("Who will read it?"), "reader")
        self.readers.chosen.connect(self.choose_reader)
        body.addWidget(self.readers)
        body.addStretch(1)
        return ScrollArea(page, name="shareChoices")

    def _make_middle(self) -> QVBoxLayout:
        """The choices of the document over its pages."""
        middle = QVBoxLayout()
        middle.setSpacing(theme().px(6))
        self.formats = FormatChoice(self)
        self.formats.changed.connect(self._refresh_pages)
        self.fine = FineChoices(self.context, self)
        self.fine.changed.connect(self.refresh)
        self.pages = Pages()
        self._bundle_page = EmptyState(
            self.tr("The whole case as one file, for another SofS Desk or the council's archive. It holds everything, "
                    "also what must not be shown, so it stays with the team. Only numbers written in silence are not "
                    "in it until they are shown: a hand-over takes them along."),
            icon="archive",
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self._bundle_page)
        self._no_pages = EmptyState(self.tr("There are no pages of this for this reader."), icon="file-text")
        self._stack.addWidget(self._no_pages)
        middle.addLayout(self._make_bar())
        middle.addWidget(self.fine.fold_hint)
        middle.addWidget(self._stack, 1)
        return middle

    def _make_bar(self) -> QHBoxLayout:
        """As what, on which paper, which version …; and how large the pages are shown."""
        bar = QHBoxLayout()
        choices = QWidget()
        flow = FlowLayout(choices, gap=theme().px(16), row_gap=theme().px(2))
        for widget in (*self.formats.widgets, *self.fine.widgets):
            flow.addWidget(widget)
        bar.addWidget(choices, 1)
        self.smaller_button = IconButton("magnifying-glass-minus", self.tr("Show the pages smaller"), name="zoomOut")
        self.larger_button = IconButton("magnifying-glass-plus", self.tr("Show the pages larger"), name="zoomIn")
        self.smaller_button.clicked.connect(self.pages.smaller)
        self.larger_button.clicked.connect(self.pages.larger)
        self.pages.zoomed.connect(self._show_zoom)
        for button in (self.smaller_button, self.larger_button):
            bar.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._show_zoom()
        return bar

    def _show_zoom(self) -> None:
        self.smaller_button.setEnabled(self.pages.zoom > ZOOMS[0])
        self.larger_button.setEnabled(self.pages.zoom < ZOOMS[-1])

    def _make_side(self) -> ScrollArea:
        page = QWidget()
        side = column(page, (4, 4, 10, 16), gap=10)
        self.stopped = StoppedCard(self.context)
        self.stopped.settled.connect(self.refresh)
        self.stopped.another_name.connect(self.save)
        self.held = HeldPanel(self.context)
        self.held.changed.connect(self.refresh)
        self.held.rebuilt.connect(self._order_keys)
        self.ways = WayChoice(self.context)
        self.ways.changed.connect(self._show_sending)
        self.strip = OutboxStrip(self.context)
        self.strip.open_asked.connect(self._open_outbox)
        for widget in (self.stopped, self.held, self.ways, self.strip):
            side.addWidget(widget)
        side.addStretch(1)
        self._side = ScrollArea(page, name="shareSide")
        return self._side

    # ---- choosing ---------------------------------------------------------------------------------------------
    @property
    def order(self) -> Order:
        """What would be exported now."""
        if self.what == BUNDLE:
            return Order("everything", US, "json")
        return self.fine.applied(Order(self.what, self.reader, self.formats.file_format, self.formats.paper))

    @property
    def _shown_order(self) -> Order:
        """What the pages show: a family file, a table or data has none of its own, so they show what is in it."""
        order = self.order
        return replace(order, file_format="pdf") if order.file_format in NO_PAGES else order

    def choose_what(self, key: str) -> None:
        """Another document."""
        self.what = key
        self.refresh()

    def _pick_what(self) -> None:
        self.choose_what(self.whats.chosen)

    def choose_reader(self, key: str) -> None:
        """Another reader: "family", "parent:Danny", …"""
        self.reader = reader_of(key)
        self.refresh()

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_all(self) -> None:
        """What can be given to whom, and the pages of what is chosen."""
        offered = whats(self.context, self.reader)
        if self.what not in {choice.key for choice in offered}:
            self.what = "map"
        people, key = readers(self.context, self.what), key_of(self.reader)
        if key not in {choice.key for choice in people if choice.key}:
            key = next(choice.key for choice in people if choice.key)
            self.reader = reader_of(key)
        self.whats.chosen = self.what
        names = [(choice.key, choice.name) for choice in offered]
        self.whats.show_choices(self.tr("What?"), names, icons_of={choice.key: choice.icon for choice in offered})
        self.readers.show_choices(people, key)
        self.readers.setVisible(self.what not in FOR_NOBODY)
        self.copy.setText("" if self.what in FOR_NOBODY else copy_name(self.reader))
        self.print_button.setVisible(self.what != BUNDLE)
        self.formats.show_for(self.what)
        self.fine.show_for(self.what, self.reader)
        self._refresh_pages()
        self._order_keys()

    def _order_keys(self) -> None:
        """From what to whom, to how, to the pages, to what is told of them: whatever was built anew meanwhile."""
        order_keys(
            self.whats, self.print_button, self.outbox_button, self.save_button, self.readers, *self.formats.widgets,
            *self.fine.widgets, self.smaller_button, self.larger_button, self.pages, self.stopped, self.held, self.ways,
            self.strip,
        )  # fmt: skip

    def _refresh_pages(self) -> None:
        self.stopped.clear()
        drawing: Drawing | None = None
        if self.what != BUNDLE:
            try:
                drawing = pages_of(self.context.case, self.context.workspace_id, self._shown_order)
            except KnownError as error:
                self.stopped.show_error(error, self.order, None)
        nothing = self._bundle_page if self.what == BUNDLE else self._no_pages
        self._stack.setCurrentWidget(nothing if drawing is None else self.pages)
        self.pages.show_drawing(drawing)
        self._show_held(drawing)
        settle_layout(self._side)

    def _show_held(self, drawing: Drawing | None) -> None:
        """What this reader does not get, what to look at first, what differs; only ever shown to the team."""
        what, reader, lens = self.what, self.reader, self.context.lens
        is_told = lens.is_us and not reader.is_us and what not in FOR_NOBODY
        self.held.setVisible(is_told)
        case, place = self.context.case, self.context.workspace_id
        held = left_out(case.rows, place, what, reader) if is_told else ()
        if drawing is None or not is_told:
            self.held.show_for(reader, (), held, None)
        else:
            findings = look_first(case.rows, place, what, reader)
            difference = since_last_copy(case, place, what, reader, lines_of(drawing))
            self.held.show_for(reader, findings, held, difference)
            self.pages.show_gaps(self._gaps(drawing, held))
            self.pages.mark([finding.words for finding in findings])
        self._show_sending()

    def _gaps(self, drawing: Drawing, held: tuple[LeftOut, ...]) -> dict[int, dict[int, int]]:
        """Where in these pages something is held back: the team's own pages say what would stand there."""
        order = replace(self._shown_order, reader=US, drafts=False)
        if not any(thing.rows for thing in held):
            return {}
        if self._whole is None or self._whole[0] != order:
            try:
                self._whole = order, pages_of(self.context.case, self.context.workspace_id, order)
            except KnownError:
                self._whole = order, None  # the team has no such pages: nothing can be said of their places
        whole = self._whole[1]
        return gaps_in(drawing, whole, self.context.case.rows, held) if whole else {}

    def _show_sending(self) -> None:
        """Whether this copy can be put in the outbox, and the newest deliveries of the case."""
        is_us = self.context.lens.is_us
        can = self.what not in FOR_NOBODY and not self.reader.is_us and is_us
        self.strip.setVisible(is_us)
        self.ways.setVisible(can)
        self.outbox_button.setVisible(can)
        if is_us:
            self.strip.refresh()
        if can:
            self.ways.refresh()
        way = self.ways.way if can else None
        self.outbox_button.setEnabled(can and self.held.settled and self.pages.drawing is not None)
        if not self.held.settled:
            reason = self.tr("Settle what is to be looked at first.")
        elif way is None:
            reason = self.tr("There is no connection yet. Press to make one.")
        else:
            reason = self.tr("Goes to {name} as soon as there is a network.").format(name=way.name)
        self.outbox_button.setToolTip(reason)
        self.outbox_button.setAccessibleDescription(reason)

    def _show_stopped(self, error: KnownError) -> None:
        self.stopped.show_error(error, self.order, self.pages.drawing)
        self.pages.mark_blocks(self.stopped.blocks)
        settle_layout(self._side)
        self._side.ensureWidgetVisible(self.stopped)

    # ---- doing ------------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save a copy where it is told."""
        self.leaving.save(self.what, self.order, self.pages.drawing)

    def print_copy(self) -> None:
        """Print the pages that are shown."""
        if self.pages.drawing is not None:
            self.leaving.print_copy(self.what, self.order, self.pages.drawing)

    def put_in_outbox(self) -> None:
        """Queue the copy for the connection that is chosen; where there is none, go and make one."""
        way = self.ways.way
        if way is None:
            self.context.go("connections")
        else:
            self.leaving.put_in_outbox(self.order, way)

    def _on_left(self) -> None:
        self.stopped.clear()
        self._show_held(self.pages.drawing)
        settle_layout(self._side)

    def _open_outbox(self) -> None:
        self.context.go("outbox")

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        self._whole = None
        self.catch_up()

    def _on_lens(self) -> None:
        self._whole = None
        # Nothing of the team's pages may stand here when somebody else looks, not even for a moment out of sight.
        self.stopped.clear()
        self.pages.show_drawing(None)
        self._show_held(None)
        self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: make the pages when somebody looks, of what another room asked for."""
        context = self.context
        wanted, context.wanted_copy = context.wanted_copy, ""
        if wanted:
            self.what, self._stale = wanted, True
            self.fine.which.chosen, context.wanted_which = context.wanted_which, ""
        super().showEvent(event)
