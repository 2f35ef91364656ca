"""The example families as a whole: nothing can fall out unseen, and the app can show them."""

from __future__ import annotations

import json
from typing import Any

from exporters.bundle import load_examples
from models.casework import Desk
from models.projections import Projector
from models.readers import FAMILY, map_for
from models.secrets import Secrets
from models.views import to_plain


def test_a_dropped_row_does_not_go_unseen(harlow: Any, doyle: Any) -> None:
    """The control of the checklists: each table that holds a row is counted by them."""
    for family in (harlow, doyle):
        whole = family.counts()
        for name, rows in family.tables.items():
            if name not in ("person", "workspace", "casefile") and rows:
                assert family.drop(name, len(rows) - 1).counts() != whole


def test_a_dropped_move_changes_the_circles(harlow: Any) -> None:
    on = "2025-06-17"
    whole = harlow.rings("Safety circles", on)
    latest = [i for i, m in enumerate(harlow.tables["circle_move"]) if m["moved_on"] == on]
    assert latest and all(harlow.drop("circle_move", i).rings("Safety circles", on) != whole for i in latest)


def test_they_are_loaded_once_and_never_twice(desk: Desk) -> None:
    assert len(load_examples(desk)) == 2
    assert load_examples(desk) == []
    assert len(desk.case_ids()) == 2


def test_every_map_and_version_can_be_shown(desk: Desk) -> None:
    seen = {}
    for case_id in load_examples(desk):
        projector = Projector(desk.open_case(case_id).rows)
        for workspace_id, workspace in projector.rows.table("workspace").items():
            seen[workspace["ref"]] = len(projector.map(workspace_id).cards)
            for version in projector.versions(workspace_id):
                past = projector.version(version.id)
                assert past.pathway == version.pathway
                seen[f"{workspace['ref']} version {version.number}"] = len(past.cards)
    assert seen == {
        "A": 36, "A version 5": 33, "B-HOME": 31, "B-HOME version 1": 12, "B-HOME version 4": 28, "B-LEAH": 13,
        "B-LEAH version 3": 13,
    }  # fmt: skip


def test_restricted_words_stay_out_of_the_family_s_map(desk: Desk) -> None:
    held = 0
    for case_id in load_examples(desk):
        projector = Projector(desk.open_case(case_id).rows)
        secrets = Secrets.of(projector.rows)
        for workspace_id in projector.rows.table("workspace"):
            family = json.dumps(to_plain(map_for(projector, workspace_id, FAMILY)), ensure_ascii=False)
            assert secrets.in_text(family) == []
            ours = json.dumps(to_plain(projector.map(workspace_id)), ensure_ascii=False)
            held += len(secrets.in_text(ours))
    assert held, "the control: our own maps do hold restricted words"
