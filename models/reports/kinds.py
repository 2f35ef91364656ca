"""The four reports of the practice, and the map and the plan as documents for Word: which sections, in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models import dates
from models.circle_words import listed
from models.drawings.look import NOTHING_HERE, SEE_IT_DIFFERENTLY, Copy, children_line, copy_line, family_of
from models.readers import Reader
from models.reports import sections
from models.reports.content import Block, Report, Section, named, plain
from models.reports.views import RecordViews
from models.views import PersonView

KINDS = ("conference", "core-group", "case-note", "referral", "map", "plan")
TITLES = {
    "conference": "Report for the conference",
    "core-group": "Report for the core group",
    "case-note": "Case note",
    "referral": "Referral",
    "map": "Map",
    "plan": "Plan",
}
_WEIGHING = ("us", "court", "case-system", "supervision")
"""Readers who need to know where every statement comes from."""
_FILING = ("us", "court", "case-system")
"""Readers who file by whole names and numbers."""
_WRITE_HERE = "[Write here]"
_ESSENTIAL = ("danger", "strength", "safety", "own_words", "goal", "bottom_line")
_MOVING = ("danger", "complicating", "strength", "safety", "goal", "bottom_line")


def report(kind: str, views: RecordViews, copy: Copy) -> Report:
    """A report of one of :data:`KINDS` from views that are already cut down for its reader. KeyError for others."""
    made: dict[str, Callable[[RecordViews], tuple[Section, ...]]] = {
        "conference": _conference,
        "core-group": _core_group,
        "case-note": _case_note,
        "referral": _referral,
        "map": _map,
        "plan": lambda given: sections.plan(given, lines=len(given.plan.entries)),
    }
    found = made[kind](views)
    if not found:
        found = (_empty(views.reader),)
    view = views.map
    foot = " ".join(filter(None, (SEE_IT_DIFFERENTLY, copy.printed)))
    lines = tuple(filter(None, (children_line(view), copy_line(view, copy))))
    return Report(kind, report_title(kind, views), lines, found, foot)


def _empty(reader: Reader) -> Section:
    """What stands in a report of which there is nothing, or nothing for this reader."""
    if reader.is_asked:
        return Section("empty", "Nothing here yet", (plain("There is nothing to put into this report yet."),))
    return Section("empty", "In this copy", (plain(NOTHING_HERE),))


def report_title(kind: str, views: RecordViews) -> str:
    """ "Report for the conference: the Harlow and Pryce family"."""
    what = views.plan.title if kind == "plan" else TITLES[kind]
    return f"{what}: {family_of(views.map)}"


def weighs(reader: Reader) -> bool:
    """Whether this reader gets the table of sources and dates."""
    return reader.kind in _WEIGHING


def _about(views: RecordViews, more: tuple[Block, ...] = ()) -> Section:
    """Whom it is about, and who leads the work."""
    view = views.map
    children = [
        _named(c, views.reader) + (f" ({said})" if (said := _born(c.age, c.born)) else "") for c in view.children
    ]
    blocks: list[Block] = [named("Children", f"{listed(children)}.")] if children else []
    blocks.append(named("Kind of work", f"{view.pathway_name}."))
    if view.case_number and views.reader.kind in _FILING:
        blocks.append(named("Case number", f"{view.case_number}."))
    blocks.append(named("How things stood on", f"{dates.written(view.as_at)}."))
    if views.worker:
        role = f", {views.worker.role}" if views.worker.role else ""
        blocks.append(named("Who leads the work", f"{_named(views.worker, views.reader)}{role}."))
    return Section("about", "About this report", (*blocks, *more))


def _named(person: PersonView, reader: Reader) -> str:
    """Offices that file a report need the whole name; everybody else reads what the family says."""
    return (person.full_name if reader.kind in _FILING else "") or person.name


def _born(age: str, born: str | None) -> str:
    return ", ".join(filter(None, (age, f"born {dates.written(born)}" if born else "")))


def _map(views: RecordViews) -> tuple[Section, ...]:
    found = (*sections.three_columns(views), *sections.scales_table(views))
    return tuple(replace(section, is_wide=True) for section in found)


def _conference(views: RecordViews) -> tuple[Section, ...]:
    return (
        _about(views),
        *sections.own_words(views),
        *sections.three_columns(views),
        *sections.strand_sections(views),
        *sections.network(views),
        *sections.plan(views),
        *sections.next_steps(views),
        *sections.timeline(views),
        *(sections.sources(views) if weighs(views.reader) else ()),
    )


def _core_group(views: RecordViews) -> tuple[Section, ...]:
    return (
        _about(views),
        *sections.three_columns(views, _MOVING),
        *sections.strand_sections(views, statements=False),
        *sections.plan(views),
        *sections.network(views),
        *sections.next_steps(views),
        *(sections.sources(views) if weighs(views.reader) else ()),
    )


def _to_answer(questions: tuple[str, ...]) -> tuple[Block, ...]:
    """Questions that whoever writes the report answers, each with room for it."""
    return tuple(
        block for question in questions for block in (plain(question, kind="ask"), plain(_WRITE_HERE, kind="fill"))
    )


def _case_note(views: RecordViews) -> tuple[Section, ...]:
    asked = ("What happened at this contact?", "What did the children say, in their own words?", "What is different?")
    note = Section("note", "This contact", _to_answer(asked))
    columns = sections.three_columns(views, _ESSENTIAL)
    upright = tuple(replace(section, is_wide=False) for section in columns)
    return (
        _about(views),
        note,
        *upright,
        *sections.scales_table(views),
        *sections.next_steps(views, done=False),
        *(sections.sources(views) if weighs(views.reader) else ()),
    )


def _referral(views: RecordViews) -> tuple[Section, ...]:
    asked = (
        "What do we ask you to do, and by when?",
        "What will the children notice when it has helped?",
        "What has the family said about this referral, and what have they agreed to share?",
    )
    ask = Section("asked", "What we ask of you", _to_answer(asked))
    return (
        _about(views),
        ask,
        *sections.own_words(views),
        *sections.three_columns(views),
        *sections.scales_table(views),
        *sections.network(views),
        *sections.next_steps(views, done=False),
        *(sections.sources(views) if weighs(views.reader) else ()),
    )
