"""Writing in the diary: how it went, on which day, which rule, in whose words, who says so."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.acts import plan as acts
from models.dates import as_date
from models.plan import KINDS
from models.thinking_views import EntryView
from ui import icons
from ui.screens.plan.choosing import PeopleChips
from ui.screens.plan.fields import DayField
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import ICONS, INKS, kind_words, tr
from ui.theme import theme
from ui.widgets import (
    Button,
    Chip,
    FlowLayout,
    GrowingTextEdit,
    Label,
    Switch,
    clear,
    column,
    follow_theme,
    paint_frame,
)


class KindButton(QPushButton):
    """One way it can have gone: an icon over its words."""

    def __init__(self, kind: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(kind_words(kind), parent)
        self.kind = kind
        self.setObjectName(f"{name}-{kind}")
        self.setAccessibleName(kind_words(kind))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("label", bold=False))
        self.updateGeometry()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def sizeHint(self) -> QSize:
        """Qt: room for a thumb."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(words + theme().px(10), theme().px(44) + QFontMetrics(self.font()).height())

    def minimumSizeHint(self) -> QSize:
        """Qt: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the frame, the icon, the words."""
        painter, look = QPainter(self), theme()
        fill = "selected" if self.isChecked() else "hover" if self.underMouse() else "card"
        line = "ink" if self.isChecked() else "lineStrong"
        paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, radius=self.corner_radius(),
                    width=2 if self.isChecked() else 1)  # fmt: skip
        side, metrics = look.px(24), QFontMetrics(self.font())
        top = (self.height() - side - look.px(4) - metrics.height()) / 2
        icons.paint(painter, ICONS[self.kind], QRectF((self.width() - side) / 2, top, side, side),
                    look.color(INKS[self.kind]))  # fmt: skip
        painter.setPen(look.color("ink"))
        painter.setFont(self.font())
        words = QRectF(0, top + side + look.px(4), self.width(), metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class EntryForm(QWidget):
    """A line of the diary being written, or (with ``entry``) put right. ``done()`` when it was written or left.

    While nothing is chosen a new one shows only the three ways it can have gone.
    """

    done = Signal()

    def __init__(
        self, state: PlanState, entry: EntryView | None = None, *, name: str = "entry", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._state, self.entry, self._name = state, entry, name
        self.kind, self._rule = "", 0
        self._body = column(self, gap=8)
        self._make_kinds()
        self.rest = QWidget()
        self._make_rest(column(self.rest, gap=6))
        self._body.addWidget(self.rest)
        self.clear()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_kinds(self) -> None:
        holder = QWidget()
        self._kinds = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.kinds: dict[str, QPushButton] = {}
        for kind in KINDS[:3]:
            button = KindButton(kind, name=self._name)
            button.clicked.connect(self._press_kind)
            self.kinds[kind] = button
            row.addWidget(button)
        self._body.addLayout(row)
        sign = Chip(kind_words("sign"), name=f"{self._name}-sign", tone="line", icon=ICONS["sign"], live=True)
        sign.setCheckable(True)
        sign.clicked.connect(self._press_kind)
        self.kinds["sign"] = sign
        self._body.addWidget(sign, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_rest(self, body: QVBoxLayout) -> None:
        self.day = DayField(
            self._state.context.projector.today, name=f"{self._name}Day", heard=tr("On which day?")
        )  # fmt: skip
        body.addWidget(self.day)
        self._rule_words = Label(tr("Which rule?"), "label")
        body.addWidget(self._rule_words)
        self._rules = QWidget()
        self._rule_flow = FlowLayout(self._rules, gap=theme().px(6), row_gap=theme().px(6))
        body.addWidget(self._rules)
        self.text = GrowingTextEdit(
            name=f"{self._name}Words", heard=tr("What happened?"), placeholder=tr("What happened? In their words"),
            min_lines=2,
        )  # fmt: skip
        body.addWidget(self.text)
        self.right = Switch(tr("It was put right there and then"), name=f"{self._name}PutRight")
        body.addWidget(self.right)
        body.addWidget(Label(tr("Who says so?"), "label"))
        self.who = PeopleChips(name=f"{self._name}Who", heard=tr("Who says so?"), keeps=True)
        body.addWidget(self.who)
        row = QHBoxLayout()
        self.write = Button(
            tr("Write it down") if self.entry is None else tr("Done"), name=f"{self._name}Write", kind="primary"
        )  # fmt: skip
        self.write.clicked.connect(self.keep)
        self.leave = Button(tr("Not now"), name=f"{self._name}Leave", kind="quiet")
        self.leave.clicked.connect(self.clear)
        row.addWidget(self.write)
        row.addWidget(self.leave)
        row.addStretch(1)
        body.addLayout(row)

    # ---- showing ----------------------------------------------------------------------------------------------
    def clear(self) -> None:
        """Back to what is kept: nothing for a new line."""
        entry = self.entry
        self.text.set_kept(entry.text if entry else "")
        self.day.set_day(entry.on if entry else self._state.today)
        self.right.setChecked(entry.put_right if entry else False)
        self._rule = (entry.rule_number or 0) if entry else 0
        self.who.show_people(self._state.people(), entry.logged_by.id if entry and entry.logged_by else "")
        was_open = bool(self.kind)
        self.show_kind(entry.kind if entry else "")
        if was_open:
            self.done.emit()

    @property
    def is_open(self) -> bool:
        """Whether a line is being written."""
        return bool(self.kind)

    def show_kind(self, kind: str) -> None:
        """Begin a line of this kind ("": none)."""
        self.kind = kind
        for key, button in self.kinds.items():
            button.setChecked(key == kind)
        self.kinds["sign"].setProperty("tone", "")
        sign = self.kinds["sign"]
        if isinstance(sign, Chip):
            sign.tone = "next" if kind == "sign" else "line"
            sign.update()
        self.rest.setVisible(bool(kind))
        self.right.setVisible(kind == "slip")
        self._show_rules()
        self.updateGeometry()

    def begin(self, kind: str, *, day: str = "", rule: int = 0) -> None:
        """Begin a new line with what is known of it."""
        self._rule = rule
        if day:
            self.day.set_day(day)
        self.show_kind(kind)
        self.text.setFocus()

    def refresh(self) -> None:
        """Other rules or people; what was chosen and typed stays."""
        self._show_rules()
        self.who.show_people(self._state.people(), self.who.chosen)

    def _show_rules(self) -> None:
        clear(self._rule_flow)
        rules = self._state.view.rules
        for rule in rules:
            picked = rule.number == self._rule
            words = f"{rule.number}  {_short(rule.text)}" if picked else str(rule.number)
            heard = tr("Rule {n}: {text}").format(n=rule.number, text=rule.text)
            chip = Chip(words, name=f"{self._name}Rule-{rule.number}", tone="next" if picked else "line", live=True,
                        heard=tr("{what}, chosen").format(what=heard) if picked else heard)  # fmt: skip
            chip.setToolTip(rule.text)
            chip.setProperty("rule", rule.number)
            chip.clicked.connect(self._press_rule)
            self._rule_flow.addWidget(chip)
            chip.show()
        self._rules.setVisible(bool(rules))
        self._rule_words.setVisible(bool(rules))
        self._rules.updateGeometry()

    # ---- doing ------------------------------------------------------------------------------------------------
    def _press_kind(self) -> None:
        for kind, button in self.kinds.items():
            if button is self.sender():
                if kind == self.kind and self.entry is None:
                    self.clear()
                else:
                    self.show_kind(kind)

    def _press_rule(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            number = int(chip.property("rule"))
            self._rule = 0 if number == self._rule else number
            self._show_rules()
            again = self._rules.findChildren(Chip, f"{self._name}Rule-{number}")
            if again:
                again[-1].setFocus()

    def keep(self) -> None:
        """Write the line, or what was changed in it."""
        context, entry = self._state.context, self.entry
        fields: dict[str, Any] = {
            "on": self.day.day, "rule_number": self._rule or None, "text": self.text.text(),
            "logged_by": self.who.chosen or None, "put_right": self.kind == "slip" and self.right.isChecked(),
        }  # fmt: skip
        if as_date(self.day.day) is None:
            context.say(tr("This needs a whole day, such as 17 June 2025."))
            self.day.line.setFocus()
            return
        if entry is None:
            made = context.attempt(lambda: acts.log(context.case, context.workspace_id, self.kind, **fields))
            if made:
                self.clear()
                context.said_and_undoable(tr("Written in the diary."))
            return
        old = context.case.rows.get("plan_entry", entry.id) or {}
        new = {
            key: value
            for key, value in (fields | {"kind": self.kind}).items()
            if (old.get(key) or None) != (value or None)
        }
        if new:
            context.attempt(lambda: acts.set_entry(context.case, entry.id, **new))
        self.done.emit()


def _short(text: str, longest: int = 24) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"
