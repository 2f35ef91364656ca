"""The room's window as a picture: time left, the stages, what this stage collects, and the foot.

``paint_board`` paints one :class:`RoomFrame` and nothing else: no widget, no case. The projector and the facilitator's
small picture of it both paint with it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from models.session_template import Stage
from ui.screens.session import chalk, contents, scores
from ui.screens.session.clock import LAST_MINUTE, clock_words
from ui.screens.session.frame import RoomFrame
from ui.screens.session.words import leads, tr, when, wish

SIDE, SIDE_WIDTH = 72.0, 428.0
LEFT, RIGHT, FOOT = 580.0, 1848.0, 988.0
SPREAD_TOP = 796.0


def fitted(width: float, height: float) -> tuple[float, float, float]:
    """How large the picture is in a window, and where its corner is: (scale, left, top)."""
    scale = min(width / chalk.WIDTH, height / chalk.HEIGHT)
    return scale, (width - chalk.WIDTH * scale) / 2, (height - chalk.HEIGHT * scale) / 2


def paint_board(painter: QPainter, frame: RoomFrame, shown: float = 1.0, part: QRectF | None = None) -> None:
    """Paint a frame into 1920 by 1080. ``shown`` (0 to 1): how far what was just revealed has come; ``part``: only
    what touches this rectangle is painted.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for rect, paint in (
        (QRectF(0, 0, LEFT - 24, FOOT), _paint_side),
        (QRectF(0, FOOT, chalk.WIDTH, chalk.HEIGHT - FOOT), _paint_foot),
    ):
        if part is None or part.intersects(rect):
            paint(painter, frame)
    top = heading_height(frame)
    if part is None or part.top() < top:
        _paint_heading(painter, frame)
    area = content_area(frame)
    if part is None or part.intersects(area):
        contents.paint(painter, frame, area, shown)
    if _has_spread(frame):
        spread = QRectF(LEFT, SPREAD_TOP, RIGHT - LEFT, FOOT - SPREAD_TOP - 16)
        if part is None or part.intersects(spread):
            scores.paint_small(painter, frame.view, spread)


def heading_height(frame: RoomFrame) -> float:
    """Where the heading and what the worker wants end."""
    size = _heading_size(frame)
    top = 52.0 + chalk.height(frame.view.stage.question, size, RIGHT - LEFT, bold=True, most=3)
    if said := wish(frame.view):
        top += 6 + chalk.height(said, chalk.LEAST, RIGHT - LEFT, most=2)
    return top


def content_area(frame: RoomFrame) -> QRectF:
    """Where what the stage collects is shown."""
    top = heading_height(frame) + 26
    bottom = SPREAD_TOP - 10 if _has_spread(frame) else FOOT - 26
    return QRectF(LEFT, top, RIGHT - LEFT, bottom - top)


def _heading_size(frame: RoomFrame) -> int:
    words = frame.view.stage.question
    return 56 if chalk.height(words, 56, RIGHT - LEFT, bold=True) <= 2 * chalk.line_height(56) else 46


def _has_spread(frame: RoomFrame) -> bool:
    return bool(frame.view.scores) and frame.view.stage.shows not in ("scores", "genogram", "columns")


def _paint_heading(painter: QPainter, frame: RoomFrame) -> None:
    size = _heading_size(frame)
    y = 52.0
    y += chalk.write(
        painter, frame.view.stage.question, LEFT, y, size=size, width=RIGHT - LEFT, bold=True, most=3
    )  # fmt: skip
    chalk.write(painter, wish(frame.view), LEFT, y + 6, width=RIGHT - LEFT, token="ink2", most=2)


# ---- the side: time and stages ---------------------------------------------------------------------------------------
def _paint_side(painter: QPainter, frame: RoomFrame) -> None:
    stage, over = frame.view.stage, frame.left <= 0
    chalk.write(painter, clock_words(frame.left), SIDE - 4, 30, size=124, bold=True)
    chalk.box(painter, QRectF(SIDE, 200, SIDE_WIDTH, 14), radius=7)
    part = max(0.0, min(1.0, frame.left / (stage.minutes * 60)))
    if part:
        token = "mark" if frame.left <= LAST_MINUTE else "ink"
        chalk.box(painter, QRectF(SIDE, 200, max(14.0, SIDE_WIDTH * part), 14), token=token, radius=7)
    said = tr("left of one minute") if stage.minutes == 1 else tr("left of {minutes} minutes")
    if over:
        said = tr("Time is up. Finish calmly.")
    elif frame.is_paused:
        said = tr("paused")
    chalk.write(painter, said.format(minutes=stage.minutes), SIDE, 226, token="askInk" if over else "ink2")
    _paint_stages(painter, frame)


def _paint_stages(painter: QPainter, frame: RoomFrame) -> None:
    stages, here = frame.view.stages, frame.view.stages.index(frame.view.stage)
    names = SIDE_WIDTH - 54 - 40
    heights = [_tall(stage, names, index == here) for index, stage in enumerate(stages)]
    spare = FOOT - 300 - sum(heights)
    gap = max(0.0, min(10.0, spare / len(stages)))
    y = 300.0
    for index, (stage, high) in enumerate(zip(stages, heights, strict=True)):
        is_here = index == here
        if is_here:
            chalk.box(painter, QRectF(SIDE - 18, y, SIDE_WIDTH + 36, high), radius=16)
        icon = "chat-circle-text" if is_here else "check-circle" if index < here else "circle"
        token = "ink" if is_here else "ink2"
        middle = y + (high - chalk.line_height(chalk.LEAST)) / 2
        chalk.icon(painter, icon, SIDE, y + (high - 34) / 2, 34, token)
        words = chalk.height(stage.title, chalk.LEAST, names, bold=is_here, most=2)
        chalk.write(painter, stage.title, SIDE + 54, y + (high - words) / 2, width=names, token=token, bold=is_here,
                    most=2)  # fmt: skip
        minutes = str(stage.minutes)
        chalk.write(painter, minutes, SIDE + SIDE_WIDTH - chalk.wide(minutes, chalk.LEAST), middle, token=token)
        y += high + gap


def _tall(stage: Stage, width: float, is_here: bool) -> float:
    return chalk.height(stage.title, chalk.LEAST, width, bold=is_here, most=2) + 22


# ---- the foot --------------------------------------------------------------------------------------------------------
def _paint_foot(painter: QPainter, frame: RoomFrame) -> None:
    painter.setPen(chalk.colour("line"))
    painter.drawLine(0, int(FOOT), chalk.WIDTH, int(FOOT))
    y = FOOT + (chalk.HEIGHT - FOOT - chalk.line_height(chalk.LEAST)) / 2
    end = _paint_keys(painter, y)
    chalk.icon(painter, "eye-slash", SIDE, y + 4, 34)
    x = SIDE + 48
    for said in (tr("Names are hidden"), when(frame.view), leads(frame.view)):
        room = end - 40 - x
        if said and room > 120:
            chalk.write(painter, said, x, y, width=room, token="ink2", most=1)
            x += chalk.wide(said, chalk.LEAST) + 44


def _paint_keys(painter: QPainter, y: float) -> float:
    """The keys, from the right; returns where they begin."""
    x = RIGHT
    for cap, said in (("B", tr("hide")), ("→", tr("next")), (tr("Space"), tr("pause"))):
        x -= chalk.wide(said, chalk.LEAST)
        chalk.write(painter, said, x, y, token="ink2")
        wide = 34 if cap == "→" else chalk.wide(cap, chalk.LEAST, bold=True)
        x -= wide + 12 + 28
        chalk.box(painter, QRectF(x, y - 4, wide + 28, 50), line="lineStrong", radius=10)
        if cap == "→":
            chalk.icon(painter, "arrow-right", x + 14, y + 4, 34, "ink")
        else:
            chalk.write(painter, cap, x + 14, y, bold=True)
        x -= 36
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return x
