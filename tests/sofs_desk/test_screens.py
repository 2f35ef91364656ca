"""The tour through every screen: all stops are reached, and no picture is empty or of the wrong size.

The frozen app goes on the same tour in ``./check`` (``test_frozen.py``); here it runs from the source, when asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

EXPECTED = (
    "first-run-passphrase", "first-run-recovery-code", "new-family", "home-empty", "home", "home-search", "map",
    "map-moving", "map-safety-asks", "map-larger", "history", "map-version", "map-compare", "map-with-the-family",
    "strands", "scaling", "scaling-private", "scaling-reveal", "family", "family-selected", "people", "ecomap",
    "share", "settings", "unlock",
)  # fmt: skip


def assert_all_drawn(files: list[str], width: int, height: int) -> None:
    """Every stop has its picture; each is of that size, and none of one colour."""
    drawn = {Path(file).stem.partition("-")[2]: QImage(file) for file in files}
    assert set(EXPECTED) <= drawn.keys()
    for name, image in drawn.items():
        assert (image.width(), image.height()) == (width, height), name
        seen = {image.pixel(x, y) for x in range(0, width, 7) for y in range(0, height, 7)}
        assert len(seen) > 8, f"{name} is empty"


@pytest.mark.slow
def test_every_screen_is_drawn(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "sofs_desk", "screens", "--out", tmp_path / "shots", "--size", "1280x720"],
        env=kept | {"SOFS_DESK_HOME": str(tmp_path / "home")}, capture_output=True, text=True, timeout=800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert_all_drawn(done.stdout.splitlines(), 1280, 720)
    assert not (tmp_path / "home" / "settings.json").exists()
