"""How things stood on the day in hand, and the ways into that day's map, circles and scores."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.thinking_views import DayView
from ui.screens.timeline.making_room import flowing
from ui.screens.timeline.words import knowing, spread, stood, tr
from ui.theme import theme
from ui.widgets import Button, Card, Label, column, follow_theme


class Fact(QWidget):
    """A few large words with small ones under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = column(self, gap=0)
        self.large = Label("", "title", wrap=False)
        self.small = Label("", "caption", "ink2", max_lines=2)
        body.addWidget(self.large)
        body.addWidget(self.small)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFixedWidth(theme().px(158))
        self._grow()

    def say(self, large: str, small: str) -> None:
        """Show these words."""
        if self.large.text() != large:
            self.large.setText(large)
        if self.small.text() != small:
            self.small.setText(small)
            self._grow()

    def _grow(self) -> None:
        self.small.setMinimumHeight(self.small.heightForWidth(theme().px(158)))


class Foot(Card):
    """``wanted(page)``: map, circles or scores of the day in hand."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("timelineFoot")
        body = column(self, (20, 12, 16, 12), gap=10)
        self._holder = flowing(gap=18)
        self._facts: list[Fact] = []
        body.addWidget(self._holder)
        self.buttons: dict[str, Button] = {}
        for page, icon, words in (
            ("map", "columns", tr("Map that day")), ("circles", "circles-three-plus", tr("Circles that day")),
            ("scores", "steps", tr("Scores that day")),
        ):  # fmt: skip
            button = Button(words, name=f"{page}ThatDay", icon=icon, size="small")
            button.setProperty("page", page)
            button.clicked.connect(self._press)
            self.buttons[page] = button
        body.addWidget(flowing(*self.buttons.values()))

    def show_day(self, view: DayView, *, circles: bool) -> None:
        """Say how things stood; ``circles``: whether there are any to look at."""
        facts = [(spread(scale.values), scale.strand.name) for scale in view.scales]
        facts.append(knowing(view.know_everything))
        if view.plan_version is not None:
            facts.append((tr("Version {n}").format(n=view.plan_version), tr("of the safety plan")))
        while len(self._facts) < len(facts):
            self._facts.append(Fact())
            layout = self._holder.layout()
            assert layout is not None
            layout.addWidget(self._facts[-1])
        for index, fact in enumerate(self._facts):
            fact.setVisible(index < len(facts))
            if index < len(facts):
                fact.say(*facts[index])
        self.setAccessibleName(stood(view))
        self.buttons["circles"].setVisible(circles)
        self.buttons["scores"].setVisible(bool(view.scales))
        self.updateGeometry()

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.wanted.emit(str(button.property("page")))
