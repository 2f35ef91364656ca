"""A process that measures its own window: ``sofs-desk --measure-window app|full|story|bare``, for ``bench``.

Nothing is imported here before it is needed, so that what is measured is the app's own start.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.shell import MainWindow

STARTED = "SOFS_DESK_BENCH_STARTED"
"""When the measured process was started, in seconds of the monotonic clock, which all processes share."""
WIDTH, HEIGHT = 1366, 768


def measure_window(kind: str, vault: Path | None) -> int:
    """Open a window (``app``, or ``bare`` for the control), print what it took as one JSON line, and end.

    ``full`` is the app with the vault of ``bench`` unlocked and its largest case opened before memory is read;
    ``story`` likewise with its story of photographs in the room where it is made, and written as a book.
    """
    application, window = _bare_window() if kind == "bare" else _app_window(vault)
    window.resize(WIDTH, HEIGHT)
    window.show()
    until_painted(application, window)
    usable = time.monotonic() - float(os.environ.get(STARTED, time.monotonic()))
    if kind == "full" and vault is not None:
        _open_everything(application, window, vault)
    if kind == "story" and vault is not None:
        _open_story(application, window, vault)
    held = {"usable_ms": usable * 1000, "memory_mb": resident_megabytes(), "peak_mb": resident_megabytes("VmHWM")}
    print(json.dumps(held), flush=True)
    # The vault was only read; leaving at once keeps closing and its backup out of the next measurement.
    os._exit(0)


def _bare_window() -> tuple[QApplication, QWidget]:
    from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

    application = QApplication(["bare"])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit())
    return application, window


def _app_window(vault: Path | None) -> tuple[QApplication, QWidget]:
    from sofs_desk.app import make_application, make_services, make_window
    from sofs_desk.settings import Settings

    application = make_application(["sofs-desk"])
    window = make_window(make_services(Settings(), vault))
    window.start()
    return application, window


def until_painted(application: QApplication, window: QWidget) -> None:
    """Until the window stands there, painted, with nothing left to do."""
    handle = window.windowHandle()
    while not handle.isExposed():
        application.processEvents()
    application.processEvents()


def _open_everything(application: QApplication, window: QWidget, vault: Path) -> None:
    from sofs_desk.bench.big_vault import LARGE

    _open_case(application, window, vault, LARGE)


def _open_story(application: QApplication, window: QWidget, vault: Path) -> None:
    from exporters.export import export
    from exporters.order import Order
    from models.readers import FAMILY
    from sofs_desk.bench.stories import NUMBER
    from sofs_desk.bench.storing import numbered

    shown = _open_case(application, window, vault, NUMBER)
    shown.show_screen("words")
    until_painted(application, window)
    assert shown.desk is not None
    case_id = numbered(shown.desk, NUMBER)
    assert case_id is not None
    case = shown.desk.open_case(case_id)
    export(case, next(iter(case.rows.table("workspace"))), Order("story", FAMILY))


def _open_case(application: QApplication, window: QWidget, vault: Path, number: str) -> MainWindow:
    from models.vault import Vault
    from sofs_desk.bench.big_vault import PASSPHRASE
    from sofs_desk.bench.storing import numbered
    from ui.screens.unlock import UnlockScreen
    from ui.shell import MainWindow

    assert isinstance(window, MainWindow)
    door = window.page
    assert isinstance(door, UnlockScreen)
    door.unlocked.emit(Vault.open(vault, PASSPHRASE))
    until_painted(application, window)
    assert window.desk is not None
    case_id = numbered(window.desk, number)
    assert case_id is not None
    case = window.desk.open_case(case_id)
    window.open_case(case.id, next(iter(case.rows.table("workspace"))))
    until_painted(application, window)
    return window


def resident_megabytes(line_of: str = "VmRSS") -> float:
    """Memory this process holds now (``VmHWM``: held at most), where Linux tells; elsewhere the most it ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(line_of))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
