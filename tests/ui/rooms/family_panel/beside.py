"""The Harlow family beside its picture, and hands for the panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from models.casework import Case
from ui.context import CaseContext
from ui.screens.family.panel import FamilyPanel
from ui.screens.family.panel_kit import Choice, FactField
from ui.screens.family.state import FamilyState


class Window:
    """Stands in for the window: keeps the toasts."""

    def __init__(self) -> None:
        self.toasts: list[tuple[str, str]] = []

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        self.toasts.append((text, action))

    def show_screen(self, screen_id: str) -> None:
        raise AssertionError(screen_id)


@dataclass
class Room:
    """The Harlow family's room: its state, and people's ids by what they are called."""

    state: FamilyState
    context: CaseContext
    window: Window
    ids: dict[str, str]

    @property
    def case(self) -> Case:
        return self.context.case

    def row(self, name: str) -> dict[str, Any]:
        found = self.case.rows.get("person", self.ids[name])
        assert found is not None
        return found

    def union(self, *names: str) -> str:
        wanted = {self.ids[name] for name in names}
        return next(u.id for u in self.state.view.unions if wanted <= set(u.partners))

    def link(self, name: str) -> str:
        return next(c.id for c in self.state.view.children if c.child == self.ids[name])

    def tie(self, one: str, other: str) -> str:
        wanted = {self.ids[one], self.ids[other]}
        return next(t.id for t in self.state.view.ties if {t.start, t.end} == wanted)


def find(where: QWidget, kind: type[Any], name: str) -> Any:
    found = [w for w in where.findChildren(kind, name) if not w.isHidden()]
    assert found, f"no {name} in {sorted(w.objectName() for w in where.findChildren(QWidget) if w.objectName())}"
    return found[0]


def page(panel: FamilyPanel) -> QWidget:
    QTest.qWait(1)
    QApplication.processEvents()
    assert panel.page is not None
    return panel.page


def write(panel: FamilyPanel, key: str, text: str) -> None:
    """Write a fact by keys: Enter opens it, Enter leaves it."""
    field = (
        find(page(panel), FactField, "")
        if not key
        else next(f for f in page(panel).findChildren(FactField) if f.key == key)
    )
    shown = find(field, QAbstractButton, f"fact-{key}")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    editor = field.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    if text:
        QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page(panel)


def pick(panel: FamilyPanel, key: str, text: str) -> None:
    """Choose words from a choice's menu."""
    choice = next(c for c in page(panel).findChildren(Choice) if c.key == key)
    menu = choice.menu_of_words()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()
    page(panel)


def press(where: QWidget, name: str) -> None:
    QTest.mouseClick(find(where, QAbstractButton, name), Qt.MouseButton.LeftButton)
    QTest.qWait(1)
    QApplication.processEvents()


def heard(widget: QWidget) -> str:
    """Everything a widget and those in it show or say."""
    words: list[str] = []
    for each in [widget, *widget.findChildren(QWidget)]:
        words += [each.accessibleName(), each.toolTip()]
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            words.append(each.text())
        if isinstance(each, QTextEdit):
            words.append(each.toPlainText())
        if isinstance(each, Choice):
            words += each.words.values()
    return "\n".join(words)
