"""A worker's day, in a process that may be killed at any moment: edits, new passphrases, backups, closing, reopening.

It writes a line to its standard output as soon as a promise holds: ``EDIT 12`` (edit 12 is saved), ``PASS 3``
(passphrase 3 opens the vault). Run alone: ``worker.py VAULT ROUNDS EDITS [--sync NORMAL] [--lazy]``.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy

from models import journal
from models.casework import Case, Desk
from models.entities import Person
from models.errors import KnownError
from models.keyslots import WrongPassphrase
from models.vault import KdfCost, Vault

Say = Callable[[str], None]


def passphrase(number: int) -> str:
    """The passphrase of that number."""
    return f"passphrase {number}"


def make(path: Path) -> None:
    """The vault the day begins with."""
    vault, _ = Vault.create(path, passphrase(0), cost=KdfCost.LIGHT)
    Desk(vault).new_case("Family")
    vault.close()


def open_newest(path: Path, known: int) -> tuple[Vault, int]:
    """Open with the newest passphrase that was promised, or the one that was being set when the process ended."""
    try:
        return Vault.open(path, passphrase(known)), known
    except WrongPassphrase:
        return Vault.open(path, passphrase(known + 1)), known + 1


def edit(case: Case, rnd: random.Random) -> None:
    """One edit over several rows: always a person more and a new note, sometimes one person less, sometimes long."""
    with case.edit("Worked") as session:
        people = [*case.rows.table("person")]
        words = " ".join(rnd.choice(("garden", "school", "night", "kitchen")) for _ in range(rnd.choice((2, 9, 300))))
        session.add(Person(case_id=case.id, name=f"P{rnd.random()}", note=words))
        session.execute(sqlalchemy.text("UPDATE casefile SET note = :note"), {"note": words[:50]})
        if len(people) > 8:
            session.execute(sqlalchemy.text("DELETE FROM person WHERE id = :id"), {"id": rnd.choice(people)})


def seq(vault: Vault) -> int:
    """Number of the newest edit."""
    with vault.engine.connect() as connection:
        return journal.head(connection)[0]


def work(
    path: Path, known: int, edits: int, rnd: random.Random, say: Say, *, sync: str = "FULL", early: bool = False
) -> None:
    """One sitting. ``early`` breaks the promise on purpose: it says so before the edit is committed."""
    vault, known = open_newest(path, known)
    say(f"PASS {known}")
    # On the bare connection: SQLite ignores this inside a transaction.
    vault._raw.execute(f"PRAGMA synchronous = {sync}")
    desk = Desk(vault)
    case = desk.open_case(desk.case_ids()[0])
    if not early:
        # The app's own word that an edit is saved.
        case.subscribe(lambda change: say(f"EDIT {change.seq}"))
    for _ in range(edits):
        if early:
            number = seq(vault) + 1
            with case.edit("Worked") as session:
                session.execute(sqlalchemy.text("UPDATE casefile SET note = :note"), {"note": str(number)})
                say(f"EDIT {number}")
                time.sleep(0.3)  # so that a kill meets it
            continue
        if rnd.random() < 0.1:
            case.undo()
        else:
            edit(case, rnd)
        if rnd.random() < 0.03:
            vault.change_passphrase(passphrase(known + 1))
            known += 1
            say(f"PASS {known}")
    desk.close()
    if rnd.random() < 0.5:
        vault.back_up(reason="close")
    vault.close()


def faults(path: Path, promised_edit: int, promised_pass: int) -> list[str]:
    """What of the promises does not hold, and what is torn. An empty list: all is well."""
    vault, _ = open_newest(path, promised_pass)
    try:
        found = vault.check()
        if seq(vault) < promised_edit:
            found.append(f"lost {promised_edit - seq(vault)} acknowledged edits")
        found += torn_rows(vault)
        if vault.notice:
            found.append(vault.notice)
    finally:
        vault.close()
    return found


def faults_or_refusal(path: Path, promised_edit: int, promised_pass: int) -> list[str]:
    """The same; a vault that does not open is a fault too."""
    try:
        return faults(path, promised_edit, promised_pass)
    except KnownError as error:
        return [f"does not open: {type(error).__name__}"]


def torn_rows(vault: Vault) -> list[str]:
    """Rows that are not what the journal says they are."""
    with vault.engine.connect() as connection:
        last: dict[tuple[str, str], str | None] = {}
        for table, key, after in connection.exec_driver_sql("SELECT tbl, key, after FROM change ORDER BY id"):
            last[table, key] = after
        rows = {}
        for table in {table for table, _ in last}:
            columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            image = ", ".join(f"'{name}', {name}" for name in columns)
            for key, row in connection.exec_driver_sql(f"SELECT id, json_object({image}) FROM {table}"):
                rows[table, key] = row
    expected = {where: after for where, after in last.items() if after is not None}
    return [] if rows == expected else ["rows differ from the journal"]


def main() -> None:
    """Work alone, as the power-cut replay records it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("vault", type=Path)
    parser.add_argument("rounds", type=int)
    parser.add_argument("edits", type=int)
    parser.add_argument("--sync", default="FULL")
    parser.add_argument("--lazy", action="store_true", help="key file and backups are not synced: a control")
    args = parser.parse_args()
    if args.lazy:
        os.fsync = lambda fd: None
    rnd = random.Random(args.edits)

    known = 0

    def say(line: str) -> None:
        nonlocal known
        if line.startswith("PASS"):
            known = int(line.split()[1])
        os.write(1, f"{line}\n".encode())

    for _ in range(args.rounds):
        work(args.vault, known, args.edits, rnd, say, sync=args.sync)


if __name__ == "__main__":
    main()
