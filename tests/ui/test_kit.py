"""The kit: what it shows, says and does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui import fonts, icons
from ui.spelling import Spelling, spelling
from ui.theme import THEMES, text_scale_for, theme, tokens
from ui.widgets import (
    Avatar,
    Button,
    Chip,
    Drawer,
    EmptyState,
    FlowLayout,
    FocusRing,
    GrowingTextEdit,
    IconButton,
    Label,
    LineField,
    LinkButton,
    Menu,
    MiniSpread,
    PassphraseField,
    ScalePerson,
    ScaleStrip,
    ScrollArea,
    SearchField,
    SectionHeader,
    SegmentedControl,
    SidePanel,
    StrandBadge,
    Switch,
    Toast,
    initials_of,
)

ROOT = Path(ui.__file__).parent


def colors_of(image: QImage) -> set[str]:
    """Every colour that occurs in a picture."""
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


# ---- theme, fonts, icons ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", THEMES)
def test_every_token_of_a_theme_is_a_colour(name: str) -> None:
    theme().set(name=name)  # type: ignore[arg-type]
    names = tokens()["color"]["themes"]["light"]
    assert all(theme().color(token).isValid() for token in names)
    assert [theme().ramp(step)[0].lightness() for step in range(11)] == sorted(
        theme().ramp(step)[0].lightness() for step in range(11)
    )


def test_projector_text_is_never_under_26_px() -> None:
    theme().set(name="projector")
    assert min(theme().font(role).pixelSize() for role in ("caption", "label", "body", "words")) >= 26
    theme().set(name="light")
    assert theme().font("body").pixelSize() == 15


def test_text_grows_and_targets_grow() -> None:
    theme().set(text_scale=2.0)
    assert theme().font("body").pixelSize() == 30
    assert theme().px(12) == 24
    theme().set(text_scale=1.0, touch=True)
    assert theme().target(32) == 44
    assert (text_scale_for(1366), text_scale_for(1920)) == (1.0, 1.25)


def test_our_font_and_the_scripts_it_lacks_are_found(qtbot: QtBot) -> None:
    assert fonts.load()
    label = Label("পরিবার مرحبا")
    qtbot.addWidget(label)
    assert {"Bengali", "Arabic"} <= fonts._loaded


def test_the_easier_letters_are_used_when_chosen() -> None:
    assert theme().font("body").families()[0] == fonts.FAMILY
    theme().set(reading_font=True)
    assert theme().font("body").families()[:2] == [fonts.EASIER_FAMILY, fonts.FAMILY]
    theme().set(reading_font=False)


def test_every_icon_in_the_list_exists_and_every_icon_used_is_in_the_list() -> None:
    missing = [name for name in icons.names() if not icons.file_of(name).is_file()]
    assert not missing
    phosphor = {path.stem for path in icons.file_of("plus").parent.glob("*.svg")}
    used: set[str] = set()
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r'(?:icon=|set_icon\(|IconButton\(\s*|IconMark\(\s*|icons\.\w+\(\w+, )"([a-z-]+)"', text)
        used.update(name for name in found if name.removesuffix("-fill").removesuffix("-bold") in phosphor)
    assert used and used <= icons.names(), sorted(used - icons.names())


def test_an_icon_is_painted_in_the_colour_asked_for(qtbot: QtBot) -> None:
    drawn = icons.pixmap("plus", QColor("#A14A12"), 40, 1.0).toImage()
    assert "#a14a12" in colors_of(drawn)
    assert icons.pixmap("plus", QColor("#A14A12"), 40, 2.0).size() == QSize(80, 80)


# ---- to press -----------------------------------------------------------------------------------------------------
def test_everything_to_press_has_a_name_and_works_by_keys(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    made = [
        Button("New family", name="new", kind="primary", icon="plus", parent=host),
        IconButton("plus", "Add a card", name="add", parent=host),
        LinkButton("Read it all", name="read", parent=host),
        Switch("Touch", name="touch", parent=host),
    ]
    pressed: list[str] = []
    for button in made:
        button.clicked.connect(lambda _=False, b=button: pressed.append(b.objectName()))
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert button.accessibleName()
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == button.accessibleName()
        assert button.sizeHint().height() >= 32
    assert pressed == ["new", "add", "read", "touch"]
    QTest.keyClick(made[0], Qt.Key.Key_Return)
    assert pressed[-1] == "new"


def test_segments_tell_only_what_a_person_chose(qtbot: QtBot) -> None:
    segments = SegmentedControl(["One", "Two", "Three"], name="seg", numbers=True)
    qtbot.addWidget(segments)
    told: list[int] = []
    segments.chosen.connect(told.append)
    segments.set_current(2)
    assert (segments.current, told) == (2, [])
    button = segments.findChild(Button, "seg1")
    assert button is not None
    button.click()
    assert told == [1]


# ---- people, strands, scales --------------------------------------------------------------------------------------
def test_initials() -> None:
    assert [initials_of(n) for n in ("Danny", "Nanna Mo", "", "PC Tate", "(unborn)")] == ["D", "NM", "?", "PT", "?"]


def test_people_differ_by_shape_not_by_colour_alone(qtbot: QtBot) -> None:
    drawn = []
    for kind in ("family", "child", "professional"):
        avatar = Avatar("", kind, size=40, initials=" ")
        qtbot.addWidget(avatar)
        avatar.resize(avatar.sizeHint())
        drawn.append(avatar.grab().toImage())
    # On the way from the rim to the middle: no ring, two rings, one ring.
    changes = [len({img.pixelColor(x, 20).lightness() // 40 for x in range(1, 10)}) for img in drawn]
    assert changes[0] < changes[1]
    assert drawn[0] != drawn[1] != drawn[2]


def test_chips_and_badges_say_what_they_are(qtbot: QtBot) -> None:
    chip = Chip("Hospital, police", icon="file-text", tone="plain")
    badge = StrandBadge(1, "No more Friday voices")
    for widget in (chip, badge):
        qtbot.addWidget(widget)
    assert chip.accessibleName() == "Hospital, police"
    assert badge.accessibleName() == "Strand 1: No more Friday voices"
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize(
    ("scores", "words"),
    [([], "Not scored yet"), ([4], "4, one score"), ([5, 6, 8], "5 to 8"), ([7, 7], "Everyone at 7")],
)
def test_a_spread_in_words_never_an_average(qtbot: QtBot, scores: list[int], words: str) -> None:
    spread = MiniSpread(scores)
    qtbot.addWidget(spread)
    assert spread.accessibleName() == f"Scores: {words}"
    spread.resize(spread.sizeHint())
    ramp = theme().ramp(0)[0].name()
    assert (ramp in colors_of(spread.grab().toImage())) == bool(scores)


def _people(scores: list[int]) -> list[ScalePerson]:
    return [ScalePerson(str(i), f"Person {i}", score) for i, score in enumerate(scores)]


@pytest.mark.parametrize("scores", [[], [3], [7] * 12, [0, 10, 5, 5, 6], list(range(11))])
@pytest.mark.parametrize("width", [520, 900, 1240])
def test_a_strip_keeps_everybody_on_their_step_and_apart(qtbot: QtBot, scores: list[int], width: int) -> None:
    strip = ScaleStrip("Nought in words", "Ten in words")
    qtbot.addWidget(strip)
    strip.set_people(_people(scores), empty="Not scored yet.")
    strip.resize(width, strip.sizeHint().height())
    strip.show()
    pills = [p for p in strip.findChildren(QWidget) if p.objectName().startswith("scalePerson")]
    assert len(pills) == len(scores)
    for pill in pills:
        step = strip._step_rect(scores[int(pill.objectName().split("-")[1])])
        assert abs(pill.geometry().center().x() - step.center().x()) <= step.width()
        assert pill.geometry().bottom() < step.top()
        assert pill.geometry().top() >= 0
    for index, pill in enumerate(pills):
        assert not any(pill.geometry().intersects(other.geometry()) for other in pills[index + 1 :])


def test_a_person_on_the_strip_can_be_chosen_and_let_go(qtbot: QtBot) -> None:
    strip = ScaleStrip()
    qtbot.addWidget(strip)
    strip.set_people(_people([4, 6]))
    chosen: list[str] = []
    strip.person_chosen.connect(chosen.append)
    pill = strip.findChild(QWidget, "scalePerson-1")
    assert pill is not None
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert chosen == ["1", ""]


# ---- words --------------------------------------------------------------------------------------------------------
def test_a_label_wraps_clamps_and_reads_from_the_right(qtbot: QtBot) -> None:
    label = Label("word " * 60, max_lines=3)
    qtbot.addWidget(label)
    label.resize(200, 100)
    assert label.heightForWidth(200) == 3 * theme().line_height("body")
    assert label.clamped
    label.set_max_lines(0)
    assert label.heightForWidth(200) > 3 * theme().line_height("body")
    assert not label.clamped
    label.setText("مرحبا بالعالم")
    assert label._aligned() == Qt.AlignmentFlag.AlignRight


def test_an_editor_saves_on_leaving_and_restores_on_escape(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QVBoxLayout(host)
    editor = GrowingTextEdit("One", name="card", heard="Words of the card")
    other = LineField(name="other", heard="Other")
    row.addWidget(editor)
    row.addWidget(other)
    host.show()
    host.activateWindow()
    saved: list[str] = []
    cancelled: list[bool] = []
    editor.committed.connect(saved.append)
    editor.cancelled.connect(lambda: cancelled.append(True))
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "Two ")
    other.setFocus()
    assert saved == ["Two One"]
    editor.setFocus()
    QTest.keyClicks(editor, "gone ")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert (editor.text(), cancelled, saved) == ("Two One", [True], ["Two One"])
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(saved) == 2
    editor.commit()
    assert len(saved) == 2  # nothing new: nothing saved


def test_an_editor_grows_with_its_words(qtbot: QtBot) -> None:
    editor = GrowingTextEdit(name="card", heard="Words")
    qtbot.addWidget(editor)
    editor.resize(240, 60)
    editor.show()
    before = editor.sizeHint().height()
    editor.setPlainText("a line\n" * 6)
    assert editor.sizeHint().height() > before + 4 * editor.fontMetrics().lineSpacing()
    editor.commit()


def test_typing_that_rests_is_told(qtbot: QtBot) -> None:
    editor = GrowingTextEdit(name="card", heard="Words")
    qtbot.addWidget(editor)
    editor._pause.setInterval(10)
    with qtbot.waitSignal(editor.paused, timeout=1000) as told:
        QTest.keyClicks(editor, "Nan")
    assert told.args == ["Nan"]


def test_spelling_is_british_and_knows_names_and_added_words(qtbot: QtBot) -> None:
    words = Spelling()
    assert words.check("zzqx")  # not loaded yet: nothing is marked
    words.wait()
    assert words.check("colour") and not words.check("color")
    assert words.check("didn’t") and words.check("OK")
    assert not words.check("Zayn")
    words.set_extra(["Zayn Rahman"])
    assert words.check("Zayn") and words.check("Zayn's")
    told: list[str] = []
    words.word_added.connect(told.append)
    words.add("Nanna")
    assert words.check("nanna") and told == ["Nanna"]
    words.set_on(False)
    assert words.check("color")  # switched off: nothing is marked
    words.set_on(True)
    words.forget()
    assert not words.check("Zayn")
    assert [text for text in ("przepraszam", "مرحبا") if list(words.mistakes(text))] == ["przepraszam"]


def test_a_misspelt_word_offers_better_ones(qtbot: QtBot) -> None:
    spelling().wait()
    editor = GrowingTextEdit("The wrld", name="card", heard="Words")
    qtbot.addWidget(editor)
    cursor = editor.textCursor()
    cursor.setPosition(6)
    menu = editor.spelling_menu(cursor)
    better = next(action for action in menu.actions() if action.text() == "world")
    better.trigger()
    assert editor.text() == "The world"
    menu.deleteLater()
    editor.commit()


def test_a_passphrase_is_covered_until_asked(qtbot: QtBot) -> None:
    field = PassphraseField(name="pass", heard="Your passphrase")
    qtbot.addWidget(field)
    field.setText("four plain words")
    eye = field.findChild(IconButton, "passShow")
    assert eye is not None and field.displayText() != "four plain words"
    eye.click()
    assert field.displayText() == "four plain words"
    field.hide_words()
    assert field.text() == "" and field.echoMode() == PassphraseField.EchoMode.Password


def test_ctrl_k_leads_to_search_and_escape_empties_it(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    first = LineField(name="first", heard="First")
    search = SearchField(heard="Search", placeholder="Name")
    row.addWidget(first)
    row.addWidget(search)
    host.show()
    host.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(host, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert search.hasFocus()
    QTest.keyClicks(search, "abc")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


# ---- bigger pieces ------------------------------------------------------------------------------------------------
def test_a_toast_is_never_stacked_and_its_action_works_once(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 400)
    host.show()
    toast = Toast(host)
    undone: list[int] = []
    toast.say("Moved to strengths", "Undo", lambda: undone.append(1))
    toast.say("Moved to safety", "Undo", lambda: undone.append(2))
    assert toast.words == "Moved to safety"
    assert toast.geometry().center().x() == pytest.approx(400, abs=1)
    action = toast.findChild(LinkButton, "toastAction")
    assert action is not None
    action.click()
    action.click()
    assert undone == [2] and toast.isHidden()


def test_the_ring_follows_the_keyboard_and_is_clipped_by_scrolling(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(300, 200)
    inner = QWidget()
    rows = QVBoxLayout(inner)
    buttons = [Button(f"Button {i}", name=f"b{i}") for i in range(12)]
    for button in buttons:
        rows.addWidget(button)
    area = ScrollArea(inner)
    QVBoxLayout(host).addWidget(area)
    ring = FocusRing(host)
    host.show()
    host.activateWindow()
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(buttons[0].hasFocus)
    assert ring.isVisible() and ring.target is buttons[0]
    before = ring.y()
    area.verticalScrollBar().setValue(60)
    assert ring.y() == before - 60
    assert not ring.mask().contains(QPoint(20, 0))
    buttons[0].clearFocus()
    assert ring.isHidden()


def test_items_flow_like_words(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, gap=10, row_gap=5)
    for index in range(6):
        flow.addWidget(Button(f"Button {index}", name=f"b{index}"))
    one = flow.heightForWidth(2000)
    assert one == flow.sizeHint().height()
    assert flow.heightForWidth(220) > 2 * one
    host.resize(220, 400)
    host.show()
    assert max(button.geometry().right() for button in host.findChildren(Button)) <= 220


def test_the_side_panel_floats_when_the_window_is_narrow(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    row.addWidget(QWidget(), 1)
    panel = SidePanel("Questions you could ask", name="prompts")
    drawer = Drawer(panel, page, row)
    page.resize(1366, 600)
    page.show()
    assert not drawer.floating and panel.isVisible()
    page.resize(1000, 600)
    assert drawer.floating and panel.isHidden()
    panel.show()
    assert panel.geometry().right() == page.width() - 1
    panel.close_button.click()
    assert panel.isHidden()


def test_making_a_piece_opens_no_window_of_its_own(qtbot: QtBot) -> None:
    shown = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    made = [SidePanel("Questions", name="panel"), SectionHeader("Past harm", count="4"), EmptyState("Nothing yet.")]
    for widget in made:
        qtbot.addWidget(widget)
    assert {w for w in QApplication.topLevelWidgets() if w.isVisible()} == shown


@pytest.mark.parametrize("touch", [False, True])
def test_a_menu_has_room_to_press(qtbot: QtBot, touch: bool) -> None:
    theme().set(touch=touch)
    menu = Menu()
    qtbot.addWidget(menu)
    action = menu.addAction("With the family")
    assert menu.actionGeometry(action).height() >= (44 if touch else 32)


def test_an_empty_state_has_one_sentence_and_one_main_action(qtbot: QtBot) -> None:
    action = Button("Add the first", name="first", kind="primary")
    state = EmptyState("Nothing here yet. Who could start?", icon="plant", action=action)
    qtbot.addWidget(state)
    state.resize(600, 400)
    state.show()
    assert action.isVisible()
    assert state.rect().contains(action.mapTo(state, action.rect().center()))


@pytest.mark.parametrize("name", THEMES)
def test_the_kit_paints_in_every_theme(qtbot: QtBot, name: str) -> None:
    theme().set(name=name)  # type: ignore[arg-type]
    label = Label("Words")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    assert theme().color("ink").name() in colors_of(label.grab().toImage())
