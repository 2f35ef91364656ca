"""What is shown in a scroll area stands in its place at once, not when Qt next finds the time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def put_in(layout: QLayout, box: QWidget) -> None:
    """Put a box that was built anew into a layout, and show it: Qt itself would do so only on its next turn."""
    layout.addWidget(box)
    box.show()


def order_keys(*parts: QWidget) -> None:
    """Let the Tab key go through these parts of a page, and through what is in each of them, in this order."""
    before: QWidget | None = None
    for part in parts:
        for widget in (part, *part.findChildren(QWidget)):
            if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget


def settle_around(widget: QWidget) -> None:
    """Lay out the page a widget stands in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        settle_layout(above)


def settle_layout(area: QScrollArea) -> None:
    """Lay out the area's page now: what was just put into it can be seen and pressed when this returns."""
    page = area.widget()
    if page is None or not area.isVisible():
        return
    for widget in (page, *page.findChildren(QWidget)):
        layout = widget.layout()
        if layout is not None:
            layout.invalidate()
    layout = page.layout()
    if layout is not None:
        layout.activate()
    # The area takes the page's new height when it is told of it, and the page then places what is in it.
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LayoutRequest))
    if layout is not None:
        layout.activate()
