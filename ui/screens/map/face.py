"""What one card looks like: laid out at a width, painted from what was laid out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from models.views import CardView, PersonView
from ui import fonts, icons
from ui.screens.map import wording
from ui.screens.map.style import BODY, CAPTION, LABEL, WORDS, MapStyle
from ui.screens.map.wording import tr
from ui.screens.map.words import Words
from ui.theme import theme
from ui.widgets import paint_avatar, paint_frame, paint_number
from ui.widgets.people import PersonKind

Form = Literal["card", "row", "step", "compact"]
"""A card of its own; a row of somebody's words; a next step with its circle; one line with the strand's name."""

CLAMP = 4
"""A long card shows four lines; one line more is let be, for cutting it off saves nothing."""

Paint = Callable[[QPainter], None]


@dataclass(frozen=True)
class Setting:
    """What every card of a map shares while it is painted."""

    style: MapStyle
    column: str
    part: str
    part_title: str
    today: dt.date
    just_us: bool = True
    find: str = ""
    orphans: frozenset[tuple[str, tuple[str, ...]]] = field(default_factory=frozenset)
    """Cards whose strand is not whole, with what it has not got."""
    clamp: int = CLAMP
    may_change: bool = True
    shared: frozenset[str] = field(default_factory=frozenset)
    """Strands that several cards of this part belong to: their name alone does not tell the cards apart."""


def person_kind(person: PersonView) -> PersonKind:
    """Which disc stands for somebody."""
    if person.is_child:
        return "child"
    return "professional" if person.kind == "professional" else "family"


def form_of(part: str) -> Form:
    """How cards of a part are shown."""
    return {"own_words": "row", "next_step": "step"}.get(part, "card")  # type: ignore[return-value]


class Face:
    """A card at a width. ``lay`` first; then ``height``, ``clamped`` and the rects of what can be pressed hold."""

    def __init__(
        self, card: CardView, setting: Setting, form: Form, opened: bool, ends: tuple[bool, bool] = (True, True)
    ) -> None:
        """``ends``: whether a row is the first and the last of its sheet."""
        self.card, self.setting, self.form, self.opened, self.ends = card, setting, form, opened, ends
        self.height = 0
        self.clamped = False
        self.text_rect = QRect()
        self.tick_rect = QRect()
        self.ask_rect = QRect()
        self._paints: list[Paint] = []

    @property
    def gap(self) -> str:
        """What is still to be asked about it."""
        missing = next((missing for key, missing in self.setting.orphans if key == self.card.id), ())
        return wording.gap_question(self.card, missing)

    @property
    def kind(self) -> tuple[float, float]:
        """The type of its words: quotations are the largest text on the map."""
        return WORDS if self.card.is_quotation else BODY

    def lay(self, width: int, editor: int = 0) -> int:
        """Place everything at ``width``; ``editor`` px are kept free for the words while they are edited."""
        self._paints = []
        self.clamped = False
        self.tick_rect = self.ask_rect = QRect()
        lay = {"card": self._lay_card, "row": self._lay_row, "step": self._lay_step, "compact": self._lay_compact}
        self.height = lay[self.form](width, editor)
        return self.height

    def paint(self, painter: QPainter) -> None:
        """Paint what was laid out."""
        for paint in self._paints:
            paint(painter)

    # ---- forms ------------------------------------------------------------------------------------------------
    def _lay_card(self, width: int, editor: int) -> int:
        px, card = self.setting.style.px, self.card
        x, room = px(12), width - px(24)
        y = self._marks(x, px(11), room)
        if card.strand and card.part in ("danger", "goal"):
            y = self._ribbon(x, y, room) + px(7)
        if card.when:
            y = self._line(card.when, x, y, room, CAPTION, "ink2") + px(2)
        if card.title:
            y = self._line(card.title, x, y, room, LABEL, "ink", bold=True)
        y = self._text(x, y, room, editor)
        for index in range(len(card.disputes)):
            y = self._dispute(index, x, y + px(8), room)
        y = self._meta(x, y, room)
        if self.gap and not editor:
            top = y + px(8)
            y = self._ask(self.gap, x, top, room)
            self.ask_rect = QRect(x, top, room, y - top)
        return y + px(12)

    def _lay_row(self, width: int, editor: int) -> int:
        px = self.setting.style.px
        side = px(24)
        x, room = px(12) + side + px(10), width - px(24) - side - px(10)
        y = self._marks(x, px(11 if self.ends[0] else 4), room)
        top = y
        if self.card.speaker:
            self._avatar(self.card.speaker, QRectF(px(12), y, side, side))
        else:
            self._icon("quotes", QRectF(px(14), y + px(2), px(20), px(20)), "ink3")
        y = self._text(x, y, room, editor)
        for index in range(len(self.card.disputes)):
            y = self._dispute(index, x, y + px(6), room)
        return max(y, top + px(24)) + px(12 if self.ends[1] else 4)

    def _lay_step(self, width: int, editor: int) -> int:
        px, card = self.setting.style.px, self.card
        side = px(20)
        x, room = px(12) + side + px(9), width - px(24) - side - px(9)
        y = self._marks(x, px(13 if self.ends[0] else 5), room)
        self._icon("check-circle" if card.done_on else "circle", QRectF(px(12), y, side, side), "ink")
        hit = theme().target(max(36 * self.setting.style.zoom, 32))
        self.tick_rect = QRect(px(12) + side // 2 - hit // 2, y + side // 2 - hit // 2, hit, hit)
        y = self._text(x, y, room, editor)
        line = wording.step_line(card, self.setting.today)
        if line:
            y = self._line(line, x, y, room, CAPTION, "ink2")
        if self.gap and not editor:
            y = self._line(self.gap, x, y, room, CAPTION, "askInk", fill="ask")
        return y + px(12 if self.ends[1] else 5)

    def _lay_compact(self, width: int, editor: int) -> int:
        px, card = self.setting.style.px, self.card
        height, side = px(36), px(18)
        x = px(12)
        if card.strand:
            self._number(card.strand.number, QRectF(x, (height - side) / 2, side, side))
            x += side + px(8)
        elif card.state == "draft":
            self._icon("pencil-simple", QRectF(x, (height - px(16)) / 2, px(16), px(16)), "ink2")
            x += px(16 + 8)
        named = card.strand is not None and card.strand.id not in self.setting.shared
        words = card.strand.name if card.strand and named else card.text.replace("\n", " ")
        self._single(words, QRect(x, 0, width - x - px(36), height), LABEL, "ink")
        self._icon("caret-right", QRectF(width - px(28), (height - px(16)) / 2, px(16), px(16)), "ink2")
        self.clamped = True
        return height

    # ---- pieces -----------------------------------------------------------------------------------------------
    def _text(self, x: int, y: int, room: int, editor: int) -> int:
        if editor:
            self.text_rect = QRect(x, y, room, editor)
            return y + editor
        style = self.setting.style
        words = self._words(
            wording.shown_text(self.card), room, self.kind, most=0 if self.opened else self.setting.clamp
        )
        self.clamped = words.cut
        self.text_rect = QRect(x, y, room, max(words.height, style.line(self.kind)))
        self._paints.append(lambda painter: words.paint(painter, x, y, theme().color("ink")))
        return y + self.text_rect.height()

    def _words(self, text: str, room: int, kind: tuple[float, float], *, most: int = 0) -> Words:
        style, setting = self.setting.style, self.setting
        return Words(
            text, style.font(kind), style.line(kind), room, most=most, allowed=most + 1, more=tr("Read it all"),
            more_ink=style.hue(setting.column, "Ink"), find=setting.find, mark=theme().color("mark"),
        )  # fmt: skip

    def _line(
        self, text: str, x: int, y: int, room: int, kind: tuple[float, float], ink: str, *, bold: bool = False,
        fill: str = "",
    ) -> int:  # fmt: skip
        style = self.setting.style
        words = Words(text, style.font(kind, bold=bold), style.line(kind), room, find=self.setting.find,
                      mark=theme().color("mark"))  # fmt: skip
        if fill:
            box = QRectF(x - style.px(4), y, words.natural + style.px(8), words.height)
            self._paints.append(lambda painter: paint_frame(painter, box, fill=fill, radius=style.px(4)))
        self._paints.append(lambda painter: words.paint(painter, x, y, theme().color(ink)))
        return y + words.height

    def _single(self, text: str, rect: QRect, kind: tuple[float, float], ink: str) -> int:
        """One line, elided; returns its width."""
        fonts.ensure(text)
        font: QFont = self.setting.style.font(kind)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())

        def paint(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setPen(theme().color(ink))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

        self._paints.append(paint)
        return metrics.horizontalAdvance(shown)

    def _icon(self, name: str, rect: QRectF, ink: str) -> None:
        self._paints.append(lambda painter: icons.paint(painter, name, rect, theme().color(ink)))

    def _number(self, number: int, rect: QRectF) -> None:
        self._paints.append(lambda painter: paint_number(painter, rect, number))

    def _avatar(self, person: PersonView, rect: QRectF) -> None:
        fonts.ensure(person.initials)
        self._paints.append(lambda painter: paint_avatar(painter, rect, person.initials, person_kind(person)))

    def _marks(self, x: int, y: int, room: int) -> int:
        """Draft, and held back (only the team ever has such a card in its view)."""
        px, card = self.setting.style.px, self.card
        marks = [("pencil-simple", tr("Draft"))] if card.state == "draft" else []
        if card.restricted and self.setting.just_us:
            marks.append(("lock-simple", tr("Just us: {reason}").format(reason=card.restricted.reason)))
        for icon, words in marks:
            self._icon(icon, QRectF(x, y + px(1), px(16), px(16)), "ink2")
            # The upper right corner belongs to the card's menu.
            y = self._line(words, x + px(21), y, room - px(21 + 30), CAPTION, "ink2") + px(4)
        return y

    def _ribbon(self, x: int, y: int, room: int) -> int:
        px, tag = self.setting.style.px, self.card.strand
        assert tag is not None
        side, height = px(17), px(24)
        metrics = QFontMetrics(self.setting.style.font(CAPTION))
        wide = min(px(4) + side + px(6) + metrics.horizontalAdvance(tag.name) + px(10), room)
        line = "ink" if theme().name == "contrast" else None
        box = QRectF(x, y, wide, height)
        self._paints.append(lambda p: paint_frame(p, box, fill="selected", line=line, radius=height / 2))
        self._number(tag.number, QRectF(x + px(4), y + (height - side) / 2, side, side))
        left = x + px(4) + side + px(6)
        self._single(tag.name, QRect(left, y, x + wide - px(8) - left, height), CAPTION, "ink")
        return y + height

    def _dispute(self, index: int, x: int, y: int, room: int) -> int:
        px = self.setting.style.px
        text = wording.dispute_text(self.card, index)
        words = self._plain(text, room - px(46), LABEL)
        box = QRectF(x, y, room, words.height + px(15))

        def paint(painter: QPainter) -> None:
            paint_frame(painter, box, fill="sunken", line="lineStrong", radius=px(8), dashed=True)
            words.paint(painter, x + px(34), y + px(7), theme().color("ink"))

        self._paints.append(paint)
        self._icon("chats-circle", QRectF(x + px(10), y + px(9), px(16), px(16)), "ink2")
        return y + round(box.height())

    def _plain(self, text: str, room: int, kind: tuple[float, float]) -> Words:
        style = self.setting.style
        return Words(text, style.font(kind), style.line(kind), room, find=self.setting.find, mark=theme().color("mark"))

    def _ask(self, text: str, x: int, y: int, room: int) -> int:
        px = self.setting.style.px
        words = self._plain(text, room - px(44), LABEL)
        box = QRectF(x, y, room, words.height + px(14))

        def paint(painter: QPainter) -> None:
            paint_frame(painter, box, fill="ask", line="askLine", radius=px(10), width=1.5, dashed=True)
            words.paint(painter, x + px(34), y + px(7), theme().color("askInk"))

        self._paints.append(paint)
        self._icon("question", QRectF(x + px(10), y + px(9), px(16), px(16)), "askInk")
        return y + round(box.height())

    def _meta(self, x: int, y: int, room: int) -> int:
        """Who says so, who saw it, who said it and the strand, in lines beneath the words."""
        px, card = self.setting.style.px, self.card
        items: list[tuple[str, PersonView | int | None, str]] = []
        if card.speaker:
            items.append(("person", card.speaker, card.speaker.name))
        if card.sources:
            lone = card.sources[0].person if len(card.sources) == 1 and not card.sources[0].words else None
            said = wording.capital(wording.names(card.sources))
            items.append(("person", lone, lone.name) if lone else ("file-text", None, said))
        if card.seen_by:
            items.append(("eye", None, wording.capital(wording.names(card.seen_by))))
        tag = card.danger or (card.strand if card.part not in ("danger", "goal") else None)
        if tag:
            items.append(("number", tag.number, tag.name))
        if not items:
            return y
        top, left, tall = y + px(8), x, 0
        for kind, who, label in items:
            lead = px(24 + 7) if kind == "person" else px(18 + 5)
            words = self._plain(label, room - lead, CAPTION)
            wide = lead + round(words.natural) + 2
            if left > x and left + wide > x + room:
                left, top, tall = x, top + tall + px(4), 0
            tall = max(tall, px(24) if kind == "person" else px(20), words.height)
            self._meta_item(kind, who, words, left, top, lead)
            left += wide + px(12)
        return top + tall

    def _meta_item(self, kind: str, who: PersonView | int | None, words: Words, x: int, y: int, lead: int) -> None:
        px = self.setting.style.px
        side = px(24) if kind == "person" else px(18) if kind == "number" else px(16)
        line = px(24) if kind == "person" else px(20)
        spot = QRectF(x, y + (line - side) / 2, side, side)
        if isinstance(who, PersonView):
            self._avatar(who, spot)
        elif isinstance(who, int):
            self._number(who, spot)
        else:
            self._icon(kind, spot, "ink2")
        down = (line - self.setting.style.line(CAPTION)) // 2
        self._paints.append(lambda painter: words.paint(painter, x + lead, y + down, theme().color("ink2")))


def ghost_height(style: MapStyle) -> int:
    """How tall the outline is that a lifted card leaves behind."""
    return style.px(32)


def paint_ghost(painter: QPainter, rect: QRectF, style: MapStyle) -> None:
    """The old place of a lifted card."""
    paint_frame(painter, rect, fill=None, line="lineStrong", radius=style.px(12), width=1.5, dashed=True)
    painter.setPen(QColor(theme().color("ink3")))
    painter.setFont(style.font(LABEL))
    words = rect.adjusted(style.px(12), 0, -style.px(8), 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, tr("It was here"))
