"""Words and pictures: versions, whom they are asked of, reading them out, other forms, and what a reader sees."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.bundle import load_examples
from models import story_template
from models.acts import scenes as scene_acts
from models.acts import stories as acts
from models.acts.people import add_person
from models.casework import Case, Desk
from models.entities import Story
from models.errors import KnownError
from models.picture_views import StoryView
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.stories import stories, story_view
from models.story_rows import scene_is_fixed
from models.views import to_plain
from tests.holding_back import hold_back

TODAY = dt.date(2025, 7, 1)
WORDS = ("Mum loves Jay.", "Nan was worried.", "Mum shouted. It was not your fault.", "Nan came.", "Nan has a key.",
         "You can tell Nan.")  # fmt: skip


class Tale:
    """A story under test, seen on 1 July 2025."""

    def __init__(self, family: Any) -> None:
        self.case: Case = family.case
        self.workspace_id: str = family.workspace_id
        self.mum: str = family.mum
        self.nan = add_person(self.case, "Rose Marsh", relation="nan")
        self.id = acts.start(self.case, self.workspace_id, for_words="for Jay", made_on="2025-06-01")
        for frame, words in zip(self.view().frames, WORDS, strict=True):
            acts.set_frame(self.case, frame.id, words=words)

    def view(self, story_id: str | None = None, reader: Reader = US) -> StoryView:
        view = self.maybe(story_id, reader)
        assert view is not None
        return view

    def maybe(self, story_id: str | None = None, reader: Reader = US) -> StoryView | None:
        return story_view(Projector(self.case.rows, TODAY), story_id or self.id, reader)

    def frame(self, number: int, story_id: str | None = None) -> str:
        return self.view(story_id).frames[number - 1].id

    def said(self, story_id: str | None = None) -> list[str]:
        return [frame.words for frame in self.view(story_id).frames]

    def trail(self, story_id: str | None = None) -> dict[str, tuple[str, str]]:
        return {line.who: (line.state, line.when) for line in self.view(story_id).approvals}


@pytest.fixture
def tale(family: Any) -> Tale:
    return Tale(family)


# ---- beginning and writing ----------------------------------------------------------------------------------------


def test_a_story_begins_with_six_questions(tale: Tale) -> None:
    view = tale.view()
    assert (view.title, view.version, view.for_age, view.is_fixed) == ("Words and pictures", 1, 9, False)
    assert [frame.question for frame in view.frames][:2] == ["About us", "Who is worried?"]
    assert [(line.step, line.state) for line in view.approvals] == [("network", "open"), ("manager", "open")]
    assert [child.name for child in view.children] == ["Jay"]


def test_frames_are_added_moved_and_taken_out(tale: Tale) -> None:
    middle = acts.add_frame(tale.case, tale.id, "And then?", "We had tea.", before_id=tale.frame(3))
    assert [frame.number for frame in tale.view().frames] == [1, 2, 3, 4, 5, 6, 7]
    assert tale.said()[2] == "We had tea."
    acts.move_frame(tale.case, middle, 1)
    assert tale.said()[:2] == ["We had tea.", "Mum loves Jay."]
    acts.remove_frame(tale.case, middle)
    assert tuple(tale.said()) == WORDS
    tale.case.undo()
    assert len(tale.said()) == 7


def test_typing_is_one_step(tale: Tale) -> None:
    steps = len(tale.case.history())
    for words in ("M", "Mu", "Mum"):
        acts.set_frame(tale.case, tale.frame(2), words=words)
    assert len(tale.case.history()) == steps + 1


# ---- who said yes -------------------------------------------------------------------------------------------------


def test_a_yes_belongs_to_the_exact_words(tale: Tale) -> None:
    acts.approve(tale.case, tale.id, tale.mum, on="2025-06-02")
    acts.ask_change(tale.case, tale.id, tale.nan, asked_for="say “shouted”", on="2025-06-03")
    assert tale.trail()["Ruby"] == ("approved", "2 June")
    frame = tale.frame(2)
    acts.set_frame(tale.case, frame, words="Nan and Mum were worried.")
    view = tale.view()
    assert view.version == 2 and frame in [each.id for each in view.frames], "the frame being typed in keeps its id"
    assert {who: state for who, (state, _) in tale.trail().items() if who in ("Ruby", "Rose")} == {
        "Ruby": "open", "Rose": "open",
    }  # fmt: skip
    assert tale.trail()["Ruby"][1].startswith("asked again since ")
    assert [(c.number, c.before, c.after) for c in view.changes] == [
        (2, "Nan was worried.", "Nan and Mum were worried.")
    ]
    kept = next(line for line in view.family if line.version == 1)
    assert tuple(tale.said(kept.id)) == WORDS
    assert tale.trail(kept.id)["Rose"][0] == "asked_change"
    acts.set_frame(tale.case, frame, words="Nan and Mum were very worried.")
    assert tale.view().version == 2, "typing on makes no further version"
    acts.set_frame(tale.case, frame, words="Nan was worried.")
    assert tale.trail()["Ruby"][0] == "approved", "the words they said yes to are back"


def test_only_the_newest_version_is_written_in(tale: Tale) -> None:
    acts.approve(tale.case, tale.id, tale.mum)
    acts.set_frame(tale.case, tale.frame(2), words="Nan and Mum were worried.")
    kept = next(line.id for line in tale.view().family if line.version == 1)
    for act in (
        lambda: acts.set_frame(tale.case, tale.frame(2, kept), words="Other."),
        lambda: acts.add_frame(tale.case, kept),
        lambda: acts.remove_story(tale.case, kept),
    ):
        with pytest.raises(KnownError, match="newer version"):
            act()
    acts.remove_story(tale.case, tale.id)
    acts.set_frame(tale.case, tale.frame(2, kept), words="Other.")


def test_undo_takes_the_next_version_back_whole(tale: Tale) -> None:
    acts.approve(tale.case, tale.id, tale.mum)
    before = to_plain(tale.view())
    acts.remove_frame(tale.case, tale.frame(4))
    assert tale.view().version == 2
    tale.case.undo()
    assert to_plain(tale.view()) == before


def test_what_is_no_words_asks_nobody_again(tale: Tale) -> None:
    acts.approve(tale.case, tale.id, tale.mum)
    acts.set_frame(tale.case, tale.frame(1), picture="A garden", whose_words="Mum", words=WORDS[0])
    assert tale.view().version == 1
    assert tale.trail()["Ruby"][0] == "approved"


def test_a_change_asked_for_stays_with_the_yes(tale: Tale) -> None:
    first = acts.ask_change(tale.case, tale.id, tale.nan, asked_for="say “shouted”")
    assert acts.approve(tale.case, tale.id, tale.nan) == first
    line = next(each for each in tale.view().approvals if each.id == first)
    assert (line.state, line.asked_for) == ("approved", "say “shouted”")


# ---- reading it ---------------------------------------------------------------------------------------------------


def refusals(tale: Tale) -> dict[str, Callable[[], object]]:
    case, frame = tale.case, tale.frame(1)
    answer = next((line.id for line in tale.view().approvals if line.id), "")
    return {
        "set_story": lambda: acts.set_story(case, tale.id, title="Other"),
        "set_frame": lambda: acts.set_frame(case, frame, words="Other"),
        "picture": lambda: acts.set_frame(case, frame, picture="Other"),
        "add_frame": lambda: acts.add_frame(case, tale.id, "Q", "W"),
        "move_frame": lambda: acts.move_frame(case, frame, 3),
        "remove_frame": lambda: acts.remove_frame(case, frame),
        "scene_for": lambda: acts.scene_for(case, frame),
        "remove_answer": lambda: acts.remove_answer(case, answer),
        "remove_story": lambda: acts.remove_story(case, tale.id),
    }


def test_what_was_read_to_a_child_never_changes(tale: Tale) -> None:
    acts.approve(tale.case, tale.id, tale.mum)
    _, scene = acts.scene_for(tale.case, tale.frame(1))
    telling = acts.tell(tale.case, tale.id, told_on="2025-06-08", read_by="Mum", there="Jay, with Nan", place="Nan's")
    before = to_plain(tale.view().frames)
    assert tale.view().is_fixed and scene_is_fixed(tale.case.rows, scene)
    for name, act in refusals(tale).items():
        with pytest.raises(KnownError, match="Begin the next version"):
            act()
        assert to_plain(tale.view().frames) == before, name
    with pytest.raises(KnownError):
        scene_acts.add_stroke(tale.case, scene, [(1, 1, 1), (5, 5, 1)], colour="#000000", pen=3)
    acts.add_asked(tale.case, telling, "Will Nan come?", asked_by_id=None, answered="Yes.", answered_by_id=tale.mum)
    asked = tale.view().tellings[0].asked[0]
    assert (asked.asked, asked.answered, asked.answered_by and asked.answered_by.name) == (
        "Will Nan come?", "Yes.", "Ruby",
    )  # fmt: skip
    tale.case.undo()
    tale.case.undo()
    for name, act in refusals(tale).items():
        if name != "remove_story":
            act()  # the control: without the reading every one of them works
            tale.case.undo()


def test_the_next_version_is_a_whole_copy(tale: Tale) -> None:
    acts.approve(tale.case, tale.id, tale.mum, on="2025-06-02")
    frame, scene = acts.scene_for(tale.case, tale.frame(1))
    scene_acts.add_stroke(tale.case, scene, [(1, 1, 1), (5, 5, 1)], colour="#112233", pen=3)
    acts.tell(tale.case, tale.id)
    copied = acts.new_version(tale.case, tale.id)
    view = tale.view(copied)
    assert (view.version, view.is_fixed, tale.said(copied)) == (2, False, list(WORDS))
    assert view.tellings == () and tale.trail(copied)["Ruby"] == ("approved", "2 June"), "it says the same"
    assert (new := view.frames[0].scene) and new.id != scene and new.items[0].colour == "#112233"
    _, drawn = acts.scene_for(tale.case, view.frames[0].id)
    scene_acts.add_stroke(tale.case, drawn, [(9, 9, 1), (5, 5, 1)], colour="#445566", pen=3)
    old = tale.view().frames[0].scene
    assert old and len(old.items) == 1 and frame == tale.frame(1)
    acts.set_frame(tale.case, view.frames[1].id, words="Nan and Mum were worried.")
    assert tale.view(copied).version == 2
    assert tale.trail(copied)["Ruby"][0] == "open"
    assert tale.trail()["Ruby"][0] == "approved"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("nwtsfmrdap"), st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_whatever_is_done_later_the_version_that_was_read_stays(tale: Tale, hands: list[tuple[str, int, int]]) -> None:
    start = max(item.step for item in tale.case.history())
    _, scene = acts.scene_for(tale.case, tale.frame(1))
    scene_acts.add_stroke(tale.case, scene, [(1, 1, 1), (5, 5, 1)], colour="#112233", pen=3)
    short = acts.shorter(tale.case, tale.id, [tale.frame(1), tale.frame(6)])
    acts.tell(tale.case, tale.id)
    acts.tell(tale.case, short)
    heard = [to_plain(tale.view(each).frames) for each in (tale.id, short)]
    for hand, one, two in hands:
        there = [line.id for line in tale.view().family]
        story = there[one % len(there)]
        frames = [frame.id for frame in tale.view(story).frames]
        with suppress(KnownError):
            _do(tale, hand, story, frames[two % len(frames)] if frames else "", two)
    assert [to_plain(tale.view(each).frames) for each in (tale.id, short)] == heard
    tale.case.undo_to(start)
    assert tuple(tale.said()) == WORDS and not tale.view().is_fixed


def _do(tale: Tale, hand: str, story: str, frame: str, number: int) -> None:
    case = tale.case
    doing: dict[str, Callable[[], object]] = {
        "n": lambda: acts.new_version(case, story),
        "w": lambda: acts.set_frame(case, frame, story_id=story, words=f"Other {number}."),
        "t": lambda: acts.translation(case, story, ("pl", "ur")[number % 2]),
        "s": lambda: acts.shorter(case, story, [frame]),
        "f": lambda: acts.add_frame(case, story, "Q", "New.", before_id=frame),
        "m": lambda: acts.move_frame(case, frame, number),
        "r": lambda: acts.remove_frame(case, frame),
        "d": lambda: scene_acts.add_stroke(
            case, acts.scene_for(case, frame, story_id=story)[1], [(9, 9, 1), (5, 5, 1)], colour="#445566", pen=3
        ),
        "a": lambda: acts.approve(case, story, tale.mum),
        "p": lambda: acts.remove_story(case, story),
    }  # fmt: skip
    doing[hand]()


def test_a_story_without_words_is_not_read(family: Any) -> None:
    story_id = acts.start(family.case, family.workspace_id)
    with pytest.raises(KnownError, match="no words"):
        acts.tell(family.case, story_id)


# ---- shorter, and in other languages ------------------------------------------------------------------------------


def test_a_shorter_story_follows_the_full_one(tale: Tale) -> None:
    frames = [tale.frame(number) for number in (1, 3, 6)]
    short = acts.shorter(tale.case, tale.id, frames, for_words="for Jay", for_age=4)
    assert tale.said(short) == [WORDS[0], WORDS[2], WORDS[5]]
    assert [frame.number for frame in tale.view(short).frames] == [1, 2, 3]
    acts.move_frame(tale.case, frames[2], 1)
    assert tale.said(short) == [WORDS[5], WORDS[0], WORDS[2]]
    acts.remove_frame(tale.case, frames[2])
    assert tale.said(short) == [WORDS[0], WORDS[2]]
    acts.approve(tale.case, short, tale.mum)
    acts.set_frame(tale.case, frames[0], words="Mum loves Jay very much.")
    assert (tale.view().version, tale.view(short).version) == (2, 2)
    assert tale.trail(short)["Ruby"][0] == "open"


def test_a_shorter_story_has_its_own_words_once_they_are_changed(tale: Tale) -> None:
    frame = tale.frame(1)
    short = acts.shorter(tale.case, tale.id, [frame, tale.frame(6)])
    own = acts.set_frame(tale.case, frame, story_id=short, words="Mum loves you.")
    assert own != frame
    assert (tale.said(short), tale.said()[0]) == (["Mum loves you.", WORDS[5]], WORDS[0])


def test_a_frame_is_changed_only_in_a_version_that_shows_it(tale: Tale) -> None:
    acts.tell(tale.case, tale.id)
    copied = acts.new_version(tale.case, tale.id)
    for act in (acts.set_frame, acts.scene_for):
        with pytest.raises(ValueError, match="another story"):
            act(tale.case, tale.frame(1), story_id=copied)


def test_reading_a_shorter_story_holds_only_what_was_read(tale: Tale) -> None:
    short = acts.shorter(tale.case, tale.id, [tale.frame(1), tale.frame(6)])
    acts.tell(tale.case, short)
    acts.set_frame(tale.case, tale.frame(1), words="Other words.")
    assert tale.said(short) == [WORDS[0], WORDS[5]]
    with pytest.raises(KnownError, match="Begin the next version"):
        acts.set_frame(tale.case, tale.frame(1, short), words="Other words.")


def test_a_translation_has_its_own_words_and_shares_the_pictures(tale: Tale) -> None:
    _, scene = acts.scene_for(tale.case, tale.frame(1))
    urdu = acts.translation(tale.case, tale.id, "ur", title="الفاظ اور تصویریں")
    view = tale.view(urdu)
    assert (view.rtl, view.language, view.title) == (True, "ur", "الفاظ اور تصویریں")
    assert view.frames[1].question == "کون فکرمند ہے؟" and set(tale.said(urdu)) == {""}
    assert view.frames[0].scene and view.frames[0].scene.id == scene
    acts.set_frame(tale.case, view.frames[0].id, words="امی جے سے پیار کرتی ہیں۔")
    assert tale.said()[0] == WORDS[0]
    _, own = acts.scene_for(tale.case, view.frames[0].id)
    assert own != scene
    assert [line.form for line in tale.view().family] == ["full", "translation"]
    with pytest.raises(KnownError, match="this language already"):
        acts.translation(tale.case, urdu, "ur")


# ---- the example families -----------------------------------------------------------------------------------------


def examples(desk: Desk) -> dict[str, Case]:
    return {str(case.row["number"]): case for case in map(desk.open_case, load_examples(desk))}


def test_the_example_families_stories_read_whole(desk: Desk) -> None:
    cases = examples(desk)
    harlow = Projector(cases["WEX-A-0417"].rows)
    (line,) = stories(harlow, next(iter(harlow.rows.table("workspace"))))
    view = story_view(harlow, line.id)
    assert view is not None
    assert (view.version, len(view.frames), view.is_fixed, view.for_age) == (4, 6, True, 6)
    assert [(a.who, a.when, a.state) for a in view.approvals] == [
        ("Shauna", "3 February", "approved"), ("Danny", "11 February", "approved"),
        ("Nanna Mo", "12 February", "approved"), ("Hannah", "13 February", "approved"),
        ("Kofi", "14 February", "approved"),
    ]  # fmt: skip
    assert {a.who: a.step for a in view.approvals}["Kofi"] == "father"
    (telling,) = view.tellings
    assert (telling.read_by, telling.place) == ("Shauna and Danny", "Nanna Mo's")
    asked = telling.asked[0]
    assert asked.asked_by and asked.answered_by
    assert (asked.asked_by.name, asked.asked, asked.answered_by.name, asked.answered) == (
        "Mila", "Is the beer still at Grandma's?", "Danny", "No, Ian poured it away.",
    )  # fmt: skip
    doyle = Projector(cases["WEX-B-0932"].rows)
    home = next(row["id"] for row in doyle.rows.table("workspace").values() if row["title"] == "Doyle / Rahman")
    full, short, urdu = stories(doyle, home)
    assert (full.form, short.form, urdu.form, urdu.language) == ("full", "shorter", "translation", "ur")
    shown = story_view(doyle, short.id)
    assert shown is not None
    assert [frame.question for frame in shown.frames] == [
        "About us", "What are they worried about?", "What is happening now?", "Who can you tell?",
    ]  # fmt: skip
    assert (shown.for_age, [child.name for child in shown.children]) == (4, ["Safiya"])


# ---- readers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [FAMILY, Reader("child"), Reader("parent", "Ruby"), Reader("court")])
def test_what_is_kept_back_leaves_no_trace(tale: Tale, reader: Reader) -> None:
    for place, words in enumerate(("The second phone.", "Ask about the second phone."), 1):
        acts.set_frame(tale.case, tale.frame(place), words=words)
    acts.set_frame(tale.case, tale.frame(3), picture="A second phone", whose_words="second phone")
    acts.set_story(tale.case, tale.id, note="the second phone", for_words="second phone")
    acts.ask_change(tale.case, tale.id, tale.nan, asked_for="no second phone")
    acts.approve(tale.case, tale.id, who="keeper of the second phone")
    telling = acts.tell(tale.case, tale.id, read_by="second phone", there="second phone", place="second phone")
    acts.add_asked(tale.case, telling, "Where is the second phone?", answered="There.")
    acts.add_asked(tale.case, telling, "Where is Nan?", asked_by_id=tale.nan, answered="Here.")
    assert "second phone" in json.dumps(to_plain(tale.view(reader=reader))), "the control: nothing is kept back yet"
    hold_back(tale.case, "", "", "second phone")
    hold_back(tale.case, "person", tale.nan, "Rose")
    view = tale.view(reader=reader)
    told = json.dumps(to_plain(view), ensure_ascii=False)
    assert "phone" not in told and "Rose" not in told and tale.nan not in told
    # Frames that name others of the family are not in a parent's own copy; the numbers close up all the same.
    assert [frame.number for frame in view.frames] == [1, 2, 3, 4][: len(view.frames)], "and no gap where something was"
    assert len(view.frames) == (1 if reader.kind == "parent" else 4)
    assert "Where is Nan?" not in told
    assert "second phone" in json.dumps(to_plain(tale.view(reader=US)))


def test_a_story_or_frame_kept_back_is_not_there(tale: Tale) -> None:
    hold_back(tale.case, "story_frame", tale.frame(2))
    assert [frame.words for frame in tale.view(reader=FAMILY).frames] == [WORDS[0], *WORDS[2:]]
    acts.tell(tale.case, tale.id)
    copied = acts.new_version(tale.case, tale.id)
    assert WORDS[1] not in [frame.words for frame in tale.view(copied, FAMILY).frames], "nor in its copy"
    hold_back(tale.case, "story", tale.id)
    assert tale.maybe(reader=FAMILY) is None and tale.maybe() is not None
    lines = stories(Projector(tale.case.rows, TODAY), tale.workspace_id, FAMILY)
    assert [line.id for line in lines] == [copied] == [line.id for line in tale.view(copied, FAMILY).family]


def test_a_note_is_the_teams_own(tale: Tale) -> None:
    acts.set_story(tale.case, tale.id, note="Ask Nan again.")
    assert (tale.view().note, tale.view(reader=FAMILY).note) == ("Ask Nan again.", "")


def test_a_child_sees_the_story_and_not_how_it_was_made(tale: Tale) -> None:
    acts.ask_change(tale.case, tale.id, tale.mum, asked_for="say “shouted”, not “hit”")
    acts.set_frame(tale.case, tale.frame(2), words="One. Two. Three. Four.")
    for reader, told in ((FAMILY, True), (Reader("child"), False)):
        view = tale.view(reader=reader)
        assert [frame.words for frame in view.frames] == [WORDS[0], "One. Two. Three. Four.", *WORDS[2:]]
        assert (bool(view.approvals), bool(view.changes), bool(view.frames[1].notes)) == (told, told, told)


def test_stories_that_point_at_each_other_are_still_shown(tale: Tale) -> None:
    """A file from elsewhere may hold a ring; the view ends all the same."""
    copied = acts.new_version(tale.case, tale.id)
    with tale.case.edit("A ring") as session:
        story = session.get(Story, tale.id)
        assert story is not None
        story.begun_from_id = copied
    assert tale.view().version == 1 and tale.view(copied).version == 2


# ---- the template -------------------------------------------------------------------------------------------------


def test_an_authoritys_file_replaces_the_template(tmp_path: Any) -> None:
    ours = story_template.load(None)
    assert [len(language.questions) for language in ours.languages] == [0, 6, 6, 6, 6, 6, 6]
    assert {language.code for language in ours.languages if language.rtl} == {"ar", "ur"}
    (tmp_path / "story.json").write_text('{"frames": [{"key": "one", "question": "Who are we?"}]}', encoding="utf-8")
    theirs = story_template.load(tmp_path)
    assert [frame.question for frame in theirs.frames] == ["Who are we?"]
    assert theirs.steps == ours.steps
    (tmp_path / "story.json").write_text('{"frames": "none"}', encoding="utf-8")
    with pytest.raises(KnownError, match=r"story\.json"):
        story_template.load(tmp_path)
