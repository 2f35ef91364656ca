"""The tour's stops with an audit done together and a feedback form."""

from __future__ import annotations

from models.acts import audits, feedback
from models.casework import Case
from sofs_desk.tour.window import Tour
from sofs_desk.vaults import find_case

ANSWERS: tuple[dict[str, feedback.Answer], ...] = (
    {"listened": 8, "understood": 9, "own_words": 8, "our_plan": 9, "children": 7,
     "do_more": "Ask Amir first, before us."},
    {"listened": 6, "understood": 7, "own_words": 5, "our_plan": 9, "do_differently": "Ring before you come."},
)  # fmt: skip


def learning(tour: Tour) -> None:
    """The second family's audit, one in silence, and a form in a child's hands."""
    from ui.screens.audit import AuditScreen

    home, place = find_case(tour.desk, "A")
    case, workspace_id = find_case(tour.desk, "B-HOME")
    assert place is not None
    assert workspace_id is not None
    tour.window.open_case(case.id, workspace_id, "audit")
    tour.settle(0.3)
    screen = tour.find(AuditScreen)
    tour.shot("audit")
    _in_silence(case, workspace_id)
    tour.settle()
    tour.press("goOnSilent")
    tour.press("beginSilentTurn")
    tour.press("number7")
    tour.shot("audit-silent")
    tour.press("stopSilent")
    audits.delete_audit(case, workspace_id, "2025-06-24")
    for answers in ANSWERS:
        feedback.give(case, workspace_id, "family", answers)
    screen.show_part(1)
    tour.shot("feedback")
    assert screen.feedback is not None
    screen.feedback.show_kind("child")
    tour.press("askFeedback")
    tour.press("handOver")
    tour.press("formNext")
    tour.press("face8")
    tour.shot("feedback-form")
    now = tour.find(AuditScreen).feedback
    assert now is not None
    assert now.mode is not None
    now.mode.leave()
    tour.window.open_case(home.id, place, "map")
    tour.settle(0.3)


def _in_silence(case: Case, workspace_id: str) -> None:
    people = {str(row["name"]).split()[0]: str(key) for key, row in case.rows.table("person").items()}
    audits.begin_audit(
        case, workspace_id, "2025-06-24", worker_id=people["Nadia"], auditor_id=people["Grace"],
        family_id=people["Karen"], is_silent=True,
    )  # fmt: skip
