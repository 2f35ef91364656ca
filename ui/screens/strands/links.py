"""The other cards of a strand, and tying more of the map's cards to it: one press each way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models import pathways
from models.acts.cards import link_strand
from models.views import CardView, StrandView
from ui import fonts, icons
from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import FlowLayout, Label, LinkButton, Pressable, column, follow_theme, paint_frame

STATEMENTS = ("danger", "goal")
_INKS = {"worries": "worry", "well": "well", "next": "next"}


class CardTick(Pressable):
    """A card in one line; pressed in when it belongs to the strand."""

    def __init__(self, card: CardView, *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        fonts.ensure(card.text)
        self.setObjectName(f"tie-{card.id}")
        self.setCheckable(True)
        self.setChecked(on)
        words = " ".join((card.title or card.text).split())
        self._words = f"“{words}”" if card.is_quotation and not card.title else words
        part = pathways.pathway(card.pathway).parts[card.part].one
        self.setAccessibleName(f"{self._words} ({part})")
        self.setToolTip(card.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: one line, at most 420 px."""
        words = QFontMetrics(theme().font("body")).horizontalAdvance(self._words)
        return QSize(min(theme().px(420), words + theme().px(50)), theme().target(36))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(min(self.sizeHint().width(), theme().px(160)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the column's icon, the words."""
        painter = QPainter(self)
        on, tone = self.isChecked(), _INKS[pathways.column_of(self.card.part)]
        fill = f"{tone}Tint" if on else ("hover" if self.underMouse() else None)
        line = tone if on else "line"
        paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, radius=theme().radius())
        ink, side = theme().color(f"{tone}Ink"), theme().px(18)
        icon = "check" if on else {"worry": "cloud", "well": "plant", "next": "signpost"}[tone]
        icons.paint(painter, icon, QRectF(theme().px(10), (self.height() - side) / 2, side, side), ink)
        painter.setPen(theme().color("ink"))
        font = theme().font("body")
        painter.setFont(font)
        x = theme().px(36)
        room = self.width() - x - theme().px(10)
        shown = QFontMetrics(font).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)


class LinkedCards(QWidget):
    """Cards tied to the strand; with "Tie more cards" the map's cards that belong to none."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linkedCards")
        self._context = context
        self._strand: StrandView | None = None
        self._cards: Sequence[CardView] = ()
        self._all = False
        self.ticks: list[CardTick] = []
        self._body = column(self, gap=8)
        self._title = Label("", "label", wrap=False)
        self._body.addWidget(self._title)
        self._inner = QWidget()
        self._body.addWidget(self._inner)
        self.more = LinkButton("", name="tieMore", icon="link-simple-horizontal")
        self.more.clicked.connect(self._toggle)
        self._body.addWidget(self.more)

    def show_strand(self, strand: StrandView, cards: Sequence[CardView]) -> None:
        """Show the cards of a map that belong to a strand, statements apart."""
        self._strand = strand
        self._cards = [card for card in cards if card.part not in STATEMENTS]
        tied = [card for card in self._cards if card.strand and card.strand.id == strand.id]
        loose = [card for card in self._cards if card.strand is None]
        self._title.setText(self.tr("Also in this strand: {count}").format(count=len(tied)) if tied
                            else self.tr("Nothing else on the map belongs to this strand yet"))  # fmt: skip
        inner = QWidget()
        flow = FlowLayout(inner, gap=theme().px(8), row_gap=theme().px(8))
        self.ticks = [CardTick(card, on=card in tied) for card in [*tied, *(loose if self._all else [])]]
        for tick in self.ticks:
            tick.clicked.connect(self._press)
            flow.addWidget(tick)
        self._body.replaceWidget(self._inner, inner)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = inner
        self.more.setText(self.tr("Done") if self._all else self.tr("Tie more cards"))
        self.more.setVisible(self._all or bool(loose))

    def _toggle(self) -> None:
        self._all = not self._all
        if self._strand is not None:
            self.show_strand(self._strand, self._cards)

    def _press(self) -> None:
        tick, strand, case = self.sender(), self._strand, self._context.case
        if isinstance(tick, CardTick) and strand is not None:
            card_id, target = tick.card.id, strand.id if tick.isChecked() else None
            self._context.attempt(lambda: link_strand(case, [card_id], target))
