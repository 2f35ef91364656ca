"""How two people are with each other: the kind of line, which way it goes, since when, and in whose words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.acts import family as acts
from models.family_views import TieView
from models.one_line import as_iso
from ui.screens.family.line_sample import LineSample, TieChoice
from ui.screens.family.panel_facts import open_fields
from ui.screens.family.panel_kit import FactField, Facts, RowButton
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_removing import remove
from ui.screens.family.panel_words import listed
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Button, Label, Switch

DATES = ("begun_on", "ended_on", "repaired_on")


class LinePage(Page):
    """One tie's page."""

    def __init__(self, state: FamilyState, tie: TieView, parent: QWidget | None = None) -> None:
        super().__init__(state, "linePage", parent)
        self.tie = tie
        self._open = open_fields(state, "ties", tie)
        self._may = "kinds" in self._open
        head = QHBoxLayout()
        head.setSpacing(theme().px(12))
        names = [self.name_of(tie.start), self.name_of(tie.end)]
        title = self.tr("{start} to {end}").format(start=names[0], end=names[1]) if tie.directed else listed(names)
        head.addWidget(Label(title, "lead"), 1)
        self.body.addLayout(head)
        self.body.addWidget(LineSample(self.presets, tie, width=240, height=26))
        self._add_facts()
        self._add_way()
        self._add_note()
        self.heading(self.tr("Go to"))
        for number, person in enumerate((tie.start, tie.end)):
            button = RowButton(f"go-{number}", self.name_of(person))
            button.setProperty("person", person)
            button.clicked.connect(self._go)
            self.body.addWidget(button)
        self.may_be_held_back("tie", tie.id)
        if self._may:
            away = Button(self.tr("Remove this line"), name="removeLine", kind="quiet", size="small", icon="trash")
            away.clicked.connect(self._remove)
            self.body.addSpacing(theme().px(8))
            self.left(away)

    def _add_facts(self) -> None:
        grid = Facts()
        first, second = (*self.tie.kinds, "")[:2]
        presets = self.presets
        kind = TieChoice("kind", presets, first, heard=self.tr("How they get on"), editable=self._may)
        kind.chosen.connect(self._write)
        grid.add(self.tr("Kind"), kind)
        if self._may or second:
            also = TieChoice("second_kind", presets, second, none=self.tr("Nothing else"), heard=self.tr("And also"),
                             editable=self._may)  # fmt: skip
            also.chosen.connect(self._write)
            grid.add(self.tr("And also"), also)
        titles = {"begun_on": self.tr("Since"), "ended_on": self.tr("Until")}
        if "cut_off" in self.tie.kinds or "mending" in self.tie.kinds or self.tie.repaired_on:
            titles["repaired_on"] = self.tr("Mended")
        for key, name in titles.items():
            text = str(getattr(self.tie, key) or "")
            if text or key in self._open:
                field = FactField(key, dates.written(text), heard=name, editable=key in self._open)
                field.saved.connect(self._write)
                grid.add(name, field)
        self.body.addWidget(grid)

    def _add_way(self) -> None:
        if not self._may:
            return
        self.one_way = Switch(self.tr("Goes one way"), name="directed", on=self.tie.directed)
        self.one_way.clicked.connect(self._set_directed)
        self.left(self.one_way)
        if self.tie.directed:
            end, start = self.name_of(self.tie.end), self.name_of(self.tie.start)
            swap = Button(self.tr("Turn it round"), name="swapLine", size="small", icon="arrow-u-up-left",
                          tip=self.tr("From {end} to {start}").format(end=end, start=start))  # fmt: skip
            swap.clicked.connect(self._swap)
            self.left(swap)

    def _add_note(self) -> None:
        if not self.named or (not self.tie.note and "note" not in self._open):
            return
        self.heading(self.tr("In their words"))
        note = FactField("note", self.tie.note or "", heard=self.tr("In their words"), single=False,
                         empty=self.tr("What do they say about it?"), editable="note" in self._open)  # fmt: skip
        note.saved.connect(self._write)
        self.body.addWidget(note)

    # ---- writing ----------------------------------------------------------------------------------------------
    def _write(self, key: str, text: str) -> None:
        value = (as_iso(text) if key in DATES else text) or None
        case, tie_id = self.case, self.tie.id
        self.do(lambda: acts.set_tie(case, tie_id, **{key: value}))

    def _set_directed(self) -> None:
        case, tie_id, on = self.case, self.tie.id, self.one_way.isChecked()
        self.do(lambda: acts.set_tie(case, tie_id, directed=on))

    def _swap(self) -> None:
        case, tie = self.case, self.tie
        self.do(lambda: acts.set_tie(case, tie.id, from_id=tie.end, to_id=tie.start))

    def _go(self) -> None:
        button = self.sender()
        if button is not None:
            self.state.select("person", str(button.property("person")))

    def _remove(self) -> None:
        remove(self.state, "tie", self.tie.id)
