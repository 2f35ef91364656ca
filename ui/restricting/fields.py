"""The questions of holding back, each a small part of the sheet: a line with words to press, words, readers, a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import dates
from models.audience import Reader
from models.restrictions import review_day
from ui.restricting.words import reader_words, review_words, tr
from ui.theme import theme
from ui.widgets import Button, FlowLayout, GrowingTextEdit, Label, LineField, Switch, column


class Question(QWidget):
    """A title, a line about it, and what answers it in ``body``. ``changed()`` when the answer changes."""

    changed = Signal()

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = column(self, gap=6)
        self.title = Label(title, "label")
        self.body.addWidget(self.title)
        if about:
            self.body.addWidget(Label(about, "caption", "ink2"))


def flow_of(widgets: Sequence[QWidget]) -> QWidget:
    """Widgets in rows that break where there is no more room."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
    for widget in widgets:
        flow.addWidget(widget)
    return holder


class LineQuestion(Question):
    """One line, with words to press that fill it."""

    def __init__(
        self, title: str, *, name: str, text: str = "", placeholder: str = "", offered: Sequence[str] = (),
        about: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, about, parent)
        self.field = LineField(text, name=name, heard=title, placeholder=placeholder)
        self.field.textChanged.connect(self.changed)
        self.body.addWidget(self.field)
        self._buttons = []
        for number, words in enumerate(offered):
            button = Button(words, name=f"{name}-{number}", size="small", pill=True, heard=f"{title} {words}")
            button.setProperty("words", words)
            button.clicked.connect(self._take)
            self._buttons.append(button)
        if self._buttons:
            self.body.addWidget(flow_of(self._buttons))

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.field.text().strip()

    def _take(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.field.setText(str(button.property("words")))
            self.field.setFocus()


class ReviewQuestion(LineQuestion):
    """When it is to be looked at again, in words, and the day that means."""

    def __init__(self, today: dt.date, review_on: str | None, parent: QWidget | None = None) -> None:
        text = dates.written(review_on) if review_on else ""
        super().__init__(
            tr("When shall it be looked at again?"), name="reviewOn", text=text, offered=review_words(),
            placeholder=tr("In 3 months, or a date; nothing for never"), parent=parent,
        )  # fmt: skip
        self._today, self._before = today, (text, review_on)
        self.day = Label("", "caption", "ink2")
        self.body.insertWidget(2, self.day)
        self.changed.connect(self._tell)
        self._tell()

    @property
    def review_on(self) -> str | None:
        """The day, ISO; None for never."""
        if self._before[1] and self.text == self._before[0]:
            return self._before[1]  # a day that is over stays until somebody writes another
        return review_day(self.text, self._today)

    @property
    def is_understood(self) -> bool:
        """Whether the words tell of a day (or of none)."""
        return not self.text or self.review_on is not None

    def _tell(self) -> None:
        day = self.review_on
        if not self.is_understood:
            words = tr("That is no day to come. Say “in 3 months”, or a date such as 22 February 2027.")
        elif day and day <= self._today.isoformat():
            words = tr("It was to be looked at again by then.")
        else:
            words = f"{dates.weekday(day)} {dates.written(day)}" if day else ""
        self.day.setText(words)
        self.day.setVisible(bool(words))


class WordsQuestion(Question):
    """Words that must never appear: some from the record to tick, and more, one a line."""

    def __init__(
        self, title: str, offered: Sequence[str], chosen: Sequence[str], *, about: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, about, parent)
        known = {words.casefold() for words in offered}
        self._ticks: list[Switch] = []
        ticked = {words.casefold() for words in chosen}
        for number, words in enumerate(offered):
            tick = Switch(words, name=f"word-{number}", on=words.casefold() in ticked)
            tick.setProperty("words", words)
            tick.toggled.connect(self.changed)
            self._ticks.append(tick)
        if self._ticks:
            self.body.addWidget(flow_of(self._ticks))
        rest = [words for words in chosen if words.casefold() not in known]
        self.more = GrowingTextEdit(
            "\n".join(rest), name="moreWords", heard=tr("More words, one a line"),
            placeholder=tr("More words, one a line: a telephone number, a school, a street"),
        )  # fmt: skip
        self.more.textChanged.connect(self.changed)
        self.body.addWidget(self.more)

    @property
    def words(self) -> tuple[str, ...]:
        """What must never appear."""
        ticked = [str(tick.property("words")) for tick in self._ticks if tick.isChecked()]
        typed = [line.strip() for line in self.more.toPlainText().splitlines()]
        return tuple(dict.fromkeys(words for words in (*ticked, *typed) if words))

    def answer(self, words: Sequence[str]) -> None:
        """Answer with these words instead."""
        known = {str(tick.property("words")): tick for tick in self._ticks}
        for offered, tick in known.items():
            tick.setChecked(offered in words)
        self.more.setPlainText("\n".join(each for each in words if each not in known))


class ReadersQuestion(Question):
    """Who may see it all the same: each parent and child by name, the network, the court …"""

    def __init__(self, readers: Sequence[Reader], shown_to: Sequence[Reader], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Who may see it all the same?"),
            tr("Nobody outside the team sees it unless you say so here. Each is asked about alone."), parent,
        )  # fmt: skip
        self._readers = list(readers)
        self.switches: list[Switch] = []
        for number, reader in enumerate(readers):
            words = reader_words(reader)
            switch = Switch(f"{words[:1].upper()}{words[1:]}", name=f"sees-{number}", on=reader in shown_to)
            switch.setAccessibleName(tr("{who} may see it").format(who=words))
            switch.toggled.connect(self.changed)
            self.switches.append(switch)
        self.body.addWidget(flow_of(self.switches))

    @property
    def shown_to(self) -> tuple[Reader, ...]:
        """Who sees it."""
        return tuple(r for r, switch in zip(self._readers, self.switches, strict=True) if switch.isChecked())

    def answer(self, codes: Sequence[str]) -> None:
        """Answer with the readers of these codes instead."""
        for reader, switch in zip(self._readers, self.switches, strict=True):
            switch.setChecked(reader.code in codes)

    @property
    def hidden_from(self) -> tuple[Reader, ...]:
        """Who does not."""
        return tuple(r for r, switch in zip(self._readers, self.switches, strict=True) if not switch.isChecked())
