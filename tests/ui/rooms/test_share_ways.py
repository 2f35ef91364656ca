"""Share: which connection a copy goes to, what can be done when one is stopped, long lists, everything in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from models import connections
from models.acts.cards import add_card, restrict
from models.acts.family import add_parents
from models.acts.people import add_person
from models.casework import Case
from models.left_out import LeftOut
from models.outbox import Outbox
from models.readers import FAMILY, Reader, ReaderProjection
from ui.screens.share import ShareScreen
from ui.seams import QtSeams, use

SECRET = "Ruth keeps a second phone"
LEAK = "Danny found a second phone"


class Answers(QtSeams):
    """Saves under one name after another."""

    def __init__(self, *targets: Path) -> None:
        self.targets = list(targets)

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        return self.targets.pop(0)


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> ShareScreen:
    add_card(bare.case, bare.workspace_id, "past_harm", "Danny shouted at tea time")
    secret = add_card(bare.case, bare.workspace_id, "past_harm", SECRET)
    restrict(bare.case, "card", secret, "would put Shauna at risk", values=["second phone"])
    made = ShareScreen(bare.context)
    show(made)
    return made


def connect(case: Case, folder: Path, name: str) -> str:
    (folder / name).mkdir()
    return connections.add(case.desk, name, "folder", {"folder": str(folder / name)}, {})


def button(page: QWidget, name: str) -> QPushButton:
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible()]
    assert found, name
    return found[0]


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


# ---- where it goes --------------------------------------------------------------------------------------------------


def test_where_a_copy_goes_is_chosen_and_what_cannot_be_chosen_says_why(
    bare: Any, screen: ShareScreen, tmp_path: Path
) -> None:
    case = bare.case
    assert not screen.ways.isVisible() and screen.ways.way is None
    council, court = connect(case, tmp_path, "Council"), connect(case, tmp_path, "Court office")
    screen.refresh()
    assert screen.ways.pick.isVisible() and screen.ways.pick.keys == [council, court]
    screen.ways.pick.choose(court)
    assert "Court office" in screen.outbox_button.accessibleDescription()
    screen.put_in_outbox()
    (line,) = Outbox(case.desk).lines(case.id)
    assert line.to == "Court office"
    connections.pause(case.desk, court, "401")
    screen.refresh()
    assert "Court office refused us" in screen.ways.reason.text()
    connections.change(case.desk, court, is_on=False)
    screen.refresh()
    assert screen.ways.way is not None and screen.ways.way.name == "Council"
    assert not screen.ways.pick.isVisible()  # there is nothing to choose between
    assert "Court office cannot be chosen: switched off" in screen.ways.reason.text()
    menu = screen.ways.pick.menu()
    assert [action.isEnabled() for action in menu.actions()] == [True, False]
    assert menu.actions()[1].text() == "Court office: switched off"
    menu.close()


def test_nobody_but_the_team_is_told_of_connections(bare: Any, screen: ShareScreen, tmp_path: Path) -> None:
    connect(bare.case, tmp_path, "Council")
    connect(bare.case, tmp_path, "Court office")
    bare.context.set_lens(FAMILY)
    assert not screen.ways.isVisible() and not screen.outbox_button.isVisible()


# ---- when it is stopped ---------------------------------------------------------------------------------------------


@pytest.fixture
def leaky(screen: ShareScreen, monkeypatch: pytest.MonkeyPatch) -> ShareScreen:
    """As if the projection had failed: the restricted words stand on the pages."""
    monkeypatch.setattr(ReaderProjection, "words", lambda self, text: text)
    add_card(screen.context.case, screen.context.workspace_id, "past_harm", LEAK, occurred="2025-05-03")
    assert screen.pages.drawing is not None and LEAK in screen.pages.drawing.text()
    return screen


def test_a_stopped_copy_shows_where_and_leads_there(bare: Any, leaky: ShareScreen, tmp_path: Path) -> None:
    with use(Answers(tmp_path / "copy.pdf")):
        leaky.save()
    assert not list(tmp_path.glob("*.pdf"))
    assert "stands in page 1" in leaky.stopped.words.text()
    assert any(view.marks for view in leaky.pages.views)  # the very paragraph
    assert "Past harm" in said(leaky.stopped)
    assert LEAK not in said(leaky.stopped)  # somebody may look over the shoulder
    button(leaky, "stoppedOpen0").click()
    assert bare.said.room == "map"


def test_what_stopped_a_copy_can_be_held_back_and_the_copy_leaves(leaky: ShareScreen, tmp_path: Path) -> None:
    answers = Answers(tmp_path / "copy.pdf", tmp_path / "copy.pdf")
    with use(answers):
        leaky.save()
        button(leaky, "stoppedHold0").click()
        assert not leaky.stopped.isVisible()
        assert leaky.pages.drawing is not None and LEAK not in leaky.pages.drawing.text()
        leaky.save()
    assert (tmp_path / "copy.pdf").exists()


def test_a_name_that_tells_is_stopped_and_another_can_be_chosen(screen: ShareScreen, tmp_path: Path) -> None:
    with use(Answers(tmp_path / "second phone.pdf", tmp_path / "copy.pdf")):
        screen.save()
        assert "the file's name" in screen.stopped.words.text()
        button(screen, "stoppedName").click()
    assert not screen.stopped.isVisible()
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["copy.pdf"]


def test_somebody_else_who_looks_is_not_led_anywhere(bare: Any, leaky: ShareScreen, tmp_path: Path) -> None:
    bare.context.set_lens(FAMILY)
    with use(Answers(tmp_path / "copy.pdf")):
        leaky.save()
    assert "This copy was stopped" in leaky.stopped.words.text()
    assert not leaky.stopped.findChildren(QPushButton) and leaky.stopped.blocks == ()


# ---- long lists, many people, everything in its place ---------------------------------------------------------------


def test_two_hundred_things_left_out_unfold_step_by_step(screen: ShareScreen) -> None:
    held = tuple(LeftOut(f"Thing {n}", "others", (("card", f"c{n}", ""),)) for n in range(200))
    screen.held.show_for(Reader("family"), (), held, None)
    assert "200 things are left out" in said(screen.held) and "Thing 0" not in said(screen.held)
    assert len(screen.held.findChildren(QPushButton)) < 10
    for shown in range(25, 201, 25):
        unfold = button(screen.held, "unfold-others")
        unfold.setFocus()
        unfold.click()
        again = button(screen.held, "unfold-others")
        assert f"Thing {shown - 1}" in said(screen.held) and f"Thing {shown}" not in said(screen.held).split("\n")
        assert again.hasFocus()  # the keyboard stays where it was
    assert button(screen.held, "unfold-others").text() == "Fold them away"
    button(screen.held, "unfold-others").click()
    assert "Thing 0" not in said(screen.held)


def test_what_is_unfolded_stands_in_its_place_at_once(screen: ShareScreen) -> None:
    """Without a turn of the event loop in between: on a busy machine the next one may be long in coming."""
    show = next(each for each in screen.held.findChildren(QPushButton) if each.text() == "Show")
    show.click()
    let = next(each for each in screen.held.findChildren(QPushButton) if each.objectName().startswith("let-"))
    hide = next(each for each in screen.held.findChildren(QPushButton) if each.text() == "Hide")
    assert not let.visibleRegion().isEmpty()
    assert let.mapTo(screen, QPoint()).y() > hide.mapTo(screen, QPoint()).y()
    QTest.mouseClick(let, Qt.MouseButton.LeftButton)
    put = button(screen.held, "letPut")
    assert put.mapTo(screen, QPoint()).y() > let.mapTo(screen, QPoint()).y() and not put.visibleRegion().isEmpty()


def test_many_children_with_long_names_are_readers(bare: Any, show: Callable[..., QWidget]) -> None:
    names = ["Bartholomew-Alexander-Featherstonehaugh-Cholmondeley", "Zoë", "Obinna", "Saoirse", "Anh"]
    for name in names:
        add_person(bare.case, name, child_of_workspace=bare.workspace_id)
    add_parents(bare.case, bare.people["Mila"], ("Wilhelmina-Josephine-Constantinopoulou", {}), ("Danny", {}))
    screen = ShareScreen(bare.context)
    show(screen)
    screen.grab()
    rows = [row for row in screen.readers.rows if row.choice.person == "child"]
    assert len(rows) == 8 and all(row.width() <= screen.readers.width() for row in rows)
    long = next(row for row in rows if row.choice.name == names[0])
    assert long.toolTip() == names[0] and "A child's own copy" in long.accessibleName()
    assert next(row for row in rows if row.choice.name == "Zoë").toolTip() == ""
    parents = [row.choice.name for row in screen.readers.rows if row.choice.person == "family"]
    assert sorted(parents) == ["Danny", "Wilhelmina-Josephine-Constantinopoulou"]
    heading = [each for each in screen.readers.findChildren(QAbstractButton) if not each.isCheckable()]
    heading = [each for each in heading if each.isVisible()]
    assert [each.focusPolicy() for each in heading] == [Qt.FocusPolicy.NoFocus]


def test_the_keyboard_goes_from_what_to_whom_to_how_to_the_pages(screen: ShareScreen) -> None:
    next(each for each in screen.held.findChildren(QPushButton) if each.text() == "Show").click()
    order = []
    widget: QWidget | None = screen.whats.button
    for _ in range(400):
        assert widget is not None
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append("heldBack" if screen.held.isAncestorOf(widget) else widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is screen.whats.button:
            break
    wanted = ["what", "saveCopy", "reader-family", "shareFormat", "paper0", "zoomIn", "sharePages", "heldBack"]
    places = [order.index(name) for name in wanted]
    assert places == sorted(places), order
    assert order.count("heldBack") == 3  # all that is held back, Hide, and letting through
    nameless = [each.objectName() for each in screen.findChildren(QAbstractButton) if not each.accessibleName()]
    assert nameless == []


def test_what_stopped_a_copy_leads_to_a_room_that_is_there() -> None:
    from models.base import Base
    from ui.screens.registry import PLACES
    from ui.screens.share.stopped import _ROOMS

    assert set(_ROOMS.values()) <= {place for place, _icon, _title in PLACES}
    assert set(_ROOMS) <= set(Base.metadata.tables)
