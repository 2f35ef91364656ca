"""Nothing that was promised is lost when the app is killed. See ``kills.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks and kills; Windows has neither fork nor kill -9")


def series(*arguments: str) -> dict[str, Any]:
    """Run ``kills.py`` on its own, so that forking meets no threads of the test run."""
    script = Path(__file__).with_name("kills.py")
    run = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True, text=True, timeout=8900, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    result: dict[str, Any] = json.loads(run.stdout)
    return result


@pytest.mark.parametrize(
    "kills", [10, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3000)])], ids=["quick", "full"]
)
def test_no_kill_loses_or_tears_anything(kills: int) -> None:
    result = series("--kills", str(kills))
    assert result["faults"] == []
    assert result["kills"] == kills
    assert result["promised"] > kills


def test_a_worker_that_promises_too_early_is_caught() -> None:
    """The control: the series can see a lost edit."""
    assert series("--kills", "6", "--early")["losing"] > 0


@pytest.mark.parametrize(
    "kills", [6, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(9000)])], ids=["quick", "full"]
)
def test_no_kill_of_the_whole_app_loses_or_tears_anything(kills: int) -> None:
    result = series("--window", "--kills", str(kills))
    assert result["faults"] == []
    assert result["kills"] == kills
    assert result["promised"] > kills
