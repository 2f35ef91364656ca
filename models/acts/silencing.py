"""Phrases nobody wants to be asked about again in a piece of work."""

from __future__ import annotations

from sqlalchemy import delete

from models.base import new_id
from models.casework import Case
from models.entities import SilencedPhrase
from models.errors import KnownError
from models.plain_words import said_alike
from models.rows import Rows


def silenced(rows: Rows, workspace_id: str) -> tuple[str, ...]:
    """The phrases left alone in this work, in the order of their ids; ``questions_for(silenced=…)`` takes them."""
    return tuple(row["phrase"] for row in rows.where("silenced_phrase", workspace_id=workspace_id))


def silence(case: Case, workspace_id: str, phrase: str) -> str:
    """Do not ask about ``phrase`` again in this work (a whole text: not about that text). Returns its id.

    The same words in other letters are the same phrase and stay one row. Raises KnownError where there are no words.
    """
    for row in case.rows.where("silenced_phrase", workspace_id=workspace_id):
        if said_alike(row["phrase"], phrase):
            return str(row["id"])
    if not phrase.strip():
        raise KnownError("There are no words in it to leave alone. Nothing was changed.")
    key = new_id()
    with case.edit("Left a phrase as it is") as session:
        session.add(SilencedPhrase(id=key, case_id=case.id, workspace_id=workspace_id, phrase=phrase.strip()))
    return key


def unsilence(case: Case, workspace_id: str, phrase: str) -> None:
    """Ask about ``phrase`` again; nothing happens where it was not left alone."""
    rows = case.rows.where("silenced_phrase", workspace_id=workspace_id)
    found = [row["id"] for row in rows if said_alike(row["phrase"], phrase)]
    if found:
        with case.edit("Ask about a phrase again") as session:
            session.execute(delete(SilencedPhrase).where(SilencedPhrase.id.in_(found)))
