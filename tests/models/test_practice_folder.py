"""The authority's own presets reach every drawing once its folder is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import practice
from models.drawings.genogram.presets import in_force, ours


@pytest.fixture(autouse=True)
def nothing_said() -> Iterator[None]:
    yield
    practice.use(None)


def test_a_label_is_changed_without_code(tmp_path: Path) -> None:
    assert in_force() == ours()
    practice.use(tmp_path)
    assert in_force() == ours()  # no file there
    (tmp_path / "genogram.json").write_text(json.dumps({"ties": {"close": {"label": "Near"}}}), encoding="utf-8")
    assert in_force().ties["close"].label == "Near"
    assert ours().ties["close"].label != "Near"


def test_a_faulty_file_leaves_ours(tmp_path: Path) -> None:
    (tmp_path / "genogram.json").write_text("{", encoding="utf-8")
    practice.use(tmp_path)
    assert in_force() == ours()
