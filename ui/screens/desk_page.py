"""Pages about the whole desk, or about a case from outside it: outbox, connections, colleagues, the end of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.case_titles import case_titles
from models.casework import Desk
from models.errors import KnownError
from ui.context import Services
from ui.screens.scene import Mark
from ui.sync import SyncWorker
from ui.theme import theme
from ui.widgets import Button, Card, IconMark, Label, Surface, announce, column


@dataclass(frozen=True)
class DeskContext:
    """What such a page is handed. ``case_id``: the case it is about, "" for all. ``back``: where its way back leads."""

    desk: Desk
    services: Services
    sync: SyncWorker | None
    case_id: str = ""
    back: str = ""

    def when(self, at: str | None) -> str:
        """A moment (ISO, UTC) as people here say it: "22 November 2026, 08:40"."""
        if not at:
            return ""
        local = dt.datetime.fromisoformat(at).astimezone(self.services.now().tzinfo)
        return f"{dates.written(local.date().isoformat())}, {local:%H:%M}"

    def case_title(self, case_id: str) -> str:
        """What a case is called here, "" when it is not here."""
        return case_titles(self.desk).get(case_id, "")


class DeskPage(Surface):
    """A page with its own top bar and an error strip in place.

    ``back()``, ``hide_asked()``, ``said(words)``, ``page_asked(page, case)``, ``case_asked(case, workspace, room)``,
    ``case_gone()`` (its case was erased), ``alone(bool)`` (nothing else may use the vault from now; may again).
    """

    back = Signal()
    hide_asked = Signal()
    said = Signal(str)
    page_asked = Signal(str, str)
    case_asked = Signal(str, str, str)
    case_gone = Signal()
    alone = Signal(bool)

    def __init__(self, context: DeskContext, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("window", parent=parent)
        self.setObjectName(name)
        self.context, self.desk = context, context.desk
        outer = column(self)
        outer.addLayout(self._make_top())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme().px(40), 0, theme().px(40), theme().px(12))
        self.body.setSpacing(theme().px(10))
        outer.addLayout(self.body, 1)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme().px(14))
        self.title = Label(title, "title", wrap=False)
        self.title.setMinimumWidth(self.title.sizeHint().width())
        self.count = Label("", "body", "ink2", wrap=False)
        self.head.addWidget(self.title)
        self.head.addWidget(self.count, 1)
        self.body.addLayout(self.head)
        self.problem = Problem(f"{name}Problem")
        self.body.addWidget(self.problem)

    @property
    def page_id(self) -> str:
        """Its name for the window."""
        return self.objectName().removesuffix("Page")

    def _make_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(24), theme().px(10), theme().px(24), theme().px(10))
        row.setSpacing(theme().px(6))
        words = self.context.back or QCoreApplication.translate("DeskPage", "Cases")
        back = Button(words, name="deskBack", kind="quiet", icon="caret-left")
        back.clicked.connect(self.back)
        hide = Button(QCoreApplication.translate("DeskPage", "Hide"), name="hide", kind="quiet", icon="eye-slash",
                      key="F9")  # fmt: skip
        hide.clicked.connect(self.hide_asked)
        row.addWidget(back)
        row.addWidget(Mark())
        row.addStretch(1)
        row.addWidget(hide)
        return row

    def attempt(self, work: Callable[[], Any]) -> bool:
        """Do ``work``; what a person can act on is told in place and gives False."""
        try:
            work()
        except KnownError as error:
            self.tell(str(error))
            return False
        self.tell("")
        return True

    def tell(self, words: str) -> None:
        """Show (and say) what went wrong, "" when nothing does any more."""
        self.problem.tell(words)

    @property
    def must_stay(self) -> bool:
        """Whether it holds what making it anew would lose."""
        return False

    def wait(self) -> None:
        """Block until what uses the vault is over (before it closes)."""


class Problem(Card):
    """A strip that says what went wrong and what to do."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(fill="ask", line="askLine", dashed=True, parent=parent)
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(14), theme().px(10), theme().px(14), theme().px(10))
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("warning-circle", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Label("", "body", "askInk")
        row.addWidget(self.words, 1)
        self.hide()

    def tell(self, words: str) -> None:
        """Show these words; none hide it."""
        self.words.setText(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)


def side_by_side(*widgets: QWidget, gap: int = 10, stretch: bool = True) -> QHBoxLayout:
    """Widgets in a row, from the left."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(gap))
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def with_words(buttons: Mapping[Button, str], *, wide: bool) -> None:
    """Buttons with their words beside their icons, or icons alone (the words as a tip) where there is little room."""
    for button, words in buttons.items():
        button.setText(words if wide else "")
        button.setToolTip("" if wide else words)
        button.setAccessibleName(words)


def turned(row: QBoxLayout, *, across: bool) -> None:
    """Side by side, or one above the other."""
    row.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
