"""The tour through every screen: all stops are reached, and no picture is empty or of the wrong size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

EXPECTED = (
    "first-run-passphrase", "first-run-recovery-code", "new-family", "home-empty", "home", "home-search", "map",
    "map-moving", "map-safety-asks", "map-larger", "history", "map-version", "map-compare", "map-with-the-family",
    "strands", "scaling", "scaling-private", "scaling-reveal", "family", "family-selected", "people", "ecomap",
    "share", "settings", "unlock",
)  # fmt: skip


def test_every_screen_is_drawn(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "sofs_desk", "screens", "--out", tmp_path / "shots", "--size", "1280x720"],
        env=kept | {"SOFS_DESK_HOME": str(tmp_path / "home")}, capture_output=True, text=True, timeout=800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    drawn = {Path(line).stem.partition("-")[2]: QImage(line) for line in done.stdout.splitlines()}
    assert set(EXPECTED) <= drawn.keys()
    for name, image in drawn.items():
        assert (image.width(), image.height()) == (1280, 720), name
        seen = {image.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 720, 7)}
        assert len(seen) > 8, f"{name} is empty"
    assert not (tmp_path / "home" / "settings.json").exists()
