"""Scaling questions as QuestionnaireResponse, one a round, and every score as an Observation of its own."""

from __future__ import annotations

from exporters.fhir import words
from exporters.fhir.people import People
from exporters.fhir.words import Resource
from models.views import RoundView, ScaleView, ScoreView, StrandView

_HIGHER = "What would make it one higher?"
_WHY = "Why that number?"
_ABSENT = {"skipped": ("asked-declined", "Asked But Declined"), "not_asked": ("not-asked", "Not Asked")}
_SURVEY = words.coded("observation-category", "survey", "Survey")


def scores_of(strand: StrandView, people: People) -> dict[str, Resource]:
    """The rounds of a strand's scale that have been revealed, with their scores, by identifier."""
    found: dict[str, Resource] = {}
    scale = strand.scale
    for round_ in scale.rounds if scale else ():
        if scale is None or not round_.revealed or not round_.scores:
            continue
        asked = words.urn("questionnaire-response", round_.id)
        found[asked] = _response(scale, round_, people)
        for score in round_.scores:
            found[words.urn("observation", score.id)] = _observation(strand, scale, round_, score, people, asked)
    return found


def _response(scale: ScaleView, round_: RoundView, people: People) -> Resource:
    """What was asked in one round, and what everybody answered."""
    ends = [_said("scale.0", "0", scale.zero_text), _said("scale.10", "10", scale.ten_text)]
    asked = {"linkId": "scale", "text": f"{scale.name}: {scale.question}", "item": ends}
    occasion = _said("occasion", "Occasion", round_.occasion)
    return {
        "resourceType": "QuestionnaireResponse", "status": "completed", "subject": words.reference(people.subject),
        "authored": words.date(round_.held_on),
        "item": [asked, occasion, *(_answers(number, score) for number, score in enumerate(round_.scores, 1))],
    }  # fmt: skip


def _answers(number: int, score: ScoreView) -> Resource:
    place = f"person.{number}"
    value = [{"valueInteger": score.value}] if score.value is not None else []
    return {
        "linkId": place, "text": score.person.name,
        "item": [
            {"linkId": f"{place}.number", "text": "A number from 0 to 10", "answer": value},
            _said(f"{place}.why", _WHY, score.reason),
            _said(f"{place}.higher", _HIGHER, score.higher),
        ],
    }  # fmt: skip


def _said(link: str, asked: str, answer: str | None) -> Resource | None:
    return {"linkId": link, "text": asked, "answer": [{"valueString": answer}]} if words.text(answer) else None


def _observation(
    strand: StrandView, scale: ScaleView, round_: RoundView, score: ScoreView, people: People, asked: str
) -> Resource:
    """One person's number on one day, between the two ends as they were worded; or why there is none."""
    notes = [f"{_WHY} {score.reason}"] if words.text(score.reason) else []
    notes += [f"{_HIGHER} {score.higher}"] if words.text(score.higher) else []
    when = words.date(round_.held_on)
    notes += [] if when or not round_.held_on else [f"Scored: {round_.held_on}"]
    absent = _ABSENT.get(score.state, ("unknown", "Unknown")) if score.value is None else None
    return {
        "resourceType": "Observation", "status": "final", "category": [_SURVEY],
        "code": words.concept(f"{scale.pathway}-scale", scale.name) | {"text": f"{scale.name}: {scale.question}"},
        "subject": words.reference(people.subject), "effectiveDateTime": when,
        "performer": [words.reference(people.refer(score.person))], "valueInteger": score.value,
        "dataAbsentReason": words.coded("data-absent-reason", *absent) if absent else None,
        "note": [{"text": strand.name}, *({"text": note} for note in notes)],
        "referenceRange": [{"low": {"value": 0}, "high": {"value": 10},
                            "text": f"0: {scale.zero_text} 10: {scale.ten_text}"}],
        "derivedFrom": [words.reference(asked)],
    }  # fmt: skip
