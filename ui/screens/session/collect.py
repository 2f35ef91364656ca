"""Writing down what a stage collects: a line for each kind, numbers to press, and the list of what is there.

What everybody writes in silence is typed with its letters hidden, one after the other, and listed without its words
until it is shown to all together. Over the wall (``on_wall``, where there is only one screen) every letter is hidden
while it is written, and a number is typed instead of pressed: the room would read along, names and all.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models import pathways
from models.acts.sessions import PARTS
from models.errors import KnownError
from models.said_days import day_said
from models.sessions import ItemView
from ui.screens.session.state import SessionState
from ui.screens.session.words import quoted, takes
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, IconButton, IconMark, Label, LineField, Menu, announce, clear, column

_WHO = ("statement", "question", "answer", "liked")
_STARRED = ("question", "worry", "well")


class Collect(QWidget):
    """The inputs of the stage we are at, made anew when the stage changes. ``on_wall``: the room sees them."""

    def __init__(self, state: SessionState, parent: QWidget | None = None, *, on_wall: bool = False) -> None:
        super().__init__(parent)
        self._state, self._stage, self._on_wall = state, "", on_wall
        self._body = column(self, gap=8)
        state.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Make the inputs of the stage."""
        stage = self._state.whole.stage
        if stage.key == self._stage:
            return
        self._stage = stage.key
        clear(self._body)
        made: QWidget
        for kind in stage.collects:
            if kind == "score":
                made = HiddenNumber(self._state) if self._on_wall else Numbers(self._state)
            else:
                made = Line(self._state, kind, on_wall=self._on_wall)
            self._body.addWidget(made)


class Numbers(QWidget):
    """Eleven numbers to press, one for each person in turn."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        body = column(self, gap=6)
        body.addWidget(Label(self.tr("Press each person's number in turn; it stays hidden."), "body", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(5))
        for number in range(11):
            heard = self.tr("Number {number}").format(number=number)
            button = Button(str(number), name=f"number{number}", size="search", heard=heard)
            button.setProperty("number", number)
            button.setMinimumWidth(theme().px(38))
            button.clicked.connect(self._press)
            row.addWidget(button)
        row.addStretch(1)
        body.addLayout(row)

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._state.add("score", value=int(button.property("number")))


class HiddenNumber(QWidget):
    """A number typed with its digits hidden, where the room would see which one is pressed. Enter writes it."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        ask = self.tr("One person's number, 0 to 10; nobody sees it")
        self.field = LineField(name="write-score", heard=ask, placeholder=ask)
        hide_letters(self.field, True)
        self.field.setEchoMode(QLineEdit.EchoMode.NoEcho)  # two dots would say ten
        self.field.returnPressed.connect(self._write)
        add = IconButton("plus", self.tr("Write it down"), name="add-score", size="search", kind="outline")
        add.clicked.connect(self._write)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.field, 1)
        row.addWidget(add)

    def _write(self) -> None:
        said = self.field.text().strip()
        self.field.clear()
        self.field.setFocus()
        # Whatever is no number is only cleared: saying what was typed would show it.
        if said.isascii() and said.isdigit() and int(said) <= 10:
            self._state.add("score", value=int(said))
        else:
            announce(self, self.tr("A number goes from 0 to 10. Nothing was written."))


class Line(QWidget):
    """A line to write one thing of a kind, who said it where that matters, and by when for a step. Enter writes it.

    ``on_wall``: its letters are hidden until somebody chooses to let the room read along.
    """

    def __init__(self, state: SessionState, kind: str, parent: QWidget | None = None, *, on_wall: bool = False) -> None:
        super().__init__(parent)
        self._state, self.kind, self._on_wall = state, kind, on_wall
        ask = self._asks()[kind]
        body = column(self, gap=2)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        body.addLayout(row)
        self.words = LineField(name=f"write-{kind}", heard=ask, placeholder=ask)
        self.words.returnPressed.connect(self._write)
        row.addWidget(self.words, 1)
        self.who = LineField(name=f"who-{kind}", heard=self.tr("Who said it"), placeholder=self.tr("Who"))
        self.who.setFixedWidth(theme().px(110))
        self.who.setVisible(kind in _WHO)
        self.who.returnPressed.connect(self._write)
        row.addWidget(self.who)
        self.due = LineField(name=f"due-{kind}", heard=self.tr("By when"), placeholder=self.tr("By when"))
        self.due.setFixedWidth(theme().px(150))
        self.due.setVisible(kind == "next_step")
        self.due.returnPressed.connect(self._write)
        row.addWidget(self.due)
        add = IconButton("plus", self.tr("Write it down"), name=f"add-{kind}", size="search", kind="outline")
        add.clicked.connect(self._write)
        row.addWidget(add)
        self.eye: IconButton | None = None
        self.is_silent = state.whole.stage.is_silent and kind == "statement"
        if on_wall and not self.is_silent:
            self.eye = IconButton("eye-closed", "", name=f"letters-{kind}", size="search", kind="outline")
            self.eye.clicked.connect(self._toggle_letters)
            row.addWidget(self.eye)
        self.part = PartChoice(state, kind) if kind in PARTS else None
        if self.part is not None:
            body.addWidget(self.part, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide_letters(on_wall)

    def hide_letters(self, on: bool) -> None:
        """Hide what is being written, or let the room read along; what is written in silence stays hidden."""
        hide_letters(self.words, on or self.is_silent)
        hide_letters(self.who, on)
        if self.eye is not None:
            self.eye.set_icon("eye-closed" if on else "eye")
            self.eye.set_tip(self.tr("The room cannot read along. Let it") if on else
                             self.tr("The room reads along, names too. Hide the letters"))  # fmt: skip

    def _toggle_letters(self) -> None:
        self.hide_letters(self.words.echoMode() == QLineEdit.EchoMode.Normal)
        self.words.setFocus()

    def _asks(self) -> dict[str, str]:
        return {
            "goal": self.tr("What the worker wants to take away, as it is said"),
            "worry": self.tr("Worried about…"),
            "well": self.tr("Working well…"),
            "needs": self.tr("Needs to happen…"),
            "statement": self.tr("One person's statement; nobody sees the letters"),
            "line_kept": self.tr("A line that helps"),
            "question": self.tr("A question to take along"),
            "next_step": self.tr("One small step"),
            "liked": self.tr("What was liked about today"),
            "answer": self.tr("What was answered"),
            "decision": self.tr("What was decided"),
        }

    def _write(self) -> None:
        try:
            today = self._state.context.services.now().date()
            due = day_said(self.due.text(), today, ahead=True) if self.due.text().strip() else None
        except KnownError as error:
            self._state.context.say(str(error))
            return
        part = self.part.part if self.part is not None else ""
        if self._state.add(self.kind, self.words.text(), who=self.who.text(), due_on=due, part=part):
            for field in (self.words, self.who, self.due):
                field.clear()
            self.hide_letters(self._on_wall)
            self.words.setFocus()


def hide_letters(field: QLineEdit, on: bool) -> None:
    """Show dots instead of the letters, to the input methods of the system too."""
    field.setEchoMode(QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal)
    hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
    field.setInputMethodHints(hints if on else Qt.InputMethodHint.ImhNone)


class PartChoice(Button):
    """Where on the family's map a line goes as it is written, or that it stays on today's sheet."""

    def __init__(self, state: SessionState, kind: str, parent: QWidget | None = None) -> None:
        projector, workspace_id = state.context.projector, state.context.workspace_id
        words = pathways.pathway(projector.current_pathway(workspace_id)).parts
        self._kind, self._parts = kind, {part: words[part].one for part in PARTS[kind]}
        super().__init__("", name=f"part-{kind}", kind="quiet", size="small", icon="columns", menu=True, parent=parent)
        self.clicked.connect(self._open)
        self.part = ""
        self.choose(PARTS[kind][0])

    def choose(self, part: str) -> None:
        """Set the part ("" for today's sheet alone)."""
        self.part = part
        self.setText(self._said(part))
        self.setAccessibleName(self.text())

    def _said(self, part: str) -> str:
        if not part:
            return self.tr("Only on today's sheet")
        return self.tr("On the family's map too, as {part}").format(part=self._parts[part])

    def menu_of_parts(self) -> Menu:
        """The menu (made apart from showing it, so a test can press it)."""
        menu = Menu(self, name=f"parts-{self._kind}")
        for part in (*self._parts, ""):
            action = QAction(self._said(part), menu)
            action.setData(part)
            action.triggered.connect(self._chosen)
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        menu = self.menu_of_parts()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choose(str(action.data()))


class ItemList(QWidget):
    """What this stage has collected. ``is_safe``: of the room's view only, for a panel that the room may see."""

    kept = Signal(str)

    def __init__(self, state: SessionState, *, is_safe: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._is_safe = state, is_safe
        self._body: QVBoxLayout = column(self, gap=6)
        self._shown: tuple[object, ...] = ()
        self._writing = ("", "")
        state.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Make a row for each thing, where something has changed."""
        stage = self._state.whole.stage
        kinds = (*stage.collects, *(("line_kept",) if "statement" in stage.collects else ()))
        view = self._state.room if self._is_safe else self._state.whole
        items = view.of(*kinds)
        if stage.shows == "answers":
            items = tuple(item for item in items if item.kind != "answer" or item.question == stage.question)
        if (stage.key, items, self._writing) == self._shown:
            return
        self._shown = (stage.key, items, self._writing)
        clear(self._body)
        if stage.shows == "scores":
            self._add_numbers([item for item in items if item.kind == "score"])
        for item in items:
            if item.kind != "score":
                self._body.addWidget(self._row(item))

    def _add_numbers(self, items: list[ItemView]) -> None:
        """Numbers side by side: there may be as many as people in the room."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(6))
        for item in items:
            flow.addWidget(self._row(item))
        self._body.addWidget(holder)

    def _row(self, item: ItemView) -> Card:
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(theme().px(12), theme().px(6), theme().px(6), theme().px(6))
        row.setSpacing(theme().px(8))
        words = QVBoxLayout()
        words.setContentsMargins(0, theme().px(5), 0, theme().px(5))  # the first line level with the buttons
        words.setSpacing(0)
        row.addLayout(words, 1)
        if self._writing[1] == item.id:
            words.addWidget(self._changing(item) if self._writing[0] == "change" else self._keeping(item))
        else:
            words.addWidget(Label(self._said(item), "body", "ink" if item.is_revealed else "ink2"))
        if item.is_revealed and (under := self._under(item)):
            words.addWidget(Label(under, "caption", "ink2"))
        if item.kind in _STARRED and not item.card_id:
            tip = self.tr("Do not take along") if item.starred else self.tr("The worker takes it along")
            self._act(row, "star-fill" if item.starred else "star", tip, f"star-{item.id}", item)
        if item.kind == "statement" and item.is_revealed and not self._is_safe:
            self._act(row, "quotes", self.tr("Keep a line of it"), f"keep-{item.id}", item)
        if item.is_revealed and not self._is_safe:
            # What the room may read has other names in it: written back, they would stand in the case.
            self._act(row, "pencil-simple", self.tr("Change the words"), f"change-{item.id}", item)
        self._act(row, "x", self.tr("Take away"), f"remove-{item.id}", item)
        return card

    def _said(self, item: ItemView) -> str:
        if not item.is_revealed:
            if item.kind == "score":
                return self.tr("Hidden")
            return self.tr("{who} has written").format(who=item.who or self.tr("Somebody"))
        return quoted(item) if item.kind != "score" else str(item.value)

    def _under(self, item: ItemView) -> str:
        if item.card_id:
            return self.tr("On the family's map")
        if item.kind == "line_kept":
            return self.tr("Kept. Said by {who}").format(who=item.who) if item.who else self.tr("Kept")
        return ", ".join(filter(None, (item.who, item.due_on or "", takes(self._state.whole) if item.starred else "")))

    def _act(self, row: QHBoxLayout, icon: str, tip: str, name: str, item: ItemView) -> None:
        button = IconButton(icon, tip, name=name, size="small", icon_size=18)
        button.setProperty("item", item)
        button.clicked.connect(self._press)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _press(self) -> None:
        button = self.sender()
        if not isinstance(button, IconButton):
            return
        item: ItemView = button.property("item")
        act = button.objectName().partition("-")[0]
        if act == "star":
            self._state.star(item)
        elif act == "remove":
            self._state.remove(item.id)
        else:
            self._writing = ("", "") if self._writing == (act, item.id) else (act, item.id)
            self.refresh()
            if (field := self.findChild(LineField, f"{act}Line")) is not None:
                field.setFocus()

    def _changing(self, item: ItemView) -> LineField:
        field = LineField(item.text, name="changeLine", heard=self.tr("The words; Enter changes them"))
        field.returnPressed.connect(self._change)
        return field

    def _change(self) -> None:
        field = self.sender()
        if isinstance(field, LineField) and self._state.write(self._writing[1], field.text()):
            self._writing = ("", "")
            self.refresh()

    def _keeping(self, item: ItemView) -> LineField:
        field = LineField(item.text, name="keepLine", heard=self.tr("The words to keep; Enter keeps them"))
        field.returnPressed.connect(self._keep)
        return field

    def _keep(self) -> None:
        field = self.sender()
        if isinstance(field, LineField) and self._state.keep_line(self._writing[1], field.text()):
            self._writing = ("", "")
            self.refresh()


class RevealBar(QWidget):
    """How many have written in silence, and the button that shows them all together."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("eye-closed", size=20))
        self.count = Label("", "body", wrap=False)
        row.addWidget(self.count, 1)
        self.button = Button(self.tr("Show them together"), name="reveal", kind="primary", icon="eye")
        self.button.clicked.connect(state.reveal)
        row.addWidget(self.button)
        state.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count again; only there where somebody is silent first."""
        stage = self._state.whole.stage
        hidden = self._state.hidden(*stage.collects)
        self.setVisible(stage.is_silent)
        people = self._state.whole.people
        said = self.tr("{count} of {people} are in") if people else self.tr("{count} are in")
        self.count.setText(said.format(count=hidden, people=people) if hidden else self.tr("Nothing is hidden"))
        self.button.setEnabled(bool(hidden))
