"""The record for a case system: FHIR 4.0.1 by HL7's own schema, references that lead somewhere, nothing restricted."""

from __future__ import annotations

import base64
import copy
import hashlib
import io
import json
import sys
import time
import zipfile
from collections import Counter
from typing import Any

import pypdfium2
import pytest

from exporters import leakscan
from exporters.export import export
from exporters.fhir import words
from exporters.fhir.checking import CLASSES, USED, check
from exporters.leakscan import LeakFound
from exporters.order import Order
from models.acts import cards
from models.casework import Case
from models.errors import KnownError
from models.readers import US, Reader, ReaderProjection
from models.secrets import Secret, Secrets
from tests.exporters.fhir_schema import faults

SYSTEM = Reader("case-system")
Families = dict[str, tuple[Case, str]]


@pytest.fixture(scope="module")
def documents(example_work: Families) -> dict[str, dict[str, Any]]:
    return {
        code: json.loads(export(case, workspace, Order("record", SYSTEM, "fhir")))
        for code, (case, workspace) in example_work.items()
    }


def kinds(bundle: dict[str, Any]) -> Counter[str]:
    return Counter(entry["resource"]["resourceType"] for entry in bundle["entry"])


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


@pytest.mark.parametrize("code", ["A", "B-HOME", "B-LEAH"])
def test_every_element_is_one_of_fhir_4_0_1(documents: dict[str, dict[str, Any]], code: str) -> None:
    assert faults(documents[code]) == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("Observation", {"instantiatesCanonical": "urn:x"}),
        ("Observation", {"status": "done"}),
        ("Observation", {"effectiveDateTime": "summer 2023"}),
        ("Goal", {"description": None}),
        ("Patient", {"gender": "girl"}),
        ("CarePlan", {"period": {"begin": "2025"}}),
    ],
)
def test_the_schema_finds_what_is_wrong_so_the_test_above_could_fail(
    documents: dict[str, dict[str, Any]], kind: str, change: dict[str, Any]
) -> None:
    resource = copy.deepcopy(of_kind(documents["A"], kind)[0])
    resource.update(change)
    resource = {key: value for key, value in resource.items() if value is not None}
    assert faults(resource)


def test_a_document_holds_what_a_case_system_asks_for(
    documents: dict[str, dict[str, Any]], example_work: Families
) -> None:
    bundle = documents["A"]
    case, workspace = example_work["A"]
    found = kinds(bundle)
    assert set(found) <= set(USED)
    assert bundle["type"] == "document" and bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert (found["Patient"], found["Group"], found["CarePlan"], found["DocumentReference"]) == (3, 1, 1, 1)
    scores = len(case.rows.where("score", workspace_id=workspace))
    assert found["Observation"] == scores
    assert found["QuestionnaireResponse"] == len(case.rows.where("round", workspace_id=workspace))
    assert found["Goal"] == 2
    assert "meta" not in json.dumps([entry["resource"].get("meta") for entry in bundle["entry"] if "meta" in entry])


def test_every_score_is_there_with_its_day_and_its_person(documents: dict[str, dict[str, Any]]) -> None:
    observations = of_kind(documents["A"], "Observation")
    on_day = [each for each in observations if each["effectiveDateTime"] == "2025-06-17"]
    assert sorted(each["valueInteger"] for each in on_day if "valueInteger" in each) == sorted(
        [7, 6, 7, 8, 7, 7, 6, 6, 7, 7, 5, 6, 8, 6, 7, 7, 6, 7, 7]
    )
    missing = [each for each in observations if "valueInteger" not in each]
    assert missing and all(each["dataAbsentReason"]["coding"][0]["code"] == "not-asked" for each in missing)


def test_the_attached_pdf_is_whole(documents: dict[str, dict[str, Any]]) -> None:
    attachment = of_kind(documents["B-HOME"], "DocumentReference")[0]["content"][0]["attachment"]
    pdf = base64.b64decode(attachment["data"])
    assert len(pdf) == attachment["size"]
    assert base64.b64encode(hashlib.sha1(pdf).digest()).decode() == attachment["hash"]
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) > 3
    document.close()


def test_every_entry_is_reached_from_the_composition(documents: dict[str, dict[str, Any]]) -> None:
    for bundle in documents.values():
        entries = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
        waiting, reached = [bundle["entry"][0]["fullUrl"]], set()
        while waiting:
            url = waiting.pop()
            if url not in reached:
                reached.add(url)
                waiting += references(entries[url])
        assert reached == set(entries)


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["reference"]] if isinstance(node.get("reference"), str) else []
        return own + [url for value in node.values() for url in references(value)]
    return [url for value in node for url in references(value)] if isinstance(node, list) else []


def test_the_same_record_is_the_same_bytes_and_the_same_identifiers(example_work: Families) -> None:
    case, workspace = example_work["B-LEAH"]
    for file_format in ("fhir", "fhir-transaction"):
        order = Order("record", SYSTEM, file_format)
        assert export(case, workspace, order) == export(case, workspace, order)


def test_a_transaction_creates_each_thing_once_by_our_identifier(example_work: Families) -> None:
    case, workspace = example_work["A"]
    bundle = json.loads(export(case, workspace, Order("record", SYSTEM, "fhir-transaction")))
    assert faults(bundle) == []
    asked = [entry["request"]["ifNoneExist"] for entry in bundle["entry"]]
    assert len(set(asked)) == len(asked)
    for entry in bundle["entry"]:
        request, resource = entry["request"], entry["resource"]
        assert (request["method"], request["url"]) == ("POST", resource["resourceType"])
        held = resource["identifier"] if isinstance(resource["identifier"], list) else [resource["identifier"]]
        assert request["ifNoneExist"] in {f"identifier={each['system']}|{each['value']}" for each in held}


def test_no_address_of_an_entry_stands_in_an_identifier(documents: dict[str, dict[str, Any]]) -> None:
    """Servers replace an entry's address wherever they find it."""
    for bundle in documents.values():
        addresses = {entry["fullUrl"] for entry in bundle["entry"]}
        held = {found for entry in bundle["entry"] for found in identifiers(entry["resource"])}
        assert held and not addresses & held


def identifiers(resource: dict[str, Any]) -> list[str]:
    given = resource["identifier"]
    return [each["value"] for each in (given if isinstance(given, list) else [given])]


def test_what_is_corrected_is_sent_again_and_people_are_not(family: Any) -> None:
    order = Order("record", SYSTEM, "fhir-transaction")
    before = asked_of(export(family.case, family.workspace_id, order))
    goal = next(row["id"] for row in family.case.rows.where("card", part="goal"))
    cards.write_card(family.case, goal, "Jay sleeps through, and says home is calm.")
    after = asked_of(export(family.case, family.workspace_id, order))
    assert after["Patient"] == before["Patient"]
    assert after["Goal"] != before["Goal"]


def asked_of(data: bytes) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in json.loads(data)["entry"]:
        found.setdefault(entry["request"]["url"], set()).add(entry["request"]["ifNoneExist"])
    return found


@pytest.mark.parametrize("reader", [SYSTEM, Reader("court")], ids=lambda reader: reader.kind)
@pytest.mark.parametrize("code", ["A", "B-HOME"])
def test_no_secret_of_the_examples_stands_in_a_record(example_work: Families, code: str, reader: Reader) -> None:
    case, workspace = example_work[code]
    data = export(case, workspace, Order("record", reader, "fhir"))
    leakscan.check(data, "fhir", Secrets.of(case.rows))
    assert Secrets.of(case.rows).in_text(data.decode()) == []


def test_a_leak_past_the_projection_is_stopped(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Ruby sleeps at 12 Quill Lane")
    cards.restrict(family.case, "card", card, "refuge", values=["12 Quill Lane"])
    assert export(family.case, family.workspace_id, Order("record", SYSTEM, "fhir"))
    monkeypatch.setattr(ReaderProjection, "map", lambda self, view: view)
    for file_format in ("fhir", "fhir-transaction", "json", "zip"):
        with pytest.raises(LeakFound):
            export(family.case, family.workspace_id, Order("record", SYSTEM, file_format))


def test_words_inside_an_attachment_or_a_narrative_are_found(documents: dict[str, dict[str, Any]]) -> None:
    bundle = documents["A"]
    clean = json.dumps(bundle).encode()
    leakscan.check(clean, "fhir", Secrets([Secret("12 Quill Lane")]))
    assert "Printed" not in json.dumps(bundle)
    with pytest.raises(LeakFound, match="the text"):
        leakscan.check(clean, "fhir", Secrets([Secret("Printed")]))
    planted = copy.deepcopy(bundle)
    planted["entry"][0]["resource"]["section"][0]["text"]["div"] = (
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>12 <b>Quill</b></p><p>Lane</p></div>'
    )
    with pytest.raises(LeakFound, match="the text"):
        leakscan.check(json.dumps(planted).encode(), "fhir", Secrets([Secret("12 Quill Lane")]))


def broken(bundle: dict[str, Any], kind: str, change: dict[str, Any]) -> dict[str, Any]:
    made = copy.deepcopy(bundle)
    resource = of_kind(made, kind)[0]
    resource.update(change)
    for name in [name for name, value in change.items() if value is None]:
        del resource[name]
    return made


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("Observation", {"subject": {"reference": "urn:uuid:nobody"}}, "leads nowhere"),
        ("Observation", {"status": "done"}, "does not know"),
        ("Observation", {"effectiveDateTime": "summer 2023"}, "effectiveDateTime"),
        ("Observation", {"code": None}, "code"),
        ("Goal", {"lifecycleStatus": "closed"}, "does not know"),
        ("CarePlan", {"activity": [{"detail": {"status": "late"}}]}, "does not know"),
        ("Patient", {"nickname": "Mimi"}, "nickname"),
        ("Composition", {"section": [{"text": {"status": "generated", "div": "<div>x"}}]}, "cannot be read"),
    ],
)  # fmt: skip
def test_what_a_server_would_refuse_never_leaves(
    documents: dict[str, dict[str, Any]], kind: str, change: dict[str, Any], said: str
) -> None:
    check(documents["A"])
    with pytest.raises(KnownError, match=said) as found:
        check(broken(documents["A"], kind, change))
    assert "Mimi" not in str(found.value)


def test_a_reference_to_the_wrong_kind_never_leaves(documents: dict[str, dict[str, Any]]) -> None:
    plan = next(e["fullUrl"] for e in documents["A"]["entry"] if e["resource"]["resourceType"] == "CarePlan")
    with pytest.raises(KnownError, match=r"Observation\.subject refers to the wrong kind"):
        check(broken(documents["A"], "Observation", {"subject": {"reference": plan}}))


def test_a_document_begins_with_its_composition(documents: dict[str, dict[str, Any]]) -> None:
    turned = documents["A"] | {"entry": documents["A"]["entry"][::-1]}
    with pytest.raises(KnownError, match="begins with its Composition"):
        check(turned)


def test_dates_as_families_say_them() -> None:
    said = {"2024-09-27": "2024-09-27", "2019-08": "2019-08", "2022": "2022", "summer 2023": None, "2024-02-31": None}
    assert {each: words.date(each) for each in said} == said


def test_dates_that_are_no_dates_do_not_stop_a_record(family: Any) -> None:
    case, workspace = family.case, family.workspace_id
    step = cards.add_card(case, workspace, "next_step", "Ring Nan")
    cards.set_card(case, step, due_on="before Christmas")
    bundle = json.loads(export(case, workspace, Order("record", SYSTEM, "fhir")))
    activity = of_kind(bundle, "CarePlan")[0]["activity"][0]["detail"]
    assert activity["scheduledString"] == "before Christmas"


def test_a_child_the_system_must_not_know_is_not_in_it(family: Any) -> None:
    cards.restrict(family.case, "person", family.jay, "safety", values=["Jay Marsh", "Jay"])
    with pytest.raises(KnownError, match="no child"):
        export(family.case, family.workspace_id, Order("record", SYSTEM, "fhir"))


def test_only_an_office_gets_a_record_and_other_things_no_fhir(family: Any) -> None:
    for reader in (US, Reader("network")):
        with pytest.raises(KnownError, match="made for an office"):
            export(family.case, family.workspace_id, Order("record", reader, "fhir"))
    with pytest.raises(KnownError, match="nothing else"):
        export(family.case, family.workspace_id, Order("map", SYSTEM, "fhir"))


def test_the_archive_names_every_file_with_its_hash(example_work: Families) -> None:
    case, workspace = example_work["B-LEAH"]
    data = export(case, workspace, Order("record", SYSTEM, "zip"))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        record = json.loads(file.read("record.json"))
        assert [each["name"] for each in record["files"]] == file.namelist()[1:]
        for each in record["files"]:
            assert hashlib.sha256(file.read(each["name"])).hexdigest() == each["sha256"]
    assert record["format"] == "sofs-desk-record"
    assert {"map", "plan", "timeline", "steps", "circles", "meetings", "harm", "family"} <= set(record["views"])
    leakscan.check(data, "zip", Secrets.of(case.rows))
    with pytest.raises(LeakFound, match="a file in it: page 1"):
        leakscan.check(data, "zip", Secrets([Secret("Printed")]))


def test_the_frozen_app_has_every_class_that_a_check_loads(documents: dict[str, dict[str, Any]]) -> None:
    for bundle in documents.values():
        check(bundle)
    loaded = {
        name.removeprefix("fhir.resources.R4B.") for name in sys.modules if name.startswith("fhir.resources.R4B.")
    }
    assert loaded <= set(CLASSES)


@pytest.mark.alone
def test_a_record_is_made_and_checked_in_a_moment(example_work: Families) -> None:
    case, workspace = example_work["B-HOME"]
    order = Order("record", SYSTEM, "fhir")
    export(case, workspace, order)
    begun = time.process_time()
    export(case, workspace, order)
    assert time.process_time() - begun < 4
