"""Who says a statement too: a small mark to press for each person, and a line for how they see it differently."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from models.acts.statements import STANCES, set_stance
from models.thinking_views import StanceView
from ui import icons
from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import (
    Button,
    FlowLayout,
    GrowingTextEdit,
    IconMark,
    Label,
    Menu,
    column,
    follow_theme,
    paint_frame,
)

_ICONS = {"agreed": "check", "disputed": "chats-circle", "missing": "question"}
_LOOKS = {"danger": ("cloud", "worryInk", "worryTint2"), "goal": ("signpost", "nextInk", "nextTint2")}


def _tr(text: str) -> str:
    return QCoreApplication.translate("StanceMark", text)


class StanceMark(QPushButton):
    """Whether somebody agrees with a statement, sees it differently, or was not asked. ``differs()`` asks for words."""

    differs = Signal()

    def __init__(
        self, context: CaseContext, kind: str, name: str, card_id: str, stance: StanceView,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._kind, self.card_id, self.stance = context, kind, card_id, stance
        self.setObjectName(f"stance-{kind}-{stance.person.id}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = self.words()[stance.stance].format(who=stance.person.name)
        self.setAccessibleName(f"{name}: {words}")
        self.setToolTip(f"{name}: {words} {stance.words}".strip())
        self.clicked.connect(self._open_menu)
        follow_theme(self.updateGeometry)

    def words(self) -> dict[str, str]:
        """What each stance says."""
        return {
            "agreed": self.tr("{who} agrees"),
            "disputed": self.tr("{who} sees it differently"),
            "missing": self.tr("{who} was not asked yet"),
        }

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def sizeHint(self) -> QSize:
        """Qt: two small icons in a target."""
        return QSize(max(theme().px(44), theme().target(32)), theme().target(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses; 1, 2 and 3 say it at once."""
        if event.text() in ("1", "2", "3"):
            self._say(STANCES[int(event.text()) - 1])
        elif event.text() in ("\r", "\n"):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the statement's icon, then agreed, differently, or a dashed ring where nobody asked."""
        painter = QPainter(self)
        px = theme().px
        icon, ink, tint = _LOOKS[self._kind]
        stance = self.stance.stance
        high = px(24)
        box = QRectF(0, (self.height() - high) / 2, self.width(), high).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = {"agreed": tint, "disputed": "card", "missing": None}[stance]
        line = {"agreed": None, "disputed": "lineStrong", "missing": "askLine"}[stance]
        if self.underMouse():
            fill = fill or "hover"
        if theme().name == "contrast":
            line = line or "line"
        paint_frame(painter, box, fill=fill, line=line, radius=high / 2, dashed=stance != "agreed")
        side, middle = px(15), self.height() / 2
        colour = theme().color(ink if stance != "missing" else "askInk")
        icons.paint(painter, icon, QRectF(px(6), middle - side / 2, side, side), colour)
        icons.paint(painter, _ICONS[stance], QRectF(self.width() - px(6) - side, middle - side / 2, side, side), colour)

    def menu_for(self) -> Menu:
        """What can be said (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        for key, text in zip(STANCES, (self.tr("Agrees"), self.tr("Sees it differently…"), self.tr("Not asked yet")),
                             strict=True):  # fmt: skip
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(key == self.stance.stance)
            action.setData(key)
            action.triggered.connect(self._picked)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu_for().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _picked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._say(str(action.data()))

    def _say(self, stance: str) -> None:
        if stance == "disputed":
            self.differs.emit()
            return
        case, card_id, person_id = self._context.case, self.card_id, self.stance.person.id
        self._context.attempt(lambda: set_stance(case, card_id, person_id, stance))
        if self.stance.stance == "disputed":
            self._context.said_and_undoable(self.tr("Different view taken away"))


def legend() -> QWidget:
    """What the marks mean, in one line of small print."""
    line = QWidget()
    line.setObjectName("stanceLegend")
    flow = FlowLayout(line, gap=theme().px(10), row_gap=0)
    for stance, text in (("agreed", _tr("agrees")), ("disputed", _tr("differs")), ("missing", _tr("not asked yet"))):
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        row.addWidget(IconMark(_ICONS[stance], "ink2", size=15))
        row.addWidget(Label(text, "caption", "ink2", wrap=False))
        flow.addWidget(pair)
    return line


class DifferForm(QWidget):
    """How somebody sees a statement differently, in their words. ``left()`` when it is done."""

    left = Signal()

    def __init__(self, context: CaseContext, mark: StanceMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._card_id, self._stance = context, mark.card_id, mark.stance
        body = column(self, (0, 2, 0, 6), gap=6)
        asked = self.tr("How does {who} see it?").format(who=mark.stance.person.name)
        body.addWidget(Label(asked, "caption", "ink2"))
        self.words = GrowingTextEdit(
            mark.stance.words, name="differWords", heard=asked, min_lines=2, placeholder=self.tr("In their own words")
        )
        body.addWidget(self.words)
        buttons = QHBoxLayout()
        keep = Button(self.tr("Keep"), name="keepDiffer", kind="primary", size="small")
        keep.clicked.connect(self._keep)
        away = Button(self.tr("Not now"), name="leaveDiffer", kind="quiet", size="small")
        away.clicked.connect(self.left)
        buttons.addWidget(keep)
        buttons.addWidget(away)
        buttons.addStretch(1)
        body.addLayout(buttons)

    def _keep(self) -> None:
        words = self.words.text()
        if not words:
            self.words.setFocus()
            return
        case, card_id, person_id = self._context.case, self._card_id, self._stance.person.id
        self.left.emit()
        self._context.attempt(lambda: set_stance(case, card_id, person_id, "disputed", words))
