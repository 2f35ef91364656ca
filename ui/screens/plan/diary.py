"""The plan's diary: how did it go, every line of it, and the quiet spells as questions."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.acts import plan as acts
from models.acts.meet_again import meet_again
from models.plan import every, says_more, wants_meeting
from models.rows import Row
from models.thinking_views import EntryView, QuietSpell
from ui.screens.plan.entry_form import EntryForm
from ui.screens.plan.fields import settle
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import ICONS, INKS, days_ago, tr, weekday_and_day
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, IconButton, IconMark, Label, LinkButton, Menu, SidePanel, column

_DATE = 66
_AT_ONCE = 40
"""How many lines are shown before older ones are asked for."""


class EntryRow(QWidget):
    """One line: its day, what it was, the words, who says so. ``more(id, place)`` asks for its menu."""

    more = Signal(str, QPoint)
    put_right = Signal(str)
    meet = Signal(str)

    def __init__(self, entry: EntryView, *, editable: bool, meet: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setObjectName(f"entry-{entry.id}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(5), 0, theme().px(5))
        row.setSpacing(theme().px(8))
        top = Qt.AlignmentFlag.AlignTop
        day = Label(entry.when, "label", "ink2", bold=False)
        day.setFixedWidth(theme().px(_DATE))
        row.addWidget(day, 0, top)
        row.addWidget(IconMark(ICONS[entry.kind], INKS[entry.kind]), 0, top)
        words = QVBoxLayout()
        words.setSpacing(0)
        who = entry.logged_by.name if entry.logged_by else ""
        said = entry.text.strip() if says_more(entry) else ""
        heard = ", ".join(part for part in (entry.when, entry.title, said, who) if part)
        words.addWidget(Label(entry.title, "body", bold=True, heard=heard))
        if said:
            words.addWidget(Label(said, "label", bold=False))
        if who:
            words.addWidget(Label(who, "caption", "ink2"))
        self._add_slip(words, editable, meet)
        row.addLayout(words, 1)
        self.menu = IconButton("dots-three", tr("Change this line: {line}").format(line=heard),
                               name=f"entryMore-{entry.id}", size="small")  # fmt: skip
        self.menu.clicked.connect(self._more)
        self.menu.setVisible(editable)
        row.addWidget(self.menu, 0, top)

    def _add_slip(self, words: QVBoxLayout, editable: bool, meet: bool) -> None:
        if self.entry.kind != "slip" or not editable:
            return
        if not self.entry.put_right:
            right = LinkButton(tr("It was put right"), name=f"putRight-{self.entry.id}", role="caption")
            right.clicked.connect(self._right)
            words.addWidget(right, 0, Qt.AlignmentFlag.AlignLeft)
        if meet:
            words.addWidget(Label(tr("A slip means meet again, not failure."), "caption", "ink2"))
            button = Button(tr("Meet again?"), name=f"meetAgain-{self.entry.id}", size="small", icon="users-three")
            button.clicked.connect(self._meet)
            words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _more(self) -> None:
        self.more.emit(self.entry.id, self.menu.mapToGlobal(self.menu.rect().bottomLeft()))

    def _right(self) -> None:
        self.put_right.emit(self.entry.id)

    def _meet(self) -> None:
        self.meet.emit(self.entry.id)


class QuietBox(Card):
    """A quiet spell, as a question. ``wanted(day)``: write what happened, beginning with that day."""

    wanted = Signal(str)

    def __init__(self, spell: QuietSpell, day: str, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(fill="ask", line="askLine", corner="control", dashed=True, parent=parent)
        self.setObjectName(f"quiet-{spell.after or 'all'}")
        self._day = day
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), theme().px(9), theme().px(12), theme().px(5))
        row.setSpacing(theme().px(9))
        row.addWidget(IconMark("question", "askInk", size=16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(spell.question, "label", "askInk", bold=False))
        link = LinkButton(
            tr("Write what happened"), name=f"quietWrite-{spell.after or 'all'}", ink="askInk", role="label"
        )
        link.clicked.connect(self._write)
        link.setVisible(editable)
        words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)

    def _write(self) -> None:
        self.wanted.emit(self._day)


class DiaryPanel(SidePanel):
    """The diary beside the rules. ``meeting_planned(id)`` after a slip; ``rhythm_wanted()``: agree how often."""

    meeting_planned = Signal(str)
    rhythm_wanted = Signal()

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        super().__init__(tr("Plan diary"), name="planDiary", width=336, closable=True, parent=parent)
        self._state = state
        self._when = QWidget()
        flow = FlowLayout(self._when, gap=theme().px(14), row_gap=0)
        self.tried = Label("", "caption", "ink2", wrap=False)
        flow.addWidget(self.tried)
        self.rhythm = LinkButton("", name="planRhythm", role="caption", ink="ink2")
        self.rhythm.clicked.connect(self.rhythm_wanted)
        flow.addWidget(self.rhythm)
        self.body.addWidget(self._when)
        self._new = Card(line="line")
        inner = column(self._new, (14, 12, 14, 12), gap=10)
        head = QHBoxLayout()
        head.addWidget(Label(tr("How did it go?"), "label", wrap=False))
        self._today = Label("", "label", "ink2", bold=False, wrap=False)
        head.addWidget(self._today, 1)
        inner.addLayout(head)
        self.form = EntryForm(state)
        inner.addWidget(self.form)
        self.body.addWidget(self._new)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(2))
        self.body.addLayout(self._list)
        self.empty = Label(tr("Nothing in the diary yet. When was the plan last tried out?"), "body", "ink2")
        self.body.addWidget(self.empty)
        self.older = LinkButton(tr("Older lines"), name="diaryOlder", ink="ink2")
        self.older.clicked.connect(self._show_older)
        self.body.addWidget(self.older)
        self.body.addStretch(1)
        self.changing: EntryForm | None = None
        self._most = _AT_ONCE
        self._shown: tuple[object, ...] = ()

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_diary(self) -> None:
        """Show every line; a line being written or changed stays under the writer's hand."""
        view = self._state.view
        self._today.setText(weekday_and_day(self._state.today).rsplit(" ", 1)[0])
        self._show_tried()
        self.form.refresh()
        self._new.setVisible(not view.is_past)
        if self.changing is not None and self.changing.entry is not None:
            if self.changing.entry.id in {entry.id for entry in view.entries} and not view.is_past:
                self.changing.refresh()
            else:
                self._end_change()
        meetings = frozenset(row["held_on"] for row in self._meetings())
        shown = (view.entries, view.quiet, view.is_past, self.changing, self._most, meetings, theme().factor,
                 self._state.context.lens)  # fmt: skip
        if shown != self._shown:
            self._shown = shown
            self._fill()
        self.empty.setVisible(not view.entries and not view.quiet)

    def _meetings(self) -> list[Row]:
        context = self._state.context
        return context.case.rows.where("network_meeting", workspace_id=context.workspace_id)

    def _fill(self) -> None:
        """Every line anew, the newest first; older ones when they are asked for."""
        view = self._state.view
        self._clear()
        before = {spell.after: spell for spell in view.quiet}
        if None in before:
            self._add_quiet(before[None], view.made_on)
        for entry in view.entries[: self._most]:
            if entry.id in before:
                self._add_quiet(before[entry.id], entry.on)
            self._add(entry)
        self.older.setVisible(len(view.entries) > self._most)
        settle(self)

    def _show_older(self) -> None:
        self._most += _AT_ONCE
        self.show_diary()

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and (self.changing is None or widget is not self.changing.parentWidget()):
                widget.hide()
                widget.deleteLater()

    def _show_tried(self) -> None:
        view = self._state.view
        since = view.days_since_tried
        self.tried.setText("" if since is None else tr("Last tried {when}").format(when=days_ago(since)))
        self.tried.setVisible(since is not None)
        self.tried.setMinimumHeight(theme().target(32))  # on one line with the press beside it
        agreed = view.try_every_days
        words = tr("Agreed: {often}").format(often=every(agreed)) if agreed else tr("How often will it be tried?")
        self.rhythm.setText(words)
        self.rhythm.setVisible(bool(view.version) and not view.is_past)

    def _add(self, entry: EntryView) -> None:
        if self.changing is not None and self.changing.entry is not None and self.changing.entry.id == entry.id:
            holder = self.changing.parentWidget()
            assert holder is not None
            self._list.addWidget(holder)
            holder.show()  # now, so that it can take the keyboard
            return
        context = self._state.context
        editable = self._state.may_write("plan_entry", entry.id, text=entry.text)
        meet = editable and wants_meeting(context.projector, context.workspace_id, entry)
        row = EntryRow(entry, editable=editable, meet=meet)
        row.more.connect(self.open_menu)
        row.put_right.connect(self._put_right)
        row.meet.connect(self._meet)
        self._list.addWidget(row)

    def _add_quiet(self, spell: QuietSpell, begun: str | None) -> None:
        day = dates.as_date(begun) or self._state.context.projector.today
        box = QuietBox(spell, (day + dt.timedelta(days=min(7, spell.days))).isoformat(),
                       editable=not self._state.view.is_past)  # fmt: skip
        box.wanted.connect(self._write_quiet)
        self._list.addWidget(box)

    # ---- doing ------------------------------------------------------------------------------------------------
    def begin(self, kind: str = "used", rule: int = 0) -> None:
        """Begin a line, about a rule."""
        self.show()
        self.form.begin(kind, rule=rule)

    def _write_quiet(self, day: str) -> None:
        self.form.begin("kept", day=day)

    def _put_right(self, entry_id: str) -> None:
        context = self._state.context
        context.attempt(lambda: acts.set_entry(context.case, entry_id, put_right=True))

    def _meet(self, entry_id: str) -> None:
        context = self._state.context
        made = context.attempt(lambda: meet_again(context.case, context.workspace_id, entry_id))
        if made:
            context.said_and_undoable(tr("A meeting is planned. When, and who comes?"))
            self.meeting_planned.emit(made)

    def menu_for(self, entry_id: str) -> Menu:
        """What can be done with a line (built apart, so a test can read it)."""
        menu = Menu(self, name="entryMenu")
        entry = next(entry for entry in self._state.view.entries if entry.id == entry_id)
        deeds = [("entryChange", tr("Change")), ("entryRemove", tr("Remove"))]
        if entry.kind == "slip":
            deeds.insert(1, ("entryRight", tr("Not put right") if entry.put_right else tr("It was put right")))
            deeds.insert(2, ("entryMeet", tr("Meet again")))
        for name, text in deeds:
            action = QAction(text, menu)
            action.setObjectName(name)
            action.setData(entry_id)
            action.triggered.connect(self._chosen)
            menu.addAction(action)
        return menu

    def open_menu(self, entry_id: str, place: QPoint) -> None:
        """Show that menu."""
        menu = self.menu_for(entry_id)
        menu.exec(place)
        menu.deleteLater()

    def _chosen(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        context, entry_id = self._state.context, str(action.data())
        entry = next(entry for entry in self._state.view.entries if entry.id == entry_id)
        match action.objectName():
            case "entryChange":
                self.change(entry)
            case "entryRight":
                right = not entry.put_right
                context.attempt(lambda: acts.set_entry(context.case, entry_id, put_right=right))
            case "entryMeet":
                self._meet(entry_id)
            case "entryRemove":
                context.attempt(lambda: acts.remove_entry(context.case, entry_id))
                context.said_and_undoable(tr("The line is gone."))

    def change(self, entry: EntryView) -> None:
        """Open a line for changing, in its place."""
        self._end_change()
        holder = Card(line="ink")
        self.changing = EntryForm(self._state, entry, name="change")
        self.changing.leave.setText(tr("Leave it"))
        self.changing.done.connect(self._changed)
        column(holder, (12, 12, 12, 12)).addWidget(self.changing)
        self.show_diary()
        self.changing.text.setFocus()
        self.changing.text.moveCursor(QTextCursor.MoveOperation.End)

    def _changed(self) -> None:
        self._end_change()
        self.show_diary()

    def _end_change(self) -> None:
        form, self.changing = self.changing, None
        if form is not None and (holder := form.parentWidget()) is not None:
            self._list.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
