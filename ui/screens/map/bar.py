"""The bar above the map: title, version, finding words, zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme import theme
from ui.widgets import Button, IconButton, Label, LineField, follow_theme


class FindField(LineField):
    """Words to find; Enter goes to the next, Shift+Enter back, Esc closes."""

    step = Signal(bool)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class MapBar(QWidget):
    """Title and version on the left; find and zoom on the right."""

    zoom_stepped = Signal(bool)
    zoom_reset = Signal()
    show_all_wanted = Signal()
    find_changed = Signal(str)
    find_next = Signal(bool)
    find_closed = Signal()
    panel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.title = Label(self.tr("Map"), "title", wrap=False)
        self.row.addWidget(self.title)
        self.versions = Button(
            "", name="mapVersions", icon="calendar-blank", menu=True, pill=True, size="small",
            tip=self.tr("Versions of this map"),
        )  # fmt: skip
        self.row.addWidget(self.versions)
        self.row.addStretch(1)
        self.asked = Button("", name="wordsAsked", kind="tint", icon="chat-circle-text", size="small")
        # Pressing it must not end the writing it is about.
        self.asked.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.asked.clicked.connect(self.panel_wanted)
        self.asked.hide()
        self.row.addWidget(self.asked)
        self._build_find()
        self._build_zoom()
        follow_theme(self._retheme)

    def _build_find(self) -> None:
        self._found = Label("", "caption", "ink2", wrap=False)
        self._found.hide()
        self.field = FindField(
            name="mapFind", heard=self.tr("Find words on the map"), placeholder=self.tr("Find"), height=36
        )
        self.field.hide()
        self.field.textChanged.connect(self.find_changed)
        self.field.step.connect(self.find_next)
        self.field.closed.connect(self.close_find)
        self.glass = IconButton("magnifying-glass", self.tr("Find words on the map (Ctrl+F)"), name="mapFindOpen")
        self.glass.clicked.connect(self._toggle_find)
        for widget in (self._found, self.field, self.glass):
            self.row.addWidget(widget)

    def _build_zoom(self) -> None:
        self.smaller = IconButton("minus", self.tr("Smaller (Ctrl+minus)"), name="zoomOut")
        self.percent = Button("100%", name="zoomReset", kind="quiet", size="small", tip=self.tr("Back to 100 %"))
        self.larger = IconButton("plus", self.tr("Larger (Ctrl+plus)"), name="zoomIn")
        self.all = Button(self.tr("Show all"), name="zoomAll", size="small")
        self.smaller.clicked.connect(self._on_smaller)
        self.larger.clicked.connect(self._on_larger)
        self.percent.clicked.connect(self.zoom_reset)
        self.all.clicked.connect(self.show_all_wanted)
        self.facts = IconButton("question", self.tr("Facts and questions"), name="mapPanelToggle")
        self.facts.clicked.connect(self.panel_wanted)
        for widget in (self.smaller, self.percent, self.larger, self.all, self.facts):
            self.row.addWidget(widget)

    def _retheme(self) -> None:
        px = theme().px
        self.row.setContentsMargins(px(20), 0, px(14), 0)
        self.row.setSpacing(px(10))
        self.setFixedHeight(px(56))
        self.field.setMaximumWidth(px(220))

    def _on_smaller(self) -> None:
        self.zoom_stepped.emit(False)

    def _on_larger(self) -> None:
        self.zoom_stepped.emit(True)

    def show_zoom(self, zoom: float) -> None:
        """Say how large the map is shown."""
        self.percent.setText(f"{round(zoom * 100)}%")

    def show_asked(self, count: int) -> None:
        """Say how many questions about the words wait in the panel, where it is not in sight (0: nothing)."""
        words = self.tr("{count} questions") if count != 1 else self.tr("One question")
        self.asked.setText(words.format(count=count))
        self.asked.setVisible(count > 0)

    def _toggle_find(self) -> None:
        if self.field.isHidden():
            self.open_find()
        else:
            self.close_find()

    def open_find(self) -> None:
        """Show the field and type."""
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_find(self) -> None:
        """Hide the field and every mark."""
        QLineEdit.clear(self.field)
        self.field.hide()
        self._found.hide()
        self.find_closed.emit()

    def show_found(self, count: int | None) -> None:
        """Say how many cards have the words (None: nothing is looked for)."""
        self._found.setVisible(count is not None)
        if count is not None:
            words = self.tr("{count} cards") if count != 1 else self.tr("{count} card")
            self._found.setText(words.format(count=count))
