"""Home: the families on this laptop, what comes next, and search over everything."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.case_titles import case_titles
from models.casework import Desk
from models.errors import KnownError
from models.home import home_view
from models.life import due
from models.search import Hit
from models.views import HomeRow, HomeView
from ui.context import Services
from ui.screens.home_cards import CaseCard, ComingUp, HitLine, ReviewLines
from ui.screens.new_family import NewFamilyForm, make_family, read_children
from ui.screens.scene import Mark, Picture
from ui.sync import SyncWorker
from ui.sync_words import mark_of
from ui.theme import theme
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    IconMark,
    Label,
    LinkButton,
    ScrollArea,
    SearchField,
    Surface,
    announce,
    clear,
    column,
)

AT_ONCE = 20
"""Cards made at a time: five hundred families must not make the list slow to appear."""

#: Which room shows a found thing of a table.
_ROOM_OF = {
    "strand": "strands", "wording": "strands", "scale": "scaling", "round": "scaling", "score": "scaling",
    "person": "family", "household": "family", "partnership": "family", "tie": "family",
    "plan_rule": "plan", "plan_entry": "plan", "plan_version": "plan", "hard_day": "plan",
    "network_meeting": "plan", "meeting_item": "plan", "harm_matrix": "harm", "matrix_cell": "harm",
    "open_question": "harm", "timeline_event": "timeline", "statement_part": "strands",
}  # fmt: skip


class HomeScreen(Surface):
    """``case_asked(case, workspace, room)``, ``card_asked(case, workspace, card)``, ``visit_asked(case, workspace)``,
    ``steps_asked`` (all next steps), ``page_asked(page)`` (outbox, colleagues), ``settings_asked``, ``hide_asked``.
    """

    case_asked = Signal(str, str, str)
    visit_asked = Signal(str, str)
    settings_asked = Signal()
    steps_asked = Signal()
    hide_asked = Signal()
    card_asked = Signal(str, str, str)
    page_asked = Signal(str, str)
    said = Signal(str)

    def __init__(
        self, desk: Desk, services: Services, *, notice: str = "", sync: SyncWorker | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("window", parent=parent)
        self.setObjectName("home")
        self._desk, self._services, self._notice, self._sync = desk, services, notice, sync
        self._archived = False
        self._stacked: bool | None = None
        self._shown = 0
        self._view = home_view(desk)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(60)
        self._search_timer.timeout.connect(self._search)
        self._outer = column(self)
        self._outer.addLayout(self._top_bar())
        self._content: QWidget | None = None
        self._rebuild()

    # ---- the frame --------------------------------------------------------------------------------------------
    def _top_bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(40), theme().px(10), theme().px(24), theme().px(10))
        row.setSpacing(theme().px(6))
        row.addWidget(Mark())
        row.addStretch(1)
        self._steps = Button("", name="nextSteps", kind="quiet", icon="list-checks")
        self._steps.clicked.connect(self.steps_asked)
        settings = Button(self.tr("Settings"), name="settings", kind="quiet", icon="sliders-horizontal")
        settings.clicked.connect(self.settings_asked)
        hide = Button(self.tr("Hide"), name="hide", kind="quiet", icon="eye-slash", key="F9")
        hide.clicked.connect(self.hide_asked)
        self._outbox = Button("", name="toOutbox", kind="quiet", icon="paper-plane-tilt")
        self._outbox.clicked.connect(self._to_outbox)
        self._handing = Button("", name="toHanding", kind="quiet", icon="users",
                               heard=self.tr("Colleagues and cases handed over"))  # fmt: skip
        self._handing.clicked.connect(self._to_handing)
        self._board = Button("", name="toWhiteboard", kind="quiet", icon="table",
                             heard=self.tr("Whiteboard: what is thin, over all families"))  # fmt: skip
        self._board.clicked.connect(self._to_board)
        self._library = Button("", name="toLibrary", kind="quiet", icon="question",
                               heard=self.tr("Guides, examples and questions"))  # fmt: skip
        self._library.clicked.connect(self._to_library)
        for button in (self._outbox, self._handing, self._board, self._library, self._steps, settings, hide):
            row.addWidget(button)
        if self._sync is not None:
            self._sync.changed.connect(self._tell_outbox)
        return row

    def _to_outbox(self) -> None:
        self.page_asked.emit("outbox", "")

    def _to_board(self) -> None:
        self.page_asked.emit("whiteboard", "")

    def _to_library(self) -> None:
        self.page_asked.emit("library", "")

    def _to_handing(self) -> None:
        self.page_asked.emit("handing", "")

    def _tell_outbox(self) -> None:
        """The ways to what leaves and comes in; icons alone where there is little room."""
        wide = self.width() >= theme().px(1100)
        words = self.tr("Outbox")
        if self._sync is not None and (self._sync.state.waiting or self._sync.state.asking):
            words += f": {mark_of(self._sync, self._services.now().tzinfo)[1]}"
        self._outbox.setAccessibleName(words)
        self._outbox.setToolTip("" if wide else words)
        beside = ((self._handing, self.tr("Colleagues")), (self._board, self.tr("Whiteboard")),
                  (self._library, self.tr("Guides")))  # fmt: skip
        for button, _ in beside:
            button.setToolTip("" if wide else button.accessibleName())
        for button, said in ((self._outbox, words), *beside):
            button.setText(said if wide else "")
            button.setVisible(bool(self._view.rows) or button in (self._library, self._board))
        self._outbox.setAccessibleName(words)

    def _count_late(self) -> None:
        late = sum(step.late for step in self._view.coming_up)
        words = self.tr("Next steps, {count} late") if late else self.tr("Next steps")
        self._steps.setText(words.format(count=late))
        self._steps.setVisible(bool(self._view.rows))
        self._tell_outbox()

    def refresh(self) -> None:
        """Read the vault again."""
        self._view = home_view(self._desk)
        self._rebuild()

    @property
    def view(self) -> HomeView:
        """What is shown."""
        return self._view

    def begin(self, choice: str) -> None:
        """From the first run: ``example`` brings the made-up families, ``family`` opens the form."""
        if choice == "example":
            self._practise()
        else:
            self._new_family()

    def _set_content(self, content: QWidget) -> None:
        if self._content is not None:
            self._outer.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._outer.addWidget(content, 1)
        if self.isVisible():
            content.show()

    def _rebuild(self) -> None:
        self._count_late()
        if not self._view.rows:
            self._set_content(self._empty())
            return
        self._set_content(self._full())
        self._fill()

    def _empty(self) -> QWidget:
        new = Button(self.tr("New family"), name="newFamily", kind="primary", icon="plus", size="large")
        new.clicked.connect(self._new_family)
        practise = Button(self.tr("Practice family"), name="practise", icon="users-three", size="large")
        practise.clicked.connect(self._practise)
        return EmptyState(
            self.tr("Start a map at the kitchen table, with no network. Or practise first on a made-up family; "
                    "you can't break anything."),
            title=self.tr("No families on this laptop yet"), picture=Picture("home_empty"), action=new, other=practise,
        )  # fmt: skip

    def _full(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(theme().px(40), 0, theme().px(28), 0)
        row.setSpacing(theme().px(44))
        main = QVBoxLayout()
        main.setSpacing(theme().px(12))
        main.addLayout(self._head())
        if self._notice:
            main.addWidget(notice_card(self._notice))
        self._add_due(main)
        reviews = ReviewLines(self._desk, self._view.rows)
        reviews.case_asked.connect(self.case_asked)
        main.addWidget(reviews)
        self._list_holder = QWidget()
        self._list = column(self._list_holder, (0, 2, 12, 20), gap=12)
        self._scroll = ScrollArea(self._list_holder, name="homeScroll")
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scroll)
        main.addWidget(self._scroll, 1)
        row.addLayout(main, 10)
        self._aside = ComingUp(self._view.coming_up, self._today())
        self._aside.setFixedWidth(theme().px(280))
        self._aside.opened.connect(self.card_asked)
        self._aside.all_asked.connect(self.steps_asked)
        side = ScrollArea(self._aside, name="comingUpScroll")
        side.setFixedWidth(theme().px(284))
        row.addWidget(side)
        self._side = side
        self._side.setVisible(not self._is_narrow())
        return page

    def _add_due(self, main: QVBoxLayout) -> None:
        """Cases whose time is over: a quiet line each, which leads to where they end."""
        try:
            ended = due(self._desk)
        except KnownError as error:
            main.addWidget(notice_card(str(error)))
            return
        titles = case_titles(self._desk) if ended else {}
        for view in ended:
            words = self.tr("{family}: its time here is over").format(family=titles[view.case_id])
            link = LinkButton(words, name=f"due-{view.case_id}", ink="ink2", icon="bell")
            link.setProperty("case", view.case_id)
            link.clicked.connect(self._to_end)
            main.addWidget(link)

    def _to_end(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.page_asked.emit("caseEnd", str(link.property("case")))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, theme().px(6), theme().px(12), theme().px(4))
        row.setSpacing(theme().px(14))
        title = Label(self.tr("Families"), "title", wrap=False)
        title.setMinimumWidth(title.sizeHint().width())
        row.addWidget(title)
        row.addStretch(1)
        self.search = SearchField(
            name="search", heard=self.tr("Search every family"), placeholder=self.tr("Name, child or case number")
        )
        self.search.setMinimumWidth(theme().px(120))
        self.search.setMaximumWidth(theme().px(330))
        self.search.textChanged.connect(self._on_search)
        row.addWidget(self.search, 10)
        new = Button(self.tr("New family"), name="newFamily", kind="primary", icon="plus", size="search")
        new.clicked.connect(self._new_family)
        row.addWidget(new)
        return row

    # ---- the list ---------------------------------------------------------------------------------------------
    def _today(self) -> dt.date:
        return dt.date.fromisoformat(self._view.today)

    def _rows(self) -> list[HomeRow]:
        return [row for row in self._view.rows if row.archived == self._archived]

    def _is_narrow(self) -> bool:
        """Whether the steps coming up have no room beside the families."""
        return self.width() < theme().px(1120)

    def _is_stacked(self) -> bool:
        """Whether a card's three parts have no room side by side."""
        beside = 0 if self._is_narrow() else theme().px(284 + 44)
        return self.width() - beside - theme().px(80) < theme().px(860)

    def _fill(self) -> None:
        """Show the first families, the rest as one scrolls."""
        clear(self._list)
        self._shown = 0
        self._stacked = self._is_stacked()
        if self._archived:
            self._list.addWidget(Label(self.tr("Put away"), "lead"))
        self._list.addStretch(1)
        self._add_cards()
        self._list.addWidget(self._foot())

    def _add_cards(self) -> None:
        rows = self._rows()
        at = self._shown + bool(self._archived)
        for row in rows[self._shown : self._shown + AT_ONCE]:
            card = CaseCard(row, self._today(), narrow=bool(self._stacked))
            card.opened.connect(self._open_map)
            card.visit.connect(self.visit_asked)
            self._list.insertWidget(at, card)
            at += 1
        self._shown = min(len(rows), self._shown + AT_ONCE)

    def _on_scroll(self, value: int) -> None:
        bar = self._scroll.verticalScrollBar()
        searching = bool(self.search.text().strip())
        if not searching and value > bar.maximum() - self._scroll.height() and self._shown < len(self._rows()):
            self._add_cards()

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme().px(6), 0, 0, 0)
        row.setSpacing(theme().px(26))
        away = sum(1 for line in self._view.rows if line.archived)
        if self._archived:
            back = LinkButton(self.tr("Back to the families"), name="showCurrent", ink="ink2")
            back.clicked.connect(self._toggle_archived)
            row.addWidget(back)
        elif away:
            link = LinkButton(self.tr("Put away: {count}").format(count=away), name="showArchived", ink="ink2")
            link.clicked.connect(self._toggle_archived)
            row.addWidget(link)
        if self._services.examples and not any(line.is_example for line in self._view.rows):
            practise = LinkButton(self.tr("Practise on a made-up family"), name="practise", ink="ink2")
            practise.clicked.connect(self._practise)
            row.addWidget(practise)
        row.addStretch(1)
        return foot

    def _toggle_archived(self) -> None:
        self._archived = not self._archived
        self._fill()

    def _open_map(self, case_id: str, workspace_id: str) -> None:
        self.case_asked.emit(case_id, workspace_id, "map")

    # ---- search -----------------------------------------------------------------------------------------------
    def _on_search(self, words: str) -> None:
        if words.strip():
            self._search_timer.start()
        else:
            self._search_timer.stop()
            self._fill()

    def _search(self) -> None:
        self._search_timer.stop()
        words = self.search.text().strip()
        if not words:
            return
        hits = self._desk.search(words)
        clear(self._list)
        self._shown = 0
        by_case = {row.case_id: row for row in reversed(self._view.rows)}
        named = [row for row in self._view.rows if _is_about(row, words)]
        for row in named[:5]:
            card = CaseCard(row, self._today(), narrow=self._is_stacked())
            card.opened.connect(self._open_map)
            card.visit.connect(self.visit_asked)
            self._list.addWidget(card)
        found = [hit for hit in hits if hit.case_id in by_case]
        if found:
            self._list.addWidget(self._found_card(found, by_case))
        if not named and not found:
            self._list.addWidget(Label(self.tr("Nothing found. Fewer letters find more."), "words", "ink2"))
        self._list.addStretch(1)
        announce(self, self.tr("{count} found").format(count=len(named) + len(found)))

    def _found_card(self, hits: list[Hit], by_case: dict[str, HomeRow]) -> Card:
        card = Card(line="line", corner="sheet")
        body = column(card, (10, 10, 10, 10), gap=2)
        for index, hit in enumerate(hits):
            line = HitLine(hit, by_case[hit.case_id].title, kind_of(hit.table), name=f"hit-{index}")
            line.setProperty("workspace", by_case[hit.case_id].workspace_id)
            line.clicked.connect(self._open_hit)
            body.addWidget(line)
        return card

    def _open_hit(self) -> None:
        line = self.sender()
        if isinstance(line, HitLine):
            room = _ROOM_OF.get(line.hit.table, "map")
            self.case_asked.emit(line.hit.case_id, str(line.property("workspace")), room)

    # ---- beginning --------------------------------------------------------------------------------------------
    def _new_family(self) -> None:
        page = QWidget()
        body = column(page, (40, 8, 40, 24))
        wide = QHBoxLayout()
        form = NewFamilyForm()
        form.setMaximumWidth(theme().px(760))
        form.asked.connect(self._make)
        form.cancelled.connect(self._rebuild)
        wide.addWidget(form, 10)
        wide.addStretch(1)
        body.addLayout(wide)
        body.addStretch(1)
        self._set_content(ScrollArea(page, name="newFamilyScroll"))

    def _make(self, name: str, number: str, pathway: str, children: str) -> None:
        try:
            case, workspace_id = make_family(self._desk, name, number, pathway, read_children(children))
        except KnownError as error:
            self.said.emit(str(error))
            return
        self.case_asked.emit(case.id, workspace_id, "map")

    def _practise(self) -> None:
        try:
            for example in self._services.examples:
                example.load(self._desk)
        except KnownError as error:
            self.said.emit(str(error))
            return
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: stack the cards' parts when it gets narrow."""
        super().resizeEvent(event)
        self._tell_outbox()
        if self._view.rows and self._stacked is not None:
            self._side.setVisible(not self._is_narrow())
            if self._stacked != self._is_stacked() and not self.search.text().strip():
                self._fill()


def _is_about(row: HomeRow, words: str) -> bool:
    """Whether every word begins a word of the family's name, number or children."""
    text = " ".join([row.title, row.number, row.number.replace("-", " "), *(child.name for child in row.children)])
    beginnings = [part for part in text.casefold().replace("/", " ").split() if part]
    return all(any(part.startswith(word) for part in beginnings) for word in words.casefold().split())


def notice_card(words: str) -> Card:
    """A yellow strip with one sentence that waits (an older copy, a newer file)."""
    card = Card(fill="ask")
    row = QHBoxLayout(card)
    row.setContentsMargins(theme().px(14), theme().px(10), theme().px(14), theme().px(10))
    row.setSpacing(theme().px(10))
    row.addWidget(IconMark("info", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "body", "askInk"), 1)
    return card


def kind_of(table: str) -> str:
    """What kind of thing was found, in plain words."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("HomeScreen", text)

    known = {
        "card": tr("on the map"), "card_person": tr("on the map"),
        "person": tr("a person"), "strand": tr("a strand"), "scale": tr("a scale"),
        "score": tr("said while scoring"), "round": tr("a round of scoring"), "wording": tr("somebody's own words"),
        "different_view": tr("seen differently"), "casefile": tr("the family"), "workspace": tr("the family"),
        "household": tr("a home"), "plan_rule": tr("the plan"), "plan_entry": tr("the plan's diary"),
        "plan_version": tr("the plan"), "hard_day": tr("a hard day ahead"), "network_meeting": tr("a network meeting"),
        "meeting_item": tr("a network meeting"), "harm_matrix": tr("a harm matrix"),
        "matrix_cell": tr("a harm matrix"), "open_question": tr("a question to ask"),
        "statement_part": tr("a strand"), "timeline_event": tr("the timeline"), "story_frame": tr("words and pictures"),
        "sheet_item": tr("a child's page"),
    }  # fmt: skip
    return known.get(table, tr("elsewhere in the file"))
