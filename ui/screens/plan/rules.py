"""The rules: a card each, written in place, put in order by hand or by keys, and a line for the next one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.acts import plan as acts
from models.thinking_views import RuleView
from ui.screens.plan.fields import settle
from ui.screens.plan.rule_row import PARTS, SHARES, RuleRow, heading_of
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import tr
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, Label, Menu, announce, column, follow_theme, paint_frame, paint_lifted

_WIDE = 720
"""px (at 100 %) from which the four parts stand side by side."""
_EDGE = 48


class Carried(QWidget):
    """The rule in the hand, following the pointer."""

    def __init__(self, picture: QPixmap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = picture
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Qt: the card and its shadow."""
        return self._picture.deviceIndependentSize().toSize() + QSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: lifted, with its words."""
        painter = QPainter(self)
        size = self._picture.deviceIndependentSize()
        card = QRectF(1, 1, size.width() - 2, size.height() - 2)
        paint_lifted(painter, card)
        edge = QPainterPath()
        edge.addRoundedRect(card, theme().radius("card"), theme().radius("card"))
        painter.setClipPath(edge)
        painter.drawPixmap(QPoint(0, 0), self._picture)
        painter.setClipping(False)
        paint_frame(painter, card, fill=None, line="ink", width=2)


class RuleList(QWidget):
    """The rules of the version looked at. ``diary_wanted(rule number)``: write in the diary about it."""

    diary_wanted = Signal(int)

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("planRules")
        self.setAccessibleName(tr("Rules"))
        self._state = state
        self.rows: dict[str, RuleRow] = {}
        self._order: list[str] = []
        self._hand = ""
        self._carried: Carried | None = None
        self._grab = QPoint()
        body = column(self, gap=8)
        self._heads = QWidget()
        body.addWidget(self._heads)
        self._make_heads()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(8))
        body.addLayout(self._list)
        self.draft = GrowingTextEdit(
            name="newRule", heard=tr("A new rule, in the family’s words"), role="lead", single=True,
            placeholder=tr("What will we do? In the family’s words"),
        )  # fmt: skip
        self.draft.committed.connect(self._add)
        self.draft.finished.connect(self._close_draft)
        self.draft.hide()
        body.addWidget(self.draft)
        self.add_button = Button(tr("Add a rule"), name="addRule", kind="quiet", icon="plus")
        self.add_button.clicked.connect(self.open_draft)
        body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        follow_theme(self._arrange)

    def _make_heads(self) -> None:
        grid = QGridLayout(self._heads)
        grid.setContentsMargins(theme().px(10), 0, theme().px(10), 0)
        grid.setHorizontalSpacing(theme().px(16))
        for place, side in ((0, 40), (5, 32)):  # as wide as a row's handle and its menu
            room = QWidget()
            room.setFixedWidth(theme().target(side))
            grid.addWidget(room, 0, place)
        for place, (part, share) in enumerate(zip(PARTS, SHARES, strict=True), 1):
            head = Label(heading_of(part), "caption", "ink2", wrap=False)
            head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, share)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_rules(self) -> None:
        """Show the rules as they stand; a rule being written stays until its writer has left."""
        rules, past = self._state.view.rules, self._state.view.is_past
        there = {rule.id for rule in rules}
        for rule_id in [key for key, row in self.rows.items() if key not in there and not row.editing]:
            self._drop_row(rule_id)
        for rule in rules:
            row = self.rows.get(rule.id) or self._make_row(rule)
            editable = {
                part: self._state.may_write("plan_rule", rule.id, **{part: str(getattr(rule, part))}) or
                (row.cells[part].editing and not past) for part in PARTS
            }  # fmt: skip
            row.show_rule(rule, editable, movable=self._may_move())
        if not self._hand:
            self._lay([rule.id for rule in rules])
        self._heads.setVisible(bool(rules) and self._is_wide())
        self.add_button.setVisible(not past and self.draft.isHidden())
        if past:
            self._close_draft()
        self._arrange()

    def _may_move(self) -> bool:
        """Order is of the whole: where some rules are kept from who looks, nobody moves any."""
        case, view = self._state.context.case, self._state.view
        whole = case.rows.where("plan_rule", workspace_id=self._state.context.workspace_id, version=view.version)
        return not view.is_past and len(whole) == len(view.rules)

    def _make_row(self, rule: RuleView) -> RuleRow:
        row = RuleRow(rule, self._state.context)
        row.written.connect(self._write)
        row.left.connect(self._left)
        row.more.connect(self.open_menu)
        handle = row.handle
        handle.dragged.connect(self._drag)
        handle.dropped.connect(self._drop)
        handle.drop_wanted.connect(self._drop)
        handle.back_wanted.connect(self._put_back)
        handle.lift_wanted.connect(self._lift)
        handle.stepped.connect(self._step)
        handle.nudged.connect(self._nudge)
        handle.removed.connect(self._remove)
        handle.setProperty("rule", rule.id)
        row.arrange(self._is_wide())
        self.rows[rule.id] = row
        self._list.addWidget(row)
        row.show()  # now, so that it can take the keyboard
        return row

    def _drop_row(self, rule_id: str) -> None:
        row = self.rows.pop(rule_id)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _lay(self, order: list[str]) -> None:
        """Put the rows in this order."""
        if order == self._order and self._list.count() == len(order):
            return
        self._order = order
        for place, rule_id in enumerate(order):
            row = self.rows[rule_id]
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
        before: QWidget | None = None
        for rule_id in order:  # the order of the Tab key is the order on the page
            for widget in self.rows[rule_id].to_press():
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self.add_button)

    def _is_wide(self) -> bool:
        return self.width() >= theme().px(_WIDE)

    def _arrange(self) -> None:
        wide = self._is_wide()
        for row in self.rows.values():
            row.arrange(wide)
        self._heads.setVisible(wide and bool(self.rows))
        settle(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: columns or one under the other."""
        super().resizeEvent(event)
        self._arrange()

    # ---- writing ----------------------------------------------------------------------------------------------
    def open_draft(self) -> None:
        """The line for a new rule."""
        self.add_button.hide()
        self.draft.set_kept("")
        self.draft.show()
        self.draft.setFocus()
        settle(self)
        QTimer.singleShot(0, self._show_draft)  # when the page has grown by it

    def _show_draft(self) -> None:
        if (area := self._area()) is not None:
            area.ensureWidgetVisible(self.draft)

    def _close_draft(self) -> None:
        if not self.draft.text() or self._state.view.is_past:
            self.draft.hide()
            self.add_button.setVisible(not self._state.view.is_past)

    def _add(self, words: str) -> None:
        context = self._state.context
        if not words:
            return
        self.draft.set_kept("")
        made = context.attempt(lambda: acts.add_rule(context.case, context.workspace_id, words))
        if made:
            announce(self, tr("Rule added. Who does it?"))
            if made in self.rows:
                self.rows[made].cells["who"].open()

    def _write(self, rule_id: str, part: str, words: str) -> None:
        context = self._state.context
        context.attempt(lambda: acts.set_rule(context.case, rule_id, origin=self, **{part: words}))

    def _left(self) -> None:
        self._state.forget()
        self.show_rules()

    # ---- in the hand ------------------------------------------------------------------------------------------
    def _rule_of(self) -> str:
        handle = self.sender()
        return str(handle.property("rule")) if handle is not None else ""

    def _lift(self) -> None:
        rule_id = self._rule_of()
        if self._may_move() and rule_id in self.rows:
            self._hand = rule_id
            self.rows[rule_id].set_hand(lifted=True)
            self._say_place()

    def _step(self, by: int) -> None:
        rule_id = self._rule_of()
        place = self._order.index(rule_id) + by
        if not 0 <= place < len(self._order):
            return
        if self._hand == rule_id:
            self._aim(place)
            self._say_place()
            self.rows[rule_id].handle.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rows[self._order[place]].handle.setFocus(Qt.FocusReason.TabFocusReason)

    def _aim(self, place: int) -> None:
        order = [key for key in self._order if key != self._hand]
        order.insert(place, self._hand)
        self._lay(order)

    def _say_place(self) -> None:
        place = self._order.index(self._hand) + 1
        announce(self, tr("In the hand: place {n} of {all}").format(n=place, all=len(self._order)))

    def _drag(self, at: QPoint) -> None:
        rule_id = self._rule_of()
        if not self._hand:
            if not self._may_move():
                return
            row = self.rows[rule_id]
            self._hand = rule_id
            self._grab = row.mapFromGlobal(at)
            self._carried = Carried(row.grab(), self)
            row.set_hand(ghost=True)
            self._carried.show()
        if self._carried is not None:
            top = self.mapFromGlobal(at) - self._grab
            self._carried.move(0, top.y())
            self._carried.raise_()
            self._aim(self._place_at(top.y()))
            self._scroll(at)

    def _place_at(self, top: int) -> int:
        """Where a card with its top here would stand: the nearest place, as if it lay in the list already."""
        others = [self.rows[key] for key in self._order if key != self._hand]
        y, gap = self._list.geometry().top(), self._list.spacing()
        tops = [y]
        for row in others:
            y += row.height() + gap
            tops.append(y)
        return min(range(len(tops)), key=lambda place: abs(tops[place] - top))

    def _area(self) -> QScrollArea | None:
        area: QWidget | None = self
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        return area

    def _scroll(self, at: QPoint) -> None:
        area = self._area()
        if area is not None:
            y, bar = area.viewport().mapFromGlobal(at).y(), area.verticalScrollBar()
            if y < _EDGE:
                bar.setValue(bar.value() - 16)
            elif y > area.viewport().height() - _EDGE:
                bar.setValue(bar.value() + 16)

    def _let_go(self) -> str:
        rule_id, self._hand = self._hand, ""
        if self._carried is not None:
            self._carried.hide()
            self._carried.deleteLater()
            self._carried = None
        if rule_id in self.rows:
            self.rows[rule_id].set_hand()
        return rule_id

    def _drop(self) -> None:
        if not self._hand:
            return
        place = self._order.index(self._hand) + 1
        self._move(self._let_go(), place)

    def _put_back(self) -> None:
        self._let_go()
        self.show_rules()

    def _move(self, rule_id: str, place: int) -> None:
        context = self._state.context
        context.attempt(lambda: acts.move_rule(context.case, rule_id, place))
        self._left()
        if rule_id in self.rows:
            self.rows[rule_id].handle.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, tr("Now rule {n}").format(n=place))

    def _nudge(self, by: int) -> None:
        rule_id = self._rule_of()
        place = self._order.index(rule_id) + by
        if 0 <= place < len(self._order) and self._may_move():
            self._move(rule_id, place + 1)

    # ---- the menu ---------------------------------------------------------------------------------------------
    def menu_for(self, rule_id: str) -> Menu:
        """What can be done with a rule (built apart, so a test can read it)."""
        menu = Menu(self, name="ruleMenu")
        place = self._order.index(rule_id)
        deeds = (
            ("ruleDiary", tr("Write in the diary about it"), True),
            ("ruleUp", tr("Move up"), place > 0),
            ("ruleDown", tr("Move down"), place < len(self._order) - 1),
            *((("ruleHoldBack", tr("Hold back…"), True),) if self._state.context.lens.is_us else ()),
            ("ruleRemove", tr("Remove"), True),
        )
        for name, text, able in deeds:
            action = QAction(text, menu)
            action.setObjectName(name)
            action.setData(rule_id)
            action.setEnabled(able)
            action.triggered.connect(self._chosen)
            menu.addAction(action)
        return menu

    def open_menu(self, rule_id: str) -> None:
        """Show the menu of a rule at its button."""
        if not self._may_move():
            return
        menu, row = self.menu_for(rule_id), self.rows[rule_id]
        button = row.menu if row.menu.hasFocus() or row.menu.underMouse() else row.handle
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    def _chosen(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        rule_id = str(action.data())
        place = self._order.index(rule_id) + 1
        match action.objectName():
            case "ruleDiary":
                self.diary_wanted.emit(self.rows[rule_id].rule.number)
            case "ruleUp":
                self._move(rule_id, place - 1)
            case "ruleDown":
                self._move(rule_id, place + 1)
            case "ruleHoldBack":
                self.rows[rule_id].restriction.open_sheet()
            case "ruleRemove":
                self.remove(rule_id)

    def _remove(self) -> None:
        if self._may_move():
            self.remove(self._rule_of())

    def remove(self, rule_id: str) -> None:
        """Take a rule out, with undo; the keyboard goes to its neighbour."""
        context, place = self._state.context, self._order.index(rule_id)
        context.attempt(lambda: acts.remove_rule(context.case, rule_id))
        self._left()
        context.said_and_undoable(tr("The rule is gone."))
        if self._order:
            self.rows[self._order[min(place, len(self._order) - 1)]].handle.setFocus()
