"""The pinned PySide6 must not lose references to None.

PySide6 6.12.0 under Python 3.11 drops one reference to None in many calls; after some thousands of them
the interpreter aborts in the middle of somebody's work (docs/decisions/0003-pyside.md). The calls run in
a process of their own, since the failure is an abort.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

CALLS = 20_000
SCRIPT = f"""
import sys
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QLabel, QWidget

class Sender(QObject):
    happened = Signal(object)

class Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        return None

    def event(self, event):
        return super().event(event)

app = QApplication([])
sender, seen = Sender(), []
sender.happened.connect(seen.append)
label, painted, scene, timer = QLabel(), Painted(), QGraphicsScene(), QTimer()
item = QGraphicsRectItem(0, 0, 4, 4)
scene.addItem(item)
image = QImage(8, 8, QImage.Format.Format_ARGB32)
before = sys.getrefcount(None)
for number in range({CALLS}):
    label.setText("word"); label.update(); label.setToolTip(""); label.setParent(None)
    item.setPos(number, 0); item.setData(0, None); scene.setFocusItem(None)
    painter = QPainter(image); painter.setPen(QColor(0, 0, 0)); painter.drawLine(0, 0, 7, 7); painter.end()
    sender.happened.emit(None); timer.stop()
    painted.repaint(); painted.focusWidget(); app.sendEvent(painted, QFocusEvent(QFocusEvent.Type.FocusIn))
    sender.parent(); label.parentWidget(); item.parentItem()
    if number % 100 == 0:
        app.processEvents()
seen.clear()
print("lost", max(0, before - sys.getrefcount(None)))
"""


def test_twenty_thousand_calls_lose_no_reference(tmp_path: Path) -> None:
    script = tmp_path / "calls.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", script], capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr[-2000:]
    lost = int(done.stdout.split()[-1])
    assert lost < 100, f"{lost} references to None were lost"


def test_the_pinned_version_is_the_one_tested() -> None:
    root = Path(__file__).resolve().parent.parent
    pin = f"PySide6-Essentials=={version('PySide6-Essentials')}"
    assert f'"{pin}"' in (root / "pyproject.toml").read_text(encoding="utf-8")
    assert pin.lower() in (root / "requirements" / "app.lock").read_text(encoding="utf-8")
