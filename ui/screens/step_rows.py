"""How a next step is drawn in a list: its tick, its day, the words, who does it and whose family it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models import dates
from models.thinking_views import NextStepLine
from ui import fonts, icons
from ui.theme import theme
from ui.widgets import paint_focus, paint_frame, paint_number

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
HEADER_ROLE = LINE_ROLE + 1
_MOST_LINES = 4


def tr(text: str) -> str:
    """A text of the next steps in the language in force."""
    return QCoreApplication.translate("NextSteps", text)


def day_words(line: NextStepLine) -> tuple[str, str]:
    """The day, and beneath it how far off it is: ("4 July", "Friday"), ("before Christmas", "")."""
    if line.done_on:
        return tr("Done"), dates.written(line.done_on)
    if not line.due_on:
        return "", ""
    weekday, _, rest = line.due.partition(" ")
    day, below = (rest, weekday) if rest and weekday.endswith("day") else (line.due, "")
    if line.days is None:
        return day, below
    if line.days < 0:
        below = tr("1 day late") if line.days == -1 else tr("{count} days late").format(count=-line.days)
    elif line.days < 2:
        below = tr("tomorrow") if line.days else tr("today")
    return day, below


def heard(line: NextStepLine, *, with_case: bool = True) -> str:
    """A step in one breath, for a screen reader."""
    day, below = day_words(line)
    state = {"done": tr("Done"), "late": tr("Late"), "open": tr("To do")}[line.state]
    when = "" if line.done_on else tr("By {day}").format(day=line.due) if day else tr("By when?")
    parts = [state, line.text, line.who or ("" if line.done_on else tr("Who will do it?")), when]
    parts += [below if line.state != "open" or line.days in (0, 1) else "", line.case_title if with_case else ""]
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


@dataclass(frozen=True)
class _Words:
    """Laid-out words and how tall they are."""

    layout: QTextLayout
    height: float


class StepRows(QStyledItemDelegate):
    """Paints next steps and the headings between them. ``with_case``: whose family, too."""

    def __init__(self, view: QAbstractItemView, *, with_case: bool) -> None:
        super().__init__(view)
        self._view, self.with_case = view, with_case
        self._laid: dict[tuple[str, str, int], _Words] = {}
        self._metrics: dict[str, tuple[QFontMetrics, int]] = {}
        theme().changed.connect(self.forget)

    def forget(self) -> None:
        """Lay everything out anew (another theme, another text size)."""
        self._laid.clear()
        self._metrics.clear()

    # ---- measures ---------------------------------------------------------------------------------------------
    def tick_rect(self, row: QRectF) -> QRectF:
        """Where a press ticks the step off: the row's left end."""
        return QRectF(row.left(), row.top(), theme().px(52), row.height())

    def _is_narrow(self) -> bool:
        return self._view.viewport().width() < theme().px(620)

    def _columns(self, row: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """(day, words, family) of a row; in a narrow list the three stand one above the other."""
        pad, left = theme().px(12), row.left() + theme().px(52)
        inner = QRectF(left, row.top() + pad, row.right() - pad - left, row.height() - 2 * pad)
        if self._is_narrow():
            return QRectF(), inner, QRectF()
        day = QRectF(inner.left(), inner.top(), theme().px(132), inner.height())
        family = theme().px(190) if self.with_case else 0
        words_left = day.right() + theme().px(12)
        words = QRectF(words_left, inner.top(), inner.right() - words_left - family, inner.height())
        return day, words, QRectF(words.right() + theme().px(16), inner.top(), family - theme().px(16), inner.height())

    def _words(self, text: str, role: str, width: float, *, bold: bool | None = None) -> _Words:
        key = (text, f"{role}{bold}", round(width))
        if key not in self._laid:
            fonts.ensure(text)
            self._laid[key] = _lay_out(text, theme().font(role, bold=bold), max(40.0, width), theme().line_height(role))
        return self._laid[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: as tall as the words; the width is the list's."""
        width = self._view.viewport().width()
        line = index.data(LINE_ROLE)
        if line is None:
            return QSize(width, theme().px(44))
        day, words, family = self._columns(_row_in(QRectF(0, 0, width, 1000)))
        tall = self._height(line.text, "body", words) + self._height(self._below(line), "caption", words)
        if not self._is_narrow():
            top, below = day_words(line)
            of_day = self._height(top or tr("By when?"), "body", day, bold=True) + self._height(below, "caption", day)
            tall = max(tall, of_day, self._height(line.case_title, "caption", family) if self.with_case else 0)
        return QSize(width, max(round(tall) + 2 * theme().px(12), theme().target(44)) + theme().px(8))

    def _height(self, text: str, role: str, place: QRectF, *, bold: bool | None = None) -> float:
        """How tall words will be; those that fit on a line need not be laid out for that."""
        if not text:
            return 0
        if role not in self._metrics:  # bold is the wider: one measure for both
            self._metrics[role] = (QFontMetrics(theme().font(role, bold=True)), theme().line_height(role))
        metrics, line_height = self._metrics[role]
        if text.isascii() and metrics.horizontalAdvance(text) < place.width():
            return line_height
        return self._words(text, role, place.width(), bold=bold).height

    def _below(self, line: NextStepLine) -> str:
        """What stands beneath the words: who; in a narrow list the day and the family as well."""
        who = line.who or ("" if line.done_on else tr("Who will do it?"))
        if not self._is_narrow():
            return who
        day, below = day_words(line)
        parts = [", ".join(p for p in (day, below) if p) or tr("By when?"), who, line.case_title * self.with_case]
        return " · ".join(part for part in parts if part)

    # ---- painting ---------------------------------------------------------------------------------------------
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Qt: a heading, or a step on its own card."""
        line = index.data(LINE_ROLE)
        box = QRectF(option.rect)
        if line is None:
            self._paint_heading(
                painter, box, str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(HEADER_ROLE))
            )
            return
        row = _row_in(box)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = "lineStrong" if hover or theme().name == "contrast" else "line"
        paint_frame(painter, row, fill="card", line=edge, radius=theme().radius("card"))
        if index == self._view.currentIndex() and self._view.hasFocus():
            paint_focus(painter, row.adjusted(3, 3, -3, -3), theme().radius("card") - 3)
        self._paint_tick(painter, self.tick_rect(row), bool(line.done_on))
        day, words, family = self._columns(row)
        self._paint_day(painter, day, line)
        ink = "ink2" if line.done_on else "ink"
        top = self._draw(painter, line.text, "body", words, ink)
        asks = not (line.who or line.done_on or self._is_narrow())
        self._draw(painter, self._below(line), "caption", words, "askInk" if asks else "ink2", top)
        self._paint_family(painter, family, line)

    def _paint_heading(self, painter: QPainter, box: QRectF, text: str, count: str) -> None:
        painter.setPen(theme().color("ink"))
        font = theme().font("words" if self.with_case else "label", bold=True)
        painter.setFont(font)
        place = box.adjusted(theme().px(4), theme().px(8), 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        shift = QFontMetrics(font).horizontalAdvance(text) + theme().px(10)
        painter.setPen(theme().color("ink2"))
        painter.setFont(theme().font("label", bold=False))
        painter.drawText(place.adjusted(shift, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_tick(self, painter: QPainter, place: QRectF, done: bool) -> None:
        side = theme().px(24)
        spot = QRectF(place.left() + theme().px(14), place.top() + theme().px(11), side, side)
        icon, ink = ("check-circle-fill", "well") if done else ("circle", "ink2")
        icons.paint(painter, icon, spot, theme().color(ink))

    def _paint_day(self, painter: QPainter, place: QRectF, line: NextStepLine) -> None:
        if place.isEmpty():
            return
        day, below = day_words(line)
        if not day:
            self._draw(painter, tr("By when?"), "body", place, "askInk")
            return
        top = self._draw(painter, day, "body", place, "ink2" if line.done_on else "ink", bold=not line.done_on)
        if below:
            self._draw(painter, below, "caption", place, "ink2", top)

    def _paint_family(self, painter: QPainter, place: QRectF, line: NextStepLine) -> None:
        if place.width() <= 0 or not self.with_case:
            return
        shift = 0.0
        if line.strand is not None:
            side = theme().px(18)
            paint_number(painter, QRectF(place.left(), place.top() + theme().px(2), side, side), line.strand.number)
            shift = side + theme().px(7)
        self._draw(painter, line.case_title, "caption", place.adjusted(shift, theme().px(1), 0, 0), "ink2")

    def _draw(
        self, painter: QPainter, text: str, role: str, place: QRectF, ink: str, top: float = 0, *,
        bold: bool | None = None,
    ) -> float:  # fmt: skip
        """Draw words in a column from ``top`` down; returns where they end."""
        if not text:
            return top
        words = self._words(text, role, place.width(), bold=bold)
        painter.setPen(theme().color(ink))
        words.layout.draw(painter, QPointF(place.left(), place.top() + top))
        return top + words.height


def _row_in(box: QRectF) -> QRectF:
    """The card within an item's box: room for its focus ring, and a gap beneath."""
    return box.adjusted(4, 0, -4, -theme().px(8))


def _lay_out(text: str, font: QFont, width: float, step: int) -> _Words:
    """Words wrapped at a width, at most four lines; the fourth then ends with an ellipsis."""
    flat = " ".join(text.split())
    layout, count = _laid(flat, font, width, step)
    if count > _MOST_LINES:
        start = layout.lineAt(_MOST_LINES - 1).textStart()
        last = QFontMetrics(font).elidedText(flat[start:], Qt.TextElideMode.ElideRight, int(width))
        layout, count = _laid(flat[:start] + last, font, width, step)
    return _Words(layout, float(step * min(count, _MOST_LINES)))


def _laid(text: str, font: QFont, width: float, step: int) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, count * step + (step - line.height()) / 2))
        count += 1
    layout.endLayout()
    return layout, max(1, count)
