"""Writing a danger statement or a goal: its parts, a sentence of them, who says it too, agreeing, services as steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import frames
from models.acts.cards import add_card, add_cards, add_dispute, delete_cards, write_card
from models.acts.checks import gone, row_of
from models.acts.places import GAP
from models.acts.strands import set_wording
from models.base import new_id
from models.casework import Case
from models.entities import Card, CardPerson, DifferentView, Restriction, StatementPart
from models.errors import KnownError
from models.past_wordings import wording_before
from models.plain_words import Glossary, ours
from models.plain_words.reading import Reading
from models.projections import Projector
from models.rows import Row
from models.statements import AGREED_ROLES, names_of

STANCES = ("agreed", "disputed", "missing")
_PIECES = re.compile(r"(?:[.;]\s+|\n+|,?\s+and\s+(?=(?:[A-Z][\w'’]*\s+){1,2}(?:to|will)\s)|[.;]\s*$)")

_DOER = re.compile(r"(?:[A-Z][\w'’]*\s+){1,2}(?:to|will)\s+")


def _statement(case: Case, card_id: str) -> Row:
    row = case.rows.get("card", card_id)
    if row is None or row["part"] not in frames.KINDS:
        raise gone("That statement is no longer there")
    return row


def _load(session: Session, card_id: str) -> Card:
    card = session.get(Card, card_id)
    assert card is not None
    return card


def begin_draft(
    case: Case, workspace_id: str, kind: str, strand_id: str | None, *, text: str = "", like: str | None = None
) -> str:
    """Begin a draft of a danger statement or goal (``like``: in the words of another card). Returns its id."""
    if like is not None:
        text = str(_statement(case, like)["text"])
    with case.edit("Began a draft") as session:
        card_id = add_card(case, workspace_id, kind, text, strand_id=strand_id, state="draft")
        session.flush()
        if like is not None:
            _hold_back_too(case, session, "card", like, card_id)
    return card_id


def _hold_back_too(case: Case, session: Session, table: str, from_id: str, card_id: str) -> None:
    """Words that are held back stay so on the card they are copied to."""
    for row in case.rows.where("restriction", target_table=table, target_id=from_id):
        session.add(Restriction(**(row | {"id": new_id(), "target_table": "card", "target_id": card_id})))


def drop_empty(case: Case, card_id: str) -> None:
    """Take away a draft that has neither words nor parts nor a different view, so that it is asked for again."""
    row = case.rows.get("card", card_id)
    kept = ("statement_part", "different_view")
    if row is None or row["state"] != "draft" or row["text"].strip():
        return
    if not any(case.rows.where(t, card_id=card_id) for t in kept):
        delete_cards(case, [card_id])


def set_part(case: Case, card_id: str, part: str, text: str) -> None:
    """Keep what somebody filled into one part of the frame; "" takes it away. The statement itself is not touched."""
    row = _statement(case, card_id)
    if part not in {each.key for each in frames.parts_of(row["part"])}:
        raise ValueError(f"no part of a {row['part']}: {part}")
    there = case.rows.where("statement_part", card_id=card_id, part=part)
    with case.edit("Filled in a part of a statement", merge=f"card:{card_id}:part:{part}") as session:
        kept = session.get(StatementPart, there[0]["id"]) if there else None
        if not text.strip():
            if kept is not None:
                session.delete(kept)
        elif kept is not None:
            kept.text = text.strip()
        else:
            session.add(
                StatementPart(
                    case_id=case.id, workspace_id=row["workspace_id"], card_id=card_id, part=part, text=text.strip()
                )
            )


def sentence_of(case: Case, card_id: str) -> str:
    """The sentence the filled parts make, "" where none is filled."""
    row = _statement(case, card_id)
    parts = {r["part"]: r["text"] for r in case.rows.where("statement_part", card_id=card_id)}
    return frames.compose(row["part"], parts)


def use_frame(case: Case, card_id: str, *, how: str = "fill", origin: object | None = None) -> None:
    """Put the sentence of the parts into the statement.

    ``how``: fill (only where nothing is written), after (behind the words that stand there), instead (of them, when
    somebody chose that; they stay among the earlier wordings). Raises KnownError rather than overwrite words unasked.
    """
    row, sentence = _statement(case, card_id), sentence_of(case, card_id)
    if not sentence:
        raise KnownError("No part is filled in yet. Nothing was changed. Fill in a part first.")
    if how == "fill" and row["text"].strip():
        raise KnownError("Somebody has written here already. Nothing was changed. Say where the sentence should go.")
    text = sentence if how != "after" or not row["text"].strip() else f"{row['text'].rstrip()} {sentence}"
    with case.edit("Put the parts into a sentence", origin=origin) as session:
        _load(session, card_id).text = text


def draw_words(case: Case, wording_id: str, strand_id: str, *, into: str | None = None, like: str | None = None) -> str:
    """Put somebody's own words behind what a statement says, and tie them to its strand. Returns the statement's id.

    ``into``: the statement. None: a new draft, which begins with the words of the statement ``like`` (if any).
    """
    wording = row_of(case, "wording", wording_id, "Those words are no longer there", "them")
    source = into or like
    before = str(_statement(case, source)["text"]) if source else ""
    text = " ".join(filter(None, (before.rstrip(), wording["text"].strip().strip('“”"'))))
    with case.edit("Used somebody's own words") as session:
        if into is None:
            into = add_card(case, wording["workspace_id"], wording["kind"], text, strand_id=strand_id, state="draft")
            session.flush()
            if like is not None:
                _hold_back_too(case, session, "card", like, into)
        else:
            write_card(case, into, text)
        _hold_back_too(case, session, "wording", wording_id, into)
        if wording["strand_id"] != strand_id:
            set_wording(case, wording_id, strand_id=strand_id)
    return into


def use_past_wording(case: Case, card_id: str, seq: int) -> None:
    """Let a statement say again what it said until edit ``seq``; today's words become an earlier wording."""
    _statement(case, card_id)
    text = wording_before(case, card_id, seq)
    if text is None:
        raise KnownError("That earlier wording is no longer kept. Nothing was changed.")
    with case.edit("Used an earlier wording again") as session:
        _load(session, card_id).text = text


# Who says it too


def set_stance(case: Case, card_id: str, person_id: str, stance: str, words: str = "") -> None:
    """Note that somebody says a statement too (agreed), sees it differently (disputed: in which words), or was not
    asked yet (missing). One replaces the other."""
    row = _statement(case, card_id)
    if stance not in STANCES:
        raise ValueError(f"not a stance: {stance}")
    if stance == "disputed" and not words.strip():
        raise KnownError("How do they see it? Nothing was changed. Write down a few of their words.")
    roles = AGREED_ROLES[row["part"]]
    own = sorted(
        case.rows.where("different_view", card_id=card_id, person_id=person_id), key=lambda r: (r["position"], r["id"])
    )
    with case.edit("Noted who agrees", merge=f"card:{card_id}:stance:{person_id}:{stance}") as session:
        if stance != "agreed":
            session.execute(
                delete(CardPerson).where(
                    CardPerson.card_id == card_id, CardPerson.person_id == person_id, CardPerson.role.in_(roles)
                )
            )
        elif not any(case.rows.where("card_person", card_id=card_id, person_id=person_id, role=r) for r in roles):
            _add_person(case, session, row, roles[0], person_id)
        if stance != "disputed":
            session.execute(delete(DifferentView).where(DifferentView.id.in_([r["id"] for r in own])))
        elif own:
            _set_words(session, [r["id"] for r in own], words.strip())
        else:
            add_dispute(case, card_id, person_id, words.strip())


def _set_words(session: Session, ids: Sequence[str], words: str) -> None:
    """The first different view says it now; further ones of the same person were shown as part of it."""
    first = session.get(DifferentView, ids[0])
    assert first is not None
    first.words = words
    session.execute(delete(DifferentView).where(DifferentView.id.in_(ids[1:])))


def _add_person(case: Case, session: Session, row: Row, role: str, person_id: str | None) -> None:
    if person_id is None:
        return
    place = max((r["position"] for r in case.rows.where("card_person", card_id=row["id"])), default=0.0) + GAP
    session.add(
        CardPerson(
            id=new_id(), case_id=case.id, workspace_id=row["workspace_id"], card_id=row["id"], role=role,
            person_id=person_id, position=place,
        )
    )  # fmt: skip


# Agreeing


def agree(case: Case, card_id: str, *, instead_of: str | None = None) -> str:
    """Make a draft the agreed wording. Every different view stays in it. Returns the id of the agreed card.

    ``instead_of``: an agreed statement whose wording it takes the place of. That one keeps its card (its people, its
    different views, its links) and its earlier wording; the draft goes.
    """
    row = _statement(case, card_id)
    if not row["text"].strip():
        raise KnownError("There are no words to agree on yet. Nothing was changed. Write the statement first.")
    if instead_of is None:
        with case.edit("Agreed on a statement") as session:
            _load(session, card_id).state = "agreed"
            _note_worried(case, session, row, card_id)
        return card_id
    old = _statement(case, instead_of)
    with case.edit("Agreed on another wording") as session:
        kept = _load(session, old["id"])
        kept.text, kept.state = row["text"], "agreed"
        _carry_over(case, session, card_id, old["id"])
        _hold_back_too(case, session, "card", card_id, old["id"])
        _note_worried(case, session, row, old["id"])
        session.flush()
        session.execute(delete(Card).where(Card.id == card_id))
    return str(old["id"])


def _note_worried(case: Case, session: Session, draft: Row, agreed_id: str) -> None:
    """Whom a danger names as worried ("Nan and Tess are worried …") says it too, unless they see it differently."""
    if draft["part"] != "danger":
        return
    reading = Reading(draft["text"], ours())
    first = min((hit.first for hit in reading.hits.get("worry", ())), default=0)
    head = draft["text"][: reading.tokens[first].start] if reading.tokens else ""
    ids = (draft["id"], agreed_id)
    tables = ("card_person", "different_view")
    told = {r["person_id"] for t in tables for key in ids for r in case.rows.where(t, card_id=key)}
    for person in Projector(case.rows).people.values():
        names = names_of([person])
        named = any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", head) for n in (*names.grown_ups, *names.children))
        if named and person.id not in told:
            _add_person(case, session, draft | {"id": agreed_id}, "worried", person.id)


def _carry_over(case: Case, session: Session, draft_id: str, agreed_id: str) -> None:
    """Who stands on the draft, who sees it differently and what its parts say go along to the agreed card."""
    here = case.rows.where("card_person", card_id=agreed_id)
    there = {(r["role"], r["person_id"], r["words"]) for r in here}
    for person in case.rows.where("card_person", card_id=draft_id):
        if (person["role"], person["person_id"], person["words"]) not in there:
            session.add(CardPerson(**(person | {"id": new_id(), "card_id": agreed_id})))
    for view in case.rows.where("different_view", card_id=draft_id):
        session.add(DifferentView(**(view | {"id": new_id(), "card_id": agreed_id})))
    parts = case.rows.where("statement_part", card_id=draft_id)
    if parts:
        session.execute(delete(StatementPart).where(StatementPart.card_id == agreed_id))
        for part in parts:
            session.add(StatementPart(**(part | {"id": new_id(), "card_id": agreed_id})))


def reopen(case: Case, card_id: str) -> None:
    """Make an agreed statement a draft again."""
    _statement(case, card_id)
    with case.edit("Opened a statement again") as session:
        _load(session, card_id).state = "draft"


# Services


def services_in(text: str, glossary: Glossary) -> tuple[str, ...]:
    """The pieces of a goal that are services, as they are written ("Danny to complete the perpetrator programme")."""
    pieces = [piece.strip(" .;,\n") for piece in _PIECES.split(text)]
    return tuple(piece for piece in pieces if piece and Reading(piece, glossary).has("service"))


def service_spans(text: str, glossary: Glossary) -> list[tuple[int, int]]:
    """Where the services stand in a goal, without who is to go there ("complete the perpetrator programme")."""
    spans, start = [], 0
    for piece in services_in(text, glossary):
        start = text.index(piece, start)
        doer = _DOER.match(piece)
        spans.append((start + (doer.end() if doer else 0), start + len(piece)))
        start += len(piece)
    return spans


def move_services(case: Case, card_id: str, glossary: Glossary) -> tuple[str, ...]:
    """Make next steps of the services in a goal and take them out of it. Returns the new cards' ids.

    What stands there besides stays; of a goal that was nothing else an empty draft is left to write in.
    """
    row = _statement(case, card_id)
    services = services_in(row["text"], glossary)
    if not services:
        raise KnownError("There are no services in this goal. Nothing was changed.")
    pieces = [piece.strip(" .;,\n") for piece in _PIECES.split(row["text"])]
    rest = ". ".join(piece for piece in pieces if piece and piece not in services)
    with case.edit("Moved services to next steps") as session:
        made = add_cards(case, row["workspace_id"], "next_step", services)
        session.flush()
        for step_id, service in zip(made, services, strict=True):
            _load(session, step_id).strand_id = row["strand_id"]
            _hold_back_too(case, session, "card", card_id, step_id)
            _add_person(case, session, row | {"id": step_id}, "responsible", _doer(case, service))
        card = _load(session, card_id)
        card.text = f"{rest}." if rest else ""
        card.state = card.state if rest else "draft"
    return tuple(made)


def _doer(case: Case, service: str) -> str | None:
    """The person whose name a service begins with."""
    for person in case.rows.table("person").values():
        for name in (person["known_as"], person["name"], str(person["name"]).split(" ")[0]):
            if name and re.match(rf"{re.escape(name)}\b", service):
                return str(person["id"])
    return None
