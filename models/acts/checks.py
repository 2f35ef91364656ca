"""What nearly every act asks first: is it still there, may it be set, is it a day, was anything said at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy.orm import Session

from models.base import CaseRow
from models.casework import Case
from models.dates import as_date
from models.errors import KnownError
from models.rows import Row

GONE = "That is no longer there"
_Loaded = TypeVar("_Loaded", bound=CaseRow)


def gone(what: str = GONE, back: str = "it") -> KnownError:
    """The error of something that was removed meanwhile; ``what``: a sentence without its full stop."""
    return KnownError(f"{what}. Nothing was changed. Undo may bring {back} back.")


def row_of(case: Case, table: str, key: str, what: str = GONE, back: str = "it") -> Row:
    """The row. Raises KnownError where it is gone."""
    row = case.rows.get(table, key)
    if row is None:
        raise gone(what, back)
    return row


def loaded(session: Session, kind: type[_Loaded], key: str, what: str = GONE, back: str = "it") -> _Loaded:
    """The row to be changed in an edit. Raises KnownError where it is gone."""
    row = session.get(kind, key)
    if row is None:
        raise gone(what, back)
    return row


def only(fields: Iterable[str], allowed: Iterable[str]) -> None:
    """Raise ValueError (a mistake in the program) where other fields are to be set than may be."""
    if unknown := set(fields).difference(allowed):
        raise ValueError(f"cannot set {sorted(unknown)}")


def merge_key(table: str, key: str, fields: Iterable[str]) -> str:
    """The same for changes of the same fields of one row: made one after another, they are one step to undo."""
    return f"{table}:{key}:{'+'.join(sorted(fields))}"


def whole_day(said: str, what: str = "This") -> str:
    """A day as it is kept. Raises KnownError for a year, a month, or words that are no day."""
    date = as_date(said)
    if date is None:
        raise KnownError(f"{what} needs a whole day, such as 17 June 2025. Nothing was changed.")
    return date.isoformat()


def trimmed(words: str | None) -> str | None:
    """Words without the spaces round them; None where nothing is said."""
    return (words or "").strip() or None
