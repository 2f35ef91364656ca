"""How a child belongs to a couple: by birth, adopted, fostered, looked after by kin, or as a stepchild."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import dates
from models.acts import family as acts
from models.family_views import ChildView
from models.one_line import as_iso
from ui.screens.family.panel_facts import open_fields
from ui.screens.family.panel_kit import Choice, FactField, Facts, RowButton
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_removing import remove
from ui.screens.family.panel_words import listed
from ui.screens.family.state import FamilyState
from ui.screens.family.union_page import union_title
from ui.theme import theme
from ui.widgets import Button, Label, Switch

DATES = ("begun_on", "ended_on")


class ChildPage(Page):
    """One child's link to its parents."""

    def __init__(self, state: FamilyState, link: ChildView, parent: QWidget | None = None) -> None:
        super().__init__(state, "childPage", parent)
        self.link = link
        self._open = open_fields(state, "children", link)
        self._union = next((u for u in state.view.unions if u.id == link.union), None)
        self.body.addWidget(Label(self.name_of(link.child), "lead"))
        if self._union is not None:
            self.body.addWidget(
                Label(self.tr("child of {parents}").format(parents=union_title(self, self._union)), "body", "ink2")
            )
        self._add_facts()
        self._add_ways()
        if "kind" in self._open:
            away = Button(self.tr("Not their child"), name="removeChild", kind="quiet", size="small", icon="trash",
                          tip=self.tr("Takes away the line between them; everybody stays"))  # fmt: skip
            away.clicked.connect(self._remove)
            self.body.addSpacing(theme().px(8))
            self.left(away)

    def _twin_links(self) -> list[ChildView]:
        """The others of the same birth."""
        twins = self.link.twins
        return [
            c for c in self.state.view.children
            if twins and c.union == self.link.union and c.twins == twins and c.id != self.link.id
        ]  # fmt: skip

    def _add_facts(self) -> None:
        grid = Facts()
        words = {key: line.label for key, line in self.presets.children.items()}
        kind = Choice("kind", words, self.link.kind, heard=self.tr("How they belong"), editable="kind" in self._open)
        kind.chosen.connect(self._write)
        grid.add(self.tr("Kind"), kind)
        titles = {"begun_on": self.tr("From"), "ended_on": self.tr("Until")}
        for key, title in titles.items():
            text = str(getattr(self.link, key) or "")
            if text or (self.link.kind != "birth" and key in self._open):
                field = FactField(key, dates.written(text), heard=title, editable=key in self._open)
                field.saved.connect(self._write)
                grid.add(title, field)
        self._add_twin(grid)
        self.body.addWidget(grid)
        if self.named and (self.link.note or "note" in self._open):
            note = FactField("note", self.link.note or "", heard=self.tr("Note"), single=False, ink="ink2",
                             empty=self.tr("Add a note"), editable="note" in self._open)  # fmt: skip
            note.saved.connect(self._write)
            self.body.addWidget(note)
        if self._twin_links():
            self.identical = Switch(self.tr("Identical twins"), name="identical", on=self.link.identical)
            self.identical.setEnabled("identical" in self._open)
            self.identical.clicked.connect(self._set_identical)
            self.left(self.identical)

    def _add_twin(self, grid: Facts) -> None:
        others = [c for c in self.state.view.children if c.union == self.link.union and c.id != self.link.id]
        together = self._twin_links()
        if not others or (not together and "twins" not in self._open):
            return
        words = {"": self.tr("Nobody")} | {c.id: self.name_of(c.child) for c in others}
        now = together[0].id if together else ""
        if len(together) > 1:
            words[now] = listed([self.name_of(c.child) for c in together])
        choice = Choice("twins", words, now, heard=self.tr("Born together with"), editable="twins" in self._open)
        choice.chosen.connect(self._set_twin)
        grid.add(self.tr("Twin of"), choice)

    def _add_ways(self) -> None:
        """To the child and to the parents."""
        rows = [("person", self.link.child, self.name_of(self.link.child))]
        if self._union is not None:
            rows.append(("union", self._union.id, union_title(self, self._union)))
        self.heading(self.tr("Go to"))
        for kind, key, text in rows:
            button = RowButton(f"go-{kind}", text)
            button.setProperty("target", (kind, key))
            button.clicked.connect(self._go)
            self.body.addWidget(button)

    # ---- writing ----------------------------------------------------------------------------------------------
    def _write(self, key: str, text: str) -> None:
        value = (as_iso(text) if key in DATES else text) or None
        if value == (getattr(self.link, key) or None):
            return
        case, link_id = self.case, self.link.id
        self.do(lambda: acts.set_child_link(case, link_id, **{key: value}))

    def _set_twin(self, _key: str, other: str) -> None:
        case, own = self.case, self.link.id
        if other:
            self.do(lambda: acts.set_twins(case, [own, other]))
        else:
            self.do(lambda: acts.unset_twins(case, [own]))

    def _set_identical(self) -> None:
        case, on = self.case, self.identical.isChecked()
        ids = [self.link.id, *(c.id for c in self._twin_links())]
        self.do(lambda: acts.set_twins(case, ids, identical=on))

    def _go(self) -> None:
        button = self.sender()
        if button is not None:
            kind, key = button.property("target")
            self.state.select(kind, key)

    def _remove(self) -> None:
        remove(self.state, "child", self.link.id)
