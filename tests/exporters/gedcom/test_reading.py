"""Families from GEDCOM files: both versions, odd encodings and line ends, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exporters.gedcom import layout_gedcom, read_family
from exporters.gedcom.reading import birth_key
from models.errors import KnownError
from models.genogram import ImpossibleAncestry
from models.genogram.pedigree import older

FAMILIES = Path(__file__).parents[2] / "fixtures" / "families"
DRAWABLE = ("step_family", "foster_and_kin", "cousins", "across_generations")


def test_a_family_is_read_with_its_kinds_of_children() -> None:
    family = read_family(FAMILIES / "foster_and_kin.ged")
    assert family.version == "7.0"
    assert len(family.pedigree.persons) == 13
    kinds = {(link.child, link.union): link.kind for link in family.pedigree.links}
    assert kinds["K2", "U1"] == "birth"
    assert kinds["K2", "U2"] == "foster"
    assert kinds["K3", "U3"] == "adopted"
    assert family.names["P1"] == "Tess Hale"
    assert family.pedigree.person["P2"].birth is None


@pytest.mark.parametrize("name", DRAWABLE)
def test_a_family_is_laid_out_as_json(name: str) -> None:
    answer = json.loads(json.dumps(layout_gedcom(FAMILIES / f"{name}.ged")))
    family = read_family(FAMILIES / f"{name}.ged").pedigree
    assert [person["id"] for person in answer["persons"]] == [person.id for person in family.persons]
    at = {person["id"]: person for person in answer["persons"]}
    for union in answer["unions"]:
        for child in union["children"]:
            assert at[child]["y"] > union["y"]
        by_birth = sorted(
            (c for c in union["children"] if family.person[c].birth), key=lambda c: family.person[c].birth or (0, 0, 0)
        )
        assert sorted(by_birth, key=lambda c: at[c]["x"]) == by_birth
    assert answer["milliseconds"] > 0


def test_impossible_ancestry_is_said() -> None:
    with pytest.raises(ImpossibleAncestry) as error:
        layout_gedcom(FAMILIES / "circle.ged")
    assert set(error.value.people) == {"Z1", "Z2", "Z3"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"), "Zoë"),
        (lambda text: text.replace("\n", "\r").encode(), "Zoë"),
        (lambda text: text.replace("UTF-8", "UNICODE").encode("utf-16"), "Zoë"),
        (lambda text: text.replace("UTF-8", "UNICODE").encode("utf-16-be"), "Zoë"),
        (lambda text: text.replace("1 CHAR UTF-8\n", "").encode(), "Zoë"),
        (lambda text: text.replace("UTF-8", "ANSI").encode("cp1252"), "Zoë"),
        (lambda text: text.encode("cp1252"), "Zoë"),
        (lambda text: text.replace("\n", "\n\n   ").encode(), "Zoë"),
        (lambda text: text.replace("0 TRLR\n", "").encode(), "Zoë"),
        (lambda text: text.replace("Zoë", "Zoe").replace("0 TRLR", "broken words\n0 TRLR").encode(), "Zoe"),
    ],
)
def test_encodings_and_line_ends(change, expected: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = (FAMILIES / "across_generations.ged").read_text("utf-8").replace("Zoe", "Zoë")
    path = tmp_path / "family.ged"
    path.write_bytes(change(text))
    family = read_family(path)
    assert family.names["Q6"] == expected
    assert len(family.pedigree.unions) == 3


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n", b"0 INDI\n1 HEAD\n", b"0 HEAD\n9 X\n0 TRLR\n"])
def test_other_files_are_refused_with_a_plain_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "family.ged"
    path.write_bytes(content)
    try:
        family = read_family(path)
    except KnownError as error:
        assert "Nothing was changed" in str(error)
    else:
        assert family.pedigree.persons == ()


def test_links_to_nobody_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "family.ged"
    path.write_text("0 HEAD\n0 @A@ INDI\n0 @F@ FAM\n1 HUSB @A@\n1 WIFE @B@\n1 CHIL @C@\n1 CHIL @VOID@\n0 TRLR\n")
    family = read_family(path)
    assert family.dangling == 2
    assert family.pedigree.unions[0].partners == ("A",)


def test_births_are_ordered_as_far_as_they_are_known() -> None:
    assert birth_key("17 MAR 1777") == (1777, 3, 17)
    assert birth_key("BET 1800 AND 1810") == (1810, 0, 0)
    assert birth_key("(about 1850)") == (1850, 0, 0)
    assert birth_key("0367 BC") == (-367, 0, 0)
    assert birth_key("unknown") is None
    assert older(birth_key("MAR 1900"), birth_key("5 APR 1900"))
    assert not older(birth_key("1900"), birth_key("5 APR 1900"))
    assert older(birth_key("80 BC") or birth_key("0080 BC"), birth_key("0010 B.C."))
