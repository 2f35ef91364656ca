"""``sofs-desk layout``: a family file in, everybody's place out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sofs_desk.cli import main

FAMILY = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Ann /Reed/
1 SEX F
0 @I2@ INDI
1 NAME Bob /Reed/
1 SEX M
0 @I3@ INDI
1 NAME Cay /Reed/
1 BIRT
2 DATE 2001
0 @I4@ INDI
1 NAME Dan /Reed/
1 BIRT
2 DATE 2004
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I4@
1 CHIL @I3@
0 TRLR
"""


def test_everybody_has_one_place_and_the_eldest_stands_left(tmp_path: Path) -> None:
    (tmp_path / "reed.ged").write_text(FAMILY, encoding="utf-8")
    assert main(["layout", str(tmp_path / "reed.ged"), "--json", str(tmp_path / "out.json")]) == 0
    answer = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    places = {person["id"]: (person["x"], person["y"]) for person in answer["persons"]}
    assert sorted(places) == ["I1", "I2", "I3", "I4"] and len(answer["persons"]) == 4
    assert places["I3"][0] < places["I4"][0]
    assert places["I1"][1] == places["I2"][1] < places["I3"][1]
    (union,) = answer["unions"]
    assert (sorted(union["partners"]), sorted(union["children"])) == (["I1", "I2"], ["I3", "I4"])


def test_what_is_no_family_file_is_refused_in_one_sentence(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "notes.ged").write_bytes(b"\xff\xfe not a family \x00 at all")
    assert main(["layout", str(tmp_path / "notes.ged"), "--json", str(tmp_path / "out.json")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "Traceback" not in said
    assert not (tmp_path / "out.json").exists()
