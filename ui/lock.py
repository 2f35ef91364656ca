"""Locking: when (idle, suspend, the system's own lock) and how (the order that leaves nothing behind)."""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication, QPixmapCache, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget

from ui.spelling import spelling
from ui.widgets import GrowingTextEdit

_CHECK_MS = 5_000
# What the SLOT() macro makes, for the bus. As text: the signature of ``connect`` says bytes, but refuses them.
_ACTIVE: Any = "1_on_active(bool)"
_LOCK: Any = "1_on_lock()"
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
    }
)  # fmt: skip


class IdleWatch(QObject):
    """``idle`` when nobody has touched the window for some minutes.

    Every five seconds the wall clock is compared, not the timer counted: after a suspend the time asleep counts too.
    The monotonic clock is looked at as well, so turning the wall clock back does not keep the desk open.
    """

    idle = Signal()

    def __init__(
        self, minutes: float, *, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.minutes = minutes
        self._wall, self._steady = wall, steady
        self._last = (wall(), steady())
        self._window: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)

    def watch(self, window: QWindow | None) -> None:
        """Listen to the input of this window (native events: one filter, not one for each widget)."""
        if window is not None and window is not self._window:
            self._window = window
            window.installEventFilter(self)

    def start(self) -> None:
        """Begin to count (when something is open)."""
        self.touched()
        self._timer.start()

    def stop(self) -> None:
        """Nothing is open: nothing to lock."""
        self._timer.stop()

    def touched(self) -> None:
        """Somebody is there."""
        self._last = (self._wall(), self._steady())

    def check(self) -> None:
        """Compare the clocks."""
        asleep = max(self._wall() - self._last[0], self._steady() - self._last[1])
        if asleep >= self.minutes * 60:
            self.touched()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a key, a pointer, a finger or a pen."""
        if event.type() in _SIGNS_OF_LIFE:
            self.touched()
        return False


class SystemLock(QObject):
    """``locked`` when the system locks its screen or goes to sleep: logind and screen savers on Linux, sessions on
    Windows. Where neither is there (no bus, macOS) it stays silent and the idle time serves."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registered = 0
        if sys.platform.startswith("linux"):
            with contextlib.suppress(ImportError):
                self._listen_to_bus()

    def _listen_to_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                session.connect("", "", name, "ActiveChanged", self, _ACTIVE)
        if system.isConnected():
            manager, login = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
            system.connect("", "", manager, "PrepareForSleep", self, _ACTIVE)
            system.connect("", "", login, "Lock", self, _LOCK)

    @Slot(bool)
    def _on_active(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.locked.emit()

    def register_window(self, window_id: int) -> None:
        """Windows: ask to be told of the session's lock; does nothing elsewhere."""
        if sys.platform == "win32" and window_id != self._registered:
            import ctypes

            if ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window_id, 0):
                self._registered = window_id

    def native_event(self, kind: QByteArray | bytes, message: Any) -> None:
        """Windows: look at a native message of the window (``WM_WTSSESSION_CHANGE`` with ``WTS_SESSION_LOCK``)."""
        if sys.platform == "win32" and bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type, unused-ignore]
            from ctypes import wintypes

            found = wintypes.MSG.from_address(int(message))
            if found.message == 0x02B1 and found.wParam == 7:
                self.locked.emit()


# ---- how: the order ------------------------------------------------------------------------------------------------
def finish_editing(root: QWidget) -> None:
    """Save what stands in open editors (text first, then one-line fields, which save on leaving)."""
    for editor in root.findChildren(GrowingTextEdit):
        editor.commit()
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit) and root.isAncestorOf(focused):
        focused.clearFocus()


def close_dialogs(keep: QWidget) -> None:
    """Close menus, popups and dialogs of every kind, whoever opened them; they answer as if refused."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    for widget in QApplication.topLevelWidgets():
        if widget is keep or not widget.isVisible():
            continue
        if isinstance(widget, QDialog):
            widget.reject()
        elif isinstance(widget, QMenu) or widget.isWindow():
            widget.close()


def clear_clipboard() -> None:
    """Empty the clipboard (and the selection) if what is in it came from us; never somebody else's."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def drop_memory() -> None:
    """Delete what is waiting to be deleted, forget case words kept elsewhere, collect garbage."""
    spelling().forget()
    if "models.typeset" in sys.modules:  # only if a document was made since the start
        sys.modules["models.typeset"].forget()
    if "ui.painter" in sys.modules:
        sys.modules["ui.painter"].forget()
    if "ui.screens.session.chalk" in sys.modules:
        sys.modules["ui.screens.session.chalk"].forget()
    QPixmapCache.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
