"""Places to write: the growing in-place editor, one-line fields, the passphrase field, search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QSizePolicy, QTextEdit, QWidget

from ui import fonts, icons
from ui.spelling import SpellingMarks, spelling
from ui.theme import theme
from ui.widgets.base import SlimScrollBar, follow_theme, paint_frame
from ui.widgets.buttons import IconButton, key_width, paint_key

_PAUSE_MS = 900


class GrowingTextEdit(QTextEdit):
    """Plain text that grows with its words, edited in place.

    ``committed(text)`` on leaving the field or Ctrl+Enter, when the words changed; ``paused(text)`` when typing rests
    (save then too: repeated edits of one field merge); ``cancelled()`` on Esc, the old words restored;
    ``finished()`` after any of leaving, Ctrl+Enter or Esc. ``single`` lets Enter commit as well. Spelling is marked.
    """

    committed = Signal(str)
    paused = Signal(str)
    cancelled = Signal()
    finished = Signal()

    def __init__(
        self, text: str = "", *, name: str, heard: str, role: str = "body", placeholder: str = "",
        framed: bool = True, single: bool = False, min_lines: int = 1, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._role, self._framed, self._single, self._min_lines = role, framed, single, min_lines
        self._kept = text
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.marks = SpellingMarks(self.document())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        fonts.ensure(text)
        self.setPlainText(text)
        self.textChanged.connect(self._on_change)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)
        follow_theme(self._retheme)

    # ---- what it says -----------------------------------------------------------------------------------------
    def text(self) -> str:
        """The words, without spaces at the ends."""
        return self.toPlainText().strip()

    def set_kept(self, text: str) -> None:
        """Show ``text`` as the saved words (after undo elsewhere, say); the cursor stays where it can."""
        self._kept = text
        if text != self.toPlainText():
            place = self.textCursor().position()
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)
            self.updateGeometry()

    def commit(self) -> None:
        """Give out the words if they differ from the kept ones. Safe to call at any time (lock does)."""
        self._pause.stop()
        words = self.text()
        if words != self._kept.strip():
            self._kept = words
            self.committed.emit(words)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def _retheme(self) -> None:
        self.setFont(theme().font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme().color("ink"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme().color("ink3"))
        self.setPalette(palette)
        across, down = self._pads()
        self.setViewportMargins(across, down, across, down)
        self.updateGeometry()

    def _pads(self) -> tuple[int, int]:
        return (theme().px(12), theme().px(9)) if self._framed else (0, 0)

    def _on_change(self) -> None:
        fonts.ensure(self.toPlainText()[-64:])
        self.marks.typing_at = self.textCursor().position()
        self._pause.start()

    def _on_pause(self) -> None:
        self.paused.emit(self.text())

    def sizeHint(self) -> QSize:
        """Qt: as tall as its words."""
        _, down = self._pads()
        line = self.fontMetrics().lineSpacing()
        words = max(self.document().size().height(), line * self._min_lines)
        return QSize(theme().px(240), round(words) + 2 * down + 2)

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine, cut is not."""
        return QSize(theme().px(80), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Qt: paint the frame on the widget itself, beneath the viewport with the words."""
        if event.type() == QEvent.Type.Paint and self._framed:
            fill = "card" if self.isEnabled() else "sunken"
            paint_frame(QPainter(self), QRectF(self.rect()), fill=fill, line="lineStrong", radius=theme().radius())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter (or Enter, when single) saves and leaves; Esc puts the old words back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or (self._single and not shifted)):
            self.commit()
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._pause.stop()
            self.set_kept(self._kept)
            self.cancelled.emit()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: leaving the field saves; its own menu does not count as leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.marks.typing_at = -1
            self.marks.rehighlight()
            self.commit()
            self.finished.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: paste words only."""
        if source.hasText():
            self.insertPlainText(source.text().replace("\r\n", "\n"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: better spellings first, then the usual."""
        menu = self.spelling_menu(self.cursorForPosition(event.pos()))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def spelling_menu(self, at: QTextCursor) -> QMenu:
        """The menu for the word at a cursor (made apart from showing it, so a test can read it)."""
        menu = self.createStandardContextMenu()
        at.select(QTextCursor.SelectionType.WordUnderCursor)
        word = at.selectedText()
        if not word or spelling().check(word):
            return menu
        first = menu.actions()[0] if menu.actions() else None
        chosen: list[QAction] = []
        for better in spelling().suggest(word):
            action = QAction(better, menu)
            action.setData((at.selectionStart(), at.selectionEnd(), better))
            action.triggered.connect(self._replace_word)
            chosen.append(action)
        add = QAction(self.tr("Add “{word}”").format(word=word), menu)
        add.setData(word)
        add.triggered.connect(self._add_word)
        separator = QAction(menu)
        separator.setSeparator(True)
        menu.insertActions(first, [*chosen, add, separator])  # type: ignore[arg-type]
        return menu

    def _replace_word(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            start, end, better = action.data()
            cursor = self.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(better)

    def _add_word(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            spelling().add(str(action.data()))
            self.marks.rehighlight()


class InPlace(QWidget):
    """Words that are read on a face and written where they stand. ``written(text)`` as typing rests and on leaving,
    if they changed.

    Subclasses make ``face`` and a layout, and hand the field over (``_write_in``).
    """

    written = Signal(str)

    def __init__(self, face: QWidget, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = face
        self._text = text
        self.editor: GrowingTextEdit | None = None

    @property
    def text(self) -> str:
        """The words as they are kept."""
        return self._text

    @property
    def editing(self) -> bool:
        """Whether somebody writes just now."""
        return self.editor is not None

    def _write_in(self, editor: GrowingTextEdit) -> None:
        """The field takes the place of the face, and the keyboard."""
        editor.paused.connect(self._keep)
        editor.committed.connect(self._keep)
        editor.finished.connect(self._close)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(editor)
        self.face.hide()
        self.editor = editor
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.written.emit(text)

    def _close(self) -> None:
        """The face is there again, with the keyboard if the field had it."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        self.face.show()
        self._closed()
        if had_focus:
            self.face.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self) -> None:
        """Somebody has left the words."""


class LineField(QLineEdit):
    """One line in a rounded frame. ``role`` sets its type size; Esc restores what ``set_kept`` gave."""

    def __init__(
        self, text: str = "", *, name: str, heard: str, placeholder: str = "", role: str = "body",
        height: int = 40, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        self._role, self._height = role, height
        fonts.ensure(text)
        self.setText(text)
        self.textEdited.connect(fonts.ensure)
        follow_theme(self._retheme)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(12 if self._height >= 56 else 8)

    def _retheme(self) -> None:
        self.setFont(theme().font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme().color("ink"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme().color("ink3"))
        self.setPalette(palette)
        self._set_margins()
        self.updateGeometry()

    def _set_margins(self) -> None:
        pad = theme().px(12)
        self.setTextMargins(pad, 0, pad, 0)

    def sizeHint(self) -> QSize:
        """Qt: a comfortable target."""
        return QSize(theme().px(220), theme().target(self._height))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be narrow."""
        return QSize(theme().px(80), theme().target(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: our frame, then the words."""
        fill = "card" if self.isEnabled() else "sunken"
        painter = QPainter(self)
        paint_frame(painter, QRectF(self.rect()), fill=fill, line="lineStrong", radius=self.corner_radius())
        painter.end()
        super().paintEvent(event)


class PassphraseField(LineField):
    """A passphrase: dots, with an eye to show what was typed. Never undone, copied, or kept by an input method."""

    def __init__(self, *, name: str, heard: str, height: int = 56, parent: QWidget | None = None) -> None:
        self._eye: IconButton | None = None
        super().__init__(name=name, heard=heard, role="lead", height=height, parent=parent)
        self._eye = IconButton("eye", self.tr("Show what I typed"), name=f"{name}Show", icon_size=24, parent=self)
        self._eye.clicked.connect(self._toggle)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._retheme()

    def _retheme(self) -> None:
        super()._retheme()
        self.setFont(theme().font("lead", bold=False, size=20 if self._height >= 56 else 16))

    def _set_margins(self) -> None:
        self.setTextMargins(theme().px(16), 0, theme().px(52), 0)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        if self._eye is not None:
            self._eye.set_icon("eye-slash" if hidden else "eye")
            self._eye.set_tip(self.tr("Hide what I typed") if hidden else self.tr("Show what I typed"))
        self.setFocus()

    def hide_words(self) -> None:
        """Empty the field and cover it again."""
        self.clear()
        if self.echoMode() == QLineEdit.EchoMode.Normal:
            self._toggle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the eye sits at the right end."""
        super().resizeEvent(event)
        if self._eye is not None:
            side = self._eye.sizeHint().width()
            self._eye.setGeometry(self.width() - side - theme().px(8), (self.height() - side) // 2, side, side)


class SearchField(LineField):
    """A magnifying glass, words, and the key that leads here (``Ctrl K``). Esc empties it."""

    def __init__(
        self, *, name: str = "search", heard: str, placeholder: str, shortcut: str = "Ctrl+K",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._key = shortcut.replace("+", " ")
        super().__init__(name=name, heard=heard, placeholder=placeholder, parent=parent)
        if shortcut:
            action = QAction(self)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(self._go)
            self.addAction(action)

    def _go(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _set_margins(self) -> None:
        self.setTextMargins(theme().px(40), 0, key_width(self._key) + theme().px(16) if self._key else 12, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc empties."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: frame and words, then glass and key cap."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme().px(20)
        spot = QRectF(theme().px(13), (self.height() - side) / 2, side, side)
        icons.paint(painter, "magnifying-glass", spot, theme().color("ink2"))
        if self._key and not self.text():
            width, height = key_width(self._key), theme().px(22)
            x = self.width() - width - theme().px(9)
            paint_key(painter, QRectF(x, (self.height() - height) / 2, width, height), self._key)
