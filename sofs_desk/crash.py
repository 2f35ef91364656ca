"""When a bug strikes: a report that helps to mend it and holds nothing of any case.

A report names versions, the kinds of the errors in the chain and where in the code each frame stood. It holds no
message text (SQL values and quoted words live there), no local variables and no paths outside the code. Qt's own
warnings are kept the same way: category and place, not text.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sofs_desk import __version__
from sofs_desk.settings import home

KEPT_REPORTS = 20
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "reportlab")
CODE_ROOTS = ("sofs_desk", "ui", "models", "exporters", "resources")
log = logging.getLogger("sofs_desk")


def reports_folder() -> Path:
    """Where crash reports go."""
    return home() / "crash-reports"


def report_text(error: BaseException) -> str:
    """The scrubbed report of an error and of the errors that led to it."""
    import platform  # here and below: most starts need no report
    import traceback

    lines = [
        f"SofS Desk {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        *(f"{name} {_version_of(name)}" for name in PACKAGES),
    ]
    for link in _chain(error):
        lines += ["", f"{type(link).__module__}.{type(link).__qualname__}"]
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path | None = None) -> Path | None:
    """Write the report; its path, or None when even that is impossible (a full disk must not hide the error)."""
    place = folder or reports_folder()
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    path = place / f"crash-{moment}.txt"
    try:
        place.mkdir(parents=True, exist_ok=True)
        path.write_text(report_text(error), encoding="utf-8")
        for old in sorted(place.glob("crash-*.txt"))[:-KEPT_REPORTS]:
            old.unlink()
    except OSError:
        return None
    return path


def plain_sentence(report: Path | None) -> str:
    """What a person is told about a bug."""
    told = "Something went wrong that should not. Every finished change is safe in the vault"
    if report is None:
        return f"{told}; start the app again."
    return f"{told}; start the app again. A report without any case words is in {report}."


def install(show: Callable[[str], None] | None = None) -> None:
    """Catch every error nobody else caught, in any thread; ``show`` (if given) tells the person."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        sentence = plain_sentence(write_report(error.with_traceback(trace)))
        print(sentence, file=sys.stderr)
        if show is not None:
            show(sentence)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def install_qt_messages() -> None:
    """Send Qt's own messages to the log as category and place; their text may hold what a widget shows."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def heard(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
        place = _place(context.file) if context.file else "unknown place"
        log.log(levels[kind], "Qt %s at %s:%s", context.category, place, context.line)

    qInstallMessageHandler(heard)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what led to it, the last first; a chain that bites its tail ends there."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _place(filename: str) -> str:
    """A code path without what lies above it: a home folder's name is somebody's name."""
    parts = Path(filename).parts
    for index, part in enumerate(parts):
        if part == "site-packages" or part in CODE_ROOTS:
            return "/".join(parts[index + (part == "site-packages") :])
    return parts[-1] if parts else "unknown place"


def _version_of(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "(frozen)"
