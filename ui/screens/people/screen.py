"""Family: everybody in the children's lives, where they live, and where they appear."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from models.acts.people import add_person
from models.one_line import person_from_line
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.people.detail import PersonDetail
from ui.screens.people.everybody import shown_people
from ui.screens.people.homes import Homes
from ui.screens.people.rows import PersonRow
from ui.screens.room import Room
from ui.theme import theme
from ui.widgets import Button, EmptyState, GrowingTextEdit, Label, ScrollArea, Surface, across, clear, column


class PeopleScreen(Room):
    """The room for the family's people."""

    MADE_OF = (
        "person", "household", "household_member", "workspace_child", "restriction", "card", "card_person",
        "different_view", "score", "round", "casefile",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "family", ground="canvas", parent=parent)
        self._chosen = ""
        self.rows: list[PersonRow] = []
        self.detail: PersonDetail | None = None
        row = across(self)
        left = QWidget()
        body = column(left, (24, 12, 12, 0), gap=8)
        body.addLayout(self._make_head())
        page = QWidget()
        inner = column(page, (0, 0, 12, 24), gap=16)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(2))
        inner.addLayout(self._list)
        self.homes = Homes(context)
        self.homes.left.connect(self.refresh_if_stale)
        inner.addWidget(self.homes)
        inner.addStretch(1)
        self._scroll = ScrollArea(page, name="peopleScroll")
        body.addWidget(self._scroll, 1)
        row.addWidget(left, 5)
        side = Surface("canvas", edge=Qt.Edge.LeftEdge)
        self._side = column(side)
        row.addWidget(side, 6)
        self._side_page: QWidget = QWidget()
        self._side.addWidget(self._side_page)
        self.listen()

    def _make_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(theme().px(8))
        line = QHBoxLayout()
        line.setSpacing(theme().px(10))
        line.addWidget(Label(self.tr("People"), "lead", wrap=False))
        self.count = Label("", "caption", "ink2", wrap=False)
        line.addWidget(self.count, 1)
        head.addLayout(line)
        add = QHBoxLayout()
        add.setSpacing(theme().px(8))
        self.add_field = GrowingTextEdit(
            name="addPeople", heard=self.tr("Add people, one a line"), single=True,
            placeholder=self.tr("Add people, one a line: Nanna Mo, 57, mum's mum"),
        )  # fmt: skip
        self.add_field.finished.connect(self._enter)
        add.addWidget(self.add_field, 1)
        button = Button(self.tr("Add"), name="addPeopleButton", kind="primary", icon="user-plus")
        button.clicked.connect(self.add)
        add.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        head.addLayout(add)
        return head

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_all(self) -> None:
        """Everybody, the homes, and whoever is chosen."""
        people = shown_people(self.context)
        by_id = {person.id: person for person in people}
        self._show_list(people)
        self.homes.refresh(by_id)
        self._show_detail(by_id.get(self._chosen))

    def _groups(self, people: list[PersonView]) -> list[tuple[str, list[PersonView]]]:
        children = {child.id for child in self.context.map_view().children}
        others = [p for p in people if p.id not in children]
        kinds = (
            (self.tr("Children this work is about"), [p for p in people if p.id in children]),
            (self.tr("Family"), [p for p in others if p.kind in ("family", "carer")]),
            (self.tr("Friends and neighbours"), [p for p in others if p.kind == "friend"]),
            (self.tr("Professionals"), [p for p in others if p.kind == "professional"]),
            (self.tr("Pets"), [p for p in others if p.kind == "pet"]),
        )
        known = {p.id for _, group in kinds for p in group}
        rest = [p for p in others if p.id not in known]
        return [*((title, group) for title, group in kinds if group), *([(self.tr("Others"), rest)] if rest else [])]

    def _show_list(self, people: list[PersonView]) -> None:
        clear(self._list)
        raw = self.context.case.rows.table("person")
        self.rows = []
        for title, group in self._groups(people):
            header = Label(title, "label", "ink2")
            self._list.addSpacing(theme().px(6))
            self._list.addWidget(header)
            for person in group:
                row = PersonRow(person, self._allowed(raw[person.id], person))
                row.setChecked(person.id == self._chosen)
                row.clicked.connect(self._press)
                self.rows.append(row)
                self._list.addWidget(row)
        number = len(people)
        text = self.tr("one person") if number == 1 else self.tr("{n} people").format(n=number)
        self.count.setText(text if number else "")

    def _allowed(self, row: dict[str, object], person: PersonView) -> dict[str, object]:
        """The row's facts that stand beside a name; a hidden person's public name brings none of them."""
        if self.context.lens.is_us or person.full_name == row["name"]:
            return row
        return dict.fromkeys(row) | {"life": "alive"}

    def _show_detail(self, person: PersonView | None) -> None:
        row = self.context.case.rows.get("person", person.id) if person else None
        page: QWidget
        if person is None or row is None or (not self.context.lens.is_us and person.full_name != row["name"]):
            self.detail = None
            page = EmptyState(self.tr("Choose somebody to see and change what is known about them."), icon="users")
        else:
            self.detail = PersonDetail(self.context, person, row)
            self.detail.removed.connect(self._removed)
            page = ScrollArea(self.detail, name="detailScroll")
        self._side.replaceWidget(self._side_page, page)
        self._side_page.hide()
        self._side_page.deleteLater()
        self._side_page = page

    def choose(self, person_id: str) -> None:
        """Open somebody's facts ("" for nobody's)."""
        self._chosen = person_id
        for row in self.rows:
            row.setChecked(row.person.id == person_id)
        self._show_detail(next((row.person for row in self.rows if row.person.id == person_id), None))

    # ---- doing ------------------------------------------------------------------------------------------------
    def _press(self) -> None:
        row = self.sender()
        if isinstance(row, PersonRow):
            self.choose(row.person.id)

    def _enter(self) -> None:
        if self.add_field.hasFocus():
            self.add()

    def add(self) -> None:
        """Add everybody who stands in the line, one a line, as one step."""
        lines = [line for line in self.add_field.text().splitlines() if line.strip(" ,")]
        if not lines:
            return
        case = self.context.case

        def write() -> str:
            many = self.tr("Added a person") if len(lines) == 1 else self.tr("Added {n} people").format(n=len(lines))
            last = ""
            with case.edit(many):
                for line in lines:
                    name, fields = person_from_line(line)
                    last = add_person(case, name, **fields)
            return last

        self.add_field.set_kept("")
        added = self.context.attempt(write)
        if added:
            self.choose(added)

    def _removed(self) -> None:
        self._chosen = ""
        self.refresh()

    # ---- following --------------------------------------------------------------------------------------------
    def refresh_if_stale(self) -> None:
        """Names follow at once; the field under the hand, and the panel round it, stay."""
        if self._stale and self.isVisible() and self.is_busy:
            self._show_list(shown_people(self.context))
        super().refresh_if_stale()

    @property
    def is_busy(self) -> bool:
        """Whether somebody writes in one of the panel's fields."""
        focus = self.window().focusWidget()
        inside = isinstance(focus, QTextEdit | QLineEdit) and focus.hasFocus() and self.isAncestorOf(focus)
        return inside and focus not in (self.add_field, self.homes.add_field)
