"""How somebody gets on with the others: a row a line, which doubles as the key to the picture, and a new line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.acts import family as acts
from models.family_views import GenogramPerson, TieView
from ui.screens.family.line_sample import LineSample, TieChoice
from ui.screens.family.panel_kit import Choice, Facts, RowButton
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_words import tie_words
from ui.screens.family.state import FamilyState
from ui.widgets import Button


class PersonTies(Page):
    """The ties of one person. ``other`` and ``kind`` are the two choices of a new line."""

    def __init__(self, state: FamilyState, person: GenogramPerson, parent: QWidget | None = None) -> None:
        super().__init__(state, "personTies", parent)
        self._id = person.id
        self.body.setSpacing(2)
        ties = [tie for tie in state.view.ties if person.id in (tie.start, tie.end)]
        if not ties and not state.may_edit:
            return
        self.heading(self.tr("How {name} gets on with").format(name=self.name_of(person.id)))
        for tie in sorted(ties, key=self._strength):
            self._add_row(tie)
        if state.may_edit and not person.stands_for:
            self._add_new()

    def _strength(self, tie: TieView) -> tuple[bool, int, str]:
        """What worries comes first, then what is good; what is over comes last."""
        colours = [self.presets.ties[kind].colour for kind in tie.kinds if kind in self.presets.ties]
        rank = min(({"worry": 0, "well": 1}.get(colour, 2) for colour in colours), default=2)
        return "past" in tie.kinds or bool(tie.ended_on), rank, tie.id

    def _add_row(self, tie: TieView) -> None:
        other = tie.end if tie.start == self._id else tie.start
        mark = LineSample(self.presets, tie, width=46, height=18)
        words = self._words(tie)
        heard = self.tr("{name}: {words}").format(name=self.name_of(other), words=words)
        row = RowButton(f"tie-{tie.id}", self.name_of(other), words, mark=mark, heard=heard)
        row.setProperty("tie", tie.id)
        row.clicked.connect(self._open_tie)
        self.body.addWidget(row)

    def _words(self, tie: TieView) -> str:
        """What was said about it, then the kind in plain words: "“Dad used the belt.” In the past"."""
        words = tie_words(self.presets, tie)
        if not tie.note or not self.named:
            return words
        note = tie.note.strip()
        end = "" if note.endswith((".", "!", "?", "”")) else "."
        return f"{note[:1].upper()}{note[1:]}{end} {words}"

    def _open_tie(self) -> None:
        row = self.sender()
        if row is not None:
            self.state.select("tie", str(row.property("tie")))

    # ---- a new line -------------------------------------------------------------------------------------------
    def _add_new(self) -> None:
        self.add = Button(self.tr("Add a line"), name="addLine", size="small", icon="plus",
                          tip=self.tr("How two people are with each other (L)"))  # fmt: skip
        self.add.clicked.connect(self.open_new)
        self.body.addSpacing(6)
        self.left(self.add)
        self._form = Facts()
        names = {"": self.tr("Whom?")} | {
            p.id: self.name_of(p.id) for p in self.state.view.people if p.id != self._id and not p.stands_for
        }
        self.other = Choice("newLineTo", names, "", heard=self.tr("A line to"))
        self.other.chosen.connect(self._choose)
        self._form.add(self.tr("To"), self.other)
        self.kind = TieChoice("newLineKind", self.presets, "", none=self.tr("How do they get on?"),
                              heard=self.tr("How they get on"))  # fmt: skip
        self.kind.chosen.connect(self._choose)
        self._form.add(self.tr("Kind"), self.kind)
        self._form.hide()
        self.body.addWidget(self._form)

    def open_new(self) -> None:
        """Ask to whom, and how they get on."""
        self.add.hide()
        self._form.show()
        self.other.setFocus()

    def _choose(self, key: str, value: str) -> None:
        choice = self.other if key == self.other.key else self.kind
        choice.set_now(value)
        if not self.other.now:
            self.other.setFocus()
        elif not self.kind.now:
            self.kind.setFocus()
        else:
            case, start, end, kind = self.case, self._id, self.other.now, self.kind.now
            added = self.do(lambda: acts.add_tie(case, start, end, kind))
            if added:
                self.state.select("tie", added)
