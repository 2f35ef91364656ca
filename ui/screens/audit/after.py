"""What they learn from the audit, and what they do next: real next steps of the case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.acts import audits as acts
from models.acts import cards
from models.quality_views import AuditWords
from models.views import CardView
from ui.screens.audit.state import AuditState
from ui.screens.audit.words import tr
from ui.screens.map.facts import DateField
from ui.screens.map.saying import as_stored
from ui.screens.meetings.lines import NewLine
from ui.screens.meetings.rows import KeyedRows
from ui.screens.meetings.steps import open_card, toggle_done
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Card, IconButton, Label, LinkButton, column


class LearnedRow(Card):
    """One thing they learn."""

    def __init__(self, state: AuditState, item: AuditWords) -> None:
        super().__init__()
        self._state, self._id = state, item.id
        body = column(self, (14, 9, 12, 9), gap=0)
        row = state.context.case.rows.get("session_item", item.id)
        whole = row is not None and row["text"] == item.text
        self.text = WordsField(item.text, name=f"learned-{item.id}", heard=tr("What we learn"), editable=whole)
        self.text.written.connect(self._keep)
        body.addWidget(self.text)

    def show_item(self, item: AuditWords) -> None:
        """Show what the case says now; words being written stay."""
        self.text.set_words(item.text)

    def _keep(self, text: str) -> None:
        case, key = self._state.context.case, self._id
        self._state.do(lambda: acts.set_learned(case, key, text))


class NextRow(Card):
    """One next step: ticked off where it stands, with its day; a press on its words shows it on the map."""

    def __init__(self, state: AuditState, card: CardView) -> None:
        super().__init__()
        self._state, self.card = state, card
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(8), theme().px(7), theme().px(10), theme().px(7))
        row.setSpacing(theme().px(8))
        self.tick = IconButton("circle", "", name=f"auditTick-{card.id}", size="small", icon_size=24)
        self.tick.clicked.connect(self._toggle)
        row.addWidget(self.tick)
        self.words = Label("", "body")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.due = DateField(f"auditDue-{card.id}", tr("By when?"))
        self.due.setPlaceholderText(tr("By when?"))
        self.due.setFixedWidth(theme().px(170))
        self.due.said.connect(self._keep_due)
        row.addWidget(self.due)
        self.link = LinkButton(tr("On the map"), name=f"auditCard-{card.id}", role="caption", ink="ink2")
        self.link.clicked.connect(self._open)
        row.addWidget(self.link)
        self.show_item(card)

    def show_item(self, card: CardView) -> None:
        """Show what the case says now."""
        self.card = card
        self.words.setText(card.text)
        self.words.set_ink("ink2" if card.done_on else "ink")
        self.due.show_date(card.due_on)
        self.tick.set_icon("check-circle-fill" if card.done_on else "circle")
        day = dates.written(card.done_on)
        self.tick.set_tip(tr("Done {day}: {step}").format(day=day, step=card.text) if day
                          else tr("Mark as done: {step}").format(step=card.text))  # fmt: skip
        self.link.setAccessibleName(tr("Show on the map: {step}").format(step=card.text))

    def _toggle(self) -> None:
        toggle_done(self._state.context, self.card.id, bool(self.card.done_on))

    def _keep_due(self, said: str) -> None:
        context, key = self._state.context, self.card.id
        due = as_stored(said, context.projector.today) or None
        self._state.do(lambda: cards.set_card(context.case, key, due_on=due))

    def _open(self) -> None:
        open_card(self._state.context, self, self.card.id)


class After(QWidget):
    """What we learn, beside what we do next."""

    def __init__(self, state: AuditState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("auditAfter")
        self.state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(6), 0, 0)
        row.setSpacing(theme().px(24))
        self.learned: KeyedRows[AuditWords] = KeyedRows(self._make_learned)
        self.new_learned = self._line("new-learned", tr("Something this audit teaches us"))
        self.new_learned.given.connect(self._learn)
        row.addWidget(self._side(tr("What we learn"), self.learned, self.new_learned), 1)
        self.steps: KeyedRows[CardView] = KeyedRows(self._make_step)
        self.new_step = self._line("new-audit-step", tr("One small thing somebody will do"))
        self.new_step.given.connect(self._add_step)
        row.addWidget(self._side(tr("What we do next"), self.steps, self.new_step), 1)

    def _side(self, title: str, rows: QWidget, new: QWidget) -> QWidget:
        side = QWidget()
        body = column(side, gap=8)
        body.addWidget(Label(title, "lead"))
        body.addWidget(rows)
        body.addWidget(new)
        body.addStretch(1)
        return side

    def _line(self, name: str, ask: str) -> NewLine:
        return NewLine(name=name, heard=ask, placeholder=ask)

    def _make_learned(self, item: AuditWords) -> QWidget:
        return LearnedRow(self.state, item)

    def _make_step(self, card: CardView) -> QWidget:
        return NextRow(self.state, card)

    def show_view(self) -> None:
        """Show what the case says now."""
        self.learned.show_items(self.state.view.learned)
        self.steps.show_items(self.state.view.steps)

    def _learn(self, words: str) -> None:
        context, day = self.state.context, self.state.view.held_on
        self.state.do(lambda: acts.learn(context.case, context.workspace_id, day, words))

    def _add_step(self, words: str) -> None:
        context, day = self.state.context, self.state.view.held_on
        self.state.do(lambda: acts.add_step(context.case, context.workspace_id, day, words))
