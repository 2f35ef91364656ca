"""What another reader than the team gets as GEDCOM: only what they may see, and the last look that makes sure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exporters import leakscan
from exporters.gedcom import VERSIONS, preview, write_gedcom
from exporters.gedcom import writing as the_writing
from exporters.gedcom.extensions import TAGS, uri
from exporters.gedcom.family_rows import FamilyRows, whole_family
from exporters.gedcom.writing import family_to_gedcom
from models.acts.people import set_household
from models.casework import Case, Desk
from models.readers import FAMILY, Reader
from models.secrets import Secrets

READERS = (FAMILY, Reader("child"), Reader("court"), Reader("network"), Reader("parent", "Karen"))


@pytest.fixture
def case(desk: Desk, example_ids: list[str]) -> Case:
    """The example with an adopted child whose new name and home must not be shown."""
    return next(c for c in map(desk.open_case, desk.case_ids()) if c.row["number"] == "WEX-B-0932")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("reader", READERS)
def test_nothing_restricted_is_in_a_readers_file(case: Case, reader: Reader, version: str) -> None:
    data = write_gedcom(case, reader, version)
    text = data.decode("utf-8-sig")
    assert "Tillman" in write_gedcom(case).decode("utf-8-sig")
    for words in ("Tillman", "Joshua", "Letterbox", "RESN", "_SOFS_RESTRICTED", "_SOFS_WORDS"):
        assert words not in text
    assert not Secrets.of(case.rows).in_text(text)
    names = [person.name for person in preview(data).people]
    assert "Safiya Rahman" in names
    assert "a son, adopted" in names
    assert len(names) == len(set(names)) < len(whole_family(case.rows)["person"])


def test_the_last_look_stops_a_secret_even_where_a_long_line_breaks(case: Case) -> None:
    family = FamilyRows()
    family.add("person", "p", name="Somebody", note="x" * 243 + "Tillman and more words")
    whole = family_to_gedcom(family, "5.5.1")
    assert "Tillman" not in whole.decode()
    with pytest.raises(leakscan.LeakFound):
        leakscan.check(whole, "gedcom", Secrets.of(case.rows))


def test_without_the_projection_the_last_look_refuses(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(the_writing, "shown_family", lambda view: whole_family(case.rows))
    with pytest.raises(leakscan.LeakFound):
        write_gedcom(case, FAMILY)


def test_a_home_the_reader_may_know_is_there_without_what_they_may_not(case: Case) -> None:
    casson = next(key for key, row in case.rows.table("household").items() if "Casson" in row["name"])
    set_household(case, casson, address="7 Hidden Row")
    assert "7 Hidden Row" in write_gedcom(case).decode("utf-8-sig")
    text = write_gedcom(case, FAMILY).decode("utf-8-sig")
    assert "31 Ferry Lane" in text
    assert "7 Hidden Row" not in text


def test_the_page_explains_every_tag() -> None:
    page = (Path(__file__).parents[3] / "docs" / "gedcom.md").read_text("utf-8")
    said = dict(re.findall(r"^\| `(_SOFS_\w+)` \| `([\w-]+)` \|", page, re.MULTILINE))
    assert said == {tag: uri(tag).rpartition(":")[2] for tag in TAGS}
