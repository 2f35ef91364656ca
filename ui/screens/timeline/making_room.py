"""Rows of buttons that make room for large text: beside each other, else under each other, never cut."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import FlowLayout


def flowing(*widgets: QWidget, gap: int = 10) -> QWidget:
    """A row that wraps like words and asks for no more width than its widest piece."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    flow = FlowLayout(holder, gap=theme().px(gap), row_gap=theme().px(6))
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def stack_when_narrow(row: QBoxLayout, width: int, least: int) -> None:
    """Put a row's parts under each other in less than ``least`` pixels (at 100 %)."""
    narrow = width < theme().px(least)
    way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
    if row.direction() != way:
        row.setDirection(way)
