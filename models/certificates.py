"""Proof of an erasure, to file with the council and to find again here. What is kept can identify nobody.

The paper made on the day says why in the worker's own words. What stays in the vault holds when, how much, which
fingerprint, and the case's number: without it a council could not say which of its cases is gone, and only its case
system turns the number into a person. A number that holds a name or a birthday is not kept, nor are own words.
See ``docs/decisions/0015-kept-certificates.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from models.casework import Desk

REASONS = (
    "The time to keep it is over.",
    "It was handed over to another team.",
    "It was made by mistake.",
    "It was for practice only.",
)
"""Why a case may be erased, in words that tell nothing of it: one of these is kept with the certificate."""

KEPT = "certificate:"
"""Before a certificate's number: the name under which the desk keeps it."""

_SHORTEST_NAME = 3
_WHO = "SELECT name, known_as, born, died, due FROM person WHERE case_id = :c"
_HOMES = "SELECT name FROM household WHERE case_id = :c"


@dataclass(frozen=True)
class Erased:
    """How much of a case there was in one file."""

    rows: int = 0
    pictures: int = 0
    edits: int = 0
    changes: int = 0
    found_words: int = 0
    deliveries: int = 0

    def __add__(self, other: Erased) -> Erased:
        return Erased(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True)
class Certificate:
    """Proof of an erasure. ``id``: its own number, eight random signs; ``number``: the case's own number.

    ``backups``: how many held the case and were rewritten; ``removed``: how many could not be and were taken away.
    """

    id: str
    number: str
    erased_at: str
    reason: str
    here: Erased
    backups: int
    removed: int

    @property
    def seal(self) -> str:
        """SHA-256 of what is kept of it: the list of who did what has it too, so a changed one is found out."""
        return hashlib.sha256(_as_text(self.to_keep()).encode()).hexdigest()

    @property
    def audit_detail(self) -> str:
        """What the list of who did what says of the erasure."""
        return f"{self.here.rows} rows, {self.backups} backups, certificate {self.id} {self.seal}"

    def to_keep(self) -> Certificate:
        """The certificate without a reason in own words, which may name somebody."""
        return self if self.reason in REASONS else replace(self, reason="")

    def words(self) -> str:
        """The certificate as plain text, to print and file."""
        here = self.here
        why = self.reason or "in the worker's own words, on the paper made that day"
        lines = [
            "Certificate of erasure",
            "",
            f"Certificate: {self.id[:4]} {self.id[4:]}",
            f"Case: {self.number or 'without a number'}",
            f"Erased: {self.erased_at[:16].replace('T', ' ')} (UTC)",
            f"Why: {why}",
            "",
            f"Removed from the vault: {here.rows} entries, {here.pictures} pictures, {here.edits} steps of the history "
            f"with {here.changes} changes, {here.found_words} entries of the search, {here.deliveries} deliveries.",
            f"Removed from {self.backups} backups. Backups that could not be read and were taken away: {self.removed}.",
            "",
            "The pages of the file were overwritten and the file was built anew; no copy of the case is left in this "
            "vault or its backups. Copies that were printed, saved or sent before are not in this vault's hands.",
            "",
            f"Seal: {self.seal}",
        ]
        return "\n".join(lines) + "\n"


def number_to_keep(connection: Connection, case_id: str, number: str) -> str:
    """The case's number where it tells nothing by itself; "" where it holds a name or a birthday of the case."""
    runs = [run.casefold() for run in re.findall(r"[^\W\d_]+", number) if len(run) >= _SHORTEST_NAME]
    digits = "".join(re.findall(r"\d", number))
    people = connection.execute(text(_WHO), {"c": case_id}).all()
    homes = connection.execute(text(_HOMES), {"c": case_id}).all()
    case = connection.execute(text("SELECT name FROM casefile WHERE id = :c"), {"c": case_id}).all()
    said = " ".join(str(part) for row in (*case, *homes, *(each[:2] for each in people)) for part in row if part)
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", said) if len(word) >= _SHORTEST_NAME]
    if any(word.startswith(run) or word in run for run in runs for word in words):
        return ""
    days = {form for row in people for day in row[2:] if day for form in _written(str(day))}
    return "" if any(day in digits for day in days) else number


def _written(day: str) -> set[str]:
    """The ways a whole day is written in figures alone."""
    found = re.fullmatch(r"(\d{2})(\d{2})-(\d{2})-(\d{2})", day)
    if found is None:
        return set()
    century, year, month, of_month = found.groups()
    return {f"{a}{month}{b}" for a, b in ((of_month, year), (year, of_month), (of_month, century + year),
                                         (century + year, of_month))}  # fmt: skip


def keep(connection: Connection, certificate: Certificate) -> None:
    """Keep what may be kept of a certificate, within the erasure's own transaction."""
    query = "INSERT INTO desk_note VALUES (:key, :value)"
    connection.execute(text(query), {"key": KEPT + certificate.id, "value": _as_text(certificate.to_keep())})


def certificates(desk: Desk) -> tuple[Certificate, ...]:
    """Every certificate that is kept here, newest first."""
    with desk.reading() as connection:
        query = "SELECT value FROM desk_note WHERE key LIKE :like"
        values = connection.execute(text(query), {"like": KEPT + "%"}).scalars().all()
    found = [_from_text(str(value)) for value in values]
    return tuple(sorted(found, key=lambda each: (each.erased_at, each.id), reverse=True))


def is_changed(desk: Desk, certificate: Certificate) -> bool:
    """Whether a kept certificate says something else than on the day: the list of who did what has its seal."""
    with desk.reading() as connection:
        query = "SELECT detail FROM audit_entry WHERE deed = 'erased' AND detail LIKE :like"
        details = connection.execute(text(query), {"like": f"%certificate {certificate.id} %"}).scalars().all()
    return not any(str(detail).endswith(certificate.seal) for detail in details)


def _as_text(certificate: Certificate) -> str:
    return json.dumps(asdict(certificate), ensure_ascii=False, sort_keys=True)


def _from_text(value: str) -> Certificate:
    said = json.loads(value)
    return Certificate(**(said | {"here": Erased(**said["here"])}))
