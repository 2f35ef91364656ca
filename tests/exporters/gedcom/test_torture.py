"""Files that nobody should have written: opened, or refused with a plain sentence, and never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.gedcom import preview
from exporters.gedcom.encoding import MAX_BYTES
from exporters.gedcom.importing import MAX_PEOPLE
from exporters.gedcom.lines import read_tree
from models.errors import KnownError

FOREIGN = Path(__file__).parents[2] / "fixtures" / "gedcom" / "foreign.ged"
TEXT = FOREIGN.read_text("utf-8").replace("Ruby", "Zoë").replace("\r\n", "\n")


def said(charset: str) -> str:
    return TEXT.replace("CHAR UTF-8", f"CHAR {charset}")


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n", 20).encode(),
        TEXT.replace("\n", "\n\r").encode(),
        said("UNICODE").encode("utf-16"),
        said("UNICODE").encode("utf-16-le"),
        said("UNICODE").encode("utf-16-be"),
        said("ANSI").encode("cp1252"),
        said("ANSEL").replace("ë", "\x00").encode("latin-1").replace(b"\x00", b"\xe8e"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\n\n   ").encode(),
        TEXT.replace("0 TRLR\n", "").encode(),
        TEXT.encode() + b"\x1a\x00\x00",
    ],
)
def test_encodings_and_line_ends(raw: bytes) -> None:
    seen = preview(raw)
    names = [person.name for person in seen.people]
    assert names[0].replace("e\u0308", "ë") == "Zoë Marsh"
    assert len(names) == 4
    assert (len(seen.unions), seen.children) == (1, 1)


def test_an_encoding_that_was_guessed_is_said() -> None:
    assert any("read as cp1252" in words for words in preview(TEXT.encode("cp1252")).warnings)


def test_a_file_cut_off_is_said() -> None:
    assert any("cut off" in words for words in preview(TEXT.replace("0 TRLR\n", "").encode()).warnings)


def test_without_a_head_it_is_read_all_the_same() -> None:
    seen = preview(TEXT[TEXT.index("0 @I1@") :].encode())
    assert len(seen.people) == 4
    assert any("no beginning" in words for words in seen.warnings)


def test_broken_lines_and_levels_that_jump_lose_no_words() -> None:
    tree = read_tree("0 HEAD\n0 @I1@ INDI\n1 NOTE one\nbroken words\n5 PLAC far\n0 TRLR")
    record = tree.records[1]
    assert record.said("NOTE") == "one\nbroken words"
    assert record.said("NOTE", "PLAC") == "far"
    assert tree.broken == 1


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"), (b" \r\n\t ", "empty"), (b"PK\x03\x04" + b"\0" * 40, "packed"), (b"hello", "not a GEDCOM"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a GEDCOM"), (b"\xff\xfe", "not a GEDCOM"),
        (b"\0" * 5000, "not a GEDCOM"), (b"0 HEAD\n0 TRLR\n", "not a GEDCOM"),
        (b"id\tfid\tmid\n1\t0\t0\n", "not a GEDCOM"),
        (b"0 HEAD\n" + b"0 @I@ INDI\n" * (MAX_PEOPLE + 1), "more than one family"),
    ],
)  # fmt: skip
def test_other_files_are_refused_in_one_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(KnownError, match=words) as refused:
        preview(raw)
    assert "Nothing was changed" in str(refused.value)


def test_a_folder_a_missing_file_and_a_huge_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="could not be opened"):
        preview(tmp_path)
    with pytest.raises(KnownError, match="could not be opened"):
        preview(tmp_path / "none.ged")
    huge = tmp_path / "huge.ged"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 10)
    with pytest.raises(KnownError, match="larger than"):
        preview(huge)


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_done_to_a_file_it_opens_or_is_refused(data: st.DataObject) -> None:
    raw = bytearray(TEXT.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252"]))))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(raw)))
        end = place + data.draw(st.integers(0, 40))
        raw[place:end] = data.draw(
            st.binary(max_size=30)
            | st.sampled_from(
                [b"\n0 @I1@ FAM", b"\n1 FAMC @F1@", b"\n1 CHIL @I1@", b"\n1 HUSB @I3@", b"\n99 X", b"\n2 DATE "]
            )
        )
    try:
        seen = preview(bytes(raw))
    except KnownError as refused:
        assert "Nothing was changed" in str(refused)
    else:
        assert len({person.id for person in seen.people}) == len(seen.people)
