"""Harm matrices, plan, timeline and questions on their way out: views for one reader, their pages, plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exporters.copies import projector_of
from exporters.harm_csv import harm_csv
from exporters.order import Order
from models import practice, question_bank
from models.casework import Case
from models.drawing import Drawing
from models.drawings.harm_sheet import harm_sheet, questions_to_take
from models.drawings.look import Copy
from models.drawings.pages import Part, Together
from models.drawings.plan_sheet import plan_sheet
from models.drawings.questions_sheet import questions_sheet
from models.drawings.timeline_sheet import timeline_sheet
from models.errors import KnownError
from models.harm import harm_view
from models.plan import plan_view
from models.question_bank import QuestionSet
from models.thinking_views import HarmView, PlanView, TimelineView
from models.timeline import timeline_view
from models.views import to_plain

WHATS = ("harm-matrix", "plan", "timeline", "questions")
ALL_SETS = "all"
_TITLES = {"harm-matrix": "Harm matrix", "plan": "Plan", "timeline": "Timeline", "questions": "Questions"}
_USUAL_SETS = ("ears", "best")
"""Printed where nobody chose sets and nothing is a favourite yet."""


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The pages of one of :data:`WHATS`. Raises KnownError where what is asked for is not there."""
    made: dict[str, Callable[[], Part]] = {
        "harm-matrix": lambda: harm_sheet(_harm(case, workspace_id, order), copy),
        "plan": lambda: plan_sheet(_plan(case, workspace_id, order), copy, diary=not order.fridge),
        "timeline": lambda: timeline_sheet(_timeline(case, workspace_id, order), copy),
        "questions": lambda: _questions(case, workspace_id, order, copy),
    }
    return made[order.what]().drawing()


def parts_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> list[Part]:
    """What of these belongs into one document of everything: whatever there is something of."""
    parts: list[Part] = []
    harm, plan = harm_view(projector_of(case), workspace_id, order.reader), _plan(case, workspace_id, order)
    timeline = _timeline(case, workspace_id, order)
    if harm.matrices:
        parts.append(harm_sheet(harm, copy))
    if plan.rules or plan.entries:
        parts.append(plan_sheet(plan, copy))
    if timeline.events:
        parts.append(timeline_sheet(timeline, copy))
    return parts


def plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    """The same as JSON-ready data."""
    if order.what == "questions":
        harm = harm_view(projector_of(case), workspace_id, order.reader)
        asked = [*(q for matrix in harm.matrices for q in matrix.questions), *harm.loose_questions]
        return {"asked": to_plain(tuple(asked)), "sets": [to_plain(each) for each in _sets(case, order)]}
    made: dict[str, Callable[[], Any]] = {
        "harm-matrix": lambda: _harm(case, workspace_id, order),
        "plan": lambda: _plan(case, workspace_id, order),
        "timeline": lambda: _timeline(case, workspace_id, order),
    }
    return to_plain(made[order.what]())


def csv_for(case: Case, workspace_id: str, order: Order) -> bytes:
    """Harm matrices as a table for a spreadsheet."""
    return harm_csv(_harm(case, workspace_id, order))


def title_of(case_name: str, what: str) -> str:
    """The document's title: "Plan, Harlow / Pryce family". The questions of a bank name no family."""
    return _TITLES[what] if what == "questions" else f"{_TITLES[what]}, {case_name}"


def _harm(case: Case, workspace_id: str, order: Order) -> HarmView:
    """All matrices, or the one asked for by id, number, or words of its behaviour."""
    view = harm_view(projector_of(case), workspace_id, order.reader)
    wanted = order.behaviour.casefold()
    kept = tuple(
        each for each in view.matrices
        if not wanted or wanted in (each.id.casefold(), str(each.number)) or wanted in each.behaviour.casefold()
    )  # fmt: skip
    if not kept and order.reader.kind == "us":
        raise KnownError("There is no such harm matrix. Nothing was written. Start one in the Harm room.")
    if not kept:
        raise KnownError("There is no harm matrix here that this reader may see. Nothing was written.")
    return HarmView(view.case_name, view.title, view.as_at, view.children, kept, () if wanted else view.loose_questions)


def _plan(case: Case, workspace_id: str, order: Order) -> PlanView:
    return plan_view(projector_of(case), workspace_id, order.reader, order.plan_version)


def _timeline(case: Case, workspace_id: str, order: Order) -> TimelineView:
    return timeline_view(projector_of(case), workspace_id, order.reader)


def _questions(case: Case, workspace_id: str, order: Order, copy: Copy) -> Part:
    """What is still to be asked in this family, on lines to write on (on copies that ask); then those of the bank."""
    projector = projector_of(case)
    harm = harm_view(projector, workspace_id, order.reader)
    bank = question_bank.with_own(question_bank.in_force()[0], kept := question_bank.shelf(case.desk))
    favourites = () if order.sets else question_bank.favourites_of(bank, kept)
    # A question on paper for one child names that child; for several it stays "your child".
    children = harm.children
    child = children[0].name if len(children) == 1 else ""
    banked = questions_sheet(_sets(case, order), favourites, child, copy)
    asked = harm.loose_questions or any(matrix.questions for matrix in harm.matrices)
    if not (asked and copy.asks):
        return banked
    return Together(_TITLES["questions"], (questions_to_take(harm, copy), banked))


def _sets(case: Case, order: Order) -> tuple[QuestionSet, ...]:
    kept = question_bank.shelf(case.desk)
    bank = question_bank.with_own(question_bank.load(practice.folder()), kept)
    if ALL_SETS in order.sets:
        return bank.sets
    if not order.sets and kept.favourites:
        return ()
    wanted = order.sets or _USUAL_SETS
    found = tuple(each for each in bank.sets if each.key in wanted)
    if len(found) < len(wanted):
        known = ", ".join(each.key for each in bank.sets)
        raise KnownError(f"There is no such set of questions. Nothing was written. Sets: {known}.")
    return found
