"""What everybody is called in the room: invented names or initials, and other words to cover."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from models.cover_names import INITIALS, INVENTED, CoverNames
from ui.screens.session.state import SessionState
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, LineField, ScrollArea, SegmentedControl, clear, column

_MODES = (INVENTED, INITIALS)


class NamesPage(QWidget):
    """A line for each person of the case; changes hold from the next frame on. ``done()`` leads to the console."""

    done = Signal()

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionNamesPage")
        self._state = state
        page = QWidget()
        body = column(page, (28, 20, 28, 20), gap=12)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("What everybody is called in the room"), "title"), 1)
        done = Button(self.tr("To the console"), name="namesDone", kind="primary", icon="arrow-right")
        done.clicked.connect(self.done)
        head.addWidget(done)
        body.addLayout(head)
        said = self.tr("Full names, homes and places of this case are covered wherever they are written. They stay the "
                       "same all session.")  # fmt: skip
        body.addWidget(Label(said, "body", "ink2"))
        self.modes = SegmentedControl(
            [self.tr("Invented names"), self.tr("Initials")], name="nameMode", heard=self.tr("How names are hidden")
        )
        self.modes.set_current(_MODES.index(state.names().mode))
        self.modes.chosen.connect(self._set_mode)
        body.addWidget(self.modes)
        row = QHBoxLayout()
        row.setSpacing(theme().px(32))
        row.addWidget(self._make_people(), 3)
        row.addWidget(self._make_more(), 2)
        body.addLayout(row)
        body.addStretch(1)
        column(self).addWidget(ScrollArea(page, name="sessionNamesScroll"))
        self._refresh_more()

    def _make_people(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme().px(6))
        self.fields: dict[str, LineField] = {}
        people = self._state.context.case.rows.table("person")
        called = self._state.names().people
        order = sorted(people, key=lambda key: (people[key]["position"], key))
        for place, key in enumerate(key for key in order if key in called):
            name = str(people[key]["name"])
            field = LineField(called[key], name=f"called-{key}", heard=self.tr("{name} is called").format(name=name),
                              height=34)  # fmt: skip
            field.editingFinished.connect(self._set_people)
            self.fields[key] = field
            grid.addWidget(Label(name, "body"), place, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._show_mode()
        return holder

    def _make_more(self) -> QWidget:
        holder = QWidget()
        body = column(holder, gap=8)
        body.addWidget(Label(self.tr("Also cover these words"), "label"))
        body.addWidget(Label(self.tr("A street, a club, somebody the case does not know yet."), "caption", "ink2"))
        row = QHBoxLayout()
        self.words = LineField(name="coverWords", heard=self.tr("Words to cover"), placeholder=self.tr("Words"))
        self.instead = LineField(
            name="coverInstead", heard=self.tr("Said instead"), placeholder=self.tr("Said instead")
        )
        add = IconButton("plus", self.tr("Cover these words"), name="coverAdd", kind="outline", size="search")
        add.clicked.connect(self._add)
        self.instead.returnPressed.connect(self._add)
        for widget in (self.words, self.instead, add):
            row.addWidget(widget)
        body.addLayout(row)
        self._list = QWidget()
        self._lines = column(self._list, gap=4)
        body.addWidget(self._list)
        body.addStretch(1)
        return holder

    def _refresh_more(self) -> None:
        clear(self._lines)
        for place, (words, instead) in enumerate(self._state.names().more.items()):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Label(f"{words}  →  {instead}", "body"), 1)
            away = IconButton("x", self.tr("Do not cover it any more"), name=f"uncover{place}", size="small")
            away.setProperty("words", words)
            away.clicked.connect(self._remove)
            row.addWidget(away)
            self._lines.addWidget(line)

    def _show_mode(self) -> None:
        for field in self.fields.values():
            field.setEnabled(self._state.names().mode == INVENTED)

    def _set_mode(self, index: int) -> None:
        names = self._state.names()
        self._state.call(CoverNames(_MODES[index], names.people, names.more))
        self._show_mode()

    def _set_people(self) -> None:
        names = self._state.names()
        said = {key: field.text().strip() or names.people[key] for key, field in self.fields.items()}
        if said != {key: names.people[key] for key in said}:
            self._state.call(CoverNames(names.mode, {**names.people, **said}, names.more))

    def _add(self) -> None:
        words, instead = self.words.text().strip(), self.instead.text().strip()
        if words and instead:
            names = self._state.names()
            self._state.call(CoverNames(names.mode, names.people, {**names.more, words: instead}))
            self.words.clear()
            self.instead.clear()
            self._refresh_more()

    def _remove(self) -> None:
        button = self.sender()
        if isinstance(button, IconButton):
            names, gone = self._state.names(), button.property("words")
            more = {words: instead for words, instead in names.more.items() if words != gone}
            self._state.call(CoverNames(names.mode, names.people, more))
            self._refresh_more()
