"""Strands: one danger, its goal and its scale side by side, with everybody's own words; gaps are questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QTextEdit, QWidget

from models import dates, pathways
from models.acts.strands import add_strand, delete_strand, set_strand
from models.views import CardView, MapView, StrandView
from ui.context import CaseContext
from ui.screens.people.everybody import shown_people
from ui.screens.room import Room, RoomHead
from ui.screens.strands.bottom_lines import BottomLines
from ui.screens.strands.chosen import choose_strand, strand_in_view
from ui.screens.strands.editable import WordsField
from ui.screens.strands.links import LinkedCards
from ui.screens.strands.pathway_panel import PathwayPanel
from ui.screens.strands.scale_side import ScaleSide
from ui.screens.strands.statements import StatementColumn
from ui.screens.strands.switcher import StrandSwitcher
from ui.screens.strands.wordings import Stances, Wordings
from ui.theme import theme
from ui.widgets import (
    Button,
    Chip,
    IconButton,
    Label,
    LineField,
    Menu,
    Rule,
    ScrollArea,
    SegmentedControl,
    StrandBadge,
    clear,
    column,
)


def _drafts(cards: Sequence[CardView], part: str, strand: StrandView) -> list[CardView]:
    """Drafts of a strand, then those that belong to none."""
    drafts = [card for card in cards if card.part == part and card.state == "draft"]
    own = [card for card in drafts if card.strand and card.strand.id == strand.id]
    return [*own, *(card for card in drafts if card.strand is None and not strand.closed_on)]


class StrandsScreen(Room):
    """The room for strands."""

    MADE_OF = (
        "strand", "scale", "round", "score", "card", "card_person", "different_view", "wording", "person",
        "pathway_period", "restriction", "workspace_child", "casefile", "statement_part", "silenced_phrase",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "strands", parent=parent)
        self._wants_draft: bool | None = None
        self._shown_strand = ""
        self.pathway_panel: PathwayPanel | None = None
        body = column(self, gap=0)
        body.addLayout(self._make_head())
        body.addWidget(self._make_new_line())
        self._panel_place = column(holder := QWidget(), (24, 0, 24, 8))
        body.addWidget(holder)
        self._content = QStackedWidget()
        body.addWidget(self._content, 1)
        self._content.addWidget(ScrollArea(self._make_page(), name="strandsScroll"))
        self._content.addWidget(self._make_empty())
        self.listen()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> RoomHead:
        self._head = RoomHead(gap=12)
        head, pressed = self._head.named, self._head.pressed
        self._badge_place = column(holder := QWidget())
        head.addWidget(holder)
        self.name = WordsField("", name="strandName", heard=self.tr("The family's name for this strand"), role="title",
                               single=True, empty=self.tr("What does the family call it?"))  # fmt: skip
        self.name.written.connect(self._rename)
        self.name.closed.connect(self.refresh)
        head.addWidget(self.name, 0, Qt.AlignmentFlag.AlignVCenter)
        self.count = Label("", "caption", "ink2", wrap=False)
        head.addWidget(self.count)
        self.more = IconButton("dots-three", self.tr("More about this strand"), name="strandMore")
        self.more.clicked.connect(self._open_more)
        head.addWidget(self.more)
        head.addStretch(1)
        self.versions = SegmentedControl([self.tr("Draft"), self.tr("Agreed version")], name="strandVersions",
                                         heard=self.tr("Which version"))  # fmt: skip
        self.versions.chosen.connect(self._on_version)
        head.addWidget(self.versions)
        self.pathway_button = Button("", name="pathway", kind="quiet", menu=True)
        self.pathway_button.clicked.connect(self.open_pathways)
        pressed.addWidget(self.pathway_button)
        self.switcher = StrandSwitcher(name="strandsStrands", least=2)
        self.switcher.chosen.connect(self.show_strand)
        pressed.addWidget(self.switcher)
        self.new_button = IconButton("plus", self.tr("New strand"), name="newStrand")
        self.new_button.clicked.connect(self.begin_strand)
        pressed.addWidget(self.new_button)
        pressed.addStretch(1)
        return self._head

    def _make_new_line(self) -> QWidget:
        self._new_line = QWidget()
        row = QHBoxLayout(self._new_line)
        row.setContentsMargins(theme().px(24), 0, theme().px(24), theme().px(10))
        asked = self.tr("What does the family call it?")
        example = self.tr("No more Friday voices")
        self.new_name = LineField(name="newStrandName", heard=asked, placeholder=f"{asked} {example}")
        self.new_name.returnPressed.connect(self._add_strand)
        row.addWidget(self.new_name, 1)
        add = Button(self.tr("Open this strand"), name="openStrand", kind="primary")
        add.clicked.connect(self._add_strand)
        row.addWidget(add)
        away = Button(self.tr("Not now"), name="leaveNewStrand", kind="quiet")
        away.clicked.connect(self._new_line.hide)
        row.addWidget(away)
        self._new_line.hide()
        return self._new_line

    def _make_page(self) -> QWidget:
        page = QWidget()
        body = column(page, (24, 2, 24, 24), gap=16)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme().px(18))
        body.addLayout(self._columns)
        self.wordings = Wordings(self.context)
        self.danger = StatementColumn(self.context, "danger")
        self.goal = StatementColumn(self.context, "goal")
        self.scale = ScaleSide(self.context)
        for part, stretch in ((self.wordings, 27), (self.danger, 34), (self.goal, 34), (self.scale, 24)):
            part.left.connect(self.refresh_if_stale)
            self._columns.addWidget(part, stretch)
        self.wordings.used.connect(self.use_words)
        for statements in (self.danger, self.goal):
            statements.dropped.connect(self.use_words)
            statements.turned.connect(self.show_version)
            statements.current_changed.connect(self._on_current)
        self.scale.scores_asked.connect(self._to_scores)
        body.addWidget(Rule())
        self.bottom_lines = BottomLines(self.context)
        self.bottom_lines.left.connect(self.refresh_if_stale)
        body.addWidget(self.bottom_lines)
        body.addWidget(Rule())
        self.linked = LinkedCards(self.context)
        body.addWidget(self.linked)
        body.addStretch(1)
        return page

    def _make_empty(self) -> QWidget:
        page = QWidget()
        body = column(page, (24, 24, 24, 24), gap=14)
        body.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        text = self.tr("No strand yet. A strand ties one worry for the future to what the family wants instead, and "
                       "to a scale that shows how far along everybody thinks they are.")  # fmt: skip
        label = Label(text, "words", "ink2", align=middle)
        label.setMaximumWidth(theme().px(600))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(label, 100)
        row.addStretch(1)
        body.addLayout(row)
        first = Button(self.tr("Open the first strand"), name="firstStrand", kind="primary", size="large", icon="path")
        first.clicked.connect(self.begin_strand)
        body.addWidget(first, 0, middle)
        body.addStretch(3)
        return page

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def strand(self) -> StrandView | None:
        """The strand in view."""
        return strand_in_view(self.context)

    def show_strand(self, strand_id: str) -> None:
        """Show another strand."""
        choose_strand(self.context, strand_id)
        self.refresh()

    def show_all(self) -> None:
        """The strand in view, or how to open the first."""
        view = self.context.map_view()
        strand = strand_in_view(self.context, view.strands)
        if self._shown_strand != (strand.id if strand else ""):
            self._wants_draft = None
        self._shown_strand = strand.id if strand else ""
        self.pathway_button.setText(pathways.pathway(view.pathway).name)
        self.switcher.show_strands(view.strands, self._shown_strand)
        for part in (self.name, self.count, self.more, self.versions):
            part.setVisible(strand is not None)
        self._show_badge(strand)
        if strand is None:
            self._content.setCurrentIndex(1)
            return
        self._show_strand(view, strand)
        self._content.setCurrentIndex(0)
        self._settle()

    def _show_strand(self, view: MapView, strand: StrandView) -> None:
        self.name.set_words(strand.name)
        self.count.setText(self._count_words(view, strand))
        cards = view.cards
        drafts = {part: _drafts(cards, part, strand) for part in ("danger", "goal")}
        draft = self._is_draft(strand)
        self.versions.set_current(0 if draft else 1)
        self._name_draft([*drafts["danger"], *drafts["goal"]])
        for shown, agreed in ((self.danger, strand.dangers), (self.goal, strand.goals)):
            part = shown.part
            loose = [c for c in cards if c.part == part and c.strand is None and c.state != "draft"]
            shown.show_strand(
                strand, drafts[part] if draft else agreed, loose, draft=draft, agreed=agreed, children=view.children,
                waiting=len(drafts[part]),
            )  # fmt: skip
        self.scale.show_strand(strand)
        self._show_wordings(view, strand)
        self.bottom_lines.show_strand(strand, cards)
        self.linked.show_strand(strand, cards)

    def _name_draft(self, drafts: Sequence[CardView]) -> None:
        """Say from which day the drafts are, where they are of one; else how many there are."""
        days = {card.written_on for card in drafts}
        segment = self.versions.findChild(QPushButton, "strandVersions0")
        if isinstance(segment, QPushButton):
            day = dates.short(days.pop(), self.context.projector.today) if len(days) == 1 else ""
            count = self.tr("Drafts: {n}").format(n=len(drafts)) if len(drafts) > 1 else self.tr("Draft")
            segment.setText(self.tr("Draft, {day}").format(day=day) if day else count)

    def _on_current(self) -> None:
        """Another statement is worked on: the marks beside people's words are about that one."""
        view = self.context.map_view()
        strand = strand_in_view(self.context, view.strands)
        if strand is not None:
            self._show_wordings(view, strand)

    def _show_wordings(self, view: MapView, strand: StrandView) -> None:
        people = [p for p in shown_people(self.context) if p.life == "alive" and p.kind != "pet"]
        self.wordings.show_strand(strand, view.wordings, people, self._stances())

    def _stances(self) -> list[Stances]:
        """What people say of the two statements that are worked on."""
        found = []
        for column_ in (self.danger, self.goal):
            view = column_.view
            if view is not None and not view.card.is_quotation:
                found.append(Stances(column_.part, column_.name, view.card.id, view.stances))
        return found

    @property
    def shows_draft(self) -> bool:
        """Whether the drafts are in view: as somebody chose, else until something is agreed."""
        return self._is_draft(self.strand)

    def _is_draft(self, strand: StrandView | None) -> bool:
        if self._wants_draft is not None:
            return self._wants_draft
        return strand is not None and not strand.dangers and not strand.goals

    def _on_version(self, index: int) -> None:
        self.show_version(index == 0)

    def show_version(self, draft: bool) -> None:
        """Show the drafts, or what is agreed."""
        self._wants_draft = draft
        self.refresh()

    def _count_words(self, view: MapView, strand: StrandView) -> str:
        if strand.closed_on:
            return self.tr("Closed strand")
        running = [s for s in view.strands if not s.closed_on]
        return self.tr("Strand {n} of {all}").format(n=strand.number, all=len(running))

    def _show_badge(self, strand: StrandView | None) -> None:
        clear(self._badge_place)
        if strand is not None and not strand.closed_on:
            self._badge_place.addWidget(StrandBadge(strand.number, ribbon=False))
        elif strand is not None:
            self._badge_place.addWidget(Chip(self.tr("Closed"), icon="archive"))

    def _settle(self) -> None:
        """The columns stack when there is no room side by side."""
        wide = self.width() >= theme().px(1000)
        self._head.stack(not wide)
        self.switcher.fit(self.width() - theme().px(900 if wide else 420))
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)
            # Stacked, the statements come first; side by side everybody's own words lead to them.
            self._columns.removeWidget(self.wordings)
            self._columns.insertWidget(0 if wide else 2, self.wordings, 27)
        self.count.setVisible(self.width() >= theme().px(1400) and self.strand is not None)

    # ---- doing ------------------------------------------------------------------------------------------------
    def begin_strand(self) -> None:
        """Ask what the family calls it."""
        self.new_name.clear()
        self._new_line.show()
        self.new_name.setFocus()

    def _add_strand(self) -> None:
        name = self.new_name.text().strip()
        if not name:
            self.new_name.setFocus()
            return
        case, workspace_id = self.context.case, self.context.workspace_id
        self._new_line.hide()
        strand_id = self.context.attempt(lambda: add_strand(case, workspace_id, name))
        if strand_id:
            self.show_strand(strand_id)

    def _rename(self, text: str) -> None:
        strand, case = self.strand, self.context.case
        if strand is not None:
            strand_id = strand.id
            self.context.attempt(lambda: set_strand(case, strand_id, name=text))

    def use_words(self, wording_id: str) -> None:
        """Copy somebody's own words into the statement they are about, and tie them to this strand."""
        row = next((r for r in self.wordings.rows if r.view.id == wording_id), None)
        if row is None or self.strand is None:
            return
        (self.goal if row.view.kind == "goal" else self.danger).use(wording_id)
        self.context.said_and_undoable(self.tr("Words used in the statement"))

    def more_menu(self) -> Menu:
        """What else can be done with the strand (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        closed = self.strand is not None and bool(self.strand.closed_on)
        close = QAction(self.tr("Open again") if closed else self.tr("Close this strand"), menu)
        close.triggered.connect(self._close_or_open)
        delete = QAction(self.tr("Delete this strand with its scale and scores"), menu)
        delete.triggered.connect(self._delete)
        step = QAction(self.tr("Step up or down…"), menu)
        step.triggered.connect(self.open_pathways)
        menu.addActions([close, step, delete])
        return menu

    def _open_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _close_or_open(self) -> None:
        strand, case = self.strand, self.context.case
        if strand is None:
            return
        strand_id, day = strand.id, None if strand.closed_on else case.desk.now().date().isoformat()
        self.context.attempt(lambda: set_strand(case, strand_id, closed_on=day))
        self.context.said_and_undoable(self.tr("Strand closed") if day else self.tr("Strand open again"))

    def _delete(self) -> None:
        strand, case = self.strand, self.context.case
        if strand is not None:
            strand_id = strand.id
            self.context.attempt(lambda: delete_strand(case, strand_id))
            self.context.said_and_undoable(self.tr("Strand deleted; its cards stay on the map"))

    def open_pathways(self) -> None:
        """Open the panel for stepping up or down, or close it again."""
        if self.pathway_panel is not None:
            self._close_pathways()
            return
        self.pathway_panel = PathwayPanel(self.context)
        self.pathway_panel.left.connect(self._close_pathways)
        self._panel_place.addWidget(self.pathway_panel)
        self.pathway_panel.note.setFocus()

    def _close_pathways(self) -> None:
        if self.pathway_panel is not None:
            self.pathway_panel.hide()
            self.pathway_panel.deleteLater()
            self.pathway_panel = None

    def _to_scores(self) -> None:
        if self.strand is not None:
            choose_strand(self.context, self.strand.id)
        self.context.go("scaling")

    # ---- following --------------------------------------------------------------------------------------------
    def _on_theme(self) -> None:
        self._settle()
        for part in (self.wordings, self.danger, self.goal, self.scale, self.bottom_lines):
            part.forget()
        self._on_lens()

    @property
    def is_busy(self) -> bool:
        """Whether the keyboard is in one of the page's own fields (not the lines for something new)."""
        focus = self.window().focusWidget()
        if not isinstance(focus, QTextEdit | QLineEdit) or not focus.hasFocus() or not self.isAncestorOf(focus):
            return False
        form = self.wordings.form
        apart = (self._new_line, self.pathway_panel, form)
        return not any(part is not None and part.isAncestorOf(focus) for part in apart)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened elsewhere, and with the strand chosen in another room."""
        strand = self.strand
        self._stale = self._stale or (strand is not None and strand.id != self._shown_strand)
        super().showEvent(event)
