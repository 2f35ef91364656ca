"""Damaged files are refused or taken whole, quickly, and change nothing that was there. See ``damaged_files.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
_LONG = [pytest.mark.slow, pytest.mark.timeout(7200)]


@pytest.mark.parametrize("files", [40, pytest.param(10_000, marks=_LONG)], ids=["quick", "full"])
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured with getrusage")
def test_damaged_files_harm_nothing(files: int) -> None:
    script = Path(__file__).with_name("damaged_files.py")
    run = subprocess.run(
        [sys.executable, str(script), "--files", str(files)],
        capture_output=True, text=True, timeout=7200, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    result: dict[str, Any] = json.loads(run.stdout)
    assert result["faults"] == []
    ended = result["ended"]
    assert sum(ended.values()) == files
    assert {name for name in ended if name.endswith("refused")} >= {"bundle refused", "handover refused"}
    assert ended["family taken"] > 0  # the control: these are files that do come in when they are whole enough
