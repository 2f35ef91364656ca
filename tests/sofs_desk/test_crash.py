"""Crash reports help to mend and hold nothing of a case."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from sofs_desk import crash

SECRET = "Mila said the door was locked"


def failing(words: str) -> None:
    try:
        raise ValueError(f"inner {words}")
    except ValueError as inner:
        raise RuntimeError(f"outer {words}") from inner


def caught() -> RuntimeError:
    with pytest.raises(RuntimeError) as caught:
        failing(SECRET)
    return caught.value


def test_a_report_names_kinds_and_places_but_no_words(tmp_path: Path) -> None:
    path = crash.write_report(caught(), tmp_path)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "test_crash.py" in text
    assert "in failing" in text
    assert "Python 3." in text
    assert "Mila" not in text
    assert str(Path.home()) not in text


def test_the_control_python_own_report_would_leak() -> None:
    import traceback

    assert SECRET in "".join(traceback.format_exception(caught()))


def test_old_reports_are_dropped(tmp_path: Path) -> None:
    for _ in range(crash.KEPT_REPORTS + 5):
        crash.write_report(caught(), tmp_path)
    assert len(list(tmp_path.iterdir())) == crash.KEPT_REPORTS


def test_a_report_that_cannot_be_written_does_not_hide_the_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert crash.write_report(caught(), blocked) is None
    assert "safe" in crash.plain_sentence(None)


def test_errors_nobody_caught_are_reported_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path))
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr(threading, "excepthook", None)
    told: list[str] = []
    crash.install(told.append)
    thread = threading.Thread(target=failing, args=(SECRET,))
    thread.start()
    thread.join()
    assert len(list(crash.reports_folder().iterdir())) == 1
    assert len(told) == 1
    assert SECRET not in told[0] + capsys.readouterr().err


def test_qt_messages_are_logged_without_their_text(caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtCore import qInstallMessageHandler, qWarning

    crash.install_qt_messages()
    try:
        with caplog.at_level(logging.WARNING, logger="sofs_desk"):
            qWarning(SECRET)
    finally:
        qInstallMessageHandler(None)
    assert "Qt default" in caplog.text
    assert "Mila" not in caplog.text
