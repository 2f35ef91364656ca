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
_SCALES = (1.5, 3.4)
"""How small and how large the family may be drawn. Below the first it is not shrunk further but moved about."""


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
    for index, (kind, icon) in enumerate(_COLUMNS):
        x = area.left() + index * (width + gap)
        chalk.icon(painter, icon, x, area.top() + 3, 38, tokens[kind])
        chalk.write(painter, titles[kind], x + 52, area.top(), size=34, token=f"{tokens[kind]}Ink", bold=True)
        below = QRectF(x, area.top() + 60, width, area.height() - 60)
        known = [Card(quoted(item), under=item.who, icon="columns") for item in frame.map if item.kind == kind]
        said = [Card(item.text, under=item.who, token=f"{tokens[kind]}Tint") for item in frame.view.of(kind)]
        found = [*known, *said]
        number, count = cards.paint(painter, found, below, frame.page)
        if count > 1:
            place = f"{number}/{count}"
            chalk.write(painter, place, x + width - chalk.wide(place, chalk.LEAST), area.top(), token="ink2")


# ---- the family --------------------------------------------------------------------------------------------------
def family_scale(frame: RoomFrame, area: QRectF) -> float:
    """How large the family is drawn: as large as fits, but never so small that the letters would run together."""
    assert frame.figure is not None
    fits = min(area.width() / frame.figure.width, (area.height() - chalk.LEAST) / frame.figure.height)
    return max(_SCALES[0], min(_SCALES[1], fits))


def _family(painter: QPainter, frame: RoomFrame, area: QRectF) -> None:
    if frame.figure is None or not frame.figure.pieces:
        _wait(painter, frame, area)
        return
    scale = family_scale(frame, area)
    wide, tall = frame.figure.width * scale, frame.figure.height * scale + chalk.LEAST
    left = area.left() + _shift(area.width(), wide, frame.pan[0])
    top = area.top() + _shift(area.height(), tall, frame.pan[1])
    painter.setClipRect(area)
    painter.translate(left, top)
    painter.save()
    painter.scale(scale, scale)
    paint_items(painter, [item for item in frame.figure.items if not isinstance(item, Text)], chalk.colour)
    painter.restore()
    for piece in frame.figure.pieces:
        below = 0
        for item in piece.items:
            if isinstance(item, Text):
                symbol = piece.anchor[1] if piece.kind == "person" and piece.anchor else item.y
                _label(painter, item, scale, symbol, below)
                below += item.y - item.size * 0.35 > symbol + item.size * 0.5


def _label(painter: QPainter, item: Text, scale: float, symbol: float, below: int) -> None:
    """A word of the drawing, grown about its middle to what can be read from the back of a room.

    ``symbol``: how high the middle of its symbol lies. What stands above grows upwards, what stands below downwards,
    under the ``below`` lines that are there already.
    """
    size = max(chalk.LEAST, round(item.size * scale))
    is_bold = "bold" in item.face.casefold()
    grown = size - item.size * scale
    y = item.y * scale
    inside = abs(item.y - item.size * 0.35 - symbol) < item.size * 0.5
    y += grown * 0.36 if inside else grown * (0.75 + below) if item.y > symbol else 0.0
    width = chalk.wide(item.text, size, is_bold)
    x = (item.x + item.width / 2) * scale - width / 2
    if is_bold:
        ground = QRectF(x - 4, y - size * 0.78, width + 8, size)
        chalk.box(painter, ground, token="window", radius=4)
    painter.setFont(chalk.font(size, is_bold))
    painter.setPen(chalk.colour(item.colour))
    painter.drawText(QPointF(x, y), item.text)


def _shift(room: float, length: float, pan: float) -> float:
    """Where the drawing begins: in the middle where it fits, else moved by ``pan`` as far as its ends."""
    if length <= room:
        return (room - length) / 2
    return max(room - length, min(0.0, (room - length) / 2 + pan))
