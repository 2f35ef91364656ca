"""A part of a column: its heading, its cards, the fold, and the place where a card in the hand would land."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models import dates
from models.views import CardView, PartView
from ui import fonts, icons
from ui.screens.map.card import CardHandler, CardWidget
from ui.screens.map.face import Setting, form_of
from ui.screens.map.style import LABEL, MapStyle
from ui.screens.map.wording import count_word, tr
from ui.theme import theme
from ui.widgets import Pressable, paint_frame

GAP = 8
_TOUCH = 44
"""The least a finger can hit (px)."""
LEADS = ("danger", "goal")
"""Parts whose cards, when there is little room, still show as one line with their strand's name."""


class PlusButton(Pressable):
    """Adds a card to a part."""

    def __init__(self, part: str, one: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"add-{part}")
        self.setAccessibleName(tr("Add {one}").format(one=one))
        self.setToolTip(tr("Add {one} (A)").format(one=one))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a plus."""
        painter = QPainter(self)
        if self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill=theme().color("ink", 0.08), radius=theme().radius())
        inset = self.width() * 0.19
        icons.paint(painter, "plus", QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme().color("ink"))


class FoldRow(Pressable):
    """ "Three more from 2019 to June 2024": opens the rest of a part."""

    def __init__(self, part: str, ink: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"fold-{part}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ink, self._link = ink, ""
        self._rests: tuple[str, ...] = ()
        self.style_ = MapStyle()

    def set_words(self, link: str, rests: tuple[str, ...], style: MapStyle) -> None:
        """``link`` is underlined; the first of ``rests`` that there is room for follows it."""
        self._link, self._rests, self.style_ = link, rests, style
        self.setAccessibleName(" ".join((link, *rests[:1])))
        self.setFont(style.font(LABEL))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: its words."""
        metrics = QFontMetrics(self.style_.font(LABEL))
        words = metrics.horizontalAdvance(" ".join((self._link, *self._rests[:1])))
        return QSize(words + self.style_.px(40), self.style_.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: caret, link, rest."""
        painter = QPainter(self)
        style, look = self.style_, theme()
        if self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill=look.color("ink", 0.06), radius=look.radius())
        side = style.px(16)
        caret = QRectF(style.px(8), (self.height() - side) / 2, side, side)
        icons.paint(painter, "caret-right", caret, look.color("ink2"))
        font = style.font(LABEL)
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(look.color(self._ink))
        metrics = QFontMetrics(font)
        left = style.px(31)
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._link)
        left += metrics.horizontalAdvance(self._link) + style.px(7)
        font.setUnderline(False)
        painter.setFont(font)
        painter.setPen(look.color("ink2"))
        rest = next((r for r in self._rests if metrics.horizontalAdvance(r) <= self.width() - left), "")
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, rest)


class DropPlace(QWidget):
    """Where the card in the hand would land, and as what."""

    def __init__(self, column: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column, self.words, self.style_ = column, "", MapStyle()
        self.setObjectName("dropPlace")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_words(self, words: str, style: MapStyle) -> None:
        """Say what the card becomes."""
        self.words, self.style_ = words, style
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a dashed place in the column's colour."""
        painter = QPainter(self)
        style = self.style_
        strong, ink = style.hue(self._column), style.hue(self._column, "Ink")
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_frame(painter, rect, fill=style.hue(self._column, "Tint2"), line=strong, width=2, dashed=True,
                    radius=style.px(12))  # fmt: skip
        font = style.font(LABEL, bold=True)
        side = style.px(20)
        metrics = QFontMetrics(font)
        room = self.width() - side - style.px(28)
        words = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        wide = side + style.px(8) + metrics.horizontalAdvance(words)
        left = (self.width() - wide) // 2
        icons.paint(painter, "arrow-line-down", QRectF(left, (self.height() - side) / 2, side, side), ink)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRect(left + side + style.px(8), 0, room + 4, self.height()), Qt.AlignmentFlag.AlignVCenter,
                         words)  # fmt: skip


class PartSection(QWidget):
    """One part. The column calls ``arrange(width)`` and gets the height; nothing else lays it out."""

    add_wanted = Signal(str)
    folded = Signal(str)

    def __init__(self, part: PartView, setting: Setting, handler: CardHandler, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.part, self.setting, self._handler = part.key, part, setting, handler
        self.setObjectName(f"part-{part.key}")
        self.setAccessibleName(part.title)
        self.cards: list[CardView] = []
        self.widgets: dict[str, CardWidget] = {}
        self.shown: int | None = None
        self.by_hand = False
        self.drop_at: int | None = None
        self.extra: QWidget | None = None
        self.held_back: str | None = None
        self._tops: list[int] = []
        self._plus = PlusButton(part.key, part.one, self)
        self._plus.clicked.connect(self._on_plus)
        self._fold = FoldRow(part.key, f"{_hue(setting.column)}Ink", self)
        self._fold.clicked.connect(self._on_fold)
        self._drop: DropPlace | None = None
        self.set_part(part, setting)

    # ---- content ----------------------------------------------------------------------------------------------
    def set_part(self, part: PartView, setting: Setting) -> bool:
        """Show these cards; true when something must be laid out again."""
        cards = [card for card in part.cards if card.id != self.held_back]
        changed = setting != self.setting or cards != self.cards or part.title != self.part.title
        self.part, self.setting, self.cards = part, setting, cards
        ids = {card.id for card in self.cards}
        for key in [key for key in self.widgets if key not in ids]:
            gone = self.widgets.pop(key)
            gone.hide()
            gone.deleteLater()
        for card in self.cards:
            widget = self.widgets.get(card.id)
            if widget is not None:
                widget.set_view(card, setting, widget.form)
        fonts.ensure(part.title)
        return changed

    @property
    def style_(self) -> MapStyle:
        """The measures in force."""
        return self.setting.style

    @property
    def is_rows(self) -> bool:
        """Whether its cards are rows of one sheet."""
        return form_of(self.key) != "card"

    @property
    def shown_count(self) -> int:
        """How many cards are shown (in full or as a line)."""
        if self.shown is None or self.key in LEADS:
            return len(self.cards)
        return min(self.shown, len(self.cards))

    @property
    def fold_height(self) -> int:
        """How tall the row is that opens the rest."""
        return max(self.style_.px(24), _TOUCH if theme().touch else 0)

    @property
    def collapsed(self) -> bool:
        """Only its name and number are shown, on one line."""
        return bool(self.cards) and self.shown == 0 and self.key not in LEADS and self.extra is None

    def widget(self, index: int) -> CardWidget:
        """The widget of a card, made when first needed."""
        card = self.cards[index]
        found = self.widgets.get(card.id)
        if found is None:
            found = CardWidget(card, self.setting, form_of(self.key), self._handler, self)
            self.widgets[card.id] = found
        return found

    def shown_widgets(self) -> list[CardWidget]:
        """The widgets that are shown, in order."""
        return [self.widget(index) for index in range(self.shown_count)]

    def set_shown(self, shown: int | None) -> None:
        """Show only the first cards (None: all)."""
        self.shown = None if shown is not None and shown >= len(self.cards) else shown

    def unfold(self) -> None:
        """Show every card, and go on doing so when the window changes."""
        self.shown, self.by_hand = None, True

    def tab_stops(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        stops: list[QWidget] = [self._plus]
        if self.shown_count and not self.collapsed:
            stops.append(self.widget(0))
        return [*stops, self._fold]

    # ---- the place to drop ------------------------------------------------------------------------------------
    def set_drop(self, index: int | None, words: str = "") -> None:
        """Show the place to drop before the card at ``index`` (None: nowhere)."""
        self.drop_at = index
        if index is None:
            if self._drop is not None:
                self._drop.hide()
            return
        if self._drop is None:
            self._drop = DropPlace(self.setting.column, self)
        self._drop.set_words(words, self.style_)
        self._drop.show()
        self._drop.raise_()

    def drop_rect(self) -> QRect:
        """Where the place to drop is, in this part."""
        return self._drop.geometry() if self._drop is not None else QRect()

    def index_at(self, y: int) -> int:
        """Before which shown card something dropped at ``y`` px would go."""
        return bisect_right(self._tops, y)

    def before_id(self, index: int) -> str | None:
        """The id of the card at ``index`` (None: the end of the part)."""
        return self.cards[index].id if index < len(self.cards) else None

    # ---- layout -----------------------------------------------------------------------------------------------
    def arrange(self, width: int) -> int:
        """Place everything at ``width`` px; returns the height."""
        px = self.style_.px
        self._plus.setVisible(not self.collapsed and self.setting.may_change)
        if self.collapsed:
            return self._arrange_collapsed(width)
        side = max(px(32), 24, _TOUCH if theme().touch else 0)
        head = px(26)
        self._plus.setGeometry(width - side - px(2), max((head - side) // 2 + px(3), -px(4)), side, side)
        y = head + px(GAP)
        y = self._arrange_cards(width, y)
        if self.extra is not None:
            tall = self.extra.heightForWidth(width)
            self.extra.setGeometry(0, y, width, tall)
            y += tall + px(GAP)
        hidden = len(self.cards) - self.shown_count
        folds = hidden > 0
        self._fold.setVisible(folds)
        if folds:
            self._fold.set_words(count_word(hidden), self._span(), self.style_)
            self._fold.setGeometry(0, y, min(self._fold.sizeHint().width(), width), self.fold_height)
            y += self.fold_height + px(GAP)
        return y

    def _arrange_collapsed(self, width: int) -> int:
        px = self.style_.px
        for widget in self.widgets.values():
            widget.hide()
        self._tops = []
        y = 0
        if self.drop_at is not None and self._drop is not None:
            self._drop.setGeometry(0, y, width, px(52))
            y += px(52 + GAP)
        self._fold.setVisible(True)
        self._fold.set_words(self.part.title, (str(len(self.cards)),), self.style_)
        self._fold.setGeometry(0, y, min(self._fold.sizeHint().width(), width), self.fold_height)
        return y + self.fold_height + px(GAP)

    def _arrange_cards(self, width: int, y: int) -> int:
        px = self.style_.px
        count = self.shown_count
        self._tops = []
        for index in range(count):
            if self.drop_at == index:
                y = self._arrange_drop(width, y, after_row=self.is_rows and index > 0)
            widget = self.widget(index)
            if index == 0:
                # Tab stops at the first card of a part and at the one used last; arrows go to the others.
                widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._choose_form(widget, index)
            if self.is_rows:
                split = self.drop_at == index
                widget.set_ends(index == 0 or split, index == count - 1 or self.drop_at == index + 1)
            tall = widget.lay(width)
            widget.setGeometry(0, y, width, tall)
            widget.show()
            self._tops.append(y + tall // 2)
            y += tall + (0 if self.is_rows and index < count - 1 else px(GAP))
        for index in range(count, len(self.cards)):
            hidden = self.widgets.get(self.cards[index].id)
            if hidden is not None:
                hidden.hide()
        if self.drop_at is not None and self.drop_at >= count:
            y = self._arrange_drop(width, y, after_row=False)
        return y

    def _arrange_drop(self, width: int, y: int, *, after_row: bool) -> int:
        px = self.style_.px
        y += px(GAP) if after_row else 0
        if self._drop is not None:
            self._drop.setGeometry(0, y, width, px(52))
        return y + px(52 + GAP)

    def _choose_form(self, widget: CardWidget, index: int) -> None:
        if self.key not in LEADS or widget.opened:
            return
        small = self.shown is not None and index >= self.shown
        widget.set_view(widget.view, self.setting, "compact" if small else widget.base_form)

    def _span(self) -> tuple[str, ...]:
        """From when to when the hidden cards are, in words: months, or where there is less room, years."""
        hidden = [card for card in self.cards[self.shown_count :] if card.occurred]
        if not hidden:
            return ()
        first = min((card.occurred or "" for card in hidden), key=dates.sort_key)
        last = max((card.occurred_until or card.occurred or "" for card in hidden), key=dates.sort_key)
        return tuple(dict.fromkeys(_from_to(_known(first, keep), _known(last, keep)) for keep in (7, 4)))

    def _on_plus(self) -> None:
        self.add_wanted.emit(self.key)

    def _on_fold(self) -> None:
        self.unfold()
        self.folded.emit(self.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the heading with its count."""
        style = self.style_
        if self.collapsed or event.rect().top() > style.px(26):
            return
        painter = QPainter(self)
        bold, plain = style.font(LABEL, bold=True), style.font(LABEL)
        left, tall = style.px(6), style.px(26)
        painter.setFont(bold)
        painter.setPen(theme().color("ink"))
        metrics = QFontMetrics(bold)
        room = self.width() - self._plus.width() - style.px(40)
        title = metrics.elidedText(self.part.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 0, room + 8, tall), Qt.AlignmentFlag.AlignVCenter, title)
        left += metrics.horizontalAdvance(title) + style.px(7)
        painter.setFont(plain)
        painter.setPen(theme().color("ink2"))
        painter.drawText(QRect(left, 0, self.width() - left, tall), Qt.AlignmentFlag.AlignVCenter, self.count_text())

    def count_text(self) -> str:
        """How many cards, or how many steps are still to do."""
        if not self.cards:
            return ""
        if self.key == "next_step":
            to_do = sum(1 for card in self.cards if not card.done_on)
            return tr("{count} to do").format(count=to_do)
        return str(len(self.cards))


def _known(said: str, keep: int) -> str:
    """A date as said, to the month (7) or the year (4); the words themselves when they name no year."""
    key = dates.sort_key(said)
    return dates.written(key[:keep]) if key < "9998" else said


def _from_to(first: str, last: str) -> str:
    if first == last:
        return tr("from {when}").format(when=first)
    return tr("from {first} to {last}").format(first=first, last=last)


def _hue(column: str) -> str:
    return {"worries": "worry", "well": "well", "next": "next"}[column]
