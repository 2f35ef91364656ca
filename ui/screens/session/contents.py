"""What a stage shows the room: the goal, the family, three columns, statements, numbers, questions, the next step."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from models import dates
from models.drawing import Text
from models.sessions import ItemView
from ui.painter import paint_items
from ui.screens.session import cards, chalk, scores
from ui.screens.session.cards import Card
from ui.screens.session.frame import RoomFrame
from ui.screens.session.words import quoted, takes, tr, waiting

_COLUMNS = (("worry", "cloud"), ("well", "plant"), ("needs", "signpost"))
_NAME = 10.87
"""The size of a name in the family's drawing, in its own points: the smallest letter it is drawn with here."""
_MOST = 4.2


def paint(painter: QPainter, frame: RoomFrame, area: QRectF, shown: float) -> None:
    """Paint what the frame's stage shows into ``area``; ``shown``: how far what was just revealed has come."""
    painter.save()
    shows = frame.view.stage.shows
    if shows != "scores" and shown < 1:
        painter.setOpacity(shown)
    if shows == "genogram":
        _family(painter, frame, area)
    elif shows == "columns":
        _columns(painter, frame, area)
    elif shows == "scores":
        _scores(painter, frame, area, shown)
    else:
        _sayings(painter, frame, area)
    painter.restore()


def _scores(painter: QPainter, frame: RoomFrame, area: QRectF, shown: float) -> None:
    if frame.view.scores:
        scores.paint_large(painter, frame.view, area, shown)
    else:
        _wait(painter, frame, area)


def _sayings(painter: QPainter, frame: RoomFrame, area: QRectF) -> None:
    found = sayings(frame)
    if not found:
        _wait(painter, frame, area)
        return
    number, count = cards.paint(painter, found, area.adjusted(0, 0, 0, -50 if frame.page else 0), frame.page)
    _paint_page(painter, number, count, area)


def _paint_page(painter: QPainter, number: int, count: int, area: QRectF) -> None:
    if count > 1:
        said = tr("{number} of {count}").format(number=number, count=count)
        chalk.write(painter, said, area.right() - chalk.wide(said, chalk.LEAST), 14, token="ink2")


def _wait(painter: QPainter, frame: RoomFrame, area: QRectF) -> None:
    chalk.write(painter, waiting(frame.view), area.left(), area.top() + 10, size=42, width=area.width(), token="ink2")


def sayings(frame: RoomFrame) -> list[Card]:
    """The cards of a stage that shows sayings, in their order."""
    view, stage = frame.view, frame.view.stage
    if stage.shows == "statements":
        kept = view.of("line_kept")
        drafts = [Card(item.text, under=item.who) for item in view.of("statement")]
        # The lines that help stand below what they were taken from, in the worker's colour.
        lines = tr("{worker} keeps this line").format(worker=view.worker) if view.worker else tr("A line kept")
        return [*drafts, *(Card(quoted(item), under=lines, icon="star-fill", token="nextTint") for item in kept)]
    if stage.shows == "questions":
        return [
            Card(quoted(item), str(number), takes(view) if item.starred else item.who,
                 "star-fill" if item.starred else "user", "nextTint" if item.starred else "card")
            for number, item in enumerate(view.of("question"), 1)
        ]  # fmt: skip
    if stage.shows == "answers":
        return [Card(quoted(item), under=item.who) for item in view.of("answer") if item.question == stage.question]
    if stage.shows == "goal":
        return [Card(quoted(item), under=item.who or view.worker) for item in view.of("goal")]
    return [_step(item) for item in view.of("decision", "next_step", "liked")]


def _step(item: ItemView) -> Card:
    if item.kind == "liked":
        return Card(quoted(item), under=item.who or tr("Liked about today"), icon="heart", token="wellTint")
    due = tr("by {day}").format(day=dates.written(item.due_on)) if item.due_on else ""
    if item.kind == "decision":
        return Card(item.text, under=due or tr("Decided"), icon="gavel")
    return Card(item.text, under=due or item.who, icon="calendar-check" if due else "user", token="nextTint")


# ---- three columns -----------------------------------------------------------------------------------------------
def _columns(painter: QPainter, frame: RoomFrame, area: QRectF) -> None:
    titles = {"worry": tr("Worried about"), "well": tr("Working well"), "needs": tr("Needs to happen")}
    tokens = {"worry": "worry", "well": "well", "needs": "next"}
    gap = 24.0
    width = (area.width() - 2 * gap) / 3
    for place, (kind, icon) in enumerate(_COLUMNS):
        x = area.left() + place * (width + gap)
        chalk.icon(painter, icon, x, area.top() + 3, 38, tokens[kind])
        chalk.write(painter, titles[kind], x + 52, area.top(), size=34, token=f"{tokens[kind]}Ink", bold=True)
        below = QRectF(x, area.top() + 60, width, area.height() - 60)
        found = [Card(item.text, under=item.who, token=f"{tokens[kind]}Tint") for item in frame.view.of(kind)]
        number, count = cards.paint(painter, found, below, frame.page)
        if count > 1:
            said = f"{number}/{count}"
            chalk.write(painter, said, x + width - chalk.wide(said, chalk.LEAST), area.top(), token="ink2")


# ---- the family --------------------------------------------------------------------------------------------------
def family_scale(frame: RoomFrame, area: QRectF) -> float:
    """How large the family is drawn: as large as fits, and never with smaller letters than the wall may have."""
    assert frame.figure is not None
    fits = min(area.width() / frame.figure.width, area.height() / frame.figure.height)
    return max(chalk.LEAST / _NAME, min(_MOST, fits))


def _family(painter: QPainter, frame: RoomFrame, area: QRectF) -> None:
    if frame.figure is None or not frame.figure.pieces:
        _wait(painter, frame, area)
        return
    scale, items = family_scale(frame, area), frame.figure.items
    wide, tall = frame.figure.width * scale, frame.figure.height * scale
    left = area.left() + _shift(area.width(), wide, frame.pan[0])
    top = area.top() + _shift(area.height(), tall, frame.pan[1])
    painter.setClipRect(area)
    painter.translate(left, top)
    painter.save()
    painter.scale(scale, scale)
    paint_items(painter, [item for item in items if not isinstance(item, Text)], chalk.colour)
    painter.restore()
    for item in items:
        if isinstance(item, Text):
            size = max(chalk.LEAST, round(item.size * scale))
            painter.setFont(chalk.font(size, "bold" in item.face.casefold()))
            painter.setPen(chalk.colour(item.colour))
            painter.drawText(QPointF(item.x * scale, item.y * scale), item.text)


def _shift(room: float, length: float, pan: float) -> float:
    """Where the drawing begins: in the middle where it fits, else moved by ``pan`` as far as its ends."""
    if length <= room:
        return (room - length) / 2
    return max(room - length, min(0.0, (room - length) / 2 + pan))
