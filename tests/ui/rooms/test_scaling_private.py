"""A private round: by mouse, keys and touch; and nothing of a sealed answer anywhere before the reveal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from models.acts.strands import give_score, reveal, start_round
from tests.ui.finding import heard
from ui.screens import registry
from ui.screens.case_shell import CaseShell
from ui.screens.scaling import ScalingScreen
from ui.screens.scaling.private import PassPage, PrivateRound
from ui.screens.scaling.turn import TurnPage
from ui.screens.strands import StrandsScreen
from ui.theme import theme

SECRET, WISH = "Zebulon kept the door", "Quixotic breakfast"


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def private(screen: ScalingScreen) -> PrivateRound:
    assert screen.private is not None
    return screen.private


def turn(screen: ScalingScreen) -> TurnPage:
    page = private(screen).page
    assert isinstance(page, TurnPage)
    return page


def written_anywhere(widget: QWidget) -> str:
    """Every text any widget of a window holds, shown or not."""
    texts = [w.text() for w in widget.findChildren(QLabel)] + [w.text() for w in widget.findChildren(QPushButton)]
    texts += [w.text() for w in widget.findChildren(QLineEdit)]
    texts += [w.toPlainText() for w in widget.findChildren(QTextEdit)]
    return "\n".join([*texts, *(w.toolTip() for w in widget.findChildren(QWidget))])


@pytest.fixture
def begun(bare: Any, show: Callable[..., QWidget]) -> tuple[Any, ScalingScreen]:
    """A round of Shauna, Jayden and Danny, with the laptop about to go to the first."""
    people = [bare.people[name] for name in ("Shauna", "Jayden", "Danny")]
    round_id = start_round(bare.case, bare.scale_id(), people)
    screen = ScalingScreen(bare.context)
    show(screen)
    screen.enter_round(round_id)
    return bare, screen


def answer(screen: ScalingScreen, value: int, why: str = "", higher: str = "") -> None:
    """One person's turn, by mouse and keyboard."""
    QTest.mouseClick(button(private(screen), "beginTurn"), Qt.MouseButton.LeftButton)
    page = turn(screen)
    QTest.mouseClick(page.numbers.buttons[value], Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.reason, why)
    QTest.keyClicks(page.higher, higher)
    QTest.mouseClick(page.seal_button, Qt.MouseButton.LeftButton)


def test_a_round_goes_from_person_to_person_and_ends_in_the_reveal(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    answer(screen, 7, SECRET, WISH)
    assert "1 of 3 have written" in heard(private(screen))
    QTest.mouseClick(button(private(screen), "beginTurn"), Qt.MouseButton.LeftButton)
    QTest.keyClick(turn(screen).numbers.buttons[0], Qt.Key.Key_5)
    assert turn(screen).numbers.value == 5
    QTest.mouseClick(turn(screen).seal_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(private(screen), "beginTurn"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(turn(screen).rather_not, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(private(screen), "showTogether"), Qt.MouseButton.LeftButton)
    assert screen.private is None
    assert screen.reveal.stage.headline.text() == "From 5 to 7"
    assert "Danny would rather not give a number." in screen.reveal.stage.ask.words.text()
    rows = {r["person_id"]: r for r in family.case.rows.table("score").values()}
    shauna, jayden = rows[family.people["Shauna"]], rows[family.people["Jayden"]]
    assert (shauna["value"], shauna["reason"], shauna["reason_is_quotation"]) == (7, SECRET, 1)
    assert (jayden["value"], jayden["by_pictures"]) == (5, 1)


def test_nothing_of_a_sealed_answer_can_be_found_before_the_reveal(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    answer(screen, 7, SECRET, WISH)
    desk, case = family.case.desk, family.case
    window = screen.window()

    def traces() -> list[str]:
        history = " ".join(item.label for item in case.history())
        labels = f"{case.undo_label} {case.redo_label}"
        hits = " ".join(hit.snippet for word in ("Zebulon", "Quixotic") for hit in desk.search(word))
        view = str(family.context.map_view().strands)
        QTest.qWait(1)
        return [history, labels, hits, view, heard(window), written_anywhere(window)]

    for place in traces():
        assert "Zebulon" not in place
        assert "Quixotic" not in place
    private(screen).stop()
    for place in traces():
        assert "Zebulon" not in place
    # The control: the very same places do show it once everybody's answers are shown.
    reveal(case, case.rows.where("round")[0]["id"])
    history, labels, hits, view, said, texts = traces()
    assert "Zebulon" in hits and "Zebulon" in view and "Zebulon" in said and "Zebulon" in texts
    assert "Zebulon" not in history + labels


def test_writing_again_starts_from_a_blank_card(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    answer(screen, 7, SECRET)
    QTest.mouseClick(button(private(screen), f"turnOf-{family.people['Shauna']}"), Qt.MouseButton.LeftButton)
    assert turn(screen).person.name == "Shauna"
    assert turn(screen).numbers.value is None
    assert turn(screen).reason.text() == ""
    assert not turn(screen).reason.document().isUndoAvailable()
    assert not turn(screen).seal_button.isEnabled()


def test_leaving_midway_keeps_what_was_sealed_and_what_stands_there(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    answer(screen, 7, SECRET)
    QTest.mouseClick(button(private(screen), "beginTurn"), Qt.MouseButton.LeftButton)
    QTest.keyClick(turn(screen), Qt.Key.Key_3)
    QTest.keyClicks(turn(screen).reason, "Half a word")
    QTest.mouseClick(turn(screen).stop_button, Qt.MouseButton.LeftButton)
    assert screen.private is None
    assert "2 of 3 have written" in heard(screen)
    assert "Half a word" not in written_anywhere(screen.window())
    rows = {r["person_id"]: r for r in family.case.rows.table("score").values()}
    assert rows[family.people["Jayden"]]["reason"] == "Half a word"
    QTest.mouseClick(button(screen, "resumeRound"), Qt.MouseButton.LeftButton)
    page = private(screen).page
    assert isinstance(page, PassPage)
    assert "Pass the laptop to Danny" in written_anywhere(page)


def test_somebody_not_here_is_skipped_and_can_come_back(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    QTest.mouseClick(button(private(screen), "skipPerson"), Qt.MouseButton.LeftButton)
    assert "Pass the laptop to Jayden" in written_anywhere(private(screen))
    QTest.mouseClick(button(private(screen), f"turnOf-{family.people['Shauna']}"), Qt.MouseButton.LeftButton)
    assert turn(screen).person.name == "Shauna"


def test_somebody_more_can_be_asked_while_the_round_runs(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    page = private(screen).page
    assert isinstance(page, PassPage)
    menu = page.others_menu()
    names = [action.text() for action in menu.actions()]
    assert "Wes" in names and "Shauna" not in names
    menu.actions()[names.index("Wes")].trigger()
    menu.deleteLater()
    assert "0 of 4 have written" in heard(private(screen))
    private(screen).begin_turn(family.people["Wes"])
    assert turn(screen).person.name == "Wes"


def test_it_fills_the_window_and_gives_it_back(bare: Any, show: Callable[..., QWidget]) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    rail, other = QPushButton("Rail"), QPushButton("Never shown")
    screen = ScalingScreen(bare.context)
    for widget in (rail, other, screen):
        row.addWidget(widget)
    other.hide()
    show(window)
    screen.enter_round(start_round(bare.case, bare.scale_id(), [bare.people["Shauna"]]))
    assert not rail.isVisible()
    assert private(screen).size() == screen.size()
    window.hide()  # the window is hidden at once; the rail must not be lost with it
    assert not rail.isHidden()
    window.show()
    assert not rail.isVisible()
    private(screen).stop()
    assert rail.isVisible()
    assert not other.isVisible()


def test_keys_alone_lead_through_a_turn(begun: tuple[Any, ScalingScreen], qtbot: Any) -> None:
    _, screen = begun
    QTest.keyClick(button(private(screen), "beginTurn"), Qt.Key.Key_Return)
    page = turn(screen)
    numbers = page.numbers
    for key, value in ((Qt.Key.Key_1, 1), (Qt.Key.Key_0, 10), (Qt.Key.Key_Left, 9), (Qt.Key.Key_Home, 0),
                       (Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 10), (Qt.Key.Key_6, 6)):  # fmt: skip
        QTest.keyClick(numbers.buttons[numbers.value or 0], key)
        assert numbers.value == value
    QTest.keyClick(numbers.buttons[6], Qt.Key.Key_Return)
    assert screen.window().focusWidget() is page.reason
    QTest.keyClicks(page.reason, "7 times")  # digits typed into words stay words
    assert numbers.value == 6
    page.seal_button.setFocus()
    QTest.keyClick(page.seal_button, Qt.Key.Key_Return)
    assert isinstance(private(screen).page, PassPage)


def test_children_score_on_stones_large_enough_for_a_finger(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    private(screen).begin_turn(family.people["Jayden"])
    page = turn(screen)
    QTest.qWait(1)
    assert all(b.width() >= 56 and b.height() >= 56 for b in page.numbers.buttons)
    device = QTest.createTouchDevice()
    stone = page.numbers.buttons[8]
    spot = stone.mapTo(screen.window(), stone.rect().center())
    QTest.touchEvent(screen.window(), device).press(0, QPoint(spot), screen.window()).commit()
    QTest.touchEvent(screen.window(), device).release(0, QPoint(spot), screen.window()).commit()
    assert page.numbers.value == 8
    QTest.mouseClick(button(page, "pictures1"), Qt.MouseButton.LeftButton)
    assert page.kind.current == 1
    assert not page.read_button.isEnabled()
    assert page.read_button.accessibleDescription()


def test_touch_mode_makes_every_number_44_px(begun: tuple[Any, ScalingScreen]) -> None:
    _, screen = begun
    theme().set(touch=True)
    QTest.mouseClick(button(private(screen), "beginTurn"), Qt.MouseButton.LeftButton)
    QTest.qWait(1)
    for widget in turn(screen).findChildren(QPushButton):
        assert widget.height() >= 38, widget.objectName()
        if widget.objectName().startswith("number"):
            assert widget.width() >= 44 and widget.height() >= 44


def test_undo_of_a_turn_is_one_step_and_names_nobody(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    before = len(family.case.history())
    answer(screen, 7, SECRET, WISH)
    assert len(family.case.history()) == before + 1
    assert family.case.undo_label == "Sealed an answer"


def test_give_score_for_a_person_who_was_not_asked_is_still_sealed(begun: tuple[Any, ScalingScreen]) -> None:
    family, screen = begun
    give_score(family.case, private(screen).round_id, family.people["Wes"], 3, reason=SECRET)
    assert "Zebulon" not in str(family.context.map_view())


def test_in_the_window_no_bar_and_no_shortcut_reaches_past_a_private_round(
    bare: Any, show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_screens", {})
    registry.register("scaling", ScalingScreen)
    registry.register("strands", StrandsScreen)
    shell = CaseShell(bare.context)
    show(shell, 1366, 768)
    shell.show_screen("scaling")
    screen = shell.findChild(ScalingScreen)
    assert isinstance(screen, ScalingScreen)
    shell.activateWindow()
    QTest.qWait(20)
    screen.enter_round(start_round(bare.case, bare.scale_id(), [bare.people["Shauna"], bare.people["Danny"]]))
    answer(screen, 7, SECRET)
    private(screen).begin_turn(bare.people["Danny"])
    QTest.qWait(1)
    assert not shell.top_bar.isVisible()
    assert not shell.rail.isVisible()
    assert private(screen).size() == shell.size()
    steps = len(bare.case.history())
    focus = turn(screen).numbers.buttons[0]
    focus.setFocus()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_1, Qt.Key.Key_Y):
        QTest.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)
    assert len(bare.case.history()) == steps
    assert shell.current == "scaling"
    private(screen).stop()
    assert shell.top_bar.isVisible()
    assert shell.rail.isVisible()
    QTest.keyClick(screen.switcher, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # the control: now it does
    assert len([item for item in bare.case.history() if item.state == "done"]) < steps
    bare.context.setParent(None)
