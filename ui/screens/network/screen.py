"""Network finding: somebody's objection, the six cells of questions that meet it, and the people found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts import network
from models.family_views import NetworkView
from models.network import Bank, load, network_view, network_views
from models.one_line import person_from_line
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.network.found import FoundPart
from ui.screens.network.questions import Grid, Large
from ui.screens.network.start import StartPage, WhoButton
from ui.screens.people.everybody import shown_people
from ui.screens.room import Room
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, ScrollArea, column, focus_first


class NetworkScreen(Room):
    """Opened from the circles. ``closed()`` leads back to them. ``bank``: the authority's own questions, if any."""

    MADE_OF = ("network_objection", "network_question", "network_find", "person", "circle_move", "restriction")

    closed = Signal()

    def __init__(
        self, context: CaseContext, circle_id: str, bank: Bank | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "network", parent=parent)
        self.setAccessibleName(self.tr("Finding people"))
        self.circle_id = circle_id
        self.bank = bank or load()
        self.objection_id, self.question_id = "", ""
        self.view: NetworkView | None = None
        self.grid: Grid | None = None
        self.large: Large | None = None
        body = column(self, (24, 12, 12, 12), gap=10)
        body.addLayout(self._make_head())
        self._body = body
        self.start = StartPage(self.bank)
        self.start.begun.connect(self.begin)
        self.start.opened.connect(self.open)
        self._start_scroll = ScrollArea(self.start, name="networkStartScroll")
        body.addWidget(self._start_scroll, 1)
        self._said = self._make_said()
        body.addWidget(self._said)
        self._page: QWidget = QWidget()
        body.addWidget(self._page, 1)
        self.found = FoundPart()
        self.found.named.connect(self._find)
        self.found.removed.connect(self._unfind)
        body.addWidget(self.found)
        self.listen()

    # ---- building ---------------------------------------------------------------------------------------------
    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        back = Button(self.tr("Circles"), name="networkBack", kind="quiet", icon="caret-left")
        back.clicked.connect(self.closed)
        head.addWidget(back)
        head.addWidget(Label(self.tr("Finding people"), "title", wrap=False))
        head.addStretch(1)
        self.another = Button(self.tr("Something else they say"), name="networkAnother", icon="quotes")
        self.another.clicked.connect(self.show_start)
        head.addWidget(self.another)
        return head

    def _make_said(self) -> QWidget:
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, theme().px(12), 0)
        row.setSpacing(theme().px(12))
        self.words = WordsField("", name="networkWords", heard=self.tr("What they say"), role="hero", quoted=True)
        self.words.written.connect(self._reword)
        row.addWidget(self.words, 1)
        self.who = WhoButton(name="networkSpeaker")
        self.who.chosen.connect(self._set_who)
        row.addWidget(self.who)
        away = IconButton("trash", self.tr("Remove this with its answers"), name="networkRemove")
        away.clicked.connect(self.remove)
        row.addWidget(away)
        return said

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_all(self) -> None:
        """What was said with its questions, or what else they say."""
        context = self.context
        view = (
            network_view(context.projector, self.objection_id, context.lens, self.circle_id)
            if self.objection_id
            else None
        )
        self.view = view
        if view is None:
            self.objection_id = self.question_id = ""
        for part in (self._said, self._page, self.found, self.another):
            part.setVisible(view is not None)
        self._start_scroll.setVisible(view is None)
        if view is None:
            views = network_views(context.projector, context.workspace_id, context.lens, self.circle_id)
            self.start.show_earlier(views, self._speakers())
            return
        self.words.set_words(view.words)
        self.who.show_person(view.person.id if view.person else "", self._speakers())
        self.found.show_found(view.found)
        if not self._writing():
            self._show_page(view)

    def _speakers(self) -> list[PersonView]:
        """Who could say it: everybody alive, the family first."""
        people = [p for p in shown_people(self.context) if p.kind != "pet" and p.life in ("alive", "unknown")]
        return sorted(people, key=lambda p: p.kind == "professional")

    def _show_page(self, view: NetworkView) -> None:
        """The six cells, or one question large; the keyboard stays where it was."""
        focus = self.window().focusWidget()
        name = focus.objectName() if focus is not None and self._page.isAncestorOf(focus) else ""
        old_scroll = self._page.verticalScrollBar().value() if isinstance(self._page, ScrollArea) else 0
        self.grid = self.large = None
        page: QWidget
        found = next(((cell, q) for cell in view.cells for q in cell.questions if q[0] == self.question_id), None)
        if found is not None:
            cell, question = found
            where = f"{self.bank.times[cell.time]}. {self.bank.sides[cell.side]}"
            self.large = Large(self.context, question, where, spare=True)
            self.large.closed.connect(self.show_grid)
            page = self.large
        else:
            self.question_id = ""
            self.grid = Grid(self.context, self.bank, view.id, view.cells, view.found)
            self.grid.large.connect(self.show_large)
            self.grid.closed.connect(self.refresh_if_stale)
            page = ScrollArea(self.grid, name="networkScroll")
        self._body.replaceWidget(self._page, page)
        self._page.hide()
        self._page.deleteLater()
        self._page = page
        page.show()
        if isinstance(page, ScrollArea) and old_scroll:
            page.verticalScrollBar().setValue(old_scroll)
        if name and (again := page.findChild(QWidget, name)) is not None:
            again.setFocus()

    def show_start(self) -> None:
        """What else they say, and what was said before."""
        self.objection_id = self.question_id = ""
        self.refresh()
        focus_first(self.start)

    def open(self, objection_id: str) -> None:
        """Open what was said before."""
        self.objection_id, self.question_id = objection_id, ""
        self.refresh()

    def show_large(self, question_id: str) -> None:
        """Show one question large."""
        self.question_id = question_id
        self.refresh()
        if self.large is not None:
            focus_first(self.large)

    def show_grid(self) -> None:
        """Back to the six cells, at the question that was large."""
        asked, self.question_id = self.question_id, ""
        if self.large is not None and self.large.writing:
            self.large.setFocus()  # leaving the field saves
        self.refresh()
        if self.grid is not None and (again := self.grid.findChild(QWidget, f"question-{asked}")) is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- doing ------------------------------------------------------------------------------------------------
    def begin(self, words: str, person_id: str) -> None:
        """Begin with what somebody says."""
        case, workspace = self.context.case, self.context.workspace_id
        begun = self.context.attempt(
            lambda: network.start(case, workspace, words, person_id=person_id or None, bank=self.bank)
        )
        if begun:
            self.open(begun)

    def remove(self) -> None:
        """Take the objection away with its answers; the people found stay."""
        case, key = self.context.case, self.objection_id
        self.context.attempt(lambda: network.remove_objection(case, key))
        self.context.said_and_undoable(self.tr("Removed; the people found stay in the circles"))
        self.show_start()

    def _reword(self, words: str) -> None:
        case, key = self.context.case, self.objection_id
        if words.strip():
            self.context.attempt(lambda: network.set_objection(case, key, words=words))

    def _set_who(self, person_id: str) -> None:
        case, key = self.context.case, self.objection_id
        self.context.attempt(lambda: network.set_objection(case, key, person_id=person_id or None))

    def _find(self, line: str) -> None:
        name, fields = person_from_line(line)
        wanted = name.casefold()
        called = [p for p in shown_people(self.context) if wanted in (p.name.casefold(), p.full_name.casefold())]
        person = called[0].id if len(called) == 1 else None
        case, key, question = self.context.case, self.objection_id, self.question_id or None
        found = self.context.attempt(
            lambda: network.found(
                case, key, name=name, person_id=person, question_id=question, circle_id=self.circle_id or None,
                **({} if person else fields),
            )
        )  # fmt: skip
        if found:
            self.found.entry.clear()

    def _unfind(self, find_id: str) -> None:
        case = self.context.case
        self.context.attempt(lambda: network.remove_found(case, find_id))
        self.context.said_and_undoable(self.tr("Taken out of the people found"))

    # ---- following --------------------------------------------------------------------------------------------
    def _writing(self) -> bool:
        part = self.large or self.grid
        return part is not None and part.writing and self.view is not None

    def refresh_if_stale(self) -> None:
        """What somebody writes in stays; everything else of the page follows when they have left."""
        was_stale = self._stale and self.isVisible()
        super().refresh_if_stale()
        if was_stale:
            self._stale = self._writing()
