"""Leading a session: begin, go from stage to stage, collect, show together, star, take along, end, decide."""

from __future__ import annotations

from sqlalchemy import update

from models.acts import cards, harm
from models.acts.checks import trimmed
from models.base import new_id
from models.casework import Case
from models.cover_names import CoverNames, uncovered, with_everybody
from models.entities import Card, LearningSession, SessionItem
from models.errors import KnownError
from models.family_words import CHOICES
from models.rows import Row
from models.session_template import template

AWAITING, APPROVED, HELD = "awaiting", "approved", "held"
GAP = 1.0
_COLUMNS = {"worry": "complicating", "well": "strength"}
"""Where a line of the quick three columns goes on the map, when the worker takes it along."""
PARTS = {"worry": ("complicating", "past_harm"), "well": ("strength",), "needs": ("next_step", "bottom_line")}
"""Parts of the map that a line of a column may be written into at once, the usual one first."""


def begin(
    case: Case, workspace_id: str, kind: str, *, worker_id: str | None = None, facilitator_id: str | None = None,
    adviser_id: str | None = None, people: int | None = None, strand_id: str | None = None,
) -> str:  # fmt: skip
    """Begin a session at its first stage, with a cover name for everybody. Returns its id."""
    found, session_id, now = template(kind), new_id(), case.desk.now()
    names = with_everybody(case.rows, CoverNames()).as_json()
    with case.edit(f"Began: {found.title}") as session:
        session.add(
            LearningSession(
                id=session_id, case_id=case.id, workspace_id=workspace_id, kind=kind, held_on=now.date().isoformat(),
                people=people, worker_id=worker_id, facilitator_id=facilitator_id, adviser_id=adviser_id,
                strand_id=strand_id, stage=found.stages[0].key, begun_at=now.isoformat(), names_json=names,
                status=HELD,
            )
        )  # fmt: skip
    return session_id


def set_session(case: Case, session_id: str, **fields: str | int | None) -> None:
    """Change ``worker_id``, ``facilitator_id``, ``adviser_id``, ``strand_id``, ``people`` or ``minutes``."""
    allowed = {"worker_id", "facilitator_id", "adviser_id", "strand_id", "people", "minutes"}
    if not set(fields) <= allowed:
        raise ValueError(fields)
    _set(case, session_id, "Changed a session", **fields)


def to_stage(case: Case, session_id: str, key: str) -> None:
    """Go to a stage, forward or back."""
    row = _open(case, session_id)
    if key not in [stage.key for stage in template(row["kind"]).stages]:
        raise KnownError("There is no such stage. Nothing was changed.")
    _set(case, session_id, "Went to another stage", stage=key, **_names_now(case, row))


def call(case: Case, session_id: str, names: CoverNames) -> None:
    """Set what everybody is called in the room."""
    _open(case, session_id)
    _set(case, session_id, "Changed the names for the room", names_json=with_everybody(case.rows, names).as_json())


def add_item(
    case: Case, session_id: str, kind: str, text: str = "", *, who: str | None = None, value: int | None = None,
    due_on: str | None = None, is_hidden: bool = False, question: str | None = None, is_quotation: bool = False,
    part: str = "",
) -> str:  # fmt: skip
    """Write down one thing; hidden ones (drafts, numbers) are shown together by :func:`reveal`. Returns its id.

    ``part``: one of :data:`PARTS` of its kind, where it is written on the family's map as well.
    """
    row, text = _open(case, session_id), text.strip()
    if kind not in CHOICES["session_item", "stage"]:
        raise ValueError(kind)
    if part and part not in PARTS.get(kind, ()):
        raise ValueError(part)
    if value is not None and not 0 <= value <= 10:
        raise KnownError("A number goes from 0 to 10. Nothing was written.")
    if not text and value is None:
        raise KnownError("There are no words yet. Nothing was written.")
    of_kind = case.rows.where("session_item", session_id=session_id)
    position = max((each["position"] for each in of_kind), default=0.0) + GAP
    rounds = [each["round"] or 1 for each in of_kind if each["stage"] == kind]
    item_id = new_id()
    with case.edit("Wrote on the map in a session" if part else "Wrote down in a session") as session:
        card_id = cards.add_card(case, row["workspace_id"], part, text, due_on=due_on) if part else None
        session.add(
            SessionItem(
                id=item_id, case_id=case.id, workspace_id=row["workspace_id"], session_id=session_id, stage=kind,
                text=text, who=trimmed(who), value=value, due_on=due_on, position=position,
                question=question, is_quotation=is_quotation, is_revealed=not is_hidden,
                round=max(rounds, default=1) if is_hidden else None, card_id=card_id,
            )
        )  # fmt: skip
    return item_id


def write_item(case: Case, item_id: str, text: str) -> None:
    """Change the words of something written down, on the map too where it was written there."""
    row, text = _item(case, item_id), text.strip()
    if not text:
        raise KnownError("There are no words left. Nothing was changed. Take it away instead.")
    with case.edit("Changed words of a session", merge=f"session_item:{item_id}") as session:
        session.execute(update(SessionItem).where(SessionItem.id == item_id).values(text=text))
        if row["card_id"]:
            session.execute(update(Card).where(Card.id == row["card_id"]).values(text=text))


def remove_item(case: Case, item_id: str) -> None:
    """Take something away again, from the map too where it was written there."""
    card_id = _item(case, item_id)["card_id"]
    with case.edit("Removed something of a session") as session:
        row = session.get(SessionItem, item_id)
        if row is not None:
            session.delete(row)
            session.flush()
        if card_id:
            cards.delete_cards(case, [card_id])


def reveal(case: Case, session_id: str, kind: str) -> int:
    """Show all hidden drafts or numbers together; returns how many. With one person only nobody is silent."""
    hidden = [row["id"] for row in _hidden(case, session_id, kind)]
    if not hidden:
        return 0
    with case.edit("Showed everybody's together") as session:
        session.execute(update(SessionItem).where(SessionItem.id.in_(hidden)).values(is_revealed=True))
    return len(hidden)


def star(case: Case, item_id: str, starred: bool = True) -> None:
    """The worker takes it along, or not."""
    _item(case, item_id)
    with case.edit("Starred" if starred else "Took a star away") as session:
        session.execute(update(SessionItem).where(SessionItem.id == item_id).values(starred=starred))


def keep_line(case: Case, item_id: str, line: str) -> str:
    """The worker keeps a line of somebody's statement, with who said it. Returns the kept line's id."""
    row = _item(case, item_id)
    line = " ".join(line.split())
    if not line or line not in " ".join(row["text"].split()):
        raise KnownError("This line is not in what was said. Nothing was kept. Mark words of the statement.")
    return add_item(case, row["session_id"], "line_kept", line, who=row["who"], is_quotation=True)


def take_along(case: Case, session_id: str) -> int:
    """Put what the worker starred into the case: questions to ask, next steps, lines of the columns. How many.

    Whoever was called by an invented name in the room has their own name there.
    """
    session_row = case.rows.get("learning_session", session_id)
    assert session_row is not None
    taken, workspace_id = 0, session_row["workspace_id"]
    names = CoverNames.read(session_row["names_json"])
    with case.edit("Took questions and steps along") as session:
        for row in case.rows.where("session_item", session_id=session_id):
            if row["card_id"] or not (row["starred"] or row["stage"] == "next_step") or not row["text"]:
                continue
            card_id, text = None, uncovered(case.rows, names, row["text"])
            if row["stage"] == "question":
                harm.add_question(case, workspace_id, text, topic="map")
            elif row["stage"] == "next_step":
                card_id = cards.add_card(case, workspace_id, "next_step", text, due_on=row["due_on"])
            elif row["stage"] in _COLUMNS:
                card_id = cards.add_card(case, workspace_id, _COLUMNS[row["stage"]], text)
            else:
                continue
            values = {"card_id": card_id} if card_id else {"starred": False}
            session.execute(update(SessionItem).where(SessionItem.id == row["id"]).values(**values))
            taken += 1
    return taken


def end(case: Case, session_id: str) -> None:
    """End a session; its summary waits for the manager who answers for the case."""
    row, now = _open(case, session_id), case.desk.now()
    minutes = None
    if row["begun_at"]:
        begun = type(now).fromisoformat(row["begun_at"])
        minutes = max(1, round((now - begun).total_seconds() / 60))
    _set(
        case, session_id, "Ended a session", ended_at=now.isoformat(), minutes=minutes, status=AWAITING,
        **_names_now(case, row),
    )  # fmt: skip


def decide(case: Case, session_id: str, decision: str, on: str | None = None) -> None:
    """What the manager decided about it, and when."""
    if not decision.strip():
        raise KnownError("There is no decision yet. Nothing was written.")
    on = on or case.desk.now().date().isoformat()
    _set(
        case, session_id, "Wrote down the manager's decision", decision=decision.strip(), decided_on=on, status=APPROVED
    )


def _names_now(case: Case, row: Row) -> dict[str, str]:
    """The session's names with one for whoever came into the case since: kept, so that it stays theirs."""
    names = with_everybody(case.rows, CoverNames.read(row["names_json"])).as_json()
    return {} if names == row["names_json"] else {"names_json": names}


def _hidden(case: Case, session_id: str, kind: str) -> list[Row]:
    return [row for row in case.rows.where("session_item", session_id=session_id, stage=kind) if not row["is_revealed"]]


def _open(case: Case, session_id: str) -> Row:
    row = case.rows.get("learning_session", session_id)
    if row is None:
        raise KnownError("This session is gone. Nothing was changed.")
    if row["ended_at"] or not row["begun_at"]:
        raise KnownError("This session is over, so it stays as it is. Nothing was changed.")
    return row


def _item(case: Case, item_id: str) -> Row:
    row = case.rows.get("session_item", item_id)
    if row is None:
        raise KnownError("This is not in the session any more. Nothing was changed.")
    _open(case, row["session_id"])
    return row


def _set(case: Case, session_id: str, label: str, **columns: object) -> None:
    with case.edit(label) as session:
        session.execute(update(LearningSession).where(LearningSession.id == session_id).values(**columns))
