"""The questions at hand: what fits the room, searching, favourites, our own, keeping one for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import question_bank
from models.readers import FAMILY
from ui.screens.questions import QuestionRow, QuestionsPanel


@pytest.fixture
def panel(bare: Any, show: Callable[..., QWidget], qtbot: QtBot) -> Iterator[QuestionsPanel]:
    page = QWidget()
    made = QuestionsPanel(bare.context, parent=page)
    made.setGeometry(900, 0, 340, 700)
    show(page)
    made.show_for("harm")
    qtbot.waitUntil(lambda: made.rows[0].star.isVisible() and made.rows[0].height() > 20)
    yield made
    page.hide()


def texts(panel: QuestionsPanel) -> list[str]:
    return [row.words for row in panel.rows]


def row_with(panel: QuestionsPanel, words: str) -> QuestionRow:
    return next(row for row in panel.rows if words in row.words)


def press(qtbot: QtBot, panel: QWidget, name: str) -> None:
    button = panel.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, panel: QuestionsPanel, words: str) -> QuestionRow:
    row = row_with(panel, words)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    return row


def test_each_room_opens_with_what_fits_it(panel: QuestionsPanel) -> None:
    assert panel.which.text() == "Harm matrix"
    assert "When was the very first time you remember?" in texts(panel)
    panel.show_for("scaling")
    assert panel.which.text() == "Scaling"


def test_searching_looks_everywhere_and_says_when_there_is_none(qtbot: QtBot, panel: QuestionsPanel) -> None:
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, "birthd")
    assert any("birthdays, Christmas" in text for text in texts(panel))
    assert panel.which.text() == "Everywhere"
    qtbot.keyClicks(panel.search, "zzz")
    assert texts(panel) == []
    panel.search.clear()
    assert panel.which.text() == "Harm matrix"


def test_a_childs_name_is_put_in(panel: QuestionsPanel) -> None:
    panel.show_for("timeline")
    assert any("your child" in text for text in texts(panel))
    panel.put_in("Mila")
    assert any("Mila" in text for text in texts(panel))
    assert not any("{child}" in text or "your child" in text for text in texts(panel))


def test_a_star_makes_a_favourite_that_stays(qtbot: QtBot, panel: QuestionsPanel, bare: Any) -> None:
    row = row_with(panel, "the very first time")
    qtbot.mouseClick(row.star, Qt.MouseButton.LeftButton)
    assert question_bank.shelf(bare.case.desk).favourites == ("When was the very first time you remember?",)
    action = next(a for a in panel.sets_menu().actions() if a.data() == "favourites")
    action.trigger()
    assert texts(panel) == ["When was the very first time you remember?"]
    qtbot.keyClick(panel.rows[0], Qt.Key.Key_S)
    assert texts(panel) == []
    assert question_bank.shelf(bare.case.desk).favourites == ()


def test_our_own_question_stands_in_the_set_and_goes_again(qtbot: QtBot, panel: QuestionsPanel) -> None:
    panel.own.setFocus()
    qtbot.keyClicks(panel.own, "Who holds the spare key?")
    qtbot.keyClick(panel.own, Qt.Key.Key_Return)
    assert texts(panel)[-1] == "Who holds the spare key?"
    assert panel.own.text() == ""
    choose(qtbot, panel, "spare key")
    press(qtbot, panel, "questionRemove")
    assert not any("spare key" in text for text in texts(panel))


def test_a_shipped_question_cannot_be_removed(qtbot: QtBot, panel: QuestionsPanel) -> None:
    choose(qtbot, panel, "the very first time")
    assert panel.findChild(QPushButton, "questionRemove") is None


def test_one_is_kept_for_somebody_and_can_be_undone(qtbot: QtBot, panel: QuestionsPanel, bare: Any) -> None:
    choose(qtbot, panel, "the very first time")
    action = next(a for a in panel.people_menu().actions() if a.text() == "Nanna Mo")
    action.trigger()
    kept = bare.case.rows.where("open_question")
    assert [(q["text"], q["person_id"]) for q in kept] == [
        ("When was the very first time you remember?", bare.people["Nanna Mo"])
    ]
    text, label, undo = bare.said.toasts[-1]
    assert "Nanna Mo" in text
    assert label == "Undo"
    undo()
    assert bare.case.rows.where("open_question") == []


def test_one_is_shown_large_and_the_next_follows(qtbot: QtBot, panel: QuestionsPanel) -> None:
    choose(qtbot, panel, "the very first time")
    press(qtbot, panel, "questionLarge")
    page = panel.parentWidget()
    assert page is not None
    large = page.findChild(QWidget, "largeQuestion")
    assert isinstance(large, QWidget)
    assert large.accessibleName() == "When was the very first time you remember?"
    assert large.size() == page.size()
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert large.accessibleName() == texts(panel)[texts(panel).index("When was the very first time you remember?") + 1]
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()


def test_copying_and_arrows(qtbot: QtBot, panel: QuestionsPanel) -> None:
    row = choose(qtbot, panel, "the very first time")
    press(qtbot, panel, "questionCopy")
    assert QGuiApplication.clipboard().text() == row.words
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert panel.rows[panel.rows.index(row) + 1].hasFocus()


def test_a_question_for_somebody_hidden_is_not_offered(panel: QuestionsPanel, bare: Any) -> None:
    from models.entities import Restriction

    def offered() -> list[str]:
        return [action.text() for action in panel.people_menu().actions()]

    assert "Wes" in offered()
    with bare.case.edit("Held back") as session:
        session.add(
            Restriction(
                case_id=bare.case.id, target_table="person", target_id=bare.people["Wes"], target_field="",
                fact="", reason="He asked for it.", values_json="[]",
            )
        )  # fmt: skip
    bare.context.set_lens(FAMILY)
    assert "Wes" not in offered()
