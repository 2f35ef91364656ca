"""Exported measures: nobody can be known by them, both formats say the same, and they can be read back as a board."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.measures.columns import BANDS, Pseudonyms, band, columns, line_of, name_of
from exporters.measures.reading import read_folder
from exporters.measures.summary import ALL, summary_lines
from exporters.measures.writing import DICTIONARY, KEY_NOTE, measures_files, pseudonyms, write_measures
from models import audit
from models.acts import people
from models.casework import Desk
from models.drawings.whiteboard_sheet import whiteboard_sheet
from models.entities import CaseFile
from models.errors import KnownError
from models.measure_definitions import Measures, definitions
from models.pathways import PATHWAYS
from models.readers import FAMILY
from models.vault_measures import vault_measures
from models.whiteboard import BOARD, PATHWAY, THIN, TITLE, Whiteboard, arranged, filtered, whiteboard

NAMES = Pseudonyms(b"a key of the test's own")


@pytest.fixture(scope="module")
def found(example_desk: Desk) -> tuple[Measures, ...]:
    return vault_measures(example_desk)


@pytest.fixture(scope="module")
def files(example_desk: Desk) -> dict[str, bytes]:
    return measures_files(vault_measures(example_desk), pseudonyms(example_desk))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def named(files: dict[str, bytes], start: str, end: str) -> bytes:
    return next(data for name, data in files.items() if name.startswith(start) and name.endswith(end))


# ---- who it is about ----------------------------------------------------------------------------------------------


def identifying(desk: Desk) -> set[str]:
    """Everything in the vault that could point at somebody: words, names, ids, whole dates, numbers of cases."""
    said: set[str] = set()
    for case_id in desk.case_ids():
        for table, row in desk.open_case(case_id).rows:
            for column, value in row.items():
                if isinstance(value, str) and len(value) > 3 and table not in ("scene", "scene_item", "person_look"):
                    said.add(value)
                    if column in ("name", "known_as", "title"):
                        said.update(word for word in re.findall(r"\w{4,}", value))
    return said - {word for word in said if word.lower() in OURS}


OURS = frozenset(
    "safety wellbeing success thin work family network meetings children professionals professional explained danger "
    "goal goals inner middle outer left given kept used slip plan question meeting case worker said first worst recent "
    "what when none known good dreams worries number people grade month voice words pictures house mum other answer "
    "score home sheet their column count title days this version".split()
)
"""The practice's own words, and a file format's: no trace of anybody."""


def test_nothing_of_anybody_is_in_the_files(example_desk: Desk, files: dict[str, bytes]) -> None:
    traces = identifying(example_desk)
    assert len(traces) > 500
    tables = {name: data.decode() for name, data in files.items() if name.endswith(".csv")}
    tables |= {name: data.decode("latin-1") for name, data in files.items() if name.endswith(".parquet")}
    for name, text in tables.items():
        assert not [trace for trace in traces if re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", text)], name
        assert not re.search(r"\d{4}-\d{2}-\d{2}", text), "no date finer than a month"
    assert not [name for name in files if any(trace in name for trace in traces)]


def test_the_search_finds_a_name_that_is_there(example_desk: Desk) -> None:
    """The control."""
    traces = identifying(example_desk)
    assert {"Safiya", "Harlow", "WEX-B-0932", "2024-10-15"} <= traces


def test_pseudonyms_hang_on_the_key_and_stay(example_desk: Desk, files: dict[str, bytes]) -> None:
    work = read(named(files, "work", ".csv"))
    again = read(named(measures_files(vault_measures(example_desk), pseudonyms(example_desk)), "work", ".csv"))
    assert work == again and len({line["work"] for line in work}) == 3 and len({line["case"] for line in work}) == 2
    other = {NAMES.of("case", case_id) for case_id in example_desk.case_ids()}
    assert not other & {line["case"] for line in work}, "without the key a guess cannot be tested"
    key = example_desk.note(KEY_NOTE)
    assert key and len(key) == 64 and not any(key.encode() in data for data in files.values())
    assert NAMES.of("case", "x") != NAMES.of("work", "x")


def test_a_vault_that_can_only_be_read_says_so(example_desk: Desk) -> None:
    class Closed:
        def note(self, _key: str) -> None:
            return None

        def keep_note(self, _key: str, _value: str) -> None:
            """Keeps nothing."""

    with pytest.raises(KnownError, match="only be read"):
        pseudonyms(Closed())  # type: ignore[arg-type]


# ---- small numbers ------------------------------------------------------------------------------------------------


def test_counts_stand_in_bands() -> None:
    assert [band(count) for count in (0, 1, 4, 5, 9, 10, 19, 20, 400)] == [
        "0-4", "0-4", "0-4", "5-9", "5-9", "10-19", "10-19", "20 or more", "20 or more",
    ]  # fmt: skip


COUNTS = [each.key for each in definitions() if each.kind == "count" and each.unit != "ways"]


@settings(max_examples=60)
@given(st.data())
def test_no_count_from_1_to_4_can_be_told_from_a_row(found: tuple[Measures, ...], data: st.DataObject) -> None:
    """Whatever a row says, at least two counts (or nought) fit it, each thin or not as it is said to be."""
    key = data.draw(st.sampled_from(COUNTS))
    values = {other: data.draw(st.integers(0, 12)) for other in COUNTS}
    real = replace(found[0], **values)
    line, definition = line_of(real, NAMES), next(each for each in definitions() if each.key == key)
    column = name_of(definition)
    fitting = [
        count for count in range(40)
        if (other := line_of(replace(real, **{key: count}), NAMES))[column] == line[column]
        and other.get(f"{column}_thin") == line.get(f"{column}_thin")
    ]  # fmt: skip
    assert fitting != [values[key]] or values[key] == 0 or values[key] >= 5
    assert values[key] in fitting


def test_a_bound_that_would_give_a_count_away_is_not_said(found: tuple[Measures, ...], monkeypatch: Any) -> None:
    """The control: with "below 4" beside the band 0-4, not thin would be exactly 4."""
    from exporters.measures import columns as module
    from models.measure_definitions import Thin

    changed = tuple(replace(each, thin=Thin(below=4)) if each.key == "network" else each for each in definitions())
    monkeypatch.setattr(module, "definitions", lambda: changed)
    assert line_of(replace(found[0], network=4), NAMES)["network_thin"] is None
    assert line_of(replace(found[0], network=3), NAMES)["network_thin"] is True
    assert line_of(replace(found[0], network=9), NAMES)["network_thin"] is False


def many(found: Measures, sizes: dict[str, int], thin: int) -> list[Measures]:
    made = [replace(found, pathway=pathway, is_example=False) for pathway, size in sizes.items() for _ in range(size)]
    return [replace(each, explained=place >= thin) for place, each in enumerate(made)]


def test_the_summary_adds_up_and_hides_what_is_small(found: tuple[Measures, ...]) -> None:
    lines = summary_lines(many(found[0], {"safety": 20, "wellbeing": 11, "success": 0}, thin=3), "w")
    told = {(line["pathway"], line["measure"], line["answer"]): line["work_count"] for line in lines}
    assert [told[pathway, "work", ALL] for pathway in (*PATHWAYS, ALL)] == [20, 11, 0, 31]
    assert told["safety", "explained", "thin"] is None and told["safety", "explained", "not_thin"] is None
    assert told["safety", "mapped", "not_thin"] == 20
    assert all(line["suppressed"] == (line["work_count"] is None) for line in lines)
    assert not [line for line in lines if line["work_count"] in (1, 2, 3, 4)]


def test_a_pathway_of_few_is_hidden_with_another(found: tuple[Measures, ...]) -> None:
    lines = summary_lines(many(found[0], {"safety": 20, "wellbeing": 2, "success": 9}, thin=0), "w")
    work = {line["pathway"]: line["work_count"] for line in lines if line["measure"] == "work"}
    assert work["wellbeing"] is None and list(work.values()).count(None) >= 2, "31 less 29 would tell it"
    assert all(line["work_count"] is None for line in lines if line["pathway"] == "wellbeing")


def test_made_up_families_are_not_counted(found: tuple[Measures, ...]) -> None:
    assert summary_lines(found, "w") == []


# ---- formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["work", "summary"])
def test_an_engine_reads_the_same_from_both_formats(found: tuple[Measures, ...], tmp_path: Path, kind: str) -> None:
    made = measures_files([*found, *many(found[0], {"safety": 12, "wellbeing": 7}, thin=6)], NAMES)
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    engine = duckdb.connect()
    parquet = engine.sql(f"SELECT * FROM '{tmp_path}/{kind}-*.parquet'")
    types = dict(zip(parquet.columns, map(str, parquet.types), strict=True))
    read_csv = f"read_csv('{tmp_path}/{kind}-*.csv', types={json.dumps(types)}, nullstr='')"
    rows = parquet.fetchall()
    assert rows == engine.sql(f"SELECT * FROM {read_csv}").fetchall() and len(rows) > 20
    assert set(types.values()) <= {"VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN"}


def test_the_dictionary_says_what_every_column_is(files: dict[str, bytes]) -> None:
    told = json.loads(files[DICTIONARY])
    for kind in ("work", "summary"):
        header = next(csv.reader(io.StringIO(named(files, kind, ".csv").decode())))
        assert [each["name"] for each in told["tables"][kind]] == header
        web = json.loads(named(files, kind, ".csv-metadata.json"))
        assert [each["name"] for each in web["tableSchema"]["columns"]] == header and web["url"] in files
        assert all(each["description"].endswith(".") for each in told["tables"][kind])
    assert {each["key"] for each in told["measures"]} == {each.key for each in definitions()}
    assert told["privacy"]["bands"] == [name for _, name in BANDS]


def test_every_month_in_a_table_of_its_own(example_desk: Desk, tmp_path: Path) -> None:
    write_measures(example_desk, tmp_path, over_time=True)
    course = read(next(tmp_path.glob("course-*.csv")).read_bytes())
    home = pseudonym_of(
        example_desk, next(m.workspace_id for m in vault_measures(example_desk) if m.pathway == "wellbeing")
    )
    months = [line["month"] for line in course if line["work"] == home]
    assert months == [f"{2023 + (10 + n) // 12}-{(10 + n) % 12 + 1:02}" for n in range(21)], (
        "November 2023 to July 2025"
    )
    told = {line["month"]: line["explained"] for line in course if line["work"] == home}
    assert (told["2024-12"], told["2025-01"]) == ("false", "true")
    assert [row.as_at for row in read_folder(tmp_path).rows] == ["2025-07"] * 3, "the board reads what stands today"


# ---- the board ----------------------------------------------------------------------------------------------------


def test_files_come_back_as_a_board(example_desk: Desk, found: tuple[Measures, ...], tmp_path: Path) -> None:
    write_measures(example_desk, tmp_path / "one")
    assert audit.entries(example_desk)[0].detail == "3 pieces of work", "what left the vault is written down"
    (tmp_path / "two").mkdir()
    made = many(found[0], {"safety": 30}, thin=4)
    others = [replace(each, workspace_id=f"w{place}") for place, each in enumerate(made)]
    for name, data in measures_files(others, NAMES).items():
        (tmp_path / "two" / name).write_bytes(data)
    view = read_folder(tmp_path)
    assert (view.of, len(view.rows)) == (33, 33) and len({row.worker for row in view.rows}) == 2
    assert [each.key for each in view.columns] == list(BOARD)
    own = whiteboard(found)
    thin = {pseudonym_of(example_desk, row.id): set(row.thin) for row in own.rows}
    assert {row.id: set(row.thin) for row in view.rows if row.is_example} == thin, "as thin as in the vault itself"
    assert len(filtered(view, examples=False).rows) == 30
    assert len(filtered(view, thin=["explained"], examples=False).rows) == 4
    assert not {row.title for row in view.rows} & {row.title for row in own.rows}


def pseudonym_of(desk: Desk, workspace_id: str) -> str:
    return pseudonyms(desk).of("work", workspace_id)


def test_of_a_piece_of_work_the_newest_month_counts(found: tuple[Measures, ...], tmp_path: Path) -> None:
    for month, network in (("2025-06-30", 12), ("2025-05-31", 7)):
        folder = tmp_path / month
        folder.mkdir()
        for name, data in measures_files([replace(found[0], as_at=month, network=network)], NAMES).items():
            (folder / name).write_bytes(data)
    (row,) = read_folder(tmp_path).rows
    assert (row.as_at, row.cells[BOARD.index("network")].shown) == ("2025-06", "10-19")


@pytest.mark.parametrize("damage", [b"", b"a,b\r\n1,2\r\n", b"\xff\xfe\x00", b'worker,work\r\n"open'])
def test_a_damaged_file_is_named_and_nothing_else(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "work-x.csv").write_bytes(damage)
    with pytest.raises(KnownError, match=r"work-x\.csv"):
        read_folder(tmp_path)
    with pytest.raises(KnownError, match="no files"):
        read_folder(tmp_path / "nowhere")


def test_sorting_and_filtering(found: tuple[Measures, ...]) -> None:
    view = whiteboard(found)
    assert [row.title for row in view.rows] == ["Leah Doyle", "Doyle / Rahman", "Harlow / Pryce"], "most thin first"
    assert arranged(view, TITLE).rows[0].title == "Doyle / Rahman"
    tried = arranged(view, "days_since_tried").rows
    assert [row.cells[BOARD.index("days_since_tried")].shown for row in tried] == ["11", "43", ""]
    back = arranged(view, "days_since_tried", descending=True).rows
    assert [row.cells[BOARD.index("days_since_tried")].shown for row in back] == ["43", "11", ""], "unknown stays last"
    assert [row.pathway for row in arranged(view, PATHWAY).rows] == ["safety", "success", "wellbeing"]
    assert [row.title for row in filtered(view, thin=["explained"]).rows] == ["Leah Doyle"]
    assert [row.title for row in filtered(view, pathway="safety").rows] == ["Harlow / Pryce"]
    cells = {cell.key: cell.shown for cell in view.rows[2].cells}
    assert (cells["professionals_own"], cells["strands_whole"], cells["explained"]) == ("5 of 6", "2 of 2", "yes")
    assert dict(view.thin_counts())["explained"] == 1
    with pytest.raises(KeyError):
        arranged(view, "nothing")


def test_names_only_for_who_may_see_them(desk: Desk) -> None:
    case = desk.new_case("The Secret family")
    people.add_person(case, "Bo", child_of_workspace=next(iter(case.rows.table("workspace"))))
    with case.edit("Hidden") as session:
        session.get_one(CaseFile, case.id).number = "N-1"
    hidden = whiteboard(vault_measures(desk), names=False)
    assert "Secret" not in json.dumps(shown_on(hidden)) and "Secret" in json.dumps(
        shown_on(whiteboard(vault_measures(desk)))
    )
    page = whiteboard_sheet(hidden).drawing()
    assert "Secret" not in repr(page) and "Secret" in repr(whiteboard_sheet(whiteboard(vault_measures(desk))).drawing())
    assert [each.workspace_id for each in vault_measures(desk, FAMILY)] == [
        each.workspace_id for each in vault_measures(desk)
    ]


def shown_on(view: Whiteboard) -> list[list[str]]:
    return [[row.title, row.worker, *(cell.shown for cell in row.cells)] for row in view.rows]


def test_five_hundred_rows_are_quick(found: tuple[Measures, ...]) -> None:
    lines = [replace(each, workspace_id=f"w{place}") for place in range(167) for each in found]
    started = time.process_time()
    view = arranged(filtered(whiteboard(lines), thin=["voice_least"]), THIN)
    assert time.process_time() - started < 0.3 and len(view.rows) > 300


def test_every_column_has_its_place() -> None:
    assert len({each.name for each in columns()}) == len(columns())
    assert "voice_least" not in {each.name for each in columns()} and "months_since_score" in {
        e.name for e in columns()
    }
