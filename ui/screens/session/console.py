"""The facilitator's console: stages and time, what to say and what to write down, and what the room sees."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.session.collect import Collect, ItemList, RevealBar
from ui.screens.session.controls import Controls
from ui.screens.session.family_line import FamilyLine
from ui.screens.session.projector import Preview
from ui.screens.session.state import SessionState
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconButton, Label, ScrollArea, SectionHeader, Surface, Switch, column


class Console(QWidget):
    """``room_asked()``: open or close the room's window; ``blank_asked()``; ``names_asked()``; ``end_asked()``."""

    room_asked = Signal()
    blank_asked = Signal()
    names_asked = Signal()
    end_asked = Signal()

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionConsole")
        self.state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_side())
        row.addWidget(self._make_middle(), 1)
        row.addWidget(self._make_room())
        state.changed.connect(self.refresh)
        self.refresh()

    # ---- building ---------------------------------------------------------------------------------------------
    def _make_side(self) -> QWidget:
        side = Surface("rail", edge=Qt.Edge.RightEdge)
        side.setFixedWidth(theme().px(276))
        body = column(side, (18, 14, 18, 14), gap=8)
        body.addWidget(Controls(self.state))
        body.addStretch(1)
        names = Button(self.tr("Names in the room"), name="sessionNames", kind="quiet", icon="eye-slash")
        names.clicked.connect(self.names_asked)
        body.addWidget(names)
        end = Button(self.tr("End the session"), name="endSession", icon="check")
        end.clicked.connect(self.end_asked)
        body.addWidget(end)
        return side

    def _make_middle(self) -> ScrollArea:
        page = QWidget()
        body = column(page, (24, 16, 24, 16), gap=10)
        self.question = Label("", "title")
        body.addWidget(self.question)
        self.prompts = Label("", "body", "ink2")
        body.addWidget(self.prompts)
        body.addSpacing(theme().px(4))
        self._moves = self._make_moves()
        body.addWidget(self._moves)
        self.family = FamilyLine(self.state)
        body.addWidget(self.family)
        self.map = Switch(self.tr("The room sees what is on the family's map too"), name="roomMap",
                          on=self.state.with_map)  # fmt: skip
        self.map.toggled.connect(self.state.show_map)
        body.addWidget(self.map)
        body.addWidget(Collect(self.state))
        body.addWidget(RevealBar(self.state))
        body.addWidget(ItemList(self.state))
        body.addStretch(1)
        return ScrollArea(page, name="consoleMiddle")

    def _make_moves(self) -> QWidget:
        """Arrows for the family's drawing."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self.tr("Move the drawing"), "body", "ink2", wrap=False))
        self._ways = {"left": (1.0, 0.0), "right": (-1.0, 0.0), "up": (0.0, 1.0), "down": (0.0, -1.0)}
        tips = {"left": self.tr("Left"), "right": self.tr("Right"), "up": self.tr("Up"), "down": self.tr("Down")}
        for way, tip in tips.items():
            button = IconButton(f"arrow-{way}", tip, name=f"move-{way}", kind="outline")
            button.clicked.connect(self._move)
            row.addWidget(button)
        row.addSpacing(theme().px(12))
        live = Button(self.tr("Draw in the Family room"), name="toFamily", kind="quiet", icon="tree-structure")
        live.clicked.connect(self._to_family)
        row.addWidget(live)
        row.addStretch(1)
        return holder

    def _make_room(self) -> QWidget:
        side = Surface("canvas", edge=Qt.Edge.LeftEdge)
        side.setFixedWidth(theme().px(344))
        body = column(side, (16, 14, 16, 12), gap=8)
        body.addWidget(SectionHeader(self.tr("What the room sees"), icon="projector-screen"))
        self.preview = Preview(self.state)
        self.preview.is_blank = True
        body.addWidget(self.preview)
        self.where = Label("", "caption", "ink2")
        body.addWidget(self.where)
        self.open_room = Button("", name="openRoom", kind="primary", icon="projector-screen")
        self.open_room.clicked.connect(self.room_asked)
        self.blank = Button(self.tr("Show nothing"), name="blankRoom", icon="eye-slash")
        self.blank.clicked.connect(self.blank_asked)
        row = QVBoxLayout()
        row.setSpacing(theme().px(6))
        row.addWidget(self.open_room)
        row.addWidget(self.blank)
        body.addLayout(row)
        self._pages = self._make_pages()
        body.addWidget(self._pages)
        body.addSpacing(theme().px(6))
        body.addWidget(SectionHeader(self.tr("Only for me"), icon="lock-simple"))
        self.notes = GrowingTextEdit(
            self.state.notes, name="privateNotes", heard=self.tr("My own notes, never shown or shared"),
            placeholder=self.tr("Notes: never shown, in no copy"), min_lines=4,
        )  # fmt: skip
        self.notes.paused.connect(self.state.keep_notes)
        self.notes.committed.connect(self.state.keep_notes)
        self._notes = ScrollArea(self.notes, name="notesScroll")
        body.addWidget(self._notes, 1)
        self.uncover = Button(self.tr("Show my notes"), name="showNotes", icon="eye")
        self.uncover.clicked.connect(self._uncover)
        self.uncover.hide()
        body.addWidget(self.uncover)
        self._room_end = QWidget()
        self._room_end.hide()
        body.addWidget(self._room_end, 1)
        return side

    def cover_notes(self) -> None:
        """The room has this very screen before its eyes: the notes wait until they are asked for."""
        self.notes.commit()
        self._notes.hide()
        self.uncover.show()
        self._room_end.show()

    def _uncover(self) -> None:
        self.uncover.hide()
        self._room_end.hide()
        self._notes.show()
        self.notes.setFocus()

    def _make_pages(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        older = Button(self.tr("Older"), name="pageOlder", kind="quiet", icon="caret-up", size="small")
        older.clicked.connect(self._older)
        newer = Button(self.tr("Newer"), name="pageNewer", kind="quiet", icon="caret-down", size="small")
        newer.clicked.connect(self._newer)
        row.addWidget(older)
        row.addWidget(newer)
        row.addStretch(1)
        return holder

    # ---- keeping it true --------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """The stage's question and prompts."""
        stage = self.state.whole.stage
        if self.question.text() != stage.question:
            self.question.setText(stage.question)
            self.prompts.setText("\n".join(f"•  {prompt}" for prompt in stage.prompts))
        is_drawn = stage.shows == "genogram"
        self._moves.setVisible(is_drawn)
        self.family.setVisible(is_drawn)
        self.map.setVisible(stage.shows == "columns")
        self._pages.setVisible(not is_drawn and stage.shows != "scores")

    def set_room(self, *, is_open: bool, is_blank: bool, has_other: bool) -> None:
        """Say whether the room's window is open, and where it would open."""
        if is_open:
            words = self.tr("Close the room's window")
        elif has_other:
            words = self.tr("Show on the other screen")
        else:
            words = self.tr("Show on this screen")
        self.open_room.setText(words)
        self.open_room.kind = "outline" if is_open else "primary"
        self.open_room.update()
        self.blank.setEnabled(is_open)
        self.blank.setText(self.tr("Show the session") if is_blank and is_open else self.tr("Show nothing"))
        self.blank.set_icon("eye" if is_blank and is_open else "eye-slash")
        self.preview.blank(is_blank or not is_open)
        if not is_open:
            said = self.tr("The room sees nothing yet.")
        elif is_blank:
            said = self.tr("The room's window is plain dark.")
        else:
            said = self.tr("The room sees this now: no full name, nothing restricted.")
        self.where.setText(said)

    def _move(self) -> None:
        button = self.sender()
        if isinstance(button, IconButton):
            self.state.move_drawing(*self._ways[button.objectName().removeprefix("move-")])

    def _to_family(self) -> None:
        self.state.context.go("family")

    def _older(self) -> None:
        self.state.turn(1)

    def _newer(self) -> None:
        self.state.turn(-1)
