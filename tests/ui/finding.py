"""Widgets and menu entries by the names they have, and what a screen reader finds."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

Found = TypeVar("Found", bound=QWidget)


def find(parent: QWidget, kind: type[Found], name: str) -> Found:
    """The newest widget of that name which is not hidden."""
    QApplication.processEvents()  # what was added to a page shows with the next event
    found = [widget for widget in parent.findChildren(kind, name) if not widget.isHidden()]
    assert found, name
    return found[-1]


def choose(menu: QMenu, name: str) -> None:
    """Choose an entry, which must be possible, and let the menu go."""
    action = menu.findChild(QAction, name)
    assert action is not None, name
    assert action.isEnabled(), name
    action.trigger()
    menu.deleteLater()


def heard(widget: QWidget, *, hidden: bool = True) -> str:
    """Everything a screen reader could find below a widget (``hidden``: also in what is not to be seen)."""
    found: list[str] = []

    def walk(node: Any) -> None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            found.append(node.text(kind))
        for index in range(node.childCount()):
            child = node.child(index)
            if child is not None and (hidden or not child.state().invisible):
                walk(child)

    walk(QAccessible.queryAccessibleInterface(widget))
    return "\n".join(found)
