"""Family network meetings: when and where, who came, what was asked and said, and who does what by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.acts import cards
from models.acts.checks import merge_key, row_of, trimmed
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import CardPerson, MeetingItem, MeetingPerson, NetworkMeeting
from models.errors import KnownError
from models.meetings import ATTENDING, ITEM_KINDS
from models.rows import Row

MEETING_FIELDS = frozenset("held_on came place who note".split())
ITEM_FIELDS = frozenset("text answer person_id".split())
STEP_FIELDS = frozenset("text due_on done_on strand_id".split())
MOST_CAME = 999
"""More people than any room holds: a slip of the finger."""

Mentions = Sequence[tuple[str | None, str | None]]
"""Who does it, one by one: (person id, words), as in :func:`models.acts.cards.set_people`."""


def add_meeting(
    case: Case, workspace_id: str, held_on: str = "", *, people: Iterable[str] = (), state: str = "came",
    **fields: Any,
) -> str:  # fmt: skip
    """Write down a meeting, held or planned (``state`` of its ``people``: came, invited). Returns its id.

    ``held_on`` is a day as said; "" while nobody knows it yet. ``fields`` as in :func:`set_meeting`.
    """
    meeting_id = new_id()
    with case.edit("Planned a network meeting" if state == "invited" else "Wrote down a network meeting") as session:
        session.add(
            NetworkMeeting(
                id=meeting_id, case_id=case.id, workspace_id=workspace_id, held_on=held_on.strip(), **_checked(fields)
            )
        )
        session.flush()
        for person_id in dict.fromkeys(people):
            _attend(case, session, workspace_id, meeting_id, person_id, None, state)
    return meeting_id


def set_meeting(case: Case, meeting_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change ``held_on``, ``came`` (how many; None: not counted), ``place``, ``who`` (in words) or ``note``."""
    _meeting(case, meeting_id)
    merge = merge_key("network_meeting", meeting_id, fields)
    with case.edit("Changed a network meeting", merge=merge, origin=origin) as session:
        row = session.get(NetworkMeeting, meeting_id)
        assert row is not None
        for name, value in _checked(fields).items():
            setattr(row, name, value)


def delete_meeting(case: Case, meeting_id: str) -> None:
    """Delete a meeting with what was asked and said; its next steps stay on the map. Undo brings all back."""
    _meeting(case, meeting_id)
    with case.edit("Deleted a network meeting") as session:
        session.delete(session.get(NetworkMeeting, meeting_id))


def set_attendee(
    case: Case, meeting_id: str, *, person_id: str | None = None, words: str | None = None, state: str = "came"
) -> str:
    """Somebody came, is invited, or could not come (``sorry``): a person of the case, or words ("two neighbours").

    Said again of the same person (or words) it changes their state. Returns the attendee's id.
    """
    meeting, words = _meeting(case, meeting_id), trimmed(words)
    if state not in ATTENDING:
        raise ValueError(f"no such state: {state}")
    if bool(person_id) == bool(words):
        raise ValueError("a person or words, not both")
    there = case.rows.where("meeting_person", meeting_id=meeting_id, person_id=person_id, person_words=words)
    labels = {"came": "Noted who came", "invited": "Noted who is invited", "sorry": "Noted who could not come"}
    with case.edit(labels[state]) as session:
        if not there:
            return _attend(case, session, meeting["workspace_id"], meeting_id, person_id, words, state)
        row = session.get(MeetingPerson, there[0]["id"])
        assert row is not None
        row.state = state
        return row.id


def set_everybody(case: Case, meeting_id: str, state: str) -> None:
    """Everybody invited came (or is invited again), as one step; who could not come stays so."""
    _meeting(case, meeting_id)
    if state not in ATTENDING:
        raise ValueError(f"no such state: {state}")
    with case.edit("Noted who came") as session:
        for line in case.rows.where("meeting_person", meeting_id=meeting_id):
            row = session.get(MeetingPerson, line["id"])
            if row is not None and row.state != "sorry":
                row.state = state


def remove_attendee(case: Case, attendee_id: str) -> None:
    """Take somebody off the list of who came or was asked."""
    with case.edit("Took somebody off a meeting") as session:
        row = session.get(MeetingPerson, attendee_id)
        if row is not None:
            session.delete(row)


def add_item(
    case: Case, meeting_id: str, kind: str, text: str, *, answer: str | None = None, person_id: str | None = None,
    responsible: Mentions = (), due_on: str | None = None, strand_id: str | None = None,
) -> str:  # fmt: skip
    """Add a line: a ``question`` (with its answer), something ``said``, or a next ``step``. Returns the line's id.

    A step is a real next step on the map (``responsible``, ``due_on`` as said, ``strand_id``).
    """
    meeting = _meeting(case, meeting_id)
    if kind not in ITEM_KINDS:
        raise ValueError(f"no such kind: {kind}")
    item_id = new_id()
    labels = {"question": "Added a question", "said": "Wrote down what was said", "step": "Agreed who does what"}
    with case.edit(labels[kind]) as session:
        is_step = kind == "step"
        card_id = _new_step(case, meeting["workspace_id"], text, responsible, due_on, strand_id) if is_step else None
        place = session.scalar(select(func.max(MeetingItem.position)).where(MeetingItem.meeting_id == meeting_id))
        session.add(
            MeetingItem(
                id=item_id, case_id=case.id, workspace_id=meeting["workspace_id"], meeting_id=meeting_id, kind=kind,
                text="" if is_step else text.strip(), answer=trimmed(answer), person_id=person_id,
                card_id=card_id, position=(place or 0.0) + GAP,
            )
        )  # fmt: skip
    return item_id


def set_item(case: Case, item_id: str, *, responsible: Mentions | None = None, **fields: Any) -> None:
    """Change a line: ``text``, ``answer``, ``person_id`` (who is asked, who says it).

    Of a step: ``text``, ``due_on``, ``done_on``, ``strand_id`` and who does it; they are the card's.
    """
    item = _item(case, item_id)
    allowed = STEP_FIELDS if item["card_id"] else ITEM_FIELDS
    if set(fields) - allowed or (responsible is not None and not item["card_id"]):
        raise ValueError(f"cannot set {sorted(set(fields) - allowed) or ['responsible']}")
    merge = f"{merge_key('meeting_item', item_id, fields)}:{responsible is not None}"
    with case.edit("Changed a line of a meeting", merge=merge) as session:
        if item["card_id"]:
            if fields:
                cards.set_card(case, item["card_id"], **fields)
            if responsible is not None:
                cards.set_people(case, item["card_id"], "responsible", responsible)
            return
        row = session.get(MeetingItem, item_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, (value or "").strip() if name == "text" else trimmed(value))


def delete_item(case: Case, item_id: str, *, keep_step: bool = False) -> None:
    """Delete a line; a step goes off the map with it, unless it is to stay there (``keep_step``)."""
    item = _item(case, item_id)
    with case.edit("Deleted a line of a meeting") as session:
        if item["card_id"] and not keep_step:
            cards.delete_cards(case, [item["card_id"]])
            return
        session.delete(session.get(MeetingItem, item_id))


def _new_step(
    case: Case, workspace_id: str, text: str, responsible: Mentions, due_on: str | None, strand_id: str | None
) -> str:
    card_id = cards.add_card(case, workspace_id, "next_step", text.strip(), due_on=trimmed(due_on), strand_id=strand_id)
    for place, (person_id, words) in enumerate(responsible):
        if person_id or words:
            case.desk.session.add(
                CardPerson(
                    case_id=case.id, workspace_id=workspace_id, card_id=card_id, role="responsible",
                    person_id=person_id, words=words, position=GAP * (place + 1),
                )
            )  # fmt: skip
    return card_id


def _attend(
    case: Case, session: Session, workspace_id: str, meeting_id: str, person_id: str | None, words: str | None,
    state: str,
) -> str:  # fmt: skip
    if state not in ATTENDING:
        raise ValueError(f"no such state: {state}")
    place = session.scalar(select(func.max(MeetingPerson.position)).where(MeetingPerson.meeting_id == meeting_id))
    row = MeetingPerson(
        id=new_id(), case_id=case.id, workspace_id=workspace_id, meeting_id=meeting_id, person_id=person_id,
        person_words=words, state=state, position=(place or 0.0) + GAP,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return str(row.id)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if set(fields) - MEETING_FIELDS:
        raise ValueError(f"not a meeting's field: {sorted(set(fields) - MEETING_FIELDS)}")
    kept: dict[str, Any] = {name: value if name == "came" else trimmed(value) for name, value in fields.items()}
    if "held_on" in kept:
        kept["held_on"] = kept["held_on"] or ""
    if not 0 <= (kept.get("came") or 0) <= MOST_CAME:
        raise KnownError(f"That many cannot have come. Nothing was changed. Write a number from 0 to {MOST_CAME}.")
    return kept


def _meeting(case: Case, meeting_id: str) -> Row:
    return row_of(case, "network_meeting", meeting_id, "That meeting is no longer there")


def _item(case: Case, item_id: str) -> Row:
    return row_of(case, "meeting_item", item_id, "That line is no longer there")
