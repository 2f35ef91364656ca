"""Migrations: every old file opens, in one transaction after a verified backup, however it is interrupted."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from models import backups, durable, migrations
from models.casework import Desk
from models.entities import Base
from models.errors import KnownError
from models.keyslots import keys_path
from models.vault import KdfCost, Vault

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FREEZE = runpy.run_path(str(HERE / "freeze_version.py"))
PASSPHRASE: str = FREEZE["PASSPHRASE"]
OLD_VAULTS = sorted((ROOT / "tests" / "fixtures").glob("vault_v*.sofs"))

SECOND = '''
"""A migration as later ones will be: new columns, changed rows, a rebuilt table that others point at, an index."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("casefile", sa.Column("colour", sa.String(), nullable=True))
    op.execute("UPDATE casefile SET colour = 'green'")
    with op.batch_alter_table("casefile") as batch:
        batch.alter_column("colour", nullable=False)
    op.create_index("ix_casefile_colour", "casefile", ["colour"])
    op.create_table("shelf", sa.Column("id", sa.String(), primary_key=True))
    op.execute("INSERT INTO shelf VALUES ('one')")
'''


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the newest old vault."""
    return copied(OLD_VAULTS[-1], tmp_path)


def copied(vault: Path, folder: Path) -> Path:
    """A copy of a vault and its key file."""
    for file in (vault, keys_path(vault)):
        shutil.copyfile(file, folder / file.name)
    return folder / vault.name


def versions_with(folder: Path, second: str) -> Path:
    """A folder with our versions and one more."""
    versions = folder / "versions"
    shutil.copytree(migrations.VERSIONS, versions, ignore=shutil.ignore_patterns("__pycache__"))
    (versions / "v0002_second.py").write_text(second, "utf-8")
    return versions


@pytest.fixture
def second_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From now on the app has a second version of the file."""
    versions = versions_with(tmp_path, SECOND)
    monkeypatch.setattr(migrations, "VERSIONS", versions)
    monkeypatch.setattr(migrations, "REVISIONS", ("0001", "0002"))
    return versions


def test_the_list_of_revisions_is_the_folder_of_versions() -> None:
    script = ScriptDirectory(str(migrations.FOLDER), version_locations=[str(migrations.VERSIONS)])
    assert [revision.revision for revision in script.walk_revisions()][::-1] == list(migrations.REVISIONS)
    assert len(OLD_VAULTS) == len(migrations.REVISIONS), "each version keeps a vault in tests/fixtures"


def test_the_migrations_make_the_tables_the_app_works_with(tmp_path: Path) -> None:
    vault, _ = Vault.create(tmp_path / "a.sofs", "pw", cost=KdfCost.LIGHT)
    with vault.engine.connect() as connection:
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables}
        context = MigrationContext.configure(connection, opts={**ours, "compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    vault.close()
    assert differences == [], "a table changed: see tests/models/freeze_version.py"


@pytest.mark.parametrize("vault", OLD_VAULTS, ids=lambda path: path.stem)
def test_every_old_vault_opens_and_works(vault: Path, tmp_path: Path) -> None:
    opened = Vault.open(copied(vault, tmp_path), PASSPHRASE)
    assert opened.check() == []
    desk = Desk(opened)
    case = desk.open_case(desk.case_ids()[0])
    people = [row["name"] for row in case.rows.table("person").values()]
    assert sorted(people) == ["Bela Fixture", "Zoë Fixture"]
    assert case.redo() is not None
    assert len(case.rows.table("person")) == 3
    assert [hit.case_id for hit in desk.search("undone")] == [case.id]
    opened.close()


def test_an_old_file_is_backed_up_then_migrated(old: Path, second_version: Path) -> None:
    vault = Vault.open(old, PASSPHRASE)
    with vault.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM casefile").scalars().all() == ["green"]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        people = connection.exec_driver_sql("SELECT count(*) FROM person").scalar()
    assert people == 2, "rebuilding the table of cases must not take the people with it"
    assert vault.check() == []
    vault.close()
    Vault.open(old, PASSPHRASE).close()
    (backup,) = backups.list_backups(old)
    assert backup.reason == "before-migration"
    backups.restore(old, backup, PASSPHRASE)
    assert [b.reason for b in backups.list_backups(old)] == ["before-restore", "before-migration"]
    again = Vault.open(old, PASSPHRASE)
    assert again.check() == []
    again.close()


def test_with_foreign_keys_on_the_same_migration_would_take_the_people(
    old: Path, second_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""

    def unguarded(self: Vault) -> None:
        with self.engine.begin() as connection:
            migrations.upgrade(connection)

    monkeypatch.setattr(Vault, "_migrate", unguarded)
    vault = Vault.open(old, PASSPHRASE)
    with vault.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0
    vault.close()


def test_once_migrated_an_older_app_only_reads_it(old: Path, second_version: Path) -> None:
    Vault.open(old, PASSPHRASE).close()
    with pytest.MonkeyPatch.context() as older_app:
        older_app.setattr(migrations, "REVISIONS", ("0001",))
        vault = Vault.open(old, PASSPHRASE)
        assert vault.read_only
        vault.close()


def contents(path: Path) -> dict[str, bytes]:
    """The vault's own two files."""
    return {file.name: file.read_bytes() for file in (path, keys_path(path))}


def test_no_backup_no_migration(old: Path, second_version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(old)
    with monkeypatch.context() as patch:
        patch.setattr(durable, "create_private", refuse)
        with pytest.raises(durable.DiskFull):
            Vault.open(old, PASSPHRASE)
    assert contents(old) == before
    Vault.open(old, PASSPHRASE).close()


@pytest.mark.parametrize(
    "fault",
    ["    op.execute('SELECT * FROM nowhere')", "    op.execute(\"UPDATE person SET case_id = 'nowhere'\")"],
    ids=["statement fails", "row points nowhere"],
)
def test_a_migration_that_fails_leaves_the_old_file(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    versions = versions_with(tmp_path, SECOND + fault + "\n")
    before = contents(old)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSIONS", versions)
        patch.setattr(migrations, "REVISIONS", ("0001", "0002"))
        with pytest.raises(Exception, match="nowhere") as caught:
            Vault.open(old, PASSPHRASE)
        assert not isinstance(caught.value, KnownError), "a bug of ours is no plain sentence"
    assert contents(old) == before
    vault = Vault.open(old, PASSPHRASE)
    assert vault.check() == []
    vault.close()


def killed(vault: Path, versions: Path, stride: int) -> dict[str, Any]:
    """What ``kill_migration`` found."""
    names = "0001,0002"
    run = subprocess.run(
        [sys.executable, str(HERE / "kill_migration.py"), str(vault), PASSPHRASE, str(versions), names, str(stride)],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=1200,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.skipif(os.name == "nt", reason="kills forked children")
@pytest.mark.parametrize(
    "stride", [45, pytest.param(1, marks=[pytest.mark.slow, pytest.mark.timeout(1500)])], ids=["quick", "all"]
)
@pytest.mark.parametrize("vault", OLD_VAULTS, ids=lambda path: path.stem)
def test_a_migration_killed_at_any_statement_leaves_the_old_or_the_new_file(
    vault: Path, tmp_path: Path, stride: int
) -> None:
    found = killed(vault, versions_with(tmp_path, SECOND), stride)
    assert set(found["results"]) <= {found["old"], found["new"]}, found
    assert found["tried"] > min(15, 300 // stride)
    assert found["results"][found["old"]] > min(15, 300 // stride)
