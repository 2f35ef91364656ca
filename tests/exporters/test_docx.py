"""Reports as Word files: what stands in them for each reader, how they are read aloud, the same bytes twice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest

from exporters import leakscan, record_files
from exporters.bundle import load_examples
from exporters.docx.reading import texts_of
from exporters.export import Order, export
from exporters.leakscan import LeakFound
from models.acts import cards
from models.casework import Case, Desk
from models.errors import KnownError
from models.keyslots import KdfCost
from models.readers import FAMILY, US, Reader, ReaderProjection
from models.secrets import Secret, Secrets
from models.vault import Vault

READERS = (FAMILY, Reader("network"), Reader("court"), Reader("supervision"), Reader("case-system"))
Families = dict[str, tuple[Case, str]]


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Families]:
    """Both example families' cases with a workspace each, by the workspace's code. Nothing here changes them."""
    vault, _code = Vault.create(
        tmp_path_factory.mktemp("vault") / "x.sofs", "tea at the kitchen table", cost=KdfCost.LIGHT
    )
    desk = Desk(vault)
    found: Families = {}
    for case_id in load_examples(desk):
        case = desk.open_case(case_id)
        for row in case.rows.table("workspace").values():
            found[str(row["ref"])] = (case, str(row["id"]))
    yield found
    desk.close()
    vault.close()


def words_of(data: bytes) -> str:
    return "\n".join(text for _place, text in texts_of(data))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("code", ["A", "B-HOME", "B-LEAH"])
def test_no_secret_of_the_examples_stands_in_any_report(families: Families, code: str) -> None:
    case, workspace = families[code]
    secrets = Secrets.of(case.rows)
    asked = [("conference", reader) for reader in READERS] + [(what, FAMILY) for what in record_files.IN_WORD]
    for what, reader in asked:
        data = export(case, workspace, Order(what, reader, "docx"))
        assert secrets.in_text(words_of(data)) == []


def test_the_team_does_read_them_so_the_test_above_could_fail(families: Families) -> None:
    case, workspace = families["A"]
    data = export(case, workspace, Order("conference", US, "docx"))
    assert Secrets.of(case.rows).in_text(words_of(data))


def test_the_scan_stops_a_projection_that_failed(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Ruby sleeps at 12 Quill Lane")
    cards.restrict(family.case, "card", card, "refuge", values=["12 Quill Lane"])
    order = Order("conference", FAMILY, "docx")
    assert export(family.case, family.workspace_id, order)
    monkeypatch.setattr(ReaderProjection, "map", lambda self, view: view)
    with pytest.raises(LeakFound):
        export(family.case, family.workspace_id, order)


def test_words_cut_into_runs_and_properties_are_found(family: Any) -> None:
    data = export(family.case, family.workspace_id, Order("case-note", FAMILY, "docx"))
    document = opened(data)
    paragraph = document.add_paragraph("12 Qu")
    paragraph.add_run("ill ").bold = True
    paragraph.add_run("Lane")
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(LeakFound, match="the text"):
        leakscan.check(held.getvalue(), "docx", Secrets([Secret("12 Quill Lane")]))
    document = opened(data)
    document.core_properties.keywords = "LE1 4AB"
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(LeakFound, match="properties"):
        leakscan.check(held.getvalue(), "docx", Secrets([Secret("LE1 4AB")]))


@pytest.mark.parametrize("what", record_files.IN_WORD)
def test_the_same_report_is_the_same_bytes(families: Families, what: str) -> None:
    case, workspace = families["B-HOME"]
    order = Order(what, Reader("court"), "docx")
    assert export(case, workspace, order) == export(case, workspace, order)


def test_what_cannot_be_written_for_word_is_said(family: Any) -> None:
    with pytest.raises(KnownError, match="cannot be written for Word"):
        export(family.case, family.workspace_id, Order("genogram", US, "docx"))
