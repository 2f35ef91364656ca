"""Writing on the map: add, write, move, split, merge, link, dispute, restrict."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import pathways
from models.acts.checks import loaded, merge_key, row_of
from models.acts.places import GAP, in_order, positions
from models.base import new_id
from models.casework import Case
from models.entities import Card, CardPerson, DifferentView, Restriction
from models.errors import KnownError
from models.projections import Projector
from models.rows import Row

FIELDS = frozenset(
    "title text is_quotation state strand_id danger_id occurred occurred_until how_long due_on done_on note".split()
)
"""Card columns that screens may set."""

WROTE = "Wrote on a card"
"""What typing on a card is called in the history."""

FACT_FIELDS = {"when": "occurred", "danger": "danger_id"}


@dataclass(frozen=True)
class Moved:
    """What a move did. ``needs_facts``: cards that stay a strength until the missing facts are there (id → missing)."""

    moved: tuple[str, ...]
    needs_facts: dict[str, tuple[str, ...]]


def _today(case: Case) -> str:
    return case.desk.now().date().isoformat()


def _require(case: Case, card_id: str) -> Row:
    return row_of(case, "card", card_id, "That card is no longer there")


def _place(
    case: Case, session: Session, workspace_id: str, part: str, before_id: str | None, count: int
) -> list[float]:
    """Positions for new cards in a part; renumbers the part when there is no room left."""
    neighbours = [c for c in case.rows.where("card", workspace_id=workspace_id, part=part) if not c["closed_on"]]
    found = positions(neighbours, before_id, count)
    if found is None:
        renumbered = [row | {"position": GAP * (i + 1)} for i, row in enumerate(in_order(neighbours))]
        for row in renumbered:
            _load(session, row["id"]).position = row["position"]
        found = positions(renumbered, before_id, count)
    assert found is not None
    return found


def _load(session: Session, card_id: str) -> Card:
    return loaded(session, Card, card_id, "That card is no longer there")


def add_card(
    case: Case, workspace_id: str, part: str, text: str = "", *, before_id: str | None = None,
    speaker_id: str | None = None, origin: object | None = None, **fields: Any,
) -> str:  # fmt: skip
    """Put a new card into a part (at its end, or before another). Returns its id."""
    pathway = Projector(case.rows).current_pathway(workspace_id)
    one = pathways.pathway(pathway).parts[part].one
    card_id = new_id()
    with case.edit(f"Added {one}", origin=origin) as session:
        (position,) = _place(case, session, workspace_id, part, before_id, 1)
        fields.setdefault("is_quotation", part == "own_words")
        session.add(
            Card(
                id=card_id, case_id=case.id, workspace_id=workspace_id, part=part, pathway=pathway, text=text,
                position=position, written_on=_today(case), **_checked(fields),
            )
        )  # fmt: skip
        session.flush()
        if speaker_id:
            session.add(_mention(case, workspace_id, card_id, "speaker", speaker_id, None, 0))
    return card_id


def add_cards(
    case: Case, workspace_id: str, part: str, texts: Sequence[str], *, before_id: str | None = None
) -> list[str]:
    """Put several cards into a part as one step (a pasted list). Returns their ids."""
    pathway = Projector(case.rows).current_pathway(workspace_id)
    ids = [new_id() for _ in texts]
    with case.edit(f"Added {len(texts)} cards") as session:
        places = _place(case, session, workspace_id, part, before_id, len(texts))
        for card_id, text, position in zip(ids, texts, places, strict=True):
            session.add(
                Card(
                    id=card_id, case_id=case.id, workspace_id=workspace_id, part=part, pathway=pathway, text=text,
                    position=position, written_on=_today(case), is_quotation=part == "own_words",
                )
            )  # fmt: skip
    return ids


_BULLET = re.compile(r"^\s*(?:[•·▪◦‣\-–—*o\uf0b7§]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")


def split_list(pasted: str) -> list[str]:
    """A pasted list (from Word, Outlook, a web page) as card texts: one a line, without bullets and numbers."""
    lines = [_BULLET.sub("", line).strip() for line in re.split(r"[\r\n\u2028\u2029\x0b]+", pasted)]
    return [line for line in lines if line]


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - FIELDS
    if unknown:
        raise ValueError(f"not a card field: {sorted(unknown)}")
    return fields


def write_card(case: Case, card_id: str, text: str, *, origin: object | None = None) -> None:
    """Write a card's words; pauses while typing make one undo step."""
    _require(case, card_id)
    with case.edit(WROTE, merge=f"card:{card_id}:text", origin=origin) as session:
        _load(session, card_id).text = text


def set_card(case: Case, card_id: str, label: str = "Changed a card", **fields: Any) -> None:
    """Set a card's facts (see :data:`FIELDS`)."""
    _require(case, card_id)
    with case.edit(label, merge=merge_key("card", card_id, fields)) as session:
        card = _load(session, card_id)
        for name, value in _checked(fields).items():
            setattr(card, name, value)


def move_cards(case: Case, card_ids: Sequence[str], part: str, *, before_id: str | None = None) -> Moved:
    """Move cards to a part, before another card or to its end, keeping their order.

    Existing safety needs when, who acted, which danger and who saw it: a card without them goes to (or stays among)
    the strengths, and the result says what is missing.
    """
    rows = [_require(case, card_id) for card_id in card_ids]
    needs: dict[str, tuple[str, ...]] = {}
    if part == "safety":
        projector = Projector(case.rows)
        for row in rows:
            missing = projector.card(row | {"part": "safety"}).missing
            if missing and row["part"] != "safety":
                needs[row["id"]] = missing
    going = [row for row in rows if row["id"] not in needs]
    waiting = [row for row in rows if row["id"] in needs and row["part"] != "strength"]
    title = pathways.pathway(rows[0]["pathway"]).parts[part].title if rows else ""
    with case.edit(f"Moved to {title[:1].lower()}{title[1:]}" if going else "Moved to strengths") as session:
        _put(case, session, going, part, before_id)
        _put(case, session, waiting, "strength", None)
    return Moved(tuple(row["id"] for row in going), needs)


def _put(case: Case, session: Session, rows: list[Row], part: str, before_id: str | None) -> None:
    if not rows:
        return
    moving = [row["id"] for row in rows]
    peers = case.rows.where("card", workspace_id=rows[0]["workspace_id"], part=part)
    order = [c["id"] for c in in_order(peers) if not c["closed_on"]]
    if before_id in moving:  # dropped on one of themselves: before the next card that stays
        after = order[order.index(before_id) :] if before_id in order else []
        before_id = next((key for key in after if key not in moving), None)
    index = order.index(before_id) if before_id in order else len(order)
    if order[max(index - len(moving), 0) : index] == moving:
        return  # they stand there already: no step
    for row, position in zip(
        rows, _place(case, session, rows[0]["workspace_id"], part, before_id, len(rows)), strict=True
    ):
        card = _load(session, row["id"])
        card.part, card.position = part, position


def delete_cards(case: Case, card_ids: Sequence[str]) -> None:
    """Take cards off the map and out of the case (undo brings them back)."""
    many = len(card_ids) != 1
    with case.edit(f"Deleted {len(card_ids)} cards" if many else "Deleted a card") as session:
        session.execute(delete(Card).where(Card.id.in_(card_ids)))


def split_card(case: Case, card_id: str, at: int) -> str:
    """Cut a card's words in two at a character; the second half becomes a card of its own, after it. Returns its id."""
    row = _require(case, card_id)
    first, second = row["text"][:at].rstrip(), row["text"][at:].lstrip()
    if not first or not second:
        raise KnownError(
            "There is nothing on one side of the cut. The card is as it was. Put the cursor between two words."
        )
    peers = [
        c for c in case.rows.where("card", workspace_id=row["workspace_id"], part=row["part"]) if not c["closed_on"]
    ]
    ids = [c["id"] for c in in_order(peers)]
    index = ids.index(card_id) if card_id in ids else len(ids) - 1
    following = ids[index + 1] if index + 1 < len(ids) else None
    twin_id = new_id()
    with case.edit("Split a card") as session:
        (position,) = _place(case, session, row["workspace_id"], row["part"], following, 1)
        _load(session, card_id).text = first
        session.add(Card(**(row | {"id": twin_id, "ref": None, "text": second, "position": position})))
        session.flush()
        _copy_people(case, session, card_id, twin_id)
    return twin_id


def _copy_people(case: Case, session: Session, from_id: str, to_id: str) -> None:
    there = {(r["role"], r["person_id"], r["words"]) for r in case.rows.where("card_person", card_id=to_id)}
    for row in case.rows.where("card_person", card_id=from_id):
        if (row["role"], row["person_id"], row["words"]) not in there:
            session.add(CardPerson(**(row | {"id": new_id(), "card_id": to_id})))


def merge_cards(case: Case, card_ids: Sequence[str]) -> str:
    """Make one card of several: the first keeps its place; words, people and different views all come along."""
    rows = [_require(case, card_id) for card_id in card_ids]
    if len(rows) < 2:
        raise KnownError("Merging needs two cards or more. Nothing was changed. Select the cards first.")
    kept, others = rows[0], rows[1:]
    with case.edit(f"Merged {len(rows)} cards") as session:
        card = _load(session, kept["id"])
        card.text = "\n".join(row["text"].strip() for row in rows if row["text"].strip())
        card.occurred = card.occurred or next((r["occurred"] for r in others if r["occurred"]), None)
        card.note = "\n".join(r["note"] for r in rows if r["note"]) or None
        for row in others:
            _copy_people(case, session, row["id"], kept["id"])
            for view in case.rows.where("different_view", card_id=row["id"]):
                session.add(DifferentView(**(view | {"id": new_id(), "card_id": kept["id"]})))
            _retarget(case, session, row["id"], kept["id"])
            session.flush()
            session.execute(delete(Card).where(Card.id == row["id"]))
    return str(kept["id"])


def _retarget(case: Case, session: Session, from_id: str, to_id: str) -> None:
    """A restriction of a merged card goes on to hold for the whole: joining words must never unhide them."""
    for row in case.rows.where("restriction", target_table="card", target_id=from_id):
        session.add(Restriction(**(row | {"id": new_id(), "target_id": to_id})))


def link_strand(case: Case, card_ids: Iterable[str], strand_id: str | None) -> None:
    """Tie cards to a strand, or untie them."""
    with case.edit("Linked to a strand" if strand_id else "Unlinked from its strand") as session:
        for card_id in card_ids:
            _load(session, card_id).strand_id = strand_id


def tick_step(case: Case, card_id: str, done_on: str | None) -> None:
    """Mark a next step done on a day, or to do again."""
    _require(case, card_id)
    with case.edit("Ticked off a next step" if done_on else "Put a next step back to do") as session:
        _load(session, card_id).done_on = done_on


def _mention(
    case: Case, workspace_id: str, card_id: str, role: str, person_id: str | None, words: str | None, place: int
) -> CardPerson:
    return CardPerson(
        case_id=case.id, workspace_id=workspace_id, card_id=card_id, role=role, person_id=person_id, words=words,
        position=GAP * (place + 1),
    )  # fmt: skip


def set_people(case: Case, card_id: str, role: str, mentions: Sequence[tuple[str | None, str | None]]) -> None:
    """Say who stands in a role on a card (source, speaker, acted, seen_by, about, worried, responsible).

    Each mention is (person id, words): either may be None, not both.
    """
    row = _require(case, card_id)
    labels = {"source": "who says so", "seen_by": "who saw it", "acted": "who acted", "speaker": "who said it",
              "responsible": "who will do it", "about": "who it is about", "worried": "who is worried"}  # fmt: skip
    with case.edit(f"Noted {labels[role]}", merge=f"card:{card_id}:people:{role}") as session:
        session.execute(delete(CardPerson).where(CardPerson.card_id == card_id, CardPerson.role == role))
        for place, (person_id, words) in enumerate(mentions):
            if person_id or words:
                session.add(_mention(case, row["workspace_id"], card_id, role, person_id, words, place))


def add_dispute(case: Case, card_id: str, person_id: str | None, words: str, *, is_quotation: bool = False) -> str:
    """Write down who sees a card differently, and what they say. Returns the dispute's id."""
    row = _require(case, card_id)
    dispute_id = new_id()
    count = len(case.rows.where("different_view", card_id=card_id))
    with case.edit("Wrote down a different view") as session:
        session.add(
            DifferentView(
                id=dispute_id, case_id=case.id, workspace_id=row["workspace_id"], card_id=card_id, person_id=person_id,
                words=words, is_quotation=is_quotation, said_on=_today(case), position=GAP * (count + 1),
            )
        )  # fmt: skip
    return dispute_id


def set_dispute(case: Case, dispute_id: str, *, words: str | None = None, person_id: str | None = None) -> None:
    """Change a different view's words or its person; empty words take it away."""
    with case.edit("Changed a different view", merge=f"dispute:{dispute_id}") as session:
        view = session.get(DifferentView, dispute_id)
        if view is None:
            raise KnownError("That different view is no longer there. Nothing was changed.")
        if words is not None and not words.strip():
            session.delete(view)
            return
        view.words = view.words if words is None else words
        view.person_id = person_id or view.person_id


def restrict(
    case: Case, table: str, target_id: str, reason: str, *, public_name: str | None = None,
    not_for: str | None = None, values: Sequence[str] = (), review_on: str | None = None,
) -> str:  # fmt: skip
    """Mark a row as not to be shown outside the team, with the reason. Returns the restriction's id."""
    restriction_id = new_id()
    with case.edit("Marked as not to be shown") as session:
        session.add(
            Restriction(
                id=restriction_id, case_id=case.id, target_table=table, target_id=target_id, reason=reason,
                public_name=public_name, not_for=not_for, review_on=review_on, values_json=json.dumps(list(values)),
            )
        )  # fmt: skip
    return restriction_id


def unrestrict(case: Case, table: str, target_id: str) -> None:
    """Let a row be shown again."""
    with case.edit("May be shown again") as session:
        session.execute(
            delete(Restriction).where(
                Restriction.case_id == case.id, Restriction.target_table == table, Restriction.target_id == target_id
            )
        )


def age_of_step(due_on: str | None, today: dt.date) -> int | None:
    """Days a next step is late (negative: still to come); None without a whole date."""
    try:
        return (today - dt.date.fromisoformat(due_on)).days if due_on else None
    except ValueError:
        return None
