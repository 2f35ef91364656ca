"""Kept versions of the map: the menu, looking back, and two states side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models import dates
from models.views import CardView, MapView, VersionView
from ui.screens.map.compare import CardChange, PartChanges, compare
from ui.screens.map.style import BODY, CAPTION, MapStyle
from ui.screens.map.wording import tr
from ui.screens.map.words import Words
from ui.theme import theme
from ui.widgets import Button, Label, LineField, Menu, ScrollArea, Surface, column, follow_theme, paint_frame


def version_words(version: VersionView) -> str:
    """ "Version 5, 17 June 2025"."""
    return tr("Version {number}, {day}").format(number=version.number, day=dates.written(version.made_on))


class VersionMenu(Menu):
    """Today, the kept versions, comparing, and keeping one now."""

    today_wanted = Signal()
    version_wanted = Signal(str)
    compare_wanted = Signal(str)
    keep_wanted = Signal()

    def __init__(self, versions: Sequence[VersionView], looking_at: str | None, parent: QWidget) -> None:
        super().__init__(parent, name="versionMenu")
        today = self._action(tr("Today"), "versionToday", "", self.today_wanted)
        today.setCheckable(True)
        today.setChecked(looking_at is None)
        for version in versions:
            words = version_words(version) + (f": {version.label}" if version.label else "")
            action = self._action(words, f"version-{version.number}", version.id, self._look)
            action.setCheckable(True)
            action.setChecked(version.id == looking_at)
        self.addSeparator()
        if versions:
            more = Menu(self, name="compareMenu")
            more.setTitle(tr("What has changed since"))
            self.addMenu(more)
            for version in versions:
                action = self._action(version_words(version), f"compare-{version.number}", version.id, self._compare)
                self.removeAction(action)
                more.addAction(action)
        self._action(tr("Keep the map as it is now…"), "keepVersion", "", self.keep_wanted)

    def _action(self, words: str, name: str, data: str, slot: object) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        action.setData(data)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _look(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.version_wanted.emit(str(action.data()))

    def _compare(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.compare_wanted.emit(str(action.data()))


class PastBanner(QWidget):
    """Says that this is the past, and leads back."""

    back = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pastBanner")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(26), theme().px(6), theme().px(20), theme().px(14))
        row.setSpacing(theme().px(10))
        self.words = Label("", "body", bold=True)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.compare = Button(tr("What has changed since"), name="pastCompare", size="small")
        self.to_today = Button(tr("Back to today"), name="backToToday", kind="primary", size="small")
        self.compare.clicked.connect(self.compare_wanted)
        self.to_today.clicked.connect(self.back)
        row.addWidget(self.compare)
        row.addWidget(self.to_today)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a plain band that no column has."""
        side = theme().px(12)
        band = QRectF(self.rect()).adjusted(side, 0, -side, -theme().px(8))
        paint_frame(QPainter(self), band, fill="selected", line="lineStrong", radius=theme().radius())


class KeepBar(QWidget):
    """Names a version and keeps it. Not a dialog: the map stays in sight."""

    kept = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keepBar")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(20), 0, theme().px(14), theme().px(8))
        row.setSpacing(theme().px(10))
        self.field = LineField(
            name="versionLabel", heard=tr("What this version is, if you like"), height=36,
            placeholder=tr("What this version is, if you like: “After the family meeting”"),
        )  # fmt: skip
        self.field.returnPressed.connect(self._keep)
        keep = Button(tr("Keep"), name="versionKeep", kind="primary", size="small")
        keep.clicked.connect(self._keep)
        no = Button(tr("Not now"), name="versionNot", kind="quiet", size="small")
        no.clicked.connect(self.closed)
        row.addWidget(self.field, 1)
        row.addWidget(keep)
        row.addWidget(no)

    def _keep(self) -> None:
        self.kept.emit(self.field.text().strip())
        self.field.clear()


class ChangeRow(QWidget):
    """One card that differs: as it was on the left, as it is on the right, the words that differ marked."""

    def __init__(self, change: CardChange, places: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change, self._places = change, places
        self._sides: tuple[Words | None, Words | None] = (None, None)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("changeRow")
        self.setAccessibleName(self._spoken())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def kind_words(self) -> str:
        """What happened to the card."""
        return {
            "added": tr("New"), "removed": tr("No longer there"), "changed": tr("Other words"),
            "moved": tr("Moved from {before} to {after}").format(before=self._places[0], after=self._places[1]),
        }[self._change.kind]  # fmt: skip

    def _spoken(self) -> str:
        words = [self.kind_words]
        if self._change.before is not None:
            words.append(tr("Before: {words}").format(words=self._change.before.text))
        if self._change.after is not None:
            words.append(tr("After: {words}").format(words=self._change.after.text))
        return ". ".join(words)

    def _lay(self, width: int) -> int:
        style = MapStyle()
        room = (width - style.px(20)) // 2 - style.px(24)
        self._sides = (
            self._side(self._change.before, self._change.cut, room, new=False, whole=self._change.kind == "removed"),
            self._side(self._change.after, self._change.new, room, new=True, whole=self._change.kind == "added"),
        )
        tall = max(side.height if side else 0 for side in self._sides)
        return tall + style.line(CAPTION) + style.px(28)

    def _side(
        self, card: CardView | None, marked: tuple[tuple[int, int], ...], room: int, *, new: bool, whole: bool
    ) -> Words | None:
        if card is None:
            return None
        look = QTextCharFormat()
        if new:
            look.setBackground(theme().color("mark"))
            look.setForeground(theme().color("markInk"))
        else:
            look.setFontStrikeOut(True)
            look.setForeground(theme().color("ink3"))
        stretches = ((0, len(card.text)),) if whole else marked
        style = MapStyle()
        pieces = [(start, length, look) for start, length in stretches]
        return Words(card.text, style.font(BODY), style.line(BODY), room, pieces=pieces)

    def hasHeightForWidth(self) -> bool:
        """Qt: yes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the taller side."""
        return self._lay(width)

    def sizeHint(self) -> QSize:
        """Qt: at the present width."""
        return QSize(MapStyle().px(600), self._lay(max(self.width(), 300)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: what happened, then the two sheets."""
        painter = QPainter(self)
        style, look = MapStyle(), theme()
        self._lay(self.width())
        painter.setFont(style.font(CAPTION, bold=True))
        painter.setPen(look.color("ink2"))
        line = style.line(CAPTION)
        head = QRectF(style.px(2), 0, self.width(), line)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self.kind_words)
        wide = (self.width() - style.px(20)) / 2
        top = line + style.px(4)
        tall = self.height() - top - style.px(2)
        contrast = "line" if look.name == "contrast" or look.dark else None
        for index, side in enumerate(self._sides):
            left = index * (wide + style.px(20))
            box = QRectF(left, top, wide, tall)
            if side is None:
                paint_frame(painter, box, fill=None, line="lineStrong", dashed=True)
            else:
                paint_frame(painter, box, fill="card", line=contrast)
                side.paint(painter, left + style.px(12), top + style.px(11), look.color("ink"))


class CompareView(Surface):
    """Two states of the map side by side: only what differs."""

    closed = Signal()

    def __init__(self, before: MapView, after: MapView, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent=parent)
        self.setObjectName("compareView")
        self.found: tuple[PartChanges, ...] = compare(before, after)
        titles = {part.key: part.title for col in (*before.columns, *after.columns) for part in col.parts}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme().px(20), 0, theme().px(14), 0)
        outer.setSpacing(theme().px(6))
        close = Button(tr("Back to the map"), name="compareClose", size="small", icon="arrow-left")
        close.clicked.connect(self.closed)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.setContentsMargins(0, theme().px(8), theme().px(12), 0)
        head.setSpacing(theme().px(20))
        for name in names:
            label = Label(name, "lead")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, label.sizePolicy().verticalPolicy())
            head.addWidget(label, 1)
        outer.addLayout(head)
        inner = QWidget()
        self._rows = column(inner, (0, 8, 12, 24), gap=12)
        self._fill(titles)
        outer.addWidget(ScrollArea(inner, name="compareScroll"), 1)

    def _fill(self, titles: dict[str, str]) -> None:
        if not self.found:
            self._rows.addWidget(Label(tr("The words are the same in both."), "words", "ink2"))
        for part in self.found:
            self._rows.addWidget(Label(part.title, "label"))
            for change in part.changes:
                places = (titles.get(change.before.part, "") if change.before else "", part.title)
                self._rows.addWidget(ChangeRow(change, places))
        self._rows.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
