"""Beside a copy, for the team alone: what to look at first, what is left out, what differs from the last one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import audit, dates
from models.acts import sharing
from models.audience import found_audience
from models.left_out import CopyDifference, LeftOut
from models.look_first import Finding
from models.naming import word_columns
from models.readers import Reader
from models.rows import Row
from ui.context import CaseContext
from ui.screens.share.offers import reader_words
from ui.screens.share.settling import put_in, settle_around
from ui.widgets import Button, Card, IconMark, Label, LineField, LinkButton, clear, column

FEW = 4
"""More lines of one rule than this stand folded."""
_MOST_LINES = 6
_AT_ONCE = 2
"""So many things to look at are shown at a time: what is left out stays in sight below them."""
_STEP = 25
"""A long list is unfolded by so many lines."""


class HeldPanel(QWidget):
    """``changed`` when a decision was made; ``rebuilt`` when other lines are shown.

    ``settled`` says whether nothing is left to look at.
    """

    changed = Signal()
    rebuilt = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heldBack")
        self._context = context
        self._reader = Reader("family")
        self._shown: set[str] = set()
        self._open: dict[str, int] = {}
        self._body = column(self, (0, 4, 0, 0), gap=10)
        self._box: QWidget | None = None
        self._now: tuple[tuple[Finding, ...], tuple[LeftOut, ...], CopyDifference | None] = ((), (), None)
        self.settled = True

    def show_for(
        self, reader: Reader, findings: tuple[Finding, ...], held: tuple[LeftOut, ...],
        difference: CopyDifference | None,
    ) -> None:  # fmt: skip
        """Show these for a reader; nothing of them for nobody but the team."""
        if reader != self._reader:
            self._shown.clear()
            self._open.clear()
        self._reader, self._now = reader, (findings, held, difference)
        self.settled = not findings
        self._make()

    def _make(self) -> None:
        """Build it again; the keyboard stays where it was, or at what took its place."""
        focused = self.focusWidget()
        had = focused.objectName() if focused is not None and focused.hasFocus() else ""
        if self._box is not None:
            self._box.hide()
            self._box.setParent(None)
            self._box.deleteLater()
        self._box = QWidget()
        body = column(self._box, gap=10)
        findings, held, difference = self._now
        if findings:
            body.addWidget(self._look_first(findings))
        if held:
            self._add_held(body, held)
        self._add_let_through(body)
        if difference is not None:
            self._add_difference(body, difference)
        put_in(self._body, self._box)
        if self.isVisible():
            settle_around(self)
        if had:
            buttons = self._box.findChildren(QPushButton)
            again = [button for button in buttons if button.objectName() == had] or buttons
            if again:
                again[0].setFocus()
        self.rebuilt.emit()

    # ---- what to look at first ----------------------------------------------------------------------------------
    def _look_first(self, findings: tuple[Finding, ...]) -> Card:
        card = Card(fill="ask", line="askLine", dashed=True)
        card.setObjectName("lookFirst")
        body = column(card, (14, 10, 14, 12), gap=8)
        number = len(findings)
        title = self.tr("One thing to look at first") if number == 1 else self.tr("{n} things to look at first")
        head = QHBoxLayout()
        head.addWidget(IconMark("warning-circle", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(title.format(n=number), "words", "askInk", bold=True), 1)
        body.addLayout(head)
        for place, finding in enumerate(findings[:_AT_ONCE]):
            body.addWidget(Label(self._told(finding), "body", "askInk"))
            row = QHBoxLayout()
            row.setSpacing(8)
            for name, text in (
                ("leave_out", self.tr("Leave it out")), ("reword", self.tr("Reword")), ("stay", self.tr("It can stay"))
            ):  # fmt: skip
                button = Button(
                    text, name=f"{name}{place}", kind="quiet" if name == "stay" else "outline",
                    heard=f"{text}: {finding.words}",
                )  # fmt: skip
                button.clicked.connect(partial(self._settle, finding, name, row))
                row.addWidget(button)
            row.addStretch(1)
            body.addLayout(row)
        if number > _AT_ONCE:
            more = self.tr("{n} more when these are settled").format(n=number - _AT_ONCE)
            body.addWidget(Label(more, "caption", "askInk"))
        return card

    def _told(self, finding: Finding) -> str:
        """What words could tell, as far as the list below says it too."""
        label = next((t.label for t in self._now[1] if finding.restriction_id in t.restrictions), "")
        what = label[:1].lower() + label[1:]
        if what.startswith("who "):
            text = self.tr("“{words}” could tell {reader} {what}.")
        elif what:
            text = self.tr("“{words}” could tell {reader} about this: {what}.")
        else:
            text = self.tr("“{words}” could tell {reader} what is held back.")
        return text.format(words=finding.words, reader=self._who, what=what)

    def _settle(self, finding: Finding, how: str, row: QHBoxLayout) -> None:
        if how == "reword":
            self._ask_words(finding, row)
            return
        case, place = self._context.case, (finding.table, finding.id, finding.field)
        self._decide(partial(sharing.settle, case, self._reader, *place, finding.words, how))

    def _ask_words(self, finding: Finding, row: QHBoxLayout) -> None:
        clear(row)
        words = self.tr("Words to put there instead")
        field = LineField(name="rewordWith", heard=words, placeholder=words)
        put = Button(self.tr("Put them in"), name="rewordPut")
        row.addWidget(field, 1)
        row.addWidget(put)

        def put_instead() -> None:
            case, place = self._context.case, (finding.table, finding.id, finding.field)
            words, instead = finding.words, field.text()
            self._decide(partial(sharing.settle, case, self._reader, *place, words, "reword", instead=instead))

        put.clicked.connect(put_instead)
        field.returnPressed.connect(put_instead)
        field.show()
        put.show()
        settle_around(self)
        field.setFocus()

    # ---- what is left out -----------------------------------------------------------------------------------------
    def _add_held(self, body: QVBoxLayout, held: tuple[LeftOut, ...]) -> None:
        number = self.tr("One thing is left out") if len(held) == 1 else self.tr("{n} things are left out")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(number.format(n=len(held)), "words", bold=True), 1)
        to_all = LinkButton(self.tr("All that is held back"), name="toHeld", role="caption",
                            heard=self.tr("All that is held back in this family"))  # fmt: skip
        to_all.clicked.connect(partial(self._context.go, "held"))
        head.addWidget(to_all, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(head)
        groups: dict[str, list[LeftOut]] = {}
        for thing in held:
            groups.setdefault(thing.rule, []).append(thing)
        for rule, things in groups.items():
            shown = self._open.get(rule, 0) if len(things) > FEW else len(things)
            if rule != "restricted":
                body.addWidget(Label(things[0].why, "caption", "ink2"))
            for thing in things[:shown]:
                body.addLayout(self._line(thing))
            if shown < len(things):
                text = self.tr("{n} more: show them") if shown else self.tr("{n} things: show them")
                text = text.format(n=len(things) - shown)
                unfold = LinkButton(text, name=f"unfold-{rule}", icon="caret-down", heard=f"{text}. {things[0].why}")
                unfold.clicked.connect(partial(self._unfold, rule))
                body.addWidget(unfold, 0, Qt.AlignmentFlag.AlignLeft)
            elif len(things) > FEW:
                fold = LinkButton(self.tr("Fold them away"), name=f"unfold-{rule}", icon="caret-up")
                fold.clicked.connect(partial(self._fold, rule))
                body.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        text = self.tr("The copy closes up. It does not show that anything is missing.")
        body.addWidget(Label(text, "caption", "ink2"))

    def _line(self, thing: LeftOut) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconMark("lock-simple", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(thing.label, "body", max_lines=2))
        for reason in self._reasons(thing):
            words.addWidget(Label(reason, "caption", "ink2"))
        key = _key(thing)
        if key in self._shown:
            for said in self._said(thing):
                words.addWidget(Label(said, "body", "ink2"))
            if self._can_let_through(thing):
                let = LinkButton(self.tr("Let {who} see it").format(who=self._who), name=f"let-{key}", role="caption")
                let.clicked.connect(partial(self._ask_why, thing, words))
                words.addWidget(let, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        text = self.tr("Hide") if key in self._shown else self.tr("Show")
        show = LinkButton(text, name=f"show-{key}", heard=f"{text}: {thing.label}")
        show.clicked.connect(partial(self._toggle, key))
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _reasons(self, thing: LeftOut) -> list[str]:
        rows = [self._context.case.rows.get("restriction", key) for key in thing.restrictions]
        reasons = dict.fromkeys(str(row["reason"]) for row in rows if row and row["reason"])
        reviews = [row["review_on"] for row in rows if row and row["review_on"]]
        again = [self.tr("Look at it again on {day}").format(day=dates.written(min(reviews)))] if reviews else []
        return [*reasons, *again]

    def _said(self, thing: LeftOut) -> list[str]:
        """What stands there, for the worker's own eyes."""
        case = self._context.case
        behind = [case.rows.get("restriction", key) for key in thing.restrictions]
        said = [str(row["fact"]) for row in behind if row and row["fact"]]
        for table, key, field in thing.rows:
            row = case.rows.get(table, key)
            if row is not None:
                columns = (field,) if field and field in row else word_columns(table)
                said += [str(row[column]) for column in columns if row.get(column)]
        return list(dict.fromkeys(said))[:_MOST_LINES]

    def _can_let_through(self, thing: LeftOut) -> bool:
        """A reader who is several people at once gets nothing through here: it is decided for one."""
        return bool(thing.rows or thing.restrictions) and not self._reader.is_us

    def _ask_why(self, thing: LeftOut, under: QVBoxLayout) -> None:
        """Why this reader may see it, in the page; it may stay empty."""
        if self.findChild(LineField, "letWhy") is not None:
            return
        heard = self.tr("Why {who} may see it").format(who=self._who)
        field = LineField(name="letWhy", heard=heard, placeholder=heard)
        put = Button(self.tr("Let it through"), name="letPut", heard=f"{self.tr('Let it through')}: {thing.label}")
        under.addWidget(field)
        under.addWidget(put, 0, Qt.AlignmentFlag.AlignLeft)

        def let() -> None:
            self._let_through(thing, field.text().strip())

        put.clicked.connect(let)
        field.returnPressed.connect(let)
        field.show()
        put.show()
        settle_around(self)
        field.setFocus()

    def _let_through(self, thing: LeftOut, why: str) -> None:
        case, reader = self._context.case, self._reader

        def let() -> None:
            with case.edit("Let something through"):
                for key in thing.restrictions:
                    sharing.let_through(case, reader, "restriction", key, why=why or None)
                if not thing.restrictions:
                    for table, key, field in thing.rows:
                        sharing.let_through(case, reader, table, key, field or None, why=why or None)

        self._decide(let)

    def _toggle(self, key: str) -> None:
        if key in self._shown:
            self._shown.discard(key)
        else:
            self._shown.add(key)
            audit.note(self._context.case.desk, "revealed", case_id=self._context.case.id, reader=self._reader.code)
        self._make()

    def _unfold(self, rule: str) -> None:
        self._open[rule] = self._open.get(rule, 0) + _STEP
        self._make()

    def _fold(self, rule: str) -> None:
        self._open.pop(rule, None)
        self._make()

    # ---- what was let through -------------------------------------------------------------------------------------
    def _add_let_through(self, body: QVBoxLayout) -> None:
        """What this reader sees because somebody decided so, each with the way back; hidden, nothing is told."""
        if self.isHidden() or self._reader.is_us:
            return
        rows = self._context.case.rows
        audience = found_audience(rows, self._reader)
        decided = [
            row for row in rows.table("sharing_decision").values()
            if (row["target_table"], row["target_id"], row["target_field"] or "") in audience.shown
            and row["reader"] == self._reader.kind and row["person_id"] == audience.person_id
            and "#" not in (row["target_field"] or "")
        ]  # fmt: skip
        if decided:
            title = self.tr("Let through for {who}").format(who=self._who)
            body.addWidget(Label(title, "words", bold=True))
        for row in decided:
            self._add_decided(body, row)

    def _add_decided(self, body: QVBoxLayout, row: Row) -> None:
        table, key, field = row["target_table"], row["target_id"], row["target_field"]
        target = self._context.case.rows.get(table, key) or {}
        columns = ("reason",) if table == "restriction" else (field,) if field else word_columns(table)
        words = next((str(target[name]) for name in columns if target.get(name)), self.tr("Something written down"))
        line = QHBoxLayout()
        line.setSpacing(10)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Label(words, "body", max_lines=2))
        if row["why"]:
            said.addWidget(Label(str(row["why"]), "caption", "ink2"))
        line.addLayout(said, 1)
        text = self.tr("Hold it back again")
        back = LinkButton(text, name=f"back-{row['id']}", heard=f"{text}: {words}", role="caption")
        undecide = partial(sharing.undecide, self._context.case, self._reader, table, key, field)
        back.clicked.connect(partial(self._decide, undecide))
        line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(line)

    # ---- since the last copy -------------------------------------------------------------------------------------
    def _add_difference(self, body: QVBoxLayout, difference: CopyDifference) -> None:
        day = dates.written(difference.at[:10])
        title = self.tr("Since the copy of {day}").format(day=day)
        body.addWidget(Label(title, "words", bold=True))
        if difference.is_same:
            body.addWidget(Label(self.tr("Nothing is different."), "body", "ink2"))
        for mark, lines in (("+", difference.added), ("−", difference.removed)):
            for line in lines[:_MOST_LINES]:
                body.addWidget(Label(f"{mark} {line}", "caption", max_lines=2))
            if len(lines) > _MOST_LINES:
                more = self.tr("and {n} more").format(n=len(lines) - _MOST_LINES)
                body.addWidget(Label(f"{mark} {more}", "caption", "ink2"))

    # ---- deciding ---------------------------------------------------------------------------------------------------
    @property
    def _who(self) -> str:
        return reader_words(self._reader)

    def _decide(self, act: Callable[[], object]) -> None:
        steps = len(self._context.case.history())
        self._context.attempt(act)
        if len(self._context.case.history()) != steps:
            self._context.said_and_undoable(self.tr("Decided for {who}.").format(who=self._who))
        self.changed.emit()


def _key(thing: LeftOut) -> str:
    places = [*(f"{table}.{key}.{field}" for table, key, field in thing.rows), *thing.restrictions]
    return f"{thing.rule}:{places[0] if places else thing.label}"
