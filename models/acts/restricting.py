"""Holding a thing back from readers, changing how, and letting it be seen again: each one step, with its reason."""

from __future__ import annotations

import json

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.acts.checks import gone
from models.acts.sharing import decide
from models.audience import Reader, found_audience
from models.base import Base, new_id
from models.casework import Case
from models.entities import Restriction, SharingDecision
from models.errors import KnownError
from models.restrictions import HoldBack, companions


def hold_back(case: Case, wanted: HoldBack, readers: tuple[Reader, ...]) -> str:
    """Hold something back as ``wanted`` says, or change how; returns the restriction's id.

    ``readers``: everybody who was asked about; those of them in ``wanted.shown_to`` see it all the same. Raises
    KnownError without a reason, and when the thing is gone.
    """
    if not wanted.reason.strip():
        raise KnownError("Holding something back needs its reason. Nothing was changed. Write why first.")
    _must_be_there(case, wanted)
    key = wanted.id or new_id()
    with case.edit("Changed what is not to be shown" if wanted.id else "Marked as not to be shown") as session:
        row = session.get(Restriction, key)
        if row is None:
            row = Restriction(id=key, case_id=case.id, target_table=wanted.table or None,
                              target_id=wanted.key or None, fact="")  # fmt: skip
            session.add(row)
        public = wanted.public_name.strip() if wanted.with_public_name else ""
        row.target_field, row.public_name = wanted.field or None, public or None
        row.reason, row.review_on = wanted.kept_reason, wanted.review_on
        instead = bool(row.public_name)
        row.values_json = _listed(wanted.names if instead else (*wanted.names, *wanted.words))
        ids = [key, *_keep_words(case, session, key, wanted.words if instead else (), wanted)]
        _let_see(case, session, ids, wanted, readers)
    return key


def lift(case: Case, restriction_id: str, why: str) -> None:
    """Let a thing be seen again; the reason is kept with the decisions about readers. Raises KnownError without one."""
    row = case.rows.get("restriction", restriction_id)
    if not why.strip():
        raise KnownError("Letting it be seen again needs its reason. Nothing was changed. Write why first.")
    if row is None:
        raise KnownError("It is no longer held back. Nothing was changed.")
    ids = [restriction_id, *(each["id"] for each in companions(case.rows, row))]
    with case.edit("May be shown again") as session:
        gone = delete(SharingDecision).where(
            SharingDecision.target_table == "restriction", SharingDecision.target_id.in_(ids)
        )
        session.execute(gone)
        session.execute(delete(Restriction).where(Restriction.id.in_(ids)))
        session.add(
            SharingDecision(
                id=new_id(), case_id=case.id, target_table=row["target_table"] or "casefile",
                target_id=row["target_id"] or case.id, reader="us", decision="show", why=why.strip(),
                decided_on=case.desk.now().date().isoformat(),
            )
        )  # fmt: skip


def _must_be_there(case: Case, wanted: HoldBack) -> None:
    if wanted.id:
        is_there = case.rows.get("restriction", wanted.id) is not None
    else:
        is_there = wanted.table in Base.metadata.tables and case.rows.get(wanted.table, wanted.key) is not None
    if not is_there:
        raise gone("That is no longer in the case")


def _keep_words(case: Case, session: Session, key: str, words: tuple[str, ...], wanted: HoldBack) -> list[str]:
    """The second row of a restriction: words for which nothing stands. Returns the ids of what is there now."""
    row = case.rows.get("restriction", key)
    there = [each["id"] for each in companions(case.rows, row)] if row else []
    if not words:
        session.execute(delete(Restriction).where(Restriction.id.in_(there)))
        return []
    second = session.get(Restriction, there[0]) if there else None
    if second is None:
        second = Restriction(id=new_id(), case_id=case.id, ref=key, fact="")
        session.add(second)
    second.reason, second.review_on, second.values_json = wanted.kept_reason, wanted.review_on, _listed(words)
    return [str(second.id)]


def _let_see(case: Case, session: Session, ids: list[str], wanted: HoldBack, readers: tuple[Reader, ...]) -> None:
    """The decisions about readers: one for each who sees it all the same, none for the others asked about."""
    for reader in readers:
        audience = found_audience(case.rows, reader)
        for key in ids:
            shows = audience.lets("restriction", key)
            if (reader in wanted.shown_to) != shows:
                decision = None if shows else "show"
                decide(case, session, reader, audience.person_id, ("restriction", key, None), decision,
                       why=wanted.reason.strip(), review_on=wanted.review_on)  # fmt: skip


def _listed(values: tuple[str, ...]) -> str:
    bare = (" ".join(value.split()) for value in values)
    return json.dumps(list(dict.fromkeys(value for value in bare if value)), ensure_ascii=False)
