"""Whose voice could be asked for: children who can say, people a question names, people who have come closer."""

from __future__ import annotations

from models.rows import Rows
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.people.everybody import is_very_young, shown_people


def could_be_asked(context: CaseContext, on: str) -> list[PersonView]:
    """Whom a scale should hear on a day, as the lens shows them, without regard to who has scored already."""
    rows, workspace_id = context.case.rows, context.workspace_id
    everybody = {p.id: p for p in shown_people(context) if p.life == "alive"}
    questions = rows.where("open_question", workspace_id=workspace_id, topic="scale", answered_on=None)
    ids = [row["person_id"] for row in questions]
    ids += came_closer(rows, workspace_id, on)
    ids += [child.id for child in context.map_view().children if not is_very_young(child)]
    return [everybody[key] for key in dict.fromkeys(ids) if key in everybody]


def came_closer(rows: Rows, workspace_id: str, on: str) -> list[str]:
    """Those who moved inwards from the outer ring the last time the safety circle was drawn: they know more now."""
    moves = [m for m in rows.where("circle_move", workspace_id=workspace_id) if m["moved_on"] <= on]
    newest = max((m["moved_on"] for m in moves), default="")
    moves.sort(key=lambda m: (m["moved_on"], m["position"], m["id"]))
    before = {(m["circle_id"], m["person_id"]): m["ring"] for m in moves if m["moved_on"] < newest}
    return [
        m["person_id"]
        for m in moves
        if m["moved_on"] == newest
        and m["ring"] in ("inner", "middle")
        and before.get((m["circle_id"], m["person_id"])) == "outer"
    ]
