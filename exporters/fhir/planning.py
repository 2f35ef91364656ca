"""Safety goals as Goal, and the plan with its rules and next steps as CarePlan."""

from __future__ import annotations

from collections.abc import Iterable

from exporters.fhir import words
from exporters.fhir.people import People
from exporters.fhir.words import Resource
from models import dates, pathways
from models.reports.views import RecordViews
from models.views import CardView, Mention, StrandView


def goals_of(strand: StrandView, people: People) -> dict[str, Resource]:
    """A strand's goals, by identifier; the danger each answers stands beside it as a note."""
    one = pathways.pathway(strand.pathway).parts["goal"].one.split(" ", 1)[-1]
    dangers = [{"text": f"{_danger_words(strand)}: {card.text}"} for card in strand.dangers]
    latest = strand.scale.latest if strand.scale else None
    outcomes = [words.reference(words.urn("observation", score.id)) for score in latest.scores] if latest else []
    return {
        words.urn("goal", card.id): {
            "resourceType": "Goal",
            "lifecycleStatus": "completed" if strand.closed_on or card.closed_on else "active",
            "category": [words.concept(f"{strand.pathway}-goal", one[:1].upper() + one[1:])],
            "description": {"text": card.text}, "subject": words.reference(people.subject),
            "startDate": words.date(card.written_on), "statusDate": words.date(card.closed_on or strand.closed_on),
            "note": [{"text": strand.name}, *dangers], "outcomeReference": outcomes,
        }
        for card in strand.goals if words.text(card.text)
    }  # fmt: skip


def _danger_words(strand: StrandView) -> str:
    one = pathways.pathway(strand.pathway).parts["danger"].one.split(" ", 1)[-1]
    return one[:1].upper() + one[1:]


def care_plan(views: RecordViews, people: People, goals: Iterable[str], author: str) -> dict[str, Resource]:
    """The plan in force with its rules, next steps and hard days; nothing where there is none of them."""
    plan = views.plan
    activities = [*_rules(views), *_steps(views, people), *_hard_days(views)]
    if not activities:
        return {}
    made = words.date(plan.made_on)
    said = {"agreed": "Agreed by", "not_yet": "Not agreed yet", "disagrees": "Sees it differently"}
    notes = [f"{said[each.state]}: {each.label}. {each.words}".strip() for each in plan.agreements]
    resource = {
        "resourceType": "CarePlan", "status": "active", "intent": "plan",
        "category": [words.concept(f"{plan.pathway}-plan", plan.title)],
        "title": plan.title, "subject": words.reference(people.subject),
        "period": {"start": made} if made else None, "created": made, "author": words.reference(author),
        "goal": [words.reference(url) for url in goals],
        "activity": [{"detail": detail} for detail in activities], "note": [{"text": note} for note in notes],
    }  # fmt: skip
    return {words.urn("care-plan", views.map.workspace_id): resource}


def _rules(views: RecordViews) -> Iterable[Resource]:
    for rule in views.plan.rules:
        more = (("Who", rule.who), ("How we will know", rule.how_we_know), ("If it slips", rule.if_it_slips))
        told = " ".join(f"{label}: {_stopped(dates.within(said))}" for label, said in more if said)
        yield {
            "code": words.concept("plan-rule", "Rule of the plan"), "status": "in-progress",
            "description": f"{rule.number}. {_stopped(rule.text)} {told}",
        }  # fmt: skip


def _steps(views: RecordViews, people: People) -> Iterable[Resource]:
    for card in views.map.part("next_step").cards:
        if not words.text(card.text):
            continue
        due = words.date(card.due_on)
        done = f" Done {dates.written(card.done_on)}." if card.done_on else ""
        yield {
            "code": words.concept("next-step", "Next step"),
            "status": "completed" if card.done_on else "not-started",
            "scheduledPeriod": {"end": due} if due else None,
            "scheduledString": card.due_on if card.due_on and not due else None,
            "performer": [words.reference(people.refer(m.person)) for m in card.responsible if m.person],
            "description": f"{_stopped(card.text)}{_who(card)}{done}",
        }  # fmt: skip


def _who(card: CardView) -> str:
    names = ", ".join(mention.label for mention in card.responsible if _is_words(mention))
    return f" Who: {_stopped(names)}" if names else ""


def _is_words(mention: Mention) -> bool:
    return bool(mention.label) and mention.person is None


def _hard_days(views: RecordViews) -> Iterable[Resource]:
    for day in views.plan.hard_days:
        if day.id:
            on = words.date(day.on)
            # Whether there is none, or it is only kept from this reader, is not for this copy to say.
            plan = f" {_stopped(day.plan)}" if day.planned else " No plan for it is in this copy."
            yield {
                "code": words.concept("hard-day", "Hard day ahead"),
                "status": "scheduled" if day.planned else "unknown",
                "scheduledPeriod": {"start": on, "end": words.date(day.until) or on} if on else None,
                "description": f"{_stopped(day.title)}{plan}" + (f" Who: {_stopped(day.who)}" if day.who else ""),
            }  # fmt: skip


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
