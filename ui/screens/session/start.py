"""Beginning a session: which kind, who brings the case, who leads and advises, how many; and the sessions so far."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from models import dates
from models.acts.sessions import APPROVED, AWAITING
from models.projections import shown_name
from models.session_template import in_force
from models.sessions import SessionLine, session_lines
from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import (
    Button,
    Card,
    IconButton,
    IconMark,
    Label,
    Menu,
    ScrollArea,
    SectionHeader,
    SegmentedControl,
    clear,
    column,
)

KINDS = ("supervision", "appreciative", "network_meeting", "conference", "core_group")
_MOST = 40


class PersonChoice(Button):
    """Somebody who works with the family, or nobody: a menu."""

    def __init__(self, context: CaseContext, *, name: str, heard: str, parent: QWidget | None = None) -> None:
        self.person_id: str | None = None
        self._context, self._heard = context, heard
        super().__init__("", name=name, icon="user", menu=True, parent=parent)
        self.clicked.connect(self._open)
        self.choose(None)

    def choose(self, person_id: str | None) -> None:
        """Set who it is."""
        self.person_id = person_id
        row = self._context.case.rows.get("person", person_id)
        self.setText(shown_name(row) if row is not None else self.tr("Nobody"))
        self.setAccessibleName(f"{self._heard}: {self.text()}")

    def people(self) -> list[tuple[str, str]]:
        """Who could be chosen: id and name, the professionals of the case by name."""
        rows = self._context.case.rows.where("person", kind="professional")
        return sorted(((str(row["id"]), str(row["name"])) for row in rows), key=lambda each: each[1].casefold())

    def menu_of_people(self) -> Menu:
        """The menu (made apart from showing it, so a test can press it)."""
        menu = Menu(self, name=f"{self.objectName()}Menu")
        for key, name in [("", self.tr("Nobody")), *self.people()]:
            action = QAction(name, menu)
            action.setData(key)
            action.triggered.connect(self._chosen)
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        menu = self.menu_of_people()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choose(str(action.data()) or None)


class StartPage(QWidget):
    """``began(kind)`` when somebody presses Begin; ``opened(session_id)`` for one of the list."""

    began = Signal(str)
    opened = Signal(str)

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionStart")
        self.context = context
        self.people = 7
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(theme().px(28), theme().px(20), theme().px(28), theme().px(20))
        row.setSpacing(theme().px(28))
        row.addWidget(self._make_form(), 3)
        row.addWidget(self._make_list(), 2)
        column(self).addWidget(ScrollArea(page, name="sessionStartScroll"))
        self.refresh()

    def _make_form(self) -> QWidget:
        form = QWidget()
        body = column(form, gap=12)
        body.addWidget(Label(self.tr("Lead a session"), "title"))
        said = self.tr("The room reads a large dark page without anybody's full name. You keep the console.")
        body.addWidget(Label(said, "body", "ink2"))
        self._templates, problem = in_force()
        if problem:
            body.addWidget(Label(problem, "body", "askInk"))
        titles = [self._templates[kind].title for kind in KINDS]
        self.kinds = SegmentedControl(titles, name="sessionKind", heard=self.tr("Kind of session"))
        self.kinds.chosen.connect(self._on_kind)
        body.addWidget(self.kinds)
        self.stages = Label("", "body", "ink2")
        body.addWidget(self.stages)
        body.addLayout(self._make_who())
        self.begin = Button(self.tr("Begin"), name="beginSession", kind="primary", icon="chalkboard-teacher",
                            size="large")  # fmt: skip
        self.begin.clicked.connect(self._begin)
        line = QHBoxLayout()
        line.addWidget(self.begin)
        line.addStretch(1)
        body.addLayout(line)
        body.addWidget(Label(self.tr("Nothing is shown to anybody until you open the room's window."), "caption",
                             "ink2"))  # fmt: skip
        body.addStretch(1)
        self._on_kind(0)
        return form

    def _make_who(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme().px(8))
        grid.setHorizontalSpacing(theme().px(14))
        self.worker = PersonChoice(self.context, name="sessionWorker", heard=self.tr("Who brings the case"))
        self.facilitator = PersonChoice(self.context, name="sessionFacilitator", heard=self.tr("Who leads"))
        self.adviser = PersonChoice(self.context, name="sessionAdviser", heard=self.tr("Who advises"))
        worker = self.context.projector.current_worker(self.context.workspace_id)
        self.worker.choose(worker.id if worker is not None else None)
        for place, (words, choice) in enumerate(
            ((self.tr("Brings the case"), self.worker), (self.tr("Leads"), self.facilitator),
             (self.tr("Advises"), self.adviser))
        ):  # fmt: skip
            grid.addWidget(Label(words, "body", wrap=False), place, 0)
            grid.addWidget(choice, place, 1)
        grid.addWidget(Label(self.tr("How many people"), "body", wrap=False), 3, 0)
        count = QHBoxLayout()
        fewer = IconButton("minus", self.tr("One fewer"), name="fewerPeople", kind="outline")
        fewer.clicked.connect(self._fewer)
        more = IconButton("plus", self.tr("One more"), name="morePeople", kind="outline")
        more.clicked.connect(self._more)
        self.count = Label(str(self.people), "words", wrap=False, align=Qt.AlignmentFlag.AlignHCenter)
        self.count.setMinimumWidth(theme().px(28))
        count.setSpacing(theme().px(10))
        for widget in (fewer, self.count, more):
            count.addWidget(widget)
        count.addStretch(1)
        grid.addLayout(count, 3, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _make_list(self) -> QWidget:
        holder = QWidget()
        body = column(holder, gap=8)
        body.addWidget(SectionHeader(self.tr("Sessions so far"), icon="clock-counter-clockwise"))
        self._list = QWidget()
        self._lines = column(self._list, gap=8)
        body.addWidget(self._list)
        body.addStretch(1)
        return holder

    # ---- keeping it true --------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Who there is, and which sessions."""
        clear(self._lines)
        lines = session_lines(self.context.projector, self.context.workspace_id)
        for line in lines:
            self._lines.addWidget(self._line(line))
        if not lines:
            self._lines.addWidget(Label(self.tr("None yet."), "body", "ink2"))

    def _line(self, line: SessionLine) -> Card:
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(theme().px(14), theme().px(10), theme().px(10), theme().px(10))
        icon = "chat-circle-text" if line.is_open else "check-circle" if line.status == APPROVED else "clock"
        row.addWidget(IconMark(icon))
        words = QWidget()
        body = column(words, gap=0)
        body.addWidget(Label(line.title, "label"))
        body.addWidget(Label(f"{dates.written(line.held_on)}. {self._status(line)}", "caption", "ink2"))
        row.addWidget(words, 1)
        text = self.tr("Go on") if line.is_open else self.tr("Summary")
        heard = f"{text}: {line.title}, {dates.written(line.held_on)}"
        button = Button(text, name=f"session-{line.id}", size="small", heard=heard)
        button.clicked.connect(self._open)
        row.addWidget(button)
        return card

    def _status(self, line: SessionLine) -> str:
        if line.is_open:
            return self.tr("Not ended yet")
        return {AWAITING: self.tr("Awaiting the manager"), APPROVED: self.tr("The manager has decided")}.get(
            line.status, self.tr("Held")
        )

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.opened.emit(button.objectName().removeprefix("session-"))

    def _on_kind(self, index: int) -> None:
        found = self._templates[KINDS[index]]
        stages = ", ".join(f"{stage.title} ({stage.minutes})" for stage in found.stages)
        self.stages.setText(self.tr("{minutes} minutes: {stages}").format(minutes=found.minutes, stages=stages))

    def _fewer(self) -> None:
        self._set_people(self.people - 1)

    def _more(self) -> None:
        self._set_people(self.people + 1)

    def _set_people(self, count: int) -> None:
        self.people = max(1, min(_MOST, count))
        self.count.setText(str(self.people))

    def _begin(self) -> None:
        self.began.emit(KINDS[max(0, self.kinds.current)])
