"""The panel beside the family’s picture: what another reader sees of it, and who uses it by keys or in large text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from models.acts import family as acts
from models.acts.cards import restrict
from models.entities import Restriction
from models.readers import FAMILY, US
from tests.ui.rooms.family_panel.beside import Room, find, heard, page
from ui.screens.family.entry import EntryLine
from ui.screens.family.outline import FamilyOutline
from ui.screens.family.panel import FamilyPanel
from ui.screens.family.panel_kit import FactField
from ui.theme import theme


def test_nothing_chosen_shows_the_key(room: Room, panel: FamilyPanel) -> None:
    said = heard(page(panel))
    assert "17 people" in said
    assert "Who lives where?" in said


SECRETS = ("Gary", "Dad used the belt")


def _everything(room: Room, panel: FamilyPanel, *people: str) -> str:
    """What panel, outline and entry line say, whatever is chosen (or only about some people)."""
    outline, entry = FamilyOutline(room.state), EntryLine(room.state)
    outline.show()
    view = room.state.view
    chosen = [("person", p.id) for p in view.people if not people or p.id in people]
    if not people:
        chosen += [("union", u.id) for u in view.unions] + [("child", c.id) for c in view.children]
        chosen += [("tie", t.id) for t in view.ties] + [("home", h.id) for h in view.homes]
    panel._on_more(True)
    said = []
    for kind, key in [*chosen, ("", "")]:
        room.state.select(kind, key)
        assert panel.page is not None
        said.append(heard(panel.page))
    entry.open("child", chosen[0][1])
    said.append(heard(entry))
    lines = outline.lines
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole,
             Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole)  # fmt: skip
    said += [str(lines.nth(n).data(role)) for n in range(120) for role in roles]
    outline.deleteLater()
    entry.deleteLater()
    return "\n".join(said)


def test_who_is_restricted_leaves_no_trace_under_another_lens(room: Room, panel: FamilyPanel) -> None:
    restrict(room.case, "person", room.ids["Gary"], "safety", values=["Gary"])
    said = _everything(room, panel, room.ids["Gary"])
    assert all(secret in said for secret in SECRETS)
    room.context.set_lens(FAMILY)
    room.state.select("person", room.ids["Gary"])
    said = _everything(room, panel)
    assert not [secret for secret in SECRETS if secret in said]
    assert room.ids["Gary"] not in said


def test_under_a_public_name_only_that_name_is_told(room: Room, panel: FamilyPanel) -> None:
    row = room.row("Gary")
    restrict(room.case, "person", room.ids["Gary"], "safety", public_name="a relative", values=["Gary", row["name"]])
    room.context.set_lens(FAMILY)
    room.state.select("person", room.ids["Gary"])
    fields = page(panel).findChildren(FactField)
    assert [f.text for f in fields] == ["a relative"]
    assert not find(fields[0], QAbstractButton, "fact-name").isEnabled()
    room.context.set_lens(US)
    room.state.select("person", room.ids["Gary"])
    assert row["name"] in [f.text for f in page(panel).findChildren(FactField)]


def test_a_restricted_field_is_empty_and_closed(room: Room, panel: FamilyPanel) -> None:
    with room.case.edit("Held back a birthday") as session:
        session.add(
            Restriction(
                case_id=room.case.id, target_table="person", target_id=room.ids["Danny"], target_field="born",
                reason="safety",
            )
        )  # fmt: skip
    room.context.set_lens(FAMILY)
    room.state.select("person", room.ids["Danny"])
    assert "1993" not in heard(page(panel))
    room.context.set_lens(US)
    assert "1993" in heard(page(panel))


def test_hidden_names_are_initials(room: Room, panel: FamilyPanel) -> None:
    room.state.set_options(names=False)
    said = _everything(room, panel)
    assert not [name for name in ("Shauna", "Danny", "Tanner", "belt") if name in said]


def test_everything_to_press_has_a_name(room: Room, panel: FamilyPanel) -> None:
    view = room.state.view
    for kind, key in (("person", room.ids["Danny"]), ("union", view.unions[0].id), ("child", view.children[0].id),
                      ("tie", view.ties[0].id), ("home", view.homes[0].id), ("", "")):  # fmt: skip
        room.state.select(kind, key)
        for widget in page(panel).findChildren(QWidget):
            if isinstance(widget, QAbstractButton | QLineEdit | QTextEdit) and widget.isVisible():
                assert widget.objectName(), f"{kind}: {widget.accessibleName()}"
                assert widget.accessibleName(), f"{kind}: {widget.objectName()}"


def test_the_tab_key_walks_the_page(room: Room, panel: FamilyPanel) -> None:
    panel.window().activateWindow()
    room.state.select("person", room.ids["Danny"])
    find(page(panel), QAbstractButton, "fact-name").setFocus()
    met: list[str] = []
    while len(met) < 40 and "addLine" not in met:
        focus = QApplication.focusWidget()
        assert focus is not None
        met.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    wanted = ["fact-name", "fact-relation", "fact-born", "choose-home", "moreFacts", "add-partner", "addLine"]
    places = [met.index(name) for name in wanted]
    assert places == sorted(places)


def test_words_being_written_stay_under_the_hand(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    field = next(f for f in page(panel).findChildren(FactField) if f.key == "relation")
    field.open()
    assert field.editor is not None
    field.editor.selectAll()
    QTest.keyClicks(field.editor, "dad of")
    acts.pin(room.case, room.ids["Ian"], 1.0, 0)
    page(panel)
    assert field.editor is not None
    assert field.editor.text() == "dad of"
    QTest.keyClicks(field.editor, " two")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    page(panel)
    assert room.row("Danny")["relation"] == "dad of two"


@pytest.mark.parametrize(("scale", "touch"), [(1.0, True), (1.5, False), (2.0, True)])
def test_nothing_is_cut_in_large_text(room: Room, panel: FamilyPanel, scale: float, touch: bool) -> None:
    theme().set(text_scale=scale, touch=touch)
    panel._on_more(True)
    page(panel)
    panel.resize(panel.width(), 900)
    for kind, key in (("person", room.ids["Danny"]), ("union", room.union("Shauna", "Danny"))):
        room.state.select(kind, key)
        shown = page(panel)
        QApplication.processEvents()
        for button in shown.findChildren(QAbstractButton):
            if button.isVisible():
                edge = button.mapTo(panel, button.rect().bottomRight()).x()
                assert edge <= panel.width() - 12, button.objectName()
