"""A large made-up vault: many cases of many cards, written through the one write path."""

from __future__ import annotations

import itertools
import random
from functools import cache
from pathlib import Path

from models.base import new_id
from models.casework import Desk
from models.entities import Card, CardPerson, CaseFile, PathwayPeriod, Person, Scale, Strand, Workspace
from models.keyslots import KdfCost
from models.pathways import PARTS
from models.vault import Vault
from resources.files import read_text

PASSPHRASE = "measured in a made-up vault"
LARGE = "BENCH-LARGE"
"""The number of the case with many cards."""
FREQUENT = (
    "the and to a he she they it was said that mum dad not when with his her for at on had is but then we says if"
    " home school night bed door told worried safe stayed came"
).split()
RARER = 6000
_NAMES = (
    "Ada Ben Cleo Dev Esme Finn Gus Hana Ivo Jess Kit Lena Mo Nia Otis Pia Quin Rosa Sol Tam Una Vic Wes Zoe".split()
)


def make_big_vault(path: Path, cases: int, cards: int, *, seed: int = 1) -> None:
    """Write a vault of ``cases`` cases with ``cards`` cards each, and one case "large" with five times as many.

    The same seed gives the same words. The passphrase costs next to nothing to check: key derivation is not measured.
    """
    vault, _ = Vault.create(path, PASSPHRASE, cost=KdfCost.LIGHT)
    desk = Desk(vault)
    chance = random.Random(seed)
    try:
        for number in range(cases):
            add_case(desk, chance, f"BENCH-{number:04}", cards)
        add_case(desk, chance, LARGE, cards * 5)
    finally:
        desk.close()
        vault.close()


def add_case(desk: Desk, chance: random.Random, number: str, cards: int) -> str:
    """One made-up case in one transaction; returns its id."""
    case_id, workspace_id, strand_id = new_id(), new_id(), new_id()
    own = {"case_id": case_id}
    inside = {**own, "workspace_id": workspace_id}
    people = [Person(id=new_id(), name=f"{name} Made-Up", kind="family", **own) for name in chance.sample(_NAMES, 6)]
    with desk.beginning(case_id, "Started the case") as session:
        session.add(CaseFile(id=case_id, number=number, name=f"Made-Up {number}"))
        session.flush()
        session.add(Workspace(id=workspace_id, title=f"Made-Up {number}", **own))
        session.add_all(people)
        session.flush()
        session.add(PathwayPeriod(pathway="safety", **inside))
        session.add(Strand(id=strand_id, name=sentence(chance, 3), pathway="safety", **inside))
        session.flush()
        session.add(Scale(strand_id=strand_id, pathway="safety", **inside))
        written = [
            Card(
                id=new_id(),
                part=PARTS[place % len(PARTS)],
                pathway="safety",
                text=sentence(chance, chance.randint(6, 30)),
                is_quotation=place % 3 == 0,
                position=float(place),
                strand_id=strand_id if place % 2 else None,
                **inside,
            )
            for place in range(cards)
        ]
        session.add_all(written)
        session.flush()
        session.add_all(
            CardPerson(card_id=card.id, role="speaker", person_id=chance.choice(people).id, **inside)
            for card in written[::2]
        )
    desk.forget(case_id)
    return case_id


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Words from the shipped dictionary and how often each occurs: falling off by rank, as words do (Zipf)."""
    listed = (line.partition("/")[0] for line in read_text("dictionaries", "en_GB.dic").splitlines())
    plain = sorted({word for word in listed if word.isalpha() and word.islower() and len(word) > 2} - {*FREQUENT})
    words = (*FREQUENT, *random.Random(0).sample(plain, RARER))
    return words, tuple(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))


def sentence(chance: random.Random, length: int) -> str:
    """So many made-up words."""
    words, weights = vocabulary()
    return f"{' '.join(chance.choices(words, cum_weights=weights, k=length)).capitalize()}."
