"""What changed between a day and now, tool by tool, as a reader may see it.

Both ends are read through the reader's eyes as they are today, so that nothing shows that is restricted now. What a
reader does not see any more is not called gone while it is still there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models import dates
from models.casework import Case
from models.circle_words import ring_words
from models.circles import circles, circles_for
from models.drawings.scale_chart import scored, spread_words
from models.harm import harm_view
from models.meetings import meetings_view
from models.past import last_day_worked, rows_on, today_of
from models.pathways import pathway
from models.plan import plan_name, plan_view, says_more
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Rows
from models.thinking_views import ChangeLine, ChangesView, MatrixView
from models.timeline import timeline_view
from models.views import CardView, MapView, Mention, PersonView

TOOLS = ("map", "scaling", "circles", "harm", "plan", "timeline")
"""The tools, in the order in which their changes are told."""


def changes_since(case: Case, workspace_id: str, reader: Reader, since: str) -> ChangesView:
    """What changed after the end of a day (ISO) until now. Raises KnownError for a day that is none."""
    then = _Moment(rows_on(case, since, reader, with_unknown=True), workspace_id, reader, case.desk.now().date())
    now = _Moment(case.rows, workspace_id, reader, case.desk.now().date())
    lines = tuple(line for tell in _TELLERS for line in tell(then, now))
    why = {day: words for day, words, _label in _days(case, workspace_id, reader)}
    return ChangesView(since, today_of(case), why.get(since, dates.written(since)), lines)


def days_offered(case: Case, workspace_id: str, reader: Reader = US) -> tuple[tuple[str, str], ...]:
    """Days one may ask from, newest first: (ISO, in words: "Network meeting, 17 June 2025")."""
    return tuple((day, label) for day, _words, label in _days(case, workspace_id, reader))


def _days(case: Case, workspace_id: str, reader: Reader) -> list[tuple[str, str, str]]:
    """(day, "the network meeting on …", "Network meeting, …") for the last of each occasion before today."""
    rows, today = case.rows, today_of(case)
    reading = ReaderProjection(rows, reader)

    def last(table: str, column: str) -> str | None:
        there = rows.where(table, workspace_id=workspace_id)
        days = [row[column] for row in there if dates.as_date(row[column]) and not reading.hides(table, row["id"])]
        return max((day for day in days if day < today), default=None)

    found = [
        (last("network_meeting", "held_on"), "the network meeting", "Network meeting"),
        (last("round", "held_on"), "the last round of scores", "Round of scores"),
        (last("map_version", "made_on"), "the map that was kept", "Kept map"),
        (last("plan_version", "made_on"), "the newest plan", "Plan made"),
        (last_day_worked(case, dt.date.fromisoformat(today)), "the last work on this case", "Last worked on"),
    ]
    named: dict[str, tuple[str, str, str]] = {}
    for day, words, label in found:
        if day:
            when = dates.written(day)
            named.setdefault(day, (day, f"{words} on {when}", f"{label}, {when}"))
    return sorted(named.values(), reverse=True)


@dataclass(frozen=True)
class _Moment:
    """The case at one end, read for the reader."""

    rows: Rows
    workspace_id: str
    reader: Reader
    clock: dt.date

    @property
    def projector(self) -> Projector:
        """What makes the views of this end."""
        return Projector(self.rows, self.clock)

    @property
    def reading(self) -> ReaderProjection:
        """What the reader may see of it."""
        return ReaderProjection(self.rows, self.reader)

    def map(self) -> MapView:
        """The map."""
        return self.reading.map(self.projector.map(self.workspace_id))

    def has(self, table: str, key: str) -> bool:
        """Whether a row is there, whoever may see it."""
        return self.rows.get(table, key) is not None


# ---- the map ------------------------------------------------------------------------------------------------------


def _map(then: _Moment, now: _Moment) -> Iterator[ChangeLine]:
    before, after = then.map(), now.map()
    old, new = ({card.id: card for card in view.cards} for view in (before, after))
    for key, card in new.items():
        yield from _card(old.get(key), card, after)
    for key, card in old.items():
        row = now.rows.get("card", key)
        if key not in new and (row is None or row["closed_on"]):
            yield ChangeLine("map", "gone", _one(card), card.text, on=(row or {}).get("closed_on") or "", key=key,
                             who=_who(card))  # fmt: skip
    yield from _wordings(then, now, before, after)
    if before.pathway != after.pathway:
        yield ChangeLine("map", "changed", "Pathway", after.pathway_name, before.pathway_name, key=now.workspace_id)


def _card(old: CardView | None, card: CardView, view: MapView) -> Iterator[ChangeLine]:
    on, who = card.written_on or "", _who(card)
    if old is None:
        if card.text or card.title:
            yield ChangeLine("map", "added", _one(card), card.text or card.title or "", on=on, key=card.id, who=who)
        disputes: set[str] = set()
    else:
        if old.text != card.text or old.title != card.title:
            yield ChangeLine("map", "changed", _one(card), card.text, old.text, key=card.id, who=who)
        if old.part != card.part:
            title = f"Moved to {view.part(card.part).title[:1].lower()}{view.part(card.part).title[1:]}"
            yield ChangeLine("map", "changed", title, card.text, view.part(old.part).title, key=card.id, who=who)
        if card.done_on and not old.done_on:
            yield ChangeLine("map", "changed", "Next step done", card.text, on=card.done_on, key=card.id, who=who)
        elif card.due_on != old.due_on and card.part == "next_step":
            yield ChangeLine("map", "changed", f"Due {dates.written(card.due_on) or 'on no day'}", card.text,
                             dates.written(old.due_on), key=card.id, who=who)  # fmt: skip
        disputes = {dispute.id for dispute in old.disputes}
    for dispute in card.disputes:
        if old is not None and dispute.id not in disputes:
            who = (Mention(dispute.id, dispute.who),) if dispute.who else ()
            title = f"{dispute.who.name if dispute.who else 'Somebody'} sees it differently"
            yield ChangeLine("map", "added", title, dispute.words, on=dispute.said_on or "", key=card.id, who=who)


def _one(card: CardView) -> str:
    """One of its part, as a heading: "Danger statement", "Safety goal, draft"."""
    one = pathway(card.pathway).parts[card.part].one
    words = one.split(" ", 1)[1] if one.split(" ", 1)[0] in ("a", "an") else one
    return words[:1].upper() + words[1:] + (", draft" if card.state == "draft" else "")


def _who(card: CardView) -> tuple[Mention, ...]:
    said = (Mention(card.id, card.speaker),) if card.speaker else ()
    return (*said, *card.responsible, *card.acted)


def _wordings(then: _Moment, now: _Moment, before: MapView, after: MapView) -> Iterator[ChangeLine]:
    def all_of(view: MapView) -> dict[str, tuple[str, PersonView | None, str]]:
        found = [*view.wordings, *(w for strand in view.strands for w in strand.wordings)]
        return {w.id: (w.text, w.person, w.written_on or "") for w in found}

    old, new = all_of(before), all_of(after)
    for key, (text, person, on) in new.items():
        title = f"In {person.name}’s own words" if person else "In somebody’s own words"
        who = (Mention(key, person),) if person else ()
        if key not in old:
            yield ChangeLine("map", "added", title, text, on=on, key=key, who=who)
        elif old[key][0] != text:
            yield ChangeLine("map", "changed", title, text, old[key][0], key=key, who=who)
    for key, (text, person, _on) in old.items():
        if key not in new and not now.has("wording", key):
            title = f"In {person.name}’s own words" if person else "In somebody’s own words"
            yield ChangeLine("map", "gone", title, text, key=key, who=(Mention(key, person),) if person else ())


# ---- scores and circles -------------------------------------------------------------------------------------------


def _scores(then: _Moment, now: _Moment) -> Iterator[ChangeLine]:
    before = timeline_view(then.projector, then.workspace_id, then.reader)
    after = timeline_view(now.projector, now.workspace_id, now.reader)
    old = {round_.id: round_ for scale in before.scales for round_ in scored(scale)}
    closed = {scale.id for scale in before.scales if scale.closed_on}
    for scale, tag in zip(after.scales, after.strands, strict=True):
        last = ""
        for round_ in scored(scale):
            spread = spread_words(round_)
            known = old.get(round_.id)
            if known is None:
                yield ChangeLine(
                    "scaling", "added", tag.name, f"{round_.when}: {spread}", last, round_.held_on, round_.id
                )
            elif spread_words(known) != spread:
                yield ChangeLine("scaling", "changed", tag.name, f"{round_.when}: {spread}",
                                 f"{known.when}: {spread_words(known)}", round_.held_on, round_.id)  # fmt: skip
            last = f"{round_.when}: {spread}"
        if scale.closed_on and scale.id not in closed and any(s.id == scale.id for s in before.scales):
            yield ChangeLine("scaling", "gone", tag.name, f"{scale.name} closed", on=scale.closed_on, key=scale.id)


def _circles(then: _Moment, now: _Moment) -> Iterator[ChangeLine]:
    old, new = _standing(then), _standing(now)
    for key, (person, ring, on) in new.items():
        was = old.get(key)
        who = (Mention(key[1], person),)
        if was is None:
            yield ChangeLine("circles", "added", person.name, ring_words(ring).now, on=on, key=key[1], who=who)
        elif was[1] != ring:
            now_words, earlier = ring_words(ring).now, ring_words(was[1]).now
            yield ChangeLine("circles", "changed", person.name, now_words, earlier, on, key[1], who)
    for key, (person, ring, _on) in old.items():
        if key not in new and now.reading.person(now.projector.people.get(key[1])):
            yield ChangeLine("circles", "gone", person.name, ring_words(ring).now, key=key[1],
                             who=(Mention(key[1], person),))  # fmt: skip


def _standing(moment: _Moment) -> dict[tuple[str, str], tuple[PersonView, str, str]]:
    found = {}
    projector = moment.projector
    for circle_id, _title, _children in circles(projector, moment.workspace_id, moment.reader):
        for place in circles_for(projector, circle_id, moment.reader).people:
            since = place.moves[-1].moved_on if place.moves else ""
            found[circle_id, place.person.id] = (place.person, place.ring, since)
    return found


# ---- harm, plan, timeline -----------------------------------------------------------------------------------------


def _harm(then: _Moment, now: _Moment) -> Iterator[ChangeLine]:
    before = harm_view(then.projector, then.workspace_id, then.reader)
    after = harm_view(now.projector, now.workspace_id, now.reader)
    old = {matrix.id: matrix for matrix in before.matrices}
    for matrix in after.matrices:
        was = old.pop(matrix.id, None)
        if was is None:
            yield ChangeLine("harm", "added", "Harm matrix", matrix.behaviour, key=matrix.id)
        else:
            yield from _cells(was, matrix)
    for matrix in old.values():
        if not now.has("harm_matrix", matrix.id):
            yield ChangeLine("harm", "gone", "Harm matrix", matrix.behaviour, key=matrix.id)
    asked = {q.id: q for m in before.matrices for q in m.questions} | {q.id: q for q in before.loose_questions}
    for question in (*(q for m in after.matrices for q in m.questions), *after.loose_questions):
        known = asked.get(question.id)
        who = (Mention(question.id, question.person),) if question.person else ()
        if known is None and question.id:
            title = f"Question to {question.to}" if question.to else "Question"
            yield ChangeLine("harm", "added", title, question.text, key=question.id, who=who)
        if question.answer and (known is None or not known.answer):
            yield ChangeLine("harm", "changed", "Answered", question.answer, question.text, question.answered_on or "",
                             question.id, who)  # fmt: skip


def _cells(was: MatrixView, matrix: MatrixView) -> Iterator[ChangeLine]:
    def said(view: MatrixView) -> dict[tuple[str, str], tuple[str, str, str]]:
        return {
            (row.place, column.key): (cell.id, f"{view.short or view.behaviour}: {row.heading}, {column.heading}",
                                      "" if cell.state == "gap" else cell.shown)
            for row, cells in zip(view.rows, view.cells, strict=True)
            for column, cell in zip(view.columns, cells, strict=True)
        }  # fmt: skip

    old = said(was)
    for place, (key, title, words) in said(matrix).items():
        _key, _title, earlier = old.get(place, ("", "", ""))
        if words and words != earlier:
            yield ChangeLine("harm", "changed" if earlier else "added", title, words, earlier, key=key)


def _plan(then: _Moment, now: _Moment) -> Iterator[ChangeLine]:
    before = plan_view(then.projector, then.workspace_id, then.reader)
    after = plan_view(now.projector, now.workspace_id, now.reader)
    if after.version and after.version != before.version:
        yield ChangeLine("plan", "added", f"{plan_name(after.pathway)}, version {after.version}", after.made_words,
                         on=after.made_on or "")  # fmt: skip
    old = {rule.number: rule for rule in before.rules}
    for rule in after.rules:
        known = old.pop(rule.number, None)
        if known is None or known.text != rule.text:
            yield ChangeLine("plan", "changed" if known else "added", f"Rule {rule.number}", rule.text,
                             known.text if known else "", key=rule.id)  # fmt: skip
    if after.rules:
        for rule in old.values():
            if not now.has("plan_rule", rule.id) or after.version != before.version:
                yield ChangeLine("plan", "gone", f"Rule {rule.number}", rule.text, key=rule.id)
    written = {entry.id for entry in before.entries}
    for entry in reversed(after.entries):
        if entry.id not in written:
            who = (Mention(entry.id, entry.logged_by),) if entry.logged_by else ()
            title = f"{entry.title}, {entry.when}"
            text = entry.text if says_more(entry) else ""
            yield ChangeLine("plan", "added", title, text, on=entry.on, key=entry.id, who=who)
    agreed = {(a.label, a.state) for a in before.agreements} if before.version == after.version else set()
    for one in after.agreements:
        if (one.label, one.state) not in agreed and one.state != "not_yet":
            title = "Agreed to the plan" if one.state == "agreed" else "Does not agree to the plan"
            yield ChangeLine("plan", "added", title, one.words or one.label, on=one.on or "", key=one.id,
                             who=(Mention(one.id, one.person, one.label),))  # fmt: skip


def _timeline(then: _Moment, now: _Moment) -> Iterator[ChangeLine]:
    before = timeline_view(then.projector, then.workspace_id, then.reader)
    after = timeline_view(now.projector, now.workspace_id, now.reader)
    told = ("event", "pathway", "version")
    old = {event.id: event for event in before.events if event.source in told}
    for event in after.events:
        known = old.pop(event.id, None) if event.source in told else None
        if event.source not in told:
            continue
        title = event.when if event.state == "past" else f"Planned, {event.when}"
        if known is None:
            yield ChangeLine("timeline", "added", title, event.text, on=event.on, key=event.id)
        elif (known.text, known.on) != (event.text, event.on):
            yield ChangeLine(
                "timeline", "changed", title, event.text, f"{known.when}: {known.text}", event.on, event.id
            )
        elif known.state != "past" and event.state == "past":
            yield ChangeLine("timeline", "changed", f"Took place, {event.when}", event.text, on=event.on, key=event.id)
    for event in old.values():
        if event.source == "event" and not now.has("timeline_event", event.id):
            yield ChangeLine("timeline", "gone", event.when, event.text, on=event.on, key=event.id)
    met = {meeting.id for meeting in meetings_view(then.projector, then.workspace_id, then.reader)}
    for meeting in reversed(meetings_view(now.projector, now.workspace_id, now.reader)):
        if meeting.id not in met and not meeting.is_planned:
            came = f"{meeting.came} came" if meeting.came else meeting.who
            yield ChangeLine("timeline", "added", f"Network meeting, {meeting.when}", came, on=meeting.held_on,
                             key=meeting.id)  # fmt: skip


_TELLERS: tuple[Callable[[_Moment, _Moment], Iterator[ChangeLine]], ...] = (
    _map, _scores, _circles, _harm, _plan, _timeline,
)  # fmt: skip
