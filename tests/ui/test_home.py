"""Home: the families, what comes next, search, and beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.acts import meetings
from models.acts.strands import archive
from models.casework import Desk
from models.home import home_view
from models.vault import Vault
from models.views import HomeRow, HomeView, StepView
from tests.ui.desk_helpers import PASSPHRASE, copy_of, flush, make_vault, services_for
from ui.screens.home import AT_ONCE, HomeScreen
from ui.screens.home_cards import CaseCard, ComingUp, HitLine, StepLine
from ui.screens.new_family import ChildLine, NewFamilyForm, read_children
from ui.widgets import Button, LinkButton

Open = Callable[[], tuple[HomeScreen, Desk]]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One vault with nothing in it."""
    return make_vault(tmp_path_factory.mktemp("empty"), examples=False)


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """The example families, open."""
    yield from _opened(copy_of(made, tmp_path))


@pytest.fixture
def bare(empty: Path, tmp_path: Path) -> Iterator[Desk]:
    """No family at all."""
    yield from _opened(copy_of(empty, tmp_path))


def _opened(path: Path) -> Iterator[Desk]:
    vault = Vault.open(path, PASSPHRASE)
    opened = Desk(vault)
    yield opened
    opened.close()
    vault.close()


def show(qtbot: QtBot, desk: Desk, tmp_path: Path, width: int = 1366) -> HomeScreen:
    page = HomeScreen(desk, services_for(tmp_path / "desk.sofs"))
    qtbot.addWidget(page)
    page.resize(width, 768)
    page.show()
    flush()
    return page


def words_of(page: HomeScreen) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_families_with_strands_spread_and_next_step(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = show(qtbot, desk, tmp_path)
    seen = words_of(page)
    for words in ("Harlow / Pryce", "No more Friday voices", "5 to 8 on 17 June 2025", "Not scored yet",
                  "Signs of Safety, WEX-A-0417, made up", "Coming up"):  # fmt: skip
        assert words in seen
    assert "verage" not in seen
    cards = page.findChildren(CaseCard)
    assert len(cards) == len(page.view.rows)
    opened: list[tuple[str, str, str]] = []
    page.case_asked.connect(lambda *asked: opened.append(asked))
    QTest.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    assert [room for _, _, room in opened] == ["map", "map"]
    assert opened[0][:2] == (cards[0].row.case_id, cards[0].row.workspace_id)
    visits: list[tuple[str, str]] = []
    page.visit_asked.connect(lambda *asked: visits.append(asked))
    visit = page.findChild(Button, f"visit-{cards[0].row.workspace_id}")
    assert visit is not None
    visit.click()
    assert visits == [(cards[0].row.case_id, cards[0].row.workspace_id)] and len(opened) == 2


@pytest.mark.parametrize("width", [760, 1000, 1366, 1920])
def test_nothing_is_wider_than_the_window(qtbot: QtBot, desk: Desk, tmp_path: Path, width: int) -> None:
    page = show(qtbot, desk, tmp_path, width)
    for card in page.findChildren(CaseCard):
        assert card.minimumSizeHint().width() <= card.width()
        assert card.mapTo(page, card.rect().topRight()).x() <= width


def test_search_finds_names_first_then_every_word(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = show(qtbot, desk, tmp_path)
    page.search.setText("harl")
    page._search()
    flush()
    assert [card.row.title for card in page.findChildren(CaseCard) if card.isVisible()] == ["Harlow / Pryce"]
    page.search.setText("wex-b")
    page._search()
    flush()
    assert {c.row.number for c in page.findChildren(CaseCard) if c.isVisible()} == {"WEX-B-0932"}
    page.search.setText("boring family")
    page._search()
    flush()
    hits = [line for line in page.findChildren(HitLine) if line.isVisible()]
    assert any("boring" in line.accessibleName() for line in hits)
    opened: list[str] = []
    page.case_asked.connect(lambda case, workspace, room: opened.append(room))
    hits[0].click()
    assert opened == ["map"]
    page.search.setText("zzzzz")
    page._search()
    flush()
    assert "Nothing found" in words_of(page)
    page.search.clear()
    flush()
    assert len([c for c in page.findChildren(CaseCard) if c.isVisible()]) == len(page.view.rows)


def test_typing_searches_by_itself(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = show(qtbot, desk, tmp_path)
    QTest.keyClicks(page.search, "police")
    qtbot.waitUntil(lambda: len(page.findChildren(HitLine)) > 0, timeout=2000)


def test_put_away_families_have_their_own_list(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = show(qtbot, desk, tmp_path)
    row = page.view.rows[0]
    archive(desk.open_case(row.case_id), row.workspace_id, "2026-01-05")
    page.refresh()
    flush()
    titles = {card.row.workspace_id for card in page.findChildren(CaseCard) if card.isVisible()}
    assert row.workspace_id not in titles
    link = page.findChild(LinkButton, "showArchived")
    assert link is not None
    link.click()
    flush()
    assert [c.row.workspace_id for c in page.findChildren(CaseCard) if c.isVisible()] == [row.workspace_id]
    back = page.findChild(LinkButton, "showCurrent")
    assert back is not None
    back.click()
    flush()
    assert len([c for c in page.findChildren(CaseCard) if c.isVisible()]) == len(page.view.rows) - 1


def test_an_empty_desk_offers_a_family_or_practice(qtbot: QtBot, bare: Desk, tmp_path: Path) -> None:
    page = show(qtbot, bare, tmp_path)
    assert "No families on this laptop yet" in words_of(page)
    practise = page.findChild(Button, "practise")
    assert practise is not None
    practise.click()
    flush()
    assert len(page.findChildren(CaseCard)) >= 2
    assert page.findChild(LinkButton, "practise") is None  # once is enough


def test_a_new_family_with_children_on_lines(qtbot: QtBot, bare: Desk, tmp_path: Path) -> None:
    page = show(qtbot, bare, tmp_path)
    page.begin("family")
    flush()
    form = page.findChild(NewFamilyForm, "newFamily")
    assert form is not None and not form.go.isEnabled()
    form.name.setText("Doe / Roe")
    form.number.setText("WEX-C-1")
    form.children_field.setPlainText("Mila, 6\nAlfie 14 months\nbaby (unborn)")
    form.pathway.set_current(1)
    opened: list[str] = []
    page.case_asked.connect(lambda case, workspace, room: opened.append(case))
    form.go.click()
    case = bare.open_case(opened[0])
    people = {p["name"]: p for p in case.rows.table("person").values()}
    assert set(people) == {"Mila", "Alfie", "baby"}
    assert people["Alfie"]["age_said"] == "14 months" and people["baby"]["life"] == "unborn"
    assert len(case.rows.table("workspace_child")) == 3
    assert next(iter(case.rows.table("pathway_period").values()))["pathway"] == "wellbeing"
    assert case.undo_label == "Added the children"


@pytest.mark.parametrize(
    ("line", "child"),
    [
        ("Mila, 6", ChildLine("Mila", "6")),
        ("• Mila (6 years)", ChildLine("Mila", "6")),
        ("Alfie 14 months", ChildLine("Alfie", "14 months")),
        ("Anna-Maria", ChildLine("Anna-Maria")),
        ("unborn", ChildLine("Baby", unborn=True)),
        ("Baby Harlow, expected", ChildLine("Baby Harlow", unborn=True)),
        ("7", ChildLine("7")),
    ],
)
def test_children_as_people_type_them(line: str, child: ChildLine) -> None:
    assert read_children(f"\n{line}\n\n") == [child]


def test_hundreds_of_families_appear_a_few_at_a_time(
    qtbot: QtBot, bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple(
        HomeRow(f"c{i}", f"w{i}", f"Family {i}", "Signs of Safety", str(i), (), (), (), None, None, None, None, False,
                False)
        for i in range(300)
    )  # fmt: skip
    monkeypatch.setattr("ui.screens.home.home_view", lambda desk: HomeView(rows, (), "2026-01-05"))
    page = show(qtbot, bare, tmp_path)
    assert len(page.findChildren(CaseCard)) == AT_ONCE
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    flush()
    assert len(page.findChildren(CaseCard)) == 2 * AT_ONCE


def test_steps_coming_up_say_the_day_and_what_is_past_it(qtbot: QtBot) -> None:
    today = dt.date(2026, 7, 5)
    steps = tuple(
        StepView(f"s{i}", "c", "w", "Harlow / Pryce", f"Step {i}", "Ian", day, late)
        for i, (day, late) in enumerate([("2026-07-04", True), ("2026-09-15", False), ("2027-01-02", False)])
    )
    shown = ComingUp(steps, today)
    qtbot.addWidget(shown)
    shown.show()
    seen = [label.text() for label in shown.findChildren(QLabel)]
    for words in ("4 July", "past its day", "15 Sep", "Tuesday", "2 Jan", "2027", "One step is past its day."):
        assert words in seen, words
    asked: list[tuple[str, str, str]] = []
    shown.opened.connect(lambda *where: asked.append(where))
    shown.findChildren(StepLine)[0].click()
    assert asked == [("c", "w", "s0")]


def test_what_was_said_at_a_meeting_is_found_in_the_plan(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    row = next(row for row in home_view(desk).rows if "Harlow" in row.title)
    case = desk.open_case(row.case_id)
    meeting = meetings.add_meeting(case, row.workspace_id, "2025-06-20")
    meetings.add_item(case, meeting, "said", "Marmalade on Sundays.")
    page = show(qtbot, desk, tmp_path)
    opened: list[str] = []
    page.case_asked.connect(lambda case, workspace, room: opened.append(room))
    page.search.setText("marmalade")
    page._search()
    flush()
    (hit,) = [line for line in page.findChildren(HitLine) if line.isVisible()]
    assert "a network meeting" in hit.accessibleName()
    hit.click()
    assert opened == ["plan"]
