"""Inside one family: the bar on top, the rail at the left, and the room in the middle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from models.casework import ChangeSet
from models.readers import FAMILY, US, Reader
from ui import icons
from ui.context import CaseContext
from ui.lock import finish_editing
from ui.screens.registry import ScreenSpec, beside, screens
from ui.sync_words import mark_of
from ui.theme import theme
from ui.widgets import (
    Button,
    EmptyState,
    IconButton,
    IconMark,
    Label,
    Menu,
    Pressable,
    Rule,
    ScrollArea,
    Surface,
    announce,
    column,
    follow_theme,
    paint_frame,
)

if TYPE_CHECKING:
    from ui.screens.case_panels import CasePanels


class RailButton(Pressable):
    """A room in the rail: icon above its name; the chosen one is tinted, its icon filled."""

    def __init__(self, spec: ScreenSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.title, parent)
        self.spec = spec
        self.setObjectName(f"rail-{spec.id}")
        self.setAccessibleName(spec.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if spec.number <= 9:
            self.setToolTip(f"Ctrl {spec.number}")
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def sizeHint(self) -> QSize:
        """Qt: 80 × 52 at 100 %, taller when the name takes two lines."""
        lines = len(self._lines())
        return QSize(theme().px(80), max(theme().target(52), theme().px(38) + lines * self._line()))

    def _line(self) -> int:
        return round(theme().font("caption", size=12.5).pixelSize() * 1.12)

    def _lines(self) -> list[str]:
        metrics = QFontMetrics(theme().font("caption", bold=True, size=12.5))
        lines: list[str] = []
        for word in self.text().split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= theme().px(78):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: tint, icon, name."""
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self._hover:
            line = "ink" if chosen and theme().name == "contrast" else None
            paint_frame(painter, QRectF(self.rect()), fill="selected" if chosen else "hover", line=line, width=2,
                        radius=self.corner_radius())  # fmt: skip
        ink = theme().color("ink" if chosen else "ink2")
        lines, side = self._lines(), theme().px(22)
        block = side + theme().px(4) + len(lines) * self._line()
        top = (self.height() - block) / 2
        icon = f"{self.spec.icon}-fill" if chosen else self.spec.icon
        icons.paint(painter, icon, QRectF((self.width() - side) / 2, top, side, side), ink)
        painter.setPen(ink)
        painter.setFont(theme().font("caption", bold=chosen, size=12.5))
        top += side + theme().px(4)
        for line_text in lines:
            box = QRectF(0, top, self.width(), self._line())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line_text)
            top += self._line()


class Rail(Surface):
    """The rooms there are, in groups; the last group stands at the bottom."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", edge=Qt.Edge.RightEdge, parent=parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Rooms"))
        inner = QWidget()
        body = column(inner, (6, 8, 6, 8), gap=0)
        self._buttons: dict[str, RailButton] = {}
        known = screens()
        last_group = max((spec.group for spec in known), default=0)
        before: int | None = None
        for spec in known:
            if before is not None and spec.group != before:
                if spec.group == last_group:
                    body.addStretch(1)
                else:
                    body.addSpacing(theme().px(10))
            before = spec.group
            button = RailButton(spec)
            button.clicked.connect(self._press)
            self._buttons[spec.id] = button
            body.addWidget(button)
        if last_group == 0:
            body.addStretch(1)
        column(self).addWidget(ScrollArea(inner, name="railScroll"))
        self.setFixedWidth(theme().px(92))

    def set_current(self, screen_id: str) -> None:
        """Mark the room we are in."""
        if screen_id in self._buttons:
            self._buttons[screen_id].setChecked(True)
            return
        for button in self._buttons.values():  # a page beside the rail: none of its rooms
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.spec.id)


class StateMark(QWidget):
    """A small icon with words: saved, network."""

    def __init__(self, icon: str, text: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(7))
        self.words = Label(text, "caption", "ink2", wrap=False)
        row.addWidget(IconMark(icon, size=16))
        row.addWidget(self.words)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class NetworkMark(Button):
    """How sending stands; pressed, it leads to the outbox."""

    def __init__(self, context: CaseContext, *, visit: bool, parent: QWidget | None = None) -> None:
        super().__init__("", name="networkMark", kind="quiet", icon="cloud-slash", size="small", parent=parent)
        self._context = context
        self.setEnabled(not visit)
        self.clicked.connect(self._go)
        if context.sync is not None:
            context.sync.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands now."""
        sync = self._context.sync
        icon, words = mark_of(sync, self._context.services.now().tzinfo)
        self.set_icon(icon)
        if self.text() != words:
            self.setText(words)
            self.setAccessibleName(self.tr("{state}. To the outbox").format(state=words))
        has_none = sync is None or not sync.state.connections
        self.setToolTip(self.tr("Nothing leaves this laptop unless you share it") if has_none else
                        self.tr("What waits to be sent, and what arrived"))  # fmt: skip

    def _go(self) -> None:
        self._context.go("outbox")


class TopBar(Surface):
    """Back, whose family, saved, network, undo, redo, history, who is looking, present, hide."""

    back = Signal()
    hide_asked = Signal()
    history_asked = Signal()
    questions_asked = Signal()
    guide_asked = Signal()

    def __init__(self, context: CaseContext, *, visit: bool, parent: QWidget | None = None) -> None:
        super().__init__("window", edge=Qt.Edge.BottomEdge, parent=parent)
        self.setObjectName("topBar")
        self._context = context
        self.setFixedHeight(max(theme().px(56), theme().target(44) + 12))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(8), 0, theme().px(16), 1)
        row.setSpacing(theme().px(6))
        self._row = row
        self._add_names(visit)
        row.addStretch(1)
        self._add_state(visit)
        self._add_steps()
        self._add_looks()
        context.changed.connect(self.refresh)
        context.lens_changed.connect(self._on_lens)
        context.presenting_changed.connect(self._on_lens)
        self.refresh()
        self._on_lens()

    # ---- building ---------------------------------------------------------------------------------------------
    def _add_names(self, visit: bool) -> None:
        words = self.tr("End visit") if visit else self.tr("Cases")
        back = Button(words, name="backToCases", kind="quiet", icon="caret-left", size="normal")
        back.clicked.connect(self.back)
        self._row.addWidget(back)
        self._name = Label("", "words", bold=True, wrap=False)
        self._number = Label("", "caption", "ink2", wrap=False)
        self._row.addSpacing(theme().px(8))
        self._row.addWidget(self._name)
        self._row.addSpacing(theme().px(6))
        self._row.addWidget(self._number)

    def _add_state(self, visit: bool) -> None:
        self._saved = StateMark("check-circle", "", self.tr("Every change is saved at once"))
        self._network = NetworkMark(self._context, visit=visit)
        for mark in (self._saved, self._network):
            self._row.addWidget(mark)
            self._row.addSpacing(theme().px(10))
        self._add_rule()

    def _add_rule(self) -> None:
        rule = Rule(upright=True)
        rule.setFixedHeight(theme().px(24))
        self._row.addWidget(rule, 0, Qt.AlignmentFlag.AlignVCenter)

    def _add_steps(self) -> None:
        self._undo = IconButton("arrow-u-up-left", self.tr("Undo"), name="undo")
        self._redo = IconButton("arrow-u-up-right", self.tr("Redo"), name="redo")
        history = IconButton("list-bullets", self.tr("What was done"), name="history")
        self._undo.clicked.connect(self._context.undo)
        self._redo.clicked.connect(self._context.redo)
        history.clicked.connect(self.history_asked)
        self._questions = IconButton("chats-circle", self.tr("Questions to ask  (Alt Q)"), name="questions")
        self._questions.clicked.connect(self.questions_asked)
        guide = IconButton("question", self.tr("Guide to this tool, with examples  (F1)"), name="guide")
        guide.clicked.connect(self.guide_asked)
        self._sessions = IconButton("chalkboard-teacher", self.tr("Lead a session for a room"), name="sessions")
        self._sessions.clicked.connect(self._to_sessions)
        self._sessions.setVisible(bool(beside()))
        for button in (self._undo, self._redo, history, self._questions, guide, self._sessions):
            self._row.addWidget(button)
        self._history = history
        self._add_rule()

    def _to_sessions(self) -> None:
        self._context.go("session")

    def _add_looks(self) -> None:
        self._lens = Button("", name="lens", icon="eye", menu=True, pill=True)
        self._lens.clicked.connect(self._open_lens)
        self._present = Button(self.tr("Present"), name="present", kind="quiet", icon="projector-screen")
        self._present.clicked.connect(self._toggle_present)
        self._hide = Button(self.tr("Hide"), name="hide", kind="quiet", icon="eye-slash", key="F9")
        self._hide.clicked.connect(self.hide_asked)
        self._row.addSpacing(theme().px(6))
        for button in (self._lens, self._present, self._hide):
            self._row.addWidget(button)

    # ---- keeping it true --------------------------------------------------------------------------------------
    def refresh(self, change: ChangeSet | None = None) -> None:
        """Name, number, saved time, what undo and redo would do."""
        context = self._context
        row = context.case.row
        workspace = context.case.rows.get("workspace", context.workspace_id)
        self._name.setText(str(workspace["title"] if workspace else row["name"]))
        self._number.setText(str(row["number"] or ""))
        self._saved.words.setText(self._saved_words())
        for button, words, label, keys in (
            (self._undo, self.tr("Undo: {label}"), context.case.undo_label, "Ctrl Z"),
            (self._redo, self.tr("Redo: {label}"), context.case.redo_label, "Ctrl Y"),
        ):
            button.setEnabled(label is not None)
            button.set_tip(words.format(label=label) if label else words.partition(":")[0])
            button.setToolTip(f"{button.toolTip()}  ({keys})")
        if self.isVisible():
            self._fit()

    def _saved_words(self) -> str:
        if not self._context.case.last_saved_at:
            return self.tr("Saved")
        at = dt.datetime.fromisoformat(self._context.case.last_saved_at).astimezone(self._context.services.now().tzinfo)
        return self.tr("Saved {time}").format(time=f"{at:%H:%M}")

    def _on_lens(self) -> None:
        lens = self._context.lens
        self._lens.setText(lens_words(self, lens))
        self._lens.set_icon("user" if lens.is_us else "users-three")
        self._present.setText(self.tr("Stop presenting") if self._context.presenting else self.tr("Present"))
        if self.isVisible():
            self._fit()

    def _open_lens(self) -> None:
        menu = self.lens_menu()
        menu.exec(self._lens.mapToGlobal(self._lens.rect().bottomLeft()))
        menu.deleteLater()

    def lens_menu(self) -> Menu:
        """Who may be looking (made apart from showing it, so a test can press it)."""
        menu = Menu(self, name="lensMenu")
        ink = theme().color("ink")
        readers = [US, FAMILY, Reader("network"), Reader("court"), Reader("child"), Reader("supervision")]
        for reader in readers:
            action = QAction(lens_words(self, reader), menu)
            here = reader == self._context.lens
            action.setIcon(icons.icon("check" if here else "user" if reader.is_us else "users-three", ink))
            action.setCheckable(here)
            action.setChecked(here)
            action.setEnabled(not (reader.is_us and self._context.presenting))
            action.setData(reader)
            action.triggered.connect(self._choose_lens)
            menu.addAction(action)
        return menu

    def _choose_lens(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._context.set_lens(action.data())
            announce(self, lens_words(self, self._context.lens))

    def _toggle_present(self) -> None:
        self._context.set_presenting(not self._context.presenting)

    # ---- room -------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: leave out what can be spared when it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide what can be spared, first things first; touch only what changes (a shown widget flickers)."""
        spare: list[QWidget] = [self._network, self._number, self._saved, self._history]
        if self._context.presenting:
            self._present.show()  # the only way to stop presenting
        else:
            spare.insert(3, self._present)
        gap = self._row.spacing()
        widths = [widget.sizeHint().width() + gap for widget in spare]
        hidden = sum(width for widget, width in zip(spare, widths, strict=True) if widget.isHidden())
        needed = self._row.sizeHint().width() + hidden
        for widget, width in zip(spare, widths, strict=True):
            fits = needed <= self.width()
            if fits == widget.isHidden():
                widget.setVisible(fits)
            needed -= 0 if fits else width


def lens_words(widget: QWidget, reader: Reader) -> str:
    """What the lens says for a reader."""
    known = {
        "us": widget.tr("Just us"),
        "family": widget.tr("With the family"),
        "network": widget.tr("For the network"),
        "court": widget.tr("For the court"),
        "child": widget.tr("For the child"),
        "supervision": widget.tr("For supervision"),
    }
    return known.get(reader.kind, reader.label)


class CaseShell(QWidget):
    """One open family. ``back()`` to the cases (or ends the visit), ``hide_asked()``."""

    back = Signal()
    hide_asked = Signal()

    def __init__(self, context: CaseContext, *, visit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case")
        self.context = context
        context.setParent(self)
        self._made: dict[str, QWidget] = {}
        self._specs = {spec.id: spec for spec in (*screens(), *beside())}
        self.current = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.top_bar = TopBar(context, visit=visit)
        self.top_bar.back.connect(self.back)
        self.top_bar.hide_asked.connect(self.hide_asked)
        self.top_bar.history_asked.connect(self._toggle_history)
        self.top_bar.questions_asked.connect(self.toggle_questions)
        self.top_bar.guide_asked.connect(self.toggle_guide)
        outer.addWidget(self.top_bar)
        below = QHBoxLayout()
        below.setSpacing(0)
        self._below = below
        outer.addLayout(below, 1)
        self.rail = Rail()
        self.rail.chosen.connect(self.show_screen)
        below.addWidget(self.rail)
        self._stack = QStackedWidget()
        below.addWidget(self._stack, 1)
        self._panels: CasePanels | None = None
        self._add_keys()

    def _add_keys(self) -> None:
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("undoKey", "Ctrl+Z", self.context.undo),
            ("redoKey", "Ctrl+Y", self.context.redo),
            ("redoKeyToo", "Ctrl+Shift+Z", self.context.redo),
            ("questionsKey", "Alt+Q", self.toggle_questions),
            ("guideKey", "F1", self.toggle_guide),
        )
        for name, keys, act in acts:
            self._add_key(name, keys).triggered.connect(act)
        for spec in screens():
            if spec.number <= 9:
                action = self._add_key(f"go-{spec.id}", f"Ctrl+{spec.number}")
                action.setData(spec.id)
                action.triggered.connect(self._go)

    def _add_key(self, name: str, keys: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.addAction(action)
        return action

    def _go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show_screen(str(action.data()))

    def show_screen(self, screen_id: str) -> None:
        """Go to a room (made on first sight); an unknown one leads to the first."""
        if not self._specs:
            self._stack.addWidget(EmptyState(self.tr("There is no room here yet.")))
            return
        if screen_id not in self._specs:
            screen_id = next(iter(self._specs))
        old = self._stack.currentWidget()
        if old is not None:
            finish_editing(old)
        if screen_id not in self._made:
            self._made[screen_id] = self._specs[screen_id].factory(self.context)
            self._stack.addWidget(self._made[screen_id])
        self.current = screen_id
        self._stack.setCurrentWidget(self._made[screen_id])
        self.rail.set_current(screen_id)
        if self._panels is not None:
            self._panels.follow()
        announce(self, self._specs[screen_id].title)

    def room(self, screen_id: str) -> QWidget | None:
        """A room's widget, if it has been made."""
        return self._made.get(screen_id)

    # ---- panels -----------------------------------------------------------------------------------------------
    @property
    def panels(self) -> CasePanels:
        """What opens at the right; loaded when somebody asks for it, so that the case opens sooner."""
        if self._panels is None:
            from ui.screens.case_panels import CasePanels

            self._panels = CasePanels(self.context, self, self._here, self.top_bar.height)
            self._panels.margins_changed.connect(self._below.setContentsMargins)
        return self._panels

    def _here(self) -> tuple[str, QWidget | None]:
        return self.current, self._stack.currentWidget()

    def _toggle_history(self) -> None:
        self.panels.toggle_history()

    def toggle_questions(self) -> None:
        """Open the questions that fit this room, or close them again."""
        self.panels.toggle_questions()

    def toggle_guide(self) -> None:
        """Open the guide to the tool in this room, or close it again."""
        self.panels.toggle_guide()
