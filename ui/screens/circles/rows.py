"""Rows of a list in the look of the kit: the chosen one on a quiet rounded ground."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import theme
from ui.widgets import paint_frame


class QuietRows(QStyledItemDelegate):
    """Paints the ground of a chosen row itself; words are the style's."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Qt: ground, then words."""
        states = option.state
        if states & QStyle.StateFlag.State_Selected:
            rect = QRectF(option.rect)
            paint_frame(painter, rect, fill="selected", radius=theme().px(6))
        plain = QStyleOptionViewItem(option)
        off = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver
        plain.state = states & ~off
        super().paint(painter, plain, index)
