"""No restricted word of a family nobody wrote leaves for any reader. See ``reader_copies.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def copies(*words: str) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("reader_copies.py")), *words],
        capture_output=True, text=True, timeout=30_000, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    result: dict[str, Any] = json.loads(run.stdout)
    return result


@pytest.mark.parametrize(
    "families",
    ["1", pytest.param("1000", marks=[pytest.mark.slow, pytest.mark.timeout(36_000)])],
    ids=["quick", "full"],
)
def test_no_restricted_word_leaves(families: str) -> None:
    result = copies("--families", families)
    assert result["leaks"] == [] and result["faults"] == []
    assert result["copies"] > 60 * int(families)
    assert set(result["by_format"]) == {
        "pdf",
        "svg",
        "json",
        "csv",
        "gedcom",
        "docx",
        "zip",
        "fhir",
        "fhir-transaction",
    }


def test_without_projection_and_scan_they_do_leave() -> None:
    result = copies("--families", "1", "--part", "0.15", "--without")
    assert len(result["leaks"]) > 10
