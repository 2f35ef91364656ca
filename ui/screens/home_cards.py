"""What the home screen lists: a family with its strands and next step, a found line, a step coming up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models import dates
from models.casework import Desk
from models.reviews import reviews_due
from models.search import MARK_CLOSE, MARK_OPEN, Hit
from models.views import HomeRow, StepView, StrandSummary
from ui import fonts
from ui.theme import theme
from ui.widgets import (
    Button,
    Chip,
    FlowLayout,
    IconMark,
    Label,
    LinkButton,
    MiniSpread,
    Pressable,
    StrandBadge,
    column,
    follow_theme,
    paint_frame,
    spread_words,
)

STRANDS_SHOWN = 3


class PressCard(Pressable):
    """A card that is one large button; give it a layout. Enter opens it as well."""

    def __init__(self, *, name: str, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius("sheet")

    def sizeHint(self) -> QSize:
        """Qt: what is inside."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Qt: what is inside."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Qt: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the inside's height."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a white sheet; its line darkens under the pointer."""
        line = "lineStrong" if self.underMouse() else "line"
        paint_frame(QPainter(self), QRectF(self.rect()), fill="card", line=line, radius=self.corner_radius())


class CaseCard(PressCard):
    """A family: whose, its strands with their latest spread, and the next step."""

    opened = Signal(str, str)
    visit = Signal(str, str)

    def __init__(self, row: HomeRow, today: dt.date, *, narrow: bool, parent: QWidget | None = None) -> None:
        super().__init__(name=f"case-{row.workspace_id}", heard=_heard(row), parent=parent)
        self.row = row
        self._today = today
        grid = QGridLayout(self)
        edge = theme().px(22)
        grid.setContentsMargins(edge, theme().px(16), edge, theme().px(16))
        grid.setHorizontalSpacing(theme().px(26))
        grid.setVerticalSpacing(theme().px(14))
        parts = [QWidget(), QWidget(), QWidget()]
        self._fill_who(column(parts[0], gap=0))
        self._fill_work(column(parts[1], gap=8), narrow)
        self._fill_step(column(parts[2], gap=10))
        for index, part in enumerate(parts):
            grid.addWidget(part, *((index, 0) if narrow else (0, index)))
        if not narrow:
            parts[0].setFixedWidth(theme().px(248))
            parts[2].setFixedWidth(theme().px(200))
            grid.setColumnStretch(1, 10)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.opened.emit(self.row.case_id, self.row.workspace_id)

    def _visit(self) -> None:
        self.visit.emit(self.row.case_id, self.row.workspace_id)

    def _fill_who(self, box: QVBoxLayout) -> None:
        row = self.row
        box.addWidget(Label(row.title, "lead"))
        parts = [row.pathway_name, row.number, self.tr("made up") if row.is_example else ""]
        box.addWidget(Label(", ".join(part for part in parts if part), "caption", "ink2"))
        if row.children:
            box.addSpacing(theme().px(8))
            holder = QWidget()
            flow = FlowLayout(holder, gap=theme().px(14), row_gap=theme().px(4))
            for child in row.children:
                words = f"{child.name}, {child.age}" if child.age else child.name
                flow.addWidget(Chip(words, tone="plain", person="child", initials=child.initials))
            box.addWidget(holder)
        if row.quote:
            box.addSpacing(theme().px(10))
            box.addWidget(Label(f"“{row.quote.strip('“”')}”", "words", max_lines=3))
            if row.speaker:
                box.addWidget(Label(row.speaker, "caption", "ink2"))
        box.addStretch(1)

    def _fill_work(self, box: QVBoxLayout, narrow: bool) -> None:
        for strand in self.row.strands[:STRANDS_SHOWN]:
            box.addWidget(StrandLine(strand, self._today, narrow=narrow))
        more = len(self.row.strands) - STRANDS_SHOWN
        if more > 0:
            box.addWidget(Label(self.tr("and {count} more").format(count=more), "body", "ink2"))
        if not self.row.strands:
            box.addWidget(Label(self.tr("No strand yet. What is everyone most worried about?"), "body", "ink2"))
        closed = len(self.row.closed_strands)
        if closed:
            words = self.tr("One strand closed.") if closed == 1 else self.tr("{count} strands closed.")
            box.addWidget(Label(words.format(count=closed), "body", "ink2"))
        box.addStretch(1)

    def _fill_step(self, box: QVBoxLayout) -> None:
        step = self.row.next_step
        if step is not None:
            line = QHBoxLayout()
            line.setSpacing(theme().px(9))
            line.addWidget(IconMark("calendar-check"), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            day = f"{dates.weekday(step.due_on)} {dates.short(step.due_on, self._today)}".strip()
            words.addWidget(Label(day, "label"))
            words.addWidget(Label(step.text, "body", max_lines=3))
            line.addLayout(words, 1)
            box.addLayout(line)
        box.addStretch(1)
        heard = self.tr("Open {name} for a visit").format(name=self.row.title)
        visit = Button(
            self.tr("Open for a visit"), name=f"visit-{self.row.workspace_id}", icon="house-line", size="small",
            heard=heard, tip=self.tr("Opens this family only; the others need your passphrase again"),
        )  # fmt: skip
        visit.clicked.connect(self._visit)
        box.addWidget(visit, 0, Qt.AlignmentFlag.AlignLeft)


def _heard(row: HomeRow) -> str:
    """The card in one breath, for a screen reader."""
    children = ", ".join(child.name for child in row.children)
    step = f"Next: {row.next_step.text}" if row.next_step else ""
    return ". ".join(part for part in (row.title, row.pathway_name, children, step) if part)


class StrandLine(QWidget):
    """One strand on a card: disc, name, spread in words, and the small spread."""

    def __init__(self, strand: StrandSummary, today: dt.date, *, narrow: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(StrandBadge(strand.number, ribbon=False), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(strand.name or self.tr("Not named yet"), "body", bold=True, max_lines=2))
        spread = spread_words(self, strand.values)
        if strand.values and strand.held_on:
            spread = self.tr("{spread} on {day}").format(spread=spread, day=dates.short(strand.held_on, today))
        words.addWidget(Label(spread, "caption", "ink2"))
        missing = {
            "danger": self.tr("No worry yet."), "goal": self.tr("No goal yet."), "scale": self.tr("No scale yet."),
        }  # fmt: skip
        if strand.gaps:
            words.addWidget(Label(" ".join(missing[gap] for gap in strand.gaps), "caption", "askInk"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(MiniSpread(strand.values, width=220), 0, Qt.AlignmentFlag.AlignTop)


class ComingUp(QWidget):
    """The next dated steps over all families; ``opened(case, workspace, card)``, ``all_asked()``."""

    opened = Signal(str, str, str)
    all_asked = Signal()
    SHOWN = 7

    def __init__(self, steps: tuple[StepView, ...], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comingUp")
        body = column(self, (0, 10, 14, 0), gap=4)
        body.addWidget(Label(self.tr("Coming up"), "words", bold=True))
        body.addSpacing(theme().px(10))
        for index, step in enumerate(steps[: self.SHOWN]):
            card = StepLine(step, today, name=f"step-{index}")
            card.clicked.connect(self._open)
            body.addWidget(card)
        late = sum(1 for step in steps if step.late)
        if not steps:
            words = self.tr("No dated next step.")
        elif late:
            words = self.tr("One step is past its day.") if late == 1 else self.tr("{count} steps are past their day.")
        else:
            words = self.tr("Nothing is late.")
        body.addSpacing(theme().px(10))
        body.addWidget(Label(words.format(count=late), "caption", "ink2"))
        every = LinkButton(self.tr("All next steps"), name="allNextSteps", ink="ink2")
        every.clicked.connect(self.all_asked)
        body.addWidget(every)
        body.addStretch(1)

    def _open(self) -> None:
        line = self.sender()
        if isinstance(line, StepLine):
            self.opened.emit(line.step.case_id, line.step.workspace_id, line.step.card_id)


class StepLine(PressCard):
    """A step with its day at the left."""

    def __init__(self, step: StepView, today: dt.date, *, name: str, parent: QWidget | None = None) -> None:
        day, below = _day_and_below(step, today)
        super().__init__(name=name, heard=f"{day}: {step.text}. {step.case_title}", parent=parent)
        self.step = step
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(7), 0, theme().px(7))
        row.setSpacing(theme().px(12))
        holder = QWidget()
        when = column(holder, gap=0)
        when.addWidget(Label(day, "body", bold=True, wrap=False))
        when.addWidget(Label(self.tr("past its day") if step.late else below, "caption", "ink2", wrap=False))
        when.addStretch(1)
        holder.setFixedWidth(theme().px(80))
        row.addWidget(holder)
        what = QVBoxLayout()
        what.setSpacing(0)
        what.addWidget(Label(step.text, "body", max_lines=2))
        what.addWidget(Label(step.case_title, "caption", "ink2", max_lines=1))
        what.addStretch(1)
        row.addLayout(what, 1)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: nothing but a tint under the pointer."""
        if self.underMouse():
            rect = QRectF(self.rect())
            paint_frame(QPainter(self), rect, fill="hover", radius=self.corner_radius())


def _day_and_below(step: StepView, today: dt.date) -> tuple[str, str]:
    """The day in a narrow place ("4 July", "15 Sept"), and beneath it the weekday, or the year when it is another."""
    date = dates.as_date(step.due_on)
    if date is None:
        return dates.written(step.due_on), ""
    month = dates.MONTHS[date.month - 1]
    short = f"{date.day} {month if len(month) < 7 else month[:3]}"
    return short, dates.weekday(step.due_on) if date.year == today.year else str(date.year)


class HitLine(QPushButton):
    """Something found: whose, what kind of thing, and the words around with the found ones bold."""

    def __init__(self, hit: Hit, title: str, kind: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hit = hit
        self._title, self._kind = title, kind
        self.setObjectName(name)
        plain = hit.snippet.replace(MARK_OPEN, "").replace(MARK_CLOSE, "").replace("\n", " ")
        fonts.ensure(plain)
        self.setAccessibleName(f"{title}, {kind}: {plain}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def sizeHint(self) -> QSize:
        """Qt: two lines."""
        return QSize(theme().px(400), theme().px(58))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine."""
        return QSize(theme().px(120), theme().px(58))

    def _snippet(self) -> QTextLayout:
        words, ranges, start = "", [], -1
        for char in self.hit.snippet.replace("\n", " "):
            if char == MARK_OPEN:
                start = len(words)
            elif char == MARK_CLOSE:
                ranges.append((start, len(words) - start))
            else:
                words += char
        layout = QTextLayout(words, theme().font("body"))
        formats = []
        for at, length in ranges:
            found = QTextLayout.FormatRange()
            found.start, found.length = at, length
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            bold.setBackground(theme().color("mark"))
            bold.setForeground(theme().color("markInk"))
            found.format = bold
            formats.append(found)
        layout.setFormats(formats)
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: whose and what, then the words."""
        painter = QPainter(self)
        if self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill="hover", radius=self.corner_radius())
        left, top = theme().px(12), theme().px(7)
        bold = theme().font("label", bold=True)
        painter.setFont(bold)
        painter.setPen(theme().color("ink"))
        line = QRectF(left, top, self.width() - 2 * left, theme().px(20))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._title)
        x = left + QFontMetrics(bold).horizontalAdvance(self._title) + theme().px(10)
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().color("ink2"))
        painter.drawText(line.adjusted(x - left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._kind)
        painter.setPen(theme().color("ink"))
        painter.setClipRect(QRectF(left, 0, self.width() - 2 * left, self.height()))
        layout = self._snippet()
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(100_000)
        layout.endLayout()
        layout.draw(painter, QPointF(left, top + theme().px(22)))


class ReviewLines(QWidget):
    """Cases in which something held back is to be looked at again: a quiet line each, which tells nothing of it.

    ``case_asked(case, workspace, room)``.
    """

    case_asked = Signal(str, str, str)

    def __init__(self, desk: Desk, rows: Sequence[HomeRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = column(self, gap=2)
        known = {row.case_id: row for row in reversed(rows)}
        for case_id, count in reviews_due(desk):
            row = known.get(case_id)
            if row is None:
                continue
            one, many = self.tr("{family}: one thing is to be looked at again"), self.tr(
                "{family}: {n} things are to be looked at again")  # fmt: skip
            words = (one if count == 1 else many).format(family=row.title, n=count)
            link = LinkButton(words, name=f"review-{case_id}", ink="ink2", icon="bell")
            link.setProperty("place", (case_id, row.workspace_id))
            link.clicked.connect(self._ask)
            body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not body.count():
            self.hide()

    def _ask(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            case_id, workspace_id = link.property("place")
            self.case_asked.emit(case_id, workspace_id, "held")
