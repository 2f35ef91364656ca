"""The case bundle: what goes out comes back the same, and a damaged file changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from exporters import bundle as bundles
from exporters.bundle_format import MAX_TEXT, TABLES, NewerBundle, UnusableBundle, json_schema
from models import search
from models.acts import cards, strands
from models.casework import Desk
from models.entities import CASE_TABLES
from models.errors import KnownError
from models.keyslots import KdfCost
from models.projections import Projector
from models.vault import Vault
from resources.files import read_bytes, read_text

EXAMPLES = ("harlow_pryce.json", "doyle_rahman.json")
OWN_ID = re.compile(rb"[0-9a-f]{32}")


def example(name: str = "harlow_pryce.json") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(read_text("examples", name))
    return document


def packed(document: Any) -> bytes:
    return json.dumps(document).encode()


def contents(desk: Desk) -> dict[str, int]:
    """How many rows the vault holds, the journal and the search index included."""
    with desk.reading() as connection:
        names = [*(m.__tablename__ for m in CASE_TABLES), "edit", "change", "search_entry"]
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}


@pytest.fixture
def other_desk(tmp_path: Path) -> Iterator[Desk]:
    vault, _code = Vault.create(tmp_path / "other.sofs", "another kitchen table", cost=KdfCost.LIGHT)
    desk = Desk(vault)
    yield desk
    desk.close()
    vault.close()


# There and back


@pytest.mark.parametrize("name", EXAMPLES)
def test_out_into_another_vault_and_out_again_is_the_same_file(name: str, desk: Desk, other_desk: Desk) -> None:
    case = desk.open_case(bundles.import_bundle(desk, bundles.read_bundle(read_bytes("examples", name))))
    once = bundles.write_bundle(case)
    case_id = bundles.import_bundle(other_desk, bundles.read_bundle(once))
    assert case_id == case.id, "our own ids are kept"
    assert bundles.write_bundle(other_desk.open_case(case_id)) == once


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_out_as_it_is_written_apart_from_ids(name: str, desk: Desk) -> None:
    document = example(name)
    case = desk.open_case(bundles.import_bundle(desk, bundles.read_bundle(packed(document))))
    out = json.loads(bundles.write_bundle(case))
    pairs = [
        (old["id"], new["id"])
        for table, rows in document["tables"].items()
        for old, new in zip(rows, out["tables"][table], strict=True)
    ]
    new_ids = dict(pairs)
    assert len(set(new_ids.values())) == len(pairs)
    for table, rows in document["tables"].items():
        pointing = {c.name for c in TABLES[table].columns if c.foreign_keys} | {"id", "target_id"}
        mapped = [{k: new_ids[v] if k in pointing else v for k, v in row.items()} for row in rows]
        assert out["tables"][table] == mapped


def test_the_same_case_comes_in_twice_only_as_a_copy(desk: Desk) -> None:
    case_id = bundles.import_bundle(desk, bundles.read_bundle(read_bytes("examples", EXAMPLES[0])))
    once = bundles.write_bundle(desk.open_case(case_id))
    before = contents(desk)
    with pytest.raises(KnownError, match="already in the vault"):
        bundles.import_bundle(desk, bundles.read_bundle(once))
    assert contents(desk) == before
    copy_id = bundles.import_bundle(desk, bundles.read_bundle(once), as_copy=True)
    assert copy_id != case_id
    again = bundles.write_bundle(desk.open_case(copy_id))
    assert OWN_ID.sub(b"", again) == OWN_ID.sub(b"", once)
    assert not set(OWN_ID.findall(again)) & set(OWN_ID.findall(once))


def test_a_changed_case_goes_round_too(desk: Desk, other_desk: Desk, family: Any) -> None:
    cards.write_card(family.case, family.danger, "Zoë رابعہ \u2028 'quotes' \"and\" \\ back\U0001f338")
    family.case.undo()
    family.case.redo()
    strands.keep_version(family.case, family.workspace_id, "Before the review")
    out = bundles.write_bundle(family.case)
    case_id = bundles.import_bundle(other_desk, bundles.read_bundle(out))
    assert bundles.write_bundle(other_desk.open_case(case_id)) == out
    assert other_desk.open_case(case_id).rows.get("card", family.danger) == family.case.rows.get("card", family.danger)


def test_a_kept_version_follows_its_rows_into_a_copy(desk: Desk, family: Any) -> None:
    version_id = strands.keep_version(family.case, family.workspace_id, "Before the review")
    copy_id = bundles.import_bundle(desk, bundles.read_bundle(bundles.write_bundle(family.case)), as_copy=True)
    copy = Projector(desk.open_case(copy_id).rows)
    (workspace_id,) = copy.rows.table("workspace")
    (version,) = copy.versions(workspace_id)
    past = copy.version(version.id)
    first = Projector(family.case.rows).version(version_id)
    assert [c.text for c in past.cards] == [c.text for c in first.cards]
    assert {c.id for c in past.cards} == set(copy.rows.table("card"))
    assert past.workspace_id == workspace_id and past.case_id == copy_id


def test_what_came_in_is_found_and_journalled(desk: Desk) -> None:
    case_id = bundles.import_bundle(desk, bundles.read_bundle(read_bytes("examples", EXAMPLES[0])))
    hits = desk.search("finger-mark")
    assert {hit.case_id for hit in hits} == {case_id}
    counts = contents(desk)
    assert counts["edit"] == 1 and counts["change"] == sum(len(rows) for rows in example()["tables"].values())
    assert desk.open_case(case_id).undo() is None, "a case that came in cannot be undone away"


def test_a_restriction_that_outlived_its_target_still_goes_round(desk: Desk, other_desk: Desk) -> None:
    case = desk.open_case(bundles.import_bundle(desk, bundles.read_bundle(read_bytes("examples", EXAMPLES[0]))))
    target = next(r for r in case.rows.table("restriction").values() if r["target_table"] == "card")
    cards.delete_cards(case, [target["target_id"]])
    bundle = bundles.read_bundle(bundles.write_bundle(case))
    kept = next(r for r in bundle.tables["restriction"] if r["id"] == target["id"])
    assert kept["target_id"] is None and kept["values_json"] == target["values_json"]
    bundles.import_bundle(other_desk, bundle)


def test_a_row_may_point_at_a_later_row_of_its_table(desk: Desk) -> None:
    document = example("doyle_rahman.json")
    document["tables"]["story"].reverse()
    translated, shorter, whole = document["tables"]["story"]
    assert translated["translation_of_id"] == shorter["shorter_of_id"] == whole["id"]
    case = desk.open_case(bundles.import_bundle(desk, bundles.read_bundle(packed(document))))
    out = json.loads(bundles.write_bundle(case))["tables"]["story"]
    assert out[0]["translation_of_id"] == out[1]["shorter_of_id"] == out[2]["id"]


# Nothing half done


def test_an_import_that_breaks_off_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(desk)

    def full(*_: Any) -> None:
        raise OSError("stopped")

    with monkeypatch.context() as broken:
        broken.setattr(search, "update", full)
        with pytest.raises(OSError, match="stopped"):
            bundles.import_bundle(desk, bundles.read_bundle(read_bytes("examples", EXAMPLES[0])))
    assert contents(desk) == before and desk.case_ids() == []
    assert bundles.import_bundle(desk, bundles.read_bundle(read_bytes("examples", EXAMPLES[0])))


def test_the_date_is_the_desk_s_day(vault: Vault) -> None:
    desk = Desk(vault, now=lambda: dt.datetime(2031, 2, 3, 23, 0, tzinfo=dt.UTC))
    document = json.loads(bundles.write_bundle(desk.new_case("One")))
    desk.close()
    assert document["made_on"] == "2031-02-03" and document["made_by"].startswith("SofS Desk")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "no.json", tmp_path):
        with pytest.raises(KnownError, match="could not be opened"):
            bundles.open_bundle(path)
    good = tmp_path / "case.json"
    good.write_bytes(b"\xef\xbb\xbf" + read_bytes("examples", EXAMPLES[0]))
    assert bundles.open_bundle(good).case["number"] == "WEX-A-0417"


# Damaged files: one plain sentence, never what stands in the file


def _with(table: str, place: int, **values: Any) -> bytes:
    document = example()
    document["tables"][table][place].update(values)
    return packed(document)


def _without(table: str, place: int, column: str) -> bytes:
    document = example()
    del document["tables"][table][place][column]
    return packed(document)


def _head(**values: Any) -> bytes:
    return packed(example() | values)


def _tables(**values: Any) -> bytes:
    document = example()
    document["tables"].update(values)
    return packed(document)


SECRET = "Zebedee Quill"
DAMAGED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not complete JSON"),
    "not JSON": (b"PK\x03\x04", "not complete JSON"),
    "half of it": (read_bytes("examples", EXAMPLES[0])[:20_000], "not complete JSON"),
    "UTF-16": (read_text("examples", EXAMPLES[0]).encode("utf-16"), "not written as UTF-8"),
    "Latin-1": (packed(example()).replace(b"Jayden", b"J\xe4yden"), "not written as UTF-8"),
    "nested": (b"[" * 200_000, "nested too deeply"),
    "a list": (b"[]", "not a case from SofS Desk"),
    "another format": (_head(format=SECRET), "not a case from SofS Desk"),
    "no version": (_head(schema=None), "which version"),
    "a true version": (_head(schema=True), "which version"),
    "version zero": (_head(schema=0), "which version"),
    "strange head": (packed(example() | {SECRET: 1}), "its head"),
    "a date that is none": (_head(made_on=[SECRET]), "its head"),
    "tables as a list": (_head(tables=[SECRET]), "its tables are not there"),
    "rows as a word": (_tables(card=SECRET), "its tables are not there"),
    "strange table": (_tables(**{SECRET: []}), "not one SofS Desk knows"),
    "two cases": (_tables(casefile=example()["tables"]["casefile"] * 2), "exactly one case"),
    "no case": (_tables(casefile=[]), "exactly one case"),
    "no workspace": (_tables(workspace=[]), "no workspace"),
    "a row that is none": (_tables(card=[SECRET]), "row 1 of card is not a row"),
    "strange column": (_with("card", 3, **{SECRET: 1}), "row 4 of card has a column"),
    "text as number": (_with("card", 0, text=7), "text in row 1 of card must be text"),
    "text as list": (_with("card", 0, text=[SECRET]), "text in row 1 of card must be text"),
    "no id": (_without("card", 2, "id"), "id is missing in row 3 of card"),
    "empty id": (_with("card", 0, id=""), "id in row 1 of card may not be empty"),
    "long id": (_with("card", 0, id="x" * 300), "id in row 1 of card is too long"),
    "same id": (_with("card", 1, id="A-PH1"), "the id of row 2 of card is used twice"),
    "id of another table": (_with("card", 1, id="A01"), "the id of row 2 of card is used twice"),
    "long text": (_with("card", 0, text="x" * (MAX_TEXT + 1)), "text in row 1 of card is too long"),
    "half a sign": (_with("card", 0, text="\ud83d"), "is not text"),
    "NUL": (_with("card", 0, text="a\0b"), "is not text"),
    "no part": (_without("card", 0, "part"), "part is missing in row 1 of card"),
    "null part": (_with("card", 0, part=None), "part in row 1 of card may not be empty"),
    "wrong part": (_with("card", 0, part=SECRET), "part in row 1 of card is not one of the words"),
    "wrong pathway": (_with("strand", 0, pathway=SECRET), "pathway in row 1 of strand is not one of the words"),
    "wrong tie": (_with("tie", 0, second_kind=SECRET), "second_kind in row 1 of tie is not one of the words"),
    "score of eleven": (_with("score", 4, value=11), "value in row 5 of score must be a whole number from 0 to 10"),
    "score below nought": (_with("score", 4, value=-1), "from 0 to 10"),
    "score in halves": (_with("score", 4, value=6.5), "value in row 5 of score must be a whole number"),
    "score in words": (_with("score", 4, value="6"), "value in row 5 of score must be a whole number"),
    "true as score": (_with("score", 4, value=True), "value in row 5 of score must be a whole number"),
    "one as true": (_with("score", 0, by_pictures=1), "by_pictures in row 1 of score must be true or false"),
    "place in words": (_with("card", 0, position="1"), "position in row 1 of card must be a number"),
    "no end of a place": (_with("card", 0, position=float("inf")), "not a number"),
    "place out of bounds": (_with("card", 0, position=10**400), "position in row 1 of card must be a number"),
    "huge power": (packed(example()).replace(b'"position": 1.0', b'"position": 1e999', 1), "must be a number"),
    "too many digits": (packed(example()).replace(b'"number": 5', b'"number": ' + b"9" * 9000), "not complete JSON"),
    "too whole": (_with("map_version", 0, number=10**30), "number in row 1 of map_version must be a whole number"),
    "points to nothing": (_with("card", 4, strand_id=SECRET), "strand_id in row 5 of card points to nothing"),
    "points elsewhere": (_with("card", 4, strand_id="A01"), "strand_id in row 5 of card points to nothing"),
    "another case": (_with("card", 4, case_id=SECRET), "case_id in row 5 of card points to nothing"),
    "no such child": (_with("child_link", 0, child_id="A99"), "child_id in row 1 of child_link points to nothing"),
    "restricts nothing": (_with("restriction", 2, target_id="A99"), "target_id in row 3 of restriction"),
    "restricts a strange table": (_with("restriction", 0, target_table=SECRET), "target_table in row 1 of restriction"),
    "words that are no list": (_with("restriction", 0, values_json=SECRET), "values_json in row 1 of restriction"),
    "words that are numbers": (_with("restriction", 0, values_json="[1]"), "values_json in row 1 of restriction"),
    "a version that is no map": (_with("map_version", 0, snapshot='{"id": 1}'), "snapshot in row 1 of map_version"),
    "a version that is no JSON": (_with("map_version", 0, snapshot=SECRET), "snapshot in row 1 of map_version"),
    "said twice": (packed(example()).replace(b'{"id": "A01"', b'{"id": "A0", "id": "A01"', 1), "said twice"),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_refused_in_one_plain_sentence(kind: str) -> None:
    data, sentence = DAMAGED[kind]
    with pytest.raises(UnusableBundle) as caught:
        bundles.read_bundle(data)
    said = str(caught.value)
    assert sentence in said and "Nothing was changed." in said
    assert SECRET not in said and "Danny" not in said and "\n" not in said
    assert caught.value.__cause__ is None, "a report may print the chain, so it must not carry the file's words"


def test_two_workspaces_must_say_which(tmp_path: Path) -> None:
    document = example("doyle_rahman.json")
    del document["tables"]["card"][0]["workspace_id"]
    with pytest.raises(UnusableBundle, match="row 1 of card does not say which workspace"):
        bundles.read_bundle(packed(document))


def test_a_newer_file_says_so() -> None:
    with pytest.raises(NewerBundle, match="newer SofS Desk"):
        bundles.read_bundle(_head(schema=2, tables="unheard of"))


def test_too_much_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    data = read_bytes("examples", EXAMPLES[0])
    with monkeypatch.context() as small:
        small.setattr("exporters.bundle_reading.MAX_BYTES", len(data) - 1)
        with pytest.raises(UnusableBundle, match="larger than any case"):
            bundles.read_bundle(data)
    with monkeypatch.context() as small:
        small.setattr("exporters.bundle_reading.MAX_ROWS", 100)
        with pytest.raises(UnusableBundle, match="more rows"):
            bundles.read_bundle(data)
    assert bundles.read_bundle(data)


# The description for programs


def test_the_schema_file_is_in_step() -> None:
    assert json.loads(read_text("schemas", "case-bundle-1.json")) == json_schema()


def test_the_schema_knows_every_column_and_its_words() -> None:
    definitions = json_schema()["$defs"]
    assert list(definitions) == [m.__tablename__ for m in CASE_TABLES]
    for name, table in TABLES.items():
        assert set(definitions[name]["properties"]) == {c.name for c in table.columns}
    assert definitions["card"]["properties"]["part"]["enum"][0] == "past_harm"
    assert definitions["score"]["properties"]["value"] == {"type": ["integer", "null"], "minimum": 0, "maximum": 10}
    assert definitions["card"]["required"] == ["id", "part", "pathway"]


def test_the_case_in_the_description_comes_in(desk: Desk) -> None:
    page = (Path(__file__).parents[2] / "docs" / "bundle-format.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    case_id = bundles.import_bundle(desk, bundles.read_bundle(shown.encode()))
    projector = Projector(desk.open_case(case_id).rows)
    (workspace_id,) = projector.rows.table("workspace")
    view = projector.map(workspace_id)
    assert [child.name for child in view.children] == ["Jay"]
    assert [card.text for card in view.cards] == ["Ruby is worried that Jay will lie awake.", "Quiet nights."]
