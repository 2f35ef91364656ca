"""How somebody is drawn, the same in every picture: hair, skin, clothes, what they wear or carry, their size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from models.acts.looks import set_look
from models.drawing import Path
from models.drawings.figures import Choice, choices, figure
from models.drawings.inking import Turn, put
from models.looks import look_view
from models.picture_views import LookView
from ui.painter import paint_items
from ui.screens.words.state import StudioState
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import Button, FlowLayout, Label, column, follow_theme


class Dot(QPushButton):
    """A colour to choose; its name is said and shown."""

    def __init__(self, part: str, choice: Choice, heard: str) -> None:
        super().__init__()
        self.part, self.choice = part, choice
        self.setObjectName(f"look-{part}-{choice.key.lstrip('#')}")
        self.setAccessibleName(f"{heard}: {choice.name}")
        self.setToolTip(choice.name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def sizeHint(self) -> QSize:
        """Qt: a target for a finger in touch mode."""
        return QSize(theme().target(36), theme().target(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a disc; a ring round the one in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.width() / 2 - 5
        painter.setPen(QPen(theme().color("lineStrong"), 1))
        painter.setBrush(theme().color(self.choice.key))
        painter.drawEllipse(QRectF(self.rect()).center(), radius, radius)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("ink"), 2.5))
            painter.drawEllipse(QRectF(self.rect()).center(), radius + 3, radius + 3)


class Preview(QWidget):
    """Somebody standing, as they are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.look: LookView | None = None
        self.setFixedHeight(theme().px(170))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the figure in the middle."""
        if self.look is None:
            return
        painter = QPainter(self)
        high = self.height() * 0.94
        made = [item for item in figure(self.look, "happy", "standing", high) if isinstance(item, Path)]
        paint_items(painter, put(made, Turn().moved(self.width() / 2, self.height() * 0.97)))


class LookPage(QWidget):
    """Choose how somebody is drawn; every press is kept at once."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookPage")
        self._state = state
        self.person_id = ""
        self._dots: list[Dot] = []
        self._words: list[Button] = []
        body = column(self, gap=8)
        self.preview = Preview()
        body.addWidget(self.preview)
        every = choices()
        hair = (*every.hair_colours, *(c for c in every.clothes if c.name in ("Pink", "Purple", "Teal")))
        for part, title, offered in (
            ("skin", tr("Skin"), every.skins), ("hair", tr("Hair"), every.hair), ("hair_colour", tr("Colour"), hair),
            ("top", tr("Top"), every.clothes), ("bottom", tr("Trousers or skirt"), every.bottoms),
            ("extras", tr("Also"), every.extras), ("size", tr("Size"), every.sizes),
        ):  # fmt: skip
            body.addWidget(Label(title, "caption", "ink2"))
            body.addWidget(self._choices(part, title, offered))

    def _choices(self, part: str, title: str, offered: Sequence[Choice]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(4), row_gap=theme().px(4))
        for choice in offered:
            if choice.key.startswith("#"):
                dot = Dot(part, choice, title)
                dot.clicked.connect(self._on_press)
                self._dots.append(dot)
                flow.addWidget(dot)
                continue
            button = Button(
                choice.name, name=f"look-{part}-{choice.key}", size="small", heard=f"{title}: {choice.name}"
            )
            button.setCheckable(True)
            button.setProperty("part", part)
            button.setProperty("key", choice.key)
            button.clicked.connect(self._on_press)
            self._words.append(button)
            flow.addWidget(button)
        return holder

    def show_person(self, person_id: str) -> bool:
        """Show somebody; False where there is nobody (any more)."""
        self.person_id = person_id
        context = self._state.context
        look = look_view(context.projector, person_id, context.lens)
        self.preview.look = look
        self.preview.update()
        if look is None:
            return False
        # Under a public name nothing of how somebody looks is told, and nothing may be written over.
        shown = context.projector.people[person_id].name == look.name
        for dot in self._dots:
            dot.setChecked(getattr(look, dot.part) == dot.choice.key)
            dot.setEnabled(shown)
        for button in self._words:
            part, key = str(button.property("part")), str(button.property("key"))
            value = getattr(look, part)
            button.setChecked(key in value if part == "extras" else key == value)
            button.setEnabled(shown)
        return True

    def _on_press(self) -> None:
        sender, look = self.sender(), self.preview.look
        if look is None:
            return
        fields: dict[str, str | tuple[str, ...]]
        if isinstance(sender, Dot):
            fields = {sender.part: sender.choice.key}
        elif isinstance(sender, Button):
            part, key = str(sender.property("part")), str(sender.property("key"))
            had = look.extras
            extras = tuple(each for each in had if each != key) if key in had else (*had, key)
            fields = {part: extras if part == "extras" else key}
        else:
            return
        context = self._state.context
        context.attempt(lambda: set_look(context.case, self.person_id, **fields))
        self.show_person(self.person_id)
