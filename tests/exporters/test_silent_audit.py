"""What is written in silence leaves in no open file before it is shown; a sealed hand-over takes it along."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exporters.bundle import import_bundle, write_bundle
from exporters.bundle_reading import read_bundle
from exporters.export import export
from exporters.handover import receive, take_in, write_handover
from exporters.order import Order
from exporters.record_files import RECORD
from models.acts import audits as acts
from models.acts import people
from models.audits import audit_view
from models.casework import Desk
from models.colleagues import make_own_keys, own_keys
from models.keyslots import KdfCost
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.vault import Vault
from tests.vaults import SmallFamily

NOTE, DAY = "Only her neighbour came round.", "2026-05-20"


@pytest.fixture
def silent(family: SmallFamily) -> SmallFamily:
    case, work = family.case, family.workspace_id
    nadia, ruth = (people.add_person(case, name, kind="professional") for name in ("Nadia Khan", "Ruth Adler"))
    acts.begin_audit(case, work, DAY, worker_id=nadia, auditor_id=ruth, family_id=family.mum, is_silent=True)
    answer = case.rows.where("audit_answer", workspace_id=work)[0]["id"]
    for who, value in (("worker", 7), ("auditor", 3), ("family", 9)):
        acts.score(case, answer, who, value)
    acts.set_note(case, answer, "auditor", NOTE)
    return family


def scores(data: bytes) -> list[tuple[Any, ...]]:
    """The numbers given, of the raw rows of a bundle."""
    rows = json.loads(data)["tables"]["audit_answer"]
    found = [tuple(row.get(f"{who}_score") for who in ("worker", "auditor", "family")) for row in rows]
    return [each for each in found if any(value is not None for value in each)]


def test_the_case_file_goes_without_them_until_they_are_shown(silent: SmallFamily) -> None:
    case, work = silent.case, silent.workspace_id
    for data in (write_bundle(case), export(case, work, Order("everything", US, "json"))):
        assert scores(data) == [] and NOTE.encode() not in data
    assert scores(write_bundle(case, sealed=True)) == [(7, 3, 9)]  # the control: they are in the rows
    acts.show_together(case, work, DAY)
    assert scores(write_bundle(case)) == [(7, 3, 9)] and NOTE.encode() in write_bundle(case)


def test_what_was_written_elsewhere_stays_in_the_case_file(silent: SmallFamily) -> None:
    case, work = silent.case, silent.workspace_id
    acts.begin_audit(case, work, "2026-01-10")
    earlier = case.rows.where("audit_answer", workspace_id=work, held_on="2026-01-10")[0]["id"]
    acts.score(case, earlier, "worker", 5)
    acts.set_note(case, earlier, "worker", "Said at the table.")
    assert scores(write_bundle(case)) == [(5, None, None)] and b"Said at the table." in write_bundle(case)


def test_an_audit_out_of_a_case_file_can_be_gone_on_with(silent: SmallFamily, tmp_path: Path) -> None:
    data = write_bundle(silent.case)
    with_room = Vault.create(tmp_path / "b.sofs", "another passphrase here", cost=KdfCost.LIGHT)[0]
    desk = Desk(with_room)
    there = desk.open_case(import_bundle(desk, read_bundle(data)))
    view = audit_view(Projector(there.rows), silent.workspace_id)
    assert view.is_silent and view.auditor and view.lines and not view.lines[0].given
    acts.score(there, view.lines[0].id, "worker", 6)
    desk.close()
    with_room.close()


@pytest.mark.parametrize("reader", [Reader("case-system"), Reader("court"), FAMILY], ids=lambda reader: reader.kind)
def test_no_readers_file_has_them(silent: SmallFamily, reader: Reader) -> None:
    case, work = silent.case, silent.workspace_id
    orders = [Order("audit", reader, form) for form in ("json", "csv", "svg")]
    orders += [Order(RECORD, reader, form) for form in ("json", "zip")] if reader != FAMILY else []

    def told() -> str:
        return "\n".join(text for order in orders for text in texts_of(export(case, work, order)))

    assert NOTE not in told() and '"auditor": 3' not in told()
    acts.show_together(case, work, DAY)
    assert NOTE in told() and '"auditor": 3' in told()  # the control


def texts_of(data: bytes) -> Iterator[str]:
    if data[:2] != b"PK":
        yield data.decode("utf-8-sig")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_a_sealed_hand_over_takes_them_along(silent: SmallFamily, tmp_path: Path) -> None:
    make_own_keys(silent.case.desk, "Ann Ashby")
    vault = Vault.create(tmp_path / "ben.sofs", "another passphrase here", cost=KdfCost.LIGHT)[0]
    ben = Desk(vault)
    make_own_keys(ben, "Ben Brook")
    keys = own_keys(ben)
    assert keys is not None
    sealed = write_handover(silent.case, to=keys.card)
    assert NOTE.encode() not in sealed and b"auditor_score" not in sealed
    there = ben.open_case(take_in(ben, receive(ben, sealed)))
    answer = there.rows.where("audit_answer")[0]
    assert (answer["worker_score"], answer["auditor_score"], answer["family_score"]) == (7, 3, 9)
    assert audit_view(Projector(there.rows), silent.workspace_id).lines[0].auditor is None  # and still in silence
    ben.close()
    vault.close()
