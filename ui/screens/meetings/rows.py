"""Rows that follow the case: kept by id, so that words being written stay under the writer's hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.thinking_views import MeetingView
from models.views import PersonView
from ui import fonts
from ui.screens.meetings.words import count_words, title_of, tr
from ui.screens.people.discs import disc_of
from ui.theme import theme
from ui.widgets import Chip, LinkButton, Menu, Pressable, column, follow_theme, paint_frame, paint_line


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_HasId)
Item_contra = TypeVar("Item_contra", bound=_HasId, contravariant=True)


class Row(Protocol[Item_contra]):
    """A row's widget: it can show its item anew."""

    def show_item(self, item: Item_contra) -> None:
        """Show what the case says now."""


class KeyedRows(QWidget, Generic[Item]):
    """Rows by their items' ids: the same widget for the same id, whatever else comes or goes."""

    def __init__(self, make: Callable[[Item], QWidget], *, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._body = column(self, gap=gap)
        self.widgets: dict[str, QWidget] = {}

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these, in their order."""
        for key in set(self.widgets) - {item.id for item in items}:
            self._drop(self.widgets.pop(key))
        for place, item in enumerate(items):
            row = self.widgets.get(item.id)
            if row is None:
                row = self.widgets[item.id] = self._make(item)
            if self._body.indexOf(row) != place:
                self._body.removeWidget(row)
                self._body.insertWidget(place, row)
            row.show_item(item)  # type: ignore[attr-defined]
        self.setVisible(bool(items))

    def _drop(self, row: QWidget) -> None:
        self._body.removeWidget(row)
        row.hide()
        row.deleteLater()


class MeetingRow(Pressable):
    """A meeting in the list: its day, and how many came and where."""

    def __init__(self, view: MeetingView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"meeting-{view.id}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)
        self.show_item(view)

    def show_item(self, view: MeetingView) -> None:
        """Show what the case says now."""
        self.view = view
        self._title = title_of(view)
        planned = tr("Planned") if view.is_planned else ""
        self._under = " · ".join(part for part in (planned, count_words(view), view.place) if part)
        fonts.ensure(self._title + self._under)
        self.setAccessibleName(", ".join(part for part in (self._title, self._under) if part))
        self.setToolTip(self._under)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: two lines."""
        return QSize(theme().px(220), theme().target(56))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(theme().px(140), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ground, then two lines."""
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            fill = "card" if chosen else "hover"
            paint_frame(painter, QRectF(self.rect()), fill=fill, line="ink" if chosen else None, width=2,
                        radius=theme().radius())  # fmt: skip
        left, high = theme().px(12), theme().px(21)
        room = self.width() - 2 * left
        top = (self.height() - high * (2 if self._under else 1)) / 2
        for text, role, ink in ((self._title, "body", "ink"), (self._under, "caption", "ink2")):
            paint_line(painter, QRectF(left, top, room, high), text, role, ink, bold=role == "body")
            top += high


class PersonPick(QWidget):
    """Who it was: a chip, or a question; a press lets one choose. ``picked(person id or None)``."""

    picked = Signal(object)

    def __init__(self, name: str, ask: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._ask = name, ask
        self._people: Sequence[PersonView] = ()
        self._person: PersonView | None = None
        self._body = column(self)
        self._shown: QWidget | None = None
        self._key: tuple[object, ...] = (None,)

    def show_person(self, person: PersonView | None, people: Sequence[PersonView], *, editable: bool = True) -> None:
        """Show who it was, and whom one may choose."""
        self._people, self._person = people, person
        key = (person.id if person else "", person.name if person else "", editable)
        if key == self._key:
            return
        self._key = key
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self._face(person, editable)
        self._body.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(person is not None or editable)

    def _face(self, person: PersonView | None, editable: bool) -> QWidget:
        if person is None:
            link = LinkButton(self._ask, name=self._name, role="caption", ink="ink2")
            link.clicked.connect(self._open)
            return link
        chip = Chip(person.name, name=self._name, tone="plain", person=disc_of(person), initials=person.initials,
                    live=editable, heard=f"{self._ask} {person.name}")  # fmt: skip
        chip.clicked.connect(self._open)
        return chip

    def menu(self) -> Menu:
        """Whom one may choose (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name=f"{self._name}Menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = [(person.id, person.name) for person in self._people]
        if self._person is not None:
            entries.append(("", tr("Nobody in particular")))
        for key, text in entries:
            menu.offer(text, key)
        menu.chosen.connect(self._pick)
        return menu

    def _open(self) -> None:
        self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _pick(self, person_id: str) -> None:
        self.picked.emit(person_id or None)
