"""Views of the shipped example families, made from their bundle without a vault."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import outloud
import page
import pytest

import models.entities  # noqa: F401  (fills the metadata)
from models.base import Base
from models.projections import Projector
from models.rows import Rows
from models.views import MapView
from resources.files import read_text


def _row(name: str, raw: dict[str, Any], workspace: str) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in Base.metadata.tables[name].columns:
        default = column.default.arg if column.default is not None and column.default.is_scalar else None
        row[column.name] = raw.get(column.name, default)
    if "workspace_id" in row and row["workspace_id"] is None:
        row["workspace_id"] = workspace
    return row


@cache
def _projector(example: str) -> Projector:
    tables = json.loads(read_text("examples", f"{example}.json"))["tables"]
    workspace = tables["workspace"][0]["id"]
    rows = {}
    for name, raws in tables.items():
        rows[name] = {}
        for index, raw in enumerate(raws):
            key = raw.get("id") or f"{name}-{index}"
            rows[name][key] = _row(name, {**raw, "id": key}, workspace)
            if name == "round" and raw.get("revealed_at") is None:
                rows[name][key]["revealed_at"] = raw.get("held_on")
    return Projector(Rows(rows), dt.date(2025, 7, 1))


@pytest.fixture(scope="session")
def example_map() -> Callable[[str, str], MapView]:
    """``example_map("harlow_pryce", "A")``: the map of an example family's workspace."""
    return lambda example, workspace: _projector(example).map(workspace)


# Findings that are the checkers' own mistakes, by rule and what they point at ("" for anything).
_THEIRS = (
    ("TBL-010", ""),  # a table of three by three is taken for shredded headers
    ("TXT-004", "NotoSansArabic"),  # an Arabic letter has four shapes and more, and each is that letter
    ("TAG-002", "What are we worried about? What's working well?"),  # column headings repeated on later pages
    ("TAG-002", "What are we worried about? What needs to happen?"),  # the same, where the middle one has ended
    ("TAG-002", "safety circles, page"),  # the title again at the head of a later page
    ("TAG-002", "screams at Shauna, page"),  # the same
    ("TAG-002", "Doyle and Rahman family, page"),  # the same
    ("TBL-014", "1987 1985 2022"),  # a family's right-angled lines are taken for the rules of a table
    ("TBL-014", "6 to 8 8; 5 to 7; 4 to 6"),  # the lines of a chart likewise; its figures stand in a table below it
    ("PAG-001", "Safety scale. How safe are the children today?"),  # scales that each start a page alike
)


def _is_theirs(finding: Any) -> bool:
    return any(finding.rule == rule and words in (finding.evidence or "") for rule, words in _THEIRS)


@pytest.fixture(scope="session")
def assert_accessible(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], None]:
    """Both PDF/UA checkers pass the file, errors and warnings alike."""
    folder = tmp_path_factory.mktemp("pdf")

    def check(data: bytes) -> None:
        report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
        path = folder / "checked.pdf"
        path.write_bytes(data)
        result = outloud.check(str(path))
        assert result.error is None
        found = [f for f in result.findings if f.severity in ("error", "warning") and not _is_theirs(f)]
        assert not found, [(f.rule, f.message, f.evidence) for f in found]

    return check


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder of theirs that deliveries go to."""
    there = tmp_path / "theirs"
    there.mkdir()
    return there
