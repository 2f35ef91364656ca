"""One person in the list: disc, name, and what the family would say about them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models import dates
from models.rows import Row
from models.views import PersonView
from ui import fonts, icons
from ui.screens.people.discs import disc_of
from ui.screens.people.words import say
from ui.theme import theme
from ui.widgets import Pressable, follow_theme, paint_avatar, paint_frame, paint_line


def life_words(row: Row) -> str:
    """A life that has ended or not begun: "died October 2018", "due 12 October 2025"; nothing for the living."""
    life = row["life"]
    if life == "dead":
        years = "–".join(str(d)[:4] for d in (row["born"], row["died"]) if d)
        when = dates.written(row["died"])
        return say("died {when}").format(when=when) if when else say("has died") + (f" ({years})" if years else "")
    if life == "unborn":
        return say("due {when}").format(when=dates.written(row["due"])) if row["due"] else say("not born yet")
    names = {"miscarriage": say("miscarriage"), "stillborn": say("stillborn"), "abortion": say("abortion")}
    if life in names:
        when = dates.written(row["died"] or row["born"])
        return f"{names[life]}, {when}" if when else names[life]
    return ""


def about(person: PersonView, row: Row) -> str:
    """What stands under a name: "57, mum's mum", "health visitor", "died October 2018"."""
    age = say("{age} years").format(age=person.age) if person.age.isdecimal() else person.age
    parts = [life_words(row) or age]
    if person.kind == "professional":
        parts += [person.role or "", person.agency or ""]
    elif person.kind == "pet":
        parts += [row["species"] or person.relation or ""]
    else:
        parts += [person.relation or ""]
    return ", ".join(part for part in parts if part)


class PersonRow(Pressable):
    """Somebody in the list; pressed in while their facts are open."""

    def __init__(self, person: PersonView, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self._about = about(person, row)
        self._full = person.full_name if person.full_name != person.name else ""
        fonts.ensure(person.name + self._about)
        self.setObjectName(f"person-{person.id}")
        said = [person.full_name or person.name, self._about]
        if person.restricted:
            said.append(say("not to be shown outside the team"))
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: two lines."""
        return QSize(theme().px(320), theme().target(52))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(theme().px(180), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: tint, disc, two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            line = "ink" if chosen else None
            fill = "card" if chosen else "hover"
            paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, width=2, radius=theme().radius())
        side = theme().px(36)
        left = theme().px(8)
        disc = QRectF(left, (self.height() - side) / 2, side, side)
        paint_avatar(painter, disc, self.person.initials, disc_of(self.person))
        x = left + side + theme().px(12)
        room = self.width() - x - theme().px(34)
        high = theme().px(21)
        y = (self.height() - high * (2 if self._about or self._full else 1)) / 2
        paint_line(painter, QRectF(x, y, room, high), self.person.name, "body", "ink", bold=True)
        under = " · ".join(part for part in (self._full, self._about) if part)
        paint_line(painter, QRectF(x, y + high, room, high), under, "caption", "ink2")
        if self.person.restricted:
            mark = theme().px(18)
            spot = QRectF(self.width() - mark - theme().px(10), (self.height() - mark) / 2, mark, mark)
            icons.paint(painter, "lock-simple", spot, theme().color("ink2"))
