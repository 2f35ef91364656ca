"""From an audit to the thing itself: the strand, card, sheet, story or meeting; and to its paper in the share room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from models.acts import audits as acts
from models.audits import audit_view, audits_held
from models.casework import Case
from models.projections import Projector
from models.readers import FAMILY
from models.rows import Row
from tests.ui.desk_helpers import flush
from tests.ui.rooms.sharing_window import opened_window, page_of, press
from ui.restricting import HeldRegister
from ui.screens.audit import AuditScreen
from ui.screens.audit.found import FoundLine, go_to
from ui.screens.case_shell import CaseShell
from ui.screens.children import ChildrenScreen
from ui.screens.map import MapScreen
from ui.screens.plan import PlanScreen
from ui.screens.scaling import ScalingScreen
from ui.screens.share import ShareScreen
from ui.screens.strands import StrandsScreen
from ui.screens.words import WordsScreen


@pytest.fixture
def shell(made: Path, tmp_path: Path) -> Iterator[CaseShell]:
    """The example family with its rooms, at the audit."""
    with opened_window(made, tmp_path, rooms=True) as shown:
        assert shown.desk is not None
        case = next(
            case for key in shown.desk.case_ids() if (case := shown.desk.open_case(key)).row["number"][4] == "B"
        )
        home = next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == "B-HOME")
        shown.open_case(case.id, home, "audit")
        flush()
        yield page_of(shown, CaseShell)


def room(shell: CaseShell, kind: type[QWidget]) -> QWidget:
    flush()
    found = [each for each in shell.findChildren(kind) if each.isVisible()]
    assert len(found) == 1, kind
    return found[0]


def line_of(shell: CaseShell, words: str) -> FoundLine:
    screen = room(shell, AuditScreen)
    assert isinstance(screen, AuditScreen)
    return next(line for line in screen.findChildren(FoundLine) if words in line.words.text())


def rows_of(case: Case, table: str) -> dict[str, Row]:
    return case.rows.table(table)


def test_each_line_says_at_what_it_is_found(example_work: dict[str, tuple[Case, str]]) -> None:
    case, work = example_work["B-HOME"]
    view = audit_view(Projector(case.rows), work)
    for line in view.lines:
        assert len(line.things) == len(line.rooms) == len(line.evidence)
        for thing in filter(None, line.things):
            table, _, key = thing.partition(":")
            assert key in rows_of(case, table)
    assert {t.partition(":")[0] for line in view.lines for t in line.things if t} >= {
        "strand", "network_meeting", "story", "plan_entry", "child_sheet",
    }  # fmt: skip


def test_a_press_opens_the_thing_itself(shell: CaseShell) -> None:
    line_of(shell, "danger statements on the map").click()
    strands = room(shell, StrandsScreen)
    assert isinstance(strands, StrandsScreen) and strands.strand is not None
    statement = next(row for row in rows_of(shell.context.case, "card").values() if row["ref"] == "DS1")
    assert strands.strand.id == statement["strand_id"]

    shell.context.go("audit")
    meeting = line_of(shell, "network meetings, the last on")
    meeting.click()
    plan = room(shell, PlanScreen)
    assert isinstance(plan, PlanScreen) and plan.meetings is not None and plan.meetings.view is not None
    assert f"network_meeting:{plan.meetings.view.id}" == meeting.thing

    shell.context.go("audit")
    told = line_of(shell, "Words and pictures 26 January 2025")
    told.click()
    words = room(shell, WordsScreen)
    assert isinstance(words, WordsScreen) and words.state.view is not None
    assert f"story:{words.state.view.id}" == told.thing

    shell.context.go("audit")
    sheet = line_of(shell, "own sheet")
    sheet.click()
    children = room(shell, ChildrenScreen)
    assert isinstance(children, ChildrenScreen) and children.reading is not None
    children.close_reading()

    shell.context.go("audit")
    cards_and_scales_open_too(shell)


def cards_and_scales_open_too(shell: CaseShell) -> None:
    case, work = shell.context.case, shell.context.workspace_id
    card = next(r["id"] for r in case.rows.where("card", workspace_id=work, part="strength") if not r["closed_on"])
    screen = room(shell, AuditScreen)
    assert isinstance(screen, AuditScreen)
    go_to(shell.context, screen, "map", f"card:{card}")
    shown = room(shell, MapScreen)
    assert isinstance(shown, MapScreen) and shown.canvas.selected == [card]
    strand = case.rows.where("strand", workspace_id=work)[-1]["id"]
    shell.context.go("audit")
    go_to(shell.context, screen, "scaling", f"strand:{strand}")
    scaling = room(shell, ScalingScreen)
    assert isinstance(scaling, ScalingScreen) and scaling.strand is not None and scaling.strand.id == strand


def test_any_audit_is_chosen_in_the_share_room(shell: CaseShell) -> None:
    case, work = shell.context.case, shell.context.workspace_id
    auditor = next(key for key, row in rows_of(case, "person").items() if row["kind"] == "professional")
    acts.begin_audit(case, work, "2025-06-30")
    acts.take_part(case, work, "2025-06-30", "auditor", auditor)
    name = Projector(case.rows).people[auditor].name
    assert audits_held(Projector(case.rows), work)[0] == ("2025-06-30", name)
    screen = room(shell, AuditScreen)
    assert isinstance(screen, AuditScreen)
    screen.state.show_day("2025-05-20")
    flush()
    press(screen, "auditPaper")
    share = room(shell, ShareScreen)
    assert isinstance(share, ShareScreen)
    assert share.order.what == "audit" and share.order.on == "2025-05-20"
    assert share.fine.which.keys == ["", "2025-05-20"]
    assert "20 May 2025" in share.fine.which.button.accessibleName()
    assert share.pages.drawing is not None and "20 May 2025" in share.pages.drawing.text()
    share.fine.which.choose("")
    assert share.order.on is None and f"30 June 2025, with {name}" in share.fine.which.button.accessibleName()
    what_is_left_out_leads_to_all_that_is_held_back(shell, share)


def what_is_left_out_leads_to_all_that_is_held_back(shell: CaseShell, share: ShareScreen) -> None:
    share.choose_what("map")
    share.choose_reader("network")
    flush()
    press(share, "toHeld")
    assert isinstance(shell.room("held"), HeldRegister) and shell.current == "held"
    shell.context.go("share")
    shell.context.set_lens(FAMILY)
    flush()
    assert not [each for each in share.findChildren(type(share.save_button), "toHeld") if each.isVisible()]
    assert not share.held.isVisible()
