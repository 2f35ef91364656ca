"""Strands on paper: who agreed, who sees it differently, who is still to be asked, and the bottom lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from exporters.documents import strands_document
from models.acts import cards
from models.acts import statements as acts
from models.projections import Projector
from models.readers import FAMILY, US, map_for
from models.views import MapView

Maker = Callable[..., MapView]


def test_every_statement_says_who_agreed_who_differs_and_who_is_still_to_be_asked(example_map: Maker) -> None:
    said = strands_document(example_map("harlow_pryce", "A")).text()
    assert "Agreed by Priya, Tess, Bev, PC Tate, Ruth, Nanna Mo, Lisa and Shauna." in said
    assert "Seen differently by Danny." in said
    assert "Still to ask: Jayden, Mila and Kofi." in said
    assert "he does not agree that Shauna could be killed" in said
    # Nobody is said to agree with a goal where nobody wrote that down.
    assert said.count("Who agrees is not written down yet.") == 2


def test_bottom_lines_stand_with_their_strand_or_once_for_all(example_map: Maker) -> None:
    view = example_map("harlow_pryce", "A")
    said = strands_document(view).text()
    assert said.count("Bottom lines for every strand") == 1
    assert said.count("two of them not relatives") == 1
    own = view.cards[0].strand or view.strands[0]
    tag = next(card.strand for card in view.cards if card.strand and card.strand.id == own.id)
    columns = tuple(
        replace(c, parts=tuple(
            replace(p, cards=tuple(replace(k, strand=tag) for k in p.cards)) if p.key == "bottom_line" else p
            for p in c.parts
        ))
        for c in view.columns
    )  # fmt: skip
    tied = strands_document(replace(view, columns=columns)).text()
    assert "Bottom lines for every strand" not in tied
    assert tied.count("two of them not relatives") == 1


def test_who_agrees_is_cut_for_the_reader(family: Any) -> None:
    acts.set_stance(family.case, family.danger, family.jay, "agreed")
    acts.set_stance(family.case, family.danger, family.mum, "disputed", "It was one night.")

    def said(reader: Any) -> str:
        return strands_document(map_for(Projector(family.case.rows), family.workspace_id, reader)).text()

    assert "Agreed by Jay." in said(FAMILY) and "Seen differently by Ruby." in said(FAMILY)  # the control
    cards.restrict(family.case, "person", family.mum, "not for them")
    assert "Ruby." not in said(FAMILY) and "one night" not in said(FAMILY)
    assert "Seen differently by Ruby." in said(US)
