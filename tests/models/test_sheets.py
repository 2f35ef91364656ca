"""Children's own sheets: exact words, their order, the path that scores, and whom the child lets see what."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from models.acts import scenes as scene_acts
from models.acts import sheets as acts
from models.acts.people import add_person
from models.acts.strands import give_score, reveal, start_round
from models.casework import Case, Desk
from models.entities import Restriction
from models.errors import KnownError
from models.picture_views import SheetView
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.sheets import KINDS, sheet_view, sheets
from models.views import to_plain

TODAY = dt.date(2025, 7, 1)
CHILD = Reader("child")
MUM, DAD = Reader("parent", "Ruby"), Reader("parent", "Rob")
OUTSIDE = [FAMILY, MUM, Reader("network"), Reader("court"), Reader("supervision"), Reader("case-system")]


class Sheets:
    """Two children's sheets under test."""

    def __init__(self, family: Any) -> None:
        self.case: Case = family.case
        self.workspace_id: str = family.workspace_id
        self.mum, self.jay = family.mum, family.jay
        self.nan = add_person(self.case, "Rose Marsh", relation="nan")
        self.dad = add_person(self.case, "Rob Marsh", relation="dad", gender="male")
        self.bee = add_person(self.case, "Bee Marsh", born="2018-02-08", child_of_workspace=self.workspace_id)
        self.id, self.other = acts.start_side_by_side(
            self.case, self.workspace_id, "three_houses", [self.jay, self.bee], made_with="Priya", place="at school"
        )
        self.worry = acts.add_item(self.case, self.id, "worries", "  Friday voices.  ")
        self.good = acts.add_item(self.case, self.id, "good", "Nan's curry.")
        acts.add_item(self.case, self.other, "worries", "What Jay said.")

    def maybe(self, reader: Reader = US, sheet_id: str | None = None) -> SheetView | None:
        return sheet_view(Projector(self.case.rows, TODAY), sheet_id or self.id, reader)

    def view(self, reader: Reader = US, sheet_id: str | None = None) -> SheetView:
        view = self.maybe(reader, sheet_id)
        assert view is not None
        return view

    def seen(self, reader: Reader, sheet_id: str | None = None) -> list[str] | None:
        view = self.maybe(reader, sheet_id)
        return None if view is None else [item.text for part in view.parts for item in part.items]

    def let(self, answer: str, person_id: str | None = None, item_id: str | None = None, words: str = "") -> str:
        return acts.let_see(self.case, self.id, answer, person_id=person_id, item_id=item_id, words=words)

    def scale_id(self) -> str:
        return next(iter(self.case.rows.table("scale")))


@pytest.fixture
def made(family: Any) -> Sheets:
    return Sheets(family)


# ---- what a child says --------------------------------------------------------------------------------------------


def test_words_are_kept_as_they_were_said(made: Sheets) -> None:
    view = made.view()
    assert (view.title, view.child.name, view.made_with, view.place) == (
        "Jay’s three houses", "Jay", "Priya", "at school",
    )  # fmt: skip
    assert [(part.key, part.title) for part in view.parts] == [
        ("worries", "Worries"), ("good", "Good things"), ("dreams", "Dreams"),
    ]  # fmt: skip
    item = view.parts[0].items[0]
    assert (item.text, item.is_quotation) == ("Friday voices.", True)
    acts.set_item(made.case, made.worry, text="friday VOICES..", picture="1F50A")
    assert (shown := made.view().parts[0].items[0]).text == "friday VOICES.." and shown.picture == "1F50A"


def test_the_child_chooses_the_order(made: Sheets) -> None:
    acts.set_order(made.case, made.id, ["dreams", "good"])
    assert [part.key for part in made.view().parts] == ["dreams", "good", "worries"]
    with pytest.raises(ValueError):
        acts.set_order(made.case, made.id, ["wings"])


def test_things_move_between_parts_and_within(made: Sheets) -> None:
    second = acts.add_item(made.case, made.id, "good", "Football.", before_id=made.good)
    assert [item.text for item in made.view().parts[1].items] == ["Football.", "Nan's curry."]
    acts.move_item(made.case, second, "dreams")
    assert [item.text for item in made.view().parts[2].items] == ["Football."]
    acts.remove_item(made.case, second)
    assert made.view().parts[2].items == ()
    with pytest.raises(ValueError):
        acts.add_item(made.case, made.id, "roof", "No.")


def test_drawings_belong_to_their_thing_and_to_the_sheet(made: Sheets) -> None:
    drawn = acts.item_scene(made.case, made.worry)
    assert acts.item_scene(made.case, made.worry) == drawn
    scene_acts.add_stroke(made.case, drawn, [(1, 1, 1), (9, 9, 1)], colour="#112233", pen=4)
    over = acts.sheet_scene(made.case, made.id, width=1000, height=700)
    view = made.view()
    assert (view.scene and view.scene.id) == over
    assert (scene := view.parts[0].items[0].scene) and scene.items[0].colour == "#112233"


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_its_parts(made: Sheets, kind: str) -> None:
    sheet_id = acts.start_sheet(made.case, made.workspace_id, kind, made.jay)
    view = made.view(sheet_id=sheet_id)
    assert {part.key for part in view.parts} == set(KINDS[kind].parts) - {"path"}


def test_two_children_side_by_side_never_mix(made: Sheets) -> None:
    assert made.seen(US, made.other) == ["What Jay said."]
    assert made.seen(US) == ["Friday voices.", "Nan's curry."]
    projector = Projector(made.case.rows, TODAY)
    for child_id, sheet_id in ((made.jay, made.id), (made.bee, made.other)):
        assert [view.id for view in sheets(projector, made.workspace_id, CHILD, child_id)] == [sheet_id]
    assert sheets(projector, made.workspace_id, CHILD) == (), "which child looks was not said"
    assert len(sheets(projector, made.workspace_id)) == 2
    with pytest.raises(ValueError, match="another sheet"):
        acts.let_see(made.case, made.other, "yes", item_id=made.worry)
    acts.let_see(made.case, made.other, "yes")
    assert made.seen(FAMILY) is None, "one child's yes is not the other's"


# ---- whom the child lets see it -----------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", OUTSIDE)
def test_nothing_said_shows_nothing(made: Sheets, reader: Reader) -> None:
    assert made.maybe(reader) is None
    assert made.seen(CHILD) == made.seen(US) == ["Friday voices.", "Nan's curry."]
    made.let("yes")
    assert made.seen(reader) == ["Friday voices.", "Nan's curry."], "the control: asked and answered, it is there"
    for answer in ("no", "when"):
        made.let(answer, words="when I am at football")
        assert made.maybe(reader) is None


def test_a_yes_to_somebody_is_for_that_person(made: Sheets) -> None:
    made.let("yes", made.mum)
    assert made.seen(MUM) == ["Friday voices.", "Nan's curry."]
    assert [made.maybe(reader) for reader in (DAD, FAMILY, Reader("parent", "Nobody"))] == [None, None, None]


def test_what_is_said_of_a_thing_counts_before_the_sheet(made: Sheets) -> None:
    made.let("yes", made.mum)
    made.let("yes", made.dad)
    made.let("when", made.mum, made.worry, "when I'm at football")
    assert (made.seen(MUM), made.seen(DAD)) == (["Nan's curry."], ["Friday voices.", "Nan's curry."])
    made.let("no", None, made.worry)
    assert made.seen(DAD) == ["Nan's curry."], "nobody is nobody"
    made.let("yes", made.dad, made.worry)
    assert made.seen(DAD) == ["Friday voices.", "Nan's curry."]


def test_one_thing_alone_may_be_shown(made: Sheets) -> None:
    line = made.let("yes", made.mum, made.good)
    assert made.seen(MUM) == ["Nan's curry."]
    assert made.let("yes", made.mum, made.good) == line, "said again it is the same line"
    acts.forget_permission(made.case, line)
    assert made.maybe(MUM) is None


def test_a_name_that_may_mean_two_needs_both(made: Sheets) -> None:
    other = add_person(made.case, "Ruby Stone", relation="aunt")
    made.let("yes", made.mum)
    assert made.maybe(MUM) is None
    assert made.seen(Reader("parent", "Ruby Marsh")) == ["Friday voices.", "Nan's curry."]
    made.let("yes", other)
    assert made.seen(MUM) == ["Friday voices.", "Nan's curry."]


def test_the_childs_conditions_are_not_told(made: Sheets) -> None:
    acts.set_sheet(made.case, made.id, permission="Mum yes, Rose only when I'm away")
    acts.set_item(made.case, made.worry, permission="not when Rose is cross")
    acts.sheet_scene(made.case, made.id, width=1000, height=700)
    made.let("yes", made.mum)
    made.let("when", made.nan, made.worry, "when I'm at football")
    told = json.dumps(to_plain(made.view(MUM)))
    assert "away" not in told and "cross" not in told and "football" not in told and made.nan not in told
    assert made.view(MUM).scene is not None
    made.let("no", made.mum, made.worry)
    assert made.view(MUM).scene is None, "what was drawn over it would show it"
    own = json.dumps(to_plain(made.view(CHILD)))
    assert "away" in own and "cross" in own and "football" in own


@pytest.mark.parametrize("reader", [CHILD, MUM, FAMILY])
def test_what_is_kept_back_leaves_no_trace(made: Sheets, reader: Reader) -> None:
    made.let("yes")
    acts.set_item(made.case, made.worry, text="Rose has a second phone.")
    acts.set_sheet(made.case, made.id, made_with="Rose", place="Rose's house")
    acts.move_item(made.case, made.good, "good")
    acts.set_item(made.case, made.good, person_id=made.nan)
    assert "Rose" in json.dumps(to_plain(made.view(reader))), "the control: nothing is kept back yet"
    with made.case.edit("Kept back") as session:
        session.add(
            Restriction(
                case_id=made.case.id, target_table="person", target_id=made.nan, fact="", reason="r",
                values_json='["Rose", "second phone"]',
            )
        )  # fmt: skip
    told = json.dumps(to_plain(made.view(reader)))
    assert "Rose" not in told and "phone" not in told and "curry" not in told and made.nan not in told
    assert "second phone" in json.dumps(to_plain(made.view(US)))


def test_the_example_childrens_yes(desk: Desk, example_ids: list[str]) -> None:
    cases = {str(case.row["number"]): case for case in map(desk.open_case, example_ids)}
    harlow, doyle = (Projector(cases[number].rows) for number in ("WEX-A-0417", "WEX-B-0932"))
    home = next(iter(harlow.rows.table("workspace")))
    for name, worries in (("Shauna", 4), ("Kofi", 3)):
        (view,) = sheets(harlow, home, Reader("parent", name))
        # "Alfie's milk." names a child who is not Kofi's.
        assert (view.title, len(view.parts[0].items)) == ("Jayden’s three houses", worries)
    # The child said yes for Nan as well; she is no parent, so there is no parent's copy for her.
    assert sheets(harlow, home, Reader("parent", "Nanna Mo")) == ()
    assert sheets(harlow, home, Reader("parent", "Danny")) == () == sheets(harlow, home, FAMILY)
    (houses, _fairy, house) = sheets(harlow, home)
    assert houses.parts[0].items[0].permission == 'show Danny: "yes but when I\'m at football"'
    assert [(step.value, step.when) for step in house.path] == [(5, "10 March 2025"), (7, "10 June 2025")]
    twins = next(row["id"] for row in doyle.rows.table("workspace").values() if row["title"] == "Doyle / Rahman")
    assert {view.child.name for view in sheets(doyle, twins, Reader("parent", "Karen"))} == {"Amir", "Zayn"}
    assert sheets(doyle, twins, Reader("parent", "Craig")) == ()


# ---- the path -----------------------------------------------------------------------------------------------------


@pytest.fixture
def house(made: Sheets) -> str:
    return acts.start_sheet(made.case, made.workspace_id, "safety_house", made.jay)


def test_a_step_stays_on_the_sheet(made: Sheets, house: str) -> None:
    first = acts.stand_on(made.case, house, 5, on="2025-06-01")
    assert acts.stand_on(made.case, house, 6, on="2025-06-01") == first, "the same day moves it"
    acts.stand_on(made.case, house, 4, on="2025-05-01")
    assert [(step.value, step.on) for step in made.view(sheet_id=house).path] == [(4, "2025-05-01"), (6, "2025-06-01")]
    assert not made.case.rows.table("score")
    with pytest.raises(ValueError):
        acts.stand_on(made.case, house, 11)
    with pytest.raises(ValueError):
        acts.add_item(made.case, house, "path", "5")


def test_a_step_is_the_childs_score_in_an_open_round(made: Sheets, house: str) -> None:
    assert acts.open_rounds(made.case, made.workspace_id) == ()
    held = start_round(made.case, made.scale_id(), [made.mum, made.jay])
    assert acts.open_rounds(made.case, made.workspace_id) == (held,)
    give_score(made.case, held, made.jay, 2, reason="It is loud.")
    item = acts.stand_on(made.case, house, 6, round_id=held)
    assert acts.stand_on(made.case, house, 7) == item, "moved on the sheet it moves in the round too"
    (score,) = made.case.rows.where("score", round_id=held, person_id=made.jay)
    assert (score["value"], bool(score["by_pictures"]), score["reason"]) == (7, True, "It is loud.")
    reveal(made.case, held)
    assert acts.open_rounds(made.case, made.workspace_id) == ()
    with pytest.raises(KnownError, match="shown already"):
        acts.stand_on(made.case, house, 3, round_id=held)
    assert acts.stand_on(made.case, house, 3) != item, "what was shown stays; the new step stands beside it"
    (score,) = made.case.rows.where("score", round_id=held, person_id=made.jay)
    assert score["value"] == 7


def test_nobody_follows_a_childs_step_before_the_round_is_shown(made: Sheets, house: str) -> None:
    acts.let_see(made.case, house, "yes")
    held = start_round(made.case, made.scale_id(), [made.mum, made.jay])
    acts.stand_on(made.case, house, 6, round_id=held)
    assert made.view(MUM, house).path == () and made.view(CHILD, house).path[0].value == 6
    reveal(made.case, held)
    assert made.view(MUM, house).path[0].value == 6
