"""The parts a statement still misses, as questions: press one, say it in a few words, put them into a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models import frames
from models.thinking_views import FramePart, StatementView
from ui.screens.strands.press import PressArea
from ui.theme import theme
from ui.widgets import Button, Card, GrowingTextEdit, IconMark, Label, LinkButton, Rule, column


class PartRow(QWidget):
    """One part: its question with an example, or the words filled in. ``filled(key, words)`` on leaving the field."""

    filled = Signal(str, str)
    left = Signal()

    def __init__(self, kind: str, key: str, *, rule: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self.key = kind, key
        self._part: FramePart | None = None
        self.editor: GrowingTextEdit | None = None
        self._body = column(self, gap=0)
        self._rule = Rule()
        self._rule.setVisible(rule)
        self._body.addWidget(self._rule)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(theme().px(2), theme().px(8), 0, theme().px(8))
        row.setSpacing(theme().px(10))
        self._mark = IconMark("circle-dashed", "askLine", size=20)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        self._ask = Label("", "label", bold=True)
        self._hint = Label("", "caption", "ink2")
        words.addWidget(self._ask)
        words.addWidget(self._hint)
        row.addLayout(words, 1)
        self.press = PressArea(content, name=f"part-{kind}-{key}", heard="")
        self.press.clicked.connect(self.open)
        self._body.addWidget(self.press)

    def show_part(self, part: FramePart, hint: str, *, rule: bool) -> None:
        """Show the question with what helps to answer it, or what was filled in."""
        self._part = part
        self._rule.setVisible(rule)
        self._mark.set_icon("check-circle" if part.filled else "circle-dashed", "wellInk" if part.filled else "askLine")
        self._ask.setText(part.ask)
        self._hint.setText(part.filled or hint)
        self._hint.set_ink("ink" if part.filled else "ink2")
        state = part.filled or self.tr("not said yet")
        self.press.setAccessibleName(f"{part.ask} {state}")
        self.press.updateGeometry()

    def open(self) -> None:
        """Begin to fill it in."""
        if self.editor is not None or self._part is None:
            return
        editor = GrowingTextEdit(
            self._part.filled, name=f"partWords-{self._kind}-{self.key}", heard=self._part.ask,
            placeholder=self.tr("Such as: {example}").format(example=self._part.example), single=True,
        )  # fmt: skip
        editor.committed.connect(self._commit)
        editor.finished.connect(self._close)
        self.editor = editor
        self._hint.hide()
        self._body.addWidget(editor)
        self.press.setEnabled(False)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self, text: str) -> None:
        self.filled.emit(self.key, text)

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        self._hint.show()
        self.press.setEnabled(True)
        if had_focus:
            self.press.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()


class PartsList(Card):
    """What a statement still misses. ``filled(key, words)``; ``sentence_wanted(how)``: fill, after or instead."""

    filled = Signal(str, str)
    sentence_wanted = Signal(str)
    left = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"{kind}Parts")
        self._kind = kind
        self.rows: dict[str, PartRow] = {}
        self._folded = False
        self._children = ""
        self._view: StatementView | None = None
        self._body = column(self, (14, 4, 14, 8), gap=0)
        self.unfold = LinkButton("", name=f"{kind}PartsMore", role="caption", ink="ink2", icon="caret-right")
        self.unfold.clicked.connect(self._unfold)
        self._body.addWidget(self.unfold)
        self._rows = column(holder := QWidget(), gap=0)
        self._body.addWidget(holder)
        self._make_offer()

    def _make_offer(self) -> None:
        self._offer = QWidget()
        body = column(self._offer, (0, 6, 0, 4), gap=6)
        self.sentence = Label("", "body", "ink2")
        body.addWidget(self.sentence)
        self.put = Button(
            self.tr("Put it into a sentence"), name=f"{self._kind}Sentence", icon="text-aa", kind="outline"
        )
        self.put.clicked.connect(self._put)
        body.addWidget(self.put, 0, Qt.AlignmentFlag.AlignLeft)
        self._choice = QWidget()
        choice = column(self._choice, gap=2)
        asked = self.tr("Your words stay as they are. Where should the sentence go?")
        choice.addWidget(Label(asked, "caption", "ink2"))
        places = {
            "after": self.tr("After what is written"),
            "instead": self.tr("In place of what is written"),
            "": self.tr("Not now"),
        }
        for how, text in places.items():
            link = LinkButton(text, name=f"{self._kind}Sentence-{how or 'not'}", role="body")
            link.setProperty("how", how)
            link.clicked.connect(self._chosen)
            choice.addWidget(link)
        self._choice.hide()
        body.addWidget(self._choice)
        self._body.addWidget(self._offer)

    @property
    def is_writing(self) -> bool:
        """Whether somebody fills in a part just now."""
        return any(row.editor is not None for row in self.rows.values())

    def show_view(self, view: StatementView, children: str, *, folded: bool) -> None:
        """Show what a statement misses; ``folded``: as one line to press, for what is agreed already.

        ``children``: their names as a list.
        """
        self._children = children
        if self._view is None or self._view.card.id != view.card.id:
            self._folded = folded
            self._choice.hide()
        self._view = view
        shown = [part for part in view.parts if not part.is_there or part.filled]
        self._show_rows(shown)
        self.unfold.setVisible(self._folded and bool(shown))
        count = len(view.missing)
        self.unfold.setText(self.tr("Not said in it yet: {count}").format(count=count))
        new = bool(view.frame) and view.frame not in view.card.text
        self._offer.setVisible(new and not self._folded)
        self.sentence.setText(view.frame)
        self.setVisible(bool(shown) and not (self._folded and not view.missing))

    def _show_rows(self, shown: Sequence[FramePart]) -> None:
        for part in shown:
            if part.key not in self.rows:
                row = PartRow(self._kind, part.key, rule=False)
                row.filled.connect(self.filled)
                row.left.connect(self.left)
                self.rows[part.key] = row
        order = [part.key for part in (self._view.parts if self._view else ())]
        for key in sorted(self.rows, key=order.index):
            self._rows.removeWidget(self.rows[key])
            self._rows.addWidget(self.rows[key])
        wanted = {part.key: part for part in shown}
        first = True
        for key in sorted(self.rows, key=order.index):
            row = self.rows[key]
            row.setVisible(key in wanted and not self._folded)
            if key in wanted:
                row.show_part(wanted[key], self._hint_of(key), rule=not first)
                first = False

    def _hint_of(self, key: str) -> str:
        """What helps to answer: the children's own names where it is about them."""
        view = self._view
        assert view is not None
        if self._children and key == "child":
            return self._children
        if self._children and key == "so_that":
            return self.tr("Begin with: {names} will…").format(names=self._children)
        return next(part.hint for part in frames.parts_of(view.kind, view.card.pathway) if part.key == key)

    def _unfold(self) -> None:
        self._folded = False
        if self._view is not None:
            self.show_view(self._view, self._children, folded=False)
            first = next((row for row in self.rows.values() if not row.isHidden()), None)
            if first is not None:
                first.press.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self) -> None:
        if self._view is not None and self._view.card.text.strip():
            self._choice.show()
            links = self._choice.findChildren(LinkButton)
            links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._reveal)
        else:
            self.sentence_wanted.emit("fill")

    def _reveal(self) -> None:
        """Scroll to the choice, which may stand below the edge of the page."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self._choice)

    def _chosen(self) -> None:
        link = self.sender()
        self._choice.hide()
        self.put.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(link, LinkButton) and link.property("how"):
            self.sentence_wanted.emit(str(link.property("how")))
