"""Kills a migration at one statement after the other. Run by ``test_migrations``; prints one JSON line.

Arguments: an old vault, its passphrase, a folder with alembic versions, their names (comma-separated), and a
stride: 1 kills at every statement, 20 at every twentieth.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import sqlalchemy
from sqlalchemy import event

from models import cipher, migrations
from models.keyslots import Keys, keys_path
from models.vault import Vault


def count_down(kill_at: int, seen: list[str]) -> None:
    """Kill this process before the statement of that number; note all before it in ``seen``."""

    def before(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if len(seen) == kill_at:
            os.kill(os.getpid(), 9)
        seen.append(statement)

    event.listen(sqlalchemy.Engine, "before_cursor_execute", before)


def state_of(path: Path, passphrase: str) -> str:
    """The revision the file is at; raises when anything in it is torn."""
    connection = cipher.connect(path, Keys.unlock(keys_path(path), passphrase).key)
    faults = cipher.faults(connection)
    revision = migrations.revision_of(connection)
    triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
    connection.close()
    assert faults == [], faults
    return f"{revision} with {triggers} triggers"


def migrate_in_child(path: Path, passphrase: str, kill_at: int) -> bool:
    """Open, and so migrate, in a child process; True when it lived to the end."""
    child = os.fork()
    if child == 0:
        count_down(kill_at, [])
        Vault.open(path, passphrase).close()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def copy_of(vault: Path, folder: Path) -> Path:
    """A fresh copy of the vault in ``folder``."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in (vault, keys_path(vault)):
        shutil.copyfile(file, folder / file.name)
    return folder / vault.name


def main(vault: Path, passphrase: str, versions: Path, names: str, stride: int) -> None:
    """Try every kill point; see the module."""
    migrations.VERSIONS = versions
    migrations.REVISIONS = tuple(names.split(","))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        path = copy_of(vault, work)
        old = state_of(path, passphrase)
        statements: list[str] = []
        child_end, parent_end = os.pipe()[::-1]
        if os.fork() == 0:
            count_down(-1, statements)
            Vault.open(path, passphrase).close()
            os.write(child_end, json.dumps(statements).encode())
            os._exit(0)
        os.close(child_end)
        with os.fdopen(parent_end) as pipe:
            statements = json.loads(pipe.read())
        os.wait()
        new = state_of(path, passphrase)
        results: dict[str, int] = {}
        tried = 0
        for number in [*range(0, len(statements), stride), len(statements)]:
            path = copy_of(vault, work)
            lived = migrate_in_child(path, passphrase, number)
            assert lived == (number == len(statements)), "it was killed where we wanted"
            state = state_of(path, passphrase)
            results[state] = results.get(state, 0) + 1
            tried += 1
            again = Vault.open(path, passphrase)
            assert again.check() == []
            again.close()
            assert state_of(path, passphrase) == new
        print(json.dumps({"old": old, "new": new, "results": results, "tried": tried, "statements": len(statements)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
