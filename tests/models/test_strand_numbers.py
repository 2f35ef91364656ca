"""Strands are counted over what a reader is told of: no copy shows by a gap that something is left out of it."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from exporters.export import export
from exporters.order import Order
from models import readers
from models.acts import cards, strands
from models.acts import harm as harm_acts
from models.acts import timeline as timeline_acts
from models.harm import harm_view
from models.projections import Projector
from models.readers import US, ReaderProjection, parse_reader
from models.timeline import timeline_view
from models.views import MapView, StrandTag

NAMES = ("Loud nights", "Calm mornings", "Full plates", "Safe journeys", "Kind voices", "Quiet rooms")
WHO = ("parent:Ruby", "child:Jay", "network", "court", "supervision", "case-system", "family")


@pytest.fixture
def strands_of(family: Any) -> dict[str, str]:
    """Six strands with all that can carry their numbers; the last but one is closed."""
    case, workspace = family.case, family.workspace_id
    found = {NAMES[0]: family.strand}
    for name in NAMES[1:]:
        found[name] = strands.add_strand(case, workspace, name)
        cards.add_card(case, workspace, "danger", f"Ruby is worried about {name.lower()}.", strand_id=found[name])
    for name, key in found.items():
        cards.add_card(case, workspace, "next_step", f"Ruby tries: {name.lower()}", strand_id=key)
        harm_acts.add_matrix(case, workspace, f"Ruby shouts ({name.lower()})", strand_id=key)
        timeline_acts.add_event(case, workspace, on="2025-03-01", text=f"Talked of {name.lower()}", strand_id=key)
    strands.set_strand(case, found[NAMES[4]], closed_on="2025-04-01")
    return found


def tags(family: Any, who: str) -> Iterator[StrandTag]:
    """Every strand that is numbered for a reader, in every view."""
    case, workspace, reader = family.case, family.workspace_id, parse_reader(who)
    projector = Projector(case.rows)
    shown = readers.map_for(projector, workspace, reader)
    yield from listed(shown)
    yield from (tag for card in shown.cards for tag in (card.strand, card.danger) if tag)
    yield from (matrix.strand for matrix in harm_view(projector, workspace, reader).matrices if matrix.strand)
    told = timeline_view(projector, workspace, reader)
    yield from told.strands
    yield from (event.strand for event in told.events if event.strand)


def listed(shown: MapView) -> list[StrandTag]:
    return [StrandTag(one.id, one.number, one.name) for one in shown.strands]


def gaps(family: Any, who: str) -> list[str]:
    """What is wrong with the numbers one reader sees."""
    shown = readers.map_for(Projector(family.case.rows), family.workspace_id, parse_reader(who))
    wrong = []
    for is_closed in (False, True):
        numbers = [one.number for one in shown.strands if bool(one.closed_on) is is_closed]
        if numbers != list(range(1, len(numbers) + 1)):
            wrong.append(f"{who}: {numbers}")
    known = {tag.id: tag.number for tag in listed(shown)}
    wrong += [f"{who}: {tag.name} is {tag.number}" for tag in tags(family, who) if known.get(tag.id) != tag.number]
    return wrong


def hide_by_lot(family: Any, strands_of: dict[str, str], seed: int) -> Iterator[str]:
    names = list(strands_of)
    random.Random(seed).shuffle(names)
    for name in names[:4]:
        cards.restrict(family.case, "strand", strands_of[name], "not yet")
        yield name


@pytest.mark.parametrize("seed", [1, 2])
def test_no_reader_sees_a_gap_whatever_is_held_back(family: Any, strands_of: dict[str, str], seed: int) -> None:
    for name in hide_by_lot(family, strands_of, seed):
        for who in WHO:
            assert gaps(family, who) == []
            assert name not in {tag.name for tag in tags(family, who)}


def test_with_the_teams_numbers_there_would_be_gaps(
    family: Any, strands_of: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without counting anew, what is held back shows."""
    cards.restrict(family.case, "strand", strands_of[NAMES[1]], "not yet")
    teams = {key: tag.number for key, tag in Projector(family.case.rows).strand_tags.items()}
    monkeypatch.setattr(readers, "numbered", lambda found: {one.id: teams[one.id] for one in found})
    assert [who for who in WHO if gaps(family, who)] == list(WHO)


def test_the_team_and_whoever_sees_all_keep_the_numbers(family: Any, strands_of: dict[str, str]) -> None:
    projector = Projector(family.case.rows)
    teams = {tag.id: tag.number for tag in projector.strand_tags.values()}
    for who in ("court", "supervision", "case-system"):
        assert {tag.id: tag.number for tag in tags(family, who)} == teams
    cards.restrict(family.case, "strand", strands_of[NAMES[0]], "not yet")
    ours = readers.map_for(Projector(family.case.rows), family.workspace_id, US)
    assert {one.id: one.number for one in ours.strands} == teams


def test_a_kept_version_is_counted_as_its_day_had_it(family: Any, strands_of: dict[str, str]) -> None:
    case, workspace, reader = family.case, family.workspace_id, parse_reader("parent:Ruby")
    kept = strands.keep_version(case, workspace, "Before")
    cards.restrict(case, "strand", strands_of[NAMES[0]], "not yet")
    strands.delete_strand(case, strands_of[NAMES[1]])
    projector = Projector(case.rows)
    then = ReaderProjection(case.rows, reader).map(projector.version(kept))
    assert [one.number for one in then.strands if not one.closed_on] == [1, 2, 3]
    assert {card.strand.number for card in then.cards if card.strand and card.strand.name != NAMES[4]} == {1, 2, 3}


def test_cards_have_their_places_counted_anew(family: Any) -> None:
    case, workspace = family.case, family.workspace_id
    middle = [cards.add_card(case, workspace, "strength", f"Ruby sings song {n}.") for n in range(3)][1]
    cards.restrict(case, "card", middle, "not yet")
    shown = readers.map_for(Projector(case.rows), workspace, parse_reader("court"))
    assert [card.position for card in shown.cards if card.part == "strength"] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("what", "file_format"),
    [
        ("map", "json"),
        ("map", "pdf"),
        ("strands", "pdf"),
        ("conference", "docx"),
        ("harm-matrix", "pdf"),
    ],
)
def test_no_file_shows_one(family: Any, strands_of: dict[str, str], what: str, file_format: str) -> None:
    for name in (NAMES[0], NAMES[2]):
        cards.restrict(family.case, "strand", strands_of[name], "not yet")
    order = Order(what, parse_reader("parent:Ruby"), file_format)
    said = _text(export(family.case, family.workspace_id, order), file_format)
    found = {name: _number_of(name, said, file_format) for name in (NAMES[1], NAMES[3], NAMES[5])}
    assert found == {NAMES[1]: {1}, NAMES[3]: {2}, NAMES[5]: {3}}


def _text(data: bytes, file_format: str) -> str:
    if file_format == "pdf":
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if file_format == "docx":
        body = docx.Document(io.BytesIO(data)).element.body
        return "\n".join("".join(one.itertext()) for one in body.iter(qn("w:p")))
    return data.decode()


def _number_of(name: str, said: str, file_format: str) -> set[int]:
    """The numbers that stand beside a strand's name in a file."""
    if file_format == "json":
        found = re.findall(rf'"number": ?(\d+),\s*"name": ?"{name}"', json.dumps(json.loads(said)))
    else:
        found = re.findall(rf"(\d+)[.:]?\s+{name}", said)
    return set(map(int, found))
