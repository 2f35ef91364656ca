"""What changed since the last visit: tool by tool, what is new, what was worded otherwise, what is gone."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.thinking_views import ChangeLine, ChangesView
from ui.screens.timeline import reading
from ui.screens.timeline.making_room import flowing, stack_when_narrow
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import tr
from ui.theme import theme
from ui.widgets import Button, Card, IconMark, Label, Menu, ScrollArea, Surface, clear, column, follow_theme

_ICONS = {
    "map": "columns", "scaling": "steps", "circles": "circles-three-plus", "harm": "table", "plan": "shield-check",
    "timeline": "clock-counter-clockwise",
}  # fmt: skip


def tool_name(tool: str) -> str:
    """How a tool is called."""
    return {
        "map": tr("Map"), "scaling": tr("Scaling"), "circles": tr("Circles"), "harm": tr("Harm"), "plan": tr("Plan"),
        "timeline": tr("Timeline"),
    }.get(tool, tool)  # fmt: skip


def what_words(what: str) -> str:
    """What happened to it."""
    return {"added": tr("New"), "changed": tr("Now"), "gone": tr("Gone")}.get(what, "")


def titled(line: ChangeLine) -> str:
    """What it is, with its day where the words do not say it already."""
    when = dates.written(line.on)
    said = f"{line.title} {line.text}"
    short = when.rpartition(" ")[0] or when
    return f"{line.title}, {when}" if when and line.title and short not in said else line.title


def as_text(view: ChangesView) -> str:
    """Everything that changed, as plain lines to paste elsewhere."""
    lines = [tr("What changed since {day}").format(day=view.since_words)]
    for tool, group in groupby(view.lines, key=lambda line: line.tool):
        lines += ["", tool_name(tool)]
        for line in group:
            title = titled(line)
            said = f"{what_words(line.what)}: {title}" if title else what_words(line.what)
            words = f"- {said}: {line.text}" if line.text else f"- {said}"
            lines.append(words + (f" ({tr('before')}: {line.before})" if line.before else ""))
    return "\n".join(lines)


class Struck(Label):
    """Earlier words, struck through; said to be earlier for whoever cannot see that."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "body", "ink3", heard=tr("Before: {words}").format(words=text), parent=parent)

    def _retheme(self) -> None:
        super()._retheme()
        font = self.font()
        font.setStrikeOut(True)
        self.setFont(font)
        self._relayout()


class ChangesPage(Surface):
    """A page over the timeline. ``closed`` leads back."""

    closed = Signal()

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent=parent)
        self._state = state
        self.setObjectName("changesPage")
        self.setAccessibleName(tr("What changed"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noFocusRing", True)
        self.since = ""
        self.view: ChangesView | None = None
        outer = column(self, (24, 12, 24, 10), gap=8)
        outer.addLayout(self._make_head())
        self.says = Label("", "body", "ink2")
        outer.addWidget(self.says)
        self._inner = QWidget()
        self._lines: QVBoxLayout = column(self._inner, (0, 4, 14, 24), gap=6)
        outer.addWidget(ScrollArea(self._inner, name="changesScroll"), 1)

    def _make_head(self) -> QBoxLayout:
        self.day_button = Button("", name="changesSince", menu=True, heard=tr("Since which day"))
        self.day_button.clicked.connect(self._open_days)
        copy = Button(tr("Copy"), name="changesCopy", kind="quiet", icon="copy")
        copy.clicked.connect(self.copy)
        paper = Button(tr("Print or save"), name="changesShare", kind="quiet", icon="paper-plane-tilt",
                       tip=tr("Goes to Share, where copies are checked before they leave"))  # fmt: skip
        paper.clicked.connect(self._share)
        back = Button(tr("Back to the timeline"), name="changesBack", kind="primary")
        back.clicked.connect(self.closed)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme().px(10))
        self._title = Label(tr("What changed since"), "title", wrap=False)
        self._head.addWidget(flowing(self._title, self.day_button), 1)
        self._head.addWidget(flowing(copy, paper, back))
        follow_theme(self._settle)
        return self._head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the buttons under the heading where there is little room."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        stack_when_narrow(self._head, self.width(), 960)
        self._title.setMinimumHeight(self.day_button.sizeHint().height())

    # ---- showing ----------------------------------------------------------------------------------------------
    def days(self) -> list[tuple[str, str]]:
        """Days to ask from, the newest occasion first; at the end the day that is in hand on the line."""
        found, state = reading.days_to_choose(self._state.context), self._state
        here = state.day.isoformat()
        if state.is_past and here not in dict(found):
            found.append((here, tr("{day}, as on the line").format(day=dates.written(here))))
        return found

    def show_changes(self) -> None:
        """Read and show what changed since the chosen day (at first: the last visit)."""
        days = self.days()
        if self.since not in [day for day, _ in days]:
            self.since = days[0][0] if days else self._state.first.isoformat()
        words = dict(days).get(self.since, self.since)
        self.day_button.setText(words)
        self.view = reading.changes(self._state.context, self.since)
        self._fill(self.view)

    def _fill(self, view: ChangesView) -> None:
        clear(self._lines)
        many = len(view.lines)
        count = tr("One thing changed.") if many == 1 else tr("{n} things changed.").format(n=many)
        self.says.setText(count if many else tr("Nothing has changed since then."))
        for tool, group in groupby(view.lines, key=lambda line: line.tool):
            self._lines.addWidget(self._heading(tool))
            for line in group:
                self._lines.addWidget(self._line(line))
            self._lines.addSpacing(theme().px(10))
        self._lines.addStretch(1)

    def _heading(self, tool: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, theme().px(6), 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(IconMark(_ICONS.get(tool, "info"), "ink"))
        row.addWidget(Label(tool_name(tool), "lead"), 1)
        return head

    def _line(self, line: ChangeLine) -> QWidget:
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(theme().px(14), theme().px(9), theme().px(14), theme().px(9))
        row.setSpacing(theme().px(14))
        what = Label(what_words(line.what), "label", "ink", wrap=False)
        what.setFixedWidth(theme().px(52))
        row.addWidget(what, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        if title := titled(line):
            words.addWidget(Label(title, "caption", "ink2"))
        if line.before:
            words.addWidget(Struck(line.before))
        if line.text:
            words.addWidget(Struck(line.text) if line.what == "gone" else Label(line.text, "body"))
        row.addLayout(words, 1)
        return card

    # ---- doing ------------------------------------------------------------------------------------------------
    def days_menu(self) -> Menu:
        """Days to choose from (built apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="changesMenu")
        for day, words in self.days():
            menu.offer(words, day, name=f"since-{day}", checked=day == self.since)
        menu.chosen.connect(self._pick)
        return menu

    def _open_days(self) -> None:
        self.days_menu().drop(self.day_button)

    def _pick(self, day: str) -> None:
        self.since = day
        self.show_changes()

    def copy(self) -> None:
        """Put the lines on the clipboard, as this reader may see them."""
        if self.view is not None:
            QGuiApplication.clipboard().setText(as_text(self.view))
            self._state.context.say(tr("Copied"))

    def _share(self) -> None:
        self._state.context.share("timeline")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
