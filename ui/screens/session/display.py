"""Screens that come and go, and keeping the facilitator's window out of pictures taken of the screen."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

_EXCLUDE, _INCLUDE = 0x11, 0x00
"""``WDA_EXCLUDEFROMCAPTURE`` and ``WDA_NONE`` of ``SetWindowDisplayAffinity``."""


def keep_from_capture(widget: QWidget, on: bool) -> bool:
    """Windows: leave a window out of whatever records or shares the screen. False where that cannot be done."""
    if sys.platform != "win32":
        return False
    import ctypes

    window = int(widget.window().winId())
    return bool(ctypes.windll.user32.SetWindowDisplayAffinity(window, _EXCLUDE if on else _INCLUDE))
