"""A process that measures its own window: ``sofs-desk --measure-window app|full|bare``, for ``bench``.

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

STARTED = "SOFS_DESK_BENCH_STARTED"
"""When the measured process was started, in seconds of the monotonic clock, which all processes share."""
WIDTH, HEIGHT = 1366, 768


def measure_window(kind: str, vault: Path | None) -> int:
    """Open a window (``app``, or ``bare`` for the control), print what it took as one JSON line, and end.

    ``full`` is the app with the vault of ``bench`` unlocked and its largest case opened before memory is read.
    """
    application, window = _bare_window() if kind == "bare" else _app_window(vault)
    window.resize(WIDTH, HEIGHT)
    window.show()
    until_painted(application, window)
    usable = time.monotonic() - float(os.environ.get(STARTED, time.monotonic()))
    if kind == "full" and vault is not None:
        _open_everything(application, window, vault)
    print(json.dumps({"usable_ms": usable * 1000, "memory_mb": resident_megabytes()}), flush=True)
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
    from models.vault import Vault
    from sofs_desk.bench.big_vault import PASSPHRASE
    from sofs_desk.bench.storing import large_case
    from ui.screens.unlock import UnlockScreen
    from ui.shell import MainWindow

    assert isinstance(window, MainWindow)
    door = window.page
    assert isinstance(door, UnlockScreen)
    door.unlocked.emit(Vault.open(vault, PASSPHRASE))
    until_painted(application, window)
    assert window.desk is not None
    case = window.desk.open_case(large_case(window.desk))
    window.open_case(case.id, next(iter(case.rows.table("workspace"))))
    until_painted(application, window)


def resident_megabytes() -> float:
    """Memory this process holds now, where the system tells (Linux); elsewhere the most it ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
