"""A paragraph laid out once and painted many times, with a clamp, a link at its end and marked finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from ui import fonts

_RTL_FIRST, _RTL_LAST = 0x0590, 0x08FF


def is_rtl(text: str) -> bool:
    """Whether the first letter of the text runs from right to left."""
    for char in text:
        if char.isalpha():
            code = ord(char)
            return _RTL_FIRST <= code <= _RTL_LAST or 0xFB1D <= code <= 0xFEFC
    return False


class Words:
    """``text`` in ``font`` at ``width``; ``lines`` of ``line`` px each give ``height``.

    With ``most`` lines given, longer text is cut at a word and ``more`` ("Read it all") stands at its end.
    """

    __slots__ = ("_layout", "cut", "height", "line", "lines", "natural", "rtl", "text", "width")

    def __init__(
        self, text: str, font: QFont, line: int, width: int, *, most: int = 0, allowed: int = 0, more: str = "",
        more_ink: QColor | None = None, find: str = "", mark: QColor | None = None,
        pieces: Sequence[tuple[int, int, QTextCharFormat]] = (),
    ) -> None:  # fmt: skip
        """``pieces``: (start, length, look) of stretches that look different."""
        fonts.ensure(text)
        self.text, self.line, self.width = text, line, max(width, 8)
        self.rtl = is_rtl(text)
        self.cut = False
        self.natural = 0.0
        formats = [_piece(*piece) for piece in pieces]
        self._layout = self._lay(text, font, formats)
        if most and self._layout.lineCount() > max(allowed, most):
            text = self._clamped(font, most, more)
            if more_ink is not None:
                formats.append(_link(text, more, more_ink))
            self._layout = self._lay(text, font, formats)
        if find and mark is not None and find.lower() in text.lower():
            self._layout = self._lay(text, font, formats + _marks(text, find, mark))
        self.lines = self._layout.lineCount()
        self.height = self.lines * line

    def _lay(self, text: str, font: QFont, formats: list[QTextLayout.FormatRange]) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self.rtl else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if formats:
            layout.setFormats(formats)
        layout.beginLayout()
        count = 0
        self.natural = 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, count * self.line + (self.line - line.height()) / 2))
            self.natural = max(self.natural, line.naturalTextWidth())
            count += 1
        layout.endLayout()
        return layout

    def _clamped(self, font: QFont, most: int, more: str) -> str:
        last = self._layout.lineAt(most - 1)
        start, end = last.textStart(), last.textStart() + last.textLength()
        metrics = QFontMetricsF(font)
        tail = "… " + more.replace(" ", "\u00a0") if more else "…"
        room = self.width - metrics.horizontalAdvance(tail) - 2
        kept = self.text[start:end].rstrip()
        while kept and metrics.horizontalAdvance(kept) > room:
            kept = kept.rpartition(" ")[0].rstrip()
        self.cut = True
        return (self.text[:start] + kept).rstrip(" ,;:.\n") + tail

    def paint(self, painter: QPainter, x: float, y: float, ink: QColor) -> None:
        """Paint with the upper left corner at (x, y)."""
        painter.setPen(QPen(ink))
        self._layout.draw(painter, QPointF(x, y))


def _piece(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    piece = QTextLayout.FormatRange()
    piece.start, piece.length, piece.format = start, length, form
    return piece


def _link(text: str, more: str, ink: QColor) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setForeground(ink)
    form.setFontUnderline(True)
    return _piece(len(text) - len(more), len(more), form)


def _marks(text: str, find: str, mark: QColor) -> list[QTextLayout.FormatRange]:
    lower, wanted = text.lower(), find.lower()
    form = QTextCharFormat()
    form.setBackground(mark)
    found = []
    at = lower.find(wanted)
    while at >= 0:
        found.append(_piece(at, len(wanted), form))
        at = lower.find(wanted, at + len(wanted))
    return found
