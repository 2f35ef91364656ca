"""Share: the family's drawings, kept versions and drafts; the pages shown follow every choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from models.casework import Case, Desk
from models.drawing import Text
from models.readers import US
from ui.context import CaseContext, Services
from ui.screens.share import ShareScreen
from ui.seams import QtSeams, use


class Saves(QtSeams):
    """Answers where to save."""

    def __init__(self, target: Path) -> None:
        self.target, self.suggested = target, ""

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        self.suggested = suggested
        return self.target


@pytest.fixture
def doyle(desk: Desk, example_ids: list[str]) -> Case:
    cases = [desk.open_case(key) for key in example_ids]
    return next(case for case in cases if case.row["number"] == "WEX-B-0932")


@pytest.fixture
def screen(doyle: Case, show: Callable[..., QWidget], tmp_path: Path) -> Any:
    workspace = next(key for key, row in doyle.rows.table("workspace").items() if row["ref"] == "B-HOME")
    context = CaseContext(doyle, workspace, Services(tmp_path / "none.sofs", documents_folder=tmp_path))
    made = ShareScreen(context)
    show(made)
    yield made
    context.close()


def pages(screen: ShareScreen) -> str:
    assert screen.pages.drawing is not None
    return screen.pages.drawing.text()


def drawn(screen: ShareScreen) -> str:
    assert screen.pages.drawing is not None
    return " ".join(i.text for page in screen.pages.drawing.pages for i in page.items if isinstance(i, Text))


def test_the_genogram_follows_its_switches_and_its_reader(screen: ShareScreen) -> None:
    screen.choose_what("genogram")
    assert "gedcom" in screen.formats.formats.keys
    assert "Karen" in drawn(screen) and "Joshua" not in pages(screen)
    screen.choose_reader("us")
    assert "Joshua Tillman" in pages(screen)
    assert "31 Ferry Lane" in drawn(screen)
    screen.fine.names.click()
    assert "Karen" not in drawn(screen) and "Ferry" not in drawn(screen)
    screen.fine.names.click()
    assert screen.pages.drawing is not None
    items = len(screen.pages.drawing.pages[0].items)
    screen.fine.ties.click()
    assert screen.pages.drawing is not None
    assert len(screen.pages.drawing.pages[0].items) < items


def test_a_family_file_is_saved_for_its_reader(screen: ShareScreen, tmp_path: Path) -> None:
    screen.choose_what("genogram")
    screen.formats.formats.choose("gedcom")
    answers = Saves(tmp_path / "family.ged")
    with use(answers):
        screen.save()
        family = (tmp_path / "family.ged").read_text("utf-8-sig")
        assert answers.suggested.endswith(".ged")
        screen.choose_reader("us")
        screen.save()
    assert family.startswith("0 HEAD") and "Karen" in family and "Joshua" not in family
    assert "Joshua" in (tmp_path / "family.ged").read_text("utf-8-sig")  # the control


def test_homes_and_circles_are_chosen(screen: ShareScreen) -> None:
    screen.choose_what("ecomap")
    assert "31 Ferry Lane" in pages(screen)
    names = {action.text(): str(action.data()) for action in screen.fine.which.menu().actions()}
    assert "The Tillmans'" not in names
    screen.fine.which.choose(names["The Cassons'"])
    assert "31 Ferry Lane" not in drawn(screen) and "Cassons" in drawn(screen)
    screen.choose_what("circles")
    assert "Farah" in pages(screen) and not screen.fine.which.isVisible()


def test_a_kept_version_and_drafts(screen: ShareScreen) -> None:
    screen.choose_what("map")
    today = pages(screen)
    kept = {action.text(): str(action.data()) for action in screen.fine.which.menu().actions() if action.data()}
    assert kept
    screen.fine.which.choose(next(key for name, key in kept.items() if "2023" in name))
    assert pages(screen) != today and "20 November 2023" in pages(screen)
    screen.fine.which.choose("")
    assert pages(screen) == today
    assert not screen.fine.drafts.isVisible()
    screen.choose_reader("us")
    assert screen.reader == US and screen.fine.drafts.isVisible()
    assert "non-compliant" not in pages(screen)
    screen.fine.drafts.click()
    assert "non-compliant" in pages(screen)
    screen.choose_reader("family")
    assert "non-compliant" not in pages(screen)


def test_reports_and_strands_are_made_from_a_kept_version_too(screen: ShareScreen) -> None:
    for what in ("strands", "case-note"):
        screen.choose_what(what)
        today = pages(screen)
        kept = {action.text(): str(action.data()) for action in screen.fine.which.menu().actions()}
        screen.fine.which.choose(next(key for name, key in kept.items() if "2023" in name))
        assert screen.order.version_id and pages(screen) != today
        screen.fine.which.choose("")
        assert screen.order.version_id is None and pages(screen) == today
