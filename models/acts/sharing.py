"""What a worker decides about readers: let something through, hold it back, settle what was pointed out."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.acts.checks import gone
from models.audience import NAMED, Reader, audience_of
from models.base import Base, new_id
from models.casework import Case
from models.entities import CopyMade, Restriction, SharingDecision
from models.errors import KnownError

SETTLEMENTS = ("leave_out", "reword", "stay")
"""What can be done about words that may tell too much: the row goes, other words stand there, they may stay."""


def let_through(
    case: Case, reader: Reader, table: str, key: str, field: str | None = None, *, why: str | None = None,
    review_on: str | None = None,
) -> str:  # fmt: skip
    """Let one reader see a row, or one field of it, that would be held back. Returns the decision's id.

    What is restricted is let through by its restriction: ``table`` "restriction" with that row's id. Raises KnownError
    for a reader who is not in the case, and for a row that is gone.
    """
    return _decide(case, reader, table, key, field, "show", "Let something through", why, review_on)


def hold_back(
    case: Case, reader: Reader, table: str, key: str, field: str | None = None, *, why: str | None = None,
    review_on: str | None = None,
) -> str:  # fmt: skip
    """Keep a row, or one field of it, from one reader who would see it. Returns the decision's id."""
    return _decide(case, reader, table, key, field, "hold", "Held something back", why, review_on)


def undecide(case: Case, reader: Reader, table: str, key: str, field: str | None = None) -> None:
    """Leave it to the rule again; nothing happens where nothing was decided."""
    who = audience_of(case.rows, reader).person_id
    if _there(case, reader, who, table, key, field):
        with case.edit("Left it to the rule again") as session:
            _clear(case, session, reader, who, table, key, field)


def settle(
    case: Case, reader: Reader, table: str, key: str, field: str, words: str, how: str, *, instead: str = ""
) -> None:
    """Settle words that were pointed out: ``how`` is one of :data:`SETTLEMENTS`.

    ``stay`` counts for these very words; other words in the same place are pointed out again. ``reword`` puts
    ``instead`` where the words stand, for everybody outside the team.
    """
    if how not in SETTLEMENTS:
        raise ValueError(f"how cannot be {how!r}")
    if how == "leave_out":
        hold_back(case, reader, table, key)
    elif how == "stay":
        _decide(case, reader, table, key, settled_field(field, words), "show", "Looked at, and it can stay", None, None)
    else:
        _reword(case, table, key, field, words, instead)


def settled_field(field: str, words: str) -> str:
    """How a decision names the very words of a field that may stay, without holding them."""
    return f"{field}#{hashlib.sha256(words.casefold().encode()).hexdigest()[:12]}"


def _reword(case: Case, table: str, key: str, field: str, words: str, instead: str) -> None:
    row = _require(case, table, key)
    if not instead.strip():
        raise KnownError("There are no words to put there. Nothing was changed. Say what may stand there instead.")
    if words not in str(row.get(field) or ""):
        raise KnownError("Those words no longer stand there. Nothing was changed. Look at the copy again.")
    with case.edit("Put in other words for readers") as session:
        session.add(
            Restriction(
                id=new_id(), case_id=case.id, target_table=table, target_id=key, target_field=field, fact="",
                reason="It could tell who said so.", public_name=instead.strip(),
                values_json=json.dumps([words], ensure_ascii=False),
            )
        )  # fmt: skip


def copy_made(
    case: Case, workspace_id: str, what: str, reader: Reader, file_format: str, sha256: str, lines: tuple[str, ...]
) -> str:
    """Keep what a copy said, so that the next one can be held beside it. Returns its id.

    It is no step of the case's own; inside another writing of the desk's it is kept with that.
    """
    key = new_id()
    with case.desk.writing() as session:
        session.add(
            CopyMade(
                id=key, case_id=case.id, workspace_id=workspace_id, at=case.desk.now().isoformat(timespec="seconds"),
                what=what, reader=reader.code, file_format=file_format, sha256=sha256,
                lines_json=json.dumps(lines, ensure_ascii=False),
            )
        )  # fmt: skip
    return key


def _require(case: Case, table: str, key: str) -> dict[str, object]:
    row = case.rows.get(table, key) if table in Base.metadata.tables else None
    if row is None:
        raise gone("That is no longer in the case")
    return row


def _there(
    case: Case, reader: Reader, who: str | None, table: str, key: str, field: str | None
) -> list[dict[str, object]]:
    return case.rows.where(
        "sharing_decision", target_table=table, target_id=key, target_field=field, reader=reader.kind, person_id=who
    )


def _clear(
    case: Case, session: Session, reader: Reader, who: str | None, table: str, key: str, field: str | None
) -> None:
    ids = [row["id"] for row in _there(case, reader, who, table, key, field)]
    session.execute(delete(SharingDecision).where(SharingDecision.id.in_(ids)))


def _decide(
    case: Case, reader: Reader, table: str, key: str, field: str | None, decision: str, label: str, why: str | None,
    review_on: str | None,
) -> str:  # fmt: skip
    if reader.is_us:
        raise ValueError("nothing is held back from the team")
    who = audience_of(case.rows, reader).person_id
    if reader.kind in NAMED[:1] and who is None:
        raise KnownError("Say which parent it is for. Nothing was changed.")
    _require(case, table, key)
    with case.edit(label) as session:
        return decide(case, session, reader, who, (table, key, field), decision, why=why, review_on=review_on)


def decide(
    case: Case, session: Session, reader: Reader, who: str | None, place: tuple[str, str, str | None],
    decision: str | None, *, why: str | None = None, review_on: str | None = None,
) -> str:  # fmt: skip
    """Write a decision in an edit under way, in place of an earlier one; none: leave it to the rule. Returns its id.

    ``who``: the person the reader is; ``place``: table, id and field.
    """
    table, key, field = place
    _clear(case, session, reader, who, table, key, field)
    if decision is None:
        return ""
    decision_id = new_id()
    session.add(
        SharingDecision(
            id=decision_id, case_id=case.id, target_table=table, target_id=key, target_field=field,
            reader=reader.kind, person_id=who, decision=decision, why=why,
            decided_on=case.desk.now().date().isoformat(), review_on=review_on,
        )
    )  # fmt: skip
    return decision_id
