"""Our facts in an authority's own fields: what a file may say, what is refused, and that nobody else's words leave."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exporters import mapping
from exporters.export import FORMATS
from exporters.leakscan import LeakFound
from exporters.order import Order
from exporters.outbox import put_in_outbox, what_would_be_sent
from exporters.outbox.queueing import MEDIA_TYPES, safe_number
from models import connections, practice
from models.base import new_id
from models.entities import Restriction
from models.errors import KnownError
from models.outbox import Outbox, delivery_hash
from models.readers import Reader
from tests.conftest import SmallFamily

COURT = Reader("court")
ORDER = Order("map", COURT, "json")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    there = tmp_path / "practice" / "mappings"
    there.mkdir(parents=True)
    practice.use(tmp_path / "practice")
    yield there
    practice.use(None)


def write(folder: Path, name: str = "county", **more: Any) -> None:
    (folder / f"{name}.json").write_text(json.dumps({"format": mapping.FORMAT, **more}), encoding="utf-8")


def way(family: SmallFamily, tmp_path: Path, name: str = "county") -> None:
    connections.add(family.case.desk, "County", "folder", {"folder": str(tmp_path)}, {}, mapping=name)


def test_facts_in_their_fields(family: SmallFamily, folder: Path, tmp_path: Path) -> None:
    fields = {
        "ref": {"from": "case.number", "required": True},
        "subject.sex": {"from": "children.0.gender", "words": {"female": "F", "male": "M"}, "else": "U"},
        "subject.born": "children.0.born",
        "childNames": {"from": "children.*.name", "join": "; "},
        "goals": "goals.*.text",
        "second.born": "children.1.born",
        "source": {"value": "SofS Desk"},
        "madeOn": "copy.made_on",
    }
    write(folder, fields=fields, file_name="{what}-{case_number}-{key}", more={"form": "cp"})
    way(family, tmp_path)
    made = what_would_be_sent(family.case, family.workspace_id, [ORDER], "County")
    told = made.draft.facts["fields"]
    assert told["ref"] == "T-1" and told["subject"] == {"sex": "U", "born": "2016-02-08"}
    assert told["goals"] == ["Jay will sleep and say home is calm."] and "second" not in told
    assert told["source"] == "SofS Desk" and made.draft.facts["more"] == {"form": "cp"}
    assert re.fullmatch(r"map-T-1-[0-9a-f]{8}\.json", made.draft.parts[0].name)
    item = put_in_outbox(family.case, family.workspace_id, [ORDER], "County")
    stored = Outbox(family.case.desk).stored(item)
    assert stored is not None and stored.facts["fields"] == told
    assert stored.sha256 == delivery_hash([(p.name, p.sha256) for p in stored.parts], told)


def test_a_restricted_fact_is_not_told(family: SmallFamily, folder: Path, tmp_path: Path) -> None:
    write(folder, fields={"goals": "goals.*.text"})
    way(family, tmp_path)
    assert what_would_be_sent(family.case, family.workspace_id, [ORDER], "County").draft.facts["fields"]
    with family.case.edit("x") as session:
        session.add(Restriction(id=new_id(), case_id=family.case.id, values_json='["home is calm"]', reason="test"))
    assert what_would_be_sent(family.case, family.workspace_id, [ORDER], "County").draft.facts["fields"] == {}
    write(folder, fields={"note": {"value": "The home is calm."}})
    with pytest.raises(LeakFound):
        what_would_be_sent(family.case, family.workspace_id, [ORDER], "County")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"format": "other"}, "does not begin with"),
        ({"surprise": 1}, "“surprise” is not known"),
        ({"fields": []}, "lists of names"),
        ({"fields": {"a": 3}}, "neither"),
        ({"fields": {"a": {"form": "x"}}}, "“form”, which is not known"),
        ({"fields": {"a": {"from": "case.number", "value": 1}}}, "one of “from” and “value”"),
        ({"fields": {"a": "case.shoe"}}, "“case.shoe”, which we do not have"),
        ({"fields": {"a": "children.name"}}, "which we do not have"),
        ({"fields": {"a": "children.0.shoe"}}, "which we do not have"),
        ({"fields": {"a": {"from": "case.number", "max": "x"}}}, "“max” is a number"),
        ({"fields": {"a": {"from": "case.number", "join": 3}}}, "“join”"),
        ({"file_name": "{name}"}, "“file_name”"),
        ({"file_name": "{key"}, "“file_name”"),
        ({"file_name": "{key.x}"}, "“file_name”"),
        ({"file_name": ""}, "“file_name”"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(folder: Path, said: dict[str, Any], words: str) -> None:
    write(folder, **said)
    with pytest.raises(KnownError, match=re.escape(words)):
        mapping.load("county")


def test_files_that_cannot_be_read(folder: Path) -> None:
    (folder / "county.json").write_text("{\n  x", encoding="utf-8")
    with pytest.raises(KnownError, match="line 2 is not JSON"):
        mapping.load("county")
    with pytest.raises(KnownError, match="no mapping"):
        mapping.load("elsewhere")
    for name in ("../county", "a/b", "", ".hidden"):
        with pytest.raises(KnownError, match="letters"):
            mapping.load(name)


def test_what_they_must_have_and_cannot_take(family: SmallFamily, folder: Path, tmp_path: Path) -> None:
    way(family, tmp_path)
    write(folder, fields={"opened": {"from": "scales.0.held_on", "required": True}})
    with pytest.raises(KnownError, match="must have “opened”"):
        put_in_outbox(family.case, family.workspace_id, [ORDER], "County")
    write(folder, fields={"danger": {"from": "dangers.*.text", "max": 10}})
    with pytest.raises(KnownError, match="longer than the 10 letters") as found:
        put_in_outbox(family.case, family.workspace_id, [ORDER], "County")
    assert "Ruby" not in str(found.value)
    write(folder, fields={"danger": {"from": "case.number", "number": True}})
    with pytest.raises(KnownError, match="wants a number"):
        put_in_outbox(family.case, family.workspace_id, [ORDER], "County")
    write(folder, fields={"a": "case.number", "a.b": "case.number"})
    with pytest.raises(KnownError, match="stands inside"):
        put_in_outbox(family.case, family.workspace_id, [ORDER], "County")
    assert Outbox(family.case.desk).lines() == ()


def test_the_shipped_example_can_be_used(family: SmallFamily) -> None:
    facts = mapping.our_facts(family.case, family.workspace_id, COURT)
    told = mapping.their_fields(mapping.load("example"), facts)
    assert told["caseReference"] == "T-1" and told["workType"] == "CP"
    assert facts.keys() == mapping.FACTS.keys()
    assert all(set(facts[name]) == set(mapping.FACTS[name]) for name in ("case", "work", "copy"))
    assert all(set(row) == set(mapping.FACTS[name]) for name in mapping.LISTS for row in facts[name])


@pytest.mark.parametrize("number", ["Marsh-12", "RUBY 3", "", "…"])
def test_a_file_name_names_nobody(family: SmallFamily, number: str) -> None:
    with family.case.edit("x") as session:
        from models.entities import CaseFile

        case = session.get(CaseFile, family.case.id)
        assert case is not None
        case.number = number
    assert safe_number(family.case) == family.case.id[:12]


def test_every_format_has_its_media_type() -> None:
    assert set(FORMATS) <= set(MEDIA_TYPES)
