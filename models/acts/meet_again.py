"""After a slip the people of the plan meet again: a meeting is planned, with the slip as its first question."""

from __future__ import annotations

from models.acts.checks import row_of
from models.acts.meetings import add_item, add_meeting
from models.casework import Case
from models.plan import numbers


def meet_again(case: Case, workspace_id: str, entry_id: str) -> str:
    """Plan a meeting about a line of the diary, its day still open; invited are those asked about the plan.

    One step. Returns the meeting's id.
    """
    entry = row_of(case, "plan_entry", entry_id, "That line is no longer there")
    there = numbers(case.rows, workspace_id)
    lines = case.rows.where("plan_agreement", workspace_id=workspace_id, version=there[-1]) if there else []
    lines.sort(key=lambda line: (line["position"], line["id"]))
    people = [line["person_id"] for line in lines if line["person_id"]]
    if entry["logged_by"]:
        people.append(entry["logged_by"])
    with case.edit("Planned to meet again"):
        meeting_id = add_meeting(case, workspace_id, people=people, state="invited")
    text = entry["text"].strip().rstrip(".")
    about = f"“{text}”: what did it teach us, and what do we change?" if text else "What did the slip teach us?"
    with case.edit("Planned to meet again", follows=True):
        add_item(case, meeting_id, "question", about)
    return meeting_id
