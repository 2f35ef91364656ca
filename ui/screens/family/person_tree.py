"""How somebody belongs: their parents, their couples, and the children below, each a row that leads there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.family_views import GenogramPerson, UnionView
from ui.screens.family.panel_kit import RowButton
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_words import child_note, endings, listed
from ui.screens.family.state import FamilyState
from ui.screens.family.union_page import union_title


class PersonTree(Page):
    """The rows of one person: to the child's link, to the couple."""

    def __init__(self, state: FamilyState, person: GenogramPerson, parent: QWidget | None = None) -> None:
        super().__init__(state, "personTree", parent)
        self._id = person.id
        self.body.setSpacing(0)
        above = [link for link in state.view.children if link.child == person.id]
        unions = {union.id: union for union in state.view.unions}
        own = [union for union in state.view.unions if person.id in union.partners]
        if not above and not own:
            return
        self.heading(self.tr("Parents, partners and children"))
        for link in above:
            if link.union in unions:
                words = self.tr("child of {parents}").format(parents=union_title(self, unions[link.union]))
                note = child_note(self.presets, link.kind)
                self._row("child", link.id, words, note)
        for union in own:
            self._row("union", union.id, self._with(union), self._about(union))

    def _row(self, kind: str, key: str, title: str, words: str) -> None:
        button = RowButton(f"{kind}-{key}", title[:1].upper() + title[1:], words)
        button.setProperty("target", (kind, key))
        button.clicked.connect(self._go)
        self.body.addWidget(button)

    def _with(self, union: UnionView) -> str:
        others = [p for p in union.partners if p != self._id]
        known = [found for p in others if (found := self.person(p)) is not None and not found.stands_for]
        if known:
            return self.tr("With {name}").format(name=listed([p.person.name for p in known]))
        return self.tr("With somebody not known") if others else self.tr("Children")

    def _about(self, union: UnionView) -> str:
        said = [
            self.presets.unions[union.kind].label if union.kind != "unknown" else "",
            union.dates.removeprefix("m. "),
        ]
        if union.ended_by:
            said.append(endings(self.presets)[union.ended_by].lower())
        names = [self.name_of(c.child) for c in self.state.view.children if c.union == union.id]
        about = ", ".join(word for word in said if word)
        below = listed(names)
        return ". ".join(part for part in (about, below) if part)

    def _go(self) -> None:
        button = self.sender()
        if button is not None:
            kind, key = button.property("target")
            self.state.select(kind, key)
