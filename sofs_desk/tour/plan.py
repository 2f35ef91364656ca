"""The tour's stops with the plan, its diary, the hard days ahead and a meeting."""

from __future__ import annotations

from models.acts import meetings as meeting_acts
from models.acts import plan as plan_acts
from sofs_desk.tour.window import Tour
from sofs_desk.vaults import find_case


def plan(tour: Tour) -> None:
    """The rules and the diary, a slip being written, who agrees, an earlier version, the hard days ahead."""
    from ui.screens.plan import PlanScreen

    tour.go("plan")
    tour.shot("plan")
    tour.press("entry-slip")
    tour.shot("plan-slip")
    tour.press("entryLeave")
    screen = tour.find(PlanScreen)
    case, workspace_id = screen.context.case, screen.context.workspace_id
    people = {row["known_as"]: row["id"] for row in case.rows.table("person").values()}
    for name in ("Shauna", "Danny", "Nanna Mo", "Lisa"):
        plan_acts.agree(case, workspace_id, people[name], on="2025-03-18")
    words = "He never hurt the children. Why can't he stay over?"
    plan_acts.agree(case, workspace_id, people["Carol"], state="disagrees", on="2025-03-18", words=words)
    plan_acts.add_rule(case, workspace_id, "Nobody shouts after the story.")
    tour.settle()
    screen.show_lowest()
    tour.shot("plan-agreed")
    screen.new_version()
    screen.state.show_version(3)
    tour.window.toast.dismiss()
    tour.shot("plan-earlier")
    tour.press("planBack")
    screen.show_days()
    tour.shot("plan-days")
    screen.show_part(0)


def meetings(tour: Tour) -> None:
    """A meeting of the network as it is written down: who came, what was asked, who does what by when."""
    from ui.screens.meetings import MeetingsPage
    from ui.screens.plan import PlanScreen

    tour.go("plan")
    tour.find(PlanScreen).show_meetings()
    tour.settle()
    page = tour.find(MeetingsPage)
    case, _ = find_case(tour.desk, "A")
    people = {row["known_as"]: row["id"] for row in case.rows.table("person").values()}
    assert page.view is not None
    held = page.view.id
    for name in ("Shauna", "Danny", "Nanna Mo", "Lisa"):
        meeting_acts.set_attendee(case, held, person_id=people[name])
    tour.type("new-question", "Who is on duty when Lisa is away?")
    page.sheet.questions.new.commit()
    item = page.view.items[0].id
    meeting_acts.set_item(case, item, answer="Sandra, and she has a key.", person_id=people["Lisa"])
    tour.type("new-step", "Show Sandra the fridge chart")
    page.sheet.steps.new.commit()
    step = page.view.items[-1].id
    meeting_acts.set_item(case, step, responsible=[(people["Lisa"], None)], due_on="2025-07-08")
    tour.shot("meeting")
    tour.press("planMeeting")
    tour.shot("meeting-planned")
