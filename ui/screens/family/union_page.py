"""A couple: what they are to each other, since when, how it ended, and their children in their order."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.acts import family as acts
from models.family_views import ChildView, UnionView
from models.one_line import as_iso, person_from_line
from ui.screens.family.panel_facts import open_fields
from ui.screens.family.panel_kit import Choice, FactField, Facts, RowButton
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_removing import remove
from ui.screens.family.panel_words import child_note, endings, listed
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, LineField

DATES = ("begun_on", "ended_on")


def union_title(page: Page, union: UnionView) -> str:
    """What a couple is called: "Shauna and Danny", "Danny and somebody not known"."""
    return listed([page.name_of(partner) for partner in union.partners])


class UnionPage(Page):
    """One couple's page."""

    def __init__(self, state: FamilyState, union: UnionView, parent: QWidget | None = None) -> None:
        super().__init__(state, "unionPage", parent)
        self.union = union
        self._open = open_fields(state, "unions", union)
        self.body.addWidget(Label(union_title(self, union), "lead"))
        self._add_facts()
        self._add_children()
        if "kind" in self._open:
            self._add_note()
            away = Button(self.tr("Remove this couple"), name="removeUnion", kind="quiet", size="small", icon="trash",
                          tip=self.tr("The people stay; their children are no longer joined to them"))  # fmt: skip
            away.clicked.connect(self._remove)
            self.body.addSpacing(theme().px(8))
            self.left(away)

    def _add_facts(self) -> None:
        grid = Facts()
        one = any(partner.startswith("?") for partner in self.union.partners)
        words = {key: line.label for key, line in self.presets.unions.items()}
        kinds = Choice("kind", words, self.union.kind, heard=self.tr("What they are to each other"),
                       editable="kind" in self._open)  # fmt: skip
        kinds.chosen.connect(self._write)
        grid.add(self.tr("Kind"), kinds)
        self._date(grid, "begun_on", self.tr("Since"))
        ended = Choice("ended_by", endings(self.presets), self.union.ended_by, heard=self.tr("How it ended"),
                       editable="ended_by" in self._open)  # fmt: skip
        ended.chosen.connect(self._write)
        grid.add(self.tr("Ended"), ended)
        if self.union.ended_by or self.union.ended_on:
            self._date(grid, "ended_on", self.tr("Until"))
        self.body.addWidget(grid)
        if one and "kind" in self._open:
            self._add_naming()

    def _date(self, grid: Facts, key: str, title: str) -> None:
        text = str(getattr(self.union, key) or "")
        if not text and key not in self._open:
            return
        field = FactField(key, dates.written(text), heard=title, editable=key in self._open)
        field.saved.connect(self._write)
        grid.add(title, field)

    def _add_naming(self) -> None:
        """Say who the partner is whom nobody has named yet."""
        taken = set(self.union.partners)
        words = {"": self.tr("Who is it?")} | {
            p.id: self.name_of(p.id) for p in self.state.view.people if p.id not in taken and not p.stands_for
        }
        choice = Choice("partner", words, "", heard=self.tr("The partner not known yet"))
        choice.chosen.connect(self._name_partner)
        grid = Facts()
        grid.add(self.tr("Partner"), choice)
        self.body.addWidget(grid)
        self.new_partner = LineField(name="newPartner", heard=self.tr("The partner's name"), height=36,
                                     placeholder=self.tr("Or a new name: Kofi 30"))  # fmt: skip
        self.new_partner.returnPressed.connect(self._name_new)
        self.body.addWidget(self.new_partner)

    # ---- children ---------------------------------------------------------------------------------------------
    def links(self) -> list[ChildView]:
        """The couple's children as they stand from the left."""
        links = [link for link in self.state.view.children if link.union == self.union.id]
        layout = self.state.layout
        across = {person.id: person.x for person in layout.persons} if layout is not None else {}
        return sorted(links, key=lambda link: across.get(link.child, 0.0)) if across else links

    def _add_children(self) -> None:
        links = self.links()
        may = self.state.may_edit
        if not links and not may:
            return
        self.heading(self.tr("Children"))
        for number, link in enumerate(links):
            self.body.addWidget(self._child_row(link, number, links, may))
        if not may:
            return
        add = Button(self.tr("Add children"), name="addChildren", size="small", icon="plus")
        add.clicked.connect(self._add)
        self.left(add)
        if any(link.position for link in links):
            by_age = Button(self.tr("Order by age"), name="orderByAge", kind="quiet", size="small",
                            icon="sort-ascending")  # fmt: skip
            by_age.clicked.connect(self._by_age)
            self.left(by_age)
        self._add_twins(links)

    def _child_row(self, link: ChildView, number: int, links: list[ChildView], may: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(2))
        found = self.person(link.child)
        name = self.name_of(link.child)
        twin = "" if not link.twins else self.tr("identical twin") if link.identical else self.tr("twin")
        said = ", ".join(w for w in (found.person.age if found else "", child_note(self.presets, link.kind), twin) if w)
        button = RowButton(f"child-{link.id}", name, said)
        button.setProperty("link", link.id)
        button.clicked.connect(self._open_link)
        row.addWidget(button, 1)
        if may and len(links) > 1:
            for icon, step in (("arrow-up", -1), ("arrow-down", 1)):
                words = self.tr("Move {name} before the one above") if step < 0 else self.tr("Move {name} down")
                move = IconButton(icon, words.format(name=name), name=f"move{step}-{link.id}", size="small",
                                  icon_size=16)  # fmt: skip
                move.setProperty("move", (link.id, number + step))
                move.setEnabled(0 <= number + step < len(links))
                move.clicked.connect(self._move)
                row.addWidget(move, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _add_twins(self, links: list[ChildView]) -> None:
        """Say that two of the children were born together."""
        single = [link for link in links if not link.twins and link.kind == "birth"]
        if len(single) < 2:
            return
        words = {"": self.tr("Nobody")}
        for one, other in pairwise(single):
            words[f"{one.id} {other.id}"] = listed([self.name_of(one.child), self.name_of(other.child)])
        choice = Choice("twins", words, "", heard=self.tr("Born together"))
        choice.chosen.connect(self._twins)
        grid = Facts()
        grid.add(self.tr("Twins"), choice)
        self.body.addWidget(grid)

    def _add_note(self) -> None:
        if not self.named:
            return
        self.body.addSpacing(theme().px(4))
        note = FactField("note", self.union.note or "", heard=self.tr("Note"), single=False, ink="ink2",
                         empty=self.tr("Add a note"), editable="note" in self._open)  # fmt: skip
        note.saved.connect(self._write)
        self.body.addWidget(note)

    # ---- writing ----------------------------------------------------------------------------------------------
    def _write(self, key: str, text: str) -> None:
        value: str | None = (as_iso(text) if key in DATES else text) or None
        if value == (getattr(self.union, key) or None):
            return
        case, union_id = self.case, self.union.id
        changes: dict[str, str | None] = {key: value}
        if key == "ended_by" and value is None:
            changes["ended_on"] = None  # still together: no day it ended on
        elif key == "ended_on" and value and not self.union.ended_by:
            changes["ended_by"] = "separated"
        self.do(lambda: acts.set_union(case, union_id, **changes))

    def _name_partner(self, _key: str, person_id: str) -> None:
        case, union_id = self.case, self.union.id
        self.do(lambda: acts.set_partner(case, union_id, person_id))

    def _name_new(self) -> None:
        name, fields = person_from_line(self.new_partner.text(), today=self.context.services.now().date())
        case, union_id = self.case, self.union.id
        if name:
            self.new_partner.clear()
            self.do(lambda: acts.name_partner(case, union_id, name, fields))

    def _open_link(self) -> None:
        button = self.sender()
        if button is not None:
            self.state.select("child", str(button.property("link")))

    def _move(self) -> None:
        button = self.sender()
        if button is None:
            return
        link_id, to = button.property("move")
        shown = [link.id for link in self.links()]
        rest = [each for each in shown if each != link_id]
        before = rest[to] if to < len(rest) else None
        case = self.case
        self.do(lambda: acts.order_sibling(case, link_id, before, shown=shown))

    def _by_age(self) -> None:
        case, union_id = self.case, self.union.id
        self.do(lambda: acts.order_by_age(case, union_id))

    def _twins(self, _key: str, value: str) -> None:
        case, ids = self.case, value.split()
        if ids:
            self.do(lambda: acts.set_twins(case, ids))

    def _add(self) -> None:
        self.entry_wanted.emit("child", self.union.id)

    def _remove(self) -> None:
        remove(self.state, "union", self.union.id)
