"""One delivery in the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.outbox_views import OutboxLine
from ui import fonts, icons
from ui.screens.outbox.words import ICONS, INKS, heard, state_words
from ui.theme import theme
from ui.widgets import Pressable, follow_theme, paint_frame


class DeliveryRow(Pressable):
    """What and whose, how it stands, how far it is; pressed, its details are shown."""

    def __init__(self, line: OutboxLine, family: str, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"delivery-{line.id}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_line(line, family, more)
        follow_theme(self.updateGeometry)

    def show_line(self, line: OutboxLine, family: str, more: str) -> None:
        """Show how it stands now. ``more``: what stands at the end of its second line."""
        self.line, self.family, self.more = line, family, more
        fonts.ensure(f"{line.title} {family}")
        self.setAccessibleName(heard(line, family))
        self.setAccessibleDescription(line.words)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: two lines."""
        return QSize(theme().px(380), max(theme().target(44), theme().px(62)))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine."""
        return QSize(theme().px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: icon, title and whose; how it stands; a bar while it is on its way."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self._hover:
            edge = "ink" if self.isChecked() and theme().name == "contrast" else None
            paint_frame(painter, QRectF(self.rect()), fill="selected" if self.isChecked() else "hover", line=edge,
                        width=2, radius=self.corner_radius())  # fmt: skip
        line, px = self.line, theme().px
        side, left = px(22), px(12)
        ink = theme().color(INKS.get(line.state, "ink2"))
        icons.paint(painter, ICONS[line.state], QRectF(left, px(11), side, side), ink)
        x, width = left + side + px(12), self.width() - left - side - px(26)
        bold = theme().font("body", bold=True)
        painter.setFont(bold)
        painter.setPen(theme().color("ink"))
        title = QFontMetrics(bold).elidedText(line.title, Qt.TextElideMode.ElideRight, round(width))
        painter.drawText(QRectF(x, px(8), width, px(24)), Qt.AlignmentFlag.AlignVCenter, title)
        small = theme().font("caption")
        painter.setFont(small)
        painter.setPen(theme().color("ink2"))
        said = "  ·  ".join(word for word in (state_words(line.state), self.more, self.family) if word)
        said = QFontMetrics(small).elidedText(said, Qt.TextElideMode.ElideRight, round(width))
        painter.drawText(QRectF(x, px(32), width, px(20)), Qt.AlignmentFlag.AlignVCenter, said)
        if line.state == "sending" and line.size:
            bar = QRectF(x, self.height() - px(8), width, px(4))
            paint_frame(painter, bar, fill="line", radius=px(2))
            bar.setWidth(max(px(4), width * line.sent / line.size))
            paint_frame(painter, bar, fill="well", radius=px(2))
