"""Beside the family's picture: the panel, the line for adding people, and the outline, through real widgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from models.acts import family as acts
from models.acts.cards import restrict
from models.casework import Case, Desk
from models.entities import Restriction
from models.readers import FAMILY, US
from models.vault import Vault
from tests.vaults import PASSPHRASE, put_vault
from ui.context import CaseContext, Services
from ui.screens.family.entry import ANOTHER, EntryLine
from ui.screens.family.outline import FamilyOutline
from ui.screens.family.panel import FamilyPanel
from ui.screens.family.panel_kit import Choice, FactField, GenderChoice
from ui.screens.family.state import FamilyState
from ui.theme import theme

NOW = dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)


class Window:
    """Stands in for the window: keeps the toasts."""

    def __init__(self) -> None:
        self.toasts: list[tuple[str, str]] = []

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        self.toasts.append((text, action))

    def show_screen(self, screen_id: str) -> None:
        raise AssertionError(screen_id)


@dataclass
class Room:
    """The Harlow family's room: its state, and people's ids by what they are called."""

    state: FamilyState
    context: CaseContext
    window: Window
    ids: dict[str, str]

    @property
    def case(self) -> Case:
        return self.context.case

    def row(self, name: str) -> dict[str, Any]:
        found = self.case.rows.get("person", self.ids[name])
        assert found is not None
        return found

    def union(self, *names: str) -> str:
        wanted = {self.ids[name] for name in names}
        return next(u.id for u in self.state.view.unions if wanted <= set(u.partners))

    def link(self, name: str) -> str:
        return next(c.id for c in self.state.view.children if c.child == self.ids[name])

    def tie(self, one: str, other: str) -> str:
        wanted = {self.ids[one], self.ids[other]}
        return next(t.id for t in self.state.view.ties if {t.start, t.end} == wanted)


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    # Where people stand is the canvas's business: no worker thread arranges them here.
    monkeypatch.setattr(FamilyState, "arrange", lambda self, afresh=False: None)
    path = put_vault(tmp_path / "v.sofs", examples=True)
    vault = Vault.open(path, PASSPHRASE)
    desk = Desk(vault, now=lambda: NOW)
    case = desk.open_case(desk.case_ids()[-1])  # Harlow / Pryce
    window = Window()
    services = Services(path, now=lambda: NOW)
    context = CaseContext(case, case.rows.where("workspace")[0]["id"], services, window)
    state = FamilyState(context)
    yield Room(state, context, window, {p.person.name: p.id for p in state.view.people})
    context.close()
    desk.close()
    vault.close()


@pytest.fixture
def panel(room: Room, show: Callable[..., QWidget]) -> FamilyPanel:
    made = FamilyPanel(room.state)
    show(made, 300, 900)
    return made


def find(where: QWidget, kind: type[Any], name: str) -> Any:
    found = [w for w in where.findChildren(kind, name) if not w.isHidden()]
    assert found, f"no {name} in {sorted(w.objectName() for w in where.findChildren(QWidget) if w.objectName())}"
    return found[0]


def page(panel: FamilyPanel) -> QWidget:
    QTest.qWait(1)
    QApplication.processEvents()
    assert panel.page is not None
    return panel.page


def write(panel: FamilyPanel, key: str, text: str) -> None:
    """Write a fact by keys: Enter opens it, Enter leaves it."""
    field = (
        find(page(panel), FactField, "")
        if not key
        else next(f for f in page(panel).findChildren(FactField) if f.key == key)
    )
    shown = find(field, QAbstractButton, f"fact-{key}")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    editor = field.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    if text:
        QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page(panel)


def pick(panel: FamilyPanel, key: str, text: str) -> None:
    """Choose words from a choice's menu."""
    choice = next(c for c in page(panel).findChildren(Choice) if c.key == key)
    menu = choice.menu_of_words()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()
    page(panel)


def press(where: QWidget, name: str) -> None:
    QTest.mouseClick(find(where, QAbstractButton, name), Qt.MouseButton.LeftButton)
    QTest.qWait(1)
    QApplication.processEvents()


def heard(widget: QWidget) -> str:
    """Everything a widget and those in it show or say."""
    words: list[str] = []
    for each in [widget, *widget.findChildren(QWidget)]:
        words += [each.accessibleName(), each.toolTip()]
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            words.append(each.text())
        if isinstance(each, QTextEdit):
            words.append(each.toPlainText())
        if isinstance(each, Choice):
            words += each.words.values()
    return "\n".join(words)


# ---- somebody ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "typed", "column", "kept"),
    [
        ("name", "Daniel Pryce-Jones", "name", "Daniel Pryce-Jones"),
        ("relation", "Mila and Alfie's dad", "relation", "Mila and Alfie's dad"),
        ("born", "2 Sept 1992", "born", "1992-09-02"),
        ("known_as", "Dan", "known_as", "Dan"),
        ("pronouns", "he/him", "pronouns", "he/him"),
    ],
)
def test_a_fact_is_saved_on_leaving_and_undone(
    room: Room, panel: FamilyPanel, key: str, typed: str, column: str, kept: str
) -> None:
    room.state.select("person", room.ids["Danny"])
    if key in ("known_as", "pronouns"):
        press(page(panel), "moreFacts")
    before = room.row("Danny")[column]
    write(panel, key, typed)
    assert room.row("Danny")[column] == kept
    room.context.undo()
    assert room.row("Danny")[column] == before
    shown = next(f for f in page(panel).findChildren(FactField) if f.key == key)
    assert shown.text in (before or "", "2 September 1993")


def test_half_a_date_is_not_saved_while_typing(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    field = next(f for f in page(panel).findChildren(FactField) if f.key == "born")
    field.open()
    assert field.editor is not None
    QTest.keyClicks(field.editor, "2 Se")
    field.editor.paused.emit("2 Se")
    assert room.row("Danny")["born"] == "1993-09-02"
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    page(panel)
    assert room.row("Danny")["born"] == "1993-09-02"


def test_an_empty_name_is_put_back(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    before = room.row("Danny")["name"]
    write(panel, "name", "")
    assert room.row("Danny")["name"] == before
    assert next(f for f in page(panel).findChildren(FactField) if f.key == "name").text == before
    assert "needs a name" in room.window.toasts[-1][0]


@pytest.mark.parametrize(
    ("key", "words", "column", "kept"),
    [
        ("life", "Has died", "life", "dead"),
        ("born_as", "Female", "born_as", "female"),
        ("kind", "Carer", "kind", "carer"),
    ],
)
def test_a_choice_changes_the_row_and_undo_restores_it(
    room: Room, panel: FamilyPanel, key: str, words: str, column: str, kept: str
) -> None:
    room.state.select("person", room.ids["Danny"])
    press(page(panel), "moreFacts")
    before = room.row("Danny")[column]
    pick(panel, key, words)
    assert room.row("Danny")[column] == kept
    room.context.undo()
    assert room.row("Danny")[column] == before


def test_gender_is_chosen_by_its_symbol(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Jo"])
    press(page(panel), "moreFacts")
    choice = find(page(panel), GenderChoice, "choose-gender")
    assert choice.marks["female"].accessibleName() == "Female"
    QTest.mouseClick(choice.marks["non_binary"], Qt.MouseButton.LeftButton)
    assert room.row("Jo")["gender"] == "non_binary"
    room.context.undo()
    assert room.row("Jo")["gender"] == "female"


def test_the_facts_follow_the_life(room: Room, panel: FamilyPanel) -> None:
    def keys() -> set[str]:
        return {f.key for f in page(panel).findChildren(FactField) if f.isVisible()}

    room.state.select("person", room.ids["Terry"])
    assert {"born", "died"} <= keys()
    room.state.select("person", room.ids["Kofi and Abena's baby"])
    assert "due" in keys()
    assert "born" not in keys()
    room.state.select("person", room.ids["Miscarriage at 11 weeks"])
    assert "died" in keys()


def test_somebody_moves_home(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    pick(panel, "home", "12 Tanner's Row")
    assert room.context.projector.people[room.ids["Danny"]].household == "12 Tanner's Row"
    room.context.undo()
    assert room.context.projector.people[room.ids["Danny"]].household == "Carol and Ian's"
    pick(panel, "home", "A new home…")
    field = find(page(panel), QLineEdit, "newHome")
    QTest.keyClicks(field, "A room in Leicester")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page(panel)
    assert room.context.projector.people[room.ids["Danny"]].household == "A room in Leicester"


def test_switches_and_the_pin(room: Room, panel: FamilyPanel) -> None:
    acts.pin(room.case, room.ids["Danny"], 3.0, 1)
    room.state.select("person", room.ids["Danny"])
    press(page(panel), "unpin")
    assert room.row("Danny")["pinned_x"] is None
    press(page(panel), "moreFacts")
    press(page(panel), "isIndex")
    assert room.case.rows.where("workspace_child", person_id=room.ids["Danny"])
    press(page(panel), "isDrawn")
    assert room.row("Danny")["drawn"] == 0
    assert room.state.selected == ("", "")
    room.context.undo()
    assert "Danny" in {p.person.name for p in room.state.view.people}


def test_quick_buttons_ask_for_the_entry_line(room: Room, panel: FamilyPanel) -> None:
    asked: list[tuple[str, str]] = []
    panel.entry_wanted.connect(lambda mode, key: asked.append((mode, key)))
    room.state.select("person", room.ids["Danny"])
    for mode in ("partner", "parent", "child", "sibling", "twin"):
        press(page(panel), f"add-{mode}")
    assert asked == [(m, room.ids["Danny"]) for m in ("partner", "parent", "child", "sibling", "twin")]


def test_somebody_is_taken_out_and_comes_back(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Ian"])
    press(page(panel), "removePerson")
    assert room.window.toasts[-1] == ("Ian was taken out of the case", "Undo")
    assert room.case.rows.get("person", room.ids["Ian"]) is None
    room.context.undo()
    assert room.row("Ian")


def test_the_keyboard_stays_on_the_page(room: Room, panel: FamilyPanel) -> None:
    panel.window().activateWindow()
    room.state.select("person", room.ids["Danny"])
    write(panel, "relation", "dad of two")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "fact-relation"


# ---- lines, couples, children, homes -----------------------------------------------------------------------------
def test_a_line_is_added_with_two_choices_and_edited(room: Room, panel: FamilyPanel) -> None:
    before = len(room.state.view.ties)
    panel.open_line(room.ids["Ian"])
    pick(panel, "newLineTo", "Danny")
    pick(panel, "newLineKind", "Distant")
    assert len(room.state.view.ties) == before + 1
    kind, tie = room.state.selected
    assert kind == "tie"
    write(panel, "note", "They never talk")
    write(panel, "begun_on", "2010")
    pick(panel, "second_kind", "Worn out")
    pick(panel, "kind", "Controlling")
    row = room.case.rows.get("tie", tie)
    assert row is not None
    assert (row["kind"], row["second_kind"], row["note"], row["begun_on"]) == (
        "controlling", "worn_out", "They never talk", "2010",
    )  # fmt: skip
    assert row["directed"]
    press(page(panel), "swapLine")
    turned = room.case.rows.get("tie", tie)
    assert turned is not None
    assert (turned["from_id"], turned["to_id"]) == (row["to_id"], row["from_id"])
    press(page(panel), "removeLine")
    assert room.case.rows.get("tie", tie) is None
    room.context.undo()
    assert room.case.rows.get("tie", tie) is not None


def test_ties_stand_as_rows_that_lead_to_them(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    tie = room.tie("Gary", "Danny")
    row = find(page(panel), QAbstractButton, f"tie-{tie}")
    assert row.accessibleName().startswith("Gary: ")
    assert "Dad used the belt" in row.accessibleName()
    press(page(panel), f"tie-{tie}")
    assert room.state.selected == ("tie", tie)


def test_a_couple_is_edited_and_undone(room: Room, panel: FamilyPanel) -> None:
    union = room.union("Shauna", "Danny")
    before = dict(room.case.rows.get("partnership", union) or {})
    room.state.select("union", union)
    pick(panel, "kind", "Married")
    write(panel, "begun_on", "June 2018")
    pick(panel, "ended_by", "Divorced")
    write(panel, "note", "Met at work")
    after = room.case.rows.get("partnership", union) or {}
    assert (after["kind"], after["begun_on"], after["ended_by"], after["note"]) == (
        "married", "2018-06", "divorced", "Met at work",
    )  # fmt: skip
    for _ in range(4):
        room.context.undo()
    assert room.case.rows.get("partnership", union) == before


def test_somebody_not_known_yet_is_named(room: Room, panel: FamilyPanel) -> None:
    symbol = acts.add_partner(room.case, room.ids["Dean"], "")
    room.state.select("person", symbol)
    assert panel.page is not None
    assert panel.page.objectName() == "unionPage"
    field = find(page(panel), QLineEdit, "newPartner")
    QTest.keyClicks(field, "Sky 30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    union = next(u for u in room.state.view.unions if room.ids["Dean"] in u.partners)
    names = {p.id: p.person.name for p in room.state.view.people}
    assert {names[p] for p in union.partners} == {"Dean", "Sky"}
    room.context.undo()
    room.state.select("union", union.id)
    pick(panel, "partner", "Lisa")
    union = next(u for u in room.state.view.unions if room.ids["Dean"] in u.partners)
    assert set(union.partners) == {room.ids["Dean"], room.ids["Lisa"]}


def test_still_together_has_no_end(room: Room, panel: FamilyPanel) -> None:
    union = room.union("Shauna", "Danny")
    room.state.select("union", union)
    pick(panel, "ended_by", "Still together")
    row = room.case.rows.get("partnership", union) or {}
    assert (row["ended_by"], row["ended_on"]) == (None, None)


def test_children_are_ordered_and_made_twins(room: Room, panel: FamilyPanel) -> None:
    union = room.union("Shauna", "Danny")
    room.state.select("union", union)
    press(page(panel), f"move-1-{room.link('Alfie')}")
    positions = {c.child: c.position for c in room.state.view.children if c.union == union}
    assert positions[room.ids["Alfie"]] < positions[room.ids["Mila"]]
    press(page(panel), "orderByAge")
    assert not any(c.position for c in room.state.view.children if c.union == union)
    room.state.select("child", room.link("Alfie"))
    pick(panel, "twins", "Mila")
    press(page(panel), "identical")
    twins = {c.child: (c.twins, c.identical) for c in room.state.view.children if c.union == union}
    assert twins[room.ids["Alfie"]] == twins[room.ids["Mila"]]
    assert twins[room.ids["Alfie"]][1]
    pick(panel, "twins", "Nobody")
    assert not any(c.twins for c in room.state.view.children if c.union == union)


def test_a_childs_link_is_edited_removed_and_undone(room: Room, panel: FamilyPanel) -> None:
    link = room.link("Alfie")
    room.state.select("child", link)
    pick(panel, "kind", "Foster child")
    write(panel, "begun_on", "2024-05")
    row = room.case.rows.get("child_link", link) or {}
    assert (row["kind"], row["begun_on"]) == ("foster", "2024-05")
    press(page(panel), "removeChild")
    assert room.case.rows.get("child_link", link) is None
    room.context.undo()
    assert room.case.rows.get("child_link", link) is not None


def test_a_home_is_named_filled_and_emptied(room: Room, panel: FamilyPanel) -> None:
    home = next(h for h in room.state.view.homes if h.name == "12 Tanner's Row")
    room.state.select("home", home.id)
    write(panel, "name", "Mum's")
    write(panel, "distance", "next door")
    pick(panel, "addMember", "Nanna Mo")
    press(page(panel), f"leave-{room.ids['Jayden']}")
    pick(panel, f"stay {room.ids['Alfie']}", "Looked after here")
    after = next(h for h in room.state.view.homes if h.id == home.id)
    assert (after.name, after.distance) == ("Mum's", "next door")
    kinds = {m.person.name: m.kind for m in after.members}
    assert "Jayden" not in kinds
    assert (kinds["Nanna Mo"], kinds["Alfie"]) == ("lives", "foster")
    for _ in range(5):
        room.context.undo()
    assert next(h for h in room.state.view.homes if h.id == home.id) == home


# ---- the key, the lens, hidden names ------------------------------------------------------------------------------
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


# ---- adding -------------------------------------------------------------------------------------------------------
@pytest.fixture
def entry(room: Room, show: Callable[..., QWidget]) -> EntryLine:
    made = EntryLine(room.state)
    show(made, 700, 120)
    made.hide()
    return made


def typed(entry: EntryLine, text: str) -> None:
    QTest.keyClicks(entry.field, text)


def test_three_children_at_once_are_one_step(room: Room, entry: EntryLine) -> None:
    added: list[list[str]] = []
    entry.added.connect(added.append)
    entry.open("child", room.ids["Dean"])
    typed(entry, "Ruby 6, Sam 14 months, Max 2016")
    chips = [w.text() for w in entry.findChildren(QAbstractButton, "entryChip") if not w.isHidden()]
    assert chips == ["Ruby, 6", "Sam, 14 months", "Max, born 2016"]
    before = len(room.case.history())
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    assert len(room.case.history()) == before + 1
    assert len(added[0]) == 3
    names = {p.id: p.person.name for p in room.state.view.people}
    assert [names[each] for each in added[0]] == ["Ruby", "Sam", "Max"]
    assert entry.isVisible()
    assert entry.field.text() == ""
    room.context.undo()
    assert not set(added[0]) & {p.id for p in room.state.view.people}


@pytest.mark.parametrize("mode", ["partner", "parent", "sibling", "twin", "person"])
def test_everybody_else_is_added_in_one_line(room: Room, entry: EntryLine, mode: str) -> None:
    added: list[list[str]] = []
    entry.added.connect(added.append)
    entry.open(mode, "" if mode == "person" else room.ids["Ian"])
    typed(entry, "Robin 40")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    view = room.state.view
    assert [p.person.name for p in view.people if p.id in added[0]] == ["Robin"]
    joined = {p for u in view.unions for p in u.partners} | {c.child for c in view.children}
    assert (added[0][0] in joined) == (mode != "person")


def test_of_which_couple_is_asked(room: Room, entry: EntryLine) -> None:
    entry.open("child", room.ids["Shauna"])
    assert entry.couple is not None
    kofi = room.union("Shauna", "Kofi")
    assert set(entry.couple.words) == {kofi, room.union("Shauna", "Danny"), ANOTHER}
    menu = entry.couple.menu_of_words()
    next(a for a in menu.actions() if a.data() == kofi).trigger()
    menu.deleteLater()
    typed(entry, "Kit 3")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    kit = next(p.id for p in room.state.view.people if p.person.name == "Kit")
    assert next(c.union for c in room.state.view.children if c.child == kit) == kofi


def test_foster_parents_beside_those_by_birth(room: Room, entry: EntryLine) -> None:
    entry.open("parent", room.ids["Mila"])
    assert entry.kind is not None
    assert entry.kind.now == "foster"
    typed(entry, "Anne Cole 51, Pete Cole 53")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    links = [c for c in room.state.view.children if c.child == room.ids["Mila"]]
    assert sorted(c.kind for c in links) == ["birth", "foster"]
    union = next(u for u in room.state.view.unions if u.id == next(c.union for c in links if c.kind == "foster"))
    names = {p.id: p.person.full_name for p in room.state.view.people}
    assert {names[p] for p in union.partners} == {"Anne Cole", "Pete Cole"}


def test_escape_closes_the_line(room: Room, entry: EntryLine) -> None:
    closed: list[bool] = []
    entry.closed.connect(lambda: closed.append(True))
    entry.open("sibling", room.ids["Mila"])
    typed(entry, "Half a na")
    QTest.keyClick(entry.field, Qt.Key.Key_Escape)
    assert closed == [True]
    assert not entry.isVisible()


# ---- the outline --------------------------------------------------------------------------------------------------
@pytest.fixture
def outline(room: Room, show: Callable[..., QWidget]) -> FamilyOutline:
    made = FamilyOutline(room.state)
    show(made, 360, 900)
    return made


def _all_lines(outline: FamilyOutline) -> list[tuple[str, str]]:
    found, number = [], 0
    while (index := outline.lines.nth(number)).isValid() and outline.lines.place(index) == number:
        found.append(index.data(Qt.ItemDataRole.UserRole))
        number += 1
    return found


def test_the_outline_says_what_the_view_holds(room: Room, outline: FamilyOutline) -> None:
    lines, view = set(_all_lines(outline)), room.state.view
    wanted = {("person", p.id) for p in view.people} | {("union", u.id) for u in view.unions}
    wanted |= {("child", c.id) for c in view.children} | {("tie", t.id) for t in view.ties}
    wanted |= {("home", h.id) for h in view.homes}
    assert wanted <= lines
    text = "\n".join(str(outline.lines.nth(n).data()) for n in range(len(_all_lines(outline))))
    assert all(p.person.full_name in text for p in view.people)


def test_the_outline_by_keys_alone(room: Room, outline: FamilyOutline) -> None:
    outline.setFocus()
    outline.setCurrentIndex(outline.lines.find("person", room.ids["Ian"]))
    QTest.keyClick(outline, Qt.Key.Key_Return)
    assert room.state.selected == ("person", room.ids["Ian"])
    asked: list[tuple[str, str]] = []
    outline.entry_wanted.connect(lambda mode, key: asked.append((mode, key)))
    lines: list[str] = []
    outline.line_wanted.connect(lines.append)
    for key in (Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_L):
        QTest.keyClick(outline, key)
    assert [mode for mode, _ in asked] == ["partner", "parent", "child", "sibling", "twin"]
    assert {who for _, who in asked} | set(lines) == {room.ids["Ian"]}
    QTest.keyClick(outline, Qt.Key.Key_F2)
    editor = outline.findChild(QLineEdit, "outlineName")
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Ian Whitby")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert room.row("Ian")["name"] == "Ian Whitby"
    assert outline.lines.line(outline.currentIndex()).id == room.ids["Ian"]  # type: ignore[union-attr]
    QTest.keyClick(outline, Qt.Key.Key_Delete)
    assert room.window.toasts[-1][1] == "Undo"
    assert room.case.rows.get("person", room.ids["Ian"]) is None
    assert outline.currentIndex().isValid()
    room.context.undo()
    assert outline.lines.find("person", room.ids["Ian"]).isValid()


def test_the_outline_follows_the_choice(room: Room, outline: FamilyOutline) -> None:
    room.state.select("union", room.union("Shauna", "Danny"))
    line = outline.lines.line(outline.currentIndex())
    assert line is not None
    assert (line.kind, line.id) == room.state.selected


def test_the_outline_says_nothing_while_it_is_hidden(room: Room, outline: FamilyOutline) -> None:
    outline.setCurrentIndex(outline.lines.find("person", room.ids["Ian"]))
    outline.hide()
    acts.set_drawn(room.case, room.ids["Gary"], False)
    assert not _all_lines(outline)
    outline.show()
    assert ("person", room.ids["Gary"]) not in _all_lines(outline)
    assert outline.currentIndex().data(Qt.ItemDataRole.UserRole) == ("person", room.ids["Ian"])


def test_the_outlines_menu(room: Room, outline: FamilyOutline) -> None:
    outline.setCurrentIndex(outline.lines.find("person", room.ids["Ian"]))
    menu = outline.menu()
    assert len(menu.actions()) == 9
    menu.deleteLater()
    outline.setCurrentIndex(outline.lines.find("home", room.state.view.homes[0].id))
    menu = outline.menu()
    assert [a.text() for a in menu.actions()] == ["Open", "Remove"]
    menu.deleteLater()


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
