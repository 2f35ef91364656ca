"""Questions about words while somebody writes: when they come, what marks them, how they are left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models import practice
from models.acts.silencing import silence, silenced, unsilence
from models.errors import KnownError
from models.plain_words import Asked, ours
from ui.context import CaseContext, Services
from ui.plain_words import LONG, MOST, PlainWords, WordQuestions, mark_in, spans_of, worded
from ui.spelling import spelling
from ui.widgets import GrowingTextEdit, LinkButton

SmallFamily = Any
BAD = "There are concerns re DV and emotional harm due to parental substance misuse and lack of engagement."


class Said:
    """A window that only remembers what was said."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def say(self, text: str, action: str = "", callback: object | None = None) -> None:
        self.words.append(text)

    def show_screen(self, screen_id: str) -> None:
        self.words.append(screen_id)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def context(family: SmallFamily, tmp_path: Path, said: Said) -> Iterator[CaseContext]:
    made = CaseContext(family.case, family.workspace_id, Services(tmp_path / "x.sofs"), said)
    yield made
    made.close()


@pytest.fixture
def checker(context: CaseContext, qtbot: QtBot) -> Iterator[PlainWords]:
    made = PlainWords(context, context)
    with qtbot.waitSignal(made.asked):
        made.check("danger", "x", at_once=True)  # the lists are there from now on
    yield made
    made.stop()


def heard(checker: PlainWords) -> list[list[Asked]]:
    answers: list[list[Asked]] = []
    checker.asked.connect(answers.append)
    return answers


def test_questions_come_when_typing_rests_and_for_the_newest_words_only(checker: PlainWords, qtbot: QtBot) -> None:
    answers = heard(checker)
    for length in range(1, len(BAD) + 1):
        checker.check("danger", BAD[:length])
    assert answers == []  # nothing while letters come
    qtbot.waitUntil(lambda: bool(answers), timeout=2000)
    qtbot.wait(50)
    assert len(answers) == 1
    assert {"jargon", "no_who", "no_child", "no_action"} <= {each.code for each in answers[0]}
    assert all(BAD[each.start : each.end] == each.phrase for each in answers[0])


def test_quotations_and_other_kinds_are_answered_with_nothing(checker: PlainWords) -> None:
    answers = heard(checker)
    checker.check("danger", BAD, is_quotation=True)
    checker.check("complicating", BAD)
    checker.check("danger", "   ")
    assert answers == [[], [], []]


def test_a_long_text_is_read_in_a_thread_and_a_stale_answer_dropped(checker: PlainWords, qtbot: QtBot) -> None:
    answers = heard(checker)
    long = f"{BAD} " * (LONG // len(BAD) + 2)
    checker.check("danger", long, at_once=True)
    assert answers == []  # on its way
    checker.check("danger", "Mum loves the boys.", at_once=True)
    assert len(answers) == 1
    qtbot.wait(400)
    assert len(answers) == 1  # what was asked about the older words never came
    checker.check("danger", long, at_once=True)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=5000)
    assert answers[1]


def test_a_phrase_left_alone_is_undoable_and_stays_for_the_whole_work(
    checker: PlainWords, family: SmallFamily, said: Said
) -> None:
    answers = heard(checker)
    checker.check("bottom_line", "Mum is non-compliant.", at_once=True)
    (asked,) = answers[-1]
    checker.silence(asked)
    assert answers[-1] == []  # asked no more, at once
    assert silenced(family.case.rows, family.workspace_id) == ("non-compliant",)
    assert said.words
    family.case.undo()
    assert [each.phrase for each in answers[-1]] == ["non-compliant"]
    family.case.redo()
    assert answers[-1] == []


def test_a_whole_text_is_left_alone_until_it_is_written_anew(checker: PlainWords) -> None:
    answers = heard(checker)
    checker.check("safety", "Mum loves the children very much.", at_once=True)
    checker.silence(next(each for each in answers[-1] if each.code == "strength_as_safety"))
    assert answers[-1] == []
    checker.check("safety", "Mum loves the children very, very much.", at_once=True)
    assert {each.code for each in answers[-1]} >= {"strength_as_safety"}


def test_silencing_as_acts(family: SmallFamily) -> None:
    case, work = family.case, family.workspace_id
    key = silence(case, work, "Non-compliant")
    assert silence(case, work, "non compliant") == key  # the same words: one row, no second step
    unsilence(case, work, "NON compliant".lower())
    assert silenced(case.rows, work) == ()
    unsilence(case, work, "never left alone")
    with pytest.raises(KnownError):
        silence(case, work, "  ")


def test_a_faulty_file_of_the_authority_is_told_once(
    context: CaseContext, said: Said, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "plain_words.json").write_text(json.dumps({"nonsense": 1}), encoding="utf-8")
    practice.use(tmp_path)
    try:
        for _ in range(2):
            words = PlainWords(context, context)
            with qtbot.waitSignal(words.asked):
                words.check("danger", BAD, at_once=True)
            words.stop()
    finally:
        practice.use(None)
    assert sum("plain_words.json" in each for each in said.words) == 1


def test_marks_leave_the_words_the_undo_and_spelling_alone(qtbot: QtBot) -> None:
    spelling().wait()
    text = "Mum is mimimising the DV."
    field = GrowingTextEdit(text, name="words", heard="Words")
    qtbot.addWidget(field)
    mark_in(field, [(text.index("mim"), text.index(" the")), (text.index("DV"), text.index("DV") + 2), (900, 990)])
    there = field.extraSelections()
    assert [each.cursor.selectedText() for each in there] == ["mimimising", "DV", ""]
    none, single = QTextCharFormat.UnderlineStyle.NoUnderline, QTextCharFormat.UnderlineStyle.SingleUnderline
    assert there[0].format.underlineStyle() == none  # the wavy line of the spelling shows through
    assert there[1].format.underlineStyle() == single
    assert field.toPlainText() == text
    assert not field.document().isUndoAvailable()
    mark_in(field, [])
    assert not field.extraSelections()


def asked(count: int) -> list[Asked]:
    return [Asked("jargon", f"p{n}", n, n + 1, f"What is p{n}?", "Because.") for n in range(count)]


@pytest.fixture
def questions(qtbot: QtBot) -> Iterator[WordQuestions]:
    page = QWidget()
    made = WordQuestions(parent=page)
    QVBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.resize(300, 600)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    yield made
    page.close()


def leaves(questions: WordQuestions) -> list[LinkButton]:
    return [link for link in questions.findChildren(LinkButton) if "Leave" in link.objectName()]


def test_at_most_three_are_shown_and_the_rest_behind_a_fold(questions: WordQuestions) -> None:
    questions.show_asked(asked(5))
    assert questions.isVisible()
    assert len(leaves(questions)) == MOST
    assert "5" in questions.accessibleName()
    QTest.keyClick(questions.more, Qt.Key.Key_Return)
    assert len(leaves(questions)) == 5
    questions.more.click()
    assert len(leaves(questions)) == MOST
    questions.show_asked(asked(2))
    assert questions.more.isHidden()
    questions.show_asked([])
    assert not questions.isVisible()


def test_each_can_be_left_alone_by_keys_and_the_next_one_has_the_keyboard(
    questions: WordQuestions, qtbot: QtBot
) -> None:
    there = asked(3)
    questions.show_asked(there)
    wanted: list[Asked] = []
    questions.silence_wanted.connect(wanted.append)
    first = leaves(questions)[0]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert wanted == [there[0]]
    questions.show_asked(there[1:])
    assert leaves(questions)[0].hasFocus()
    assert "p1" in leaves(questions)[0].accessibleName()


def test_questions_never_take_the_keyboard_by_themselves(questions: WordQuestions, qtbot: QtBot) -> None:
    field = GrowingTextEdit("", name="words", heard="Words", parent=questions.parentWidget())
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    questions.show_asked(asked(4))
    questions.show_asked(asked(1))
    assert field.hasFocus()


def test_a_phrase_stands_in_front_where_the_question_does_not_say_it() -> None:
    one = Asked("jargon", "DV", 3, 5, "What happens between them?", "A label.")
    assert worded(one) == "“DV”: What happens between them?"
    whole = Asked("no_who", "", 0, 0, "Who is worried?", "Names.")
    long = Asked("too_long", "a long sentence", 0, 15, "How would you say this to a ten-year-old?", "Lost.")
    assert worded(whole) == "Who is worried?"
    assert worded(long) == long.question
    assert spans_of([one, whole, long]) == [(3, 5)]
    assert ours()
