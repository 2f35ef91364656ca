"""Opening a vault for one command, and finding a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.casework import Case, Desk
from models.errors import KnownError
from models.vault import Vault, harden_process


@dataclass(frozen=True)
class CaseLine:
    """One workspace of one case, as ``sofs-desk cases`` lists it."""

    case_id: str
    number: str
    name: str
    workspace_id: str
    code: str
    title: str
    pathway: str
    opened_on: str | None


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[Desk]:
    """The desk of a vault, open for the block and closed after it. Raises what ``Vault.open`` raises."""
    harden_process()
    with closing_vault(Vault.open(path, passphrase)) as desk:
        yield desk


@contextmanager
def closing_vault(vault: Vault) -> Iterator[Desk]:
    """A desk on an open vault; both are closed after the block."""
    desk = Desk(vault)
    try:
        yield desk
    finally:
        desk.close()
        vault.close()


def case_lines(desk: Desk) -> list[CaseLine]:
    """Every workspace of every case, by the case's name."""
    query = """
        SELECT c.id, c.number, c.name, w.id, coalesce(w.ref, ''), w.title,
            coalesce((SELECT p.pathway FROM pathway_period p WHERE p.workspace_id = w.id
                ORDER BY p.ended_on IS NOT NULL, p.begun_on DESC LIMIT 1), ''), c.opened_on
        FROM casefile c JOIN workspace w ON w.case_id = c.id
        ORDER BY c.name, c.id, w.position, w.id
    """
    with desk.reading() as connection:
        return [CaseLine(*row) for row in connection.exec_driver_sql(query)]


def find_case(desk: Desk, words: str) -> tuple[Case, str | None]:
    """The case meant by an id, a number, a workspace's code or a name, and the workspace if its code was given.

    Upper and lower case are the same. Raises KnownError when nothing, or more than one case, fits; that sentence
    holds no name.
    """
    sought = words.strip().casefold()
    lines = case_lines(desk)
    for picked in (_by_id, _by_number, _by_code, _by_name, _by_part_of_name):
        found = [line for line in lines if picked(line, sought)]
        if len({line.case_id for line in found}) > 1:
            ids = ", ".join(sorted({line.case_id for line in found}))
            raise KnownError(
                f"More than one case fits. Nothing was done. Say which by its number or one of these ids: {ids}."
            )
        if found:
            by_workspace = sought in {found[0].code.casefold(), found[0].workspace_id.casefold()}
            return desk.open_case(found[0].case_id), found[0].workspace_id if by_workspace else None
    raise KnownError("No case in this vault fits. Nothing was done. “sofs-desk cases” lists them.")


def only_workspace(desk: Desk, case_id: str) -> str:
    """The workspace of a case that has just one; raises KnownError (naming codes, never names) when it has more."""
    lines = [line for line in case_lines(desk) if line.case_id == case_id]
    if len(lines) > 1:
        codes = ", ".join(line.code or line.workspace_id for line in lines)
        raise KnownError(f"This case holds more than one piece of work. Nothing was written. Say which: {codes}.")
    return lines[0].workspace_id


def _by_id(line: CaseLine, sought: str) -> bool:
    return sought in {line.case_id.casefold(), line.workspace_id.casefold()}


def _by_number(line: CaseLine, sought: str) -> bool:
    return bool(sought) and line.number.casefold() == sought


def _by_code(line: CaseLine, sought: str) -> bool:
    return bool(sought) and line.code.casefold() == sought


def _by_name(line: CaseLine, sought: str) -> bool:
    return sought in {line.name.casefold(), line.title.casefold()}


def _by_part_of_name(line: CaseLine, sought: str) -> bool:
    return bool(sought) and (sought in line.name.casefold() or sought in line.title.casefold())
