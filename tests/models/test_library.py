"""The practice library: a guide and an example for every tool, what an authority adds, finding, own notes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from models import library, question_bank
from models.casework import Desk
from models.drawings.guide_sheet import guide_sheet
from models.errors import KnownError
from models.library import Guide, Library, find, keep_own_note, load, own_note
from resources.files import read_text

TOOLS = (
    "map danger goal scaling harm genogram ecomap circles network words three_houses wizard safety_house plan meeting "
    "timeline sharing supervision appreciative audit feedback"
).split()
ROOMS = ("map", "strands", "scaling", "family", "circles", "harm", "timeline", "plan", "words", "children", "share",
         "session", "ecomap", "network", "meetings")  # fmt: skip
LABELS = r"\b(non-compliant|engage\w*|ongoing concerns?|disclosed|protective factors?|service user|stakeholders?|DV)\b"


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load(None)


def _authority(tmp_path: Path, raw: dict[str, Any]) -> Library:
    (tmp_path / library.FILE).write_text(json.dumps(raw), encoding="utf-8")
    return load(tmp_path)


def test_every_tool_has_its_guide_and_every_room_finds_one(shipped: Library) -> None:
    assert [guide.key for guide in shipped.guides] == TOOLS
    for room in ROOMS:
        assert shipped.of_place([room]), room


def test_the_files_say_what_they_may_and_nothing_else() -> None:
    keys = {"key", "title", "places", "questions_set", "purpose", "when", "steps", "watch", "questions", "good", "weak"}
    for name in library.SHIPPED:
        raw = json.loads(read_text("practice", name))
        assert set(raw) == {"title", "guides"}
        for guide in raw["guides"]:
            assert set(guide) == keys, guide["key"]
            assert set(guide["good"]) == {"of", "text", "why"}, guide["key"]
            assert set(guide["weak"]) == {"text", "ask"}, guide["key"]


def test_each_guide_is_whole(shipped: Library) -> None:
    sets = {each.key for each in question_bank.load(None).sets}
    for guide in shipped.guides:
        assert 4 <= len(guide.steps) <= 7, guide.key
        assert len(guide.watch) >= 3, guide.key
        assert len(guide.questions) >= 3, guide.key
        assert guide.questions_set in sets, guide.key
        assert guide.good is not None
        assert len(guide.good.points) >= 2, guide.key
        assert guide.weak is not None
        assert all("?" in text for text in guide.weak.points), guide.key


def test_the_guides_keep_to_plain_words(shipped: Library) -> None:
    def labels(guide: Guide) -> list[str]:
        weak = {guide.weak.text} if guide.weak else set()
        quoted = re.compile(r"[“‘][^”’]*[”’]")
        return [hit for text in guide.texts() if text not in weak for hit in re.findall(LABELS, quoted.sub("", text))]

    assert [(guide.key, found) for guide in shipped.guides if (found := labels(guide))] == []
    said = " ".join(guide.weak.text for guide in shipped.guides if guide.weak)
    assert re.findall(LABELS, said)  # the control: the weak examples are full of them


def test_each_fits_one_page(shipped: Library) -> None:
    long = [guide.key for guide in shipped.guides if guide_sheet(guide).count > 1]
    assert long == []


def test_the_nearest_place_decides(shipped: Library) -> None:
    assert [guide.key for guide in shipped.of_place(["family"])] == ["genogram"]
    assert [guide.key for guide in shipped.of_place(["ecomap", "family"])] == ["ecomap"]
    assert [guide.key for guide in shipped.of_place(["nowhere", "strands"])] == ["danger", "goal"]
    assert shipped.of_place(["nowhere"]) == ()


def test_finding_looks_through_all_of_it_and_titles_come_first(shipped: Library) -> None:
    assert find(shipped, "scal")[0].key == "scaling"
    assert "plan" in [guide.key for guide in find(shipped, "fizz")]
    assert find(shipped, "two words nowhere zzz") == ()
    assert find(shipped, " ") == shipped.guides


def test_an_authority_adds_to_a_guide_and_brings_its_own(tmp_path: Path) -> None:
    court = {"key": "court", "title": "Before court", "purpose": "To be ready.", "steps": ["Read it together."],
             "places": ["share"]}  # fmt: skip
    change = {"key": "map", "when": "At the first visit, with the duty worker.", "watch": ["Ours too."]}
    made = _authority(tmp_path, {"title": "Wexmoor", "guides": [change, court]})
    the_map, own = made.guide("map"), made.guide("court")
    assert the_map is not None
    assert own is not None
    assert the_map.when.endswith("duty worker.")
    assert the_map.watch[-1] == "Ours too."
    assert len(the_map.watch) == 4
    assert the_map.steps
    assert own.is_own
    assert made.chapters[-1].title == "Wexmoor"
    assert own in made.of_place(["share"])
    assert guide_sheet(own).count == 1


def test_the_example_in_the_guide_can_be_used_as_it_stands(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/guide/library.md").read_text("utf-8")
    made = _authority(tmp_path, json.loads(page.partition("```json")[2].partition("```")[0]))
    assert [guide.key for guide in made.chapters[-1].guides] == ["court"]


@pytest.mark.parametrize(
    "raw", [[], {"guides": [{"key": "new", "title": "T"}]}, {"guides": [{"key": "map", "steps": "x"}]}]
)
def test_a_file_that_cannot_be_used_says_so_and_ours_do(raw: Any, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="Mend the file"):
        _authority(tmp_path, raw)


def test_a_note_of_ones_own_stays_and_goes(desk: Desk) -> None:
    keep_own_note(desk, "map", "  Ask Grace for the big paper. ")
    assert own_note(desk, "map") == "Ask Grace for the big paper."
    keep_own_note(desk, "map", "")
    assert own_note(desk, "map") == ""
    with pytest.raises(KnownError):
        keep_own_note(desk, "map", "x" * 2001)
    desk.keep_note("library.notes", "{broken")
    assert own_note(desk, "map") == ""
