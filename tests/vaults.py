"""Vaults to test with: made once, then put wherever a test wants one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from exporters.bundle import load_examples
from models.acts import cards, people, strands
from models.casework import Case, Desk
from models.keyslots import KdfCost
from models.vault import Vault

PASSPHRASE = "tea at the kitchen table"


@dataclass(frozen=True)
class SmallFamily:
    """A case with two people, a strand with its statement, goal and scale, and a few cards."""

    case: Case
    workspace_id: str
    mum: str
    jay: str
    strand: str
    danger: str
    strength: str


def make_small_family(desk: Desk) -> SmallFamily:
    """Make the small family's case, as a person would."""
    case = desk.new_case("Test family", number="T-1")
    workspace_id = next(iter(case.rows.table("workspace")))
    mum = people.add_person(case, "Ruby Marsh", relation="mum", gender="female", born="1990-02-01")
    jay = people.add_person(case, "Jay Marsh", born="2016-02-08", child_of_workspace=workspace_id)
    strand = strands.add_strand(case, workspace_id, "Loud nights")
    danger = cards.add_card(case, workspace_id, "danger", "Ruby is worried that Jay will lie awake.", strand_id=strand)
    cards.add_card(case, workspace_id, "goal", "Jay will sleep and say home is calm.", strand_id=strand)
    strength = cards.add_card(case, workspace_id, "strength", "Ruby reads to Jay every night.")
    return SmallFamily(case, workspace_id, mum, jay, strand, danger, strength)


@dataclass(frozen=True)
class Kept:
    """A vault's two files by the ends of their names, and the small family if it is in there (of its case the id)."""

    files: dict[str, bytes]
    case_id: str = ""
    family: SmallFamily | None = None


@cache
def _kept(examples: bool, small_family: bool, /) -> Kept:
    """A vault made once; one with the example families takes seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v.sofs"
        vault, _code = Vault.create(path, PASSPHRASE, cost=KdfCost.LIGHT)
        desk = Desk(vault)
        if examples:
            load_examples(desk)
        family = make_small_family(desk) if small_family else None
        desk.close()
        vault.close()
        files = {end: Path(f"{path}{end}").read_bytes() for end in ("", ".keys")}
    return Kept(files, family.case.id if family else "", family)


def put_vault(path: Path, *, examples: bool, small_family: bool = False) -> Path:
    """A vault at ``path``, quick to unlock: a new one, or one with both example families or the small one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for end, data in _kept(examples, small_family).files.items():
        Path(f"{path}{end}").write_bytes(data)
    return path


@contextmanager
def open_vault(path: Path, *, examples: bool, small_family: bool = False) -> Iterator[Vault]:
    """Such a vault, opened for the block."""
    vault = Vault.open(put_vault(path, examples=examples, small_family=small_family), PASSPHRASE)
    yield vault
    vault.close()


def small_family_of(desk: Desk) -> SmallFamily:
    """The small family of a desk; made now where the vault came without it."""
    there = _kept(False, True)
    if there.family is None or there.case_id not in desk.case_ids():
        return make_small_family(desk)
    return replace(there.family, case=desk.open_case(there.case_id))


@contextmanager
def open_desk(path: Path, *, examples: bool) -> Iterator[Desk]:
    """A desk on such a vault for the block."""
    with open_vault(path, examples=examples) as vault:
        desk = Desk(vault)
        yield desk
        desk.close()
