"""Nothing that was promised is lost when the power goes. See ``power_cuts.py``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHORT = ("--rounds", "2", "--edits", "12")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None,
    reason="needs strace to record the writes (Linux: apt-get install strace)",
)


def series(*arguments: str) -> dict[str, Any]:
    """Run ``power_cuts.py``."""
    script = Path(__file__).with_name("power_cuts.py")
    run = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True, text=True, timeout=3000, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    if "Operation not permitted" in run.stderr or "ptrace" in run.stderr:
        pytest.skip("this machine does not let strace trace")
    assert run.returncode == 0, run.stderr[-3000:]
    result: dict[str, Any] = json.loads(run.stdout)
    return result


@pytest.mark.parametrize(
    "cuts", [20, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3000)])], ids=["quick", "full"]
)
def test_no_power_cut_loses_or_tears_anything(cuts: int) -> None:
    result = series("--cuts", str(cuts))
    assert result["faults"] == []
    assert result["cuts"] == cuts
    assert result["promises"] > 50


@pytest.mark.parametrize(
    "cuts", [12, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3000)])], ids=["quick", "full"]
)
def test_with_less_syncing_the_same_cuts_lose_edits(cuts: int) -> None:
    """The control: ``synchronous = NORMAL`` must lose promised edits."""
    assert series("--cuts", str(cuts), "--sync", "NORMAL", *(SHORT if cuts < 100 else ()))["losing"] > 0


def test_with_an_unsynced_key_file_the_same_cuts_lock_the_vault() -> None:
    """The control for the key file: without Python's own syncs some cuts leave a vault that does not open."""
    assert any("does not open" in fault for fault in series("--cuts", "12", "--lazy", *SHORT)["faults"])
